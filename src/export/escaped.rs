//! JSON that can be shown: what could harm a terminal stands in it escaped, and reads back as it
//! was.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::words::is_harmful;

/// So many bytes are written at once.
const HELD: usize = 1 << 14;

/// As short as JSON can be, with harmless strings.
struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(harms) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let mut signs = rest[at..].chars();
            for unit in signs.next().into_iter().flat_map(units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = signs.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

/// Ends of lines of their own kind break a line as well.
fn harms(sign: char) -> bool {
    is_harmful(sign) || matches!(sign, '\u{2028}' | '\u{2029}')
}

/// A sign as JSON counts it.
fn units(sign: char) -> Vec<u16> {
    sign.encode_utf16(&mut [0; 2]).to_vec()
}

/// Writes a value as JSON in one line, without the end of the line.
///
/// # Errors
/// The value cannot be written.
pub fn to_json(out: &mut dyn Write, value: &(impl Serialize + ?Sized)) -> serde_json::Result<()> {
    // Written in pieces of a few bytes, of which few shall reach the output one by one.
    let mut out = BufWriter::with_capacity(HELD, out);
    value.serialize(&mut Serializer::with_formatter(&mut out, Escaped))?;
    out.flush().map_err(serde_json::Error::io)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_harm_is_escaped_and_reads_back() {
        let text = "a\u{1b}[2J\u{7f}\u{9b}31m\u{202e}b\u{200b}\u{e0041}\u{feff} é « 👍🏽 »\n\"\\";
        let mut out = Vec::new();
        to_json(&mut out, text).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(!out.contains(is_harmful), "{out:?}");
        assert!(out.contains(r"\u007f\u009b31m\u202eb\u200b\udb40\udc41\ufeff é « 👍🏽 »"), "{out}");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }
}

//! EPUB and DOCX: XML in a ZIP archive, never more of it than the limits allow.

mod book;
mod letter;

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::limits::{DEEPEST_XML, LARGEST_ENTRY, Limit, MOST_UNPACKED};
use super::prose::entity;
use super::source::OpenError;
pub use book::Book;
pub use letter::docx;

/// An archive, and how much of it may still be unpacked.
struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, OpenError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OpenError::Broken)?;
        Ok(Self { zip, left: MOST_UNPACKED })
    }

    fn read(&mut self, name: &str) -> Result<String, OpenError> {
        let entry = self.zip.by_name(name).map_err(|_| OpenError::Broken)?;
        let most = LARGEST_ENTRY.min(self.left);
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| OpenError::Broken)?;
        let size = bytes.len() as u64;
        if size > most {
            let limit = if most < LARGEST_ENTRY { Limit::Unpacked } else { Limit::Entry };
            return Err(OpenError::Limit(limit));
        }
        self.left -= size;
        Ok(super::prose::decode(&bytes).into_owned())
    }
}

/// Whether this begins as a ZIP archive and cannot be opened as one.
#[must_use]
pub fn is_broken(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && Archive::open(bytes).is_err()
}

/// What a ZIP archive is: `Some(true)` for EPUB, `Some(false)` for DOCX.
#[must_use]
pub fn is_epub(bytes: &[u8]) -> Option<bool> {
    let archive = Archive::open(bytes).ok()?;
    let has = |name| archive.zip.index_for_name(name).is_some();
    if has("META-INF/container.xml") {
        Some(true)
    } else {
        has("word/document.xml").then_some(false)
    }
}

/// What comes of XML: names are without their prefix.
enum Piece<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Words(&'a str),
}

/// Walks through XML for as long as it is well-formed.
fn walk(xml: &str, mut take: impl FnMut(Piece<'_>)) -> Result<(), OpenError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEEPEST_XML {
                    return Err(OpenError::Limit(Limit::Depth));
                }
                take(Piece::Open(&local(tag.local_name().as_ref()), &tag));
            }
            Ok(Event::Empty(tag)) => {
                let name = local(tag.local_name().as_ref());
                take(Piece::Open(&name, &tag));
                take(Piece::Close(&name));
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                take(Piece::Close(&local(tag.local_name().as_ref())));
            }
            Ok(Event::Text(words)) => take(Piece::Words(&words.xml10_content())),
            Ok(Event::CData(words)) => take(Piece::Words(&words.xml10_content())),
            Ok(Event::GeneralRef(name)) => {
                if let Ok(Some(letter)) = name.resolve_char_ref() {
                    take(Piece::Words(letter.encode_utf8(&mut [0; 4])));
                } else if let Some(letters) = entity(&name.xml10_content()) {
                    take(Piece::Words(&letters));
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn local(name: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(name.as_ref()).into_owned()
}

fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|attribute| local(attribute.key.local_name().as_ref()) == wanted)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of these files.
    pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

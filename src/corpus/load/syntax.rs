//! Text that is not JSON: where it goes wrong, and what that is called.
//!
//! Imports the problems alone.

use std::collections::HashSet;

use crate::corpus::problem::{Text, en, fr};

/// Where a text goes wrong.
#[derive(Debug)]
pub(super) struct Fault {
    /// Bytes from the start of the text.
    pub(super) offset: usize,
    /// What is wrong.
    pub(super) text: Text,
}

/// Deepest nesting that is read; the JSON reader has the same bound.
const DEEPEST: usize = 127;

/// The text of some bytes, if it is UTF-8, not blank and not nested too deep.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| Fault {
        offset: error.valid_up_to(),
        text: Text::new(
            "the text is not UTF-8 from here; save the file as UTF-8",
            "le texte n’est plus de l’UTF-8 à partir d’ici\u{202f}; enregistrez le fichier en UTF-8",
        ),
    })?;
    if text.trim_ascii().is_empty() {
        return Err(Fault {
            offset: 0,
            text: Text::new(
                "the file is empty, expected a JSON object",
                "le fichier est vide, attendu\u{a0}: un objet JSON",
            ),
        });
    }
    match too_deep(text) {
        Some(offset) => Err(Fault {
            offset,
            text: Text::new(
                format!("more than {DEEPEST} brackets inside each other"),
                format!("plus de {DEEPEST} crochets emboîtés"),
            ),
        }),
        None => Ok(text),
    }
}

/// What to do with bytes that are no JSON from the first on: most often a document to import.
pub(super) fn foreign(bytes: &[u8]) -> Option<Fault> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let first = text.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    let foreign = first.is_some_and(|first| !first.is_control() && !['{', '['].contains(&first));
    foreign.then(|| Fault {
        offset: bytes.len() - text.len(),
        text: Text::new(
            "no corpus begins so, expected a JSON object; of a PDF or an article make one with: \
             renvoi import FILE -o corpus.json",
            "aucun corpus ne commence ainsi, attendu\u{a0}: un objet JSON\u{202f}; d’un PDF ou d’un \
             article, faites-en un\u{a0}: renvoi import FICHIER -o corpus.json",
        ),
    })
}

/// Where brackets are nested too deep.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// What the JSON reader says of a text, as a place and a sentence.
pub(super) fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut offset = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    if error.is_eof() {
        offset = text.len();
    }
    let message = error.to_string();
    // Of half a character the reader of JSON names the place behind it.
    if HALVES.iter().any(|start| message.starts_with(start))
        && let Some(half) = half_before(text, offset)
    {
        return Fault {
            offset: half,
            text: Text::new(
                "half of a character stands alone here; write both \\u sequences, or the character itself",
                "une moitié de caractère est seule ici\u{202f}; écrivez les deux séquences \\u, ou le caractère lui-même",
            ),
        };
    }
    Fault { offset, text: sentence(&message, &text[offset..]) }
}

/// How the reader's messages begin where half of a character stands alone.
const HALVES: [&str; 2] = ["lone leading surrogate", "unexpected end of hex escape"];

/// Where the last half of a character before this place stands alone.
fn half_before(text: &str, offset: usize) -> Option<usize> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (mut at, mut found) = (0, None);
    while let Some(next) =
        text[at..].find('\\').map(|from| at + from).filter(|&next| next <= offset)
    {
        at = match (unit(next), unit(next + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => next + 12,
            (Some(0xd800..=0xdfff), _) => {
                found = Some(next);
                next + 6
            }
            // The sign behind it may be a backslash too, but is no beginning.
            _ => next + 1 + text[next + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    found
}

/// What the reader's messages are in our words, by how they begin.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "EOF while parsing a string",
        "the text ends inside a string; a closing quotation mark is missing",
        "le texte s’arrête dans une chaîne\u{202f}; il manque un guillemet fermant",
    ),
    (
        "EOF",
        "the text ends too early; a closing bracket is missing",
        "le texte s’arrête trop tôt\u{202f}; il manque un crochet fermant",
    ),
    (
        "expected `:`",
        "expected \":\" after the name of the field",
        "attendu «\u{a0}:\u{a0}» après le nom du champ",
    ),
    (
        "expected `,` or `]`",
        "expected \",\" or \"]\"",
        "attendu «\u{a0},\u{a0}» ou «\u{a0}]\u{a0}»",
    ),
    (
        "expected `,` or `}`",
        "expected \",\" or \"}\"",
        "attendu «\u{a0},\u{a0}» ou «\u{a0}}\u{a0}»",
    ),
    (
        "trailing comma",
        "a comma stands before a closing bracket; remove it",
        "une virgule précède un crochet fermant\u{202f}; supprimez-la",
    ),
    (
        "trailing characters",
        "there is more text after the end of the object",
        "il reste du texte après la fin de l’objet",
    ),
    (
        "key must be a string",
        "expected the name of a field between quotation marks",
        "attendu\u{a0}: le nom d’un champ entre guillemets",
    ),
    (
        "control character",
        "a line break or another control character stands inside a string; write \\n",
        "un saut de ligne ou un autre caractère de contrôle est dans une chaîne\u{202f}; écrivez \\n",
    ),
    ("number out of range", "the number is too large", "le nombre est trop grand"),
    (
        "invalid number",
        "this is not a number as JSON writes it",
        "ce n’est pas un nombre tel que JSON l’écrit",
    ),
    (
        "invalid escape",
        "unknown sequence after \"\\\" in a string",
        "séquence inconnue après «\u{a0}\\\u{a0}» dans une chaîne",
    ),
];

fn sentence(message: &str, rest: &str) -> Text {
    // Of `{"a": 1,}` the reader says that it wants a key.
    let message = if message.starts_with("key must") && rest.starts_with('}') {
        "trailing comma"
    } else {
        message
    };
    let known = WORDS.iter().find(|(start, ..)| message.starts_with(start));
    if let Some((_, en, fr)) = known {
        return Text::new(*en, *fr);
    }
    match rest.chars().next() {
        Some(c) => {
            let c = c.to_string();
            Text::new(
                format!("{} was not expected here", en(&c)),
                format!("{} n’est pas attendu ici", fr(&c)),
            )
        }
        None => Text::new("the text ends too early", "le texte s’arrête trop tôt"),
    }
}

/// The ids that stand in bytes that cannot be read, so that references to them are
/// not reported as well.
pub(super) fn ids_in(bytes: &[u8]) -> HashSet<String> {
    let text = String::from_utf8_lossy(bytes);
    text.split("\"id\"")
        .skip(1)
        .filter_map(|rest| {
            let rest = rest.trim_ascii_start().strip_prefix(':')?;
            let rest = rest.trim_ascii_start().strip_prefix('"')?;
            rest.split_once('"').map(|(id, _)| id.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_outside_strings() {
        assert_eq!(too_deep(&"[".repeat(DEEPEST)), None);
        assert_eq!(too_deep(&"[".repeat(DEEPEST + 1)), Some(DEEPEST));
        assert_eq!(too_deep(&format!("\"\\\"{}\"", "[".repeat(200))), None);
        assert_eq!(too_deep(&"[]".repeat(200)), None);
    }

    #[test]
    fn ids_are_found_in_broken_text() {
        let ids = ids_in(br#"{"id" : "a", "x": {"id":"b" , "id": 3 "#);
        assert_eq!(ids, ["a", "b"].map(str::to_owned).into());
    }
}

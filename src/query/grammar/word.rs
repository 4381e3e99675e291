//! One word of a query: how far it goes, its field, its value with its signs.
//!
//! Imports [`super`], [`crate::query::fold`], [`crate::query::term`].

use super::{Field, Value};
use crate::query::fold::{fold, tokens};
use crate::query::term;

/// The signs at the start of a value that make it more than plain words.
const OPENING: [char; 4] = ['"', '«', '“', '”'];

/// Names of fields, folded, in both languages.
const FIELDS: [(&str, Field); 16] = [
    ("t", Field::Topic),
    ("topic", Field::Topic),
    ("trend", Field::Topic),
    ("tendance", Field::Topic),
    ("e", Field::Expert),
    ("expert", Field::Expert),
    ("p", Field::Page),
    ("page", Field::Page),
    ("text", Field::Text),
    ("texte", Field::Text),
    ("kind", Field::Kind),
    ("type", Field::Kind),
    ("report", Field::Report),
    ("rapport", Field::Report),
    ("mark", Field::Mark),
    ("marque", Field::Mark),
];

/// The start of the next word at or after a place.
pub(super) fn next_word(typed: &str, from: usize) -> Option<usize> {
    typed[from..].find(|letter: char| !letter.is_whitespace()).map(|at| from + at)
}

/// How far a word goes: to a space that neither a backslash nor quotation marks hold.
pub(super) fn chunk(rest: &str) -> usize {
    let mut closing: Option<&[char]> = None;
    let mut escaped = false;
    let mut edge = true;
    for (at, letter) in rest.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match closing {
            _ if letter == '\\' => escaped = true,
            Some(marks) if marks.contains(&letter) => return at + letter.len_utf8(),
            None if letter.is_whitespace() => return at,
            None if edge && OPENING.contains(&letter) => closing = Some(closed_by(letter)),
            _ => {}
        }
        // Quotation marks open at the start, and after a sign or a field.
        edge = at == 0 && matches!(letter, '!' | '-') || letter == ':' && is_field(&rest[..at]);
    }
    rest.len()
}

const fn closed_by(opening: char) -> &'static [char] {
    match opening {
        '«' => &['»'],
        '"' => &['"'],
        _ => &['”', '“', '"'],
    }
}

fn is_field(before: &str) -> bool {
    let name = before.strip_prefix(['!', '-']).unwrap_or(before);
    field_named(name).is_some()
}

fn field_named(name: &str) -> Option<Field> {
    let name = fold(name);
    if name == "note" {
        return Some(Field::Note);
    }
    FIELDS.iter().find(|(known, _)| *known == name).map(|&(_, field)| field)
}

/// The field that a word names, and what follows.
pub(super) fn field(text: &str) -> (Option<Field>, &str) {
    match text.split_once(':') {
        Some((name, rest)) => match field_named(name) {
            Some(field) => (Some(field), rest),
            None => (None, text),
        },
        None => (None, text),
    }
}

/// Reads a value with its signs.
pub(super) fn value(raw: &str) -> Value {
    if let Some(opening) = raw.chars().next().filter(|sign| OPENING.contains(sign)) {
        let inner = &raw[opening.len_utf8()..];
        let closed = inner.strip_suffix(closed_by(opening));
        let open = closed.is_none() && inner.ends_with(char::is_alphanumeric);
        return Value::Phrase { words: words(closed.unwrap_or(inner)), open };
    }
    if let Some(rest) = raw.strip_prefix(['\'', '’']).filter(|rest| !rest.is_empty()) {
        return match rest.strip_suffix(['\'', '’']) {
            Some(word) => Value::Phrase { words: words(&literal(word)), open: false },
            None => Value::Exact(words(&literal(rest)).join(" ")),
        };
    }
    if let Some(rest) = raw.strip_prefix('~').filter(|rest| !rest.is_empty()) {
        return Value::Loose(words(&literal(rest)).concat());
    }
    let start = raw.strip_prefix('^').filter(|rest| !rest.is_empty());
    let rest = start.unwrap_or(raw);
    let end = rest.strip_suffix('$').filter(|rest| !rest.is_empty() && !rest.ends_with('\\'));
    if start.is_some() || end.is_some() {
        let words = words(&literal(end.unwrap_or(rest)));
        return Value::Edge { words, start: start.is_some(), end: end.is_some() };
    }
    let text = literal(raw);
    if raw.contains("\\ ") {
        return Value::Phrase { words: words(&text), open: true };
    }
    Value::Words(term::terms(&text))
}

/// The folded words of a text, elided articles left out as everywhere.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    tokens(&folded).filter(|token| !token.elided).map(|token| token.text.to_owned()).collect()
}

/// A text without the backslashes that protect its signs.
fn literal(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut letters = raw.chars();
    while let Some(letter) = letters.next() {
        text.push(if letter == '\\' { letters.next().unwrap_or('\\') } else { letter });
    }
    text
}

/// A value without quotation marks around it.
pub(super) fn unquoted(raw: &str) -> String {
    let marks = ['"', '«', '»', '“', '”', '\''];
    literal(raw.trim_matches(marks)).trim().to_owned()
}

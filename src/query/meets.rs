//! Whether a text, given as folded words in order, holds a value of a query.
//!
//! For few texts: labels, and records that have the words of the value at all.
//! Imports [`super::grammar`], [`super::spelling`].

use super::grammar::Value;
use super::spelling::{Meeting, meeting, run_on};
use super::term::Term;

/// Whether a field holds a value, spelling as typed.
pub(super) fn field(words: &[&str], value: &Value) -> bool {
    match value {
        Value::Words(terms) => terms.iter().all(|term| holds(words, term)),
        Value::Exact(text) => words.join(" ").contains(text),
        Value::Phrase { words: wanted, open } => phrase(words, wanted, *open),
        Value::Edge { words: wanted, start, end } => {
            let (text, wanted) = (words.join(" "), wanted.join(" "));
            match (start, end) {
                (true, true) => text == wanted,
                (true, false) => text.starts_with(&wanted),
                _ => text.ends_with(&wanted),
            }
        }
        Value::Loose(letters) => {
            let mut text = words.iter().flat_map(|word| word.chars());
            letters.chars().all(|wanted| text.any(|letter| letter == wanted))
        }
    }
}

/// Whether a field holds a term by the start or inside of a word, or by words that
/// run on.
pub(super) fn holds(words: &[&str], term: &Term) -> bool {
    let as_typed = |word: &&str| {
        matches!(meeting(word, term, false), Some(Meeting::Start | Meeting::Inside(_)))
    };
    words.iter().any(as_typed)
        || (0..words.len()).any(|first| run_on(&term.text, words[first..].iter().copied()))
}

/// Whether words stand side by side; the last may go on where `open`.
pub(super) fn phrase(words: &[&str], wanted: &[String], open: bool) -> bool {
    let last = wanted.len().saturating_sub(1);
    !wanted.is_empty()
        && words.windows(wanted.len()).any(|run| {
            run.iter().zip(wanted).enumerate().all(|(place, (word, wanted))| {
                word == wanted || open && place == last && word.starts_with(wanted.as_str())
            })
        })
}

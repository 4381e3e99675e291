//! Which parts of a shown text a query matches.
//!
//! Imports [`super::fold`], [`super::fuzzy`], [`super::grammar`],
//! [`super::spelling`], [`super::term`].

use std::ops::Range;

use super::fold::{Folded, Token, tokens};
use super::fuzzy::letters;
use super::grammar::Value;
use super::spelling::{Meeting, meeting, run_on};
use super::term::Term;
use crate::order;

/// The byte ranges of a text that values match: ascending, apart, on grapheme
/// boundaries.
pub(super) fn light<'a>(values: impl Iterator<Item = &'a Value>, text: &str) -> Vec<Range<usize>> {
    let folded = Folded::new(text);
    let tokens: Vec<Token> = tokens(folded.text()).collect();
    let mut ranges: Vec<Range<usize>> = values
        .flat_map(|value| light_value(value, &tokens))
        .map(|range| folded.original(range))
        .filter(|range| !range.is_empty())
        .collect();
    order::sort_by_key(&mut ranges, |range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// Ranges of the folded text that a value matches.
fn light_value(value: &Value, tokens: &[Token]) -> Vec<Range<usize>> {
    let words: Vec<&Token> = tokens.iter().filter(|token| !token.elided).collect();
    match value {
        Value::Words(terms) => terms.iter().flat_map(|term| light_term(term, tokens)).collect(),
        Value::Phrase { words: wanted, open } => phrase(wanted, *open, &words),
        Value::Exact(text) => {
            let parts: Vec<String> = text.split(' ').map(str::to_owned).collect();
            if let [part] = parts.as_slice() {
                let inside = |token: &&Token| {
                    let start = token.range.start;
                    let found = token.text.match_indices(part.as_str());
                    let ranges = found.map(|(at, part)| start + at..start + at + part.len());
                    ranges.collect::<Vec<_>>()
                };
                return words.iter().flat_map(inside).collect();
            }
            side_by_side(&parts, &words, |place, word, part| match place {
                0 => word.ends_with(part),
                last if last + 1 == parts.len() => word.starts_with(part),
                _ => word == part,
            })
        }
        Value::Edge { words: wanted, start, end } => {
            let edge = match (start, end) {
                (true, _) => words.get(..wanted.len()),
                _ => words.len().checked_sub(wanted.len()).and_then(|from| words.get(from..)),
            };
            let last = wanted.len().saturating_sub(1);
            side_by_side(wanted, edge.unwrap_or_default(), |place, word, part| {
                word == part
                    || *start && place == last && word.starts_with(part)
                    || *end && place == 0 && word.ends_with(part)
            })
        }
        Value::Loose(wanted) => {
            let mut left = wanted.chars().peekable();
            let mut ranges = Vec::new();
            for token in &words {
                for (at, letter) in token.text.char_indices() {
                    if left.next_if_eq(&letter).is_some() {
                        let start = token.range.start + at;
                        ranges.push(start..start + letter.len_utf8());
                    }
                }
            }
            if left.peek().is_some() { Vec::new() } else { ranges }
        }
    }
}

fn phrase(wanted: &[String], open: bool, words: &[&Token]) -> Vec<Range<usize>> {
    side_by_side(wanted, words, |place, word, part| {
        word == part || open && place + 1 == wanted.len() && word.starts_with(part)
    })
}

/// Runs of words that meet the parts one by one; each lit as far as its part goes.
fn side_by_side(
    parts: &[String],
    words: &[&Token],
    meets: impl Fn(usize, &str, &str) -> bool,
) -> Vec<Range<usize>> {
    if parts.is_empty() {
        return Vec::new();
    }
    let mut ranges = Vec::new();
    for run in words.windows(parts.len()) {
        let pairs = || run.iter().zip(parts).enumerate();
        if !pairs().all(|(place, (word, part))| meets(place, word.text, part)) {
            continue;
        }
        ranges.extend(pairs().map(|(_, (word, part))| {
            let (start, end) = (word.range.start, word.range.end);
            if word.text.starts_with(part.as_str()) {
                start..start + part.len()
            } else {
                end - part.len()..end
            }
        }));
    }
    ranges
}

/// Ranges of the folded text: as typed where that occurs, else words that run on,
/// else scattered letters, else corrected words.
fn light_term(term: &Term, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut typed = Vec::new();
    let mut scattered = Vec::new();
    let mut corrected = Vec::new();
    for token in tokens {
        let start = token.range.start;
        match meeting(token.text, term, true) {
            Some(Meeting::Start) => typed.push(start..start + term.text.len()),
            Some(Meeting::Inside(at)) => typed.push(start + at..start + at + term.text.len()),
            Some(Meeting::Scattered) => scattered.extend(letter_ranges(token, term)),
            Some(Meeting::Typo(_)) => corrected.push(token.range.clone()),
            None => {}
        }
    }
    [typed, running(term, tokens), scattered, corrected]
        .into_iter()
        .find(|ranges| !ranges.is_empty())
        .unwrap_or_default()
}

/// The letters of a word that a term takes.
fn letter_ranges(token: &Token, term: &Term) -> Vec<Range<usize>> {
    let places = letters(token.text, &term.text);
    token
        .text
        .char_indices()
        .enumerate()
        .filter(|(place, _)| places.contains(place))
        .map(|(_, (at, letter))| {
            let start = token.range.start + at;
            start..start + letter.len_utf8()
        })
        .collect()
}

/// Words side by side that make the term together.
fn running(term: &Term, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for first in 0..tokens.len() {
        let words = tokens[first..].iter().map(|token| token.text);
        // `p22` lights « p. 22 », though its first word is but a letter.
        let sign = term.page.is_some() && matches!(tokens[first].text, "p" | "pp");
        if !(run_on(&term.text, words) || sign && follows(term, tokens.get(first + 1))) {
            continue;
        }
        let mut rest = term.text.len();
        for token in &tokens[first..] {
            let taken = rest.min(token.text.len());
            ranges.push(token.range.start..token.range.start + taken);
            rest -= taken;
            if rest == 0 {
                break;
            }
        }
    }
    ranges
}

fn follows(term: &Term, next: Option<&Token>) -> bool {
    next.is_some_and(|next| term.text.trim_start_matches('p') == next.text)
        && term.text.starts_with('p')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::super::Query;

    fn lit(query: &str, text: &str) -> Vec<String> {
        Query::parse(query)
            .highlights(text)
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect()
    }

    #[test]
    fn what_is_lit() {
        for (query, text, expected) in [
            ("media", "Les Médias sociaux", &["Média"][..]),
            ("media", "Les me\u{301}dias", &["me\u{301}dia"]),
            ("MEDIA", "multimédia", &["média"]),
            ("tok", "TikTok", &[]),
            ("coeur", "le cœur bat", &["cœur"]),
            ("cœu", "le coeur bat", &["coeu"]),
            ("coe", "le cœur", &["cœ"]),
            ("l'influence", "D’où l’influence", &["influence"]),
            ("fake tik", "Fake news, TikTok", &["Fake", "Tik"]),
            ("fakene", "les fake news", &["fake", "ne"]),
            ("fake news", "fakenews", &["fakenews"]),
            ("mktg", "marketing", &["m", "k", "t", "g"]),
            ("influecne", "l’influence", &["influence"]),
            ("été", "👩‍👩‍👧 étés 🙂", &["été"]),
            ("p22", "(p. 22)", &["p", "22"]),
            ("22", "p. 22, 221", &["22", "22"]),
            ("zzqx", "rien", &[]),
            ("", "rien", &[]),
        ] {
            assert_eq!(lit(query, text), expected, "{query} in {text}");
        }
    }

    proptest! {
        #[test]
        fn lights_lie_inside_any_text(
            query in "[a-eé œ'0-9]{0,12}",
            text in prop_oneof![any::<String>(), "[a-eéœ\u{301} '’0-9\u{200d}🙂-]{0,40}"],
        ) {
            let bounds: Vec<usize> = text
                .grapheme_indices(true)
                .map(|(start, _)| start)
                .chain([text.len()])
                .collect();
            let mut last = None;
            for range in Query::parse(&query).highlights(&text) {
                prop_assert!(range.start < range.end);
                prop_assert!(last.is_none_or(|end| end < range.start));
                prop_assert!(bounds.contains(&range.start) && bounds.contains(&range.end));
                last = Some(range.end);
            }
        }
    }
}

//! Which parts of a shown text a query matches.
//!
//! Imports [`super::fold`], [`super::fuzzy`], [`super::spelling`], [`super::term`].

use std::ops::Range;

use super::fold::{Folded, Token, tokens};
use super::fuzzy::letters;
use super::spelling::{Meeting, meeting, run_on};
use super::term::Term;

/// The byte ranges of a text that terms match: ascending, apart, on grapheme
/// boundaries.
pub(super) fn light(terms: &[Term], text: &str) -> Vec<Range<usize>> {
    let folded = Folded::new(text);
    let tokens: Vec<Token> = tokens(folded.text()).collect();
    let mut ranges: Vec<Range<usize>> = terms
        .iter()
        .flat_map(|term| light_term(term, &tokens))
        .map(|range| folded.original(range))
        .filter(|range| !range.is_empty())
        .collect();
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
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

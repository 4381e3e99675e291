//! Scores, from the fuzzy matcher. The only file that names its crate.
//!
//! Imports nothing of the crate.
//!
//! Odd things worth knowing: the matcher folds ASCII case only and counts
//! positions in characters, so it is given folded text; its two entry points
//! score a few matches differently, so scores come from `fuzzy_match` alone; and
//! scores as well as positions depend on earlier calls (its matrix is not cleared),
//! so each is asked of a fresh matcher.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// How well a term's letters stand in a text, at least 1; `None` where they do
/// not all stand there in order.
pub(super) fn score(text: &str, term: &str) -> Option<u32> {
    let score = SkimMatcherV2::default().ignore_case().fuzzy_match(text, term)?;
    Some(u32::try_from(score).unwrap_or(0).max(1))
}

/// Scores many words as [`score`] does, with one matcher.
///
/// What earlier calls left in the matcher is dropped by a call of the shortest text: the matrix
/// shrinks to four cells, grows anew from nothing, and those four lie in the row that every call
/// resets, for words of three letters and more.
///
/// Of letters a to z those that the term does not hold count alike, whichever they are: words that
/// differ in such letters only are scored once.
pub(super) struct Scorer<'a> {
    matcher: SkimMatcherV2,
    term: &'a str,
    /// What every word scores that holds the term inside and starts with another letter: all
    /// letters match, none stands at a start.
    inside: u32,
    /// A letter that the term does not hold.
    other: Option<u8>,
    /// Scores of words with that letter in place of all that the term does not hold.
    known: HashMap<[u8; ALIKE], u32, RandomState>,
}

/// Words of so many letters at most are looked for among those that are alike.
const ALIKE: usize = 24;

impl<'a> Scorer<'a> {
    /// A scorer of a term.
    pub(super) fn new(term: &'a str) -> Self {
        let inside = score(&format!("\u{b7}{term}"), term).unwrap_or(1);
        Self {
            matcher: SkimMatcherV2::default().ignore_case(),
            term,
            inside,
            other: (b'a'..=b'z').find(|letter| !term.as_bytes().contains(letter)),
            known: HashMap::default(),
        }
    }

    /// As [`score`], and 1 for what does not match at all. `plain` says that the word is made of
    /// the letters a to z.
    pub(super) fn score(&mut self, word: &str, plain: bool) -> u32 {
        if word.is_ascii()
            && word.as_bytes().first() != self.term.as_bytes().first()
            && word.contains(self.term)
        {
            return self.inside;
        }
        let (Some(other), true) = (self.other, plain && word.len() <= ALIKE) else {
            return self.fresh(word);
        };
        let mut alike = [0; ALIKE];
        for (into, letter) in alike.iter_mut().zip(word.bytes()) {
            *into = if self.term.as_bytes().contains(&letter) { letter } else { other };
        }
        if let Some(&score) = self.known.get(&alike) {
            return score;
        }
        let score = self.fresh(word);
        self.known.insert(alike, score);
        score
    }

    fn fresh(&self, word: &str) -> u32 {
        if word.chars().nth(2).is_none() {
            return score(word, self.term).unwrap_or(1);
        }
        self.matcher.fuzzy_match("x", "x");
        let score = self.matcher.fuzzy_match(word, self.term);
        u32::try_from(score.unwrap_or(1)).unwrap_or(0).max(1)
    }
}

/// Which letters of a word the term takes, counted in characters.
pub(super) fn letters(word: &str, term: &str) -> Vec<usize> {
    SkimMatcherV2::default()
        .ignore_case()
        .fuzzy_indices(word, term)
        .map_or_else(Vec::new, |(_, letters)| letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn one_matcher_scores_as_a_fresh_one(
            words in prop::collection::vec("[abc]{1,34}|[a-f]{1,14}|[abc2é]{1,12}", 1..60),
            term in "[abc]{1,6}",
        ) {
            let mut scorer = Scorer::new(&term);
            for word in &words {
                let plain = word.bytes().all(|letter| letter.is_ascii_lowercase());
                let expected = score(word, &term).unwrap_or(1);
                prop_assert_eq!(scorer.score(word, plain), expected, "{}", word);
            }
        }
    }

    #[test]
    fn every_prefix_match_of_a_term_has_the_same_and_highest_score() {
        for (text, expected) in [
            ("media", Some(111)),
            ("medias", Some(111)),
            ("mediatisation", Some(111)),
            ("la media", Some(103)),
            ("intermedia", Some(95)),
            ("multimedia", Some(99)),
            ("medicine", None),
        ] {
            assert_eq!(score(text, "media"), expected, "{text}");
        }
    }

    #[test]
    fn a_score_does_not_depend_on_earlier_ones() {
        // What a used matcher says of the last word varies with the first.
        let used = SkimMatcherV2::default().ignore_case();
        let scores = ["eeeaeee", "eeeoe", "eeeoe"].map(|text| used.fuzzy_match(text, "eee"));
        assert_ne!(scores[0], scores[1], "a trap that is gone: one matcher would do");
        for text in ["eeeaeee", "eeeoe", "eeeoe", "eeeaeee"] {
            assert_eq!(score(text, "eee"), Some(71), "{text}");
        }
    }

    #[test]
    fn letters_are_counted_in_characters() {
        assert_eq!(letters("οδοσx", "δx"), [1, 4]);
        assert_eq!(letters("abc", "x"), Vec::<usize>::new());
    }
}

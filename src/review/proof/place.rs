//! Whether words stand at a place, and whether they stand there whole.
//!
//! Imports [`crate::corpus`] and the markup of its neighbour `origin`.

use std::ops::Range;

use super::{folded, hold};
use crate::corpus::{CleanLines, Position};
use crate::review::origin::bare;

/// How many bytes of markup a place may hold for each byte of its words, and in any case.
const MOST_OF_MARKUP: usize = 64;
const LEAST_OF_MARKUP: usize = 4096;

/// A text in which places are counted in letters.
#[derive(Debug)]
pub(super) struct Letters<'a> {
    text: &'a str,
    /// Where every [`Letters::STEP`]th letter begins, in bytes.
    marks: Vec<usize>,
    /// Resolves entities.
    resolved: fn(&str) -> String,
}

impl<'a> Letters<'a> {
    const STEP: usize = 4096;

    pub(super) fn new(text: &'a str, resolved: fn(&str) -> String) -> Self {
        let letters = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self { text, marks: letters.step_by(Self::STEP).collect(), resolved }
    }

    /// Where a letter begins, or the text ends; none beyond.
    fn byte(&self, letter: usize) -> Option<usize> {
        let from = *self.marks.get(letter / Self::STEP)?;
        let ends = self.text[from..].char_indices().map(|(at, _)| at);
        let at = ends.chain([self.text.len() - from]).nth(letter % Self::STEP)?;
        Some(from + at)
    }

    fn range(&self, position: &Position) -> Option<Range<usize>> {
        let range = self.byte(position.start as usize)?..self.byte(position.end as usize)?;
        (range.start <= range.end).then_some(range)
    }

    /// Whether words stand at a place, whole ones, spaces and markup aside.
    pub(super) fn hold(&self, position: &Position, words: &str) -> bool {
        let Some(range) = self.range(position) else { return false };
        let there = &self.text[range.clone()];
        // A place that is far longer than its words is not theirs, and reading it takes long.
        if there.len() > LEAST_OF_MARKUP + MOST_OF_MARKUP * words.len()
            || self.parts_word(range.start)
            || self.parts_word(range.end)
        {
            return false;
        }
        // The text is as it was written; what stands in the corpus was cleaned.
        CleanLines::new(there) == *words
            || hold(&folded(&bare(&CleanLines::new(&(self.resolved)(there)))), words)
    }

    /// Whether a word goes on over a byte. A capital behind a small letter begins another: some
    /// articles lost the space before it.
    fn parts_word(&self, at: usize) -> bool {
        let (before, behind) = self.text.split_at(at);
        let sides = before.chars().next_back().zip(behind.chars().next());
        sides.is_some_and(|(before, behind)| {
            one_word(before, behind) && !(before.is_lowercase() && behind.is_uppercase())
        })
    }
}

/// Whether two letters side by side are of one word or one number.
fn one_word(before: char, behind: char) -> bool {
    // Scripts that are written without spaces, from Thai to Chinese.
    let spaced = |letter| {
        !matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..)
    };
    (before.is_alphabetic() && behind.is_alphabetic() && spaced(before) && spaced(behind))
        || (before.is_numeric() && behind.is_numeric())
}

/// Where folded words stand in a folded text, whole ones.
pub(super) fn stands(text: &str, words: &str) -> Option<usize> {
    let (first, last) = (words.chars().next()?, words.chars().next_back()?);
    let mut from = 0;
    while let Some(found) = text[from..].find(words) {
        let (start, end) = (from + found, from + found + words.len());
        let before = text[..start].chars().next_back();
        let behind = text[end..].chars().next();
        if before.is_none_or(|before| !one_word(before, first))
            && behind.is_none_or(|behind| !one_word(last, behind))
        {
            return Some(start);
        }
        from = start + first.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::SourceId;

    #[test]
    fn only_whole_words_stand_in_a_text() {
        for (text, words, at) in [
            (" a party ", "art", None),
            (" a party of art ", "art", Some(12)),
            (" art ", "art", Some(1)),
            (" p 45 ", "p 4", None),
            // Notes are often glued to their word.
            (" art1 ", "art", Some(1)),
            (" ban an an ", "an an", Some(5)),
            (" 社会主义 ", "社会", Some(1)),
        ] {
            assert_eq!(stands(text, words), at, "{text:?}: {words}");
        }
    }

    #[test]
    fn a_place_holds_its_words_or_lies_beyond() {
        let text = "é".repeat(2 * Letters::STEP) + " un <b>bel</b> art, SellingLe party";
        let letters = Letters::new(&text, str::to_owned);
        let all: Vec<char> = text.chars().collect();
        let holds = |words: &str, exact: &str| {
            let words: Vec<char> = words.chars().collect();
            let start = all.windows(words.len()).rposition(|part| part == words).unwrap();
            let number = |at: usize| u32::try_from(at).unwrap();
            let (start, end) = (number(start), number(start + words.len()));
            let words = CleanLines::new(exact);
            let source = SourceId::at(0);
            letters.hold(&Position { source, line: 1, start, end, exact: words }, exact)
        };
        assert!(holds("bel</b> art", "bel art"));
        assert!(holds("un <b>bel</b> art, ", "Bel Art"));
        assert!(holds("Le party", "Le party"));
        assert!(holds("Selling", "Selling"));
        assert!(!holds("art", "art"), "a part of a word");
        assert!(!holds("un", "art"));
        let end = all.len();
        assert_eq!(letters.byte(end), Some(text.len()));
        assert_eq!(letters.byte(end + 1), None);
        assert_eq!(letters.byte(4 * Letters::STEP), None);
    }
}

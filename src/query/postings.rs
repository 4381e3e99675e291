//! Words and the records that hold them: the line between the store and the search.
//!
//! Scoring, combining and ranking know a store by [`Postings`] alone. [`Memory`]
//! keeps everything in memory; another store may read a compiled index. Imports
//! [`super::bitmap`].
//!
//! Odd thing worth knowing: the order of the numbers is the order of the list
//! where nothing else tells records apart, so that the first of a set are its best.

use std::ops::Range;

use super::bitmap::Bitmap;

mod lists;
mod memory;
mod press;

pub use memory::Memory;

pub(super) use lists::{Lists, push_number, read_number};
pub(super) use memory::Lexicon;
pub(super) use press::Pairs;

/// Every folded word, sorted by its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary<'a> {
    /// The words without anything between them.
    pub bytes: &'a [u8],
    /// Where each word starts, and where the last ends.
    pub offsets: &'a [u32],
    /// The letters of each word as a set (see [`letter_bag`]).
    pub bags: &'a [u64],
}

impl<'a> Vocabulary<'a> {
    /// How many words there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bags.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bags.is_empty()
    }

    /// The bytes of a word; none where there is no such word.
    #[must_use]
    pub fn word(&self, place: usize) -> &'a [u8] {
        let Some(&[start, end]) = self.offsets.get(place..).and_then(|rest| rest.first_chunk())
        else {
            return &[];
        };
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Whether each word stands where the one before ends, from the first byte to the last.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let ends = self.offsets.last().copied().unwrap_or(0) as usize == self.bytes.len();
        ends && self.offsets.first().is_none_or(|&first| first == 0)
            && self.offsets.len().saturating_sub(1) == self.len()
            && self.offsets.is_sorted()
    }

    /// A word as text.
    #[must_use]
    pub fn text(&self, place: usize) -> &'a str {
        std::str::from_utf8(self.word(place)).unwrap_or_default()
    }

    /// Whether a word is made of the letters a to z alone.
    #[must_use]
    pub fn is_plain(&self, place: usize) -> bool {
        self.bags.get(place).is_some_and(|bag| bag >> LETTERS == 0)
    }

    /// The word that holds a byte, at or after another that does not stand behind it.
    #[must_use]
    pub fn holding(&self, byte: usize, from: usize) -> usize {
        let starts = &self.offsets[from..];
        let before = |&start: &u32| start as usize <= byte;
        let mut reach = 1;
        while starts.get(reach).is_some_and(before) {
            reach *= 2;
        }
        let near = reach / 2..starts.len().min(reach);
        from + near.start + starts[near].partition_point(before) - 1
    }

    /// The words that start with these bytes.
    #[must_use]
    pub fn starting(&self, start: &[u8]) -> Range<usize> {
        let first = self.first(|word| word < start);
        let after = self.first(|word| word < start || word.starts_with(start));
        // Where the words are not in order, none of them is found.
        first..after.max(first)
    }

    /// The place of a word.
    #[must_use]
    pub fn place(&self, word: &[u8]) -> Option<usize> {
        let first = self.first(|other| other < word);
        (first < self.len() && self.word(first) == word).then_some(first)
    }

    fn first(&self, before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.word(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Holds words and, for each, the records where it stands.
///
/// Records are numbered from 0 in the order of the list: the better first.
pub trait Postings: Sync {
    /// How many records there are.
    fn statements(&self) -> usize;

    /// The words.
    fn vocabulary(&self) -> Vocabulary<'_>;

    /// How many records hold a word.
    fn doc_freq(&self, word: usize) -> usize;

    /// Whether any record holds any of some words that stand one after the other.
    fn holds_any(&self, mut words: Range<usize>) -> bool {
        words.any(|word| self.doc_freq(word) > 0)
    }

    /// Adds the records of words to a set. Called once a class of equal scores.
    fn or_into(&self, words: &[u32], records: &mut Bitmap);

    /// Appends the records of words to a list, in any order, some perhaps twice. Called once a
    /// class instead of [`or_into`](Self::or_into) where few records hold its words.
    fn push_into(&self, words: &[u32], records: &mut Vec<u32>) {
        let mut holding = Bitmap::new(self.statements());
        self.or_into(words, &mut holding);
        records.extend(holding.iter());
    }

    /// Adds the records of all words that start with these bytes to a set.
    fn prefix_into(&self, start: &[u8], records: &mut Bitmap);
}

/// The bits of the letters a to z; other signs share the rest.
const LETTERS: u32 = 26;

/// The letters of a word as a set of 64 bits: a word that holds all letters of
/// another has all of its bits.
#[must_use]
pub fn letter_bag(word: &str) -> u64 {
    word.chars().fold(0, |bag, letter| {
        let bit = match letter {
            'a'..='z' => u32::from(letter) - u32::from('a'),
            _ => LETTERS + u32::from(letter) % (64 - LETTERS),
        };
        bag | 1 << bit
    })
}

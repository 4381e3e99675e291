//! Words and posting lists in memory.
//!
//! Imports [`super::lists`] and [`crate::query::bitmap`].

use std::sync::Arc;

use super::lists::Pairs;
use super::{Lists, Postings, Vocabulary, letter_bag};
use crate::query::bitmap::Bitmap;

/// First letters whose records are kept ready for the first key.
const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
/// From so many records the first letters are kept ready.
const LETTERS_FROM: usize = 4096;

/// A sorted vocabulary that several stores may share.
#[derive(Debug, Default)]
pub(in crate::query) struct Lexicon {
    bytes: Vec<u8>,
    offsets: Vec<u32>,
    bags: Vec<u64>,
}

impl Lexicon {
    /// The vocabulary of words in any order; also tells the place of each.
    pub(in crate::query) fn sorted(words: &[String]) -> (Self, Vec<u32>) {
        let mut order: Vec<u32> = (0..u32::try_from(words.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by(|&a, &b| words[a as usize].cmp(&words[b as usize]));
        let mut lexicon = Self { offsets: vec![0], ..Self::default() };
        let mut places = vec![0; words.len()];
        for (place, &word) in (0..).zip(&order) {
            places[word as usize] = place;
            let text = &words[word as usize];
            lexicon.bytes.extend_from_slice(text.as_bytes());
            lexicon.offsets.push(u32::try_from(lexicon.bytes.len()).unwrap_or(u32::MAX));
            lexicon.bags.push(letter_bag(text));
        }
        lexicon.bytes.shrink_to_fit();
        (lexicon, places)
    }

    /// The words.
    pub(in crate::query) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary { bytes: &self.bytes, offsets: &self.offsets, bags: &self.bags }
    }
}

/// Words and posting lists in memory.
#[derive(Debug, Default)]
pub struct Memory {
    lexicon: Arc<Lexicon>,
    lists: Lists,
    letters: Lists,
    records: usize,
}

impl Memory {
    /// Collects (word, record) pairs, which `each` gives by ascending record, twice.
    pub(in crate::query) fn collect(
        lexicon: &Arc<Lexicon>,
        records: usize,
        each: Pairs<'_>,
    ) -> Self {
        let vocabulary = lexicon.vocabulary();
        let lists = Lists::collect(vocabulary.len(), records, each);
        let first = |word: u32| {
            let letter = vocabulary.word(word as usize).first();
            letter.and_then(|letter| LETTERS.iter().position(|other| other == letter))
        };
        let letters = if records < LETTERS_FROM {
            Lists::default()
        } else {
            let mut sets = vec![Bitmap::new(records); LETTERS.len()];
            for word in 0..u32::try_from(vocabulary.len()).unwrap_or(u32::MAX) {
                if let Some(letter) = first(word) {
                    lists.or_into(word as usize, &mut sets[letter]);
                }
            }
            Lists::collect(LETTERS.len(), records, &|push| {
                for (letter, set) in (0..).zip(&sets) {
                    for record in set.iter() {
                        push(letter, record);
                    }
                }
            })
        };
        Self { lexicon: Arc::clone(lexicon), lists, letters, records }
    }

    /// The bytes that the lists take in memory, without the words.
    pub(in crate::query) const fn bytes(&self) -> usize {
        self.lists.bytes() + self.letters.bytes()
    }
}

impl Postings for Memory {
    fn statements(&self) -> usize {
        self.records
    }

    fn vocabulary(&self) -> Vocabulary<'_> {
        self.lexicon.vocabulary()
    }

    fn doc_freq(&self, word: usize) -> usize {
        self.lists.count(word)
    }

    fn or_into(&self, words: &[u32], records: &mut Bitmap) {
        for &word in words {
            self.lists.or_into(word as usize, records);
        }
    }

    fn push_into(&self, words: &[u32], records: &mut Vec<u32>) {
        for &word in words {
            self.lists.any(word as usize, |record| {
                records.push(record);
                false
            });
        }
    }

    fn prefix_into(&self, start: &[u8], records: &mut Bitmap) {
        if let ([letter], 1..) = (start, self.letters.len())
            && let Some(letter) = LETTERS.iter().position(|other| other == letter)
        {
            return self.letters.or_into(letter, records);
        }
        for word in self.vocabulary().starting(start) {
            self.lists.or_into(word, records);
        }
    }
}

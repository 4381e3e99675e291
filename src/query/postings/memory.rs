//! Words and posting lists in memory.
//!
//! Imports [`super::lists`] and [`crate::query::bitmap`].

use std::sync::Arc;

use super::{Lists, Postings, Vocabulary, letter_bag};
use crate::query::bitmap::Bitmap;

/// Starts of up to so many bytes may be kept ready.
const START: usize = 3;
/// A start is kept ready where its pressed lists hold more than one number for so many records.
const HEAVY: usize = 4;
/// From so many records on starts are kept ready.
const READY_FROM: usize = 4096;

/// A sorted vocabulary that several stores may share.
#[derive(Debug, Default)]
pub(in crate::query) struct Lexicon {
    bytes: Vec<u8>,
    offsets: Vec<u32>,
    bags: Vec<u64>,
}

impl Lexicon {
    /// The vocabulary of words in any order; also tells which of them stands at each place.
    pub(in crate::query) fn sorted(words: &[String]) -> (Self, Vec<u32>) {
        // Most words differ in their first eight bytes: nothing else is looked at then.
        let first = |word: &String| {
            let mut eight = [0; 8];
            eight.iter_mut().zip(word.as_bytes()).for_each(|(into, &byte)| *into = byte);
            u64::from_be_bytes(eight)
        };
        let mut order: Vec<(u64, u32)> = words.iter().map(first).zip(0..).collect();
        order.sort_unstable_by(|one, other| {
            let whole = || words[one.1 as usize].cmp(&words[other.1 as usize]);
            one.0.cmp(&other.0).then_with(whole)
        });
        let mut lexicon = Self { offsets: vec![0], ..Self::default() };
        for &(_, word) in &order {
            let text = &words[word as usize];
            lexicon.bytes.extend_from_slice(text.as_bytes());
            lexicon.offsets.push(u32::try_from(lexicon.bytes.len()).unwrap_or(u32::MAX));
            lexicon.bags.push(letter_bag(text));
        }
        lexicon.bytes.shrink_to_fit();
        lexicon.offsets.shrink_to_fit();
        lexicon.bags.shrink_to_fit();
        (lexicon, order.into_iter().map(|(_, word)| word).collect())
    }

    /// The words.
    pub(in crate::query) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary { bytes: &self.bytes, offsets: &self.offsets, bags: &self.bags }
    }

    /// The bytes that it takes in memory.
    pub(in crate::query) const fn bytes(&self) -> usize {
        self.bytes.len() + 4 * self.offsets.len() + 8 * self.bags.len()
    }
}

/// Words and posting lists in memory.
#[derive(Debug, Default)]
pub struct Memory {
    lexicon: Arc<Lexicon>,
    lists: Lists,
    /// Starts whose words many records hold, ascending; the records of each in `ready`.
    starts: Vec<Vec<u8>>,
    ready: Lists,
    records: usize,
}

impl Memory {
    /// The lists of all words, one a word.
    pub(in crate::query) fn new(lexicon: &Arc<Lexicon>, records: usize, lists: Lists) -> Self {
        let mut memory = Self { lexicon: Arc::clone(lexicon), lists, records, ..Self::default() };
        if records >= READY_FROM && memory.lists.len() > 0 {
            let mut starts = memory.heavy();
            starts.sort_unstable();
            let sets = starts.iter().map(|start| {
                let mut set = Bitmap::new(records);
                memory.prefix_into(start, &mut set);
                set
            });
            let ready = Lists::of_sets(records, sets);
            (memory.starts, memory.ready) = (starts, ready);
        }
        memory
    }

    /// The starts that would take long.
    fn heavy(&self) -> Vec<Vec<u8>> {
        let vocabulary = self.lexicon.vocabulary();
        let mut heavy = Vec::new();
        for length in 1..=START {
            let (mut start, mut sum): (&[u8], usize) = (&[], 0);
            for word in 0..=vocabulary.len() {
                let own = if word < vocabulary.len() { vocabulary.word(word) } else { &[] };
                let own = own.get(..length).unwrap_or(&[]);
                if own != start {
                    if !start.is_empty() && sum * HEAVY > self.records {
                        heavy.push(start.to_vec());
                    }
                    (start, sum) = (own, 0);
                }
                let count = self.lists.count(word);
                sum += if self.lists.is_dense(count) { 0 } else { count };
            }
        }
        heavy
    }

    /// The vocabulary, to be shared.
    pub(in crate::query) const fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// The bytes that the lists take in memory, without the words.
    pub(in crate::query) fn bytes(&self) -> usize {
        let starts: usize = self.starts.iter().map(|start| start.len() + 24).sum();
        self.lists.bytes() + self.ready.bytes() + starts
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
        if let Ok(at) = self.starts.binary_search_by(|ready| ready.as_slice().cmp(start)) {
            return self.ready.or_into(at, records);
        }
        self.lists.or_all(self.vocabulary().starting(start), records);
    }
}

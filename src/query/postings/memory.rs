//! Words and posting lists in memory, or in a file that is mapped.
//!
//! Imports [`super::lists`], [`crate::disk`] and [`crate::query::bitmap`].

use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::{Lists, Postings, Vocabulary, letter_bag};
use crate::disk::{Column, Making, Sections, Sheets};
use crate::query::bitmap::Bitmap;

/// Starts of up to so many bytes may be kept ready.
const START: usize = 3;
/// A start is kept ready where its pressed lists hold more than one number for so many records.
const HEAVY: usize = 4;
/// In a file more are kept ready: there they take no memory.
const HEAVY_ON_DISK: usize = 16;
/// From so many records on starts are kept ready.
const READY_FROM: usize = 4096;

/// A sorted vocabulary that several stores may share.
#[derive(Debug, Default)]
pub(in crate::query) struct Lexicon {
    bytes: Column<u8>,
    offsets: Column<u32>,
    bags: Column<u64>,
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
        let (mut bytes, mut offsets, mut bags) = (Vec::new(), vec![0], Vec::new());
        for &(_, word) in &order {
            let text = &words[word as usize];
            bytes.extend_from_slice(text.as_bytes());
            offsets.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
            bags.push(letter_bag(text));
        }
        bytes.shrink_to_fit();
        offsets.shrink_to_fit();
        bags.shrink_to_fit();
        let lexicon = Self { bytes: bytes.into(), offsets: offsets.into(), bags: bags.into() };
        (lexicon, order.into_iter().map(|(_, word)| word).collect())
    }

    /// The words.
    pub(in crate::query) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary { bytes: &self.bytes, offsets: &self.offsets, bags: &self.bags }
    }

    /// The bytes that it takes in memory.
    pub(in crate::query) const fn bytes(&self) -> usize {
        self.bytes.bytes() + self.offsets.bytes() + self.bags.bytes()
    }

    /// Writes it, under names that begin like this.
    pub(in crate::query) fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        sheets.put(&format!("{name}.words"), &self.bytes)?;
        sheets.put(&format!("{name}.offsets"), &self.offsets)?;
        sheets.put(&format!("{name}.bags"), &self.bags)
    }

    /// Opens what was written under names that begin like this.
    pub(in crate::query) fn open(sections: &Sections, name: &str) -> io::Result<Self> {
        let lexicon = Self {
            bytes: sections.column(&format!("{name}.words"))?,
            offsets: sections.column(&format!("{name}.offsets"))?,
            bags: sections.column(&format!("{name}.bags"))?,
        };
        let whole = lexicon.vocabulary().is_whole();
        whole.then_some(lexicon).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

/// The first bytes of a word, with zeros behind.
type Start = [u8; START];

/// Words and posting lists in memory, or mapped.
#[derive(Debug)]
pub struct Memory {
    lexicon: Arc<Lexicon>,
    lists: Lists,
    /// Starts whose words many records hold, ascending, with zeros behind; the records of each in
    /// `ready`.
    starts: Column<Start>,
    ready: Lists,
    records: usize,
}

impl Memory {
    /// The lists of all words, one a word.
    pub(in crate::query) fn new(
        making: &Making<'_>,
        lexicon: &Arc<Lexicon>,
        records: usize,
        lists: Lists,
    ) -> Self {
        let ready = Lists::none(records);
        let starts = Column::default();
        let mut memory = Self { lexicon: Arc::clone(lexicon), lists, starts, ready, records };
        if records >= READY_FROM && memory.lists.len() > 0 {
            let mut starts = memory.heavy(if making.is_spilled() { HEAVY_ON_DISK } else { HEAVY });
            starts.sort_unstable();
            let sets = starts.iter().map(|start| {
                let mut set = Bitmap::new(records);
                let length = start.iter().position(|&byte| byte == 0).unwrap_or(START);
                memory.prefix_into(&start[..length], &mut set);
                set
            });
            let ready = Lists::of_sets(making, records, sets);
            (memory.starts, memory.ready) = (starts.into(), ready);
        }
        memory
    }

    /// The starts that would take long: those whose pressed lists hold more than one number for so
    /// many records.
    fn heavy(&self, many: usize) -> Vec<Start> {
        let vocabulary = self.lexicon.vocabulary();
        let mut heavy = Vec::new();
        for length in 1..=START {
            let (mut start, mut sum): (&[u8], usize) = (&[], 0);
            for word in 0..=vocabulary.len() {
                let own = if word < vocabulary.len() { vocabulary.word(word) } else { &[] };
                let own = own.get(..length).unwrap_or(&[]);
                if own != start {
                    if !start.is_empty() && sum * many > self.records {
                        heavy.extend(padded(start));
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
        self.lists.bytes() + self.ready.bytes() + self.starts.bytes()
    }

    /// Writes the lists, without the words, under names that begin like this.
    pub(in crate::query) fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        self.lists.save(sheets, name)?;
        sheets.put(&format!("{name}.ready"), &self.starts)?;
        self.ready.save(sheets, &format!("{name}.ready"))
    }

    /// Opens what was written of so many records under names that begin like this.
    pub(in crate::query) fn open(
        lexicon: &Arc<Lexicon>,
        sections: &Sections,
        name: &str,
        records: usize,
    ) -> io::Result<Self> {
        Ok(Self {
            lexicon: Arc::clone(lexicon),
            lists: Lists::open(sections, name, records)?,
            starts: sections.column(&format!("{name}.ready"))?,
            ready: Lists::open(sections, &format!("{name}.ready"), records)?,
            records,
        })
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

    fn holds_any(&self, words: Range<usize>) -> bool {
        self.lists.hold_any(words)
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
        let ready = padded(start).and_then(|start| self.starts.binary_search(&start).ok());
        if let Some(at) = ready {
            return self.ready.or_into(at, records);
        }
        self.lists.or_all(self.vocabulary().starting(start), records);
    }
}

/// A start with zeros behind; none where it is too long.
fn padded(start: &[u8]) -> Option<Start> {
    let mut padded = [0; START];
    padded.get_mut(..start.len())?.copy_from_slice(start);
    Some(padded)
}

//! All records of one kind: their words, their order, what they point to.
//!
//! Records are numbered in the order of the list where nothing else tells them
//! apart: more pages first, then corpus order. Imports its neighbours in this room.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::bitmap::Bitmap;
use super::facets::Facets;
use super::grammar::Value;
use super::meets;
use super::postings::{Lexicon, Memory, Postings, Vocabulary};
use super::reach::{Stores, number};
use super::spelling::run_on;
use super::term::Term;
use super::texts::{GAP, Texts};
use crate::disk::{Column, Sections, Sheets};

/// Says whether an answer is no longer wanted.
pub(super) type Stop<'a> = &'a dyn Fn() -> bool;

/// All records of one kind, over some store of words.
#[derive(Debug)]
pub(super) struct Shelf<P = Memory> {
    /// Words in own fields.
    pub(super) own: P,
    /// Words in fields of related records.
    pub(super) related: P,
    /// The words in order; pages have none of their own.
    pub(super) texts: Texts,
    /// The place of each record in the corpus.
    pub(super) ids: Numbers,
    /// The place of each record in corpus order.
    pub(super) order: Numbers,
    /// The number of pages of each record.
    pub(super) pages: Falling,
    /// What they are and point to.
    pub(super) facets: Facets,
}

/// A number for each record. None are kept where each record's is its own.
#[derive(Debug)]
pub(super) struct Numbers {
    kept: Option<Column<u32>>,
    len: usize,
}

impl Numbers {
    /// These numbers, of record 0 on.
    pub(super) fn new(numbers: Column<u32>) -> Self {
        let own = (0..).zip(&*numbers).all(|(record, &number): (u32, _)| record == number);
        Self { len: numbers.len(), kept: (!own).then_some(numbers) }
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// That of a record.
    pub(super) fn of(&self, record: u32) -> u32 {
        let Some(kept) = &self.kept else { return record };
        // A number that leads nowhere is damaged.
        kept.get(record as usize).copied().filter(|&of| (of as usize) < self.len).unwrap_or(0)
    }

    /// The record that has a number.
    pub(super) fn record(&self, number: u32) -> Option<u32> {
        if self.kept.is_none() {
            return Some(number).filter(|&number| (number as usize) < self.len);
        }
        self.each().find(|&(_, of)| of == number).map(|(record, _)| record)
    }

    /// Each record with its number.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..number(self.len)).map(|record| (record, self.of(record)))
    }

    fn bytes(&self) -> usize {
        self.kept.as_ref().map_or(0, Column::bytes)
    }

    fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        sheets.put(name, self.kept.as_deref().unwrap_or_default())
    }

    fn open(sections: &Sections, name: &str, len: usize) -> io::Result<Self> {
        let kept = Some(sections.column(name)?).filter(|kept| !kept.is_empty());
        Ok(Self { kept, len })
    }
}

/// A number for each record, none greater than the one before.
#[derive(Debug)]
pub(super) struct Falling {
    /// Each number, and the first record that has it.
    steps: Column<[u32; 2]>,
}

impl Falling {
    /// These numbers, of record 0 on.
    pub(super) fn new(numbers: impl Iterator<Item = u16>) -> Self {
        let mut steps: Vec<[u32; 2]> = Vec::new();
        for (record, number) in (0..).zip(numbers.map(u32::from)) {
            if steps.last().is_none_or(|&[_, last]| last != number) {
                steps.push([record, number]);
            }
        }
        Self { steps: steps.into() }
    }

    /// The runs of records that have the same number, of so many records.
    pub(super) fn runs(&self, records: usize) -> impl Iterator<Item = Range<usize>> {
        let first = self.steps.iter().map(|&[first, _]| first as usize);
        let ends = first.clone().skip(1).chain([records]);
        first.zip(ends).map(|(first, end)| first..end)
    }

    /// The first record whose number is not above another.
    pub(super) fn down_to(&self, number: u32) -> u32 {
        let at = self.steps.partition_point(|&[_, of]| of > number);
        self.steps.get(at).map_or(u32::MAX, |&[first, _]| first)
    }

    /// That of a record.
    pub(super) fn of(&self, record: u32) -> u32 {
        let after = self.steps.partition_point(|&[first, _]| first <= record);
        after.checked_sub(1).map_or(0, |at| self.steps.get(at).map_or(0, |step| step[1]))
    }

    const fn bytes(&self) -> usize {
        self.steps.bytes()
    }
}

/// The first number of a range that is not such; those that are stand in front.
fn first_not(range: Range<usize>, such: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (range.start, range.end);
    while from < to {
        let middle = from.midpoint(to);
        if such(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}

impl Shelf {
    /// Writes it, under names that begin like this; without the words themselves.
    pub(super) fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        self.own.save(sheets, &format!("{name}.own"))?;
        self.related.save(sheets, &format!("{name}.related"))?;
        self.texts.save(sheets, &format!("{name}.texts"))?;
        self.ids.save(sheets, &format!("{name}.ids"))?;
        self.order.save(sheets, &format!("{name}.order"))?;
        sheets.put(&format!("{name}.pages"), &self.pages.steps)?;
        self.facets.save(sheets, &format!("{name}.facets"))
    }

    /// Opens what was written of so many records under names that begin like this.
    pub(super) fn open(
        lexicon: &Arc<Lexicon>,
        sections: &Sections,
        name: &str,
        records: usize,
    ) -> io::Result<Self> {
        Ok(Self {
            own: Memory::open(lexicon, sections, &format!("{name}.own"), records)?,
            related: Memory::open(lexicon, sections, &format!("{name}.related"), records)?,
            texts: Texts::open(sections, &format!("{name}.texts"))?,
            ids: Numbers::open(sections, &format!("{name}.ids"), records)?,
            order: Numbers::open(sections, &format!("{name}.order"), records)?,
            pages: Falling { steps: sections.column(&format!("{name}.pages"))? },
            facets: Facets::open(sections, &format!("{name}.facets"), records)?,
        })
    }
}

impl<P: Postings> Shelf<P> {
    /// How many records there are.
    pub(super) const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Those records of a set that stand in such a range of it, in corpus order.
    pub(super) fn in_order(&self, set: &Bitmap, range: Range<usize>) -> Vec<u32> {
        // Records that have as many pages are numbered in corpus order: those asked for are among
        // the first of each such run, from some place of the corpus on, and the rest of a million
        // is never named.
        let place = if range.start == 0 { 0 } else { self.place_of(set, range.start) };
        let mut records = Vec::new();
        for run in self.pages.runs(self.len()) {
            let from = self.down_to_place(&run, place);
            records.extend(set.among(from..run.end).take(range.len()));
        }
        records.sort_unstable_by_key(|&record| self.order.of(record));
        records.truncate(range.len());
        records
    }

    /// How many records of a set stand before one of it in corpus order.
    pub(super) fn before(&self, set: &Bitmap, record: u32) -> usize {
        self.above(set, self.order.of(record))
    }

    /// How many records of a set stand above a place of the corpus.
    fn above(&self, set: &Bitmap, place: u32) -> usize {
        let runs = self.pages.runs(self.len());
        runs.map(|run| set.count_among(run.start..self.down_to_place(&run, place))).sum()
    }

    /// The first place of the corpus above which so many records of a set stand.
    fn place_of(&self, set: &Bitmap, records: usize) -> u32 {
        number(first_not(0..self.len(), |place| self.above(set, number(place)) < records))
    }

    /// The first record of a run that does not stand above a place of the corpus.
    fn down_to_place(&self, run: &Range<usize>, place: u32) -> usize {
        first_not(run.clone(), |record| self.order.of(number(record)) < place)
    }

    /// The stores of words, of own fields only or of all.
    pub(super) fn stores(&self, own: bool) -> Stores<'_, P> {
        Stores { own: &self.own, related: (!own).then_some(&self.related) }
    }

    /// Records that hold a value other than plain words, spelling as typed.
    pub(super) fn holding(&self, value: &Value, own: bool, stop: Stop<'_>) -> Bitmap {
        let candidates = self.candidates(value, own);
        match value {
            // One whole word is what was looked up, one part of a word too.
            Value::Phrase { words, .. } if words.len() == 1 => candidates,
            Value::Exact(text) if !text.contains(' ') => candidates,
            _ => self.checked(&candidates, own, stop, |words| meets::field(words, value)),
        }
    }

    /// Records that have the words of a value at all.
    fn candidates(&self, value: &Value, own: bool) -> Bitmap {
        let stores = self.stores(own);
        let mut all = Bitmap::full(self.len());
        let mut need = |such: &dyn Fn(&str) -> bool| {
            all.and(&self.with_words(own, such));
        };
        match value {
            Value::Phrase { words, open } => {
                for (place, word) in words.iter().enumerate() {
                    let mut holding = Bitmap::new(self.len());
                    if *open && place + 1 == words.len() {
                        stores.prefix_into(word, &mut holding);
                    } else if let Some(at) = stores.vocabulary().place(word.as_bytes()) {
                        stores.or_into(&[number(at)], &mut holding);
                    }
                    all.and(&holding);
                }
            }
            Value::Exact(text) => {
                let parts: Vec<&str> = text.split(' ').collect();
                match parts.as_slice() {
                    [one] => need(&|word| word.contains(one)),
                    [first, .., last] => {
                        need(&|word| word.ends_with(first));
                        need(&|word| word.starts_with(last));
                    }
                    [] => {}
                }
            }
            Value::Edge { words, start, .. } => {
                if let (true, Some(first)) = (*start, words.first()) {
                    need(&|word| word.starts_with(first.as_str()));
                } else if let Some(last) = words.last() {
                    need(&|word| word.ends_with(last.as_str()));
                }
            }
            Value::Words(_) | Value::Loose(_) => {}
        }
        all
    }

    fn with_words(&self, own: bool, such: &dyn Fn(&str) -> bool) -> Bitmap {
        let stores = self.stores(own);
        let vocabulary = stores.vocabulary();
        let words: Vec<u32> = (0..vocabulary.len())
            .filter(|&place| such(vocabulary.text(place)))
            .map(number)
            .collect();
        let mut holding = Bitmap::new(self.len());
        stores.or_into(&words, &mut holding);
        holding
    }

    /// Those of some records of which a field is such.
    fn checked(
        &self,
        among: &Bitmap,
        own: bool,
        stop: Stop<'_>,
        such: impl Fn(&[&str]) -> bool,
    ) -> Bitmap {
        let vocabulary = self.own.vocabulary();
        let mut holding = Bitmap::new(self.len());
        let (mut row, mut words) = (Vec::new(), Vec::new());
        for (seen, record) in among.iter().enumerate() {
            if seen % 4096 == 4095 && stop() {
                break;
            }
            self.texts.row(record as usize, own, &mut row);
            let fields = row.split(|&word| word == GAP);
            let held = fields.filter(|field| !field.is_empty()).any(|field| {
                words.clear();
                words.extend(field.iter().map(|&word| vocabulary.text(word as usize)));
                such(&words)
            });
            if held {
                holding.insert(record);
            }
        }
        holding
    }

    /// Records where words side by side make a term.
    pub(super) fn running_on(&self, term: &Term, own: bool, stop: Stop<'_>) -> Bitmap {
        let stores = self.stores(own);
        let vocabulary = stores.vocabulary();
        let mut among = Bitmap::new(self.len());
        for (cut, _) in term.text.char_indices().skip(2) {
            let (first, rest) = term.text.split_at(cut);
            if rest.chars().nth(1).is_none() {
                // Words that run on reach beyond the first by two letters.
                break;
            }
            let Some(first) = vocabulary.place(first.as_bytes()) else { continue };
            let mut with_rest = Bitmap::new(self.len());
            stores.prefix_into(rest, &mut with_rest);
            let parts = parts(vocabulary, rest);
            stores.or_into(&parts, &mut with_rest);
            let mut with_first = Bitmap::new(self.len());
            stores.or_into(&[number(first)], &mut with_first);
            with_first.and(&with_rest);
            among.or(&with_first);
        }
        self.checked(&among, own, stop, |words| {
            (0..words.len()).any(|first| run_on(&term.text, words[first..].iter().copied()))
        })
    }

    /// The bytes that the search takes in memory, beside the words themselves.
    pub(super) fn bytes(&self) -> usize {
        self.texts.bytes()
            + self.ids.bytes()
            + self.order.bytes()
            + self.pages.bytes()
            + self.facets.bytes()
    }
}

/// Words that the start of a text is.
fn parts(vocabulary: Vocabulary<'_>, text: &str) -> Vec<u32> {
    let cuts = text.char_indices().skip(1).map(|(cut, _)| cut);
    cuts.filter_map(|cut| vocabulary.place(&text.as_bytes()[..cut])).map(number).collect()
}

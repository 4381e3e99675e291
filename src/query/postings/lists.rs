//! Lists of record numbers by key: bits where dense, pressed numbers where not.
//!
//! [`super::press`] makes them. Imports [`crate::disk`] and [`crate::query::bitmap`].
//!
//! Odd thing worth knowing: of a pressed list the lower bits of all numbers come first, each in as
//! many bits as the mean gap has; then the higher bits, as one bit a record that follows as many
//! zeros as the higher part grew by. However unevenly the records lie, a number takes at most
//! three bits more than the mean gap, and the next is found without branching.

use std::io;
use std::ops::Range;

use crate::disk::{Column, Making, Sections, Sheets};
use crate::query::bitmap::{Bitmap, ones};

/// A list that is held in memory is kept as bits where it holds more than one record in so many.
const DENSE: usize = 8;
/// One in a file is kept as bits sooner: there they take no memory, and none is read one by one.
const DENSE_ON_DISK: usize = 32;
/// One list in so many has its start noted.
pub(super) const STRIDE: usize = 16;
/// So many bits are read at once: what is left of eight bytes from any bit on.
const STEP: u32 = 56;

/// For each key below a limit an ascending list of record numbers.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Lists {
    pub(super) records: usize,
    /// A list is kept as bits where it holds more than one record in so many.
    pub(super) dense_from: usize,
    /// How many each list holds; [`u16::MAX`] where that is in `large`.
    pub(super) counts: Column<u16>,
    /// The counts that are too large, each behind its key, ascending.
    pub(super) large: Column<[u32; 2]>,
    /// Where the pressed list of one key in [`STRIDE`] starts: how long each is follows from its
    /// count.
    pub(super) starts: Column<u32>,
    pub(super) bytes: Column<u8>,
    /// The keys of dense lists, ascending, and their bits in the same order.
    pub(super) dense: Column<u32>,
    pub(super) bits: Column<u64>,
}

impl Lists {
    /// No list, of so many records.
    pub(in crate::query) fn none(records: usize) -> Self {
        Self { records, dense_from: DENSE, ..Self::default() }
    }

    /// Of lists that are made like this: they are kept as bits where they hold more than one record
    /// in so many.
    pub(super) fn dense_from(making: &Making<'_>) -> usize {
        if making.is_spilled() { DENSE_ON_DISK } else { DENSE }
    }

    /// Writes them, under names that begin like this.
    pub(in crate::query) fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        let kept = [self.records as u64, self.dense_from as u64];
        sheets.put(&format!("{name}.records"), &kept)?;
        sheets.put(&format!("{name}.counts"), &self.counts)?;
        sheets.put(&format!("{name}.large"), &self.large)?;
        sheets.put(&format!("{name}.starts"), &self.starts)?;
        sheets.put(&format!("{name}.bytes"), &self.bytes)?;
        sheets.put(&format!("{name}.dense"), &self.dense)?;
        sheets.put(&format!("{name}.bits"), &self.bits)
    }

    /// Opens what was written of so many records under names that begin like this.
    pub(in crate::query) fn open(
        sections: &Sections,
        name: &str,
        records: usize,
    ) -> io::Result<Self> {
        let kept = sections.column::<u64>(&format!("{name}.records"))?;
        let kept = kept.iter().map(|&number| usize::try_from(number).ok());
        let [Some(written), Some(dense_from)] = kept.collect::<Vec<_>>()[..] else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        if written != records {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(Self {
            records,
            dense_from,
            counts: sections.column(&format!("{name}.counts"))?,
            large: sections.column(&format!("{name}.large"))?,
            starts: sections.column(&format!("{name}.starts"))?,
            bytes: sections.column(&format!("{name}.bytes"))?,
            dense: sections.column(&format!("{name}.dense"))?,
            bits: sections.column(&format!("{name}.bits"))?,
        })
    }

    /// Whether a list of so many records is kept as bits.
    pub(in crate::query) const fn is_dense(&self, count: usize) -> bool {
        count.saturating_mul(self.dense_from) > self.records
    }

    /// How many bytes the list of a key takes among the pressed ones.
    fn length(&self, key: usize) -> usize {
        let count = self.count(key);
        if self.is_dense(count) { 0 } else { pressed_bytes(count, self.records) }
    }

    /// How many keys there are; none where no list holds anything.
    pub(in crate::query) fn len(&self) -> usize {
        self.counts.len()
    }

    /// How many records a list holds.
    pub(in crate::query) fn count(&self, key: usize) -> usize {
        match self.counts.get(key) {
            Some(&u16::MAX) => {
                let at = self.large.partition_point(|&[other, _]| (other as usize) < key);
                self.large.get(at).map_or(0, |&[_, count]| self.records.min(count as usize))
            }
            count => self.records.min(usize::from(count.copied().unwrap_or(0))),
        }
    }

    /// Whether any of some lists that come one after the other holds a record.
    pub(in crate::query) fn hold_any(&self, keys: Range<usize>) -> bool {
        let counts = self.counts.get(keys.start..keys.end.min(self.len())).unwrap_or_default();
        // Many at once: names hold few of the words of statements.
        counts.chunks(64).any(|some| some.iter().fold(0, |any, count| any | count) > 0)
    }

    /// Where the bits of a dense list stand among those of all.
    fn part_of(&self, key: usize) -> Range<usize> {
        let words = self.records.div_ceil(64);
        let start = self.dense.partition_point(|&other| (other as usize) < key) * words;
        start..start + words
    }

    fn bits_of(&self, key: usize) -> &[u64] {
        self.bits.get(self.part_of(key)).unwrap_or_default()
    }

    /// Where the pressed list of a key starts.
    fn start(&self, key: usize) -> usize {
        let noted = key / STRIDE;
        let before = (noted * STRIDE..key).map(|key| self.length(key)).sum::<usize>();
        self.starts.get(noted).map_or(usize::MAX, |&start| before.saturating_add(start as usize))
    }

    /// Adds a list to a set.
    pub(in crate::query) fn or_into(&self, key: usize, records: &mut Bitmap) {
        if key < self.len() {
            self.or_all(key..key + 1, records);
        }
    }

    /// Adds a list to a set, whose records from one on follow each other: they are not read.
    pub(in crate::query) fn or_run_into(&self, key: usize, from: u32, records: &mut Bitmap) {
        let count = self.count(key);
        if self.is_dense(count) {
            return self.or_into(key, records);
        }
        let (mut left, mut rest) = (count, 0..0);
        let bits = records.bits_mut();
        self.any(key, |record| {
            if record >= from {
                rest = record as usize..record as usize + left;
                return true;
            }
            if let Some(bits) = bits.get_mut(record as usize >> 6) {
                *bits |= 1 << (record & 63);
            }
            left -= 1;
            false
        });
        records.insert_all(rest);
    }

    /// Adds lists that come one after the other to a set.
    pub(in crate::query) fn or_all(&self, keys: Range<usize>, records: &mut Bitmap) {
        if keys.start >= self.len().min(keys.end) {
            return;
        }
        let mut start = self.start(keys.start);
        for key in keys {
            let count = self.count(key);
            if count > 0 && self.is_dense(count) {
                records.or_part(&self.bits, self.part_of(key));
            } else if count > 0 {
                let bits = records.bits_mut();
                self.pressed(start, count, |record| {
                    if let Some(bits) = bits.get_mut(record as usize >> 6) {
                        *bits |= 1 << (record & 63);
                    }
                    false
                });
                start = start.saturating_add(pressed_bytes(count, self.records));
            }
        }
    }

    /// Gives every record of a list to `each`, ascending, until it says so.
    pub(in crate::query) fn any(&self, key: usize, mut each: impl FnMut(u32) -> bool) -> bool {
        let count = self.count(key);
        if count > 0 && self.is_dense(count) {
            let within = |&record: &u32| (record as usize) < self.records;
            return (0u32..)
                .zip(self.bits_of(key))
                .any(|(place, &bits)| ones(place, bits).filter(within).any(&mut each));
        }
        count > 0 && self.pressed(self.start(key), count, each)
    }

    /// Gives the records of the pressed list that starts there to `each`, as [`any`](Self::any);
    /// what is no record is left out.
    #[inline]
    fn pressed(&self, start: usize, count: usize, mut each: impl FnMut(u32) -> bool) -> bool {
        let bytes = self.bytes.get(start..).unwrap_or_default();
        let all = u32::try_from(self.records).unwrap_or(u32::MAX);
        let low = low_bits(count, self.records);
        let lower = (1u32 << low) - 1;
        let (mut place, mut done) = (0u32, 0u32);
        loop {
            let mut highs = bits_from(bytes, count * low + done as usize) & ((1 << STEP) - 1);
            while highs != 0 {
                let high = done + highs.trailing_zeros() - place;
                highs &= highs - 1;
                let [a, b, c, d, ..] = bits_from(bytes, place as usize * low).to_le_bytes();
                let record = high << low | u32::from_le_bytes([a, b, c, d]) & lower;
                if record < all && each(record) {
                    return true;
                }
                place += 1;
                if place as usize == count {
                    return false;
                }
            }
            done = done.saturating_add(STEP);
        }
    }

    /// The bytes that it takes in memory.
    pub(in crate::query) const fn bytes(&self) -> usize {
        self.bytes.bytes()
            + self.bits.bytes()
            + self.large.bytes()
            + self.starts.bytes()
            + self.dense.bytes()
            + self.counts.bytes()
    }
}

/// How many lower bits of each number a list of so many keeps as they are: as many as the
/// mean gap has.
pub(super) const fn low_bits(count: usize, records: usize) -> usize {
    if count == 0 || count > records {
        return 0;
    }
    let low = records.ilog2() - count.ilog2();
    // Division by halves: this is asked of every list that is passed over.
    (if count << low > records { low - 1 } else { low }) as usize
}

/// How many bytes a pressed list of so many takes.
pub(super) const fn pressed_bytes(count: usize, records: usize) -> usize {
    if count == 0 {
        return 0;
    }
    let low = low_bits(count, records);
    (count * low + count + (records >> low)).div_ceil(8)
}

/// What stands from a bit on, lowest bit first: at least [`STEP`] bits.
#[inline]
fn bits_from(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes.get(at >> 3..).and_then(|rest| rest.first_chunk());
    // Nothing stands behind the end; ones would end every loop that waits for some.
    eight.map_or(u64::MAX, |&eight| u64::from_le_bytes(eight) >> (at & 7))
}

/// Appends a number, seven bits a byte.
pub(in crate::query) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while let low @ 0x80.. = number {
        bytes.push((low & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

/// Takes a number off the front; 0 where there is none.
pub(in crate::query) fn read_number(bytes: &mut &[u8]) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 || shift >= 28 {
            break;
        }
        shift += 7;
    }
    number
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::corpus::task::UNTOLD;
    use crate::disk::Scratch;

    /// The lists of (key, record) pairs.
    fn listed(keys: usize, records: usize, pairs: &[(u32, u32)]) -> Lists {
        let pairs = pairs.iter().map(|&(key, record)| [key, record]).collect();
        Lists::of_pairs(&Making::default(), keys, records, &[pairs])
    }

    #[test]
    fn long_lists_stand_between_short_ones() {
        // Pressed and short, pressed and long, dense, none, pressed and short.
        let steps = [300_000u32, 15, 7, 0, 250_000];
        let records = |step: u32| (0..1_000_000u32).filter(move |&at| step > 0 && at % step == 3);
        let pairs: Vec<(u32, u32)> = (0..)
            .zip(steps)
            .flat_map(|(key, step)| records(step).map(move |at| (key, at)))
            .collect();
        let lists = listed(5, 1_000_000, &pairs);
        for (key, step) in steps.into_iter().enumerate() {
            let mut held = Vec::new();
            lists.any(key, |record| {
                held.push(record);
                false
            });
            assert!(held.into_iter().eq(records(step)), "{step}");
            assert_eq!(lists.count(key), records(step).count(), "{step}");
        }
        let mut all = Bitmap::new(1_000_000);
        lists.or_all(0..5, &mut all);
        let expected =
            (0..1_000_000).filter(|at| steps.iter().any(|&step| step > 0 && at % step == 3));
        assert!(all.iter().eq(expected));
    }

    proptest! {
        #[test]
        fn lists_hold_what_was_collected(
            few in prop::collection::btree_set((0u32..300, 0u32..5), 0..400),
            times in prop_oneof![Just(1u32), 1u32..5_000],
            cut in 0u32..300,
            most in 0usize..500,
        ) {
            let limit = 300 * times;
            let pairs: BTreeSet<(u32, u32)> =
                few.iter().map(|&(record, key)| (record * times + key, key)).filter(|pair| pair.0 < limit).collect();
            let part = |first: bool, push: &mut dyn FnMut(u32, u32)| {
                for &(record, key) in pairs.iter().filter(|pair| (pair.0 < cut * times) == first) {
                    push(key, record);
                    push(key, record);
                }
            };
            let (first, second) = (|push: &mut dyn FnMut(u32, u32)| part(true, push), |push: &mut dyn FnMut(u32, u32)| part(false, push));
            let of = |making: &Making<'_>, order: &[u32]| {
                Lists::of(making, limit as usize, order, &first, Some(&second), UNTOLD)
            };
            let (folder, order) = (tempfile::tempdir().unwrap(), [0, 1, 2, 3, 4]);
            let scratch = Scratch::new(folder.path()).unwrap();
            let lists = of(&Making::default(), &order);
            for order in [order, [4, 1, 0, 3, 2]] {
                let spilled = of(&Making::spilled(&scratch, most), &order);
                for (at, &key) in order.iter().enumerate() {
                    let (mut one, mut other) = (Vec::new(), Vec::new());
                    lists.any(key as usize, |record| { one.push(record); false });
                    spilled.any(at, |record| { other.push(record); false });
                    prop_assert_eq!(one, other);
                }
            }
            for key in 0..5u32 {
                let of_key = |&&(_, other): &&(u32, u32)| other == key;
                let held: BTreeSet<u32> = pairs.iter().filter(of_key).map(|pair| pair.0).collect();
                let mut set = Bitmap::new(limit as usize);
                lists.or_into(key as usize, &mut set);
                prop_assert_eq!(set.iter().collect::<BTreeSet<_>>(), held.clone());
                prop_assert_eq!(lists.count(key as usize), held.len());
                for end in key..8 {
                    let any = (key..end).any(|key| pairs.iter().any(|pair| pair.1 == key));
                    prop_assert_eq!(lists.hold_any(key as usize..end as usize), any);
                }
                let mut given = Vec::new();
                lists.any(key as usize, |record| {
                    given.push(record);
                    false
                });
                prop_assert_eq!(given, held.into_iter().collect::<Vec<_>>());
            }
        }

        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(any::<u32>(), 0..9)) {
            let mut bytes = Vec::new();
            for &number in &numbers {
                push_number(&mut bytes, number);
            }
            let mut rest = &bytes[..];
            for number in numbers {
                prop_assert_eq!(read_number(&mut rest), number);
            }
            prop_assert!(rest.is_empty());
        }
    }
}

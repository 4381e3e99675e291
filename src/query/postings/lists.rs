//! Lists of record numbers by key: bits where dense, differences where not.
//!
//! Imports [`crate::query::bitmap`].

use crate::query::bitmap::{Bitmap, ones};

/// A list is kept as bits where it holds more than one record in so many.
const DENSE: usize = 8;

/// Gives every (key, record) pair to what it is handed.
pub(in crate::query) type Pairs<'a> = &'a dyn Fn(&mut dyn FnMut(u32, u32));

/// For each key below a limit an ascending list of record numbers.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Lists {
    records: usize,
    /// Where a list starts: in `bytes`, or in `bits` where it is dense.
    starts: Vec<u32>,
    counts: Vec<u32>,
    bytes: Vec<u8>,
    bits: Vec<u64>,
}

impl Lists {
    /// Collects (key, record) pairs, which `each` gives by ascending record,
    /// twice, the same both times. Equal pairs count once.
    pub(in crate::query) fn collect(keys: usize, records: usize, each: Pairs<'_>) -> Self {
        let mut counts = vec![0u32; keys];
        let mut last = vec![u32::MAX; keys];
        each(&mut |key, record| {
            let key = key as usize;
            if last[key] != record {
                last[key] = record;
                counts[key] += 1;
            }
        });
        let mut ends = Vec::with_capacity(keys);
        let mut sum = 0;
        for &count in &counts {
            ends.push(sum);
            sum += count as usize;
        }
        if sum == 0 {
            return Self { records, ..Self::default() };
        }
        let mut flat = vec![0u32; sum];
        last.fill(u32::MAX);
        each(&mut |key, record| {
            let key = key as usize;
            if last[key] != record {
                last[key] = record;
                flat[ends[key]] = record;
                ends[key] += 1;
            }
        });
        let mut lists = Self { records, starts: Vec::with_capacity(keys), ..Self::default() };
        for (&count, &end) in counts.iter().zip(&ends) {
            lists.push(&flat[end - count as usize..end]);
        }
        lists.counts = counts;
        lists.bytes.shrink_to_fit();
        lists.bits.shrink_to_fit();
        lists
    }

    fn push(&mut self, list: &[u32]) {
        let start = if self.dense(list.len()) {
            let start = self.bits.len();
            self.bits.resize(start + self.records.div_ceil(64), 0);
            for &record in list {
                self.bits[start + (record as usize >> 6)] |= 1 << (record & 63);
            }
            start
        } else {
            let start = self.bytes.len();
            let mut before = 0;
            for &record in list {
                push_number(&mut self.bytes, record - before);
                before = record;
            }
            start
        };
        self.starts.push(u32::try_from(start).unwrap_or(u32::MAX));
    }

    const fn dense(&self, count: usize) -> bool {
        count * DENSE > self.records
    }

    /// How many keys there are; none where no list holds anything.
    pub(in crate::query) const fn len(&self) -> usize {
        self.counts.len()
    }

    /// How many records a list holds.
    pub(in crate::query) fn count(&self, key: usize) -> usize {
        self.counts.get(key).map_or(0, |&count| count as usize)
    }

    fn bits_of(&self, key: usize) -> &[u64] {
        let start = self.starts[key] as usize;
        &self.bits[start..start + self.records.div_ceil(64)]
    }

    /// Adds a list to a set.
    pub(in crate::query) fn or_into(&self, key: usize, records: &mut Bitmap) {
        let count = self.count(key);
        if count == 0 {
            return;
        }
        if self.dense(count) {
            return records.or_bits(self.bits_of(key));
        }
        let mut bytes = &self.bytes[self.starts[key] as usize..];
        let mut record = 0;
        records.extend((0..count).map(|_| {
            record += read_number(&mut bytes);
            record
        }));
    }

    /// Gives every record of a list to `each`, ascending, until it says no.
    pub(in crate::query) fn any(&self, key: usize, mut each: impl FnMut(u32) -> bool) -> bool {
        let count = self.count(key);
        if count > 0 && self.dense(count) {
            return (0u32..)
                .zip(self.bits_of(key))
                .any(|(place, &bits)| ones(place, bits).any(&mut each));
        }
        let mut bytes =
            self.starts.get(key).map_or(&[][..], |&start| &self.bytes[start as usize..]);
        let mut record = 0;
        (0..count).any(|_| {
            record += read_number(&mut bytes);
            each(record)
        })
    }

    /// The bytes that it takes in memory.
    pub(in crate::query) const fn bytes(&self) -> usize {
        self.bytes.len() + 8 * self.bits.len() + 4 * (self.starts.len() + self.counts.len())
    }
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

    proptest! {
        #[test]
        fn lists_hold_what_was_collected(
            pairs in prop::collection::btree_set((0u32..300, 0u32..5), 0..400),
        ) {
            let lists = Lists::collect(5, 300, &|push| {
                for &(record, key) in &pairs {
                    push(key, record);
                    push(key, record);
                }
            });
            for key in 0..5u32 {
                let of_key = |&&(_, other): &&(u32, u32)| other == key;
                let held: BTreeSet<u32> = pairs.iter().filter(of_key).map(|pair| pair.0).collect();
                let mut set = Bitmap::new(300);
                lists.or_into(key as usize, &mut set);
                prop_assert_eq!(set.iter().collect::<BTreeSet<_>>(), held.clone());
                prop_assert_eq!(lists.count(key as usize), held.len());
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

//! Makes lists: gathers (key, record) pairs and presses the records of each key.
//!
//! Imports [`crate::disk`], what [`crate::corpus`] tells, [`super::lists`] and its neighbours in this room.
//!
//! Odd thing worth knowing: where there are more pairs than may be held at once, the keys are
//! gathered a range at a time, and all pairs are given anew for each. That costs less than sorting
//! them in files: most pairs are passed over without being written anywhere.

use std::ops::Range;

use super::lists::{Lists, STRIDE, low_bits, pressed_bytes};
use crate::corpus::task::{Task, Told, UNTOLD};
use crate::disk::{Column, Growing, Making};
use crate::query::abreast::both;
use crate::query::bitmap::Bitmap;

/// Gives every (key, record) pair to what it is handed: by ascending record, the same each time.
pub(in crate::query) type Pairs<'a> = &'a (dyn Fn(&mut dyn FnMut(u32, u32)) + Sync);

/// What is handed every (key, record) pair.
type Push<'a> = &'a mut dyn FnMut(u32, u32);

/// Stands for the place of a key that is not gathered.
const ELSEWHERE: u32 = u32::MAX;

/// How many records each key has; equal pairs count once.
fn counted(keys: usize, each: Pairs<'_>) -> Vec<u32> {
    // The last record of each key, and how many it has.
    let mut seen = vec![(u32::MAX, 0u32); keys];
    each(&mut |key, record| {
        let (last, count) = &mut seen[key as usize];
        if *last != record {
            *last = record;
            *count += 1;
        }
    });
    seen.into_iter().map(|(_, count)| count).collect()
}

/// The records of each key, collected but not yet pressed.
#[derive(Debug, Default)]
struct Gathered {
    /// Where the records of each key end among `flat`.
    ends: Vec<u32>,
    flat: Vec<u32>,
}

impl Gathered {
    /// Collects pairs of keys that have so many records each.
    fn new(counts: impl Iterator<Item = u32>, each: &dyn Fn(Push<'_>)) -> Self {
        let mut sum = 0;
        // The last record of each key, and where the next goes.
        let starts = counts.map(|count| {
            sum += count;
            (u32::MAX, sum - count)
        });
        let mut seen: Vec<(u32, u32)> = starts.collect();
        let mut flat = vec![0; sum as usize];
        if sum > 0 {
            each(&mut |key, record| {
                let (last, at) = &mut seen[key as usize];
                if *last != record {
                    *last = record;
                    flat[*at as usize] = record;
                    *at += 1;
                }
            });
        }
        Self { ends: seen.into_iter().map(|(_, end)| end).collect(), flat }
    }

    fn of(&self, key: usize) -> &[u32] {
        let start = key.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.flat[start as usize..self.ends[key] as usize]
    }
}

/// Keys whose records are gathered at once: those at some places of an order.
struct Turn<'a> {
    order: &'a [u32],
    places: Range<usize>,
    /// The number of each key among those of the turn; none where it takes all keys, which keep
    /// their own numbers.
    numbers: Option<Vec<u32>>,
}

impl<'a> Turn<'a> {
    fn new(order: &'a [u32], places: Range<usize>) -> Self {
        let numbers = (places.len() < order.len()).then(|| {
            let mut numbers = vec![ELSEWHERE; order.len()];
            for (number, &key) in (0..).zip(&order[places.clone()]) {
                numbers[key as usize] = number;
            }
            numbers
        });
        Self { order, places, numbers }
    }

    /// Gathers those of some records, of which the keys have so many each.
    fn gather(&self, counts: &[u32], each: Pairs<'_>) -> Gathered {
        let Some(numbers) = &self.numbers else {
            return Gathered::new(counts.iter().copied(), each);
        };
        let keys = self.order[self.places.clone()].iter();
        Gathered::new(keys.map(|&key| counts[key as usize]), &|push| {
            each(&mut |key, record| {
                let number = numbers[key as usize];
                if number != ELSEWHERE {
                    push(number, record);
                }
            });
        })
    }

    /// The number of each key in the order.
    fn gathered(&self) -> impl Iterator<Item = usize> {
        let first = self.places.start;
        let number = move |(at, &key): (usize, &u32)| {
            if self.numbers.is_some() { at } else { key as usize }
        };
        self.order[first..self.places.end].iter().enumerate().map(number)
    }
}

impl Lists {
    /// The lists of (key, record) pairs, in this order of all keys. The pairs come in one or two
    /// parts: the records of the second are above those of the first, and are gathered beside them.
    pub(in crate::query) fn of(
        making: &Making<'_>,
        records: usize,
        order: &[u32],
        first: Pairs<'_>,
        second: Option<Pairs<'_>>,
        told: Told<'_>,
    ) -> Self {
        let (long, keys) = (second.is_some(), order.len());
        let count = |each: Pairs<'_>| counted(keys, each);
        let (more, counts) = both(long, || second.map(count), || count(first));
        let more = more.unwrap_or_default();
        let all = |key: u32| {
            let more = more.get(key as usize).copied().unwrap_or(0);
            counts[key as usize] as usize + more as usize
        };
        let entries: usize = order.iter().map(|&key| all(key)).sum();
        if entries == 0 {
            return Self::none(records);
        }
        let mut pressing = Pressing::new(making, records);
        let (mut start, mut done, mut list) = (0, 0, Vec::new());
        while start < keys {
            told(Task::Lists, done, entries);
            let mut sum = 0;
            let fits = |&&key: &&u32| {
                sum += all(key);
                sum <= making.most()
            };
            let end = start + order[start..].iter().take_while(fits).count().max(1);
            let turn = Turn::new(order, start..end);
            let gather = || second.map(|second| turn.gather(&more, second));
            let (second, first) = both(long, gather, || turn.gather(&counts, first));
            for number in turn.gathered() {
                list.clear();
                list.extend_from_slice(first.of(number));
                if let Some(second) = &second {
                    list.extend_from_slice(second.of(number));
                }
                pressing.push(&list);
                done += list.len();
            }
            start = end;
        }
        pressing.end()
    }

    /// The records of (key, record) pairs, which come by ascending record.
    pub(in crate::query) fn of_pairs(
        making: &Making<'_>,
        keys: usize,
        records: usize,
        pairs: &[Column<[u32; 2]>],
    ) -> Self {
        let order: Vec<u32> = (0..u32::try_from(keys).unwrap_or(u32::MAX)).collect();
        let each = |push: &mut dyn FnMut(u32, u32)| {
            for &[key, record] in pairs.iter().flat_map(|run| &**run) {
                push(key, record);
            }
        };
        Self::of(making, records, &order, &each, None, UNTOLD)
    }

    /// The members of sets, one list a set.
    pub(in crate::query) fn of_sets(
        making: &Making<'_>,
        records: usize,
        sets: impl Iterator<Item = Bitmap>,
    ) -> Self {
        let mut pressing = Pressing::new(making, records);
        for set in sets {
            pressing.push_set(&set);
        }
        pressing.end()
    }
}

/// Lists that are being made, one key after the other.
struct Pressing<'a> {
    records: usize,
    dense_from: usize,
    keys: u32,
    counts: Growing<'a, u16>,
    large: Growing<'a, [u32; 2]>,
    starts: Growing<'a, u32>,
    bytes: Growing<'a, u8>,
    dense: Growing<'a, u32>,
    bits: Growing<'a, u64>,
}

impl<'a> Pressing<'a> {
    fn new(making: &'a Making<'_>, records: usize) -> Self {
        Self {
            records,
            dense_from: Lists::dense_from(making),
            keys: 0,
            counts: making.row(),
            large: making.row(),
            starts: making.row(),
            bytes: making.row(),
            dense: making.row(),
            bits: making.row(),
        }
    }

    /// Begins the list of the next key, which has so many records; returns whether it is dense.
    fn begin(&mut self, count: usize) -> bool {
        let key = self.keys;
        self.keys += 1;
        if (key as usize).is_multiple_of(STRIDE) {
            self.starts.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        }
        self.counts.push(u16::try_from(count).unwrap_or(u16::MAX));
        if count >= usize::from(u16::MAX) {
            self.large.push([key, u32::try_from(count).unwrap_or(u32::MAX)]);
        }
        let dense = count * self.dense_from > self.records;
        if dense {
            self.dense.push(key);
        }
        dense
    }

    fn push(&mut self, list: &[u32]) {
        if self.begin(list.len()) {
            let bits = self.bits.tail();
            let start = bits.len();
            bits.resize(start + self.records.div_ceil(64), 0);
            for &record in list {
                bits[start + (record as usize >> 6)] |= 1 << (record & 63);
            }
            self.bits.settle();
        } else {
            self.press(list);
        }
    }

    fn push_set(&mut self, set: &Bitmap) {
        let count = set.count();
        if self.begin(count) {
            self.bits.add(set.bits());
        } else {
            self.press(&set.iter().collect::<Vec<_>>());
        }
    }

    fn press(&mut self, list: &[u32]) {
        let low = low_bits(list.len(), self.records);
        let highs = list.len() * low;
        let bytes = self.bytes.tail();
        let start = bytes.len();
        bytes.resize(start + pressed_bytes(list.len(), self.records), 0);
        let into = &mut bytes[start..];
        for (place, &record) in list.iter().enumerate() {
            let at = place * low;
            let mut lower = u64::from(record & ((1 << low) - 1)) << (at & 7);
            let mut byte = at >> 3;
            while lower != 0 {
                into[byte] |= (lower & 0xff) as u8;
                lower >>= 8;
                byte += 1;
            }
            let at = highs + (record >> low) as usize + place;
            into[at >> 3] |= 1 << (at & 7);
        }
        self.bytes.settle();
    }

    /// The lists. Whoever reads the last one reads eight bytes at once.
    fn end(mut self) -> Lists {
        self.bytes.add(&[0; 8]);
        Lists {
            records: self.records,
            dense_from: self.dense_from,
            counts: self.counts.end(),
            large: self.large.end(),
            starts: self.starts.end(),
            bytes: self.bytes.end(),
            dense: self.dense.end(),
            bits: self.bits.end(),
        }
    }
}

//! The best records of a set, in order, without looking at all of them.
//!
//! Imports [`super::bitmap`], [`super::reach`].
//!
//! Odd thing worth knowing: a record is in one class of each term only, so it has one
//! sum. Sums can be taken in falling order, and the search ends when enough records
//! are found.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::ops::{ControlFlow, Range};

use super::bitmap::{Bitmap, Set, holds, ones};
use super::reach::{Classes, Key, number};

/// How well a record holds a query; the greater comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Sum of the terms' best scores.
    pub(super) score: i64,
    /// A whole name equals the query.
    pub(super) exact: bool,
    /// How much of it stands in own fields; names weigh twice.
    pub(super) own: u32,
    /// Terms met by whole words.
    pub(super) whole: u32,
    /// The terms stand side by side, in order.
    pub(super) adjacent: bool,
    /// Terms whose typed accents agree.
    pub(super) accents: u32,
    /// Number of pages.
    pub(super) pages: u32,
}

/// Sets of up to so many records are scored one by one.
const FEW: usize = 4_096;
/// So many sums of classes are tried before every record is scored.
const SUMS: usize = 96;

/// The classes of one term that count, best first.
pub(super) type Term<'a> = Vec<(Key, &'a Set)>;

/// The classes of one term that count, from some that count alike.
pub(super) fn term<'a>(all: impl IntoIterator<Item = &'a Classes>) -> Term<'a> {
    let list = all.into_iter().flat_map(|classes| &classes.list);
    let mut list: Term = list.map(|(key, records)| (*key, records)).collect();
    list.sort_by_key(|&(key, _)| Reverse(key));
    list
}

/// Gives the records of a set to `each` by the sum of their keys, then by number, until it breaks:
/// after `most` of them, or after all others that are as good as the last of these.
///
/// Every record of the set must be in a class of each term. What comes after is not looked at: of
/// ten million records a third may hold two words equally well.
pub(super) fn best(
    terms: &[Term],
    set: &Bitmap,
    most: usize,
    each: impl FnMut(Key, u32) -> ControlFlow<()>,
) {
    best_of(terms, set, most, FEW, each);
}

/// As [`best`]; sets of up to `few` records are scored one by one.
fn best_of(
    terms: &[Term],
    set: &Bitmap,
    most: usize,
    few: usize,
    mut each: impl FnMut(Key, u32) -> ControlFlow<()>,
) {
    if most == 0 {
        return;
    }
    if terms.is_empty() {
        let _done = set.iter().try_for_each(|record| each(Key::default(), record));
        return;
    }
    let mut given = 0;
    if set.count() > few.max(most) {
        let given_on = by_sums(terms, set, &mut |key, record| {
            given += 1;
            each(key, record)
        });
        if given_on.is_break() {
            return;
        }
    }
    // They come in the same order: what was given already stands before.
    let all = first(keys(terms, set), most.max(given)).into_iter().skip(given);
    let _done = all.map(|(key, record)| each(key, record)).find(ControlFlow::is_break);
}

/// Every record of a set and the sum of its keys, ascending by number.
fn keys(terms: &[Term], set: &Bitmap) -> Vec<(Key, u32)> {
    let mut all: Vec<(Key, u32)> = set.iter().map(|record| (Key::default(), record)).collect();
    let bits = set.bits();
    if all.len() < bits.len() / 4 {
        // Few in many: asking for each is less than going through all bits.
        for (sum, record) in &mut all {
            for term in terms {
                let class = term.iter().find(|(_, records)| records.contains(*record));
                *sum = sum.plus(class.map(|&(key, _)| key).unwrap_or_default());
            }
        }
        return all;
    }
    // How many records of the set stand before each word of bits.
    let mut before = Vec::with_capacity(bits.len());
    let mut sum = 0usize;
    for bits in bits {
        before.push(sum);
        sum += bits.count_ones() as usize;
    }
    for (key, records) in terms.iter().flatten() {
        let mut add = |record: u32| {
            let word = record as usize >> 6;
            let lower = bits[word] & ((1 << (record & 63)) - 1);
            let (sum, _) = &mut all[before[word] + lower.count_ones() as usize];
            *sum = sum.plus(*key);
        };
        match records {
            Set::Few(records) => {
                records.iter().filter(|&&record| holds(bits, record)).for_each(|&r| add(r));
            }
            Set::Many(records) => {
                for (place, (one, other)) in (0..).zip(records.bits().iter().zip(bits)) {
                    ones(place, one & other).for_each(&mut add);
                }
            }
        }
    }
    all
}

/// The first of some records by key, then by number, and all others that are as good as the last of
/// them.
fn first(mut all: Vec<(Key, u32)>, most: usize) -> Vec<(Key, u32)> {
    let order = |&(key, record): &(Key, u32)| (Reverse(key), record);
    if most < all.len() {
        let (_, &mut (least, _), _) = all.select_nth_unstable_by_key(most - 1, order);
        all.retain(|&(key, _)| key >= least);
    }
    all.sort_unstable_by_key(order);
    all
}

/// Takes sums of classes in falling order and gives their records to `each` until it breaks, or
/// there is none left; goes on where that takes too many sums.
fn by_sums(
    terms: &[Term],
    set: &Bitmap,
    each: &mut dyn FnMut(Key, u32) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let sum = |places: &[usize]| {
        terms.iter().zip(places).fold(Key::default(), |sum, (term, &at)| sum.plus(term[at].0))
    };
    if terms.iter().any(Vec::is_empty) {
        return ControlFlow::Break(());
    }
    let start = vec![0; terms.len()];
    let mut heap = BinaryHeap::from([(sum(&start), Reverse(start.clone()))]);
    let mut seen: HashSet<Vec<usize>> = HashSet::from([start]);
    for _ in 0..SUMS {
        let Some(&(key, _)) = heap.peek() else { return ControlFlow::Break(()) };
        // All sums that are equal go together: their records come by number.
        let mut same = Vec::new();
        while heap.peek().is_some_and(|(other, _)| *other == key) {
            let Some((_, Reverse(places))) = heap.pop() else { break };
            for at in 0..places.len() {
                let mut next = places.clone();
                next[at] += 1;
                if next[at] < terms[at].len() && seen.insert(next.clone()) {
                    heap.push((sum(&next), Reverse(next)));
                }
            }
            let sets = terms.iter().zip(&places).map(|(term, &at)| term[at].1);
            same.push(Meeting::new(sets.collect()));
        }
        meet(&mut same, set, &mut |record| each(key, record))?;
    }
    ControlFlow::Continue(())
}

/// Sets of which the records are wanted that are in every one.
struct Meeting<'a> {
    /// What of the shortest list is not looked at yet, where any of the sets is a list; and the
    /// other sets.
    few: Option<(&'a [u32], Vec<&'a Set>)>,
    /// The bits of the sets, where none is a list.
    many: Vec<&'a [u64]>,
}

impl<'a> Meeting<'a> {
    fn new(mut sets: Vec<&'a Set>) -> Self {
        let lists = sets.iter().enumerate().filter_map(|(at, set)| match set {
            Set::Few(records) => Some((at, records.as_slice())),
            Set::Many(_) => None,
        });
        let few = lists.min_by_key(|(_, records)| records.len());
        let few = few.map(|(at, records)| {
            sets.swap_remove(at);
            (records, std::mem::take(&mut sets))
        });
        let many = sets.iter().filter_map(|set| match set {
            Set::Many(records) => Some(records.bits()),
            Set::Few(_) => None,
        });
        Self { few, many: many.collect() }
    }

    /// Appends those below the end of some words of bits; the words before were looked at.
    fn push(&mut self, open: &[u64], words: &Range<usize>, into: &mut Vec<u32>) {
        if let Some((few, others)) = &mut self.few {
            let end = few.partition_point(|&record| (record as usize) < words.end << 6);
            let (now, later) = few.split_at(end);
            *few = later;
            let met = |record: &&u32| {
                holds(open, **record) && others.iter().all(|other| other.contains(**record))
            };
            into.extend(now.iter().filter(met));
            return;
        }
        for place in words.clone() {
            let met = open[place];
            if met != 0 {
                let of = |other: &&[u64]| other.get(place).copied().unwrap_or(0);
                let met = self.many.iter().map(of).fold(met, |met, bits| met & bits);
                into.extend(ones(number(place), met));
            }
        }
    }
}

/// So many words of bits are looked at before the first records are given; then twice as many, and
/// so on.
const WORDS: usize = 64;

/// Gives the records of a set to `each` that are in all sets of any meeting, ascending.
fn meet(
    meetings: &mut [Meeting<'_>],
    set: &Bitmap,
    each: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let open = set.bits();
    let (mut start, mut many, mut records) = (0, WORDS, Vec::new());
    if meetings.iter().all(|meeting| meeting.few.is_some()) {
        many = open.len();
    }
    while start < open.len() {
        let words = start..open.len().min(start + many);
        records.clear();
        for meeting in &mut *meetings {
            meeting.push(open, &words, &mut records);
        }
        if meetings.len() > 1 {
            records.sort_unstable();
        }
        records.iter().try_for_each(|&record| each(record))?;
        (start, many) = (words.end, many * 2);
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RECORDS: u32 = 150;

    fn classes(list: &[(u32, Vec<u32>)], besides: &Classes) -> Classes {
        let mut classes = Classes::new(RECORDS as usize);
        for (score, records) in list {
            let mut set = Bitmap::new(RECORDS as usize);
            for &record in records {
                set.insert(record);
            }
            // Half of the classes as lists, whatever their length.
            if score % 2 == 0 {
                classes.add(Key::new(*score, true, false), records.clone());
            } else {
                classes.add(Key::new(*score, true, false), Set::Many(set));
            }
        }
        classes.settle(besides.any.clone());
        classes
    }

    /// The best key of a record among classes as they were given.
    fn key(classes: &[(u32, Vec<u32>)], record: u32) -> Option<Key> {
        let holding = classes.iter().filter(|(_, records)| records.contains(&record));
        holding.map(|(score, _)| Key::new(*score, true, false)).max()
    }

    type Given = Vec<(u32, Vec<u32>)>;

    fn given() -> impl Strategy<Value = Given> {
        prop::collection::vec((1u32..6, prop::collection::vec(0..RECORDS, 0..120)), 0..5)
    }

    proptest! {
        #[test]
        fn the_first_are_those_of_the_whole_list(
            given in prop::collection::vec((given(), given()), 1..4),
            most in 0usize..40,
            close in any::<bool>(),
        ) {
            let none = Classes::new(RECORDS as usize);
            let all: Vec<[Classes; 2]> = given
                .iter()
                .map(|(sure, more)| {
                    let sure = classes(sure, &none);
                    let more = classes(more, &sure);
                    [sure, more]
                })
                .collect();
            let terms: Vec<Term> =
                all.iter().map(|both| term(&both[..=usize::from(close)])).collect();
            let key = |record: u32| {
                given.iter().try_fold(Key::default(), |sum, (sure, more)| {
                    let nearly = || close.then(|| key(more, record)).flatten();
                    Some(sum.plus(key(sure, record).or_else(nearly)?))
                })
            };
            let mut set = Bitmap::new(RECORDS as usize);
            let mut all: Vec<(Key, u32)> = Vec::new();
            for record in 0..RECORDS {
                if let Some(key) = key(record) {
                    set.insert(record);
                    all.push((key, record));
                }
            }
            all.sort_by_key(|&(key, record)| (Reverse(key), record));
            let last = most.checked_sub(1).and_then(|last| all.get(last.min(all.len().max(1) - 1)));
            let least = last.map(|&(key, _)| key);
            let tied: Vec<(Key, u32)> =
                all.iter().copied().filter(|&(key, _)| least.is_some_and(|least| key >= least)).collect();
            all.truncate(most);
            for few in [0, usize::MAX] {
                let mut given = Vec::new();
                best_of(&terms, &set, most, few, |key, record| {
                    // As many, and then all that are as good.
                    if given.len() >= most && given.last().is_some_and(|&(last, _)| last > key) {
                        return ControlFlow::Break(());
                    }
                    given.push((key, record));
                    ControlFlow::Continue(())
                });
                prop_assert_eq!(&given, &tied);
            }
        }
    }
}

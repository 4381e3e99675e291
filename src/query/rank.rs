//! The best records of a set, in order, without looking at all of them.
//!
//! Imports [`super::bitmap`], [`super::reach`].
//!
//! Odd thing worth knowing: a record is in one class of each term only, so it has one
//! sum. Sums can be taken in falling order, and the search ends when enough records
//! are found.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::bitmap::{Bitmap, Set, ones};
use super::reach::{Classes, Key};

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

/// How many of the first records are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    /// So many.
    pub(super) records: usize,
    /// And all others that are as good as the last of them.
    pub(super) ties: bool,
}

/// The first records of a set by the sum of their keys, then by number.
///
/// Every record of the set must be in a class of each term.
pub(super) fn best(terms: &[Term], set: &Bitmap, most: Most) -> Vec<(Key, u32)> {
    best_of(terms, set, most, FEW)
}

/// As [`best`]; sets of up to `few` records are scored one by one.
fn best_of(terms: &[Term], set: &Bitmap, most: Most, few: usize) -> Vec<(Key, u32)> {
    if most.records == 0 {
        return Vec::new();
    }
    if terms.is_empty() {
        let most = if most.ties { usize::MAX } else { most.records };
        return set.iter().take(most).map(|record| (Key::default(), record)).collect();
    }
    if set.count() > few.max(most.records)
        && let Some(found) = by_sums(terms, set, most)
    {
        return found;
    }
    first(keys(terms, set), most)
}

/// Every record of a set and the sum of its keys, ascending by number.
fn keys(terms: &[Term], set: &Bitmap) -> Vec<(Key, u32)> {
    let mut all: Vec<(Key, u32)> = set.iter().map(|record| (Key::default(), record)).collect();
    if all.len() < set.bits().len() / 4 {
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
    let mut before = Vec::with_capacity(set.bits().len());
    let mut sum = 0usize;
    for bits in set.bits() {
        before.push(sum);
        sum += bits.count_ones() as usize;
    }
    for (key, records) in terms.iter().flatten() {
        let mut add = |record: u32| {
            let word = record as usize >> 6;
            let lower = set.bits()[word] & ((1 << (record & 63)) - 1);
            let (sum, _) = &mut all[before[word] + lower.count_ones() as usize];
            *sum = sum.plus(*key);
        };
        match records {
            Set::Few(records) => {
                records.iter().filter(|&&record| set.contains(record)).for_each(|&r| add(r));
            }
            Set::Many(records) => {
                for (place, (one, other)) in (0..).zip(records.bits().iter().zip(set.bits())) {
                    ones(place, one & other).for_each(&mut add);
                }
            }
        }
    }
    all
}

/// The first of some records by key, then by number.
fn first(mut all: Vec<(Key, u32)>, most: Most) -> Vec<(Key, u32)> {
    let order = |&(key, record): &(Key, u32)| (Reverse(key), record);
    if most.records < all.len() {
        let (_, &mut (least, _), _) = all.select_nth_unstable_by_key(most.records - 1, order);
        if most.ties {
            all.retain(|&(key, _)| key >= least);
        } else {
            all.truncate(most.records);
        }
    }
    all.sort_unstable_by_key(order);
    all
}

/// Takes sums of classes in falling order until enough records are found; `None`
/// where that takes too many sums.
fn by_sums(terms: &[Term], set: &Bitmap, most: Most) -> Option<Vec<(Key, u32)>> {
    let sum = |places: &[usize]| {
        terms.iter().zip(places).fold(Key::default(), |sum, (term, &at)| sum.plus(term[at].0))
    };
    if terms.iter().any(Vec::is_empty) {
        return Some(Vec::new());
    }
    let start = vec![0; terms.len()];
    let mut heap = BinaryHeap::from([(sum(&start), Reverse(start.clone()))]);
    let mut seen: HashSet<Vec<usize>> = HashSet::from([start]);
    let mut found: Vec<(Key, u32)> = Vec::with_capacity(most.records.min(set.limit()));
    let mut same: Vec<u32> = Vec::new();
    for _ in 0..SUMS {
        let Some(&(key, _)) = heap.peek() else { return Some(found) };
        same.clear();
        let left = if most.ties { usize::MAX } else { most.records - found.len() };
        // All sums that are equal go together: their records come by number.
        while heap.peek().is_some_and(|(other, _)| *other == key) {
            let Some((_, Reverse(places))) = heap.pop() else { break };
            for at in 0..places.len() {
                let mut next = places.clone();
                next[at] += 1;
                if next[at] < terms[at].len() && seen.insert(next.clone()) {
                    heap.push((sum(&next), Reverse(next)));
                }
            }
            let sets: Vec<&Set> = terms.iter().zip(&places).map(|(term, &at)| term[at].1).collect();
            meet(&sets, set, left, &mut same);
        }
        same.sort_unstable();
        found.extend(same.iter().take(left).map(|&record| (key, record)));
        if found.len() >= most.records {
            return Some(found);
        }
    }
    None
}

/// Appends the first `most` records that are in every one of some sets.
fn meet(sets: &[&Set], set: &Bitmap, most: usize, into: &mut Vec<u32>) {
    let few = sets.iter().filter_map(|set| match set {
        Set::Few(records) => Some(records),
        Set::Many(_) => None,
    });
    if let Some(few) = few.min_by_key(|records| records.len()) {
        let met = |record: &&u32| {
            set.contains(**record) && sets.iter().all(|other| other.contains(**record))
        };
        into.extend(few.iter().filter(met).take(most));
        return;
    }
    let bits = |other: &&Set, place: usize| match other {
        Set::Many(records) => records.bits().get(place).copied().unwrap_or(0),
        Set::Few(_) => 0,
    };
    let mut left = most;
    for (number, (place, &open)) in (0u32..).zip(set.bits().iter().enumerate()) {
        if open == 0 {
            continue;
        }
        let met = sets.iter().fold(open, |met, other| met & bits(other, place));
        for record in ones(number, met) {
            if left == 0 {
                return;
            }
            left -= 1;
            into.push(record);
        }
    }
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
                let of = |ties| best_of(&terms, &set, Most { records: most, ties }, few);
                prop_assert_eq!(of(false), all.clone());
                prop_assert_eq!(of(true), tied.clone());
            }
        }
    }
}

//! The best records of a set, in order, without looking at all of them.
//!
//! Imports [`super::bitmap`], [`super::reach`].
//!
//! Odd thing worth knowing: a record of a better class of one term is left out of
//! its worse ones, so sums of classes can be taken in falling order and the search
//! ends when enough records are found.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::bitmap::{Bitmap, ones};
use super::reach::{Classes, Key, Reached};

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
const FEW: usize = 8_192;
/// So many sums of classes are tried before every record is scored.
const SUMS: usize = 96;

/// The first `most` records of a set by the sum of their keys, then by number.
///
/// Every record of the set must be in a class of each term: a sure one, or else,
/// where `close`, a close one.
pub(super) fn best(terms: &[&Reached], set: &Bitmap, close: bool, most: usize) -> Vec<(Key, u32)> {
    best_of(terms, set, close, most, FEW)
}

/// As [`best`]; sets of up to `few` records are scored one by one.
fn best_of(
    terms: &[&Reached],
    set: &Bitmap,
    close: bool,
    most: usize,
    few: usize,
) -> Vec<(Key, u32)> {
    let most = most.min(set.limit());
    if terms.is_empty() {
        return set.iter().take(most).map(|record| (Key::default(), record)).collect();
    }
    if !close && set.count() > few.max(most) {
        let sure: Vec<&Classes> = terms.iter().map(|term| &term.sure).collect();
        if let Some(found) = by_sums(&sure, set, most) {
            return found;
        }
    }
    let key = |record: u32| {
        terms.iter().fold(Key::default(), |sum, term| {
            let key = term.sure.key(record).or_else(|| term.close.key(record));
            sum.plus(key.unwrap_or_default())
        })
    };
    one_by_one(set, key, most)
}

/// Scores every record of a set.
fn one_by_one(set: &Bitmap, key: impl Fn(u32) -> Key, most: usize) -> Vec<(Key, u32)> {
    if most >= set.count() {
        let mut all: Vec<_> = set.iter().map(|record| (key(record), record)).collect();
        all.sort_unstable_by_key(|&(key, record)| (Reverse(key), record));
        return all;
    }
    let mut heap: BinaryHeap<(Reverse<Key>, u32)> = BinaryHeap::with_capacity(most + 1);
    for record in set.iter() {
        let key = key(record);
        if heap.len() < most {
            heap.push((Reverse(key), record));
        } else if heap.peek().is_some_and(|&(Reverse(least), _)| key > least) {
            heap.pop();
            heap.push((Reverse(key), record));
        }
    }
    heap.into_sorted_vec().into_iter().map(|(Reverse(key), record)| (key, record)).collect()
}

/// Takes sums of classes in falling order until enough records are found; `None`
/// where that takes too many sums.
fn by_sums(terms: &[&Classes], set: &Bitmap, most: usize) -> Option<Vec<(Key, u32)>> {
    let sum = |places: &[usize]| {
        terms.iter().zip(places).fold(Key::default(), |sum, (term, &at)| sum.plus(term.list[at].0))
    };
    let first = vec![0; terms.len()];
    let mut heap = BinaryHeap::from([(sum(&first), Reverse(first.clone()))]);
    let mut seen: HashSet<Vec<usize>> = HashSet::from([first]);
    let mut left = set.clone();
    let mut found: Vec<(Key, u32)> = Vec::with_capacity(most);
    for _ in 0..SUMS {
        let Some(&(key, _)) = heap.peek() else { return Some(found) };
        // All sums that are equal go together: their records come by number.
        let mut same: Vec<Vec<usize>> = Vec::new();
        while heap.peek().is_some_and(|(other, _)| *other == key) {
            let Some((_, Reverse(places))) = heap.pop() else { break };
            for at in 0..places.len() {
                let mut next = places.clone();
                next[at] += 1;
                if next[at] < terms[at].list.len() && seen.insert(next.clone()) {
                    heap.push((sum(&next), Reverse(next)));
                }
            }
            same.push(places);
        }
        take(terms, &same, key, &mut left, most, &mut found);
        if found.len() >= most {
            found.truncate(most);
            return Some(found);
        }
    }
    None
}

/// Moves records that are in the classes at any of some places from the set to what
/// is found, lowest number first, until that is enough.
fn take(
    terms: &[&Classes],
    places: &[Vec<usize>],
    key: Key,
    left: &mut Bitmap,
    most: usize,
    found: &mut Vec<(Key, u32)>,
) {
    let mut taken = Bitmap::new(left.limit());
    'words: for (place, number) in (0..left.bits().len()).zip(0u32..) {
        let open = left.bits()[place];
        if open == 0 {
            continue;
        }
        let mut any = 0;
        for places in places {
            let classes = terms.iter().zip(places);
            any |= classes.fold(open, |bits, (term, &at)| bits & term.list[at].1.bits()[place]);
        }
        for record in ones(number, any) {
            taken.insert(record);
            found.push((key, record));
            if found.len() >= most {
                break 'words;
            }
        }
    }
    left.and_not(&taken);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RECORDS: u32 = 150;

    fn reached(classes: &[(u32, Vec<u32>)]) -> Reached {
        let mut reached = Reached::new(RECORDS as usize);
        for (score, records) in classes {
            let mut set = Bitmap::new(RECORDS as usize);
            for &record in records {
                set.insert(record);
            }
            reached.sure.add(Key::new(*score, true, false), set);
        }
        reached
    }

    proptest! {
        #[test]
        fn the_first_are_those_of_the_whole_list(
            terms in prop::collection::vec(
                prop::collection::vec(
                    (1u32..6, prop::collection::vec(0..RECORDS, 0..120)), 1..5),
                1..4),
            most in 0usize..40,
        ) {
            let terms: Vec<Reached> = terms.iter().map(|classes| reached(classes)).collect();
            let terms: Vec<&Reached> = terms.iter().collect();
            let mut set = Bitmap::full(RECORDS as usize);
            for term in &terms {
                set.and(&term.sure.any);
            }
            let mut all: Vec<(Key, u32)> = set
                .iter()
                .map(|record| {
                    let keys = terms.iter().filter_map(|term| term.sure.key(record));
                    (keys.fold(Key::default(), Key::plus), record)
                })
                .collect();
            all.sort_by_key(|&(key, record)| (Reverse(key), record));
            all.truncate(most);
            prop_assert_eq!(best_of(&terms, &set, false, most, 0), all.clone());
            prop_assert_eq!(best_of(&terms, &set, false, most, usize::MAX), all);
        }
    }
}

//! Sorting where size counts more than time: one sort for lists of every kind.
//!
//! Imports nothing of the crate.
//!
//! Odd thing worth knowing: the sort of the standard library is compiled anew for every kind of list
//! and every order, five kilobytes each time. Lists that a person reads are short; here only their
//! places are sorted, by code that there is once. Long lists and hot ones keep the usual sort.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Sorts a list; what is equal stays in order.
pub(crate) fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(list.len(), &|one, other| compare(&list[one], &list[other]));
    arrange(list, &order);
}

/// Sorts a list by a key; what has the same one stays in order.
pub(crate) fn sort_by_key<T, K: Ord>(list: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = list.iter().map(key).collect();
    let order = order(keys.len(), &|one, other| keys[one].cmp(&keys[other]));
    arrange(list, &order);
}

/// A set, one by one: to collect one sorts it first, by code of its own for every kind.
pub(crate) fn set<T: Ord>(all: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(all);
    set
}

/// The places of a list in order.
fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&one, &other| compare(one, other));
    order
}

/// Puts a list in an order that names each place once.
fn arrange<T>(list: &mut Vec<T>, order: &[usize]) {
    let mut rest: Vec<Option<T>> = std::mem::take(list).into_iter().map(Some).collect();
    list.extend(order.iter().filter_map(|&at| rest.get_mut(at)?.take()));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_are_sorted_as_by_the_standard_library(
            list in prop::collection::vec((0u8..9, any::<u16>()), 0..40),
        ) {
            let (mut ours, mut by_key, mut theirs) = (list.clone(), list.clone(), list);
            theirs.sort_by_key(|&(key, _)| std::cmp::Reverse(key));
            sort_by(&mut ours, |one, other| other.0.cmp(&one.0));
            sort_by_key(&mut by_key, |&(key, _)| std::cmp::Reverse(key));
            prop_assert_eq!(&ours, &theirs);
            prop_assert_eq!(by_key, theirs);
        }
    }
}

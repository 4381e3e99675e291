//! Values that are made when they are first asked for, a place for each.
//!
//! Imports nothing of the crate.
//!
//! Odd thing worth knowing: the places themselves come to be a few at a time, so that a million of
//! them cost nothing before somebody asks.

use std::sync::OnceLock;

/// So many places come to be at once.
const LEAF: usize = 8;
/// So many leaves hang on a branch.
const BRANCH: usize = 64;

/// Some places that come to be together.
type Row<T> = Box<[OnceLock<T>]>;

/// A value for each place, known from the start or made when it is first asked for.
#[derive(Clone, Debug)]
pub struct Slots<T> {
    known: Vec<T>,
    branches: Row<Row<Row<T>>>,
    len: usize,
}

impl<T> Slots<T> {
    /// So many places, no value made.
    #[must_use]
    pub fn new(len: usize) -> Self {
        Self { known: Vec::new(), branches: row(len.div_ceil(LEAF * BRANCH)), len }
    }

    /// How many places there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value of a place, where it is made already.
    #[must_use]
    pub fn known(&self, place: usize) -> Option<&T> {
        let leaf = || self.branches.get(place / (LEAF * BRANCH))?.get()?.get(place / LEAF % BRANCH);
        self.known.get(place).or_else(|| leaf()?.get()?.get(place % LEAF)?.get())
    }

    /// The value of a place, which `make` makes; none where there is no such place.
    pub fn get(&self, place: usize, make: impl FnOnce() -> T) -> Option<&T> {
        if let Some(known) = self.known.get(place) {
            return Some(known);
        }
        let branch = self.branches.get(place / (LEAF * BRANCH)).filter(|_| place < self.len)?;
        let leaf = branch.get_or_init(|| row(BRANCH)).get(place / LEAF % BRANCH)?;
        let slot = leaf.get_or_init(|| row(LEAF)).get(place % LEAF)?;
        Some(slot.get_or_init(make))
    }
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self::new(0)
    }
}

impl<T> From<Vec<T>> for Slots<T> {
    fn from(known: Vec<T>) -> Self {
        Self { len: known.len(), known, branches: row(0) }
    }
}

fn row<T>(len: usize) -> Row<T> {
    (0..len).map(|_| OnceLock::new()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_made_once_and_none_beyond_the_end() {
        for len in [0, 1, 8, 9, 512, 513, 5_000] {
            let slots = Slots::new(len);
            for place in 0..len {
                assert_eq!(slots.known(place), None);
                assert_eq!(slots.get(place, || place), Some(&place));
                assert_eq!(slots.get(place, || usize::MAX), Some(&place), "made before");
                assert_eq!(slots.known(place), Some(&place));
            }
            assert_eq!((slots.get(len, || 0), slots.len()), (None, len));
        }
        let known = Slots::from(vec!['a', 'b']);
        assert_eq!((known.get(1, || 'x'), known.get(2, || 'x')), (Some(&'b'), None));
        assert_eq!((known.known(0), known.known(2)), (Some(&'a'), None));
    }
}

//! What terms of the last query met, so that typing computes only what is new.
//!
//! Imports [`super::reach`], [`super::term`].

use std::collections::HashMap;
use std::sync::Arc;

use super::reach::{Matched, Reached};
use super::term::Term;

/// How a term was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum How {
    /// As typed.
    Typed,
    /// Held by no record as typed: as words that run on, or corrected.
    Guessed,
}

/// Shelves, whether own fields only, and the word.
type Asked<S> = (S, bool, String);
/// A term on some shelves, and how it was met.
type Met = (Asked<(usize, usize)>, How);
/// What was made, and whether the query at hand used it.
type Kept<T> = (T, bool);

/// What terms met.
#[derive(Debug, Default)]
pub(super) struct Cache {
    matched: HashMap<Asked<usize>, Kept<Arc<Matched>>>,
    reached: HashMap<Met, Kept<Vec<Arc<Reached>>>>,
}

impl Cache {
    /// The words that a term meets on a shelf.
    pub(super) fn matched(
        &mut self,
        shelf: usize,
        own: bool,
        term: &Term,
        make: impl FnOnce() -> Matched,
    ) -> Arc<Matched> {
        let key = (shelf, own, term.text.clone());
        let (met, used) = self.matched.entry(key).or_insert_with(|| (Arc::new(make()), true));
        *used = true;
        Arc::clone(met)
    }

    /// The records that a term reaches on some shelves.
    pub(super) fn reached(
        &mut self,
        shelves: (usize, usize),
        own: bool,
        term: &Term,
        how: How,
        make: impl FnOnce() -> Vec<Arc<Reached>>,
    ) -> Vec<Arc<Reached>> {
        let key = ((shelves, own, term.text.clone()), how);
        let (reached, used) = self.reached.entry(key).or_insert_with(|| (make(), true));
        *used = true;
        reached.clone()
    }

    /// Drops what the last query did not use.
    pub(super) fn forget(&mut self) {
        self.matched.retain(|_, (_, used)| std::mem::take(used));
        self.reached.retain(|_, (_, used)| std::mem::take(used));
    }
}

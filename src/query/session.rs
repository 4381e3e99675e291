//! Queries one after the other, as they are typed: what a word met is kept.
//!
//! Imports its neighbours in this room.

use std::fmt;
use std::ops::Range;

use crate::corpus::{ExpertId, StatementId, TopicId};

use super::cache::Cache;
use super::filter::{Asking, Marks};
use super::records::{EXPERTS, PAGES, STATEMENTS, TOPICS};
use super::search::Scope;
use super::{Bitmap, Finder, Found, Query, Record, convert};

/// How much of an answer is wanted, with what, and whether it still is.
#[derive(Clone, Copy)]
pub struct Bounds<'a> {
    /// How many records are wanted: sure matches, then close ones. Counts are exact all the same.
    pub most: usize,
    /// What the reader marked and noted; without it, no mark and no note matches.
    pub marks: Option<&'a dyn Marks>,
    /// Whether close matches are left out.
    pub exact: bool,
    /// Says whether the answer is no longer wanted; what comes then is of no use.
    pub stop: &'a dyn Fn() -> bool,
}

impl Default for Bounds<'_> {
    fn default() -> Self {
        Self { most: usize::MAX, marks: None, exact: false, stop: &|| false }
    }
}

impl fmt::Debug for Bounds<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bounds").field("most", &self.most).finish_non_exhaustive()
    }
}

/// Asks a [`Finder`] and remembers what the words of the last query met, so that a
/// key computes only the word that changed. For one finder only.
#[derive(Debug, Default)]
pub struct Session {
    cache: Cache,
}

impl Session {
    /// As [`Finder::topics`].
    pub fn topics(&mut self, finder: &Finder, query: &Query, bounds: Bounds<'_>) -> Found<TopicId> {
        convert(self.found(finder, query, TOPICS..EXPERTS, bounds), |record| match record {
            Record::Topic(id) => Some(id),
            _ => None,
        })
    }

    /// As [`Finder::experts`].
    pub fn experts(
        &mut self,
        finder: &Finder,
        query: &Query,
        bounds: Bounds<'_>,
    ) -> Found<ExpertId> {
        convert(self.found(finder, query, EXPERTS..STATEMENTS, bounds), |record| match record {
            Record::Expert(id) => Some(id),
            _ => None,
        })
    }

    /// As [`Finder::statements`].
    pub fn statements(
        &mut self,
        finder: &Finder,
        query: &Query,
        bounds: Bounds<'_>,
    ) -> Found<StatementId> {
        convert(self.found(finder, query, STATEMENTS..PAGES, bounds), |record| match record {
            Record::Statement(id) => Some(id),
            _ => None,
        })
    }

    /// As [`Finder::statements`], among those of a set.
    pub fn statements_among(
        &mut self,
        finder: &Finder,
        query: &Query,
        set: &Bitmap,
        bounds: Bounds<'_>,
    ) -> Found<StatementId> {
        let asking = Asking { own: false, marks: bounds.marks, stop: bounds.stop };
        let shelves = (STATEMENTS, PAGES);
        let scope = Scope { shelves, asking, most: bounds.most, among: Some(set) };
        let found = finder.records.find(&query.tree, &scope, &mut self.cache);
        convert(found.only(bounds.exact), |record| match record {
            Record::Statement(id) => Some(id),
            _ => None,
        })
    }

    /// As [`Finder::everywhere`].
    pub fn everywhere(
        &mut self,
        finder: &Finder,
        query: &Query,
        bounds: Bounds<'_>,
    ) -> Found<Record> {
        self.found(finder, query, TOPICS..PAGES + 1, bounds)
    }

    pub(super) fn found(
        &mut self,
        finder: &Finder,
        query: &Query,
        shelves: Range<usize>,
        bounds: Bounds<'_>,
    ) -> Found<Record> {
        // A list of one kind of subject is filtered by what is their own.
        let own = shelves.end <= STATEMENTS;
        let asking = Asking { own, marks: bounds.marks, stop: bounds.stop };
        let shelves = (shelves.start, shelves.end);
        let scope = Scope { shelves, asking, most: bounds.most, among: None };
        finder.records.find(&query.tree, &scope, &mut self.cache).only(bounds.exact)
    }
}

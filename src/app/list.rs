//! A list of the browser: its rows, its order, and what is chosen in it.
//!
//! Fields under "derived" are written by [`super::rows::derive`] alone.

use std::collections::{BTreeMap, BTreeSet};

use super::angle::{Lens, Sort};
use super::bars::Bar;
use super::layout::Class;
use super::model::Pin;
use super::rows::Lead;
use super::styled::Line;
use crate::corpus::Subject;
use crate::index::Link;
use crate::query::Record;

/// How a row belongs to what is chosen on its left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// A record links them.
    Linked(Link),
    /// They share a page and nothing else.
    SamePage,
    /// They have nothing in common.
    Unlinked,
    /// Nothing is chosen that it could belong to.
    Free,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row<T> {
    /// A record.
    Record {
        /// Its identity.
        id: T,
        /// How it belongs to what is chosen.
        tie: Tie,
        /// The form that matched the filter where the shown name did not.
        through: Option<String>,
    },
    /// Words between records.
    Words(Line),
    /// Ways on, by their keys; a click on one goes it.
    Ways(Bar),
}

impl<T: Copy> Row<T> {
    /// The record of the row, if it has one.
    #[must_use]
    pub const fn id(&self) -> Option<T> {
        match self {
            Self::Record { id, .. } => Some(*id),
            Self::Words(_) | Self::Ways(_) => None,
        }
    }
}

/// So many records of a long list have rows: those around the reader, or the best matches, of
/// which more are made as the reader comes near the last.
pub const REACH: usize = 2_000;

/// Of what a filter found, so many have rows at most: nobody reads on after so many best matches.
pub const FARTHEST: usize = 32_000;

/// A list and what is chosen in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// What is chosen.
    pub chosen: Option<T>,
    /// What is typed or kept in its filter.
    pub filter: String,
    /// Its order.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub reverse: bool,
    /// Derived: the rows.
    pub rows: Vec<Row<T>>,
    /// Derived: the first row on the screen.
    pub top: usize,
    /// Derived: how many records there are without filter and links.
    pub total: usize,
    /// Derived: how many records stand above the rows.
    pub before: usize,
    /// Derived: how many records go on below the rows.
    pub beyond: usize,
    /// Derived: how many records the rows may hold.
    pub reach: usize,
    /// Derived: what the rows were made from. Where that has not changed, they stay.
    pub made: Option<Made>,
}

/// Everything that the rows of a list depend on, beside the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub(super) filter: String,
    pub(super) lead: Lead,
    pub(super) lens: Lens,
    pub(super) subject: Option<Subject>,
    pub(super) narrowing: [Option<Subject>; 2],
    pub(super) pins: Vec<Pin>,
    /// Marks and notes, where they tell what is shown.
    pub(super) marks: Option<(bool, BTreeSet<Record>, BTreeMap<Record, String>)>,
    pub(super) all: bool,
    pub(super) exact: bool,
    pub(super) order: (Sort, bool),
    /// The width of the pane, and whether there is room for headings.
    pub(super) shape: (usize, Class),
    pub(super) before: usize,
    pub(super) reach: usize,
    /// Whether a filter is being typed.
    pub(super) typing: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            chosen: None,
            filter: String::new(),
            sort: Sort::Usual,
            reverse: false,
            rows: Vec::new(),
            top: 0,
            total: 0,
            before: 0,
            beyond: 0,
            reach: REACH,
            made: None,
        }
    }
}

impl<T: Copy + PartialEq> List<T> {
    /// The records shown, top to bottom.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = T> + '_ {
        self.rows.iter().filter_map(Row::id)
    }

    /// The first record shown.
    #[must_use]
    pub fn first(&self) -> Option<T> {
        self.ids().next()
    }

    /// How many records are shown, those above and below the rows with them.
    #[must_use]
    pub fn count(&self) -> usize {
        self.before + self.ids().count() + self.beyond
    }

    /// The row of what is chosen.
    #[must_use]
    pub fn chosen_row(&self) -> Option<usize> {
        let chosen = self.chosen?;
        self.rows.iter().position(|row| row.id() == Some(chosen))
    }

    /// Which of all that are shown is chosen, from 1, if a row is made for it.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        let at = self.ids().position(|id| self.chosen == Some(id))?;
        Some(self.before + at + 1)
    }

    /// Where the choice is, and how many records are shown: `1/3`.
    #[must_use]
    pub fn position(&self) -> String {
        let at = self.place().unwrap_or_default();
        format!("{at}/{}", self.count())
    }

    /// Scrolls by rows; a choice that would leave the screen stays at its edge. True if the
    /// choice moved.
    pub fn scroll(&mut self, by: isize, height: usize) -> bool {
        let most = self.rows.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(by).min(most);
        let seen = self.top..self.top + height;
        let Some(row) = self.chosen_row().filter(|row| !seen.contains(row)) else { return false };
        let mut ids = self.rows.iter().skip(seen.start).take(height).filter_map(Row::id);
        let edge = if row < seen.start { ids.next() } else { ids.last() };
        self.chosen = edge.or(self.chosen);
        edge.is_some()
    }

    /// Moves the choice by records, staying inside the list; true if it moved.
    pub fn step(&mut self, by: isize, round: bool) -> bool {
        let ids: Vec<T> = self.ids().collect();
        let Some(last) = ids.len().checked_sub(1) else {
            return false;
        };
        let at = self.chosen.and_then(|chosen| ids.iter().position(|&id| id == chosen));
        let to = match at {
            Some(at) if round && by == 1 && at == last => 0,
            Some(0) if round && by == -1 => last,
            Some(at) => at.saturating_add_signed(by).min(last),
            None if by > isize::try_from(last).unwrap_or(isize::MAX) => last,
            None => 0,
        };
        let moved = at != Some(to);
        self.chosen = Some(ids[to]);
        moved
    }
}

//! Find everywhere: in which rows its matches stand.
//!
//! ```text
//! ┃ > brah                                  ┃   what is typed
//! ┃ “p:abc” is not a page: ignored.         ┃   what of it cannot be read
//! ┃ ▸ expert     Fadhila Brahimi      p. 42 ┃   matches
//! ┃ ── close matches ──                     ┃
//! ```

use super::layout::{Area, find_area};
use super::model::{FindBox, Model};
use crate::query::{Problem, Query};

/// The rows of the box below what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What could not be read, a row each.
    pub problems: Vec<Problem>,
    /// Where the matches stand.
    pub area: Area,
    /// The first row on the screen.
    pub top: usize,
    /// How many rows there are.
    pub rows: usize,
    /// The row of the line above close matches, where there are any.
    pub split: Option<usize>,
}

impl Listing {
    /// The rows of a box.
    #[must_use]
    pub fn new(model: &Model, boxed: &FindBox) -> Self {
        let inner = find_area(model.size).inner();
        let height = inner.height.saturating_sub(1);
        let mut problems = Query::parse(boxed.input.value()).problems(model.has_marks());
        // One row is left for matches.
        problems.truncate(usize::from(height.saturating_sub(1)));
        let taken = u16::try_from(problems.len()).unwrap_or(0);
        let area = Area { y: inner.y + 1 + taken, height: height - taken, ..inner };
        let (sure, close) = (boxed.found.sure.len(), boxed.found.close.len());
        let split = (close > 0).then_some(sure);
        let mut listing = Self { problems, area, top: 0, rows: sure + close, split };
        listing.rows += usize::from(close > 0);
        let chosen = listing.row_of(boxed.chosen) + 1;
        listing.top = chosen.saturating_sub(usize::from(area.height)).max(boxed.top);
        listing
    }

    /// The row of a match.
    #[must_use]
    pub fn row_of(&self, at: usize) -> usize {
        at + usize::from(self.split.is_some_and(|split| at >= split))
    }

    /// The match of a row; none on the line between.
    #[must_use]
    pub fn match_of(&self, row: usize) -> Option<usize> {
        match self.split {
            _ if row >= self.rows => None,
            Some(split) if row == split => None,
            Some(split) if row > split => Some(row - 1),
            _ => Some(row),
        }
    }
}

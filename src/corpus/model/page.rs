//! What is known of the pages of a report.
//!
//! Imports its neighbours in this room.
//!
//! Odd thing worth knowing: the text of a page may be lent. It is read when it is first asked for,
//! as most pages of a large report are never looked at.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::{Clean, CleanLines, PageRef};

/// What is known of a page's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageStatus {
    /// Text was read.
    #[default]
    Text,
    /// A picture of a page, without text.
    Scanned,
    /// Text that nobody can read.
    Unreadable,
    /// The page could not be opened.
    Failed,
}

/// The text of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// Which page.
    pub at: PageRef,
    /// Its text, where known.
    pub text: Option<PageLines>,
    /// Its printed label.
    pub label: Option<Clean>,
    /// What is known of it.
    pub status: PageStatus,
}

/// Where the texts of pages are stored.
pub trait PageLender: fmt::Debug + Send + Sync {
    /// Reads that of a place; nothing where it cannot be read.
    fn read(&self, place: usize) -> CleanLines;
}

/// The lines of a page, held or lent.
#[derive(Clone, Debug)]
pub struct PageLines {
    lines: OnceLock<CleanLines>,
    from: Option<(Arc<dyn PageLender>, usize)>,
}

impl PageLines {
    /// Lines that are read from a place there when they are first asked for.
    #[must_use]
    pub fn lent(from: Arc<dyn PageLender>, place: usize) -> Self {
        Self { lines: OnceLock::new(), from: Some((from, place)) }
    }
}

impl From<CleanLines> for PageLines {
    fn from(lines: CleanLines) -> Self {
        Self { lines: lines.into(), from: None }
    }
}

impl Deref for PageLines {
    type Target = CleanLines;

    fn deref(&self) -> &CleanLines {
        let read =
            || self.from.as_ref().map_or_else(CleanLines::default, |(from, at)| from.read(*at));
        self.lines.get_or_init(read)
    }
}

impl PartialEq for PageLines {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for PageLines {}

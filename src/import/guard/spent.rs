//! The time that reading a document has taken, and what of it is lost.
//!
//! Imports [`crate::import::limits`].

use std::time::Duration;

use crate::import::limits::{
    DOCUMENT_TIME, LOST_TIME, Limit, ORDINARY_OPEN_TIME, ORDINARY_PAGE_TIME,
};

/// Time, by what it went to. What a page takes beyond an ordinary one is lost as well, so that
/// many pages that are each just quick enough end like those that are not.
#[derive(Debug, Default)]
pub(in crate::import) struct Spent {
    ordinary: Duration,
    lost: Duration,
}

impl Spent {
    /// The document was opened.
    pub(in crate::import) fn opened(&mut self, took: Duration) {
        self.add(took, ORDINARY_OPEN_TIME);
    }

    /// A page was read.
    pub(in crate::import) fn page(&mut self, took: Duration) {
        self.add(took, ORDINARY_PAGE_TIME);
    }

    /// A page was given up.
    pub(in crate::import) fn bad(&mut self, took: Duration) {
        self.add(took, Duration::ZERO);
    }

    fn add(&mut self, took: Duration, ordinary: Duration) {
        self.ordinary += took.min(ordinary);
        self.lost += took.saturating_sub(ordinary);
    }

    /// What may still be lost.
    pub(in crate::import) fn left(&self) -> Duration {
        LOST_TIME.saturating_sub(self.lost)
    }

    /// The limit that was hit.
    pub(in crate::import) fn over(&self) -> Option<Limit> {
        if self.lost > LOST_TIME {
            Some(Limit::LostTime)
        } else if self.ordinary > DOCUMENT_TIME {
            Some(Limit::DocumentTime)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::limits::{OPEN_TIME, PAGE_TIME};

    /// The longest that a hostile document may take.
    const LONGEST: Duration = Duration::from_secs(20);

    #[test]
    fn pages_just_quick_enough_end_a_hostile_document_in_time() {
        for (open, page) in [(OPEN_TIME, PAGE_TIME), (Duration::ZERO, PAGE_TIME * 99 / 100)] {
            let (mut spent, mut took) = (Spent::default(), open);
            spent.opened(open);
            while spent.over().is_none() {
                spent.page(page);
                took += page;
            }
            assert_eq!(spent.over(), Some(Limit::LostTime));
            assert!(took <= LONGEST, "{took:?}");
        }
    }

    #[test]
    fn ordinary_pages_have_two_minutes() {
        let mut spent = Spent::default();
        spent.opened(ORDINARY_OPEN_TIME);
        let pages = DOCUMENT_TIME.as_millis() / ORDINARY_PAGE_TIME.as_millis();
        for _ in 1..pages - 10 {
            spent.page(ORDINARY_PAGE_TIME);
        }
        assert_eq!((spent.over(), spent.left()), (None, LOST_TIME));
        for _ in 0..20 {
            spent.page(ORDINARY_PAGE_TIME);
        }
        assert_eq!(spent.over(), Some(Limit::DocumentTime));
    }
}

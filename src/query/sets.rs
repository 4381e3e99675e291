//! Statements as sets: of a subject, on pages, of a link; and the first of a set.
//!
//! For lists that are narrowed and long: a set of a million statements is combined in
//! microseconds, and only what is shown is ever named. Imports its neighbours in this room.

use super::grammar::Kind;
use super::records::STATEMENTS;
use super::{Bitmap, Finder};
use crate::corpus::{PageRef, StatementId, Subject};
use crate::index::Link;

impl Finder {
    /// Every statement.
    #[must_use]
    pub fn all_statements(&self) -> Bitmap {
        Bitmap::full(self.records.shelves[STATEMENTS].len())
    }

    /// No statement, for others to be added.
    #[must_use]
    pub fn no_statements(&self) -> Bitmap {
        Bitmap::new(self.records.shelves[STATEMENTS].len())
    }

    /// The statements of a topic, or those by an expert or in which he quotes somebody.
    #[must_use]
    pub fn statements_of(&self, subject: Subject) -> Bitmap {
        let facets = &self.records.shelves[STATEMENTS].facets;
        let mut set = self.no_statements();
        match subject {
            Subject::Topic(id) => facets.topics.or_into(id.place(), &mut set),
            Subject::Expert(id) => facets.experts.or_into(id.place(), &mut set),
        }
        set
    }

    /// The statements with one of some pages.
    #[must_use]
    pub fn statements_on(&self, places: &[PageRef]) -> Bitmap {
        let facets = &self.records.shelves[STATEMENTS].facets;
        let mut set = self.no_statements();
        for place in places {
            if let Some(page) = self.records.places.find(*place) {
                facets.pages.or_into(page, &mut set);
            }
        }
        set
    }

    /// The statements that make a link.
    #[must_use]
    pub fn statements_by(&self, link: Link) -> Bitmap {
        let facets = &self.records.shelves[STATEMENTS].facets;
        let mut set = self.no_statements();
        facets.kind_into(Kind::By(link), &mut set);
        set
    }

    /// The statements that such ids name.
    #[must_use]
    pub fn statements_such(&self, such: impl Fn(StatementId) -> bool) -> Bitmap {
        let mut set = self.no_statements();
        for (record, id) in self.records.shelves[STATEMENTS].ids.each() {
            if such(StatementId(id)) {
                set.insert(record);
            }
        }
        set
    }

    /// The first `most` statements of a set in corpus order, or the last ones, last first.
    #[must_use]
    pub fn in_order(&self, set: &Bitmap, most: usize, reverse: bool) -> Vec<StatementId> {
        let shelf = &self.records.shelves[STATEMENTS];
        let key = |&record: &u32| {
            let place = shelf.order.of(record);
            if reverse { u32::MAX - place } else { place }
        };
        let mut records: Vec<u32> = set.iter().collect();
        if most > 0 && most < records.len() {
            records.select_nth_unstable_by_key(most - 1, key);
        }
        records.truncate(most);
        records.sort_unstable_by_key(key);
        records.into_iter().map(|record| StatementId(shelf.ids.of(record))).collect()
    }
}

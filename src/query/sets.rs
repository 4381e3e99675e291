//! Statements as sets: of a subject, on pages, of a link; and the first of a set.
//!
//! For lists that are narrowed and long: a set of a million statements is combined in
//! microseconds, and only what is shown is ever named. Imports its neighbours in this room.

use std::ops::Range;

use super::arranged::Arranged;
use super::grammar::Kind;
use super::records::STATEMENTS;
use super::{Bitmap, Finder, Record};
use crate::corpus::{PageRef, StatementId, Subject};
use crate::index::Link;

/// So many records are named at once where all are.
const PIECE: usize = 1 << 16;

impl Finder {
    /// Every record: topics, experts, statements, pages, each in corpus order.
    pub fn each_record(&self) -> impl Iterator<Item = Record> + '_ {
        self.records.shelves.iter().enumerate().flat_map(move |(at, shelf)| {
            let all = Bitmap::full(shelf.len());
            (0..shelf.len()).step_by(PIECE).flat_map(move |start| {
                let piece = shelf.in_order(&all, start..start + PIECE);
                piece.into_iter().map(move |record| self.records.record(at, record))
            })
        })
    }

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
        let shelf = &self.records.shelves[STATEMENTS];
        let mut set = self.no_statements();
        // Statements with one page are numbered page by page.
        let single = shelf.pages.down_to(1);
        for place in places {
            if let Some(page) = self.records.places.find(*place) {
                shelf.facets.pages.or_run_into(page, single, &mut set);
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

    /// Those statements of a set that stand in such a range of it: in corpus order, or as they were
    /// arranged.
    #[must_use]
    pub fn in_order(
        &self,
        set: &Bitmap,
        range: Range<usize>,
        arranged: Option<&Arranged>,
    ) -> Vec<StatementId> {
        let shelf = &self.records.shelves[STATEMENTS];
        let records = match arranged {
            None => shelf.in_order(set, range),
            Some(arranged) => arranged.among(set, range),
        };
        records.into_iter().map(|record| StatementId(shelf.ids.of(record))).collect()
    }

    /// How many statements of a set stand before one of it; none where that is not in it.
    #[must_use]
    pub fn before(
        &self,
        set: &Bitmap,
        id: StatementId,
        arranged: Option<&Arranged>,
    ) -> Option<usize> {
        let shelf = &self.records.shelves[STATEMENTS];
        let record = shelf.ids.record(id.0).filter(|&record| set.contains(record))?;
        Some(match arranged {
            None => shelf.before(set, record),
            Some(arranged) => arranged.before(set, record),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::Sample;
    use super::*;
    use crate::corpus::ReportId;
    use crate::index::Index;
    use crate::query::Query;

    proptest! {
        #[test]
        fn sets_hold_what_the_statements_say_and_come_in_corpus_order(
            pages in prop::collection::vec((prop::collection::vec(1u32..9, 0..3), any::<bool>()), 1..300),
            asked in prop::collection::btree_set((0u32..2, 1u32..9), 0..9),
            such in prop::collection::vec(any::<bool>(), 300),
            (from, most) in (0usize..40, 0usize..40),
        ) {
            let mut sample = Sample::new();
            let again = sample.corpus.reports[0].clone();
            sample.corpus.reports.push(again);
            for (list, second) in &pages {
                let id = sample.statement("word", &[], &[], list);
                sample.corpus.statements.held_mut()[id.place()].report = Some(ReportId(u32::from(*second)));
            }
            let (finder, index) = (sample.finder(), Index::new(&sample.corpus));
            let asked: Vec<PageRef> =
                asked.into_iter().map(|(report, page)| PageRef { report: ReportId(report), page }).collect();
            let named = |set: &Bitmap| {
                let mut ids = finder.in_order(set, 0..usize::MAX, None);
                ids.sort_unstable();
                ids
            };
            let on = sample.corpus.statement_ids().filter(|&id| {
                sample.corpus.statement(id).places().iter().any(|place| asked.contains(place))
            });
            prop_assert_eq!(named(&finder.statements_on(&asked)), on.collect::<Vec<_>>());
            let set = finder.statements_such(|id| such[id.place()]);
            let ordered: Vec<StatementId> =
                index.statements().iter().copied().filter(|id| such[id.place()]).collect();
            let part: Vec<StatementId> = ordered.iter().copied().skip(from).take(most).collect();
            prop_assert_eq!(finder.in_order(&set, from..from + most, None), part);
            let every: Vec<Record> = finder.each_record().collect();
            let found = finder.everywhere(&Query::default()).sure.into_iter().map(|hit| hit.id);
            prop_assert_eq!(every, found.collect::<Vec<_>>());
            for &id in index.statements() {
                let before = ordered.iter().position(|&other| other == id);
                prop_assert_eq!(finder.before(&set, id, None), before);
            }
        }
    }
}

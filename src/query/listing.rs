//! The first records of a set in their order, as hits.
//!
//! Imports its neighbours in this room.

use std::cmp::Reverse;
use std::ops::Range;

use super::bitmap::Bitmap;
use super::rank::{Rank, best};
use super::reach::Reached;
use super::records::{Records, STATEMENTS};
use super::search::{Answer, CLOSELY, Scope};
use super::shelf::Shelf;
use super::term::Term;
use super::{Hit, Record};

/// A record that holds a query.
pub(super) struct Holding {
    pub(super) shelf: usize,
    pub(super) record: u32,
    pub(super) rank: Rank,
    pub(super) group: usize,
}

impl Records {
    /// Lists the best records of a set.
    pub(super) fn list(
        &self,
        answer: &Answer,
        set: &Bitmap,
        close: bool,
        at: &At<'_>,
        into: &mut Vec<Holding>,
    ) {
        if set.is_empty() {
            return;
        }
        let reached: Vec<&Reached> =
            answer.wants.iter().map(|want| &*want.reached[at.place]).collect();
        let most = if at.shelf < STATEMENTS {
            usize::MAX
        } else if reached.is_empty() {
            set.limit()
        } else {
            at.scope.most.max(CLOSELY)
        };
        let listed = best(&reached, set, close, most);
        let look = Look::new(answer, at.place);
        for (place, (key, record)) in listed.into_iter().enumerate() {
            let mut rank = Rank {
                score: key.score(),
                own: key.own(),
                whole: key.whole(),
                pages: u32::from(self.shelves[at.shelf].pages[record as usize]),
                ..Rank::default()
            };
            if place < CLOSELY {
                look.closely(&self.shelves[at.shelf], record, at.scope.asking.own, &mut rank);
            }
            self.complete(answer, record, at, &mut rank);
            into.push(Holding { shelf: at.shelf, record, rank, group: at.group });
        }
    }

    /// The parts of a rank that go beyond words.
    fn complete(&self, answer: &Answer, record: u32, at: &At<'_>, rank: &mut Rank) {
        if at.shelf != STATEMENTS {
            rank.own *= 2;
        }
        let Some(labels) = self.labels_of(at.shelf, record) else { return };
        let met: Vec<Term> = answer.wants.iter().filter_map(|want| want.term.clone()).collect();
        rank.exact = !answer.typed.is_empty() && labels.is_named(&answer.typed)
            || !met.is_empty() && labels.is_named(&met);
        if at.scope.asking.own && met.len() == answer.wants.len() && !met.is_empty() {
            let whole: Option<u32> = met.iter().map(|term| labels.score(term)).sum();
            rank.score = whole.map_or(rank.score, i64::from);
        }
    }

    /// Puts records in order: rank, then kind, then as on their shelves. Without
    /// a bare word pages and statements come first, in corpus order.
    pub(super) fn sort(&self, holdings: &mut [Holding], bare: bool) {
        holdings.sort_unstable_by_key(|holding| {
            let order = self.shelves[holding.shelf].order[holding.record as usize];
            let (rank, kind) = if bare {
                (holding.rank, holding.shelf)
            } else {
                (Rank::default(), [2, 3, 1, 0][holding.shelf])
            };
            (Reverse(rank), kind, order)
        });
    }

    pub(super) fn hit(&self, holding: &Holding, answers: &[Answer], close: bool) -> Hit<Record> {
        let terms: Vec<Term> =
            answers[holding.group].wants.iter().filter_map(|want| want.term.clone()).collect();
        let labels = self.labels_of(holding.shelf, holding.record);
        Hit {
            id: self.record(holding.shelf, holding.record),
            score: holding.rank.score,
            through: labels.and_then(|labels| labels.through(&terms, close)),
        }
    }
}

/// What is being listed.
pub(super) struct At<'a> {
    /// The place of the shelf in the scope.
    pub(super) place: usize,
    pub(super) shelf: usize,
    pub(super) group: usize,
    pub(super) scope: &'a Scope<'a>,
}

/// What is looked at among the first records.
struct Look<'a> {
    starts: Vec<Range<usize>>,
    accents: Vec<&'a str>,
}

impl<'a> Look<'a> {
    fn new(answer: &'a Answer, place: usize) -> Self {
        let terms = answer.wants.iter().filter(|want| want.term.is_some());
        Self {
            starts: terms.clone().map(|want| want.reached[place].starts.clone()).collect(),
            accents: terms.filter_map(|want| want.term.as_ref()?.accented.as_deref()).collect(),
        }
    }

    fn closely(&self, shelf: &Shelf, record: u32, own: bool, rank: &mut Rank) {
        if self.starts.len() > 1 {
            let mut row = Vec::new();
            shelf.texts.row(record as usize, own, &mut row);
            rank.adjacent = row.windows(self.starts.len()).any(|run| {
                run.iter()
                    .zip(&self.starts)
                    .all(|(&word, starts)| starts.contains(&(word as usize)))
            });
        }
        for accented in &self.accents {
            rank.accents += u32::from(shelf.texts.holds_written(record as usize, own, accented));
        }
    }
}

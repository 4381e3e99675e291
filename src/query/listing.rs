//! The first records of a set in their order, as hits.
//!
//! Imports its neighbours in this room.

use std::cmp::Reverse;
use std::ops::{ControlFlow, Range};

use super::labels::Labels;
use super::postings::Postings;
use super::rank::{self, Rank, best};
use super::reach::{Key, Reached, prefix_score};
use super::records::{Records, STATEMENTS};
use super::search::Answer;
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

impl<P: Postings> Records<P> {
    /// Lists the best records that hold an answer surely, or else closely.
    pub(super) fn list(&self, answer: &Answer, close: bool, at: &At, into: &mut Vec<Holding>) {
        let (sure, nearly) = &answer.sets[at.place];
        let set = if close { nearly } else { sure };
        if set.is_empty() {
            return;
        }
        let shelf = &self.shelves[at.shelf];
        let most = if at.shelf < STATEMENTS { usize::MAX } else { at.most };
        let (look, before) = (Look::new(answer, at.place, close), into.len());
        // Of those that tie with the last, any may come first once it is looked at. They come by
        // number: where enough of them are as good as can be, the others come after them.
        let (mut last, mut firm) = (None, 0);
        let mut add = |key: Key, record: u32| {
            if last.replace(key) != Some(key) {
                let taken = into.len() - before;
                if taken >= most {
                    return ControlFlow::Break(());
                }
                firm = taken;
            }
            let mut rank = Rank {
                score: key.score(),
                own: key.own(),
                whole: key.whole(),
                pages: shelf.pages.of(record),
                ..Rank::default()
            };
            if !look.is_idle() {
                look.closely(shelf, record, at.own, key, &mut rank);
            }
            firm += usize::from(look.is_best(key, &rank));
            self.complete(answer, record, at, &mut rank);
            into.push(Holding { shelf: at.shelf, record, rank, group: at.group });
            if firm >= most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        if !at.bare {
            let records = shelf.in_order(set, 0..most);
            let _done = records.into_iter().try_for_each(|record| add(Key::default(), record));
            return;
        }
        let stores = shelf.stores(at.own);
        let nearly = answer.wants.iter().map(|want| {
            let term = close.then_some(want.term.as_ref()).flatten()?;
            Some(want.reached[at.place].close(&stores, term, set))
        });
        let nearly: Vec<_> = nearly.collect();
        let terms = answer.wants.iter().zip(&nearly).map(|(want, close)| {
            let sure = &want.reached[at.place].sure;
            rank::term([Some(sure), close.as_deref()].into_iter().flatten())
        });
        best(&terms.collect::<Vec<_>>(), set, most, add);
    }

    /// The parts of a rank that go beyond words.
    fn complete(&self, answer: &Answer, record: u32, at: &At, rank: &mut Rank) {
        if at.shelf != STATEMENTS {
            rank.own *= 2;
        }
        let Some(labels) = self.labels_of(at.shelf, record) else { return };
        let met: Vec<Term> = answer.wants.iter().filter_map(|want| want.term.clone()).collect();
        rank.exact = !answer.typed.is_empty() && labels.is_named(&answer.typed)
            || !met.is_empty() && labels.is_named(&met);
        if at.own && met.len() == answer.wants.len() && !met.is_empty() {
            let whole: Option<u32> = met.iter().map(|term| labels.score(term)).sum();
            rank.score = whole.map_or(rank.score, i64::from);
        }
    }

    /// Puts the first `most` records in order and drops the rest: rank, then kind, then as on their
    /// shelves. Without a bare word pages and statements come first, in corpus order.
    pub(super) fn sort(&self, holdings: &mut Vec<Holding>, bare: bool, most: usize) {
        let order = |holding: &Holding| {
            let order = self.shelves[holding.shelf].order.of(holding.record);
            let (rank, kind) = if bare {
                (holding.rank, holding.shelf)
            } else {
                (Rank::default(), [2, 3, 1, 0][holding.shelf])
            };
            (Reverse(rank), kind, order)
        };
        if most > 0 && most < holdings.len() {
            holdings.select_nth_unstable_by_key(most - 1, order);
        }
        holdings.truncate(most);
        holdings.sort_unstable_by_key(order);
    }

    pub(super) fn hit(&self, holding: &Holding, answers: &[Answer], close: bool) -> Hit<Record> {
        let through = |labels: &Labels| {
            let wants = &answers[holding.group].wants;
            let terms: Vec<Term> = wants.iter().filter_map(|want| want.term.clone()).collect();
            labels.through(&terms, close)
        };
        Hit {
            id: self.record(holding.shelf, holding.record),
            score: holding.rank.score,
            through: self.labels_of(holding.shelf, holding.record).and_then(through),
        }
    }
}

/// What is being listed.
pub(super) struct At {
    /// The place of the shelf in the scope.
    pub(super) place: usize,
    pub(super) shelf: usize,
    pub(super) group: usize,
    /// Whether any group has a bare word, so that ranks tell records apart.
    pub(super) bare: bool,
    /// The longest list that is wanted.
    pub(super) most: usize,
    /// Own fields only.
    pub(super) own: bool,
}

/// What is looked at among the first records.
struct Look<'a> {
    /// The words that start with each term, where more than one may stand side by side.
    starts: Vec<Range<usize>>,
    /// The score of a record where a word starts with each term.
    highest: i64,
    /// What was typed with accents, and the words that start with it, whatever their accents.
    accents: Vec<(&'a str, &'a Range<usize>)>,
}

impl<'a> Look<'a> {
    fn new(answer: &'a Answer, place: usize, close: bool) -> Self {
        let terms: Vec<(&Reached, &Term)> = answer
            .wants
            .iter()
            .filter_map(|want| Some((&*want.reached[place], want.term.as_ref()?)))
            .collect();
        // Where every term stands at the start of a word, the match is a sure one.
        let apart = terms.iter().any(|(reached, _)| reached.starts.is_empty());
        let starts = if close || apart || terms.len() < 2 {
            Vec::new()
        } else {
            terms.iter().map(|(reached, _)| reached.starts.clone()).collect()
        };
        let texts = answer.wants.iter().filter(|want| want.term.is_none());
        let texts = texts.filter_map(|want| want.reached[place].sure.list.first());
        let highest = terms.iter().map(|(_, term)| i64::from(prefix_score(term))).sum::<i64>()
            + texts.map(|(key, _)| key.score()).sum::<i64>();
        let accented = |&(reached, term): &(&'a Reached, &'a Term)| {
            term.accented.as_deref().map(|typed| (typed, &reached.starts))
        };
        let accents = terms.iter().filter_map(accented).collect();
        Self { starts, highest, accents }
    }

    /// Whether nothing more can be told from a closer look.
    fn is_idle(&self) -> bool {
        self.starts.is_empty() && self.accents.is_empty()
    }

    /// Whether words with so high a sum may stand side by side.
    fn may_join(&self, key: Key) -> bool {
        !self.starts.is_empty() && key.score() >= self.highest
    }

    /// Whether no record of this key has a better rank.
    fn is_best(&self, key: Key, rank: &Rank) -> bool {
        (rank.adjacent || !self.may_join(key)) && rank.accents as usize == self.accents.len()
    }

    fn closely<P: Postings>(
        &self,
        shelf: &Shelf<P>,
        record: u32,
        own: bool,
        key: Key,
        rank: &mut Rank,
    ) {
        if self.may_join(key) {
            rank.adjacent = shelf.texts.side_by_side(record as usize, own, &self.starts);
        }
        for (typed, starts) in &self.accents {
            let held = shelf.texts.holds_written(record as usize, own, typed, starts);
            rank.accents += u32::from(held);
        }
    }
}

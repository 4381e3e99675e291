//! The orders of the lists.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use super::super::env::Env;
use super::super::model::{List, Sort};
use crate::corpus::{ExpertId, StatementId, Subject, TopicId};
use crate::order;
use crate::query::{Arranged, Arrangement, Bitmap, Finder, sort_key, surname_key};

/// A record of a list that can be sorted.
pub(super) trait Sorted: Sized {
    /// Every record in the order that its list asks for.
    fn order(list: &List<Self>, env: &Env) -> Vec<Self>;
}

/// Turns an order round where that is asked for.
fn turned<T>(mut ids: Vec<T>, reverse: bool) -> Vec<T> {
    if reverse {
        ids.reverse();
    }
    ids
}

impl Sorted for TopicId {
    fn order(list: &List<Self>, env: &Env) -> Vec<Self> {
        let data = &env.data;
        let mut ids = data.topic_order().to_vec();
        match list.sort {
            Sort::Usual => {}
            Sort::Name => order::sort_by_key(&mut ids, |&id| sort_key(&data.corpus.topic(id).name)),
            Sort::Page => order::sort_by_key(&mut ids, |&id| {
                let first = data.index.extent(Subject::Topic(id)).first;
                (first.is_none(), first)
            }),
            Sort::File => ids.sort_unstable(),
        }
        turned(ids, list.reverse)
    }
}

impl Sorted for ExpertId {
    fn order(list: &List<Self>, env: &Env) -> Vec<Self> {
        let data = &env.data;
        let mut ids = data.expert_order().to_vec();
        match list.sort {
            Sort::Usual => {}
            Sort::Name => {
                order::sort_by_key(&mut ids, |&id| surname_key(&data.corpus.expert(id).name));
            }
            Sort::Page => {
                order::sort_by_key(&mut ids, |&id| {
                    Reverse(data.index.extent(Subject::Expert(id)).statements)
                });
            }
            Sort::File => ids.sort_unstable(),
        }
        turned(ids, list.reverse)
    }
}

/// The order of the list of statements: sets of any size are asked for a part.
#[derive(Clone)]
pub(in crate::app) struct Ordered {
    finder: Arc<Finder>,
    /// Where it is not that of the corpus.
    arranged: Option<Arc<Arranged>>,
    reverse: bool,
}

impl Ordered {
    pub(in crate::app) fn of(list: &List<StatementId>, env: &Env) -> Self {
        let by = match list.sort {
            Sort::Usual => None,
            Sort::Name => Some(Arrangement::Expert),
            Sort::Page => Some(Arrangement::Topic),
            Sort::File => Some(Arrangement::File),
        };
        let finder = env.data.finder();
        let arranged = by.map(|by| finder.arranged(&env.data.corpus, by));
        Self { finder, arranged, reverse: list.reverse }
    }

    /// The statements in such a range of a set.
    pub(super) fn part(&self, set: &Bitmap, range: Range<usize>) -> Vec<StatementId> {
        let count = set.count();
        let mut range = range.start.min(count)..range.end.min(count);
        if self.reverse {
            range = count - range.end..count - range.start;
        }
        let ids = self.finder.in_order(set, range, self.arranged.as_deref());
        turned(ids, self.reverse)
    }

    /// How many statements of a set stand before one of it.
    pub(super) fn before(&self, set: &Bitmap, id: StatementId) -> Option<usize> {
        let before = self.finder.before(set, id, self.arranged.as_deref())?;
        Some(if self.reverse { set.count() - 1 - before } else { before })
    }
}

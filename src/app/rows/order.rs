//! The orders of the lists.

use std::cmp::Reverse;

use super::super::env::Env;
use super::super::model::{List, Sort};
use crate::corpus::{ExpertId, StatementId, Subject, TopicId};
use crate::order;
use crate::query::{Bitmap, sort_key};

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

/// The first `most` statements of a set in the order that the list asks for.
pub(super) fn statements(
    set: &Bitmap,
    most: usize,
    list: &List<StatementId>,
    env: &Env,
) -> Vec<StatementId> {
    let data = &env.data;
    if list.sort == Sort::Usual {
        return data.finder().in_order(set, most, list.reverse);
    }
    let mut ids = data.finder().in_order(set, usize::MAX, false);
    match list.sort {
        Sort::Usual => {}
        Sort::Name => ids.sort_by_cached_key(|&id| {
            let first = data.corpus.statement(id).experts.first();
            let name = first.map(|&expert| surname_key(&data.corpus.expert(expert).name));
            (name.is_none(), name)
        }),
        Sort::Page => ids.sort_by_cached_key(|&id| {
            let first = data.corpus.statement(id).topics.first();
            let name = first.map(|&topic| sort_key(&data.corpus.topic(topic).name));
            (name.is_none(), name)
        }),
        Sort::File => ids.sort_unstable(),
    }
    let mut ids = turned(ids, list.reverse);
    ids.truncate(most);
    ids
}

/// People are looked for by their last name.
fn surname_key(name: &str) -> (String, String) {
    let last = name.rsplit(' ').next().unwrap_or(name);
    (sort_key(last), sort_key(name))
}

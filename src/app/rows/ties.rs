//! How each row belongs to what leads, and what pins and marks let through.
//!
//! What leads is the subject, or in the page lens the page that is shown. The lens
//! says which pane stands leftmost and therefore lists everything.

use std::collections::HashMap;

use super::super::env::Env;
use super::super::model::{Lens, Model, Pane, Pin, Tie};
use crate::corpus::{ExpertId, PageRef, Statement, Subject, TopicId};
use crate::index::Link;
use crate::query::Record;

/// What the other panes belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// A topic.
    Topic(TopicId),
    /// An expert.
    Expert(ExpertId),
    /// A page.
    Page(PageRef),
    /// Nothing: everything is shown.
    Nothing,
}

impl Lead {
    /// What leads now.
    #[must_use]
    pub const fn of(model: &Model) -> Self {
        match (model.lens, model.shown_page(), model.subject) {
            (Lens::Page, Some(place), _) => Self::Page(place),
            (Lens::Page, None, _) | (_, _, None) => Self::Nothing,
            (_, _, Some(Subject::Topic(id))) => Self::Topic(id),
            (_, _, Some(Subject::Expert(id))) => Self::Expert(id),
        }
    }

    /// Whether a pane lists everything: it leads, or nothing on its left narrows it.
    #[must_use]
    pub const fn leaves_free(self, pane: Pane, lens: Lens) -> bool {
        match (self, pane) {
            (Self::Nothing, _)
            | (Self::Topic(_), Pane::Trends)
            | (Self::Expert(_), Pane::Experts) => true,
            (Self::Topic(_), Pane::Experts) => matches!(lens, Lens::Expert),
            (Self::Expert(_), Pane::Trends) => matches!(lens, Lens::Trend),
            _ => false,
        }
    }
}

/// The ties of every topic to what leads; those that have none are not held.
pub(super) fn topics(env: &Env, lead: Lead) -> HashMap<TopicId, Tie> {
    let data = &env.data;
    let mut ties = HashMap::new();
    match lead {
        Lead::Expert(expert) => {
            let subject = Subject::Expert(expert);
            for (topic, link) in data.index.topic_links(expert) {
                strengthen(&mut ties, topic, link);
            }
            let near = near(env, subject, data.corpus.topics.len(), |on| match on {
                Subject::Topic(id) => Some(id.place()),
                Subject::Expert(_) => None,
            });
            for topic in near.map(TopicId::at) {
                ties.entry(topic).or_insert(Tie::SamePage);
            }
        }
        Lead::Page(place) => {
            for &(topic, link) in &data.index.page(place).topics {
                strengthen(&mut ties, topic, link);
            }
        }
        Lead::Topic(_) | Lead::Nothing => {}
    }
    ties
}

/// The ties of every expert to what leads; those that have none are not held.
pub(super) fn experts(env: &Env, lead: Lead) -> HashMap<ExpertId, Tie> {
    let data = &env.data;
    let mut ties = HashMap::new();
    match lead {
        Lead::Topic(topic) => {
            let subject = Subject::Topic(topic);
            for (expert, link) in data.index.expert_links(topic) {
                strengthen(&mut ties, expert, link);
            }
            let near = near(env, subject, data.corpus.experts.len(), |on| match on {
                Subject::Expert(id) => Some(id.place()),
                Subject::Topic(_) => None,
            });
            for expert in near.map(ExpertId::at) {
                ties.entry(expert).or_insert(Tie::SamePage);
            }
        }
        Lead::Page(place) => {
            for &(expert, link) in &data.index.page(place).experts {
                strengthen(&mut ties, expert, link);
            }
        }
        Lead::Expert(_) | Lead::Nothing => {}
    }
    ties
}

/// The places of those, of so many, that share a page with a subject; `of` tells the place of each
/// that is asked for.
fn near(
    env: &Env,
    subject: Subject,
    all: usize,
    of: impl Fn(Subject) -> Option<usize>,
) -> impl Iterator<Item = usize> {
    let (mut met, mut left) = (vec![false; all], all);
    for &place in env.data.index.pages_of(subject) {
        // On the pages of what much is said of everybody is met soon.
        if left == 0 {
            break;
        }
        env.data.index.subjects_on(place, |on| {
            if let Some(met @ false) = of(on).and_then(|at| met.get_mut(at)) {
                *met = true;
                left -= 1;
            }
        });
    }
    met.into_iter().enumerate().filter_map(|(at, met)| met.then_some(at))
}

fn strengthen<T: Eq + std::hash::Hash>(ties: &mut HashMap<T, Tie>, id: T, link: Link) {
    let tie = ties.entry(id).or_insert(Tie::Linked(link));
    if let Tie::Linked(held) = tie {
        *held = link.min(*held);
    }
}

/// The topic and the expert chosen in panes that narrow what is right of them.
#[must_use]
pub(super) fn narrowing(model: &Model) -> [Option<Subject>; 2] {
    let lead = Lead::of(model);
    let topic = model.topics.chosen.filter(|_| !lead.leaves_free(Pane::Trends, model.lens));
    let expert = model.experts.chosen.filter(|_| !lead.leaves_free(Pane::Experts, model.lens));
    [topic.map(Subject::Topic), expert.map(Subject::Expert)]
}

/// Whether a statement is of a topic, or by or quoted by an expert.
fn speaks(statement: &Statement, subject: Subject) -> bool {
    match subject {
        Subject::Topic(id) => statement.topics.contains(&id),
        Subject::Expert(id) => statement.experts.contains(&id) || statement.via.contains(&id),
    }
}

/// Whether pins and the marks-only switch let a record through.
///
/// Pins of one kind are alternatives; pins of different kinds must all hold. A pane is not
/// narrowed by pins of its own kind, since more of them are chosen there.
#[must_use]
pub(super) fn passes(model: &Model, env: &Env, record: Record) -> bool {
    if model.only_marked && !model.marks.contains(&record) {
        return false;
    }
    // What is followed is never hidden by a pin: it was asked for by name.
    let followed = match record {
        Record::Topic(id) => model.subject == Some(Subject::Topic(id)),
        Record::Expert(id) => model.subject == Some(Subject::Expert(id)),
        Record::Statement(_) | Record::Page(_) => false,
    };
    if followed {
        return true;
    }
    let kinds: [fn(&Pin) -> bool; 3] = [
        |pin| matches!(pin, Pin::Subject(Subject::Topic(_))),
        |pin| matches!(pin, Pin::Subject(Subject::Expert(_))),
        |pin| matches!(pin, Pin::Page(_)),
    ];
    kinds.into_iter().all(|kind| {
        let mut pins = model.pins.iter().copied().filter(kind).peekable();
        pins.peek().is_none() || pins.any(|pin| holds(env, record, pin))
    })
}

/// Whether a record belongs to what is pinned.
fn holds(env: &Env, record: Record, pin: Pin) -> bool {
    let data = &env.data;
    match (record, pin) {
        (Record::Topic(_), Pin::Subject(Subject::Topic(_)))
        | (Record::Expert(_), Pin::Subject(Subject::Expert(_))) => true,
        (Record::Statement(id), Pin::Subject(subject)) => {
            speaks(data.corpus.statement(id), subject)
        }
        (Record::Statement(id), Pin::Page(place)) => {
            data.corpus.statement(id).places().contains(&place)
        }
        (Record::Topic(id), Pin::Page(place)) => {
            data.index.pages_of(Subject::Topic(id)).contains(&place)
        }
        (Record::Expert(id), Pin::Page(place)) => {
            data.index.pages_of(Subject::Expert(id)).contains(&place)
        }
        (Record::Topic(id), Pin::Subject(other)) => together(env, Subject::Topic(id), other),
        (Record::Expert(id), Pin::Subject(other)) => together(env, Subject::Expert(id), other),
        (Record::Page(place), Pin::Subject(subject)) => {
            data.index.pages_of(subject).contains(&place)
        }
        (Record::Page(place), Pin::Page(pinned)) => place == pinned,
    }
}

/// Whether two subjects share a statement or a page.
fn together(env: &Env, one: Subject, other: Subject) -> bool {
    let finder = env.data.finder();
    let mut both = finder.statements_of(one);
    both.and(&finder.statements_of(other));
    let (one, other) = (env.data.index.pages_of(one), env.data.index.pages_of(other));
    !both.is_empty() || one.iter().any(|place| other.binary_search(place).is_ok())
}

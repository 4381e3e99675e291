//! Which statements are listed, in groups of one tie each.

use super::super::env::Env;
use super::super::model::{Model, Pin, Tie};
use super::ties::{Lead, narrowing};
use crate::corpus::{PageRef, Subject};
use crate::index::Link;
use crate::query::{Bitmap, Record};

/// The ties of the groups, in the order of the list.
pub(super) const TIES: [Tie; 5] = [
    Tie::Linked(Link::Said),
    Tie::Linked(Link::Via),
    Tie::Linked(Link::Summary),
    Tie::SamePage,
    Tie::Unlinked,
];

/// The statements of each group. Those that are not linked are listed only where all are asked for.
pub(in crate::app) fn groups(model: &Model, env: &Env) -> [Bitmap; 5] {
    let finder = env.data.finder();
    let (linked, near) = match Lead::of(model) {
        Lead::Nothing => (finder.all_statements(), finder.no_statements()),
        Lead::Page(place) => (finder.statements_on(&[place]), finder.no_statements()),
        Lead::Topic(id) => around(env, Subject::Topic(id)),
        Lead::Expert(id) => around(env, Subject::Expert(id)),
    };
    let (mut linked, mut near) = (linked, near);
    for subject in narrowing(model).into_iter().flatten() {
        let such = finder.statements_of(subject);
        linked.and(&such);
        near.and(&such);
    }
    near.and_not(&linked);
    let mut unlinked = if model.all { finder.all_statements() } else { finder.no_statements() };
    unlinked.and_not(&linked);
    unlinked.and_not(&near);
    let by = |link: Link| {
        let mut set = linked.clone();
        set.and(&finder.statements_by(link));
        set
    };
    let mut groups = [by(Link::Said), by(Link::Via), by(Link::Summary), near, unlinked];
    for such in passing(model, env) {
        for group in &mut groups {
            group.and(&such);
        }
    }
    groups
}

/// The statements of a subject, and all that stand on its pages.
fn around(env: &Env, subject: Subject) -> (Bitmap, Bitmap) {
    let finder = env.data.finder();
    (finder.statements_of(subject), finder.statements_on(env.data.index.pages_of(subject)))
}

/// What the marks-only switch and each kind of pins let through.
fn passing(model: &Model, env: &Env) -> Vec<Bitmap> {
    let finder = env.data.finder();
    let mut passing = Vec::new();
    if model.only_marked {
        passing.push(finder.statements_such(|id| model.marks.contains(&Record::Statement(id))));
    }
    let subjects = |topics: bool| {
        let such = move |pin: &Pin| match pin {
            Pin::Subject(subject @ Subject::Topic(_)) if topics => Some(*subject),
            Pin::Subject(subject @ Subject::Expert(_)) if !topics => Some(*subject),
            _ => None,
        };
        model.pins.iter().filter_map(such).collect::<Vec<_>>()
    };
    for subjects in [subjects(true), subjects(false)] {
        let any = subjects.into_iter().map(|subject| finder.statements_of(subject));
        passing.extend(any.reduce(|mut all, set| {
            all.or(&set);
            all
        }));
    }
    let pages: Vec<PageRef> = model
        .pins
        .iter()
        .filter_map(|pin| if let Pin::Page(place) = pin { Some(*place) } else { None })
        .collect();
    if !pages.is_empty() {
        passing.push(finder.statements_on(&pages));
    }
    passing
}

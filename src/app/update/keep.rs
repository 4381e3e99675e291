//! Narrowing for good and keeping: pins, marks, lenses, orders, undo.

use std::collections::{BTreeMap, BTreeSet};

use super::super::env::Env;
use super::super::help::{named, nothing_marked};
use super::super::model::{Effect, Lens, Model, Narrowing, Pane, Pin, Shown};
use super::super::rows::{derive, pin_name};
use super::super::styled::Role;
use super::{follow, moving, remember, say, say_first};
use crate::command::Command;
use crate::corpus::Subject;
use crate::lang::Lang;
use crate::query::Record;

/// How many steps can be undone.
const MOST_UNDONE: usize = 100;

/// What is narrowed and marked now.
fn narrowing(model: &Model) -> Narrowing {
    Narrowing {
        filters: [&model.topics.filter, &model.experts.filter, &model.statements.filter]
            .map(Clone::clone),
        pins: model.pins.clone(),
        all: model.all,
        only_marked: model.only_marked,
        marks: model.marks.clone(),
    }
}

/// Puts the present narrowing on record, before it is changed.
pub(super) fn record(model: &mut Model) {
    let now = narrowing(model);
    if model.undo.last() != Some(&now) {
        model.undo.push(now);
        let surplus = model.undo.len().saturating_sub(MOST_UNDONE);
        model.undo.drain(..surplus);
    }
    model.redo.clear();
}

fn apply(model: &mut Model, narrowing: Narrowing) -> Option<Effect> {
    let [topics, experts, statements] = narrowing.filters;
    model.topics.filter = topics;
    model.experts.filter = experts;
    model.statements.filter = statements;
    model.pins = narrowing.pins;
    model.all = narrowing.all;
    model.only_marked = narrowing.only_marked;
    let changed = model.marks != narrowing.marks;
    model.marks = narrowing.marks;
    changed.then_some(Effect::Keep)
}

/// Takes back the last filter, pin or mark.
pub(super) fn undo(model: &mut Model, env: &Env) -> Option<Effect> {
    let now = narrowing(model);
    while let Some(before) = model.undo.pop() {
        if before != now {
            model.redo.push(now);
            let [redo] = named(env, [Command::Redo]);
            let text = match env.lang {
                Lang::En => format!("Undone. {redo} does it again."),
                Lang::Fr => format!("Annulé. {redo} refait."),
            };
            say(model, Role::Dim, text);
            return apply(model, before);
        }
    }
    say(model, Role::Dim, env.pick("Nothing to undo.", "Rien à annuler."));
    None
}

/// Does again what was taken back.
pub(super) fn redo(model: &mut Model, env: &Env) -> Option<Effect> {
    let Some(after) = model.redo.pop() else {
        say(model, Role::Dim, env.pick("Nothing to redo.", "Rien à refaire."));
        return None;
    };
    model.undo.push(narrowing(model));
    apply(model, after)
}

/// What the focused pane has under the pointer.
#[must_use]
pub(super) fn under_pointer(model: &Model) -> Option<Record> {
    match model.focus {
        Pane::Trends => model.topics.chosen.map(Record::Topic),
        Pane::Experts => model.experts.chosen.map(Record::Expert),
        Pane::Statements => model.statements.chosen.map(Record::Statement),
        Pane::Page => match (model.page.reference, model.page.shown, model.subject) {
            (Some(reference), _, _) => Some(record_of(reference.subject)),
            (None, Shown::Page(place), _) => Some(Record::Page(place)),
            (None, Shown::Statement(id), _) => Some(Record::Statement(id)),
            (None, Shown::Subject, subject) => subject.map(record_of),
        },
    }
}

const fn record_of(subject: Subject) -> Record {
    match subject {
        Subject::Topic(id) => Record::Topic(id),
        Subject::Expert(id) => Record::Expert(id),
    }
}

/// Pins what is under the pointer, or takes its pin away.
pub(super) fn pin(model: &mut Model, env: &Env) {
    if let Some(record) = under_pointer(model) {
        pin_record(model, env, record);
    }
}

/// Pins a record, a statement by its page, or takes its pin away.
pub(super) fn pin_record(model: &mut Model, env: &Env, target: Record) {
    let pin = match target {
        Record::Topic(id) => Pin::Subject(Subject::Topic(id)),
        Record::Expert(id) => Pin::Subject(Subject::Expert(id)),
        Record::Page(place) => Pin::Page(place),
        Record::Statement(id) => {
            let Some(&place) = env.data.corpus.statement(id).places().first() else {
                let text = env.pick(
                    "This statement has no page to pin.",
                    "Ce propos n’a pas de page à épingler.",
                );
                return say(model, Role::Warn, text);
            };
            Pin::Page(place)
        }
    };
    record(model);
    let name = pin_name(env, pin);
    model.history.amend(model.place());
    let held = model.pins.iter().position(|&held| held == pin);
    let texts = if let Some(at) = held {
        model.pins.remove(at);
        let text = match env.lang {
            Lang::En => format!("{name} is no longer pinned."),
            Lang::Fr => format!("{name} n’est plus épinglé."),
        };
        let short = env.pick("No longer pinned.", "N’est plus épinglé.");
        [text, short.to_owned(), short.to_owned()]
    } else {
        model.pins.push(pin);
        let [key, undo] = named(env, [Command::Pin, Command::Undo]);
        match env.lang {
            Lang::En => [
                format!("{name} is pinned: {key} or {undo} takes the pin away."),
                format!("Pinned: {undo} takes the pin away."),
                format!("Pinned. {undo}: undo"),
            ],
            Lang::Fr => [
                format!("{name} est épinglé\u{a0}: {key} ou {undo} retire l’épingle."),
                format!("Épinglé\u{a0}: {undo} retire l’épingle."),
                format!("Épinglé. {undo}\u{a0}: annuler"),
            ],
        }
    };
    say_first(model, env, Role::Dim, &texts);
    derive(model, env);
    model.history.push(model.place());
}

/// Marks what is under the pointer, or takes its mark away.
pub(super) fn mark(model: &mut Model, env: &Env) -> Option<Effect> {
    let target = under_pointer(model)?;
    record(model);
    let text = if model.marks.remove(&target) {
        let [undo] = named(env, [Command::Undo]);
        match env.lang {
            Lang::En => format!("Mark removed. ({undo}: undo)"),
            Lang::Fr => format!("Marque retirée. ({undo}\u{a0}: annuler)"),
        }
    } else {
        model.marks.insert(target);
        env.pick("Marked.", "Marqué.").to_owned()
    };
    say(model, Role::Ok, text);
    Some(Effect::Keep)
}

/// Takes in what other windows have marked and noted. What can be undone here undoes none of it.
pub(super) fn kept(
    model: &mut Model,
    env: &Env,
    marks: BTreeSet<Record>,
    notes: BTreeMap<Record, String>,
    both: bool,
) {
    let added: Vec<Record> = marks.difference(&model.marks).copied().collect();
    let gone: Vec<Record> = model.marks.difference(&marks).copied().collect();
    for narrowing in model.undo.iter_mut().chain(&mut model.redo) {
        narrowing.marks.extend(&added);
        narrowing.marks.retain(|record| !gone.contains(record));
    }
    (model.marks, model.notes) = (marks, notes);
    if both {
        let text = env.pick(
            "Another window has a note here too: what both say is kept.",
            "Une autre fenêtre a aussi une note ici\u{a0}: ce que disent les deux est gardé.",
        );
        say(model, Role::Warn, text);
    }
}

/// Shows only what is marked, or everything again.
pub(super) fn only_marked(model: &mut Model, env: &Env) {
    if !model.only_marked && model.marks.is_empty() {
        return say(model, Role::Warn, nothing_marked(env));
    }
    record(model);
    model.only_marked = !model.only_marked;
    let text = if model.only_marked {
        env.pick("Only what is marked is shown.", "Seulement ce qui est marqué.")
    } else {
        env.pick("Marked or not.", "Marqué ou non.")
    };
    say(model, Role::Dim, text);
}

/// Clears filters, pins and narrowing.
pub(super) fn reset(model: &mut Model) {
    record(model);
    for filter in
        [&mut model.topics.filter, &mut model.experts.filter, &mut model.statements.filter]
    {
        remember(&mut model.queries, std::mem::take(filter));
    }
    super::give_choices_up(model);
    model.pins.clear();
    model.only_marked = false;
    model.exact = false;
    model.all = false;
}

/// Changes the dimension that leads, keeping what is chosen.
pub(super) fn lens(model: &mut Model, env: &Env) {
    model.history.amend(model.place());
    model.lens = model.lens.next();
    let topic = model.topics.chosen.or_else(|| env.data.topic_order().first().copied());
    let expert = model.experts.chosen.or_else(|| model.experts.first());
    match model.lens {
        Lens::Trend => {
            if let Some(id) = topic {
                moving::lead(model, Subject::Topic(id));
                model.focus = Pane::Trends;
            }
        }
        Lens::Expert => {
            let expert = expert.or_else(|| env.data.expert_order().first().copied());
            if let Some(id) = expert {
                moving::lead(model, Subject::Expert(id));
                model.topics.chosen = None;
                model.focus = Pane::Experts;
            }
        }
        Lens::Page => {
            let cited = || {
                let subject = model.subject?;
                env.data.index.extent(subject).first
            };
            let any = || env.data.index.places().first().copied();
            if let Some(place) = model.shown_page().or_else(cited).or_else(any) {
                moving::show(model, Shown::Page(place));
                model.topics.chosen = None;
                model.experts.chosen = None;
                model.focus = Pane::Page;
            }
        }
    }
    derive(model, env);
    model.history.push(model.place());
    let texts = match model.lens {
        Lens::Trend => env.lang.pick(
            ["By trend: trend, expert, statement, page.", "By trend."],
            ["Par tendance\u{a0}: tendance, expert, propos, page.", "Par tendance."],
        ),
        Lens::Expert => env.lang.pick(
            ["By expert: expert, trend, statement, page.", "By expert."],
            ["Par expert\u{a0}: expert, tendance, propos, page.", "Par expert."],
        ),
        Lens::Page => env.lang.pick(
            ["By page: page, trend, expert, statement.", "By page."],
            ["Par page\u{a0}: page, tendance, expert, propos.", "Par page."],
        ),
    };
    say_first(model, env, Role::Dim, &texts);
}

/// Changes the order of the focused list, or turns it round.
pub(super) fn sort(model: &mut Model, env: &Env, reverse: bool) {
    let (sort, turned) = match model.focus {
        Pane::Trends => (&mut model.topics.sort, &mut model.topics.reverse),
        Pane::Experts => (&mut model.experts.sort, &mut model.experts.reverse),
        Pane::Statements | Pane::Page => {
            (&mut model.statements.sort, &mut model.statements.reverse)
        }
    };
    if reverse {
        *turned = !*turned;
    } else {
        *sort = sort.next();
    }
    let (sort, turned) = (*sort, *turned);
    let order = sort.words(model.focus, turned, env.lang);
    let label = env.pick("Order: ", "Ordre\u{a0}: ");
    say(model, Role::Dim, format!("{label}{order}"));
}

/// Goes between the last two places.
pub(super) fn last_place(model: &mut Model, env: &Env) {
    let present = model.place();
    match model.history.other(present) {
        Some(place) => follow::restore(model, place),
        None => {
            say(model, Role::Dim, env.pick("This is the first place.", "C’est le premier lieu."));
        }
    }
}

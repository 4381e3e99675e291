//! What was asked of a worker, and what comes of its answer.
//!
//! With many statements a query is not answered at once: the rows that stand stay until the
//! answer is there, and what hangs on them (the choice, what Enter opens) waits with them.
//! Imports its neighbours in this room.
//!
//! Odd thing worth knowing: an answer that is not whole is what was found so far, before the
//! words were indexed; another one follows.

use super::env::Env;
use super::layout::regions;
use super::list::Made;
use super::model::{Effect, Layer, Lens, Model, Pane, Shown};
use super::rows::{groups, matching_rows, shown_of};
use super::styled::{Line, Role};
use crate::query::{Answer, Ask, Kept, Place, Query};

/// What Statements waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaiting {
    /// The number of the query.
    ticket: u64,
    /// What the rows will be made from.
    made: Made,
    /// Whether the worker was asked.
    sent: bool,
    /// What is to be chosen then.
    pub(super) choice: Choice,
    /// Whether it is to be opened as well.
    pub(super) open: bool,
}

/// What is chosen among rows that were waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Choice {
    /// What is chosen already.
    #[default]
    Stays,
    /// The best match.
    Best,
    /// The last row.
    Last,
}

/// What the box of find everywhere waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The number of the query.
    ticket: u64,
    /// So many records are wanted.
    most: usize,
    /// Whether the worker was asked.
    sent: bool,
    /// Whether the choice stays: the same was asked with fewer records.
    further: bool,
    /// Whether the best match is to be opened.
    pub(super) open: bool,
}

/// What stands in place of a count while the rows are of an older query.
#[must_use]
pub fn searching(env: &Env) -> Line {
    let dots = env.signs.pick("…", "...");
    Line::new(Role::Lit, format!("{}{dots}", env.lang.pick("searching", "recherche")))
}

/// Marks and notes, where a query asks for them.
fn kept(model: &Model, asked: bool) -> Kept {
    if asked {
        Kept { marks: model.marks.clone(), notes: model.notes.clone() }
    } else {
        Kept::default()
    }
}

/// The filter of Statements as a question.
pub(super) fn of_statements(model: &Model, env: &Env, made: &Made, ticket: u64) -> Ask {
    let query = Query::parse(&made.filter);
    let place = Place::Statements(groups(model, env).into());
    let (most, exact) = (made.reach, made.exact);
    Ask { ticket, kept: kept(model, query.asks_marks()), query, place, most, exact }
}

/// What is typed to find everywhere, or among what is marked or noted, as a question.
fn of_find(model: &Model, (typed, marks): (&str, bool), most: usize, ticket: u64) -> Ask {
    let mut query = Query::parse(typed);
    let (place, exact) = (Place::Everywhere, model.exact);
    let kept = kept(model, marks || query.asks_marks());
    if marks {
        query = query.of_kept();
    }
    Ask { ticket, query, place, most, exact, kept }
}

/// Has Statements wait for other rows.
pub(super) fn expect(model: &mut Model, made: Made) {
    let before = model.awaiting.take();
    if before.as_ref().is_some_and(|before| before.made == made) {
        model.awaiting = before;
        return;
    }
    model.ticket += 1;
    let (choice, open) =
        before.map_or_else(Default::default, |before| (before.choice, before.open));
    model.awaiting = Some(Awaiting { ticket: model.ticket, made, sent: false, choice, open });
}

/// Looks everywhere for what is typed now: the best is chosen, or, where more of the same is
/// wanted, the choice stays.
pub(super) fn seek(model: &mut Model, env: &Env, most: usize, further: bool) {
    let Some(Layer::Find(boxed)) = model.layers.last_mut() else { return };
    let marks = boxed.marks;
    // What is marked is few, and all of it is wanted.
    let most = if marks { usize::MAX } else { most };
    model.ticket += 1;
    let ticket = model.ticket;
    if env.data.asks() {
        boxed.sought = Some(Sought { ticket, most, sent: false, further, open: false });
        return;
    }
    let typed = boxed.input.value().to_owned();
    let ask = of_find(model, (&typed, marks), most, ticket);
    let mut session = crate::query::Session::default();
    let answer = ask.answer(&mut session, &env.data.finder(), &|| false);
    found(model, env, answer, further);
}

/// Takes in what was found everywhere.
fn found(model: &mut Model, env: &Env, answer: Answer, further: bool) {
    let Some(Layer::Find(boxed)) = model.layers.last_mut() else { return };
    let Some(found) = answer.found.into_iter().next() else { return };
    boxed.found = found;
    if !further {
        (boxed.chosen, boxed.top) = (0, 0);
    }
    let nothing = boxed.found.sure.is_empty() && boxed.found.close.is_empty() && !boxed.marks;
    let typed = if nothing { boxed.input.value() } else { "" };
    boxed.in_text = model.page.search.standing(typed, env).len();
}

/// What is to be asked of the worker now.
#[must_use]
pub fn asks(model: &mut Model, env: &Env) -> Vec<Effect> {
    let mut asks = Vec::new();
    if let Some(mut awaiting) = model.awaiting.take() {
        if !std::mem::replace(&mut awaiting.sent, true) {
            asks.push(of_statements(model, env, &awaiting.made, awaiting.ticket));
        }
        model.awaiting = Some(awaiting);
    }
    if let Some(Layer::Find(boxed)) = model.layers.last_mut()
        && let Some(sought) = &mut boxed.sought
        && !std::mem::replace(&mut sought.sent, true)
    {
        let typed = (boxed.input.value().to_owned(), boxed.marks);
        let (most, ticket) = (sought.most, sought.ticket);
        asks.push(of_find(model, (&typed.0, typed.1), most, ticket));
    }
    asks.into_iter().map(|ask| Effect::Ask(Box::new(ask))).collect()
}

/// What is to be opened once an answer is taken in.
pub(super) enum Then {
    /// Nothing.
    Stay,
    /// The statement that is chosen.
    Statement,
    /// What is chosen in the box of find everywhere.
    Found,
}

/// Takes an answer in, unless something else is waited for by now.
pub(super) fn take(model: &mut Model, env: &Env, answer: Answer) -> Then {
    if model.awaiting.as_ref().is_some_and(|awaiting| awaiting.ticket == answer.ticket) {
        return take_statements(model, env, &answer);
    }
    if let Some(Layer::Find(boxed)) = model.layers.last_mut()
        && let Some(sought) = boxed.sought.take_if(|sought| sought.ticket == answer.ticket)
    {
        let whole = answer.whole;
        let Sought { further, open, .. } = sought;
        if !whole {
            // The next part of the same answer finds the choice where the reader put it.
            boxed.sought = Some(Sought { further: true, ..sought });
        }
        found(model, env, answer, further);
        if whole && open {
            return Then::Found;
        }
    }
    Then::Stay
}

fn take_statements(model: &mut Model, env: &Env, answer: &Answer) -> Then {
    let Some(awaiting) = model.awaiting.take() else { return Then::Stay };
    let Awaiting { choice, open, .. } = awaiting;
    let made = answer.whole.then(|| awaiting.made.clone());
    if !answer.whole {
        model.awaiting = Some(awaiting);
    }
    matching_rows(model, env, &regions(model.size, model), made, answer);
    let list = &mut model.statements;
    if choice == Choice::Last {
        let last = list.ids().next_back();
        list.chosen = last;
    } else if choice == Choice::Best || list.chosen_row().is_none() {
        list.chosen = list.first();
    }
    if choice != Choice::Stays && model.lens != Lens::Page {
        let aside = matches!(model.focus, Pane::Trends | Pane::Experts);
        let shown = model.statements.chosen.map(|id| shown_of(env, id));
        if let Some(shown) = shown.or(aside.then_some(Shown::Subject)) {
            super::update::show(model, shown);
        }
    }
    if open && answer.whole { Then::Statement } else { Then::Stay }
}

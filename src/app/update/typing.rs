//! Lines that are typed: a pane's filter, find everywhere, a page number.

use tui_input::{Input, InputRequest};

use super::super::answers::{Choice, seek};
use super::super::env::Env;
use super::super::help;
use super::super::layout::{find_area, reading_area};
use super::super::model::{Effect, FindBox, Layer, Menu, Model, Pane, REACH};
use super::super::rows::derive;
use super::{complete, follow, moving, note, remember, review, take, views};
use crate::command::Command;
use crate::corpus::PageRef;
use crate::lang::Lang;
use crate::query::{Found, Query, Record};
use crate::words::{Meant, in_report};

/// Longest line that is taken in; what is pasted beyond it is dropped.
const MOST_TYPED: usize = 400;
/// The same for a note, and where the words of a draft are put right.
const MOST_WORDS: usize = 8_000;

/// Opens the filter of the focused pane. In the Page pane a text is searched; where there is
/// none, it lends the filter of Statements.
pub(super) fn filter(model: &mut Model, env: &Env) {
    // Where no page is shown yet, the text is searched from the first page on.
    let mut reports = env.data.corpus.report_ids();
    let has_text = match model.shown_page() {
        Some(place) => env.data.has_text(place.report),
        None => reports.any(|report| env.data.has_text(report)),
    };
    if model.focus == Pane::Page && has_text {
        let before = model.place();
        let input = Input::new(model.page.search.text.clone());
        model.layers.push(Layer::Search { input, before, recalled: None });
        return;
    }
    let pane = if model.focus == Pane::Page { Pane::Statements } else { model.focus };
    let before = model.place();
    let input = Input::new(model.filter(pane).to_owned());
    model.focus = pane;
    model.layers.push(Layer::Filter { pane, input, before, recalled: None });
}

/// Opens find everywhere.
pub(super) fn find(model: &mut Model, env: &Env) {
    open_box(model, env, false);
}

/// Opens the list of what is marked.
pub(super) fn marks(model: &mut Model, env: &Env) {
    open_box(model, env, true);
}

fn open_box(model: &mut Model, env: &Env, marks: bool) {
    let (input, found) = (Input::default(), Found::none());
    let boxed = FindBox {
        marks,
        input,
        found,
        in_text: 0,
        sought: None,
        chosen: 0,
        top: 0,
        recalled: None,
    };
    model.layers.push(Layer::Find(Box::new(boxed)));
    seek(model, env, REACH, false);
}

/// Opens help or the palette.
pub(super) fn menu(model: &mut Model, palette: bool) {
    let context = model.context();
    let menu = Menu { palette, context, input: Input::default(), chosen: 0, top: 0 };
    model.layers.push(Layer::Menu(Box::new(menu)));
}

/// Asks for a page number.
pub(super) fn goto(model: &mut Model) {
    model.layers.push(Layer::Goto { input: Input::default(), problem: None });
}

fn input(model: &mut Model) -> Option<&mut Input> {
    match model.layers.last_mut()? {
        Layer::Filter { input, .. }
        | Layer::Goto { input, .. }
        | Layer::Search { input, .. }
        | Layer::Export { input, .. }
        | Layer::Note { input, .. }
        | Layer::SaveView { input, .. }
        | Layer::Correct { input, .. } => Some(input),
        Layer::Find(boxed) => Some(&mut boxed.input),
        Layer::Menu(menu) => Some(&mut menu.input),
        Layer::Views(open) => Some(&mut open.input),
        Layer::Info { .. } | Layer::Text { .. } | Layer::Review { .. } | Layer::Unfit { .. } => {
            None
        }
    }
}

/// Types one character.
pub(super) fn insert(model: &mut Model, char: char, env: &Env) {
    if note::answer(model, char) {
        return;
    }
    // The key that opened help closes it, as long as nothing is typed.
    if let ('?', Some(Layer::Menu(menu))) = (char, model.layers.last())
        && menu.input.value().is_empty()
        && !menu.palette
    {
        model.layers.pop();
        return;
    }
    paste(model, char.encode_utf8(&mut [0; 4]), env);
}

/// Types a text; what cannot stand in a line becomes a space. A note has several lines.
pub(super) fn paste(model: &mut Model, text: &str, env: &Env) {
    let (most, lines) = match model.layers.last() {
        Some(Layer::Note { leaving: true, .. }) => return,
        Some(Layer::Note { .. }) => (MOST_WORDS, true),
        // The words of a draft may be a paragraph.
        Some(Layer::Correct { .. }) => (MOST_WORDS, false),
        _ => (MOST_TYPED, false),
    };
    // A terminal sends the line ends of a paste as the Enter key.
    let text = if lines { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    let Some(input) = input(model) else { return };
    let room = most.saturating_sub(input.value().chars().count());
    for char in text.chars().take(room) {
        let ends = lines && char == '\n';
        let char = if char.is_control() && !ends { ' ' } else { char };
        input.handle(InputRequest::InsertChar(char));
    }
    typed(model, env);
}

/// A command of a typed line.
pub(super) fn command(
    model: &mut Model,
    command: Command,
    env: &Env,
    walking: bool,
) -> Option<Effect> {
    use Command as C;
    let (done, effect) = note::command(model, command, env);
    if done {
        return effect;
    }
    match command {
        C::InAccept => return accept(model, env, walking),
        C::InCancel => cancel(model),
        C::InComplete => complete::complete(model, env),
        C::InExact => complete::exact(model, env),
        C::InNext => step(model, 1, env),
        C::InPrev => step(model, -1, env),
        C::InScreenDown => step(model, screen(model), env),
        C::InScreenUp => step(model, -screen(model), env),
        C::InForget => return views::forget(model, env),
        _ => edit(model, command, env),
    }
    None
}

/// The rows of the open box, less one.
fn screen(model: &Model) -> isize {
    let area = match model.layers.last() {
        Some(Layer::Menu(_)) => reading_area(model.size),
        _ => find_area(model.size),
    };
    isize::try_from(area.inner().height.saturating_sub(2).max(1)).unwrap_or(1)
}

/// Edits the typed line.
fn edit(model: &mut Model, command: Command, env: &Env) {
    use Command as C;
    let request = match command {
        C::InHome => InputRequest::GoToStart,
        C::InEnd => InputRequest::GoToEnd,
        C::InLeft => InputRequest::GoToPrevChar,
        C::InRight => InputRequest::GoToNextChar,
        C::InWordLeft => InputRequest::GoToPrevWord,
        C::InWordRight => InputRequest::GoToNextWord,
        C::InDel => InputRequest::DeletePrevChar,
        C::InDelFwd => InputRequest::DeleteNextChar,
        C::InDelWord => InputRequest::DeletePrevWord,
        C::InClear => InputRequest::DeleteLine,
        C::InKill => InputRequest::DeleteTillEnd,
        _ => return,
    };
    let Some(input) = input(model) else { return };
    let before = input.value().to_owned();
    input.handle(request);
    if input.value() != before {
        typed(model, env);
    }
}

/// Brings everything in line with what is typed now.
pub(super) fn typed(model: &mut Model, env: &Env) {
    match model.layers.last_mut() {
        Some(Layer::Filter { input, pane, recalled, .. }) => {
            *recalled = None;
            let (text, pane) = (input.value().to_owned(), *pane);
            apply(model, pane, text, env);
        }
        Some(Layer::Find(boxed)) => {
            boxed.recalled = None;
            seek(model, env, REACH, false);
        }
        Some(Layer::Search { input, recalled, .. }) => {
            *recalled = None;
            model.page.search.text = input.value().to_owned();
            model.page.land = true;
        }
        Some(Layer::Goto { problem, .. } | Layer::Correct { problem, .. }) => *problem = None,
        Some(Layer::Export { problem, replace, .. }) => {
            *problem = None;
            *replace = None;
        }
        Some(Layer::Menu(menu)) => menu.chosen = 0,
        Some(Layer::Views(open)) => (open.chosen, open.sure) = (0, None),
        Some(Layer::SaveView { replace, .. }) => *replace = None,
        Some(
            Layer::Info { .. }
            | Layer::Text { .. }
            | Layer::Note { .. }
            | Layer::Review { .. }
            | Layer::Unfit { .. },
        )
        | None => {}
    }
}

/// Sets the filter of a pane; the best match is chosen.
fn apply(model: &mut Model, pane: Pane, text: String, env: &Env) {
    let before = match model.layers.last() {
        Some(Layer::Filter { before, .. }) => before.clone(),
        _ => model.place(),
    };
    let empty = text.trim().is_empty();
    match pane {
        Pane::Trends => {
            model.topics.filter = text;
            model.topics.top = 0;
            let matching = env.data.finder().topics(&Query::parse(&model.topics.filter));
            let close = matching.close.first().filter(|_| !model.exact);
            let best = matching.sure.first().or(close).map(|hit| hit.id);
            let chosen = if empty { before.topic } else { best };
            if let Some(id) = chosen {
                moving::lead(model, crate::corpus::Subject::Topic(id));
            }
        }
        Pane::Experts => {
            model.experts.filter = text;
            model.experts.top = 0;
            model.experts.chosen = if empty { before.expert } else { None };
            derive(model, env);
            if model.experts.chosen.is_some() {
                moving::chosen_anew(model, env);
            } else {
                model.statements.chosen = before.statement;
                moving::show(model, before.shown);
            }
        }
        Pane::Statements | Pane::Page => {
            model.statements.filter = text;
            model.statements.top = 0;
            let chosen = if empty { before.statement } else { None };
            let stands = std::mem::replace(&mut model.statements.chosen, chosen);
            derive(model, env);
            if empty {
                moving::show(model, before.shown);
            } else if let Some(awaiting) = &mut model.awaiting {
                awaiting.choice = Choice::Best;
                model.statements.chosen = stands;
            } else {
                moving::chosen_anew(model, env);
            }
        }
    }
}

fn accept(model: &mut Model, env: &Env, walking: bool) -> Option<Effect> {
    match model.layers.pop() {
        Some(Layer::Menu(menu)) => {
            let rows = help::rows(env, menu.context, menu.input.value(), menu.palette);
            let Some(command) = help::commands(&rows).nth(menu.chosen) else {
                // Nothing to run: the box stays, with what it says.
                model.layers.push(Layer::Menu(menu));
                return None;
            };
            if command.row().scope.holds(model.context()) {
                return super::run(model, command, env, walking);
            }
            let name = command.row().name(env.lang);
            let text = match env.lang {
                Lang::En => {
                    format!("“{name}” acts elsewhere: {}.", command.row().scope.name(env.lang))
                }
                Lang::Fr => format!(
                    "«\u{a0}{name}\u{a0}» agit ailleurs\u{a0}: {}.",
                    command.row().scope.name(env.lang)
                ),
            };
            super::say(model, super::Role::Warn, text);
        }
        Some(Layer::Export { input, replace, .. }) => {
            return take::write(model, env, input, replace);
        }
        Some(Layer::Views(open)) => views::accept(model, env, open),
        Some(Layer::SaveView { input, replace }) => {
            return views::save(model, env, input, replace.as_deref());
        }
        Some(Layer::Correct { field, input, problem }) => {
            return review::correct(model, env, field, input, problem.is_some());
        }
        Some(Layer::Filter { input, before, .. }) => {
            remember(&mut model.queries, input.value().to_owned());
            filtered(model, &before.filters);
        }
        Some(Layer::Find(mut boxed)) => {
            if let Some(sought) = &mut boxed.sought {
                // What would be opened is not known yet.
                sought.open = true;
                model.layers.push(Layer::Find(boxed));
                return None;
            }
            remember(&mut model.queries, boxed.input.value().to_owned());
            match record(&boxed) {
                Some(record) => follow::open_record(model, record, env),
                None if boxed.in_text > 0 => {
                    boxed.input.value().clone_into(&mut model.page.search.text);
                    searched(model, env);
                }
                // Nothing to open: the box stays, with what it says.
                None => model.layers.push(Layer::Find(boxed)),
            }
        }
        Some(Layer::Search { input, .. }) => {
            remember(&mut model.queries, input.value().to_owned());
            searched(model, env);
        }
        Some(Layer::Goto { input, .. }) => match page_of(model, env, input.value()) {
            Ok((place, told)) => {
                follow::open_page(model, place, env);
                if let Some(text) = told {
                    super::say(model, super::Role::Text, text);
                }
            }
            Err(problem) => {
                model.layers.push(Layer::Goto { input, problem: Some(problem) });
            }
        },
        Some(layer) => model.layers.push(layer),
        None => {}
    }
    None
}

/// Opens what is chosen in the box of find everywhere.
pub(super) fn open_found(model: &mut Model, env: &Env) {
    if matches!(model.layers.last(), Some(Layer::Find(_))) {
        let _asks_for_nothing = accept(model, env, false);
    }
}

/// Goes to the first page from here on where the search stands.
fn searched(model: &mut Model, env: &Env) {
    derive(model, env);
    let search = &model.page.search;
    if search.text.trim().is_empty() {
        return;
    }
    let Some(&first) = search.pages.first() else { return follow::not_found(model, env) };
    let here = model.shown_page();
    let next = search.pages.iter().copied().find(|&page| here.is_none_or(|here| page >= here));
    follow::open_page(model, next.unwrap_or(first), env);
}

/// Puts the filters before on record, so that the new ones can be undone.
fn filtered(model: &mut Model, before: &[String; 3]) {
    let now =
        [&model.topics.filter, &model.experts.filter, &model.statements.filter].map(Clone::clone);
    if now == *before {
        return;
    }
    let set = |model: &mut Model, filters: [String; 3]| {
        let [topics, experts, statements] = filters;
        model.topics.filter = topics;
        model.experts.filter = experts;
        model.statements.filter = statements;
    };
    set(model, before.clone());
    super::keep::record(model);
    set(model, now);
}

fn cancel(model: &mut Model) {
    if let Some(Layer::Filter { before, .. } | Layer::Search { before, .. }) = model.layers.pop() {
        // What was typed is remembered with the filters that go.
        follow::restore(model, before);
    }
}

/// The record of find everywhere that is chosen.
#[must_use]
pub(super) fn record(boxed: &FindBox) -> Option<Record> {
    let hits = boxed.found.sure.iter().chain(&boxed.found.close);
    hits.map(|hit| hit.id).nth(boxed.chosen)
}

/// Moves the choice in the box on top.
pub(super) fn go(model: &mut Model, by: isize, env: &Env) {
    if let Some(Layer::Menu(menu)) = model.layers.last_mut() {
        menu.chosen = menu.chosen.saturating_add_signed(by);
        return;
    }
    if let Some(Layer::Views(_)) = model.layers.last() {
        return views::step(model, by, env);
    }
    let Some(Layer::Find(boxed)) = model.layers.last() else { return };
    let to = boxed.chosen.saturating_add_signed(by);
    let listed = boxed.found.sure.len() + boxed.found.close.len();
    if to >= listed && boxed.found.total + boxed.found.close_total > listed {
        // Beyond what is listed so far there is more.
        seek(model, env, 4 * to, true);
    }
    if let Some(Layer::Find(boxed)) = model.layers.last_mut() {
        let last = (boxed.found.sure.len() + boxed.found.close.len()).saturating_sub(1);
        boxed.chosen = to.min(last);
    }
}

/// Moves the choice while typing; where nothing is typed, or a past query stands, recalls an
/// older or a newer one. In a box a newer one cannot be asked for: down goes to what it found.
fn step(model: &mut Model, by: isize, env: &Env) {
    let down = by > 0;
    let line = match model.layers.last() {
        Some(Layer::Find(boxed)) if !down && boxed.chosen == 0 => {
            Some((&boxed.input, boxed.recalled))
        }
        Some(Layer::Filter { input, recalled, .. } | Layer::Search { input, recalled, .. }) => {
            Some((input, *recalled))
        }
        _ => None,
    };
    let open = line.filter(|(input, recalled)| input.value().is_empty() || recalled.is_some());
    let back = open.and_then(|(_, recalled)| match (recalled, down) {
        (None, false) => Some(0),
        (None, true) => None,
        (Some(back), false) => Some(back + 1),
        (Some(back), true) => back.checked_sub(1),
    });
    let at = back.and_then(|back| model.queries.len().checked_sub(back + 1));
    if let Some(query) = at.map(|at| model.queries[at].clone()) {
        if let Some(input) = input(model) {
            *input = Input::new(query);
        }
        typed(model, env);
        match model.layers.last_mut() {
            Some(Layer::Find(boxed)) => boxed.recalled = back,
            Some(Layer::Filter { recalled, .. } | Layer::Search { recalled, .. }) => {
                *recalled = back;
            }
            _ => {}
        }
        return;
    }
    match model.layers.last() {
        Some(Layer::Menu(_) | Layer::Find(_) | Layer::Views(_)) => go(model, by, env),
        Some(Layer::Filter { .. }) => moving::by_rows(model, by, env),
        _ => {}
    }
}

/// The page that a person means, by its printed label or its number, and a word where both
/// were possible. `(2)` and `#2` mean the number.
fn page_of(model: &Model, env: &Env, typed: &str) -> Result<(PageRef, Option<String>), String> {
    let named = in_report(&env.data.corpus, typed);
    let here = || follow::report(model, env).map(|report| (report, typed));
    let Some((report_id, typed)) = named.or_else(here) else {
        let text = env.lang.pick("There is no report.", "Il n’y a pas de rapport.");
        return Err(text.to_owned());
    };
    let report = env.data.corpus.report(report_id);
    let place = |page| PageRef { report: report_id, page };
    if let Some(meant) = Meant::of(report, typed) {
        // A label typed again leads to the next page that bears it.
        let here = model.shown_page().filter(|here| here.report == report_id);
        let at = here.and_then(|here| meant.all.iter().position(|&page| page == here.page));
        let page = meant.all[at.map_or(0, |at| (at + 1) % meant.all.len())];
        let [key] = help::named(env, [Command::GotoPage]);
        return Ok((place(page), meant.told(report, page, &key, env.lang)));
    }
    let quoted = env.signs.quoted(typed.trim(), env.lang);
    let last = report.pages;
    let mut labels = report.labels.iter().zip(1..);
    let label = labels.find(|&(label, page): &(_, u32)| *label != page.to_string());
    let or = label.map_or_else(String::new, |(label, _)| match env.lang {
        Lang::En => format!(", or a printed label such as {label}"),
        Lang::Fr => format!(", ou un numéro imprimé comme {label}"),
    });
    Err(match env.lang {
        Lang::En => format!("{quoted} is not a page: type 1 to {last}{or}."),
        Lang::Fr => format!("{quoted} n’est pas une page\u{a0}: tapez 1 à {last}{or}."),
    })
}

//! The rows of the three lists, derived from what is chosen.
//!
//! [`derive()`] runs at the end of every update and is the only writer of derived
//! fields. A pane narrows those on its right and never one on its left.
//!
//! Odd thing worth knowing: the leading pane is that of the subject. While an
//! expert is followed, Experts lists everyone and Trends keeps its place.

mod empty;
mod order;
mod sets;
mod statements;
mod ties;

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use super::bars::Bar;
use super::env::Env;
use super::help::MenuRow;
use super::layout::{Class, Regions, menu_rows, reading_area, regions, text_area};
use super::model::{Layer, Lens, List, Made, Menu, Model, Pane, Reference, Row, Shown, Tie};
use super::styled::{Line, Role, wrap};
use super::{card, help, info, review, text};
use crate::command::Command;
use crate::corpus::{ExpertId, PageRef, StatementId, Subject, TopicId};
use crate::lang::Lang;
use crate::query::{Bounds, Found, Marks, Query, Record, Session};
use crate::words::page_label;

pub use empty::pin_name;
use order::Sorted;
pub use statements::all;
pub use ties::Lead;
use ties::passes;

pub(super) use sets::groups;
pub(super) use statements::{matching_rows, reach_all, reach_end};

/// Brings every derived field up to date with what is chosen.
pub fn derive(model: &mut Model, env: &Env) {
    let regions = regions(model.size, model);
    topics(model, env, &regions);
    experts(model, env, &regions);
    statements::derive(model, env, &regions);
    // Over a slow line a list that slides costs a screen at every step.
    let slides = env.choices.motion && !env.remote;
    keep_in_view(&mut model.topics, height(&regions, Pane::Trends), slides);
    keep_in_view(&mut model.experts, height(&regions, Pane::Experts), slides);
    keep_in_view(&mut model.statements, height(&regions, Pane::Statements), slides);
    text::derive(model, env);
    page(model, env, &regions);
    boxes(model, env);
}

/// Keeps what is read in a box from scrolling past its end.
fn boxes(model: &mut Model, env: &Env) {
    let inner = reading_area(model.size).inner();
    if let Some(Layer::Menu(menu)) = model.layers.last_mut() {
        return menu_in_view(menu, env, usize::from(menu_rows(model.size).height));
    }
    if let Some(Layer::Text { text, top }) = model.layers.last_mut() {
        let area = text_area(model.size);
        let lines = wrap(text, usize::from(area.width)).len();
        *top = (*top).min(lines.saturating_sub(usize::from(area.height)));
        return;
    }
    let lines = match model.layers.last() {
        Some(Layer::Review { .. }) => {
            review::lines(model, env, usize::from(inner.width).saturating_sub(2)).len()
        }
        Some(Layer::Info { .. }) => {
            info::provenance(model, env, usize::from(inner.width).saturating_sub(2)).len()
        }
        Some(Layer::Unfit { unfit, whole, .. }) => {
            info::unfit(unfit, *whole, env, usize::from(inner.width).saturating_sub(2)).len()
        }
        _ => return,
    };
    if let Some(Layer::Info { top } | Layer::Review { top } | Layer::Unfit { top, .. }) =
        model.layers.last_mut()
    {
        *top = (*top).min(lines.saturating_sub(usize::from(inner.height)));
    }
}

/// Keeps the chosen command of help or the palette on the screen.
fn menu_in_view(menu: &mut Menu, env: &Env, height: usize) {
    let rows = help::rows(env, menu.context, menu.input.value(), menu.palette);
    menu.chosen = menu.chosen.min(help::commands(&rows).count().saturating_sub(1));
    let is_command = |(_, row): &(usize, &MenuRow)| matches!(row, MenuRow::Command(_));
    let row = rows.iter().enumerate().filter(is_command).nth(menu.chosen).map_or(0, |(at, _)| at);
    // The heading above the first command comes into view with it.
    let from = if menu.chosen == 0 { 0 } else { row };
    menu.top = menu.top.min(from).max((row + 1).saturating_sub(height));
}

fn height(regions: &Regions, pane: Pane) -> usize {
    usize::from(regions.content(pane).height)
}

/// The width that words in a pane are wrapped to.
fn width(model: &Model, regions: &Regions, pane: Pane) -> usize {
    let shown = regions.content(pane).width;
    usize::from(if shown == 0 { model.size.width } else { shown }).saturating_sub(3).max(8)
}

/// Words as rows, wrapped.
fn words<T>(rows: &mut Vec<Row<T>>, role: Role, text: &str, width: usize) {
    rows.extend(wrap(text, width).into_iter().map(|line| Row::Words(Line::new(role, line))));
}

/// Ways on as rows, wrapped.
fn ways<T>(rows: &mut Vec<Row<T>>, env: &Env, ways: &[(Command, &str)], width: usize) {
    rows.extend(Bar::ways(env, ways, width).into_iter().map(Row::Ways));
}

fn blank<T>(rows: &mut Vec<Row<T>>) {
    rows.push(Row::Words(Line::default()));
}

/// Scrolls so that what is chosen is seen; at the edge the list jumps by half a
/// screen, which is few bytes over a slow line, or slides by a row.
fn keep_in_view<T: Copy + PartialEq>(list: &mut List<T>, height: usize, slides: bool) {
    if height == 0 {
        return;
    }
    let most = list.rows.len().saturating_sub(height);
    if let Some(row) = list.chosen_row() {
        let jump = if slides { 0 } else { height / 2 };
        if row < list.top {
            list.top = row.saturating_sub(jump);
        } else if row >= list.top + height {
            list.top = (row + jump + 1).saturating_sub(height);
        }
        // Words above the first record come into view with it.
        if list.rows.iter().position(|row| row.id().is_some()) == Some(row) && row < height {
            list.top = 0;
        }
        // And words below the last one.
        if list.rows.iter().rposition(|row| row.id().is_some()) == Some(row) && row >= most {
            list.top = most;
        }
    }
    list.top = list.top.min(most);
}

/// Puts what of a filter could not be read above the rows.
fn unread<T>(rows: &mut Vec<Row<T>>, query: &Query, model: &Model, env: &Env, width: usize) {
    let mut above = Vec::new();
    for problem in query.problems(model.has_marks()) {
        words(&mut above, Role::Warn, &env.signs.own(&problem.sentence(env.lang)), width);
    }
    rows.splice(0..0, above);
}

/// Whether letters go into a filter, so that they are no keys.
fn is_typing(model: &Model) -> bool {
    matches!(model.layers.last(), Some(Layer::Filter { .. }))
}

/// What the rows of a list are to be made from now.
fn made<T>(list: &List<T>, model: &Model, regions: &Regions, pane: Pane) -> Made {
    let asked = model.only_marked || Query::parse(&list.filter).asks_marks();
    Made {
        filter: list.filter.clone(),
        lead: Lead::of(model),
        lens: model.lens,
        subject: model.subject,
        narrowing: ties::narrowing(model),
        pins: model.pins.clone(),
        marks: asked.then(|| (model.only_marked, model.marks.clone(), model.notes.clone())),
        all: model.all,
        exact: model.exact,
        order: (list.sort, list.reverse),
        shape: (width(model, regions, pane), model.class),
        before: list.before,
        reach: list.reach,
        typing: is_typing(model),
    }
}

/// The answer to a pane's filter as (record, form that matched), with the place
/// where close matches begin.
struct Matches<T> {
    hits: Vec<(T, Option<String>)>,
    sure: usize,
    filtered: bool,
}

impl<T: Copy + Eq + Hash> Matches<T> {
    fn new(list: &List<T>, query: &Query, env: &Env, find: impl Fn(&Query) -> Found<T>) -> Self
    where
        T: Sorted,
    {
        if query.is_empty() {
            let hits: Vec<_> = T::order(list, env).into_iter().map(|id| (id, None)).collect();
            return Self { sure: hits.len(), hits, filtered: false };
        }
        let found = find(query);
        let sure = found.sure.len();
        let hits = found.sure.into_iter().chain(found.close);
        Self { hits: hits.map(|hit| (hit.id, hit.through)).collect(), sure, filtered: true }
    }

    /// Adds the rows of the records that `tie` gives a tie, close matches below a line. `said`:
    /// the rows above stand below that line already.
    fn rows(
        &self,
        (rows, said): (&mut Vec<Row<T>>, &mut bool),
        (env, width): (&Env, usize),
        tie: impl Fn(T) -> Option<Tie>,
    ) -> usize {
        let before = rows.len();
        for (at, (id, through)) in self.hits.iter().enumerate() {
            let Some(tie) = tie(*id) else { continue };
            let close = at >= self.sure;
            if close && !*said {
                rows.push(Row::Words(close_line(env, width)));
            }
            *said = close;
            rows.push(Row::Record { id: *id, tie, through: through.clone() });
        }
        rows.len() - before
    }
}

/// The line above close matches.
#[must_use]
pub fn close_line(env: &Env, width: usize) -> Line {
    let rule = env.signs.pick("──", "--");
    let names =
        env.lang.pick(["close matches", "close"], ["correspondances approchées", "approchées"]);
    let lines = names.map(|name| Line::new(Role::Dim, format!("{rule} {name} {rule}")));
    let [long, short] = lines;
    if long.width() <= width { long } else { short }
}

fn topics(model: &mut Model, env: &Env, regions: &Regions) {
    let made = made(&model.topics, model, regions, Pane::Trends);
    if model.topics.made.as_ref() != Some(&made) {
        model.topics.total = env.data.corpus.topics.len();
        model.topics.rows = topic_rows(model, env, regions);
        model.topics.made = Some(made);
    }
    let lead = Lead::of(model);
    let leading = matches!(lead, Lead::Topic(_))
        || (lead == Lead::Nothing && model.leading() == Pane::Trends);
    if leading {
        choose_leading(&mut model.topics, &mut model.subject, Subject::Topic);
    } else if lead.leaves_free(Pane::Trends, model.lens) {
        keep_chosen(&mut model.topics, true);
    } else {
        let typing = model.focus == Pane::Trends && !model.topics.filter.is_empty();
        keep_chosen(&mut model.topics, typing);
    }
}

fn topic_rows(model: &Model, env: &Env, regions: &Regions) -> Vec<Row<TopicId>> {
    let lead = Lead::of(model);
    let query = Query::parse(&model.topics.filter);
    let matches = Matches::new(&model.topics, &query, env, |query| {
        Session::default().topics(&env.data.finder(), query, bounds(&Marked(model), usize::MAX))
    });
    let passes = |id: TopicId| passes(model, env, Record::Topic(id));
    let width = width(model, regions, Pane::Trends);
    let mut rows = Vec::new();
    if lead.leaves_free(Pane::Trends, model.lens) {
        matches.rows((&mut rows, &mut false), (env, width), |id| passes(id).then_some(Tie::Free));
    } else {
        let ties = ties::topics(env, lead);
        let heading = Heading::new(model, env, Pane::Trends, regions);
        narrowed(&mut rows, model, env, &matches, &heading, &ties, passes);
    }
    if rows.is_empty() {
        empty::topics(&mut rows, model, env, width);
    }
    unread(&mut rows, &query, model, env, width);
    rows
}

fn experts(model: &mut Model, env: &Env, regions: &Regions) {
    let made = made(&model.experts, model, regions, Pane::Experts);
    if model.experts.made.as_ref() != Some(&made) {
        model.experts.total = env.data.corpus.experts.len();
        model.experts.rows = expert_rows(model, env, regions);
        model.experts.made = Some(made);
    }
    let lead = Lead::of(model);
    let leading =
        matches!(lead, Lead::Expert(_)) || (lead == Lead::Nothing && model.subject.is_none());
    if leading {
        choose_leading(&mut model.experts, &mut model.subject, Subject::Expert);
    } else if lead.leaves_free(Pane::Experts, model.lens) {
        keep_chosen(&mut model.experts, model.lens == Lens::Expert);
    } else {
        // A choice narrows what is on the right, so only a filter typed here makes one.
        let typing = model.focus == Pane::Experts && !model.experts.filter.is_empty();
        keep_chosen(&mut model.experts, typing);
    }
}

fn expert_rows(model: &Model, env: &Env, regions: &Regions) -> Vec<Row<ExpertId>> {
    let lead = Lead::of(model);
    let query = Query::parse(&model.experts.filter);
    let matches = Matches::new(&model.experts, &query, env, |query| {
        Session::default().experts(&env.data.finder(), query, bounds(&Marked(model), usize::MAX))
    });
    let passes = |id: ExpertId| passes(model, env, Record::Expert(id));
    let width = width(model, regions, Pane::Experts);
    let mut rows = Vec::new();
    if lead.leaves_free(Pane::Experts, model.lens) {
        matches.rows((&mut rows, &mut false), (env, width), |id| passes(id).then_some(Tie::Free));
    } else {
        let ties = ties::experts(env, lead);
        let heading = Heading::new(model, env, Pane::Experts, regions);
        narrowed(&mut rows, model, env, &matches, &heading, &ties, passes);
    }
    if rows.is_empty() {
        empty::experts(&mut rows, model, env, width);
    }
    unread(&mut rows, &query, model, env, width);
    rows
}

/// Makes the choice of the leading list and the subject one. A filter that hides
/// the chosen record moves the choice to the best match.
fn choose_leading<T: Copy + PartialEq>(
    list: &mut List<T>,
    subject: &mut Option<Subject>,
    make: impl Fn(T) -> Subject,
) {
    keep_chosen(list, true);
    if let Some(chosen) = list.chosen {
        *subject = Some(make(chosen));
    }
}

/// Keeps the choice where it is shown; else chooses the first record, or none.
fn keep_chosen<T: Copy + PartialEq>(list: &mut List<T>, first: bool) {
    if list.chosen_row().is_none() {
        list.chosen = if first { list.first() } else { None };
    }
}

/// The words between the rows of a narrowed list.
struct Heading {
    /// Above what is linked.
    linked: String,
    /// Where nothing is linked.
    none: &'static str,
    /// Above what shares a page.
    near: String,
    /// Whether there is room for headings.
    room: bool,
    width: usize,
}

impl Heading {
    fn new(model: &Model, env: &Env, pane: Pane, regions: &Regions) -> Self {
        let lead = match Lead::of(model) {
            Lead::Topic(id) => env.data.corpus.topic(id).name.to_string(),
            Lead::Expert(id) => env.data.corpus.expert(id).name.to_string(),
            Lead::Page(place) => page_label(&env.data.corpus, place),
            Lead::Nothing => String::new(),
        };
        let on_page = matches!(Lead::of(model), Lead::Page(_));
        let (linked, none) = match pane {
            _ if on_page => (env.pick("On", "À la"), env.pick("(nothing)", "(rien)")),
            Pane::Experts => (
                env.pick("Statements on", "Propos sur"),
                env.pick("(no attributed statement)", "(aucun propos attribué)"),
            ),
            _ => (
                env.pick("Spoken of by", "Sujets de"),
                env.pick("(no attributed statement)", "(aucun propos attribué)"),
            ),
        };
        let near = env.pick("Same page as", "Même page que");
        Self {
            linked: format!("{linked} {lead}"),
            none,
            near: format!("{near} {lead}"),
            room: model.class == Class::Wide,
            width: width(model, regions, pane),
        }
    }
}

/// The rows of a list that is narrowed by what leads: linked ones, those that share a page,
/// and the rest where all rows are asked for.
fn narrowed<T: Copy + Eq + Hash>(
    rows: &mut Vec<Row<T>>,
    model: &Model,
    env: &Env,
    matches: &Matches<T>,
    heading: &Heading,
    ties: &HashMap<T, Tie>,
    passes: impl Fn(T) -> bool,
) {
    let width = heading.width;
    let room = heading.room && !matches.filtered;
    if room {
        words(rows, Role::Dim, &heading.linked, width);
    }
    let linked = |id: T| ties.get(&id).copied().filter(|tie| *tie != Tie::SamePage);
    let mut said = false;
    let linked = |id: T| linked(id).filter(|_| passes(id));
    let direct = matches.rows((rows, &mut said), (env, width), linked);
    if direct == 0 && !matches.filtered {
        // Where pins or marks hide what is linked, they are why.
        if ties.values().any(|tie| *tie != Tie::SamePage) {
            words(rows, Role::Dim, &empty::narrowed(model, env), width);
        } else {
            words(rows, Role::Dim, heading.none, width);
        }
    }
    let mut near = Vec::new();
    let tie = |id: T| ties.get(&id).copied().filter(|tie| *tie == Tie::SamePage);
    let tie = |id: T| tie(id).filter(|_| passes(id));
    matches.rows((&mut near, &mut said), (env, width), tie);
    if !near.is_empty() && room {
        blank(rows);
        words(rows, Role::Dim, &heading.near, width);
    }
    rows.append(&mut near);
    if matches.filtered && direct == 0 && rows.is_empty() {
        let text = match env.lang {
            Lang::En => "Nothing linked matches.",
            Lang::Fr => "Rien de lié ne correspond.",
        };
        words(rows, Role::Text, text, width);
    }
    let mut others = Vec::new();
    let other = |id: T| (!ties.contains_key(&id) && passes(id)).then_some(Tie::Unlinked);
    let hidden = matches.rows((&mut others, &mut said), (env, width), other);
    if hidden == 0 {
        return;
    }
    if room {
        blank(rows);
    }
    if model.all {
        rows.append(&mut others);
        return;
    }
    let noun = env.lang.plural(hidden, ("other", "others"), ("autre", "autres"));
    let does = match env.lang {
        Lang::En => format!(" shows {hidden} {noun}"),
        Lang::Fr => format!("\u{a0}: voir {hidden} {noun}"),
    };
    if is_typing(model) {
        // The filter is kept first.
        return ways(rows, env, &[(Command::InAccept, " "), (Command::ShowAll, &does)], width);
    }
    ways(rows, env, &[(Command::ShowAll, &does)], width);
}

/// Marks and notes, as queries ask for them.
pub(super) struct Marked<'a>(pub(super) &'a Model);

impl Marks for Marked<'_> {
    fn records(&self) -> Vec<Record> {
        self.0.marks.iter().chain(self.0.notes.keys()).copied().collect()
    }

    fn marked(&self, record: Record, mark: Option<&str>) -> bool {
        // Marks have no names.
        mark.is_none() && self.0.marks.contains(&record)
    }

    fn note(&self, record: Record) -> Option<String> {
        self.0.notes.get(&record).cloned()
    }
}

/// So many records, by the marks and notes of the model.
pub(super) fn bounds<'a>(marks: &'a Marked<'_>, most: usize) -> Bounds<'a> {
    Bounds { most, marks: Some(marks), exact: marks.0.exact, ..Bounds::default() }
}

/// Keeps the Page pane on what exists, and its reference in view.
fn page(model: &mut Model, env: &Env, regions: &Regions) {
    let height = height(regions, Pane::Page);
    let width = usize::from(regions.content(Pane::Page).width);
    if width == 0 {
        return;
    }
    let held = card::held(model, env, width);
    let card = Arc::clone(held.card());
    model.page.card = Some(held);
    if std::mem::take(&mut model.page.land) {
        // A line or two of what comes before gives the words their sense.
        let line = card.lit_line().unwrap_or(0);
        let seen = line < height;
        model.page.top = if seen { 0 } else { line.saturating_sub(height / 3) };
    }
    let held = |reference: Reference| card.line_of(reference);
    if let Some(line) = model.page.reference.and_then(held) {
        if line < model.page.top {
            model.page.top = line.saturating_sub(height / 3);
        } else if line >= model.page.top + height {
            model.page.top = (line + height / 2 + 1).saturating_sub(height);
        }
    } else if model.page.reference.is_some() {
        model.page.reference = None;
    }
    model.page.top = model.page.top.min(card.lines.len().saturating_sub(height));
}

/// The first page of a statement, or the statement itself where it has none.
#[must_use]
pub fn shown_of(env: &Env, id: StatementId) -> Shown {
    let first: Option<PageRef> = env.data.corpus.statement(id).places().first().copied();
    first.map_or(Shown::Statement(id), Shown::Page)
}

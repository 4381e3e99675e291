//! The rows of the three lists, derived from what is chosen.
//!
//! [`derive`] runs at the end of every update and is the only writer of derived
//! fields. A pane narrows those on its right and never one on its left.
//!
//! Odd thing worth knowing: the leading pane is that of the subject. While an
//! expert is followed, Experts lists everyone and Trends keeps its place.

use std::collections::HashSet;
use std::hash::Hash;

use super::env::Env;
use super::layout::{Class, Regions, reading_area, regions};
use super::model::{Layer, List, Model, Pane, Reference, Row, Shown, Tie};
use super::styled::{Line, Role, wrap};
use super::{card, help, info};
use crate::corpus::{ExpertId, PageRef, StatementId, Subject, TopicId};
use crate::index::Link;
use crate::lang::Lang;
use crate::query::{Found, Query};
use crate::words::{page_count, place_runs};

/// Brings every derived field up to date with what is chosen.
pub fn derive(model: &mut Model, env: &Env) {
    let regions = regions(model.size, model);
    topics(model, env, &regions);
    experts(model, env, &regions);
    statements(model, env, &regions);
    keep_in_view(&mut model.topics, height(&regions, Pane::Trends));
    keep_in_view(&mut model.experts, height(&regions, Pane::Experts));
    keep_in_view(&mut model.statements, height(&regions, Pane::Statements));
    page(model, env, &regions);
    boxes(model, env);
}

/// Keeps what is read in a box from scrolling past its end.
fn boxes(model: &mut Model, env: &Env) {
    let inner = reading_area(model.size).inner();
    let lines = match model.layers.last() {
        Some(Layer::Help { context, .. }) => help::lines(env, *context).len(),
        Some(Layer::Info { .. }) => {
            info::provenance(model, env, usize::from(inner.width).saturating_sub(2)).len()
        }
        _ => return,
    };
    if let Some(Layer::Help { top, .. } | Layer::Info { top }) = model.layers.last_mut() {
        *top = (*top).min(lines.saturating_sub(usize::from(inner.height)));
    }
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

fn blank<T>(rows: &mut Vec<Row<T>>) {
    rows.push(Row::Words(Line::default()));
}

/// Scrolls so that what is chosen is seen; at the edge the list jumps by half a
/// screen, which is few bytes over a slow line.
fn keep_in_view<T: Copy + PartialEq>(list: &mut List<T>, height: usize) {
    if height == 0 {
        return;
    }
    let most = list.rows.len().saturating_sub(height);
    if let Some(row) = list.chosen_row() {
        if row < list.top {
            list.top = row.saturating_sub(height / 2);
        } else if row >= list.top + height {
            list.top = (row + height / 2 + 1).saturating_sub(height);
        }
        // Words above the first record come into view with it.
        if list.rows.iter().position(|row| row.id().is_some()) == Some(row) && row < height {
            list.top = 0;
        }
    }
    list.top = list.top.min(most);
}

/// The answer to a pane's filter as (record, form that matched), with the place
/// where close matches begin.
struct Matches<T> {
    hits: Vec<(T, Option<String>)>,
    sure: usize,
}

impl<T: Copy + Eq + Hash> Matches<T> {
    fn new(
        filter: &str,
        order: impl Iterator<Item = T>,
        find: impl Fn(&Query) -> Found<T>,
    ) -> Self {
        let query = Query::parse(filter);
        if query.is_empty() {
            let hits: Vec<_> = order.map(|id| (id, None)).collect();
            return Self { sure: hits.len(), hits };
        }
        let found = find(&query);
        let sure = found.sure.len();
        let hits = found.sure.into_iter().chain(found.close);
        Self { hits: hits.map(|hit| (hit.id, hit.through)).collect(), sure }
    }

    /// Adds the rows of the records that `tie` gives a tie, close matches below a line.
    fn rows(&self, rows: &mut Vec<Row<T>>, env: &Env, tie: impl Fn(T) -> Option<Tie>) -> usize {
        let before = rows.len();
        let mut said = false;
        for (at, (id, through)) in self.hits.iter().enumerate() {
            let Some(tie) = tie(*id) else { continue };
            if at >= self.sure && !said {
                rows.push(Row::Words(close_line(env)));
                said = true;
            }
            rows.push(Row::Record { id: *id, tie, through: through.clone() });
        }
        rows.len() - before
    }
}

/// The line above close matches.
#[must_use]
pub fn close_line(env: &Env) -> Line {
    let rule = env.signs.pick("──", "--");
    let name = env.lang.pick("close matches", "correspondances approchées");
    Line::new(Role::Dim, format!("{rule} {name} {rule}"))
}

/// What to say where a filter finds nothing: the nearest names, and the way out.
fn nothing<T>(rows: &mut Vec<Row<T>>, env: &Env, filter: &str, width: usize) {
    let lang = env.lang;
    let quoted = env.signs.quoted(filter, lang);
    let text = match lang {
        Lang::En => format!("Nothing matches {quoted}."),
        Lang::Fr => format!("Rien ne correspond à {quoted}."),
    };
    words(rows, Role::Text, &text, width);
    let near = env.data.finder.nearest(filter, 3);
    if !near.is_empty() {
        let names: Vec<&str> = near.iter().map(|&s| env.data.corpus.name(s)).collect();
        let label = lang.pick("Nearest: ", "Au plus près\u{a0}: ");
        words(rows, Role::Text, &format!("{label}{}.", names.join(", ")), width);
    }
    blank(rows);
    let way = lang.pick(
        "Esc clears the filter, f finds everywhere.",
        "Échap efface le filtre, f cherche partout.",
    );
    words(rows, Role::Dim, way, width);
}

fn topics(model: &mut Model, env: &Env, regions: &Regions) {
    let data = &env.data;
    let mut rows = Vec::new();
    let list = &mut model.topics;
    let matches = Matches::new(&list.filter, data.topic_order().iter().copied(), |query| {
        data.finder.topics(query)
    });
    matches.rows(&mut rows, env, |_| Some(Tie::Free));
    list.total = data.corpus.topics.len();
    list.rows = rows;
    if model.leading() == Pane::Trends {
        choose_leading(&mut model.topics, &mut model.subject, Subject::Topic);
    } else if model.topics.chosen_row().is_none() {
        model.topics.chosen = model.topics.first();
    }
    if model.topics.rows.is_empty() {
        let width = width(model, regions, Pane::Trends);
        if model.topics.total == 0 {
            let text = env
                .lang
                .pick("The data names no trend.", "Les données ne nomment aucune tendance.");
            words(&mut model.topics.rows, Role::Text, text, width);
        } else {
            nothing(&mut model.topics.rows, env, &model.topics.filter.clone(), width);
        }
    }
}

/// Makes the choice of the leading list and the subject one. A filter that hides
/// the chosen record moves the choice to the best match.
fn choose_leading<T: Copy + PartialEq>(
    list: &mut List<T>,
    subject: &mut Option<Subject>,
    make: impl Fn(T) -> Subject,
) {
    if list.chosen_row().is_none() {
        list.chosen = list.first();
    }
    if let Some(chosen) = list.chosen {
        *subject = Some(make(chosen));
    }
}

/// How each expert belongs to a topic.
fn expert_ties(env: &Env, topic: TopicId) -> (Vec<(ExpertId, Link)>, HashSet<ExpertId>) {
    let data = &env.data;
    let subject = Subject::Topic(topic);
    let mut linked: Vec<(ExpertId, Link)> = Vec::new();
    for &id in &data.index.facts(subject).statements {
        let statement = data.corpus.statement(id);
        for &expert in statement.experts.iter().chain(&statement.via) {
            let link = Link::of(statement);
            match linked.iter_mut().find(|(known, _)| *known == expert) {
                Some((_, known)) => *known = link.min(*known),
                None => linked.push((expert, link)),
            }
        }
    }
    let pages = data.index.pages_of(subject);
    let near = pages.iter().flat_map(|&page| data.index.page(page).experts.iter());
    let near = near.map(|&(id, _)| id).filter(|id| linked.iter().all(|(known, _)| known != id));
    let near = near.collect();
    (linked, near)
}

fn experts(model: &mut Model, env: &Env, regions: &Regions) {
    let data = &env.data;
    let lang = env.lang;
    let width = width(model, regions, Pane::Experts);
    let matches =
        Matches::new(&model.experts.filter, data.expert_order().iter().copied(), |query| {
            data.finder.experts(query)
        });
    model.experts.total = data.corpus.experts.len();
    let mut rows = Vec::new();
    let Some(Subject::Topic(topic)) = model.subject else {
        matches.rows(&mut rows, env, |_| Some(Tie::Free));
        model.experts.rows = rows;
        choose_leading(&mut model.experts, &mut model.subject, Subject::Expert);
        return finish_experts(model, env, width);
    };
    let (linked, near) = expert_ties(env, topic);
    let link_of = |id| linked.iter().find(|(known, _)| *known == id).map(|&(_, link)| link);
    let name = &data.corpus.topic(topic).name;
    let headings = model.class == Class::Wide;
    let filtered = !model.experts.filter.is_empty();
    if headings && !filtered {
        let title = lang.pick("Statements on", "Propos sur");
        words(&mut rows, Role::Dim, &format!("{title} {name}"), width);
    }
    let direct = matches.rows(&mut rows, env, |id| link_of(id).map(Tie::Linked));
    if direct == 0 && !filtered {
        let text = lang.pick("(no attributed statement)", "(aucun propos attribué)");
        words(&mut rows, Role::Dim, text, width);
    }
    let mut same_page = Vec::new();
    matches.rows(&mut same_page, env, |id| near.contains(&id).then_some(Tie::SamePage));
    if !same_page.is_empty() && headings && !filtered {
        blank(&mut rows);
        let title = lang.pick("Same page as", "Même page que");
        words(&mut rows, Role::Dim, &format!("{title} {name}"), width);
    }
    rows.append(&mut same_page);
    let shown = rows.iter().filter(|row| row.id().is_some()).count();
    let hidden = matches.hits.len() - shown;
    if model.all {
        let mut others = Vec::new();
        matches.rows(&mut others, env, |id| {
            (link_of(id).is_none() && !near.contains(&id)).then_some(Tie::Unlinked)
        });
        if !others.is_empty() && headings && shown > 0 {
            blank(&mut rows);
        }
        rows.append(&mut others);
    } else if hidden > 0 {
        if headings {
            blank(&mut rows);
        }
        let text = match lang {
            Lang::En => {
                format!("a shows {hidden} {}", if hidden == 1 { "other" } else { "others" })
            }
            Lang::Fr => {
                format!("a\u{a0}: voir {hidden} {}", if hidden == 1 { "autre" } else { "autres" })
            }
        };
        words(&mut rows, Role::Dim, &text, width);
    }
    model.experts.rows = rows;
    if model.experts.chosen_row().is_none() {
        // A choice narrows what is on the right, so only a filter typed here makes one.
        let first = model.experts.first();
        model.experts.chosen = if filtered && model.focus == Pane::Experts { first } else { None };
    }
    finish_experts(model, env, width);
}

fn finish_experts(model: &mut Model, env: &Env, width: usize) {
    if model.experts.rows.is_empty() {
        let filter = model.experts.filter.clone();
        if filter.is_empty() {
            let text =
                env.lang.pick("The data names no expert.", "Les données ne nomment aucun expert.");
            words(&mut model.experts.rows, Role::Text, text, width);
        } else {
            nothing(&mut model.experts.rows, env, &filter, width);
        }
    }
}

/// How each statement belongs to what is chosen.
pub(super) struct StatementTies {
    linked: HashSet<StatementId>,
    near: HashSet<StatementId>,
}

impl StatementTies {
    pub(super) fn new(model: &Model, env: &Env) -> Self {
        let data = &env.data;
        let Some(subject) = model.subject else {
            return Self { linked: data.corpus.statement_ids().collect(), near: HashSet::new() };
        };
        let mut linked: HashSet<_> = data.index.facts(subject).statements.iter().copied().collect();
        let pages = data.index.pages_of(subject).iter();
        let on_pages = pages.flat_map(|&page| data.index.page(page).statements.iter().copied());
        let mut near: HashSet<_> = on_pages.filter(|id| !linked.contains(id)).collect();
        if let (Subject::Topic(_), Some(expert)) = (subject, model.experts.chosen) {
            let said = &data.index.facts(Subject::Expert(expert)).statements;
            linked.retain(|id| said.contains(id));
            near.retain(|id| said.contains(id));
        }
        Self { linked, near }
    }

    fn tie(&self, env: &Env, id: StatementId) -> Tie {
        if self.linked.contains(&id) {
            Tie::Linked(Link::of(env.data.corpus.statement(id)))
        } else if self.near.contains(&id) {
            Tie::SamePage
        } else {
            Tie::Unlinked
        }
    }
}

fn statements(model: &mut Model, env: &Env, regions: &Regions) {
    let data = &env.data;
    let width = width(model, regions, Pane::Statements);
    let ties = StatementTies::new(model, env);
    let order = data.index.statements().iter().copied();
    let matches =
        Matches::new(&model.statements.filter, order, |query| data.finder.statements(query));
    let mut rows = Vec::new();
    // What somebody says first, then what the summary says, then coincidences.
    for group in 0..GROUPS {
        if group == GROUPS - 1 && !model.all {
            continue;
        }
        matches.rows(&mut rows, env, |id| {
            let tie = ties.tie(env, id);
            (group_of(tie) == group).then_some(tie)
        });
    }
    model.statements.total = data.corpus.statements.len();
    model.statements.rows = rows;
    if model.statements.chosen_row().is_none() {
        model.statements.chosen = model.statements.first();
    }
    if model.statements.rows.is_empty() {
        let mut rows = Vec::new();
        no_statement(&mut rows, model, env, matches.hits.len(), width);
        model.statements.rows = rows;
    }
}

/// How many groups the rows of Statements have; the last is what is not linked.
const GROUPS: u8 = 5;

/// The group of a row in Statements.
const fn group_of(tie: Tie) -> u8 {
    match tie {
        Tie::Linked(Link::Said | Link::Listed) | Tie::Free => 0,
        Tie::Linked(Link::Via) => 1,
        Tie::Linked(Link::Summary) => 2,
        Tie::SamePage => 3,
        Tie::Unlinked => 4,
    }
}

/// Says why no statement is shown, what is nearest, and the way out.
fn no_statement(
    rows: &mut Vec<Row<StatementId>>,
    model: &Model,
    env: &Env,
    matching: usize,
    width: usize,
) {
    let data = &env.data;
    let corpus = &data.corpus;
    let lang = env.lang;
    let filter = &model.statements.filter;
    let en = lang == Lang::En;
    if !filter.is_empty() && matching == 0 {
        return nothing(rows, env, filter, width);
    }
    let (Some(subject), filtered) = (model.subject, !filter.is_empty()) else {
        let text =
            lang.pick("The data holds no statement.", "Les données ne contiennent aucun propos.");
        return words(rows, Role::Text, text, width);
    };
    let name = corpus.name(subject);
    if filtered {
        let quoted = env.signs.quoted(filter, lang);
        let text = if en {
            format!("No statement linked to {name} matches {quoted}; {matching} elsewhere.")
        } else {
            format!(
                "Aucun propos lié à {name} ne correspond à {quoted}\u{a0}; {matching} ailleurs."
            )
        };
        words(rows, Role::Text, &text, width);
        blank(rows);
        let way = lang.pick(
            "a shows what is not linked, Esc clears the filter.",
            "a montre ce qui n’est pas lié, Échap efface le filtre.",
        );
        return words(rows, Role::Dim, way, width);
    }
    match (subject, model.experts.chosen) {
        (Subject::Topic(_), Some(expert)) => {
            let who = &corpus.expert(expert).name;
            let text = if en {
                format!("No statement of {who} on {name}.")
            } else {
                format!("Aucun propos de {who} sur {name}.")
            };
            words(rows, Role::Text, &text, width);
            blank(rows);
            words(rows, Role::Text, &nearest(env, subject, Subject::Expert(expert)), width);
            blank(rows);
            let way = lang.pick(
                "Esc gives the expert up, Enter follows the expert, a shows what is not linked.",
                "Échap abandonne l’expert, Entrée suit l’expert, a montre ce qui n’est pas lié.",
            );
            words(rows, Role::Dim, way, width);
        }
        (Subject::Topic(_), None) => {
            let text = if en {
                format!("No statement on {name} is known.")
            } else {
                format!("Aucun propos connu sur {name}.")
            };
            words(rows, Role::Text, &text, width);
            words(rows, Role::Text, &info::pages_sentence(env, subject), width);
            blank(rows);
            let way = if data.index.pages_of(subject).is_empty() {
                lang.pick("a shows all statements.", "a montre tous les propos.")
            } else {
                lang.pick(
                    "n goes to the next cited page, a shows all statements.",
                    "n va à la page citée suivante, a montre tous les propos.",
                )
            };
            words(rows, Role::Dim, way, width);
        }
        (Subject::Expert(expert), _) => {
            words(rows, Role::Text, &info::no_claim(env, expert), width);
            blank(rows);
            let way = lang.pick("a shows all statements.", "a montre tous les propos.");
            words(rows, Role::Dim, way, width);
        }
    }
}

/// What the two sides have, each for itself.
fn nearest(env: &Env, topic: Subject, expert: Subject) -> String {
    let data = &env.data;
    let (corpus, lang, signs) = (&data.corpus, env.lang, env.signs);
    let said = data.index.facts(expert).statements.len();
    let pages = place_runs(corpus, data.index.pages_of(expert), signs);
    let at = if pages.is_empty() { "p. ?".to_owned() } else { format!("p. {pages}") };
    let cited = page_count(data.index.pages_of(topic).len());
    let (who, what) = (corpus.name(expert), corpus.name(topic));
    if lang == Lang::En {
        let noun = lang.plural(said, ("statement", "statements"), ("", ""));
        format!("Nearest: {who} has {said} {noun} ({at}); {what} is cited on {cited}")
    } else {
        format!(
            "Au plus près\u{a0}: {who}, {said} propos ({at})\u{a0}; {what} est cité sur {cited}"
        )
    }
}

/// Keeps the Page pane on what exists, and its reference in view.
fn page(model: &mut Model, env: &Env, regions: &Regions) {
    let height = height(regions, Pane::Page);
    let width = usize::from(regions.content(Pane::Page).width);
    if width == 0 {
        return;
    }
    let card = card::card(model, env, width);
    let held = |reference: Reference| card.line_of(reference);
    if let Some(line) = model.page.reference.and_then(held) {
        if line < model.page.top {
            model.page.top = line.saturating_sub(height / 3);
        } else if line >= model.page.top + height {
            model.page.top = (line + height / 2 + 1).saturating_sub(height);
        }
        if Some(line) == card.references().next().map(|(line, _)| line) && line < height {
            model.page.top = 0;
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

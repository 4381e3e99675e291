//! The three lists.
//!
//! ```text
//! ┏━ 1 Trends ━━━━━━ 1/39 ━┓
//! ┃ ▸ TikTok        14 p.  ┃   pointer, name, pages
//! ┃  ★Fake news      5 p.  ┃   what the reader did with it: ★ marked, ✎ noted, ◆ pinned
//! ┗━━━━━━━━━━━━━━━ /fake ━━┛   the filter
//! ```
//!
//! The pages are never cut; the name gives way first.

use ratatui::layout::Position;

use super::paint::{Painter, from_match, marked};
use crate::app::bars::Bar;
use crate::app::model::Layer;
use crate::app::{
    Area, Env, Line, List, Model, Pane, Pin, Regions, Role, Row, Sort, Tie, info, searching,
};
use crate::corpus::{ExpertId, Statement, StatementId, Subject, TopicId};
use crate::index::Link;
use crate::query::{Query, Record};
use crate::words::{draft_word, is_uncited, link_word, page_count, place_runs, subject_pages};

/// An id that names a record of any kind.
trait Recorded {
    fn record(self) -> Record;
}

impl Recorded for TopicId {
    fn record(self) -> Record {
        Record::Topic(self)
    }
}

impl Recorded for ExpertId {
    fn record(self) -> Record {
        Record::Expert(self)
    }
}

impl Recorded for StatementId {
    fn record(self) -> Record {
        Record::Statement(self)
    }
}

/// The title of a pane: its number, its name, and the pointer where the keys are.
pub(super) fn title(env: &Env, model: &Model, pane: Pane) -> Line {
    let number = pane as usize + 1;
    let pointer = if model.focus == pane { env.signs.pick("▸ ", "> ") } else { "" };
    let text = format!("{pointer}{number} {}", pane.name(env.lang));
    if model.focus == pane {
        Line::default().and_strong(Role::Text, text)
    } else {
        Line::text(text)
    }
}

/// Draws a list with its border; returns where the chosen row is.
pub(super) fn list(
    painter: &mut Painter<'_>,
    model: &Model,
    pane: Pane,
    regions: &Regions,
) -> Option<Position> {
    match pane {
        Pane::Trends => draw(painter, model, pane, regions, &model.topics, |painter, id, query| {
            let (corpus, index) = (&painter.env.data.corpus, &painter.env.data.index);
            let name = &corpus.topic(id).name;
            let pages = subject_pages(corpus, index, Subject::Topic(id));
            (marked(name, Role::Text, &query.highlights(name)), Line::new(Role::Dim, pages))
        }),
        Pane::Experts => {
            draw(painter, model, pane, regions, &model.experts, |painter, id, query| {
                let name = &painter.env.data.corpus.expert(id).name;
                let pages = expert_pages(painter.env, id);
                (marked(name, Role::Text, &query.highlights(name)), Line::new(Role::Dim, pages))
            })
        }
        _ => draw(painter, model, pane, regions, &model.statements, |painter, id, query| {
            (statement_text(painter.env, id, query), statement_note(painter.env, id))
        }),
    }
}

pub(super) fn expert_pages(env: &Env, id: ExpertId) -> String {
    let subject = Subject::Expert(id);
    let pages = env.data.index.pages_of(subject);
    match pages.len() {
        0 if is_uncited(&env.data.corpus, &env.data.index, subject) => "0 p.".to_owned(),
        0 if env.data.index.extent(subject).statements == 0 => env.signs.pick("—", "-").to_owned(),
        0 => "p. ?".to_owned(),
        1 | 2 => format!("p. {}", place_runs(&env.data.corpus, pages, env.signs)),
        many => page_count(many),
    }
}

fn statement_text(env: &Env, id: StatementId, query: &Query) -> Line {
    let statement = env.data.corpus.statement(id);
    let text = statement.quote.as_ref().map_or_else(
        || statement.wording(env.lang).to_owned(),
        |quote| env.signs.quoted(quote, env.lang),
    );
    let text = text.replace('\u{202f}', "\u{a0}");
    marked(&text, Role::Text, &query.highlights(&text))
}

/// Who and where, beside a statement.
fn statement_note(env: &Env, id: StatementId) -> Line {
    let statement = env.data.corpus.statement(id);
    let who = match statement.experts.as_slice() {
        [] => link_word(Some(Link::Summary), env.lang).to_owned(),
        [one] => surname(env, *one).to_owned(),
        [first, rest @ ..] => format!("{} +{}", surname(env, *first), rest.len()),
    };
    let pages = pages(env, statement);
    let dot = env.signs.dot();
    let text = if pages.is_empty() { who } else { format!("{who} {dot} {pages}") };
    match draft_word(statement.draft, env.lang) {
        Some(word) => Line::new(Role::Warn, word).and(Role::Dim, format!(" {dot} {text}")),
        None => Line::new(Role::Dim, text),
    }
}

fn pages(env: &Env, statement: &Statement) -> String {
    if statement.pages.list.len() > 3 {
        return page_count(statement.pages.sorted().len());
    }
    // A summary says by its word that it is the author's: no page is missed.
    if statement.experts.is_empty() && statement.pages.list.is_empty() {
        return String::new();
    }
    info::pages_of_statement(env, statement)
}

/// The last word of a name.
fn surname(env: &Env, id: ExpertId) -> &str {
    let name = &env.data.corpus.expert(id).name;
    name.rsplit(' ').next().unwrap_or(name)
}

/// The filter that is typed in a pane, if one is.
pub(super) fn typed(model: &Model, pane: Pane) -> Option<&tui_input::Input> {
    model.layers.iter().find_map(|layer| match layer {
        Layer::Filter { pane: at, input, .. } if *at == pane => Some(input),
        _ => None,
    })
}

fn draw<T: Copy + PartialEq + Recorded>(
    painter: &mut Painter<'_>,
    model: &Model,
    pane: Pane,
    regions: &Regions,
    list: &List<T>,
    texts: impl Fn(&Painter<'_>, T, &Query) -> (Line, Line),
) -> Option<Position> {
    let area = regions.pane(pane);
    let content = regions.content(pane);
    let query = Query::parse(&list.filter);
    let mut cursor = None;
    if regions.bordered {
        painter.border(area, model.focus == pane);
        let title = title(painter.env, model, pane);
        let short = Line::new(Role::Dim, list.position());
        let count = count(painter.env, list);
        let mut counts = vec![count.clone(), short];
        if list.sort != Sort::Usual || list.reverse {
            // An order that the reader chose is told as long as it lasts.
            let order = list.sort.words(pane, list.reverse, painter.env.lang);
            let dot = painter.env.signs.dot();
            counts.insert(0, count.and(Role::Dim, format!(" {dot} {order}")));
        }
        if pane == Pane::Statements && model.awaiting.is_some() {
            counts = vec![searching(painter.env)];
        }
        painter.title(area, &title, &counts);
        let typed = (typed(model, pane), model.has_marks());
        cursor = filter_line(painter, typed, model.filter(pane), area);
    }
    let air = u16::from(regions.bordered);
    for (row, y) in list.rows.iter().skip(list.top).zip(content.y..content.y + content.height) {
        match row {
            Row::Words(line) | Row::Ways(Bar { line, .. }) => {
                painter.line(content.x + air, y, content.width.saturating_sub(air), line);
            }
            Row::Record { id, tie, through } => {
                let chosen = list.chosen == Some(*id);
                if chosen {
                    let focus = model.focus == pane;
                    let role = if focus { Role::Text } else { Role::Dim };
                    let pointer = painter.env.signs.pick("▸", ">");
                    let line = Line::default().and_strong(role, pointer);
                    painter.line(content.x + air, y, 1, &line);
                    if focus && cursor.is_none() {
                        cursor = Some(Position::new(content.x + air, y));
                    }
                }
                let (text, pages) = texts(painter, *id, &query);
                let kept = kept(painter.env, model, T::record(*id));
                record(painter, content, air, y, (*tie, &kept), (text, pages), through.as_deref());
                if chosen && model.focus == pane {
                    let x = content.x + air;
                    painter.chosen_row(x, y, content.width.saturating_sub(1 + air));
                }
            }
        }
    }
    more(painter, content, list.before + list.top, list.before + list.rows.len() + list.beyond);
    cursor
}

/// The signs of what the reader did with a record: marked, noted, pinned.
fn kept(env: &Env, model: &Model, record: Record) -> Vec<&'static str> {
    let pin = match record {
        Record::Topic(id) => Some(Pin::Subject(Subject::Topic(id))),
        Record::Expert(id) => Some(Pin::Subject(Subject::Expert(id))),
        Record::Page(place) => Some(Pin::Page(place)),
        Record::Statement(_) => None,
    };
    let signs = [
        (model.marks.contains(&record), env.signs.pick("★", "*")),
        (model.notes.contains_key(&record), env.signs.pick("✎", "n")),
        (pin.is_some_and(|pin| model.pins.contains(&pin)), env.signs.pick("◆", "+")),
    ];
    signs.into_iter().filter_map(|(held, sign)| held.then_some(sign)).collect()
}

/// One record: the sign of its link, its text, its pages.
fn record(
    painter: &mut Painter<'_>,
    content: Area,
    air: u16,
    y: u16,
    (tie, kept): (Tie, &[&str]),
    (mut text, pages): (Line, Line),
    through: Option<&str>,
) {
    let signs = painter.env.signs;
    let link = match tie {
        Tie::Linked(link) => Some(Some(link)),
        Tie::SamePage => Some(None),
        Tie::Unlinked | Tie::Free => None,
    };
    let mut line = Line::default();
    // The first sign has a column of its own, the others stand before the text.
    if let Some((_, more)) = kept.split_first().filter(|(_, more)| !more.is_empty()) {
        line = line.and(Role::Lit, more.concat()).and(Role::Text, " ");
    }
    if let Some(link) = link {
        let role = if link == Some(Link::Via) { Role::Via } else { Role::Link };
        line = line.and(role, signs.link(link)).and(Role::Text, " ");
    }
    if tie == Tie::Unlinked {
        line = line.and(Role::Dim, "  ");
        for span in &mut text.spans {
            if span.role == Role::Text {
                span.role = Role::Dim;
            }
        }
    }
    // The last column is kept free for the mark that rows go on.
    let x = content.x + air + 2;
    let room = content.width.saturating_sub(3 + air);
    if let Some(sign) = kept.first() {
        painter.line(x - 1, y, 1, &Line::new(Role::Lit, *sign));
    }
    let taken = painter.right(x, y, room, &pages);
    let room = room.saturating_sub(taken + 1);
    let left = usize::from(room).saturating_sub(line.width());
    line.spans.append(&mut from_match(text, left, signs.ellipsis()).spans);
    if let Some(form) = through {
        line = line.and(Role::Dim, format!("  {} {form}", signs.pick("←", "<-")));
    }
    painter.line(x, y, room, &line);
}

/// Where in the list the reader is, and how long it is.
fn count<T: Copy + PartialEq>(env: &Env, list: &List<T>) -> Line {
    let shown = list.count();
    let at = list.place();
    let total = list.total;
    let text = match at {
        Some(at) if shown == total => format!("{at}/{total}"),
        Some(at) => format!("{at}/{shown} {} {total}", env.lang.pick("of", "sur")),
        None if shown == total => format!("{total}"),
        None => format!("{shown} {} {total}", env.lang.pick("of", "sur")),
    };
    Line::new(Role::Dim, text)
}

/// Marks at the right edge where rows go on above or below.
pub(super) fn more(painter: &mut Painter<'_>, content: Area, top: usize, rows: usize) {
    let height = usize::from(content.height);
    if content.is_empty() {
        return;
    }
    let x = content.x + content.width - 1;
    let style = painter.theme.style(Role::Dim);
    let signs = painter.env.signs;
    if top > 0 {
        painter.text(x, content.y, 1, signs.pick("▲", "^"), style);
    }
    if top + height < rows {
        painter.text(x, content.y + content.height - 1, 1, signs.pick("▼", "v"), style);
    }
}

/// The filter in the lower border; returns where its cursor stands while it is typed.
pub(super) fn filter_line(
    painter: &mut Painter<'_>,
    (input, has_marks): (Option<&tui_input::Input>, bool),
    kept: &str,
    area: Area,
) -> Option<Position> {
    if input.is_none() && kept.is_empty() {
        return None;
    }
    let room = area.width.saturating_sub(6);
    let y = area.y + area.height - 1;
    let style = painter.theme.style(Role::Lit);
    let Some(input) = input else {
        let line = Line::text(" ").and(Role::Lit, format!("/{kept}")).and(Role::Text, " ");
        painter.line(area.x + 2, y, room, &line);
        return None;
    };
    painter.text(area.x + 2, y, room, " /", style);
    Some(query_line(painter, (input, has_marks), area.x + 4, y, room.saturating_sub(2)))
}

/// A query that is being typed, with what cannot be read underlined.
pub(super) fn query_line(
    painter: &mut Painter<'_>,
    (input, has_marks): (&tui_input::Input, bool),
    x: u16,
    y: u16,
    width: u16,
) -> Position {
    let cursor = typed_line(painter, input, x, y, width);
    let columns = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let typed = input.value();
    let before = cursor.x.saturating_sub(x);
    let scroll = input.visual_cursor().saturating_sub(usize::from(before));
    for problem in Query::parse(typed).problems(has_marks) {
        let first = columns(&typed[..problem.span.start]).saturating_sub(scroll);
        let after = columns(&typed[..problem.span.end]).saturating_sub(scroll);
        for column in first..after.min(usize::from(width)) {
            let at = (x + u16::try_from(column).unwrap_or(0), y);
            if let Some(cell) = painter.buffer.cell_mut(at) {
                cell.modifier.insert(ratatui::style::Modifier::UNDERLINED);
            }
        }
    }
    cursor
}

/// A line that is being typed, scrolled so that its cursor is seen; returns the cursor.
pub(super) fn typed_line(
    painter: &mut Painter<'_>,
    input: &tui_input::Input,
    x: u16,
    y: u16,
    width: u16,
) -> Position {
    let room = usize::from(width).saturating_sub(1);
    let scroll = input.visual_scroll(room);
    let mut skipped = 0;
    let text = input.value();
    let from = text
        .char_indices()
        .find(|&(_, char)| {
            let done = skipped >= scroll;
            skipped += unicode_width::UnicodeWidthChar::width(char).unwrap_or(0);
            done
        })
        .map_or(text.len(), |(at, _)| at);
    let style = painter.theme.style(Role::Lit);
    painter.text(x, y, width, &format!("{} ", &text[from..]), style);
    let at = input.visual_cursor().saturating_sub(scroll).min(room);
    Position::new(x + u16::try_from(at).unwrap_or(0), y)
}

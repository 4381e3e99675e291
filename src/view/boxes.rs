//! What stands in front of the panes: find everywhere, a page number, help, provenance.
//!
//! ```text
//! ┏━ Find everywhere ━━━━━━━━━━━━━━━━━━━━━━ 3 results ━┓
//! ┃ > brah                                             ┃
//! ┃ ▸ expert     Fadhila Brahimi                 p. 42 ┃
//! ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
//! ```

use ratatui::layout::Position;

use super::lists::{expert_pages, more, query_line, typed_line};
use super::paint::{Painter, marked};
use super::views;
use crate::app::found::Listing;
use crate::app::help::MenuRow;
use crate::app::layout::{asked_area, find_area, menu_rows, note_area, reading_area, text_area};
use crate::app::model::Layer;
use crate::app::note::laid;
use crate::app::rows::close_line;
use crate::app::styled::wrap;
use crate::app::{Area, Field, FindBox, Line, Menu, Model, Role, help, info, review, searching};
use crate::command::Command;
use crate::corpus::Subject;
use crate::lang::Lang;
use crate::query::{Hit, Query, Record};
use crate::words::{count, draft_word, names, page_label, subject_pages};

/// Draws every layer; returns where the cursor of the top one stands.
pub(super) fn layers(painter: &mut Painter<'_>, model: &Model) -> Option<Position> {
    let mut cursor = None;
    for layer in &model.layers {
        cursor = match layer {
            // Drawn where the list is, and where the text is.
            Layer::Filter { .. } | Layer::Search { .. } => None,
            Layer::Find(boxed) => find(painter, model, boxed),
            Layer::Goto { input, problem } => {
                let title = painter.env.pick("Go to page", "Aller à la page");
                let note = accepts(painter, ("opens", "ouvre"));
                asked(
                    painter,
                    model,
                    (title, &note, "p. "),
                    input,
                    (Role::Warn, problem.as_deref()),
                )
            }
            Layer::Export { input, problem, .. } => {
                let title = painter.env.pick("Export this view to", "Exporter cette vue vers");
                let note = accepts(painter, ("writes", "écrit"));
                asked(painter, model, (title, &note, ""), input, (Role::Warn, problem.as_deref()))
            }
            Layer::Note { record, input, leaving, .. } => {
                note(painter, model, *record, input, *leaving)
            }
            Layer::Text { text, top } => {
                to_select(painter, model, text, *top);
                None
            }
            Layer::Menu(open) => Some(menu(painter, model, open)),
            Layer::Views(open) => views::list(painter, model, open),
            Layer::SaveView { input, replace } => {
                views::name(painter, model, input, replace.as_deref())
            }
            Layer::Review { top } => drafts(painter, model, *top),
            Layer::Correct { field, input, problem } => {
                correction(painter, model, *field, input, problem.as_deref())
            }
            Layer::Unfit { unfit, whole, top } => {
                let title = painter.env.pick("Data error", "Erreur dans les données");
                let title = match &unfit.code {
                    Some(code) => format!("{title}  {code}"),
                    None => title.to_owned(),
                };
                let width = usize::from(reading_area(model.size).inner().width).saturating_sub(2);
                let lines = info::unfit(unfit, *whole, painter.env, width);
                reading(painter, model, &title, &lines, *top)
            }
            Layer::Info { top } => {
                let title = painter
                    .env
                    .lang
                    .pick("Where does this come from?", "D’où vient cette information\u{a0}?");
                let width = usize::from(reading_area(model.size).inner().width).saturating_sub(2);
                let lines = info::provenance(model, painter.env, width);
                reading(painter, model, title, &lines, *top)
            }
        };
    }
    cursor
}

/// The key that closes what is read.
fn closes(painter: &Painter<'_>) -> String {
    let [key] = help::named(painter.env, [Command::Escape]);
    format!("{key} {}", painter.env.pick("closes", "ferme"))
}

/// The key that accepts what is typed, with a word for what it does.
pub(super) fn accepts(painter: &Painter<'_>, (en, fr): (&str, &str)) -> String {
    let [key] = help::named(painter.env, [Command::InAccept]);
    format!("{key} {}", painter.env.lang.pick(en, fr))
}

pub(super) fn frame(painter: &mut Painter<'_>, area: Area, title: &str, note: &str) -> Area {
    painter.clear(area);
    painter.border(area, true);
    let title = Line::default().and_strong(Role::Text, title);
    painter.title(area, &title, &[Line::new(Role::Dim, note)]);
    area.inner()
}

/// A text without a border, so that it is selected alone.
fn to_select(painter: &mut Painter<'_>, model: &Model, text: &str, top: usize) {
    let area = text_area(model.size);
    let width = area.width;
    painter.clear(Area { y: 0, height: area.y + area.height, ..area });
    let title = painter.env.pick("To select from", "À sélectionner");
    let way = closes(painter);
    if area.y > 0 {
        painter.line(0, 0, width, &Line::default().and_strong(Role::Text, title));
        painter.right(0, 0, width, &Line::new(Role::Dim, way));
    }
    let lines = wrap(text, usize::from(width));
    for (line, y) in lines.into_iter().skip(top).zip(area.y..area.y + area.height) {
        painter.line(0, y, width, &Line::text(line));
    }
}

/// Drafts that are read over, with what was just done on the last line.
fn drafts(painter: &mut Painter<'_>, model: &Model, top: usize) -> Option<Position> {
    let env = painter.env;
    let title = env.pick("Review of drafts", "Relecture des ébauches");
    let note = model.review.as_ref().map(|review| review::progress(review, env));
    let inner = frame(painter, reading_area(model.size), title, &note.unwrap_or_default());
    let lines = review::lines(model, env, usize::from(inner.width).saturating_sub(2));
    for (line, y) in lines.iter().skip(top).zip(inner.y..inner.y + inner.height) {
        painter.line(inner.x + 1, y, inner.width.saturating_sub(2), line);
    }
    more(painter, inner, top, lines.len());
    None
}

/// A field of a draft that is put right; below it the names that may be meant.
fn correction(
    painter: &mut Painter<'_>,
    model: &Model,
    field: Field,
    input: &tui_input::Input,
    problem: Option<&str>,
) -> Option<Position> {
    let env = painter.env;
    let (title, help) = match field {
        Field::Words => (env.pick("Words", "Mots"), ""),
        Field::Speaker => (
            env.pick("Said by", "Dit par"),
            env.pick("A, B via C; a new name is added", "A, B via C ; un nom nouveau est ajouté"),
        ),
        Field::Pages => (
            env.pick("Pages", "Pages"),
            env.pick("17-19, 22; empty: none given", "17-19, 22 ; vide : aucune donnée"),
        ),
        Field::Topics if model.review.as_ref().is_some_and(|it| it.is_at_list()) => (
            env.pick("Trend", "Tendance"),
            env.pick("one name; a new one is added", "un nom ; un nouveau est ajouté"),
        ),
        Field::Topics => (
            env.pick("Trends", "Tendances"),
            env.pick("A, B; a new name is added", "A, B ; un nom nouveau est ajouté"),
        ),
        Field::Split => (
            env.pick("Split in two", "Couper en deux"),
            env.pick("go to where the second begins", "allez au début du second"),
        ),
    };
    let note = accepts(painter, ("sets it", "valide"));
    let known = review::suggested(model, field, input.value());
    let help = if known.is_empty() { help } else { &known };
    let words = problem.map_or((Role::Dim, help), |problem| (Role::Warn, problem));
    asked(painter, model, (title, &note, ""), input, (words.0, Some(words.1)))
}

/// Lines that are read, scrolled.
fn reading(
    painter: &mut Painter<'_>,
    model: &Model,
    title: &str,
    lines: &[Line],
    top: usize,
) -> Option<Position> {
    let note = closes(painter);
    let inner = frame(painter, reading_area(model.size), title, &note);
    let rows = inner.y..inner.y + inner.height;
    for (line, y) in lines.iter().skip(top).zip(rows) {
        painter.line(inner.x + 1, y, inner.width.saturating_sub(2), line);
    }
    more(painter, inner, top, lines.len());
    None
}

/// Help or the palette.
fn menu(painter: &mut Painter<'_>, model: &Model, open: &Menu) -> Position {
    let env = painter.env;
    let rows = help::rows(env, open.context, open.input.value(), open.palette);
    let found = help::commands(&rows).count();
    let word = env.lang.plural(found, ("command", "commands"), ("commande", "commandes"));
    let all = help::commands(&help::rows(env, open.context, "", open.palette)).count();
    let all = if found == all {
        String::new()
    } else {
        let word = env.lang.plural(all, ("command", "commands"), ("commande", "commandes"));
        format!("{} {all} {word}", env.pick("of", "sur"))
    };
    let note = if all.is_empty() { format!("{found} {word}") } else { format!("{found} {all}") };
    let title = if open.palette {
        env.pick("Commands", "Commandes").to_owned()
    } else {
        let dash = env.signs.pick("—", "-");
        format!("{} {dash} {}", env.pick("Help", "Aide"), model.focus.name(env.lang))
    };
    let inner = frame(painter, reading_area(model.size), &title, &note);
    let room = inner.width.saturating_sub(2);
    painter.text(inner.x + 1, inner.y, 1, ">", painter.theme.style(Role::Dim));
    let cursor =
        typed_line(painter, &open.input, inner.x + 3, inner.y, inner.width.saturating_sub(4));
    let list = menu_rows(model.size);
    if list.height + 1 < inner.height {
        let line = Line::new(Role::Dim, help::way(env, usize::from(room)));
        painter.line(inner.x + 1, list.y + list.height, room, &line);
    }
    // As wide as the keys, as long as they leave room for the words.
    let most = if room < 60 { 1 } else { 4 };
    let wide = |command| Line::text(help::keys(env, command, most)).width() + 2;
    let column = help::commands(&rows).map(wide).max().unwrap_or(0).min(usize::from(room) / 2);
    // Examples stand in a column of their own, where there is room for both.
    let told = |command: Command| {
        let words = Line::text(command.row().name(env.lang)).width() + 2;
        let taken = column + 2 + words;
        example(env, command)
            .filter(|example| taken + example.width() <= usize::from(room))
            .map(|_| taken)
    };
    let examples = help::commands(&rows).filter_map(told).max().unwrap_or(0);
    let mut at = help::commands(&rows[..open.top.min(rows.len())]).count();
    for (row, y) in rows.iter().skip(open.top).zip(list.y..list.y + list.height) {
        match row {
            MenuRow::Blank => {}
            MenuRow::Heading(text) => {
                let line = Line::default().and_strong(Role::Text, text.as_str());
                painter.line(list.x + 1, y, room, &line);
            }
            MenuRow::Command(command) => {
                let pointer = if at == open.chosen { env.signs.pick("▸", ">") } else { " " };
                let changed = if env.keymap.is_changed(*command) { " *" } else { "" };
                let keys = format!("{}{changed}", help::keys(env, *command, most));
                let wide = Line::text(keys.as_str()).width();
                let pad = " ".repeat(column.saturating_sub(wide).max(1));
                let line = Line::default()
                    .and_strong(Role::Text, format!("{pointer} "))
                    .and(Role::Link, keys)
                    .and(Role::Text, format!("{pad}{}", command.row().name(env.lang)));
                painter.line(list.x + 1, y, room, &line);
                let example = example(env, *command).filter(|it| {
                    told(*command).is_some() && examples + it.width() <= usize::from(room)
                });
                if let (Some(example), Ok(at)) = (example, u16::try_from(examples)) {
                    painter.line(list.x + 1 + at, y, room.saturating_sub(at), &example);
                }
                at += 1;
            }
        }
    }
    if found == 0 {
        let text = env.pick("No command matches.", "Aucune commande ne correspond.");
        painter.line(list.x + 1, list.y + 1, room, &Line::text(text));
    }
    more(painter, list, open.top, rows.len());
    cursor
}

/// What a command takes or makes.
fn example(env: &crate::app::Env, command: Command) -> Option<Line> {
    let label = env.pick("e.g. ", "p. ex. ");
    let example = command.example(env.lang)?;
    Some(Line::new(Role::Dim, env.signs.own(&format!("{label}{example}"))))
}

/// A line that is asked for, with what is wrong with it or what it is about.
pub(super) fn asked(
    painter: &mut Painter<'_>,
    model: &Model,
    (title, note, prompt): (&str, &str, &str),
    input: &tui_input::Input,
    (role, words): (Role, Option<&str>),
) -> Option<Position> {
    let inner = frame(painter, asked_area(model.size), title, note);
    if inner.is_empty() {
        return None;
    }
    let room = inner.width.saturating_sub(2);
    let taken = painter.text(inner.x + 1, inner.y, 3, prompt, painter.theme.style(Role::Dim));
    let cursor =
        typed_line(painter, input, inner.x + 1 + taken, inner.y, room.saturating_sub(taken));
    let lines = words.map(|words| wrap(words, usize::from(room))).unwrap_or_default();
    for (line, y) in lines.into_iter().zip(inner.y + 1..inner.y + inner.height) {
        painter.line(inner.x + 1, y, room, &Line::new(role, line));
    }
    Some(cursor)
}

/// A note of several lines; below it what it is about, or what becomes of it.
fn note(
    painter: &mut Painter<'_>,
    model: &Model,
    record: Record,
    input: &tui_input::Input,
    leaving: bool,
) -> Option<Position> {
    let env = painter.env;
    let ways = help::keys(env, Command::InSave, 1);
    let way = format!("{ways} {}", env.pick("saves", "enregistre"));
    let inner = frame(painter, note_area(model.size), "Note", &way);
    let room = inner.width.saturating_sub(2);
    let rows = inner.height.saturating_sub(1);
    if rows == 0 {
        return None;
    }
    let laid = laid(input, usize::from(room));
    let top = (laid.row + 1).saturating_sub(usize::from(rows));
    let style = painter.theme.style(Role::Lit);
    for (line, y) in laid.lines.iter().skip(top).zip(inner.y..inner.y + rows) {
        painter.text(inner.x + 1, y, room, &input.value()[line.clone()], style);
    }
    let text = Area { height: rows, ..inner };
    more(painter, text, top, laid.lines.len());
    let last = inner.y + rows;
    let about = if leaving {
        let dot = env.signs.dot();
        let [save, go_on] = help::named(env, [Command::InAccept, Command::InCancel]);
        let ways = |[saves, discards, goes_on]: [&str; 3]| {
            [format!("{save} {saves}"), format!("d {discards}"), format!("{go_on} {goes_on}")]
        };
        let words = match env.lang {
            Lang::En => [["save", "discard", "go on"], ["save", "discard", "go on"]],
            Lang::Fr => [["enregistre", "jette", "continue"], ["garde", "jette", "reste"]],
        };
        let [long, short] = words.map(ways);
        let forms = [long, short, [save.clone(), "d".into(), go_on.clone()]];
        let forms = forms.map(|ways| ways.join(&format!(" {dot} ")));
        let fits = |form: &&String| Line::text(form.as_str()).width() <= usize::from(room);
        let form = forms.iter().find(fits).or(forms.last());
        Line::new(Role::Warn, form.map_or("", String::as_str))
    } else {
        Line::new(Role::Dim, name_of(painter, record))
    };
    painter.line(inner.x + 1, last, room, &about);
    let column = u16::try_from(laid.column).unwrap_or(u16::MAX).min(room.saturating_sub(1));
    let row = u16::try_from(laid.row - top).unwrap_or(0);
    Some(Position::new(inner.x + 1 + column, inner.y + row))
}

/// A record by its name, its words or its page.
fn name_of(painter: &Painter<'_>, record: Record) -> String {
    let corpus = &painter.env.data.corpus;
    match record {
        Record::Topic(id) => corpus.topic(id).name.to_string(),
        Record::Expert(id) => corpus.expert(id).name.to_string(),
        Record::Statement(id) => corpus.statement(id).wording(painter.env.lang).to_owned(),
        Record::Page(place) => page_label(corpus, place),
    }
}

fn find(painter: &mut Painter<'_>, model: &Model, boxed: &FindBox) -> Option<Position> {
    let area = find_area(model.size);
    let env = painter.env;
    let (sure, close) = (boxed.found.sure.len(), boxed.found.close.len());
    let total = boxed.found.total;
    let word = env.lang.plural(total, ("result", "results"), ("résultat", "résultats"));
    let note = match &boxed.sought {
        Some(_) => searching(env).plain(),
        None if total == 0 && close > 0 => {
            let close = boxed.found.close_total.max(close);
            let word = env.lang.plural(
                close,
                ("close match", "close matches"),
                ("correspondance approchée", "correspondances approchées"),
            );
            format!("{close} {word}")
        }
        None => format!("{total} {word}"),
    };
    let title = if boxed.marks {
        env.pick("Marks and notes", "Marques et notes")
    } else {
        env.pick("Find everywhere", "Trouver partout")
    };
    let inner = frame(painter, area, title, &note);
    if inner.is_empty() {
        return None;
    }
    let prompt = painter.theme.style(Role::Dim);
    painter.text(inner.x + 1, inner.y, 1, ">", prompt);
    let room = inner.width.saturating_sub(4);
    let cursor = query_line(painter, (&boxed.input, model.has_marks()), inner.x + 3, inner.y, room);
    let listing = Listing::new(model, boxed);
    let list = listing.area;
    for (problem, y) in listing.problems.iter().zip(inner.y + 1..list.y) {
        let line = Line::new(Role::Warn, env.signs.own(&problem.sentence(env.lang)));
        painter.line(list.x + 1, y, list.width.saturating_sub(2), &line);
    }
    if sure + close == 0 && boxed.sought.is_some() {
        return Some(cursor);
    }
    if sure + close == 0 {
        nothing(painter, boxed, list);
        return Some(cursor);
    }
    let query = Query::parse(boxed.input.value());
    for (row, y) in (listing.top..listing.rows).zip(list.y..list.y + list.height) {
        let Some(at) = listing.match_of(row) else {
            let room = list.width.saturating_sub(2);
            painter.line(list.x + 1, y, room, &close_line(env, usize::from(room)));
            continue;
        };
        let hit = boxed.found.sure.get(at).or_else(|| boxed.found.close.get(at - sure));
        if let Some(hit) = hit {
            found(painter, list, y, hit, &query, at == boxed.chosen);
        }
    }
    more(painter, list, listing.top, listing.rows);
    Some(cursor)
}

fn nothing(painter: &mut Painter<'_>, boxed: &FindBox, list: Area) {
    let env = painter.env;
    let typed = boxed.input.value();
    if boxed.marks && typed.is_empty() {
        let text = Line::text(help::nothing_kept(env));
        painter.line(list.x + 1, list.y + 1, list.width.saturating_sub(2), &text);
        return;
    }
    let quoted = env.signs.quoted(typed, env.lang);
    let mut lines = vec![Line::text(match env.lang {
        Lang::En => format!("Nothing matches {quoted}."),
        Lang::Fr => format!("Rien ne correspond à {quoted}."),
    })];
    if boxed.in_text > 0 {
        let n = count(boxed.in_text, ("page", "pages"), ("page", "pages"), env.lang);
        let [enter] = help::named(env, [Command::InAccept]);
        let text = match env.lang {
            Lang::En => format!("The text has these words on {n}: {enter} goes there."),
            Lang::Fr => format!("Le texte contient ces mots sur {n}\u{a0}: {enter} y va."),
        };
        let width = usize::from(list.width.saturating_sub(2));
        lines.extend(wrap(&env.signs.own(&text), width).into_iter().map(Line::text));
    }
    let near = env.data.finder().nearest(typed, 3);
    if !near.is_empty() {
        let near: Vec<&str> = near.iter().map(|&s| env.data.corpus.name(s)).collect();
        let label = env.lang.pick("Did you mean: ", "Vouliez-vous dire\u{a0}: ");
        let end = env.lang.pick("?", "\u{a0}?");
        lines.push(Line::text(format!("{label}{}{end}", near.join(", "))));
    }
    let fields = help::fields(env);
    lines.extend(
        wrap(fields, usize::from(list.width.saturating_sub(2)))
            .into_iter()
            .map(|line| Line::new(Role::Dim, line)),
    );
    let [closes, clears] = help::named(env, [Command::InCancel, Command::InClear]);
    let way = match env.lang {
        Lang::En => format!("{closes} closes, {clears} clears."),
        Lang::Fr => format!("{closes} ferme, {clears} efface."),
    };
    lines.push(Line::new(Role::Dim, way));
    for (line, y) in lines.iter().zip(list.y + 1..list.y + list.height) {
        painter.line(list.x + 1, y, list.width.saturating_sub(2), line);
    }
}

/// One match: its kind, its text, its pages.
fn found(
    painter: &mut Painter<'_>,
    area: Area,
    y: u16,
    hit: &Hit<Record>,
    query: &Query,
    chosen: bool,
) {
    let env = painter.env;
    let (corpus, index, lang) = (&env.data.corpus, &env.data.index, env.lang);
    let (kind, text, right) = match hit.id {
        Record::Topic(id) => {
            let pages = subject_pages(corpus, index, Subject::Topic(id));
            (lang.pick("trend", "tendance"), corpus.topic(id).name.to_string(), pages)
        }
        Record::Expert(id) => (
            lang.pick("expert", "expert"),
            corpus.expert(id).name.to_string(),
            expert_pages(env, id),
        ),
        Record::Statement(id) => {
            let statement = corpus.statement(id);
            let text = statement.quote.as_ref().map_or_else(
                || statement.wording(lang).to_owned(),
                |quote| env.signs.quoted(quote, lang),
            );
            let who = names(corpus, &statement.experts);
            let who = if who.is_empty() { info::author(env, statement) } else { who };
            let pages = info::pages_of_statement(env, statement);
            let gap = if pages.is_empty() { "" } else { ", " };
            let draft =
                draft_word(statement.draft, lang).map_or_else(String::new, |it| format!("{it}, "));
            (lang.pick("statement", "propos"), text, format!("{draft}{who}{gap}{pages}"))
        }
        Record::Page(place) => {
            let facts = index.page(place);
            let topics = facts.topics.iter().map(|&(id, _)| corpus.topic(id).name.as_str());
            let experts = facts.experts.iter().map(|&(id, _)| corpus.expert(id).name.as_str());
            let all: Vec<&str> = topics.chain(experts).collect();
            ("page", all.join(", "), page_label(corpus, place))
        }
    };
    let text = text.replace('\u{202f}', "\u{a0}");
    let pointer = if chosen { env.signs.pick("▸", ">") } else { " " };
    let mut line = Line::default()
        .and_strong(Role::Text, format!("{pointer} "))
        .and(Role::Dim, format!("{kind:<10} "));
    line.spans.extend(marked(&text, Role::Text, &query.highlights(&text)).spans);
    if let Some(form) = &hit.through {
        line = line.and(Role::Dim, format!("  {} {form}", env.signs.pick("←", "<-")));
    }
    let room = area.width.saturating_sub(2);
    // The pages are the last to be cut: a long list of names gives way.
    let most = (room / 3).max(7);
    let taken = painter.right(area.x + 1, y, room, &clipped(&right, most));
    painter.line(area.x + 1, y, room.saturating_sub(taken + 1), &line);
}

/// A note of who and where, its start cut where it is too long.
fn clipped(text: &str, most: u16) -> Line {
    let line = Line::new(Role::Dim, text);
    if line.width() <= usize::from(most) {
        return line;
    }
    let pages = text.rfind(", ").map_or(text, |at| &text[at + 2..]);
    Line::new(Role::Dim, pages)
}

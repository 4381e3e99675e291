//! What stands above the panes: title, breadcrumb, and the tabs of the narrow class.

use super::lists;
use super::paint::{Painter, cut};
use crate::app::rows::pin_name;
use crate::app::{Area, Class, Lens, Line, Model, Pane, Pin, Role, Shown};
use crate::corpus::Subject;
use crate::lang::Lang;
use crate::words::{page_count, page_label};

/// The title of the corpus, its size, the language, and where help is.
pub(super) fn header(painter: &mut Painter<'_>, model: &Model, area: Area) {
    if area.is_empty() {
        return;
    }
    let env = painter.env;
    let corpus = &env.data.corpus;
    let mut right = Line::default();
    if model.class >= Class::Normal {
        let label = env.pick("By:", "Angle\u{a0}:");
        right = right.and(Role::Dim, label);
        let lenses = [
            (Lens::Trend, env.pick("trend", "tendance")),
            (Lens::Expert, "expert"),
            (Lens::Page, "page"),
        ];
        for (lens, name) in lenses {
            right = if lens == model.lens {
                right.and_strong(Role::Text, format!(" [{name}]"))
            } else {
                right.and(Role::Dim, format!(" {name}"))
            };
        }
        right = right.and(Role::Text, "  ");
    }
    let right = right
        .and(Role::Dim, env.lang.pick("EN", "FR"))
        .and(Role::Text, "  ")
        .and_strong(Role::Text, "?")
        .and(Role::Text, env.lang.pick(" help ", " aide "));
    let taken = painter.right(area.x, area.y, area.width, &right);
    let bar = env.signs.pick("│", "|");
    let dot = env.signs.dot();
    let title = corpus.title.as_deref().or(corpus.reports.first().map(|r| r.title.as_str()));
    let pages: u32 = corpus.reports.iter().map(|report| report.pages).sum();
    let reports = corpus.reports.len();
    let mut text = title.unwrap_or_default().to_owned();
    if reports > 1 {
        let word = env.lang.pick("reports", "rapports");
        text = format!("{text} {dot} {reports} {word}");
    }
    let short = model.class < Class::Wide;
    let noun = if short {
        "p."
    } else {
        env.lang.plural(pages as usize, ("page", "pages"), ("page", "pages"))
    };
    text = format!("{text} {dot} {pages} {noun}");
    if !short {
        let experts = corpus.experts.len();
        let word = env.lang.plural(experts, ("expert", "experts"), ("expert", "experts"));
        text = format!("{text} {dot} {experts} {word}");
    }
    let line = Line::text(" ")
        .and_strong(Role::Text, "renvoi")
        .and(Role::Dim, format!(" {bar} "))
        .and(Role::Text, text);
    painter.line(area.x, area.y, area.width.saturating_sub(taken + 2), &line);
}

/// The way to what is shown, and what narrows it.
pub(super) fn crumbs(painter: &mut Painter<'_>, model: &Model, area: Area) {
    if area.is_empty() {
        return;
    }
    let filters = filters(painter, model);
    let taken = painter.right(area.x, area.y, area.width.saturating_sub(1), &filters);
    let line = trail(painter, model);
    painter.line(area.x, area.y, area.width.saturating_sub(taken + 2), &line);
}

fn trail(painter: &Painter<'_>, model: &Model) -> Line {
    let env = painter.env;
    let corpus = &env.data.corpus;
    let sep = env.signs.pick(" › ", " > ");
    let back = if model.history.has_back() { env.signs.pick("◂", "<") } else { " " };
    let mut line = Line::text(" ").and(Role::Link, back).and(Role::Text, " ");
    if let (Lens::Page, Some(place)) = (model.lens, model.shown_page()) {
        line = line.and(Role::Dim, lists::name(env, Pane::Page)).and(Role::Dim, sep);
        line = line.and_strong(Role::Text, page_label(corpus, place));
        let topic = model.topics.chosen.map(|id| corpus.topic(id).name.as_str());
        let expert = model.experts.chosen.map(|id| corpus.expert(id).name.as_str());
        for name in topic.into_iter().chain(expert) {
            line = line.and(Role::Dim, sep).and(Role::Text, name);
        }
        return line;
    }
    let Some(subject) = model.subject else {
        return line;
    };
    let kind = lists::name(env, model.leading());
    line = line.and(Role::Dim, kind).and(Role::Dim, sep);
    line = line.and_strong(Role::Text, corpus.name(subject));
    if let (Subject::Topic(_), Some(expert)) = (subject, model.experts.chosen) {
        line = line.and(Role::Dim, sep).and(Role::Text, corpus.expert(expert).name.as_str());
    }
    match model.page.shown {
        Shown::Page(place) => {
            line = line.and(Role::Dim, sep).and(Role::Text, page_label(corpus, place));
        }
        Shown::Statement(_) => {
            line = line.and(Role::Dim, sep).and(Role::Text, "p. ?");
        }
        Shown::Subject => {}
    }
    line
}

/// Filters that are kept or typed.
fn filters(painter: &Painter<'_>, model: &Model) -> Line {
    let env = painter.env;
    let mut parts: Vec<String> = Vec::new();
    for pane in [Pane::Trends, Pane::Experts, Pane::Statements] {
        let filter = model.filter(pane);
        if !filter.is_empty() {
            let name = lists::name(env, pane).to_lowercase();
            parts.push(format!("{name} {}", env.signs.quoted(filter, env.lang)));
        }
    }
    for &pin in &model.pins {
        let kind = match pin {
            Pin::Subject(Subject::Topic(_)) => env.pick("trend", "tendance"),
            Pin::Subject(Subject::Expert(_)) => env.pick("expert", "expert"),
            Pin::Page(_) => "",
        };
        let name = pin_name(env, pin);
        parts.push(format!("[{kind}{}{name} ×]", if kind.is_empty() { "" } else { " " }));
    }
    if model.only_marked {
        parts.push(format!("[{}]", env.pick("marked", "marqués")));
    }
    if model.all {
        parts.push(env.lang.pick("all rows", "toutes les lignes").to_owned());
    }
    if parts.is_empty() {
        return Line::default();
    }
    let list = parts.join(" + ");
    let text = match env.lang {
        Lang::En => format!("filter: {list} (r clears)"),
        Lang::Fr => format!("filtre\u{a0}: {list} (r efface)"),
    };
    Line::new(Role::Lit, text)
}

/// One word a pane, the open one in brackets.
pub(super) fn tabs(painter: &mut Painter<'_>, model: &Model, area: Area) {
    if area.is_empty() {
        return;
    }
    let env = painter.env;
    let pages = model.subject.map(|s| page_count(env.data.index.pages_of(s).len()));
    let filter = model.filter(model.focus);
    let right = if filter.is_empty() {
        Line::new(Role::Dim, pages.unwrap_or_default())
    } else {
        Line::new(Role::Lit, format!("/{}", cut(filter, 10)))
            .and(Role::Text, " ")
            .and(Role::Dim, lists::position(model))
    };
    let taken = painter.right(area.x, area.y, area.width, &right);
    let room = usize::from(area.width.saturating_sub(taken + 1));
    let long = Pane::ALL.map(|pane| lists::name(env, pane));
    let short = env.lang.pick(["Tr.", "Exp.", "Stat.", "Page"], ["Tend.", "Exp.", "Prop.", "Page"]);
    let none = ["", "", "", ""];
    let lines = [long, short, none].map(|names| tab_line(model, names));
    let line = lines.iter().find(|line| line.width() <= room).unwrap_or(&lines[2]);
    painter.line(area.x, area.y, area.width.saturating_sub(taken), line);
}

fn tab_line(model: &Model, names: [&str; 4]) -> Line {
    let mut line = Line::default();
    for (at, (pane, name)) in Pane::ALL.into_iter().zip(names).enumerate() {
        let space = if name.is_empty() { "" } else { " " };
        let text = format!("{}{space}{name}", at + 1);
        line = if pane == model.focus {
            line.and_strong(Role::Text, format!("[{text}]"))
        } else {
            line.and(Role::Dim, format!(" {text} "))
        };
    }
    line
}

//! What stands above the panes: title, breadcrumb, and the tabs of the narrow class.

use unicode_segmentation::UnicodeSegmentation;

use super::super::env::Env;
use super::super::layout::{Area, Class};
use super::super::model::{Lens, Model, Pane, Pin, Shown};
use super::super::rows::pin_name;
use super::super::styled::Role;
use super::{Bar, Strip, Target};
use crate::command::Command;
use crate::corpus::Subject;
use crate::lang::Lang;
use crate::words::{page_count, page_label};

/// The title of the corpus, its size, the language, and where help is.
#[must_use]
pub fn header(model: &Model, env: &Env, area: Area) -> Strip {
    let mut right = Bar::default();
    if model.class >= Class::Normal {
        right = right.and(Role::Dim, env.pick("By:", "Angle\u{a0}:"));
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
            right = right.to(Target::Lens(lens));
        }
        right = right.and(Role::Text, "  ");
    }
    let right = right
        .and(Role::Dim, env.pick("EN", "FR"))
        .to(Target::Command(Command::Language))
        .and(Role::Text, "  ")
        .and_strong(Role::Text, "?")
        .to(Target::Command(Command::Help))
        .and(Role::Text, env.pick(" help ", " aide "))
        .to(Target::Command(Command::Help));
    let bar = env.signs.pick("│", "|");
    let left = Bar::default()
        .and(Role::Text, " ")
        .and_strong(Role::Text, "renvoi")
        .and(Role::Dim, format!(" {bar} "))
        .and(Role::Text, title(model, env));
    Strip { area, left, right, gap: 2, ..Strip::default() }
}

/// The title of the corpus and its size.
fn title(model: &Model, env: &Env) -> String {
    let corpus = &env.data.corpus;
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
    text
}

/// The way to what is shown, and what narrows it.
#[must_use]
pub fn crumbs(model: &Model, env: &Env, area: Area) -> Strip {
    let (left, right) = (trail(model, env), filters(model, env));
    Strip { area, left, right, gap: 1, margin: 1, ..Strip::default() }
}

fn trail(model: &Model, env: &Env) -> Bar {
    let corpus = &env.data.corpus;
    let sep = env.signs.pick(" › ", " > ");
    let back = if model.history.has_back() { env.signs.pick("◂", "<") } else { " " };
    let mut bar = Bar::default()
        .and(Role::Text, " ")
        .and(Role::Link, back)
        .to(Target::Command(Command::Back))
        .and(Role::Text, " ");
    if let (Lens::Page, Some(place)) = (model.lens, model.shown_page()) {
        bar = bar.and(Role::Dim, Pane::Page.name(env.lang)).to(Target::Pane(Pane::Page));
        bar = bar.and(Role::Dim, sep).and_strong(Role::Text, page_label(corpus, place));
        bar = bar.to(Target::Pane(Pane::Page));
        let topic = model.topics.chosen.map(|id| (Pane::Trends, corpus.topic(id).name.as_str()));
        let expert =
            model.experts.chosen.map(|id| (Pane::Experts, corpus.expert(id).name.as_str()));
        for (pane, name) in topic.into_iter().chain(expert) {
            bar = bar.and(Role::Dim, sep).and(Role::Text, name).to(Target::Pane(pane));
        }
        return bar;
    }
    let Some(subject) = model.subject else {
        return bar;
    };
    let leading = model.leading();
    bar = bar.and(Role::Dim, leading.name(env.lang)).to(Target::Pane(leading)).and(Role::Dim, sep);
    bar = bar.and_strong(Role::Text, corpus.name(subject)).to(Target::Subject);
    if let (Subject::Topic(_), Some(expert)) = (subject, model.experts.chosen) {
        let name = corpus.expert(expert).name.as_str();
        bar = bar.and(Role::Dim, sep).and(Role::Text, name).to(Target::Pane(Pane::Experts));
    }
    let shown = match model.page.shown {
        Shown::Page(place) => page_label(corpus, place),
        Shown::Statement(_) => "p. ?".to_owned(),
        Shown::Subject => return bar,
    };
    bar.and(Role::Dim, sep).and(Role::Text, shown).to(Target::Pane(Pane::Page))
}

/// Filters that are kept or typed; each goes by a click.
fn filters(model: &Model, env: &Env) -> Bar {
    let mut parts: Vec<(String, Target)> = Vec::new();
    for pane in [Pane::Trends, Pane::Experts, Pane::Statements] {
        let filter = model.filter(pane);
        if !filter.is_empty() {
            let name = pane.name(env.lang).to_lowercase();
            let quoted = env.signs.quoted(filter, env.lang);
            parts.push((format!("{name} {quoted}"), Target::Filter(pane)));
        }
    }
    for (at, &pin) in model.pins.iter().enumerate() {
        let kind = match pin {
            Pin::Subject(Subject::Topic(_)) => env.pick("trend ", "tendance "),
            Pin::Subject(Subject::Expert(_)) => "expert ",
            Pin::Page(_) => "",
        };
        parts.push((format!("[{kind}{} ×]", pin_name(env, pin)), Target::Pin(at)));
    }
    if model.exact {
        parts.push(("[exact]".to_owned(), Target::Exact));
    }
    if model.only_marked {
        let word = env.pick("marked", "marqués");
        parts.push((format!("[{word}]"), Target::Command(Command::OnlyMarked)));
    }
    if model.all {
        let word = env.pick("all rows", "toutes les lignes");
        parts.push((word.to_owned(), Target::Command(Command::ShowAll)));
    }
    if parts.is_empty() {
        return Bar::default();
    }
    let mut bar = Bar::default().and(Role::Lit, env.pick("filter: ", "filtre\u{a0}: "));
    for (at, (part, target)) in parts.into_iter().enumerate() {
        if at > 0 {
            bar = bar.and(Role::Lit, " + ");
        }
        bar = bar.and(Role::Lit, part).to(target);
    }
    let way = env.pick(" (r clears)", " (r efface)");
    bar.and(Role::Lit, way).to(Target::Command(Command::Reset))
}

/// One word a pane, the open one in brackets.
#[must_use]
pub fn tabs(model: &Model, env: &Env, area: Area) -> Strip {
    let pages = model.subject.map(|s| page_count(env.data.index.pages_of(s).len()));
    let filter = model.filter(model.focus);
    let right = if filter.is_empty() {
        Bar::default().and(Role::Dim, pages.unwrap_or_default())
    } else {
        // Ten letters say which filter it is.
        let start: String = filter.graphemes(true).take(10).collect();
        Bar::default()
            .and(Role::Lit, format!("/{start}"))
            .to(Target::Filter(model.focus))
            .and(Role::Text, " ")
            .and(Role::Dim, model.position())
    };
    let mut strip = Strip { area, right, ..Strip::default() };
    let taken = strip.right_part(env.signs).1;
    let room = usize::from(area.width.saturating_sub(taken + 1));
    let long = Pane::ALL.map(|pane| pane.name(env.lang));
    let short = match env.lang {
        Lang::En => ["Tr.", "Exp.", "Stat.", "Page"],
        Lang::Fr => ["Tend.", "Exp.", "Prop.", "Page"],
    };
    let lines = [long, short].map(|names| tab_line(model, names));
    let fits = lines.into_iter().find(|bar| bar.line.width() <= room);
    strip.left = fits.unwrap_or_else(|| tab_line(model, [""; 4]));
    strip
}

fn tab_line(model: &Model, names: [&str; 4]) -> Bar {
    let mut bar = Bar::default();
    for (at, (pane, name)) in Pane::ALL.into_iter().zip(names).enumerate() {
        let space = if name.is_empty() { "" } else { " " };
        let text = format!("{}{space}{name}", at + 1);
        bar = if pane == model.focus {
            bar.and_strong(Role::Text, format!("[{text}]"))
        } else {
            bar.and(Role::Dim, format!(" {text} "))
        };
        bar = bar.to(Target::Pane(pane));
    }
    bar
}

//! What stands above the panes: title, breadcrumb, and the tabs of the narrow class.

use unicode_segmentation::UnicodeSegmentation;

use super::super::answers::searching;
use super::super::env::Env;
use super::super::help;
use super::super::layout::{Area, Class};
use super::super::model::{Layer, Lens, Model, Pane, Pin, Shown};
use super::super::rows::pin_name;
use super::super::styled::{Line, Role};
use super::{Bar, Strip, Target};
use crate::command::Command;
use crate::corpus::Subject;
use crate::lang::Lang;
use crate::order;
use crate::words::{page_label, subject_pages};

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
    if !text.is_empty() {
        text = format!("{text} {dot} ");
    }
    text = format!("{text}{pages} {noun}");
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
    let left = trail(model, env);
    // The margin, and the gap before what narrows.
    let room = usize::from(area.width).saturating_sub(2);
    let right = filters(model, env, (room, left.line.width()), None);
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

/// One of the things that narrow the lists.
struct Chip {
    /// Like things stand side by side: a record need belong to one of them only.
    kind: Option<Kind>,
    /// Before the name, in full and where room is short.
    before: (String, &'static str),
    name: String,
    /// Behind the name, in full and where room is short.
    behind: (&'static str, &'static str),
    /// It goes by a click.
    target: Target,
}

/// What is pinned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Topic,
    Expert,
    Page,
}

/// Filters that are kept or typed, pins and the like, in their order.
fn narrowing(model: &Model, env: &Env, but: Option<Pane>) -> Vec<Chip> {
    let mut chips = Vec::new();
    let quote = env.lang.pick(("“", "”"), ("«\u{a0}", "\u{a0}»"));
    for pane in [Pane::Trends, Pane::Experts, Pane::Statements] {
        let filter = model.filter(pane);
        if !filter.is_empty() && but != Some(pane) {
            let pane_name = pane.name(env.lang).to_lowercase();
            chips.push(Chip {
                kind: None,
                before: (format!("{pane_name} {}", quote.0), "/"),
                name: filter.to_owned(),
                behind: (quote.1, ""),
                target: Target::Filter(pane),
            });
        }
    }
    let mut pins = Vec::new();
    for (at, &pin) in model.pins.iter().enumerate() {
        let (kind, word) = match pin {
            Pin::Subject(Subject::Topic(_)) => (Kind::Topic, env.pick("trend ", "tendance ")),
            Pin::Subject(Subject::Expert(_)) => (Kind::Expert, "expert "),
            Pin::Page(_) => (Kind::Page, ""),
        };
        pins.push(Chip {
            kind: Some(kind),
            before: (format!("[{word}"), "["),
            name: pin_name(env, pin),
            behind: (" ×]", " ×]"),
            target: Target::Pin(at),
        });
    }
    order::sort_by_key(&mut pins, |pin| pin.kind);
    chips.extend(pins);
    let mut word = |before: &str, short, name: &str, behind, target| {
        let (before, name) = ((before.to_owned(), short), name.to_owned());
        chips.push(Chip { kind: None, before, name, behind: (behind, behind), target });
    };
    if model.exact {
        word("[", "[", "exact", "]", Target::Exact);
    }
    if model.only_marked {
        let marked = env.pick("marked", "marqués");
        word("[", "[", marked, "]", Target::Command(Command::OnlyMarked));
    }
    if model.all {
        let all = env.pick("all rows", "toutes les lignes");
        word("", "", all, "", Target::Command(Command::ShowAll));
    }
    chips
}

/// How much of the chips is written out.
#[derive(Clone, Copy)]
struct Form {
    /// Whether it says what kind of thing each is.
    kinds: bool,
    /// So many letters of each name.
    letters: usize,
}

/// From the longest to the shortest.
const FORMS: [Form; 5] = [
    Form { kinds: true, letters: usize::MAX },
    Form { kinds: false, letters: usize::MAX },
    Form { kinds: false, letters: 12 },
    Form { kinds: false, letters: 7 },
    Form { kinds: false, letters: 4 },
];

/// What narrows the lists, each to be clicked away, in the longest form that leaves `beside` cells
/// free in `room`; else in the longest that fits. The way to clear it all is never cut. Nothing
/// where nothing narrows, or nothing but the filter of `but`.
pub(super) fn filters(
    model: &Model,
    env: &Env,
    (room, beside): (usize, usize),
    but: Option<Pane>,
) -> Bar {
    let chips = narrowing(model, env, but);
    if chips.is_empty() {
        return Bar::default();
    }
    let bars = FORMS.map(|form| written(&chips, (model, env), form));
    let wide = |bar: &Bar| Line::text(env.signs.own(&bar.line.plain())).width();
    let fits = |room: usize| bars.iter().find(|bar| wide(bar) <= room);
    let shown = bars.iter().take(2).find(|bar| wide(bar) + beside <= room).or(fits(room));
    shown.cloned().unwrap_or_else(|| {
        let count = chips.len();
        let noun = env.lang.plural(count, ("filter", "filters"), ("filtre", "filtres"));
        let bar =
            Bar::default().and(Role::Lit, format!("{count} {noun} ")).with(clears(model, env));
        if wide(&bar) <= room { bar } else { clears(model, env) }
    })
}

fn written(chips: &[Chip], (model, env): (&Model, &Env), form: Form) -> Bar {
    let mut bar = Bar::default();
    if form.letters == usize::MAX {
        bar = bar.and(Role::Lit, env.pick("filter: ", "filtre\u{a0}: "));
    }
    let mut last = None;
    for (at, chip) in chips.iter().enumerate() {
        if at > 0 {
            let either = chip.kind.is_some() && chip.kind == last;
            bar = bar.and(Role::Lit, if either { env.pick(" or ", " ou ") } else { " + " });
        }
        last = chip.kind;
        let letters: Vec<&str> = chip.name.graphemes(true).collect();
        let name = if letters.len() > form.letters {
            format!("{}{}", letters[..form.letters - 1].concat(), env.signs.ellipsis())
        } else {
            chip.name.clone()
        };
        let (before, behind) = if form.kinds {
            (chip.before.0.as_str(), chip.behind.0)
        } else {
            (chip.before.1, chip.behind.1)
        };
        bar = bar.and(Role::Lit, format!("{before}{name}{behind}")).to(chip.target);
    }
    bar.and(Role::Lit, " ").with(clears(model, env))
}

/// How all of it is cleared; while a filter is typed, how that is, for letters go into it.
fn clears(model: &Model, env: &Env) -> Bar {
    let typing = matches!(model.layers.last(), Some(Layer::Filter { .. }));
    let command = if typing { Command::InCancel } else { Command::Reset };
    let [key] = help::named(env, [command]);
    let does = if typing && !model.pins.is_empty() {
        env.pick("gives up", "abandonne")
    } else {
        env.pick("clears", "efface")
    };
    let way = format!("({key} {does})");
    Bar::default().and(Role::Lit, way).to(Target::Command(command))
}

/// One word a pane, the open one in brackets.
#[must_use]
pub fn tabs(model: &Model, env: &Env, area: Area) -> Strip {
    let pages = model.subject.map(|s| subject_pages(&env.data.corpus, &env.data.index, s));
    let filter = model.filter(model.focus);
    // Where the rows are of an older query, nothing is to be counted.
    let waits = model.focus == Pane::Statements && model.awaiting.is_some();
    let counted = if waits {
        Bar::from(searching(env))
    } else if filter.is_empty() {
        Bar::default().and(Role::Dim, pages.unwrap_or_default())
    } else {
        Bar::default().and(Role::Dim, model.position())
    };
    let right = if filter.is_empty() {
        counted
    } else {
        // Ten letters say which filter it is.
        let start: String = filter.graphemes(true).take(10).collect();
        Bar::default()
            .and(Role::Lit, format!("/{start}"))
            .to(Target::Filter(model.focus))
            .and(Role::Text, " ")
            .with(counted)
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

//! What stands below the panes: the status sentence and the hints.

use super::super::env::Env;
use super::super::help;
use super::super::info;
use super::super::layout::{Area, Class, regions};
use super::super::model::{Layer, Lesson, Model};
use super::super::styled::{Line, Role};
use super::super::views::matching;
use super::head::filters;
use super::{Bar, Strip, Target};
use crate::command::{
    ASKED_HINTS, Command, Context, EMPTY_HINTS, FILTER_HINTS, FIND_HINTS, Hint, LIST_HINTS,
    MENU_HINTS, NOTE_HINTS, UNFIT_HINTS, VIEWS_HINTS, hints,
};
use crate::lang::Lang;

/// From this width on a footer says how to quit as well.
const ROOM_TO_QUIT: u16 = 64;

/// The notice, else the next first step, else a sentence about the subject.
#[must_use]
pub fn status(model: &Model, env: &Env, area: Area) -> Strip {
    let room = usize::from(area.width).saturating_sub(2);
    let left = match (said(model, env, room), model.subject) {
        (Some(line), _) => line.into(),
        (None, Some(subject)) => {
            let name = env.data.corpus.name(subject);
            let pages = info::pages_sentence(env, subject);
            let colon = env.pick(": ", "\u{a0}: ");
            let way = env.pick(
                "  [i] where does this come from?",
                "  [i] d’où vient cette information\u{a0}?",
            );
            Bar::default()
                .and(Role::Text, format!("{name}{colon}{pages}"))
                .and(Role::Dim, way)
                .to(Target::Command(Command::Info))
        }
        (None, None) => Bar::default(),
    };
    Strip { area, left, indent: 1, margin: 1, ..Strip::default() }
}

/// What is to be said in so many cells: a notice, or a first step in the longest form that
/// fits. The hints of the footer say as much as a step that does not.
fn said(model: &Model, env: &Env, room: usize) -> Option<Line> {
    if let Some(notice) = &model.notice {
        return Some(Line::new(notice.role, notice.text.as_str()));
    }
    if model.rereading {
        let forms = env.lang.pick(
            ["Reading the data again; what is shown stays until then.", "Reading the data again."],
            [
                "Relecture des données\u{202f}; l’affichage reste en attendant.",
                "Relecture des données.",
            ],
        );
        return Some(first_that_fits(Role::Dim, &forms, room));
    }
    if let Some(percent) = model.indexing {
        let forms = match env.lang {
            Lang::En => [
                format!("Reading the words of the statements: {percent}%"),
                format!("Reading words: {percent}%"),
            ],
            Lang::Fr => [
                format!("Lecture des mots des propos\u{a0}: {percent}\u{a0}%"),
                format!("Lecture des mots\u{a0}: {percent}\u{a0}%"),
            ],
        };
        return Some(first_that_fits(Role::Dim, &forms, room));
    }
    // The box of a data error tells it, and has ways of its own.
    let told = matches!(model.layers.last(), Some(Layer::Unfit { .. }));
    if model.stale && !told {
        let [reload] = help::named(env, [Command::Reload]);
        let forms = match env.lang {
            Lang::En => [
                format!("The data changed: {reload} reads it again."),
                format!("Data changed: {reload} reads it."),
                format!("Changed: {reload}"),
            ],
            Lang::Fr => [
                format!("Données changées\u{a0}: {reload} les relit."),
                format!("Données changées\u{a0}: {reload}"),
                format!("Changées\u{a0}: {reload}"),
            ],
        };
        return Some(first_that_fits(Role::Warn, &forms, room));
    }
    let forms = lesson(model, env)?.map(|form| Line::new(Role::Text, form));
    forms.into_iter().find(|form| form.width() <= room)
}

/// The longest form that fits in so many cells, longest first; else the last.
fn first_that_fits(role: Role, forms: &[impl AsRef<str>], room: usize) -> Line {
    let mut lines = forms.iter().map(|form| Line::new(role, form.as_ref()));
    let fits = lines.clone().find(|line| line.width() <= room);
    fits.or_else(|| lines.next_back()).unwrap_or_default()
}

/// The next first step, longest form first.
fn lesson(model: &Model, env: &Env) -> Option<[String; 3]> {
    // A box has hints of its own.
    if !model.layers.is_empty() {
        return None;
    }
    let name = model.subject.map_or("", |subject| env.data.corpus.name(subject));
    let walking = [Command::NextLit, Command::PrevLit, Command::Pane4];
    let [next, back, pane] = help::named(env, walking);
    let [down, open, home] = help::named(env, [Command::ScrollDown, Command::Open, Command::Back]);
    let [filter, find, all] = help::named(env, [Command::Filter, Command::Find, Command::Help]);
    let forms = match (model.lesson, env.lang) {
        (Lesson::Done, _) => return None,
        (Lesson::Walk, Lang::En) => [
            format!(
                "Sample data (yours: renvoi --data FILE). {next} goes to the next page that cites {name}."
            ),
            format!("{next} goes to the next page that cites {name}."),
            format!("{next} goes to the next cited page."),
        ],
        (Lesson::Walk, Lang::Fr) => [
            format!(
                "Données d’exemple (les vôtres\u{a0}: renvoi --data FICHIER). {next} va à la page suivante qui cite {name}."
            ),
            format!("{next} va à la page suivante qui cite {name}."),
            format!("{next}\u{a0}: page citée suivante."),
        ],
        (Lesson::Follow, Lang::En) => [
            format!(
                "{next} and {back} walk on. {pane} goes to the page: there {down} chooses a name and {open} follows it."
            ),
            format!("{pane} goes to the page: {down} chooses a name, {open} follows it."),
            format!("{pane}, {down}, {open}: follow a name."),
        ],
        (Lesson::Follow, Lang::Fr) => [
            format!(
                "{next} et {back} continuent. {pane} va à la page\u{a0}: là, {down} choisit un nom et {open} le suit."
            ),
            format!("{pane} va à la page\u{a0}: {down} choisit un nom, {open} le suit."),
            format!("{pane}, {down}, {open}\u{a0}: suivre un nom."),
        ],
        (Lesson::Return, Lang::En) => [
            format!(
                "{home} comes back the way you came. {filter} filters, {find} finds everywhere, {all} shows every key."
            ),
            format!("{home} comes back. {filter} filters, {find} finds, {all} shows every key."),
            format!("{home} comes back, {filter} filters."),
        ],
        (Lesson::Return, Lang::Fr) => [
            format!(
                "{home} revient sur vos pas. {filter} filtre, {find} trouve partout, {all} montre toutes les touches."
            ),
            format!("{home} revient. {filter} filtre, {find} trouve, {all} montre les touches."),
            format!("{home} revient, {filter} filtre."),
        ],
    };
    Some(forms)
}

/// How many cells a sentence to the reader has.
#[must_use]
pub fn room(model: &Model, env: &Env) -> usize {
    let regions = regions(model.size, model);
    let strip = if regions.status.is_empty() {
        Strip { left: Bar::default(), ..footer(model, env, regions.footer) }
    } else {
        status(model, env, regions.status)
    };
    usize::from(strip.left_part(env.signs).1)
}

/// Hints, or the keys that may follow a prefix.
#[must_use]
pub fn footer(model: &Model, env: &Env, area: Area) -> Strip {
    let context = model.context();
    let mut right = Bar::default();
    if context != Context::Input && model.class > Class::Tiny {
        right = hint(env, &[Command::Help], env.pick("help", "aide"));
        if area.width >= ROOM_TO_QUIT {
            let leave = if model.pending.is_empty() {
                hint(env, &[Command::Quit], env.pick("quit", "quitter"))
            } else {
                hint(env, &[Command::Escape], env.pick("cancel", "annuler"))
            };
            right = right.and(Role::Text, "  ").with(leave);
        }
    }
    let mut strip = Strip { area, right, indent: 1, gap: 1, margin: 1, ..Strip::default() };
    let room = usize::from(strip.left_part(env.signs).1);
    strip.left = if model.pending.is_empty() {
        let silent = model.class == Class::Narrow && model.notice.is_none();
        let chips = if silent && model.layers.is_empty() {
            filters(model, env, (room, 0), Some(model.focus))
        } else {
            Bar::default()
        };
        let spoken = if model.class == Class::Wide { None } else { said(model, env, room) };
        match spoken {
            // Where nothing stands above the panes, what narrows them is told here.
            _ if !chips.is_empty() => chips,
            Some(line) => line.into(),
            _ if !env.choices.hints => Bar::default(),
            _ => {
                let hints = hint_line(env, hints_of(model, env), room);
                let discard = discard(model, env);
                let fits = hints.line.width() + discard.line.width() <= room;
                if fits { hints.with(discard) } else { hints }
            }
        }
    } else {
        which_key(model, env, area, room).1
    };
    strip
}

/// The hints of what has the keys.
fn hints_of(model: &Model, env: &Env) -> &'static [Hint] {
    match model.layers.last() {
        Some(Layer::Note { leaving: true, .. }) => ASKED_HINTS,
        Some(Layer::Note { .. }) => NOTE_HINTS,
        Some(Layer::Filter { .. }) => FILTER_HINTS,
        Some(layer) if lists_nothing(layer, model, env) => EMPTY_HINTS,
        Some(Layer::Find(_)) => FIND_HINTS,
        Some(Layer::Views(_)) => VIEWS_HINTS,
        Some(Layer::Menu(_)) => MENU_HINTS,
        Some(Layer::Unfit { .. }) => UNFIT_HINTS,
        Some(Layer::Review { .. }) if model.review.as_ref().is_some_and(|it| it.is_at_list()) => {
            LIST_HINTS
        }
        _ => hints(model.context()),
    }
}

/// What else is asked for when a note is left.
fn discard(model: &Model, env: &Env) -> Bar {
    if !matches!(model.layers.last(), Some(Layer::Note { leaving: true, .. })) {
        return Bar::default();
    }
    let does = env.pick(" discard", " jeter");
    Bar::default().and(Role::Text, "  ").and_strong(Role::Text, "d").and(Role::Dim, does)
}

/// Whether a box has rows to choose from, and none of them is left.
fn lists_nothing(layer: &Layer, model: &Model, env: &Env) -> bool {
    match layer {
        Layer::Find(boxed) => {
            boxed.sought.is_none() && boxed.found.sure.is_empty() && boxed.found.close.is_empty()
        }
        Layer::Views(open) => matching(model, env, open.input.value()).is_empty(),
        Layer::Menu(menu) => {
            help::rows(env, menu.context, menu.input.value(), menu.palette).is_empty()
        }
        _ => false,
    }
}

/// The hints that fit, the least needed left out first.
fn hint_line(env: &Env, hints: &[Hint], room: usize) -> Bar {
    for most in (0..=u8::MAX).rev() {
        if most < u8::MAX && !hints.iter().any(|hint| hint.rank > most) {
            continue;
        }
        let mut bar = Bar::default();
        for shown in hints.iter().filter(|hint| hint.rank <= most) {
            if !bar.is_empty() {
                bar = bar.and(Role::Text, "  ");
            }
            bar = bar.with(hint(env, shown.commands, env.lang.pick(shown.en, shown.fr)));
        }
        if bar.line.width() <= room {
            return bar;
        }
    }
    Bar::default()
}

/// Keys and a word for what they do.
fn hint(env: &Env, commands: &[Command], word: &str) -> Bar {
    let keys: Vec<String> = commands.iter().map(|&command| help::keys(env, command, 1)).collect();
    // Arrows stand side by side, letters apart.
    let arrows = keys.iter().all(|key| key.chars().count() == 1 && "←→↑↓".contains(key.as_str()));
    let mut bar = Bar::default();
    for (at, (command, key)) in commands.iter().zip(keys).enumerate() {
        if at > 0 && !arrows {
            bar = bar.and_strong(Role::Text, "/");
        }
        bar = bar.and_strong(Role::Text, key).to(Target::Command(*command));
    }
    bar = bar.and(Role::Dim, format!(" {word}"));
    commands.first().map_or(bar.clone(), |&first| bar.to(Target::Command(first)))
}

/// The first of the keys that may follow, in the row above the footer, where one row has no room
/// for their words.
#[must_use]
pub fn above(model: &Model, env: &Env, footer_area: Area) -> Option<Strip> {
    let room = usize::from(footer(model, env, footer_area).left_part(env.signs).1);
    let left = which_key(model, env, footer_area, room).0?;
    let area = Area { y: footer_area.y.checked_sub(1)?, height: 1, ..footer_area };
    Some(Strip { area, left, indent: 1, margin: 1, ..Strip::default() })
}

/// The keys that may follow those that are pending, with words as long as there is room for: the
/// part above the footer, where there is one, and the part in it.
fn which_key(model: &Model, env: &Env, area: Area, room: usize) -> (Option<Bar>, Bar) {
    if model.pending.is_empty() {
        return (None, Bar::default());
    }
    let name = |command: Command| Some(command.row().name(env.lang));
    let short = |command: Command| command.short(env.lang).or(name(command));
    let long = joined(followers(model, env, name));
    if long.line.width() <= room {
        return (None, long);
    }
    let pieces = followers(model, env, short);
    let whole = joined(pieces.clone());
    if whole.line.width() <= room {
        return (None, whole);
    }
    let most = usize::from(area.width).saturating_sub(2);
    let fits = |&at: &usize| joined(pieces[..at].to_vec()).line.width() <= most;
    // Nothing but the prefix says nothing.
    if let Some(at) = (2..pieces.len()).rev().find(fits).filter(|_| area.y > 0) {
        let rest = joined(pieces[at..].to_vec());
        if rest.line.width() <= room {
            return (Some(joined(pieces[..at].to_vec())), rest);
        }
    }
    (None, joined(followers(model, env, |_| None)))
}

fn joined(pieces: Vec<Bar>) -> Bar {
    pieces.into_iter().fold(Bar::default(), |bar, piece| {
        if bar.is_empty() { piece } else { bar.and(Role::Text, "  ").with(piece) }
    })
}

/// What was typed, then each key that may follow with a word.
fn followers(model: &Model, env: &Env, word: impl Fn(Command) -> Option<&'static str>) -> Vec<Bar> {
    let name = |key: &crate::command::Key| key.name(env.lang, env.signs.ascii());
    let typed: Vec<String> = model.pending.iter().map(name).collect();
    let dash = env.signs.pick("—", "-");
    let mut bars =
        vec![Bar::default().and_strong(Role::Text, format!("{} {dash}", typed.join(" ")))];
    let mut told = Vec::new();
    for binding in env.keymap.in_context(model.context()) {
        let follows =
            binding.keys.len() > model.pending.len() && binding.keys.starts_with(&model.pending);
        // One key of a command is enough.
        if !follows || told.contains(&binding.command) {
            continue;
        }
        told.push(binding.command);
        let rest: Vec<String> = binding.keys[model.pending.len()..].iter().map(name).collect();
        let target = Target::Command(binding.command);
        let mut bar = Bar::default().and_strong(Role::Text, rest.join(" ")).to(target);
        if let Some(word) = word(binding.command) {
            bar = bar.and(Role::Dim, format!(" {word}")).to(target);
        }
        bars.push(bar);
    }
    bars
}

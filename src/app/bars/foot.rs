//! What stands below the panes: the status sentence and the hints.

use super::super::env::Env;
use super::super::help;
use super::super::info;
use super::super::layout::{Area, Class, regions};
use super::super::model::{Lesson, Model};
use super::super::styled::{Line, Role};
use super::{Bar, Strip, Target};
use crate::command::{Command, Context, Hint, hints};
use crate::lang::Lang;

/// From this width on a footer says how to quit as well.
const ROOM_TO_QUIT: u16 = 64;

/// The notice, else the next first step, else a sentence about the subject.
#[must_use]
pub fn status(model: &Model, env: &Env, area: Area) -> Strip {
    let left = match (said(model, env), model.subject) {
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

/// What is to be said: a notice, or a first step.
fn said(model: &Model, env: &Env) -> Option<Line> {
    if let Some(notice) = &model.notice {
        return Some(Line::new(notice.role, notice.text.as_str()));
    }
    if let Some(percent) = model.indexing {
        let text = match env.lang {
            Lang::En => format!("Reading the words of the statements: {percent}%"),
            Lang::Fr => format!("Lecture des mots des propos\u{a0}: {percent}\u{a0}%"),
        };
        return Some(Line::new(Role::Dim, text));
    }
    let name = model.subject.map_or("", |subject| env.data.corpus.name(subject));
    let text = match (model.lesson, env.lang) {
        (Lesson::Done, _) => return None,
        (Lesson::Walk, Lang::En) => {
            format!(
                "Sample data (yours: renvoi --data FILE). n goes to the next page that cites {name}."
            )
        }
        (Lesson::Walk, Lang::Fr) => {
            format!(
                "Données d’exemple (les vôtres\u{a0}: renvoi --data FICHIER). n va à la page suivante qui cite {name}."
            )
        }
        (Lesson::Follow, Lang::En) => {
            "n and p walk on. 4 goes to the page: there ↓ chooses a name and Enter follows it."
                .to_owned()
        }
        (Lesson::Follow, Lang::Fr) => {
            "n et p continuent. 4 va à la page\u{a0}: là, ↓ choisit un nom et Entrée le suit."
                .to_owned()
        }
        (Lesson::Return, Lang::En) => {
            "H comes back the way you came. / filters, f finds everywhere, ? shows every key."
                .to_owned()
        }
        (Lesson::Return, Lang::Fr) => {
            "H revient sur vos pas. / filtre, f trouve partout, ? montre toutes les touches."
                .to_owned()
        }
    };
    Some(Line::new(Role::Text, text))
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
    if context != Context::Input {
        right = hint(env, &[Command::Help], env.pick("help", "aide"));
        if area.width >= ROOM_TO_QUIT {
            let quit = hint(env, &[Command::Quit], env.pick("quit", "quitter"));
            right = right.and(Role::Text, "  ").with(quit);
        }
    }
    let mut strip = Strip { area, right, indent: 1, gap: 1, margin: 1, ..Strip::default() };
    let room = usize::from(strip.left_part(env.signs).1);
    strip.left = if model.pending.is_empty() {
        let spoken = if model.class == Class::Wide { None } else { said(model, env) };
        match spoken {
            // A first step is said in full or not at all: the hints say as much in few words.
            Some(line) if model.notice.is_some() || line.width() <= room => line.into(),
            _ if !env.choices.hints => Bar::default(),
            _ => hint_line(env, hints(context), room),
        }
    } else {
        which_key(model, env)
    };
    strip
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

/// The keys that may follow those that are pending.
fn which_key(model: &Model, env: &Env) -> Bar {
    let name = |key: &crate::command::Key| key.name(env.lang, env.signs.ascii());
    let typed: Vec<String> = model.pending.iter().map(name).collect();
    let dash = env.signs.pick("—", "-");
    let mut bar = Bar::default().and_strong(Role::Text, format!("{} {dash}", typed.join(" ")));
    for binding in env.keymap.in_context(model.context()) {
        if binding.keys.len() > model.pending.len() && binding.keys.starts_with(&model.pending) {
            let rest: Vec<String> = binding.keys[model.pending.len()..].iter().map(name).collect();
            let target = Target::Command(binding.command);
            bar = bar
                .and(Role::Text, "  ")
                .and_strong(Role::Text, rest.join(" "))
                .to(target)
                .and(Role::Dim, format!(" {}", binding.command.row().name(env.lang)))
                .to(target);
        }
    }
    bar
}

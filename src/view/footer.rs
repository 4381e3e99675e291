//! What stands below the panes: the status sentence and the hints.

use ratatui::layout::Position;

use super::lists::query_line;
use super::paint::Painter;
use crate::app::model::{Layer, Lesson};
use crate::app::{Area, Class, Line, Model, Role, help, info};
use crate::command::{Command, Context, Hint, hints};
use crate::lang::Lang;

/// Below this size nothing can be read.
pub(super) fn too_small(painter: &mut Painter<'_>, area: Area) {
    if !area.is_empty() {
        let text = painter.env.lang.pick("renvoi: enlarge", "renvoi\u{a0}: agrandir");
        painter.line(area.x, area.y, area.width, &Line::text(text));
    }
}

/// The notice, else the next first step, else a sentence about the subject.
pub(super) fn status(painter: &mut Painter<'_>, model: &Model, area: Area) {
    if area.is_empty() {
        return;
    }
    let line = match said(painter, model) {
        Some(line) => line,
        None => match model.subject {
            Some(subject) => {
                let name = painter.env.data.corpus.name(subject);
                let pages = info::pages_sentence(painter.env, subject);
                let way = painter.env.lang.pick(
                    "  [i] where does this come from?",
                    "  [i] d’où vient cette information\u{a0}?",
                );
                let colon = painter.env.lang.pick(": ", "\u{a0}: ");
                Line::text(format!("{name}{colon}{pages}")).and(Role::Dim, way)
            }
            None => Line::default(),
        },
    };
    painter.line(area.x + 1, area.y, area.width.saturating_sub(2), &line);
}

/// What is to be said: a notice, or a first step.
fn said(painter: &Painter<'_>, model: &Model) -> Option<Line> {
    if let Some(notice) = &model.notice {
        return Some(Line::new(notice.role, notice.text.as_str()));
    }
    let env = painter.env;
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

/// Hints, the keys that may follow a prefix, or a typed line where panes have no border.
pub(super) fn footer(painter: &mut Painter<'_>, model: &Model, area: Area) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let env = painter.env;
    if model.class == Class::Narrow
        && let Some(Layer::Filter { input, .. } | Layer::Search { input, .. }) = model.layers.last()
    {
        let style = painter.theme.style(Role::Lit);
        painter.text(area.x, area.y, area.width, "/", style);
        let input = (input, model.has_marks());
        return Some(query_line(painter, input, area.x + 1, area.y, area.width.saturating_sub(1)));
    }
    let mut right = Line::default();
    if model.context() != Context::Input {
        right = hint(painter, &[Command::Help], env.lang.pick("help", "aide"));
        if area.width >= 64 {
            right.spans.extend(Line::text("  ").spans);
            right
                .spans
                .extend(hint(painter, &[Command::Quit], env.lang.pick("quit", "quitter")).spans);
        }
    }
    let taken = painter.right(area.x, area.y, area.width.saturating_sub(1), &right);
    let room = area.width.saturating_sub(taken + 3);
    let line = if model.pending.is_empty() {
        let spoken = if model.class == Class::Wide { None } else { said(painter, model) };
        match (spoken, area.width) {
            // A first step is said in full or not at all: the hints say as much in few words.
            (Some(line), _) if model.notice.is_some() || line.width() <= usize::from(room) => line,
            _ if !env.choices.hints => Line::default(),
            _ => hint_line(painter, hints(model.context()), usize::from(room)),
        }
    } else {
        which_key(painter, model)
    };
    painter.line(area.x + 1, area.y, room, &line);
    None
}

/// The hints that fit, the least needed left out first.
fn hint_line(painter: &Painter<'_>, hints: &[Hint], room: usize) -> Line {
    let lang = painter.env.lang;
    for most in (0..=u8::MAX).rev() {
        if most < u8::MAX && !hints.iter().any(|hint| hint.rank > most) {
            continue;
        }
        let mut line = Line::default();
        for shown in hints.iter().filter(|hint| hint.rank <= most) {
            if !line.spans.is_empty() {
                line = line.and(Role::Text, "  ");
            }
            let part = hint(painter, shown.commands, lang.pick(shown.en, shown.fr));
            line.spans.extend(part.spans);
        }
        if line.width() <= room {
            return line;
        }
    }
    Line::default()
}

/// Keys and a word for what they do.
fn hint(painter: &Painter<'_>, commands: &[Command], word: &str) -> Line {
    let keys: Vec<String> =
        commands.iter().map(|&command| help::keys(painter.env, command, 1)).collect();
    // Arrows stand side by side, letters apart.
    let single = keys.iter().all(|key| key.chars().count() == 1);
    let arrows = keys.iter().all(|key| "←→↑↓".contains(key.as_str()));
    let keys = keys.join(if single && arrows { "" } else { "/" });
    Line::default().and_strong(Role::Text, keys).and(Role::Dim, format!(" {word}"))
}

/// The keys that may follow those that are pending.
fn which_key(painter: &Painter<'_>, model: &Model) -> Line {
    let env = painter.env;
    let name = |key: &crate::command::Key| key.name(env.lang, env.signs.ascii());
    let typed: Vec<String> = model.pending.iter().map(name).collect();
    let dash = env.signs.pick("—", "-");
    let mut line = Line::default().and_strong(Role::Text, format!("{} {dash}", typed.join(" ")));
    for binding in env.keymap.in_context(model.context()) {
        if binding.keys.len() > model.pending.len() && binding.keys.starts_with(&model.pending) {
            let rest: Vec<String> = binding.keys[model.pending.len()..].iter().map(name).collect();
            line = line
                .and(Role::Text, "  ")
                .and_strong(Role::Text, rest.join(" "))
                .and(Role::Dim, format!(" {}", binding.command.row().name(env.lang)));
        }
    }
    line
}

//! Saved views, and the name of a new one.
//!
//! ```text
//! ┏━ Saved views ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 2 views ━┓
//! ┃ >                                                   ┃
//! ┃ ▸ B2B            by expert [Influence B2B]          ┃
//! ┃   Fake news      by trend /fake                     ┃
//! ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
//! ```

use ratatui::layout::Position;
use tui_input::Input;

use super::boxes::{accepts, asked, frame};
use super::lists::{more, typed_line};
use super::paint::Painter;
use crate::app::layout::find_area;
use crate::app::views::{matching, rows};
use crate::app::{Line, Model, Role, ViewsBox, help};
use crate::command::Command;
use crate::lang::Lang;
use crate::words::clean;

/// Draws the list of saved views.
pub(super) fn list(painter: &mut Painter<'_>, model: &Model, open: &ViewsBox) -> Option<Position> {
    let env = painter.env;
    let views = matching(model, env, open.input.value());
    let count = views.len();
    let noun = env.lang.plural(count, ("view", "views"), ("vue", "vues"));
    let title = env.pick("Saved views", "Vues enregistrées");
    let inner = frame(painter, find_area(model.size), title, &format!("{count} {noun}"));
    if inner.is_empty() {
        return None;
    }
    let room = inner.width.saturating_sub(2);
    painter.text(inner.x + 1, inner.y, 1, ">", painter.theme.style(Role::Dim));
    let typed = room.saturating_sub(2);
    let cursor = typed_line(painter, &open.input, inner.x + 3, inner.y, typed);
    let (rows, top) = rows(model, open);
    let height = usize::from(rows.height);
    let names: Vec<_> = views.iter().map(|view| clean(&view.name)).collect();
    // As wide as the names, as long as they leave room for what makes the views.
    let widest = names.iter().map(|name| Line::text(name.as_ref()).width()).max().unwrap_or(0);
    let column = widest.min(usize::from(room) / 2);
    let shown = views.iter().zip(&names).enumerate().skip(top).take(height);
    for ((at, (view, name)), y) in shown.zip(rows.y..) {
        let pointer = if at == open.chosen { env.signs.pick("▸", ">") } else { " " };
        let name = Line::default()
            .and_strong(Role::Text, format!("{pointer} "))
            .and(Role::Text, name.as_ref());
        let width = u16::try_from(column + 2).unwrap_or(room);
        painter.line(rows.x + 1, y, width.min(room), &name);
        let left = room.saturating_sub(width + 2);
        let summary = Line::new(Role::Dim, view.summary(env));
        painter.line(rows.x + 1 + width + 2, y, left, &summary);
    }
    more(painter, rows, top, count);
    let words = below(painter, model, open, count);
    // Where there are no rows, it stands in their place.
    let last = inner.y + inner.height - 1;
    let y = if count == 0 { last.min(inner.y + 2) } else { last };
    painter.line(inner.x + 1, y, room, &words);
    Some(cursor)
}

/// What can be done, or why there is nothing.
fn below(painter: &Painter<'_>, model: &Model, open: &ViewsBox, count: usize) -> Line {
    let env = painter.env;
    let keys = |command| help::keys(env, command, 1);
    if let Some(name) = &open.sure {
        let quoted = env.signs.quoted(&clean(name), env.lang);
        let key = keys(Command::InForget);
        return Line::new(
            Role::Warn,
            match env.lang {
                Lang::En => format!("{key} again deletes {quoted}."),
                Lang::Fr => format!("{key} encore supprime {quoted}."),
            },
        );
    }
    let text = match (count, model.views.is_empty(), env.lang) {
        (0, true, Lang::En) => format!("No view yet: {} saves one.", keys(Command::SaveView)),
        (0, true, Lang::Fr) => {
            format!("Aucune vue\u{a0}: {} en enregistre une.", keys(Command::SaveView))
        }
        (0, false, Lang::En) => "No view matches.".to_owned(),
        (0, false, Lang::Fr) => "Aucune vue ne correspond.".to_owned(),
        // The footer says it.
        _ => String::new(),
    };
    Line::new(Role::Dim, text)
}

/// Draws the name of a view that is to be saved.
pub(super) fn name(
    painter: &mut Painter<'_>,
    model: &Model,
    input: &Input,
    replace: Option<&str>,
) -> Option<Position> {
    let env = painter.env;
    let title = env.pick("Save this view as", "Enregistrer cette vue sous");
    let note = accepts(painter, ("saves", "enregistre"));
    let [enter] = help::named(env, [Command::InAccept]);
    let problem = replace.map(|name| {
        let quoted = env.signs.quoted(&clean(name), env.lang);
        match (name.is_empty(), env.lang) {
            (true, Lang::En) => "A view needs a name.".to_owned(),
            (true, Lang::Fr) => "Une vue a besoin d’un nom.".to_owned(),
            (false, Lang::En) => {
                format!("{quoted} exists: {enter} replaces it, another name keeps it.")
            }
            (false, Lang::Fr) => {
                format!("{quoted} existe\u{a0}: {enter} la remplace, un autre nom la garde.")
            }
        }
    });
    asked(painter, model, (title, &note, ""), input, (Role::Warn, problem.as_deref()))
}

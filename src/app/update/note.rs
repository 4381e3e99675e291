//! A note of several lines: opened, typed, kept or given up.

use tui_input::{Input, InputRequest};

use super::super::env::Env;
use super::super::model::{Effect, Layer, Model};
use super::super::mouse::box_on_top;
use super::super::note::{by_line, line_around, without};
use super::super::styled::Role;
use super::{keep, say};
use crate::command::Command;
use crate::query::Record;

/// What a note is about, and the note as it is.
fn about(model: &mut Model, env: &Env) -> Option<(Record, String)> {
    let Some(record) = keep::under_pointer(model) else {
        let text = env.pick("Nothing is chosen here.", "Rien n’est choisi ici.");
        say(model, Role::Warn, text);
        return None;
    };
    Some((record, model.notes.get(&record).cloned().unwrap_or_default()))
}

/// Has the note on what is under the pointer written in the reader's editor.
pub(super) fn edit(model: &mut Model, env: &Env) -> Option<Effect> {
    let (record, text) = about(model, env)?;
    Some(Effect::Edit { record, text })
}

/// Opens the note on what is under the pointer.
pub(super) fn open(model: &mut Model, env: &Env) {
    let Some((record, before)) = about(model, env) else { return };
    let input = Input::new(before.clone());
    model.layers.push(Layer::Note { record, input, before, leaving: false });
}

/// A command of a note that is being typed; true if it was one.
pub(super) fn command(model: &mut Model, command: Command, env: &Env) -> (bool, Option<Effect>) {
    let width = width(model);
    let Some(Layer::Note { input, before, leaving, .. }) = model.layers.last_mut() else {
        return (false, None);
    };
    let asked = *leaving;
    match command {
        Command::InSave => return (true, save(model, env)),
        Command::InAccept if asked => return (true, save(model, env)),
        Command::InAccept => {
            input.handle(InputRequest::InsertChar('\n'));
        }
        Command::InCancel if asked => *leaving = false,
        Command::InCancel if input.value() == before => {
            model.layers.pop();
        }
        Command::InCancel => *leaving = true,
        // What is asked is answered first.
        _ if asked => {}
        Command::InNext | Command::InPrev => {
            let to = by_line(input, width, command == Command::InNext);
            input.handle(InputRequest::SetCursor(to));
        }
        Command::InHome => {
            let to = line_around(input).start;
            input.handle(InputRequest::SetCursor(to));
        }
        Command::InEnd => {
            let to = line_around(input).end;
            input.handle(InputRequest::SetCursor(to));
        }
        Command::InClear => *input = without(input, line_around(input)),
        Command::InKill => {
            let (from, to) = (input.cursor(), line_around(input).end);
            // At the end of a line, its end goes.
            let to = if from == to { to + 1 } else { to };
            *input = without(input, from..to);
        }
        _ => return (false, None),
    }
    (true, None)
}

/// A letter while it is asked what becomes of the note; true if it was asked.
pub(super) fn answer(model: &mut Model, letter: char) -> bool {
    let Some(Layer::Note { leaving: true, .. }) = model.layers.last() else { return false };
    if letter == 'd' {
        model.layers.pop();
    }
    true
}

/// The cells of a line of the note.
fn width(model: &Model) -> usize {
    box_on_top(model).map_or(1, |area| usize::from(area.inner().width).saturating_sub(2))
}

fn save(model: &mut Model, env: &Env) -> Option<Effect> {
    let Some(Layer::Note { record, input, .. }) = model.layers.pop() else { return None };
    Some(keep_note(model, env, record, input.value()))
}

/// Keeps a note; an empty one is none.
pub(super) fn keep_note(model: &mut Model, env: &Env, record: Record, note: &str) -> Effect {
    let note = note.trim();
    let text = if note.is_empty() {
        model.notes.remove(&record);
        env.pick("No note.", "Pas de note.")
    } else {
        model.notes.insert(record, note.to_owned());
        env.pick("Noted.", "Noté.")
    };
    say(model, Role::Ok, text);
    Effect::Keep
}

//! The mouse: what a click, a wheel and a drag do.
//!
//! Odd thing worth knowing: a second click opens, however late it comes; what was clicked is
//! forgotten with the next key.

use super::super::bars::Target;
use super::super::env::Env;
use super::super::help;
use super::super::layout::regions;
use super::super::model::{Effect, Layer, Model, Pane};
use super::super::mouse::{Mouse, MouseKind};
use super::super::mouse::{box_on_top, is_taken, pane_at, target};
use super::super::styled::Role;
use super::{follow, keep, moving, remember, run_and_learn, say_first, typing};
use crate::command::{Command, Context};
use crate::lang::Lang;
use crate::query::Record;

/// So many rows a notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Takes in what the mouse did.
pub(super) fn act(model: &mut Model, mouse: Mouse, env: &Env) -> Option<Effect> {
    if !is_taken(model) {
        return None;
    }
    match mouse.kind {
        MouseKind::Press => {
            let target = target(model, env, mouse.column, mouse.row);
            let again = target.is_some() && model.clicked == target;
            model.clicked = target;
            click(model, target?, again, env)
        }
        MouseKind::Back if model.layers.is_empty() => run_and_learn(model, Command::Back, env),
        MouseKind::Back => close(model, env),
        MouseKind::WheelUp => {
            wheel(model, mouse, -NOTCH, env);
            None
        }
        MouseKind::WheelDown => {
            wheel(model, mouse, NOTCH, env);
            None
        }
        MouseKind::Drag => {
            model.clicked = None;
            let [key] = help::named(env, [Command::Mouse]);
            let texts = match env.lang {
                Lang::En => [
                    format!(
                        "To select text hold Shift (macOS Terminal: Fn, iTerm2: Option), or press {key}."
                    ),
                    format!("To select hold Shift (on a Mac Fn or Option), or press {key}."),
                    format!("To select: Shift, or {key}."),
                ],
                Lang::Fr => [
                    format!(
                        "Pour sélectionner, maintenez Maj (Terminal macOS\u{a0}: Fn, iTerm2\u{a0}: Option), ou {key}."
                    ),
                    format!("Pour sélectionner\u{a0}: Maj (Mac\u{a0}: Fn ou Option), ou {key}."),
                    format!("Sélection\u{a0}: Maj, ou {key}."),
                ],
            };
            say_first(model, env, Role::Dim, &texts);
            None
        }
        MouseKind::Release => None,
    }
}

/// Takes the mouse, or leaves it to the terminal.
pub(super) fn toggle(model: &mut Model, env: &Env) {
    model.mouse = !model.mouse;
    model.clicked = None;
    let [key] = help::named(env, [Command::Mouse]);
    let texts = if model.mouse {
        match env.lang {
            Lang::En => [
                format!("The mouse acts here. {key} releases it."),
                format!("Mouse taken. {key} releases it."),
            ],
            Lang::Fr => [
                format!("La souris agit ici. {key} la libère."),
                format!("Souris prise. {key} la libère."),
            ],
        }
    } else {
        match env.lang {
            Lang::En => [
                format!("Mouse released: select with your terminal. {key} to take it back."),
                format!("Mouse released. {key} retakes it."),
            ],
            Lang::Fr => [
                format!(
                    "Souris libérée\u{a0}: sélectionnez avec le terminal. {key} pour reprendre."
                ),
                format!("Souris libérée. {key} la reprend."),
            ],
        }
    };
    say_first(model, env, Role::Dim, &texts);
}

/// Closes the box on top.
fn close(model: &mut Model, env: &Env) -> Option<Effect> {
    let typing = model.context() == Context::Input;
    let command = if typing { Command::InCancel } else { Command::Escape };
    run_and_learn(model, command, env)
}

fn click(model: &mut Model, target: Target, again: bool, env: &Env) -> Option<Effect> {
    if let Target::Command(command) = target {
        return press(model, command, env);
    }
    settle(model, env);
    model.notice = None;
    model.pending.clear();
    model.walking = false;
    match target {
        Target::Command(_) | Target::Inside => {}
        Target::Outside => return close(model, env),
        Target::Lens(lens) => {
            while model.lens != lens {
                keep::lens(model, env);
            }
        }
        Target::Exact => model.exact = false,
        Target::Subject => follow::whole(model, env),
        Target::Pane(pane) => model.focus = pane,
        Target::Filter(pane) => clear(model, pane),
        Target::Pin(at) => {
            if at < model.pins.len() {
                keep::record(model);
                model.pins.remove(at);
            }
        }
        Target::Record(pane, record) => {
            model.focus = pane;
            if again {
                return run_and_learn(model, Command::Open, env);
            }
            choose(model, record, env);
        }
        Target::Reference(reference) => {
            model.focus = Pane::Page;
            model.page.reference = Some(reference);
            if again {
                return run_and_learn(model, Command::Open, env);
            }
        }
        Target::Page(place) => follow::turn_to(model, place, env),
        Target::Menu(_) | Target::Found(_) => {
            match (target, model.layers.last_mut()) {
                (Target::Menu(at), Some(Layer::Menu(menu))) => menu.chosen = at,
                (Target::Menu(at), Some(Layer::Views(open))) => open.chosen = at,
                (Target::Found(at), Some(Layer::Find(boxed))) => boxed.chosen = at,
                _ => {}
            }
            if again {
                return run_and_learn(model, Command::InAccept, env);
            }
        }
    }
    None
}

/// Runs a command that is written on the screen, where it acts.
fn press(model: &mut Model, command: Command, env: &Env) -> Option<Effect> {
    let acts = |model: &Model| command.row().scope.holds(model.context());
    if !acts(model) {
        settle(model, env);
    }
    // The keys that began the sequence have been pressed; the click ends it.
    if acts(model) { run_and_learn(model, command, env) } else { None }
}

/// Keeps a filter or a search that is being typed.
fn settle(model: &mut Model, env: &Env) {
    if box_on_top(model).is_none() && !model.layers.is_empty() {
        let _ = run_and_learn(model, Command::InAccept, env);
    }
}

fn clear(model: &mut Model, pane: Pane) {
    keep::record(model);
    let filter = match pane {
        Pane::Trends => &mut model.topics.filter,
        Pane::Experts => &mut model.experts.filter,
        Pane::Statements | Pane::Page => &mut model.statements.filter,
    };
    let filter = std::mem::take(filter);
    remember(&mut model.queries, filter);
}

/// Chooses a record of the focused list.
fn choose(model: &mut Model, record: Record, env: &Env) {
    match record {
        Record::Topic(id) => model.topics.chosen = Some(id),
        Record::Expert(id) => model.experts.chosen = Some(id),
        Record::Statement(id) => model.statements.chosen = Some(id),
        Record::Page(_) => return,
    }
    moving::chosen_anew(model, env);
}

/// Scrolls what lies under the pointer.
fn wheel(model: &mut Model, mouse: Mouse, by: isize, env: &Env) {
    if box_on_top(model).is_some() {
        return match model.context() {
            Context::Input => typing::go(model, by, env),
            _ => moving::by_rows(model, by, env),
        };
    }
    let regions = regions(model.size, model);
    let Some(pane) = pane_at(&regions, mouse.column, mouse.row) else { return };
    let height = usize::from(regions.content(pane).height);
    let moved = match pane {
        Pane::Trends => model.topics.scroll(by, height),
        Pane::Experts => model.experts.scroll(by, height),
        Pane::Statements => model.statements.scroll(by, height),
        Pane::Page => return moving::scroll(model, by, env),
    };
    if moved {
        let focus = std::mem::replace(&mut model.focus, pane);
        moving::chosen_anew(model, env);
        model.focus = focus;
    }
}

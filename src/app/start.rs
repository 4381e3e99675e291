//! The first state: the richest trend, nothing typed, nothing followed yet.

use super::env::Env;
use super::layout::Size;
use super::model::{Lesson, Message, Model, Notice};
use super::styled::Role;
use super::update::update;
use crate::corpus::{ExpertId, Subject};

/// Rows of Statements where the data hold none, as those of a document that was only searched
/// for names: one sentence says so, and the page has the room.
const NOTHING_SAID: u16 = 3;

/// The rows of Statements: as chosen, few where there is nothing to show, else a share.
pub(super) fn upper(env: &Env) -> Option<u16> {
    env.choices.statements.or(env.data.corpus.statements.is_empty().then_some(NOTHING_SAID))
}

/// The model that a reader meets at the start.
#[must_use]
pub fn start(env: &Env, size: Size) -> Model {
    let first = env.data.topic_order().first().map(|&id| Subject::Topic(id));
    let expert = || env.data.expert_order().first().map(|&id: &ExpertId| Subject::Expert(id));
    let subject = first.or_else(expert);
    let choices = &env.choices;
    let mut model = Model {
        subject,
        left: choices.left,
        upper: upper(env),
        // A mouse that is taken can no longer select in the terminal at the other end.
        mouse: choices.mouse && !env.remote,
        ..Model::default()
    };
    match subject {
        Some(Subject::Topic(id)) => model.topics.chosen = Some(id),
        Some(Subject::Expert(id)) => model.experts.chosen = Some(id),
        None => {}
    }
    if env.sample && choices.hints {
        model.lesson = Lesson::Walk;
    }
    if let Some(warning) = &env.warning {
        model.notice = Some(Notice { role: Role::Warn, text: warning.clone() });
    }
    // The size derives rows for the first time.
    let _ = update(&mut model, Message::Resize(size), env);
    model.history.amend(model.place());
    model
}

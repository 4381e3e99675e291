//! Tab in a typed line: the name that is meant, or a pin.

use tui_input::Input;

use super::super::env::Env;
use super::super::model::{Layer, Model, Pane};
use super::super::styled::Role;
use super::{keep, remember, say, typing};
use crate::query::{Found, Query};

/// Completes a filter, or pins what is chosen in find everywhere.
pub(super) fn complete(model: &mut Model, env: &Env) {
    match model.layers.last() {
        Some(Layer::Filter { pane, input, .. }) => {
            let (pane, typed) = (*pane, input.value().to_owned());
            filter(model, pane, &typed, env);
        }
        Some(Layer::Find(_)) => pin(model, env),
        _ => {}
    }
}

/// Turns between close matches too and only what stands as typed.
pub(super) fn exact(model: &mut Model, env: &Env) {
    if !matches!(model.layers.last(), Some(Layer::Filter { .. } | Layer::Find(_))) {
        return;
    }
    model.exact = !model.exact;
    typing::typed(model, env);
    let text = if model.exact {
        env.pick("Only what stands as typed.", "Seulement ce qui est tel que saisi.")
    } else {
        env.pick("Close matches too.", "Correspondances approchées aussi.")
    };
    say(model, Role::Dim, text);
}

/// Pins what is chosen in find everywhere; the box has done its work.
fn pin(model: &mut Model, env: &Env) {
    let Some(Layer::Find(boxed)) = model.layers.last() else { return };
    let Some(record) = typing::record(boxed) else { return };
    let query = boxed.input.value().to_owned();
    model.layers.pop();
    remember(&mut model.queries, query);
    keep::pin_record(model, env, record);
}

fn filter(model: &mut Model, pane: Pane, typed: &str, env: &Env) {
    let start = last_word(typed);
    let word = &typed[start..];
    let (field, name) = word
        .rsplit_once(':')
        .map_or((None, word), |(field, name)| (Some(field.trim_start_matches(['!', '-'])), name));
    let corpus = &env.data.corpus;
    let query = Query::parse(name.trim_matches(['"', '«', '»', '\u{a0}']));
    let topic = || best(&env.data.finder().topics(&query)).map(|id| corpus.topic(id).name.as_str());
    let expert =
        || best(&env.data.finder().experts(&query)).map(|id| corpus.expert(id).name.as_str());
    let meant = match (field, pane) {
        _ if query.is_empty() => None,
        (Some("t" | "topic" | "trend" | "tendance"), _) | (None, Pane::Trends) => topic(),
        (Some("e" | "expert"), _) | (None, Pane::Experts) => expert(),
        (None, _) => topic().or_else(expert),
        (Some(_), _) => None,
    };
    let Some(meant) = meant else {
        return say(model, Role::Dim, env.pick("Nothing to complete.", "Rien à compléter."));
    };
    let before = &typed[..start + word.len() - name.len()];
    // Beside other terms a name of several words holds together by quotes.
    let spaced = meant.contains(char::is_whitespace) && !before.is_empty();
    let text = if spaced { format!("{before}\"{meant}\"") } else { format!("{before}{meant}") };
    if let Some(Layer::Filter { input, .. }) = model.layers.last_mut() {
        *input = Input::new(text);
    }
    typing::typed(model, env);
}

fn best<T: Copy>(found: &Found<T>) -> Option<T> {
    found.sure.first().or(found.close.first()).map(|hit| hit.id)
}

/// Where what is being typed begins: everything where it is plain words, else the last term.
fn last_word(typed: &str) -> usize {
    let signs = |sign: char| !(sign.is_alphanumeric() || " -'’".contains(sign));
    if !typed.contains(signs) && !typed.starts_with('-') {
        return typed.len() - typed.trim_start().len();
    }
    let mut quoted = false;
    let mut start = 0;
    for (at, sign) in typed.char_indices() {
        if sign == '"' {
            quoted = !quoted;
        } else if sign.is_whitespace() && !quoted {
            start = at + sign.len_utf8();
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_completed_together_and_terms_one_by_one() {
        for (typed, rest) in [
            ("fake ne", "fake ne"),
            (" l’inf", "l’inf"),
            ("p:39 t:fak", "t:fak"),
            ("t:\"fake ne", "t:\"fake ne"),
            ("-e:douani t:x", "t:x"),
            ("", ""),
        ] {
            assert_eq!(&typed[last_word(typed)..], rest);
        }
    }
}

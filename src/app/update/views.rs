//! Saving what is seen under a name, and coming back to it.

use tui_input::Input;

use super::super::env::Env;
use super::super::help;
use super::super::model::{Effect, Layer, Model};
use super::super::rows::{derive, pin_name};
use super::super::styled::Role;
use super::super::views::{Change, View, ViewsBox, matching};
use super::{follow, keep, say, say_first};
use crate::command::Command;
use crate::lang::Lang;
use crate::query::ByName;

/// Opens the list of saved views.
pub(super) fn open(model: &mut Model) {
    model.layers.push(Layer::Views(ViewsBox::default()));
}

/// Asks for the name of what is seen now; its pins and filters are a first one.
pub(super) fn ask(model: &mut Model, env: &Env) {
    let pins = model.pins.iter().map(|&pin| pin_name(env, pin));
    let filters = [&model.topics.filter, &model.experts.filter, &model.statements.filter];
    let filters = filters.into_iter().map(|filter| filter.trim().to_owned());
    let parts: Vec<String> = pins.chain(filters).filter(|part| !part.is_empty()).collect();
    let subject = || model.subject.map(|subject| env.data.corpus.name(subject).to_owned());
    let name = if parts.is_empty() { subject().unwrap_or_default() } else { parts.join(" + ") };
    model.layers.push(Layer::SaveView { input: Input::new(name), replace: None });
}

/// Saves what is seen now; a view of the same name is replaced only when asked twice.
pub(super) fn save(
    model: &mut Model,
    env: &Env,
    input: Input,
    replace: Option<&str>,
) -> Option<Effect> {
    let name = input.value().trim().to_owned();
    let exists = model.views.iter().any(|view| view.name == name);
    if name.is_empty() || (exists && replace != Some(name.as_str())) {
        model.layers.push(Layer::SaveView { input, replace: Some(name) });
        return None;
    }
    let quoted = env.signs.quoted(&name, env.lang);
    let [keys] = help::named(env, [Command::Views]);
    let texts = match env.lang {
        Lang::En => [
            format!("{quoted} is saved: {keys} opens it again."),
            format!("Saved: {keys} opens it again."),
        ],
        Lang::Fr => [
            format!("{quoted} est enregistrée\u{a0}: {keys} la rouvre."),
            format!("Enregistrée\u{a0}: {keys} la rouvre."),
        ],
    };
    say_first(model, env, Role::Ok, &texts);
    Some(change(model, Change::Put(Box::new(View::of(model, env, &name)))))
}

fn change(model: &mut Model, change: Change) -> Effect {
    change.apply(&mut model.views);
    Effect::Views(change)
}

/// Moves the choice among the views that match.
pub(super) fn step(model: &mut Model, by: isize, env: &Env) {
    let Some(Layer::Views(open)) = model.layers.last() else { return };
    let last = matching(model, env, open.input.value()).len().saturating_sub(1);
    if let Some(Layer::Views(open)) = model.layers.last_mut() {
        open.chosen = open.chosen.saturating_add_signed(by).min(last);
        open.sure = None;
    }
}

/// The view that is chosen.
fn chosen(model: &Model, env: &Env, open: &ViewsBox) -> Option<View> {
    matching(model, env, open.input.value()).get(open.chosen).copied().cloned()
}

/// Opens the chosen view.
pub(super) fn accept(model: &mut Model, env: &Env, open: ViewsBox) {
    let Some(view) = chosen(model, env, &open) else {
        // Nothing to open: the box stays, with what it says.
        model.layers.push(Layer::Views(open));
        return;
    };
    model.history.amend(model.place());
    keep::record(model);
    let found = ByName::new(&env.data.corpus, view.spot.names());
    let mut place = view.spot.place(&found);
    let gone = view.spot.pins.len() - place.pins.len();
    place.subject = place.subject.or(model.subject);
    place.filters = view.filters;
    follow::restore(model, place);
    model.only_marked = view.only_marked;
    [
        (model.topics.sort, model.topics.reverse),
        (model.experts.sort, model.experts.reverse),
        (model.statements.sort, model.statements.reverse),
    ] = view.orders;
    derive(model, env);
    model.history.push(model.place());
    let quoted = env.signs.quoted(&view.name, env.lang);
    if gone == 0 {
        let text = match env.lang {
            Lang::En => format!("View {quoted}. u: as before"),
            Lang::Fr => format!("Vue {quoted}. u\u{a0}: comme avant"),
        };
        return say(model, Role::Dim, text);
    }
    let text = match env.lang {
        Lang::En => {
            let pins = if gone == 1 { "1 pin is" } else { &format!("{gone} pins are") };
            format!("View {quoted}: {pins} no longer in the data.")
        }
        Lang::Fr => {
            let pins = match gone {
                1 => "1 épingle n’est".to_owned(),
                _ => format!("{gone} épingles ne sont"),
            };
            format!("Vue {quoted}\u{a0}: {pins} plus dans les données.")
        }
    };
    say(model, Role::Warn, text);
}

/// Deletes the chosen view, when asked twice.
pub(super) fn forget(model: &mut Model, env: &Env) -> Option<Effect> {
    let Some(Layer::Views(open)) = model.layers.last() else { return None };
    let name = chosen(model, env, open)?.name;
    let sure = open.sure.as_ref() == Some(&name);
    if let Some(Layer::Views(open)) = model.layers.last_mut() {
        open.sure = Some(name.clone()).filter(|_| !sure);
        open.chosen = open.chosen.saturating_sub(usize::from(sure));
    }
    sure.then(|| change(model, Change::Forget(name)))
}

//! What a list says where it has no rows: why, what is nearest, and the way out.

use super::super::env::Env;
use super::super::help;
use super::super::info;
use super::super::model::{Model, Pin, Row};
use super::super::styled::Role;
use super::ties::{Lead, narrowing};
use super::{blank, ways, words};
use crate::command::Command;
use crate::corpus::{ExpertId, PageRef, StatementId, Subject, TopicId};
use crate::lang::Lang;
use crate::words::page_label;

/// Why Trends is empty.
pub(super) fn topics(rows: &mut Vec<Row<TopicId>>, model: &Model, env: &Env, width: usize) {
    if model.topics.total == 0 {
        let text = env.pick("The data names no trend.", "Les données ne nomment aucune tendance.");
        return words(rows, Role::Text, text, width);
    }
    list(rows, model, env, &model.topics.filter, width);
}

/// Why Experts is empty.
pub(super) fn experts(rows: &mut Vec<Row<ExpertId>>, model: &Model, env: &Env, width: usize) {
    if model.experts.total == 0 {
        let text = env.pick("The data names no expert.", "Les données ne nomment aucun expert.");
        return words(rows, Role::Text, text, width);
    }
    list(rows, model, env, &model.experts.filter, width);
}

fn list<T>(rows: &mut Vec<Row<T>>, model: &Model, env: &Env, filter: &str, width: usize) {
    if !filter.is_empty() {
        return nothing(rows, env, filter, width);
    }
    let text = narrowed(model, env);
    words(rows, Role::Text, &text, width);
    blank(rows);
    ways_out(rows, env, width);
}

/// A filter finds nothing: the nearest names, and the way out.
fn nothing<T>(rows: &mut Vec<Row<T>>, env: &Env, filter: &str, width: usize) {
    let lang = env.lang;
    let quoted = env.signs.quoted(filter, lang);
    let text = match lang {
        Lang::En => format!("Nothing matches {quoted}."),
        Lang::Fr => format!("Rien ne correspond à {quoted}."),
    };
    words(rows, Role::Text, &text, width);
    let near = env.data.finder().nearest(filter, 3);
    if !near.is_empty() {
        let names: Vec<&str> = near.iter().map(|&s| env.data.corpus.name(s)).collect();
        let label = lang.pick("Nearest: ", "Au plus près\u{a0}: ");
        words(rows, Role::Text, &format!("{label}{}.", names.join(", ")), width);
    }
    blank(rows);
    // True while the filter is typed, and once it is kept.
    let on = [
        (Command::Escape, lang.pick(" clears the filter, then ", " efface le filtre, puis ")),
        (Command::Find, lang.pick(" finds everywhere.", " cherche partout.")),
    ];
    ways(rows, env, &on, width);
    blank(rows);
    words(rows, Role::Dim, help::fields(env), width);
}

/// One row even beside other panes on 80 columns: what stands below it is seen as well.
fn ways_out<T>(rows: &mut Vec<Row<T>>, env: &Env, width: usize) {
    let out = [
        (Command::Undo, env.pick(" undoes one filter, ", " annule un filtre, ")),
        (Command::Reset, env.pick(" clears all.", " les efface tous.")),
    ];
    ways(rows, env, &out, width);
}

/// How to see every statement.
fn every<T>(rows: &mut Vec<Row<T>>, env: &Env, width: usize) {
    let does = env.pick(" shows all statements.", " montre tous les propos.");
    ways(rows, env, &[(Command::ShowAll, does)], width);
}

/// What narrows the lists besides a typed filter, in one sentence.
pub(super) fn narrowed(model: &Model, env: &Env) -> String {
    let pins: Vec<String> = model.pins.iter().map(|&pin| pin_name(env, pin)).collect();
    let plus = pins.join(" + ");
    match (model.only_marked, pins.is_empty(), env.lang) {
        (true, true, Lang::En) => "Nothing here is marked.".to_owned(),
        (true, true, Lang::Fr) => "Rien n’est marqué ici.".to_owned(),
        (true, false, Lang::En) => format!("Nothing here is marked and belongs to {plus}."),
        (true, false, Lang::Fr) => format!("Rien ici n’est marqué et lié à {plus}."),
        (false, _, Lang::En) => format!("Nothing here belongs to {plus}."),
        (false, _, Lang::Fr) => format!("Rien ici n’est lié à {plus}."),
    }
}

/// The name of what is pinned.
#[must_use]
pub fn pin_name(env: &Env, pin: Pin) -> String {
    match pin {
        Pin::Subject(subject) => env.data.corpus.name(subject).to_owned(),
        Pin::Page(place) => page_label(&env.data.corpus, place),
    }
}

/// Says why no statement is shown, what is nearest, and the way out.
pub(super) fn statements(
    rows: &mut Vec<Row<StatementId>>,
    model: &Model,
    env: &Env,
    matching: usize,
    width: usize,
) {
    let data = &env.data;
    let lang = env.lang;
    let filter = &model.statements.filter;
    if !filter.is_empty() && matching == 0 {
        return nothing(rows, env, filter, width);
    }
    if data.corpus.statements.is_empty() {
        let text =
            lang.pick("The data holds no statement.", "Les données ne contiennent aucun propos.");
        return words(rows, Role::Text, text, width);
    }
    if !model.pins.is_empty() || model.only_marked {
        words(rows, Role::Text, &narrowed(model, env), width);
        // Before the facts: where the pane is low, the way out must be seen.
        ways_out(rows, env, width);
        if let &[one, other] = model.pins.as_slice() {
            words(rows, Role::Text, &together(env, one, other), width);
        }
        for &pin in &model.pins {
            words(rows, Role::Text, &has(env, pin), width);
        }
        return;
    }
    let lead = Lead::of(model);
    let subject = match lead {
        Lead::Topic(id) => Subject::Topic(id),
        Lead::Expert(id) => Subject::Expert(id),
        Lead::Page(_) | Lead::Nothing => {
            let text = lang
                .pick("No statement is known on this page.", "Aucun propos connu sur cette page.");
            words(rows, Role::Text, text, width);
            blank(rows);
            return every(rows, env, width);
        }
    };
    let name = data.corpus.name(subject);
    if !filter.is_empty() {
        let quoted = env.signs.quoted(filter, lang);
        let text = match lang {
            Lang::En => {
                format!("No statement linked to {name} matches {quoted}; {matching} elsewhere.")
            }
            Lang::Fr => format!(
                "Aucun propos lié à {name} ne correspond à {quoted}\u{202f}; {matching} ailleurs."
            ),
        };
        words(rows, Role::Text, &text, width);
        blank(rows);
        let on = [
            (Command::Escape, lang.pick(" clears the filter, ", " efface le filtre, ")),
            (
                Command::ShowAll,
                lang.pick(" shows what is not linked.", " montre ce qui n’est pas lié."),
            ),
        ];
        return ways(rows, env, &on, width);
    }
    match (subject, narrowing(model).into_iter().flatten().next()) {
        (_, Some(other)) => no_common(rows, env, subject, other, width),
        (Subject::Topic(_), None) => {
            let text = match lang {
                Lang::En => format!("No statement on {name} is known."),
                Lang::Fr => format!("Aucun propos connu sur {name}."),
            };
            words(rows, Role::Text, &text, width);
            if data.index.extent(subject).pages == 0 {
                words(rows, Role::Text, info::no_page(env, subject), width);
            } else {
                words(rows, Role::Text, &info::pages_sentence(env, subject), width);
            }
            blank(rows);
            if data.index.extent(subject).pages == 0 {
                return every(rows, env, width);
            }
            let next =
                lang.pick(" goes to the next cited page, ", " va à la page citée suivante, ");
            let all = lang.pick(" shows all statements.", " montre tous les propos.");
            ways(rows, env, &[(Command::NextLit, next), (Command::ShowAll, all)], width);
        }
        (Subject::Expert(expert), None) => {
            words(rows, Role::Text, &info::no_claim(env, expert), width);
            blank(rows);
            every(rows, env, width);
        }
    }
}

/// A topic and an expert who does not speak of it.
fn no_common(
    rows: &mut Vec<Row<StatementId>>,
    env: &Env,
    one: Subject,
    other: Subject,
    width: usize,
) {
    let corpus = &env.data.corpus;
    let (topic, expert) =
        if matches!(one, Subject::Topic(_)) { (one, other) } else { (other, one) };
    let (name, who) = (corpus.name(topic), corpus.name(expert));
    let text = match env.lang {
        Lang::En => format!("No statement of {who} on {name}."),
        Lang::Fr => format!("Aucun propos de {who} sur {name}."),
    };
    words(rows, Role::Text, &text, width);
    blank(rows);
    let label = env.pick("Nearest: ", "Au plus près\u{a0}: ");
    let pins = [expert, topic].map(Pin::Subject);
    let has = pins.map(|pin| has(env, pin));
    let both = together(env, pins[0], pins[1]);
    words(rows, Role::Text, &format!("{label}{} {both}", has.join(" ")), width);
    blank(rows);
    let on = [
        (Command::Escape, env.pick(" gives this choice up, ", " abandonne ce choix, ")),
        (Command::Open, env.pick(" follows it, ", " le suit, ")),
        (Command::ShowAll, env.pick(" shows what is not linked.", " montre ce qui n’est pas lié.")),
    ];
    ways(rows, env, &on, width);
}

/// The pages that two pinned records share, or that there is none.
fn together(env: &Env, one: Pin, other: Pin) -> String {
    let data = &env.data;
    let pages = |pin: Pin| match pin {
        Pin::Subject(subject) => data.index.pages_of(subject).to_vec(),
        Pin::Page(place) => vec![place],
    };
    let second = pages(other);
    let shared: Vec<PageRef> =
        pages(one).into_iter().filter(|place| second.binary_search(place).is_ok()).collect();
    let runs = info::runs(env, &shared);
    match (shared.len(), env.lang) {
        (0, Lang::En) => "No page has both.".to_owned(),
        (0, Lang::Fr) => "Aucune page n’a les deux.".to_owned(),
        (_, Lang::En) => format!("Both are on p. {runs}."),
        (_, Lang::Fr) => format!("Les deux sont à la p. {runs}."),
    }
}

/// What a pinned record has by itself.
fn has(env: &Env, pin: Pin) -> String {
    let data = &env.data;
    let name = pin_name(env, pin);
    let (statements, pages) = match pin {
        Pin::Subject(subject) => {
            let facts = data.index.facts(subject);
            let pages = info::runs(env, &facts.pages);
            (
                facts.statements.len(),
                if pages.is_empty() { "p. ?".to_owned() } else { format!("p. {pages}") },
            )
        }
        Pin::Page(place) => (data.index.page(place).statements.len(), String::new()),
    };
    let lang = env.lang;
    let noun = lang.plural(statements, ("statement", "statements"), ("propos", "propos"));
    let pages = if pages.is_empty() { String::new() } else { format!(", {pages}") };
    let colon = lang.pick(": ", "\u{a0}: ");
    format!("{name}{colon}{statements} {noun}{pages}.")
}

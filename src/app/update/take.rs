//! Taking away: copies, the source itself, an export, a note.

use tui_input::Input;

use super::super::env::Env;
use super::super::help::named;
use super::super::model::{Copied, Effect, Exported, Layer, Model, Opening, Pane, Shown};
use super::super::rows::reach_all;
use super::super::styled::Role;
use super::{keep, say, say_first};
use crate::command::Command;
use crate::corpus::{PageRef, Position, ReportId, Subject};
use crate::export::citation::Taking;
use crate::export::place::Place;
use crate::lang::Lang;
use crate::query::{Record, fold};
use crate::words::clean;

/// In which form something is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With where it comes from.
    Citation,
    /// The words alone.
    Text,
    /// Markdown.
    Markdown,
    /// BibTeX.
    Bibtex,
    /// The pages.
    Pages,
    /// The command that leads here.
    Link,
}

/// Copies what is under the pointer.
pub(super) fn copy(model: &mut Model, env: &Env, form: Form) -> Option<Effect> {
    let Some(record) = keep::under_pointer(model) else {
        say(model, Role::Warn, env.pick("Nothing is chosen here.", "Rien n’est choisi ici."));
        return None;
    };
    let data = &env.data;
    let taking = Taking { corpus: &data.corpus, index: &data.index, lang: env.lang, on: env.today };
    let text = match form {
        Form::Citation => taking.citation(record),
        Form::Text => taking.text(record),
        Form::Markdown => taking.markdown(record),
        Form::Bibtex => taking.bibtex(record),
        Form::Pages => taking.pages(record),
        Form::Link => {
            let page = model.shown_page().filter(|_| !matches!(record, Record::Page(_)));
            taking.link(Place { record, page }, &env.files)
        }
    };
    if text.trim().is_empty() {
        say(model, Role::Warn, env.pick("There is nothing to copy.", "Il n’y a rien à copier."));
        return None;
    }
    Some(Effect::Copy(text))
}

/// Says by which way a text was copied; Enter then shows it.
pub(super) fn copied(model: &mut Model, env: &Env, text: String, way: Copied) {
    let [key] = named(env, [Command::Open]);
    match way {
        Copied::Terminal => {
            let forms = match env.lang {
                Lang::En => [
                    format!(
                        "Sent to your terminal’s clipboard (OSC 52). Nothing to paste? {key} shows the text."
                    ),
                    format!("Copied by OSC 52. Nothing to paste? {key} shows it."),
                    format!("OSC 52 sent. {key}: the text"),
                    format!("{key}: the text"),
                ],
                Lang::Fr => [
                    format!(
                        "Envoyé au presse-papiers du terminal (OSC 52). Rien à coller\u{a0}? {key} montre le texte."
                    ),
                    format!("Copié par OSC 52. Rien à coller\u{a0}? {key} le montre."),
                    format!("OSC 52 envoyé. {key}\u{a0}: texte"),
                    format!("{key}\u{a0}: texte"),
                ],
            };
            say_first(model, env, Role::Ok, &forms);
        }
        Copied::System => {
            let said = match env.lang {
                Lang::En => format!("Copied to the system’s clipboard. {key} shows the text."),
                Lang::Fr => {
                    format!("Copié dans le presse-papiers du système. {key} montre le texte.")
                }
            };
            say(model, Role::Ok, said);
        }
        Copied::File(path) => {
            let quoted = env.signs.quoted(&clean(&path), env.lang);
            let said = match env.lang {
                Lang::En => format!("Copied to {quoted}. {key} shows the text."),
                Lang::Fr => format!("Copié dans {quoted}. {key} montre le texte."),
            };
            say(model, Role::Ok, said);
        }
        Copied::Nowhere => {
            let [export] = named(env, [Command::Export]);
            let said = match env.lang {
                Lang::En => format!(
                    "Not copied: too long for a terminal. {key} shows the text; {export} writes a file."
                ),
                Lang::Fr => format!(
                    "Non copié\u{a0}: trop long pour un terminal. {key} montre le texte\u{a0}; {export} écrit un fichier."
                ),
            };
            say(model, Role::Warn, said);
        }
    }
    model.copied = Some(text);
}

/// Asks for the source to be opened, at its page where there is one.
pub(super) fn open_source(model: &mut Model, env: &Env) -> Option<Effect> {
    let corpus = &env.data.corpus;
    let page = model.shown_page();
    let report = page.map(|place| place.report).or_else(|| corpus.report_ids().next());
    let of_report = |id: ReportId| {
        let report = corpus.report(id);
        (report.file.clone(), report.url.clone())
    };
    let (file, url) = report.map(of_report).unwrap_or_default();
    let position = position(model, env);
    let source = position.map(|position| corpus.source(position.source));
    let source = source.or_else(|| {
        corpus.sources.iter().find(|source| report.is_some() && source.about == report)
    });
    let source = source.or_else(|| corpus.sources.first());
    let file = env.choices.pdf.clone().or(file);
    let named = file.is_some() || url.is_some();
    let url = url.or_else(|| source.and_then(|source| source.url.clone()));
    // An article is opened where the report that it is about is not at hand; its pages are others.
    let article = source.filter(|_| !named).and_then(|source| source.file.clone());
    let page = page.filter(|_| article.is_none());
    let file = file.or(article);
    if file.is_none() && url.is_none() {
        let text = env.pick(
            "The data names neither a file nor an address of its source.",
            "Les données ne nomment ni fichier ni adresse de leur source.",
        );
        say(model, Role::Warn, text);
        return None;
    }
    Some(Effect::Open(Opening { file, url, page: page.map(|place: PageRef| place.page) }))
}

/// Where the chosen record was read.
fn position<'a>(model: &Model, env: &'a Env) -> Option<&'a Position> {
    let data = &env.data;
    let of_statement = |id| data.corpus.statement(id).position.as_ref();
    let of_subject = |subject: Subject| {
        let facts = data.index.facts(subject);
        let cited =
            facts.citations.first().and_then(|&id| data.corpus.citation(id).position.as_ref());
        cited.or_else(|| facts.statements.first().and_then(|&id| of_statement(id)))
    };
    match keep::under_pointer(model)? {
        Record::Topic(id) => of_subject(Subject::Topic(id)),
        Record::Expert(id) => of_subject(Subject::Expert(id)),
        Record::Statement(id) => of_statement(id),
        Record::Page(place) => {
            let facts = data.index.page(place);
            facts.statements.first().and_then(|&id| of_statement(id))
        }
    }
}

/// The records that the focused pane shows, as they stand.
#[must_use]
fn shown_records(model: &Model) -> Exported {
    Exported::Records(match (model.focus, model.page.shown) {
        (Pane::Trends, _) => model.topics.ids().map(Record::Topic).collect(),
        (Pane::Experts, _) => model.experts.ids().map(Record::Expert).collect(),
        (Pane::Page, Shown::Page(place)) => vec![Record::Page(place)],
        (Pane::Statements | Pane::Page, _) => return Exported::Statements,
    })
}

/// Asks for the name of the file that what is shown is written to.
pub(super) fn export(model: &mut Model, env: &Env) {
    if !reach_all(model, env) {
        let [key] = named(env, [Command::Export]);
        let text = match env.lang {
            Lang::En => format!("The list is still being searched: {key} again in a moment."),
            Lang::Fr => format!(
                "La liste est encore en cours de recherche\u{a0}: {key} à nouveau dans un instant."
            ),
        };
        return say(model, Role::Warn, text);
    }
    let nothing = match shown_records(model) {
        Exported::Records(records) => records.is_empty(),
        Exported::Statements => model.statements.count() == 0,
    };
    if nothing {
        let text = env.pick("There is nothing to export.", "Il n’y a rien à exporter.");
        return say(model, Role::Warn, text);
    }
    let name = model.subject.map_or("renvoi", |subject| env.data.corpus.name(subject));
    let folded = fold(name);
    let words: Vec<&str> = folded
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let input = Input::new(format!("{}.csv", words.join("-")));
    model.layers.push(Layer::Export { input, problem: None, replace: None });
}

/// Writes the file that was named; a file that exists is replaced only when asked twice.
pub(super) fn write(
    model: &mut Model,
    env: &Env,
    input: Input,
    replace: Option<String>,
) -> Option<Effect> {
    let path = input.value().trim().to_owned();
    if crate::export::Format::of_file(&path).is_none() {
        let problem = env.pick(
            "The name ends in .csv, .tsv, .md, .json, .jsonl, .bib or .csl.json.",
            "Le nom finit par .csv, .tsv, .md, .json, .jsonl, .bib ou .csl.json.",
        );
        let problem = Some(problem.to_owned());
        model.layers.push(Layer::Export { input, problem, replace: None });
        return None;
    }
    let records = shown_records(model);
    let query = model.filter(model.focus).to_owned();
    let replace = replace.is_some_and(|known| known == path);
    Some(Effect::Export { path, replace, records, query })
}

/// Says that a file exists, and asks again.
pub(super) fn exists(model: &mut Model, env: &Env, path: String) {
    let quoted = env.signs.quoted(&path, env.lang);
    let [enter] = named(env, [Command::InAccept]);
    let problem = match env.lang {
        Lang::En => format!("{quoted} exists: {enter} replaces it, another name keeps it."),
        Lang::Fr => format!("{quoted} existe\u{a0}: {enter} le remplace, un autre nom le garde."),
    };
    let input = Input::new(path.clone());
    model.layers.push(Layer::Export { input, problem: Some(problem), replace: Some(path) });
}

//! `renvoi lookup`: where a trend, an expert or a page stands.

use std::io::{self, Write};

use serde::Serialize;

use super::answer::{self, Answer, InReport, Statements};
use super::arguments::Form;
use super::style::Tone;
use super::{Context, page, places};
use crate::corpus::{Clean, Corpus, Localised, PageRef, Subject};
use crate::error::{Error, Exit};
use crate::query::{Finder, Match};
use crate::words;

mod table;

/// What a name means.
#[derive(Clone, Copy, Debug)]
enum Met {
    Subject(Subject, Match),
    Page(PageRef),
}

/// One result in JSON.
#[derive(Debug, Serialize)]
struct Found<'a> {
    kind: &'static str,
    id: Clean,
    name: Clean,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<&'a Localised>,
    #[serde(rename = "match")]
    met: Match,
    pages: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reports: Vec<InReport<'a>>,
    printed: Vec<Clean>,
    page_count: usize,
    statements: Statements<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<&'a Clean>,
    /// There where nobody has read one of its page lists over yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<bool>,
}

/// A miss in JSON.
#[derive(Debug, Serialize)]
struct Missed<'a> {
    #[serde(flatten)]
    answer: Answer<'a, Vec<Found<'a>>>,
    suggestions: Vec<&'a Clean>,
}

/// Shows what `name` means.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn run(
    cx: &Context<'_>,
    name: &str,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let finder = cx.finder()?;
    let asked = places::read_name(cx.corpus, name).unwrap_or_default();
    let pages = asked.places.iter().map(|&at| Met::Page(at));
    let subjects = finder.lookup(name).into_iter();
    let met: Vec<Met> =
        pages.chain(subjects.map(|(subject, met)| Met::Subject(subject, met))).collect();
    if met.is_empty() {
        return missed(cx, name, &finder, &asked.beyond, out, err);
    }
    match cx.form {
        Form::Json => {
            let answer = Answer {
                schema: "renvoi.lookup/1",
                query: Some(name),
                total: met.len(),
                results: met.iter().map(|&met| found(cx, met)).collect::<Vec<_>>(),
            };
            answer::write(out, &answer)?;
        }
        Form::Plain => {
            for &met in &met {
                plain(cx, met, out)?;
            }
        }
        Form::Table => table::write(cx, name, &met, out, err)?,
    }
    Ok(Exit::Done)
}

fn missed(
    cx: &Context<'_>,
    name: &str,
    finder: &Finder,
    beyond: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let near = finder.nearest(name, 3);
    let names: Vec<&Clean> = near.iter().map(|&subject| answer::name(cx.corpus, subject)).collect();
    if cx.form == Form::Json {
        let answer =
            Answer { schema: "renvoi.lookup/1", query: Some(name), total: 0, results: Vec::new() };
        answer::write(out, &Missed { answer, suggestions: names })?;
        return Ok(Exit::Nothing);
    }
    let style = &cx.style;
    if let [word, ..] = beyond {
        writeln!(err, "{}", page::beyond(cx, word))?;
        return Ok(Exit::Nothing);
    }
    let quoted = style.quoted(&words::clean(name));
    writeln!(err, "{} {quoted}.", style.say("Nothing is called", "Rien ne s’appelle"))?;
    if let [first, ..] = *near {
        let id = answer::slug(cx.corpus, first);
        let question = format!(
            "{}{}{}",
            style.say("Did you mean: ", "Vouliez-vous dire\u{a0}: "),
            names.into_iter().map(Clean::as_str).collect::<Vec<_>>().join(", "),
            style.say("?", "\u{202f}?")
        );
        style.spread(err, &[(&question, Tone::Plain)], &format!("renvoi lookup {id}"))?;
    }
    Ok(Exit::Nothing)
}

/// One result in columns, of which no statement is read: kind, id, name, pages.
fn plain(cx: &Context<'_>, met: Met, out: &mut dyn Write) -> io::Result<()> {
    let corpus = cx.corpus;
    match met {
        Met::Page(at) => {
            let (id, name) = (page_id(corpus, at), words::page_label(corpus, at));
            writeln!(out, "page\t{id}\t{}\t{}", words::clean(&name), at.page)
        }
        Met::Subject(subject, _) => {
            let (kind, id) = (answer::kind(subject), answer::slug(corpus, subject));
            let pages = answer::joined(&answer::numbers(cx.index.pages_of(subject)));
            // A column more for what nobody has read over yet.
            let drafted = words::drafted_lists(corpus, cx.index, subject) > 0;
            let draft = if drafted { "\tdraft" } else { "" };
            writeln!(out, "{kind}\t{id}\t{}\t{pages}{draft}", answer::name(corpus, subject))
        }
    }
}

/// What names a page.
fn page_id(corpus: &Corpus, at: PageRef) -> Clean {
    format!("{}/{}", corpus.report(at.report).slug.original(), at.page).into()
}

fn found<'a>(cx: &Context<'a>, met: Met) -> Found<'a> {
    let corpus = cx.corpus;
    match met {
        Met::Page(at) => Found {
            kind: "page",
            id: page_id(corpus, at),
            name: words::page_label(corpus, at).into(),
            names: None,
            met: Match::Exact,
            pages: vec![at.page],
            reports: answer::by_report(corpus, &[at]),
            printed: Vec::new(),
            page_count: 1,
            statements: Statements { corpus, ids: &cx.index.page(at).statements },
            definition: None,
            draft: None,
        },
        Met::Subject(subject, met) => {
            let facts = cx.index.facts(subject);
            let definition = match subject {
                Subject::Topic(id) => corpus.topic(id).definition.as_ref(),
                Subject::Expert(_) => None,
            };
            Found {
                kind: answer::kind(subject),
                id: answer::slug(corpus, subject).clone(),
                name: answer::name(corpus, subject).clone(),
                names: answer::names(corpus, subject),
                met,
                pages: answer::numbers(&facts.pages),
                reports: answer::by_report(corpus, &facts.pages),
                printed: words::printed(corpus, cx.index, subject),
                page_count: facts.pages.len(),
                statements: Statements { corpus, ids: &facts.statements },
                definition: definition.map(|definition| &definition.text),
                draft: (words::drafted_lists(corpus, cx.index, subject) > 0).then_some(true),
            }
        }
    }
}

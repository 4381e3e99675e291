//! `renvoi list`: all topics, experts, statements or cited pages.

use std::cmp::Reverse;
use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::answer::{self, Answer, InReport, Statements};
use super::arguments::{Form, Sort, What};
use super::style::Tone;
use super::{Context, page};
use crate::corpus::{Clean, ExpertId, Localised, PageRef, Part, Statement, Subject};
use crate::error::{Error, Exit};
use crate::order;
use crate::query::sort_key;
use crate::words::{self, Counts};

/// A topic or an expert in JSON.
#[derive(Debug, Serialize)]
struct Row<'a> {
    kind: &'static str,
    id: &'a Clean,
    name: &'a Clean,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<&'a Localised>,
    #[serde(skip_serializing_if = "Option::is_none")]
    announced: Option<u32>,
    pages: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reports: Vec<InReport<'a>>,
    page_count: usize,
    statement_count: usize,
}

/// Lists records of one kind.
///
/// # Errors
/// The order does not suit the kind, or the answer cannot be written.
pub(super) fn run(
    cx: &Context<'_>,
    what: What,
    sort: Option<Sort>,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    if sort == Some(Sort::Announced) && what != What::Topics {
        let sentence = cx
            .style
            .say("only topics have an announced rank", "seules les tendances ont un rang annoncé");
        return Err(Error::Usage(sentence.into_owned()));
    }
    let listed = match what {
        What::Topics => {
            let topics = cx.corpus.topic_ids().map(Subject::Topic).collect();
            subjects(cx, topics, "topics", sort.unwrap_or(Sort::Pages), out)?
        }
        What::Experts => {
            let experts = cx.corpus.expert_ids().map(Subject::Expert).collect();
            subjects(cx, experts, "experts", sort.unwrap_or(Sort::Page), out)?
        }
        What::Statements => statements(cx, sort.unwrap_or(Sort::Page), out)?,
        What::Pages => pages(cx, sort.unwrap_or(Sort::Page), out)?,
    };
    Ok(if listed == 0 { Exit::Nothing } else { Exit::Done })
}

/// First page, none last.
fn first_page(pages: &[PageRef]) -> (bool, Option<PageRef>) {
    (pages.is_empty(), pages.first().copied())
}

fn subjects(
    cx: &Context<'_>,
    mut rows: Vec<Subject>,
    query: &str,
    sort: Sort,
    out: &mut dyn Write,
) -> Result<usize, Error> {
    let pages = |subject: Subject| cx.index.pages_of(subject);
    let announced = |subject: Subject| match subject {
        Subject::Topic(id) => cx.corpus.topic(id).announced,
        Subject::Expert(_) => None,
    };
    match sort {
        Sort::File => {}
        Sort::Page => order::sort_by_key(&mut rows, |&subject| first_page(pages(subject))),
        Sort::Pages => order::sort_by_key(&mut rows, |&subject| {
            let pages = pages(subject).len();
            (Reverse(pages), sort_key(cx.corpus.name(subject)))
        }),
        Sort::Name => order::sort_by_key(&mut rows, |&subject| sort_key(cx.corpus.name(subject))),
        Sort::Announced => {
            order::sort_by_key(&mut rows, |&subject| announced(subject).unwrap_or(u32::MAX));
        }
    }
    match cx.form {
        Form::Json => {
            let row = |&subject: &Subject| Row {
                kind: answer::kind(subject),
                id: answer::slug(cx.corpus, subject),
                name: answer::name(cx.corpus, subject),
                names: answer::names(cx.corpus, subject),
                announced: announced(subject),
                pages: answer::numbers(pages(subject)),
                reports: answer::by_report(cx.corpus, pages(subject)),
                page_count: pages(subject).len(),
                statement_count: cx.index.extent(subject).statements,
            };
            write(out, query, rows.len(), rows.iter().map(row).collect::<Vec<_>>())?;
        }
        Form::Plain => {
            for &subject in &rows {
                let pages = answer::joined(&answer::numbers(pages(subject)));
                let kind = answer::kind(subject);
                let id = answer::slug(cx.corpus, subject);
                let name = cx.corpus.name(subject);
                writeln!(out, "{kind}\t{id}\t{name}\t{pages}")?;
            }
        }
        Form::Table => table(cx, &rows, sort, out)?,
    }
    Ok(rows.len())
}

fn write(
    out: &mut dyn Write,
    query: &str,
    total: usize,
    results: impl Serialize,
) -> Result<(), Error> {
    let answer = Answer { schema: "renvoi.list/1", query: Some(query), total, results };
    answer::write(out, &answer)
}

/// What stands before the names: the announced rank, the first page, or the count of
/// pages; the first part to the left, the second to the right.
fn lead(cx: &Context<'_>, subject: Subject, sort: Sort) -> (&'static str, String) {
    let pages = cx.index.pages_of(subject);
    match (sort, subject) {
        (Sort::Announced, Subject::Topic(id)) => {
            let rank = cx.corpus.topic(id).announced;
            ("", rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string()))
        }
        _ if words::is_uncited(cx.corpus, cx.index, subject) => ("", "0 p.".to_owned()),
        (_, Subject::Expert(_)) | (Sort::Page, _) => {
            let first = pages.first();
            let label = first.map(|at| cx.corpus.report(at.report).label(at.page));
            ("p. ", label.unwrap_or_else(|| "?".to_owned()))
        }
        _ => ("", words::page_count(pages.len())),
    }
}

fn table(cx: &Context<'_>, rows: &[Subject], sort: Sort, out: &mut dyn Write) -> io::Result<()> {
    let style = &cx.style;
    let leads: Vec<_> = rows.iter().map(|&subject| lead(cx, subject, sort)).collect();
    let number = leads.iter().map(|(_, value)| value.width()).max().unwrap_or(0);
    let longest = rows.iter().map(|&subject| cx.corpus.name(subject).width()).max().unwrap_or(0);
    let name = longest.min(style.width / 2);
    for (&subject, (before, value)) in rows.iter().zip(&leads) {
        let gap = number - value.width();
        let lead = format!("{before}{:gap$}{value}  ", "");
        let column = lead.width() + name + 2;
        let label = lead + &style.fit(cx.corpus.name(subject), name);
        style.hang(out, (&label, Tone::Bold), column, &facts(cx, subject))?;
    }
    Ok(())
}

/// What stands behind a name: pages of a topic, statements of an expert.
fn facts(cx: &Context<'_>, subject: Subject) -> String {
    let style = &cx.style;
    let pages = cx.index.pages_of(subject);
    let expert = match subject {
        Subject::Topic(_) if words::is_uncited(cx.corpus, cx.index, subject) => {
            return words::no_page(cx.corpus, cx.index, subject, style.lang).to_owned();
        }
        Subject::Topic(_) if pages.is_empty() => {
            return style.say("page not given", "page non précisée").into_owned();
        }
        Subject::Topic(_) => return cx.page_list(pages),
        Subject::Expert(id) => id,
    };
    let own = words::own_statements(cx.corpus, cx.index, expert);
    let none = style.lang.pick("no statement", "aucun propos");
    let counts = Counts::of(cx.corpus, &own).words(none, style.lang);
    let mut parts = vec![style.own(&counts)];
    if cx.corpus.expert(expert).part == Part::Organiser {
        parts.insert(0, words::part_word(Part::Organiser, style.lang).to_owned());
    }
    let mut via: Vec<ExpertId> =
        own.iter().flat_map(|&id| cx.corpus.statements.with(id, |said| said.via.clone())).collect();
    via.dedup();
    if !via.is_empty() {
        parts.push(format!("via {}", words::names(cx.corpus, &via)));
    }
    if pages.is_empty() && !own.is_empty() {
        parts.push(style.say("page not given", "page non précisée").into_owned());
    } else if pages.len() > 1 {
        parts.push(format!("p. {}", cx.page_list(pages)));
    }
    parts.join(", ")
}

fn statements(cx: &Context<'_>, sort: Sort, out: &mut dyn Write) -> Result<usize, Error> {
    let mut rows = cx.index.statements().to_vec();
    match sort {
        Sort::Page | Sort::Announced => {}
        Sort::File => rows.sort_unstable(),
        Sort::Pages => order::sort_by_key(&mut rows, |&id| {
            cx.corpus.statements.with(id, |statement| Reverse(statement.pages.list.len()))
        }),
        Sort::Name => order::sort_by_key(&mut rows, |&id| {
            let key = |statement: &Statement| sort_key(statement.wording(cx.style.lang));
            cx.corpus.statements.with(id, key)
        }),
    }
    match cx.form {
        Form::Json => {
            let results = Statements { corpus: cx.corpus, ids: &rows };
            write(out, "statements", rows.len(), results)?;
        }
        Form::Plain => {
            for &id in &rows {
                cx.corpus.statements.with(id, |statement| plain_statement(cx, out, statement))?;
            }
        }
        Form::Table => {
            for &id in &rows {
                cx.show_statement(out, id)?;
            }
        }
    }
    Ok(rows.len())
}

/// One statement in columns: kind, id, text, pages, experts.
fn plain_statement(cx: &Context<'_>, out: &mut dyn Write, statement: &Statement) -> io::Result<()> {
    let (slug, text) = (&statement.slug, &statement.text);
    let pages = answer::joined(&statement.pages.sorted());
    let experts = words::names(cx.corpus, &statement.experts);
    // A column more for what nobody has read over yet.
    let draft = if statement.draft { "\tdraft" } else { "" };
    writeln!(out, "statement\t{slug}\t{text}\t{pages}\t{experts}{draft}")
}

fn pages(cx: &Context<'_>, sort: Sort, out: &mut dyn Write) -> Result<usize, Error> {
    let mut rows: Vec<PageRef> = cx.index.places().to_vec();
    match sort {
        Sort::Page | Sort::File | Sort::Announced => {}
        Sort::Pages => order::sort_by_key(&mut rows, |&at| {
            let facts = cx.index.page(at);
            Reverse(facts.statements.len() + facts.citations.len())
        }),
        Sort::Name => {
            order::sort_by_key(&mut rows, |&at| cx.corpus.report(at.report).label(at.page));
        }
    }
    match cx.form {
        Form::Json => {
            let card = |&at| answer::card(cx.corpus, cx.index, at, false);
            write(out, "pages", rows.len(), rows.iter().map(card).collect::<Vec<_>>())?;
        }
        Form::Plain => {
            for &at in &rows {
                page::plain(cx, out, at)?;
            }
        }
        Form::Table => {
            for &at in &rows {
                page::show(cx, out, at)?;
            }
        }
    }
    Ok(rows.len())
}

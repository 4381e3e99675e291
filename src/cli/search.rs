//! `renvoi search`: records of all four kinds that hold a query.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use unicode_width::UnicodeWidthStr;

use super::answer::{self, Answer, InReport, Named};
use super::arguments::Form;
use super::style::Tone;
use super::{Context, page};
use crate::corpus::{Clean, PageRef, Subject};
use crate::error::{Error, Exit};
use crate::index::Link;
use crate::lang::Lang;
use crate::query::stand::pages_with;
use crate::query::{Found, Hit, Record};
use crate::words::{self, Counts};

/// One result in JSON.
#[derive(Debug, Serialize)]
struct Row<'a> {
    kind: &'static str,
    id: Clean,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Clean>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Clean>,
    pages: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reports: Vec<InReport<'a>>,
    experts: Vec<Named<'a>>,
    topics: Vec<Named<'a>>,
    score: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<&'a str>,
    /// There where nobody has read it over yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<bool>,
}

/// Results in their order; each is made when it is written, and not kept.
struct Rows<'a> {
    cx: &'a Context<'a>,
    hits: &'a [Hit<Record>],
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.hits.iter().map(|hit| row(self.cx, hit)))
    }
}

/// The answer in JSON: close matches stand apart and are not counted.
#[derive(Serialize)]
struct Results<'a> {
    #[serde(flatten)]
    sure: Answer<'a, Rows<'a>>,
    close: Rows<'a>,
}

/// Searches for `typed`, and says on `err` which parts of it could not be read.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn run(
    cx: &Context<'_>,
    typed: &str,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let found = cx.found(typed, err)?;
    match cx.form {
        Form::Json => {
            let sure = Answer {
                schema: "renvoi.search/1",
                query: Some(typed),
                total: found.sure.len(),
                results: Rows { cx, hits: &found.sure },
            };
            let close = Rows { cx, hits: &found.close };
            answer::write(out, &Results { sure, close })?;
        }
        Form::Plain => {
            for (hits, word) in [(&found.sure, "sure"), (&found.close, "close")] {
                for hit in hits {
                    let row = row(cx, hit);
                    let shown = row.name.or(row.text).unwrap_or_default();
                    let (kind, id, pages) = (row.kind, &row.id, answer::joined(&row.pages));
                    // A column more for what nobody has read over yet.
                    let draft = if row.draft.is_some() { "\tdraft" } else { "" };
                    writeln!(out, "{kind}\t{id}\t{shown}\t{pages}\t{word}{draft}")?;
                }
            }
        }
        Form::Table => table(cx, typed, &found, out)?,
    }
    Ok(if found.sure.is_empty() && found.close.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn row<'a>(cx: &Context<'a>, hit: &'a Hit<Record>) -> Row<'a> {
    let corpus = cx.corpus;
    let through = hit.through.as_deref();
    let subject = |subject: Subject, experts, topics| {
        let pages = cx.index.pages_of(subject);
        Row {
            kind: answer::kind(subject),
            id: answer::slug(corpus, subject).clone(),
            name: Some(answer::name(corpus, subject).clone()),
            text: None,
            pages: answer::numbers(pages),
            reports: answer::by_report(corpus, pages),
            experts,
            topics,
            score: hit.score,
            through,
            draft: None,
        }
    };
    match hit.id {
        Record::Topic(id) => {
            let experts = cx.index.experts_of(id);
            subject(Subject::Topic(id), answer::experts(corpus, &experts), Vec::new())
        }
        Record::Expert(id) => {
            let topics = cx.index.topics_of(id);
            subject(Subject::Expert(id), Vec::new(), answer::topics(corpus, &topics))
        }
        Record::Statement(id) => corpus.statements.with(id, |statement| Row {
            kind: "statement",
            id: statement.slug.clone(),
            name: None,
            text: Some(statement.text.clone()),
            pages: statement.pages.sorted(),
            reports: answer::by_report(corpus, &statement.places()),
            experts: answer::experts(corpus, &statement.experts),
            topics: answer::topics(corpus, &statement.topics),
            score: hit.score,
            through,
            draft: statement.draft.then_some(true),
        }),
        Record::Page(at) => {
            let facts = cx.index.page(at);
            let topics: Vec<_> = facts.topics.iter().map(|&(id, _)| id).collect();
            let experts: Vec<_> = facts.experts.iter().map(|&(id, _)| id).collect();
            let report = &corpus.report(at.report).slug;
            Row {
                kind: "page",
                id: format!("{}/{}", report.original(), at.page).into(),
                name: Some(words::page_label(corpus, at).into()),
                text: None,
                pages: vec![at.page],
                reports: answer::by_report(corpus, &[at]),
                experts: answer::experts(corpus, &experts),
                topics: answer::topics(corpus, &topics),
                score: hit.score,
                through,
                draft: None,
            }
        }
    }
}

/// The kinds, in the order in which a summary names them.
const KINDS: usize = 4;

const fn place(record: Record) -> usize {
    match record {
        Record::Topic(_) => 0,
        Record::Expert(_) => 1,
        Record::Statement(_) => 2,
        Record::Page(_) => 3,
    }
}

fn counted(cx: &Context<'_>, kind: usize, n: usize) -> String {
    let (en, fr) = [
        (("trend", "trends"), ("tendance", "tendances")),
        (("expert", "experts"), ("expert", "experts")),
        (("statement", "statements"), ("propos", "propos")),
        (("page", "pages"), ("page", "pages")),
    ][kind];
    words::count(n, en, fr, cx.style.lang)
}

/// Where the words stand in the texts of pages, which a query does not search.
fn in_texts(cx: &Context<'_>, typed: &str, out: &mut dyn Write) -> io::Result<()> {
    let style = &cx.style;
    let pages = pages_with(cx.corpus, typed);
    if pages.is_empty() {
        return Ok(());
    }
    let (list, n) = (cx.page_list(&pages), counted(cx, 3, pages.len()));
    // What a shell would read within the quotes is no part of the words.
    let typed = words::clean(typed).replace(['"', '$', '`', '\\', '!'], " ");
    let (told, how) = match style.lang {
        Lang::En => (
            format!("The text has these words on {n}: {list}."),
            format!("To see the lines: renvoi find FILE \"{}\"", typed.trim()),
        ),
        Lang::Fr => (
            format!("Le texte contient ces mots sur {n}\u{a0}: {list}."),
            format!("Pour voir les lignes\u{a0}: renvoi find FICHIER \"{}\"", typed.trim()),
        ),
    };
    style.sentence(out, &told)?;
    style.sentence(out, &how)
}

fn table(
    cx: &Context<'_>,
    typed: &str,
    found: &Found<Record>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = &cx.style;
    let pages: Vec<PageRef> = found
        .sure
        .iter()
        .filter_map(|hit| match hit.id {
            Record::Page(at) => Some(at),
            _ => None,
        })
        .collect();
    if found.sure.is_empty() {
        let quoted = style.quoted(&words::clean(typed));
        writeln!(out, "{} {quoted}.", style.say("Nothing matches", "Rien ne correspond à"))?;
        in_texts(cx, typed, out)?;
    } else if pages.len() == found.sure.len() {
        let mut pages = pages;
        pages.sort_unstable();
        let list = cx.page_list(&pages);
        writeln!(out, "{}{}{list}", counted(cx, 3, pages.len()), style.colon())?;
    } else {
        let mut counts = [0; KINDS];
        for hit in &found.sure {
            counts[place(hit.id)] += 1;
        }
        let kinds = (0..KINDS).filter(|&kind| counts[kind] > 0);
        let kinds: Vec<String> = kinds.map(|kind| counted(cx, kind, counts[kind])).collect();
        let total = words::count(
            found.sure.len(),
            ("result", "results"),
            ("résultat", "résultats"),
            style.lang,
        );
        writeln!(out, "{total}{}{}", style.colon(), kinds.join(", "))?;
        rows(cx, &found.sure, out)?;
    }
    if !found.close.is_empty() {
        let title = style.say("── close matches ──", "── correspondances approchées ──");
        writeln!(out, "{}", style.paint(&title, Tone::Dim))?;
        rows(cx, &found.close, out)?;
    }
    Ok(())
}

/// Rows grouped by kind, the kind of the best match first.
fn rows(cx: &Context<'_>, hits: &[Hit<Record>], out: &mut dyn Write) -> io::Result<()> {
    let mut kinds: Vec<usize> = Vec::new();
    for hit in hits {
        if !kinds.contains(&place(hit.id)) {
            kinds.push(place(hit.id));
        }
    }
    for kind in kinds {
        for hit in hits.iter().filter(|hit| place(hit.id) == kind) {
            line(cx, hit, out)?;
        }
    }
    Ok(())
}

fn line(cx: &Context<'_>, hit: &Hit<Record>, out: &mut dyn Write) -> io::Result<()> {
    let style = &cx.style;
    let (kind, shown, right) = match hit.id {
        Record::Topic(id) => subject(cx, Subject::Topic(id), hit),
        Record::Expert(id) => subject(cx, Subject::Expert(id), hit),
        Record::Statement(id) => cx.corpus.statements.with(id, |statement| {
            let reference =
                words::reference(cx.corpus, statement.report, &statement.pages, style.signs);
            let sign = style.signs.link(Some(Link::of(statement)));
            let wording = words::wording(statement, style.lang, style.signs);
            let speakers = words::speakers(cx.corpus, statement, style.lang);
            let dash = style.signs.pick("—", "-");
            (
                style.say("statement", "propos"),
                format!("{sign} {wording} {dash} {speakers}"),
                reference,
            )
        }),
        Record::Page(at) => {
            let statements = &cx.index.page(at).statements;
            let none = style.lang.pick("no known statement", "aucun propos connu");
            let right = Counts::of(cx.corpus, statements).words(none, style.lang);
            ("page".into(), page::name(cx, at), style.own(&right))
        }
    };
    let kind = format!("  {} ", style.fit(&kind, 10));
    if kind.width() + shown.width() + right.width() + 2 <= style.width {
        style.spread(out, &[(&kind, Tone::Dim), (&shown, Tone::Bold)], &right)
    } else {
        let dash = style.signs.pick("—", "-");
        let text = format!("{shown} {dash} {right}");
        style.hang(out, (kind.trim_end(), Tone::Dim), kind.width(), &text)
    }
}

fn subject<'s>(
    cx: &Context<'_>,
    subject: Subject,
    hit: &Hit<Record>,
) -> (std::borrow::Cow<'s, str>, String, String) {
    let style = &cx.style;
    let name = cx.corpus.name(subject);
    let name = match &hit.through {
        Some(through) => format!("{name} ({through})"),
        None => name.to_owned(),
    };
    let pages = cx.index.pages_of(subject);
    let pages = if pages.is_empty() {
        words::subject_pages(cx.corpus, cx.index, subject)
    } else {
        format!("p. {}", cx.page_list(pages))
    };
    (words::subject_word(subject, style.lang).into(), name, pages)
}

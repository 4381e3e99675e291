//! `renvoi stats`: the corpus at a glance, also what is shown where there is no terminal.

use std::cmp::Reverse;
use std::io::{self, Write};

use serde::Serialize;

use super::answer::{self, Answer};
use super::arguments::Form;
use super::style::Tone;
use super::{Context, answer::Named};
use crate::corpus::{Clean, ReportId, Subject, TopicId};
use crate::error::{Error, Exit};
use crate::order;
use crate::words;

/// Where what a label names begins.
const COLUMN: usize = 17;
/// The most topics that lead the list.
const MOST: usize = 3;

/// A report in JSON.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a Clean,
    title: &'a Clean,
    pages: u32,
    cited: Vec<u32>,
    cited_count: usize,
    uncited_count: usize,
}

/// A topic that leads the list.
#[derive(Debug, Serialize)]
struct Leading<'a> {
    #[serde(flatten)]
    topic: Named<'a>,
    page_count: usize,
}

/// The answer in JSON.
#[derive(Debug, Serialize)]
struct Sum<'a> {
    #[serde(flatten)]
    answer: Answer<'a, Vec<Row<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a Clean>,
    topics: usize,
    experts: usize,
    statements: usize,
    citations: usize,
    leading: Vec<Leading<'a>>,
}

/// Sums up the corpus.
///
/// # Errors
/// The answer cannot be written.
pub(super) fn run(cx: &Context<'_>, out: &mut dyn Write) -> Result<Exit, Error> {
    let corpus = cx.corpus;
    let leading = leading(cx);
    match cx.form {
        Form::Json => {
            let row = |id| {
                let report = corpus.report(id);
                let cited = cited(cx, id);
                Row {
                    id: &report.slug,
                    title: &report.title,
                    pages: report.pages,
                    cited_count: cited.len(),
                    uncited_count: (report.pages as usize).saturating_sub(cited.len()),
                    cited,
                }
            };
            let results: Vec<_> = corpus.report_ids().map(row).collect();
            let leading = leading.into_iter().map(|(id, page_count)| {
                let topic = corpus.topic(id);
                let topic = Named { id: &topic.slug, name: &topic.name };
                Leading { topic, page_count }
            });
            let sum = Sum {
                answer: Answer {
                    schema: "renvoi.stats/1",
                    query: None,
                    total: results.len(),
                    results,
                },
                title: corpus.title.as_ref(),
                topics: corpus.topics.len(),
                experts: corpus.experts.len(),
                statements: corpus.statements.len(),
                citations: corpus.citations.len(),
                leading: leading.collect(),
            };
            answer::write(out, &sum)?;
        }
        Form::Plain => plain(cx, out)?,
        Form::Table => table(cx, &leading, out)?,
    }
    Ok(Exit::Done)
}

/// The pages of a report that something refers to.
fn cited(cx: &Context<'_>, report: ReportId) -> Vec<u32> {
    let pages = cx.index.places().iter().copied();
    pages.filter(|at| at.report == report).map(|at| at.page).collect()
}

/// The topics with the most pages.
fn leading(cx: &Context<'_>) -> Vec<(TopicId, usize)> {
    let count = |id| cx.index.extent(Subject::Topic(id)).pages;
    let mut topics: Vec<_> = cx.corpus.topic_ids().map(|id| (id, count(id))).collect();
    topics.retain(|&(_, pages)| pages > 0);
    order::sort_by_key(&mut topics, |&(_, pages)| Reverse(pages));
    topics.truncate(MOST);
    topics
}

fn plain(cx: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let corpus = cx.corpus;
    for (what, n) in [
        ("reports", corpus.reports.len()),
        ("topics", corpus.topics.len()),
        ("experts", corpus.experts.len()),
        ("statements", corpus.statements.len()),
        ("citations", corpus.citations.len()),
    ] {
        writeln!(out, "{what}\t{n}")?;
    }
    for id in corpus.report_ids() {
        let report = corpus.report(id);
        let cited = cited(cx, id).len();
        writeln!(out, "report\t{}\t{}\t{cited}", report.slug, report.pages)?;
    }
    Ok(())
}

fn table(cx: &Context<'_>, leading: &[(TopicId, usize)], out: &mut dyn Write) -> io::Result<()> {
    let style = &cx.style;
    let corpus = cx.corpus;
    let first = corpus.reports.first().map(|report| report.title.as_str());
    if let Some(title) = corpus.title.as_deref().or(first) {
        writeln!(out, "{}", style.paint(title, Tone::Bold))?;
    }
    let count = |n, en, fr| words::count(n, en, fr, style.lang);
    let pages = corpus.reports.iter().map(|report| report.pages as usize).sum();
    let mut sums = vec![
        count(pages, ("page", "pages"), ("page", "pages")),
        count(corpus.experts.len(), ("expert", "experts"), ("expert", "experts")),
        count(corpus.topics.len(), ("trend", "trends"), ("tendance", "tendances")),
        count(corpus.statements.len(), ("statement", "statements"), ("propos", "propos")),
    ];
    if corpus.reports.len() > 1 {
        sums.insert(0, count(corpus.reports.len(), ("report", "reports"), ("rapport", "rapports")));
    }
    writeln!(out, "  {}", sums.join(&style.apart()))?;
    let label = |en: &str, fr: &str| format!("  {}", style.lang.pick(en, fr));
    let fact = |out: &mut dyn Write, label: &str, text: &str| {
        style.hang(out, (label, Tone::Dim), COLUMN, text)
    };
    for id in corpus.report_ids() {
        let report = corpus.report(id);
        let cited = cited(cx, id);
        if corpus.reports.len() > 1 {
            fact(
                out,
                &label("report", "rapport"),
                &format!("{}{}{}", report.slug, style.colon(), report.title),
            )?;
        }
        let of = style.lang.pick("of", "sur");
        fact(
            out,
            &label("cited pages", "pages citées"),
            &format!("{} {of} {}", cited.len(), report.pages),
        )?;
        cx.ribbon(out, &label("ribbon", "ruban"), id, &cited, COLUMN)?;
        let never = (report.pages as usize).saturating_sub(cited.len());
        fact(out, &label("never cited", "jamais citées"), &never.to_string())?;
    }
    let leading: Vec<String> =
        leading.iter().map(|&(id, pages)| format!("{} {pages}", corpus.topic(id).name)).collect();
    if !leading.is_empty() {
        fact(out, &label("most cited", "en tête"), &leading.join(&style.apart()))?;
    }
    Ok(())
}

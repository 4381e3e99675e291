//! A place in words: `topic:tiktok/p22`, `expert:camille-jourdain`, `statement:ID`, `p22`; or
//! a page as it is printed, `page:ii`.
//!
//! `renvoi --at PLACE` opens there. Where a corpus has several reports, a page names its own
//! behind it: `p22@report-2020`.

use crate::corpus::{Corpus, PageRef, ReportId, Subject};
use crate::query::Record;
use crate::words::Meant;

/// Where somebody stands: a record, and the page that is open with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// A topic, an expert or a statement; a page where nothing else is chosen.
    pub record: Record,
    /// The page that is open. None where `record` is itself a page.
    pub page: Option<PageRef>,
}

/// Why words are no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nowhere {
    /// They have another form than a place.
    Form,
    /// No record has that id.
    Unknown(String),
    /// The report has no such page, or it is not said which report.
    Page(String),
}

/// Reads a place.
///
/// # Errors
/// The words have no such form, or the corpus holds no such record or page.
pub fn parse(corpus: &Corpus, words: &str) -> Result<Place, Nowhere> {
    if is_page(words) {
        return Ok(Place { record: Record::Page(page(corpus, words)?), page: None });
    }
    let (kind, rest) = words.split_once(':').ok_or(Nowhere::Form)?;
    if kind == "page" {
        let (label, report) = report_of(corpus, rest)?;
        let meant = Meant::of(corpus.report(report), label);
        let page = meant.and_then(|meant| meant.all.first().copied());
        let page = page.ok_or_else(|| Nowhere::Page(rest.to_owned()))?;
        return Ok(Place { record: Record::Page(PageRef { report, page }), page: None });
    }
    let find = |slug: &str| -> Option<Record> {
        match kind {
            "topic" => {
                corpus.topic_ids().find(|&id| corpus.topic(id).slug == slug).map(Record::Topic)
            }
            "expert" => {
                corpus.expert_ids().find(|&id| corpus.expert(id).slug == slug).map(Record::Expert)
            }
            _ => corpus.statements.named(slug).map(Record::Statement),
        }
    };
    if !matches!(kind, "topic" | "expert" | "statement") || rest.is_empty() {
        return Err(Nowhere::Form);
    }
    // An id may itself end like a page.
    if let Some(record) = find(rest) {
        return Ok(Place { record, page: None });
    }
    let (slug, page_words) =
        rest.rsplit_once('/').filter(|(_, last)| is_page(last)).unwrap_or((rest, ""));
    let record = find(slug).ok_or_else(|| Nowhere::Unknown(format!("{kind}:{slug}")))?;
    let page = if page_words.is_empty() { None } else { Some(page(corpus, page_words)?) };
    Ok(Place { record, page })
}

fn is_page(words: &str) -> bool {
    let number = words.split_once('@').map_or(words, |(number, _)| number);
    number
        .strip_prefix('p')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// The words before `@`, and the report that stands behind it, or the only one.
fn report_of<'w>(corpus: &Corpus, words: &'w str) -> Result<(&'w str, ReportId), Nowhere> {
    let (number, report) = match words.split_once('@') {
        Some((number, slug)) => {
            (number, corpus.report_ids().find(|&id| corpus.report(id).slug == slug))
        }
        None => (words, corpus.report_ids().next().filter(|_| corpus.reports.len() == 1)),
    };
    report.map(|report| (number, report)).ok_or_else(|| Nowhere::Page(words.to_owned()))
}

fn page(corpus: &Corpus, words: &str) -> Result<PageRef, Nowhere> {
    let unknown = || Nowhere::Page(words.to_owned());
    let (number, report) = report_of(corpus, words)?;
    let page: u32 = number.trim_start_matches('p').parse().map_err(|_| unknown())?;
    let known = (1..=corpus.report(report).pages).contains(&page);
    if known { Ok(PageRef { report, page }) } else { Err(unknown()) }
}

/// Writes a place, so that [`parse`] finds it again.
#[must_use]
pub fn print(corpus: &Corpus, place: Place) -> String {
    let record = match place.record {
        Record::Topic(id) => format!("topic:{}", corpus.topic(id).slug),
        Record::Expert(id) => format!("expert:{}", corpus.expert(id).slug),
        Record::Statement(id) => format!("statement:{}", corpus.statement(id).slug),
        Record::Page(at) => return page_words(corpus, at),
    };
    match place.page {
        Some(at) => format!("{record}/{}", page_words(corpus, at)),
        None => record,
    }
}

fn page_words(corpus: &Corpus, at: PageRef) -> String {
    if corpus.reports.len() > 1 {
        format!("p{}@{}", at.page, corpus.report(at.report).slug)
    } else {
        format!("p{}", at.page)
    }
}

impl Place {
    /// The place of a subject, with a page of it.
    #[must_use]
    pub const fn of(subject: Subject, page: Option<PageRef>) -> Self {
        let record = match subject {
            Subject::Topic(id) => Record::Topic(id),
            Subject::Expert(id) => Record::Expert(id),
        };
        Self { record, page }
    }
}

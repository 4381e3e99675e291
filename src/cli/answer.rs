//! Answers in JSON, `{"schema": "renvoi.NAME/1", …}`: the shapes that several subcommands share.
//!
//! Names and texts stand in the source's language; pages are physical and ascending.

use std::collections::BTreeMap;
use std::io::Write;

use serde::ser::{Serialize, SerializeSeq, Serializer};

use crate::corpus::{
    Absent, Clean, CleanLines, Corpus, ExpertId, Localised, PageRef, Pages, Statement, StatementId,
    StatementKind, Subject, TopicId, Voice,
};
use crate::error::Error;
use crate::export::to_json;
use crate::index::{Index, Link};
use crate::words;

/// The envelope of every answer.
#[derive(Debug, serde::Serialize)]
pub(super) struct Answer<'a, T> {
    /// Its name and version.
    pub schema: &'static str,
    /// What was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<&'a str>,
    /// How many results.
    pub total: usize,
    /// The results.
    pub results: T,
}

/// Writes a value as one line of JSON.
pub(super) fn write(out: &mut dyn Write, answer: &impl Serialize) -> Result<(), Error> {
    to_json(out, answer)?;
    writeln!(out)?;
    Ok(())
}

/// A topic or an expert that something names.
#[derive(Debug, serde::Serialize)]
pub(super) struct Named<'a> {
    pub id: &'a Clean,
    pub name: &'a Clean,
}

/// The same with the link that leads to it.
#[derive(Debug, serde::Serialize)]
pub(super) struct Linked<'a> {
    pub id: &'a Clean,
    pub name: &'a Clean,
    pub link: Link,
    /// There where the page list that links it was read over by nobody yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<bool>,
}

/// A statement.
#[derive(Debug, serde::Serialize)]
struct Said<'a> {
    pub id: &'a Clean,
    pub kind: StatementKind,
    pub text: &'a Clean,
    pub quote: Option<&'a Clean>,
    pub voice: Voice,
    pub experts: Vec<Named<'a>>,
    pub via: Vec<Named<'a>>,
    pub topics: Vec<Named<'a>>,
    pub pages: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<&'a Clean>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<Absent>,
    /// There where nobody has read it over yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<bool>,
}

/// The pages of one report, where the corpus has more than one.
#[derive(Debug, serde::Serialize)]
pub(super) struct InReport<'a> {
    pub report: &'a Clean,
    pub pages: Vec<u32>,
}

/// The id of a subject in its file.
pub(super) fn slug(corpus: &Corpus, subject: Subject) -> &Clean {
    match subject {
        Subject::Topic(id) => &corpus.topic(id).slug,
        Subject::Expert(id) => &corpus.expert(id).slug,
    }
}

/// The name of a subject.
pub(super) fn name(corpus: &Corpus, subject: Subject) -> &Clean {
    match subject {
        Subject::Topic(id) => &corpus.topic(id).name,
        Subject::Expert(id) => &corpus.expert(id).name,
    }
}

/// What a subject is, as data names it.
pub(super) const fn kind(subject: Subject) -> &'static str {
    match subject {
        Subject::Topic(_) => "topic",
        Subject::Expert(_) => "expert",
    }
}

/// The translations of a subject's name, where there are any.
pub(super) fn names(corpus: &Corpus, subject: Subject) -> Option<&Localised> {
    match subject {
        Subject::Topic(id) => Some(&corpus.topic(id).names).filter(|names| !names.is_empty()),
        Subject::Expert(_) => None,
    }
}

/// Topics by id and name.
pub(super) fn topics<'a>(corpus: &'a Corpus, ids: &[TopicId]) -> Vec<Named<'a>> {
    let topics = ids.iter().map(|&id| corpus.topic(id));
    topics.map(|topic| Named { id: &topic.slug, name: &topic.name }).collect()
}

/// Experts by id and name.
pub(super) fn experts<'a>(corpus: &'a Corpus, ids: &[ExpertId]) -> Vec<Named<'a>> {
    let experts = ids.iter().map(|&id| corpus.expert(id));
    experts.map(|expert| Named { id: &expert.slug, name: &expert.name }).collect()
}

/// Statements, in the order given; each is read when it is written, and not kept.
#[derive(Debug)]
pub(super) struct Statements<'a> {
    pub corpus: &'a Corpus,
    pub ids: &'a [StatementId],
}

impl Serialize for Statements<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(Some(self.ids.len()))?;
        for &id in self.ids {
            let write =
                |statement: &Statement| all.serialize_element(&said(self.corpus, statement));
            self.corpus.statements.with(id, write)?;
        }
        all.end()
    }
}

fn said<'a>(corpus: &'a Corpus, statement: &'a Statement) -> Said<'a> {
    let report = statement.report.filter(|_| corpus.reports.len() > 1);
    Said {
        id: &statement.slug,
        kind: statement.kind,
        text: &statement.text,
        quote: statement.quote.as_ref(),
        voice: statement.voice,
        experts: experts(corpus, &statement.experts),
        via: experts(corpus, &statement.via),
        topics: topics(corpus, &statement.topics),
        pages: statement.pages.sorted(),
        report: report.map(|report| &corpus.report(report).slug),
        absent: absent(&statement.pages),
        draft: statement.draft.then_some(true),
    }
}

fn absent(pages: &Pages) -> Option<Absent> {
    pages.absent.filter(|_| pages.list.is_empty())
}

/// Page numbers, ascending, each once. Reports are told apart by [`by_report`].
pub(super) fn numbers(places: &[PageRef]) -> Vec<u32> {
    let mut pages: Vec<u32> = places.iter().map(|place| place.page).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

/// Numbers with commas between them.
pub(super) fn joined(pages: &[u32]) -> String {
    pages.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

/// Pages by report, where the corpus has more than one.
pub(super) fn by_report<'a>(corpus: &'a Corpus, places: &[PageRef]) -> Vec<InReport<'a>> {
    if corpus.reports.len() < 2 {
        return Vec::new();
    }
    let mut reports: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for place in places {
        reports.entry(place.report).or_default().push(place.page);
    }
    let reports = reports.into_iter();
    reports.map(|(id, pages)| InReport { report: &corpus.report(id).slug, pages }).collect()
}

/// What refers to a page.
#[derive(Debug, serde::Serialize)]
pub(super) struct Card<'a> {
    pub page: u32,
    pub label: String,
    pub report: &'a Clean,
    pub statements: Statements<'a>,
    pub topics: Vec<Linked<'a>>,
    pub experts: Vec<Linked<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a CleanLines>,
}

/// The card of a page; its text only where asked.
pub(super) fn card<'a>(
    corpus: &'a Corpus,
    index: &'a Index,
    at: PageRef,
    with_text: bool,
) -> Card<'a> {
    let facts = index.page(at);
    let report = corpus.report(at.report);
    let linked = |subject: Subject, link: Link| Linked {
        id: slug(corpus, subject),
        name: name(corpus, subject),
        link,
        draft: is_draft(corpus, index, at, (subject, link)).then_some(true),
    };
    let topics = facts.topics.iter().map(|&(id, link)| linked(Subject::Topic(id), link));
    let experts = facts.experts.iter().map(|&(id, link)| linked(Subject::Expert(id), link));
    Card {
        page: at.page,
        label: report.label(at.page),
        report: &report.slug,
        statements: Statements { corpus, ids: &facts.statements },
        topics: topics.collect(),
        experts: experts.collect(),
        text: text(corpus, at).filter(|_| with_text),
    }
}

/// Whether a page is linked to a subject by page lists that nobody has read over yet.
pub(super) fn is_draft(
    corpus: &Corpus,
    index: &Index,
    at: PageRef,
    (subject, link): (Subject, Link),
) -> bool {
    link == Link::Listed && words::is_listed_by_draft(corpus, index, at, subject)
}

/// The text of a page, where the corpus holds it.
pub(super) fn text(corpus: &Corpus, at: PageRef) -> Option<&CleanLines> {
    let page = corpus.page_texts.iter().find(|page| page.at == at)?;
    page.text.as_deref()
}

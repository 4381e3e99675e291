//! The rows of a record: one a page, or one without a page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use serde::Serialize;

use crate::corpus::{
    Clean, Corpus, ExpertId, PageRef, Pages, Position, ReportId, SourceId, SourceKind, Statement,
    Subject,
};
use crate::index::Index;
use crate::lang::Lang;
use crate::query::Record;
use crate::words::{self, Signs};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// `topic`, `expert`, `statement` or `page`.
    pub kind: &'static str,
    /// The record's id in its file; a page's is `REPORT/PAGE`.
    pub id: Clean,
    /// Its name, where it has one.
    pub name: Clean,
    /// What it says: quoted words in quotation marks, our wording behind them.
    pub text: Clean,
    /// Who says it.
    pub experts: Vec<Clean>,
    /// Who quotes them.
    pub via: Vec<Clean>,
    /// The physical page.
    pub page: Option<u32>,
    /// The references that give this page, as printed.
    pub printed: Clean,
    /// Where that was read.
    pub source: Clean,
    /// The report of the page, where the corpus has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Clean>,
    /// Whether nobody has read it over yet, where the corpus holds drafts: the statement, or the
    /// page lists that alone give a topic or an expert this page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<bool>,
    /// The reader's note, where notes are taken along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The names of the columns.
pub(super) const COLUMNS: [&str; 9] =
    ["kind", "id", "name", "text", "experts", "via", "page", "printed", "source"];

impl Row {
    /// The cells, in the order of the columns; behind them `draft` and the note, where the
    /// file has those columns.
    pub(super) fn cells(&self) -> Vec<String> {
        let page = self.page.map_or_else(String::new, |page| match &self.report {
            Some(report) => format!("{report}/{page}"),
            None => page.to_string(),
        });
        let mut cells = vec![
            self.kind.to_owned(),
            self.id.to_string(),
            self.name.to_string(),
            self.text.to_string(),
            self.experts.join("; "),
            self.via.join("; "),
            page,
            self.printed.to_string(),
            self.source.to_string(),
        ];
        cells.extend(self.draft.map(|draft| if draft { "draft" } else { "" }.to_owned()));
        cells.extend(self.note.clone());
        cells
    }
}

/// What the references of a record say of one of its pages.
#[derive(Default)]
struct Given {
    /// As printed, each once.
    printed: Vec<String>,
    /// Where it was read.
    sources: BTreeSet<SourceId>,
    /// Whether a page list gives it that nobody has read over, and whether anything else does.
    listed: bool,
    otherwise: bool,
}

/// The rows of a record, in the order of its pages.
#[must_use]
pub fn rows(corpus: &Corpus, index: &Index, record: Record, lang: Lang) -> Vec<Row> {
    let places = places(corpus, index, record);
    let base = base(corpus, index, record, lang);
    let mut known: BTreeMap<Option<PageRef>, Given> = BTreeMap::new();
    let _all = references(corpus, index, record, &mut |report, pages, position, drafted| {
        let mut add = |place| {
            let given = known.entry(place).or_default();
            given.listed |= drafted;
            given.otherwise |= !drafted;
            let words = pages.printed.original();
            if !words.is_empty() && !given.printed.iter().any(|printed| printed == words) {
                given.printed.push(words.to_owned());
            }
            given.sources.extend(position.map(|position| position.source));
        };
        if pages.list.is_empty() {
            add(None);
        } else if let Some(report) = report {
            pages.list.iter().for_each(|&page| add(Some(PageRef { report, page })));
        }
        ControlFlow::Continue(())
    });
    let said = match record {
        Record::Statement(id) => Some(corpus.statement(id).draft),
        _ => None,
    };
    let at = |place: Option<PageRef>| {
        let nothing = Given::default();
        let Given { printed, sources, listed, otherwise } = known.get(&place).unwrap_or(&nothing);
        let by_draft = *listed && !otherwise;
        let draft = said.unwrap_or(by_draft && !matches!(record, Record::Page(_)));
        let report = place.map(|place| place.report);
        let sources = if sources.is_empty() {
            source_about(corpus, report).into_iter().collect()
        } else {
            sources.clone()
        };
        let sources: Vec<&str> =
            sources.into_iter().map(|id| source_name(corpus, id).original()).collect();
        Row {
            page: place.map(|place| place.page),
            printed: printed.join("; ").into(),
            source: sources.join("; ").into(),
            report: report
                .filter(|_| corpus.reports.len() > 1)
                .map(|report| corpus.report(report).slug.clone()),
            draft: draft.then_some(true),
            ..base.clone()
        }
    };
    if places.is_empty() {
        return vec![at(None)];
    }
    places.into_iter().map(|place| at(Some(place))).collect()
}

/// The pages of a record, in order, each once.
#[must_use]
pub(super) fn places(corpus: &Corpus, index: &Index, record: Record) -> Vec<PageRef> {
    match record {
        Record::Topic(id) => index.pages_of(Subject::Topic(id)).to_vec(),
        Record::Expert(id) => index.pages_of(Subject::Expert(id)).to_vec(),
        Record::Statement(id) => corpus.statement(id).places(),
        Record::Page(at) => vec![at],
    }
}

/// What hears of a reference: its report, its pages, where it was read, and whether it is a page list
/// that nobody has read over.
type Each<'a> =
    dyn FnMut(Option<ReportId>, &Pages, Option<&Position>, bool) -> ControlFlow<()> + 'a;

/// Gives each reference that a record has to `each`, those of citations first, until it breaks off.
/// Statements are read and not kept: a topic may have a hundred thousand.
fn references(
    corpus: &Corpus,
    index: &Index,
    record: Record,
    each: &mut Each<'_>,
) -> ControlFlow<()> {
    let (statements, citations) = match record {
        Record::Topic(id) => {
            let facts = index.facts(Subject::Topic(id));
            (facts.statements.clone(), facts.citations.clone())
        }
        Record::Expert(id) => {
            let facts = index.facts(Subject::Expert(id));
            (facts.statements.clone(), facts.citations.clone())
        }
        Record::Statement(id) => (vec![id], Vec::new()),
        Record::Page(at) => {
            let facts = index.page(at);
            (facts.statements.clone(), facts.citations.clone())
        }
    };
    for id in citations {
        let citation = corpus.citation(id);
        let position = citation.position.as_ref();
        each(Some(citation.report), &citation.pages, position, citation.draft)?;
    }
    for id in statements {
        corpus.statements.with(id, |statement| {
            each(statement.report, &statement.pages, statement.position.as_ref(), false)
        })?;
    }
    ControlFlow::Continue(())
}

/// What is the same on every row of a record.
fn base(corpus: &Corpus, index: &Index, record: Record, lang: Lang) -> Row {
    let names = |experts: &[ExpertId]| -> Vec<Clean> {
        experts.iter().map(|&id| corpus.expert(id).name.clone()).collect()
    };
    let row = |kind, id: &Clean, name: &Clean, text: Clean, experts| Row {
        kind,
        id: id.clone(),
        name: name.clone(),
        text,
        experts,
        via: Vec::new(),
        page: None,
        printed: Clean::default(),
        source: Clean::default(),
        report: None,
        draft: None,
        note: None,
    };
    match record {
        Record::Topic(id) => {
            let topic = corpus.topic(id);
            let text = topic.definition.as_ref().map(|known| known.text.clone());
            let experts = names(&index.experts_of(id));
            row("topic", &topic.slug, &topic.name, text.unwrap_or_default(), experts)
        }
        Record::Expert(id) => {
            let expert = corpus.expert(id);
            let parts = [&expert.role, &expert.organisation].into_iter().flatten();
            let text = parts.map(Clean::original).collect::<Vec<_>>().join(", ");
            row("expert", &expert.slug, &expert.name, text.into(), Vec::new())
        }
        Record::Statement(id) => {
            let statement = corpus.statement(id);
            let experts = names(&statement.experts);
            let text = text_of(statement, lang);
            Row {
                via: names(&statement.via),
                ..row("statement", &statement.slug, &Clean::default(), text, experts)
            }
        }
        Record::Page(at) => {
            let report = corpus.report(at.report);
            let id = format!("{}/{}", report.slug.original(), at.page).into();
            let label = words::page_label(corpus, at).into();
            let experts: Vec<ExpertId> = index.page(at).experts.iter().map(|&(id, _)| id).collect();
            row("page", &id, &label, Clean::default(), names(&experts))
        }
    }
}

/// What a statement says, in the source's language: quotation marks only around quoted words.
fn text_of(statement: &Statement, lang: Lang) -> Clean {
    match &statement.quote {
        Some(quote) => {
            let quote = Signs::new(false).quoted(quote.original(), lang);
            format!("{quote} ({})", statement.text.original()).into()
        }
        None => statement.text.clone(),
    }
}

/// The source that speaks of a report, or the only one there is.
pub(super) fn source_about(corpus: &Corpus, report: Option<ReportId>) -> Option<SourceId> {
    let ids = || (0..corpus.sources.len()).map(SourceId::at);
    ids()
        .find(|&id| report.is_some() && corpus.source(id).about == report)
        .or_else(|| ids().next().filter(|_| corpus.sources.len() == 1))
}

/// A source as a reader knows it: who published it, else who wrote it, else its title.
pub(super) fn source_name(corpus: &Corpus, id: SourceId) -> &Clean {
    let source = corpus.source(id);
    source.publisher.as_ref().or(source.author.as_ref()).unwrap_or(&source.title)
}

/// Where a record was read, and whether that is second hand: not in the report itself.
pub(super) fn source_of(
    corpus: &Corpus,
    index: &Index,
    record: Record,
) -> (Option<SourceId>, bool) {
    let report = places(corpus, index, record).first().map(|place| place.report);
    let mut read = None;
    let _stops_at_the_first = references(corpus, index, record, &mut |_, _, position, _| {
        read = position.map(|position| position.source);
        if read.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let source = read.or_else(|| source_about(corpus, report));
    let second = source.is_some_and(|id| corpus.source(id).kind != SourceKind::Report);
    (source, second)
}

/// The report that a record speaks of: of its first page, else the only one there is.
pub(super) fn report_of(corpus: &Corpus, index: &Index, record: Record) -> Option<ReportId> {
    let stated = match record {
        Record::Statement(id) => corpus.statement(id).report,
        _ => None,
    };
    let first = places(corpus, index, record).first().map(|place| place.report);
    let only = corpus.report_ids().next().filter(|_| corpus.reports.len() == 1);
    first.or(stated).or(only)
}

//! Records by the ids that the data gives them: what outlives a run names them so.
//!
//! Odd thing worth knowing: a corpus may hold a million statements and a session names a few
//! hundred records, so those are looked for together, in one walk through each kind.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Record;
use crate::corpus::{Clean, Corpus, ExpertId, PageRef, ReportId, StatementId, Subject, TopicId};

/// A record by its kind and the id in the data.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Named {
    /// A topic.
    Topic(String),
    /// An expert.
    Expert(String),
    /// A statement.
    Statement(String),
    /// A page: the id of its report, and its physical number.
    Page(String, u32),
}

impl Named {
    /// The name of a record.
    #[must_use]
    pub fn of(corpus: &Corpus, record: Record) -> Self {
        match record {
            Record::Topic(id) => Self::Topic(corpus.topic(id).slug.to_string()),
            Record::Expert(id) => Self::Expert(corpus.expert(id).slug.to_string()),
            Record::Statement(id) => Self::Statement(corpus.statement(id).slug.to_string()),
            Record::Page(at) => Self::Page(corpus.report(at.report).slug.to_string(), at.page),
        }
    }
}

/// The records of some names, as far as the corpus has them.
#[derive(Debug, Default)]
pub struct ByName<'n> {
    topics: HashMap<&'n str, Option<TopicId>>,
    experts: HashMap<&'n str, Option<ExpertId>>,
    statements: HashMap<&'n str, Option<StatementId>>,
    pages: HashMap<(&'n str, u32), PageRef>,
}

impl<'n> ByName<'n> {
    /// Looks for everything that is named.
    #[must_use]
    pub fn new(corpus: &Corpus, names: impl IntoIterator<Item = &'n Named>) -> Self {
        let mut found = Self::default();
        for name in names {
            match name {
                Named::Topic(slug) => _ = found.topics.insert(slug, None),
                Named::Expert(slug) => _ = found.experts.insert(slug, None),
                Named::Statement(slug) => _ = found.statements.insert(slug, None),
                Named::Page(slug, page) => {
                    let named = |&id: &ReportId| corpus.report(id).slug == *slug;
                    let report = corpus.report_ids().find(named);
                    let pages = report.map_or(0, |id| corpus.report(id).pages);
                    if let (Some(report), true) = (report, (1..=pages).contains(page)) {
                        found.pages.insert((slug, *page), PageRef { report, page: *page });
                    }
                }
            }
        }
        fill(&mut found.topics, corpus.topic_ids(), |id| &corpus.topic(id).slug);
        fill(&mut found.experts, corpus.expert_ids(), |id| &corpus.expert(id).slug);
        if corpus.statements.are_lent() {
            for (slug, place) in &mut found.statements {
                *place = corpus.statements.named(slug);
            }
        } else {
            fill(&mut found.statements, corpus.statement_ids(), |id| &corpus.statement(id).slug);
        }
        found
    }

    /// The record of a name.
    #[must_use]
    pub fn record(&self, name: &Named) -> Option<Record> {
        match name {
            Named::Topic(slug) => self.topics.get(slug.as_str())?.map(Record::Topic),
            Named::Expert(slug) => self.experts.get(slug.as_str())?.map(Record::Expert),
            Named::Statement(slug) => self.statements.get(slug.as_str())?.map(Record::Statement),
            Named::Page(slug, page) => {
                self.pages.get(&(slug.as_str(), *page)).copied().map(Record::Page)
            }
        }
    }

    /// The topic or the expert of a name.
    #[must_use]
    pub fn subject(&self, name: &Named) -> Option<Subject> {
        match self.record(name)? {
            Record::Topic(id) => Some(Subject::Topic(id)),
            Record::Expert(id) => Some(Subject::Expert(id)),
            Record::Statement(_) | Record::Page(_) => None,
        }
    }
}

/// Walks through the records of a kind, as long as one is still looked for.
fn fill<'c, T: Copy>(
    wanted: &mut HashMap<&str, Option<T>>,
    ids: impl Iterator<Item = T>,
    slug: impl Fn(T) -> &'c Clean,
) {
    let mut left = wanted.len();
    for id in ids {
        if left == 0 {
            return;
        }
        if let Some(place @ None) = wanted.get_mut(slug(id).as_str()) {
            *place = Some(id);
            left -= 1;
        }
    }
}

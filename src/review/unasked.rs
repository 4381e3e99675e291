//! What of a draft no step of a review asks about: page lists, definitions, people and trends.
//!
//! Odd thing worth knowing: the format marks statements alone as drafts, so that the rest of a draft
//! cannot be told from what a person wrote. It is shown to be read, and nothing is claimed of it.

use std::collections::HashSet;

use super::document::{List, Record};
use super::{Labels, Review};
use crate::corpus::SourceKind;
use crate::corpus::file::{CitationRecord, PagesRecord, PositionRecord, SourceRecord, TopicRecord};

/// A passage of an article: the pages of something, or what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The name of the topic or the expert.
    pub name: String,
    /// What is known from the passage: pages as they can be typed, or the words of a definition.
    pub known: String,
    /// Where it was read.
    pub position: PositionRecord,
}

/// What was read in articles and is no statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unasked {
    /// Lists of pages.
    pub lists: Vec<Passage>,
    /// What topics mean.
    pub definitions: Vec<Passage>,
    /// The names of all experts.
    pub people: Vec<String>,
    /// The names of all topics.
    pub topics: Vec<String>,
}

impl Unasked {
    /// How many lists, definitions, people and topics.
    #[must_use]
    pub const fn counts(&self) -> [usize; 4] {
        [self.lists.len(), self.definitions.len(), self.people.len(), self.topics.len()]
    }
}

impl Review {
    /// What was read in articles and is no statement; nothing where the file names no article.
    #[must_use]
    pub fn unasked(&self) -> Unasked {
        let sources = self.document().list(List::Sources).iter().map(Record::read::<SourceRecord>);
        let articles: HashSet<String> = sources
            .filter(|source| source.kind == Some(SourceKind::Article))
            .filter_map(|source| source.id)
            .collect();
        if articles.is_empty() {
            return Unasked::default();
        }
        let read = |position: Option<PositionRecord>| {
            position.filter(|at| at.source.as_ref().is_some_and(|id| articles.contains(id)))
        };
        let citations = self.document().list(List::Citations).iter();
        let lists = citations.map(Record::read::<CitationRecord>).filter_map(|citation| {
            let position = read(citation.position)?;
            let (list, id) = match (&citation.topic, &citation.expert) {
                (Some(id), _) => (List::Topics, id),
                (None, id) => (List::Experts, id.as_ref()?),
            };
            let pages: PagesRecord = citation.pages.unwrap_or_default();
            let known = self.labels_of(citation.report.as_deref()).shown(&pages);
            Some(Passage { name: self.name(list, id), known, position })
        });
        let topics = self.document().list(List::Topics).iter().map(Record::read::<TopicRecord>);
        let definitions = topics.filter_map(|topic| {
            let definition = topic.definition?;
            let (name, known) = (topic.name?, definition.text?);
            Some(Passage { name, known, position: read(definition.position)? })
        });
        let names = |list| self.known(list).into_iter().map(|(_, name, _)| name).collect();
        Unasked {
            lists: lists.collect(),
            definitions: definitions.collect(),
            people: names(List::Experts),
            topics: names(List::Topics),
        }
    }

    /// The labels of a report, or of the first one.
    pub(super) fn labels_of(&self, report: Option<&str>) -> Labels {
        let report = match report {
            Some(id) => self.document().find(List::Reports, id),
            None => self.document().list(List::Reports).first(),
        };
        Labels::new(report.and_then(|report| report.get("labels")).unwrap_or_default())
    }
}

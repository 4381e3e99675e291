//! What of a draft no step of a review asks about: definitions, people and trends.
//!
//! Odd thing worth knowing: the format marks statements and page lists as drafts, so that the rest of
//! a draft cannot be told from what a person wrote. It is shown to be read, and nothing is claimed of
//! it.

use std::collections::HashSet;

use super::Review;
use super::document::{List, Record};
use crate::corpus::SourceKind;
use crate::corpus::file::{PositionRecord, SourceRecord, TopicRecord};

/// A passage of an article that says what a topic means.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The name of the topic.
    pub name: String,
    /// What it means.
    pub known: String,
    /// Where it was read.
    pub position: PositionRecord,
}

/// What was read in articles and is no statement and no page list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unasked {
    /// What topics mean.
    pub definitions: Vec<Passage>,
    /// The names of all experts.
    pub people: Vec<String>,
    /// The names of all topics.
    pub topics: Vec<String>,
}

impl Unasked {
    /// How many definitions, people and topics.
    #[must_use]
    pub const fn counts(&self) -> [usize; 3] {
        [self.definitions.len(), self.people.len(), self.topics.len()]
    }
}

impl Review {
    /// What was read in articles and no step asks about; nothing where the file names no article.
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
        let topics = self.document().list(List::Topics).iter().map(Record::read::<TopicRecord>);
        let definitions = topics.filter_map(|topic| {
            let definition = topic.definition?;
            let (name, known) = (topic.name?, definition.text?);
            Some(Passage { name, known, position: read(definition.position)? })
        });
        let names = |list| self.known(list).into_iter().map(|(_, name, _)| name).collect();
        Unasked {
            definitions: definitions.collect(),
            people: names(List::Experts),
            topics: names(List::Topics),
        }
    }
}

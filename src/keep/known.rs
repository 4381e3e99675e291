//! The records of a corpus by what a line of the file knows of them.

use std::collections::HashMap;

use super::{Found, Kept, Kind, Moment};
use crate::corpus::{Corpus, PageRef};
use crate::query::Record;
use crate::stable;

/// Records by kind and id, and by kind and hash where the hash is one record's alone.
pub(super) struct Known<'a> {
    corpus: &'a Corpus,
    by_id: HashMap<(Kind, &'a str), (Record, String)>,
    by_hash: HashMap<(Kind, String), Option<Record>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(corpus: &'a Corpus) -> Self {
        let mut known = Self { corpus, by_id: HashMap::new(), by_hash: HashMap::new() };
        let topics = corpus.topic_ids().map(Record::Topic);
        let experts = corpus.expert_ids().map(Record::Expert);
        let statements = corpus.statement_ids().map(Record::Statement);
        for record in topics.chain(experts).chain(statements) {
            let (kind, id) = identity(corpus, record);
            let hash = hash(corpus, record);
            known
                .by_hash
                .entry((kind, hash.clone()))
                .and_modify(|held| *held = None)
                .or_insert(Some(record));
            known.by_id.insert((kind, id), (record, hash));
        }
        known
    }

    /// The record of a line: by its id, else by its text.
    pub(super) fn find(&self, kept: &Kept) -> Option<Found> {
        if kept.kind == Kind::Page {
            let corpus = self.corpus;
            let report = corpus.report_ids().find(|&id| corpus.report(id).slug == kept.id)?;
            let page = kept.page.filter(|page| (1..=corpus.report(report).pages).contains(page))?;
            return Some(Found { record: Record::Page(PageRef { report, page }), changed: false });
        }
        if let Some((record, hash)) = self.by_id.get(&(kept.kind, kept.id.as_str())) {
            return Some(Found { record: *record, changed: *hash != kept.hash });
        }
        let record = self.by_hash.get(&(kept.kind, kept.hash.clone())).copied().flatten()?;
        Some(Found { record, changed: false })
    }
}

/// The kind and the id of a record.
pub(super) fn identity(corpus: &Corpus, record: Record) -> (Kind, &str) {
    match record {
        Record::Topic(id) => (Kind::Topic, &corpus.topic(id).slug),
        Record::Expert(id) => (Kind::Expert, &corpus.expert(id).slug),
        Record::Statement(id) => (Kind::Statement, &corpus.statement(id).slug),
        Record::Page(at) => (Kind::Page, &corpus.report(at.report).slug),
    }
}

/// The hash of what a record says.
fn hash(corpus: &Corpus, record: Record) -> String {
    let hash = match record {
        Record::Topic(id) => stable::hash([corpus.topic(id).name.as_str()]),
        Record::Expert(id) => stable::hash([corpus.expert(id).name.as_str()]),
        Record::Statement(id) => {
            let statement = corpus.statement(id);
            stable::hash([statement.text.as_str(), statement.quote.as_deref().unwrap_or_default()])
        }
        Record::Page(at) => {
            let number = at.page.to_string();
            stable::hash([corpus.report(at.report).slug.as_str(), number.as_str()])
        }
    };
    format!("{hash:016x}")
}

/// A record as a line knows it, neither marked nor noted.
pub(super) fn kept(corpus: &Corpus, record: Record, now: Moment) -> Kept {
    let (kind, id) = identity(corpus, record);
    let (name, page) = match record {
        Record::Topic(id) => (corpus.topic(id).name.clone(), None),
        Record::Expert(id) => (corpus.expert(id).name.clone(), None),
        Record::Statement(id) => {
            let statement = corpus.statement(id);
            (statement.quote.as_ref().unwrap_or(&statement.text).clone(), None)
        }
        Record::Page(at) => (crate::words::page_label(corpus, at), Some(at.page)),
    };
    Kept {
        kind,
        id: id.to_owned(),
        page,
        hash: hash(corpus, record),
        name,
        mark: false,
        note: None,
        at: now,
        record: Some(Found { record, changed: false }),
    }
}

//! The records of a corpus by what a line of the file knows of them.

use std::collections::HashMap;

use super::{Found, Kept, Kind, Moment};
use crate::corpus::{Corpus, Statement};
use crate::query::{ByName, Named, Record};
use crate::stable;

/// Finds the records of lines: by id, else by a text that is one record's alone.
pub(super) fn settle(corpus: &Corpus, mut lines: Vec<&mut Kept>) {
    let names: Vec<Option<Named>> = lines.iter().map(|kept| kept.named()).collect();
    let by_name = ByName::new(corpus, names.iter().flatten());
    for (kept, name) in lines.iter_mut().zip(&names) {
        let record = name.as_ref().and_then(|name| by_name.record(name));
        kept.record = record.map(|record| Found {
            record,
            changed: kept.kind != Kind::Page && hash(corpus, record) != kept.hash,
        });
    }
    lines.retain(|kept| kept.record.is_none() && kept.kind != Kind::Page);
    let text = |kept: &Kept| (kept.kind, kept.hash.clone());
    let mut wanted: HashMap<(Kind, String), Vec<Record>> =
        lines.iter().map(|kept| (text(kept), Vec::new())).collect();
    if wanted.is_empty() {
        return;
    }
    let topics = corpus.topic_ids().map(Record::Topic);
    let experts = corpus.expert_ids().map(Record::Expert);
    for record in topics.chain(experts) {
        let key = (identity(corpus, record).0, hash(corpus, record));
        if let Some(held) = wanted.get_mut(&key) {
            held.push(record);
        }
    }
    if wanted.keys().any(|(kind, _)| *kind == Kind::Statement) {
        corpus.statements.each(|id, statement| {
            if let Some(held) = wanted.get_mut(&(Kind::Statement, hash_of(statement))) {
                held.push(Record::Statement(id));
            }
        });
    }
    for kept in lines {
        if let Some([record]) = wanted.get(&text(kept)).map(Vec::as_slice) {
            kept.record = Some(Found { record: *record, changed: false });
        }
    }
}

impl Kept {
    /// What it points to, by its id; none for a page without a number.
    fn named(&self) -> Option<Named> {
        let id = self.id.clone();
        Some(match self.kind {
            Kind::Topic => Named::Topic(id),
            Kind::Expert => Named::Expert(id),
            Kind::Statement => Named::Statement(id),
            Kind::Page => Named::Page(id, self.page?),
        })
    }
}

/// The kind and the id of a record.
fn identity(corpus: &Corpus, record: Record) -> (Kind, &str) {
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
        Record::Statement(id) => return hash_of(corpus.statement(id)),
        Record::Page(at) => {
            let number = at.page.to_string();
            stable::hash([corpus.report(at.report).slug.as_str(), number.as_str()])
        }
    };
    format!("{hash:016x}")
}

/// The hash of what a statement says.
fn hash_of(statement: &Statement) -> String {
    let quote = statement.quote.as_deref().unwrap_or_default();
    format!("{:016x}", stable::hash([statement.text.as_str(), quote]))
}

/// A record as a line knows it, neither marked nor noted.
pub(super) fn kept(corpus: &Corpus, record: Record, now: Moment) -> Kept {
    let (kind, id) = identity(corpus, record);
    let (name, page) = match record {
        Record::Topic(id) => (corpus.topic(id).name.to_string(), None),
        Record::Expert(id) => (corpus.expert(id).name.to_string(), None),
        Record::Statement(id) => {
            let statement = corpus.statement(id);
            (statement.quote.as_ref().unwrap_or(&statement.text).to_string(), None)
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

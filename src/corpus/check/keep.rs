//! Which records survive: those with every field they need and an id of their own.
//!
//! Imports the records, the places and the problems of the corpus.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use serde::Serialize;

use super::Ids;
use super::resolve::From;
use crate::corpus::file::{
    AliasRecord, CitationRecord, ExpertRecord, PageTextRecord, ReportRecord, SourceRecord,
    StatementRecord, TopicRecord,
};
use crate::corpus::load::{Read, Records};
use crate::corpus::locate::{Log, Origin, Seg, THERE, step, steps};
use crate::corpus::problem::{Code, Text, en, fr};
use crate::corpus::shape::Kind;

/// A record whose required fields can be looked at.
pub(super) trait Needs: Clone + PartialEq + Serialize {
    /// The fields it needs, and whether each is usable.
    fn needs(&self) -> Vec<(&'static str, bool)>;
}

/// A record with an id and perhaps names.
pub(super) trait Named: Needs {
    /// Its id.
    fn id(&self) -> Option<&str>;

    /// Its name and its aliases.
    fn forms(&self) -> Vec<&str> {
        Vec::new()
    }
}

fn has_text(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

fn forms<'a>(name: Option<&'a String>, aliases: &'a [AliasRecord]) -> Vec<&'a str> {
    name.into_iter()
        .chain(aliases.iter().filter_map(|alias| alias.form.as_ref()))
        .map(String::as_str)
        .collect()
}

/// Says what a record needs: `text` fields may not be blank, `any` fields must be there.
macro_rules! needs {
    ($($record:ty { text $($text:ident)*; any $($any:ident)* })+) => {$(
        impl Needs for $record {
            fn needs(&self) -> Vec<(&'static str, bool)> {
                vec![
                    $((stringify!($text), has_text(self.$text.as_ref())),)*
                    $((stringify!($any), self.$any.is_some()),)*
                ]
            }
        }
    )+};
}

needs! {
    ReportRecord { text id title; any pages }
    SourceRecord { text id title; any kind }
    TopicRecord { text id name; any }
    ExpertRecord { text id name; any }
    StatementRecord { text id text; any kind }
    CitationRecord { text report; any pages }
    PageTextRecord { text report; any page }
}

macro_rules! named {
    ($($record:ty $(: $name:ident $aliases:ident)?;)+) => {$(
        impl Named for $record {
            fn id(&self) -> Option<&str> {
                self.id.as_deref()
            }
            $(fn forms(&self) -> Vec<&str> {
                forms(self.$name.as_ref(), &self.$aliases)
            })?
        }
    )+};
}

named! {
    ReportRecord;
    SourceRecord;
    TopicRecord: name aliases;
    ExpertRecord: name aliases;
    StatementRecord;
}

/// Whether every required field is usable; those that are missing are reported.
fn is_whole<R: Needs>(kind: Kind, id: &str, origin: &Origin, record: &R, log: &mut Log) -> bool {
    let from = From::new(kind, id, origin);
    let mut whole = true;
    for (field, usable) in record.needs() {
        if !usable {
            whole = false;
            from.missing(log, &[], field);
        }
    }
    whole
}

/// Whether a record of a kind can survive: it has what it needs, and its id is one.
fn is_fit<R: Named>(kind: Kind, id: &str, read: &Read<R>, log: &mut Log) -> bool {
    let whole = is_whole(kind, id, &read.origin, &read.record, log);
    let slug = id.is_empty() || is_slug(id);
    if !slug {
        let text = Text::new(
            format!("{} is not an id as this format writes it", en(id)),
            format!("{} n’est pas un identifiant de ce format", fr(id)),
        );
        log.add(Code::BadId, &read.origin, steps!["id"], text);
    }
    whole && slug
}

/// The records of a kind that survive, and their ids.
pub(super) fn keep<R: Named>(
    kind: Kind,
    records: Vec<Read<R>>,
    lost: &HashSet<String>,
    log: &mut Log,
) -> (Vec<Read<R>>, Ids) {
    let mut ids = Ids { lost: lost.clone(), ..Ids::default() };
    let mut kept: Vec<Read<R>> = Vec::with_capacity(records.len());
    for read in records {
        let id = read.record.id().unwrap_or_default().to_owned();
        let fit = is_fit(kind, &id, &read, log);
        if let Some(first) = ids.at.get(id.as_str()).and_then(|at| kept.get(*at as usize)) {
            if first.record != read.record {
                duplicate(kind, &id, &read.origin, &first.origin, log);
            }
        } else if fit {
            let id: Rc<str> = id.into();
            ids.at.insert(Rc::clone(&id), u32::try_from(kept.len()).unwrap_or(u32::MAX));
            ids.slugs.push(id);
            kept.push(read);
        } else {
            ids.lost.insert(id);
        }
    }
    (kept, ids)
}

/// Keeps a statement among the others if it survives; none is one that could not be read.
pub(in crate::corpus) fn keep_statement(
    read: Option<Read<StatementRecord>>,
    records: &mut Records<'_>,
    log: &mut Log,
) {
    let Some(read) = read else { return records.statements.skip() };
    let id = read.record.id().unwrap_or_default();
    let fit = is_fit(Kind::Statement, id, &read, log);
    if let Some(first) = records.statements.get(id) {
        if first.record != read.record {
            duplicate(Kind::Statement, id, &read.origin, &first.origin, log);
        }
    } else if fit {
        return records.statements.add(read);
    } else {
        records.lost_statements.insert(id.to_owned());
    }
    records.statements.skip();
}

fn duplicate(kind: Kind, id: &str, origin: &Origin, first: &Origin, log: &mut Log) {
    let (word_en, word_fr) = kind.name();
    let text = Text::new(
        format!("the id {} is used already by the {word_en} at {THERE}", en(id)),
        format!("l’identifiant {} est déjà employé ({word_fr}) à {THERE}", fr(id)),
    );
    log.add_two(Code::Duplicate, origin, steps!["id"], text, (first, steps!["id"]));
}

/// The records without an id that survive, each once.
pub(super) fn keep_distinct<R: Needs>(
    kind: Kind,
    records: Vec<Read<R>>,
    log: &mut Log,
) -> Vec<Read<R>> {
    let mut kept: Vec<Read<R>> = Vec::with_capacity(records.len());
    let mut seen: HashMap<u64, usize> = HashMap::new();
    for read in records {
        if !is_whole(kind, "", &read.origin, &read.record, log) {
            continue;
        }
        let mut hasher = DefaultHasher::new();
        if let Ok(text) = serde_json::to_string(&read.record) {
            text.hash(&mut hasher);
        }
        let first = *seen.entry(hasher.finish()).or_insert(kept.len());
        let is_again = kept.get(first).is_some_and(|first| first.record == read.record);
        if !is_again {
            kept.push(read);
        }
    }
    kept
}

/// Whether an id is well formed.
fn is_slug(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    id.len() <= 128
        && id.bytes().next().is_some_and(plain)
        && id.bytes().all(|byte| plain(byte) || matches!(byte, b'-' | b'_' | b'.'))
}

impl From<'_> {
    /// Reports a field that is missing at a place, unless its value was reported.
    pub(super) fn missing(&self, log: &mut Log, at: &[Seg], field: &'static str) {
        let path = step(at, field);
        if self.origin.is_bad(&path) {
            return;
        }
        let who = self.who();
        let text = Text::new(
            format!("{}: the field {} is missing or empty", who.en, en(field)),
            format!("{}\u{a0}: le champ {} est absent ou vide", who.fr, fr(field)),
        );
        log.add(Code::Missing, self.origin, path, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_is_what_the_shape_requires() {
        fn same<R: Needs + Default>(kind: Kind) {
            let mut needs: Vec<_> = R::default().needs().iter().map(|(name, _)| *name).collect();
            let mut required = kind.fields().required.to_vec();
            needs.sort_unstable();
            required.sort_unstable();
            assert_eq!(needs, required, "{kind:?}");
        }
        same::<ReportRecord>(Kind::Report);
        same::<SourceRecord>(Kind::Source);
        same::<TopicRecord>(Kind::Topic);
        same::<ExpertRecord>(Kind::Expert);
        same::<StatementRecord>(Kind::Statement);
        same::<CitationRecord>(Kind::Citation);
        same::<PageTextRecord>(Kind::PageText);
    }

    #[test]
    fn slugs_are_lower_case_ascii() {
        for good in ["a", "fake-news", "2020.v1_b"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in ["", "-a", "A", "é", "a b", "a/b", &"a".repeat(129)] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}

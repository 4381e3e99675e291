//! Two statements made one: what either of them has is kept.

use serde_json::Value;

use super::document::{List, Record};
use super::{Did, Refused, Review};
use crate::corpus::file::{LocalisedRecord, PagesRecord, StatementRecord};
use crate::corpus::{Certainty, StatementKind, Voice};

impl Review {
    /// Makes one statement of this and the next one of the same source. It is as sure as the less
    /// sure of the two.
    ///
    /// # Errors
    /// There is no statement or no next one, or the two have different voices or reports.
    pub fn merge(&mut self) -> Result<Did, Refused> {
        let first = self.at_statement()?;
        let id = first.id.clone().unwrap_or_default();
        let source = |statement: &StatementRecord| {
            statement.position.as_ref().and_then(|position| position.source.clone())
        };
        let list = self.document.list(List::Statements);
        let after = list.iter().skip_while(|record| record.id() != id).nth(1).cloned();
        let after = after.ok_or(Refused::NoNext)?;
        let next: StatementRecord = after.read();
        if !next.draft || source(&next) != source(&first) {
            return Err(Refused::NoNext);
        }
        let voice = |statement: &StatementRecord| statement.voice.unwrap_or(Voice::Expert);
        if voice(&first) != voice(&next) {
            return Err(Refused::OtherVoice);
        }
        if first.report.is_some() && next.report.is_some() && first.report != next.report {
            return Err(Refused::OtherReport);
        }
        self.record();
        let gap = self.origin.gap(first.position.as_ref(), next.position.as_ref());
        let position = self.origin.joined(first.position.as_ref(), next.position.as_ref());
        let position = position.or_else(|| next.position.clone());
        let other = next.id.clone().unwrap_or_default();
        self.replace(|record| {
            let relations = relations([record, &after], [&id, &other]);
            merged(record, &after, gap)
                .with("position", position.as_ref())
                .with("relations", Some(&relations).filter(|all| !all.is_empty()))
        });
        self.take_out(&other, Some(&id));
        Ok(Did::Merged)
    }
}

/// A record with all that another has; words that follow each other have `gap` between them.
fn merged(record: &Record, after: &Record, gap: &str) -> Record {
    let (first, next): (StatementRecord, StatementRecord) = (record.read(), after.read());
    let both = |first: &[String], second: &[String]| {
        let mut all = first.to_vec();
        all.extend(second.iter().filter(|id| !first.contains(id)).cloned());
        all
    };
    let either =
        |first: &Option<String>, second: &Option<String>, between: &str| match (first, second) {
            (Some(first), Some(second)) => Some(format!("{first}{between}{second}")),
            (one, None) | (None, one) => one.clone(),
        };
    // Half of a translation is none.
    let texts = |of: fn(&LocalisedRecord) -> &Option<String>| {
        let (first, second) = (of(&first.texts).as_deref()?, of(&next.texts).as_deref()?);
        Some(format!("{first}{gap}{second}"))
    };
    let texts = LocalisedRecord { fr: texts(|texts| &texts.fr), en: texts(|texts| &texts.en) };
    let has_texts = texts.fr.is_some() || texts.en.is_some();
    let quote = either(&first.quote, &next.quote, gap);
    // A quote has quoted words; a mention has none.
    let kind = match (first.kind, next.kind) {
        _ if quote.is_some() => Some(StatementKind::Quote),
        (Some(StatementKind::Mention) | None, kind @ Some(_)) | (kind, _) => kind,
    };
    let stance = if first.stance == next.stance {
        first.stance.clone()
    } else {
        either(&first.stance, &next.stance, "; ")
    };
    let less = if first.confidence <= next.confidence { &first } else { &next };
    let rule = less.rule.as_ref().or(first.rule.as_ref()).or(next.rule.as_ref());
    let certainty = less_certain(first.certainty, next.certainty);
    record
        .filled(after)
        .with("kind", kind.as_ref())
        .with("text", either(&first.text, &next.text, gap).as_ref())
        .with("texts", Some(&texts).filter(|_| has_texts))
        .with("quote", quote.as_ref())
        .with_list("experts", &both(&first.experts, &next.experts))
        .with_list("via", &both(&first.via, &next.via))
        .with_list("topics", &both(&first.topics, &next.topics))
        .with("pages", joined(first.pages.as_ref(), next.pages.as_ref()).as_ref())
        .with("stance", stance.as_ref())
        .with("certainty", certainty.as_ref())
        .with("rule", rule)
        .with("confidence", less.confidence.as_ref())
}

/// The relations of both, but for those to one another.
fn relations(records: [&Record; 2], ids: [&str; 2]) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for relation in records.into_iter().flat_map(|record| {
        let relations: Vec<Value> = record.get("relations").unwrap_or_default();
        relations
    }) {
        if !ids.iter().any(|id| relation["target"] == *id) && !all.contains(&relation) {
            all.push(relation);
        }
    }
    all
}

fn less_certain(first: Option<Certainty>, second: Option<Certainty>) -> Option<Certainty> {
    let order = [Some(Certainty::Certain), Some(Certainty::Probable)];
    let place = |certainty| order.iter().position(|known| *known == certainty);
    let place = |certainty| place(certainty).unwrap_or(order.len());
    if place(first) >= place(second) { first } else { second }
}

/// The pages of two references as one.
fn joined(first: Option<&PagesRecord>, second: Option<&PagesRecord>) -> Option<PagesRecord> {
    let has = |pages: &&PagesRecord| pages.list.as_ref().is_some_and(|list| !list.is_empty());
    match (first.filter(has), second.filter(has)) {
        (Some(one), Some(two)) => {
            let mut pages = one.clone();
            let list = pages.list.get_or_insert_default();
            let more = two.list.iter().flatten().filter(|page| !list.contains(page));
            let more: Vec<u32> = more.copied().collect();
            list.extend(&more);
            pages.inherited &= two.inherited;
            if !more.is_empty() {
                let printed = [one, two].map(|pages| pages.printed.clone().unwrap_or_default());
                pages.printed = Some(printed.join(", "));
                pages.marks.extend(two.marks.iter().cloned());
            }
            Some(pages)
        }
        (Some(pages), None) | (None, Some(pages)) => Some(pages.clone()),
        (None, None) => first.or(second).cloned(),
    }
}

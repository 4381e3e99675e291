//! The steps of a review: each changes the file, and each can be taken back.

use serde_json::{Value, json};

use super::document::{List, Record};
use super::names::{Pair, replaced, united};
use super::{Did, HIGH, Refused, Review};
use crate::corpus::file::StatementRecord;
use crate::corpus::{StatementKind, Voice};
use crate::query::{fold, slug, unused};

/// Pages that one reference may list, so that a slip (`1-999999999`) is no flood.
const MOST_PAGES: usize = 5_000;

impl Review {
    /// Says that a statement is right as it stands, or that two names are one.
    ///
    /// # Errors
    /// There is nothing to look at.
    pub fn accept(&mut self) -> Result<Did, Refused> {
        if let Some(pair) = self.pair() {
            self.record();
            self.join_names(&pair);
            return Ok(Did::SameName);
        }
        self.decide(|record| Some(record.without("draft")))?;
        Ok(Did::Accepted)
    }

    /// Says that every draft of high confidence is right.
    ///
    /// # Errors
    /// There is none.
    pub fn accept_high(&mut self) -> Result<Did, Refused> {
        let count = self.progress().high;
        if count == 0 {
            return Err(Refused::Nothing);
        }
        self.record();
        for record in self.document.list_mut(List::Statements) {
            let high = record.get::<f64>("confidence").is_some_and(|sure| sure >= HIGH);
            if high && record.get("draft").unwrap_or(false) {
                *record = record.without("draft");
            }
        }
        self.settle(0);
        Ok(Did::AcceptedHigh(count))
    }

    /// Says that the author of the source speaks, and nobody else.
    ///
    /// # Errors
    /// There is no statement to look at.
    pub fn author(&mut self) -> Result<Did, Refused> {
        self.decide(|record| {
            let record = record
                .with("voice", Some(&Voice::Author))
                .without("experts")
                .without("via")
                .without("draft");
            let quote = record.get::<String>("quote").is_some();
            let kind = if quote { StatementKind::Quote } else { StatementKind::Summary };
            Some(record.with("kind", Some(&kind)))
        })?;
        Ok(Did::Author)
    }

    /// Takes a statement out, or says that two names are not one.
    ///
    /// # Errors
    /// There is nothing to look at.
    pub fn reject(&mut self) -> Result<Did, Refused> {
        if let Some(pair) = self.pair() {
            self.record();
            self.apart.insert((pair.keep, pair.drop));
            return Ok(Did::Rejected);
        }
        self.decide(|_| None)?;
        self.rejected += 1;
        Ok(Did::Rejected)
    }

    /// Sets the words of a statement; those of a quote are its words too where they were.
    ///
    /// # Errors
    /// There is no statement, or there are no words.
    pub fn edit(&mut self, text: &str) -> Result<Did, Refused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::NoWords);
        }
        self.change(|record| {
            let same = record.get::<String>("quote") == record.get::<String>("text");
            let quoted = same && record.get::<String>("quote").is_some();
            let record = record.with("text", Some(&text));
            if quoted { record.with("quote", Some(&text)) } else { record }
        })?;
        Ok(Did::Edited)
    }

    /// Sets who says it: `A, B via C`. A name that is not known yet becomes an expert; no name
    /// leaves it without a speaker.
    ///
    /// # Errors
    /// There is no statement to look at.
    pub fn speaker(&mut self, typed: &str) -> Result<Did, Refused> {
        self.at_statement()?;
        self.record();
        let padded = format!(" {typed} ");
        let (said, via) = padded.split_once(" via ").unwrap_or((&padded, ""));
        let said = self.ids(List::Experts, said);
        let via = self.ids(List::Experts, via);
        self.replace(|record| {
            // Who has a speaker is no longer the author's.
            let record = if said.is_empty() { record.clone() } else { record.without("voice") };
            record.with_list("experts", &said).with_list("via", &via)
        });
        Ok(Did::Speaker)
    }

    /// Sets its topics: `A, B`. A name that is not known yet becomes a topic.
    ///
    /// # Errors
    /// There is no statement to look at.
    pub fn topics(&mut self, typed: &str) -> Result<Did, Refused> {
        self.at_statement()?;
        self.record();
        let topics = self.ids(List::Topics, typed);
        self.replace(|record| record.with_list("topics", &topics));
        Ok(Did::Topics)
    }

    /// Sets its pages: `17-19, 22`; nothing says that none is printed. A report that is
    /// shorter grows.
    ///
    /// # Errors
    /// There is no statement, or that is no list of pages.
    pub fn pages(&mut self, typed: &str) -> Result<Did, Refused> {
        let statement = self.at_statement()?;
        let list = page_list(typed).ok_or_else(|| Refused::NoPages(typed.trim().to_owned()))?;
        let reports = self.document.list(List::Reports);
        let report = statement.report.or_else(|| Some(reports.first()?.id()));
        self.record();
        let pages = if list.is_empty() {
            json!({"printed": "", "list": [], "absent": "not printed"})
        } else {
            json!({"printed": typed.trim(), "list": list})
        };
        self.replace(|record| {
            record.with("pages", Some(&pages)).with("report", report.as_ref().map(|id| id as _))
        });
        let last = list.iter().max().copied().unwrap_or(0);
        let mut grown = None;
        for record in self.document.list_mut(List::Reports) {
            if Some(record.id()) == report && record.get::<u32>("pages").unwrap_or(0) < last {
                *record = record.with("pages", Some(&last));
                grown = Some(last);
            }
        }
        Ok(Did::Pages(grown))
    }

    /// The statement that is looked at, where a statement is.
    pub(super) fn at_statement(&self) -> Result<StatementRecord, Refused> {
        match self.pair() {
            Some(_) => Err(Refused::Nothing),
            None => self.statement().ok_or(Refused::Nothing),
        }
    }

    /// Changes the statement that is looked at; it stays a draft.
    fn change(&mut self, change: impl FnOnce(&Record) -> Record) -> Result<(), Refused> {
        self.at_statement()?;
        self.record();
        self.replace(change);
        Ok(())
    }

    pub(super) fn replace(&mut self, change: impl FnOnce(&Record) -> Record) {
        let at = self.at.clone();
        let list = self.document.list_mut(List::Statements);
        if let Some(record) = list.iter_mut().find(|record| Some(record.id()) == at) {
            *record = change(record);
        }
    }

    /// Decides on the statement that is looked at, and goes to the next.
    fn decide(&mut self, change: impl FnOnce(&Record) -> Option<Record>) -> Result<(), Refused> {
        let id = self.at_statement()?.id.unwrap_or_default();
        self.record();
        let list = self.document.list(List::Statements);
        let place = list.iter().position(|record| record.id() == id).unwrap_or(0);
        let mut after = place + 1;
        if let Some(record) = change(&list[place]) {
            self.document.list_mut(List::Statements)[place] = record;
        } else {
            self.take_out(&id, None);
            after = place;
        }
        self.settle(after);
        Ok(())
    }

    /// Looks at the first draft from a place on, else at the first.
    fn settle(&mut self, place: usize) {
        let next = self.drafts().find(|&(at, _)| at >= place).or_else(|| self.drafts().next());
        self.at = next.map(|(_, id)| id);
    }

    /// Takes a statement out; what refers to it refers to another, or no longer does.
    pub(super) fn take_out(&mut self, id: &str, other: Option<&str>) {
        let list = self.document.list_mut(List::Statements);
        list.retain(|record| record.id() != id);
        for record in list {
            let relations: Vec<Value> = record.get("relations").unwrap_or_default();
            if !relations.iter().any(|relation| relation["target"] == id) {
                continue;
            }
            let own = record.id();
            let mut kept: Vec<Value> = Vec::new();
            for mut relation in relations {
                if relation["target"] == id {
                    let Some(other) = other.filter(|other| *other != own) else { continue };
                    relation["target"] = other.into();
                }
                if !kept.contains(&relation) {
                    kept.push(relation);
                }
            }
            *record = record.with("relations", Some(&kept).filter(|kept| !kept.is_empty()));
        }
    }

    pub(super) fn is_taken(&self, id: &str) -> bool {
        let lists = [List::Reports, List::Topics, List::Experts, List::Statements];
        lists.into_iter().any(|list| self.document.find(list, id).is_some())
    }

    /// The ids of names that are typed, apart by commas; new ones are added.
    fn ids(&mut self, list: List, typed: &str) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for name in typed.split([',', ';']).map(str::trim).filter(|name| !name.is_empty()) {
            let wanted = fold(name);
            let all = self.known(list);
            let known = all.iter().find(|(id, held, aliases)| {
                id == name
                    || fold(held) == wanted
                    || aliases.iter().any(|form| fold(form) == wanted)
            });
            // A surname that one person alone bears is enough.
            let surname = |held: &str| fold(held).split_whitespace().last() == Some(&wanted);
            let mut bearers = all.iter().filter(|(_, held, _)| surname(held));
            let only = match (bearers.next(), bearers.next()) {
                (Some(one), None) if list == List::Experts => Some(one),
                _ => None,
            };
            let known = known.or(only).cloned();
            let id = known.map_or_else(|| self.add(list, name), |(id, ..)| id);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Adds an expert or a topic; returns its id.
    fn add(&mut self, list: List, name: &str) -> String {
        let id = unused(&slug(name), |id| self.is_taken(id));
        self.document.list_mut(list).push(Record::new(&json!({"id": id, "name": name})));
        id
    }

    /// Makes one name of two: the one kept takes over the forms, the pages and the statements.
    fn join_names(&mut self, pair: &Pair) {
        let dropped = self.document.find(pair.list, &pair.drop).cloned();
        if let Some(dropped) = dropped {
            let list = self.document.list_mut(pair.list);
            if let Some(record) = list.iter_mut().find(|record| record.id() == pair.keep) {
                *record = united(record, &dropped, pair.why);
            }
            list.retain(|record| record.id() != pair.drop);
        }
        replaced(&mut self.document, pair);
        self.pair_names();
    }
}

/// Reads `17-19, 22`, with or without `p.`; nothing is no page.
fn page_list(typed: &str) -> Option<Vec<u32>> {
    let mut list = Vec::new();
    for part in typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let part = part.trim_start_matches(['p', 'P', '.', ' ', '\u{a0}']);
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (first, last): (u32, u32) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        if first == 0 || last < first || (last - first) as usize > MOST_PAGES {
            return None;
        }
        list.extend((first..=last).filter(|page| !list.contains(page)).collect::<Vec<_>>());
    }
    (list.len() <= MOST_PAGES).then_some(list)
}

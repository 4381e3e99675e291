//! The steps of a review: each changes the file, and each can be taken back.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::document::{List, Record};
use super::names::{Pair, replaced, united};
use super::pages::same_marks;
use super::{DRAFTED, Did, Known, Looked, Refused, Review, is_draft, is_high};
use crate::corpus::file::{
    CitationRecord, LocalisedRecord, PagesRecord, ReportRecord, StatementRecord,
};
use crate::corpus::{StatementKind, Voice};
use crate::query::{fold, slug, unused};

impl Review {
    /// Says that a draft is right as it stands, or that two names are one.
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
        for list in DRAFTED {
            // A file that has no such list gets none.
            if self.document.list(list).is_empty() {
                continue;
            }
            for record in self.document.list_mut(list) {
                if is_high(record) && is_draft(record) {
                    *record = record.without("draft");
                }
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
        self.at_statement()?;
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

    /// Takes a draft out, or says that two names are not one. Whom and what it named stay.
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
    /// Translations of the words before are left out.
    ///
    /// # Errors
    /// There is no statement, or there are no words.
    pub fn edit(&mut self, text: &str) -> Result<Did, Refused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::NoWords);
        }
        let statement = self.at_statement()?;
        if statement.text.as_deref() == Some(text) {
            return Ok(Did::Same);
        }
        self.record();
        let quoted = statement.quote.is_some() && statement.quote == statement.text;
        self.replace(|record| {
            let record = record.with("text", Some(&text)).without("texts");
            if quoted { record.with("quote", Some(&text)) } else { record }
        });
        Ok(Did::Edited { texts: statement.texts != LocalisedRecord::default() })
    }

    /// Sets who says it: `A, B via C`. A name that is not known yet becomes an expert; no name
    /// leaves it without a speaker.
    ///
    /// # Errors
    /// There is no statement to look at.
    pub fn speaker(&mut self, typed: &str) -> Result<Did, Refused> {
        let statement = self.at_statement()?;
        let step = self.step();
        let padded = format!(" {typed} ");
        let (said, via) = padded.split_once(" via ").unwrap_or((&padded, ""));
        let said = self.ids(List::Experts, said, &statement.experts);
        let via = self.ids(List::Experts, via, &statement.via);
        if said == statement.experts && via == statement.via {
            return Ok(Did::Same);
        }
        self.keep(step);
        self.replace(|record| {
            // Who has a speaker is no longer the author's.
            let record = if said.is_empty() { record.clone() } else { record.without("voice") };
            record.with_list("experts", &said).with_list("via", &via)
        });
        Ok(Did::Speaker)
    }

    /// Sets its topics: `A, B`; a page list has one. A name that is not known yet becomes a topic.
    ///
    /// # Errors
    /// There is nothing to look at, or another number of topics than a page list has.
    pub fn topics(&mut self, typed: &str) -> Result<Did, Refused> {
        if let Ok(list) = self.at_list() {
            return self.topic(typed, &list);
        }
        let statement = self.at_statement()?;
        let step = self.step();
        let topics = self.ids(List::Topics, typed, &statement.topics);
        if topics == statement.topics {
            return Ok(Did::Same);
        }
        self.keep(step);
        self.replace(|record| record.with_list("topics", &topics));
        Ok(Did::Topics)
    }

    /// Sets the topic of a page list.
    fn topic(&mut self, typed: &str, list: &CitationRecord) -> Result<Did, Refused> {
        if parted(typed, &self.known(List::Topics)).len() != 1 {
            return Err(Refused::OneTopic);
        }
        let step = self.step();
        let held: Vec<String> = list.topic.iter().cloned().collect();
        let topics = self.ids(List::Topics, typed, &held);
        if topics == held {
            return Ok(Did::Same);
        }
        self.keep(step);
        self.replace(|record| record.without("expert").with("topic", topics.first()));
        Ok(Did::Topics)
    }

    /// Sets its pages: `17-19, 22`, `pp. 3-5 et 9`, `12 ff`, by the labels that the report prints;
    /// nothing says that none is printed. A report that is shorter grows where that was `asked`,
    /// unless its pages are known. What the source prints stays where the pages are the same.
    ///
    /// # Errors
    /// There is nothing to look at, that is no list of pages, or the report is shorter.
    pub fn pages(&mut self, typed: &str, asked: bool) -> Result<Did, Refused> {
        let (report, held) = match self.at_list() {
            Ok(list) => (list.report, list.pages),
            Err(_) => self.at_statement().map(|statement| (statement.report, statement.pages))?,
        };
        let held = held.unwrap_or_default();
        let known = held.list.clone().unwrap_or_default();
        let labels = self.labels_of(report.as_deref());
        let (list, marks) =
            labels.read(typed, &known).ok_or_else(|| Refused::NoPages(typed.trim().to_owned()))?;
        let told = !list.is_empty() || held.absent.is_some();
        if told && list == known && same_marks(&marks, &held.marks) {
            return Ok(Did::Same);
        }
        let reports = self.document.list(List::Reports);
        let report = report.or_else(|| Some(reports.first()?.id()));
        let last = list.iter().max().copied().unwrap_or(0);
        if let Some(record) = reports.iter().find(|record| Some(record.id()) == report) {
            let held: ReportRecord = record.read();
            // Who names its file or the labels of its pages has counted them.
            let counted = held.file.is_some() || !held.labels.is_empty();
            match held.pages.filter(|&pages| last > pages) {
                Some(pages) if counted => return Err(Refused::Beyond(last, pages)),
                Some(pages) if !asked => return Err(Refused::Grows(last, pages)),
                _ => {}
            }
        }
        self.record();
        let pages = if list.is_empty() {
            json!({"printed": "", "list": [], "absent": "not printed"})
        } else {
            let printed = Some(typed.trim().to_owned());
            json!(PagesRecord {
                printed,
                list: Some(list.clone()),
                marks,
                ..PagesRecord::default()
            })
        };
        self.replace(|record| {
            record.with("pages", Some(&pages)).with("report", report.as_ref().map(|id| id as _))
        });
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
        match self.looked() {
            Looked::Statement(statement) => Ok(*statement),
            Looked::List(_) => Err(Refused::OfList),
            Looked::Names(_) | Looked::End => Err(Refused::Nothing),
        }
    }

    /// The page list that is looked at, where one is.
    fn at_list(&self) -> Result<CitationRecord, Refused> {
        match self.looked() {
            Looked::List(list) => Ok(*list),
            _ => Err(Refused::Nothing),
        }
    }

    /// Changes the draft that is looked at; it stays one.
    pub(super) fn replace(&mut self, change: impl FnOnce(&Record) -> Record) {
        if let Some((list, at)) = self.at {
            let record = &mut self.document.list_mut(list)[at];
            *record = change(record);
        }
    }

    /// Decides on the draft that is looked at, and goes to the next.
    fn decide(&mut self, change: impl FnOnce(&Record) -> Option<Record>) -> Result<(), Refused> {
        let (list, at) = self.at.filter(|_| self.pair().is_none()).ok_or(Refused::Nothing)?;
        let place = self.place().saturating_sub(1);
        self.record();
        let record = &self.document.list(list)[at];
        match change(record) {
            Some(record) => self.document.list_mut(list)[at] = record,
            None if list == List::Statements => self.take_out(&record.id(), None),
            None => {
                self.document.list_mut(list).remove(at);
            }
        }
        self.settle(place);
        Ok(())
    }

    /// Looks at the draft of a place among those that are left, else at the first.
    fn settle(&mut self, place: usize) {
        let drafts = self.drafts();
        self.at = drafts.get(place).or_else(|| drafts.first()).copied();
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

    /// The ids of names that are typed, apart by commas; new ones are added. Of several who bear
    /// one name those are meant who are `held` already.
    fn ids(&mut self, list: List, typed: &str, held: &[String]) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        let mut all = self.known(list);
        for name in parted(typed, &all) {
            let wanted = fold(name);
            let is_held = |id: &String| held.contains(id) && !ids.contains(id);
            let meant = |such: &dyn Fn(&Known) -> bool| {
                let bearers = || all.iter().filter(|known| such(known)).map(|known| &known.0);
                bearers().find(|id| is_held(id)).or_else(|| bearers().next()).cloned()
            };
            let named = meant(&|(id, held, _)| id == name || fold(held) == wanted);
            let known = named
                .or_else(|| meant(&|known| known.2.iter().any(|form| fold(form) == wanted)))
                .or_else(|| {
                    // A surname that one person alone bears is enough.
                    let surname =
                        |held: &str| fold(held).split_whitespace().last() == Some(&wanted);
                    let mut bearers = all.iter().filter(|(_, held, _)| surname(held));
                    match (bearers.next(), bearers.next()) {
                        (Some(one), None) if list == List::Experts => Some(one.0.clone()),
                        _ => None,
                    }
                });
            let id = known.unwrap_or_else(|| {
                let id = self.add(list, name);
                all.push((id.clone(), name.to_owned(), Vec::new()));
                id
            });
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

/// Names that are typed, apart by commas; a known name that has some itself stays whole.
fn parted<'a>(typed: &'a str, all: &[Known]) -> Vec<&'a str> {
    const SIGNS: [char; 2] = [',', ';'];
    let forms = all.iter().flat_map(|(_, name, aliases)| std::iter::once(name).chain(aliases));
    let long: HashSet<String> =
        forms.filter(|form| form.contains(SIGNS)).map(|form| fold(form)).collect();
    let mut ends: Vec<usize> = typed.match_indices(SIGNS).map(|(at, _)| at).collect();
    ends.push(typed.len());
    let (mut names, mut start) = (Vec::new(), 0);
    while start <= typed.len() {
        let mut behind = ends.iter().copied().filter(|&end| end >= start);
        let next = behind.next().unwrap_or(typed.len());
        let known = |end: &usize| long.contains(&fold(typed[start..*end].trim()));
        let end = if long.is_empty() { None } else { behind.rev().find(known) };
        let end = end.unwrap_or(next);
        names.push(typed[start..end].trim());
        start = end + 1;
    }
    names.retain(|name| !name.is_empty());
    names
}

//! The steps of a review: each changes the file, and each can be taken back.

use serde_json::json;

use super::document::{List, Record};
use super::names::{Pair, replaced, united};
use super::{Did, HIGH, Refused, Review};
use crate::corpus::file::{PagesRecord, PositionRecord, RelationRecord, StatementRecord};
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

    /// Makes two statements of one, the second from a letter of its words on.
    ///
    /// # Errors
    /// There is no statement, or one of the two would have no words.
    pub fn split(&mut self, text: &str, at: usize) -> Result<Did, Refused> {
        let statement = self.at_statement()?;
        let cut = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        let (first, second) = (text[..cut].trim(), text[cut..].trim());
        if first.is_empty() || second.is_empty() {
            return Err(Refused::NoWords);
        }
        self.record();
        let id = statement.id.clone().unwrap_or_default();
        let new = unused(&format!("{id}-2"), |id| self.is_taken(id));
        let quoted = statement.quote.is_some() && statement.quote == statement.text;
        let part = |record: &Record, words: &str| {
            let mut record = record.with("text", Some(&words));
            if quoted {
                record = record.with("quote", Some(&words));
            }
            match statement.position.as_ref().and_then(|whole| narrowed(whole, words)) {
                Some(position) => record.with("position", Some(&position)),
                None => record,
            }
        };
        let list = self.document.list_mut(List::Statements);
        if let Some(place) = list.iter().position(|record| record.id() == id) {
            // What refers to the whole refers to its first part.
            let second = part(&list[place], second).with("id", Some(&new)).without("relations");
            list[place] = part(&list[place], first);
            list.insert(place + 1, second);
        }
        Ok(Did::Split)
    }

    /// Makes one statement of this and the next one of the same source.
    ///
    /// # Errors
    /// There is no statement, or no next one.
    pub fn merge(&mut self) -> Result<Did, Refused> {
        let statement = self.at_statement()?;
        let id = statement.id.clone().unwrap_or_default();
        let source = |statement: &StatementRecord| {
            statement.position.as_ref().and_then(|position| position.source.clone())
        };
        let list = self.document.list(List::Statements);
        let after = list.iter().skip_while(|record| record.id() != id).nth(1);
        let next: StatementRecord = after.map(Record::read).unwrap_or_default();
        if after.is_none() || !next.draft || source(&next) != source(&statement) {
            return Err(Refused::NoNext);
        }
        self.record();
        let gap = self.origin.gap(statement.position.as_ref(), next.position.as_ref());
        let whole = |first: Option<String>, second: Option<String>| {
            Some(format!("{}{gap}{}", first?, second?))
        };
        let quote = whole(statement.quote.clone(), next.quote.clone());
        let both = |first: &[String], second: &[String]| {
            let mut all = first.to_vec();
            all.extend(second.iter().filter(|id| !first.contains(id)).cloned());
            all
        };
        let experts = both(&statement.experts, &next.experts);
        let via = both(&statement.via, &next.via);
        let topics = both(&statement.topics, &next.topics);
        let pages = joined(statement.pages.as_ref(), next.pages.as_ref());
        let position = self.origin.joined(statement.position.as_ref(), next.position.as_ref());
        let text = whole(statement.text, next.text).unwrap_or_default();
        let other = next.id.unwrap_or_default();
        self.replace(|record| {
            record
                .with("text", Some(&text))
                .with("quote", quote.as_ref())
                .with_list("experts", &experts)
                .with_list("via", &via)
                .with_list("topics", &topics)
                .with("pages", pages.as_ref())
                .with("position", position.as_ref())
        });
        self.take_out(&other, Some(&id));
        Ok(Did::Merged)
    }

    /// The statement that is looked at, where a statement is.
    fn at_statement(&self) -> Result<StatementRecord, Refused> {
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

    fn replace(&mut self, change: impl FnOnce(&Record) -> Record) {
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
    fn take_out(&mut self, id: &str, other: Option<&str>) {
        let list = self.document.list_mut(List::Statements);
        list.retain(|record| record.id() != id);
        for record in list {
            let relations: Vec<RelationRecord> = record.get("relations").unwrap_or_default();
            if !relations.iter().any(|relation| relation.target.as_deref() == Some(id)) {
                continue;
            }
            let own = record.id();
            let kept = relations.into_iter().filter_map(|mut relation| {
                if relation.target.as_deref() == Some(id) {
                    relation.target = Some(other.filter(|other| *other != own)?.to_owned());
                }
                Some(relation)
            });
            let kept: Vec<RelationRecord> = kept.collect();
            *record = record.with("relations", Some(&kept).filter(|kept| !kept.is_empty()));
        }
    }

    fn is_taken(&self, id: &str) -> bool {
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

/// The place of some words inside a place whose words hold them; none where they do not.
fn narrowed(whole: &PositionRecord, words: &str) -> Option<PositionRecord> {
    let exact = whole.exact.as_deref()?;
    let byte = exact.find(words)?;
    let start = whole.start? + u32::try_from(exact[..byte].chars().count()).ok()?;
    let end = start + u32::try_from(words.chars().count()).ok()?;
    let lines = u32::try_from(exact[..byte].matches('\n').count()).ok()?;
    Some(PositionRecord {
        source: whole.source.clone(),
        line: whole.line.map(|line| line + lines),
        start: Some(start),
        end: Some(end),
        exact: Some(words.to_owned()),
    })
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

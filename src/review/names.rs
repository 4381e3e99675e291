//! Names that may be one: proposed, never joined by themselves.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Review;
use super::document::{Document, List, Record};
use crate::corpus::file::{AliasRecord, CitationRecord, StatementRecord};
use crate::query::fold;

/// How many letters a name has, at least, that differs from another in one.
const LONG: usize = 6;

/// Why two names may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// They differ in accents, case or signs alone.
    Same,
    /// They differ in one letter.
    OneLetter,
    /// One is the surname of the other, and of nobody else.
    Surname,
    /// One has initials where the other has first names.
    Initials,
}

impl Why {
    /// Why the form that is given up stays as an alias, as the file has it.
    const fn reason(self) -> &'static str {
        match self {
            Self::Same => "as printed",
            Self::OneLetter => "misspelling",
            Self::Surname => "surname only",
            Self::Initials => "initials",
        }
    }
}

/// Two names that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Whether they are experts or topics.
    pub list: List,
    /// The id of the one that would be kept.
    pub keep: String,
    /// The id of the one that would be an alias of it.
    pub drop: String,
    /// Why.
    pub why: Why,
}

impl Review {
    /// The names to ask about now.
    pub(super) fn pair(&self) -> Option<Pair> {
        let asked = |pair: &&Pair| !self.apart.contains(&(pair.keep.clone(), pair.drop.clone()));
        self.pairs.iter().find(asked).cloned()
    }

    /// Looks for names that may be one; at least one of two is that of a draft.
    pub(super) fn pair_names(&mut self) {
        let mut drafted: BTreeSet<String> = BTreeSet::new();
        let mut used: Vec<String> = Vec::new();
        for record in self.document.list(List::Statements) {
            let record: StatementRecord = record.read();
            let names = record.experts.into_iter().chain(record.via).chain(record.topics);
            for name in names {
                used.push(name.clone());
                if record.draft {
                    drafted.insert(name);
                }
            }
        }
        for record in self.document.list(List::Citations) {
            let record: CitationRecord = record.read();
            let name = record.topic.or(record.expert).filter(|_| record.draft);
            drafted.extend(name);
        }
        let mut pairs = Vec::new();
        for list in [List::Experts, List::Topics] {
            let known: Vec<(String, String, String)> =
                self.known(list).into_iter().map(|(id, name, _)| (id, fold(&name), name)).collect();
            for (at, first) in known.iter().enumerate() {
                for second in &known[at + 1..] {
                    if !drafted.contains(&first.0) && !drafted.contains(&second.0) {
                        continue;
                    }
                    let Some(why) = why(list, &first.1, &second.1, &known) else { continue };
                    let times = |id: &str| used.iter().filter(|held| *held == id).count();
                    let words = |name: &str| name.split_whitespace().count();
                    // The fuller name is kept, then the one that is used more, then the first.
                    let rank = |(id, folded, name): &(String, String, String)| {
                        let marks = name.chars().filter(|c| !c.is_ascii()).count();
                        let full = if why == Why::Initials { folded.len() } else { words(folded) };
                        (full, times(id), marks)
                    };
                    let swap = rank(second) > rank(first);
                    let (keep, drop) = if swap { (second, first) } else { (first, second) };
                    let (keep, drop) = (keep.0.clone(), drop.0.clone());
                    pairs.push(Pair { list, keep, drop, why });
                }
            }
        }
        self.pairs = pairs;
    }
}

/// Why two folded names may be one, if they may. Of the known names the second is folded.
pub(super) fn why(list: List, a: &str, b: &str, known: &[(String, String, String)]) -> Option<Why> {
    if a == b {
        return Some(Why::Same);
    }
    let letters = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).count();
    let far = letters(a).abs_diff(letters(b));
    // B2B and B2C, 2019 and 2020 are no slips.
    let words = |name: &str| !name.contains(|c: char| c.is_ascii_digit());
    if far <= 1 && letters(a).min(letters(b)) >= LONG && words(a) && words(b) {
        // What differs in its last letter alone is a plural as often as a slip.
        let plural = list == List::Topics && (a.starts_with(b) || b.starts_with(a));
        if !plural && strsim::osa_distance(a, b) == 1 {
            return Some(Why::OneLetter);
        }
    }
    if list != List::Experts {
        return None;
    }
    let parts = |name: &str| name.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
    let (first, second) = (parts(a), parts(b));
    if first.last() != second.last() {
        return None;
    }
    match (first.as_slice(), second.as_slice()) {
        ([surname], [_, ..]) | ([_, ..], [surname]) => {
            let bearers = known.iter().filter(|(_, name, _)| {
                let parts = parts(name);
                parts.len() > 1 && parts.last() == Some(surname)
            });
            (bearers.take(2).count() == 1).then_some(Why::Surname)
        }
        ([one, ..], [two, ..]) => {
            let initial = |short: &str, long: &str| {
                let bare = short.trim_end_matches('.');
                bare.chars().count() == 1 && long.chars().count() > 1 && long.starts_with(bare)
            };
            (initial(one, two) || initial(two, one)).then_some(Why::Initials)
        }
        _ => None,
    }
}

/// A record with the forms of another as aliases, and with what else that one has where it has
/// nothing.
pub(super) fn united(kept: &Record, dropped: &Record, why: Why) -> Record {
    let mut record = kept.filled(dropped);
    for name in ["related", "relations"] {
        let mut all: Vec<Value> = kept.get(name).unwrap_or_default();
        let more: Vec<Value> = dropped.get(name).unwrap_or_default();
        let more: Vec<Value> = more.into_iter().filter(|one| !all.contains(one)).collect();
        all.extend(more);
        record = record.with(name, Some(&all).filter(|all| !all.is_empty()));
    }
    let mut names: Map<String, Value> = dropped.get("names").unwrap_or_default();
    names.extend(kept.get::<Map<String, Value>>("names").unwrap_or_default());
    record = record.with("names", Some(&names).filter(|names| !names.is_empty()));
    let mut aliases: Vec<AliasRecord> = kept.get("aliases").unwrap_or_default();
    let name: String = kept.get("name").unwrap_or_default();
    let form: Option<String> = dropped.get("name");
    let own = AliasRecord { form, reason: Some(why.reason().to_owned()) };
    let more: Vec<AliasRecord> = dropped.get("aliases").unwrap_or_default();
    for alias in std::iter::once(own).chain(more) {
        let known = alias.form.as_deref() == Some(name.as_str())
            || aliases.iter().any(|held| held.form == alias.form);
        if !known {
            aliases.push(alias);
        }
    }
    record.with("aliases", Some(&aliases))
}

/// Lets all that refers to the name that is given up refer to the one that is kept.
pub(super) fn replaced(document: &mut Document, pair: &Pair) {
    let lists: &[&str] = match pair.list {
        List::Experts => &["experts", "via"],
        _ => &["topics"],
    };
    for record in document.list_mut(List::Statements) {
        let before = record.clone();
        for name in lists {
            in_list(record, name, pair);
        }
        // Nobody is quoted by himself.
        let mut via: Vec<String> = record.get("via").unwrap_or_default();
        let said: Vec<String> = record.get("experts").unwrap_or_default();
        if *record != before && said.contains(&pair.keep) && via.contains(&pair.keep) {
            via.retain(|id| *id != pair.keep);
            *record = record.with_list("via", &via);
        }
    }
    let field = if pair.list == List::Experts { "expert" } else { "topic" };
    for record in document.list_mut(List::Citations) {
        in_field(record, field, pair);
    }
    if pair.list != List::Topics {
        return;
    }
    for record in document.list_mut(List::Topics) {
        in_list(record, "related", pair);
        in_field(record, "broader", pair);
        in_field(record, "see", pair);
        let mut relations: Vec<Value> = record.get("relations").unwrap_or_default();
        if relations.iter().any(|relation| relation["target"] == pair.drop) {
            for relation in &mut relations {
                if relation["target"] == pair.drop {
                    relation["target"] = pair.keep.as_str().into();
                }
            }
            *record = record.with("relations", Some(&relations));
        }
    }
    apart_from_itself(document, &pair.keep);
}

/// Lets a topic refer to itself no longer, nor stand above itself.
fn apart_from_itself(document: &mut Document, keep: &str) {
    let above = |id: &str, field: &str| document.find(List::Topics, id)?.get::<String>(field);
    let most = document.list(List::Topics).len();
    let round = ["broader", "see"].map(|field| {
        let up = std::iter::successors(above(keep, field), |id| above(id, field));
        up.take(most).any(|id| id == keep)
    });
    let topics = document.list_mut(List::Topics);
    let Some(record) = topics.iter_mut().find(|record| record.id() == keep) else { return };
    for (field, round) in ["broader", "see"].into_iter().zip(round) {
        if round {
            *record = record.without(field);
        }
    }
    let mut related: Vec<String> = record.get("related").unwrap_or_default();
    if related.iter().any(|id| id == keep) {
        related.retain(|id| id != keep);
        *record = record.with_list("related", &related);
    }
    let mut relations: Vec<Value> = record.get("relations").unwrap_or_default();
    if relations.iter().any(|relation| relation["target"] == keep) {
        relations.retain(|relation| relation["target"] != keep);
        *record = record.with("relations", Some(&relations).filter(|all| !all.is_empty()));
    }
}

fn in_list(record: &mut Record, name: &str, pair: &Pair) {
    let ids: Vec<String> = record.get(name).unwrap_or_default();
    if !ids.contains(&pair.drop) {
        return;
    }
    let mut kept: Vec<String> = Vec::new();
    for id in ids {
        let id = if id == pair.drop { pair.keep.clone() } else { id };
        if !kept.contains(&id) {
            kept.push(id);
        }
    }
    *record = record.with_list(name, &kept);
}

fn in_field(record: &mut Record, name: &str, pair: &Pair) {
    if record.get::<String>(name).as_deref() == Some(&pair.drop) {
        *record = record.with(name, Some(&pair.keep));
    }
}

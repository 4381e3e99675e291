//! Names that may be one: proposed, never joined by themselves.

use std::collections::BTreeSet;

use super::Review;
use super::document::{Document, List, Record};
use crate::corpus::file::{AliasRecord, StatementRecord, TopicRelationRecord};
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

/// Why two folded names may be one, if they may.
fn why(list: List, a: &str, b: &str, known: &[(String, String, String)]) -> Option<Why> {
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
            (bearers.count() == 1).then_some(Why::Surname)
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

/// A record with the forms of another as aliases.
pub(super) fn alias(record: &Record, dropped: &Record, why: Why) -> Record {
    let mut aliases: Vec<AliasRecord> = record.get("aliases").unwrap_or_default();
    let name: String = record.get("name").unwrap_or_default();
    let form: Option<String> = dropped.get("name");
    let reason = Some(why.reason().to_owned());
    let own = AliasRecord { form, reason };
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
        for name in lists {
            in_list(record, name, pair);
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
        let relations: Vec<TopicRelationRecord> = record.get("relations").unwrap_or_default();
        if relations.iter().any(|relation| relation.target.as_deref() == Some(&pair.drop)) {
            let relations = relations.into_iter().map(|mut relation| {
                if relation.target.as_deref() == Some(&pair.drop) {
                    relation.target = Some(pair.keep.clone());
                }
                relation
            });
            *record = record.with("relations", Some(&relations.collect::<Vec<_>>()));
        }
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

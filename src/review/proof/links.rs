//! What of a corpus does not hold together: cross-references, topics without pages, pages
//! without topics, names that are forms of each other.
//!
//! Imports [`crate::corpus`] and the forms of names of [`crate::query`].

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::corpus::problem::Text;
use crate::corpus::shape::Kind;
use crate::corpus::{Code, Corpus, Doubt, PageRef, RelationKind, Seg, Subject, Topic, TopicId};
use crate::order;
use crate::query::fold;
use crate::query::stand::{patterns, spellings};

use super::doubt;
use crate::review::document::List;
use crate::review::names::{Why, why};

/// With how many others of one surname a name is compared.
const MOST_NAMESAKES: usize = 64;

/// How many runs of pages a note names.
const MOST_RUNS: usize = 12;

/// Adds what does not hold together.
pub(super) fn links(corpus: &Corpus, doubts: &mut Vec<Doubt>) {
    let pages = pages_of_topics(corpus);
    for (place, topic) in corpus.topics.iter().enumerate() {
        related(corpus, place, topic, doubts);
        let mut see = topic.see;
        let mut steps = HashSet::new();
        while let Some(id) = see.filter(|&id| steps.insert(id)) {
            see = corpus.topic(id).see;
        }
        let ends = |id: &TopicId| !pages.get(id.place()).is_none_or(BTreeSet::is_empty);
        if let Some(target) = topic.see {
            if !steps.iter().any(ends) {
                let (from, to) = (&topic.name, &corpus.topic(target).name);
                let text = Text::new(
                    format!("{from} leads to {to}, and no page follows"),
                    format!("{from} renvoie à {to}, et aucune page ne suit"),
                );
                doubts.push(doubt(Code::OneSided, (Kind::Topic, place), &["see"], text));
            }
        } else if pages.get(place).is_some_and(BTreeSet::is_empty) {
            let text = Text::new(
                format!("no page is cited for {}", topic.name),
                format!("aucune page citée pour {}", topic.name),
            );
            doubts.push(doubt(Code::NoPage, (Kind::Topic, place), &[], text));
        }
    }
    circles(corpus, doubts);
    relations(corpus, doubts);
    empty_pages(corpus, &pages, doubts);
    forms(corpus, Kind::Topic, corpus.topic_ids().map(Subject::Topic), doubts);
    forms(corpus, Kind::Expert, corpus.expert_ids().map(Subject::Expert), doubts);
    namesakes(corpus, doubts);
}

/// The pages of each topic.
fn pages_of_topics(corpus: &Corpus) -> Vec<BTreeSet<PageRef>> {
    let mut pages = vec![BTreeSet::new(); corpus.topics.len()];
    let mut add = |topic: TopicId, places: Vec<PageRef>| {
        if let Some(pages) = pages.get_mut(topic.place()) {
            pages.extend(places);
        }
    };
    for citation in &corpus.citations {
        if let Subject::Topic(topic) = citation.subject {
            add(topic, citation.places());
        }
    }
    for statement in corpus.statements.iter() {
        for &topic in &statement.topics {
            add(topic, statement.places());
        }
    }
    pages
}

fn related(corpus: &Corpus, place: usize, topic: &Topic, doubts: &mut Vec<Doubt>) {
    let id = TopicId::at(place);
    for (number, &other) in topic.related.iter().enumerate() {
        if !corpus.topic(other).related.contains(&id) {
            let (from, to) = (&topic.name, &corpus.topic(other).name);
            let text = Text::new(
                format!("{from} refers to {to}, and {to} not back"),
                format!("{from} renvoie à {to}, qui ne renvoie pas en retour"),
            );
            let path = vec![Seg::from("related"), Seg::from(number)];
            doubts.push(Doubt { code: Code::OneSided, kind: Kind::Topic, place, path, text });
        }
    }
}

/// Topics that are broader than themselves in the end: each circle is told once.
fn circles(corpus: &Corpus, doubts: &mut Vec<Doubt>) {
    // For each topic the walk that came to it.
    let mut walked: Vec<Option<usize>> = vec![None; corpus.topics.len()];
    for (place, start) in corpus.topic_ids().enumerate() {
        let mut next = Some(start);
        while let Some(id) = next
            && walked.get(id.place()) == Some(&None)
        {
            walked[id.place()] = Some(place);
            next = corpus.topic(id).broader;
        }
        let Some(first) = next.filter(|id| walked[id.place()] == Some(place)) else { continue };
        let up = std::iter::successors(corpus.topic(first).broader, |&id| corpus.topic(id).broader);
        let names = [first].into_iter().chain(up.take_while(|&id| id != first)).chain([first]);
        let names: Vec<&str> = names.map(|id| corpus.topic(id).name.as_str()).collect();
        let shown = shortened(&names);
        let text = Text::new(
            format!("broader than itself in the end: {shown}"),
            format!("plus large qu’elle-même au bout du compte\u{a0}: {shown}"),
        );
        doubts.push(doubt(Code::Circle, (Kind::Topic, first.place()), &["broader"], text));
    }
}

/// The names of a circle, without those in its middle where they are many.
fn shortened(names: &[&str]) -> String {
    match names {
        [start @ .., last] if start.len() > MOST_RUNS => {
            format!("{} → … → {last}", start[..MOST_RUNS].join(" → "))
        }
        all => all.join(" → "),
    }
}

/// Agreement and contradiction hold both ways.
fn relations(corpus: &Corpus, doubts: &mut Vec<Doubt>) {
    let both = [RelationKind::Agrees, RelationKind::Contradicts];
    for (place, (id, statement)) in corpus.statement_ids().zip(corpus.statements.iter()).enumerate()
    {
        for (number, relation) in statement.relations.iter().enumerate() {
            let back = &corpus.statement(relation.target).relations;
            let returns = back.iter().any(|b| b.target == id && b.kind == relation.kind);
            if both.contains(&relation.kind) && !returns {
                let (from, to) = (&statement.slug, &corpus.statement(relation.target).slug);
                let text = Text::new(
                    format!("the relation of {from} to {to} is not told of {to}"),
                    format!("le lien de {from} à {to} n’est pas dit de {to}"),
                );
                let path = vec![Seg::from("relations"), Seg::from(number)];
                doubts.push(Doubt {
                    code: Code::OneSided,
                    kind: Kind::Statement,
                    place,
                    path,
                    text,
                });
            }
        }
    }
}

/// Notes the pages of each report that no topic cites; of a report that no topic cites at
/// all there is nothing to say.
fn empty_pages(corpus: &Corpus, pages: &[BTreeSet<PageRef>], doubts: &mut Vec<Doubt>) {
    let cited = order::set(pages.iter().flatten().copied());
    for (place, id) in corpus.report_ids().enumerate() {
        let report = corpus.report(id);
        let is_cited = |page: u32| cited.contains(&PageRef { report: id, page });
        let empty: Vec<u32> = (1..=report.pages).filter(|&page| !is_cited(page)).collect();
        if empty.is_empty() || empty.len() == report.pages as usize {
            continue;
        }
        let (count, runs) = (empty.len(), runs(&empty, |page| report.label(page)));
        let one = count == 1;
        let (cite, citent) =
            if one { ("page cites", "page ne cite") } else { ("pages cite", "pages ne citent") };
        let text = Text::new(
            format!("{count} {cite} no topic: p. {runs}"),
            format!("{count} {citent} aucune tendance\u{a0}: p. {runs}"),
        );
        doubts.push(doubt(Code::NoTopic, (Kind::Report, place), &["pages"], text));
    }
}

/// Pages by their labels as runs, such as `i–iv, 9`; the first of them where they are many.
fn runs(pages: &[u32], label: impl Fn(u32) -> String) -> String {
    let runs = pages.chunk_by(|before, after| before + 1 == *after);
    let mut shown: Vec<String> = runs
        .clone()
        .take(MOST_RUNS)
        .filter_map(|run| match run {
            [] => None,
            [page] => Some(label(*page)),
            [first, .., last] => Some(format!("{}–{}", label(*first), label(*last))),
        })
        .collect();
    if runs.count() > MOST_RUNS {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// Notes names of which one is a form of another: a plural, or the same words in another order.
fn forms(
    corpus: &Corpus,
    kind: Kind,
    subjects: impl Iterator<Item = Subject>,
    doubts: &mut Vec<Doubt>,
) {
    let mut known: HashMap<String, (usize, Subject)> = HashMap::new();
    for (place, subject) in subjects.enumerate() {
        let mut keys = BTreeSet::new();
        let mut found = None;
        for form in spellings(corpus, subject) {
            for pattern in patterns(form).iter().map(String::as_str).chain([fold(form).as_str()]) {
                let mut words: Vec<&str> = pattern.split_whitespace().collect();
                words.sort_unstable();
                keys.insert(words.join(" "));
            }
        }
        for key in keys {
            match known.get(&key) {
                Some(&(other, before)) if other != place => {
                    found = found.or(Some(before));
                }
                _ => {
                    known.insert(key, (place, subject));
                }
            }
        }
        if let Some(other) = found {
            let (name, other) = (corpus.name(subject), corpus.name(other));
            let text = Text::new(
                format!("{name} and {other} share a form"),
                format!("{name} et {other} ont une forme commune"),
            );
            doubts.push(doubt(Code::NearNames, (kind, place), &["name"], text));
        }
    }
}

/// Experts of one surname.
#[derive(Debug, Default)]
struct Family {
    places: Vec<usize>,
    /// The id, the folded name and the name of each.
    names: Vec<(String, String, String)>,
}

/// Notes experts who may be one by the rules of a review: by a surname alone, or by initials.
fn namesakes(corpus: &Corpus, doubts: &mut Vec<Doubt>) {
    let told: HashSet<usize> = {
        let names = doubts.iter().filter(|doubt| doubt.code == Code::NearNames);
        names.filter(|doubt| doubt.kind == Kind::Expert).map(|doubt| doubt.place).collect()
    };
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    for (place, expert) in corpus.experts.iter().enumerate() {
        let name = fold(&expert.name);
        let Some(surname) = name.split_whitespace().next_back() else { continue };
        let family = families.entry(surname.to_owned()).or_default();
        family.places.push(place);
        family.names.push((expert.slug.to_string(), name, expert.name.to_string()));
    }
    for Family { places, names } in families.values() {
        for (at, (_, second, name)) in names.iter().enumerate() {
            let before = names[..at].iter().take(MOST_NAMESAKES);
            let close = before.filter_map(|(_, first, other)| {
                why(List::Experts, first, second, names).map(|why| (why, other))
            });
            // The others are told by how they are spelled.
            let mut close = close.filter(|(why, _)| matches!(why, Why::Surname | Why::Initials));
            let Some((why, other)) = close.next().filter(|_| !told.contains(&places[at])) else {
                continue;
            };
            let by = match why {
                Why::Initials => ["by initials", "par les initiales"],
                _ => ["by the surname alone", "par le nom de famille seul"],
            };
            let text = Text::new(
                format!("{name} may be {other}, {}", by[0]),
                format!("{name} est peut-être {other}, {}", by[1]),
            );
            doubts.push(doubt(Code::NearNames, (Kind::Expert, places[at]), &["name"], text));
        }
    }
}

//! From the statements and citations of a corpus to the ways between its records.
//!
//! Imports [`crate::corpus`] and its neighbours in this room.
//!
//! Odd thing worth knowing: each statement is looked at once, in file order, since one that is lent
//! is read anew each time. What was gathered is put into corpus order afterwards.

use std::collections::BTreeMap;

use super::{Index, Link, PageFacts, SubjectFacts};
use crate::corpus::task::{OFTEN, Task, Told, UNTOLD};
use crate::corpus::{Corpus, ExpertId, PageRef, Statement, StatementId, Subject, TopicId};

/// Links that were met, each key once with its strongest.
struct Links<K> {
    met: Vec<(K, Link)>,
    /// With so many they are looked over for keys that were met again.
    limit: usize,
}

impl<K: Ord + Copy> Links<K> {
    /// Fewer are not worth looking over.
    const FEW: usize = 1 << 16;

    const fn new() -> Self {
        Self { met: Vec::new(), limit: Self::FEW }
    }

    fn add(&mut self, key: K, link: Link) {
        if self.met.len() >= self.limit {
            self.settle();
            self.limit = Self::FEW.max(self.met.len() * 2);
        }
        self.met.push((key, link));
    }

    fn settle(&mut self) {
        self.met.sort_unstable();
        self.met.dedup_by_key(|&mut (key, _)| key);
    }

    /// All of them, by key.
    fn end(mut self) -> Vec<(K, Link)> {
        self.settle();
        self.met
    }
}

/// What becomes known of all subjects and pages.
struct Gathered {
    topics: Vec<SubjectFacts>,
    experts: Vec<SubjectFacts>,
    pages: BTreeMap<PageRef, PageFacts>,
    links: Links<(PageRef, Subject)>,
    ties: Links<(TopicId, ExpertId)>,
    /// Report, first page and id of each statement: what corpus order goes by.
    keys: Vec<(u32, u32, StatementId)>,
}

impl Gathered {
    fn facts_mut(&mut self, subject: Subject) -> &mut SubjectFacts {
        match subject {
            Subject::Topic(id) => &mut self.topics[id.place()],
            Subject::Expert(id) => &mut self.experts[id.place()],
        }
    }

    fn add(&mut self, id: StatementId, statement: &Statement) {
        let first = statement.pages.list.iter().min().copied().unwrap_or(u32::MAX);
        let report = statement.report.map_or(u32::MAX, |report| report.0);
        self.keys.push((report, first, id));
        let link = Link::of(statement);
        let subjects = subjects_of(statement);
        for &subject in &subjects {
            self.facts_mut(subject).statements.push(id);
        }
        for place in statement.places() {
            self.pages.entry(place).or_default().statements.push(id);
            for &subject in &subjects {
                self.links.add((place, subject), link);
            }
        }
        for &topic in &statement.topics {
            for &expert in statement.experts.iter().chain(&statement.via) {
                self.ties.add((topic, expert), link);
            }
        }
    }

    /// Puts the statements of every subject and page into corpus order, which it hands back.
    fn in_order(&mut self) -> Vec<StatementId> {
        let mut keys = std::mem::take(&mut self.keys);
        keys.sort_unstable();
        let mut order: Vec<StatementId> = keys.into_iter().map(|(.., id)| id).collect();
        // It was made where the keys stood.
        order.shrink_to_fit();
        let mut ranks = vec![0_u32; order.len()];
        for (rank, id) in (0..).zip(&order) {
            ranks[id.place()] = rank;
        }
        let subjects = self.topics.iter_mut().chain(&mut self.experts);
        let subjects = subjects.map(|facts| &mut facts.statements);
        let pages = self.pages.values_mut().map(|facts| &mut facts.statements);
        for statements in subjects.chain(pages) {
            statements.sort_unstable_by_key(|id| ranks[id.place()]);
            statements.shrink_to_fit();
        }
        order
    }
}

impl Index {
    /// Indexes a corpus.
    #[must_use]
    pub fn new(corpus: &Corpus) -> Self {
        Self::told(corpus, UNTOLD)
    }

    /// Indexes a corpus while somebody looks on.
    #[must_use]
    pub fn told(corpus: &Corpus, told: Told<'_>) -> Self {
        let mut all = Gathered {
            topics: vec![SubjectFacts::default(); corpus.topics.len()],
            experts: vec![SubjectFacts::default(); corpus.experts.len()],
            pages: BTreeMap::new(),
            links: Links::new(),
            ties: Links::new(),
            keys: Vec::with_capacity(corpus.statements.len()),
        };
        let many = corpus.statements.len();
        corpus.statements.each(|id, statement| {
            if id.place().is_multiple_of(OFTEN) {
                told(Task::Pages, id.place(), many);
            }
            all.add(id, statement);
        });
        let order = all.in_order();
        for id in corpus.citation_ids() {
            let citation = corpus.citation(id);
            all.facts_mut(citation.subject).citations.push(id);
            for place in citation.places() {
                all.pages.entry(place).or_default().citations.push(id);
                all.links.add((place, citation.subject), Link::Listed);
            }
        }
        let Gathered { mut topics, mut experts, mut pages, links, ties, .. } = all;
        // By page, so that each subject has its pages in order.
        for ((place, subject), link) in links.end() {
            let facts = pages.entry(place).or_default();
            match subject {
                Subject::Topic(id) => {
                    facts.topics.push((id, link));
                    topics[id.place()].pages.push(place);
                }
                Subject::Expert(id) => {
                    facts.experts.push((id, link));
                    experts[id.place()].pages.push(place);
                }
            }
        }
        for facts in pages.values_mut() {
            facts.topics.sort_unstable_by_key(|&(id, link)| (link, id));
            facts.experts.sort_unstable_by_key(|&(id, link)| (link, id));
        }
        let mut index = Self {
            topic_ties: vec![Vec::new(); topics.len()],
            expert_ties: vec![Vec::new(); experts.len()],
            topics: topics.into(),
            experts: experts.into(),
            places: pages.keys().copied().collect::<Vec<_>>().into(),
            pages: pages.into_values().collect::<Vec<_>>().into(),
            order: order.into(),
            ..Self::default()
        };
        for ((topic, expert), link) in ties.end() {
            index.topic_ties[topic.place()].push((expert, link));
            index.expert_ties[expert.place()].push((topic, link));
        }
        index
    }
}

/// Every subject of a statement, each once.
fn subjects_of(statement: &Statement) -> Vec<Subject> {
    let topics = statement.topics.iter().map(|&id| Subject::Topic(id));
    let experts = statement.experts.iter().chain(&statement.via).map(|&id| Subject::Expert(id));
    let mut subjects: Vec<Subject> = topics.chain(experts).collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_key_met_again_the_strongest_link_stays_however_many_come_between() {
        let mut links = Links::new();
        for at in 0..3 * Links::<u32>::FEW {
            let key = u32::try_from(at % 1000).unwrap();
            links.add(key, if at < 2000 && key == 7 { Link::Said } else { Link::Via });
        }
        assert!(links.met.len() <= Links::<u32>::FEW);
        let link = |key| if key == 7 { Link::Said } else { Link::Via };
        assert_eq!(links.end(), (0..1000).map(|key| (key, link(key))).collect::<Vec<_>>());
    }
}

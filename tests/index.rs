//! The index against plain counting, on generated corpora.

use std::collections::BTreeSet;

use proptest::prelude::*;
use renvoi::corpus::{
    Certainty, Citation, Corpus, Expert, ExpertId, Localised, More, MoreOfStatement, PageRef,
    Pages, Part, Report, ReportId, Statement, StatementKind, Subject, Topic, TopicId, TopicKind,
    Voice,
};
use renvoi::index::{Index, Link};

fn pages(list: Vec<u32>) -> Pages {
    Pages { list, ..Pages::default() }
}

fn statement(
    kind: StatementKind,
    report: u32,
    list: Vec<u32>,
    topics: Vec<u32>,
    experts: Vec<u32>,
    via: Vec<u32>,
) -> Statement {
    Statement {
        slug: "".into(),
        kind,
        text: "".into(),
        voice: Voice::Expert,
        experts: experts.into_iter().map(ExpertId).collect(),
        topics: topics.into_iter().map(TopicId).collect(),
        report: Some(ReportId(report)),
        pages: pages(list),
        certainty: Certainty::Unknown,
        draft: false,
        more: More::from(MoreOfStatement {
            via: via.into_iter().map(ExpertId).collect(),
            ..MoreOfStatement::default()
        }),
    }
}

/// A corpus of two reports, up to six topics and experts, and references among them.
fn corpora() -> impl Strategy<Value = Corpus> {
    let ids = |most: u32| prop::collection::vec(0..most, 0..3);
    let list = || prop::collection::vec(1..=12_u32, 0..5);
    let kind = prop::sample::select(vec![
        StatementKind::Quote,
        StatementKind::Paraphrase,
        StatementKind::Mention,
        StatementKind::Summary,
    ]);
    let said = (kind, 0..2_u32, list(), ids(6), ids(6), ids(6)).prop_map(
        |(kind, report, list, topics, experts, via)| {
            statement(kind, report, list, topics, experts, via)
        },
    );
    let cited =
        (any::<bool>(), 0..6_u32, 0..2_u32, list()).prop_map(|(topic, id, report, list)| {
            let subject =
                if topic { Subject::Topic(TopicId(id)) } else { Subject::Expert(ExpertId(id)) };
            Citation {
                subject,
                report: ReportId(report),
                pages: pages(list),
                position: None,
                draft: false,
                rule: None,
                confidence: None,
            }
        });
    let records = (prop::collection::vec(said, 0..12), prop::collection::vec(cited, 0..8));
    records.prop_map(|(statements, citations)| Corpus {
        reports: (0..2).map(report).collect(),
        topics: (0..6).map(topic).collect(),
        experts: (0..6).map(expert).collect(),
        statements: statements.into(),
        citations,
        ..Corpus::default()
    })
}

fn report(at: u32) -> Report {
    Report {
        slug: format!("r{at}").into(),
        title: "".into(),
        pages: 12,
        publisher: None,
        year: None,
        language: None,
        url: None,
        file: None,
        series: None,
        labels: Vec::new(),
    }
}

fn topic(at: u32) -> Topic {
    Topic {
        slug: format!("t{at}").into(),
        name: format!("t{at}").into(),
        names: Localised::default(),
        aliases: Vec::new(),
        kind: TopicKind::Trend,
        definition: None,
        broader: None,
        related: Vec::new(),
        see: None,
        announced: None,
        relations: Vec::new(),
    }
}

fn expert(at: u32) -> Expert {
    Expert {
        slug: format!("e{at}").into(),
        name: format!("e{at}").into(),
        aliases: Vec::new(),
        role: None,
        organisation: None,
        part: Part::Contributor,
        collective: false,
    }
}

/// Every subject of the corpora above.
fn subjects() -> impl Iterator<Item = Subject> {
    let topics = (0..6).map(|id| Subject::Topic(TopicId(id)));
    topics.chain((0..6).map(|id| Subject::Expert(ExpertId(id))))
}

fn speaks_of(statement: &Statement, subject: Subject) -> bool {
    match subject {
        Subject::Topic(id) => statement.topics.contains(&id),
        Subject::Expert(id) => statement.experts.contains(&id) || statement.via.contains(&id),
    }
}

/// All pages of both reports.
fn places() -> impl Iterator<Item = PageRef> {
    (0..2).flat_map(|report| (1..=12).map(move |page| PageRef { report: ReportId(report), page }))
}

fn on(report: u32, list: &[u32], place: PageRef) -> bool {
    place.report.0 == report && list.contains(&place.page)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_statement_and_citation_is_found_once_from_its_page_and_back(corpus in corpora()) {
        let index = Index::new(&corpus);
        for place in places() {
            let facts = index.page(place);
            for id in corpus.statement_ids() {
                let statement = corpus.statement(id);
                let expected = on(statement.report.map_or(9, |r| r.0), &statement.pages.list, place);
                let found = facts.statements.iter().filter(|&&held| held == id).count();
                prop_assert_eq!(found, usize::from(expected));
            }
            for id in corpus.citation_ids() {
                let citation = corpus.citation(id);
                let expected = on(citation.report.0, &citation.pages.list, place);
                let found = facts.citations.iter().filter(|&&held| held == id).count();
                prop_assert_eq!(found, usize::from(expected));
            }
        }
        let cited: BTreeSet<PageRef> = index.cited_pages().map(|(place, _)| place).collect();
        let with_facts = places().filter(|&place| {
            let facts = index.page(place);
            !facts.statements.is_empty() || !facts.citations.is_empty()
        });
        prop_assert_eq!(cited, with_facts.collect::<BTreeSet<_>>());
    }

    #[test]
    fn the_pages_of_a_subject_are_those_of_its_citations_and_statements(corpus in corpora()) {
        let index = Index::new(&corpus);
        for subject in subjects() {
            let mut expected = BTreeSet::new();
            for statement in corpus.statements.iter().filter(|s| speaks_of(s, subject)) {
                expected.extend(statement.places());
            }
            for citation in corpus.citations.iter().filter(|c| c.subject == subject) {
                expected.extend(citation.places());
            }
            let expected: Vec<PageRef> = expected.into_iter().collect();
            prop_assert_eq!(index.pages_of(subject), expected);
            let found = &index.facts(subject).statements;
            for id in corpus.statement_ids() {
                let count = found.iter().filter(|&&held| held == id).count();
                prop_assert_eq!(count, usize::from(speaks_of(corpus.statement(id), subject)));
            }
        }
    }

    #[test]
    fn a_page_names_each_of_its_subjects_once_by_its_strongest_link(corpus in corpora()) {
        let index = Index::new(&corpus);
        for place in places() {
            for subject in subjects() {
                let said = corpus.statements.iter().filter(|statement| {
                    speaks_of(statement, subject)
                        && on(statement.report.map_or(9, |r| r.0), &statement.pages.list, place)
                });
                let listed = corpus.citations.iter().filter(|citation| {
                    citation.subject == subject
                        && on(citation.report.0, &citation.pages.list, place)
                });
                let links = said.map(Link::of).chain(listed.map(|_| Link::Listed));
                let expected: Vec<Link> = links.min().into_iter().collect();
                let facts = index.page(place);
                let found: Vec<Link> = match subject {
                    Subject::Topic(id) => facts
                        .topics
                        .iter()
                        .filter(|(held, _)| *held == id)
                        .map(|&(_, link)| link)
                        .collect(),
                    Subject::Expert(id) => facts
                        .experts
                        .iter()
                        .filter(|(held, _)| *held == id)
                        .map(|&(_, link)| link)
                        .collect(),
                };
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn topics_and_experts_are_tied_by_the_strongest_statement_that_names_both(corpus in corpora()) {
        let index = Index::new(&corpus);
        for topic in (0..6).map(TopicId) {
            for expert in (0..6).map(ExpertId) {
                let both = corpus.statements.iter().filter(|statement| {
                    speaks_of(statement, Subject::Topic(topic))
                        && speaks_of(statement, Subject::Expert(expert))
                });
                let expected: Vec<Link> = both.map(Link::of).min().into_iter().collect();
                let links = index.expert_links(topic).into_iter();
                let found: Vec<Link> =
                    links.filter(|&(id, _)| id == expert).map(|(_, link)| link).collect();
                prop_assert_eq!(&found, &expected);
                let links = index.topic_links(expert).into_iter();
                let found: Vec<Link> =
                    links.filter(|&(id, _)| id == topic).map(|(_, link)| link).collect();
                prop_assert_eq!(&found, &expected);
                prop_assert_eq!(index.experts_of(topic).contains(&expert), !expected.is_empty());
                prop_assert_eq!(index.topics_of(expert).contains(&topic), !expected.is_empty());
            }
        }
    }

    #[test]
    fn statements_stand_in_one_order_wherever_they_are_listed(corpus in corpora()) {
        let index = Index::new(&corpus);
        let key = |id: &renvoi::corpus::StatementId| {
            let statement = corpus.statement(*id);
            (statement.report, statement.pages.list.iter().min().map_or(99, |page| *page), *id)
        };
        let mut expected: Vec<_> = corpus.statement_ids().collect();
        expected.sort_by_key(key);
        prop_assert_eq!(index.statements(), expected);
        let pages = index.cited_pages().map(|(_, facts)| &facts.statements);
        for listed in pages.chain(subjects().map(|subject| &index.facts(subject).statements)) {
            prop_assert!(listed.is_sorted_by_key(key), "{:?}", listed);
        }
    }

    #[test]
    fn who_shares_a_page_shares_it_both_ways(corpus in corpora()) {
        let index = Index::new(&corpus);
        for one in subjects() {
            for other in subjects().filter(|&other| other != one) {
                let mine = index.pages_of(one);
                let both: Vec<PageRef> =
                    index.pages_of(other).iter().copied().filter(|p| mine.contains(p)).collect();
                let sharing = index.sharing(one);
                let found: Vec<_> = sharing.iter().filter(|s| s.subject == other).collect();
                prop_assert_eq!(found.len(), usize::from(!both.is_empty()));
                if let [sharing] = found.as_slice() {
                    prop_assert_eq!(&sharing.pages, &both);
                }
            }
        }
    }
}

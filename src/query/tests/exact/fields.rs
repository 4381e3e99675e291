//! Fields, as the plain scan understands them: what a statement is, who says it, what it is
//! about, and where it stands.
//!
//! Names are made of other letters than texts, so that a word of a text never meets one.

use std::rc::Rc;

use super::*;
use crate::corpus::{Corpus, More, MoreOfStatement, ReportId, StatementKind, Voice};

/// What a field looks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Topics,
    Experts,
    Reports,
}

/// The names of everything; of each the name first, then the other forms.
#[derive(Debug, Default)]
pub(super) struct World {
    topics: Vec<Vec<String>>,
    experts: Vec<Vec<String>>,
    /// Title and id.
    reports: Vec<Vec<String>>,
}

/// What a statement points to.
#[derive(Clone, Debug)]
pub(super) struct About {
    world: Rc<World>,
    kind: StatementKind,
    voice: Voice,
    topics: Vec<usize>,
    experts: Vec<usize>,
    via: Vec<usize>,
    pub(super) report: usize,
}

/// A run of pages as it is typed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run {
    One(u32),
    Between(u32, u32),
    From(u32),
    To(u32),
    /// No page at all.
    Unknown,
}

impl Run {
    pub(super) fn typed(self) -> String {
        match self {
            Self::One(page) => page.to_string(),
            Self::Between(from, to) => format!("{from}-{to}"),
            Self::From(from) => format!("{from}-"),
            Self::To(to) => format!("-{to}"),
            Self::Unknown => "?".to_owned(),
        }
    }

    pub(super) fn holds(self, pages: &[u32]) -> bool {
        match self {
            Self::One(page) => pages.contains(&page),
            Self::Between(from, to) => pages.iter().any(|page| (from..=to).contains(page)),
            Self::From(from) => pages.iter().any(|&page| page >= from),
            Self::To(to) => pages.iter().any(|&page| page <= to),
            Self::Unknown => pages.is_empty(),
        }
    }
}

/// Whether a statement is of a kind, or says in this way.
pub(super) fn is_kind(about: &About, word: &str) -> bool {
    let attributed = about.voice == Voice::Expert && about.kind != StatementKind::Summary;
    match word {
        "statement" | "Propos" => true,
        "quote" | "citations" => about.kind == StatementKind::Quote,
        "paraphrase" => about.kind == StatementKind::Paraphrase,
        "mentions" => about.kind == StatementKind::Mention,
        "summary" | "résumé" => about.kind == StatementKind::Summary,
        "said" | "dit" => attributed && about.via.is_empty(),
        "via" | "rapporté" => attributed && !about.via.is_empty(),
        // Trends, experts and pages; only citations are listed.
        _ => false,
    }
}

/// Whether one of the names on a side that a statement points to holds a value. Where no name of
/// anything holds a plain word, those count that nearly do.
pub(super) fn is_named(about: &About, side: Side, part: &Part) -> bool {
    let world = &about.world;
    let both = || about.experts.iter().chain(&about.via).copied().collect();
    let (all, mine): (&Vec<Vec<String>>, Vec<usize>) = match side {
        Side::Topics => (&world.topics, about.topics.clone()),
        Side::Experts => (&world.experts, both()),
        Side::Reports => (&world.reports, vec![about.report]),
    };
    let surely = |names: &Vec<String>| names.iter().any(|name| holds_name(name, part));
    if let Part::Plain(word) = part
        && side != Side::Reports
        && !all.iter().any(surely)
    {
        return mine.iter().any(|&one| all[one].iter().any(|name| nearly(name, word)));
    }
    mine.iter().any(|&one| surely(&all[one]))
}

fn holds_name(name: &str, part: &Part) -> bool {
    let name = Text::new(name, &[]);
    match part {
        Part::Plain(word) => direct(&name, word).is_some() || split(&name, word),
        _ => holds(&name, part, &|_| true),
    }
}

/// Whether a name holds a word with errors, with letters left out, or shortened.
fn nearly(name: &str, word: &str) -> bool {
    let words: Vec<Vec<char>> = name.split(' ').map(|word| word.chars().collect()).collect();
    let typed: Vec<char> = word.chars().collect();
    let errors = if typed.len() >= 9 { 2 } else { usize::from(typed.len() >= 5) };
    let scattered = |word: &Vec<char>| {
        let reach = word.len().min(2 * typed.len() + 1);
        typed.len() >= 4 && word[0] == typed[0] && in_order(&word[..reach], &typed)
    };
    let wrong = |word: &Vec<char>| errors > 0 && far(word, &typed) <= errors;
    words.iter().any(|word| scattered(word) || wrong(word))
        || shortened(&words, &typed, typed.len())
}

fn in_order(letters: &[char], wanted: &[char]) -> bool {
    match (letters, wanted) {
        (_, []) => true,
        ([], _) => false,
        ([letter, rest @ ..], [first, others @ ..]) => {
            in_order(rest, if letter == first { others } else { wanted })
        }
    }
}

/// How many letters are missing, too many, other, or swapped with the next one.
fn far(one: &[char], two: &[char]) -> usize {
    match (one, two) {
        ([], rest) | (rest, []) => rest.len(),
        ([first, left @ ..], [second, right @ ..]) if first == second => far(left, right),
        ([first, left @ ..], [second, right @ ..]) => {
            let swapped = left.first() == Some(second) && right.first() == Some(first);
            let swapped = if swapped { far(&left[1..], &right[1..]) } else { usize::MAX - 1 };
            far(left, right).min(far(left, two)).min(far(one, right)).min(swapped) + 1
        }
    }
}

/// Whether words give all letters in order, each word its first letter before any other. Of one
/// or two letters each must be an initial.
fn shortened(words: &[Vec<char>], typed: &[char], all: usize) -> bool {
    let ([word, others @ ..], [first, rest @ ..]) = (words, typed) else {
        return typed.is_empty();
    };
    let most = if all <= 2 { 0 } else { rest.len() };
    shortened(others, typed, all)
        || word[0] == *first
            && (0..=most).any(|taken| {
                in_order(&word[1..], &rest[..taken]) && shortened(others, &rest[taken..], all)
            })
}

fn name_word() -> impl Strategy<Value = String> {
    prop_oneof!["[xyz]{1,3}", "[xy]{4,9}"]
}

/// The name and other forms of one topic or expert.
fn forms() -> impl Strategy<Value = Vec<String>> {
    let name = prop::collection::vec(name_word(), 1..4).prop_map(|words| words.join(" "));
    prop::collection::vec(name, 1..3)
}

pub(super) fn worlds() -> impl Strategy<Value = World> {
    let all = || prop::collection::vec(forms(), 1..5);
    (all(), all(), prop::collection::vec(forms(), 2)).prop_map(|(topics, experts, titles)| {
        let reports = titles.into_iter().enumerate();
        let reports = reports.map(|(at, forms)| vec![forms[0].clone(), format!("z{at} yz")]);
        World { topics, experts, reports: reports.collect() }
    })
}

/// What is drawn for a statement: numbers that are taken modulo what there is.
pub(super) type Drawn = (StatementKind, Voice, Vec<usize>, Vec<usize>, Vec<usize>, usize);

pub(super) fn drawn() -> impl Strategy<Value = Drawn> {
    let kinds = vec![
        StatementKind::Quote,
        StatementKind::Paraphrase,
        StatementKind::Mention,
        StatementKind::Summary,
    ];
    let voices = vec![Voice::Expert, Voice::Expert, Voice::Author, Voice::Report];
    let some = |most| prop::collection::vec(0..8_usize, 0..most);
    let (kind, voice) = (prop::sample::select(kinds), prop::sample::select(voices));
    (kind, voice, some(3), some(3), some(2), 0..2_usize)
}

impl About {
    pub(super) fn new(world: &Rc<World>, drawn: &Drawn) -> Self {
        let (kind, voice, topics, experts, via, report) = drawn.clone();
        let within = |numbers: Vec<usize>, count: usize| {
            let mut numbers: Vec<usize> = numbers.into_iter().map(|at| at % count).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        let world = Rc::clone(world);
        let topics = within(topics, world.topics.len());
        let (experts, via) =
            (within(experts, world.experts.len()), within(via, world.experts.len()));
        Self { world, kind, voice, topics, experts, via, report }
    }

    /// Lets the last statement of a corpus point to all this.
    pub(super) fn point(&self, corpus: &mut Corpus) {
        let Some(statement) = corpus.statements.held_mut().last_mut() else { return };
        let experts = |numbers: &[usize]| numbers.iter().copied().map(ExpertId::at).collect();
        statement.kind = self.kind;
        statement.voice = self.voice;
        statement.topics = self.topics.iter().copied().map(TopicId::at).collect();
        statement.experts = experts(&self.experts);
        statement.report = Some(ReportId::at(self.report));
        let via = experts(&self.via);
        statement.more = More::from(MoreOfStatement { via, ..MoreOfStatement::default() });
    }
}

impl World {
    /// A sample with all of it and no statement.
    pub(super) fn sample(&self) -> Sample {
        let mut sample = Sample::new();
        for forms in &self.topics {
            let others: Vec<&str> = forms[1..].iter().map(String::as_str).collect();
            sample.topic(&forms[0], &others);
        }
        for forms in &self.experts {
            let others: Vec<&str> = forms[1..].iter().map(String::as_str).collect();
            sample.expert(&forms[0], &others, "");
        }
        let first = sample.corpus.reports[0].clone();
        sample.corpus.reports = self
            .reports
            .iter()
            .map(|forms| crate::corpus::Report {
                title: forms[0].as_str().into(),
                slug: forms[1].replace(' ', "-").into(),
                ..first.clone()
            })
            .collect();
        sample
    }
}

/// A field with a value of any form.
pub(super) fn field() -> impl Strategy<Value = Part> {
    let sides = vec![
        ("t", Side::Topics),
        ("trend", Side::Topics),
        ("Tendance", Side::Topics),
        ("e", Side::Experts),
        ("expert", Side::Experts),
        ("report", Side::Reports),
        ("rapport", Side::Reports),
    ];
    let kinds = vec![
        "statement",
        "Propos",
        "quote",
        "citations",
        "paraphrase",
        "mentions",
        "summary",
        "résumé",
        "said",
        "dit",
        "via",
        "rapporté",
        "listed",
        "topic",
        "tendances",
        "experts",
        "page",
    ];
    let value = prop_oneof![
        6 => name_word().prop_map(Part::Plain),
        1 => name_word().prop_map(Part::Exact),
        1 => name_word().prop_map(Part::Whole),
        1 => (name_word(), name_word()).prop_map(|(one, two)| Part::Phrase(one, two)),
        1 => (name_word(), "[xyz]").prop_map(|(one, two)| Part::Open(one, two)),
        1 => name_word().prop_map(Part::Start),
        1 => name_word().prop_map(Part::End),
        1 => name_word().prop_map(Part::All),
        1 => name_word().prop_map(Part::Loose),
    ];
    let named = (prop::sample::select(sides), value)
        .prop_map(|((name, side), value)| Part::Named(name, side, Box::new(value)));
    let page = 1u32..20;
    let run = prop_oneof![
        3 => page.clone().prop_map(Run::One),
        2 => (page.clone(), 0u32..9).prop_map(|(from, more)| Run::Between(from, from + more)),
        1 => page.clone().prop_map(Run::From),
        1 => page.prop_map(Run::To),
        1 => Just(Run::Unknown),
    ];
    prop_oneof![
        6 => named,
        3 => prop::sample::select(kinds).prop_map(Part::Kind),
        3 => prop::collection::vec(run, 1..4).prop_map(Part::Runs),
    ]
}

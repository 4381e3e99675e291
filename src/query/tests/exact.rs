//! The answer held against a plain scan that scores every word of every statement.

use std::cmp::Reverse;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::super::cache::Cache;
use super::super::filter::Asking;
use super::super::fold::accented;
use super::super::fuzzy::score;
use super::super::records::{PAGES, STATEMENTS};
use super::super::search::Scope;
use super::stores::{Plain, mapped, over};
use super::*;
use fields::{About, Run, Side, drawn, field, is_kind, is_named, worlds};

mod fields;

/// One part of a query, as the scan understands it.
#[derive(Clone, Debug)]
enum Part {
    Plain(String),
    Not(String),
    Exact(String),
    Whole(String),
    Phrase(String, String),
    /// Three words between « and ».
    Row([String; 3]),
    /// Two words side by side of which the last may go on.
    Open(String, String),
    Start(String),
    End(String),
    /// From the start to the end.
    All(String),
    /// Two words at the start.
    StartTwo(String, String),
    Loose(String),
    /// A word of the text, which does not count in the order.
    Text(String),
    /// What does not hold this one.
    Without(Box<Part>),
    Pages(u32, u32),
    NoPage,
    /// A field by its name, and the value that a name must hold.
    Named(&'static str, Side, Box<Part>),
    Kind(&'static str),
    /// Pages as they may be typed.
    Runs(Vec<Run>),
}

impl Part {
    /// Whether it counts in the order by all of its letters.
    fn is_signed(&self) -> bool {
        !matches!(
            self,
            Self::Plain(_)
                | Self::Not(_)
                | Self::Pages(..)
                | Self::NoPage
                | Self::Text(_)
                | Self::Without(_)
                | Self::Named(..)
                | Self::Kind(_)
                | Self::Runs(_)
        )
    }

    fn typed(&self) -> String {
        match self {
            Self::Plain(word) => word.clone(),
            Self::Not(word) => format!("!{word}"),
            Self::Exact(word) => format!("'{word}"),
            Self::Whole(word) => format!("'{word}'"),
            Self::Phrase(one, two) => format!("\"{one} {two}\""),
            Self::Row([one, two, three]) => format!("«\u{a0}{one} {two} {three}\u{a0}»"),
            Self::Open(one, two) => format!("{one}\\ {two}"),
            Self::Start(word) => format!("^{word}"),
            Self::End(word) => format!("{word}$"),
            Self::All(word) => format!("^{word}$"),
            Self::StartTwo(one, two) => format!("^{one}\\ {two}"),
            Self::Loose(word) => format!("~{word}"),
            Self::Text(word) => format!("text:{word}"),
            Self::Without(part) => format!("-{}", part.typed()),
            Self::Pages(from, to) => format!("p:{from}-{to}"),
            Self::NoPage => "-p:1-".to_owned(),
            Self::Named(field, _, value) => format!("{field}:{}", value.typed()),
            Self::Kind(kind) => format!("kind:{kind}"),
            Self::Runs(runs) => {
                format!("page:{}", runs.iter().map(|run| run.typed()).collect::<Vec<_>>().join(","))
            }
        }
    }
}

/// A statement as the scan reads it.
struct Text {
    /// Folded words, and whether each is an elided article.
    words: Vec<(String, bool)>,
    accented: Vec<String>,
    pages: Vec<u32>,
    about: Option<About>,
}

impl Text {
    fn new(text: &str, pages: &[u32]) -> Self {
        let folded: Vec<char> = fold(text).chars().collect();
        let mut words = Vec::new();
        let mut word = String::new();
        for (at, &letter) in folded.iter().chain(&[' ']).enumerate() {
            if letter.is_alphanumeric() {
                word.push(letter);
            } else if !word.is_empty() {
                let goes_on = folded.get(at + 1).is_some_and(|next| next.is_alphanumeric());
                let elided = letter == '\'' && goes_on && ["l", "d", "qu"].contains(&word.as_str());
                words.push((std::mem::take(&mut word), elided));
            }
        }
        let composed: String = text.nfc().collect();
        let written = composed.split(|letter: char| !letter.is_alphanumeric());
        let written = written.map(accented).filter(|word| *word != fold(word)).collect();
        Self { words, accented: written, pages: pages.to_vec(), about: None }
    }

    fn row(&self) -> Vec<&str> {
        self.words.iter().filter(|(_, elided)| !elided).map(|(word, _)| word.as_str()).collect()
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The best score of a term in a statement as typed, and whether by a whole word.
fn direct(text: &Text, term: &str) -> Option<(u32, bool)> {
    let digit = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    let met = |word: &str| {
        word.starts_with(term)
            || length(term) >= 4 && !digit(word) && !digit(term) && word.contains(term)
    };
    let words = text.words.iter().map(|(word, _)| word.as_str()).filter(|word| met(word));
    words.filter_map(|word| Some((score(word, term)?, word == term))).max()
}

/// Whether words side by side make a term.
fn split(text: &Text, term: &str) -> bool {
    let row = text.row();
    (0..row.len()).any(|first| {
        let rest = term.get(row[first].len()..);
        length(row[first]) >= 2
            && row[first..].concat().starts_with(term)
            && rest.is_some_and(|rest| length(rest) >= 2)
    })
}

fn holds(text: &Text, part: &Part, known: &dyn Fn(&str) -> bool) -> bool {
    let row = text.row();
    let word_of = |word: &str| fold(word);
    match part {
        Part::Plain(_) => true,
        Part::Not(word) => {
            let term = word_of(word);
            let held = direct(text, &term).is_some();
            !held && (known(&term) || !split(text, &term))
        }
        Part::Exact(word) => row.join(" ").contains(&word_of(word)),
        Part::Whole(word) => row.contains(&word_of(word).as_str()),
        Part::Phrase(one, two) => {
            let (one, two) = (word_of(one), word_of(two));
            row.windows(2).any(|pair| pair == [one.as_str(), two.as_str()])
        }
        Part::Row(words) => {
            let words = words.each_ref().map(|word| word_of(word));
            row.windows(3).any(|run| run == words)
        }
        Part::Open(one, two) => {
            let (one, two) = (word_of(one), word_of(two));
            row.windows(2).any(|pair| pair[0] == one && pair[1].starts_with(&two))
        }
        Part::Text(word) => {
            let term = word_of(word);
            direct(text, &term).is_some() || !known(&term) && split(text, &term)
        }
        Part::Without(part) => !holds(text, part, known),
        Part::All(word) => row.join(" ") == word_of(word),
        Part::StartTwo(one, two) => {
            row.join(" ").starts_with(&format!("{} {}", word_of(one), word_of(two)))
        }
        Part::Start(word) => row.join(" ").starts_with(&word_of(word)),
        Part::End(word) => row.join(" ").ends_with(&word_of(word)),
        Part::Loose(word) => {
            let line = row.concat();
            let mut letters = line.chars();
            word_of(word).chars().all(|wanted| letters.any(|letter| letter == wanted))
        }
        Part::Pages(from, to) => text.pages.iter().any(|page| (from..=to).contains(&page)),
        Part::NoPage => text.pages.is_empty(),
        Part::Named(_, side, value) => {
            text.about.as_ref().is_some_and(|about| is_named(about, *side, value))
        }
        Part::Kind(kind) => text.about.as_ref().is_some_and(|about| is_kind(about, kind)),
        Part::Runs(runs) => runs.iter().any(|run| run.holds(&text.pages)),
    }
}

type Order = (Reverse<(u32, usize, usize, bool, usize, usize)>, (usize, u32, usize));

/// The places of the statements that surely hold one of the groups, best first.
fn scan(texts: &[Text], groups: &[Vec<Part>]) -> Vec<usize> {
    let known = |term: &str| texts.iter().any(|text| direct(text, term).is_some());
    let mut orders: Vec<Option<Order>> = vec![None; texts.len()];
    let mut ranked = false;
    for group in groups {
        let plain: Vec<&String> = group
            .iter()
            .filter_map(|part| if let Part::Plain(word) = part { Some(word) } else { None })
            .collect();
        // Two words are one where one of them is unknown and both together are known.
        let mut terms: Vec<(String, Option<String>)> = Vec::new();
        let mut place = 0;
        while let Some(&word) = plain.get(place) {
            let term = fold(word);
            let next = plain.get(place + 1).map(|next| fold(next));
            let joined = next
                .filter(|next| !known(&term) || !known(next))
                .map(|next| format!("{term}{next}"))
                .filter(|joined| known(joined));
            place += 1 + usize::from(joined.is_some());
            let written = (joined.is_none() && accented(word) != term).then(|| accented(word));
            terms.push((joined.unwrap_or(term), written));
        }
        let signed: Vec<&Part> = group.iter().filter(|part| part.is_signed()).collect();
        let wants = terms.len() + signed.len();
        ranked |= wants > 0;
        for (place, text) in texts.iter().enumerate() {
            let best = |(term, _): &(String, Option<String>)| {
                if known(term) {
                    direct(text, term)
                } else {
                    split(text, term).then(|| (score(term, term).unwrap(), false))
                }
            };
            let Some(bests) = terms.iter().map(best).collect::<Option<Vec<_>>>() else { continue };
            if !group.iter().all(|part| holds(text, part, &known)) {
                continue;
            }
            let letters = |part: &&&Part| {
                let typed = fold(&part.typed());
                20 * typed.chars().filter(|letter| letter.is_alphanumeric()).count() + 11
            };
            let score = bests.iter().map(|best| best.0).sum::<u32>()
                + u32::try_from(signed.iter().map(|part| letters(&part)).sum::<usize>()).unwrap();
            let whole = bests.iter().filter(|best| best.1).count() + signed.len();
            let adjacent = terms.len() > 1
                && text.row().windows(terms.len()).any(|run| {
                    run.iter().zip(&terms).all(|(word, (term, _))| word.starts_with(term.as_str()))
                });
            let agree = |written: &String| {
                text.accented.iter().any(|word| word.starts_with(written.as_str()))
            };
            let accents = terms.iter().filter(|(_, written)| written.as_ref().is_some_and(agree));
            let rank = (score, wants, whole, adjacent, accents.count(), text.pages.len());
            let first = text.pages.iter().min().copied().unwrap_or(u32::MAX);
            let report = text.about.as_ref().map_or(0, |about| about.report);
            let order = (Reverse(rank), (report, first, place));
            let held = orders[place].get_or_insert(order);
            *held = (*held).min(order);
        }
    }
    let mut found: Vec<usize> = (0..texts.len()).filter(|&at| orders[at].is_some()).collect();
    found.sort_by_key(|&at| {
        let (rank, order) = orders[at].unwrap();
        (ranked.then_some(rank), order)
    });
    found
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[abé][abéœc]{0,6}",
        2 => "[ab](e\u{301}|a|b){1,5}",
        1 => "[a2][0-9]{1,3}",
        2 => "[ab]{1,2}",
        1 => "a{390,400}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let piece = (prop_oneof![6 => "", 1 => "l['’]", 1 => "d'"], word(), "[ ]|[-]|, | — |\u{a0}");
    let pieces = prop::collection::vec(piece, 0..9);
    pieces.prop_map(|pieces| {
        pieces.into_iter().map(|(article, word, gap)| [article, word, gap].concat()).collect()
    })
}

/// Parts with signs.
fn signed() -> impl Strategy<Value = Part> {
    let short = "[abé][abéœc]{0,5}";
    // So short that several stand side by side now and then.
    let tiny = "[ab]{1,2}";
    prop_oneof![
        2 => short.prop_map(Part::Exact),
        2 => short.prop_map(Part::Whole),
        1 => (short, short).prop_map(|(one, two)| Part::Phrase(one, two)),
        1 => (tiny, tiny).prop_map(|(one, two)| Part::Phrase(one, two)),
        1 => [tiny, tiny, tiny].prop_map(Part::Row),
        2 => (tiny, tiny).prop_map(|(one, two)| Part::Open(one, two)),
        2 => short.prop_map(Part::Start),
        2 => short.prop_map(Part::End),
        1 => tiny.prop_map(Part::All),
        1 => (tiny, tiny).prop_map(|(one, two)| Part::StartTwo(one, two)),
        2 => short.prop_map(Part::Loose),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    let short = "[abé][abéœc]{0,5}";
    prop_oneof![
        8 => short.prop_map(Part::Plain),
        2 => word().prop_map(Part::Plain),
        2 => short.prop_map(Part::Not),
        6 => signed(),
        1 => signed().prop_map(|part| Part::Without(Box::new(part))),
        1 => short.prop_map(Part::Text),
        1 => (1u32..9, 0u32..9).prop_map(|(from, more)| Part::Pages(from, from + more)),
        1 => Just(Part::NoPage),
        4 => field(),
        1 => field().prop_map(|part| Part::Without(Box::new(part))),
    ]
}

fn typed(groups: &[Vec<Part>]) -> String {
    let group = |group: &Vec<Part>| group.iter().map(Part::typed).collect::<Vec<_>>().join(" ");
    groups.iter().map(group).collect::<Vec<_>>().join(" | ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn count_set_and_order_equal_a_plain_scan(
        statements in prop::collection::vec(
            (text(), prop::collection::btree_set(1u32..20, 0..4), drawn()), 0..60),
        world in worlds(),
        groups in prop::collection::vec(prop::collection::vec(part(), 1..4), 1..3),
    ) {
        let mut sample = world.sample();
        let world = Rc::new(world);
        let mut texts = Vec::new();
        for (text, pages, drawn) in &statements {
            let pages: Vec<u32> = pages.iter().copied().collect();
            let about = About::new(&world, drawn);
            sample.statement(text, &[], &[], &pages);
            about.point(&mut sample.corpus);
            texts.push(Text { about: Some(about), ..Text::new(text, &pages) });
        }
        let finder = sample.finder();
        let typed = typed(&groups);
        let query = Query::parse(&typed);
        prop_assert_eq!(query.problems(false), []);
        let expected = scan(&texts, &groups);
        let found = finder.statements(&query);
        let places = |found: &Found<StatementId>| -> Vec<usize> {
            found.sure.iter().map(|hit| hit.id.place()).collect()
        };
        prop_assert_eq!(found.total, expected.len(), "{}", typed);
        prop_assert_eq!(places(&found), expected.clone(), "{}", typed);
        // A short list is the start of the long one, and counts as much.
        let bounds = Bounds { most: 7, ..Bounds::default() };
        let short = Session::default().statements(&finder, &query, bounds);
        prop_assert_eq!(short.total, expected.len());
        prop_assert_eq!(places(&short), &expected[..expected.len().min(7)]);
        prop_assert_eq!(short.close_total, found.close.len());
        // Any other store of the same words gives the same answer.
        let plain = over(sample.finder().records, Plain::of);
        let asking = Asking { own: false, marks: None, stop: &|| false };
        let shelves = (STATEMENTS, PAGES);
        let scope = Scope { shelves, asking, most: usize::MAX, among: None };
        let plainly = plain.find(&query.tree, &scope, &mut Cache::default());
        let found = found.map(Record::Statement);
        prop_assert_eq!(&found, &plainly);
        let mapped = over(sample.finder().records, mapped);
        prop_assert_eq!(found, mapped.find(&query.tree, &scope, &mut Cache::default()));
    }

    #[test]
    fn a_session_answers_as_a_fresh_start(
        texts in prop::collection::vec(text(), 0..20),
        typed in "([abé]{1,6} ?){1,4}",
    ) {
        let mut sample = Sample::new();
        for text in &texts {
            sample.statement(text, &[], &[], &[]);
        }
        let finder = sample.finder();
        let mut session = Session::default();
        for (end, letter) in typed.char_indices() {
            let query = Query::parse(&typed[..end + letter.len_utf8()]);
            let found = session.everywhere(&finder, &query, Bounds::default());
            prop_assert_eq!(found, finder.everywhere(&query));
        }
    }
}

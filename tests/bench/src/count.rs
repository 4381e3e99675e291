//! A fixed set of queries, each asked once, for counting instructions.
//!
//! `tests/bench/instructions` runs this under callgrind, which counts from each call of [`asked`]
//! or [`other`] to the next and writes one figure a call.

use renvoi::query::{Bounds, Finder, Query, Session, fold};

use crate::corpus::Random;
use crate::others;
use crate::speed::{SHOWN, two_starts};

/// The queries of a corpus: first letter, three letters, one start, two starts, whole words, a
/// word with letters swapped, and one that nothing holds.
pub(crate) fn queries(lines: &[String]) -> Vec<String> {
    let mut random = Random::new(3);
    let (_, [one, two]) = two_starts(lines, &mut random);
    let words: Vec<&str> = lines[lines.len() / 2].split(' ').collect();
    let long = words.iter().find(|word| word.chars().count() >= 8).unwrap_or(&words[0]);
    let mut swapped: Vec<char> = fold(long).chars().collect();
    let middle = swapped.len() / 2;
    swapped.swap(middle - 1, middle);
    vec![
        one.chars().take(1).collect(),
        one.chars().take(3).collect(),
        one.clone(),
        format!("{one} {two}"),
        format!("{} {}", words[0], words[1]),
        swapped.into_iter().collect(),
        "zzqx".to_owned(),
        "manr t".to_owned(),
    ]
}

/// Asks every query once of ours, then of the fastest of the others.
pub(crate) fn run(finder: &Finder, lines: &[String]) {
    let folded: Vec<String> = lines.iter().map(|line| fold(line)).collect();
    // What came before is counted in the first call, which nobody reads.
    asked(finder, &Query::default());
    for query in queries(lines) {
        let parsed = Query::parse(&query);
        let ours = asked(finder, &parsed);
        let theirs = other(&folded, &query);
        println!("{query}\t{ours}\t{theirs}");
    }
}

/// Answers one query; returns how many statements hold it.
#[inline(never)]
fn asked(finder: &Finder, query: &Query) -> usize {
    let bounds = Bounds { most: SHOWN, ..Bounds::default() };
    let found = Session::default().statements(finder, query, bounds);
    found.total + found.close_total
}

/// What the other matcher that takes the fewest instructions makes of a query.
#[inline(never)]
fn other(lines: &[String], query: &str) -> usize {
    others::ALL
        .iter()
        .find(|(name, _)| *name == "frizbee")
        .map_or(0, |(_, other)| other(lines, query).len())
}

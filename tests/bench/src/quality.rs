//! How good the lists are, on queries whose true lines are known.

use std::collections::BTreeSet;

use renvoi::query::{Bounds, Finder, Query, Session, fold};

use crate::corpus::Random;
use crate::others;
use crate::speed::{SHOWN, two_starts};

/// Queries of each set.
const QUERIES: usize = 40;
/// The first lines that a reader sees.
const FIRST: usize = 20;

/// A typed query and the lines that are meant.
struct Question {
    typed: String,
    truth: BTreeSet<usize>,
}

#[derive(Default)]
struct Sum {
    listed: f64,
    truth: f64,
    precision: f64,
    recall: f64,
    found: f64,
}

/// Prints the length of all lists over that of the true ones, precision and recall in the first
/// lines.
pub(crate) fn report(finder: &Finder, lines: &[String], alone: bool) {
    let folded: Vec<String> = lines.iter().map(|line| fold(line)).collect();
    println!("| set | matcher | list/truth | precision@{FIRST} | recall@{FIRST} | any true |");
    for (set, make) in [
        ("two starts", two as fn(&[String], &mut Random) -> Question),
        ("reversed", reversed),
        ("letter missing", missing),
        ("letters swapped", swapped),
    ] {
        let mut random = Random::new(5);
        let many = if lines.len() > 200_000 { 8 } else { QUERIES };
        let questions: Vec<Question> = (0..many).map(|_| make(&folded, &mut random)).collect();
        let ours = |query: &str| {
            let bounds = Bounds { most: SHOWN, ..Bounds::default() };
            let found = Session::default().statements(finder, &Query::parse(query), bounds);
            let listed = if found.total > 0 { found.total } else { found.close_total };
            let hits = found.sure.iter().chain(&found.close);
            (listed, hits.take(FIRST).map(|hit| hit.id.place()).collect::<Vec<_>>())
        };
        line(set, "renvoi", &questions, &ours);
        for (name, other) in others::ALL.iter().filter(|_| !alone) {
            line(set, name, &questions, &|query| {
                let found = other(&folded, query);
                (found.len(), found.into_iter().take(FIRST).collect())
            });
        }
    }
}

fn line(set: &str, name: &str, questions: &[Question], ask: &dyn Fn(&str) -> (usize, Vec<usize>)) {
    let mut sum = Sum::default();
    for question in questions {
        let (listed, first) = ask(&question.typed);
        let truth = question.truth.len() as f64;
        let right = first.iter().filter(|place| question.truth.contains(place)).count() as f64;
        sum.listed += listed as f64;
        sum.truth += truth;
        sum.precision += if first.is_empty() { 0.0 } else { right / first.len() as f64 };
        sum.recall += right / truth.min(FIRST as f64);
        sum.found += f64::from(u8::from(right > 0.0));
    }
    let mean = |sum: f64| sum / questions.len() as f64;
    println!(
        "| {set} | {name} | {:.1} | {:.2} | {:.2} | {:.2} |",
        sum.listed / sum.truth,
        mean(sum.precision),
        mean(sum.recall),
        mean(sum.found)
    );
}

/// The lines with words that start so.
fn with_starts(lines: &[String], starts: &[String; 2]) -> BTreeSet<usize> {
    let holds = |line: &String| {
        starts.iter().all(|start| line.split(' ').any(|word| word.starts_with(start.as_str())))
    };
    (0..lines.len()).filter(|&place| holds(&lines[place])).collect()
}

fn two(lines: &[String], random: &mut Random) -> Question {
    let (_, starts) = two_starts(lines, random);
    Question { typed: starts.join(" "), truth: with_starts(lines, &starts) }
}

fn reversed(lines: &[String], random: &mut Random) -> Question {
    let (_, [one, two]) = two_starts(lines, random);
    let starts = [two, one];
    Question { typed: starts.join(" "), truth: with_starts(lines, &starts) }
}

/// A whole word of a line with an error, and the lines that hold the word.
fn erring(lines: &[String], random: &mut Random, err: fn(&mut Vec<char>, usize)) -> Question {
    loop {
        let line = &lines[random.below(lines.len())];
        let words: Vec<&str> = line.split(' ').collect();
        let word = words[random.below(words.len())];
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() < 7 {
            continue;
        }
        let at = 1 + random.below(letters.len() - 3);
        err(&mut letters, at);
        let typed: String = letters.into_iter().collect();
        if typed != word {
            let holds = |place: &usize| lines[*place].split(' ').any(|other| other == word);
            return Question { typed, truth: (0..lines.len()).filter(holds).collect() };
        }
    }
}

fn missing(lines: &[String], random: &mut Random) -> Question {
    erring(lines, random, |letters, at| {
        letters.remove(at);
    })
}

fn swapped(lines: &[String], random: &mut Random) -> Question {
    erring(lines, random, |letters, at| letters.swap(at, at + 1))
}

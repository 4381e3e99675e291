//! The other matchers, each over lines that it reads anew for every query.

use frizbee::{Config, Matcher as Frizbee};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config as NucleoConfig, Matcher as Nucleo};

/// A matcher: the places of the lines that it lists, best first.
pub(crate) type Other = fn(&[String], &str) -> Vec<usize>;

/// All of them, by name. None sees more than the text: folding is their own affair,
/// except for the whole-line scan, which folds ASCII case only and gets folded lines.
pub(crate) const ALL: [(&str, Other); 4] =
    [("frizbee", frizbee), ("frizbee '", frizbee_literal), ("nucleo", nucleo), ("skim scan", skim)];

fn frizbee(lines: &[String], query: &str) -> Vec<usize> {
    let found = Frizbee::from_query(query, &Config::default()).match_list(lines);
    found.into_iter().map(|found| found.index as usize).collect()
}

fn frizbee_literal(lines: &[String], query: &str) -> Vec<usize> {
    let query: Vec<String> = query.split(' ').map(|word| format!("'{word}")).collect();
    frizbee(lines, &query.join(" "))
}

fn nucleo(lines: &[String], query: &str) -> Vec<usize> {
    let mut matcher = Nucleo::new(NucleoConfig::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Smart, Normalization::Smart);
    let lines = lines.iter().enumerate().map(|(place, line)| Line { place, line });
    pattern.match_list(lines, &mut matcher).into_iter().map(|(line, _)| line.place).collect()
}

struct Line<'a> {
    place: usize,
    line: &'a str,
}

impl AsRef<str> for Line<'_> {
    fn as_ref(&self) -> &str {
        self.line
    }
}

fn skim(lines: &[String], query: &str) -> Vec<usize> {
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut found: Vec<(i64, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(place, line)| {
            let scores = query.split(' ').map(|word| matcher.fuzzy_match(line, word));
            Some((-scores.sum::<Option<i64>>()?, place))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}

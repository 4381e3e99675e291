//! Which records of a scope hold all terms, and in which order they come.
//!
//! Imports [`super::fuzzy`], [`super::term`], [`super::words`].

use std::cmp::Reverse;
use std::ops::Range;

use super::fuzzy::Scorer;
use super::term::Term;
use super::words::{Best, Scope, Words};

/// How well a record holds a query; the greater comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Sum of the terms' best scores.
    pub(super) score: i64,
    /// A whole name equals the query.
    pub(super) exact: bool,
    /// How much of it stands in own fields; names weigh twice.
    pub(super) own: u32,
    /// Terms met by whole words.
    pub(super) whole: u32,
    /// The terms stand side by side, in order.
    pub(super) adjacent: bool,
    /// Terms whose typed accents agree.
    pub(super) accents: u32,
    /// Number of pages.
    pub(super) pages: u32,
}

/// A record that holds all terms.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    /// Its place among all records.
    pub(super) record: usize,
    /// Its rank.
    pub(super) rank: Rank,
    /// Whether a term is met by scattered letters or after correction only.
    pub(super) close: bool,
}

/// What one term reaches in the records of a scope.
#[derive(Debug)]
pub(super) struct Reached {
    /// As typed.
    pub(super) sure: Vec<Best>,
    /// By scattered letters or after correction.
    pub(super) close: Vec<Best>,
}

/// The records of a scope that hold all terms.
#[derive(Debug)]
pub(super) struct Answer {
    /// The terms as they were met: two of them may have been read as one word.
    pub(super) terms: Vec<Term>,
    /// The records, in order of place.
    pub(super) holdings: Vec<Holding>,
}

/// Finds the records of a scope that hold all terms.
///
/// `more` adds what a term reaches in other ways than by words.
pub(super) fn holding(
    words: &Words,
    scope: &Scope,
    terms: &[Term],
    scorer: &Scorer,
    more: &dyn Fn(&Term, &mut Reached),
) -> Answer {
    let matched: Vec<_> = terms.iter().map(|term| words.matched(term, scorer)).collect();
    let held: Vec<bool> = matched.iter().map(|met| words.holds(met, scope)).collect();
    let size = scope.records.len();
    let mut sums = vec![Sum::default(); size];
    let mut reached =
        Reached { sure: vec![Best::default(); size], close: vec![Best::default(); size] };
    let mut met_terms = Vec::with_capacity(terms.len());
    let mut starts: Vec<Range<usize>> = Vec::with_capacity(terms.len());
    let mut place = 0;
    while let Some(mut term) = terms.get(place).cloned() {
        reached.sure.fill(Best::default());
        reached.close.fill(Best::default());
        let mut met = &matched[place];
        let joined = terms
            .get(place + 1)
            .filter(|_| !held[place] || !held[place + 1])
            .map(|next| term.joined(next))
            .map(|joined| (words.matched(&joined, scorer), joined))
            .filter(|(met, _)| words.holds(met, scope));
        place += 1;
        if let Some((joined_met, joined_term)) = &joined {
            (met, term) = (joined_met, joined_term.clone());
            place += 1;
        }
        words.mark_sure(met, scope, &mut reached.sure);
        words.mark_scattered(met, scope, &mut reached.close);
        if !words.holds(met, scope) {
            words.mark_split(&term, scorer, scope, &mut reached.sure);
            if reached.sure.iter().all(|best| best.is_none()) {
                words.mark_typos(&term, scope, &mut reached.close);
            }
        }
        more(&term, &mut reached);
        for ((sum, &sure), &close) in sums.iter_mut().zip(&reached.sure).zip(&reached.close) {
            sum.add(sure, close);
        }
        if let Some(written) = &term.accented {
            for record in words.written(written, scope) {
                sums[record - scope.records.start].accents += 1;
            }
        }
        starts.push(met.starts.clone());
        met_terms.push(term);
    }
    let holdings = sums
        .iter()
        .enumerate()
        .filter(|(_, sum)| !sum.absent)
        .map(|(place, sum)| {
            let record = scope.records.start + place;
            Holding {
                record,
                rank: Rank {
                    score: sum.score,
                    own: sum.own,
                    whole: sum.whole,
                    adjacent: words.adjacent(record, &starts, scope),
                    accents: sum.accents,
                    ..Rank::default()
                },
                close: sum.close,
            }
        })
        .collect();
    Answer { terms: met_terms, holdings }
}

/// Puts records in order: rank, then place.
pub(super) fn sort(holdings: &mut [Holding]) {
    holdings.sort_unstable_by_key(|holding| (Reverse(holding.rank), holding.record));
}

/// What the terms so far make of a record.
#[derive(Clone, Debug, Default)]
struct Sum {
    absent: bool,
    close: bool,
    score: i64,
    own: u32,
    whole: u32,
    accents: u32,
}

impl Sum {
    fn add(&mut self, sure: Best, close: Best) {
        let best = if sure.is_none() { close } else { sure };
        self.absent |= best.is_none();
        self.close |= sure.is_none();
        self.score += i64::from(best.score());
        self.own += best.own();
        self.whole += best.whole();
    }
}

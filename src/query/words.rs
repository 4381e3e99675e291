//! The words of all records: a sorted vocabulary, and for each word who holds it.
//!
//! A term is scored once against the vocabulary, never against the records.
//! Imports [`super::fold`], [`super::fuzzy`], [`super::spelling`], [`super::term`].
//!
//! Odd thing worth knowing: a record is known here by its place in one row of all
//! records, and a posting is that place doubled, plus one where the word stands in
//! the record's own fields rather than in those of related records.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::fold::{Folded, accented, tokens};
use super::fuzzy::Scorer;
use super::spelling::{self, INSIDE_FROM, Meeting, allowance, bag, meeting, run_on, typo_score};
use super::term::Term;

/// Stands between two fields in the row of words.
const GAP: u32 = u32::MAX;

/// Which records are asked, and whether about their own fields only.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// Places of the records.
    pub(super) records: Range<usize>,
    /// Own fields only.
    pub(super) own: bool,
}

/// The best that one term does in one record; zero where it is absent.
///
/// Ordered by score, then own fields, then whole words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Best(u32);

impl Best {
    /// A score above zero, and how it was reached.
    pub(super) fn new(score: u32, own: bool, whole: bool) -> Self {
        Self(score << 2 | u32::from(own) << 1 | u32::from(whole))
    }

    /// Whether the term is absent.
    pub(super) const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The score.
    pub(super) const fn score(self) -> u32 {
        self.0 >> 2
    }

    /// 1 where it was reached in an own field.
    pub(super) const fn own(self) -> u32 {
        self.0 >> 1 & 1
    }

    /// 1 where it was reached by a whole word.
    pub(super) const fn whole(self) -> u32 {
        self.0 & 1
    }
}

/// The words that a term meets.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// Words that start with it, as a range of the vocabulary.
    pub(super) starts: Range<usize>,
    /// Their common score.
    score: u32,
    /// Whether the first of them is the term itself.
    whole: bool,
    /// Words that hold it inside, with scores.
    inside: Vec<(usize, u32)>,
    /// Words that hold its letters scattered, with scores.
    scattered: Vec<(usize, u32)>,
}

#[derive(Clone, Debug)]
struct Extent {
    start: usize,
    own_end: usize,
    end: usize,
}

/// The words of all records.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Every folded word, sorted.
    vocabulary: Vec<String>,
    bags: Vec<u64>,
    postings: Vec<Vec<u32>>,
    /// Words as written, where accents say more than the folded word, and their postings.
    accents: BTreeMap<String, Vec<u32>>,
    /// The words of every field of every record in order, articles left out.
    row: Vec<u32>,
    extents: Vec<Extent>,
}

impl Words {
    /// The words that a term meets without correction.
    pub(super) fn matched(&self, term: &Term, scorer: &Scorer) -> Matched {
        let from = self.vocabulary.partition_point(|word| *word < term.text);
        let length = self.vocabulary[from..].partition_point(|word| word.starts_with(&term.text));
        let starts = from..from + length;
        let mut matched = Matched {
            score: prefix_score(term, scorer),
            whole: length > 0 && self.vocabulary[from] == term.text,
            starts: starts.clone(),
            ..Matched::default()
        };
        if term.letters < INSIDE_FROM || term.digits {
            return matched;
        }
        let need = bag(&term.text);
        for (place, word) in self.vocabulary.iter().enumerate() {
            if self.bags[place] & need != need || starts.contains(&place) {
                continue;
            }
            let list = match meeting(word, term, false) {
                Some(Meeting::Inside(_)) => &mut matched.inside,
                Some(Meeting::Scattered) => &mut matched.scattered,
                _ => continue,
            };
            list.push((place, scorer.score(word, &term.text).unwrap_or(1)));
        }
        matched
    }

    /// Whether a record of the scope holds a word that the term starts or stands in.
    pub(super) fn holds(&self, matched: &Matched, scope: &Scope) -> bool {
        let inside = matched.inside.iter().map(|&(word, _)| word);
        matched
            .starts
            .clone()
            .chain(inside)
            .any(|word| within(&self.postings[word], scope).next().is_some())
    }

    /// Marks the records that hold the term as typed.
    pub(super) fn mark_sure(&self, matched: &Matched, scope: &Scope, bests: &mut [Best]) {
        for word in matched.starts.clone() {
            let whole = matched.whole && word == matched.starts.start;
            self.mark(word, matched.score, whole, scope, bests);
        }
        for &(word, score) in &matched.inside {
            self.mark(word, score, false, scope, bests);
        }
    }

    /// Marks the records that hold the term's letters scattered in a word.
    pub(super) fn mark_scattered(&self, matched: &Matched, scope: &Scope, bests: &mut [Best]) {
        for &(word, score) in &matched.scattered {
            self.mark(word, score, false, scope, bests);
        }
    }

    /// Marks the records that hold the term misspelt.
    pub(super) fn mark_typos(&self, term: &Term, scope: &Scope, bests: &mut [Best]) {
        let most = allowance(term.letters);
        if most == 0 || term.digits {
            return;
        }
        let need = bag(&term.text);
        for (place, word) in self.vocabulary.iter().enumerate() {
            if (need & !self.bags[place]).count_ones() as usize > most || spelling::has_digit(word)
            {
                continue;
            }
            if let Some(errors) = spelling::distance(word, &term.text, most) {
                let points = typo_score(term.letters, errors);
                self.mark(place, points, false, scope, bests);
            }
        }
    }

    /// Marks the records where words that stand side by side make the term.
    pub(super) fn mark_split(
        &self,
        term: &Term,
        scorer: &Scorer,
        scope: &Scope,
        bests: &mut [Best],
    ) {
        let points = prefix_score(term, scorer);
        for (cut, _) in term.text.char_indices().skip(2) {
            let Ok(first) =
                self.vocabulary.binary_search_by(|word| word.as_str().cmp(&term.text[..cut]))
            else {
                continue;
            };
            for (record, own) in within(&self.postings[first], scope) {
                if self.runs_on(record, first, term, scope) {
                    let best = &mut bests[record - scope.records.start];
                    *best = (*best).max(Best::new(points, own, false));
                }
            }
        }
    }

    /// The records of a scope that hold a word with the accents as typed.
    pub(super) fn written(&self, accented: &str, scope: &Scope) -> Vec<usize> {
        let mut records: Vec<usize> = self
            .accents
            .range(accented.to_owned()..)
            .take_while(|(word, _)| word.starts_with(accented))
            .flat_map(|(_, postings)| within(postings, scope).map(|(record, _)| record))
            .collect();
        records.sort_unstable();
        records.dedup();
        records
    }

    /// Whether words that start with the terms stand side by side, in order.
    pub(super) fn adjacent(&self, record: usize, starts: &[Range<usize>], scope: &Scope) -> bool {
        let row = self.row_of(record, scope);
        starts.len() > 1
            && row.windows(starts.len()).any(|run| {
                run.iter().zip(starts).all(|(&word, starts)| starts.contains(&(word as usize)))
            })
    }

    fn runs_on(&self, record: usize, first: usize, term: &Term, scope: &Scope) -> bool {
        let row = self.row_of(record, scope);
        row.iter().enumerate().any(|(place, &word)| {
            word as usize == first
                && run_on(
                    &term.text,
                    row[place..]
                        .iter()
                        .take_while(|&&word| word != GAP)
                        .map(|&word| self.vocabulary[word as usize].as_str()),
                )
        })
    }

    fn row_of(&self, record: usize, scope: &Scope) -> &[u32] {
        let extent = &self.extents[record];
        let end = if scope.own { extent.own_end } else { extent.end };
        &self.row[extent.start..end]
    }

    fn mark(&self, word: usize, points: u32, whole: bool, scope: &Scope, bests: &mut [Best]) {
        for (record, own) in within(&self.postings[word], scope) {
            let best = &mut bests[record - scope.records.start];
            *best = (*best).max(Best::new(points, own, whole));
        }
    }
}

/// The score of every word that starts with a term.
pub(super) fn prefix_score(term: &Term, scorer: &Scorer) -> u32 {
    scorer.score(&term.text, &term.text).unwrap_or(1)
}

/// The records of a posting list that lie in a scope, and whether by own fields.
fn within<'a>(postings: &'a [u32], scope: &Scope) -> impl Iterator<Item = (usize, bool)> + 'a {
    let from = postings.partition_point(|&posting| (posting as usize >> 1) < scope.records.start);
    let (end, own_only) = (scope.records.end, scope.own);
    postings[from..]
        .iter()
        .map(|&posting| (posting as usize >> 1, posting & 1 == 1))
        .take_while(move |&(record, _)| record < end)
        .filter(move |&(_, own)| own || !own_only)
}

/// One text, read into words.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// Words, and whether each is an elided article.
    words: Vec<(u32, bool)>,
    accented: Vec<String>,
}

/// Collects the words of records, one record after the other.
#[derive(Debug, Default)]
pub(super) struct Builder {
    ids: HashMap<String, u32>,
    built: Words,
    start: usize,
    own_end: usize,
}

impl Builder {
    /// Reads a text, which any number of records may hold.
    pub(super) fn read(&mut self, text: &str) -> Reading {
        let folded = Folded::new(text);
        let mut reading = Reading::default();
        for token in tokens(folded.text()) {
            let id = self.ids.get(token.text).copied().unwrap_or_else(|| {
                let next = u32::try_from(self.ids.len()).unwrap_or(GAP - 1);
                self.ids.insert(token.text.to_owned(), next);
                next
            });
            reading.words.push((id, token.elided));
            let original = &text[folded.original(token.range)];
            if !original.is_ascii() {
                let written = accented(original);
                if written != token.text {
                    reading.accented.push(written);
                }
            }
        }
        reading
    }

    /// Adds a text to the record at hand; a record's own texts come first.
    pub(super) fn add(&mut self, reading: &Reading, own: bool) {
        let record = u32::try_from(self.built.extents.len()).unwrap_or(u32::MAX >> 1);
        let posting = record << 1 | u32::from(own);
        let postings = &mut self.built.postings;
        postings.resize_with(self.ids.len(), Vec::new);
        for &(word, elided) in &reading.words {
            post(&mut postings[word as usize], posting);
            if !elided {
                self.built.row.push(word);
            }
        }
        for written in &reading.accented {
            if let Some(postings) = self.built.accents.get_mut(written) {
                post(postings, posting);
            } else {
                self.built.accents.insert(written.clone(), vec![posting]);
            }
        }
        self.built.row.push(GAP);
        if own {
            self.own_end = self.built.row.len();
        }
    }

    /// Ends the record at hand.
    pub(super) fn end_record(&mut self) {
        let end = self.built.row.len();
        self.built.extents.push(Extent {
            start: self.start,
            own_end: self.own_end.max(self.start),
            end,
        });
        self.start = end;
        self.own_end = end;
    }

    /// The words of all records added.
    pub(super) fn finish(self) -> Words {
        let mut built = self.built;
        let mut sorted: Vec<(String, u32)> = self.ids.into_iter().collect();
        sorted.sort_unstable();
        built.postings.resize_with(sorted.len(), Vec::new);
        let mut places = vec![0; sorted.len()];
        let mut postings = Vec::with_capacity(sorted.len());
        for (place, (word, id)) in sorted.into_iter().enumerate() {
            places[id as usize] = u32::try_from(place).unwrap_or(GAP - 1);
            postings.push(std::mem::take(&mut built.postings[id as usize]));
            built.bags.push(bag(&word));
            built.vocabulary.push(word);
        }
        built.postings = postings;
        for word in built.row.iter_mut().filter(|word| **word != GAP) {
            *word = places[*word as usize];
        }
        built
    }
}

/// Adds a posting, once a record; an own field prevails.
fn post(postings: &mut Vec<u32>, posting: u32) {
    match postings.last_mut() {
        Some(last) if *last >> 1 == posting >> 1 => *last |= posting,
        _ => postings.push(posting),
    }
}

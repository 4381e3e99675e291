//! A whole query over some shelves: sure matches, close ones, counts, order.
//!
//! Imports its neighbours in this room.
//!
//! Odd thing worth knowing: words side by side and accents as typed are looked at
//! among a few thousand records of equal sums only, so that two words that half the
//! corpus holds cost no more than others.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::bitmap::Bitmap;
use super::cache::{Cache, How};
use super::filter::Asking;
use super::grammar::{Ask, Clause, Tree, Value};
use super::listing::{At, Holding};
use super::postings::Postings;
use super::reach::{Key, Matched, Reached, prefix_score, reach_typos};
use super::records::{PAGES, Records, STATEMENTS};
use super::term::Term;
use super::{Found, Hit, Record};

/// How many records some sets hold together.
fn union<'a>(sets: impl Iterator<Item = &'a Bitmap>) -> usize {
    let sets: Vec<&Bitmap> = sets.collect();
    if let [one] = sets.as_slice() {
        return one.count();
    }
    let mut all = Bitmap::new(sets.first().map_or(0, |set| set.limit()));
    for set in sets {
        all.or(set);
    }
    all.count()
}

/// Which shelves are asked, how, and how many records are wanted.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The first shelf and the one after the last.
    pub(super) shelves: (usize, usize),
    /// With what.
    pub(super) asking: Asking<'a>,
    /// How many records are wanted: sure matches, then close ones.
    pub(super) most: usize,
    /// Nothing but these records, where the scope is one shelf.
    pub(super) among: Option<&'a Bitmap>,
}

impl Scope<'_> {
    const fn range(&self) -> Range<usize> {
        self.shelves.0..self.shelves.1
    }
}

/// One of the terms of a group, met on every shelf of the scope.
pub(super) struct Want {
    /// The shelves' answers, from the first shelf of the scope on.
    pub(super) reached: Vec<Arc<Reached>>,
    /// The term, where it is a plain word: two may have been read as one.
    pub(super) term: Option<Term>,
}

/// A group of clauses, answered.
pub(super) struct Answer {
    /// What must be met in whatever field.
    pub(super) wants: Vec<Want>,
    /// The plain words as typed.
    pub(super) typed: Vec<Term>,
    /// For each shelf the records that surely hold it, and those that nearly do.
    pub(super) sets: Vec<(Bitmap, Bitmap)>,
}

impl<P: Postings> Records<P> {
    /// The records of a scope that hold a query, best first; all of them in corpus
    /// order where nothing is asked for.
    pub(super) fn find(&self, tree: &Tree, scope: &Scope<'_>, cache: &mut Cache) -> Found<Record> {
        if tree.groups.is_empty() {
            return self.everything(scope);
        }
        let mut answers = Vec::with_capacity(tree.groups.len());
        for group in &tree.groups {
            answers.push(self.group(group, scope, cache));
            if (scope.asking.stop)() {
                break;
            }
        }
        cache.forget();
        let bare = answers.iter().any(|answer| !answer.wants.is_empty());
        let (mut sure, mut close) = (Vec::new(), Vec::new());
        let (mut total, mut close_total) = (0, 0);
        for (place, shelf) in scope.range().enumerate() {
            // What one group holds surely is close in none.
            if answers.len() > 1 {
                let mut all_sure = Bitmap::new(self.shelves[shelf].len());
                for answer in &answers {
                    all_sure.or(&answer.sets[place].0);
                }
                for answer in &mut answers {
                    answer.sets[place].1.and_not(&all_sure);
                }
            }
            total += union(answers.iter().map(|answer| &answer.sets[place].0));
            close_total += union(answers.iter().map(|answer| &answer.sets[place].1));
        }
        for (listed, holdings) in [&mut sure, &mut close].into_iter().enumerate() {
            let nearly = listed == 1;
            let most = if nearly { scope.most.saturating_sub(total) } else { scope.most };
            if most == 0 {
                continue;
            }
            for (place, shelf) in scope.range().enumerate() {
                for (group, answer) in answers.iter().enumerate() {
                    let at = At { place, shelf, group, bare, most, own: scope.asking.own };
                    self.list(answer, nearly, &at, holdings);
                }
            }
            // Several groups may hold the same record: it counts where it stands best.
            let several = answers.len() > 1;
            self.sort(holdings, bare, if several { usize::MAX } else { most });
            if several {
                let mut seen = HashSet::new();
                holdings.retain(|holding| seen.insert((holding.shelf, holding.record)));
                holdings.truncate(most);
            }
        }
        let hits = |holdings: Vec<Holding>, close| -> Vec<Hit<Record>> {
            let hit = |holding| self.hit(&holding, &answers, close);
            holdings.into_iter().map(hit).collect()
        };
        Found { sure: hits(sure, false), close: hits(close, true), total, close_total }
    }

    /// All records, where nothing that can be read is asked for.
    fn everything(&self, scope: &Scope<'_>) -> Found<Record> {
        let mut sure = Vec::new();
        let mut total = 0;
        for shelf in scope.range() {
            let records = &self.shelves[shelf];
            total += records.len();
            let rest = scope.most - sure.len();
            let all = Bitmap::full(records.len());
            sure.extend(records.in_order(&all, 0..rest).into_iter().map(|record| Hit {
                id: self.record(shelf, record),
                score: 0,
                through: None,
            }));
        }
        Found { sure, close: Vec::new(), total, close_total: 0 }
    }

    /// Answers one group of clauses.
    fn group(&self, group: &[Clause], scope: &Scope<'_>, cache: &mut Cache) -> Answer {
        let mut answer = Answer { wants: Vec::new(), typed: Vec::new(), sets: Vec::new() };
        let mut filters = Vec::new();
        for clause in group {
            match &clause.ask {
                Ask::Value(None, Value::Words(terms)) if !clause.negated => {
                    answer.typed.extend(terms.iter().cloned());
                    self.words(terms, scope, cache, &mut answer.wants);
                }
                Ask::Value(None, value) if !clause.negated => {
                    let reached = scope.range();
                    let reached = reached.map(|shelf| Arc::new(self.text_of(shelf, value, scope)));
                    let reached = reached.collect();
                    answer.wants.push(Want { reached, term: None });
                    answer.typed.extend(value.names());
                }
                _ => filters.push(clause),
            }
        }
        for (place, shelf) in scope.range().enumerate() {
            let filters = filters.iter().map(|clause| self.clause(shelf, clause, &scope.asking));
            let filters: Vec<Bitmap> = filters.collect();
            let filters: Vec<[&Bitmap; 1]> =
                filters.iter().chain(scope.among).map(|filter| [filter]).collect();
            let filters = || filters.iter().map(<[_; 1]>::as_slice);
            let reached: Vec<&Reached> =
                answer.wants.iter().map(|want| &*want.reached[place]).collect();
            let records = self.shelves[shelf].len();
            let sure: Vec<[&Bitmap; 1]> =
                reached.iter().map(|reached| [&reached.sure.any]).collect();
            let sure: Vec<&[&Bitmap]> =
                filters().chain(sure.iter().map(<[_; 1]>::as_slice)).collect();
            let sure = Bitmap::of_each(&sure, None, records);
            let mut close = Bitmap::new(records);
            if reached.iter().any(|reached| reached.has_close()) {
                let any: Vec<[&Bitmap; 3]> = reached.iter().map(|reached| reached.any()).collect();
                let any: Vec<&[&Bitmap]> =
                    filters().chain(any.iter().map(<[_; 3]>::as_slice)).collect();
                close = Bitmap::of_each(&any, Some(&sure), records);
            }
            answer.sets.push((sure, close));
        }
        answer
    }

    /// What a text with signs reaches on a shelf: in own fields, or in any.
    fn text_of(&self, shelf: usize, value: &Value, scope: &Scope<'_>) -> Reached {
        let mut reached = Reached::new(self.shelves[shelf].len());
        let score = 20 * super::reach::number(value.letters()) + 11;
        let asking = scope.asking;
        if shelf != PAGES {
            let own = self.value(shelf, value, &Asking { own: true, ..asking });
            reached.sure.add(Key::new(score, true, true), own);
        }
        if !asking.own {
            reached.sure.add(Key::new(score, false, true), self.value(shelf, value, &asking));
        }
        reached.settled()
    }

    /// Meets plain words: each as typed, or two as one, or one as two, or corrected.
    fn words(&self, terms: &[Term], scope: &Scope<'_>, cache: &mut Cache, wants: &mut Vec<Want>) {
        let mut matched = |term: &Term| -> Vec<Arc<Matched>> {
            let on = |shelf: usize| {
                let stores = self.shelves[shelf].stores(scope.asking.own);
                cache.matched(shelf, scope.asking.own, term, || Matched::new(&stores, term))
            };
            scope.range().map(on).collect()
        };
        let held = |met: &[Arc<Matched>]| met.iter().any(|met| met.held);
        let all: Vec<Vec<Arc<Matched>>> = terms.iter().map(&mut matched).collect();
        let mut met_terms = Vec::with_capacity(terms.len());
        let mut place = 0;
        while let Some(term) = terms.get(place) {
            let joined = terms
                .get(place + 1)
                .filter(|_| !held(&all[place]) || !held(&all[place + 1]))
                .map(|next| term.joined(next))
                .map(|joined| (matched(&joined), joined))
                .filter(|(met, _)| held(met));
            if let Some((met, joined)) = joined {
                met_terms.push((joined, met));
                place += 2;
            } else {
                met_terms.push((term.clone(), all[place].clone()));
                place += 1;
            }
        }
        for (term, met) in met_terms {
            let how = if held(&met) { How::Typed } else { How::Guessed };
            let reached = cache.reached(scope.shelves, scope.asking.own, &term, how, || {
                self.reach(&term, &met, how, scope)
            });
            wants.push(Want { reached, term: Some(term) });
        }
    }

    /// What one word reaches on every shelf of the scope.
    fn reach(
        &self,
        term: &Term,
        met: &[Arc<Matched>],
        how: How,
        scope: &Scope<'_>,
    ) -> Vec<Arc<Reached>> {
        let own = scope.asking.own;
        let mut all: Vec<Reached> = Vec::with_capacity(met.len());
        for (shelf, matched) in scope.range().zip(met) {
            let mut reached = Reached::new(self.shelves[shelf].len());
            let stores = self.shelves[shelf].stores(own);
            matched.reach(&stores, term, &mut reached);
            all.push(reached);
        }
        let score = prefix_score(term);
        if how == How::Guessed {
            for (shelf, reached) in scope.range().zip(&mut all) {
                if shelf != PAGES {
                    let running = self.shelves[shelf].running_on(term, true, scope.asking.stop);
                    reached.sure.add(Key::new(score, true, false), running);
                }
                if !own {
                    let running = self.running_on(shelf, term, &scope.asking);
                    reached.sure.add(Key::new(score, false, false), running);
                }
            }
            if all.iter().all(|reached| reached.sure.any.is_empty()) {
                for (shelf, reached) in scope.range().zip(&mut all) {
                    let stores = self.shelves[shelf].stores(own);
                    reach_typos(&stores, term, &mut reached.close);
                }
            }
        }
        for (shelf, reached) in scope.range().zip(&mut all) {
            self.reach_names(shelf, term, score, reached);
        }
        all.into_iter().map(|reached| Arc::new(reached.settled())).collect()
    }

    /// What a word reaches other than by words: pages by number or label, and
    /// subjects by a shortened name.
    fn reach_names(&self, shelf: usize, term: &Term, score: u32, reached: &mut Reached) {
        if shelf == PAGES {
            let mut named = Bitmap::new(self.places.len());
            self.pages_named(term).for_each(|page| named.insert(page));
            reached.sure.add(Key::new(score, true, true), named);
        }
        if shelf >= STATEMENTS {
            return;
        }
        for record in Bitmap::full(self.shelves[shelf].len()).iter() {
            if reached.sure.any.contains(record) || reached.is_close(record) {
                continue;
            }
            let labels = self.labels_of(shelf, record);
            if let Some(score) = labels.and_then(|labels| labels.abbreviated(term)) {
                reached.close.add(Key::new(score, true, false), vec![record]);
            }
        }
    }
}

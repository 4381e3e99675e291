//! Orders of all statements other than that of the corpus: by expert, by topic, as in the file.
//!
//! Imports [`crate::corpus`] and its neighbours in this room.
//!
//! Odd thing worth knowing: an order is kept as the numbers of all records, four bytes each, so that
//! any part of any set is found in it without a look at a statement. Compiled files hold those that
//! would have to read every statement; else they are made when they are asked for first.

use std::io;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Finder;
use super::bitmap::Bitmap;
use super::fold::sort_key;
use super::reach::number;
use super::records::STATEMENTS;
use super::shelf::Numbers;
use crate::corpus::{Corpus, Statement, StatementId};
use crate::disk::{Column, Sections, Sheets};
use crate::order;

/// What statements are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// The last name of the first expert.
    Expert,
    /// The first topic.
    Topic,
    /// Their place in the file.
    File,
}

/// All statements in an order; what has none of what they are ordered by comes last, and what has
/// the same stays in corpus order.
#[derive(Debug)]
pub struct Arranged(Column<u32>);

/// What is known already of the orders.
#[derive(Debug, Default)]
pub(super) struct Arrangements([OnceLock<Arc<Arranged>>; 3]);

/// What the orders by expert and by topic are called in a file.
const NAMES: [&str; 2] = ["arranged.experts", "arranged.topics"];

/// Stands for the first topic or expert of a statement that has none.
const NONE: u32 = u32::MAX;

/// The first expert and the first topic of a statement.
pub(super) fn firsts(statement: &Statement) -> [u32; 2] {
    let expert = statement.experts.first().map_or(NONE, |id| id.0);
    [expert, statement.topics.first().map_or(NONE, |id| id.0)]
}

/// People are looked for by their last name.
#[must_use]
pub fn surname_key(name: &str) -> (String, String) {
    let last = name.rsplit(' ').next().unwrap_or(name);
    (sort_key(last), sort_key(name))
}

/// The place of each key among all that differ.
fn ranks<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<u32> {
    let keys: Vec<K> = keys.collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order::sort_by(&mut order, |&one, &other| keys[one].cmp(&keys[other]));
    let mut ranks = vec![0; keys.len()];
    for pair in order.windows(2) {
        ranks[pair[1]] = ranks[pair[0]] + u32::from(keys[pair[0]] != keys[pair[1]]);
    }
    ranks
}

/// The ranks of all experts, and those of all topics.
fn ranks_of(corpus: &Corpus) -> [Vec<u32>; 2] {
    let experts = corpus.experts.iter().map(|expert| surname_key(&expert.name));
    let topics = corpus.topics.iter().map(|topic| sort_key(&topic.name));
    [ranks(experts), ranks(topics)]
}

impl Arranged {
    /// Records by a key each, of record 0 on, below `keys`.
    fn by(keys: usize, keyed: impl Iterator<Item = u32>, places: &Numbers) -> Self {
        let last = number(keys.saturating_sub(1));
        let keyed: Vec<u32> = keyed.map(|key| key.min(last)).collect();
        let mut corpus_order = vec![0; keyed.len()];
        for (record, place) in places.each() {
            corpus_order[place as usize] = record;
        }
        // Where the records of each key begin.
        let mut next = vec![0u32; keys + 1];
        for &key in &keyed {
            next[key as usize + 1] += 1;
        }
        for key in 1..next.len() {
            next[key] += next[key - 1];
        }
        let mut records = vec![0; keyed.len()];
        for record in corpus_order {
            let next = &mut next[keyed[record as usize] as usize];
            // Where an order is damaged, a record may come twice.
            if let Some(free) = records.get_mut(*next as usize) {
                *free = record;
            }
            *next += 1;
        }
        Self(records.into())
    }

    /// Those records of a set that stand in such a range of it.
    pub(super) fn among(&self, set: &Bitmap, range: Range<usize>) -> Vec<u32> {
        let held = |&record: &u32| set.contains(record);
        let count = set.count();
        let range = range.start.min(count)..range.end.min(count);
        // From the nearer end: the last of a million are as near as the first.
        if range.start <= count - range.end {
            let records = self.0.iter().copied().filter(held);
            return records.skip(range.start).take(range.len()).collect();
        }
        let records = self.0.iter().rev().copied().filter(held);
        let mut records: Vec<u32> = records.skip(count - range.end).take(range.len()).collect();
        records.reverse();
        records
    }

    /// How many records of a set stand before one.
    pub(super) fn before(&self, set: &Bitmap, record: u32) -> usize {
        let above = self.0.iter().take_while(|&&other| other != record);
        above.filter(|&&other| set.contains(other)).count()
    }
}

impl Arrangements {
    /// Those that would have to read every statement: of the first expert and topic of each record.
    pub(super) fn of_firsts(
        corpus: &Corpus,
        firsts: &[Column<[u32; 2]>],
        places: &Numbers,
    ) -> Self {
        let ranks = ranks_of(corpus);
        let made = Self::default();
        for ((at, ranks), kept) in ranks.iter().enumerate().zip(&made.0) {
            let each = firsts.iter().flat_map(|run| run.iter());
            let rank = each.map(|firsts| rank(ranks, firsts[at]));
            let _first = kept.set(Arc::new(Arranged::by(ranks.len() + 1, rank, places)));
        }
        made
    }

    /// Writes those that would have to read every statement, where they are known.
    pub(super) fn save(&self, sheets: &mut Sheets<'_>) -> io::Result<()> {
        for (kept, name) in self.0.iter().zip(NAMES) {
            sheets.put(name, kept.get().map_or(&[], |arranged| &*arranged.0))?;
        }
        Ok(())
    }

    /// Opens what was written of so many records.
    pub(super) fn open(sections: &Sections, records: usize) -> io::Result<Self> {
        let opened = Self::default();
        for (kept, name) in opened.0.iter().zip(NAMES) {
            let row = sections.column::<u32>(name)?;
            if row.len() == records {
                let _first = kept.set(Arc::new(Arranged(row)));
            } else if !row.is_empty() {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        Ok(opened)
    }
}

fn rank(ranks: &[u32], place: u32) -> u32 {
    ranks.get(place as usize).copied().unwrap_or(number(ranks.len()))
}

impl Finder {
    /// All statements in an order, made when it is asked for first.
    #[must_use]
    pub fn arranged(&self, corpus: &Corpus, by: Arrangement) -> Arc<Arranged> {
        let shelf = &self.records.shelves[STATEMENTS];
        let make = || {
            let ids = shelf.ids.each().map(|(_, id)| id);
            if by == Arrangement::File {
                return Arranged::by(shelf.len(), ids, &shelf.order);
            }
            let at = usize::from(by == Arrangement::Topic);
            let [experts, topics] = ranks_of(corpus);
            let ranks = if at == 0 { experts } else { topics };
            let of =
                |id| corpus.statements.with(StatementId(id), |statement| firsts(statement)[at]);
            Arranged::by(ranks.len() + 1, ids.map(|id| rank(&ranks, of(id))), &shelf.order)
        };
        Arc::clone(self.records.arrangements.0[by as usize].get_or_init(|| Arc::new(make())))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::Sample;
    use super::*;
    use crate::corpus::task::UNTOLD;
    use crate::disk::{Scratch, mapped_rows};
    use crate::index::Index;

    const PEOPLE: [&str; 4] = ["Zoe Abel", "Ann Cole", "Ann Cole", "Bea Abel"];
    const THEMES: [&str; 3] = ["Wine", "Bread", "Salt"];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_part_of_any_set_comes_as_a_plain_sort_puts_it(
            said in prop::collection::vec(
                (prop::collection::vec(0usize..4, 0..3), prop::collection::vec(0usize..3, 0..3), 1u32..9, any::<bool>()),
                1..120,
            ),
            (from, most) in (0usize..40, 0usize..40),
        ) {
            let mut sample = Sample::new();
            let people = PEOPLE.map(|name| sample.expert(name, &[], "Guild"));
            let themes = THEMES.map(|name| sample.topic(name, &[]));
            for (experts, topics, page, _) in &said {
                let experts: Vec<_> = experts.iter().map(|&at| people[at]).collect();
                let topics: Vec<_> = topics.iter().map(|&at| themes[at]).collect();
                sample.statement("word", &experts, &topics, &[*page]);
            }
            let index = Index::new(&sample.corpus);
            // As it is made when it is asked for, and as it stands in a file.
            let folder = tempfile::tempdir().unwrap();
            let scratch = Scratch::new(folder.path()).unwrap();
            let spilled = Finder::spilled(&sample.corpus, &index, &scratch, UNTOLD).unwrap();
            let opened = Finder::open(&mapped_rows(|sheets| spilled.save(sheets)), &sample.corpus).unwrap();
            prop_assert!(opened.records.arrangements.0[0].get().is_some());
            for by in [Arrangement::Expert, Arrangement::Topic, Arrangement::File] {
                let key = |id: StatementId| {
                    let (experts, topics, ..) = &said[id.place()];
                    let expert = experts.first().map(|&at| PEOPLE[at].rsplit_once(' ').unwrap());
                    let expert = expert.map(|(first, last)| (last, first));
                    match by {
                        Arrangement::Expert => (expert.is_none(), expert, None, 0),
                        Arrangement::Topic => {
                            let topic = topics.first().map(|&at| THEMES[at]);
                            (topic.is_none(), None, topic, 0)
                        }
                        Arrangement::File => (false, None, None, id.place()),
                    }
                };
                let mut all = index.statements().to_vec();
                all.sort_by_key(|&id| key(id));
                let ordered: Vec<StatementId> = all.iter().copied().filter(|id| said[id.place()].3).collect();
                let part: Vec<StatementId> = ordered.iter().copied().skip(from).take(most).collect();
                for finder in [&sample.finder(), &opened] {
                    let arranged = finder.arranged(&sample.corpus, by);
                    let set = finder.statements_such(|id| said[id.place()].3);
                    prop_assert_eq!(&finder.in_order(&set, from..from + most, Some(&arranged)), &part);
                    for id in &all {
                        let before = ordered.iter().position(|other| other == id);
                        prop_assert_eq!(finder.before(&set, *id, Some(&arranged)), before);
                    }
                }
            }
        }
    }
}

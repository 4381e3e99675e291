//! What one term reaches among the records of one kind, in classes of equal score.
//!
//! A term is scored against the words, never against the records, and generic over
//! the store of words. Imports [`super::abreast`], [`super::bitmap`], [`super::fuzzy`],
//! [`super::postings`], [`super::spelling`], [`super::term`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem::Finder;

use super::abreast::both;
use super::bitmap::{Bitmap, Set};
use super::fuzzy::{Scorer, score};
use super::postings::{Postings, Vocabulary};
use super::spelling::{self, INSIDE_FROM, allowance, typo_score};
use super::term::Term;

/// A score, then whether in an own field, then whether by a whole word. Keys of
/// several terms add up, and the greater sum comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u64);

/// Bits of each of the two lesser parts of a key.
const PART: u32 = 12;

impl Key {
    /// A score and how it was reached.
    pub(super) fn new(score: u32, own: bool, whole: bool) -> Self {
        Self(u64::from(score) << (2 * PART) | u64::from(own) << PART | u64::from(whole))
    }

    /// The key of two terms together.
    pub(super) const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The sum of scores.
    pub(super) fn score(self) -> i64 {
        i64::try_from(self.0 >> (2 * PART)).unwrap_or(i64::MAX)
    }

    /// How many terms stand in own fields.
    pub(super) fn own(self) -> u32 {
        u32::try_from(self.0 >> PART & ((1 << PART) - 1)).unwrap_or(0)
    }

    /// How many terms are whole words.
    pub(super) fn whole(self) -> u32 {
        u32::try_from(self.0 & ((1 << PART) - 1)).unwrap_or(0)
    }
}

/// Records are few among all where they are one in so many or fewer.
const SPARSE: usize = 16;
/// It pays to gather the records of words on a thread of its own where there are so many.
const LONG: usize = 65_536;

/// Records in classes of equal key, best first.
#[derive(Clone, Debug, Default)]
pub(super) struct Classes {
    /// The classes. Once [settled](Self::settle) a record is in one of them only.
    pub(super) list: Vec<(Key, Set)>,
    /// All records of all classes.
    pub(super) any: Bitmap,
}

impl Classes {
    /// No record of so many.
    pub(super) fn new(records: usize) -> Self {
        Self { list: Vec::new(), any: Bitmap::new(records) }
    }

    /// Adds a class.
    pub(super) fn add(&mut self, key: Key, records: impl Into<Set>) {
        let records = records.into();
        if records.is_empty() {
            return;
        }
        records.add_to(&mut self.any);
        let at = self.list.partition_point(|&(other, _)| other > key);
        match self.list.get_mut(at) {
            Some((other, held)) if *other == key => held.join(records),
            _ => self.list.insert(at, (key, records)),
        }
    }

    /// Leaves each record in its best class only, and none that is taken.
    pub(super) fn settle(&mut self, mut taken: Bitmap) {
        let mut list = std::mem::take(&mut self.list);
        for (key, records) in list.drain(..) {
            let records = records.without(&taken);
            if !records.is_empty() {
                records.add_to(&mut taken);
                self.list.push((key, records));
            }
        }
    }
}

/// What one term reaches.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    /// As typed.
    pub(super) sure: Classes,
    /// After correction, or by a shortened name.
    pub(super) close: Classes,
    /// Records that hold words with its letters scattered.
    scattered: Bitmap,
    /// These words. They are scored only when such records are listed.
    words: Vec<u32>,
    /// All that is close in classes, once it was listed.
    scored: OnceLock<Classes>,
    /// The words that start with the term.
    pub(super) starts: Range<usize>,
}

impl Reached {
    /// Nothing among so many records.
    pub(super) fn new(records: usize) -> Self {
        let none = Classes::new(records);
        Self { sure: none.clone(), close: none, scattered: Bitmap::new(records), ..Self::default() }
    }

    /// Whether a record holds it nearly, perhaps beside as typed.
    pub(super) fn is_close(&self, record: u32) -> bool {
        self.close.any.contains(record) || self.scattered.contains(record)
    }

    /// Whether any record holds it nearly.
    pub(super) fn has_close(&self) -> bool {
        !self.close.list.is_empty() || !self.words.is_empty()
    }

    /// Sets of records that together hold it in whatever way.
    pub(super) const fn any(&self) -> [&Bitmap; 3] {
        [&self.sure.any, &self.close.any, &self.scattered]
    }

    /// With each record in its best sure class only.
    pub(super) fn settled(mut self) -> Self {
        if self.sure.list.len() > 1 {
            self.sure.settle(Bitmap::new(self.sure.any.limit()));
        }
        self
    }

    /// The classes of records that hold it nearly and not as typed, each record in its best; of
    /// these records at least. Where they are few, words that none of them holds are not scored.
    pub(super) fn close<P: Postings>(
        &self,
        stores: &Stores<'_, P>,
        term: &Term,
        records: &Bitmap,
    ) -> Cow<'_, Classes> {
        let vocabulary = stores.vocabulary();
        let few = self.scored.get().is_none() && records.count() * SPARSE <= records.limit();
        if !few {
            let all = || {
                let mut close = self.close.clone();
                classes(stores, scored(vocabulary, &self.words, term), &mut close);
                close.settle(self.sure.any.clone());
                close
            };
            return Cow::Borrowed(self.scored.get_or_init(all));
        }
        // Most words are held by none of few records: these are not scored, and of the records of
        // the others few are put in order.
        let (mut scorer, mut held) = (Scorer::new(&term.text), BTreeMap::<Key, Vec<u32>>::new());
        for &word in &self.words {
            let mut score = None;
            for (own, store) in stores.each() {
                let holding = held_by(store, &[word]).within(records);
                if !holding.is_empty() {
                    let mut of_word = || scored_word(vocabulary, &mut scorer, word);
                    let score = *score.get_or_insert_with(&mut of_word);
                    held.entry(Key::new(score, own, false)).or_default().extend(holding);
                }
            }
        }
        let mut close = self.close.clone();
        for (key, holding) in held {
            close.add(key, Set::of(holding, records.limit()));
        }
        close.settle(self.sure.any.clone());
        Cow::Owned(close)
    }
}

/// A store of words in own fields, and one of words of related records where
/// those count. Both speak of one vocabulary.
pub(super) struct Stores<'a, P> {
    /// Words in own fields.
    pub(super) own: &'a P,
    /// Words in fields of related records.
    pub(super) related: Option<&'a P>,
}

impl<'a, P: Postings> Stores<'a, P> {
    /// Each store, and whether it is that of own fields.
    pub(super) fn each(&self) -> impl Iterator<Item = (bool, &'a P)> + use<'a, P> {
        std::iter::once((true, self.own)).chain(self.related.map(|related| (false, related)))
    }

    /// The words.
    pub(super) fn vocabulary(&self) -> Vocabulary<'a> {
        self.own.vocabulary()
    }

    /// Adds the records of words to a set.
    pub(super) fn or_into(&self, words: &[u32], records: &mut Bitmap) {
        for (_, store) in self.each() {
            store.or_into(words, records);
        }
    }

    /// Adds the records of all words with this start to a set.
    pub(super) fn prefix_into(&self, start: &str, records: &mut Bitmap) {
        for (_, store) in self.each() {
            store.prefix_into(start.as_bytes(), records);
        }
    }

    /// How many records hold words, those counted several times that hold several.
    fn freq(&self, words: &[u32]) -> usize {
        let of_store = |(_, store): (bool, &P)| -> usize {
            words.iter().map(|&word| store.doc_freq(word as usize)).sum()
        };
        self.each().map(of_store).sum()
    }

    fn holds(&self, word: usize) -> bool {
        self.each().any(|(_, store)| store.doc_freq(word) > 0)
    }
}

/// The words that a term meets without correction.
#[derive(Clone, Debug, Default)]
pub(super) struct Matched {
    /// Words that start with it.
    pub(super) starts: Range<usize>,
    /// Words that hold it inside.
    inside: Vec<u32>,
    /// Words that hold its letters scattered.
    scattered: Vec<u32>,
    /// Whether a record holds it as typed.
    pub(super) held: bool,
}

impl Matched {
    /// Looks a term up among the words.
    pub(super) fn new<P: Postings>(stores: &Stores<'_, P>, term: &Term) -> Self {
        let vocabulary = stores.vocabulary();
        let starts = vocabulary.starting(term.text.as_bytes());
        let mut matched = Self { starts: starts.clone(), ..Self::default() };
        if term.letters >= INSIDE_FROM && !term.digits {
            matched.inside = inside(vocabulary, term, &starts);
            matched.scattered = scattered(vocabulary, term, &starts, &matched.inside);
        }
        let mut inside = matched.inside.iter().map(|&word| word as usize);
        matched.held = stores.each().any(|(_, store)| store.holds_any(starts.clone()))
            || inside.any(|word| stores.holds(word));
        matched
    }

    /// Adds the records that hold the term as typed, and those that hold its
    /// letters scattered.
    pub(super) fn reach<P: Postings>(
        &self,
        stores: &Stores<'_, P>,
        term: &Term,
        reached: &mut Reached,
    ) {
        reached.starts = self.starts.clone();
        reached.words.clone_from(&self.scattered);
        let Reached { sure, scattered, .. } = reached;
        let long = stores.freq(&self.scattered) > LONG;
        both(
            long,
            || stores.or_into(&self.scattered, scattered),
            || self.reach_surely(stores, term, sure),
        );
    }

    /// Adds the records that hold the term as typed.
    fn reach_surely<P: Postings>(&self, stores: &Stores<'_, P>, term: &Term, sure: &mut Classes) {
        let vocabulary = stores.vocabulary();
        let records = stores.own.statements();
        let highest = prefix_score(term);
        if !self.starts.is_empty() {
            let first = self.starts.start;
            let whole = vocabulary.word(first) == term.text.as_bytes();
            for (own, store) in stores.each() {
                if whole && store.doc_freq(first) > 0 {
                    let key = Key::new(highest, own, true);
                    sure.add(key, held_by(store, &[number(first)]));
                }
                if store.holds_any(first + usize::from(whole)..self.starts.end) {
                    let mut holding = Bitmap::new(records);
                    store.prefix_into(term.text.as_bytes(), &mut holding);
                    sure.add(Key::new(highest, own, false), holding);
                }
            }
        }
        classes(stores, scored(vocabulary, &self.inside, term), sure);
    }
}

/// Words with their scores.
fn scored(vocabulary: Vocabulary<'_>, words: &[u32], term: &Term) -> Vec<(u32, u32)> {
    let mut scorer = Scorer::new(&term.text);
    words.iter().map(|&word| (scored_word(vocabulary, &mut scorer, word), word)).collect()
}

/// The score of a word.
fn scored_word(vocabulary: Vocabulary<'_>, scorer: &mut Scorer, word: u32) -> u32 {
    let place = word as usize;
    scorer.score(vocabulary.text(place), vocabulary.is_plain(place))
}

/// Whether a word of the vocabulary holds a digit.
fn has_digit(vocabulary: Vocabulary<'_>, word: usize) -> bool {
    !vocabulary.is_plain(word) && spelling::has_digit(vocabulary.text(word))
}

/// The words that hold a term inside, ascending. All words are searched as one text.
fn inside(vocabulary: Vocabulary<'_>, term: &Term, starts: &Range<usize>) -> Vec<u32> {
    let finder = Finder::new(term.text.as_bytes());
    let mut inside = Vec::new();
    let (mut from, mut word) = (0, 0);
    while let Some(at) = finder.find(&vocabulary.bytes[from..]).map(|at| from + at) {
        word = vocabulary.holding(at, word);
        let end = vocabulary.offsets[word + 1] as usize;
        if at + term.text.len() > end {
            // It starts in one word and ends in another.
            from = at + 1;
            continue;
        }
        from = end;
        if !starts.contains(&word) && !has_digit(vocabulary, word) {
            inside.push(number(word));
        }
    }
    inside
}

/// The words that hold the letters of a term scattered, ascending.
fn scattered(
    vocabulary: Vocabulary<'_>,
    term: &Term,
    starts: &Range<usize>,
    inside: &[u32],
) -> Vec<u32> {
    let need = spelling::bag(&term.text);
    let first = term.text.chars().next().map_or(0, char::len_utf8);
    let range = vocabulary.starting(&term.text.as_bytes()[..first]);
    let mut scattered = Vec::new();
    for (place, &bag) in range.clone().zip(&vocabulary.bags[range]) {
        if bag & need != need || starts.contains(&place) {
            continue;
        }
        let met = if vocabulary.is_plain(place) {
            spelling::scattered_plain(vocabulary.word(place), term)
        } else {
            let text = vocabulary.text(place);
            spelling::scattered(text, term) && !spelling::has_digit(text)
        };
        if met && inside.binary_search(&number(place)).is_err() {
            scattered.push(number(place));
        }
    }
    scattered
}

/// The records of one store that hold any of some words.
fn held_by<P: Postings>(store: &P, words: &[u32]) -> Set {
    let count = words.iter().map(|&word| store.doc_freq(word as usize)).sum();
    let limit = store.statements();
    if Set::few(count, limit) {
        let mut numbers = Vec::with_capacity(count);
        store.push_into(words, &mut numbers);
        return Set::of(numbers, limit);
    }
    let mut holding = Bitmap::new(limit);
    store.or_into(words, &mut holding);
    Set::Many(holding)
}

/// Adds the records of words with scores, one class a score.
fn classes<P: Postings>(stores: &Stores<'_, P>, mut words: Vec<(u32, u32)>, into: &mut Classes) {
    words.sort_unstable();
    for class in words.chunk_by(|a, b| a.0 == b.0) {
        let (score, same): (u32, Vec<u32>) =
            (class[0].0, class.iter().map(|pair| pair.1).collect());
        for (own, store) in stores.each() {
            into.add(Key::new(score, own, false), held_by(store, &same));
        }
    }
}

/// The places of the bags of words that may be `need` after so many errors: an error takes one
/// letter away at most, and brings one at most.
///
/// How many is known when this is compiled, since every word is looked at.
fn alike<const MOST: usize>(bags: &[u64], need: u64) -> Vec<usize> {
    // To drop bits one by one is less than to count them where there is no instruction for it.
    let more = |bits: u64| (0..MOST).fold(bits, |bits, _| bits & bits.wrapping_sub(1)) != 0;
    let near = |&(_, &bag): &(usize, &u64)| !more(need & !bag) && !more(bag & !need);
    bags.iter().enumerate().filter(near).map(|(place, _)| place).collect()
}

/// Adds the records that hold the term misspelt.
pub(super) fn reach_typos<P: Postings>(stores: &Stores<'_, P>, term: &Term, close: &mut Classes) {
    let most = allowance(term.letters);
    if most == 0 || term.digits {
        return;
    }
    let vocabulary = stores.vocabulary();
    let need = spelling::bag(&term.text);
    let plain = term.text.is_ascii();
    let near = if most == 1 { alike::<1> } else { alike::<2> };
    let mut words = Vec::new();
    for place in near(vocabulary.bags, need) {
        let errors = if plain && vocabulary.is_plain(place) {
            spelling::distance_plain(vocabulary.word(place), term.text.as_bytes(), most)
        } else {
            let word = vocabulary.text(place);
            let apart = !spelling::has_digit(word);
            apart.then(|| spelling::distance(word, &term.text, most)).flatten()
        };
        if let Some(errors) = errors {
            words.push((typo_score(term.letters, errors), number(place)));
        }
    }
    classes(stores, words, close);
}

/// The score of every word that starts with a term.
pub(super) fn prefix_score(term: &Term) -> u32 {
    score(&term.text, &term.text).unwrap_or(1)
}

/// A place among words as a number.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

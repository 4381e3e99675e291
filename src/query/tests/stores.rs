//! What every store of words must do: the plainest one is the measure.
//!
//! Another store is put through the same suite: [`conforms`] holds its methods against a look at
//! every word of every record, and [`over`] puts it below whole queries, which
//! [`exact`](super::exact) holds against a plain scan.

use super::super::bitmap::Set;
use super::super::rank;
use super::super::reach::{Classes, Key, Matched, Reached, Stores, reach_typos};
use super::super::records::Records;
use super::super::shelf::Shelf;
use super::super::term::Term;
use super::super::texts::{Builder, Drafted};
use super::*;
use crate::corpus::task::UNTOLD;
use crate::disk::{Making, mapped_rows};
use crate::query::postings::Lexicon;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Looks every word of every record up.
pub(super) struct Plain {
    bytes: Vec<u8>,
    offsets: Vec<u32>,
    bags: Vec<u64>,
    records: Vec<BTreeSet<String>>,
}

impl Plain {
    /// Of folded words between spaces.
    fn new(texts: &[String]) -> Self {
        let words = |text: &String| text.split(' ').map(str::to_owned).collect();
        let records: Vec<BTreeSet<String>> = texts.iter().map(words).collect();
        let words: BTreeSet<String> = records.iter().flatten().cloned().collect();
        Self::of_words(&words, records)
    }

    /// The same words as another store.
    pub(super) fn of(store: &impl Postings) -> Self {
        let vocabulary = store.vocabulary();
        let mut records = vec![BTreeSet::new(); store.statements()];
        for word in 0..vocabulary.len() {
            let mut held = Bitmap::new(records.len());
            store.or_into(&[u32::try_from(word).unwrap()], &mut held);
            for record in held.iter() {
                records[record as usize].insert(vocabulary.text(word).to_owned());
            }
        }
        let words = (0..vocabulary.len()).map(|word| vocabulary.text(word).to_owned()).collect();
        Self::of_words(&words, records)
    }

    fn of_words(words: &BTreeSet<String>, records: Vec<BTreeSet<String>>) -> Self {
        let mut plain = Self {
            bytes: Vec::new(),
            offsets: vec![0],
            bags: words.iter().map(|word| letter_bag(word)).collect(),
            records,
        };
        for word in words {
            plain.bytes.extend_from_slice(word.as_bytes());
            plain.offsets.push(u32::try_from(plain.bytes.len()).unwrap());
        }
        plain
    }

    fn mark(&self, such: impl Fn(&str) -> bool, into: &mut Bitmap) {
        for (record, words) in (0..).zip(&self.records) {
            if words.iter().any(|word| such(word)) {
                into.insert(record);
            }
        }
    }
}

/// Nothing but what a store must have.
impl Postings for Plain {
    fn statements(&self) -> usize {
        self.records.len()
    }

    fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary { bytes: &self.bytes, offsets: &self.offsets, bags: &self.bags }
    }

    fn doc_freq(&self, word: usize) -> usize {
        let word = self.vocabulary().text(word);
        self.records.iter().filter(|words| words.contains(word)).count()
    }

    fn or_into(&self, words: &[u32], records: &mut Bitmap) {
        for &word in words {
            let word = self.vocabulary().text(word as usize);
            self.mark(|other| other == word, records);
        }
    }

    fn prefix_into(&self, start: &[u8], records: &mut Bitmap) {
        self.mark(|word| word.as_bytes().starts_with(start), records);
    }
}

/// The same records over another store of their words.
pub(super) fn over<P>(records: Records, make: impl Fn(&Memory) -> P) -> Records<P> {
    let shelf = |shelf: Shelf| Shelf {
        own: make(&shelf.own),
        related: make(&shelf.related),
        texts: shelf.texts,
        ids: shelf.ids,
        order: shelf.order,
        pages: shelf.pages,
        facets: shelf.facets,
    };
    Records {
        shelves: records.shelves.map(shelf),
        labels: records.labels,
        cited: records.cited,
        topics: records.topics,
        definitions: records.definitions,
        reports: records.reports,
        places: records.places,
        arrangements: records.arrangements,
    }
}

/// The same store in a file that is mapped.
pub(super) fn mapped(store: &Memory) -> Memory {
    let sections = mapped_rows(|sheets| {
        store.lexicon().save(sheets, "words")?;
        store.save(sheets, "store")
    });
    let lexicon = Arc::new(Lexicon::open(&sections, "words").unwrap());
    Memory::open(&lexicon, &sections, "store", store.statements()).unwrap()
}

/// What a term reaches, and the classes of what it nearly does.
fn reached<P: Postings>(store: &P, term: &Term) -> (Reached, Classes) {
    let stores = Stores { own: store, related: None };
    let mut reached = Reached::new(store.statements());
    let matched = Matched::new(&stores, term);
    matched.reach(&stores, term, &mut reached);
    if !matched.held {
        reach_typos(&stores, term, &mut reached.close);
    }
    let reached = reached.settled();
    // What is scored is kept: the copy that is given back knows nothing of it.
    let other = reached.clone();
    let close = other.close(&stores, term, &Bitmap::full(store.statements())).into_owned();
    (reached, close)
}

/// Holds a store of these texts, folded words between spaces, one text a record, against the
/// plainest one: what it says of every word, of starts, and what is made of that for a term.
pub(super) fn conforms<P: Postings>(
    store: &P,
    texts: &[String],
    typed: &str,
) -> Result<(), TestCaseError> {
    let plain = Plain::new(texts);
    let (words, known) = (store.vocabulary(), plain.vocabulary());
    prop_assert_eq!(store.statements(), plain.statements());
    prop_assert_eq!(words.bytes, known.bytes);
    prop_assert_eq!(words.offsets, known.offsets);
    prop_assert_eq!(words.bags, known.bags);
    let all: Vec<u32> = (0..u32::try_from(words.len()).unwrap()).collect();
    // What was in a set stays there.
    let begun = || {
        let mut set = Bitmap::new(texts.len());
        set.insert(0);
        set
    };
    for &word in &all {
        prop_assert_eq!(store.doc_freq(word as usize), plain.doc_freq(word as usize));
        let (mut held, mut expected) = (begun(), begun());
        store.or_into(&[word], &mut held);
        plain.or_into(&[word], &mut expected);
        prop_assert_eq!(&held, &expected);
        let mut pushed = vec![0];
        store.push_into(&[word], &mut pushed);
        prop_assert_eq!(pushed.iter().copied().collect::<BTreeSet<u32>>(), held.iter().collect());
        let text = words.word(word as usize);
        for start in (1..=text.len().min(4)).map(|end| &text[..end]) {
            let (mut held, mut expected) = (begun(), begun());
            store.prefix_into(start, &mut held);
            plain.prefix_into(start, &mut expected);
            prop_assert_eq!(&held, &expected);
        }
    }
    let odd: Vec<u32> = all.iter().copied().filter(|word| word % 2 == 1).collect();
    for words in [&all, &odd] {
        let (mut held, mut expected) = (Bitmap::new(texts.len()), Bitmap::new(texts.len()));
        store.or_into(words, &mut held);
        plain.or_into(words, &mut expected);
        prop_assert_eq!(held, expected);
    }
    let mut none = Bitmap::new(texts.len());
    store.prefix_into(b"zzz", &mut none);
    prop_assert!(none.is_empty());
    let term = Term::plain(typed);
    let ((ours, nearly), (theirs, plainly)) = (reached(store, &term), reached(&plain, &term));
    prop_assert_eq!(&ours.starts, &theirs.starts);
    for (ours, theirs) in [(&ours.sure, &theirs.sure), (&nearly, &plainly)] {
        prop_assert_eq!(&ours.any, &theirs.any);
        let list = |classes: &Classes| -> Vec<(Key, Vec<u32>)> {
            let limit = u32::try_from(texts.len()).unwrap();
            let records = |set: &Set| (0..limit).filter(|&at| set.contains(at)).collect();
            classes.list.iter().map(|(key, set)| (*key, records(set))).collect()
        };
        prop_assert_eq!(list(ours), list(theirs));
        let best = |classes: &Classes| {
            let mut best = Vec::new();
            rank::best(&[rank::term([classes])], &classes.any, 200, |key, record| {
                best.push((key, record));
                if best.len() < 200 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            best
        };
        prop_assert_eq!(best(ours), best(theirs));
    }
    // Of few records the same is told as of all.
    let key = |classes: &Classes, record: u32| {
        classes.list.iter().find(|(_, set)| set.contains(record)).map(|&(key, _)| key)
    };
    for record in plainly.any.iter().take(40) {
        let mut one = Bitmap::new(texts.len());
        one.insert(record);
        let alone = ours.close(&Stores { own: store, related: None }, &term, &one);
        prop_assert_eq!(key(&alone, record), key(&plainly, record), "record {}", record);
    }
    Ok(())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[ab2]{1,7}( [ab2]{1,7}){0,5}", 1..70)
}

#[test]
fn starts_that_many_records_hold_are_as_any_others() {
    // So many records that the starts are kept ready, words that nearly all hold, and rare ones.
    let text = |at: u32| {
        let rare = [at % 97, at % 61].map(|mut number| {
            let mut word = String::from("a");
            while number > 0 {
                word.push(char::from(b"abc"[number as usize % 3]));
                number /= 3;
            }
            word
        });
        let often = if at.is_multiple_of(3) { "aba" } else { "b" };
        format!("{often} {}", rare.join(" "))
    };
    let texts: Vec<String> = (0..5_000).map(text).collect();
    let store = built(&Making::default(), &texts).finish().0;
    conforms(&store, &texts, "abac").unwrap();
    conforms(&mapped(&store), &texts, "abac").unwrap();
}

fn built<'a>(making: &'a Making<'_>, texts: &[String]) -> Builder<'a> {
    let mut builder = Builder::new(making);
    for text in texts {
        builder.text(text, true);
        builder.end_record();
    }
    builder
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn memory_answers_as_the_plainest_store(texts in texts(), typed in "[ab]{1,7}|[ab2]{1,2}") {
        let store = built(&Making::default(), &texts).finish().0;
        conforms(&store, &texts, &typed)?;
        conforms(&mapped(&store), &texts, &typed)?;
    }

    #[test]
    fn records_read_in_two_runs_are_as_read_in_one(
        texts in texts(),
        typed in "[ab]{1,7}",
        cut in 0usize..200,
    ) {
        let cut = (cut * 8).min(texts.len() / 8 * 8);
        let (first, second) = texts.split_at(cut);
        let making = Making::default();
        let second = built(&making, second);
        let drafted = Drafted::new(built(&making, first), Some(second));
        conforms(&drafted.memories(&making, UNTOLD).0, &texts, &typed)?;
        let (vocabulary, mut row) = (drafted.vocabulary(), Vec::new());
        for (record, text) in texts.iter().enumerate() {
            drafted.texts.row(record, true, &mut row);
            let words = row.iter().map(|&word| vocabulary.text(word as usize));
            prop_assert!(words.eq(text.split(' ')), "{}: {}", record, text);
        }
    }
}

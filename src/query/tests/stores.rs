//! Every store of words must answer alike: the plainest one is the measure.

use super::super::bitmap::Set;
use super::super::reach::{Classes, Key, Matched, Reached, Stores, reach_typos};
use super::super::term::Term;
use super::super::texts::Builder;
use super::*;

/// Looks every word of every record up.
struct Plain {
    bytes: Vec<u8>,
    offsets: Vec<u32>,
    bags: Vec<u64>,
    records: Vec<BTreeSet<String>>,
}

impl Plain {
    fn new(texts: &[String]) -> Self {
        let records: Vec<BTreeSet<String>> =
            texts.iter().map(|text| text.split(' ').map(str::to_owned).collect()).collect();
        let words: BTreeSet<&String> = records.iter().flatten().collect();
        let mut plain = Self {
            bytes: Vec::new(),
            offsets: vec![0],
            bags: words.iter().map(|word| letter_bag(word)).collect(),
            records: Vec::new(),
        };
        for word in words {
            plain.bytes.extend_from_slice(word.as_bytes());
            plain.offsets.push(u32::try_from(plain.bytes.len()).unwrap());
        }
        plain.records = records;
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

    fn push_into(&self, words: &[u32], records: &mut Vec<u32>) {
        let mut holding = Bitmap::new(self.statements());
        self.or_into(words, &mut holding);
        records.extend(holding.iter());
    }

    fn prefix_into(&self, start: &[u8], records: &mut Bitmap) {
        self.mark(|word| word.as_bytes().starts_with(start), records);
    }
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
    let close = reached.close(&stores, term).clone();
    (reached, close)
}

proptest! {
    #[test]
    fn memory_answers_as_the_plainest_store(
        texts in prop::collection::vec("[ab2]{1,7}( [ab2]{1,7}){0,5}", 1..40),
        times in prop_oneof![9 => Just(1usize), 1 => Just(400)],
        typed in "[ab]{1,7}|[ab2]{1,2}",
    ) {
        // Many records have their first letters kept ready.
        let texts: Vec<String> =
            std::iter::repeat_n(&texts, times).flatten().take(5_000).cloned().collect();
        let mut builder = Builder::default();
        for text in &texts {
            builder.text(text, true);
            builder.end_record();
        }
        let memory = builder.finish().0;
        let plain = Plain::new(&texts);
        let term = Term::plain(&typed);
        let ((memory, nearly), (plain, plainly)) = (reached(&memory, &term), reached(&plain, &term));
        prop_assert_eq!(memory.starts, plain.starts);
        for (memory, plain) in [(&memory.sure, &plain.sure), (&nearly, &plainly)] {
            prop_assert_eq!(&memory.any, &plain.any);
            let list = |classes: &Classes| -> Vec<(Key, Vec<u32>)> {
                let records = |set: &Set| (0..5_000).filter(|&at| set.contains(at)).collect();
                classes.list.iter().map(|(key, set)| (*key, records(set))).collect()
            };
            prop_assert_eq!(list(memory), list(plain));
        }
    }
}

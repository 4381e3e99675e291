//! Makes the texts: reads words, numbers them, and gathers who holds which.
//!
//! Records may be read in two runs, each by a builder of its own; their words are made
//! one vocabulary afterwards. Imports [`crate::query::fold`], [`crate::query::postings`].
//!
//! Odd thing worth knowing: what stands between two spaces is folded the first time
//! only. A million statements hold fourteen million words, but half a million pieces.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{
    CLIP, ELIDED, FIELD, FORMS, OWN, RECORD, STRIDE, STRIDE_ON_DISK, Texts, WRITTEN, WRITTEN_END,
};
use crate::corpus::task::{Told, UNTOLD};
use crate::disk::{Growing, Making, between};
use crate::query::abreast::both;
use crate::query::fold::{Folded, accented, fold_into, tokens};
use crate::query::postings::{Lexicon, Lists, Memory, Pairs, Vocabulary, push_number, read_number};
use crate::query::reach::number;

/// The map of a dictionary.
type Map<K, V> = HashMap<K, V, RandomState>;

/// A piece of up to 15 bytes and its length, in one number: found without a look elsewhere.
type Short = u128;

fn short(piece: &str) -> Option<Short> {
    let mut bytes = [0; 16];
    bytes.get_mut(..piece.len()).filter(|_| piece.len() < 16)?.copy_from_slice(piece.as_bytes());
    bytes[15] = u8::try_from(piece.len()).ok()?;
    Some(u128::from_le_bytes(bytes))
}

/// A text that was read once, for records that share it.
#[derive(Clone, Copy, Debug)]
pub(in crate::query) struct Clip(u32);

/// What the record at hand holds so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Begun {
    #[default]
    Nothing,
    Own,
    Related,
}

/// Stands for a form that was not met yet.
const UNMET: u32 = u32::MAX;

/// The words that were met, and the forms in which they are written.
#[derive(Debug, Default)]
struct Dictionary {
    words: Map<String, u32>,
    /// The form of each word that is written as it is, and that of it as an elided article.
    plain: Vec<[u32; 2]>,
    /// The forms of words that are written otherwise; whether it is an article goes with the word.
    written: Map<(u32, String), u32>,
    /// How often each form was met.
    counts: Vec<u32>,
}

/// The forms of words by number: the word of each, whether it is an elided article, and how it is
/// written where that is otherwise.
type Forms = Vec<(u32, String)>;

impl Dictionary {
    /// The number of a form, which is new where it was not met yet.
    fn form(&mut self, word: &str, elided: bool, written: String) -> u32 {
        let next = number(self.words.len());
        let word = if let Some(&known) = self.words.get(word) {
            known
        } else {
            self.plain.push([UNMET; 2]);
            *self.words.entry(word.to_owned()).or_insert(next)
        };
        let next = number(self.counts.len());
        let form = if written.is_empty() {
            let form = &mut self.plain[word as usize][usize::from(elided)];
            *form = next.min(*form);
            *form
        } else {
            let word = word | if elided { ELIDED } else { 0 };
            *self.written.entry((word, written)).or_insert(next)
        };
        if form == next {
            self.counts.push(0);
        }
        form
    }

    /// Its words and forms by number, and how often each form was met.
    fn tables(self) -> (Vec<String>, Forms, Vec<u32>) {
        let mut words = vec![String::new(); self.words.len()];
        for (word, id) in self.words {
            words[id as usize] = word;
        }
        let mut forms = vec![(0, String::new()); self.counts.len()];
        for (word, [plain, elided]) in (0..).zip(self.plain) {
            for (form, word) in [(plain, word), (elided, word | ELIDED)] {
                if form != UNMET {
                    forms[form as usize].0 = word;
                }
            }
        }
        for (form, id) in self.written {
            forms[id as usize] = form;
        }
        (words, forms, self.counts)
    }

    /// Adds the words and forms of another run; returns the number of each of its forms here.
    fn join(&mut self, other: Self) -> Vec<u32> {
        let (words, forms, counts) = other.tables();
        let same = forms.into_iter().zip(counts).map(|((word, written), count)| {
            let text = &words[(word & !ELIDED) as usize];
            let form = self.form(text, word & ELIDED != 0, written);
            self.counts[form as usize] += count;
            form
        });
        same.collect()
    }
}

/// Collects the words of records, one record after the other.
#[derive(Debug)]
pub(in crate::query) struct Builder<'a> {
    making: &'a Making<'a>,
    dictionary: Dictionary,
    /// The forms of a piece of text without spaces: a run of `pieces`. Nearly all are short.
    short: Map<Short, Range<u32>>,
    long: Map<String, Range<u32>>,
    pieces: Vec<u32>,
    folded: String,
    bytes: Growing<'a, u8>,
    clips: Vec<Vec<u32>>,
    records: usize,
    begun: Begun,
    /// Whether any record has a field that is not its own.
    related: bool,
}

impl<'a> Builder<'a> {
    /// One that has read nothing.
    pub(in crate::query) fn new(making: &'a Making<'_>) -> Self {
        Self {
            making,
            dictionary: Dictionary::default(),
            short: Map::default(),
            long: Map::default(),
            pieces: Vec::new(),
            folded: String::new(),
            bytes: making.row(),
            clips: Vec::new(),
            records: 0,
            begun: Begun::Nothing,
            related: false,
        }
    }

    /// Reads a piece of text without spaces for the first time.
    fn learn(&mut self, piece: &str) -> Range<u32> {
        if self.pieces.len() >= self.making.entries() {
            // What is met often is soon known again.
            (self.short, self.long) = Default::default();
            self.pieces.clear();
        }
        let start = number(self.pieces.len());
        if piece.is_ascii() {
            let mut folded = std::mem::take(&mut self.folded);
            folded.clear();
            fold_into(piece, &mut folded);
            for token in tokens(&folded) {
                let form = self.dictionary.form(token.text, token.elided, String::new());
                self.pieces.push(form + FORMS);
            }
            self.folded = folded;
        } else {
            let folded = Folded::new(piece);
            for token in tokens(folded.text()) {
                let original = &piece[folded.original(token.range)];
                let written = if original.is_ascii() { String::new() } else { accented(original) };
                let written = if written == token.text { String::new() } else { written };
                let form = self.dictionary.form(token.text, token.elided, written);
                self.pieces.push(form + FORMS);
            }
        }
        let range = start..number(self.pieces.len());
        match short(piece) {
            Some(short) => self.short.insert(short, range.clone()),
            None => self.long.insert(piece.to_owned(), range.clone()),
        };
        range
    }

    /// The forms of a piece of text without spaces, each a place in `pieces`.
    fn read(&mut self, piece: &str) -> Range<usize> {
        let known = match short(piece) {
            Some(short) => self.short.get(&short),
            None => self.long.get(piece),
        };
        let range = match known {
            Some(range) => range.clone(),
            None => self.learn(piece),
        };
        range.start as usize..range.end as usize
    }

    /// Adds a text to the record at hand; own texts come first.
    pub(in crate::query) fn text(&mut self, text: &str, own: bool) {
        self.field(own);
        for piece in text.split(' ').filter(|piece| !piece.is_empty()) {
            for place in self.read(piece) {
                let form = self.pieces[place];
                self.dictionary.counts[(form - FORMS) as usize] += 1;
                push_number(self.bytes.tail(), form);
            }
        }
    }

    /// Reads texts, each a field, that several records share. Builders whose records are put
    /// together read the same ones first of all.
    pub(in crate::query) fn clip<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Clip {
        let mut clip = Vec::new();
        for text in texts {
            for piece in text.split(' ').filter(|piece| !piece.is_empty()) {
                let range = self.read(piece);
                clip.extend_from_slice(&self.pieces[range]);
            }
            clip.push(FIELD);
        }
        self.clips.push(clip);
        Clip(number(self.clips.len() - 1))
    }

    /// Adds shared texts to the record at hand.
    pub(in crate::query) fn add(&mut self, clip: Clip, own: bool) {
        self.field(own);
        push_number(self.bytes.tail(), CLIP);
        push_number(self.bytes.tail(), clip.0 + FORMS);
    }

    fn field(&mut self, own: bool) {
        match (self.begun, own) {
            (Begun::Nothing, true) => {}
            (Begun::Nothing | Begun::Own, false) => push_number(self.bytes.tail(), OWN),
            _ => push_number(self.bytes.tail(), FIELD),
        }
        self.begun = if own { Begun::Own } else { Begun::Related };
        self.related |= !own;
    }

    /// Ends the record at hand.
    pub(in crate::query) fn end_record(&mut self) {
        push_number(self.bytes.tail(), RECORD);
        self.bytes.settle();
        self.records += 1;
        self.begun = Begun::Nothing;
    }

    /// The words of all records added, and who holds which.
    pub(in crate::query) fn finish(self) -> (Memory, Memory, Texts) {
        let making = self.making;
        let drafted = Drafted::new(self, None);
        let (own, related) = drafted.memories(making, UNTOLD);
        (own, related, drafted.texts)
    }

    /// What was read, with other numbers for the forms: where one record in so many starts comes
    /// second.
    fn renumbered(self, numbers: &[u32], stride: usize) -> (Growing<'a, u8>, Growing<'a, u32>) {
        let (mut bytes, mut starts) = (self.making.row(), self.making.row());
        let read = self.bytes.end();
        bytes.tail().reserve(read.len().min(self.making.entries()));
        let mut rest = &read[..];
        let mut records = 0;
        while !rest.is_empty() {
            if starts.len() * stride <= records {
                starts.push(number(bytes.len()));
            }
            let row = bytes.tail();
            match read_number(&mut rest) {
                CLIP => {
                    push_number(row, CLIP);
                    push_number(row, read_number(&mut rest));
                }
                form @ FORMS.. => {
                    push_number(row, numbers[(form - FORMS) as usize] + FORMS);
                }
                mark => {
                    push_number(row, mark);
                    if mark == RECORD {
                        records += 1;
                        bytes.settle();
                    }
                }
            }
        }
        (bytes, starts)
    }
}

/// The texts and words of records, and which of them were read in one run.
#[derive(Debug)]
pub(in crate::query) struct Drafted {
    pub(in crate::query) texts: Texts,
    lexicon: Arc<Lexicon>,
    /// How many records were read in the first run, and how many in both.
    records: (usize, usize),
    /// Words have numbers of their own while they are gathered, frequent ones the smaller: that of
    /// each form, and that at each place of the vocabulary.
    gathered: (Vec<u32>, Vec<u32>),
    related: bool,
}

impl Drafted {
    /// Makes one of one or two runs of records. The first run holds a multiple of [`STRIDE`].
    pub(in crate::query) fn new(mut first: Builder<'_>, mut second: Option<Builder<'_>>) -> Self {
        (first.short, first.long) = Default::default();
        let same = second.as_mut().map(|second| {
            (second.short, second.long) = Default::default();
            first.dictionary.join(std::mem::take(&mut second.dictionary))
        });
        let (words, forms, counts) = std::mem::take(&mut first.dictionary).tables();
        // Frequent forms get small numbers.
        let mut order: Vec<u32> = (0..number(forms.len())).collect();
        order.sort_by_key(|&form| Reverse(counts[form as usize]));
        let mut numbers = vec![0; forms.len()];
        for (next, &form) in (0..).zip(&order) {
            numbers[form as usize] = next;
        }
        let (lexicon, at_place) = Lexicon::sorted(&words);
        let mut places = vec![0; words.len()];
        for (place, &word) in (0..).zip(&at_place) {
            places[word as usize] = place;
        }
        let mut texts = Texts::default();
        let mut key_of_word = vec![u32::MAX; words.len()];
        let mut key_of_form = Vec::with_capacity(forms.len());
        let mut next_key = 0;
        let (mut written_rows, mut written_at) = (Vec::new(), Vec::new());
        let mut words_of_forms = Vec::with_capacity(forms.len());
        for (place, &form) in order.iter().enumerate() {
            let (word, written) = &forms[form as usize];
            let plain = (word & !ELIDED) as usize;
            words_of_forms.push(places[plain] | (word & ELIDED));
            if place % WRITTEN == 0 {
                written_at.push(number(written_rows.len()));
            }
            written_rows.extend_from_slice(written.as_bytes());
            written_rows.push(WRITTEN_END);
            if key_of_word[plain] == u32::MAX {
                key_of_word[plain] = next_key;
                next_key += 1;
            }
            key_of_form.push(key_of_word[plain]);
        }
        written_rows.shrink_to_fit();
        (texts.written, texts.written_at) = (written_rows.into(), written_at.into());
        texts.words = words_of_forms.into();
        let key_at_place = at_place.iter().map(|&word| key_of_word[word as usize]).collect();
        let (clips, clip_ends) = (texts.clips.to_mut(), texts.clip_ends.to_mut());
        for clip in std::mem::take(&mut first.clips) {
            clips.extend(clip.into_iter().map(|form| match form {
                FORMS.. => numbers[(form - FORMS) as usize] + FORMS,
                mark => mark,
            }));
            clip_ends.push(number(clips.len()));
        }
        let (of_first, related) = (first.records, first.related);
        let (of_second, more_related) =
            second.as_ref().map_or((0, false), |second| (second.records, second.related));
        let both_runs = second.zip(same).map(|(second, same)| {
            let numbers: Vec<u32> = same.iter().map(|&form| numbers[form as usize]).collect();
            (second, numbers)
        });
        let stride = if first.making.is_spilled() { STRIDE_ON_DISK } else { STRIDE };
        texts.stride = stride;
        let (more, (mut bytes, mut starts)) = both(
            both_runs.is_some(),
            || both_runs.map(|(second, numbers)| second.renumbered(&numbers, stride)),
            || first.renumbered(&numbers, stride),
        );
        if let Some((more, more_starts)) = more {
            let before = number(bytes.len());
            bytes.add(&more.end());
            more_starts.end().iter().for_each(|start| starts.push(start + before));
        }
        (texts.bytes, texts.starts) = (bytes.end(), starts.end());
        Self {
            texts,
            lexicon: Arc::new(lexicon),
            records: (of_first, of_first + of_second),
            gathered: (key_of_form, key_at_place),
            related: related || more_related,
        }
    }

    /// The words.
    pub(in crate::query) fn vocabulary(&self) -> Vocabulary<'_> {
        self.lexicon.vocabulary()
    }

    /// The vocabulary, to be shared.
    pub(in crate::query) const fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// Which records hold a word in own fields, and which in others.
    pub(in crate::query) fn memories(
        &self,
        making: &Making<'_>,
        told: Told<'_>,
    ) -> (Memory, Memory) {
        (self.memory(making, true, told), self.memory(making, false, UNTOLD))
    }

    fn memory(&self, making: &Making<'_>, own: bool, told: Told<'_>) -> Memory {
        let (first, all) = self.records;
        let (of_form, at_place) = &self.gathered;
        let each = |records: Range<usize>, push: &mut dyn FnMut(u32, u32)| {
            self.texts.all_forms(records, &mut |record, form, is_own| {
                if is_own == own {
                    push(of_form[form as usize], record);
                }
            });
        };
        let of_first = |push: &mut dyn FnMut(u32, u32)| each(0..first, push);
        let of_second = |push: &mut dyn FnMut(u32, u32)| each(first..all, push);
        let lists = if own || self.related {
            let second: Pairs<'_> = &of_second;
            let second = (first < all).then_some(second);
            Lists::of(making, all, at_place, &of_first, second, told)
        } else {
            Lists::none(all)
        };
        Memory::new(making, &self.lexicon, all, lists)
    }
}

/// Which pages hold which words of a vocabulary: the words of each page, and where they end.
pub(in crate::query) fn pages_of_words(
    making: &Making<'_>,
    lexicon: &Arc<Lexicon>,
    words: &[u32],
    ends: &[u64],
) -> (Memory, Memory) {
    let pages = ends.len();
    let none = Memory::new(making, lexicon, pages, Lists::none(pages));
    let each = |push: &mut dyn FnMut(u32, u32)| {
        for page in 0..pages {
            for &word in words.get(between(ends, page)).unwrap_or_default() {
                push(word, number(page));
            }
        }
    };
    let order: Vec<u32> = (0..number(lexicon.vocabulary().len())).collect();
    let lists = Lists::of(making, pages, &order, &each, None, UNTOLD);
    (none, Memory::new(making, lexicon, pages, lists))
}

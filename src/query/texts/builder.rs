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

use super::{CLIP, ELIDED, FIELD, FORMS, OWN, RECORD, STRIDE, Texts, WRITTEN, WRITTEN_END};
use crate::query::abreast::both;
use crate::query::fold::{Folded, accented, fold_into, tokens};
use crate::query::postings::{
    Gathered, Lexicon, Lists, Memory, Vocabulary, push_number, read_number,
};
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

/// Collects the words of records, one record after the other.
#[derive(Debug, Default)]
pub(in crate::query) struct Builder {
    words: Map<String, u32>,
    /// A word as it is written, told from others; a form has a number here.
    forms: Map<(u32, String), u32>,
    /// How often each form was met.
    counts: Vec<u32>,
    /// The forms of a piece of text without spaces: a run of `pieces`. Nearly all are short.
    short: Map<Short, Range<u32>>,
    long: Map<String, Range<u32>>,
    pieces: Vec<u32>,
    folded: String,
    bytes: Vec<u8>,
    clips: Vec<Vec<u32>>,
    records: usize,
    begun: Begun,
    /// Whether any record has a field that is not its own.
    related: bool,
}

impl Builder {
    fn form(&mut self, word: &str, elided: bool, written: String) -> u32 {
        let next = number(self.words.len());
        let word = match self.words.get(word) {
            Some(&word) => word,
            None => *self.words.entry(word.to_owned()).or_insert(next),
        };
        let word = word | if elided { ELIDED } else { 0 };
        let next = number(self.counts.len());
        let form = *self.forms.entry((word, written)).or_insert(next);
        if form == next {
            self.counts.push(0);
        }
        form
    }

    /// Reads a piece of text without spaces for the first time.
    fn learn(&mut self, piece: &str) -> Range<u32> {
        let start = number(self.pieces.len());
        if piece.is_ascii() {
            let mut folded = std::mem::take(&mut self.folded);
            folded.clear();
            fold_into(piece, &mut folded);
            for token in tokens(&folded) {
                let form = self.form(token.text, token.elided, String::new());
                self.pieces.push(form + FORMS);
            }
            self.folded = folded;
        } else {
            let folded = Folded::new(piece);
            for token in tokens(folded.text()) {
                let original = &piece[folded.original(token.range)];
                let written = if original.is_ascii() { String::new() } else { accented(original) };
                let written = if written == token.text { String::new() } else { written };
                let form = self.form(token.text, token.elided, written);
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
                self.counts[(form - FORMS) as usize] += 1;
                push_number(&mut self.bytes, form);
            }
        }
    }

    /// Reads texts, each a field, that several records share. Builders whose records are put
    /// together read the same ones first of all.
    pub(in crate::query) fn clip<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> Clip {
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
        push_number(&mut self.bytes, CLIP);
        push_number(&mut self.bytes, clip.0 + FORMS);
    }

    fn field(&mut self, own: bool) {
        match (self.begun, own) {
            (Begun::Nothing, true) => {}
            (Begun::Nothing | Begun::Own, false) => push_number(&mut self.bytes, OWN),
            _ => push_number(&mut self.bytes, FIELD),
        }
        self.begun = if own { Begun::Own } else { Begun::Related };
        self.related |= !own;
    }

    /// Ends the record at hand.
    pub(in crate::query) fn end_record(&mut self) {
        push_number(&mut self.bytes, RECORD);
        self.records += 1;
        self.begun = Begun::Nothing;
    }

    /// The words of all records added, and who holds which.
    pub(in crate::query) fn finish(self) -> (Memory, Memory, Texts) {
        let drafted = Drafted::new(self, None);
        let (own, related) = drafted.memories();
        (own, related, drafted.texts)
    }

    /// Its words and forms by number.
    fn tables(&mut self) -> (Vec<String>, Vec<(u32, String)>) {
        let mut words = vec![String::new(); self.words.len()];
        for (word, id) in self.words.drain() {
            words[id as usize] = word;
        }
        let mut forms = vec![(0, String::new()); self.forms.len()];
        for (form, id) in self.forms.drain() {
            forms[id as usize] = form;
        }
        (words, forms)
    }

    /// What was read, with other numbers for the forms: where every record in [`STRIDE`] starts
    /// comes second.
    fn renumbered(&self, numbers: &[u32]) -> (Vec<u8>, Vec<u32>) {
        let mut bytes = Vec::with_capacity(self.bytes.len());
        let mut starts = Vec::with_capacity(self.records / STRIDE + 1);
        let mut rest = &self.bytes[..];
        let mut records = 0;
        while !rest.is_empty() {
            if starts.len() * STRIDE <= records {
                starts.push(number(bytes.len()));
            }
            match read_number(&mut rest) {
                CLIP => {
                    push_number(&mut bytes, CLIP);
                    push_number(&mut bytes, read_number(&mut rest));
                }
                form @ FORMS.. => {
                    push_number(&mut bytes, numbers[(form - FORMS) as usize] + FORMS);
                }
                mark => {
                    records += usize::from(mark == RECORD);
                    push_number(&mut bytes, mark);
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
    pub(in crate::query) fn new(mut first: Builder, second: Option<Builder>) -> Self {
        let (mut words, mut forms) = first.tables();
        let mut counts = std::mem::take(&mut first.counts);
        (first.short, first.long) = Default::default();
        let mut second = second.map(|second| (second, Vec::new()));
        if let Some((second, same)) = &mut second {
            (second.short, second.long) = Default::default();
            *same = joined(&mut words, &mut forms, &mut counts, second);
        }
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
        let both_runs = second.as_ref().map(|(second, same)| {
            let numbers: Vec<u32> = same.iter().map(|&form| numbers[form as usize]).collect();
            (second, numbers)
        });
        let (more, (bytes, starts)) = both(
            both_runs.is_some(),
            || both_runs.map(|(second, numbers)| second.renumbered(&numbers)),
            || first.renumbered(&numbers),
        );
        let (mut bytes, mut starts) = (bytes, starts);
        if let Some((more, more_starts)) = more {
            let before = number(bytes.len());
            bytes.extend_from_slice(&more);
            starts.extend(more_starts.iter().map(|start| start + before));
        }
        bytes.shrink_to_fit();
        starts.shrink_to_fit();
        (texts.bytes, texts.starts) = (bytes.into(), starts.into());
        let (of_second, related) =
            second.map_or((0, false), |(second, _)| (second.records, second.related));
        Self {
            texts,
            lexicon: Arc::new(lexicon),
            records: (first.records, first.records + of_second),
            gathered: (key_of_form, key_at_place),
            related: first.related || related,
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
    pub(in crate::query) fn memories(&self) -> (Memory, Memory) {
        (self.memory(true), self.memory(false))
    }

    fn memory(&self, own: bool) -> Memory {
        let (first, all) = self.records;
        let (of_form, at_place) = &self.gathered;
        let gather = |records: Range<usize>| {
            if !own && !self.related {
                return Gathered::default();
            }
            Gathered::new(at_place.len(), &|push| {
                self.texts.all_forms(records.clone(), &mut |record, form, is_own| {
                    if is_own == own {
                        push(of_form[form as usize], record);
                    }
                });
            })
        };
        let (second, first) = both(first < all, || gather(first..all), || gather(0..first));
        let keys = at_place.iter().map(|&key| key as usize);
        Memory::new(&self.lexicon, all, Lists::press(all, keys, &[first, second]))
    }
}

/// Adds the words and forms of a second run to those of the first; returns the number of each of
/// its forms among them.
fn joined(
    words: &mut Vec<String>,
    forms: &mut Vec<(u32, String)>,
    counts: &mut Vec<u32>,
    second: &mut Builder,
) -> Vec<u32> {
    let (more_words, more_forms) = second.tables();
    let known: Map<&str, u32> = words.iter().map(String::as_str).zip(0..).collect();
    let mut next = number(words.len());
    let same_words: Vec<u32> = more_words
        .iter()
        .map(|word| {
            known.get(word.as_str()).copied().unwrap_or_else(|| {
                next += 1;
                next - 1
            })
        })
        .collect();
    drop(known);
    for (word, &same) in more_words.into_iter().zip(&same_words) {
        if same as usize == words.len() {
            words.push(word);
        }
    }
    let mut known: Map<(u32, String), u32> = forms.drain(..).zip(0..).collect();
    let same_forms = more_forms.into_iter().zip(&second.counts).map(|((word, written), count)| {
        let word = same_words[(word & !ELIDED) as usize] | (word & ELIDED);
        let next = number(known.len());
        let form = *known.entry((word, written)).or_insert(next);
        if form == next {
            counts.push(0);
        }
        counts[form as usize] += count;
        form
    });
    let same_forms = same_forms.collect();
    forms.resize(known.len(), (0, String::new()));
    for (form, id) in known {
        forms[id as usize] = form;
    }
    same_forms
}

/// Which pages hold which words of a vocabulary: (word, page) pairs by ascending page.
pub(in crate::query) fn pages_of_words(
    lexicon: &Arc<Lexicon>,
    pages: usize,
    pairs: &[(u32, u32)],
) -> (Memory, Memory) {
    let words = lexicon.vocabulary().len();
    let none = Memory::new(lexicon, pages, Lists::none(pages));
    let lists = Lists::of_pairs(words, pages, pairs);
    (none, Memory::new(lexicon, pages, lists))
}

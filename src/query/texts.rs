//! The words of each record in order, close together in memory.
//!
//! For what needs an order: words side by side, phrases, starts and ends, accents
//! as typed. Asked of few records only. Imports [`super::fold`], [`super::postings`].
//!
//! Odd thing worth knowing: a word is kept in the form in which it is written, by a
//! number that is small where the form came early; names that many records share
//! are kept once, as a clip.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::fold::{Folded, accented, tokens};
use super::postings::{Lexicon, Lists, Memory, push_number, read_number};

/// Ends a field.
const FIELD: u32 = 0;
/// Ends a record.
const RECORD: u32 = MARK as u32;
/// The same as the one byte that it is written as.
const MARK: u8 = 1;
/// Ends a record's own fields.
const OWN: u32 = 2;
/// Goes before the number of a clip.
const CLIP: u32 = 3;
/// Forms are counted from here, and clips.
const FORMS: u32 = 4;
/// One record in so many has its start noted.
const STRIDE: usize = 8;
/// The bit of a form that is an elided article.
const ELIDED: u32 = 1 << 31;
/// Stands between two fields in a row.
pub(super) const GAP: u32 = u32::MAX;

/// The words of all records of one kind.
#[derive(Debug, Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    clips: Vec<Vec<u32>>,
    /// The word of each form, and whether it is an elided article.
    words: Vec<u32>,
    /// The form as written, where its accents say more than the word.
    written: String,
    written_at: Vec<u32>,
}

impl Texts {
    /// Gives each number of a record's row to `each`: words, fields, clips.
    fn walk(&self, record: usize, mut each: impl FnMut(u32)) {
        let Some(&start) = self.starts.get(record / STRIDE) else {
            return;
        };
        let mut bytes = &self.bytes[start as usize..];
        for _ in 0..record % STRIDE {
            bytes = after_record(bytes);
        }
        while !bytes.is_empty() {
            match read_number(&mut bytes) {
                RECORD => return,
                CLIP => {
                    let clip = read_number(&mut bytes) - FORMS;
                    self.clips[clip as usize].iter().for_each(|&number| each(number));
                }
                number => each(number),
            }
        }
    }

    /// The forms of a record, elided articles included, and whether in own fields.
    fn forms(&self, record: usize, mut each: impl FnMut(u32, bool)) {
        let mut own = true;
        self.walk(record, |number| match number {
            OWN => own = false,
            FORMS.. => each(number - FORMS, own),
            _ => {}
        });
    }

    /// Every form of every record, and whether it stands in own fields.
    fn all_forms(&self, each: &mut dyn FnMut(u32, u32, bool)) {
        let mut bytes = &self.bytes[..];
        let (mut record, mut own) = (0, true);
        while !bytes.is_empty() {
            match read_number(&mut bytes) {
                RECORD => (record, own) = (record + 1, true),
                OWN => own = false,
                CLIP => {
                    for &number in &self.clips[(read_number(&mut bytes) - FORMS) as usize] {
                        if number >= FORMS {
                            each(record, number - FORMS, own);
                        }
                    }
                }
                form @ FORMS.. => each(record, form - FORMS, own),
                _ => {}
            }
        }
    }

    /// The words of a record in order, articles left out, a gap after each field.
    pub(super) fn row(&self, record: usize, own: bool, row: &mut Vec<u32>) {
        row.clear();
        let mut taken = true;
        self.walk(record, |number| match number {
            OWN => taken = !own,
            FIELD if taken => row.push(GAP),
            FORMS.. if taken => {
                let word = self.words[(number - FORMS) as usize];
                if word & ELIDED == 0 {
                    row.push(word);
                }
            }
            _ => {}
        });
    }

    /// Whether words that stand side by side in a field lie in these ranges, one after the other.
    /// Articles left out.
    pub(super) fn side_by_side(&self, record: usize, own: bool, ranges: &[Range<usize>]) -> bool {
        // The places of a run that may end with the word at hand: bit n where n words fit.
        let mut runs = 0u64;
        let whole = 1u64 << ranges.len().min(63);
        let mut met = false;
        let mut taken = true;
        self.walk(record, |number| match number {
            OWN => taken = !own,
            FIELD => runs = 0,
            FORMS.. if taken && !met => {
                let word = self.words[(number - FORMS) as usize];
                let starting = ranges.first().is_some_and(|first| first.contains(&(word as usize)));
                if word & ELIDED == 0 && (runs != 0 || starting) {
                    let fits = |(place, range): (usize, &Range<usize>)| {
                        u64::from(range.contains(&(word as usize))) << place
                    };
                    let fitting = ranges.iter().take(63).enumerate().map(fits).sum::<u64>();
                    runs = ((runs | 1) & fitting) << 1;
                    met = runs & whole != 0;
                }
            }
            _ => {}
        });
        met
    }

    /// Gives every word of a record's own fields to `each`, articles too.
    pub(super) fn words(&self, record: usize, mut each: impl FnMut(u32)) {
        self.forms(record, |form, own| {
            if own {
                each(self.words[form as usize] & !ELIDED);
            }
        });
    }

    /// Whether a record holds a word that starts with these letters, accents as typed.
    pub(super) fn holds_written(&self, record: usize, own: bool, typed: &str) -> bool {
        let mut held = false;
        self.forms(record, |form, is_own| {
            held |= (is_own || !own) && self.written(form).starts_with(typed);
        });
        held
    }

    fn written(&self, form: u32) -> &str {
        let form = form as usize;
        &self.written[self.written_at[form] as usize..self.written_at[form + 1] as usize]
    }

    /// The bytes that it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        let clips: usize = self.clips.iter().map(|clip| 4 * clip.len() + 24).sum();
        self.bytes.len()
            + clips
            + self.written.len()
            + 4 * (self.starts.len() + self.words.len() + self.written_at.len())
    }
}

/// What stands behind the end of the record that bytes start with.
///
/// The mark of an end is a number of one byte, and no other number is as small: where its byte is
/// the last of a longer one, the byte before says that more follow.
fn after_record(bytes: &[u8]) -> &[u8] {
    let ends = memchr::memchr_iter(MARK, bytes).find(|&at| at == 0 || bytes[at - 1] < 0x80);
    ends.map_or(&[], |at| &bytes[at + 1..])
}

/// A text that was read once, for records that share it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clip(u32);

/// What a builder made.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// Words in records' own fields.
    pub(super) own: Memory,
    /// Words in fields of related records.
    pub(super) related: Memory,
    pub(super) texts: Texts,
}

/// Collects the words of records, one record after the other.
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: HashMap<String, u32>,
    forms: HashMap<(u32, String), u32>,
    /// The forms of a piece of text without spaces, kept in `pieces`.
    known: HashMap<String, Range<usize>>,
    pieces: Vec<u32>,
    texts: Texts,
    records: usize,
    own_ended: bool,
}

impl Builder {
    fn word(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.words.get(word) {
            return id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(ELIDED - 1);
        self.words.insert(word.to_owned(), id);
        id
    }

    /// The forms of a piece of text without spaces.
    fn read(&mut self, piece: &str) -> Range<usize> {
        if let Some(range) = self.known.get(piece) {
            return range.clone();
        }
        let start = self.pieces.len();
        let folded = Folded::new(piece);
        for token in tokens(folded.text()) {
            let word = self.word(token.text) | if token.elided { ELIDED } else { 0 };
            let original = &piece[folded.original(token.range)];
            let written = if original.is_ascii() { String::new() } else { accented(original) };
            let written = if written == token.text { String::new() } else { written };
            let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX >> 1);
            let texts = &mut self.texts;
            let form = *self.forms.entry((word, written)).or_insert_with_key(|(word, written)| {
                texts.words.push(*word);
                texts.written_at.push(u32::try_from(texts.written.len()).unwrap_or(u32::MAX));
                texts.written.push_str(written);
                next
            });
            self.pieces.push(form + FORMS);
        }
        let range = start..self.pieces.len();
        self.known.insert(piece.to_owned(), range.clone());
        range
    }

    /// Adds a text to the record at hand; own texts come first.
    pub(super) fn text(&mut self, text: &str, own: bool) {
        self.field(own);
        for piece in text.split(' ').filter(|piece| !piece.is_empty()) {
            let range = self.read(piece);
            for &form in &self.pieces[range] {
                push_number(&mut self.texts.bytes, form);
            }
        }
        push_number(&mut self.texts.bytes, FIELD);
    }

    /// Reads texts, each a field, that several records share.
    pub(super) fn clip<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> Clip {
        let mut clip = Vec::new();
        for text in texts {
            for piece in text.split(' ').filter(|piece| !piece.is_empty()) {
                let range = self.read(piece);
                clip.extend_from_slice(&self.pieces[range]);
            }
            clip.push(FIELD);
        }
        self.texts.clips.push(clip);
        Clip(u32::try_from(self.texts.clips.len() - 1).unwrap_or(u32::MAX))
    }

    /// Adds shared texts to the record at hand.
    pub(super) fn add(&mut self, clip: Clip, own: bool) {
        self.field(own);
        push_number(&mut self.texts.bytes, CLIP);
        push_number(&mut self.texts.bytes, clip.0 + FORMS);
    }

    fn field(&mut self, own: bool) {
        self.begin();
        if !own && !self.own_ended {
            self.own_ended = true;
            push_number(&mut self.texts.bytes, OWN);
        }
    }

    fn begin(&mut self) {
        if self.texts.starts.len() * STRIDE <= self.records {
            let start = u32::try_from(self.texts.bytes.len()).unwrap_or(u32::MAX);
            self.texts.starts.push(start);
        }
    }

    /// Ends the record at hand.
    pub(super) fn end_record(&mut self) {
        self.begin();
        push_number(&mut self.texts.bytes, RECORD);
        self.records += 1;
        self.own_ended = false;
    }

    /// The words of all records added.
    pub(super) fn finish(self) -> Built {
        let mut texts = self.texts;
        drop((self.known, self.forms, self.pieces));
        let mut words = vec![String::new(); self.words.len()];
        for (word, id) in self.words {
            words[id as usize] = word;
        }
        let (lexicon, places) = Lexicon::sorted(&words);
        for word in &mut texts.words {
            *word = places[(*word & !ELIDED) as usize] | (*word & ELIDED);
        }
        texts.written_at.push(u32::try_from(texts.written.len()).unwrap_or(u32::MAX));
        texts.bytes.shrink_to_fit();
        let lexicon = Arc::new(lexicon);
        let records = self.records;
        let gather = |own: bool| {
            let texts = &texts;
            Memory::collect(&lexicon, records, &|push| {
                texts.all_forms(&mut |record, form, is_own| {
                    if is_own == own {
                        push(texts.words[form as usize] & !ELIDED, record);
                    }
                });
            })
        };
        let (own, related) = (gather(true), gather(false));
        Built { own, related, texts }
    }
}

/// Collects which words records hold, without their order.
#[derive(Debug, Default)]
pub(super) struct Bags {
    words: HashMap<String, u32>,
    /// (record, word), by ascending record.
    pairs: Vec<(u32, u32)>,
}

impl Bags {
    /// The number of a word.
    pub(super) fn word(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.words.get(word) {
            return id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.insert(word.to_owned(), id);
        id
    }

    /// Adds words to a record.
    pub(super) fn add(&mut self, record: u32, words: &[u32]) {
        self.pairs.extend(words.iter().map(|&word| (record, word)));
    }

    /// The posting lists: of own fields, which hold nothing, and of related ones.
    pub(super) fn finish(self, records: usize) -> (Memory, Memory) {
        let mut words = vec![String::new(); self.words.len()];
        for (word, id) in self.words {
            words[id as usize] = word;
        }
        let (lexicon, places) = Lexicon::sorted(&words);
        let lexicon = Arc::new(lexicon);
        let memory = Memory::collect(&lexicon, records, &|push| {
            for &(record, word) in &self.pairs {
                push(places[word as usize], record);
            }
        });
        (Memory::collect(&lexicon, records, &|_| {}), memory)
    }
}

/// Lists of records by key, such as the statements of each topic.
pub(super) fn keyed(keys: usize, records: usize, pairs: &[(u32, u32)]) -> Lists {
    Lists::collect(keys, records, &|push| {
        for &(key, record) in pairs {
            push(key, record);
        }
    })
}

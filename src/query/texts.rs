//! The words of each record in order, close together in memory.
//!
//! For what needs an order: words side by side, phrases, starts and ends, accents
//! as typed. Asked of few records only. [`builder`] makes them. Imports
//! [`super::fold`], [`super::postings`].
//!
//! Odd thing worth knowing: a word is kept in the form in which it is written, by a
//! number that is the smaller the more often the form is met; names that many records
//! share are kept once, as a clip.

use std::io;
use std::ops::Range;

use super::postings::read_number;
use crate::disk::{Column, Sections, Sheets};

mod builder;

pub(super) use builder::{Builder, Clip, Drafted, pages_of_words};

/// Stands between two fields.
const FIELD: u32 = 0;
/// Ends a record.
const RECORD: u32 = MARK as u32;
/// The same as the one byte that it is written as.
const MARK: u8 = 1;
/// Ends a record's own fields; another field may follow at once.
const OWN: u32 = 2;
/// Goes before the number of a clip.
const CLIP: u32 = 3;
/// Forms are counted from here, and clips.
const FORMS: u32 = 4;
/// In memory one record in so many has its start noted.
const STRIDE: usize = 8;
/// In a file more have: what is looked at closely is found sooner, and notes take no memory there.
const STRIDE_ON_DISK: usize = 2;
/// One form in so many has the start of its letters noted.
const WRITTEN: usize = 16;
/// Ends the letters of a form.
const WRITTEN_END: u8 = 0;
/// The bit of a form that is an elided article.
const ELIDED: u32 = 1 << 31;
/// Stands between two fields in a row.
pub(super) const GAP: u32 = u32::MAX;

/// The words of all records of one kind.
#[derive(Debug, Default)]
pub(super) struct Texts {
    bytes: Column<u8>,
    /// Where one record in so many starts.
    starts: Column<u32>,
    stride: usize,
    /// All clips one after the other, and where each ends.
    clips: Column<u32>,
    clip_ends: Column<u32>,
    /// The word of each form, and whether it is an elided article.
    words: Column<u32>,
    /// The letters of each form as written, where its accents say more than the word.
    written: Column<u8>,
    /// Where those of one form in [`WRITTEN`] start.
    written_at: Column<u32>,
}

impl Texts {
    /// Gives each number of a record's row to `each`: words, fields, clips.
    fn walk(&self, record: usize, mut each: impl FnMut(u32)) {
        let stride = self.stride.max(1);
        let Some(&start) = self.starts.get(record / stride) else {
            return;
        };
        let mut bytes = self.bytes.get(start as usize..).unwrap_or_default();
        for _ in 0..record % stride {
            bytes = after_record(bytes);
        }
        while !bytes.is_empty() {
            match read_number(&mut bytes) {
                RECORD => return,
                CLIP => {
                    let clip = read_number(&mut bytes);
                    self.clip(clip).iter().for_each(|&number| each(number));
                }
                number => each(number),
            }
        }
    }

    /// The clip of a number as it is written; nothing where there is none.
    fn clip(&self, written: u32) -> &[u32] {
        let end = |clip: u32| self.clip_ends.get(clip as usize).map(|&end| end as usize);
        let clip = written.checked_sub(FORMS).and_then(|clip| {
            let start = clip.checked_sub(1).map_or(Some(0), end)?;
            self.clips.get(start..end(clip)?)
        });
        clip.unwrap_or_default()
    }

    /// The word of a form, and whether it is an elided article; of none an article, which nobody
    /// asks for.
    fn word(&self, form: u32) -> u32 {
        self.words.get(form as usize).copied().unwrap_or(ELIDED)
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

    /// Every form of some records, and whether it stands in own fields.
    fn all_forms(&self, records: Range<usize>, each: &mut dyn FnMut(u32, u32, bool)) {
        let first = records.start / self.stride.max(1);
        let Some(&start) = self.starts.get(first) else { return };
        let mut bytes = self.bytes.get(start as usize..).unwrap_or_default();
        let (mut own, mut left) = (true, records.len());
        let mut record = u32::try_from(records.start).unwrap_or(u32::MAX);
        while left > 0 && !bytes.is_empty() {
            match read_number(&mut bytes) {
                RECORD => (record, left, own) = (record + 1, left - 1, true),
                OWN => own = false,
                CLIP => {
                    for &number in self.clip(read_number(&mut bytes)) {
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
            OWN => {
                row.push(GAP);
                taken = !own;
            }
            FIELD if taken => row.push(GAP),
            FORMS.. if taken => {
                let word = self.word(number - FORMS);
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
            OWN => (taken, runs) = (!own, 0),
            FIELD => runs = 0,
            FORMS.. if taken && !met => {
                let word = self.word(number - FORMS);
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

    /// Gives every word of a record's own fields to `each`, elided articles too.
    pub(super) fn words(&self, record: usize, mut each: impl FnMut(u32)) {
        self.forms(record, |form, own| {
            if own {
                each(self.word(form) & !ELIDED);
            }
        });
    }

    /// Whether a record holds a word that starts with these letters, accents as typed; of words
    /// that start with them without accents.
    pub(super) fn holds_written(
        &self,
        record: usize,
        own: bool,
        typed: &str,
        starts: &Range<usize>,
    ) -> bool {
        let mut held = false;
        self.forms(record, |form, is_own| {
            let word = self.words[form as usize] & !ELIDED;
            held |= (is_own || !own)
                && starts.contains(&(word as usize))
                && self.written(form).starts_with(typed);
        });
        held
    }

    fn written(&self, form: u32) -> &str {
        let form = form as usize;
        let noted = self.written_at.get(form / WRITTEN).map(|&at| at as usize);
        let mut rest = noted.and_then(|at| self.written.get(at..)).unwrap_or_default();
        for _ in 0..form % WRITTEN {
            rest = after_written(rest);
        }
        std::str::from_utf8(&rest[..written_end(rest)]).unwrap_or_default()
    }

    /// The bytes that it takes in memory.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes.bytes()
            + self.clips.bytes()
            + self.clip_ends.bytes()
            + self.written.bytes()
            + self.starts.bytes()
            + self.words.bytes()
            + self.written_at.bytes()
    }

    /// Writes them, under names that begin like this.
    pub(super) fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        sheets.put(&format!("{name}.rows"), &self.bytes)?;
        sheets.put(&format!("{name}.row-starts"), &self.starts)?;
        sheets.put(&format!("{name}.row-stride"), &[self.stride as u64])?;
        sheets.put(&format!("{name}.clips"), &self.clips)?;
        sheets.put(&format!("{name}.clip-ends"), &self.clip_ends)?;
        sheets.put(&format!("{name}.forms"), &self.words)?;
        sheets.put(&format!("{name}.written"), &self.written)?;
        sheets.put(&format!("{name}.written-at"), &self.written_at)
    }

    /// Opens what was written under names that begin like this.
    pub(super) fn open(sections: &Sections, name: &str) -> io::Result<Self> {
        let stride = sections.column::<u64>(&format!("{name}.row-stride"))?;
        let stride = stride.first().and_then(|&stride| usize::try_from(stride).ok());
        Ok(Self {
            stride: stride.ok_or(io::ErrorKind::InvalidData)?,
            bytes: sections.column(&format!("{name}.rows"))?,
            starts: sections.column(&format!("{name}.row-starts"))?,
            clips: sections.column(&format!("{name}.clips"))?,
            clip_ends: sections.column(&format!("{name}.clip-ends"))?,
            words: sections.column(&format!("{name}.forms"))?,
            written: sections.column(&format!("{name}.written"))?,
            written_at: sections.column(&format!("{name}.written-at"))?,
        })
    }
}

fn written_end(letters: &[u8]) -> usize {
    memchr::memchr(WRITTEN_END, letters).unwrap_or(letters.len())
}

fn after_written(letters: &[u8]) -> &[u8] {
    letters.get(written_end(letters) + 1..).unwrap_or_default()
}

/// What stands behind the end of the record that bytes start with.
///
/// The mark of an end is a number of one byte, and no other number is as small: where its byte is
/// the last of a longer one, the byte before says that more follow.
fn after_record(bytes: &[u8]) -> &[u8] {
    let ends = memchr::memchr_iter(MARK, bytes).find(|&at| at == 0 || bytes[at - 1] < 0x80);
    ends.map_or(&[], |at| &bytes[at + 1..])
}

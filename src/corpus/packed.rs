//! Records as they stand in a compiled corpus: close together, and read without a look elsewhere.
//!
//! [`Packing`] takes what is put, [`Unpacking`] gives it back in the same order. Imports
//! [`super::model`] and `text`.
//!
//! Odd thing worth knowing: all texts of a record stand together behind its sum, so that those that
//! were read share one piece of memory. Nothing that is read is believed: a record whose sum is
//! another is none, and neither is one that names what the corpus does not have.

use super::model::{
    Absent, Alias, Certainty, Citation, CitationId, Corpus, Definition, Expert, ExpertId,
    Localised, More, MoreOfStatement, PageMark, PageRef, PageStatus, Pages, Part, Position,
    Relation, RelationKind, Report, ReportId, Source, SourceId, SourceKind, Statement, StatementId,
    StatementKind, Subject, Topic, TopicId, TopicKind, TopicRelation, TopicRelationKind, Voice,
};
use super::text::{Clean, CleanLines, Shared};

/// How many records of each kind there are: none is named beyond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reports.
    pub reports: u32,
    /// Sources.
    pub sources: u32,
    /// Topics.
    pub topics: u32,
    /// Experts.
    pub experts: u32,
    /// Statements.
    pub statements: u32,
    /// Citations.
    pub citations: u32,
}

impl Counts {
    /// Those of a corpus.
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        Self {
            reports: count(corpus.reports.len()),
            sources: count(corpus.sources.len()),
            topics: count(corpus.topics.len()),
            experts: count(corpus.experts.len()),
            statements: count(corpus.statements.len()),
            citations: count(corpus.citations.len()),
        }
    }
}

/// What is put into a record.
#[derive(Debug, Default)]
pub struct Packing {
    texts: String,
    numbers: Vec<u8>,
}

impl Packing {
    /// Adds the record to bytes, and is empty again.
    pub fn end(&mut self, into: &mut Vec<u8>) {
        let start = into.len();
        into.extend([0; SUM]);
        push(into, u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        into.extend_from_slice(self.texts.as_bytes());
        into.extend_from_slice(&self.numbers);
        let sum = sum(&into[start + SUM..]);
        into[start..start + SUM].copy_from_slice(&sum);
        self.texts.clear();
        self.numbers.clear();
    }

    fn number(&mut self, number: u32) {
        push(&mut self.numbers, number);
    }

    fn text(&mut self, text: &str) {
        self.number(u32::try_from(text.len()).unwrap_or(u32::MAX));
        self.texts.push_str(text);
    }
}

/// A record that is being read.
#[derive(Debug)]
pub struct Unpacking<'a> {
    texts: Shared,
    /// Where the next text starts.
    at: usize,
    numbers: &'a [u8],
    /// What may be named.
    pub counts: Counts,
}

impl<'a> Unpacking<'a> {
    /// Begins to read a record; none where it is damaged.
    #[must_use]
    pub fn new(bytes: &'a [u8], counts: Counts) -> Option<Self> {
        let (known, mut numbers) = bytes.split_first_chunk()?;
        if sum(numbers) != *known {
            return None;
        }
        let length = pull(&mut numbers)? as usize;
        let (texts, numbers) = numbers.split_at_checked(length)?;
        let texts = Shared::new(std::str::from_utf8(texts).ok()?.to_owned());
        Some(Self { texts, at: 0, numbers, counts })
    }

    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        Some(first)
    }

    fn number(&mut self) -> Option<u32> {
        pull(&mut self.numbers)
    }

    /// Where the next text stands, and how long it is.
    fn text(&mut self) -> Option<(usize, usize)> {
        let length = self.number()? as usize;
        let at = self.at;
        self.at = at.checked_add(length)?;
        Some((at, length))
    }
}

/// How many bytes the sum of a record takes.
const SUM: usize = 4;

/// A sum that another record is unlikely to have: eight bytes a turn, the rest with zeros behind.
fn sum(bytes: &[u8]) -> [u8; SUM] {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut sum = bytes.len() as u64;
    let mut add = |eight: [u8; 8]| {
        sum = (sum ^ u64::from_le_bytes(eight)).wrapping_mul(MULTIPLIER).rotate_left(29);
    };
    let (eights, rest) = bytes.as_chunks();
    for &eight in eights {
        add(eight);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    add(last);
    let sum = sum.wrapping_mul(MULTIPLIER).to_be_bytes();
    [sum[0], sum[1], sum[2], sum[3]]
}

/// Appends a number, seven bits a byte.
fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while let low @ 0x80.. = number {
        bytes.push((low & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

/// Takes a number off the front.
fn pull(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// What can stand in a record: it is read in the order in which it was put.
pub trait Packed: Sized {
    /// Puts it.
    fn pack(&self, into: &mut Packing);

    /// Takes it; none where something else stands there.
    fn unpack(from: &mut Unpacking<'_>) -> Option<Self>;
}

impl Packed for u32 {
    fn pack(&self, into: &mut Packing) {
        into.number(*self);
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        from.number()
    }
}

impl Packed for i32 {
    fn pack(&self, into: &mut Packing) {
        into.number(self.cast_unsigned());
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        from.number().map(u32::cast_signed)
    }
}

impl Packed for bool {
    fn pack(&self, into: &mut Packing) {
        into.numbers.push(u8::from(*self));
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Packed for f64 {
    fn pack(&self, into: &mut Packing) {
        into.numbers.extend(self.to_le_bytes());
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        let (bytes, rest) = from.numbers.split_first_chunk()?;
        from.numbers = rest;
        Some(Self::from_le_bytes(*bytes))
    }
}

impl Packed for String {
    fn pack(&self, into: &mut Packing) {
        into.text(self);
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        let (at, _) = from.text()?;
        from.texts.text().get(at..from.at).map(str::to_owned)
    }
}

impl Packed for Clean {
    fn pack(&self, into: &mut Packing) {
        into.text(self.original());
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        let (at, length) = from.text()?;
        from.texts.line(at, length)
    }
}

impl Packed for CleanLines {
    fn pack(&self, into: &mut Packing) {
        into.text(self.original());
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        let (at, length) = from.text()?;
        from.texts.lines(at, length)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, into: &mut Packing) {
        self.is_some().pack(into);
        if let Some(some) = self {
            some.pack(into);
        }
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        if bool::unpack(from)? { T::unpack(from).map(Some) } else { Some(None) }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, into: &mut Packing) {
        into.number(u32::try_from(self.len()).unwrap_or(u32::MAX));
        for each in self {
            each.pack(into);
        }
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        let len = from.number()? as usize;
        // Whatever is read takes a byte at least.
        let mut all = Self::with_capacity(Some(len).filter(|&len| len <= from.numbers.len())?);
        for _ in 0..len {
            all.push(T::unpack(from)?);
        }
        Some(all)
    }
}

impl<T: Packed> Packed for Box<[T]> {
    fn pack(&self, into: &mut Packing) {
        into.number(u32::try_from(self.len()).unwrap_or(u32::MAX));
        for each in self {
            each.pack(into);
        }
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        Vec::unpack(from).map(Vec::into_boxed_slice)
    }
}

/// Ids, none beyond the records that there are.
macro_rules! ids {
    ($($id:ident of $kind:ident,)+) => {$(
        impl Packed for $id {
            fn pack(&self, into: &mut Packing) {
                into.number(self.0);
            }

            fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
                from.number().filter(|&id| id < from.counts.$kind).map(Self)
            }
        }
    )+};
}

ids! {
    ReportId of reports,
    SourceId of sources,
    TopicId of topics,
    ExpertId of experts,
    StatementId of statements,
    CitationId of citations,
}

/// Kinds, each by its place among them.
macro_rules! kinds {
    ($($kind:ident: $($each:ident),+;)+) => {$(
        impl Packed for $kind {
            fn pack(&self, into: &mut Packing) {
                // None is left out.
                match self {
                    $(Self::$each)|+ => {}
                }
                let place = [$(Self::$each),+].iter().position(|each| each == self);
                into.numbers.push(place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX));
            }

            fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
                [$(Self::$each),+].get(usize::from(from.byte()?)).copied()
            }
        }
    )+};
}

kinds! {
    StatementKind: Quote, Paraphrase, Mention, Summary;
    Voice: Expert, Author, Report;
    Certainty: Certain, Probable, Unknown;
    RelationKind: Agrees, Nuances, Contradicts, Continues;
    Absent: NotPrinted, Unknown;
    SourceKind: Article, Report, Transcript, Index;
    TopicKind: Trend, Platform, Theme, Practice, Organisation, Other;
    TopicRelationKind: Replaces, LessCitedThan;
    Part: Contributor, Organiser, CitedOnly;
    PageStatus: Text, Scanned, Unreadable, Failed;
}

/// Records, each field after the other.
macro_rules! records {
    ($($record:ident { $($field:ident),+ })+) => {$(
        impl Packed for $record {
            fn pack(&self, into: &mut Packing) {
                let Self { $($field),+ } = self;
                $($field.pack(into);)+
            }

            fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
                $(let $field = Packed::unpack(from)?;)+
                Some(Self { $($field),+ })
            }
        }
    )+};
}

records! {
    Statement { slug, kind, text, voice, experts, topics, report, pages, certainty, draft, more }
    MoreOfStatement { texts, quote, via, stance, relations, position, rule, confidence }
    Pages { printed, list, marks, inherited, absent }
    PageMark { from, to, suffix }
    Localised { fr, en }
    Relation { kind, target, position }
    Position { source, line, start, end, exact }
    Report { slug, title, pages, publisher, year, language, url, file, series, labels }
    Source { slug, kind, title, publisher, author, date, url, file, about, language }
    Topic { slug, name, names, aliases, kind, definition, broader, related, see, announced, relations }
    Definition { text, texts, position }
    TopicRelation { kind, target, position }
    Expert { slug, name, aliases, role, organisation, part, collective }
    Alias { form, reason }
    Citation { subject, report, pages, position, draft, rule, confidence }
    PageRef { report, page }
    Counts { reports, sources, topics, experts, statements, citations }
}

impl Packed for More {
    fn pack(&self, into: &mut Packing) {
        self.get().is_some().pack(into);
        if let Some(more) = self.get() {
            more.pack(into);
        }
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        Option::<MoreOfStatement>::unpack(from)
            .map(|more| more.map_or_else(Self::default, Self::from))
    }
}

impl Packed for Subject {
    fn pack(&self, into: &mut Packing) {
        matches!(self, Self::Topic(_)).pack(into);
        match self {
            Self::Topic(id) => id.pack(into),
            Self::Expert(id) => id.pack(into),
        }
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        if bool::unpack(from)? {
            TopicId::unpack(from).map(Self::Topic)
        } else {
            ExpertId::unpack(from).map(Self::Expert)
        }
    }
}

#[cfg(test)]
mod tests;

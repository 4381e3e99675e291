//! The records of a corpus as they stand in a compiled one, what they refer to by number.
//!
//! Imports [`crate::corpus`]. What is written here was checked before, so no name is looked up when
//! it is read again.

use crate::corpus::{Corpus, Counts, Packed, Packing, Statement, Unpacking};

/// Reads a statement; none where it cannot be read.
pub(super) fn read(bytes: &[u8], counts: Counts) -> Option<Statement> {
    Statement::unpack(&mut Unpacking::new(bytes, counts)?)
}

/// How many of each kind a corpus has.
fn counts(corpus: &Corpus) -> Counts {
    let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    Counts {
        reports: count(corpus.reports.len()),
        sources: count(corpus.sources.len()),
        topics: count(corpus.topics.len()),
        experts: count(corpus.experts.len()),
        statements: count(corpus.statements.len()),
        citations: count(corpus.citations.len()),
    }
}

/// Writes all of a corpus but its statements.
pub(super) fn write_head(corpus: &Corpus) -> Vec<u8> {
    let mut head = Packing::default();
    counts(corpus).pack(&mut head);
    corpus.title.pack(&mut head);
    corpus.language.pack(&mut head);
    corpus.reports.pack(&mut head);
    corpus.sources.pack(&mut head);
    corpus.topics.pack(&mut head);
    corpus.experts.pack(&mut head);
    corpus.citations.pack(&mut head);
    corpus.page_texts.pack(&mut head);
    let mut bytes = Vec::new();
    head.end(&mut bytes);
    bytes
}

/// Reads all of a corpus but its statements, and how many there are of each kind; none where it
/// cannot be read.
pub(super) fn read_head(bytes: &[u8]) -> Option<(Corpus, Counts)> {
    let mut head = Unpacking::new(bytes, Counts::default())?;
    head.counts = Counts::unpack(&mut head)?;
    let corpus = Corpus {
        title: Packed::unpack(&mut head)?,
        language: Packed::unpack(&mut head)?,
        reports: Packed::unpack(&mut head)?,
        sources: Packed::unpack(&mut head)?,
        topics: Packed::unpack(&mut head)?,
        experts: Packed::unpack(&mut head)?,
        citations: Packed::unpack(&mut head)?,
        page_texts: Packed::unpack(&mut head)?,
        ..Corpus::default()
    };
    let counts = counts(&corpus);
    let same = Counts { statements: head.counts.statements, ..counts } == head.counts;
    same.then_some((corpus, head.counts))
}

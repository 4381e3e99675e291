//! The records of a corpus as they stand in a compiled one, what they refer to by number.
//!
//! Imports [`crate::corpus`]. What is written here was checked before, so no name is looked up when
//! it is read again.

use std::sync::Arc;

use crate::corpus::{
    Clean, Corpus, Counts, Packed, Packing, PageLender, PageLines, PageRef, PageStatus, PageText,
    Unpacking,
};

/// Writes all of a corpus but its statements and the texts of its pages.
pub(super) fn write_head(corpus: &Corpus) -> Vec<u8> {
    let mut head = Packing::default();
    Counts::of(corpus).pack(&mut head);
    corpus.title.pack(&mut head);
    corpus.language.pack(&mut head);
    corpus.reports.pack(&mut head);
    corpus.sources.pack(&mut head);
    corpus.topics.pack(&mut head);
    corpus.experts.pack(&mut head);
    corpus.citations.pack(&mut head);
    let page = |page: &PageText| PageRow {
        at: page.at,
        text: page.text.is_some(),
        label: page.label.clone(),
        status: page.status,
    };
    corpus.page_texts.iter().map(page).collect::<Vec<_>>().pack(&mut head);
    let mut bytes = Vec::new();
    head.end(&mut bytes);
    bytes
}

/// What is known of a page, and whether that is a text.
struct PageRow {
    at: PageRef,
    text: bool,
    label: Option<Clean>,
    status: PageStatus,
}

impl Packed for PageRow {
    fn pack(&self, into: &mut Packing) {
        self.at.pack(into);
        self.text.pack(into);
        self.label.pack(into);
        self.status.pack(into);
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        Some(Self {
            at: Packed::unpack(from)?,
            text: Packed::unpack(from)?,
            label: Packed::unpack(from)?,
            status: Packed::unpack(from)?,
        })
    }
}

/// Pages whose texts are lent, each from its own place.
fn pages(rows: Vec<PageRow>, texts: &Arc<dyn PageLender>) -> Vec<PageText> {
    let page = |(place, row): (usize, PageRow)| PageText {
        at: row.at,
        text: row.text.then(|| PageLines::lent(Arc::clone(texts), place)),
        label: row.label,
        status: row.status,
    };
    rows.into_iter().enumerate().map(page).collect()
}

/// Reads all of a corpus but its statements and the texts of its pages, which are lent, and how many there are of each kind; none where it
/// cannot be read.
pub(super) fn read_head(bytes: &[u8], texts: &Arc<dyn PageLender>) -> Option<(Corpus, Counts)> {
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
        page_texts: pages(Packed::unpack(&mut head)?, texts),
        ..Corpus::default()
    };
    let counts = Counts::of(&corpus);
    let same = Counts { statements: head.counts.statements, ..counts } == head.counts;
    same.then_some((corpus, head.counts))
}

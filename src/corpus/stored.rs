//! Statements as they are stored: packed one after the other, in rows that are mapped.
//!
//! [`Stored`] lends them; [`Spilling`] makes such rows of the statements of a corpus that is too large
//! for memory, as they are checked. Imports [`crate::disk`], [`crate::stable`] and its neighbours in
//! this room.
//!
//! Odd thing worth knowing: what is spilled is what is compiled, to the byte, so that compiling copies
//! it. Nothing that is read is believed: something stands for a statement that cannot be read.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::model::{Lender, Statement, StatementId, Statements};
use super::packed::{Counts, Packed, Packing, Unpacking};
use crate::disk::{Column, Scratch, Spill, between};
use crate::stable;

/// The rows of stored statements.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The records, packed.
    pub bytes: Column<u8>,
    /// Where each ends.
    pub ends: Column<u64>,
    /// The hash of each id and whose it is, ascending.
    pub slugs: Column<[u32; 2]>,
}

/// A hash of an id that takes little room.
#[must_use]
pub fn short_hash(slug: &str) -> u32 {
    let hash = stable::hash([slug]);
    u32::try_from((hash >> 32) ^ (hash & u64::from(u32::MAX))).unwrap_or(0)
}

/// Statements in rows.
#[derive(Debug)]
pub struct Stored {
    rows: Rows,
    counts: Counts,
    drafts: usize,
    /// The first that could not be read; [`u32::MAX`] where all could.
    lost: AtomicU32,
}

impl Stored {
    /// Statements that name no more records than there are, and of which so many are drafts.
    #[must_use]
    pub const fn new(rows: Rows, counts: Counts, drafts: usize) -> Self {
        Self { rows, counts, drafts, lost: AtomicU32::new(u32::MAX) }
    }
}

impl Lender for Stored {
    fn len(&self) -> usize {
        self.rows.ends.len()
    }

    fn read(&self, id: StatementId) -> Statement {
        let bytes = self.rows.bytes.get(between(&self.rows.ends, id.place())).unwrap_or_default();
        let read = Unpacking::new(bytes, self.counts);
        read.and_then(|mut record| Statement::unpack(&mut record)).unwrap_or_else(|| {
            self.lost.fetch_min(id.0, Ordering::Relaxed);
            Statement::lost()
        })
    }

    fn rows(&self) -> Option<&Rows> {
        Some(&self.rows)
    }

    fn named(&self, slug: &str) -> Option<StatementId> {
        let (slugs, hash) = (&self.rows.slugs, short_hash(slug));
        let first = slugs.partition_point(|&[other, _]| other < hash);
        let same = slugs.iter().skip(first).take_while(|&&[other, _]| other == hash);
        // Ids are shown clean, and kept so by whoever names them.
        same.map(|&[_, id]| StatementId(id)).find(|&id| self.read(id).slug == slug)
    }

    fn drafts(&self) -> usize {
        self.drafts
    }

    fn lost(&self) -> Option<StatementId> {
        let lost = self.lost.load(Ordering::Relaxed);
        (lost != u32::MAX).then_some(StatementId(lost))
    }
}

/// Where statements go once they are checked.
pub(super) trait Keep {
    /// Hears how many there will be.
    fn expect(&mut self, many: usize);

    /// Takes the next one; breaks where it cannot take any more.
    fn keep(&mut self, statement: Statement) -> ControlFlow<()>;
}

impl Keep for Vec<Statement> {
    fn expect(&mut self, many: usize) {
        self.reserve_exact(many);
    }

    fn keep(&mut self, statement: Statement) -> ControlFlow<()> {
        self.push(statement);
        ControlFlow::Continue(())
    }
}

/// Statements on their way into rows.
#[derive(Debug)]
pub(super) struct Spilling<'a> {
    scratch: &'a Scratch,
    bytes: Spill<u8>,
    ends: Spill<u64>,
    hashes: Spill<u32>,
    end: u64,
    drafts: usize,
    packing: Packing,
    record: Vec<u8>,
    failed: io::Result<()>,
}

impl<'a> Spilling<'a> {
    pub(super) fn new(scratch: &'a Scratch) -> io::Result<Self> {
        Ok(Self {
            scratch,
            bytes: scratch.row()?,
            ends: scratch.row()?,
            hashes: scratch.row()?,
            end: 0,
            drafts: 0,
            packing: Packing::default(),
            record: Vec::new(),
            failed: Ok(()),
        })
    }

    fn add(&mut self, statement: &Statement) -> io::Result<()> {
        self.record.clear();
        statement.pack(&mut self.packing);
        self.packing.end(&mut self.record);
        self.bytes.add(&self.record)?;
        self.end += self.record.len() as u64;
        self.drafts += usize::from(statement.draft);
        self.ends.add(&[self.end])?;
        self.hashes.add(&[short_hash(&statement.slug)])
    }

    /// All of them, in a corpus of so many other records.
    pub(super) fn end(self, others: Counts) -> io::Result<Statements> {
        self.failed?;
        let (bytes, ends, hashes) = (self.bytes.end()?, self.ends.end()?, self.hashes.end()?);
        let mut sorted: Vec<[u32; 2]> =
            hashes.iter().zip(0..).map(|(&hash, id)| [hash, id]).collect();
        sorted.sort_unstable();
        let mut slugs = self.scratch.row()?;
        slugs.add(&sorted)?;
        let rows = Rows { bytes, ends, slugs: slugs.end()? };
        let statements = u32::try_from(rows.ends.len()).unwrap_or(u32::MAX);
        let stored = Stored::new(rows, Counts { statements, ..others }, self.drafts);
        Ok(Statements::lent(Arc::new(stored)))
    }
}

impl Keep for Spilling<'_> {
    fn expect(&mut self, _: usize) {}

    fn keep(&mut self, statement: Statement) -> ControlFlow<()> {
        self.failed = self.add(&statement);
        if self.failed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

//! Rows that grow in memory and, where they become long, go on in a folder.
//!
//! Imports its neighbours in this room.
//!
//! Odd thing worth knowing: a row that cannot be written loses what it held and nobody is told at
//! once. Whoever made rows asks [`Making::end`] whether all went well, so that what makes them in
//! memory alone need not think of files.

use std::io;
use std::sync::OnceLock;

use super::{Cell, Column, Scratch, Spill};

/// As many entries a dictionary may have as this part of the most that is held in one go.
const ENTRIES: usize = 64;

/// So many parts of the most that is held in one go may a row hold before it goes to its file.
const PARTS: usize = 16;

/// How rows are made: in memory, or beyond some length in a folder.
#[derive(Debug, Default)]
pub struct Making<'a> {
    /// The folder, and the most numbers that are held in one go.
    spilled: Option<(&'a Scratch, usize)>,
    failed: OnceLock<io::Error>,
}

impl<'a> Making<'a> {
    /// Rows that are long go to a folder, and whoever sorts numbers holds at most so many at once.
    #[must_use]
    pub const fn spilled(scratch: &'a Scratch, most: usize) -> Self {
        Self { spilled: Some((scratch, most)), failed: OnceLock::new() }
    }

    /// Whether what is long goes to a folder.
    #[must_use]
    pub const fn is_spilled(&self) -> bool {
        self.spilled.is_some()
    }

    /// How many numbers may be held in one go.
    #[must_use]
    pub fn most(&self) -> usize {
        self.spilled.map_or(usize::MAX, |(_, most)| most)
    }

    /// How many entries a dictionary may have that is made anew where it has more.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.most() / ENTRIES
    }

    /// A row without anything.
    #[must_use]
    pub fn row<T: Cell>(&self) -> Growing<'_, T> {
        Growing { making: self, held: Vec::new(), spill: None, spilled: 0 }
    }

    /// A row that is known already.
    #[must_use]
    pub fn kept<T: Cell>(&self, row: Vec<T>) -> Column<T> {
        let mut kept = self.row();
        kept.held = row;
        kept.settle();
        kept.end()
    }

    /// Whether some row could not be written: nothing more needs to be made.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed.get().is_some()
    }

    /// Ends it.
    ///
    /// # Errors
    /// The first reason why a row could not be written.
    pub fn end(self) -> io::Result<()> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    /// What came of something that may fail; the reason is kept.
    fn tried<R>(&self, result: io::Result<R>) -> Option<R> {
        result.map_err(|error| self.failed.set(error)).ok()
    }
}

/// A row that is being made.
#[derive(Debug)]
pub struct Growing<'a, T> {
    making: &'a Making<'a>,
    /// Its end, which is held yet.
    held: Vec<T>,
    spill: Option<Spill<T>>,
    /// How many went to its file.
    spilled: usize,
}

impl<T: Cell> Growing<'_, T> {
    /// How many numbers it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.spilled + self.held.len()
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What it has that is not in its file yet, to be added to; to be [settled](Self::settle) then.
    pub const fn tail(&mut self) -> &mut Vec<T> {
        &mut self.held
    }

    /// Adds a number.
    pub fn push(&mut self, cell: T) {
        self.held.push(cell);
        self.settle();
    }

    /// Adds some numbers.
    pub fn add(&mut self, cells: &[T]) {
        if self.is_long(self.held.len() + cells.len()) {
            self.flush();
            self.write(cells);
        } else {
            self.held.extend_from_slice(cells);
        }
    }

    /// Lets go of what it holds where that is long.
    #[inline]
    pub fn settle(&mut self) {
        if self.is_long(self.held.len()) {
            self.flush();
        }
    }

    /// The whole row.
    #[must_use]
    #[inline(never)]
    pub fn end(mut self) -> Column<T> {
        if self.spilled == 0 {
            self.held.shrink_to_fit();
            return self.held.into();
        }
        self.flush();
        let row = self.spill.and_then(|spill| self.making.tried(spill.end()));
        row.unwrap_or_default()
    }

    #[inline]
    fn is_long(&self, cells: usize) -> bool {
        let most = self.making.spilled.map_or(usize::MAX, |(_, most)| most / PARTS);
        cells * size_of::<T>() > most
    }

    /// Seldom done, and large: it stands in the program once for each kind of number.
    #[cold]
    #[inline(never)]
    fn flush(&mut self) {
        let held = std::mem::take(&mut self.held);
        self.write(&held);
        self.held = held;
        self.held.clear();
        // What came in one go may have been longer than the rest will be.
        if self.is_long(self.held.capacity() / 2) {
            self.held = Vec::new();
        }
    }

    fn write(&mut self, cells: &[T]) {
        self.spilled += cells.len();
        let Some((scratch, _)) = self.making.spilled.filter(|_| !self.making.has_failed()) else {
            return;
        };
        if self.spill.is_none() {
            self.spill = self.making.tried(scratch.row());
        }
        if let Some(spill) = &mut self.spill {
            self.making.tried(spill.add(cells));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_the_same_in_memory_and_in_files(
            pieces in prop::collection::vec((prop::collection::vec(any::<u32>(), 0..20), 0..3), 0..20),
            most in 0usize..2_000,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let scratch = Scratch::new(folder.path()).unwrap();
            let (memory, files) = (Making::default(), Making::spilled(&scratch, most));
            let (mut one, mut other) = (memory.row(), files.row());
            for (piece, way) in &pieces {
                for row in [&mut one, &mut other] {
                    match way {
                        0 => row.add(piece),
                        1 => piece.iter().for_each(|&cell| row.push(cell)),
                        _ => {
                            row.tail().extend(piece);
                            row.settle();
                        }
                    }
                }
                prop_assert_eq!(one.len(), other.len());
            }
            let all: Vec<u32> = pieces.into_iter().flat_map(|(piece, _)| piece).collect();
            let (one, other) = (one.end(), other.end());
            prop_assert_eq!(&*one, &all);
            prop_assert_eq!(&*other, &all);
            prop_assert!(other.bytes() * PARTS <= most, "{} bytes are held", other.bytes());
            prop_assert_eq!(&*files.kept(all.clone()), &all);
            prop_assert!(files.end().is_ok());
        }
    }

    #[test]
    fn what_cannot_be_written_is_told_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::new(folder.path()).unwrap();
        std::fs::remove_dir_all(folder.path().join("scratch")).unwrap();
        let making = Making::spilled(&scratch, 64);
        let mut row = making.row();
        (0..100u32).for_each(|cell| row.push(cell));
        assert!(making.has_failed());
        assert!(row.len() == 100 && row.end().is_empty());
        assert_eq!(making.end().unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}

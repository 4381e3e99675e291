//! Rows that are too long for memory while something is made of them.
//!
//! Imports its neighbours in this room.
//!
//! Odd thing worth knowing: a row is mapped once it is whole, and on Unix its file loses its name
//! then. Nothing is left of it when the last of its columns goes, however the program ends.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use filebuffer::FileBuffer;

use super::{Cell, Column, Part};

/// So much of a row is written at once, in bytes.
const BUFFER: usize = 1 << 18;

/// A folder for such rows, taken away with all that stands in it when it is dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    next: AtomicUsize,
}

impl Scratch {
    /// Makes one in a folder, in which there is none yet.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(within: &Path) -> io::Result<Self> {
        let path = within.join("scratch");
        fs::create_dir(&path)?;
        Ok(Self { path, next: AtomicUsize::new(0) })
    }

    /// Begins a row.
    ///
    /// # Errors
    /// Its file cannot be made.
    pub fn row<T: Cell>(&self) -> io::Result<Spill<T>> {
        Ok(Spill { writing: self.begin()?, cells: PhantomData })
    }

    fn begin(&self) -> io::Result<Writing> {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.path.join(next.to_string());
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Writing { path, out: BufWriter::with_capacity(BUFFER, file) })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _gone_or_swept_later = fs::remove_dir_all(&self.path);
    }
}

/// A file that is being written, whatever stands in it.
#[derive(Debug)]
struct Writing {
    path: PathBuf,
    out: BufWriter<File>,
}

impl Writing {
    #[inline(never)]
    fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    fn end(self) -> io::Result<FileBuffer> {
        drop(self.out.into_inner().map_err(io::IntoInnerError::into_error)?);
        let file = FileBuffer::open(&self.path)?;
        if cfg!(unix) {
            fs::remove_file(&self.path)?;
        }
        Ok(file)
    }
}

/// A row that is being written.
#[derive(Debug)]
pub struct Spill<T> {
    writing: Writing,
    cells: PhantomData<T>,
}

impl<T: Cell> Spill<T> {
    /// Adds to it.
    ///
    /// # Errors
    /// Writing fails.
    pub fn add(&mut self, cells: &[T]) -> io::Result<()> {
        self.writing.add(bytemuck::cast_slice(cells))
    }

    /// The whole row, which takes no memory of its own.
    ///
    /// # Errors
    /// Writing or mapping fails.
    pub fn end(self) -> io::Result<Column<T>> {
        let file = self.writing.end()?;
        let range = 0..file.len();
        if file.is_empty() {
            // What maps nothing stands nowhere, not even where numbers may.
            return Ok(Column::default());
        }
        bytemuck::try_cast_slice::<u8, T>(&file).map_err(|_| io::ErrorKind::InvalidData)?;
        Ok(Column { held: Vec::new(), mapped: Some(Part { file: Arc::new(file), range }) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_they_were_added_and_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::new(folder.path()).unwrap();
        let (mut one, mut other) = (scratch.row::<u32>().unwrap(), scratch.row::<u8>().unwrap());
        for number in 0..100_000 {
            one.add(&[number]).unwrap();
            other.add(&[7, 8]).unwrap();
        }
        let (one, other) = (one.end().unwrap(), other.end().unwrap());
        assert!(one.iter().copied().eq(0..100_000));
        assert!(other.chunks(2).all(|two| two == [7, 8]) && other.len() == 200_000);
        assert_eq!((one.bytes(), other.bytes()), (0, 0), "not in memory");
        assert!(scratch.row::<u64>().unwrap().end().unwrap().is_empty());
        drop(scratch);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert_eq!(one.last(), Some(&99_999), "read on after that");
    }
}

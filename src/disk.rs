//! Rows of numbers that lie in memory or in a file that is mapped, read alike.
//!
//! [`Column`] is such a row, [`Sections`] a file of them that is open, [`Sheets`] one that is being
//! written; [`Slots`] hold what was made of them, [`Scratch`] what is too long for memory meanwhile. Imports nothing of the crate.
//!
//! Odd thing worth knowing: a mapped row takes no memory of its own, and every process that has the
//! file open shares it. Nothing of the file is read before it is asked for, so that opening a large
//! one takes no longer than opening a small one. Nor is anything of it believed: whoever reads a
//! number that leads nowhere finds nothing there.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::ops::{Deref, Range};
use std::path::Path;
use std::sync::Arc;

use bytemuck::{AnyBitPattern, NoUninit};
use filebuffer::FileBuffer;
use serde::{Deserialize, Serialize};

mod growing;
mod scratch;
mod slots;

pub use growing::{Growing, Making};
pub use scratch::{Scratch, Spill};
pub use slots::Slots;

/// Rows start at multiples of so many bytes: any number may be read where it stands.
const ALIGNMENT: usize = 64;

/// What may stand in a row.
pub trait Cell: AnyBitPattern + NoUninit + fmt::Debug {}

impl<T: AnyBitPattern + NoUninit + fmt::Debug> Cell for T {}

/// A part of a file.
#[derive(Clone, Debug)]
struct Part {
    file: Arc<FileBuffer>,
    range: Range<usize>,
}

/// A row of numbers.
#[derive(Clone)]
pub struct Column<T> {
    held: Vec<T>,
    mapped: Option<Part>,
}

impl<T: Cell> Column<T> {
    /// The row as one that can grow; a mapped one is read into memory.
    pub fn to_mut(&mut self) -> &mut Vec<T> {
        if self.mapped.is_some() {
            self.held = self.to_vec();
            self.mapped = None;
        }
        &mut self.held
    }

    /// The row as one that can grow, where it lies in memory.
    pub const fn held_mut(&mut self) -> Option<&mut Vec<T>> {
        if self.mapped.is_some() { None } else { Some(&mut self.held) }
    }

    /// A part of it that takes no memory either; none where it lies in memory, or has no such part.
    #[must_use]
    pub fn part(&self, cells: Range<usize>) -> Option<Self> {
        let Part { file, range } = self.mapped.as_ref()?;
        self.get(cells.clone())?;
        let at = |cell: usize| range.start + cell * size_of::<T>();
        let part = Part { file: Arc::clone(file), range: at(cells.start)..at(cells.end) };
        Some(Self { held: Vec::new(), mapped: Some(part) })
    }

    /// The bytes that it takes in memory.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.held.len() * size_of::<T>()
    }
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { held: Vec::new(), mapped: None }
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(held: Vec<T>) -> Self {
        Self { held, mapped: None }
    }
}

impl<T: Cell> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(row: I) -> Self {
        Vec::from_iter(row).into()
    }
}

impl<T: Cell> Deref for Column<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match &self.mapped {
            None => &self.held,
            // That it fits was looked at when it was opened.
            Some(Part { file, range }) => {
                bytemuck::try_cast_slice(&file[range.clone()]).unwrap_or_default()
            }
        }
    }
}

impl<T: Cell> fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mapped = if self.mapped.is_some() { "mapped" } else { "held" };
        write!(f, "{} {mapped}", self.len())
    }
}

/// A run of numbers for each of some keys.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    ends: Column<u64>,
    flat: Column<u32>,
}

impl Runs {
    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The run of a key; nothing where there is no such key.
    #[must_use]
    pub fn of(&self, key: usize) -> &[u32] {
        self.flat.get(self.range(key)).unwrap_or_default()
    }

    /// How long the run of a key is.
    #[must_use]
    pub fn count(&self, key: usize) -> usize {
        self.of(key).len()
    }

    fn range(&self, key: usize) -> Range<usize> {
        between(&self.ends, key)
    }

    /// Adds the run of the next key.
    pub fn push(&mut self, run: impl IntoIterator<Item = u32>) {
        self.flat.to_mut().extend(run);
        let end = self.flat.len() as u64;
        self.ends.to_mut().push(end);
    }

    /// Writes them, under names that begin like this.
    ///
    /// # Errors
    /// Writing fails.
    pub fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        sheets.put(&format!("{name}.ends"), &self.ends)?;
        sheets.put(name, &self.flat)
    }

    /// Opens what was written under names that begin like this.
    ///
    /// # Errors
    /// There is no such thing.
    pub fn open(sections: &Sections, name: &str) -> io::Result<Self> {
        Ok(Self { ends: sections.column(&format!("{name}.ends"))?, flat: sections.column(name)? })
    }
}

/// Where the part of a key stands, by where each part ends; nothing where there is no such key.
#[must_use]
pub fn between(ends: &[u64], key: usize) -> Range<usize> {
    let end = |key: usize| ends.get(key).and_then(|&end| usize::try_from(end).ok());
    let start = key.checked_sub(1).map_or(Some(0), end);
    start.zip(end(key)).map_or(0..0, |(start, end)| start..end)
}

/// Where each row stands in a file, by its name: the first byte, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Table(BTreeMap<String, (u64, u64)>);

/// A file of rows, open.
#[derive(Clone, Debug)]
pub struct Sections {
    file: Arc<FileBuffer>,
    table: Arc<Table>,
}

impl Sections {
    /// Opens a file whose rows stand where the table says.
    ///
    /// # Errors
    /// It cannot be opened, or does not hold what the table names.
    pub fn open(path: &Path, table: Table) -> io::Result<Self> {
        if cfg!(target_endian = "big") {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "big-endian"));
        }
        let file = FileBuffer::open(path)?;
        for &(start, length) in table.0.values() {
            let end = start.checked_add(length);
            if end.is_none_or(|end| end > file.len() as u64)
                || !start.is_multiple_of(ALIGNMENT as u64)
            {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(Self { file: Arc::new(file), table: Arc::new(table) })
    }

    /// How long the file is, in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.file.len() as u64
    }

    /// The checksum of the whole file (CRC-32, as zip files have it), which is read for it.
    #[must_use]
    pub fn checksum(&self) -> u32 {
        crc32fast::hash(&self.file)
    }

    /// The row of a name.
    ///
    /// # Errors
    /// There is none, or it holds other numbers.
    pub fn column<T: Cell>(&self, name: &str) -> io::Result<Column<T>> {
        let missing = || io::Error::new(io::ErrorKind::InvalidData, name.to_owned());
        let &(start, length) = self.table.0.get(name).ok_or_else(missing)?;
        let (start, length) = (usize::try_from(start), usize::try_from(length));
        let (Ok(start), Ok(length)) = (start, length) else { return Err(missing()) };
        let range = start..start.saturating_add(length);
        let bytes = self.file.get(range.clone()).ok_or_else(missing)?;
        bytemuck::try_cast_slice::<u8, T>(bytes).map_err(|_| missing())?;
        let part = Part { file: Arc::clone(&self.file), range };
        Ok(Column { held: Vec::new(), mapped: Some(part) })
    }
}

/// So many bytes are written at once.
const PIECE: usize = 1 << 20;

/// A file of rows that is being written.
pub struct Sheets<'a> {
    out: &'a mut dyn Write,
    at: u64,
    sum: crc32fast::Hasher,
    table: Table,
    /// Hears how many bytes are written.
    told: Option<&'a dyn Fn(u64)>,
}

impl fmt::Debug for Sheets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheets").field("at", &self.at).finish_non_exhaustive()
    }
}

impl<'a> Sheets<'a> {
    /// Writes rows one after the other.
    pub fn new(out: &'a mut dyn Write) -> Self {
        let (sum, table) = (crc32fast::Hasher::new(), Table::default());
        Self { out, at: 0, sum, table, told: None }
    }

    /// From now on somebody hears how many bytes are written, or nobody.
    pub const fn tell(&mut self, told: Option<&'a dyn Fn(u64)>) {
        self.told = told;
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Writing fails.
    pub fn put<T: Cell>(&mut self, name: &str, row: &[T]) -> io::Result<()> {
        self.begin(name)?;
        self.add(name, row)
    }

    /// Begins a row that is written piece by piece.
    ///
    /// # Errors
    /// Writing fails.
    pub fn begin(&mut self, name: &str) -> io::Result<()> {
        while !self.at.is_multiple_of(ALIGNMENT as u64) {
            self.write(&[0])?;
        }
        self.table.0.insert(name.to_owned(), (self.at, 0));
        Ok(())
    }

    /// Adds to the row that was begun last, which has this name.
    ///
    /// # Errors
    /// Writing fails.
    pub fn add<T: Cell>(&mut self, name: &str, row: &[T]) -> io::Result<()> {
        let bytes: &[u8] = bytemuck::cast_slice(row);
        self.write(bytes)?;
        if let Some((start, length)) = self.table.0.get_mut(name) {
            *length = self.at - *start;
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        for piece in bytes.chunks(PIECE) {
            self.out.write_all(piece)?;
            self.sum.update(piece);
            self.at += piece.len() as u64;
            if let Some(told) = self.told {
                told(self.at);
            }
        }
        Ok(())
    }

    /// How many bytes are written, their checksum (see [`Sections::checksum`]), and where each row
    /// stands.
    #[must_use]
    pub fn end(self) -> (u64, u32, Table) {
        (self.at, self.sum.finalize(), self.table)
    }
}

/// A file of such rows, mapped; it has no name any more.
#[cfg(test)]
pub(crate) fn mapped_rows(fill: impl FnOnce(&mut Sheets<'_>) -> io::Result<()>) -> Sections {
    let mut bytes = Vec::new();
    let mut sheets = Sheets::new(&mut bytes);
    fill(&mut sheets).unwrap();
    let (_, _, table) = sheets.end();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &bytes).unwrap();
    Sections::open(file.path(), table).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_put() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows");
        let mut bytes = Vec::new();
        let mut sheets = Sheets::new(&mut bytes);
        sheets.put("a", b"abc").unwrap();
        sheets.put("b", &[1u64, u64::MAX]).unwrap();
        sheets.begin("c").unwrap();
        sheets.add("c", &[7u32]).unwrap();
        sheets.add("c", &[8u32, 9]).unwrap();
        sheets.put::<u16>("d", &[]).unwrap();
        let (length, checksum, table) = sheets.end();
        assert_eq!(length, bytes.len() as u64);
        std::fs::write(&path, &bytes).unwrap();
        let sections = Sections::open(&path, table.clone()).unwrap();
        assert_eq!(sections.checksum(), checksum);
        assert_eq!(&*sections.column::<u8>("a").unwrap(), b"abc");
        assert_eq!(&*sections.column::<u64>("b").unwrap(), [1, u64::MAX]);
        let mut c = sections.column::<u32>("c").unwrap();
        assert_eq!((&*c, c.bytes()), (&[7, 8, 9][..], 0));
        c.to_mut().push(10);
        assert_eq!((&*c, c.bytes()), (&[7, 8, 9, 10][..], 16));
        assert!(sections.column::<u16>("d").unwrap().is_empty());
        assert!(sections.column::<u32>("a").is_err(), "three bytes are no numbers of four");
        assert!(sections.column::<u8>("z").is_err());
        // A file that was cut is not opened.
        std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
        assert!(Sections::open(&path, table).is_err());
    }
}

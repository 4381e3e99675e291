//! Records of which each is read from a file when it is first asked for, or that are held.
//!
//! Imports [`crate::corpus`] and [`crate::disk`].

use std::io;

use crate::corpus::{Counts, Packed, Packing, Unpacking};
use crate::disk::{Column, Sections, Sheets, Slots, between};

/// A row of records.
#[derive(Debug)]
pub(super) struct Packs<T> {
    read: Slots<Option<T>>,
    bytes: Column<u8>,
    ends: Column<u64>,
    counts: Counts,
}

impl<T: Packed> Packs<T> {
    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.read.len()
    }

    /// That of a place; none where there is none, or where it is damaged.
    pub(super) fn get(&self, place: usize) -> Option<&T> {
        let read = || {
            let bytes = self.bytes.get(between(&self.ends, place))?;
            T::unpack(&mut Unpacking::new(bytes, self.counts)?)
        };
        self.read.get(place, read)?.as_ref()
    }

    /// Each that is not damaged, with its place.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, &T)> {
        (0..self.len()).filter_map(|place| Some((place, self.get(place)?)))
    }

    /// Writes them, under names that begin like this.
    pub(super) fn save(&self, sheets: &mut Sheets<'_>, name: &str) -> io::Result<()> {
        let (mut bytes, mut ends, mut packing) = (Vec::new(), Vec::new(), Packing::default());
        for place in 0..self.len() {
            if let Some(record) = self.get(place) {
                record.pack(&mut packing);
            }
            packing.end(&mut bytes);
            ends.push(bytes.len() as u64);
        }
        sheets.put(&format!("{name}.ends"), &ends)?;
        sheets.put(name, &bytes)
    }

    /// Opens so many that were written under names that begin like this; none of them names a
    /// record beyond these.
    pub(super) fn open(
        sections: &Sections,
        name: &str,
        len: usize,
        counts: Counts,
    ) -> io::Result<Self> {
        let ends: Column<u64> = sections.column(&format!("{name}.ends"))?;
        if ends.len() != len {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(Self { read: Slots::new(len), bytes: sections.column(name)?, ends, counts })
    }
}

impl<T> From<Vec<T>> for Packs<T> {
    fn from(held: Vec<T>) -> Self {
        let read: Vec<Option<T>> = held.into_iter().map(Some).collect();
        Self {
            read: read.into(),
            bytes: Column::default(),
            ends: Column::default(),
            counts: Counts::default(),
        }
    }
}

//! One file, several windows: what each of them changes is taken into what the file holds by
//! then, so that no window overwrites what another has kept.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::{Keep, Moment};
use crate::corpus::Corpus;
use crate::order;
use crate::query::Record;
use crate::save;

/// What came of writing down what a reader keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// The file holds what the reader keeps and nothing else.
    Same,
    /// Another window had kept something since: the file holds it too.
    More,
    /// Another window had written a note where the reader wrote one: both stand there.
    Both,
}

impl Keep {
    /// Brings the file and `self`, which is what was known of it, to what a reader has marked
    /// and noted. What the reader has not touched stays as the file has it by now.
    ///
    /// # Errors
    /// The file cannot be read or written; `self` is as it was then.
    pub fn join(
        &mut self,
        path: &Path,
        corpus: &Corpus,
        marks: &BTreeSet<Record>,
        notes: &BTreeMap<Record, String>,
        now: Moment,
    ) -> io::Result<Joined> {
        let _held = save::lock(path);
        let mut file = Self::read_again(path, corpus, self)?;
        let mut joined = Joined::Same;
        let known = order::set(self.marked());
        for &record in known.symmetric_difference(marks) {
            if file.is_marked(record) != marks.contains(&record) {
                file.toggle(corpus, record, now);
            }
        }
        let noted = self.kept.iter().filter(|kept| kept.note.is_some());
        let noted = noted.filter_map(|kept| Some(kept.record?.record));
        let records = order::set(noted.chain(notes.keys().copied()));
        for record in records {
            let known = self.note(record).unwrap_or_default();
            let mine = notes.get(&record).map_or("", String::as_str);
            let theirs = file.note(record).unwrap_or_default();
            if mine == known || mine == theirs {
                continue;
            }
            if theirs == known || theirs.is_empty() {
                file.set_note(corpus, record, mine, now);
            } else if mine.is_empty() {
                // Taken away here, written anew there: what was written stays.
                joined = Joined::Both;
            } else {
                let both = format!("{theirs}\n{mine}");
                file.set_note(corpus, record, &both, now);
                joined = Joined::Both;
            }
        }
        file.write(path)?;
        *self = file;
        let same = order::set(self.marked()) == *marks && self.notes() == *notes;
        Ok(if same { Joined::Same } else { joined.or_more() })
    }

    /// The notes by their records.
    #[must_use]
    pub fn notes(&self) -> BTreeMap<Record, String> {
        let noted = |kept: &super::Kept| Some((kept.record?.record, kept.note.clone()?));
        self.kept.iter().filter_map(noted).collect()
    }
}

impl Joined {
    /// At least that the file holds more.
    const fn or_more(self) -> Self {
        match self {
            Self::Same | Self::More => Self::More,
            Self::Both => Self::Both,
        }
    }
}

//! Writing what is shown to a file.
//!
//! Odd thing worth knowing: an export takes all that it needs of the model with it, so that it can go
//! on while the reader does: a million rows take seconds.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::effects::said;
use crate::app::model::{Exported, Message};
use crate::app::{Data, Env, Model, Role, rows};
use crate::export::{self, Format, Options};
use crate::lang::Lang;
use crate::query::Record;
use crate::save::{self, Manner};
use crate::words::Signs;

/// Of a corpus with more statements than this exports are written while the reader goes on: a few
/// topics may have as many rows as all statements.
const LONG: usize = 20_000;

/// How far an export is.
#[derive(Debug, Default)]
pub struct Way {
    /// Set once it is written, or not.
    pub(super) done: AtomicBool,
    /// Set where it is to be given up.
    pub(super) given_up: AtomicBool,
}

/// An export that is to be written.
pub(super) struct Export {
    /// The file.
    pub(super) path: String,
    pub(super) way: Arc<Way>,
    manner: Manner,
    query: String,
    records: Box<dyn Iterator<Item = Record> + Send>,
    /// The notes, where something that is written has one: they are a column of their own then.
    notes: Option<BTreeMap<Record, String>>,
    data: Arc<Data>,
    lang: Lang,
    signs: Signs,
    separator: Option<char>,
}

/// Writes until that is given up, which fails like a full disk: what stands there is taken away.
struct Until<'a> {
    out: &'a mut dyn Write,
    given_up: &'a AtomicBool,
}

impl Write for Until<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.given_up.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Other.into());
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Export {
    pub(super) fn new(
        path: String,
        replace: bool,
        query: String,
        records: &Exported,
        model: &Model,
        env: &Env,
    ) -> Self {
        let each = || -> Box<dyn Iterator<Item = Record> + Send> {
            match records {
                Exported::Records(records) => Box::new(records.clone().into_iter()),
                Exported::Statements => Box::new(rows::all(model, env).map(Record::Statement)),
            }
        };
        let noted = |record: &Record| model.notes.contains_key(record);
        let noted = !model.notes.is_empty() && each().any(|record| noted(&record));
        Self {
            path,
            way: Arc::default(),
            manner: if replace { Manner::Replace } else { Manner::New },
            query,
            records: each(),
            notes: noted.then(|| model.notes.clone()),
            data: Arc::clone(&env.data),
            lang: env.lang,
            signs: env.signs,
            separator: env.choices.separator,
        }
    }

    /// Whether somebody would have to wait for it.
    pub(super) fn is_long(&self) -> bool {
        self.data.corpus.statements.len() > LONG
    }

    /// Whether a file stands there that it is not to replace.
    pub(super) fn would_replace(&self) -> bool {
        matches!(self.manner, Manner::New) && Path::new(&self.path).exists()
    }

    /// Writes it; a file that exists is not replaced unless that was asked for.
    pub(super) fn write(self) -> Message {
        let Self { path, way, manner, query, records, notes, data, lang, signs, .. } = self;
        let Some(format) = Format::of_file(&path) else { return Message::Exists(path) };
        let query = Some(query.as_str()).filter(|query| !query.is_empty());
        let usual = Options::new(lang);
        let separator = self.separator.unwrap_or(usual.separator);
        let note = notes.map(|notes| move |record| notes.get(&record).cloned());
        let notes = note.as_ref().map(|note| note as &dyn Fn(Record) -> Option<String>);
        let options = Options { separator, query, notes, ..usual };
        let fill = |out: &mut dyn Write| {
            let out = &mut Until { out, given_up: &way.given_up };
            export::write(&data.corpus, &data.index, records, format, &options, out)
        };
        let quoted = signs.quoted(&path, lang);
        match save::write(Path::new(&path), manner, fill) {
            Ok(rows) => {
                let noun = lang.plural(rows, ("row", "rows"), ("ligne", "lignes"));
                let written = lang.plural(rows, ("written", "written"), ("écrite", "écrites"));
                let text = match lang {
                    Lang::En => format!("{rows} {noun} {written} to {quoted}."),
                    Lang::Fr => format!("{rows} {noun} {written} dans {quoted}."),
                };
                said(Role::Ok, text)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Message::Exists(path),
            Err(error) => {
                let text = match lang {
                    Lang::En => format!("{quoted} could not be written: {}", lang.reason(&error)),
                    Lang::Fr => {
                        format!("{quoted} n’a pas pu être écrit\u{a0}: {}", lang.reason(&error))
                    }
                };
                said(Role::Error, text)
            }
        }
    }
}

//! What `find` and `import` share: opening documents, and saying what could not be read.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::arguments::{DocumentKind, ExtractorKind};
use super::style::Style;
use crate::corpus::{PageStatus, ReadError};
use crate::error::Error;
use crate::import::limits::Limit;
use crate::import::names::{self, Name};
use crate::import::open::{self, Extractor, Kind};
use crate::import::prose;
use crate::import::source::Document;
use crate::lang::Lang;
use crate::words;

/// The largest list of names, in bytes.
const LARGEST_LIST: u64 = 16 << 20;

impl From<DocumentKind> for Kind {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Pdf => Self::Pdf,
            DocumentKind::Html => Self::Html,
            DocumentKind::Markdown => Self::Markdown,
            DocumentKind::Text => Self::Text,
            DocumentKind::Epub => Self::Epub,
            DocumentKind::Docx => Self::Docx,
        }
    }
}

/// How documents are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    /// What they are; told by their content where none is given.
    pub(super) kind: Option<DocumentKind>,
    /// What reads a PDF.
    pub(super) extractor: Option<ExtractorKind>,
}

/// The pages that could not be read, by kind.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    pub scanned: Vec<u32>,
    pub unreadable: Vec<u32>,
    pub failed: Vec<u32>,
}

impl Status {
    pub(super) fn of(document: &Document) -> Self {
        Self {
            scanned: document.with(PageStatus::Scanned),
            unreadable: document.with(PageStatus::Unreadable),
            failed: document.with(PageStatus::Failed),
        }
    }
}

/// A limit that was hit, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct Hit {
    pub limit: Limit,
    pub text: String,
    pub pages: Vec<u32>,
}

pub(super) fn limits(document: &Document) -> Vec<Hit> {
    let named = |(limit, pages): (Limit, _)| Hit { limit, text: limit.name(Lang::En), pages };
    document.limits().into_iter().map(named).collect()
}

/// Opens a document; a terminal sees how far it is.
pub(super) fn open(
    path: &OsString,
    how: How,
    style: &Style,
    err: &mut dyn Write,
) -> Result<Document, Error> {
    let began = Instant::now();
    let mut shown = 0;
    let extractor = match how.extractor {
        Some(ExtractorKind::Pdftotext) => Extractor::Pdftotext,
        None => Extractor::Own,
    };
    let kind = how.kind.map(Into::into);
    let document = open::open(Path::new(path), kind, extractor, &mut |page, of| {
        let seconds = began.elapsed().as_secs();
        if style.tty && seconds > shown {
            shown = seconds;
            let left = u64::from(of - page) * seconds / u64::from(page.max(1));
            let _heedless = write!(err, "\r{page}/{of} (~{left} s) ");
        }
    });
    if shown > 0 {
        let _heedless = write!(err, "\r{:30}\r", "");
    }
    document
}

/// Says which pages could not be read, and which limits were hit.
pub(super) fn say_lost(
    path: &OsString,
    document: &Document,
    style: &Style,
    err: &mut dyn Write,
) -> io::Result<()> {
    let name = path.to_string_lossy();
    let name = words::clean(&name);
    let status = Status::of(document);
    let kinds = [
        (&status.scanned, "scanned, no text", "numérisées, sans texte"),
        (&status.unreadable, "unreadable text", "texte illisible"),
        (&status.failed, "not read", "non lues"),
    ];
    for (pages, en, fr) in kinds {
        if !pages.is_empty() {
            let runs = words::page_runs(pages, style.signs);
            let what = style.say(en, fr);
            writeln!(err, "{name}{}{what}{}p. {runs}", style.colon(), style.colon())?;
        }
    }
    for (limit, pages) in document.limits() {
        let (colon, what) = (style.colon(), style.own(&limit.name(style.lang)));
        let runs = words::page_runs(&pages, style.signs);
        let mut line = if limit == Limit::Missing {
            format!("{name}{colon}{what}{colon}p. {runs}")
        } else {
            let hit = style.say("limit hit", "limite atteinte");
            format!("{name}{colon}{hit}{colon}{what}")
        };
        if limit != Limit::Missing && !pages.is_empty() {
            line = format!("{line} (p. {runs})");
        }
        writeln!(err, "{line}")?;
    }
    Ok(())
}

/// Reads lists of names; says which of them have none.
pub(super) fn names(
    paths: &[OsString],
    style: &Style,
    err: &mut dyn Write,
) -> Result<Vec<Name>, Error> {
    let lang = style.lang;
    let mut all: Vec<Name> = Vec::new();
    for path in paths {
        let name = path.to_string_lossy().into_owned();
        let system = |error: io::Error| Error::Read(ReadError::io(&name, &error));
        open::is_file(Path::new(path))?;
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(system)?;
        file.take(LARGEST_LIST + 1).read_to_end(&mut bytes).map_err(system)?;
        let refused = |reason: &str| {
            let what = lang.pick("no list of names", "ce n’est pas une liste de noms");
            Error::Usage(format!(
                "{}{}{what} ({})",
                words::clean(&name),
                lang.pick(": ", "\u{a0}: "),
                words::clean(reason)
            ))
        };
        if bytes.len() as u64 > LARGEST_LIST {
            return Err(refused(lang.pick("over 16 MB", "plus de 16 Mo")));
        }
        let listed = names::read(&prose::decode(&bytes)).map_err(|reason| refused(&reason))?;
        if listed.is_empty() {
            let what = style.say("no name in it", "aucun nom dedans");
            writeln!(err, "{}{}{what}", words::clean(&name), style.colon())?;
        }
        add(&mut all, listed);
    }
    Ok(all)
}

/// Adds names; one that is known lends its spellings.
pub(super) fn add(all: &mut Vec<Name>, more: Vec<Name>) {
    for mut name in more {
        if let Some(known) = all.iter_mut().find(|known| known.name == name.name) {
            known.aliases.append(&mut name.aliases);
        } else {
            name.id = names::unused(&name.id, |id| all.iter().any(|known| known.id == id));
            all.push(name);
        }
    }
}

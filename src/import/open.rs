//! From a path to a document: what a file is is told by its content, never by its name.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::guard::{self, Handed};
use super::limits::{LARGEST_FILE, Limit};
use super::source::{Document, OpenError};
use super::{archive, pdftotext, prose};
use crate::corpus::ReadError;
use crate::corpus::file::CorpusFile;
use crate::error::Error;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// EPUB.
    Epub,
    /// DOCX.
    Docx,
}

impl Kind {
    /// Its name on a command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Epub => "epub",
            Self::Docx => "docx",
        }
    }
}

/// What reads the pages of a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extractor {
    /// This program.
    #[default]
    Own,
    /// Poppler's `pdftotext`, where it is installed.
    Pdftotext,
}

/// How far into a file its kind is looked for, in bytes.
const HEAD: usize = 1024;

/// The kind of a document by what it holds; a PDF is known by its first bytes.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Option<Kind> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Some(Kind::Pdf);
    }
    if head.starts_with(b"PK") {
        let epub = archive::is_epub(bytes)?;
        return Some(if epub { Kind::Epub } else { Kind::Docx });
    }
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let unseen = |&&byte: &&u8| byte < b' ' && !b"\t\n\r\x0c\x1b".contains(&byte);
    if !wide && head.iter().filter(unseen).count() * 50 > head.len() {
        return None;
    }
    let text = prose::decode(bytes);
    let start: String = text.trim_start().chars().take(HEAD).collect();
    let small = start.to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body", "<article", "<?xml"]
        .iter()
        .any(|tag| small.starts_with(tag) || small.contains("<html"))
    {
        return Some(Kind::Html);
    }
    let marked = |line: &str| {
        line.starts_with("# ")
            || line.starts_with("## ")
            || line.starts_with("> ")
            || line.contains("](")
    };
    let noted = prose::front_matter(&text).0.is_some();
    Some(if noted || text.lines().take(400).any(marked) { Kind::Markdown } else { Kind::Text })
}

/// Reads a document by page; `page` hears how far it is.
///
/// # Errors
/// The file cannot be read, or the document not be opened.
pub fn open(
    path: &Path,
    kind: Option<Kind>,
    extractor: Extractor,
    page: &mut dyn FnMut(u32, u32),
) -> Result<Document, Error> {
    let name = path.display().to_string();
    let refused = |error: OpenError| error.of(&name);
    let system = |error: io::Error| Error::Read(ReadError::io(&name, &error));
    let (handed, head) = hand(path)?;
    if head.is_empty() {
        return Err(refused(OpenError::Empty));
    }
    let program = std::env::current_exe().map_err(system)?;
    let is_pdf = || kind.map_or_else(|| kind_of(&head), Some) == Some(Kind::Pdf);
    if extractor == Extractor::Pdftotext && is_pdf() {
        return pdftotext::read(&program, &handed).map_err(system)?.map_err(|error| match error {
            OpenError::NotInstalled => error.of(pdftotext::PROGRAM),
            error => refused(error),
        });
    }
    guard::read(&program, &handed, kind, page).map_err(system)?.map_err(refused)
}

/// Drafts a corpus of an article under a title.
///
/// # Errors
/// The file cannot be read, or is no article.
pub fn article(path: &Path, kind: Option<Kind>, title: &str) -> Result<CorpusFile, Error> {
    let name = path.display().to_string();
    let refused = |error: OpenError| error.of(&name);
    let system = |error: io::Error| Error::Read(ReadError::io(&name, &error));
    let (handed, head) = hand(path)?;
    if head.is_empty() {
        return Err(refused(OpenError::Empty));
    }
    let program = std::env::current_exe().map_err(system)?;
    guard::draft(&program, &handed, kind, title).map_err(system)?.map_err(refused)
}

/// Refuses what is no regular file: merely opening a pipe may wait for ever.
///
/// # Errors
/// It is none, or cannot be looked at.
pub fn is_file(path: &Path) -> Result<(), Error> {
    let name = path.display().to_string();
    let known = fs::metadata(path).map_err(|error| ReadError::io(&name, &error))?;
    if known.is_dir() {
        return Err(OpenError::Folder.of(&name));
    }
    if !known.is_file() {
        return Err(ReadError::not_a_file(&name).into());
    }
    Ok(())
}

/// The document ready to be handed over, and its first bytes.
fn hand(path: &Path) -> Result<(Handed, Vec<u8>), Error> {
    let name = path.display().to_string();
    let system = |error: io::Error| Error::Read(ReadError::io(&name, &error));
    let too_large = || OpenError::Limit(Limit::File).of(&name);
    let mut head = Vec::new();
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(system)?;
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(too_large());
        }
        head.extend(bytes.iter().take(HEAD));
        return Ok((Handed::Bytes(Arc::from(bytes)), head));
    }
    is_file(path)?;
    let file = File::open(path).map_err(system)?;
    if file.metadata().map_err(system)?.len() > LARGEST_FILE {
        return Err(too_large());
    }
    file.take(HEAD as u64).read_to_end(&mut head).map_err(system)?;
    Ok((Handed::File(PathBuf::from(path)), head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_content() {
        for (bytes, kind) in [
            (&b"junk\n%PDF-1.4"[..], Some(Kind::Pdf)),
            (b"  <!DOCTYPE html><html>", Some(Kind::Html)),
            (b"---\ntitle: x\n---\nwords", Some(Kind::Markdown)),
            (b"# Title\n\nwords", Some(Kind::Markdown)),
            (b"only words", Some(Kind::Text)),
            (b"PK\x03\x04 broken", None),
            (b"\x89PNG\x00\x01\x02\x03", None),
        ] {
            assert_eq!(kind_of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }
}

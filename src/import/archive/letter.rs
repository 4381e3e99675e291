//! DOCX: a letter, by the pages that its last printing left in it.
//!
//! Odd thing worth knowing: notes stand in files of their own. A footnote is read below the
//! paragraph or the page that refers to it, endnotes at the end.

use std::collections::HashMap;

use super::{Archive, Piece, attribute, walk};
use crate::import::limits::Limit;
use crate::import::prose;
use crate::import::source::{Document, OpenError};

/// Words as they come, a line a paragraph.
#[derive(Debug, Default)]
struct Words {
    text: String,
    inside: bool,
}

impl Words {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open("t", _) => self.inside = true,
            Piece::Close("t") => self.inside = false,
            Piece::Words(words) if self.inside => self.text.push_str(words),
            Piece::Close("p") => self.text.push('\n'),
            Piece::Open("tab", _) => self.text.push('\t'),
            // A break that was printed is followed by the mark of the new page.
            Piece::Open("br", tag) if attribute(tag, "type").is_none_or(|kind| kind != "page") => {
                self.text.push('\n');
            }
            _ => {}
        }
    }

    /// Adds notes that are due, each on a line of its own.
    fn below(&mut self, notes: &mut Vec<String>) {
        for note in notes.drain(..) {
            if !self.text.ends_with('\n') {
                self.text.push('\n');
            }
            self.text.push_str(&note);
            self.text.push('\n');
        }
    }
}

/// Reads a DOCX, by the pages of its last printing.
///
/// # Errors
/// It is damaged, or hits a limit.
pub fn docx(bytes: &[u8]) -> Result<Document, OpenError> {
    let mut archive = Archive::open(bytes)?;
    let text = archive.read("word/document.xml")?;
    // Without its notes a letter is still worth reading.
    let mut lost = None;
    let mut read = |name: &str, kind| {
        notes(&mut archive, name, kind).unwrap_or_else(|error| {
            lost = Some(if let OpenError::Limit(limit) = error { limit } else { Limit::Crash });
            HashMap::new()
        })
    };
    let mut footnotes = read("word/footnotes.xml", "footnote");
    let mut endnotes = read("word/endnotes.xml", "endnote");
    let mut words = Words::default();
    let (mut below, mut behind) = (Vec::new(), Vec::new());
    walk(&text, |piece| {
        match &piece {
            Piece::Open("footnoteReference", tag) => {
                below.extend(attribute(tag, "id").and_then(|id| footnotes.remove(&id)));
            }
            Piece::Open("endnoteReference", tag) => {
                behind.extend(attribute(tag, "id").and_then(|id| endnotes.remove(&id)));
            }
            Piece::Open("lastRenderedPageBreak", _) => {
                words.below(&mut below);
                words.text.push('\u{c}');
            }
            _ => {}
        }
        words.take(&piece);
        if let Piece::Close("p") = piece {
            words.below(&mut below);
        }
    })?;
    words.below(&mut below);
    words.below(&mut behind);
    if words.text.trim().is_empty() {
        return Err(OpenError::Broken);
    }
    let mut document = prose::paged(title(&mut archive), &words.text);
    document.limit = document.limit.or(lost);
    Ok(document)
}

/// The title that a letter gives itself, where it gives one.
fn title(archive: &mut Archive<'_>) -> Option<String> {
    let (mut title, mut inside) = (String::new(), false);
    walk(&archive.read("docProps/core.xml").ok()?, |piece| match piece {
        Piece::Open("title", _) => inside = true,
        Piece::Close("title") => inside = false,
        Piece::Words(words) if inside => title.push_str(words),
        _ => {}
    })
    .ok()?;
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// The notes of a kind by their id, without the rules that part them from the text.
fn notes(
    archive: &mut Archive<'_>,
    name: &str,
    kind: &str,
) -> Result<HashMap<String, String>, OpenError> {
    let mut notes = HashMap::new();
    if archive.zip.index_for_name(name).is_none() {
        return Ok(notes);
    }
    let mut words = Words::default();
    let mut id = None;
    walk(&archive.read(name)?, |piece| match &piece {
        Piece::Open(open, tag) if *open == kind => {
            words = Words::default();
            let is_note = attribute(tag, "type").is_none_or(|kind| kind == "normal");
            id = attribute(tag, "id").filter(|_| is_note);
        }
        Piece::Close(close) if *close == kind => {
            let text = words.text.trim();
            if let Some(id) = id.take().filter(|_| !text.is_empty()) {
                notes.insert(id, text.to_owned());
            }
        }
        piece => words.take(piece),
    })?;
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::super::{is_epub, tests::zipped};
    use super::*;

    #[test]
    fn a_letter_has_the_pages_of_its_last_printing() {
        let xml = br#"<w:document><w:body><w:p><w:r><w:t>Un</w:t><w:tab/><w:t>mot</w:t></w:r></w:p>
            <w:p><w:r><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>deux</w:t></w:r></w:p></w:body></w:document>"#;
        let bytes = zipped(&[("word/document.xml", xml)]);
        assert_eq!(is_epub(&bytes), Some(false));
        let read = docx(&bytes).unwrap();
        assert_eq!(read.title, None);
        let texts: Vec<String> = read.pages.into_iter().map(|p| p.text).collect();
        assert_eq!(texts, ["Un\tmot\n", "deux\n"]);
        let core = br"<cp:coreProperties><dc:title> Un &amp; deux </dc:title><dc:creator>X</dc:creator></cp:coreProperties>";
        let bytes = zipped(&[("word/document.xml", xml), ("docProps/core.xml", core)]);
        assert_eq!(docx(&bytes).unwrap().title.as_deref(), Some("Un & deux"));
    }
}

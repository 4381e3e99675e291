//! DOCX: a letter, by the pages that its last printing left in it.

use super::{Archive, Piece, attribute, walk};
use crate::import::prose;
use crate::import::source::{Document, OpenError};

/// Reads a DOCX, by the pages of its last printing.
///
/// # Errors
/// It is damaged, or hits a limit.
pub fn docx(bytes: &[u8]) -> Result<Document, OpenError> {
    let mut archive = Archive::open(bytes)?;
    let mut text = String::new();
    let mut in_words = false;
    walk(&archive.read("word/document.xml")?, |piece| match piece {
        Piece::Open("t", _) => in_words = true,
        Piece::Close("t") => in_words = false,
        Piece::Words(words) if in_words => text.push_str(words),
        Piece::Close("p") => text.push('\n'),
        Piece::Open("tab", _) => text.push('\t'),
        Piece::Open("lastRenderedPageBreak", _) => text.push('\u{c}'),
        // A break that was printed is followed by the mark of the new page.
        Piece::Open("br", tag) if attribute(tag, "type").is_none_or(|kind| kind != "page") => {
            text.push('\n');
        }
        _ => {}
    })?;
    if text.trim().is_empty() {
        return Err(OpenError::Broken);
    }
    Ok(prose::paged(None, &text))
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
        let texts: Vec<String> = docx(&bytes).unwrap().pages.into_iter().map(|p| p.text).collect();
        assert_eq!(texts, ["Un\tmot\n", "deux\n"]);
    }
}

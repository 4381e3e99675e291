//! EPUB and DOCX: XML in a ZIP archive, never more of it than the limits allow.
//!
//! Odd thing worth knowing: an EPUB has no pages; each file of its spine counts as one. A
//! DOCX has those that its last printing left in it.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::limits::{DEEPEST_XML, LARGEST_ENTRY, Limit, MOST_UNPACKED};
use super::prose::entity;
use super::source::{Document, OpenError, PageSource, ReadPage};
use crate::corpus::PageStatus;

/// An archive, and how much of it may still be unpacked.
struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, OpenError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OpenError::Broken)?;
        Ok(Self { zip, left: MOST_UNPACKED })
    }

    fn read(&mut self, name: &str) -> Result<String, OpenError> {
        let entry = self.zip.by_name(name).map_err(|_| OpenError::Broken)?;
        let most = LARGEST_ENTRY.min(self.left);
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| OpenError::Broken)?;
        let size = bytes.len() as u64;
        if size > most {
            let limit = if most < LARGEST_ENTRY { Limit::Unpacked } else { Limit::Entry };
            return Err(OpenError::Limit(limit));
        }
        self.left -= size;
        Ok(super::prose::decode(&bytes).into_owned())
    }
}

/// Whether this begins as a ZIP archive and cannot be opened as one.
#[must_use]
pub fn is_broken(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && Archive::open(bytes).is_err()
}

/// What a ZIP archive is: `Some(true)` for EPUB, `Some(false)` for DOCX.
#[must_use]
pub fn is_epub(bytes: &[u8]) -> Option<bool> {
    let archive = Archive::open(bytes).ok()?;
    let has = |name| archive.zip.index_for_name(name).is_some();
    if has("META-INF/container.xml") {
        Some(true)
    } else {
        has("word/document.xml").then_some(false)
    }
}

/// What comes of XML: names are without their prefix.
enum Piece<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Words(&'a str),
}

/// Walks through XML for as long as it is well-formed.
fn walk(xml: &str, mut take: impl FnMut(Piece<'_>)) -> Result<(), OpenError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEEPEST_XML {
                    return Err(OpenError::Limit(Limit::Depth));
                }
                take(Piece::Open(&local(tag.local_name().as_ref()), &tag));
            }
            Ok(Event::Empty(tag)) => {
                let name = local(tag.local_name().as_ref());
                take(Piece::Open(&name, &tag));
                take(Piece::Close(&name));
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                take(Piece::Close(&local(tag.local_name().as_ref())));
            }
            Ok(Event::Text(words)) => take(Piece::Words(&words.xml10_content())),
            Ok(Event::CData(words)) => take(Piece::Words(&words.xml10_content())),
            Ok(Event::GeneralRef(name)) => {
                if let Ok(Some(letter)) = name.resolve_char_ref() {
                    take(Piece::Words(letter.encode_utf8(&mut [0; 4])));
                } else if let Some(letters) = entity(&name.xml10_content()) {
                    take(Piece::Words(&letters));
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn local(name: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(name.as_ref()).into_owned()
}

fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|attribute| local(attribute.key.local_name().as_ref()) == wanted)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// An EPUB, one page a file of its spine.
pub struct Book {
    bytes: Vec<u8>,
    title: Option<String>,
    /// Where the files of the spine are in the archive.
    spine: Vec<String>,
    /// What of the archive may still be unpacked.
    left: u64,
}

impl Book {
    /// Opens an EPUB.
    ///
    /// # Errors
    /// It is damaged, or hits a limit.
    pub fn open(bytes: Vec<u8>) -> Result<Self, OpenError> {
        let mut archive = Archive::open(&bytes)?;
        let mut root = None;
        walk(&archive.read("META-INF/container.xml")?, |piece| {
            if let Piece::Open("rootfile", tag) = piece {
                root = root.take().or(attribute(tag, "full-path"));
            }
        })?;
        let root = root.ok_or(OpenError::Broken)?;
        let folder = root.rfind('/').map_or("", |at| &root[..=at]).to_owned();
        let (mut files, mut spine) = (HashMap::new(), Vec::new());
        let (mut title, mut in_title) = (String::new(), false);
        walk(&archive.read(&root)?, |piece| match piece {
            Piece::Open("item", tag) => {
                files.extend(attribute(tag, "id").zip(attribute(tag, "href")));
            }
            Piece::Open("itemref", tag) => spine.extend(attribute(tag, "idref")),
            Piece::Open("title", _) => in_title = title.is_empty(),
            Piece::Close("title") => in_title = false,
            Piece::Words(words) if in_title => title.push_str(words),
            _ => {}
        })?;
        let spine: Vec<String> = spine
            .iter()
            .filter_map(|id| files.get(id))
            .map(|file| format!("{folder}{file}"))
            .collect();
        let left = archive.left;
        if spine.is_empty() {
            return Err(OpenError::Broken);
        }
        let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        Ok(Self { bytes, title, spine, left })
    }
}

impl PageSource for Book {
    fn count(&self) -> u32 {
        u32::try_from(self.spine.len()).unwrap_or(u32::MAX)
    }

    fn title(&self) -> Option<String> {
        self.title.clone()
    }

    fn labels(&self) -> Vec<String> {
        Vec::new()
    }

    fn read(&self, from: u32, to: u32, take: &mut dyn FnMut(u32, ReadPage) -> bool) {
        let Ok(mut archive) = Archive::open(&self.bytes) else { return };
        archive.left = self.left;
        for (name, number) in self.spine.iter().zip(1..=to).skip((from as usize).saturating_sub(1))
        {
            let page = match archive.read(name).and_then(|xml| words_of(&xml)) {
                Ok(text) => ReadPage { text, status: PageStatus::Text, limit: None },
                Err(OpenError::Limit(limit)) => ReadPage::failed(limit),
                Err(_) => ReadPage::failed(Limit::Crash),
            };
            if !take(number, page) {
                break;
            }
        }
    }
}

/// The words of XHTML, a line a block.
fn words_of(xml: &str) -> Result<String, OpenError> {
    const BLOCKS: [&str; 14] = [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "br",
        "blockquote",
        "section",
        "title",
    ];
    let mut text = String::new();
    let mut unseen = 0_usize;
    walk(xml, |piece| match piece {
        Piece::Open("script" | "style" | "head", _) => unseen += 1,
        Piece::Close("script" | "style" | "head") => unseen = unseen.saturating_sub(1),
        Piece::Close(name) if BLOCKS.contains(&name) && !text.ends_with('\n') => {
            text.push('\n');
        }
        Piece::Words(words) if unseen == 0 => {
            let mut apart = words.starts_with(char::is_whitespace);
            for word in words.split_whitespace() {
                if apart && !text.ends_with(char::is_whitespace) {
                    text.push(' ');
                }
                text.push_str(word);
                apart = true;
            }
            if words.ends_with(char::is_whitespace) && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
        }
        _ => {}
    })?;
    Ok(text.trim().to_owned())
}

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
    Ok(super::prose::paged(None, &text))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    const CONTAINER: &[u8] =
        br#"<container><rootfiles><rootfile full-path="o/a.opf"/></rootfiles></container>"#;
    const OPF: &[u8] = br#"<package><metadata><dc:title>Un livre</dc:title></metadata>
        <manifest><item id="b" href="b.xhtml"/><item id="a" href="a.xhtml"/></manifest>
        <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#;

    fn book(first: &[u8]) -> Vec<u8> {
        zipped(&[
            ("META-INF/container.xml", CONTAINER),
            ("o/a.opf", OPF),
            ("o/a.xhtml", first),
            ("o/b.xhtml", b"<html><body><p>deux</p></body></html>"),
        ])
    }

    fn pages(book: &Book) -> Vec<ReadPage> {
        let mut pages = Vec::new();
        book.read(1, book.count(), &mut |_, page| {
            pages.push(page);
            true
        });
        pages
    }

    #[test]
    fn a_book_is_read_in_the_order_of_its_spine() {
        let bytes = book("<html><head><title>x</title></head><body><h1>Un</h1><p>l&#8217;&eacute;t&eacute; &amp;\n <b>plus</b></p></body></html>".as_bytes());
        assert_eq!(is_epub(&bytes), Some(true));
        let book = Book::open(bytes).unwrap();
        assert_eq!(book.title().as_deref(), Some("Un livre"));
        let texts: Vec<String> = pages(&book).into_iter().map(|page| page.text).collect();
        assert_eq!(texts, ["Un\nl’été & plus", "deux"]);
    }

    #[test]
    fn bombs_are_named_and_the_rest_is_kept() {
        let read = |first: &[u8]| pages(&Book::open(book(first)).unwrap());
        let large = read(&vec![b' '; usize::try_from(LARGEST_ENTRY).unwrap() + 9]);
        assert_eq!(large[0], ReadPage::failed(Limit::Entry));
        assert_eq!(large[1].text, "deux");
        assert_eq!(
            read("<b>".repeat(DEEPEST_XML + 9).as_bytes())[0],
            ReadPage::failed(Limit::Depth)
        );
        let broken = Book::open(b"PK\x03\x04 and no more".to_vec());
        assert_eq!(broken.err(), Some(OpenError::Broken));
    }

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

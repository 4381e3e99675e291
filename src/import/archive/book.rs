//! EPUB: the files of its spine.
//!
//! Odd thing worth knowing: an EPUB has no pages. Where it marks those of the printed book they are
//! its pages, else each file of its spine counts as one.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::{Archive, Piece, attribute, walk};
use crate::corpus::PageStatus;
use crate::import::limits::{Limit, MOST_PAGES};
use crate::import::source::{Document, OpenError, PageSource, ReadPage};

/// The longest that stands before the first mark of a part and belongs to the page that begins
/// there, in bytes: the heading of a chapter.
const HEADING: usize = 200;
/// The longest label, in characters.
const LABEL: usize = 40;

/// An EPUB, one page a file of its spine.
pub struct Book {
    bytes: Vec<u8>,
    title: Option<String>,
    /// Where the files of the spine are in the archive; none for those that are not.
    spine: Vec<Option<String>>,
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
        let (mut files, mut spine) = (HashMap::<String, String>::new(), Vec::new());
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
        let files: HashMap<String, Option<String>> =
            files.into_iter().map(|(id, to)| (id, located(&archive, &folder, &to))).collect();
        let spine: Vec<Option<String>> =
            spine.iter().map(|id| files.get(id).cloned().flatten()).collect();
        let left = archive.left;
        if spine.is_empty() {
            return Err(OpenError::Broken);
        }
        let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        Ok(Self { bytes, title, spine, left })
    }

    /// The book by the printed pages that it marks, each with its label; none where it marks none
    /// or hits a limit.
    #[must_use]
    pub fn printed(&self) -> Option<Document> {
        let mut archive = Archive::open(&self.bytes).ok()?;
        archive.left = self.left;
        let mut marked = false;
        for name in self.spine.iter().take(MOST_PAGES as usize).flatten() {
            marked = archive.read(name).ok()?.contains("pagebreak");
            if marked {
                break;
            }
        }
        if !marked {
            return None;
        }
        archive.left = self.left;
        let mut document = Document { title: self.title.clone(), ..Document::default() };
        let add = |label: String, page: ReadPage, document: &mut Document| {
            document.labels.push(label);
            document.pages.push(page);
        };
        let mut any = false;
        for name in &self.spine {
            let mut labels = Vec::new();
            let read = |name: &String| words_of(&archive.read(name)?, Some(&mut labels));
            let text = match name.as_ref().map(read) {
                Some(Ok(text)) => text,
                Some(Err(OpenError::Limit(_))) => return None,
                Some(Err(_)) => {
                    add(String::new(), ReadPage::failed(Limit::Crash), &mut document);
                    continue;
                }
                None => {
                    add(String::new(), ReadPage::failed(Limit::Missing), &mut document);
                    continue;
                }
            };
            any |= !labels.is_empty();
            let mut pieces = text.split(MARK).map(str::trim);
            let mut lead = pieces.next().unwrap_or_default();
            if !lead.is_empty() && (labels.is_empty() || lead.len() > HEADING) {
                // The page before goes on.
                match document.pages.last_mut().filter(|page| page.status == PageStatus::Text) {
                    Some(page) => {
                        page.text.push('\n');
                        page.text.push_str(lead);
                    }
                    None => add(String::new(), page(lead.to_owned()), &mut document),
                }
                lead = "";
            }
            for (piece, label) in pieces.zip(labels) {
                let text = format!("{lead}\n{piece}").trim().to_owned();
                lead = "";
                add(label, page(text), &mut document);
            }
        }
        any.then_some(document)
    }
}

fn page(text: String) -> ReadPage {
    ReadPage { text, status: PageStatus::Text, limit: None }
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

    fn in_parts(&self) -> bool {
        true
    }

    fn read(&self, from: u32, to: u32, take: &mut dyn FnMut(u32, ReadPage) -> bool) {
        let Ok(mut archive) = Archive::open(&self.bytes) else { return };
        archive.left = self.left;
        for (name, number) in self.spine.iter().zip(1..=to).skip((from as usize).saturating_sub(1))
        {
            let read = |name: &String| archive.read(name).and_then(|xml| words_of(&xml, None));
            let page = match name.as_ref().map(read) {
                Some(Ok(text)) => page(text),
                Some(Err(OpenError::Limit(limit))) => ReadPage::failed(limit),
                Some(Err(_)) => ReadPage::failed(Limit::Crash),
                None => ReadPage::failed(Limit::Missing),
            };
            if !take(number, page) {
                break;
            }
        }
    }
}

/// Where in the archive a reference from a folder leads, if anywhere.
fn located(archive: &Archive<'_>, folder: &str, to: &str) -> Option<String> {
    let path = to.split('#').next().unwrap_or_default();
    // It should be an address, with its odd signs as %20, but some write the bare name.
    let names = [within(folder, &unescaped(path)), within(folder, path), format!("{folder}{to}")];
    names.into_iter().find(|name| archive.zip.index_for_name(name).is_some())
}

/// A path in the archive, from one of its folders on.
fn within(folder: &str, path: &str) -> String {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A part of an address with what is written as %20 as its letters.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *byte == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let letter = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(letter.unwrap_or(*byte));
        rest = if letter.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What stands in the words where a printed page begins.
const MARK: char = '\u{c}';

/// Whether a printed page begins at an element.
fn is_mark(tag: &BytesStart<'_>) -> bool {
    let is = |name, wanted| {
        attribute(tag, name).is_some_and(|value| value.split_whitespace().any(|one| one == wanted))
    };
    is("type", "pagebreak") || is("role", "doc-pagebreak")
}

/// A label as it is printed: `Page 12.` is 12.
fn label(written: &str) -> String {
    let written = written.trim().trim_end_matches('.');
    let bare = match written.get(..4) {
        Some(word) if word.eq_ignore_ascii_case("page") => &written[4..],
        _ => written,
    };
    bare.trim().chars().filter(|sign| !sign.is_control()).take(LABEL).collect()
}

/// The words of XHTML, a line a block. Takes the labels of the printed pages where they are asked
/// for, and puts a mark where each begins.
fn words_of(xml: &str, mut labels: Option<&mut Vec<String>>) -> Result<String, OpenError> {
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
    // The label is what the element holds, where nothing else tells it.
    let mut naming: Option<(String, String)> = None;
    walk(xml, |piece| match piece {
        Piece::Open(name, tag) if unseen == 0 && labels.is_some() && is_mark(tag) => {
            text.push(MARK);
            let told = attribute(tag, "title").or_else(|| attribute(tag, "aria-label"));
            if told.is_none() {
                naming = Some((name.to_owned(), String::new()));
            }
            if let Some(labels) = &mut labels {
                labels.push(label(&told.unwrap_or_default()));
            }
        }
        Piece::Close(name) if naming.as_ref().is_some_and(|(tag, _)| tag == name) => {
            let held = naming.take().map(|(_, held)| label(&held)).unwrap_or_default();
            if let Some(last) = labels.as_mut().and_then(|labels| labels.last_mut()) {
                *last = held;
            }
            // It is no part of the word behind it.
            text.push('\n');
        }
        Piece::Open("script" | "style" | "head", _) => unseen += 1,
        Piece::Close("script" | "style" | "head") => unseen = unseen.saturating_sub(1),
        Piece::Close(name) if BLOCKS.contains(&name) && !text.ends_with('\n') => {
            text.push('\n');
        }
        Piece::Words(words) if unseen == 0 => {
            if let Some((_, held)) = naming.as_mut().filter(|(_, held)| held.len() <= LABEL) {
                held.push_str(words);
            }
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
    Ok(text.trim_matches(|sign: char| sign.is_whitespace() && sign != MARK).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{is_epub, tests::zipped};
    use super::*;
    use crate::import::limits::{DEEPEST_XML, LARGEST_ENTRY};

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
    fn printed_pages_are_pages_with_their_labels() {
        let chapter = "<html><head><title>x</title></head><body><h1>Un</h1><p><span epub:type='pagebreak' title='i'/>Une \
            pré<span role='doc-pagebreak' aria-label=' Page ii. '/>face</p></body></html>";
        let whole = "<html><body><p>suite</p><span epub:type='x pagebreak'>1</span><p>deux</p></body></html>";
        let bytes = zipped(&[
            ("META-INF/container.xml", CONTAINER),
            ("o/a.opf", OPF),
            ("o/a.xhtml", chapter.as_bytes()),
            ("o/b.xhtml", whole.replace("suite", &"suite ".repeat(50)).as_bytes()),
        ]);
        let read = Book::open(bytes).unwrap().printed().unwrap();
        assert_eq!(read.labels, ["i", "ii", "1"]);
        let texts: Vec<&str> = read.pages.iter().map(|page| page.text.as_str()).collect();
        assert_eq!(texts[0], "Un\nUne pré");
        assert!(
            texts[1].starts_with("face\nsuite suite") && texts[1].ends_with("suite"),
            "{texts:?}"
        );
        assert_eq!(texts[2], "1\ndeux");
        // A book that marks none has none, whatever its words are.
        assert_eq!(Book::open(book(b"<p>pagebreak</p>")).unwrap().printed(), None);
    }
}

//! What may be read of a document, and how each limit is named when it is hit.
//!
//! Imports [`crate::lang`].

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// The largest file, in bytes.
pub const LARGEST_FILE: u64 = 512 << 20;
/// The most pages of a document.
pub const MOST_PAGES: u32 = 20_000;
/// The most characters of a page.
pub const MOST_CHARACTERS: usize = 400_000;
/// The most text of a document, in bytes.
pub const MOST_TEXT: usize = 64 << 20;
/// The most memory of the process that reads a document, in bytes.
pub const MOST_MEMORY: u64 = 1 << 30;
/// The longest that one page may take.
pub const PAGE_TIME: Duration = Duration::from_secs(2);
/// The longest that opening a document may take, or drafting an article: with the bad pages
/// that are read again, no hostile document takes longer than 20 s.
pub const OPEN_TIME: Duration = Duration::from_secs(8);
/// What an ordinary page takes at the most, tens of times what most do: what one takes beyond it
/// is lost, as is what bad pages take.
pub const ORDINARY_PAGE_TIME: Duration = Duration::from_millis(100);
/// What opening an ordinary document takes at the most.
pub const ORDINARY_OPEN_TIME: Duration = Duration::from_secs(1);
/// The longest that bad pages may take in all.
pub const LOST_TIME: Duration = Duration::from_secs(15);
/// The longest that a document may take without its bad pages.
pub const DOCUMENT_TIME: Duration = Duration::from_mins(2);
/// How often reading starts again after a bad page.
pub const MOST_RESTARTS: u32 = 5;
/// The largest file of an archive once unpacked, in bytes.
pub const LARGEST_ENTRY: u64 = 64 << 20;
/// The most that is unpacked of an archive, in bytes.
pub const MOST_UNPACKED: u64 = 256 << 20;
/// The deepest XML.
pub const DEEPEST_XML: usize = 2_000;
/// The deepest HTML.
pub const DEEPEST_HTML: usize = 300;

/// A limit that was hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// The file is too large.
    File,
    /// The document has too many pages.
    Pages,
    /// A page has too many glyphs.
    Glyphs,
    /// A page has too many characters.
    Characters,
    /// The document has too much text.
    Text,
    /// Reading took too much memory.
    Memory,
    /// The page is nested too deeply.
    Depth,
    /// Reading broke off.
    Crash,
    /// Opening the document took too long.
    OpenTime,
    /// A page took too long.
    PageTime,
    /// Bad pages took too long in all.
    LostTime,
    /// The document took too long.
    DocumentTime,
    /// Reading had to start again too often.
    Restarts,
    /// A file of the archive is too large.
    Entry,
    /// The archive is too large once unpacked.
    Unpacked,
    /// The archive does not hold a part that it names. No figure is passed, the part is lost all
    /// the same.
    Missing,
}

impl Limit {
    /// What it is, with its figure.
    #[must_use]
    pub fn name(self, lang: Lang) -> String {
        let seconds = |time: Duration| time.as_secs();
        let (en, fr) = match self {
            Self::File => (
                format!("file over {} MB", LARGEST_FILE >> 20),
                format!("fichier de plus de {} Mo", LARGEST_FILE >> 20),
            ),
            Self::Pages => {
                (format!("more than {MOST_PAGES} pages"), format!("plus de {MOST_PAGES} pages"))
            }
            Self::Glyphs => (
                "more than 200000 glyphs on a page".to_owned(),
                "plus de 200000 glyphes sur une page".to_owned(),
            ),
            Self::Characters => (
                format!("more than {MOST_CHARACTERS} characters on a page"),
                format!("plus de {MOST_CHARACTERS} caractères sur une page"),
            ),
            Self::Text => (
                format!("more than {} MB of text", MOST_TEXT >> 20),
                format!("plus de {} Mo de texte", MOST_TEXT >> 20),
            ),
            Self::Memory => (
                format!("more than {} MB of memory", MOST_MEMORY >> 20),
                format!("plus de {} Mo de mémoire", MOST_MEMORY >> 20),
            ),
            Self::Depth => ("nested too deeply".to_owned(), "imbrication trop profonde".to_owned()),
            Self::Crash => ("reading broke off".to_owned(), "lecture interrompue".to_owned()),
            Self::OpenTime => (
                format!("more than {} s to open it", seconds(OPEN_TIME)),
                format!("plus de {} s pour l’ouvrir", seconds(OPEN_TIME)),
            ),
            Self::PageTime => (
                format!("more than {} s on a page", seconds(PAGE_TIME)),
                format!("plus de {} s sur une page", seconds(PAGE_TIME)),
            ),
            Self::LostTime => (
                format!("more than {} s lost on bad pages", seconds(LOST_TIME)),
                format!("plus de {} s perdues sur de mauvaises pages", seconds(LOST_TIME)),
            ),
            Self::DocumentTime => (
                format!("more than {} s for the document", seconds(DOCUMENT_TIME)),
                format!("plus de {} s pour le document", seconds(DOCUMENT_TIME)),
            ),
            Self::Restarts => (
                format!("more than {MOST_RESTARTS} restarts"),
                format!("plus de {MOST_RESTARTS} reprises"),
            ),
            Self::Entry => (
                format!("a part over {} MB once unpacked", LARGEST_ENTRY >> 20),
                format!("une partie de plus de {} Mo une fois décompressée", LARGEST_ENTRY >> 20),
            ),
            Self::Unpacked => (
                format!("over {} MB once unpacked", MOST_UNPACKED >> 20),
                format!("plus de {} Mo une fois décompressé", MOST_UNPACKED >> 20),
            ),
            Self::Missing => {
                ("missing from the archive".to_owned(), "absente de l’archive".to_owned())
            }
        };
        match lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }
}

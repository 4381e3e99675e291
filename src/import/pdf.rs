//! PDF by page: hayro reads the objects and the fonts; what is written where is our own.
//!
//! Nothing outside this room names hayro: it is young, and may be replaced behind
//! [`PageSource`].
//!
//! Odd thing worth knowing: the cache of fonts only grows, so it is dropped every
//! 64 pages.

mod collect;
mod content;
mod fonts;
mod labels;
mod layers;
mod layout;
mod rescue;

use hayro_syntax::object::Dict;
use hayro_syntax::object::dict::keys::{COUNT, PAGES};
use hayro_syntax::{LoadPdfError, Pdf};

use super::limits::{Limit, MOST_CHARACTERS, MOST_PAGES};
use super::source::{OpenError, PageSource, ReadPage};
use crate::corpus::PageStatus;
use collect::{Collect, text_of};
use content::Content;
use fonts::Fonts;
use layers::Layers;

/// Pages after which the cache of fonts is dropped.
const CACHED: u32 = 64;
/// A page of which more than this share of letters is unknown cannot be read, in percent.
const UNKNOWN: usize = 30;

/// An open PDF.
pub struct PdfPages {
    pdf: Pdf,
    pages: u32,
}

impl std::fmt::Debug for PdfPages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PdfPages").field("pages", &self.pages).finish_non_exhaustive()
    }
}

impl PdfPages {
    /// Opens a PDF.
    ///
    /// # Errors
    /// It asks for a password, or is none.
    pub fn open(bytes: Vec<u8>) -> Result<Self, OpenError> {
        let pdf = Pdf::new(bytes).map_err(|error| match error {
            LoadPdfError::Decryption(_) => OpenError::Locked,
            LoadPdfError::Invalid => OpenError::Broken,
        })?;
        let pages = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
        if pages == 0 {
            return Err(OpenError::Broken);
        }
        // A file that was cut says how many pages it had; those that are gone are lost pages.
        let told = told(&pdf).filter(|told| *told <= MOST_PAGES).unwrap_or(pages);
        Ok(Self { pdf, pages: pages.max(told) })
    }
}

/// How many pages a PDF says that it has.
fn told(pdf: &Pdf) -> Option<u32> {
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    root.get::<Dict<'_>>(PAGES)?.get(COUNT)
}

impl PageSource for PdfPages {
    fn count(&self) -> u32 {
        self.pages
    }

    fn title(&self) -> Option<String> {
        let title = text_of(self.pdf.metadata().title.as_deref()?);
        Some(title.trim().to_owned()).filter(|title| !title.is_empty())
    }

    fn labels(&self) -> Vec<String> {
        labels::labels(&self.pdf, self.pages)
    }

    fn read(&self, from: u32, to: u32, take: &mut dyn FnMut(u32, ReadPage) -> bool) {
        let layers = Layers::of(&self.pdf);
        let mut fonts = Fonts::new();
        for number in from..=to.min(self.pages) {
            if number % CACHED == 0 {
                fonts = Fonts::new();
            }
            let place = (number as usize).saturating_sub(1);
            let Some(page) = self.pdf.pages().get(place) else {
                if take(number, ReadPage::failed(Limit::Crash)) {
                    continue;
                }
                break;
            };
            let (width, height) = page.render_dimensions();
            let mut collected = Collect::new((f64::from(width), f64::from(height)));
            Content::read(page, &mut fonts, &layers, &mut collected);
            rescue::rescue(&mut collected);
            if !take(number, finished(&collected)) {
                break;
            }
        }
    }
}

/// The text of a page and what is to be said of it.
fn finished(page: &Collect) -> ReadPage {
    let mut text = layout::layout(&page.chars);
    let mut limit = page.full.then_some(Limit::Glyphs);
    if let Some((end, _)) = text.char_indices().nth(MOST_CHARACTERS) {
        text.truncate(end);
        limit = limit.or(Some(Limit::Characters));
    }
    let status = if page.lost.len() * 100 > page.chars.len() * UNKNOWN {
        PageStatus::Unreadable
    } else if page.images > 0 && !text.chars().any(char::is_alphanumeric) {
        PageStatus::Scanned
    } else {
        PageStatus::Text
    };
    ReadPage { text, status, limit }
}

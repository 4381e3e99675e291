//! Notes on a document page by page: a line says on which page what stands behind it was read.
//!
//! ```text
//! P. 22
//! A thermometer makes up its mind for us.
//! P. 31-32
//! the pain meter
//! ```

use super::Reader;
use super::blocks::{Block, Kind};
use super::ground::Ground;
use super::index;
use super::items::is_phrase;
use super::marks::quotations;
use super::records::Draft;
use super::references::Reference;
use super::speech::{Said, said};

/// Where the words begin behind the page that a text begins with.
fn led(text: &str, references: &[Reference]) -> Option<usize> {
    let first = references.first()?;
    let before = text[..first.start].trim_start_matches(['(', '[', ' ']).trim_end().to_lowercase();
    let rest = text.get(first.end..)?;
    let behind = rest.trim_start_matches([')', ']', '.', ':', ' ', '—', '–', '-', '\u{a0}']);
    let marked = behind.len() < rest.trim_start().len() || behind.starts_with(['“', '"', '«']);
    let lead = ["", "also", "again", "back to", "aussi", "encore"].contains(&before.as_str());
    (lead && marked && first.runs == 1 && !behind.is_empty()).then(|| text.len() - behind.len())
}

/// The fewest such lines of an article of notes.
const FEWEST: usize = 3;
/// The fewest words of what is noted as a sentence.
const FEWEST_WORDS: usize = 6;

impl Reader {
    /// The blocks that say on which page what follows was read, where an article has that habit. A line
    /// of pages right below a heading lists those of the heading.
    pub(super) fn paged(&self) -> Vec<usize> {
        let alone = |&number: &usize| self.page_alone(number).is_some();
        let found: Vec<usize> = (0..self.blocks.len()).filter(alone).collect();
        let headed = |&&number: &&usize| {
            number == 0 || self.blocks[number - 1].kind == Kind::Heading && !alone(&(number - 1))
        };
        let below = found.iter().filter(headed).count();
        if found.len() >= FEWEST && 3 * below <= found.len() { found } else { Vec::new() }
    }

    /// The page of a block that holds nothing else, and is no source of a quotation.
    fn page_alone(&self, number: usize) -> Option<Reference> {
        let block = &self.blocks[number];
        let (worded, reference) = index::whole(&block.text, &self.rules.references)?;
        let quoted = self.is_source(number)
            || self.handed(number, std::slice::from_ref(&reference)).is_some();
        (worded && reference.runs == 1 && block.kind != Kind::Row && !quoted).then_some(reference)
    }

    /// Whether a block says on which page what follows was read.
    pub(super) fn opens_page(&mut self, number: usize) -> bool {
        let opens = self.paged.binary_search(&number).is_ok();
        if opens {
            self.standing = Some(number);
            self.heading = None;
        } else if self.blocks[number].kind == Kind::Heading {
            self.standing = None;
        }
        opens
    }

    /// The page that what is read now stands on.
    pub(super) fn standing(&self) -> Option<(&Block, Reference)> {
        let number = self.standing?;
        Some((&self.blocks[number], self.page_alone(number)?))
    }

    /// States what a block says, on the page that stands before it where it gives none.
    pub(super) fn state(
        &self,
        draft: &mut Draft,
        number: usize,
        said: &Said,
        references: &[Reference],
    ) {
        let block = &self.blocks[number];
        match self.standing().filter(|_| said.reference.is_none() && !said.author) {
            Some((head, page)) => {
                let right_below = self.standing == number.checked_sub(1);
                let pages = draft.pages(head, &page, !right_below);
                draft.record(block, said, Some(pages));
            }
            None => draft.state(block, said, references),
        }
    }

    /// States what a block notes behind the page that it begins with: `Page 3. “Words”`, `(p. 4) They say`.
    pub(super) fn behind_page(&self, draft: &mut Draft, number: usize, references: &[Reference]) {
        let block = &self.blocks[number];
        let text = block.text.as_str();
        let Some(from) =
            self.leading.binary_search(&number).ok().and_then(|_| led(text, references))
        else {
            return;
        };
        let quoted =
            quotations(text).into_iter().find(|quoted| quoted.start == from && !quoted.open);
        let to = quoted.as_ref().map_or(text.len(), |quoted| quoted.end);
        let mut note = said(self.document.clone(), (from, to), ("page before the words", 0.6));
        note.quotes = quoted.map(|quoted| quoted.words).into_iter().collect();
        note.reference = Some(0);
        if text[from..to].split(' ').count() >= FEWEST_WORDS {
            draft.state(block, &note, references);
        }
    }

    /// The blocks that begin with a page, where an article of notes on somebody's book has that habit.
    pub(super) fn leading(&self) -> Vec<usize> {
        if self.document.as_ref().is_none_or(|document| document.collective) {
            return Vec::new();
        }
        let leads =
            |&number: &usize| led(&self.blocks[number].text, &self.pages_of(number)).is_some();
        let found: Vec<usize> = (0..self.blocks.len()).filter(leads).collect();
        if found.len() >= FEWEST { found } else { Vec::new() }
    }

    /// States what is noted right below a page: a theme, or what the document says there. Whether it was
    /// noted so.
    pub(super) fn below_page(&self, draft: &mut Draft, number: usize) -> bool {
        let block = &self.blocks[number];
        let Some((head, page)) = self.standing().filter(|_| self.standing == number.checked_sub(1))
        else {
            return false;
        };
        let text = block.text.trim_end_matches([' ', ':', '.']);
        if is_phrase(text) {
            draft.list_of(head, &page, (text, Ground::Page));
        } else if text.split(' ').count() >= FEWEST_WORDS {
            let note = said(self.document.clone(), (0, block.text.len()), ("below a page", 0.5));
            self.state(draft, number, &note, &[]);
        }
        true
    }
}

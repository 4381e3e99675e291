//! Quotations that are set apart: who says them, and on which page they stand.
//!
//! Their own last words say so (`— Ann Lee, p. 3`, `(p. 3)`, `[tolls, p. 3]`), a line right behind them
//! (`Ann Lee, 1985, p. 3`, `(source: the report, p. 3)`), or the words that announce them (`She is blunt
//! about tolls (p. 3):`).

use super::Reader;
use super::blocks::{Block, Kind};
use super::nouns::is_of_book;
use super::outline::Place as Spot;
use super::records::Draft;
use super::references::Reference;
use super::speech::{Said, said};
use super::who::{Speaker, is_person};

/// The fewest words of a quotation that is set apart.
const FEWEST_WORDS: usize = 4;
/// The most words of a line that says where a quotation stands.
const MOST_OF_SOURCE: usize = 14;
/// The most words of a name in such a line.
const MOST_OF_NAME: usize = 6;
/// The most bytes between the dash of a signature and the end of a quotation.
const MOST_OF_SIGNATURE: usize = 160;
/// What stands around pages and sources.
const AROUND: [char; 11] = ['(', ')', '[', ']', '—', '–', '-', ' ', ',', '.', '~'];
/// Marks of quotations.
const MARKS: [char; 6] = ['«', '»', '“', '”', '"', ' '];

/// What a line behind a quotation says of it.
struct Source {
    speaker: Option<Speaker>,
    /// It names somebody or something.
    named: bool,
    pages: Reference,
}

/// What a quotation says of itself at its end.
struct End<'a> {
    /// Where its words end.
    at: usize,
    /// The reference of its pages among those of its block.
    pages: Option<usize>,
    /// The words in the bracket of its pages.
    inner: &'a str,
}

impl Reader {
    /// A quotation that is set apart. Whether the block was one.
    pub(super) fn apart(
        &mut self,
        draft: &mut Draft,
        number: usize,
        place: &Spot,
        references: &[Reference],
    ) -> bool {
        if !self.is_apart(number) {
            return false;
        }
        let block = &self.blocks[number];
        let (new, pages) = self.set_apart(draft, number, place, references);
        for (tag, reference) in tags(block, references) {
            draft.noted(block, reference, tag);
        }
        if let Some(speaker) = &new.speaker {
            self.people.last = Some(speaker.clone());
        }
        draft.record(block, &new, pages);
        true
    }

    /// Whether a block is a quotation that is set apart.
    fn is_apart(&self, number: usize) -> bool {
        self.blocks.get(number).is_some_and(|block| {
            block.kind == Kind::Quotation
                && !block.text.starts_with(['—', '–'])
                && (block.text.split(' ').count() >= FEWEST_WORDS
                    || self.source_behind(number).is_some())
        })
    }

    /// Which reference of a block is that of the quotation that it announces: `So it must fall
    /// (p. 3):`, `On page 3 of the report stands:`, `p. 3`.
    pub(super) fn handed(&self, number: usize, references: &[Reference]) -> Option<usize> {
        let last = references.len().checked_sub(1)?;
        let text = self.blocks[number].text.as_str();
        let behind = text.get(references[last].end..)?;
        let alone =
            text.trim_matches(AROUND).len() <= references[last].end - references[last].start;
        if !alone && (!text.trim_end().ends_with(':') || end_of_sentence(behind)) {
            return None;
        }
        let next = number + 1;
        let bare = self.is_apart(next)
            && end_of(&self.blocks[next], &self.pages_of(next)).pages.is_none()
            && self.source_behind(next).is_none();
        bare.then_some(last)
    }

    /// Whether a block only says where the quotation before it stands.
    pub(super) fn is_source(&self, number: usize) -> bool {
        number
            .checked_sub(1)
            .is_some_and(|quoted| self.is_apart(quoted) && self.source_behind(quoted).is_some())
    }

    /// What the line behind a quotation says of it.
    fn source_behind(&self, quoted: usize) -> Option<Source> {
        let block = self.blocks.get(quoted + 1)?;
        let listed = |block: &Block| block.kind == Kind::Row || !block.index.is_empty();
        if block.kind == Kind::Quotation || self.blocks.get(quoted + 2).is_some_and(listed) {
            return None;
        }
        let mut pages = self.rules.references.find(&block.text);
        let pages = pages.pop().filter(|_| pages.is_empty())?;
        let behind = block.text.get(pages.end..)?;
        let before = block.text.get(..pages.start)?.trim_matches(AROUND);
        let lower = before.to_lowercase();
        let lead = ["source", "sources", "in", "dans", "from", "extrait de", "tiré de"]
            .iter()
            .filter(|lead| {
                lower
                    .strip_prefix(**lead)
                    .is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}']))
            })
            .map(|lead| lead.len())
            .max();
        let before = before.get(lead.unwrap_or(0)..)?;
        let before = before.trim_start_matches([' ', ':', '\u{a0}']);
        let alone = behind.trim_matches(AROUND).is_empty()
            && before.split_whitespace().count() <= MOST_OF_SOURCE;
        let name = before.split([',', '(', ':']).next().unwrap_or_default().trim();
        let first = name.split(' ').next().unwrap_or_default();
        let capital = name.starts_with(char::is_uppercase);
        let named = name.split(' ').count() <= MOST_OF_NAME && (capital || lead.is_some());
        // `Weirs: p. 3` may be a row of a list, `Ann Lee, 1985, p. 3` is none.
        let row = block.kind == Kind::Row && !before.contains(',') && !is_person(name);
        if !alone || row || !(before.is_empty() || named) || pages.is_list() {
            return None;
        }
        let signed = self.rules.signature(&block.text, &self.people);
        let speaker = match signed {
            None if before.is_empty() || !capital || is_of_book(first) => self.document.clone(),
            None => self.people.named(name),
            signed => signed,
        };
        Some(Source { speaker, named: capital && !is_of_book(first), pages })
    }

    /// Who says a quotation that is set apart, and its pages: signed at its end or behind it, announced
    /// before it, or the document's.
    fn set_apart(
        &self,
        draft: &mut Draft,
        number: usize,
        place: &Spot,
        references: &[Reference],
    ) -> (Said, Option<crate::corpus::file::PagesRecord>) {
        let block = &self.blocks[number];
        let own = end_of(block, references);
        let mut end = own.at;
        // `> Words. — Name, role`
        let dash = block.text[..end].rfind(['—', '–']).filter(|&at| end - at < MOST_OF_SIGNATURE);
        let inner = dash
            .and_then(|at| Some((at, self.rules.signature(&block.text[at..end], &self.people)?)));
        if let Some((at, _)) = inner {
            end = block.text[..at].trim_end().len();
        }
        let before = number.checked_sub(1).map(|before| &self.blocks[before]);
        let intro = before.filter(|before| before.text.trim_end().ends_with([':', ',']));
        let next = self.blocks.get(number + 1);
        let source = self.source_behind(number);
        let announcing = number.checked_sub(1).map(|before| (before, self.pages_of(before)));
        let handed = announcing.as_ref().and_then(|(before, given)| {
            Some((&self.blocks[*before], given.get(self.handed(*before, given)?)?))
        });
        let bracket = || {
            let name = own.inner.trim_matches(AROUND);
            let first = name.split([',', ' ']).next().unwrap_or_default();
            let somebody = is_person(name) || self.people.knows(name) || self.people.knows(first);
            (somebody && own.pages.is_some()).then(|| self.people.work(name)).flatten()
        };
        let signed = inner
            .map(|(_, speaker)| speaker)
            .or_else(bracket)
            .or_else(|| source.as_ref().filter(|source| source.named)?.speaker.clone())
            .or_else(|| next.and_then(|next| self.rules.signature(&next.text, &self.people)));
        let section = match place {
            Spot::Section { speaker, .. } => Some(speaker.clone()),
            _ => None,
        };
        let (speaker, rule) = if signed.is_some() {
            (signed, ("signature", 0.95))
        } else {
            let announced =
                intro.and_then(|intro| self.rules.introduced(&intro.text, &self.people));
            let placed = own.pages.is_some() || source.is_some();
            let of_document =
                |document: &&Speaker| intro.is_some() || placed || !document.collective;
            let documents = || self.document.as_ref().filter(of_document).cloned();
            let speaker = announced.or(section).or_else(documents);
            let sure = if speaker.is_some() { 0.7 } else { 0.4 };
            (speaker, ("block quotation", sure))
        };
        let start = block.text.len() - block.text.trim_start_matches(MARKS).len();
        let words = block.text[..end].trim_end_matches(MARKS).len().max(start);
        let mut quoted = said(speaker, (0, end), rule);
        quoted.quotes = vec![(start, words)];
        let given = own
            .pages
            .and_then(|at| Some((block, references.get(at)?)))
            .or_else(|| Some((next?, &source.as_ref()?.pages)))
            .or(handed);
        let standing = self.standing();
        let given = given.or(standing.as_ref().map(|(block, page)| (*block, page)));
        let pages = given.map(|(block, reference)| draft.pages(block, reference, false));
        (quoted, pages)
    }
}

/// Whether a sentence ends in words and another begins.
fn end_of_sentence(words: &str) -> bool {
    [". ", "! ", "? "].iter().any(|end| words.contains(end))
}

/// Where the words of a quotation end, and the pages that stand behind them in its block.
fn end_of<'a>(block: &'a Block, references: &[Reference]) -> End<'a> {
    let none = End { at: block.text.len(), pages: None, inner: "" };
    let Some((last, reference)) = references.iter().enumerate().next_back() else { return none };
    let behind = block.text[reference.end..].trim_start_matches(AROUND);
    let signed = behind.len() < block.text.len() - reference.end
        && block.text[reference.end..].contains(['—', '–']);
    if !(behind.trim_matches(MARKS).is_empty() || signed) {
        return none;
    }
    let before = &block.text[..reference.start];
    let open = before.rfind(['(', '[']).filter(|&at| !before[at..].contains([')', ']']));
    let open = open.filter(|&at| before[at..].split(' ').count() <= MOST_OF_SOURCE);
    let at = before[..open.unwrap_or(before.len())].trim_end_matches(['(', '[', ' ']).len();
    let inner = open.map_or("", |open| before[open + 1..].trim());
    End { at, pages: Some(last), inner }
}

/// The themes that a reader notes beside the page of a quotation: `[tolls, ferries, p. 3]`.
fn tags<'a>(block: &'a Block, references: &'a [Reference]) -> Vec<(&'a str, &'a Reference)> {
    let end = end_of(block, references);
    let Some(reference) = end.pages.and_then(|at| references.get(at)) else { return Vec::new() };
    let square = block.text[end.at..].trim_start().starts_with('[');
    let tags = end.inner.split(',').map(str::trim).filter(|tag| !tag.is_empty());
    let plain = |tag: &&str| {
        tag.starts_with(char::is_lowercase) && tag.split(' ').count() <= 4 && !is_of_book(tag)
    };
    if square { tags.filter(plain).map(|tag| (tag, reference)).collect() } else { Vec::new() }
}

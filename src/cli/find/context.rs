//! The words around each hit: its line, or of a long line what is near it.
//!
//! Odd thing worth knowing: nothing here looks further than [`LONGEST`] from a hit, so that a
//! text of one line costs no more than one of many.

use std::ops::Range;

use crate::import::finder::{Hit, Place};
use crate::import::source::Document;
use crate::words;

/// The longest line that is shown whole, in bytes.
const LONGEST: usize = 300;
/// How much of a longer one is shown on each side of a hit, in bytes.
const NEAR: usize = 120;

/// A line where a term stands, or a part of one.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    /// The page, counted from 1.
    pub(super) page: u32,
    /// In what its first hit stands.
    pub(super) place: Place,
    text: &'a str,
    range: Range<usize>,
    /// Where the term stands, in order.
    hits: Vec<Range<usize>>,
}

/// The excerpts with the hits of a name: each hit in one of them, no words in two.
pub(super) fn excerpts<'a>(name: usize, hits: &[Hit], document: &'a Document) -> Vec<Excerpt<'a>> {
    let mut all: Vec<Excerpt<'a>> = Vec::new();
    for hit in hits.iter().filter(|hit| hit.name == name) {
        let page = u32::try_from(hit.page + 1).unwrap_or(u32::MAX);
        let text = document.pages[hit.page].text.as_str();
        let last = all.last_mut().filter(|last| last.page == page);
        let from = last.as_ref().map_or(0, |last| last.range.end);
        if let Some(last) = last.filter(|last| hit.range.start < last.range.end) {
            last.range.end = last.range.end.max(hit.range.end);
            last.hits.push(hit.range.clone());
            continue;
        }
        let range = around(text, &hit.range, from);
        all.push(Excerpt { page, place: hit.place, text, range, hits: vec![hit.range.clone()] });
    }
    all
}

/// The line of a hit, or what is near it, from a place on that is shown already.
fn around(text: &str, hit: &Range<usize>, from: usize) -> Range<usize> {
    let before =
        &text[text.floor_char_boundary(hit.start.saturating_sub(LONGEST)).max(from)..hit.start];
    let behind = &text[hit.end..text.ceil_char_boundary(hit.end + LONGEST)];
    let start = before.rfind('\n').map(|at| hit.start - before.len() + at + 1);
    let start = start.or_else(|| (before.len() == hit.start).then_some(0));
    let end = behind.find('\n').map(|at| hit.end + at);
    let end = end.or_else(|| (hit.end + behind.len() == text.len()).then_some(text.len()));
    if let (Some(start), Some(end)) = (start, end)
        && end - start <= LONGEST
    {
        return start..end;
    }
    // Cut between two words, where there are any.
    let near =
        text.floor_char_boundary(hit.start.saturating_sub(NEAR)).max(hit.start - before.len());
    let start = start.filter(|&start| start >= near).unwrap_or_else(|| {
        text[near..hit.start].find(char::is_whitespace).map_or(near, |at| near + at)
    });
    let near = text.ceil_char_boundary(hit.end + NEAR).min(hit.end + behind.len());
    let end = end.filter(|&end| end <= near).unwrap_or_else(|| {
        text[hit.end..near].rfind(char::is_whitespace).map_or(near, |at| hit.end + at)
    });
    start..end
}

impl Excerpt<'_> {
    /// Its words, those of hits as `lit` gives them, behind and before what stands for words that
    /// are cut off.
    pub(super) fn words(&self, ellipsis: &str, lit: impl Fn(&str) -> String) -> String {
        let Self { text, range, hits, .. } = self;
        let mut shown = String::new();
        if cuts(&text[..range.start]) {
            shown.push_str(ellipsis);
        }
        let mut hits = hits.as_slice();
        for word in text[range.clone()].split_whitespace() {
            if !shown.is_empty() {
                shown.push(' ');
            }
            let mut at = word.as_ptr().addr() - text.as_ptr().addr();
            let end = at + word.len();
            while at < end {
                while let [first, rest @ ..] = hits
                    && first.end <= at
                {
                    hits = rest;
                }
                let first = hits.first().filter(|first| first.start < end);
                let (stop, is_lit) = match first {
                    None => (end, false),
                    Some(first) if first.start > at => (first.start, false),
                    Some(first) => (first.end.min(end), true),
                };
                let part = words::clean(&text[at..stop]);
                shown.push_str(&if is_lit { lit(&part) } else { part.into_owned() });
                at = stop;
            }
        }
        if cuts_after(&text[range.end..]) {
            shown.push(' ');
            shown.push_str(ellipsis);
        }
        shown
    }
}

/// Whether words of the same line stand before.
fn cuts(before: &str) -> bool {
    !before.is_empty() && !before.ends_with('\n')
}

/// Whether words of the same line stand behind.
fn cuts_after(behind: &str) -> bool {
    !behind.is_empty() && !behind.starts_with(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::finder::Finder;
    use crate::import::source::ReadPage;

    fn shown(pages: &[&str], term: &str) -> Vec<String> {
        let page = |text: &&str| ReadPage { text: (*text).to_owned(), ..ReadPage::default() };
        let document = Document { pages: pages.iter().map(page).collect(), ..Document::default() };
        let hits = Finder::new([[term]]).find(pages);
        let all = excerpts(0, &hits, &document);
        all.iter().map(|one| one.words("…", |words| format!("[{words}]"))).collect()
    }

    #[test]
    fn a_short_line_is_shown_whole_and_once() {
        let page = "Avant.\nUn  chat,\tdes chats;\r\nun chat\nnoir. Après.";
        assert_eq!(shown(&[page], "chat"), ["Un [chat], des [chats];", "un [chat]"]);
        assert_eq!(shown(&[page], "chat noir"), ["un [chat] [noir]. Après."]);
        assert_eq!(shown(&["chat", "chat"], "chat"), ["[chat]", "[chat]"]);
    }

    #[test]
    fn of_a_long_line_the_words_around_each_hit_are_shown_once() {
        let far = "mot ".repeat(400);
        let line = format!("{far}un chat ici et un chat là {far}encore un chat {far}");
        let shown = shown(&[&line], "chat");
        assert_eq!(shown.len(), 2, "{shown:#?}");
        assert!(shown[0].contains("un [chat] ici et un [chat] là"), "{shown:#?}");
        assert!(shown[1].contains("encore un [chat] mot"), "{shown:#?}");
        for excerpt in &shown {
            assert!(excerpt.len() < 3 * NEAR, "{excerpt}");
            assert!(excerpt.starts_with("… mot ") && excerpt.ends_with(" mot …"), "{excerpt}");
        }
    }

    #[test]
    fn a_line_full_of_hits_is_shown_in_parts_and_no_longer_than_it_is() {
        let hits = 20_000;
        let line = "chat ".repeat(hits);
        let shown = shown(&[&line], "chat");
        assert_eq!(shown.iter().map(|one| one.matches("[chat]").count()).sum::<usize>(), hits);
        assert!(shown.iter().all(|one| one.matches("chat").count() <= 2 * NEAR / 5), "{shown:?}");
    }

    #[test]
    fn a_line_without_spaces_is_cut_at_letters() {
        let line = format!("{}-été-{}", "é".repeat(1000), "é".repeat(1000));
        let shown = shown(&[&line], "été");
        assert_eq!(shown.len(), 1);
        assert!(shown[0].contains("é-[été]-é") && shown[0].len() < 4 * NEAR, "{shown:?}");
    }
}

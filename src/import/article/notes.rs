//! Notes at the foot of an article: `[1] p. 15`, `[^2]: Ropes: pp. 3 and 9`, `¹ On nets, see p. 12`,
//! `(1) p. 4`.
//!
//! A note that names a theme gives its pages to that. One that holds pages alone gives them to what its
//! mark stands behind, and so does one that names somebody: what they say was read there.

use std::collections::{HashMap, HashSet};

use regex::Regex;

use super::blocks::Block;
use super::clauses::{RAISED, capitals, end_of, start_of};
use super::index::{labels, only_leads};
use super::lists;
use super::patterns::regex;
use super::places::places;
use super::references::{Reference, References};
use super::speech::Under;
use super::who::{People, is_person};

/// A theme and its pages.
type Listed = (String, Vec<Reference>);

/// What the notes of an article give.
#[derive(Debug)]
pub(super) struct Notes {
    mark: Regex,
    /// The marks of all notes, as [`mark_of`] reads them.
    marks: HashSet<String>,
    /// The pages that are those of what a mark stands behind.
    plain: HashMap<String, Reference>,
    /// The themes of notes, by the number of their block.
    themed: HashMap<usize, Vec<Listed>>,
}

impl Notes {
    pub(super) fn of(
        blocks: &[Block],
        references: &References,
        people: &People,
    ) -> Result<Self, regex::Error> {
        let year = regex(r"\b(?:1[5-9]|20)\d{2}\b")?;
        let mut notes = Self {
            mark: regex(r"\[\^?\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\(\d{1,2}\)")?,
            marks: HashSet::new(),
            plain: HashMap::new(),
            themed: HashMap::new(),
        };
        let found = are_notes(blocks);
        for (number, block) in blocks.iter().enumerate().filter(|&(number, _)| found[number]) {
            let Some((mark, from)) = mark_of(&block.text) else { continue };
            notes.marks.insert(mark.clone());
            // What is dated is a work of its own.
            if year.is_match(&block.text) {
                continue;
            }
            let mut note = block.clone();
            note.text.replace_range(..from, "");
            (note.bold, note.bolds) = (None, Vec::new());
            let given = references.find(&note.text);
            let themes = themes(&note, &given, references, people);
            if themes.is_empty() {
                notes.plain.extend(alone(&note.text, given).map(|reference| (mark, reference)));
                continue;
            }
            let moved =
                |one: Reference| Reference { start: one.start + from, end: one.end + from, ..one };
            let themes = themes
                .into_iter()
                .map(|(name, pages)| (name, pages.into_iter().map(moved).collect()));
            notes.themed.insert(number, themes.collect());
        }
        Ok(notes)
    }

    /// The themes that a block gives pages, where it is a note.
    pub(super) fn themes(&self, number: usize) -> &[Listed] {
        self.themed.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Adds the pages of the notes whose marks stand in a text.
    pub(super) fn find(&self, text: &str, found: &mut Vec<Reference>) {
        // The mark that a note begins with is its own.
        for mark in self.mark.find_iter(text).filter(|mark| mark.start() > 0) {
            let key = mark.as_str().replace('^', "");
            if let Some(note) = self.plain.get(&key).filter(|_| !measures(&text[..mark.start()])) {
                found.push(Reference { start: mark.start(), end: mark.end(), ..note.clone() });
            }
        }
    }

    /// Whether a number in brackets is the mark of a note.
    pub(super) fn has(&self, number: &str) -> bool {
        [format!("[{number}]"), format!("({number})")].iter().any(|mark| self.marks.contains(mark))
    }
}

/// Whether a raised number stands behind a measure: `12 m²`.
fn measures(before: &str) -> bool {
    let word = before.rsplit([' ', '\u{a0}', '\u{202f}']).next().unwrap_or_default();
    ["m", "km", "cm", "mm"].contains(&word.trim_start_matches(|sign: char| sign.is_ascii_digit()))
}

/// The mark that a line begins with as a note at the foot does, and where the note begins behind it.
pub(super) fn mark_of(line: &str) -> Option<(String, usize)> {
    let digits = |text: &str, most: usize| {
        let count = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=most).contains(&count).then_some(count)
    };
    let (mark, end) = if let Some(rest) = line.strip_prefix('[') {
        let number = rest.trim_start_matches('^');
        let count = digits(number, 3)?;
        let behind =
            number[count..].strip_prefix(']').filter(|rest| rest.starts_with([' ', ':']))?;
        (format!("[{}]", &number[..count]), line.len() - behind.len())
    } else if let Some(rest) = line.strip_prefix('(') {
        let count = digits(rest, 2)?;
        let behind = rest[count..].strip_prefix(')').filter(|rest| rest.starts_with(' '))?;
        (format!("({})", &rest[..count]), line.len() - behind.len())
    } else {
        let behind = line.trim_start_matches(RAISED);
        let end = line.len() - behind.len();
        (line[..end].to_owned(), end)
    };
    let from = line.len() - line[end..].trim_start_matches([' ', ':', '.', '\u{a0}']).len();
    (end > 0).then_some((mark, from))
}

/// Which blocks are notes. A number in round brackets may begin a row too: its mark stands in the words
/// before it.
pub(super) fn are_notes(blocks: &[Block]) -> Vec<bool> {
    let marked = |number: usize, mark: &str| {
        let before = || blocks[..number].iter().map(|block| block.text.as_str());
        before().any(|text| text.find(mark).is_some_and(|at| at > 0))
            && !before().any(|text| text.starts_with(mark))
    };
    let note = |(number, block): (usize, &Block)| {
        mark_of(&block.text)
            .is_some_and(|(mark, _)| !mark.starts_with('(') || marked(number, &mark))
    };
    blocks.iter().enumerate().map(note).collect()
}

/// The themes that a note names, with their pages.
fn themes(
    note: &Block,
    given: &[Reference],
    references: &References,
    people: &People,
) -> Vec<Listed> {
    let text = note.text.as_str();
    let Some(first) = given.first() else { return Vec::new() };
    let somebody = given.iter().any(|one| {
        let clause = format!("– {}", &text[start_of(&text[..one.start])..one.start]);
        let known = |name: &str| is_person(name) || people.knows(name) || people.is_short(name);
        capitals(&clause).into_iter().any(known)
    });
    if somebody || only_leads(&text[..first.start]) {
        return Vec::new();
    }
    // `Marlow, p. 8` is a work.
    let label = text[..first.start].trim_end();
    if !first.means_several() && !label.contains(' ') && label.ends_with(',') {
        return Vec::new();
    }
    if let Some(labels) = labels(note, references) {
        return labels.into_iter().map(|(label, one)| (label, vec![one])).collect();
    }
    let placed = places(text, given, true);
    let listed = lists::given(note, (given, &placed, &[]), (None, Under::Nothing, None), &[]);
    let own = |pages: Vec<&Reference>| pages.into_iter().cloned().collect();
    listed.into_iter().map(|(name, pages, _)| (name, own(pages))).collect()
}

/// The pages of a note that names no theme: those of its first sentence where it holds nothing else, or
/// the only ones.
fn alone(text: &str, given: Vec<Reference>) -> Option<Reference> {
    let mut rest = given.into_iter();
    let mut whole = rest.next()?;
    if !only_leads(&text[..whole.start]) {
        return rest.next().is_none().then_some(whole);
    }
    let end = end_of(text, whole.end);
    for more in rest.take_while(|more| more.end <= end) {
        whole.pages.extend(more.pages);
        whole.runs += more.runs;
    }
    Some(whole)
}

//! Numbers in brackets that are pages although no word says so: `… lasts 25 years [31].`
//!
//! One alone may be anything. An article that gives pages elsewhere, and in which such brackets
//! stand again and again where a claim ends, means pages by them.

use regex::Regex;

use super::blocks::Block;
use super::clauses::start_of;
use super::index::declares;
use super::notes::Notes;
use super::patterns::regex;
use super::references::{Reference, References};

/// What brackets must weigh together to be a habit: those that hold several pages or stand right
/// behind a quotation weigh more.
const HABIT: usize = 4;

/// The most words from the pages that are counted to the bracket that names them.
const NEAR: usize = 7;

/// What numbers in brackets mean in an article.
#[derive(Debug)]
pub(super) struct Brackets {
    bracket: Regex,
    /// They are pages.
    pages: bool,
    /// The article says so.
    declared: bool,
    notes: Notes,
}

impl Brackets {
    pub(super) fn of(
        blocks: &[Block],
        references: &References,
        notes: Notes,
    ) -> Result<Self, regex::Error> {
        let mut brackets = Self {
            bracket: regex(r"[\[(](?P<inner>[\divxl][^\[\]()]{0,60})[\])]")?,
            pages: false,
            declared: false,
            notes,
        };
        brackets.declared = declares(blocks);
        let cited = blocks.iter().any(|block| !references.find(&block.text).is_empty());
        let plain = blocks.iter().filter(|block| block.index.is_empty());
        let (mut found, mut weight) = (Vec::new(), 0);
        for block in plain {
            let text = block.text.as_str();
            for reference in brackets.bracketed(text, references, false) {
                let quoted = text[..reference.start]
                    .trim_end_matches(['(', '[', ' '])
                    .ends_with(['”', '»', '"']);
                weight += if quoted || reference.means_several() { 2 } else { 1 };
                found.push(reference);
            }
        }
        // Those that count up from one are notes.
        let single = |reference: &&Reference| reference.pages.len() == 1;
        let mut next = 1;
        let counted = found.iter().filter(single).filter(|one| {
            let known = one.pages.first().is_some_and(|&page| page <= next);
            next += u32::from(one.pages.first() == Some(&next));
            known
        });
        let notes = counted.count();
        brackets.pages =
            (brackets.declared || (cited && weight >= HABIT)) && 2 * notes < found.len();
        Ok(brackets)
    }

    /// The notes of the article, whose marks stand in brackets too.
    pub(super) const fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Adds the pages that brackets and notes of a text give.
    pub(super) fn find(&self, text: &str, references: &References, found: &mut Vec<Reference>) {
        self.notes.find(text, found);
        if self.pages {
            let new = self.bracketed(text, references, self.declared);
            found.extend(new.into_iter().filter(|one| !self.notes.has(&text[one.start..one.end])));
        }
        if !self.pages {
            found.extend(self.counted(text, references));
        }
        crate::order::sort_by_key(found, |reference| reference.start);
    }

    /// The brackets behind pages that a sentence counts: `six pages on roofs (25 to 30) and one on
    /// doors (31)`.
    fn counted(&self, text: &str, references: &References) -> Vec<Reference> {
        let mut found: Vec<Reference> = Vec::new();
        for reference in self.bracketed(text, references, true) {
            let from = start_of(&text[..reference.start]);
            let last = found.last().filter(|last| last.start >= from);
            let before = &text[last.map_or(from, |last| last.end)..reference.start];
            let words: Vec<&str> = before.split_whitespace().collect();
            let pages = words.iter().rposition(|word| *word == "pages");
            let near = pages.is_some_and(|at| at > 0 && words.len() - at <= NEAR);
            let plain = !before.contains(|sign: char| sign.is_ascii_digit());
            let rises = last.is_none_or(|last| last.pages.last() < reference.pages.first());
            if plain && rises && (near || last.is_some()) {
                found.push(reference);
            }
        }
        found
    }

    /// The brackets of a text that hold numbers alone, behind words and at the end of a claim, where it is not
    /// `sure` that they are pages.
    fn bracketed(&self, text: &str, references: &References, sure: bool) -> Vec<Reference> {
        let mut found = Vec::new();
        for hit in self.bracket.captures_iter(text) {
            let (Some(whole), Some(inner)) = (hit.get(0), hit.name("inner")) else { continue };
            let Some((false, mut reference)) = references.first(inner.as_str()) else { continue };
            let rest = inner.as_str()[reference.end..].trim_matches([' ', ',', ';']);
            let note = rest.is_empty()
                || rest == "again"
                || ["note", "n.", "encore", "table", "fig"]
                    .iter()
                    .any(|word| rest.starts_with(word));
            let before = text[..whole.start()].trim_end();
            let word = before.rsplit(' ').next().unwrap_or_default();
            // Behind a name stand ages and years, behind a number what counts it.
            let named = !sure && word.starts_with(char::is_uppercase) && reference.pages.len() == 1;
            let counts = !sure
                && whole.as_str().starts_with('(')
                && before.ends_with(|sign: char| sign.is_ascii_digit());
            let year = reference.pages.iter().any(|page| (1500..2200).contains(page));
            let after = text[whole.end()..].chars().next();
            let ends = sure
                || after.is_none_or(|sign| ".,;:!?)".contains(sign))
                || (after == Some(' ')
                    && text[whole.end()..].trim_start().starts_with(char::is_uppercase));
            let rises = reference.pages.windows(2).all(|two| two[0] < two[1]);
            if note && ends && rises && !named && !counts && !year && !before.is_empty() {
                reference.start += inner.start();
                reference.end += inner.start();
                found.push(reference);
            }
        }
        found
    }
}

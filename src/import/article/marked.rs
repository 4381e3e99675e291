//! What the mark of a note stands behind, where the note holds pages alone: `It is all about tolls [2]`.

use super::names::clean;
use super::spoken::subject_of;
use super::themes::{BEING, Found, Theme};
use super::words::{ARTICLE, HELPS, Part};

/// Words that lead to what a sentence is about.
const ABOUT: &str = "sur on about par with";

/// The theme of a mark: the noun phrase right before it, where the sentence comes to that, what is
/// `found` there as for pages in brackets, or the subject of the last clause.
pub(super) fn marked(words: &str, found: Theme) -> Theme {
    let part = Part::of(words);
    let all = part.len();
    let from = part.phrase(0, all);
    let phrase = from > 0 && from < all && part.is(from - 1, "le la les l' the");
    let named = |from: usize| part.printed(from, all).and_then(clean);
    let comes_to =
        from > 1 && (part.is(from - 2, BEING) || part.is(from - 2, ABOUT) || part.parted(from - 1));
    if phrase
        && comes_to
        && let Some(name) = named(from)
    {
        return Theme::named(Some(name), true);
    }
    let known = matches!(found.found, Found::Named(_));
    if known && found.sure {
        return found;
    }
    // `I should say that the map is well drawn [2]`
    let that = part.last(0, all, "que qu' that").map(|that| that + 1);
    let clause = that.and_then(|from| words.get(part.words.get(from)?.at..));
    let states =
        that.is_some_and(|from| part.does(from, ARTICLE) && part.doing(from, all, HELPS).is_some());
    let subject = clause.filter(|_| states).and_then(|clause| subject_of(clause, None));
    let name = subject.or_else(|| named(from).filter(|_| phrase && !known));
    if name.is_some() { Theme::named(name, true) } else { found }
}

//! Text that a terminal may show: no control, no turn of direction, nothing unseen.
//!
//! Odd thing worth knowing: joiners (U+200C, U+200D) stay between letters that
//! need them, such as Indic and Arabic ones and emoji, and go elsewhere.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// The most code points that one visible character may hold.
const MOST_POINTS: usize = 8;
/// The most bytes that one visible character may hold.
const MOST_BYTES: usize = 32;

/// Stands for the quotation mark that a text may be put behind: accents that the text starts with
/// then stand on it, so they are cut as if they did, and a joiner has nothing there to join.
const BEFORE: char = '"';

/// The text without what could harm a terminal or deceive its reader.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    // Nearly all text is plain; most of it so plain that its bytes say so.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(BEFORE.len_utf8() + text.len());
    clean.push(BEFORE);
    clean.push_str(text);
    // What is cut or replaced may join what stands behind it, so this goes on until nothing changes:
    // no turn makes the text longer, and none brings back what another took.
    loop {
        let mut next = String::with_capacity(clean.len());
        clean.graphemes(true).for_each(|grapheme| next.extend(seen(short(grapheme))));
        if next == clean {
            return Cow::Owned(clean.split_off(BEFORE.len_utf8()));
        }
        clean = next;
    }
}

/// The signs of a visible character, with what has no place on a terminal replaced.
fn seen(grapheme: &str) -> impl Iterator<Item = char> {
    let joined = grapheme.chars().next().is_some_and(|first| first >= '\u{600}');
    grapheme.chars().map(move |sign| match sign {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{200c}' | '\u{200d}' if joined => sign,
        sign if is_harmful(sign) => '\u{fffd}',
        sign => sign,
    })
}

/// The start of a visible character, as much of it as a cell may hold.
fn short(grapheme: &str) -> &str {
    let starts = grapheme.char_indices().map(|(start, _)| start).chain([grapheme.len()]);
    let end = starts.take(MOST_POINTS + 1).take_while(|&end| end <= MOST_BYTES).last();
    &grapheme[..end.unwrap_or(0)]
}

/// What needs no second look: Latin, Greek, Cyrillic, common punctuation, and the arrows, lines
/// and marks that the screen is drawn with.
fn is_plain(sign: char) -> bool {
    matches!(
        sign,
        ' '..='~' | '\u{a0}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{2010}'..='\u{2027}'
            | '\u{202f}'..='\u{205f}' | '\u{2190}'..='\u{23ff}' | '\u{2500}'..='\u{26ff}'
    ) && sign != '\u{ad}'
}

/// Whether a sign has no place on a terminal: it commands, turns the direction, or is unseen.
#[must_use]
pub fn is_harmful(sign: char) -> bool {
    // Most signs are letters, and told at once.
    !matches!(sign, ' '..='~' | '\u{ae}'..='\u{5ff}')
        && (sign.is_control()
            || matches!(
                sign,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                    | '\u{e0000}'..='\u{e007f}'
            ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_left_alone() {
        for text in ["", "Fadhila Brahimi", "« l’année »\u{202f}?", "œuvre – été"] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn controls_turns_and_unseen_characters_are_shown_as_replaced() {
        assert_eq!(clean("a\u{1b}[31mb"), "a\u{fffd}[31mb");
        assert_eq!(clean("a\u{9b}b\u{7f}"), "a\u{fffd}b\u{fffd}");
        assert_eq!(clean("a\u{202e}b\u{200b}c\u{2066}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
        assert_eq!(clean("a\tb\nc\u{2028}d"), "a b c d");
    }

    #[test]
    fn joiners_stay_where_letters_need_them() {
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(clean(family), family);
        assert_eq!(clean("a\u{200d}b"), "a\u{fffd}b");
        // What a line break or the start held apart from a letter joins nothing either.
        assert_eq!(clean("\u{2029}\u{200d}\u{1b46f}"), " \u{fffd}\u{1b46f}");
        assert_eq!(clean("\u{200d}\u{1b46f}"), "\u{fffd}\u{1b46f}");
    }

    #[test]
    fn a_pile_of_accents_is_cut() {
        let pile = format!("e{}", "\u{301}".repeat(5000));
        assert!(clean(&pile).len() <= MOST_BYTES);
        // A control character ends a cluster; what replaces it does not.
        let behind = format!("\u{1}{}", "\u{301}".repeat(20));
        assert_eq!(clean(&behind), format!("\u{fffd}{}", "\u{301}".repeat(7)));
        // A text that starts with accents puts them on the sign before it.
        let quoted = format!("“{}”", clean(&"\u{302e}".repeat(20)));
        assert!(quoted.graphemes(true).all(|cluster| cluster.chars().count() <= MOST_POINTS));
    }
}

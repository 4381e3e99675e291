//! A note as it is typed: several lines, wrapped, with a cursor among them.
//!
//! ```text
//! ┏━ Note ━━━━━━━━━━━━━━━━━━━ Alt+Enter saves ━┓
//! ┃ à relire avant                             ┃
//! ┃ la réunion                                 ┃
//! ┃                                            ┃
//! ┃ croyons le premier site qui…               ┃   what it is about
//! ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
//! ```
//!
//! The line that is typed holds the line ends too; this knows where they fall on the screen.
//! Imports nothing but measures of text.

use std::ops::Range;

use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Rows of a note that are seen at once.
pub const ROWS: u16 = 5;

/// A note in lines of a width, and where its cursor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// The lines, in bytes of the text, in order; each but the last of a paragraph ends in the
    /// space where it was broken.
    pub lines: Vec<Range<usize>>,
    /// The line of the cursor.
    pub row: usize,
    /// Cells before the cursor.
    pub column: usize,
}

/// Lays a note out in lines of at most `width` cells.
#[must_use]
pub fn laid(input: &Input, width: usize) -> Laid {
    let text = input.value();
    let mut lines = Vec::new();
    let mut at = 0;
    for paragraph in text.split('\n') {
        broken(paragraph, at, width.max(1), &mut lines);
        at += paragraph.len() + 1;
    }
    let cursor = byte_of(text, input.cursor());
    // Where a line was broken, the cursor stands at the start of the next.
    let row = lines.iter().rposition(|line| line.start <= cursor).unwrap_or(0);
    let column = lines.get(row).map_or(0, |line| text[line.start..cursor].width());
    Laid { lines, row, column }
}

/// The lines of one paragraph that begins at `start`; an empty one is a line too.
fn broken(paragraph: &str, start: usize, width: usize, lines: &mut Vec<Range<usize>>) {
    let (mut from, mut taken) = (0, 0);
    // Behind the last space of the line, and the cells up to there.
    let mut space: Option<(usize, usize)> = None;
    for (at, letter) in paragraph.grapheme_indices(true) {
        let wide = letter.width();
        // A space may hang over the edge: nobody sees it.
        while taken + wide > width && letter != " " && at > from {
            let (end, cells) = space.take().unwrap_or((at, taken));
            lines.push(start + from..start + end);
            (from, taken) = (end, taken - cells);
        }
        taken += wide;
        if letter == " " {
            space = Some((at + 1, taken));
        }
    }
    lines.push(start + from..start + paragraph.len());
}

/// The byte of a character by its number.
fn byte_of(text: &str, cursor: usize) -> usize {
    text.char_indices().nth(cursor).map_or(text.len(), |(at, _)| at)
}

/// The number of the character at a byte.
fn cursor_at(text: &str, byte: usize) -> usize {
    text[..byte].chars().count()
}

/// The cursor a line further up or down, as near to its column as letters allow.
#[must_use]
pub fn by_line(input: &Input, width: usize, down: bool) -> usize {
    let laid = laid(input, width);
    let text = input.value();
    let row = if down { Some(laid.row + 1) } else { laid.row.checked_sub(1) };
    let Some(line) = row.and_then(|row| laid.lines.get(row)) else {
        // Beyond the first and the last line there is the start and the end.
        return if down { text.chars().count() } else { 0 };
    };
    let mut at = line.start;
    let mut before = at;
    let mut taken = 0;
    for letter in text[line.clone()].graphemes(true) {
        taken += letter.width();
        if taken > laid.column {
            break;
        }
        before = at;
        at += letter.len();
    }
    // Behind the last letter of a broken line the next one begins.
    let broken = laid.lines.iter().any(|next| next.start == at && next.start > line.start);
    cursor_at(text, if broken { before } else { at })
}

/// The start and the end of the line of text that the cursor is in, as characters.
#[must_use]
pub fn line_around(input: &Input) -> Range<usize> {
    let text = input.value();
    let at = byte_of(text, input.cursor());
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    cursor_at(text, start)..cursor_at(text, end)
}

/// The note without what stands from one character to another; the cursor stands there.
#[must_use]
pub fn without(input: &Input, gone: Range<usize>) -> Input {
    let text = input.value();
    let (from, to) = (byte_of(text, gone.start), byte_of(text, gone.end));
    let left = [&text[..from], &text[to..]].concat();
    Input::new(left).with_cursor(gone.start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str, cursor: usize) -> Input {
        Input::new(text.to_owned()).with_cursor(cursor)
    }

    fn lines(text: &str, width: usize) -> Vec<&str> {
        laid(&at(text, 0), width).lines.into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn a_note_is_broken_at_spaces_and_line_ends() {
        assert_eq!(lines("", 10), [""]);
        assert_eq!(lines("un deux trois\n\nquatre", 8), ["un deux ", "trois", "", "quatre"]);
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(lines("été été", 3), ["été ", "été"]);
    }

    #[test]
    fn the_cursor_goes_up_and_down_in_its_column() {
        let text = "premier\nun\ntroisième";
        let mut input = at(text, 5);
        let mut seen = Vec::new();
        for down in [true, true, true, false] {
            input = at(text, by_line(&input, 20, down));
            seen.push(input.cursor());
        }
        // The end of the short line, its column below, the end of all, then up again.
        assert_eq!(seen, [10, 13, 20, 10]);
    }

    #[test]
    fn a_line_is_cleared_and_no_other() {
        let text = "un\ndeux\ntrois";
        let line = line_around(&at(text, 5));
        assert_eq!(line, 3..7);
        let left = without(&at(text, 5), line);
        assert_eq!((left.value(), left.cursor()), ("un\n\ntrois", 3));
    }

    proptest! {
        #[test]
        fn lines_hold_every_letter_once_and_the_cursor_stands_in_one(
            text in "[a-zé世 \n]{0,60}", cursor in 0_usize..70, width in 1_usize..20, down: bool,
        ) {
            let input = at(&text, cursor.min(text.chars().count()));
            let laid = laid(&input, width);
            let joined: String = laid.lines.iter().map(|line| &text[line.clone()]).collect();
            prop_assert_eq!(joined, text.replace('\n', ""));
            for line in &laid.lines {
                let words = text[line.clone()].trim_end_matches(' ');
                prop_assert!(words.width() <= width.max(2), "{:?} in {}", words, width);
            }
            prop_assert!(laid.row < laid.lines.len());
            prop_assert!(by_line(&input, width, down) <= text.chars().count());
        }
    }
}

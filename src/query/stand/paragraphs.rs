//! The paragraphs of a page, whose lines it broke where its width ended.
//!
//! Lines that the page printed full belong to one paragraph; a word that a line end cut is
//! whole again. Every word knows where it stands in the text.

use std::ops::Range;

use super::is_hyphen;

/// Lines longer than this many letters were never broken by a page.
const UNBROKEN: usize = 160;
/// Second halves that keep their hyphen.
const CLITICS: &[&str] = &[
    "ce", "ci", "elle", "elles", "en", "être", "il", "ils", "je", "la", "là", "le", "les", "leur",
    "lui", "moi", "même", "mêmes", "nous", "on", "t", "toi", "tu", "vous", "y",
];

/// A word, or the half of one that a line end cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Whether no space comes before it.
    pub glued: bool,
}

impl Word {
    const fn new(range: Range<usize>) -> Self {
        Self { range, glued: false }
    }
}

/// The words of a paragraph on one line; of dots that lead to a number three are left.
#[must_use]
pub fn on_a_line(text: &str, words: &[Word]) -> String {
    let mut line = String::new();
    let mut dots = 0;
    for word in words {
        let is_dots = text[word.range.clone()].chars().all(|sign| sign == '.');
        dots = if is_dots { dots + 1 } else { 0 };
        if dots > 3 {
            continue;
        }
        if !line.is_empty() && !word.glued {
            line.push(' ');
        }
        line.push_str(&text[word.range.clone()]);
    }
    line
}

/// The words of each paragraph; none for an empty line.
#[must_use]
pub fn of(text: &str) -> Vec<Vec<Word>> {
    let lengths = text.lines().map(|line| line.chars().count());
    let full = lengths.filter(|&length| length <= UNBROKEN).max().unwrap_or(0);
    let mut paragraphs: Vec<Vec<Word>> = Vec::new();
    let (mut goes_on, mut cut) = (false, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = words(line, start);
        let bare = line.trim();
        if words.is_empty() {
            paragraphs.push(Vec::new());
            (goes_on, cut) = (false, false);
            continue;
        }
        match paragraphs.last_mut() {
            Some(last)
                if (goes_on && !starts_anew(bare))
                    || (cut && bare.starts_with(char::is_lowercase)) =>
            {
                join(text, last, words);
            }
            _ => paragraphs.push(words),
        }
        let length = bare.chars().count();
        cut = is_cut(bare);
        // Dots lead to the number that ends a line of a table of contents.
        let is_row = [". . . .", "....."].iter().any(|dots| bare.contains(dots));
        goes_on = length <= UNBROKEN && length * 4 >= full * 3 && full > 20 && !is_row;
    }
    paragraphs
}

/// Whether a line ends in a hyphen that may cut a word.
fn is_cut(line: &str) -> bool {
    let stem = line.trim_end_matches(is_hyphen);
    stem.len() < line.len() && stem.ends_with(char::is_alphabetic)
}

/// Whether a line begins a paragraph, whatever came before it.
fn starts_anew(line: &str) -> bool {
    let mut letters = line.chars();
    let (first, second) = (letters.next(), letters.next());
    matches!(first, Some('—' | '–' | '•' | '*' | '-' | '$' | '#' | '>' | '▪' | '◦'))
        && second.is_none_or(char::is_whitespace)
}

/// The words of a line that begins at `start`. Hard spaces hold words together.
fn words(line: &str, start: usize) -> Vec<Word> {
    let hard = |c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}');
    let apart = |c: char| (c.is_whitespace() && !hard(c)) || c.is_control();
    let mut words = Vec::new();
    let mut at = start;
    for part in line.split(apart) {
        if !part.is_empty() {
            words.push(Word::new(at..at + part.len()));
        }
        // Each sign that parts is found where the part ends.
        let after = at + part.len() - start;
        at += part.len() + line[after..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

/// Adds the words of the next line; a word that the line end cut is made whole.
fn join(text: &str, paragraph: &mut Vec<Word>, mut words: Vec<Word>) {
    if let (Some(last), Some(next)) = (paragraph.last_mut(), words.first_mut()) {
        let (first, second) = (&text[last.range.clone()], &text[next.range.clone()]);
        if is_cut(first) && second.starts_with(char::is_lowercase) {
            let stem = first.trim_end_matches(is_hyphen);
            next.glued = true;
            let bare = second.trim_end_matches(|c: char| !c.is_alphanumeric());
            let written = format!("{first}{bare}");
            if !CLITICS.contains(&bare) && !text.contains(&written) {
                last.range.end -= first.len() - stem.len();
            }
        }
    }
    paragraph.append(&mut words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_dots_lead_through_stay_apart_and_keep_three_of_them() {
        let text = "1 Les eaux . . . . . . . . . . 7\n2 Les fleuves . . . . . . . . . 9\n\
                    3 Et puis la suite des fleuves\nqui vont.";
        let lines: Vec<String> = of(text).iter().map(|words| on_a_line(text, words)).collect();
        let rows = ["1 Les eaux . . . 7", "2 Les fleuves . . . 9"];
        assert_eq!(lines[..2], rows);
        assert_eq!(lines[2], "3 Et puis la suite des fleuves qui vont.");
        assert_eq!(of("1 Eaux..........................7\nFin").len(), 2);
    }
}

//! From glyphs to lines of text.
//!
//! Content order is kept (columns stay apart that way); a run that goes on with an earlier
//! line is joined to it; raised and lowered letters stay in their line.
//!
//! Odd thing worth knowing: spacing accents are drawn before or after their letter and
//! overlap it; they are put on it and composed.

use unicode_normalization::UnicodeNormalization;

/// One drawn character, or the few that one glyph stands for.
#[derive(Clone, Debug)]
pub(super) struct Char {
    /// What it says.
    pub(super) text: Text,
    /// Its place along the baseline.
    pub(super) along: f64,
    /// The baseline's place across the page.
    pub(super) across: f64,
    /// Its width.
    pub(super) width: f64,
    /// The size of its font.
    pub(super) size: f64,
    /// The direction of its baseline, in quarter turns.
    pub(super) direction: u8,
}

/// A letter, or the letters of a ligature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    One(char),
    Many(Box<str>),
}

impl From<char> for Text {
    fn from(letter: char) -> Self {
        Self::One(letter)
    }
}

impl From<String> for Text {
    fn from(letters: String) -> Self {
        Self::Many(letters.into())
    }
}

impl Char {
    fn first(&self) -> char {
        match &self.text {
            Text::One(letter) => *letter,
            Text::Many(letters) => letters.chars().next().unwrap_or(' '),
        }
    }

    fn end(&self) -> f64 {
        self.along + self.width
    }

    fn push(&self, line: &mut String) {
        match &self.text {
            Text::One(letter) => push(*letter, line),
            Text::Many(letters) => letters.chars().for_each(|letter| push(letter, line)),
        }
    }
}

/// Control characters, signs without width and turns of direction are not written.
fn push(letter: char, line: &mut String) {
    let unseen = letter.is_control()
        || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}');
    if letter.is_whitespace() {
        if !line.ends_with(' ') {
            line.push(' ');
        }
    } else if !unseen {
        line.push(letter);
    }
}

/// The combining twin of a spacing accent.
fn combining(letter: char) -> Option<char> {
    Some(match letter {
        '`' | '\u{2cb}' => '\u{300}',
        '´' | '\u{2ca}' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¨' => '\u{308}',
        '¸' => '\u{327}',
        '˚' | '°' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        mark if ('\u{300}'..='\u{36f}').contains(&mark) => mark,
        _ => return None,
    })
}

/// A line that is being put together.
#[derive(Debug)]
struct Line {
    /// Holds accents alone so far.
    accents: bool,
    direction: u8,
    across: f64,
    end: f64,
    size: f64,
    chars: Vec<usize>,
}

/// How far back a line is looked for that a run goes on with.
const LOOK_BACK: usize = 60;

impl Line {
    fn new(place: usize, char: &Char) -> Self {
        Self {
            accents: combining(char.first()).is_some(),
            direction: char.direction,
            across: char.across,
            end: char.end(),
            size: char.size,
            chars: vec![place],
        }
    }

    /// Whether a letter drawn right after the line stands in it.
    fn takes(&self, char: &Char) -> bool {
        let size = self.size.max(char.size);
        let off = (char.across - self.across).abs() / size;
        let gap = (char.along - self.end) / size;
        let accent = self.accents || combining(char.first()).is_some();
        let small = char.size < 0.85 * self.size || self.size < 0.85 * char.size;
        self.direction == char.direction
            && ((accent && off < 0.6 && gap > -1.2 && gap < 0.6)
                || (off < 0.25 && gap > -0.6)
                || (off < 0.42 && gap > -0.45 && gap < 0.3)
                || (small && off < 0.65 && gap > -0.35 && gap < 0.6))
    }

    /// Whether a letter drawn later goes on with the line.
    fn goes_on_with(&self, char: &Char) -> bool {
        let gap = (char.along - self.end) / self.size;
        self.direction == char.direction
            && (char.across - self.across).abs() < 0.1 * self.size
            && gap > -0.15
            && gap < 0.5
    }

    fn push(&mut self, place: usize, char: &Char) {
        self.chars.push(place);
        if combining(char.first()).is_some() {
            return;
        }
        if self.accents {
            self.accents = false;
            self.across = char.across;
            self.size = char.size;
        }
        self.end = self.end.max(char.end());
        if char.size >= self.size * 0.85 {
            if char.size > self.size * 1.2 {
                self.across = char.across;
            }
            self.size = self.size.max(char.size);
        }
    }
}

/// The text of a page.
pub(super) fn layout(chars: &[Char]) -> String {
    let mut lines: Vec<Line> = Vec::new();
    for (place, char) in chars.iter().enumerate() {
        let last = lines.len().checked_sub(1).filter(|&last| lines[last].takes(char));
        let earlier = || {
            let back = lines.iter().enumerate().rev().take(LOOK_BACK);
            back.into_iter().find(|(_, line)| line.goes_on_with(char)).map(|(at, _)| at)
        };
        match last.or_else(earlier) {
            Some(at) => lines[at].push(place, char),
            None => lines.push(Line::new(place, char)),
        }
    }
    let mut text = String::with_capacity(chars.len() * 2);
    let mut before: Option<&Line> = None;
    for line in &lines {
        if let Some(before) = before {
            let size = before.size.max(line.size);
            let step = line.across - before.across;
            if before.direction == line.direction && step.abs() < 0.3 * size {
                text.push('\t');
            } else {
                text.push('\n');
                if before.direction != line.direction || step > 2.2 * size || step < 0.0 {
                    text.push('\n');
                }
            }
        }
        before = Some(line);
        text.push_str(&written(chars, line));
    }
    text
}

/// The gap from which on two letters are two words, in font sizes. On tracked lines most
/// gaps are wide: there it is measured against their median, between letters alone.
fn word_gap(chars: &[Char], line: &Line) -> f64 {
    let mut gaps: Vec<f64> = line
        .chars
        .windows(2)
        .map(|pair| (&chars[pair[0]], &chars[pair[1]]))
        .filter(|(a, b)| a.first().is_alphabetic() && b.first().is_alphabetic())
        .map(|(a, b)| (b.along - a.end()) / b.size.max(a.size))
        .collect();
    gaps.sort_by(f64::total_cmp);
    let (Some(&median), Some(&widest)) = (gaps.get(gaps.len() / 2), gaps.last()) else {
        return 0.15;
    };
    let spaced = line.chars.iter().any(|&place| chars[place].first().is_whitespace());
    let tracked =
        gaps.len() >= 6 && median > 0.08 && median < 0.6 && (spaced || widest > median * 1.8);
    if tracked { (median * 1.6).max(0.15) } else { 0.15 }
}

fn written(chars: &[Char], line: &Line) -> String {
    let threshold = word_gap(chars, line);
    let at = |place: usize| line.chars.get(place).map(|&place| &chars[place]);
    let mut text = String::with_capacity(line.chars.len() + 8);
    let mut waiting = None;
    for place in 0..line.chars.len() {
        let Some(char) = at(place) else { break };
        let first = char.first();
        let accent = combining(first);
        let next = at(place + 1);
        let over_next = next.is_some_and(|next| {
            next.first().is_alphabetic()
                && (next.along - char.along).abs() < next.width.max(char.width) * 0.75
        });
        let before = place.checked_sub(1).and_then(at);
        if let Some(before) = before {
            let size = before.size.max(char.size);
            let from = if accent.is_some() && over_next { next.unwrap_or(char) } else { char };
            let gap = from.along - before.end();
            let near = |a: f64, b: f64| (a - b).abs() < 0.12 * size;
            if before.text == char.text
                && near(before.along, char.along)
                && near(before.across, char.across)
                && first != ' '
            {
                continue;
            }
            let raised_digit = char.size < 0.85 * before.size
                && (before.across - char.across) > 0.15 * before.size
                && first.is_ascii_digit()
                && text.ends_with(char::is_alphabetic);
            let apart = text.is_empty() || text.ends_with(char::is_whitespace);
            if waiting.is_none()
                && !apart
                && !first.is_whitespace()
                && (gap > threshold * size || raised_digit)
            {
                text.push_str(if gap > 2.5 * size { "   " } else { " " });
            }
        }
        if let Some(accent) = accent {
            let over = |letter: &Char, from: f64, to: f64| {
                letter.first().is_alphabetic()
                    && char.along < letter.along + letter.width * to
                    && char.end() > letter.along + letter.width * from
            };
            if over_next && next.is_some_and(|next| over(next, 0.1, 0.9)) {
                waiting = Some(accent);
                continue;
            }
            if before.is_some_and(|before| over(before, 0.0, 0.8)) {
                text.push(accent);
                continue;
            }
        }
        char.push(&mut text);
        if let Some(accent) = waiting.take() {
            text.push(accent);
        }
    }
    let text: String = text.nfc().collect();
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of a 10-point font, each half an em wide, from a place on.
    fn run(text: &str, along: f64, across: f64) -> Vec<Char> {
        let places = (0_u32..).map(f64::from);
        text.chars()
            .zip(places)
            .map(|(letter, at)| char(letter, along + at * 5.0, across, 10.0))
            .collect()
    }

    fn char(letter: char, along: f64, across: f64, size: f64) -> Char {
        let text = letter.into();
        Char { text, along, across, width: size / 2.0, size, direction: 0 }
    }

    fn text(parts: &[Vec<Char>]) -> String {
        layout(&parts.concat())
    }

    #[test]
    fn a_gap_is_a_space_and_a_step_is_a_line() {
        assert_eq!(text(&[run("deux", 0.0, 0.0), run("mots", 22.0, 0.0)]), "deux mots");
        assert_eq!(text(&[run("un", 0.0, 0.0), run("deux", 0.0, 12.0)]), "un\ndeux");
        assert_eq!(text(&[run("un", 0.0, 0.0), run("deux", 0.0, 40.0)]), "un\n\ndeux");
    }

    #[test]
    fn spacing_accents_are_put_on_their_letter() {
        let before = vec![char('´', 10.0, 0.0, 10.0)];
        let parts = [run("ca", 0.0, 0.0), before.clone(), run("e", 10.0, 0.0)];
        assert_eq!(text(&parts), "caé");
        let parts = [run("cafe", -5.0, 0.0), before];
        assert_eq!(text(&parts), "café");
    }

    #[test]
    fn what_is_printed_twice_is_read_once() {
        let bold: Vec<Char> = run("gras", 0.0, 0.0)
            .into_iter()
            .flat_map(|c| [c.clone(), Char { along: c.along + 0.3, ..c }])
            .collect();
        assert_eq!(layout(&bold), "gras");
    }

    #[test]
    fn a_raised_digit_stands_apart_in_its_line() {
        let note = vec![char('3', 20.0, -4.0, 6.0)];
        assert_eq!(text(&[run("note", 0.0, 0.0), note, run(".", 23.0, 0.0)]), "note 3.");
    }

    #[test]
    fn tracked_capitals_are_one_word() {
        let spread: Vec<Char> = "RAPPORT"
            .chars()
            .zip((0_u32..).map(f64::from))
            .map(|(letter, at)| char(letter, at * 8.0, 0.0, 10.0))
            .collect();
        let mut line = spread.clone();
        line.extend(spread.iter().cloned().map(|c| Char { along: c.along + 66.0, ..c }));
        assert_eq!(layout(&line), "RAPPORT RAPPORT");
    }

    #[test]
    fn columns_keep_the_order_of_the_content() {
        let parts = [
            run("a1", 0.0, 0.0),
            run("a2", 0.0, 12.0),
            run("b1", 200.0, 0.0),
            run("b2", 200.0, 12.0),
        ];
        assert_eq!(text(&parts), "a1\na2\n\nb1\nb2");
    }

    #[test]
    fn controls_and_turns_of_direction_are_dropped() {
        assert_eq!(text(&[run("a\u{202e}b\u{1}c", 0.0, 0.0)]), "abc");
    }
}

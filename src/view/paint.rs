//! Putting lines, borders and marks into the buffer.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::theme::Theme;
use crate::app::bars::Strip;
use crate::app::{Area, Env, Line, Role};
use crate::words::clean;

/// What every region needs to draw itself.
pub(super) struct Painter<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) env: &'a Env,
    pub(super) theme: &'a Theme,
}

/// The lines of a border: corners clockwise from the top left, then horizontal and vertical.
type Border = [&'static str; 6];

const LIGHT: Border = ["┌", "┐", "┘", "└", "─", "│"];
const HEAVY: Border = ["┏", "┓", "┛", "┗", "━", "┃"];
const LIGHT_ASCII: Border = ["+", "+", "+", "+", "-", "|"];
const HEAVY_ASCII: Border = ["#", "#", "#", "#", "=", "#"];

impl Painter<'_> {
    /// Writes a text into at most `width` cells; returns how many it took.
    pub(super) fn text(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        // What lies outside the screen is not drawn.
        if width == 0 || !self.buffer.area.contains(Position::new(x, y)) {
            return 0;
        }
        // The one door to the cells: whatever a text is made of, it is clean behind it.
        let text = &*clean(text);
        // A narrow hard space is drawn as a hard one: not every terminal knows it.
        let text: Cow<'_, str> = if text.contains('\u{202f}') {
            text.replace('\u{202f}', "\u{a0}").into()
        } else {
            text.into()
        };
        // What was drawn there before must not shine through.
        let style = self.ground().patch(style);
        let (end, _) = self.buffer.set_stringn(x, y, &*text, usize::from(width), style);
        end.saturating_sub(x)
    }

    /// Writes a line into at most `width` cells; what does not fit ends in an ellipsis.
    pub(super) fn line(&mut self, x: u16, y: u16, width: u16, line: &Line) -> u16 {
        let line = &*self.own(line);
        let mut taken = 0;
        let mut left = line.width();
        for span in &line.spans {
            let room = width - taken;
            let style = self.theme.span(span);
            if left <= usize::from(room) {
                taken += self.text(x + taken, y, room, &span.text, style);
                left -= span.text.width();
                continue;
            }
            // Not everything that is left fits: this piece may still.
            let ellipsis = self.env.signs.ellipsis();
            let keep = usize::from(room).saturating_sub(ellipsis.width());
            if span.text.width() <= keep {
                taken += self.text(x + taken, y, room, &span.text, style);
                left -= span.text.width();
                continue;
            }
            let cut = cut(&span.text, keep);
            taken += self.text(x + taken, y, room, cut, style);
            taken += self.text(x + taken, y, width - taken, ellipsis, style);
            break;
        }
        taken
    }

    /// Writes a line so that it ends at the right border of `width` cells; returns its width.
    pub(super) fn right(&mut self, x: u16, y: u16, width: u16, line: &Line) -> u16 {
        let line = &*self.own(line);
        let wide = u16::try_from(line.width()).unwrap_or(u16::MAX).min(width);
        self.line(x + width - wide, y, wide, line)
    }

    /// Writes a line of the screen that may be clicked.
    pub(super) fn strip(&mut self, strip: &Strip) {
        if strip.area.is_empty() {
            return;
        }
        let signs = self.env.signs;
        let (x, width) = strip.right_part(signs);
        self.line(x, strip.area.y, width, &strip.right.line);
        let (x, width) = strip.left_part(signs);
        self.line(x, strip.area.y, width, &strip.left.line);
    }

    /// The look of an empty cell: the theme's own ground, or the terminal's.
    pub(super) fn ground(&self) -> Style {
        self.theme.ground().map_or_else(Style::reset, |ground| Style::reset().bg(ground))
    }

    /// A line in the signs that the terminal can show; letters stay as they are.
    fn own<'l>(&self, line: &'l Line) -> Cow<'l, Line> {
        if !self.env.signs.ascii() {
            return Cow::Borrowed(line);
        }
        let mut line = line.clone();
        for span in &mut line.spans {
            span.text = self.env.signs.own(&span.text).into_owned();
        }
        Cow::Owned(line)
    }

    /// Reverses the row that is chosen, where the reader asked for full rows.
    pub(super) fn chosen_row(&mut self, x: u16, y: u16, width: u16) {
        // Over a slow line a reversed row costs a row at every step.
        if !self.env.choices.full_rows || self.env.remote {
            return;
        }
        for x in x..x + width {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.modifier.insert(Modifier::REVERSED);
            }
        }
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Area) {
        let ground = self.ground();
        for y in area.y..area.y + area.height {
            for x in area.x..area.x + area.width {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(ground);
                }
            }
        }
    }

    /// Draws a border, heavy where the keys are.
    pub(super) fn border(&mut self, area: Area, heavy: bool) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let signs = self.env.signs;
        let lines = match (heavy, signs.ascii()) {
            (true, false) => HEAVY,
            (false, false) => LIGHT,
            (true, true) => HEAVY_ASCII,
            (false, true) => LIGHT_ASCII,
        };
        let style = self.theme.style(if heavy { Role::Text } else { Role::Dim });
        let [top_left, top_right, bottom_right, bottom_left, across, down] = lines;
        let (last_x, last_y) = (area.x + area.width - 1, area.y + area.height - 1);
        for x in area.x + 1..last_x {
            self.text(x, area.y, 1, across, style);
            self.text(x, last_y, 1, across, style);
        }
        for y in area.y + 1..last_y {
            self.text(area.x, y, 1, down, style);
            self.text(last_x, y, 1, down, style);
        }
        self.text(area.x, area.y, 1, top_left, style);
        self.text(last_x, area.y, 1, top_right, style);
        self.text(last_x, last_y, 1, bottom_right, style);
        self.text(area.x, last_y, 1, bottom_left, style);
    }

    /// Writes a title into the upper border, and at its right end the first note that fits.
    pub(super) fn title(&mut self, area: Area, title: &Line, notes: &[Line]) {
        let room = area.width.saturating_sub(4);
        if area.height == 0 || room == 0 {
            return;
        }
        let pad = |line: &Line| {
            let mut padded = Line::text(" ");
            padded.spans.extend(line.spans.iter().cloned());
            padded.and(Role::Text, " ")
        };
        let taken = self.line(area.x + 2, area.y, room, &pad(title));
        let fits = |note: &&Line| usize::from(taken) + note.width() + 3 <= usize::from(room);
        if let Some(note) = notes.iter().find(fits).filter(|note| note.width() > 0) {
            self.right(area.x + 2, area.y, room, &pad(note));
        }
    }
}

/// The longest start of a text that is no wider than `width`, on a grapheme boundary.
pub(super) fn cut(text: &str, width: usize) -> &str {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        taken += grapheme.width();
        if taken > width {
            return &text[..at];
        }
    }
    text
}

/// A text with the ranges that matched standing out.
pub(super) fn marked(text: &str, role: Role, ranges: &[Range<usize>]) -> Line {
    let mut line = Line::default();
    let mut at = 0;
    for range in ranges {
        if range.start > at {
            line = line.and(role, &text[at..range.start]);
        }
        line = line.and_strong(Role::Lit, &text[range.clone()]);
        at = range.end;
    }
    if at < text.len() {
        line = line.and(role, &text[at..]);
    }
    line
}

/// A text with what matched standing out, as [`marked`] makes it, without its start where the first
/// match would be cut off by `width`: whoever filters sees why a row is there. It starts at a word,
/// some words before the match where there is room; a sign of quoting stays.
pub(super) fn from_match(mut line: Line, width: usize, ellipsis: &str) -> Line {
    let lit = line.spans.iter().position(|span| span.role == Role::Lit);
    let Some(lit @ 1..) = lit else { return line };
    let whole = line.width();
    let before: usize = line.spans[..lit].iter().map(|span| span.text.width()).sum();
    let end = before + line.spans[lit].text.width();
    if whole <= width || end + ellipsis.width() <= width {
        return line;
    }
    // What follows fills the room where it can.
    let rest = whole.saturating_sub(width.saturating_sub(ellipsis.width()));
    let left_out = rest.min(before.saturating_sub(width / 4));
    let text: String = line.spans[..lit].iter().map(|span| span.text.as_str()).collect();
    let quoting = text.chars().take_while(|&sign| matches!(sign, '«' | '“' | '"' | '\u{a0}'));
    let quoting: String = quoting.collect();
    let from = cut(&text, left_out).len();
    let word = text[from..].find(' ').map_or(from, |space| from + space + 1);
    let role = line.spans[lit - 1].role;
    let kept = format!("{quoting}{ellipsis}{}", &text[word..]);
    line.spans.splice(..lit, Line::new(role, kept).spans);
    line
}

/// The style of the current page on the ribbon.
pub(super) const fn reversed(style: Style) -> Style {
    style.add_modifier(Modifier::REVERSED)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str, hit: &str, width: usize) -> String {
        let at = text.find(hit).unwrap_or(0);
        let hit = at..at + hit.len();
        from_match(marked(text, Role::Text, std::slice::from_ref(&hit)), width, "…").plain()
    }

    #[test]
    fn a_row_starts_where_its_match_is_seen() {
        let text = "Les marques parlent toutes de sens et bien peu en font";
        assert_eq!(of(text, "marques", 20), text, "it is seen as it is");
        assert_eq!(of(text, "sens", 60), text, "all of it fits");
        assert_eq!(of(text, "sens", 20), "…de sens et bien peu en font");
        assert_eq!(of(text, "font", 20), "…bien peu en font", "no room is left empty");
        assert_eq!(
            of("«\u{a0}Les marques parlent de sens\u{a0}»", "sens", 16),
            "«\u{a0}…de sens\u{a0}»"
        );
        assert_eq!(of("unmotsansespace", "ace", 8), "…sespace");
        assert_eq!(of("sens et marques", "sens", 3), "sens et marques");
    }

    proptest! {
        #[test]
        fn a_match_that_fits_is_seen_whole(
            before in "[a-zé ]{0,60}",
            hit in "[A-Z]{1,6}",
            after in "[a-zé ]{0,30}",
            width in 10usize..50,
        ) {
            let text = format!("{before}{hit}{after}");
            let at = before.len()..before.len() + hit.len();
            let line = from_match(marked(&text, Role::Text, &[at]), width, "…");
            let plain = line.plain();
            let (start, _) = plain.split_once(&hit).unwrap();
            let tail = format!("{hit}{after}");
            prop_assert!(plain.ends_with(&tail), "{}", plain);
            let room = if plain.width() > width { width - 1 } else { width };
            prop_assert!(start.width() + hit.width() <= room, "{}", plain);
        }
    }
}

//! What is written to the terminal for a frame: the least that makes it.
//!
//! ratatui's own backend for crossterm ends each frame by taking every attribute back, sets
//! them one by one, and names the place of each run of cells from the corner: a row's move
//! costs 62 bytes, of which 43 are needed. This one remembers where it is and how it writes.

use std::fmt::Write as _;
use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveRight, MoveTo, Show};
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{self, Clear};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// A terminal that is written to.
#[derive(Debug)]
pub struct Pen<W: Write> {
    out: W,
    /// Where the next character comes; none where that is not certain.
    at: Option<Position>,
    /// Whether nothing was written since the last place that was named of which terminals
    /// differ in how wide it is.
    certain: bool,
    look: Look,
}

/// How a cell looks, but for what stands in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// What is seen of a modifier where nothing stands in the cell.
const ON_BLANKS: Modifier =
    Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Whether two cells cannot be told apart.
pub(super) fn is_same(one: &Cell, other: &Cell) -> bool {
    one.symbol() == other.symbol()
        && (one == other || (one.symbol() == " " && Look::of(one).is_blank_as(Look::of(other))))
}

/// Whether a cell can be written again in passing: one byte, and it looks as the one before.
pub(super) fn is_passed(cell: &Cell, before: &Cell) -> bool {
    let (look, before) = (Look::of(cell), Look::of(before));
    match cell.symbol().as_bytes() {
        b" " => look.is_blank_as(before),
        [0x21..=0x7e] => look == before,
        _ => false,
    }
}

impl Look {
    const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether nothing looks the same in both.
    fn is_blank_as(self, other: Self) -> bool {
        // Reversed, or underlined, the colour of the text is seen as well.
        let seen = self.modifier & ON_BLANKS;
        self.bg == other.bg
            && seen == other.modifier & ON_BLANKS
            && (seen.is_empty() || self.fg == other.fg)
    }

    /// The numbers that lead from one look to this one.
    fn from(self, before: Self) -> String {
        let mut numbers = String::new();
        let mut kept = before.modifier;
        let weight = Modifier::BOLD | Modifier::DIM;
        for (flags, off) in [
            (weight, 22),
            (Modifier::ITALIC, 23),
            (Modifier::UNDERLINED, 24),
            (Modifier::SLOW_BLINK | Modifier::RAPID_BLINK, 25),
            (Modifier::REVERSED, 27),
            (Modifier::HIDDEN, 28),
            (Modifier::CROSSED_OUT, 29),
        ] {
            if !(before.modifier & flags).difference(self.modifier).is_empty() {
                kept.remove(flags);
                put(&mut numbers, off);
            }
        }
        self.add(&mut numbers, kept, before.fg, before.bg);
        let mut anew = String::from("0");
        self.add(&mut anew, Modifier::empty(), Color::Reset, Color::Reset);
        if anew.len() < numbers.len() { anew } else { numbers }
    }

    /// The numbers that add what is missing.
    fn add(self, numbers: &mut String, kept: Modifier, fg: Color, bg: Color) {
        for (flag, on) in [
            (Modifier::BOLD, 1),
            (Modifier::DIM, 2),
            (Modifier::ITALIC, 3),
            (Modifier::UNDERLINED, 4),
            (Modifier::SLOW_BLINK, 5),
            (Modifier::RAPID_BLINK, 6),
            (Modifier::REVERSED, 7),
            (Modifier::HIDDEN, 8),
            (Modifier::CROSSED_OUT, 9),
        ] {
            if self.modifier.contains(flag) && !kept.contains(flag) {
                put(numbers, on);
            }
        }
        if self.fg != fg {
            colour(numbers, self.fg, 30);
        }
        if self.bg != bg {
            colour(numbers, self.bg, 40);
        }
    }
}

fn put(numbers: &mut String, number: u8) {
    if !numbers.is_empty() {
        numbers.push(';');
    }
    // Writing to a string does not fail.
    let _ = write!(numbers, "{number}");
}

/// The number of a colour: of the text from 30, behind it from 40.
fn colour(numbers: &mut String, colour: Color, from: u8) {
    let number = match colour {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(index) => {
            for number in [from + 8, 5, index] {
                put(numbers, number);
            }
            return;
        }
        Color::Rgb(red, green, blue) => {
            for number in [from + 8, 2, red, green, blue] {
                put(numbers, number);
            }
            return;
        }
    };
    put(numbers, from + number);
}

impl<W: Write> Pen<W> {
    /// A pen of which nothing is known yet: the first frame clears.
    pub fn new(out: W) -> Self {
        Self { out, at: None, certain: false, look: Look::default() }
    }

    /// Goes to a place.
    fn go(&mut self, to: Position) -> io::Result<()> {
        match self.at {
            Some(at) if at == to => return Ok(()),
            Some(at) if self.certain && at.y == to.y && at.x < to.x => {
                queue!(self.out, MoveRight(to.x - at.x))?;
            }
            _ => {
                queue!(self.out, MoveTo(to.x, to.y))?;
                self.certain = true;
            }
        }
        self.at = Some(to);
        Ok(())
    }

    fn write(&mut self, x: u16, y: u16, cell: &Cell) -> io::Result<()> {
        self.go(Position::new(x, y))?;
        let symbol = cell.symbol();
        let look = Look::of(cell);
        let same = if symbol == " " { look.is_blank_as(self.look) } else { look == self.look };
        if !same {
            let numbers = look.from(self.look);
            queue!(self.out, Print("\x1b["), Print(numbers), Print("m"))?;
            self.look = look;
        }
        queue!(self.out, Print(symbol))?;
        let width = u16::try_from(symbol.width()).unwrap_or(2);
        // Terminals agree on Latin letters, on the rest not all.
        self.certain &= symbol.chars().all(|char| char < '\u{300}');
        // Behind a wide character terminals may differ in where they are.
        self.at = (width == 1).then(|| Position::new(x + 1, y));
        Ok(())
    }
}

impl<W: Write> Backend for Pen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.write(x, y, cell)?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        queue!(self.out, Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        queue!(self.out, Show)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.at.ok_or_else(|| io::Error::other("the terminal is not asked where its cursor is"))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go(position.into())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.at = None;
        self.look = Look::default();
        queue!(self.out, Print("\x1b[0m"))?;
        let region = match region {
            ClearType::All => terminal::ClearType::All,
            ClearType::AfterCursor => terminal::ClearType::FromCursorDown,
            ClearType::BeforeCursor => terminal::ClearType::FromCursorUp,
            ClearType::CurrentLine => terminal::ClearType::CurrentLine,
            ClearType::UntilNewLine => terminal::ClearType::UntilNewLine,
        };
        queue!(self.out, Clear(region))
    }

    fn size(&self) -> io::Result<Size> {
        terminal::size().map(Size::from)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let size = terminal::window_size()?;
        Ok(WindowSize {
            columns_rows: Size::new(size.columns, size.rows),
            pixels: Size::new(size.width, size.height),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::super::Screen;
    use super::*;

    const WIDTH: u16 = 14;
    const HEIGHT: u16 = 4;

    fn cell() -> impl Strategy<Value = Cell> {
        let symbol = prop_oneof![
            4 => Just(" "), 4 => "[a-c]".prop_map(|char| if char == "a" { "a" } else { "b" }),
            1 => Just("é"), 1 => Just("▸"), 1 => Just("─"), 2 => Just("漢"),
        ];
        let colour = || {
            prop_oneof![
                4 => Just(Color::Reset), 1 => Just(Color::Yellow), 1 => Just(Color::DarkGray),
                1 => Just(Color::Indexed(200)), 1 => Just(Color::Rgb(1, 2, 3)),
            ]
        };
        let modifier = prop_oneof![
            4 => Just(Modifier::empty()), 2 => Just(Modifier::BOLD), 2 => Just(Modifier::DIM),
            1 => Just(Modifier::BOLD | Modifier::REVERSED), 1 => Just(Modifier::UNDERLINED),
            1 => Just(Modifier::ITALIC),
        ];
        (symbol, colour(), colour(), modifier).prop_map(|(symbol, fg, bg, modifier)| {
            let mut cell = Cell::new("x");
            cell.set_symbol(symbol);
            (cell.fg, cell.bg, cell.modifier) = (fg, bg, modifier);
            cell
        })
    }

    /// The colour as the terminal of the test tells it.
    fn told(colour: Color) -> vt100::Color {
        match colour {
            Color::Yellow => vt100::Color::Idx(3),
            Color::DarkGray => vt100::Color::Idx(8),
            Color::Indexed(index) => vt100::Color::Idx(index),
            Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
            _ => vt100::Color::Default,
        }
    }

    proptest! {
        #[test]
        fn a_terminal_shows_every_frame_as_it_is(
            frames in proptest::collection::vec(
                (proptest::collection::vec((0..WIDTH, 0..HEIGHT, cell()), 0..50),
                 proptest::option::of((0..WIDTH, 0..HEIGHT))),
                1..6),
        ) {
            let mut screen = Screen::new(Pen::new(Vec::new()));
            let mut frame = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            let size = |cells| std::num::NonZero::new(cells).unwrap();
            let mut terminal = vt100::Parser::new(size(HEIGHT), size(WIDTH), 0);
            let mut read = 0;
            for (cells, cursor) in frames {
                for (x, y, cell) in cells {
                    frame[(x, y)] = cell;
                }
                // A wide sign covers the cell behind it, and has none at the edge.
                for y in 0..HEIGHT {
                    for x in 0..WIDTH {
                        let wide = frame[(x, y)].symbol().width() > 1;
                        if wide && x + 1 == WIDTH {
                            frame[(x, y)].set_symbol("b");
                        } else if wide {
                            frame[(x + 1, y)].reset();
                        }
                    }
                }
                let cursor = cursor.map(|(x, y)| Position::new(x, y));
                screen.draw(frame.clone(), cursor).unwrap();
                let bytes = &screen.backend().out;
                terminal.process(&bytes[read..]);
                read = bytes.len();
                for (place, cell) in frame.content.iter().enumerate() {
                    let (x, y) = frame.pos_of(place);
                    if x > 0 && frame[(x - 1, y)].symbol().width() > 1 {
                        continue;
                    }
                    let shown = terminal.screen().cell(y, x).unwrap();
                    let text = if shown.has_contents() { shown.contents() } else { " " };
                    prop_assert_eq!(text, cell.symbol(), "{},{}", x, y);
                    prop_assert_eq!(shown.bgcolor(), told(cell.bg), "{},{}", x, y);
                    let modifier = cell.modifier;
                    prop_assert_eq!(shown.underline(), modifier.contains(Modifier::UNDERLINED));
                    prop_assert_eq!(shown.inverse(), modifier.contains(Modifier::REVERSED));
                    if cell.symbol() != " " {
                        prop_assert_eq!(shown.fgcolor(), told(cell.fg), "{},{}", x, y);
                        prop_assert_eq!(shown.bold(), modifier.contains(Modifier::BOLD));
                        prop_assert_eq!(shown.dim(), modifier.contains(Modifier::DIM));
                        prop_assert_eq!(shown.italic(), modifier.contains(Modifier::ITALIC));
                    }
                }
                if let Some(cursor) = cursor {
                    prop_assert_eq!(terminal.screen().cursor_position(), (cursor.y, cursor.x));
                }
            }
        }
    }
}

//! What stands on the terminal, and the least that must be written to change it.
//!
//! ratatui's own `Terminal` writes 25 bytes for a frame that changed nothing;
//! this writes none.

use ratatui::backend::{Backend, ClearType};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::pen::{is_passed, is_same};
use crate::app::Size;

/// A backend and the frame that it shows.
#[derive(Debug)]
pub struct Screen<B> {
    backend: B,
    shown: Option<Buffer>,
    cursor: Option<Position>,
    frames: usize,
}

impl<B: Backend> Screen<B> {
    /// A screen of which nothing is known yet.
    pub const fn new(backend: B) -> Self {
        Self { backend, shown: None, cursor: None, frames: 0 }
    }

    /// The backend.
    pub const fn backend(&self) -> &B {
        &self.backend
    }

    /// The size of what is drawn.
    ///
    /// # Errors
    ///
    /// Where the backend cannot tell it.
    pub fn size(&self) -> Result<Size, B::Error> {
        self.backend.size().map(|size| Size::new(size.width, size.height))
    }

    /// How often something was written.
    pub const fn frames(&self) -> usize {
        self.frames
    }

    /// Forgets what is shown: the next frame is drawn whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Takes into a frame what is shown now, everywhere but inside an area.
    pub fn keep_outside(&self, next: &mut Buffer, inside: Rect) {
        let Some(shown) = self.shown.as_ref().filter(|shown| shown.area == next.area) else {
            return;
        };
        for (place, cell) in next.content.iter_mut().enumerate() {
            let (x, y) = shown.pos_of(place);
            if !inside.contains(Position::new(x, y)) {
                cell.clone_from(&shown.content[place]);
            }
        }
    }

    /// Shows a frame and a cursor; writes only what differs from the one before.
    ///
    /// # Errors
    ///
    /// Where the backend fails.
    pub fn draw(&mut self, next: Buffer, cursor: Option<Position>) -> Result<(), B::Error> {
        let known = self.shown.take().filter(|shown| shown.area == next.area);
        let fresh = known.is_none();
        let shown = if let Some(shown) = known {
            shown
        } else {
            self.backend.hide_cursor()?;
            self.backend.clear_region(ClearType::All)?;
            self.cursor = None;
            Buffer::empty(next.area)
        };
        let changes = changes(&shown, &next);
        let changed = !changes.is_empty();
        if changed {
            self.backend.draw(changes.into_iter())?;
        }
        // Drawing leaves the cursor where it wrote last.
        let moved = cursor != self.cursor || (changed && cursor.is_some());
        if moved {
            match cursor {
                Some(position) => {
                    self.backend.set_cursor_position(position)?;
                    if self.cursor.is_none() {
                        self.backend.show_cursor()?;
                    }
                }
                None => self.backend.hide_cursor()?,
            }
        }
        if fresh || changed || moved {
            self.frames += 1;
            self.backend.flush()?;
        }
        self.cursor = cursor;
        self.shown = Some(next);
        Ok(())
    }
}

/// So many cells are written again sooner than they are passed over.
const PASSED: u16 = 3;

/// The cells that are to be written: what looks other than before, and what lies between where
/// that is shorter than going round it. The right half of a wide sign is no cell of its own:
/// writing there wipes out the sign.
fn changes<'a>(shown: &Buffer, next: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let mut changes: Vec<(u16, u16, &Cell)> = Vec::new();
    let area = next.area;
    for y in area.top()..area.bottom() {
        let mut at = area.left();
        while at < area.right() {
            let (x, cell) = (at, &next[(at, y)]);
            at += width(cell);
            // What a wide sign covered is left by each terminal in its own way.
            let covered = x > area.left() && width(&shown[(x - 1, y)]) > 1;
            if is_same(&shown[(x, y)], cell) && !covered {
                continue;
            }
            if let Some(&(before, row, written)) = changes.last() {
                let from = before + width(written);
                if row == y
                    && (from..=before + PASSED).contains(&x)
                    && (from..x).all(|x| is_passed(&next[(x, y)], written))
                {
                    changes.extend((from..x).map(|x| (x, y, &next[(x, y)])));
                }
            }
            // Terminals differ in how wide a sign is that is told to be a picture: what may show
            // beside it is cleared before.
            if cell.symbol().contains('\u{fe0f}') && at == x + 2 && at <= area.right() {
                changes.push((x + 1, y, &next[(x + 1, y)]));
            }
            changes.push((x, y, cell));
        }
    }
    changes
}

/// The cells that the sign in one takes.
fn width(cell: &Cell) -> u16 {
    match cell.symbol() {
        plain if plain.len() == 1 => 1,
        sign => u16::try_from(sign.width()).unwrap_or(1).max(1),
    }
}

//! A screen without its colours.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// The cells of a buffer to eyes that see no colour.
pub(crate) fn without_hue(mut buffer: Buffer) -> Buffer {
    for cell in &mut buffer.content {
        (cell.fg, cell.bg) = (Color::Reset, Color::Reset);
    }
    buffer
}

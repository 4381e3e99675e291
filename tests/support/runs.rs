//! The styles of a frame as runs of cells: `1:0-8 bold` is row 1, columns 0 to 8.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Every run of cells that look other than plain text, in reading order.
pub(crate) fn runs(buffer: &Buffer) -> Vec<String> {
    let mut runs = Vec::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let look = look(&buffer[(x, y)]);
            let from = x;
            while x < buffer.area.width && self::look(&buffer[(x, y)]) == look {
                x += 1;
            }
            if !look.is_empty() {
                runs.push(format!("{y}:{from}-{} {look}", x - 1));
            }
        }
    }
    runs
}

/// How a cell looks, in words; nothing where it is plain.
fn look(cell: &Cell) -> String {
    let mut words = Vec::new();
    let names = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ];
    for (modifier, name) in names {
        if cell.modifier.contains(modifier) {
            words.push(name.to_owned());
        }
    }
    for (colour, ground) in [(cell.fg, "fg"), (cell.bg, "bg")] {
        if colour != Color::Reset {
            words.push(format!("{ground} {}", colour.to_string().to_lowercase()));
        }
    }
    words.join(" ")
}

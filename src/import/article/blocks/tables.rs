//! Rows and columns of tables, in HTML and as lines with bars.

use super::{Cell, Kind, Scanner};

impl Scanner {
    pub(super) fn next_row(&mut self) {
        if let Some(cell) = &mut self.cell {
            (cell.row, cell.column) = (cell.row + 1, 0);
        }
    }

    pub(super) fn next_column(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.column += 1;
        }
    }

    pub(super) fn open_table(&mut self) {
        self.tables += 1;
        self.cell = Some(Cell { table: self.tables, row: 0, column: 0 });
    }

    /// Opens a line that is the row of a table: `| Trams | 3, 5 |`. Whether it was one.
    pub(super) fn open_row(&mut self, rest: &str) -> bool {
        let bars = rest.starts_with('|') && rest.len() > 1;
        if self.rows {
            self.finish();
            if !bars {
                (self.rows, self.cell) = (false, None);
            }
        }
        if !bars {
            return false;
        }
        if !self.rows {
            self.finish();
            self.open_table();
            self.rows = true;
        }
        self.next_row();
        self.next_column();
        self.kind = Kind::Row;
        true
    }
}

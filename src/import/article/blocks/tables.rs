//! Rows and columns of tables: in HTML, as lines with bars, and as lines whose cells stand below each
//! other in plain text.

use std::collections::BTreeMap;

use super::super::index::is_of_list;
use super::{Cell, Kind, Scanner};

/// The fewest rows of a plain table that give pages.
const FEWEST_ROWS: usize = 2;

/// What begins at a place of a plain table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// A row, with the column of its first cell.
    Row(u32),
    /// A cell behind the first, with its column.
    Cell(u32),
    /// A line that is drawn between rows.
    Rule,
}

/// A line of a plain table: where it begins, and its cells with their first and last column of letters.
struct Line {
    at: usize,
    cells: Vec<(usize, usize, String)>,
}

/// The edges of the plain tables behind a place: lines whose cells are parted by more than one space,
/// and in which one column gives pages.
pub(super) fn edges(signs: &[char], from: usize) -> BTreeMap<usize, Edge> {
    let (mut found, mut at) = (BTreeMap::new(), from);
    let mut lines: Vec<Line> = Vec::new();
    barred(signs, from, &mut found);
    for line in signs[from..].split(|&sign| sign == '\n') {
        let cells = cells(line);
        if cells.len() < 2 && !is_rule(line) {
            mark(&std::mem::take(&mut lines), &mut found);
        } else {
            lines.push(Line { at, cells });
        }
        at += line.len() + 1;
    }
    mark(&lines, &mut found);
    found
}

/// Marks the rows of tables whose lines have bars within and none before them: the second line is drawn.
fn barred(signs: &[char], from: usize, found: &mut BTreeMap<usize, Edge>) {
    let mut at = from;
    let mut before: Option<usize> = None;
    let mut open = false;
    for line in signs[from..].split(|&sign| sign == '\n') {
        let bars =
            line.contains(&'|') && line.iter().find(|sign| !sign.is_whitespace()) != Some(&'|');
        let drawn = bars && line.contains(&'-') && line.iter().all(|sign| "|-: ".contains(*sign));
        if let (true, Some(head)) = (drawn && !open, before) {
            found.insert(head, Edge::Row(1));
            found.insert(at, Edge::Rule);
        } else if bars && open {
            found.insert(at, Edge::Row(1));
        }
        open = bars && (open || (drawn && before.is_some()));
        before = bars.then_some(at);
        at += line.len() + 1;
    }
}

/// Whether a line is drawn: `-----`, `=====`.
fn is_rule(line: &[char]) -> bool {
    line.iter().filter(|sign| !sign.is_whitespace()).count() > 2
        && line.iter().all(|sign| sign.is_whitespace() || "-=_─━═+*~".contains(*sign))
}

/// The cells of a line, where it may be the row of a plain table.
fn cells(line: &[char]) -> Vec<(usize, usize, String)> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let mut gap = 0;
    for (at, &sign) in line.iter().enumerate() {
        if sign.is_whitespace() {
            gap += if sign == '\t' { 2 } else { 1 };
            continue;
        }
        match found.last_mut() {
            // Two spaces behind a sentence are a habit of typists, and a row may be one of a list.
            Some((_, end, text))
                if gap < 2 || (gap == 2 && text.ends_with(['.', '!', '?'])) || is_mark(text) =>
            {
                text.extend(std::iter::repeat_n(' ', gap.min(1)));
                text.push(sign);
                *end = at + 1;
            }
            _ => found.push((at, at + 1, sign.to_string())),
        }
        gap = 0;
    }
    let other = found.first().is_none_or(|(.., first)| first.starts_with(['|', '>', '#', '<']));
    if other || is_rule(line) { Vec::new() } else { found }
}

/// Whether words are the mark of a row in a list.
fn is_mark(text: &str) -> bool {
    let number = text.trim_end_matches(['.', ')']);
    text.chars().all(|sign| "-*+•·–—".contains(sign))
        || (number.len() < text.len() && number.chars().all(|sign| sign.is_ascii_digit()))
}

/// Marks the edges of lines that are a table: one column gives pages in most rows.
fn mark(lines: &[Line], found: &mut BTreeMap<usize, Edge>) {
    let rows = || lines.iter().filter(|line| !line.cells.is_empty());
    let Some(widest) = rows().max_by_key(|line| line.cells.len()) else { return };
    let gives = |column: usize| {
        rows().filter(|row| row.cells.get(column).is_some_and(|(.., text)| is_list(text))).count()
    };
    let most = (0..widest.cells.len()).map(gives).max().unwrap_or(0);
    if most < FEWEST_ROWS || 2 * most < rows().count() {
        return;
    }
    for line in lines {
        let full = line.cells.len() == widest.cells.len();
        let mut next = 0;
        for (number, &(start, end, _)) in line.cells.iter().enumerate() {
            let apart = |column: &usize| {
                let (from, to, _) = widest.cells[*column];
                start.abs_diff(from).min(end.abs_diff(to))
            };
            let nearest = (next..widest.cells.len()).min_by_key(apart).unwrap_or(next);
            let column = if full { number } else { nearest };
            next = column + 1;
            let column = u32::try_from(column + 1).unwrap_or(u32::MAX);
            match number {
                0 => found.insert(line.at, Edge::Row(column)),
                _ => found.insert(line.at + start, Edge::Cell(column)),
            };
        }
        if line.cells.is_empty() {
            found.insert(line.at, Edge::Rule);
        }
    }
}

/// Whether a cell holds pages and nothing else.
fn is_list(text: &str) -> bool {
    let words = || text.split(' ').map(is_of_list);
    words().all(|word| word.is_some()) && words().any(|word| word == Some(true))
}

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

    /// Opens a line that is the row of a table: `| Trams | 3, 5 |`. Behind which sign its first cell
    /// begins, if it was one; the lines that are drawn between rows hold none.
    pub(super) fn open_row(&mut self, line: &str) -> Option<usize> {
        let rest = line.trim();
        let indent = line.chars().count() - line.trim_start().chars().count();
        let bars = rest.starts_with('|') && rest.len() > 1;
        let edge = self.edges.get(&self.at).copied();
        if self.rows {
            self.finish();
            if !bars && edge.is_none() {
                (self.rows, self.cell) = (false, None);
            }
        }
        if !bars && edge.is_none() {
            return None;
        }
        if !self.rows {
            self.finish();
            self.open_table();
            self.rows = true;
        }
        self.kind = Kind::Row;
        let rule = rest.chars().all(|sign| "|-: ".contains(sign));
        if rule || edge == Some(Edge::Rule) {
            return Some(line.chars().count());
        }
        self.next_row();
        self.open_column(match edge {
            Some(Edge::Row(column)) => column,
            _ => 1,
        });
        Some(indent + usize::from(bars))
    }

    /// Opens the cell of a plain table that begins at a place.
    pub(super) fn open_cell(&mut self, at: usize) {
        if let (true, Some(&Edge::Cell(column))) = (self.rows, self.edges.get(&at)) {
            self.finish();
            self.kind = Kind::Row;
            self.open_column(column);
        }
    }

    fn open_column(&mut self, column: u32) {
        if let Some(cell) = &mut self.cell {
            cell.column = column;
        }
    }
}

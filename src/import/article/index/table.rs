//! Tables whose cells give pages, and rows in which somebody says something.

use super::super::blocks::{Block, Cell};
use super::super::references::References;
use super::super::who::is_person;
use super::{Entry, is_cue, label_behind, whole};

/// Marks the cells that give the pages of the first cell in their row.
pub(super) fn tables(blocks: &mut [Block], read: &mut [Vec<Entry>], references: &References) {
    let mut at = 0;
    while at < blocks.len() {
        let Some(table) = blocks[at].cell.map(|cell| cell.table) else {
            at += 1;
            continue;
        };
        let same = |block: &&Block| block.cell.is_some_and(|cell| cell.table == table);
        let end = at + blocks[at..].iter().take_while(same).count();
        let found = cells(&blocks[at..end], references);
        if !found.is_empty() {
            read[at..end].iter_mut().for_each(Vec::clear);
        }
        for (number, entry) in found {
            blocks[at + number].index = vec![entry];
        }
        at = end;
    }
}

/// The cells of a table that give pages, each with the name of its row.
fn cells(table: &[Block], references: &References) -> Vec<(usize, Entry)> {
    let placed = || table.iter().enumerate().filter_map(|(at, block)| Some((at, block.cell?)));
    let columns = placed().map(|(_, cell)| cell.column).max().unwrap_or(0);
    // The name stands first in its row, or behind the pages.
    let name_of = |row: u32, pages: u32| {
        let names = if pages == 1 { 2 } else { 1 };
        let mut named = placed().filter(|(_, cell)| cell.row == row && cell.column == names);
        let (at, _) = named.next()?;
        named.next().is_none().then_some(table[at].text.as_str())
    };
    // Where the cells between hold words, the row says something.
    let words = |(at, cell): &(usize, Cell)| {
        (2..columns).contains(&cell.column) && table[*at].text.split(' ').count() >= FEWEST_WORDS
    };
    if 2 * placed().filter(words).count() > placed().filter(|(_, cell)| cell.column == 2).count() {
        return Vec::new();
    }
    for column in (2..=columns).chain([1]) {
        let listed = placed().filter(|(_, cell)| cell.column == column).filter_map(|(at, cell)| {
            let (worded, reference) = whole(&table[at].text, references)?;
            let name = name_of(cell.row, column)?;
            let label = label_behind(name, true)??;
            Some((at, Entry { label: Some(label), reference, worded }))
        });
        let listed: Vec<(usize, Entry)> = listed.collect();
        // Where most names are those of people, so are the pages; one alone may be a thing's.
        let person = |(_, entry): &&(usize, Entry)| {
            let name = entry.label.as_deref().and_then(|name| name.split([',', '(']).next());
            name.is_some_and(|name| is_person(name.trim()))
        };
        let persons = listed.iter().filter(person).count();
        if persons > 0 && 2 * persons >= listed.len() {
            continue;
        }
        let head = placed().find(|(_, cell)| cell.column == column && cell.row == 1);
        let head = head.map(|(at, _)| table[at].text.to_lowercase()).unwrap_or_default();
        let cued = head.starts_with('p') && head.len() < 40 || is_cue(&head);
        let lists = listed.iter().filter(|(_, entry)| entry.reference.is_list()).count();
        let worded = listed.iter().filter(|(_, entry)| entry.worded).count();
        let enough = listed.len() > 1 && (lists > 0 || cued) && (column > 1 || cued);
        if enough && (cued || 2 * worded > listed.len() || 2 * lists > listed.len()) {
            return listed;
        }
    }
    Vec::new()
}

/// What the rows of tables say that have a name first, then words, then pages: the numbers of
/// these blocks.
pub(in super::super) fn spoken(blocks: &[Block], references: &References) -> Vec<[usize; 3]> {
    let mut found: Vec<[usize; 3]> = Vec::new();
    let cells = || blocks.iter().enumerate().filter_map(|(at, block)| Some((at, block.cell?)));
    for (at, cell) in cells().filter(|(_, cell)| cell.column == 1) {
        let mut row = cells()
            .skip_while(|(other, _)| *other < at)
            .take_while(|(_, other)| other.table == cell.table && other.row == cell.row)
            .map(|(at, _)| at);
        let (who, words, pages) = (row.next(), row.next(), row.next());
        if let (Some(who), Some(words), Some(pages), None) = (who, words, pages, row.next())
            && blocks[words].text.split(' ').count() >= FEWEST_WORDS
            && whole(&blocks[pages].text, references).is_some()
        {
            found.push([who, words, pages]);
        }
    }
    found
}

/// The fewest words of a cell that somebody says.
const FEWEST_WORDS: usize = 4;

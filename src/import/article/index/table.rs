//! Tables whose cells give pages, and rows in which somebody says something.

use super::super::blocks::Block;
use super::super::names::says;
use super::super::references::References;
use super::super::who::is_person;
use super::super::words::holds;
use super::label::label_behind;
use super::{Entry, is_cue, whole};

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

/// Words of the head of a column that holds themes.
const THEMES: &str = "theme themes thème thèmes topic topics subject subjects sujet sujets question questions \
     keyword keywords mot-clé mots-clés entry entries entrée entrées rubrique rubriques heading issue issues";
/// The same of one that holds those who say something.
const SPEAKERS: &str = "who qui expert experts experte author authors auteur auteurs autrice speaker speakers \
     intervenant intervenants contributor contributors contributeur name nom voice voix";

/// The cells of a table that give pages, each with the theme of its row.
fn cells(table: &[Block], references: &References) -> Vec<(usize, Entry)> {
    let placed = || table.iter().enumerate().filter_map(|(at, block)| Some((at, block.cell?)));
    let columns = placed().map(|(_, cell)| cell.column).max().unwrap_or(0);
    let said = spoken(table, references).len();
    if 2 * said > placed().filter(|(_, cell)| cell.column == 2).count() {
        return Vec::new();
    }
    let name_of = |row: u32, names: u32| {
        let mut named = placed().filter(|(_, cell)| cell.row == row && cell.column == names);
        let (at, _) = named.next()?;
        named.next().is_none().then_some(table[at].text.as_str())
    };
    for column in (2..=columns).chain([1]) {
        let names = theme_column(table, column);
        let listed = placed().filter(|(_, cell)| cell.column == column).filter_map(|(at, cell)| {
            let (worded, reference) = whole(&table[at].text, references)?;
            let name = name_of(cell.row, names)?;
            let label = label_behind(name, true)??;
            Some((at, Entry { label: Some(label), reference, worded }))
        });
        let listed: Vec<(usize, Entry)> = listed.collect();
        // Where most names are those of people, so are the pages; one alone may be a thing's.
        let person =
            |(_, entry): &&(usize, Entry)| entry.label.as_deref().is_some_and(names_person);
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

/// The column of a table that holds the themes of another, which gives pages: the one whose head says
/// so, or the nearest to it that holds words and no names of people, those before it first.
fn theme_column(table: &[Block], pages: u32) -> u32 {
    let cells = |column: u32| {
        let there =
            table.iter().filter(move |block| block.cell.is_some_and(|c| c.column == column));
        there.map(|block| block.text.as_str())
    };
    let columns = table.iter().filter_map(|block| Some(block.cell?.column)).max().unwrap_or(0);
    let others = || (1..pages).rev().chain(pages + 1..=columns);
    let headed =
        others().find(|&column| cells(column).next().is_some_and(|head| is_head(head, THEMES)));
    let holds = |&column: &u32| {
        let themes = |text: &&str| {
            text.contains(char::is_alphabetic)
                && !names_person(text)
                && label_behind(text, true).flatten().is_some()
        };
        2 * cells(column).skip(1).filter(themes).count() > cells(column).skip(1).count()
    };
    headed.or_else(|| others().find(holds)).unwrap_or(if pages == 1 { 2 } else { 1 })
}

/// Whether the head of a column holds one of some words.
fn is_head(head: &str, words: &str) -> bool {
    let lower = head.to_lowercase();
    lower.split([' ', '\u{a0}', '…', '?', ':', '/']).any(|word| holds(words, word))
}

fn names_person(cell: &str) -> bool {
    cell.split([',', '(']).next().is_some_and(|name| is_person(name.trim()))
}

/// What the rows of tables say that have a name first, then words, then pages: the numbers of
/// these blocks. Words that only name something are a theme.
pub(in super::super) fn spoken(blocks: &[Block], references: &References) -> Vec<[usize; 3]> {
    let mut found: Vec<[usize; 3]> = Vec::new();
    let cells = || blocks.iter().enumerate().filter_map(|(at, block)| Some((at, block.cell?)));
    let head = |table: u32, column: u32, words: &str| {
        let mut same = cells().filter(|(_, cell)| cell.table == table && cell.column == column);
        same.next().is_some_and(|(at, _)| is_head(&blocks[at].text, words))
    };
    for (at, cell) in cells().filter(|(_, cell)| cell.column == 1) {
        let mut row = cells()
            .skip_while(|(other, _)| *other < at)
            .take_while(|(_, other)| other.table == cell.table && other.row == cell.row)
            .map(|(at, _)| at);
        let (who, words, pages) = (row.next(), row.next(), row.next());
        if let (Some(who), Some(words), Some(pages), None) = (who, words, pages, row.next())
            && blocks[words].text.split(' ').count() >= FEWEST_WORDS
            && whole(&blocks[pages].text, references).is_some()
            && !(head(cell.table, 1, THEMES) || head(cell.table, 2, THEMES))
            && (names_person(&blocks[who].text)
                || head(cell.table, 1, SPEAKERS)
                || is_claim(&blocks[words].text))
        {
            found.push([who, words, pages]);
        }
    }
    found
}

/// Whether the words of a cell are a sentence, or somebody's in quotation marks.
fn is_claim(text: &str) -> bool {
    text.ends_with(['.', '!', '…']) || text.contains(['«', '“', '"']) || says(text)
}

/// The fewest words of a cell that somebody says.
const FEWEST_WORDS: usize = 4;

//! What stands on a page without being its text: running heads and feet, tables of contents
//! and indexes.

use std::collections::HashMap;
use std::ops::Range;

use crate::query::fold;

/// How many lines at each end of a page may be running ones.
const ENDS: usize = 3;
/// How many pages a running line stands on, at least.
const REPEATED: usize = 3;
/// How many lines a table of contents has, at least.
const ROWS: usize = 5;

/// What stands apart on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Apart {
    /// Running heads and feet.
    pub(super) running: Vec<Range<usize>>,
    /// The page is one of a table of contents or an index.
    pub(super) contents: bool,
    /// What is left between head and foot.
    pub(super) body: Range<usize>,
}

/// Finds what stands apart on each page.
pub(super) fn find(pages: &[&str]) -> Vec<Apart> {
    let ends: Vec<Vec<(Range<usize>, String)>> = pages.iter().map(|page| end_lines(page)).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for page in &ends {
        let mut here: Vec<&str> = page.iter().map(|(_, key)| key.as_str()).collect();
        here.sort_unstable();
        here.dedup();
        for key in here {
            *times.entry(key).or_default() += 1;
        }
    }
    let repeats = |key: &str| !key.is_empty() && times.get(key).is_some_and(|&n| n >= REPEATED);
    pages
        .iter()
        .zip(&ends)
        .map(|(page, ends)| {
            let running: Vec<Range<usize>> = ends
                .iter()
                .filter(|(_, key)| repeats(key))
                .map(|(range, _)| range.clone())
                .collect();
            let middle = page.len() / 2;
            let furniture = ends.iter().filter(|(_, key)| key.is_empty() || repeats(key));
            let (mut start, mut end) = (0, page.len());
            for (range, _) in furniture {
                if range.end <= middle && page[start..range.start].trim().is_empty() {
                    start = range.end;
                }
            }
            for (range, key) in ends.iter().rev() {
                let furniture = key.is_empty() || repeats(key);
                if furniture && range.start >= start && page[range.end..end].trim().is_empty() {
                    end = range.start;
                }
            }
            Apart { running, contents: is_contents(page), body: start..end }
        })
        .collect()
}

/// The lines at both ends of a page, each with the key under which it repeats: its words
/// without its numbers.
fn end_lines(page: &str) -> Vec<(Range<usize>, String)> {
    let lines: Vec<Range<usize>> =
        lines(page).filter(|range| !page[range.clone()].trim().is_empty()).collect();
    let skip = lines.len().saturating_sub(2 * ENDS);
    let last = lines.len().saturating_sub(ENDS);
    lines
        .into_iter()
        .enumerate()
        .filter(|(place, _)| skip == 0 || *place < ENDS || *place >= last)
        .map(|(_, range)| {
            let folded = fold(&page[range.clone()]);
            let words = folded.split(|letter: char| !letter.is_alphabetic());
            let key: Vec<&str> = words.filter(|word| !word.is_empty() && !is_roman(word)).collect();
            (range, key.join(" "))
        })
        .collect()
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|letter| "ivxlc".contains(letter))
}

fn lines(page: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    page.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end().len()
    })
}

/// Whether most lines of a page end with a page number behind leaders or a gap, or with
/// several numbers behind commas.
fn is_contents(page: &str) -> bool {
    let (mut rows, mut all) = (0, 0);
    for line in page.lines().map(str::trim).filter(|line| line.chars().count() > 3) {
        all += 1;
        rows += usize::from(is_row(line));
    }
    rows >= ROWS && rows * 2 >= all
}

fn is_row(line: &str) -> bool {
    let before =
        line.trim_end_matches(|letter: char| letter.is_ascii_digit() || "ivxlc".contains(letter));
    let number = &line[before.len()..];
    if number.is_empty() || number.len() > 5 || !before.chars().any(char::is_alphabetic) {
        return false;
    }
    let leader = |end: &str| before.ends_with(end);
    if leader("..") || leader(". ") || leader("…") || leader("… ") || leader("\t") || leader("   ")
    {
        return true;
    }
    number.starts_with(|letter: char| letter.is_ascii_digit())
        && (leader(", ") || leader("–") || leader("-"))
        && before.matches(char::is_alphabetic).count() < 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_feet_on_three_pages_are_running() {
        let page = |n: usize| {
            let word = ["pomme", "poire", "prune"][n - 1];
            format!("Rapport annuel {n}\nLe texte {word}.\nUne {word} et\n{n}")
        };
        let pages: Vec<String> = (1..=3).map(page).collect();
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        let apart = find(&pages);
        assert_eq!(&pages[0][apart[0].running[0].clone()], "Rapport annuel 1");
        assert!(pages[1][apart[1].body.clone()].starts_with("\nLe texte"));
        assert!(find(&pages[..2]).iter().all(|apart| apart.running.is_empty()));
    }

    #[test]
    fn tables_of_contents_and_indexes_are_told_from_text() {
        let contents = "Sommaire\nTrois pages ....... 3\nLes réseaux . . . . 12\nLa suite\t14\nEncore … 20\nFin   22";
        assert!(is_contents(contents));
        let index = "abeilles, 3, 14\nbois, 12\ncerf, 9–11\ndaim, 20, 21\nécureuil, 5";
        assert!(is_contents(index));
        assert!(!is_contents("En 2019, il y en avait 12\nEn 2020, 13\nUne phrase\nUne autre\nFin"));
    }
}

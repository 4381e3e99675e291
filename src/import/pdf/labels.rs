//! Printed page labels, from the number tree `/PageLabels`.
//!
//! Odd thing worth knowing: labels are not unique (1, 2, i, ii, 1, 2 …). The key of a page
//! is its physical number; the label is only shown and searched.

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{KIDS, NUMS, P, PAGE_LABELS, S, ST};
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::collect::text_of;
use crate::order;

/// The deepest tree that is followed.
const DEEPEST: u32 = 16;
/// The most nodes that are visited.
const MOST_NODES: usize = 10_000;
/// The most ranges that are read.
const MOST_RANGES: usize = 20_000;

/// From one page on, how labels are written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    first: u32,
    style: Option<u8>,
    prefix: String,
    start: u32,
}

/// The labels of a document; empty where they say no more than the count.
pub(super) fn labels(pdf: &Pdf, pages: u32) -> Vec<String> {
    let Some(ranges) = ranges(pdf) else { return Vec::new() };
    let labels: Vec<String> = (0..pages).map(|page| label(&ranges, page)).collect();
    let counted = labels.iter().zip(1_u32..).all(|(label, page)| *label == page.to_string());
    if counted { Vec::new() } else { labels }
}

fn ranges(pdf: &Pdf) -> Option<Vec<Range>> {
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let tree: Dict<'_> = root.get(PAGE_LABELS)?;
    let mut ranges = Vec::new();
    let mut nodes = 0;
    walk(&tree, 0, &mut nodes, &mut ranges);
    order::sort_by_key(&mut ranges, |range: &Range| range.first);
    Some(ranges)
}

fn walk(node: &Dict<'_>, depth: u32, nodes: &mut usize, ranges: &mut Vec<Range>) {
    *nodes += 1;
    if depth > DEEPEST || *nodes > MOST_NODES {
        return;
    }
    if let Some(numbers) = node.get::<Array<'_>>(NUMS) {
        let room = MOST_RANGES.saturating_sub(ranges.len());
        let objects: Vec<Object<'_>> = numbers.iter::<Object<'_>>().take(2 * room).collect();
        for pair in objects.chunks_exact(2) {
            let [Object::Number(first), Object::Dict(about)] = pair else { continue };
            ranges.push(Range {
                first: u32::try_from(first.as_i64().max(0)).unwrap_or(u32::MAX),
                style: about.get::<Name<'_>>(S).and_then(|name| name.as_ref().first().copied()),
                prefix: about
                    .get::<PdfString<'_>>(P)
                    .map(|prefix| text_of(prefix.as_bytes()))
                    .unwrap_or_default(),
                start: about.get::<u32>(ST).unwrap_or(1).max(1),
            });
        }
    }
    if let Some(kids) = node.get::<Array<'_>>(KIDS) {
        for kid in kids.iter::<Dict<'_>>() {
            walk(&kid, depth + 1, nodes, ranges);
        }
    }
}

/// The label of a page counted from 0.
fn label(ranges: &[Range], page: u32) -> String {
    let Some(range) = ranges.iter().rev().find(|range| range.first <= page) else {
        return page.saturating_add(1).to_string();
    };
    let number = range.start.saturating_add(page - range.first);
    let number = match range.style {
        Some(b'D') => number.to_string(),
        Some(b'r') => roman(number).to_lowercase(),
        Some(b'R') => roman(number),
        Some(b'a') => letters(number).to_lowercase(),
        Some(b'A') => letters(number),
        _ => String::new(),
    };
    let label: String = range.prefix.chars().filter(|sign| !sign.is_control()).take(40).collect();
    label + &number
}

fn roman(mut number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 4999 {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, digit) in DIGITS {
        while number >= value {
            text.push_str(digit);
            number -= value;
        }
    }
    text
}

/// A … Z, AA … ZZ, AAA …
fn letters(number: u32) -> String {
    let place = number.saturating_sub(1);
    let letter = char::from_u32(u32::from(b'A') + place % 26).unwrap_or('A');
    let times = usize::try_from(place / 26 + 1).unwrap_or(1).min(40);
    std::iter::repeat_n(letter, times).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: u32, style: u8, prefix: &str, start: u32) -> Range {
        Range { first, style: Some(style), prefix: prefix.into(), start }
    }

    #[test]
    fn each_style_counts_as_it_is_written() {
        let ranges = [range(0, b'r', "", 1), range(4, b'D', "", 1), range(6, b'A', "x-", 26)];
        let labels: Vec<_> = (0..9).map(|page| label(&ranges, page)).collect();
        assert_eq!(labels, ["i", "ii", "iii", "iv", "1", "2", "x-Z", "x-AA", "x-BB"]);
        assert_eq!(label(&[range(2, b'D', "", 1)], 0), "1");
        assert_eq!(roman(1994), "MCMXCIV");
        assert_eq!(roman(70_000), "70000");
    }
}

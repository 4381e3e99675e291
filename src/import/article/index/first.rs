//! Lines of an index whose pages stand before what they are about.

use super::super::blocks::Block;
use super::super::names::says;
use super::super::references::References;
use super::label::label_behind;
use super::{Entry, LONGEST};

/// `Pages 3, 5 and 8: the trams`: the pages first.
pub(super) fn turned(block: &Block, references: &References) -> Option<Entry> {
    let (worded, reference) = references.first(&block.text)?;
    let rest = block.text[reference.end..].trim_start();
    let label = [":", "—", "–"].iter().find_map(|mark| rest.strip_prefix(mark))?;
    let label = label.trim().trim_end_matches('.');
    let named = worded
        && label.split(' ').count() <= LONGEST
        && label.contains(char::is_alphabetic)
        && !label.contains(['«', '“', '"', ',', ';', ':', '.', '?']);
    named.then(|| Entry { label: Some(label.to_owned()), reference, worded })
}

/// `Page 6 Ropes Pages 10-13 Sails`: several lines in one block, the pages of each first.
pub(super) fn each_turned(block: &Block, references: &References) -> Option<Vec<Entry>> {
    let text = block.text.as_str();
    let found = references.find(text);
    if found.len() < 2 || found.first()?.start > 1 {
        return None;
    }
    let ends = found.iter().skip(1).map(|next| next.start).chain([text.len()]);
    let ends: Vec<usize> = ends.collect();
    let read = found.iter().zip(ends).map(|(reference, end)| {
        let behind = text.get(reference.end..end)?;
        let marked = behind.trim_start().starts_with([':', '—', '–']);
        let label = behind.trim_matches([' ', '\u{a0}', ':', '—', '–', '-', ';', ',', '.']);
        let named = !label.contains(['«', '“', '"', ',', ';', ':', '.', '?', '!', '('])
            && (marked || label.starts_with(char::is_uppercase))
            && !says(label);
        let label = label_behind(label, true).flatten().filter(|_| named)?;
        Some(Entry { label: Some(label), reference: reference.clone(), worded: true })
    });
    read.collect()
}

//! Lines of an index: a topic and its pages, each in a line, a heading or a cell, or several in one.
//!
//! What stands between a topic and its pages (a colon, dots, a dash, brackets, the end of bold
//! letters) says little; that a line holds nothing else, and that its neighbours are alike, says
//! that it is one.

mod first;
mod label;
mod shape;
mod table;

use super::blocks::{Block, Kind};
use super::clauses::locates;
use super::items::is_phrase;
use super::names::says;
use super::notes::mark_of;
use super::references::{Reference, References};
use super::subjects::topic_asked;

use super::who::{People, is_person};
use super::words::holds;
use first::{each_turned, turned};
pub(super) use label::only_leads;
use label::{POINTING, label_behind, label_of};
pub(super) use shape::{is_dashed, is_of_list, looks};
pub(super) use table::spoken;
use table::tables;

/// The most words of a label.
const LONGEST: usize = 8;
/// Numbers that are years where no word says that they are pages.
const YEARS: std::ops::Range<u32> = 1500..2100;
/// Where numbers alone are pages: what stands before them, or the heading, says so.
const CUES: &str = "report|rapport|page|study|étude|index|trouver|find|book|livre|ouvrage|volume|document|\
     to look|chercher|cherchez";
/// The fewest lines in a row that are an index where nothing says so.
const FEWEST: usize = 3;
/// The most bytes behind the pages of a line that may give more of them.
const MOST_BEHIND: usize = 80;
/// The most bytes before a line that say what it lists.
const NEAR: usize = 240;

/// A line of an index.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its topic; none is that of the heading it stands below.
    pub(super) label: Option<String>,
    pub(super) reference: Reference,
    /// The word for a page stands there.
    worded: bool,
}

/// Words that send into a document, before an article and what the document is.
const INTO: &str = "in dans see voir à au aux from read lire within inside où where";
/// What stands between such a word and the document.
const DETERMINERS: &str =
    "the our this that its their your le la les l ce cet cette ces notre nos votre leur son sa";

/// Whether a label says where the pages are, not what they are about: `In the minutes`, `Dans les
/// actes`. Where a heading says what they are about, no list of documents has to be known.
fn points_into(label: &str) -> bool {
    let lower = label.to_lowercase();
    let words: Vec<&str> =
        lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let holds = |list: &str, word: &str| list.split_ascii_whitespace().any(|known| known == word);
    match words.as_slice() {
        [into, determiner, _, ..] => {
            words.len() <= MOST_POINTING && holds(INTO, into) && holds(DETERMINERS, determiner)
        }
        _ => false,
    }
}

/// The most words that point into a document.
const MOST_POINTING: usize = 6;

/// A line alone below its heading may only say where the pages of the heading are.
fn pointing(blocks: &[Block], read: &mut [Vec<Entry>]) {
    for (number, entries) in read.iter_mut().enumerate() {
        let headed = number > 0 && blocks[number - 1].kind == Kind::Heading;
        if let ([entry], true) = (entries.as_mut_slice(), headed)
            && entry.label.as_deref().is_some_and(points_into)
        {
            entry.label = None;
        }
    }
}

/// One page or range that is a block of its own is that of the heading above, where other headings
/// have theirs too; elsewhere it may say where something before it was read.
fn below_headings(blocks: &[Block], read: &mut [Vec<Entry>]) {
    let alone =
        |entries: &[Entry]| matches!(entries, [entry] if entry.label.is_none() && entry.worded);
    let headed = |number: usize| number > 0 && blocks[number - 1].kind == Kind::Heading;
    let below = (0..read.len()).filter(|&number| headed(number) && alone(&read[number])).count();
    for (number, entries) in read.iter_mut().enumerate() {
        let list = entries.iter().any(|entry| entry.reference.is_list());
        if alone(entries) && !list && !(headed(number) && below > 1) {
            entries.clear();
        }
    }
}

/// Marks the blocks that are lines of an index and nothing else.
pub(super) fn mark(blocks: &mut [Block], references: &References, people: &People) {
    let mut read: Vec<Vec<Entry>> =
        blocks.iter().map(|block| entries(block, references, people)).collect();
    again(&mut read);
    pointing(blocks, &mut read);
    below_headings(blocks, &mut read);
    let declared = declares(blocks);
    tables(blocks, &mut read, references);
    // Those who are named are no topics, but where most lines are others' a name is one of a thing.
    let persons = |entry: &&Entry| entry.label.as_deref().is_some_and(is_person);
    let named = read.iter().flatten().filter(persons).count();
    if named * FEWEST > read.iter().flatten().count() {
        for entries in &mut read {
            entries.retain(|entry| !persons(&entry));
        }
    }
    // Pages after the name in a heading: more than one heading has them.
    let is_head = |block: &Block| block.kind == Kind::Heading || block.bold_end > 0;
    let headed = |(block, entries): (&Block, &Vec<Entry>)| is_head(block) && !entries.is_empty();
    let heads = blocks.iter().zip(&read).filter(|&both| headed(both)).count();
    let cited = blocks
        .iter()
        .zip(&read)
        .any(|(block, entries)| entries.is_empty() && !references.find(&block.text).is_empty());
    let mut at = 0;
    while at < blocks.len() {
        if read[at].is_empty() || !blocks[at].index.is_empty() {
            at += 1;
            continue;
        }
        let end = run_end(blocks, &read, at);
        let group = &read[at..end];
        let holds: Vec<&Entry> = group.iter().flatten().collect();
        let alike = holds.len() >= FEWEST
            && cited
            && holds.iter().all(|entry| entry.reference.is_ascending())
            && 2 * holds.iter().filter(|entry| entry.reference.is_list()).count() >= holds.len();
        let pages =
            alike || holds.iter().any(|entry| entry.worded) || declared || cued(&blocks[..at]);
        let several = holds.len() > 1 || (heads > 1 && is_head(&blocks[at]));
        for number in at..end {
            let entries = std::mem::take(&mut read[number]);
            let block = &mut blocks[number];
            let worded = entries.iter().all(|entry| entry.worded);
            let lists = entries.iter().any(|entry| entry.reference.is_list());
            let turned = entries.first().is_some_and(|first| first.reference.start < 2)
                && entries.iter().all(|entry| entry.label.is_some());
            let enough = (lists && !turned)
                || several
                || entries.len() > 1
                || block.kind == Kind::Row
                || entries.iter().all(|entry| entry.label.is_none());
            let cued = pages || own_cue(block, &entries);
            if !entries.is_empty() && enough && (worded || cued) {
                block.index = entries;
            }
        }
        at = end;
    }
}

/// Where a run of lines of an index ends; one row that is none may stand among them.
fn run_end(blocks: &[Block], read: &[Vec<Entry>], from: usize) -> usize {
    let mut end = from + 1;
    loop {
        let next = |number: usize| read.get(number).is_some_and(|entries| !entries.is_empty());
        let row = blocks.get(end).is_some_and(|block| block.kind == Kind::Row);
        match () {
            () if next(end) && blocks[end].kind != Kind::Heading => end += 1,
            () if row && next(end + 1) => end += 2,
            () => return end,
        }
    }
}

/// The pages that a cell is and nothing else, with words that say what is there, and whether the
/// word for a page stands there.
pub(super) fn whole(text: &str, references: &References) -> Option<(bool, Reference)> {
    let (worded, mut reference) = references.first(text)?;
    extend(text, &mut reference, references);
    let rest = text[reference.end..].trim_matches([' ', '.', ')', ']', ';', ',']);
    // `Page 19 du rapport`
    let points = |word: &str| word.is_empty() || holds(POINTING, &word.to_lowercase());
    let rest = rest.split(|sign: char| !sign.is_alphanumeric()).all(points);
    rest.then_some((worded, reference))
}

/// A label that stands there again and again with other pages names no topic: `In short: p. 3`.
fn again(read: &mut [Vec<Entry>]) {
    let mut seen: std::collections::HashMap<String, u32> = std::collections::HashMap::new();
    for label in read.iter().flatten().filter_map(|entry| entry.label.as_ref()) {
        *seen.entry(label.to_lowercase()).or_default() += 1;
    }
    for entry in read.iter_mut().flatten() {
        let label = entry.label.as_ref().map(|label| label.to_lowercase());
        if label.is_some_and(|label| seen.get(&label).is_some_and(|&count| count > 1)) {
            entry.label = None;
        }
    }
}

/// Whether the heading or the words before a line say that pages follow.
fn cued(before: &[Block]) -> bool {
    let heading = before.iter().rposition(|block| block.kind == Kind::Heading);
    let near = before.iter().rev().filter(|block| block.index.is_empty()).take(2);
    let near = near.chain(heading.map(|number| &before[number]));
    near.filter(|block| block.text.len() <= NEAR).any(|block| is_cue(&block.text))
}

/// Whether the words that lead to the lines of a block say that pages follow.
fn own_cue(block: &Block, entries: &[Entry]) -> bool {
    let first = entries.first().map_or(0, |entry| entry.reference.start);
    lead(&block.text).is_some_and(|at| at <= first && is_cue(&block.text[..at]))
}

/// Whether an article says once that its numbers are pages: `Numbers in bold refer to pages`.
pub(super) fn declares(blocks: &[Block]) -> bool {
    const NUMBERS: [&str; 8] = [
        "number",
        "figures ",
        "numerals",
        "chiffre",
        "nombres ",
        "numéro",
        "références",
        "references",
    ];
    const MEAN: [&str; 16] = [
        "bold",
        "gras",
        "ital",
        "bracket",
        "crochet",
        "parenth",
        "margin",
        "marge",
        "refer to",
        "renvoient",
        "indiquent",
        "désignent",
        "are pages",
        "are page",
        "sont des pages",
        "sont ceux des pages",
    ];
    let holds = |text: &str, list: &[&str]| list.iter().any(|word| text.contains(word));
    blocks.iter().flat_map(|block| block.text.split(['.', '!', '?'])).any(|sentence| {
        sentence.len() <= NEAR && {
            let lower = sentence.to_lowercase();
            lower.contains("page") && holds(&lower, &NUMBERS) && holds(&lower, &MEAN)
        }
    })
}

fn is_cue(text: &str) -> bool {
    let text = text.to_lowercase();
    CUES.split('|').any(|cue| text.contains(cue))
}

/// Where the lines begin behind words that lead to them: `In the report — Money: 31, 33`.
fn lead(text: &str) -> Option<usize> {
    let dashes = [" — ", " – ", " - "].iter();
    let dashed = dashes.filter_map(|dash| Some((text.find(dash)?, dash.len()))).min();
    if let Some((at, dash)) = dashed.filter(|(at, _)| !text[..*at].contains([':', '.', '?'])) {
        return Some(at + dash);
    }
    // `In the report. Money: 31, 33`: words that only point end at a full stop or a colon.
    let (at, _) = text.match_indices([':', '.']).next()?;
    let head = text[..at].trim();
    let points = points_into(head)
        || (head.contains(' ') && label_of(head) == Some(None))
        || (head.starts_with("Pages ") && head.split(' ').count() <= MOST_POINTING);
    let rest = text[at + 1..].trim_start();
    (points && rest.starts_with(char::is_alphabetic)).then_some(text.len() - rest.len())
}

/// The lines of a block, where it holds nothing else.
fn entries(block: &Block, references: &References, people: &People) -> Vec<Entry> {
    // A sentence says something, and a note belongs to its mark.
    if (block.kind == Kind::Text && block.text.ends_with(").")) || mark_of(&block.text).is_some() {
        return Vec::new();
    }
    // `Pages 3, 5 and 8` below a heading.
    if let Some((true, reference)) = whole(&block.text, references) {
        return vec![Entry { label: None, reference, worded: true }];
    }
    if let Some(entry) = headed(block, references) {
        return vec![entry];
    }
    if let Some(entry) = turned(block, references) {
        return vec![entry];
    }
    if let Some(entries) = each_turned(block, references) {
        return entries;
    }
    let starts = [Some(0), lead(&block.text)];
    let found = starts.into_iter().flatten().find_map(|at| lines(block, at, references));
    let mut found = found.unwrap_or_default();
    found.retain(|entry| entry.label.as_deref().is_none_or(|label| !people.is_short(label)));
    // `Note too the seed banks, p. 80.` is a sentence.
    let sentence = block.bold_end == 0 && block.text.ends_with('.');
    let plain = |label: &str| is_phrase(label) || label.ends_with('?');
    found.retain(|entry| !sentence || entry.label.as_deref().is_none_or(plain));
    // `The Convention (1874) was lively`
    let year = |entry: &Entry| entry.reference.pages.iter().any(|page| YEARS.contains(page));
    found.retain(|entry| entry.worded || !year(entry));
    found
}

/// A heading with its pages in brackets behind it, whatever signs stand in it.
fn headed(block: &Block, references: &References) -> Option<Entry> {
    let found = references.find(&block.text);
    let [reference] = found.as_slice() else { return None };
    let name = block.text[..reference.start].trim_end().strip_suffix(['(', '['])?.trim_end();
    let behind = block.text[reference.end..].trim_matches([')', ']', '…', '.', ' ']);
    let named = block.kind == Kind::Heading
        && behind.is_empty()
        && name.contains(char::is_alphabetic)
        && !is_person(name);
    named.then(|| Entry {
        label: Some(name.to_owned()),
        reference: reference.clone(),
        worded: true,
    })
}

/// Pages that stand behind those of a line, with words that say what is there: `12, and a map on
/// p. 14`.
fn extend(text: &str, reference: &mut Reference, references: &References) {
    let rest = &text[reference.end..];
    let lower = rest.trim_start_matches([' ', ',', ';', '(']);
    if lower.len() == rest.len() || !lower.starts_with(char::is_lowercase) {
        return;
    }
    let next = |at: usize| {
        rest[at..].trim_start_matches([' ', ')', ';', '.']).starts_with(char::is_uppercase)
    };
    if rest.trim_start().starts_with(';') && (names_another(lower) || names_next(lower)) {
        return;
    }
    let stops = rest.match_indices([';', '.']).filter(|(at, _)| !rest[..*at].ends_with('p'));
    let end = stops.map(|(at, _)| at + 1).find(|&at| next(at) || names_another(&rest[at..]));
    let rest = &rest[..end.unwrap_or(rest.len())];
    if rest.len() > MOST_BEHIND || rest.contains(['«', '“', '"']) {
        return;
    }
    let from = reference.end;
    for more in references.find(rest) {
        reference.pages.extend(more.pages);
        reference.runs += more.runs;
        reference.end = from + more.end;
    }
}

/// Whether a topic and its pages stand behind a semicolon, with a colon between them: `; taps: p. 20`.
fn names_another(rest: &str) -> bool {
    let digits = rest.find(|sign: char| sign.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].split_once(':').is_some_and(|(label, _)| {
        label.trim_start().starts_with(char::is_alphabetic) && !label.contains([';', '.'])
    })
}

/// The same, where a comma or a bracket stands between them: `; taps, p. 20`.
fn names_next(rest: &str) -> bool {
    let digits = rest.find(|sign: char| sign.is_ascii_digit()).unwrap_or(rest.len());
    let label = rest[..digits].trim_end_matches(|sign: char| "pages. ".contains(sign));
    label.ends_with([',', '('])
        && label.starts_with(char::is_alphabetic)
        && !label.contains([';', '.'])
}

/// The topics that a block gives pages line by line, where it holds nothing else.
pub(super) fn labels(block: &Block, references: &References) -> Option<Vec<(String, Reference)>> {
    let found = lines(block, 0, references)?;
    found.into_iter().map(|entry| Some((entry.label?, entry.reference))).collect()
}

fn lines(block: &Block, mut at: usize, references: &References) -> Option<Vec<Entry>> {
    let text = block.text.as_str();
    let mut found = Vec::new();
    while at < text.len() {
        let bold = block.bolds.iter().find(|(start, _)| *start == at).map(|&(_, stop)| stop);
        let bold = bold.or((at == 0 && block.bold_end > 0).then_some(block.bold_end));
        let (label, worded, mut reference) = references.entry(text, at, bold)?;
        // `The word comes up on pages 3 and 5` is a sentence.
        let parted =
            text[..reference.start].trim_end().ends_with(|sign: char| !sign.is_alphanumeric());
        let led = text[at + label.len()..].trim_start();
        let marked =
            bold.is_some() || led.starts_with([':', '.', '…', '—', '–', '-', '=', '→', '_']);
        // `Want to moan about ties? Turn to page 3.`
        let answer = label.rsplit_once("? ").map(|(_, answer)| answer);
        let sends = answer.is_some_and(|answer| label_of(answer) == Some(None));
        if !sends && ((!parted && locates(label, false)) || (!marked && says(label))) {
            return None;
        }
        let asks = text[at + label.len()..].trim_start().starts_with('?');
        // Behind a semicolon the same sentence goes on, and so do the rows of a list.
        let goes_on = text[..at].trim_end().ends_with([';', ':']) || block.kind == Kind::Row;
        let label = match (label_behind(label, goes_on)?, asks && bold.is_none()) {
            (Some(question), true) => topic_asked(&format!("{question}?")),
            (label, _) => label,
        };
        extend(text, &mut reference, references);
        let rest = &text[reference.end..];
        let behind = ends(rest);
        // What a number counts is no page.
        if behind.len() == rest.len() && !rest.is_empty() {
            return None;
        }
        at = text.len() - behind.len();
        found.push(Entry { label, reference, worded });
    }
    (!found.is_empty()).then_some(found)
}

/// What stands behind the pages of a line: nothing where the rest sends elsewhere.
fn ends(rest: &str) -> &str {
    const SENDS: [&str; 8] =
        ["see ", "voir ", "cf", "v. ", "also ", "et voir ", "and see ", "et passim"];
    // `130n` is a note.
    let noted = rest.strip_prefix("nn").or_else(|| rest.strip_prefix('n'));
    let noted = noted.filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let rest = noted.map_or(rest, |rest| rest.trim_start_matches('.'));
    if noted.is_some() && rest.is_empty() {
        return "";
    }
    let note = rest.trim_start().strip_prefix('(').and_then(|note| note.split_once(')'));
    let rest = note.filter(|(note, _)| note.len() <= 80).map_or(rest, |(_, rest)| rest);
    if rest.is_empty() {
        return "";
    }
    let next = rest.trim_start_matches([' ', '.', ';', ',', ')', ']', '·', '•', '|', '/']);
    let lower = next.to_lowercase();
    // `Tired of stairs? Pages 9 and 12 are for you.`
    if FOR_YOU.split('|').any(|told| lower.trim_end_matches(['.', '!']) == told) {
        return "";
    }
    if next.len() < rest.len() && SENDS.iter().any(|sends| lower.starts_with(sends)) {
        return "";
    }
    next
}

/// What is said of pages that a question leads to.
const FOR_YOU: &str = "are for you|is for you|are yours|is yours|sont pour vous|est pour vous|vous attend|\
     vous attendent|est faite pour vous|sont faites pour vous|will help|will tell you|have the answer|has the answer";

//! Lines of an index: a topic and its pages, each in a line, a heading or a cell, or several in one.
//!
//! What stands between a topic and its pages (a colon, dots, a dash, brackets, the end of bold
//! letters) says little; that a line holds nothing else, and that its neighbours are alike, says
//! that it is one.

use super::blocks::{Block, Kind};
use super::references::{Reference, References};
use super::who::{People, is_person};

/// The most words of a label.
const LONGEST: usize = 8;
/// Where numbers alone are pages: what stands before them, or the heading, says so.
const CUES: [&str; 14] = [
    "report", "rapport", "page", "study", "étude", "index", "trouver", "find", "book", "livre",
    "ouvrage", "volume", "document", "livret",
];
/// Words of labels that name no topic of their own, but say that pages follow.
const POINTING: &str = "a à all and apparaît appears au aux cité cited citée dans de des du en et find found \
     from full in la le les lire located mentioned mentions more occurrences où on page pages pp p read \
     référence références reference references report rapport book livre étude study see source sources the \
     this ce cette to trouver trouve toutes voir where whole document volume ouvrage l index numéros numbers";
/// Who finds or reads something: no topic begins so.
const READERS: [&str; 14] = [
    "On ", "Il ", "Elle ", "Ils ", "Elles ", "Je ", "Nous ", "Vous ", "You ", "We ", "They ", "I ",
    "He ", "She ",
];
/// The fewest lines in a row that are an index where nothing says so.
const FEWEST: usize = 3;
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

/// Marks the blocks that are lines of an index and nothing else.
pub(super) fn mark(blocks: &mut [Block], references: &References, people: &People) {
    let mut read: Vec<Vec<Entry>> =
        blocks.iter().map(|block| entries(block, references, people)).collect();
    again(&mut read);
    let cited = blocks.iter().zip(&read).any(|(block, entries)| {
        entries.is_empty() && !references.find(&block.text).is_empty()
    });
    let mut at = 0;
    while at < blocks.len() {
        if read[at].is_empty() {
            at += 1;
            continue;
        }
        let end = run_end(blocks, &read, at);
        let group = &read[at..end];
        let holds: Vec<&Entry> = group.iter().flatten().collect();
        let alike = holds.len() >= FEWEST
            && cited
            && holds.iter().all(|entry| entry.reference.pages.is_sorted())
            && 2 * holds.iter().filter(|entry| entry.reference.is_list()).count() >= holds.len();
        let pages = alike
            || holds.iter().any(|entry| entry.worded)
            || cued(&blocks[..at]);
        let several = holds.len() > 1;
        for number in at..end {
            let entries = std::mem::take(&mut read[number]);
            let block = &mut blocks[number];
            let worded = entries.iter().all(|entry| entry.worded);
            let lists = entries.iter().any(|entry| entry.reference.is_list());
            let enough = lists || several || entries.len() > 1 || block.kind == Kind::Row;
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

fn is_cue(text: &str) -> bool {
    let text = text.to_lowercase();
    CUES.iter().any(|cue| text.contains(cue))
}

/// Where the lines begin behind words that lead to them: `In the report — Money: 31, 33`.
fn lead(text: &str) -> Option<usize> {
    let dashes = [" — ", " – ", " - "].iter();
    let (at, dash) = dashes.filter_map(|dash| Some((text.find(dash)?, dash.len()))).min()?;
    (!text[..at].contains([':', '.', '?'])).then_some(at + dash)
}

/// The lines of a block, where it holds nothing else.
fn entries(block: &Block, references: &References, people: &People) -> Vec<Entry> {
    let starts = [Some(0), lead(&block.text)];
    let found = starts.into_iter().flatten().find_map(|at| lines(block, at, references));
    let mut found = found.unwrap_or_default();
    // Those who are named are no topics.
    let person = |entry: &Entry| {
        entry.label.as_ref().is_some_and(|label| is_person(label) || people.knows(label))
    };
    found.retain(|entry| !person(entry));
    found
}

fn lines(block: &Block, mut at: usize, references: &References) -> Option<Vec<Entry>> {
    let text = block.text.as_str();
    let mut found = Vec::new();
    while at < text.len() {
        let bold = (at == 0 && block.bold_end > 0).then_some(block.bold_end);
        let (label, worded, reference) = references.entry(text, at, bold)?;
        let label = label_of(label)?;
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
    const SENDS: [&str; 6] = ["see ", "voir ", "cf", "v. ", "also ", "et voir "];
    let note = rest.trim_start().strip_prefix('(').and_then(|note| note.split_once(')'));
    let rest = note.filter(|(note, _)| note.len() <= 80).map_or(rest, |(_, rest)| rest);
    if rest.is_empty() {
        return "";
    }
    let next = rest.trim_start_matches([' ', '.', ';', ',', ')', '·', '•', '|', '/']);
    let lower = next.get(..next.len().min(8)).unwrap_or(next).to_lowercase();
    if next.len() < rest.len() && SENDS.iter().any(|sends| lower.starts_with(sends)) {
        return "";
    }
    next
}

/// The label of a line: a topic, or none where it only says that pages follow. Nothing where no
/// label can be read in it.
#[expect(clippy::option_option, reason = "a line without a topic is a line")]
fn label_of(printed: &str) -> Option<Option<String>> {
    let label = printed.trim_matches(|sign: char| {
        !sign.is_alphanumeric() && !matches!(sign, '?' | '!' | '…' | ')' | '(' | '%' | '&')
    });
    let words: Vec<&str> =
        label.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let points = |word: &&str| {
        let lower = word.to_lowercase();
        POINTING.split_ascii_whitespace().any(|known| known == lower)
    };
    if words.iter().all(points) {
        return Some(None);
    }
    if READERS.iter().any(|reader| label.starts_with(reader)) {
        return is_cue(label).then_some(None);
    }
    let named = label.starts_with(|sign: char| sign.is_uppercase() || sign.is_numeric())
        && label.contains(char::is_alphabetic)
        && label.split(' ').count() <= LONGEST
        && !label.contains([':', '—', '–', '(', ')', '[', ']', '.', ';'])
        && !["Voir ", "See ", "Cf"].iter().any(|sends| label.starts_with(sends));
    named.then(|| Some(label.to_owned()))
}

/// Whether a line of plain text is one of an index, by its end alone: numbers, and what may stand
/// among them, behind a few words.
pub(super) fn looks(line: &str) -> bool {
    let mut tail = line.len();
    let mut numbers = 0;
    for word in line.rsplit(' ') {
        let place = word.as_ptr() as usize - line.as_ptr() as usize;
        match is_of_list(word) {
            Some(number) => numbers += usize::from(number),
            None if word.is_empty() => {}
            None => break,
        }
        tail = place;
    }
    let label = line[..tail].trim_end();
    let worded = line[tail..].trim_start().starts_with(['p', 'P', '(']);
    let parted = label.ends_with([':', '.', '…', '—', '–', '-', ',', '?', '_', '→', '=', '”', '»'])
        || line[label.len()..tail].len() > 1
        || label.ends_with('\t');
    numbers > 0
        && (worded || parted)
        && label.starts_with(|sign: char| sign.is_uppercase() || sign.is_numeric())
        && label.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
            <= LONGEST
}

/// Whether a word may stand in a list of pages, and whether it is a number.
fn is_of_list(word: &str) -> Option<bool> {
    const AMONG: &str = "p pp pg page pages et and puis then sq sqq f ff seq seqq passim à to again at s \
         suivantes suivante following through ou or";
    let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    if bare.is_empty() {
        return (!word.is_empty() && !word.contains(['.', '…', '—', '_', '=', '→'])).then_some(false);
    }
    let number = |part: &str| {
        let digits = part.trim_start_matches(['p', '.']);
        let counts = !digits.is_empty() && digits.len() <= 4;
        counts
            && (digits.chars().all(|sign| sign.is_ascii_digit())
                || digits.chars().all(|sign| "ivxIVX".contains(sign)))
    };
    let stripped = bare.trim_end_matches("ff").trim_end_matches('f');
    if stripped.split(['-', '–', '—', '/', ',', ';']).all(number) {
        return Some(true);
    }
    AMONG.split_ascii_whitespace().any(|known| known == bare.to_lowercase()).then_some(false)
}

//! An article in blocks: its words without marks, each with its place in the source.
//!
//! HTML, Markdown and plain lines are read by one scanner, since articles mix them. Places
//! are code points of the source as it is, entities and all.

mod html;
mod shortcode;
mod tables;

use std::collections::{BTreeMap, HashSet};

use super::clauses::before_mark;
use super::index::{self, Entry};
use super::notes;
use crate::markup::Ends;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Heading,
    Quotation,
    Row,
}

/// Where a block stands in a table, or in a list of terms and what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) table: u32,
    pub(super) row: u32,
    pub(super) column: u32,
}

/// A block of an article.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Its words, spaces made one.
    pub(super) text: String,
    /// For each byte of the words, its code point in the source.
    at: Vec<u32>,
    /// Where letters of more than one code point of the source begin and end: entities.
    wide: Vec<(u32, u32)>,
    /// Bold words that it begins with.
    pub(super) bold: Option<String>,
    /// It begins with bold words.
    pub(super) bold_first: bool,
    /// Where the bold words end that it begins with.
    pub(super) bold_end: usize,
    /// Its words in bold letters.
    pub(super) bolds: Vec<(usize, usize)>,
    /// Its place in a table.
    pub(super) cell: Option<Cell>,
    /// The lines of an index that it is.
    pub(super) index: Vec<Entry>,
    /// All its words are bold.
    pub(super) strong: bool,
    /// The line of the source that it begins on.
    pub(super) line: u32,
}

impl Block {
    /// The code points of the source that a range of the words covers.
    pub(super) fn source(&self, start: usize, end: usize) -> (u32, u32) {
        let from = self.at.get(start).copied().unwrap_or(0);
        let last = self.at.get(end.saturating_sub(1)).copied().unwrap_or(from);
        let wide = self.wide.iter().find(|(start, _)| *start == last);
        (from, wide.map_or(last + 1, |(_, end)| *end))
    }

    /// Whether the words of another block may be taken over.
    pub(super) const fn has_room(&self) -> bool {
        self.text.len() < LONGEST
    }

    /// Takes over the words of the next block.
    pub(super) fn join(&mut self, next: Self) {
        let from = self.text.len() + 1;
        self.bolds.extend(next.bolds.iter().map(|&(start, end)| (start + from, end + from)));
        self.text.push(' ');
        self.at.push(next.at.first().copied().unwrap_or(0).saturating_sub(1));
        self.text.push_str(&next.text);
        self.at.extend(next.at);
        self.wide.extend(next.wide);
        self.strong &= next.strong;
    }
}

/// The most blocks that one quotation runs over, beside its first.
const MOST_JOINED: usize = 8;

/// The longest block, in bytes: every rule looks at a block as a whole.
const LONGEST: usize = 8_000;

/// The most words of a name in bold letters.
const MOST_OF_NAME: usize = 4;

/// What stands before a row of a list.
const MARKS: [&str; 10] = ["-", "*", "+", "•", "·", "‣", "▪", "◦", "●", "■"];

/// Below so many letters a line among those of an index is one of them.
const SHORT_LINE: usize = 90;

/// The most lines before the head of an article.
const MOST_BEFORE_HEAD: usize = 6;

/// Reads an article into blocks.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let mut scanner = Scanner::new(source);
    scanner.run();
    scanner.finish();
    let mut blocks = scanner.blocks;
    for block in &mut blocks {
        let length = block.text.chars().count();
        if block.kind == Kind::Text
            && length < 90
            && !before_mark(&block.text)
                .ends_with(['.', '!', '»', '”', '"', '…', ';', ':', '?', ')'])
            && !block.text.starts_with(['—', '–', '-', '«', '“', '"'])
        {
            block.kind = if block.cell.is_some() { Kind::Row } else { Kind::Heading };
        }
    }
    let mut blocks = joined(blocks);
    // Related posts at the foot: `title - dd/mm/yyyy`.
    while blocks.last().is_some_and(|block| ends_with_date(&block.text)) {
        blocks.pop();
    }
    blocks
}

/// Joins the blocks that one quotation runs over.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = std::collections::VecDeque::from(blocks);
    while let Some(mut block) = blocks.pop_front() {
        for (opens, closes) in [('“', '”'), ('«', '»')] {
            if matches!(block.kind, Kind::Heading | Kind::Quotation)
                || !is_open(&block.text, opens, closes)
            {
                continue;
            }
            let last = blocks
                .iter()
                .take(MOST_JOINED)
                .take_while(|next| next.kind != Kind::Heading)
                .position(|next| {
                    let close = next.text.find(closes);
                    let again = next.text.find(opens).filter(|&again| again > 0);
                    close.is_some_and(|close| again.is_none_or(|again| close < again))
                });
            let whole = blocks.iter().take(MOST_JOINED).map(|next| next.text.len()).sum::<usize>();
            let last = last.filter(|_| block.text.len() + whole <= 2 * LONGEST);
            for next in blocks.drain(..last.map_or(0, |last| last + 1)) {
                block.join(next);
            }
        }
        joined.push(block);
    }
    joined
}

/// Whether the last quotation of a text is not closed in it.
fn is_open(text: &str, opens: char, closes: char) -> bool {
    text.rfind(opens).is_some_and(|from| !text[from..].contains(closes))
}

/// Whether a line of a quotation begins with who speaks in great letters: `> THE COURT: …`.
fn is_turn(line: &str) -> bool {
    let label = line.trim_start_matches(['>', ' ']).split(':').next().unwrap_or_default();
    let first = label.split(' ').next().unwrap_or_default().trim_end_matches('.');
    let great = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    great && label.len() < line.len() && label.chars().count() < LONGEST_TURN
}

/// The longest label of a turn of speech, in letters.
const LONGEST_TURN: usize = 60;

fn ends_with_date(text: &str) -> bool {
    let Some((_, date)) = text.rsplit_once(' ') else { return false };
    let parts: Vec<&str> = date.split('/').collect();
    parts.len() == 3 && parts.iter().all(|part| part.parse::<u32>().is_ok())
}

/// The head of an article, and what stands before it.
pub(super) fn head(source: &str) -> &str {
    let body = behind_head(source).len();
    &source[..source.len() - body]
}

/// The article behind its head. An address or a licence may stand before the head.
fn behind_head(source: &str) -> &str {
    let lines = source.split_inclusive('\n').take(MOST_BEFORE_HEAD);
    let mut at = 0;
    if let (Some(_), body) = crate::import::prose::front_matter(source)
        && !source.trim_start().starts_with("---")
    {
        return body;
    }
    for line in lines {
        if line.trim_end() == "---" {
            let keyed = source[at + line.len()..].lines().next().is_some_and(|next| {
                next.split_once(':').is_some_and(|(key, _)| {
                    !key.is_empty() && key.chars().all(|sign| sign.is_alphanumeric() || sign == '_')
                })
            });
            let (head, body) = crate::import::prose::front_matter(&source[at..]);
            return if keyed && head.is_some() { body } else { source };
        }
        at += line.len();
    }
    source
}

struct Scanner {
    signs: Vec<char>,
    at: usize,
    line: u32,
    /// Every line is a block: the source has no blank lines.
    lines: bool,
    kind: Kind,
    text: String,
    places: Vec<u32>,
    wide: Vec<(u32, u32)>,
    began: u32,
    bold: Option<usize>,
    bold_words: Option<String>,
    /// Where the bold words that begin a block end.
    bold_end: usize,
    bolds: Vec<(usize, usize)>,
    /// The cell of a table that is being read; `rows` where its rows are lines with bars.
    cell: Option<Cell>,
    rows: bool,
    edges: BTreeMap<usize, tables::Edge>,
    tables: u32,
    /// The line before was one of an index.
    indexed: bool,
    blocks: Vec<Block>,
    /// What is known to stand nowhere any more.
    gone: Vec<String>,
    /// What links lead to by name: `[1]: https://…`, in small letters.
    targets: HashSet<String>,
    /// Where the link to a page of the same notes ends that is being read: `[[page]]`.
    wiki: Option<usize>,
    ends: Ends,
}

impl Scanner {
    fn new(source: &str) -> Self {
        let signs: Vec<char> = source.chars().collect();
        let body = behind_head(source);
        let at = signs.len() - body.chars().count();
        let line = signs[..at].iter().filter(|&&sign| sign == '\n').count();
        let edges = tables::edges(&signs, at);
        Self {
            lines: !body.trim().contains("\n\n") && !body.contains("<p"),
            signs,
            at,
            line: u32::try_from(line + 1).unwrap_or(1),
            kind: Kind::Text,
            text: String::new(),
            places: Vec::new(),
            wide: Vec::new(),
            began: 1,
            bold: None,
            bold_words: None,
            bold_end: 0,
            bolds: Vec::new(),
            cell: None,
            rows: false,
            edges,
            tables: 0,
            indexed: false,
            blocks: Vec::new(),
            gone: Vec::new(),
            targets: body.lines().filter_map(html::target_of).collect(),
            wiki: None,
            ends: Ends::default(),
        }
    }

    /// Behind the next place of a word. What was not found once is not looked for again: it
    /// stands nowhere behind either.
    fn find(&mut self, word: &str) -> Option<usize> {
        if self.gone.iter().any(|gone| gone == word) {
            return None;
        }
        let signs: Vec<char> = word.chars().collect();
        let rest = &self.signs[self.at..];
        let found = rest.windows(signs.len()).position(|part| part == signs);
        if found.is_none() {
            self.gone.push(word.to_owned());
        }
        found.map(|at| self.at + at + signs.len())
    }

    fn push(&mut self, sign: char, at: usize) {
        let sign = match sign {
            '\u{2011}' => '-',
            space if space.is_whitespace() => ' ',
            sign => sign,
        };
        if sign == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        // What is longer than any paragraph is cut behind a sentence, at the worst behind a word.
        if self.text.len() > LONGEST
            && sign == ' '
            && (self.text.ends_with(['.', '!', '?']) || self.text.len() > 2 * LONGEST)
            || self.text.len() > 4 * LONGEST
        {
            let kind = self.kind;
            self.finish();
            self.kind = kind;
            if sign == ' ' {
                return;
            }
        }
        if self.text.is_empty() {
            self.began = self.line;
        }
        self.text.push(sign);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.places.extend(std::iter::repeat_n(at, sign.len_utf8()));
    }

    fn finish(&mut self) {
        let text = std::mem::take(&mut self.text).trim_end().to_owned();
        let mut at = std::mem::take(&mut self.places);
        at.truncate(text.len());
        let wide = std::mem::take(&mut self.wide);
        let bold = self.bold_words.take();
        let end = std::mem::take(&mut self.bold_end);
        let bold_first = end > 0;
        let strong = !text.is_empty() && (end >= text.len() || self.bold.take() == Some(0));
        self.bold = None;
        if text.is_empty() {
            self.bolds.clear();
        }
        if text.chars().any(char::is_alphanumeric) {
            let kind = self.kind;
            self.blocks.push(Block {
                kind,
                text,
                at,
                wide,
                bold,
                bold_first,
                bold_end: end,
                bolds: std::mem::take(&mut self.bolds),
                cell: self.cell.filter(|cell| cell.column > 0),
                index: Vec::new(),
                strong,
                line: self.began,
            });
        }
        self.kind = Kind::Text;
    }

    fn embolden(&mut self) {
        if let Some(from) = self.bold {
            self.bolds.push((from, self.text.trim_end().len()));
        }
        match self.bold.take() {
            None => self.bold = Some(self.text.len()),
            Some(0) if !self.text.is_empty() && self.bold_words.is_none() => {
                self.bold_end = self.text.trim_end().len();
                let words = self.text.trim_end_matches([' ', ':']).to_owned();
                self.bold_words = Some(words).filter(|words| words.chars().count() <= 60);
            }
            Some(_) => {}
        }
    }

    /// Whether what was read of a block is a line of its own in bold letters: a heading of what
    /// stands on the next line, and no name.
    fn is_bold_line(&self) -> bool {
        self.kind == Kind::Text
            && self.bold_end > 0
            && self.bold_end == self.text.trim_end().len()
            && self.text.split_whitespace().count() > MOST_OF_NAME
    }

    fn run(&mut self) {
        let mut fresh = true;
        while let Some(&sign) = self.signs.get(self.at) {
            if fresh {
                fresh = false;
                self.open_line();
                continue;
            }
            let next = self.signs.get(self.at + 1).copied().unwrap_or('\n');
            let at = self.at;
            self.open_cell(at);
            self.at += 1;
            match sign {
                '\n' => {
                    self.line += 1;
                    fresh = true;
                    if self.is_bold_line() {
                        self.finish();
                    }
                    self.push(' ', at);
                }
                '{' if next == '{' || next == '%' => self.shortcode(at, next),
                '<' if next.is_ascii_alphabetic() || next == '/' || next == '!' => self.tag(),
                '&' => self.entity(at),
                '!' if next == '[' => {
                    self.skip_link();
                }
                '[' => self.open_bracket(at),
                ']' => self.close_bracket(at, next),
                '|' if self.rows => {
                    self.finish();
                    self.kind = Kind::Row;
                    self.next_column();
                }
                '*' if next == '*' => {
                    self.at += 1;
                    self.embolden();
                }
                '*' => {}
                '_' if self.is_edge(at) => {}
                sign => self.push(sign, at),
            }
        }
    }

    /// Whether an underscore stands at the edge of a word.
    fn is_edge(&self, at: usize) -> bool {
        let letter = |place: Option<usize>| {
            place.and_then(|place| self.signs.get(place)).is_some_and(|sign| sign.is_alphanumeric())
        };
        !(letter(at.checked_sub(1)) && letter(Some(at + 1)))
    }

    /// What a line begins with: nothing, a heading, a quotation, a row.
    fn open_line(&mut self) {
        let end = self.signs[self.at..].iter().position(|&sign| sign == '\n');
        let line: String =
            self.signs[self.at..end.map_or(self.signs.len(), |end| self.at + end)].iter().collect();
        let indent = line.chars().take_while(|sign| *sign == ' ' || *sign == '\t').count();
        let rest = line.trim();
        let after =
            |mark: &str| rest.strip_prefix(mark).is_some_and(|rest| rest.starts_with([' ', '\t']));
        let number = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let numbered = number.len() < rest.len() && number.starts_with(". ");
        if let Some(skipped) = self.open_row(&line) {
            self.at += skipped;
        } else if rest.is_empty() || (rest.len() > 2 && rest.chars().all(|s| "-*_ ".contains(s))) {
            self.finish();
            self.indexed = false;
            self.at += line.chars().count();
        } else if html::target_of(&line).is_some() {
            self.finish();
            self.at += line.chars().count();
        } else if rest.starts_with("```") || rest.starts_with("~~~") {
            self.finish();
            self.at += line.chars().count();
            self.skip_code(&rest[..3]);
        } else if rest.starts_with('#') && rest.trim_start_matches('#').starts_with(' ') {
            self.finish();
            self.kind = Kind::Heading;
            self.at += indent + rest.chars().take_while(|&sign| sign == '#').count();
        } else if rest.starts_with('>') {
            if self.kind != Kind::Quotation || is_turn(rest) {
                self.finish();
            }
            self.kind = Kind::Quotation;
            self.at += indent + 1;
        } else if MARKS.iter().any(|mark| after(mark)) || numbered || index::is_dashed(rest) {
            self.finish();
            self.kind = Kind::Row;
            self.at += indent + rest.len() - number.len()
                + usize::from(numbered || number.len() == rest.len());
        } else {
            // A line of an index stands alone, whatever stands on the lines around it.
            let indexed = index::looks(rest);
            let goes_on = !rest.starts_with(|sign: char| {
                sign.is_uppercase() || sign == '*' || (indexed && sign == 'p')
            });
            if notes::mark_of(rest).is_some()
                || (self.indexed && !goes_on)
                || (indexed && self.text.trim_end().ends_with(['.', '!', '?', ':']))
            {
                self.finish();
            }
            self.indexed |= indexed;
            if self.indexed
                && rest.chars().count() < SHORT_LINE
                && self.text.is_empty()
                && self.kind == Kind::Text
            {
                self.kind = Kind::Row;
            }
            // A line that begins small goes on with the one before.
            let long = html::shown(rest) >= 80 && !rest.starts_with(char::is_lowercase);
            let dashed = rest.starts_with(['—', '–']) || rest.starts_with("&#8211;");
            if self.kind == Kind::Heading || self.lines || dashed || (long && !self.text.is_empty())
            {
                self.finish();
            }
            self.at += indent;
        }
    }

    /// Skips the lines of a program up to the mark that ends them.
    fn skip_code(&mut self, mark: &str) {
        let Some(end) = self.find(&format!("\n{mark}")) else { return };
        self.skip(end);
    }
}

#[cfg(test)]
mod tests;

//! From typed text to a tree: alternatives, each of clauses that must all hold.
//!
//! A clause that cannot be read is left out and told as a [`Problem`] with its
//! place; the rest applies. Imports [`super::fold`], [`super::problem`],
//! [`super::term`].
//!
//! Odd thing worth knowing: plain words that follow each other are read together,
//! so that `p. 22` stays one page and `fake news` may be met as one word; signs
//! mean something at the edge of a word only, so that `l'école` is plain text.

use std::ops::Range;

use super::fold::fold;
use super::problem::{Problem, Reason};
use super::term::{self, Term};

mod kind;
mod pages;
mod word;

pub(super) use kind::Kind;
pub(super) use pages::PageSet;

use word::{chunk, field, next_word, unquoted, value, words};

/// Which part of a record a clause asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Its topics.
    Topic,
    /// Its experts, those who quote included.
    Expert,
    /// Its pages.
    Page,
    /// Its own text.
    Text,
    /// What it is.
    Kind,
    /// Its report.
    Report,
    /// The reader's mark.
    Mark,
    /// The reader's note.
    Note,
}

/// Words that must be met in one way or another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Each word by its start, its inside or, at need, corrected.
    Words(Vec<Term>),
    /// The text as it stands, anywhere.
    Exact(String),
    /// These whole words side by side; the last may go on where `open`.
    Phrase {
        /// The words.
        words: Vec<String>,
        /// Whether the last is still being typed.
        open: bool,
    },
    /// The start of a text, its end, or the whole of it.
    Edge {
        /// Its words.
        words: Vec<String>,
        /// Whether a text starts with them.
        start: bool,
        /// Whether a text ends with them.
        end: bool,
    },
    /// These letters in order, anywhere in a line.
    Loose(String),
}

/// What a clause asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Words, anywhere or in one field.
    Value(Option<Field>, Value),
    /// Pages.
    Pages(PageSet),
    /// What the record is.
    Kind(Kind),
    /// A mark of the reader's: this one, or any.
    Mark(Option<String>),
    /// A note of the reader's that holds these words, or any.
    Note(Vec<String>),
    /// Any mark or note of the reader's.
    Kept,
}

/// One thing that must hold, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Whether it must not hold.
    pub(super) negated: bool,
    /// What is asked.
    pub(super) ask: Ask,
}

/// Clauses that must all hold.
pub(super) type Group = Vec<Clause>;

/// What was typed, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tree {
    /// Alternatives; none asks for nothing.
    pub(super) groups: Vec<Group>,
    /// What could not be read, in order.
    pub(super) problems: Vec<Problem>,
    /// Where marks and notes are asked for.
    pub(super) marks: Vec<Range<usize>>,
}

impl Tree {
    /// Reads what was typed. Never fails.
    pub(super) fn read(typed: &str) -> Self {
        let mut reader = Reader { typed, tree: Self::default(), group: Vec::new(), plain: None };
        reader.run();
        reader.end_group();
        reader.tree
    }

    /// Every clause that may light what it meets.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.groups.iter().flatten().filter(|clause| !clause.negated).filter_map(|clause| {
            match &clause.ask {
                Ask::Value(_, value) => Some(value),
                _ => None,
            }
        })
    }
}

struct Reader<'a> {
    typed: &'a str,
    tree: Tree,
    group: Group,
    /// Plain words that stand side by side so far.
    plain: Option<Range<usize>>,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(start) = next_word(self.typed, at) {
            let rest = &self.typed[start..];
            if rest.starts_with('|') {
                self.end_group();
                at = start + 1;
                continue;
            }
            let end = start + chunk(rest);
            at = end;
            let mut word = start..end;
            if matches!(&self.typed[word.clone()], "OR" | "OU") {
                self.end_group();
                continue;
            }
            let bar = word.len() > 1 && self.typed[word.clone()].ends_with('|');
            let bar = bar && !self.typed[word.clone()].ends_with("\\|");
            if bar {
                word.end -= 1;
            }
            self.clause(word);
            if bar {
                self.end_group();
            }
        }
    }

    fn end_plain(&mut self) {
        if let Some(range) = self.plain.take() {
            let terms = term::terms(&self.typed[range]);
            self.push(false, Ask::Value(None, Value::Words(terms)));
        }
    }

    fn end_group(&mut self) {
        self.end_plain();
        let group = std::mem::take(&mut self.group);
        if !group.is_empty() {
            self.tree.groups.push(group);
        }
    }

    /// Adds a clause that asks for something.
    fn push(&mut self, negated: bool, ask: Ask) {
        let nothing = match &ask {
            Ask::Value(_, value) => value.is_empty(),
            _ => false,
        };
        if nothing {
            return;
        }
        if let (false, Ask::Value(None, Value::Words(more))) = (negated, &ask) {
            let words = self.group.iter_mut().find_map(|clause| match clause {
                Clause { negated: false, ask: Ask::Value(None, Value::Words(terms)) } => {
                    Some(terms)
                }
                _ => None,
            });
            if let Some(terms) = words {
                terms.extend(more.iter().cloned());
                return;
            }
        }
        self.group.push(Clause { negated, ask });
    }

    fn clause(&mut self, word: Range<usize>) {
        let text = &self.typed[word.clone()];
        let negated = text.len() > 1 && text.starts_with(['!', '-']);
        let rest = &text[usize::from(negated)..];
        let (field, raw) = field(rest);
        let value = match field {
            None | Some(Field::Topic | Field::Expert | Field::Text | Field::Report) => {
                Some(value(raw))
            }
            Some(_) => None,
        };
        let is_plain = matches!(value, Some(Value::Words(_))) && !raw.contains('\\');
        if field.is_none() && !negated && is_plain {
            let start = self.plain.as_ref().map_or(word.start, |plain| plain.start);
            self.plain = Some(start..word.end);
            return;
        }
        self.end_plain();
        match ask(field, raw, value) {
            Ok(ask) => {
                if matches!(ask, Ask::Mark(_) | Ask::Note(_)) {
                    self.tree.marks.push(word);
                }
                self.push(negated, ask);
            }
            Err(reason) => self.tree.problems.push(Problem::new(word, reason)),
        }
    }
}

/// What a field asks of its value.
fn ask(field: Option<Field>, raw: &str, value: Option<Value>) -> Result<Ask, Reason> {
    let bare = unquoted(raw);
    match field {
        Some(Field::Page) => Ok(Ask::Pages(PageSet::read(&bare)?)),
        Some(Field::Kind) => {
            if bare.is_empty() {
                return Err(Reason::NoValue);
            }
            Kind::read(&bare).map(Ask::Kind).ok_or(Reason::NotAKind(bare))
        }
        Some(Field::Mark) => {
            let name = fold(&bare).trim().to_owned();
            let any = matches!(name.as_str(), "" | "oui" | "yes" | "*");
            Ok(Ask::Mark((!any).then_some(name)))
        }
        Some(Field::Note) => Ok(Ask::Note(words(&bare))),
        _ => {
            let value = value.unwrap_or_else(|| Value::Words(Vec::new()));
            if field.is_some() && value.is_empty() {
                return Err(Reason::NoValue);
            }
            Ok(Ask::Value(field, value))
        }
    }
}

impl Value {
    /// Whether it asks for nothing.
    fn is_empty(&self) -> bool {
        match self {
            Self::Words(terms) => terms.is_empty(),
            Self::Exact(text) | Self::Loose(text) => text.is_empty(),
            Self::Phrase { words, .. } | Self::Edge { words, .. } => words.is_empty(),
        }
    }
}

impl Value {
    /// The number of letters in it.
    pub(super) fn letters(&self) -> usize {
        let count = |text: &str| text.chars().count();
        match self {
            Self::Words(terms) => terms.iter().map(|term| term.letters).sum(),
            Self::Exact(text) | Self::Loose(text) => count(text),
            Self::Phrase { words, .. } | Self::Edge { words, .. } => {
                words.iter().map(|word| count(word)).sum()
            }
        }
    }

    /// The words that a whole name would equal.
    pub(super) fn names(&self) -> Vec<Term> {
        match self {
            Self::Phrase { words, .. } => words.iter().map(|word| Term::plain(word)).collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;

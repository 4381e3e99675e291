//! The names of topics and experts, met as wholes.
//!
//! Imports [`crate::corpus`], [`super::fold`], [`super::fuzzy`],
//! [`super::spelling`], [`super::term`].

use crate::corpus::{Corpus, Expert, Packed, Packing, Subject, Topic, Unpacking};

use super::fold::{fold, tokens};
use super::fuzzy::score;
use super::spelling::{Meeting, meeting, run_on};
use super::term::Term;

/// What a label is to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The shown name.
    Name,
    /// A translation or an alias.
    Form,
    /// A role or an organisation.
    Note,
}

/// One text that names or describes a subject.
#[derive(Debug)]
pub(super) struct Label {
    /// As the data has it.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Folded.
    pub(super) folded: String,
    /// Its words without elided articles.
    pub(super) words: Vec<String>,
    /// Its words as one, elided articles in.
    pub(super) squashed: String,
    /// Its words, parted also before a capital inside (`TikTok`: `tik`, `tok`).
    humps: Vec<String>,
}

/// How a label holds a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// By scattered letters, initials or after correction.
    Close,
    /// As typed.
    Sure,
}

/// All labels of one subject.
#[derive(Debug)]
pub(super) struct Labels {
    /// Whose they are.
    pub(super) subject: Subject,
    /// The id in the file, words as one.
    pub(super) slug: String,
    /// The name first.
    pub(super) list: Vec<Label>,
}

impl Label {
    /// Reads a text.
    pub(super) fn new(text: &str, kind: Kind) -> Self {
        let folded = fold(text);
        let mut squashed = String::with_capacity(folded.len());
        let mut words = Vec::new();
        for token in tokens(&folded) {
            squashed.push_str(token.text);
            if !token.elided {
                words.push(token.text.to_owned());
            }
        }
        Self {
            humps: words_of(&parted(text)),
            text: text.to_owned(),
            kind,
            words,
            squashed,
            folded,
        }
    }

    /// Its words, as a field.
    pub(super) fn field(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }

    /// Its words with elided articles.
    pub(super) fn folded_words(&self) -> Vec<String> {
        tokens(&self.folded).map(|token| token.text.to_owned()).collect()
    }

    /// How it holds a term.
    pub(super) fn grade(&self, term: &Term) -> Option<Grade> {
        let word = self
            .words
            .iter()
            .filter_map(|word| meeting(word, term, true))
            .map(|meeting| match meeting {
                Meeting::Start | Meeting::Inside(_) => Grade::Sure,
                Meeting::Scattered | Meeting::Typo(_) => Grade::Close,
            })
            .max();
        if word != Some(Grade::Sure) && self.runs_on(term) {
            return Some(Grade::Sure);
        }
        word.or_else(|| self.abbreviates(term).then_some(Grade::Close))
    }

    /// Whether the term shortens a name: its letters in order, and every word that
    /// it takes letters of is taken from its first letter on. One or two letters
    /// must be initials.
    fn abbreviates(&self, term: &Term) -> bool {
        let at_most = if term.letters <= 2 { 1 } else { term.letters };
        self.kind != Kind::Note
            && !term.digits
            && (shortens(&self.humps, term, at_most) || shortens(&self.words, term, at_most))
    }

    /// Whether words side by side make the term.
    pub(super) fn runs_on(&self, term: &Term) -> bool {
        (0..self.words.len())
            .any(|first| run_on(&term.text, self.words[first..].iter().map(String::as_str)))
    }
}

impl Labels {
    /// The labels of a topic.
    pub(super) fn of_topic(subject: Subject, topic: &Topic) -> Self {
        let aliases = topic.aliases.iter().map(|alias| alias.form.as_str());
        let forms = topic.names.all().chain(aliases);
        Self::new(subject, &topic.slug, &topic.name, forms, &[])
    }

    /// The labels of an expert.
    pub(super) fn of_expert(subject: Subject, expert: &Expert) -> Self {
        let forms = expert.aliases.iter().map(|alias| alias.form.as_str());
        let notes = [expert.role.as_deref(), expert.organisation.as_deref()];
        Self::new(subject, &expert.slug, &expert.name, forms, &notes)
    }

    /// The labels of all topics, then of all experts.
    pub(super) fn of_all(corpus: &Corpus) -> Vec<Self> {
        let topics =
            corpus.topic_ids().map(|id| Self::of_topic(Subject::Topic(id), corpus.topic(id)));
        let experts =
            corpus.expert_ids().map(|id| Self::of_expert(Subject::Expert(id), corpus.expert(id)));
        topics.chain(experts).collect()
    }

    fn new<'a>(
        subject: Subject,
        slug: &str,
        name: &str,
        forms: impl Iterator<Item = &'a str>,
        notes: &[Option<&str>],
    ) -> Self {
        let mut list = vec![Label::new(name, Kind::Name)];
        list.extend(forms.map(|form| Label::new(form, Kind::Form)));
        list.extend(notes.iter().flatten().map(|note| Label::new(note, Kind::Note)));
        Self { subject, slug: words_of(slug).concat(), list }
    }

    /// The labels that name the subject.
    pub(super) fn names(&self) -> impl Iterator<Item = &Label> {
        self.list.iter().filter(|label| label.kind != Kind::Note)
    }

    /// Whether a whole name equals the terms.
    pub(super) fn is_named(&self, terms: &[Term]) -> bool {
        self.names().any(|label| label.words.iter().eq(terms.iter().map(|term| &term.text)))
    }

    /// The best score of a term that shortens a name.
    pub(super) fn abbreviated(&self, term: &Term) -> Option<u32> {
        self.names()
            .filter(|label| label.abbreviates(term))
            .filter_map(|label| score(&label.folded, &term.text))
            .max()
    }

    /// The best score of a term over whole labels.
    pub(super) fn score(&self, term: &Term) -> Option<u32> {
        self.list
            .iter()
            .filter(|label| label.grade(term).is_some())
            .filter_map(|label| score(&label.folded, &term.text))
            .max()
    }

    /// The other form through which the terms were met, where the name does not
    /// hold them all.
    pub(super) fn through(&self, terms: &[Term], close: bool) -> Option<String> {
        let least = if close { Grade::Close } else { Grade::Sure };
        let held = |label: &Label| {
            let grades = terms.iter().filter_map(|term| label.grade(term));
            grades.filter(|&grade| grade >= least).count()
        };
        let (name, others) = self.list.split_first()?;
        let mut best = (held(name), None);
        for label in others {
            let count = held(label);
            if count > best.0 {
                best = (count, Some(&label.text));
            }
        }
        best.1.cloned()
    }
}

impl Packed for Kind {
    fn pack(&self, into: &mut Packing) {
        (*self == Self::Name).pack(into);
        (*self == Self::Form).pack(into);
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        match (bool::unpack(from)?, bool::unpack(from)?) {
            (true, _) => Some(Self::Name),
            (_, true) => Some(Self::Form),
            _ => Some(Self::Note),
        }
    }
}

impl Packed for Label {
    fn pack(&self, into: &mut Packing) {
        let Self { text, kind, folded, words, squashed, humps } = self;
        kind.pack(into);
        text.pack(into);
        folded.pack(into);
        squashed.pack(into);
        words.pack(into);
        humps.pack(into);
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        Some(Self {
            kind: Packed::unpack(from)?,
            text: Packed::unpack(from)?,
            folded: Packed::unpack(from)?,
            squashed: Packed::unpack(from)?,
            words: Packed::unpack(from)?,
            humps: Packed::unpack(from)?,
        })
    }
}

impl Packed for Labels {
    fn pack(&self, into: &mut Packing) {
        let Self { subject, slug, list } = self;
        subject.pack(into);
        slug.pack(into);
        list.pack(into);
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        Some(Self {
            subject: Packed::unpack(from)?,
            slug: Packed::unpack(from)?,
            list: Packed::unpack(from)?,
        })
    }
}

fn words_of(text: &str) -> Vec<String> {
    tokens(&fold(text)).filter(|token| !token.elided).map(|token| token.text.to_owned()).collect()
}

/// The text with a space before every capital inside a word.
fn parted(text: &str) -> String {
    let mut parted = String::with_capacity(text.len() + 4);
    let mut small = false;
    for letter in text.chars() {
        if small && letter.is_uppercase() {
            parted.push(' ');
        }
        small = letter.is_lowercase();
        parted.push(letter);
    }
    parted
}

/// Whether the term's letters come from the words in order, at most so many from
/// each word, the first of them its initial.
fn shortens(words: &[String], term: &Term, at_most: usize) -> bool {
    let letters: Vec<char> = term.text.chars().take(64).collect();
    if letters.len() != term.letters || letters.is_empty() {
        return false;
    }
    // reached[n]: the words so far can give the first n letters.
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for word in words {
        for from in (0..letters.len()).rev().filter(|&n| reached[n]).collect::<Vec<_>>() {
            let mut rest = word.chars();
            if rest.next() != Some(letters[from]) {
                continue;
            }
            reached[from + 1] = true;
            for taken in 1..at_most.min(letters.len() - from) {
                if !rest.any(|letter| letter == letters[from + taken]) {
                    break;
                }
                reached[from + taken + 1] = true;
            }
        }
    }
    reached[letters.len()]
}

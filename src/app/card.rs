//! What the Page pane says: a card that gathers what is known.
//!
//! ```text
//! 1 statement · 2 trends · 1 expert
//!
//! ● Camille Jourdain — said
//!   « … »
//! Trends cited on this page
//!   ■ TikTok      from the summary's page list   14 p.
//! Cited pages of TikTok: ← p. 19   p. 24 →
//! ```
//!
//! A card is a pure function of the model; names that lead on are
//! [`Reference`]s, found again by identity.

mod page;
mod reading;
mod statement;
mod subject;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::env::Env;
use super::layout::Class;
use super::model::{Lens, Model, Reference, Shown, Wrap};
use super::styled::{Line, Role, wrap, wrap_divided};
use super::text::{Glow, Shining};
use crate::corpus::{PageRef, StatementId, Subject};
use crate::index::Link;
use crate::lang::Lang;
use crate::query::Record;
use crate::words::{clean, subject_pages};

/// One line of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardLine {
    /// What stands on the left.
    pub line: Line,
    /// What stands on the right, and is never cut.
    pub right: Line,
    /// Where the line leads.
    pub reference: Option<Reference>,
    /// Whether words shine on it.
    pub lit: bool,
}

/// The lines of the Page pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Top to bottom.
    pub lines: Vec<CardLine>,
    /// Whether it holds a text, which is read line by line.
    pub reads: bool,
}

impl Card {
    /// The lines that lead on, with their place.
    #[must_use]
    pub fn references(&self) -> impl DoubleEndedIterator<Item = (usize, Reference)> + '_ {
        let lines = self.lines.iter().enumerate();
        lines.filter_map(|(at, line)| line.reference.map(|reference| (at, reference)))
    }

    /// The first line on which words shine.
    #[must_use]
    pub fn lit_line(&self) -> Option<usize> {
        self.lines.iter().position(|line| line.lit)
    }

    /// The line of a reference.
    #[must_use]
    pub fn line_of(&self, reference: Reference) -> Option<usize> {
        self.references().find(|&(_, held)| held == reference).map(|(at, _)| at)
    }
}

/// Everything that a card depends on, beside the data and the signs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    shown: Shown,
    subject: Option<Subject>,
    lens: Lens,
    class: Class,
    search: String,
    hits: Vec<PageRef>,
    shining: Shining,
    lang: Lang,
    wrap: Wrap,
    width: usize,
    notes: BTreeMap<Record, String>,
    opened: Option<StatementId>,
}

/// A card that was made. Where what it was made from has not changed, it stays: that of a
/// subject with very many pages takes longer than a frame may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    made: Made,
    card: Arc<Card>,
}

impl Held {
    /// The card.
    pub(super) const fn card(&self) -> &Arc<Card> {
        &self.card
    }
}

fn made(model: &Model, env: &Env, width: usize) -> Made {
    Made {
        shown: model.page.shown,
        subject: model.subject,
        lens: model.lens,
        class: model.class,
        search: model.page.search.text.clone(),
        hits: model.page.search.pages.clone(),
        shining: model.page.shining.clone(),
        lang: env.lang,
        wrap: model.wrap,
        width,
        notes: notes(model, env),
        opened: opened(model, env),
    }
}

/// Of a page with more statements than these the card shows no more: nobody must wait for it.
const MOST_SHOWN: usize = 1_000;

/// The statement that was opened on a page and is not among those that the card shows; it stays
/// while the page is shown.
fn opened(model: &Model, env: &Env) -> Option<StatementId> {
    let Shown::Page(place) = model.page.shown else { return None };
    let statements = &env.data.index.page(place).statements;
    if statements.len() <= MOST_SHOWN {
        return None;
    }
    let by = model.page.reference.and_then(|reference| reference.by);
    let further = by.filter(|id| statements[MOST_SHOWN..].contains(id));
    let before = model.page.card.as_ref().map(|held| &held.made);
    let before = before.filter(|before| before.shown == model.page.shown);
    further.or_else(|| before?.opened)
}

/// The notes on what the card shows.
fn notes(model: &Model, env: &Env) -> BTreeMap<Record, String> {
    if model.notes.is_empty() {
        return BTreeMap::new();
    }
    let shown: Vec<Record> = match (model.page.shown, model.subject) {
        (Shown::Page(place), _) => {
            let statements = &env.data.index.page(place).statements;
            let statements = statements.iter().map(|&id| Record::Statement(id));
            std::iter::once(Record::Page(place)).chain(statements).collect()
        }
        (Shown::Statement(id), _) => vec![Record::Statement(id)],
        (Shown::Subject, Some(Subject::Topic(id))) => vec![Record::Topic(id)],
        (Shown::Subject, Some(Subject::Expert(id))) => vec![Record::Expert(id)],
        (Shown::Subject, None) => Vec::new(),
    };
    let note = |record| Some((record, model.notes.get(&record)?.clone()));
    shown.into_iter().filter_map(note).collect()
}

/// The card of what the Page pane shows, for a pane of `width` cells.
#[must_use]
pub fn card(model: &Model, env: &Env, width: usize) -> Arc<Card> {
    let made = made(model, env, width);
    match &model.page.card {
        Some(held) if held.made == made => Arc::clone(&held.card),
        _ => Arc::new(write(model, env, width)),
    }
}

/// The same, to be held by the model.
pub(super) fn held(model: &Model, env: &Env, width: usize) -> Held {
    Held { card: card(model, env, width), made: made(model, env, width) }
}

fn write(model: &Model, env: &Env, width: usize) -> Card {
    // One column for the pointer, one for the air on the right.
    let width = width.saturating_sub(3).max(1);
    let notes = notes(model, env);
    let mut writer =
        Writer { env, width, wrap: model.wrap, notes: &notes, lines: Vec::new(), reads: false };
    match (model.page.shown, model.subject) {
        (Shown::Page(place), _) => writer.note(0, Record::Page(place)),
        (Shown::Subject, Some(Subject::Topic(id))) => writer.note(0, Record::Topic(id)),
        (Shown::Subject, Some(Subject::Expert(id))) => writer.note(0, Record::Expert(id)),
        _ => {}
    }
    match (model.page.shown, model.subject) {
        (Shown::Page(place), subject) => {
            writer.page(place, subject.filter(|_| model.lens != Lens::Page), model);
        }
        (Shown::Statement(id), _) => writer.statement_card(id),
        (Shown::Subject, Some(Subject::Topic(id))) => writer.topic(id),
        (Shown::Subject, Some(Subject::Expert(id))) => writer.expert(id),
        (Shown::Subject, None) => {
            let text = env.lang.pick(
                "Choose a trend or an expert to see its pages.",
                "Choisissez une tendance ou un expert pour voir ses pages.",
            );
            writer.paragraph(Role::Dim, 0, text);
        }
    }
    Card { lines: writer.lines, reads: writer.reads }
}

/// A text wrapped for reading, with what is lit in it.
#[must_use]
pub fn read(text: &str, lit: &[(Range<usize>, Glow)], width: usize) -> Vec<Line> {
    let width = Wrap::Usual.measure(width);
    reading::lines(text, lit, width, None).into_iter().map(|read| read.line).collect()
}

struct Writer<'a> {
    env: &'a Env,
    width: usize,
    wrap: Wrap,
    notes: &'a BTreeMap<Record, String>,
    lines: Vec<CardLine>,
    reads: bool,
}

impl Writer<'_> {
    fn pick(&self, en: &'static str, fr: &'static str) -> &'static str {
        self.env.lang.pick(en, fr)
    }

    fn line(&mut self, line: Line) {
        self.lines.push(CardLine { line, ..CardLine::default() });
    }

    fn blank(&mut self) {
        let empty = self.lines.last().is_none_or(|line| line.line.spans.is_empty());
        if !empty {
            self.lines.push(CardLine::default());
        }
    }

    fn heading(&mut self, text: &str) {
        self.blank();
        let text = text.to_owned();
        self.line(Line::default().and_strong(Role::Text, text));
    }

    fn paragraph(&mut self, role: Role, indent: usize, text: &str) {
        for part in wrap(text, self.width.saturating_sub(indent)) {
            self.line(Line::new(role, format!("{:indent$}{part}", "")));
        }
    }

    /// What the reader noted on a record.
    fn note(&mut self, indent: usize, record: Record) {
        let Some(note) = self.notes.get(&record) else { return };
        let label = self.pick("Your note: ", "Votre note\u{a0}: ");
        for (at, line) in note.lines().enumerate() {
            let label = if at == 0 { label } else { "" };
            self.paragraph(Role::Lit, indent, &format!("{label}{}", clean(line)));
        }
        if indent == 0 {
            self.blank();
        }
    }

    /// Words of the data, which may be divided where their language is known.
    fn quoted(&mut self, indent: usize, text: &str, lang: Option<Lang>) {
        let width = self.wrap.measure(self.width.saturating_sub(indent));
        let lines = match lang.filter(|_| self.wrap.divides(width)) {
            Some(lang) => wrap_divided(text, width, lang),
            None => wrap(text, width),
        };
        for part in lines {
            self.line(Line::text(format!("{:indent$}{part}", "")));
        }
    }

    /// The language of what the source says.
    fn tongue(&self) -> Option<Lang> {
        self.env.data.corpus.language.as_deref().and_then(Lang::from_locale)
    }

    fn reference(&mut self, line: Line, right: Line, subject: Subject, by: Option<StatementId>) {
        let reference = Some(Reference { subject, by });
        self.lines.push(CardLine { line, right, reference, lit: false });
    }

    /// A name that leads on, behind the sign of its link, with a note and pages.
    fn name(&mut self, sign: Option<Link>, subject: Subject, note: &str, right: String) {
        let env = self.env;
        let role = if sign == Some(Link::Via) { Role::Via } else { Role::Link };
        let mut line = Line::default()
            .and(Role::Text, "  ")
            .and(role, env.signs.link(sign))
            .and(Role::Text, " ")
            .and(role, env.data.corpus.name(subject));
        if !note.is_empty() {
            line = line.and(Role::Dim, format!("  {note}"));
        }
        self.reference(line, Line::new(Role::Dim, right), subject, None);
    }

    /// A name that leads on, after a word for the relation.
    fn related(&mut self, word: &str, subject: Subject) {
        let data = &self.env.data;
        let pages = subject_pages(&data.corpus, &data.index, subject);
        let line = Line::new(Role::Dim, format!("  {word} "));
        let line = line.and(Role::Link, data.corpus.name(subject));
        self.reference(line, Line::new(Role::Dim, pages), subject, None);
    }
}

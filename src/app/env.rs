//! What the model stands in: the data, the language, the keys.

use std::sync::{Arc, PoisonError, RwLock};

use crate::command::Keymap;
use crate::corpus::{Corpus, ExpertId, PageRef, PageText, ReportId, Subject, TopicId};
use crate::export::citation::Day;
use crate::index::{Extent, Index};
use crate::lang::Lang;
use crate::order;
use crate::query::{Finder, sort_key};
use crate::words::Signs;

/// With more statements than this, words are indexed and queries answered on a worker.
/// A fifth of a second of indexing is what nobody waits for.
pub const MANY: usize = 20_000;

/// A corpus and every way to find something in it.
#[derive(Debug)]
pub struct Data {
    /// What is known.
    pub corpus: Arc<Corpus>,
    /// From each side.
    pub index: Arc<Index>,
    /// By words: those of statements too, or, until a worker has read them, not.
    finder: Arc<RwLock<Arc<Finder>>>,
    asks: bool,
    topic_order: Vec<TopicId>,
    expert_order: Vec<ExpertId>,
    /// Pages of which something is known, ascending, and where in the corpus.
    texts: Vec<(PageRef, usize)>,
}

impl Data {
    /// Indexes a corpus; where it has many statements, all but their words.
    #[must_use]
    pub fn new(corpus: Corpus) -> Self {
        let many = corpus.statements.len() > MANY;
        Self::indexed(corpus, many)
    }

    /// Indexes all of a corpus but the words of statements, however many they are: a worker
    /// is to read and to answer.
    #[must_use]
    pub fn for_worker(corpus: Corpus) -> Self {
        Self::indexed(corpus, true)
    }

    /// A corpus with what is known of it already, or else indexed.
    #[must_use]
    pub fn of(corpus: Corpus, ways: Option<(Index, Finder)>) -> Self {
        match ways {
            Some((index, finder)) => Self::with(corpus, index, finder, false),
            None => Self::new(corpus),
        }
    }

    fn indexed(corpus: Corpus, asks: bool) -> Self {
        let index = Index::new(&corpus);
        let finder =
            if asks { Finder::bare(&corpus, &index) } else { Finder::new(&corpus, &index) };
        Self::with(corpus, index, finder, asks)
    }

    fn with(corpus: Corpus, index: Index, finder: Finder, asks: bool) -> Self {
        let mut topic_order: Vec<TopicId> = corpus.topic_ids().collect();
        order::sort_by_key(&mut topic_order, |&id| {
            let pages = index.extent(Subject::Topic(id)).pages;
            (std::cmp::Reverse(pages), sort_key(&corpus.topic(id).name), id)
        });
        let mut expert_order: Vec<ExpertId> = corpus.expert_ids().collect();
        order::sort_by_key(&mut expert_order, |&id| {
            // Without a page after those with one, without a statement last.
            let Extent { first, statements, .. } = index.extent(Subject::Expert(id));
            (first.is_none(), first, statements == 0, id)
        });
        let mut texts: Vec<(PageRef, usize)> =
            corpus.page_texts.iter().enumerate().map(|(at, page)| (page.at, at)).collect();
        order::sort_by(&mut texts, Ord::cmp);
        let (corpus, index) = (Arc::new(corpus), Arc::new(index));
        let finder = Arc::new(RwLock::new(Arc::new(finder)));
        Self { corpus, index, finder, asks, topic_order, expert_order, texts }
    }

    /// Finds by words. Where a worker answers, those of statements may not be known yet.
    #[must_use]
    pub fn finder(&self) -> Arc<Finder> {
        Arc::clone(&self.finder.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where the finder is put that knows the words of statements as well.
    #[must_use]
    pub fn finder_place(&self) -> Arc<RwLock<Arc<Finder>>> {
        Arc::clone(&self.finder)
    }

    /// Whether queries are asked of a worker instead of being answered at once.
    #[must_use]
    pub const fn asks(&self) -> bool {
        self.asks
    }

    /// What is known of a page's text.
    #[must_use]
    pub fn text(&self, place: PageRef) -> Option<&PageText> {
        let at = self.texts.binary_search_by_key(&place, |&(held, _)| held).ok()?;
        Some(&self.corpus.page_texts[self.texts[at].1])
    }

    /// Every page of which something is known, ascending.
    pub fn texts(&self) -> impl Iterator<Item = (PageRef, &PageText)> {
        self.texts.iter().map(|&(place, at)| (place, &self.corpus.page_texts[at]))
    }

    /// Whether the text of a report is known, of one page at least.
    #[must_use]
    pub fn has_text(&self, report: ReportId) -> bool {
        let from = self.texts.partition_point(|&(held, _)| held.report < report);
        self.texts[from..]
            .iter()
            .take_while(|(held, _)| held.report == report)
            .any(|&(_, at)| self.corpus.page_texts[at].text.is_some())
    }

    /// Topics as Trends lists them: most pages first, then by name.
    #[must_use]
    pub fn topic_order(&self) -> &[TopicId] {
        &self.topic_order
    }

    /// Experts as Experts lists them: by first page, those without one last.
    #[must_use]
    pub fn expert_order(&self) -> &[ExpertId] {
        &self.expert_order
    }
}

/// What the reader chose in the configuration: how the browser looks and behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the configuration")]
pub struct Choices {
    /// The chosen row is reversed as a whole; a pointer marks it in any case.
    pub full_rows: bool,
    /// The last line says what keys do, and the first steps are told.
    pub hints: bool,
    /// Below the last row comes the first.
    pub wrap_lists: bool,
    /// Lists slide row by row at their edge.
    pub motion: bool,
    /// The mouse is taken, but for the other end of an SSH connection.
    pub mouse: bool,
    /// Columns of the left panes, where they were chosen.
    pub left: Option<u16>,
    /// Rows of Statements with its border, where they were chosen.
    pub statements: Option<u16>,
    /// What stands between the cells of a CSV file, where it was chosen.
    pub separator: Option<char>,
    /// The file of the report.
    pub pdf: Option<String>,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            full_rows: false,
            hints: true,
            wrap_lists: false,
            motion: false,
            mouse: true,
            left: None,
            statements: None,
            separator: None,
            pdf: None,
        }
    }
}

/// Everything that the browser is given and never changes.
#[derive(Debug)]
pub struct Env {
    /// The data; a change of language takes it along.
    pub data: Arc<Data>,
    /// The language of the interface.
    pub lang: Lang,
    /// Unicode or ASCII signs.
    pub signs: Signs,
    /// What keys mean.
    pub keymap: Keymap,
    /// Whether the terminal is at the other end of an SSH connection.
    pub remote: bool,
    /// Whether nothing may be kept, written or started: the reader is a guest.
    pub read_only: bool,
    /// Whether the built-in corpus is shown.
    pub sample: bool,
    /// The day of consultation, for citations.
    pub today: Option<Day>,
    /// The files of the data, as they were named; for the command that leads here.
    pub files: Vec<String>,
    /// A word on the data to say at the start, such as problems that were left out.
    pub warning: Option<String>,
    /// How it looks and behaves.
    pub choices: Choices,
}

impl Env {
    /// Surroundings around some data where nothing was chosen: default keys and looks, Unicode, a
    /// terminal at hand.
    #[must_use]
    pub fn new(data: Arc<Data>, lang: Lang) -> Self {
        Self {
            data,
            lang,
            signs: Signs::new(false),
            keymap: Keymap::default(),
            remote: false,
            read_only: false,
            sample: false,
            today: None,
            files: Vec::new(),
            warning: None,
            choices: Choices::default(),
        }
    }

    /// The same surroundings around other data.
    #[must_use]
    pub fn around(&self, data: Arc<Data>) -> Self {
        Self {
            data,
            lang: self.lang,
            signs: self.signs,
            keymap: self.keymap.clone(),
            remote: self.remote,
            read_only: self.read_only,
            sample: self.sample,
            today: self.today,
            files: self.files.clone(),
            warning: None,
            choices: self.choices.clone(),
        }
    }

    /// The one of two sentences that the reader understands.
    #[must_use]
    pub const fn pick<'a>(&self, en: &'a str, fr: &'a str) -> &'a str {
        self.lang.pick(en, fr)
    }
}

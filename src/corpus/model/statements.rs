//! All statements of a corpus: held in memory, or lent one by one from where they are stored.
//!
//! Imports its neighbours in this room.
//!
//! Odd thing worth knowing: what was lent once stays in memory as long as the corpus does, so that
//! whoever asks gets a reference either way. A reader meets thousands of a million statements;
//! what goes through all of them asks [`Lender`] itself, which keeps nothing.

use std::fmt;
use std::ops::Index;
use std::sync::{Arc, OnceLock};

use super::{Statement, StatementId};

/// So many statements share a place for what was lent of them.
const CHUNK: usize = 64;

/// Where statements are stored.
pub trait Lender: fmt::Debug + Send + Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads one.
    fn read(&self, id: StatementId) -> Statement;

    /// The one with an id.
    fn named(&self, slug: &str) -> Option<StatementId>;

    /// How many are drafts that nobody has read over.
    fn drafts(&self) -> usize;
}

/// What was lent of some neighbours.
type Chunk = Box<[OnceLock<Box<Statement>>]>;

/// Statements that are read when they are first asked for.
#[derive(Debug)]
struct Lent {
    from: Arc<dyn Lender>,
    chunks: Box<[OnceLock<Chunk>]>,
}

impl Lent {
    fn get(&self, place: usize) -> &Statement {
        let chunk = self.chunks[place / CHUNK].get_or_init(|| {
            let left = self.from.len() - place / CHUNK * CHUNK;
            (0..left.min(CHUNK)).map(|_| OnceLock::new()).collect()
        });
        chunk[place % CHUNK].get_or_init(|| Box::new(self.from.read(StatementId::at(place))))
    }
}

/// All statements, in file order.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    held: Vec<Statement>,
    lent: Option<Arc<Lent>>,
}

impl Statements {
    /// Statements that are read from there when they are first asked for.
    #[must_use]
    pub fn lent(from: Arc<dyn Lender>) -> Self {
        let chunks = (0..from.len().div_ceil(CHUNK)).map(|_| OnceLock::new()).collect();
        Self { held: Vec::new(), lent: Some(Arc::new(Lent { from, chunks })) }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lent.as_ref().map_or(self.held.len(), |lent| lent.from.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// That of a place.
    #[must_use]
    pub fn get(&self, place: usize) -> &Statement {
        self.lent.as_ref().map_or_else(|| &self.held[place], |lent| lent.get(place))
    }

    /// How many are drafts that nobody has read over.
    #[must_use]
    pub fn drafts(&self) -> usize {
        let held = || self.held.iter().filter(|statement| statement.draft).count();
        self.lent.as_ref().map_or_else(held, |lent| lent.from.drafts())
    }

    /// The one with an id. Of those that are held all are looked at.
    #[must_use]
    pub fn named(&self, slug: &str) -> Option<StatementId> {
        let held = || self.held.iter().position(|statement| statement.slug == slug);
        let held = || held().map(StatementId::at);
        self.lent.as_ref().map_or_else(held, |lent| lent.from.named(slug))
    }

    /// Whether they are read when they are asked for, and found by id without looking at all.
    #[must_use]
    pub const fn are_lent(&self) -> bool {
        self.lent.is_some()
    }

    /// Gives each to `each`, and keeps none that has to be read for it.
    pub fn each(&self, mut each: impl FnMut(StatementId, &Statement)) {
        for id in (0..self.len()).map(StatementId::at) {
            match &self.lent {
                Some(lent) => each(id, &lent.from.read(id)),
                None => each(id, &self.held[id.place()]),
            }
        }
    }

    /// Each.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Statement> {
        (0..self.len()).map(|place| self.get(place))
    }

    /// Those that are held, to be changed or added to.
    pub fn held_mut(&mut self) -> &mut Vec<Statement> {
        &mut self.held
    }
}

impl Index<usize> for Statements {
    type Output = Statement;

    fn index(&self, place: usize) -> &Statement {
        self.get(place)
    }
}

impl From<Vec<Statement>> for Statements {
    fn from(held: Vec<Statement>) -> Self {
        Self { held, lent: None }
    }
}

impl FromIterator<Statement> for Statements {
    fn from_iter<I: IntoIterator<Item = Statement>>(statements: I) -> Self {
        Vec::from_iter(statements).into()
    }
}

//! All statements of a corpus: held in memory, or lent one by one from where they are stored.
//!
//! Imports its neighbours in this room.
//!
//! Odd thing worth knowing: what was lent once stays in memory as long as the corpus does, so that
//! whoever asks gets a reference either way. A reader meets thousands of a million statements;
//! what goes through all of them asks [`Lender`] itself, which keeps nothing.

use std::fmt;
use std::ops::Index;
use std::sync::Arc;

use super::super::stored::Rows;
use super::{Statement, StatementId};
use crate::disk::Slots;

/// Where statements are stored.
pub trait Lender: fmt::Debug + Send + Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads one; something stands for what is not there or cannot be read.
    fn read(&self, id: StatementId) -> Statement;

    /// The rows that they stand in, if they do.
    fn rows(&self) -> Option<&Rows>;

    /// The one with an id.
    fn named(&self, slug: &str) -> Option<StatementId>;

    /// How many are drafts that nobody has read over.
    fn drafts(&self) -> usize;

    /// The first that could not be read, of those that were asked for.
    fn lost(&self) -> Option<StatementId>;
}

/// Statements that are read when they are first asked for.
#[derive(Debug)]
struct Lent {
    from: Arc<dyn Lender>,
    read: Slots<Box<Statement>>,
    /// Stands for what is not there.
    none: Statement,
}

impl Lent {
    fn get(&self, place: usize) -> &Statement {
        let read = || Box::new(self.from.read(StatementId::at(place)));
        self.read.get(place, read).map_or(&self.none, |read| read)
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
        let (read, none) = (Slots::new(from.len()), Statement::lost());
        Self { held: Vec::new(), lent: Some(Arc::new(Lent { from, read, none })) }
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

    /// Gives that of a place to `see`, and keeps nothing that has to be read for it.
    pub fn with<R>(&self, id: StatementId, see: impl FnOnce(&Statement) -> R) -> R {
        match &self.lent {
            Some(lent) => match lent.read.known(id.place()) {
                Some(known) => see(known),
                None => see(&lent.from.read(id)),
            },
            None => see(&self.held[id.place()]),
        }
    }

    /// The rows that they stand in; none where they are held.
    #[must_use]
    pub fn rows(&self) -> Option<&Rows> {
        self.lent.as_ref().and_then(|lent| lent.from.rows())
    }

    /// The same statements, none of them read yet; none where they are held.
    #[must_use]
    pub fn afresh(&self) -> Option<Self> {
        self.lent.as_ref().map(|lent| Self::lent(Arc::clone(&lent.from)))
    }

    /// How many are drafts that nobody has read over.
    #[must_use]
    pub fn drafts(&self) -> usize {
        let held = || self.held.iter().filter(|statement| statement.draft).count();
        self.lent.as_ref().map_or_else(held, |lent| lent.from.drafts())
    }

    /// The first that is damaged, of those that were read.
    #[must_use]
    pub fn lost(&self) -> Option<StatementId> {
        self.lent.as_ref().and_then(|lent| lent.from.lost())
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
            self.with(id, |statement| each(id, statement));
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Counts how often it is read.
    #[derive(Debug, Default)]
    struct Counting(AtomicUsize);

    impl Lender for Counting {
        fn len(&self) -> usize {
            2
        }

        fn read(&self, _: StatementId) -> Statement {
            self.0.fetch_add(1, Ordering::Relaxed);
            Statement::lost()
        }

        fn rows(&self) -> Option<&Rows> {
            None
        }

        fn named(&self, _: &str) -> Option<StatementId> {
            None
        }

        fn drafts(&self) -> usize {
            0
        }

        fn lost(&self) -> Option<StatementId> {
            None
        }
    }

    #[test]
    fn what_is_only_seen_is_not_kept_and_what_was_asked_for_is_read_once() {
        let lender = Arc::new(Counting::default());
        let statements = Statements::lent(Arc::clone(&lender) as Arc<dyn Lender>);
        let reads = || lender.0.swap(0, Ordering::Relaxed);
        for _ in 0..3 {
            statements.with(StatementId(0), |_| ());
        }
        assert_eq!(reads(), 3);
        for _ in 0..3 {
            let _kept = statements.get(0);
            statements.with(StatementId(0), |_| ());
        }
        assert_eq!(reads(), 1);
        let afresh = statements.afresh();
        let _kept = afresh.as_ref().map(|afresh| afresh.get(0));
        assert_eq!(reads(), 1, "nothing of it was read");
        assert!(Statements::default().afresh().is_none());
    }
}

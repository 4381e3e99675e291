//! Statements read one by one, for as long as their words are not indexed.
//!
//! Slower than the index by far, and simpler: what is typed is found as it is
//! typed, without corrections, and not ranked by how well it is met. It tells what
//! it has found so far, and gives up when it is told to. Imports its neighbours in
//! this room.

use crate::corpus::{Corpus, Statement, StatementId};

use super::filter::Asking;
use super::fold::{fold, tokens};
use super::grammar::{Ask, Clause, Field, Value};
use super::records::{EXPERTS, STATEMENTS, TOPICS};
use super::session::Bounds;
use super::{Bitmap, Finder, Found, Hit, Query, Record, Session, meets};

/// After so many statements it is told for the first time what was found, then
/// after twice as many each time.
const FIRST_TOLD: usize = 1 << 14;
/// After so many it asks whether the answer is still wanted.
const ASKS: usize = 512;

/// What a clause comes to.
enum Condition<'a> {
    /// To be one of these statements.
    Set(Bitmap),
    /// To hold a value, or, where the last is true, not to hold it; of its own texts, or of
    /// the names that it points to as well.
    Words(&'a Value, bool, bool),
}

impl Finder {
    /// The statements of each set that hold a query, with the count of all that were read.
    /// `tell` hears from time to time what was found so far.
    pub(super) fn scan(
        &self,
        corpus: &Corpus,
        query: &Query,
        sets: &[Bitmap],
        bounds: Bounds<'_>,
        tell: &mut dyn FnMut(&[Found<Record>]),
    ) -> Vec<Found<Record>> {
        let shelf = &self.records.shelves[STATEMENTS];
        let asking = Asking { own: false, marks: bounds.marks, stop: bounds.stop };
        let condition = |clause| self.condition(clause, &asking);
        let groups: Vec<Vec<Condition<'_>>> =
            query.tree.groups.iter().map(|group| group.iter().map(condition).collect()).collect();
        let mut found: Vec<Found<Record>> = sets.iter().map(|_| Found::none()).collect();
        let mut left = bounds.most;
        let mut next_told = FIRST_TOLD;
        for (read, record) in (0..super::reach::number(shelf.len())).enumerate() {
            if read % ASKS == ASKS - 1 && (bounds.stop)() {
                break;
            }
            if read == next_told {
                tell(&found);
                next_told *= 2;
            }
            let Some(set) = sets.iter().position(|set| set.contains(record)) else { continue };
            let id = StatementId(shelf.ids.of(record));
            let mut words = None;
            let mut holds = |condition: &Condition<'_>| match condition {
                Condition::Set(set) => set.contains(record),
                Condition::Words(value, own, negated) => {
                    let fields = words.get_or_insert_with(|| self.fields(corpus, id));
                    fields.hold(value, *own) != *negated
                }
            };
            if groups.is_empty() || groups.iter().any(|group| group.iter().all(&mut holds)) {
                let found = &mut found[set];
                found.total += 1;
                if left > 0 {
                    left -= 1;
                    let id = Record::Statement(id);
                    found.sure.push(Hit { id, score: 0, through: None });
                }
            }
        }
        found
    }

    /// Topics and experts that hold a query, whose words are always known.
    pub(super) fn subjects(&self, query: &Query, bounds: Bounds<'_>) -> Found<Record> {
        Session::default().found(self, query, TOPICS..EXPERTS + 1, bounds)
    }

    fn condition<'a>(&self, clause: &'a Clause, asking: &Asking<'_>) -> Condition<'a> {
        match &clause.ask {
            Ask::Value(None, value) => Condition::Words(value, false, clause.negated),
            Ask::Value(Some(Field::Text), value) => Condition::Words(value, true, clause.negated),
            _ => Condition::Set(self.records.clause(STATEMENTS, clause, asking)),
        }
    }

    /// The words of a statement, and of the names that it points to.
    fn fields(&self, corpus: &Corpus, id: StatementId) -> Fields {
        let statement: &Statement = corpus.statement(id);
        let texts = std::iter::once(statement.text.as_str());
        let texts = texts.chain(statement.texts.all()).chain(statement.quote.as_deref());
        let own = texts.map(fold).collect();
        let topics = statement.topics.iter().map(|id| id.place());
        let experts = statement.experts.iter().chain(&statement.via);
        let experts = experts.map(|id| self.records.topics + id.place());
        let labels = topics.chain(experts).filter_map(|at| self.records.labels.get(at));
        let related = labels.flat_map(|labels| labels.names().map(|label| label.folded.clone()));
        Fields { own, related: related.collect() }
    }
}

/// Folded texts.
struct Fields {
    own: Vec<String>,
    related: Vec<String>,
}

impl Fields {
    fn hold(&self, value: &Value, own: bool) -> bool {
        let related: &[String] = if own { &[] } else { &self.related };
        let fields = || self.own.iter().chain(related).map(|text| words(text));
        match value {
            Value::Words(terms) => {
                terms.iter().all(|term| fields().any(|words| meets::holds(&words, term)))
            }
            _ => fields().any(|words| meets::field(&words, value)),
        }
    }
}

fn words(folded: &str) -> Vec<&str> {
    tokens(folded).filter(|token| !token.elided).map(|token| token.text).collect()
}

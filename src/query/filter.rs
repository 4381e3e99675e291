//! Which records hold one clause of a query, spelling as typed.
//!
//! Imports its neighbours in this room.

use super::Record;
use super::bitmap::Bitmap;
use super::grammar::{Ask, Clause, Field, Kind, Value};
use super::labels::{Grade, Label, Labels};
use super::meets;
use super::postings::{Lists, Postings};
use super::reach::{Matched, Reached, number};
use super::records::{EXPERTS, PAGES, Records, STATEMENTS, TOPICS};
use super::shelf::Stop;
use super::term::Term;

/// What the reader marked and noted.
///
/// Marks live with the reader and not in the corpus, so they are handed in.
pub trait Marks: Send + Sync {
    /// Every record that has a mark or a note; some may come twice.
    fn records(&self) -> Vec<Record>;

    /// Whether a record has a mark: this one (folded), or any.
    fn marked(&self, record: Record, mark: Option<&str>) -> bool;

    /// The note on a record.
    fn note(&self, record: Record) -> Option<String>;
}

/// What a clause is asked with.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    /// Own fields only.
    pub(super) own: bool,
    /// What the reader marked, where that is known.
    pub(super) marks: Option<&'a dyn Marks>,
    /// Whether the answer is no longer wanted.
    pub(super) stop: Stop<'a>,
}

impl<P: Postings> Records<P> {
    /// The records of a shelf that hold a clause.
    pub(super) fn clause(&self, shelf: usize, clause: &Clause, asking: &Asking<'_>) -> Bitmap {
        let holding = self.ask(shelf, &clause.ask, asking);
        if !clause.negated {
            return holding;
        }
        let mut others = Bitmap::full(holding.limit());
        others.and_not(&holding);
        others
    }

    fn ask(&self, shelf: usize, ask: &Ask, asking: &Asking<'_>) -> Bitmap {
        let facets = &self.shelves[shelf].facets;
        let mut into = Bitmap::new(self.shelves[shelf].len());
        match ask {
            Ask::Pages(set) => facets.pages_into(set, &self.places, &mut into),
            Ask::Kind(kind) => {
                let whole = match kind {
                    Kind::Topic => TOPICS,
                    Kind::Expert => EXPERTS,
                    Kind::Statement => STATEMENTS,
                    Kind::Page => PAGES,
                    Kind::Of(_) | Kind::By(_) => usize::MAX,
                };
                if whole == shelf {
                    return Bitmap::full(into.limit());
                }
                facets.kind_into(*kind, &mut into);
            }
            Ask::Mark(mark) => {
                let is = |marks: &dyn Marks, record| marks.marked(record, mark.as_deref());
                self.told(shelf, asking, &mut into, &is);
            }
            Ask::Kept => self.told(shelf, asking, &mut into, &|_, _| true),
            Ask::Note(words) => {
                let is = |marks: &dyn Marks, record| {
                    marks.note(record).is_some_and(|note| {
                        let label = Label::new(&note, super::labels::Kind::Note);
                        words.iter().all(|word| meets::holds(&label.field(), &Term::plain(word)))
                    })
                };
                self.told(shelf, asking, &mut into, &is);
            }
            Ask::Value(Some(Field::Topic), value) => {
                let named = named(&self.subjects(TOPICS), value);
                gather(&facets.topics, &named, &mut into);
            }
            Ask::Value(Some(Field::Expert), value) => {
                let named = named(&self.subjects(EXPERTS), value);
                gather(&facets.experts, &named, &mut into);
            }
            Ask::Value(Some(Field::Report), value) => {
                for (report, labels) in self.reports.each() {
                    if labels.iter().any(|label| meets(label, value)) {
                        facets.reports.or_into(report, &mut into);
                    }
                }
            }
            Ask::Value(Some(_), value) => return self.text(shelf, value, asking),
            Ask::Value(None, value) => return self.value(shelf, value, asking),
        }
        into
    }

    /// Marked or noted records, where marks are known.
    fn told(
        &self,
        shelf: usize,
        asking: &Asking<'_>,
        into: &mut Bitmap,
        is: &dyn Fn(&dyn Marks, Record) -> bool,
    ) {
        let Some(marks) = asking.marks else { return };
        let such = marks.records().into_iter().filter(|&record| is(marks, record));
        let ids = such.filter_map(|record| match record {
            Record::Topic(id) if shelf == TOPICS => Some(id.0),
            Record::Expert(id) if shelf == EXPERTS => Some(id.0),
            Record::Statement(id) if shelf == STATEMENTS => Some(id.0),
            Record::Page(at) if shelf == PAGES => self.places.find(at).map(number),
            _ => None,
        });
        let limit = into.limit();
        let ids: Vec<u32> = ids.filter(|&id| (id as usize) < limit).collect();
        if ids.is_empty() {
            return;
        }
        // The reader keeps few of a million: these are looked for, and not a mark of each of those.
        let mut kept = Bitmap::new(limit);
        kept.extend(ids.into_iter());
        let all = self.shelves[shelf].ids.each();
        into.extend(all.filter(|&(_, id)| kept.contains(id)).map(|(record, _)| record));
    }

    /// Records whose own text holds a value: a statement's words, a topic's meaning,
    /// the statements on a page.
    fn text(&self, shelf: usize, value: &Value, asking: &Asking<'_>) -> Bitmap {
        let mut into = Bitmap::new(self.shelves[shelf].len());
        match shelf {
            TOPICS => {
                for (record, id) in self.shelves[TOPICS].ids.each() {
                    let definition = self.definitions.get(id as usize).into_iter().flatten();
                    if definition.into_iter().any(|label| meets(label, value)) {
                        into.insert(record);
                    }
                }
            }
            EXPERTS => {}
            STATEMENTS => return self.value(shelf, value, &Asking { own: true, ..*asking }),
            _ => {
                let statements = self.text(STATEMENTS, value, asking);
                self.on_pages(&statements, &mut into);
            }
        }
        into
    }

    /// Records that hold a value as typed, anywhere.
    pub(super) fn value(&self, shelf: usize, value: &Value, asking: &Asking<'_>) -> Bitmap {
        let records = &self.shelves[shelf];
        if let Value::Words(terms) = value {
            let mut all = Bitmap::full(records.len());
            for term in terms {
                all.and(&self.term(shelf, term, asking));
            }
            return all;
        }
        if shelf == PAGES {
            let mut into = Bitmap::new(records.len());
            let wide = Asking { own: false, ..*asking };
            let statements = self.value(STATEMENTS, value, &Asking { own: true, ..wide });
            self.on_pages(&statements, &mut into);
            let names = |labels: &Labels| labels.names().any(|label| meets(label, value));
            self.named_on_pages(&names, &mut into);
            return into;
        }
        records.holding(value, asking.own, asking.stop)
    }

    /// Records that hold a word as typed, or words that run on to make it.
    fn term(&self, shelf: usize, term: &Term, asking: &Asking<'_>) -> Bitmap {
        let stores = self.shelves[shelf].stores(asking.own);
        let matched = Matched::new(&stores, term);
        let mut reached = Reached::new(self.shelves[shelf].len());
        matched.reach(&stores, term, &mut reached);
        let mut holding = reached.sure.any;
        if !matched.held {
            holding.or(&self.running_on(shelf, term, asking));
        }
        if shelf == PAGES {
            for page in self.pages_named(term) {
                holding.insert(page);
            }
        }
        holding
    }

    /// Records where words side by side make a term.
    pub(super) fn running_on(&self, shelf: usize, term: &Term, asking: &Asking<'_>) -> Bitmap {
        if shelf != PAGES {
            return self.shelves[shelf].running_on(term, asking.own, asking.stop);
        }
        let mut into = Bitmap::new(self.shelves[PAGES].len());
        let statements = self.shelves[STATEMENTS].running_on(term, true, asking.stop);
        self.on_pages(&statements, &mut into);
        let names = |labels: &Labels| labels.names().any(|label| label.runs_on(term));
        self.named_on_pages(&names, &mut into);
        into
    }

    /// The pages that a term means by number or by printed label.
    pub(super) fn pages_named<'a>(&'a self, term: &'a Term) -> impl Iterator<Item = u32> + 'a {
        let means = |page, label| term.page == Some(page) || label == term.text.as_bytes();
        self.places
            .labelled()
            .filter(move |&(_, page, label)| means(page, label))
            .map(|(at, ..)| at)
    }

    /// Adds the pages of statements to a set.
    fn on_pages(&self, statements: &Bitmap, into: &mut Bitmap) {
        let by_page = &self.shelves[STATEMENTS].facets.pages;
        for page in 0..by_page.len() {
            if by_page.any(page, |statement| statements.contains(statement)) {
                into.insert(super::reach::number(page));
            }
        }
    }

    /// The labels of all topics, or of all experts, by place; none of one that is damaged.
    fn subjects(&self, shelf: usize) -> Vec<Option<&Labels>> {
        let places = if shelf == TOPICS { 0..self.topics } else { self.topics..self.labels.len() };
        places.map(|at| self.labels.get(at)).collect()
    }

    /// Adds the pages that point to such subjects to a set.
    fn named_on_pages(&self, such: &dyn Fn(&Labels) -> bool, into: &mut Bitmap) {
        let facets = &self.shelves[PAGES].facets;
        for (lists, shelf) in [(&facets.topics, TOPICS), (&facets.experts, EXPERTS)] {
            let named: Vec<bool> =
                self.subjects(shelf).into_iter().map(|labels| labels.is_some_and(such)).collect();
            gather(lists, &named, into);
        }
    }
}

/// Which subjects are named by a value: as typed, or else with errors.
fn named(labels: &[Option<&Labels>], value: &Value) -> Vec<bool> {
    let all = |such: &dyn Fn(&Labels) -> bool| -> Vec<bool> {
        labels.iter().map(|labels| labels.is_some_and(such)).collect()
    };
    let as_typed = |labels: &Labels| match value {
        Value::Words(terms) => {
            let holds =
                |term: &Term| labels.names().any(|label| meets::holds(&label.field(), term));
            terms.iter().all(holds)
        }
        _ => labels.names().any(|label| meets(label, value)),
    };
    let named = all(&as_typed);
    match value {
        Value::Words(terms) if !named.contains(&true) => all(&|labels| {
            let close = |term: &Term| {
                labels.names().any(|label| label.grade(term).is_some_and(|g| g >= Grade::Close))
            };
            terms.iter().all(close)
        }),
        _ => named,
    }
}

fn meets(label: &Label, value: &Value) -> bool {
    meets::field(&label.field(), value)
}

/// Adds the lists of the keys that are named to a set.
fn gather(lists: &Lists, named: &[bool], into: &mut Bitmap) {
    for (key, _) in named.iter().enumerate().filter(|(_, named)| **named) {
        lists.or_into(key, into);
    }
}

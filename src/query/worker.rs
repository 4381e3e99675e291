//! Indexing and queries on threads of their own: the newest query wins, older ones
//! are given up.
//!
//! One thread makes the [`Finder`] that knows all words; the other answers, until
//! then by reading statement after statement. Whoever owns the [`Worker`] is told all
//! news on these threads; nothing here waits for anybody. Imports its neighbours in
//! this room.
//!
//! Odd thing worth knowing: a newer query may be asked while an answer is on its
//! way, so whoever hears it compares [`Answer::ticket`] with what was asked last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::{Bitmap, Bounds, Finder, Found, Marks, Query, Record, Session};
use crate::corpus::Corpus;
use crate::index::Index;

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among all records, as [`Finder::everywhere`].
    Everywhere,
    /// Among the statements of some sets that have none in common, one after the other.
    Statements(Vec<Bitmap>),
}

/// Marks and notes as they were when something was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What is marked.
    pub marks: BTreeSet<Record>,
    /// What is noted.
    pub notes: BTreeMap<Record, String>,
}

impl Marks for Kept {
    fn records(&self) -> Vec<Record> {
        self.marks.iter().chain(self.notes.keys()).copied().collect()
    }

    fn marked(&self, record: Record, mark: Option<&str>) -> bool {
        // Marks have no names.
        mark.is_none() && self.marks.contains(&record)
    }

    fn note(&self, record: Record) -> Option<String> {
        self.notes.get(&record).cloned()
    }
}

/// A query to a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// By which its answer is known; a later one has a greater number.
    pub ticket: u64,
    /// What is asked.
    pub query: Query,
    /// Where.
    pub place: Place,
    /// How many records are wanted, over all sets.
    pub most: usize,
    /// Whether close matches are left out.
    pub exact: bool,
    /// What the reader marked and noted.
    pub kept: Kept,
}

impl Ask {
    /// The answer of an index.
    ///
    /// `stop` says whether it is no longer wanted; what comes then is of no use.
    #[must_use]
    pub fn answer(
        &self,
        session: &mut Session,
        finder: &Finder,
        stop: &dyn Fn() -> bool,
    ) -> Answer {
        let bounds = Bounds { most: self.most, marks: Some(&self.kept), exact: self.exact, stop };
        let (found, elsewhere) = search(session, finder, self, bounds);
        Answer { ticket: self.ticket, found, elsewhere, whole: true }
    }
}

/// An answer of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// That of the question.
    pub ticket: u64,
    /// What was found: everywhere, or in each set.
    pub found: Vec<Found<Record>>,
    /// Where nothing was found in the sets, how many statements match without them.
    pub elsewhere: usize,
    /// Whether that is all. Until the index is ready it is what was read so far.
    pub whole: bool,
}

/// What a worker tells.
#[derive(Clone, Debug)]
pub enum News {
    /// The index is being built.
    Building {
        /// Statements read so far.
        done: usize,
        /// All statements.
        of: usize,
    },
    /// The index is ready.
    Ready(Arc<Finder>),
    /// An answer to a query that was the newest a moment ago.
    Answer(Box<Answer>),
}

/// The two places are asked independently of each other.
const PLACES: usize = 2;

#[derive(Debug, Default)]
struct Desk {
    /// What is to be answered, for each place; the newest alone.
    asked: [Option<Ask>; PLACES],
    /// Whether that was answered as far as it can be without the index.
    scanned: [bool; PLACES],
    finder: Option<Arc<Finder>>,
    closed: bool,
}

#[derive(Debug, Default)]
struct Shared {
    desk: Mutex<Desk>,
    called: Condvar,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to be answered next, with the index where it is ready; `None` at the end.
    fn next(&self) -> Option<(Ask, Option<Arc<Finder>>)> {
        let mut desk = self.desk();
        loop {
            if desk.closed {
                return None;
            }
            let ready = desk.finder.is_some();
            let open = (0..PLACES).filter(|&place| ready || !desk.scanned[place]);
            let ask = open.filter_map(|place| desk.asked[place].as_ref());
            if let Some(ask) = ask.min_by_key(|ask| ask.ticket) {
                return Some((ask.clone(), desk.finder.clone()));
            }
            desk = self.called.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether an answer is no longer wanted: something newer was asked, or the index, which
    /// answers better, has become ready.
    fn is_stale(&self, ask: &Ask, by_index: bool) -> bool {
        let desk = self.desk();
        let newest = desk.asked[slot(&ask.place)].as_ref().map(|ask| ask.ticket);
        desk.closed || newest != Some(ask.ticket) || (!by_index && desk.finder.is_some())
    }

    /// Notes that a query was answered.
    fn answered(&self, ask: &Ask, by_index: bool) {
        let mut desk = self.desk();
        let place = slot(&ask.place);
        if desk.asked[place].as_ref().is_some_and(|newest| newest.ticket == ask.ticket) {
            if by_index {
                desk.asked[place] = None;
            } else {
                desk.scanned[place] = true;
            }
        }
    }
}

const fn slot(place: &Place) -> usize {
    match place {
        Place::Everywhere => 0,
        Place::Statements(_) => 1,
    }
}

/// Makes the index and answers queries on threads of its own, which end when the worker is
/// dropped.
#[derive(Debug)]
pub struct Worker {
    shared: Arc<Shared>,
}

impl Worker {
    /// Starts on a corpus; `bare` answers until its words are indexed. `hear` is told all news.
    pub fn start(
        corpus: &Arc<Corpus>,
        index: &Arc<Index>,
        bare: Arc<Finder>,
        hear: impl Fn(News) + Send + Sync + 'static,
    ) -> Self {
        let shared = Arc::new(Shared::default());
        let hear: Arc<Hear> = Arc::new(hear);
        let builder = (Arc::clone(corpus), Arc::clone(index), Arc::clone(&hear));
        let theirs = Arc::clone(&shared);
        thread::spawn(move || build(&theirs, &builder.0, &builder.1, &*builder.2));
        let theirs = Arc::clone(&shared);
        let corpus = Arc::clone(corpus);
        thread::spawn(move || answer(&theirs, &corpus, &bare, &*hear));
        Self { shared }
    }

    /// Whether the index is ready, so that answers come soon.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.shared.desk().finder.is_some()
    }

    /// Asks. What was asked before of the same place is given up.
    pub fn ask(&self, ask: Ask) {
        let mut desk = self.shared.desk();
        let place = slot(&ask.place);
        desk.asked[place] = Some(ask);
        desk.scanned[place] = false;
        self.shared.called.notify_all();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shared.desk().closed = true;
        self.shared.called.notify_all();
    }
}

/// Whoever is told.
type Hear = dyn Fn(News) + Send + Sync;

fn build(shared: &Shared, corpus: &Corpus, index: &Index, hear: &Hear) {
    let told = |done, of| {
        if !shared.desk().closed {
            hear(News::Building { done, of });
        }
    };
    let finder = Arc::new(Finder::told(corpus, index, &told));
    {
        let mut desk = shared.desk();
        if desk.closed {
            return;
        }
        desk.finder = Some(Arc::clone(&finder));
    }
    hear(News::Ready(finder));
    shared.called.notify_all();
}

fn answer(shared: &Shared, corpus: &Corpus, bare: &Finder, hear: &Hear) {
    let mut session = Session::default();
    while let Some((ask, finder)) = shared.next() {
        let by_index = finder.is_some();
        let stop = || shared.is_stale(&ask, by_index);
        let tell = |answer: Answer| {
            if !stop() {
                hear(News::Answer(Box::new(answer)));
            }
        };
        if let Some(finder) = finder {
            let answer = ask.answer(&mut session, &finder, &stop);
            if stop() {
                // What was given up may have left half an answer behind.
                session = Session::default();
            }
            tell(answer);
        } else {
            let part = |found| Answer { ticket: ask.ticket, found, elsewhere: 0, whole: false };
            let bounds =
                Bounds { most: ask.most, marks: Some(&ask.kept), exact: ask.exact, stop: &stop };
            tell(part(scan(bare, corpus, &ask, bounds, &|found| tell(part(found)))));
        }
        shared.answered(&ask, by_index);
    }
}

/// What the index finds, and how many statements match without the sets where none do with them.
fn search(
    session: &mut Session,
    finder: &Finder,
    ask: &Ask,
    bounds: Bounds<'_>,
) -> (Vec<Found<Record>>, usize) {
    let Place::Statements(sets) = &ask.place else {
        return (vec![session.everywhere(finder, &ask.query, bounds)], 0);
    };
    let mut left = bounds.most;
    let mut all = Vec::with_capacity(sets.len());
    for set in sets {
        let bounds = Bounds { most: left, ..bounds };
        let found = session.statements_among(finder, &ask.query, set, bounds);
        left -= found.sure.len() + found.close.len();
        all.push(found.map(Record::Statement));
    }
    let counts = |found: &Found<Record>| found.total + found.close_total;
    let elsewhere = if all.iter().map(counts).sum::<usize>() == 0 {
        let any = session.statements(finder, &ask.query, Bounds { most: 0, ..bounds });
        any.total + any.close_total
    } else {
        0
    };
    (all, elsewhere)
}

/// What is found by reading.
fn scan(
    bare: &Finder,
    corpus: &Corpus,
    ask: &Ask,
    bounds: Bounds<'_>,
    tell: &dyn Fn(Vec<Found<Record>>),
) -> Vec<Found<Record>> {
    match &ask.place {
        Place::Statements(sets) => {
            bare.scan(corpus, &ask.query, sets, bounds, &mut |found| tell(found.to_vec()))
        }
        Place::Everywhere => {
            let subjects = bare.subjects(&ask.query, bounds);
            let with = |statements: &Found<Record>| {
                let mut all = subjects.clone();
                all.sure.extend(statements.sure.iter().cloned());
                all.sure.truncate(bounds.most);
                all.total += statements.total;
                vec![all]
            };
            let every = [bare.all_statements()];
            let found =
                bare.scan(corpus, &ask.query, &every, bounds, &mut |found| tell(with(&found[0])));
            with(&found[0])
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::super::sample::Sample;
    use super::*;

    struct Hired {
        worker: Worker,
        news: Receiver<News>,
        finder: Finder,
    }

    /// A worker on the built-in corpus that was not told to index it.
    fn hired(sample: Sample) -> Hired {
        let corpus = Arc::new(sample.corpus);
        let index = Arc::new(Index::new(&corpus));
        let finder = Finder::new(&corpus, &index);
        let bare = Arc::new(Finder::bare(&corpus, &index));
        let (hear, news) = channel();
        let worker = Worker::start(&corpus, &index, bare, move |told| {
            let _nobody_listens = hear.send(told);
        });
        Hired { worker, news, finder }
    }

    fn ask(ticket: u64, query: &str, place: Place) -> Ask {
        let query = Query::parse(query);
        Ask { ticket, query, place, most: usize::MAX, exact: false, kept: Kept::default() }
    }

    /// The next whole answer.
    fn answer(news: &Receiver<News>) -> Answer {
        news.iter()
            .find_map(|news| match news {
                News::Answer(answer) if answer.whole => Some(*answer),
                _ => None,
            })
            .expect("an answer")
    }

    #[test]
    fn the_newest_query_wins_and_the_last_is_answered() {
        let Hired { worker, news, finder } = hired(Sample::built_in());
        let typed = "influence b2b tiktok";
        let last = typed.len() as u64;
        for end in 1..=typed.len() {
            worker.ask(ask(end as u64, &typed[..end], Place::Everywhere));
        }
        let mut before = 0;
        while before < last {
            let answer = answer(&news);
            assert!(before < answer.ticket);
            before = answer.ticket;
            let end = usize::try_from(answer.ticket).unwrap();
            assert_eq!(answer.found, [finder.everywhere(&Query::parse(&typed[..end]))]);
        }
        drop(worker);
        assert!(news.recv().is_err(), "the threads have ended");
    }

    #[test]
    fn the_places_do_not_give_each_other_up() {
        let Hired { worker, news, finder } = hired(Sample::built_in());
        let none = finder.no_statements();
        let mut some = finder.no_statements();
        (0..8).for_each(|record| some.insert(record));
        worker.ask(ask(1, "influence", Place::Statements(vec![none, some.clone()])));
        worker.ask(ask(2, "tiktok", Place::Everywhere));
        let mut answers = [answer(&news), answer(&news)];
        answers.sort_by_key(|answer| answer.ticket);
        let query = Query::parse("influence");
        let among = Session::default().statements_among(&finder, &query, &some, Bounds::default());
        assert!(among.total > 0);
        let [first, second] = &answers;
        assert_eq!(first.found[0].total, 0);
        assert_eq!(first.found[1], among.map(Record::Statement));
        assert_eq!(second.found, [finder.everywhere(&Query::parse("tiktok"))]);
    }

    #[test]
    fn where_the_sets_hold_nothing_the_rest_is_counted() {
        let Hired { worker, news, finder } = hired(Sample::built_in());
        let place = Place::Statements(vec![finder.no_statements()]);
        worker.ask(ask(1, "influence", place));
        let found = finder.statements(&Query::parse("influence"));
        assert_eq!(answer(&news).elsewhere, found.total + found.close_total);
    }

    #[test]
    fn until_the_index_is_ready_statements_are_read() {
        let sample = Sample::built_in();
        let (corpus, index) = (&sample.corpus, Index::new(&sample.corpus));
        let (bare, finder) = (Finder::bare(corpus, &index), Finder::new(corpus, &index));
        let typed = [
            "influence",
            "l'attention",
            "MÉDIAS soc",
            "\"fake news\"",
            "fakenews",
            "'uzz",
            "!influence",
            "p:10",
            "e:casilli",
            "influence | p:?",
            "t:influence b2b",
            "^croyons",
            "",
        ];
        for typed in typed {
            let query = Query::parse(typed);
            let mut told = 0;
            let all = [bare.all_statements()];
            let read = bare.scan(corpus, &query, &all, Bounds::default(), &mut |_| told += 1);
            let indexed = finder.statements(&query);
            let set = |found: &Found<Record>| {
                found.sure.iter().map(|hit| hit.id).collect::<BTreeSet<Record>>()
            };
            assert_eq!(read[0].total, indexed.total, "{typed}");
            assert_eq!(set(&read[0]), set(&indexed.map(Record::Statement)), "{typed}");
        }
        let stopped = Bounds { stop: &|| true, ..Bounds::default() };
        let all = [bare.all_statements()];
        let many = bare.scan(corpus, &Query::default(), &all, stopped, &mut |_| {});
        assert_eq!(many[0].total, bare.all_statements().count(), "too few to ask");
    }

    #[test]
    fn a_newer_query_ends_the_reading() {
        let mut sample = Sample::new();
        (0..2_000).for_each(|number| {
            sample.statement(&format!("word {number}"), &[], &[], &[1]);
        });
        let index = Index::new(&sample.corpus);
        let bare = Finder::bare(&sample.corpus, &index);
        let asked = std::cell::Cell::new(0);
        let stop = || asked.replace(asked.get() + 1) == 1;
        let bounds = Bounds { stop: &stop, ..Bounds::default() };
        let all = [bare.all_statements()];
        let read = bare.scan(&sample.corpus, &Query::parse("word"), &all, bounds, &mut |_| {});
        assert_eq!((asked.get(), read[0].total), (2, 1_023));
    }
}

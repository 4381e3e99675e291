//! Queries on a thread of their own: the newest wins, older ones are given up.
//!
//! Whoever owns the [`Worker`] hands in how to build a [`Finder`] and whom to tell;
//! nothing here waits for an answer. Imports its neighbours in this room.
//!
//! Odd thing worth knowing: a newer query may be asked while an answer is on its
//! way, so whoever hears it compares [`Answered::generation`] with what was asked last.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::{Bounds, Finder, Found, Query, Record, Session};

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among topics, as [`Finder::topics`].
    Topics,
    /// Among experts, as [`Finder::experts`].
    Experts,
    /// Among statements, as [`Finder::statements`].
    Statements,
    /// Among all records, as [`Finder::everywhere`].
    Everywhere,
}

/// A query to a worker.
#[derive(Clone, Debug)]
struct Asked {
    generation: u64,
    query: Query,
    place: Place,
    most: usize,
}

/// An answer of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The number that [`Worker::ask`] gave.
    pub generation: u64,
    /// What was asked.
    pub query: Query,
    /// Where.
    pub place: Place,
    /// What was found.
    pub found: Found<Record>,
}

/// What a worker tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The index is being built.
    Building {
        /// Statements read so far.
        done: usize,
        /// All statements.
        of: usize,
    },
    /// The index is ready.
    Ready,
    /// An answer to the query that was the newest a moment ago.
    Answer(Box<Answered>),
}

#[derive(Debug, Default)]
struct Desk {
    asked: Option<Asked>,
    closed: bool,
}

#[derive(Debug, Default)]
struct Shared {
    newest: AtomicU64,
    desk: Mutex<Desk>,
    called: Condvar,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next query, once there is one; `None` at the end.
    fn next(&self) -> Option<Asked> {
        let mut desk = self.desk();
        loop {
            if desk.closed {
                return None;
            }
            if let Some(asked) = desk.asked.take() {
                return Some(asked);
            }
            desk = self.called.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn is_newest(&self, generation: u64) -> bool {
        self.newest.load(Ordering::Acquire) == generation
    }
}

/// Builds a finder and answers queries on a thread of its own. The thread ends
/// when the worker is dropped.
#[derive(Debug)]
pub struct Worker {
    shared: Arc<Shared>,
}

impl Worker {
    /// Starts. `build` makes the finder and may tell how far it is; `hear` is told
    /// all news on the worker's thread.
    pub fn start(
        build: impl FnOnce(&dyn Fn(usize, usize)) -> Finder + Send + 'static,
        hear: impl Fn(News) + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::spawn(move || {
            let finder = build(&|done, of| hear(News::Building { done, of }));
            hear(News::Ready);
            let mut session = Session::default();
            while let Some(asked) = theirs.next() {
                let generation = asked.generation;
                let stop = || !theirs.is_newest(generation);
                let bounds = Bounds { most: asked.most, marks: None, stop: &stop };
                let found = session.found_in(&finder, &asked.query, asked.place, bounds);
                if theirs.is_newest(generation) {
                    let Asked { query, place, .. } = asked;
                    hear(News::Answer(Box::new(Answered { generation, query, place, found })));
                } else {
                    // What was given up may have left half an answer behind.
                    session = Session::default();
                }
            }
        });
        Self { shared }
    }

    /// Asks for the first `most` records. Older queries are given up. Returns the
    /// number by which the answer is known.
    #[must_use]
    pub fn ask(&self, query: Query, place: Place, most: usize) -> u64 {
        let mut desk = self.shared.desk();
        let generation = self.shared.newest.fetch_add(1, Ordering::AcqRel) + 1;
        desk.asked = Some(Asked { generation, query, place, most });
        self.shared.called.notify_one();
        generation
    }

    /// Gives up whatever was asked.
    pub fn cancel(&self) {
        let mut desk = self.shared.desk();
        self.shared.newest.fetch_add(1, Ordering::AcqRel);
        desk.asked = None;
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.cancel();
        self.shared.desk().closed = true;
        self.shared.called.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::super::sample::Sample;
    use super::*;

    #[test]
    fn the_newest_query_wins_and_the_last_is_answered() {
        let sample = Sample::built_in();
        let finder = sample.finder();
        let (hear, news) = channel();
        let worker = Worker::start(
            move |told| {
                told(1, 2);
                sample.finder()
            },
            move |told| {
                let _nobody_listens = hear.send(told);
            },
        );
        let typed = "influence b2b tiktok";
        let mut last = 0;
        for end in 1..=typed.len() {
            last = worker.ask(Query::parse(&typed[..end]), Place::Everywhere, usize::MAX);
        }
        assert_eq!(news.recv(), Ok(News::Building { done: 1, of: 2 }));
        assert_eq!(news.recv(), Ok(News::Ready));
        let mut before = 0;
        loop {
            let Ok(News::Answer(answer)) = news.recv() else { panic!("no answer") };
            assert!(before < answer.generation);
            before = answer.generation;
            assert_eq!(answer.found, finder.everywhere(&answer.query));
            if answer.generation == last {
                break;
            }
        }
        last = worker.ask(Query::parse("tik"), Place::Topics, 1);
        let Ok(News::Answer(answer)) = news.recv() else { panic!("no answer") };
        assert_eq!((answer.generation, answer.place), (last, Place::Topics));
        assert_eq!(answer.found.sure.len(), 1);
        drop(worker);
        assert!(news.recv().is_err(), "the thread has ended");
    }
}

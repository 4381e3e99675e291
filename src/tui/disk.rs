//! The data on disk while the browser shows it: whether it is another now, and reading it again.
//!
//! Odd thing worth knowing: nothing watches. Whoever presses no key is told nothing, and whoever
//! presses many has the disk asked once a second at most.

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use super::Event;

use crate::app::reread::Unfit;
use crate::app::{Data, Message};
use crate::lang::Lang;

/// Reading that takes less is not spoken of.
const LONG: Duration = Duration::from_millis(300);

/// The data, or why it cannot be shown.
pub(super) type Reread = Result<Data, Unfit>;

/// Reads the data.
type Read = dyn Fn(Lang) -> Reread + Send + Sync;

/// The disk is not asked more often than this.
const REST: Duration = Duration::from_secs(1);

/// The data on disk.
pub struct Disk {
    trace: Box<dyn Fn() -> String>,
    read: Arc<Read>,
    known: String,
    asked: Option<Instant>,
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Disk").field("known", &self.known).finish_non_exhaustive()
    }
}

impl Disk {
    /// Data that `trace` tells from other data and `read` reads; as it is now, it is known.
    #[must_use]
    pub fn new(
        trace: Box<dyn Fn() -> String>,
        read: impl Fn(Lang) -> Result<Data, Unfit> + Send + Sync + 'static,
    ) -> Self {
        let read = Arc::new(read);
        let known = trace();
        Self { trace, read, known, asked: None }
    }

    /// Whether the data is another than when this was last asked.
    pub(super) fn is_new(&mut self, now: Instant) -> bool {
        if self.asked.is_some_and(|asked| now.duration_since(asked) < REST) {
            return false;
        }
        self.asked = Some(now);
        let known = std::mem::replace(&mut self.known, (self.trace)());
        known != self.known
    }

    /// Takes the data as it is now for known.
    pub(super) fn learn(&mut self) {
        self.known = (self.trace)();
    }

    /// Reads the data again.
    pub(super) fn read(&mut self, lang: Lang) -> Reread {
        // What changes while it is read is told on the next key.
        self.learn();
        (self.read)(lang)
    }

    /// Reads the data again on a thread, which says so by [`Event::Done`] once it is read, and
    /// before that where it takes a while.
    pub(super) fn begin(&mut self, lang: Lang, sender: SyncSender<Event>) -> Receiver<Reread> {
        self.learn();
        let read = Arc::clone(&self.read);
        let (made, result) = mpsc::channel();
        // Nobody listens once the browser was left.
        thread::spawn(move || {
            let (done, waits) = mpsc::channel();
            thread::spawn(move || {
                let _heedless = done.send(read(lang));
            });
            let read = waits.recv_timeout(LONG).or_else(|_| {
                let _heedless = sender.send(Event::Message(Message::Rereading));
                waits.recv()
            });
            if let Ok(read) = read {
                let _heedless = made.send(read);
            }
            drop(made);
            let _heedless = sender.send(Event::Done);
        });
        result
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use super::*;

    #[test]
    fn the_disk_is_asked_once_a_second_at_most_and_a_change_is_told_once() {
        let (asked, trace) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new("a".to_owned())));
        let (count, held) = (Rc::clone(&asked), Rc::clone(&trace));
        let mut disk = Disk::new(
            Box::new(move || {
                count.set(count.get() + 1);
                held.borrow().clone()
            }),
            |_| Err(Unfit::default()),
        );
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        assert!((0..100).all(|key| !disk.is_new(at(key * 9))));
        assert_eq!(asked.get(), 2, "once at the start, once for a hundred keys");
        *trace.borrow_mut() = "b".to_owned();
        assert!(!disk.is_new(at(999)));
        assert!(disk.is_new(at(1000)));
        assert!(!disk.is_new(at(2000)));
        *trace.borrow_mut() = "c".to_owned();
        assert!(disk.read(Lang::En).is_err());
        assert!(!disk.is_new(at(3000)), "what was read is known");
    }
}

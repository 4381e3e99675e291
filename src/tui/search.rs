//! Queries that take a while: asked of a worker, whose news come as messages.
//!
//! Odd thing worth knowing: the worker puts the finder that it has made among the data
//! itself, before it says so; both finders number records alike.

use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

use super::Event;
use crate::app::{Data, Message};
use crate::query::{News, Worker};

/// Indexing that takes less is not spoken of.
const LONG: Duration = Duration::from_millis(300);
/// It is told in steps of so many percent.
const STEP: usize = 5;

/// Hires a worker that indexes the words of the data and answers queries, where one is needed.
pub(super) fn hire(data: &Data, sender: &SyncSender<Event>) -> Option<Worker> {
    if !data.asks() {
        return None;
    }
    let (place, sender) = (data.finder_place(), sender.clone());
    let (start, told) = (Instant::now(), AtomicUsize::new(0));
    let hear = move |news| {
        let message = match news {
            News::Building { done, of } => {
                let percent = done * 100 / of.max(1);
                let step = percent / STEP;
                // The first step is zero percent.
                if start.elapsed() < LONG || told.swap(step + 1, Ordering::Relaxed) == step + 1 {
                    return;
                }
                Message::Indexing(u8::try_from(step * STEP).unwrap_or(100))
            }
            News::Ready(finder) => {
                *place.write().unwrap_or_else(PoisonError::into_inner) = finder;
                Message::Indexed
            }
            News::Answer(answer) => Message::Answered(answer),
        };
        // Nobody listens once the browser was left.
        let _heedless = sender.send(Event::Message(message));
    };
    Some(Worker::start(&data.corpus, &data.index, data.finder(), hear))
}

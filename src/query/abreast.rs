//! Two pieces of work at once. Imports nothing of the crate.

use std::panic::resume_unwind;
use std::thread;

/// Does two pieces of work, each on a thread of its own where they are long.
pub(super) fn both<A: Send, B>(
    long: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if !long {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}

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
    let (mut one, mut other) = (Some(one), Some(other));
    let (mut first, mut second) = (None, None);
    at_once(
        &mut || {
            first = one.take().map(|one| one());
        },
        &mut || {
            second = other.take().map(|other| other());
        },
    );
    match (first, second) {
        (Some(first), Some(second)) => (first, second),
        _ => unreachable!("each is done once"),
    }
}

/// Stands in the program once, whatever is done: what starts a thread is large.
#[inline(never)]
fn at_once(one: &mut (dyn FnMut() + Send), other: &mut dyn FnMut()) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        other();
        one.join().unwrap_or_else(|panic| resume_unwind(panic));
    });
}

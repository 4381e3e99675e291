//! What is to be done when: drawing, the linked panes, another size.
//!
//! However fast things happen, the screen is drawn so often and no more. In a run of keys
//! the linked panes wait for its end, which is one wake-up; then there is none.

use std::time::{Duration, Instant};

/// A key that comes sooner than this after the one before is one of a run.
const RUN: Duration = Duration::from_millis(40);
/// The least time from one frame to the next: sixty a second.
const PACE: Duration = Duration::from_micros(16_667);
/// The same over SSH: twenty a second.
const PACE_REMOTE: Duration = Duration::from_millis(50);
/// An answer mostly comes within this: one frame instead of two.
const SOON: Duration = Duration::from_millis(12);
/// A window that is dragged has many sizes; the last one so long after the first counts.
const SETTLE: Duration = Duration::from_millis(30);

/// What to draw of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Everything.
    Whole,
    /// Only the pane with the keys: in a run of keys the linked panes wait for its end.
    Focus,
}

/// The clock of the loop, which tells it the time.
#[derive(Debug)]
pub(super) struct Due {
    pace: Duration,
    drawn: Instant,
    key: Option<Instant>,
    run_ends: Option<Instant>,
    draw: Option<Instant>,
    /// Until when a frame waits for an answer.
    hoped: Option<Instant>,
    resize: Option<Instant>,
}

impl Due {
    /// Nothing is due: a frame was drawn just now.
    pub(super) const fn new(remote: bool, now: Instant) -> Self {
        let pace = if remote { PACE_REMOTE } else { PACE };
        Self { pace, drawn: now, key: None, run_ends: None, draw: None, hoped: None, resize: None }
    }

    /// When to wake up, if at all.
    pub(super) fn next(&self) -> Option<Instant> {
        self.draw.into_iter().chain(self.resize).min()
    }

    /// Keys that waited together were taken in.
    pub(super) fn pressed(&mut self, now: Instant) {
        let before = self.key.replace(now);
        let run = before.is_some_and(|before| now.duration_since(before) < RUN);
        self.run_ends = run.then(|| now + RUN);
    }

    /// Something may look other than before.
    pub(super) fn changed(&mut self, now: Instant) {
        self.draw = Some(now.max(self.drawn + self.pace));
    }

    /// An answer is on its way: the frame that is due waits a moment for it.
    pub(super) fn hopes(&mut self, now: Instant) {
        if let Some(draw) = &mut self.draw {
            *draw = (*draw).max(*self.hoped.get_or_insert(now + SOON));
        }
    }

    /// The least time from one frame to the next.
    pub(super) const fn pace(&self) -> Duration {
        self.pace
    }

    /// The terminal may have another size.
    pub(super) fn resized(&mut self, now: Instant) {
        self.resize.get_or_insert(now + SETTLE);
    }

    /// Whether the size is to be asked for now.
    pub(super) fn is_resized(&mut self, now: Instant) -> bool {
        self.resize.take_if(|at| *at <= now).is_some()
    }

    /// What is to be drawn now, if anything.
    pub(super) fn part(&self, now: Instant) -> Option<Part> {
        self.draw.filter(|at| *at <= now)?;
        let run = self.run_ends.is_some_and(|end| end > now);
        Some(if run { Part::Focus } else { Part::Whole })
    }

    /// So much was drawn.
    pub(super) fn drawn(&mut self, part: Part, now: Instant) {
        self.drawn = now;
        self.hoped = None;
        self.draw = match (part, self.run_ends) {
            (Part::Focus, Some(end)) => Some(end.max(now + self.pace)),
            _ => None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts drawn in a second of keys so far apart, and after it.
    fn drawn(remote: bool, apart: u64) -> (Vec<Part>, Vec<Part>) {
        let start = Instant::now();
        let mut due = Due::new(remote, start);
        let mut parts = (Vec::new(), Vec::new());
        for ms in 1000..4000 {
            let now = start + Duration::from_millis(ms);
            if ms < 2000 && (ms - 1000) % apart == 0 {
                due.pressed(now);
                due.changed(now);
            }
            if let Some(part) = due.part(now) {
                if ms < 2000 {
                    parts.0.push(part);
                } else {
                    parts.1.push(part);
                }
                due.drawn(part, now);
            }
        }
        assert_eq!(due.next(), None, "nothing wakes it any more");
        parts
    }

    #[test]
    fn frames_are_no_more_than_sixty_a_second_and_twenty_over_ssh() {
        assert!((50..=60).contains(&drawn(false, 1).0.len()));
        assert_eq!(drawn(true, 1).0.len(), 20);
    }

    #[test]
    fn linked_panes_wait_for_the_end_of_a_run() {
        for remote in [false, true] {
            let (during, after) = drawn(remote, 33);
            assert_eq!(during[0], Part::Whole, "the first key");
            assert!(during[1..].iter().all(|part| *part == Part::Focus));
            assert_eq!(after.last(), Some(&Part::Whole));
            assert!(after.iter().filter(|part| **part == Part::Whole).count() == 1);
        }
        let (during, after) = drawn(false, 100);
        assert!(during.iter().all(|part| *part == Part::Whole), "keys apart");
        assert_eq!(after, [], "and nothing after them");
    }

    #[test]
    fn a_frame_waits_for_an_answer_but_not_for_long() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut due = Due::new(false, start);
        due.changed(at(1000));
        due.hopes(at(1000));
        assert_eq!(due.part(at(1005)), None);
        // The answer comes.
        due.changed(at(1006));
        assert_eq!(due.part(at(1006)), Some(Part::Whole));
        due.drawn(Part::Whole, at(1006));
        // None comes, while keys do.
        for ms in 2000..=2012 {
            due.changed(at(ms));
            due.hopes(at(ms));
            assert_eq!(due.part(at(ms)).is_some(), ms == 2012, "{ms}");
        }
    }

    #[test]
    fn of_many_sizes_the_last_counts_once() {
        let start = Instant::now();
        let mut due = Due::new(false, start);
        let asked = (0..100).filter(|ms| {
            let now = start + Duration::from_millis(*ms);
            if *ms < 50 {
                due.resized(now);
            }
            due.is_resized(now)
        });
        assert_eq!(asked.collect::<Vec<_>>(), [30, 61]);
    }
}

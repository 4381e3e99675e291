//! The browser in a real terminal: events in, frames out, effects performed.
//!
//! The loop blocks until something happens, takes in everything that waits, and
//! draws once; where nothing changed, nothing is written. Imports
//! [`crate::view`] and what lies left of it; the only room that names crossterm.

mod event;
mod guard;
mod screen;

use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use event::Event;
pub use screen::Screen;

use crate::app::start::start;
use crate::app::{Effect, Env, Model, Size, regions, update};
use crate::view::{Theme, render};

/// What ends the loop of the browser for a moment or for good.
enum Turn {
    Quit(u8),
    Suspend,
    Redraw,
    Go,
}

/// Runs the browser on the terminal of standard input and output.
///
/// Returns the exit code.
///
/// # Errors
///
/// Where the terminal cannot be read or written.
pub fn run(env: &Env, theme: &Theme) -> io::Result<u8> {
    // NO_COLOR is honoured by the theme; crossterm's own reading of it writes
    // sequences that cancel bold and reverse as well.
    crossterm::style::force_color_output(true);
    let guard = guard::Guard::enter()?;
    let (sender, events) = mpsc::channel();
    guard.watch(&sender);
    event::read(sender, env.remote);
    let (width, height) = crossterm::terminal::size()?;
    let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
    let mut screen = Screen::new(backend);
    let suspend = || {
        guard.suspend();
    };
    let draw = |screen: &mut Screen<_>, model: &Model, part: Part| {
        let _drawing = guard.drawing();
        show_part(screen, model, env, theme, part)
    };
    let model = start(env, Size::new(width, height));
    let ended = turns(&mut screen, model, env, &events, suspend, draw);
    drop(guard);
    ended.or_else(|error| if guard::hung_up(&error) { Ok(129) } else { Err(error) })
}

/// Takes the terminal for as long as `work` lasts, and gives it back however that ends.
///
/// # Errors
///
/// Where the terminal cannot be taken.
pub fn guarded<T>(work: impl FnOnce() -> T) -> io::Result<T> {
    let _guard = guard::Guard::enter()?;
    Ok(work())
}

/// Runs the browser on any backend with events from anywhere, until it quits or
/// no event can come any more. Returns the exit code and the last state.
///
/// # Errors
///
/// Where the backend fails.
pub fn run_on<B: Backend>(
    screen: &mut Screen<B>,
    model: Model,
    env: &Env,
    theme: &Theme,
    events: &Receiver<Event>,
) -> Result<u8, B::Error> {
    turns(
        screen,
        model,
        env,
        events,
        || {},
        |screen, model, part| show_part(screen, model, env, theme, part),
    )
}

/// Draws a model, if it looks other than before.
///
/// # Errors
///
/// Where the backend fails.
pub fn show<B: Backend>(
    screen: &mut Screen<B>,
    model: &Model,
    env: &Env,
    theme: &Theme,
) -> Result<(), B::Error> {
    show_part(screen, model, env, theme, Part::Whole)
}

fn show_part<B: Backend>(
    screen: &mut Screen<B>,
    model: &Model,
    env: &Env,
    theme: &Theme,
    part: Part,
) -> Result<(), B::Error> {
    let area = Rect::new(0, 0, model.size.width, model.size.height);
    let mut buffer = Buffer::empty(area);
    let cursor = render(&mut buffer, model, env, theme);
    if part == Part::Focus {
        let regions = regions(model.size, model);
        let focus = regions.pane(model.focus);
        let inside = Rect::new(focus.x, focus.y, focus.width, focus.height);
        screen.keep_outside(&mut buffer, inside);
    }
    screen.draw(buffer, cursor)
}

/// A key that comes sooner than this after the one before is one of a run.
const RUN: Duration = Duration::from_millis(40);

/// What to draw of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Everything.
    Whole,
    /// Only the pane with the keys: in a run of keys the linked panes wait for its end.
    Focus,
}

fn turns<B: Backend>(
    screen: &mut Screen<B>,
    mut model: Model,
    env: &Env,
    events: &Receiver<Event>,
    suspend: impl Fn(),
    draw: impl Fn(&mut Screen<B>, &Model, Part) -> Result<(), B::Error>,
) -> Result<u8, B::Error> {
    draw(screen, &model, Part::Whole)?;
    let mut last = None;
    let mut part = Part::Whole;
    loop {
        let first = match part {
            Part::Whole => events.recv().ok(),
            Part::Focus => match events.recv_timeout(RUN) {
                Err(RecvTimeoutError::Timeout) => {
                    // One wake-up at the end of a run, then none.
                    part = Part::Whole;
                    draw(screen, &model, part)?;
                    continue;
                }
                event => event.ok(),
            },
        };
        let Some(first) = first else { return Ok(0) };
        let now = Instant::now();
        let run = last.replace(now).is_some_and(|before| now.duration_since(before) < RUN);
        let mut next = Some(first);
        while let Some(event) = next {
            match take(&mut model, event, env) {
                Turn::Quit(code) => return Ok(code),
                Turn::Suspend => {
                    suspend();
                    screen.forget();
                }
                Turn::Redraw => screen.forget(),
                Turn::Go => {}
            }
            next = events.try_recv().ok();
        }
        part = if run && model.layers.is_empty() { Part::Focus } else { Part::Whole };
        draw(screen, &model, part)?;
    }
}

fn take(model: &mut Model, event: Event, env: &Env) -> Turn {
    let message = match event {
        Event::Message(message) => message,
        Event::Redraw => return Turn::Redraw,
    };
    let mut turn = Turn::Go;
    for effect in update(model, message, env) {
        turn = match effect {
            Effect::Quit(code) => return Turn::Quit(code),
            Effect::Suspend => Turn::Suspend,
            Effect::Redraw => Turn::Redraw,
            Effect::Keep => turn,
        };
    }
    turn
}

/// Writes bytes to the terminal at once, whoever else holds its buffer.
fn write_now(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

//! What the terminal shows and takes while the data is read.
//!
//! Reading is a thread's work. Where it is done within a moment nothing is shown of it; else the
//! terminal is taken, a frame says what is read, and keys are heard: those that quit do so, the
//! others wait for the browser.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::event::Event;
use super::{Out, Screen, event, guard, out};
use crate::app::{Env, Message};
use crate::command::{Command, Context, Meaning};
use crate::view::{Theme, opening};

/// Nothing is shown of what takes less.
const PATIENCE: Duration = Duration::from_millis(100);

/// The terminal, taken.
pub struct Taken {
    pub(super) guard: guard::Guard,
    pub(super) sender: SyncSender<Event>,
    pub(super) events: Receiver<Event>,
    pub(super) screen: Screen<Out>,
    /// What was pressed so far, oldest first.
    pub(super) kept: VecDeque<Event>,
    /// Keeps the terminal from being read.
    pub(super) pause: event::Pause,
}

impl Taken {
    /// Takes the terminal and listens to it.
    pub(super) fn take(
        remote: bool,
        (sender, events): (SyncSender<Event>, Receiver<Event>),
    ) -> io::Result<Self> {
        let guard = guard::Guard::enter()?;
        guard.watch(&sender);
        let pause = event::read(sender.clone(), remote)?;
        let screen = Screen::new(out());
        Ok(Self { guard, sender, events, screen, kept: VecDeque::new(), pause })
    }
}

/// What came of waiting.
pub enum Waited<T> {
    /// The work is done; the terminal, if it was taken meanwhile.
    Done(T, Option<Taken>),
    /// The reader has left, with this exit code.
    Left(u8),
}

/// Waits for work on another thread. `env` tells what is read, and which keys quit.
///
/// # Errors
///
/// Where the terminal cannot be read or written, or the work ends without a result.
pub fn wait<T: Send + 'static>(
    env: &Env,
    theme: &Theme,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Waited<T>> {
    let (done, result) = mpsc::channel();
    let (sender, events) = mpsc::sync_channel(event::WAITING);
    let waker = sender.clone();
    thread::spawn(move || {
        // Whoever has left meanwhile wants no result.
        let _heedless = done.send(work());
        let _heedless = waker.send(Event::Done);
    });
    let lost = || io::Error::other("the data was not read to its end");
    match result.recv_timeout(PATIENCE) {
        Ok(made) => return Ok(Waited::Done(made, None)),
        Err(RecvTimeoutError::Disconnected) => return Err(lost()),
        Err(RecvTimeoutError::Timeout) => {}
    }
    let mut taken = Taken::take(env.remote, (sender, events))?;
    show(&mut taken, env, theme)?;
    loop {
        match taken.events.recv().map_err(|_| lost())? {
            Event::Done => break,
            Event::Redraw => {
                taken.screen.forget();
                show(&mut taken, env, theme)?;
            }
            Event::Resized => show(&mut taken, env, theme)?,
            Event::End(code) => return Ok(Waited::Left(code)),
            Event::Message(message) => {
                let event = Event::Message(message);
                if let Some(code) = quits(&taken.kept, &event, env) {
                    return Ok(Waited::Left(code));
                }
                // A flood of keys is not what anybody typed ahead.
                if taken.kept.len() < event::WAITING {
                    taken.kept.push_back(event);
                }
            }
        }
    }
    let made = result.recv().map_err(|_| lost())?;
    Ok(Waited::Done(made, Some(taken)))
}

fn show(taken: &mut Taken, env: &Env, theme: &Theme) -> io::Result<()> {
    let size = taken.screen.size()?;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    opening(&mut buffer, size, env, theme);
    let _drawing = taken.guard.drawing();
    taken.screen.draw(buffer, None)
}

/// The exit code, where an event quits. Behind a key that begins a line, `q` may be a letter.
fn quits(kept: &VecDeque<Event>, event: &Event, env: &Env) -> Option<u8> {
    let command = |event: &Event| match event {
        Event::Message(Message::Key(key)) => match env.keymap.meaning(Context::List, &[], *key) {
            Meaning::Command(command) => Some(command),
            Meaning::Prefix | Meaning::Nothing => None,
        },
        _ => None,
    };
    let types = |command| {
        use Command as C;
        matches!(command, C::Filter | C::Find | C::GotoPage | C::Palette | C::Help | C::Note)
    };
    match command(event)? {
        Command::Interrupt => Some(130),
        Command::Quit if !kept.iter().filter_map(command).any(types) => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Data;
    use crate::command::Key;
    use crate::corpus::Corpus;
    use crate::lang::Lang;

    #[test]
    fn keys_that_quit_do_so_while_the_data_is_read_unless_they_are_letters() {
        let env = Env::new(Data::new(Corpus::default()).into(), Lang::En);
        let after = |keys: &[&str]| {
            let mut kept = VecDeque::new();
            for word in keys {
                let event = Event::Message(Message::Key(Key::parse(word).unwrap()));
                if let Some(code) = quits(&kept, &event, &env) {
                    return Some(code);
                }
                kept.push_back(event);
            }
            None
        };
        assert_eq!(after(&["q"]), Some(0));
        assert_eq!(after(&["down", "3", "q"]), Some(0));
        assert_eq!(after(&["/", "q"]), None);
        assert_eq!(after(&["f", "q", "ctrl-c"]), Some(130));
        assert_eq!(after(&["x", "enter"]), None);
    }
}

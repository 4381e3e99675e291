//! The browser in a real terminal: events in, frames out, effects performed.
//!
//! The loop blocks until something happens, takes in everything that waits, and
//! draws once, so often a second and no more; where nothing changed, nothing is
//! written. Imports [`crate::view`] and what lies left of it; the only room that
//! names crossterm.

mod clipboard;
mod disk;
mod due;
mod editor;
mod effects;
mod event;
mod exporting;
mod guard;
mod pen;
mod probe;
mod screen;
mod search;
mod viewers;
mod wait;

use std::collections::VecDeque;
use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TryRecvError};
use std::thread;
use std::time::Instant;

use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use clipboard::{Clipboard, Route};
pub use disk::Disk;
use due::{Due, Part};
pub use editor::Editor;
pub use effects::{Desk, today};
pub use event::Event;
pub use pen::Pen;
pub use probe::probe;
pub use screen::Screen;
pub use wait::{Taken, Waited, wait};

use crate::app::mouse::is_taken;
use crate::app::reread::{Unfit, data_of, other_words, reread};
use crate::app::start::start;
use crate::app::{Data, Effect, Env, Message, Model, asks, regions, update};
use crate::app::{Notice, Role};
use crate::query::{Ask, Record, Session, Worker};
use crate::view::{Theme, render};

/// What an event leads to besides a new state.
enum Turn {
    Quit(u8),
    Suspend,
    Redraw,
    Go,
}

/// Everything around the model: what it stands in, how it looks, what effects need.
pub struct Stage<'a> {
    env: &'a Env,
    themes: Vec<(&'static str, Theme)>,
    desk: Desk,
    disk: Option<Disk>,
    guard: Option<guard::Guard>,
    pause: Option<event::Pause>,
    /// What the model stands in once its data was read again.
    fresh: Option<Box<Env>>,
    /// When what is shown was read.
    since: Instant,
    /// Comes once the data is read again, where that was asked for.
    rereading: Option<Receiver<disk::Reread>>,
    /// What was pressed before there was a model, oldest first.
    kept: VecDeque<Event>,
    /// Where a worker's news go; without it queries are answered at once.
    news: Option<SyncSender<Event>>,
    /// Who answers queries, where that takes a while.
    worker: Option<Worker>,
}

impl<'a> Stage<'a> {
    /// A stage with the themes that the reader can go through, the first one in use.
    /// Without any, the one of the terminal is used. `disk` is the data where it can be read
    /// again.
    #[must_use]
    pub fn new(
        env: &'a Env,
        themes: Vec<(&'static str, Theme)>,
        desk: Desk,
        disk: Option<Disk>,
    ) -> Self {
        Self {
            env,
            themes,
            desk,
            disk,
            guard: None,
            pause: None,
            fresh: None,
            since: Instant::now(),
            rereading: None,
            kept: VecDeque::new(),
            news: None,
            worker: None,
        }
    }

    /// Has queries that take a while answered by a worker, whose news go to `sender`.
    pub fn hire(&mut self, sender: &SyncSender<Event>) {
        self.worker = search::hire(&self.env().data, sender);
        self.news = Some(sender.clone());
    }

    /// Whether an answer is soon to come.
    fn hopes(&self, model: &Model) -> bool {
        model.waits() && self.worker.as_ref().is_some_and(Worker::is_ready)
    }

    /// Asks the worker, or answers where there is none.
    fn ask(&self, model: &mut Model, ask: Ask) {
        if let Some(worker) = &self.worker {
            return worker.ask(ask);
        }
        let env = self.env();
        let mut asks = vec![ask];
        while let Some(ask) = asks.pop() {
            let answer = ask.answer(&mut Session::default(), &env.data.finder(), &|| false);
            let effects = update(model, Message::Answered(Box::new(answer)), env);
            asks.extend(effects.into_iter().filter_map(|effect| match effect {
                Effect::Ask(ask) => Some(*ask),
                _ => None,
            }));
        }
    }

    /// Remembers where the reader stands; files that are being written are waited for, or given up.
    fn leave(&mut self, model: &Model, waits: bool) {
        let env = self.fresh.as_deref().unwrap_or(self.env);
        self.desk.leave(model, env);
        self.desk.end_writing(waits);
    }

    /// Why it could not be remembered where the reader stood, once the browser was left.
    #[must_use]
    pub fn unsaved(&self) -> Option<&io::Error> {
        self.desk.unsaved()
    }

    /// Why the last steps of the review are in no file, once the browser was left without them.
    #[must_use]
    pub fn lost(&self) -> Option<&str> {
        self.desk.lost.as_deref()
    }

    /// What the model stands in.
    fn env(&self) -> &Env {
        self.fresh.as_deref().unwrap_or(self.env)
    }

    /// Draws a model, if it looks other than before.
    ///
    /// # Errors
    ///
    /// Where the backend fails.
    pub fn show<B: Backend>(&self, screen: &mut Screen<B>, model: &Model) -> Result<(), B::Error> {
        self.draw(screen, model, Part::Whole)
    }

    /// Draws what changes while a key is held: the pane with the keys. The others follow in
    /// [`Self::show`].
    ///
    /// # Errors
    ///
    /// Where the backend fails.
    pub fn show_held<B: Backend>(
        &self,
        screen: &mut Screen<B>,
        model: &Model,
    ) -> Result<(), B::Error> {
        self.draw(screen, model, if model.layers.is_empty() { Part::Focus } else { Part::Whole })
    }

    fn draw<B: Backend>(
        &self,
        screen: &mut Screen<B>,
        model: &Model,
        part: Part,
    ) -> Result<(), B::Error> {
        let _drawing = self.guard.as_ref().map(guard::Guard::drawing);
        let area = Rect::new(0, 0, model.size.width, model.size.height);
        let mut buffer = Buffer::empty(area);
        let terminal = Theme::terminal();
        let theme = self.themes.first().map_or(&terminal, |(_, theme)| theme);
        let cursor = render(&mut buffer, model, self.env(), theme);
        if part == Part::Focus {
            let regions = regions(model.size, model);
            let focus = regions.pane(model.focus);
            let inside = Rect::new(focus.x, focus.y, focus.width, focus.height);
            screen.keep_outside(&mut buffer, inside);
        }
        screen.draw(buffer, cursor)
    }

    /// The terminal was away, or has another size: what stands on it is not known any more.
    fn anew<B: Backend>(
        &mut self,
        screen: &mut Screen<B>,
        model: &mut Model,
    ) -> Result<(), B::Error> {
        screen.forget();
        let _ = self.take(model, Event::Message(Message::Resize(screen.size()?)));
        Ok(())
    }

    fn take(&mut self, model: &mut Model, event: Event) -> Turn {
        let message = match event {
            Event::Message(message) => message,
            Event::Redraw => return Turn::Redraw,
            Event::End(code) => return Turn::Quit(code),
            Event::Done => {
                self.reread_data(model);
                return Turn::Go;
            }
            Event::Resized => return Turn::Go,
        };
        let pressed = matches!(message, Message::Key(_));
        let mut turn = Turn::Go;
        for effect in update(model, message, self.env()) {
            turn = match effect {
                Effect::Quit(code) => return Turn::Quit(code),
                Effect::Suspend => Turn::Suspend,
                Effect::Redraw => Turn::Redraw,
                Effect::NextTheme => {
                    self.next_theme(model);
                    Turn::Redraw
                }
                Effect::Edit { record, text } => {
                    self.edit(model, record, &text);
                    Turn::Redraw
                }
                Effect::Mouse(taken) => {
                    if let Some(guard) = &self.guard {
                        // A terminal that takes nothing more is noticed by the next frame.
                        let _ = guard.mouse(taken);
                    }
                    turn
                }
                Effect::OtherLanguage => {
                    self.speak_other(model);
                    Turn::Redraw
                }
                Effect::Reread => {
                    self.reread(model);
                    turn
                }
                Effect::Ask(ask) => {
                    self.ask(model, *ask);
                    turn
                }
                Effect::Reload => {
                    self.reload(model);
                    turn
                }
                effect => {
                    let saved = effect == Effect::SaveReview;
                    self.perform(effect, model);
                    if let Some(disk) = self.disk.as_mut().filter(|_| saved) {
                        disk.learn();
                    }
                    turn
                }
            };
        }
        if pressed && self.disk.as_mut().is_some_and(|disk| disk.is_new(Instant::now())) {
            let _ = update(model, Message::Changed, self.env());
        }
        turn
    }

    fn perform(&mut self, effect: Effect, model: &mut Model) {
        let env = self.fresh.as_deref().unwrap_or(self.env);
        if let Some(message) = self.desk.perform(effect, model, env, self.news.as_ref()) {
            // What comes of an effect asks for nothing further.
            let _ = update(model, message, env);
        }
    }

    /// Has a note written in the reader's editor.
    fn edit(&mut self, model: &mut Model, record: Record, text: &str) {
        let env = self.env();
        let written = match (&self.desk.editor, &self.guard, &self.pause) {
            (Some(editor), Some(guard), Some(pause)) => {
                pause.during(|| guard.lend(|| editor.write(text))).flatten().flatten()
            }
            _ => Err(io::ErrorKind::NotFound.into()),
        };
        let message = match written {
            Ok(Some(text)) => Message::Noted(record, text),
            Ok(None) => Message::Said(Notice {
                role: Role::Warn,
                text: env
                    .pick(
                        "The editor gave up: the note is as it was.",
                        "Éditeur abandonné\u{a0}: la note est inchangée.",
                    )
                    .to_owned(),
            }),
            Err(error) => {
                let words = env.pick(
                    "No editor: set VISUAL or EDITOR",
                    "Pas d’éditeur\u{a0}: définissez VISUAL ou EDITOR",
                );
                Message::Said(Notice {
                    role: Role::Warn,
                    text: format!("{words} ({}).", env.lang.reason(&error)),
                })
            }
        };
        for effect in update(model, message, self.env()) {
            self.perform(effect, model);
        }
    }

    /// Reads the data again, on a thread where that may take a while and nothing else writes it.
    fn reload(&mut self, model: &mut Model) {
        let lang = self.env().lang;
        let Some(disk) = &mut self.disk else { return self.cannot_reload(model) };
        match self.news.clone().filter(|_| model.review.is_none()) {
            // It is being read.
            Some(_) if self.rereading.is_some() => {}
            Some(sender) => self.rereading = Some(disk.begin(lang, sender)),
            None => {
                let read = disk.read(lang);
                self.read_again(model, read);
            }
        }
    }

    /// Says why there is nothing to read again.
    fn cannot_reload(&self, model: &mut Model) {
        let env = self.env();
        let (role, text) = if env.sample {
            let en = "The built-in report does not change.";
            (Role::Dim, env.pick(en, "Le rapport fourni ne change pas."))
        } else {
            let en = "Standard input cannot be read twice.";
            (Role::Warn, env.pick(en, "L’entrée standard ne se lit pas deux fois."))
        };
        let _ = update(model, Message::Said(Notice { role, text: text.to_owned() }), env);
    }

    /// Takes in the data that was read again on a thread.
    fn reread_data(&mut self, model: &mut Model) {
        let read = self.rereading.take().and_then(|read| read.try_recv().ok());
        if let Some(read) = read {
            self.read_again(model, read);
        }
    }

    /// Lets the reader go on in data that was read again, or says why that cannot be.
    fn read_again(&mut self, model: &mut Model, read: disk::Reread) {
        let message = match read {
            Err(unfit) => {
                let age = Some(self.since.elapsed().as_secs() / 60);
                Message::Unfit(Unfit { age, ..unfit })
            }
            Ok(data) => {
                self.since = Instant::now();
                // It was of the file as it was.
                model.review = None;
                model.unsaved = None;
                self.desk.review = None;
                self.go_on(model, data);
                self.desk.hand_out(model);
                let text = self.env().pick("Read again.", "Données relues.").to_owned();
                Message::Said(Notice { role: Role::Ok, text })
            }
        };
        let _ = update(model, message, self.env());
    }

    /// Lets the reader go on in the data as the review has left it.
    fn reread(&mut self, model: &mut Model) {
        let Some(review) = &model.review else { return };
        let data = data_of("", review.document().bytes());
        self.go_on(model, data);
    }

    /// Lets the reader go on in other data.
    fn go_on(&mut self, model: &mut Model, data: Data) {
        let fresh = self.env().around(Arc::new(data));
        reread(model, self.env(), &fresh);
        self.desk.reread(&fresh);
        let old = self.fresh.replace(Box::new(fresh));
        if let Some(old) = old.filter(|old| old.data.asks()) {
            // To let go of very many statements takes a while too.
            thread::spawn(move || drop(old));
        }
        if let Some(sender) = self.news.clone() {
            self.hire(&sender);
        }
        self.send_asks(model);
    }

    /// Asks what is not asked yet.
    fn send_asks(&self, model: &mut Model) {
        for effect in asks(model, self.env()) {
            if let Effect::Ask(ask) = effect {
                self.ask(model, *ask);
            }
        }
    }

    /// Goes on in the other language.
    fn speak_other(&mut self, model: &mut Model) {
        let env = self.env();
        let fresh = Env { lang: env.lang.other(), ..env.around(Arc::clone(&env.data)) };
        other_words(model, &fresh);
        self.fresh = Some(Box::new(fresh));
        self.send_asks(model);
    }

    fn next_theme(&mut self, model: &mut Model) {
        if self.themes.is_empty() {
            return;
        }
        self.themes.rotate_left(1);
        let name = self.themes.first().map_or("", |(name, _)| name);
        let label = self.env().pick("Theme: ", "Thème\u{a0}: ");
        let notice = Notice { role: Role::Dim, text: format!("{label}{name}") };
        let _ = update(model, Message::Said(notice), self.env());
    }
}

/// Where frames are written.
type Out = Pen<BufWriter<Stdout>>;

fn out() -> Out {
    Pen::new(BufWriter::with_capacity(1 << 16, io::stdout()))
}

/// Runs the browser on the terminal of standard input and output, which may have been taken
/// before.
///
/// Returns the exit code; what could not be done on leaving is in [`Stage::unsaved`].
///
/// # Errors
///
/// Where the terminal cannot be read or written.
pub fn run(
    stage: &mut Stage<'_>,
    taken: Option<Taken>,
    prepare: impl FnOnce(&mut Model),
) -> io::Result<u8> {
    let taken = match taken {
        Some(taken) => taken,
        None => Taken::take(stage.env.remote, mpsc::sync_channel(event::WAITING))?,
    };
    let Taken { guard, sender, events, mut screen, kept, pause } = taken;
    stage.guard = Some(guard);
    stage.pause = Some(pause);
    stage.kept = kept;
    stage.hire(&sender);
    drop(sender);
    let mut model = start(stage.env, screen.size()?);
    prepare(&mut model);
    if let Some(guard) = stage.guard.as_ref().filter(|_| is_taken(&model)) {
        guard.mouse(true)?;
    }
    let ended = run_on(&mut screen, model, stage, &events);
    drop(stage.guard.take());
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
/// no event can come any more. Returns the exit code.
///
/// # Errors
///
/// Where the backend fails.
pub fn run_on<B: Backend>(
    screen: &mut Screen<B>,
    mut model: Model,
    stage: &mut Stage<'_>,
    events: &Receiver<Event>,
) -> Result<u8, B::Error> {
    let ended = live(screen, &mut model, stage, events);
    // However it ended, what the reader left is remembered.
    stage.leave(&model, matches!(ended, Ok(0)));
    ended
}

fn live<B: Backend>(
    screen: &mut Screen<B>,
    model: &mut Model,
    stage: &mut Stage<'_>,
    events: &Receiver<Event>,
) -> Result<u8, B::Error> {
    stage.draw(screen, model, Part::Whole)?;
    let mut due = Due::new(stage.env.remote, Instant::now());
    loop {
        let next = stage.kept.pop_front();
        let mut next = next.map_or_else(
            || match due.next() {
                None => events.recv().map_err(RecvTimeoutError::from),
                Some(at) => events.recv_timeout(at.saturating_duration_since(Instant::now())),
            },
            Ok,
        );
        let now = Instant::now();
        let (mut pressed, mut over) = (false, false);
        loop {
            let event = match next {
                Ok(event) => event,
                Err(error) => {
                    over = error == RecvTimeoutError::Disconnected;
                    break;
                }
            };
            pressed |= matches!(event, Event::Message(Message::Key(_)));
            if event == Event::Resized {
                due.resized(now);
            } else {
                due.changed(now);
            }
            match stage.take(model, event) {
                Turn::Quit(code) => return Ok(code),
                Turn::Suspend => {
                    if let Some(guard) = &stage.guard {
                        guard.suspend();
                    }
                    // Nobody tells a stopped program that its window has another size.
                    stage.anew(screen, model)?;
                }
                Turn::Redraw => stage.anew(screen, model)?,
                Turn::Go => {}
            }
            // What never stops coming must not keep the screen from being drawn.
            if now.elapsed() > due.pace() {
                break;
            }
            next = stage.kept.pop_front().map_or_else(
                || {
                    events.try_recv().map_err(|error| match error {
                        TryRecvError::Empty => RecvTimeoutError::Timeout,
                        TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
                    })
                },
                Ok,
            );
        }
        if pressed {
            due.pressed(now);
        }
        if stage.hopes(model) {
            due.hopes(now);
        }
        if over {
            stage.draw(screen, model, Part::Whole)?;
            return Ok(0);
        }
        let now = Instant::now();
        if due.is_resized(now) {
            stage.anew(screen, model)?;
            due.changed(now);
        }
        if let Some(part) = due.part(now) {
            match part {
                Part::Whole => stage.show(screen, model)?,
                Part::Focus => stage.show_held(screen, model)?,
            }
            due.drawn(part, Instant::now());
        }
    }
}

/// Writes bytes to the terminal at once, whoever else holds its buffer.
fn write_now(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

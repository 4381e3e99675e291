//! What the browser asks for and cannot do itself: copy, open, save, export.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::SyncSender;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Event;
use super::clipboard::Clipboard;
use super::editor::Editor;
use super::exporting::{Export, Way};
use super::viewers;
use crate::app::model::{Effect, Message, Notice, Opening};
use crate::app::{Change, Env, Model, Role, Standing};
use crate::export::citation::Day;
use crate::keep::{Joined, Keep, Moment, session, views};
use crate::lang::Lang;
use crate::save::{self, Manner};

/// So often is looked whether a file is written.
const OFTEN: Duration = Duration::from_millis(5);

/// What effects need besides the model.
#[derive(Debug, Default)]
pub struct Desk {
    /// Where marks and notes are kept, and what is there; none where nothing can be kept.
    pub keep: Option<(PathBuf, Keep)>,
    /// Where views are kept; none where nothing can be kept.
    pub views: Option<PathBuf>,
    /// Where copies go.
    pub clipboard: Clipboard,
    /// The reader's editor, where there is one and a file can be written for it.
    pub editor: Option<Editor>,
    /// The file that is reviewed, and what it holds as far as is known.
    pub review: Option<(PathBuf, Vec<u8>)>,
    /// Whether it was said that marks cannot be saved.
    pub unsaved_said: bool,
    /// Where it is remembered where the reader stood; none where nothing is.
    pub session: Option<PathBuf>,
    /// Why that could not be written.
    pub unsaved: Option<io::Error>,
    /// Why the last steps of the review are in no file, once it was left.
    pub lost: Option<String>,
    /// Who writes files.
    pub writing: Vec<(JoinHandle<()>, Arc<Way>)>,
}

impl Desk {
    /// Performs an effect; returns what came of it.
    /// What takes long goes on meanwhile where there is somewhere to tell its `news`.
    pub(super) fn perform(
        &mut self,
        effect: Effect,
        model: &Model,
        env: &Env,
        news: Option<&SyncSender<Event>>,
    ) -> Option<Message> {
        // Whatever asked for it: a guest has nothing written and nothing started.
        if env.read_only && !matches!(effect, Effect::Copy(_) | Effect::Open(_)) {
            return None;
        }
        match effect {
            Effect::Copy(text) => Some(self.copy(text)),
            Effect::Open(opening) => Some(self.open(&opening, env)),
            Effect::Export { path, replace, records, query } => {
                let export = Export::new(path, replace, query, &records, model, env);
                Some(match news.filter(|_| export.is_long()) {
                    Some(news) => self.begin(export, news.clone(), env),
                    None => export.write(),
                })
            }
            Effect::Keep => self.save(model, env),
            Effect::SaveReview => self.save_review(model, env),
            Effect::Views(change) => self.change_views(&change, env),
            Effect::Quit(_)
            | Effect::Suspend
            | Effect::Redraw
            | Effect::NextTheme
            | Effect::Mouse(_)
            | Effect::Edit { .. }
            | Effect::OtherLanguage
            | Effect::Reread
            | Effect::Ask(_)
            | Effect::Reload => None,
        }
    }

    /// Writes a long export on a thread, which tells when it is done.
    fn begin(&mut self, export: Export, news: SyncSender<Event>, env: &Env) -> Message {
        if export.would_replace() {
            return Message::Exists(export.path);
        }
        let quoted = env.signs.quoted(&export.path, env.lang);
        let text = match env.lang {
            Lang::En => format!("Writing {quoted}; you can go on meanwhile."),
            Lang::Fr => format!("Écriture de {quoted}\u{202f}; vous pouvez continuer."),
        };
        let way = Arc::clone(&export.way);
        let writer = thread::spawn(move || {
            let way = Arc::clone(&export.way);
            let message = export.write();
            way.done.store(true, Ordering::Relaxed);
            // Nobody listens once the browser was left.
            let _heedless = news.send(Event::Message(message));
        });
        self.writing.push((writer, way));
        said(Role::Text, text)
    }

    /// Waits until everything is written, or has it given up, so that nothing half-written stays.
    pub(super) fn end_writing(&mut self, waits: bool) {
        for (writer, way) in self.writing.drain(..) {
            way.given_up.store(!waits, Ordering::Relaxed);
            // What it tells then nobody takes any more, so it is not waited for as a whole.
            while !way.done.load(Ordering::Relaxed) && !writer.is_finished() {
                thread::sleep(OFTEN);
            }
        }
    }

    /// Remembers where the reader stands. The queries of another window that was left in the
    /// meantime stay.
    pub(super) fn leave(&mut self, model: &Model, env: &Env) {
        self.lost.clone_from(&model.unsaved);
        let Some(path) = self.session.as_ref().filter(|_| !env.read_only) else { return };
        let here = Standing::of(model, env);
        let joined = |other: Option<Standing>| here.with_queries_of(other.unwrap_or_default());
        self.unsaved = session::write(path, joined).err();
    }

    /// Why it could not be remembered where the reader stood, unless it was said before that
    /// nothing can be saved here.
    pub(super) fn unsaved(&self) -> Option<&io::Error> {
        self.unsaved.as_ref().filter(|_| !self.unsaved_said)
    }

    /// Finds marks and notes again in other data.
    pub(super) fn reread(&mut self, env: &Env) {
        if let Some((path, keep)) = &mut self.keep
            && let Ok(found) = Keep::read(path, &env.data.corpus)
        {
            *keep = found;
        }
    }

    /// Gives the model the marks and notes that are kept.
    pub fn hand_out(&self, model: &mut Model) {
        let Some((_, keep)) = &self.keep else { return };
        model.marks = keep.marked().collect();
        model.notes.clear();
        for kept in keep.all() {
            if let (Some(found), Some(note)) = (&kept.record, &kept.note) {
                model.notes.insert(found.record, note.clone());
            }
        }
    }

    fn copy(&self, text: String) -> Message {
        let way = self.clipboard.copy(&text);
        Message::Copied(text, way)
    }

    /// Opens the file at its page in a viewer that can, else the address; over SSH it is copied.
    fn open(&self, opening: &Opening, env: &Env) -> Message {
        let page = opening.page;
        let file = opening.file.as_deref().filter(|_| !env.read_only);
        let file = file.and_then(|file| viewers::find(file, &env.files));
        let address = opening.url.as_deref().filter(|url| viewers::is_web(url));
        let address = address.map(|url| viewers::address(url, page));
        let path = file.as_ref().map(|file| file.to_string_lossy().into_owned());
        let target = path.or(address).unwrap_or_default();
        if target.is_empty() {
            let text = env.pick(
                "The source that the data names is not here.",
                "La source que nomment les données n’est pas ici.",
            );
            return said(Role::Warn, text);
        }
        if env.remote || env.read_only {
            let text = page.map_or_else(|| target.clone(), |page| format!("{target} (p. {page})"));
            let way = self.clipboard.copy(&text);
            return Message::Copied(text, way);
        }
        let macos = cfg!(target_os = "macos");
        let usual = if macos { "open" } else { "xdg-open" };
        let calls = match &file {
            Some(file) => viewers::calls(file, page, macos),
            None => vec![(usual, vec![target.clone()])],
        };
        let opened = viewers::start(&calls, macos);
        let quoted = env.signs.quoted(&crate::words::clean(&target), env.lang);
        // Not every viewer can be told the page.
        let at = page.map_or_else(String::new, |page| format!(" (p. {page})"));
        match (opened, env.lang) {
            (true, Lang::En) => said(Role::Ok, format!("Opening {quoted}{at}.")),
            (true, Lang::Fr) => said(Role::Ok, format!("Ouverture de {quoted}{at}.")),
            (false, Lang::En) => said(Role::Warn, format!("No viewer was found for {quoted}.")),
            (false, Lang::Fr) => {
                said(Role::Warn, format!("Aucun lecteur n’a été trouvé pour {quoted}."))
            }
        }
    }

    /// Writes the file that is reviewed, or tells why it is not written.
    fn save_review(&mut self, model: &Model, env: &Env) -> Option<Message> {
        let (path, known) = self.review.as_mut()?;
        let bytes = model.review.as_ref()?.document().bytes();
        let written = write_review(path, known, bytes);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let quoted = env.signs.quoted(&crate::words::clean(&name), env.lang);
        let why = match (written, env.lang) {
            (Ok(true), _) => return Some(Message::Saved(None)),
            (Ok(false), Lang::En) => format!("{quoted} was changed by another program"),
            (Ok(false), Lang::Fr) => format!("{quoted} a été changé par un autre programme"),
            (Err(error), lang) => {
                format!("{quoted}{}{}", lang.pick(": ", "\u{a0}: "), lang.reason(&error))
            }
        };
        Some(Message::Saved(Some(why)))
    }

    /// Writes a change of the views; a failure is said once, and work goes on.
    fn change_views(&mut self, change: &Change, env: &Env) -> Option<Message> {
        let path = self.views.as_deref();
        let written = path.map(|path| views::change(path, |views| change.apply(views)));
        if let Some(Ok(views)) = written {
            return Some(Message::Views(views));
        }
        if std::mem::replace(&mut self.unsaved_said, true) {
            return None;
        }
        let text = env.pick(
            "Views cannot be saved here: they last until you leave.",
            "Les vues ne peuvent être enregistrées ici\u{a0}: elles durent jusqu’à la sortie.",
        );
        Some(said(Role::Warn, text))
    }

    /// Writes marks and notes; a failure is said once, and work goes on.
    fn save(&mut self, model: &Model, env: &Env) -> Option<Message> {
        let saved = match &mut self.keep {
            Some((path, keep)) => {
                let (corpus, now) = (&env.data.corpus, Moment(now()));
                keep.join(path, corpus, &model.marks, &model.notes, now).ok()
            }
            None => None,
        };
        if let (Some(joined @ (Joined::More | Joined::Both)), Some((_, keep))) = (saved, &self.keep)
        {
            let both = joined == Joined::Both;
            return Some(Message::Kept(keep.marked().collect(), keep.notes(), both));
        }
        if saved.is_some() || std::mem::replace(&mut self.unsaved_said, true) {
            return None;
        }
        let text = env.pick(
            "Marks and notes cannot be saved here: they last until you leave.",
            "Marques et notes ne peuvent être enregistrées ici\u{a0}: elles durent jusqu’à la sortie.",
        );
        Some(said(Role::Warn, text))
    }
}

/// Writes a reviewed file, unless somebody else has changed it.
///
/// Returns whether it was written.
fn write_review(path: &Path, known: &mut Vec<u8>, bytes: Vec<u8>) -> io::Result<bool> {
    if fs::read(path)? != *known {
        return Ok(false);
    }
    save::write(path, Manner::Replace, |out| out.write_all(&bytes))?;
    *known = bytes;
    Ok(true)
}

pub(super) fn said(role: Role, text: impl Into<String>) -> Message {
    Message::Said(Notice { role, text: text.into() })
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// The day, in universal time.
#[must_use]
pub fn today() -> Day {
    Moment(now()).day()
}

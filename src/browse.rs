//! From the command line to the browser: what it shows, in which language and look.
//!
//! The one room that sees both [`crate::cli`] and [`crate::tui`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use crate::app::reread::Unfit;
use crate::app::standing::{know, resume};
use crate::app::update::{open_at, open_review};
use crate::app::{Choices, Data, Env, Model, Standing, View, help};
use crate::cli::{self, Arguments, Opened, Settings, Stock};
use crate::config::{Name, Origin};
use crate::corpus::Corpus;
use crate::error::{Error, Exit};
use crate::export::place::{self, Nowhere, Place};
use crate::keep::{self, Keep, session, views};
use crate::lang::Lang;
use crate::query::Record;
use crate::surroundings::Surroundings;
use crate::tui::{self, Clipboard, Desk, Disk, Editor, Route, Stage, Waited};
use crate::view::Theme;
use crate::view::theme::Depth;
use crate::words::{Signs, clean};

/// Opens the browser and stays until it is left.
pub fn run(arguments: &Arguments, env: &Surroundings, err: &mut dyn Write) -> ExitCode {
    if arguments.tests_keys() {
        let (lang, signs) = cli::voice(arguments, env);
        let keymap = Settings::load(env).config.keymap;
        return match tui::probe(&keymap, lang, signs, env.ssh) {
            Ok(code) => code.into(),
            Err(error) => cli::end(&Error::from(error), lang, signs, err).into(),
        };
    }
    let tours = arguments.tours();
    let mut arguments = arguments.clone();
    if tours {
        // The first steps are in the built-in report, from its beginning.
        arguments.options.data.clear();
        arguments.options.at = None;
    }
    let (lang, signs) = cli::voice(&arguments, env);
    let settings = Settings::load(env);
    let themes = themes(settings.theme(&arguments.options, env), env);
    let files = arguments.options.data.iter().map(|path| path.to_string_lossy().into_owned());
    let files: Vec<String> = files.collect();
    let choices = choices(&settings, env);
    let hints = choices.hints;
    let around = Env {
        data: Arc::new(Data::new(Corpus::default())),
        lang,
        signs,
        keymap: settings.config.keymap.clone(),
        remote: env.ssh,
        read_only: arguments.guest,
        sample: files.is_empty(),
        today: Some(tui::today()),
        files,
        choices: Choices { hints: tours || hints, ..choices },
        // A configuration that is wrong was named before; the screen would cover it.
        warning: settings.lines(lang).into_iter().next(),
    };
    // What changes while it is read is told on the first key.
    let disk = cli::source(&arguments, env).map(disk);
    let work = {
        let (arguments, env) = (arguments.clone(), env.clone());
        move || {
            let mut said = Vec::new();
            let read = Read::new(&arguments, &env, &mut said);
            (read, said)
        }
    };
    let theme = themes.first().map_or_else(Theme::terminal, |(_, theme)| theme.clone());
    let (read, said, taken) = match tui::wait(&around, &theme, work) {
        Ok(Waited::Done((read, said), taken)) => (read, said, taken),
        Ok(Waited::Left(code)) => return code.into(),
        Err(error) => return cli::end(&Error::from(error), lang, signs, err).into(),
    };
    let Read { data, warning, opened, at, memory } = match read {
        Ok(read) => read,
        Err(exit) => {
            // The terminal is given back first: what is said stays on it.
            drop(taken);
            let _heedless = err.write_all(&said);
            return exit.into();
        }
    };
    let drafts = data.corpus.drafts();
    let waiting = (drafts > 0 && !arguments.guest).then(|| help::drafts_waiting(&around, drafts));
    // Where the place is wrong, the browser opens where it always does and says so.
    let unplaced = at.as_ref().is_some_and(Result::is_err);
    let nowhere = unplaced.then(|| nowhere(arguments.options.at.as_deref(), lang, signs));
    let guest = arguments.guest.then(|| looks_only(lang).to_owned());
    let warning = nowhere.or(around.warning.clone()).or(warning).or(waiting);
    let warning = guest.into_iter().chain(warning).reduce(|guest, warning| guest + " " + &warning);
    let browser = Env { warning, ..around.around(Arc::new(data)) };
    let review = opened.as_ref().map(|opened| (opened.path.clone(), opened.bytes.clone()));
    let (clipboard, editor) = (clipboard(&settings, env), editor(env));
    let desk = Desk { clipboard, editor, review, ..memory.desk };
    let mut stage = Stage::new(&browser, themes, desk, disk);
    let prepare = |model: &mut Model| {
        (model.marks, model.notes) = (memory.marks, memory.notes);
        model.views = memory.views;
        match (&at, &memory.left) {
            (Some(Ok(at)), left) => {
                if let Some(left) = left {
                    know(model, left);
                }
                open_at(model, at.record, at.page, &browser);
            }
            (_, Some(left)) => resume(model, left, &browser),
            (_, None) => {}
        }
        if let Some(opened) = opened {
            open_review(model, opened.review, arguments.reviews(), &browser);
        }
    };
    match tui::run(&mut stage, taken, prepare) {
        Ok(code) => {
            tell_unsaved(&stage, lang, signs, err);
            code.into()
        }
        Err(error) => cli::end(&Error::from(error), lang, signs, err).into(),
    }
}

/// Says what could not be saved; the screen is given back, and this stands where the reader looks.
fn tell_unsaved(stage: &Stage<'_>, lang: Lang, signs: Signs, err: &mut dyn Write) {
    if let Some(why) = stage.lost() {
        let words = lang.pick("not saved:", "non enregistré\u{a0}:");
        let _heedless = writeln!(err, "renvoi: {} {}", signs.own(words), signs.own(why));
    }
    if let Some(error) = stage.unsaved() {
        let words = lang.pick(
            "Where you stood could not be remembered:",
            "Votre place n’a pas pu être retenue\u{a0}:",
        );
        let _heedless = writeln!(err, "renvoi: {} {}", signs.own(words), lang.reason(error));
    }
}

/// What is read before anything can be shown, which may take a while.
struct Read {
    data: Data,
    /// What is wrong with the data.
    warning: Option<String>,
    opened: Option<Opened>,
    at: Option<Result<Place, Nowhere>>,
    memory: Memory,
}

impl Read {
    /// Reads everything; the exit code, where there is nothing to show and that was said.
    fn new(arguments: &Arguments, env: &Surroundings, err: &mut dyn Write) -> Result<Self, Exit> {
        let (Stock { corpus, ways }, warning) = cli::open(arguments, env, err)?;
        let drafts = corpus.drafts() > 0;
        let opened = if (drafts || arguments.reviews()) && !arguments.guest {
            match cli::open_review(arguments, env) {
                Ok(opened) => opened,
                Err(error) if arguments.reviews() => {
                    let (lang, signs) = cli::voice(arguments, env);
                    return Err(cli::end(&error, lang, signs, err));
                }
                // Read, but not reviewed: the command says so.
                Err(_) => None,
            }
        } else {
            None
        };
        let at = arguments.options.at.as_deref().map(|words| place::parse(&corpus, words));
        // The first steps begin at the beginning, a review is taken up by itself, guests share a
        // home.
        let remembers = !arguments.tours() && !arguments.reviews() && !arguments.guest;
        let memory = Memory::read(&corpus, env, remembers, arguments.options.fresh);
        Ok(Self { data: Data::of(corpus, ways), warning, opened, at, memory })
    }
}

/// What was kept and remembered of a corpus.
struct Memory {
    /// Where it is written.
    desk: Desk,
    marks: BTreeSet<Record>,
    notes: BTreeMap<Record, String>,
    views: Vec<View>,
    /// Where the reader was, if that is to be taken up.
    left: Option<Standing>,
}

impl Memory {
    /// Reads it. What cannot be read is not written either: what stands there stays.
    fn read(corpus: &Corpus, env: &Surroundings, remembers: bool, fresh: bool) -> Self {
        let data = env.data.as_deref();
        let keep = data.map(|folder| keep::marks_file(folder, corpus));
        let keep = keep.and_then(|path| {
            let keep = Keep::read(&path, corpus).ok()?;
            Some((path, keep))
        });
        let (marks, notes) = match &keep {
            Some((_, keep)) => (keep.marked().collect(), keep.notes()),
            None => Default::default(),
        };
        let saved = data.map(|folder| keep::views_file(folder, corpus));
        let saved = saved.and_then(|path| {
            let views = views::read::<View>(&path).ok()?;
            Some((path, views))
        });
        let (views_path, views) = saved.unzip();
        let session = env.state.as_deref().filter(|_| remembers);
        let session = session.map(|folder| keep::session_file(folder, corpus));
        let left = session.as_deref().filter(|_| !fresh);
        let left = left.and_then(|path| session::read(path).ok().flatten());
        let desk = Desk { keep, views: views_path, session, ..Desk::default() };
        Self { desk, marks, notes, views: views.unwrap_or_default(), left }
    }
}

/// The reader's editor, and a file of its own for each run.
fn editor(env: &Surroundings) -> Option<Editor> {
    let words = env.editor.as_deref()?.split_whitespace().map(str::to_owned).collect();
    let name = format!("note-{}.txt", std::process::id());
    Some(Editor { words, file: env.state.as_ref()?.join(name) })
}

/// Where copies go.
fn clipboard(settings: &Settings, env: &Surroundings) -> Clipboard {
    let route = match settings.config.value(Name::Clipboard).0 {
        "system" => Route::System,
        "file" => Route::File,
        _ => Route::Terminal,
    };
    // A program of the system would copy on this side of the connection.
    let route = if env.ssh && route == Route::System { Route::Terminal } else { route };
    let file = env.state.as_ref().map(|folder| folder.join("copied.txt"));
    Clipboard { route, tmux: env.tmux, file }
}

/// The data on disk, as the browser asks for it.
fn disk(source: cli::Source) -> Disk {
    let again = source.clone();
    Disk::new(Box::new(move || source.trace()), move |lang| {
        let unfit = |unfit: cli::Unfit| Unfit {
            code: unfit.code.map(str::to_owned),
            problems: unfit.problems,
            age: None,
        };
        again.read(lang).map(|stock| Data::of(stock.corpus, stock.ways)).map_err(unfit)
    })
}

/// What the configuration says of looks and behaviour.
fn choices(settings: &Settings, env: &Surroundings) -> Choices {
    let config = &settings.config;
    let cells = |name| {
        let is_set = config.value(name).1 != Origin::BuiltIn;
        is_set.then(|| u16::try_from(config.number(name)).unwrap_or(u16::MAX))
    };
    // A file that is not named from the root lies beside the configuration that names it.
    let pdf = config.pdf().map(|file| match &env.config {
        Some(folder) => folder.join(file).to_string_lossy().into_owned(),
        None => file.to_owned(),
    });
    Choices {
        full_rows: config.value(Name::RowStyle).0 == "full",
        hints: config.flag(Name::Hints),
        wrap_lists: config.flag(Name::WrapLists),
        motion: config.flag(Name::Motion),
        mouse: config.flag(Name::Mouse),
        left: cells(Name::Left),
        statements: cells(Name::Statements),
        separator: config.csv_separator(),
        pdf,
    }
}

/// That a guest may look and nothing else.
const fn looks_only(lang: Lang) -> &'static str {
    lang.pick(
        "Read-only: nothing is kept or written here.",
        "Lecture seule\u{a0}: rien n’est gardé ni écrit ici.",
    )
}

/// That a place is none, and what places look like.
fn nowhere(words: Option<&str>, lang: Lang, signs: Signs) -> String {
    let words = signs.quoted(&clean(words.unwrap_or_default()), lang);
    match lang {
        Lang::En => {
            format!("{words} is no place here: topic:ID, expert:ID, statement:ID or p22.")
        }
        Lang::Fr => format!(
            "{words} n’est pas un lieu d’ici\u{a0}: topic:ID, expert:ID, statement:ID ou p22."
        ),
    }
}

/// The themes that the reader can go through, the one asked for first.
fn themes(asked: &str, env: &Surroundings) -> Vec<(&'static str, Theme)> {
    let depth = Depth::of(env.term.as_deref(), env.colorterm.as_deref());
    let named = |name: &'static str| Theme::named(name, depth).map(|theme| (name, theme));
    let mut themes: Vec<_> = Theme::NAMES.into_iter().filter_map(named).collect();
    let first = themes.iter().position(|(name, _)| *name == asked).unwrap_or(0);
    themes.rotate_left(first);
    themes
}

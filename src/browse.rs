//! From the command line to the browser: what it shows, in which language and look.
//!
//! The one room that sees both [`crate::cli`] and [`crate::tui`].

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use crate::app::update::{open_at, open_review};
use crate::app::{Choices, Data, Env, Model};
use crate::cli::{self, Arguments, Settings};
use crate::config::{Name, Origin};
use crate::error::Error;
use crate::export::place;
use crate::keep::{self, Keep};
use crate::lang::Lang;
use crate::surroundings::Surroundings;
use crate::tui::{self, Desk, Stage};
use crate::view::Theme;
use crate::view::theme::Depth;
use crate::words::clean;

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
    let mut sample;
    let mut arguments = arguments;
    if tours {
        // The first steps are in the built-in report, from its beginning.
        sample = arguments.clone();
        sample.options.data.clear();
        sample.options.at = None;
        arguments = &sample;
    }
    let (corpus, warning) = match cli::open(arguments, env, err) {
        Ok(opened) => opened,
        Err(exit) => return exit.into(),
    };
    let (lang, signs) = cli::voice(arguments, env);
    let drafts = corpus.statements.iter().filter(|statement| statement.draft).count();
    let opened = if arguments.guest {
        None
    } else if drafts > 0 || arguments.reviews() {
        match cli::open_review(arguments, env) {
            Ok(opened) => opened,
            Err(error) if arguments.reviews() => return cli::end(&error, lang, signs, err).into(),
            // Read, but not reviewed: the command says so.
            Err(_) => None,
        }
    } else {
        None
    };
    let waiting = (drafts > 0 && !arguments.guest).then(|| waiting(drafts, lang));
    let settings = Settings::load(env);
    let options = &arguments.options;
    let themes = themes(settings.theme(options, env), env);
    // Where the place is wrong, the browser opens where it always does and says so.
    let at = options.at.as_deref().map(|words| place::parse(&corpus, words));
    let unplaced = at.as_ref().is_some_and(Result::is_err);
    let nowhere = unplaced.then(|| {
        let words = signs.quoted(&clean(options.at.as_deref().unwrap_or_default()), lang);
        match lang {
            Lang::En => {
                format!("{words} is no place here: topic:ID, expert:ID, statement:ID or p22.")
            }
            Lang::Fr => format!(
                "{words} n’est pas un lieu d’ici\u{a0}: topic:ID, expert:ID, statement:ID ou p22."
            ),
        }
    });
    // A configuration that is wrong was named before; the screen would cover it.
    let wrong = settings.lines(lang).into_iter().next();
    let kept = env.data.as_deref().map(|folder| keep::marks_file(folder, &corpus));
    let kept = kept.and_then(|path| {
        let keep = Keep::read(&path, &corpus).ok()?;
        Some((path, keep))
    });
    let files = options.data.iter().map(|path| path.to_string_lossy().into_owned());
    let files: Vec<String> = files.collect();
    let choices = choices(&settings, env);
    let hints = choices.hints;
    let browser = Env {
        data: Arc::new(Data::new(corpus)),
        lang,
        signs,
        keymap: settings.config.keymap.clone(),
        remote: env.ssh,
        read_only: arguments.guest,
        sample: files.is_empty(),
        today: Some(tui::today()),
        files,
        choices: Choices { hints: tours || hints, ..choices },
        warning: match nowhere.or(wrong).or(warning).or(waiting) {
            Some(warning) if arguments.guest => Some(format!("{} {warning}", looks_only(lang))),
            None if arguments.guest => Some(looks_only(lang).to_owned()),
            warning => warning,
        },
    };
    let marks = kept.as_ref().map(|(_, keep)| keep.clone()).unwrap_or_default();
    let review = opened.as_ref().map(|opened| (opened.path.clone(), opened.bytes.clone()));
    let desk = Desk { keep: kept, tmux: env.tmux, review, ..Desk::default() };
    let stage = Stage::new(&browser, themes, desk);
    let prepare = |model: &mut Model| {
        model.marks = marks.marked().collect();
        for kept in marks.all() {
            if let (Some(found), Some(note)) = (&kept.record, &kept.note) {
                model.notes.insert(found.record, note.clone());
            }
        }
        if let Some(Ok(at)) = &at {
            open_at(model, at.record, at.page, &browser);
        }
        if let Some(opened) = opened {
            open_review(model, opened.review, arguments.reviews(), &browser);
        }
    };
    match tui::run(stage, prepare) {
        Ok(code) => code.into(),
        Err(error) => cli::end(&Error::from(error), lang, signs, err).into(),
    }
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

/// That there are drafts, and how they are reviewed.
fn waiting(drafts: usize, lang: Lang) -> String {
    match (drafts, lang) {
        (1, Lang::En) => "1 draft nobody has read over yet: D reviews it.".to_owned(),
        (1, Lang::Fr) => "1 ébauche que personne n’a relue\u{a0}: D la relit.".to_owned(),
        (_, Lang::En) => format!("{drafts} drafts nobody has read over yet: D reviews them."),
        (_, Lang::Fr) => format!("{drafts} ébauches que personne n’a relues\u{a0}: D les relit."),
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

//! The command line: one room a subcommand, each writing its answer to what it is given.
//!
//! Imports everything left of it and nothing of the browser. Reads no environment:
//! [`crate::surroundings::Surroundings`] is handed in.
//!
//! Odd thing worth knowing: answers go to the output; what is said about them (misses,
//! suggestions, problems of the data) goes to the error stream, except in JSON.

mod answer;
mod arguments;
mod cache;
mod compile;
mod context;
mod data;
mod doctor;
#[cfg(feature = "documents")]
mod documents;
mod export;
#[cfg(feature = "documents")]
mod find;
mod help;
#[cfg(feature = "documents")]
mod import;
mod keys;
mod list;
mod lookup;
mod marks;
mod page;
mod pager;
mod places;
mod review;
mod schema;
mod search;
mod settings;
mod shell;
mod ssh_session;
mod stats;
mod style;
mod validate;

use std::ffi::OsString;
use std::io::{self, Write};

use crate::corpus::Loaded;
use crate::error::{Error, Exit};
#[cfg(feature = "documents")]
use crate::import::guard;
use crate::index::Index;
use crate::keep;
use crate::lang::Lang;
use crate::surroundings::Surroundings;
use crate::words::{self, Signs};
#[cfg(feature = "documents")]
use documents::How;
pub use review::Opened;
use style::Style;
use validate::Depth;

pub use arguments::{
    Arguments, Cached, Command, Destination, Form, Kind, Options, Schema, Sort, Theme, Tongue,
    What, When,
};
pub use context::Context;
pub use data::{Source, Stock, Unfit};
pub use schema::schema;
pub use settings::Settings;

/// Arguments that end the run before it begins: help, version, or a refusal.
#[derive(Debug)]
pub struct Ended {
    text: String,
    exit: Exit,
    lang: Lang,
}

impl Ended {
    /// Says it where it belongs: help and version are answers, a refusal is not.
    pub fn tell(&self, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
        let told = if self.exit == Exit::Done {
            write!(out, "{}", self.text).and_then(|()| out.flush())
        } else {
            write!(Heedless(err), "{}", self.text)
        };
        told.map_or_else(
            |error| end(&error.into(), self.lang, Signs::new(false), err),
            |()| self.exit,
        )
    }
}

/// Reads the arguments.
///
/// # Errors
/// Help and version, and what is refused.
pub fn read(arguments: Vec<OsString>, env: &Surroundings) -> Result<Arguments, Ended> {
    let lang = env.lang(arguments::tongue(&arguments), Settings::load(env).config.lang());
    let arguments = arguments::parse(arguments, lang).map_err(|error| {
        let asked = !error.use_stderr();
        let text =
            if asked { error.render().to_string() } else { cleaned(&help::refusal(&error, lang)) };
        Ended { text, exit: if asked { Exit::Done } else { Exit::Usage }, lang }
    })?;
    if matches!(arguments.command, Some(Command::SshSession)) {
        return ssh_session::open(arguments, env);
    }
    Ok(arguments)
}

/// Lines that quote what was typed, so that they harm no terminal.
fn cleaned(lines: &str) -> String {
    lines.lines().flat_map(|line| [words::clean(line), "\n".into()]).collect()
}

/// Answers, and says on `err` what ended the run early.
pub fn run(
    arguments: &Arguments,
    env: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let settings = Settings::load(env);
    let style = style(arguments, env, &settings);
    let mut nobody = io::sink();
    let told: &mut dyn Write = if arguments.options.quiet { &mut nobody } else { &mut *err };
    let told = &mut Heedless(told);
    tell(arguments, &settings, &style, told);
    let mut paged = pager::Paged::new(out, arguments, env);
    let answered = answer(arguments, env, &settings, &style, &mut paged, told);
    // What was answered before it failed is shown too.
    let shown = paged.finish();
    let answered = answered.and_then(|exit| Ok(shown.map(|()| exit)?));
    answered.unwrap_or_else(|error| end(&error, style.lang, style.signs, err))
}

/// Says what is wrong with the configuration, and where all is read from if that was asked.
fn tell(arguments: &Arguments, settings: &Settings, style: &Style, err: &mut dyn Write) {
    let own =
        matches!(arguments.command, Some(Command::Doctor | Command::Keys { check: Some(_), .. }));
    for line in settings.lines(style.lang).iter().filter(|_| !own) {
        let _heedless = writeln!(err, "{}", style.own(line));
    }
    if arguments.options.verbose {
        let path = settings.path.as_deref().map(|path| path.display().to_string());
        let path = path.unwrap_or_else(|| style.say("none", "aucune").into_owned());
        let colon = style.colon();
        let _heedless = writeln!(err, "configuration{colon}{}", words::clean(&path));
        let data: Vec<_> =
            arguments.options.data.iter().map(|path| path.to_string_lossy()).collect();
        let data = match data.as_slice() {
            [] => style.say("built in", "intégré").into_owned(),
            data => data.join(" "),
        };
        let _heedless = writeln!(err, "corpus{colon}{}", words::clean(&data));
    }
}

/// What the browser opens: the corpus at the paths, cleaned for a terminal, and a sentence on
/// what had to be left out of it.
///
/// # Errors
/// The exit code, once what happened has been said on `err`: a file that cannot be read, or
/// data of which nothing can be shown.
pub fn open(
    arguments: &Arguments,
    env: &Surroundings,
    err: &mut dyn Write,
) -> Result<(Stock, Option<String>), Exit> {
    let options = &arguments.options;
    let settings = Settings::load(env);
    let style = style(arguments, env, &settings);
    let err = &mut Heedless(err);
    let fail = |error: &Error, err: &mut dyn Write| end(error, style.lang, style.signs, err);
    let asker = cache::Asker {
        options,
        style: &style,
        folder: env.cache.as_deref(),
        guest: arguments.guest,
        // The browser says itself that something is read.
        watched: false,
    };
    let opened = cache::open(&asker, &mut io::sink()).map_err(|error| fail(&error, err))?;
    let loaded = match opened {
        cache::Data::Lent(lent) => {
            let stock = Stock::of(*lent).map_err(|error| fail(&error, err))?;
            return Ok((stock, None));
        }
        cache::Data::Read(loaded) => *loaded,
    };
    let corpus = &loaded.corpus;
    if loaded.has_errors() && corpus.topics.is_empty() && corpus.experts.is_empty() {
        let _heedless = data::report(&loaded, &options.data, &style, err);
        return Err(Exit::Data);
    }
    let warning = data::left_out(&loaded, &options.data, &style);
    Ok((loaded.corpus.into(), warning))
}

/// The data that the browser shows, to be read again; none where it cannot be.
#[must_use]
pub fn source(arguments: &Arguments, env: &Surroundings) -> Option<Source> {
    let style = style(arguments, env, &Settings::load(env));
    Source::new(&arguments.options.data, arguments.options.limit(), &style)
}

/// Opens the file of a review: the one that `review` names, else the only one of the data.
///
/// # Errors
/// There is no such file, it cannot be read, or it is no corpus file of one object.
pub fn open_review(arguments: &Arguments, env: &Surroundings) -> Result<Option<Opened>, Error> {
    let settings = Settings::load(env);
    let style = style(arguments, env, &settings);
    let options = &arguments.options;
    match (&arguments.command, options.data.as_slice()) {
        (Some(Command::Review { file }), _) | (_, [file]) => {
            review::open(file, options.limit(), &style).map(Some)
        }
        _ => Ok(None),
    }
}

/// The language and the signs that the options and the surroundings ask for.
#[must_use]
pub fn voice(arguments: &Arguments, env: &Surroundings) -> (Lang, Signs) {
    let style = style(arguments, env, &Settings::load(env));
    (style.lang, style.signs)
}

/// Says what ended the run early; returns the exit code.
pub fn end(error: &Error, lang: Lang, signs: Signs, err: &mut dyn Write) -> Exit {
    if let Some(sentence) = error.sentence(lang, signs) {
        let _heedless = writeln!(Heedless(err), "{sentence}");
    }
    error.exit()
}

fn style(arguments: &Arguments, env: &Surroundings, settings: &Settings) -> Style {
    let mut options = arguments.options.clone();
    options.ascii |= settings.ascii();
    let lang = env.lang(options.lang.map(Into::into), settings.config.lang());
    Style::new(&options, env, lang)
}

fn answer(
    arguments: &Arguments,
    env: &Surroundings,
    settings: &Settings,
    style: &Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    #[cfg(feature = "documents")]
    if let Some(answered) = of_documents(arguments, style, out, err) {
        return answered;
    }
    let options = &arguments.options;
    if !matches!(arguments.command, Some(Command::Export { .. } | Command::Marks { .. }))
        && options.kind().is_some_and(|kind| !kind.is_form())
    {
        let sentence = style.say(
            "answers take the forms table, plain, json; other formats are for renvoi export",
            "les réponses prennent les formes table, plain, json\u{202f}; les autres formats sont pour renvoi export",
        );
        return Err(Error::Usage(sentence.into_owned()));
    }
    match &arguments.command {
        Some(Command::Schema { name }) => return schema::run(*name, out),
        Some(Command::Keys { test: true, .. } | Command::Tour) => {
            let sentence = style.say(
                "this needs a terminal of its own; over SSH: ssh -t HOST renvoi …",
                "il y faut un terminal\u{a0}; par SSH\u{a0}: ssh -t HÔTE renvoi …",
            );
            return Err(Error::Usage(sentence.into_owned()));
        }
        Some(Command::Keys { check: Some(file), .. }) => {
            return settings::check_keys(file.as_deref(), settings, style, out);
        }
        Some(Command::Keys { check: None, .. }) => {
            return keys::run(options.form(), &settings.config.keymap, style, out);
        }
        Some(Command::Config { what }) => {
            return settings::run(what, settings, options.form(), style, out);
        }
        Some(Command::Completions { shell }) => {
            return shell::completions(*shell, style.lang, out);
        }
        Some(Command::Man) => return shell::man(style.lang, out),
        Some(Command::Review { file }) => return review::run(file, options.limit(), style, out),
        Some(Command::Doctor) => return doctor::run(options, env, settings, style, out),
        Some(Command::Compile { files, output }) => {
            let watched = env.stderr_tty && !env.dumb;
            return compile::run(files, output, options, style, watched, out, err);
        }
        Some(Command::Cache { what }) => {
            return cache::run(*what, env.cache.as_deref(), options.form(), style, out);
        }
        Some(Command::Validate { files, strict }) => {
            return validate::run(options, style, files, Depth::Records, *strict, out);
        }
        Some(Command::Check { files, strict }) => {
            return validate::run(options, style, files, Depth::Texts, *strict, out);
        }
        None if env.has_terminal() && env.dumb => {
            let names = if arguments.guest {
                ssh_session::COMMANDS.join(" | ")
            } else {
                "renvoi lookup | list | page | search | stats | export | marks | compile | validate | check | schema | keys | --help".to_owned()
            };
            writeln!(out, "{names}")?;
            return Ok(Exit::Done);
        }
        _ => {}
    }
    of_corpus(arguments, env, settings, style, out, err)
}

/// The commands that answer from a corpus.
fn of_corpus(
    arguments: &Arguments,
    env: &Surroundings,
    settings: &Settings,
    style: &Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let options = &arguments.options;
    let asker = cache::Asker {
        options,
        style,
        folder: env.cache.as_deref(),
        guest: arguments.guest,
        watched: env.stderr_tty && !env.dumb,
    };
    let (lent, loaded) = match cache::open(&asker, err)? {
        cache::Data::Lent(lent) => (Some(lent), Loaded::default()),
        cache::Data::Read(loaded) => (None, *loaded),
    };
    // Warnings are for whoever can look at the file.
    let named = if arguments.guest { &[] } else { options.data.as_slice() };
    match &lent {
        Some(lent) => lent.report(named, style, err)?,
        None => data::report(&loaded, named, style, err)?,
    }
    let broken = loaded.has_errors();
    let corpus = lent.as_ref().map_or(&loaded.corpus, |lent| &lent.corpus);
    let index = Index::new(&loaded.corpus);
    let cx = Context {
        corpus,
        index: lent.as_ref().map_or(&index, |lent| &lent.index),
        lent: lent.as_deref(),
        data: &options.data,
        form: options.form(),
        style: *style,
        separator: settings.config.csv_separator(),
        marks: env.data.as_deref().map(|folder| keep::marks_file(folder, corpus)),
    };
    let exit = match &arguments.command {
        Some(Command::Lookup { name }) => lookup::run(&cx, &name.join(" "), out, err)?,
        Some(Command::List { what, sort }) => list::run(&cx, *what, *sort, out)?,
        Some(Command::Page { pages }) => page::run(&cx, &pages.join(","), out, err)?,
        Some(Command::Search { query }) => search::run(&cx, &query.join(" "), out, err)?,
        Some(Command::Export { query, to }) => {
            export::run(&cx, query.as_deref(), options.kind(), to, out, err)?
        }
        Some(Command::Marks { to }) => {
            marks::run(&cx, cx.marks.as_deref(), options.kind(), to, out, err)?
        }
        _ => stats::run(&cx, out)?,
    };
    lent.as_ref().map_or(Ok(()), |lent| lent.whole())?;
    if arguments.command.is_none() && !env.has_terminal() {
        let sentence = style.say(
            "No terminal: overview. Interactive view: ssh -t HOST renvoi",
            "Pas de terminal\u{a0}: aperçu. Vue interactive\u{a0}: ssh -t HÔTE renvoi",
        );
        out.flush()?;
        writeln!(err, "{sentence}")?;
    }
    Ok(if broken { Exit::Data } else { exit })
}

/// The commands that read documents; none where another is asked for.
#[cfg(feature = "documents")]
fn of_documents(
    arguments: &Arguments,
    style: &Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Option<Result<Exit, Error>> {
    let options = &arguments.options;
    match arguments.command.as_ref()? {
        Command::Find { file, terms, context, from, extractor } => {
            let unheeded =
                [(!options.data.is_empty(), "--data"), (options.max_size.is_some(), "--max-size")];
            if let Some((_, name)) = unheeded.into_iter().find(|(given, _)| *given) {
                let what = style.say(
                    "find reads a document and takes no",
                    "find lit un document et ne prend pas",
                );
                return Some(Err(Error::Usage(format!("{what} {name}"))));
            }
            let how = How { kind: *from, extractor: *extractor };
            let asked = find::Asked { file, terms, how, context: *context };
            Some(find::run(&asked, options.form(), style, out, err))
        }
        Command::Import {
            files,
            output,
            topics,
            experts,
            from,
            extractor,
            title,
            year,
            language,
            propose,
            draft,
            force,
        } => {
            let asked = import::Asked {
                files,
                output: output.as_ref(),
                topics,
                experts,
                data: &options.data,
                limit: options.limit(),
                how: How { kind: *from, extractor: *extractor },
                title: title.as_deref(),
                year: *year,
                language: language.as_deref(),
                propose: propose.as_ref(),
                draft: *draft,
                force: *force,
            };
            Some(import::run(&asked, options.form(), style, out, err))
        }
        Command::ReadPages { page, from, draft, pdftotext } => {
            let task = match draft {
                Some(title) => guard::Task::Draft(title),
                None if *pdftotext => guard::Task::Pdftotext,
                None => guard::Task::Pages(*page),
            };
            let served = guard::serve(task, from.map(Into::into), out);
            Some(served.map(|()| Exit::Done).map_err(Error::from))
        }
        _ => None,
    }
}

/// Writes what it can: that nobody hears the complaints is no reason to fail.
struct Heedless<'a>(&'a mut dyn Write);

impl Write for Heedless<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _heedless = self.0.write_all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let _heedless = self.0.flush();
        Ok(())
    }
}

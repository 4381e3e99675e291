//! What clap found among the words that were typed.

use clap::ArgMatches;

use super::{Command, Config, Destination, Options};

/// The value of an argument, where it is given.
fn one<T: Clone + Send + Sync + 'static>(given: &mut ArgMatches, id: &str) -> Option<T> {
    given.try_remove_one(id).ok().flatten()
}

/// All values of an argument.
fn many<T: Clone + Send + Sync + 'static>(given: &mut ArgMatches, id: &str) -> Vec<T> {
    given.try_remove_many(id).ok().flatten().into_iter().flatten().collect()
}

/// Whether an option without a value is given.
fn is(given: &mut ArgMatches, id: &str) -> bool {
    one(given, id).unwrap_or_default()
}

/// The options that every subcommand takes.
pub(super) fn options(given: &mut ArgMatches) -> Options {
    Options {
        data: many(given, "data"),
        lang: one(given, "lang"),
        color: one(given, "color"),
        ascii: is(given, "ascii"),
        theme: one(given, "theme"),
        at: one(given, "at"),
        fresh: is(given, "fresh"),
        json: is(given, "json"),
        format: one(given, "format"),
        max_size: one(given, "max-size"),
        paging: one(given, "paging"),
        no_pager: is(given, "no-pager"),
        quiet: is(given, "quiet"),
        verbose: is(given, "verbose"),
    }
}

fn destination(given: &mut ArgMatches) -> Destination {
    Destination {
        output: one(given, "output"),
        force: is(given, "force"),
        bom: is(given, "bom"),
        separator: one(given, "separator"),
    }
}

/// What is to be done; none where clap let something pass that is needed.
pub(super) fn command(name: &str, given: &mut ArgMatches) -> Option<Command> {
    Some(match name {
        "lookup" => Command::Lookup { name: many(given, "name") },
        "list" => Command::List { what: one(given, "what")?, sort: one(given, "sort") },
        "page" => Command::Page { pages: many(given, "pages") },
        "search" => Command::Search { query: many(given, "query") },
        "stats" => Command::Stats,
        "validate" => {
            Command::Validate { files: many(given, "files"), strict: is(given, "strict") }
        }
        "check" => Command::Check { files: many(given, "files"), strict: is(given, "strict") },
        "compile" => {
            Command::Compile { files: many(given, "files"), output: one(given, "output")? }
        }
        "cache" => Command::Cache { what: one(given, "what")? },
        "export" => Command::Export { query: one(given, "query"), to: destination(given) },
        "review" => Command::Review { file: one(given, "file")? },
        "marks" => Command::Marks { to: destination(given) },
        #[cfg(feature = "documents")]
        "find" => Command::Find {
            file: one(given, "file")?,
            terms: many(given, "terms"),
            context: is(given, "context"),
            from: one(given, "from"),
            extractor: one(given, "extractor"),
        },
        #[cfg(feature = "documents")]
        "import" => Command::Import {
            files: many(given, "files"),
            output: one(given, "output"),
            topics: many(given, "topics"),
            experts: many(given, "experts"),
            from: one(given, "from"),
            extractor: one(given, "extractor"),
            title: one(given, "title"),
            year: one(given, "year"),
            language: one(given, "language"),
            propose: one(given, "propose"),
            draft: is(given, "draft"),
            force: is(given, "force"),
        },
        #[cfg(feature = "documents")]
        crate::import::guard::COMMAND => Command::ReadPages {
            page: one(given, "page")?,
            from: one(given, "from"),
            draft: one(given, "draft"),
            pdftotext: is(given, "pdftotext"),
        },
        "ssh-session" => Command::SshSession,
        "keys" => Command::Keys {
            check: given
                .try_contains_id("check")
                .is_ok_and(|given| given)
                .then(|| one(given, "check")),
            test: is(given, "test"),
        },
        "tour" => Command::Tour,
        "config" => {
            let (name, mut given) = given.remove_subcommand()?;
            Command::Config { what: config(&name, &mut given)? }
        }
        "completions" => Command::Completions { shell: one(given, "shell")? },
        "man" => Command::Man,
        "doctor" => Command::Doctor,
        "schema" => Command::Schema { name: one(given, "name") },
        _ => return None,
    })
}

fn config(name: &str, given: &mut ArgMatches) -> Option<Config> {
    Some(match name {
        "path" => Config::Path,
        "show" => Config::Show { origin: is(given, "origin") },
        "init" => Config::Init { force: is(given, "force") },
        _ => return None,
    })
}

//! The options and subcommands as they are typed.

mod commands;
mod given;
pub(super) mod typed;
mod values;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap_complete::Shell;

use super::help;
use crate::lang::Lang;
pub use values::{Cached, Form, Kind, Schema, Sort, Theme, Tongue, What, When};
#[cfg(feature = "documents")]
pub(super) use values::{DocumentKind, ExtractorKind};

/// Browse who says what in a report, and on which pages
#[derive(Clone, Debug)]
pub struct Arguments {
    /// What holds for every subcommand.
    pub options: Options,
    /// What to do; none opens the browser.
    pub command: Option<Command>,
    /// Whether a guest asks, over SSH: everything may be looked at, and nothing is kept, written
    /// or started.
    pub guest: bool,
}

impl Arguments {
    /// Whether the drafts of a file are to be reviewed.
    #[must_use]
    pub const fn reviews(&self) -> bool {
        matches!(self.command, Some(Command::Review { .. }))
    }

    /// Whether the browser is what is asked for.
    #[must_use]
    pub const fn opens_browser(&self) -> bool {
        self.reviews() || self.tests_keys() || matches!(self.command, None | Some(Command::Tour))
    }

    /// Whether keys are to be shown as they arrive.
    #[must_use]
    pub const fn tests_keys(&self) -> bool {
        matches!(self.command, Some(Command::Keys { test: true, .. }))
    }

    /// Whether the first steps are to be shown again.
    #[must_use]
    pub const fn tours(&self) -> bool {
        matches!(self.command, Some(Command::Tour))
    }
}

/// The options that every subcommand takes, before or after its name.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that is given or not")]
pub struct Options {
    /// Read this corpus instead of the built-in one: a file, a folder, or - for standard input; may be repeated
    pub data: Vec<OsString>,
    /// Language of the answers: en, fr
    pub lang: Option<Tongue>,
    /// Colours: auto, always, never
    pub color: Option<When>,
    /// Signs in ASCII alone; names stay as they are
    pub ascii: bool,
    /// Theme of the browser: auto, terminal, dark, light, contrast-dark, contrast-light, mono
    pub theme: Option<Theme>,
    /// Open the browser there: topic:tiktok/p22, expert:ID, statement:ID, p22, page:ii
    pub at: Option<String>,
    /// Open the browser at the beginning, not where it was left
    pub fresh: bool,
    /// Answer in JSON (--format json)
    pub json: bool,
    /// Form of the answer: table, plain (columns apart by tabs), json
    pub format: Option<Kind>,
    /// The most that is loaded into memory: 10M, 2G … (1G unless told)
    pub max_size: Option<u64>,
    /// Use a pager where an answer is longer than the screen: auto, always, never
    pub paging: Option<When>,
    /// Use no pager (--paging never)
    pub no_pager: bool,
    /// Say nothing but answers and failures
    pub quiet: bool,
    /// Say what is read and from where
    pub verbose: bool,
}

impl Options {
    /// The form of the answer.
    #[must_use]
    pub fn form(&self) -> Form {
        self.kind().map_or(Form::Table, Kind::form)
    }

    /// What was asked for by name, `--json` before `--format`.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        if self.json { Some(Kind::Json) } else { self.format }
    }

    /// When a pager is used.
    #[must_use]
    pub fn paging(&self) -> When {
        if self.no_pager { When::Never } else { self.paging.unwrap_or_default() }
    }

    /// The most bytes that are loaded into memory.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.max_size.unwrap_or(1 << 30)
    }
}

/// What to do.
#[derive(Clone, Debug)]
pub enum Command {
    /// Show where a trend, an expert or a page stands
    Lookup {
        /// Name of a trend or of an expert, or a page such as 22 or p22
        name: Vec<String>,
    },
    /// List all trends, experts, statements or cited pages
    List {
        /// What to list: topics, experts, statements, pages
        what: What,
        /// Order: page, pages (most first), name, announced, file
        sort: Option<Sort>,
    },
    /// Show what refers to pages
    Page {
        /// Pages: 22, 39-40, 3,8,11, or printed labels
        pages: Vec<String>,
    },
    /// Search trends, experts, statements and pages
    Search {
        /// Words and fields, such as: fake p:30-40, e:brahimi, t:"fake news"
        query: Vec<String>,
    },
    /// Sum up the corpus
    Stats,
    /// Check corpus files and list their problems
    Validate {
        /// Files, folders, or - for standard input; those of --data unless told
        files: Vec<OsString>,
        /// Warnings fail too
        strict: bool,
    },
    /// Check a corpus against its texts: quotations, pages, cross-references
    Check {
        /// Files, folders, or - for standard input; those of --data unless told
        files: Vec<OsString>,
        /// Warnings fail too
        strict: bool,
    },
    /// Make a large corpus ready once, to be opened in no time
    Compile {
        /// Files, folders, or - for standard input; those of --data unless told
        files: Vec<OsString>,
        /// The folder to make, or a compiled corpus to make anew; --data takes it from then on
        output: OsString,
    },
    /// List the large corpora that were compiled by themselves, or take away what is of no use
    Cache {
        /// What to do: list, prune (take away what has changed, is gone or cannot be used)
        what: Cached,
    },
    /// Write what a query finds as a file for other programs
    Export {
        /// Words and fields, such as: fake p:30-40; everything unless told
        query: Option<String>,
        /// Where to.
        to: Destination,
    },
    /// Review the drafts of a corpus one by one; every step is saved
    Review {
        /// The corpus: one JSON file
        file: OsString,
    },
    /// Print or export your marks and notes
    Marks {
        /// Where to.
        to: Destination,
    },
    #[cfg(feature = "documents")]
    /// Find every page of a document where terms stand
    Find {
        /// The document: PDF, HTML, Markdown, text, EPUB or DOCX; - for standard input
        file: OsString,
        /// Words or phrases to look for
        terms: Vec<String>,
        /// Show the lines too
        context: bool,
        /// What the document is, whatever it looks like: pdf, html, markdown, text, epub, docx
        from: Option<DocumentKind>,
        /// What reads a PDF instead of this program, where it is installed: pdftotext
        extractor: Option<ExtractorKind>,
    },
    #[cfg(feature = "documents")]
    /// Make a corpus of documents, with every page that cites a trend or an expert
    Import {
        /// The documents; - for standard input
        files: Vec<OsString>,
        /// Where the corpus goes; standard output unless told
        output: Option<OsString>,
        /// Trends to look for: one a line, aliases behind =, or CSV or JSON; may be repeated
        topics: Vec<OsString>,
        /// Experts to look for, listed likewise
        experts: Vec<OsString>,
        /// What the documents are, whatever they look like: pdf, html, markdown, text, epub, docx
        from: Option<DocumentKind>,
        /// What reads a PDF instead of this program, where it is installed: pdftotext
        extractor: Option<ExtractorKind>,
        /// Title of the document, instead of its own
        title: Option<String>,
        /// Year of publication
        year: Option<i32>,
        /// Language of the document, such as fr
        language: Option<String>,
        /// Write the trends that are proposed where none is listed, to be kept or dropped
        propose: Option<OsString>,
        /// Draft people, statements, page lists and definitions of one article, to be reviewed
        draft: bool,
        /// Replace the corpus where it exists
        force: bool,
    },
    #[cfg(feature = "documents")]
    /// Read a document for another run of the program
    ReadPages {
        /// First page to read
        page: u32,
        /// What the document is
        from: Option<DocumentKind>,
        /// Draft it as an article under this title
        draft: Option<String>,
        /// Leave it to `pdftotext`
        pdftotext: bool,
    },
    /// Answer one reader over SSH who may look and change nothing (`ForceCommand` of OpenSSH)
    SshSession,
    /// List the keys of the browser
    Keys {
        /// Check the keys instead: those of a configuration file, or your own
        check: Option<Option<PathBuf>>,
        /// Show what arrives for each key that you press, and what it means
        test: bool,
    },
    /// Walk the first steps again, in the built-in report
    Tour,
    /// Show or start the configuration
    Config {
        /// What to do with it.
        what: Config,
    },
    /// Print the completions of a shell: bash, elvish, fish, powershell, zsh
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
    /// Tell what is known of the terminal, the line and the folders
    Doctor,
    /// Print the JSON Schema of the corpus, or of an answer
    Schema {
        /// An answer: lookup, search, page, list, stats, validate, check, compile, cache, keys, export, config, doctor
        name: Option<Schema>,
    },
}

/// What to do with the configuration.
#[derive(Clone, Debug)]
pub enum Config {
    /// Print where the file is
    Path,
    /// Print what is set
    Show {
        /// And where each comes from
        origin: bool,
    },
    /// Write a file that names every setting
    Init {
        /// Replace the file where it exists
        force: bool,
    },
}

/// Where an export goes, and in which dress.
#[derive(Clone, Debug, Default)]
pub struct Destination {
    /// Write to this file; its ending tells the format unless --format does
    pub output: Option<OsString>,
    /// Replace the file where it exists
    pub force: bool,
    /// A byte-order mark in front of csv and tsv, for Excel
    pub bom: bool,
    /// Between the cells of csv: a sign, or tab (a semicolon in French, else a comma)
    pub separator: Option<char>,
}

/// Reads what stands between the cells of a CSV file.
fn separator(text: &str) -> Result<char, String> {
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        _ if text == "tab" => Ok('\t'),
        (Some(sign), None) if !sign.is_alphanumeric() && !"\"\n\r".contains(sign) => Ok(sign),
        _ => Err("; , | tab".to_owned()),
    }
}

/// Reads a size such as `10M`; the letters stand for powers of 1024.
fn size(text: &str) -> Result<u64, String> {
    let word = text.trim().to_ascii_uppercase();
    let word = word.strip_suffix("IB").or(word.strip_suffix('B')).unwrap_or(&word);
    let (digits, shift) = match word.chars().last() {
        Some('K') => (&word[..word.len() - 1], 10),
        Some('M') => (&word[..word.len() - 1], 20),
        Some('G') => (&word[..word.len() - 1], 30),
        Some('T') => (&word[..word.len() - 1], 40),
        _ => (word, 0),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|n| n.checked_mul(1 << shift))
        .ok_or_else(|| "10M, 2G, 500000 …".to_owned())
}

/// The `--lang` that stands among the arguments, read before anything is parsed, so that
/// help and refusals speak the same language.
#[must_use]
pub(super) fn tongue(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().map(OsString::as_os_str);
    let mut lang = None;
    while let Some(word) = words.next().and_then(OsStr::to_str) {
        match word {
            "--" => break,
            "--lang" => lang = words.next().and_then(OsStr::to_str).map(str::to_owned),
            word => {
                if let Some(value) = word.strip_prefix("--lang=") {
                    lang = Some(value.to_owned());
                }
            }
        }
    }
    Lang::from_locale(&lang?)
}

/// Moves every `--data` in front of the subcommand: clap keeps only the innermost of a
/// repeated option that stands on both sides of it.
fn gather_data(arguments: Vec<OsString>) -> Vec<OsString> {
    let (mut front, mut rest) = (Vec::new(), Vec::new());
    let mut words = arguments.into_iter();
    front.extend(words.next());
    while let Some(word) = words.next() {
        if word == "--" {
            rest.push(word);
            rest.extend(words);
            break;
        }
        let whole = word.as_encoded_bytes().starts_with(b"--data=");
        let alone = word == "--data";
        if alone || whole {
            front.push(word);
            front.extend(alone.then(|| words.next()).flatten());
        } else {
            rest.push(word);
        }
    }
    front.extend(rest);
    front
}

/// Reads the arguments.
///
/// # Errors
/// What clap refuses, and help and version, which it reports the same way.
pub(super) fn parse(arguments: Vec<OsString>, lang: Lang) -> Result<Arguments, clap::Error> {
    let mut words = help::command(lang).try_get_matches_from(gather_data(arguments))?;
    let options = given::options(&mut words);
    let command = match words.remove_subcommand() {
        None => None,
        Some((name, mut words)) => Some(
            given::command(&name, &mut words)
                .ok_or_else(|| clap::Error::new(ErrorKind::MissingRequiredArgument))?,
        ),
    };
    let mut arguments = Arguments { options, command, guest: false };
    // The file that is reviewed is the data.
    if let Some(Command::Review { file }) = &arguments.command {
        arguments.options.data = vec![file.clone()];
    }
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    fn read(line: &str) -> Arguments {
        parse(words(line), Lang::En).unwrap()
    }

    #[test]
    fn clap_finds_no_contradiction() {
        for lang in [Lang::En, Lang::Fr] {
            help::command(lang).debug_assert();
        }
    }

    #[test]
    fn data_on_both_sides_of_the_subcommand_is_kept_in_order() {
        let arguments = read("renvoi --data a lookup x --data=b --data c");
        assert_eq!(arguments.options.data, ["a", "b", "c"]);
    }

    #[test]
    fn global_options_stand_before_or_after() {
        assert_eq!(read("renvoi --json stats").options.form(), Form::Json);
        assert_eq!(read("renvoi stats --format plain").options.form(), Form::Plain);
        assert_eq!(read("renvoi stats").options.form(), Form::Table);
        assert_eq!(tongue(&words("renvoi stats --lang fr")), Some(Lang::Fr));
        assert_eq!(tongue(&words("renvoi --lang=en stats")), Some(Lang::En));
        assert_eq!(tongue(&words("renvoi search -- --lang fr")), None);
    }

    #[test]
    fn sizes_are_powers_of_1024() {
        assert_eq!(size("10M"), Ok(10 * 1024 * 1024));
        assert_eq!(size("1GiB"), Ok(1 << 30));
        assert_eq!(size("500"), Ok(500));
        assert_eq!(read("renvoi stats").options.limit(), 1 << 30);
        for wrong in ["", "M", "-1", "1.5G", "99999999999T", "é"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn whatever_is_taken_is_read() {
        let mut whole = help::command(Lang::En);
        whole.build();
        let options: Vec<String> =
            whole.get_arguments().map(|argument| argument.get_id().to_string()).collect();
        let value = |argument: &clap::Arg| match argument.get_value_parser().possible_values() {
            Some(mut values) => values.next().unwrap().get_name().to_owned(),
            None if argument.get_id() == "separator" => ";".to_owned(),
            None if argument.get_id() == "max-size" => "1M".to_owned(),
            None => "1".to_owned(),
        };
        let typed = |argument: &clap::Arg| {
            let name = argument.get_long().map(|long| format!("--{long}"));
            let takes = argument.get_action().takes_values().then(|| value(argument));
            [name, takes].into_iter().flatten().collect::<Vec<_>>()
        };
        let mut seen = 0;
        let mut stack = vec![(vec!["renvoi"], &whole)];
        while let Some((path, command)) = stack.pop() {
            for below in command.get_subcommands() {
                stack.push(([path.as_slice(), &[below.get_name()]].concat(), below));
            }
            let root = path.len() == 1;
            if command.has_subcommands() && !root {
                continue;
            }
            let own = |argument: &&clap::Arg| {
                !["help", "version"].contains(&argument.get_id().as_str())
                    && (root || !argument.is_global_set())
            };
            for argument in command.get_arguments().filter(own).map(Some).chain([None]) {
                let needed = command.get_arguments().filter(|other| {
                    other.is_required_set()
                        && argument.is_none_or(|own| own.get_id() != other.get_id())
                });
                let line = path.iter().map(|&name| name.to_owned());
                let line: Vec<String> =
                    line.chain(argument.into_iter().chain(needed).flat_map(typed)).collect();
                let mut words = whole.clone().try_get_matches_from(&line).unwrap();
                if root {
                    given::options(&mut words);
                } else {
                    let (name, mut below) = words.remove_subcommand().unwrap();
                    assert!(given::command(&name, &mut below).is_some(), "{line:?}");
                    words = below;
                }
                // What was not read, or read as another kind of value, is there still.
                let left = words.ids().map(ToString::to_string);
                let left = left.filter(|id| root || !options.contains(id));
                assert_eq!(left.collect::<Vec<_>>(), [""; 0], "{line:?}");
                seen += 1;
            }
        }
        assert!(seen > 60, "{seen}");
    }

    #[test]
    fn a_query_may_begin_with_a_sign_behind_two_dashes() {
        let Some(Command::Search { query }) = read("renvoi search -- tiktok -kind:via").command
        else {
            panic!("not a search");
        };
        assert_eq!(query, ["tiktok", "-kind:via"]);
    }
}

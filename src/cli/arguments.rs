//! The options and subcommands as they are typed.

mod values;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;

use super::help;
use crate::lang::Lang;
pub use values::{Cached, Form, Kind, Schema, Sort, Theme, Tongue, What, When};
#[cfg(feature = "documents")]
pub(super) use values::{DocumentKind, ExtractorKind};

/// Browse who says what in a report, and on which pages
#[derive(Clone, Debug, Parser)]
#[command(name = "renvoi", version, about, max_term_width = 100)]
pub struct Arguments {
    /// What holds for every subcommand.
    #[command(flatten)]
    pub options: Options,
    /// What to do; none opens the browser.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Whether a guest asks, over SSH: everything may be looked at, and nothing is kept, written
    /// or started.
    #[arg(skip)]
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
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that is given or not")]
pub struct Options {
    /// Read this corpus instead of the built-in one: a file, a folder, or - for standard input; may be repeated
    #[arg(long, value_name = "FILE", global = true)]
    pub data: Vec<OsString>,
    /// Language of the answers: en, fr
    #[arg(long, value_name = "LANG", global = true, hide_possible_values = true)]
    pub lang: Option<Tongue>,
    /// Colours: auto, always, never
    #[arg(long, value_name = "WHEN", global = true, hide_possible_values = true)]
    pub color: Option<When>,
    /// Signs in ASCII alone; names stay as they are
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Theme of the browser: auto, terminal, dark, light, contrast-dark, contrast-light, mono
    #[arg(long, value_name = "THEME", global = true, hide_possible_values = true)]
    pub theme: Option<Theme>,
    /// Open the browser there: topic:tiktok/p22, expert:ID, statement:ID, p22, page:ii
    #[arg(long, value_name = "PLACE", global = true)]
    pub at: Option<String>,
    /// Open the browser at the beginning, not where it was left
    #[arg(long, global = true)]
    pub fresh: bool,
    /// Answer in JSON (--format json)
    #[arg(long, global = true)]
    pub json: bool,
    /// Form of the answer: table, plain (columns apart by tabs), json
    #[arg(long, value_name = "FORM", global = true, hide_possible_values = true)]
    pub format: Option<Kind>,
    /// The most that is loaded into memory: 10M, 2G … (1G unless told)
    #[arg(long, value_name = "SIZE", global = true, value_parser = size)]
    pub max_size: Option<u64>,
    /// Use a pager where an answer is longer than the screen: auto, always, never
    #[arg(long, value_name = "WHEN", global = true, hide_possible_values = true)]
    pub paging: Option<When>,
    /// Use no pager (--paging never)
    #[arg(long, global = true, conflicts_with = "paging")]
    pub no_pager: bool,
    /// Say nothing but answers and failures
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say what is read and from where
    #[arg(short, long, global = true)]
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
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Show where a trend, an expert or a page stands
    Lookup {
        /// Name of a trend or of an expert, or a page such as 22 or p22
        #[arg(required = true, value_name = "NAME")]
        name: Vec<String>,
    },
    /// List all trends, experts, statements or cited pages
    List {
        /// What to list: topics, experts, statements, pages
        #[arg(value_name = "WHAT", hide_possible_values = true)]
        what: What,
        /// Order: page, pages (most first), name, announced, file
        #[arg(long, value_name = "ORDER", hide_possible_values = true)]
        sort: Option<Sort>,
    },
    /// Show what refers to pages
    Page {
        /// Pages: 22, 39-40, 3,8,11, or printed labels
        #[arg(required = true, value_name = "PAGES")]
        pages: Vec<String>,
    },
    /// Search trends, experts, statements and pages
    Search {
        /// Words and fields, such as: fake p:30-40, e:brahimi, t:"fake news"
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
    },
    /// Sum up the corpus
    Stats,
    /// Check corpus files and list their problems
    Validate {
        /// Files, folders, or - for standard input; those of --data unless told
        #[arg(value_name = "FILE")]
        files: Vec<OsString>,
        /// Warnings fail too
        #[arg(long)]
        strict: bool,
    },
    /// Check a corpus against its texts: quotations, pages, cross-references
    Check {
        /// Files, folders, or - for standard input; those of --data unless told
        #[arg(value_name = "FILE")]
        files: Vec<OsString>,
        /// Warnings fail too
        #[arg(long)]
        strict: bool,
    },
    /// Make a large corpus ready once, to be opened in no time
    Compile {
        /// Files, folders, or - for standard input; those of --data unless told
        #[arg(value_name = "FILE")]
        files: Vec<OsString>,
        /// The folder to make, or a compiled corpus to make anew; --data takes it from then on
        #[arg(short, long, required = true, value_name = "FOLDER")]
        output: OsString,
    },
    /// List the large corpora that were compiled by themselves, or take away what is of no use
    Cache {
        /// What to do: list, prune (take away what has changed, is gone or cannot be used)
        #[arg(value_name = "WHAT", hide_possible_values = true)]
        what: Cached,
    },
    /// Write what a query finds as a file for other programs
    Export {
        /// Words and fields, such as: fake p:30-40; everything unless told
        #[arg(long, value_name = "QUERY")]
        query: Option<String>,
        /// Where to.
        #[command(flatten)]
        to: Destination,
    },
    /// Review the drafts of a corpus one by one; every step is saved
    Review {
        /// The corpus: one JSON file
        #[arg(value_name = "FILE")]
        file: OsString,
    },
    /// Print or export your marks and notes
    Marks {
        /// Where to.
        #[command(flatten)]
        to: Destination,
    },
    #[cfg(feature = "documents")]
    /// Find every page of a document where terms stand
    Find {
        /// The document: PDF, HTML, Markdown, text, EPUB or DOCX; - for standard input
        #[arg(value_name = "FILE")]
        file: OsString,
        /// Words or phrases to look for
        #[arg(required = true, value_name = "TERM")]
        terms: Vec<String>,
        /// Show the lines too
        #[arg(long)]
        context: bool,
        /// What the document is, whatever it looks like: pdf, html, markdown, text, epub, docx
        #[arg(long, value_name = "KIND", hide_possible_values = true)]
        from: Option<DocumentKind>,
        /// What reads a PDF instead of this program, where it is installed: pdftotext
        #[arg(long, value_name = "NAME", hide_possible_values = true)]
        extractor: Option<ExtractorKind>,
    },
    #[cfg(feature = "documents")]
    /// Make a corpus of documents, with every page that cites a trend or an expert
    Import {
        /// The documents; - for standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<OsString>,
        /// Where the corpus goes; standard output unless told
        #[arg(short, long, value_name = "FILE")]
        output: Option<OsString>,
        /// Trends to look for: one a line, aliases behind =, or CSV or JSON; may be repeated
        #[arg(long, value_name = "FILE")]
        topics: Vec<OsString>,
        /// Experts to look for, listed likewise
        #[arg(long, value_name = "FILE")]
        experts: Vec<OsString>,
        /// What the documents are, whatever they look like: pdf, html, markdown, text, epub, docx
        #[arg(long, value_name = "KIND", hide_possible_values = true)]
        from: Option<DocumentKind>,
        /// What reads a PDF instead of this program, where it is installed: pdftotext
        #[arg(long, value_name = "NAME", hide_possible_values = true)]
        extractor: Option<ExtractorKind>,
        /// Title of the document, instead of its own
        #[arg(long)]
        title: Option<String>,
        /// Year of publication
        #[arg(long)]
        year: Option<i32>,
        /// Language of the document, such as fr
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// Write the trends that are proposed where none is listed, to be kept or dropped
        #[arg(long, value_name = "FILE", conflicts_with = "draft")]
        propose: Option<OsString>,
        /// Draft people, statements, page lists and definitions of one article, to be reviewed
        #[arg(long)]
        draft: bool,
        /// Replace the corpus where it exists
        #[arg(long)]
        force: bool,
    },
    #[cfg(feature = "documents")]
    /// Read a document for another run of the program
    #[command(hide = true, name = crate::import::guard::COMMAND)]
    ReadPages {
        /// First page to read
        #[arg(value_name = "PAGE", default_value_t = 1)]
        page: u32,
        /// What the document is
        #[arg(long, value_name = "KIND", hide_possible_values = true)]
        from: Option<DocumentKind>,
        /// Draft it as an article under this title
        #[arg(long, value_name = "TITLE")]
        draft: Option<String>,
        /// Leave it to `pdftotext`
        #[arg(long, conflicts_with = "draft")]
        pdftotext: bool,
    },
    /// Answer one reader over SSH who may look and change nothing (`ForceCommand` of OpenSSH)
    SshSession,
    /// List the keys of the browser
    Keys {
        /// Check the keys instead: those of a configuration file, or your own
        #[arg(long, value_name = "FILE")]
        check: Option<Option<PathBuf>>,
        /// Show what arrives for each key that you press, and what it means
        #[arg(long, conflicts_with = "check")]
        test: bool,
    },
    /// Walk the first steps again, in the built-in report
    Tour,
    /// Show or start the configuration
    Config {
        /// What to do with it.
        #[command(subcommand)]
        what: Config,
    },
    /// Print the completions of a shell: bash, elvish, fish, powershell, zsh
    Completions {
        /// The shell
        #[arg(value_name = "SHELL", hide_possible_values = true)]
        shell: Shell,
    },
    /// Print the manual page
    Man,
    /// Tell what is known of the terminal, the line and the folders
    Doctor,
    /// Print the JSON Schema of the corpus, or of an answer
    Schema {
        /// An answer: lookup, search, page, list, stats, validate, check, compile, cache, keys, export, config, doctor
        #[arg(value_name = "NAME", hide_possible_values = true)]
        name: Option<Schema>,
    },
}

/// What to do with the configuration.
#[derive(Clone, Debug, Subcommand)]
pub enum Config {
    /// Print where the file is
    Path,
    /// Print what is set
    Show {
        /// And where each comes from
        #[arg(long)]
        origin: bool,
    },
    /// Write a file that names every setting
    Init {
        /// Replace the file where it exists
        #[arg(long)]
        force: bool,
    },
}

/// Where an export goes, and in which dress.
#[derive(Clone, Debug, Default, Args)]
pub struct Destination {
    /// Write to this file; its ending tells the format unless --format does
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<OsString>,
    /// Replace the file where it exists
    #[arg(long)]
    pub force: bool,
    /// A byte-order mark in front of csv and tsv, for Excel
    #[arg(long)]
    pub bom: bool,
    /// Between the cells of csv: a sign, or tab (a semicolon in French, else a comma)
    #[arg(long, value_name = "SIGN", value_parser = separator)]
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
    let command = help::localise(Arguments::command(), lang);
    let mut matches = command.try_get_matches_from(gather_data(arguments))?;
    let mut arguments = Arguments::from_arg_matches_mut(&mut matches)?;
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
            help::localise(Arguments::command(), lang).debug_assert();
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
    fn a_query_may_begin_with_a_sign_behind_two_dashes() {
        let Some(Command::Search { query }) = read("renvoi search -- tiktok -kind:via").command
        else {
            panic!("not a search");
        };
        assert_eq!(query, ["tiktok", "-kind:via"]);
    }
}

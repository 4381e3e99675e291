//! `renvoi find FILE "term" …`: every page where a term stands, without a corpus.
//!
//! ```text
//! fake news — 3 pages
//!   pages            2, 5, 9
//!   contents, index  1
//! ```
//!
//! Where other numbers are printed on the pages, both are told.

mod context;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::answer::{self, Answer};
use super::arguments::Form;
use super::documents::{self, How, Status};
use super::style::{Style, Tone};
use crate::error::{Error, Exit};
use crate::import::build::{Found, pages_found};
use crate::import::finder::{Finder, Place};
use crate::import::source::Document;
use crate::query::stand::typed_pattern;
use crate::words;
use context::{Excerpt, excerpts};

/// Where what a label names begins.
const COLUMN: usize = 19;

/// Where lines begin behind a page that has a printed number too.
const LABELLED: usize = 22;

/// A term in JSON.
#[derive(Debug, Serialize)]
struct Row<'a> {
    term: &'a str,
    pages: Vec<u32>,
    apart: Apart,
    /// Pages that say nothing, of which nobody knows whether the term stands there.
    status: Status,
    /// The lines where it stands, where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<Line>>,
}

/// A line where a term stands, or what of a long one is near it.
#[derive(Debug, Serialize)]
struct Line {
    page: u32,
    text: String,
    /// Where it is not in the text of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    apart: Option<&'static str>,
}

/// Pages where a term stands outside of their text alone.
#[derive(Debug, Serialize)]
struct Apart {
    running: Vec<u32>,
    contents: Vec<u32>,
}

/// The answer in JSON.
#[derive(Debug, Serialize)]
struct Answered<'a> {
    #[serde(flatten)]
    answer: Answer<'a, Vec<Row<'a>>>,
    page_count: usize,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    labels: &'a [String],
    limits: Vec<documents::Hit>,
}

/// What is asked.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) file: &'a OsString,
    pub(super) terms: &'a [String],
    pub(super) how: How,
    pub(super) context: bool,
}

/// Finds terms in a document.
///
/// # Errors
/// A term has no word, the document cannot be opened, or the answer cannot be written.
pub(super) fn run(
    asked: &Asked<'_>,
    form: Form,
    style: &Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    for term in asked.terms {
        weigh(term, style, err)?;
    }
    let document = documents::open(asked.file, asked.how, style, err)?;
    let terms: Vec<&str> = asked.terms.iter().map(String::as_str).collect();
    let pages: Vec<&str> = document.pages.iter().map(|page| page.text.as_str()).collect();
    let hits = Finder::new(terms.iter().map(|term| [*term])).find(&pages);
    let found = pages_found(&hits, terms.len());
    match form {
        Form::Json => {
            let results: Vec<Row<'_>> = asked
                .terms
                .iter()
                .zip(&found)
                .enumerate()
                .map(|(number, (term, found))| Row {
                    term,
                    pages: list(&found.all()),
                    apart: Apart { running: list(&found.running), contents: list(&found.contents) },
                    status: Status::of(&document),
                    lines: asked
                        .context
                        .then(|| excerpts(number, &hits, &document).iter().map(line).collect()),
                })
                .collect();
            answer::write(
                out,
                &Answered {
                    answer: Answer {
                        schema: "renvoi.find/1",
                        query: None,
                        total: results.len(),
                        results,
                    },
                    page_count: document.pages.len(),
                    labels: &document.labels,
                    limits: documents::limits(&document),
                },
            )?;
        }
        Form::Plain => {
            for (number, (term, found)) in terms.iter().zip(&found).enumerate() {
                let term = words::clean(term);
                if !asked.context {
                    writeln!(out, "{term}\t{}", answer::joined(&list(&found.all())))?;
                    continue;
                }
                let excerpts = excerpts(number, &hits, &document);
                if excerpts.is_empty() {
                    writeln!(out, "{term}\t\t\t")?;
                }
                for excerpt in excerpts {
                    let (words, apart) = (
                        excerpt.words(style.signs.ellipsis(), str::to_owned),
                        apart(excerpt.place).unwrap_or_default(),
                    );
                    writeln!(out, "{term}\t{}\t{words}\t{apart}", excerpt.page)?;
                }
            }
        }
        Form::Table => {
            for (number, (term, found)) in terms.iter().zip(&found).enumerate() {
                table(term, found, &document, style, out)?;
                if asked.context {
                    print(&excerpts(number, &hits, &document), &document.labels, style, out)?;
                }
            }
        }
    }
    out.flush()?;
    if form != Form::Json {
        documents::say_lost(asked.file, &document, style, err)?;
    }
    Ok(if !document.has_pages() {
        Exit::Data
    } else if hits.is_empty() {
        Exit::Nothing
    } else {
        Exit::Done
    })
}

/// Refuses a term that can stand nowhere, and says which may be meant as a document.
fn weigh(term: &str, style: &Style, err: &mut dyn Write) -> Result<(), Error> {
    let shown = words::clean(term);
    if typed_pattern(term).is_none() {
        let what =
            style.say("a term without a letter or a digit", "un terme sans lettre ni chiffre");
        return Err(Error::Usage(format!("{}{}{what}", style.quoted(&shown), style.colon())));
    }
    if Path::new(term).is_file() {
        let what = style.say(
            "looked for as words, though there is a file of that name; find reads one document",
            "cherché comme des mots, bien qu’un fichier porte ce nom\u{202f}; find lit un seul document",
        );
        writeln!(err, "{shown}{}{what}", style.colon())?;
    }
    Ok(())
}

fn list(pages: &BTreeSet<u32>) -> Vec<u32> {
    pages.iter().copied().collect()
}

fn table(
    term: &str,
    found: &Found,
    document: &Document,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all = found.all();
    let count = words::count(all.len(), ("page", "pages"), ("page", "pages"), style.lang);
    let dash = style.signs.pick("—", "-");
    writeln!(out, "{} {dash} {count}", style.paint(&words::clean(term), Tone::Bold))?;
    let labelled = !document.labels.is_empty();
    let mut say = |en: &'static str, fr: &'static str, text: &str| {
        style.hang(out, (style.lang.pick(en, fr), Tone::Dim), COLUMN, text)
    };
    if !found.pages.is_empty() {
        let runs = words::page_runs(&list(&found.pages), style.signs);
        if labelled {
            say("  pages counted", "  pages comptées", &runs)?;
            let labels = printed(&found.pages, document);
            say("  pages printed", "  pages imprimées", &labels)?;
        } else {
            say("  pages", "  pages", &runs)?;
        }
    }
    let facts = [
        (&found.running, "  running heads", "  titres courants"),
        (&found.contents, "  contents, index", "  sommaire, index"),
    ];
    for (pages, en, fr) in facts.into_iter().filter(|(pages, ..)| !pages.is_empty()) {
        let mut runs = words::page_runs(&list(pages), style.signs);
        if labelled {
            let what = style.lang.pick("printed", "imprimées");
            runs = format!("{runs} ({what} {})", printed(pages, document));
        }
        say(en, fr, &runs)?;
    }
    Ok(())
}

/// Pages as they are printed.
fn printed(pages: &BTreeSet<u32>, document: &Document) -> String {
    let label = |page: &u32| document.labels.get(*page as usize - 1).map(String::as_str);
    let labels: Vec<&str> = pages.iter().filter_map(label).collect();
    words::clean(&labels.join(", ")).into_owned()
}

/// What an excerpt stands in, where it is not the text of its page.
fn apart(place: Place) -> Option<&'static str> {
    match place {
        Place::Body => None,
        Place::Running => Some("running"),
        Place::Contents => Some("contents"),
    }
}

/// An excerpt for programs.
fn line(excerpt: &Excerpt<'_>) -> Line {
    let text = excerpt.words("…", str::to_owned);
    Line { page: excerpt.page, text, apart: apart(excerpt.place) }
}

/// Prints excerpts, each behind its page.
fn print(
    excerpts: &[Excerpt<'_>],
    labels: &[String],
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for excerpt in excerpts {
        let apart = match excerpt.place {
            Place::Running => style.lang.pick(" (running head)", " (titre courant)"),
            Place::Contents => style.lang.pick(" (contents)", " (sommaire)"),
            Place::Body => "",
        };
        // Word by word, so that no line is lit to its end where it breaks.
        let words = excerpt.words(style.signs.ellipsis(), |word| style.paint(word, Tone::Warning));
        let (page, column) = match labels.get(excerpt.page as usize - 1) {
            Some(label) => {
                let printed = style.lang.pick("printed", "imprimée");
                (format!("  p. {} ({printed} {})", excerpt.page, words::clean(label)), LABELLED)
            }
            None => (format!("  p. {}", excerpt.page), 9),
        };
        style.hang(out, (&page, Tone::Dim), column, &format!("{words}{apart}"))?;
    }
    Ok(())
}

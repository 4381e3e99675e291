//! `renvoi import FILE…`: documents become a corpus, each with every page that cites a name.

mod proposals;
mod target;

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::answer::{self, Answer};
use super::arguments::Form;
use super::documents::{self, How, Status};
use super::export::unwritten;
use super::style::Style;
use super::{data, style::Tone};
use crate::corpus::PageStatus;
use crate::corpus::file::{self, AliasRecord, CorpusFile};
use crate::error::{Error, Exit};
use crate::export::to_json;
use crate::import::build::{About, Builder, Found};
use crate::import::names::{self, Name};
use crate::import::open;
use crate::import::propose::propose;
use crate::import::source::Document;
use crate::save::{self, Manner};
use crate::words;

/// What is asked.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    pub(super) files: &'a [OsString],
    pub(super) output: Option<&'a OsString>,
    pub(super) topics: &'a [OsString],
    pub(super) experts: &'a [OsString],
    /// Corpora whose topics and experts are looked for too.
    pub(super) data: &'a [OsString],
    pub(super) limit: u64,
    pub(super) how: How,
    pub(super) title: Option<&'a str>,
    pub(super) year: Option<i32>,
    pub(super) language: Option<&'a str>,
    /// Where proposals of topics go.
    pub(super) propose: Option<&'a OsString>,
    pub(super) draft: bool,
    pub(super) force: bool,
}

/// A document in JSON.
#[derive(Debug, Serialize)]
struct Row {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    pages: usize,
    status: Status,
    limits: Vec<documents::Hit>,
    names: Vec<Cited>,
    proposals: Vec<proposals::Row>,
}

/// A name and its pages.
#[derive(Debug, Serialize)]
struct Cited {
    kind: &'static str,
    id: String,
    name: String,
    pages: Vec<u32>,
    /// Pages where it stands outside of their text alone; they leave no citation.
    apart: Vec<u32>,
}

/// Imports documents.
///
/// The exit code is that of a document that cannot be opened, where there is one.
///
/// # Errors
/// The only document cannot be opened, the corpus cannot be written, or it exists.
pub(super) fn run(
    asked: &Asked<'_>,
    form: Form,
    style: &Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let output = asked.output.filter(|path| path.as_os_str() != "-").map(Path::new);
    target::check(asked, style)?;
    if asked.draft {
        return drafted(asked, output, style, out, err);
    }
    let files = distinct(asked.files, style, err)?;
    if asked.title.is_some() && files.len() > 1 {
        return Err(Error::Usage(
            style
                .say(
                    "--title is for one document; of several each keeps its own",
                    "--title vaut pour un seul document\u{202f}; de plusieurs, chacun garde le sien",
                )
                .into_owned(),
        ));
    }
    let (topics, experts) = wanted(asked, style, err)?;
    let count = topics.len();
    let proposes = asked.propose.is_some() || (topics.is_empty() && experts.is_empty());
    let mut proposed = Vec::new();
    let mut builder = Builder::new(topics, experts);
    let mut rows = Vec::new();
    let mut read = false;
    let mut lost: Vec<String> = Vec::new();
    let mut ends = Exit::Done;
    for &file in &files {
        let document = match documents::open(file, asked.how, style, err) {
            Ok(document) => document,
            Err(error) if files.len() == 1 => return Err(error),
            Err(error) => {
                let sentence = error.sentence(style.lang, style.signs).unwrap_or_default();
                writeln!(err, "{sentence}")?;
                lost.push(words::clean(&file.to_string_lossy()).into_owned());
                ends = ends.max(error.exit());
                rows.push(Row { error: Some(sentence), ..row(file, &Document::default()) });
                continue;
            }
        };
        let found = builder.add(&document, &about(asked, file));
        read |= document.has_pages();
        if form != Form::Json {
            say(file, &document, style, err)?;
        }
        let mut row = row(file, &document);
        row.names = cited(&builder, &found, count);
        if proposes {
            let pages: Vec<&str> = document.pages.iter().map(|page| page.text.as_str()).collect();
            let new = propose(&pages);
            row.proposals = new.iter().map(Into::into).collect();
            proposals::merge(&mut proposed, new);
        }
        rows.push(row);
    }
    if !read {
        if form == Form::Json {
            tell(rows, out)?;
        }
        return Ok(ends.max(Exit::Data));
    }
    if form != Form::Json {
        totals(&rows, style, err)?;
        if proposes {
            proposals::say(&proposed, asked.propose.is_some(), style, err)?;
        }
    }
    if let Some(path) = asked.propose {
        put(asked, Path::new(path), style, |file| proposals::list(&proposed, style, file))?;
    }
    let corpus = builder.finish();
    match output {
        Some(path) => {
            put(asked, path, style, |file| {
                to_json(file, &corpus)?;
                file.write_all(b"\n")
            })?;
            if form == Form::Json {
                tell(rows, out)?;
            }
        }
        None => answer::write(out, &corpus)?,
    }
    if !lost.is_empty() {
        out.flush()?;
        let what = style.say("Not in the corpus", "Absent du corpus");
        writeln!(err, "{what}{}{}", style.colon(), lost.join(", "))?;
    }
    Ok(ends)
}

/// The documents, each once; says which were given more than once.
fn distinct<'a>(
    files: &'a [OsString],
    style: &Style,
    err: &mut dyn Write,
) -> io::Result<Vec<&'a OsString>> {
    let mut places: Vec<(PathBuf, &OsString, bool)> = Vec::new();
    let mut once = Vec::new();
    for file in files {
        let place = fs::canonicalize(file).unwrap_or_else(|_| file.into());
        match places.iter_mut().find(|(known, ..)| *known == place) {
            Some((.., true)) => {}
            Some((_, first, said)) => {
                *said = true;
                let name = first.to_string_lossy();
                let what = style
                    .say("given more than once, read once", "donné plus d’une fois, lu une fois");
                writeln!(err, "{}{}{what}", words::clean(&name), style.colon())?;
            }
            None => {
                places.push((place, file, false));
                once.push(file);
            }
        }
    }
    Ok(once)
}

/// Drafts the corpus of one article.
fn drafted(
    asked: &Asked<'_>,
    output: Option<&Path>,
    style: &Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let [file] = asked.files else {
        return Err(Error::Usage(
            style.say("--draft takes one article", "--draft prend un seul article").into_owned(),
        ));
    };
    if !asked.data.is_empty() {
        return Err(Error::Usage(
            style
                .say("--draft takes no --data", "--draft ne se combine pas avec --data")
                .into_owned(),
        ));
    }
    let about = about(asked, file);
    let name = about.title.as_deref().unwrap_or(&about.stem);
    let mut corpus = open::article(Path::new(file), asked.how.kind.map(Into::into), name)?;
    if let Some(title) = about.title {
        let titles = corpus.reports.iter_mut().map(|report| &mut report.title);
        let titles = titles.chain(corpus.sources.iter_mut().map(|source| &mut source.title));
        titles.chain([&mut corpus.title]).for_each(|known| *known = Some(title.clone()));
    }
    // A review shows the words in their sentence, and reads it there.
    for source in &mut corpus.sources {
        source.file.clone_from(&about.file);
    }
    if let Some(language) = about.language {
        let tags = corpus.sources.iter_mut().map(|source| &mut source.language);
        tags.chain([&mut corpus.language]).for_each(|known| *known = Some(language.clone()));
    }
    let lang = style.lang;
    let counts = [
        words::count(corpus.experts.len(), ("expert", "experts"), ("expert", "experts"), lang),
        words::count(
            corpus.statements.len(),
            ("statement", "statements"),
            ("propos", "propos"),
            lang,
        ),
        words::count(
            corpus.citations.len(),
            ("page list", "page lists"),
            ("liste de pages", "listes de pages"),
            lang,
        ),
    ];
    let note = style.say("drafts, to be reviewed", "ébauches, à relire");
    writeln!(err, "{} ({note})", counts.join(", "))?;
    match output {
        Some(path) => put(asked, path, style, |file| {
            to_json(file, &corpus)?;
            file.write_all(b"\n")
        })?,
        None => answer::write(out, &corpus)?,
    }
    Ok(Exit::Done)
}

/// Writes a file that was asked for.
fn put(
    asked: &Asked<'_>,
    path: &Path,
    style: &Style,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let manner = if asked.force { Manner::Replace } else { Manner::New };
    save::write(path, manner, content).map_err(|error| unwritten(style, path.as_os_str(), &error))
}

fn tell(rows: Vec<Row>, out: &mut dyn Write) -> Result<(), Error> {
    let total = rows.len();
    answer::write(out, &Answer { schema: "renvoi.import/1", query: None, total, results: rows })
}

fn about(asked: &Asked<'_>, file: &OsString) -> About {
    let path = Path::new(file);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stdin = file.as_os_str() == "-";
    About {
        title: asked.title.map(str::to_owned),
        year: asked.year,
        language: asked.language.map(str::to_owned),
        stem: stem.filter(|_| !stdin).unwrap_or_else(|| "stdin".to_owned()),
        file: (!stdin).then(|| {
            let whole = path.canonicalize();
            whole.as_deref().unwrap_or(path).to_string_lossy().into_owned()
        }),
    }
}

/// The topics and experts to look for: listed, then those of the corpora at hand.
fn wanted(
    asked: &Asked<'_>,
    style: &Style,
    err: &mut dyn Write,
) -> Result<(Vec<Name>, Vec<Name>), Error> {
    let mut topics = documents::names(asked.topics, style, err)?;
    let mut experts = documents::names(asked.experts, style, err)?;
    for input in data::inputs(asked.data, asked.limit, style.lang)? {
        let refused = |reason: &dyn fmt::Display| {
            Error::Usage(format!(
                "{}{}{}",
                words::clean(&input.name),
                style.colon(),
                words::clean(&reason.to_string())
            ))
        };
        let text = std::str::from_utf8(&input.bytes).map_err(|reason| refused(&reason))?;
        let known: CorpusFile = file::read(text, &mut |_| {}).map_err(|reason| refused(&reason))?;
        let name = |id: Option<String>, name: Option<String>, aliases: Vec<AliasRecord>| {
            let name = name?;
            let id = id.unwrap_or_else(|| names::slug(&name));
            let aliases = aliases.into_iter().filter_map(|alias| alias.form).collect();
            Some(Name { id, name, aliases })
        };
        let more = known.topics.into_iter();
        documents::add(
            &mut topics,
            more.filter_map(|topic| name(topic.id, topic.name, topic.aliases)).collect(),
        );
        let more = known.experts.into_iter();
        documents::add(
            &mut experts,
            more.filter_map(|expert| name(expert.id, expert.name, expert.aliases)).collect(),
        );
    }
    Ok((topics, experts))
}

fn row(file: &OsString, document: &Document) -> Row {
    Row {
        file: file.to_string_lossy().into_owned(),
        error: None,
        pages: document.pages.len(),
        status: Status::of(document),
        limits: documents::limits(document),
        names: Vec::new(),
        proposals: Vec::new(),
    }
}

fn cited(builder: &Builder, found: &[Found], topics: usize) -> Vec<Cited> {
    let names = builder.names().zip(found).enumerate();
    names
        .map(|(place, (name, found))| Cited {
            kind: if place < topics { "topic" } else { "expert" },
            id: name.id.clone(),
            name: name.name.clone(),
            pages: found.pages.iter().copied().collect(),
            apart: found.running.union(&found.contents).copied().collect(),
        })
        .collect()
}

/// Says what was found in a document, and what is doubtful about it.
fn say(
    file: &OsString,
    document: &Document,
    style: &Style,
    err: &mut dyn Write,
) -> Result<(), Error> {
    let name = file.to_string_lossy();
    let pages = document.pages.len();
    let text = document.with(PageStatus::Text).len();
    let pages = words::count(pages, ("page", "pages"), ("page", "pages"), style.lang);
    let with = style.say("with text", "avec du texte");
    let (name, colon) = (words::clean(&name), style.colon());
    writeln!(err, "{name}{colon}{pages}, {text} {with}")?;
    if document.in_parts {
        let what = style.say(
            "no printed pages are marked in it, each of its parts counts as one",
            "aucune page imprimée n’y est marquée, chacune de ses parties compte pour une page",
        );
        writeln!(err, "{name}{colon}{what}")?;
    }
    Ok(documents::say_lost(file, document, style, err)?)
}

/// Says for each topic and each expert how many pages cite it.
fn totals(rows: &[Row], style: &Style, err: &mut dyn Write) -> Result<(), Error> {
    let mut subjects: Vec<(&Cited, usize, usize)> = Vec::new();
    for cited in rows.iter().flat_map(|row| &row.names) {
        let known =
            |(known, ..): &&mut (&Cited, _, _)| (known.kind, &known.id) == (cited.kind, &cited.id);
        match subjects.iter_mut().find(known) {
            Some((_, pages, apart)) => {
                *pages += cited.pages.len();
                *apart += cited.apart.len();
            }
            None => subjects.push((cited, cited.pages.len(), cited.apart.len())),
        }
    }
    for &(cited, pages, apart) in &subjects {
        let mut line = words::count(pages, ("page", "pages"), ("page", "pages"), style.lang);
        if apart > 0 {
            let set = style.say(
                "in heads or contents alone, not cited",
                "en titre courant ou au sommaire seulement, non citées",
            );
            line = format!("{line} (+{apart} {set})");
        }
        let mut name = words::clean(&cited.name).into_owned();
        if subjects.iter().filter(|(other, ..)| other.name == cited.name).count() > 1 {
            let kind = if cited.kind == "topic" {
                style.say("trend", "tendance")
            } else {
                style.say("expert", "expert")
            };
            name = format!("{name} ({kind})");
        }
        style.hang(err, (&format!("  {name}"), Tone::Dim), 30, &line)?;
    }
    Ok(())
}

//! `renvoi review FILE`: opens the drafts of a corpus; without a terminal, says how many there
//! are.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::data;
use super::style::Style;
use crate::corpus::file::SourceRecord;
use crate::corpus::{Input, Severity, load_inputs};
use crate::error::{Error, Exit};
use crate::lang::Lang;
use crate::review::{Document, List, Origin, Record, Review, Unfit};
use crate::words;

/// The largest source that is read to show the words of a draft in their sentence, in bytes.
const MOST_SOURCE: u64 = 16 << 20;

/// A file that is reviewed: where it is, what it holds, and how far its review has come.
#[derive(Debug)]
pub struct Opened {
    /// Its path.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The review.
    pub review: Review,
}

/// Opens a file to review it.
///
/// # Errors
/// It cannot be read, or is no corpus file of one object.
pub(super) fn open(file: &OsString, limit: u64, style: &Style) -> Result<Opened, Error> {
    let path = PathBuf::from(file);
    if file.as_os_str() == "-" || path.is_dir() {
        return Err(Error::Usage(
            words::clean(&style.own(style.lang.pick(
                "review changes a file: name one JSON file",
                "review change un fichier\u{a0}: nommez un fichier JSON",
            )))
            .into_owned(),
        ));
    }
    let inputs = data::inputs(std::slice::from_ref(file), limit, style.lang)?;
    let bytes = inputs.into_iter().next().map(|input| input.bytes.to_vec()).unwrap_or_default();
    let document =
        Document::read(&bytes).map_err(|unfit| unreadable(&path, &bytes, &unfit, style))?;
    let origin = origin(&document, &path);
    Ok(Opened { path, bytes, review: Review::new(document, origin) })
}

fn unreadable(path: &Path, bytes: &[u8], unfit: &Unfit, style: &Style) -> Error {
    let name = path.to_string_lossy();
    let colon = style.colon();
    let input = Input { name: name.clone().into_owned(), bytes: bytes.into() };
    let problems = load_inputs(&[input]).problems;
    let grave = problems.iter().find(|problem| problem.severity() == Severity::Error);
    let text = match (unfit, style.lang) {
        (Unfit::Lines, Lang::En) => {
            format!("{name}{colon}one record a line; a review takes one JSON object with lists")
        }
        (Unfit::Lines, Lang::Fr) => format!(
            "{name}{colon}un enregistrement par ligne\u{202f}; une relecture prend un objet JSON avec ses listes"
        ),
        (Unfit::NoCorpus(line, column, reason), lang) => {
            let more = lang.pick("renvoi validate tells more", "renvoi validate en dit plus");
            let what = lang.pick("no corpus file: ", "pas un fichier de corpus\u{a0}: ");
            let problem = grave.map_or_else(
                || format!("{name}:{line}:{column}: {what}{reason}"),
                |problem| problem.line_in(lang).to_string(),
            );
            format!("{problem}{}{more}", lang.pick("; ", "\u{202f}; "))
        }
    };
    Error::Unfit(words::clean(&style.own(&text)).into_owned())
}

/// The texts of the sources that are files here, named by the data or beside the corpus.
fn origin(document: &Document, path: &Path) -> Origin {
    let mut origin = Origin::default();
    for source in document.list(List::Sources).iter().map(Record::read::<SourceRecord>) {
        let (Some(id), Some(file)) = (source.id, source.file) else { continue };
        // What is no text cannot show a sentence; its words are in the corpus.
        if let Some(text) = text_of(&file, &[path]) {
            origin.add(id, &text);
        }
    }
    origin
}

/// The text of a source that is a file here: beside the data, where it names the file or there by
/// its name alone, else where the program runs. It is read as an import reads it.
pub(super) fn text_of(file: &str, data: &[&Path]) -> Option<String> {
    let alone = Path::new(file).file_name().unwrap_or(OsStr::new(""));
    let beside = |name: &OsStr| -> Vec<PathBuf> {
        data.iter().filter_map(|data| Some(data.parent()?.join(name))).collect()
    };
    let small = |path: &PathBuf| {
        fs::metadata(path).is_ok_and(|known| known.is_file() && known.len() <= MOST_SOURCE)
    };
    let at = beside(OsStr::new(file)).into_iter().chain(beside(alone)).chain([file.into()]);
    written(&fs::read(at.into_iter().find(small)?).ok()?)
}

/// The text that a file is; none where it is no text.
#[cfg(feature = "documents")]
fn written(bytes: &[u8]) -> Option<String> {
    use crate::import::open::{Kind, kind_of};
    let prose = [Kind::Html, Kind::Markdown, Kind::Text];
    let is_text = kind_of(bytes).is_some_and(|kind| prose.contains(&kind));
    is_text.then(|| crate::import::prose::decode(bytes).into_owned())
}

#[cfg(not(feature = "documents"))]
fn written(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

/// Says how far the review has come, where there is no terminal to review on.
///
/// # Errors
/// The file cannot be read, or the answer cannot be written.
pub(super) fn run(
    file: &OsString,
    limit: u64,
    style: &Style,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let opened = open(file, limit, style)?;
    let progress = opened.review.progress();
    let lang = style.lang;
    let left = words::count(progress.left, ("draft", "drafts"), ("ébauche", "ébauches"), lang);
    let (done, high) = (progress.done, progress.high);
    let text = match lang {
        Lang::En => format!("{left} to review, {high} of high confidence; {done} read"),
        Lang::Fr => {
            format!("{left} à relire, dont {high} de confiance haute\u{202f}; {done} déjà lues")
        }
    };
    writeln!(out, "{}", style.own(&text))?;
    let unasked = words::besides(opened.review.unasked().counts(), lang);
    if !unasked.is_empty() {
        let also = style.say("to be read as well: ", "à relire aussi\u{a0}: ");
        writeln!(out, "{also}{}", style.own(&unasked))?;
    }
    Ok(Exit::Done)
}

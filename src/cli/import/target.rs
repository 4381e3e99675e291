//! What an import may write: never over what it reads, nor over what nobody can have meant.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Asked;
use crate::cli::export::{read_here, unwritten};
use crate::cli::style::Style;
use crate::corpus::file::FORMAT;
use crate::error::Error;
use crate::words;

/// How far into a file it is looked for what it is, in bytes.
const HEAD: u64 = 1 << 16;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// A corpus.
    Corpus,
    /// A list of proposals.
    List,
}

impl Content {
    /// Whether a file that begins so is such a one.
    fn begins(self, text: &str) -> bool {
        match self {
            Self::Corpus => text.starts_with('{') && text.contains(FORMAT),
            // Each proposal stands below a line that says why.
            Self::List => text.starts_with('#'),
        }
    }

    /// Whether such a file stands there, or an empty one.
    fn is_in(self, path: &Path) -> io::Result<bool> {
        let text = head(path)?;
        Ok(text.is_empty() || self.begins(&text))
    }
}

/// How a file begins.
fn head(path: &Path) -> io::Result<String> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    let text = String::from_utf8_lossy(&head);
    Ok(text.trim_start_matches('\u{feff}').trim_start().to_owned())
}

/// Refuses files that may not be written, before anything is read, which may take long.
///
/// # Errors
/// A file is one of those that are read, or exists and may not be replaced.
pub(super) fn check(asked: &Asked<'_>, style: &Style) -> Result<(), Error> {
    let output = asked.output.filter(|path| path.as_os_str() != "-");
    let output = output.map(|path| (path, Content::Corpus));
    let propose = asked.propose.map(|path| (path, Content::List));
    let read = [asked.files, asked.topics, asked.experts, asked.data].into_iter().flatten();
    let read: Vec<PathBuf> = read.filter_map(|path| fs::canonicalize(path).ok()).collect();
    for path in asked.files.iter().filter(|path| path.as_os_str() != "-") {
        let place = Path::new(path);
        if place.is_file() && Content::Corpus.begins(&head(place).unwrap_or_default()) {
            let name = path.to_string_lossy();
            let what = style.say(
                "this is a corpus already; --data opens it",
                "c’est déjà un corpus\u{202f}; --data l’ouvre",
            );
            return Err(Error::Usage(format!("{}{}{what}", words::clean(&name), style.colon())));
        }
    }
    for (path, content) in output.into_iter().chain(propose) {
        one(path, content, &read, asked.force, style)?;
    }
    Ok(())
}

fn one(
    name: &OsString,
    content: Content,
    read: &[PathBuf],
    force: bool,
    style: &Style,
) -> Result<(), Error> {
    let path = Path::new(name);
    if !path.is_file() {
        return Ok(());
    }
    let refused = |en: &str, fr: &str| {
        let name = name.to_string_lossy();
        let name = words::clean(&name);
        Error::Refused(format!("{name}{}{}", style.colon(), style.say(en, fr)))
    };
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // What is in a folder of data is read with it.
    if read.iter().any(|read| place.starts_with(read)) {
        return Err(read_here(style, name));
    }
    if !force {
        return Err(unwritten(style, name, &io::ErrorKind::AlreadyExists.into()));
    }
    match (content.is_in(path).map_err(|error| unwritten(style, name, &error))?, content) {
        (true, _) => Ok(()),
        (false, Content::Corpus) => Err(refused(
            "this is no corpus of renvoi, and --force replaces nothing else here",
            "ce n’est pas un corpus de renvoi, et --force ne remplace ici rien d’autre",
        )),
        (false, Content::List) => Err(refused(
            "this is no list of proposals, and --force replaces nothing else here",
            "ce n’est pas une liste de propositions, et --force ne remplace ici rien d’autre",
        )),
    }
}

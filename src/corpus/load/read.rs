//! Opening files, folders and the standard input; the only room of the corpus that
//! touches the disk.
//!
//! Imports [`crate::lang`] and [`super::Input`].
//!
//! Odd thing worth knowing: what a path is gets asked before opening it as well as
//! after, since merely opening a pipe may wait for ever.

use std::fmt::{self, Write};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Input;
use crate::corpus::problem::Text;
use crate::lang::Lang;

/// Where data comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataPath {
    /// The standard input, written `-`.
    Stdin,
    /// A file or a folder.
    Path(PathBuf),
}

impl From<&Path> for DataPath {
    fn from(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::Path(path.to_path_buf()) }
    }
}

/// Why something could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// There is nothing of that name.
    Missing,
    /// The system refuses, or reading failed.
    Unreadable,
    /// It is neither a regular file nor a folder.
    NotAFile,
    /// The folder holds no corpus file.
    EmptyFolder,
    /// It is larger than what may be loaded.
    TooLarge,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Why.
    pub kind: ReadErrorKind,
    /// What, as shown.
    pub name: String,
    text: Text,
}

impl ReadError {
    /// The exit code: 3 for data that is too large, 4 for what cannot be read.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self.kind {
            ReadErrorKind::TooLarge => 3,
            _ => 4,
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }

    fn new(kind: ReadErrorKind, name: &str, en: &str, fr: &str) -> Self {
        let name = super::clean(name);
        let text = Text::new(format!("{name}: {en}"), format!("{name}\u{a0}: {fr}"));
        Self { kind, name, text }
    }

    /// What the system says of a file.
    #[must_use]
    pub fn io(name: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            Self::new(
                ReadErrorKind::Missing,
                name,
                "no such file or folder; check the path",
                "fichier ou dossier introuvable\u{202f}; vérifiez le chemin",
            )
        } else {
            Self::new(
                ReadErrorKind::Unreadable,
                name,
                &format!("cannot be read ({error}); check its permissions"),
                &format!("illisible ({error})\u{202f}; vérifiez ses droits d’accès"),
            )
        }
    }

    fn too_large(name: &str, max_size: u64) -> Self {
        Self::new(
            ReadErrorKind::TooLarge,
            name,
            &format!("the data is larger than {max_size} bytes; raise --max-size"),
            &format!("les données dépassent {max_size} octets\u{202f}; augmentez --max-size"),
        )
    }

    /// Neither a regular file nor a folder.
    #[must_use]
    pub fn not_a_file(name: &str) -> Self {
        Self::new(
            ReadErrorKind::NotAFile,
            name,
            "neither a regular file nor a folder; to read a pipe, use \"-\" and the standard input",
            "ni un fichier ordinaire ni un dossier\u{202f}; pour lire un tube, employez «\u{a0}-\u{a0}» et l’entrée standard",
        )
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::En))
    }
}

impl std::error::Error for ReadError {}

/// Reads files, the `.json` and `.jsonl` files of folders (nested ones too, by path),
/// and the standard input; at most `max_size` bytes in all.
///
/// # Errors
/// The first thing that is missing, unreadable, no file, or too large.
pub fn read_inputs(paths: &[DataPath], max_size: u64) -> Result<Vec<Input>, ReadError> {
    let mut inputs = Vec::new();
    let mut left = max_size;
    for path in paths {
        match path {
            DataPath::Stdin => {
                let stdin = io::stdin().lock();
                inputs.push(take("stdin", stdin, &mut left, max_size)?);
            }
            DataPath::Path(path) => {
                for file in files_at(path)? {
                    inputs.push(read_file(&file, &mut left, max_size)?);
                }
            }
        }
    }
    Ok(inputs)
}

/// What tells whether the files at the paths are others than before: their names, sizes and
/// times. What cannot be asked counts as it is: not there.
#[must_use]
pub fn trace_of(paths: &[DataPath]) -> String {
    let mut trace = String::new();
    for path in paths {
        let DataPath::Path(path) = path else { continue };
        for file in files_at(path).unwrap_or_default() {
            let about = fs::metadata(&file).map(|about| (about.len(), about.modified().ok()));
            let _infallible = writeln!(trace, "{} {:?}", file.display(), about.ok());
        }
    }
    trace
}

/// The files at the paths, in the order in which they are read; none where one of them cannot be
/// asked, or where the standard input is among them.
#[must_use]
pub fn files_of(paths: &[DataPath]) -> Option<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let DataPath::Path(path) = path else { return None };
        files.extend(files_at(path).ok()?);
    }
    Some(files)
}

/// The file itself, or the corpus files of the folder.
fn files_at(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let name = path.display().to_string();
    let about = fs::metadata(path).map_err(|error| ReadError::io(&name, &error))?;
    if !about.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let name = folder.display().to_string();
        let found = fs::read_dir(&folder).map_err(|error| ReadError::io(&name, &error))?;
        for entry in found {
            let entry = entry.map_err(|error| ReadError::io(&name, &error))?;
            // A link to a folder is not followed: it may lead back here.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let path = entry.path();
            if is_folder {
                folders.push(path);
            } else if has_data(&path) {
                files.push(path);
            }
        }
    }
    if files.is_empty() {
        return Err(ReadError::new(
            ReadErrorKind::EmptyFolder,
            &name,
            "the folder holds no .json or .jsonl file",
            "le dossier ne contient aucun fichier .json ou .jsonl",
        ));
    }
    files.sort();
    Ok(files)
}

/// Whether a path ends like a corpus file and is not a link to a folder.
fn has_data(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "json" || end == "jsonl") && !path.is_dir()
}

fn read_file(path: &Path, left: &mut u64, max_size: u64) -> Result<Input, ReadError> {
    let name = path.display().to_string();
    let io = |error: io::Error| ReadError::io(&name, &error);
    if !fs::metadata(path).map_err(io)?.is_file() {
        return Err(ReadError::not_a_file(&name));
    }
    let file = File::open(path).map_err(io)?;
    if !file.metadata().map_err(io)?.is_file() {
        return Err(ReadError::not_a_file(&name));
    }
    take(&name, file, left, max_size)
}

/// Reads to the end, but no more than what is left of the limit.
fn take(name: &str, source: impl Read, left: &mut u64, max_size: u64) -> Result<Input, ReadError> {
    let mut bytes = Vec::new();
    source
        .take(left.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::io(name, &error))?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    *left = left.checked_sub(size).ok_or_else(|| ReadError::too_large(name, max_size))?;
    Ok(Input { name: name.to_owned(), bytes: bytes.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(path: &Path, max_size: u64) -> Result<usize, (ReadErrorKind, u8)> {
        read_inputs(&[path.into()], max_size)
            .map(|inputs| inputs.len())
            .map_err(|error| (error.kind, error.exit_code()))
    }

    #[test]
    fn folders_are_read_by_path_and_limits_hold_for_all() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(kind_of(folder.path(), 9), Err((ReadErrorKind::EmptyFolder, 4)));
        fs::create_dir(at("b")).unwrap();
        for name in ["c.json", "b/a.jsonl", "a.json", "notes.txt"] {
            fs::write(at(name), "1234").unwrap();
        }
        let inputs = read_inputs(&[folder.path().into()], 12).unwrap();
        let names: Vec<_> =
            inputs.iter().map(|input| input.name.rsplit('/').next().unwrap()).collect();
        assert_eq!(names, ["a.json", "a.jsonl", "c.json"]);
        assert_eq!(kind_of(folder.path(), 11), Err((ReadErrorKind::TooLarge, 3)));
        assert_eq!(kind_of(&at("no"), 9), Err((ReadErrorKind::Missing, 4)));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_no_file() {
        assert_eq!(kind_of(Path::new("/dev/null"), 9), Err((ReadErrorKind::NotAFile, 4)));
    }
}

//! Opening files, folders and the standard input; the only room of the corpus that
//! touches the disk.
//!
//! Imports [`crate::disk`], [`crate::lang`] and [`super::Input`].
//!
//! Odd thing worth knowing: what a path is gets asked before opening it as well as
//! after, since merely opening a pipe may wait for ever. And a file is never mapped where it stands,
//! since a program that reads on where somebody else has cut a file is killed: what is too large for
//! memory is copied first.

use std::fmt::{self, Write};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Input;
use crate::corpus::problem::Text;
use crate::corpus::task::{Task, Told};
use crate::disk::Scratch;
use crate::lang::Lang;
use crate::order;

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
    /// It is too large for memory and cannot be put aside.
    Unkept,
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
    /// The exit code: 3 for data that is too large, 4 for what cannot be read, 5 for what cannot be
    /// put aside.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self.kind {
            ReadErrorKind::TooLarge => 3,
            ReadErrorKind::Unkept => 5,
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
                &format!("cannot be read ({}); check its permissions", Lang::En.reason(error)),
                &format!(
                    "illisible ({})\u{202f}; vérifiez ses droits d’accès",
                    Lang::Fr.reason(error)
                ),
            )
        }
    }

    /// It is too large for memory, and cannot be put aside.
    fn unkept(name: &str, error: &io::Error) -> Self {
        Self::new(
            ReadErrorKind::Unkept,
            name,
            &format!(
                "too large for memory, and cannot be copied beside the result ({})",
                Lang::En.reason(error)
            ),
            &format!(
                "trop grand pour la mémoire, et impossible à copier à côté du résultat ({})",
                Lang::Fr.reason(error)
            ),
        )
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

/// Where inputs go that are too large for memory.
#[derive(Clone, Copy)]
pub struct Aside<'a> {
    /// So many bytes of all inputs are held in memory.
    pub held: u64,
    /// Where the others go; asked for when there are any.
    pub scratch: &'a dyn Fn() -> io::Result<&'a Scratch>,
    /// Hears how much of all inputs is there.
    pub told: Told<'a>,
}

impl fmt::Debug for Aside<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aside").field("held", &self.held).finish_non_exhaustive()
    }
}

/// So much is put aside at once, in bytes.
const PIECE: u64 = 1 << 20;

/// How much more is read.
struct Room<'a> {
    /// Of all inputs, in bytes, and how many may be.
    left: u64,
    most: u64,
    /// Of those that are held in memory.
    held: u64,
    aside: Option<Aside<'a>>,
    /// Bytes of all inputs, as far as is known; 0 where one of them comes as it will.
    all: u64,
}

/// Reads files, the `.json` and `.jsonl` files of folders (nested ones too, by path),
/// and the standard input; at most `max_size` bytes in all. All is held in memory where there is
/// nothing aside.
///
/// # Errors
/// The first thing that is missing, unreadable, no file, or too large, or that cannot be put aside.
pub fn read_inputs(
    paths: &[DataPath],
    max_size: u64,
    aside: Option<Aside<'_>>,
) -> Result<Vec<Input>, ReadError> {
    let mut inputs = Vec::new();
    let held = aside.map_or(u64::MAX, |aside| aside.held);
    let all = aside.and_then(|_| size_of(paths)).unwrap_or_default();
    let mut room = Room { left: max_size, most: max_size, held, aside, all };
    for path in paths {
        match path {
            DataPath::Stdin => {
                let stdin = io::stdin().lock();
                inputs.push(room.take("stdin", stdin)?);
            }
            DataPath::Path(path) => {
                for file in files_at(path)? {
                    inputs.push(room.read_file(&file)?);
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

/// How many bytes the files at the paths hold; none where that is not known beforehand.
fn size_of(paths: &[DataPath]) -> Option<u64> {
    let sizes = files_of(paths)?.into_iter().map(|file| fs::metadata(file).ok());
    sizes.map(|about| about.map(|about| about.len())).sum()
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
    order::sort_by(&mut files, Ord::cmp);
    Ok(files)
}

/// Whether a path ends like a corpus file and is not a link to a folder.
fn has_data(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "json" || end == "jsonl") && !path.is_dir()
}

/// A count of bytes as a number of this machine.
fn whole(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

impl Room<'_> {
    fn read_file(&mut self, path: &Path) -> Result<Input, ReadError> {
        let name = path.display().to_string();
        let io = |error: io::Error| ReadError::io(&name, &error);
        if !fs::metadata(path).map_err(io)?.is_file() {
            return Err(ReadError::not_a_file(&name));
        }
        let file = File::open(path).map_err(io)?;
        if !file.metadata().map_err(io)?.is_file() {
            return Err(ReadError::not_a_file(&name));
        }
        self.take(&name, file)
    }

    /// Reads to the end, but no more than what is left of the limit.
    fn take(&mut self, name: &str, source: impl Read) -> Result<Input, ReadError> {
        let io = |error| ReadError::io(name, &error);
        let mut source = source.take(self.left.saturating_add(1));
        let mut bytes = Vec::new();
        let first = self.held.saturating_add(1);
        (&mut source).take(first).read_to_end(&mut bytes).map_err(io)?;
        let mut size = bytes.len() as u64;
        let bytes = match self.aside.filter(|_| size == first) {
            None => {
                self.held = self.held.saturating_sub(size);
                bytes.into()
            }
            Some(aside) => {
                let unkept = |error| ReadError::unkept(name, &error);
                let before = self.most - self.left;
                let mut row = (aside.scratch)().and_then(Scratch::row).map_err(unkept)?;
                while !bytes.is_empty() {
                    row.add(&bytes).map_err(unkept)?;
                    bytes.clear();
                    (&mut source).take(PIECE).read_to_end(&mut bytes).map_err(io)?;
                    size += bytes.len() as u64;
                    (aside.told)(Task::Copying, whole(before + size), whole(self.all));
                }
                row.end().map_err(unkept)?.into()
            }
        };
        let left = self.left.checked_sub(size);
        self.left = left.ok_or_else(|| ReadError::too_large(name, self.most))?;
        Ok(Input { name: name.to_owned(), bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::task::UNTOLD;

    fn kind_of(path: &Path, max_size: u64) -> Result<usize, (ReadErrorKind, u8)> {
        read_inputs(&[path.into()], max_size, None)
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
        let inputs = read_inputs(&[folder.path().into()], 12, None).unwrap();
        let names: Vec<_> =
            inputs.iter().map(|input| input.name.rsplit('/').next().unwrap()).collect();
        assert_eq!(names, ["a.json", "a.jsonl", "c.json"]);
        assert_eq!(kind_of(folder.path(), 11), Err((ReadErrorKind::TooLarge, 3)));
        assert_eq!(kind_of(&at("no"), 9), Err((ReadErrorKind::Missing, 4)));
    }

    #[test]
    fn what_memory_has_no_room_for_is_put_aside_as_it_was_and_limits_hold_for_it_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let long = "0123456789".repeat(300_000);
        for (name, text) in [("a", "12345"), ("b", long.as_str()), ("c", "1234"), ("d", "12")] {
            fs::write(path(name), text).unwrap();
        }
        let paths: Vec<DataPath> =
            ["a", "b", "c", "d"].map(|name| path(name).as_path().into()).into();
        let scratch = std::cell::OnceCell::new();
        let make = || Ok(scratch.get_or_init(|| Scratch::new(folder.path()).unwrap()));
        let read = |paths: &[DataPath], most| {
            let inputs =
                read_inputs(paths, most, Some(Aside { held: 8, scratch: &make, told: UNTOLD }));
            inputs.map_err(|error| error.kind)
        };
        assert_eq!(read(&paths[..1], 5).unwrap().len(), 1);
        assert!(scratch.get().is_none(), "nothing was put aside");
        let inputs = read(&paths, 3_000_011).unwrap();
        let held: Vec<bool> = inputs.iter().map(|input| !input.bytes.are_mapped()).collect();
        assert_eq!(held, [true, false, false, true]);
        for (input, text) in inputs.iter().zip(["12345", &long, "1234", "12"]) {
            assert!(*input.bytes == *text.as_bytes(), "{}", input.name);
        }
        assert_eq!(read(&paths, 3_000_010), Err(ReadErrorKind::TooLarge));
        assert_eq!(read(&paths[1..2], 2_999_999), Err(ReadErrorKind::TooLarge));
        let full = || Err(io::ErrorKind::StorageFull.into());
        let inputs =
            read_inputs(&paths, 9_000_000, Some(Aside { held: 8, scratch: &full, told: UNTOLD }));
        let error = inputs.unwrap_err();
        assert_eq!((error.kind, error.exit_code()), (ReadErrorKind::Unkept, 5));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_no_file() {
        assert_eq!(kind_of(Path::new("/dev/null"), 9), Err((ReadErrorKind::NotAFile, 4)));
    }
}

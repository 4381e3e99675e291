//! Writing a file whole or not at all.
//!
//! Imports nothing of the crate. What is written goes to a temporary file beside the target,
//! is synced, and takes its name in one step, so that nobody ever reads half a file.
//!
//! Odd thing worth knowing: a target that is no regular file (`/dev/stdout`, a named pipe) is
//! written straight; there is nothing to replace.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How often a door that another process holds is tried, and how long lies between.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(4);

/// Whether a file that stands there may be replaced, and who may read the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Never in the place of a file that exists.
    New,
    /// In the place of whatever file stands there.
    Replace,
    /// The same, for the eyes of its owner alone: mode 0600, and the folders made where missing.
    Private,
}

/// Writes a file with what `fill` writes; hands back what `fill` returns.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where a file stands there that may not be replaced, and
/// whatever else writing meets. Nothing is left behind then.
pub fn write<T>(
    path: &Path,
    manner: Manner,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let known = fs::metadata(path).ok();
    if let Some(known) = &known {
        if known.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !known.is_file() {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            let filled = fill(&mut out)?;
            out.flush()?;
            return Ok(filled);
        }
        if manner == Manner::New {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
    }
    // A link keeps pointing to the file that it leads to.
    let target = if known.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    if manner == Manner::Private
        && let Some(folder) = target.parent()
    {
        make_folder(folder)?;
    }
    let temporary = beside(&target)?;
    let written = fill_file(&temporary, manner, fill).and_then(|filled| {
        if let Some(known) = known.filter(|_| manner == Manner::Replace) {
            fs::set_permissions(&temporary, known.permissions())?;
        }
        name(&temporary, &target, manner)?;
        Ok(filled)
    });
    if written.is_err() {
        let _gone_or_not_ours = fs::remove_file(&temporary);
    }
    written
}

/// Holds the door to a file that several processes change, for as long as what is returned lives.
///
/// None where the door cannot be held: the file system knows no locks, or another process does
/// not let go. Whoever only adds to what is there goes on all the same.
#[must_use]
pub fn lock(path: &Path) -> Option<File> {
    let folder = path.parent()?;
    make_folder(folder).ok()?;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let door = options.open(folder.join(".lock")).ok()?;
    for _ in 0..TRIES {
        match door.try_lock() {
            Ok(()) => return Some(door),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}

fn fill_file<T>(
    path: &Path,
    manner: Manner,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if manner == Manner::Private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut out = BufWriter::new(options.open(path)?);
    let filled = fill(&mut out)?;
    let file: File = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(filled)
}

/// Gives the finished file its name.
fn name(temporary: &Path, target: &Path, manner: Manner) -> io::Result<()> {
    if manner != Manner::New {
        return fs::rename(temporary, target);
    }
    match fs::hard_link(temporary, target) {
        Ok(()) => fs::remove_file(temporary),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A file system without hard links.
        Err(_) if target.try_exists()? => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(temporary, target),
    }
}

/// A name beside the target that no file has yet.
fn beside(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let process = std::process::id();
    for turn in 0..100 {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{process}-{turn}.tmp"));
        let path = target.with_file_name(hidden);
        if !path.try_exists()? {
            return Ok(path);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, manner: Manner, text: &str) -> io::Result<()> {
        write(path, manner, |out| out.write_all(text.as_bytes()))
    }

    fn names(folder: &Path) -> Vec<String> {
        let files = fs::read_dir(folder).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_that_exists_is_replaced_only_when_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        put(&path, Manner::New, "one").unwrap();
        let refused = put(&path, Manner::New, "two").unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        put(&path, Manner::Replace, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn a_failure_on_the_way_leaves_the_old_file_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        put(&path, Manner::New, "old").unwrap();
        let failed = write(&path, Manner::Replace, |out| {
            out.write_all(b"half")?;
            Err::<(), _>(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_private_is_read_by_its_owner_alone_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/marks.jsonl");
        put(&path, Manner::Private, "x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        put(&link, Manner::Private, "y").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "y");
        put(Path::new("/dev/null"), Manner::New, "z").unwrap();
    }
}

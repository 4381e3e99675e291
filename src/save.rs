//! Writing a file whole or not at all.
//!
//! Imports nothing of the crate. What is written goes to a temporary file beside the target,
//! is synced, and takes its name in one step, so that nobody ever reads half a file.
//!
//! Odd thing worth knowing: a target that is no regular file (`/dev/stdout`, a named pipe) is
//! written straight; there is nothing to replace.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How often a door that another process holds is tried, and how long lies between.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(4);
/// What is younger may be about to be locked by whoever writes it.
const LEFT_AFTER: Duration = Duration::from_mins(1);

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
    sweep(&target);
    let temporary = beside(&target)?;
    // Its lock is held until it has its name.
    let written = fill_file(&temporary, manner, fill).and_then(|(filled, _file)| {
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
) -> io::Result<(T, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if manner == Manner::Private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let file = options.open(path)?;
    // Where the file system knows no locks, nobody takes it away either.
    let _unlocked = file.try_lock();
    let mut out = BufWriter::new(file);
    let filled = fill(&mut out)?;
    let file: File = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok((filled, file))
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

/// Takes away what was being written to the target by processes that were killed: temporary files
/// that are old and whose lock nobody holds. What cannot be looked at stays.
fn sweep(target: &Path) {
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else { return };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten() {
        if is_temporary(&file.file_name(), name) && is_left(&file.path()) {
            let _gone = fs::remove_file(file.path());
        }
    }
}

/// Whether a name is one that [`hidden`] gives a target of that name.
pub(crate) fn is_temporary(name: &OsStr, target: &OsStr) -> bool {
    let numbers = || {
        let rest = name.as_encoded_bytes().strip_prefix(b".")?;
        let rest = rest.strip_prefix(target.as_encoded_bytes())?.strip_prefix(b".")?;
        str::from_utf8(rest.strip_suffix(b".tmp")?).ok()?.split_once('-')
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers().is_some_and(|(process, turn)| is_number(process) && is_number(turn))
}

/// Whether nobody writes a file any more: it is older than the moment between its making and its
/// locking, and can be locked.
fn is_left(path: &Path) -> bool {
    let Ok(known) = fs::symlink_metadata(path) else { return false };
    let age = known.modified().ok().and_then(|changed| changed.elapsed().ok());
    // To open a pipe would wait for whoever reads it.
    known.is_file()
        && age.is_some_and(|age| age > LEFT_AFTER)
        && OpenOptions::new().write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// The name that this process gives to what it writes beside a target, in its first turn or another.
pub(crate) fn hidden(target: &Path, turn: u32) -> io::Result<PathBuf> {
    let mut hidden = OsString::from(".");
    hidden.push(target.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    hidden.push(format!(".{}-{turn}.tmp", std::process::id()));
    Ok(target.with_file_name(hidden))
}

/// A name beside the target that no file has yet.
fn beside(target: &Path) -> io::Result<PathBuf> {
    for turn in 0..100 {
        let path = hidden(target, turn)?;
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

    #[test]
    fn what_was_left_by_the_killed_is_taken_away_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.jsonl");
        let make = |name: &str, old: bool| {
            let file = File::create(folder.path().join(name)).unwrap();
            let age = Duration::from_secs(if old { 90 } else { 0 });
            file.set_modified(std::time::SystemTime::now() - age).unwrap();
            file
        };
        make(".marks.jsonl.12-0.tmp", true);
        make(".marks.jsonl.13-7.tmp", true);
        make(".marks.jsonl.14-0.tmp", false);
        for others in [".views.jsonl.12-0.tmp", ".marks.jsonl.tmp", ".marks.jsonl.a-0.tmp", ".lock"]
        {
            make(others, true);
        }
        let held = make(".marks.jsonl.15-0.tmp", true);
        held.lock().unwrap();
        put(&path, Manner::Private, "x").unwrap();
        let mut left = names(folder.path());
        left.sort_unstable();
        assert_eq!(
            left,
            [
                ".lock",
                ".marks.jsonl.14-0.tmp",
                ".marks.jsonl.15-0.tmp",
                ".marks.jsonl.a-0.tmp",
                ".marks.jsonl.tmp",
                ".views.jsonl.12-0.tmp",
                "marks.jsonl"
            ]
        );
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

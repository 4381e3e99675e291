//! Writing a file whole or not at all.
//!
//! Odd thing worth knowing: the temporary file stands beside the one that it becomes, since a
//! file cannot be renamed from one file system to another.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Refuses a file that exists, unless it may be replaced.
///
/// # Errors
/// The file exists.
pub fn check(path: &Path, force: bool) -> Result<(), Error> {
    if !force && path.symlink_metadata().is_ok() {
        return Err(Error::Exists(path.display().to_string()));
    }
    Ok(())
}

/// Writes a file beside its place, then moves it there.
///
/// # Errors
/// The file exists and may not be replaced, or the system refuses.
pub fn write(
    path: &Path,
    force: bool,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    check(path, force)?;
    let named = |error| Error::File { name: path.display().to_string(), error };
    let (temporary, file) = beside(path).map_err(named)?;
    let written = fill(file, content).and_then(|()| {
        if force {
            return fs::rename(&temporary, path);
        }
        // A link fails where a file came into being meanwhile; a renaming would replace it.
        match fs::hard_link(&temporary, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) => fs::rename(&temporary, path),
            Ok(()) => Ok(()),
        }
    });
    let _moved = fs::remove_file(&temporary);
    match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::Exists(path.display().to_string()))
        }
        written => written.map_err(named),
    }
}

fn fill(file: File, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut file = BufWriter::new(file);
    content(&mut file)?;
    file.into_inner()?.sync_all()
}

fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut number = 0;
    loop {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{number}", std::process::id()));
        let temporary = path.with_file_name(hidden);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => {
                number += 1;
            }
            file => return Ok((temporary, file?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_unasked_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let put =
            |text: &'static str, force| write(&path, force, |out| out.write_all(text.as_bytes()));
        put("one", false).unwrap();
        assert!(matches!(put("two", false), Err(Error::Exists(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        put("three", true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        let failed = write(&path, true, |out| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(matches!(failed, Err(Error::File { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

//! Views that a reader has named: one line of JSON a view, in one file a corpus.
//!
//! Holds any value that serde can write; who keeps it knows what it means.
//!
//! Odd thing worth knowing: a line that cannot be read stays where it is.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::save::{self, Manner};

/// The views of a file, in its order, and the lines that cannot be read.
fn parse<T: DeserializeOwned>(path: &Path) -> io::Result<(Vec<T>, Vec<String>)> {
    let text = match fs::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let (mut views, mut unread) = (Vec::new(), Vec::new());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(view) => views.push(view),
            Err(_) => unread.push(line.to_owned()),
        }
    }
    Ok((views, unread))
}

/// The views of a file; none where there is no file.
///
/// # Errors
/// The file cannot be read.
pub fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Vec<T>> {
    Ok(parse(path)?.0)
}

/// Changes the views as the file has them by now, and writes them; returns them.
///
/// # Errors
/// The file cannot be read or written.
pub fn change<T: DeserializeOwned + Serialize>(
    path: &Path,
    change: impl FnOnce(&mut Vec<T>),
) -> io::Result<Vec<T>> {
    let _held = save::lock(path);
    let (mut views, unread) = parse(path)?;
    change(&mut views);
    let mut lines = Vec::new();
    for view in &views {
        serde_json::to_writer(&mut lines, view)?;
        lines.push(b'\n');
    }
    for line in unread {
        writeln!(lines, "{line}")?;
    }
    save::write(path, Manner::Private, |out| out.write_all(&lines))?;
    Ok(views)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_add_to_each_other_and_a_line_that_cannot_be_read_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("views/a.jsonl");
        assert_eq!(read::<u32>(&path).unwrap(), [0_u32; 0]);
        assert_eq!(change(&path, |views| views.push(1)).unwrap(), [1]);
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str("{\"of\": \"another version\"}\n\n");
        fs::write(&path, &text).unwrap();
        assert_eq!(change(&path, |views| views.push(2)).unwrap(), [1, 2]);
        assert_eq!(read::<u32>(&path).unwrap(), [1, 2]);
        assert!(fs::read_to_string(&path).unwrap().contains("another version"));
        assert!(change::<u32>(folder.path(), |_| ()).is_err());
    }
}

//! Where a reader stood: one small file a corpus, never what was being typed.
//!
//! Holds any value that serde can write; who keeps it knows what it means. A file that cannot
//! be understood, or is of another version, counts as none: nobody is kept from reading by
//! what was remembered.

use std::fs;
use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::save::{self, Manner};

/// The name and version of the file.
const FORMAT: &str = "renvoi-session/1";

#[derive(Debug, Serialize, Deserialize)]
struct Envelope<T> {
    format: String,
    state: T,
}

/// What was remembered, where it can be understood.
///
/// # Errors
/// The file is there and cannot be read.
pub fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Option<T>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let envelope: Option<Envelope<T>> = serde_json::from_slice(&bytes).ok();
    Ok(envelope.filter(|envelope| envelope.format == FORMAT).map(|envelope| envelope.state))
}

/// Remembers what `state` makes of what another window remembered in the meantime.
///
/// # Errors
/// The file cannot be written.
pub fn write<T: DeserializeOwned + Serialize>(
    path: &Path,
    state: impl FnOnce(Option<T>) -> T,
) -> io::Result<()> {
    let _held = save::lock(path);
    let state = state(read(path).ok().flatten());
    let envelope = Envelope { format: FORMAT.to_owned(), state };
    let bytes = serde_json::to_vec(&envelope)?;
    save::write(path, Manner::Private, |out| out.write_all(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_read_back_and_nonsense_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/a.json");
        assert_eq!(read::<Vec<String>>(&path).unwrap(), None);
        let add = |more: &'static str| {
            move |known: Option<Vec<String>>| {
                known.into_iter().flatten().chain([more.to_owned()]).collect()
            }
        };
        write(&path, add("tiktok")).unwrap();
        assert_eq!(read::<Vec<String>>(&path).unwrap(), Some(vec!["tiktok".to_owned()]));
        write(&path, add("influence")).unwrap();
        assert_eq!(read::<Vec<String>>(&path).unwrap().unwrap(), ["tiktok", "influence"]);
        assert_eq!(read::<u32>(&path).unwrap(), None);
        for nonsense in ["", "{", r#"{"format":"renvoi-session/9","state":["x"]}"#] {
            fs::write(&path, nonsense).unwrap();
            assert_eq!(read::<Vec<String>>(&path).unwrap(), None, "{nonsense}");
        }
        assert!(read::<u32>(folder.path()).is_err());
    }
}

//! A note in the reader's own editor.
//!
//! The editor is started with its arguments as they stand in `VISUAL` or `EDITOR`, parted at
//! spaces, and no shell. The file has no eyes but the reader's, and goes when it was read.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use crate::save::{self, Manner};

/// The longest note that is taken in, in bytes.
const MOST: usize = 1 << 20;

/// The reader's editor, and where a note waits for it.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The program and its arguments.
    pub words: Vec<String>,
    /// The file of the note.
    pub file: PathBuf,
}

impl Editor {
    /// Lets a note be written; none where the editor ended with an error.
    ///
    /// # Errors
    /// The file cannot be written or read, or the editor is not there.
    pub(super) fn write(&self, text: &str) -> io::Result<Option<String>> {
        save::write(&self.file, Manner::Private, |out| out.write_all(text.as_bytes()))?;
        let edited = self.run();
        let read = edited.and_then(|done| {
            let text = if done { Some(fs::read_to_string(&self.file)?) } else { None };
            Ok(text.map(|mut text| {
                text.truncate(text.floor_char_boundary(MOST));
                text
            }))
        });
        // Nothing of the note stays behind; where it does, the note itself is kept all the same.
        let _ = fs::remove_file(&self.file);
        read
    }

    fn run(&self) -> io::Result<bool> {
        let (program, arguments) =
            self.words.split_first().ok_or(io::Error::from(io::ErrorKind::NotFound))?;
        Ok(Command::new(program).args(arguments).arg(&self.file).status()?.success())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn editor(words: &[&str], folder: &tempfile::TempDir) -> Editor {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Editor { words, file: folder.path().join("below/note.txt") }
    }

    #[test]
    fn what_the_editor_leaves_is_the_note() {
        let folder = tempfile::tempdir().unwrap();
        let sed = editor(&["sed", "-i", "s/one/two/"], &folder);
        assert_eq!(
            sed.write("one\nmore").unwrap().as_deref().map(str::trim_end),
            Some("two\nmore")
        );
        assert!(!sed.file.exists(), "nothing stays behind");
        assert_eq!(
            editor(&["true", "; touch x"], &folder).write("as it is").unwrap().as_deref(),
            Some("as it is")
        );
        assert_eq!(editor(&["false"], &folder).write("one").unwrap(), None, "given up");
        assert!(editor(&["renvoi-no-such-editor"], &folder).write("one").is_err());
        assert!(editor(&[], &folder).write("one").is_err());
    }
}

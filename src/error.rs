//! What can fail, and the exit code of each way a run ends.
//!
//! Imports [`crate::corpus`], [`crate::lang`] and [`crate::words`].
//!
//! Odd thing worth knowing: a closed pipe is no failure. The reader has seen enough.

use std::io;
use std::process::ExitCode;

use crate::corpus::{ReadError, ReadErrorKind};
use crate::lang::Lang;
use crate::words::{Signs, clean};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// Found, or done.
    Done = 0,
    /// Nothing matched.
    Nothing = 1,
    /// The arguments say nothing that can be done.
    Usage = 2,
    /// The data has errors.
    Data = 3,
    /// A file is missing or cannot be read.
    Unreadable = 4,
    /// Writing failed.
    Unwritten = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What ended a run early.
#[derive(Debug)]
pub enum Error {
    /// The arguments contradict each other or the data; the sentence says how.
    Usage(String),
    /// A file is no data of the kind that is asked for; the sentence says where and why.
    Unfit(String),
    /// A file cannot be read, or is too large to be.
    Read(ReadError),
    /// The answer cannot be written.
    Unwritten(io::Error),
    /// A file is not written because it may not be replaced; the sentence says so.
    Refused(String),
    #[cfg(feature = "documents")]
    /// A document cannot be opened.
    Document {
        /// Its name.
        name: String,
        /// Why, in English and in French.
        why: [String; 2],
        /// Whether it is too large to be opened at all.
        too_large: bool,
    },
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Unwritten(error.into())
    }
}

impl Error {
    /// The exit code.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Unfit(_) => Exit::Data,
            Self::Read(error) if error.kind == ReadErrorKind::TooLarge => Exit::Data,
            Self::Read(error) if error.kind == ReadErrorKind::Unkept => Exit::Unwritten,
            Self::Unwritten(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Self::Read(_) => Exit::Unreadable,
            Self::Unwritten(_) | Self::Refused(_) => Exit::Unwritten,
            #[cfg(feature = "documents")]
            Self::Document { too_large: true, .. } => Exit::Data,
            #[cfg(feature = "documents")]
            Self::Document { .. } => Exit::Unreadable,
        }
    }

    /// One line that says what happened; none for a closed pipe.
    #[must_use]
    pub fn sentence(&self, lang: Lang, signs: Signs) -> Option<String> {
        let sentence = match self {
            Self::Usage(sentence) | Self::Unfit(sentence) | Self::Refused(sentence) => {
                sentence.clone()
            }
            Self::Read(error) => clean(error.text(lang)).into_owned(),
            Self::Unwritten(_) if self.exit() == Exit::Done => return None,
            Self::Unwritten(reason) => format!(
                "{}{}",
                lang.pick("the answer was not written: ", "la réponse n’a pas été écrite\u{a0}: "),
                clean(&lang.reason(reason))
            ),
            #[cfg(feature = "documents")]
            Self::Document { name, why: [en, fr], .. } => {
                format!("{}{}{}", clean(name), lang.pick(": ", "\u{a0}: "), lang.pick(en, fr))
            }
        };
        let name = lang.pick("renvoi: ", "renvoi\u{a0}: ");
        Some(signs.own(&format!("{name}{sentence}")).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_silent_and_done() {
        let error = Error::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(error.exit(), Exit::Done);
        assert_eq!(error.sentence(Lang::En, Signs::new(false)), None);
    }

    #[test]
    fn every_failure_has_its_code_and_its_sentence() {
        let full = Error::from(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(full.exit() as u8, 5);
        let sentence = full.sentence(Lang::Fr, Signs::new(true)).unwrap();
        assert!(sentence.starts_with("renvoi : la réponse n'a pas été écrite : "), "{sentence}");
        #[cfg(feature = "documents")]
        {
            let locked = Error::Document {
                name: "a.pdf".into(),
                why: ["locked".into(), "fermé".into()],
                too_large: false,
            };
            assert_eq!(locked.exit() as u8, 4);
        }
        let usage = Error::Usage("no".into());
        assert_eq!(usage.exit() as u8, 2);
        assert_eq!(usage.sentence(Lang::En, Signs::new(false)).unwrap(), "renvoi: no");
    }
}

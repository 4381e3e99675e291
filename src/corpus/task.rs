//! What takes a while on the way from files to a compiled corpus, told to whoever looks on.
//!
//! Imports nothing of the crate.

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Files that are too large for memory are put aside.
    Copying,
    /// A file that is one JSON object is looked over: of its bytes nobody knows how many are done.
    Looking,
    /// Records are read from what the files hold.
    Records,
    /// What statements mean together is looked at.
    Checking,
    /// What each page and each subject holds is gathered.
    Pages,
    /// Statements are read over for their words.
    Words,
    /// Who holds each word is gathered.
    Lists,
    /// What was gathered is written.
    Writing,
    /// Statements are written.
    Statements,
}

impl Task {
    /// Whether it is counted in bytes; the others are in statements, and lists in their entries.
    #[must_use]
    pub const fn is_in_bytes(self) -> bool {
        matches!(self, Self::Copying | Self::Looking | Self::Records | Self::Writing)
    }
}

/// Hears how much of how much is done; of 0 where nobody knows how much there is.
pub type Told<'a> = &'a dyn Fn(Task, usize, usize);

/// Nobody looks on.
pub const UNTOLD: Told<'static> = &|_, _, _| {};

/// From time to time it is told how many are done: after so many.
pub const OFTEN: usize = 4096;

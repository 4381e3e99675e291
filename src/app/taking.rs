//! What is taken away: a source to open, the way a copy went, what is written.

use crate::query::Record;

/// A source to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The file that the data names.
    pub file: Option<String>,
    /// The address that the data names.
    pub url: Option<String>,
    /// The physical page.
    pub page: Option<u32>,
}

/// By which way a text was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Handed to the terminal, which may or may not take it.
    Terminal,
    /// Taken by a program of the system.
    System,
    /// Written to this file.
    File(String),
    /// Not at all: too long for a terminal, and no file can be written.
    Nowhere,
}

/// What is written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// These records.
    Records(Vec<Record>),
    /// Every statement of the list. There may be millions: they are named while they are written.
    Statements,
}

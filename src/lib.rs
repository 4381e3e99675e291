//! renvoi: who says what in a report, and on which pages.
//!
//! Data flows one way, and imports follow it:
//!
//! ```text
//! JSON ──> corpus ──> index ──> query ──> app ──> view ──> tui ──> main
//!                        └────────┴──> cli, export
//! ```
//!
//! [`words`] holds the words that the command line and the browser share; [`surroundings`] what
//! is read once of the surroundings; [`error`] what can fail and with which exit code.
//! [`compiled`] is a corpus made ready on disk, [`disk`] rows of numbers there or in memory.
//! [`review`] reads drafts over. [`config`] is what may be set, [`keep`] what a reader keeps; [`save`] writes a file whole or
//! not at all, [`stable`] is the hash that knows a text again.

pub mod app;
#[cfg(feature = "tui")]
pub mod browse;
pub mod cli;
pub mod command;
pub mod compiled;
pub mod config;
pub mod corpus;
pub mod disk;
pub mod error;
pub mod export;
#[cfg(feature = "documents")]
pub mod import;
pub mod index;
pub mod keep;
pub mod lang;
mod markup;
mod order;
pub mod query;
pub mod review;
pub mod save;
pub mod stable;
pub mod surroundings;
#[cfg(feature = "tui")]
pub mod tui;
#[cfg(feature = "tui")]
pub mod view;
pub mod words;

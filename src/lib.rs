//! renvoi: who says what in a report, and on which pages.
//!
//! Data flows one way, and imports follow it:
//!
//! ```text
//! JSON ──> corpus ──> index ──> query ──> app ──> view ──> tui ──> main
//!                        └────────┴──> cli
//! ```
//!
//! [`words`] holds the words that the command line and the browser share; [`surroundings`] what
//! is read once of the surroundings; [`error`] what can fail and with which exit code.

pub mod app;
#[cfg(feature = "tui")]
pub mod browse;
pub mod cli;
pub mod command;
pub mod corpus;
pub mod error;
pub mod import;
pub mod index;
pub mod lang;
pub mod query;
pub mod surroundings;
#[cfg(feature = "tui")]
pub mod tui;
#[cfg(feature = "tui")]
pub mod view;
pub mod words;

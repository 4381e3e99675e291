//! renvoi: who says what in a report, and on which pages.
//!
//! Data flows one way, and imports follow it:
//!
//! ```text
//! JSON ──> corpus ──> index ──> query ──> app ──> view ──> tui ──> main
//!                        └────────┴──> cli
//! ```

pub mod app;
pub mod command;
pub mod corpus;
pub mod index;
pub mod lang;
pub mod query;
#[cfg(feature = "tui")]
pub mod tui;
#[cfg(feature = "tui")]
pub mod view;
pub mod words;

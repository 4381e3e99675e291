//! Documents in: one room a format, what stands on their pages, and the drafts they give.
//!
//! Imports [`crate::corpus`], [`crate::query`], [`crate::words`] and [`crate::lang`]; nothing
//! of the browser.
//!
//! Odd thing worth knowing: no document is ever read in this process. See [`guard`].

pub mod archive;
pub mod article;
pub mod build;
pub mod finder;
pub mod guard;
pub mod limits;
pub mod names;
pub mod open;
pub mod pdf;
pub mod pdftotext;
pub mod propose;
pub mod prose;
pub mod source;

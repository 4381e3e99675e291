//! What the browser knows and does, without a terminal.
//!
//! A [`Message`] changes the [`Model`] through [`update`](update::update), which
//! returns [`Effect`]s for the terminal to perform. Imports [`crate::command`],
//! [`crate::corpus`], [`crate::index`], [`crate::query`] and [`crate::words`];
//! nothing here reads a clock, a file or the environment.
//!
//! Odd thing worth knowing: what is chosen is an identity (a topic, a page);
//! rows are derived from it at the end of every update, in [`rows`] alone.

pub mod angle;
mod answers;
pub mod bars;
pub mod card;
pub mod env;
pub mod found;
pub mod help;
pub mod history;
pub mod info;
pub mod layout;
pub mod list;
pub mod model;
pub mod mouse;
pub mod note;
pub mod reread;
pub mod review;
pub mod ribbon;
pub mod rows;
pub mod standing;
pub mod start;
pub mod styled;
mod syllables;
mod taking;
pub mod text;
pub mod update;
pub mod views;

pub use answers::{Awaiting, Sought, asks, searching};
pub use card::{Card, CardLine};
pub use env::{Choices, Data, Env};
pub use history::{History, Place};
pub use layout::{Area, Class, Regions, Size, regions};
pub use model::{
    Effect, Field, FindBox, Layer, Lens, List, Menu, Message, Model, Notice, Pane, Pin, Reference,
    Row, Shown, Sort, Tie, Wrap,
};
pub use mouse::{Mouse, MouseKind};
pub use standing::Standing;
pub use styled::{Line, Role, Span};
pub use update::update;
pub use views::{Change, View, ViewsBox};

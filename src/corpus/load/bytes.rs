//! What a file holds, shared with the texts that are cut from it.
//!
//! Imports the texts of the corpus.

use std::ops::Deref;
use std::sync::Arc;

use crate::corpus::text::Shared;
use crate::disk::Column;

/// Bytes that are held once: by the input and by the corpus that is read from it.
#[derive(Clone, Debug)]
pub struct Bytes(Held);

#[derive(Clone, Debug)]
enum Held {
    /// They are text.
    Text(Shared),
    /// They are not, or not all of them.
    Other(Arc<Vec<u8>>),
    /// They are too many for memory.
    Mapped(Column<u8>),
}

impl Bytes {
    /// The text that they are, to be shared.
    pub(in crate::corpus) fn shared(&self) -> Option<&Shared> {
        match &self.0 {
            Held::Text(text) => Some(text),
            Held::Other(_) | Held::Mapped(_) => None,
        }
    }

    /// Whether they are not in memory.
    #[must_use]
    pub const fn are_mapped(&self) -> bool {
        matches!(self.0, Held::Mapped(_))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Held::Text(text) => text.text().as_bytes(),
            Held::Other(bytes) => bytes,
            Held::Mapped(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(error) => Self(Held::Other(Arc::new(error.into_bytes()))),
        }
    }
}

impl From<Column<u8>> for Bytes {
    fn from(bytes: Column<u8>) -> Self {
        Self(Held::Mapped(bytes))
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        Self(Held::Text(Shared::new(text)))
    }
}

impl From<&'static str> for Bytes {
    fn from(text: &'static str) -> Self {
        Self(Held::Text(Shared::new(text)))
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Bytes {}

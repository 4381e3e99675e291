//! From which side the lists are looked at, and in which order.

use serde::{Deserialize, Serialize};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Most pages first for trends, first page for experts, page for statements.
    #[default]
    Usual,
    /// By name; statements by their expert's.
    Name,
    /// By first page for trends, most statements first for experts, topic for statements.
    Page,
    /// As in the file.
    File,
}

impl Sort {
    /// The order after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Usual => Self::Name,
            Self::Name => Self::Page,
            Self::Page => Self::File,
            Self::File => Self::Usual,
        }
    }
}

/// Which dimension leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lens {
    /// Trend, then expert, statement, page.
    #[default]
    Trend,
    /// Expert, then trend, statement, page.
    Expert,
    /// Page, then trend, expert, statement.
    Page,
}

impl Lens {
    /// The lens after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Trend => Self::Expert,
            Self::Expert => Self::Page,
            Self::Page => Self::Trend,
        }
    }
}

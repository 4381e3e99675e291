//! From which side the lists are looked at, in which order, and how texts are wrapped.

use serde::{Deserialize, Serialize};

use super::model::Pane;
use crate::lang::Lang;

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

    /// The order of a pane in words.
    #[must_use]
    pub fn words(self, pane: Pane, reverse: bool, lang: Lang) -> String {
        let name = match (pane, self) {
            (_, Self::File) => lang.pick("as in the file", "comme dans le fichier"),
            (Pane::Trends, Self::Usual) => lang.pick("most pages first", "les plus citées d’abord"),
            (Pane::Experts, Self::Usual) | (Pane::Trends, Self::Page) => {
                lang.pick("by first page", "par première page")
            }
            (Pane::Trends | Pane::Experts, Self::Name) => lang.pick("by name", "par nom"),
            (Pane::Experts, Self::Page) => {
                lang.pick("most statements first", "le plus de propos d’abord")
            }
            (_, Self::Usual) => lang.pick("by page", "par page"),
            (_, Self::Name) => lang.pick("by expert", "par expert"),
            (_, Self::Page) => lang.pick("by trend", "par tendance"),
        };
        let round = if reverse { lang.pick(", reversed", ", inversé") } else { "" };
        format!("{name}{round}")
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

/// How texts are wrapped for reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrap {
    /// No wider than a book, words divided where the pane is narrow.
    #[default]
    Usual,
    /// No wider than a book, every word whole.
    Whole,
    /// As wide as the pane.
    Full,
}

/// The widest a line is read with ease, in cells.
const MEASURE: usize = 84;
/// Narrower than this, whole words leave lines too ragged, in cells.
const NARROW: usize = 60;

impl Wrap {
    /// The way after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Usual => Self::Whole,
            Self::Whole => Self::Full,
            Self::Full => Self::Usual,
        }
    }

    /// How wide a text is in a pane of `width` cells.
    #[must_use]
    pub fn measure(self, width: usize) -> usize {
        if self == Self::Full { width } else { width.min(MEASURE) }
    }

    /// Whether words are divided in a pane of `width` cells.
    #[must_use]
    pub fn divides(self, width: usize) -> bool {
        self != Self::Whole && width < NARROW
    }
}

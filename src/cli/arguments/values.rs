//! The words that options take.

use clap::ValueEnum;

use crate::export::Format;
use crate::lang::Lang;

/// What to do with the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Cached {
    /// List what is in it.
    List,
    /// Take away what is of no use any more.
    Prune,
}

#[cfg(feature = "documents")]
/// Another program that reads a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExtractorKind {
    /// Poppler's.
    Pdftotext,
}

#[cfg(feature = "documents")]
/// A kind of document as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentKind {
    /// PDF.
    Pdf,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// EPUB.
    Epub,
    /// DOCX.
    Docx,
}

/// A language as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// English.
    En,
    /// French.
    Fr,
}

impl From<Tongue> for Lang {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::En => Self::En,
            Tongue::Fr => Self::Fr,
        }
    }
}

/// A theme of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// What suits the terminal.
    Auto,
    /// The sixteen colours of the terminal.
    Terminal,
    /// For a dark ground.
    Dark,
    /// For a light ground.
    Light,
    /// For a black ground, with more contrast.
    ContrastDark,
    /// For a white ground, with more contrast.
    ContrastLight,
    /// No colour.
    Mono,
}

impl Theme {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Terminal => "terminal",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::ContrastDark => "contrast-dark",
            Self::ContrastLight => "contrast-light",
            Self::Mono => "mono",
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people.
    #[default]
    Table,
    /// One record a line, columns apart by tabs.
    Plain,
    /// JSON.
    Json,
}

/// The name of a form or of an export's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "each is the form or the format of that name")]
pub enum Kind {
    Table,
    Plain,
    Json,
    Csv,
    Tsv,
    Md,
    Jsonl,
    Bibtex,
    CslJson,
}

impl Kind {
    /// The form that answers take: the original texts for what is JSON.
    #[must_use]
    pub const fn form(self) -> Form {
        match self {
            Self::Json | Self::Jsonl | Self::CslJson => Form::Json,
            Self::Plain => Form::Plain,
            _ => Form::Table,
        }
    }

    /// The format of an export, where it is one.
    #[must_use]
    pub const fn export(self) -> Option<Format> {
        Some(match self {
            Self::Table | Self::Plain => return None,
            Self::Json => Format::Json,
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
            Self::Md => Format::Markdown,
            Self::Jsonl => Format::JsonLines,
            Self::Bibtex => Format::Bibtex,
            Self::CslJson => Format::CslJson,
        })
    }

    /// Whether every answer can take this form.
    #[must_use]
    pub const fn is_form(self) -> bool {
        matches!(self, Self::Table | Self::Plain | Self::Json)
    }
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Topics.
    #[value(alias = "trends", alias = "tendances")]
    Topics,
    /// Experts.
    Experts,
    /// Statements.
    #[value(alias = "propos")]
    Statements,
    /// Pages that something refers to.
    Pages,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// By first page, none last.
    Page,
    /// Most pages first.
    Pages,
    /// By name or text.
    Name,
    /// By rank in the source's announced list, topics only.
    Announced,
    /// As in the file.
    File,
}

/// The answers that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "each is the subcommand of that name")]
pub enum Schema {
    Lookup,
    Search,
    Page,
    List,
    Stats,
    Validate,
    Check,
    Compile,
    Cache,
    #[cfg(feature = "documents")]
    Find,
    #[cfg(feature = "documents")]
    Import,
    Keys,
    Export,
    Config,
    Doctor,
}

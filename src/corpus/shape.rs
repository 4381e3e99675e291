//! What a corpus file may hold: the fields of each kind of record, the values they
//! take, and which of them a record needs.
//!
//! Imports nothing of the crate. The records of [`super::file`] and the JSON Schema
//! say the same in their own way; tests hold the three together.

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A report.
    Report,
    /// A source.
    Source,
    /// A topic.
    Topic,
    /// An expert.
    Expert,
    /// A statement.
    Statement,
    /// A citation.
    Citation,
    /// The text of a page.
    PageText,
}

impl Kind {
    /// Every kind, in the order of the file.
    pub const ALL: [Self; 7] = [
        Self::Report,
        Self::Source,
        Self::Topic,
        Self::Expert,
        Self::Statement,
        Self::Citation,
        Self::PageText,
    ];

    /// The word in `"record"` of a JSON Lines file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Source => "source",
            Self::Topic => "topic",
            Self::Expert => "expert",
            Self::Statement => "statement",
            Self::Citation => "citation",
            Self::PageText => "page_text",
        }
    }

    /// The array that holds the records.
    #[must_use]
    pub const fn array(self) -> &'static str {
        match self {
            Self::Report => "reports",
            Self::Source => "sources",
            Self::Topic => "topics",
            Self::Expert => "experts",
            Self::Statement => "statements",
            Self::Citation => "citations",
            Self::PageText => "page_texts",
        }
    }

    /// The name of the kind in English and in French.
    #[must_use]
    pub const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Report => ("report", "rapport"),
            Self::Source => ("source", "source"),
            Self::Topic => ("topic", "tendance"),
            Self::Expert => ("expert", "expert"),
            Self::Statement => ("statement", "propos"),
            Self::Citation => ("citation", "citation"),
            Self::PageText => ("page text", "texte de page"),
        }
    }

    /// The fields of a record.
    #[must_use]
    pub const fn fields(self) -> &'static Fields {
        match self {
            Self::Report => &REPORT,
            Self::Source => &SOURCE,
            Self::Topic => &TOPIC,
            Self::Expert => &EXPERT,
            Self::Statement => &STATEMENT,
            Self::Citation => &CITATION,
            Self::PageText => &PAGE_TEXT,
        }
    }
}

/// The value that a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A whole number between two bounds.
    Whole(i64, i64),
    /// A number between 0 and 1.
    Fraction,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// An object.
    Object(&'static Fields),
    /// A text, or an object.
    TextOr(&'static Fields),
}

/// The fields of an object.
#[derive(Debug)]
pub struct Fields {
    /// Every field that is known.
    pub known: &'static [(&'static str, Shape)],
    /// Those that may not be missing.
    pub required: &'static [&'static str],
}

impl Fields {
    /// The shape of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Shape> {
        self.known.iter().find_map(|&(known, shape)| (known == name).then_some(shape))
    }

    /// The names of the fields.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let known = self.known;
        known.iter().map(|&(name, _)| name)
    }
}

/// The greatest number that a count may be.
const MANY: i64 = u32::MAX as i64;
/// A number from 1.
const COUNT: Shape = Shape::Whole(1, MANY);
/// A number from 0.
const NATURAL: Shape = Shape::Whole(0, MANY);
/// A list of texts.
const TEXTS: Shape = Shape::List(&Shape::Text);

/// The head of a file, arrays apart.
pub static HEADER: Fields = Fields {
    known: &[("format", Shape::Text), ("title", Shape::Text), ("language", Shape::Text)],
    required: &["format"],
};

/// Translations.
pub static LOCALISED: Fields =
    Fields { known: &[("fr", Shape::Text), ("en", Shape::Text)], required: &[] };

/// An alias, written out.
pub static ALIAS: Fields =
    Fields { known: &[("form", Shape::Text), ("reason", Shape::Text)], required: &["form"] };

/// A place in a source's text.
pub static POSITION: Fields = Fields {
    known: &[
        ("source", Shape::Text),
        ("line", COUNT),
        ("start", NATURAL),
        ("end", NATURAL),
        ("exact", Shape::Text),
    ],
    required: &["source", "line", "start", "end", "exact"],
};

/// A run printed with `f` or `ff`.
pub static MARK: Fields = Fields {
    known: &[("from", NATURAL), ("to", NATURAL), ("suffix", Shape::Text)],
    required: &["from", "to", "suffix"],
};

/// A page reference. Page 0 is let through here: it is reported as a page.
pub static PAGES: Fields = Fields {
    known: &[
        ("printed", Shape::Text),
        ("list", Shape::List(&NATURAL)),
        ("marks", Shape::List(&Shape::Object(&MARK))),
        ("inherited", Shape::Flag),
        ("absent", Shape::OneOf(&["not printed", "unknown"])),
    ],
    required: &["printed", "list"],
};

/// What a topic means.
pub static DEFINITION: Fields = Fields {
    known: &[
        ("text", Shape::Text),
        ("texts", Shape::Object(&LOCALISED)),
        ("position", Shape::Object(&POSITION)),
    ],
    required: &["text"],
};

/// A relation between two topics.
pub static TOPIC_RELATION: Fields = Fields {
    known: &[
        ("kind", Shape::OneOf(&["replaces", "less-cited-than"])),
        ("target", Shape::Text),
        ("position", Shape::Object(&POSITION)),
    ],
    required: &["kind", "target"],
};

/// A relation between two statements.
pub static RELATION: Fields = Fields {
    known: &[
        ("kind", Shape::OneOf(&["agrees", "nuances", "contradicts", "continues"])),
        ("target", Shape::Text),
        ("position", Shape::Object(&POSITION)),
    ],
    required: &["kind", "target"],
};

static REPORT: Fields = Fields {
    known: &[
        ("id", Shape::Text),
        ("title", Shape::Text),
        ("pages", COUNT),
        ("publisher", Shape::Text),
        ("year", Shape::Whole(i32::MIN as i64, i32::MAX as i64)),
        ("language", Shape::Text),
        ("url", Shape::Text),
        ("file", Shape::Text),
        ("series", Shape::Text),
        ("labels", TEXTS),
    ],
    required: &["id", "title", "pages"],
};

static SOURCE: Fields = Fields {
    known: &[
        ("id", Shape::Text),
        ("kind", Shape::OneOf(&["article", "report", "transcript", "index"])),
        ("title", Shape::Text),
        ("publisher", Shape::Text),
        ("author", Shape::Text),
        ("date", Shape::Text),
        ("url", Shape::Text),
        ("file", Shape::Text),
        ("about", Shape::Text),
        ("language", Shape::Text),
    ],
    required: &["id", "kind", "title"],
};

static TOPIC: Fields = Fields {
    known: &[
        ("id", Shape::Text),
        ("name", Shape::Text),
        ("names", Shape::Object(&LOCALISED)),
        ("aliases", Shape::List(&Shape::TextOr(&ALIAS))),
        (
            "kind",
            Shape::OneOf(&["trend", "platform", "theme", "practice", "organisation", "other"]),
        ),
        ("definition", Shape::Object(&DEFINITION)),
        ("broader", Shape::Text),
        ("related", TEXTS),
        ("see", Shape::Text),
        ("announced", COUNT),
        ("relations", Shape::List(&Shape::Object(&TOPIC_RELATION))),
    ],
    required: &["id", "name"],
};

static EXPERT: Fields = Fields {
    known: &[
        ("id", Shape::Text),
        ("name", Shape::Text),
        ("aliases", Shape::List(&Shape::TextOr(&ALIAS))),
        ("role", Shape::Text),
        ("organisation", Shape::Text),
        ("part", Shape::OneOf(&["contributor", "organiser", "cited only"])),
        ("collective", Shape::Flag),
    ],
    required: &["id", "name"],
};

static STATEMENT: Fields = Fields {
    known: &[
        ("id", Shape::Text),
        ("kind", Shape::OneOf(&["quote", "paraphrase", "mention", "summary"])),
        ("text", Shape::Text),
        ("texts", Shape::Object(&LOCALISED)),
        ("quote", Shape::Text),
        ("voice", Shape::OneOf(&["expert", "author", "report"])),
        ("experts", TEXTS),
        ("via", TEXTS),
        ("topics", TEXTS),
        ("report", Shape::Text),
        ("pages", Shape::Object(&PAGES)),
        ("stance", Shape::Text),
        ("relations", Shape::List(&Shape::Object(&RELATION))),
        ("position", Shape::Object(&POSITION)),
        ("certainty", Shape::OneOf(&["certain", "probable", "unknown"])),
        ("draft", Shape::Flag),
        ("rule", Shape::Text),
        ("confidence", Shape::Fraction),
    ],
    required: &["id", "kind", "text"],
};

static CITATION: Fields = Fields {
    known: &[
        ("topic", Shape::Text),
        ("expert", Shape::Text),
        ("report", Shape::Text),
        ("pages", Shape::Object(&PAGES)),
        ("position", Shape::Object(&POSITION)),
        ("draft", Shape::Flag),
        ("rule", Shape::Text),
        ("confidence", Shape::Fraction),
    ],
    required: &["report", "pages"],
};

static PAGE_TEXT: Fields = Fields {
    known: &[
        ("report", Shape::Text),
        ("page", NATURAL),
        ("text", Shape::Text),
        ("label", Shape::Text),
        ("status", Shape::OneOf(&["text", "scanned", "unreadable", "failed"])),
    ],
    required: &["report", "page"],
};

//! What a page list is drafted by: how its theme was found, and how often that is right.

/// How the theme of some pages was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ground {
    /// It stands before them and nothing else does, as in an index: `Trams: p. 3, 5`.
    Line,
    /// The heading above them names it, and nothing else stands there.
    Heading,
    /// A row or a block begins with it: `Trams (pp. 4–10)`.
    Begins,
    /// It is a work of a reading list.
    Work,
    /// It stands right before the brackets with the pages.
    Bracket,
    /// A verb leads from it to them, or the sentence gives it them in another way.
    Sentence,
    /// The sentence begins with it.
    Head,
    /// A note at the foot names it.
    Note,
    /// The sentence before speaks of it.
    Before,
    /// It stands right below them.
    Page,
    /// The question before asks for it.
    Asked,
    /// The heading above the sentence names it.
    Below,
    /// It only stands near them.
    #[default]
    Near,
}

impl Ground {
    /// That of the two which is right less often: a list that both gave is no better.
    pub(super) fn weaker(self, other: Self) -> Self {
        if other.rule().1 < self.rule().1 { other } else { self }
    }

    /// The rule, as the file names it, and its confidence: how often it was right in articles that nobody
    /// had looked at when the rules were written, where it was used ten times or more; else a guess.
    pub(super) const fn rule(self) -> (&'static str, f64) {
        match self {
            Self::Line => ("X: p N", 0.9),
            Self::Heading => ("pages below a heading", 0.9),
            Self::Begins => ("X first", 0.8),
            Self::Work => ("a work of a list", 0.8),
            Self::Bracket => ("X [p N]", 0.75),
            Self::Sentence => ("X is on p N", 0.85),
            Self::Head => ("head of the sentence", 0.7),
            Self::Note => ("a note at the foot", 0.8),
            Self::Before => ("theme before", 0.5),
            Self::Page => ("X below p N", 0.6),
            Self::Asked => ("theme of the question", 0.5),
            Self::Below => ("theme of the heading", 0.5),
            Self::Near => ("words near the pages", 0.5),
        }
    }
}

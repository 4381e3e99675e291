//! The values of `kind:`, in both languages.

use super::fold;
use crate::corpus::StatementKind;
use crate::index::Link;

/// What a record is, or how it points to what it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Kind {
    /// A topic.
    Topic,
    /// An expert.
    Expert,
    /// A statement.
    Statement,
    /// A page.
    Page,
    /// A statement of this kind.
    Of(StatementKind),
    /// A statement or a page that points in this way.
    By(Link),
}

/// Words, folded, and what they mean. A summary is one by kind and by link.
const KINDS: [(&str, Kind); 25] = [
    ("topic", Kind::Topic),
    ("trend", Kind::Topic),
    ("tendance", Kind::Topic),
    ("sujet", Kind::Topic),
    ("theme", Kind::Topic),
    ("expert", Kind::Expert),
    ("experte", Kind::Expert),
    ("statement", Kind::Statement),
    ("propos", Kind::Statement),
    ("declaration", Kind::Statement),
    ("page", Kind::Page),
    ("quote", Kind::Of(StatementKind::Quote)),
    ("citation", Kind::Of(StatementKind::Quote)),
    ("paraphrase", Kind::Of(StatementKind::Paraphrase)),
    ("mention", Kind::Of(StatementKind::Mention)),
    ("summary", Kind::Of(StatementKind::Summary)),
    ("resume", Kind::Of(StatementKind::Summary)),
    ("said", Kind::By(Link::Said)),
    ("dit", Kind::By(Link::Said)),
    ("attribue", Kind::By(Link::Said)),
    ("listed", Kind::By(Link::Listed)),
    ("liste", Kind::By(Link::Listed)),
    ("listee", Kind::By(Link::Listed)),
    ("via", Kind::By(Link::Via)),
    ("rapporte", Kind::By(Link::Via)),
];

impl Kind {
    /// Reads a value; a plural `s` makes no difference.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        let is = |word: &str| KINDS.iter().find(|(known, _)| *known == word).map(|&(_, kind)| kind);
        is(&folded).or_else(|| folded.strip_suffix('s').and_then(is))
    }
}

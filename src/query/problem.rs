//! Why a part of a query was not understood, in both languages.
//!
//! Imports [`crate::lang`].

use std::ops::Range;

use crate::lang::Lang;

/// A part of a query that is left out, or that can match nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands in the text as typed, in bytes.
    pub span: Range<usize>,
    reason: Reason,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// This is not a page.
    NotAPage(String),
    /// This run of pages ends before it starts.
    Backward(String),
    /// This is not a kind.
    NotAKind(String),
    /// Nothing follows the name of a field.
    NoValue,
    /// There are no marks or notes to match.
    NoMarks,
}

impl Problem {
    pub(super) const fn new(span: Range<usize>, reason: Reason) -> Self {
        Self { span, reason }
    }

    /// One sentence that says what is wrong and what is made of it.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        match (&self.reason, lang) {
            (Reason::NotAPage(text), Lang::En) => format!("“{text}” is not a page: ignored."),
            (Reason::NotAPage(text), Lang::Fr) => {
                format!("«\u{a0}{text}\u{a0}» n’est pas une page\u{a0}: ignoré.")
            }
            (Reason::Backward(text), Lang::En) => {
                format!("“{text}” ends before it starts: ignored.")
            }
            (Reason::Backward(text), Lang::Fr) => {
                format!("«\u{a0}{text}\u{a0}» finit avant de commencer\u{a0}: ignoré.")
            }
            (Reason::NotAKind(text), Lang::En) => format!(
                "“{text}” is not a kind (topic, expert, statement, page, quote, paraphrase, \
                 mention, summary, said, listed, via): ignored."
            ),
            (Reason::NotAKind(text), Lang::Fr) => format!(
                "«\u{a0}{text}\u{a0}» n’est pas un type (tendance, expert, propos, page, citation, \
                 paraphrase, mention, résumé, dit, listé, via)\u{a0}: ignoré."
            ),
            (Reason::NoValue, Lang::En) => "Nothing follows the colon: ignored.".to_owned(),
            (Reason::NoValue, Lang::Fr) => "Rien ne suit les deux-points\u{a0}: ignoré.".to_owned(),
            (Reason::NoMarks, Lang::En) => {
                "There are no marks or notes yet: nothing matches.".to_owned()
            }
            (Reason::NoMarks, Lang::Fr) => {
                "Il n’y a encore ni marque ni note\u{a0}: rien ne correspond.".to_owned()
            }
        }
    }
}

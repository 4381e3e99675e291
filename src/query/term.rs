//! From typed text to terms.
//!
//! Imports [`super::fold`].

use super::fold::{Folded, accented, tokens};
use super::spelling::has_digit;

/// One word that must be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The folded word.
    pub(super) text: String,
    /// Its length in letters.
    pub(super) letters: usize,
    /// Whether it holds a digit.
    pub(super) digits: bool,
    /// The word as typed, where its accents say more than the folded one.
    pub(super) accented: Option<String>,
    /// The page that it may mean.
    pub(super) page: Option<u32>,
}

impl Term {
    /// A folded word as a term.
    pub(super) fn plain(text: &str) -> Self {
        let number = text.strip_prefix("pp").or_else(|| text.strip_prefix('p')).unwrap_or(text);
        Self {
            letters: text.chars().count(),
            digits: has_digit(text),
            accented: None,
            page: number.parse().ok(),
            text: text.to_owned(),
        }
    }

    /// Two terms written as one word.
    pub(super) fn joined(&self, next: &Self) -> Self {
        Self::plain(&format!("{}{}", self.text, next.text))
    }
}

/// The terms of a typed text.
///
/// Elided articles and the `p` of a page number are no terms of their own.
pub(super) fn terms(typed: &str) -> Vec<Term> {
    let folded = Folded::new(typed);
    let tokens: Vec<_> = tokens(folded.text()).collect();
    let mut terms = Vec::with_capacity(tokens.len());
    for (place, token) in tokens.iter().enumerate() {
        let sign = matches!(token.text, "p" | "pp" | "page" | "pages")
            && tokens
                .get(place + 1)
                .is_some_and(|next| next.text.bytes().all(|byte| byte.is_ascii_digit()));
        if token.elided || sign {
            continue;
        }
        let mut term = Term::plain(token.text);
        let written = accented(&typed[folded.original(token.range.clone())]);
        term.accented = (written != term.text).then_some(written);
        terms.push(term);
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_becomes_terms() {
        let read = |typed: &str| -> Vec<String> {
            terms(typed).into_iter().map(|term| term.text).collect()
        };
        assert_eq!(read("  Fake-News  tik "), ["fake", "news", "tik"]);
        assert_eq!(read("l’influence"), ["influence"]);
        assert_eq!(read("l'"), ["l"]);
        assert_eq!(read("l"), ["l"]);
        assert_eq!(read("p.22 p 8 page 9"), ["22", "8", "9"]);
        assert_eq!(read("p jourdain"), ["p", "jourdain"]);
        assert_eq!(read("🙂 !"), Vec::<String>::new());
    }

    #[test]
    fn numbers_may_mean_pages() {
        let page = |typed: &str| terms(typed).first().and_then(|term| term.page);
        for typed in ["22", "p22", "p.22", "p. 22", "pp22", "P 22"] {
            assert_eq!(page(typed), Some(22), "{typed}");
        }
        for typed in ["x22", "22e", "page", "99999999999"] {
            assert_eq!(page(typed), None, "{typed}");
        }
    }

    #[test]
    fn typed_accents_are_kept_beside_the_folded_word() {
        let written = |typed: &str| terms(typed).first().and_then(|term| term.accented.clone());
        assert_eq!(written("Me\u{301}dia"), Some("média".to_owned()));
        assert_eq!(written("Cœur"), Some("cœur".to_owned()));
        assert_eq!(written("Media"), None);
    }
}

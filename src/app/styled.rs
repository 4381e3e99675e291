//! Text with roles: what a piece of a line means, not which colour it has.

use unicode_width::UnicodeWidthStr;

use super::syllables::breaks;
use crate::lang::Lang;

/// What a piece of text is for; the theme gives it a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text.
    #[default]
    Text,
    /// Of lesser weight.
    Dim,
    /// Lit on the ribbon, or matched by the query.
    Lit,
    /// Said or listed: leads somewhere.
    Link,
    /// Second hand.
    Via,
    /// All is well.
    Ok,
    /// Worth a look.
    Warn,
    /// Wrong.
    Error,
}

/// A piece of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// Whether it stands out.
    pub strong: bool,
}

/// A line of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The pieces, left to right.
    pub spans: Vec<Span>,
}

impl Line {
    /// A line of one role.
    #[must_use]
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self::default().and(role, text)
    }

    /// A line of plain text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Role::Text, text)
    }

    /// With one more piece.
    #[must_use]
    pub fn and(mut self, role: Role, text: impl Into<String>) -> Self {
        self.spans.push(Span { text: text.into(), role, strong: false });
        self
    }

    /// With one more piece that stands out.
    #[must_use]
    pub fn and_strong(mut self, role: Role, text: impl Into<String>) -> Self {
        self.spans.push(Span { text: text.into(), role, strong: true });
        self
    }

    /// Its width in cells.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| span.text.width()).sum()
    }

    /// Its text without roles.
    #[must_use]
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// Breaks a text into lines of at most `width` cells, at least one cell wide.
///
/// French narrow spaces become hard ones first, so that none starts a line.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    broken(text, width, textwrap::WordSplitter::NoHyphenation)
}

/// The same, with words of a language divided where a line would be too short.
#[must_use]
pub fn wrap_divided(text: &str, width: usize, lang: Lang) -> Vec<String> {
    fn english(word: &str) -> Vec<usize> {
        breaks(word, Lang::En)
    }
    fn french(word: &str) -> Vec<usize> {
        breaks(word, Lang::Fr)
    }
    let breaks: fn(&str) -> Vec<usize> = lang.pick(english, french);
    broken(text, width, textwrap::WordSplitter::Custom(breaks))
}

fn broken(text: &str, width: usize, splitter: textwrap::WordSplitter) -> Vec<String> {
    let text = text.replace('\u{202f}', "\u{a0}");
    // Only at spaces: a run of pages or a name with a hyphen stays whole.
    let options = textwrap::Options::new(width.max(1))
        .break_words(true)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(splitter);
    textwrap::wrap(&text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_line_is_no_wider_than_asked_and_loses_no_word() {
        let text = "Le digital devient de plus en plus politique\u{202f}; c’est écrit.";
        for width in 1..50 {
            let lines = wrap(text, width);
            assert!(lines.iter().all(|line| line.width() <= width), "{width}: {lines:?}");
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }

    #[test]
    fn divided_words_lose_no_letter_and_keep_the_width() {
        let text = "La communication institutionnelle se réinvente\u{202f}: l’organisation suit.";
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let mut divided = 0;
        for width in 12..60 {
            let lines = wrap_divided(text, width, Lang::Fr);
            assert!(lines.iter().all(|line| line.width() <= width), "{width}: {lines:?}");
            assert_eq!(letters(&lines.concat()), letters(text));
            divided += lines.iter().filter(|line| line.ends_with('-')).count();
        }
        assert!(divided > 10, "narrow lines divide words");
    }

    #[test]
    fn french_punctuation_never_starts_a_line() {
        let text = "un deux\u{202f}; «\u{a0}trois\u{a0}» quatre\u{202f}?";
        // Narrower than the longest run that holds together, it has to be broken.
        for width in "«\u{a0}trois\u{a0}»".width()..30 {
            for line in wrap(text, width) {
                assert!(!line.starts_with([';', '?', '»', '\u{a0}']), "{width}: {line:?}");
            }
        }
    }
}

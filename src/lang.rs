//! The two languages of the program.
//!
//! Imports nothing of the crate. Every sentence that a person reads is written
//! in both languages at the place where it is used, through [`Lang::pick`], so
//! that a missing translation does not compile.

use std::io;

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, also used where the locale names no language that we speak.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// The one of two forms that this language uses.
    #[must_use]
    pub const fn pick<T: Copy>(self, en: T, fr: T) -> T {
        match self {
            Self::En => en,
            Self::Fr => fr,
        }
    }

    /// Singular or plural of a count: French counts zero as singular.
    ///
    /// The forms are given as (singular, plural).
    #[must_use]
    pub const fn plural<'a>(
        self,
        n: usize,
        en: (&'a str, &'a str),
        fr: (&'a str, &'a str),
    ) -> &'a str {
        match self {
            Self::En if n == 1 => en.0,
            Self::En => en.1,
            Self::Fr if n < 2 => fr.0,
            Self::Fr => fr.1,
        }
    }

    /// The language that is not this one.
    #[must_use]
    pub const fn other(self) -> Self {
        self.pick(Self::Fr, Self::En)
    }

    /// Why the system refuses something, in words of this language where there are any, else in
    /// those of the system.
    #[must_use]
    pub fn reason(self, error: &io::Error) -> String {
        use io::ErrorKind as Kind;
        // What is told with words of its own names more than its kind.
        if error.get_ref().is_some() {
            return error.to_string();
        }
        let words = match error.kind() {
            Kind::NotFound => ("no such file or folder", "fichier ou dossier introuvable"),
            Kind::PermissionDenied => ("permission denied", "accès refusé"),
            Kind::ReadOnlyFilesystem => ("the disk is read-only", "le disque est en lecture seule"),
            Kind::StorageFull => ("the disk is full", "le disque est plein"),
            Kind::QuotaExceeded => ("your share of the disk is full", "votre quota est épuisé"),
            Kind::InvalidFilename => {
                ("the name is too long or not allowed", "nom trop long ou interdit")
            }
            Kind::IsADirectory => ("that is a folder", "c’est un dossier"),
            Kind::NotADirectory => ("no folder lies there", "aucun dossier à cet endroit"),
            _ => return error.to_string(),
        };
        self.pick(words.0, words.1).to_owned()
    }

    /// Reads a language from a word such as `fr`, `fr_FR.UTF-8` or `en-GB`.
    ///
    /// `None` for `C`, `POSIX`, the empty word and languages that we do not speak.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let word = locale.split(['_', '-', '.', '@']).next()?;
        match word.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "fr" => Some(Self::Fr),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locale_names_are_read_by_their_language_part() {
        assert_eq!(Lang::from_locale("fr_FR.UTF-8"), Some(Lang::Fr));
        assert_eq!(Lang::from_locale("FR"), Some(Lang::Fr));
        assert_eq!(Lang::from_locale("en-GB"), Some(Lang::En));
        for unspoken in ["", "C", "POSIX", "C.UTF-8", "de_DE"] {
            assert_eq!(Lang::from_locale(unspoken), None, "{unspoken}");
        }
    }

    #[test]
    fn what_the_system_refuses_is_told_in_the_language_and_what_has_words_keeps_them() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(Lang::En.reason(&full), "the disk is full");
        assert_eq!(Lang::Fr.reason(&full), "le disque est plein");
        let told = io::Error::new(io::ErrorKind::StorageFull, "a.csv: full");
        assert_eq!(Lang::Fr.reason(&told), "a.csv: full");
    }

    #[test]
    fn french_counts_zero_as_singular_and_english_as_plural() {
        let word = |lang: Lang, n| lang.plural(n, ("page", "pages"), ("page", "pages"));
        assert_eq!(word(Lang::Fr, 0), "page");
        assert_eq!(word(Lang::Fr, 1), "page");
        assert_eq!(word(Lang::Fr, 2), "pages");
        assert_eq!(word(Lang::En, 0), "pages");
        assert_eq!(word(Lang::En, 1), "page");
    }
}

//! Signs that are glued to a name and belong to it: C++, F#, .NET.

use std::ops::Range;

/// What must stand right before and right behind the words of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glued {
    before: &'static str,
    behind: String,
}

impl Glued {
    /// The signs of a name. Others, such as those of sentences, quotations and hashtags, are
    /// written or left out as one likes.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let words = name.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        let before = &name[..name.len() - words.len()];
        let behind = name.rsplit(char::is_alphanumeric).next().unwrap_or_default();
        let is_behind = !words.is_empty() && behind.chars().all(is_behind);
        Self {
            before: if before == "." { "." } else { "" },
            behind: if is_behind { behind.to_owned() } else { String::new() },
        }
    }

    /// The words that stand somewhere in a text, with the signs; none where these are not there.
    #[must_use]
    pub fn around(&self, text: &str, words: Range<usize>) -> Option<Range<usize>> {
        let before = text.get(..words.start)?.strip_suffix(self.before)?;
        let behind = text.get(words.end..)?.strip_prefix(self.behind.as_str())?;
        // `example.net` is not .NET, and C++ is not C+.
        let more = (!self.before.is_empty() && before.ends_with(char::is_alphanumeric))
            || (!self.behind.is_empty() && behind.starts_with(is_behind));
        (!more).then(|| before.len()..text.len() - behind.len())
    }
}

const fn is_behind(sign: char) -> bool {
    matches!(sign, '+' | '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signs_that_tell_names_apart_belong_to_them() {
        let of = |name: &str| {
            let Glued { before, behind } = Glued::of(name);
            (before, behind)
        };
        for (name, before, behind) in [
            ("C++", "", "++"),
            ("F#", "", "#"),
            (".NET", ".", ""),
            ("Visual C++", "", "++"),
            ("fin.", "", ""),
            ("#MeToo", "", ""),
            ("…net", "", ""),
            ("C + D", "", ""),
            ("C +", "", ""),
            ("++", "", ""),
            ("", "", ""),
        ] {
            assert_eq!(of(name), (before, behind.to_owned()), "{name}");
        }
    }
}

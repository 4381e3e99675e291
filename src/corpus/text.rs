//! Text of a corpus, which a terminal may show as it stands.
//!
//! Imports the cleaning next door. [`Clean`] is the text, [`Shared`] is what pieces of text are
//! cut from: a file as it was read, or a buffer for what does not stand in the file like that.
//!
//! Odd thing worth knowing: a buffer is handed out before it is full. Its pieces are empty until
//! [`Buffer`] is dropped, so that no reader of a whole corpus ever meets one that is.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::clean::clean;

/// Text that many pieces are cut from.
#[derive(Debug)]
enum Whole {
    /// Known from the start.
    Known(Cow<'static, str>),
    /// Known once the buffer behind it is full.
    Later(OnceLock<String>),
    /// One text that had to be cleaned, and as it was written.
    Changed { clean: String, original: String },
}

/// Text that is held once however many pieces of it are in use.
#[derive(Clone, Debug)]
pub(super) struct Shared(Arc<Whole>);

impl Shared {
    pub(super) fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self(Arc::new(Whole::Known(text.into())))
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        match &*self.0 {
            Whole::Known(text) => text,
            Whole::Later(text) => text.get().map_or("", String::as_str),
            Whole::Changed { clean, .. } => clean,
        }
    }
}

/// A piece of shared text; nothing of it is empty text.
#[derive(Clone, Default)]
struct Piece {
    of: Option<Shared>,
    start: u32,
    /// How many bytes, or [`Piece::REST`].
    length: u32,
}

impl Piece {
    /// The length of a piece that goes on to the end, for texts whose length is no small number.
    const REST: u32 = u32::MAX;

    /// A text by itself.
    fn alone(text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self { of: Some(Shared::new(text.to_owned())), start: 0, length: Self::REST }
    }

    /// A text that had to be cleaned, with what was written.
    fn changed(clean: &str, original: &str) -> Self {
        let (clean, original) = (clean.to_owned(), original.to_owned());
        let of = Shared(Arc::new(Whole::Changed { clean, original }));
        Self { of: Some(of), start: 0, length: Self::REST }
    }

    /// The piece between two places, if they are small numbers.
    fn cut(of: &Shared, start: usize, length: usize) -> Option<Self> {
        let (start, length) = (u32::try_from(start).ok()?, u32::try_from(length).ok()?);
        let end = start.checked_add(length)?;
        (end != u32::MAX).then(|| Self { of: Some(of.clone()), start, length })
    }

    fn text(&self) -> &str {
        let Some(of) = &self.of else { return "" };
        let (start, text) = (self.start as usize, of.text());
        let piece = if self.length == Self::REST {
            text.get(start..)
        } else {
            text.get(start..start + self.length as usize)
        };
        piece.unwrap_or_default()
    }

    fn original(&self) -> &str {
        match self.of.as_ref().map(|of| &*of.0) {
            Some(Whole::Changed { original, .. }) => original,
            _ => self.text(),
        }
    }
}

/// Makes a text of its own kind, which only cleaning makes.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident by $clean:path;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Default)]
        pub struct $name(Piece);

        impl $name {
            /// The text without what could harm a terminal or deceive its reader.
            #[must_use]
            pub fn new(text: &str) -> Self {
                match $clean(text) {
                    clean if clean == text => Self(Piece::alone(text)),
                    clean => Self(Piece::changed(&clean, text)),
                }
            }

            /// The text as it was written. It may harm a terminal: for data alone, escaped.
            #[must_use]
            pub fn original(&self) -> &str {
                self.0.original()
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.text()
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                self.as_str()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.as_str().to_owned()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self.as_str(), f)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<$name> for str {
            fn eq(&self, other: &$name) -> bool {
                self == other.as_str()
            }
        }

        impl PartialEq<$name> for &str {
            fn eq(&self, other: &$name) -> bool {
                *self == other.as_str()
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl Serialize for $name {
            /// As it was written: nothing is lost in data, whose format escapes it.
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.original())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self::new(&Cow::<'_, str>::deserialize(deserializer)?))
            }
        }
    )+};
}

texts! {
    /// One line of text that a terminal may show: cleaned when it was made, as there is no other
    /// way to make one. It takes sixteen bytes, and a clone shares the text.
    Clean by clean;

    /// Lines of text that a terminal may show: what [`Clean`] is, and line ends between.
    CleanLines by clean_lines;
}

/// The lines of the text, each cleaned.
fn clean_lines(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') && text.lines().all(|line| matches!(clean(line), Cow::Borrowed(_))) {
        return Cow::Borrowed(text.strip_suffix('\n').unwrap_or(text));
    }
    text.lines().map(clean).collect::<Vec<_>>().join("\n").into()
}

/// A piece of shared text, which may have to be cleaned; none where there is no such piece.
fn piece(of: &Shared, at: usize, length: usize, clean: fn(&str) -> Cow<'_, str>) -> Option<Piece> {
    let text = of.text().get(at..at.checked_add(length)?)?;
    if text.is_empty() {
        return Some(Piece::default());
    }
    match clean(text) {
        clean if clean == text => Piece::cut(of, at, length),
        clean => Some(Piece::changed(&clean, text)),
    }
}

impl Shared {
    /// A line of it; none where it does not go that far.
    pub(super) fn line(&self, at: usize, length: usize) -> Option<Clean> {
        piece(self, at, length, clean).map(Clean)
    }

    /// Lines of it; none where it does not go that far.
    pub(super) fn lines(&self, at: usize, length: usize) -> Option<CleanLines> {
        piece(self, at, length, clean_lines).map(CleanLines)
    }
}

/// Where a text stands between quotation marks, as it is.
pub(super) fn quoted(record: &[u8], text: &[u8]) -> Option<usize> {
    let stands = |at: &usize| {
        record[*at..].strip_prefix(text).is_some_and(|rest| rest.first() == Some(&b'"'))
    };
    memchr::memchr_iter(b'"', record).map(|mark| mark + 1).find(stands)
}

/// Where the texts of a corpus go that is being made.
#[derive(Debug)]
pub(super) struct Buffer {
    /// What is filled at the moment.
    text: String,
    /// What the pieces are cut from that stand in it.
    shared: Shared,
}

impl Default for Buffer {
    fn default() -> Self {
        Self { text: String::new(), shared: Self::later() }
    }
}

impl Buffer {
    /// How many bytes are filled before the next buffer is begun.
    const FULL: usize = 1 << 16;
    /// A record up to this size is searched for its texts.
    const SMALL: usize = 1 << 12;
    /// A larger one is searched for texts that take at least this part of it.
    const PART: usize = 16;

    fn later() -> Shared {
        Shared(Arc::new(Whole::Later(OnceLock::new())))
    }

    /// A text that was read from the bytes `start..end` of `of`.
    pub(super) fn clean(&mut self, of: Option<&Shared>, at: (usize, usize), text: &str) -> Clean {
        Clean(self.piece(of, at, &clean(text), text))
    }

    /// The same with line ends.
    pub(super) fn lines(
        &mut self,
        of: Option<&Shared>,
        at: (usize, usize),
        text: &str,
    ) -> CleanLines {
        CleanLines(self.piece(of, at, &clean_lines(text), text))
    }

    /// The text as it stands in its record, where it stands there like that; else in the buffer.
    /// What else in the record reads the same is as good.
    fn piece(
        &mut self,
        of: Option<&Shared>,
        (start, end): (usize, usize),
        text: &str,
        original: &str,
    ) -> Piece {
        if text != original {
            return Piece::changed(text, original);
        }
        if text.is_empty() {
            return Piece::default();
        }
        let worth = end - start <= Self::SMALL.max(text.len().saturating_mul(Self::PART));
        let there = of.filter(|_| worth).and_then(|of| {
            let record = of.text().as_bytes().get(start..end)?;
            Piece::cut(of, start + quoted(record, text.as_bytes())?, text.len())
        });
        there.unwrap_or_else(|| self.own(text))
    }

    fn own(&mut self, text: &str) -> Piece {
        if self.text.len() + text.len() > Self::FULL {
            self.seal();
        }
        let start = self.text.len();
        let piece = Piece::cut(&self.shared, start, text.len());
        if piece.is_some() {
            self.text.push_str(text);
        }
        piece.unwrap_or_else(|| Piece::alone(text))
    }

    /// Has what was filled be read, and begins anew.
    pub(super) fn seal(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        text.shrink_to_fit();
        let full = std::mem::replace(&mut self.shared, Self::later());
        if let Whole::Later(place) = &*full.0 {
            // It is filled here alone, and once.
            let _filled = place.set(text);
        }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.seal();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_clean() {
        assert_eq!(Clean::new("a\u{1b}b\nc"), "a\u{fffd}b c");
        assert_eq!(CleanLines::new("a\u{1b}b\r\nc\n"), "a\u{fffd}b\nc");
        assert_eq!(CleanLines::new("a\nb\n"), "a\nb");
        assert_eq!(Clean::default(), "");
        let changed = Buffer::default().clean(None, (0, 0), "a\u{1b}b");
        assert_eq!((&*changed, changed.original()), ("a\u{fffd}b", "a\u{1b}b"));
        assert_eq!(serde_json::to_string(&changed).unwrap(), r#""a\u001bb""#);
        assert_eq!(Clean::new("été").original(), "été");
        assert!(size_of::<Clean>() == 16 && size_of::<Option<Shared>>() == 8);
    }

    #[test]
    fn texts_share_the_file_where_they_stand_in_it_as_they_are() {
        let of = Shared::new(r#"{"id":"été","text":"l\u00e9gende"}"#);
        let whole = (0, of.text().len());
        let mut buffer = Buffer::default();
        let (id, text) =
            (buffer.clean(Some(&of), whole, "été"), buffer.clean(Some(&of), whole, "légende"));
        let apart = buffer.clean(None, whole, "été");
        // A text is looked for in its own record alone.
        let other = buffer.clean(Some(&of), (0, 2), "été");
        drop(buffer);
        assert_eq!((&*id, &*text, &*apart, &*other), ("été", "légende", "été", "été"));
        let inside = |text: &Clean| of.text().as_bytes().as_ptr_range().contains(&text.as_ptr());
        assert_eq!([&id, &text, &apart, &other].map(inside), [true, false, false, false]);
        assert!(Arc::ptr_eq(&text.0.of.unwrap().0, &apart.0.of.unwrap().0));
    }

    #[test]
    fn full_buffers_are_followed_by_others() {
        let mut buffer = Buffer::default();
        let long = "a".repeat(Buffer::FULL - 1);
        let texts: Vec<Clean> =
            ["b", &long, "c", "d"].map(|text| buffer.clean(None, (0, 0), text)).into();
        drop(buffer);
        assert_eq!(texts, ["b", &long, "c", "d"].map(Clean::new));
    }
}

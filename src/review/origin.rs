//! The texts that drafts were read in, where they are at hand.

use std::ops::Range;

use crate::corpus::file::PositionRecord;

/// How much of a text is shown on each side of the words, in letters.
const AROUND: usize = 280;

/// The texts of sources, by id.
#[derive(Clone, Debug, Default)]
pub struct Origin(Vec<(String, Vec<char>)>);

/// Words in their sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// What comes before them.
    pub before: String,
    /// The words.
    pub words: String,
    /// What comes after.
    pub after: String,
}

impl Origin {
    /// Adds the text of a source.
    pub fn add(&mut self, source: String, text: &str) {
        self.0.push((source, text.chars().collect()));
    }

    /// Whether no text is at hand.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words of a place in their sentence; the words alone where the text is not at hand
    /// or has changed.
    #[must_use]
    pub fn sentence(&self, position: &PositionRecord) -> Sentence {
        let exact = position.exact.clone().unwrap_or_default();
        let Some((text, span)) = self.span(position) else {
            return Sentence { words: exact, ..Sentence::default() };
        };
        let least = span.start.saturating_sub(AROUND);
        let from = (least..span.start).rev().find(|&at| ends(text, at)).map_or(least, |at| at + 1);
        let most = (span.end + AROUND).min(text.len());
        let to = (span.end..most).find(|&at| ends(text, at)).map_or(most, |at| at + 1);
        // Where the words end their sentence, nothing of the next is shown.
        let done = span.end > 0 && ends(text, span.end - 1);
        let to = closed(text, if done { span.end } else { to });
        Sentence {
            before: plain(&text[from..span.start]),
            words: plain(&text[span.clone()]),
            after: plain(&text[span.end..to]),
        }
    }

    /// Where a place lies in its text, if the words still stand there.
    fn span(&self, position: &PositionRecord) -> Option<(&[char], Range<usize>)> {
        let source = position.source.as_deref()?;
        let (_, text) = self.0.iter().find(|(id, _)| id == source)?;
        let span = position.start? as usize..position.end? as usize;
        let words: String = text.get(span.clone())?.iter().collect();
        let exact = position.exact.as_deref()?;
        let first = exact.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
        let words = plain(&words.chars().collect::<Vec<_>>());
        (words.contains(first) && !span.is_empty()).then_some((text, span))
    }

    /// What stands between two places when their words are made one: a space where they are
    /// neighbours, else a sign that words were left out.
    #[must_use]
    pub fn gap(
        &self,
        first: Option<&PositionRecord>,
        second: Option<&PositionRecord>,
    ) -> &'static str {
        let ends = |position: &PositionRecord| Some((position.start?, position.end?));
        match (first.and_then(ends), second.and_then(ends)) {
            (Some((_, end)), Some((start, _))) if start >= end && start - end <= 2 => " ",
            _ => " […] ",
        }
    }

    /// Two places as one, with what lies between; the first alone where the text is not at hand.
    #[must_use]
    pub fn joined(
        &self,
        first: Option<&PositionRecord>,
        second: Option<&PositionRecord>,
    ) -> Option<PositionRecord> {
        let first = first?;
        let whole = second.and_then(|second| {
            let (text, one) = self.span(first)?;
            let (_, two) = self.span(second)?;
            let span = one.start.min(two.start)..one.end.max(two.end);
            let exact = plain(text.get(span.clone())?);
            Some(PositionRecord {
                source: first.source.clone(),
                line: first.line.min(second.line),
                start: u32::try_from(span.start).ok(),
                end: u32::try_from(span.end).ok(),
                exact: Some(exact),
            })
        });
        Some(whole.unwrap_or_else(|| first.clone()))
    }
}

/// Whether a sentence or a paragraph ends at a letter.
fn ends(text: &[char], at: usize) -> bool {
    match text[at] {
        // A blank line, or a line that ends as no sentence goes on: a heading's.
        '\n' => {
            let next = text[at + 1..].iter().find(|next| !"*_ «“\"".contains(**next));
            next.is_none_or(|next| *next == '\n' || next.is_uppercase())
        }
        '.' if is_short(&text[..at]) => false,
        '.' | '!' | '?' | '…' => text.get(at + 1).is_none_or(|next| next.is_whitespace()),
        _ => false,
    }
}

/// Words behind which a stop ends no sentence.
const SHORT: [&str; 22] = [
    "p", "pp", "M", "MM", "Mr", "Mrs", "Ms", "Dr", "Pr", "Prof", "St", "art", "n", "no", "cf",
    "vol", "chap", "fig", "éd", "ed", "dir", "trad",
];

/// Whether a stop behind some text belongs to a short form or to an initial.
fn is_short(before: &[char]) -> bool {
    // The sign in `n°.` is part of the word.
    let before = before.strip_suffix(&['°']).unwrap_or(before);
    let letters = before.iter().rev().take_while(|letter| letter.is_alphanumeric()).count();
    let word: String = before[before.len() - letters..].iter().collect();
    SHORT.contains(&word.as_str()) || (letters == 1 && word.chars().all(char::is_uppercase))
}

/// Behind the marks and the bracket that close a sentence, where it ends: `» (p. 12).`
fn closed(text: &[char], end: usize) -> usize {
    let skip = |from: usize, taken: &dyn Fn(char) -> bool| {
        from + text[from..].iter().take_while(|letter| taken(**letter)).count()
    };
    let blank = |letter: char| letter.is_whitespace() && letter != '\n';
    let marks = skip(skip(end, &blank), &|letter| "»”\"’*_)".contains(letter));
    let marks = if marks > skip(end, &blank) { marks } else { end };
    let open = skip(marks, &blank);
    if text.get(open) != Some(&'(') {
        return marks;
    }
    let close = skip(open, &|letter| letter != ')' && letter != '\n');
    match text.get(close) {
        Some(')') => skip(close + 1, &|letter| letter == '.'),
        _ => marks,
    }
}

/// The text without markup, on one line.
pub(super) fn plain(text: &[char]) -> String {
    let mut plain = String::new();
    let mut rest = text.iter().peekable();
    while let Some(&letter) = rest.next() {
        let tag = letter == '<'
            && rest.peek().is_some_and(|next| next.is_ascii_alphabetic() || **next == '/');
        if tag {
            rest.by_ref().find(|&&letter| letter == '>');
        } else if letter == '&' {
            plain.push_str(&entity(&mut rest));
        } else if letter == '*' && rest.peek() == Some(&&'*') {
            rest.next();
        } else if letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}' {
            if !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if !letter.is_control() {
            plain.push(letter);
        }
    }
    plain
}

/// The letter that an entity stands for; what is none stays as it is.
fn entity(rest: &mut std::iter::Peekable<std::slice::Iter<'_, char>>) -> String {
    const NAMED: [(&str, char); 30] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("ecirc", 'ê'),
        ("euml", 'ë'),
        ("agrave", 'à'),
        ("acirc", 'â'),
        ("ccedil", 'ç'),
        ("icirc", 'î'),
        ("iuml", 'ï'),
        ("ocirc", 'ô'),
        ("ugrave", 'ù'),
        ("ucirc", 'û'),
        ("oelig", 'œ'),
        ("Eacute", 'É'),
        ("Agrave", 'À'),
    ];
    let name: String = rest.clone().take(10).take_while(|letter| **letter != ';').collect();
    let number = name.strip_prefix("#x").map_or_else(
        || name.strip_prefix('#').and_then(|digits| digits.parse().ok()),
        |digits| u32::from_str_radix(digits, 16).ok(),
    );
    let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter);
    match number.and_then(char::from_u32).or(named) {
        Some(letter) => {
            rest.nth(name.chars().count());
            letter.to_string()
        }
        None => "&".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, words: &str) -> PositionRecord {
        let byte = text.find(words).unwrap();
        let start = text[..byte].chars().count();
        PositionRecord {
            source: Some("a".into()),
            line: Some(1),
            start: u32::try_from(start).ok(),
            end: u32::try_from(start + words.chars().count()).ok(),
            exact: Some(words.into()),
        }
    }

    #[test]
    fn words_are_shown_in_their_sentence() {
        let text = "Été. Jourdain le dit : « le terrain compte » (p 22). Autre chose.";
        let mut origin = Origin::default();
        origin.add("a".into(), text);
        let sentence = origin.sentence(&place(text, "« le terrain compte »"));
        assert_eq!(sentence.before, " Jourdain le dit : ");
        assert_eq!(sentence.words, "« le terrain compte »");
        assert_eq!(sentence.after, " (p 22).");
        let changed = PositionRecord { exact: Some("autres mots".into()), ..place(text, "Été") };
        let alone = Sentence { words: "autres mots".into(), ..Sentence::default() };
        assert_eq!(origin.sentence(&changed), alone);
        assert_eq!(Origin::default().sentence(&changed), alone);
    }

    #[test]
    fn a_stop_of_a_short_word_ends_no_sentence_and_the_printed_page_is_shown() {
        for (text, words, whole) in [
            (
                "Un. « L’eau », dit Mme Jeanne Martin de Lyon (p. 7). Suite.",
                "« L’eau »",
                " « L’eau », dit Mme Jeanne Martin de Lyon (p. 7).",
            ),
            (
                "Un. M. A. Roux, art. 3, n°. 4, dit (pp. 7-8). Deux.",
                "dit",
                " M. A. Roux, art. 3, n°. 4, dit (pp. 7-8).",
            ),
            ("Dr. Lee said so, cf. p. 9. Two.", "said so", "Dr. Lee said so, cf. p. 9."),
            (
                "Roux dit : « L’eau manque. » (p. 7). Deux.",
                "L’eau manque.",
                "Roux dit : « L’eau manque. » (p. 7).",
            ),
            ("Il dit l’eau. (Mais où ?\nSuite.", "l’eau", "Il dit l’eau."),
        ] {
            let mut origin = Origin::default();
            origin.add("a".into(), text);
            let Sentence { before, words, after } = origin.sentence(&place(text, words));
            assert_eq!(before + &words + &after, whole);
        }
    }

    #[test]
    fn markup_is_read_and_a_heading_is_no_part_of_the_sentence() {
        let text = "Un titre\n**Odile** &eacute;crit&#160;: « l&rsquo;eau ».\nSuite.";
        let mut origin = Origin::default();
        origin.add("a".into(), text);
        let at = place(text, "« l&rsquo;eau »");
        let sentence =
            origin.sentence(&PositionRecord { exact: Some("« l’eau »".into()), ..at });
        assert_eq!(sentence.before, "Odile écrit\u{a0}: ");
        assert_eq!(sentence.words, "« l’eau »");
    }

    #[test]
    fn two_places_are_one_with_what_lies_between() {
        let text = "Un. « Deux » et « trois ».";
        let mut origin = Origin::default();
        origin.add("a".into(), text);
        let (first, second) = (place(text, "« Deux »"), place(text, "« trois »"));
        let whole = origin.joined(Some(&first), Some(&second)).unwrap();
        assert_eq!(whole.exact.as_deref(), Some("« Deux » et « trois »"));
        assert_eq!((whole.start, whole.end), (first.start, second.end));
        assert_eq!(origin.gap(Some(&first), Some(&second)), " […] ");
        assert_eq!(Origin::default().joined(Some(&first), Some(&second)), Some(first));
    }
}

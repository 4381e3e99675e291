//! The texts that drafts were read in, where they are at hand.

use std::ops::Range;

use super::shown::shown;
use crate::corpus::file::PositionRecord;
use crate::markup::Ends;

/// How much of a text is shown on each side of the words, in letters.
const AROUND: usize = 280;

/// How much of a text is read for that, in letters: markup takes its room.
const LOOKED: usize = 6 * AROUND;

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
        let near = span.start.saturating_sub(LOOKED)..(span.end + LOOKED).min(text.len());
        let read = shown(&text[near.clone()], near.start);
        let [start, end] =
            [span.start, span.end].map(|place| read.partition_point(|&(_, known)| known < place));
        let text = letters(&read);
        let least = start.saturating_sub(AROUND);
        let from = (least..start).rev().find(|&at| ends(&text, at)).map_or(least, |at| at + 1);
        let most = (end + AROUND).min(text.len());
        let to = (end..most).find(|&at| ends(&text, at)).map_or(most, |at| at + 1);
        // Where the words end their sentence, nothing of the next is shown.
        let done = end > 0 && ends(&text, end - 1);
        let to = closed(&text, if done { end } else { to });
        let [before, words, after] =
            [from..start, start..end, end..to].map(|part| on_a_line(&text[part]));
        Sentence { before, words, after }
    }

    /// Where a place lies in its text, if its words still stand there: all of them, spaces, signs
    /// and markup aside.
    fn span(&self, position: &PositionRecord) -> Option<(&[char], Range<usize>)> {
        let text = self.text(position)?;
        let span = position.start? as usize..position.end? as usize;
        let there: String = text.get(span.clone())?.iter().collect();
        let letters = |text: &str| -> String {
            bare(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
        };
        let words = letters(position.exact.as_deref()?);
        (!words.is_empty() && letters(&there) == words).then_some((text, span))
    }

    /// The text of a place's source.
    fn text(&self, position: &PositionRecord) -> Option<&[char]> {
        let source = position.source.as_deref()?;
        self.0.iter().find(|(id, _)| id == source).map(|(_, text)| text.as_slice())
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
        // Two halves whose places in one sentence cannot be told have the place of all of it.
        if first.is_some() && first == second {
            return " ";
        }
        match (first.and_then(ends), second.and_then(ends)) {
            (Some((_, end)), Some((start, _))) if start >= end && start - end <= 2 => " ",
            _ => " […] ",
        }
    }

    /// The places of the two halves of words that are cut at a byte, where both can be told: the
    /// words stand once in those of the place, and these stand letter by letter in their source.
    #[must_use]
    pub fn halves(
        &self,
        whole: &PositionRecord,
        text: &str,
        cut: usize,
    ) -> Option<[PositionRecord; 2]> {
        let exact = whole.exact.as_deref()?;
        let (from, to) = (whole.start? as usize, whole.end? as usize);
        let held = spaced(counted(exact));
        let in_source = match self.text(whole) {
            Some(source) => {
                let source = source.get(from..to)?;
                let raw = spaced(source.iter().copied().zip(0..));
                let is_held = |read: &Read| letters(read) == letters(&held);
                Some(raw).filter(is_held).or_else(|| Some(spaced(read(source))).filter(is_held))?
            }
            // Without the text they are as many letters, or some of them are markup.
            None if to.checked_sub(from)? == exact.chars().count() => held.clone(),
            None => return None,
        };
        let words = |text: &str| letters(&spaced(counted(text.trim())));
        let (all, first, second) = (words(text), words(&text[..cut]), words(&text[cut..]));
        let there = letters(&held);
        let parts = there.windows(all.len().max(1)).enumerate();
        let mut places = parts.filter(|(_, part)| *part == all).map(|(at, _)| at);
        let (Some(at), None) = (places.next(), places.next()) else { return None };
        let place = |start: usize, end: usize| {
            let of = |read: &Read, length: usize| {
                let place = |at: usize| read.get(at).map_or(length, |(_, place)| *place);
                (place(start), place(end))
            };
            let (first, last) = of(&held, exact.chars().count());
            let words: String = exact.chars().skip(first).take(last - first).collect();
            let lines = exact.chars().take(first).filter(|letter| *letter == '\n').count();
            let (start, end) = of(&in_source, to - from);
            Some(PositionRecord {
                source: whole.source.clone(),
                line: Some(whole.line? + u32::try_from(lines).ok()?),
                start: u32::try_from(from + start).ok(),
                end: u32::try_from(from + end).ok(),
                exact: Some(words),
            })
        };
        let end = at + all.len();
        Some([place(at, at + first.len())?, place(end - second.len(), end)?])
    }

    /// Two places as one, with what lies between; the first alone where the text is not at hand
    /// and more than a space may lie there.
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
        let beside = || {
            let second = second.filter(|second| second.start == first.end.map(|end| end + 1))?;
            let exact = format!("{} {}", first.exact.as_deref()?, second.exact.as_deref()?);
            Some(PositionRecord { end: second.end, exact: Some(exact), ..first.clone() })
        };
        Some(whole.or_else(beside).unwrap_or_else(|| first.clone()))
    }
}

/// What a text reads as without markup, each letter with its place in the text.
pub(super) type Read = Vec<(char, usize)>;

/// What was read with one space for each run of spaces.
fn spaced(read: impl IntoIterator<Item = (char, usize)>) -> Read {
    let mut spaced: Read = Vec::new();
    for (letter, at) in read {
        if !letter.is_whitespace() {
            spaced.push((letter, at));
        } else if spaced.last().is_some_and(|(last, _)| *last != ' ') {
            spaced.push((' ', at));
        }
    }
    spaced
}

/// The letters alone.
fn letters(read: &[(char, usize)]) -> Vec<char> {
    read.iter().map(|(letter, _)| *letter).collect()
}

fn counted(text: &str) -> impl Iterator<Item = (char, usize)> {
    text.chars().zip(0..)
}

/// Whether a sentence or a paragraph ends at a letter.
fn ends(text: &[char], at: usize) -> bool {
    match text[at] {
        // What comes behind a colon belongs to it: a quotation set apart.
        '\n' if text[..at].iter().rev().find(|last| !last.is_whitespace()) == Some(&':') => false,
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

/// Letters on one line, with one space for each run of spaces.
fn on_a_line(text: &[char]) -> String {
    let mut line = String::with_capacity(text.len());
    for &letter in text {
        let space = letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}';
        match space {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(letter),
        }
    }
    line
}

/// The text without markup, on one line.
pub(super) fn plain(text: &[char]) -> String {
    read(text).into_iter().map(|(letter, _)| letter).collect()
}

/// The letters of a text without its markup, each with its place.
fn read(text: &[char]) -> Read {
    let mut plain = Read::new();
    let mut rest = text.iter().peekable();
    let mut ends = Ends::default();
    while let Some(&letter) = rest.next() {
        let at = text.len() - rest.len() - 1;
        let tag = letter == '<'
            && rest.peek().is_some_and(|&&next| next.is_ascii_alphabetic() || "/!".contains(next));
        let end = if tag { ends.behind(text, at + 1) } else { None };
        if let Some(end) = end {
            rest = text[end..].iter().peekable();
        } else if letter == '&' {
            plain.extend(entity(&mut rest).chars().map(|letter| (letter, at)));
        } else if letter == '*' && rest.peek() == Some(&&'*') {
            rest.next();
        } else if letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}' {
            if plain.last().is_none_or(|(last, _)| *last != ' ') {
                plain.push((' ', at));
            }
        } else if !letter.is_control() {
            plain.push((letter, at));
        }
    }
    plain
}

/// A text without its tags and the targets of its links.
pub(super) fn bare(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        kept.push_str(&rest[..at]);
        let target = &rest[at + 2..];
        let end = target.find(|sign: char| sign == ')' || sign.is_whitespace());
        rest = end.map_or("", |end| target[end..].trim_start_matches(')'));
    }
    kept.push_str(rest);
    plain(&kept.chars().collect::<Vec<char>>())
}

/// The letter that an entity stands for; what is none stays as it is.
pub(super) fn entity(rest: &mut std::iter::Peekable<std::slice::Iter<'_, char>>) -> String {
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
        // The first word alone does not make a place.
        let moved = PositionRecord { exact: Some("le sol".into()), ..place(text, "le terrain") };
        assert_eq!(origin.sentence(&moved).before, "");
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
    fn a_sentence_is_read_without_markup_and_ends_with_its_block() {
        for (text, words, read) in [
            (
                "<p>Un <em>début</em>.</p><p>Elle dit&nbsp;: «&nbsp;<b>l’eau</b> manque.&nbsp;»</p><p>Suite.</p>",
                "<b>l’eau</b> manque.",
                ["Elle dit\u{a0}: «\u{a0}", "l’eau manque.", "\u{a0}»"],
            ),
            (
                "<p>Fin <em>ici.</em> Elle dit l’<i>eau</i> et<br>Suite.</p>",
                "l’<i>eau</i>",
                [" Elle dit ", "l’eau", " et "],
            ),
            (
                "Titre\n\n> Il faut *tout* revoir,\n> dit [Odile](http://x.org/a) vite.\n\nSuite.",
                "*tout* revoir,\n> dit [Odile](http://x.org/a)",
                ["Il faut ", "tout revoir, dit Odile", " vite."],
            ),
            (
                "<p>Autre.</p><p>Elle dit&nbsp;:</p><blockquote><p>L’eau.</p></blockquote>",
                "L’eau.",
                ["Elle dit\u{a0}: ", "L’eau.", ""],
            ),
        ] {
            let mut origin = Origin::default();
            origin.add("a".into(), text);
            let at = PositionRecord { exact: Some(read[1].into()), ..place(text, words) };
            let Sentence { before, words, after } = origin.sentence(&at);
            assert_eq!([before.as_str(), words.as_str(), after.as_str()], read);
        }
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

    #[test]
    fn links_and_line_ends_do_not_hide_a_place() {
        let text = "Il dit :\n> La rue [calme](http://x.org/a)\n> est *belle*. Fin.";
        let mut origin = Origin::default();
        origin.add("a".into(), text);
        let at = place(text, "La rue [calme](http://x.org/a)\n> est *belle*.");
        let at = PositionRecord { exact: Some("La rue calme est belle.".into()), ..at };
        assert!(!origin.sentence(&at).before.is_empty());
        assert_eq!(origin.halves(&at, "La rue calme est belle.", 7), None, "they cannot be told");
    }

    /// The words of each half in the source.
    fn cut(text: &str, exact: &str, span: &str, words: &str, cut: usize) -> Option<[String; 2]> {
        let mut origin = Origin::default();
        origin.add("a".into(), text);
        let whole = PositionRecord { exact: Some(exact.into()), ..place(text, span) };
        let halves = origin.halves(&whole, words, cut)?;
        let letters: Vec<char> = text.chars().collect();
        Some(halves.map(|half| {
            let span = half.start.unwrap() as usize..half.end.unwrap() as usize;
            assert_eq!(plain(&letters[span.clone()]), half.exact.unwrap());
            letters[span].iter().collect()
        }))
    }

    #[test]
    fn halves_stand_where_their_words_do() {
        let halves = |one: &str, two: &str| Some([one.to_owned(), two.to_owned()]);
        let text = "Ah. « oui, oui,\noui. » Non.";
        let (exact, words) = ("« oui, oui, oui. »", "oui, oui, oui.");
        assert_eq!(cut(text, exact, "« oui, oui,\noui. »", words, 4), halves("oui,", "oui,\noui."));
        let text = "<p>&laquo; L&rsquo;&eacute;t&eacute; est <b>chaud</b>. L&rsquo;hiver, non. &raquo;</p>";
        let span = &text[3..text.len() - 4];
        let words = "L’été est chaud. L’hiver, non.";
        assert_eq!(
            cut(
                text,
                "« L’été est chaud. L’hiver, non. »",
                span,
                words,
                words.find(" L’h").unwrap()
            ),
            halves("L&rsquo;&eacute;t&eacute; est <b>chaud</b>.", "L&rsquo;hiver, non.")
        );
        let text = "Un pas. Un pas. Deux.";
        assert_eq!(cut(text, "Un pas. Un pas.", "Un pas. Un pas.", "Un pas.", 2), None, "which?");
        assert_eq!(cut(text, "Un pas. Un pas.", "Un pas. Un pas.", "Autre mot", 5), None);
        assert_eq!(cut(text, "Un pas. Trois", "Un pas. Un pas.", "Un pas. Trois", 7), None);
    }
}

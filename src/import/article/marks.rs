//! Quotation marks and glued tooltips in a block.

use super::references::Reference;

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With its marks.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The words alone.
    pub(super) words: (usize, usize),
    /// It is not closed in its block.
    pub(super) open: bool,
}

/// The outer quotations of a block.
pub(super) fn quotations(text: &str) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Option<(usize, usize, char, usize)> = None;
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        let after = at + sign.len_utf8();
        let next = text[after..].chars().next().unwrap_or(' ');
        match open {
            None => {
                // A closing mark may open by mistake.
                let opens = matches!(sign, '«' | '“')
                    || (sign == '"' && !before.is_alphanumeric())
                    || (sign == '”' && !before.is_alphanumeric() && next.is_uppercase());
                if opens {
                    open = Some((at, after, sign, 1));
                }
            }
            Some((start, words, mark, depth)) => {
                let closes = match mark {
                    '«' => sign == '»',
                    _ => matches!(sign, '”' | '"'),
                };
                // A second mark of the English kind begins a paragraph of the same words, or
                // other words after some whose closing mark was forgotten.
                if sign == '“' && mark != '«' && closes_twice(&text[after..]) {
                    open = Some((start, words, mark, depth + 1));
                    before = sign;
                    continue;
                }
                if sign == '“' && mark != '«' {
                    let words = (words, at);
                    found.push(Quotation { start, end: at, words, open: true });
                    open = Some((at, after, sign, 1));
                    before = sign;
                    continue;
                }
                let depth = if sign == mark && mark == '«' { depth + 1 } else { depth };
                let depth = if closes { depth - 1 } else { depth };
                open = Some((start, words, mark, depth));
                if depth == 0 {
                    found.push(Quotation { start, end: after, words: (words, at), open: false });
                    open = None;
                }
            }
        }
        before = sign;
    }
    if let Some((start, words, ..)) = open {
        found.push(Quotation { start, end: text.len(), words: (words, text.len()), open: true });
    }
    found
}

/// Whether two quotations are closed before another is opened, the first behind a few words: the
/// second mark opened words that are quoted within the others.
fn closes_twice(rest: &str) -> bool {
    let mut marks = rest.match_indices(['“', '”']);
    matches!((marks.next(), marks.next()), (Some((at, "”")), Some((_, "”")))
        if rest[..at].split_whitespace().count() <= MOST_WITHIN)
}

/// The most words that are quoted within a quotation by the same marks.
const MOST_WITHIN: usize = 8;

/// A definition glued to its term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) term: (usize, usize),
    pub(super) text: (usize, usize),
}

/// Tooltips: a small letter right before an article whose next words repeat the one to three
/// words before.
pub(super) fn definitions(text: &str) -> Vec<Definition> {
    const ARTICLES: [&str; 9] = ["Le ", "La ", "Les ", "L’", "L'", "Un ", "Une ", "The ", "A "];
    let mut found: Vec<Definition> = Vec::new();
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        let glued = before.is_lowercase() && sign.is_uppercase();
        before = sign;
        if !glued || found.last().is_some_and(|last| at < last.text.1) {
            continue;
        }
        let article = ARTICLES.iter().find(|article| text[at..].starts_with(**article));
        let rest = text[at + article.map_or(0, |article| article.len())..].to_lowercase();
        let starts: Vec<usize> =
            text[..at].rmatch_indices(' ').map(|(space, _)| space + 1).chain([0]).take(3).collect();
        let Some(start) = starts
            .into_iter()
            .rev()
            .find(|&start| rest.starts_with(&text[start..at].to_lowercase()))
            .filter(|&start| article.is_some() || is_explained(&rest[at - start..]))
        else {
            continue;
        };
        found.push(Definition { term: (start, at), text: (at, definition_end(text, at)) });
    }
    found
}

/// Whether words that stand behind a term say what it is.
fn is_explained(rest: &str) -> bool {
    let next = rest.trim_start().split(' ').next().unwrap_or_default();
    ["is", "are", "means", "est", "sont", "désigne", "désignent"].contains(&next)
}

/// A text with its definitions blotted out, each byte in its place.
pub(super) fn without_definitions(text: &str) -> String {
    let mut plain = text.to_owned();
    for found in definitions(text) {
        let (from, to) = found.text;
        plain.replace_range(from..to, &" ".repeat(to - from));
    }
    plain
}

/// A definition ends at the last stop behind which a sentence does not begin anew.
fn definition_end(text: &str, from: usize) -> usize {
    for (stop, sign) in text[from..].match_indices(['.', '!', '?']) {
        let end = from + stop + sign.len();
        let mut next = text[end..].chars();
        let first = next.next();
        if first.is_none_or(|first| ",;)".contains(first))
            || (first == Some(' ') && !next.next().is_some_and(char::is_uppercase))
        {
            return end;
        }
    }
    text.len()
}

/// The quotations that are all that stands from a place on, pages aside; none where more is said.
pub(super) fn all_quoted(text: &str, from: usize, references: &[Reference]) -> Vec<(usize, usize)> {
    let says = |from: usize, to: usize| text[from..to.max(from)].contains(char::is_alphabetic);
    let mut found = Vec::new();
    let mut at = from;
    for quotation in quotations(text).into_iter().filter(|quotation| quotation.start >= from) {
        if quotation.open || says(at, quotation.start) {
            return Vec::new();
        }
        at = quotation.end;
        found.push(quotation.words);
    }
    let behind = references.iter().find(|reference| reference.start >= at);
    let told = behind.filter(|reference| !says(at, reference.start));
    let at = told.map_or(at, |reference| reference.end);
    if says(at, text.len()) { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::super::references::References;
    use super::*;

    #[test]
    fn a_turn_may_be_a_quotation_and_nothing_else() {
        let references = References::new().unwrap();
        let quoted = |text: &'static str| -> Vec<&str> {
            let found = all_quoted(text, 3, &references.find(text)).into_iter();
            found.map(|(start, end)| text[start..end].trim()).collect()
        };
        assert_eq!(quoted("X: « Oui, certes. » (p. 13)"), ["Oui, certes."]);
        assert_eq!(quoted("X: “Yes.” “Indeed.”"), ["Yes.", "Indeed."]);
        assert_eq!(quoted("X: « Oui », et non"), [""; 0]);
        assert_eq!(quoted("X: Le mot « oui » (p. 3)"), [""; 0]);
    }

    #[test]
    fn quotations_nest_and_may_stay_open() {
        let words = |text: &'static str| -> Vec<(&str, bool)> {
            let found = quotations(text).into_iter();
            found.map(|q| (text[q.words.0..q.words.1].trim(), q.open)).collect()
        };
        assert_eq!(
            words("il dit « oui « ou » non » puis “a”"),
            [("oui « ou » non", false), ("a", false)]
        );
        assert_eq!(
            words("“We saw 40 “likes” (more than ever),” she said. “So we go on.”"),
            [("We saw 40 “likes” (more than ever),", false), ("So we go on.", false)]
        );
        assert_eq!(
            words("“Forgotten is the mark, she said. “It is,” he said. “Yes.”"),
            [("Forgotten is the mark, she said.", true), ("It is,", false), ("Yes.", false)]
        );
        assert_eq!(words("l'an “ouvert à la fin"), [("ouvert à la fin", true)]);
        assert_eq!(
            words("Plan. ”Push is so permanent” he said"),
            [("Push is so permanent", false)]
        );
    }

    #[test]
    fn glued_tooltips_are_definitions() {
        let text = "du Panier GarniLe panier garni réunit des mets. Il se partage. vendu hier";
        let found = definitions(text);
        assert_eq!(&text[found[0].term.0..found[0].term.1], "Panier Garni");
        assert_eq!(
            &text[found[0].text.0..found[0].text.1],
            "Le panier garni réunit des mets. Il se partage."
        );
        assert!(definitions("le iPhone La suite").is_empty());
    }
}

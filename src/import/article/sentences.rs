//! The sentences of a block. A stop within quotation marks ends none.

use super::clauses::behind_mark;
use super::marks::Quotation;

/// Words behind which a stop ends no sentence.
const SHORT: [&str; 38] = [
    "a.m", "p.m", "M", "Mr", "Mrs", "Ms", "Mme", "Dr", "Pr", "Prof", "St", "Jr", "Sr", "p", "pp",
    "cf", "vol", "no", "al", "etc", "vs", "U.S", "e.g", "i.e", "v", "art", "chap", "ch", "fig",
    "tab", "éd", "ed", "eds", "coll", "dir", "trad", "sect", "pg",
];

/// The text with what is quoted blotted out, each byte in its place.
pub(super) fn masked(text: &str, quotations: &[Quotation]) -> String {
    let mut mask = String::with_capacity(text.len());
    let mut at = 0;
    for quotation in quotations {
        let (from, to) = quotation.words;
        mask.push_str(&text[at..from]);
        mask.extend(std::iter::repeat_n('~', to - from));
        at = to;
    }
    mask.push_str(&text[at..]);
    mask
}

/// Where sentences begin and end in a masked text. `bound` are the ends of quotations that
/// the words behind them belong to.
pub(super) fn sentences(text: &str, mask: &str, bound: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let signs: Vec<(usize, char)> = mask.char_indices().collect();
    for (number, &(at, sign)) in signs.iter().enumerate() {
        let after = at + sign.len_utf8();
        let quoted = matches!(sign, '”' | '»' | '"')
            && text[..at].trim_end().ends_with(['.', '!', '?', '…'])
            && !bound.contains(&after);
        let stop = matches!(sign, '.' | '!' | '?' | '…') && !(sign == '.' && is_short(&mask[..at]));
        if !quoted && !stop {
            continue;
        }
        // A bracket or mark that closes behind the stop belongs to the sentence.
        let closing = signs[number + 1..]
            .iter()
            .take_while(|(_, sign)| matches!(sign, ')' | '”' | '»' | '"' | '’'))
            .count();
        let end = signs.get(number + 1 + closing).map_or(mask.len(), |&(end, _)| end);
        // So does the mark of a note.
        let end = mask.len() - behind_mark(&mask[end..]).len();
        let mut next = mask[end..].chars();
        let (space, first) = (next.next(), next.next());
        let opens =
            |sign: char| sign.is_uppercase() || sign.is_numeric() || "«“\"([—–".contains(sign);
        let ends = match space {
            None => true,
            Some(' ') => first.is_none_or(opens),
            Some(sign) => stop && matches!(sign, '“' | '«'),
        };
        if ends && end > start {
            found.push((start, end));
            start = end + mask[end..].len() - mask[end..].trim_start().len();
        }
    }
    if !mask[start..].trim().is_empty() {
        found.push((start, mask.len()));
    }
    found
}

/// Whether a stop behind some words ends no sentence.
pub(super) fn is_short(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '[', '’', '\'']).next().unwrap_or_default();
    // `D.A.` of a name as well as `A.`
    let initial = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    SHORT.contains(&word) || word.split('.').all(initial)
}

#[cfg(test)]
mod tests {
    use super::super::marks::quotations;
    use super::*;

    #[test]
    fn stops_in_names_pages_and_quotations_end_no_sentence() {
        let text =
            "Dr. Ann B. Lee of the U.S. team (p. 3) agrees. She said “Yes. No.” Then all left.";
        let mask = masked(text, &quotations(text));
        assert_eq!(mask.len(), text.len());
        let found: Vec<&str> =
            sentences(text, &mask, &[]).into_iter().map(|(from, to)| &text[from..to]).collect();
        assert_eq!(
            found,
            [
                "Dr. Ann B. Lee of the U.S. team (p. 3) agrees.",
                "She said “Yes. No.”",
                "Then all left."
            ]
        );
    }
}

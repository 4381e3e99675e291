//! Whether a line of plain text has the shape of one of an index, before blocks are known.

use super::LONGEST;

/// Whether a line of plain text is one of an index, by its end alone: numbers, and what may stand
/// among them, behind a few words.
pub(in super::super) fn looks(line: &str) -> bool {
    if line.trim_end().ends_with(").") {
        return false;
    }
    // `Pages 3 and 5: the trams.`
    let first = line.split(' ').take(2).map(|word| (word, is_of_list(word)));
    let first: Vec<(&str, Option<bool>)> = first.collect();
    if let [(word, Some(false)), (_, Some(true))] = first.as_slice()
        && word.starts_with(['P', 'p'])
        && line.contains(':')
    {
        return true;
    }
    let mut tail = line.len();
    let mut numbers = 0;
    for word in line.rsplit(' ') {
        let place = word.as_ptr() as usize - line.as_ptr() as usize;
        match is_of_list(word) {
            Some(number) => numbers += usize::from(number),
            None if word.is_empty() => {}
            None => break,
        }
        tail = place;
    }
    let label = line[..tail].trim_end();
    let list = line[tail..].trim_start();
    let worded = list.starts_with(['p', 'P', '(']);
    let parted = label.ends_with([':', '.', '…', '—', '–', '-', ',', '?', '_', '→', '=', '”', '»'])
        || list.starts_with([':', '-']);
    numbers > 0
        && (worded || parted)
        && label.starts_with(|sign: char| sign.is_uppercase() || sign.is_numeric())
        && label.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
            <= LONGEST
}

/// Whether a line is one of an index behind a long dash, as rows of lists have it: `– taps, p. 20 ;`.
pub(in super::super) fn is_dashed(line: &str) -> bool {
    let row = line.strip_prefix(['–', '—']).filter(|row| row.starts_with([' ', '\u{a0}']));
    let Some(row) = row.map(|row| row.trim().trim_end_matches([';', '.', ',', ' ', '\u{a0}']))
    else {
        return false;
    };
    // Those who talk begin with a dash too: `— Not I, says the miller, page 12`.
    let talks = row.matches(", ").count() > 1 && !row.contains([':', '(']);
    let mut signs = row.chars();
    // Such a row may begin small.
    !talks
        && signs
            .next()
            .is_some_and(|first| looks(&format!("{}{}", first.to_uppercase(), signs.as_str())))
}

/// Whether a word may stand in a list of pages, and whether it is a number.
pub(in super::super) fn is_of_list(word: &str) -> Option<bool> {
    const AMONG: &str = "p pp pg page pages et and puis then sq sqq f ff seq seqq passim à to again at s \
         suivantes suivante following through ou or";
    let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    if bare.is_empty() {
        return (!word.is_empty() && !word.contains(['.', '…', '—', '_', '=', '→']))
            .then_some(false);
    }
    let number = |part: &str| {
        let digits = part.trim_start_matches(['p', '.']);
        let counts = !digits.is_empty() && digits.len() <= 4;
        counts
            && (digits.chars().all(|sign| sign.is_ascii_digit())
                || digits.chars().all(|sign| "ivxIVX".contains(sign)))
    };
    let stripped = bare.trim_end_matches("ff").trim_end_matches(['f', 'n']);
    if stripped.split(['-', '–', '—', '/', ',', ';']).all(number) {
        return Some(true);
    }
    AMONG.split_ascii_whitespace().any(|known| known == bare.to_lowercase()).then_some(false)
}

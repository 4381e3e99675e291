//! Quotation marks, page references and glued tooltips in a block.

use regex::Regex;

use super::patterns::regex;

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

/// A page reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its pages in printed order.
    pub(super) pages: Vec<u32>,
    /// How many pages and ranges it prints.
    pub(super) runs: usize,
    /// It sends elsewhere (voir, cf., see) instead of saying where something was read.
    pub(super) elsewhere: bool,
}

impl Reference {
    /// Whether it lists several places, as that of a topic does.
    pub(super) fn is_list(&self) -> bool {
        self.runs > 1
    }
}

/// The most bytes before a reference that decide what it is.
const BEFORE: usize = 240;

/// What finds page references.
#[derive(Debug)]
pub(super) struct References {
    reference: Regex,
    academic: Regex,
    number: Regex,
    counted: Regex,
    bibliography: Regex,
    elsewhere: Regex,
}

impl References {
    pub(super) fn new() -> Result<Self, regex::Error> {
        let run = r"\d{1,4}(?:\s?[-–—]\s?\d{1,4})?";
        let and = r"\s?(?:,|;|&|\bet\b|\band\b)\s?(?:(?:et|and) )?";
        Ok(Self {
            reference: regex(&format!(
                r"(?i)\b(?:pages?|pp?\.?)\s?({run}(?:{and}{run})*)(?:\s?(?:sqq?\.?|et suiv\.|ff?\.))?"
            ))?,
            number: regex(r"(\d{1,4})(?:\s?[-–—]\s?(\d{1,4}))?")?,
            counted: regex(r"(?:\d\s*|n°\s*|vol\.\s*|\w-)$")?,
            bibliography: regex(r"\b(?:In|Annales|Revue|Cahiers|Journal|Vol)\b[^()«»“”]*$")?,
            elsewhere: regex(
                r"(?i)\b(?:voir aussi|voir|cf\.|see also|see)\s(?:[^.(]*|[^.()]*\p{L}[^.()]*\(\d{4}[^()]*)$",
            )?,
            academic: regex(&format!(
                r"\(\p{{Lu}}[^()0-9]{{1,80}}?,? (?:19|20)\d{{2}}[a-z]?\s?[:,] ?({run})\)"
            ))?,
        })
    }

    pub(super) fn find(&self, text: &str) -> Vec<Reference> {
        let mut found = Vec::new();
        for hit in self.reference.captures_iter(text) {
            let (Some(whole), Some(list)) = (hit.get(0), hit.get(1)) else { continue };
            let mut from = whole.start().saturating_sub(BEFORE);
            while !text.is_char_boundary(from) {
                from -= 1;
            }
            let before = &text[from..whole.start()];
            let after = text[whole.end()..].chars().next();
            if self.counted.is_match(before)
                || after.is_some_and(|sign| sign.is_alphanumeric() || sign == '/')
                || (self.bibliography.is_match(before) && list.as_str().contains(['-', '–']))
            {
                continue;
            }
            let span = (whole.start(), whole.end());
            found.extend(self.reference(list.as_str(), span, self.elsewhere.is_match(before)));
        }
        // `(Marlow, 2018: 12)` prints no word for the page.
        for hit in self.academic.captures_iter(text) {
            if let Some(run) = hit.get(1) {
                found.extend(self.reference(run.as_str(), (run.start(), run.end()), false));
            }
        }
        found.sort_by_key(|reference| reference.start);
        found
    }

    fn reference(
        &self,
        list: &str,
        (start, end): (usize, usize),
        elsewhere: bool,
    ) -> Option<Reference> {
        let (mut pages, mut runs) = (Vec::new(), 0);
        for run in self.number.captures_iter(list) {
            let number = |group| run.get(group).and_then(|part| part.as_str().parse().ok());
            let Some(first) = number(1) else { continue };
            runs += 1;
            match number(2) {
                None => pages.push(first),
                Some(last) => pages.extend(expanded(first, last)),
            }
        }
        pages.retain(|&page| page > 0);
        (!pages.is_empty()).then_some(Reference { start, end, pages, runs, elsewhere })
    }
}

/// A range; `135-7` is 135 to 137. One that leads backwards or too far is its two ends.
fn expanded(first: u32, last: u32) -> Vec<u32> {
    let step = [10, 100, 1000].into_iter().find(|&step| last < step).unwrap_or(10_000);
    let last = if last < first { first - first % step + last } else { last };
    if last > first && last - first < 200 { (first..=last).collect() } else { vec![first, last] }
}

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
        let Some(article) = ARTICLES.iter().find(|article| text[at..].starts_with(**article))
        else {
            continue;
        };
        let rest = text[at + article.len()..].to_lowercase();
        let starts: Vec<usize> =
            text[..at].rmatch_indices(' ').map(|(space, _)| space + 1).chain([0]).take(3).collect();
        let Some(start) = starts
            .into_iter()
            .rev()
            .find(|&start| rest.starts_with(&text[start..at].to_lowercase()))
        else {
            continue;
        };
        found.push(Definition { term: (start, at), text: (at, definition_end(text, at)) });
    }
    found
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_references_are_told_from_counts() {
        let references = References::new().unwrap();
        let pages = |text: &str| -> Vec<Vec<u32>> {
            references.find(text).into_iter().map(|found| found.pages).collect()
        };
        assert_eq!(
            pages("(Untel p 6), (p22) et (pp 3,8,30,25, 38)"),
            [vec![6], vec![22], vec![3, 8, 30, 25, 38]]
        );
        assert_eq!(pages("pp. 135-7 et 140 ; page 12 sqq."), [vec![135, 136, 137, 140], vec![12]]);
        assert_eq!(pages("une somme de 53 pages, 921 p. 2 tomes, p 10 et 57 autres").len(), 1);
        assert!(references.find("voir p. 12")[0].elsewhere);
        assert!(!references.find("voire même ceci (p. 12)")[0].elsewhere);
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

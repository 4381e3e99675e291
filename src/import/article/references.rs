//! Page references in a block: which pages are meant, and which numbers are none.

use regex::Regex;

use super::patterns::regex;
use crate::order;

/// A page reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its pages in printed order.
    pub(super) pages: Vec<u32>,
    /// How many pages and ranges it prints. It prints one and has no pages where it means the
    /// page of the reference before it.
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

/// The word for a page, which may be said again before each number.
const PAGE: &str = r"(?:(?:pages?|pgs?|pp?)\.?\s?)?";
/// What says that the pages behind are meant too.
const FOLLOWING: &str =
    r"(?:\s?(?:sqq?\b\.?|ff?\b\.?|et suiv(?:antes?\b|\.)|et sqq?\b\.?|and following))?";
/// What stands between two numbers of a list. `2/10` is the second page of ten.
const BETWEEN: &str = r"(?:\s?(?:,|;|&|\+|\b(?:et|and|ou|or|puis|then|ainsi que|as well as)\b)\s?(?:(?:et|and|ou|or|puis|then) )?(?:(?:again|encore|de nouveau)\s(?:at\s|on\s|à la\s)?)?(?:(?:pages?|pgs?|pp?)\.?\s?)?|\s?/\s?(?:pages?|pgs?|pp?)\.?\s?)";
/// A small Roman number, as pages of a foreword bear. Larger ones are chapters or centuries.
const ROMAN: &str = r"\b(?:x{1,3}(?:ix|iv|v?i{0,3})|ix|iv|vi{0,3}|i{1,3})\b";
/// Pages that bear Roman numbers begin behind this.
pub(super) const ROMANS: u32 = 1_000_000;
/// Behind this begin those in small letters.
pub(super) const SMALL: u32 = ROMANS + 1_000;
/// Numbers that are years where they stand behind pages of a thinner book.
const YEARS: std::ops::Range<u32> = 1800..2100;
/// Words behind the last of several pages, where other words say what a number counts.
const BEHIND: &[&str] = &[
    "du",
    "de",
    "des",
    "d’un",
    "d'un",
    "d’une",
    "d'une",
    "la",
    "le",
    "les",
    "dans",
    "sur",
    "et",
    "ou",
    "puis",
    "mais",
    "où",
    "qui",
    "que",
    "dont",
    "pour",
    "par",
    "avec",
    "chez",
    "en",
    "au",
    "aux",
    "sont",
    "est",
    "montre",
    "montrent",
    "ainsi",
    "notamment",
    "of",
    "in",
    "on",
    "and",
    "or",
    "but",
    "where",
    "which",
    "that",
    "for",
    "by",
    "with",
    "at",
    "to",
    "from",
    "the",
    "are",
    "is",
    "show",
    "shows",
    "see",
    "voir",
    "note",
    "notes",
    "tableau",
    "cité",
];

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
    counts: Regex,
    things: Regex,
    same: Regex,
    bare: Regex,
}

impl References {
    pub(super) fn new() -> Result<Self, regex::Error> {
        let range = format!(r"(?:\s?[-–—]\s?|\s(?:à|to)\s){PAGE}");
        let number = format!(r"\d{{1,4}}(?:{range}\d{{1,4}})?{FOLLOWING}");
        let roman = format!("{ROMAN}(?:{range}{ROMAN})?");
        let list = format!(
            "(?:{roman}(?:{BETWEEN}{roman})*(?:{BETWEEN}{number})*|{number}(?:{BETWEEN}{number})*)"
        );
        Ok(Self {
            reference: regex(&format!(
                r"(?i)\b(?P<word>pages?|pgs?\.?|pp?\.?)\s?(?:(?:n°|nº|no\.|numéro)\s?)?(?P<list>{list})"
            ))?,
            number: regex(&format!(
                r"(?i)(?:{BETWEEN}|{PAGE})(?P<first>\d{{1,4}}|{ROMAN})(?:{range}(?P<last>\d{{1,4}}|{ROMAN}))?{FOLLOWING}"
            ))?,
            same: regex(
                r"(?i)\b(?:on|at|sur|à) (?:the|that|la|cette) (?:very )?(?:same|même) page\b",
            )?,
            bare: regex(&format!(
                r"(?i)^(?P<label>[^:.!?«»“”()\[\]\x220-9]{{2,60}}?)\s?:\s?(?:(?:annexe|annex|appendix|chap\.|chapitre|chapter|vol\.|tome|part|partie) [\divx]+, )?(?P<word>pages?|pgs?\.?|pp?\.?)?\s?(?P<list>{list})"
            ))?,
            counted: regex(r"(?:\d\s*|n°\s*|vol\.\s*|\w-)$")?,
            bibliography: regex(r"\b(?:In|Annales|Revue|Cahiers|Journal|Vol)\b[^()«»“”]*$")?,
            elsewhere: regex(
                r"(?i)\b(?:voir aussi|voir|cf\.|see also|see|renvoie|renvoient|se reportera|ouverte? à la|open at|refers (?:us |the reader )?to)\s(?:[^.(]*|[^.()]*\p{L}[^.()]*\(\d{4}[^()]*)$|(?:^|[.!?;] )(?:bring|print|copy|tear out|skip|turn|go|flip|jump|keep|look|start|reportez-vous|rendez-vous|allez|voyez|lisez|sautez|commencez|gardez) (?:\p{L}+ ){0,3}$",
            )?,
            academic: regex(
                r"\(\p{Lu}[^()0-9]{1,80}?,? (?:19|20)\d{2}[a-z]?\s?[:,] ?(\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)\)",
            )?,
            counts: regex(
                r"^(?:\s?[%‰€$£°]|\s\d{3}\b|[.,]\d|\s(?:millions?|milliards?|billions?|euros?|points?|hundred|thousand|mille)\b)",
            )?,
            things: regex(r"^\s(?P<word>\p{Ll}[\p{Ll}’'-]+)")?,
        })
    }

    pub(super) fn find(&self, text: &str) -> Vec<Reference> {
        let mut found = Vec::new();
        for hit in self.reference.captures_iter(text) {
            let (Some(whole), Some(word), Some(list)) =
                (hit.get(0), hit.name("word"), hit.name("list"))
            else {
                continue;
            };
            let mut from = whole.start().saturating_sub(BEFORE);
            while !text.is_char_boundary(from) {
                from -= 1;
            }
            let before = &text[from..whole.start()];
            let after = text[whole.end()..].chars().next();
            // `the page I wrote`, `page X`: a letter alone is a number behind an abbreviation.
            let letter =
                ["i", "x", "v"].iter().any(|sign| list.as_str().eq_ignore_ascii_case(sign));
            if letter && word.as_str().to_lowercase().starts_with("page") {
                continue;
            }
            // `p. 12345` and `page 2/10` are none; of `p. 3, 12345` the first is.
            let runs = self.number.find_iter(list.as_str()).count();
            let glued = after.is_some_and(|sign| sign.is_alphanumeric() || sign == '/');
            if self.counted.is_match(before)
                || (glued && runs < 2)
                || (self.bibliography.is_match(before) && list.as_str().contains(['-', '–']))
            {
                continue;
            }
            let several = word.as_str().trim_end_matches('.').to_lowercase();
            let several = ["pages", "pp", "pgs"].contains(&several.as_str());
            let end = self.end(text, (list.start(), list.end()), (several, glued));
            let printed = &text[list.start()..end];
            let elsewhere = self.elsewhere.is_match(before);
            found.extend(self.reference(printed, (whole.start(), end), elsewhere));
        }
        // `(Marlow, 2018: 12)` prints no word for the page.
        for hit in self.academic.captures_iter(text) {
            if let Some(run) = hit.get(1) {
                found.extend(self.reference(run.as_str(), (run.start(), run.end()), false));
            }
        }
        for hit in self.same.find_iter(text) {
            let (start, end) = (hit.start(), hit.end());
            found.push(Reference { start, end, pages: Vec::new(), runs: 1, elsewhere: false });
        }
        order::sort_by_key(&mut found, |reference| reference.start);
        found
    }

    /// A line of an index that a text begins with: its label, whether the word for a page stands
    /// there, and its pages.
    pub(super) fn line<'a>(&self, text: &'a str) -> Option<(&'a str, bool, Reference)> {
        let found = self.bare.captures(text)?;
        let (label, list) = (found.name("label")?, found.name("list")?);
        let word = found.name("word");
        let start = word.map_or(list.start(), |word| word.start());
        let reference = self.reference(list.as_str(), (start, list.end()), false)?;
        Some((label.as_str().trim(), word.is_some(), reference))
    }

    /// Where a list of pages ends: before a number that counts what stands behind it (`p. 3, 40 %`,
    /// `p. 3 et 12 autres`) and before a year.
    fn end(&self, text: &str, (from, to): (usize, usize), (several, glued): (bool, bool)) -> usize {
        let list = &text[from..to];
        let runs: Vec<_> = self.number.captures_iter(list).filter_map(|run| run.get(0)).collect();
        let after = &text[to..];
        let counted = glued
            || self.counts.is_match(after)
            || (!several
                && self
                    .things
                    .captures(after)
                    .is_some_and(|found| !BEHIND.contains(&&found["word"])));
        let mut kept = runs.len();
        if counted {
            // A number with a decimal comma is one: `p. 3, 4,5 %`.
            let spaced =
                |run: &regex::Match<'_>| run.as_str().contains([' ', '\u{a0}', '\u{202f}']);
            kept = runs.iter().rposition(spaced).unwrap_or(1).max(1);
        }
        let value = |run: &regex::Match<'_>| {
            let number = self.number.captures(run.as_str())?;
            number.name("last").is_none().then(|| number["first"].parse::<u32>().ok())?
        };
        let year = (1..kept).find(|&at| {
            value(&runs[at]).is_some_and(|year| YEARS.contains(&year))
                && runs[..at].iter().all(|run| value(run).is_none_or(|page| page < YEARS.start / 2))
        });
        kept = kept.min(year.unwrap_or(kept));
        runs.get(kept.wrapping_sub(1)).map_or(to, |last| from + last.end())
    }

    fn reference(
        &self,
        list: &str,
        (start, end): (usize, usize),
        elsewhere: bool,
    ) -> Option<Reference> {
        let (mut pages, mut runs) = (Vec::new(), 0);
        for run in self.number.captures_iter(list) {
            let number = |group| run.name(group).and_then(|part| page(part.as_str()));
            let Some(first) = number("first") else { continue };
            runs += 1;
            match number("last") {
                None => pages.push(first),
                Some(last) => pages.extend(expanded(first, last)),
            }
        }
        pages.retain(|&page| page > 0);
        (!pages.is_empty()).then_some(Reference { start, end, pages, runs, elsewhere })
    }
}

/// The number of a page: Roman ones lie behind the others.
fn page(printed: &str) -> Option<u32> {
    if let Ok(number) = printed.parse() {
        return Some(number);
    }
    let small = printed.chars().all(char::is_lowercase);
    if !small && !printed.chars().all(char::is_uppercase) {
        return None;
    }
    let value = |sign: char| match sign.to_ascii_lowercase() {
        'x' => 10,
        'v' => 5,
        _ => 1,
    };
    let (mut number, mut last) = (0, 0);
    for sign in printed.chars().rev() {
        let one = value(sign);
        number = if one < last { number - one } else { number + one };
        last = one;
    }
    Some(number + if small { SMALL } else { ROMANS })
}

/// A range; `135-7` is 135 to 137. One that leads backwards or too far is its two ends.
fn expanded(first: u32, last: u32) -> Vec<u32> {
    let step = [10, 100, 1000].into_iter().find(|&step| last < step).unwrap_or(10_000);
    let last = if last < first { first - first % step + last } else { last };
    if last > first && last - first < 200 { (first..=last).collect() } else { vec![first, last] }
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
        assert_eq!(
            pages("pp. 135-7 et 140 ; à la page 12 sqq."),
            [vec![135, 136, 137, 140], vec![12]]
        );
        let (great, small) = (|page| ROMANS + page, |page| SMALL + page);
        assert_eq!(
            pages("(pp. xi–xiii) | p. V à VII | p. VI, 27 | pages iv et 3 | p. xii and I think"),
            [
                vec![small(11), small(12), small(13)],
                vec![great(5), great(6), great(7)],
                vec![great(6), 27],
                vec![small(4), 3],
                vec![small(12)],
            ]
        );
        assert_eq!(pages("(p. 14, and again p. 15) (p. 3, et encore à la page 9)").len(), 2);
        assert_eq!(pages("(p. 14, and again at 15)"), [[14, 15]]);
        assert_eq!(pages("aux pages 22 et suivantes | p. 30 ff. | p. 7 sqq."), [[22], [30], [7]]);
        assert_eq!(pages("une somme de 53 pages, 921 p. 2 tomes, p 10 et 57 autres").len(), 1);
        assert!(references.find("voir p. 12")[0].elsewhere);
        assert!(!references.find("voire même ceci (p. 12)")[0].elsewhere);
    }

    /// Every word for a page with every way to write its numbers, and what may stand around.
    #[test]
    fn every_form_of_a_page_list_is_read() {
        let references = References::new().unwrap();
        let words = [
            "p. ",
            "p.",
            "p ",
            "p",
            "P. ",
            "pp. ",
            "pp.",
            "pp ",
            "page ",
            "pages ",
            "Pages ",
            "pg. ",
            "page n° ",
        ];
        let numbers: [(&str, &[u32]); 22] = [
            ("3", &[3]),
            ("3 et 5", &[3, 5]),
            ("3 and 5", &[3, 5]),
            ("3 & 5", &[3, 5]),
            ("3 ou 5", &[3, 5]),
            ("3, 5", &[3, 5]),
            ("3,5", &[3, 5]),
            ("3 ; 5", &[3, 5]),
            ("3, 5 et 9", &[3, 5, 9]),
            ("3, 5, and 9", &[3, 5, 9]),
            ("3, p. 5", &[3, 5]),
            ("3 et p. 5", &[3, 5]),
            ("3/p5", &[3, 5]),
            ("3-5", &[3, 4, 5]),
            ("3–5", &[3, 4, 5]),
            ("3 à 5", &[3, 4, 5]),
            ("3 to 5", &[3, 4, 5]),
            ("3-p. 5", &[3, 4, 5]),
            ("3-5, 18 et 20 à 22", &[3, 4, 5, 18, 20, 21, 22]),
            ("135-7, p. 140", &[135, 136, 137, 140]),
            ("12 sq.", &[12]),
            ("12ff., 14", &[12, 14]),
        ];
        let around = [
            ("(", ")"),
            ("(Untel, ", ")"),
            ("(chap. 3, § 14, ", ", note 2)"),
            ("(2014, vol. 2, ", ")."),
            ("Voyez ", " du rapport."),
            ("as ", " of the report show"),
            ("(", ", 2014)"),
            ("", " ; 40 % des élus"),
            ("(", ", 1 200 euros)"),
            ("(", ", tableau 2)"),
            ("", ", § 12"),
            ("", "."),
            ("(", ", n. 7)"),
        ];
        for word in words {
            for (printed, pages) in numbers {
                for (before, after) in around {
                    let text = format!("{before}{word}{printed}{after}");
                    let found: Vec<Vec<u32>> =
                        references.find(&text).into_iter().map(|found| found.pages).collect();
                    assert_eq!(found, [pages], "{text}");
                    let span = references.find(&text)[0].clone();
                    assert_eq!(&text[span.start..span.end], format!("{word}{printed}"), "{text}");
                }
            }
        }
    }

    #[test]
    fn numbers_that_are_no_pages_give_none() {
        let references = References::new().unwrap();
        for text in [
            "53 pages",
            "921 p.",
            "288 p., 24 €",
            "288 p. 24 €",
            "§ 12",
            "note 3",
            "page 2/10",
            "p. 12345",
            "chap. 3",
            "en 2014",
            "40 %",
            "n° 48",
            "the homepage 3",
            "iPhone 12",
            "tome 2",
            "fig. 7",
            "l. 12",
            "12 p. 100",
            "mot[^3]",
            "mot.3",
            "Vol. 12, pp. 3x",
            "ép. 12",
            "rép. 4",
            "app 3",
            "PPP 2",
            "un top 10",
        ] {
            assert_eq!(references.find(text), [], "{text}");
        }
        let pages = |text: &str| -> Vec<u32> {
            references.find(text).into_iter().flat_map(|found| found.pages).collect()
        };
        assert_eq!(pages("À la page 3, 12 élus votent."), [3]);
        assert_eq!(pages("(p. 3 et 12 autres)"), [3]);
        assert_eq!(pages("(p. 3, 4,5 % des voix)"), [3]);
        assert_eq!(pages("p. 3, 5 millions"), [3]);
        assert_eq!(pages("(p. 3, 12345)"), [3]);
        assert_eq!(pages("Aux pages 3 et 5 figurent les listes"), [3, 5]);
        assert_eq!(pages("(p. 1998, 2004)"), [1998, 2004]);
        // A letter may be a word, and what the reader is sent to says nothing.
        assert_eq!(pages("the page I wrote and the page X"), [0; 0]);
        assert_eq!(pages("p. VIe siècle"), [0; 0]);
        assert!(references.find("Turn to page 9.")[0].elsewhere);
        assert!(references.find("Quiet. Print page 9, which is a form.")[0].elsewhere);
        assert!(!references.find("He will turn on page 9.")[0].elsewhere);
    }
}

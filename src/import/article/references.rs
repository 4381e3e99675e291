//! Page references in a block: which pages are meant, and which numbers are none.

use regex::Regex;

use super::clauses::{end_of, start_of};
use super::patterns::regex;
use super::words::holds;
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
    /// How many pages behind the one before it stands: `on the next page`.
    pub(super) turned: i32,
    /// Pages behind the last are meant too: `p. 12 ff.`
    pub(super) open: bool,
    /// It sends elsewhere (voir, cf., see) instead of saying where something was read.
    pub(super) elsewhere: bool,
}

impl Reference {
    /// Whether it lists several places, as that of a topic does.
    pub(super) fn is_list(&self) -> bool {
        self.runs > 1
    }

    /// Whether its pages rise, those of a foreword before the others.
    pub(super) fn is_ascending(&self) -> bool {
        self.pages.is_sorted_by_key(|&page| (page < ROMANS, page))
    }

    /// Whether it means more than one page.
    pub(super) fn means_several(&self) -> bool {
        self.pages.len() > 1 || self.open
    }
}

/// The word for a page, which may be said again before each number.
const PAGE: &str = r"(?:(?:pages?|pgs?|pp?)\.?\s?)?";
/// What stands before the last page of several: `35 to`, `starts on page 35 and ends on`.
const LAST: &str = r"\s(?:à|to|through|jusqu[’']à|au|(?:and|et)\s(?:ends|finishes|stops|closes|se (?:termine|clôt|ferme|referme)|s[’']achève|finit|prend fin)(?:\s(?:on|at|with|à))?)";
/// What says that the pages behind are meant too.
const FOLLOWING: &str = r"(?:\s?(?:sqq?\b\.?|s\.|ff?\b\.?|passim\b|onwards?\b|et (?:seqq?\b\.?|sqq?\b\.?|s\.|(?:pages )?suiv(?:antes?\b|\.))|and (?:the )?(?:pages )?following(?: pages)?\b|and the (?:next|following) pages?\b))?";
/// What a bracket behind a number says of it: `14 (table), 18`.
const NOTE: &str = r"(?:\s?nn?\.\s?\d{1,3}\b|n\b|bis\b)?(?:\s?\(\p{L}[^()]{0,40}\)|\s(?:in the|dans (?:le|la|les|l[’']))\s?\p{Ll}+(?: \p{Ll}+)?\b)?";
/// What stands between two numbers of a list. `2/10` is the second page of ten.
const BETWEEN: &str = r"(?:\s?(?:,|;|&|\+|·|•|\b(?:et|and|ou|or|puis|then|ainsi que|as well as)\b)\s?(?:(?:et|and|ou|or|puis|then|enfin|finally) )?(?:(?:(?:again|encore|de nouveau)\s(?:at\s|on\s|à la\s)?|(?:table|chart|map|figure|graph|photo|box|note) on )?(?:(?:pages?|pgs?|pp?)\.?\s?)?)|(?:,\s?(?:(?:et|and|puis|then|enfin|finally) )?|\s(?:et|and|ou|or|puis|then)\s)(?:(?:again|encore|de nouveau|surtout|notamment|especially) )?(?:on|at|à|aux?|à la|sur|dans) (?:la |les |the )?(?:pages?|pgs?|pp?)\.?\s?|\s?/\s?(?:pages?|pgs?|pp?)\.?\s?|\s(?:pages?|pgs?|pp?)\.\s?|\s(?:and|et|puis|then),\s[^,.;:0-9()«»“”]{3,40},\s(?:(?:pages?|pgs?|pp?)\.?\s?)?)";
/// A small Roman number, as pages of a foreword bear. Larger ones are chapters or centuries.
const ROMAN: &str = r"\b(?:(?:xl|lx{0,3}|x{1,3})(?:ix|iv|v?i{0,3})|ix|iv|vi{0,3}|i{1,3})\b";
/// The same behind another number, where a letter alone or a great one may begin other words.
const ROMAN_BEHIND: &str =
    r"\b(?-i:(?:xl|lx{0,3}|x{1,3})(?:ix|iv|v?i{1,3}|v)|x{2,3}|xl|lx{1,3}|ix|iv|vi{1,3}|i{2,3})\b";
/// Pages that bear Roman numbers begin behind this.
pub(super) const ROMANS: u32 = 1_000_000;
/// Behind this begin those in small letters.
pub(super) const SMALL: u32 = ROMANS + 1_000;
/// Numbers that are years where they stand behind pages of a thinner book.
const YEARS: std::ops::Range<u32> = 1800..2100;
/// Words behind the last of several pages, where other words say what a number counts.
const BEHIND: &str = "du de des d’un d'un d’une d'une la le les dans sur et ou puis mais où qui que dont \
     pour par avec chez en au aux sont est montre montrent ainsi notamment of in on and or \
     but where which that for by with at to from the are is show shows see voir note notes \
     tableau cité";

/// Words that send to pages, before their numbers.
const SENDING: &str = r"(?:see|see also|voir|voir aussi|cf\.?|à|aux|on|at|in the report,?|dans le rapport,?|mentioned on|mentions?)\s";
/// How many places of a line are tried for the end of its label.
const MOST_TRIED: usize = 12;

/// Words for the numbers from one on.
const COUNTS: [&str; 6] = ["one une", "two deux", "three trois", "four quatre", "five cinq", "six"];

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
    turned: Regex,
    same: Regex,
    bare: Regex,
    entry: Regex,
    after: Regex,
}

impl References {
    pub(super) fn new() -> Result<Self, regex::Error> {
        let range = format!(r"(?:\s?[-–—]\s?|{LAST}\s(?:la\s)?){PAGE}");
        let number = format!(r"\d{{1,4}}(?:{range}\d{{1,4}})?{FOLLOWING}");
        let roman = format!("{ROMAN}(?:{range}{ROMAN})?");
        let list = format!(
            "(?:{roman}(?:{NOTE}{BETWEEN}{ROMAN_BEHIND}(?:{range}{ROMAN_BEHIND})?)*(?:{NOTE}{BETWEEN}{number})*|{number}(?:{NOTE}{BETWEEN}(?:{number}|{ROMAN_BEHIND}))*)"
        );
        Ok(Self {
            reference: regex(&format!(
                r"(?i)\b(?P<word>pages?|pgs?\.?|pp?\.?)(?:(?P<single>,\s(?:la\s|the\s)?)|\s?(?::\s)?)(?:(?:n°|nº|no\.|numéro)\s?)?(?P<list>{list})"
            ))?,
            number: regex(&format!(
                r"(?i)(?:{BETWEEN}|{PAGE})(?P<first>\d{{1,4}}|{ROMAN})(?:{range}(?P<last>\d{{1,4}}|{ROMAN}))?{FOLLOWING}"
            ))?,
            turned: regex(
                r"(?i)\b(?:(?:on|at|over|sur|à) )?(?:the|la) (?:(?:next|following) page|page (?:after|suivante|d[’']après)|(?P<back>page (?:before|précédente|d[’']avant)|previous page))\b|\b(?P<count>one|two|three|four|five|six|une|deux|trois|quatre|cinq) (?:pages?|(?P<lines>lines?|lignes?|paragraphes?|paragraphs?)) (?:later|further on|further down|below|plus loin|plus bas|plus tard|(?:earlier|plus haut))\b",
            )?,
            same: regex(
                r"(?i)\b(?:on|at|sur|à) (?:the|that|la|cette) (?:very )?(?:same|même) page\b",
            )?,
            bare: regex(&format!(
                r"(?:\b(?:on|at|(?:pages|de)[,:]? (?:de )?(?:la|les))|(?P<colon>\s?:)|(?P<counted>\bpages(?: \p{{L}}+){{0,2}},(?: de)?))\s(?P<list>{list})(?:[.,;:)]|$)"
            ))?,
            entry: regex(&format!(
                r"(?i)(?:(?P<sure>\s?[:=→]\s?|\s?(?:\.\s?){{3,}}|\s\.{{2}}\s|\s?…[….\s]*|\s?_{{2,}}\s?|\s[—–-]\s|,\s|\?\s|[”»\x22]\s?[:,]?\s?|\s?[\(\[])|\s)(?:{SENDING})?(?:(?:annexe|annex|appendix|chap\.|chapitre|chapter|vol\.|tome|part|partie) [\divx]+, )?(?:from |de )?(?P<word>(?:pages?|pgs?|pp?)\.?)?\s?(?P<list>{list})"
            ))?,
            after: regex(&format!(
                r"(?i)^[\s:=→.…—–,(\[-]*(?:{SENDING})?(?:from |de )?(?P<word>(?:pages?|pgs?|pp?)\.?)?\s?(?P<list>{list})"
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
                ["i", "x", "v", "l"].iter().any(|sign| list.as_str().eq_ignore_ascii_case(sign));
            if letter && word.as_str().to_lowercase().starts_with("page") {
                continue;
            }
            // `p. 12345` and `page 2/10` are none; of `p. 3, 12345` the first is.
            let runs = self.number.find_iter(&without_notes(list.as_str())).count();
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
            // `a single page, 31`
            let one = before.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
            if hit.name("single").is_some() && !holds("single one seule unique une", &one) {
                continue;
            }
            let elsewhere = self.elsewhere.is_match(before);
            for (from, to) in self.split(text, (list.start(), end)) {
                let start = if from == list.start() { whole.start() } else { from };
                let mut one = self.reference(&text[from..to], (start, to), elsewhere);
                if bare::is_between(before)
                    && let Some(one) = &mut one
                {
                    bare::span(one);
                }
                found.extend(one);
            }
        }
        self.find_bare(text, &mut found);
        // `(Marlow, 2018: 12)` prints no word for the page.
        for hit in self.academic.captures_iter(text) {
            if let Some(run) = hit.get(1) {
                found.extend(self.reference(run.as_str(), (run.start(), run.end()), false));
            }
        }
        self.find_turned(text, &mut found);
        // `Turn to page 31. There she says`: it is said there.
        for reference in &mut found {
            let there = ["There ", "Là, ", "Là "].iter().any(|there| {
                text[reference.end..].strip_prefix(". ").is_some_and(|rest| rest.starts_with(there))
            });
            if reference.elsewhere && there {
                reference.start = reference.end + 2;
                reference.end = reference.start + text[reference.start..].find(' ').unwrap_or(0);
                reference.elsewhere = false;
            }
        }
        order::sort_by_key(&mut found, |reference| reference.start);
        found
    }

    /// Adds what points to a page beside the one that was given last: `on the same page`, `two pages
    /// later`.
    fn find_turned(&self, text: &str, found: &mut Vec<Reference>) {
        for hit in self.same.find_iter(text) {
            let (start, end) = (hit.start(), hit.end());
            found.push(Reference {
                start,
                end,
                pages: Vec::new(),
                runs: 1,
                turned: 0,
                open: false,
                elsewhere: false,
            });
        }
        for hit in self.turned.captures_iter(text) {
            let Some(whole) = hit.get(0) else { continue };
            let count = hit.name("count").and_then(|count| {
                COUNTS.iter().position(|counts| {
                    counts.split(' ').any(|word| count.as_str().eq_ignore_ascii_case(word))
                })
            });
            let count = count.map_or(1, |at| i32::try_from(at + 1).unwrap_or(1));
            let turned = if hit.name("lines").is_some() {
                0
            } else if hit.name("back").is_some() {
                -count
            } else {
                count
            };
            let (start, end) = (whole.start(), whole.end());
            let (pages, runs) = (Vec::new(), 1);
            found.push(Reference {
                start,
                end,
                pages,
                runs,
                turned,
                open: false,
                elsewhere: false,
            });
        }
    }

    /// The first line of an index from a place on: its label, whether the word for a page stands
    /// there, and its pages. The label may end where bold letters do.
    pub(super) fn entry<'a>(
        &self,
        text: &'a str,
        from: usize,
        bold: Option<usize>,
    ) -> Option<(&'a str, bool, Reference)> {
        if let Some(end) = bold
            && let Some(found) = self.after.captures(text.get(end..)?)
        {
            let label = text.get(from..end)?;
            return Some((label, found.name("word").is_some(), self.listed(&found, end)?));
        }
        let mut at = from;
        for _ in 0..MOST_TRIED {
            let found = self.entry.captures(text.get(at..)?)?;
            let whole = found.get(0)?;
            let label = text.get(from..at + whole.start())?;
            let worded = found.name("word").is_some();
            // Numbers behind a space alone are words of the label, and so are those in brackets
            // before a colon: `Dry summers (1949, 2003): 12`.
            let behind = &text[at + whole.end()..];
            let labelled =
                behind.strip_prefix(')').is_some_and(|rest| rest.trim_start().starts_with(':'));
            if !labelled
                && (worded || found.name("sure").is_some())
                && label.contains(char::is_alphabetic)
                && let Some(reference) = self.listed(&found, at)
            {
                return Some((label, worded, reference));
            }
            at += whole.start() + text[at + whole.start()..].chars().next()?.len_utf8();
        }
        None
    }

    /// The pages that a text begins with, and whether the word for a page stands there.
    pub(super) fn first(&self, text: &str) -> Option<(bool, Reference)> {
        let found = self.after.captures(text)?;
        Some((found.name("word").is_some(), self.listed(&found, 0)?))
    }

    /// The pages that a pattern found.
    fn listed(&self, found: &regex::Captures<'_>, at: usize) -> Option<Reference> {
        let list = found.name("list")?;
        let start = found.name("word").map_or(list.start(), |word| word.start());
        // `Twenty a week, I pay`: a letter alone begins other words.
        let letter =
            ["i", "v", "x", "l"].iter().any(|sign| list.as_str().eq_ignore_ascii_case(sign));
        // `Histoire, de 1893 à 1954 : 3-12`
        let years = |part: &str| part.parse().is_ok_and(|year: u32| YEARS.contains(&year));
        let years = list.as_str().split_ascii_whitespace().filter(|part| years(part)).count() > 1;
        if found.name("word").is_none() && (letter || years) {
            return None;
        }
        self.reference(list.as_str(), (at + start, at + list.end()), false)
    }

    /// Where a list of pages ends: before a number that counts what stands behind it (`p. 3, 40 %`,
    /// `p. 3 et 12 autres`) and before a year.
    fn end(&self, text: &str, (from, to): (usize, usize), (several, glued): (bool, bool)) -> usize {
        let list = without_notes(&text[from..to]);
        let list = list.as_str();
        let runs: Vec<_> = self.number.captures_iter(list).filter_map(|run| run.get(0)).collect();
        let after = &text[to..];
        let counted = glued
            || self.counts.is_match(after)
            || (!several
                && self.things.captures(after).is_some_and(|found| !holds(BEHIND, &found["word"])));
        let mut kept = runs.len();
        if counted {
            // A number with a decimal comma is one: `p. 3, 4,5 %`.
            let spaced =
                |run: &regex::Match<'_>| run.as_str().contains([' ', '\u{a0}', '\u{202f}']);
            kept = runs.iter().rposition(spaced).unwrap_or(1).max(1);
        }
        // `p. 8, p. 24 and p. 50 check them`
        let own = runs.last().is_some_and(|last| {
            let led = last.as_str().trim_start_matches([' ', ',']).to_lowercase();
            !glued && ["p.", "p ", "and p", "et p"].iter().any(|word| led.starts_with(word))
        });
        if own {
            kept = runs.len();
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

    /// The lists that a list of pages is, each of a theme of its own: `page 33 (roofs), page 42
    /// (chimneys)`, `on pages 12 and 20 respectively`.
    fn split(&self, text: &str, (from, to): (usize, usize)) -> Vec<(usize, usize)> {
        let list = without_notes(&text[from..to]);
        let mut worded = Vec::new();
        let runs: Vec<_> = self
            .number
            .captures_iter(&list)
            .filter_map(|run| {
                let (whole, first) = (run.get(0)?, run.name("first")?.start());
                let led = &list[whole.start()..first];
                worded.push(["page", "pp", "p."].iter().any(|word| led.contains(word)));
                Some((from + first, from + whole.end()))
            })
            .collect();
        let respective = is_respective(text, (from, to));
        let themed = |&(_, end): &(usize, usize)| noted(&text[end..]).is_some();
        let closed =
            runs.last().is_some_and(themed) && runs.iter().filter(|run| themed(run)).count() > 1;
        let mut found = Vec::new();
        let mut start = None;
        // `page 9 et pages 12 et 13`: the word for a page parts them where it stands there again.
        let again = worded.contains(&true);
        let parts = |at: usize| !again || worded.get(at + 1).is_none_or(|&worded| worded);
        for (at, run) in runs.iter().enumerate() {
            let begins = *start.get_or_insert(run.0);
            if (respective && parts(at)) || (closed && themed(run)) {
                found.push((begins, run.1));
                start = None;
            }
        }
        if found.len() < 2 { vec![(from, to)] } else { found }
    }

    fn reference(
        &self,
        list: &str,
        (start, end): (usize, usize),
        elsewhere: bool,
    ) -> Option<Reference> {
        let (mut pages, mut runs) = (Vec::new(), 0);
        for run in self.number.captures_iter(&without_notes(list)) {
            let number = |group| run.name(group).and_then(|part| page(part.as_str()));
            let Some(first) = number("first") else { continue };
            runs += 1;
            match number("last") {
                None => pages.push(first),
                Some(last) => pages.extend(expanded(first, last)),
            }
        }
        pages.retain(|&page| page > 0);
        let tail = list.rsplit(|sign: char| sign.is_ascii_digit()).next().unwrap_or_default();
        let open = tail.contains(char::is_alphabetic) && !tail.trim().starts_with('(');
        (!pages.is_empty()).then_some(Reference {
            start,
            end,
            pages,
            runs,
            turned: 0,
            open,
            elsewhere,
        })
    }
}

/// Whether a sentence gives several things their pages in one list, in the order in which it named
/// them.
pub(super) fn is_respective(text: &str, (from, to): (usize, usize)) -> bool {
    let sentence = &text[start_of(&text[..from])..end_of(text, to)];
    ["respective", "in that order", "dans cet ordre"].iter().any(|word| sentence.contains(word))
}

/// The theme that a bracket right behind pages names: `page 33 (flat roofs)`. One that says what
/// there is on the page names none.
pub(super) fn noted(behind: &str) -> Option<&str> {
    const SHOWN: &str = "table tableau tableaux tables carte cartes map maps figure figures fig graph \
         graphique chart charts photo photos box boxes encadré note notes surtout notamment especially \
         mainly mostly plan schéma image illustration see voir cf";
    let (note, _) = behind.trim_start().strip_prefix('(')?.split_once(')')?;
    let first = note.split([' ', '.', ',']).next().unwrap_or_default();
    let named = note.starts_with(char::is_alphabetic)
        && !note.contains(['(', ';', '«', '“', '"'])
        && !note.contains(|sign: char| sign.is_ascii_digit())
        && note.split(' ').count() <= MOST_OF_NOTE;
    (named && !holds(SHOWN, &first.to_lowercase())).then_some(note)
}

/// The most words of a bracket that names a theme.
const MOST_OF_NOTE: usize = 8;

/// A list with its notes in brackets and the numbers of footnotes blotted out, each byte in its
/// place.
fn without_notes(list: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::with_capacity(list.len());
    for sign in list.chars() {
        depth += u32::from(sign == '(');
        match depth {
            0 => plain.push(sign),
            _ => plain.extend(std::iter::repeat_n(' ', sign.len_utf8())),
        }
        depth -= u32::from(sign == ')' && depth > 0);
    }
    // `35 n. 2`
    let mut from = 0;
    while let Some(at) = plain[from..].find("n.").map(|at| from + at) {
        from = at + 2;
        let behind = &plain[from..];
        let blanks = behind.len() - behind.trim_start().len();
        let digits = behind[blanks..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let note = at..from + blanks + digits;
            plain.replace_range(note.clone(), &" ".repeat(note.len()));
        }
    }
    plain
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
        'l' => 50,
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

mod bare;
#[cfg(test)]
mod tests;

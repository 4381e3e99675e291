//! Printed labels and page numbers, where the two differ.
//!
//! Odd thing worth knowing: labels are not unique (1, 2, i, ii, 1, 2 …); the physical page is
//! what tells one page from another, and `(2)` or `#2` names it.

use super::report_tag;
use crate::corpus::{Corpus, Report, ReportId};
use crate::lang::Lang;

/// A page by its printed label, and by its number where that is another: `ii (2)`.
#[must_use]
pub fn label_and_number(report: &Report, page: u32) -> String {
    let label = report.label(page);
    if label == page.to_string() { label } else { format!("{label} ({page})") }
}

/// A page by its printed label, and by its number where another page of the report has the same
/// label: `1 (19)`.
#[must_use]
pub fn label_apart(report: &Report, page: u32) -> String {
    let label = report.label(page);
    let mut labels = report.labels.iter().zip(1..);
    // A page without a label goes by its number.
    let last = u32::try_from(report.labels.len()).unwrap_or(u32::MAX);
    let counted = label.parse().is_ok_and(|n: u32| n > last && n <= report.pages && n != page);
    let twice = labels.any(|(held, other)| other != page && **held == *label);
    if counted || twice { format!("{label} ({page})") } else { label }
}

/// The report that is named before a colon, and what is typed behind it: `debian-guide: 5`. The id,
/// the title, what lists print before pages, or the beginning of one of them is enough, as long
/// as it is of one report.
#[must_use]
pub fn in_report<'t>(corpus: &Corpus, typed: &'t str) -> Option<(ReportId, &'t str)> {
    let (head, page) = typed.rsplit_once(':')?;
    let wanted = head.trim().to_lowercase();
    let only = |holds: &dyn Fn(&str) -> bool| {
        let mut those = corpus.report_ids().filter(|&id| {
            let report = corpus.report(id);
            let names = [report.slug.to_string(), report.title.to_string(), report_tag(report)];
            names.iter().any(|name| holds(&name.to_lowercase()))
        });
        those.next().filter(|_| those.next().is_none())
    };
    let whole = only(&|name| name == wanted);
    let report = whole.or_else(|| only(&|name| name.starts_with(&wanted)))?;
    (!wanted.is_empty()).then(|| (report, page.trim()))
}

/// The pages that somebody may mean who types one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The pages, in the order of the report; never empty. More than one where a label is
    /// printed on several.
    pub all: Vec<u32>,
    /// The page of that number, where the label won over it.
    pub by_number: Option<u32>,
}

impl Meant {
    /// Reads a page: a printed label in either case first, else a number from 1. `p.` before
    /// it is left out; `(2)` and `#2` are numbers and nothing else.
    #[must_use]
    pub fn of(report: &Report, typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let number = |text: &str| {
            let page = text.trim().parse().ok()?;
            (1..=report.pages).contains(&page).then_some(page)
        };
        let alone = typed.strip_prefix('#').or_else(|| typed.strip_prefix('(')?.strip_suffix(')'));
        if let Some(text) = alone {
            return number(text).map(|page| Self { all: vec![page], by_number: None });
        }
        let bare = typed.trim_start_matches(['p', 'P']).trim_start_matches('.').trim();
        // What the program shows can be typed: `ii (2)`.
        if let Some((_, both)) = bare.split_once(" (") {
            let page = number(both.strip_suffix(')')?)?;
            return Some(Self { all: vec![page], by_number: None });
        }
        let labelled = |wanted: &str| -> Vec<u32> {
            let labels = report.labels.iter().zip(1..);
            let lower = wanted.to_lowercase();
            let same = labels.filter(|(label, _)| label.to_lowercase() == lower);
            same.map(|(_, page)| page).collect()
        };
        let whole = labelled(typed);
        let all = if whole.is_empty() { labelled(bare) } else { whole };
        let by_number = number(bare);
        if all.is_empty() {
            return by_number.map(|page| Self { all: vec![page], by_number: None });
        }
        let by_number = by_number.filter(|page| !all.contains(page));
        Some(Self { all, by_number })
    }

    /// What else could have been meant, in words; `key` asks for a page.
    #[must_use]
    pub fn told(&self, report: &Report, taken: u32, key: &str, lang: Lang) -> Option<String> {
        let mut others: Vec<u32> = self.all.iter().copied().filter(|&page| page != taken).collect();
        others.extend(self.by_number);
        if others.is_empty() {
            return None;
        }
        let here = label_and_number(report, taken);
        let label = report.label(taken);
        let sheets: Vec<String> = others.iter().take(4).map(|page| format!("({page})")).collect();
        let more = if others.len() > 4 { ", …" } else { "" };
        let others = format!("{}{more}", sheets.join(", "));
        Some(match lang {
            Lang::En => format!(
                "p. {here}. {label} may also be {others}: {key} with the number in brackets goes there."
            ),
            Lang::Fr => format!(
                "p. {here}. {label} peut aussi être {others}\u{a0}: {key} avec le numéro entre parenthèses y va."
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(labels: &[&str]) -> Report {
        Report {
            slug: "r".into(),
            title: "R".into(),
            pages: 7,
            publisher: None,
            year: None,
            language: None,
            url: None,
            file: None,
            series: None,
            labels: labels.iter().map(|&label| label.into()).collect(),
        }
    }

    #[test]
    fn labels_in_either_case_win_over_numbers_and_brackets_name_the_number() {
        let report = report(&["1", "2", "i", "ii", "1", "2", "B-4"]);
        let all = |typed: &str| Meant::of(&report, typed).map(|meant| meant.all);
        assert_eq!(all("ii"), Some(vec![4]));
        assert_eq!(all("II"), Some(vec![4]));
        assert_eq!(all("p. ii"), Some(vec![4]));
        assert_eq!(all("b-4"), Some(vec![7]));
        assert_eq!(all("2"), Some(vec![2, 6]));
        assert_eq!(all("(2)"), Some(vec![2]));
        assert_eq!(all("#6"), Some(vec![6]));
        assert_eq!(all("2 (6)"), Some(vec![6]), "as the title of the page says it");
        assert_eq!(all("5"), Some(vec![5]), "no label says 5");
        for wrong in ["8", "0", "(9)", "#", "iii", "", "x (y)"] {
            assert_eq!(all(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_else_was_possible_is_told() {
        let report = report(&["i", "ii", "iii", "1", "2", "3", "4"]);
        let meant = Meant::of(&report, "2").unwrap();
        assert_eq!((meant.all.as_slice(), meant.by_number), ([5].as_slice(), Some(2)));
        let told = meant.told(&report, 5, "g p", Lang::En).unwrap();
        assert!(told.contains("2 (5)") && told.contains("(2)"), "{told}");
        assert_eq!(Meant::of(&report, "iii").unwrap().told(&report, 3, "g p", Lang::Fr), None);
        assert_eq!(label_and_number(&report, 2), "ii (2)");
    }
}

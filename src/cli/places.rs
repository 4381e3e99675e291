//! Pages as they are typed: `22`, `p. 22`, `39-40`, `3,8,11`, or printed labels.
//!
//! Odd thing worth knowing: where a report prints labels, a label wins over the count,
//! since the label is what stands on the paper.

use crate::corpus::{Corpus, PageRef, Report};
use crate::words::{Meant, in_report};

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Pages that exist, in the order typed; for each, report by report.
    pub places: Vec<PageRef>,
    /// What is no page of any report, as typed.
    pub beyond: Vec<String>,
}

/// Reads pages. A report that is named before a colon holds for the pages behind it as well.
pub(super) fn read(corpus: &Corpus, text: &str) -> Asked {
    let mut asked = Asked::default();
    let mut within = None;
    for word in text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()) {
        let (report, typed) = in_report(corpus, word).unzip();
        within = report.or(within);
        let typed = bare(typed.unwrap_or(word));
        let before = asked.places.len();
        let mut short = false;
        for report in corpus.report_ids().filter(|&id| within.is_none_or(|named| named == id)) {
            for (first, last) in ranges(corpus.report(report), typed) {
                let most = corpus.report(report).pages;
                short |= last > most;
                let pages = first.max(1)..=last.min(most);
                asked.places.extend(pages.map(|page| PageRef { report, page }));
            }
        }
        let one = corpus.reports.len() == 1 || within.is_some();
        if asked.places.len() == before || (short && one) {
            asked.beyond.push(bare(word).to_owned());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    asked.places.retain(|&place| seen.insert(place));
    asked
}

/// Pages where a name may stand as well: only what begins with a digit, names a report, or says
/// `page`.
pub(super) fn read_name(corpus: &Corpus, name: &str) -> Option<Asked> {
    let word = bare(name);
    let said = word.len() < name.trim().len();
    let digit = word.starts_with(|first: char| first.is_ascii_digit());
    let known = || corpus.reports.iter().any(|report| !ranges(report, word).is_empty());
    let named = || {
        in_report(corpus, name)
            .is_some_and(|(id, typed)| !ranges(corpus.report(id), bare(typed)).is_empty())
    };
    (digit || (said && known()) || named()).then(|| read(corpus, name))
}

/// The word without `p`, `pp`, `page` or `pages` before it.
fn bare(word: &str) -> &str {
    let word = word.trim();
    for prefix in ["pages", "page", "pp", "p"] {
        let Some(head) = word.get(..prefix.len()) else {
            continue;
        };
        let rest = &word[prefix.len()..];
        let apart =
            rest.starts_with(|next: char| next.is_ascii_digit() || next == '.' || next == ' ');
        if head.eq_ignore_ascii_case(prefix) && apart {
            return rest.trim_start_matches(['.', ' ']);
        }
    }
    word
}

/// The pages that are meant, from the first to the last of each run. A label that several pages
/// bear means all of them.
fn ranges(report: &Report, word: &str) -> Vec<(u32, u32)> {
    if let Some(meant) = Meant::of(report, word) {
        return meant.all.into_iter().map(|page| (page, page)).collect();
    }
    let run = || {
        let (first, last) = word.split_once(['-', '–'])?;
        let (first, last) = (page(report, first.trim())?, page(report, last.trim())?);
        Some((first.min(last), first.max(last)))
    };
    page(report, word).map(|page| (page, page)).or_else(run).into_iter().collect()
}

fn page(report: &Report, word: &str) -> Option<u32> {
    match Meant::of(report, word) {
        Some(meant) => meant.all.first().copied(),
        // A number beyond the report is named as one.
        None if word.bytes().all(|byte| byte.is_ascii_digit()) => word.parse().ok(),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(pages: &[u32], labels: &[&str]) -> Corpus {
        let reports = pages.iter().enumerate().map(|(place, &pages)| Report {
            slug: format!("r{place}").into(),
            title: "".into(),
            pages,
            publisher: None,
            year: None,
            language: None,
            url: None,
            file: None,
            series: None,
            labels: labels.iter().map(|&label| label.into()).collect(),
        });
        Corpus { reports: reports.collect(), ..Corpus::default() }
    }

    fn pages(corpus: &Corpus, text: &str) -> Vec<u32> {
        read(corpus, text).places.iter().map(|place| place.page).collect()
    }

    #[test]
    fn lists_ranges_and_prefixes_are_read() {
        let corpus = corpus(&[53], &[]);
        assert_eq!(pages(&corpus, "22"), [22]);
        assert_eq!(pages(&corpus, "p22"), [22]);
        assert_eq!(pages(&corpus, "pp. 39-40"), [39, 40]);
        assert_eq!(pages(&corpus, "40–39"), [39, 40]);
        assert_eq!(pages(&corpus, "3,8, 11,3"), [3, 8, 11]);
    }

    #[test]
    fn what_lies_beyond_is_named_and_never_walked() {
        let corpus = corpus(&[53], &[]);
        assert_eq!(read(&corpus, "71").beyond, ["71"]);
        assert_eq!(read(&corpus, "0").beyond, ["0"]);
        assert_eq!(read(&corpus, "abc").beyond, ["abc"]);
        assert_eq!(read(&corpus, "99999999999999").beyond, ["99999999999999"]);
        let asked = read(&corpus, "52-4000000000");
        assert_eq!(asked.places.len(), 2);
        assert_eq!(asked.beyond, ["52-4000000000"]);
    }

    #[test]
    fn labels_win_over_the_count() {
        let corpus = corpus(&[4], &["i", "ii", "1", "2"]);
        assert_eq!(pages(&corpus, "i"), [1]);
        assert_eq!(pages(&corpus, "II-1"), [2, 3]);
        assert_eq!(pages(&corpus, "2"), [4]);
        assert_eq!(pages(&corpus, "4"), [4], "no label says 4");
    }

    #[test]
    fn every_report_that_has_the_page_answers() {
        let corpus = corpus(&[53, 35], &[]);
        assert_eq!(pages(&corpus, "35"), [35, 35]);
        let asked = read(&corpus, "50");
        assert_eq!((asked.places.len(), asked.beyond.len()), (1, 0));
    }

    #[test]
    fn a_name_is_a_page_only_where_it_looks_like_one() {
        let corpus = corpus(&[4], &["i", "ii", "1", "2"]);
        assert!(read_name(&corpus, "p. ii").is_some());
        assert!(read_name(&corpus, "2020").is_some());
        for name in ["i", "pinterest", "page blanche", "pp"] {
            assert_eq!(read_name(&corpus, name), None, "{name}");
        }
    }
}

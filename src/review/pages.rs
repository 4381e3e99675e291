//! Pages as a person types them: the printed forms, by the labels that the report has.

use crate::corpus::check;
use crate::corpus::file::{PageMarkRecord, PagesRecord};

/// Pages that one reference may list, so that a slip (`1-999999999`) is no flood.
const MOST_PAGES: usize = 5_000;

/// What says that pages behind are meant too, and how the file has it.
const SUFFIXES: [(&str, &str); 4] = [("ff", "ff"), ("sqq", "ff"), ("f", "f"), ("sq", "f")];

/// The labels of a report, one a physical page; none where they are its numbers.
#[derive(Debug)]
pub(super) struct Labels(Vec<String>);

impl Labels {
    pub(super) const fn new(labels: Vec<String>) -> Self {
        Self(labels)
    }

    /// Pages as [`Labels::read`] reads them.
    pub(super) fn shown(&self, pages: &PagesRecord) -> String {
        let list = pages.list.iter().flatten();
        let shown = list.map(|&page| {
            let suffix = pages.marks.iter().find(|mark| mark.to == Some(page));
            let suffix = suffix.and_then(|mark| mark.suffix.as_deref());
            suffix.map_or_else(|| self.name(page), |suffix| format!("{} {suffix}", self.name(page)))
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    /// The label of a page, or its number where it has none; the number in brackets where that
    /// would lead to another page.
    fn name(&self, page: u32) -> String {
        let back = |text: &String| {
            self.read(text, &[]).is_some_and(|(list, marks)| list == [page] && marks.is_empty())
        };
        let label = (page as usize).checked_sub(1).and_then(|place| self.0.get(place)).cloned();
        let shown = label.unwrap_or_else(|| page.to_string());
        if back(&shown) { shown } else { format!("({page})") }
    }

    /// Reads `17-19, 22`, `pp. 3-5 et 9`, `iv`, `12 ff`; `(26)` is the physical page. Where a
    /// label stands on several pages, one of `held` is meant. Nothing is no page.
    pub(super) fn read(
        &self,
        typed: &str,
        held: &[u32],
    ) -> Option<(Vec<u32>, Vec<PageMarkRecord>)> {
        let (mut list, mut marks) = (Vec::new(), Vec::new());
        let spaced = typed.replace(['\u{a0}', '\u{202f}'], " ");
        let parts = spaced.split([',', ';', '&']).map(|part| format!(" {} ", part.trim()));
        let parts: Vec<String> = parts
            .flat_map(|part| {
                part.replace(" and ", " et ").split(" et ").map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
            let run = self.run(part, held).or_else(|| {
                let bare = part.trim_end_matches('.');
                let (run, suffix) = SUFFIXES.iter().find_map(|(typed, suffix)| {
                    let run = self.run(bare.strip_suffix(typed)?.trim_end(), held)?;
                    Some((run, *suffix))
                })?;
                let (from, to) = (Some(run.0), Some(run.1));
                marks.push(PageMarkRecord { from, to, suffix: Some(suffix.to_owned()) });
                Some(run)
            });
            let (first, last) = run?;
            // A report that grew so far could not be read again.
            if (last - first) as usize > MOST_PAGES || last > check::MOST_PAGES {
                return None;
            }
            let more: Vec<u32> = (first..=last).filter(|page| !list.contains(page)).collect();
            list.extend(more);
        }
        (list.len() <= MOST_PAGES).then_some((list, marks))
    }

    /// A page, or the first and the last of several.
    fn run(&self, text: &str, held: &[u32]) -> Option<(u32, u32)> {
        if let Some(page) = self.page(text, held) {
            return Some((page, page));
        }
        let signs = ["-", "–", " à ", " to "];
        let ends = signs.iter().flat_map(|sign| {
            text.match_indices(sign).map(|(at, sign)| (&text[..at], &text[at + sign.len()..]))
        });
        let mut runs = ends.filter_map(|(first, last)| {
            let first_page = self.page(first, held)?;
            let last_page = self.page(last, held)?;
            // 135-7 is 135-137.
            let (first, last) = (first.trim(), last.trim());
            let short = last_page < first_page && last.len() < first.len();
            let whole = short.then(|| format!("{}{last}", &first[..first.len() - last.len()]));
            let last_page = whole.and_then(|whole| self.page(&whole, held)).unwrap_or(last_page);
            (last_page >= first_page).then_some((first_page, last_page))
        });
        runs.next()
    }

    /// One page, with or without a word for it.
    fn page(&self, text: &str, held: &[u32]) -> Option<u32> {
        let text = text.trim();
        let number = |text: &str| text.trim().parse().ok().filter(|&page: &u32| page > 0);
        // What the program shows can be typed: `ii (2)`.
        let both = text.split_once('(').and_then(|(_, number)| number.strip_suffix(')'));
        if let Some(alone) = text.strip_prefix('#').or(both) {
            return number(alone);
        }
        let bare = without_word(text);
        let labelled = |wanted: &str| {
            let wanted = wanted.to_lowercase();
            let pages = || {
                let labels = self.0.iter().zip(1..);
                labels.filter(|(label, _)| label.to_lowercase() == wanted).map(|(_, page)| page)
            };
            pages().find(|page| held.contains(page)).or_else(|| pages().next())
        };
        labelled(text).or_else(|| labelled(bare)).or_else(|| number(bare))
    }
}

/// A page without `p.`, `pp` or `page` before it.
fn without_word(text: &str) -> &str {
    let letters = text.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(letters);
    let words = ["p", "pp", "pg", "pgs", "page", "pages"];
    if words.contains(&word.to_lowercase().as_str()) {
        rest.trim_start_matches(['.', ' '])
    } else {
        text
    }
}

/// Whether two runs of marks say the same of the same pages.
pub(super) fn same_marks(one: &[PageMarkRecord], other: &[PageMarkRecord]) -> bool {
    let last = |mark: &PageMarkRecord| (mark.to, mark.suffix.clone());
    one.iter().map(last).eq(other.iter().map(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(labels: &Labels, typed: &str) -> Option<Vec<u32>> {
        labels.read(typed, &[]).map(|(list, _)| list)
    }

    #[test]
    fn the_printed_forms_are_read() {
        let none = Labels::new(Vec::new());
        for (typed, pages) in [
            ("17-19, 22", vec![17, 18, 19, 22]),
            ("pp. 3-5 et 9", vec![3, 4, 5, 9]),
            ("Page 3", vec![3]),
            ("p.\u{a0}3 and 7 & 8; 8", vec![3, 7, 8]),
            ("p. 135–7", vec![135, 136, 137]),
            ("pages 3 à 5", vec![3, 4, 5]),
            ("12 ff", vec![12]),
            ("#26, (27)", vec![26, 27]),
            ("", Vec::new()),
        ] {
            assert_eq!(list(&none, typed), Some(pages), "{typed}");
        }
        let (_, marks) = none.read("pp. 3-4, 12 ff.", &[]).unwrap();
        let ff = PageMarkRecord { from: Some(12), to: Some(12), suffix: Some("ff".into()) };
        assert_eq!(marks, [ff]);
        for wrong in ["x", "0", "9-3", "1-999999", "iv", "(x)", "ff", "p."] {
            assert_eq!(list(&none, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn labels_are_read_and_shown_and_brackets_name_the_sheet() {
        let labels = ["i", "ii", "B-4", "1", "2", "1"].map(str::to_owned);
        let labels = Labels::new(labels.to_vec());
        assert_eq!(list(&labels, "pp. i-ii, 2"), Some(vec![1, 2, 5]));
        assert_eq!(list(&labels, "b-4-1"), Some(vec![3, 4]));
        assert_eq!(list(&labels, "(2), 9"), Some(vec![2, 9]), "no label says 9");
        assert_eq!(labels.read("1", &[6]).unwrap().0, [6], "the one that it has");
        let pages = |list: &[u32]| PagesRecord { list: Some(list.to_vec()), ..Default::default() };
        assert_eq!(labels.shown(&pages(&[2, 3, 5, 6, 9])), "ii, B-4, 2, (6), 9");
        for page in 1..=9 {
            let shown = labels.shown(&pages(&[page]));
            assert_eq!(list(&labels, &shown), Some(vec![page]), "{shown}");
        }
    }
}

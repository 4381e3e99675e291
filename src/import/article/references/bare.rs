//! Pages whose word is not printed right before them, and those between two that are named.

use super::{ROMANS, Reference, References, YEARS, expanded};
use crate::import::article::clauses::start_of;
use crate::order;

impl References {
    /// Adds pages whose word stands before them in their sentence and is not said again: `fill pages
    /// 13 to 20 and come back on 88 and 89`.
    pub(super) fn find_bare(&self, text: &str, found: &mut Vec<Reference>) {
        for hit in self.bare.captures_iter(text) {
            let Some(list) = hit.name("list") else { continue };
            let from = start_of(&text[..list.start()]);
            let before = found.iter().rfind(|one| one.end <= list.start() && one.start >= from);
            let last = before
                .and_then(|one| one.pages.iter().copied().filter(|&page| page < ROMANS).max());
            let taken = found.iter().any(|one| (one.start..one.end).contains(&list.start()));
            let Some(more) = self.reference(list.as_str(), (list.start(), list.end()), false)
            else {
                continue;
            };
            let rises = last.is_some_and(|last| {
                more.pages.iter().all(|&page| page > last && page < YEARS.start)
            });
            // `The pages to read are those on doors: 40–44, 47`
            let led = &text[from..list.start()];
            let counted = hit.name("colon").is_some()
                && before.is_none()
                && more.is_list()
                && more.is_ascending()
                && led.split(' ').any(|word| word == "pages")
                && !led.contains(|sign: char| sign.is_ascii_digit());
            let rises = rises && hit.name("colon").is_none();
            // `four clear pages, de 28 à 31`
            let counted = counted
                || (hit.name("counted").is_some()
                    && more.means_several()
                    && more.pages.iter().all(|&page| page < YEARS.start));
            if (rises || counted) && !taken {
                found.push(more);
                order::sort_by_key(found, |reference| reference.start);
            }
        }
    }
}

/// Whether words before two pages say that those between them are meant: `between pages 13 and 15`.
pub(super) fn is_between(before: &str) -> bool {
    let before = before.trim_end().to_lowercase();
    ["between", "between the", "entre", "entre les"].iter().any(|word| before.ends_with(word))
}

/// Gives the pages between the first two to a reference.
pub(super) fn span(reference: &mut Reference) {
    if let [first, last, ..] = reference.pages[..]
        && first < last
        && reference.runs == reference.pages.len()
    {
        reference.pages.splice(..2, expanded(first, last));
        reference.runs -= 1;
    }
}

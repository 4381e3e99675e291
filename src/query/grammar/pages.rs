//! The values of `page:`: 22 · 17-19 · 3,8,11 · 40- · -10 · ?

use crate::query::problem::Reason;

/// A set of page numbers, or what has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::query) struct PageSet {
    /// First and last page of each run.
    pub(in crate::query) runs: Vec<(u32, u32)>,
    /// Whether what has no page is meant.
    pub(in crate::query) none: bool,
}

impl PageSet {
    /// Reads pages, or says why they are none.
    pub(super) fn read(typed: &str) -> Result<Self, Reason> {
        let mut set = Self::default();
        let mut parts = typed.split(',').map(str::trim).peekable();
        while let Some(part) = parts.next() {
            // A comma at the end is one that is still being typed.
            if part.is_empty() && parts.peek().is_none() && set != Self::default() {
                break;
            }
            match part {
                "" => return Err(Reason::NoValue),
                "?" => set.none = true,
                _ => set.runs.push(run(part)?),
            }
        }
        Ok(set)
    }

    /// Whether a page is in it.
    pub(in crate::query) fn holds(&self, page: u32) -> bool {
        self.runs.iter().any(|&(first, last)| (first..=last).contains(&page))
    }
}

/// One page or one run of pages.
fn run(part: &str) -> Result<(u32, u32), Reason> {
    let not = || Reason::NotAPage(part.to_owned());
    let number = |text: &str| -> Result<u32, Reason> {
        let digits = text.trim().trim_start_matches(['p', 'P', '.']);
        digits.parse().ok().filter(|&page| page > 0).ok_or_else(not)
    };
    let Some((first, last)) = part.split_once(['-', '–', '—', '\u{2011}']) else {
        let page = number(part)?;
        return Ok((page, page));
    };
    if first.is_empty() && last.is_empty() {
        return Err(not());
    }
    let first = if first.is_empty() { 1 } else { number(first)? };
    let last = if last.is_empty() { u32::MAX } else { number(last)? };
    if first > last {
        return Err(Reason::Backward(part.to_owned()));
    }
    Ok((first, last))
}

//! What shines in the text of the shown page, and on which pages a typed search stands.
//!
//! Derived: [`derive`] computes it where the page, the subject or the search has changed and
//! nowhere else. Imports [`crate::query::stand`].
//!
//! Odd thing worth knowing: a name that a page break cuts has its end on the next page; the
//! place that its citation keeps lights what is left of it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::env::{Data, Env};
use super::model::{Lens, Model};
use crate::corpus::{CleanLines, PageRef, Subject};
use crate::order;
use crate::query::stand::{Searched, spellings, typed_pattern};

/// Why words shine; the last of two wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Glow {
    /// They name another subject that the page cites.
    Other,
    /// They are what is searched, or name what is followed where nothing is.
    Own,
}

/// What shines in the text of the shown page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shining {
    /// What it was computed for.
    of: Option<(PageRef, Option<Subject>, String)>,
    /// The words that shine, in bytes of the text, in order and apart.
    pub lit: Vec<(Range<usize>, Glow)>,
    /// How often what is searched or followed stands in the text.
    pub own: usize,
}

/// A search in the text of the report, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What is searched; empty where nothing is.
    pub text: String,
    /// Derived: what the pages were computed for.
    of: String,
    /// Derived: the pages where it stands, ascending.
    pub pages: Vec<PageRef>,
    /// Derived: the folded text of every page, made when it is first needed.
    folded: Vec<(PageRef, String)>,
}

/// The pages that the ribbon lights and that `n` and `p` walk: where the search stands, where
/// the subject is cited, or in the page lens every cited page.
#[must_use]
pub fn lit_pages<'a>(model: &'a Model, data: &'a Data) -> Cow<'a, [PageRef]> {
    if !model.page.search.text.trim().is_empty() {
        return Cow::Borrowed(&model.page.search.pages);
    }
    match model.subject {
        Some(subject) if model.lens != Lens::Page => Cow::Borrowed(data.index.pages_of(subject)),
        _ => Cow::Borrowed(data.index.places()),
    }
}

/// Brings what shines up to date.
pub(super) fn derive(model: &mut Model, env: &Env) {
    search(&mut model.page.search, env);
    let Some(place) = model.shown_page() else {
        model.page.shining = Shining::default();
        return;
    };
    // Where a page leads, nothing is followed.
    let subject = model.subject.filter(|_| model.lens != Lens::Page);
    let of = Some((place, subject, model.page.search.text.clone()));
    if model.page.shining.of != of {
        model.page.shining = Shining { of, ..shine(place, subject, &model.page.search.text, env) };
    }
}

fn search(search: &mut Search, env: &Env) {
    if search.of == search.text {
        return;
    }
    search.of.clone_from(&search.text);
    search.pages = search.standing(&search.text.clone(), env);
}

impl Search {
    /// Has what is searched looked for anew: the texts may be others.
    pub(super) fn forget(&mut self) {
        *self = Self { text: std::mem::take(&mut self.text), ..Self::default() };
    }

    /// The pages in whose text words stand as they are typed, ascending.
    pub(super) fn standing(&mut self, typed: &str, env: &Env) -> Vec<PageRef> {
        let Some(pattern) = typed_pattern(typed) else { return Vec::new() };
        if self.folded.is_empty() {
            let pages =
                env.data.texts().filter_map(|(place, page)| Some((place, page.text.as_ref()?)));
            self.folded =
                pages.map(|(place, text)| (place, Searched::new(text).folded())).collect();
        }
        let pages = self.folded.iter().filter(|(_, text)| text.contains(&pattern));
        pages.map(|&(place, _)| place).collect()
    }
}

fn shine(place: PageRef, subject: Option<Subject>, typed: &str, env: &Env) -> Shining {
    let corpus = &env.data.corpus;
    let text = env.data.text(place).and_then(|page| page.text.as_deref()).map(CleanLines::as_str);
    let Some(text) = text else { return Shining::default() };
    let searched = Searched::new(text);
    let mut own = searched.typed(typed);
    let subject = subject.filter(|_| typed_pattern(typed).is_none());
    if let Some(subject) = subject {
        own = searched.names(spellings(corpus, subject));
        for range in cited(place, subject, text, env) {
            if !own.iter().any(|held| held.start < range.end && range.start < held.end) {
                own.push(range);
            }
        }
        order::sort_by_key(&mut own, |range| range.start);
    }
    let facts = env.data.index.page(place);
    let topics = facts.topics.iter().map(|&(id, _)| Subject::Topic(id));
    let experts = facts.experts.iter().map(|&(id, _)| Subject::Expert(id));
    let others: BTreeSet<Subject> =
        topics.chain(experts).filter(|&other| Some(other) != subject).collect();
    let mut other = Vec::new();
    for subject in others {
        other.extend(searched.names(spellings(corpus, subject)));
    }
    let count = own.len();
    Shining { of: None, lit: layered([(Glow::Other, other), (Glow::Own, own)]), own: count }
}

/// Where citations of the page say that a subject stands, as far as the words are there.
fn cited(place: PageRef, subject: Subject, text: &str, env: &Env) -> Vec<Range<usize>> {
    let facts = env.data.index.facts(subject);
    let mut found = Vec::new();
    for &id in &facts.citations {
        let citation = env.data.corpus.citation(id);
        let here = citation.report == place.report && citation.pages.list == [place.page];
        let Some(position) = citation.position.as_ref().filter(|_| here) else { continue };
        let byte = |at: u32| {
            let mut letters = text.char_indices().map(|(byte, _)| byte);
            letters.nth(at as usize).unwrap_or(text.len())
        };
        let range = byte(position.start)..byte(position.end);
        let words = text.get(range.clone()).unwrap_or_default();
        // A position in another text names other words.
        if !words.is_empty() && words == position.exact {
            found.push(range);
        }
    }
    found
}

/// Ranges of several kinds as one list, in order and apart; where two lie over each other,
/// the greater kind shines.
fn layered(
    kinds: impl IntoIterator<Item = (Glow, Vec<Range<usize>>)>,
) -> Vec<(Range<usize>, Glow)> {
    let all: Vec<(Glow, Range<usize>)> = kinds
        .into_iter()
        .flat_map(|(glow, ranges)| ranges.into_iter().map(move |range| (glow, range)))
        .collect();
    let mut edges: Vec<(usize, Glow, bool)> = Vec::with_capacity(2 * all.len());
    for (glow, range) in all.into_iter().filter(|(_, range)| !range.is_empty()) {
        edges.push((range.start, glow, true));
        edges.push((range.end, glow, false));
    }
    order::sort_by_key(&mut edges, |&(at, glow, opens)| (at, opens, glow));
    let mut open = [0_usize; 2];
    let mut lit: Vec<(Range<usize>, Glow)> = Vec::new();
    let mut from = 0;
    for (at, glow, opens) in edges {
        let top = [Glow::Own, Glow::Other].into_iter().find(|&g| open[g as usize] > 0);
        if let Some(top) = top.filter(|_| at > from) {
            match lit.last_mut() {
                Some((last, held)) if last.end == from && *held == top => last.end = at,
                _ => lit.push((from..at, top)),
            }
        }
        from = at;
        let count = &mut open[glow as usize];
        *count = if opens { *count + 1 } else { count.saturating_sub(1) };
    }
    lit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greater_kind_shines_where_two_lie_over_each_other() {
        let lit = layered([(Glow::Other, vec![0..4, 10..12]), (Glow::Own, vec![2..8, 8..8])]);
        assert_eq!(lit, [(0..2, Glow::Other), (2..8, Glow::Own), (10..12, Glow::Other),]);
    }
}

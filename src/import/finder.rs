//! Every page where a name stands.
//!
//! Text and names are folded alike; names are looked for in all their forms at once, as whole
//! words. Imports [`crate::query`] for folding and nothing else of the crate.
//!
//! Odd thing worth knowing: a name that a page break cuts belongs to the first of its pages,
//! and its end is not among that page's text.

mod apart;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use apart::Apart;

use crate::order;
use crate::query::stand::{
    Cuts, Glued, Reading, crosses_sentence, is_hyphen, is_short_capitals, patterns,
};

/// How much of two neighbouring pages is read together, in bytes.
const BREAK: usize = 300;

/// Where on a page something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In its text.
    Body,
    /// In a running head or foot.
    Running,
    /// On a page of a table of contents or an index.
    Contents,
}

/// A name found on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which of the names.
    pub name: usize,
    /// The page, counted from 0.
    pub page: usize,
    /// Where on the page, in bytes of its text.
    pub range: Range<usize>,
    /// In what.
    pub place: Place,
}

/// Names to look for, in all their forms.
#[derive(Debug)]
pub struct Finder {
    automaton: Option<AhoCorasick>,
    /// For each pattern, whose it is.
    owners: Vec<Vec<Owner>>,
}

/// A name that has a pattern, and what the pattern alone does not say of it.
#[derive(Debug, PartialEq, Eq)]
struct Owner {
    name: usize,
    /// The capitals that it needs.
    capitals: Option<String>,
    /// The signs around it.
    glued: Glued,
}

impl Finder {
    /// Prepares names, each given by all its spellings.
    pub fn new<S: AsRef<str>>(
        names: impl IntoIterator<Item = impl IntoIterator<Item = S>>,
    ) -> Self {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut list: Vec<String> = Vec::new();
        let mut owners: Vec<Vec<Owner>> = Vec::new();
        for (name, spellings) in names.into_iter().enumerate() {
            for spelling in spellings {
                let spelling = spelling.as_ref().trim();
                let capitals = is_short_capitals(spelling).then(|| spelling.to_owned());
                for pattern in patterns(spelling) {
                    let place = *places.entry(pattern.clone()).or_insert_with(|| {
                        list.push(pattern);
                        owners.push(Vec::new());
                        owners.len() - 1
                    });
                    let (capitals, glued) = (capitals.clone(), Glued::of(spelling));
                    let owner = Owner { name, capitals, glued };
                    if !owners[place].contains(&owner) {
                        owners[place].push(owner);
                    }
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&list)
            .ok()
            .filter(|_| !list.is_empty());
        Self { automaton, owners }
    }

    /// Finds the names on all pages, by page, then by place.
    #[must_use]
    pub fn find(&self, pages: &[&str]) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let known = known_words(pages);
        let apart = apart::find(pages);
        let mut hits = Vec::new();
        for (number, (page, apart_here)) in pages.iter().zip(&apart).enumerate() {
            let mut found = HashSet::new();
            self.on(automaton, page, &known, &mut found);
            let mut here: Vec<Hit> = found
                .into_iter()
                .map(|(name, start, end)| {
                    let place = place_of(apart_here, start..end);
                    Hit { name, page: number, range: start..end, place }
                })
                .collect();
            if let (Some(next), Some(apart_next)) = (pages.get(number + 1), apart.get(number + 1)) {
                let (body, rest) = (&page[apart_here.body.clone()], &next[apart_next.body.clone()]);
                let (end, start) = (tail(body), head(rest));
                let joined = format!("{end}\n{start}");
                let mut found = HashSet::new();
                self.on(automaton, &joined, &known, &mut found);
                let offset = apart_here.body.start + body.len() - end.len();
                let spanning = found.into_iter().filter(|&(_, from, to)| {
                    from < end.len() && to > end.len() + 1 && !apart_here.contents
                });
                here.extend(spanning.map(|(name, from, _)| Hit {
                    name,
                    page: number,
                    range: offset + from..offset + end.trim_end().len().max(from),
                    place: Place::Body,
                }));
            }
            order::sort_by_key(&mut here, |hit| (hit.range.start, hit.name, hit.range.end));
            hits.extend(here);
        }
        hits
    }

    fn on(
        &self,
        automaton: &AhoCorasick,
        text: &str,
        known: &HashSet<String>,
        found: &mut HashSet<(usize, usize, usize)>,
    ) {
        let joined = Reading::new(text, Cuts::Joined(known));
        self.read(automaton, text, &joined, |_| true, found);
        if !joined.cuts.is_empty() {
            let kept = Reading::new(text, Cuts::Kept);
            let spans = |range: &Range<usize>| {
                joined.cuts.iter().any(|cut| range.start < cut.start && range.end > cut.end)
            };
            self.read(automaton, text, &kept, spans, found);
        }
    }

    fn read(
        &self,
        automaton: &AhoCorasick,
        text: &str,
        reading: &Reading,
        wanted: impl Fn(&Range<usize>) -> bool,
        found: &mut HashSet<(usize, usize, usize)>,
    ) {
        for hit in automaton.find_overlapping_iter(&reading.text) {
            let Some(range) = reading.source(hit.range(), text) else { continue };
            let Some(words) = text.get(range.clone()) else { continue };
            if !wanted(&range) || crosses_sentence(words) {
                continue;
            }
            for owner in &self.owners[hit.pattern().as_usize()] {
                if owner.capitals.as_ref().is_none_or(|capitals| capitals == words)
                    && let Some(range) = owner.glued.around(text, range.clone())
                {
                    found.insert((owner.name, range.start, range.end));
                }
            }
        }
    }
}

/// The text of each page without what stands apart; nothing of contents and indexes.
pub(super) fn bodies<'a>(pages: &[&'a str]) -> Vec<&'a str> {
    let apart = apart::find(pages);
    let body = |(page, apart): (&&'a str, &Apart)| {
        if apart.contents { "" } else { &page[apart.body.clone()] }
    };
    pages.iter().zip(&apart).map(body).collect()
}

/// The words of a document in which a word is cut at a line end; none where none is.
fn known_words(pages: &[&str]) -> HashSet<String> {
    let cut =
        pages.iter().any(|page| page.lines().any(|line| line.trim_end().ends_with(is_hyphen)));
    let mut words = HashSet::new();
    if !cut {
        return words;
    }
    // A word that a page break cuts leaves two halves that are no words either.
    let mut cut_before = false;
    for page in pages {
        let cut_after = page.trim_end().ends_with(is_hyphen);
        let reading = Reading::new(page, Cuts::Kept);
        let here: Vec<&str> = reading.words().collect();
        let end = here.len() - usize::from(cut_after && !here.is_empty());
        for word in here[..end].iter().skip(usize::from(cut_before)) {
            if !words.contains(*word) {
                words.insert((*word).to_owned());
            }
        }
        cut_before = cut_after;
    }
    words
}

fn place_of(apart: &Apart, range: Range<usize>) -> Place {
    if apart.contents {
        Place::Contents
    } else if apart.running.iter().any(|line| line.start <= range.start && range.start < line.end) {
        Place::Running
    } else {
        Place::Body
    }
}

fn tail(text: &str) -> &str {
    let text = text.trim_end();
    let mut from = text.len().saturating_sub(BREAK);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let from = if from == 0 { 0 } else { text[from..].find(' ').map_or(from, |at| from + at) };
    &text[from..]
}

fn head(text: &str) -> &str {
    let text = text.trim_start();
    let mut to = text.len().min(BREAK);
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let to = if to == text.len() { to } else { text[..to].rfind(' ').unwrap_or(to) };
    &text[..to]
}

#[cfg(test)]
mod tests;

//! What a list of pages in a sentence is of.
//!
//! An author gives the pages of a theme behind it in brackets, behind a verb that says where it
//! stands, before what the pages are about, or in answer to a question: each is a place in the
//! sentence where the theme is looked for.

use super::clauses::{ARTICLES, TRIMMED, bare, behind_label, capitals, means_last, start_of, verb};
use super::lists::words;
use super::marks::quotations;
use super::names::{is_own, quoted, says};
use super::places::Place;

/// The most words of a quoted topic.
const MOST_QUOTED: usize = 3;
/// The most words of a topic.
const MOST_WORDS: usize = 6;

/// What is known around a list of pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// The topics that the article announces.
    pub(super) known: &'a [String],
    /// The topic that the block stands below.
    pub(super) below: Option<&'a str>,
    /// Words in bold letters, as ranges of the block.
    pub(super) bold: &'a [(usize, usize)],
    /// The topic that the block asks for, that it begins with in bold letters, or that was given
    /// pages last.
    pub(super) last: Option<&'a str>,
    /// The block begins with a label, or answers a question.
    pub(super) labelled: bool,
    /// What stands beside the pages.
    pub(super) beside: Option<&'a Place>,
}

/// What the list of pages at a place of a text is of.
pub(super) fn named(text: &str, at: usize, around: Around<'_>) -> Option<String> {
    let before = &text[..at];
    let below = around.below.map(str::to_owned);
    let closed = before.trim_end().trim_end_matches(['”', '»', '"', ' ', '\u{a0}']);
    let from = start_of(before);
    // What is the author's is no part of the report.
    if is_own(&before[from..]) {
        return None;
    }
    let last = around.last.map(str::to_owned);
    if says_yes(&before[from..]) {
        return last.or(below);
    }
    if means_last(behind_label(&before[from..])) {
        let spoken = around.beside.filter(|_| !around.labelled).map(|place| place.theme.clone());
        return spoken.or(last).or(below);
    }
    // `… so. Pages 51 to 53 show`: what stands before is another sentence.
    if closed.is_empty() || closed.ends_with(['.', '!', '?']) {
        return around.beside.map(|place| place.theme.clone()).or(last).or(below);
    }
    let bold = around.bold.iter().rfind(|(start, stop)| *start >= from && *stop <= at);
    if let Some(&(start, stop)) = bold {
        let name = bare(text[start..stop].trim_matches(TRIMMED));
        if (1..=MOST_WORDS).contains(&name.split(' ').count()) {
            return Some(name.to_owned());
        }
    }
    in_sentence(&before[from..], around)
}

/// Whether words before a list answer a question and name nothing.
pub(super) fn says_yes(words: &str) -> bool {
    const YES: [&str; 12] = [
        "yes",
        "no",
        "oui",
        "non",
        "indeed",
        "often",
        "souvent",
        "plenty",
        "si",
        "certainly",
        "bien sûr",
        "a",
    ];
    let said = words.trim_matches(|sign: char| !sign.is_alphabetic()).to_lowercase();
    YES.contains(&said.as_str())
}

/// What a question asks for: quoted words, a name of two or more words, what stands behind its
/// last preposition, or the question itself, where it is short.
pub(super) fn topic_asked(question: &str) -> Option<String> {
    const BEHIND: [&str; 12] = [
        " with ",
        " avec ",
        " about ",
        " on ",
        " of ",
        " sur ",
        " de ",
        " du ",
        " des ",
        " d’",
        " d'",
        " à propos de ",
    ];
    // `Et si vous n’avez qu’une heure ?`
    let lower = question.trim_start().to_lowercase();
    if [
        "si vous n",
        "et si vous n",
        "if you only",
        "and if you only",
        "if you have",
        "and if you have",
    ]
    .iter()
    .any(|only| lower.starts_with(only))
    {
        return None;
    }
    // `Et la grêle, me direz-vous ?`
    let told = question
        .rsplit_once(", ")
        .filter(|(_, told)| ["direz", "ask", "say"].iter().any(|word| told.contains(word)));
    let question = told.map_or(question, |(asked, _)| asked);
    let end = question.trim_end_matches([' ', '?', '\u{a0}']);
    let asked = &question[start_of(end)..];
    let last = asked.trim_end_matches([' ', '?', '\u{a0}']);
    let quoted = quotations(question).into_iter().rfind(|quotation| !quotation.open);
    if let Some(quoted) = quoted {
        return Some(question[quoted.words.0..quoted.words.1].trim().to_owned());
    }
    if let Some(name) = capitals(question).into_iter().rfind(|name| name.contains(' ')) {
        return Some(name.to_owned());
    }
    let short = |name: &&str| {
        (1..=MOST_WORDS).contains(&name.split(' ').count()) && name.chars().count() > 1
    };
    // `Vous cherchez les aides ?`, `Les bancs publics ?`
    if let Some(name) = sought(last) {
        return Some(name.to_owned());
    }
    let behind = BEHIND.iter().filter_map(|word| Some(last.rfind(word)? + word.len())).max();
    let object = || {
        let at = verb(last)?;
        last[at..].split_once(' ').map(|(_, object)| object)
    };
    let name = behind.map(|at| &last[at..]).or_else(object).map(bare).filter(short);
    if let Some(name) = name {
        return Some(name.to_owned());
    }
    // `And the rest breaks?` names them, `Who pays?` is what it asks for.
    let led = ["and ", "et ", "what about ", "quid "]
        .iter()
        .any(|and| last.to_lowercase().starts_with(and));
    let whole = if led { bare(last) } else { asked.trim() };
    Some(whole).filter(short).map(str::to_owned)
}

/// What a question without a verb of its own names, behind words that only ask where it is.
fn sought(question: &str) -> Option<&str> {
    const SEEKS: [&str; 16] = [
        "vous cherchez ",
        "looking for ",
        "are you looking for ",
        "after ",
        "interested in ",
        "curious about ",
        "intéressé par ",
        "envie de ",
        "besoin de ",
        "besoin d’",
        "in search of ",
        "where is ",
        "where are ",
        "où est ",
        "où sont ",
        "quid de ",
    ];
    let lower = question.to_lowercase();
    let led = SEEKS.iter().find(|lead| lower.starts_with(*lead)).map_or(0, |lead| lead.len());
    let rest = question.get(led..)?;
    let article = ARTICLES.iter().any(|article| lower.starts_with(article));
    let few = (1..=MOST_WORDS).contains(&rest.split(' ').count());
    (few && (led > 0 || (article && !says(rest)))).then(|| bare(rest))
}

/// What a sentence says before its pages: what is quoted last in it, a topic that is known, what
/// stands `beside` the pages, a word with a capital, or the topic that it stands below.
fn in_sentence(sentence: &str, around: Around<'_>) -> Option<String> {
    let quoted = quoted(sentence).filter(|words| words.split(' ').count() <= MOST_QUOTED);
    if quoted.is_some() {
        return quoted;
    }
    let spoken = |text: &str| format!(" {} ", words(text).join(" "));
    let said = spoken(sentence);
    let named = around
        .known
        .iter()
        .filter_map(|name| Some((said.rfind(&spoken(name))?, name)))
        .max_by_key(|&(at, name)| (at, name.len()));
    if let Some((_, name)) = named {
        return Some(name.to_owned());
    }
    let beside = around.beside.map(|place| place.theme.clone());
    beside.or_else(|| around.below.map(str::to_owned))
}

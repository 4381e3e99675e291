//! The topics that an article announces, and whose a list of pages is.

use super::blocks::{Block, Kind};
use super::marks::{definitions, quotations};
use super::patterns::regex;
use super::references::Reference;
use super::who::{People, is_person};
use crate::query::fold;

/// The fewest and the longest names of an announced list.
const FEWEST: usize = 5;
const LONGEST: usize = 5;
/// The most words of a topic that a list of pages belongs to.
const MOST_WORDS: usize = 3;
/// The most words of a heading that names a topic.
const MOST_OF_HEADING: usize = 6;

/// The topics of the first sentence that lists what the article or its report speaks of.
pub(super) fn announced(blocks: &[Block]) -> Result<Vec<String>, regex::Error> {
    let cue = regex(
        r"(?i)\b(?:parl(?:er|e|ons|ent|era) (?:aussi |donc |ici )?(?:notamment )?(?:de|d[’'])|question (?:aussi )?(?:notamment )?(?:de|d[’'])|(?:thèmes?|sujets?|tendances|topics?|trends?|themes?)[^.;:,]{0,40} ?(?:sont|are|:|such as|include|including|tels? que|telles? que)|(?:au menu|au programme|on the menu) ?:|(?:read|talks?|talking|hear|writes?) about|covers?|covering|abord(?:e|ent|ons))(?: notamment| surtout)?\b ?",
    )?;
    for block in blocks.iter().filter(|block| block.kind == Kind::Text) {
        // A tooltip is no part of the list that it is glued into.
        let mut text = block.text.clone();
        for found in definitions(&block.text).into_iter().rev() {
            text.replace_range(found.text.0..found.text.1, "");
        }
        let Some(found) = cue.find(&text) else { continue };
        let rest = &text[found.end()..];
        let sentence = rest.split(['.', ';', ':', '!', '?', '(']).next().unwrap_or_default();
        let names = listed(sentence);
        if names.len() >= FEWEST && names.iter().all(|name| name.split(' ').count() <= LONGEST) {
            return Ok(names);
        }
    }
    Ok(Vec::new())
}

/// The parts of an enumeration.
fn listed(sentence: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut parts: Vec<&str> = sentence.split(',').collect();
    // The last two may be joined by a word.
    if let Some(last) = parts.pop() {
        let joined = [" et ", " and "].iter().find_map(|join| last.split_once(join));
        match joined {
            Some((first, second)) => parts.extend([first, second]),
            None => parts.push(last),
        }
    }
    for part in parts {
        let part = part.trim_matches([' ', '…', '\u{a0}', '«', '»', '“', '”', '"']);
        let part = ["et…", "et ", "and ", "or ", "ou "]
            .iter()
            .find_map(|join| part.strip_prefix(join))
            .unwrap_or(part);
        let part = ["de ", "du ", "des ", "d’", "d'", "la ", "le ", "les ", "l’", "l'", "the "]
            .iter()
            .find_map(|article| part.strip_prefix(article))
            .unwrap_or(part)
            .trim();
        if !part.is_empty() {
            names.push(part.to_owned());
        }
    }
    names
}

/// What a list of pages is of, by the words before it: what is quoted last in its sentence, a
/// topic that is known, a word with a capital, what the clause begins with, or the topic that
/// the words stand `below`, where they name nothing.
pub(super) fn named_before(before: &str, known: &[String], below: Option<&str>) -> Option<String> {
    // `… so. Pages 51 to 53 show`: what stands before is another sentence.
    let closed = before.trim_end().trim_end_matches(['”', '»', '"', ' ', '\u{a0}']);
    if closed.ends_with(['.', '!', '?']) {
        return below.map(str::to_owned);
    }
    let from = before.rfind(". ").map_or(0, |stop| stop + 2);
    let sentence = &before[from..];
    let quoted = quotations(sentence)
        .into_iter()
        .rfind(|quotation| !quotation.open)
        .map(|quotation| sentence[quotation.words.0..quotation.words.1].trim())
        .filter(|words| words.split(' ').count() <= MOST_WORDS);
    if let Some(quoted) = quoted {
        return Some(quoted.to_owned());
    }
    let clause = clause(sentence);
    let spoken = |text: &str| format!(" {} ", words(text).join(" "));
    for (text, starts) in [(clause, sentence.find(clause).unwrap_or(0)), (sentence, 0)] {
        let said = spoken(text);
        let named = known
            .iter()
            .filter_map(|name| Some((said.rfind(&spoken(name))?, name)))
            .max_by_key(|&(at, name)| (at, name.len()));
        if let Some((_, name)) = named {
            return Some(name.to_owned());
        }
        let capital = text
            .split(|sign: char| !sign.is_alphanumeric() && sign != '-')
            .enumerate()
            .filter(|(at, word)| (*at > 0 || starts > 0) && word.chars().count() > 2)
            .find(|(_, word)| word.starts_with(char::is_uppercase));
        if let Some((_, word)) = capital {
            return Some(word.to_owned());
        }
    }
    let named = |text| subject(text).filter(|(_, sure)| *sure || below.is_none());
    let named = named(clause).or_else(|| named(sentence)).map(|(name, _)| name);
    named.or_else(|| below.map(str::to_owned))
}

/// The work that a row of a reading list names: `Title, Author (p. 3, 5): a remark`.
pub(super) fn listed_work<'a>(
    block: &'a Block,
    references: &[Reference],
    people: &People,
) -> Option<&'a str> {
    let [reference] = references else { return None };
    let before = block.text.get(..reference.start)?.strip_suffix('(')?.trim_end();
    let behind = block.text.get(reference.end..)?.strip_prefix(')')?.trim_start();
    let (title, author) = before.rsplit_once(", ")?;
    let works = block.kind == Kind::Row
        && (behind.is_empty() || behind.starts_with([':', '—', '–', '.']))
        && is_person(author)
        && people.knows(author)
        && !is_person(title)
        && !title.contains(['«', '“', '"']);
    works.then_some(title)
}

/// The topic that a heading names: a few words behind its number, and nobody's name.
pub(super) fn topic_of(heading: &str, people: &People) -> Option<String> {
    let name = heading.trim_start_matches(|sign: char| sign.is_numeric() || " .)#".contains(sign));
    let name = name.trim_end_matches(['.', ':', ' ']);
    let short =
        (1..=MOST_OF_HEADING).contains(&name.split(' ').count()) && !name.contains(['?', '«', '“']);
    (short && !is_person(name) && !people.knows(name)).then(|| name.to_owned())
}

/// The words of a text as they are compared.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|sign: char| !sign.is_alphanumeric() && sign != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The last clause of a sentence: behind a comma, a bracket or a word that joins two.
fn clause(sentence: &str) -> &str {
    const JOINS: [&str; 14] = [
        ", ",
        "; ",
        ") ",
        " alors que ",
        " tandis que ",
        " mais ",
        " but ",
        " while ",
        " whereas ",
        " et ",
        " and ",
        " : ",
        ": ",
        " quand ",
    ];
    let sentence = sentence.trim_end_matches([' ', '(']);
    let from = JOINS
        .iter()
        .filter_map(|join| sentence.rfind(join).map(|at| at + join.len()))
        .filter(|&at| sentence[at..].split(' ').count() > 2)
        .max();
    &sentence[from.unwrap_or(0)..]
}

/// What a clause begins with, without its article: a noun, and the words that belong to it; and
/// whether an article shows that it is one.
fn subject(clause: &str) -> Option<(String, bool)> {
    const ARTICLES: [&str; 20] = [
        "le ",
        "la ",
        "les ",
        "l’",
        "l'",
        "un ",
        "une ",
        "des ",
        "the ",
        "a ",
        "an ",
        "ces ",
        "cette ",
        "ce ",
        "quant à l’",
        "quant à la ",
        "quant au ",
        "quant aux ",
        "d’",
        "on ",
    ];
    const JOINS: [&str; 10] = ["de", "du", "des", "d’", "d'", "la", "l’", "of", "to", "à"];
    let lower = clause.trim_start().to_lowercase();
    let clause = clause.trim_start();
    let article = ARTICLES.iter().find(|article| lower.starts_with(*article));
    let rest = clause.get(article.map_or(0, |article| article.len())..).unwrap_or(clause);
    let words: Vec<&str> = rest.split_whitespace().collect();
    let first = words.first()?.trim_matches(|sign: char| !sign.is_alphanumeric());
    let mut name = first.to_owned();
    match words.as_slice() {
        [_, join, next, ..] if article.is_some() && JOINS.contains(join) => {
            name = format!("{name} {join} {next}");
        }
        // Without an article two words stand for the thing, the rest for what is said of it.
        [_, second, ..] if article.is_none() && words.len() > 2 => {
            name = format!("{name} {second}");
        }
        _ => {}
    }
    let name = name.trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned();
    (name.chars().count() > 1).then_some((name, article.is_some()))
}

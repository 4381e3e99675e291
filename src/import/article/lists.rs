//! The topics that an article announces, those that headings name, and works that are listed.

use std::collections::HashSet;

use super::blocks::{Block, Kind};
use super::clauses;
use super::ground::Ground;
use super::index::only_leads;
use super::marks::definitions;
use super::names::says;
use super::patterns::regex;
use super::places::Place;
use super::references::Reference;
use super::speech::Under;
use super::subjects::{self, Around};
use super::themes::only_points;
use super::who::{People, is_person};
use crate::query::fold;

/// The fewest and the longest names of an announced list.
const FEWEST: usize = 5;
const LONGEST: usize = 5;
/// The most words of a label before a colon.
const MOST_OF_LABEL: usize = 5;
/// The most words between a topic in bold and its pages.
const MOST_OF_LEAD: usize = 10;
/// The most words of a question.
const MOST_OF_QUESTION: usize = 20;
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
    let short = short && name.contains(char::is_alphabetic) && !only_leads(name);
    (short && !is_person(name) && !people.knows(name)).then(|| name.to_owned())
}

/// A heading that pages stand below and nothing else, as a topic: of any length, a question too.
pub(super) fn title_of(heading: &str, people: &People) -> Option<String> {
    let name = heading.trim_start_matches(|sign: char| sign.is_numeric() || " .)#".contains(sign));
    let name = name.trim_end_matches(['.', ':', '?', ' ', '\u{a0}', '\u{202f}']);
    let few = (1..=MOST_OF_QUESTION).contains(&name.split(' ').count());
    (few && name.contains(char::is_alphabetic) && !is_person(name) && !people.knows(name))
        .then(|| name.to_owned())
}

/// The question that a block begins with, where its answer stands behind it.
fn asked(text: &str) -> Option<&str> {
    let end = text.find(['?', '.', '!', ':'])?;
    let rest = text[end..].strip_prefix('?')?;
    let short = text[..end].split(' ').count() <= MOST_OF_QUESTION;
    (short && !rest.trim().is_empty()).then(|| &text[..=end])
}

/// The question that a block answers: its own, or the one before it. What stands below a heading that
/// asks may name its own theme.
pub(super) fn asked_of<'a>(
    block: &'a Block,
    before: Option<&'a Block>,
    placed: &[Option<Place>],
) -> Option<&'a str> {
    let own = placed.iter().flatten().any(|place| place.sure);
    let before = before.filter(|before| before.kind != Kind::Heading || !own);
    asked(&block.text).or(before.map(|before| before.text.as_str()))
}

/// Whether pages in a bracket say where a part of a document stands: `Chapter 6 (pages 80 to 97)`.
fn is_part(before: &str) -> bool {
    const PARTS: [&str; 12] = [
        "chapter", "chapitre", "chap", "part", "partie", "section", "appendix", "annexe", "annex",
        "volume", "tome", "titre",
    ];
    let Some(before) = before.trim_end().strip_suffix(['(', '[']) else { return false };
    let mut words = before.trim_end().rsplit(' ');
    let number = words.next().unwrap_or_default();
    let part = words.next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let numbered = !number.is_empty()
        && (number.chars().all(|sign| sign.is_ascii_digit() || "IVXLivxl".contains(sign))
            || (number.len() == 1 && number.starts_with(char::is_uppercase)));
    numbered && PARTS.contains(&part.as_str())
}

/// Whether a page or a range opens a block as a sentence of its own: `P. 3-5. The mayor speaks.`
fn leads_in(text: &str, reference: &Reference) -> bool {
    let behind = text[reference.end..].trim_start_matches(['.', ' ']);
    !reference.is_list()
        && !text[..reference.start].contains(char::is_alphanumeric)
        && text[reference.end..].starts_with('.')
        && !behind.is_empty()
}

/// Whether the words before pages leave these out: `complete, except for pages 47 and 48`.
fn is_left_out(clause: &str) -> bool {
    const OUT: &str = "exception des|exception de|sauf|sauf les|hormis les|hormis|except|except for|apart from|other than|with the exception of";
    let clause = clause.trim_end().to_lowercase();
    let clause = clause.strip_suffix(" the").unwrap_or(&clause);
    OUT.split('|').any(|out| clause.ends_with(out))
}

/// A topic with its pages, and how it was found.
type Given<'a> = (String, Vec<&'a Reference>, Ground);

/// The topics whose pages a block gives and no statement takes, each with these pages. `below` is
/// the topic of its heading, right `under` which it may stand, `asked` that of
/// the question that it answers, `known` what the
/// article announces.
pub(super) fn given<'a>(
    block: &Block,
    (references, placed, used): (&'a [Reference], &[Option<Place>], &[usize]),
    (below, under, asked): (Option<&str>, Under, Option<&str>),
    known: &[String],
) -> Vec<Given<'a>> {
    let text = block.text.as_str();
    // A question is answered where the sentences behind it do not name their own themes.
    let sure = placed.iter().flatten().filter(|place| place.sure).map(|place| &place.theme);
    let asked = asked.filter(|_| sure.collect::<HashSet<_>>().is_empty());
    let bold = block.bold.as_deref().filter(|words| !is_person(words));
    let labelled = text
        .split_once(':')
        .map(|(label, _)| label.trim())
        .filter(|label| label.split(' ').count() <= MOST_OF_LABEL && !is_person(label))
        .filter(|label| !label.contains(['.', ',', '(', '«', '“', '"']) && !says(label));
    let mut last =
        asked.or(bold).or(labelled).map(|words| words.trim_end_matches(['.', ' ']).to_owned());
    let labelled = last.is_some();
    let mut found: Vec<Given<'_>> = Vec::new();
    // Where the sentence begins whose pages said last where something stands, and they end.
    let mut before: Option<(usize, usize)> = None;
    let mut sure: Vec<&str> = Vec::new();
    for (number, reference) in references.iter().enumerate() {
        if used.contains(&number) {
            continue;
        }
        let place = placed.get(number).and_then(Option::as_ref);
        let named = place.filter(|place| {
            place.sure
                && asked.is_none()
                && !opens(block, under, reference.start)
                && !is_left_out(&text[clauses::start_of(&text[..reference.start])..reference.start])
        });
        if let Some(place) = named {
            sure.push(&place.theme);
            last = Some(place.theme.clone());
            match found.last_mut() {
                Some((known, pages, held)) if *known == place.theme => {
                    pages.push(reference);
                    *held = held.weaker(place.ground);
                }
                _ => found.push((place.theme.clone(), vec![reference], place.ground)),
            }
            before = Some((clauses::start_of(&text[..reference.start]), reference.end));
            continue;
        }
        let from = clauses::start_of(&text[..reference.start]);
        let again = before.filter(|(start, _)| *start == from).map(|(_, end)| end);
        let clause = &text[again.unwrap_or(from).min(reference.start)..reference.start];
        let located = clauses::locates(clause, again.is_some());
        let meant = place.is_some_and(|place| place.again);
        let several =
            reference.is_list() || ((below.is_some() || meant) && reference.pages.len() > 1);
        let sent = asked.is_some();
        let headed = opens(block, under, reference.start);
        // `**Drills** (56). Short`, in a row beside others.
        sure.extend(place.filter(|place| headed && place.sure).map(|place| place.theme.as_str()));
        if !(several || located || headed || asked.is_some())
            || (reference.elsewhere && !sent && !headed)
            || is_part(&text[..reference.start])
            || leads_in(text, reference)
            || is_left_out(clause)
        {
            continue;
        }
        let around = Around {
            known,
            below,
            bold: &block.bolds,
            last: last.as_deref(),
            labelled,
            beside: place,
        };
        let more = again.is_some() && clauses::locates(clause, false);
        let same = asked.is_some() || more || headed || (again.is_some() && located);
        let name = match (&last, same) {
            (Some(last), true) => Some(last.clone()),
            _ => subjects::named(text, reference.start, around),
        };
        before = located.then_some((from, reference.end));
        let Some(name) = name else { continue };
        let ground = match (sent, headed) {
            (true, _) => Ground::Asked,
            (false, true) => Ground::Begins,
            (false, false) if below == Some(name.as_str()) => Ground::Below,
            (false, false) => Ground::Near,
        };
        match found.last_mut() {
            Some((known, pages, held)) if *known == name => {
                pages.push(reference);
                *held = held.weaker(ground);
            }
            _ => found.push((name.clone(), vec![reference], ground)),
        }
        last = Some(name);
    }
    // One page says where something was read.
    found.retain(|(name, pages, _)| {
        pages.len() > 1
            || sure.contains(&name.as_str())
            || pages.iter().any(|one| one.means_several())
    });
    found
}

/// Whether the first sentence behind words in bold that open a block leads to pages, and says nothing
/// else: `**Trams.** See pp. 20-24`, `**Trams.** They are all over the place: pp. 3, 9 and 12`. Or
/// that of a block right under the name of a topic, where it only points to them.
pub(super) fn opens(block: &Block, under: Under, at: usize) -> bool {
    let named = block.bold.as_deref().is_some_and(|words| !is_person(words));
    let (stop, headed) = match block.bolds.first().filter(|_| named) {
        Some(&(0, stop)) => (stop, false),
        _ if under == Under::Head => (0, true),
        _ => return false,
    };
    let Some(between) = block.text.get(stop..at) else { return false };
    let words = between.trim_start_matches(['.', ':', ' ']).trim_end_matches(['(', '[', ' ']);
    let says = words.contains(['.', '!', '?', '(', '[', '«', '“', '"', ',']);
    !says && words.split(' ').count() <= MOST_OF_LEAD && (!headed || only_points(words))
}

/// The words of a text as they are compared.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|sign: char| !sign.is_alphanumeric() && sign != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

//! Lines of an index: a topic, a colon and its pages, each in a line or several in one.

use super::blocks::{Block, Kind};
use super::references::{Reference, References};
use super::who::{People, is_person};

/// The most words of a label.
const LONGEST: usize = 6;
/// Where numbers alone are pages: what stands before them, or the heading, says so.
const CUES: [&str; 13] = [
    "report", "rapport", "page", "study", "étude", "index", "trouver", "find", "book", "livre",
    "ouvrage", "volume", "document",
];
/// Labels that name no topic of their own.
const NO_TOPICS: [&str; 9] = [
    "page",
    "pages",
    "see",
    "voir",
    "in the report",
    "dans le rapport",
    "more",
    "source",
    "sources",
];

/// The labels and pages of a block that is lines of an index and nothing else.
pub(super) fn lines<'a>(
    block: &'a Block,
    heading: &str,
    below: Option<&'a str>,
    references: &References,
    people: &People,
) -> Option<Vec<(&'a str, Reference)>> {
    let text = block.text.as_str();
    // `In the report — Money: 31, 33`
    let lead = [" — ", " – ", " - "].iter().filter_map(|dash| Some((text.find(dash)?, dash.len())));
    let lead = lead.min().filter(|&(at, _)| !text[..at].contains([':', '.', '?']));
    let mut at = lead.map_or(0, |(at, dash)| at + dash);
    let cue = format!("{heading} {}", &text[..at]).to_lowercase();
    let cued = CUES.iter().any(|cued| cue.contains(cued));
    let (mut found, mut runs) = (Vec::new(), 0);
    while at < text.len() {
        let (label, worded, mut reference) = references.line(&text[at..])?;
        let named = label.starts_with(char::is_uppercase)
            && label.split(' ').count() <= LONGEST
            && !["Voir ", "See ", "Cf"].iter().any(|sends| label.starts_with(sends))
            && !is_person(label)
            && !people.knows(label);
        if !named || !(worded || cued) {
            return None;
        }
        (reference.start, reference.end) = (reference.start + at, reference.end + at);
        let rest = text[reference.end..].trim_start_matches([' ', '.', ';', '·', '•', '|', '/']);
        // What a number counts is no page.
        if rest.len() == text.len() - reference.end && !rest.is_empty() {
            return None;
        }
        at = text.len() - rest.len();
        runs += reference.runs;
        let topic = !NO_TOPICS.contains(&label.to_lowercase().as_str());
        found.push((if topic { label } else { below? }, reference));
    }
    (runs > 1 || block.kind == Kind::Row).then_some(found)
}

//! Labels of lines of an index: which name a topic, and which only say that pages follow.

use super::super::names;
use super::super::subjects::{says_yes, topic_asked};
use super::super::words::{HELPS, JOINS, Part, RELATES};
use super::{LONGEST, is_cue};

/// Words of labels that name no topic of their own, but say that pages follow.
pub(super) const POINTING: &str = "a à again back all and apparaît appears au aux cité cited citée dans de des du en et find found \
     from full in la le les lire located mentioned mentions more occurrences of où on page pages pp p read \
     référence références reference references report rapport book livre étude study see source sources the \
     this ce cette to trouver trouve toutes try filez allez aussi also voir voyez lisez consultez turn where whole document volume ouvrage l index numéros numbers";
/// Who finds or reads something: no topic begins so.
const READERS: [&str; 14] = [
    "On ", "Il ", "Elle ", "Ils ", "Elles ", "Je ", "Nous ", "Vous ", "You ", "We ", "They ", "I ",
    "He ", "She ",
];

/// What the label of a line begins with that sends for its topic.
const LED: [&str; 13] = [
    "sur ",
    "on ",
    "for ",
    "about ",
    "pour ",
    "côté ",
    "quant à",
    "quant au",
    "à propos d",
    "regarding ",
    "concerning ",
    "concernant ",
    "as for ",
];

/// The label of a line: a topic, or none where it only says that pages follow. Nothing where no
/// label can be read in it.
#[expect(clippy::option_option, reason = "a line without a topic is a line")]
pub(super) fn label_of(printed: &str) -> Option<Option<String>> {
    label_behind(printed, false)
}

/// The same, which may begin with a small letter where the sentence before it goes on.
#[expect(clippy::option_option, reason = "a line without a topic is a line")]
pub(super) fn label_behind(printed: &str, goes_on: bool) -> Option<Option<String>> {
    let label = printed.trim_matches(|sign: char| {
        !sign.is_alphanumeric() && !matches!(sign, '?' | '!' | '…' | ')' | '(' | '%' | '&')
    });
    // `Where is it? The taps`, `The taps? See`
    if let Some((asked, rest)) = label.split_once("? ") {
        // `Yes, but late` answers.
        let plain = |_: &_| !rest.contains(',');
        let behind = label_behind(rest, goes_on).filter(plain)?.filter(|_| !says_yes(rest));
        return behind.or_else(|| topic_asked(&format!("{asked}?"))).map(Some);
    }
    let words: Vec<&str> =
        label.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let points = |word: &&str| {
        let lower = word.to_lowercase();
        POINTING.split_ascii_whitespace().any(|known| known == lower)
    };
    if words.iter().all(points) {
        return Some(None);
    }
    if READERS.iter().any(|reader| label.starts_with(reader)) {
        return is_cue(label).then_some(None);
    }
    // `Smart speakers (remember those?)`, but `Dry summers (1949, 2003)`
    let note = label.strip_suffix(')').and_then(|label| label.rsplit_once(" ("));
    let dated = note.is_some_and(|(_, note)| !note.contains(char::is_alphabetic));
    if let (true, Some((name, _))) = (dated, note) {
        return label_behind(name, goes_on)?.map(|_| Some(label.to_owned()));
    }
    let label = note.map_or(label, |(label, _)| label);
    // `Sur les friches, voir p. 60`, `- les marchés (p. 16)`
    if label.starts_with(char::is_lowercase) && goes_on
        || LED.iter().any(|lead| label.to_lowercase().starts_with(lead))
    {
        return names::clean(label).map(Some);
    }
    let label = behind_number(without_comment(label));
    // `Les auteurs ont la dent dure contre les taxes : p. 3, 5` says something.
    if !goes_on && says(label) && !label.contains('?') {
        return None;
    }
    let named = label.starts_with(|sign: char| sign.is_uppercase() || sign.is_numeric() || goes_on)
        && label.contains(char::is_alphabetic)
        && label.split(' ').count() <= LONGEST
        && !label.contains([':', '—', '–', '(', ')', '[', ']', '.', ';'])
        && !["Voir ", "See ", "Cf"].iter().any(|sends| label.starts_with(sends));
    named.then(|| Some(label.to_owned()))
}

/// Whether a label says something, but for what a clause in it says of its noun.
fn says(label: &str) -> bool {
    let part = Part::of(label);
    let clause = part.doing(1, part.len(), RELATES).unwrap_or(part.len());
    part.printed(0, clause).is_some_and(names::says)
}

/// A label without the part of the document that it is the title of: `Section IV: The arguments`.
fn behind_number(label: &str) -> &str {
    let title = label.split_once([':', '—', '–', '-', '.']).filter(|(part, _)| {
        let part = Part::of(part.trim_end());
        part.len() == 2 && part.is(0, names::PARTS) && part.is_number(1)
    });
    title.map(|(_, title)| title.trim()).filter(|title| !title.is_empty()).unwrap_or(label)
}

/// A label without what is said of it behind a comma: `Lighthouses, with a map of those still lit`.
fn without_comment(label: &str) -> &str {
    const SAYS: &str = "with avec including notamment surtout compris especially mainly mostly notably particularly";
    let part = Part::of(label);
    let all = part.len();
    let comment = (1..all).find(|&at| {
        let from = part.behind(at, all, JOINS | HELPS);
        part.parted(at) && (part.does(from, RELATES) || part.is(at, SAYS) || part.is(from, SAYS))
    });
    comment.and_then(|at| part.printed(0, at)).unwrap_or(label)
}

/// Whether a heading only says that pages follow: `Also in the report`.
pub(in super::super) fn only_leads(heading: &str) -> bool {
    label_of(heading) == Some(None)
}

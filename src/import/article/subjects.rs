//! What a list of pages in a sentence is of.
//!
//! An author gives the pages of a theme behind it in brackets, behind a verb that says where it
//! stands, before what the pages are about, or in answer to a question: each is a place in the
//! sentence where the theme is looked for.

use super::clauses::{
    ARTICLES, TRIMMED, appositive, bare, behind_label, capitals, clause, light, means_last,
    names_nothing, start_of, subject, verb,
};
use super::lists::words;
use super::marks::quotations;

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
    /// The lists of pages of the block.
    pub(super) lists: &'a [(usize, usize)],
}

/// What the list of pages at a place of a text is of.
pub(super) fn named(text: &str, (at, end): (usize, usize), around: Around<'_>) -> Option<String> {
    let before = &text[..at];
    let below = around.below.map(str::to_owned);
    let closed = before.trim_end().trim_end_matches(['”', '»', '"', ' ', '\u{a0}']);
    let from = start_of(before);
    // What is the author's is no part of the report.
    let own = ["Notre ", "Nos ", "Our ", "My ", "Mon ", "Ma ", "Mes "];
    if own.iter().any(|own| before[from..].starts_with(own)) {
        return None;
    }
    let last = around.last.map(str::to_owned);
    if says_yes(&before[from..]) || means_last(behind_label(&before[from..])) {
        return last.or(below);
    }
    // `… so. Pages 51 to 53 show`: what stands before is another sentence.
    if closed.is_empty() || closed.ends_with(['.', '!', '?']) {
        return behind(&text[end..]).or(last).or(below);
    }
    if let Some(sent) = sent_for(before) {
        return Some(sent);
    }
    let bold = around.bold.iter().rfind(|(start, stop)| *start >= from && *stop <= at);
    if let Some(&(start, stop)) = bold {
        let name = bare(text[start..stop].trim_matches(TRIMMED));
        if (1..=MOST_WORDS).contains(&name.split(' ').count()) {
            return Some(name.to_owned());
        }
    }
    let last = around.lists.iter().rfind(|(_, stop)| *stop <= at && *stop >= from);
    let next = around.lists.iter().find(|(start, _)| *start >= end);
    if let Some(item) = enumerated(text, (at, end), last.copied(), next.copied()) {
        return Some(item);
    }
    in_sentence(&before[from..], around.known, around.below)
}

/// Whether words before a list answer a question and name nothing.
fn says_yes(words: &str) -> bool {
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
    const BEHIND: [&str; 10] = [
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

/// Whether the words before pages send the reader there for something that they name.
pub(super) fn sends(before: &str) -> bool {
    sent_for(before).is_some()
}

/// What the reader is sent to pages for: `For the prices, see pages 3, 5`.
fn sent_for(before: &str) -> Option<String> {
    const FOR: [&str; 12] = [
        "for ",
        "on ",
        "about ",
        "as for ",
        "as to ",
        "sur ",
        "pour ",
        "concernant ",
        "quant à ",
        "quant au ",
        "quant aux ",
        "à propos de ",
    ];
    const SENDS: [&str; 18] = [
        "see",
        "voir",
        "turn to",
        "go to",
        "read",
        "lire",
        "on lira",
        "on verra",
        "on consultera",
        "on se reportera",
        "voyez",
        "lisez",
        "rendez-vous",
        "cf",
        "try",
        "look at",
        "reportez-vous",
        "consult",
    ];
    let sentence = &before[start_of(before)..];
    let sentence = sentence.rsplit("; ").next().unwrap_or(sentence);
    let sentence = sentence.trim_start_matches(['(', '[', ' ', '—', '–', '-']);
    let lower = sentence.to_lowercase();
    let lead = FOR.iter().find(|lead| lower.starts_with(*lead))?;
    let (name, rest) = sentence.get(lead.len()..)?.split_once([',', ':'])?;
    let rest = rest.trim().to_lowercase();
    let sent = rest.is_empty() || SENDS.iter().any(|sends| rest.starts_with(sends));
    let short = (1..=MOST_WORDS).contains(&name.split(' ').count()) && rest.len() <= 40;
    let other = rest.contains(|sign: char| sign.is_ascii_digit() || sign == '°');
    (sent && short && !other).then(|| bare(name.trim()).to_owned())
}

/// What pages at the beginning of a sentence are about: `Pages 3 and 5 deal with trams`.
fn behind(after: &str) -> Option<String> {
    const ABOUT: [&str; 40] = [
        "are about ",
        "deal with ",
        "are devoted to ",
        "are given over to ",
        "are for ",
        "are on ",
        "turn to ",
        "treat ",
        "cover ",
        "concern ",
        "go to ",
        "belong to ",
        "describe ",
        "tell of ",
        "speak of ",
        "discuss ",
        "look at ",
        "return to ",
        "take up ",
        "traitent de ",
        "traitent d’",
        "traitent du ",
        "traitent des ",
        "parlent de ",
        "parlent du ",
        "parlent des ",
        "parlent d’",
        "portent sur ",
        "concernent ",
        "abordent ",
        "décrivent ",
        "évoquent ",
        "sont consacrées à ",
        "sont consacrées au ",
        "sont consacrées aux ",
        "reviennent sur ",
        "il est question de ",
        "il est question du ",
        "il est question des ",
        "il est question d’",
    ];
    let after = after.replace('\'', "’");
    let rest = after.trim_start_matches([',', ' ', ':']);
    let rest =
        ["of the report ", "du rapport ", "of the book ", "du livre ", "both ", "all ", "toutes "]
            .iter()
            .fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let about = ABOUT.iter().find(|about| rest.to_lowercase().starts_with(*about))?;
    let ends = [
        ",", ".", ";", ":", "(", "?", "!", " que ", " qui ", " where ", " which ", " that ",
        " dont ",
    ];
    let rest = rest.get(about.len()..)?;
    let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let name = bare(rest[..end].trim());
    (1..=MOST_WORDS).contains(&name.split(' ').count()).then(|| name.to_owned())
}

/// One of several things with pages of their own in a sentence: `trams (p. 3, 5), bikes (p. 7, 9)`.
fn enumerated(
    text: &str,
    (at, end): (usize, usize),
    last: Option<(usize, usize)>,
    next: Option<(usize, usize)>,
) -> Option<String> {
    let bracket = text[..at].trim_end().ends_with(['(', '[']);
    if !bracket {
        return None;
    }
    let item = |from: usize, to: usize| -> Option<&str> {
        let words = text.get(from..to)?;
        if words.contains(['.', '!', '?']) {
            return None;
        }
        let words = words.trim_start_matches([')', ']', ',', ';', ' ']);
        let words =
            ["et enfin ", "et ", "and ", "puis ", "then ", "ou ", "or ", "enfin ", "finally "]
                .iter()
                .fold(words, |words, join| words.strip_prefix(join).unwrap_or(words));
        let words = words.trim_matches(TRIMMED);
        let few = (1..=MOST_WORDS).contains(&words.split(' ').count());
        (few && verb(words).is_none()).then_some(words)
    };
    if let Some((_, stop)) = last {
        let words = item(stop, at)?;
        return Some(bare(&words[words.rfind(", ").map_or(0, |comma| comma + 2)..]).to_owned());
    }
    // The first of them stands behind a colon, or is what its article begins.
    item(end, next?.0)?;
    let before = text[start_of(&text[..at])..at].trim_end_matches(TRIMMED);
    let from = [": ", ", ", " — ", "such as ", "like ", "comme "]
        .iter()
        .filter_map(|mark| Some(before.rfind(mark)? + mark.len()))
        .max()
        .unwrap_or(0);
    let words = &before[from..];
    let words =
        match ARTICLES.iter().filter_map(|article| words.rfind(&format!(" {article}"))).max() {
            Some(article) if verb(words).is_some() => &words[article + 1..],
            _ => words,
        };
    let name = bare(words);
    (1..=MOST_WORDS).contains(&name.split(' ').count()).then(|| name.to_owned())
}

/// What a sentence says before its pages: what is quoted last in it, a topic that is known, what
/// its last clause speaks of, a word with a capital, or the topic that it stands `below`.
fn in_sentence(sentence: &str, known: &[String], below: Option<&str>) -> Option<String> {
    let quoted = quotations(sentence)
        .into_iter()
        .rfind(|quotation| !quotation.open)
        .map(|quotation| sentence[quotation.words.0..quotation.words.1].trim())
        .filter(|words| words.split(' ').count() <= MOST_QUOTED);
    if let Some(quoted) = quoted {
        return Some(quoted.to_owned());
    }
    let clause = clause(sentence);
    let spoken = |text: &str| format!(" {} ", words(text).join(" "));
    // `…, are on pages`: the subject stands before.
    let headless = verb(&format!("x {clause}")) == Some(2);
    let clause = if headless { sentence } else { clause };
    for (text, starts) in [(clause, sentence.find(clause).unwrap_or(0)), (sentence, 0)] {
        let said = spoken(text);
        let named = known
            .iter()
            .filter_map(|name| Some((said.rfind(&spoken(name))?, name)))
            .max_by_key(|&(at, name)| (at, name.len()));
        if let Some((_, name)) = named {
            return Some(name.to_owned());
        }
        if let Some(name) = spoken_of(text) {
            return Some(name);
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

/// What a clause with a verb speaks of: its subject, or its object where the subject is somebody
/// who speaks of something.
fn spoken_of(clause: &str) -> Option<String> {
    const LEADS: [&str; 22] = [
        "about ",
        "of ",
        "with ",
        "to ",
        "upon ",
        "question de ",
        "question des ",
        "question du ",
        "question d’",
        "question d'",
        "de ",
        "du ",
        "des ",
        "d’",
        "d'",
        "sur ",
        "à ",
        "aux ",
        "au ",
        "there ",
        "souvent ",
        "often ",
    ];
    let clause = clause.trim_matches(TRIMMED);
    let at = verb(clause)?;
    let name = |words: &str| {
        let name = bare(light(bare(words.trim_matches(TRIMMED))));
        let known = (1..=MOST_WORDS).contains(&name.split(' ').count());
        (known && name.chars().count() > 1).then(|| name.to_owned())
    };
    let subject = clause[..at].trim();
    // `I note that the question of wells …`, but not `the wells, that all visit`.
    let subject = [" que ", " qu’", " that "]
        .iter()
        .filter_map(|that| Some((subject.rfind(that)?, that.len())))
        .filter(|(at, _)| !subject[..*at].ends_with(','))
        .map(|(at, length)| &subject[at + length..])
        .min_by_key(|part| part.len())
        .unwrap_or(subject);
    let parts = [", ", " qui", " dont ", " which", " who", " (", " —"];
    let end = parts.iter().filter_map(|part| subject.find(part)).min().unwrap_or(subject.len());
    let subject = appositive(&subject[..end]);
    if !names_nothing(subject) {
        return name(subject);
    }
    let (verb, object) = clause[at..].split_once(' ')?;
    // `On y parle de`: the verb stands behind these words.
    let clitic = ["y", "ne", "se", "en"].contains(&verb);
    let object = if clitic { object.split_once(' ')?.1 } else { object };
    let object =
        LEADS.iter().fold(object, |object, lead| object.strip_prefix(lead).unwrap_or(object));
    let ends = [" on", " aux", " à la", " in", " at", " dans", " sur", " over", " from", ",", ":"];
    let end = ends
        .iter()
        .filter_map(|end| {
            let at = object.rfind(end)?;
            (at + end.len() >= object.len()).then_some(at)
        })
        .min()
        .unwrap_or(object.len());
    name(&object[..end]).filter(|name| !names_nothing(name))
}

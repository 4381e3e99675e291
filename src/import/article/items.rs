//! Items of an enumeration: things that a sentence names one after the other, each with its pages.

use super::names::{DOCUMENTS, clean};
use super::themes::{AT_PAGES, BEING, Theme, side};
use super::words::{AGAIN, ARTICLE, HELPS, JOINS, LEADS, NAMES, OF, Part, VERB, stems};

/// Verbs of those who claim or ask for something: what stands behind them is theirs.
const CLAIMS: &str = "recomm propos préconis sugg demand réclam exig urge call argu warn blam critic critiq \
     dénonc plaid souhait want veut veulent rose fell grew shrank rais cut supprim cré build built said says dit";

/// Whether words before pages make a claim.
pub(super) fn claims(text: &str) -> bool {
    let part = Part::of(text);
    // `visitor warnings` are things.
    let thing = |at: usize| {
        ["ing", "ings", "tion", "tions"].iter().any(|end| part.lower(at).ends_with(end))
    };
    let verb = |at: usize| {
        !part.does(at - 1, ARTICLE | OF | LEADS) && stems(CLAIMS, part.lower(at)) && !thing(at)
    };
    // `une page rien que pour elles`
    let that = |at: usize| {
        part.is(at, "que qu' that") && !(at > 0 && part.is(at - 1, "rien plus autant ainsi"))
    };
    (1..part.len()).any(verb) || (0..part.len()).any(that)
}

/// Verbs of what stands somewhere: no document does so with something.
const STANDS: &str = "come comes came revien return appear appara reappear réappara recur surg ressurg crop pop turn \
     figur occur stay remain rest stand lie sit flit run runs cour";

/// The verb behind the document that a clause begins with: `the report weighs`.
pub(super) fn told(part: &Part<'_>, low: usize) -> Option<usize> {
    let noun = low + usize::from(part.does(low, ARTICLE));
    let document = part.is(noun, DOCUMENTS) && noun > low || part.is(low, "il it");
    let verb = part.behind(noun + 1, part.len(), HELPS | AGAIN);
    let plain = part.does(verb, NAMES | VERB) && (noun + 1..=verb).all(|at| !part.parted(at));
    let being = part.is(verb, BEING) || part.is(verb - 1, BEING);
    // `It comes back on` says it of what was spoken of.
    let stands = part.is(low, "il it") && stems(STANDS, part.lower(verb));
    (document && plain && !being && !stands).then_some(verb)
}

/// Whether words between two pages are an item of an enumeration and nothing else: a noun phrase.
pub(super) fn is_item(text: &str) -> bool {
    let part = Part::of(text);
    let joins = |at: usize| {
        part.is(at, "et and & puis ainsi que as well but also mais aussi enfin finally")
    };
    let low = (0..part.len()).find(|&at| !joins(at)).unwrap_or(0);
    if low == 0
        && !part.parted(0)
        && !text.trim_start_matches([')', ']', ' ']).starts_with(['·', '|', '/'])
    {
        return false;
    }
    let high = side(&part, low);
    let from = part.behind(low, high, LEADS | OF | ARTICLE);
    let counted = |at: usize| part.lower(at).contains(|sign: char| sign.is_ascii_digit());
    from < high
        && part.phrase(from, high) == from
        && part.comma(from + 1, high).is_none()
        && !(from..high).any(counted)
        && !part.text.contains(['€', '$', '£'])
}

/// Whether words that begin a sentence are a noun phrase and nothing else.
pub(super) fn is_phrase(text: &str) -> bool {
    let part = Part::of(text);
    let high = side(&part, 0);
    let from = part.behind(0, high, ARTICLE);
    from < high && part.phrase(from, high) == from && part.comma(from + 1, high).is_none()
}

/// The noun phrase that words before pages end with, from its article on where it has one.
pub(super) fn last_named(text: &str) -> Theme {
    let part = Part::of(text);
    let high = side(&part, 0);
    let from = part.phrase(0, high);
    Theme::named(part.printed(from, high).and_then(clean), true)
}

/// The themes that words name one after the other, where they are as many: `A, B and C are treated`.
pub(super) fn in_turn(text: &str, count: usize) -> Option<Vec<String>> {
    let text = text.rsplit_once(": ").map_or(text, |(_, list)| list);
    let part = Part::of(text);
    let all = part.len();
    let verb = part.last_doing(0, all, VERB).or_else(|| part.last(1, all, BEING));
    let ends = verb.map(|verb| (0, part.until(0, verb, HELPS | VERB)));
    let starts = verb.map(|verb| (verb + 1, all));
    [ends, starts, Some((0, all))].into_iter().flatten().find_map(|(low, high)| {
        let mut high = high;
        let respective = |at: usize| part.is(at, "respectivement respectively");
        let side = |at: usize| part.is(at, AT_PAGES) || part.does(at, HELPS) || respective(at);
        while high > low && side(high - 1) {
            high -= 1;
        }
        let joins = |at: usize| part.is(at, "et and &");
        let cut = |every: bool| {
            let last = (low + 1..high).rev().find(|&at| joins(at));
            let parts = |at: usize| {
                part.parted(at) || (joins(at) && (every || Some(at) == last) && !part.parted(at))
            };
            let mut ends: Vec<usize> = (low + 1..high).filter(|&at| parts(at)).collect();
            ends.push(high);
            let mut from = low;
            ends.into_iter()
                .map(|to| {
                    let name = part.printed(part.behind(from, to, JOINS), to);
                    from = to;
                    name
                })
                .collect::<Vec<_>>()
        };
        let chunks = [cut(false), cut(true)].into_iter().find(|chunks| chunks.len() == count)?;
        chunks.into_iter().map(|name| name.and_then(clean)).collect()
    })
}

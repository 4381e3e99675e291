//! What the words behind pages name, where the pages stand first.

use super::items::{claims, told};
use super::names::{PARTS, clean};
use super::themes::{AT_PAGES, Found, Led, Theme};
use super::words::{ARTICLE, HELPS, JOINS, LEADS, NAMES, OF, Part, RELATES, SOMEBODY, VERB, stems};

/// The most words of a theme behind pages that nothing else leads to.
const MOST_WORDS: usize = 8;
/// Verbs that say what pages are about.
const ABOUT: &str = "deal devoted dedicated given treat cover concern describ speak tell discuss look return \
     take belong turn trait parl port abord décri évoqu consacr revien";

/// What leads to a theme where the verb before it is not said again: `chapter 2 (pp. 3–9) with`.
const ELIDED: &str = "à au aux to de du des d' with at by par";
/// Verbs of those who look for something on pages that were named before.
const FINDS: &str = "find finds found trouve trouvera trouverez trouvez trouvent trouveront figure figurent \
     lit lira lirez découvre découvrira découvrirez voit verra meet meets";

/// The theme that the words behind pages name, where those before name nothing, or where the words
/// behind say clearly what stands there: `page 41, où il est question de`, `pages 28 to 36, on`.
/// `before` is what the words before pages say, `ends` whether they are the last of their sentence.
pub(super) fn behind(text: &str, before: &Theme, ends: bool, led: Led) -> Option<Theme> {
    let rest = text.trim_start_matches([' ', ',', ')', ']', '\u{a0}']);
    let rest = &rest[..rest.find(['.', ';', '(', ':', '?', '!', '—', '–']).unwrap_or(rest.len())];
    let part = Part::of(rest);
    let all = part.len();
    let article = part.does(0, ARTICLE);
    let strong = match part.lower(0) {
        "où" | "where" => part.find(1, all.min(6), "question about").map(|at| at + 1),
        "which" | "qui" | "that" => about(&part, 1),
        "on" | "sur" | "about" if part.does(0, LEADS) => Some(1),
        "for" | "pour" => (before.sends || led.turned).then_some(1),
        _ if part.is(0, ELIDED) => led.turned.then_some(1),
        word => {
            let devoted = stems("consacr dédi devoted dedicated intitul", word);
            (devoted && part.does(1, LEADS | OF | ARTICLE)).then_some(1)
        }
    };
    let weak = || {
        if before.found != Found::Nothing || !(before.sends || (led.first && !led.going)) {
            return None;
        }
        // `On pages 9 to 12 you will find a discussion of`
        if let Some(at) = part.find(0, all.min(5), FINDS)
            && (0..at).all(|at| {
                part.does(at, SOMEBODY | HELPS)
                    || part.is(at, "the le reader lecteur readers lecteurs")
            })
        {
            return Some(part.behind(at + 1, all, LEADS | HELPS));
        }
        // `Aux pages 3 à 9, le rapport passe en revue les haies`
        let they = led.turned && part.is(0, "they ils elles") && part.does(1, NAMES | VERB);
        if let Some(verb) = told(&part, 0).or(they.then_some(1)).filter(|_| !claims(rest)) {
            let next = |at: usize| {
                part.does(at, ARTICLE | LEADS | OF) && !part.does(at + 1, LEADS | OF | HELPS)
            };
            let led = (verb + 1..all.min(verb + 5)).find(|&at| next(at) && !part.is(at, "en"));
            return Some(led.unwrap_or(verb + 1));
        }
        if let Some(at) =
            part.find(0, all.min(6), "question about").filter(|_| part.is(0, "il it que qu'"))
        {
            return Some(at + 1);
        }
        if let Some(at) = about(&part, 0) {
            return Some(at);
        }
        // `ce que le rapport dit de l’éclairage`
        if part.is(0, "ce what") {
            return part.find(1, all, "de du des d' sur about of on").map(|of| of + 1);
        }
        let phrase = (1..=MOST_WORDS).contains(&all) && part.phrase(0, all) <= usize::from(article);
        // `p. 3 doors; p. 5 roofs`
        let items = text.starts_with(' ')
            && !article
            && !part.does(0, LEADS | OF | HELPS)
            && (text.trim_end().ends_with(';') || (ends && led.turned));
        let item = (led.first || led.turned) && phrase && (text.starts_with(", ") || items);
        ((before.sends && article) || item).then_some(0)
    };
    let from = strong.or_else(weak).filter(|&from| !part.does(from, RELATES))?;
    // The name ends where another part of the sentence begins.
    let stops = |at: usize| {
        let next = at + 1 == all
            || part.is(at + 1, AT_PAGES)
            || part.is(at + 1, PARTS)
            || part.is(at + 1, "leave");
        part.parted(at)
            || part.does(at, RELATES | VERB | SOMEBODY)
            || (part.does(at, JOINS) && !ends && next)
    };
    let mut to = (from + 1..all).find(|&at| stops(at)).unwrap_or(all);
    // `on ponds repay a second reading`: an article within begins another phrase, behind a verb.
    let first = part.behind(from, to, ARTICLE | LEADS | OF | JOINS | HELPS);
    let within = |&at: &usize| part.does(at, ARTICLE) && !part.does(at - 1, OF | LEADS | JOINS);
    if let Some(article) = (first + 2..to).find(within) {
        to = article - 1;
    }
    while to > from && part.is(to - 1, "aux à la on at in dans sur and et les the p pp") {
        to -= 1;
    }
    Some(Theme::named(Some(part.printed(from, to).and_then(clean)?), true))
}

/// Where what pages are about begins behind a verb: `traitent de`, `are devoted to`, `deal with`.
fn about(part: &Part<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    while part.does(at, HELPS) || part.is(at, "du rapport of the report both all toutes") {
        at += 1;
    }
    let helped = at > from && part.is(at - 1, "are is sont est") && part.is(at, "about on for");
    let leads = part.does(at + 1, LEADS | OF | ARTICLE | NAMES | HELPS | JOINS);
    (helped || (leads && stems(ABOUT, part.lower(at)))).then_some(at + 1)
}

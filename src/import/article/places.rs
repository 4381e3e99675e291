//! Sentences that say where things stand: each is cut at its page references into a theme and its
//! pages.
//!
//! The theme is the noun phrase next to the pages: the subject of the verb that leads to them,
//! what a reader is sent there for, an item of an enumeration, or what stands behind pages that
//! begin a sentence. A sentence that does not clearly say so is left to other rules.

use super::blocks::{Block, Kind};
use super::clauses::{capitals, end_of, start_of};
use super::ground::Ground;
use super::heads::{acts, head_of, is_told_by_somebody, noun_phrase, picked_out, tells};
use super::items::{claims, in_turn, is_item, is_phrase, last_named};
use super::marked::marked;
use super::marks::quotations;
use super::names::{clean, is_own, says};
use super::nouns::speaks;
use super::references::{Reference, is_respective, noted};
use super::spoken::{fronted, spoken_of};
use super::themes::{FIGURES, Found, GIVES, Led, Theme, before};
use super::turned::behind;
use super::who::is_person;
use super::words::{holds, stems};

/// The most words of a quotation that is a theme.
const MOST_QUOTED: usize = 4;
/// The fewest themes of an enumeration whose pages may be one each.
const FEWEST: usize = 2;

/// What a sentence says of a page reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The theme that stands there.
    pub(super) theme: String,
    /// The sentence says so; else it only stands beside the pages.
    pub(super) sure: bool,
    /// The sentence says so of a pronoun; the theme stands before.
    pub(super) again: bool,
    /// How it was found.
    pub(super) ground: Ground,
}

impl Place {
    /// The place of a theme, as the sentence says.
    pub(super) const fn sure(theme: String, ground: Ground) -> Self {
        Self { theme, sure: true, again: false, ground }
    }
}

/// A reference as a sentence gives it.
#[derive(Debug)]
struct Given {
    theme: Option<Theme>,
    /// What stands beside it where the sentence does not say so.
    beside: Option<Place>,
    /// It stands in brackets.
    bracket: bool,
    several: bool,
    ground: Ground,
}

/// The theme that a row of a list begins with, its pages in brackets behind it, whatever stands
/// behind them: `Lost varieties (pp. 4–10): 23 apples have gone`.
pub(super) fn row_head<'a>(block: &'a Block, references: &[Reference]) -> Option<&'a str> {
    let first = references.first().filter(|_| block.kind == Kind::Row)?;
    let name = block.text.get(..first.start)?.trim_end().strip_suffix(['(', '['])?;
    let name = name
        .trim_start_matches(|sign: char| sign.is_ascii_digit() || ".) ".contains(sign))
        .trim_end();
    let behind = block.text.get(first.end..)?.strip_prefix([')', ']'])?.trim_start();
    let closed = behind.is_empty() || behind.starts_with(['.', ':', '—', '–', ';', ',']);
    let named = name.split(' ').count() <= MOST_OF_HEAD
        && name.starts_with(char::is_alphabetic)
        && !name.contains(['.', ':', ';', ',', '(', '«', '“', '"'])
        && !is_person(name)
        && !says(name);
    (closed && named).then_some(name)
}

/// The most words of the theme that a row begins with.
const MOST_OF_HEAD: usize = 8;

/// What a block says of each of its page references: where a theme stands, or nothing.
/// `lists` says that the article gives the pages of several themes: one page alone is then that of
/// a theme too.
pub(super) fn places(text: &str, references: &[Reference], lists: bool) -> Vec<Option<Place>> {
    let mut found: Vec<Option<Place>> = vec![None; references.len()];
    let mut alone: Vec<(usize, Place)> = Vec::new();
    let mut at = 0;
    while at < references.len() {
        let from = start_of(&text[..references[at].start]);
        let same = |reference: &&Reference| start_of(&text[..reference.start]) == from;
        let count = references[at..].iter().take_while(same).count().max(1);
        let to = end_of(text, references[at + count - 1].end);
        let named = sentence(text, (from, to), &references[at..at + count]);
        let bare = |given: &Given| !given.bracket && given.theme.is_some();
        let several = named.iter().any(|given| given.theme.is_some() && given.several);
        let themes = named.iter().filter(|given| given.theme.is_some()).count();
        // `n’apparaît qu’à la page 37`, `have one page to themselves (p. 60)`
        let only = themes == 1 && only_one(text.get(from..to).unwrap_or_default());
        let mut last: Option<String> = None;
        for (number, given) in named.iter().enumerate() {
            let Some(theme) = &given.theme else {
                last = None;
                found[at + number].clone_from(&given.beside);
                continue;
            };
            let name = match &theme.found {
                Found::Named(name) => Some(name.clone()),
                Found::Again => last.clone(),
                Found::Nothing => None,
            };
            let Some(theme_name) = name else { continue };
            last = Some(theme_name.clone());
            let place = Place::sure(theme_name, given.ground);
            let start = references[at + number].start;
            let lone = || bare(given) && lists && !shows(&place.theme);
            let lone = || lone() && !is_told_by_somebody(&text[from..start]);
            if several || only || themes >= FEWEST || lone() {
                found[at + number] = Some(place);
            } else if bare(given) {
                alone.push((at + number, place));
            }
        }
        at += count;
    }
    // One page alone is that of a theme where others have their pages beside it.
    let listed = found.iter().zip(references).any(|(place, reference)| {
        place.as_ref().is_some_and(|place| place.sure || reference.is_list())
    });
    if listed || alone.len() >= FEWEST {
        for (number, place) in alone {
            found[number] = Some(place);
        }
    }
    found
}

/// Whether a name is that of what stands on a page beside words: a chart is no theme.
fn shows(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    holds(FIGURES, &first.to_lowercase())
}

/// Whether a sentence says that a thing has one page and no more.
fn only_one(sentence: &str) -> bool {
    const ONLY: [&str; 25] = [
        "qu’une apparition",
        "qu’une mention",
        "qu’une page",
        "droit qu’à un",
        "a single mention",
        "one mention",
        "only a page",
        "just a page",
        "qu’à la p",
        "qu'à la p",
        "que p. ",
        "que page ",
        "qu’en page ",
        "qu'en page ",
        "only on p",
        "just one page",
        "only one page",
        "one page to ",
        "one page (",
        "une page (",
        "qu’à une page",
        "qu'à une page",
        "barely a page",
        "a single page",
        "une seule page",
    ];
    ONLY.iter().any(|only| sentence.contains(only))
}

/// Whether what stands between quotation marks in a sentence is more than a word that is spoken of.
fn quotes(sentence: &str) -> bool {
    quotations(sentence).iter().any(|quotation| {
        let words = &sentence[quotation.words.0..quotation.words.1];
        quotation.open || words.trim().split(' ').count() > MOST_QUOTED
    })
}

/// What a sentence says of its references.
fn sentence(text: &str, (from, to): (usize, usize), references: &[Reference]) -> Vec<Given> {
    let mut given: Vec<Given> = Vec::new();
    let quoted = quotes(&text[from..to]);
    if !quoted && let Some(named) = together(text, (from, to), references) {
        return named
            .into_iter()
            .map(|(name, several)| Given {
                theme: name.map(|name| Theme::named(Some(name), true)),
                beside: None,
                bracket: true,
                several,
                ground: Ground::Sentence,
            })
            .collect();
    }
    let list = !quoted && enumerates(text, from, references);
    let mut start = from;
    let mut open = false;
    let mut turned = false;
    for (number, reference) in references.iter().enumerate() {
        let part = text.get(start..reference.start).unwrap_or_default();
        // What is quoted behind its pages belongs to another clause.
        let said = quoted && quotes(&text[from..reference.start]);
        let next = references.get(number + 1).map_or(to, |next| next.start);
        let after = text.get(reference.end..next).unwrap_or_default();
        // `(pp. 22–31; see also p. 74)` goes on within one bracket.
        open = match (part.rfind(['(', '[']), part.rfind([')', ']'])) {
            (Some(opens), closes) => closes.is_none_or(|closes| closes < opens),
            (None, Some(_)) => false,
            (None, None) => open,
        };
        let is_mark = text[reference.start..].starts_with(|sign: char| !sign.is_alphanumeric());
        let theme = (!said).then(|| {
            let going = given.last().is_some_and(|given: &Given| given.theme.is_some());
            let going = going || (list && number > 0);
            let led = Led { open: open || is_mark, first: number == 0, going, turned };
            // The words before may be those behind the pages before.
            let found = if turned { Theme::nothing(true) } else { before(part, led) };
            let found = if list && !found.sure { last_named(part) } else { found };
            let found = if is_mark { marked(part, found) } else { found };
            // `It has the best of it: p. 14 for yeast, p. 29 for barm`
            let sends = found.sends || part.trim_end().ends_with(':');
            let found = Theme { sends, ..found };
            let gives = found.sends && part.split(' ').any(|word| stems(GIVES, word));
            let led = Led { turned: turned || gives, ..led };
            let later = behind(after, &found, number + 1 == references.len(), led);
            turned = later.is_some();
            later.unwrap_or(found)
        });
        // `Elle revient p. 3, 8 et 12`: what the sentence before speaks of.
        let unsure = theme.as_ref().filter(|theme| !theme.sure || theme.found == Found::Nothing);
        let several = reference.means_several() || text.get(from..to).is_some_and(only_one);
        let unsure = unsure.filter(|_| number == 0 && several);
        let named = unsure.is_some_and(|theme| matches!(theme.found, Found::Named(_)));
        let meant = unsure.and_then(|_| spoken_of(text, from, reference.start));
        let meant = meant.filter(|meant| meant.sure || !named);
        let again = meant.as_ref().is_some_and(|meant| meant.again);
        let meant = meant.map(|meant| Theme::named(Some(meant.name), meant.sure));
        let surely = again || meant.as_ref().is_some_and(|meant| meant.sure);
        let headed = (number == 0 && !said && !surely && !is_mark)
            .then(|| headed(text, (from, to), (reference, open), theme.as_ref()))
            .flatten();
        let ground = match (&headed, &meant) {
            (Some(_), _) => Ground::Head,
            (None, Some(_)) => Ground::Before,
            (None, None) if open && !turned => Ground::Bracket,
            (None, None) => Ground::Sentence,
        };
        let theme = headed.or(meant).or(theme);
        let claims = reference.is_list() || reference.pages.len() < 2;
        // `the talk with the mayor (p. 47), who says that`
        let behind = after.trim_start_matches([')', ']', ',', ' ']);
        let told = ["qui ", "who "].iter().any(|who| behind.starts_with(who));
        let theme = theme
            .filter(|theme| !(told && matches!(&theme.found, Found::Named(name) if speaks(name))));
        let theme = theme.filter(|theme| !(named_person(theme) || theme.spoken && claims));
        // `(diagrams p. 73)`
        let chart = |theme: &Theme| matches!(&theme.found, Found::Named(name) if shows(name));
        let theme = theme.filter(|theme| !(claims && number > 0 && chart(theme)));
        let (theme, beside) = match theme {
            Some(Theme { found: Found::Named(theme), sure: false, .. }) => {
                (None, Some(Place { theme, sure: false, again, ground: Ground::Near }))
            }
            theme => (theme.filter(|theme| theme.sure), None),
        };
        let several = reference.means_several();
        given.push(Given { theme, beside, bracket: open, several, ground });
        start = reference.end;
    }
    given
}

/// What a sentence is about, as the theme of its first reference, where that says more than the words
/// beside the pages do. One page alone has a theme where no reader and no author is spoken of.
fn headed(
    text: &str,
    (from, to): (usize, usize),
    (reference, open): (&Reference, bool),
    theme: Option<&Theme>,
) -> Option<Theme> {
    let before = text.get(from..reference.start).filter(|before| !tells(before))?;
    let gives_several = reference.means_several();
    // `As for tolls, forgotten by all, they get page 31 alone`
    if let Some(name) = fronted(before).filter(|_| gives_several || !is_told_by_somebody(before)) {
        return Some(Theme::named(Some(name), true));
    }
    let behind = text.get(reference.end..to).and_then(|behind| behind.strip_prefix([')', ']']));
    // `C’est le chapitre sur les drones (p. 3) qui`
    if open && let Some(name) = behind.and_then(|behind| picked_out(before, behind)) {
        return Some(Theme::named(Some(name), true));
    }
    // `it is dull, but islands (pages 90, 91) were a hit`
    if open && gives_several && !is_own(before) && behind.is_some_and(acts) {
        let ends = [", but ", ", and ", ", mais ", ", et ", ": ", "; "];
        let from = ends.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
        let clause = from.map_or(before, |from| &before[from..]);
        let theme = match head_of(clause, true) {
            _ if noun_phrase(clause).is_some() => Theme::named(noun_phrase(clause), true),
            Some(head) => Theme::named(Some(head.name).filter(|_| head.subject), true),
            None => last_named(before),
        };
        return Some(theme).filter(|theme| theme.found != Found::Nothing);
    }
    let head = head_of(before, reference.is_list())?;
    let sure = theme.filter(|theme| theme.sure).and_then(|theme| match &theme.found {
        Found::Named(name) => Some(name.as_str()),
        _ => None,
    });
    // `Fog gets a section (p. 69)`, `Fog (p. 45) is all over the place`
    let receives = [" get ", " gets ", " a droit ", " ont droit "];
    let receives = receives.iter().any(|verb| before.contains(verb));
    let alone = behind.is_some_and(|behind| behind.starts_with(' '))
        && is_phrase(before.trim_end().trim_end_matches('('));
    let one = || {
        let only = receives || alone || text.get(from..to).is_some_and(only_one);
        head.subject && (only || (!open && !is_told_by_somebody(before)))
    };
    let gives = gives_several || sure.is_some() || one();
    // What stands behind a comma of the sentence is put in: `the idea of transfer, the hope that`.
    let first = before.split(", ").next().unwrap_or_default();
    let more = sure.is_none_or(|sure| {
        !sure.starts_with(&head.name) && (head.subject || !first.contains(sure))
    });
    (gives && more).then(|| Theme::named(Some(head.name), true))
}

/// Whether a sentence is an enumeration of things, each with its pages behind it, whatever verb leads
/// to them. Claims are none.
fn enumerates(text: &str, from: usize, references: &[Reference]) -> bool {
    let gaps =
        references.windows(2).map(|two| text.get(two[0].end..two[1].start).unwrap_or_default());
    let first = references.first().map_or(0, |first| first.start);
    let before = text.get(from..first).unwrap_or_default();
    let led = format!("– {before}");
    let persons = || capitals(&led).into_iter().any(is_person);
    let bare = is_phrase(before) && references.iter().any(Reference::means_several);
    (references.len() > FEWEST || (references.len() == FEWEST && bare))
        && gaps.into_iter().all(is_item)
        && !claims(before)
        && !persons()
}

/// The themes of pages that a sentence gives in a form of its own: each in a bracket behind its
/// pages, or one after the other before all of them. Each with whether its reference means several
/// pages.
fn together(
    text: &str,
    (from, to): (usize, usize),
    references: &[Reference],
) -> Option<Vec<(Option<String>, bool)>> {
    let first = references.first().filter(|_| references.len() > 1)?;
    let several = |at: usize| references.get(at).is_some_and(Reference::means_several);
    let themes: Vec<Option<String>> = if is_respective(text, (first.start, first.end)) {
        let named = in_turn(text.get(from..first.start)?, references.len());
        named.map_or_else(
            || vec![None; references.len()],
            |names| names.into_iter().map(Some).collect(),
        )
    } else {
        let behind = |at: usize| {
            let end = references.get(at + 1).map_or(to, |next| next.start);
            noted(text.get(references.get(at)?.end..end)?).and_then(clean)
        };
        (0..references.len()).map(behind).collect()
    };
    let respective = is_respective(text, (first.start, first.end));
    let named = themes.iter().flatten().count();
    (respective || named > 1)
        .then(|| themes.into_iter().enumerate().map(|(at, theme)| (theme, several(at))).collect())
}

fn named_person(theme: &Theme) -> bool {
    matches!(&theme.found, Found::Named(name) if is_person(name))
}

//! What a sentence is about where no verb that is known leads from it to its pages.
//!
//! A sentence about a theme begins with it: what stands before the verb is the theme, whatever the
//! verb is. Verbs that are not known are told by what stands behind them. Where a reader, the author,
//! somebody or the document begins the sentence, the theme is what stands right before the pages.

use super::items::claims;
use super::names::{DOCUMENTS, NUMBERS, OWN, PARTS, clean};
use super::nouns::is_somebody;
use super::themes::{AT_PAGES, BEING, COMES, FIGURES, LONG_LEADS, READERS, SENDS};
use super::who::is_person;
use super::words::{AGAIN, ARTICLE, HELPS, JOINS, LEADS, NAMES, OF, Part, RELATES, SOMEBODY, VERB};

/// Verbs in forms that are no noun, and what begins a verb.
const FINITE: &str = "est sont était étaient ont fait font sera seront peut peuvent doit doivent mérite méritent reste \
     restent is are was were has have had will can may must could should would does do did get gets got \
     remain remains ne n' se s'";
/// What an author makes of a theme, where it is named behind it: `The nicest surprise is`.
const PRAISE: &str = "surprise morceau absent absente absents absentes star stars vedette vedettes favourite favorite \
     highlight highlights plat gagnant gagnante winner winners loser losers perdant perdante champion \
     championne oublié oubliée oubliés regret constat constats hobby marotte dada thread fil leitmotiv refrain \
     obsession obsessions sujet sujets thème thèmes theme themes topic topics question issue split news \
     disappointment déception parent enfant thing chose core heart cœur centre center subject subjects cheval";
/// Verbs that may stand before what the sentence is about.
const STAYS: &str = "arrive arrivent restent reste suit suivent remains remain";
/// Words that may stand before such a verb.
const BEHIND: &str = "derrière behind close next loin là tout";
/// How verbs end that say who says so.
const SAYS: [&str; 4] = ["-il", "-elle", "-ils", "-elles"];
/// Verbs between what is praised and its name.
const IS: &str = "est sont était étaient sera is are was were will be reste restent remains remain";
/// Words that begin a remark before the sentence: `Bonne nouvelle, la grêle`.
const REMARKS: &str = "bonne mauvaise autre dernier dernière premier première";
/// Words that begin a sentence about what stands behind `to`, `on` or `for`: `Rien sur les vignes`,
/// `Special mention goes to the fairs`, `Dommage que le loup`.
const OPENS: &str = "rien nothing dommage shame pity mention sort hommage honneur coup zoom silence place pride \
     kudos bravo fate honours honors";
/// Parts of a day and of a meeting, and papers, which turn to what is spoken of.
const MEETINGS: &str = "matinée soirée journée séance morning afternoon evening session journal quotidien \
     mensuel hebdomadaire hebdo gazette bulletin newspaper weekly daily monthly newsletter columnist journaliste";
/// Nouns of time, which begin sentences: `This year`.
const TIMES: &str = "année an ans mois semaine semaines fois saison jour year years month week weeks time season day";
/// The most words of a theme before its verb.
const MOST_WORDS: usize = 9;

/// What a sentence is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    /// Its first word in small letters: the article, where it has one.
    pub(super) first: String,
    /// It is the subject of the sentence, or what the subject only praises.
    pub(super) subject: bool,
}

/// What a sentence is about; `text` is what stands before its pages, `listed` whether these are
/// several that stand one by one, as those of a claim seldom do.
pub(super) fn head_of(text: &str, listed: bool) -> Option<Head> {
    let text = without_brackets(joined_clause(last_clause(outside(text))));
    let start = text.trim_start().to_lowercase();
    if LONG_LEADS.iter().any(|lead| start.starts_with(lead)) {
        return None;
    }
    let part = Part::of(&text);
    let all = part.len();
    let low = begins(&part)?;
    // `Fans of slates will`, but not `Fans are discussed`
    let whose = part.does(low + 1, OF | RELATES) || !part.is(low, "fans amateurs people");
    let reads = part.is(low, READERS) && whose;
    let finite = part.is(low, FINITE) && !part.is(low, STAYS);
    let points = reads || finite || part.is(low, SENDS);
    let there = part.find(0, all.min(low + 1), "there il").is_some();
    // `Less cited than last year`, but not `Shared gardens get`
    let first = part.lower(low);
    let said = is_participle(first) || (first.len() > 4 && first.ends_with("ed"));
    let said = said && !part.does(low + 1, NAMES);
    // `It is chattier about mills`, `Much is made of mills`
    let start = part.behind(0, all, JOINS);
    let of = part.find(start + 2, all.min(start + 5), "about on of sur");
    let speaks = part.is(start, "it much little more less") && part.is(start + 1, BEING);
    if let Some(of) = of.filter(|_| speaks) {
        let to = ends(&part, of + 1).0;
        let name = theme(&part, (of + 1, to), true)?;
        return Some(Head { name, first: part.lower(of + 1).to_owned(), subject: true });
    }
    // `Il a détrôné le coliving, qui se contente`: the object, of which more is said.
    let which = part.find(low + 1, all, "qui que which who").filter(|&at| part.parted(at));
    let object = part.doing(low + 2, all, ARTICLE).filter(|_| part.does(low, AGAIN));
    if let (Some(which), Some(from)) = (which, object)
        && from + 1 < which
    {
        return theme(&part, (from, part.comma(from + 1, all).unwrap_or(all)), true)
            .map(|name| Head { name, first: part.lower(from).to_owned(), subject: true });
    }
    if points || there || said || part.does(low, AGAIN) {
        return None;
    }
    let head = |range: (usize, usize), subject: bool| {
        let stands = part.is(range.1, BEING) || part.is(range.1, "ne n'");
        let name = theme(&part, range, listed || stands)?;
        Some(Head { name, first: part.lower(range.0).to_owned(), subject })
    };
    let somebody = part.does(low, SOMEBODY) || part.is(low, OWN);
    if somebody || part.is(low, "our notre nos") {
        let apposed = apposed(&part, low).and_then(|range| head(range, true));
        return apposed.or_else(|| head(before_pages(&part, low)?, false));
    }
    // `Vient ensuite le gros morceau, la liaison`, `Close behind comes the hail`
    let ahead = all.min(low + 3);
    let comes = part.find(low, ahead, COMES).or_else(|| part.find(low, ahead, STAYS));
    let before =
        |verb: usize| (low..verb).all(|at| !part.does(at, NAMES | ARTICLE) || part.is(at, BEHIND));
    if let Some(verb) = comes.filter(|&verb| before(verb)) {
        let from = part.behind(verb + 1, all, HELPS);
        let to = ends(&part, from).0;
        let praised = apposed(&part, from).filter(|_| praises(&part, from, to));
        return head(praised.unwrap_or((from, to)), true);
    }
    let (to, finite) = ends(&part, low);
    // `The report spends a page on`
    let noun = low + usize::from(part.does(low, ARTICLE));
    // `Nothing of it stands in the book, whose treatment of jobs is confined to`
    if let Some(whose) = part.find(low + 1, all, "whose").filter(|&at| part.parted(at)) {
        let to = ends(&part, whose + 1).0;
        return head((whose, to), true).or_else(|| head((whose + 1, to), true));
    }
    let related = part.is(noun, PARTS) && part.does(noun + 1, RELATES | SOMEBODY);
    if noun > low && (part.is(noun, DOCUMENTS) || part.is(noun, MEETINGS)) && !related {
        let verb = (finite..all).find(|&at| !part.does(at, HELPS | AGAIN)).unwrap_or(all);
        let on = part.find(verb + 1, all, "sur on about").filter(|_| part.is(noun, MEETINGS));
        let from = part.behind(on.unwrap_or(verb) + 1, all, HELPS | LEADS | OF);
        return head((from, ends(&part, from).0), false);
    }
    // `Mention spéciale aux foires`, `A shame that wolves only get`
    let opens = part.find(low, all.min(low + 3), OPENS);
    if let Some(opens) = opens
        && let Some(leads) =
            part.find(opens + 1, all.min(opens + 6), "à au aux to on sur for pour que qu' that")
    {
        let from = part.behind(leads + 1, all, HELPS | OF);
        return head((from, ends(&part, from).0), true);
    }
    // `Signalons enfin les semences`, `Skip the chapter on dogs`
    if is_call(&part, low) {
        let from = part.behind(low + 1, all, HELPS | JOINS);
        return head((from, ends(&part, from).0), true);
    }
    // `Même bonne surprise pour les refus`
    if let Some(led) = part.find(low + 1, all.min(low + 5), "pour for")
        && led < finite.max(to) + 2
        && praises(&part, low, led)
        && part.find(low, led, FINITE).is_none()
    {
        return head((led + 1, ends(&part, led + 1).0), true);
    }
    // `The nicest surprise is the choir`
    if praises(&part, low, to) {
        let comma = part.comma(finite.min(all), all).unwrap_or(all);
        let being = part.find(finite, comma, IS).filter(|&at| !is_participle(part.lower(at + 1)));
        if let Some(being) = being {
            let from = part.behind(being + 1, all, HELPS);
            return head((from, ends(&part, from).0), true);
        }
        return head(apposed(&part, low)?, true);
    }
    head((low, to), true)
}

/// Whether a sentence calls on those who read it: `Signalons`, `Notez`, `Note`, `Add`.
fn is_call(part: &Part<'_>, low: usize) -> bool {
    const CALLS: &str = "note mention expect add consider signalons à";
    let word = part.lower(low);
    let french = word.len() > 5 && (word.ends_with("ons") || word.ends_with("ez"));
    let next = part.behind(low + 1, part.len(), HELPS | JOINS);
    let object = part.does(next, ARTICLE) && !part.parted(low + 1);
    (object && french) || (object && part.is(low, CALLS) && part.does(low, NAMES))
}

/// What a clause names whose verb stands behind its pages: `Oral history with millers (p. 3, 5) is`.
pub(super) fn noun_phrase(clause: &str) -> Option<String> {
    let part = Part::of(outside(clause));
    let low = part.behind(0, part.len(), JOINS);
    let plain = (low..part.len()).all(|at| !finite(&part, at) && !part.does(at, SOMEBODY | AGAIN));
    theme(&part, (low, part.len()), true)
        .filter(|_| plain && part.comma(low + 1, part.len()).is_none())
}

/// What a sentence picks out before its pages: `It was the chapter on drones (p. 3) that`.
pub(super) fn picked_out(before: &str, behind: &str) -> Option<String> {
    let part = Part::of(before);
    let picks = part.is(0, "it c' ce") && part.is(1, BEING);
    let goes_on = Part::of(behind).is(0, "that which qui que");
    part.printed(2, part.len()).filter(|_| picks && goes_on).and_then(clean)
}

/// Whether words behind a bracket go on with the verb of what stands before it.
pub(super) fn acts(behind: &str) -> bool {
    let part = Part::of(behind);
    let joined = behind.trim_start().len() == behind.len();
    !joined && !part.parted(0) && finite(&part, 0)
}

/// What stands behind the last colon or semicolon, where a clause with a subject of its own does.
fn last_clause(mut text: &str) -> &str {
    for _ in 0..MOST_CLAUSES {
        let ends = [": ", "; "].iter().filter_map(|sign| text.rfind(sign)).max();
        let Some((before, clause)) = ends.map(|at| (&text[..at], &text[at + 2..])) else { break };
        let part = Part::of(clause);
        let low = part.behind(0, part.len(), JOINS | HELPS);
        // `The lines fare better: somebody gave them a whole file`
        let pages = (0..part.len()).all(|at| {
            part.is(at, AT_PAGES) || part.does(at, ARTICLE) || part.is(at, "une un one single")
        });
        // `Cold nets: a single page, 140`
        if part.does(low, SOMEBODY) || part.is(low, SENDS) || (pages && !clause.trim().is_empty()) {
            text = before;
        } else {
            return if clause.trim().is_empty() { text } else { clause };
        }
    }
    text
}

/// The last clause of a sentence that somebody begins, where it has a subject and a verb of its own: `I
/// did not expect them, and yet the guilds are back`.
fn joined_clause(text: &str) -> &str {
    let part = Part::of(text);
    let low = part.behind(0, part.len(), JOINS | HELPS);
    let told = part.does(low, SOMEBODY) || part.is(low, READERS);
    let ends: &[&str] = if told {
        &[", and ", ", but ", ", et ", ", mais ", ", while ", ", tandis que "]
    } else {
        &[", but ", ", mais "]
    };
    let from = ends.iter().filter_map(|end| Some(text.rfind(end)? + end.len())).max();
    let clause = from.map_or("", |from| &text[from..]);
    let part = Part::of(clause);
    let low = part.behind(0, part.len(), JOINS | HELPS);
    let own = part.does(low, ARTICLE) && (low + 2..part.len()).any(|at| finite(&part, at));
    if own { clause } else { text }
}

/// The most clauses at the end of a sentence that are passed over.
const MOST_CLAUSES: usize = 3;

/// A text with blanks in the place of what stands in closed brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let blank = |sign: char| " ".repeat(sign.len_utf8());
    text.chars()
        .map(|sign| {
            depth += u32::from(matches!(sign, '(' | '['));
            let kept = if depth > 0 { blank(sign) } else { sign.to_string() };
            depth -= u32::from(matches!(sign, ')' | ']') && depth > 0);
            kept
        })
        .collect()
}

/// Whether a French word says what was done to a noun.
pub(super) fn is_participle(word: &str) -> bool {
    word.len() > 4 && ["é", "ée", "és", "ées", "ises"].iter().any(|end| word.ends_with(end))
}

/// Whether somebody who reads or writes stands in a sentence.
pub(super) fn is_told_by_somebody(text: &str) -> bool {
    let part = Part::of(text);
    part.doing(0, part.len(), SOMEBODY).is_some()
}

/// A text without the bracket that is open at its end, and without words that only send to pages:
/// `It is broken; see`.
fn outside(text: &str) -> &str {
    let open = text.rfind(['(', '[']).filter(|&at| !text[at..].contains([')', ']']));
    let text = &text[..open.unwrap_or(text.len())];
    let sent = text.rfind([';', ':']).filter(|&at| {
        let part = Part::of(&text[at..]);
        (0..part.len()).all(|at| part.is(at, AT_PAGES))
    });
    &text[..sent.unwrap_or(text.len())]
}

/// Where the words begin that a sentence is about: behind what joins it to the one before, and
/// behind what it tells of time, place or reason before a comma.
fn begins(part: &Part<'_>) -> Option<usize> {
    let all = part.len();
    let mut low = part.behind(0, all, JOINS | HELPS);
    let time = |low: usize| {
        let comma = part.comma(low + 1, all)?;
        part.find(low, comma, TIMES).map(|_| comma)
    };
    let led = |low: usize| {
        (part.does(low, LEADS | RELATES) || part.is(low, "quant as given faute sans without"))
            .then(|| part.comma(low + 1, all))
    };
    // `Moins gai, la fatigue revient`, `Serpent de mer, la chronologie se lit`
    let remark = |low: usize| {
        let comma = part.comma(low + 1, all).filter(|&comma| part.is(comma, "le la les l'"))?;
        let plain = part.doing(low, comma, SOMEBODY | AGAIN | RELATES | VERB).is_none()
            && !part.does(low, ARTICLE | LEADS)
            && part.find(low, comma, FINITE).is_none();
        let to = part.comma(comma + 1, all).unwrap_or(all);
        let acts = (comma + 2..to).any(|at| finite(part, at)) && !part.is(comma + 1, DOCUMENTS);
        let begun = comma <= low + 3 && (low > 0 || part.is(low, REMARKS));
        (plain && (begun || acts)).then_some(comma)
    };
    // `This year the yuck factor is`
    let timed = part.does(low, ARTICLE) && part.is(low + 1, TIMES) && part.does(low + 2, ARTICLE);
    if timed {
        low += 2;
    }
    for _ in 0..2 {
        if let Some(comma) = remark(low) {
            low = comma;
        } else if let Some(comma) = led(low) {
            low = part.behind(comma?, all, JOINS | HELPS);
        } else if let Some(comma) = time(low) {
            low = part.behind(comma, all, JOINS | HELPS);
        }
    }
    (low < all).then_some(low)
}

/// Whether a verb stands or begins at a place.
fn finite(part: &Part<'_>, at: usize) -> bool {
    part.is(at, FINITE) || part.does(at, VERB)
}

/// Where a noun phrase ends that begins at a place, and where the verb stands behind it.
fn ends(part: &Part<'_>, low: usize) -> (usize, usize) {
    let all = part.len();
    let noun = low + usize::from(part.does(low, ARTICLE));
    let finite = |at: usize| finite(part, at);
    let later = |at: usize| {
        let comma = part.comma(at, all).unwrap_or(all);
        (at..comma).any(finite)
    };
    // A noun before another phrase is its verb where more nouns stand before: `The car walks it`.
    let acts = |at: usize| if at > noun + 1 && part.does(at - 1, NAMES) { at - 1 } else { at };
    for at in noun + 1..all {
        if part.parted(at) || part.does(at, RELATES) {
            let verb = (at..all).find(|&at| finite(at)).unwrap_or(all);
            return (at, verb);
        }
        if finite(at) {
            return (at, at);
        }
        let joined = part.does(at - 1, OF | LEADS | JOINS | ARTICLE);
        let another = part.does(at, ARTICLE) && !joined;
        // `Big nets you have to collect`
        if part.does(at, SOMEBODY) {
            return (at, at);
        }
        let pronoun = part.does(at, AGAIN);
        let adverb = part.does(at, HELPS) && !part.does(at - 1, JOINS);
        let leads = part.does(at, LEADS) && at > noun + 1 && !part.is(at, "à en") && !later(at);
        let said = is_participle(part.lower(at - 1)) && at > noun + 1;
        if another && said {
            continue;
        }
        if another || pronoun || leads || (adverb && !(at + 1 < all && finite(at + 1))) {
            let verb = acts(at);
            return (verb, verb);
        }
        if adverb {
            return (at, at + 1);
        }
    }
    (all, all)
}

/// Whether words say only what an author makes of what is named behind them.
fn praises(part: &Part<'_>, low: usize, to: usize) -> bool {
    let superlative = |at: usize| {
        let word = part.lower(at);
        (word.len() > 5 && word.ends_with("est"))
            || part.is(at, "most plus meilleur meilleure best")
    };
    // `The pages to copy are those on`, but not `the chapter on roofs`
    let about = part.find(low, to, "on sur about").is_some();
    let praised = |at: usize| {
        let noun = part.is(at, PRAISE) || (part.is(at, PARTS) && !about);
        noun && !part.does(at + 1, OF)
    };
    (low..to).any(|at| praised(at) || superlative(at))
}

/// What is named between commas behind the first noun: `My hobby horse, algebra before eleven, gets`.
fn apposed(part: &Part<'_>, low: usize) -> Option<(usize, usize)> {
    let all = part.len();
    let from = part.comma(low + 1, all)?;
    let plain = part.does(from, ARTICLE | NAMES) && !part.is(from, "a an un une");
    // `two subjects that nobody likes, the hail`
    let to = part.doing(low, from, RELATES).unwrap_or(from);
    let first = part.doing(low, to, VERB).is_none() && part.find(low, to, FINITE).is_none();
    let to = part.comma(from + 1, all).unwrap_or(all);
    (plain && first).then_some((from, to))
}

/// What stands right before the pages, where a word leads to it.
fn before_pages(part: &Part<'_>, low: usize) -> Option<(usize, usize)> {
    let high = part.len();
    // `je ne dirai rien des serres`: behind somebody stands a verb.
    let verb = part.behind(low + 1, high, HELPS | AGAIN);
    let from = part.phrase(verb + usize::from(part.does(low, SOMEBODY)), high);
    let from = from + usize::from(part.is(from, "rien pas plus nothing"));
    let from = from - usize::from(from > low && part.does(from - 1, ARTICLE));
    (from > low && part.does(from - 1, LEADS | OF | VERB)).then_some((from, high))
}

/// The last word of an English name of several nouns, which says what it is: `follower fraud`.
pub(super) fn head_noun(name: &str) -> &str {
    let part = Part::of(name);
    let first = usize::from(part.is(0, "the a an"));
    let all = part.len();
    let nouns = all > first + 1 && part.doing(first, all, !NAMES).is_none();
    let french = part.does(0, ARTICLE) && first == 0;
    let last = name.rsplit(' ').next().unwrap_or(name);
    if nouns && !french { last } else { name }
}

/// A range of words as a theme; `may_speak` where those who may speak are no speakers.
fn theme(part: &Part<'_>, (from, to): (usize, usize), may_speak: bool) -> Option<String> {
    let counts = |at: usize| part.lower(at).contains(|sign: char| sign.is_ascii_digit());
    let short = from < to && to - from <= MOST_WORDS && !(from..to).any(counts);
    let noun = from + usize::from(part.does(from, ARTICLE));
    // `Two errors crept in`: what is counted is no theme.
    let thing = short && !part.is(noun, FIGURES) && !part.is(from, NUMBERS);
    let printed = part.printed(from, to).filter(|_| thing)?;
    // `children’s audio`: what is somebody's does not speak.
    let whose = ["’s ", "'s ", "s’ ", "s' "];
    let own = whose.iter().filter_map(|whose| printed.rsplit_once(whose)).map(|(_, own)| own);
    let own_noun = head_noun(own.min_by_key(|own| own.len()).unwrap_or(printed));
    (!is_person(printed) && (may_speak || !is_somebody(own_noun))).then(|| clean(printed)).flatten()
}

/// Whether a sentence says what is so, with figures or a clause, rather than where something stands.
/// `sentence` is what stands before its pages.
pub(super) fn tells(sentence: &str) -> bool {
    let sentence = outside(sentence);
    if sentence.contains(['%', '€', '$', '£', '«', '“', '"']) {
        return true;
    }
    // What a clause says of a noun is not what the sentence says: `the hail, which they say falls,`.
    let part = Part::of(sentence);
    let all = part.len();
    let mut at = 0;
    while at < all {
        let to = part.comma(at + 1, all).unwrap_or(all);
        let led = part.does(at, LEADS) && part.does(at + 1, RELATES);
        // `Un phare, écrit-elle (p. 3)`
        let reports = at > 0
            && to == all
            && (at..to).any(|at| {
                let word = part.lower(at);
                SAYS.iter().any(|says| word.ends_with(says)) || part.is(at, "he she")
            });
        if reports {
            return true;
        }
        let aside = at > 0 && (led || part.does(at, RELATES | ARTICLE));
        // `n’apparaît qu’aux pages`, `the theme that comes back is`
        let only = part.find(at, to, "ne n'").is_some()
            && part.last(at, to, "que qu'").is_none_or(|that| {
                (that..to).all(|at| part.is(at, AT_PAGES) || part.is(at, "que qu'"))
            });
        let relates =
            (at + 1..to.min(at + 4)).any(|at| part.does(at, RELATES) && part.does(at - 1, NAMES));
        if !aside && !only && !relates && part.printed(at, to).is_some_and(claims) {
            return true;
        }
        at = to;
    }
    false
}

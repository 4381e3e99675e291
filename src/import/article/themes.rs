//! What the words before pages name: the theme that stands there.

use super::heads::is_participle;
use super::items::{claims, told};
use super::names::{DOCUMENTS, NUMBERS, OWN, PARTS, clean, quoted};
use super::nouns::speaks;
use super::spoken::{EVERY, pointed_at};
use super::who::is_person;
use super::words::{
    AGAIN, ARTICLE, HELPS, JOINS, LEADS, NAMES, OF, Part, RELATES, SOMEBODY, VERB, holds, stems,
};

/// The most words between a verb and the pages that it leads to.
const MOST_BETWEEN: usize = 7;

/// What the words beside pages name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Named(String),
    /// What was named before.
    Again,
    Nothing,
}

/// A theme, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Theme {
    pub(super) found: Found,
    /// The sentence says that it stands there.
    pub(super) sure: bool,
    /// A reader is sent there, or a part of the document with a number stands there: what for
    /// stands behind.
    pub(super) sends: bool,
    /// Somebody who is named speaks of it: several places are those of their claims.
    pub(super) spoken: bool,
}

/// Words that send to pages, or stand at their side.
pub(super) const AT_PAGES: &str = "aux en à la le les ses its their leurs au de d' des du on at in dans sur from over through across dès depuis jusqu' \
     voir see lire read cf turn celui celle ceux celles go seule seul only just surtout notamment especially mainly mostly \
     et and puis then also aussi again encore nouveau plus ensuite enfin finally to the up pages \
     page lisez voyez consulter consult reportez-vous rendez-vous";
/// Verbs that send a reader, at the head of a sentence.
pub(super) const SENDS: &str = "voir see lire read turn go start begin look lisez voyez consultez reportez-vous rendez-vous \
     allez ouvrez trouvera trouverez trouveront skip jump filez reportera reporteront ira iront open ouvrez ouvrir trouve find cf";
/// Verbs that speak of something: pages in brackets behind them are where.
pub(super) const SPEAKING: &str = "abord évoqu mentionn trait discut figur trouv crois cit consacr étudi examin détaill analys \
     développ décri présent expos appara réappara revien revient reviennent occup conseil recommand \
     port pench concern parl énum signal recens appear recur feature discuss mention cover treat \
     address explor examin describ tackl deal dealt give gave devot look dwell focus concentrat \
     belong read lit lu list find";
/// How much a document has of something.
const PRESENCE: &str = "absent absente absents absentes rare rares présent présente présents présentes partout \
     everywhere omniprésent omniprésente omniprésents omniprésentes ubiquitous scarce nowhere present";
/// Verbs of where a thing stands, which may stand before brackets.
const PLACED: &str = "turn turns turned crop crops cropped pop pops stand stands lie lies sit sits";
/// Verbs of how a thing is received: it is the theme.
const RECEIVED: &str = "receiv earn deserv attir inspir provoqu inquièt inquiét passionn agac enthousiasm mobilis fâch meet met \
     attract arous inspire provok prompt spark";
/// Verbs that give pages to what stands behind them.
pub(super) const GIVES: &str = "consacr dévou accord devot give gave donn réserv";
/// Verbs of what a part of a document is about.
const FILLS: &str =
    "occup fill take took cover rempli traité traitée abord discuss treated dealt form";
pub(super) const READERS: &str = "readers reader those anyone anybody whoever lecteurs lectrices lecteur ceux celles quiconque \
     amateurs fans people if";
/// Verbs before what a reader does.
const MAY: &str =
    "will should can may might must would could se pourra pourront devra devraient doivent";
/// Words of quantity: what they count is no theme.
const COUNTS: &str = "less more most much little fewer moins plus peu beaucoup autant deux trois quatre cinq two \
     three four five rather only";
/// Verbs before what they say something of.
pub(super) const COMES: &str = "come comes follow follows vient viennent suit suivent";
/// What stands on a page beside words.
pub(super) const FIGURES: &str = "diagram map table chart photo figure box graph plan picture sketch drawing carte schéma \
     tableau graphique encadré dessin photographie diagrams maps tables charts photos figures boxes graphs plans \
     pictures sketches drawings cartes schémas tableaux graphiques encadrés dessins photographies";
/// Verbs that may help, and say where something is where no other stands there.
pub(super) const BEING: &str =
    "is are was were est sont était étaient gets get got has have ont get fait font";
/// What a sentence ends or begins with, behind `pour` or `to`.
const LAST: &str = "finir conclure terminer commencer finish end conclude begin start close";
/// Pronouns that begin a clause about the noun before them, and that a word leads to.
const WHICH: &str = "auquel auxquels auxquelles laquelle lesquels lesquelles duquel which dont";

impl Theme {
    pub(super) const fn nothing(sends: bool) -> Self {
        Self { found: Found::Nothing, sure: false, sends, spoken: false }
    }

    const fn again(sure: bool) -> Self {
        Self { found: Found::Again, sure, sends: false, spoken: false }
    }

    pub(super) fn named(name: Option<String>, sure: bool) -> Self {
        let nothing = Self::nothing(false);
        name.map_or(nothing.clone(), |name| Self { found: Found::Named(name), sure, ..nothing })
    }
}

/// Whether the words before pages only send to them or give them to what was named before: `Turn to`,
/// `They get chapter 4 to themselves`.
pub(super) fn only_points(words: &str) -> bool {
    let part = Part::of(words);
    let all = part.len();
    let given = part.does(0, AGAIN)
        && part.find(1, all, BEING).is_some()
        && part.find(1, all, PARTS).is_some();
    part.is(0, SENDS) || given
}

/// What is known of a part of a sentence before pages.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is known")]
pub(super) struct Led {
    /// The pages stand in brackets.
    pub(super) open: bool,
    /// They are the first of their sentence.
    pub(super) first: bool,
    /// The sentence gave pages of a theme before.
    pub(super) going: bool,
    /// Its themes stand behind their pages, or a verb gives pages to what stands behind them.
    pub(super) turned: bool,
}

/// What leads to a theme in more words than one.
pub(super) const LONG_LEADS: [&str; 7] = [
    "en ce qui concerne ",
    "pour ce qui est ",
    "pour ce qui concerne ",
    "s’agissant ",
    "s'agissant ",
    "when it comes to ",
    "with regard to ",
];

/// The theme that the words before pages name.
pub(super) fn before(text: &str, led: Led) -> Theme {
    // `en ce qui concerne les halles` leads as `sur les halles` does.
    let lower = text.to_lowercase();
    let long = LONG_LEADS.iter().find_map(|long| Some(lower.find(long)? + long.len()));
    if let Some(rest) = long.and_then(|end| text.get(end..)) {
        return before(&format!("sur {rest}"), led);
    }
    // What a bracket holds before its pages seldom names anything: `(chapter 3, p. 12)`.
    let inner = text.rfind(['(', '[']).filter(|_| led.open);
    if let Some(at) = inner {
        let part = Part::of(&text[at..]);
        let names = |at: usize| {
            part.does(at, NAMES)
                && !part.is(at, AT_PAGES)
                && !part.is_number(at)
                && !part.is(at, PARTS)
        };
        if (0..part.len()).any(names) {
            let led = Led { open: false, ..led };
            return Theme { sure: false, ..before(&text[..at], led) };
        }
    }
    let text = &text[..inner.unwrap_or(text.len())];
    // A colon leads to an enumeration, or to the pages alone; a semicolon to another clause.
    let names = |rest: &&str| {
        let part = Part::of(rest);
        let counts = |at: usize| part.does(at, ARTICLE) || part.is(at, "une un one single unique");
        (0..part.len()).any(|at| !part.is(at, AT_PAGES) && !counts(at))
    };
    let behind = |sign: &str| text.rfind(sign).map(|at| &text[at + 2..]).filter(names);
    let list = behind(": ");
    let clause = behind("; ").filter(|clause| list.is_none_or(|list| clause.len() < list.len()));
    let part = Part::of(clause.or(list).unwrap_or(text));
    let all = part.len();
    let low = part.behind(0, all, JOINS);
    // `alors que les loyers remplissent`
    let low = low + usize::from(low > 0 && part.is(low, "que qu' that"));
    // `et, pour finir, les toits`
    let ends = part.is(low, "pour to") && part.is(low + 1, LAST);
    let low = low + if ends { 2 } else { 0 };
    let high = side(&part, low);
    if high == low {
        let sends = led.first || part.find(0, all, SENDS).is_some();
        return if led.going && !led.first { Theme::again(true) } else { Theme::nothing(sends) };
    }
    if let Some(words) = quoted(part.text) {
        // `Chapter 4, “Street food”, pp. 30–38`, but not what somebody means by a word.
        let closed = part.text.trim_end_matches([' ', ',', '(', '[']).ends_with(['”', '»', '"']);
        let parts = closed && part.find(0, all, PARTS).is_some();
        let sure = led.going || parts || part.doing(0, all, VERB).is_some();
        return Theme::named(Some(words), sure);
    }
    if part.text.trim_end().ends_with(['”', '»', '"']) {
        return Theme::nothing(false);
    }
    // Part of a document that has a number names nothing: `with chapter 3, pp. 45–62`, but where it
    // is said of something: `the theme of chapter 3`.
    if high - low >= 2 && part.is_number(high - 1) && part.is(high - 2, PARTS) {
        let said = part.last(low + 1, high - 2, "is are est sont");
        // `Le bruit occupe tout le chapitre 2`
        let fills = part
            .last_doing(low + 1, high - 2, VERB)
            .is_some_and(|at| stems(FILLS, part.lower(at)) && !part.is(low + 1, DOCUMENTS));
        if !fills && said.is_none_or(|said| part.comma(said, high).is_some()) {
            return Theme::nothing(true);
        }
    }
    if let Some(found) = sent(&part, (low, high)) {
        return found;
    }
    // Whatever the document does, it does with what it speaks of.
    if let Some(verb) = told(&part, low)
        && !claims(part.text)
    {
        let to = part.until(verb + 1, high, HELPS);
        let from = part.phrase(verb + 1, to);
        let object = part.printed(from, to).filter(|_| !part.is_number(from)).and_then(clean);
        if object.is_some() {
            return Theme::named(object, true);
        }
    }
    let verb = part.last_doing(low, high, VERB);
    let verb = verb.filter(|&at| led.open || all - at <= MOST_BETWEEN + 1);
    // `Le vélo squatte les pages`: what stands before an object is a verb.
    let object = part.text.trim_end().ends_with(" les") && !led.open;
    let object = object && high > low + 1 && !part.parted(high - 1) && !part.parted(high);
    let object = object && !part.does(low, LEADS);
    let unknown = || (object && part.does(high - 1, NAMES)).then(|| high - 1);
    let helps = || part.last(low + 1, high, BEING);
    let Some(verb) = verb.or_else(unknown).or_else(helps) else {
        return item(&part, (low, high), led, list.is_some());
    };
    let mut found = governed(&part, (low, high), verb, led);
    if found == Theme::nothing(false) && part.is(verb, BEING) {
        return item(&part, (low, high), led, list.is_some());
    }
    let on = (low..high).any(|at| part.is(at, PARTS) && part.is(at + 1, "on sur about"));
    // `gets a whole chapter`, `is the theme of chapter 3`
    let within = part.find(verb + 1, high, "in dans").is_some();
    let parts = part.is(verb, BEING) && !within && part.find(verb + 1, all, PARTS).is_some();
    let goes_on = led.going && verb == low;
    // `Robots are almost absent (p. 37)`, `Advice stands at the end (112–116)`
    let present = part.is(verb, BEING) && part.find(verb + 1, all, PRESENCE).is_some();
    let placed = part.is(verb, PLACED) || stems(RECEIVED, part.lower(verb)) || present;
    found.sure &=
        !led.open || on || parts || goes_on || placed || stems(SPEAKING, part.lower(verb));
    found
}

/// Where the words end before those that only stand at the side of pages.
pub(super) fn side(part: &Part<'_>, low: usize) -> usize {
    let all = part.len();
    // In `machines do turn up` the verb stands at the side of the pages, but sends to none.
    let acts = |at: usize| at > low && part.is(at, "turn") && part.is(at - 1, "do does did");
    let counts = |at: usize| part.is(at, "une un one single");
    let mut high = all;
    while high > low
        && (part.is(high - 1, AT_PAGES) || (high < all && counts(high - 1)))
        && !acts(high - 1)
    {
        high -= 1;
    }
    high
}

/// What a verb before pages says stands there.
fn governed(part: &Part<'_>, (low, high): (usize, usize), verb: usize, led: Led) -> Theme {
    let mut end = part.until(low, verb, HELPS | VERB);
    let mut clitic = false;
    while end > low + 1 && part.does(end - 1, AGAIN) && part.is(end - 1, "y en la le les l'") {
        clitic |= !part.is(end - 1, "y");
        end -= 1;
    }
    let to = part.until(verb + 1, high, HELPS);
    let object = part.printed(part.phrase(verb + 1, to), to).and_then(clean);
    let sends = part.is(verb, SENDS);
    if let Some(name) = pointed_at(part, (low, high), verb) {
        return Theme::named(clean(name), true);
    }
    // Who says that something is so makes a claim.
    let only = part.find(end, verb, "ne n'").is_some();
    if !only && part.find(verb + 1, high, "que qu' that as comme").is_some() {
        return Theme::nothing(false);
    }
    // `Vient ensuite le bruit, évoqué p. 22`
    if part.is(low, COMES) && verb > low {
        let to = part.comma(low + 1, verb).unwrap_or(verb);
        let name = part.printed(part.phrase(low + 1, to), to).and_then(clean);
        return Theme::named(name, true);
    }
    if part.is(low, "there") && object.is_some() {
        return Theme::named(object, true);
    }
    if end == low && stems(GIVES, part.lower(verb)) {
        // `and gives drainage a long look on`
        let another = part.find(verb + 2, high, "a an un une its their the");
        let given = another.filter(|&at| part.doing(verb + 1, at, !(NAMES | OF)).is_none());
        let given = given.and_then(|at| part.printed(verb + 1, at)).and_then(clean);
        return given.map_or(Theme::nothing(true), |name| Theme::named(Some(name), true));
    }
    if end == low {
        if led.going && !led.first {
            // `and closes with graveyards`
            let leads = part.does(verb + 1, LEADS);
            let object = object.filter(|_| leads || stems("pass abord", part.lower(verb)));
            return object.map_or(Theme::again(true), |name| Theme::named(Some(name), true));
        }
        return match object {
            // `Then come six pages on repairs`
            Some(name) if sends || part.is(verb, COMES) => Theme::named(Some(name), true),
            _ => Theme::nothing(sends),
        };
    }
    if let Some(related) = related(part, (low, end), verb) {
        return related;
    }
    if part.is(low, "il") && part.find(low, high, "question").is_some() {
        let again = led.going || part.is(low + 1, "en y");
        return if again { Theme::again(led.going) } else { Theme::named(object, true) };
    }
    let Some((from, to)) = subject(part, (low, end), verb) else { return Theme::nothing(false) };
    if part.is(from, OWN) {
        let placed = part.does(verb, VERB) || part.find(verb, high, "lire read").is_some();
        let own = part.printed(from, to).filter(|_| placed && !led.open).map(str::to_owned);
        return Theme::named(own, true);
    }
    // `Almost every contributor has a go at it`
    if part.find(from, to, EVERY).is_some() && part.find(verb, high, "it them").is_some() {
        return Theme::again(led.going);
    }
    let again = part.doing(from, to, AGAIN).is_some();
    if part.doing(from, to, SOMEBODY).is_some() || part.does(end - 1, SOMEBODY) {
        // `on la croise`: what was spoken of.
        if again || clitic {
            return Theme::again(led.going);
        }
        return Theme { sends: true, ..Theme::named(object, true) };
    }
    if again && to - from == 1 {
        // `Il revient sur les tarifs`: the document, where no woman is meant.
        let about = part.does(verb + 1, LEADS | OF)
            && part.is(from, "il it ils they")
            && stems("revien trait deal return turn", part.lower(verb));
        let object = object.filter(|_| about);
        return object.map_or(Theme::again(led.going), |name| Theme::named(Some(name), true));
    }
    let Some(printed) = part.printed(from, to) else { return Theme::nothing(false) };
    let unnamed = |name: &String| {
        let head = name.split(' ').next().unwrap_or_default().to_lowercase();
        is_person(name) || holds(DOCUMENTS, &head)
    };
    let name = clean(printed).filter(|name| !unnamed(name));
    let bare = |at: usize| {
        (part.is(at, PARTS) || part.is(at, DOCUMENTS))
            && (at + 1 >= to || !part.does(at + 1, NAMES))
    };
    let parts = (from..to.min(from + 3)).any(bare) && part.find(from, to, "sur on").is_none();
    // What is done to somebody is said of them.
    let passive = part.find(end, verb, "est sont été être is are was were be been").is_some();
    let speaks = || speaks(printed) && stems(SPEAKING, part.lower(verb));
    let speaking = !passive && (part.is(verb, "find trouvera trouveront") || speaks());
    let elsewhere = name.is_none() || parts || speaking || is_person(printed);
    // `The report gives its pages 3 to 5 to`
    if elsewhere && object.is_none() && name.is_none() {
        return Theme::nothing(sends || stems(GIVES, part.lower(verb)));
    }
    let sure = elsewhere || !part.is(from, COUNTS);
    let spoken = is_person(printed);
    Theme { spoken, ..Theme::named(if elsewhere { object.or(name) } else { name }, sure) }
}

/// What a clause behind a noun says of it: it stands before the clause.
fn related(part: &Part<'_>, (low, end): (usize, usize), verb: usize) -> Option<Theme> {
    // `One issue is voices, which are cited on`
    let relates = part.until(low, verb, HELPS | VERB);
    if relates > low + 1 && part.is(relates - 1, "which qui that") && part.parted(relates - 1) {
        let to = relates - 1;
        let name = part.printed(part.phrase(low, to), to).and_then(clean);
        return Some(Theme::named(name, true));
    }
    // `the loans, to which the report gives`: what the clause is about stands before it.
    if let Some(at) = part.last(low + 1, end, WHICH) {
        let to = part.until(low, at, LEADS | OF | ARTICLE);
        let led = !part.is(at, "which dont") || part.is(at - 1, "to about of");
        if led && (part.parted(to) || part.is(at, "auquel auxquels auxquelles dont")) {
            let name = part.printed(part.phrase(low, to), to).and_then(clean);
            return Some(Theme::named(name, true));
        }
    }
    None
}

/// Where the subject stands of a verb that begins behind these words.
fn subject(part: &Part<'_>, (low, end): (usize, usize), verb: usize) -> Option<(usize, usize)> {
    // What is put between a noun and its verb: `the roofs, once leaking, are`.
    let put = part.parted(end) || part.parted(verb);
    let chunks = part.chunks(low, end);
    let plain = |&&(from, to): &&(usize, usize)| {
        let from = part.behind(from, to, JOINS);
        !part.does(from, LEADS | HELPS | RELATES)
            && !part.is(from, "sans après avant pendant malgré")
    };
    let chosen = if put && chunks.len() > 1 {
        // What is put in behind a noun may have an article that names nothing: `hedges, a sore point,`.
        let named = |chunk: &&(usize, usize)| {
            plain(chunk) && part.does(chunk.0, ARTICLE) && !part.is(chunk.0, "a an un une")
        };
        chunks.iter().find(named).or_else(|| chunks.iter().find(plain))
    } else {
        chunks.iter().rfind(plain).or(chunks.last())
    };
    let &(from, to) = chosen?;
    // `The second part, on rats, runs`: the insertion says what it is about.
    let to = if put && part.find(from, to, PARTS).is_some() { end } else { to };
    let mut from = part.behind(from, to, JOINS);
    if let Some(that) = part.last(from + 1, to.saturating_sub(1), "que qu' that") {
        from = that + 1;
    }
    let states =
        part.find(from + 1, to, "est sont is are was were fait font reste restent remains remain");
    // `Celui qui porte sur les haies`
    let one = part.is(part.behind(from, to, ARTICLE), "celui celle ceux celles one ones");
    let relates = part.doing(from + 1, to, RELATES).filter(|_| !one);
    let ends = [relates, states];
    let to = ends.into_iter().flatten().min().unwrap_or(to);
    // Another clause begins before it: its noun phrase is the one next to the verb.
    let mixed =
        part.doing(from + 1, to, VERB | SOMEBODY | AGAIN).is_some() || part.does(from, LEADS);
    if mixed && to > from && !part.does(to - 1, SOMEBODY | AGAIN) && !part.is(from, READERS) {
        from = part.phrase(from, to);
    }
    (from < to).then_some((from, to))
}

/// A reader who is sent to pages: `Sur les loyers, voir`, `Readers interested in bees should turn to`.
fn sent(part: &Part<'_>, (low, high): (usize, usize)) -> Option<Theme> {
    let all = part.len();
    // The comma behind it, or the verb.
    let comma = part.comma(low + 1, all);
    let propos = !part.is(low, "à") || part.is(low + 1, "propos");
    if part.does(low, LEADS)
        && propos
        && part.is(low, "sur on about for pour concernant regarding quant as à côté")
    {
        let from = part.doing(low, high, NAMES)?;
        // `for oyster beds, stay between`
        let verb = part.find(from + 1, all, SENDS);
        let to = [comma, verb].into_iter().flatten().min();
        let to = to.or_else(|| part.text.trim_end().ends_with([',', ':']).then_some(high));
        let to = to.filter(|&to| to > from && to <= high)?;
        let knows = part.last(low + 1, to, "sur about on").unwrap_or(low);
        // `Sur les 64 personnes interrogées, 41 ont signé`
        let counts = part.find(from, to, NUMBERS).is_some() || part.is_number(from);
        if counts || part.doing(knows, to, VERB).is_some() || high - to > MOST_BETWEEN {
            return None;
        }
        // `Pour les halles, c'est page 71`
        let points = |at: usize| {
            part.does(at, AGAIN | HELPS | VERB | SOMEBODY | LEADS)
                || part.is(at, AT_PAGES)
                || part.is(at, "l' objet the subject")
        };
        let sure = part.find(low + 1, all, SENDS).is_some() || (to..high).all(points);
        return Some(Theme::named(part.printed(knows + 1, to).and_then(clean), sure));
    }
    // `If you are after cider, turn to`, but not `If you have time`.
    let sends = comma.is_none_or(|at| at >= high || part.find(at, at + 4, SENDS).is_some());
    if part.is(low, "if") && !sends {
        return None;
    }
    // `those who keep bees, to`
    let reads = part.is(low, READERS)
        || part.is(low, "qui")
        || part.find(0, low + 2, "lecteurs lectrices readers amateurs fans").is_some();
    if !reads {
        return None;
    }
    // `Those wanting to read on should look at`
    let wants =
        part.lower(low + 1).ends_with("ing").then(|| part.find(low + 2, all, MAY)).flatten();
    let ends = [part.find(low + 2, all, SENDS), part.find(low + 2, all, MAY)];
    let verb = wants.or(ends.into_iter().flatten().min()).unwrap_or(high);
    let to = part.until(low, comma.unwrap_or(verb).min(verb), HELPS | VERB);
    // `Those who want more should look at the list of mysteries on`
    let object = part.find(verb, all.min(verb + 3), SENDS).and_then(|verb| {
        let led = verb + 1 + usize::from(part.is(verb + 1, "straight directement"));
        let from = part.behind(led, all, LEADS);
        let named = part.does(from, ARTICLE) && from > led;
        named.then(|| part.printed(from, high.max(from))).flatten().and_then(clean)
    });
    if object.is_some() {
        return Some(Theme::named(object, true));
    }
    // `If bees are your thing`
    let states = part.find(low + 1, to, "are is").filter(|&at| !part.is(at - 1, "you"));
    let to = states.filter(|_| part.is(low, "if")).unwrap_or(to);
    let from = part.phrase(low + 1, to).max(low + 1);
    let who = part.last(from, to, "who qui that");
    let from = who.map_or(from, |who| who + 2);
    // `Busy readers will go straight to`
    if part.find(from, to, "lecteurs lectrices lecteur lectrice readers reader").is_some() {
        return None;
    }
    // `Readers will find a note on pages`
    if from >= to {
        return None;
    }
    // Behind `who` stands a verb.
    let from = from + usize::from(part.is(from - 1, "who qui you"));
    Some(Theme::named(part.printed(from, to).and_then(clean), true))
}

/// An item of an enumeration, or what no verb leads to.
fn item(part: &Part<'_>, (low, high): (usize, usize), led: Led, listed: bool) -> Theme {
    // `je les ai relevés aux pages`
    if (low..high).any(|at| part.does(at, SOMEBODY) && part.does(at + 1, AGAIN)) {
        return Theme::again(led.going);
    }
    // `They flit across`
    if part.does(low, AGAIN) {
        return Theme::again(led.going);
    }
    let chunks = part.chunks(low, high);
    // `moorings, at greatest length, on`
    let plain = |&&(from, to): &&(usize, usize)| {
        let from = part.behind(from, to, JOINS);
        !part.does(from, HELPS) && !part.is(from, "at in en à dans with avec by par after après")
    };
    // `and then, after a long silence, pages 88 to 90`
    let passes = |&(from, to): &(usize, usize)| {
        let from = part.behind(from, to, JOINS);
        from == to || part.is(from, "after après")
    };
    if led.going && !led.first && chunks.iter().all(passes) {
        return Theme::again(true);
    }
    let Some(&(from, to)) = chunks.iter().rfind(plain).or(chunks.last()) else {
        return Theme::nothing(false);
    };
    // `and a good deal less on live chat`
    let on =
        part.last(from, to, "on sur about").filter(|&on| part.find(from, on, COUNTS).is_some());
    let from = on.map_or(from, |on| on + 1);
    let from = part.behind(from, to, JOINS | OF);
    // `halls only two`
    let mut to = to;
    while to > from + 1 && part.is(to - 1, COUNTS) {
        to -= 1;
    }
    if from == to || part.is(from, OWN) {
        return Theme::nothing(false);
    }
    // `40–44, and a very good diagram on 61`
    let with = usize::from(part.is(from, "with avec"));
    let shown = part.is(to - 1, FIGURES) || part.is(from + with, "a an un une");
    // `effleurées à la page 36 et reprises sans hâte à la page 104`
    let said = is_participle(part.lower(from)) || part.is(from, "reprise reprises repris");
    let said = said && (!part.does(from + 1, NAMES) || part.is(from + 1, "sans"));
    let shown = shown || said;
    if led.going && !led.first && shown {
        return Theme::again(true);
    }
    let head = part.behind(from, to, ARTICLE | LEADS);
    let parts = part.find(head, to.min(head + 3), PARTS).is_some()
        && part.find(head, to, "sur on about aux à au to").is_some();
    // `Two appendices, on dogs`
    let parts = parts || (part.is(from, "on sur about") && part.find(low, from, PARTS).is_some());
    let counts = part.find(from, to, COUNTS).is_some();
    let clause = (from..to).any(|at| {
        let another = at > from && !part.does(at - 1, OF | JOINS) && !part.does(from, ARTICLE);
        part.does(at, SOMEBODY | AGAIN | RELATES | VERB | HELPS)
            || (part.does(at, ARTICLE) && another)
    });
    let start = if !counts && (parts || !clause) { from } else { part.phrase(from, to) };
    // Words that are left over before it may be those of a claim.
    let left = part.doing(low, start, NAMES).is_some();
    let name = part.printed(start, to).and_then(clean);
    // `and in the table on page 161`
    if name.is_none() && led.going && part.find(start, to, PARTS).is_some() {
        return Theme::again(true);
    }
    Theme::named(name, parts || led.going || listed || (!led.open && !left))
}

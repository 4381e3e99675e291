//! What a sentence speaks of, for one behind it that only means it: `Tolls divide the panel. They
//! come back on pages 3, 8 and 12`.

use super::clauses::start_of;
use super::heads::{head_noun, head_of};
use super::names::{DOCUMENTS, clean};
use super::nouns::is_somebody;
use super::themes::BEING;
use super::who::is_person;
use super::words::{
    AGAIN, ARTICLE, HELPS, JOINS, LEADS, NAMES, OF, Part, RELATES, SOMEBODY, VERB, holds,
};

/// Nouns for whoever it may be.
const ANYBODY: &str = "monde personne chacun chacune everyone everybody nobody somebody anyone nothing rien tout \
     moitié majorité plupart half most gens people";

/// Words of how many of those who write do something.
pub(super) const EVERY: &str = "every each half both chaque tous toutes nearly presque";

/// What a sentence speaks of.
pub(super) struct Spoken {
    pub(super) name: String,
    /// The pages are surely those of it.
    pub(super) sure: bool,
    /// A pronoun means it.
    pub(super) again: bool,
}

/// What the sentence that gives pages speaks of, where no verb that is known leads from it to them:
/// what it begins with (`On lidos the inquiry is severe`), its subject, or what stands before it where
/// it only means that.
pub(super) fn spoken_of(text: &str, from: usize, at: usize) -> Option<Spoken> {
    let sentence = text.get(from..at).filter(|sentence| !sentence.contains(['«', '“', '"']))?;
    let split = [": ", "; "].iter().filter_map(|sign| sentence.rsplit_once(sign));
    let split = split.filter(|(_, clause)| !clause.trim().is_empty());
    let split = split.min_by_key(|(_, clause)| clause.len()).or_else(|| going_on(sentence));
    let clause = split.map_or(sentence, |(_, clause)| clause);
    if let Some(name) = fronted(sentence) {
        return Some(Spoken { name, sure: true, again: false });
    }
    if let Some(pronoun) = pronoun(clause) {
        let before = || {
            let before = text.get(..from)?.trim_end().trim_end_matches(['.', '!', '…']);
            before.get(start_of(before)..)
        };
        let before = split.map(|(before, _)| before).or_else(before)?;
        let headed = || {
            let several = holds("they them ils elles les", &pronoun);
            let head = head_of(before, several).filter(|head| head.subject)?;
            agree(&head.first, &head.name, &pronoun).then_some(head.name)
        };
        let name = subject_of(before, Some(&pronoun)).or_else(headed)?;
        return Some(Spoken { name, sure: false, again: true });
    }
    Some(Spoken { name: subject_of(clause, None)?, sure: false, again: false })
}

/// Where a clause about the subject of its sentence begins: `The list is long, and it is discussed on`.
fn going_on(sentence: &str) -> Option<(&str, &str)> {
    let ends = sentence.rmatch_indices(", ").map(|(at, comma)| (at, at + comma.len()));
    let mut clauses =
        ends.filter_map(|(at, end)| Some((sentence.get(..at)?, sentence.get(end..)?)));
    clauses.find(|(_, clause)| {
        let part = Part::of(clause);
        let low = part.behind(0, part.len(), JOINS);
        low > 0 && part.does(low, AGAIN) && part.find(low, part.len(), "question").is_none()
    })
}

/// The pronoun in a clause for what was spoken of: `elle revient`, `on la retrouve`, `nobody leaves it
/// alone`.
fn pronoun(clause: &str) -> Option<String> {
    let part = Part::of(clause);
    let mut low = part.behind(0, part.len(), JOINS | HELPS);
    // `About half of them bring it up`
    low += usize::from(part.is(low, "about around environ") && part.is(low + 1, ANYBODY));
    let noun = low + usize::from(part.does(low, ARTICLE));
    // `the subject returns on`, `on trouvera l’essentiel sur ce sujet`
    let subject =
        |at: usize| part.is(at, "subject topic theme sujet thème") && !part.does(at + 1, OF);
    let meant = part.does(low, ARTICLE) && subject(noun) && !part.does(noun + 1, NAMES);
    let these = (low + 1..part.len()).any(|at| subject(at) && part.is(at - 1, THESE));
    if meant || these {
        return Some("this".to_owned());
    }
    // `Almost half the contributors bring it up`, `Chaque auteur en parle`
    let every = part.find(low, part.len().min(low + 3), EVERY).is_some();
    let anybody = part.does(low, SOMEBODY) || part.is(noun, ANYBODY) || every;
    if anybody {
        let object = |&at: &usize| part.is(at, "it them en le la l' les");
        return (noun..part.len()).find(object).map(|at| part.lower(at).to_owned());
    }
    // `D’abord les temps morts. Ces heures reviennent`
    let meant = part.does(low, AGAIN) || part.is(low, THESE);
    meant.then(|| part.lower(low).to_owned())
}

/// What a sentence begins with that it is about: `Pour le bruit,`, `As for lidos,`, `On lidos the
/// inquiry`.
pub(super) fn fronted(sentence: &str) -> Option<String> {
    let part = Part::of(sentence);
    let all = part.len();
    let low = part.behind(0, all, JOINS);
    // `De la grêle, il n’est question que p. 66`
    let question = part.is(low, "de du des d'") && part.find(low, all, "question").is_some();
    let leads = part.is(low, "sur on about for pour concernant regarding quant côté");
    let as_to = low > 0 && part.is(low - 1, "as") && part.is(low, "to");
    let side = part.is(low, "du") && part.is(low + 1, "côté");
    if !(leads || question || as_to || side) {
        return None;
    }
    let low = low + usize::from(side);
    let from = part.behind(low + 1, all, LEADS | OF | ARTICLE);
    let document = |at: usize| part.does(at, ARTICLE) && part.is(at + 1, DOCUMENTS);
    // `For the tolls you want`
    let told = |at: usize| part.is(at, "you vous") && !part.is(low, "on sur");
    let to = (from + 1..all).find(|&at| part.parted(at) || document(at) || told(at))?;
    let plain = part.phrase(from, to) == from && part.doing(from, to, SOMEBODY | AGAIN).is_none();
    let name = part.printed(from, to).filter(|_| plain)?;
    let counts = name.contains(|sign: char| sign.is_ascii_digit());
    (!counts && !is_person(name) && !is_somebody(head_noun(name))).then(|| clean(name)).flatten()
}

/// The subject of a sentence, or what it points at (`c’est le levain qui`, `let us begin with`), where a
/// pronoun agrees.
pub(super) fn subject_of(sentence: &str, pronoun: Option<&str>) -> Option<String> {
    let part = Part::of(sentence);
    let all = part.len();
    let first = if part.is(0, "d'") && part.is(1, "abord") { 2 } else { 0 };
    let low = part.behind(first, all, JOINS | HELPS);
    let points = part.find(low, all.min(low + 6), "c' ce it").map(|at| at + 1);
    let points = points.filter(|&at| part.is(at, BEING));
    let begins = part.find(low, all.min(low + 3), "begin start commençons parlons begins");
    let begins = begins.filter(|&at| part.is(at + 1, "with par de d' du des"));
    let from = points.or(begins.map(|at| at + 1)).map_or(low, |at| at + 1);
    let noun = from + usize::from(part.does(from, ARTICLE));
    let stops = |at: usize| {
        part.does(at, VERB | RELATES | SOMEBODY | AGAIN) || part.is(at, BEING) || part.is(at, STOPS)
    };
    // `Le pisé garde ses fidèles`: before another noun stands a verb.
    let object = |at: usize| {
        part.does(at, ARTICLE) && at > noun + 1 && !part.does(at - 1, OF | LEADS | JOINS | ARTICLE)
    };
    let to = (noun + 1..all).find_map(|at| {
        let here = (stops(at) || part.parted(at)).then_some(at);
        here.or_else(|| object(at).then_some(at - 1))
    });
    let alone = to.is_none() && part.text.trim_end().len() < MOST_ALONE;
    if !alone && pronoun.is_some_and(|pronoun| holds(THESE, pronoun)) {
        return None;
    }
    let to = to.or_else(|| (alone && pronoun.is_some()).then_some(all))?;
    let plain = to > noun && part.phrase(from, to) <= noun;
    if !plain || part.is(noun, ANYBODY) || part.is(noun, DOCUMENTS) || part.is(noun, "report") {
        return None;
    }
    let name = part.printed(from, to)?;
    let agrees = pronoun.is_none_or(|pronoun| agree(part.lower(from), name, pronoun));
    (agrees && !is_person(name) && !is_somebody(name)).then(|| clean(name)).flatten()
}

/// What begins a sentence that goes on with what was named alone.
const THESE: &str = "ce cet cette ces this these";
/// Adverbs and helpers behind which a subject has ended.
const STOPS: &str = "ne n' se s' y used devait devaient devront pouvait pouvaient peuvent doivent devrait doit peut will would should can must may never always";
/// The most bytes of a sentence without a verb that names what the next one speaks of.
const MOST_ALONE: usize = 40;

/// What a clause points at before its verb: `Ce sont les terrasses qui reviennent`, `this year it is
/// the café, which`.
pub(super) fn pointed_at<'a>(
    part: &Part<'a>,
    (low, high): (usize, usize),
    verb: usize,
) -> Option<&'a str> {
    let points = part.last(low, verb + 1, "ce c' it")?;
    let from = points + 2;
    let who = part.find(from, high.min(from + MOST_POINTED), "qui que qu' that who which")?;
    let points = part.is(points + 1, "sont est is are was were");
    part.printed(from, who).filter(|_| points)
}

/// The most words that a clause points at.
const MOST_POINTED: usize = 7;

/// Whether a pronoun may mean a noun, by its article and its ending.
fn agree(article: &str, name: &str, pronoun: &str) -> bool {
    // `the shortage of apprentices` is one.
    let noun = [" of ", " de ", " des ", " du ", " d’", " d'"]
        .iter()
        .filter_map(|of| name.find(of))
        .min()
        .map_or(name, |of| &name[..of]);
    let several = noun.ends_with('s') || name.contains(" and ") || name.contains(" et ");
    if holds(THESE, pronoun) {
        return true;
    }
    match article {
        "le" => holds("il le l' en celui-ci", pronoun),
        "la" => holds("elle la l' en celle-ci", pronoun),
        "l'" => holds("il elle le la l' en celui-ci celle-ci", pronoun),
        "les" => holds("ils elles les en ceux-ci celles-ci", pronoun),
        _ => holds("it it's", pronoun) && !several || holds("they them", pronoun) && several,
    }
}

//! Studies that somebody else cites.

use super::super::patterns::MIDDLE;
use super::super::who::{Speaker, is_person, trimmed};
use super::{Named, Near, Rules};

/// The rule of a study that somebody cites.
pub(super) const STUDY: &str = "étude citée";
/// What says that the subject of a sentence rests on the work of others.
const RESTS: [&str; 36] = [
    " cites ",
    " cited ",
    " cite ",
    " citait ",
    " quotes ",
    " quoted ",
    " points to ",
    " pointed to ",
    " refers to ",
    " referred to ",
    " relies on ",
    " relied on ",
    " draws on ",
    " drew on ",
    " leans on ",
    " leant on ",
    "’appuie sur ",
    "’appuient sur ",
    "’appuyait sur ",
    "’est appuyé sur ",
    "’est appuyée sur ",
    "’appuyant sur ",
    " se réfère à ",
    " se fonde sur ",
    " se fondent sur ",
    " invoque ",
    " mentionne ",
    " reprend ",
    " reprennent ",
    " takes up ",
    " took up ",
    " there is ",
    " there’s ",
    " il y a ",
    " mentions ",
    " invokes ",
];
/// Words of studies.
const STUDIES: [&str; 16] = [
    "étude",
    "enquête",
    "sondage",
    "baromètre",
    "rapport",
    "note",
    "study",
    "survey",
    "poll",
    "report",
    "review",
    "inquiry",
    "chiffres",
    "figures",
    "données",
    "data",
];
/// What stands between a study and whose it is.
const BY: [&str; 12] = [
    "by the ",
    "by ",
    "from the ",
    "from ",
    "of the ",
    "de la ",
    "de l’",
    "du ",
    "des ",
    "de ",
    "d’",
    "of ",
];
/// The most words of what a body is called.
const MOST_OF_BODY: usize = 7;
/// Words that end the name of a body.
const ENDS: [&str; 34] = [
    "which",
    "that",
    "who",
    "whose",
    "found",
    "finds",
    "published",
    "commissioned",
    "conducted",
    "carried",
    "quoted",
    "cited",
    "at",
    "in",
    "on",
    "with",
    "among",
    "about",
    "qui",
    "que",
    "selon",
    "dont",
    "auprès",
    "sur",
    "parue",
    "paru",
    "publiée",
    "menée",
    "réalisée",
    "commandée",
    "citée",
    "où",
    "pour",
    "shows",
];

impl Rules {
    /// The study that a sentence cites, with who cites it: `A survey by the Guild, quoted by X,
    /// found`, `X cites a survey by the Guild which found`.
    pub(super) fn study(
        &self,
        near: &Near<'_>,
        sentence: &str,
    ) -> Option<(Named, Option<Speaker>)> {
        const WHOSE: [&str; 4] = ["lequel", "laquelle", " wh", " qui "];
        // A sentence may begin with it, in a great letter.
        let first = |sign: char| "éesbrnpid".contains(sign);
        if !STUDIES.iter().any(|study| sentence.contains(study.trim_start_matches(first)))
            && !WHOSE.iter().any(|whose| sentence.contains(whose))
        {
            return None;
        }
        let plain = sentence.replace('\'', "’");
        // What is quoted first is somebody's own words.
        let quoted = plain.find(['“', '«', '"']);
        if quoted.is_some_and(|at| study(&plain).is_none_or(|found| found.0 > at)) && {
            let whose = ["lequel", "laquelle", "according to wh"];
            !whose.iter().any(|word| plain[..quoted.unwrap_or(0)].contains(word))
        } {
            return None;
        }
        let rests = RESTS.iter().filter_map(|rests| Some((plain.find(rests)?, rests.len()))).min();
        let begins = study(&plain).filter(|found| found.0 == 0);
        if let Some((from, to)) = begins {
            let rest = &plain[to..];
            if let Some(via) = self.quoter(near, rest) {
                return Some(((STUDY, MIDDLE, printed(sentence, &plain[from..to])), Some(via)));
            }
        }
        if let (Some((from, to)), None) = (led_by(&plain), begins) {
            let who = printed(sentence, &plain[from..to]);
            let rest = &plain[to..];
            let tells = self.verbs.stand_in(rest)
                || [" que ", " that "].iter().any(|that| rest.contains(that));
            return tells.then_some(((STUDY, MIDDLE, who), self.quoter(near, rest)));
        }
        let (at, length) = rests?;
        let object = &plain[at + length..];
        // `Il cite le laboratoire, d’après lequel l’eau est bonne`
        let whose = [", d’après ", ", selon ", ", according to "].iter().find_map(|as_of| {
            let at = object.find(as_of)?;
            let word = object[at + as_of.len()..].split(' ').next()?;
            ["lequel", "laquelle", "lesquels", "qui", "which", "whom"].contains(&word).then_some(at)
        });
        let whose = whose.filter(|_| study(object).is_none());
        if let Some(who) = whose.and_then(|end| self.object(near, &object[..end])) {
            let via = self.citing(near, &plain, at);
            return Some(((STUDY, MIDDLE, who), via));
        }
        let (from, to) = study(object).filter(|found| found.0 <= MOST_BEFORE)?;
        // It says something: behind a colon, `which found`, `selon laquelle`.
        let rest = &object[to..];
        let tells = [" qu", " which ", " that ", ": ", " who ", " selon laquelle", " in which"];
        if !tells.iter().any(|word| rest.contains(word)) {
            return None;
        }
        let via = self.citing(near, &plain, at);
        Some(((STUDY, MIDDLE, printed(sentence, &object[from..to])), via))
    }

    /// Who is the subject of a verb at a place of a sentence that says on whom it rests.
    pub(super) fn citing(&self, near: &Near<'_>, sentence: &str, at: usize) -> Option<Speaker> {
        if sentence[at..].starts_with(" there") || sentence[at..].starts_with(" il y a") {
            return None;
        }
        let by = &sentence[..at];
        let pronoun = ["He", "She", "Il", "Elle", "They", "Ils", "Elles"].iter().any(|he| {
            by.trim_end_matches([' ', 's']).ends_with(he) || by.starts_with(&format!("{he} "))
        });
        if pronoun {
            return near.people.last.clone();
        }
        self.first_name(sentence, near.people).or_else(|| near.document.cloned())
    }

    /// Who quotes the study that a sentence begins with.
    fn quoter(&self, near: &Near<'_>, rest: &str) -> Option<Speaker> {
        const BY: [&str; 14] = [
            "citée par ",
            "cité par ",
            "citées par ",
            "cités par ",
            "présentée par ",
            "présenté par ",
            "rapportée par ",
            "reprise par ",
            "quoted by ",
            "cited by ",
            "presented by ",
            "mentioned by ",
            "reported by ",
            "evoked by ",
        ];
        const CITES: [&str; 6] = ["cites", "cited", "quotes", "quoted", "cite", "citait"];
        let clause = &rest[..rest.len().min(floor(rest, 160))];
        if let Some(at) = BY.iter().filter_map(|by| Some(clause.find(by)? + by.len())).min() {
            let mut names =
                self.names.find_iter(&clause[at..]).map(|found| trimmed(found.as_str()));
            let name = names.find(|name| is_person(name) || near.people.knows(name))?;
            return near.people.named(name);
        }
        let behind = [", which he ", ", which she ", ", qu’il ", ", qu’elle "]
            .iter()
            .find_map(|which| clause.strip_prefix(which))?;
        let verb = behind.split([' ', ',']).next()?;
        near.people.last.clone().filter(|_| CITES.contains(&verb))
    }

    /// Who somebody is that a verb has for its object: a name set off by a comma, a name, or what
    /// stands for one.
    pub(super) fn object(&self, near: &Near<'_>, object: &str) -> Option<Speaker> {
        const ARTICLES: [&str; 14] = [
            "a ", "an ", "the ", "one ", "un ", "une ", "le ", "la ", "l’", "l'", "her ", "his ",
            "son ", "sa ",
        ];
        let people: Vec<(usize, &str)> = self
            .names
            .find_iter(object)
            .map(|found| (found.start(), trimmed(found.as_str())))
            .filter(|(_, name)| is_person(name))
            .collect();
        let apart = people.iter().find(|(at, _)| object[..*at].ends_with(", "));
        // `the leader of Sallow Vale`: what stands behind these is a place as often as not.
        let own = people.iter().find(|(at, _)| {
            let word = object[..*at].trim_end().rsplit(' ').next().unwrap_or_default();
            !["of", "in", "at", "near", "de", "à", "du"].contains(&word)
        });
        if let Some((_, name)) = apart.or(own) {
            return near.people.named(name);
        }
        let starts = |at: usize| at == 0 || object[..at].ends_with([' ', '\u{a0}']);
        let from = object.char_indices().map(|(at, _)| at).find(|&at| {
            starts(at)
                && ARTICLES.iter().any(|article| object[at..].to_lowercase().starts_with(article))
                && super::super::nouns::speaks(&object[at..])
        })?;
        let noun = object[from..].split([',', '(', ';', ':']).next()?.trim();
        let clause = [" who ", " whom ", " qui ", " que "].iter().filter_map(|who| noun.find(who));
        let noun = &noun[..clause.min().unwrap_or(noun.len())];
        let mut words = noun.split(' ');
        let kept: Vec<&str> = words
            .by_ref()
            .take_while(|word| word.len() < 4 || !self.verbs.stand_in(word))
            .collect();
        let noun = kept.join(" ");
        let noun = [" who", " qui", " whom"]
            .iter()
            .find_map(|who| noun.strip_suffix(who))
            .unwrap_or(&noun);
        (kept.len() > 1).then(|| near.people.holder(noun).unwrap_or_else(|| group(noun)))
    }
}

/// The most bytes between a verb and the study that it cites.
const MOST_BEFORE: usize = 30;

fn group(name: &str) -> Speaker {
    Speaker { name: name.trim().to_owned(), collective: true }
}

/// The greatest boundary of letters that is no more than some bytes.
fn floor(text: &str, most: usize) -> usize {
    let mut at = most.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Who led the study that a sentence begins with: `Une enquête menée par l’institut Orley auprès de`.
fn led_by(text: &str) -> Option<(usize, usize)> {
    const LED: [&str; 12] = [
        " menée par ",
        " faite par ",
        " réalisée par ",
        " conduite par ",
        " conduit par ",
        " mené par ",
        " réalisé par ",
        " carried out by ",
        " conducted by ",
        " run by ",
        " led by ",
        " made by ",
    ];
    const MOST: usize = 80;
    let first: Vec<&str> = text.split(' ').take(4).collect();
    let noun = first.iter().any(|word| {
        let word = word.to_lowercase();
        STUDIES.contains(&word.trim_start_matches("l’"))
    });
    let (at, length) = LED.iter().filter_map(|led| Some((text.find(led)?, led.len()))).min()?;
    let clause = !text[..at].contains([',', ';', ':', '.']);
    if !noun || !clause || at > MOST {
        return None;
    }
    let mut from = at + length;
    for article in ["the ", "la ", "le ", "l’"] {
        from += text[from..].strip_prefix(article).map_or(0, |_| article.len());
    }
    Some((from, from + body(&text[from..])?))
}

/// The study that words begin with.
pub(super) fn study_at(words: &str) -> Option<Speaker> {
    let plain = words.replace('\'', "’");
    let (_, to) = study(&plain).filter(|found| found.0 == 0)?;
    Some(printed(words, &plain[..to]))
}

/// A group by its name as a text prints it.
fn printed(text: &str, name: &str) -> Speaker {
    let typed = name.replace('’', "'");
    group(if text.contains(&typed) { &typed } else { name })
}

/// Where a study stands in a text, with whose it is: `une enquête de l’institut Orley`. Where only
/// its figures are spoken of, whose they are.
fn study(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for (number, word) in text.split(' ').enumerate() {
        let bare = word.trim_start_matches("l’").trim_start_matches("L’").to_lowercase();
        if let Some(noun) = STUDIES.iter().find(|noun| bare == **noun) {
            let figures = ["chiffres", "figures", "données", "data"].contains(noun);
            let behind = text.get(at + word.len() + 1..)?;
            // `une étude néerlandaise de`
            let (skipped, owner) = [behind]
                .into_iter()
                .chain(behind.split_once(' ').map(|(_, rest)| rest))
                .find_map(|rest| {
                    let by = BY.iter().find(|by| rest.starts_with(**by))?;
                    Some((behind.len() - rest.len() + by.len(), &rest[by.len()..]))
                })?;
            let length = body(owner)?;
            let start = at + word.len() + 1 + skipped;
            let from = if figures {
                start - if text[..start].ends_with("l’") { "l’".len() } else { 0 }
            } else {
                begin(text, number)
            };
            return Some((from, start + length));
        }
        at += word.len() + 1;
    }
    None
}

/// Where the words begin that belong to a noun: its article and what stands between.
fn begin(text: &str, number: usize) -> usize {
    const ARTICLES: [&str; 12] =
        ["a", "an", "the", "une", "un", "la", "le", "les", "another", "one", "its", "cette"];
    let words: Vec<&str> = text.split(' ').collect();
    let from = (number.saturating_sub(3)..=number)
        .rev()
        .find(|&at| ARTICLES.contains(&words[at].to_lowercase().as_str()))
        .unwrap_or(number);
    words[..from].iter().map(|word| word.len() + 1).sum()
}

/// How long the name of a body is that a text begins with: it holds a capital, and ends before
/// what is said of it.
fn body(text: &str) -> Option<usize> {
    let (mut end, mut at, mut named) = (0, 0, false);
    for word in text.split(' ').take(MOST_OF_BODY) {
        let bare = word.trim_end_matches([',', '.', ':', ';', ')']);
        let done = ["é", "ée", "és", "ées"].iter().any(|end| bare.ends_with(end)) && named;
        if ENDS.contains(&bare)
            || done
            || bare.starts_with(|sign: char| sign.is_ascii_digit() || sign == '(')
        {
            break;
        }
        let great =
            bare.rsplit('’').next().is_some_and(|part| part.starts_with(char::is_uppercase))
                || bare.starts_with(char::is_uppercase);
        named |= great;
        // An English name ends at its last capital, or at the word that joins another.
        end = at + bare.len();
        at += word.len() + 1;
        if bare.len() < word.len() {
            break;
        }
    }
    let name = &text[..end];
    let joined = [" of", " and", " de", " du", " des", " et"];
    let end = joined.iter().find_map(|join| name.strip_suffix(join)).map_or(end, str::len);
    named.then_some(end)
}

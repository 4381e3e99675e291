//! Whom a sentence names as its speaker.

use super::super::clauses::start_of;
use super::super::nouns::{
    first_noun, is_body, is_of_book, is_people, is_proper, is_thing, means_again, speaks,
};
use super::super::patterns::{
    ALSO, APART, BESIDES, CALLS, LOW, MIDDLE, OWN_WORDS, TELLS_HOW, WHO_SAYS,
};
use super::super::who::{
    People, Speaker, body_tail, elides, has_article, is_person, titled, trimmed,
};
use super::quoted::tells;
use super::studies::study_at;
use super::{Named, Near, Rules};

/// Whether a thing is done in words that end with a verb: `The terms are explained`.
fn is_done(words: &str) -> bool {
    const BEING: [&str; 9] = ["is", "are", "was", "were", "be", "been", "est", "sont", "été"];
    let mut words = words.trim_end().rsplit(' ');
    let last = words.next().unwrap_or_default();
    let done = ["ed", "é", "ée", "és", "ées"].iter().any(|end| last.ends_with(end));
    done && words.next().is_some_and(|before| BEING.contains(&before))
}

impl Rules {
    /// Whom a sentence names as its speaker.
    pub(super) fn within(&self, near: &Near<'_>, sentence: &str) -> Option<(Named, bool)> {
        let verbs = self.verbs.stand_in(sentence);
        self.within.iter().filter(|pattern| pattern.may_match(sentence, verbs)).find_map(
            |pattern| {
                let found = pattern.regex.captures(sentence)?;
                // A thing that sees something says nothing.
                let sees = (found.name("noun").is_some() || found.name("several").is_some())
                    && ["sees", "voit"].iter().any(|word| found[0].ends_with(word));
                if sees
                    || is_done(&found[0])
                    || self.is_of_another(near, sentence, pattern.rule, &found)
                {
                    return None;
                }
                // What stands before a name says what its bearer is, and nothing else.
                let lead = found.name("lead").map_or("", |lead| lead.as_str());
                if pattern.rule == APART && !speaks(lead.trim_end_matches([',', ' '])) {
                    return None;
                }
                // `His advice: p. 4`, `They discussed how to do it`
                let rest = found.get(0).map_or("", |whole| &sentence[whole.end()..]);
                if (pattern.rule == OWN_WORDS
                    && (only_places(&found[0], rest) || rest.starts_with(" of ")))
                    || says_nothing(pattern.rule, &found, sentence)
                    || (pattern.rule == TELLS_HOW && rest.starts_with(" to "))
                {
                    return None;
                }
                if pattern.rule == "…, dit X" && !inverts(sentence, &found) {
                    return None;
                }
                if ["X dit", "X ajoute que", "plusieurs disent"].contains(&pattern.rule)
                    && announces(sentence, &found)
                {
                    return None;
                }
                if names_nobody(&found) {
                    return None;
                }
                let elided = found.name("name").is_some_and(|name| elides(name.as_str()));
                if let Some(name) =
                    found.name("name").filter(|_| !elided && body_tail(&found).is_none())
                {
                    // A lone word that begins a sentence is a name where it stands elsewhere too.
                    let lone = trimmed(name.as_str());
                    let begins = found.name("lead").is_none() && name.start() == 0;
                    let known = lone.contains(' ')
                        || has_article(lone)
                        || titled(name.as_str())
                        || near.people.is_name(lone);
                    if begins && !known {
                        return None;
                    }
                }
                let pronoun = found.name("pronoun").or_else(|| found.name("inverted"));
                let named_before =
                    pronoun.and_then(|pronoun| self.meant_by(near, sentence, pronoun));
                // `It follows that`: of no body that the sentence names.
                if named_before.is_none() && pronoun.is_some_and(|it| it.as_str() == "it") {
                    return None;
                }
                // `According to a study by the Guild`
                let study = || {
                    let from =
                        ["lead", "noun", "name"].iter().filter_map(|group| found.name(group));
                    let words = sentence.get(from.map(|group| group.start()).min()?..)?;
                    study_at(words).filter(|_| pattern.rule == "selon X")
                };
                // `Selon une note qu’elle a versée`: hers.
                let noun = found.name("noun").is_some() && pattern.rule == "selon X";
                let theirs = || self.whose(near, sentence).filter(|_| noun && of_whom(rest));
                let speaker = named_before
                    .or_else(theirs)
                    .or_else(|| self.apposed(near, sentence, &found))
                    .or_else(study)
                    .or_else(|| near.people.speaker(&found))?;
                let speaker = self.without_verb(speaker);
                let noun = found.name("noun").is_some() || elided;
                let again = speaker.collective && means_again(&speaker.name);
                if let (true, Some(person)) = (again, near.spoken_of(&speaker.name)) {
                    return Some(((pattern.rule, LOW, person), pattern.reports));
                }
                // A thing says nothing.
                let unnamed = noun || found.name("lead").is_some();
                if unnamed
                    && speaker.collective
                    && !speaks(&speaker.name)
                    && !is_proper(&speaker.name)
                {
                    return None;
                }
                // Behind `pour`, and before a colon, stands many a thing that says nothing.
                let known = speaker.collective || near.people.knows(&speaker.name);
                let strict = pattern.known && !noun;
                (known || !strict)
                    .then_some(((pattern.rule, pattern.confidence, speaker), pattern.reports))
            },
        )
    }

    /// Whether a verb that a pattern found has another subject than the one that it took, or says that
    /// something is done.
    fn is_of_another(
        &self,
        near: &Near<'_>,
        sentence: &str,
        rule: &str,
        found: &regex::Captures<'_>,
    ) -> bool {
        let role = found.name("role").map_or("", |role| role.as_str());
        if rule == WHO_SAYS {
            return false;
        }
        // A verb behind `who` is of its clause, unless a comma has closed that.
        let whole = format!("{role} ");
        let relative = [" who ", " qui ", " which "].iter().any(|who| whole.contains(who));
        let open = !role.trim_end().ends_with(',') || [ALSO, BESIDES].contains(&rule);
        // Behind these a clause has a subject of its own.
        let place = [" où ", " where ", " in which "].iter().any(|w| role.contains(w));
        // `X quotes Y, then adds`
        let joins = [", puis", ", then", ", et", ", and", ", mais", ", but"].contains(&role);
        if joins || noun_follows(role) {
            return true;
        }
        // Whoever refuses to say something, or makes somebody else say it, does not say it.
        if rule == BESIDES {
            let not = role.split([' ', '’', '\'']).any(|word| {
                NOT.split_ascii_whitespace().any(|stem| word.starts_with(stem))
                    || ["n", "ne", "not", "no"].contains(&word)
            });
            // `X remembers her teacher, Y, saying that`
            let mut names = self.names.find_iter(role).map(|name| trimmed(name.as_str()));
            return not || names.any(is_person);
        }
        // A body wants something said; a person may want a dog.
        let wants = rule == "X propose de"
            && [" want", " veu", " would "].iter().any(|want| found[0].contains(want));
        if wants && !near.gives_pages(sentence) && !names_body(found) {
            return true;
        }
        // Who asks that something be done says nothing.
        let behind = found
            .name("role")
            .or(found.get(0))
            .map_or(0, |role| if found.name("role").is_some() { role.end() } else { role.start() });
        let verb = found.get(0).and_then(|all| sentence.get(behind..all.end())).unwrap_or_default();
        let asks = verb.contains(" asked ") && verb.ends_with(" that");
        ((relative || place) && open) || asks || self.aside(role)
    }

    /// Whom a pronoun means that stands behind a name in its sentence: that one.
    fn meant_by(
        &self,
        near: &Near<'_>,
        sentence: &str,
        pronoun: regex::Match<'_>,
    ) -> Option<Speaker> {
        let before = sentence.get(..pronoun.start())?;
        // `Reprenant X, elle soutient`: she is not X.
        if borrows(before) {
            return None;
        }
        let names = self.names.find_iter(before).map(|name| trimmed(name.as_str()));
        let name = names.filter(|name| is_person(name) || near.people.knows(name)).last();
        let Some(name) = name.filter(|_| pronoun.as_str() != "it") else {
            return self.body_in(near, before);
        };
        // `Sallow Vale, he replied, had`: what stands alone before him is not he, but she is whom
        // `Ada Brun, elle, répond` sets apart.
        let apart = sentence[pronoun.end()..].starts_with(',');
        (apart || before.trim_end_matches([',', ' ']) != name).then(|| near.people.named(name))?
    }

    /// The body that words name last.
    fn body_in(&self, near: &Near<'_>, words: &str) -> Option<Speaker> {
        let bodies = self.patterns.body.captures_iter(words).filter_map(|found| {
            let name = trimmed(found.name("name")?.as_str());
            let kind = name.rsplit([' ', '’', '\'']).next().unwrap_or(name);
            let body = is_body(&kind.to_lowercase()) || is_thing(kind);
            body.then(|| near.people.speaker(&found)).flatten()
        });
        bodies.last()
    }

    /// Who was spoken of before a sentence: the body that is the subject of the one before, or who
    /// was named last.
    fn whose(&self, near: &Near<'_>, sentence: &str) -> Option<Speaker> {
        let at = (sentence.as_ptr() as usize).checked_sub(near.mask.as_ptr() as usize)?;
        let before = near.mask.get(..at)?.trim_end();
        let subject = self.patterns.subject.captures(&before[start_of(before)..]);
        let subject = subject.and_then(|found| near.people.speaker(&found));
        let body = |speaker: &Speaker| {
            let mut words = speaker.name.split([' ', '’', '\'']);
            speaker.collective && words.any(|word| is_body(&word.to_lowercase()))
        };
        subject.filter(body).or_else(|| near.people.last.clone())
    }

    /// Whose role a pattern took for a speaker: `X, a heat engineer at Y, has measured`.
    fn apposed(
        &self,
        near: &Near<'_>,
        sentence: &str,
        found: &regex::Captures<'_>,
    ) -> Option<Speaker> {
        let role = found.name("lead").or_else(|| found.name("noun"))?;
        let before = sentence.get(..role.start())?.strip_suffix(", ")?;
        let name = self.names.find_iter(before).last().filter(|name| name.end() == before.len())?;
        let titled = before[..name.start()].trim_end_matches(['.', ' ']);
        let alone = titled.is_empty() || TITLES.contains(&titled);
        let name = trimmed(name.as_str());
        (alone && is_person(name)).then(|| near.people.named(name)).flatten()
    }

    /// A group without the verb that was read as its last word: `la Ligue des ports juge`.
    fn without_verb(&self, speaker: Speaker) -> Speaker {
        let verb = speaker.name.rsplit_once(' ').filter(|(before, last)| {
            speaker.collective
                && before.contains(' ')
                && self.verbs.stand_in(last)
                && speaks(before)
        });
        match verb {
            Some((before, _)) => Speaker { name: before.to_owned(), collective: true },
            None => speaker,
        }
    }

    /// Whether what stands behind a noun is no role of it, but who speaks of it: `a supper, she
    /// explains, is`.
    fn aside(&self, role: &str) -> bool {
        const PRONOUNS: [&str; 4] = ["he", "she", "il", "elle"];
        let Some(words) = role.strip_prefix(", ") else { return false };
        let name = self.names.find(words).is_some_and(|name| {
            name.start() == 0 && name.end() == words.len() && is_person(name.as_str())
        });
        PRONOUNS.contains(&words) || name
    }

    /// The person named first in a sentence whose quotation a colon announces.
    pub(super) fn colon(&self, near: &Near<'_>, sentence: &str) -> Option<(Named, bool)> {
        let before = [": “", ": «", ": \"", ":“", ":«"].iter().find_map(|mark| {
            sentence
                .find(mark)
                .filter(|at| sentence[at + mark.len()..].trim_start().starts_with('~'))
        })?;
        let name = |owner: bool| {
            self.names.find_iter(&sentence[..before]).find_map(|found| {
                let name = trimmed(found.as_str());
                let owns = found.as_str().ends_with("’s") || found.as_str().ends_with("'s");
                (owns == owner && (is_person(name) || near.people.knows(name)))
                    .then(|| near.people.named(name))
            })
        };
        // `X’s grandmother, Y, had a word for it: “…”`
        let named = name(false).or_else(|| name(true));
        let who = named.flatten().or_else(|| {
            // `Un mentor a soulevé un effet : « … »`
            const MAY: [&str; 8] =
                ["can", "may", "must", "should", "will", "peut", "doit", "pourra"];
            let noun = first_noun(&sentence[..before])?;
            // `A reader can open the box: “…”` is an instruction.
            let may = sentence[..before].split(' ').any(|word| MAY.contains(&word));
            (!may).then_some(())?;
            Some(Speaker { name: noun.to_owned(), collective: true })
        });
        Some((("X : «", MIDDLE, who?), false))
    }

    /// The person whom a sentence begins with.
    pub(in super::super) fn first_name(&self, sentence: &str, people: &People) -> Option<Speaker> {
        let found = self.patterns.first.captures(sentence)?;
        let printed = found.get(1)?;
        let name = trimmed(printed.as_str());
        // `X’s co-author, the chemist Y, blames`: Y does.
        if printed.as_str().ends_with("’s") || printed.as_str().ends_with("'s") {
            let behind = sentence.get(printed.end()..)?;
            // `X’s answer is that`: X’s words.
            let work = behind.split_whitespace().take(2).any(is_of_book);
            if work || WORDS.iter().any(|word| behind.starts_with(word)) {
                return (is_person(name) || people.knows(name))
                    .then(|| people.named(name))
                    .flatten();
            }
            let apart = self.patterns.apart.captures(behind)?;
            return people.named(apart.get(1)?.as_str());
        }
        (is_person(name) || (name.chars().count() > 3 && people.knows(name)))
            .then(|| people.named(name))
            .flatten()
    }
}

/// Whether those whom a pattern found are a body, not a person.
fn names_body(found: &regex::Captures<'_>) -> bool {
    let words = ["lead", "name", "tail", "noun"].iter().filter_map(|group| found.name(group));
    let words: Vec<String> = words.map(|words| words.as_str().to_lowercase()).collect();
    words.iter().flat_map(|words| words.split([' ', '’', '\''])).any(is_body)
}

/// Whether a clause behind a noun says whose it is: `une note qu’elle a versée`.
fn of_whom(rest: &str) -> bool {
    const WHOSE: [&str; 8] = [
        " qu’elle ",
        " qu'elle ",
        " qu’il ",
        " qu'il ",
        " that she ",
        " that he ",
        " she ",
        " he ",
    ];
    WHOSE.iter().any(|whose| rest.starts_with(whose))
}

/// Whether what a rule found says nothing here: `un client m’appelle : « … »`, `a man called X`,
/// `three cows, as he says.`, `Pour les pressés, la page 3`.
fn says_nothing(rule: &str, found: &regex::Captures<'_>, sentence: &str) -> bool {
    let words = &found[0];
    let rest = found.get(0).map_or("", |whole| &sentence[whole.end()..]);
    match rule {
        CALLS => {
            let object = CALLED.iter().filter_map(|called| words.rfind(called)).max();
            let object = object.and_then(|at| words[at..].trim_start().split_once(' '));
            let object = object.map_or("", |(_, object)| object.trim_start());
            let named = object.starts_with(char::is_uppercase) && found.name("noun").is_some();
            object.starts_with(':') || named
        }
        "comme X le dit" => {
            let alone = rest.trim_matches(['.', '!', ' ', '…']).is_empty();
            alone && found.name("pronoun").is_some() && !words.contains('~')
        }
        // `X, who says little, was there`
        WHO_SAYS => {
            let clause = rest.split([',', ';', ':']).next().unwrap_or_default();
            let few = clause.split_whitespace().count() < FEWEST_SAID;
            few && !that(words) && !that(clause) && !clause.contains('~')
        }
        // `X’s sheet costs nothing and told the town`, `X lived there and states her age`
        ALSO | BESIDES => {
            let owner = found
                .name("name")
                .is_some_and(|name| name.as_str().ends_with("’s") || name.as_str().ends_with("'s"));
            let first = rest.split_whitespace().next().unwrap_or_default();
            owner || words.ends_with(" told") || (OWN.contains(&first) && !that(words))
        }
        "pour X" => found
            .name("several")
            .is_some_and(|several| sentence[several.end()..].split([' ', ',']).any(is_of_book)),
        _ => false,
    }
}

/// Whether a word that leads to a clause stands in words.
fn that(words: &str) -> bool {
    [" that", " que", " qu’", " qu'", " how", " comment", " ~"]
        .iter()
        .any(|lead| words.contains(lead))
}

/// The fewest words that somebody says in a clause behind their name.
const FEWEST_SAID: usize = 4;
/// Words for what is somebody's own.
const OWN: [&str; 10] = ["his", "her", "their", "its", "son", "sa", "ses", "leur", "leurs", "more"];
/// Verbs that give a name.
const CALLED: [&str; 6] = [" called ", " named ", "appelle ", "appellent ", " calls ", "nomme "];

/// How verbs begin behind which nobody says what follows, or somebody else does.
const NOT: &str = "refus fail hésit hesit avoid évit declin never jamais ask told tell invit demand oblig \
     forc empêch prevent oubli forg neglig neglect permet permit allow";

/// What stands before a name that begins a sentence.
const TITLES: [&str; 12] =
    ["M", "Mr", "Mrs", "Ms", "Mme", "Mlle", "Dr", "Pr", "Prof", "Sir", "Professor", "Me"];

/// What somebody has said, behind their name.
const WORDS: [&str; 13] = [
    " answer",
    " reply",
    " response",
    " view",
    " argument",
    " remedy",
    " advice",
    " claim",
    " point",
    " proposal",
    " figure",
    " estimate",
    " objection",
];

/// Whether a sentence only says that somebody speaks, or of what: `X has not replied.`, `X raconte
/// ses lundis.`
fn announces(sentence: &str, found: &regex::Captures<'_>) -> bool {
    const LIST: [&str; 8] = [
        "following:",
        "these:",
        "things:",
        "suivants:",
        "suivantes:",
        "suivant:",
        "choses:",
        "ceci:",
    ];
    let rest = found.get(0).map_or("", |whole| &sentence[whole.end()..]);
    // `They look for one or more of the following:`
    let leads = sentence.replace([' ', '\u{a0}'], "");
    if LIST.iter().any(|end| leads.ends_with(end)) || leads.ends_with(':') {
        return true;
    }
    let mut words = rest.trim_end_matches(['.', '!', '…', ':']).split_whitespace();
    match (words.next(), words.count()) {
        (None, _) => rest.ends_with(['.', ':']),
        (Some(first), 0..=2) => OWN.contains(&first),
        _ => false,
    }
}

/// Whether what stands behind a colon, with its first letter before it, is pages and no clause.
fn only_places(before: &str, rest: &str) -> bool {
    const FEWEST: usize = 3;
    if !before.trim_end_matches(char::is_alphabetic).ends_with(": ") {
        return false;
    }
    let sends = ["p", "pp", "page", "pages", "voir", "see", "cf"];
    let from = before.rfind(' ').map_or("", |at| &before[at + 1..]);
    let first = rest.split([' ', '.', '\u{a0}']).next().unwrap_or_default();
    let first = format!("{from}{first}").to_lowercase();
    sends.contains(&first.as_str()) || rest.split(' ').count() < FEWEST
}

/// Whether a role ends in an article, behind which a participle says how a thing is: `the predicted
/// return`.
fn noun_follows(role: &str) -> bool {
    const ARTICLES: [&str; 9] = ["the", "a", "an", "their", "its", "his", "her", "our", "to"];
    !role.is_empty() && role.rsplit(' ').next().is_some_and(|last| ARTICLES.contains(&last))
}

/// Whether the words that a pattern took for somebody without a name, or for several, mean nobody
/// who was heard: `The trust declined to answer`, `Many people feel that`, `les chiffres`.
fn names_nobody(found: &regex::Captures<'_>) -> bool {
    let several = found.name("several");
    let infinitive =
        found.name("noun").or(several).is_some_and(|who| who.as_str().ends_with(" to"));
    infinitive
        || several.is_some_and(|several| {
            several.as_str().ends_with(" of")
                || thought_of_all(several, &found[0])
                || !is_people(several.as_str())
        })
}

/// Whether a sentence says what people think whom nobody asked: `Many people feel that`.
fn thought_of_all(several: regex::Match<'_>, words: &str) -> bool {
    const ALL: [&str; 6] = ["people", "folks", "gens", "personnes", "us", "français"];
    const THINK: &str = " feel think believe fear hope doubt expect know wonder assume pensent croient \
        craignent redoutent espèrent estiment considèrent imaginent ";
    let several = several.as_str();
    let of_all = several.rsplit(' ').next().is_some_and(|last| ALL.contains(&last));
    let behind = &words[words.find(several).map_or(0, |at| at + several.len())..];
    of_all && behind.split(' ').any(|word| !word.is_empty() && THINK.contains(&format!(" {word} ")))
}

/// Whether a verb stands before its subject: no `told the paper`, no `said they had`.
fn inverts(sentence: &str, found: &regex::Captures<'_>) -> bool {
    let goes_on = found.name("pronoun").is_some_and(|pronoun| {
        let english = ["he", "she", "they"].contains(&pronoun.as_str());
        english && sentence[pronoun.end()..].starts_with(' ')
    });
    !goes_on && !tells(&found[0])
}

/// Whether a sentence opens with what its subject does to the words of somebody else.
pub(super) fn borrows(sentence: &str) -> bool {
    const TAKES: [&str; 16] = [
        "le", "la", "les", "un", "une", "the", "a", "an", "his", "her", "son", "sa", "Mr", "Mrs",
        "Mme", "M.",
    ];
    let mut words = sentence.split(' ');
    let first = words.next().unwrap_or_default();
    let opens = first.ends_with("ant") || first.ends_with("ing");
    // `Commissioning editor Ann Lee goes further`: an office, and no clause.
    let second = words.next();
    // `Questioned by X, he said`
    let passive = second.is_some_and(|word| ["by", "par"].contains(&word));
    let takes = second.is_some_and(|word| {
        TAKES.contains(&word) || word.starts_with(char::is_uppercase) || word.contains(['’', '\''])
    });
    let Some((clause, _)) = sentence.split_once(',') else { return false };
    let names = clause.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
    ((opens && takes) || passive) && names && first.starts_with(char::is_uppercase)
}

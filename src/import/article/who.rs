//! Who may speak: names, pronouns, groups and documents, and whom a short form means.

use std::collections::{HashMap, HashSet};

use regex::{Captures, Match, Regex};

use super::nouns::{
    begins, is_adverb, is_body, is_calling, is_of_titles, is_office, is_place, is_thing, joins,
};
use super::offices::Offices;

/// A name of one to six words, as a pattern.
pub(super) const NAME: &str = r"(?:\p{Lu}[\p{Ll}\p{Lu}’'-]*\p{Ll}(?:\p{Lu}{2,}\b)?|(?:\p{Lu}\.){1,4}|\p{Lu}{2,})(?:[’']? (?:(?:de la|de|du|d[’']|van der|van den|van|von|der|den|dos|del|della|ben|el|al|bin|di|da|Le|La) ?)?(?:\p{Lu}[\p{Ll}\p{Lu}’'-]*\p{Ll}|(?:\p{Lu}\.){1,4})){0,7}(?:, (?:Jr|Sr)\.)?";
/// The authors of a work, as a bracket or a sentence names them: one, two, one and others, a body.
pub(super) const AUTHORS: &str = r"(?:\p{Lu}[\p{Ll}\p{Lu}’'-]*\p{Ll}|\p{Lu}\.|\p{Lu}{2,})(?: (?:(?:et|and|&|of|for|de|du|des|de la|d[’']|van|von|der|Le|La) ?)?(?:\p{Lu}[\p{Ll}\p{Lu}’'-]*\p{Ll}|\p{Lu}\.)){0,6}(?:,? et al\.)?";
/// What stands before a name and is no part of it.
pub(super) const TITLE: &str = r"(?:(?:M|MM|Mr|Mrs|Ms|Mme|Mmes|Mlle|Dr|Pr|Prof|Sir|Me|President|Président|Professor|Professeure?)\.? )?";
/// A role before a name, or what an unnamed speaker is called; `~` is quoted.
pub(super) const ROLE_BEFORE: &str = r"(?:(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Ll]es?|[Ll]a|[Uu]ne?|[Ss]on|[Ss]a|[Ll]eur|[Nn]otre|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Cc]e|[Cc]ette) |[Ll][’'])(?:\p{Ll}[\p{Ll}-]*[ ’']){1,6})";
/// People and documents that speak without a name, as the last word of what names them.
pub(super) const SPEAKING: &str = r"(?:sources?|mentors?|experts?|auteure?s?|autrices?|authors?|chercheure?s?|chercheuses?|researchers?|analysts?|analystes?|developers?|développeure?s?|développeuses?|officials?|spokes\p{L}+|porte-parole|ministres?|ministers?|respondents?|répondante?s?|participante?s?|participants?|organisateurs?|organisatrices?|organi[sz]ers?|webmasters?|spécialistes?|specialists?|économistes?|economists?|scientists?|scientifiques?|critics|critiques|observateurs|observers|habitante?s?|residents?|élue?s?|syndicats?|unions?|associations?|enseignante?s?|teachers?|users?|usagers?|utilisateurs?|agents?|maires?|mayors?|président\p{L}*|directeurs?|directrices?|directors?|professionnel\p{L}*|practitioners?|customers?|clients?|students?|étudiante?s?|salariée?s?|employees?|members?|membres?|speakers?|panelists?|panellists?|intervenante?s?|report|reports|study|studies|survey|surveys|paper|rapports?|études?|enquêtes?|sondages?|baromètres?|panel|jury|(?:missions?|comités?|committees?|commissions?|collectifs?|conseils?|councils?|inspection|délégation|delegation|chambres?|chambers?|fédérations?|federations?|ligues?|leagues?|préfectures?|mairies?|gouvernement|government|directions?|rectorat|hospital|hôpital|cour|court)(?: (?:des |du |de la |de |de l[’']|d[’']|of |for )\p{Ll}[\p{Ll}-]+)?|institute?|ministère|ministry|agence|agency|EIG)";

/// The most words of a noun behind its article that patterns read.
const MOST_OF_NOUN: usize = 4;
/// What says where somebody or something stands.
const AT: [&str; 9] =
    [" over ", " on ", " above ", " in ", " behind ", " beside ", " near ", " sur ", " dans "];

/// What a body is one of, behind a noun with a capital: `l’Observatoire des gares`, `the Institute
/// of Clinical Acoustics`.
pub(super) const TAIL: &str = r" (?:(?:of the|for the|of|for) \p{Lu}[\w-]*(?:[’']? (?:(?:and|of|for|of the) )?\p{Lu}[\w-]*){0,5}|des \p{Ll}[\p{Ll}-]+(?: \p{Ll}{4,}[sx])?(?: (?:du |de la |des |de l[’']|de |d[’'])[\p{L}-]+)?|(?:du |de la |de l[’']|d[’']|of |for )\p{Ll}[\p{Ll}-]+(?: (?:du |de la |de l[’']|de |d[’'])\p{Lu}[\p{L}-]*)?|(?:des |du |de la |de l[’']|d[’']|of |for )\p{Lu}[\w-]*(?: (?:(?:and|of|for|et|des|de|du) )?\p{Lu}[\w-]*){0,5})";

/// What several who speak are called: `certains`, `d’autres`, `the teachers`.
pub(super) const SEVERAL: &str = r"(?P<several>(?:[Ll]es|[Dd]es|[Cc]ertaine?s|[Pp]lusieurs|[Dd][’']autres|[Bb]eaucoup (?:de |d[’'])?|[Mm]any|[Ss]ome|[Ss]everal|[Mm]ost|[Oo]thers?|[Tt]he|[Nn]os|[Oo]ur|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Aa] few|[Dd]eux|[Tt]rois|[Qq]uatre|[Cc]inq|[Qq]uelques|[Aa] (?:\p{Ll}+ )?(?:number|handful|majority|group|couple|dozen)|[Uu]ne (?:\p{Ll}+ )?(?:majorité|dizaine|poignée|partie|minorité)|[Uu]n (?:\p{Ll}+ )?(?:nombre|groupe)|[Ll]a (?:plupart|majorité))(?: \d[\d ,.\u{a0}\u{202f}]*)?(?: \p{Ll}[\p{Ll}’'-]*){0,4}(?: (?:from|of|in|at|de|du|des|à) (?:the |la |l[’'])?\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,3})?)";

/// Who speaks, as a pattern with the groups `pronoun`, `lead` and `name`, or `noun`.
pub(super) const WHO: &str = r"(?:(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey|[Ii]ls?|[Ee]lles?|L[ea] même)\b|(?P<lead>{ROLE_BEFORE})?{TITLE}(?P<name>{NAME})(?:(?P<tail>{TAIL})| (?:of|from|at|de|du|chez) (?:the |la |l[’'])?\p{Lu}[\w&’'-]*(?: (?:(?:of|for|de|du|des) )?\p{Lu}[\w’'-]*){0,6})?|(?P<noun>(?:(?:[Tt]he|[Ll]e|[Ll]a) |[Ll][’'])\p{Lu}[\p{L}-]*(?: \p{Ll}[\p{Ll}-]+)?(?: (?:(?:des|du|de la|de|of the|of|for) |de l[’']|d[’'])[\p{L}-]+(?: \p{Ll}{4,}[sx])??(?: d[’']\p{Lu}[\p{L}-]*)?){1,3}|[Ll][’']une? d[’'](?:eux|elles|entre eux|entre elles)|[Ll][’']une? d(?:es|e (?:nos|ses|leurs|mes|ces)) [\p{Ll}-]+|[Oo]ne of (?:them|(?:our|the|these|those|my|his|her|its|their) (?:[\p{Ll}-]+ )??[\p{Ll}-]+)|(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Ll]e|[Ll]a|[Uu]ne?|[Aa]nother) |[Ll][’'])(?:[\p{L}’'-]+ ){0,3}[\p{L}’'-]+(?: (?:for|from|at) (?:the )?\p{Lu}\w*(?: \p{Lu}\w*){0,3})?|[Aa]nother|[Uu]ne? autre)(?: (?:with|avec) (?:[\p{Ll}’'-]+ ){0,3}?[\p{Ll}’'-]+)?)";

/// Like [`WHO`], for words such as "according to", behind which things stand as well: a noun
/// counts where it can speak.
pub(super) const SOURCE: &str = r"(?:(?P<pronoun>him|her|lui|elle)\b|(?P<lead>{ROLE_BEFORE})?(?P<article>[Ll][’']|(?:[Ll]a|[Ll]es?|[Tt]he) )?{TITLE}(?P<name>{NAME})(?P<tail>{TAIL})?|(?P<noun>(?:the |an? |le |la |les |l[’']|un |une |des |our |nos |ces |ce |cette |this |these |some |many |certaine?s |plusieurs )?(?:[\p{L}’'-]+ ){0,2}?{SPEAKING}(?: (?:proches?|au fait|close|familiar|informée?s?) (?:d(?:u|es)|de la|de|d[’']|to the|to|with the|of the) ?[\p{Ll}-]+)?|(?:plusieurs|certaine?s|quelques|d[’']autres|several|some|many|two|three|deux|trois) [\p{L}-]+(?: \p{Ll}+s)?)\b)";

/// Somebody or something that speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) name: String,
    /// A group, an unnamed person or a document.
    pub(super) collective: bool,
}

impl Speaker {
    pub(super) fn person(name: impl Into<String>) -> Self {
        Self { name: name.into(), collective: false }
    }
}

/// The people that the article names.
#[derive(Debug, Default)]
pub(super) struct People {
    full: HashMap<String, usize>,
    /// The full name that a surname, or initials, mean: the first that bears them.
    short: HashMap<String, String>,
    /// The full name that a first name means, where one person alone bears it.
    first: HashMap<String, Option<String>>,
    /// Words with a capital that stand within a sentence: names of some kind.
    inner: HashSet<String>,
    /// What the article says that they are.
    offices: Offices,
    /// Who was named or spoke last.
    pub(super) last: Option<Speaker>,
    /// Who was cited with a page last: `ibid.` means them.
    pub(super) cited: Option<Speaker>,
}

impl People {
    /// Gathers every full name of an article, and how often it stands there.
    pub(super) fn of<'a>(name: &Regex, texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut people = Self::default();
        // `A. Turn to page 3` answers a question, where one begins with `Q.`
        let asked = texts.clone().any(|text| text.starts_with("Q. "));
        for text in texts {
            for found in name.find_iter(text) {
                if asked && found.start() == 0 && found.as_str().get(1..3) == Some(". ") {
                    continue;
                }
                let name = trimmed(found.as_str());
                let before = text[..found.start()].trim_end_matches(' ');
                let inner = before.ends_with(|sign: char| sign.is_alphanumeric() || sign == ',')
                    || dated(&text[found.end()..]);
                if inner && !name.contains(' ') {
                    people.inner.insert(name.to_owned());
                }
                // `Officer Ann Park` is a person, whatever else her surname means.
                let role = found.as_str().strip_suffix(name).unwrap_or_default().trim_end();
                if role.rsplit(' ').next().is_some_and(is_office) && name.contains(' ') {
                    people.add_person(name);
                } else {
                    people.add(name);
                }
                if is_person(name) {
                    let start = found.start() + found.as_str().find(name).unwrap_or(0);
                    people.offices.note(text, (start, start + name.len()), name);
                }
            }
        }
        people.part();
        people
    }

    /// Lets a long run of capitals that ends in the name of somebody mean that person alone: a title
    /// before the name of who wrote it, `The Bicameral Mind Julian Jaynes`.
    fn part(&mut self) {
        let long = self.full.keys().filter(|name| words_of(name) >= FEWEST_OF_RUN);
        let ends: Vec<(String, String)> = long
            .filter_map(|name| {
                let at = name.rmatch_indices(' ').nth(1).map(|(at, _)| at + 1)?;
                self.full.contains_key(&name[at..]).then(|| (name.clone(), name[at..].to_owned()))
            })
            .collect();
        for (run, name) in ends {
            let count = self.full.remove(&run).unwrap_or_default();
            *self.full.entry(name.clone()).or_default() += count;
            for short in self.short.values_mut().filter(|full| **full == run) {
                short.clone_from(&name);
            }
            self.short.insert(run, name);
        }
    }

    /// Adds somebody by their full name.
    pub(super) fn add(&mut self, name: &str) {
        if let Some(count) = self.full.get_mut(name) {
            *count += 1;
            return;
        }
        if is_person(name) {
            self.add_person(name);
        }
    }

    fn add_person(&mut self, name: &str) {
        if let Some(count) = self.full.get_mut(name) {
            *count += 1;
            return;
        }
        if let Some((first, _)) = name.split_once(' ') {
            self.first
                .entry(first.to_owned())
                .and_modify(|known| *known = None)
                .or_insert_with(|| Some(name.to_owned()));
        }
        for short in [surname(name).to_owned(), initials(name)] {
            self.short.entry(short).or_insert_with(|| name.to_owned());
        }
        self.full.insert(name.to_owned(), 1);
    }

    /// Whether a name, that of somebody or of something, stands within a sentence somewhere.
    pub(super) fn is_name(&self, form: &str) -> bool {
        self.knows(form) || self.inner.contains(form)
    }

    /// How often a full name stands in the article.
    pub(super) fn count(&self, full: &str) -> usize {
        self.full.get(full).copied().unwrap_or(0)
    }

    /// Whether a form means one of the article's people.
    pub(super) fn knows(&self, form: &str) -> bool {
        self.full.contains_key(form)
            || self.short.contains_key(form)
            || self.first.get(form).is_some_and(Option::is_some)
    }

    /// Whether a lone word is the surname or the first name of one of the article's people.
    pub(super) fn is_short(&self, form: &str) -> bool {
        !form.contains(' ') && self.knows(form)
    }

    /// The authors of a work: one who is named elsewhere, or what a bracket says.
    pub(super) fn work(&self, printed: &str) -> Option<Speaker> {
        let name = trimmed(printed);
        let several = [" et ", " and ", " & ", " et al", " of ", " for ", " des "];
        if several.iter().any(|join| name.contains(join)) {
            return Some(Speaker { name: name.to_owned(), collective: true });
        }
        self.named(name)
    }

    /// The speaker whom a pattern's groups name.
    pub(super) fn speaker(&self, found: &Captures<'_>) -> Option<Speaker> {
        let body = |words: &str| Some(self.holder(words).unwrap_or_else(|| unnamed(words)));
        if let Some(name) = found.name("name") {
            // `L’un d’eux`
            let lower = name.as_str().to_lowercase();
            if ["l’un", "l'un", "l’une", "l'une"].contains(&lower.as_str())
                && let Some(of) = found.name("tail")
            {
                return body(&format!("{}{}", name.as_str(), of.as_str()));
            }
            if elides(name.as_str()) && !name.as_str().contains(' ') {
                return body(name.as_str());
            }
            if let Some(tail) = body_tail(found) {
                let from = found.name("lead").map_or(name.start(), |lead| lead.start());
                let start = found.get(0)?.start();
                return body(&found[0][from - start..tail.end() - start]);
            }
            // `The Atlantic called it`: a capital behind an article within one name.
            if titled(name.as_str()) && !self.knows(trimmed(name.as_str())) {
                return body(name.as_str());
            }
            if (found.name("article").is_some() || has_article(name.as_str()))
                && !name.as_str().contains(' ')
                && !self.knows(name.as_str())
            {
                return body(name.as_str());
            }
            let lead = found.name("lead").map_or("", |lead| lead.as_str().trim_end());
            // `une libraire citée par X` is not X.
            if without_verb(lead).len() < lead.len()
                && [" par", " by"].iter().any(|by| lead.ends_with(by))
            {
                return body(without_verb(lead));
            }
            let mut words = lead.rsplit([' ', '’', '\'']).map(str::to_lowercase);
            let last = words.next().unwrap_or_default();
            // `le maire de Sarnac` is no Sarnac, and `une étude de l’institut Mervelle` no Mervelle.
            let place = joins(&last);
            let of_body = is_body(&last)
                || (!name.as_str().contains(' ')
                    && !self.knows(name.as_str())
                    && words.any(|word| is_body(&word)));
            if place || of_body {
                let from = found.name("lead").map_or(name.start(), |lead| lead.start());
                let start = found.get(0)?.start();
                return body(without_verb(&found[0][from - start..name.end() - start]));
            }
            return self.named(name.as_str());
        }
        if let Some(several) = found.name("several") {
            return body(several.as_str());
        }
        if found.name("inverted").is_some() {
            return self.last.clone();
        }
        if let Some(noun) = found.name("noun") {
            let noun = noun.as_str().trim();
            let one = noun.to_lowercase().starts_with("one of ");
            // `the Ministry of Trade` has a name, `the end of the day` has none.
            let named = noun.split(' ').nth(1).is_some_and(|word| is_body(&word.to_lowercase()));
            if (noun.contains(" of ") && !one && !named) || noun.ends_with(" of") {
                return None;
            }
            // Where no more words were read, those that say where the speaker stands are cut off.
            let full = noun.split(' ').count() > MOST_OF_NOUN;
            let place = AT.iter().filter_map(|at| noun.find(at)).min().filter(|_| full);
            let noun = without_verb(&noun[..place.unwrap_or(noun.len())]);
            let many = found.name("of").is_some_and(|of| of.as_str() == "des ");
            return if many { body(&format!("les {noun}")) } else { body(noun) };
        }
        found.name("pronoun").and(self.last.clone())
    }

    /// The person whose office a noun names: `the mayor`, where one was named.
    pub(super) fn holder(&self, noun: &str) -> Option<Speaker> {
        self.offices.holder(noun).map(Speaker::person)
    }

    /// Whether somebody is something of whom a noun names: `adjointe au maire` is not `le maire`.
    pub(super) fn serves(&self, name: &str, noun: &str) -> bool {
        self.offices.serves(name, noun)
    }

    /// Whether the article says what somebody is.
    pub(super) fn has_office(&self, name: &str) -> bool {
        self.offices.is_known(name)
    }

    /// The one whom a printed name means: a surname is its owner's.
    pub(super) fn named(&self, printed: &str) -> Option<Speaker> {
        let name = trimmed(printed);
        if name.is_empty() || begins(name) {
            return None;
        }
        let letters: String = name.chars().filter(|sign| !" .-".contains(*sign)).collect();
        let initials = (2..=4).contains(&letters.len()) && letters.chars().all(char::is_uppercase);
        let short = if initials { letters.as_str() } else { name };
        if (initials || !name.contains(' ') || words_of(name) >= FEWEST_OF_RUN)
            && let Some(full) = self.short.get(short)
        {
            return Some(Speaker::person(full.clone()));
        }
        if let Some(Some(full)) = self.first.get(name) {
            return Some(Speaker::person(full.clone()));
        }
        let collective = name.chars().all(char::is_uppercase) || name.split(' ').any(is_thing);
        Some(Speaker { name: name.to_owned(), collective })
    }
}

/// The fewest words of a run of capitals that may hold a title and a name.
const FEWEST_OF_RUN: usize = 4;

fn words_of(name: &str) -> usize {
    name.split(' ').count()
}

/// Somebody or something that has no name.
fn unnamed(words: &str) -> Speaker {
    Speaker { name: words.trim().to_owned(), collective: true }
}

/// A noun without the verb and the word that joins another one to it, and without what says where
/// it is quoted: `the mayor laughed and`, `une infirmière citée page`.
fn without_verb(noun: &str) -> &str {
    const QUOTED: [&str; 13] = [
        " citée",
        " cité",
        " quoted",
        " cited",
        " interrogée",
        " interrogé",
        " interviewed",
        " rencontrée",
        " published",
        " released",
        " publié",
        " parue",
        " paru",
    ];
    let end = QUOTED.iter().filter_map(|word| noun.find(word)).min().unwrap_or(noun.len());
    let noun = &noun[..end];
    // `a nurse who`, `un maire qui a préféré`
    let clause = [" who ", " qui "].iter().filter_map(|who| noun.find(who)).min();
    let noun = &noun[..clause.unwrap_or(noun.len())];
    let noun = [" who", " qui"].iter().find_map(|who| noun.strip_suffix(who)).unwrap_or(noun);
    let joined = [" and", " et", " but", " mais"].iter().find_map(|and| noun.strip_suffix(and));
    joined.and_then(|before| Some(before.rsplit_once(' ')?.0)).unwrap_or(noun)
}

/// Whether a year stands right behind a name, as behind the author of a work.
fn dated(after: &str) -> bool {
    let year = after.strip_prefix(" (").or_else(|| after.strip_prefix(", ")).unwrap_or_default();
    let digits = year.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(year.len());
    digits == 4
}

/// Whether a word is a noun behind an article without its vowel: `L’historienne`.
pub(super) fn elides(word: &str) -> bool {
    bare(word).len() < word.len() && bare(word).starts_with(char::is_lowercase)
}

/// Whether a word is a verb behind what has lost its vowel before it: `C’est`, `J’ai`.
fn is_clitic(word: &str) -> bool {
    let word = word.replace('\'', "’");
    let clitics = ["C’", "J’", "S’", "N’", "M’", "T’"];
    let verb = clitics.iter().find_map(|clitic| word.strip_prefix(clitic));
    verb.is_some_and(|verb| verb.starts_with(char::is_lowercase))
}

/// Whether a word is a body's name behind an article without its vowel: `L’Observatoire`.
pub(super) fn has_article(word: &str) -> bool {
    ["L’", "L'"].iter().any(|article| word.starts_with(article))
}

/// Whether a name is an article and one word, each with a capital: `The Atlantic`.
pub(super) fn titled(name: &str) -> bool {
    ["The ", "Le ", "La ", "Les "]
        .iter()
        .filter_map(|article| name.strip_prefix(article))
        .any(|word| word.starts_with(char::is_uppercase) && !word.contains(' '))
}

/// What a body is one of, where a pattern found one: `des gares` of `l’Observatoire des gares`.
pub(super) fn body_tail<'a>(found: &Captures<'a>) -> Option<Match<'a>> {
    let name = found.name("name")?.as_str();
    let kind = bare(trimmed(name)).rsplit(' ').next().unwrap_or_default().to_lowercase();
    found.name("tail").filter(|_| is_body(&kind) || titled(name) || has_article(name))
}

/// A word without the article that has lost its vowel before it.
fn bare(word: &str) -> &str {
    ["L’", "L'", "D’", "D'"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word)
}

/// Titles, which are no part of a name.
const TITLES: [&str; 16] = [
    "Dr",
    "Dr.",
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Mme",
    "Mlle",
    "Prof",
    "Prof.",
    "Sir",
    "Dame",
    "Professor",
    "Maître",
];

/// A printed name without the word that begins its sentence.
pub(super) fn trimmed(printed: &str) -> &str {
    let mut name = printed.trim();
    while let Some((first, rest)) = name.split_once(' ') {
        let leads = is_clitic(first)
            || TITLES.contains(&first)
            || begins(first)
            || elides(first)
            || (is_adverb(first) && rest.contains(' '));
        if !leads {
            break;
        }
        // `Réponse de X` is X’s.
        let of = ["de ", "d’", "d'"].iter().find_map(|of| rest.strip_prefix(of));
        name = of.unwrap_or(rest);
    }
    let name = name.strip_suffix("’s").or_else(|| name.strip_suffix("'s")).unwrap_or(name);
    // `Policy Fellow Ann Lee`: what somebody is, in capitals, before who it is.
    let mut role = name.match_indices(' ').filter(|&(at, _)| {
        let word = name[..at].rsplit(' ').next().unwrap_or_default();
        is_office(word) && name[at + 1..].contains(' ')
    });
    if let Some((at, _)) = role.next_back() {
        return &name[at + 1..];
    }
    // `Storyteller Ann Lee`: a calling that begins a sentence.
    name.split_once(' ')
        .filter(|(first, rest)| is_calling(first) && rest.contains(' '))
        .map_or(name, |(_, rest)| rest)
}

/// Small words within names of people.
const PARTICLES: [&str; 27] = [
    "de", "la", "du", "des", "d’", "d'", "van", "der", "den", "von", "zu", "ter", "ten", "af",
    "dos", "das", "do", "del", "della", "di", "da", "ben", "bin", "el", "al", "le", "y",
];

/// Whether a run of capitals can be a person: two words or more, none that names a thing.
pub(super) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    words.len() >= 2
        && !is_region(name)
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(word))
        && words[0].starts_with(char::is_uppercase)
        && words[1..].iter().any(|word| word.starts_with(char::is_uppercase))
        && words
            .iter()
            .all(|word| !is_thing(word) && !word.ends_with("n’t") && !word.ends_with("n't"))
        && !words.iter().any(|word| is_place(word))
        && !words.iter().skip(1).any(|word| is_of_titles(word))
        && !words.iter().any(|word| word.len() > 2 && word.chars().all(char::is_uppercase))
        && !words.iter().any(|word| is_brand(word))
        && words.iter().any(|word| word.chars().count() > 2)
}

/// Whether a word ends in great letters behind small ones, as no name of a person does: `MongoDB`.
fn is_brand(word: &str) -> bool {
    word.ends_with(char::is_uppercase) && word.contains(char::is_lowercase)
}

/// Whether a name is that of a part of the world: `Amérique du Nord`, `North Wales`.
fn is_region(name: &str) -> bool {
    const SIDES: [&str; 10] = [
        "North ",
        "South ",
        "East ",
        "West ",
        "Northern ",
        "Southern ",
        "Eastern ",
        "Western ",
        "Central ",
        "Upper ",
    ];
    [" du Nord", " du Sud"].iter().any(|side| name.ends_with(side))
        || SIDES.iter().any(|side| name.starts_with(side))
}

fn surname(full: &str) -> &str {
    let full = full.split(", ").next().unwrap_or(full);
    full.rsplit(' ').next().unwrap_or(full)
}

fn initials(full: &str) -> String {
    full.split([' ', '-'])
        .filter_map(|word| word.chars().find(|sign| sign.is_uppercase()))
        .collect()
}

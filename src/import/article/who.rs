//! Who may speak: names, pronouns, groups and documents, and whom a short form means.

use regex::{Captures, Regex};

/// A name of one to six words, as a pattern.
pub(super) const NAME: &str = r"(?:\p{Lu}[\p{Ll}\p{Lu}’'-]*\p{Ll}|\p{Lu}\.|\p{Lu}{2,})(?: (?:(?:de la|de|du|d[’']|van der|van|von|ben|el|al|bin|di|da|Le|La) )?(?:\p{Lu}[\p{Ll}\p{Lu}’'-]*\p{Ll}|\p{Lu}\.)){0,5}(?:, (?:Jr|Sr)\.)?";
/// What stands before a name and is no part of it.
pub(super) const TITLE: &str =
    r"(?:(?:M|Mr|Mrs|Ms|Mme|Mlle|Dr|Pr|Prof|President|Président|Professor|Professeure?)\.? )?";
/// People and documents that speak without a name, as the last word of what names them.
const SPEAKING: &str = r"(?:mentors?|experts?|auteure?s?|autrices?|authors?|chercheure?s?|chercheuses?|researchers?|analysts?|analystes?|developers?|développeure?s?|developpeuses?|officials?|spokes\p{L}+|porte-parole|ministre|minister|respondents?|répondante?s?|participante?s?|organisateurs?|organi[sz]ers?|webmasters?|report|study|survey|paper|rapport|étude|enquête|sondage|baromètre|panel|jury|EIG)";

/// Who speaks, as a pattern with the groups `pronoun`, `noun` and `name`.
pub(super) fn who() -> String {
    format!(
        r"(?:(?P<pronoun>[Hh]e|[Ss]he|[Ii]l|[Ee]lle)|(?P<noun>(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Ll]e|[Ll]a|[Uu]ne?) |[Ll][’'])(?:[\p{{L}}’'-]+ ){{0,3}}[\p{{L}}’'-]+(?: (?:for|from|at) (?:the )?\p{{Lu}}\w*(?: \p{{Lu}}\w*){{0,3}})?)|{TITLE}(?P<name>{NAME})(?: (?:of|from|at|de|du|chez) (?:the |la |l[’'])?\p{{Lu}}[\w&’'-]*(?: \p{{Lu}}\w*){{0,4}})?)"
    )
}

/// Like [`who`], for words such as "according to", behind which things stand as well: a noun
/// counts where it can speak.
pub(super) fn source() -> String {
    format!(
        r"(?:(?P<pronoun>him|her|lui|elle)\b|(?P<noun>(?:the |an? |le |la |les |l[’']|un |une |des |our |nos |ces |ce |this )?(?:[\p{{L}}’'-]+ ){{0,2}}?{SPEAKING})\b|{TITLE}(?P<name>{NAME}))"
    )
}

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

/// Words that begin sentences and no names.
const NO_NAMES: [&str; 106] = [
    "Le", "La", "Les", "L", "Un", "Une", "Des", "Du", "De", "Je", "Tu", "Il", "Elle", "On", "Nous",
    "Vous", "Ils", "Elles", "Ce", "Cet", "Cette", "Ces", "Mon", "Ma", "Mes", "Son", "Sa", "Ses",
    "Leur", "Leurs", "Notre", "Votre", "Si", "Sans", "Sur", "Sous", "Pour", "Par", "Dans", "En",
    "Au", "Aux", "À", "A", "Car", "Mais", "Ou", "Et", "Donc", "Or", "Ni", "Quand", "Quant",
    "Comme", "Selon", "The", "This", "That", "These", "Those", "It", "He", "She", "They", "We",
    "You", "I", "In", "On", "At", "By", "For", "From", "With", "To", "Of", "And", "Or", "But",
    "As", "If", "When", "While", "Some", "Many", "One", "Our", "Your", "My", "His", "Her", "Its",
    "Their", "There", "Here", "What", "Why", "How", "Who", "Tous", "Toutes", "Puis", "Ainsi",
    "Again", "Also", "Then",
];
/// Words that make a run of capitals something else than a person.
const THINGS: [&str; 76] = [
    "Web",
    "Digital",
    "Social",
    "Media",
    "Facebook",
    "TikTok",
    "Instagram",
    "Snapchat",
    "Twitter",
    "YouTube",
    "LinkedIn",
    "Google",
    "Apple",
    "Microsoft",
    "Department",
    "Bureau",
    "Office",
    "Center",
    "Centre",
    "Service",
    "Services",
    "Agency",
    "Agence",
    "Institute",
    "Institut",
    "University",
    "Université",
    "State",
    "States",
    "National",
    "Federal",
    "Government",
    "Information",
    "Program",
    "Programme",
    "Data",
    "Marketing",
    "Retail",
    "Week",
    "Ministère",
    "Direction",
    "Group",
    "Groupe",
    "House",
    "Internet",
    "Cour",
    "Conseil",
    "Council",
    "School",
    "College",
    "Selling",
    "Commerce",
    "Live",
    "Report",
    "Rapport",
    "Summit",
    "Land",
    "Bank",
    "White",
    "Company",
    "Ministre",
    "Minister",
    "Director",
    "Directeur",
    "Directrice",
    "Manager",
    "Chief",
    "Officer",
    "Lead",
    "Senior",
    "Secretary",
    "Associate",
    "Dark",
    "Wide",
    "World",
    "The",
];

/// The people that the article names.
#[derive(Debug, Default)]
pub(super) struct People {
    full: Vec<String>,
    /// Who was named or spoke last.
    pub(super) last: Option<Speaker>,
}

impl People {
    /// Gathers every full name of an article.
    pub(super) fn of<'a>(name: &Regex, texts: impl Iterator<Item = &'a str>) -> Self {
        let mut full: Vec<String> = Vec::new();
        for text in texts {
            for found in name.find_iter(text) {
                let found = trimmed(found.as_str());
                if is_person(found) && !full.iter().any(|known| known == found) {
                    full.push(found.to_owned());
                }
            }
        }
        Self { full, last: None }
    }

    /// Whether a form means one of the article's people.
    pub(super) fn knows(&self, form: &str) -> bool {
        self.full.iter().any(|known| known == form || surname(known) == form)
    }

    /// The speaker whom a pattern's groups name.
    pub(super) fn speaker(&self, found: &Captures<'_>) -> Option<Speaker> {
        if let Some(name) = found.name("name") {
            return self.named(name.as_str());
        }
        if let Some(noun) = found.name("noun") {
            let noun = noun.as_str().trim();
            if noun.contains(" of ") || noun.ends_with(" of") {
                return None;
            }
            let many = found.name("of").is_some_and(|of| of.as_str() == "des ");
            let noun = if many { format!("les {noun}") } else { noun.to_owned() };
            return Some(Speaker { name: noun, collective: true });
        }
        found.name("pronoun").and(self.last.clone())
    }

    /// The one whom a printed name means: a surname is its owner's.
    pub(super) fn named(&self, printed: &str) -> Option<Speaker> {
        let name = trimmed(printed);
        if name.is_empty() || NO_NAMES.contains(&name) {
            return None;
        }
        if !name.contains(' ')
            && let Some(full) = self.full.iter().find(|full| surname(full) == name)
        {
            return Some(Speaker::person(full.clone()));
        }
        let letters: String = name.chars().filter(|sign| !" .-".contains(*sign)).collect();
        if (2..=4).contains(&letters.len())
            && letters.chars().all(char::is_uppercase)
            && let Some(full) = self.full.iter().find(|full| initials(full) == letters)
        {
            return Some(Speaker::person(full.clone()));
        }
        let collective = name.chars().all(char::is_uppercase)
            || name.split(' ').any(|word| THINGS.contains(&word));
        Some(Speaker { name: name.to_owned(), collective })
    }
}

/// A printed name without the word that begins its sentence.
pub(super) fn trimmed(printed: &str) -> &str {
    let mut name = printed.trim();
    while let Some((first, rest)) = name.split_once(' ') {
        if !NO_NAMES.contains(&first) {
            break;
        }
        name = rest;
    }
    name.strip_suffix("’s").or_else(|| name.strip_suffix("'s")).unwrap_or(name)
}

/// Whether a run of capitals can be a person: two words or more, none that names a thing.
pub(super) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    words.len() >= 2
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3)
        && words[0].starts_with(char::is_uppercase)
        && words.iter().all(|word| !THINGS.contains(word))
        && !words.iter().any(|word| word.len() > 2 && word.chars().all(char::is_uppercase))
        && words.iter().any(|word| word.chars().count() > 2)
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

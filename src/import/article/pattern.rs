//! One pattern that finds a speaker, and what a sentence must hold before it is tried: a pattern is
//! slow, and most sentences lack a word that it needs.

use regex::Regex;

use super::letters::regex;
use super::patterns::{
    ALIKE, ALSO, APART, BESIDES, CALLS, FOR_WHOM, OWN_WORDS, TELLS_HOW, THEIRS, VIEWS, WHO_SAID,
    WHO_SAYS,
};
use super::pieces::{Piece, filled};

/// A pattern that finds a speaker.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) rule: &'static str,
    pub(super) confidence: f64,
    pub(super) regex: Regex,
    /// It may say whose words a sentence without quotation marks reports.
    pub(super) reports: bool,
    /// It takes nobody who is not named in full somewhere.
    pub(super) known: bool,
    /// A verb of speech must stand in the sentence.
    verb: bool,
    /// Of each of these lists one must stand in the sentence.
    needs: Vec<Vec<&'static str>>,
}

impl Pattern {
    /// Whether it can match a sentence at all; `verbs` says that a verb of speech stands there.
    pub(super) fn may_match(&self, sentence: &str, verbs: bool) -> bool {
        (verbs || !self.verb)
            && self.needs.iter().all(|list| list.iter().any(|need| sentence.contains(need)))
            && (self.rule != APART || name_apart(sentence))
    }
}

/// Whether a comma and a capital behind it stand in a sentence, and another comma.
fn name_apart(sentence: &str) -> bool {
    let mut commas = sentence.match_indices(", ");
    let name = commas.any(|(at, _)| sentence[at + 2..].starts_with(char::is_uppercase));
    name && commas.next().is_some()
}

/// A rule that names a speaker, as it is written down.
#[derive(Debug)]
pub(super) struct Rule {
    name: &'static str,
    confidence: f64,
    reports: bool,
    words: &'static str,
}

/// A rule that names whoever says what is quoted.
pub(super) const fn names(name: &'static str, confidence: f64, words: &'static str) -> Rule {
    Rule { name, confidence, reports: false, words }
}

/// A rule that says as well whose words a sentence without quotation marks reports.
pub(super) const fn reports(name: &'static str, confidence: f64, words: &'static str) -> Rule {
    Rule { name, confidence, reports: true, words }
}

/// Rules as they are looked for.
///
/// # Errors
/// Where the words of one are no pattern.
pub(super) fn made(rules: &[Rule], pieces: &[Piece<'_>]) -> Result<Vec<Pattern>, regex::Error> {
    rules.iter().map(|rule| rule.pattern(pieces)).collect()
}

impl Rule {
    fn pattern(&self, pieces: &[Piece<'_>]) -> Result<Pattern, regex::Error> {
        let known = ["pour X", "X : «"].contains(&self.name);
        let (verb, needs) = needs(self.name);
        Ok(Pattern {
            rule: self.name,
            confidence: self.confidence,
            regex: regex(&filled(self.words, pieces))?,
            reports: self.reports,
            known,
            verb,
            needs: needs.iter().map(|list| list.split('|').collect()).collect(),
        })
    }
}

/// Whether a rule needs a verb of speech, and lists of words, each parted by `|`, of which a sentence
/// must hold one.
const NEEDS: &[(&str, bool, &[&str])] = &[
    (
        "selon X",
        false,
        &[
            "elon |ccording to|en croire|to be believed|own account|’après|'après| croire |’avis d|'avis d|dires d|n the words of|n the view of|n the opinion of|n the eyes of",
        ],
    ),
    ("pour X", false, &["our |For |for h|Aux yeux|ses yeux"]),
    ("X : «", false, &["~"]),
    ("comme le dit X", false, &["omme | as |As "]),
    ("comme X le dit", false, &["omme | as |As "]),
    ("…, X dit", true, &[",|~|”|»"]),
    ("…, dit X", true, &[",|~|”|»"]),
    ("X dit :", true, &[": "]),
    ("X, dit-il,", true, &[","]),
    ("X ajoute que", false, &[" that| qu| how| why| whether| comment| combien| pourquoi"]),
    (
        "X propose de",
        false,
        &[
            "recommand|préconis|propos|conseill|sugg|prom|demand|appel|invit|encourag|plaid|urge|advise|pledge|warn|caution|argue|contre|recommend|call|voudrai|aimerai|souhaiterai|would |engag|refus|want|veu|reproch|critiqu",
        ],
    ),
    (OWN_WORDS, false, &[": | is | was | remains | est | était | reste "]),
    (TELLS_HOW, false, &[" how| why|la façon|la manière| ce qu"]),
    (
        "X souligne l’importance",
        false,
        &[
            "express|voice|exprim| part d|hope|fear|regret|doubt|work|effort|progr|courage|travail|engagement|espoir|souhait|crainte|doute|inquiétude|confiance|importance|significance|value|need|necessity|benefit|role|power|potential|risk|danger|difficult|lack|absence|limit|advantage|nécessité|intérêt|utilité|besoin|rôle|manque|risque|urgence|avantage",
        ],
    ),
    (APART, true, &[", "]),
    (ALSO, true, &[" and | et | but | mais "]),
    (
        BESIDES,
        false,
        &[
            "ing |ing out | to |ant | à | de | d’| d'",
            "that|que |qu’|qu'|how|why|comment|combien|pourquoi",
        ],
    ),
    (WHO_SAYS, false, &[", who |, qui |, lequel |, laquelle "]),
    (VIEWS, false, &["’s |'s ", "In |By |On |To "]),
    (WHO_SAID, true, &[" who | qui ", "that|que|qu’|qu'"]),
    (
        THEIRS,
        false,
        &[
            "er |is |on |a |es |’s |'s ",
            "study|review|survey|research|data|figures|paper|report|book|thesis|essay|chapter|introduction|preface|foreword|contribution|article|étude|enquête|thèse|travaux|recherches|données|chiffres|livre|préface|chapitre|texte",
            "that|que|qu’|qu'|how|why|whether|comment|combien|pourquoi|~",
        ],
    ),
    (ALIKE, false, &["Même |Same "]),
    (FOR_WHOM, false, &["whom|pour qui|selon qui|yeux de qui|lequel|laquelle"]),
    (CALLS, false, &["~", "appel|nomm|bapti|défini|qualifi|entend|call|name|define|mean|dub"]),
];

/// What a rule needs; a verb of speech where nothing else is known of it.
fn needs(rule: &str) -> (bool, &'static [&'static str]) {
    let known = NEEDS.iter().find(|(known, ..)| *known == rule);
    known.map_or((true, &[]), |(_, verb, needs)| (*verb, needs))
}

//! The patterns that name speakers, and how sure each is.

use regex::Regex;

use super::verbs::{STRONG, VERB};
use super::who::{NAME, TITLE};

/// Right wherever it was held against an article.
pub(super) const HIGH: f64 = 0.95;
/// Mostly right.
pub(super) const MIDDLE: f64 = 0.7;
/// A proposal: pronouns, the sentence before, pages without a person.
pub(super) const LOW: f64 = 0.4;

/// A role between commas.
pub(super) const ROLE: &str = r"(?P<role>, (?:[^~“”«».;:]|\.\p{Ll}|U\.S\. ){2,160}?,?)?";
/// What may stand between a speaker and the verb.
pub(super) const ADVERB: &str =
    r"(?:(?:also|then|later|once|rightly|nous|l[’']|le|ne|y|a|ont|has|had|avait|notamment) ){0,3}";

/// A pattern that finds a speaker.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) rule: &'static str,
    pub(super) confidence: f64,
    pub(super) regex: Regex,
    /// It may say whose words a sentence without quotation marks reports.
    pub(super) reports: bool,
}

fn pattern(
    rule: &'static str,
    confidence: f64,
    reports: bool,
    words: &str,
) -> Result<Pattern, regex::Error> {
    Ok(Pattern { rule, confidence, regex: Regex::new(words)?, reports })
}

/// What stands behind a quotation and names who says it.
pub(super) fn after(who: &str, source: &str) -> Result<Vec<Pattern>, regex::Error> {
    Ok(vec![
        pattern(
            "selon X",
            HIGH,
            false,
            &format!(r"^[\s,.]*(?:selon|d[’']après|pour|according to|per) {source}"),
        )?,
        pattern(
            "« », X p N",
            HIGH,
            false,
            &format!(r"^[\s,]*\(?(?P<name>{NAME}),? \(?(?:pp?\.?|pages?) ?\d"),
        )?,
        pattern("« » — X", HIGH, false, &format!(r"^[\s.]*[—–-]+ ?{TITLE}(?P<name>{NAME})"))?,
        pattern("« », dit X", HIGH, false, &format!(r"^[\s,.]*{ADVERB}{VERB}(?: |-t-|-){who}"))?,
        pattern(
            "« », X, role, dit",
            HIGH,
            false,
            &format!(r"^[\s,]*{who}{ROLE} {ADVERB}{VERB}\b"),
        )?,
    ])
}

/// What names a speaker in a sentence whose quotations are blotted out.
pub(super) fn within(who: &str, source: &str) -> Result<Vec<Pattern>, regex::Error> {
    let ends = r"[.!?…”»)]*$";
    Ok(vec![
        pattern(
            "selon X",
            HIGH,
            true,
            &format!(
                r"(?:[Aa]ccording to|[Ss]elon|[Dd][’']après) (?:les mots (?P<of>des |de |du ))?{source}"
            ),
        )?,
        pattern(
            "comme le dit X",
            HIGH,
            true,
            &format!(r"(?:[Cc]omme|as) (?:l[’']a |le |l[’'])?{VERB} {who}"),
        )?,
        pattern(
            "X dit",
            HIGH,
            true,
            &format!(r"^(?:[^,~]{{1,60}}[,:] |[^~:]{{1,200}} ?: )?{who}{ROLE} {ADVERB}{STRONG}\b"),
        )?,
        pattern(
            "…, X dit",
            HIGH,
            true,
            &format!(r"[,~”»] ?{who}{ROLE} {ADVERB}{VERB}(?: the \w+| again)?{ends}"),
        )?,
        pattern(
            "…, dit X",
            HIGH,
            true,
            &format!(r"[,~”»] ?{ADVERB}{VERB}(?: |-t-|-){who}(?:,? [^~“«]{{2,200}})?{ends}"),
        )?,
        pattern(
            "X ajoute que",
            HIGH,
            true,
            &format!(
                r"^(?:[^,~]{{1,60}}[,:] |[^~:]{{1,200}} ?: )?{who}{ROLE} {ADVERB}{VERB}(?: [\p{{L}}]+){{0,2}} (?:that|que|qu[’'])"
            ),
        )?,
        pattern(
            "X : «",
            MIDDLE,
            false,
            &format!(
                r"^(?:[^,~]{{1,60}}[,:] |[^~:]{{1,200}} ?: )?{who}{ROLE}(?: \([^()]*\))? {ADVERB}{VERB}\b[^~]*[:,]? ?[“«\x22]~"
            ),
        )?,
        pattern("X : «", MIDDLE, false, &format!(r"(?P<name>{NAME})[^.~]{{0,80}} ?: ?[“«\x22]~"))?,
    ])
}

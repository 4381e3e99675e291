//! Who says what in a block, by rules that were right on every article that they were held
//! against. What they do not reach is left to a person: a missing speaker beats a guess.

use regex::{Captures, Regex};

use super::blocks::{Block, Kind};
use super::marks::{Quotation, Reference, References, quotations};

/// A name of one to five words, as a pattern.
const NAME: &str = r"((?:\p{Lu}[\p{Ll}\p{Lu}’'-]*\p{Ll}|\p{Lu}\.)(?: (?:(?:de la|de|du|van der|van|von|ben|el|Le|La) )?(?:\p{Lu}[\p{Ll}\p{Lu}’'-]*\p{Ll}|\p{Lu}\.)){0,4}(?:, Jr\.)?)";
/// A verb of speech.
const VERB: &str = r"(?:affirme|ajoute|annonce|assure|confie|conclut|constate|déclare|dit|estime|explique|indique|insiste|juge|lance|note|observe|pense|précise|propose|raconte|rappelle|regrette|remarque|répond|résume|souligne|soutient|suggère|a (?:affirmé|ajouté|attesté|déclaré|dit|expliqué|souligné|rappelé|précisé)|said|says|shared|explained|explains|added|adds|noted|notes|commented|continued|asked|told|warned|argued|argues|writes|wrote)";
/// A role between two commas.
const ROLE: &str = r"(?:, [^.“”«»]{2,140}?,)?";

/// A statement that a rule proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Who says it; none is the document itself.
    pub(super) expert: Option<String>,
    /// Who quotes them.
    pub(super) via: Option<String>,
    /// The span in the block.
    pub(super) span: (usize, usize),
    /// The words inside quotation marks.
    pub(super) quote: Option<(usize, usize)>,
    /// Which of the references of the block gives its pages.
    pub(super) reference: Option<usize>,
    /// The rule.
    pub(super) rule: &'static str,
}

/// The rules.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) references: References,
    after: Vec<(&'static str, Regex)>,
    in_brackets: Regex,
    before_bracket: Regex,
    quoted_by: Regex,
    signature: Regex,
    whole: Regex,
}

impl Rules {
    pub(super) fn new() -> Result<Self, regex::Error> {
        let start = r"^[\s,.]*";
        let after = [
            (
                "selon X",
                format!(r"{start}(?:selon|d[’']après|according to) (?:M\. |Mme |Dr )?{NAME}"),
            ),
            ("« », X p N", format!(r"{start}\(?{NAME},? \(?(?:pp?\.?|pages?) ?\d")),
            ("« », dit X", format!(r"{start}{VERB} (?:M\. |Mme |Dr )?{NAME}")),
            ("« », X, role, dit", format!(r"{start}{NAME}{ROLE} {VERB}\b")),
        ];
        let mut rules = Vec::new();
        for (name, pattern) in after {
            rules.push((name, Regex::new(&pattern)?));
        }
        Ok(Self {
            references: References::new()?,
            after: rules,
            in_brackets: Regex::new(&format!(r"\({NAME},? $"))?,
            before_bracket: Regex::new(&format!(r"{NAME} \($"))?,
            quoted_by: Regex::new(r"^[,; ]*(?:cité par|cited (?:in|by)|quoted by) ([^).]+)")?,
            whole: Regex::new(&format!(r"^{NAME}$"))?,
            signature: Regex::new(&format!(r"^[—–-]+ ?{NAME}(?:,|$)"))?,
        })
    }

    /// Who signs, where a block is a signature.
    pub(super) fn signature(&self, block: &Block) -> Option<String> {
        let name = name(&self.signature.captures(&block.text)?)?;
        name.contains(' ').then_some(name)
    }

    /// The statements of a block.
    pub(super) fn read(&self, block: &Block, references: &[Reference]) -> Vec<Said> {
        let text = block.text.as_str();
        if block.kind == Kind::Heading {
            return Vec::new();
        }
        let mut said: Vec<Said> = Vec::new();
        let mut taken = vec![false; references.len()];
        for quotation in quotations(text).iter().filter(|quotation| !quotation.open) {
            let head = || self.head(block, quotation);
            let found = self.speaker(text, quotation).or_else(head);
            let Some((rule, expert)) = found else { continue };
            let near = references.iter().position(|reference| {
                !reference.elsewhere
                    && reference.start >= quotation.end
                    && reference.start - quotation.end <= 90
                    && !text[quotation.end..reference.start].contains(". ")
            });
            if let Some(near) = near {
                taken[near] = true;
            }
            said.push(Said {
                expert: Some(expert),
                via: None,
                span: (quotation.start, quotation.end),
                quote: Some(quotation.words),
                reference: near,
                rule,
            });
        }
        let mut last = None;
        for (number, reference) in references.iter().enumerate() {
            if taken[number] || reference.elsewhere {
                continue;
            }
            let before = &text[..reference.start];
            let found = if let Some(found) = self.in_brackets.captures(before) {
                Some(("(X p N)", found, true))
            } else {
                self.before_bracket.captures(before).map(|found| ("X (p N)", found, false))
            };
            let Some((rule, found, bracketed)) = found else { continue };
            let (Some(whole), Some(expert)) = (found.get(0), name(&found)) else { continue };
            let from = sentence_start(text, whole.start(), bracketed);
            let to = if bracketed { whole.start() } else { sentence_end(text, reference.end) };
            let after = text.get(reference.end..).unwrap_or_default();
            let via = self.quoted_by.captures(after).and_then(|found| {
                let words = found.get(1)?.as_str();
                let same = ["le même auteur", "the same author", "the same"].contains(&words);
                if same { last.clone() } else { Some(words.to_owned()) }
            });
            if text[from..to].trim().is_empty() {
                continue;
            }
            last = Some(expert.clone());
            said.push(Said {
                expert: Some(expert),
                via,
                span: (from, from + text[from..to].trim_end().len()),
                quote: None,
                reference: Some(number),
                rule,
            });
        }
        said.sort_by_key(|said| said.span);
        said
    }

    /// The bold name that a block begins with speaks in it, unless a term is quoted.
    fn head(&self, block: &Block, quotation: &Quotation) -> Option<(&'static str, String)> {
        let bold = block.bold.as_deref().filter(|bold| bold.contains(' '))?;
        let words = block.text[quotation.words.0..quotation.words.1].split_whitespace().count();
        let name = name(&self.whole.captures(bold)?)?;
        (words > 3).then_some(("bold head", name))
    }

    fn speaker(&self, text: &str, quotation: &Quotation) -> Option<(&'static str, String)> {
        let after = &text[quotation.end..];
        self.after
            .iter()
            .find_map(|(rule, pattern)| Some((*rule, name(&pattern.captures(after)?)?)))
    }
}

fn name(found: &Captures<'_>) -> Option<String> {
    Some(found.get(1)?.as_str().to_owned())
}

/// Where the claim before a bracket begins: behind the bracket before it, or with its
/// sentence.
fn sentence_start(text: &str, at: usize, clause: bool) -> usize {
    let before = &text[..at];
    let sentence = before.rmatch_indices(['.', '!', '?']).find_map(|(stop, sign)| {
        let next = stop + sign.len();
        text[next..at].starts_with(' ').then_some(next + 1)
    });
    let bracket = before.rfind(')').filter(|_| clause).map(|bracket| bracket + 1);
    let from = sentence.max(bracket).unwrap_or(0);
    from + text[from..at].len() - text[from..at].trim_start_matches([' ', ',']).len()
}

fn sentence_end(text: &str, at: usize) -> usize {
    let stops = text[at..].match_indices(['.', '!', '?']);
    let mut ends = stops.map(|(stop, sign)| at + stop + sign.len());
    ends.find(|&end| end == text.len() || text[end..].starts_with(' ')).unwrap_or(text.len())
}

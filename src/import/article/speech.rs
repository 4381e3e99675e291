//! Who says what in a block.
//!
//! Every rule has a confidence. The high ones were right wherever they were held against an
//! article; the others are proposals that a person should look at.

use regex::Regex;

use super::blocks::{Block, Kind};
use super::marks::{Quotation, Reference, References, quotations};
use super::patterns::{ADVERB, HIGH, LOW, MIDDLE, Pattern, after, within};
use super::sentences::{masked, sentences};
use super::verbs::VERB;
use super::who::{NAME, People, Speaker, TITLE, is_person, source, trimmed, who};

/// A statement that a rule proposes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// Who says it; none is the document itself, or nobody knows.
    pub(super) speaker: Option<Speaker>,
    /// It is the author of the article who says it.
    pub(super) author: bool,
    /// Who quotes them.
    pub(super) via: Option<Speaker>,
    /// The span in the block.
    pub(super) span: (usize, usize),
    /// The words inside quotation marks.
    pub(super) quotes: Vec<(usize, usize)>,
    /// Which of the references of the block gives its pages.
    pub(super) reference: Option<usize>,
    /// The rule.
    pub(super) rule: &'static str,
    /// How sure the rule is, 0 to 1.
    pub(super) confidence: f64,
}

/// A statement of somebody's, without pages.
pub(super) fn said(
    speaker: Option<Speaker>,
    span: (usize, usize),
    (rule, confidence): (&'static str, f64),
) -> Said {
    Said {
        speaker,
        author: false,
        via: None,
        span,
        quotes: Vec::new(),
        reference: None,
        rule,
        confidence,
    }
}

/// The rules.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) references: References,
    pub(super) names: Regex,
    after: Vec<Pattern>,
    within: Vec<Pattern>,
    inside: Regex,
    work: Regex,
    quoting: Regex,
    in_brackets: Regex,
    before_bracket: Regex,
    quoted_by: Regex,
    signature: Regex,
    turn: Regex,
    first: Regex,
    own: Regex,
    document: Regex,
}

impl Rules {
    pub(super) fn new() -> Result<Self, regex::Error> {
        let (who, source) = (who(), source());
        Ok(Self {
            references: References::new()?,
            names: Regex::new(NAME)?,
            after: after(&who, &source)?,
            within: within(&who, &source)?,
            inside: Regex::new(&format!(r",[”»]? {ADVERB}{VERB}(?: |-t-|-){who}"))?,
            work: Regex::new(&format!(
                r"^\s*\((?P<who>{NAME}(?: et al\.| (?:et|and|&) {NAME})?),? (?:\d{{4}}[a-z]?)?(?:,? ?(?:dans|in|cité par|cited in|cited by) (?P<via>[^()]+?))?(?:, \d{{4}}[a-z]?)?(?:,? (?:pp?\.?|pages?) ?[\d–-]+)?\)"
            ))?,
            quoting: Regex::new(&format!(
                r"(?P<by>{NAME}),? (?:who quoted|quoting|who cited|citing|qui citait?|citant) {TITLE}(?P<name>{NAME})"
            ))?,
            in_brackets: Regex::new(&format!(r"\(({NAME}),? $"))?,
            before_bracket: Regex::new(&format!(r"({NAME}) \($"))?,
            quoted_by: Regex::new(r"^[,; ]*(?:cité par|cited (?:in|by)|quoted by) ([^).]+)")?,
            signature: Regex::new(&format!(r"^[—–-]+ ?{TITLE}({NAME})(?:[,.(]|$| \()"))?,
            turn: Regex::new(&format!(
                r"^{TITLE}({NAME}|(?:\p{{Lu}}\.?-?){{2,4}})(?:, [^:.]{{2,60}}| \([^():]*\))? ?: "
            ))?,
            first: Regex::new(&format!(r"^(?:[\p{{L}}’' ]{{1,30}}, )?{TITLE}({NAME})"))?,
            own: Regex::new(
                r"^(?:To me,|(?:In|From) my (?:\w+ ){0,2}(?:opinion|view|experience)|I (?:think|believe|suspect|would argue|am convinced)|À mon (?:avis|sens)|Selon moi|Pour moi,|Je (?:pense|crois|sens|trouve|suis convaincue?)|Ce qui me (?:frappe|surprend|plaît)|Il me semble)",
            )?,
            document: Regex::new(
                r"\b(?:[Tt]he|[Tt]his|[Ll]e|[Cc]e|[Cc]ette|[Ll][’'])[  ]?(?:report|study|survey|white paper|rapport|étude|enquête|baromètre|cahier de tendances|livre blanc)\b",
            )?,
        })
    }

    /// Who signs, where a block is a signature.
    pub(super) fn signature(&self, block: &Block, people: &People) -> Option<Speaker> {
        let found = self.signature.captures(&block.text)?;
        people.named(found.get(1)?.as_str()).filter(|speaker| speaker.name.contains(' '))
    }

    /// Who speaks in what the last sentence of a text announces.
    pub(super) fn introduced(&self, text: &str, people: &People) -> Option<Speaker> {
        let from = text.rmatch_indices(". ").next().map_or(0, |(stop, _)| stop + 2);
        let sentence = &text[from..];
        let named = self.within.iter().find_map(|pattern| {
            pattern.regex.captures(sentence).and_then(|found| people.speaker(&found))
        });
        named.or_else(|| self.first_name(sentence, people))
    }

    /// The document that an article is about, in its own words.
    pub(super) fn document(&self, text: &str) -> Option<Speaker> {
        let name = self.document.find(text)?.as_str().to_lowercase();
        Some(Speaker { name, collective: true })
    }

    /// The label of a turn of speech, and where its words begin.
    pub(super) fn turn<'a>(&self, block: &'a Block) -> Option<(&'a str, usize)> {
        let found = self.turn.captures(&block.text)?;
        let whole = found.get(0)?;
        (block.text[whole.end()..].split(' ').count() >= 5).then_some(())?;
        Some((found.get(1)?.as_str(), whole.end()))
    }

    /// The statements of a block; `document` speaks where pages stand and nobody else does.
    pub(super) fn read(
        &self,
        block: &Block,
        references: &[Reference],
        people: &mut People,
        document: Option<&Speaker>,
    ) -> Vec<Said> {
        if block.kind == Kind::Heading {
            return Vec::new();
        }
        let text = block.text.as_str();
        let quotations = quotations(text);
        let mask = masked(text, &quotations);
        let mut near = Near {
            text,
            mask: &mask,
            people,
            references,
            quotations: &quotations,
            document,
            attributed: Vec::new(),
            taken: vec![false; references.len()],
            subject: None,
            made: Vec::new(),
        };
        near.attributed = quotations
            .iter()
            .enumerate()
            .map(|(number, quotation)| {
                let until = quotations.get(number + 1).map_or(text.len(), |next| next.start);
                self.behind(&near, quotation, until)
            })
            .collect();
        let bound: Vec<usize> = quotations
            .iter()
            .zip(&near.attributed)
            .filter(|(_, found)| found.is_some())
            .map(|(quotation, _)| quotation.end)
            .collect();
        near.subject = block
            .bold
            .as_deref()
            .and_then(|bold| is_person(bold).then(|| near.people.named(bold)).flatten());
        let parts = sentences(text, &mask, &bound);
        for &part in &parts {
            let found = self.within(&near, &mask[part.0..part.1]);
            let quoted = self.quoted(&mut near, part, found.as_ref());
            self.reported(&mut near, part, found.as_ref(), quoted);
        }
        self.pages(&mut near, &parts);
        near.made.sort_by_key(|said| said.span);
        near.made
    }

    /// Whom a sentence names as its speaker.
    fn within(&self, near: &Near<'_>, sentence: &str) -> Option<(&Pattern, Speaker)> {
        self.within.iter().find_map(|pattern| {
            let found = pattern.regex.captures(sentence)?;
            let role = found.name("role").map_or("", |role| role.as_str());
            // A thing that sees something says nothing.
            let sees = found.name("noun").is_some() && found[0].ends_with("sees");
            if role.contains(" who ") || role.contains(" qui ") || sees {
                return None;
            }
            Some((pattern, near.people.speaker(&found)?))
        })
    }

    /// The statements of the quotations of a sentence; whether there was one.
    fn quoted(
        &self,
        near: &mut Near<'_>,
        (start, end): (usize, usize),
        found: Option<&(&Pattern, Speaker)>,
    ) -> bool {
        let sentence = &near.mask[start..end];
        let mut quoted = false;
        let quotations = near.quotations;
        let mine = quotations.iter().enumerate().filter(|(_, q)| (start..end).contains(&q.start));
        for (number, quotation) in mine {
            let words = near.text[quotation.words.0..quotation.words.1].split_whitespace().count();
            let split = near.made.last().is_some_and(|last| {
                let from = last.quotes.last().map_or(0, |quote| quote.1);
                last.speaker.is_some()
                    && !last.quotes.is_empty()
                    && near.attributed[number].is_none()
                    && last.rule.starts_with("« »")
                    && follows(near.mask, from, quotation.start)
            });
            if let (true, Some(last)) = (split, near.made.last_mut()) {
                last.quotes.push(quotation.words);
                last.span.1 = quotation.end;
                quoted = true;
                continue;
            }
            let by = || {
                found.map(|(pattern, speaker)| (pattern.rule, pattern.confidence, speaker.clone()))
            };
            let guess = || {
                let named = self
                    .first_name(sentence, near.people)
                    .map(|who| ("same sentence", MIDDLE, who));
                let named = named.filter(|_| words >= 4);
                named.or_else(|| {
                    near.subject
                        .clone()
                        .filter(|_| words >= 4)
                        .map(|who| ("sentence before", LOW, who))
                })
            };
            let known = near.attributed[number].clone().and_then(|(rule, sure, who)| {
                let who = if who.name.is_empty() { near.people.last.clone()? } else { who };
                Some((rule, sure, who))
            });
            let speaker = known.or_else(by).or_else(guess);
            let page = near.reference(quotation, end);
            let speaker = match speaker {
                Some(found) => Some(found),
                None if page.is_some_and(|page| {
                    words >= 4 || near.references[page].pages.len() < super::LIST
                }) =>
                {
                    near.document.map(|who| ("page of the document", MIDDLE, who.clone()))
                }
                None => None,
            };
            let term = words < 4
                && page.is_none()
                && near.attributed[number].is_none()
                && speaker.as_ref().is_none_or(|(rule, ..)| *rule != "selon X");
            match speaker {
                Some((rule, confidence, who)) if !term => {
                    // A word or two are quoted within a claim: the sentence makes it.
                    let whole = words < 4
                        && end - start > 2 * (quotation.end - quotation.start)
                        && page.is_none();
                    let span = if whole { (start, end) } else { (quotation.start, quotation.end) };
                    let mut new = said(Some(who.clone()), span, (rule, confidence));
                    new.quotes = vec![quotation.words];
                    new.via = self.via(near, start, quotation, &who);
                    new.reference = page;
                    if let Some(page) = page {
                        near.taken[page] = true;
                    }
                    near.people.last = Some(who.clone());
                    near.subject = Some(who);
                    near.made.push(new);
                    quoted = true;
                }
                _ => {}
            }
        }
        quoted
    }

    /// What a sentence reports or thinks without quoting, and who is spoken of behind it.
    fn reported(
        &self,
        near: &mut Near<'_>,
        (start, end): (usize, usize),
        found: Option<&(&Pattern, Speaker)>,
        quoted: bool,
    ) {
        let sentence = &near.mask[start..end];
        if let (Some((pattern, speaker)), false) = (found, quoted)
            && pattern.reports
            && sentence.split(' ').count() >= 6
            && !near.holds_reference(start, end)
        {
            let confidence = if sentence.starts_with("He ") || sentence.starts_with("She ") {
                LOW
            } else {
                MIDDLE
            };
            near.made.push(said(Some(speaker.clone()), (start, end), (pattern.rule, confidence)));
            near.people.last = Some(speaker.clone());
            near.subject = Some(speaker.clone());
        } else if found.is_none() && !quoted && self.own.is_match(sentence) {
            let mut own = said(None, (start, end), ("the author's own", MIDDLE));
            own.author = true;
            near.made.push(own);
        }
        if let Some(named) = self.first_name(sentence, near.people).filter(|_| found.is_none()) {
            near.people.last = Some(named.clone());
            near.subject = Some(named);
        } else if let Some(named) = self
            .names
            .find_iter(sentence)
            .map(|found| trimmed(found.as_str()))
            .find(|name| is_person(name))
            && found.is_none()
        {
            near.people.last = near.people.named(named);
        }
    }

    /// The speaker whom the words behind a quotation name, or those put within it.
    fn behind(
        &self,
        near: &Near<'_>,
        quotation: &Quotation,
        until: usize,
    ) -> Option<(&'static str, f64, Speaker)> {
        let (from, to) = quotation.words;
        let inner = &near.text[from..to];
        if !quotation.open {
            let after = &near.mask[quotation.end..until.max(quotation.end)];
            let stopped = inner.trim_end().ends_with('.');
            for pattern in &self.after {
                if stopped && pattern.rule == "« », X, role, dit" {
                    continue;
                }
                let found = pattern.regex.captures(after).and_then(|found| {
                    // A pronoun is known once the sentences before are read.
                    let who = match found.name("pronoun") {
                        Some(_) => Speaker { name: String::new(), collective: false },
                        None => near.people.speaker(&found)?,
                    };
                    let sure =
                        if found.name("pronoun").is_some() { LOW } else { pattern.confidence };
                    Some((pattern.rule, sure, who))
                });
                if found.is_some() {
                    return found;
                }
            }
            if let Some(found) = self.work.captures(after) {
                let name = found.name("who")?.as_str().to_owned();
                return Some(("« » (X, year)", HIGH, Speaker { name, collective: true }));
            }
        }
        let found = self.inside.captures(inner)?;
        Some(("« , dit X, »", MIDDLE, near.people.speaker(&found)?))
    }

    /// Who quotes the speaker of a quotation.
    fn via(
        &self,
        near: &Near<'_>,
        from: usize,
        quotation: &Quotation,
        who: &Speaker,
    ) -> Option<Speaker> {
        if let Some(found) = self.work.captures(&near.mask[quotation.end..])
            && let Some(via) = found.name("via")
        {
            return Some(Speaker { name: via.as_str().to_owned(), collective: true });
        }
        let found = self.quoting.captures(&near.mask[from..quotation.start])?;
        let quoted = near.people.named(found.name("name")?.as_str())?;
        let same =
            quoted.name.ends_with(who.name.as_str()) || who.name.ends_with(quoted.name.as_str());
        same.then(|| near.people.named(found.name("by")?.as_str())).flatten()
    }

    /// The person whom a sentence begins with.
    fn first_name(&self, sentence: &str, people: &People) -> Option<Speaker> {
        let found = self.first.captures(sentence)?;
        let name = trimmed(found.get(1)?.as_str());
        (is_person(name) || (name.chars().count() > 3 && people.knows(name)))
            .then(|| people.named(name))
            .flatten()
    }

    /// The claims that pages stand behind.
    fn pages(&self, near: &mut Near<'_>, parts: &[(usize, usize)]) {
        let mut last: Option<Speaker> = None;
        let text = near.text;
        let document = near.document;
        for (number, reference) in near.references.iter().enumerate() {
            if near.taken[number] || reference.elsewhere {
                continue;
            }
            let before = &text[..reference.start];
            let part = parts.iter().copied().rfind(|part| part.0 <= reference.start);
            let (from, to) = part.unwrap_or((0, text.len()));
            let named = |found: &regex::Captures<'_>| {
                Some((found.get(0)?.start(), near.people.named(found.get(1)?.as_str())?))
            };
            let inner = self.in_brackets.captures(before).and_then(|found| named(&found));
            let outer = self.before_bracket.captures(before).and_then(|found| named(&found));
            let mut new = match (inner, outer, document) {
                (Some((at, who)), ..) => {
                    let claim = claim_start(text, from, at);
                    said(Some(who), (claim, at), ("(X p N)", HIGH))
                }
                (_, Some((_, who)), _) => said(Some(who), (from, to), ("X (p N)", HIGH)),
                (_, _, document) if reference.pages.len() < super::LIST => {
                    said(document.cloned(), (from, to), ("page without a person", LOW))
                }
                _ => continue,
            };
            let after = text.get(reference.end..).unwrap_or_default();
            new.via = self.quoted_by.captures(after).and_then(|found| {
                let words = found.get(1)?.as_str();
                let same = ["le même auteur", "the same author", "the same"].contains(&words);
                if same { last.clone() } else { near.people.named(words) }
            });
            new.span.1 = new.span.0 + text[new.span.0..new.span.1].trim_end().len();
            if new.span.1 <= new.span.0 {
                continue;
            }
            if let Some(who) = &new.speaker {
                last = Some(who.clone());
                near.people.last = Some(who.clone());
            }
            new.reference = Some(number);
            near.taken[number] = true;
            near.made.push(new);
        }
    }
}

/// What the rules look at in a block.
struct Near<'a> {
    text: &'a str,
    mask: &'a str,
    people: &'a mut People,
    references: &'a [Reference],
    quotations: &'a [Quotation],
    document: Option<&'a Speaker>,
    /// For each quotation, whom the words behind it name.
    attributed: Vec<Option<(&'static str, f64, Speaker)>>,
    /// Which references belong to a statement.
    taken: Vec<bool>,
    /// Whom the block speaks of.
    subject: Option<Speaker>,
    made: Vec<Said>,
}

impl Near<'_> {
    /// The reference that stands right behind a quotation, or ends its sentence.
    fn reference(&self, quotation: &Quotation, end: usize) -> Option<usize> {
        self.references.iter().enumerate().position(|(number, reference)| {
            !reference.elsewhere
                && !self.taken[number]
                && ((reference.start >= quotation.end
                    && reference.start - quotation.end <= 90
                    && reference.start <= end + 8
                    && !self.text[quotation.end..reference.start].contains(['.', '«', '“']))
                    || (quotation.words.0..quotation.words.1).contains(&reference.start))
        })
    }

    /// Whether pages stand in a range: a claim of their own.
    fn holds_reference(&self, start: usize, end: usize) -> bool {
        self.references
            .iter()
            .any(|reference| !reference.elsewhere && (start..end).contains(&reference.start))
    }
}

/// Whether a quotation goes on with the one before: only the words that name the speaker
/// stand between, and no second sentence.
fn follows(mask: &str, from: usize, start: usize) -> bool {
    let between = mask[from..start].trim_end();
    let between = between.trim_end_matches(['.', ',', ':']);
    between.len() < 260 && !between.contains(". ")
}

/// Where the claim before a bracket begins: behind the bracket before it in its sentence, and
/// there behind the words that still belong to the claim before.
fn claim_start(text: &str, from: usize, at: usize) -> usize {
    const JOINS: [&str; 7] = [", ou ", ", et ", ", mais ", ", voire ", ", or ", ", and ", ", but "];
    let Some(bracket) = text[from..at].rfind(')').map(|bracket| from + bracket + 1) else {
        return from;
    };
    let joins = JOINS.iter().filter_map(|join| text[bracket..at].find(join)).min();
    let from = bracket + joins.unwrap_or(0);
    from + text[from..at].len() - text[from..at].trim_start_matches([' ', ',']).len()
}

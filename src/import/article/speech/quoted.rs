//! Words in quotation marks: whose they are, and which pages stand beside them.

use super::super::marks::Quotation;
use super::super::nouns::{is_document, is_of_book, means_again};
use super::super::patterns::{CALLS, COMMA_WITHIN, HIGH, LOW, MIDDLE, holds};
use super::super::sentences::is_short;
use super::super::who::{Speaker, is_person, trimmed};
use super::{INSIDE, Named, Near, Rules, said};

/// The rule of one who is quoted by another.
pub(super) const CITES: &str = "X cite Y";
/// The most words of a term in quotation marks that nobody says.
pub(super) const TERM: usize = 3;

impl Rules {
    /// The statements of the quotations of a sentence; whether there was one.
    pub(super) fn quoted(
        &self,
        near: &mut Near<'_>,
        (start, end): (usize, usize),
        found: Option<&(Named, bool)>,
    ) -> bool {
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
                    && (joins(near.mask, from, quotation.start)
                        || ((last.rule.starts_with("« »") || last.rule == CITES)
                            && follows(near.mask, from, quotation.start)))
            });
            let page = near.reference(quotation, (start, end)).filter(|_| split);
            if let (true, Some(last)) = (split, near.made.last_mut()) {
                if let (Some(page), None) = (page, last.reference) {
                    last.reference = Some(page);
                    near.taken[page] = true;
                }
                last.quotes.push(quotation.words);
                last.span.1 = quotation.end;
                quoted = true;
                continue;
            }
            quoted |= self.quote(near, (start, end), (number, words), found);
        }
        quoted
    }

    /// Makes a statement of one quotation, if it is one.
    fn quote(
        &self,
        near: &mut Near<'_>,
        (start, end): (usize, usize),
        (number, words): (usize, usize),
        found: Option<&(Named, bool)>,
    ) -> bool {
        let quotation = &near.quotations[number];
        let sentence = &near.mask[start..end];
        let page = near.reference(quotation, (start, end));
        let cited = self.handed_on(near, (start, end), number);
        let known = self.known_behind(near, start, number);
        let by = || found.map(|(named, _)| named.clone());
        let beside = || page.and_then(|page| self.beside(near, page, found.is_some()));
        let named = || {
            let named = self.first_name(sentence, near.people);
            named.map(|who| ("same sentence", MIDDLE, who)).filter(|_| {
                // A word or two are somebody's where a verb says that they are.
                words > TERM
                    || page.is_some()
                    || self.patterns.calls.is_match(&near.mask[start..quotation.start])
            })
        };
        let document = || {
            page.filter(|&page| words > TERM || (words > 2 && !near.references[page].is_list()))
                .map(|_| match near.document {
                    Some(who) => ("page of the document", MIDDLE, Some(who.clone())),
                    None => ("page without a person", LOW, None),
                })
        };
        let cited_by = cited.clone().map(|(who, _)| (CITES, MIDDLE, who));
        let speaker = cited_by
            .or_else(|| self.work(near, quotation))
            .or(known)
            .or_else(|| self.led(near, start, quotation))
            .or_else(beside)
            .or_else(by)
            .or_else(|| self.it_says(near, start, quotation))
            .or_else(named)
            .or_else(|| self.meant_within(near, start, quotation))
            .or_else(|| self.guess(near, (start, end), (number, words)));
        // `X notes: “As Y writes, ‘…’”`
        let (speaker, through) = match (speaker, self.quoted_in(near, quotation)) {
            (Some((.., by)), Some(who)) if by != who => (Some((CITES, MIDDLE, who)), Some(by)),
            (speaker, _) => (speaker, None),
        };
        let (rule, confidence, who) = match speaker {
            Some((rule, sure, who)) => (rule, sure, Some(who)),
            None => match document() {
                Some(found) => found,
                None => return false,
            },
        };
        if page.is_none() && self.is_term(near, (number, words), start, rule) {
            return false;
        }
        // `she listens for language like, “Thank you for calling”`: an example within a claim.
        let example = page.is_none() && gives_example(&near.mask[start..quotation.start]);
        if example && !found.is_some_and(|(_, reports)| *reports) {
            return false;
        }
        // `a child who says “…” is right`: words of nobody's, or a term, within what is reported.
        let reports = found.is_some_and(|(_, reports)| *reports);
        let before = &near.mask[start..quotation.start];
        let within = reports
            && near.goes_on(quotation.end, end)
            && (self.patterns.said_within.is_match(before)
                || (words <= TERM && near.attributed[number].is_none()));
        let example = example || within;
        let part =
            if example { (start, end) } else { near.claim(quotation, (start, end), page, found) };
        let mut new = said(who.clone(), part, (rule, confidence));
        if !example {
            new.quotes = vec![quotation.words];
        }
        new.via = through
            .or_else(|| cited.and_then(|(_, by)| by))
            .or_else(|| near.heard_through(near.citing.len().checked_sub(1), found, who.as_ref()))
            .or_else(|| self.work_via(near, quotation))
            .or_else(|| page.and_then(|page| self.via_behind(near, page, None)))
            .or_else(|| page.and_then(|page| self.via_before(near, page, start)))
            .or_else(|| self.quoted_behind(near, (quotation.end, end)))
            .filter(|via| Some(via) != who.as_ref());
        new.reference = page;
        // The pages of the sentence before are those of its speaker's next words too.
        if page.is_none() && rule == "sentence before" {
            let before = near
                .made
                .last()
                .filter(|last| last.speaker == who && start.saturating_sub(last.span.1) <= 2);
            new.reference = before.and_then(|last| last.reference);
            new.inherited = new.reference.is_some();
        }
        if let Some(who) = who {
            near.people.last = Some(who.clone());
            if page.is_some() {
                near.people.cited = Some(who.clone());
            }
            near.subject = Some(who);
        }
        near.made.push(new);
        if let Some(page) = page {
            near.taken[page] = true;
        }
        true
    }

    /// Who said what somebody quotes, and who quotes them, where the sentence tells of both.
    fn handed_on(
        &self,
        near: &Near<'_>,
        (start, end): (usize, usize),
        number: usize,
    ) -> Option<(Speaker, Option<Speaker>)> {
        let quotation = &near.quotations[number];
        if let Some((who, by)) = self.cited(near, start, quotation) {
            return Some((who, Some(by)));
        }
        if near.attributed[number].is_some() {
            return None;
        }
        // `“…”: X borrowed the line from Y`
        let behind = || {
            let behind = near.mask.get(quotation.end..end)?;
            let behind = behind.trim_start().strip_prefix(':')?;
            self.told(near, behind.trim_end_matches('.'))
        };
        self.told(near, near.mask.get(start..quotation.start)?).or_else(behind)
    }

    /// Whom the words behind a quotation name, and whom they mean where they only mean somebody.
    fn known_behind(&self, near: &Near<'_>, start: usize, number: usize) -> Option<Named> {
        let (rule, sure, who) = near.attributed[number].clone()?;
        let again = who.collective && means_again(&who.name);
        let who = near.spoken_of(&who.name).filter(|_| again).unwrap_or(who);
        if !who.name.is_empty() {
            return Some((rule, sure, who));
        }
        // `Pour X, le ciment est l’ennemi : « … », a-t-il lancé`
        let names = self.names.find_iter(&near.mask[start..near.quotations[number].start]);
        let names = names.map(|found| trimmed(found.as_str()));
        let before = names.filter(|name| is_person(name)).last();
        let who = before.and_then(|name| near.people.named(name)).or(near.people.last.clone())?;
        Some((rule, sure, who))
    }

    /// Who was spoken of before a sentence that goes on with their words, or whom it names alone.
    fn guess(
        &self,
        near: &Near<'_>,
        (start, end): (usize, usize),
        (number, words): (usize, usize),
    ) -> Option<Named> {
        let sentence = &near.mask[start..end];
        let before = &near.mask[start..near.quotations[number].start];
        let goes_on = self.patterns.goes_on.is_match(sentence);
        let last = near.people.last.clone().filter(|_| goes_on);
        let named = || self.subject_in(near, before).filter(|_| words > TERM);
        let names_a_thing = is_of_thing(before, &near.mask[near.quotations[number].end..end]);
        let subject = || near.subject.clone().filter(|_| words > TERM && !names_a_thing);
        let who = last.or_else(named).or_else(subject)?;
        Some(("sentence before", LOW, who))
    }

    /// The person whom words name last, where they are about them: not `against X`.
    fn subject_in(&self, near: &Near<'_>, words: &str) -> Option<Speaker> {
        const BEHIND: &str = "against contre with avec like comme unlike to à of de du d for pour by par \
             about sur than que from after après before avant et and";
        let found = self.names.find_iter(words).filter(|name| is_person(trimmed(name.as_str())));
        let name = found.last()?;
        let head = words[..name.start()].trim_end_matches([' ', '’', '\'', '.']);
        let last = head.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
        let about = !BEHIND.split_ascii_whitespace().any(|word| word == last);
        about.then(|| near.people.named(trimmed(name.as_str()))).flatten()
    }

    /// Who was named before `for her:` and a quotation.
    fn led(&self, near: &Near<'_>, start: usize, quotation: &Quotation) -> Option<Named> {
        let before = &near.mask[start..quotation.start];
        let lead = self.patterns.led.find(before)?;
        let names = self.names.find_iter(&before[..lead.start()]);
        let names = names.map(|found| trimmed(found.as_str()));
        let who = near.people.named(names.filter(|name| is_person(name)).last()?)?;
        Some(("pour X", MIDDLE, who))
    }

    /// `A figure that he calls “…”`: who was spoken of last.
    fn meant_within(&self, near: &Near<'_>, start: usize, quotation: &Quotation) -> Option<Named> {
        let before = &near.mask[start..quotation.start];
        let says = self.patterns.he_says.find(before)?;
        // `I know what X means when she writes “…”`
        let named = self.subject_in(near, &before[..says.start()]);
        let last = || near.people.last.clone().filter(|last| !last.collective);
        Some(("sentence before", LOW, named.or_else(last)?))
    }

    /// `Fatigue, it says, is “…”`: the body that was spoken of last, or the document.
    fn it_says(&self, near: &Near<'_>, start: usize, quotation: &Quotation) -> Option<Named> {
        let says = self.patterns.it_says.is_match(&near.mask[start..quotation.start]);
        let last = near.people.last.as_ref().filter(|last| last.collective);
        let who = last.or(near.document).filter(|_| says)?;
        Some(("page of the document", MIDDLE, who.clone()))
    }

    /// Whether quoted words without a page are a title or a term that nobody says.
    fn is_term(
        &self,
        near: &Near<'_>,
        (number, words): (usize, usize),
        start: usize,
        rule: &str,
    ) -> bool {
        let quotation = &near.quotations[number];
        let inner = &near.text[quotation.words.0..quotation.words.1];
        if ["same sentence", "sentence before"].contains(&rule) && is_title(inner) {
            return true;
        }
        let called = || self.patterns.calls.is_match(&near.mask[start..quotation.start]);
        words <= TERM
            && near.attributed[number].is_none()
            && !["selon X", "same sentence", "X : «"].contains(&rule)
            && !(rule == CALLS && called())
    }

    /// The speaker whom the words behind a quotation name, or those put within it.
    pub(super) fn behind(
        &self,
        near: &Near<'_>,
        quotation: &Quotation,
        until: usize,
    ) -> Option<Named> {
        let (from, to) = quotation.words;
        let inner = &near.text[from..to];
        if !quotation.open {
            let after = behind_note(&near.mask[quotation.end..until.max(quotation.end)]);
            // `“Why?” She wondered`: a sentence of its own.
            let anew = ["She ", "He ", "They ", "Elle ", "Il "]
                .iter()
                .any(|pronoun| after.trim_start_matches(['”', '»', '"', ' ']).starts_with(pronoun));
            let stopped =
                inner.trim_end().ends_with('.') || (inner.trim_end().ends_with(['?', '!']) && anew);
            let few = inner.split_whitespace().count() <= TERM;
            for pattern in &self.after {
                if stopped && ["« », X, role, dit", "« », X verbe"].contains(&pattern.rule) {
                    continue;
                }
                // A name behind a term is no speaker's but where a verb says so.
                if few && ["« », verbe X", "« », X verbe", "« » (X)"].contains(&pattern.rule)
                {
                    continue;
                }
                let names = |found: &regex::Captures<'_>| {
                    // What begins like a sentence is one, be it short.
                    let sentence = inner.trim_start().starts_with(char::is_uppercase)
                        && inner.split_whitespace().count() > 1
                        && pattern.rule == "« », dit X";
                    !few || sentence || found.name("noun").is_none() || pattern.rule == "selon X"
                };
                if pattern.rule == COMMA_WITHIN && !inner.trim_end().ends_with(',') {
                    continue;
                }
                let found = pattern.regex.captures(after).and_then(|found| {
                    let document =
                        found.name("name").is_some_and(|name| is_document(name.as_str()));
                    if document || !holds(&found) || !names(&found) || tells(&found[0]) {
                        return None;
                    }
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
        }
        let found = self.patterns.inside.captures(inner)?;
        if found.name("pronoun").is_some() {
            return Some((INSIDE, LOW, Speaker { name: String::new(), collective: false }));
        }
        Some((INSIDE, MIDDLE, near.people.speaker(&found)?))
    }

    /// Whose words a quotation says that it holds in turn: `As Y writes, “…”`.
    fn quoted_in(&self, near: &Near<'_>, quotation: &Quotation) -> Option<Speaker> {
        let inner = near.text[quotation.words.0..quotation.words.1].trim_start();
        let patterns = self.within.iter().filter(|pattern| pattern.rule.starts_with("comme"));
        let mut found = patterns.filter_map(|pattern| pattern.regex.captures(inner));
        let found = found.find(|found| {
            found.get(0).is_some_and(|whole| {
                whole.start() == 0
                    && inner[whole.end()..]
                        .trim_start_matches([',', ' ', ':'])
                        .starts_with(['“', '«', '"'])
            })
        })?;
        near.people.speaker(&found)
    }

    /// The work that a bracket behind a quotation names.
    fn work(&self, near: &Near<'_>, quotation: &Quotation) -> Option<Named> {
        let found = self.patterns.work.captures(near.mask.get(quotation.end..)?)?;
        let name = found.name("who")?.as_str();
        let dated = found[0].contains(|sign: char| sign.is_ascii_digit());
        dated.then(|| Some(("« » (X, year)", HIGH, near.people.work(name)?))).flatten()
    }

    /// Through whom a bracket behind a quotation cites its work.
    fn work_via(&self, near: &Near<'_>, quotation: &Quotation) -> Option<Speaker> {
        let found = self.patterns.work.captures(near.mask.get(quotation.end..)?)?;
        let via = found.name("via")?.as_str();
        let dated = via.trim_end_matches(|sign: char| !sign.is_alphabetic());
        near.people.work(dated)
    }

    /// Who is quoted in a quotation, and who quotes them: `X cites Y: “…”`.
    fn cited(
        &self,
        near: &Near<'_>,
        from: usize,
        quotation: &Quotation,
    ) -> Option<(Speaker, Speaker)> {
        let found = self.patterns.quoting.captures(near.mask.get(from..quotation.start)?)?;
        let groups = [("name", "by"), ("cited", "citing"), ("lender", "borrower")];
        let (name, by) = groups
            .iter()
            .find_map(|&(name, by)| Some((found.name(name)?.as_str(), found.name(by)?.as_str())))?;
        // The words quoted first are still of the one who quotes.
        let before = near.mask[from + found.get(0)?.end()..quotation.start].contains('~');
        let pronoun = ["he", "she", "il", "elle"].contains(&by.to_lowercase().as_str());
        let by = if pronoun { near.people.last.clone()? } else { near.people.named(by)? };
        let name = near.people.named(name)?;
        let object = &near.mask[from + found.get(0)?.end()..quotation.start];
        (!before && name != by && !self.speaks_too(object)).then_some((name, by))
    }
}

/// Whether a verb has whoever stands behind it for its object: `told the researchers`.
pub(super) fn tells(words: &str) -> bool {
    const WITH_OBJECT: [&str; 6] = ["told ", "tells ", "asked ", "asks ", "answered ", "answers "];
    let words = words.trim_start_matches([',', '.', '~', '”', '»', '"', ' ']);
    WITH_OBJECT.iter().any(|verb| words.starts_with(verb))
}

/// Whether words before a quotation say that it is an example.
fn gives_example(before: &str) -> bool {
    const LIKE: [&str; 10] = [
        "such as",
        "like,",
        "like:",
        "comme,",
        "comme :",
        "comme\u{a0}:",
        "tel que",
        "telle que",
        "tels que",
        "telles que",
    ];
    let before = before.trim_end_matches(['“', '«', '"', ' ', '\u{a0}']);
    LIKE.iter().any(|like| before.ends_with(like))
}

/// What stands behind the bracket of pages or the note that closes a quotation: `» [p. 3], dit X`.
fn behind_note(after: &str) -> &str {
    const MOST: usize = 40;
    let inner = after.trim_start().strip_prefix(['[', '(']);
    let Some((note, rest)) = inner.and_then(|inner| inner.split_once([']', ')'])) else {
        return after;
    };
    let given = note.len() <= MOST && note.contains(|sign: char| sign.is_ascii_digit());
    if given && rest.starts_with(',') { rest } else { after }
}

/// Whether what stands around quoted words says that they are printed on something, or are what it
/// asks: `our leaflet “…”`, `Rule 5, which demands “…”, is old`.
fn is_of_thing(before: &str, behind: &str) -> bool {
    const THINGS: &str = "brochure étiquette affiche panneau pancarte mention film revue rubrique guide dossier \
         label sign poster leaflet booklet notice heading column headline titre title";
    const OF: [&str; 11] = ["of", "the", "a", "an", "de", "du", "des", "le", "la", "les", "une"];
    let word = before.trim_end_matches([' ', '\u{a0}', '“', '«', '"']).rsplit([' ', '’', '\'']);
    let thing = word.take(1).any(|word| {
        let named =
            OF.contains(&word) || THINGS.split_ascii_whitespace().any(|thing| thing == word);
        named || is_of_book(word)
    });
    let clause = [", which ", ", qui "].iter().filter_map(|which| before.rfind(which)).max();
    let open = clause.is_some_and(|at| !before[at + 2..].contains(','));
    thing || (open && behind.starts_with(','))
}

/// Whether words in quotation marks are a title, each longer one with a capital: `Hear the City`.
fn is_title(words: &str) -> bool {
    let words = words.split(|sign: char| !sign.is_alphanumeric() && !"’'-".contains(sign));
    let long: Vec<&str> = words.filter(|word| word.chars().count() > 3).collect();
    long.len() > 1 && long.iter().all(|word| !word.starts_with(char::is_lowercase))
}

/// Whether a sentence ends within words: a stop behind which a capital stands, and which is none
/// of `M. Dupont` or `Dr. Schmidt`.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.rmatch_indices('.').any(|(at, _)| {
        let next = words[at + 1..].trim_start().chars().next();
        next.is_some_and(char::is_uppercase) && !is_short(&words[..at])
    })
}

/// Whether one word that joins stands between two quotations: `“not alone,” but “together”`.
fn joins(mask: &str, from: usize, start: usize) -> bool {
    let between = mask.get(from..start).unwrap_or_default();
    let word = between.trim_matches(|sign: char| !sign.is_alphabetic());
    ["and", "but", "or", "et", "mais", "ou", "puis", "then"].contains(&word)
}

/// Whether a quotation goes on with the one before: only the words that name the speaker
/// stand between, and no second sentence.
fn follows(mask: &str, from: usize, start: usize) -> bool {
    let between = mask[from..start].trim_end();
    let between = between.trim_end_matches(['.', ',', ':']);
    between.len() < 260 && !ends_sentence(between)
}

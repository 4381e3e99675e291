//! The claims that pages stand behind.

use super::super::clauses::is_about_a_thing;
use super::super::items::is_phrase;
use super::super::nouns::{is_document, joins, speaks};
use super::super::patterns::{HIGH, LOW, MIDDLE};
use super::super::references::Reference;
use super::super::who::{People, Speaker, is_person, trimmed};
use super::named::borrows;
use super::quoted::CITES;
use super::studies::STUDY;
use super::{Named, Near, Rules, said};

impl Rules {
    /// The claims that pages stand behind and that nobody was heard to make yet.
    pub(super) fn pages(&self, near: &mut Near<'_>, parts: &[(usize, usize)]) {
        let mut last: Option<Speaker> = None;
        let mut latest: Option<(usize, Speaker)> = None;
        let text = near.text;
        for (number, reference) in near.references.iter().enumerate() {
            if near.taken[number] || reference.elsewhere {
                continue;
            }
            let part = parts.iter().rposition(|part| part.0 <= reference.start);
            let (from, to) = part.map_or((0, text.len()), |part| parts[part]);
            near.people.last = near.last_before(part.unwrap_or(0), latest.as_ref());
            if part.is_some_and(|_| is_label(&text[from..to], reference, from)) {
                near.label(number, (from, to));
                continue;
            }
            let heard = part.and_then(|part| near.named[part].clone());
            let study = heard.as_ref().is_some_and(|(rule, ..)| [STUDY, CITES].contains(rule));
            let found = heard.clone().map(|named| (named, false));
            let clause = clause_of(near, number, (from, to));
            let dated = self.patterns.dated.is_match(&text[from..reference.start]);
            let borrowed = study || (heard.is_some() && borrows(&text[from..to]));
            let mut new = if let Some((at, who)) = self.in_brackets(near, from, reference) {
                said(Some(who), (claim_start(text, from, at), at), ("(X p N)", HIGH))
            } else if let Some((at, who)) = self.same(near, from, reference) {
                said(Some(who), (claim_start(text, from, at), at), ("ibid.", MIDDLE))
            } else if !borrowed
                && let Some(who) = self.before_bracket(near, from, reference, heard.is_some())
            {
                let start = if clause.1 < to { clause.0 } else { from };
                said(Some(who), (start, clause.1), ("X (p N)", HIGH))
            } else if dated
                && !borrowed
                && let Some(who) = self.author_of(near, from, reference)
            {
                said(Some(who), clause, ("X (year)", MIDDLE))
            } else if heard.is_none()
                && let Some(own) = near.own(reference.start)
            {
                near.give_own(own, (number, from));
                continue;
            } else if near.handed == Some(number)
                && self.only_announces(&text[from..to], heard.is_some(), near.people)
            {
                continue;
            } else if near.locates(number, from) && leads_to_clause(&text[reference.end..to]) {
                // `The theme comes back on pages 4 and 9, where X says`: a list, and a claim.
                let start = reference.end + ", ".len();
                near.made.extend(
                    heard.map(|(rule, sure, who)| said(Some(who), (start, to), (rule, sure))),
                );
                continue;
            } else if (heard.is_none() || named_alone(text, from, reference))
                && (near.locates(number, from)
                    || near.headed == Some(number)
                    || (near.asked
                        && !text[..reference.start].ends_with(['(', '['])
                        && self.alone(&near.mask[from..to], near.people).is_none()))
            {
                continue;
            } else if let (false, Some(who)) =
                (study, self.document_of(near.document, &text[from..to]))
            {
                said(Some(who), (from, to), ("page of the document", MIDDLE))
            } else if let (true, Some(who)) =
                (reference.is_list() && heard.is_none(), near.meant(from))
            {
                said(Some(who), (from, to), ("same sentence", LOW))
            } else if heard.is_none()
                // Several pages below the name of a topic are a list of it.
                && (reference.is_list()
                    || near.lists(number, from)
                    || says_too_little(text, (from, to), reference))
            {
                continue;
            } else if let Some((parted, (rule, sure, who))) =
                self.claimed(near, clause, (from, number), heard)
            {
                said(Some(who), (if parted { clause.0 } else { from }, clause.1), (rule, sure))
            } else {
                self.document_says(near, (from, to))
            };
            let who = new.speaker.as_ref();
            new.via = self
                .via_beside(near, (number, from), last.as_ref())
                .or_else(|| near.heard_through(part, found.as_ref(), who))
                .filter(|via| Some(via) != who);
            new.span.0 = new.span.0.max(near.behind_claim(number, from));
            new.span.1 = new.span.0 + text[new.span.0..new.span.1].trim_end().len();
            if new.span.1 <= new.span.0 {
                continue;
            }
            if let Some(who) = &new.speaker {
                last = Some(who.clone());
                let of = new.via.as_ref().filter(|_| study).unwrap_or(who);
                latest = Some((part.unwrap_or(0), of.clone()));
                near.people.cited = Some(who.clone());
            }
            new.reference = Some(number);
            near.taken[number] = true;
            near.made.push(new);
        }
        near.people.last = near.last_before(parts.len(), latest.as_ref());
    }

    /// Through whom a claim was read, as the words beside its pages say.
    fn via_beside(
        &self,
        near: &mut Near<'_>,
        (number, from): (usize, usize),
        last: Option<&Speaker>,
    ) -> Option<Speaker> {
        self.via_behind(near, number, last)
            .or_else(|| self.via_before(near, number, from))
            .or_else(|| self.via_document(near, number, from))
    }

    /// Whether a sentence before a quotation set apart says nothing of its own: `On page 3 she writes:`.
    fn only_announces(&self, sentence: &str, heard: bool, people: &People) -> bool {
        let clause = [" that ", " que ", " qu’", " qu'"].iter().any(|that| sentence.contains(that));
        let short = sentence.split(' ').count() <= MOST_ANNOUNCING;
        (short && !clause) || (!heard && self.first_name(sentence, people).is_none())
    }

    /// Who makes the claim of a reference, and whether a semicolon parts it from its sentence: `It is
    /// so, she added; it will be` is one claim where only its end has a page.
    fn claimed(
        &self,
        near: &Near<'_>,
        clause: (usize, usize),
        (from, number): (usize, usize),
        heard: Option<Named>,
    ) -> Option<(bool, Named)> {
        let named = self.clause_speaker(near, clause, from);
        let before = number.checked_sub(1).map(|before| &near.references[before]);
        let own = named.is_some() || before.is_some_and(|before| before.end > from);
        let parted = own && near.text[from..near.references[number].start].contains("; ");
        Some((parted, named.or(heard)?))
    }

    /// Who speaks in a clause behind a semicolon or a conjunction, where it names somebody itself.
    fn clause_speaker(
        &self,
        near: &Near<'_>,
        (start, end): (usize, usize),
        from: usize,
    ) -> Option<Named> {
        if start == from {
            return None;
        }
        let clause = near.mask.get(start..end)?.trim_start();
        let clause =
            PARTS.iter().find_map(|part| clause.strip_prefix(&part[2..])).unwrap_or(clause);
        let ((rule, sure, who), _) = self.within(near, clause)?;
        let pronoun =
            ["he ", "she ", "it ", "il ", "elle "].iter().any(|he| clause.starts_with(he));
        // `X is wary of it; he notes that`: the one whom the sentence names first.
        let before = near.mask.get(from..start)?;
        if pronoun && is_about_a_thing(before) {
            return None;
        }
        let first = || self.first_name(before, near.people);
        Some((rule, sure, if pronoun { first().unwrap_or(who) } else { who }))
    }

    /// The claims behind which `(ibid.)` stands alone: the same source, and the same page.
    pub(super) fn same_alone(&self, near: &mut Near<'_>, parts: &[(usize, usize)]) {
        let text = near.text;
        for found in self.patterns.same_alone.find_iter(text) {
            let from = parts.iter().rev().find(|part| part.0 <= found.start()).map_or(0, |p| p.0);
            let before = near.made.iter().filter(|said| said.span.1 <= found.start());
            let before = before.filter(|said| said.reference.is_some());
            let Some(before) = before.max_by_key(|said| said.span.1) else { continue };
            let (reference, speaker) = (before.reference, before.speaker.clone());
            // Words in marks that have their speaker, and no page yet.
            let theirs = near.made.iter_mut().find(|said| {
                said.span.0 >= from && said.span.1 <= found.start() && said.reference.is_none()
            });
            if let Some(said) = theirs {
                (said.reference, said.inherited) = (reference, true);
                continue;
            }
            let start = claim_start(text, from, found.start());
            let span = (start, start + text[start..found.start()].trim_end().len());
            if span.1 <= span.0 || near.made.iter().any(|said| said.span == span) {
                continue;
            }
            // `The Inquiry accepts her figures (ibid.)`
            let sentence = &text[from..found.start()];
            let named = parts.iter().rposition(|part| part.0 <= found.start());
            let named = named.and_then(|part| near.named.get(part)?.clone()).map(|(.., who)| who);
            let document = near.document.filter(|document| begins_with(sentence, &document.name));
            let who = named
                .or_else(|| document.cloned())
                .or_else(|| self.document_of(near.document, sentence))
                .or(speaker);
            let mut new = said(who, span, ("ibid.", MIDDLE));
            (new.reference, new.inherited) = (reference, true);
            near.made.push(new);
        }
    }

    /// Where the bracket begins that says `ibid.` before a reference, and whom it means.
    fn same(
        &self,
        near: &Near<'_>,
        from: usize,
        reference: &Reference,
    ) -> Option<(usize, Speaker)> {
        let found = self.patterns.same.find(&near.text[from..reference.start])?;
        Some((from + found.start(), near.people.cited.clone()?))
    }

    /// Who writes the clause before a bracket that gives a year and pages alone.
    fn author_of(&self, near: &Near<'_>, from: usize, reference: &Reference) -> Option<Speaker> {
        let start = clause_start(near.text, from, reference.start);
        let clause = &near.text[start..reference.start];
        let names = self.names.find_iter(clause).map(|found| trimmed(found.as_str()));
        let mut known = names.filter(|name| is_person(name) || near.people.is_name(name));
        near.people.named(known.next()?)
    }

    /// Through whom a claim was read: `(quoted in Y, 2014, p. 71)`.
    pub(super) fn via_before(
        &self,
        near: &Near<'_>,
        number: usize,
        from: usize,
    ) -> Option<Speaker> {
        let before = near.text.get(from..near.references[number].start)?;
        near.people.work(self.patterns.quoted_before.captures(before)?.name("by")?.as_str())
    }

    /// The document that quotes a claim: `a study quoted on page 9`.
    fn via_document(&self, near: &Near<'_>, number: usize, from: usize) -> Option<Speaker> {
        let before = near.text.get(from..near.references[number].start)?;
        let quoted = self.patterns.quoted_there.is_match(before);
        near.document.filter(|document| quoted && document.collective).cloned()
    }

    /// Through whom a reference was read: `cited in Y, p. 9`. The pages of the one who quotes are
    /// where it was read, not where it was said.
    pub(super) fn via_behind(
        &self,
        near: &mut Near<'_>,
        number: usize,
        last: Option<&Speaker>,
    ) -> Option<Speaker> {
        const SAME: [&str; 5] =
            ["le même auteur", "la même auteure", "la même autrice", "the same author", "the same"];
        let end = near.references[number].end;
        let after = near.text.get(end..).unwrap_or_default();
        let found = self.patterns.quoted_by.captures(after)?;
        let words = found.name("by")?.as_str().trim();
        let via = if SAME.contains(&words) { last.cloned() } else { near.people.work(words) };
        let bracket = after.find(')').map_or(0, |close| end + close);
        let theirs = near.references.iter().enumerate().skip(number + 1);
        for (other, _) in theirs.take_while(|(_, other)| other.start < bracket) {
            near.taken[other] = true;
        }
        via
    }

    /// A claim with a page in a sentence that names nobody as its speaker.
    fn document_says(&self, near: &Near<'_>, (from, to): (usize, usize)) -> super::Said {
        let sentence = &near.text[from..to];
        if let Some(who) = self.first_name(sentence, near.people) {
            return said(Some(who), (from, to), ("same sentence", MIDDLE));
        }
        if self.patterns.myself.is_match(&near.mask[from..to]) {
            let mut own = said(None, (from, to), ("the author's own", LOW));
            own.author = true;
            return own;
        }
        // `The trust declined, which the report notes`
        if let Some((_, noted)) =
            sentence.split_once(", which ").or_else(|| sentence.split_once(", ce que "))
            && let Some(who) = self.document(noted)
            && noted.starts_with(&who.name)
        {
            return said(Some(who), (from, to), ("page of the document", LOW));
        }
        // `The town, in her opinion, needs …`
        let viewed = of_somebody(sentence) && !sentence.starts_with(char::is_lowercase);
        let person = near.people.last.clone().filter(|last| !last.collective);
        if let (false, Some(who)) = (viewed && person.is_some(), self.several(near, sentence)) {
            return said(Some(who), (from, to), ("same sentence", LOW));
        }
        // `She has counted them (p. 40)`, `Her remedy is …`: who was spoken of last.
        if let (true, Some(who)) = (of_somebody(sentence), person) {
            return said(Some(who), (from, to), ("same sentence", LOW));
        }
        // `It` and `Il` are the document that was spoken of last.
        let it = ["It ", "Il ", "Elle ", "They ", "Ils "].iter().any(|it| sentence.starts_with(it));
        let last = near.people.last.clone().filter(|last| it && last.collective);
        match last.or_else(|| near.document.cloned()) {
            Some(who) => said(Some(who), (from, to), ("page of the document", LOW)),
            None => said(None, (from, to), ("page without a person", LOW)),
        }
    }

    /// Those without a name who are the subject of a sentence: `Teachers in Orrick reported`.
    fn several(&self, near: &Near<'_>, sentence: &str) -> Option<Speaker> {
        const HELPS: [&str; 10] =
            ["se", "is", "are", "was", "were", "est", "sont", "ont", "have", "has"];
        // `in` is the end of `chimes in`, and no verb.
        const PARTICLES: [&str; 3] = ["in", "on", "out"];
        let words: Vec<&str> = sentence.split(' ').collect();
        let end = words.iter().enumerate().skip(1).position(|(at, word)| {
            (self.verbs.stand_in(word) && !PARTICLES.contains(word))
                || HELPS.contains(word)
                || words[at - 1].ends_with([',', ';', ':'])
        })? + 1;
        let name = words[..end].join(" ");
        let name = name.trim_end_matches([',', ' ']);
        // `Page 47, the guild …`: a page is nobody.
        let page = name.contains(|sign: char| sign.is_ascii_digit());
        let name = ["Selon ", "According to ", "D’après ", "D'après "]
            .iter()
            .find_map(|lead| name.strip_prefix(lead))
            .unwrap_or(name);
        let first = sentence.split([' ', '’']).next().unwrap_or_default().to_lowercase();
        let led = LEADS.split_ascii_whitespace().any(|lead| lead == first)
            && name.len() == words[..end].join(" ").trim_end_matches([',', ' ']).len();
        if end > MOST_OF_SEVERAL || page || led || !speaks(name) {
            return None;
        }
        // `County officer Ann Lee`: a subject that ends in a name is that person.
        let person = self.names.find_iter(name).last().filter(|found| {
            let before = name[..found.start()].trim_end().rsplit(' ').next().unwrap_or_default();
            let printed = trimmed(found.as_str());
            found.end() == name.len() && is_person(printed) && !joins(before)
        });
        let person = person.and_then(|found| near.people.named(found.as_str()));
        let office = || near.people.holder(name);
        let group = || Speaker { name: name.to_owned(), collective: true };
        Some(person.or_else(office).unwrap_or_else(group))
    }

    /// Who is named beside the pages of a quotation: `(X, p. 3)`, `X (p. 3)`.
    pub(super) fn beside(&self, near: &Near<'_>, number: usize, heard: bool) -> Option<Named> {
        let reference = &near.references[number];
        let inner = self.in_brackets(near, 0, reference).map(|(_, who)| ("(X p N)", HIGH, who));
        inner
            .or_else(|| Some(("X (p N)", HIGH, self.before_bracket(near, 0, reference, heard)?)))
            .or_else(|| Some(("ibid.", MIDDLE, self.same(near, 0, reference)?.1)))
            .or_else(|| {
                let from = near_before(near.text, reference.start);
                let dated = self.patterns.dated.is_match(&near.text[from..reference.start]);
                let who = dated.then(|| self.author_of(near, from, reference))??;
                Some(("X (year)", MIDDLE, who))
            })
    }

    /// Where the bracket begins that names somebody before a reference, and whom.
    fn in_brackets(
        &self,
        near: &Near<'_>,
        from: usize,
        reference: &Reference,
    ) -> Option<(usize, Speaker)> {
        let from = from.max(near_before(near.text, reference.start));
        let before = near.text.get(from..reference.start)?;
        let found = self.patterns.in_brackets.captures(before)?;
        let name = found.name("name")?.as_str();
        if is_document(name) {
            return None;
        }
        let who = near.people.work(name)?;
        // A second name in one bracket stands behind the same claim.
        let at = from + found.get(0)?.start();
        let at = near.text[..=at].rfind('(').unwrap_or(at);
        Some((at, who))
    }

    fn before_bracket(
        &self,
        near: &Near<'_>,
        from: usize,
        reference: &Reference,
        heard: bool,
    ) -> Option<Speaker> {
        let from = from.max(near_before(near.text, reference.start));
        let before = near.text.get(from..reference.start)?;
        let found = self.patterns.before_bracket.captures(before)?;
        let name = found.name("name")?;
        // Where somebody was heard, `a nurse at Cove House (p. 3)` says where she works.
        let place = before[..name.start()].trim_end().rsplit(' ').next();
        if heard && place.is_some_and(|word| PLACES.contains(&word)) || place == Some("under") {
            return None;
        }
        let name = name.as_str();
        // A word with a capital is a person's where it is known as one, or bears a year.
        let dated = found[0].contains(|sign: char| sign.is_ascii_digit());
        let known = dated || is_person(trimmed(name)) || near.people.knows(trimmed(name));
        known.then(|| near.people.work(name)).flatten()
    }
}

/// Whether a sentence begins with a pronoun or an owner who may be a person.
fn of_somebody(sentence: &str) -> bool {
    const PERSONS: [&str; 12] = [
        "He ",
        "She ",
        "Il ",
        "Elle ",
        "His ",
        "Her ",
        "Son ",
        "Sa ",
        "In his ",
        "In her ",
        "À ses yeux",
        "À son avis",
    ];
    const VIEWS: [&str; 6] = [
        ", in his view",
        ", in her view",
        ", in his opinion",
        ", in her opinion",
        ", à son avis",
        ", à ses yeux",
    ];
    PERSONS.iter().any(|person| sentence.starts_with(person))
        || VIEWS.iter().any(|view| sentence.contains(view))
}

/// Words that lead to something else than the subject of a sentence: `After last summer everybody`.
const LEADS: &str = "after before since during with without despite in on at for from to by as quant après \
     avant depuis pendant avec sans malgré dans en sur sous pour par de à au aux dès côté entre";
/// The most words of several who speak.
const MOST_OF_SEVERAL: usize = 8;

/// Words behind which a name is that of a place or of whom somebody works for.
const PLACES: [&str; 16] = [
    "at", "of", "from", "in", "for", "with", "near", "the", "à", "de", "du", "des", "chez", "dans",
    "au", "la",
];

/// The most words of a sentence that only announces what is quoted behind it.
const MOST_ANNOUNCING: usize = 10;

/// The most bytes before a reference in which its author is looked for.
const NEAR: usize = 160;

/// Whether a sentence begins with what its pages in brackets are of, and says of it what it says
/// behind them: `Mowing (p. 63-65) owes much to Ana Roe, who`.
fn named_alone(text: &str, from: usize, reference: &Reference) -> bool {
    let before = text.get(from..reference.start).unwrap_or_default().trim_end();
    let behind = text.get(reference.end..).unwrap_or_default();
    let several = reference.means_several() && behind.starts_with([')', ']']) && behind.len() > 2;
    several && before.strip_suffix(['(', '[']).is_some_and(is_phrase)
}

/// Whether a clause of place stands behind pages.
fn leads_to_clause(after: &str) -> bool {
    [", où ", ", where "].iter().any(|place| after.starts_with(place))
}

/// The clause of a sentence that a reference stands in: each of two claims with pages of their own
/// ends at its semicolon.
fn clause_of(near: &Near<'_>, number: usize, (from, to): (usize, usize)) -> (usize, usize) {
    let reference = &near.references[number];
    let next = near.references.get(number + 1).filter(|next| next.start < to);
    let parted = next.and_then(|next| near.text.get(reference.end..next.start)?.find("; "));
    (clause_start(near.text, from, reference.start), parted.map_or(to, |at| reference.end + at + 1))
}

/// Whether a sentence begins with a name, in whatever case its article is.
fn begins_with(sentence: &str, name: &str) -> bool {
    sentence.get(..name.len()).is_some_and(|start| start.to_lowercase() == name.to_lowercase())
}

/// Whether the words around the pages of a sentence say nothing: `Back to page 10.`
fn says_too_little(text: &str, (from, to): (usize, usize), reference: &Reference) -> bool {
    let (before, behind) = (&text[from..reference.start], &text[reference.end..to]);
    let words =
        |text: &str| text.split(' ').filter(|word| word.contains(char::is_alphabetic)).count();
    words(before) + words(behind) < FEWEST_SAID
}

/// The fewest words of a sentence that says something.
const FEWEST_SAID: usize = 3;

/// Whether a sentence is nothing but pages: `P. 7.`
fn is_label(sentence: &str, reference: &Reference, from: usize) -> bool {
    let (start, end) = (reference.start.saturating_sub(from), reference.end.saturating_sub(from));
    let outside = [sentence.get(..start), sentence.get(end..)];
    outside.iter().all(|part| part.is_some_and(|part| !part.contains(char::is_alphanumeric)))
}

/// Where to begin to look for the author of a reference.
fn near_before(text: &str, at: usize) -> usize {
    let mut from = at.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    from
}

/// Where the clause begins that a place stands in: behind the last semicolon or the last stop.
fn clause_start(text: &str, from: usize, at: usize) -> usize {
    let ends = |(end, sign): &(usize, &str)| {
        let mut next = text[from + end + 1..].chars();
        next.next() == Some(' ') && (*sign == ";" || next.next().is_some_and(char::is_uppercase))
    };
    let end = text[from..at].rmatch_indices(['.', ';']).find(ends);
    let start = end.map_or(from, |(end, _)| from + end + 2);
    // Another claim with pages of its own may stand before: `X says so (p. 3), while Y denies it`.
    let parts = PARTS.iter().filter_map(|part| text[start..at].rfind(part));
    parts
        .max()
        .filter(|part| text[start..start + part].ends_with([')', ']']))
        .map_or(start, |part| start + part + 2)
}

/// What joins two claims with a speaker each.
const PARTS: [&str; 5] = [", while ", ", whereas ", ", tandis que ", ", alors que ", ", mais "];

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

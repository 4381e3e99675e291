//! Second hand: words that somebody tells of and others said.

use super::super::patterns::MIDDLE;
use super::super::who::{Speaker, is_person, trimmed};
use super::quoted::CITES;
use super::{Named, Near, Rules};

/// What says from whom somebody has what they tell.
const FROM: [&str; 14] = [
    " tient de ",
    " tient d’",
    " tenait de ",
    " tenait d’",
    " a appris de ",
    " a appris d’",
    " has it from ",
    " had it from ",
    " has from ",
    " had from ",
    " learned from ",
    " learnt from ",
    " heard from ",
    " hears from ",
];

impl Rules {
    /// Who said what a sentence passes on, and who does: `She has it from a baker, X, that`, `The
    /// same X, Y recalls, called it`.
    pub(super) fn passed_on(
        &self,
        near: &Near<'_>,
        sentence: &str,
    ) -> Option<(Named, Option<Speaker>)> {
        if let Some(found) = self.patterns.recalled.captures(sentence) {
            let by = found.name("by").or_else(|| found.name("teller"))?;
            let (who, by) = (trimmed(found.name("name")?.as_str()), trimmed(by.as_str()));
            let known = [who, by].iter().all(|name| is_person(name) || near.people.knows(name));
            let (who, by) = (near.people.named(who)?, near.people.named(by)?);
            return (known && who != by).then_some(((CITES, MIDDLE, who), Some(by)));
        }
        let plain = sentence.replace('\'', "’");
        let (at, length) =
            FROM.iter().filter_map(|from| Some((plain.find(from)?, from.len()))).min()?;
        let object = &plain[at + length..];
        // It is told in a clause, or in words behind a colon.
        let clauses = [" que ", " qu’", " that ", " how ", " : «", ": “", ": \""];
        let end = clauses.iter().filter_map(|clause| object.find(clause)).min()?;
        let who = self.object(near, &object[..end])?;
        let by = self.citing(near, &plain, at).filter(|by| *by != who);
        Some(((CITES, MIDDLE, who), Some(by?)))
    }

    /// Who quotes whom right before a quotation: `a driver whom X quotes`, `X recalls the motto of a
    /// driver, Y`.
    pub(super) fn relayed(
        &self,
        near: &Near<'_>,
        before: &str,
    ) -> Option<(Speaker, Option<Speaker>)> {
        if let Some(found) = self.patterns.whom.captures(before) {
            let head = &before[..found.get(0)?.start()];
            // The last of them: `her neighbour, a bus driver`.
            let parts = head.rmatch_indices(", ").map(|(at, comma)| &head[at + comma.len()..]);
            let who = parts
                .filter(|part| ["a ", "an ", "un ", "une "].iter().any(|a| part.starts_with(a)))
                .find_map(|part| self.object(near, part))
                .or_else(|| self.object(near, head))?;
            let by = found.name("behind").or_else(|| found.name("by"))?.as_str();
            let by = self.teller(near, by)?;
            return (by != who).then_some((who, Some(by)));
        }
        let found = self.patterns.words_of.find_iter(before).last()?;
        let who = self.object(near, &before[found.end()..])?;
        let by = self.teller(near, &before[..found.start()])?;
        (by != who).then_some((who, Some(by)))
    }

    /// Who tells, in the words that are the subject of their sentence.
    fn teller(&self, near: &Near<'_>, subject: &str) -> Option<Speaker> {
        let names = self.names.find_iter(subject).map(|found| trimmed(found.as_str()));
        let name = names.filter(|name| is_person(name) || near.people.knows(name)).last();
        if let Some(name) = name {
            return near.people.named(name);
        }
        let word = subject.trim().rsplit(' ').next()?.to_lowercase();
        let last = near.people.last.clone();
        match word.as_str() {
            "he" | "she" | "il" | "elle" => last.filter(|last| !last.collective),
            "it" | "they" | "ils" | "elles" => {
                last.filter(|last| last.collective).or_else(|| near.document.cloned())
            }
            _ => near.document.filter(|_| self.patterns.document_does.is_match(subject)).cloned(),
        }
    }

    /// Through whom a sentence has what it says that somebody said: `selon X, cité par Y`, `X, whose
    /// figures she quotes`, `One of them told her`.
    pub(super) fn through(
        &self,
        near: &Near<'_>,
        sentence: &str,
        found: Option<&(Named, bool)>,
    ) -> Option<Speaker> {
        let ((.., who), _) = found?;
        let by = [&self.patterns.cited_by, &self.patterns.whose]
            .iter()
            .find_map(|pattern| near.people.speaker(&pattern.captures(sentence)?));
        let told = || {
            let found = self.patterns.told_to.captures(sentence)?;
            let name = found.name("name").or_else(|| found.name("heard"));
            if let Some(name) = name.map(|name| trimmed(name.as_str())) {
                return near.people.knows(name).then(|| near.people.named(name)).flatten();
            }
            // Whoever has a name and was spoken of last.
            near.lasts.iter().rev().flatten().find(|last| !last.collective).cloned()
        };
        by.or_else(told).filter(|by| by != who)
    }
}

//! Second hand: words that somebody tells of and others said.

use super::super::patterns::{MIDDLE, WHO_SAYS};
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
        if let Some(found) = self.told_her(near, sentence) {
            return Some(found);
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

    /// `X tells of her meeting with Y, who told her that`
    fn told_her(&self, near: &Near<'_>, sentence: &str) -> Option<(Named, Option<Speaker>)> {
        let told = self.patterns.heard.find(sentence)?;
        let pattern = self.within.iter().find(|pattern| pattern.rule == WHO_SAYS)?;
        let name = pattern.regex.captures(sentence)?.name("name")?;
        let before = &sentence[..name.start()];
        let reported = [" that ", " que ", " qu’", " qu'"].iter().any(|that| before.contains(that));
        if reported || told.start() < name.start() {
            return None;
        }
        let who = near.people.named(name.as_str())?;
        let by = self.teller(near, before).filter(|by| *by != who)?;
        Some(((CITES, MIDDLE, who), Some(by)))
    }

    /// Whom somebody quotes without being them: `X quotes a driver at the site: “…”`, `X passes on
    /// a remark by her teacher, Y, which is a good one: “…”`.
    pub(super) fn told(&self, near: &Near<'_>, before: &str) -> Option<(Speaker, Option<Speaker>)> {
        let before = before.trim_end_matches([' ', '\u{a0}', '“', '«', '"']);
        // The words quoted first are still of the one who quotes, and so is what stands behind them.
        if let Some((_, rest)) = before.rsplit_once('~') {
            let by = near.made.last().and_then(|last| last.speaker.clone())?;
            let (who, via) = self.cites(near, rest)?;
            return Some((who, via.or(Some(by))));
        }
        self.whom(near, before.trim_end_matches([':', ',']))
            .or_else(|| self.leading(near, before))
            .or_else(|| self.cites(near, before))
            .or_else(|| self.words_of(near, before))
    }

    /// `a driver whom X quotes`
    fn whom(&self, near: &Near<'_>, before: &str) -> Option<(Speaker, Option<Speaker>)> {
        let found = self.patterns.whom.captures(before)?;
        let head = &before[..found.get(0)?.start()];
        // The last of them: `her neighbour, a bus driver`.
        let parts = head.rmatch_indices(", ").map(|(at, comma)| &head[at + comma.len()..]);
        let who = parts
            .filter(|part| ["a ", "an ", "un ", "une "].iter().any(|a| part.starts_with(a)))
            .find_map(|part| self.object(near, part))
            .or_else(|| self.object(near, head))?;
        let by = found.name("behind").or_else(|| found.name("by"))?.as_str();
        let by = self.teller(near, by)?;
        (by != who).then_some((who, Some(by)))
    }

    /// `Citant X, elle conclut :` cites whom its first clause names.
    fn leading(&self, near: &Near<'_>, before: &str) -> Option<(Speaker, Option<Speaker>)> {
        const OPENS: [&str; 4] = ["Quoting ", "Citing ", "Citant ", "Rapportant les mots d"];
        let before = before.strip_suffix([':', ','])?;
        let object = OPENS.iter().find_map(|opens| before.strip_prefix(opens))?;
        let (object, subject) = object.rsplit_once(", ")?;
        let who = self.object(near, object)?;
        let by = self.teller(near, subject).filter(|by| *by != who);
        Some((who, by))
    }

    /// `X quotes a driver`, `X gives the floor to Y, who taught her`
    fn cites(&self, near: &Near<'_>, before: &str) -> Option<(Speaker, Option<Speaker>)> {
        let found = self.patterns.cites.find_iter(before).last()?;
        let object = &before[found.end()..];
        let passive = ["by ", "par ", "in ", "dans "].iter().any(|by| object.starts_with(by));
        // `A explains what B means`, `A remembers B`
        let verb = found.as_str();
        let what = ["what", "que", "qu’", "qu'"].iter().any(|what| verb.trim_end().ends_with(what))
            || ["remember", "recall", "hear", "se souv"].iter().any(|mind| verb.starts_with(mind));
        let says = self.verbs.stand_in(object) || object.contains(" saying");
        if passive || (what && !says) || self.speaks_too(object) {
            return None;
        }
        let who = self.object(near, object)?;
        let by = self.teller(near, &before[..found.start()]).filter(|by| *by != who);
        Some((who, by))
    }

    /// `X recalls the motto of a driver, Y`, `X has a good story about Y, who used to say`: whatever
    /// somebody does with the words of another passes them on, unless they answer.
    fn words_of(&self, near: &Near<'_>, before: &str) -> Option<(Speaker, Option<Speaker>)> {
        const ABOUT: [&str; 6] = [" à ", "In the ", "in the ", "Selon les ", "selon les ", " own "];
        const ANSWERS: &str = "répond répli réagi rejet contest bala récus critiqu comment nuanc dément \
             corrig rectifi résum dismiss disput mock answer reject challeng respond repl rebut deni \
             object moqu summar question";
        let owned = self.patterns.owned.captures_iter(before).last();
        let found = self.patterns.words_of.find_iter(before).last();
        let at = owned.as_ref().and_then(|owned| owned.get(0)).or(found)?;
        let subject = &before[..at.start()];
        let answers =
            |word: &str| ANSWERS.split_ascii_whitespace().any(|stem| word.starts_with(stem));
        if ABOUT.iter().any(|about| subject.ends_with(about)) || subject.split(' ').any(answers) {
            return None;
        }
        let object = &before[at.end()..];
        let who = match owned {
            // `X recalls Y’s motto`, `X recalls her teacher’s motto`
            Some(owned) => {
                let name = owned.name("name").and_then(|name| near.people.named(name.as_str()));
                let noun = || owned.name("noun").and_then(|noun| self.object(near, noun.as_str()));
                name.or_else(noun)
            }
            None => self.object(near, object),
        };
        let who = who.filter(|_| !self.speaks_too(object))?;
        let by = self.teller(near, subject)?;
        (by != who).then_some((who, Some(by)))
    }

    /// Whether whoever cites somebody speaks again behind that: `She quotes X, and adds`.
    pub(super) fn speaks_too(&self, object: &str) -> bool {
        let relative = [", who ", ", whose ", ", qui ", ", dont "];
        let clause = relative.iter().filter_map(|who| object.find(who)).min();
        self.patterns.speaks_too.is_match(&object[..clause.unwrap_or(object.len())])
    }

    /// Who tells, in the words that hold the subject of their sentence.
    fn teller(&self, near: &Near<'_>, subject: &str) -> Option<Speaker> {
        let names = self.names.find_iter(subject).map(|found| trimmed(found.as_str()));
        let name = names.filter(|name| is_person(name) || near.people.knows(name)).last();
        if let Some(name) = name {
            return near.people.named(name);
        }
        let words: Vec<String> =
            subject.split([' ', '’', '\'', ',']).map(str::to_lowercase).collect();
        let one_of = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let last = |body: bool| near.people.last.clone().filter(|last| last.collective == body);
        if one_of(&["he", "she", "il", "elle", "même"]) {
            return last(false);
        }
        if one_of(&["i", "je", "j", "we", "nous"]) {
            return None;
        }
        if one_of(&["it", "they", "ils", "elles"]) {
            return last(true).or_else(|| near.document.cloned());
        }
        near.document.filter(|_| self.patterns.document_does.is_match(subject)).cloned()
    }

    /// Who quotes the words of a quotation, as what stands behind it says: `“…,” says a boy called X,
    /// quoted by Y`, `« … », disait X, que Y cite`.
    pub(super) fn quoted_behind(
        &self,
        near: &Near<'_>,
        (from, to): (usize, usize),
    ) -> Option<Speaker> {
        let behind = near.mask.get(from..to)?;
        let behind = &behind[..behind.find('~').unwrap_or(behind.len())];
        let recalled = || {
            let found = self.patterns.told_by.captures(behind)?;
            let name = trimmed(
                ["source", "before", "behind"].iter().find_map(|at| found.name(at))?.as_str(),
            );
            (is_person(name) || near.people.knows(name)).then(|| near.people.named(name))?
        };
        let patterns = [&self.patterns.cited_by, &self.patterns.whose];
        let cited = patterns.iter().find_map(|pattern| pattern.captures(behind));
        cited.and_then(|found| near.people.speaker(&found)).or_else(recalled)
    }

    /// Through whom a sentence has what it says that somebody said: `selon X, cité par Y`, `X, whose
    /// figures she quotes`, `One of them told her`.
    pub(super) fn through(
        &self,
        near: &Near<'_>,
        sentence: &str,
        found: Option<&(Named, bool)>,
    ) -> Option<Speaker> {
        let ((rule, _, who), _) = found?;
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
        // `X quotes Y, who thinks that`
        let clause = || {
            let pattern = self.within.iter().find(|pattern| pattern.rule == WHO_SAYS)?;
            let name = pattern.regex.captures(sentence)?.name("name")?.start();
            let before = &sentence[..name];
            let tells = self.patterns.cites.is_match(before);
            tells.then(|| self.teller(near, before)).flatten()
        };
        by.or_else(told)
            .or_else(|| if *rule == WHO_SAYS { clause() } else { None })
            .filter(|by| by != who)
    }
}

//! What the rules look at in a block, and what they know of it so far.

use super::super::clauses::{locates, start_of, verb};
use super::super::marks::Quotation;
use super::super::patterns::CALLS;
use super::super::places::Place;
use super::super::references::Reference;
use super::super::who::{People, Speaker};
use super::quoted::{TERM, ends_sentence};
use super::{Named, Said};

/// The fewest words before a quotation that make a claim with it.
const FEWEST_BEFORE: usize = 3;

/// What the rules look at in a block.
pub(super) struct Near<'a> {
    pub(super) text: &'a str,
    pub(super) mask: &'a str,
    pub(super) people: &'a mut People,
    pub(super) references: &'a [Reference],
    /// What the block says stands on the pages of each reference.
    pub(super) placed: &'a [Option<Place>],
    /// The reference that is that of the quotation set apart behind the block.
    pub(super) handed: Option<usize>,
    pub(super) quotations: &'a [Quotation],
    pub(super) document: Option<&'a Speaker>,
    /// The block stands below the name of a topic.
    pub(super) below_topic: bool,
    /// The block answers where a topic stands.
    pub(super) asked: bool,
    /// The block begins with a topic in bold letters whose pages are those of this reference.
    pub(super) headed: Option<usize>,
    /// For each quotation, whom the words behind it name.
    pub(super) attributed: Vec<Option<Named>>,
    /// For each sentence, who cites the study that it tells of.
    pub(super) citing: Vec<Option<Speaker>>,
    /// Who was spoken of last before the block, and behind each of its sentences.
    pub(super) lasts: Vec<Option<Speaker>>,
    /// Which references belong to a statement.
    pub(super) taken: Vec<bool>,
    /// Whom the block speaks of.
    pub(super) subject: Option<Speaker>,
    /// For each sentence, whom it names as its speaker.
    pub(super) named: Vec<Option<Named>>,
    pub(super) made: Vec<Said>,
}

impl Near<'_> {
    /// Whom `the author` means: that of the reviewed work; whom `the mayor` means: who was named
    /// last in the block.
    pub(super) fn spoken_of(&self, noun: &str) -> Option<Speaker> {
        let person = |speaker: &&Speaker| !speaker.collective;
        let itself = [" lui-même", " elle-même", " himself", " herself"];
        let noun = itself.iter().find_map(|itself| noun.strip_suffix(itself)).unwrap_or(noun);
        let author = ["author", "auteur", "auteure", "autrice"].iter().any(|a| noun.ends_with(a));
        let reviewed = self.document.filter(person).filter(|_| author);
        let other = |subject: &&Speaker| {
            // An office with a tail of its own is that of somebody else where theirs is known.
            let tail = noun.contains([' ', '’']) && noun.split(' ').count() > 2;
            self.people.serves(&subject.name, noun)
                || (tail && self.people.has_office(&subject.name))
        };
        let subject = self.subject.as_ref().filter(person).filter(|subject| !other(subject));
        reviewed.or(subject).cloned()
    }

    /// Who was spoken of last before a sentence, where claims with pages were heard up to another
    /// one, and the last of them was somebody's.
    pub(super) fn last_before(
        &self,
        part: usize,
        heard: Option<&(usize, Speaker)>,
    ) -> Option<Speaker> {
        let before = self.lasts.get(part).cloned().flatten();
        let Some((at, who)) = heard else { return before };
        let since = self.lasts.get(at + 1).cloned().flatten();
        if *at >= part || since == before { Some(who.clone()) } else { before }
    }

    /// Where a claim begins whose last words are a quotation: behind what was said before it in its
    /// sentence. None where the quotation is a claim of its own.
    pub(super) fn claim_of(&self, quotation: &Quotation, from: usize) -> Option<usize> {
        let inner = self.text[quotation.words.0..quotation.words.1].trim_start();
        if !inner.starts_with(char::is_lowercase) {
            return None;
        }
        let said = self.made.iter().map(|said| said.span.1);
        let given = self.references.iter().map(|reference| reference.end);
        let ends = said.chain(given).filter(|&end| end > from && end <= quotation.start);
        let start = ends.max().unwrap_or(from);
        let before = self.text.get(start..quotation.start)?;
        let start =
            start + before.len() - before.trim_start_matches([')', ']', ',', ';', ' ']).len();
        let before = self.mask.get(start..quotation.start)?.trim_end();
        let claims = before.split(' ').count() >= FEWEST_BEFORE && !before.ends_with(':');
        (claims && !before.contains('~')).then_some(start)
    }

    /// Through whom a sentence has what it says that somebody said, where that one says a part of it.
    pub(super) fn heard_through(
        &self,
        sentence: Option<usize>,
        found: Option<&(Named, bool)>,
        who: Option<&Speaker>,
    ) -> Option<Speaker> {
        let told = found.is_some_and(|((.., told), _)| Some(told) == who);
        self.citing.get(sentence?).cloned().flatten().filter(|_| told)
    }

    /// Gives a page to what the author says beside it; `I note that the theme comes back on pages 3 and 9`
    /// says nothing.
    pub(super) fn give_own(&mut self, own: usize, (number, from): (usize, usize)) {
        if self.locates(number, from) && self.made[own].reference.is_none() {
            self.made.remove(own);
            return;
        }
        self.made[own].reference.get_or_insert(number);
        self.taken[number] = true;
    }

    /// Gives the pages that stand alone before some sentences to what is said there without pages of
    /// its own.
    /// Behind a sentence they are those of what it says.
    pub(super) fn label(&mut self, number: usize, (from, to): (usize, usize)) {
        self.taken[number] = true;
        if from > 0 {
            let before = self.made.iter_mut().filter(|said| said.span.1 <= from);
            if let Some(last) = before.max_by_key(|said| said.span.1) {
                last.reference.get_or_insert(number);
            }
            return;
        }
        for said in self.made.iter_mut().filter(|said| said.span.0 >= to) {
            if said.reference.is_none() && !said.author {
                said.reference = Some(number);
            }
        }
    }

    /// Whether a reference may list the pages of the topic that the block stands below.
    pub(super) fn lists(&self, number: usize, from: usize) -> bool {
        let reference = &self.references[number];
        self.below_topic
            && reference.pages.len() > 1
            && (reference.is_list() || verb(&self.mask[from..reference.start]).is_none())
    }

    /// Where the claim of a reference begins behind another one of its sentence whose pages stand in
    /// brackets before it.
    pub(super) fn behind_claim(&self, number: usize, from: usize) -> usize {
        let Some(before) = number.checked_sub(1).filter(|&before| self.taken[before]) else {
            return from;
        };
        let end = self.references[before].end;
        let between = self.text.get(end..self.references[number].start).unwrap_or_default();
        let claim = between.trim_start_matches([')', ']', ',', ';', ' ']);
        let closed = between.starts_with([')', ']']) && claim.split(' ').count() > FEWEST_BEFORE;
        if end > from && closed { end + between.len() - claim.len() } else { from }
    }

    /// Whether a reference says where something stands, and no claim behind it.
    pub(super) fn locates(&self, number: usize, from: usize) -> bool {
        if self.placed.get(number).into_iter().flatten().any(|place| place.sure || place.again) {
            return true;
        }
        // One page alone may be that of a claim before it: `The comparison stands on page 1.`
        let another = || {
            (0..self.references.len()).filter(|other| *other != number).any(|other| {
                let from = start_of(&self.text[..self.references[other].start]);
                self.places(other, from)
            })
        };
        self.places(number, from) && (self.references[number].means_several() || another())
    }

    pub(super) fn places(&self, number: usize, from: usize) -> bool {
        let reference = &self.references[number];
        let before = number.checked_sub(1).map(|before| &self.references[before]);
        let before = before.filter(|before| before.end > from && before.end <= reference.start);
        let again = before.is_some_and(|_| self.places(number - 1, from));
        let start = before.filter(|_| again).map_or(from, |before| before.end);
        locates(&self.mask[start..reference.start], again)
    }

    /// The person whom the pronoun means that a sentence begins with.
    pub(super) fn meant(&self, from: usize) -> Option<Speaker> {
        let sentence = self.text.get(from..)?;
        let pronoun = ["He ", "She ", "Il ", "Elle "].iter().any(|he| sentence.starts_with(he));
        self.people.last.clone().filter(|last| pronoun && !last.collective)
    }

    /// The author's own claim that a place stands in.
    pub(super) fn own(&self, at: usize) -> Option<usize> {
        self.made.iter().position(|said| said.author && (said.span.0..said.span.1).contains(&at))
    }

    /// Whether pages stand in a sentence, as the rules read it.
    pub(super) fn gives_pages(&self, sentence: &str) -> bool {
        let from = (sentence.as_ptr() as usize).checked_sub(self.mask.as_ptr() as usize);
        let from = from.filter(|&from| from + sentence.len() <= self.mask.len());
        from.is_some_and(|from| self.holds_reference(from, from + sentence.len()))
    }

    /// Whether pages stand in a range: a claim of their own.
    pub(super) fn holds_reference(&self, start: usize, end: usize) -> bool {
        self.references
            .iter()
            .any(|reference| !reference.elsewhere && (start..end).contains(&reference.start))
    }
}

impl Near<'_> {
    /// Whether words of a claim stand in a range, and not only what leads to pages.
    pub(super) fn goes_on(&self, from: usize, to: usize) -> bool {
        let words = self.mask.get(from..to).unwrap_or_default();
        let words = words.split(|sign: char| !sign.is_alphabetic());
        words.filter(|word| word.chars().count() > 2 && !word.starts_with("page")).count() > 1
    }

    /// The span of a quotation and of what belongs to it in its sentence.
    pub(super) fn claim(
        &self,
        quotation: &Quotation,
        (start, end): (usize, usize),
        page: Option<usize>,
        found: Option<&(Named, bool)>,
    ) -> (usize, usize) {
        let words = self.text[quotation.words.0..quotation.words.1].split_whitespace().count();
        // A word or two are quoted within a claim: the sentence makes it.
        let apart = page
            .is_none_or(|page| self.goes_on(quotation.end, self.references[page].start.min(end)));
        if words <= TERM && end - start > 2 * (quotation.end - quotation.start) && apart {
            return (start, end);
        }
        // What is given a name is told behind it; a clause before a colon is said as well.
        let ((rule, ..), reports) = found
            .map_or((("", 0.0), false), |((rule, sure, _), reports)| ((*rule, *sure), *reports));
        if rule == CALLS && words <= TERM {
            return (start, end);
        }
        let before = self.mask[start..quotation.start].trim_end();
        if reports && before.ends_with(':') && !before.contains('~') {
            return (start, quotation.end);
        }
        (self.claim_of(quotation, start).unwrap_or(quotation.start), quotation.end)
    }

    /// Whether a place begins a sentence behind a quotation that ended one: `“…so.” Page 3 shows`.
    fn begins_anew(&self, quotation: &Quotation, at: usize) -> bool {
        let inner = self.text[quotation.words.0..quotation.words.1].trim_end();
        inner.ends_with(['.', '!', '?', '…'])
            && self.text[quotation.end..at].trim().is_empty()
            && self.text[at..].starts_with('P')
    }

    /// The reference that stands right behind a quotation, or ends its sentence, or stands
    /// behind the speaker right before it.
    pub(super) fn reference(
        &self,
        quotation: &Quotation,
        (start, end): (usize, usize),
    ) -> Option<usize> {
        // The only pages of a sentence are those of its only quotation, wherever they stand.
        let quoted = self.quotations.iter().filter(|q| (start..end).contains(&q.start)).count();
        let given = self.references.iter().filter(|r| (start..end).contains(&r.start)).count();
        let words = self.text[quotation.words.0..quotation.words.1].split_whitespace().count();
        let alone = (quoted, given) == (1, 1) && words > TERM;
        let most = |many| if alone { usize::MAX } else { many };
        let behind = self.references.iter().enumerate().position(|(number, reference)| {
            !reference.elsewhere
                && !self.taken[number]
                && ((reference.start >= quotation.end
                    && !self.begins_anew(quotation, reference.start)
                    && reference.start - quotation.end <= most(90)
                    && reference.start <= end + 8
                    && !self.text[quotation.end..reference.start].contains(['«', '“'])
                    && !ends_sentence(&self.text[quotation.end..reference.start]))
                    || (quotation.words.0..quotation.words.1).contains(&reference.start))
        });
        let before = || {
            self.references.iter().enumerate().position(|(number, reference)| {
                !reference.elsewhere
                    && !self.taken[number]
                    && (start..quotation.start).contains(&reference.start)
                    && (!reference.means_several() || !self.locates(number, start))
                    && quotation.start - reference.end <= most(60)
                    && !reference.is_list()
                    && !self.text[reference.end..quotation.start].contains(['~', ';'])
                    && !ends_sentence(&self.text[reference.end..quotation.start])
            })
        };
        behind.or_else(before)
    }
}

//! Who says what in a block.
//!
//! Every rule has a confidence. The high ones were right wherever they were held against an
//! article; the others are proposals that a person should look at.

mod hands;
mod named;
mod near;
mod pages;
mod quoted;
mod studies;

use regex::Regex;

use super::blocks::{Block, Kind};
use super::lists;
use super::marks::quotations;
use super::nouns::{first_noun, is_label, is_office, speaks};
use super::outline::{ANSWERS, behind_label};
use super::pattern::made;
use super::patterns::{AFTER, LOW, MIDDLE, Pattern, WITHIN, pieces, regex};
use super::pieces::{Piece, regexes};
use super::places::Place;
use super::references::{Reference, References};
use super::sentences::{masked, sentences};
use super::verbs::Verbs;
use super::who::{NAME, People, Speaker, is_person, trimmed};
use crate::order;
use near::Near;

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
    /// The pages are those of the sentence before.
    pub(super) inherited: bool,
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
        inherited: false,
        rule,
        confidence,
    }
}

/// Where a block stands in what is said of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    /// Below no name of a topic.
    Nothing,
    /// Right below that name.
    Head,
    /// Below that name, behind other blocks.
    Blocks,
}

/// What a block stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    /// What speaks where pages stand and nobody else does.
    pub(super) document: Option<&'a Speaker>,
    /// Whose section it is: who speaks where words are quoted and nobody else is named.
    pub(super) section: Option<&'a Speaker>,
    pub(super) under: Under,
    /// It stands behind a question.
    pub(super) answers: bool,
    /// It answers the question where a topic stands.
    pub(super) asked: bool,
    /// What it says stands on the pages of each reference.
    pub(super) placed: &'a [Option<Place>],
    /// The reference that is that of the quotation set apart behind it.
    pub(super) handed: Option<usize>,
}

/// The longest signature of somebody who has no name, in letters.
const LONGEST_SIGNATURE: usize = 80;
/// The fewest words of an opinion of the author's: `I’m glad.` says nothing of the document.
const FEWEST_OF_OWN: usize = 6;
/// The rule of a speaker who is named within the quoted words.
const INSIDE: &str = "« , dit X, »";

/// A speaker, and the rule that named them.
type Named = (&'static str, f64, Speaker);

/// Names each pattern beside its words, once.
macro_rules! patterns {
    ($($name:ident: $words:expr,)+) => {
        /// What the rules read by, beside those that find a speaker.
        #[derive(Debug)]
        struct Patterns {
            $($name: Regex,)+
        }

        impl Patterns {
            fn new(pieces: &[Piece<'_>]) -> Result<Self, regex::Error> {
                let [$($name),+] = regexes([$($words),+], pieces)?;
                Ok(Self { $($name),+ })
            }
        }
    };
}

patterns! {
    inside: r",[”»]? {ANY}(?: |-t-|-){WHO}",
    work: r"^\s*\((?P<who>{AUTHORS}),? (?:\d{4}[a-z]?)?(?:,? ?(?:dans|in|cité par|cited in|cited by) (?P<via>[^()]+?))?(?:, \d{4}[a-z]?)?(?:[,:]? (?:pp?\.?|pages?)? ?[\d–-]+)?\)",
    quoting: r"(?:(?P<by>{NAME}),? (?:\([^()]*\) )?(?:who quoted|who quotes|quotes|quoted|quoting|who cited|who cites|cites|cited|citing|qui citait?|qui cite|cite|citait|citant|(?:rappelle|reprend|repeats|recalls) (?:les mots|la formule|the words) (?:de|of)) (?:(?:the|le|la|l[’']) ?(?:\p{Ll}+ ){1,3})?{TITLE}(?P<name>{NAME})|(?:Citant|Quoting|Citing|Reprenant les mots de) (?:(?:the|le|la|l[’']) ?(?:[\p{Ll}-]+ ){1,3})?{TITLE}(?P<cited>{NAME}), {TITLE}(?P<citing>{NAME})|(?P<borrower>{NAME}|\b(?:[Ii]l|[Ee]lle|[Hh]e|[Ss]he)) (?:emprunte|reprend|borrows|borrowed|takes up|took up|repeats|repeated|recalls|recalled) (?:une?|la|le|sa|cette|a|the|this|an?) (?:\p{Ll}+ )?(?:formule|phrase|mot|expression|image|idée|line|word|idea) (?:à|au|de|du|d[’']|from|of) ?(?:(?:(?:the|le|la|an?|une?) |l[’'])?(?:[\p{Ll}-]+ ){0,3})?{TITLE}(?P<lender>{NAME}))",
    quoted_there: r"(?:\b(?:quoted|cited|quotes|cites|cite|reprend)|\bcitée?s?)(?:,? (?:in|en) (?:a |une )?(?:foot)?note)?(?:,? (?:on|at|in|à la|aux|dès la))? ?$",
    in_brackets: r"[(;] ?(?P<name>{AUTHORS})(?:,? (?:(?:in|dans) )?\(?\d{4}[a-z]?\)?)?[,:]? ?$",
    before_bracket: r"(?P<name>{AUTHORS})(?: et (?:al|coll)\.)? \((?:\d{4}[a-z]?[,:]? ?)?$",
    quoted_by: r"^[,; ]*(?:cité[es]* (?:par|dans)|(?:as )?(?:cited|quoted) (?:in|by)) (?P<by>[^).,;0-9]+)",
    quoted_before: r"(?:\(|[,;] )(?:as )?(?:(?:quoted|cited) (?:in|by)|cité[es]* (?:par|dans)|rapporté[es]* par) (?:(?:[\p{Ll}-]+ |l[’']){1,4})?{TITLE}(?P<by>{AUTHORS}),? ?(?:\(?\d{4}[a-z]?)?,? ?\(?$",
    same: r"[(;] ?(?:[Ii]bid(?:em)?|[Ii]dem|[Ii]d)\.?,? ?$",
    same_alone: r" ?\((?:[Ii]bid(?:em)?|[Ii]dem)\.?\)",
    dated: r"\((?:\d{4}[a-z]?)[,:]? ?(?:(?:vol|t)\. ?[\dIVX]+,? ?)?$",
    signature: r"^[—–-]+ ?{TITLE}({NAME})(?:[,.(]|$| \(| [—–-] )",
    unnamed: r"^[—–-]+ ?(?P<noun>(?:(?:Une?|An?|One|Les?|La|The|Des) |L[’'])[\p{L}’' -]{2,60}?)(?:[,.(]|$)",
    turn: r"^(?P<name>{NAME}|(?:\p{Lu}\.?[ -]?){2,4}|{TITLE}{NAME}|\p{Lu}{2,}(?:\.? \p{Lu}{2,}){1,3})(?:, [^:.]{2,60}| \([^():]*\)| \[[^\[\]:]*\])? ?: ",
    apart: r"^ [\p{Ll}’-]+(?: [\p{Ll}’-]+){0,3}, (?:(?:the|le|la) |l[’'])?(?:[\p{Ll}’-]+ ){0,3}{TITLE}({NAME})(?:,|\.|$)",
    he_says: r"\b(?:[Ii]l|[Ee]lle|[Hh]e|[Ss]he) (?:\p{Ll}+ )?{ANY}\b",
    it_says: r"\b[Ii]t (?:says|said|notes|finds|adds|argues|warns|calls|concludes|claims)\b",
    first: r"^{ROLE_FIRST}(?:\[[\d:. h]{1,12}\] )?(?:[\p{L}’' ]{1,30}, )?(?:Quant (?:à |au )|As for )?(?:(?:(?:The|An?|Le|La|Une?|Son|Sa|Leur|Notre|Mon|Ma|His|Her|Their|Its|Our|My) |L[’'])(?:\p{Ll}[\p{Ll}-]*[ ’']){1,5})?{TITLE}({NAME})",
    own: r"(?:\b(?:[Ss]elon nous|[ÀàA] notre (?:avis|sens)|in (?:our|my) (?:view|opinion)|to our mind)\b)|(?:[:,;] |, and | and )(?:je (?:crois|pense|trouve|doute)|I (?:still )?(?:think|believe|suspect|doubt|disagree|do not (?:agree|think|believe)))\b|\b[Ww]e suspect\b|, so I[’']m with\b|\b[Ww]e (?:found|observed|noticed|discovered) (?:that\b|an? )|\b[Nn]ous (?:avons (?:constaté|observé|remarqué|découvert) (?:que\b|qu[’'])|soupçonnons)|^(?:My own (?:view|feeling|advice)\b|My view is|Mon avis\b|Contrairement à ce qu|Contrary to what|On (?:notera|regrettera|s[’']étonnera|peut (?:regretter|s[’']étonner|douter))|One (?:may|might|can) (?:regret|wonder|doubt)|Nous (?:regrettons|pensons|croyons|doutons)|We (?:regret|doubt|think|believe)\b|(?:For once,? )?(?:I|[Ww]e) (?:would(?:n[’']t)?|should|propose|note|still|rather|for one|side|agree|disagree)\b|My (?:short |own |first |only )?(?:answer|guess|view|advice|hunch) is\b|To (?:our|my) (?:eyes|ears|taste)\b|Je (?:note|remarque|propose|retiens|reproche|conteste)\b|Je me permets?\b|On se permettra\b|To me,|To my mind\b|I(?: am|[’']m) (?:not )?(?:with|inclined|glad|sorry|afraid)\b|I side with|What (?:has )?(?:surprise[sd]|struck|strikes|motivate[sd]|impress(?:es|ed)|worrie[sd]) (?:me|us)\b|Ce qui (?:m[’']a|nous a|me|nous) (?:le plus )?(?:frapp|surpr|pl[aû]|étonn|motiv|marqu|touch|intéress|passionn|manqu|séduit|inquiét|gên|choqu)\p{Ll}*|Je (?:rejoins|partage)\b|I am not (?:convinced|sure|persuaded)|I doubt\b|À mes yeux,|Je ne (?:pense|crois|suis) pas\b|(?:In|From) my (?:\w+ ){0,2}(?:opinion|view|experience)|I (?:do not|don[’']t) (?:think|believe|agree)\b|I (?:still )?(?:think|believe|suspect|would argue|am convinced|could not agree|couldn[’']t agree|disagree|agree)\b|Personally,|For my part|À mon (?:avis|sens)|Selon moi|Pour moi,|Pour ma part|Personnellement|Je (?:pense|crois|sens|trouve|regrette|doute|suis convaincue?)\b|Ce qui (?:me|nous) (?:frappe|surprend|plaît|étonne)|(?:[Dd]e mon côté, )?[Jj]e (?:pense|crois)\b|Il (?:me|nous) semble|Pour ma part|De mon côté|That strikes me\b|C[’']est, à (?:nos|mes) yeux|On (?:regrettera|déplorera|appréciera)|[Jj]e reste (?:sceptique|dubitati)|J[’']aurais (?:volontiers|aimé|préféré)|I[’']d (?:have|take|rather)\b|Je n[’']y crois pas)",
    myself: r"(?:^|[ (])(?:I(?:[’'](?:m|ve|d|ll))? \p{Ll}|[Jj]e |[Jj][’'])",
    volume: r"\b(?:(?:(?:[Tt]he|[Tt]his|[Ll]e|[Cc]e|[Cc]ette|[Ll]a) |[Ll][’'])(?:\p{Lu}[\w’-]* ){0,3}(?:[Ii]nquiry|paper|book|volume|proceedings|atlas|[Cc]ahier|livre|ouvrage|mission)\b)",
    document: r"\b(?:(?:(?:[Tt]he|[Tt]his|[Ll]e|[Cc]e|[Cc]ette|[Ll]a) |[Ll][’'])(?:\p{Lu}[\w’-]* ){0,3}(?:report|study|survey|white paper|rapport|étude|enquête|baromètre|cahier de tendances|livre blanc)\b)",
    document_does: r"^(?:[^,~]+, )?(?P<who>(?:[Ll][’']|(?:[Ll]e|[Ll]a|[Cc]ette|[Cc]e|[Cc]et|[Tt]he|[Tt]his) )(?:\p{Ll}+ )?(?:\p{Lu}[\w’-]* ){0,3}(?:enquête|rapport|étude|baromètre|sondage|report|study|survey|white paper|ouvrage|livre|essai|chapitre|volume|book|chapter|essay)(?: (?:de|du|d[’']|of|by)(?: |\b)(?:la |l[’']|the )?[\w’-]+)?) \p{Ll}",
    headed: r"^(?:\d+[.)] ?)?{TITLE}(?P<name>{NAME})(?:$|,| ?[:(|]| [—–-] )",
    calls: r"\b(?:parl(?:e|ent|er|ait) (?:plutôt )?d(?:e |[’']|[’']une? )|évoque(?:nt)? |y voi(?:t|ent) |qualifi(?:e|ent|er?)[^~]{0,40} de |jug(?:e|ent)[^~]{0,20} |trouv(?:e|ent)[^~]{0,20} |calls? (?:it|this|that|them)[^~]{0,20}|called (?:it|this|that|them)[^~]{0,20}|speaks? of |spoke of |describe[sd]?[^~]{1,60} as |dubbed )[^~]{0,12}$",
    led: r"(?:[:;,] ?|^)(?:[Pp]our|[Ss]elon|[Dd][’']après|[Aa]ccording to|[Ff]or) (?:lui|elle|him|her),? ?[^~]{0,3}$|,? (?:(?:for|to|according to) whom|(?:pour|selon) (?:qui|lequel|laquelle)|aux yeux de qui),? ?[^~]{0,3}$",
    subject: r"^{WHO} ",
    body: r"(?:[Ll][’'])?(?P<name>{NAME})(?P<tail>{TAIL})?",
    cited_by: r"(?:[,(;] ?| )(?:(?:et|and|as) )?(?:citée?s?|rapportée?s?|relayée?s?|quoted|cited|reported|relayed) (?:par|by) (?:[\p{Ll}-]+ ){0,3}?{SOURCE}",
    whose: r", (?:dont |whose (?:[\p{Ll}-]+ ){1,3}|que |qu[’']|which |whom )(?:(?P<pronoun>elle|il|she|he|they|ils)|{TITLE}(?P<name>{NAME})) (?:en )?(?:cites?|cited|quotes?|quoted|citait|mentionne|mentions|reprend) ?",
    whom: r",? (?:and |et )?(?:whom|que|qu[’']) ?(?:(?:cite|citait|a cité) (?P<behind>[^~]+)|(?P<by>[^~]*?),? (?:quotes|quoted|cites|cited|cite|citait)(?: \p{Ll}+){0,3})$",
    words_of: r"\b{WORDS}(?: \p{Ll}+)? (?:(?:made|said|spoken|coined|uttered|kept|left|signed|prononcée?|lancée?|faite?|laissée?|signée?) )?(?:of|from|to|by|about|de|du|des|d[’']|à)",
    owned: r"(?:{TITLE}(?P<name>{NAME})|\b(?P<noun>(?:her|his|their|our) (?:[\p{Ll}-]+ ){0,2}?[\p{Ll}-]+))[’']s (?:[\p{Ll}-]+ ){0,2}?{WORDS}\b",
    cites: r"\b(?:credit(?:s|ed)|attribu(?:e|ent|ait) à|cites?|cited|citing|citer|citait|citant|(?:a|ont|avait) cité|quotes?|quoted|quoting|exhum(?:e|ent|er|es|ed)|unearth(?:s|ed)?|d(?:ig|igs|ug) up|convoqu(?:e|ent|er)|invoqu(?:e|ent|er)|invoke[sd]?|relay(?:s|ed)|relaie|reads? out|(?:\p{Ll}+ (?:what|ce que|ce qu[’'])|remembers?|remembered|recalls?|recalled|hears?|heard|se souvient d[e’'])|fait parler|en appel\p{Ll}+ à|(?:doit|doivent) à|owes? (?:[\p{Ll}]+ ){1,4}to|(?:donn|rend|laiss|prêt|céd|pass)\p{Ll}{1,3} (?:la parole|sa voix) (?:à|au)|(?:give|hand|leave|yield)s? the (?:floor|word|last word) to|(?:tient|tenait|a appris) d[e’']|(?:has|had|learn(?:ed|t)|hear[sd]) (?:it )?from) ?",
    speaks_too: r"(?:,| )(?:et|and|puis|then|mais|but|before|avant d[e’'])(?: \p{Ll}+){0,2}? ?{ANY}\b",
    said_within: r"\b(?:that|que|qu[’'])(?: |\b)[^~]*\b(?:who|qui|when|quand|whenever) [^~,;]{0,40}?\b(?:{ANY}|{PLURAL}) ?[:,]? ?[“«\x22]?$",
    heard: r", who (?:\p{Ll}+ )?(?:told|warned|taught|assured|asked|confided (?:in|to)) (?:him|her|them)\b|, qui (?:le |la |l[’'])?(?:lui|leur) ",
    told_by: r", (?:(?:according to|selon|d[’']après) {TITLE}(?P<source>{NAME})|{TITLE}(?P<before>{NAME}) (?:recalls|recalled|remembers|remembered|relates)|(?:rappelle|raconte|rapporte|se souvient) (?:{ROLE_BEFORE})?{TITLE}(?P<behind>{NAME}))",
    recalled: r"^(?:\p{L}[\p{Ll}-]* ){0,3}?{TITLE}(?P<name>{NAME}), (?:{TITLE}(?P<by>{NAME}) (?:recalls|recalled|remembers|remembered|reports|reported|relates|rappelle|raconte|rapporte)|(?:rappelle|raconte|rapporte|se souvient) {TITLE}(?P<teller>{NAME}))[^,~]{0,40}, (?:\p{Ll}+ ){0,2}(?:{ANY}|called|calls|appelait|appelle|qualifi\p{Ll}+)\b",
    told_to: r"^(?:(?:But|And|Mais|Et) )?(?:One of|An?|L[’']une? d|Une? d|Une?) ?[^~]{2,120}?(?: told (?:(?P<pronoun>him|her)|{TITLE}(?P<name>{NAME}))| lui (?:a|avait|aurait)(?: \p{Ll}+)? (?:dit|raconté|confié|expliqué|répondu))\b| (?:an?|une?) (?:[\p{Ll}-]+ ){1,3}(?:who told (?:him|her|{TITLE}(?P<heard>{NAME}))|qui lui a (?:dit|raconté|confié|expliqué))\b|, (?:interviewed|met|interrogée?s?|rencontrée?s?) (?:for|in|by|pour|dans|par) (?:her|him|his|son|sa|ses|elle|lui)\b",
    goes_on: r"^(?:Et|And|Puis|Then)?,? ?(?:(?:d[e’']|il|elle|he|she) ?)\p{L}+[^~.:]{0,60} ?: ?[“«\x22]~",
}

/// The rules.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) references: References,
    pub(super) names: Regex,
    after: Vec<Pattern>,
    within: Vec<Pattern>,
    patterns: Patterns,
    verbs: Verbs,
}

impl Rules {
    pub(super) fn new() -> Result<Self, regex::Error> {
        let verbs = Verbs::new();
        let pieces = pieces(&verbs);
        Ok(Self {
            references: References::new()?,
            names: regex(NAME)?,
            after: made(AFTER, &pieces)?,
            within: made(WITHIN, &pieces)?,
            patterns: Patterns::new(&pieces)?,
            verbs,
        })
    }

    /// Who signs, where a block is a signature.
    pub(super) fn signature(&self, text: &str, people: &People) -> Option<Speaker> {
        let named = self.patterns.signature.captures(text).and_then(|found| {
            let first = found.get(1)?;
            // `— Chief Officer, Ann Lee`: what she is, and who.
            let role = !is_person(first.as_str()) || first.as_str().split(' ').any(is_office);
            let behind = text[first.end()..].strip_prefix(", ").filter(|_| role);
            let name = behind.and_then(|behind| {
                self.names.find(behind).filter(|name| name.start() == 0 && is_person(name.as_str()))
            });
            let name = name.map_or(first.as_str(), |name| name.as_str());
            people.named(name).filter(|speaker| speaker.name.contains(' '))
        });
        named.or_else(|| {
            let noun = self.patterns.unnamed.captures(text)?.name("noun")?.as_str();
            (text.chars().count() <= LONGEST_SIGNATURE && speaks(noun))
                .then(|| Speaker { name: noun.to_owned(), collective: true })
        })
    }

    /// The person whom a text names, where it is one alone.
    pub(super) fn alone(&self, text: &str, people: &People) -> Option<Speaker> {
        let mut names = self.names.find_iter(text).map(|found| trimmed(found.as_str()));
        let name = names.find(|name| is_person(name))?;
        names.all(|other| !is_person(other)).then(|| people.named(name)).flatten()
    }

    /// Whose words a heading announces: a name, alone or with what its bearer does.
    pub(super) fn headed(&self, block: &Block, people: &People) -> Option<Speaker> {
        let found = self.patterns.headed.captures(&block.text)?;
        let name = trimmed(found.name("name")?.as_str());
        is_person(name).then(|| people.named(name)).flatten()
    }

    /// Who speaks in what the last sentence of a text announces.
    pub(super) fn introduced(&self, text: &str, people: &People) -> Option<Speaker> {
        let from = text.rmatch_indices(". ").next().map_or(0, |(stop, _)| stop + 2);
        let sentence = &text[from..];
        let named = self.within.iter().find_map(|pattern| {
            pattern.regex.captures(sentence).and_then(|found| people.speaker(&found))
        });
        let last = || {
            let found = self.names.find_iter(sentence).map(|found| trimmed(found.as_str()));
            let named = found.filter(|name| is_person(name) || people.knows(name)).last()?;
            people.named(named)
        };
        // `Behind them all, he leaves one rule:`
        let meant = || {
            let pronoun = ["He ", "She ", "Il ", "Elle "].iter().any(|he| sentence.starts_with(he))
                || [", he ", ", she ", ", il ", ", elle "].iter().any(|he| sentence.contains(he));
            people.last.clone().filter(|last| pronoun && !last.collective)
        };
        named.or_else(|| self.first_name(sentence, people)).or_else(last).or_else(meant)
    }

    /// Whether a sentence says that whoever was spoken of says something.
    pub(super) fn speaks_on(&self, sentence: &str) -> bool {
        self.patterns.he_says.is_match(sentence)
    }

    /// The document that an article is about, in its own words.
    pub(super) fn document(&self, text: &str) -> Option<Speaker> {
        // `le rapport à la mort`, `le rapport entre les deux` are none.
        const TIES: [&str; 7] = [" à ", " à l", " au ", " aux ", " entre ", " avec ", " de force"];
        let mut found = self.patterns.document.find_iter(text);
        let found = found.find(|found| {
            let behind = &text[found.end()..];
            !(found.as_str().ends_with("rapport") && TIES.iter().any(|tie| behind.starts_with(tie)))
        });
        Self::spoken(found?.as_str())
    }

    /// What an article gives pages of, by nouns that may mean other things as well.
    pub(super) fn volume(&self, text: &str) -> Option<Speaker> {
        Self::spoken(self.patterns.volume.find(text)?.as_str())
    }

    fn spoken(name: &str) -> Option<Speaker> {
        // A sentence begins with a capital, its first word does not.
        let mut letters = name.chars();
        let first = letters.next()?.to_lowercase();
        Some(Speaker { name: first.chain(letters).collect(), collective: true })
    }

    /// The label of a turn of speech, and where its words begin.
    pub(super) fn turn<'a>(&self, block: &'a Block) -> Option<(&'a str, usize)> {
        let found = self.patterns.turn.captures(&block.text)?;
        let whole = found.get(0)?;
        (block.text[whole.end()..].split(' ').count() >= 3).then_some(())?;
        (!is_label(found.name("name")?.as_str())).then_some(())?;
        Some((found.name("name")?.as_str(), whole.end()))
    }

    /// The statements of a block.
    pub(super) fn read(
        &self,
        block: &Block,
        references: &[Reference],
        people: &mut People,
        context: Context<'_>,
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
            document: context.document,
            below_topic: context.under != Under::Nothing,
            asked: context.asked,
            placed: context.placed,
            handed: context.handed,
            headed: references
                .iter()
                .position(|reference| lists::opens(block, context.under, reference.start)),
            attributed: Vec::new(),
            citing: Vec::new(),
            lasts: Vec::new(),
            taken: vec![false; references.len()],
            subject: None,
            named: Vec::new(),
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
            .filter(|(_, found)| found.as_ref().is_some_and(|found| found.0 != INSIDE))
            .map(|(quotation, _)| quotation.end)
            .collect();
        near.subject = block
            .bold
            .as_deref()
            .and_then(|bold| is_person(bold).then(|| near.people.named(bold)).flatten())
            .or_else(|| context.section.cloned());
        let mut parts = sentences(text, &mask, &bound);
        // `A.` is the label of an answer, and no initial.
        if let (true, Some(first)) = (context.answers, parts.first_mut()) {
            first.0 = behind_label(text, &ANSWERS).unwrap_or(0).min(first.1);
        }
        near.lasts.push(near.people.last.clone());
        for &part in &parts {
            let sentence = &mask[part.0..part.1];
            let study = self.study(&near, sentence).or_else(|| self.passed_on(&near, sentence));
            let found = study.as_ref().map(|(study, _)| (study.clone(), true));
            let found = found.or_else(|| self.within(&near, sentence));
            let found = found.or_else(|| self.colon(&near, sentence));
            let through = study.and_then(|(_, via)| via);
            near.citing.push(through.or_else(|| self.through(&near, sentence, found.as_ref())));
            let quoted = self.quoted(&mut near, part, found.as_ref());
            self.reported(&mut near, part, found.as_ref(), quoted);
            near.named.push(found.map(|found| found.0));
            near.lasts.push(near.people.last.clone());
        }
        self.pages(&mut near, &parts);
        self.same_alone(&mut near, &parts);
        order::sort_by_key(&mut near.made, |said| said.span);
        near.made
    }

    /// What a sentence reports or thinks without quoting, and who is spoken of behind it.
    fn reported(
        &self,
        near: &mut Near<'_>,
        (start, end): (usize, usize),
        found: Option<&(Named, bool)>,
        quoted: bool,
    ) {
        let sentence = &near.mask[start..end];
        if let (Some(((rule, _, speaker), true)), false) = (found, quoted)
            && sentence.split(' ').count() >= 4
            && !near.holds_reference(start, end)
        {
            let pronoun = ["He ", "She ", "Il ", "Elle "].iter().any(|he| sentence.starts_with(he));
            let confidence = if pronoun { LOW } else { MIDDLE };
            let mut new = said(Some(speaker.clone()), (start, end), (rule, confidence));
            new.via = near.citing.last().cloned().flatten().filter(|via| via != speaker);
            near.made.push(new);
        } else if found.is_none()
            && !quoted
            && sentence.split(' ').count() >= FEWEST_OF_OWN
            && may_be_own(sentence)
            && self.patterns.own.is_match(sentence)
        {
            let mut own = said(None, (start, end), ("the author's own", MIDDLE));
            own.author = true;
            near.made.push(own);
        }
        if let Some(Some(by)) = near.citing.last() {
            (near.people.last, near.subject) = (Some(by.clone()), Some(by.clone()));
            return;
        }
        if let Some(((.., speaker), _)) = found {
            near.people.last = Some(speaker.clone());
            near.subject = Some(speaker.clone());
            return;
        }
        if let Some(document) = self.document_of(near.document, sentence) {
            near.people.last = Some(document);
            return;
        }
        if let Some(named) = self.first_name(sentence, near.people) {
            near.people.last = Some(named.clone());
            near.subject = Some(named);
        } else if let Some(noun) = first_noun(sentence) {
            near.people.last = Some(Speaker { name: noun.to_owned(), collective: true });
        } else if near.document.is_none_or(|document| document.collective)
            && let Some(named) = self
                .names
                .find_iter(sentence)
                .map(|found| trimmed(found.as_str()))
                .find(|name| is_person(name))
        {
            near.people.last = near.people.named(named);
        }
    }

    /// The document that is the subject of a sentence.
    fn document_of(&self, document: Option<&Speaker>, sentence: &str) -> Option<Speaker> {
        // What a reviewed work says its author does.
        if let Some(author) = document.filter(|document| !document.collective) {
            return self.patterns.document_does.is_match(sentence).then(|| author.clone());
        }
        self.document(self.patterns.document_does.captures(sentence)?.name("who")?.as_str()).map(
            |found| {
                // `l’enquête de 2019`, all of it.
                let whole = self.patterns.document_does.captures(sentence);
                let whole = whole.as_ref().and_then(|whole| whole.name("who"));
                let rest = whole.and_then(|whole| whole.as_str().get(found.name.len()..));
                Speaker { name: format!("{}{}", found.name, rest.unwrap_or_default()), ..found }
            },
        )
    }
}

/// Whether a sentence has a word of somebody's who speaks of themselves.
fn may_be_own(sentence: &str) -> bool {
    const OWN: [&str; 24] = [
        "I ", "I’", "I'", "We ", "we ", "our ", "my ", "My ", " us", " me", "nous", "notre",
        "Nous", "nos ", "Je ", "je ", "J’", "J'", "moi", "mon ", "mes ", "On ", "One ", "Contr",
    ];
    const BEGINS: [&str; 7] = ["Il ", "Ce qui", "What ", "Personnel", "À m", "To ", "Pour ma"];
    OWN.iter().any(|own| sentence.contains(own))
        || BEGINS.iter().any(|own| sentence.starts_with(own))
}

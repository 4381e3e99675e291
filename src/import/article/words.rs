//! Words of a stretch of a sentence, and what each is good for where pages are given.

/// A word, without the signs around it. `l’eau` is two.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it begins and ends in its text.
    pub(super) at: usize,
    pub(super) end: usize,
    /// In small letters, with a straight apostrophe.
    pub(super) lower: String,
    /// A sign that parts stands before it: a comma, a colon, a dash.
    pub(super) parted: bool,
    pub(super) does: Does,
}

/// What a word does: one of these, or several to choose from.
pub(super) type Does = u16;
/// It names things.
pub(super) const NAMES: Does = 1;
/// An article, or what stands for one.
pub(super) const ARTICLE: Does = 1 << 1;
/// Joins two nouns: `de`, `of`.
pub(super) const OF: Does = 1 << 2;
/// Leads to a noun: `sur`, `about`, `to`.
pub(super) const LEADS: Does = 1 << 3;
/// Joins two things or clauses.
pub(super) const JOINS: Does = 1 << 4;
/// Begins a clause about the noun before it.
pub(super) const RELATES: Does = 1 << 5;
/// A pronoun for what was spoken of before.
pub(super) const AGAIN: Does = 1 << 6;
/// A pronoun for whoever reads or writes.
pub(super) const SOMEBODY: Does = 1 << 7;
/// Helps a verb, or says how.
pub(super) const HELPS: Does = 1 << 8;
/// Says where something stands, or what it is about.
pub(super) const VERB: Does = 1 << 9;

/// The words of each that are known by themselves.
const KNOWN: [(Does, &str); 8] = [
    (ARTICLE, ARTICLES),
    (OF, OFS),
    (RELATES, RELATING),
    (AGAIN, PRONOUNS),
    (SOMEBODY, PERSONS),
    (JOINS, JOINING),
    (LEADS, LEADING),
    (HELPS, HELPING),
];
const ARTICLES: &str = "double-page le la les l' un une ce cet cette ces the a an this these those leur leurs its their son sa ses \
     notre nos";
const OFS: &str = "de d' du des of";
const LEADING: &str = "côté sur on about to with à au aux pour for in dans en par by concernant regarding upon from at \
     over avec without past through across around beyond towards toward vers entre dès depuis after après between within chez against contre sous under quant";
const JOINING: &str = "puisqu' et and puis then ou or mais but tandis alors while whereas enfin finally ainsi plus car ni as nor neither \
     since because comme puisque yet pourtant toutefois cependant though";
const RELATING: &str = "qui que qu' dont où which that who where whose quand when if si";
const PRONOUNS: &str =
    "it they il ils elle elles celui-ci celle-ci ceux-ci celles-ci cela ça she he c' that's it's";
const PERSONS: &str = "on nous vous je j' you we i one";
const HELPING: &str = "est sont était étaient ont été être fait font sera seront peut peuvent doit doivent is are was \
     were be been being has have had will can may must could should would does do did get gets got \
     ne n' se s' y ai pas jamais aussi surtout souvent encore notamment partout également beaucoup \
     très moins bien peu seulement ensuite même elle-même lui-même eux-mêmes itself themselves also \
     often always toujours autant mostly mainly again too only still even much less well everywhere more longuement \
     brièvement abondamment largement fréquemment régulièrement principalement essentiellement \
     particulièrement rather plutôt quasiment presque almost tout both best here ici là there \
     once twice now désormais maintenant aujourd'hui than throughout especially enormous partly ailleurs elsewhere first d'abord loin far";
const NO_ADVERBS: &str = "supply family assembly monopoly anomaly reply butterfly";
/// Verbs in forms of their own.
const VERBS: &str = "reportera reporteront reportez revient reviennent revenait apparaît apparaissent réapparaît réapparaissent paraît tient \
     tiennent prend prennent surgit surgissent ressurgit court courent parcourt va vont suit \
     suivent vient viennent reçoit remplit remplissent étend étendent réunis réunie réunies réuni \
     lit lire lira lisent lu lue lus lues décrit décrite décrits décrites décrivent repris reprend \
     reprennent voir vu vue vus vues voit verra tenu clôt ouvre fournit conduit met mettent dit \
     disent find finds found see seen read reads come comes came take takes took taken go goes give \
     gives gave given begin begins began run runs running stand stands lie lies sit sits spread \
     spreads deal deals dealt tell tells dwell dwells starting beginning spanning covering filling \
     occupy occupies occupied span spans spanned speak speaks say says said write writes hold holds \
     held opens closes shows laid hogs meet meets met win wins dominates fit fits";
/// Stems of French verbs, and how they end.
const FRENCH: &str = "occup abord évoqu mentionn trait discut travers figur trouv retrouv crois cit consacr domin \
     rest gagn arriv pass commenc intéress concern racont étal regroup rassembl présent analys \
     étudi examin détaill développ expliqu illustr expos résum cherch consult feuillet signal list \
     énumér énumèr dispers clôtur referm ferm concentr partag mérit déroul parl port pench arrêt \
     aid donn conseill recommand accord rencontr attard revisit approfondi termin démarr squatt \
     attir inspir provoqu inquièt inquiét passionn agac enthousiasm mobilis monopolis envahi hant esquiss dress réserv content dévelop localis situ group";
const FRENCH_ENDS: &str =
    " e es ent é ée és ées er era eront erez erons eraient erait ait aient ons ez ra ront ssent ";
/// Stems of English verbs, and how they end; the second ones are nouns but where they end in `ed`.
const ENGLISH: &str = "appear reappear occur recur return feature figure discuss mention cover fill turn start end \
     finish stretch extend cross treat address explore examine describe tackle handle scatter \
     surface resurface look concentrate devote focus belong deserve earn receive dominate keep \
     remain stay follow haunt consider recommend concern attract arouse inspire provoke prompt spark";
const ENGLISH_NOUNS: &str = "list gather group collect study analyse analyze report present open close summarise summarize \
     interest show detail touch explain outline review quote cite name survey raise discuss confine \
     dedicate print set";

#[inline(never)]
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Whether a word begins with one of a list.
#[inline(never)]
pub(super) fn stems(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|stem| word.starts_with(stem))
}

/// Words of a part of a sentence. Places behind the last word hold none.
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
}

impl<'a> Part<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut words = words(text);
        for at in 0..words.len() {
            let next = words.get(at + 1).map_or("", |next| next.lower.as_str());
            let before = at.checked_sub(1).map_or(0, |before| words[before].does);
            words[at].does = role(&words[at].lower, next, words[at].parted, before);
            // `AI`, `IT`: no word but letters.
            let printed = &text[words[at].at..words[at].end];
            if printed.chars().count() > 1 && printed.chars().all(char::is_uppercase) {
                words[at].does = NAMES;
            }
            // `les loyers grimpent`
            let several = at > 1 && holds("les des ces leurs nos", &words[0].lower);
            let lower = words[at].lower.as_str();
            // `les contrats groupés`: what is said of a noun beside it is part of its name.
            let said = ["é", "ée", "és", "ées"].iter().any(|end| lower.ends_with(end));
            let placed = stems(super::themes::SPEAKING, lower);
            if said && before == NAMES && !words[at].parted && !placed {
                words[at].does = NAMES;
                continue;
            }
            let acts = lower.len() > 4 && lower.ends_with("ent") && !lower.ends_with("ment");
            if several && acts && words[at].does == NAMES && before & (NAMES | HELPS) != 0 {
                words[at].does = VERB;
            }
        }
        Self { text, words }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// Whether the word at a place is one of a list.
    #[inline(never)]
    pub(super) fn is(&self, at: usize, list: &str) -> bool {
        holds(list, self.lower(at))
    }

    #[inline(never)]
    pub(super) fn does(&self, at: usize, does: Does) -> bool {
        self.words.get(at).is_some_and(|word| word.does & does != 0)
    }

    pub(super) fn parted(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.parted)
    }

    /// The first place of a range whose word is one of a list.
    #[inline(never)]
    pub(super) fn find(&self, from: usize, to: usize, list: &str) -> Option<usize> {
        (from..to).find(|&at| self.is(at, list))
    }

    #[inline(never)]
    pub(super) fn last(&self, from: usize, to: usize, list: &str) -> Option<usize> {
        (from..to).rev().find(|&at| self.is(at, list))
    }

    /// The first place of a range whose word does one of these.
    #[inline(never)]
    pub(super) fn doing(&self, from: usize, to: usize, does: Does) -> Option<usize> {
        (from..to).find(|&at| self.does(at, does))
    }

    #[inline(never)]
    pub(super) fn last_doing(&self, from: usize, to: usize, does: Does) -> Option<usize> {
        (from..to).rev().find(|&at| self.does(at, does))
    }

    /// A range without the words at its end that do one of these.
    #[inline(never)]
    pub(super) fn until(&self, from: usize, mut to: usize, does: Does) -> usize {
        while to > from && self.does(to - 1, does) {
            to -= 1;
        }
        to
    }

    /// A range without the words at its beginning that do one of these.
    #[inline(never)]
    pub(super) fn behind(&self, mut from: usize, to: usize, does: Does) -> usize {
        while from < to && self.does(from, does) {
            from += 1;
        }
        from
    }

    /// The first place of a range with a sign that parts before it.
    #[inline(never)]
    pub(super) fn comma(&self, from: usize, to: usize) -> Option<usize> {
        (from..to).find(|&at| self.parted(at))
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        let word = self.lower(at);
        !word.is_empty() && word.chars().all(|sign| sign.is_ascii_digit() || "ivx".contains(sign))
    }

    /// What is printed in a range of words.
    #[inline(never)]
    pub(super) fn printed(&self, from: usize, to: usize) -> Option<&'a str> {
        let last = self.words.get(to.checked_sub(1).filter(|_| from < to)?)?;
        self.text.get(self.words.get(from)?.at..last.end)
    }

    /// The parts of a range between signs that part.
    #[inline(never)]
    pub(super) fn chunks(&self, low: usize, high: usize) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut from = low;
        while from < high {
            let to = self.comma(from + 1, high).unwrap_or(high);
            found.push((from, to));
            from = to;
        }
        found
    }

    /// Where the noun phrase begins that ends before a place.
    pub(super) fn phrase(&self, low: usize, end: usize) -> usize {
        let mut at = end;
        while at > low {
            let here = at - 1;
            if at < end && self.parted(at) {
                return at;
            }
            let inner = here > low;
            let noun = inner && self.does(here - 1, NAMES) && !self.parted(here);
            let bare = noun && self.does(at, NAMES);
            let goes_on = match self.words.get(here).map_or(0, |word| word.does) {
                NAMES => true,
                ARTICLE => inner && self.does(here - 1, OF),
                OF => noun && !self.is(here - 1, super::names::LIGHT),
                // `machines à laver`, `vélo en ville`
                LEADS => bare && self.is(here, "à en in for under"),
                JOINS => bare && self.is(here, "et and ou or"),
                _ => false,
            };
            if !goes_on {
                return at;
            }
            at = here;
        }
        at
    }
}

/// The words of a text.
fn words(text: &str) -> Vec<Word> {
    const INNER: [char; 5] = ['-', '’', '\'', '&', '%'];
    const PARTING: [char; 10] = [',', ';', ':', '—', '–', '(', ')', '[', ']', '-'];
    let mut found: Vec<Word> = Vec::new();
    let mut open: Option<usize> = None;
    let mut parted = false;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, sign) in ends {
        let inner = open.is_some() && INNER.contains(&sign);
        let goes_on = sign.is_alphanumeric() || sign == '\u{301}' || inner;
        if goes_on && open.is_none() {
            open = Some(at);
        }
        let Some(from) = open else {
            parted |= PARTING.contains(&sign);
            continue;
        };
        // `l’eau`, `qu’on`
        let elides = inner && matches!(sign, '’' | '\'') && {
            let lost = &text[from..at];
            lost.chars().count() == 1 || lost.to_lowercase().ends_with("qu")
        };
        if goes_on && !elides {
            continue;
        }
        let end = if elides { at + sign.len_utf8() } else { at };
        let printed = &text[from..end];
        let printed = if elides { printed } else { printed.trim_end_matches(['’', '\'']) };
        let lower = printed.to_lowercase().replace('’', "'");
        found.push(Word { at: from, end: from + printed.len(), lower, parted, does: 0 });
        open = None;
        parted = PARTING.contains(&sign);
    }
    found
}

fn role(word: &str, next: &str, parted: bool, before: Does) -> Does {
    // `On y parle` begins with somebody, `on trams` with what leads to them.
    if word == "on" {
        let french = holds("y en le la les l' se s' ne n' leur lui nous vous", next)
            || holds(VERBS, next)
            || ["ra", "era", "ait"].iter().any(|end| next.ends_with(end))
            || is_french(next);
        return if french && !next.starts_with("port") { SOMEBODY } else { LEADS };
    }
    // `Côté jardins`, but `du côté des jardins`
    if word == "côté" && before != 0 && before & JOINS == 0 && !parted {
        return NAMES;
    }
    // `X a droit aux pages`, `a box`
    if word == "a" {
        return if holds("droit été son sa ses lieu aussi toute", next) { VERB } else { ARTICLE };
    }
    // Somebody does something to them: `on la croise`.
    if before == SOMEBODY && holds("le la les l' en y", word) {
        return AGAIN;
    }
    if word == "to" && next == "be" {
        return HELPS;
    }
    // `transport en car`, `car parks`
    let clause = holds(
        "le la les l' un une des il elle ils elles on ce c' cela nous vous je j' tout tous chaque aucun sans pour en à dans",
        next,
    );
    if word == "car" && (before & (LEADS | OF | ARTICLE) != 0 || !clause) {
        return NAMES;
    }
    // `se reportera utilement aux`
    let manner = ["lement", "usement", "amment", "emment", "vement", "èrement"];
    if before & VERB != 0 && !parted && manner.iter().any(|end| word.ends_with(end)) {
        return HELPS;
    }
    // `a good deal less`
    if word == "deal" && before == NAMES && !parted {
        return NAMES;
    }
    if word == "used" && next == "to" {
        return HELPS;
    }
    // `given at length`
    if (word == "at" && next == "length") || (word == "length" && before == HELPS) {
        return HELPS;
    }
    // `la voiture le suit de près`
    let clitic = holds("le la les l'", word) && before == NAMES && !parted;
    if clitic && (holds(VERBS, next) || is_french(next)) {
        return AGAIN;
    }
    if let Some((does, _)) = KNOWN.iter().find(|(_, list)| holds(list, word)) {
        return *does;
    }
    if word.ends_with("ly") && word.len() > 5 && !holds(NO_ADVERBS, word) {
        return HELPS;
    }
    let noun = !parted && before & (ARTICLE | OF | LEADS) != 0;
    if !noun && is_verb(word, next) { VERB } else { NAMES }
}

fn is_verb(word: &str, next: &str) -> bool {
    holds(VERBS, word)
        || is_french(word)
        || ends(ENGLISH, word, " s es ed d ")
        || holds(ENGLISH, word)
        || ends(ENGLISH_NOUNS, word, " ed d ")
        || (holds("crop crops cropped pop pops popped show", word) && next == "up")
        || (holds("set sets laid", word) && holds("out forth", next))
}

fn is_french(word: &str) -> bool {
    ends(FRENCH, word, FRENCH_ENDS)
}

#[inline(never)]
fn ends(stems: &str, word: &str, ends: &str) -> bool {
    stems
        .split_ascii_whitespace()
        .filter_map(|stem| word.strip_prefix(stem))
        .any(|end| !end.is_empty() && holds(ends, end))
}

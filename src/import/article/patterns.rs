//! The patterns that name speakers, and how sure each is.

pub(super) use super::letters::regex;
pub(super) use super::pattern::Pattern;
use super::pattern::{Rule, names, reports};
use super::pieces::Piece;
use super::verbs::Verbs;
use super::who::{AUTHORS, NAME, ROLE_BEFORE, SEVERAL, SOURCE, SPEAKING, TAIL, TITLE, WHO};

/// Right wherever it was held against an article.
pub(super) const HIGH: f64 = 0.95;
/// Mostly right.
pub(super) const MIDDLE: f64 = 0.7;
/// A proposal: pronouns, the sentence before, pages without a person.
pub(super) const LOW: f64 = 0.4;

/// What stands before the subject of a sentence.
const START: &str = r"^(?:(?:But|And|Mais|Et|Here|There|Ici|Là) )?(?:(?:[Oo]n|[Aa]t|À la|Aux|Sur la|Dès la) )?(?:(?:[Pp]ages?|[Pp]p?\.) ?\d[\d–-]*(?: (?:et|and|à|to) \d+)?,? )?(?:\[[\d:. h]{1,12}\] )?(?:(?:But|And|Yet|So|Then|Still,|However,|Mais|Et|Or|Puis|Car|Pourtant,|Toutefois,) )?(?:[^,~]+[,:] |[^,~(]+\([^()~]+\), |[^~:]+(?: ?:|,? (?:où|where|in which|dans lequel|dans laquelle)) |(?:In|On|At|Over|Dans|Sur) (?:the|his|her|its|their|an?|le|la|son|sa|leur|une?) [^,~.;:]+? )?(?:[\p{L}\d][\p{L}\d’'-]+ (?:(?:\p{Ll}[\p{Ll}-]*|\p{Lu}{2,}) ){0,3}(?:representative|leader|chair|chief|head|mayor|expert|host|guest|chef|nurse|clerk|student|resident|\p{Ll}{3,}(?:er|or|ist|ian|ant|man|woman|ess|person|ect|yst|ent|ar|ic)) )?";
/// What somebody is, at the beginning of a sentence before their name.
const ROLE_FIRST: &str = r"(?:\p{Lu}[\p{L}’'-]+ (?:\p{Ll}[\p{Ll}-]* ){0,2}(?:representative|leader|chair|chief|head|mayor|expert|host|guest|chef|nurse|clerk|student|resident|\p{Ll}{3,}(?:er|or|ist|ian|ant|man|woman|ess|person|ect|yst|ent|ar|ic)) )?";
/// A role between commas, or where somebody is from in brackets.
const ROLE: &str = r"(?P<role>, (?:[^~“”«».;:]|[“«\x22]~{1,24}[”»\x22]|\.\p{Ll}|\. ?\d|U\.S\. )+?,?| \([^()~]+\),?)?";
/// What may stand between a speaker and the verb.
const ADVERB: &str = r"(?:(?:also|then|later|once|again|never|still|further|nous|vous|le|lui|leur|se|y|en|en a|me|te|ne|(?:him|her|it|them)sel(?:f|ves)|lui-même|elle-même|eux-mêmes|elles-mêmes|aussi|même|encore|ensuite|enfin|plutôt|toujours|(?:has|have|had)(?: \p{Ll}+)?|\p{Ll}+ly|\p{Ll}+ment) |[lnsmt][’']){0,3}";
/// Words behind quoted ones that stand before a name and are no verb.
const NO_VERBS: [&str; 38] = [
    "de", "du", "des", "d", "le", "la", "les", "un", "une", "dans", "par", "pour", "avec", "chez",
    "que", "qui", "dont", "où", "et", "ou", "mais", "comme", "sur", "sous", "in", "by", "from",
    "with", "and", "or", "but", "at", "as", "like", "than", "for", "when", "while",
];

/// The rule of those for whom something is so, as a clause of theirs says.
pub(super) const FOR_WHOM: &str = "X, pour qui";
/// The rule of those whose office stands before their name, set off by commas.
pub(super) const APART: &str = "son rôle, X, dit";
/// The rule of those whose work says something.
pub(super) const THEIRS: &str = "son étude montre";
/// The rule of those who say something in a clause behind `who`.
pub(super) const WHO_SAID: &str = "un X qui dit que";
/// The rule of those in whose view something is so.
pub(super) const VIEWS: &str = "l’avis de X";
/// The rule of those who think as the one before.
pub(super) const ALIKE: &str = "même avis chez X";
/// The rule of those whom a verb names behind quoted words that end in a comma.
pub(super) const COMMA_WITHIN: &str = "«, » verbe X";
/// The rule of those who give a thing a name.
pub(super) const CALLS: &str = "X appelle";
/// The rule of those who do one thing and say another.
pub(super) const ALSO: &str = "X … et dit que";
/// The rule of those who do one thing while they say another, or to say it.
pub(super) const BESIDES: &str = "X … en disant que";
/// The rule of those who are named, and say something in a clause behind `who`.
pub(super) const WHO_SAYS: &str = "X, qui dit";
/// The rule of those whose answer, rule or wish it is.
pub(super) const OWN_WORDS: &str = "la réponse de X";
/// The rule of those who tell how or what something is.
pub(super) const TELLS_HOW: &str = "X parle de ce que";
/// What somebody gives or has, in a word that says what their words are.
const ANSWER: &str = r"(?:[Mm]essage|[Cc]onseil|[Cc]onclusion|[Qq]uestion|[Rr]éponse|[Vv]erdict|[Aa]rgument|[Aa]vis|[Ll]eçon|[Ee]xplication|[Rr]ègle|[Cc]onsigne|[Mm]ot d[’']ordre|[Pp]rincipe|[Rr]emède|[Rr]ecommandation|[Pp]roposition|[Dd]éfinition|[Aa]dvice|[Aa]nswer|[Tt]ip|[Rr]emedy|[Ll]esson|[Vv]iew|[Rr]ule|[Rr]ecommendation|[Rr]eply|[Rr]esponse|[Ee]xplanation|[Tt]heory|[Cc]laim|[Mm]otto|[Ww]arning|[Pp]lea|[Dd]efinition|[Pp]rinciple|[Ff]inding|[Pp]oint|[Ll]ine|[Bb]et|[Pp]ari|[Cc]onstat)";
/// What the words of somebody are called that others repeat.
const WORDS: &str = r"(?:rule|motto|words?|line|saying|phrase|advice|warning|remark|dictum|maxim|adage|proverb|quip|joke|gem|story|tale|anecdote|answer|reply|retort|lesson|règle|devise|mots?|formule|conseil|dicton|leçon|remarque|consigne|réponse|réplique|boutade|maxime|expression|histoire|aveu|confidence|propos|réflexion|citation|lettre|avertissement|mise en garde|proverbe|quotation|quote|letter|poem|vers|mantra|épigraphe|epigraph|souvenir|note|carnet|diary|memo)";
/// What somebody has written or found out.
const WORK: &str = r"(?:study|review|survey|research|data|figures|paper|report|book|thesis|essay|chapter|introduction|preface|foreword|contribution|article|étude|enquête|thèse|travaux|recherches|données|chiffres|livre|préface|chapitre|texte)";
/// What is stressed, wanted or feared, as the object of a verb of speech.
const WORTH: &str = r"(?:(?:the|an?|its|their|our|his|her) (?:\p{Ll}+ )?|l[’']|la |le |les |des |une? )(?:importance|significance|value|need|necessity|benefits?|role|power|potential|risks?|dangers?|difficulty|difficulties|lack|absence|limits|advantages?|nécessité|intérêt|utilité|besoin|rôle|manque|risques?|difficultés?|limites|urgence|avantages?)\b";
/// Where in a document something is said, as the words beside a verb of speech tell.
const WHERE: &str = r"(?: (?:\([^()~]*\)|(?:(?:on|at|in|à|aux|sur|dans|en|dès) (?:[\p{Ll}’']+ ){0,3})?(?:pp?\.|pages?)(?: ?\d[\d ,–-]*(?: (?:et|and|à|to) \d+)?)?))?";

/// Whether a word that a pattern takes for a verb can be one, and those before the name can stand
/// behind a verb: what is written *by* somebody is a title.
pub(super) fn holds(found: &regex::Captures<'_>) -> bool {
    let by = |words: regex::Match<'_>| {
        words.as_str().split(' ').any(|w| ["par", "by", "that", "que"].contains(&w))
    };
    found.name("open").is_none_or(|word| !NO_VERBS.contains(&word.as_str()))
        && !found.name("between").is_some_and(by)
}

/// What somebody says that it is so, behind the verb.
const THAT: &str = r"{WHERE}(?:, (?:[^,~;:.]|\. ?\d){2,40},)?(?: [\p{L}’-]+){0,3}?(?:, [^,~;:.]{2,40},)? (?:(?:that|que|how|why|whether|comment|combien|pourquoi)\b|qu[’'])";
/// Where a sentence ends.
const ENDS: &str = r"[.!?…”»)]*$";

/// What stands for words in the patterns of the rules.
pub(super) fn pieces(verbs: &Verbs) -> [Piece<'_>; 28] {
    [
        ("NAME", NAME),
        ("TITLE", TITLE),
        ("AUTHORS", AUTHORS),
        ("WHO", WHO),
        ("SOURCE", SOURCE),
        ("SEVERAL", SEVERAL),
        ("SPEAKING", SPEAKING),
        ("TAIL", TAIL),
        ("ROLE_BEFORE", ROLE_BEFORE),
        ("ROLE_FIRST", ROLE_FIRST),
        ("START", START),
        ("ROLE", ROLE),
        ("ADVERB", ADVERB),
        ("WORTH", WORTH),
        ("ANSWER", ANSWER),
        ("WORK", WORK),
        ("WORDS", WORDS),
        ("WHERE", WHERE),
        ("THAT", THAT),
        ("ENDS", ENDS),
        ("ANY", &verbs.any),
        ("PLURAL", &verbs.plural),
        ("STRONG", &verbs.strong),
        ("STRONG_HAS", &verbs.strong_has),
        ("DONE", &verbs.done),
        ("SAYING", &verbs.saying),
        ("TO_SAY", &verbs.to_say),
        ("ASKING", verbs.asking),
    ]
}

/// What stands behind a quotation and names who says it.
pub(super) const AFTER: &[Rule] = &[
    names("selon X", HIGH, r"^[\s,.]*(?:selon|d[’']après|pour|according to|per) {SOURCE}"),
    names("« », X p N", HIGH, r"^[\s,]*\(?(?P<name>{NAME}),? \(?(?:\d{4}, )?(?:pp?\.?|pages?) ?\d"),
    names("« » — X", HIGH, r"^[\s.,]*[—–-]+ ?{TITLE}(?P<name>{NAME})"),
    // `“…” With these words X opened the day`
    names(
        "« », dit X",
        HIGH,
        r"^[\s.,]*(?:C[’']est (?:par|sur|avec|en) ces (?:mots|termes|paroles) (?:que |qu[’'])|Ainsi (?:parl\p{Ll}+|conclu\p{Ll}+|écri\p{Ll}+|commen\p{Ll}+|début\p{Ll}+) |(?:With|In) (?:these|those) words,? |(?:So|Thus) (?:says?|said|writes|wrote|ends|begins|concludes|concluded) |(?:These|Those) (?:are|were) the words of |Ce sont les mots d(?:e |u |e la |[’']))(?:{ROLE_BEFORE}|(?:[Tt]he|[Ll]e|[Ll]a|[Ll][’']) ?[^,.~«“]{2,60}, )?{TITLE}(?P<name>{NAME})",
    ),
    names(
        "« » — X",
        HIGH,
        r"^[\s.,]*[—–-]+ ?(?P<noun>(?:[Uu]ne?|[Aa]n?|[Ll]e|[Ll]a|[Tt]he) [^.,~«“]{2,80})(?:,[^.~«“]*)?\.?$",
    ),
    names("« », dit X", HIGH, r"^[\s,.]*(?:a|ont|avait)-t-(?P<pronoun>il|elle)\b"),
    names(
        "« », dit X",
        HIGH,
        r"^[\s,.]*{ADVERB}{ANY}(?: |-t-|-)(?P<between>(?:[\p{Ll}’'-]+ ){0,4}?){WHO}",
    ),
    names("« », dit X", HIGH, r"^[\s,.]*(?:a|ont|avait) {DONE} {SEVERAL}"),
    // `« … », aimait à dire X`, `“…,” as X used to say`
    names(
        "« », dit X",
        HIGH,
        r"^[\s,.]*(?:aim(?:e|ait)(?: à)?|se pla(?:ît|isait) à|avait coutume d[e’']) ?{TO_SAY} {WHO}",
    ),
    names(
        "« », dit X",
        HIGH,
        r"^[\s,.]*(?:as )?{WHO}{ROLE} (?:used|likes?|liked|loves?|loved) to {TO_SAY}\b",
    ),
    names("« », X, role, dit", HIGH, r"^[\s,]*(?:\d+\p{Lu} )?{WHO}{ROLE} {ADVERB}{ANY}\b"),
    // Any other word between the quoted ones and a name is a verb of speech too.
    names(
        "« », verbe X",
        0.85,
        r"^\s*, (?:s[’']|se )?(?P<open>[\p{Ll}]{3,}) (?P<lead>(?:(?:the|le|la|un|une|an?|son|sa) |l[’'])(?:\p{Ll}[\p{Ll}-]*[ ’']){1,5})?{TITLE}(?P<name>{NAME})",
    ),
    // `“… users,” affirmed X`: the comma stands within the marks.
    names(
        COMMA_WITHIN,
        0.85,
        r"^\s(?P<open>[\p{Ll}]{2,}(?:ed|s)) (?P<lead>(?:the|an?|his|her|its) (?:\p{Ll}[\p{Ll}-]* ){1,5})?{TITLE}(?P<name>{NAME})",
    ),
    names(
        "« », X verbe",
        0.85,
        r"^\s*,?\s*{TITLE}(?P<name>{NAME}) (?P<open>\p{Ll}+(?:ed|s))(?: [\p{Ll}’]+){0,3}[.,]",
    ),
    names("« » (X)", 0.85, r"^[\s,]*\({TITLE}(?P<name>{NAME})(?:, [^()~]{2,120})?\)"),
];

/// What names a speaker in a sentence whose quotations are blotted out.
pub(super) const WITHIN: &[Rule] = &[
    // `According to the official page`: what a document is may stand behind what it is of.
    reports(
        "selon X",
        HIGH,
        r"(?:[Aa]ccording to|[Ss]elon|[Dd][’']après) (?P<noun>(?:(?:the|an?|this|its|their|our|le|la|les|une?|cette|ce|son|sa|notre) |l[’'])(?:[\p{L}’'-]+ ){0,4}?(?:page|website|site|blog|guide|release|statement|memo|document|article|post|notice|letter|communiqué|fiche|note|billet|courrier))\b",
    ),
    reports(
        "selon X",
        HIGH,
        r"(?:(?:[Aa]ccording to|[Ss]elon|[Dd][’']après|[ÀàA] en croire|[Ii]n the (?:words|view|opinion|eyes) of) (?:les mots (?P<of>des |de |du ))?|(?:[Dd]e l[’']avis|[Aa]ux dires) (?:de |d[’']|du )){SOURCE}",
    ),
    reports(
        "selon X",
        MIDDLE,
        r"\b(?P<inverted>[àÀ] l[’']en croire|if (?:s?he|they) (?:is|are) to be believed|[Bb]y (?:his|her|their) own account)\b",
    ),
    reports(
        "comme le dit X",
        HIGH,
        r"(?:[Cc]omme|\b[Aa]s) (?:l[’']a |l[’']ont |le |l[’'])?(?:{ANY}|{DONE}) {WHO}",
    ),
    reports(
        "comme X le dit",
        HIGH,
        r"(?:[Cc]omme|\b[Aa]s) {WHO}(?: \([^()~]*\))? (?:le |l[’'])?{ADVERB}(?:{ANY}|a {DONE})\b",
    ),
    // `As students of drawing hastily reply`
    reports(
        "comme X le dit",
        MIDDLE,
        r"(?:[Cc]omme|\b[Aa]s) (?P<several>(?:les |the |many |some |certains |plusieurs )?(?:\p{Ll}[\p{Ll}-]* )?\p{Ll}{4,}s(?: (?:of|de) \p{Ll}+)?) (?:le |l[’'])?{ADVERB}{PLURAL}\b",
    ),
    reports(
        APART,
        HIGH,
        r"{START}(?P<lead>(?:(?:[Tt]he|[Aa]n?|[Ll]e|[Ll]a|[Uu]ne?|[Ss]on|[Ss]a|[Ll]eur|[Nn]otre|[Oo]ur|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|\p{Lu}[\p{L}-]+[’']s) |[Ll][’'])[^,.~:;]+, ){TITLE}(?P<name>{NAME}), {ADVERB}(?:{STRONG}|{STRONG_HAS}|{ANY}{THAT}|{ASKING}|{ANY} ?[:,]? ?[“«\x22]~)",
    ),
    reports("X dit", HIGH, r"{START}{WHO}{ROLE} {ADVERB}(?:{STRONG}|{STRONG_HAS})\b"),
    // `She feels she cannot`, `One person reported feeling`, `il a le sentiment que`
    reports(
        "X dit",
        MIDDLE,
        r"{START}(?:{WHO}|{SEVERAL}){ROLE} {ADVERB}(?:(?:feels?|felt) (?:like |as if |as though )?(?:s?he|they|there|it(?:[’']s| is| was| will| would| ca[n’']| could| has| had))|(?:report(?:s|ed)?|recall(?:s|ed)?|den(?:y|ies|ied)|admit(?:s|ted)?) \p{Ll}+ing|(?:a|ont|avait|avaient) (?:le sentiment|l[’']impression) (?:que|qu[’']|d[e’']))",
    ),
    reports(
        "…, X dit",
        HIGH,
        r"[,~”»] ?{WHO}{ROLE} {ADVERB}{ANY}(?: the \w+| again)?{WHERE}{ENDS}",
    ),
    reports(
        "…, dit X",
        HIGH,
        r"[,~”»] ?{ADVERB}{ANY}(?: |-t-|-)(?:sans \p{Ll}+ |without \p{Ll}+ )?{WHO}(?:,? [^~“«;]+)?(?:{ENDS}| ?;)",
    ),
    reports("X dit :", MIDDLE, r"{START}{WHO}{ROLE},? {ADVERB}{ANY} ?: \p{L}"),
    reports("X ajoute que", HIGH, r"{START}{WHO}{ROLE} {ADVERB}{ANY}{THAT}"),
    // `The Forum is less amused: it maintains that`
    reports("X ajoute que", MIDDLE, r"{START}(?P<pronoun>it) {ADVERB}(?:{ANY}{THAT}|{ASKING})"),
    // `X put forth the idea that`, `X points to the fact that`
    reports(
        "X ajoute que",
        MIDDLE,
        r"{START}{WHO}{ROLE} {ADVERB}(?:(?:puts?|advance[sd]?|float(?:s|ed)|defend(?:s|ed)|avance(?:nt)?|défend(?:ent)?|développe(?:nt)?) (?:forth |forward )?(?:(?:the|an?|la|le|une?) |l[’'])(?:\p{Ll}+ )?(?:idea|concept|view|theory|argument|notion|thesis|idée|thèse|théorie|hypothèse)|(?:points?|pointed|draws attention|drew attention) to the fact|(?:attire|a attiré) l[’']attention sur le fait|holds?|held|show(?:s|ed)|(?:has|have) shown|demonstrate[sd]?|prove[sd]?) (?:that|que|qu[’']|selon laquelle)",
    ),
    // `X talked about how`, `X revient sur la façon dont`
    reports(
        TELLS_HOW,
        MIDDLE,
        r"{START}{WHO}{ROLE} {ADVERB}(?:(?:talk(?:s|ed)|spoke|speaks|elaborate[sd]|expand(?:s|ed)|reflect(?:s|ed)|touche[sd]|dwel(?:ls|t)) (?:about|on|upon)|discuss(?:es|ed)|(?:revient|est revenue?|insiste|s[’']attarde) sur) (?:[^~,.;:]{3,60}? and )?(?:how|why|la façon dont|la manière dont|ce que|ce qui)\b",
    ),
    // `X’s advice is to`, `Her tip in this area: make …`
    reports(
        OWN_WORDS,
        MIDDLE,
        r"^(?:[^,~:]{1,60}, )?(?:{TITLE}(?P<name>{NAME})[’']s|(?P<pronoun>[Hh]is|[Hh]er)) (?:[\p{Ll}-]+ ){0,2}{ANSWER}(?: [^~,.;:]{1,40})?(?: (?:is|was|remains) (?:that|to|not to|how|why)\b|: \p{L})",
    ),
    // `Her fear is that`, `Sa conviction est que`
    reports(
        OWN_WORDS,
        MIDDLE,
        r"^(?:[^,~:]{1,60}, )?(?:{TITLE}(?P<name>{NAME})[’']s|(?P<pronoun>[Hh]is|[Hh]er|[Ss]on|[Ss]a)) (?:[\p{Ll}-]+ ){1,3}(?:(?:is|was|remains) that|(?:est|était|reste) (?:que|qu[’']))",
    ),
    reports(
        OWN_WORDS,
        MIDDLE,
        r"^(?:[^,~:]{1,60}, )?(?P<pronoun>[Ss]on|[Ss]a) (?:\p{Ll}+ )?{ANSWER}(?: [^~,.;:]{1,40}?)?(?: (?:est|était|reste) (?:que |qu[’']|de |d[’'])| ?: \p{L})",
    ),
    reports(
        OWN_WORDS,
        MIDDLE,
        r"^(?:(?:[Ll]e|[Ll]a|[Tt]he) |[Ll][’'])?{ANSWER}(?: \p{Ll}+){0,2}? (?:d(?:e|u|es) |d[’']|of |from |by |par )(?:la |l[’'])?(?:{SOURCE}|(?P<several>[\p{Ll}-]{4,}s))(?: (?:est|était|reste|is|was) (?:que |qu[’']|de |d[’']|that |to )| ?: \p{L})",
    ),
    // `X draws one rule from it: film what moves`
    reports(
        OWN_WORDS,
        MIDDLE,
        r"{START}{WHO}{ROLE},? (?:en |y |nous |leur )?(?:tire|retient|donne|pose|formule|suit|ha[sd]|draws|drew|gives|gave|asks|asked|offers|offered|poses|posed|follows|leaves|left) (?:(?:une?|la|cette|ce|le|cet|son|sa|an?|one|this|the|his|her) |l[’'])(?:[\p{Ll}-]+ ){0,3}?{ANSWER}(?: [^~:,.;]{1,40})? ?: \p{L}",
    ),
    reports("X propose de", MIDDLE, r"{START}{WHO}{ROLE} (?:{ADVERB}){ASKING}"),
    reports(
        "X, dit-il,",
        MIDDLE,
        r", (?:{WHO} {ADVERB}{ANY}|{ANY}(?:-t-|-)(?P<inverted>il|elle)){WHERE},",
    ),
    reports(
        "plusieurs disent",
        MIDDLE,
        r"{START}{SEVERAL}(?:, (?:eux|elles),| eux-mêmes| elles-mêmes)?{ROLE},? {ADVERB}(?:(?:{PLURAL}|{ANY}){THAT}|(?:{STRONG}|say|argue|insist|complain)\b)",
    ),
    // `Teachers in Ashford, whom nobody asked, report that`
    reports(
        "plusieurs disent",
        MIDDLE,
        r"^(?P<several>(?:\p{Lu}\p{Ll}{3,}s(?: \p{Ll}+s?)?|\p{Lu}[\p{Ll}-]{3,} \p{Ll}{4,}s)(?: (?:from|in|at|of|across) (?:the )?\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,3})?){ROLE} {ADVERB}(?:(?:{PLURAL}|{ANY}){THAT}|(?:{STRONG}|say|argue|insist|complain)\b)",
    ),
    reports("X souligne l’importance", MIDDLE, r"{START}{WHO}{ROLE} {ADVERB}{ANY} {WORTH}"),
    // `X expressed the hope that`, `X praised the work of`
    reports(
        "X souligne l’importance",
        MIDDLE,
        r"{START}{WHO}{ROLE} {ADVERB}(?:(?:express(?:es|ed)|voice[sd]|exprime(?:nt)?|(?:a|ont) exprimé|(?:fait|font|a fait|ont fait) part d[e’']|dit|disent) ?(?:(?:the|an?|her|his|their|son|sa|ses|leurs?|une?|de) |l[’'])(?:\p{Ll}+ )?(?:desire|hope|wish|honou?r|fears?|concerns?|regrets?|doubts?|confidence|pride|gratitude|surprise|relief|support|worry|désir|souhait|espoir|craintes?|doutes?|inquiétude|confiance|fierté|déception|soulagement) (?:that|to|for|about|at|over|with|of|que|qu[’']|de|d[’']|pour|sur|devant|face)|(?:recogni[sz]e[sd]|praise[sd]|applaud(?:s|ed)|hail(?:s|ed)|commend(?:s|ed)|(?:a|ont) (?:salué|loué)|loue(?:nt)?) (?:(?:the|le|la|les) |l[’'])(?:\p{Ll}+ )?(?:work|efforts?|progress|courage|role|travail|progrès|rôle|engagement)\b)",
    ),
    reports(
        ALSO,
        MIDDLE,
        r"{START}(?:(?P<pronoun>[Hh]e|[Ss]he|[Ii]l|[Ee]lle)\b|(?P<article>[Ll][’']|(?:the|la|le) )?{TITLE}(?P<name>{NAME})(?P<tail>{TAIL})?)(?P<role> \p{Ll}[^~.;:]{2,160}?),? (?:and|et|but|mais) (?:also |aussi )?(?:{ANY}{THAT}|{ASKING}|{ANY} {WORTH}|{STRONG}\b)",
    ),
    // `X ends by predicting that`, `X makes one point, noting that`, `X is the only one to say that`
    reports(
        BESIDES,
        MIDDLE,
        r"{START}(?:(?P<pronoun>[Hh]e|[Ss]he|[Ii]l|[Ee]lle)\b|(?P<article>[Ll][’']|(?:the|la|le) )?{TITLE}(?P<name>{NAME})(?P<tail>{TAIL})?)(?P<role>(?:, [^~.;:]{2,100}?,)? \p{Ll}[^~.;:]{2,160}?)(?:,? (?:by |en |while |whilst )?{SAYING}|(?: to| à| de) {TO_SAY}| d[’']{TO_SAY}){THAT}",
    ),
    names(
        FOR_WHOM,
        MIDDLE,
        r"{TITLE}(?P<name>{NAME})(?P<role>, [^~“”«».;:]{2,120}?| \([^()~]{2,80}\))?,? (?:for whom|to whom|according to whom|pour qui|selon qui|pour (?:lequel|laquelle)|selon (?:lequel|laquelle)|aux yeux de qui)\b",
    ),
    // `Même avis chez l’éditrice X, qui promet …`
    reports(
        ALIKE,
        MIDDLE,
        r"^(?:Même|Same) [^,~]{2,40} (?:chez|from|with|du côté d(?:e |u |es |[’'])) ?{SOURCE}",
    ),
    // `By the economist X’s reckoning`
    reports(
        VIEWS,
        MIDDLE,
        r"^(?:By|In|On|To) (?:the )?(?:\p{Ll}[\p{Ll}-]* ){0,3}{TITLE}(?P<name>{NAME}) (?:own )?(?:reckoning|view|opinion|account|words|eyes|telling|estimate|mind|experience)\b",
    ),
    // `Pour les uns, avec X, …`
    reports(
        "pour X",
        MIDDLE,
        r"^(?:Pour (?:les uns|les autres|certaine?s|d[’']autres|beaucoup), (?:avec|dont|comme) |For (?:some|others|many), (?:like|such as|with) ){TITLE}(?P<name>{NAME})(?:, [^~,]{2,100}| \([^()~]*\))?,",
    ),
    reports(
        "pour X",
        MIDDLE,
        r"^(?:[^,~]{1,60}, )?(?:[Pp]our|For|Aux yeux d(?:e |[’’'])) ?(?:(?P<lead>(?:(?:the|le|la|an?) |l[’'])(?:\p{Ll}[\p{Ll}-]*[ ’']){1,5})?{TITLE}(?P<name>{NAME})|{SEVERAL})(?:, [^~,]{2,100}| \([^()~]*\))?,",
    ),
    // `Her colleague X goes further: for him, …`
    reports(
        "pour X",
        MIDDLE,
        r"(?:^|[:;] ?)(?:(?:[Pp]our|[Ff]or) (?P<pronoun>lui|elle|him|her)|(?P<inverted>[ÀàA] ses yeux)), ",
    ),
    names(
        CALLS,
        MIDDLE,
        r"{START}{WHO}{ROLE} {ADVERB}(?:appelle(?:nt)?|nomme(?:nt)?|baptise(?:nt)?|définit|définissent|qualifie(?:nt)?|entend(?:ent)? par|calls?|called|names?|named|defines?|defined|means? by|dubs?|dubbed) [^~.;:]{0,80}[:,]? ?[“«\x22]~",
    ),
    // `Her own review of forty mills found that`
    reports(
        THEIRS,
        MIDDLE,
        r"{START}(?:(?P<pronoun>[Hh]er|[Hh]is|[Ss]on|[Ss]a|[Ss]es) (?:own |propres? )?(?:[\p{Ll}-]+ )?{WORK}|{TITLE}(?P<name>{NAME})[’']s (?:own )?(?:[\p{Ll}-]+ )?{WORK}) [^~,.;:]{0,60}?(?:(?:{ANY}|shows?|finds?|found|montrent?){THAT}|{ANY} ?:? ?[“«\x22]~)",
    ),
    reports(
        THEIRS,
        MIDDLE,
        r"{START}(?:(?:[Ll][ea] |[Ll][’']|[Tt]he )(?:\p{Ll}+ )?{WORK} (?:de |d[’']|of |by |from )){TITLE}(?P<name>{NAME}) [^~,.;:]{0,60}?(?:(?:{ANY}|shows?|finds?|found|montrent?){THAT}|{ANY} ?:? ?[“«\x22]~)",
    ),
    // `More worrying is X of Alder House, who says`
    reports(
        WHO_SAYS,
        MIDDLE,
        r"{TITLE}(?P<name>{NAME})(?P<role>(?: (?:of|from|at|de|du|des|chez|à) (?:the |la |l[’'])?\p{Lu}[\w’'-]*(?: \p{Lu}[\w’'-]*){0,4})?(?:, [^~.;:]{2,120}?| \([^()~]{2,80}\))?), (?:who|qui|lequel|laquelle) {ADVERB}(?:{STRONG}\b|{ANY}{THAT}|{ASKING}|(?:(?:used|likes?|liked|loves?|loved) to|aim(?:e|ait)(?: à)?|avait coutume d[e’']) ?{TO_SAY}\b)",
    ),
    // `a nurse who told X that`
    reports(
        WHO_SAID,
        MIDDLE,
        r"\b(?P<noun>(?:[Aa]n?|[Oo]ne|[Uu]ne?) (?:[\p{Ll}’-]+ ){0,2}?[\p{Ll}’-]+) (?:who|qui) (?:{ANY}) (?:[^,~.;:]{2,40} )?(?:that|que|qu[’'])",
    ),
    // `She was followed by X, chair of the guild, who called the plan “…”`
    names(
        "X : «",
        MIDDLE,
        r"{TITLE}(?P<name>{NAME})(?:, [^~.;:]{2,120}?| \([^()~]{2,80}\))?, (?:who|qui) {ADVERB}(?:{ANY}|calls?|called|dubs|dubbed|appelle|qualifie|parle)\b[^~.;]{0,60}?[“«\x22]~",
    ),
    // Whatever stands before: who is named right before a verb and a quotation says it.
    names(
        "X : «",
        MIDDLE,
        r"(?:^|[ (]){TITLE}(?P<name>{NAME}){ROLE} {ADVERB}{ANY}(?: \p{Ll}+){0,2} ?[:,] ?[“«\x22]~",
    ),
    names(
        "X : «",
        MIDDLE,
        r"{START}{WHO}{ROLE}(?: \([^()]*\))? {ADVERB}{ANY}\b[^~]*[:,]? ?[“«\x22]~",
    ),
    names(
        "X : «",
        MIDDLE,
        r"^(?P<noun>(?:An?|One|Another|Une?|Le|La) [\p{Ll}’-]+(?: (?:from|of|at|in|de|du|d[’']|des) [\p{L}’ -]{2,40}?)?) {ADVERB}{ANY}\b[^~:]{0,80} ?: ?[“«\x22]~",
    ),
];

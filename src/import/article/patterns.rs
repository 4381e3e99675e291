//! The patterns that name speakers, and how sure each is.

pub(super) use super::letters::regex;
pub(super) use super::pattern::Pattern;
use super::pattern::pattern;
use super::verbs::Verbs;
use super::who::{NAME, SEVERAL, TITLE, source, who};

/// Right wherever it was held against an article.
pub(super) const HIGH: f64 = 0.95;
/// Mostly right.
pub(super) const MIDDLE: f64 = 0.7;
/// A proposal: pronouns, the sentence before, pages without a person.
pub(super) const LOW: f64 = 0.4;

/// What stands before the subject of a sentence.
const START: &str = r"^(?:(?:But|And|Mais|Et) )?(?:(?:[Oo]n|[Aa]t|À la|Aux|Sur la|Dès la) )?(?:(?:[Pp]ages?|[Pp]p?\.) ?\d[\d–-]*(?: (?:et|and|à|to) \d+)?,? )?(?:\[[\d:. h]{1,12}\] )?(?:(?:But|And|Yet|So|Then|Still,|However,|Mais|Et|Or|Puis|Car|Pourtant,|Toutefois,) )?(?:[^,~]+[,:] |[^,~(]+\([^()~]+\), |[^~:]+(?: ?:|,? (?:où|where|in which|dans lequel|dans laquelle)) |(?:In|On|At|Over|Dans|Sur) (?:the|his|her|its|their|an?|le|la|son|sa|leur|une?) [^,~.;:]+? )?(?:[\p{L}][\p{L}’'-]+ (?:\p{Ll}[\p{Ll}-]* ){0,2}(?:representative|leader|chair|chief|head|mayor|expert|host|guest|chef|nurse|clerk|student|resident|\p{Ll}{3,}(?:er|or|ist|ian|ant|man|woman|ess|person|ect|yst|ent|ar|ic)) )?";
/// What somebody is, at the beginning of a sentence before their name.
pub(super) const ROLE_FIRST: &str = r"(?:\p{Lu}[\p{L}’'-]+ (?:\p{Ll}[\p{Ll}-]* ){0,2}(?:representative|leader|chair|chief|head|mayor|expert|host|guest|chef|nurse|clerk|student|resident|\p{Ll}{3,}(?:er|or|ist|ian|ant|man|woman|ess|person|ect|yst|ent|ar|ic)) )?";
/// A role between commas, or where somebody is from in brackets.
const ROLE: &str = r"(?P<role>, (?:[^~“”«».;:]|\.\p{Ll}|\. ?\d|U\.S\. )+?,?| \([^()~]+\),?)?";
/// What may stand between a speaker and the verb.
const ADVERB: &str = r"(?:(?:also|then|later|once|again|never|still|further|nous|vous|le|lui|leur|se|y|en|en a|ne|aussi|même|encore|ensuite|enfin|plutôt|toujours|(?:has|have|had)(?: \p{Ll}+)?|\p{Ll}+ly|\p{Ll}+ment) |[lns][’']){0,3}";
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
/// The rule of those who give a thing a name.
pub(super) const CALLS: &str = "X appelle";
/// The rule of those who do one thing and say another.
pub(super) const ALSO: &str = "X … et dit que";
/// What is stressed, wanted or feared, as the object of a verb of speech.
const WORTH: &str = r"(?:(?:the|an?|its|their|our|his|her) (?:\p{Ll}+ )?|l[’']|la |le |les |des |une? )(?:importance|significance|value|need|necessity|benefits?|role|power|potential|risks?|dangers?|difficulty|difficulties|lack|absence|limits|advantages?|nécessité|intérêt|utilité|besoin|rôle|manque|risques?|difficultés?|limites|urgence|avantages?)\b";
/// Where in a document something is said, as the words beside a verb of speech tell.
const WHERE: &str = r"(?: (?:\([^()~]*\)|(?:(?:on|at|in|à|aux|sur|dans|en|dès) (?:[\p{Ll}’']+ ){0,3})?(?:pp?\.|pages?)(?: ?\d[\d ,–-]*(?: (?:et|and|à|to) \d+)?)?))?";

/// Whether a word that a pattern takes for a verb can be one, and those before the name can stand
/// behind a verb: what is written *by* somebody is a title.
pub(super) fn holds(found: &regex::Captures<'_>) -> bool {
    let by =
        |words: regex::Match<'_>| words.as_str().split(' ').any(|w| ["par", "by"].contains(&w));
    found.name("open").is_none_or(|word| !NO_VERBS.contains(&word.as_str()))
        && !found.name("between").is_some_and(by)
}

/// What stands behind a quotation and names who says it.
pub(super) fn after(verbs: &Verbs) -> Result<Vec<Pattern>, regex::Error> {
    let (who, source) = (who(), source());
    let (any, done) = (&verbs.any, &verbs.done);
    let turned = |words: &str| pattern("« », dit X", HIGH, false, words);
    Ok(vec![
        pattern(
            "selon X",
            HIGH,
            false,
            &format!(r"^[\s,.]*(?:selon|d[’']après|pour|according to|per) {source}"),
        )?,
        pattern(
            "« », X p N",
            HIGH,
            false,
            &format!(r"^[\s,]*\(?(?P<name>{NAME}),? \(?(?:\d{{4}}, )?(?:pp?\.?|pages?) ?\d"),
        )?,
        pattern("« » — X", HIGH, false, &format!(r"^[\s.,]*[—–-]+ ?{TITLE}(?P<name>{NAME})"))?,
        pattern(
            "« » — X",
            HIGH,
            false,
            r"^[\s.,]*[—–-]+ ?(?P<noun>(?:[Uu]ne?|[Aa]n?|[Ll]e|[Ll]a|[Tt]he) [^.,~«“]{2,80})(?:,[^.~«“]*)?\.?$",
        )?,
        turned(r"^[\s,.]*(?:a|ont|avait)-t-(?P<pronoun>il|elle)\b")?,
        turned(&format!(
            r"^[\s,.]*{ADVERB}{any}(?: |-t-|-)(?P<between>(?:[\p{{Ll}}’'-]+ ){{0,4}}?){who}"
        ))?,
        turned(&format!(r"^[\s,.]*(?:a|ont|avait) {done} {SEVERAL}"))?,
        pattern("« », X, role, dit", HIGH, false, &format!(r"^[\s,]*{who}{ROLE} {ADVERB}{any}\b"))?,
        // Any other word between the quoted ones and a name is a verb of speech too.
        pattern(
            "« », verbe X",
            0.85,
            false,
            &format!(
                r"^\s*, (?:s[’']|se )?(?P<open>[\p{{Ll}}]{{3,}}) (?P<lead>(?:(?:the|le|la|un|une|an?|son|sa) |l[’'])(?:\p{{Ll}}[\p{{Ll}}-]*[ ’']){{1,5}})?{TITLE}(?P<name>{NAME})"
            ),
        )?,
        pattern(
            "« », X verbe",
            0.85,
            false,
            &format!(
                r"^\s*,?\s*{TITLE}(?P<name>{NAME}) (?P<open>\p{{Ll}}+(?:ed|s))(?: [\p{{Ll}}’]+){{0,3}}[.,]"
            ),
        )?,
        pattern(
            "« » (X)",
            0.85,
            false,
            &format!(r"^[\s,]*\({TITLE}(?P<name>{NAME})(?:, [^()~]{{2,120}})?\)"),
        )?,
    ])
}

/// Those who think as somebody else, and those for whom something is so: one of several, and one
/// alone.
fn for_whom() -> Result<[Pattern; 4], regex::Error> {
    let source = source();
    Ok([
        // `Même avis chez l’éditrice X, qui promet …`
        pattern(
            ALIKE,
            MIDDLE,
            true,
            &format!(
                r"^(?:Même|Same) [^,~]{{2,40}} (?:chez|from|with|du côté d(?:e |u |es |[’'])) ?{source}"
            ),
        )?,
        // `By the economist X’s reckoning`
        pattern(
            VIEWS,
            MIDDLE,
            true,
            &format!(
                r"^(?:By|In|On|To) (?:the )?(?:\p{{Ll}}[\p{{Ll}}-]* ){{0,3}}{TITLE}(?P<name>{NAME}) (?:own )?(?:reckoning|view|opinion|account|words|eyes|telling|estimate|mind|experience)\b"
            ),
        )?,
        // `Pour les uns, avec X, …`
        pattern(
            "pour X",
            MIDDLE,
            true,
            &format!(
                r"^(?:Pour (?:les uns|les autres|certaine?s|d[’']autres|beaucoup), (?:avec|dont|comme) |For (?:some|others|many), (?:like|such as|with) ){TITLE}(?P<name>{NAME})(?:, [^~,]{{2,100}}| \([^()~]*\))?,"
            ),
        )?,
        pattern(
            "pour X",
            MIDDLE,
            true,
            &format!(
                r"^(?:[^,~]{{1,60}}, )?(?:[Pp]our|For|Aux yeux d(?:e |[’’'])) ?(?:(?P<lead>(?:(?:the|le|la|an?) |l[’'])(?:\p{{Ll}}[\p{{Ll}}-]*[ ’']){{1,5}})?{TITLE}(?P<name>{NAME})|{SEVERAL})(?:, [^~,]{{2,100}}| \([^()~]*\))?,"
            ),
        )?,
    ])
}

/// Those who stress something, who say something beside what they do, and for whom, in a clause of
/// theirs, something is so.
fn claims(verbs: &Verbs, who: &str, that: &str) -> Result<[Pattern; 3], regex::Error> {
    let (any, asking) = (&verbs.any, verbs.asking);
    Ok([
        pattern(
            "X souligne l’importance",
            MIDDLE,
            true,
            &format!(r"{START}{who}{ROLE} {ADVERB}{any} {WORTH}"),
        )?,
        pattern(
            ALSO,
            MIDDLE,
            true,
            &format!(
                r"{START}(?:(?P<pronoun>[Hh]e|[Ss]he|[Ii]l|[Ee]lle)\b|{TITLE}(?P<name>{NAME}))(?P<role> \p{{Ll}}[^~.;:]{{2,160}}?),? (?:and|et) (?:also |aussi )?(?:{any}{that}|{asking}|{any} {WORTH})"
            ),
        )?,
        pattern(
            FOR_WHOM,
            MIDDLE,
            false,
            &format!(
                r"{TITLE}(?P<name>{NAME})(?P<role>, [^~“”«».;:]{{2,120}}?| \([^()~]{{2,80}}\))?,? (?:for whom|to whom|according to whom|pour qui|selon qui|pour (?:lequel|laquelle)|selon (?:lequel|laquelle)|aux yeux de qui)\b"
            ),
        )?,
    ])
}

/// Those who give a thing its name, those named right before a verb and a quotation, and those
/// whose words a colon announces.
fn names(verbs: &Verbs, who: &str) -> Result<[Pattern; 4], regex::Error> {
    let any = &verbs.any;
    Ok([
        pattern(
            CALLS,
            MIDDLE,
            false,
            &format!(
                r"{START}{who}{ROLE} {ADVERB}(?:appelle(?:nt)?|nomme(?:nt)?|baptise(?:nt)?|définit|définissent|qualifie(?:nt)?|entend(?:ent)? par|calls?|called|names?|named|defines?|defined|means? by|dubs?|dubbed) [^~.;:]{{0,80}}[:,]? ?[“«\x22]~"
            ),
        )?,
        // Whatever stands before: who is named right before a verb and a quotation says it.
        pattern(
            "X : «",
            MIDDLE,
            false,
            &format!(
                r"(?:^|[ (]){TITLE}(?P<name>{NAME}){ROLE} {ADVERB}{any}(?: \p{{Ll}}+){{0,2}} ?[:,] ?[“«\x22]~"
            ),
        )?,
        pattern(
            "X : «",
            MIDDLE,
            false,
            &format!(r"{START}{who}{ROLE}(?: \([^()]*\))? {ADVERB}{any}\b[^~]*[:,]? ?[“«\x22]~"),
        )?,
        pattern(
            "X : «",
            MIDDLE,
            false,
            &format!(
                r"^(?P<noun>(?:An?|One|Another|Une?|Le|La) [\p{{Ll}}’-]+(?: (?:from|of|at|in|de|du|d[’']|des) [\p{{L}}’ -]{{2,40}}?)?) {ADVERB}{any}\b[^~:]{{0,80}} ?: ?[“«\x22]~"
            ),
        )?,
    ])
}

/// Those whose work says something, and those who say it in a clause behind `who`.
fn clauses(verbs: &Verbs, that: &str) -> Result<[Pattern; 3], regex::Error> {
    let any = &verbs.any;
    Ok([
        // `Her own review of forty mills found that`
        pattern(
            THEIRS,
            MIDDLE,
            true,
            &format!(
                r"{START}(?P<pronoun>[Hh]er|[Hh]is|[Ss]on|[Ss]a|[Ss]es) (?:own |propres? )?(?:[\p{{Ll}}-]+ )?(?:study|review|survey|research|data|figures|paper|report|book|thesis|étude|enquête|thèse|travaux|recherches|données|chiffres|livre) [^~,.;:]{{0,60}}?(?:{any}|shows?|finds?|found|montrent?){that}"
            ),
        )?,
        // `a nurse who told X that`
        pattern(
            WHO_SAID,
            MIDDLE,
            true,
            &format!(
                r"\b(?P<noun>(?:[Aa]n?|[Oo]ne|[Uu]ne?) (?:[\p{{Ll}}’-]+ ){{0,2}}?[\p{{Ll}}’-]+) (?:who|qui) (?:{any}) (?:[^,~.;:]{{2,40}} )?(?:that|que|qu[’'])"
            ),
        )?,
        // `She was followed by X, chair of the guild, who called the plan “…”`
        pattern(
            "X : «",
            MIDDLE,
            false,
            &format!(
                r"{TITLE}(?P<name>{NAME})(?:, [^~.;:]{{2,120}}?| \([^()~]{{2,80}}\))?, (?:who|qui) {ADVERB}(?:{any}|calls?|called|dubs|dubbed|appelle|qualifie|parle)\b[^~.;]{{0,60}}?[“«\x22]~"
            ),
        )?,
    ])
}

/// Several who speak: behind an article or a number, and without one.
fn several(verbs: &Verbs, that: &str) -> Result<[Pattern; 2], regex::Error> {
    let (any, plural, strong) = (&verbs.any, &verbs.plural, &verbs.strong);
    let several = format!(r"{SEVERAL}(?:, (?:eux|elles),| eux-mêmes| elles-mêmes)?");
    Ok([
        pattern(
            "plusieurs disent",
            MIDDLE,
            true,
            &format!(r"{START}{several}{ROLE},? {ADVERB}(?:(?:{plural}|{any}){that}|{strong}\b)"),
        )?,
        // `Teachers in Ashford, whom nobody asked, report that`
        pattern(
            "plusieurs disent",
            MIDDLE,
            true,
            &format!(
                r"^(?P<several>\p{{Lu}}\p{{Ll}}{{4,}}s(?: \p{{Ll}}+s?)?(?: (?:from|in|at|of|across) (?:the )?\p{{Lu}}[\p{{L}}’'-]*(?: \p{{Lu}}[\p{{L}}’'-]*){{0,3}})?){ROLE} {ADVERB}(?:(?:{plural}|{any}){that}|{strong}\b)"
            ),
        )?,
    ])
}

/// From whom something is, and who says it `as` a sentence has it.
fn sources(verbs: &Verbs, who: &str, source: &str) -> Result<[Pattern; 4], regex::Error> {
    let any = &verbs.any;
    Ok([
        // `According to the official page`: what a document is may stand behind what it is of.
        pattern(
            "selon X",
            HIGH,
            true,
            r"(?:[Aa]ccording to|[Ss]elon|[Dd][’']après) (?P<noun>(?:(?:the|an?|this|its|their|our|le|la|les|une?|cette|ce|son|sa|notre) |l[’'])(?:[\p{L}’'-]+ ){0,4}?(?:page|website|site|blog|guide|release|statement|memo|document|article|post|notice|letter|communiqué|fiche|note|billet|courrier))\b",
        )?,
        pattern(
            "selon X",
            HIGH,
            true,
            &format!(
                r"(?:(?:[Aa]ccording to|[Ss]elon|[Dd][’']après|[ÀàA] en croire|[Ii]n the (?:words|view|opinion|eyes) of) (?:les mots (?P<of>des |de |du ))?|(?:[Dd]e l[’']avis|[Aa]ux dires) (?:de |d[’']|du )){source}"
            ),
        )?,
        pattern(
            "comme le dit X",
            HIGH,
            true,
            &format!(
                r"(?:[Cc]omme|\b[Aa]s) (?:l[’']a |l[’']ont |le |l[’'])?(?:{any}|{}) {who}",
                verbs.done
            ),
        )?,
        pattern(
            "comme X le dit",
            HIGH,
            true,
            &format!(
                r"(?:[Cc]omme|\b[Aa]s) {who}(?: \([^()~]*\))? (?:le |l[’'])?{ADVERB}(?:{any}|a {})\b",
                verbs.done
            ),
        )?,
    ])
}

/// What names a speaker in a sentence whose quotations are blotted out.
pub(super) fn within(verbs: &Verbs) -> Result<Vec<Pattern>, regex::Error> {
    let (who, source) = (who(), source());
    let (any, asking) = (&verbs.any, verbs.asking);
    let strong = &verbs.strong;
    let ends = r"[.!?…”»)]*$";
    let that = format!(
        r"{WHERE}(?:, (?:lui|elle|eux|elles|too|for (?:his|her|its|their) part|pour sa part|quant à (?:lui|elle)),)?(?: [\p{{L}}’]+){{0,3}}? (?:(?:that|que|how|why|whether|comment|combien|pourquoi)\b|qu[’'])"
    );
    let that = that.as_str();
    let [alike, in_view, one_of_some, for_one] = for_whom()?;
    let [together, bare] = several(verbs, that)?;
    let [stressed, also, as_clause] = claims(verbs, &who, that)?;
    let [named, beside, announced, one_announced] = names(verbs, &who)?;
    let [of_theirs, who_said, relative] = clauses(verbs, that)?;
    let [document, from, as_says, as_said] = sources(verbs, &who, &source)?;
    Ok(vec![
        document,
        from,
        as_says,
        as_said,
        pattern(
            APART,
            HIGH,
            true,
            &format!(
                r"{START}(?P<lead>(?:(?:[Tt]he|[Aa]n?|[Ll]e|[Ll]a|[Uu]ne?|[Ss]on|[Ss]a|[Ll]eur|[Nn]otre|[Oo]ur|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|\p{{Lu}}[\p{{L}}-]+[’']s) |[Ll][’'])[^,.~:;]+, ){TITLE}(?P<name>{NAME}), {ADVERB}(?:{strong}|{}|{any}{that}|{asking}|{any} ?[:,]? ?[“«\x22]~)",
                verbs.strong_has
            ),
        )?,
        pattern(
            "X dit",
            HIGH,
            true,
            &format!(r"{START}{who}{ROLE} {ADVERB}(?:{strong}|{})\b", verbs.strong_has),
        )?,
        pattern(
            "…, X dit",
            HIGH,
            true,
            &format!(r"[,~”»] ?{who}{ROLE} {ADVERB}{any}(?: the \w+| again)?{WHERE}{ends}"),
        )?,
        pattern(
            "…, dit X",
            HIGH,
            true,
            &format!(
                r"[,~”»] ?{ADVERB}{any}(?: |-t-|-)(?:sans \p{{Ll}}+ |without \p{{Ll}}+ )?{who}(?:,? [^~“«;]+)?(?:{ends}| ?;)"
            ),
        )?,
        pattern(
            "X dit :",
            MIDDLE,
            true,
            &format!(r"{START}{who}{ROLE},? {ADVERB}{any} ?: \p{{L}}"),
        )?,
        pattern("X ajoute que", HIGH, true, &format!(r"{START}{who}{ROLE} {ADVERB}{any}{that}"))?,
        pattern(
            "X propose de",
            MIDDLE,
            true,
            &format!(r"{START}{who}{ROLE} (?:{ADVERB}){asking}"),
        )?,
        pattern(
            "X, dit-il,",
            MIDDLE,
            true,
            &format!(r", (?:{who} {ADVERB}{any}|{any}(?:-t-|-)(?P<inverted>il|elle)){WHERE},"),
        )?,
        together,
        bare,
        stressed,
        also,
        as_clause,
        alike,
        in_view,
        one_of_some,
        for_one,
        named,
        of_theirs,
        who_said,
        relative,
        beside,
        announced,
        one_announced,
    ])
}

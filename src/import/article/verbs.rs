//! Verbs of speech, French and English, in the forms that report what somebody said.
//!
//! A pattern of whole forms is matched far quicker than one of stems and endings, so every form
//! is written out once, when the rules are made.

use std::collections::HashSet;

use crate::order;

/// Regular English verbs; those in `e` too.
const ENGLISH: &str = "explain add comment continue ask argue warn claim predict suggest recommend \
     emphasise emphasize underscore stress insist recall acknowledge observe remark conclude joke agree advise \
     complain concede expect welcome announce maintain assert confirm caution counter confess declare disclose \
     express hint lament muse mumble opine plead pledge proclaim propose question quip reason reckon \
     reflect reiterate respond reveal report sigh shout smile laugh shrug summarise summarize urge \
     wonder whisper exclaim underline highlight note state share describe anticipate contend deplore \
     hope fear doubt promise disagree mention criticise criticize volunteer recount protest object answer estimate \
     affirm allege boast brag calculate compute concur enthuse forecast gush interject marvel \
     remind retort scoff signal establish notice speculate stipulate surmise theorise theorize vow tweet post indicate";
/// English forms that no rule makes.
const ENGLISH_ODD: &str = "said says told tells thought thinks believed believes wrote writes sees \
     replied replies admitted admits denied denies put puts regretted regrets felt feels quipped \
     found finds testified testifies clarified clarifies knew knows points_out pointed_out goes_on \
     went_on chimes_in chimed_in makes_clear made_clear implied implies infers inferred swears swore";
/// French verbs in `er` without change of stem, and those that change none of the forms made.
const FRENCH: &str = "affirm ajout annonç assur confi constat déclar dénonç estim expliqu exprim \
     indiqu insist jug lanç martel not observ pens plaid précis propos racont regrett remarqu résum \
     soulign témoign détaill avou conseill recommand préconis prôn déplor redout relat rapport \
     signal gliss ironis plaisant object s’exclam s’indign s’alarm s’interrog s’étonn s’amus s’agaç \
     s’enthousiasm s’insurg s’emport rassur tranch répliqu rétorqu confirm rectifi tempor alert \
     pronostiqu imagin regard avanç attest demand murmur souffl soupir pest démontr montr évalu \
     souhait évoqu réclam salu calcul illustr lâch analys comment point corrig relativis minimis \
     fustig protest acquiesc décrypt chiffr accus refus réfut contest suppos présum revendiqu \
     enchaîn philosoph expos conseill dout mentionn reproch critiqu argument clam jur pari certifi \
     stipul énonc raill spécul tonn s’émerveill prophétis insinu";
/// French forms that no rule makes.
const FRENCH_ODD: &str = "dit disent disait disaient conclut concluent concluait prévient préviennent \
     prévenait répond répondent répondait reconnaît reconnaissent reconnaissait soutient soutiennent \
     soutenait croit croient croyait écrit écrivent écrivait promet promettent promettait admet \
     admettent admettait prédit prédisent renchérit renchérissent maintient maintiennent craint \
     craignent craignait voit voient voyait poursuit poursuivent poursuivait sourit sourient souriait \
     avertit avertissent avertissait garantit défend défendent défendait décrit décrivent décrivait \
     nuance nuancent s’inquiète s’inquiètent s’émeut rappelle rappellent rappelait se_rappelle \
     se_souvient se_souviennent se_réjouit se_réjouissent se_félicite se_félicitent se_désole \
     se_défend se_demande se_plaint se_justifie considère considèrent considérait répète répètent \
     répétait suggère suggèrent suggérait espère espèrent espérait préfère préfèrent révèle révèlent \
     complète complètent tempère tempèrent relève relèvent fait_remarquer fait_observer fait_valoir \
     établit établissent établissait concède concèdent concédait martèle martèlent assène énumère exige exigent exigeait \
     prétend prétendent prétendait dément démentent allègue allèguent sous-entend laisse_entendre \
     laissent_entendre se_vante se_targue fait_comprendre pressent \
     fait_savoir font_remarquer font_valoir met_en_garde mettent_en_garde juge jugeait";
/// French participles, behind a form of `avoir`.
const FRENCH_DONE: &str = "dit conclu prévenu répondu reconnu soutenu cru écrit promis admis prédit \
     renchéri maintenu craint poursuivi averti garanti convenu défendu décrit rappelé considéré \
     établi concédé martelé exigé répété suggéré espéré révélé complété tempéré relevé nuancé jugé insisté fait_remarquer \
     fait_observer fait_valoir fait_savoir mis_en_garde prétendu démenti laissé_entendre";
/// Forms that report whatever stands behind them, `que` or not.
const STRONG: &str = "said says explained explains argued argues believed believes thought thinks \
     warned warns told claimed claims predicted predicts suggested suggests recommended recommends \
     expect expects expected emphasised emphasises emphasized emphasizes stressed stresses insisted insists recalled recalls noted notes pointed_out points_out \
     accuses accused concedes conceded admits admitted estimates estimated blames blamed fears \
     feared doubts doubted demands demanded rejects rejected opposes \
     acknowledged acknowledges replied complained contends contended asserted asserts stated states \
     dit affirme affirment estime estiment pense pensent explique expliquent souligne soulignent \
     rappelle rappellent confie précise précisent déclare déclarent raconte racontent assure assurent \
     considère considèrent constate constatent regrette regrettent soutient soutiennent prédit \
     résume craignent craint déplore déplorent recommande recommandent préconise préconisent \
     prévient juge jugent promet promettent réclame réclament salue saluent redoute redoutent plaide plaident sees \
     chiffre chiffrent évalue évaluent accuse accusent refuse refusent réfute conteste exige exigent \
     concède concèdent fustige dénonce dénoncent martèle y_voit y_voient fait_remarquer fait_observer fait_valoir";

/// The participles among them.
const STRONG_DONE: &str = "affirmé attesté déclaré dit expliqué souligné rappelé précisé estimé \
     constaté observé noté promis réclamé exigé refusé accusé dénoncé concédé répondu \
     raconté assuré indiqué confié insisté reconnu prévenu averti conclu regretté déploré \
     fait_remarquer fait_observer fait_valoir";

/// Participles that say what somebody says while they do something else, beside those that follow
/// from other forms.
const SAYING_ODD: &str = "saying telling thinking believing writing finding admitting quipping pointing_out \
     making_clear disant écrivant concluant prédisant soutenant répondant reconnaissant rappelant \
     promettant considérant prévenant craignant répétant suggérant espérant concédant jugeant \
     exigeant relevant faisant_remarquer faisant_observer faisant_valoir laissant_entendre";
/// Infinitives, beside those that follow from other forms.
const TO_SAY_ODD: &str = "say tell think believe write admit reply point_out make_clear dire écrire conclure \
     prédire soutenir répondre reconnaître rappeler promettre considérer prévenir craindre répéter \
     suggérer espérer concéder juger exiger relever faire_remarquer faire_observer faire_valoir";

/// Participles behind `s’est`, which say how somebody spoke.
const FRENCH_MOVED: &str = "emporté exclamé indigné alarmé interrogé étonné amusé agacé enthousiasmé \
     insurgé inquiété ému félicité réjoui défendu justifié plaint désolé souvenu rappelé";

/// A verb that asks, advises or promises, with what leads to the deed.
const ASKING: &str = r"(?:(?:recommande|préconise|propose|conseille|suggère|promet|demande)(?:nt)? (?:notamment |aussi |nous )?(?:de |d[’'])|(?:appelle|invite|encourage)(?:nt)? (?:[\p{Ll}’]+ ){0,3}à |plaide(?:nt)? pour |(?:a|ont) (?:recommandé|préconisé|proposé|conseillé|suggéré|promis|demandé) (?:\p{Ll}+ ){0,2}(?:de |d[’'])|(?:promise[sd]?|urge[sd]?|advise[sd]?|propose[sd]?|pledge[sd]?) (?:[\p{Ll}’]+ ){0,3}to |(?:recommend|suggest)(?:s|ed)? \p{Ll}+ing |(?:advise[sd]?|warn(?:s|ed)?|caution(?:s|ed)?|recommend(?:s|ed)?|argue[sd]?) against |(?:met|mettent) en garde contre |s[’']engage(?:nt)? à |(?:s[’']est engagée?|se sont engagée?s) à |refuse(?:nt)? (?:de |d[’'])|déconseille(?:nt)? (?:de |d[’']|l[’']|la |le |les )|call(?:s|ed)? (?:for|on) |(?:voudrai(?:t|ent)|aimerai(?:t|ent)|souhaiterai(?:t|ent)) (?:qu[e’']|voir )|would (?:like|rather|prefer) |wants? (?:the |an? |more |every |all |no )|veu(?:t|lent) (?:qu[e’']|une? |des |plus )|(?:reproche|critique)(?:nt)? (?:à|au|aux|le|la|les|l[’']) ?)";

/// The patterns of verbs.
#[derive(Debug)]
pub(super) struct Verbs {
    /// Any verb of speech.
    pub(super) any: String,
    /// One whose subject are several.
    pub(super) plural: String,
    /// A verb that reports whatever stands behind it.
    pub(super) strong: String,
    /// The same, behind a form of `avoir`.
    pub(super) strong_has: String,
    /// The participles that stand behind a form of `avoir`.
    pub(super) done: String,
    /// A participle of the present.
    pub(super) saying: String,
    /// An infinitive.
    pub(super) to_say: String,
    /// A verb that asks or proposes that something be done.
    pub(super) asking: &'static str,
    /// The last word of every form: a sentence that has none of them reports nothing.
    words: HashSet<String>,
}

impl Verbs {
    pub(super) fn new() -> Self {
        let (mut any, mut plural, mut done) = (Vec::new(), Vec::new(), Vec::new());
        let mut saying: Vec<String> = words(SAYING_ODD).collect();
        let mut to_say: Vec<String> = words(TO_SAY_ODD).collect();
        for verb in ENGLISH.split_whitespace() {
            let ends = verb.ends_with(['s', 'x']) || verb.ends_with("sh");
            any.push(format!("{verb}{}", if ends { "es" } else { "s" }));
            any.push(format!("{verb}{}", if verb.ends_with('e') { "d" } else { "ed" }));
            plural.push(verb.to_owned());
            to_say.push(verb.to_owned());
            let silent = verb.strip_suffix('e').filter(|stem| !stem.ends_with('e'));
            saying.push(format!("{}ing", silent.unwrap_or(verb)));
        }
        plural.extend(
            ["say", "think", "believe", "write", "find", "feel", "reply", "deny"]
                .map(str::to_owned),
        );
        for stem in FRENCH.split_whitespace() {
            // A cedilla stands before a hard vowel alone.
            let soft = stem.strip_suffix('ç').map(|root| format!("{root}c"));
            let soft = soft.as_deref().unwrap_or(stem);
            any.extend(["e", "ent"].map(|end| format!("{soft}{end}")));
            any.extend(["ait", "aient", "a"].map(|end| format!("{stem}{end}")));
            done.push(format!("{soft}é"));
            to_say.push(format!("{soft}er"));
            saying.push(format!("{stem}ant"));
        }
        any.extend([ENGLISH_ODD, FRENCH_ODD].into_iter().flat_map(words));
        done.extend(words(FRENCH_DONE));
        let odd = "want wants veut veulent voudrait aimerait souhaiterait would sentiment impression engage engagent engagé engagée engagés engagées emportée indignée inquiétée étonnée exclamée interrogée recommande propose conseille suggère promet demande appelle invite encourage \
                   proposé demandé déconseille déconseillent contre against promise promises promised urge advise propose call calls called \
                   recommandent proposent conseillent demandent appellent invitent encouragent";
        let every = any.iter().chain(&plural).chain(&done).cloned();
        let every =
            every.chain([STRONG, STRONG_DONE, FRENCH_MOVED, odd].into_iter().flat_map(words));
        let last = |form: String| form.rsplit([' ', '’']).next().unwrap_or_default().to_owned();
        let ends: HashSet<String> = every.map(last).collect();
        let done = pattern(done);
        let have = r"(?:a|ont|avait|avaient|aurait)(?: [\p{Ll}’']+){0,2}";
        let moved = pattern(words(FRENCH_MOVED).collect());
        let is = r"(?:s[’']est|s[’']était|se sont|s[’']étaient)(?: \p{Ll}+)?";
        let has = format!("{have} {done}|{is} {moved}e?s?");
        let strong_has = format!("{have} {}", pattern(words(STRONG_DONE).collect()));
        plural.extend(any.iter().filter(|form| form.ends_with("nt")).cloned());
        Self {
            any: format!("(?:{}|{has})", pattern(any)),
            plural: pattern(plural),
            strong: pattern(words(STRONG).collect()),
            strong_has,
            done,
            saying: pattern(saying),
            to_say: pattern(to_say),
            asking: ASKING,
            words: ends,
        }
    }
}

impl Verbs {
    /// Whether a sentence has a word that may report something.
    pub(super) fn stand_in(&self, sentence: &str) -> bool {
        sentence.split(|sign: char| !sign.is_alphabetic()).any(|word| self.words.contains(word))
    }
}

/// The words of a list, a space within one written `_`.
fn words(list: &str) -> impl Iterator<Item = String> + '_ {
    list.split_whitespace().map(|word| word.replace('_', " "))
}

/// Whole words, the apostrophes of either kind, the longest first.
fn pattern(mut forms: Vec<String>) -> String {
    let typed: Vec<String> =
        forms.iter().filter(|form| form.contains('’')).map(|form| form.replace('’', "'")).collect();
    forms.extend(typed);
    order::sort_by_key(&mut forms, |form| (std::cmp::Reverse(form.len()), form.clone()));
    forms.dedup();
    format!("(?:{})", forms.join("|"))
}

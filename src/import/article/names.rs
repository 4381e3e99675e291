//! Names of themes, as an index would have them.

use super::heads::is_participle;
use super::marks::quotations;
use super::words::{
    AGAIN, ARTICLE, HELPS, JOINS, LEADS, NAMES, OF, Part, RELATES, SOMEBODY, VERB, stems,
};

/// The most words of a theme.
const MOST_WORDS: usize = 7;
/// The most nouns of a theme; a longer one ends at what its first noun is of.
const MOST_NOUNS: usize = 3;
/// Parts of a document, and what people say there: what stands behind `on` is their theme.
pub(super) const PARTS: &str = "chapter chapters chapitre chapitres section sections part parts partie parties article \
     articles essay essai paper papers talk talks panel panels session sessions communication \
     contribution contributions communications exposé exposés dossier dossiers encadré encadrés box boxes passage passages paragraph paragraphs \
     paragraphe paragraphes page pages lines lignes annexe annexes appendix table tables tableau \
     fiche fiches note notes interview interviews étude study case report rapport débat \
     debate atelier workshop discussion développement développements réflexions thoughts remarks \
     propos material piece pieces bit bits something anything everything elements éléments informations \
     information details détails references références mentions celui celle ceux celles that those \
     one ones volet texte text chronique conférence lecture intervention ronde footnote footnotes tableaux appendices introduction conclusion préface \
     preface foreword postface spread spreads avant-propos prologue épilogue epilogue body corps";
/// What a document says, where `on` leads to what it says it of.
const SAID: &str = "findings conclusions constats résultats results recommendations recommandations propositions \
     proposals chiffres figures données data advice conseils entretien entretiens warnings views avis quarrel \
     dispute row controversy querelle dispute polémique controverse";
/// Words that only say that something is spoken of: what they are of is the theme.
pub(super) const LIGHT: &str = "propos question questions thème thèmes sujet sujets mot mots terme termes theme themes topic topics \
     subject point word words term issue issues problem problème notion idée idea mention mentions \
     références references chapitre chapter section matter sort celle celui pages page";
/// Documents and those who write and read them.
pub(super) const DOCUMENTS: &str = "report rapport book livre étude study author authors auteur auteurs auteure autrice volume index document guide \
     ouvrage enquête survey paper cahier reader readers lecteur lecteurs lectrice lectrices revue \
     magazine brochure dossier chapter chapitre section part partie inquiry commission mission";
/// What is somebody's is seldom a theme.
pub(super) const OWN: &str = "his her son sa ses mon ma mes my our notre nos";
pub(super) const NUMBERS: &str = "two three four five six seven eight nine ten eleven twelve deux trois quatre cinq sept huit neuf \
     six dix onze douze several plusieurs quelques";
const TIMES: &str = "times reprises fois occasions endroits places";
const ORDINALS: &str = "premier première deuxième second seconde troisième quatrième dernier dernière petit petite \
     long longue bref brève court courte entier entière full first third fourth last longest shortest whole short \
     brief best entire";
/// What an author makes of a theme.
const SHOWS: &str = "point note discussion account presentation présentation description overview aperçu survol \
     examen examination treatment analyse analysis review bilan récit exposé focus zoom look word words mot mots \
     lines lignes reflection réflexion essai essay summary résumé synthèse rappel business story handling coverage details \
     détails";
/// How much a document says of what stands behind `on`: `The paper is sound on grants`.
const TREATS: &str = "sound good weak strong silent brief short long clear thin generous severe excellent solid vague \
     bon bref muet discret sévère prolixe bavard clair";
const ANSWERS: &str = "yes no not oui non pas indeed certainly plenty hurry rush bonheur time temps most all less rest toutes \
     tous them eux lui elle once twice alone now let us out meilleur meilleure best pire worst essentiel";

/// What something is whose name stands behind it: the name is the theme.
const KINDS: &str = "app application platform plateforme réseau network site website shop boutique start-up startup \
     marque brand company société entreprise firm service logiciel software programme program outil tool \
     jeu game";

/// A name as an index would have it: no article, nothing that only leads to it, no clause behind.
#[inline(never)]
pub(super) fn clean(printed: &str) -> Option<String> {
    let part = Part::of(printed);
    let all = part.len();
    let mut from = 0;
    loop {
        // `a full account of grants`, `un point sur les droits`
        let shown = part.find(from, all.min(from + 4), SHOWS);
        if part.is(from, "un une a an the le la l' quelques some its their leur leurs whose")
            && let Some(of) = shown.map(|shown| shown + 1)
            && (part.does(of, OF) || part.is(of, "sur on about"))
        {
            from = of + 1;
        }
        from = part.behind(from, all, ARTICLE | OF | LEADS | JOINS | HELPS);
        // `Then there’s hail`
        from += usize::from(part.is(from, "there's here's"));
        if part.is(from, ORDINALS) && part.is(from + 1, PARTS) {
            from += 1;
        }
        if part.is(from, TREATS) && part.is(from + 1, "on sur about") {
            from += 2;
        } else if let Some(about) = about(&part, from, all) {
            from = about + 1;
        } else if part.is(from, LIGHT) && part.does(from + 1, OF) {
            from += 2;
        } else {
            break;
        }
    }
    if part.is(from, OWN) || part.is(from, ANSWERS) || part.does(from, AGAIN | SOMEBODY | RELATES) {
        return None;
    }
    // A clause about the noun, or what stands beside it, is no part of the name.
    let such = (from + 1..all).find(|&at| {
        (part.is(at, "as") && part.is(at + 1, "such"))
            || (part.is(at, "en") && part.is(at + 2, "tel telle tels telles"))
    });
    let ends = [part.doing(from + 1, all, RELATES), part.comma(from + 1, all), such];
    let to = ends.into_iter().flatten().min().unwrap_or(all);
    let mut to = part.until(from, to, !(NAMES | VERB));
    let nouns = |to: usize| (from..to).filter(|&at| part.does(at, NAMES | VERB)).count();
    if nouns(to) > MOST_NOUNS {
        while nouns(to) > 2
            && let Some(of) = part.last_doing(from + 2, to, OF)
        {
            to = of;
        }
    }
    // `Reed 2014` is a work, and a longer run of nouns a sentence.
    let dated = to > from + 1 && part.is_number(to - 1) && part.lower(to - 1).len() == 4;
    if (dated && part.does(to - 2, NAMES)) || nouns(to) > MOST_NOUNS + 1 {
        return None;
    }
    // A name behind what it is the name of: `the shop FleurBox`.
    let great = |at: usize| {
        part.printed(at, at + 1).is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    let name_from = (from..to).rev().take_while(|&at| great(at)).last().unwrap_or(from);
    // `the shop Blooms`, `la serre FleurBox`
    let mixed = |name: &str| {
        name.chars().zip(name.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
    };
    let kind = name_from > from
        && (part.is(name_from - 1, KINDS) || part.printed(name_from, to).is_some_and(mixed));
    if kind && part.doing(from, to, !NAMES).is_none() {
        from = name_from;
    }
    let name = part.printed(from, to)?;
    let alone = to - from == 1
        || part.is_number(from + 1)
        || (to - from == 2 && part.is(from + 1, "entier entière whole"));
    // Behind an article that nothing leads to stands another phrase: `mayor calls rents a disgrace`.
    // `les gares fermées la nuit` is one.
    let another = |at: usize| {
        part.does(at, ARTICLE)
            && !part.does(at - 1, OF | LEADS | JOINS)
            && !is_participle(part.lower(at - 1))
    };
    if (from + 1..to).any(another) {
        return None;
    }
    // `87 of them`
    if part.doing(from, to, AGAIN | SOMEBODY).is_some() || part.find(from, to, "them eux").is_some()
    {
        return None;
    }
    // `la plus longue partie du document`
    let part_of =
        |at: usize| part.is(at, PARTS) || part.is(at, "fin end début beginning moitié half suite");
    let parts = (from..to).find(|&at| part_of(at)).filter(|&at| part.does(at + 1, OF));
    let parts = parts
        .is_some_and(|at| (at + 2..to).all(|at| part.does(at, ARTICLE) || part.is(at, DOCUMENTS)));
    let nothing =
        parts || alone && [PARTS, LIGHT, DOCUMENTS, "place"].iter().any(|list| part.is(from, list));
    // `six lines`, `neuf reprises`, `ten`
    let counted = part.is(from, NUMBERS)
        && (alone || (to - from == 2 && (part.is(from + 1, PARTS) || part.is(from + 1, TIMES))));
    let letters = name.chars().filter(|sign| sign.is_alphabetic()).count();
    (!nothing && !counted && to - from <= MOST_WORDS && letters > 1).then(|| name.to_owned())
}

/// Where it says what a part of a document is about: `the chapters on staff`, `la table ronde sur les
/// dons`, `les pages consacrées aux dons`.
fn about(part: &Part<'_>, from: usize, to: usize) -> Option<usize> {
    let ahead = (from..to.min(from + 4)).find(|&at| part.is(at, PARTS) || part.is(at, SAID))?;
    (ahead + 1..to).find(|&at| {
        part.is(at, "sur on about concerning regarding")
            || (at > ahead + 1
                && part.is(at, "à au aux to with de du des d'")
                && stems("consacr dédi devoted dedicated deal trait", part.lower(at - 1)))
    })
}

/// The last short quotation of a part: `le mot « X » revient`.
pub(super) fn quoted(text: &str) -> Option<String> {
    let last = quotations(text).into_iter().rfind(|quotation| !quotation.open)?;
    let words = text[last.words.0..last.words.1].trim();
    (!words.is_empty() && !says(words)).then(|| words.to_owned())
}

/// Whether a sentence begins with what is its author's own.
pub(super) fn is_own(sentence: &str) -> bool {
    const OWN: [&str; 7] = ["Notre ", "Nos ", "Our ", "My ", "Mon ", "Ma ", "Mes "];
    OWN.iter().any(|own| sentence.starts_with(own))
}

/// Whether a run of words says something of something: a verb stands behind its first word.
pub(super) fn says(label: &str) -> bool {
    const FINITE: &str = "devait doit devaient get gets should would est sont ont is are was were has have fait peut peuvent can must will";
    let part = Part::of(label);
    let all = part.len();
    part.doing(1, all, VERB).or_else(|| part.find(1, all, FINITE)).is_some()
}

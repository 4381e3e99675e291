//! What can be wrong with a corpus: one table of codes, and the problem as found.
//!
//! Imports [`crate::lang`] alone. The table also makes the documentation, through
//! [`Code::ALL`].

use std::fmt;
use std::sync::Arc;

use crate::lang::Lang;

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The data cannot be used as it stands.
    Error,
    /// The data can be used, and something is probably not meant so.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Error => lang.pick("error", "erreur"),
            Self::Warning => lang.pick("warning", "avertissement"),
            Self::Note => lang.pick("note", "note"),
        }
    }
}

/// A row of the table of codes.
#[derive(Debug)]
struct Row {
    id: &'static str,
    title: (&'static str, &'static str),
    help: (&'static str, &'static str),
}

/// Makes the codes from their table.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $id:literal
        { en $title_en:literal, $help_en:literal; fr $title_fr:literal, $help_fr:literal })+) => {
        /// The code of a problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {$(
            $(#[$doc])*
            $name,
        )+}

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            const fn row(self) -> &'static Row {
                match self {$(
                    Self::$name => &Row {
                        id: $id,
                        title: ($title_en, $title_fr),
                        help: ($help_en, $help_fr),
                    },
                )+}
            }
        }
    };
}

codes! {
    /// The text is not JSON.
    Syntax "R101" {
        en "Not valid JSON",
           "Correct the text at this place; often a comma, a quotation mark or a bracket is missing just before it.";
        fr "JSON non valide",
           "Corrigez le texte à cet endroit\u{202f}; il manque souvent une virgule, un guillemet ou un crochet juste avant."
    }
    /// A page that the report does not have.
    PageOutside "R102" {
        en "Page outside the report",
           "Physical pages are counted from 1 to the report's \"pages\"; correct the page, or the report's count.";
        fr "Page hors du rapport",
           "Les pages physiques se comptent de 1 au nombre \"pages\" du rapport\u{202f}; corrigez la page, ou ce nombre."
    }
    /// `format` is missing or another.
    Format "R103" {
        en "Unknown format",
           "Write \"format\": \"renvoi-corpus/1\" at the head of the file.";
        fr "Format inconnu",
           "Écrivez \"format\": \"renvoi-corpus/1\" en tête du fichier."
    }
    /// A value of another type than the field takes.
    WrongType "R104" {
        en "Value of the wrong type",
           "Give the value that the field takes, or leave an optional field out instead of writing null.";
        fr "Valeur d’un mauvais type",
           "Donnez la valeur que le champ attend, ou omettez un champ facultatif au lieu d’écrire null."
    }
    /// A word that the field does not know.
    UnknownWord "R105" {
        en "Unknown word",
           "Use one of the words that the field takes; case and spaces count.";
        fr "Mot inconnu",
           "Employez l’un des mots que le champ accepte\u{202f}; la casse et les espaces comptent."
    }
    /// A field that the record needs.
    Missing "R106" {
        en "Missing or empty field",
           "Add the field; without it the record cannot be used.";
        fr "Champ absent ou vide",
           "Ajoutez le champ\u{202f}; sans lui, la fiche est inutilisable."
    }
    /// Two different records with one id.
    Duplicate "R107" {
        en "Used twice",
           "Give the second record an id of its own, or remove it; identical records are merged.";
        fr "Employé deux fois",
           "Donnez à la seconde fiche un identifiant à elle, ou supprimez-la\u{202f}; les fiches identiques sont fusionnées."
    }
    /// A reference to nothing.
    MissingTarget "R108" {
        en "Reference to nothing",
           "Correct the id, or add the record that it refers to.";
        fr "Renvoi dans le vide",
           "Corrigez l’identifiant, ou ajoutez la fiche à laquelle il renvoie."
    }
    /// A range whose end comes before its start.
    Inverted "R109" {
        en "Inverted range",
           "Write the smaller number first.";
        fr "Intervalle inversé",
           "Écrivez d’abord le plus petit nombre."
    }
    /// A citation of both a topic and an expert, or of neither.
    OneSubject "R110" {
        en "Not exactly one subject",
           "A citation is of one topic or of one expert; split it in two, or name what is cited.";
        fr "Pas exactement un objet",
           "Une citation porte sur une tendance ou sur un expert\u{202f}; séparez-la en deux, ou nommez ce qui est cité."
    }
    /// Pages that belong to no report.
    NoReport "R111" {
        en "Pages without a report",
           "Add \"report\" with the id of the report that the pages belong to.";
        fr "Pages sans rapport",
           "Ajoutez \"report\" avec l’identifiant du rapport auquel les pages appartiennent."
    }
    /// An id that is not a slug.
    BadId "R112" {
        en "Id is not a slug",
           "Use a to z, 0 to 9, \"-\", \"_\" and \".\", starting with a letter or a digit, at most 128 characters.";
        fr "Identifiant mal formé",
           "Employez a à z, 0 à 9, «\u{a0}-\u{a0}», «\u{a0}_\u{a0}» et «\u{a0}.\u{a0}», en commençant par une lettre ou un chiffre, 128 caractères au plus."
    }
    /// A suffix other than `f` and `ff`.
    BadSuffix "R113" {
        en "Unknown page suffix",
           "Use \"f\" for the page that follows, \"ff\" for the pages that follow.";
        fr "Suffixe de page inconnu",
           "Employez «\u{a0}f\u{a0}» pour la page suivante, «\u{a0}ff\u{a0}» pour les pages suivantes."
    }
    /// A quote without the quoted words.
    NoQuote "R114" {
        en "Quote without quoted words",
           "Add \"quote\" with the words inside quotation marks, or make it a paraphrase.";
        fr "Citation sans mots cités",
           "Ajoutez \"quote\" avec les mots entre guillemets, ou faites-en une paraphrase («\u{a0}paraphrase\u{a0}»)."
    }
    /// A field that an object gives twice.
    FieldTwice "R115" {
        en "Field given twice",
           "Keep one of the two; the first is read.";
        fr "Champ donné deux fois",
           "Gardez l’un des deux\u{202f}; c’est le premier qui est lu."
    }
    /// A line of an unknown kind.
    UnknownRecord "R116" {
        en "Unknown kind of record",
           "In JSON Lines every line but the first says \"record\": \"report\", \"source\", \"topic\", \"expert\", \"statement\", \"citation\" or \"page_text\".";
        fr "Genre de fiche inconnu",
           "En JSON Lines, chaque ligne sauf la première indique \"record\": \"report\", \"source\", \"topic\", \"expert\", \"statement\", \"citation\" ou \"page_text\"."
    }
    /// Words that do not stand in their source.
    NotInSource "R117" {
        en "Words not in their source",
           "Correct the words or their position; the source may also have changed since.";
        fr "Mots absents de leur source",
           "Corrigez les mots ou leur position\u{202f}; la source a peut-être changé depuis."
    }
    /// Words that do not stand on their page.
    NotOnPage "R118" {
        en "Words not on their page",
           "Correct the page or the words; pages are physical ones, counted from 1.";
        fr "Mots absents de leur page",
           "Corrigez la page ou les mots\u{202f}; les pages sont physiques et se comptent à partir de 1."
    }
    /// Pages that do not ascend.
    PrintedOrder "R201" {
        en "Pages out of order",
           "The printed order is kept; correct the list if it is not printed so.";
        fr "Pages dans le désordre",
           "L’ordre imprimé est conservé\u{202f}; corrigez la liste si elle n’est pas imprimée ainsi."
    }
    /// A page or an id that a list names twice.
    Twice "R202" {
        en "Listed twice",
           "Remove one of the two; the second counts for nothing.";
        fr "Listé deux fois",
           "Supprimez l’un des deux\u{202f}; le second ne compte pas."
    }
    /// A field that the format does not know.
    UnknownField "R203" {
        en "Unknown field",
           "It is not read; correct its name, or remove it.";
        fr "Champ inconnu",
           "Il n’est pas lu\u{202f}; corrigez son nom, ou supprimez-le."
    }
    /// More or fewer labels than pages.
    LabelCount "R204" {
        en "Labels and pages differ",
           "Give one printed label a physical page, or none at all.";
        fr "Étiquettes et pages en nombres différents",
           "Donnez une étiquette imprimée par page physique, ou aucune."
    }
    /// Pages that are listed and said to be absent.
    AbsentPages "R205" {
        en "Pages listed and absent",
           "Remove \"absent\", or the pages.";
        fr "Pages listées et absentes",
           "Supprimez \"absent\", ou les pages."
    }
    /// A record that refers to itself.
    ItselfTarget "R206" {
        en "Refers to itself",
           "Remove the reference, or name another record; it is not read.";
        fr "Renvoi à soi-même",
           "Supprimez le renvoi, ou nommez une autre fiche\u{202f}; il n’est pas lu."
    }
    /// Pages that do not name what they are cited for.
    NotNamed "R207" {
        en "Not named on its page",
           "Look the page up; correct it, or add the form that is printed there as an alias.";
        fr "Pas nommé sur sa page",
           "Relisez la page\u{202f}; corrigez-la, ou ajoutez comme alias la forme qui y est imprimée."
    }
    /// A cross-reference that the other side does not know, or that leads nowhere.
    OneSided "R208" {
        en "One-sided cross-reference",
           "Add it on the other side, or remove it; a reference that stands for a topic needs pages at its end.";
        fr "Renvoi à sens unique",
           "Ajoutez-le de l’autre côté, ou supprimez-le\u{202f}; un renvoi qui tient lieu de tendance doit mener à des pages."
    }
    /// Topics that are each broader than the next, in a circle.
    Circle "R209" {
        en "Circle of broader topics",
           "Remove one of these references: no topic is broader than itself.";
        fr "Cercle de tendances plus larges",
           "Supprimez l’un de ces renvois\u{a0}: aucune tendance n’est plus large qu’elle-même."
    }
    /// Words that stand in their source, but not at their position.
    Elsewhere "R210" {
        en "Words not at their position",
           "Correct \"start\" and \"end\": they count characters of the source, or of the page where it is the report itself, from 0, and \"end\" is one past the last.";
        fr "Mots absents de leur position",
           "Corrigez \"start\" et \"end\"\u{a0}: ils comptent les caractères de la source, ou de la page si elle est le rapport lui-même, à partir de 0, et \"end\" suit le dernier."
    }
    /// Names that are nearly the same.
    NearNames "R301" {
        en "Nearly the same name",
           "If both are one, keep one record and make the other name an alias; nothing is merged by itself.";
        fr "Noms presque identiques",
           "S’il s’agit du même, gardez une fiche et faites de l’autre nom un alias\u{202f}; rien n’est fusionné tout seul."
    }
    /// A topic that no page cites.
    NoPage "R302" {
        en "Topic without a page",
           "Add its pages, or a cross-reference to the topic that has them; without either nothing leads from it.";
        fr "Tendance sans page",
           "Ajoutez ses pages, ou un renvoi à la tendance qui les a\u{202f}; sans cela, rien n’y mène."
    }
    /// Pages that cite no topic.
    NoTopic "R303" {
        en "Pages without a topic",
           "Look them up; a title page or an appendix may well have none.";
        fr "Pages sans tendance",
           "Relisez-les\u{202f}; une page de titre ou une annexe peut n’en avoir aucune."
    }
    /// Words that could not be checked.
    Unchecked "R304" {
        en "Not checked",
           "Give the source a \"file\" that can be read here, or import the pages of the report.";
        fr "Non vérifié",
           "Donnez à la source un champ \"file\" lisible ici, ou importez les pages du rapport."
    }
}

impl Code {
    /// The code as written, such as `R102`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        let (en, fr) = self.row().title;
        match lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn help(self, lang: Lang) -> &'static str {
        let (en, fr) = self.row().help;
        match lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// How much it weighs: the first digit of the code says it.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self.id().as_bytes() {
            [_, b'1', ..] => Severity::Error,
            [_, b'2', ..] => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Text {
    /// A sentence from its two forms.
    #[must_use]
    pub fn new(en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { en: en.into(), fr: fr.into() }
    }

    /// The form of one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
}

/// Something wrong with the data, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its code.
    pub code: Code,
    /// The name of the input.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The place in the data, such as `statements[3].pages.list[2]`; may be empty.
    pub path: String,
    /// What is wrong.
    pub text: Text,
}

impl Problem {
    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// What is wrong.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }

    /// What to do about it.
    #[must_use]
    pub const fn help(&self, lang: Lang) -> &'static str {
        self.code.help(lang)
    }

    /// The one line that shows it in a language.
    #[must_use]
    pub const fn line_in(&self, lang: Lang) -> ProblemLine<'_> {
        ProblemLine { problem: self, lang }
    }
}

/// A problem as one line: `file:line:column: error[R102]: text (path)`.
#[derive(Clone, Copy, Debug)]
pub struct ProblemLine<'a> {
    problem: &'a Problem,
    lang: Lang,
}

impl fmt::Display for ProblemLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { code, file, line, column, path, text } = self.problem;
        let severity = code.severity().word(self.lang);
        let code = code.id();
        let text = text.get(self.lang);
        write!(f, "{file}:{line}:{column}: {severity}[{code}]: {text}")?;
        if path.is_empty() { Ok(()) } else { write!(f, " ({path})") }
    }
}

/// A piece of foreign text that is safe to show: one line, no control characters,
/// cut when long.
#[must_use]
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String =
        text.chars().take(LONGEST).map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Characters that draw nothing or turn the line around.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A foreign word between English quotation marks.
pub(crate) fn en(word: &str) -> String {
    format!("\"{}\"", shown(word))
}

/// A foreign word between French quotation marks.
pub(crate) fn fr(word: &str) -> String {
    format!("«\u{a0}{}\u{a0}»", shown(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order_and_speak_both_languages() {
        let ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(ids, sorted);
        for code in Code::ALL {
            for lang in [Lang::En, Lang::Fr] {
                assert!(!code.title(lang).is_empty());
                assert!(code.help(lang).ends_with('.'), "{}", code.id());
            }
        }
    }

    #[test]
    fn french_help_has_its_narrow_spaces() {
        for code in Code::ALL {
            for text in [code.title(Lang::Fr), code.help(Lang::Fr)] {
                for bad in [" ;", " :", " !", " ?", "« ", " »", "'"] {
                    assert!(!text.contains(bad), "{}: {text}", code.id());
                }
            }
        }
    }

    #[test]
    fn a_problem_is_one_line() {
        let mut problem = Problem {
            code: Code::PageOutside,
            file: "a.json".into(),
            line: 4,
            column: 12,
            path: "statements[3].pages.list[2]".into(),
            text: Text::new("page 60 of 53", "page 60 sur 53"),
        };
        assert_eq!(
            problem.line_in(Lang::En).to_string(),
            "a.json:4:12: error[R102]: page 60 of 53 (statements[3].pages.list[2])"
        );
        problem.path.clear();
        assert_eq!(
            problem.line_in(Lang::Fr).to_string(),
            "a.json:4:12: erreur[R102]: page 60 sur 53"
        );
    }

    #[test]
    fn foreign_text_is_cut_and_cleaned() {
        assert_eq!(shown("a\u{1b}[2Jb\u{202e}"), "a\u{fffd}[2Jb\u{fffd}");
        assert_eq!(shown(&"é".repeat(61)).chars().count(), 61);
        assert_eq!(fr("x"), "«\u{a0}x\u{a0}»");
    }
}

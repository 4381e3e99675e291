//! The configuration: what may be set, what is set, and where each setting comes from.
//!
//! [`SETTINGS`] is the one table: the file, the variables, `renvoi config show` and the
//! commented file of `renvoi config init` are all read from it. Imports [`crate::command`] and
//! [`crate::lang`]; opens no file.
//!
//! Odd thing worth knowing: options win over `RENVOI_*`, which win over the file, which wins
//! over what is built in. A value that is not understood counts as not set, and is told.

mod read;

use crate::command::{Command, Keymap};
use crate::lang::Lang;

pub use read::read;

/// What a setting can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// True or false.
    Flag,
    /// A number from one to another.
    Number(u32, u32),
    /// One sign, or `tab`, or `auto`.
    Sign,
    /// Any text.
    Text,
}

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its table in the file; empty for the top.
    pub table: &'static str,
    /// Its key.
    pub key: &'static str,
    /// The variable that sets it; empty where none does.
    pub variable: &'static str,
    /// What it can hold.
    pub range: Range,
    /// What is built in, as the file writes it.
    pub built_in: &'static str,
    /// What it is for, in English.
    pub en: &'static str,
    /// What it is for, in French.
    pub fr: &'static str,
}

/// The themes by name.
pub const THEMES: &[&str] =
    &["auto", "terminal", "dark", "light", "contrast-dark", "contrast-light", "mono"];

macro_rules! settings {
    ($($name:ident $table:literal $key:literal $variable:literal $range:expr, $built_in:literal
       $en:literal $fr:literal;)+) => {
        /// A setting by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Name {
            $(#[doc = $en] $name,)+
        }

        /// Every setting, in the order of the file.
        pub const SETTINGS: &[Setting] = &[
            $(Setting {
                table: $table,
                key: $key,
                variable: $variable,
                range: $range,
                built_in: $built_in,
                en: $en,
                fr: $fr,
            },)+
        ];
    };
}

settings! {
    Language "" "language" "RENVOI_LANG" Range::OneOf(&["auto", "en", "fr"]), "auto"
        "Language: auto follows the locale" "Langue : auto suit la locale";
    Theme "" "theme" "RENVOI_THEME" Range::OneOf(THEMES), ""
        "Theme: auto, terminal, dark, light, contrast-dark, contrast-light, mono"
        "Thème : auto, terminal, dark, light, contrast-dark, contrast-light, mono";
    Ascii "" "ascii" "RENVOI_ASCII" Range::Flag, "false"
        "Signs in ASCII alone" "Signes en ASCII seulement";
    Mouse "" "mouse" "RENVOI_MOUSE" Range::Flag, "true"
        "Take the mouse, except over SSH" "Prendre la souris, sauf par SSH";
    Hints "" "hints" "RENVOI_HINTS" Range::Flag, "true"
        "Hints on the last line" "Rappels de touches en dernière ligne";
    WrapLists "" "wrap_lists" "RENVOI_WRAP_LISTS" Range::Flag, "false"
        "From the last row to the first" "De la dernière ligne à la première";
    Motion "" "motion" "RENVOI_MOTION" Range::Flag, "false"
        "Lists slide row by row, not by half a screen (dearer over a slow line)"
        "Les listes glissent ligne à ligne, non par demi-écran (plus coûteux sur une ligne lente)";
    RowStyle "" "row_style" "RENVOI_ROW_STYLE" Range::OneOf(&["pointer", "full"]), "pointer"
        "The chosen row: pointer, or the full row (dearer over a slow line)"
        "La ligne choisie : pointer, ou full, la ligne entière (plus coûteuse sur une ligne lente)";
    CsvSeparator "" "csv_separator" "RENVOI_CSV_SEPARATOR" Range::Sign, "auto"
        "Between the cells of CSV: auto, a sign, or tab"
        "Entre les cellules de CSV : auto, un signe, ou tab";
    Clipboard "" "clipboard" "RENVOI_CLIPBOARD" Range::OneOf(&["auto", "osc52", "system", "file"]), "auto"
        "Where copies go: auto, osc52, system, file"
        "Où vont les copies : auto, osc52, system, file";
    Left "layout" "left" "" Range::Number(16, 200), "38"
        "Columns of the left panes (in a narrower window 30)" "Colonnes des volets de gauche (30 dans une fenêtre moins large)";
    Statements "layout" "statements" "" Range::Number(3, 200), "8"
        "Rows of Statements with its border (else a share of the height)"
        "Lignes de Propos, bordure comprise (sinon une part de la hauteur)";
    Pdf "source" "pdf" "" Range::Text, ""
        "The report as a PDF file, to be opened at its page"
        "Le rapport en PDF, à ouvrir à sa page";
}

impl Name {
    /// Its row of the table.
    #[must_use]
    pub const fn setting(self) -> &'static Setting {
        &SETTINGS[self as usize]
    }
}

impl Setting {
    /// What it is for; French puts U+00A0 before a colon.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.en.to_owned(),
            Lang::Fr => self.fr.replace(" :", "\u{a0}:"),
        }
    }

    /// The value that a text gives, where it suits.
    fn value(&self, text: &str) -> Option<String> {
        let suits = match self.range {
            Range::OneOf(words) => words.contains(&text),
            Range::Flag => matches!(text, "true" | "false"),
            Range::Number(least, most) => {
                text.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
            }
            Range::Sign => matches!(text, "auto" | "tab") || sign(text).is_some(),
            Range::Text => true,
        };
        suits.then(|| text.to_owned())
    }

    /// What a variable says: 1 and 0 and the like are flags too.
    fn of_variable(&self, text: &str) -> Option<String> {
        let text = match (self.range, text) {
            (Range::Flag, "1" | "yes" | "on") => "true",
            (Range::Flag, "0" | "no" | "off") => "false",
            _ => text,
        };
        self.value(text)
    }
}

fn sign(text: &str) -> Option<char> {
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) if !sign.is_alphanumeric() && !"\"\n\r".contains(sign) => Some(sign),
        _ => None,
    }
}

/// Where a setting comes from, the strongest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Built in.
    #[default]
    BuiltIn,
    /// The file.
    File,
    /// A variable `RENVOI_*`.
    Variable,
}

/// Something that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Line and column in the file, from 1; none for a variable.
    pub at: Option<(usize, usize)>,
    /// Whether what it is about was left out; else it is a word of caution.
    pub refused: bool,
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}

impl Complaint {
    /// What is wrong.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.fr)
    }
}

/// All settings.
#[derive(Clone, Debug)]
pub struct Config {
    values: Vec<Option<(String, Origin)>>,
    /// What keys mean.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self { values: vec![None; SETTINGS.len()], keymap: Keymap::default() }
    }
}

impl Config {
    /// The value of a setting and where it comes from.
    #[must_use]
    pub fn value(&self, name: Name) -> (&str, Origin) {
        match &self.values[name as usize] {
            Some((value, origin)) => (value, *origin),
            None => (name.setting().built_in, Origin::BuiltIn),
        }
    }

    /// Every setting with its value and where that comes from.
    pub fn all(&self) -> impl Iterator<Item = (&'static Setting, &str, Origin)> {
        SETTINGS.iter().zip(&self.values).map(|(setting, value)| match value {
            Some((value, origin)) => (setting, value.as_str(), *origin),
            None => (setting, setting.built_in, Origin::BuiltIn),
        })
    }

    /// The language, where one is set in the file.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        Lang::from_locale(self.value(Name::Language).0)
    }

    /// The theme, where one is set.
    #[must_use]
    pub fn theme(&self) -> Option<&str> {
        Some(self.value(Name::Theme).0).filter(|name| !name.is_empty())
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn flag(&self, name: Name) -> bool {
        self.value(name).0 == "true"
    }

    /// A number.
    #[must_use]
    pub fn number(&self, name: Name) -> u32 {
        self.value(name).0.parse().unwrap_or_default()
    }

    /// What stands between the cells of CSV, where that is set.
    #[must_use]
    pub fn csv_separator(&self) -> Option<char> {
        match self.value(Name::CsvSeparator).0 {
            "auto" => None,
            "tab" => Some('\t'),
            text => sign(text),
        }
    }

    /// The file of the report, where it is set.
    #[must_use]
    pub fn pdf(&self) -> Option<&str> {
        Some(self.value(Name::Pdf).0).filter(|path| !path.is_empty())
    }

    /// Lets variables win over the file; `variable` says what each holds.
    pub fn hear(&mut self, variable: impl Fn(&str) -> Option<String>) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        for (setting, place) in SETTINGS.iter().zip(&mut self.values) {
            let name = setting.variable;
            let Some(text) = variable(name).filter(|_| !name.is_empty()) else { continue };
            match setting.of_variable(&text) {
                Some(value) => *place = Some((value, Origin::Variable)),
                // Any locale is a language: one that is not spoken is English.
                None if name == "RENVOI_LANG" => {
                    let lang = Lang::from_locale(&text).unwrap_or_default().pick("en", "fr");
                    *place = Some((lang.to_owned(), Origin::Variable));
                }
                None => complaints.push(Complaint {
                    at: None,
                    refused: true,
                    en: format!("{name}={text} is not understood"),
                    fr: format!("{name}={text} n’est pas compris"),
                }),
            }
        }
        complaints
    }
}

/// A file that sets nothing and says what can be set.
#[must_use]
pub fn commented(lang: Lang) -> String {
    let mut text = String::from("version = 1\n");
    let mut table = "";
    for setting in SETTINGS {
        if setting.table != table {
            table = setting.table;
            text.push_str(&["\n[", table, "]\n"].concat());
        }
        let quoted = !matches!(setting.range, Range::Flag | Range::Number(..));
        let built_in = if setting.key == "theme" { "terminal" } else { setting.built_in };
        let value = if quoted { format!("\"{built_in}\"") } else { built_in.to_owned() };
        text.extend(["\n# ", &setting.words(lang), "\n# ", setting.key, " = ", &value, "\n"]);
    }
    let keys = lang.pick(
        "Each replaces the keys of one command; renvoi keys lists their names.",
        "Chacune remplace les touches d’une commande\u{202f}; renvoi keys en donne les noms.",
    );
    text.extend(["\n[keys]\n\n# ", keys, "\n"]);
    let open = Command::Open.row();
    let words: Vec<String> = open.keys.iter().map(|word| format!("\"{word}\"")).collect();
    text.extend(["# ", open.id, " = [", &words.join(", "), "]\n"]);
    text
}

#[cfg(test)]
mod tests;

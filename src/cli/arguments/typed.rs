//! The subcommands and arguments as they are typed: tables of words, in both languages.
//!
//! Odd thing worth knowing: clap can make all this of the types themselves, by code of its own for
//! every argument, which is ten times as large as these tables.

// Renamed, since a command elsewhere is one that starts a process.
use clap::Command as Subcommand;
#[cfg(feature = "documents")]
use clap::builder::RangedI64ValueParser;
use clap::builder::{EnumValueParser, ValueParser};
use clap::{Arg, ArgAction, ValueEnum};

use super::commands::COMMANDS;
use super::values::{Kind, Theme, Tongue, When};
use crate::lang::Lang;

/// A sentence in English and in French.
type Words = [&'static str; 2];

/// An argument as it is typed.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each holds of an argument or not")]
pub(super) struct Typed {
    /// Its name, as a long option too.
    id: &'static str,
    /// What stands in the place of its value, in English.
    value: &'static str,
    /// Reads its value; none for what is given or not.
    reads: Option<fn() -> ValueParser>,
    help: Words,
    /// It stands in its place, without its name.
    placed: bool,
    /// Its first letter does as well.
    short: bool,
    required: bool,
    /// It may be given more than once.
    many: bool,
    /// Its value may be left out.
    bare: bool,
    /// What holds where it is not given.
    unless_told: &'static str,
    /// What it cannot be given with.
    against: &'static str,
}

/// An option that is given or not.
pub(super) const fn flag(id: &'static str, en: &'static str, fr: &'static str) -> Typed {
    Typed {
        id,
        value: "",
        reads: None,
        help: [en, fr],
        placed: false,
        short: false,
        required: false,
        many: false,
        bare: false,
        unless_told: "",
        against: "",
    }
}

/// An option with a value.
pub(super) const fn option(
    id: &'static str,
    value: &'static str,
    reads: fn() -> ValueParser,
    en: &'static str,
    fr: &'static str,
) -> Typed {
    Typed { value, reads: Some(reads), ..flag(id, en, fr) }
}

/// An argument that must stand in its place.
pub(super) const fn place(
    id: &'static str,
    value: &'static str,
    reads: fn() -> ValueParser,
    en: &'static str,
    fr: &'static str,
) -> Typed {
    Typed { placed: true, required: true, ..option(id, value, reads, en, fr) }
}

impl Typed {
    pub(super) const fn short(self) -> Self {
        Self { short: true, ..self }
    }

    pub(super) const fn many(self) -> Self {
        Self { many: true, ..self }
    }

    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub(super) const fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// Its value may be left out.
    pub(super) const fn bare(self) -> Self {
        Self { bare: true, ..self }
    }

    #[cfg(feature = "documents")]
    pub(super) const fn or(self, unless_told: &'static str) -> Self {
        Self { unless_told, ..self }
    }

    pub(super) const fn against(self, against: &'static str) -> Self {
        Self { against, ..self }
    }

    /// The argument for clap.
    fn argument(&self, lang: Lang) -> Arg {
        let action = match self.reads {
            None => ArgAction::SetTrue,
            Some(_) if self.many => ArgAction::Append,
            Some(_) => ArgAction::Set,
        };
        let mut argument = Arg::new(self.id)
            .help(lang.pick(self.help[0], self.help[1]))
            .action(action)
            .required(self.required);
        if let Some(reads) = self.reads {
            argument =
                argument.value_parser(reads()).value_name(self.value).hide_possible_values(true);
        }
        if !self.placed {
            argument = argument.long(self.id);
        } else if self.many {
            argument = argument.num_args(1..);
        }
        if self.short {
            argument = argument.short(self.id.chars().next());
        }
        if self.bare {
            argument = argument.num_args(0..=1);
        }
        if !self.unless_told.is_empty() {
            argument = argument.default_value(self.unless_told);
        }
        if !self.against.is_empty() {
            argument = argument.conflicts_with(self.against);
        }
        argument
    }
}

/// A subcommand as it is typed.
pub(super) struct Told {
    name: &'static str,
    about: Words,
    arguments: &'static [Typed],
    /// Its own subcommands, of which it needs one.
    below: &'static [Told],
    /// For the program alone, and named nowhere.
    hidden: bool,
}

pub(super) const fn told(
    name: &'static str,
    en: &'static str,
    fr: &'static str,
    arguments: &'static [Typed],
) -> Told {
    Told { name, about: [en, fr], arguments, below: &[], hidden: false }
}

impl Told {
    pub(super) const fn with(self, below: &'static [Self]) -> Self {
        Self { below, ..self }
    }

    #[cfg(feature = "documents")]
    pub(super) const fn hidden(self) -> Self {
        Self { hidden: true, ..self }
    }

    /// The subcommand for clap.
    fn command(&self, lang: Lang) -> Subcommand {
        let needs = !self.below.is_empty();
        Subcommand::new(self.name)
            .about(lang.pick(self.about[0], self.about[1]))
            .hide(self.hidden)
            .args(self.arguments.iter().map(|typed| typed.argument(lang)))
            .subcommand_required(needs)
            .arg_required_else_help(needs)
            .subcommands(self.below.iter().map(|told| told.command(lang)))
    }
}

/// One of the words that a type names.
pub(super) fn named<T: ValueEnum + Clone + Send + Sync + 'static>() -> ValueParser {
    EnumValueParser::<T>::new().into()
}

#[cfg(feature = "documents")]
pub(super) fn number<N>() -> ValueParser
where
    N: TryFrom<i64> + Clone + Send + Sync + 'static,
    N::Error: std::error::Error + Send + Sync + 'static,
{
    RangedI64ValueParser::<N>::new().into()
}

/// A year as it is printed: one with five digits is a slip.
#[cfg(feature = "documents")]
pub(super) fn year() -> ValueParser {
    RangedI64ValueParser::<i32>::new().range(1..=9999).into()
}

fn size() -> ValueParser {
    ValueParser::new(super::size)
}

pub(super) fn separator() -> ValueParser {
    ValueParser::new(super::separator)
}

pub(super) fn path() -> ValueParser {
    ValueParser::path_buf()
}

/// What need not be text.
pub(super) fn anything() -> ValueParser {
    ValueParser::os_string()
}

pub(super) fn text() -> ValueParser {
    ValueParser::string()
}

/// The options that every subcommand takes, before or after its name.
const OPTIONS: &[Typed] = &[
    option(
        "data",
        "FILE",
        anything,
        "Read this corpus instead of the built-in one: a file, a folder, or - for standard input; may be repeated",
        "Lire ce corpus au lieu de celui fourni\u{a0}: fichier, dossier, ou - pour l’entrée standard\u{202f}; répétable",
    )
    .many(),
    option(
        "lang",
        "LANG",
        named::<Tongue>,
        "Language of the answers: en, fr", "Langue des réponses\u{a0}: en, fr",
    ),
    option(
        "color",
        "WHEN",
        named::<When>,
        "Colours: auto, always, never",
        "Couleurs\u{a0}: auto, always (toujours), never (jamais)",
    ),
    flag(
        "ascii",
        "Signs in ASCII alone; names stay as they are",
        "Signes en ASCII seulement\u{202f}; les noms restent tels quels",
    ),
    option(
        "theme",
        "THEME",
        named::<Theme>,
        "Theme of the browser: auto, terminal, dark, light, contrast-dark, contrast-light, mono",
        "Thème du navigateur\u{a0}: auto, terminal, dark, light, contrast-dark, contrast-light, mono",
    ),
    option(
        "at",
        "PLACE",
        text,
        "Open the browser there: topic:tiktok/p22, expert:ID, statement:ID, p22, page:ii",
        "Ouvrir le navigateur à cet endroit\u{a0}: topic:tiktok/p22, expert:ID, statement:ID, p22, page:ii",
    ),
    flag(
        "fresh",
        "Open the browser at the beginning, not where it was left",
        "Ouvrir le navigateur au début, et non là où il a été quitté",
    ),
    flag("json", "Answer in JSON (--format json)", "Répondre en JSON (--format json)"),
    option(
        "format",
        "FORM",
        named::<Kind>,
        "Form of the answer: table, plain (columns apart by tabs), json",
        "Forme de la réponse\u{a0}: table, plain (colonnes séparées par des tabulations), json",
    ),
    option(
        "max-size",
        "SIZE",
        size,
        "The most that is loaded into memory: 10M, 2G … (1G unless told)",
        "Le plus qui soit chargé en mémoire\u{a0}: 10M, 2G… (1G par défaut)",
    ),
    option(
        "paging",
        "WHEN",
        named::<When>,
        "Use a pager where an answer is longer than the screen: auto, always, never",
        "Passer par un pagineur si la réponse dépasse l’écran\u{a0}: auto, always (toujours), never (jamais)",
    ),
    flag("no-pager", "Use no pager (--paging never)", "Pas de pagineur (--paging never)")
        .against("paging"),
    flag(
        "quiet",
        "Say nothing but answers and failures", "Ne dire que les réponses et les échecs",
    )
    .short()
    .against("verbose"),
    flag("verbose", "Say what is read and from where", "Dire ce qui est lu et d’où").short(),
];

/// The program with all that it takes, in one language.
pub(in crate::cli) fn command(lang: Lang) -> Subcommand {
    let about = lang.pick(
        env!("CARGO_PKG_DESCRIPTION"),
        "Parcourir qui dit quoi dans un rapport, et à quelles pages",
    );
    let options = OPTIONS.iter().map(|typed| typed.argument(lang).global(true));
    Subcommand::new("renvoi")
        .version(env!("CARGO_PKG_VERSION"))
        .about(about)
        .max_term_width(100)
        .args(options)
        .subcommands(COMMANDS.iter().map(|told| told.command(lang)))
}

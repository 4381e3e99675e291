//! Help and refusals in the language of the reader.
//!
//! The sentences of subcommands and arguments stand in [`super::arguments::typed`], in both languages.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use super::arguments::typed;
use crate::lang::Lang;

/// What the name of the program means.
const GLOSS: (&str, &str) = (
    "renvoi (n. m.): a mark sending the reader to another page",
    "renvoi (n. m.)\u{a0}: marque qui envoie le lecteur à une autre page",
);

/// The forms that an export has.
const EXPORT_FORMS: (&str, &str) = (
    "Form of the file: csv, tsv, md, json, jsonl, bibtex, csl-json; csv unless told",
    "Forme du fichier\u{a0}: csv, tsv, md, json, jsonl, bibtex, csl-json\u{202f}; csv par défaut",
);

/// Options that only the browser heeds, and the commands that open it.
const OF_BROWSER: [&str; 3] = ["theme", "at", "fresh"];
const BROWSERS: [&str; 3] = ["review", "tour", "ssh-session"];

/// Options that `find` refuses: it reads no corpus.
const OF_CORPUS: [&str; 2] = ["data", "max-size"];

/// French for what stands in the place of a value.
const VALUES: &[(&str, &str)] = &[
    ("FILE", "FICHIER"),
    ("FOLDER", "DOSSIER"),
    ("LANG", "LANGUE"),
    ("WHEN", "QUAND"),
    ("THEME", "THÈME"),
    ("PLACE", "LIEU"),
    ("FORM", "FORME"),
    ("SIZE", "TAILLE"),
    ("NAME", "NOM"),
    ("ORDER", "ORDRE"),
    ("PAGES", "PAGES"),
    ("QUERY", "REQUÊTE"),
    ("SIGN", "SIGNE"),
    ("TERM", "TERME"),
    ("KIND", "GENRE"),
    ("TITLE", "TITRE"),
    ("YEAR", "ANNÉE"),
    ("TAG", "LANGUE"),
    ("PAGE", "PAGE"),
];

fn french(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let (_, sentence) = table.iter().find(|(known, _)| *known == name)?;
    Some(sentence)
}

/// The program with all that it takes, and its help, in one language.
pub(super) fn command(lang: Lang) -> Command {
    let command = typed::command(lang);
    let command = command.after_help(lang.pick(GLOSS.0, GLOSS.1)).disable_help_subcommand(true);
    let mut command = match lang {
        Lang::En => command,
        Lang::Fr => in_french(command).disable_version_flag(true).arg(flag(
            "version",
            'V',
            ArgAction::Version,
            "Afficher la version",
        )),
    };
    // Every command takes every option; its help tells those that do something there.
    command.build();
    command.mut_subcommands(|command| {
        if BROWSERS.contains(&command.get_name()) {
            return command;
        }
        let command_is_export = command.get_name() == "export";
        let command_is_find = command.get_name() == "find";
        command.mut_args(|argument| {
            let name = argument.get_id().as_str();
            let is_of_corpus = command_is_find && OF_CORPUS.contains(&name);
            let is_of_browser = OF_BROWSER.contains(&name);
            let is_form = argument.get_id() == "format" && command_is_export;
            match lang {
                _ if is_of_browser || is_of_corpus => argument.hide(true),
                Lang::En if is_form => argument.help(EXPORT_FORMS.0),
                Lang::Fr if is_form => argument.help(EXPORT_FORMS.1),
                _ => argument,
            }
        })
    })
}

fn in_french(command: Command) -> Command {
    let template = template(&command);
    command
        .help_template(template)
        .subcommand_value_name("COMMANDE")
        .disable_help_flag(true)
        .mut_args(|argument| {
            let name = argument.get_value_names().and_then(|names| names.first());
            match name.and_then(|name| french(VALUES, name)) {
                Some(value) => argument.value_name(value),
                None => argument,
            }
        })
        .arg(flag("help", 'h', ArgAction::Help, "Afficher cette aide"))
        .mut_subcommands(in_french)
}

/// The frame of a command's help: clap's own writes its headings in English.
fn template(command: &Command) -> String {
    let mut template = "{about-with-newline}\nUtilisation\u{a0}: {usage}\n".to_owned();
    if command.has_subcommands() {
        template.push_str("\nCommandes\u{a0}:\n{subcommands}\n");
    }
    if command.get_positionals().next().is_some() {
        template.push_str("\nArguments\u{a0}:\n{positionals}\n");
    }
    template.push_str("\nOptions\u{a0}:\n{options}{after-help}");
    template
}

fn flag(name: &'static str, letter: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).short(letter).long(name).action(action).help(help)
}

/// How a file that stands where a command does is opened.
fn file_as_command(error: &clap::Error, lang: Lang) -> Option<String> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    Path::new(word).exists().then(|| match lang {
        Lang::En => format!(
            "error: \"{word}\" is a file, not a command\n\n  \
             to browse a corpus: renvoi --data FILE\n  \
             to make one of a PDF or an article: renvoi import FILE -o corpus.json\n\n\
             For more information, try '--help'.\n"
        ),
        Lang::Fr => format!(
            "erreur\u{a0}: «\u{a0}{word}\u{a0}» est un fichier, non une commande\n\n  \
             pour parcourir un corpus\u{a0}: renvoi --data FICHIER\n  \
             pour en faire un d’un PDF ou d’un article\u{a0}: renvoi import FICHIER -o corpus.json\n\n\
             Pour en savoir plus\u{a0}: renvoi --help\n"
        ),
    })
}

/// What clap says, in the language of the reader where it is a common refusal.
pub(super) fn refusal(error: &clap::Error, lang: Lang) -> String {
    if let Some(text) = file_as_command(error, lang) {
        return text;
    }
    let plain = || error.render().to_string();
    if lang == Lang::En {
        return plain();
    }
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(format!("«\u{a0}{word}\u{a0}»")),
        Some(ContextValue::Strings(words)) => Some(words.join(", ")),
        _ => None,
    };
    let argument = word(ContextKind::InvalidArg).unwrap_or_default();
    let value = word(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = word(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("commande inconnue\u{a0}: {command}")
        }
        ErrorKind::UnknownArgument => format!("argument inattendu\u{a0}: {argument}"),
        ErrorKind::MissingRequiredArgument => format!("il manque\u{a0}: {argument}"),
        ErrorKind::InvalidValue if value.is_empty() || value.len() == "«\u{a0}\u{a0}»".len() => {
            format!("il manque une valeur pour {argument}")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{value} ne convient pas pour {argument}")
        }
        _ => return plain(),
    };
    let mut lines = vec![format!("erreur\u{a0}: {what}")];
    if let Some(valid) = word(ContextKind::ValidValue) {
        lines.push(format!("  valeurs possibles\u{a0}: {valid}"));
    }
    let near =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(word) {
        lines.push(format!("  Vouliez-vous dire\u{a0}: {near}\u{202f}?"));
    }
    lines.push("Pour en savoir plus\u{a0}: renvoi --help\n".to_owned());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_command_and_argument_speaks_both_languages() {
        let sentences = |lang| {
            let mut whole = command(lang);
            whole.build();
            let mut all = BTreeMap::new();
            let mut commands = vec![&whole];
            while let Some(command) = commands.pop() {
                commands.extend(command.get_subcommands());
                let name = command.get_name();
                all.insert(name.to_owned(), command.get_about());
                for argument in command.get_arguments() {
                    all.insert(format!("{name} {}", argument.get_id()), argument.get_help());
                }
            }
            let all = all.into_iter();
            all.map(|(name, words)| (name, words.map(ToString::to_string))).collect::<Vec<_>>()
        };
        let (english, french) = (sentences(Lang::En), sentences(Lang::Fr));
        assert_eq!(english.len(), french.len());
        for ((name, english), (same, french)) in english.iter().zip(&french) {
            assert_eq!(name, same);
            assert!(english.is_some() && french.is_some() && english != french, "{name}");
        }
    }

    #[test]
    fn a_command_tells_the_options_that_do_something_there() {
        for lang in [Lang::En, Lang::Fr] {
            let whole = command(lang);
            let help = |name: &str| {
                let command = whole.find_subcommand(name).expect("a command");
                command.clone().render_help().to_string()
            };
            for option in ["--theme", "--at", "--fresh"] {
                assert!(!help("export").contains(option), "{option}");
                assert!(help("tour").contains(option), "{option}");
                assert!(whole.clone().render_help().to_string().contains(option), "{option}");
            }
            assert!(help("export").contains("bibtex"), "{}", help("export"));
            // They are accepted all the same.
            let given = ["renvoi", "export", "--theme", "dark"];
            assert!(whole.clone().try_get_matches_from(given).is_ok());
        }
    }

    #[test]
    fn both_languages_explain_the_name() {
        let help = |lang| command(lang).render_help().to_string();
        assert!(help(Lang::En).contains(GLOSS.0));
        let french = help(Lang::Fr);
        assert!(french.contains(GLOSS.1));
        for english in ["Usage", "Commands", "Print", "Show"] {
            assert!(!french.contains(english), "{english} in {french}");
        }
    }
}

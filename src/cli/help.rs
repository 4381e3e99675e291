//! Help and refusals in the language of the reader.
//!
//! Odd thing worth knowing: the English sentences are the documentation of
//! [`super::arguments`]; the French ones stand here, by command and argument, and a test
//! holds that none is missing.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

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

/// French for the program and each subcommand.
const COMMANDS: &[(&str, &str)] = &[
    ("renvoi", "Parcourir qui dit quoi dans un rapport, et à quelles pages"),
    ("lookup", "Montrer où se trouve une tendance, un expert ou une page"),
    ("list", "Lister les tendances, les experts, les propos ou les pages citées"),
    ("page", "Montrer ce qui renvoie à des pages"),
    ("search", "Chercher parmi les tendances, les experts, les propos et les pages"),
    ("stats", "Résumer le corpus"),
    ("validate", "Vérifier des fichiers de corpus et lister leurs problèmes"),
    ("check", "Confronter un corpus à ses textes\u{a0}: citations, pages, renvois"),
    ("compile", "Préparer un grand corpus une fois, pour l’ouvrir en un instant"),
    ("cache", "Lister les grands corpus compilés d’eux-mêmes, ou retirer ceux qui ne servent plus"),
    ("export", "Écrire ce qu’une requête trouve dans un fichier pour d’autres programmes"),
    ("review", "Relire les ébauches d’un corpus une à une\u{202f}; chaque étape est enregistrée"),
    ("marks", "Afficher ou exporter vos marques et vos notes"),
    ("config", "Montrer ou commencer la configuration"),
    ("path", "Afficher où est le fichier"),
    ("show", "Afficher ce qui est réglé"),
    ("init", "Écrire un fichier qui nomme tous les réglages"),
    (
        "completions",
        "Afficher les complétions d’un shell\u{a0}: bash, elvish, fish, powershell, zsh",
    ),
    ("man", "Afficher la page de manuel"),
    ("doctor", "Dire ce qui est connu du terminal, de la ligne et des dossiers"),
    ("find", "Trouver chaque page d’un document où se trouvent des termes"),
    ("import", "Faire un corpus de documents, avec chaque page qui cite une tendance ou un expert"),
    ("read-pages", "Lire un document pour une autre exécution du programme"),
    (
        "ssh-session",
        "Répondre par SSH à un lecteur qui regarde et ne change rien (`ForceCommand` d’OpenSSH)",
    ),
    ("keys", "Lister les touches du navigateur"),
    ("tour", "Refaire les premiers pas, dans le rapport fourni"),
    ("schema", "Afficher le schéma JSON du corpus, ou d’une réponse"),
];

/// French for each argument.
const ARGUMENTS: &[(&str, &str)] = &[
    (
        "data",
        "Lire ce corpus au lieu de celui fourni\u{a0}: fichier, dossier, ou - pour l’entrée standard\u{202f}; répétable",
    ),
    ("lang", "Langue des réponses\u{a0}: en, fr"),
    ("color", "Couleurs\u{a0}: auto, always (toujours), never (jamais)"),
    ("ascii", "Signes en ASCII seulement\u{202f}; les noms restent tels quels"),
    (
        "theme",
        "Thème du navigateur\u{a0}: auto, terminal, dark, light, contrast-dark, contrast-light, mono",
    ),
    (
        "at",
        "Ouvrir le navigateur à cet endroit\u{a0}: topic:tiktok/p22, expert:ID, statement:ID, p22, page:ii",
    ),
    ("fresh", "Ouvrir le navigateur au début, et non là où il a été quitté"),
    ("json", "Répondre en JSON (--format json)"),
    (
        "format",
        "Forme de la réponse\u{a0}: table, plain (colonnes séparées par des tabulations), json",
    ),
    ("max_size", "Le plus qui soit chargé en mémoire\u{a0}: 10M, 2G… (1G par défaut)"),
    ("name", "Nom d’une tendance ou d’un expert, ou page telle que 22 ou p22"),
    ("what", "Ce qu’il faut lister\u{a0}: topics (tendances), experts, statements (propos), pages"),
    (
        "sort",
        "Ordre\u{a0}: page, pages (les plus citées d’abord), name (nom), announced (rang annoncé), file (fichier)",
    ),
    ("pages", "Pages\u{a0}: 22, 39-40, 3,8,11, ou numéros imprimés"),
    ("query", "Mots et champs, par exemple\u{a0}: fake p:30-40, e:brahimi, t:\"fake news\""),
    ("export query", "Mots et champs, par exemple\u{a0}: fake p:30-40\u{202f}; tout par défaut"),
    (
        "output",
        "Écrire dans ce fichier\u{202f}; sa terminaison donne le format, sauf avec --format",
    ),
    (
        "paging",
        "Passer par un pagineur si la réponse dépasse l’écran\u{a0}: auto, always (toujours), never (jamais)",
    ),
    (
        "cache what",
        "Ce qu’il faut faire\u{a0}: list (lister), prune (retirer ce qui a changé, a disparu ou ne s’ouvre plus)",
    ),
    (
        "compile output",
        "Le dossier à faire, ou un corpus compilé à refaire\u{202f}; --data le prend ensuite",
    ),
    ("no_pager", "Pas de pagineur (--paging never)"),
    ("quiet", "Ne dire que les réponses et les échecs"),
    ("verbose", "Dire ce qui est lu et d’où"),
    (
        "check",
        "Vérifier plutôt les touches\u{a0}: celles d’un fichier de configuration, ou les vôtres",
    ),
    ("test", "Montrer ce qui arrive pour chaque touche pressée, et ce qu’elle veut dire"),
    ("origin", "Et d’où vient chaque réglage"),
    ("shell", "Le shell"),
    ("force", "Remplacer le fichier s’il existe"),
    ("bom", "Une marque d’ordre d’octets en tête de csv et tsv, pour Excel"),
    (
        "separator",
        "Entre les cellules de csv\u{a0}: un signe, ou tab (en français le point-virgule, sinon la virgule)",
    ),
    ("files", "Fichiers, dossiers, ou - pour l’entrée standard\u{202f}; ceux de --data par défaut"),
    ("strict", "Les avertissements font échouer aussi"),
    (
        "schema name",
        "Une réponse\u{a0}: lookup, search, page, list, stats, validate, check, compile, cache, keys, export, config, doctor",
    ),
    (
        "find file",
        "Le document\u{a0}: PDF, HTML, Markdown, texte, EPUB ou DOCX\u{202f}; - pour l’entrée standard",
    ),
    ("review file", "Le corpus\u{a0}: un fichier JSON"),
    ("terms", "Mots ou expressions à trouver"),
    ("context", "Montrer aussi les lignes"),
    (
        "find from",
        "Ce qu’est le document, quelle que soit son apparence\u{a0}: pdf, html, markdown, text, epub, docx",
    ),
    ("import files", "Les documents\u{202f}; - pour l’entrée standard"),
    ("output", "Où va le corpus\u{202f}; la sortie standard par défaut"),
    (
        "topics",
        "Tendances à trouver\u{a0}: une par ligne, variantes derrière =, ou CSV ou JSON\u{202f}; répétable",
    ),
    ("experts", "Experts à trouver, listés de même"),
    (
        "import from",
        "Ce que sont les documents, quelle que soit leur apparence\u{a0}: pdf, html, markdown, text, epub, docx",
    ),
    (
        "extractor",
        "Ce qui lit un PDF à la place de ce programme, s’il est installé\u{a0}: pdftotext",
    ),
    ("propose", "Écrire les tendances proposées quand aucune n’est listée, à garder ou à écarter"),
    ("title", "Titre du document, au lieu du sien"),
    ("year", "Année de publication"),
    ("language", "Langue du document, par exemple fr"),
    (
        "draft",
        "Ébaucher les personnes, propos, listes de pages et définitions d’un article, à relire",
    ),
    ("force", "Remplacer le corpus s’il existe"),
    ("read-pages page", "Première page à lire"),
    ("read-pages from", "Ce qu’est le document"),
    ("read-pages draft", "L’ébaucher en article sous ce titre"),
    ("read-pages pdftotext", "Le confier à `pdftotext`"),
    ("help", "Afficher cette aide"),
    ("version", "Afficher la version"),
];

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
    ("WHAT", "QUOI"),
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

/// The command with its help in one language.
pub(super) fn localise(command: Command, lang: Lang) -> Command {
    let command = command.after_help(lang.pick(GLOSS.0, GLOSS.1)).disable_help_subcommand(true);
    let mut command = match lang {
        Lang::En => command,
        Lang::Fr => in_french(command).disable_version_flag(true).arg(flag(
            "version",
            'V',
            ArgAction::Version,
        )),
    };
    // Every command takes every option; its help tells those that do something there.
    command.build();
    command.mut_subcommands(|command| {
        if BROWSERS.contains(&command.get_name()) {
            return command;
        }
        let command_is_export = command.get_name() == "export";
        command.mut_args(|argument| {
            let is_of_browser = OF_BROWSER.contains(&argument.get_id().as_str());
            let is_form = argument.get_id() == "format" && command_is_export;
            match lang {
                _ if is_of_browser => argument.hide(true),
                Lang::En if is_form => argument.help(EXPORT_FORMS.0),
                Lang::Fr if is_form => argument.help(EXPORT_FORMS.1),
                _ => argument,
            }
        })
    })
}

fn in_french(mut command: Command) -> Command {
    let name = command.get_name().to_owned();
    if let Some(about) = french(COMMANDS, &name) {
        command = command.about(about);
    }
    let template = template(&command);
    command = command
        .help_template(template)
        .subcommand_value_name("COMMANDE")
        .disable_help_flag(true)
        .mut_args(|argument| {
            let id = argument.get_id().as_str();
            let own = format!("{name} {id}");
            let sentence = french(ARGUMENTS, &own).or_else(|| french(ARGUMENTS, id));
            let value = argument.get_value_names().and_then(|names| french(VALUES, names.first()?));
            let argument = match value {
                Some(value) => argument.value_name(value),
                None => argument,
            };
            match sentence {
                Some(sentence) => argument.help(sentence),
                None => argument,
            }
        })
        .arg(flag("help", 'h', ArgAction::Help));
    command.mut_subcommands(in_french)
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

fn flag(name: &'static str, letter: char, action: ArgAction) -> Arg {
    let flag = Arg::new(name).short(letter).long(name).action(action);
    flag.help(french(ARGUMENTS, name).unwrap_or_default())
}

/// What clap says, in the language of the reader where it is a common refusal.
pub(super) fn refusal(error: &clap::Error, lang: Lang) -> String {
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
    use super::*;
    use crate::cli::arguments::Arguments;
    use clap::CommandFactory;

    #[test]
    fn every_command_and_argument_has_its_french() {
        let mut command = Arguments::command();
        command.build();
        let mut commands = vec![&command];
        commands.extend(command.get_subcommands());
        for command in commands {
            let name = command.get_name();
            if name == "help" {
                continue;
            }
            assert!(french(COMMANDS, name).is_some(), "{name}");
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                let own = format!("{name} {id}");
                let known = french(ARGUMENTS, &own).or(french(ARGUMENTS, id));
                assert!(known.is_some(), "{own}");
            }
        }
    }

    #[test]
    fn a_command_tells_the_options_that_do_something_there() {
        for lang in [Lang::En, Lang::Fr] {
            let command = localise(Arguments::command(), lang);
            let help = |name: &str| {
                let command = command.find_subcommand(name).expect("a command");
                command.clone().render_help().to_string()
            };
            for option in ["--theme", "--at", "--fresh"] {
                assert!(!help("export").contains(option), "{option}");
                assert!(help("tour").contains(option), "{option}");
                assert!(command.clone().render_help().to_string().contains(option), "{option}");
            }
            assert!(help("export").contains("bibtex"), "{}", help("export"));
            // They are accepted all the same.
            let given = ["renvoi", "export", "--theme", "dark"];
            assert!(command.clone().try_get_matches_from(given).is_ok());
        }
    }

    #[test]
    fn both_languages_explain_the_name() {
        let help = |lang| localise(Arguments::command(), lang).render_help().to_string();
        assert!(help(Lang::En).contains(GLOSS.0));
        let french = help(Lang::Fr);
        assert!(french.contains(GLOSS.1));
        for english in ["Usage", "Commands", "Print", "Show"] {
            assert!(!french.contains(english), "{english} in {french}");
        }
    }
}

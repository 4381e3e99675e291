//! The subcommands as they are typed.

use clap_complete::Shell;

use super::typed::{
    Told, Typed, anything, flag, named, option, path, place, separator, text, told,
};
#[cfg(feature = "documents")]
use super::typed::{number, year};
use super::values::{Cached, Schema, Sort, What};
#[cfg(feature = "documents")]
use super::values::{DocumentKind, ExtractorKind};

/// What is checked, or made ready.
const FILES: Typed = place(
    "files",
    "FILE",
    anything,
    "Files, folders, or - for standard input; those of --data unless told",
    "Fichiers, dossiers, ou - pour l’entrée standard\u{202f}; ceux de --data par défaut",
)
.many()
.optional();
const STRICT: Typed = flag("strict", "Warnings fail too", "Les avertissements font échouer aussi");

/// Where an export goes, and in which dress.
const OUTPUT: Typed = option(
    "output",
    "FILE",
    anything,
    "Write to this file; its ending tells the format unless --format does",
    "Écrire dans ce fichier\u{202f}; sa terminaison donne le format, sauf avec --format",
)
.short();
const FORCE: Typed =
    flag("force", "Replace the file where it exists", "Remplacer le fichier s’il existe");
const BOM: Typed = flag(
    "bom",
    "A byte-order mark in front of csv and tsv, for Excel",
    "Une marque d’ordre d’octets en tête de csv et tsv, pour Excel",
);
const SEPARATOR: Typed = option(
    "separator",
    "SIGN",
    separator,
    "Between the cells of csv: a sign, or tab (a semicolon in French, else a comma)",
    "Entre les cellules de csv\u{a0}: un signe, ou tab (en français le point-virgule, sinon la virgule)",
);

#[cfg(feature = "documents")]
const EXTRACTOR: Typed = option(
    "extractor",
    "NAME",
    named::<ExtractorKind>,
    "What reads a PDF instead of this program, where it is installed: pdftotext",
    "Ce qui lit un PDF à la place de ce programme, s’il est installé\u{a0}: pdftotext",
);

/// The subcommands.
pub(super) const COMMANDS: &[Told] = &[
    told(
        "lookup",
        "Show where a trend, an expert or a page stands",
        "Montrer où se trouve une tendance, un expert ou une page",
        &[place(
            "name",
            "NAME",
            text,
            "Name of a trend or of an expert, or a page such as 22 or p22",
            "Nom d’une tendance ou d’un expert, ou page telle que 22 ou p22",
        )
        .many()],
    ),
    told(
        "list",
        "List all trends, experts, statements or cited pages",
        "Lister les tendances, les experts, les propos ou les pages citées",
        &[
            place(
                "what",
                "topics|experts|statements|pages",
                named::<What>,
                "What to list: topics, experts, statements, pages",
                "Ce qu’il faut lister\u{a0}: topics (tendances), experts, statements (propos), pages",
            ),
            option(
                "sort",
                "ORDER",
                named::<Sort>,
                "Order: page, pages (most first), name, announced, file",
                "Ordre\u{a0}: page, pages (les plus citées d’abord), name (nom), announced (rang annoncé), file (fichier)",
            ),
        ],
    ),
    told(
        "page",
        "Show what refers to pages", "Montrer ce qui renvoie à des pages",
        &[place(
            "pages",
            "PAGES",
            text,
            "Pages: 22, 39-40, 3,8,11, or printed labels",
            "Pages\u{a0}: 22, 39-40, 3,8,11, ou numéros imprimés",
        )
        .many()],
    ),
    told(
        "search",
        "Search trends, experts, statements and pages",
        "Chercher parmi les tendances, les experts, les propos et les pages",
        &[place(
            "query",
            "QUERY",
            text,
            "Words and fields, such as: fake p:30-40, e:brahimi, t:\"fake news\"",
            "Mots et champs, par exemple\u{a0}: fake p:30-40, e:brahimi, t:\"fake news\"",
        )
        .many()],
    ),
    told("stats", "Sum up the corpus", "Résumer le corpus", &[]),
    told(
        "validate",
        "Check corpus files and list their problems",
        "Vérifier des fichiers de corpus et lister leurs problèmes",
        &[FILES, STRICT],
    ),
    told(
        "check",
        "Check a corpus against its texts: quotations, pages, cross-references",
        "Confronter un corpus à ses textes\u{a0}: citations, pages, renvois",
        &[FILES, STRICT],
    ),
    told(
        "compile",
        "Make a large corpus ready once, to be opened in no time",
        "Préparer un grand corpus une fois, pour l’ouvrir en un instant",
        &[
            FILES,
            option(
                "output",
                "FOLDER",
                anything,
                "The folder to make, or a compiled corpus to make anew; --data takes it from then on",
                "Le dossier à faire, ou un corpus compilé à refaire\u{202f}; --data le prend ensuite",
            )
            .short()
            .required(),
        ],
    ),
    told(
        "cache",
        "List the large corpora that were compiled by themselves, or take away what is of no use",
        "Lister les grands corpus compilés d’eux-mêmes, ou retirer ceux qui ne servent plus",
        &[place(
            "what",
            "list|prune",
            named::<Cached>,
            "What to do: list, prune (take away what has changed, is gone or cannot be used)",
            "Ce qu’il faut faire\u{a0}: list (lister), prune (retirer ce qui a changé, a disparu ou ne s’ouvre plus)",
        )],
    ),
    told(
        "export",
        "Write what a query finds as a file for other programs",
        "Écrire ce qu’une requête trouve dans un fichier pour d’autres programmes",
        &[
            option(
                "query",
                "QUERY",
                text,
                "Words and fields, such as: fake p:30-40; everything unless told",
                "Mots et champs, par exemple\u{a0}: fake p:30-40\u{202f}; tout par défaut",
            ),
            OUTPUT,
            FORCE,
            BOM,
            SEPARATOR,
        ],
    ),
    told(
        "review",
        "Review the drafts of a corpus one by one; every step is saved",
        "Relire les ébauches d’un corpus une à une\u{202f}; chaque étape est enregistrée",
        &[place(
            "file",
            "FILE",
            anything,
            "The corpus: one JSON file", "Le corpus\u{a0}: un fichier JSON",
        )],
    ),
    told(
        "marks",
        "Print or export your marks and notes", "Afficher ou exporter vos marques et vos notes",
        &[OUTPUT, FORCE, BOM, SEPARATOR],
    ),
    #[cfg(feature = "documents")]
    told(
        "find",
        "Find every page of a document where terms stand",
        "Trouver chaque page d’un document où se trouvent des termes",
        &[
            place(
                "file",
                "FILE",
                anything,
                "The document: PDF, HTML, Markdown, text, EPUB or DOCX; - for standard input",
                "Le document\u{a0}: PDF, HTML, Markdown, texte, EPUB ou DOCX\u{202f}; - pour l’entrée standard",
            ),
            place(
                "terms",
                "TERM",
                text,
                "Words or phrases to look for", "Mots ou expressions à trouver",
            )
            .many(),
            flag("context", "Show the lines too, of long ones the words around", "Montrer aussi les lignes, des longues les mots autour"),
            option(
                "from",
                "KIND",
                named::<DocumentKind>,
                "What the document is, whatever it looks like: pdf, html, markdown, text, epub, docx",
                "Ce qu’est le document, quelle que soit son apparence\u{a0}: pdf, html, markdown, text, epub, docx",
            ),
            EXTRACTOR,
        ],
    ),
    #[cfg(feature = "documents")]
    told(
        "import",
        "Make a corpus of documents, with every page that cites a trend or an expert",
        "Faire un corpus de documents, avec chaque page qui cite une tendance ou un expert",
        &[
            place(
                "files",
                "FILE",
                anything,
                "The documents; - for standard input",
                "Les documents\u{202f}; - pour l’entrée standard",
            )
            .many(),
            option(
                "output",
                "FILE",
                anything,
                "Where the corpus goes; standard output unless told",
                "Où va le corpus\u{202f}; la sortie standard par défaut",
            )
            .short(),
            option(
                "topics",
                "FILE",
                anything,
                "Trends to look for, one a line: NAME = ALIAS = ALIAS (a line that begins with \"# \" is a comment); or CSV with a head: name,aliases, where | parts aliases; or JSON; may be repeated",
                "Tendances à trouver, une par ligne\u{a0}: NOM = VARIANTE = VARIANTE (une ligne qui commence par «\u{a0}# \u{a0}» est un commentaire)\u{202f}; ou CSV avec un en-tête\u{a0}: nom,variantes, où | sépare les variantes\u{202f}; ou JSON\u{202f}; répétable",
            )
            .many()
            .against("draft"),
            option(
                "experts",
                "FILE",
                anything,
                "Experts to look for, listed likewise", "Experts à trouver, listés de même",
            )
            .many()
            .against("draft"),
            option(
                "from",
                "KIND",
                named::<DocumentKind>,
                "What the documents are, whatever they look like: pdf, html, markdown, text, epub, docx",
                "Ce que sont les documents, quelle que soit leur apparence\u{a0}: pdf, html, markdown, text, epub, docx",
            ),
            EXTRACTOR,
            option(
                "title",
                "TITLE",
                text,
                "Title of the document, instead of its own",
                "Titre du document, au lieu du sien",
            ),
            option("year", "YEAR", year, "Year of publication", "Année de publication")
                .against("draft"),
            option(
                "language",
                "TAG",
                text,
                "Language of the document, such as fr", "Langue du document, par exemple fr",
            ),
            option(
                "propose",
                "FILE",
                anything,
                "Write the trends that are proposed where none is listed, to be kept or dropped",
                "Écrire les tendances proposées quand aucune n’est listée, à garder ou à écarter",
            )
            .against("draft"),
            flag(
                "draft",
                "Draft people, statements, page lists and definitions of one article, to be reviewed",
                "Ébaucher les personnes, propos, listes de pages et définitions d’un article, à relire",
            ),
            flag(
                "force",
                "Replace the corpus where it exists", "Remplacer le corpus s’il existe",
            ),
        ],
    ),
    #[cfg(feature = "documents")]
    told(
        crate::import::guard::COMMAND,
        "Read a document for another run of the program",
        "Lire un document pour une autre exécution du programme",
        &[
            place("page", "PAGE", number::<u32>, "First page to read", "Première page à lire")
                .optional()
                .or("1"),
            option(
                "from",
                "KIND",
                named::<DocumentKind>,
                "What the document is", "Ce qu’est le document",
            ),
            option(
                "draft",
                "TITLE",
                text,
                "Draft it as an article under this title",
                "L’ébaucher en article sous ce titre",
            ),
            flag("pdftotext", "Leave it to `pdftotext`", "Le confier à `pdftotext`")
                .against("draft"),
        ],
    )
    .hidden(),
    told(
        "ssh-session",
        "Answer one reader over SSH who may look and change nothing (`ForceCommand` of OpenSSH)",
        "Répondre par SSH à un lecteur qui regarde et ne change rien (`ForceCommand` d’OpenSSH)",
        &[],
    ),
    told(
        "keys",
        "List the keys of the browser", "Lister les touches du navigateur",
        &[
            option(
                "check",
                "FILE",
                path,
                "Check the keys instead: those of a configuration file, or your own",
                "Vérifier plutôt les touches\u{a0}: celles d’un fichier de configuration, ou les vôtres",
            )
            .bare(),
            flag(
                "test",
                "Show what arrives for each key that you press, and what it means",
                "Montrer ce qui arrive pour chaque touche pressée, et ce qu’elle veut dire",
            )
            .against("check"),
        ],
    ),
    told(
        "tour",
        "Walk the first steps again, in the built-in report",
        "Refaire les premiers pas, dans le rapport fourni",
        &[],
    ),
    told(
        "config",
        "Show or start the configuration", "Montrer ou commencer la configuration",
        &[],
    )
    .with(&[
        told("path", "Print where the file is", "Afficher où est le fichier", &[]),
        told(
            "show",
            "Print what is set", "Afficher ce qui est réglé",
            &[flag("origin", "And where each comes from", "Et d’où vient chaque réglage")],
        ),
        told(
            "init",
            "Write a file that names every setting",
            "Écrire un fichier qui nomme tous les réglages",
            &[FORCE],
        ),
    ]),
    told(
        "completions",
        "Print the completions of a shell: bash, elvish, fish, powershell, zsh",
        "Afficher les complétions d’un shell\u{a0}: bash, elvish, fish, powershell, zsh",
        &[place("shell", "SHELL", named::<Shell>, "The shell", "Le shell")],
    ),
    told("man", "Print the manual page", "Afficher la page de manuel", &[]),
    told(
        "doctor",
        "Tell what is known of the terminal, the line and the folders",
        "Dire ce qui est connu du terminal, de la ligne et des dossiers",
        &[],
    ),
    told(
        "schema",
        "Print the JSON Schema of the corpus, or of an answer",
        "Afficher le schéma JSON du corpus, ou d’une réponse",
        &[place(
            "name",
            "NAME",
            named::<Schema>,
            "An answer: lookup, search, page, list, stats, validate, check, compile, cache, keys, export, config, doctor",
            "Une réponse\u{a0}: lookup, search, page, list, stats, validate, check, compile, cache, keys, export, config, doctor",
        )
        .optional()],
    ),
];

//! The one table of commands: names, keys, words, and where each acts.
//!
//! Keys, help, footer hints and `renvoi keys` are all read from [`TABLE`]; adding
//! a command is one row here and its handler. Imports [`crate::lang`] only, and
//! knows no terminal.

pub mod key;
pub mod keymap;
pub mod trouble;

pub use key::{Code, Key};
pub use keymap::{Binding, Change, Keymap, Meaning};
pub use trouble::{Trouble, Wrong};

use crate::lang::Lang;

/// Where keys act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// A pane that is a list: Trends, Experts, Statements.
    List,
    /// The Page pane.
    Page,
    /// A box that is read: help, provenance.
    Reading,
    /// A line that is typed: filter, find, page number.
    Input,
    /// Drafts that are read over.
    Review,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 5] = [Self::List, Self::Page, Self::Reading, Self::Input, Self::Review];
}

/// In which contexts a command acts, as the table says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Lists only.
    Lists,
    /// Lists and boxes that are read.
    Rows,
    /// The Page pane only.
    PageOnly,
    /// Lists and the Page pane.
    Panes,
    /// Lists, the Page pane and boxes that are read.
    Reading,
    /// Boxes that are read only.
    Boxes,
    /// Typed lines.
    Input,
    /// Drafts that are read over.
    Review,
}

impl Scope {
    /// Whether commands of this scope act in a context.
    #[must_use]
    pub const fn holds(self, context: Context) -> bool {
        match context {
            Context::List => matches!(self, Self::Lists | Self::Rows | Self::Panes | Self::Reading),
            Context::Page => matches!(self, Self::PageOnly | Self::Panes | Self::Reading),
            Context::Reading => matches!(self, Self::Rows | Self::Reading | Self::Boxes),
            Context::Input => matches!(self, Self::Input),
            Context::Review => matches!(self, Self::Rows | Self::Reading | Self::Review),
        }
    }

    /// The scope in words.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Lists => lang.pick("lists", "listes"),
            Self::Rows => lang.pick("lists and boxes", "listes et fenêtres"),
            Self::PageOnly => lang.pick("page", "page"),
            Self::Panes => lang.pick("lists and page", "listes et page"),
            Self::Reading => lang.pick("everywhere", "partout"),
            Self::Boxes => lang.pick("boxes", "fenêtres"),
            Self::Input => lang.pick("while typing", "en saisie"),
            Self::Review => lang.pick("in a review", "en relecture"),
        }
    }
}

/// A chapter of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving about.
    Move,
    /// Following cross-references.
    Follow,
    /// Narrowing what is shown.
    Narrow,
    /// Asking where something comes from.
    Keep,
    /// Reading drafts over.
    Review,
    /// The program itself.
    Program,
    /// While typing.
    Input,
}

impl Group {
    /// Every chapter, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Move,
        Self::Follow,
        Self::Narrow,
        Self::Keep,
        Self::Review,
        Self::Program,
        Self::Input,
    ];

    /// Its heading.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Move => lang.pick("Move", "Se déplacer"),
            Self::Follow => lang.pick("Follow the cross-references", "Suivre les renvois"),
            Self::Narrow => lang.pick("Narrow", "Restreindre"),
            Self::Keep => lang.pick("Keep and take away", "Garder et emporter"),
            Self::Review => lang.pick("Review drafts", "Relire les ébauches"),
            Self::Program => lang.pick("Program", "Programme"),
            Self::Input => lang.pick("While typing", "En saisie"),
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The command.
    pub command: Command,
    /// Its name in configuration and in answers.
    pub id: &'static str,
    /// Chapter of the help.
    pub group: Group,
    /// Where it acts.
    pub scope: Scope,
    /// Default keys, the one shown in hints first; keys of a sequence are apart by a space. None
    /// where the palette is the way.
    pub keys: &'static [&'static str],
    /// What it does, in English.
    pub en: &'static str,
    /// What it does, in French.
    pub fr: &'static str,
}

impl Row {
    /// What it does.
    #[must_use]
    pub const fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.en, self.fr)
    }
}

macro_rules! commands {
    ($($group:ident { $($command:ident $id:literal $scope:ident [$($key:literal),*] $en:literal $fr:literal;)+ })+) => {
        /// Everything that a key can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[doc = $en] $command,)+)+
        }

        /// The table of commands, in the order of the help.
        pub const TABLE: &[Row] = &[
            $($(Row {
                command: Command::$command,
                id: $id,
                group: Group::$group,
                scope: Scope::$scope,
                keys: &[$($key),*],
                en: $en,
                fr: $fr,
            },)+)+
        ];
    };
}

commands! {
    Move {
        MoveDown   "move-down"   Rows     ["down", "j", "ctrl-n"]     "Next row" "Ligne suivante";
        MoveUp     "move-up"     Rows     ["up", "k", "ctrl-p"]       "Previous row" "Ligne précédente";
        HalfDown   "half-down"   Reading  ["ctrl-d"]                  "Half page down" "Demi-page bas";
        HalfUp     "half-up"     Reading  ["ctrl-u"]                  "Half page up" "Demi-page haut";
        ScreenDown "page-down"   Reading  ["pgdn", "ctrl-f"]          "Screen down" "Écran suivant";
        ScreenUp   "page-up"     Reading  ["pgup", "ctrl-b"]          "Screen up" "Écran précédent";
        Top        "top"         Reading  ["home", "g g", "<"]        "Top" "Début";
        Bottom     "bottom"      Reading  ["end", "G", ">"]           "Bottom" "Fin";
        PaneRight  "pane-right"  Lists    ["right", "l"]              "Pane right" "Volet à droite";
        PaneLeft   "pane-left"   Lists    ["left", "h"]               "Pane left" "Volet à gauche";
        PaneNext   "pane-next"   Panes    ["tab"]                     "Next pane" "Volet suivant";
        PanePrev   "pane-prev"   Panes    ["shift-tab"]               "Previous pane" "Volet précédent";
        Pane1      "pane-1"      Panes    ["1", "&"]                  "Go to Trends" "Aller à Tendances";
        Pane2      "pane-2"      Panes    ["2", "é"]                  "Go to Experts" "Aller à Experts";
        Pane3      "pane-3"      Panes    ["3", "\""]                 "Go to Statements" "Aller à Propos";
        Pane4      "pane-4"      Panes    ["4", "'"]                  "Go to Page" "Aller à Page";
        ScrollDown "scroll-down" PageOnly ["down", "j", "ctrl-n"]     "Next reference, scrolling" "Renvoi suivant, en défilant";
        ScrollUp   "scroll-up"   PageOnly ["up", "k", "ctrl-p"]       "Previous reference, scrolling" "Renvoi précédent, en défilant";
        NextPage   "next-page"   PageOnly ["right", "l"]              "Next report page" "Page du rapport suivante";
        PrevPage   "prev-page"   PageOnly ["left", "h"]               "Previous report page" "Page du rapport précédente";
        PreviewDown "preview-down" Lists  ["J"]                       "Scroll the page pane from a list" "Défiler la fiche sans quitter la liste";
        PreviewUp  "preview-up"  Lists    ["K"]                       "Scroll the page pane up" "Défiler la fiche vers le haut";
    }
    Follow {
        NextLit    "next-lit"    Panes    ["n"]                       "Next cited page (ribbon)" "Page citée suivante (ruban)";
        PrevLit    "prev-lit"    Panes    ["p", "N"]                  "Previous cited page" "Page citée précédente";
        Open       "open"        Panes    ["enter"]                   "Open / go deeper" "Ouvrir / aller plus loin";
        Escape     "escape"      Reading  ["esc", "ctrl-g"]           "Back out one layer (never quits)" "Revenir d’un cran (ne quitte jamais)";
        Close      "close"       Boxes    ["enter"]                   "Close the box" "Fermer la fenêtre";
        Back       "back"        Panes    ["H", "alt-left", "backspace", "ctrl-o", "alt-b"] "Back in history" "Lieu précédent";
        Forward    "forward"     Panes    ["L", "alt-right", "alt-f"] "Forward in history" "Lieu suivant";
        LastPlace  "last-place"  Panes    ["-"]                       "Swap the last two places" "Alterner les deux derniers lieux";
        GotoPage   "goto-page"   Panes    ["g p"]                     "Go to page…" "Aller à la page…";
    }
    Narrow {
        Filter     "filter"      Panes    ["/"]                       "Filter this pane, or search the page" "Filtrer ce volet, chercher dans la page";
        Find       "find"        Panes    ["f", "ctrl-k"]             "Find everywhere" "Trouver partout";
        Pin        "pin"         Panes    ["space"]                   "Pin / unpin as a lasting filter" "Épingler / détacher (filtre durable)";
        ShowAll    "show-all"    Panes    ["a"]                       "Show all / linked only" "Tout voir / liés seulement";
        Undo       "undo"        Panes    ["u"]                       "Undo last filter or mark" "Annuler le dernier filtre ou la dernière marque";
        Redo       "redo"        Panes    ["U"]                       "Redo" "Refaire";
        Reset      "reset"       Panes    ["r"]                       "Clear filters and pins" "Effacer filtres et épingles";
        Lens       "lens"        Panes    ["v"]                       "Change lens (trend, expert, page)" "Changer d’angle (tendance, expert, page)";
        Sort       "sort"        Lists    ["s"]                       "Change sort" "Trier autrement";
        SortReverse "sort-reverse" Lists  ["S"]                       "Reverse sort" "Inverser le tri";
        Views      "views"       Panes    ["g v"]                       "Saved views" "Vues enregistrées";
        SaveView   "save-view"   Panes    ["g s"]                       "Save this view…" "Enregistrer cette vue…";
    }
    Keep {
        Mark       "mark"        Panes    ["m"]                       "Mark" "Marquer";
        Marks      "marks"       Panes    ["M"]                       "Show marks and notes" "Voir les marques et les notes";
        OnlyMarked "only-marked" Panes    ["*"]                       "Only marked" "Seulement les marques";
        Note       "note"        Panes    ["e"]                       "Write a note" "Écrire une note";
        NoteEditor "note-editor" Panes    []                          "Write a note in $EDITOR" "Écrire une note dans $EDITOR";
        Copy       "copy"        Panes    ["c", "y c", "y y"]         "Copy citation" "Copier la citation";
        CopyText   "copy-text"   Panes    ["y t"]                     "Copy text" "Copier le texte";
        CopyMd     "copy-md"     Panes    ["y m"]                     "Copy as Markdown" "Copier en Markdown";
        CopyBib    "copy-bib"    Panes    ["y b"]                     "Copy as BibTeX" "Copier en BibTeX";
        CopyPages  "copy-pages"  Panes    ["y p"]                     "Copy the page list" "Copier la liste des pages";
        CopyLink   "copy-link"   Panes    ["y l"]                     "Copy the command that leads here" "Copier la commande qui mène ici";
        OpenSource "open-source" Panes    ["o"]                       "Open the source (PDF, web)" "Ouvrir la source (PDF, web)";
        Export     "export"      Panes    ["x"]                       "Export this view…" "Exporter cette vue…";
        Info       "info"        Panes    ["i"]                       "Where does this come from?" "D’où vient cette information ?";
    }
    Review {
        Review        "review"          Panes  ["g d"]                       "Review drafts" "Relire les ébauches";
        ReviewAccept  "review-accept"   Review ["enter", "a"]              "Accept as it stands" "Accepter tel quel";
        ReviewReject  "review-reject"   Review ["x"]                       "Reject" "Rejeter";
        ReviewNext    "review-next"     Review ["n", "right", "space"]     "Skip to the next draft" "Passer à l’ébauche suivante";
        ReviewPrev    "review-prev"     Review ["N", "left"]               "Go to the draft before" "Revenir à l’ébauche précédente";
        ReviewEdit    "review-edit"     Review ["e"]                       "Edit the words" "Corriger les mots";
        ReviewSpeaker "review-speaker"  Review ["s"]                       "Change who says it" "Changer qui le dit";
        ReviewPages   "review-pages"    Review ["p"]                       "Change the pages" "Changer les pages";
        ReviewTopics  "review-topics"   Review ["t"]                       "Change the trends" "Changer les tendances";
        ReviewAuthor  "review-author"   Review ["w"]                       "Mark as the author’s own" "C’est l’auteur qui parle";
        ReviewSplit   "review-split"    Review ["d"]                       "Split in two" "Couper en deux";
        ReviewMerge   "review-merge"    Review ["m"]                       "Merge with the next" "Fusionner avec le suivant";
        ReviewHigh    "review-high"     Review ["A"]                       "Accept all of high confidence" "Accepter tous les plus sûrs";
        ReviewUndo    "review-undo"     Review ["u"]                       "Take the last step back" "Annuler la dernière étape";
    }
    Program {
        Palette    "palette"     Panes    [":"]                       "Menu of all commands" "Menu de toutes les commandes";
        Help       "help"        Reading  ["?", "f1"]                 "Help" "Aide";
        Zoom       "zoom"        Panes    ["z"]                       "Zoom pane" "Agrandir / réduire le volet";
        Wrap       "wrap"        PageOnly ["w"]                       "Hyphenation / reading width" "Césure / largeur de lecture";
        Theme      "theme"       Panes    ["T"]                       "Next theme" "Thème suivant";
        Language   "language"    Panes    []                          "Speak the other language (English, French)" "Parler l’autre langue (anglais, français)";
        Mouse      "mouse"       Reading  ["f2"]                      "Release the mouse (terminal selection)" "Libérer la souris (sélection du terminal)";
        Reload     "reload"      Reading  ["R"]                       "Read the data again" "Relire les données";
        Report     "report"      Boxes    ["v"]                       "Full report of a data error" "Rapport complet d’une erreur de données";
        Redraw     "redraw"      Reading  ["ctrl-l"]                  "Redraw" "Redessiner";
        Suspend    "suspend"     Reading  ["ctrl-z"]                  "Suspend" "Suspendre";
        Quit       "quit"        Reading  ["q"]                       "Close the open box, else quit" "Fermer la fenêtre ouverte, sinon quitter";
        Interrupt  "interrupt"   Reading  ["ctrl-c"]                  "Quit now" "Quitter";
    }
    Input {
        InAccept    "in-accept"     Input ["enter"]                         "Accept" "Valider";
        InSave      "in-save"       Input ["alt-enter", "ctrl-s"]           "Save the note" "Enregistrer la note";
        InCancel    "in-cancel"     Input ["esc", "ctrl-g", "ctrl-c"]       "Cancel" "Annuler";
        InComplete  "in-complete"   Input ["tab"]                           "Complete a filter, pin in find" "Compléter un filtre, épingler dans Trouver";
        InNext      "in-next"       Input ["down", "ctrl-n"]                "Next result" "Résultat suivant";
        InPrev      "in-prev"       Input ["up", "ctrl-p"]                  "Previous result / past query" "Résultat précédent / requête passée";
        InScreenDown "in-page-down" Input ["pgdn"]                        "Screen of results down" "Écran de résultats suivant";
        InScreenUp  "in-page-up"    Input ["pgup"]                        "Screen of results up" "Écran de résultats précédent";
        InHome      "in-home"       Input ["home", "ctrl-a"]                "Start of line" "Début de ligne";
        InEnd       "in-end"        Input ["end", "ctrl-e"]                 "End of line" "Fin de ligne";
        InLeft      "in-left"       Input ["left", "ctrl-b"]                "Left" "Gauche";
        InRight     "in-right"      Input ["right", "ctrl-f"]               "Right" "Droite";
        InWordLeft  "in-word-left"  Input ["alt-b", "alt-left", "ctrl-left"]    "Word left" "Mot à gauche";
        InWordRight "in-word-right" Input ["alt-f", "alt-right", "ctrl-right"]  "Word right" "Mot à droite";
        InDel       "in-del"        Input ["backspace", "ctrl-h"]           "Delete" "Effacer";
        InDelFwd    "in-del-fwd"    Input ["delete", "ctrl-d"]              "Delete forward" "Effacer après";
        InDelWord   "in-del-word"   Input ["ctrl-w"]                        "Delete word" "Effacer le mot";
        InClear     "in-clear"      Input ["ctrl-u"]                        "Clear line" "Effacer la ligne";
        InKill      "in-kill"       Input ["ctrl-k"]                        "Delete to end" "Effacer jusqu’à la fin";
        InForget    "in-forget"     Input ["ctrl-x"]                        "Delete the chosen view" "Supprimer la vue choisie";
        InExact     "in-exact"      Input ["ctrl-r"]                        "Fuzzy / exact" "Approché / exact";
    }
}

impl Command {
    /// What it does in a word, beside others behind the same first key.
    #[must_use]
    pub const fn short(self, lang: Lang) -> Option<&'static str> {
        Some(match self {
            Self::Copy => "citation",
            Self::CopyText => lang.pick("text", "texte"),
            Self::CopyMd => "Markdown",
            Self::CopyBib => "BibTeX",
            Self::CopyPages => "pages",
            Self::CopyLink => lang.pick("link", "lien"),
            Self::Top => lang.pick("top", "début"),
            Self::GotoPage => "page…",
            Self::Views => lang.pick("views", "vues"),
            Self::SaveView => lang.pick("save view…", "garder la vue…"),
            Self::Review => lang.pick("drafts", "ébauches"),
            _ => return None,
        })
    }

    /// What it takes or makes, for example.
    #[must_use]
    pub const fn example(self, lang: Lang) -> Option<&'static str> {
        Some(match self {
            Self::Filter => "tiktok p:30-40",
            Self::Find => "brahimi",
            Self::GotoPage => "22",
            Self::Lens => lang.pick("who says it, then on what", "qui le dit, puis sur quoi"),
            Self::Pin => "TikTok + Jourdain",
            Self::Copy => lang.pick("“…” (Jourdain, p. 22)", "«\u{a0}…\u{a0}» (Jourdain, p. 22)"),
            Self::CopyPages => "3, 8, 11, 17–19",
            Self::CopyLink => "renvoi --at topic:tiktok/p22",
            Self::CopyBib => "@misc{…}",
            Self::Export => "tiktok.csv, tiktok.md",
            Self::InComplete => "tik → TikTok",
            _ => return None,
        })
    }

    /// Its row of the table.
    #[must_use]
    pub const fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

/// A hint of the footer: some commands and a word for what they do together.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    /// The commands whose first keys are shown.
    pub commands: &'static [Command],
    /// What they do, in English.
    pub en: &'static str,
    /// What they do, in French.
    pub fr: &'static str,
    /// Where room is short, the hint with the highest number goes first.
    pub rank: u8,
}

macro_rules! hints {
    ($($rank:literal [$($command:ident),+] $en:literal $fr:literal;)+) => {
        &[$(Hint { commands: &[$(Command::$command),+], en: $en, fr: $fr, rank: $rank },)+]
    };
}

/// The hints of the footer while a filter is typed.
pub const FILTER_HINTS: &[Hint] = hints! {
    1 [InAccept] "keep" "garder";
    2 [InCancel] "give up" "abandonner";
    3 [InPrev, InNext] "move" "choisir";
    4 [InComplete] "complete" "compléter";
    5 [InExact] "exact" "exact";
};

/// The hints of the footer in find everywhere.
pub const FIND_HINTS: &[Hint] = hints! {
    1 [InAccept] "open" "ouvrir";
    2 [InCancel] "close" "fermer";
    3 [InPrev, InNext] "move" "choisir";
    4 [InComplete] "pin" "épingler";
    5 [InExact] "exact" "exact";
};

/// The hints of the footer in the list of saved views.
pub const VIEWS_HINTS: &[Hint] = hints! {
    1 [InAccept] "open" "ouvrir";
    2 [InCancel] "close" "fermer";
    3 [InPrev, InNext] "move" "choisir";
    4 [InForget] "delete" "supprimer";
};

/// The hints of the footer in a review, at a page list.
pub const LIST_HINTS: &[Hint] = hints! {
    1 [ReviewAccept] "accept" "accepter";
    2 [ReviewReject] "reject" "rejeter";
    3 [ReviewNext] "skip" "passer";
    4 [ReviewPages] "pages" "pages";
    5 [ReviewTopics] "trend" "tendance";
    6 [ReviewUndo] "undo" "annuler";
    7 [Escape] "leave" "quitter";
};

/// The hints of the footer below a data error.
pub const UNFIT_HINTS: &[Hint] = hints! {
    1 [Close] "keep it" "garder";
    2 [Reload] "read again" "relire";
    3 [Report] "full report" "rapport";
    4 [MoveUp, MoveDown] "scroll" "défiler";
};

/// The hints of the footer in help and in the palette.
pub const MENU_HINTS: &[Hint] = hints! {
    1 [InAccept] "run" "exécuter";
    2 [InCancel] "close" "fermer";
    3 [InPrev, InNext] "move" "choisir";
    4 [InClear] "clear" "effacer";
};

/// The hints of the footer in a box that lists nothing.
pub const EMPTY_HINTS: &[Hint] = hints! {
    1 [InCancel] "close" "fermer";
    2 [InClear] "clear" "effacer";
};

/// The hints of the footer while a note is typed.
pub const NOTE_HINTS: &[Hint] = hints! {
    1 [InSave] "save" "enregistrer";
    2 [InCancel] "leave" "quitter";
    4 [InAccept] "new line" "à la ligne";
};

/// The hints of the footer while it is asked what becomes of a note.
pub const ASKED_HINTS: &[Hint] = hints! {
    1 [InAccept] "save" "enregistrer";
    2 [InCancel] "go on" "continuer";
};

/// The hints of the footer in a context, in reading order.
#[must_use]
pub const fn hints(context: Context) -> &'static [Hint] {
    match context {
        Context::List => hints! {
            3 [MoveUp, MoveDown] "move" "choisir";
            5 [PaneLeft, PaneRight] "pane" "volet";
            1 [Open] "open" "ouvrir";
            2 [NextLit, PrevLit] "cited page" "page citée";
            4 [Filter] "filter" "filtrer";
            6 [Find] "find" "trouver";
            7 [Back] "back" "retour";
            8 [ShowAll] "all/linked" "tout/liés";
        },
        Context::Page => hints! {
            3 [ScrollUp, ScrollDown] "reference" "renvoi";
            5 [PrevPage, NextPage] "page" "page";
            1 [Open] "follow" "suivre";
            2 [NextLit, PrevLit] "cited page" "page citée";
            4 [Back] "back" "retour";
            6 [PaneNext] "pane" "volet";
            9 [Filter] "search" "chercher";
            7 [Find] "find" "trouver";
            8 [Info] "source" "source";
        },
        Context::Reading => hints! {
            2 [MoveUp, MoveDown] "scroll" "défiler";
            1 [Escape] "close" "fermer";
        },
        Context::Review => hints! {
            1 [ReviewAccept] "accept" "accepter";
            2 [ReviewReject] "reject" "rejeter";
            3 [ReviewNext] "skip" "passer";
            4 [ReviewEdit] "words" "mots";
            5 [ReviewSpeaker] "speaker" "qui";
            6 [ReviewPages] "pages" "pages";
            7 [ReviewTopics] "trends" "tendances";
            8 [ReviewAuthor] "author" "auteur";
            4 [ReviewUndo] "undo" "annuler";
            9 [Escape] "leave" "quitter";
        },
        Context::Input => hints! {
            1 [InAccept] "accept" "valider";
            2 [InCancel] "cancel" "annuler";
            3 [InClear] "clear" "effacer";
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn rows_stand_at_their_commands_place() {
        for row in TABLE {
            assert_eq!(row.command.row().id, row.id);
        }
    }

    #[test]
    fn ids_are_unique_and_words_stand_in_both_languages() {
        let ids: HashSet<_> = TABLE.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), TABLE.len());
        for row in TABLE {
            assert!(!row.en.is_empty() && !row.fr.is_empty(), "{}", row.id);
        }
    }

    #[test]
    fn every_chapter_has_commands() {
        for group in Group::ALL {
            assert!(TABLE.iter().any(|row| row.group == group), "{group:?}");
        }
    }

    #[test]
    fn hints_name_commands_that_act_where_they_are_shown() {
        for context in Context::ALL {
            for hint in hints(context) {
                for command in hint.commands {
                    assert!(command.row().scope.holds(context), "{context:?} {command:?}");
                }
            }
        }
    }
}

//! The state of the browser.
//!
//! Only [`super::update()`] writes it. Fields under "derived" are written by
//! [`super::rows::derive`] alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tui_input::Input;

pub use super::angle::{Lens, Sort, Wrap};
use super::answers::{Awaiting, Sought};
use super::bars::Target;
use super::card::Held;
use super::history::{History, Place};
use super::layout::{Class, Size};
pub use super::list::{FARTHEST, List, Made, REACH, Row, Tie};
use super::mouse::Mouse;
use super::reread::Unfit;
use super::styled::Role;
pub use super::taking::{Copied, Exported, Opening};
use super::text::{Search, Shining};
use super::views::{Change, View, ViewsBox};
use crate::command::{Command, Context, Key};
use crate::corpus::{ExpertId, PageRef, StatementId, Subject, TopicId};
use crate::lang::Lang;
use crate::query::{Answer, Ask, Found, Record};
use crate::review::Review;

/// One of the four panes, in the order of the trend lens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pane {
    /// Topics.
    #[default]
    Trends,
    /// Experts.
    Experts,
    /// Statements.
    Statements,
    /// The page, or what is known where there is none.
    Page,
}

impl Pane {
    /// Every pane, left to right.
    pub const ALL: [Self; 4] = [Self::Trends, Self::Experts, Self::Statements, Self::Page];

    /// Its name on the screen.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Trends => lang.pick("Trends", "Tendances"),
            Self::Experts => "Experts",
            Self::Statements => lang.pick("Statements", "Propos"),
            Self::Page => "Page",
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The terminal has this size now.
    Resize(Size),
    /// Something is to be said.
    Said(Notice),
    /// A text was copied.
    Copied(String, Copied),
    /// A note was written in the reader's editor.
    Noted(Record, String),
    /// The file that was to be written exists.
    Exists(String),
    /// So much of the words of statements is indexed, in percent.
    Indexing(u8),
    /// All words are indexed.
    Indexed,
    /// An answer to a query.
    Answered(Box<Answer>),
    /// What is marked and noted by now, in other windows too, and whether a note was written in
    /// both.
    Kept(BTreeSet<Record>, BTreeMap<Record, String>, bool),
    /// The views that are saved by now.
    Views(Vec<View>),
    /// The file that is reviewed was written, or why it was not.
    Saved(Option<String>),
    /// The data on disk is another than what is shown.
    Changed,
    /// The data on disk is being read again, which takes a while.
    Rereading,
    /// The data on disk was read again, and cannot be shown.
    Unfit(Unfit),
}

/// What the terminal is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Copy a text.
    Copy(String),
    /// Open the source.
    Open(Opening),
    /// Write records to a file.
    Export {
        /// The file.
        path: String,
        /// Whether a file that exists is replaced.
        replace: bool,
        /// What is written, in order.
        records: Exported,
        /// The filter that found them; may be empty.
        query: String,
    },
    /// Draw in the next theme.
    NextTheme,
    /// Have a note written in the reader's editor.
    Edit {
        /// What it is about.
        record: Record,
        /// The note as it is.
        text: String,
    },
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Speak the other language.
    OtherLanguage,
    /// End, with this exit code.
    Quit(u8),
    /// Stop until the shell continues the program.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Save marks and notes: they have changed.
    Keep,
    /// Save a change of the views.
    Views(Change),
    /// Save the file that is reviewed: it has changed.
    SaveReview,
    /// Show the data as the review has left it.
    Reread,
    /// Have a query answered.
    Ask(Box<Ask>),
    /// Read the data again.
    Reload,
}

/// A lasting filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// A topic or an expert.
    Subject(Subject),
    /// A page.
    Page(PageRef),
}

/// What the Page pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// What is known of the subject.
    #[default]
    Subject,
    /// A page of a report.
    Page(PageRef),
    /// A statement that has no page.
    Statement(StatementId),
}

/// A name in the Page pane that leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it leads.
    pub subject: Subject,
    /// The statement that names it; several may name the same.
    pub by: Option<StatementId>,
}

/// The Page pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePane {
    /// What it shows.
    pub shown: Shown,
    /// The reference chosen in it.
    pub reference: Option<Reference>,
    /// Derived: the first line on the screen.
    pub top: usize,
    /// What is searched in the text.
    pub search: Search,
    /// Derived: what shines in the text.
    pub shining: Shining,
    /// Whether the first words that shine are still to be brought into view.
    pub land: bool,
    /// Derived: its card as it was made last.
    pub card: Option<Held>,
}

/// One sentence to the reader. It stays until the next key that does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How serious it is.
    pub role: Role,
    /// The sentence.
    pub text: String,
}

/// Help or the palette: what is typed, and which of the matching commands is chosen.
#[derive(Clone, Debug)]
pub struct Menu {
    /// Without chapters, and only what acts where it was asked for.
    pub palette: bool,
    /// Where it was asked for.
    pub context: Context,
    /// What is typed.
    pub input: Input,
    /// Which of the commands is chosen.
    pub chosen: usize,
    /// Derived: the first row on the screen.
    pub top: usize,
}

/// What narrows the lists and what is marked, to be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// The filters of Trends, Experts and Statements.
    pub filters: [String; 3],
    /// Lasting filters.
    pub pins: Vec<Pin>,
    /// Whether rows without a link are shown too.
    pub all: bool,
    /// Whether only what is marked is shown.
    pub only_marked: bool,
    /// What is marked.
    pub marks: BTreeSet<Record>,
}

/// Find everywhere: what is typed and what matches.
#[derive(Clone, Debug)]
pub struct FindBox {
    /// Only what is marked.
    pub marks: bool,
    /// What is typed.
    pub input: Input,
    /// What matches.
    pub found: Found<Record>,
    /// On how many pages the words stand in the text, where nothing matches.
    pub in_text: usize,
    /// What is asked and not answered yet; what matches is of an older query until then.
    pub sought: Option<Sought>,
    /// Which of the matches is chosen, counted over sure and close ones.
    pub chosen: usize,
    /// The first match on the screen.
    pub top: usize,
    /// Which past query is shown, counted back from the newest.
    pub recalled: Option<usize>,
}

/// What of a draft is put right by typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Its words.
    Words,
    /// Who says it.
    Speaker,
    /// Its pages.
    Pages,
    /// Its topics.
    Topics,
    /// Where the second of two statements begins.
    Split,
}

/// Something in front of the panes.
#[derive(Clone, Debug)]
pub enum Layer {
    /// The filter line of a pane, being typed.
    Filter {
        /// The pane.
        pane: Pane,
        /// What is typed.
        input: Input,
        /// Where the reader was, and what narrowed the lists.
        before: Place,
        /// Which past query is shown, counted back from the newest.
        recalled: Option<usize>,
    },
    /// Find everywhere.
    Find(Box<FindBox>),
    /// A page number, being typed.
    Goto {
        /// What is typed.
        input: Input,
        /// Why it is no page, once Enter was pressed.
        problem: Option<String>,
    },
    /// A search in the text, being typed.
    Search {
        /// What is typed.
        input: Input,
        /// Where the reader was.
        before: Place,
        /// Which past query is shown, counted back from the newest.
        recalled: Option<usize>,
    },
    /// Help and the palette.
    Menu(Box<Menu>),
    /// The name of a file to export to, being typed.
    Export {
        /// What is typed.
        input: Input,
        /// Why it cannot be written, once Enter was pressed.
        problem: Option<String>,
        /// The file that Enter would replace.
        replace: Option<String>,
    },
    /// A note, being typed.
    Note {
        /// What it is about.
        record: Record,
        /// What is typed, of several lines.
        input: Input,
        /// What it was before.
        before: String,
        /// Whether it is asked what becomes of it.
        leaving: bool,
    },
    /// A text to select from.
    Text {
        /// The text.
        text: String,
        /// First line on the screen.
        top: usize,
    },
    /// Drafts, read over one by one.
    Review {
        /// First line on the screen.
        top: usize,
    },
    /// A correction of the draft that is looked at, being typed.
    Correct {
        /// What of it.
        field: Field,
        /// What is typed.
        input: Input,
        /// Why it cannot be so, once Enter was pressed.
        problem: Option<String>,
    },
    /// What is wrong with data that was read again.
    Unfit {
        /// What.
        unfit: Unfit,
        /// Whether all of it is told, and not the first problem alone.
        whole: bool,
        /// First line on the screen.
        top: usize,
    },
    /// Where something comes from.
    Info {
        /// First line on the screen.
        top: usize,
    },
    /// The saved views.
    Views(ViewsBox),
    /// The name of a view, being typed.
    SaveView {
        /// What is typed.
        input: Input,
        /// The view of that name that Enter would replace.
        replace: Option<String>,
    },
}

/// A first step that the built-in report teaches, one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lesson {
    /// Walk the lit pages.
    Walk,
    /// Follow a reference.
    Follow,
    /// Come back, and the rest.
    Return,
    /// Nothing more to teach.
    #[default]
    Done,
}

/// The state of the browser.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch that a key turns by itself")]
pub struct Model {
    /// Size of the terminal.
    pub size: Size,
    /// How much fits on it.
    pub class: Class,
    /// Columns of the left panes, where the reader chose them.
    pub left: Option<u16>,
    /// Rows of Statements, where the reader chose them.
    pub upper: Option<u16>,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Whether that pane fills the screen.
    pub zoom: bool,
    /// What is followed: ribbon, `n` and `p` belong to it.
    pub subject: Option<Subject>,
    /// Trends.
    pub topics: List<TopicId>,
    /// Experts.
    pub experts: List<ExpertId>,
    /// Statements.
    pub statements: List<StatementId>,
    /// Page.
    pub page: PagePane,
    /// Which dimension leads.
    pub lens: Lens,
    /// Whether rows without a link are shown too.
    pub all: bool,
    /// Whether filters and find leave out close matches.
    pub exact: bool,
    /// How texts are wrapped.
    pub wrap: Wrap,
    /// Lasting filters, oldest first.
    pub pins: Vec<Pin>,
    /// What the reader has marked.
    pub marks: BTreeSet<Record>,
    /// What the reader has noted.
    pub notes: BTreeMap<Record, String>,
    /// Whether only what is marked is shown.
    pub only_marked: bool,
    /// What is in front of the panes, the last one on top.
    pub layers: Vec<Layer>,
    /// What was copied last, for as long as the notice stands.
    pub copied: Option<String>,
    /// Narrowings that can be taken back, oldest first.
    pub undo: Vec<Narrowing>,
    /// Narrowings that can be done again, oldest first.
    pub redo: Vec<Narrowing>,
    /// Where the reader has been.
    pub history: History,
    /// Whether the last command walked the lit pages.
    pub walking: bool,
    /// Keys of a sequence that is not complete.
    pub pending: Vec<Key>,
    /// What is to be said.
    pub notice: Option<Notice>,
    /// Whether the data on disk is another than what is shown.
    pub stale: bool,
    /// Whether that is being read again, where it takes a while.
    pub rereading: bool,
    /// Past queries, oldest first.
    pub queries: Vec<String>,
    /// Saved views, by name.
    pub views: Vec<View>,
    /// Whether a key that does nothing has been announced.
    pub unknown_said: bool,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// What was clicked last, for as long as nothing else is done.
    pub clicked: Option<Target>,
    /// What the built-in report teaches next.
    pub lesson: Lesson,
    /// What Statements waits for; its rows are of an older query until then.
    pub awaiting: Option<Awaiting>,
    /// The number of the last query that was asked.
    pub ticket: u64,
    /// How much of the words of statements is indexed, in percent, while that takes long.
    pub indexing: Option<u8>,
    /// The review of the file, where it holds drafts.
    pub review: Option<Box<Review>>,
    /// Whether the program was started to review and for nothing else.
    pub only_review: bool,
    /// Why the last steps of the review are in no file.
    pub unsaved: Option<String>,
    /// The command that was asked whether they may be lost, right before this one.
    pub warned: Option<Command>,
}

impl Model {
    /// The place where the reader is.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            subject: self.subject,
            topic: self.topics.chosen,
            expert: self.experts.chosen,
            statement: self.statements.chosen,
            shown: self.page.shown,
            reference: self.page.reference,
            focus: self.focus,
            all: self.all,
            lens: self.lens,
            pins: self.pins.clone(),
            filters: [&self.topics.filter, &self.experts.filter, &self.statements.filter]
                .map(Clone::clone),
            search: self.page.search.text.clone(),
        }
    }

    /// Whether something that is asked was not answered yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        let sought = match self.layers.last() {
            Some(Layer::Find(boxed)) => boxed.sought.is_some(),
            _ => false,
        };
        sought || self.awaiting.is_some()
    }

    /// Whether anything is marked or noted, so that a query can ask for it.
    #[must_use]
    pub fn has_marks(&self) -> bool {
        !self.marks.is_empty() || !self.notes.is_empty()
    }

    /// In which context keys act.
    #[must_use]
    pub fn context(&self) -> Context {
        match (self.layers.last(), self.focus) {
            (
                Some(
                    Layer::Filter { .. }
                    | Layer::Find(_)
                    | Layer::Goto { .. }
                    | Layer::Search { .. }
                    | Layer::Export { .. }
                    | Layer::Note { .. }
                    | Layer::Menu(_)
                    | Layer::Views(_)
                    | Layer::SaveView { .. }
                    | Layer::Correct { .. },
                ),
                _,
            ) => Context::Input,
            (Some(Layer::Info { .. } | Layer::Text { .. } | Layer::Unfit { .. }), _) => {
                Context::Reading
            }
            (Some(Layer::Review { .. }), _) => Context::Review,
            (None, Pane::Page) => Context::Page,
            (None, _) => Context::List,
        }
    }

    /// The filter of a pane; the Page pane has none.
    #[must_use]
    pub fn filter(&self, pane: Pane) -> &str {
        match pane {
            Pane::Trends => &self.topics.filter,
            Pane::Experts => &self.experts.filter,
            Pane::Statements => &self.statements.filter,
            Pane::Page => "",
        }
    }

    /// Where in the focused list the reader is: `1/3`. Nothing in the Page pane.
    #[must_use]
    pub fn position(&self) -> String {
        match self.focus {
            Pane::Trends => self.topics.position(),
            Pane::Experts => self.experts.position(),
            Pane::Statements => self.statements.position(),
            Pane::Page => String::new(),
        }
    }

    /// The pane that leads: that of the subject, or Page in its lens.
    #[must_use]
    pub const fn leading(&self) -> Pane {
        match self.subject {
            _ if matches!(self.lens, Lens::Page) => Pane::Page,
            Some(Subject::Expert(_)) => Pane::Experts,
            _ => Pane::Trends,
        }
    }

    /// The page that is shown, if one is.
    #[must_use]
    pub const fn shown_page(&self) -> Option<PageRef> {
        match self.page.shown {
            Shown::Page(place) => Some(place),
            Shown::Subject | Shown::Statement(_) => None,
        }
    }
}

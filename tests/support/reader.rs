//! A reader at the keys: presses key strings on a model and reads the screen.
//!
//! Keys are written as they are typed; keys with a name stand in angle brackets
//! as in the command table: `/fake<enter>nn<ctrl-o>`.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use renvoi::app::start::start;
use renvoi::app::{Data, Effect, Env, Message, Model, Size, update};
use renvoi::command::Key;
use renvoi::corpus::{Corpus, builtin};
use renvoi::lang::Lang;
use renvoi::view::{Theme, render};
use renvoi::words::Signs;

/// A browser without a terminal, and what it was asked to do.
pub(crate) struct Reader {
    pub(crate) env: Env,
    pub(crate) model: Model,
    pub(crate) theme: Theme,
    pub(crate) effects: Vec<Effect>,
}

impl Reader {
    /// The built-in report on a screen of this size.
    pub(crate) fn new(width: u16, height: u16, lang: Lang) -> Self {
        Self::of(builtin().corpus, width, height, lang, false)
    }

    /// Any corpus, in Unicode or ASCII.
    pub(crate) fn of(corpus: Corpus, width: u16, height: u16, lang: Lang, ascii: bool) -> Self {
        Self::with(Data::new(corpus).into(), width, height, lang, ascii)
    }

    /// Data that others read too.
    pub(crate) fn with(data: Arc<Data>, width: u16, height: u16, lang: Lang, ascii: bool) -> Self {
        let env = Env { signs: Signs::new(ascii), ..Env::new(data, lang) };
        let model = start(&env, Size::new(width, height));
        Self { env, model, theme: Theme::mono(), effects: Vec::new() }
    }

    /// Presses keys one after the other.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.send(Message::Key(key));
        }
        self
    }

    /// Sends one message.
    pub(crate) fn send(&mut self, message: Message) -> &mut Self {
        self.effects.extend(update(&mut self.model, message, &self.env));
        self
    }

    /// Leaves every open box. Esc alone goes back and forth between a note and the question what
    /// becomes of it, so what is typed of one is given up.
    pub(crate) fn leave_boxes(&mut self) {
        while !self.model.layers.is_empty() {
            self.press("<esc>");
            if !self.model.layers.is_empty() {
                self.press("d");
            }
        }
    }

    /// The name of what is followed.
    pub(crate) fn subject(&self) -> &str {
        self.model.subject.map_or("", |subject| self.env.data.corpus.name(subject))
    }

    /// The page that is shown, by number.
    pub(crate) fn page(&self) -> Option<u32> {
        self.model.shown_page().map(|place| place.page)
    }

    /// The names of the topics shown in Trends.
    pub(crate) fn topics(&self) -> Vec<&str> {
        let corpus = &self.env.data.corpus;
        self.model.topics.ids().map(|id| corpus.topic(id).name.as_str()).collect()
    }

    /// The names of the experts shown in Experts.
    pub(crate) fn experts(&self) -> Vec<&str> {
        let corpus = &self.env.data.corpus;
        self.model.experts.ids().map(|id| corpus.expert(id).name.as_str()).collect()
    }

    /// The ids of the statements shown in Statements.
    pub(crate) fn statements(&self) -> Vec<&str> {
        let corpus = &self.env.data.corpus;
        self.model.statements.ids().map(|id| corpus.statement(id).slug.as_str()).collect()
    }

    /// The screen and the cursor.
    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let size = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let cursor = render(&mut buffer, &self.model, &self.env, &self.theme);
        (buffer, cursor)
    }

    /// The screen as text, without spaces at line ends.
    pub(crate) fn screen(&self) -> String {
        text(&self.draw().0)
    }
}

/// The cells of a buffer as lines of text.
pub(crate) fn text(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = unicode_width::UnicodeWidthStr::width(symbol).max(1);
            }
            skip -= 1;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// Reads a key string.
pub(crate) fn parse(keys: &str) -> Vec<Key> {
    let mut found = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let (word, after) = match named {
            Some((word, after)) if word.len() > 1 => (word, after),
            _ => rest.split_at(first.len_utf8()),
        };
        found.push(Key::parse(word).unwrap_or_else(|| panic!("no key is called {word:?}")));
        rest = after;
    }
    found
}

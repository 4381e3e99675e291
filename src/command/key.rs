//! A key as a person presses it, whatever the terminal sends for it.
//!
//! Keys are written in the table and in tests as words (`ctrl-n`, `shift-tab`,
//! `g`), and shown to people by the name printed on their keyboard.

use crate::lang::Lang;

/// What is pressed, without modifiers. Shift is part of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, as it arrives.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Left arrow.
    Left,
    /// Right arrow.
    Right,
    /// Up arrow.
    Up,
    /// Down arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// What is pressed.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// Keys that have a word of their own: in the table, English, French, and both where arrows
/// cannot be shown.
const NAMED: &[(Code, &str, &str, &str, [&str; 2])] = &[
    (Code::Char(' '), "space", "Space", "Espace", ["Space", "Espace"]),
    (Code::Enter, "enter", "Enter", "Entrée", ["Enter", "Entrée"]),
    (Code::Esc, "esc", "Esc", "Échap", ["Esc", "Échap"]),
    (Code::Tab, "tab", "Tab", "Tab", ["Tab", "Tab"]),
    (Code::BackTab, "shift-tab", "Shift+Tab", "Maj+Tab", ["Shift+Tab", "Maj+Tab"]),
    (Code::Backspace, "backspace", "Backspace", "Retour arrière", ["Backspace", "Retour arrière"]),
    (Code::Delete, "delete", "Delete", "Suppr", ["Delete", "Suppr"]),
    (Code::Left, "left", "←", "←", ["Left", "Gauche"]),
    (Code::Right, "right", "→", "→", ["Right", "Droite"]),
    (Code::Up, "up", "↑", "↑", ["Up", "Haut"]),
    (Code::Down, "down", "↓", "↓", ["Down", "Bas"]),
    (Code::Home, "home", "Home", "Début", ["Home", "Début"]),
    (Code::End, "end", "End", "Fin", ["End", "Fin"]),
    (Code::PageUp, "pgup", "PgUp", "Pg préc", ["PgUp", "Pg préc"]),
    (Code::PageDown, "pgdn", "PgDn", "Pg suiv", ["PgDn", "Pg suiv"]),
];

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// Reads a key from its word, such as `ctrl-n`, `alt-left`, `f1` or `é`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let named = |word: &str| NAMED.iter().find(|row| row.1 == word).map(|row| row.0);
        if let Some(code) = named(word) {
            return Some(Self::plain(code));
        }
        let mut chars = word.chars();
        if let (Some(char), None) = (chars.next(), chars.next()) {
            return Some(Self::plain(Code::Char(char)));
        }
        if let Some(rest) = word.strip_prefix("ctrl-") {
            return Self::parse(rest).map(|key| Self { ctrl: true, ..key });
        }
        if let Some(rest) = word.strip_prefix("alt-") {
            return Self::parse(rest).map(|key| Self { alt: true, ..key });
        }
        let number = word.strip_prefix('f')?.parse().ok()?;
        Some(Self::plain(Code::F(number)))
    }

    /// The word that [`Self::parse`] reads it from.
    #[must_use]
    pub fn word(self) -> String {
        let mut word = String::new();
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-")] {
            if held {
                word.push_str(name);
            }
        }
        match (NAMED.iter().find(|row| row.0 == self.code), self.code) {
            (Some(row), _) => word.push_str(row.1),
            (None, Code::F(number)) => word.extend(["f", &number.to_string()]),
            (None, Code::Char(char)) => word.push(char),
            (None, _) => {}
        }
        word
    }

    /// Reads keys that are pressed one after the other, apart by spaces.
    #[must_use]
    pub fn parse_sequence(words: &str) -> Option<Vec<Self>> {
        words.split(' ').map(Self::parse).collect()
    }

    /// The character that this key types into a line, if it types one.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(char) if !self.ctrl && !self.alt => Some(char),
            _ => None,
        }
    }

    /// The name on the keyboard; arrows become words where only ASCII can be shown.
    #[must_use]
    pub fn name(self, lang: Lang, ascii: bool) -> String {
        let mut name = String::new();
        if self.ctrl {
            name.push_str("Ctrl+");
        }
        if self.alt {
            name.push_str("Alt+");
        }
        match (NAMED.iter().find(|row| row.0 == self.code), self.code) {
            (Some(row), _) if ascii => name.push_str(lang.pick(row.4[0], row.4[1])),
            (Some(row), _) => name.push_str(lang.pick(row.2, row.3)),
            (None, Code::F(number)) => name.push_str(&["F", &number.to_string()].concat()),
            (None, Code::Char(char)) => name.push(char),
            (None, _) => {}
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_keys_are_read() {
        let table = [
            ("j", Key::plain(Code::Char('j'))),
            ("é", Key::plain(Code::Char('é'))),
            ("-", Key::plain(Code::Char('-'))),
            ("f", Key::plain(Code::Char('f'))),
            ("f1", Key::plain(Code::F(1))),
            ("shift-tab", Key::plain(Code::BackTab)),
            ("ctrl-n", Key { code: Code::Char('n'), ctrl: true, alt: false }),
            ("alt-left", Key { code: Code::Left, ctrl: false, alt: true }),
        ];
        for (word, key) in table {
            assert_eq!(Key::parse(word), Some(key), "{word}");
            assert_eq!(key.word(), word);
        }
        assert_eq!(Key::parse("hyper-x"), None);
        assert_eq!(Key::parse(""), None);
    }

    #[test]
    fn keys_are_named_as_printed_on_the_keyboard() {
        let name = |word: &str, lang, ascii| Key::parse(word).unwrap().name(lang, ascii);
        assert_eq!(name("enter", Lang::Fr, false), "Entrée");
        assert_eq!(name("alt-left", Lang::En, false), "Alt+←");
        assert_eq!(name("alt-left", Lang::En, true), "Alt+Left");
        assert_eq!(name("f1", Lang::En, false), "F1");
    }
}

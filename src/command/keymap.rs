//! Which keys mean which command, context by context.

use super::{Command, Context, Key, Row, TABLE};

/// A sequence of keys and the command that it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Keys, pressed one after the other.
    pub keys: Vec<Key>,
    /// What they mean.
    pub command: Command,
}

/// What a key means after those that are pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A whole command.
    Command(Command),
    /// The start of a longer sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// The keys that a reader gives to a command in place of its own; none unbinds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The command.
    pub command: Command,
    /// Its sequences of keys.
    pub keys: Vec<Vec<Key>>,
}

/// All bindings.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
    changed: Vec<Command>,
}

impl Default for Keymap {
    fn default() -> Self {
        let of_row = |row: &'static Row| {
            row.keys.iter().filter_map(|words| {
                Key::parse_sequence(words).map(|keys| Binding { keys, command: row.command })
            })
        };
        Self { bindings: TABLE.iter().flat_map(of_row).collect(), changed: Vec::new() }
    }
}

impl Keymap {
    /// The default keys with changes: each replaces all keys of its command.
    ///
    /// Changed keys come first, so that they win where a default means something else.
    #[must_use]
    pub fn with(changes: &[Change]) -> Self {
        let changed: Vec<Command> = changes.iter().map(|change| change.command).collect();
        let given = changes.iter().flat_map(|change| {
            let command = change.command;
            change.keys.iter().map(move |keys| Binding { keys: keys.clone(), command })
        });
        let kept = Self::default().bindings.into_iter();
        let kept = kept.filter(|binding| !changed.contains(&binding.command));
        Self { bindings: given.chain(kept).collect(), changed }
    }

    /// Whether the keys of a command are not those of the table.
    #[must_use]
    pub fn is_changed(&self, command: Command) -> bool {
        self.changed.contains(&command)
    }

    /// Every binding: the changed ones, then in table order.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// What `key` means in a context, after the keys that are `pending`.
    #[must_use]
    pub fn meaning(&self, context: Context, pending: &[Key], key: Key) -> Meaning {
        let typed: Vec<Key> = pending.iter().copied().chain([key]).collect();
        let mut meaning = Meaning::Nothing;
        for binding in self.in_context(context) {
            if binding.keys == typed {
                return Meaning::Command(binding.command);
            }
            if binding.keys.starts_with(&typed) {
                meaning = Meaning::Prefix;
            }
        }
        meaning
    }

    /// The bindings that act in a context.
    pub fn in_context(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.command.row().scope.holds(context))
    }

    /// Every key sequence of a command, the one shown in hints first.
    pub fn keys_of(&self, command: Command) -> impl Iterator<Item = &[Key]> {
        self.bindings
            .iter()
            .filter(move |binding| binding.command == command)
            .map(|binding| binding.keys.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Code;

    #[test]
    fn every_word_of_the_table_is_a_key() {
        let words: usize = TABLE.iter().map(|row| row.keys.len()).sum();
        assert_eq!(Keymap::default().bindings().len(), words);
    }

    #[test]
    fn no_key_means_two_commands_and_none_is_also_a_prefix() {
        let keymap = Keymap::default();
        for context in Context::ALL {
            let bindings: Vec<_> = keymap.in_context(context).collect();
            for (at, one) in bindings.iter().enumerate() {
                for other in &bindings[at + 1..] {
                    let clash =
                        one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys);
                    assert!(!clash, "{context:?}: {one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn no_chord_is_bound_that_terminals_cannot_tell_apart() {
        // Ctrl+I is Tab, Ctrl+M is Enter, Ctrl+[ is Esc; Ctrl+H may be Backspace and means the same.
        for binding in Keymap::default().bindings() {
            for key in &binding.keys {
                let twin = key.ctrl && matches!(key.code, Code::Char('i' | 'm' | '['));
                assert!(!twin, "{binding:?}");
            }
        }
        let keymap = Keymap::default();
        let delete = |word| keymap.meaning(Context::Input, &[], Key::parse(word).unwrap());
        assert_eq!(delete("ctrl-h"), delete("backspace"));
    }

    #[test]
    fn a_sequence_is_a_prefix_then_a_command() {
        let keymap = Keymap::default();
        let g = Key::parse("g").unwrap();
        let p = Key::parse("p").unwrap();
        assert_eq!(keymap.meaning(Context::List, &[], g), Meaning::Prefix);
        assert_eq!(keymap.meaning(Context::List, &[g], p), Meaning::Command(Command::GotoPage));
        assert_eq!(keymap.meaning(Context::List, &[], p), Meaning::Command(Command::PrevLit));
        let b = Key::parse("b").unwrap();
        assert_eq!(keymap.meaning(Context::List, &[], b), Meaning::Nothing);
    }
}

//! What is wrong with a keymap: keys that clash, and keys that do not reach everybody.
//!
//! Odd thing worth knowing: what a French AZERTY keyboard types with `AltGr` or a dead key is a
//! character like any other for the program, and out of reach for the hand.

use super::{Binding, Code, Command, Context, Key, Keymap};
use crate::lang::Lang;

/// What French AZERTY types with `AltGr`.
const ALTGR: &str = "~#{[|`\\^@]}¤€";
/// What it types with a dead key.
const DEAD: &str = "^¨";

/// What is wrong with a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The keys mean another command too, or begin its keys, or begin with them.
    Clash(Command),
    /// Esc also backs out.
    Esc,
    /// A key needs `AltGr` on French AZERTY.
    AltGr,
    /// A key is dead on French AZERTY.
    Dead,
    /// Terminals send the same for this chord and for the key of that name.
    Twin(&'static str),
}

/// A binding and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The command.
    pub command: Command,
    /// Its keys.
    pub keys: Vec<Key>,
    /// What is wrong.
    pub wrong: Wrong,
}

impl Trouble {
    /// Whether a keymap with it is refused: it is said of all others and no more.
    #[must_use]
    pub const fn refuses(&self) -> bool {
        matches!(self.wrong, Wrong::Clash(_))
    }

    /// In English and in French.
    #[must_use]
    pub fn words(&self) -> (String, String) {
        let name = |lang: Lang| {
            let names: Vec<String> = self.keys.iter().map(|key| key.name(lang, true)).collect();
            names.join(" ")
        };
        let id = self.command.row().id;
        let (en, fr) = match self.wrong {
            Wrong::Clash(other) => {
                let row = other.row();
                (
                    format!("already {} in {}", row.id, row.scope.name(Lang::En)),
                    format!("déjà {} ({})", row.id, row.scope.name(Lang::Fr)),
                )
            }
            Wrong::Esc => {
                ("also backs out".to_owned(), "sert aussi à revenir d’un cran".to_owned())
            }
            Wrong::AltGr => (
                "needs AltGr on a French keyboard".to_owned(),
                "demande AltGr sur un clavier français".to_owned(),
            ),
            Wrong::Dead => (
                "is a dead key on a French keyboard".to_owned(),
                "est une touche morte sur un clavier français".to_owned(),
            ),
            Wrong::Twin(twin) => (
                format!("cannot be told from {twin} by a terminal"),
                format!("ne se distingue pas de {twin} dans un terminal"),
            ),
        };
        (format!("{id}: {} {en}", name(Lang::En)), format!("{id}\u{a0}: {} {fr}", name(Lang::Fr)))
    }
}

impl Keymap {
    /// Everything that is wrong, binding by binding; changed ones are told first.
    #[must_use]
    pub fn troubles(&self) -> Vec<Trouble> {
        let mut troubles: Vec<Trouble> = Vec::new();
        let mut tell = |binding: &Binding, wrong| {
            let trouble = Trouble { command: binding.command, keys: binding.keys.clone(), wrong };
            if !troubles.contains(&trouble) {
                troubles.push(trouble);
            }
        };
        for (at, one) in self.bindings().iter().enumerate() {
            for other in &self.bindings()[at + 1..] {
                if meets(one, other) {
                    if is_esc(one) && one.command != other.command {
                        tell(one, Wrong::Esc);
                    } else {
                        tell(one, Wrong::Clash(other.command));
                    }
                }
            }
            for key in &one.keys {
                if let Some(wrong) = out_of_reach(*key) {
                    tell(one, wrong);
                }
                if let Some(twin) = twin(*key)
                    && !self.means_the_same(one, twin)
                {
                    tell(one, Wrong::Twin(twin));
                }
            }
        }
        troubles
    }

    /// Whether the twin of a binding's chord means the same wherever the binding acts.
    fn means_the_same(&self, binding: &Binding, twin: &str) -> bool {
        let Some(key) = Key::parse(twin) else { return false };
        self.bindings().iter().any(|other| other.command == binding.command && other.keys == [key])
    }
}

/// Whether two bindings act in one context and one begins with the other.
fn meets(one: &Binding, other: &Binding) -> bool {
    let together = Context::ALL.iter().any(|&context| {
        one.command.row().scope.holds(context) && other.command.row().scope.holds(context)
    });
    together && (one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys))
}

fn is_esc(binding: &Binding) -> bool {
    binding.keys == [Key::plain(Code::Esc)]
}

fn out_of_reach(key: Key) -> Option<Wrong> {
    let Code::Char(sign) = key.code else { return None };
    if DEAD.contains(sign) {
        Some(Wrong::Dead)
    } else if ALTGR.contains(sign) {
        Some(Wrong::AltGr)
    } else {
        None
    }
}

/// The key that terminals send for a chord with Ctrl.
fn twin(key: Key) -> Option<&'static str> {
    let Code::Char(sign) = key.code else { return None };
    if !key.ctrl {
        return None;
    }
    match sign {
        'i' | 'I' => Some("tab"),
        'm' | 'M' | 'j' | 'J' => Some("enter"),
        '[' => Some("esc"),
        'h' | 'H' => Some("backspace"),
        sign if sign.is_ascii_uppercase() => Some("the same without Shift"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Change;

    fn change(command: Command, words: &[&str]) -> Change {
        let keys = words.iter().map(|words| Key::parse_sequence(words).unwrap());
        Change { command, keys: keys.collect() }
    }

    fn troubles(command: Command, words: &[&str]) -> Vec<Wrong> {
        let keymap = Keymap::with(&[change(command, words)]);
        keymap.troubles().into_iter().map(|trouble| trouble.wrong).collect()
    }

    #[test]
    fn nothing_is_wrong_with_the_default_keys() {
        assert_eq!(Keymap::default().troubles(), []);
    }

    #[test]
    fn a_change_replaces_the_keys_of_its_command_alone() {
        let keymap = Keymap::with(&[change(Command::NextLit, &["b"]), change(Command::Info, &[])]);
        let of = |command| keymap.keys_of(command).count();
        assert_eq!((of(Command::NextLit), of(Command::Info), of(Command::PrevLit)), (1, 0, 2));
        assert!(keymap.is_changed(Command::Info) && !keymap.is_changed(Command::PrevLit));
        assert_eq!(keymap.troubles(), []);
    }

    #[test]
    fn keys_that_meet_in_a_context_clash() {
        let clash = troubles(Command::NextLit, &["n", "ctrl-n"]);
        assert!(clash.contains(&Wrong::Clash(Command::MoveDown)), "{clash:?}");
        assert_eq!(troubles(Command::Info, &["g"]).len(), 5, "g begins five sequences");
        assert_eq!(troubles(Command::InHome, &["b"]), [], "typing is a context of its own");
        let twice = troubles(Command::Info, &["b", "b"]);
        assert_eq!(twice, [Wrong::Clash(Command::Info)]);
    }

    #[test]
    fn esc_may_be_given_away_with_a_word_of_caution() {
        let keymap = Keymap::with(&[change(Command::Quit, &["q", "esc"])]);
        let troubles = keymap.troubles();
        assert_eq!(troubles.len(), 1, "{troubles:?}");
        assert_eq!(troubles[0].wrong, Wrong::Esc);
        assert!(!troubles[0].refuses());
        assert_eq!(troubles[0].words().0, "quit: Esc also backs out");
    }

    #[test]
    fn keys_out_of_reach_and_twins_are_told() {
        assert_eq!(troubles(Command::Info, &["#"]), [Wrong::AltGr]);
        assert_eq!(troubles(Command::Info, &["^"]), [Wrong::Dead]);
        assert_eq!(troubles(Command::InHome, &["ctrl-["]), [Wrong::AltGr, Wrong::Twin("esc")]);
        assert_eq!(troubles(Command::Info, &["ctrl-i"]), [Wrong::Twin("tab")]);
        assert_eq!(troubles(Command::Info, &["ctrl-j"]), [Wrong::Twin("enter")]);
    }
}

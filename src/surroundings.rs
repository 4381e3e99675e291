//! What the surroundings say, read once when the program starts.
//!
//! Imports [`crate::config`] for the names of variables, and [`crate::lang`]. Nothing else
//! reads the environment.
//!
//! Odd thing worth knowing: a locale that is not set at all is taken for a terminal
//! that shows Unicode; `C` and `POSIX` are taken at their word.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use crate::config::SETTINGS;
use crate::lang::Lang;

/// The surroundings of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact, and none follows from another"
)]
pub struct Surroundings {
    /// The language that `RENVOI_LANG` names, where it is set.
    pub chosen: Option<Lang>,
    /// The language of the locale.
    pub locale: Lang,
    /// The locale's characters are not Unicode.
    pub ascii: bool,
    /// `NO_COLOR` is set and not empty, or `CLICOLOR` is 0.
    pub no_color: bool,
    /// `TERM` is not set, or says `dumb`.
    pub dumb: bool,
    /// Standard input is a terminal.
    pub stdin_tty: bool,
    /// Standard output is a terminal.
    pub stdout_tty: bool,
    /// Standard error is a terminal.
    pub stderr_tty: bool,
    /// Columns of the terminal that standard output is, where it is one.
    pub columns: Option<usize>,
    /// Its rows.
    pub rows: Option<usize>,
    /// The pager that `RENVOI_PAGER` or `PAGER` names; empty where none is wanted.
    pub pager: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `COLORFGBG`.
    pub colorfgbg: Option<String>,
    /// The name of the locale.
    pub locale_name: Option<String>,
    /// The terminal is on another machine.
    pub ssh: bool,
    /// tmux stands between.
    pub tmux: bool,
    /// The reader's editor, from `VISUAL` or `EDITOR`.
    pub editor: Option<String>,
    /// The folder of the configuration.
    pub config: Option<PathBuf>,
    /// The folder of what the reader keeps.
    pub data: Option<PathBuf>,
    /// The folder of what the program remembers.
    pub state: Option<PathBuf>,
    /// The folder of what can be made again.
    pub cache: Option<PathBuf>,
    /// What whoever came in over SSH asked for, where sshd put this program in its place.
    pub original_command: Option<OsString>,
    /// The variables of the configuration that are set.
    pub variables: Vec<(&'static str, String)>,
}

impl Surroundings {
    /// Reads the surroundings of this process.
    #[must_use]
    pub fn read() -> Self {
        let stdout = std::io::stdout();
        let stdout_tty = stdout.is_terminal();
        let size = stdout_tty.then(|| terminal_size::terminal_size_of(stdout)).flatten();
        let [config, data, state, cache] = folders(|name| std::env::var_os(name));
        Self {
            stdin_tty: std::io::stdin().is_terminal(),
            stdout_tty,
            stderr_tty: std::io::stderr().is_terminal(),
            columns: size.map(|(columns, _)| usize::from(columns.0)),
            rows: size.map(|(_, rows)| usize::from(rows.0)),
            config,
            data,
            state,
            cache,
            original_command: std::env::var_os("SSH_ORIGINAL_COMMAND"),
            ..Self::of(|name| std::env::var_os(name)?.into_string().ok())
        }
    }

    /// The part that variables say.
    fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let first = |names: &[&str]| names.iter().find_map(|name| set(name));
        let characters = first(&["LC_ALL", "LC_CTYPE", "LANG"]);
        Self {
            chosen: set("RENVOI_LANG")
                .filter(|value| value != "auto")
                .map(|value| Lang::from_locale(&value).unwrap_or_default()),
            locale: first(&["LC_ALL", "LC_MESSAGES", "LANG"])
                .and_then(|value| Lang::from_locale(&value))
                .unwrap_or_default(),
            ascii: characters.is_some_and(|value| {
                let value = value.to_ascii_lowercase();
                !value.contains("utf-8") && !value.contains("utf8")
            }),
            no_color: set("NO_COLOR").is_some()
                || set("CLICOLOR").is_some_and(|value| value == "0"),
            dumb: set("TERM").is_none_or(|value| value == "dumb"),
            pager: variable("RENVOI_PAGER").or_else(|| variable("PAGER")),
            term: set("TERM"),
            colorterm: set("COLORTERM"),
            colorfgbg: set("COLORFGBG"),
            locale_name: first(&["LC_ALL", "LC_MESSAGES", "LANG"]),
            ssh: first(&["SSH_CONNECTION", "SSH_TTY"]).is_some(),
            tmux: set("TMUX").is_some(),
            editor: first(&["VISUAL", "EDITOR"]),
            variables: SETTINGS
                .iter()
                .filter_map(|setting| Some((setting.variable, set(setting.variable)?)))
                .collect(),
            ..Self::default()
        }
    }

    /// The language: the option, then `RENVOI_LANG`, the configuration, the locale.
    #[must_use]
    pub fn lang(&self, option: Option<Lang>, configured: Option<Lang>) -> Lang {
        option.or(self.chosen).or(configured).unwrap_or(self.locale)
    }

    /// The same surroundings for a guest: far away, and with no folder to keep anything in.
    #[must_use]
    pub fn of_a_guest(self) -> Self {
        Self { ssh: true, data: None, state: None, editor: None, ..self }
    }

    /// What a variable of the configuration says, where it is set.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        let (_, value) = self.variables.iter().find(|(known, _)| *known == name)?;
        Some(value)
    }

    /// Whether the browser can take the screen.
    #[must_use]
    pub const fn has_terminal(&self) -> bool {
        self.stdin_tty && self.stdout_tty
    }
}

/// The folders of the program: of its configuration, of what is kept, of what is remembered, of
/// what can be made again.
///
/// A folder that is not named from the root counts as not named at all.
fn folders(variable: impl Fn(&str) -> Option<OsString>) -> [Option<PathBuf>; 4] {
    let folder = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = folder("HOME");
    let under = |name: &str, usual: &str| {
        let named = folder(name).or_else(|| Some(home.as_ref()?.join(usual)));
        named.map(|path| path.join("renvoi"))
    };
    [
        under("XDG_CONFIG_HOME", ".config"),
        under("XDG_DATA_HOME", ".local/share"),
        under("XDG_STATE_HOME", ".local/state"),
        under("XDG_CACHE_HOME", ".cache"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(variables: &[(&str, &str)]) -> Surroundings {
        Surroundings::of(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let lang = |variables: &[(&str, &str)]| env(variables).lang(None, None);
        assert_eq!(lang(&[]), Lang::En);
        assert_eq!(lang(&[("LANG", "fr_FR.UTF-8")]), Lang::Fr);
        assert_eq!(lang(&[("LC_ALL", "C"), ("LANG", "fr_FR")]), Lang::En);
        assert_eq!(lang(&[("LC_ALL", ""), ("LC_MESSAGES", "fr")]), Lang::Fr);
        assert_eq!(lang(&[("LC_MESSAGES", "de_DE"), ("LANG", "fr_FR")]), Lang::En);
        assert_eq!(lang(&[("RENVOI_LANG", "fr"), ("LC_ALL", "en_GB")]), Lang::Fr);
    }

    #[test]
    fn the_option_wins_and_the_configuration_beats_the_locale() {
        let french = env(&[("RENVOI_LANG", "fr")]);
        assert_eq!(french.lang(Some(Lang::En), None), Lang::En);
        assert_eq!(french.lang(None, Some(Lang::En)), Lang::Fr);
        assert_eq!(env(&[("LANG", "en_GB")]).lang(None, Some(Lang::Fr)), Lang::Fr);
    }

    #[test]
    fn folders_follow_their_variables_then_the_home() {
        let of = |variables: &[(&str, &str)]| {
            folders(|name| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| value.into())
            })
        };
        let [config, data, state, cache] = of(&[("HOME", "/h"), ("XDG_DATA_HOME", "/d")]);
        assert_eq!(cache, Some("/h/.cache/renvoi".into()));
        assert_eq!(config, Some("/h/.config/renvoi".into()));
        assert_eq!(data, Some("/d/renvoi".into()));
        assert_eq!(state, Some("/h/.local/state/renvoi".into()));
        assert_eq!(of(&[("XDG_STATE_HOME", "s")]), [None, None, None, None]);
    }

    #[test]
    fn only_a_locale_that_says_otherwise_is_ascii() {
        assert!(!env(&[]).ascii);
        assert!(!env(&[("LANG", "C.utf8")]).ascii);
        assert!(env(&[("LANG", "C")]).ascii);
        assert!(env(&[("LC_ALL", "fr_FR.ISO-8859-1"), ("LANG", "fr_FR.UTF-8")]).ascii);
    }

    #[test]
    fn colour_and_terminal_are_read_as_their_conventions_say() {
        assert!(!env(&[("NO_COLOR", "")]).no_color);
        assert!(env(&[("NO_COLOR", "1")]).no_color);
        assert!(env(&[("CLICOLOR", "0")]).no_color);
        assert!(!env(&[("CLICOLOR", "1")]).no_color);
        assert!(env(&[]).dumb);
        assert!(env(&[("TERM", "dumb")]).dumb);
        assert!(!env(&[("TERM", "xterm")]).dumb);
    }
}

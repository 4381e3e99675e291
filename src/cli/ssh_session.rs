//! One reader over SSH who may look at everything and change nothing: `renvoi ssh-session`.
//!
//! OpenSSH runs it in the place of whatever the reader asked for (`ForceCommand`, or `command=`
//! before a key) and hands the words over in `SSH_ORIGINAL_COMMAND`. They are split here, by the
//! quotes of a shell and nothing else of one: no shell sees them.
//!
//! Odd thing worth knowing: what a shell would act on is refused although nothing here would act
//! on it. Whoever writes `lookup x; rm y` is to hear of it and not to wonder what became of it.

use std::ffi::{OsStr, OsString};

use super::arguments::{self, Arguments, Command};
use super::{Ended, help};
use crate::error::{Error, Exit};
use crate::lang::Lang;
use crate::surroundings::Surroundings;
use crate::words::{Signs, clean};

/// The most bytes that a reader may ask with.
const MOST_BYTES: usize = 4096;

/// What a guest may ask for.
pub(super) const COMMANDS: [&str; 7] =
    ["lookup", "list", "page", "search", "stats", "keys", "schema"];

/// With which options; all but the first take a value.
const OPTIONS: [&str; 5] = ["--json", "--format", "--lang", "--color", "--sort"];

/// Why a guest is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Refused {
    /// More bytes than anybody needs.
    Long,
    /// Not UTF-8.
    Unreadable,
    /// What a shell would act on.
    Sign(char),
    /// A quote that does not end.
    Open(char),
    /// A subcommand that is not for guests.
    Command(String),
    /// An option that is not for guests.
    Option(String),
}

impl Refused {
    fn sentence(&self, lang: Lang) -> String {
        let quoted = |text: &str| Signs::new(false).quoted(&clean(text), lang);
        let what = match (self, lang) {
            (Self::Long, Lang::En) => format!("more than {MOST_BYTES} bytes"),
            (Self::Long, Lang::Fr) => format!("plus de {MOST_BYTES} octets"),
            (Self::Unreadable, Lang::En) => "what is asked is not UTF-8".to_owned(),
            (Self::Unreadable, Lang::Fr) => "la demande n’est pas en UTF-8".to_owned(),
            (Self::Sign('\n'), Lang::En) => "a line break is not allowed here".to_owned(),
            (Self::Sign('\n'), Lang::Fr) => "un saut de ligne n’est pas permis ici".to_owned(),
            (Self::Sign(sign), Lang::En) => {
                format!("{} is not allowed here: no shell reads this", quoted(&sign.to_string()))
            }
            (Self::Sign(sign), Lang::Fr) => format!(
                "{} n’est pas permis ici\u{a0}: aucun shell ne lit ceci",
                quoted(&sign.to_string())
            ),
            (Self::Open(quote), Lang::En) => format!("a {quote} is not closed"),
            (Self::Open(quote), Lang::Fr) => format!("un {quote} n’est pas fermé"),
            (Self::Command(word) | Self::Option(word), Lang::En) => {
                format!("{} is not allowed here", quoted(word))
            }
            (Self::Command(word) | Self::Option(word), Lang::Fr) => {
                format!("{} n’est pas permis ici", quoted(word))
            }
        };
        format!("{what}. {}", allowed(lang))
    }
}

/// What may be asked, in a sentence.
fn allowed(lang: Lang) -> String {
    let (commands, options) = (COMMANDS.join(", "), OPTIONS.join(", "));
    match lang {
        Lang::En => format!("Allowed: {commands}; with {options}."),
        Lang::Fr => format!("Permis\u{a0}: {commands}\u{202f}; avec {options}."),
    }
}

/// What the guest asks for, of the data that the server's own arguments name.
///
/// # Errors
/// What is not for guests, and what cannot be read.
pub(super) fn open(server: Arguments, env: &Surroundings) -> Result<Arguments, Ended> {
    let own = env.lang(server.options.lang.map(Into::into), None);
    let line = env.original_command.as_deref().unwrap_or_default();
    let refuse = |refused: &Refused| end(refused.sentence(own), own);
    let words = words(line).map_err(|refused| refuse(&refused))?;
    // Whoever is used to typing the program's name may.
    let words = words.strip_prefix(&["renvoi".to_owned()]).unwrap_or(&words);
    let guest = Arguments { command: None, guest: true, ..server };
    if words.is_empty() {
        return Ok(guest);
    }
    sift(words).map_err(|refused| refuse(&refused))?;
    let line: Vec<OsString> = ["renvoi"]
        .into_iter()
        .chain(words.iter().map(String::as_str))
        .map(OsString::from)
        .collect();
    let lang = arguments::tongue(&line).unwrap_or(own);
    let asked = arguments::parse(line, lang).map_err(|error| {
        let said = help::refusal(&error, lang);
        let first = clean(said.lines().next().unwrap_or_default());
        let first =
            first.split_once(": ").or(first.split_once("\u{a0}: ")).unwrap_or(("", &first)).1;
        end(format!("{first}. {}", allowed(lang)), lang)
    })?;
    // Whatever the words were taken for above, only what was understood counts.
    if !is_for_guests(asked.command.as_ref()) {
        return Err(refuse(&Refused::Command(words.join(" "))));
    }
    let mut options = guest.options;
    options.lang = asked.options.lang.or(options.lang);
    options.color = asked.options.color.or(options.color);
    options.format = asked.options.format.or(options.format);
    options.json |= asked.options.json;
    Ok(Arguments { command: asked.command, guest: true, options })
}

fn end(sentence: String, lang: Lang) -> Ended {
    let error = Error::Usage(sentence);
    let text = error.sentence(lang, Signs::new(false)).unwrap_or_default() + "\n";
    Ended { text, exit: Exit::Usage, lang }
}

const fn is_for_guests(command: Option<&Command>) -> bool {
    matches!(
        command,
        Some(
            Command::Lookup { .. }
                | Command::List { .. }
                | Command::Page { .. }
                | Command::Search { .. }
                | Command::Stats
                | Command::Keys { check: None, test: false }
                | Command::Schema { .. }
        )
    )
}

/// The words of a line as a shell's quotes part them; nothing is put in anything's place.
fn words(line: &OsStr) -> Result<Vec<String>, Refused> {
    if line.len() > MOST_BYTES {
        return Err(Refused::Long);
    }
    let line = line.to_str().ok_or(Refused::Unreadable)?;
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match (quote, sign) {
            (_, '`' | '\n') => return Err(Refused::Sign(sign)),
            (Some(open), sign) if sign == open => quote = None,
            (Some('\''), sign) => word.get_or_insert_default().push(sign),
            (quote, '\\') => {
                // Before nothing at all it stands for itself.
                let next = signs.next().unwrap_or('\\');
                if matches!(next, '`' | '\n') {
                    return Err(Refused::Sign(next));
                }
                let word = word.get_or_insert_default();
                if quote.is_some() && !matches!(next, '"' | '\\' | '$') {
                    word.push('\\');
                }
                word.push(next);
            }
            (None, '\'' | '"') => {
                quote = Some(sign);
                word.get_or_insert_default();
            }
            (None, ';' | '|' | '&' | '$' | '<' | '>' | '(' | ')') => {
                return Err(Refused::Sign(sign));
            }
            (None, sign) if sign.is_whitespace() => words.extend(word.take()),
            (_, sign) => word.get_or_insert_default().push(sign),
        }
    }
    if let Some(open) = quote {
        return Err(Refused::Open(open));
    }
    words.extend(word);
    Ok(words)
}

/// Lets through what is for guests: behind `--` there are no options any more.
fn sift(words: &[String]) -> Result<(), Refused> {
    let mut command = None;
    let mut value = false;
    for word in words {
        if word == "--" {
            break;
        }
        if word.starts_with('-') {
            // Also in the place of a value: it might be taken for an option after all.
            let name = word.split_once('=').map_or(word.as_str(), |(name, _)| name);
            if !OPTIONS.contains(&name) {
                return Err(Refused::Option(word.clone()));
            }
            value = name != "--json" && name == word;
        } else if !std::mem::take(&mut value) && command.is_none() {
            if !COMMANDS.contains(&word.as_str()) {
                return Err(Refused::Command(word.clone()));
            }
            command = Some(word);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Result<Vec<String>, Refused> {
        words(OsStr::new(line))
    }

    fn server(line: &str, asked: Option<&str>) -> Result<Arguments, Ended> {
        let env =
            Surroundings { original_command: asked.map(OsString::from), ..Surroundings::default() };
        let words = line.split(' ').map(OsString::from).collect();
        super::super::read(words, &env)
    }

    fn ask(line: &str) -> Result<Arguments, Ended> {
        server("renvoi --data /srv/a.json --max-size 5M ssh-session", Some(line))
    }

    #[test]
    fn quotes_part_words_and_nothing_is_expanded() {
        let of = |line: &str| split(line).unwrap();
        assert_eq!(of("  lookup   tiktok "), ["lookup", "tiktok"]);
        assert_eq!(of("lookup 'fake news' \"a b\""), ["lookup", "fake news", "a b"]);
        assert_eq!(of("a''b \"\" 'x'\"y\"z"), ["ab", "", "xyz"]);
        assert_eq!(
            of(r#"'t:"fake news"' "t:\"x\"" \; \$ "\a" '\'"#),
            ["t:\"fake news\"", "t:\"x\"", ";", "$", "\\a", "\\"]
        );
        assert_eq!(of("* ~ {a,b} #x !!"), ["*", "~", "{a,b}", "#x", "!!"]);
        assert_eq!(of("';|&$<>()' \";|&$<>()\""), [";|&$<>()", ";|&$<>()"]);
        assert_eq!(of("a\\"), ["a\\"]);
    }

    #[test]
    fn what_a_shell_would_act_on_is_refused_before_anything_is_read() {
        for sign in [';', '|', '&', '$', '<', '>', '(', ')', '`', '\n'] {
            assert_eq!(split(&format!("lookup x{sign}y")), Err(Refused::Sign(sign)));
        }
        for quoted in ["'`'", "\"`\"", "\\`", "'\n'", "\"\n\"", "\\\n"] {
            assert!(matches!(split(quoted), Err(Refused::Sign(_))), "{quoted:?}");
        }
        assert_eq!(split("lookup 'x"), Err(Refused::Open('\'')));
        assert_eq!(split("lookup \"x"), Err(Refused::Open('"')));
        let long = |bytes| split(&"x".repeat(bytes));
        assert_eq!(long(MOST_BYTES).map(|words| words.len()), Ok(1));
        assert_eq!(long(MOST_BYTES + 1), Err(Refused::Long));
        // In bytes, not in letters.
        assert_eq!(split(&"é".repeat(MOST_BYTES / 2 + 1)), Err(Refused::Long));
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            assert_eq!(words(OsStr::from_bytes(b"lookup \xff")), Err(Refused::Unreadable));
        }
    }

    #[test]
    fn what_is_allowed_is_asked_of_the_servers_own_data() {
        for line in [
            "lookup tiktok --json",
            "renvoi lookup tiktok",
            "--lang fr list experts --sort=page --format plain",
            "page 39-40 --color never",
            "search 't:\"fake news\" t:tiktok'",
            "search -- tiktok -kind:via --data",
            "stats",
            "keys",
            "schema lookup",
        ] {
            let asked = ask(line).unwrap_or_else(|ended| panic!("{line}: {ended:?}"));
            assert!(asked.guest, "{line}");
            assert_eq!(asked.options.data, ["/srv/a.json"], "{line}");
            assert_eq!(asked.options.limit(), 5 << 20, "{line}");
        }
        for none in [None, Some(""), Some("   "), Some("renvoi")] {
            let asked = server("renvoi --data /srv/a.json ssh-session", none).unwrap();
            assert!(asked.guest && asked.command.is_none());
        }
    }

    #[test]
    fn no_other_option_and_no_other_subcommand() {
        for line in [
            "lookup tiktok --data=/etc/passwd",
            "lookup --lang --data=/etc/passwd en",
            "--lang --data=/etc/passwd lookup x",
            "--data /etc/passwd lookup x",
            "lookup tiktok --max-size 9G",
            "lookup x --ascii",
            "lookup x -q",
            "lookup x -qv",
            "keys --check=/etc/passwd",
            "keys --test",
            "list topics --sort=page --theme dark",
            "--at p3",
            "stats --help",
            "--version",
            "-V",
            "--lang fr",
            "--json",
            "--jso",
            "",
            "export",
            "export --query x -o /tmp/x.csv",
            "marks",
            "review /etc/passwd",
            "validate /etc/passwd",
            "find /etc/passwd x",
            "import /etc/passwd",
            "read-pages 1",
            "config init",
            "doctor",
            "man",
            "completions bash",
            "tour",
            "ssh-session",
            "renvoi renvoi lookup x",
            "help",
            "sh -c id",
            "/usr/lib/openssh/sftp-server",
            "'' lookup x",
            "-- lookup x",
            "-- export",
            "lookup",
            "list nonsense",
            "lookup x --format",
        ] {
            if line.is_empty() {
                continue;
            }
            let ended = ask(line).map(|asked| format!("{:?}", asked.command)).unwrap_err();
            assert_eq!(ended.exit, Exit::Usage, "{line}");
            assert_eq!(ended.text.lines().count(), 1, "{line}: {}", ended.text);
        }
    }

    #[test]
    fn a_refusal_says_in_both_languages_what_may_be_asked() {
        let said = |line: &str, asked: &str| server(line, Some(asked)).unwrap_err().text;
        assert_eq!(
            said("renvoi ssh-session", "doctor"),
            "renvoi: “doctor” is not allowed here. Allowed: lookup, list, page, search, stats, \
             keys, schema; with --json, --format, --lang, --color, --sort.\n"
        );
        assert_eq!(
            said("renvoi --lang fr ssh-session", "a; b"),
            "renvoi\u{a0}: «\u{a0};\u{a0}» n’est pas permis ici\u{a0}: aucun shell ne lit ceci. \
             Permis\u{a0}: lookup, list, page, search, stats, keys, schema\u{202f}; avec --json, \
             --format, --lang, --color, --sort.\n"
        );
        // What is said of a hostile word cannot harm the terminal that it is said on.
        let hostile = said("renvoi ssh-session", "\u{1b}]0;x");
        assert!(!hostile.contains('\u{1b}'), "{hostile:?}");
        let hostile = said("renvoi ssh-session", "a\u{1b}[2J\u{202e}");
        assert!(!hostile.contains(['\u{1b}', '\u{202e}']), "{hostile:?}");
        // Also where the words are understood so far that the reader of options refuses them.
        let hostile = said("renvoi ssh-session", "list a\u{1b}[2J\u{202e}");
        assert!(!hostile.contains(['\u{1b}', '\u{202e}']), "{hostile:?}");
    }
}

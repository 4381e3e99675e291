//! The configuration of this run, and `renvoi config`: where it is, what it sets, a file to
//! start from.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

use super::answer::{self, Answer};
use super::arguments::{Config as Asked, Form, Options, When};
use super::style::{Style, Tone};
use crate::command::Key;
use crate::config::{self, Complaint, Config, Name, Origin, Range};
use crate::error::{Error, Exit};
use crate::lang::Lang;
use crate::save::{self, Manner};
use crate::surroundings::Surroundings;
use crate::words::clean;

/// The most bytes that a configuration may have.
const LIMIT: u64 = 1 << 20;

/// The configuration, where it was read, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What is set.
    pub config: Config,
    /// The file that was read, or that would be.
    pub path: Option<PathBuf>,
    complaints: Vec<Complaint>,
}

impl Settings {
    /// Reads the file where there is one, and lets variables win over it.
    #[must_use]
    pub fn load(env: &Surroundings) -> Self {
        let path = env.config.as_ref().map(|folder| folder.join("config.toml"));
        let mut settings = match &path {
            Some(path) => Self::of(path).unwrap_or_default(),
            None => Self::default(),
        };
        let heard = settings.config.hear(|name| env.variable(name).map(str::to_owned));
        settings.complaints.extend(heard);
        settings.path = path;
        settings
    }

    /// Reads one file; none where there is no such file.
    fn of(path: &Path) -> Option<Self> {
        let text = match read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => {
                let said = error.to_string();
                let complaint = Complaint { at: None, refused: true, en: said.clone(), fr: said };
                return Some(Self { complaints: vec![complaint], ..Self::default() });
            }
        };
        let (config, complaints) = config::read(&text);
        Some(Self { config, complaints, path: Some(path.to_owned()) })
    }

    /// What is wrong, one line each: `config.toml:2:18: …`.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let path = self.path.as_deref().unwrap_or(Path::new("config.toml")).to_string_lossy();
        let colon = lang.pick(": ", "\u{a0}: ");
        let line = |complaint: &Complaint| {
            let text = complaint.text(lang);
            let warning = if complaint.refused {
                String::new()
            } else {
                format!("{}{colon}", lang.pick("warning", "avertissement"))
            };
            match complaint.at {
                Some((line, column)) => format!("{path}:{line}:{column}: {warning}{text}"),
                None if text.starts_with("RENVOI_") => format!("{warning}{text}"),
                None => format!("{path}: {warning}{text}"),
            }
        };
        self.complaints.iter().map(|complaint| clean(&line(complaint)).into_owned()).collect()
    }

    /// The name of the theme that is asked for: the option, `--color never`, the variable, the
    /// file, `NO_COLOR`, then what `COLORFGBG` says of the background.
    #[must_use]
    pub fn theme(&self, options: &Options, env: &Surroundings) -> &str {
        let color = options.color.unwrap_or_default();
        let asked = options.theme.map(super::arguments::Theme::name);
        let set = asked.or((color == When::Never).then_some("mono")).or(self.config.theme());
        match set {
            Some(name) if name != "auto" => name,
            _ if env.no_color && color != When::Always => "mono",
            _ => match env.colorfgbg.as_deref().and_then(ground_is_light) {
                Some(true) => "light",
                Some(false) => "dark",
                None => "terminal",
            },
        }
    }
}

/// Whether the last number of `COLORFGBG` is a light colour.
fn ground_is_light(colours: &str) -> Option<bool> {
    let ground: u8 = colours.rsplit(';').next()?.trim().parse().ok()?;
    (ground < 16).then_some(ground == 7 || ground > 8)
}

fn read(path: &Path) -> io::Result<String> {
    let known = fs::metadata(path)?;
    if !known.is_file() || known.len() > LIMIT {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    String::from_utf8(fs::read(path)?).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Holds a file of keys against everything that can be wrong with keys.
///
/// # Errors
/// The file cannot be read, or the answer cannot be written.
pub(super) fn check_keys(
    file: Option<&Path>,
    settings: &Settings,
    style: &Style,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let own;
    let settings = match file {
        Some(path) => {
            let Some(read) = Settings::of(path) else {
                let sentence = style.say("no such file", "fichier introuvable");
                let name = path.to_string_lossy();
                writeln!(out, "{}{}{sentence}", clean(&name), style.colon())?;
                return Ok(Exit::Unreadable);
            };
            own = Settings { path: Some(path.to_owned()), ..read };
            &own
        }
        None => settings,
    };
    for line in settings.lines(style.lang) {
        writeln!(out, "{}", style.own(&line))?;
    }
    let refused = settings.complaints.iter().any(|complaint| complaint.refused);
    let keymap = &settings.config.keymap;
    let wrong = |trouble: &crate::command::Trouble| trouble.wrong != crate::command::Wrong::Esc;
    if refused || keymap.troubles().iter().any(wrong) {
        return Ok(Exit::Data);
    }
    let keys = keymap.bindings().len();
    let sentence = match style.lang {
        Lang::En => format!("{keys} key bindings; nothing is wrong with them."),
        Lang::Fr => format!("{keys} touches associées\u{202f}; rien à redire."),
    };
    writeln!(out, "{}", style.own(&sentence))?;
    Ok(Exit::Done)
}

/// Answers `renvoi config`.
///
/// # Errors
/// There is no home to write to, the file exists, or the answer cannot be written.
pub(super) fn run(
    asked: &Asked,
    settings: &Settings,
    form: Form,
    style: &Style,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let Some(path) = &settings.path else {
        let sentence = "neither XDG_CONFIG_HOME nor HOME names a folder";
        let french = "ni XDG_CONFIG_HOME ni HOME ne nomment un dossier";
        return Err(Error::Usage(style.say(sentence, french).into_owned()));
    };
    let shown = path.to_string_lossy();
    let shown = clean(&shown);
    match asked {
        Asked::Path => writeln!(out, "{shown}")?,
        Asked::Show { origin } if form == Form::Table => show(settings, *origin, style, out)?,
        Asked::Show { .. } => listed(settings, form, out)?,
        Asked::Init { force } => {
            let manner = if *force { Manner::Replace } else { Manner::New };
            let text = config::commented(style.lang);
            let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
            folder
                .and_then(|()| save::write(path, manner, |file| file.write_all(text.as_bytes())))
                .map_err(|error| super::export::unwritten(style, path.as_os_str(), &error))?;
            let written = style.say("written", "écrit");
            writeln!(out, "{shown}{}{written}", style.colon())?;
        }
    }
    Ok(Exit::Done)
}

fn show(
    settings: &Settings,
    with_origin: bool,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (setting, value, origin) in settings.config.all() {
        let name = match setting.table {
            "" => setting.key.to_owned(),
            table => format!("{table}.{}", setting.key),
        };
        let value = if value.is_empty() { "\"\"".into() } else { clean(value) };
        if with_origin {
            let origin = match origin {
                Origin::BuiltIn => style.say("built in", "par défaut"),
                Origin::File => style.say("file", "fichier"),
                Origin::Variable => setting.variable.into(),
            };
            let origin = style.paint(&origin, Tone::Dim);
            writeln!(out, "{name:19} = {value:12} {origin}")?;
        } else {
            writeln!(out, "{name:19} = {}", value.trim_end())?;
        }
    }
    let keymap = &settings.config.keymap;
    for row in crate::command::TABLE.iter().filter(|row| keymap.is_changed(row.command)) {
        let names = keymap.keys_of(row.command).map(|keys| {
            keys.iter().map(|key| key.name(style.lang, true)).collect::<Vec<_>>().join(" ")
        });
        let names = names.collect::<Vec<_>>().join(", ");
        writeln!(out, "{:19} = {names}", format!("keys.{}", row.id))?;
    }
    Ok(())
}

/// A setting in JSON.
#[derive(Debug, Serialize)]
struct Set {
    id: String,
    value: Value,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    variable: Option<&'static str>,
}

/// Every setting for other programs: name, value, where it comes from.
fn listed(settings: &Settings, form: Form, out: &mut dyn Write) -> Result<(), Error> {
    let mut results = Vec::new();
    for (setting, value, origin) in settings.config.all() {
        let dot = if setting.table.is_empty() { "" } else { "." };
        let value = match setting.range {
            Range::Flag => Value::from(value == "true"),
            Range::Number(..) => value.parse::<u32>().map_or(Value::Null, Value::from),
            Range::OneOf(_) | Range::Sign | Range::Text => Value::from(value),
        };
        let (origin, variable) = match origin {
            Origin::BuiltIn => ("built-in", None),
            Origin::File => ("file", None),
            Origin::Variable => ("variable", Some(setting.variable)),
        };
        let id = [setting.table, dot, setting.key].concat();
        results.push(Set { id, value, origin, variable });
    }
    let keymap = &settings.config.keymap;
    for row in crate::command::TABLE.iter().filter(|row| keymap.is_changed(row.command)) {
        let word = |keys: &[Key]| keys.iter().map(|key| key.word()).collect::<Vec<_>>().join(" ");
        let keys = keymap.keys_of(row.command).map(word);
        let value = keys.map(Value::from).collect::<Vec<_>>().into();
        results.push(Set { id: ["keys.", row.id].concat(), value, origin: "file", variable: None });
    }
    if form == Form::Json {
        let total = results.len();
        let answer = Answer { schema: "renvoi.config/1", query: None, total, results };
        return answer::write(out, &answer);
    }
    for set in results {
        let value = match &set.value {
            Value::String(text) => clean(text).into_owned(),
            value => value.to_string(),
        };
        writeln!(out, "{}\t{value}\t{}", set.id, set.variable.unwrap_or(set.origin))?;
    }
    Ok(())
}

impl Settings {
    /// Whether only ASCII signs are asked for.
    pub(super) fn ascii(&self) -> bool {
        self.config.flag(Name::Ascii)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments;

    fn theme(line: &str, toml: &str, env: &Surroundings) -> String {
        let words = line.split(' ').map(Into::into).collect();
        let options = arguments::parse(words, Lang::En).unwrap().options;
        let (config, complaints) = config::read(toml);
        assert_eq!(complaints, []);
        let settings = Settings { config, ..Settings::default() };
        settings.theme(&options, env).to_owned()
    }

    #[test]
    fn the_theme_is_decided_in_the_order_of_the_manual() {
        let plain = Surroundings::default();
        let bare = Surroundings { no_color: true, ..plain.clone() };
        let light = Surroundings { colorfgbg: Some("0;15".into()), ..plain.clone() };
        let dark = Surroundings { colorfgbg: Some("15;default;0".into()), ..plain.clone() };
        let file = "theme = \"contrast-light\"";
        assert_eq!(theme("renvoi", "", &plain), "terminal");
        assert_eq!(theme("renvoi", "", &light), "light");
        assert_eq!(theme("renvoi", "", &dark), "dark");
        assert_eq!(theme("renvoi", "", &bare), "mono");
        assert_eq!(theme("renvoi", file, &bare), "contrast-light");
        assert_eq!(theme("renvoi", "theme = \"auto\"", &bare), "mono");
        assert_eq!(theme("renvoi --color never", file, &plain), "mono");
        assert_eq!(theme("renvoi --color always", "", &bare), "terminal");
        assert_eq!(theme("renvoi --theme dark --color never", file, &bare), "dark");
        assert_eq!(theme("renvoi --theme auto", file, &light), "light");
    }
}

//! Lists of names: one a line with `=` before each alias, CSV, or JSON.

use serde::Deserialize;

use crate::corpus::file::AliasRecord;
use crate::query::fold;
pub use crate::query::{slug, unused};

/// A topic or an expert to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Its id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
}

impl Name {
    /// Every spelling.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// The aliases as a corpus file holds them.
    #[must_use]
    pub fn alias_records(&self) -> Vec<AliasRecord> {
        let aliases = self.aliases.iter();
        aliases.map(|form| AliasRecord { form: Some(form.clone()), reason: None }).collect()
    }
}

/// One name of a JSON list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Listed {
    Plain(String),
    Full {
        name: String,
        #[serde(default)]
        id: Option<String>,
        #[serde(default)]
        aliases: Vec<AliasRecord>,
    },
}

/// Reads a list; the error says what is wrong with it.
///
/// # Errors
/// JSON that is no list of names.
pub fn read(text: &str) -> Result<Vec<Name>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let rows: Vec<(Option<String>, Vec<String>)> = if text.trim_start().starts_with(['[', '{']) {
        let listed: Vec<Listed> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        listed.into_iter().map(row).collect()
    } else if is_table(text) {
        let rows = text.lines().skip(1);
        rows.map(|line| (None, cells(line, separator(text)))).collect()
    } else {
        let lines = text.lines().filter(|line| !line.starts_with("# "));
        lines.map(|line| (None, line.split('=').map(str::to_owned).collect())).collect()
    };
    let mut names: Vec<Name> = Vec::new();
    for (id, spellings) in rows {
        let mut spellings = spellings.iter().map(|spelling| spelling.trim().to_owned());
        let Some(name) = spellings.next().filter(|name| !name.is_empty()) else { continue };
        let mut aliases: Vec<String> = spellings
            .flat_map(|cell| cell.split('|').map(|form| form.trim().to_owned()).collect::<Vec<_>>())
            .filter(|form| !form.is_empty() && *form != name)
            .collect();
        aliases.dedup();
        if let Some(known) = names.iter_mut().find(|known| known.name == name) {
            known.aliases.extend(aliases);
            continue;
        }
        let id = unused(&id.unwrap_or_else(|| slug(&name)), |id| {
            names.iter().any(|known: &Name| known.id == id)
        });
        names.push(Name { id, name, aliases });
    }
    Ok(names)
}

fn row(listed: Listed) -> (Option<String>, Vec<String>) {
    match listed {
        Listed::Plain(name) => (None, vec![name]),
        Listed::Full { name, id, aliases } => {
            let aliases = aliases.into_iter().filter_map(|alias| alias.form);
            (id, std::iter::once(name).chain(aliases).collect())
        }
    }
}

/// Whether the first line is a table's head.
fn is_table(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default();
    let first = head.split([',', ';', '\t']).next().unwrap_or_default();
    head.contains([',', ';', '\t'])
        && ["name", "nom", "topic", "sujet", "expert", "tendance", "trend"]
            .contains(&fold(first.trim().trim_matches('"')).as_str())
}

fn separator(text: &str) -> char {
    let head = text.lines().next().unwrap_or_default();
    *[';', '\t'].iter().find(|&&sign| head.contains(sign)).unwrap_or(&',')
}

/// The cells of a line; quoted ones may hold the separator.
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                if let Some(cell) = cells.last_mut() {
                    cell.push('"');
                }
            }
            '"' => quoted = !quoted,
            sign if sign == separator && !quoted => cells.push(String::new()),
            sign => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(sign);
                }
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(text: &str) -> Vec<(String, String, String)> {
        let names = read(text).unwrap();
        names.into_iter().map(|name| (name.id, name.name, name.aliases.join("|"))).collect()
    }

    fn name(id: &str, name: &str, aliases: &str) -> (String, String, String) {
        (id.into(), name.into(), aliases.into())
    }

    #[test]
    fn every_form_of_list_gives_the_same_names() {
        let expected = [name("fake-news", "Fake news", "infox|intox"), name("ete", "Été", "")];
        for text in [
            "# mes sujets\nFake news = infox = intox\n\nÉté\nÉté\n",
            "name,aliases\n\"Fake news\",infox|intox\nÉté,\n",
            "nom;alias;alias\nFake news;infox;intox\nÉté\n",
            r#"[{"name": "Fake news", "aliases": ["infox", {"form": "intox"}]}, "Été"]"#,
        ] {
            assert_eq!(short(text), expected, "{text}");
        }
        assert!(read("[1]").is_err());
        assert!(read(r#"{"format": "renvoi-corpus/1", "topics": []}"#).is_err());
    }

    #[test]
    fn ids_are_ascii_and_each_is_given_once() {
        assert_eq!(slug("L’œuvre d’été (B2B)"), "l-oeuvre-d-ete-b2b");
        assert_eq!(slug("日本"), "x");
        assert_eq!(short("C++\nC#\n"), [name("c", "C++", ""), name("c-2", "C#", "")]);
    }
}

//! What an article says that people are: `the mayor` is who was named with that office.

use super::nouns::speaks;

/// Articles and owners before an office.
const BEFORE: [&str; 17] = [
    "le ", "la ", "l’", "l'", "the ", "son ", "sa ", "leur ", "notre ", "its ", "his ", "her ",
    "their ", "our ", "un ", "une ", "a ",
];
/// What stands behind an office and says of what it is one.
const OF: [&str; 14] = [
    "de ", "du ", "des ", "d’", "d'", "of ", "for ", "at ", "in ", "à ", "au ", "aux ", "from ",
    "chez ",
];
/// The most words of an office.
const MOST: usize = 9;
/// The most words of an office right before a name.
const MOST_BEFORE: usize = 3;

/// What ends the words of an office.
const STOPS: [char; 10] = [',', '.', ';', ':', '(', ')', '«', '“', '"', '—'];

/// Who holds which office.
#[derive(Debug, Default)]
pub(super) struct Offices {
    /// The words of an office in small letters, and the full name beside them.
    held: Vec<(String, String)>,
}

impl Offices {
    /// Notes what stands beside a name in a text: `le maire, Ada Brun`, `council leader Ada Brun`,
    /// `Ada Brun, maire de Sarnac`.
    pub(super) fn note(&mut self, text: &str, (start, end): (usize, usize), name: &str) {
        let before = text[..start].trim_end();
        if let Some(part) = before.strip_suffix(',') {
            self.note_apart(part, name);
        } else {
            let mut words: Vec<&str> = Vec::new();
            for printed in before.rsplit(' ').take(MOST_BEFORE) {
                let word = printed.rsplit(['’', '\'']).next().unwrap_or(printed);
                let plain = word.chars().all(|sign| sign.is_lowercase() || sign == '-');
                if word.is_empty()
                    || !plain
                    || BEFORE.iter().any(|article| article.trim_end() == word)
                {
                    break;
                }
                words.insert(0, word);
                if word.len() < printed.len() {
                    break;
                }
            }
            if words.last().is_some_and(|last| speaks(last)) {
                let office = words.join(" ");
                self.hold(&office, name);
                // `la présidente de la mission, la géographe X`
                let outer = before.strip_suffix(&office).unwrap_or_default().trim_end();
                let outer = outer.trim_end_matches(['’', '\'']);
                let outer = outer.rsplit_once([' ', '’', '\'']).map_or("", |(outer, _)| outer);
                if let Some(outer) = outer.trim_end().strip_suffix(',') {
                    self.note_apart(outer, name);
                }
            }
        }
        if let Some(after) = text[end..].strip_prefix(", ") {
            let office = &after[..after.find(STOPS).unwrap_or(after.len())];
            let lower = office.to_lowercase();
            let article = BEFORE.iter().find(|article| lower.starts_with(*article));
            let office = office.get(article.map_or(0, |article| article.len())..).unwrap_or(office);
            if is_office(office) {
                self.hold(office, name);
            }
        }
    }

    /// Notes the office that ends a text and is set off by a comma from its name.
    fn note_apart(&mut self, part: &str, name: &str) {
        let from = part
            .rfind(STOPS)
            .map_or(0, |at| at + part[at..].chars().next().map_or(1, char::len_utf8));
        let part = part[from..].trim_start();
        let begins = |at: usize| at == 0 || part[..at].ends_with([' ', '’', '\'']);
        let mut places = part.char_indices().filter(|&(at, _)| begins(at)).filter_map(|(at, _)| {
            let words = &part[at..];
            BEFORE.iter().find_map(|article| {
                let start = words.get(..article.len())?;
                (start.eq_ignore_ascii_case(article)).then(|| &words[article.len()..])
            })
        });
        if let Some(office) = places.find(|office| is_office(office)) {
            self.hold(office, name);
        }
    }

    fn hold(&mut self, office: &str, name: &str) {
        let held = (office.trim().to_lowercase().replace('\'', "’"), name.to_owned());
        if !self.held.contains(&held) {
            self.held.push(held);
        }
    }

    /// Whether the article says what somebody is.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.held.iter().any(|(_, holder)| holder == name)
    }

    /// Whether somebody's office is one of whom a noun names.
    pub(super) fn serves(&self, name: &str, noun: &str) -> bool {
        let noun = noun.rsplit([' ', '’', '\'']).next().unwrap_or(noun).to_lowercase();
        self.held.iter().filter(|(_, holder)| holder == name).any(|(office, _)| {
            let mut words = office.split([' ', '’']);
            words.next() != Some(noun.as_str()) && words.any(|word| word == noun)
        })
    }

    /// The one person whose office a noun behind its article names.
    pub(super) fn holder(&self, noun: &str) -> Option<&str> {
        let lower = noun.trim().to_lowercase().replace('\'', "’");
        let bare = ["the ", "le ", "la ", "l’"].iter().find_map(|one| lower.strip_prefix(one))?;
        let mut holders = self.held.iter().filter(|(office, _)| {
            let of = || {
                let rest = office.strip_prefix(bare)?.strip_prefix(' ')?;
                Some(OF.iter().any(|of| rest.starts_with(of)))
            };
            // `council leader`, but no `adjoint au maire`.
            let ends = || {
                let before = office.strip_suffix(bare)?.strip_suffix(' ')?;
                let joined =
                    before.split(' ').any(|word| OF.iter().any(|of| of.trim_end() == word));
                Some(!joined && !before.contains('’'))
            };
            office == bare || of() == Some(true) || ends() == Some(true)
        });
        let (_, name) = holders.next()?;
        holders.all(|(_, other)| other == name).then_some(name)
    }
}

/// Whether words without an article say what somebody is.
fn is_office(words: &str) -> bool {
    words.starts_with(char::is_lowercase) && words.split(' ').count() <= MOST && speaks(words)
}

//! Topics that a document may have, where nobody has listed any: phrases in capitals, headings
//! and phrases that come back, each with the pages where it stands.
//!
//! Imports the finder and the folding of [`crate::query`].
//!
//! Odd thing worth knowing: these are proposals for a person to keep or drop, and become no
//! part of a corpus by themselves.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::build::{Found, pages_found};
use super::finder::{Finder, bodies};
use crate::order;
use crate::query::fold;
use crate::query::stand::patterns;

/// The most proposals.
const MOST: usize = 40;
/// The longest phrase, in words.
const LONGEST: usize = 4;
/// How many candidates have their pages looked up.
const MOST_CANDIDATES: usize = 400;
/// The longest heading, in characters.
const LONGEST_HEADING: usize = 60;
/// How much of a document candidates are drawn from, in bytes: some thousand pages.
const MOST_TEXT: usize = 8 << 20;
/// With fewer pages than this, what comes back from line to line counts.
const FEW: usize = 3;
/// A line that stands on so many pages is none of their text, wherever on the page it stands.
const REPEATED: usize = 3;
/// The fewest letters of a word that shouts.
const SHOUTED: usize = 5;

/// Why something is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It stands as a heading, and elsewhere.
    Heading,
    /// It is written with capitals within sentences.
    Capitals,
    /// Its words come back together.
    Phrase,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The words as the document first has them.
    pub name: String,
    /// Why.
    pub why: Why,
    /// Where it stands.
    pub found: Found,
}

/// Words that neither begin nor end a phrase.
const COMMON: &str = " a à about afin after ai ainsi alors an and any après are as at au aucun aucune aussi autre autres aux avant avec \
    avez avoir be been before between bien but by during c ça can car ce ceci cela certain certaine certaines certains chose choses celle celui ces cet cette chaque chez ci comme \
    comment dans d de depuis des deux dire do doit doivent donc dont du each elle elles en encore entre est et été \
    être eu fait faire faut for from had has have here how i ici if il ils in into is it its j je l la le les leur leurs \
    lors lorsque lui m ma mais may même mes mettre mis moins mon more most must n ne ni no non nombre nos not noter notre nous of on one or other \
    ou où our over par pas pendant peu peut peuvent plus plusieurs pour pourquoi pouvez puis qu quand que quel quelle \
    quelque quelques qui quoi s sa sans se sera ses si so soit son sont sous such sur t ta tel telle tes than that the their \
    them then there these they thing things this those three to toujours tous tout toute toutes trois très tu un under une use used \
    using vers veuillez very via voici voilà voir vos votre vous was we were what when where which who will with without would y you your ";

/// Words that say what part of a document, or which of several, is meant: alone, or first or
/// last in a phrase, they name no topic.
const FURNITURE: &str = " abstract annexe annexes appendix avant-propos bibliographie cas chapitre chapter     conclusion contents différent différente différentes différents example examples exemple exemples façon     figure figures following glossaire glossary http https index introduction isbn liens links liste manière     note notes nouveau nouvelle nouvelles nouveaux number page pages partie préface preface remarque remarques     résumé section sections sommaire suivant suivante suivantes suivants summary table tables tableau tableaux     url version versions way www ";

/// Words that count or tell a time: they begin and end no topic.
const COUNTS: &str = " année années ans cent century day days deuxième dernier dernière derniers dernières dix eight exemplaire \
    fifth fin first five four fourth huit hundred jour jours jusqu last mille million millions mois month months neuf next nine \
    octobre percent pourcentage pour-cent premier première premiers premières prochain prochaine quatre quatrième second seconde \
    semaine semaines sept seven siècle six start ten thousand third troisième trois twenty two vingt week weeks year years zero \
    zéro janvier février mars avril mai juin juillet août septembre novembre décembre january february march april june july \
    august september october november december lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday \
    thursday friday saturday sunday ";

/// Words that a noun seldom has right behind it, and a verb often.
const DETERMINERS: &str = " a an ce ces cet cette l la le les leur leurs notre nos the this these those their un une votre vos your ";

/// Articles that a heading may begin with and that a topic does without.
const ARTICLES: [&str; 10] =
    ["le ", "la ", "les ", "l’", "l'", "un ", "une ", "des ", "the ", "a "];

/// A word of a text.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else of where a word stands"
)]
struct Word<'a> {
    text: &'a str,
    /// It begins a sentence or a line of its own.
    first: bool,
    /// Nothing that parts a phrase stands before it.
    joined: bool,
    /// It begins a line, or is the second word of one.
    line: bool,
    /// It can begin or end a phrase.
    strong: bool,
}

/// The words of [`COMMON`].
type Common = HashSet<&'static str>;

/// What a document may be about, most pages first.
#[must_use]
pub fn propose(pages: &[&str]) -> Vec<Proposal> {
    let bodies = texts(pages);
    let units: Vec<&str> = if pages.len() < FEW {
        bodies.iter().flat_map(|body| body.lines()).collect()
    } else {
        bodies.iter().map(String::as_str).collect()
    };
    let common: Common =
        [COMMON, FURNITURE, COUNTS].into_iter().flat_map(str::split_whitespace).collect();
    let determiners: Common = DETERMINERS.split_whitespace().collect();
    let least = if units.len() < 12 { 2 } else { 3 };
    let (mut seen, mut low) = (Seen::default(), Seen::default());
    let mut verbs = Verbs::default();
    for (number, unit) in units.iter().enumerate() {
        let words = words(unit, &common);
        phrases(&words, &mut |phrase| seen.count(number, phrase));
        for word in words.iter().filter(|word| word.strong && !is_high(word)) {
            low.count(number, std::slice::from_ref(word));
        }
        verbs.count(&words, &determiners);
    }
    let mut candidates: Vec<(u32, String, Why)> = Vec::new();
    let mut taken = HashSet::new();
    for heading in bodies.iter().flat_map(|body| headings(body, &common)) {
        // On few pages one that stands there alone says nothing that comes back.
        let again = pages.len() >= FEW || times(&units, heading) > 1;
        if again && taken.insert(fold(heading)) {
            candidates.push((u32::MAX, heading.to_owned(), Why::Heading));
        }
    }
    // What is written in capitals throughout gives way to the same words written as usual.
    for loud in [false, true] {
        for unit in &units {
            phrases(&words(unit, &common), &mut |phrase| {
                let count = seen.pages(phrase);
                // A word that is as often written small is no name.
                let is_name = phrase.len() > 1 || low.pages(phrase) * 3 < count;
                let fits = count >= least
                    && is_name
                    && is_loud(phrase) == loud
                    && !seen.is_row(phrase)
                    && !verbs.end(phrase);
                if fits && taken.insert(key(phrase)) {
                    let why = if is_capital(phrase) { Why::Capitals } else { Why::Phrase };
                    candidates.push((count, written(unit, phrase), why));
                }
            });
        }
    }
    order::sort_by_key(&mut candidates, |(count, ..)| std::cmp::Reverse(*count));
    let (headings, others): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|(.., why)| *why == Why::Heading);
    let candidates: Vec<_> = headings
        .into_iter()
        .take(MOST_CANDIDATES)
        .chain(others.into_iter().take(MOST_CANDIDATES))
        .collect();
    let finder = Finder::new(candidates.iter().map(|(_, name, _)| [name.as_str()]));
    let found = pages_found(&finder.find(pages), candidates.len());
    // What stands on half of all pages tells none of them apart.
    let most = (pages.len() / 2).max(4);
    let least = if pages.len() < FEW { 1 } else { least as usize };
    let proposals = candidates.into_iter().zip(found).map(|((count, name, why), found)| {
        let times = if pages.len() < FEW { count as usize } else { found.pages.len() };
        (times, Proposal { name, why, found })
    });
    let fits = |(_, one): &(usize, Proposal)| (least..=most).contains(&one.found.pages.len());
    let mut proposals: Vec<(usize, Proposal)> = proposals.filter(fits).collect();
    order::sort_by(&mut proposals, |(often, a), (less, b)| {
        // A heading of one word that is written small elsewhere is a word like others.
        let plain = |one: &Proposal| {
            let mut only = words(&one.name, &common);
            for word in &mut only {
                word.strong = true;
            }
            only.len() == 1 && low.pages(&only) as usize * 3 >= one.found.pages.len()
        };
        let worth = |times: &usize, one: &Proposal| match one.why {
            Why::Heading if plain(one) => *times,
            Why::Phrase => times.saturating_mul(2),
            Why::Heading | Why::Capitals => times.saturating_mul(3),
        };
        worth(less, b).cmp(&worth(often, a)).then_with(|| b.name.len().cmp(&a.name.len()))
    });
    distinct(proposals.into_iter().map(|(_, proposal)| proposal).collect())
}

/// The text of each page, as far as it is read, without lines that come back word by word.
fn texts(pages: &[&str]) -> Vec<String> {
    let mut left = MOST_TEXT;
    let bodies: Vec<&str> = bodies(pages)
        .into_iter()
        .map(|body| {
            let body = &body[..body.floor_char_boundary(left)];
            left -= body.len();
            body
        })
        .collect();
    let mut times: HashMap<&str, (usize, usize)> = HashMap::new();
    for (number, line) in lines(&bodies) {
        let (count, last) = times.entry(line).or_insert((0, usize::MAX));
        if *last != number {
            (*count, *last) = (*count + 1, number);
        }
    }
    let repeats = |line: &str| times.get(line.trim()).is_some_and(|(count, _)| *count >= REPEATED);
    let kept = |line: &str| if repeats(line) { "\n".to_owned() } else { format!("{line}\n") };
    bodies.iter().map(|body| body.lines().map(kept).collect()).collect()
}

/// The lines of pages that hold something, each with the place of its page.
fn lines<'a>(bodies: &[&'a str]) -> impl Iterator<Item = (usize, &'a str)> {
    let bodies = bodies.iter().enumerate();
    let lines = bodies.flat_map(|(number, body)| body.lines().map(move |line| (number, line)));
    lines.map(|(number, line)| (number, line.trim())).filter(|(_, line)| !line.is_empty())
}

/// In how many units a heading's words stand.
fn times(units: &[&str], heading: &str) -> usize {
    let words = bare(heading);
    units.iter().filter(|unit| bare(unit).contains(&words)).count()
}

/// The words of a text, folded, with a space before and behind each.
fn bare(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |words, word| words + word + " ")
}

/// The strong words of a phrase without their endings in the plural: `gestion des paquets` and
/// `gestion de paquet` are one.
fn stems(name: &str) -> Vec<String> {
    let words = bare(name);
    let strong = words
        .split_whitespace()
        .filter(|word| word.len() > 2 && !COMMON.contains(&format!(" {word} ")));
    strong.map(|word| word.trim_end_matches(['s', 'x']).to_owned()).collect()
}

/// The first of those that say the same or are part of each other on nearly the same pages.
fn distinct(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut kept: Vec<Proposal> = Vec::new();
    let same = |known: &Proposal, one: &Proposal| {
        let (words, known_words) = (bare(&one.name), bare(&known.name));
        let shared = known.found.pages.intersection(&one.found.pages).count();
        let part = known_words.contains(words.trim_end())
            || words.contains(known_words.trim_end())
            || patterns(&known.name).contains(&words)
            || patterns(&one.name).contains(&known_words);
        stems(&known.name) == stems(&one.name)
            || (part && shared * 10 >= one.found.pages.len().min(known.found.pages.len()) * 7)
    };
    for one in proposals {
        let Some(at) = kept.iter().position(|known| same(known, &one)) else {
            if kept.len() < MOST {
                kept.push(one);
            }
            continue;
        };
        // The longer phrase says more where it stands nearly as often.
        let often = one.found.pages.len() * 10 >= kept[at].found.pages.len() * 7;
        let longer = stems(&one.name).len() > stems(&kept[at].name).len();
        if longer && often {
            let mut others = kept.split_off(at + 1);
            others.retain(|other| !same(other, &one));
            kept[at] = one;
            kept.append(&mut others);
        }
    }
    kept
}

/// Where a phrase stands.
#[derive(Clone, Copy)]
struct Tally {
    /// On how many pages, and which was the last.
    pages: u32,
    last: u32,
    /// How often, and how often of these a line begins with it.
    times: u32,
    starts: u32,
}

/// How often the words of a text have a determiner right behind them, by their hash.
#[derive(Default)]
struct Verbs(HashMap<u64, (u32, u32)>);

impl Verbs {
    fn count(&mut self, words: &[Word<'_>], determiners: &Common) {
        for pair in words.windows(2) {
            if !pair[0].strong || is_high(&pair[0]) {
                continue;
            }
            let (times, followed) = self.0.entry(hash(&pair[..1])).or_default();
            *times += 1;
            let determined = determiners.contains(pair[1].text.to_lowercase().as_str());
            *followed += u32::from(pair[1].joined && determined);
        }
    }

    /// Whether a phrase begins or ends with a verb: `Debian fournit`.
    fn end(&self, phrase: &[Word<'_>]) -> bool {
        let verb = |word: &Word<'_>| {
            let known = self.0.get(&hash(std::slice::from_ref(word)));
            !is_high(word)
                && known.is_some_and(|(times, followed)| *times > 2 && followed * 4 >= *times)
        };
        [phrase.first(), phrase.last()].into_iter().flatten().any(verb)
    }
}

/// Where each phrase stands, by its hash.
#[derive(Default)]
struct Seen(HashMap<u64, Tally>);

impl Seen {
    fn count(&mut self, page: usize, phrase: &[Word<'_>]) {
        let new = Tally { pages: 0, last: u32::MAX, times: 0, starts: 0 };
        let tally = self.0.entry(hash(phrase)).or_insert(new);
        let page = u32::try_from(page).unwrap_or(u32::MAX);
        if tally.last != page {
            (tally.pages, tally.last) = (tally.pages + 1, page);
        }
        tally.times += 1;
        tally.starts += u32::from(phrase.first().is_some_and(|word| word.line));
    }

    fn pages(&self, phrase: &[Word<'_>]) -> u32 {
        self.0.get(&hash(phrase)).map_or(0, |tally| tally.pages)
    }

    /// Whether lines begin with a phrase nearly wherever it stands, as the heads and rows of
    /// tables do, and no sentence.
    fn is_row(&self, phrase: &[Word<'_>]) -> bool {
        let small = phrase.first().is_some_and(|word| !is_high(word));
        let tally = self.0.get(&hash(phrase));
        small && tally.is_some_and(|tally| tally.times > 3 && tally.starts * 4 >= tally.times * 3)
    }
}

fn key(phrase: &[Word<'_>]) -> String {
    let words: Vec<String> = phrase.iter().map(|word| fold(word.text)).collect();
    words.join(" ")
}

fn hash(phrase: &[Word<'_>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in phrase {
        word.text.to_lowercase().hash(&mut hasher);
    }
    hasher.finish()
}

/// A phrase as the text has it, on one line.
fn written(body: &str, phrase: &[Word<'_>]) -> String {
    let at = |word: &Word<'_>| word.text.as_ptr() as usize - body.as_ptr() as usize;
    let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else { return String::new() };
    let words = &body[at(first)..at(last) + last.text.len()];
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a phrase is written in capitals throughout, and is no abbreviation.
fn is_loud(phrase: &[Word<'_>]) -> bool {
    let loud = |word: &Word<'_>| {
        word.text.chars().all(|sign| !sign.is_lowercase())
            && word.text.chars().nth(SHOUTED - 1).is_some()
    };
    phrase.iter().filter(|word| word.strong).all(loud)
}

fn is_high(word: &Word<'_>) -> bool {
    word.text.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a phrase is written with capitals where no sentence asks for them.
fn is_capital(phrase: &[Word<'_>]) -> bool {
    let strong = || phrase.iter().filter(|word| word.strong);
    strong().all(is_high) && !phrase.first().is_some_and(|word| word.first)
}

/// Hands on each phrase of a text: single words in capitals, and two to four words that begin
/// and end with strong ones.
fn phrases<'a>(words: &[Word<'a>], take: &mut dyn FnMut(&[Word<'a>])) {
    for start in 0..words.len() {
        if !words[start].strong {
            continue;
        }
        if is_high(&words[start]) && !words[start].first {
            take(&words[start..=start]);
        }
        for end in start + 1..words.len().min(start + LONGEST) {
            if !words[end].joined {
                break;
            }
            if words[end].strong {
                take(&words[start..=end]);
            }
        }
    }
}

/// The words of a text; an apostrophe parts them.
fn words<'a>(body: &'a str, common: &Common) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::new();
    let mut from = None;
    let mut between = 0;
    let mut begun = false;
    for (at, sign) in body.char_indices().chain([(body.len(), ' ')]) {
        let inside = sign.is_alphanumeric() || (sign == '-' && from.is_some());
        match (inside, from) {
            (true, None) => {
                let gap = &body[between..at];
                let begins = words.is_empty() || gap.contains('\n');
                let second = !begins && begun;
                begun = begins;
                let new_line = gap.contains("\n\n") || words.is_empty();
                let ended = gap.contains(['.', '!', '?', '…', ':', '•', '—', '«', '“', '"']);
                let joined = gap.chars().all(|sign| sign.is_whitespace() || "’'".contains(sign));
                let text = &body[at..at];
                words.push(Word {
                    text,
                    first: new_line || ended,
                    line: begins || second,
                    joined: joined && !new_line,
                    strong: false,
                });
                from = Some(at);
            }
            (false, Some(start)) => {
                let text = body[start..at].trim_end_matches('-');
                if let Some(word) = words.last_mut() {
                    word.text = text;
                    word.strong = text.chars().nth(2).is_some()
                        && text.chars().any(char::is_alphabetic)
                        && !common.contains(text.to_lowercase().as_str());
                }
                (from, between) = (None, start + text.len());
            }
            _ => {}
        }
    }
    words
}

/// A heading without the article that it begins with.
fn without_article(heading: &str) -> &str {
    let begins = |article: &&&str| {
        heading.get(..article.len()).is_some_and(|start| start.to_lowercase() == **article)
    };
    ARTICLES.iter().find(begins).map_or(heading, |article| &heading[article.len()..])
}

/// Lines that look like headings, without their numbers and first article.
fn headings<'a>(body: &'a str, common: &Common) -> impl Iterator<Item = &'a str> {
    let mut before_blank = true;
    let lines: Vec<&'a str> = body.lines().map(str::trim).collect();
    (0..lines.len()).filter_map(move |at| {
        let line = lines[at];
        let blank = std::mem::replace(&mut before_blank, line.is_empty());
        let numbered =
            line.trim_start_matches(|sign: char| sign.is_numeric() || " .)".contains(sign));
        let is_numbered = numbered.len() < line.len();
        let numbered = without_article(numbered);
        let alone = blank && lines.get(at + 1).is_none_or(|next| next.is_empty());
        let words = words(numbered, common);
        let fits = numbered.chars().count() <= LONGEST_HEADING
            && (1..=6).contains(&words.len())
            && line.chars().find(|sign| sign.is_alphabetic()).is_some_and(char::is_uppercase)
            && numbered.ends_with(char::is_alphabetic)
            && words.iter().all(|word| word.joined || word.first)
            && words.first().is_some_and(|word| word.strong);
        (fits && (is_numbered || alone)).then_some(numbered)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pages: &[&str]) -> Vec<(String, Why, usize)> {
        let proposals = propose(pages).into_iter();
        proposals.map(|one| (one.name, one.why, one.found.pages.len())).collect()
    }

    #[test]
    fn what_comes_back_is_proposed_with_its_pages() {
        let pages = [
            "Fausses nouvelles\n\nLe rapport parle du Dark Web, et de la souveraineté numérique.",
            "On voit la souveraineté numérique et les fausses nouvelles. Il pleut.",
            "Dans le Dark Web, les fausses nouvelles vont vite. Il pleut encore.",
            "Rien à dire, sauf de la souverai-\nneté numérique.",
            "Encore rien. Il neige. Mais le Dark Web et les fausses nouvelles restent.",
            "Une page blanche.",
            "Une autre page.",
            "La fin.",
        ];
        let found = names(&pages);
        assert!(found.contains(&("Fausses nouvelles".into(), Why::Heading, 4)), "{found:?}");
        assert!(found.contains(&("Dark Web".into(), Why::Capitals, 3)), "{found:?}");
        assert!(found.contains(&("souveraineté numérique".into(), Why::Phrase, 3)), "{found:?}");
        let single = |name: &str| found.iter().any(|(found, ..)| found == name);
        assert!(!single("Il") && !single("Dark") && !single("Rien"), "{found:?}");
    }

    #[test]
    fn an_article_of_one_page_is_asked_by_its_lines() {
        let page = "La grande distribution change.\nOn y parle de souveraineté numérique.\n\
            Rien de neuf.\nLa souveraineté numérique, encore.\nOn en parle.";
        assert_eq!(names(&[page]), [("souveraineté numérique".to_owned(), Why::Phrase, 1)]);
    }

    #[test]
    fn rows_that_come_back_articles_and_parts_of_the_document_are_left_out() {
        let page = |n: usize| {
            let word =
                ["pomme", "poire", "prune", "cerise", "figue", "mûre", "noix", "noisette"][n];
            let more =
                if n < 3 { "On lit les PAGES du grand verger en exemple suivant." } else { "" };
            format!(
                "Une {word} tombe.\nnom taille poids\nIl y a la {word}.\n{more}\nAprès la {word}.\nFin {word}."
            )
        };
        let mut pages: Vec<String> = (0..8).map(page).collect();
        pages[0].push_str("\n\nLe grand verger\n\nIntroduction\n\n");
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        assert_eq!(names(&pages), [("grand verger".to_owned(), Why::Heading, 3)]);
    }

    #[test]
    fn verbs_counts_and_heads_of_tables_are_left_out_and_plurals_are_one() {
        let fruit = ["pomme", "poire", "prune", "cerise", "figue", "mûre", "noix", "noisette"];
        let page = |n: usize| {
            let word = fruit[n];
            let some = [
                format!(
                    "On dit partout que la haie vive fournit une {word}. Les trois années de {word} passent."
                ),
                format!(
                    "On sait bien que des haies vives fournissent la {word}, en trois années. Le clos fournit la {word}."
                ),
            ];
            let table = format!("genre hauteur poids {word}\nnoir dix vert\n");
            let text = if n < 4 {
                some[n % 2].as_str()
            } else {
                "Il pleut, et une haie vive fournit le bois."
            };
            let verb = if n < 3 {
                format!("Par ici, le clos fournit des {word}s.")
            } else {
                String::new()
            };
            format!("{text}\n{table}{verb}\nFin {word}.")
        };
        let mut pages: Vec<String> = (0..6).map(page).collect();
        pages.extend((6..16).map(|n| format!("Vide {n}.")));
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        let found = names(&pages);
        let name = |name: &str| found.iter().filter(|(found, ..)| found.contains(name)).count();
        assert_eq!(name("vive"), 1, "{found:?}");
        assert_eq!((name("fournit"), name("années"), name("hauteur")), (0, 0, 0), "{found:?}");
    }

    #[test]
    fn the_headline_of_an_article_comes_back_or_is_no_topic() {
        let page = "Les gares rouvrent leurs guichets\n\nUn guichet rouvre.\n\nTrains de nuit\n\n\
            On aime les trains de nuit, et la nuit.";
        let found = names(&[page]);
        assert_eq!(found, [("Trains de nuit".to_owned(), Why::Heading, 1)]);
    }

    #[test]
    fn what_stands_on_half_of_all_pages_is_not_proposed() {
        let page = |n: usize| format!("Le Grand Livre a {n} pages.");
        let pages: Vec<String> = (0..9).map(page).collect();
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        assert_eq!(names(&pages), []);
    }
}

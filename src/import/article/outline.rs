//! What surrounds a block: whose section it stands in, which question it answers, and whether it
//! only lists what the article cites.

use std::collections::HashMap;

use super::blocks::{self, Block, Kind};
use super::notes;
use super::patterns::regex;
use super::speech::Rules;
use super::who::{NAME, People, Speaker, is_person, trimmed};
use crate::import::prose::front_value;

/// Where a block stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Place {
    /// In the article's own text.
    #[default]
    Open,
    /// Below a heading that names a person; `alone` where nothing is quoted there.
    Section { speaker: Speaker, alone: bool },
    /// A question of whoever asks.
    Question,
    /// What answers a question.
    Answer(Speaker),
    /// In a list of works, of links or of posts.
    Works,
}

/// The most blocks of one answer.
const MOST_OF_ANSWER: usize = 12;
/// The longest question, in letters.
const LONGEST_QUESTION: usize = 250;

/// Headings below which nothing is said.
const WORKS: [&str; 20] = [
    "references",
    "références",
    "bibliography",
    "bibliographie",
    "works cited",
    "sources",
    "further reading",
    "notes",
    "pour aller plus loin",
    "related",
    "related posts",
    "à lire aussi",
    "lire aussi",
    "see also",
    "voir aussi",
    "footnotes",
    "read more",
    "en savoir plus",
    "resources",
    "ressources",
];

/// Labels of questions, and of answers: `Q.`, `Question :`, `R. :`, `A –`.
const QUESTIONS: [&str; 2] = ["Question", "Q"];
pub(super) const ANSWERS: [&str; 4] = ["Réponse", "Answer", "R", "A"];

/// Where the words begin behind one of some labels.
pub(super) fn behind_label(text: &str, labels: &[&str]) -> Option<usize> {
    let rest = labels.iter().find_map(|label| text.strip_prefix(label))?;
    let rest = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let words = rest.trim_start_matches([' ', '.', ':', '–', '—', '-']);
    let marks = &rest[..rest.len() - words.len()];
    let labels = marks.contains(['.', ':', '–', '—']) && (marks.ends_with(' ') || marks == ":");
    labels.then_some(text.len() - words.len())
}

/// Joins the paragraphs of each answer, and says where every block stands.
pub(super) fn outline(
    blocks: Vec<Block>,
    rules: &Rules,
    people: &People,
    title: &str,
) -> Result<(Vec<Block>, Vec<Place>), regex::Error> {
    let questions: Vec<bool> = questions(&blocks);
    let asked = questions.iter().filter(|&&question| question).count();
    let labelled = blocks.iter().filter(|block| rules.turn(block).is_some()).count();
    let interviewed = if asked >= 2 && labelled < asked {
        interviewed(&blocks, &questions, people, title)?
    } else {
        None
    };
    let (blocks, mut places) = placed(blocks, &questions, asked, interviewed.as_ref(), rules);
    sections(&blocks, &mut places, rules, people);
    Ok((blocks, places))
}

/// Which blocks are questions: set apart by bold letters, a heading or a label; where three or
/// more are, plain ones too.
fn questions(blocks: &[Block]) -> Vec<bool> {
    let short = |block: &Block| {
        block.text.trim_end().ends_with('?') && block.text.chars().count() <= LONGEST_QUESTION
    };
    let marked = |block: &Block| {
        behind_label(&block.text, &QUESTIONS).is_some()
            || (short(block) && (block.strong || matches!(block.kind, Kind::Heading)))
    };
    let plain = blocks.iter().filter(|block| short(block) && block.kind == Kind::Text).count();
    blocks
        .iter()
        .map(|block| {
            marked(block) || (plain >= 3 && short(block) && matches!(block.kind, Kind::Text))
        })
        .collect()
}

/// Whose work a review is about: the one person whom its title names and whose surname stands
/// in its text again.
pub(super) fn reviewed(
    blocks: &[Block],
    title: &str,
    people: &People,
    rules: &Rules,
) -> Option<Speaker> {
    const CUES: [&str; 18] = [
        "compte rendu",
        "compte-rendu",
        "recension",
        "critique d",
        "note de lecture",
        "notes de lecture",
        "fiche de lecture",
        "lecture :",
        "book review",
        "book notes",
        "reading notes",
        "review:",
        "review of",
        "reviewed",
        "notes on ",
        "notes from ",
        "thoughts on ",
        "summary of ",
    ];
    let first = blocks.iter().take(2).map(|block| block.text.as_str());
    let heading = [title].into_iter().chain(first).find(|text| {
        let lower = text.replace('\u{a0}', " ").to_lowercase();
        CUES.iter().any(|cue| lower.starts_with(cue))
    })?;
    let again = |name: &str| {
        let surname = name.rsplit(' ').next().unwrap_or(name);
        blocks.iter().filter(|block| block.text.contains(surname)).count()
    };
    rules
        .names
        .find_iter(heading)
        .map(|found| trimmed(found.as_str()))
        .filter(|name| is_person(name) && again(name) >= 2)
        .max_by_key(|name| again(name))
        .and_then(|name| people.named(name))
}

/// Who wrote the book that an article is notes on: its head gives the number or the publisher of the
/// book, its title says whose it is, or one of its first lines is that of a bibliography.
pub(super) fn written_by(
    head: &str,
    title: &str,
    blocks: &[Block],
) -> Result<Option<String>, regex::Error> {
    let book = ["isbn", "isbn13", "publisher", "éditeur", "editeur"];
    let is_book = book.iter().any(|key| front_value(head, key).is_some());
    let author = ["author", "auteur", "authors"].iter().find_map(|key| front_value(head, key));
    if let Some(author) = author.filter(|author| is_book && is_person(author)) {
        return Ok(Some(author));
    }
    let by = regex(&format!(r"^(?P<before>\S.*) by (?P<name>{NAME})(?: \(\d{{4}}\))?$"))?;
    let first = blocks.first().filter(|first| first.kind == Kind::Heading);
    let titles = [title].into_iter().chain(first.map(|first| first.text.as_str()));
    let titled = titles.filter_map(|title| by.captures(title.trim())).find_map(|found| {
        let work = !NO_WORKS.iter().any(|word| found["before"].to_lowercase().ends_with(word));
        let name = trimmed(found.name("name")?.as_str()).to_owned();
        (work && is_person(&name)).then_some(name)
    });
    if titled.is_some() {
        return Ok(titled);
    }
    // `Ann LEE, Tolls, Paris, Somebody, 1998, 290 p.`
    let line = regex(
        r"^(?P<name>\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){1,3}), .*\b(?:1[5-9]|20)\d{2}\b,? .*\b\d{2,4} ?(?:p|pp|pages)\b",
    )?;
    let listed =
        blocks.iter().take(MOST_BEFORE_REVIEW).find_map(|block| line.captures(&block.text));
    let name = listed.map(|found| natural(&found["name"]));
    Ok(name.filter(|name| is_person(name)))
}

/// Whose book an article is about that only calls it a book: whom it says to have written one, and names
/// again. Where it was `called` a book, the one person whom its title names will have written it.
pub(super) fn author_of_book(
    blocks: &[Block],
    (title, called): (&str, bool),
    rules: &Rules,
    people: &People,
) -> Result<Option<Speaker>, regex::Error> {
    const BOOK: &str =
        r"(?:livre|ouvrage|essai|roman|manuel|book|essay|novel|classic|monograph|memoir)s?";
    let whose = regex(&format!(
        r"(?P<name>{NAME})(?:(?:,? [^.;:()]{{0,40}}?)?(?: dans (?:son|sa)| in (?:his|her))|[’']s) (?:[\p{{L}}-]+ ){{0,2}}{BOOK}\b|\b{BOOK} (?:by|de|d[’']) ?(?P<by>{NAME})|\b(?:in (?:his|her)|dans (?:son|sa)) (?:[\p{{L}}-]+ ){{0,2}}{BOOK}\b,? (?P<behind>{NAME})"
    ))?;
    let said = blocks.iter().find_map(|block| {
        let found = whose.captures(&block.text)?;
        let name = found.name("name").or(found.name("by")).or(found.name("behind"))?;
        people.named(name.as_str())
    });
    let again = |who: &Speaker| {
        let surname = who.name.rsplit(' ').next().unwrap_or(&who.name);
        blocks.iter().filter(|block| block.text.contains(surname)).count() > 1
    };
    let said = said.filter(|who| is_person(&who.name) && again(who));
    // `Ann Lee and the old tolls`
    let titled = || {
        let who = rules.alone(title, people)?;
        let surname = who.name.rsplit(' ').next()?;
        let named = blocks.iter().filter(|block| block.text.contains(surname)).count();
        (named >= FEWEST_NAMED).then_some(who)
    };
    Ok(said.or_else(|| if called { titled() } else { None }))
}

/// Whom the first lines of notes on a book call its author: `Auteur : Ann Lee`.
pub(super) fn author_line(blocks: &[Block], people: &People) -> Option<Speaker> {
    let mut lines = blocks.iter().take(MOST_BEFORE_REVIEW).filter_map(|block| {
        let (label, name) = block.text.split_once(':')?;
        let label = label.trim().to_lowercase();
        let name = name.trim();
        let author = ["auteur", "auteure", "autrice", "author"].contains(&label.as_str());
        (author && is_person(name)).then(|| people.named(name)).flatten()
    });
    lines.next()
}

/// What titles say that somebody did who wrote no book.
const NO_WORKS: [&str; 8] =
    ["interview", "posted", "written", "guest post", "post", "talk", "photos", "review"];
/// The fewest paragraphs that name somebody whom the title of an article names alone.
const FEWEST_NAMED: usize = 4;
/// The most blocks before the line that names the book of a review.
const MOST_BEFORE_REVIEW: usize = 6;

/// A name without the great letters that bibliographies print surnames in: `Ann LEE`.
fn natural(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let great = word.chars().count() > 2 && word.chars().all(|sign| !sign.is_lowercase());
        match letters.next().filter(|_| great) {
            Some(first) => format!("{first}{}", letters.as_str().to_lowercase()),
            None => word.to_owned(),
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whose work a review is about whose head says that it is one: `author: X, Y (review)`.
pub(super) fn reviewed_in_head(head: &str, blocks: &[Block], rules: &Rules) -> Option<String> {
    const CUES: [&str; 4] = ["compte rendu", "compte-rendu", "recension", "review"];
    let cue = |line: &str| CUES.iter().any(|cue| line.to_lowercase().contains(cue));
    if !head.lines().any(cue) {
        return None;
    }
    // Who wrote the review is told by the same word.
    let lines = head.lines().filter(|line| !cue(line));
    let names = lines.flat_map(|line| rules.names.find_iter(line));
    let mut people = names.map(|found| trimmed(found.as_str())).filter(|name| {
        let surname = name.rsplit(' ').next().unwrap_or(name);
        is_person(name) && blocks.iter().any(|block| block.text.contains(surname))
    });
    people.next().map(str::to_owned)
}

/// Whom an interview is with: the one person named before the first question, or the one named
/// most often there.
fn interviewed(
    blocks: &[Block],
    questions: &[bool],
    people: &People,
    title: &str,
) -> Result<Option<Speaker>, regex::Error> {
    let names = regex(NAME)?;
    let cue = regex(
        r"(?i)entretien|interview|rencontr|portrait|questions? à|répond|témoign|échang|conversation|sat down|spoke (?:to|with)|talk(?:ed|s)? (?:to|with)|chat|asked|q&a",
    )?;
    // What somebody did is asked of them, and of no reader.
    let addressed = regex(
        r"(?i)\b(?:tu|ton|tes)\b|\b(?:avez|étiez|aviez|êtes)-vous\b|\b(?:did|have|were) you\b",
    )?;
    let own = regex(r"\b(?:[Jj]e|[Jj][’']|[Mm]on|[Mm]es|[Nn]ous|[Nn]otre|I|[Mm]y|[Ww]e|[Oo]ur)\b")?;
    let first = questions.iter().position(|&question| question).unwrap_or(0);
    // An article may ask questions of its readers; an interview says that it is one, and who
    // answers speaks of themselves.
    let answers = questions.windows(2).filter(|pair| pair[0] && !pair[1]).count();
    let spoken = questions
        .iter()
        .zip(blocks.iter().skip(1))
        .filter(|(question, answer)| **question && own.is_match(&answer.text))
        .count();
    let labelled =
        blocks.iter().filter(|block| behind_label(&block.text, &ANSWERS).is_some()).count();
    let mut asked = questions.iter().zip(blocks).filter(|(question, _)| **question);
    let said = cue.is_match(title)
        || blocks[..first].iter().any(|b| cue.is_match(&b.text))
        || asked.any(|(_, block)| addressed.is_match(&block.text));
    if !said || (labelled < 2 && spoken * 2 < answers) {
        return Ok(None);
    }
    let mut counts: HashMap<String, (usize, Speaker)> = HashMap::new();
    for block in &blocks[..first] {
        for found in names.find_iter(&block.text) {
            let name = trimmed(found.as_str());
            if !is_person(name) && !people.knows(name) {
                continue;
            }
            let Some(speaker) = people.named(name) else { continue };
            // What stands in brackets or in quotation marks is a work or a house more often.
            let before = &block.text[..found.start()];
            let within = |opens: char, closes: char| {
                before.matches(opens).count() > before.matches(closes).count()
            };
            let aside = within('(', ')') || within('«', '»') || within('“', '”');
            let weight = if aside { 1 } else { 2 };
            counts.entry(speaker.name.clone()).or_insert((0, speaker)).0 += weight;
        }
    }
    let most = counts.values().map(|(count, _)| *count).max().unwrap_or(0);
    let mut foremost = counts.into_values().filter(|(count, _)| *count == most);
    let first = foremost.next();
    Ok(first.filter(|_| foremost.next().is_none()).map(|(_, speaker)| speaker))
}

/// Places questions, answers and lists of works; an answer is one block.
fn placed(
    blocks: Vec<Block>,
    questions: &[bool],
    asked: usize,
    interviewed: Option<&Speaker>,
    rules: &Rules,
) -> (Vec<Block>, Vec<Place>) {
    let (mut kept, mut places): (Vec<Block>, Vec<Place>) = (Vec::new(), Vec::new());
    let (mut works, mut answering, mut seen) = (false, 0, 0);
    let notes = notes::are_notes(&blocks);
    for ((block, &question), &note) in blocks.into_iter().zip(questions).zip(&notes) {
        let heading = block.kind == Kind::Heading || (block.strong && !question);
        if heading {
            works = is_works(&block.text);
        }
        // What stands at the foot of a page says where something was read.
        let place = if works || note || block.text.starts_with("[^") {
            Place::Works
        } else if question && asked >= 2 {
            (answering, seen) = (MOST_OF_ANSWER, seen + 1);
            Place::Question
        } else if heading {
            answering = 0;
            Place::Open
        } else if rules.turn(&block).is_some() {
            answering = MOST_OF_ANSWER - 1;
            Place::Open
        } else if answering == MOST_OF_ANSWER
            && let Some(speaker) = interviewed
        {
            answering -= 1;
            Place::Answer(speaker.clone())
        } else {
            Place::Open
        };
        // The paragraphs behind the first belong to it; those behind the last answer may close
        // the article.
        let goes_on = place == Place::Open
            && block.index.is_empty()
            && !heading
            && (1..MOST_OF_ANSWER).contains(&answering)
            && seen < asked
            && seen > 0
            && behind_label(&block.text, &ANSWERS).is_none()
            && kept.last().is_some_and(Block::has_room)
            && rules.turn(&block).is_none();
        if let (true, Some(last)) = (goes_on, kept.last_mut()) {
            answering -= 1;
            last.join(block);
            continue;
        }
        kept.push(block);
        places.push(place);
    }
    (kept, places)
}

fn is_works(heading: &str) -> bool {
    let heading = heading.trim_end_matches([':', ' ', '\u{a0}']).to_lowercase();
    WORKS.contains(&heading.as_str())
}

/// Places what stands below headings that name a person.
fn sections(blocks: &[Block], places: &mut [Place], rules: &Rules, people: &People) {
    let heads: Vec<(usize, Option<Speaker>)> = blocks
        .iter()
        .enumerate()
        .filter(|(number, block)| {
            // A few bold words that quote nothing head what follows as well.
            let heads = block.kind == Kind::Heading
                || (block.bold_first
                    && !block.text.contains(['«', '“', '"'])
                    && block.text.chars().count() <= LONGEST_QUESTION
                    && rules.headed(block, people).is_some());
            heads && matches!(places[*number], Place::Open)
        })
        .map(|(number, block)| (number, rules.headed(block, people)))
        .collect();
    let several = heads.iter().filter(|(_, speaker)| speaker.is_some()).count() >= 2;
    for (at, (number, speaker)) in heads.iter().enumerate() {
        let Some(speaker) = speaker else { continue };
        let end = heads.get(at + 1).map_or(blocks.len(), |(next, _)| *next);
        let quoted = blocks[number + 1..end].iter().any(|block| {
            block.kind == Kind::Quotation || block.text.contains(['«', '“', '"', '”'])
        });
        // Below the only name that is a heading stands the rest of the article.
        let last = heads.len() == at + 1;
        if last && !several {
            continue;
        }
        for place in &mut places[number + 1..end] {
            if *place == Place::Open {
                *place = Place::Section { speaker: speaker.clone(), alone: several && !quoted };
            }
        }
    }
}

/// The title that an article gives itself: in its head, or as the heading that it begins with.
pub(super) fn own_title(source: &str, blocks: &[Block]) -> Option<String> {
    let first = || blocks.first().filter(|block| block.kind == Kind::Heading);
    front_value(blocks::head(source), "title")
        .or_else(|| first().map(|block| block.text.trim().to_owned()))
        .filter(|title| !title.is_empty())
}

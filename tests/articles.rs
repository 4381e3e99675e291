//! Articles in many styles become drafts, held against what a careful reader wrote down:
//! statements, speakers and page lists must not fall below what was reached.
#![cfg(feature = "documents")]
#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use renvoi::corpus::Voice;
use renvoi::corpus::file::{CorpusFile, StatementRecord};
use renvoi::import::article::draft;
use serde_json::Value;

/// The most words that may stand before the opening words of a statement.
const MOST_BEFORE: usize = 45;

/// Letters and digits alone, so that marks, accents and spaces decide nothing.
fn plain(text: &str) -> String {
    let folded = renvoi::query::fold(text);
    folded
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Counts over one article or all.
#[derive(Debug, Default)]
struct Score {
    drafted: usize,
    meant: usize,
    found: usize,
    speakers: usize,
    listed: usize,
    wanted: usize,
    agree: usize,
}

/// The pages of a statement that are printed beside it.
fn printed(said: &StatementRecord) -> Vec<u32> {
    let pages = said.pages.clone().unwrap_or_default();
    if pages.inherited { Vec::new() } else { pages.list.unwrap_or_default() }
}

fn numbers(gold: &Value) -> Vec<u32> {
    let list = gold["pages"].as_array().cloned().unwrap_or_default();
    list.iter().map(|page| u32::try_from(page.as_u64().unwrap()).unwrap()).collect()
}

/// Whether a statement holds the opening words of one in a gold file, in one of their forms.
fn holds(said: &StatementRecord, gold: &Value) -> bool {
    let exact = said.position.as_ref().and_then(|position| position.exact.clone()).unwrap();
    let words = format!(" {}", plain(&exact));
    let others = gold["quotes"].as_array().into_iter().flatten();
    std::iter::once(&gold["quote"]).chain(others).any(|form| {
        let opening: String = plain(form.as_str().unwrap()).chars().take(60).collect();
        words
            .find(&format!(" {}", opening.trim()))
            .is_some_and(|at| words[..at].matches(' ').count() <= MOST_BEFORE)
    })
}

fn is_right(said: &StatementRecord, gold: &Value, file: &CorpusFile, experts: &[Value]) -> bool {
    if gold["note"].as_str().is_some_and(|note| note.contains("author")) {
        return said.voice == Some(Voice::Author) && said.experts.is_empty();
    }
    let name = |id: &String| {
        file.experts.iter().find(|e| e.id.as_ref() == Some(id)).and_then(|e| e.name.clone())
    };
    let drafted = said.experts.iter().filter_map(name).map(|name| plain(&name));
    let who = gold["expert"].as_str().unwrap();
    let known = experts.iter().filter(|expert| expert["name"] == who);
    let aliases =
        known.flat_map(|expert| expert["aliases"].as_array().cloned().unwrap_or_default());
    let mut meant: HashSet<String> = aliases.map(|form| plain(form.as_str().unwrap())).collect();
    meant.insert(plain(who));
    drafted.into_iter().any(|name| meant.contains(&name))
}

/// Holds one article against its gold file.
fn score(article: &Path, total: &mut Score) {
    let source = fs::read_to_string(article).unwrap();
    let gold = article.with_extension("gold.json");
    let gold: Value = serde_json::from_slice(&fs::read(gold).unwrap()).unwrap();
    let file = draft(&source, "essai").unwrap();
    let experts = gold["experts"].as_array().unwrap();
    let mut left: Vec<&Value> = gold["statements"].as_array().unwrap().iter().collect();
    total.meant += left.len();
    total.drafted += file.statements.len();
    total.wanted += left.iter().filter(|gold| !numbers(gold).is_empty()).count();
    for said in &file.statements {
        assert!(said.draft && said.rule.is_some() && said.confidence.is_some(), "{said:?}");
        total.listed += usize::from(!printed(said).is_empty());
        let Some(at) = left.iter().position(|gold| holds(said, gold)) else { continue };
        let gold = left.remove(at);
        total.found += 1;
        total.speakers += usize::from(is_right(said, gold, &file, experts));
        total.agree += usize::from(!numbers(gold).is_empty() && numbers(gold) == printed(said));
    }
    let topic = |id: &Option<String>| {
        file.topics.iter().find(|topic| topic.id == *id).and_then(|topic| topic.name.clone())
    };
    let mut lists: Vec<(String, Vec<u32>)> = gold["citations"]
        .as_array()
        .map(|lists| {
            lists.iter().map(|l| (plain(l["topic"].as_str().unwrap()), numbers(l))).collect()
        })
        .unwrap_or_default();
    total.wanted += lists.len();
    for citation in &file.citations {
        let told = citation.rule.is_some() && citation.confidence.is_some();
        assert!(citation.draft && told, "{citation:?}");
        let pages = citation.pages.clone().and_then(|pages| pages.list).unwrap_or_default();
        let list = (plain(&topic(&citation.topic).unwrap_or_default()), pages);
        total.listed += 1;
        if let Some(at) = lists.iter().position(|known| *known == list) {
            lists.remove(at);
            total.agree += 1;
        }
    }
}

/// The rule names whatever drafted a statement or a page list, and a reviewer reads words.
#[cfg(feature = "tui")]
#[test]
fn every_rule_that_drafts_is_put_into_words_in_both_languages() {
    use renvoi::app::review::rule_words;
    use renvoi::lang::Lang;
    // Rules that none of the articles is drafted by stand here in sentences of their own.
    let mut sources = vec![
        "In Ann Lee’s view, the bridge holds (p. 3). Same verdict from Bo Hale: it holds (p. 4).".to_owned(),
        "Her own review of forty mills found that the wheels turn (p. 9). The plan is defended by Ann Lee, who says that it holds (p. 5). Ann Lee ends by noting that it holds (p. 6).".to_owned(),
        "Trams: p. 3, 5\n\nFog: p. 8, 9\n\nRain: p. 11, 12".to_owned(),
        "Snow runs from page 20 to page 24. They come back on pages 30 and 38.".to_owned(),
        "Loved.[^1] Not so.[^2]\n\n[^1]: On the valley, see pp. 4, 9 and 12; on mills, pp. 14-18.\n[^2]: Bread: pp. 20, 24, 29.".to_owned(),
        "- Lost pears (pp. 4–10): 23 have gone\n- Found pears (pp. 14–19): 3 are back".to_owned(),
        "What do the residents want? They ask for shade on pages 3, 5 and 9.".to_owned(),
        "# A\n\n## Old gates\n\nPages 60 to 64 are a delight.".to_owned(),
    ];
    for entry in fs::read_dir("tests/data/articles").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end != "json") {
            sources.push(fs::read_to_string(path).unwrap());
        }
    }
    let drafts = sources.iter().map(|source| draft(source, "An article").unwrap());
    let rules = drafts.flat_map(|draft| {
        let said = draft.statements.into_iter().map(|said| said.rule);
        said.chain(draft.citations.into_iter().map(|list| list.rule)).collect::<Vec<_>>()
    });
    let rules: HashSet<String> = rules.flatten().collect();
    assert!(rules.len() > 30, "{rules:?}");
    for rule in rules {
        let words = [Lang::En, Lang::Fr].map(|lang| rule_words(&rule, lang));
        assert!(words[0].is_some() && words[0] != words[1], "{rule}: {words:?}");
    }
}

#[test]
fn articles_in_many_styles_are_drafted_as_well_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let mut total = Score::default();
    let mut articles: Vec<_> =
        fs::read_dir(folder).unwrap().map(|found| found.unwrap().path()).collect();
    articles.retain(|path| path.extension().is_some_and(|kind| kind != "json"));
    assert!(articles.len() >= 27);
    for article in &articles {
        score(article, &mut total);
    }
    let share = |part: usize, whole: usize| part * 100 / whole;
    let reached = [
        ("statements right", share(total.found, total.drafted), 90),
        ("statements found", share(total.found, total.meant), 90),
        ("speakers right", share(total.speakers, total.found), 92),
        ("page lists right", share(total.agree, total.listed), 97),
        ("page lists found", share(total.agree, total.wanted), 100),
    ];
    for (what, percent, floor) in reached {
        assert!(percent >= floor, "{what}: {percent} %, at least {floor} % ({total:?})");
    }
}

/// An article in the forms of the built-in one, and those that other articles have.
const FORMS: &str = "\
Nous allons parler notamment de vergers, haies, puits, ruches, outils partagés, et…de repos.

Le jardin devient plus vaste (Odile Marchand p 10) voire même un verger (Berthier, p 11 cité par le même auteur). \
Voir aussi p. 99.

Sans oublier l’inévitable FleurBox (tout le monde l’a cité, pp 3,8,11, 38, 39 et il a enterré le semis qui poussait avant lui). \
Les « haies vives » sont moins évoquées (pp 135-7 et 140).

Rémi de La Tour (p22) nous parle des puits. « Ces puits […] sont un “miroir” du ciel », ajoute-t-il.

Le sol se repose (Louise Ferrand, p. 41). Il respire (ibid., p. 43).

Ce carnetLe carnet (ou cahier) est un livre de 53 pages. paru hier dira le reste.
";

#[test]
fn every_form_of_reference_is_drafted_by_the_program() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), FORMS).unwrap();
    let mut command = assert_cmd::Command::cargo_bin("renvoi").unwrap();
    command.env_clear().current_dir(folder.path());
    let output = command.args(["import", "a.txt", "--draft", "-o", "c.json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let file: CorpusFile =
        serde_json::from_slice(&fs::read(folder.path().join("c.json")).unwrap()).unwrap();
    let names = |ids: &[String]| {
        let name = |id: &String| {
            file.experts.iter().find(|e| e.id.as_ref() == Some(id)).and_then(|e| e.name.clone())
        };
        ids.iter().filter_map(name).collect::<Vec<_>>().join("+")
    };
    let said: Vec<(String, String, String, Vec<u32>)> = file
        .statements
        .iter()
        .map(|said| {
            let pages = said.pages.clone().unwrap_or_default();
            let printed = pages.printed.clone().unwrap_or_default();
            (names(&said.experts), names(&said.via), printed, pages.list.unwrap_or_default())
        })
        .collect();
    let one = |who: &str, via: &str, printed: &str, pages: &[u32]| {
        (who.to_owned(), via.to_owned(), printed.to_owned(), pages.to_vec())
    };
    assert_eq!(
        said,
        [
            one("Odile Marchand", "", "p 10", &[10]),
            one("Berthier", "Odile Marchand", "p 11", &[11]),
            one("Rémi de La Tour", "", "p22", &[22]),
            one("Rémi de La Tour", "", "", &[]),
            one("Louise Ferrand", "", "p. 41", &[41]),
            one("Louise Ferrand", "", "p. 43", &[43]),
        ]
    );
    assert_eq!(file.statements[3].quote.as_deref(), Some("Ces puits […] sont un “miroir” du ciel"));
    let topic = |id: &Option<String>| {
        file.topics.iter().find(|topic| topic.id == *id).and_then(|topic| topic.name.clone())
    };
    let lists: Vec<(String, Vec<u32>)> = file
        .citations
        .iter()
        .map(|cited| {
            let pages = cited.pages.clone().and_then(|pages| pages.list).unwrap_or_default();
            (topic(&cited.topic).unwrap(), pages)
        })
        .collect();
    assert_eq!(
        lists,
        [
            ("FleurBox".to_owned(), vec![3, 8, 11, 38, 39]),
            ("haies vives".to_owned(), vec![135, 136, 137, 140]),
        ]
    );
    let announced = file.topics.iter().filter(|topic| topic.announced.is_some()).count();
    assert_eq!(announced, 6);
    let defined = file.topics.iter().find(|topic| topic.definition.is_some()).unwrap();
    assert_eq!(defined.name.as_deref(), Some("carnet"));
    let words = defined.definition.as_ref().unwrap().text.as_deref().unwrap();
    assert_eq!(words, "Le carnet (ou cahier) est un livre de 53 pages.");
}

/// Words as an article may print them, and as they are read.
const WORDS: [(&str, &str); 16] = [
    ("arbre", "arbre"),
    ("&eacute;t&eacute;", "été"),
    ("<b>haie</b>", "haie"),
    ("**verger**", "verger"),
    ("e\u{301}cole", "e\u{301}cole"),
    ("😀", "😀"),
    ("[lien](http://a.example/b_(c))", "lien"),
    ("&amp;", "&"),
    ("<a href=\"x\">mot</a>", "mot"),
    ("l&rsquo;eau", "l’eau"),
    ("« oui, je le veux bien »", "« oui, je le veux bien »"),
    ("Odile Marchand dit que", "Odile Marchand dit que"),
    ("(Odile Marchand p 12)", "(Odile Marchand p 12)"),
    ("selon Odile Marchand,", "selon Odile Marchand,"),
    ("(pp. 3, 5 et 9).", "(pp. 3, 5 et 9)."),
    ("vite.\n\n", "vite. "),
];

/// What a stretch of the source says, its marks off.
fn unmarked(source: &str) -> String {
    let tags = regex::Regex::new(r"<[^>]*>|\]\([^()]*(?:\([^()]*\))?[^()]*\)|[\[*]").unwrap();
    let plain = tags.replace_all(source, "");
    let plain = plain.replace("&eacute;", "é").replace("&rsquo;", "’").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever an article holds, each place stands in it and says the words that are there.
    #[test]
    fn places_stand_in_the_source_and_say_its_words(
        picked in prop::collection::vec(0..WORDS.len(), 1..60),
    ) {
        let source: Vec<&str> = picked.iter().map(|&word| WORDS[word].0).collect();
        let source = source.join(" ");
        let file = draft(&source, "essai").unwrap();
        let letters: Vec<char> = source.chars().collect();
        let stated = file.statements.iter().filter_map(|said| said.position.as_ref());
        let cited = file.citations.iter().filter_map(|cited| cited.position.as_ref());
        for position in stated.chain(cited) {
            let (from, to) = (position.start.unwrap() as usize, position.end.unwrap() as usize);
            prop_assert!(from < to && to <= letters.len());
            let there: String = letters[from..to].iter().collect();
            let exact = position.exact.clone().unwrap();
            let exact: Vec<&str> = exact.split_whitespace().collect();
            prop_assert_eq!(unmarked(&there), exact.join(" "));
        }
    }

    /// Any text gives a draft.
    #[test]
    fn any_text_is_drafted(text in "(\\PC|[\\n<>&;«»“”\"{}\\[\\]()*_#:.,0-9p]|Odile Marchand ){0,200}") {
        prop_assert!(draft(&text, "essai").is_ok());
    }
}

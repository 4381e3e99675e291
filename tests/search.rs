//! The grammar of finding, on the built-in report: in panes, everywhere, on the
//! command line. What is expected is written down from the article's facts.
#![expect(clippy::unwrap_used, reason = "a test: what is missing here is a failure")]

#[cfg(feature = "tui")]
#[expect(dead_code, clippy::panic, reason = "a test, shared with others that ask for more")]
#[path = "support/reader.rs"]
mod reader;

use assert_cmd::Command;
use renvoi::corpus::{Corpus, builtin};
use renvoi::index::Index;
use renvoi::lang::Lang;
use renvoi::query::{Finder, Found, Query, Record};
use serde_json::Value;

struct Known {
    corpus: Corpus,
    finder: Finder,
}

fn known() -> Known {
    let corpus = builtin().corpus;
    let finder = Finder::new(&corpus, &Index::new(&corpus));
    Known { corpus, finder }
}

impl Known {
    fn topics(&self, typed: &str) -> Vec<&str> {
        let found = self.finder.topics(&Query::parse(typed));
        listed(&found, |&id| &self.corpus.topic(id).name)
    }

    fn experts(&self, typed: &str) -> Vec<&str> {
        let found = self.finder.experts(&Query::parse(typed));
        listed(&found, |&id| &self.corpus.expert(id).name)
    }

    fn statements(&self, typed: &str) -> Vec<&str> {
        let found = self.finder.statements(&Query::parse(typed));
        listed(&found, |&id| &self.corpus.statement(id).slug)
    }

    /// Sure matches of all kinds, each as its kind and name.
    fn everywhere(&self, typed: &str) -> Vec<String> {
        let found = self.finder.everywhere(&Query::parse(typed));
        let name = |record: &Record| match *record {
            Record::Topic(id) => format!("t {}", self.corpus.topic(id).slug),
            Record::Expert(id) => format!("e {}", self.corpus.expert(id).slug),
            Record::Statement(id) => format!("s {}", self.corpus.statement(id).slug),
            Record::Page(at) => format!("p {}", at.page),
        };
        assert_eq!(found.total, found.sure.len());
        found.sure.iter().map(|hit| name(&hit.id)).collect()
    }
}

/// Sure matches, or where there are none the close ones behind a sign.
fn listed<'a, T>(found: &Found<T>, name: impl Fn(&T) -> &'a str) -> Vec<&'a str> {
    let mark = found.sure.is_empty() && !found.close.is_empty();
    let hits = if mark { &found.close } else { &found.sure };
    let names = hits.iter().map(|hit| name(&hit.id));
    mark.then_some("≈").into_iter().chain(names).collect()
}

#[test]
fn spelling_makes_no_difference_in_panes() {
    let known = known();
    for typed in
        ["médias sociaux", "medias sociaux", "medias soc", "MÉDIAS soc", "me\u{301}dias sociaux"]
    {
        assert_eq!(known.topics(typed), ["Médias sociaux"], "{typed}");
    }
    for typed in ["medias", "MÉDIAS", "media"] {
        assert!(known.topics(typed).contains(&"Médias sociaux"), "{typed}");
        assert_eq!(known.statements(typed)[0], "terrien-outils", "{typed}");
    }
    for typed in ["l'attention", "l’attention", "attention"] {
        assert_eq!(known.topics(typed)[0], "Attention", "{typed}");
    }
    for typed in ["fake-news", "fakenews", "fake news", "Fake\u{a0}News"] {
        assert_eq!(known.topics(typed), ["Fake news"], "{typed}");
        let statements = known.statements(typed);
        for slug in ["resume-fake-news", "fayon-fake-news", "douani-fake-news"] {
            assert!(statements.contains(&slug), "{typed}: {statements:?}");
        }
        assert_eq!(known.everywhere(typed)[0], "t fake-news", "{typed}");
    }
    assert_eq!(known.topics("reconaissance"), ["≈", "Reconnaissance faciale"]);
    assert_eq!(known.statements("reconaissance"), ["≈", "resume-dark-web"]);
    assert_eq!(known.experts("ertzscheid"), ["Olivier Ertzscheid"]);
    assert_eq!(known.experts("ertscheid"), ["Olivier Ertzscheid"]);
    assert!(known.experts("ertzcheidd").contains(&"Olivier Ertzscheid"));
    assert_eq!(known.topics("heros-ethique"), ["Héros-éthique"]);
}

#[test]
fn a_ligature_is_two_letters() {
    let mut corpus = builtin().corpus;
    corpus.statements.held_mut()[0].text = "Le cœur de l’affaire".into();
    corpus.statements.held_mut()[1].text = "Le coeur du réacteur".into();
    let finder = Finder::new(&corpus, &Index::new(&corpus));
    for typed in ["coeur", "cœur", "CŒUR", "'oeu", "\"le cœur\"", "^le\\ coeur"] {
        assert_eq!(finder.statements(&Query::parse(typed)).sure.len(), 2, "{typed}");
    }
    let lit = Query::parse("coe").highlights("le cœur");
    assert_eq!(&"le cœur"[lit[0].clone()], "cœ");
}

#[test]
fn one_record_holds_a_whole_query() {
    let known = known();
    assert_eq!(known.everywhere("t:\"fake news\" t:tiktok"), ["p 39", "p 40"]);
    assert_eq!(known.everywhere("trend:fakenews tendance:TIKTOK"), ["p 39", "p 40"]);
    assert_eq!(known.everywhere("t:tiktok p:30-38"), ["p 30", "p 38", "t tiktok"]);
    assert_eq!(known.everywhere("t:tiktok p:30-38 kind:page"), ["p 30", "p 38"]);
    assert_eq!(known.everywhere("kind:page t:tiktok -p:4-"), ["p 3"]);
}

#[test]
fn a_word_of_the_text_is_none_of_a_name() {
    let known = known();
    let mut named = 0;
    for word in ["ertzscheid", "fayon", "facebook", "tiktok", "reconnaissance", "sens"] {
        let holds = |text: &str| text.to_lowercase().contains(word);
        let mut held: Vec<&str> = Vec::new();
        for id in known.corpus.statement_ids() {
            let statement = known.corpus.statement(id);
            let texts = statement.texts.all().chain(statement.quote.as_deref());
            if holds(&statement.text) || texts.into_iter().any(holds) {
                held.push(&statement.slug);
            }
        }
        let mut found = known.statements(&format!("text:{word} | texte:{word}"));
        found.retain(|&name| name != "≈");
        found.sort_unstable();
        held.sort_unstable();
        assert_eq!(found, held, "{word}");
        named += usize::from(known.statements(word).len() > held.len());
    }
    assert!(named > 1, "names are held by what speaks of them");
}

#[test]
fn fields_negation_and_alternatives() {
    let known = known();
    assert_eq!(
        known.statements("expert:ertscheid"),
        ["ertzscheid-politique", "casilli-domination"]
    );
    assert_eq!(known.statements("expert:ertscheid -kind:via"), ["ertzscheid-politique"]);
    assert_eq!(known.statements("e:ertscheid kind:via"), ["casilli-domination"]);
    assert_eq!(
        known.statements("kind:quote"),
        ["terrien-outils", "wellhoff-sens", "jourdain-terrain", "douani-fake-news"]
    );
    assert_eq!(known.statements("type:mention"), ["fayon-fake-news"]);
    assert_eq!(known.statements("e:fayon | e:douani"), ["fayon-fake-news", "douani-fake-news"]);
    assert_eq!(known.statements("e:fayon OU e:douani"), ["fayon-fake-news", "douani-fake-news"]);
    assert_eq!(known.statements("p:? e:douani"), ["douani-fake-news"]);
    assert_eq!(known.statements("p:22"), ["jourdain-influence-b2b", "jourdain-terrain"]);
    assert_eq!(known.experts("p:22"), ["Camille Jourdain"]);
    assert_eq!(known.topics("p:40-44 !tiktok"), ["Fake news", "Réinventer le numérique"]);
    let unpaged = known.topics("p:?");
    assert!(unpaged.contains(&"Bonheur") && !unpaged.contains(&"TikTok"), "{unpaged:?}");
    assert_eq!(known.statements("t:influence -t:b2b -t:dark").len(), 2);
    assert_eq!(known.topics("rapport:zzz"), [] as [&str; 0]);
    assert_eq!(known.topics("rapport:tendances p:1-").len(), known.topics("p:1-").len());
}

#[test]
fn signs_at_the_edge_of_words() {
    let known = known();
    for (typed, expected) in [
        ("'ktok", &["TikTok"][..]),
        ("'tiktok'", &["TikTok"]),
        ("'tikto'", &[]),
        ("^fake", &["Fake news"]),
        ("news$", &["Fake news"]),
        ("^fake\\ news$", &["Fake news"]),
        ("^news", &[]),
        ("\"dark web\"", &["Dark Web"]),
        ("\"web dark\"", &[]),
        ("«\u{a0}dark w", &["Dark Web"]),
        ("~drkwb", &["Dark Web"]),
        ("~zzqx", &[]),
    ] {
        assert_eq!(known.topics(typed), expected, "{typed}");
    }
}

#[test]
fn a_bad_term_is_ignored_and_told() {
    let known = known();
    let all = known.topics("tik");
    for typed in ["tik p:abc", "p:abc tik", "tik kind:zzz", "tik p:9-3", "tik t:"] {
        assert_eq!(known.topics(typed), all, "{typed}");
        assert_eq!(Query::parse(typed).problems(true).len(), 1, "{typed}");
    }
    assert_eq!(known.topics("p:abc").len(), known.corpus.topics.len());
    let query = Query::parse("mark:yes");
    assert!(query.problems(true).is_empty());
    assert_eq!(known.topics("mark:yes"), [] as [&str; 0]);
    assert_eq!(
        query.problems(false)[0].sentence(Lang::Fr),
        "Il n’y a encore ni marque ni note\u{a0}: rien ne correspond."
    );
}

fn search(arguments: &[&str]) -> (String, String, i32) {
    let mut program = Command::cargo_bin("renvoi").unwrap();
    program.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8").arg("search");
    let output = program.args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

#[test]
fn the_command_line_speaks_the_same_grammar() {
    let first = |query: &str| -> String {
        let (out, err, code) = search(&[query, "--json"]);
        assert_eq!((err.as_str(), code), ("", 0), "{query}");
        let answer: Value = serde_json::from_str(&out).unwrap();
        let results = answer["results"].as_array().unwrap();
        assert_eq!(answer["total"], results.len());
        let of = if results.is_empty() { &answer["close"] } else { &answer["results"] };
        of[0]["id"].as_str().unwrap().to_owned()
    };
    for (query, id) in [
        ("médias sociaux", "medias-sociaux"),
        ("medias", "medias-sociaux"),
        ("MÉDIAS", "medias-sociaux"),
        ("l'attention", "attention"),
        ("l’attention", "attention"),
        ("fake-news", "fake-news"),
        ("fakenews", "fake-news"),
        ("fake news", "fake-news"),
        ("reconaissance", "reconnaissance-faciale"),
        ("ertzscheid", "olivier-ertzscheid"),
        ("expert:ertscheid kind:statement -kind:via", "ertzscheid-politique"),
    ] {
        assert_eq!(first(query), id, "{query}");
    }
    let (out, err, code) = search(&["t:\"fake news\" t:tiktok"]);
    assert_eq!((out.as_str(), err.as_str(), code), ("2 pages: 39, 40\n", "", 0));
    let (out, err, code) = search(&["brahimi", "p:abc", "--lang", "fr"]);
    assert!(out.contains("Fadhila Brahimi"), "{out}");
    assert_eq!(err, "renvoi: «\u{a0}abc\u{a0}» n’est pas une page\u{a0}: ignoré.\n");
    assert_eq!(code, 0);
    assert_eq!(search(&["t:tiktok p:4-7"]).2, 1);
}

#[test]
fn a_ligature_is_two_letters_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data.json");
    let topic = |id, name| format!("{{\"id\":\"{id}\",\"name\":\"{name}\"}}");
    let topics = [topic("one", "Cœur de cible"), topic("two", "Au coeur"), topic("three", "Cour")];
    let text = format!("{{\"format\":\"renvoi-corpus/1\",\"topics\":[{}]}}", topics.join(","));
    std::fs::write(&data, text).unwrap();
    for typed in ["coeur", "cœur", "CŒUR"] {
        let (out, err, code) = search(&[typed, "--json", "--data", data.to_str().unwrap()]);
        assert_eq!((err.as_str(), code), ("", 0), "{typed}");
        let answer: Value = serde_json::from_str(&out).unwrap();
        let results = answer["results"].as_array().unwrap();
        let ids: Vec<&str> = results.iter().map(|found| found["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["one", "two"], "{typed}");
    }
}

/// What is typed into the filters of the panes, key by key.
#[cfg(feature = "tui")]
mod panes {
    use renvoi::corpus::builtin;
    use renvoi::lang::Lang;

    use super::reader::Reader;

    fn filtered(keys: &str) -> Reader {
        let mut reader = Reader::new(120, 36, Lang::En);
        reader.press(keys);
        reader
    }

    #[test]
    fn accents_and_case_make_no_difference() {
        for typed in ["médias sociaux", "medias sociaux", "MÉDIAS SOCIAUX", "me\u{301}dias soc"] {
            assert_eq!(filtered(&format!("/{typed}")).topics(), ["Médias sociaux"], "{typed}");
        }
        for typed in ["medias", "MÉDIAS", "médias"] {
            let reader = filtered(&format!("/{typed}"));
            assert!(reader.topics().contains(&"Médias sociaux"), "{typed}");
            // And whatever else, in the same order.
            let plain = filtered("/medias").topics().join(", ");
            assert_eq!(reader.topics().join(", "), plain, "{typed}");
        }
    }

    #[test]
    fn either_apostrophe_will_do() {
        for typed in ["l'attention", "l’attention", "attention"] {
            assert_eq!(filtered(&format!("/{typed}")).topics()[0], "Attention", "{typed}");
        }
    }

    #[test]
    fn words_run_on_or_apart() {
        for typed in ["fake-news", "fakenews", "fake news"] {
            let reader = filtered(&format!("/{typed}"));
            assert_eq!(reader.topics(), ["Fake news"], "{typed}");
            let statements = ["fayon-fake-news", "douani-fake-news", "resume-fake-news"];
            assert_eq!(reader.statements(), statements, "{typed}");
        }
    }

    #[test]
    fn a_ligature_is_two_letters() {
        let mut corpus = builtin().corpus;
        corpus.topics[1].name = "Cœur de cible".into();
        corpus.topics[2].name = "Au coeur".into();
        for typed in ["coeur", "cœur", "CŒUR"] {
            let mut reader = Reader::of(corpus.clone(), 120, 36, Lang::En, false);
            reader.press(&format!("/{typed}"));
            let mut topics = reader.topics();
            topics.sort_unstable();
            assert_eq!(topics, ["Au coeur", "Cœur de cible"], "{typed}");
        }
    }

    #[test]
    fn a_missing_letter_is_forgiven_and_said() {
        let reader = filtered("/reconaissance");
        assert_eq!(reader.topics(), ["Reconnaissance faciale"]);
        assert!(reader.screen().contains("close matches"), "{}", reader.screen());
        let reader = filtered("/reconnaissance");
        assert_eq!(reader.topics(), ["Reconnaissance faciale"]);
        assert!(!reader.screen().contains("close matches"), "{}", reader.screen());
    }

    #[test]
    fn a_name_is_found_as_it_is_written_and_as_it_is_printed() {
        for typed in ["ertzscheid", "Ertscheid"] {
            assert_eq!(
                filtered(&format!("a2/{typed}")).experts(),
                ["Olivier Ertzscheid"],
                "{typed}"
            );
        }
    }
}

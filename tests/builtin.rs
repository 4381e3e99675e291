//! Every fact of the built-in corpus.
//!
//! The facts are written out here by hand, so that an edit of the data that
//! loses or invents one is caught. They are read from the raw JSON: what the
//! loader makes of the file is tested with the loader.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// The announced topics, in printed order.
const ANNOUNCED: [(&str, &str); 24] = [
    ("transformation-digitale-et-humaine", "Transformation digitale et humaine"),
    ("visages", "Visages"),
    ("marketing-d-influence", "Marketing d’influence"),
    ("tiktok", "TikTok"),
    ("social-commerce", "Social Commerce"),
    ("pinterest", "Pinterest"),
    ("obfuscation", "Obfuscation"),
    ("heros-ethique", "Héros-éthique"),
    ("tribunal-numerique", "Tribunal numérique"),
    ("tensions", "Tensions"),
    ("attention", "Attention"),
    ("fragmentation-des-reseaux-sociaux", "Fragmentation des réseaux sociaux"),
    ("indicateurs", "Indicateurs"),
    ("competition", "Compétition"),
    ("geants-du-web", "Géants du web"),
    ("storytelling", "Storytelling"),
    ("reconnaissance-faciale", "Reconnaissance faciale"),
    ("dark-web", "Dark Web"),
    ("souverainete-numerique", "Souveraineté numérique"),
    ("intelligence-augmentee", "Intelligence augmentée"),
    ("doubles-numeriques", "Doubles numériques"),
    ("engagement", "Engagement"),
    ("social-selling", "Social Selling"),
    ("bonheur", "Bonheur"),
];

/// The themes that only the body of the article speaks of, with their pages.
const THEMES: [(&str, &str, &[u64]); 10] = [
    ("intelligence-artificielle", "Intelligence artificielle", &[]),
    ("medias-sociaux", "Médias sociaux", &[6]),
    ("numerique-dans-son-ensemble", "Numérique dans son ensemble", &[6]),
    ("politique-du-numerique", "Politique du numérique", &[10]),
    ("domination", "Domination", &[10]),
    ("narcissisme", "Narcissisme", &[12]),
    ("influence", "Influence", &[7, 14]),
    ("fake-news", "Fake news", &[32, 39, 40, 41, 44]),
    ("influence-b2b", "Influence B2B", &[22]),
    ("reinventer-le-numerique", "Réinventer le numérique", &[42]),
];

/// The platforms that only the body speaks of; none has a page.
const PLATFORMS: [(&str, &str); 4] = [
    ("snapchat", "Snapchat"),
    ("instagram", "Instagram"),
    ("facebook", "Facebook"),
    ("msn", "Msn"),
];

/// The longest page list, in printed order: 30 stands before 25.
const TIKTOK: [u64; 14] = [3, 8, 11, 17, 18, 19, 22, 24, 30, 25, 38, 39, 40, 43];

/// The experts by first appearance, the organiser last: id, name, part, pages.
const EXPERTS: [(&str, &str, &str, &[u64]); 11] = [
    ("guillaume-terrien", "Guillaume Terrien", "contributor", &[6]),
    ("olivier-ertzscheid", "Olivier Ertzscheid", "contributor", &[10]),
    ("casilli", "Casilli", "cited only", &[10]),
    ("jacqueline-sala", "Jacqueline Sala", "contributor", &[12]),
    ("thierry-wellhoff", "Thierry Wellhoff", "contributor", &[14]),
    ("stephane-bouillet", "Stéphane Bouillet", "contributor", &[7]),
    ("david-fayon", "David Fayon", "contributor", &[]),
    ("damien-douani", "Damien Douani", "contributor", &[]),
    ("camille-jourdain", "Camille Jourdain", "contributor", &[22]),
    ("fadhila-brahimi", "Fadhila Brahimi", "contributor", &[42]),
    ("christophe-asselin", "Christophe Asselin", "organiser", &[]),
];

/// The experts' statements in the article's order: id, kind, expert, topics,
/// pages as printed.
const STATEMENTS: [(&str, &str, &str, &[&str], &str); 11] = [
    (
        "terrien-outils",
        "quote",
        "guillaume-terrien",
        &["medias-sociaux", "numerique-dans-son-ensemble"],
        "p 6",
    ),
    (
        "ertzscheid-politique",
        "paraphrase",
        "olivier-ertzscheid",
        &["politique-du-numerique"],
        "p 10",
    ),
    ("casilli-domination", "paraphrase", "casilli", &["domination"], "p 10"),
    ("sala-narcissisme", "paraphrase", "jacqueline-sala", &["narcissisme"], "p 12"),
    ("wellhoff-sens", "quote", "thierry-wellhoff", &["influence"], "p 14"),
    ("bouillet-raison", "paraphrase", "stephane-bouillet", &["influence"], "p 7"),
    ("fayon-fake-news", "mention", "david-fayon", &["fake-news"], ""),
    ("douani-fake-news", "quote", "damien-douani", &["fake-news"], ""),
    ("jourdain-influence-b2b", "paraphrase", "camille-jourdain", &["influence-b2b"], "p22"),
    ("jourdain-terrain", "quote", "camille-jourdain", &["influence-b2b"], ""),
    ("brahimi-reinventer", "paraphrase", "fadhila-brahimi", &["reinventer-le-numerique"], "p 42"),
];

/// The only words that the article prints inside « » and attributes.
const QUOTES: [(&str, &str); 5] = [
    ("terrien-outils", "que des outils"),
    ("wellhoff-sens", "en quête de sens"),
    ("fayon-fake-news", "buzzword digital de l’année 2019"),
    ("douani-fake-news", "croyons le premier site qui passe sans aller vérifier"),
    ("jourdain-terrain", "ces influenceurs […] gagneront du terrain l’année prochaine"),
];

/// What the article's author says: id, topics.
const SUMMARIES: [(&str, &[&str]); 12] = [
    ("resume-panorama", &[]),
    ("resume-contributeurs", &[]),
    ("resume-bonheur", &["bonheur"]),
    (
        "resume-transformation",
        &["transformation-digitale-et-humaine", "intelligence-artificielle", "medias-sociaux"],
    ),
    ("resume-tiktok", &["tiktok"]),
    ("resume-succession", &["tiktok", "snapchat", "instagram", "facebook", "msn"]),
    ("resume-influence-dark-web", &["influence", "dark-web"]),
    ("resume-tonalite", &[]),
    ("resume-ecart", &["medias-sociaux"]),
    ("resume-dark-web", &["dark-web", "reconnaissance-faciale"]),
    ("resume-fake-news", &["fake-news"]),
    ("resume-autres-contributeurs", &["livre-blanc"]),
];

fn corpus() -> Value {
    serde_json::from_str(include_str!("../data/corpus.json")).unwrap()
}

/// The items of an array field; none where it is missing.
fn items<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

fn strings<'a>(value: &'a Value, field: &str) -> Vec<&'a str> {
    let values = items(value, field).iter();
    values.map(|item| item.as_str().unwrap()).collect()
}

fn record<'a>(corpus: &'a Value, array: &str, id: &str) -> &'a Value {
    let mut records = items(corpus, array).iter();
    records.find(|record| record["id"] == id).unwrap()
}

fn has(value: &Value, field: &str, id: &str) -> bool {
    items(value, field).iter().any(|item| item == id)
}

/// The pages of a citation or a statement, in printed order.
fn list(record: &Value) -> Vec<u64> {
    let pages = items(&record["pages"], "list").iter();
    pages.map(|page| page.as_u64().unwrap()).collect()
}

/// Citations and statements: everything that may carry pages.
fn references(corpus: &Value) -> impl Iterator<Item = &Value> {
    let citations = items(corpus, "citations").iter();
    citations.chain(items(corpus, "statements"))
}

/// Those whose pages the article prints.
fn printed(corpus: &Value) -> impl Iterator<Item = &Value> {
    references(corpus).filter(|record| record["pages"]["printed"] != "")
}

/// The pages of a subject: its citations and the statements tagged with it.
fn pages_of(corpus: &Value, subject: &str) -> Vec<u64> {
    let of_subject = references(corpus).filter(|record| {
        record["topic"] == subject
            || record["expert"] == subject
            || has(record, "topics", subject)
            || has(record, "experts", subject)
    });
    let pages: BTreeSet<u64> = of_subject.flat_map(list).collect();
    pages.into_iter().collect()
}

fn aliases(record: &Value) -> Vec<(&str, &str)> {
    let aliases = items(record, "aliases").iter();
    aliases.map(|alias| (text(alias, "form"), text(alias, "reason"))).collect()
}

/// Visits every value of the tree.
fn walk<'a>(value: &'a Value, seen: &mut impl FnMut(&'a Value)) {
    seen(value);
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, seen)),
        Value::Object(fields) => fields.values().for_each(|value| walk(value, seen)),
        _ => {}
    }
}

#[test]
fn one_report_and_one_source() {
    let corpus = corpus();
    assert_eq!(corpus["format"], "renvoi-corpus/1");
    assert_eq!(corpus["title"], "Tendances médias sociaux 2020");
    assert_eq!(corpus["language"], "fr");
    assert_eq!(
        corpus["reports"],
        json!([{
            "id": "tendances-2020",
            "title": "Social Media et Marketing Digital : l’avis des experts - Tendances 2020",
            "publisher": "Digimind",
            "year": 2020,
            "language": "fr",
            "pages": 53,
            "series": "social-media-marketing-digital",
        }])
    );
    // The article names no author, and no address or date of its own.
    assert_eq!(
        corpus["sources"],
        json!([{
            "id": "visionary-marketing",
            "kind": "article",
            "title": "Tendances médias sociaux 2020 et marketing digital avec Digimind",
            "publisher": "Visionary Marketing",
            "about": "tendances-2020",
            "language": "fr",
        }])
    );
    assert_eq!(items(&corpus, "page_texts").len(), 0);
}

#[test]
fn topics_are_the_announced_then_those_of_the_body() {
    let corpus = corpus();
    let topics = items(&corpus, "topics");
    assert_eq!(topics.len(), 39);

    let found: Vec<_> =
        topics.iter().map(|topic| (text(topic, "id"), text(topic, "name"))).collect();
    let expected: Vec<_> = ANNOUNCED
        .into_iter()
        .chain(THEMES.map(|(id, name, _)| (id, name)))
        .chain(PLATFORMS)
        .chain([("livre-blanc", "Livre blanc")])
        .collect();
    assert_eq!(found, expected);

    for (place, topic) in topics.iter().enumerate() {
        let kind = match place {
            3 | 5 | 34..=37 => "platform",
            0..=23 => "trend",
            24..=33 => "theme",
            _ => "other",
        };
        assert_eq!(topic["kind"], kind, "{topic}");
        let rank = if place < 24 { json!(place + 1) } else { Value::Null };
        assert_eq!(topic["announced"], rank, "{topic}");
    }
}

#[test]
fn topics_have_english_names_where_they_differ() {
    let corpus = corpus();
    let names: BTreeMap<_, _> = items(&corpus, "topics")
        .iter()
        .filter_map(|topic| Some((text(topic, "id"), topic["names"]["en"].as_str()?)))
        .collect();
    let expected = BTreeMap::from([
        ("transformation-digitale-et-humaine", "Digital and human transformation"),
        ("visages", "Faces"),
        ("marketing-d-influence", "Influencer marketing"),
        ("heros-ethique", "Hero-ethics"),
        ("tribunal-numerique", "Digital tribunal"),
        ("fragmentation-des-reseaux-sociaux", "Fragmentation of social networks"),
        ("indicateurs", "Indicators"),
        ("competition", "Competition"),
        ("geants-du-web", "Web giants"),
        ("reconnaissance-faciale", "Facial recognition"),
        ("souverainete-numerique", "Digital sovereignty"),
        ("intelligence-augmentee", "Augmented intelligence"),
        ("doubles-numeriques", "Digital doubles"),
        ("bonheur", "Happiness"),
        ("intelligence-artificielle", "Artificial intelligence"),
        ("medias-sociaux", "Social media"),
        ("numerique-dans-son-ensemble", "Digital as a whole"),
        ("politique-du-numerique", "Politics of digital"),
        ("narcissisme", "Narcissism"),
        ("influence-b2b", "B2B influence"),
        ("reinventer-le-numerique", "Reinventing digital"),
        ("livre-blanc", "White paper"),
    ]);
    assert_eq!(names, expected);
}

#[test]
fn other_forms_of_topics_have_their_reason() {
    let corpus = corpus();
    let found: BTreeMap<_, _> = items(&corpus, "topics")
        .iter()
        .map(|topic| (text(topic, "id"), aliases(topic)))
        .filter(|(_, aliases)| !aliases.is_empty())
        .collect();
    let expected = BTreeMap::from([
        ("transformation-digitale-et-humaine", vec![("transformation digitale", "as printed")]),
        ("intelligence-artificielle", vec![("IA", "initials"), ("AI", "initials")]),
        ("medias-sociaux", vec![("réseaux sociaux", "synonym")]),
        ("numerique-dans-son-ensemble", vec![("digital", "synonym")]),
        ("fake-news", vec![("infox", "synonym")]),
        ("livre-blanc", vec![("whitepaper", "as printed"), ("position paper", "as printed")]),
    ]);
    assert_eq!(found, expected);
}

#[test]
fn only_tiktok_of_the_announced_topics_has_pages() {
    let corpus = corpus();
    for (id, _) in ANNOUNCED.into_iter().filter(|(id, _)| *id != "tiktok") {
        assert_eq!(pages_of(&corpus, id), [0; 0], "{id}");
    }
    assert_eq!(pages_of(&corpus, "tiktok"), [3, 8, 11, 17, 18, 19, 22, 24, 25, 30, 38, 39, 40, 43]);
}

#[test]
fn topics_of_the_body_have_these_pages() {
    let corpus = corpus();
    for (id, _, pages) in THEMES {
        assert_eq!(pages_of(&corpus, id), pages, "{id}");
    }
    for (id, _) in PLATFORMS.into_iter().chain([("livre-blanc", "")]) {
        assert_eq!(pages_of(&corpus, id), [0; 0], "{id}");
    }
}

#[test]
fn experts_with_their_parts_and_pages() {
    let corpus = corpus();
    let found: Vec<_> = items(&corpus, "experts")
        .iter()
        .map(|expert| {
            let id = text(expert, "id");
            let pages = pages_of(&corpus, id);
            (id, text(expert, "name"), text(expert, "part"), pages)
        })
        .collect();
    let expected = EXPERTS.map(|(id, name, part, pages)| (id, name, part, pages.to_vec()));
    assert_eq!(found, expected);
}

#[test]
fn printed_misspellings_stay_as_aliases() {
    let corpus = corpus();
    let found: BTreeMap<_, _> = items(&corpus, "experts")
        .iter()
        .map(|expert| (text(expert, "id"), aliases(expert)))
        .filter(|(_, aliases)| !aliases.is_empty())
        .collect();
    let expected = BTreeMap::from([
        ("olivier-ertzscheid", vec![("Olivier Ertscheid", "as printed")]),
        ("casilli", vec![("Antonio Casilli", "full name")]),
        ("thierry-wellhoff", vec![("Thierry Welhoff", "as printed")]),
    ]);
    assert_eq!(found, expected);
}

#[test]
fn a_role_only_where_the_article_states_one() {
    let corpus = corpus();
    for expert in items(&corpus, "experts") {
        let role = match text(expert, "id") {
            "thierry-wellhoff" => json!("inventeur d’un observatoire"),
            _ => Value::Null,
        };
        assert_eq!(expert["role"], role);
        assert_eq!(expert["organisation"], Value::Null);
    }
}

#[test]
fn two_page_lists_in_printed_order() {
    let corpus = corpus();
    let citations = items(&corpus, "citations");
    assert_eq!(citations.len(), 2);
    assert_eq!(citations[0]["topic"], "tiktok");
    assert_eq!(
        citations[0]["pages"],
        json!({ "printed": "pp 3,8,11,17,18,19,22,24,30,25,38, 39, 40, 43", "list": TIKTOK })
    );
    assert_eq!(citations[1]["topic"], "fake-news");
    assert_eq!(
        citations[1]["pages"],
        json!({ "printed": "pp 32,39,40,41,44", "list": [32, 39, 40, 41, 44] })
    );
    for citation in citations {
        assert_eq!(citation["report"], "tendances-2020");
        assert_eq!(citation["expert"], Value::Null);
    }
}

#[test]
fn ten_references_make_27_occurrences_on_23_pages() {
    let corpus = corpus();
    assert_eq!(printed(&corpus).count(), 10);
    assert_eq!(printed(&corpus).flat_map(list).count(), 27);

    let distinct: BTreeSet<u64> = printed(&corpus).flat_map(list).collect();
    let expected = BTreeSet::from([
        3, 6, 7, 8, 10, 11, 12, 14, 17, 18, 19, 22, 24, 25, 30, 32, 38, 39, 40, 41, 42, 43, 44,
    ]);
    assert_eq!(expected.len(), 23);
    assert_eq!(distinct, expected);

    let all: BTreeSet<u64> = references(&corpus).flat_map(list).collect();
    assert_eq!(all, expected, "an inherited page adds none");
}

#[test]
fn four_pages_are_shared() {
    let corpus = corpus();
    let mut who: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for record in printed(&corpus) {
        let subject = record["topic"].as_str().or_else(|| record["experts"][0].as_str()).unwrap();
        for page in list(record) {
            who.entry(page).or_default().push(subject);
        }
    }
    who.retain(|_, subjects| subjects.len() > 1);
    let expected = BTreeMap::from([
        (10, vec!["olivier-ertzscheid", "casilli"]),
        (22, vec!["tiktok", "camille-jourdain"]),
        (39, vec!["tiktok", "fake-news"]),
        (40, vec!["tiktok", "fake-news"]),
    ]);
    assert_eq!(who, expected);
}

#[test]
fn statements_of_the_experts() {
    let corpus = corpus();
    let found: Vec<_> = items(&corpus, "statements")
        .iter()
        .filter(|statement| statement["voice"] == "expert")
        .collect();
    assert_eq!(found.len(), 11);
    for (statement, (id, kind, expert, topics, pages)) in found.into_iter().zip(STATEMENTS) {
        assert_eq!(statement["id"], id);
        assert_eq!(statement["kind"], kind, "{id}");
        assert_eq!(strings(statement, "experts"), [expert], "{id}");
        assert_eq!(strings(statement, "topics"), topics, "{id}");
        assert_eq!(statement["pages"]["printed"], pages, "{id}");
        assert_eq!(statement["report"], "tendances-2020", "{id}");
    }
}

#[test]
fn statements_of_the_author() {
    let corpus = corpus();
    let found: Vec<_> = items(&corpus, "statements")
        .iter()
        .filter(|statement| statement["voice"] == "author")
        .collect();
    assert_eq!(found.len(), SUMMARIES.len());
    for (statement, (id, topics)) in found.into_iter().zip(SUMMARIES) {
        assert_eq!(statement["id"], id);
        assert_eq!(statement["kind"], "summary", "{id}");
        assert_eq!(strings(statement, "topics"), topics, "{id}");
        assert_eq!(items(statement, "experts").len(), 0, "{id}");
        assert_eq!(items(statement, "via").len(), 0, "{id}");
        assert_eq!(list(statement), [0; 0], "{id}");
    }
    // Nobody else speaks.
    assert_eq!(items(&corpus, "statements").len(), STATEMENTS.len() + SUMMARIES.len());
}

#[test]
fn the_organiser_makes_no_claim() {
    let corpus = corpus();
    let statements = items(&corpus, "statements").iter();
    let mut of_organiser = statements.filter(|statement| {
        has(statement, "experts", "christophe-asselin")
            || has(statement, "via", "christophe-asselin")
    });
    assert_eq!(of_organiser.next(), None);
}

#[test]
fn only_the_second_statement_on_b2b_influence_inherits_its_page() {
    let corpus = corpus();
    let inherited: Vec<_> =
        references(&corpus).filter(|record| !record["pages"]["inherited"].is_null()).collect();
    assert_eq!(inherited.len(), 1);
    assert_eq!(inherited[0]["id"], "jourdain-terrain");
    assert_eq!(inherited[0]["pages"], json!({ "printed": "", "list": [22], "inherited": true }));
}

#[test]
fn a_page_that_is_not_printed_is_said_to_be_missing() {
    let corpus = corpus();
    let absent: Vec<_> = references(&corpus)
        .filter(|record| !record["pages"]["absent"].is_null())
        .map(|record| {
            let expected = json!({ "printed": "", "list": [], "absent": "not printed" });
            assert_eq!(record["pages"], expected);
            text(record, "id")
        })
        .collect();
    assert_eq!(
        absent,
        [
            "resume-panorama",
            "resume-contributeurs",
            "resume-bonheur",
            "resume-transformation",
            "resume-succession",
            "resume-influence-dark-web",
            "resume-tonalite",
            "resume-ecart",
            "resume-dark-web",
            "fayon-fake-news",
            "douani-fake-news",
            "resume-autres-contributeurs",
        ]
    );
    // The pages of these two are printed: they are the page lists of their topics.
    for id in ["resume-tiktok", "resume-fake-news"] {
        let statement = record(&corpus, "statements", id);
        assert_eq!(statement["pages"], json!({ "printed": "", "list": [] }));
    }
}

#[test]
fn casilli_is_cited_by_ertzscheid() {
    let corpus = corpus();
    let via: Vec<_> = items(&corpus, "statements")
        .iter()
        .filter(|statement| !items(statement, "via").is_empty())
        .map(|statement| (text(statement, "id"), strings(statement, "via")))
        .collect();
    assert_eq!(via, [("casilli-domination", vec!["olivier-ertzscheid"])]);
}

#[test]
fn relations_between_statements() {
    let corpus = corpus();
    let mut found = Vec::new();
    for statement in items(&corpus, "statements") {
        for relation in items(statement, "relations") {
            let ends = (text(statement, "id"), text(relation, "target"));
            found.push((ends.0, text(relation, "kind"), ends.1));
            assert!(relation["position"].is_object());
        }
    }
    assert_eq!(
        found,
        [
            ("wellhoff-sens", "nuances", "bouillet-raison"),
            ("bouillet-raison", "nuances", "wellhoff-sens"),
            ("jourdain-terrain", "continues", "jourdain-influence-b2b"),
        ]
    );
}

#[test]
fn relations_between_topics() {
    let corpus = corpus();
    let mut found = Vec::new();
    for topic in items(&corpus, "topics") {
        for relation in items(topic, "relations") {
            let ends = (text(topic, "id"), text(relation, "target"));
            found.push((ends.0, text(relation, "kind"), ends.1));
            assert!(relation["position"].is_object());
        }
    }
    assert_eq!(
        found,
        [
            ("tiktok", "replaces", "snapchat"),
            ("fake-news", "less-cited-than", "tiktok"),
            ("snapchat", "replaces", "instagram"),
            ("instagram", "replaces", "facebook"),
            ("facebook", "replaces", "msn"),
        ]
    );
}

#[test]
fn wider_and_related_topics() {
    let corpus = corpus();
    let mut wider = Vec::new();
    for topic in items(&corpus, "topics") {
        let id = text(topic, "id");
        wider.extend(topic["broader"].as_str().map(|broader| (id, broader)));
        let related = strings(topic, "related");
        let expected: &[&str] = match id {
            "domination" => &["politique-du-numerique"],
            "politique-du-numerique" => &["domination"],
            _ => &[],
        };
        assert_eq!(related, expected, "{id}");
        assert_eq!(topic["see"], Value::Null, "{id}");
    }
    assert_eq!(
        wider,
        [
            ("tiktok", "medias-sociaux"),
            ("medias-sociaux", "numerique-dans-son-ensemble"),
            ("politique-du-numerique", "numerique-dans-son-ensemble"),
            ("domination", "numerique-dans-son-ensemble"),
            ("narcissisme", "numerique-dans-son-ensemble"),
            ("influence-b2b", "influence"),
            ("reinventer-le-numerique", "numerique-dans-son-ensemble"),
            ("snapchat", "medias-sociaux"),
            ("instagram", "medias-sociaux"),
            ("facebook", "medias-sociaux"),
            ("msn", "medias-sociaux"),
        ]
    );
}

#[test]
fn two_terms_are_defined() {
    let corpus = corpus();
    let defined: Vec<_> = items(&corpus, "topics")
        .iter()
        .filter(|topic| topic["definition"].is_object())
        .map(|topic| {
            let definition = &topic["definition"];
            assert!(!text(definition, "text").is_empty());
            assert!(!text(&definition["texts"], "en").is_empty());
            assert!(definition["position"].is_object());
            text(topic, "id")
        })
        .collect();
    assert_eq!(defined, ["social-selling", "livre-blanc"]);
}

#[test]
fn five_statements_have_quoted_words() {
    let corpus = corpus();
    let found: Vec<_> = items(&corpus, "statements")
        .iter()
        .filter_map(|statement| Some((text(statement, "id"), statement["quote"].as_str()?)))
        .collect();
    assert_eq!(found, QUOTES);
    for (id, quote) in QUOTES {
        let statement = record(&corpus, "statements", id);
        assert_eq!(statement["position"]["exact"], quote, "{id}");
    }
}

#[test]
fn our_own_words_carry_no_quotation_marks() {
    let corpus = corpus();
    walk(&corpus, &mut |value| {
        let words = value.as_str().unwrap_or_default();
        assert!(!words.contains(['«', '»', '“', '”', '"']), "{words}");
    });
    for statement in items(&corpus, "statements") {
        for (_, quote) in QUOTES {
            assert!(!text(statement, "text").contains(quote), "{statement}");
        }
    }
}

#[test]
fn every_statement_is_worded_in_both_languages() {
    let corpus = corpus();
    for statement in items(&corpus, "statements") {
        for words in [text(statement, "text"), text(&statement["texts"], "en")] {
            assert!(words.ends_with('.'), "{words}");
            assert_eq!(words.trim(), words);
        }
        assert_eq!(statement["texts"]["fr"], Value::Null, "French is `text`");
    }
}

#[test]
fn attribution_is_certain_but_for_what_the_article_leaves_open() {
    let corpus = corpus();
    let mut open = Vec::new();
    for statement in items(&corpus, "statements") {
        match text(statement, "certainty") {
            "certain" => {}
            other => open.push((text(statement, "id"), other)),
        }
    }
    assert_eq!(
        open,
        [
            ("resume-succession", "probable"),
            ("jourdain-influence-b2b", "probable"),
            ("jourdain-terrain", "probable"),
        ]
    );
}

#[test]
fn every_statement_citation_and_definition_has_its_place() {
    let corpus = corpus();
    for record in references(&corpus) {
        assert!(record["position"].is_object(), "{record}");
    }
    let mut places = 0;
    walk(&corpus, &mut |value| {
        if !value["position"].is_object() {
            return;
        }
        let position = &value["position"];
        let exact = text(position, "exact");
        let start = position["start"].as_u64().unwrap();
        let end = position["end"].as_u64().unwrap();
        let length = u64::try_from(exact.chars().count()).unwrap();
        assert_eq!(end - start, length, "{position}");
        assert!(length > 0 && length <= 59, "short words only: {exact}");
        assert_eq!(position["source"], "visionary-marketing");
        assert!((2..=19).contains(&position["line"].as_u64().unwrap()));
        places += 1;
    });
    // Statements, citations, definitions, and both kinds of relation.
    assert_eq!(places, 23 + 2 + 2 + 3 + 5);
}

#[test]
fn statements_stand_in_the_order_of_the_article() {
    let corpus = corpus();
    let lines: Vec<_> = items(&corpus, "statements")
        .iter()
        .map(|statement| statement["position"]["line"].as_u64())
        .collect();
    assert!(lines.is_sorted());
}

#[test]
fn ids_are_unique_slugs() {
    let corpus = corpus();
    let mut seen = BTreeSet::new();
    for array in ["reports", "sources", "topics", "experts", "statements"] {
        for record in items(&corpus, array) {
            let id = text(record, "id");
            let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(!id.is_empty() && id.chars().all(slug), "{id}");
            assert!(seen.insert(id), "{id} twice");
        }
    }
    assert_eq!(seen.len(), 1 + 1 + 39 + 11 + 23);
}

#[test]
fn every_page_is_one_of_the_report() {
    let corpus = corpus();
    let mut pages = references(&corpus).flat_map(list);
    assert!(pages.all(|page| (1..=53).contains(&page)));
}

#[test]
fn apostrophes_are_curly_and_spaces_plain() {
    let corpus = corpus();
    walk(&corpus, &mut |value| {
        let words = value.as_str().unwrap_or_default();
        let odd = ['\'', '\u{2018}', '\u{a0}', '\u{202f}', '\t', '\n'];
        assert!(!words.contains(odd), "{words}");
    });
}

#[test]
fn msn_keeps_its_printed_spelling() {
    assert!(!include_str!("../data/corpus.json").contains("MSN"));
}

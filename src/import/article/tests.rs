//! Drafts of small articles written for the tests.

use super::*;
use crate::corpus::{Corpus, Input, Subject, load_inputs};

mod answers;
mod apart;
mod bodies;
mod digests;
mod footnotes;
mod grounds;
mod groups;
mod hands;
mod heads;
mod layout;
mod meant;
mod places;
mod speakers;

fn drafted(source: &str) -> Corpus {
    let bytes = serde_json::to_vec(&draft(source, "essai").unwrap()).unwrap();
    let loaded = load_inputs(&[Input { name: "draft.json".into(), bytes: bytes.into() }]);
    assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
    loaded.corpus
}

/// Who, through whom, which pages, and the words.
fn said(source: &str) -> Vec<(String, String, Vec<u32>, String)> {
    let corpus = drafted(source);
    let names = |ids: &[crate::corpus::ExpertId]| {
        ids.iter().map(|&id| corpus.expert(id).name.as_str()).collect::<Vec<_>>().join("+")
    };
    let statements = corpus.statements.iter();
    statements
        .map(|s| (names(&s.experts), names(&s.via), s.pages.list.clone(), s.text.to_string()))
        .collect()
}

fn one(expert: &str, via: &str, pages: &[u32], text: &str) -> (String, String, Vec<u32>, String) {
    (expert.into(), via.into(), pages.to_vec(), text.into())
}

#[test]
fn an_article_has_its_own_title_and_else_the_one_it_is_given() {
    for (source, title) in [
        ("# Les haies\n\nUne page.", "Les haies"),
        ("---\ntitle: \"Hedges\"\n---\n\n# Another\n\nA page.", "Hedges"),
        ("<article><h1>Les haies</h1><p>Une page.</p></article>", "Les haies"),
        ("Une page, et rien de plus.", "essai"),
    ] {
        let file = draft(source, "essai").unwrap();
        assert_eq!(file.title.as_deref(), Some(title), "{source}");
        assert_eq!(file.sources[0].id.as_deref(), Some("essai"));
    }
}

#[test]
fn claims_in_brackets_belong_to_those_named_there() {
    let text = "Le jardin devient plus vaste (Odile Marchand p 10), voire même un verger (Berthier, p 11 cité par le même auteur), mais aussi plus calme (Rémi de La Tour p. 12). Fin du bloc.";
    assert_eq!(
        said(text),
        [
            one("Odile Marchand", "", &[10], "Le jardin devient plus vaste"),
            one("Berthier", "Odile Marchand", &[11], "voire même un verger"),
            one("Rémi de La Tour", "", &[12], "mais aussi plus calme"),
        ]
    );
}

#[test]
fn quotations_belong_to_those_whom_the_words_behind_them_name() {
    let text = "La rue est « en pleine fête » selon Odile Marchand (p 14), qui la connaît.\n\n« Il faut planter », explique Rémi Berthier. Le mot « verger » est un terme.\n\nOdile Marchand (p22) nous parle des haies.";
    assert_eq!(
        said(text),
        [
            one("Odile Marchand", "", &[14], "en pleine fête"),
            one("Rémi Berthier", "", &[], "Il faut planter"),
            one("Odile Marchand", "", &[22], "Odile Marchand (p22) nous parle des haies."),
        ]
    );
}

#[test]
fn a_signature_below_a_quotation_names_its_speaker() {
    let text = "“We plant more than we reap, and the garden knows it.”\n\n&#8211; Odile Marchand, Head Gardener\n\nMore text of the author follows here.";
    assert_eq!(
        said(text),
        [one("Odile Marchand", "", &[], "We plant more than we reap, and the garden knows it.")]
    );
}

#[test]
fn a_list_of_pages_is_a_citation_of_what_is_named_before_it() {
    let corpus = drafted(
        "Les « haies vives » sont moins citées (pp 3,9, 40). Puis la serre FleurBox gagne (tous en parlent, pp 2-4 et 8).",
    );
    let lists: Vec<_> = corpus
        .citations
        .iter()
        .map(|citation| {
            let Subject::Topic(id) = citation.subject else { panic!("no topic") };
            (corpus.topic(id).name.as_str(), citation.pages.list.clone())
        })
        .collect();
    assert_eq!(lists, [("haies vives", vec![3, 9, 40]), ("FleurBox", vec![2, 3, 4, 8])]);
    assert!(corpus.statements.is_empty());
}

#[test]
fn drafts_carry_their_rule_their_confidence_and_their_place() {
    let source = "Un mot d&rsquo;abord.\n\nTout est <b>dit</b> (Odile Marchand p 3).";
    let corpus = drafted(source);
    let statement = &corpus.statements[0];
    assert!(statement.draft && statement.confidence.is_some());
    assert_eq!(statement.rule.as_deref(), Some("(X p N)"));
    let at = statement.position.as_ref().unwrap();
    assert_eq!(at.exact, "Tout est dit");
    let words: String =
        source.chars().skip(at.start as usize).take((at.end - at.start) as usize).collect();
    assert_eq!(words, "Tout est <b>dit");
    assert_eq!(at.line, 3);
}

#[test]
fn a_tooltip_defines_its_topic() {
    let corpus = drafted("On parle de haieLa haie est une clôture vivante., et de fleurs.");
    assert_eq!(corpus.topics[0].name, "haie");
    assert_eq!(
        corpus.topics[0].definition.as_ref().unwrap().text,
        "La haie est une clôture vivante."
    );
}

/// Who, and the words, by the rules that need no page.
fn spoken(source: &str) -> Vec<(String, String)> {
    said(source).into_iter().map(|(who, _, _, text)| (who, text)).collect()
}

fn pair(who: &str, text: &str) -> (String, String) {
    (who.into(), text.into())
}

#[test]
fn a_split_quotation_is_one_and_a_pronoun_means_who_spoke_last() {
    let text = "“The beds are dry,” said Odile Marchand, head gardener at Le Clos. “They need rain.”\n\n“We water at night,” Rémi Berthier, a neighbour, said. “It helps when nobody looks,” he added.";
    assert_eq!(
        spoken(text),
        [
            pair("Odile Marchand", "The beds are dry, […] They need rain."),
            pair("Rémi Berthier", "We water at night,"),
            pair("Rémi Berthier", "It helps when nobody looks,"),
        ]
    );
}

#[test]
fn reported_speech_is_a_sentence_of_its_speaker() {
    let text = "Hedges keep the wind out of every garden, Odile Marchand, head gardener, said. The fence is green.\n\nMarchand thinks that nobody should plant poplars there. A developer for GardenMap said that the map is old.";
    assert_eq!(
        spoken(text),
        [
            pair(
                "Odile Marchand",
                "Hedges keep the wind out of every garden, Odile Marchand, head gardener, said."
            ),
            pair("Odile Marchand", "Marchand thinks that nobody should plant poplars there."),
            pair(
                "A developer for GardenMap",
                "A developer for GardenMap said that the map is old."
            ),
        ]
    );
}

#[test]
fn turns_of_an_interview_are_their_speakers() {
    let text = "Odile Marchand et Rémi Berthier répondent.\n\nOdile Marchand : Nous avons planté mille arbres cette année.\n\nR. B. : Et nous en planterons encore autant demain.";
    assert_eq!(
        spoken(text),
        [
            pair("Odile Marchand", "Nous avons planté mille arbres cette année."),
            pair("Rémi Berthier", "Et nous en planterons encore autant demain."),
        ]
    );
}

#[test]
fn what_a_study_says_is_the_studys_and_what_the_author_thinks_the_authors() {
    let text = "The report counts trees. Planting “slows the wind and cools the streets” (p. 15). To me, the trees are the best part of it.";
    let corpus = drafted(text);
    let quote = &corpus.statements[0];
    let expert = corpus.expert(quote.experts[0]);
    assert_eq!((expert.name.as_str(), expert.collective), ("the report", true));
    assert_eq!(quote.pages.list, [15]);
    let own = &corpus.statements[1];
    assert_eq!(own.voice, crate::corpus::Voice::Author);
    assert!(own.experts.is_empty() && own.text.starts_with("To me"));
}

#[test]
fn terms_and_titles_in_quotation_marks_are_no_statements() {
    assert_eq!(spoken("On parle de « jardin partagé » et du film « Le Verger » partout ici."), []);
}

#[test]
fn a_quotation_that_runs_over_a_list_is_one() {
    let text =
        "“You can:\n\n- plant a tree in the street;\n- water it.”\n\n— Odile Marchand, gardener";
    assert_eq!(
        spoken(text),
        [pair("Odile Marchand", "You can: plant a tree in the street; water it.")]
    );
}

#[test]
fn a_list_of_pages_is_never_a_statement_of_the_document() {
    let corpus = drafted("Ce rapport compte. Les « haies vives » sont moins citées (pp 3,9, 40).");
    assert_eq!(corpus.citations.len(), 1);
    assert!(corpus.statements.is_empty(), "{:#?}", corpus.statements);
}

#[test]
fn words_that_explain_a_name_are_no_part_of_the_next_claim() {
    let text = "Le jardin est « en fête » selon Odile Marchand (p 14), la fondatrice du Clos, ou en voie de repos (Rémi Berthier p 7).";
    assert_eq!(
        said(text),
        [
            one("Odile Marchand", "", &[14], "en fête"),
            one("Rémi Berthier", "", &[7], "ou en voie de repos"),
        ]
    );
}

#[test]
fn the_same_work_is_meant_by_ibid_and_a_year_alone_by_its_author() {
    let text = "Trees cool the street (Marchand, 2003, p. 17). They drink (ibid., p. 19), and they fall (ibid.). \
        Berthier (2011, p. 4) counts them; Marchand answers that \u{201c}a tree is no number at all\u{201d} (2014, p. 60). \
        Berthier later gave way (2016, vol. 2, p. 8).";
    assert_eq!(
        said(text),
        [
            one("Marchand", "", &[17], "Trees cool the street"),
            one("Marchand", "", &[19], "They drink"),
            one("Marchand", "", &[19], "and they fall"),
            one("Berthier", "", &[4], "Berthier (2011, p. 4) counts them;"),
            one("Marchand", "", &[60], "a tree is no number at all"),
            one("Berthier", "", &[8], "Berthier later gave way (2016, vol. 2, p. 8)."),
        ]
    );
}

#[test]
fn pages_below_a_heading_are_a_list_of_it_where_the_words_name_nothing() {
    let corpus = drafted(
        "# Sept tendances\n\n## 1. Jardins secs\n\nDe loin les plus cités (pp. 4, 9 et 12).\n\n\
         ## 2. Robots\n\nMoins cités (p. 44-6). Les haies le sont plus (pp. 2, 3).",
    );
    let lists: Vec<_> = corpus
        .citations
        .iter()
        .map(|citation| {
            let Subject::Topic(id) = citation.subject else { panic!("no topic") };
            (corpus.topic(id).name.as_str(), citation.pages.list.clone())
        })
        .collect();
    assert_eq!(
        lists,
        [("Jardins secs", vec![4, 9, 12]), ("Robots", vec![44, 45, 46]), ("haies", vec![2, 3])]
    );
    assert!(corpus.statements.is_empty(), "{:#?}", corpus.statements);
}

#[test]
fn footnotes_are_no_statements() {
    let text = "Le silence coûte (Odile Marchand p 3)[^1].\n\n[^1]: Odile Marchand, *Le Clos*, 1931, p. 88.";
    assert_eq!(said(text), [one("Odile Marchand", "", &[3], "Le silence coûte")]);
}

#[test]
fn answers_behind_labels_are_of_whom_the_interview_is_with() {
    let text = "Entretien\n\nLa botaniste Odile Marchand publie « Le Clos » (Éditions Du Verger). Nous l’avons rencontrée.\n\nQ. : Pourquoi des haies ?\n\nR. : Parce que le vent les aime bien.\n\nQ. : Et les arbres ?\n\nR. : Plus tard, quand il pleuvra.";
    assert_eq!(
        spoken(text),
        [
            pair("Odile Marchand", "Parce que le vent les aime bien."),
            pair("Odile Marchand", "Plus tard, quand il pleuvra."),
        ]
    );
}

#[test]
fn who_is_asked_what_they_did_answers_and_a_guide_to_its_readers_is_nobodys() {
    let asked = "Odile Marchand soigne des haies depuis un an.\n\n## Comment as-tu commencé ?\n\nJe suis partie du vent.\n\n## Et les outils ?\n\nMa serpe suffit, et nous la partageons.";
    assert_eq!(
        spoken(asked),
        [
            pair("Odile Marchand", "Je suis partie du vent."),
            pair("Odile Marchand", "Ma serpe suffit, et nous la partageons."),
        ]
    );
    let guide = "Odile Marchand keeps hedges.\n\n## When can you cut a hedge?\n\nWe cut in winter.\n\n## Which tools do you need?\n\nOur billhook is enough.";
    assert_eq!(spoken(guide), []);
}

#[test]
fn what_a_reviewed_work_says_is_its_authors() {
    let text = "# Compte rendu : Odile Marchand, *Le Clos*\n\nLe premier chapitre montre que le vent tourne (p. 22 sq.). Reprenant Rémi Berthier (1987, p. 103), elle soutient que la haie le freine. Marchand en tire l’idée d’un « vent lent » (chap. 3, § 14, p. 160, 162). Contrairement à ce qu’écrit l’auteure (p. 240), le vent ne tourne pas.";
    assert_eq!(
        said(text),
        [
            one(
                "Odile Marchand",
                "",
                &[22],
                "Le premier chapitre montre que le vent tourne (p. 22 sq.)."
            ),
            one(
                "Odile Marchand",
                "",
                &[103],
                "Reprenant Rémi Berthier (1987, p. 103), elle soutient que la haie le freine."
            ),
            one("Odile Marchand", "", &[160, 162], "vent lent"),
            one(
                "",
                "",
                &[240],
                "Contrairement à ce qu’écrit l’auteure (p. 240), le vent ne tourne pas."
            ),
        ]
    );
}

#[test]
fn words_within_a_quotation_are_of_whom_it_names() {
    let text = "Odile Marchand vit au Clos. Rémi Berthier note : « Comme l’écrit Marchand, “une haie est une politesse” (p. 33). »";
    assert_eq!(
        said(text),
        [one(
            "Odile Marchand",
            "Rémi Berthier",
            &[33],
            "Comme l’écrit Marchand, “une haie est une politesse” (p. 33)."
        )]
    );
}

#[test]
fn whoever_has_no_name_signs_and_answers_too() {
    let text = "« Le clos, c’est notre place du village. »\n\n— Une lectrice, par courriel\n\n« Jamais depuis 2011 », tranche un abonné lillois. Pour Odile Marchand, « la haie passe avant tout ». L’élue affirme que tout ira bien.";
    assert_eq!(
        spoken(text),
        [
            pair("Une lectrice", "Le clos, c’est notre place du village."),
            pair("un abonné lillois", "Jamais depuis 2011"),
            pair("Odile Marchand", "la haie passe avant tout"),
            pair("Odile Marchand", "L’élue affirme que tout ira bien."),
        ]
    );
}

#[test]
fn a_row_of_a_reading_list_gives_the_pages_of_a_work() {
    let corpus = drafted(
        "- *Petite suite des haies*, Odile Marchand (p. 33, 35 à 37) : la meilleure.\n- Odile Marchand (p. 4) : les haies d’abord.",
    );
    let Subject::Topic(id) = corpus.citations[0].subject else { panic!("no topic") };
    assert_eq!(corpus.topic(id).name, "Petite suite des haies");
    assert_eq!(corpus.citations[0].pages.list, [33, 35, 36, 37]);
    assert_eq!(corpus.statements.len(), 1);
}

#[test]
fn the_name_of_a_body_is_whole() {
    let text = "Selon une enquête de l’Observatoire des haies (p. 6), le vent coûte une récolte sur douze. Selon l’Insee (p. 9), il en coûte deux. L’Office des forêts affirme que rien ne presse.";
    assert_eq!(
        said(text).into_iter().map(|(who, _, pages, _)| (who, pages)).collect::<Vec<_>>(),
        [
            ("une enquête de l’Observatoire des haies".to_owned(), vec![6]),
            ("Insee".to_owned(), vec![9]),
            ("L’Office des forêts".to_owned(), vec![]),
        ]
    );
}

#[test]
fn times_in_brackets_titles_and_pronouns_lead_to_whoever_is_meant() {
    let text = "# Odile Marchand, qui compte les haies\n\n« Je n’aime que le vent », prévient-elle. Elle signale deux erreurs (p. 8 et p. 11). Il renvoie aux annexes, pages 40 à 43.\n\n[02:10] Rémi Berthier raconte que la haie ronfle. Un verger, écrit-il (p. 30), est « une phrase sans verbe ».";
    assert_eq!(
        said(text).into_iter().map(|(who, _, pages, _)| (who, pages)).collect::<Vec<_>>(),
        [
            ("Odile Marchand".to_owned(), vec![]),
            ("Odile Marchand".to_owned(), vec![8, 11]),
            ("Rémi Berthier".to_owned(), vec![]),
            ("Rémi Berthier".to_owned(), vec![30]),
        ]
    );
}

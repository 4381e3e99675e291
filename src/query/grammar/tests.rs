//! What is typed and how it is read.

use proptest::prelude::*;

use super::*;
use crate::lang::Lang;

/// A short form of what was read, such as `!t:[fake]`.
fn shown(typed: &str) -> String {
    let group = |group: &Group| group.iter().map(clause).collect::<Vec<_>>().join(" ");
    let groups: Vec<String> = Tree::read(typed).groups.iter().map(group).collect();
    groups.join(" | ")
}

fn clause(clause: &Clause) -> String {
    let sign = if clause.negated { "!" } else { "" };
    let ask = match &clause.ask {
        Ask::Value(field, value) => {
            let field = field.map(|field| format!("{field:?}:")).unwrap_or_default();
            let value = match value {
                Value::Words(terms) => {
                    let words: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
                    format!("[{}]", words.join(","))
                }
                Value::Exact(text) => format!("'{text}"),
                Value::Phrase { words, open } => {
                    format!("\"{}{}", words.join(" "), if *open { "…" } else { "\"" })
                }
                Value::Edge { words, start, end } => {
                    let sign = |is: &bool, sign| if *is { sign } else { "" };
                    format!("{}{}{}", sign(start, "^"), words.join(" "), sign(end, "$"))
                }
                Value::Loose(text) => format!("~{text}"),
            };
            field + &value
        }
        Ask::Pages(set) => format!("p{:?}{}", set.runs, if set.none { "?" } else { "" }),
        Ask::Kind(kind) => format!("{kind:?}"),
        Ask::Mark(name) => format!("mark {name:?}"),
        Ask::Kept => "kept".to_owned(),
        Ask::Note(words) => format!("note {words:?}"),
    };
    format!("{sign}{ask}")
}

#[test]
fn every_operator_is_read() {
    for (typed, expected) in [
        ("", ""),
        ("  ", ""),
        ("infl sens", "[infl,sens]"),
        ("tiktok p:30-40", "[tiktok] p[(30, 40)]"),
        ("p:30-40 tik t:web tok", "p[(30, 40)] [tik,tok] Topic:[web]"),
        ("fake | infox", "[fake] | [infox]"),
        ("fake OR infox OU intox", "[fake] | [infox] | [intox]"),
        ("fake| infox", "[fake] | [infox]"),
        ("fake |infox", "[fake] | [infox]"),
        ("| fake | | x |", "[fake] | [x]"),
        ("or ou", "[or,ou]"),
        ("!tiktok", "![tiktok]"),
        ("-tiktok a", "![tiktok] [a]"),
        ("-", ""),
        ("!", ""),
        ("l'école", "[ecole]"),
        ("héros-éthique", "[heros,ethique]"),
        ("b2b-", "[b2b]"),
        ("C'est-à-dire", "[est,a,dire]"),
        ("'tok", "'tok"),
        ("’tok", "'tok"),
        ("'tok'", "\"tok\""),
        ("'fake\\ news", "'fake news"),
        ("fake\\ ne", "\"fake ne…"),
        ("\"fake news\"", "\"fake news\""),
        ("«\u{a0}fake news\u{a0}»", "\"fake news\""),
        ("“fake news”", "\"fake news\""),
        ("\"fake ne", "\"fake ne…"),
        ("t:\"fake news\" t:tiktok", "Topic:\"fake news\" Topic:[tiktok]"),
        ("-t:«fake news» x", "!Topic:\"fake news\" [x]"),
        ("^le", "^le"),
        ("suffit$", "suffit$"),
        ("^tiktok$", "^tiktok$"),
        ("~abc", "~abc"),
        ("trend:a tendance:b topic:c T:d", "Topic:[a] Topic:[b] Topic:[c] Topic:[d]"),
        ("expert:ertscheid -kind:via", "Expert:[ertscheid] !By(Via)"),
        ("text:a texte:b rapport:c report:d", "Text:[a] Text:[b] Report:[c] Report:[d]"),
        ("type:résumé", "Of(Summary)"),
        ("kind:Propos", "Statement"),
        ("kind:tendances", "Topic"),
        ("mark:yes", "mark None"),
        ("marque:lu", "mark Some(\"lu\")"),
        ("note:\"à revoir\"", "note [\"a\", \"revoir\"]"),
        ("https://a.fr", "[https,a,fr]"),
        ("16:30", "[16,30]"),
        ("\\-tik", "[tik]"),
        ("\\'tik", "[tik]"),
        ("a\\|", "[a]"),
        ("p 22", "[22]"),
    ] {
        assert_eq!(shown(typed), expected, "{typed}");
        assert_eq!(Tree::read(typed).problems, [], "{typed}");
    }
}

#[test]
fn pages_are_read_in_all_their_forms() {
    for (typed, expected) in [
        ("p:22", "p[(22, 22)]"),
        ("page:17-19", "p[(17, 19)]"),
        ("p:17–19", "p[(17, 19)]"),
        ("p:3,8,11", "p[(3, 3), (8, 8), (11, 11)]"),
        ("p:3,8,", "p[(3, 3), (8, 8)]"),
        ("p:40-", "p[(40, 4294967295)]"),
        ("p:-10", "p[(1, 10)]"),
        ("p:?", "p[]?"),
        ("p:p.22", "p[(22, 22)]"),
    ] {
        assert_eq!(shown(typed), expected, "{typed}");
    }
}

#[test]
fn what_cannot_be_read_is_left_out_and_told() {
    for (typed, span, rest, en, fr) in [
        (
            "tik p:abc tok",
            4..9,
            "[tik,tok]",
            "“abc” is not a page: ignored.",
            "«\u{a0}abc\u{a0}» n’est pas une page\u{a0}: ignoré.",
        ),
        (
            "p:9-3",
            0..5,
            "",
            "“9-3” ends before it starts: ignored.",
            "«\u{a0}9-3\u{a0}» finit avant de commencer\u{a0}: ignoré.",
        ),
        (
            "é t: x",
            3..5,
            "[e,x]",
            "Nothing follows the colon: ignored.",
            "Rien ne suit les deux-points\u{a0}: ignoré.",
        ),
        (
            "p:0",
            0..3,
            "",
            "“0” is not a page: ignored.",
            "«\u{a0}0\u{a0}» n’est pas une page\u{a0}: ignoré.",
        ),
    ] {
        let tree = Tree::read(typed);
        assert_eq!(tree.problems.len(), 1, "{typed}");
        assert_eq!(tree.problems[0].span, span, "{typed}");
        assert_eq!(tree.problems[0].sentence(Lang::En), en);
        assert_eq!(tree.problems[0].sentence(Lang::Fr), fr);
        assert_eq!(shown(typed), rest, "{typed}");
    }
    let kind = Tree::read("-kind:zzz");
    assert!(kind.problems[0].sentence(Lang::Fr).contains("«\u{a0}zzz\u{a0}» n’est pas un type"));
}

proptest! {
    #[test]
    fn anything_is_read_and_problems_lie_inside(
        typed in prop_oneof![any::<String>(), "[-!|'’\"«»^$~\\\\ a-cpté:0-9?,]{0,24}"],
    ) {
        let tree = Tree::read(&typed);
        for problem in &tree.problems {
            prop_assert!(typed.get(problem.span.clone()).is_some_and(|part| !part.is_empty()));
        }
        prop_assert!(tree.groups.iter().all(|group| !group.is_empty()));
    }
}

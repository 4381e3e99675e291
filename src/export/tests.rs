use super::citation::{Day, Taking, place_of};
use super::place::{self, Nowhere, Place};
use super::*;
use crate::corpus::{self, PageRef, ReportId};
use crate::query::{Finder, Query};

const SECOND: &str = r#"{"format":"renvoi-corpus/1",
 "reports":[{"id":"a","title":"A","pages":9},{"id":"b","title":"B","pages":9}],
 "sources":[{"id":"s","kind":"report","title":"A itself","about":"a"}],
 "topics":[{"id":"x-p2","name":"=1+1"},{"id":"x","name":"X | \"y\"; z,\tt"},
           {"id":"ete","name":"100 % & {co}_\\"}],
 "experts":[{"id":"e","name":"Lee, and Co","collective":true}],
 "statements":[{"id":"said","kind":"paraphrase","text":"a\nb","experts":["e"],"topics":["x"],
   "report":"a","pages":{"printed":"2","list":[2]},
   "position":{"source":"s","line":1,"start":0,"end":0,"exact":""}}],
 "citations":[{"topic":"x","report":"b","pages":{"printed":"3","list":[3]}}]}"#;

struct Data {
    corpus: Corpus,
    index: Index,
}

fn builtin() -> Data {
    let corpus = corpus::builtin().corpus;
    let index = Index::new(&corpus);
    Data { corpus, index }
}

fn two() -> Data {
    let input = corpus::Input { name: "two.json".into(), bytes: SECOND.into() };
    let loaded = corpus::load_inputs(&[input]);
    assert!(!loaded.has_errors(), "{:?}", loaded.problems);
    let index = Index::new(&loaded.corpus);
    Data { corpus: loaded.corpus, index }
}

impl Data {
    fn all(&self) -> Vec<Record> {
        let finder = Finder::new(&self.corpus, &self.index);
        finder.everywhere(&Query::parse("")).sure.into_iter().map(|hit| hit.id).collect()
    }

    fn written(&self, format: Format, options: &Options<'_>) -> (usize, String) {
        let mut out = Vec::new();
        let records = self.all().into_iter();
        let rows = write(&self.corpus, &self.index, records, format, options, &mut out).unwrap();
        (rows, String::from_utf8(out).unwrap())
    }

    fn at(&self, words: &str) -> Record {
        place::parse(&self.corpus, words).unwrap().record
    }

    fn taking(&self, lang: Lang, on: Option<Day>) -> Taking<'_> {
        Taking { corpus: &self.corpus, index: &self.index, lang, on }
    }
}

const TODAY: Option<Day> = Some(Day { year: 2026, month: 11, day: 22 });

#[test]
fn a_citation_admits_the_second_hand() {
    let data = builtin();
    let jourdain = Record::Statement(
        data.corpus
            .statement_ids()
            .find(|&id| {
                let quote = data.corpus.statement(id).quote.as_deref();
                quote.is_some_and(|quote| quote.starts_with("ces influenceurs"))
            })
            .unwrap(),
    );
    let french = data.taking(Lang::Fr, TODAY).citation(jourdain);
    assert!(french.starts_with("«\u{a0}ces influenceurs"), "{french}");
    assert!(
        french.ends_with(
            "\u{a0}» (Camille Jourdain, p. 22 du rapport, cité par Visionary Marketing, consulté le 22/11/2026)"
        ),
        "{french}"
    );
    let english = data.taking(Lang::En, None).citation(jourdain);
    assert!(
        english.ends_with(
            "” (Camille Jourdain, p. 22 of the report, as cited by Visionary Marketing)"
        ),
        "{english}"
    );
    let markdown = data.taking(Lang::En, None).markdown(jourdain);
    assert!(markdown.starts_with("> “ces influenceurs"), "{markdown}");
    assert!(markdown.contains("\n>\n> — Camille Jourdain, p. 22 of the report"), "{markdown}");
}

#[test]
fn what_is_not_quoted_is_called_by_its_kind_and_stands_in_no_marks() {
    let data = builtin();
    for id in data.corpus.statement_ids() {
        let statement = data.corpus.statement(id);
        for lang in [Lang::En, Lang::Fr] {
            let citation = data.taking(lang, None).citation(Record::Statement(id));
            let marked = citation.starts_with(['«', '“']);
            assert_eq!(marked, statement.quote.is_some(), "{citation}");
            assert!(citation.contains("Visionary Marketing"), "{citation}");
            if statement.pages.list.is_empty() {
                let said = lang.pick("page not given", "page non précisée");
                assert!(citation.contains(said), "{citation}");
            }
        }
    }
}

#[test]
fn a_trend_an_expert_and_a_page_are_cited_with_their_report() {
    let data = builtin();
    let french = data.taking(Lang::Fr, TODAY);
    assert_eq!(
        french.citation(data.at("topic:tiktok")),
        "TikTok\u{a0}: p. 3, 8, 11, 17–19, 22, 24, 25, 30, 38–40, 43 du rapport, \
         «\u{a0}Social Media et Marketing Digital : l’avis des experts - Tendances 2020\u{a0}» \
         (Digimind, 2020), d’après Visionary Marketing, consulté le 22/11/2026"
    );
    let page = french.citation(data.at("p22"));
    assert!(page.contains("(Digimind, 2020), p. 22, d’après Visionary"), "{page}");
    assert_eq!(french.pages(data.at("expert:camille-jourdain")), "22");
    assert_eq!(french.text(data.at("topic:tiktok")), "TikTok");
    assert!(french.markdown(data.at("topic:tiktok")).starts_with("**TikTok**"));
}

#[test]
fn a_report_that_speaks_for_itself_is_first_hand() {
    let data = two();
    let citation = data.taking(Lang::En, None).citation(data.at("statement:said"));
    assert_eq!(citation, "a b (Lee, and Co, paraphrase, p. a: 2)");
}

#[test]
fn every_place_is_found_again_by_its_words() {
    for data in [builtin(), two()] {
        let page = PageRef { report: ReportId(0), page: 2 };
        for record in data.all() {
            for page in [None, Some(page)] {
                let place = place_of(record, page);
                let words = place::print(&data.corpus, place);
                assert_eq!(place::parse(&data.corpus, &words), Ok(place), "{words}");
            }
        }
    }
}

#[test]
fn words_that_lead_nowhere_are_told_apart() {
    let data = builtin();
    let parse = |words: &str| place::parse(&data.corpus, words);
    for words in ["", "tiktok", "topic:", "note:x", "22", "p"] {
        assert_eq!(parse(words), Err(Nowhere::Form), "{words}");
    }
    assert_eq!(parse("topic:tok/p22"), Err(Nowhere::Unknown("topic:tok".into())));
    for words in ["p0", "p54", "p99999999999", "topic:tiktok/p54", "p3@other"] {
        assert!(matches!(parse(words), Err(Nowhere::Page(_))), "{words}");
    }
    assert!(matches!(place::parse(&two().corpus, "p2"), Err(Nowhere::Page(_))));
    let Ok(Place { page: Some(at), .. }) = parse("topic:tiktok/p22") else { panic!() };
    assert_eq!(at.page, 22);
}

#[test]
fn a_link_is_a_command_that_a_shell_takes_as_it_is() {
    let data = two();
    let taking = data.taking(Lang::En, None);
    let place = place::parse(&data.corpus, "topic:ete").unwrap();
    let path = "it's mine.json".to_owned();
    assert_eq!(taking.link(place, &[path]), r"renvoi --data 'it'\''s mine.json' --at topic:ete");
    let tiktok = builtin();
    let place = place::parse(&tiktok.corpus, "topic:tiktok/p22").unwrap();
    assert_eq!(tiktok.taking(Lang::En, None).link(place, &[]), "renvoi --at topic:tiktok/p22");
}

/// Every row as a CSV reader sees it, header first.
fn read(text: &str, separator: char, quoting: bool) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(u8::try_from(separator).unwrap())
        .quoting(quoting)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

#[test]
fn csv_is_read_back_cell_by_cell() {
    for data in [builtin(), two()] {
        for separator in [',', ';', '|', '\t'] {
            let options = Options { separator, ..Options::new(Lang::En) };
            let (count, text) = data.written(Format::Csv, &options);
            let read = read(&text, separator, true);
            assert_eq!(read[0], row::COLUMNS);
            let rows: Vec<Vec<String>> = data
                .all()
                .into_iter()
                .flat_map(|record| rows(&data.corpus, &data.index, record, Lang::En))
                .map(|row| row.cells())
                .collect();
            assert_eq!(count, rows.len());
            for (read, cells) in read[1..].iter().zip(&rows) {
                for (read, cell) in read.iter().zip(cells) {
                    assert!(read == cell || *read == format!("'{cell}"), "{read} {cell}");
                }
            }
            assert_eq!(read.len() - 1, rows.len());
        }
    }
}

#[test]
fn no_cell_is_a_formula() {
    let data = two();
    let options = Options { separator: ';', ..Options::new(Lang::Fr) };
    for (format, separator) in [(Format::Csv, ';'), (Format::Tsv, '\t')] {
        let (_, text) = data.written(format, &options);
        let rows = read(&text, separator, format == Format::Csv);
        assert!(rows.iter().any(|row| row[2] == "'=1+1"), "{rows:?}");
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn the_mark_in_front_is_written_only_when_asked() {
    let data = builtin();
    let options = Options::new(Lang::Fr);
    assert_eq!(options.separator, ';');
    let (_, plain) = data.written(Format::Csv, &options);
    let (_, marked) = data.written(Format::Csv, &Options { bom: true, ..options });
    assert!(plain.starts_with("kind;id;"));
    assert_eq!(marked, format!("\u{feff}{plain}"));
}

impl Data {
    /// The cells of every row, by the records alone.
    fn cells(&self, lang: Lang) -> Vec<Vec<String>> {
        let rows = self.all().into_iter().flat_map(|it| rows(&self.corpus, &self.index, it, lang));
        rows.map(|row| row.cells()).collect()
    }
}

#[test]
fn tsv_is_read_back_cell_by_cell() {
    for data in [builtin(), two()] {
        for lang in [Lang::En, Lang::Fr] {
            let (count, text) = data.written(Format::Tsv, &Options::new(lang));
            let read = read(&text, '\t', false);
            assert_eq!(read[0], row::COLUMNS);
            let rows = data.cells(lang);
            assert_eq!((read.len() - 1, count), (rows.len(), rows.len()));
            for (read, cells) in read[1..].iter().zip(&rows) {
                assert_eq!(read.len(), cells.len(), "{read:?}");
                for (read, cell) in read.iter().zip(cells) {
                    // What would part cells or rows is a space; a formula is made harmless.
                    let cell = cell.replace(['\t', '\n'], " ");
                    assert!(*read == cell || *read == format!("'{cell}"), "{read} {cell}");
                }
            }
        }
    }
}

/// The heading and the table of a Markdown file, as a reader of Markdown sees them.
fn table(text: &str) -> (String, Vec<Vec<String>>) {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let (mut heading, mut rows) = (String::new(), Vec::new());
    let (mut in_heading, mut cell) = (false, None);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => rows.last_mut().unwrap().extend(cell.take()),
            Event::Text(words) if in_heading => heading.push_str(&words),
            Event::Text(words) => cell.as_mut().unwrap().push_str(&words),
            Event::Start(Tag::Table(_))
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow) => {}
            other => panic!("{other:?} is no part of a table"),
        }
    }
    (heading, rows)
}

#[test]
fn markdown_is_read_back_cell_by_cell() {
    for data in [builtin(), two()] {
        for (lang, title) in [(Lang::En, "Query: a|b *c*"), (Lang::Fr, "Requête\u{a0}: a|b *c*")] {
            let options = Options { query: Some("a|b *c*"), ..Options::new(lang) };
            let (count, text) = data.written(Format::Markdown, &options);
            let (heading, read) = table(&text);
            assert_eq!(heading, title);
            assert_eq!(read[0], row::COLUMNS);
            let rows = data.cells(lang);
            assert_eq!((read.len() - 1, count), (rows.len(), rows.len()));
            for (read, cells) in read[1..].iter().zip(&rows) {
                let cells: Vec<String> = cells
                    .iter()
                    .map(|cell| cell.replace(['\t', '\n'], " ").trim().to_owned())
                    .collect();
                assert_eq!(read, &cells);
            }
        }
    }
}

#[test]
fn json_fits_its_schema_and_lines_hold_the_same_rows() {
    let schema = include_str!("../../data/schemas/export.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for data in [builtin(), two()] {
        let note = |record| matches!(record, Record::Topic(_)).then(|| "mine".to_owned());
        for notes in [None, Some(&note as &dyn Fn(Record) -> Option<String>)] {
            let options = Options { notes, query: Some("\"q\""), ..Options::new(Lang::Fr) };
            let (count, text) = data.written(Format::Json, &options);
            let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
            let problems: Vec<_> = validator.iter_errors(&whole).collect();
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(whole["total"], count);
            let (_, lines) = data.written(Format::JsonLines, &options);
            let lines: Vec<serde_json::Value> =
                lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(whole["results"].as_array().unwrap(), &lines);
        }
    }
}

#[test]
fn bibtex_is_read_by_a_bibliography_reader() {
    use biblatex::{Bibliography, ChunksExt};
    for data in [builtin(), two()] {
        let (count, text) = data.written(Format::Bibtex, &Options::new(Lang::Fr));
        let bibliography = Bibliography::parse(&text).unwrap();
        assert_eq!(bibliography.len(), count, "keys are unique");
        assert_eq!(count, data.all().len());
        for entry in bibliography.iter() {
            assert!(!entry.title().unwrap().format_verbatim().is_empty());
            assert!(entry.get("note").is_some());
        }
    }
    let data = two();
    let (_, text) = data.written(Format::Bibtex, &Options::new(Lang::Fr));
    let bibliography = Bibliography::parse(&text).unwrap();
    let titles: Vec<String> =
        bibliography.iter().map(|entry| entry.title().unwrap().format_verbatim()).collect();
    assert!(titles.iter().any(|title| title.contains("100 % & ")), "{titles:?}");
    let group = bibliography.get("statement:said").unwrap().author().unwrap();
    assert_eq!(group.len(), 1, "{group:?}");
    let data = builtin();
    let brahimi = data.taking(Lang::Fr, None).bibtex(data.at("expert:fadhila-brahimi"));
    let bibliography = Bibliography::parse(&brahimi).unwrap();
    let entry = bibliography.iter().next().unwrap();
    assert_eq!(entry.author().unwrap()[0].name, "Brahimi");
    let note = entry.get("note").unwrap().format_verbatim();
    assert_eq!(note, "p. 42, cité par Visionary Marketing");
}

#[test]
fn csl_items_have_what_readers_need() {
    for data in [builtin(), two()] {
        let (count, text) = data.written(Format::CslJson, &Options::new(Lang::En));
        let items: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(items.len(), count);
        // A reader of CSL-JSON takes names and dates for what they are.
        let read: Vec<citationberg::json::Item> = serde_json::from_str(&text).unwrap();
        for (read, item) in read.iter().zip(&items) {
            assert_eq!(read.type_().as_deref(), item["type"].as_str());
            assert!(read.id().is_some());
            for (field, value) in &read.0 {
                use citationberg::json::Value;
                match field.as_str() {
                    "author" => assert!(matches!(value, Value::Names(_)), "{value:?}"),
                    "issued" | "accessed" => assert!(matches!(value, Value::Date(_)), "{value:?}"),
                    field => assert!(value.to_str().is_some(), "{field}: {value:?}"),
                }
            }
        }
        let ids: std::collections::HashSet<&str> =
            items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), count);
        for item in &items {
            assert_eq!(item["type"], "document");
            assert!(item["title"].is_string() && item["note"].is_string());
        }
    }
}

#[test]
fn a_trend_has_one_row_a_page_with_the_reference_as_printed() {
    let data = builtin();
    let rows = rows(&data.corpus, &data.index, data.at("topic:tiktok"), Lang::Fr);
    assert_eq!(rows.len(), 14);
    let twenty_two = rows.iter().find(|row| row.page == Some(22)).unwrap();
    assert!(twenty_two.printed.starts_with("pp 3,8,11"), "{twenty_two:?}");
    assert_eq!(twenty_two.source, "Visionary Marketing");
    assert_eq!(twenty_two.report, None);
    let nowhere = super::rows(&data.corpus, &data.index, data.at("topic:bonheur"), Lang::Fr);
    assert_eq!(nowhere.len(), 1);
    assert_eq!(nowhere[0].page, None);
}

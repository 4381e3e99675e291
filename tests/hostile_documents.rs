//! Documents made to do harm, on the real program: each ends with the documented exit code and
//! the limit named, within its time and memory, and nothing is left half-written.
#![cfg(all(target_os = "linux", feature = "documents", feature = "tui"))]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test: what is missing here is a failure"
)]

#[path = "support/paper.rs"]
#[expect(dead_code, reason = "shared: not every test has labels")]
mod paper;
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use assert_cmd::Command;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use paper::{Paper, text_operators};
use pty::Terminal;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What is to come of a document.
#[derive(Clone, Copy, Debug)]
enum End {
    /// Read: so many pages in all, with those of the list lost, and one of the limits named.
    Read(usize, &'static [u32], Option<&'static str>),
    /// No page could be read, for this limit.
    Lost(&'static str),
    /// It cannot be opened, and this is said of it.
    Refused(&'static str),
    /// Read, or a limit is named: which of both depends on how fast the machine is.
    Bounded,
}

/// What is done with a document.
const IMPORT: &[&str] = &["--json"];
const DRAFT: &[&str] = &["--draft"];

/// The most memory of any process of a run, in kB: what reads pages takes less on itself.
const MOST_MEMORY: &str = "1572864";
/// The longest that a run may take.
const LONGEST: Duration = Duration::from_secs(20);

/// Imports a document under a name; panics where it does not end as it is to.
fn ends(what: &str, name: &str, bytes: &[u8], end: End) {
    ends_as(IMPORT, what, name, bytes, end);
}

fn ends_as(how: &[&str], what: &str, name: &str, bytes: &[u8], end: End) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let began = Instant::now();
    let program = assert_cmd::cargo::cargo_bin!("renvoi");
    let output = Command::new("sh")
        .env_clear()
        .env("LANG", "en_GB.UTF-8")
        .current_dir(folder.path())
        .args(["-c", &format!("ulimit -v {MOST_MEMORY}; exec \"$0\" \"$@\"")])
        .arg(program)
        .args(["import", name, "-o", "c.json"])
        .args(how)
        .output()
        .unwrap();
    let took = began.elapsed();
    let err = String::from_utf8(output.stderr).unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let code = output.status.code();
    let expected = match end {
        End::Read(..) => 0,
        End::Lost(_) => 3,
        End::Bounded if code == Some(0) => 0,
        End::Refused(_) | End::Bounded => 4,
    };
    let end = match end {
        End::Bounded if expected == 4 => End::Refused("limit hit: "),
        end => end,
    };
    let seen: String = err.chars().take(800).collect();
    assert_eq!(code, Some(expected), "{what} ({took:?}): {seen}");
    assert!(took < LONGEST, "{what}: {took:?}");
    assert!(!err.contains("panicked"), "{what}: {seen}");
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    left.sort();
    let corpus = fs::read(folder.path().join("c.json")).ok();
    assert_eq!(corpus.is_some(), expected == 0, "{what}: {left:?}");
    assert_eq!(left.len(), 1 + usize::from(expected == 0), "{what}: {left:?}");
    if let Some(corpus) = corpus {
        let corpus: Value = serde_json::from_slice(&corpus).unwrap();
        assert_eq!(corpus["format"], "renvoi-corpus/1", "{what}");
    }
    let row = || serde_json::from_str::<Value>(&out).unwrap()["results"][0].clone();
    let limited = |row: &Value, limit: &str| {
        row["limits"]
            .as_array()
            .unwrap()
            .iter()
            .any(|hit| limit.contains(hit["limit"].as_str().unwrap()))
    };
    match end {
        End::Read(pages, failed, limit) => {
            let row = row();
            let short = row.to_string().chars().take(800).collect::<String>();
            assert_eq!(row["pages"], pages, "{what}: {short}");
            assert_eq!(row["status"]["failed"], serde_json::json!(failed), "{what}: {short}");
            assert_eq!(row["limits"].as_array().unwrap().is_empty(), limit.is_none(), "{short}");
            assert!(limit.is_none_or(|limit| limited(&row, limit)), "{what}: {short}");
        }
        End::Bounded => {}
        End::Lost(limit) => assert!(limited(&row(), limit), "{what}: {out}"),
        End::Refused(word) => {
            assert!(err.starts_with("renvoi: ") || err.starts_with(name), "{what}: {seen}");
            assert!(err.contains(name) && err.contains(word), "{what}: {seen}");
            assert_eq!(err.lines().count(), 1, "{what}: {seen}");
        }
    }
}

/// The bytes that unpack to these.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// The bytes that unpack, in two steps, to as many spaces as memory may not hold.
fn bomb() -> Vec<u8> {
    let mut inner =
        ZlibEncoder::new(ZlibEncoder::new(Vec::new(), Compression::fast()), Compression::fast());
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..1200 {
        inner.write_all(&spaces).unwrap();
    }
    inner.finish().unwrap().finish().unwrap()
}

/// A good page, the page that is made, a good page.
fn between(make: impl Fn(&mut Paper)) -> Vec<u8> {
    let mut paper = Paper::of(&["Une bonne page avant."]);
    make(&mut paper);
    paper.page("Une bonne page après.");
    paper.bytes()
}

/// A page with this content.
fn raw(content: &str) -> Vec<u8> {
    between(|paper| {
        paper.raw(content);
    })
}

/// A PDF of these objects, the first the catalogue, without a table.
fn objects(bodies: &[&str]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    for (number, body) in (1..).zip(bodies) {
        let _ = write!(file, "{number} 0 obj\n{body}\nendobj\n");
    }
    file.push_str("trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    file.into_bytes()
}

const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>";

fn content(length: &str) -> String {
    let text = text_operators("une page", 60, 780);
    format!("<< /Length {length} >>\nstream\n{text}\nendstream")
}

#[test]
fn files_that_are_no_whole_pdf() {
    let whole = Paper::of(&["une page"; 9]).bytes();
    let locked = Paper::of(&["page"])
        .trailer(&format!(
            "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <{0}> /U <{0}> >>",
            "1".repeat(64)
        ))
        .bytes();
    let table = whole.windows(5).position(|word| word == b"xref\n").unwrap();
    let noise: Vec<u8> =
        (0..200_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    for (what, bytes, end) in [
        ("empty", &b""[..], End::Refused("empty")),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", End::Refused("no PDF, HTML")),
        ("head alone", b"%PDF-1.7\n", End::Refused("damaged")),
        ("locked", &locked, End::Refused("password")),
        ("noise", &noise, End::Refused("no PDF, HTML")),
        ("zeros", &vec![0; 100_000], End::Refused("no PDF, HTML")),
        ("noise behind a head", &[b"%PDF-1.7\n", &noise[..]].concat(), End::Refused("damaged")),
        ("cut in its table", &whole[..table + 40], End::Read(9, &[], None)),
        (
            "cut in the middle",
            &whole[..whole.len() / 3],
            End::Read(9, &[4, 5, 6, 7, 8, 9], Some("crash")),
        ),
    ] {
        ends(what, "a.pdf", bytes, end);
    }
}

#[test]
fn page_trees_without_end() {
    let page = content("60");
    let selfish = [
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1 >>",
        "<< /Type /Pages /Kids [3 0 R 2 0 R 6 0 R] /Count 1 >>",
    ];
    let mut deep = vec![CATALOG.to_owned()];
    for level in 3..5_000 {
        deep.push(format!("<< /Type /Pages /Kids [{level} 0 R] /Count 1 >>"));
    }
    deep.push(PAGE.replace("2 0 R", "4999 0 R").replace("4 0 R", "5001 0 R"));
    let deep: Vec<&str> = deep.iter().map(String::as_str).chain([&*page]).collect();
    let mut many = vec![CATALOG.to_owned(), String::new(), page.replace("4 0 R", "3 0 R")];
    let mut listed = String::new();
    for number in 4..20_104 {
        let _ = write!(listed, "{number} 0 R ");
        many.push(PAGE.replace("4 0 R", "3 0 R"));
    }
    many[1] = format!("<< /Type /Pages /Kids [{listed}] /Count 20100 >>");
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let kids = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    let labels = "<< /Type /Catalog /Pages 2 0 R /PageLabels 6 0 R >>";
    let parent = PAGE.replace("2 0 R", "3 0 R").replace("/MediaBox [0 0 595 842]", "");
    for (what, bodies, end) in [
        (
            "no pages",
            &[CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>"][..],
            End::Refused("damaged"),
        ),
        (
            "a root of itself",
            &["<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>"],
            End::Refused("damaged"),
        ),
        (
            "kids of themselves",
            &[CATALOG, selfish[0], selfish[1], &page, FONT, PAGE],
            End::Read(1, &[], None),
        ),
        ("a parent of itself", &[CATALOG, kids, &parent, &page, FONT], End::Read(1, &[], None)),
        (
            "more pages told than there are",
            &[CATALOG, "<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>", PAGE, &page, FONT],
            End::Read(2, &[2], Some("crash")),
        ),
        (
            "a count of thousands of millions",
            &[CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", PAGE, &page, FONT],
            End::Read(1, &[], None),
        ),
        ("a deep tree", &deep, End::Read(1, &[], None)),
        ("20,100 pages", &many, End::Read(20_000, &[], Some("pages"))),
        (
            "labels of themselves",
            &[labels, kids, PAGE, &page, FONT, "<< /Kids [6 0 R 6 0 R] >>"],
            End::Read(1, &[], None),
        ),
        (
            "a length below zero",
            &[CATALOG, kids, PAGE, &content("-99"), FONT],
            End::Read(1, &[], None),
        ),
        (
            "a length beyond the file",
            &[CATALOG, kids, PAGE, &content("99999999999999999999"), FONT],
            End::Read(1, &[], None),
        ),
        (
            "a length of itself",
            &[CATALOG, kids, PAGE, &content("4 0 R"), FONT],
            End::Read(1, &[], None),
        ),
    ] {
        ends(what, "a.pdf", &objects(bodies), end);
    }
}

const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 9 9]";

/// A page whose forms each draw the next one twice.
fn doubling(paper: &mut Paper) {
    let mut inner = paper.stream(FORM, b"0 0 m 1 1 l S");
    for _ in 0..26 {
        let about = format!("{FORM} /Resources << /XObject << /X {inner} 0 R >> >>");
        inner = paper.stream(&about, b"/X Do /X Do");
    }
    let stream = paper.stream("", b"/X Do");
    paper.page_of(stream, &format!("/XObject << /X {inner} 0 R >>"));
}

#[test]
fn pages_that_ask_too_much() {
    let filters = |count: usize| format!("/Filter [{}]", "/FlateDecode ".repeat(count));
    let bombed = between(|paper| {
        let stream = paper.stream(&filters(2), &bomb());
        paper.page_of(stream, "");
    });
    let nested = between(|paper| {
        let mut bytes = text_operators("une page", 60, 780).into_bytes();
        for _ in 0..20 {
            bytes = packed(&bytes);
        }
        let stream = paper.stream(&filters(20), &bytes);
        paper.page_of(stream, "");
    });
    let cycle = between(|paper| {
        let own = paper.object(Vec::new()) + 1;
        let about = format!("{FORM} /Resources << /XObject << /X {own} 0 R >> >>");
        let stream = paper.stream(&about, b"/X Do /X Do");
        paper.page_of(stream, &format!("/XObject << /X {stream} 0 R >>"));
    });
    let forms = between(doubling);
    let columns = between(|paper| {
        let about = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >>";
        let stream = paper.stream(about, &packed(b"BT ET"));
        paper.page_of(stream, "");
    });
    let brackets = |open: &str, close: &str| {
        raw(&format!("{}{}", open.repeat(100_000), close.repeat(100_000)))
    };
    let glyphs = raw(&format!("BT /F 1 Tf 10 400 Td ({}) Tj ET", "mot ".repeat(60_000)));
    for (what, bytes, end) in [
        ("a bomb in a bomb", bombed, End::Read(3, &[2], Some("memory page-time"))),
        ("twenty filters", nested, End::Read(3, &[], None)),
        ("a form of itself", cycle, End::Read(3, &[], None)),
        ("2^26 forms", forms, End::Read(3, &[2], Some("page-time memory"))),
        ("wide columns", columns, End::Read(3, &[2], Some("crash memory"))),
        ("deep arrays", brackets("[", "]"), End::Read(3, &[], None)),
        ("deep dictionaries", brackets("<</A ", ">>"), End::Read(3, &[], None)),
        ("deep states", raw(&"q ".repeat(300_000)), End::Read(3, &[], None)),
        ("240,000 glyphs", glyphs, End::Read(3, &[], Some("glyphs"))),
    ] {
        ends(what, "a.pdf", &bytes, end);
    }
}

/// An archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const CONTAINER: &[u8] = br#"<container><rootfile full-path="a.opf"/></container>"#;

/// A book whose spine names these files.
fn book(spine: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut opf = "<package><manifest>".to_owned();
    for (name, _) in files {
        let _ = write!(opf, "<item id=\"{name}\" href=\"{name}\"/>");
    }
    opf.push_str("</manifest><spine>");
    for name in spine.split(' ') {
        let _ = write!(opf, "<itemref idref=\"{name}\"/>");
    }
    opf.push_str("</spine></package>");
    let own = [("META-INF/container.xml", CONTAINER), ("a.opf", opf.as_bytes())];
    zipped(&[&own, files].concat())
}

#[test]
fn archives_that_unpack_to_harm() {
    let good: (&str, &[u8]) = ("good", b"<p>une page</p>");
    let spaces = vec![b' '; 65 << 20];
    let note = [b"<!--", &spaces[..60 << 20], b"-->"].concat();
    let deep = "<b>".repeat(10_000);
    let laughs = format!(
        "<!DOCTYPE a [<!ENTITY a \"{}\"><!ENTITY b \"{}\">]><w:document><w:p><w:t>une page {}</w:t></w:p></w:document>",
        "ha".repeat(1000),
        "&a;".repeat(1000),
        "&b;".repeat(1000)
    );
    let names: Vec<String> = (0..30_000).map(|number| format!("n{number}")).collect();
    let mut many: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b""[..])).collect();
    many.push(good);
    let whole = book("good", &[good]);
    let items = "<item id=\"i\" href=\"h\"/>".repeat(500_000);
    let refs = "<itemref idref=\"j\"/>".repeat(25_000);
    let named: Vec<String> = (0..200_000).map(|number| format!("a{number}='b' ")).collect();
    let named = named.concat();
    let attributes = format!(
        "<manifest><item {named} id='j' href='good'/></manifest><spine><itemref idref='j'/></spine>"
    );
    let attributes =
        zipped(&[("META-INF/container.xml", CONTAINER), ("a.opf", attributes.as_bytes()), good]);
    let opf =
        format!("<manifest>{items}<item id=\"j\" href=\"good\"/></manifest><spine>{refs}</spine>");
    let long = zipped(&[("META-INF/container.xml", CONTAINER), ("a.opf", opf.as_bytes()), good]);
    let feeds = format!(
        "<w:document><w:t>une page</w:t>{}</w:document>",
        "<w:lastRenderedPageBreak/><w:t>x</w:t>".repeat(25_000)
    );
    for (what, bytes, end) in [
        (
            "a large part",
            book("large good", &[("large", &spaces), good]),
            End::Read(2, &[1], Some("entry")),
        ),
        ("a large part alone", book("large", &[("large", &spaces)]), End::Lost("entry")),
        (
            "large in all",
            book("l l l l l good", &[("l", &note), good]),
            End::Read(6, &[5], Some("unpacked")),
        ),
        ("many files", book("good", &many), End::Read(1, &[], None)),
        ("names of attributes", attributes, End::Bounded),
        ("a long list", long, End::Read(20_000, &[], Some("pages"))),
        ("cut", whole[..whole.len() / 2].to_vec(), End::Refused("damaged")),
        (
            "a way out",
            book("../../b good", &[("../../b", b"<p>x</p>"), good]),
            End::Read(2, &[], None),
        ),
        (
            "deep",
            book("deep good", &[("deep", deep.as_bytes()), good]),
            End::Read(2, &[1], Some("depth")),
        ),
        ("no container", zipped(&[("a.opf", b"<package/>"), good]), End::Refused("EPUB")),
        (
            "a container of nothing",
            zipped(&[("META-INF/container.xml", b"<container/>")]),
            End::Refused("damaged"),
        ),
        ("no letter", zipped(&[("word/styles.xml", b"<w/>")]), End::Refused("DOCX")),
        (
            "a deep letter",
            zipped(&[("word/document.xml", deep.as_bytes())]),
            End::Refused("nested too deeply"),
        ),
        ("laughs", zipped(&[("word/document.xml", laughs.as_bytes())]), End::Read(1, &[], None)),
        (
            "page breaks",
            zipped(&[("word/document.xml", feeds.as_bytes())]),
            End::Read(20_000, &[], Some("pages")),
        ),
    ] {
        ends(what, "a.zip", &bytes, end);
    }
}

#[test]
fn words_that_never_end() {
    let html = |body: &str| format!("<html><body>{body}</body></html>");
    let article =
        format!("<p>{}</p>", "Une phrase assez longue, avec des virgules, et plus. ".repeat(12));
    let below = |body: &str| html(&format!("{article}{body}"));
    let feeds = format!("une page{}", "\u{c}x".repeat(25_000));
    let quotes = format!("# Un titre\n\n{}une page\n", "> ".repeat(100_000));
    let lists = format!("# Un titre\n\n{}une page\n", "- ".repeat(20_000));
    let links = format!("# Un titre\n\n{}une page\n", "[".repeat(50_000));
    let head = "# Un titre\n\nune page ".to_owned();
    let (md, deep) = (End::Read(1, &[], None), End::Refused("nested too deeply"));
    let named: Vec<String> = (0..200_000).map(|number| format!("a{number}=b ")).collect();
    let named = named.concat();
    let long = format!("<p class=\"{}\">une page", "x ".repeat(2_000_000));
    let ticks = (1..1000).fold(head.clone(), |text, length| text + &"`".repeat(length) + " ");
    let stars = format!("# Un titre\n\n{}une page\n", "*a _b ".repeat(50_000));
    for (what, name, text, end) in [
        (
            "deep elements",
            "a.html",
            html(&"<div>".repeat(100_000)),
            End::Refused("nested too deeply"),
        ),
        ("deep paragraphs", "a.html", html(&"<p>une page".repeat(20_000)), End::Read(1, &[], None)),
        ("marks never closed", "a.html", html(&"<b><p>mot ".repeat(140)), End::Read(1, &[], None)),
        (
            "attributes",
            "a.html",
            html(&format!("<p {}>une page", "a=\"b\" ".repeat(100_000))),
            End::Read(1, &[], None),
        ),
        ("quotes", "a.md", quotes, End::Read(1, &[], None)),
        ("lists", "a.md", lists, End::Read(1, &[], None)),
        ("links", "a.md", links, End::Read(1, &[], None)),
        ("emphasis", "a.md", stars, End::Read(1, &[], None)),
        ("a million elements", "a.html", html(&"<div>".repeat(1_000_000)), deep),
        // They close what was never opened, so that counting tags does not tell how deep it is.
        ("a pit", "a.html", html(&"<div></x>".repeat(1_000_000)), End::Refused("limit hit: ")),
        ("small elements", "a.html", below(&"<i></i>".repeat(500_000)), End::Bounded),
        ("names of attributes", "a.html", below(&format!("<p {named}>une page")), End::Bounded),
        ("a long attribute", "a.html", below(&long), End::Bounded),
        ("letters by name", "a.html", below(&"&amp;&eacute;".repeat(1_000_000)), End::Bounded),
        ("one paragraph", "a.html", below(&"une page ".repeat(1_000_000)), End::Bounded),
        ("one line", "a.txt", "une page ".repeat(200_000), End::Read(1, &[], None)),
        ("words of one letter each", "a.txt", "É à ".repeat(200_000), End::Read(1, &[], None)),
        ("runs of code", "a.md", ticks, End::Read(1, &[], None)),
        ("tags that never end", "a.md", head.clone() + &"<a ".repeat(100_000), md),
        ("notes that never end", "a.md", head.clone() + &"<!-- ".repeat(100_000), md),
        ("targets that never end", "a.md", head + &"[a](<b".repeat(50_000), md),
        ("form feeds", "a.txt", feeds, End::Read(20_000, &[], Some("pages"))),
    ] {
        ends(what, name, text.as_bytes(), end);
    }
}

#[test]
fn articles_that_never_end() {
    let named: Vec<String> = (0..40_000)
        .map(|number| {
            format!("Nom{number} Prenom dit : « un mot et puis encore un autre ». (p 1)\n\n")
        })
        .collect();
    for (what, name, text) in [
        ("marks", "a.txt", "« \" “ ".repeat(300_000)),
        ("brackets", "a.txt", "(p 1, ".repeat(200_000)),
        ("long ranges", "a.txt", "pp 1-9999, 1-9999 et ".repeat(100_000)),
        ("names", "a.txt", "A. B. de La Tour-".repeat(200_000)),
        ("speakers", "a.txt", named.concat()),
        ("tags", "a.html", format!("<p>Un mot.</p>{}", "<b></x>".repeat(500_000))),
        ("rows", "a.md", format!("# Un titre\n\n{}", "- a - b - c\n".repeat(200_000))),
    ] {
        ends_as(DRAFT, what, name, text.as_bytes(), End::Bounded);
    }
    let pdf = Paper::of(&["une page"]).bytes();
    ends_as(DRAFT, "no article", "a.pdf", &pdf, End::Refused("--draft reads HTML"));
    ends_as(DRAFT, "nothing", "a.html", b"", End::Refused("empty"));
}

#[test]
fn a_key_that_ends_it_leaves_nothing_half_written() {
    // Pages that each take their time: more than a second in all, so that progress is shown.
    let mut paper = Paper::new();
    for _ in 0..4 {
        paper.page("une page");
        doubling(&mut paper);
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), paper.bytes()).unwrap();
    let mut command = pty::renvoi("import a.pdf -o c.json");
    command.cwd(folder.path());
    let mut terminal = Terminal::start(command, 80, 24);
    // Pages read, pages in all, and the time left.
    terminal.until("progress", |screen| {
        let line = screen.contents();
        line.contains("/8 (~") && line.contains(" s)")
    });
    terminal.keys("\x03");
    terminal.killed();
    assert!(terminal.is_line_as_before());
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["a.pdf"]);
}

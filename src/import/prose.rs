//! Text, Markdown and HTML: documents whose pages, if any, are parted by form feeds.

use std::borrow::Cow;

use dom_smoothie::{Config, Readability, TextMode};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::limits::{DEEPEST_HTML, Limit, MOST_PAGES, MOST_TEXT};
use super::source::{Document, OpenError, ReadPage};
use crate::corpus::PageStatus;
use crate::markup::Ends;

/// Decodes bytes: Unicode, or the Latin letters of Windows where they are none.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(rest);
    }
    for (mark, unit) in
        [(b"\xFF\xFE", u16::from_le_bytes as fn([u8; 2]) -> u16), (b"\xFE\xFF", u16::from_be_bytes)]
    {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
            let letters = char::decode_utf16(units);
            return letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => bytes.iter().map(|&byte| windows(byte)).collect(),
    }
}

/// A letter of Windows-1252, which is Latin-1 but for the bytes from 80 to 9F.
fn windows(byte: u8) -> char {
    const OWN: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let own = usize::from(byte).checked_sub(0x80).and_then(|place| OWN.get(place));
    own.copied().unwrap_or(char::from(byte))
}

/// What an entity of HTML stands for, by its name without the signs around it.
#[must_use]
pub fn entity(name: &str) -> Option<String> {
    // A name that only starts another one is there too, and stands for nothing.
    let &(first, second) = web_atoms::NAMED_ENTITIES.get(&format!("{name};"))?;
    let letters = [first, second].into_iter().filter(|&code| code != 0).map(char::from_u32);
    letters.collect::<Option<String>>().filter(|letters| !letters.is_empty())
}

/// A text with its entities resolved: `&rsquo;` and `&#8217;` are ’.
#[must_use]
pub fn resolved(text: &str) -> String {
    const LONGEST: usize = 12;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].find(';').filter(|&end| end <= LONGEST).map(|end| &rest[1..=end]);
        let number = |name: &str| {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)
        };
        let (letters, length) = match name {
            Some(name) => match number(name).map(String::from).or_else(|| entity(name)) {
                Some(letters) => (letters, name.len() + 2),
                None => ("&".to_owned(), 1),
            },
            None => ("&".to_owned(), 1),
        };
        plain.push_str(&letters);
        rest = &rest[length..];
    }
    plain + rest
}

/// A document of one page, or of as many as form feeds part.
#[must_use]
pub fn paged(title: Option<String>, text: &str) -> Document {
    let mut limit = None;
    let mut text = text;
    if text.len() > MOST_TEXT {
        let mut end = MOST_TEXT;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text = &text[..end];
        limit = Some(Limit::Text);
    }
    let page =
        |text: &str| ReadPage { text: text.to_owned(), status: PageStatus::Text, limit: None };
    let mut texts = text.trim_end_matches('\u{c}').split('\u{c}');
    let pages = texts.by_ref().take(MOST_PAGES as usize).map(page).collect();
    if texts.next().is_some() {
        limit = Some(Limit::Pages);
    }
    Document { title, pages, limit, ..Document::default() }
}

/// What stands before the text of a page of notes, and the text. The head stands between two lines
/// of `---` or `+++`, or is a first paragraph of lines that each give a value: `title: Lists`.
#[must_use]
pub fn front_matter(text: &str) -> (Option<&str>, &str) {
    let start = text.trim_start();
    let fence = ["---", "+++"].into_iter().find_map(|fence| {
        let rest = start.strip_prefix(fence)?.trim_start_matches([' ', '\t', '\r']);
        Some((fence, rest.strip_prefix('\n')?))
    });
    let Some((fence, head)) = fence else { return keyed(text) };
    let mut at = 0;
    for line in head.split_inclusive('\n') {
        if line.trim_end() == fence {
            return (Some(&head[..at]), &head[at + line.len()..]);
        }
        at += line.len();
    }
    (None, text)
}

/// A head without lines around it.
fn keyed(text: &str) -> (Option<&str>, &str) {
    /// What a head gives; at least two of these make one.
    const KEYS: &str = "title titre author auteur authors date tags slug isbn category categories subtitle \
         summary publisher lang language year modified";
    let mut known = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let key = line.split_once(':').map_or("", |(key, _)| key);
        let plain =
            !key.is_empty() && key.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
        if !(plain || at > 0 && line.starts_with([' ', '\t'])) {
            return (None, text);
        }
        known +=
            usize::from(KEYS.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(key)));
        at += line.len();
    }
    if known < 2 { (None, text) } else { (Some(&text[..at]), &text[at..]) }
}

/// One value of the head of a page of notes, which may stand on the lines behind its key.
#[must_use]
pub fn front_value(head: &str, key: &str) -> Option<String> {
    let mut lines = head.lines();
    let value = lines.find_map(|line| {
        let rest = line.strip_prefix(key)?.trim_start();
        rest.strip_prefix([':', '=']).map(str::trim)
    })?;
    if [">", ">-", ">+", "|", "|-", "|+"].contains(&value) {
        let folded: Vec<&str> =
            lines.take_while(|line| line.starts_with([' ', '\t'])).map(str::trim).collect();
        return Some(folded.join(" ")).filter(|value| !value.is_empty());
    }
    let value = value.trim_matches(['"', '\'']);
    Some(value.to_owned()).filter(|value| !value.is_empty())
}

/// Reads Markdown: its words, a blank line between blocks.
#[must_use]
pub fn markdown(text: &str) -> Document {
    let (head, body) = front_matter(text);
    let mut title = head.and_then(|head| front_value(head, "title"));
    let mut plain = String::with_capacity(body.len());
    let (mut pictures, mut heading) = (0_usize, None);
    for event in Parser::new_ext(body, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) => heading = Some(plain.len()),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = heading.take() {
                    title.get_or_insert_with(|| plain[start..].trim().to_owned());
                }
                plain.push_str("\n\n");
            }
            Event::Text(words) | Event::Code(words) if pictures == 0 => plain.push_str(&words),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => plain.push('\n'),
            Event::End(TagEnd::TableCell) => plain.push('\t'),
            Event::End(
                TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::CodeBlock,
            )
            | Event::Rule => plain.push_str("\n\n"),
            _ => {}
        }
    }
    paged(title, plain.trim())
}

/// Reads the article of an HTML page.
///
/// # Errors
/// Elements are nested too deeply, or there is no article.
pub fn html(text: &str) -> Result<Document, OpenError> {
    if is_too_deep(text) {
        return Err(OpenError::Limit(Limit::Depth));
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::new(text, None, Some(config))
        .and_then(|mut page| page.parse())
        .map_err(|_| OpenError::Broken)?;
    let title = Some(article.title).filter(|title| !title.trim().is_empty());
    let title = title.or_else(|| first_heading(text));
    Ok(paged(title, article.text_content.trim()))
}

/// The words of the first heading of an HTML page.
fn first_heading(text: &str) -> Option<String> {
    let small = text.to_ascii_lowercase();
    let start = small.match_indices("<h1").map(|(at, found)| at + found.len());
    let start = start.into_iter().find(|&at| small[at..].starts_with(['>', ' ', '\n', '\t']))?;
    let end = start + small[start..].find("</h1")?;
    let signs: Vec<char> = text[start..end].chars().collect();
    let (mut ends, mut words, mut at) = (Ends::default(), String::new(), 0);
    // What is left of the tag that was found stands first.
    let mut open = true;
    while let Some(&sign) = signs.get(at) {
        let next = signs.get(at + 1).copied().unwrap_or_default();
        let tag = sign == '<' && (next.is_ascii_alphabetic() || "/!".contains(next));
        let behind = if open || tag { ends.behind(&signs, at + usize::from(tag)) } else { None };
        open = false;
        if behind.is_none() {
            words.push(sign);
        }
        at = behind.unwrap_or(at + 1);
    }
    let words = resolved(&words).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(words).filter(|words| !words.is_empty())
}

/// Whether elements that are not closed pile up beyond the limit.
fn is_too_deep(text: &str) -> bool {
    const ALONE: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr", "p",
    ];
    let mut depth = 0_usize;
    for (at, _) in text.match_indices('<') {
        let tag = &text[at + 1..];
        let name = |tag: &str| {
            let end = tag.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(tag.len());
            tag[..end].to_ascii_lowercase()
        };
        if let Some(closed) = tag.strip_prefix('/') {
            if !ALONE.contains(&name(closed).as_str()) {
                depth = depth.saturating_sub(1);
            }
        } else if tag.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && !ALONE.contains(&name(tag).as_str())
        {
            depth += 1;
            if depth > DEEPEST_HTML {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_in_use_is_read() {
        assert_eq!(decode("\u{feff}été".as_bytes()), "été");
        assert_eq!(decode(b"\xFF\xFE\xE9\x00t\x00"), "ét");
        assert_eq!(decode(b"l\x92\xe9t\xe9"), "l’été");
        assert_eq!(
            decode(b"\x84\x8akoda\x94 \x95 \x9alo 5 \x80\x99 \x7f\xa0\xff"),
            "„Škoda” • šlo 5 €™ \x7f\u{a0}ÿ"
        );
    }

    #[test]
    fn entities_are_the_letters_they_stand_for() {
        assert_eq!(resolved("l&rsquo;&#233;t&#xE9; &amp; & R&D; &nul"), "l’été & & R&D; &nul");
        // Two letters in one entity; the start of a name; a name without its end.
        assert_eq!(resolved("&bne;&not;&rsqu;&gt"), "=\u{20e5}¬&rsqu;&gt");
    }

    #[test]
    fn markdown_gives_its_words() {
        let text = "---\ntitle: \"Le titre\"\n---\n\n# Un\n\nDes **mots** [liés](x) ![image](y)\n\n- a\n- b\n\n---\n\nfin\n";
        let read = markdown(text);
        assert_eq!(read.title.as_deref(), Some("Le titre"));
        let words: Vec<&str> = read.pages[0].text.split_whitespace().collect();
        assert_eq!(words, ["Un", "Des", "mots", "liés", "a", "b", "fin"]);
    }

    #[test]
    fn form_feeds_part_pages() {
        assert_eq!(paged(None, "un\u{c}deux\u{c}").pages.len(), 2);
    }

    #[test]
    fn html_gives_its_article_and_refuses_a_pit() {
        let words = "Une phrase assez longue pour être un article, avec des virgules, et plus. ";
        let page = format!(
            "<html><head><title>Titre</title></head><body><nav>menu</nav><article><h1>Titre</h1><p>{}</p><p>{}</p></article></body></html>",
            words.repeat(8),
            words.repeat(8)
        );
        let read = html(&page).unwrap();
        assert!(read.pages[0].text.contains("assez longue"), "{read:?}");
        assert_eq!(read.title.as_deref(), Some("Titre"));
        let untitled = page.replace("<title>Titre</title>", "").replace("<h1>", "<H1 id='a>b'>");
        let headed = untitled.replace("Titre<", "Le <i>titre</i>\n&amp; 1 < 2<");
        assert_eq!(html(&headed).unwrap().title.as_deref(), Some("Le titre & 1 < 2"));
        assert_eq!(html(&"<div>".repeat(5000)), Err(OpenError::Limit(Limit::Depth)));
    }
}

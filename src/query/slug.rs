//! Ids for names: ASCII, each given once.

use super::fold::fold;

/// An ASCII id for a name.
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|sign: char| !sign.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut slug = words.join("-");
    slug.truncate(60);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "x".to_owned() } else { slug.to_owned() }
}

/// The id, or the first of `id-2`, `id-3` … that is not taken.
pub fn unused(id: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(id) {
        return id.to_owned();
    }
    let mut number = 2_u32;
    while taken(&format!("{id}-{number}")) {
        number += 1;
    }
    format!("{id}-{number}")
}

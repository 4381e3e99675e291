//! The forms under which a name is looked for: the terms are expanded, not the text.

use std::collections::HashSet;

use super::reading::{Cuts, Reading};

/// The most patterns of a name.
const MOST: usize = 64;

/// The patterns of a name, each with a space on both sides.
#[must_use]
pub fn patterns(name: &str) -> Vec<String> {
    let nothing = HashSet::new();
    let folded = Reading::new(name, Cuts::Joined(&nothing)).text;
    let words: Vec<&str> = folded.split_whitespace().collect();
    let Some((last, rest)) = words.split_last() else { return Vec::new() };
    if is_short_capitals(name) {
        return vec![format!(" {} ", words.join(" "))];
    }
    let mut patterns = vec![" ".to_owned()];
    let mut add = |word: &str, last: bool| {
        let forms =
            if last || patterns.len() * 4 <= MOST { forms(word) } else { vec![word.to_owned()] };
        patterns = patterns
            .iter()
            .flat_map(|start| forms.iter().map(move |form| format!("{start}{form} ")))
            .take(MOST)
            .collect();
    };
    for word in rest {
        add(word, false);
    }
    add(last, true);
    if let ([_, _], true) = (words.as_slice(), name.contains('-')) {
        patterns.extend(forms(&words.concat()).iter().map(|form| format!(" {form} ")));
    }
    patterns.truncate(MOST);
    patterns
}

/// Whether a name is a short one in capitals (IA, OR), which needs them in the text too.
#[must_use]
pub fn is_short_capitals(name: &str) -> bool {
    (1..=4).contains(&name.chars().count())
        && name.chars().any(char::is_alphabetic)
        && name.chars().all(|letter| letter.is_uppercase() || letter.is_numeric())
}

/// A folded word, its singulars and its plurals, in French and English.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let length = word.chars().count();
    if length < 3 || word.chars().all(char::is_numeric) {
        return forms;
    }
    let mut singulars = vec![word.to_owned()];
    if length > 3 {
        if let Some(stem) = word.strip_suffix("aux") {
            singulars.extend([format!("{stem}al"), format!("{stem}ail"), format!("{stem}au")]);
        }
        if let Some(stem) = word.strip_suffix("ies") {
            singulars.push(format!("{stem}y"));
        }
        let sibilant = ["ches", "shes", "xes", "sses"].iter().any(|end| word.ends_with(end));
        if let Some(stem) = word.strip_suffix("es").filter(|_| sibilant) {
            singulars.push(stem.to_owned());
        }
        if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
            singulars.push(stem.to_owned());
        }
        if let Some(stem) = word.strip_suffix('x').filter(|stem| stem.ends_with('u')) {
            singulars.push(stem.to_owned());
        }
    }
    for one in singulars {
        let mut plurals = Vec::new();
        if !one.ends_with(['s', 'x', 'z']) {
            plurals.push(format!("{one}s"));
        }
        if (one.ends_with('s') && !one.ends_with("es"))
            || ["x", "ch", "sh"].iter().any(|end| one.ends_with(end))
        {
            plurals.push(format!("{one}es"));
        }
        if let Some(stem) = one.strip_suffix("ail").or(one.strip_suffix("al")) {
            plurals.push(format!("{stem}aux"));
        }
        if ["au", "eu", "ou"].iter().any(|end| one.ends_with(end)) {
            plurals.push(format!("{one}x"));
        }
        if let Some(stem) = one.strip_suffix('y').filter(|_| length > 3) {
            plurals.push(format!("{stem}ies"));
        }
        forms.push(one);
        forms.extend(plurals);
    }
    let mut seen = HashSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn both_ways(one: &str, many: &str) {
        for (from, to) in [(one, many), (many, one)] {
            let patterns = patterns(from);
            assert!(patterns.contains(&format!(" {to} ")), "{from} has no {to}: {patterns:?}");
        }
    }

    #[test]
    fn singular_and_plural_find_each_other() {
        for (one, many) in [
            ("trend", "trends"),
            ("journal", "journaux"),
            ("travail", "travaux"),
            ("reseau", "reseaux"),
            ("jeu", "jeux"),
            ("strategy", "strategies"),
            ("box", "boxes"),
            ("reseau social", "reseaux sociaux"),
        ] {
            both_ways(one, many);
        }
    }

    #[test]
    fn words_of_one_root_stay_apart() {
        assert!(!patterns("organisation").contains(&" organiser ".to_owned()));
        assert_eq!(patterns("B2"), [" b2 "]);
        assert_eq!(patterns("IA"), [" ia "]);
        assert_eq!(patterns(" – "), Vec::<String>::new());
    }

    #[test]
    fn compounds_are_also_solid_and_long_names_stay_few() {
        assert!(patterns("e-mail").contains(&" email ".to_owned()));
        assert!(patterns("un nom qui porte beaucoup de mots en plusieurs parties").len() <= MOST);
    }
}

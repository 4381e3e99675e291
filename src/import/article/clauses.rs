//! Sentences around pages: where they begin, which verb says where something stands, and what a
//! run of words names.

use super::nouns::speaks;
use super::sentences::is_short;

/// What a topic is trimmed of.
pub(super) const TRIMMED: [char; 16] =
    [' ', ',', ';', ':', '(', ')', '[', ']', '«', '»', '“', '”', '"', '.', '\u{a0}', '—'];

/// Where the last sentence of a text begins.
pub(super) fn start_of(text: &str) -> usize {
    let stops = text.rmatch_indices(['.', '!', '?']);
    let mut ends = stops.filter_map(|(at, sign)| {
        let rest = &text[at + 1..];
        let behind = behind_mark(rest.trim_start_matches([')', ']', '»', '”', '"']));
        let gap = rest.len() - behind.len();
        // `pp. 23ff. for`
        let small = sign == "." && behind.trim_start().starts_with(char::is_lowercase);
        let ends = behind.starts_with(' ') && !small && !(sign == "." && is_short(&text[..at]));
        ends.then_some(at + 2 + gap)
    });
    ends.next().unwrap_or(0).min(text.len())
}

/// Where the sentence ends that a place of a text stands in.
pub(super) fn end_of(text: &str, at: usize) -> usize {
    // The mark of a note may stand behind the stop: `It is about tolls.[2]`
    let before = before_mark(&text[..at]);
    let closed = before.trim_end_matches(['»', '”', '"']).ends_with(['.', '!', '?']);
    if before.len() < at && closed {
        return at;
    }
    let stops = text[at..].match_indices(['.', '!', '?']);
    let mut ends = stops.map(|(stop, sign)| (at + stop, sign)).filter(|(stop, sign)| {
        let behind = behind_mark(text[stop + 1..].trim_start_matches([')', ']', '»', '”', '"']));
        let small = *sign == "." && behind.trim_start().starts_with(char::is_lowercase);
        behind.starts_with(' ') && !small && !(*sign == "." && is_short(&text[..*stop]))
    });
    ends.next().map_or(text.len(), |(stop, _)| stop + 1)
}

/// Whether a sentence has something for its subject that does not speak: `L’anecdote est plaisante`.
pub(super) fn is_about_a_thing(sentence: &str) -> bool {
    const ARTICLES: [&str; 9] =
        ["le ", "la ", "l’", "l'", "ce ", "cette ", "cet ", "the ", "this "];
    let lower = sentence.to_lowercase();
    let noun = ARTICLES.iter().find_map(|article| lower.strip_prefix(article));
    let capital = |at: usize| sentence[at..].starts_with(char::is_uppercase);
    noun.is_some_and(|noun| {
        let word = noun.split([' ', ',']).next().unwrap_or_default();
        lower.len() == sentence.len() && !capital(lower.len() - noun.len()) && !speaks(word)
    })
}

/// Raised digits, as marks of notes are printed.
pub(super) const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A text without the marks of notes that it begins with.
pub(super) fn behind_mark(text: &str) -> &str {
    let raised = text.trim_start_matches(RAISED);
    let bracket = raised.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match bracket.filter(|(number, _)| is_number(number)) {
        Some((_, rest)) => behind_mark(rest),
        None => raised,
    }
}

/// A text without the mark of a note that it ends with.
pub(super) fn before_mark(text: &str) -> &str {
    let bracket = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    match bracket.filter(|(_, number)| is_number(number)) {
        Some((before, _)) => before,
        None => text.trim_end_matches(RAISED),
    }
}

/// Whether a bracket holds the number of a note.
fn is_number(inner: &str) -> bool {
    let digits = inner.trim_start_matches('^');
    (1..=3).contains(&digits.len()) && digits.bytes().all(|sign| sign.is_ascii_digit())
}

/// The words behind a label: `Money: it comes back on`.
pub(super) fn behind_label(sentence: &str) -> &str {
    sentence
        .split_once(": ")
        .or_else(|| sentence.split_once("\u{a0}: "))
        .filter(|(_, rest)| !rest.trim().is_empty())
        .map_or(sentence, |(_, rest)| rest)
}

/// Whether a sentence speaks of what was spoken of before: `It comes back on`, `On la croise aux`,
/// `Le thème apparaît`.
pub(super) fn means_last(sentence: &str) -> bool {
    const BEGINS: &str = "on la |on le |on les |on l’|on l'|on en |on y revient |il en |il faut y |then it |vous la |vous le |vous les |\
         it |il |they |ils |elles |elle |the theme |the topic |the subject |\
         the word |le thème |le sujet |la question |l’idée |le mot |you will find it ";
    let lower = sentence.trim_start().to_lowercase();
    let found = BEGINS.split('|').any(|begins| lower.starts_with(begins));
    let expletive = ["il est question", "il y a", "il s’agit", "il s'agit"];
    if expletive.iter().any(|begins| lower.starts_with(begins)) {
        return false;
    }
    let of = [
        "la question d",
        "le mot «",
        "le thème d",
        "le sujet d",
        "the word “",
        "the theme of",
        "the topic of",
    ];
    found && !of.iter().any(|named| lower.starts_with(named))
}

/// Whether the words before pages in their sentence say where something stands; `again` where
/// pages of the same sentence were given so.
pub(super) fn locates(sentence: &str, again: bool) -> bool {
    const VERBS: &str = "is are was were comes come came turns turn crops crop occurs occur recurs recur \
         returns return appears appear appeared features feature figures runs run fills fill occupies \
         occupy takes take covers cover surfaces surface stands stand lies lie starts start begins begin \
         crosses spans span reappears reappear find found read see back est sont revient reviennent apparaît \
         apparaissent figure figurent occupe occupent remplit remplissent trouve trouvent trouvera lit \
         lisent lira tient tiennent court courent traverse traversent étend étendent commence commencent \
         lire retrouve retrouvera croise question traité traitée traités traitées abordé abordée réapparaît \
         ajouter ajoutez add discussed treated mentioned covered continues continue ressurgit va vont";
    if sentence.trim_end().ends_with(['(', '[']) || sentence.contains(['~', '«', '“', '"']) {
        return false;
    }
    let clause = sentence.trim_end_matches([' ', ',', ':']);
    let words: Vec<&str> = clause.split(' ').collect();
    let holds = |word: &str| {
        let word =
            word.rsplit(['’', '\'']).next().unwrap_or(word).trim_matches(TRIMMED).to_lowercase();
        VERBS.split_ascii_whitespace().any(|verb| verb == word)
    };
    let Some(verb) = words.iter().rposition(|word| holds(word)) else {
        return again && words.len() <= MOST_BETWEEN;
    };
    let behind = &words[verb + 1..];
    let named =
        behind.iter().any(|word| word.starts_with(|s: char| s.is_uppercase() || s.is_numeric()));
    verb > 0 && (behind.len() <= MOST_BETWEEN) && !named && !sentence.contains([')', ']'])
}

/// The most words between the verb that says where something stands and its pages.
const MOST_BETWEEN: usize = 7;

/// Runs of words with capitals, a number before them too: `220 Harrow Lane`.
pub(super) fn capitals(text: &str) -> Vec<&str> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for word in text.split(' ') {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_matches(TRIMMED).trim_matches(['?', '!']);
        let number = !bare.is_empty() && bare.chars().all(|sign| sign.is_ascii_digit());
        let great = bare.starts_with(char::is_uppercase);
        let ends = bare.len() < word.len();
        match (open, great || number) {
            (Some((start, _)), true) => open = Some((start, at + bare.len())),
            (None, true) => open = Some((at, at + bare.len())),
            (_, false) => {}
        }
        if (!great && !number) || ends {
            found.extend(open.take());
        }
    }
    found.extend(open);
    let named = |&&(start, end): &&(usize, usize)| {
        start > 0 && text[start..end].contains(char::is_alphabetic)
    };
    found.iter().filter(named).map(|&(start, end)| &text[start..end]).collect()
}

/// Where the first verb of a clause begins that can say where something stands, behind its first
/// word.
pub(super) fn verb(clause: &str) -> Option<usize> {
    const VERBS: &str = "is are was were has have had gets get got does do comes come came turns turn \
         crops crop occurs occur recurs recur returns return appears appear appeared features feature \
         figures runs run fills fill occupies occupy takes take took covers cover surfaces surface stands \
         stand lies lie starts begins begin sits sit crosses spans span earns earn receives receive needs \
         gains wins makes leads dominates dominate goes go keeps remains remain stays belongs belong follows \
         dwells pops shows show reappears reappear resurfaces deserves closes opens ends holds haunts \
         mention mentions discuss discusses treat treats will can may would could must find finds read \
         est sont était étaient a ont fait font revient reviennent apparaît apparaissent figure figurent \
         occupe occupent remplit remplissent trouve trouvent trouvera lit lisent lira tient tiennent court \
         courent surgit surgissent traverse traversent étend étendent prend prennent commence commencent \
         arrive arrivent parcourt parcourent passe passent domine dominent mérite méritent reste restent \
         gagne gagnent recule reculent monte montent remplace remplacent concerne concernent compte comptent \
         intéresse intéressent suit suivent va vont vient viennent donne donnent mène mènent ouvre ouvrent \
         ferme ferment clôt hante hantent réapparaît réapparaissent ressurgit sert servent parle parlent \
         évoque évoquent cite citent aborde abordent mentionne mentionnent traite traitent peut peuvent doit \
         doivent ne se y partage partagent";
    let mut many = false;
    let mut at = 0;
    for (number, word) in clause.split(' ').enumerate() {
        let lower = word.trim_matches(TRIMMED).to_lowercase();
        let elided = ["n’", "n'", "s’", "s'"].iter().any(|lost| lower.starts_with(lost));
        let plural = many
            && lower.ends_with("ent")
            && !lower.ends_with("ment")
            && number > 1
            && lower.chars().count() > 4;
        let known = VERBS.split_ascii_whitespace().any(|verb| verb == lower);
        if number > 0 && (elided || plural || known) {
            return Some(at);
        }
        many |= ["les", "des", "ces", "leurs", "nos"].contains(&lower.as_str()) && number == 0;
        at += word.len() + 1;
    }
    None
}

/// Articles, and what stands for one.
pub(super) const ARTICLES: [&str; 18] = [
    "le ", "la ", "les ", "l’", "l'", "un ", "une ", "des ", "du ", "d’", "d'", "the ", "a ",
    "an ", "ces ", "cette ", "ce ", "de ",
];

/// Words without the article and the words of time that they begin with, and without those that
/// end them and belong to what follows.
pub(super) fn bare(words: &str) -> &str {
    const BEHIND: &str = " le| la| les| nous| en| aussi| lui| elle| eux| elles| also| même| ne| n’| se| y| itself| themselves| only| even| too| seulement| surtout| lui-même| elle-même";
    const LEADS: [&str; 10] = [
        "quant à ",
        "quant au ",
        "quant aux ",
        "as for ",
        "et ",
        "and ",
        "mais ",
        "but ",
        "puis ",
        "then ",
    ];
    let mut name = words.trim_matches(TRIMMED);
    for lead in LEADS.iter().chain(&ARTICLES) {
        let starts = name.get(..lead.len()).is_some_and(|start| start.to_lowercase() == *lead);
        if starts && name.len() > lead.len() {
            name = &name[lead.len()..];
        }
    }
    for behind in BEHIND.split('|') {
        name = name.strip_suffix(behind).unwrap_or(name);
    }
    name.trim_matches(TRIMMED)
}

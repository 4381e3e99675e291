//! Lines of French-like words by Zipf's law, the same for the same seed.

use renvoi::corpus::{
    Certainty, Corpus, More, Pages, Report, ReportId, Statement, StatementKind, Voice,
};

/// How many words the language has.
const WORDS: usize = 260_000;
/// Words of a line.
const A_LINE: usize = 14;

/// Numbers that look random.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn unit(&mut self) -> f64 {
        self.below(1 << 30) as f64 / f64::from(1 << 30)
    }
}

/// The words, the frequent ones first and short.
fn words(random: &mut Random) -> Vec<String> {
    const ONSETS: [&str; 20] = [
        "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "tr", "pl", "qu",
        "br", "gr", "j",
    ];
    const NUCLEI: [&str; 16] =
        ["a", "e", "i", "o", "u", "é", "è", "ai", "ou", "an", "on", "in", "eu", "ê", "oi", "é"];
    const CODAS: [&str; 12] = ["", "", "", "", "r", "s", "l", "n", "t", "x", "c", "ment"];
    let mut seen = std::collections::HashSet::new();
    let mut words = Vec::with_capacity(WORDS);
    while words.len() < WORDS {
        let syllables = 1 + (words.len() + 1).ilog10().min(4) as usize / 2 + random.below(2);
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(ONSETS[random.below(ONSETS.len())]);
            word.push_str(NUCLEI[random.below(NUCLEI.len())]);
        }
        word.push_str(CODAS[random.below(CODAS.len())]);
        if seen.insert(word.clone()) {
            words.push(word.clone());
        }
        // Short words run out: the rest is longer.
        if random.below(3) == 0 && words.len() > 2_000 {
            let longer = format!("{word}{}", ["tion", "té", "eur", "age", "isme"][random.below(5)]);
            if words.len() < WORDS && seen.insert(longer.clone()) {
                words.push(longer);
            }
        }
    }
    words
}

/// So many lines.
pub(crate) fn lines(many: usize, seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let words = words(&mut random);
    (0..many)
        .map(|_| {
            let mut places: Vec<usize> = Vec::with_capacity(A_LINE);
            while places.len() < A_LINE {
                let place = (WORDS as f64).powf(random.unit()) as usize;
                let place = place.min(WORDS) - 1;
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            let line: Vec<&str> = places.iter().map(|&place| words[place].as_str()).collect();
            line.join(" ")
        })
        .collect()
}

/// The lines as statements on one page each.
pub(crate) fn of(lines: &[String]) -> Corpus {
    let report = Report {
        slug: "bench".into(),
        title: "Bench".into(),
        pages: 500,
        publisher: None,
        year: None,
        language: None,
        url: None,
        file: None,
        series: None,
        labels: Vec::new(),
    };
    let statement = |(place, text): (usize, &String)| Statement {
        slug: format!("s{place}").into(),
        kind: StatementKind::Paraphrase,
        text: text.as_str().into(),
        voice: Voice::Expert,
        experts: Vec::new(),
        topics: Vec::new(),
        report: Some(ReportId(0)),
        pages: Pages {
            list: vec![u32::try_from(place * 500 / lines.len()).unwrap_or(0) + 1],
            ..Pages::default()
        },
        certainty: Certainty::Certain,
        draft: false,
        more: More::default(),
    };
    let statements = lines.iter().enumerate().map(statement).collect();
    Corpus { reports: vec![report], statements, ..Corpus::default() }
}

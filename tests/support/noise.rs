//! Bytes and keys at random, the same each time for a seed.

/// Numbers at random: splitmix64.
pub(crate) struct Noise(u64);

impl Noise {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }

    /// Any byte.
    pub(crate) fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

/// What xterm sends for a key of the table.
pub(crate) fn sent(word: &str) -> String {
    if let Some(rest) = word.strip_prefix("alt-") {
        return match rest {
            "left" => "\x1b[1;3D".to_owned(),
            "right" => "\x1b[1;3C".to_owned(),
            _ => format!("\x1b{}", sent(rest)),
        };
    }
    if let Some(rest) = word.strip_prefix("ctrl-") {
        return match (rest, rest.bytes().next()) {
            ("left", _) => "\x1b[1;5D".to_owned(),
            ("right", _) => "\x1b[1;5C".to_owned(),
            (_, letter) => char::from(letter.unwrap_or(b'@') & 0x1f).to_string(),
        };
    }
    let sequence = match word {
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "right" => "\x1b[C",
        "left" => "\x1b[D",
        "home" => "\x1b[H",
        "end" => "\x1b[F",
        "pgup" => "\x1b[5~",
        "pgdn" => "\x1b[6~",
        "delete" => "\x1b[3~",
        "shift-tab" => "\x1b[Z",
        "tab" => "\t",
        "enter" => "\r",
        "esc" => "\x1b",
        "backspace" => "\x7f",
        "space" => " ",
        "f1" => "\x1bOP",
        "f2" => "\x1bOQ",
        word => word,
    };
    sequence.to_owned()
}

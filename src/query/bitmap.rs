//! A set of records as bits. Imports nothing of the crate.

/// A set of record numbers below a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bitmap {
    bits: Vec<u64>,
    limit: usize,
}

impl Bitmap {
    /// An empty set of numbers below `limit`.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { bits: vec![0; limit.div_ceil(64)], limit }
    }

    /// All numbers below `limit`.
    #[must_use]
    pub fn full(limit: usize) -> Self {
        let mut full = Self { bits: vec![u64::MAX; limit.div_ceil(64)], limit };
        if let (Some(last), rest @ 1..) = (full.bits.last_mut(), limit % 64) {
            *last = (1 << rest) - 1;
        }
        full
    }

    /// The limit of the numbers.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// Adds a number below the limit.
    pub fn insert(&mut self, number: u32) {
        self.bits[number as usize >> 6] |= 1 << (number & 63);
    }

    /// Whether a number is in it.
    #[must_use]
    pub fn contains(&self, number: u32) -> bool {
        self.bits.get(number as usize >> 6).is_some_and(|bits| bits >> (number & 63) & 1 == 1)
    }

    /// Keeps what is in the other set too.
    pub fn and(&mut self, other: &Self) {
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= other;
        }
    }

    /// Adds another set.
    pub fn or(&mut self, other: &Self) {
        self.or_bits(&other.bits);
    }

    /// Adds a set given as bits.
    pub(super) fn or_bits(&mut self, other: &[u64]) {
        for (bits, other) in self.bits.iter_mut().zip(other) {
            *bits |= other;
        }
    }

    /// Takes another set away.
    pub fn and_not(&mut self, other: &Self) {
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= !other;
        }
    }

    /// How many numbers are in it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|&bits| bits == 0)
    }

    /// The bits, lowest number first.
    pub(super) fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// The numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.bits).flat_map(|(place, &bits)| ones(place, bits))
    }
}

/// The numbers of the bits that are set in the word at a place.
pub(super) fn ones(place: u32, mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        (bits != 0).then(|| {
            let at = bits.trailing_zeros();
            bits &= bits - 1;
            place << 6 | at
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_combined_and_counted() {
        for limit in [0, 1, 63, 64, 65, 200] {
            let full = Bitmap::full(limit);
            assert_eq!(full.count(), limit);
            let mut odd = Bitmap::new(limit);
            for number in full.iter().filter(|number| number % 2 == 1) {
                odd.insert(number);
            }
            assert_eq!(odd.count(), limit / 2);
            let mut even = full.clone();
            even.and_not(&odd);
            assert!(even.iter().all(|number| number % 2 == 0 && !odd.contains(number)));
            let mut both = even.clone();
            both.and(&odd);
            assert!(both.is_empty());
            even.or(&odd);
            assert_eq!(even, full);
        }
    }
}

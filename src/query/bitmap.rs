//! A set of records as bits. Imports nothing of the crate.

use std::ops::Range;

/// A set of record numbers below a limit.
///
/// One that never held anything takes no memory: at a million records most sets of a query are
/// such, and clearing memory would cost more than the query.
#[derive(Clone, Debug, Default)]
pub struct Bitmap {
    /// The bits; none at all stand for none that is set.
    bits: Vec<u64>,
    limit: usize,
}

impl Bitmap {
    /// An empty set of numbers below `limit`.
    #[must_use]
    pub const fn new(limit: usize) -> Self {
        Self { bits: Vec::new(), limit }
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

    /// Makes room for every number.
    fn grow(&mut self) {
        if self.bits.is_empty() {
            self.bits = vec![0; self.limit.div_ceil(64)];
        }
    }

    /// Adds a number below the limit.
    pub fn insert(&mut self, number: u32) {
        self.grow();
        self.bits[number as usize >> 6] |= 1 << (number & 63);
    }

    /// Whether a number is in it.
    #[must_use]
    pub fn contains(&self, number: u32) -> bool {
        self.bits.get(number as usize >> 6).is_some_and(|bits| bits >> (number & 63) & 1 == 1)
    }

    /// Keeps what is in the other set too.
    pub fn and(&mut self, other: &Self) {
        if other.bits.is_empty() {
            self.bits = Vec::new();
        }
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= other;
        }
    }

    /// Adds another set.
    pub fn or(&mut self, other: &Self) {
        if !other.bits.is_empty() {
            self.or_bits(&other.bits);
        }
    }

    /// Adds a set given as bits; those beyond the limit are left out.
    pub(super) fn or_bits(&mut self, other: &[u64]) {
        if self.bits.is_empty() && other.len() == self.limit.div_ceil(64) {
            self.bits = other.to_vec();
        } else {
            self.grow();
            for (bits, other) in self.bits.iter_mut().zip(other) {
                *bits |= other;
            }
        }
        if let (Some(last), rest @ 1..) = (self.bits.last_mut(), self.limit % 64) {
            *last &= (1 << rest) - 1;
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

    /// The bits, lowest number first; none where nothing is in it.
    pub(super) fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// The bits, lowest number first, to be set.
    pub(super) fn bits_mut(&mut self) -> &mut [u64] {
        self.grow();
        &mut self.bits
    }

    /// Adds all numbers of a range that are below the limit.
    pub(super) fn insert_all(&mut self, numbers: Range<usize>) {
        let numbers = numbers.start..numbers.end.min(self.limit);
        if numbers.is_empty() {
            return;
        }
        self.grow();
        let (first, last) = (numbers.start >> 6, (numbers.end - 1) >> 6);
        for place in first..=last {
            self.bits[place] |= within(place, &numbers);
        }
    }

    /// The numbers of a range that are in it, ascending.
    pub(super) fn among(&self, numbers: Range<usize>) -> impl Iterator<Item = u32> {
        self.part(numbers).flat_map(|(place, bits)| ones(place, bits))
    }

    /// The numbers of a range that are in it, descending.
    pub(super) fn among_rev(&self, numbers: Range<usize>) -> impl Iterator<Item = u32> {
        self.part(numbers).rev().flat_map(|(place, mut bits)| {
            std::iter::from_fn(move || {
                let at = bits.checked_ilog2()?;
                bits ^= 1 << at;
                Some(place << 6 | at)
            })
        })
    }

    /// Of a range the places of words of bits, and their bits.
    fn part(&self, numbers: Range<usize>) -> impl DoubleEndedIterator<Item = (u32, u64)> {
        let end = numbers.end.div_ceil(64).min(self.bits.len());
        (numbers.start >> 6..end).map(move |place| {
            let bits = self.bits[place] & within(place, &numbers);
            (u32::try_from(place).unwrap_or(u32::MAX), bits)
        })
    }

    /// Adds numbers below the limit.
    pub(super) fn extend(&mut self, numbers: impl Iterator<Item = u32>) {
        self.grow();
        for number in numbers {
            self.bits[number as usize >> 6] |= 1 << (number & 63);
        }
    }

    /// The numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.bits).flat_map(|(place, &bits)| ones(place, bits))
    }
}

impl PartialEq for Bitmap {
    fn eq(&self, other: &Self) -> bool {
        self.limit == other.limit && self.iter().eq(other.iter())
    }
}

impl Eq for Bitmap {}

/// Which bits of the word at a place stand for numbers of a range.
fn within(place: usize, numbers: &Range<usize>) -> u64 {
    // So many of the lowest bits stand below a number.
    let below = |number: usize| match number.saturating_sub(place << 6) {
        bits @ 0..64 => (1 << bits) - 1,
        _ => u64::MAX,
    };
    below(numbers.end) & !below(numbers.start)
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

/// A set that is kept as a list where it holds few numbers.
#[derive(Clone, Debug)]
pub(super) enum Set {
    /// The numbers, ascending.
    Few(Vec<u32>),
    /// The numbers as bits.
    Many(Bitmap),
}

/// A set is a list where it holds at most one number in so many.
const SPARSE: usize = 64;

impl Set {
    /// Whether so many numbers below a limit are few.
    pub(super) const fn few(count: usize, limit: usize) -> bool {
        count <= limit / SPARSE
    }

    /// A set of bits, as a list where they are few.
    pub(super) fn new(bits: Bitmap) -> Self {
        if Self::few(bits.count(), bits.limit) {
            Self::Few(bits.iter().collect())
        } else {
            Self::Many(bits)
        }
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Few(numbers) => numbers.is_empty(),
            Self::Many(bits) => bits.is_empty(),
        }
    }

    /// Whether a number is in it.
    pub(super) fn contains(&self, number: u32) -> bool {
        match self {
            Self::Few(numbers) => numbers.binary_search(&number).is_ok(),
            Self::Many(bits) => bits.contains(number),
        }
    }

    /// Adds it to a set of bits.
    pub(super) fn add_to(&self, bits: &mut Bitmap) {
        match self {
            Self::Few(numbers) => bits.extend(numbers.iter().copied()),
            Self::Many(other) => bits.or(other),
        }
    }

    /// Adds another set.
    pub(super) fn join(&mut self, other: Self) {
        *self = match (std::mem::replace(self, Self::Few(Vec::new())), other) {
            (Self::Few(mut numbers), Self::Few(more)) => {
                numbers.extend(more);
                numbers.into()
            }
            (Self::Many(mut bits), more) | (more, Self::Many(mut bits)) => {
                more.add_to(&mut bits);
                Self::Many(bits)
            }
        };
    }

    /// Without what is in a set of bits.
    pub(super) fn without(self, taken: &Bitmap) -> Self {
        match self {
            Self::Few(mut numbers) => {
                numbers.retain(|&number| !taken.contains(number));
                Self::Few(numbers)
            }
            Self::Many(mut bits) => {
                bits.and_not(taken);
                Self::new(bits)
            }
        }
    }
}

impl From<Bitmap> for Set {
    fn from(bits: Bitmap) -> Self {
        Self::new(bits)
    }
}

impl From<Vec<u32>> for Set {
    fn from(mut numbers: Vec<u32>) -> Self {
        numbers.sort_unstable();
        numbers.dedup();
        Self::Few(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_added_and_read_in_both_directions() {
        let limit = 200;
        let ends = [0, 1, 5, 63, 64, 65, 127, 128, 199, 200, 300];
        let third = |number: &u32| number.is_multiple_of(3);
        for start in ends {
            for end in ends {
                let all: Vec<u32> = (0..200).filter(|at| (start..end).contains(at)).collect();
                let mut set = Bitmap::new(limit);
                set.insert_all(start as usize..end as usize);
                assert_eq!(set.iter().collect::<Vec<_>>(), all, "{start}..{end}");
                let mut thirds = Bitmap::new(limit);
                thirds.extend((0..200).filter(third));
                let range = start as usize..end as usize;
                let mut among: Vec<u32> = all.into_iter().filter(third).collect();
                assert_eq!(thirds.among(range.clone()).collect::<Vec<_>>(), among);
                among.reverse();
                assert_eq!(thirds.among_rev(range).collect::<Vec<_>>(), among);
            }
        }
    }

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
            even.and(&Bitmap::new(limit));
            assert_eq!(even, Bitmap::new(limit));
            even.or(&odd);
            assert_eq!(even, odd);
        }
    }
}

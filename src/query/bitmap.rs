//! A set of records as bits.
//!
//! Imports [`crate::disk`].
//!
//! Odd thing worth knowing: sets that are copies of one another share their bits until one of them
//! changes, and those of a file are not read into memory for being asked. With ten million records
//! to copy or to count bits once more costs more than to look words up.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::disk::Column;

/// So many words of bits are combined at once: they stay in the nearest memory meanwhile.
const BLOCK: usize = 512;

/// A set of record numbers below a limit.
///
/// One that never held anything takes no memory: at a million records most sets of a query are
/// such, and clearing memory would cost more than the query.
#[derive(Clone, Debug, Default)]
pub struct Bitmap {
    /// The bits; none at all stand for none that is set.
    bits: Option<Arc<Column<u64>>>,
    limit: usize,
    /// How many are set, once they were counted.
    count: OnceLock<usize>,
}

impl Bitmap {
    /// An empty set of numbers below `limit`.
    #[must_use]
    pub const fn new(limit: usize) -> Self {
        Self { bits: None, limit, count: OnceLock::new() }
    }

    /// All numbers below `limit`.
    #[must_use]
    pub fn full(limit: usize) -> Self {
        let mut bits = vec![u64::MAX; limit.div_ceil(64)];
        cut(&mut bits, limit);
        Self { bits: Some(Arc::new(bits.into())), limit, count: OnceLock::from(limit) }
    }

    /// The limit of the numbers.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// The bits where they are in memory and no other set shares them; what was counted is
    /// forgotten.
    fn own(&mut self) -> Option<&mut Vec<u64>> {
        self.count.take();
        self.bits.as_mut().and_then(Arc::get_mut).and_then(Column::held_mut)
    }

    /// The bits, lowest number first, to be set.
    pub(super) fn bits_mut(&mut self) -> &mut [u64] {
        self.count.take();
        let limit = self.limit;
        let none = || Arc::new(vec![0; limit.div_ceil(64)].into());
        Arc::make_mut(self.bits.get_or_insert_with(none)).to_mut()
    }

    /// Adds a number below the limit.
    pub fn insert(&mut self, number: u32) {
        self.bits_mut()[number as usize >> 6] |= 1 << (number & 63);
    }

    /// Whether a number is in it.
    #[must_use]
    pub fn contains(&self, number: u32) -> bool {
        holds(self.bits(), number)
    }

    /// Keeps what is in the other set too.
    pub fn and(&mut self, other: &Self) {
        self.change(other, |bits, other| bits & other);
        if other.bits.is_none() {
            *self = Self::new(self.limit);
        }
    }

    /// Takes another set away.
    pub fn and_not(&mut self, other: &Self) {
        self.change(other, |bits, other| bits & !other);
    }

    /// Puts a word made of each word and that of another set in its place; where the other set has
    /// none, nothing changes.
    fn change(&mut self, other: &Self, make: impl Fn(u64, u64) -> u64) {
        let others = other.bits();
        if self.bits.is_none() || others.is_empty() {
            return;
        }
        if let Some(bits) = self.own() {
            bits.iter_mut().zip(others).for_each(|(bits, &other)| *bits = make(*bits, other));
            return;
        }
        // To copy what is shared first would go through it twice.
        let all = self.bits().iter().zip(others).map(|(&bits, &other)| make(bits, other));
        self.bits = Some(Arc::new(all.collect()));
    }

    /// Adds another set with the same limit.
    pub fn or(&mut self, other: &Self) {
        if self.bits.is_none() {
            self.clone_from(other);
        } else if other.bits.is_some() {
            self.or_bits(other.bits());
        }
    }

    /// Adds a set given as bits; those beyond the limit are left out.
    pub(super) fn or_bits(&mut self, other: &[u64]) {
        let limit = self.limit;
        let bits = self.bits_mut();
        bits.iter_mut().zip(other).for_each(|(bits, other)| *bits |= other);
        cut(bits, limit);
    }

    /// Adds a set given as a part of a row of bits: those of a file are not copied where nothing
    /// else is in the set.
    pub(super) fn or_part(&mut self, row: &Column<u64>, part: Range<usize>) {
        let bits = row.get(part.clone()).unwrap_or_default();
        let whole = bits.len() == self.limit.div_ceil(64);
        let beyond = bits.last().is_some_and(|&last| last & !last_word(self.limit) != 0);
        if self.bits.is_none() && whole && !beyond {
            self.count.take();
            let lent = row.part(part).unwrap_or_else(|| bits.to_vec().into());
            self.bits = Some(Arc::new(lent));
        } else if !bits.is_empty() {
            self.or_bits(bits);
        }
    }

    /// As [`of_each`](Self::of_each), of the bits of at least one group; no group is empty.
    fn of_bits(groups: &[Vec<&[u64]>], without: Option<&[u64]>, limit: usize) -> Self {
        let words = limit.div_ceil(64);
        let (mut all, mut count): (Vec<u64>, usize) = (Vec::with_capacity(words), 0);
        let mut any = [0; BLOCK];
        for start in (0..words).step_by(BLOCK) {
            let block = start..words.min(start + BLOCK);
            let any = &mut any[..block.len()];
            for group in groups {
                let [first, others @ ..] = group.as_slice() else { continue };
                let (mut of_group, others) = (&first[block.clone()], others);
                if !others.is_empty() {
                    any.copy_from_slice(of_group);
                    for other in others {
                        any.iter_mut()
                            .zip(&other[block.clone()])
                            .for_each(|(any, bits)| *any |= bits);
                    }
                    of_group = any;
                }
                if all.len() == start {
                    all.extend_from_slice(of_group);
                } else {
                    all[start..].iter_mut().zip(of_group).for_each(|(all, bits)| *all &= bits);
                }
            }
            if let Some(bits) = without {
                all[start..].iter_mut().zip(&bits[block]).for_each(|(all, bits)| *all &= !bits);
            }
            count += ones_in(&all[start..]);
        }
        if count == 0 {
            return Self::new(limit);
        }
        Self { bits: Some(Arc::new(all.into())), limit, count: OnceLock::from(count) }
    }

    /// What is in one at least of each of some groups of sets, all below a limit, and not in another
    /// set; everything, where there is no group.
    pub(super) fn of_each(groups: &[&[&Self]], without: Option<&Self>, limit: usize) -> Self {
        let some = |set: &&Self| set.bits().len() == limit.div_ceil(64);
        let held = groups.iter().map(|group| group.iter().copied().filter(some).collect());
        let held: Vec<Vec<&Self>> = held.collect();
        let without = without.filter(some);
        match (held.as_slice(), without) {
            ([], None) => Self::full(limit),
            ([], Some(without)) => {
                let mut all = Self::full(limit);
                all.and_not(without);
                all
            }
            (held, _) if held.iter().any(Vec::is_empty) => Self::new(limit),
            ([group], None) if group.len() == 1 => group[0].clone(),
            (held, _) => {
                let bits = held.iter().map(|group| group.iter().map(|set| set.bits()).collect());
                Self::of_bits(&bits.collect::<Vec<_>>(), without.map(Self::bits), limit)
            }
        }
    }

    /// How many numbers are in it.
    #[must_use]
    pub fn count(&self) -> usize {
        *self.count.get_or_init(|| ones_in(self.bits()))
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let look = || self.bits().iter().all(|&bits| bits == 0);
        self.count.get().map_or_else(look, |&count| count == 0)
    }

    /// The bits, lowest number first; none where nothing is in it.
    pub(super) fn bits(&self) -> &[u64] {
        self.bits.as_deref().map_or(&[], |bits| bits)
    }

    /// Adds all numbers of a range that are below the limit.
    pub(super) fn insert_all(&mut self, numbers: Range<usize>) {
        let numbers = numbers.start..numbers.end.min(self.limit);
        if numbers.is_empty() {
            return;
        }
        let (first, last) = (numbers.start >> 6, (numbers.end - 1) >> 6);
        for (place, bits) in (first..).zip(&mut self.bits_mut()[first..=last]) {
            *bits |= within(place, &numbers);
        }
    }

    /// The numbers of a range that are in it, ascending.
    pub(super) fn among(&self, numbers: Range<usize>) -> impl Iterator<Item = u32> {
        self.part(numbers).flat_map(|(place, bits)| ones(place, bits))
    }

    /// How many numbers of a range are in it.
    pub(super) fn count_among(&self, numbers: Range<usize>) -> usize {
        self.part(numbers).map(|(_, bits)| bits.count_ones() as usize).sum()
    }

    /// Of a range the places of words of bits, and their bits.
    fn part(&self, numbers: Range<usize>) -> impl Iterator<Item = (u32, u64)> {
        let bits = self.bits();
        let end = numbers.end.div_ceil(64).min(bits.len());
        (numbers.start >> 6..end).map(move |place| {
            let bits = bits[place] & within(place, &numbers);
            (u32::try_from(place).unwrap_or(u32::MAX), bits)
        })
    }

    /// Adds numbers below the limit.
    pub(super) fn extend(&mut self, numbers: impl Iterator<Item = u32>) {
        let bits = self.bits_mut();
        for number in numbers {
            bits[number as usize >> 6] |= 1 << (number & 63);
        }
    }

    /// The numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(self.bits()).flat_map(|(place, &bits)| ones(place, bits))
    }
}

/// Whether a number is among bits.
pub(super) fn holds(bits: &[u64], number: u32) -> bool {
    bits.get(number as usize >> 6).is_some_and(|bits| bits >> (number & 63) & 1 == 1)
}

/// How many bits are set.
fn ones_in(bits: &[u64]) -> usize {
    bits.iter().map(|bits| bits.count_ones() as usize).sum()
}

/// The bits of the last word that stand for numbers below a limit.
const fn last_word(limit: usize) -> u64 {
    match limit % 64 {
        0 => u64::MAX,
        rest => (1 << rest) - 1,
    }
}

/// Leaves out what is beyond a limit.
fn cut(bits: &mut [u64], limit: usize) {
    if let Some(last) = bits.last_mut() {
        *last &= last_word(limit);
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
/// More numbers than one in so many are not sorted: to set their bits and to go through all costs
/// less.
const SORTED: usize = 1_024;

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

    /// A set of numbers below a limit in any order, some perhaps twice.
    pub(super) fn of(numbers: Vec<u32>, limit: usize) -> Self {
        if numbers.len() <= limit / SORTED {
            return numbers.into();
        }
        let mut bits = Bitmap::new(limit);
        bits.extend(numbers.into_iter());
        bits.into()
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

    /// The numbers that are in a set of bits too, ascending.
    pub(super) fn within(self, kept: &Bitmap) -> Vec<u32> {
        match self {
            Self::Few(mut numbers) => {
                let kept = kept.bits();
                numbers.retain(|&number| holds(kept, number));
                numbers
            }
            Self::Many(mut bits) => {
                bits.and(kept);
                bits.iter().collect()
            }
        }
    }

    /// Without what is in a set of bits.
    pub(super) fn without(self, taken: &Bitmap) -> Self {
        match self {
            Self::Few(mut numbers) => {
                let taken = taken.bits();
                numbers.retain(|&number| !holds(taken, number));
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

    /// The multiples of a number below a limit.
    fn multiples(of: u32, limit: usize) -> Bitmap {
        let mut set = Bitmap::new(limit);
        set.extend((0..u32::try_from(limit).unwrap()).filter(|number| number.is_multiple_of(of)));
        set
    }

    #[test]
    fn sets_made_of_numbers_hold_each_once_in_order() {
        let limit = 100_000;
        // Sorted, set as bits and read again, kept as bits.
        for many in [5, 90, 700, 60_000] {
            // All are below the limit, none comes in order, and the first ten come twice.
            let number = |at: u32| at * 7_919 % 99_991;
            let numbers: Vec<u32> = (0..many).chain(0..10).map(number).collect();
            let mut expected: Vec<u32> = numbers.clone();
            expected.sort_unstable();
            expected.dedup();
            let set = Set::of(numbers, limit);
            assert_eq!(matches!(set, Set::Few(_)), many < 1_000, "{many}");
            let even = expected.iter().copied().filter(|number| number % 2 == 0);
            let even: Vec<u32> = even.collect();
            assert_eq!(set.clone().within(&multiples(2, limit)), even, "{many}");
            assert!(set.clone().within(&Bitmap::new(limit)).is_empty(), "{many}");
            assert_eq!(set.within(&Bitmap::full(limit)), expected, "{many}");
        }
    }

    #[test]
    fn copies_share_their_bits_until_one_changes() {
        let limit = 1_000;
        let (even, thirds) = (multiples(2, limit), multiples(3, limit));
        for change in [Bitmap::or, Bitmap::and, Bitmap::and_not] {
            let mut copy = even.clone();
            assert_eq!((copy.count(), copy.bits().as_ptr()), (500, even.bits().as_ptr()));
            change(&mut copy, &thirds);
            assert_eq!(copy.count(), copy.iter().count());
            assert_ne!(copy, even);
            assert_eq!((even.count(), even.iter().count()), (500, 500));
            change(&mut copy, &even);
            assert_eq!(copy.count(), copy.iter().count(), "counted anew");
        }
        let mut copy = even.clone();
        copy.insert(1);
        assert!(copy.contains(1) && !even.contains(1));
        assert_eq!((copy.count(), even.count()), (501, 500));
    }

    #[test]
    fn bits_of_a_file_are_lent_and_what_is_beyond_the_limit_is_left_out() {
        let sections = crate::disk::mapped_rows(|sheets| sheets.put("a", &[5u64, u64::MAX, 5]));
        let row = sections.column::<u64>("a").unwrap();
        let mut set = Bitmap::new(64);
        set.or_part(&row, 0..1);
        assert_eq!(set.bits().as_ptr(), row.as_ptr(), "not copied");
        set.or_part(&row, 2..3);
        set.insert(7);
        assert_eq!((set.iter().collect::<Vec<_>>(), row[0]), (vec![0, 2, 7], 5));
        let mut set = Bitmap::new(70);
        set.or_part(&row, 0..2);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 2, 64, 65, 66, 67, 68, 69]);
        set.or_part(&row, 2..9);
        assert_eq!(set.count(), 8, "there is no such part");
    }

    #[test]
    fn sets_are_combined_at_once_as_one_by_one() {
        for limit in [0, 64, 70, 64 * BLOCK, 64 * BLOCK + 1, 100_000] {
            let sets = [2, 3, 5, 7].map(|of| multiples(of, limit));
            let [two, three, five, seven] = &sets;
            let none = Bitmap::new(limit);
            let full = Bitmap::full(limit);
            let cases: [(&[&[&Bitmap]], Option<&Bitmap>); 8] = [
                (&[], None),
                (&[], Some(three)),
                (&[&[two]], None),
                (&[&[two]], Some(three)),
                (&[&[two, three, &none], &[five]], Some(seven)),
                (&[&[two], &[three], &[five, seven]], None),
                (&[&[two], &[&none, &none]], None),
                (&[&[two], &[three]], Some(&full)),
            ];
            for (groups, without) in cases {
                let found = Bitmap::of_each(groups, without, limit);
                let held = |number: &u32| {
                    groups.iter().all(|group| group.iter().any(|set| set.contains(*number)))
                        && !without.is_some_and(|set| set.contains(*number))
                };
                let expected: Vec<u32> = (0..u32::try_from(limit).unwrap()).filter(held).collect();
                assert_eq!(found.count(), expected.len());
                assert_eq!(found.iter().collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn ranges_are_added_read_and_counted() {
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
                let among: Vec<u32> = all.into_iter().filter(third).collect();
                assert_eq!(thirds.count_among(range.clone()), among.len());
                assert_eq!(thirds.among(range).collect::<Vec<_>>(), among);
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

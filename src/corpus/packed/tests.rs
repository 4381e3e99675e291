//! What is taken is what was put, and damage is seen.

use proptest::prelude::*;

use super::*;

#[test]
fn numbers_and_texts_come_back_and_nothing_is_read_beyond_the_end() {
    let counts = Counts { experts: 3, ..Counts::default() };
    let mut packing = Packing::default();
    let put = (vec![0u32, 127, 128, u32::MAX], Some(-2020), f64::NAN.to_bits());
    put.0.pack(&mut packing);
    put.1.pack(&mut packing);
    f64::from_bits(put.2).pack(&mut packing);
    Clean::new("é\u{1b}").pack(&mut packing);
    CleanLines::new("a\nb").pack(&mut packing);
    ExpertId(2).pack(&mut packing);
    ExpertId(3).pack(&mut packing);
    let mut bytes = Vec::new();
    packing.end(&mut bytes);
    let mut from = Unpacking::new(&bytes, counts).unwrap();
    assert_eq!(Vec::unpack(&mut from), Some(put.0));
    assert_eq!(Packed::unpack(&mut from), Some(put.1));
    assert_eq!(f64::unpack(&mut from).map(f64::to_bits), Some(put.2));
    let text = Clean::unpack(&mut from).unwrap();
    assert_eq!((&*text, text.original()), ("é\u{fffd}", "é\u{1b}"));
    assert_eq!(CleanLines::unpack(&mut from).unwrap(), "a\nb");
    assert_eq!(ExpertId::unpack(&mut from), Some(ExpertId(2)));
    assert_eq!(ExpertId::unpack(&mut from), None, "there are three");
    assert_eq!(u32::unpack(&mut from), None, "nothing follows");
    assert!(Unpacking::new(&[], counts).is_none());
}

proptest! {
    #[test]
    fn whatever_bit_is_flipped_the_record_is_none(
        texts in prop::collection::vec(".{0,20}", 0..5),
        at in any::<prop::sample::Index>(),
        bit in 0u32..8,
    ) {
        let mut packing = Packing::default();
        texts.pack(&mut packing);
        let mut bytes = Vec::new();
        packing.end(&mut bytes);
        let whole = Unpacking::new(&bytes, Counts::default());
        prop_assert_eq!(whole.and_then(|mut from| Packed::unpack(&mut from)), Some(texts));
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Unpacking::new(&bytes, Counts::default()).is_none());
        bytes[at] ^= 1 << bit;
        bytes.truncate(at);
        prop_assert!(Unpacking::new(&bytes, Counts::default()).is_none());
    }

    #[test]
    fn whatever_stands_there_is_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut whole = sum(&bytes).to_vec();
        whole.extend(bytes);
        let counts = Counts { reports: 2, sources: 2, topics: 2, experts: 2, statements: 2, citations: 2 };
        let _heedless = Unpacking::new(&whole, counts).map(|mut from| Statement::unpack(&mut from));
        let _heedless = Unpacking::new(&whole, counts).map(|mut from| Topic::unpack(&mut from));
    }
}

//! A hash that is the same on every machine and in every version: FNV-1a with 64 bits.
//!
//! Imports nothing of the crate. For names of files and for knowing a text again, never for
//! anything that must withstand an attacker.

/// The hash of texts in order; where one ends and the next begins makes a difference.
#[must_use]
pub fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for text in texts {
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// The hash of bytes as it was published.
#[must_use]
pub fn hash_of_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{hash, hash_of_bytes};

    #[test]
    fn the_hash_is_the_published_one_and_knows_where_texts_end() {
        // FNV-1a of no byte, then of the one byte that ends a text.
        assert_eq!(hash([]), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash([""]), 0xaf64_724c_8602_eb6e);
        assert_eq!(hash_of_bytes(b"\xff"), hash([""]));
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
    }
}

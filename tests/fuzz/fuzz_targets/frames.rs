//! Whatever is typed and resized, a frame can be drawn.
#![no_main]

#[path = "../../support/attack.rs"]
#[expect(dead_code, reason = "one target uses one of them")]
mod attack;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attack::frames(bytes));

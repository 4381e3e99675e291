//! Whatever a guest asks for over SSH is allowed or refused.
#![no_main]

#[path = "../../support/attack.rs"]
#[expect(dead_code, reason = "one target uses one of them")]
mod attack;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attack::session(bytes));

//! Every seed of the fuzzer, and every input that once broke something, again on each run; and a
//! first look at any bytes whatever.
#![cfg(feature = "tui")]
#![expect(clippy::print_stdout, reason = "a test; says which seed it was")]

#[path = "support/attack.rs"]
mod attack;

use proptest::prelude::*;
use std::path::Path;

#[test]
fn every_seed_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (target, attack) in attack::ALL {
        let seeds = std::fs::read_dir(folder.join(target)).expect("a folder of seeds");
        let mut count = 0;
        for seed in seeds {
            let path = seed.expect("a seed").path();
            println!("{}", path.display());
            attack(&std::fs::read(&path).expect("a seed"));
            count += 1;
        }
        assert!(count >= 5, "{target} has {count} seeds");
    }
}

#[test]
fn every_target_of_the_fuzzer_is_replayed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/fuzz_targets");
    let mut targets: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder of targets")
        .map(|entry| entry.expect("a target").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    targets.sort_unstable();
    let mut replayed: Vec<&str> = attack::ALL.iter().map(|(name, _)| *name).collect();
    replayed.sort_unstable();
    assert_eq!(targets, replayed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_hold(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (_, attack) in attack::ALL {
            attack(&bytes);
        }
    }

    #[test]
    fn any_text_holds(text in "\\PC{0,60}") {
        for (_, attack) in attack::ALL {
            attack(text.as_bytes());
        }
    }
}

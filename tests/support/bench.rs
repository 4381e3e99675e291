//! A folder with documents in it, and the program run there.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A folder with files in it, and the program run there.
pub(crate) struct Bench(pub(crate) TempDir);

/// What a run printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

impl Bench {
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            fs::write(bench.path(name), bytes).unwrap();
        }
        bench
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::cargo_bin("renvoi").unwrap();
        command.env_clear().env("TERM", "xterm").env("LANG", "en_GB.UTF-8");
        command.current_dir(self.0.path()).args(words);
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        let output = self.command(words).output().unwrap();
        Ran {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }

    /// A JSON answer, held against its schema.
    #[track_caller]
    pub(crate) fn json(&self, words: &[&str], code: i32) -> Value {
        let ran = self.run(&[words, &["--json"]].concat());
        assert_eq!(ran.code, code, "{ran:#?}");
        let answer: Value = serde_json::from_str(&ran.out).unwrap();
        let schema = self.run(&["schema", words[0]]).out;
        let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
        let problems: Vec<_> =
            validator.iter_errors(&answer).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{problems:#?}\n{answer:#}");
        answer
    }

    pub(crate) fn corpus(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
    }
}

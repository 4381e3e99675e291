//! Over a real SSH connection, and in a real tmux.
//!
//! Where `sshd` or `tmux` is missing the test says so and passes; with
//! `RENVOI_NO_SKIP` set that is a failure.
#![cfg(all(unix, feature = "tui"))]
#![expect(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "other tests ask for more")]
mod pty;

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use pty::{Terminal, clean};

const RENVOI: &str = env!("CARGO_BIN_EXE_renvoi");

/// Where a program lies, if it is there.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var("PATH").unwrap_or_default();
    let folders = path.split(':').chain(["/usr/sbin", "/usr/local/sbin", "/sbin"]);
    folders.map(|folder| Path::new(folder).join(name)).find(|path| path.is_file())
}

/// The programs that a test needs; nothing where one is missing.
fn needs<const N: usize>(names: [&str; N]) -> Option<[PathBuf; N]> {
    for name in names {
        if program(name).is_none() {
            let strict = std::env::var_os("RENVOI_NO_SKIP").is_some_and(|value| !value.is_empty());
            assert!(!strict, "{name} is not installed");
            eprintln!("skipped: {name} is not installed");
            return None;
        }
    }
    Some(names.map(|name| program(name).expect("found before")))
}

/// A server with throw-away keys, for as long as it is held.
struct Server {
    child: Child,
    ssh: PathBuf,
    port: u16,
    home: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn done(command: &mut Command) -> Output {
    let output = command.stdin(Stdio::null()).output().expect("a program that runs");
    assert!(output.status.success(), "{command:?}: {output:?}");
    output
}

impl Server {
    fn start([ssh, sshd, keygen]: [PathBuf; 3]) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let file = |name: &str| home.path().join(name);
        for key in ["host", "user"] {
            let mut command = Command::new(&keygen);
            done(command.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(file(key)));
        }
        fs::copy(file("user.pub"), file("authorized")).expect("a copy");
        // As root, sshd wants a folder of its own to be there.
        let _ = fs::create_dir_all("/run/sshd");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = port.expect("a free port").port();
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nPidFile none\n\
             PermitRootLogin prohibit-password\nPrintMotd no\nPrintLastLog no\n",
            file("host").display(),
            file("authorized").display(),
        );
        fs::write(file("config"), config).expect("a file");
        let mut command = Command::new(sshd);
        command.args(["-D", "-e", "-f"]).arg(file("config"));
        let mut child = command.stderr(Stdio::piped()).spawn().expect("a server");
        let mut log = BufReader::new(child.stderr.take().expect("a log"));
        let mut line = String::new();
        while !line.contains("Server listening") {
            line.clear();
            assert!(log.read_line(&mut line).expect("a log") > 0, "sshd does not listen");
        }
        // Whoever stops reading would stop the server in the end.
        thread::spawn(move || log.lines().map_while(Result::ok).for_each(drop));
        Self { child, ssh, port, home }
    }

    /// The words of a client that runs `line` on the other side.
    fn client(&self, flags: &[&str], line: &str) -> Vec<String> {
        let user = done(Command::new("id").arg("-un")).stdout;
        let user = String::from_utf8(user).expect("a name");
        let mut words = vec![self.ssh.display().to_string()];
        words.extend(["-F", "/dev/null", "-i"].map(str::to_owned));
        words.push(self.home.path().join("user").display().to_string());
        for option in [
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
        ] {
            words.extend(["-o".to_owned(), option.to_owned()]);
        }
        words.extend(["-p".to_owned(), self.port.to_string()]);
        words.extend(flags.iter().map(|&flag| flag.to_owned()));
        words.extend([format!("{}@127.0.0.1", user.trim()), format!("{RENVOI} {line}")]);
        words
    }

    fn run(&self, line: &str) -> (String, String, Option<i32>) {
        let words = self.client(&[], line);
        let output = Command::new(&words[0])
            .args(&words[1..])
            .env_remove("LC_ALL")
            .stdin(Stdio::null())
            .output()
            .expect("a client");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        (text(output.stdout), text(output.stderr), output.status.code())
    }
}

#[test]
fn over_ssh_it_answers_sums_up_and_opens() {
    let Some(programs) = needs(["ssh", "sshd", "ssh-keygen"]) else {
        return;
    };
    let server = Server::start(programs);

    let (out, err, code) = server.run("lookup tiktok");
    assert_eq!((err.as_str(), code), ("", Some(0)));
    assert!(out.starts_with("TikTok"), "{out}");
    assert!(out.contains("3, 8, 11, 17–19, 22, 24, 25, 30, 38–40, 43"), "{out}");
    assert!(!out.contains('\x1b'), "no colours without a terminal: {out}");

    let (_, _, code) = server.run("lookup zzqx");
    assert_eq!(code, Some(1));

    let (out, err, code) = server.run("");
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("53 pages") && out.contains("TikTok 14"), "{out}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains("ssh -t"), "{err}");

    let words = server.client(&["-tt"], "");
    let mut command = CommandBuilder::new(&words[0]);
    command.args(&words[1..]);
    let mut terminal = Terminal::start(clean(command), 80, 24);
    terminal.opened();
    terminal.keys("n").text("p. 3");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);
}

/// A tmux of its own.
struct Tmux {
    program: PathBuf,
    socket: PathBuf,
    _home: tempfile::TempDir,
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = self.run(&["kill-server"]);
    }
}

impl Tmux {
    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(&self.program);
        command.env_remove("TMUX").env("LC_ALL", "C.UTF-8").arg("-u");
        command.arg("-S").arg(&self.socket).args(["-f", "/dev/null"]).args(words);
        command.stdin(Stdio::null()).output().expect("tmux")
    }

    fn start(program: PathBuf, line: &str, width: u16, height: u16) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let tmux = Self { program, socket: home.path().join("socket"), _home: home };
        let (width, height) = (width.to_string(), height.to_string());
        // Leave the one line of the status to the program.
        let shell = format!("exec {RENVOI} {line}");
        let words = ["new-session", "-d", "-x", &width, "-y", &height, &shell];
        let started = tmux.run(&[&words[..], &[";", "set", "-g", "status", "off"]].concat());
        assert!(started.status.success(), "{started:?}");
        tmux
    }

    fn keys(&self, keys: &[&str]) -> &Self {
        self.run(&[&["send-keys"], keys].concat());
        self
    }

    #[track_caller]
    fn text(&self, text: &str) -> &Self {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let shown = self.run(&["capture-pane", "-p"]).stdout;
            let shown = String::from_utf8_lossy(&shown).replace('\u{a0}', " ");
            if shown.contains(text) {
                return self;
            }
            assert!(Instant::now() < end, "no {text} on\n{shown}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn in_tmux_the_first_minute_is_read_off_the_screen() {
    let Some([program]) = needs(["tmux"]) else {
        return;
    };
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let tmux = Tmux::start(program.clone(), "--lang en", width, height);
        tmux.text("TikTok").keys(&["n", "n", "n", "n", "n", "n", "n"]).text("p. 22");
        tmux.keys(&["4"]).text("Camille Jourdain").keys(&["Down", "Enter"]);
        if height == 12 {
            tmux.text("[3 Stat.]").keys(&["Enter"]).text("[4 Page]");
            tmux.keys(&["Down", "Down", "Enter"]).text("[3 Stat.]");
            tmux.keys(&["H", "H", "H", "H"]).text("[1 Tr.]").text(" 14 p.");
        } else {
            tmux.text("Ribbon — Camille Jourdain").keys(&["Enter"]).text("▸ 4 Page 22");
            tmux.keys(&["Down", "Down", "Enter"]).text("Ribbon — Influence B2B");
            tmux.keys(&["H", "H", "H", "H"]).text("Ribbon — TikTok: 14 of 53");
        }
    }
}

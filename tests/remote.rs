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
use std::io::{BufRead, BufReader, Read, Write};
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
    fn start(programs: [PathBuf; 3]) -> Self {
        // What the program keeps stays in the folder: no test comes back where another left.
        let kept = |folder: &Path| {
            let kept = folder.display();
            format!("SetEnv XDG_CONFIG_HOME={kept} XDG_DATA_HOME={kept} XDG_STATE_HOME={kept}\n")
        };
        Self::with(programs, |folder| (kept(folder), String::new()))
    }

    /// A server with what `more` adds, of a folder, to its configuration and in front of the
    /// reader's key.
    fn with([ssh, sshd, keygen]: [PathBuf; 3], more: impl Fn(&Path) -> (String, String)) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let (config, before_key) = more(home.path());
        let file = |name: &str| home.path().join(name);
        for key in ["host", "user"] {
            let mut command = Command::new(&keygen);
            done(command.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(file(key)));
        }
        let key = fs::read_to_string(file("user.pub")).expect("a key");
        fs::write(file("authorized"), before_key + &key).expect("a file");
        // As root, sshd wants a folder of its own to be there.
        let _ = fs::create_dir_all("/run/sshd");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = port.expect("a free port").port();
        let config = config
            + &format!(
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

    /// The words of a client that runs the program with `line` on the other side.
    fn client(&self, flags: &[&str], line: &str) -> Vec<String> {
        self.asking(flags, &format!("{RENVOI} {line}"))
    }

    /// The words of a client that asks for `line` as it stands; for nothing where that is empty.
    fn asking(&self, flags: &[&str], line: &str) -> Vec<String> {
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
        words.push(format!("{}@127.0.0.1", user.trim()));
        words.extend(Some(line.to_owned()).filter(|line| !line.is_empty()));
        words
    }

    fn run(&self, line: &str) -> (String, String, Option<i32>) {
        Self::answer(&self.client(&[], line))
    }

    /// What a guest gets who asks for `line`.
    fn ask(&self, line: &str) -> (String, String, Option<i32>) {
        Self::answer(&self.asking(&["-T"], line))
    }

    fn answer(words: &[String]) -> (String, String, Option<i32>) {
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

/// Runs the program under a look at every process and every file that it opens, where `strace`
/// is installed and may do so; what it saw.
struct Trace {
    log: PathBuf,
    before: String,
}

impl Trace {
    const CALLS: &str = "execve,execveat,clone,clone3,fork,vfork,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,unlink,unlinkat";

    fn start(folder: &Path) -> Option<Self> {
        let [strace] = needs(["strace"])?;
        let mut tried = Command::new(&strace);
        let tried = tried.args(["-f", "-qq", "-e", "trace=execve", "true"]).output();
        if !tried.is_ok_and(|tried| tried.status.success()) {
            // No program that could be installed gives this leave.
            eprintln!("skipped: the system lets nobody look at another process");
            return None;
        }
        let log = folder.join("trace");
        let before = format!(
            "{} -f -qq -A -o {} -e trace={} ",
            strace.display(),
            log.display(),
            Self::CALLS
        );
        Some(Self { log, before })
    }

    /// Sees that the program ran `runs` times, started nothing and wrote to nothing but its
    /// terminal.
    #[track_caller]
    fn nothing_else(&self, runs: usize) {
        let log = fs::read_to_string(&self.log).expect("what was seen");
        let started = log.lines().filter(|line| line.contains("execve")).count();
        assert_eq!(started, runs, "{log}");
        for line in log.lines() {
            let process = ["clone", "fork"].iter().any(|call| line.contains(call));
            let thread = line.contains("CLONE_THREAD") || line.contains("resumed>");
            assert!(!process || thread, "a process is started: {line}");
            let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| line.contains(flag));
            let terminal = line.contains("\"/dev/tty\"") || line.contains("\"/dev/pts/");
            assert!(!writes || terminal, "a file is written: {line}");
            let changes = ["creat(", "rename", "link", "mkdir"];
            assert!(!changes.iter().any(|call| line.contains(call)), "a file is made: {line}");
        }
    }
}

/// The forced command of a server for guests, with the data beside its keys.
fn forced(home: &Path, before: &str) -> String {
    let data = home.join("corpus.json");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus.json");
    fs::copy(sample, &data).expect("a copy");
    format!("{before}{RENVOI} --data {} ssh-session", data.display())
}

/// A server that knows guests alone, and keeps what they would leave behind apart.
fn for_guests(home: &Path, before: &str) -> (String, String) {
    let kept = home.join("kept").display().to_string();
    let config = format!(
        "ForceCommand {}\nDisableForwarding yes\nPermitUserRC no\nMaxStartups 100\n\
         SetEnv XDG_CONFIG_HOME={kept} XDG_DATA_HOME={kept} XDG_STATE_HOME={kept}\n",
        forced(home, before)
    );
    (config, String::new())
}

/// A server for guests, a folder for what stands apart, and a look at what the server starts.
fn let_in(programs: [PathBuf; 3]) -> (tempfile::TempDir, Option<Trace>, Server) {
    let aside = tempfile::tempdir().expect("a folder");
    let trace = Trace::start(aside.path());
    let before = trace.as_ref().map_or("", |trace| &trace.before);
    let server = Server::with(programs, |home| for_guests(home, before));
    (aside, trace, server)
}

/// The client in a terminal of its own.
fn sit_down(server: &Server, width: u16, height: u16) -> Terminal {
    let words = server.asking(&["-tt"], "");
    let mut command = CommandBuilder::new(&words[0]);
    command.args(&words[1..]);
    Terminal::start(clean(command), width, height)
}

#[test]
fn a_guest_looks_at_everything_and_leaves_nothing_behind() {
    let Some(programs) = needs(["ssh", "sshd", "ssh-keygen"]) else {
        return;
    };
    let (_aside, trace, server) = let_in(programs);

    let asked = [
        ("lookup tiktok", 0, "3, 8, 11, 17"),
        ("renvoi lookup 'fake news' --json", 0, "\"renvoi.lookup/1\""),
        ("lookup zzqx", 1, ""),
        ("list experts --sort page --lang fr", 0, "propos"),
        ("page 39-40 --format plain", 0, "39"),
        ("search 't:\"fake news\" t:tiktok'", 0, "40"),
        ("search -- tiktok -kind:topic", 0, ""),
        ("stats --color always", 0, "53 pages"),
        ("keys", 0, "redraw"),
        ("schema lookup", 0, "\"$schema\""),
        ("renvoi", 0, "53 pages"),
    ];
    for (line, code, text) in asked {
        let (out, err, ended) = server.ask(line);
        assert_eq!(ended, Some(code), "{line}: {out}{err}");
        assert!(out.contains(text), "{line}: {out}");
    }
    let (out, err, code) = server.ask("");
    assert_eq!((code, err.lines().count()), (Some(0), 1), "{err}");
    assert!(out.contains("53 pages"), "{out}");

    let mut terminal = sit_down(&server, 120, 36);
    terminal.opened().text("Read-only");
    terminal.keys("n").text("p. 3");
    for key in ["m", "x", "e"] {
        terminal.keys(key).text("Read-only here");
        terminal.keys("p").without("Read-only here");
    }
    terminal.keys("\u{1a}").text("no shell");
    terminal.keys("q");
    assert_eq!(terminal.gave_back(), 0);

    assert!(!server.home.path().join("kept").exists(), "something was kept");
    if let Some(trace) = trace {
        trace.nothing_else(asked.len() + 2);
    }
}

/// Whatever a guest's terminal and variables say: a long answer meets no pager, and in the browser
/// no key starts an editor, an opener or a program for copies, and none writes.
#[test]
fn a_guest_in_a_terminal_starts_no_pager_editor_or_opener() {
    let Some(programs) = needs(["ssh", "sshd", "ssh-keygen"]) else {
        return;
    };
    let aside = tempfile::tempdir().expect("a folder");
    let trace = Trace::start(aside.path());
    let before = trace.as_ref().map_or("", |trace| &trace.before);
    let server = Server::with(programs, |home| {
        let (config, key) = for_guests(home, before);
        // What no server should take from its guests.
        (config + "AcceptEnv PAGER RENVOI_* EDITOR VISUAL BROWSER LESS* TMUX\n", key)
    });
    let harm = aside.path().join("harm");
    let program = aside.path().join("program");
    fs::write(&program, format!("#!/bin/sh\ntouch {}\n", harm.display())).expect("a file");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&program, mode).expect("a mode");
    let names = ["PAGER", "RENVOI_PAGER", "EDITOR", "VISUAL", "BROWSER", "LESSOPEN", "RENVOI_PDF"];
    let set: Vec<String> = names.map(|name| format!("{name}={}", program.display())).into();
    let set = format!("SetEnv={} RENVOI_CLIPBOARD=file TMUX=x", set.join(" "));
    let sit_down = |line: &str| {
        let words = server.asking(&["-tt", "-o", &set], line);
        let mut command = CommandBuilder::new(&words[0]);
        command.args(&words[1..]);
        let mut command = clean(command);
        // A terminal that is known to have no clipboard.
        command.env("TERM", "linux");
        Terminal::start(command, 100, 12)
    };
    for line in ["list statements", "lookup tiktok", "search t:tiktok --color always"] {
        let mut terminal = sit_down(line);
        assert_eq!(terminal.ended(), 0, "{line}");
    }
    let mut terminal = sit_down("");
    terminal.opened().text("Read-only");
    terminal.keys("n").text("p. 3");
    // Each of these would write or start something.
    for keys in ["m", "x", "e", "gs", "gd", ":note in\r"] {
        terminal.keys(keys).text("Read-only here");
        terminal.keys("p").without("Read-only here");
    }
    for keys in ["o", "yt", "yy", "yl", ":open the source\r", ":export\r"] {
        terminal.keys(keys);
        terminal.quiet();
        terminal.keys("\x1b").quiet();
    }
    terminal.keys("\x03");
    assert_eq!(terminal.gave_back(), 130);
    assert!(!harm.exists(), "something of the guest's was started");
    assert!(!server.home.path().join("kept").exists(), "something was kept");
    if let Some(trace) = trace {
        trace.nothing_else(4);
    }
}

#[test]
fn what_a_shell_would_do_is_not_done() {
    let Some(programs) = needs(["ssh", "sshd", "ssh-keygen"]) else {
        return;
    };
    let (aside, trace, server) = let_in(programs);
    let harm = aside.path().join("harm").display().to_string();
    let long = format!("lookup {}", "x".repeat(4090));
    // What is refused ends with 2; what stands in quotes is looked up as it is written.
    let attempts: &[(i32, &str)] = &[
        (2, "lookup x; touch HARM"),
        (2, "lookup x;touch HARM"),
        (2, "; touch HARM"),
        (2, "lookup x && touch HARM"),
        (2, "lookup zzqx || touch HARM"),
        (2, "lookup x & touch HARM"),
        (2, "lookup x | tee HARM"),
        (2, "lookup x > HARM"),
        (2, "lookup x >> HARM"),
        (2, "lookup x 2> HARM"),
        (2, "lookup x >&2"),
        (2, "lookup x < /etc/passwd"),
        (2, "lookup x <<< y"),
        (2, "lookup $(touch HARM)"),
        (2, "lookup `touch HARM`"),
        (2, "lookup \"`touch HARM`\""),
        (2, "lookup '`touch HARM`'"),
        (2, "lookup $HOME"),
        (2, "lookup ${IFS}touch${IFS}HARM"),
        (2, "lookup <(touch HARM)"),
        (2, "(touch HARM)"),
        (2, "lookup x\ntouch HARM"),
        (2, "lookup 'x\ntouch HARM'"),
        (2, "lookup x\\\ntouch HARM"),
        (2, "lookup x' ; touch HARM"),
        (2, "lookup x\" ; touch HARM"),
        (2, "touch HARM"),
        (2, "sh -c 'touch HARM'"),
        (2, "'sh' '-c' 'touch HARM'"),
        (2, "/bin/sh"),
        (2, "exec touch HARM"),
        (2, "renvoi -oProxyCommand='touch HARM' x"),
        (2, "renvoi renvoi lookup x"),
        (2, "scp -t HARM"),
        (2, "/usr/lib/openssh/sftp-server"),
        (2, "lookup tiktok --data /etc/passwd"),
        (2, "lookup tiktok --data=/etc/passwd"),
        (2, "lookup --lang --data=/etc/passwd en"),
        (2, "export --query x -o HARM"),
        (2, "export --output=HARM"),
        (2, "import /etc/passwd -o HARM"),
        (2, "config init"),
        (2, "keys --check=/etc/passwd"),
        (2, "validate /etc/passwd"),
        (2, "find /etc/passwd root"),
        (2, "review HARM"),
        (2, "marks -o HARM"),
        (2, "ssh-session"),
        (2, "lookup x\u{1b}]0;y\u{7}"),
        (2, "lookup x\r\n touch HARM"),
        (2, "lookup --json --format=json --output=HARM x"),
        (2, "export --query x --format csv -oHARM --force"),
        (2, "import -oHARM --force /etc/passwd"),
        (2, "lookup x --at p3 --theme dark"),
        (2, "lookup x --config HARM"),
        (2, "lookup x --paging always"),
        (2, "lookup x --max-size 9G"),
        (2, "list topics --lang=fr --dat=/etc/passwd"),
        (2, "compile -o HARM"),
        (2, "renvoi review /etc/passwd"),
        (2, "lookup \"x\\`touch HARM\\`\""),
        (2, &long),
        (1, "lookup '$(touch HARM)'"),
        (1, "lookup \"; touch HARM\""),
        (1, "lookup \\;\\ touch\\ HARM"),
        (1, "lookup '' -- --data=/etc/passwd"),
        (1, "lookup zzqx*\u{202e}~{a,b}!!"),
    ];
    assert!(attempts.len() >= 40);
    for &(code, line) in attempts {
        let line = line.replace("HARM", &harm);
        let (out, err, ended) = server.ask(&line);
        assert_eq!(ended, Some(code), "{line}: {out}{err}");
        assert_eq!(out, "", "{line}");
        let hostile = |sign: char| sign.is_control() && sign != '\n' || sign == '\u{202e}';
        assert!(!err.contains(hostile), "{line}: {err:?}");
        assert!(code != 2 || err.lines().count() == 1, "{line}: {err}");
        assert!(!Path::new(&harm).exists(), "{line}");
    }
    assert!(!server.home.path().join("kept").exists(), "something was kept");
    if let Some(trace) = trace {
        trace.nothing_else(attempts.len());
    }
}

#[test]
fn a_window_without_a_size_opens_and_closes() {
    let Some(programs) = needs(["ssh", "sshd", "ssh-keygen"]) else {
        return;
    };
    let server = Server::with(programs, |home| for_guests(home, ""));
    let words = server.asking(&["-tt"], "");
    let mut client = Command::new(&words[0])
        .args(&words[1..])
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a client");
    let mut seen = Vec::new();
    let mut out = client.stdout.take().expect("an output");
    let holds = |seen: &[u8], what: &[u8]| seen.windows(what.len()).any(|part| part == what);
    while !holds(&seen, b"\x1b[?2004h") {
        let mut some = [0; 256];
        let count = out.read(&mut some).expect("an output");
        assert!(count > 0, "{}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&some[..count]);
    }
    let mut keys = client.stdin.take().expect("an input");
    keys.write_all(b"jn?\x1b[B").and_then(|()| keys.flush()).expect("a client that takes keys");
    // Ctrl+C leaves wherever one is.
    keys.write_all(b"\x03\x03").and_then(|()| keys.flush()).expect("a client that takes keys");
    out.read_to_end(&mut seen).expect("an output");
    assert_eq!(client.wait().expect("a client").code(), Some(130));
    assert!(holds(&seen, b"\x1b[?1049l"), "the screen is given back");
}

/// The processes whose command names this folder, and their commands.
#[cfg(target_os = "linux")]
fn processes(folder: &Path) -> Vec<String> {
    let named = format!("{}/corpus.json", folder.display());
    let processes = fs::read_dir("/proc").expect("processes").flatten();
    let commands = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    commands
        .map(|command| String::from_utf8_lossy(&command).replace('\0', " "))
        .filter(|command| command.contains(&named))
        .collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_dropped_connection_leaves_no_process() {
    let Some(programs) = needs(["ssh", "sshd", "ssh-keygen"]) else {
        return;
    };
    let server = Server::with(programs, |home| for_guests(home, ""));
    let terminal = sit_down(&server, 80, 24);
    terminal.opened();
    let home = server.home.path();
    assert!(!processes(home).is_empty(), "the program is seen while it runs");
    terminal.signal(rustix::process::Signal::KILL);
    let dropped = Instant::now();
    while !processes(home).is_empty() {
        assert!(dropped.elapsed() < Duration::from_secs(30), "{:?}", processes(home));
        thread::sleep(Duration::from_millis(5));
    }
    eprintln!("a dropped connection: no process after {:?} (goal 2 s)", dropped.elapsed());
}

#[test]
fn twenty_guests_read_at_once() {
    let Some(programs) = needs(["ssh", "sshd", "ssh-keygen"]) else {
        return;
    };
    // The other door: a line before the reader's key.
    let server = Server::with(programs, |home| {
        let command = forced(home, "");
        ("MaxStartups 100\n".to_owned(), format!("restrict,pty,command=\"{command}\" "))
    });
    let mut guests: Vec<_> = (0..20).map(|_| sit_down(&server, 80, 24)).collect();
    for guest in &mut guests {
        guest.opened();
        guest.keys("n");
    }
    for guest in &mut guests {
        guest.text("p. 3");
        guest.keys("q");
    }
    for guest in &mut guests {
        assert_eq!(guest.gave_back(), 0);
    }
}

/// A tmux of its own.
struct Tmux {
    program: PathBuf,
    socket: PathBuf,
    home: tempfile::TempDir,
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
        // Nothing of an earlier session is taken up.
        command.env("HOME", self.home.path());
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        command.arg("-S").arg(&self.socket).args(["-f", "/dev/null"]).args(words);
        command.stdin(Stdio::null()).output().expect("tmux")
    }

    fn start(program: PathBuf, line: &str, width: u16, height: u16) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let tmux = Self { program, socket: home.path().join("socket"), home };
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

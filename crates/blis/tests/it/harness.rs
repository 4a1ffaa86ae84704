//! The binary in a folder of its own, and a server of it that goes when the test does.

use blis_client::{Client, ClientError, ObservationsQuery};
use blis_domain::rights::Action;
use blis_testing::{Kind, ScratchDatabase};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};

use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// Runs the named tests on each database. A test that is not named is reported by the compiler as never used.
macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $test() { crate::harness::run(blis_testing::Kind::Sqlite, super::$test); })*
        }
        mod postgres {
            $(#[test] fn $test() { crate::harness::run(blis_testing::Kind::Postgres, super::$test); })*
        }
    };
}

/// Runs a test in a place of its own, unless its database is to be left out.
pub(crate) fn run(kind: Kind, test: impl FnOnce(Place)) {
    if let Some(database) = ScratchDatabase::of(kind) {
        test(Place {
            folder: tempfile::tempdir().unwrap(),
            database: Some(database),
        });
    }
}

/// A folder with a data directory, in which the binary is run.
pub(crate) struct Place {
    folder: TempDir,
    /// Where the figures are; in the data directory when nobody says.
    database: Option<ScratchDatabase>,
}

impl Place {
    /// A place where nothing is set.
    pub(crate) fn new() -> Place {
        Place {
            folder: tempfile::tempdir().unwrap(),
            database: None,
        }
    }

    /// Another place of a test that runs on both, with an empty database: another machine.
    pub(crate) fn elsewhere(&self) -> Place {
        Place {
            folder: tempfile::tempdir().unwrap(),
            database: Some(self.database().elsewhere()),
        }
    }

    /// The database of a test that runs on both.
    pub(crate) fn database(&self) -> &ScratchDatabase {
        self.database.as_ref().expect("a test of `on_both!`")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The binary with nothing in its environment that could change it.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_blis"));
        command
            .current_dir(self.folder.path())
            .args(arguments)
            .env_clear();
        if let Some(database) = &self.database {
            command.env("BLIS_DATABASE_URL", database.address());
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Done {
        Done::of(self.command(arguments).output().unwrap())
    }

    /// Starts a server on a free port.
    pub(crate) fn serve(&self) -> Server {
        self.serve_with(&["--listen", "127.0.0.1:0"])
    }

    pub(crate) fn serve_with(&self, arguments: &[&str]) -> Server {
        let mut command = self.serve_command(arguments);
        command.stderr(Stdio::inherit());
        Server::start(command)
    }

    /// `blis serve` as the tests want it.
    pub(crate) fn serve_command(&self, arguments: &[&str]) -> Command {
        // Tests ask more in a minute than anybody.
        let serve = ["serve", "--log-level", "warn", "--rate-per-minute", "0"];
        self.command(serve.iter().chain(arguments).copied())
    }

    /// Starts a server whose log goes to a file, as JSON.
    pub(crate) fn serve_logged(&self, log: &str) -> Server {
        let serve = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--log-format",
            "json",
            "--rate-per-minute",
            "0",
        ];
        let mut command = self.command(serve);
        command.stderr(File::create(self.path(log)).unwrap());
        Server::start(command)
    }

    /// Adds a client of the feed `srda`, and keeps its secret in a file for `push`.
    pub(crate) fn add_client(&self) -> String {
        let added = self.run([
            "client",
            "add",
            "SRDA",
            "--scope",
            "feed:write",
            "--feed",
            "srda",
            "--json",
        ]);
        assert_eq!(added.code, 0, "{}", added.stderr);
        let printed: Value = serde_json::from_str(&added.stdout).unwrap();
        self.write("secret", printed["client_secret"].as_str().unwrap());
        printed["client_id"].as_str().unwrap().to_owned()
    }

    /// Adds an administrator, with a password from standard input.
    pub(crate) fn add_admin(&self, email: &str) -> Done {
        let mut command = self.command(["user", "add", email, "--role", "admin"]);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        let mut typed = child.stdin.take().unwrap();
        typed.write_all("migla pār ezeru vakarā\n".as_bytes()).unwrap();
        drop(typed);
        Done::of(child.wait_with_output().unwrap())
    }

    /// Starts a server with a client of the feed `srda`.
    pub(crate) fn serve_feed(&self) -> Feed<'_> {
        self.with_feed(self.serve())
    }

    /// Adds a client of the feed `srda` to a server that runs.
    pub(crate) fn with_feed(&self, server: Server) -> Feed<'_> {
        Feed {
            id: self.add_client(),
            place: self,
            server,
        }
    }
}

/// A server and who may push to it.
pub(crate) struct Feed<'p> {
    pub(crate) place: &'p Place,
    pub(crate) server: Server,
    pub(crate) id: String,
}

impl Feed<'_> {
    /// `blis push` with the address and the client filled in.
    pub(crate) fn push_command(&self, arguments: &[&str]) -> Command {
        let url = self.server.url.as_str();
        let who = [
            "push",
            "--url",
            url,
            "--client-id",
            &self.id,
            "--client-secret-file",
            "secret",
        ];
        self.place.command(who.iter().chain(arguments).copied())
    }

    pub(crate) fn push(&self, arguments: &[&str]) -> Done {
        Done::of(self.push_command(arguments).output().unwrap())
    }

    /// Pushes and reads the receipt.
    pub(crate) fn receipt(&self, arguments: &[&str]) -> (i32, Value) {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
        let done = self.push(&arguments);
        let receipt = serde_json::from_str(&done.stdout);
        (
            done.code,
            receipt.unwrap_or_else(|error| panic!("{error}: {}", done.stderr)),
        )
    }

    /// A token of the client.
    pub(crate) fn token(&self) -> String {
        let secret = std::fs::read_to_string(self.place.path("secret")).unwrap();
        let scope = Action::PushBatch.scope().unwrap();
        asked(self.server.client().token(&self.id, &secret, scope)).access_token
    }

    /// How many current values there are.
    pub(crate) fn values(&self) -> u64 {
        self.server.values_since(None)
    }
}

/// A command that has ended.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Done {
    pub(crate) fn of(output: Output) -> Done {
        Done {
            code: output.status.code().expect("the program was killed"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub(crate) url: String,
    /// What it prints after that.
    told: Mutex<Receiver<String>>,
}

impl Server {
    pub(crate) fn start(mut command: Command) -> Server {
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines
            .next()
            .expect("the server ended before it was ready")
            .unwrap();
        let url = ready.strip_prefix("BLIS ready at ").expect(&ready).to_owned();
        // A full pipe would stop the server: go on reading.
        let (tells, told) = mpsc::channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                // Not every test listens.
                let _ = tells.send(line);
            }
        });
        Server {
            child,
            url,
            told: Mutex::new(told),
        }
    }

    /// `127.0.0.1:PORT`
    pub(crate) fn address(&self) -> String {
        self.url.trim_start_matches("http://").to_owned()
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(&self.url).unwrap()
    }

    /// How many current values were stored after a data version.
    pub(crate) fn values_since(&self, version: Option<u64>) -> u64 {
        let query = ObservationsQuery {
            changed_since: version.map(|version| version.to_string()),
            limit: Some(1),
            ..ObservationsQuery::default()
        };
        asked(self.client().observations(&query)).total
    }

    /// The next line it prints after the one that it is ready.
    pub(crate) fn told(&self) -> String {
        let told = self.told.lock().unwrap();
        told.recv_timeout(Duration::from_secs(60)).expect("a line")
    }

    /// Stops it, and gives all that it printed after that line.
    pub(crate) fn told_until_stopped(mut self) -> Vec<String> {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, Signal::TERM).unwrap();
        self.child.wait().unwrap();
        // Ends with the pipe.
        self.told.lock().unwrap().iter().collect()
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(self) -> ExitStatus {
        self.signal(Signal::TERM);
        self.ended()
    }

    /// The most memory it has had, in MiB.
    pub(crate) fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        kilobytes / 1024
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits until it has ended.
    pub(crate) fn ended(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// Ends it as a power cut would.
    pub(crate) fn cut(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The answer to a call of the client.
pub(crate) fn asked<T>(call: impl Future<Output = Result<T, ClientError>>) -> T {
    answer(call).unwrap()
}

/// The answer to a call of the client, whatever it is.
pub(crate) fn answer<T>(call: impl Future<Output = Result<T, ClientError>>) -> Result<T, ClientError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(call)
}

/// The rights of a file, the last nine bits.
pub(crate) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

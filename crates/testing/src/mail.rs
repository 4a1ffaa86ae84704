//! A mail server to send letters to: a real one, which refuses, puts off and hangs when it is told to.

use crate::python::python;
use serde::Deserialize;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// Longer than a letter takes on a busy machine.
const LONGEST: Duration = Duration::from_secs(60);

/// How a mail server behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It takes every letter.
    Take,
    /// It knows no recipient: 550.
    Refuse,
    /// It puts off the first attempt for each recipient: 451.
    Greylist,
    /// It never answers the text of a letter.
    Hang,
}

impl Manner {
    fn word(self) -> &'static str {
        match self {
            Manner::Take => "take",
            Manner::Refuse => "refuse",
            Manner::Greylist => "greylist",
            Manner::Hang => "hang",
        }
    }
}

/// A letter that arrived, read by a parser of mail that is not ours.
#[derive(Debug, Clone, Deserialize)]
pub struct Arrived {
    /// Who sent it, in the envelope.
    pub from: String,
    /// Whom it is for, in the envelope.
    pub to: Vec<String>,
    /// Its headers, names in lower case, values decoded.
    pub headers: Vec<(String, String)>,
    /// Its text, decoded.
    pub body: String,
    /// Whether it travelled as ASCII.
    pub ascii: bool,
    /// Whether the way was encrypted.
    pub tls: bool,
    /// Who signed in.
    pub user: Option<String>,
}

impl Arrived {
    /// The one header of a name.
    ///
    /// # Panics
    /// When there is none or more than one.
    pub fn header(&self, name: &str) -> &str {
        let found: Vec<&str> = self
            .headers
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .collect();
        assert_eq!(found.len(), 1, "one header `{name}`: {:?}", self.headers);
        found[0]
    }
}

/// A running mail server; it ends with the test.
pub struct TestMailServer {
    child: Child,
    port: u16,
    letters: Receiver<Arrived>,
}

/// A certificate for `localhost` that nobody vouches for, and its key.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The certificate: a file in PEM.
    pub certificate: PathBuf,
    key: PathBuf,
}

impl Certificate {
    /// Makes one in a folder.
    ///
    /// # Panics
    /// When the system has no `openssl`.
    pub fn make(folder: &Path) -> Certificate {
        let (certificate, key) = (folder.join("mail.pem"), folder.join("mail-key.pem"));
        let made = Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ])
            .args([
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
            ])
            .args(["-addext", "basicConstraints=critical,CA:FALSE", "-out"])
            .arg(&certificate)
            .arg("-keyout")
            .arg(&key)
            .output()
            .expect("the tests of letters need the program `openssl`");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Certificate { certificate, key }
    }
}

impl TestMailServer {
    /// Starts one on a free port.
    pub fn start(manner: Manner) -> TestMailServer {
        TestMailServer::with(manner, 0, &[])
    }

    /// Starts one on a port that is known already.
    pub fn start_at(port: u16) -> TestMailServer {
        TestMailServer::with(Manner::Take, port, &[])
    }

    /// Starts one that talks after STARTTLS alone, and to one user.
    pub fn start_closed(certificate: &Certificate, user: &str, password: &str) -> TestMailServer {
        let arguments = [
            "--certificate".into(),
            certificate.certificate.clone().into(),
            "--key".into(),
            certificate.key.clone().into(),
            "--user".into(),
            user.into(),
            "--password".into(),
            password.into(),
        ];
        TestMailServer::with(Manner::Take, 0, &arguments)
    }

    fn with(manner: Manner, port: u16, arguments: &[OsString]) -> TestMailServer {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("smtp/server.py");
        let mut child = Command::new(python())
            .arg(script)
            .args(["--manner", manner.word(), "--port", &port.to_string()])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let first = lines.next().expect("the mail server starts").expect("a line");
        let (arrives, letters) = mpsc::channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let letter = serde_json::from_str(&line).expect("a letter");
                // Nobody has to read them.
                let _ = arrives.send(letter);
            }
        });
        TestMailServer {
            child,
            port: first.trim().parse().expect("a port"),
            letters,
        }
    }

    /// Where it listens, on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the next letter.
    ///
    /// # Panics
    /// When none comes.
    pub fn next(&self) -> Arrived {
        self.letters.recv_timeout(LONGEST).expect("a letter arrives")
    }

    /// A letter that arrived and was not looked at yet.
    pub fn at_hand(&self) -> Option<Arrived> {
        self.letters.try_recv().ok()
    }
}

impl Drop for TestMailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

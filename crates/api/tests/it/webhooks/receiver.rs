//! A receiver of webhooks: it answers what it is told to, and hands over what came.

use blis_domain::webhook::{InvalidDelivery, SignedHeaders, WebhookSecret, verify};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver as Channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use time::OffsetDateTime;

/// Longer than a delivery takes on a busy machine.
const LONGEST: Duration = Duration::from_secs(60);

/// What a receiver does with a delivery.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// A status, with further headers.
    Status(u16, &'static str),
    /// Nothing, until the sender gives up.
    Silence,
}

/// A receiver on this machine. What it was not told it takes: 204.
pub(crate) struct Receiver {
    port: u16,
    answers: Arc<Mutex<VecDeque<Answer>>>,
    came: Channel<Came>,
}

/// A delivery as it came.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    pub(crate) path: String,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Receiver {
    pub(crate) fn start() -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let answers: Arc<Mutex<VecDeque<Answer>>> = Arc::default();
        let (comes, came) = mpsc::channel();
        let told = Arc::clone(&answers);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (told, comes) = (Arc::clone(&told), comes.clone());
                thread::spawn(move || {
                    let delivery = read(&stream);
                    let answer = told.lock().expect("the answers").pop_front();
                    // Nobody has to look.
                    let _ = comes.send(delivery);
                    give(stream, answer.unwrap_or(Answer::Status(204, "")));
                });
            }
        });
        Receiver { port, answers, came }
    }

    /// Where it is: a path that only it should know.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/hook/only-for-us", self.port)
    }

    /// What it answers next.
    pub(crate) fn answers(&self, answers: &[Answer]) {
        self.answers
            .lock()
            .expect("the answers")
            .extend(answers.iter().cloned());
    }

    /// Waits for the next delivery.
    pub(crate) fn next(&self) -> Came {
        self.came.recv_timeout(LONGEST).expect("a delivery comes")
    }

    /// A delivery that came and was not looked at yet.
    pub(crate) fn at_hand(&self) -> Option<Came> {
        self.came.try_recv().ok()
    }
}

impl Came {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub(crate) fn id(&self) -> &str {
        self.header("webhook-id")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a body of JSON")
    }

    /// The documented check.
    pub(crate) fn check(
        &self,
        secrets: &[WebhookSecret],
        now: OffsetDateTime,
    ) -> Result<(), InvalidDelivery> {
        let headers = SignedHeaders {
            id: self.id(),
            timestamp: self.header("webhook-timestamp"),
            signature: self.header("webhook-signature"),
        };
        let now = u64::try_from(now.unix_timestamp()).expect("a time after 1970");
        verify(secrets, &headers, &self.body, now)
    }
}

fn read(stream: &TcpStream) -> Came {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).expect("a request");
    let path = line.split(' ').nth(1).expect("a path").to_owned();
    let mut headers = HashMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).expect("a header");
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.parse().expect("a length"));
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    Came { path, headers, body }
}

fn give(mut stream: TcpStream, answer: Answer) {
    match answer {
        Answer::Status(status, headers) => {
            let head =
                format!("HTTP/1.1 {status} X\r\n{headers}content-length: 0\r\nconnection: close\r\n\r\n");
            // The sender may have gone.
            let _ = stream.write_all(head.as_bytes());
        }
        Answer::Silence => {
            let _ = stream.read(&mut [0; 1]);
        }
    }
}

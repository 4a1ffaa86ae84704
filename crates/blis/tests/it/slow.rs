//! Ten thousand who take their time, and one who does not.

use crate::harness::{Place, Server};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

const SLOW: usize = 10_000;

/// Fewer than the server lets one address hold.
const PER_ADDRESS: usize = 200;

/// One in so many has a body that drips, and one a second head.
const DIFFERENT: usize = 10;

/// So many are open at once at the least while ordinary answers are measured. All of them are, where the machine has
/// nothing else to do; where it has, the first are cut off while it still connects the last.
const AT_ONCE: usize = SLOW / 2;

/// How long half of the ordinary answers may take meanwhile, on a machine that runs the slow ones as well.
const ORDINARY: Duration = Duration::from_secs(5);

/// How long each of them may take: those that come while thousands connect wait for their turn.
const LONGEST: Duration = Duration::from_secs(20);

/// How long until every slow one is cut off: the times of the server, and room for the machine.
const CUT_OFF: Duration = Duration::from_secs(45);

/// In what somebody takes their time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    FirstHead,
    SecondHead,
    Body,
}

impl Kind {
    /// Of the n-th one. Most drip a first head, which costs them least.
    fn of(at: usize) -> Kind {
        match at % DIFFERENT {
            0 => Kind::Body,
            1 => Kind::SecondHead,
            _ => Kind::FirstHead,
        }
    }
}

/// What became of all of them.
#[derive(Default)]
struct Tally {
    begun: AtomicUsize,
    cut_off: AtomicUsize,
    told_408: AtomicUsize,
}

impl Tally {
    fn open(&self) -> usize {
        self.begun.load(Ordering::SeqCst) - self.cut_off.load(Ordering::SeqCst)
    }
}

#[test]
fn ten_thousand_slow_connections_hold_nobody_up_and_are_cut_off() {
    room_for_files();
    let place = Place::new();
    let server = place.serve();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(held_up_by_nobody(&server));
    assert!(server.stop().success());
}

async fn held_up_by_nobody(server: &Server) {
    let address: SocketAddr = server.address().parse().unwrap();
    let tally = Arc::new(Tally::default());
    // A queue of connections that is too long would be cut short by the kernel.
    let connecting = Arc::new(Semaphore::new(500));
    let mut slow = JoinSet::new();
    for at in 0..SLOW {
        let kind = Kind::of(at);
        let (tally, connecting) = (Arc::clone(&tally), Arc::clone(&connecting));
        slow.spawn(async move {
            let stream = {
                let _turn = connecting.acquire().await.unwrap();
                begin(source(at), address, kind).await
            };
            tally.begun.fetch_add(1, Ordering::SeqCst);
            if drip(stream).await {
                tally.told_408.fetch_add(1, Ordering::SeqCst);
            }
            tally.cut_off.fetch_add(1, Ordering::SeqCst);
        });
    }
    let begun = Instant::now();
    let (mut most_open, mut answers) = (0, Vec::new());
    // One who wants nothing but an answer, again and again, while more and more of the slow ones come.
    while tally.begun.load(Ordering::SeqCst) < SLOW {
        assert!(begun.elapsed() < CUT_OFF, "only {} are connected", tally.open());
        answers.push(ordinary(address).await);
        most_open = most_open.max(tally.open());
    }
    answers.push(ordinary(address).await);
    most_open = most_open.max(tally.open());
    answers.sort();
    let (median, longest) = (answers[answers.len() / 2], answers[answers.len() - 1]);
    eprintln!(
        "{SLOW} came within {:?}, {most_open} of them at once; of {} ordinary answers half took {median:?}, the \
         longest {longest:?}",
        begun.elapsed(),
        answers.len()
    );
    assert!(
        most_open > AT_ONCE,
        "only {most_open} were open at once: this machine has too much else to do for the answers to prove anything"
    );
    assert!(
        median < ORDINARY,
        "half of the ordinary answers took {median:?} and longer"
    );
    assert!(longest < LONGEST, "an ordinary answer took {longest:?}");

    let cut_off = timeout(CUT_OFF, async { while slow.join_next().await.is_some() {} });
    let all = cut_off.await;
    assert!(
        all.is_ok(),
        "{} are still connected after {CUT_OFF:?}",
        tally.open()
    );
    eprintln!("all were cut off {:?} after the first connected", begun.elapsed());
    let told = tally.told_408.load(Ordering::SeqCst);
    assert!(
        told >= SLOW / DIFFERENT,
        "{told} were told that they are too slow; those with a body are more"
    );
    assert!(
        ordinary(address).await < ORDINARY,
        "when they are gone nothing is left of them"
    );
}

/// Lets this process, and the server it starts, have as many files as the system allows.
fn room_for_files() {
    let limit = getrlimit(Resource::Nofile);
    let needed = SLOW as u64 + 1000;
    let most = limit.maximum.unwrap_or(u64::MAX);
    assert!(
        most >= needed,
        "this test holds {SLOW} connections, each a file in this process and in the server: raise the hard limit of \
         open files to {needed} at least (ulimit -Hn); it is {most}"
    );
    let current = Some(needed.max(limit.current.unwrap_or(needed)));
    setrlimit(Resource::Nofile, Rlimit { current, ..limit }).unwrap();
}

/// The address that the n-th one comes from.
fn source(at: usize) -> SocketAddr {
    let host = u8::try_from(at / PER_ADDRESS + 2).unwrap();
    SocketAddr::from((Ipv4Addr::new(127, 0, 0, host), 0))
}

/// Connects, and says as much as comes at once.
async fn begin(source: SocketAddr, address: SocketAddr, kind: Kind) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(source).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    let head = b"GET /health/live HTTP/1.1\r\nhost: x\r\n";
    match kind {
        Kind::FirstHead => stream.write_all(head).await.unwrap(),
        Kind::SecondHead => {
            stream.write_all(&[&head[..], b"\r\n"].concat()).await.unwrap();
            let mut answer = [0; 15];
            stream.read_exact(&mut answer).await.unwrap();
            assert_eq!(&answer, b"HTTP/1.1 200 OK");
            stream.write_all(head).await.unwrap();
        }
        Kind::Body => {
            let head = "POST /api/v1/auth/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                 content-length: 9000\r\n\r\n{";
            stream.write_all(head.as_bytes()).await.unwrap();
        }
    }
    stream
}

/// A byte every few seconds, until the server has enough of it. Whether it said why.
async fn drip(stream: TcpStream) -> bool {
    let (mut reading, mut writing) = stream.into_split();
    let mut ticks = interval(Duration::from_secs(4));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut answer = [0; 512];
    let mut told = false;
    loop {
        tokio::select! {
            read = reading.read(&mut answer) => match read {
                Ok(0) | Err(_) => return told,
                Ok(length) => told |= answer[..length].windows(12).any(|part| part == b"HTTP/1.1 408"),
            },
            _ = ticks.tick() => {
                // What is closed is seen by reading.
                let _ = writing.write_all(b"x").await;
            }
        }
    }
}

/// How long an ordinary question takes.
async fn ordinary(address: SocketAddr) -> Duration {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let question = b"GET /api/v1/areas HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(question).await.unwrap();
    let mut answer = Vec::new();
    let read = timeout(Duration::from_secs(30), stream.read_to_end(&mut answer));
    read.await.expect("an ordinary request is answered").unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 OK"));
    begun.elapsed()
}

//! How a server goes: what it has begun is ended, nobody new is let in, nothing stays beside the database.

use crate::harness::Place;
use crate::raw_push::RawPush;
use blis_testing::{Kind, wait_until};
use rustix::process::Signal;
use std::io::ErrorKind;
use std::net::TcpStream;
use std::os::unix::net::UnixDatagram;

on_both!(
    what_was_begun_is_ended_and_nobody_new_is_let_in,
    a_second_signal_ends_it_at_once,
);

const ROW: &str = "indicator,area,period,value\nCTX.POP,0804400,2019,11391\n";

fn lets_nobody_in(address: &str) -> bool {
    matches!(TcpStream::connect(address), Err(error) if error.kind() == ErrorKind::ConnectionRefused)
}

fn what_was_begun_is_ended_and_nobody_new_is_let_in(place: Place) {
    for (signal, key) in [(Signal::TERM, "first"), (Signal::INT, "second")] {
        let feed = place.serve_feed();
        let mut push = RawPush::begin(&feed, key, ROW);
        push.send_half();
        let address = feed.server.address();
        feed.server.signal(signal);
        wait_until("the server lets nobody in", || lets_nobody_in(&address));
        assert_eq!(
            push.finish(),
            "HTTP/1.1 201 Created",
            "{signal:?}: the batch is taken to its end"
        );
        assert!(
            feed.server.ended().success(),
            "{signal:?}: a server that is asked to stop has not failed"
        );
        if place.database().kind() == Kind::Sqlite {
            let journal = format!("{}-wal", place.database().address());
            let left = std::fs::metadata(journal).map_or(0, |journal| journal.len());
            assert_eq!(left, 0, "{signal:?}: all of it is in the file itself");
        }
    }
    assert_eq!(place.database().count("batch"), 2);
}

fn a_second_signal_ends_it_at_once(place: Place) {
    let feed = place.serve_feed();
    let mut push = RawPush::begin(&feed, "cut", ROW);
    push.send_half();
    let address = feed.server.address();
    feed.server.signal(Signal::TERM);
    wait_until("the server lets nobody in", || lets_nobody_in(&address));
    feed.server.signal(Signal::INT);
    assert!(feed.server.ended().success());
    push.was_interrupted();
    assert_eq!(place.database().count("batch"), 0);
}

#[test]
fn a_supervisor_is_told() {
    let place = Place::new();
    let socket = place.path("notify");
    let supervisor = UnixDatagram::bind(&socket).unwrap();
    let mut command = place.serve_command(&["--listen", "127.0.0.1:0"]);
    command.env("NOTIFY_SOCKET", &socket);
    let server = crate::harness::Server::start(command);
    let heard = || {
        let mut message = [0; 64];
        let length = supervisor.recv(&mut message).unwrap();
        String::from_utf8(message[..length].to_vec()).unwrap()
    };
    assert_eq!(heard(), "READY=1");
    assert!(server.stop().success());
    assert_eq!(heard(), "STOPPING=1");
}

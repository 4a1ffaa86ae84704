//! Traces, as a collector gets them. What arrives is read by hand: a second reader of the same crate could be wrong
//! in the same way.

mod collector;

use crate::harness::{Place, Server, asked};
use collector::{Collector, Span};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER: &str = "00f067aa0ba902b7";

/// Asks for a path with further lines of the head, and gives the status.
fn ask(server: &Server, path: &str, headers: &str) -> String {
    let mut line = TcpStream::connect(server.address()).unwrap();
    write!(
        line,
        "GET {path} HTTP/1.1\r\nhost: blis\r\nconnection: close\r\n{headers}\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().to_owned()
}

#[test]
fn a_request_is_a_span_of_its_callers_trace() {
    let place = Place::new();
    let collector = Collector::start();
    let log = place.path("log");
    let mut command = place.command([
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--log-format",
        "json",
        "--otlp-endpoint",
        &collector.url,
    ]);
    command.stderr(std::fs::File::create(&log).unwrap());
    let server = Server::start(command);
    let parent = format!("traceparent: 00-{TRACE}-{CALLER}-01\r\n");
    assert_eq!(ask(&server, "/api/v1/areas/0840200", &parent), "200");
    assert_eq!(ask(&server, "/api/v1/areas/9999999", ""), "404");
    assert_eq!(
        ask(&server, "/health/live", "traceparent: 00-nonsense-01\r\n"),
        "200"
    );
    // Nothing waits for the next batch: what is left is sent when the server goes.
    assert!(server.stop().success());

    let spans = collector.spans();
    let of = |name: &str| -> Vec<&Span> { spans.iter().filter(|span| span.name == name).collect() };
    let areas = of("GET /api/v1/areas/{code}");
    assert_eq!(areas.len(), 2, "{spans:#?}");
    let joined = areas
        .iter()
        .find(|span| span.trace == TRACE)
        .expect("the caller's trace");
    assert_eq!(joined.parent, CALLER);
    assert_eq!(joined.kind, 2, "of a server");
    for (key, value) in [
        ("http.request.method", "GET"),
        ("http.route", "/api/v1/areas/{code}"),
        ("http.response.status_code", "200"),
    ] {
        assert_eq!(
            joined.attributes.get(key).map(String::as_str),
            Some(value),
            "{joined:#?}"
        );
    }
    let alone = areas.iter().find(|span| span.trace != TRACE).unwrap();
    assert_eq!(
        (alone.parent.as_str(), alone.trace.len()),
        ("", 32),
        "the first of its trace"
    );
    assert_eq!(alone.attributes["http.response.status_code"], "404");
    assert_eq!(
        of("GET /health/live")[0].parent,
        "",
        "a header that is none is as good as none"
    );
    assert!(
        !format!("{spans:?}").contains("0840200"),
        "addresses hold what people look for"
    );
    assert!(spans.iter().all(|span| span.service == "blis"));

    let log = std::fs::read_to_string(log).unwrap();
    let lines = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let answered = lines.filter(|line| line["fields"]["http.route"] == "/api/v1/areas/{code}");
    let ids: Vec<String> = answered
        .map(|line| line["span"]["trace.id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, [TRACE, &alone.trace], "each line names its trace");
}

#[test]
fn a_collector_that_takes_nothing_holds_nobody_up() {
    let place = Place::new();
    // Takes the connection, and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let log = place.path("log");
    let mut command = place.serve_command(&["--listen", "127.0.0.1:0", "--otlp-endpoint", &endpoint]);
    command.stderr(std::fs::File::create(&log).unwrap());
    let server = Server::start(command);
    let begun = Instant::now();
    // More than the queue of spans holds.
    let client = server.client();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for _ in 0..3000 {
        runtime.block_on(client.instance()).unwrap();
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    let begun = Instant::now();
    assert!(server.stop().success());
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let log = std::fs::read_to_string(log).unwrap();
    assert_eq!(
        log.matches("traces cannot be sent").count(),
        1,
        "said once: {log}"
    );
}

#[test]
fn a_collector_that_is_gone_is_told_once() {
    let place = Place::new();
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    let log = place.path("log");
    let mut command = place.serve_command(&["--listen", "127.0.0.1:0", "--otlp-endpoint", &endpoint]);
    command.stderr(std::fs::File::create(&log).unwrap());
    let server = Server::start(command);
    asked(server.client().instance());
    assert!(server.stop().success());
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("traces cannot be sent"), "{log}");
}

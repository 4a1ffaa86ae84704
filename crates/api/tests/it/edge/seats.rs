//! How many connections one address may hold.

use crate::support::TestApp;
use blis_api::{ConnectionLimits, EdgeOptions};
use blis_testing::Kind;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

const MOST: usize = 3;

async fn start(trusted: &[&str]) -> (TestApp, crate::support::Running) {
    let edge = EdgeOptions {
        connections: ConnectionLimits {
            per_address: MOST,
            ..ConnectionLimits::default()
        },
        trusted_proxies: trusted.iter().map(|net| net.parse().unwrap()).collect(),
        ..EdgeOptions::default()
    };
    TestApp::start_changed(Kind::Sqlite, |options| options.edge = edge)
        .await
        .expect("SQLite is always there")
}

/// A connection on which one question was answered; none when the server cut it off.
async fn asked(app: &TestApp) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(app.base.trim_start_matches("http://"))
        .await
        .unwrap();
    let question = b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n";
    stream.write_all(question).await.ok()?;
    let mut answer = [0; 15];
    match stream.read_exact(&mut answer).await {
        Ok(_) => {
            assert_eq!(&answer, b"HTTP/1.1 200 OK");
            Some(stream)
        }
        Err(_) => None,
    }
}

#[actix_web::test]
async fn an_address_holds_so_many_connections_and_no_more() {
    let (app, running) = start(&[]).await;
    let mut held = Vec::new();
    for _ in 0..MOST {
        held.push(asked(&app).await.expect("a seat"));
    }
    assert!(asked(&app).await.is_none(), "one more is cut off");
    held.pop();
    let late = Instant::now() + Duration::from_secs(20);
    while asked(&app).await.is_none() {
        assert!(Instant::now() < late, "a seat that was left is not given again");
        sleep(Duration::from_millis(5)).await;
    }
    drop(held);
    running.stop().await;
}

#[actix_web::test]
async fn a_proxy_that_is_trusted_brings_everybody() {
    let (app, running) = start(&["127.0.0.0/8"]).await;
    let mut held = Vec::new();
    for _ in 0..3 * MOST {
        held.push(asked(&app).await.expect("a seat"));
    }
    drop(held);
    running.stop().await;
}

//! A push written onto the line by hand, so that a test can stop at any byte of it.

use crate::harness::Feed;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A push under way.
pub(crate) struct RawPush {
    line: TcpStream,
    body: Vec<u8>,
}

impl RawPush {
    /// Sends the head, and waits until the server asks for the body.
    pub(crate) fn begin(feed: &Feed<'_>, key: &str, body: &str) -> RawPush {
        let address = feed.server.address();
        let mut line = TcpStream::connect(&address).unwrap();
        let head = format!(
            "POST /api/v1/feeds/srda/batches HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\n\
             idempotency-key: {key}\r\ncontent-type: text/csv\r\ncontent-length: {}\r\n\
             expect: 100-continue\r\n\r\n",
            feed.token(),
            body.len()
        );
        line.write_all(head.as_bytes()).unwrap();
        let asked = b"HTTP/1.1 100 Continue\r\n\r\n";
        let mut told = [0; 25];
        line.read_exact(&mut told).unwrap();
        assert_eq!(told, *asked, "the server asks for the body");
        RawPush {
            line,
            body: body.as_bytes().to_vec(),
        }
    }

    /// Sends the first half of the body. The server has no way on but to wait for the rest.
    pub(crate) fn send_half(&mut self) {
        let half = self.body.len() / 2;
        self.line.write_all(&self.body[..half]).unwrap();
    }

    /// Sends the other half, and reads how the server answers: its first line.
    pub(crate) fn finish(mut self) -> String {
        let half = self.body.len() / 2;
        self.line.write_all(&self.body[half..]).unwrap();
        let mut answer = String::new();
        BufReader::new(self.line).read_line(&mut answer).unwrap();
        answer.trim_end().to_owned()
    }

    /// Sends the whole body.
    pub(crate) fn send_all(&mut self) {
        self.line.write_all(&self.body).unwrap();
    }

    /// That the server went without an answer.
    pub(crate) fn was_interrupted(mut self) {
        let mut answer = Vec::new();
        // A line that is reset ends like one that is closed.
        let _ = self.line.read_to_end(&mut answer);
        assert!(
            answer.is_empty(),
            "the server had answered before it was cut: {}",
            String::from_utf8_lossy(&answer)
        );
    }
}

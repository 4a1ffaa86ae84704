//! The little of HTTP/1.1 a throughput measure needs: GET on one connection, again and again.
//!
//! A full client would spend more time on its own comfort than the server on its answer, and the measure would
//! be of the client.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail};

/// A connection that stays open.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Connection {
    pub(crate) fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("cannot reach {address}"))?;
        stream.set_nodelay(true).context("cannot set up the connection")?;
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .context("cannot set up the connection")?;
        Ok(Self {
            stream: BufReader::new(stream),
            host: address.to_owned(),
        })
    }

    /// The body of a successful answer.
    pub(crate) fn get(&mut self, path: &str) -> anyhow::Result<Vec<u8>> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\n\r\n",
            self.host
        );
        self.stream
            .get_mut()
            .write_all(request.as_bytes())
            .context("cannot send")?;
        let status = self.line()?;
        let mut length = None;
        let mut chunked = false;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').context("a header without a colon")?;
            match name.to_ascii_lowercase().as_str() {
                "content-length" => {
                    length = Some(value.trim().parse().context("a length that is no number")?)
                }
                "transfer-encoding" => chunked = value.trim().eq_ignore_ascii_case("chunked"),
                _ => {}
            }
        }
        let body = match (chunked, length) {
            (true, _) => self.chunks()?,
            (false, Some(length)) => self.exactly(length)?,
            (false, None) => bail!("an answer of unknown length"),
        };
        if status.split(' ').nth(1) != Some("200") {
            bail!("GET {path}: {status}: {}", String::from_utf8_lossy(&body));
        }
        Ok(body)
    }

    fn chunks(&mut self) -> anyhow::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line()?;
            let size = usize::from_str_radix(line.trim(), 16).context("a chunk without a size")?;
            body.extend(self.exactly(size)?);
            self.line()?;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    fn exactly(&mut self, length: usize) -> anyhow::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream
            .read_exact(&mut bytes)
            .context("the answer is cut short")?;
        Ok(bytes)
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.stream
            .read_line(&mut line)
            .context("the answer is cut short")?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// Answers the given bytes to whoever connects first.
    fn answering(bytes: &'static [u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(bytes).unwrap();
            let _ = stream.read(&mut [0; 1024]);
        });
        address
    }

    #[test]
    fn a_body_of_known_length_is_read() {
        let address = answering(
            b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcdHTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\ne",
        );
        let mut connection = Connection::open(&address).unwrap();
        assert_eq!(connection.get("/").unwrap(), b"abcd");
        assert_eq!(connection.get("/").unwrap(), b"e");
    }

    #[test]
    fn a_body_in_chunks_is_read() {
        let address = answering(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n",
        );
        assert_eq!(Connection::open(&address).unwrap().get("/").unwrap(), b"abcd");
    }

    #[test]
    fn a_refusal_is_an_error_that_says_why() {
        let address = answering(b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone");
        let error = Connection::open(&address)
            .unwrap()
            .get("/x")
            .unwrap_err()
            .to_string();
        assert!(error.contains("404") && error.contains("none"), "{error}");
    }
}

//! A collector of OTLP over HTTP, as far as traces need one.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A collector that goes with the test.
pub(super) struct Collector {
    pub(super) url: String,
    taken: Arc<Mutex<Vec<Vec<u8>>>>,
}

/// A span as it arrived; ids in hexadecimal.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Span {
    pub(super) service: String,
    pub(super) trace: String,
    pub(super) parent: String,
    pub(super) name: String,
    pub(super) kind: u64,
    pub(super) attributes: BTreeMap<String, String>,
}

impl Collector {
    pub(super) fn start() -> Collector {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let taken = Arc::new(Mutex::new(Vec::new()));
        let taking = Arc::clone(&taken);
        thread::spawn(move || {
            for line in listener.incoming() {
                let taking = Arc::clone(&taking);
                thread::spawn(move || answer(line.unwrap(), &taking));
            }
        });
        Collector { url, taken }
    }

    /// Every span that has arrived.
    pub(super) fn spans(&self) -> Vec<Span> {
        let taken = self.taken.lock().unwrap();
        taken.iter().flat_map(|body| spans(body)).collect()
    }
}

/// Takes batches from a connection until it is closed.
fn answer(line: TcpStream, taken: &Mutex<Vec<Vec<u8>>>) {
    let mut reader = BufReader::new(line.try_clone().unwrap());
    let mut line = line;
    loop {
        let mut head = Vec::new();
        loop {
            let mut text = String::new();
            if reader.read_line(&mut text).unwrap_or(0) == 0 {
                return;
            }
            match text.trim_end() {
                "" => break,
                text => head.push(text.to_ascii_lowercase()),
            }
        }
        assert_eq!(head[0], "post /v1/traces http/1.1");
        assert!(
            head.contains(&"content-type: application/x-protobuf".to_owned()),
            "{head:?}"
        );
        let length = head
            .iter()
            .find_map(|line| line.strip_prefix("content-length: "))
            .unwrap();
        let mut body = vec![0; length.parse().unwrap()];
        reader.read_exact(&mut body).unwrap();
        taken.lock().unwrap().push(body);
        line.write_all(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/x-protobuf\r\ncontent-length: 0\r\n\r\n",
        )
        .unwrap();
    }
}

/// A field of a message: a number, or bytes.
enum Field<'b> {
    Number(u64),
    Bytes(&'b [u8]),
}

/// The fields of a protobuf message, by their numbers.
fn fields(mut bytes: &[u8]) -> Vec<(u64, Field<'_>)> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let key = varint(&mut bytes);
        let field = match key & 7 {
            0 => Field::Number(varint(&mut bytes)),
            1 => Field::Bytes(taken(&mut bytes, 8)),
            2 => {
                let length = varint(&mut bytes);
                Field::Bytes(taken(&mut bytes, usize::try_from(length).unwrap()))
            }
            5 => Field::Bytes(taken(&mut bytes, 4)),
            other => panic!("no wire type: {other}"),
        };
        fields.push((key >> 3, field));
    }
    fields
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    for place in 0.. {
        let byte = taken(bytes, 1)[0];
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            break;
        }
    }
    number
}

fn taken<'b>(bytes: &mut &'b [u8], count: usize) -> &'b [u8] {
    let (first, rest) = bytes.split_at(count);
    *bytes = rest;
    first
}

/// The messages in a field.
fn messages(bytes: &[u8], number: u64) -> Vec<&[u8]> {
    let found = fields(bytes).into_iter().filter_map(|(one, field)| match field {
        Field::Bytes(bytes) if one == number => Some(bytes),
        _ => None,
    });
    found.collect()
}

/// The spans of an `ExportTraceServiceRequest`.
fn spans(body: &[u8]) -> Vec<Span> {
    let mut spans = Vec::new();
    for resource_spans in messages(body, 1) {
        let resource: BTreeMap<String, String> = messages(resource_spans, 1)
            .into_iter()
            .flat_map(|resource| messages(resource, 1))
            .map(attribute)
            .collect();
        for scope in messages(resource_spans, 2) {
            for span in messages(scope, 2) {
                spans.push(Span {
                    service: resource["service.name"].clone(),
                    ..read(span)
                });
            }
        }
    }
    spans
}

fn read(bytes: &[u8]) -> Span {
    let mut span = Span::default();
    for (number, field) in fields(bytes) {
        match (number, field) {
            (1, Field::Bytes(id)) => span.trace = hexadecimal(id),
            (4, Field::Bytes(id)) => span.parent = hexadecimal(id),
            (5, Field::Bytes(name)) => span.name = text(name),
            (6, Field::Number(kind)) => span.kind = kind,
            (9, Field::Bytes(one)) => span.attributes.extend([attribute(one)]),
            _ => {}
        }
    }
    span
}

fn attribute(bytes: &[u8]) -> (String, String) {
    let key = text(messages(bytes, 1)[0]);
    let value = messages(bytes, 2)[0];
    let value = fields(value)
        .into_iter()
        .find_map(|(number, field)| match (number, field) {
            (1, Field::Bytes(bytes)) => Some(text(bytes)),
            (2 | 3, Field::Number(number)) => Some(number.to_string()),
            _ => None,
        });
    (key, value.unwrap_or_default())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

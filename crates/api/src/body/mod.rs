//! The body of a batch: received within bounds, unpacked within bounds, and read row by row. It lies in a spool and
//! never stands in memory as a whole.
//!
//! Two kinds of fault are told apart. One that leaves no doubt about where rows begin and end belongs to its row and
//! stands in the receipt; one that makes the whole body unreadable is a problem, with the place where it broke.

mod content;
mod csv;
pub(crate) mod decode;
pub(crate) mod digest;
mod heading;
pub(crate) mod json;
mod jsonstat;
mod ndjson;
pub(crate) mod notation;
pub(crate) mod spool;
pub(crate) mod xlsx;

use crate::web::arrival::broken;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use actix_web::web::Payload;
use blis_domain::feed::{Fault, RawObservation};
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Text;
use decode::Encoding;
use digest::Digests;
use futures::StreamExt;
use notation::Notation;
use sha2::{Digest, Sha256};
use spool::Spool;
use std::io::{BufRead, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The most bytes of a body as it is sent.
pub(crate) const MOST_SENT: u64 = 64 << 20;

/// The most bytes of a body without its packing.
pub(crate) const MOST_UNPACKED: u64 = 256 << 20;

/// The most rows of a body.
pub(crate) const MOST_ROWS: usize = 1_000_000;

/// The most bytes of one row; a remark of the longest kind takes a tenth of it. What is longer is no row, and many times
/// as large in memory as on the way.
pub(crate) const LONGEST_ROW: usize = 64 << 10;

/// A body of more bytes waits for its turn: one is read at a time, so that however many come the memory has a bound.
const LARGE: u64 = 4 << 20;

/// How many times as large as itself a workbook may be, which is packed: as many as the packing of ZIP can.
const XLSX_GROWS: u64 = 1000;

/// How much of a body is gathered before it is written away.
const PIECE: usize = 1 << 20;

/// A row as it was sent, or why it is none.
pub(crate) type Row = Result<RawObservation, Fault>;

/// Who is given the rows of a body, one after the other. What they say ends the reading.
pub(crate) type Taker<'t> = dyn FnMut(Row) -> Result<(), ApiError> + 't;

/// A body as it was sent.
pub(crate) struct Sent {
    arrived: Arrived,
    encoding: Encoding,
    notation: Notation,
    folder: PathBuf,
}

/// A body without its packing.
pub(crate) struct Unpacked {
    pub(crate) spool: Spool,
    hash: [u8; 32],
    notation: Notation,
}

/// What arrived of a body.
struct Arrived {
    spool: Spool,
    digests: Digests,
}

impl Arrived {
    fn take(mut self, piece: &[u8]) -> Result<Arrived, ApiError> {
        self.digests.update(piece);
        self.spool.write_all(piece).map_err(ApiError::unavailable)?;
        Ok(self)
    }
}

impl Sent {
    /// Receives the body of a request, if its headers name what is read here. What is large of it lies in `folder`.
    pub(crate) async fn receive(
        request: &HttpRequest,
        mut payload: Payload,
        folder: &Path,
    ) -> Result<Sent, ApiError> {
        let notation = Notation::of(&header(request, CONTENT_TYPE))?;
        let encoding = Encoding::of(&header(request, CONTENT_ENCODING))?;
        let mut arrived = Arrived {
            spool: Spool::new(folder),
            digests: Digests::of(&header(request, digest::CONTENT_DIGEST)),
        };
        let mut piece = Vec::new();
        while let Some(bytes) = payload.next().await {
            let bytes = bytes.map_err(|error| broken(&error.into(), broke_off))?;
            if arrived.spool.bytes() + (piece.len() + bytes.len()) as u64 > MOST_SENT {
                return Err(too_large());
            }
            piece.extend_from_slice(&bytes);
            if piece.len() >= PIECE {
                let whole = std::mem::take(&mut piece);
                arrived = blocking(move || arrived.take(&whole)).await?;
            }
        }
        let arrived = blocking(move || arrived.take(&piece)).await?;
        Ok(Sent {
            arrived,
            encoding,
            notation,
            folder: folder.to_owned(),
        })
    }

    /// Takes the packing off.
    pub(crate) fn unpack(self) -> Result<Unpacked, ApiError> {
        let Arrived { mut spool, digests } = self.arrived;
        let hash = digests.checked()?;
        let notation = self.notation;
        if self.encoding == Encoding::Plain {
            return Ok(Unpacked {
                spool,
                hash,
                notation,
            });
        }
        let mut plain = Hashed {
            spool: Spool::new(&self.folder),
            hash: Sha256::new(),
        };
        decode::unpack(&mut spool.read()?, self.encoding, MOST_UNPACKED, &mut plain)?;
        Ok(Unpacked {
            spool: plain.spool,
            hash: plain.hash.finalize().into(),
            notation,
        })
    }
}

/// A spool, and the hash of what is in it.
struct Hashed {
    spool: Spool,
    hash: Sha256,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.spool.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.spool.flush()
    }
}

impl Unpacked {
    /// SHA-256 of the unpacked body, so that a body is the same however it was packed.
    pub(crate) fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// Whether it is one of those that are read one at a time.
    pub(crate) fn is_large(&self) -> bool {
        let most = match self.notation {
            Notation::Xlsx => LARGE / XLSX_GROWS,
            Notation::Json | Notation::Csv | Notation::Ndjson => LARGE,
        };
        self.spool.bytes() > most
    }

    /// Hands its rows over, one after the other.
    pub(crate) fn rows(&mut self, take: &mut Taker<'_>) -> Result<(), ApiError> {
        rows(self.notation, self.spool.read()?, take)
    }
}

/// The first bytes of a body, by which it is told what it is.
const HEAD: u64 = 512;

/// Hands the rows of a body over, one after the other, and no more of them than a batch may have.
pub(crate) fn rows(
    notation: Notation,
    mut source: impl BufRead + Seek,
    take: &mut Taker<'_>,
) -> Result<(), ApiError> {
    let mut head = Vec::new();
    let read = source.by_ref().take(HEAD).read_to_end(&mut head);
    read.map_err(ApiError::unavailable)?;
    content::check(&head, notation)?;
    // Without the byte order mark that some programs put in front.
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    let mut taken = 0;
    let mut counted = |row: Row| {
        if taken == MOST_ROWS {
            return Err(too_many_rows().into());
        }
        taken += 1;
        take(row)
    };
    match notation {
        Notation::Json => json::rows(head.chain(source), &mut counted),
        Notation::Csv => csv::rows(head.chain(source), &mut counted),
        Notation::Ndjson => ndjson::rows(head.chain(source), &mut counted),
        Notation::Xlsx => xlsx::rows(source, &mut counted),
    }
}

fn header(request: &HttpRequest, name: HeaderName) -> String {
    let values: Vec<&str> = request
        .headers()
        .get_all(name)
        .filter_map(|value| value.to_str().ok())
        .collect();
    values.join(", ")
}

fn too_large() -> ApiError {
    ProblemDraft::new(
        ProblemCode::BodyTooLarge,
        "Saturs ir lielāks par 64 MiB (atpakots – par 256 MiB); sadaliet to vairākās datu paketēs.",
        "The body is larger than 64 MiB (256 MiB when unpacked); split it into several batches.",
    )
    .into()
}

fn too_many_rows() -> ProblemDraft {
    ProblemDraft::new(
        ProblemCode::BodyTooLarge,
        format!("Rindu ir vairāk nekā {MOST_ROWS}; sadaliet tās vairākās datu paketēs."),
        format!("There are more than {MOST_ROWS} rows; split them into several batches."),
    )
}

fn broke_off() -> ApiError {
    malformed(
        "Saturs aprāvās, pirms bija vesels.",
        "The body broke off before it was whole.",
        Vec::new(),
    )
    .into()
}

/// A body that cannot be read as a whole, and where it broke.
pub(crate) fn malformed(
    lv: impl Into<String>,
    en: impl Into<String>,
    faults: Vec<FaultDraft>,
) -> ProblemDraft {
    ProblemDraft {
        faults,
        ..ProblemDraft::new(ProblemCode::MalformedBody, lv, en)
    }
}

/// A fault of a place of the body.
pub(crate) fn fault(
    row: Option<u64>,
    pointer: Option<String>,
    code: &'static str,
    message: Text,
) -> FaultDraft {
    FaultDraft {
        pointer,
        row,
        code,
        message,
    }
}

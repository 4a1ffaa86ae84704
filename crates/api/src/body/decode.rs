//! Taking the packing off a body, within bounds: a small body must not grow into all the memory there is.

use super::{malformed, too_large};
use crate::web::problem::ApiError;
use actix_web::web::Bytes;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use std::io::Read;

/// The largest window a packed body may ask for, as a power of two: 32 MiB.
const ZSTD_LARGEST_WINDOW: u32 = 25;

/// The most parts a packed body may be glued of. Programs that pack in blocks of 64 KiB need some thousand for the
/// largest body; empty parts by the hundred thousand are there to keep a thread busy.
const MOST_PARTS: usize = 4096;

/// How a body is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    Gzip,
    Zstd,
}

impl Encoding {
    /// The encoding of a `Content-Encoding` header.
    pub(super) fn of(header: &str) -> Result<Encoding, ApiError> {
        match header.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Ok(Encoding::Plain),
            "gzip" | "x-gzip" => Ok(Encoding::Gzip),
            "zstd" => Ok(Encoding::Zstd),
            _ => Err(ProblemDraft::new(
                ProblemCode::UnsupportedMediaType,
                "Content-Encoding jābūt gzip vai zstd, vai arī tās nav.",
                "The Content-Encoding must be gzip or zstd, or absent.",
            )
            .into()),
        }
    }
}

/// The plain bytes, `most` at the most.
pub(super) fn unpack(packed: Bytes, encoding: Encoding, most: usize) -> Result<Vec<u8>, ApiError> {
    match encoding {
        Encoding::Plain => Ok(packed.into()),
        Encoding::Gzip => unpack_members(packed.as_ref(), most),
        Encoding::Zstd => unpack_frames(packed.as_ref(), most),
    }
}

/// A gzip body is one member or several, one after the other (RFC 1952, 2.2).
fn unpack_members(packed: &[u8], most: usize) -> Result<Vec<u8>, ApiError> {
    let mut plain = Vec::new();
    let mut rest = packed;
    for _ in 0..MOST_PARTS {
        let mut member = flate2::bufread::GzDecoder::new(rest);
        append(&mut member, &mut plain, most)?;
        rest = member.into_inner();
        if rest.is_empty() {
            return Ok(plain);
        }
    }
    Err(too_large())
}

/// A zstd body is one frame or several, one after the other (RFC 8878, 3).
fn unpack_frames(packed: &[u8], most: usize) -> Result<Vec<u8>, ApiError> {
    let mut plain = Vec::new();
    let mut rest = packed;
    for _ in 0..MOST_PARTS {
        let decoder = zstd::stream::read::Decoder::with_buffer(rest).map_err(ApiError::internal)?;
        let mut frame = decoder.single_frame();
        frame
            .window_log_max(ZSTD_LARGEST_WINDOW)
            .map_err(ApiError::internal)?;
        append(&mut frame, &mut plain, most)?;
        rest = frame.finish();
        if rest.is_empty() {
            return Ok(plain);
        }
    }
    Err(too_large())
}

/// Appends what `reader` gives to `plain`, which may then hold `most` bytes.
fn append(reader: &mut impl Read, plain: &mut Vec<u8>, most: usize) -> Result<(), ApiError> {
    // One byte more than allowed tells a body that is too large from one that just fits.
    let room = most as u64 + 1 - plain.len() as u64;
    match reader.take(room).read_to_end(plain) {
        Ok(_) if plain.len() > most => Err(too_large()),
        Ok(_) => Ok(()),
        Err(_) => Err(malformed(
            "Saturs nav tā sapakots, kā teikts galvenē Content-Encoding.",
            "The body is not packed as its Content-Encoding says.",
            Vec::new(),
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(plain: &[u8]) -> Bytes {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(plain).unwrap();
        writer.finish().unwrap().into()
    }

    fn zstd(plain: &[u8]) -> Bytes {
        zstd::encode_all(plain, 3).unwrap().into()
    }

    fn status(outcome: Result<Vec<u8>, ApiError>) -> u16 {
        outcome.expect_err("it must be refused").draft.code.status()
    }

    #[test]
    fn both_packings_come_off() {
        assert_eq!(unpack(gzip(b"rows"), Encoding::Gzip, 4).unwrap(), b"rows");
        assert_eq!(unpack(zstd(b"rows"), Encoding::Zstd, 4).unwrap(), b"rows");
    }

    #[test]
    fn what_grows_beyond_the_bound_is_refused() {
        let bomb = vec![0; 1 << 20];
        assert_eq!(status(unpack(gzip(&bomb), Encoding::Gzip, 1 << 16)), 413);
        assert_eq!(status(unpack(zstd(&bomb), Encoding::Zstd, 1 << 16)), 413);
    }

    #[test]
    fn a_gzip_body_may_be_glued_of_parts_but_not_without_end() {
        let member = gzip(b"rows");
        let glued = |times: usize| Bytes::from(member.repeat(times));
        assert_eq!(unpack(glued(3), Encoding::Gzip, 12).unwrap(), b"rowsrowsrows");
        assert_eq!(status(unpack(glued(3), Encoding::Gzip, 11)), 413);
        let empty = gzip(b"").repeat(MOST_PARTS + 1);
        assert_eq!(status(unpack(empty.into(), Encoding::Gzip, 100)), 413);
    }

    #[test]
    fn a_zstd_body_may_be_glued_of_parts_but_not_without_end() {
        let frame = zstd(b"rows");
        let glued = |times: usize| Bytes::from(frame.repeat(times));
        assert_eq!(unpack(glued(3), Encoding::Zstd, 12).unwrap(), b"rowsrowsrows");
        assert_eq!(status(unpack(glued(3), Encoding::Zstd, 11)), 413);
        let empty = zstd(b"").repeat(MOST_PARTS + 1);
        assert_eq!(status(unpack(empty.into(), Encoding::Zstd, 100)), 413);
        // A frame that is skipped holds nothing and has a length of its own (3.1.2).
        let skipped = b"\x50\x2a\x4d\x18\x00\x00\x00\x00".repeat(MOST_PARTS + 1);
        assert_eq!(status(unpack(skipped.into(), Encoding::Zstd, 100)), 413);
    }

    #[test]
    fn what_is_packed_otherwise_is_refused() {
        let plain = Bytes::from_static(b"plain");
        assert_eq!(status(unpack(plain.clone(), Encoding::Gzip, 100)), 400);
        assert_eq!(status(unpack(plain, Encoding::Zstd, 100)), 400);
        let whole = gzip(&[7; 1000]);
        assert_eq!(
            status(unpack(whole.slice(..whole.len() - 4), Encoding::Gzip, 10_000)),
            400
        );
    }
}

//! Taking the packing off a body, within bounds: a small body must not grow into all the memory there is.

use super::{malformed, too_large};
use crate::web::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use std::io::{self, BufRead, ErrorKind, Read, Write};

/// The largest window a packed body may ask for, as a power of two: 32 MiB.
const ZSTD_LARGEST_WINDOW: u32 = 25;

/// The most parts a packed body may be glued of. Programs that pack in blocks of 64 KiB need some thousand for the
/// largest body; empty parts by the hundred thousand are there to keep a thread busy.
const MOST_PARTS: usize = 4096;

/// How a body is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Plain,
    Gzip,
    Zstd,
}

impl Encoding {
    /// The encoding of a `Content-Encoding` header.
    pub(crate) fn of(header: &str) -> Result<Encoding, ApiError> {
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

/// Writes the plain bytes of a packed body, `most` at the most.
pub(crate) fn unpack(
    packed: &mut impl BufRead,
    encoding: Encoding,
    most: u64,
    plain: &mut impl Write,
) -> Result<(), ApiError> {
    let mut plain = Bounded { plain, room: most };
    match encoding {
        Encoding::Plain => plain.append(packed),
        Encoding::Gzip => unpack_members(packed, &mut plain),
        Encoding::Zstd => unpack_frames(packed, &mut plain),
    }
}

/// A gzip body is one member or several, one after the other (RFC 1952, 2.2).
fn unpack_members(packed: &mut impl BufRead, plain: &mut Bounded<impl Write>) -> Result<(), ApiError> {
    for _ in 0..MOST_PARTS {
        plain.append(&mut flate2::bufread::GzDecoder::new(&mut *packed))?;
        if is_at_end(packed)? {
            return Ok(());
        }
    }
    Err(too_large())
}

/// A zstd body is one frame or several, one after the other (RFC 8878, 3).
fn unpack_frames(packed: &mut impl BufRead, plain: &mut Bounded<impl Write>) -> Result<(), ApiError> {
    for _ in 0..MOST_PARTS {
        let decoder = zstd::stream::read::Decoder::with_buffer(&mut *packed).map_err(ApiError::internal)?;
        let mut frame = decoder.single_frame();
        frame
            .window_log_max(ZSTD_LARGEST_WINDOW)
            .map_err(ApiError::internal)?;
        plain.append(&mut frame)?;
        if is_at_end(packed)? {
            return Ok(());
        }
    }
    Err(too_large())
}

fn is_at_end(packed: &mut impl BufRead) -> Result<bool, ApiError> {
    Ok(packed.fill_buf().map_err(ApiError::unavailable)?.is_empty())
}

/// Where plain bytes go, as long as there is room.
struct Bounded<W> {
    plain: W,
    room: u64,
}

impl<W: Write> Bounded<W> {
    /// Appends what `reader` gives, to its end.
    fn append(&mut self, reader: &mut impl Read) -> Result<(), ApiError> {
        let mut piece = [0; 16 << 10];
        loop {
            let bytes = match reader.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(length) => &piece[..length],
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(not_as_said(error)),
            };
            self.room = self.room.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
            self.plain.write_all(bytes).map_err(ApiError::unavailable)?;
        }
    }
}

fn not_as_said(error: io::Error) -> ApiError {
    // What the system says is no word on the packing.
    if error.raw_os_error().is_some() {
        return ApiError::unavailable(error);
    }
    malformed(
        "Saturs nav tā sapakots, kā teikts galvenē Content-Encoding.",
        "The body is not packed as its Content-Encoding says.",
        Vec::new(),
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::web::Bytes;
    use std::io::BufReader;

    fn gzip(plain: &[u8]) -> Bytes {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(plain).unwrap();
        writer.finish().unwrap().into()
    }

    fn zstd(plain: &[u8]) -> Bytes {
        zstd::encode_all(plain, 3).unwrap().into()
    }

    /// As it comes through the smallest buffer there is.
    fn unpacked(packed: Bytes, encoding: Encoding, most: u64) -> Result<Vec<u8>, ApiError> {
        let mut plain = Vec::new();
        unpack(
            &mut BufReader::with_capacity(1, packed.as_ref()),
            encoding,
            most,
            &mut plain,
        )?;
        Ok(plain)
    }

    fn status(outcome: Result<Vec<u8>, ApiError>) -> u16 {
        outcome.expect_err("it must be refused").draft.code.status()
    }

    #[test]
    fn both_packings_come_off() {
        assert_eq!(unpacked(gzip(b"rows"), Encoding::Gzip, 4).unwrap(), b"rows");
        assert_eq!(unpacked(zstd(b"rows"), Encoding::Zstd, 4).unwrap(), b"rows");
    }

    #[test]
    fn what_grows_beyond_the_bound_is_refused() {
        let bomb = vec![0; 1 << 20];
        assert_eq!(status(unpacked(gzip(&bomb), Encoding::Gzip, 1 << 16)), 413);
        assert_eq!(status(unpacked(zstd(&bomb), Encoding::Zstd, 1 << 16)), 413);
    }

    #[test]
    fn a_gzip_body_may_be_glued_of_parts_but_not_without_end() {
        let member = gzip(b"rows");
        let glued = |times: usize| Bytes::from(member.repeat(times));
        assert_eq!(unpacked(glued(3), Encoding::Gzip, 12).unwrap(), b"rowsrowsrows");
        assert_eq!(status(unpacked(glued(3), Encoding::Gzip, 11)), 413);
        let empty = gzip(b"").repeat(MOST_PARTS + 1);
        assert_eq!(status(unpacked(empty.into(), Encoding::Gzip, 100)), 413);
    }

    #[test]
    fn a_zstd_body_may_be_glued_of_parts_but_not_without_end() {
        let frame = zstd(b"rows");
        let glued = |times: usize| Bytes::from(frame.repeat(times));
        assert_eq!(unpacked(glued(3), Encoding::Zstd, 12).unwrap(), b"rowsrowsrows");
        assert_eq!(status(unpacked(glued(3), Encoding::Zstd, 11)), 413);
        let empty = zstd(b"").repeat(MOST_PARTS + 1);
        assert_eq!(status(unpacked(empty.into(), Encoding::Zstd, 100)), 413);
        // A frame that is skipped holds nothing and has a length of its own (3.1.2).
        let skipped = b"\x50\x2a\x4d\x18\x00\x00\x00\x00".repeat(MOST_PARTS + 1);
        assert_eq!(status(unpacked(skipped.into(), Encoding::Zstd, 100)), 413);
    }

    #[test]
    fn what_is_packed_otherwise_is_refused() {
        let plain = Bytes::from_static(b"plain");
        assert_eq!(status(unpacked(plain.clone(), Encoding::Gzip, 100)), 400);
        assert_eq!(status(unpacked(plain, Encoding::Zstd, 100)), 400);
        let whole = gzip(&[7; 1000]);
        assert_eq!(
            status(unpacked(whole.slice(..whole.len() - 4), Encoding::Gzip, 10_000)),
            400
        );
    }
}

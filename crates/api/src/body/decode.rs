//! Taking the packing off a body, within bounds: a small body must not grow into all the memory there is.

use super::{malformed, too_large};
use crate::web::problem::ApiError;
use actix_web::web::Bytes;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use std::io::Read;

/// The largest window a packed body may ask for, as a power of two: 32 MiB.
const ZSTD_LARGEST_WINDOW: u32 = 25;

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
        Encoding::Gzip => bounded(flate2::read::MultiGzDecoder::new(packed.as_ref()), most),
        Encoding::Zstd => {
            let mut reader =
                zstd::stream::read::Decoder::with_buffer(packed.as_ref()).map_err(ApiError::internal)?;
            reader
                .window_log_max(ZSTD_LARGEST_WINDOW)
                .map_err(ApiError::internal)?;
            bounded(reader, most)
        }
    }
}

fn bounded(reader: impl Read, most: usize) -> Result<Vec<u8>, ApiError> {
    let mut plain = Vec::new();
    // One byte more than allowed tells a body that is too large from one that just fits.
    match reader.take(most as u64 + 1).read_to_end(&mut plain) {
        Ok(read) if read > most => Err(too_large()),
        Ok(_) => Ok(plain),
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

//! How a body is packed, and what its headers say of it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_api::fuzzing::{is_digest, is_media, unpacked};
use sha2::{Digest, Sha256};
use std::io::Write;

/// The most plain bytes.
const MOST: u64 = 64 << 10;

/// What is packed comes off within the bound, and what we pack comes off as it was.
pub(crate) fn packed(bytes: &[u8]) {
    for encoding in ["gzip", "zstd", ""] {
        match unpacked(encoding, bytes, MOST) {
            Ok(plain) => assert!(plain.len() as u64 <= MOST),
            Err(problem) => assert!(matches!(problem.code.status(), 400 | 413), "{problem:?}"),
        }
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    let bodies = [
        ("gzip", gzip.finish().unwrap()),
        ("zstd", zstd::encode_all(bytes, 1).unwrap()),
    ];
    for (encoding, packed) in bodies {
        assert_eq!(unpacked(encoding, &packed, bytes.len() as u64).unwrap(), bytes);
        if let Some(room) = (bytes.len() as u64).checked_sub(1) {
            let refused = unpacked(encoding, &packed, room).expect_err("one byte too many");
            assert_eq!(refused.code.status(), 413);
        }
    }
}

/// A right digest changes nothing beside others, and a wrong one is found among any.
pub(crate) fn headers(bytes: &[u8]) {
    let header = String::from_utf8_lossy(bytes);
    let body = b"rows";
    let right = STANDARD.encode(Sha256::digest(body));
    let with = |digest: &str| is_digest(&format!("{header}, sha-256=:{digest}:"), body);
    assert_eq!(with(&right), is_digest(&header, body));
    assert!(!with(&STANDARD.encode([0; 32])) && !with(""));

    if is_media(&header) {
        let media = header.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        assert!(
            [
                "application/json",
                "text/csv",
                "application/x-ndjson",
                "application/ndjson",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            ]
            .contains(&&*media)
        );
        assert!(!is_media(&header.replacen(';', ";charset=latin1;", 1)) || !header.contains(';'));
    }
}

//! Brotli, once at build time.

use anyhow::Context;
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;

/// Kinds of files that are compressed by themselves: brotli would only add to them.
const PACKED: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "woff2", "gz"];

/// Whether a file of that name gains from compression.
pub(crate) fn is_worthwhile(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    !PACKED.contains(&extension)
}

/// The bytes in brotli.
pub(crate) fn brotli(bytes: &[u8], quality: i32) -> anyhow::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality,
        size_hint: bytes.len(),
        // Fonts are programs in bytes, as WebAssembly is: measured, a third of a per cent less than text or anything.
        mode: BrotliEncoderMode::BROTLI_MODE_FONT,
        lgblock: 24,
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters).context("cannot compress")?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let text = "BLIS ".repeat(500);
        let packed = brotli(text.as_bytes(), 5).unwrap();
        assert!(packed.len() < 100);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
    }

    #[test]
    fn packed_formats_are_left_alone() {
        assert!(is_worthwhile("styles.css"));
        assert!(!is_worthwhile("photo.webp"));
    }
}

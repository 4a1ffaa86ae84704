//! Base 32 (RFC 4648, 6) without padding: letters and digits that are not taken for each other.

/// The letters of the numbers from 0 to 31.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Writes bytes.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut held, mut bits) = (0u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

/// Reads letters in any case; nothing when one of them is none of the alphabet, or something is left over.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0u32, 0);
    for letter in text.bytes() {
        let letter = letter.to_ascii_uppercase();
        let number = ALPHABET.iter().position(|one| *one == letter)?;
        held = (held << 5) | u32::try_from(number).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    // Fewer than five bits fill up the last letter, and they are zeros: otherwise two texts would be one.
    (bits < 5 && held == 0).then_some(bytes)
}

fn letter(number: u32) -> char {
    char::from(ALPHABET[(number & 31) as usize])
}

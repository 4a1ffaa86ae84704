//! Letters that XML cannot hold, as workbooks write them: `_x000D_` (ECMA-376, 22.9.2.19).

use std::borrow::Cow;

/// The length of an escape.
const LENGTH: usize = 7;

/// A text with the letters that its escapes stand for.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest.get(..LENGTH).and_then(letter) {
            Some(letter) => {
                plain.push(letter);
                rest = &rest[LENGTH..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest["_x".len()..];
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}

fn letter(escape: &str) -> Option<char> {
    let digits = escape.strip_prefix("_x")?.strip_suffix('_')?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    // Half of a letter that takes two is none; the letters that need it stand there plainly.
    Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_letters() {
        for (text, plain) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00", "_x00"),
            ("_xyz_x0041_", "_xyzA"),
            ("_x+041_", "_x+041_"),
            ("_xā000_", "_xā000_"),
            ("_xD83D_", "\u{fffd}"),
        ] {
            assert_eq!(unescaped(text), plain, "{text}");
        }
    }
}

//! Places in a body: which line a byte is on, and in which row.

use super::{fault, malformed};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;

/// The text of a body, without the byte order mark that some programs put in front.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ProblemDraft> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = line_of(bytes, error.valid_up_to());
        let message = Text::new(
            format!("{line}. rindiņā ir baits, kas nav UTF-8."),
            format!("Line {line} holds a byte that is not UTF-8."),
        );
        let faults = vec![fault(None, None, "not_utf8", message.clone())];
        malformed(message.lv, message.en, faults)
    })
}

/// The line of a byte, counted from 1.
pub(super) fn line_of(bytes: &[u8], offset: usize) -> usize {
    1 + bytes[..offset.min(bytes.len())]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
}

/// The byte at a line and a column as serde_json counts them: lines from 1, columns in bytes.
pub(super) fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start = match line.saturating_sub(2) {
        _ if line <= 1 => 0,
        nth => text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .nth(nth)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    (start + column).min(text.len())
}

/// The row, counted from 1, in which a byte of a JSON batch lies: the element of the array `observations`.
///
/// What is broken cannot be parsed, so this counts brackets up to the byte and skips strings, in which brackets
/// mean nothing.
pub(super) fn row_of(text: &str, offset: usize) -> Option<u64> {
    let (mut depth, mut row, mut in_string, mut escaped) = (0u32, 0u64, false, false);
    for byte in text.bytes().take(offset) {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                depth += 1;
                if depth == 2 && byte == b'[' {
                    row = 1;
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    row = 0;
                }
            }
            b',' if depth == 2 && row > 0 => row += 1,
            _ => {}
        }
    }
    (row > 0).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_past_brackets_in_strings() {
        let text = r#"{"observations": [{"note": "a ] , } [\" ,"}, {"value": NaN}, 3], "x": 1}"#;
        let row_at = |part: &str| row_of(text, text.find(part).unwrap());
        assert_eq!(row_at("note"), Some(1));
        assert_eq!(row_at("NaN"), Some(2));
        assert_eq!(row_at("3]"), Some(3));
        assert_eq!(row_at("\"x\""), None);
        assert_eq!(row_of(text, 5), None);
    }

    #[test]
    fn a_byte_that_is_not_utf8_has_a_line() {
        let refused = text(b"indicator,area\nCTX.POP,\xff\n").expect_err("it is not UTF-8");
        assert!(refused.detail.en.starts_with("Line 2 "), "{}", refused.detail.en);
        assert_eq!(text(b"\xef\xbb\xbfa").unwrap(), "a");
    }

    #[test]
    fn lines_and_columns_lead_to_bytes() {
        let text = "ab\ncd\nef";
        assert_eq!(offset_of(text, 1, 1), 1);
        assert_eq!(offset_of(text, 2, 1), 4);
        assert_eq!(offset_of(text, 3, 2), 8);
        assert_eq!(offset_of(text, 9, 9), 8);
    }
}

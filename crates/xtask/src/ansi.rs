//! Text without the marks of colour that programs add for a terminal.

/// The text with its escape sequences of colour and style left out.
pub(crate) fn strip(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        // A sequence is numbers and semicolons, ended by one letter.
        let end = after
            .find(|letter: char| letter.is_ascii_alphabetic())
            .map_or(after.len(), |index| index + 1);
        rest = &after[end..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_colour_are_left_out() {
        assert_eq!(
            strip("\u{1b}[1m\u{1b}[92m   Compiling\u{1b}[0m diesel v2.3"),
            "   Compiling diesel v2.3"
        );
        assert_eq!(strip("plain [text]"), "plain [text]");
        assert_eq!(strip("cut short \u{1b}[1"), "cut short ");
    }
}

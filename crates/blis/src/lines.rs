//! Lines of a file, for messages that a person can follow with an editor.

/// Tells the line of one record after the other.
///
/// The `csv` crate takes the `\n` of a `\r\n` for the beginning of the next record, so its own line
/// numbers are one short in files from Windows.
#[derive(Debug)]
pub(crate) struct LineCounter<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl<'t> LineCounter<'t> {
    pub(crate) fn new(text: &'t [u8]) -> LineCounter<'t> {
        LineCounter { text, at: 0, line: 1 }
    }

    /// The line, from 1, of the first thing at or after a byte. Bytes must be asked for in their order.
    pub(crate) fn of(&mut self, byte: u64) -> u64 {
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let from = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        let blank = self.text[from..].iter().take_while(|byte| is_end(byte)).count();
        let to = from + blank;
        if let Some(passed) = self.text.get(self.at..to) {
            self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.at = to;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        for text in ["ab\ncd\n\nef", "ab\r\ncd\r\n\r\nef"] {
            let mut lines = LineCounter::new(text.as_bytes());
            let places = ["ab", "cd", "ef"].map(|word| text.find(word).unwrap() as u64);
            assert_eq!(places.map(|place| lines.of(place)), [1, 2, 4], "{text:?}");
        }
        let mut lines = LineCounter::new(b"a\r\nb");
        assert_eq!(lines.of(2), 2, "the end of a line before is not on it");
    }
}

//! Reading JSON from the outside inwards, member by member and element by element, so that none but the present one
//! stands in memory.
//!
//! What stands inside of one is found by its brackets and quotation marks alone, and is then read by serde_json, which
//! says whether it is JSON. What is outside of them is read here.

use crate::body::{fault, malformed};
use crate::web::problem::ApiError;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;
use serde::Deserialize;
use std::io::BufRead;

/// The longest name of a member.
const LONGEST_NAME: usize = 1 << 10;

/// A JSON text that is being read.
pub(in crate::body) struct Pull<R> {
    source: R,
    line: u64,
    /// Bytes of the present line that were read.
    column: u64,
    /// The row that is being read, for whoever is told of what is broken.
    row: Option<u64>,
    value: Vec<u8>,
}

/// Where a value begins, for whoever is told what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    row: Option<u64>,
    line: u64,
    column: u64,
}

/// A value as it stands there.
pub(in crate::body) enum Value<'v> {
    /// All of it.
    Whole(&'v [u8]),
    /// It is longer than was asked for, and was read over.
    TooLong,
}

impl<R: BufRead> Pull<R> {
    pub(in crate::body) fn over(source: R) -> Pull<R> {
        Pull {
            source,
            line: 1,
            column: 0,
            row: None,
            value: Vec::new(),
        }
    }

    /// The next byte that is no blank; it stays to be read.
    pub(in crate::body) fn peek(&mut self) -> Result<Option<u8>, ApiError> {
        loop {
            let input = self.source.fill_buf().map_err(ApiError::unavailable)?;
            let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
            let blank = input.iter().take_while(is_blank).count();
            if blank == 0 {
                return Ok(input.first().copied());
            }
            self.consume(blank)?;
        }
    }

    /// Calls `member` for each member of the object that comes next, with its name; it reads the value.
    pub(in crate::body) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, String) -> Result<(), ApiError>,
    ) -> Result<(), ApiError> {
        self.list(b'{', b'}', |pull| {
            if pull.peek()? != Some(b'"') {
                return Err(pull.broken().into());
            }
            let name = pull.parsed::<String>(LONGEST_NAME)?;
            if pull.peek()? != Some(b':') {
                return Err(pull.broken().into());
            }
            pull.consume(1)?;
            member(pull, name)
        })
    }

    /// Calls `element` for each element of the array that comes next; it reads the element.
    pub(in crate::body) fn array(
        &mut self,
        element: impl FnMut(&mut Self) -> Result<(), ApiError>,
    ) -> Result<(), ApiError> {
        self.list(b'[', b']', element)
    }

    /// The same for the array of the rows of a batch: what is broken in one of them names it.
    pub(in crate::body) fn rows(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<(), ApiError>,
    ) -> Result<(), ApiError> {
        self.array(|pull| {
            pull.row = Some(pull.row.unwrap_or(0) + 1);
            element(pull)
        })?;
        self.row = None;
        Ok(())
    }

    fn list(
        &mut self,
        open: u8,
        close: u8,
        mut item: impl FnMut(&mut Self) -> Result<(), ApiError>,
    ) -> Result<(), ApiError> {
        if self.peek()? != Some(open) {
            return Err(self.broken().into());
        }
        self.consume(1)?;
        if self.peek()? == Some(close) {
            return self.consume(1);
        }
        loop {
            item(self)?;
            let next = self.peek()?;
            if next != Some(b',') && next != Some(close) {
                return Err(self.broken().into());
            }
            self.consume(1)?;
            if next == Some(close) {
                return Ok(());
            }
        }
    }

    /// The value that comes next, of `most` bytes at the most.
    pub(in crate::body) fn value(&mut self, most: usize) -> Result<Value<'_>, ApiError> {
        self.peek()?;
        self.value.clear();
        let mut scan = Scan::default();
        let mut length = 0;
        loop {
            let input = self.source.fill_buf().map_err(ApiError::unavailable)?;
            let (read, is_whole) = scan.over(input);
            let room = most.saturating_sub(self.value.len());
            self.value.extend_from_slice(&input[..read.min(room)]);
            length += read;
            let is_at_end = input.is_empty();
            self.consume(read)?;
            if is_whole || is_at_end {
                return Ok(match length > most {
                    true => Value::TooLong,
                    false => Value::Whole(&self.value),
                });
            }
        }
    }

    /// The same, read by serde_json. What is longer, or of another kind, is refused.
    pub(in crate::body) fn parsed<T: for<'de> Deserialize<'de>>(
        &mut self,
        most: usize,
    ) -> Result<T, ApiError> {
        let place = self.place()?;
        match self.value(most)? {
            Value::TooLong => Err(self.broken().into()),
            Value::Whole(text) => {
                serde_json::from_slice(text).map_err(|error| place.broken_inside(&error).into())
            }
        }
    }

    /// Where the next value begins.
    pub(in crate::body) fn place(&mut self) -> Result<Place, ApiError> {
        self.peek()?;
        Ok(Place {
            row: self.row,
            line: self.line,
            column: self.column,
        })
    }

    /// Whether there is nothing but blanks left.
    pub(in crate::body) fn end(&mut self) -> Result<(), ApiError> {
        match self.peek()? {
            None => Ok(()),
            Some(_) => Err(self.broken().into()),
        }
    }

    fn consume(&mut self, bytes: usize) -> Result<(), ApiError> {
        let input = self.source.fill_buf().map_err(ApiError::unavailable)?;
        for byte in &input[..bytes] {
            match byte {
                b'\n' => (self.line, self.column) = (self.line + 1, 0),
                _ => self.column += 1,
            }
        }
        self.source.consume(bytes);
        Ok(())
    }

    /// The text stops being JSON at the next byte.
    pub(in crate::body) fn broken(&self) -> ProblemDraft {
        broken(self.row, self.line, self.column + 1)
    }
}

impl Place {
    /// The value that begins there is no JSON.
    pub(in crate::body) fn broken_inside(self, error: &serde_json::Error) -> ProblemDraft {
        let lines = (error.line() as u64).saturating_sub(1);
        let before = if lines == 0 { self.column } else { 0 };
        broken(self.row, self.line + lines, before + error.column() as u64)
    }
}

/// Text that is no JSON, with the place where it stops being some.
fn broken(row: Option<u64>, line: u64, column: u64) -> ProblemDraft {
    let at = match row {
        Some(row) => Text::new(
            format!("{row}. ierakstā ({line}. rindiņa, {column}. baits)"),
            format!("In row {row} (line {line}, byte {column})"),
        ),
        None => Text::new(
            format!("{line}. rindiņā, {column}. baitā"),
            format!("In line {line}, byte {column}"),
        ),
    };
    let message = Text::new(
        format!("{} saturs nav derīgs JSON.", at.lv),
        format!("{}, the body is not valid JSON.", at.en),
    );
    let faults = vec![fault(row, None, "invalid_json", message.clone())];
    malformed(message.lv, message.en, faults)
}

/// Where a value ends: after the bracket or the quotation mark that closes it, or before what cannot be part of a word.
#[derive(Default)]
struct Scan {
    depth: u64,
    is_in_string: bool,
    is_escaped: bool,
    has_begun: bool,
}

impl Scan {
    /// Goes on over these bytes: how many of them belong to the value, and whether it ends there.
    fn over(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (at, byte) in bytes.iter().enumerate() {
            let begins = !std::mem::replace(&mut self.has_begun, true);
            if self.is_in_string {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.is_in_string = false;
                        if self.depth == 0 {
                            return (at + 1, true);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' if self.depth > 0 || begins => self.is_in_string = true,
                b'{' | b'[' if self.depth > 0 || begins => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                b'"' | b'{' | b'[' | b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n'
                    if self.depth == 0 =>
                {
                    return (at, true);
                }
                _ => {}
            }
        }
        (bytes.len(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn values_end_where_their_brackets_do() {
        for text in [
            r#"{"a": "} ] \" \\"}"#,
            r#"[[1], {"b": [2]}]"#,
            r#""a,]}\"""#,
            "-1.5e3",
            "null",
            "",
        ] {
            for size in [1, 64] {
                for after in ["", ",7", " ]", "}"] {
                    let body = format!(" {text}{after}");
                    let mut pull = Pull::over(BufReader::with_capacity(size, body.as_bytes()));
                    match pull.value(100).unwrap() {
                        Value::Whole(value) => assert_eq!(value, text.as_bytes(), "{body}"),
                        Value::TooLong => panic!("{body}"),
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_longer_than_asked_for_is_read_over() {
        let mut pull = Pull::over(r#"["aaaa"] , 7"#.as_bytes());
        assert!(matches!(pull.value(7).unwrap(), Value::TooLong));
        assert_eq!(pull.peek().unwrap(), Some(b','), "what follows is there");
    }
}

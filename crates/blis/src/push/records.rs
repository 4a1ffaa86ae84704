//! Records of a file, one after the other as they stand there: a file is cut between them and not a byte of them is
//! changed.

use blis_api::reading::LONGEST_ROW;
use csv_core::ReadRecordResult;
use std::io::{self, BufRead};

/// What tells records apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// A heading, and a record a row, which may go over several lines in quotation marks.
    Csv,
    /// A line a row.
    Lines,
}

/// A record and where it stood.
#[derive(Debug, PartialEq)]
pub(super) struct Record {
    /// Its bytes, without ends of lines around them; nothing when it is longer than any row may be.
    pub(super) bytes: Option<Vec<u8>>,
    /// The line it begins on, counted from 1.
    pub(super) line: u64,
}

/// Reads one record after the other.
pub(super) struct Records<R> {
    source: R,
    notation: Notation,
    reader: csv_core::Reader,
    /// Bytes that were read.
    position: u64,
    line: u64,
}

impl<R: BufRead> Records<R> {
    /// The records of a source whose first byte is on this line.
    pub(super) fn of(source: R, notation: Notation, line: u64) -> Records<R> {
        Records {
            source,
            notation,
            reader: csv_core::Reader::new(),
            position: 0,
            line,
        }
    }

    /// How many bytes were read: those before the next record, and ends of lines before it.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// The line on which what comes next begins.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Reads the next record; blank lines are none.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        self.pass_blank_lines()?;
        let line = self.line;
        let mut bytes = Some(Vec::new());
        loop {
            let input = self.source.fill_buf()?;
            if input.is_empty() {
                break;
            }
            let (read, is_whole) = match self.notation {
                Notation::Csv => record(&mut self.reader, input),
                Notation::Lines => match input.iter().position(|byte| *byte == b'\n') {
                    Some(end) => (end + 1, true),
                    None => (input.len(), false),
                },
            };
            if let Some(record) = &mut bytes {
                record.extend_from_slice(&input[..read]);
                // With the end of its line.
                if record.len() > LONGEST_ROW + 2 {
                    bytes = None;
                }
            }
            self.consume(read)?;
            if is_whole {
                break;
            }
        }
        if let Some(record) = &mut bytes {
            record.truncate(trimmed(record).len());
            if record.trim_ascii().is_empty() {
                // A line of blanks is no row of JSON; a file ends with nothing.
                return match record.is_empty() {
                    true => Ok(None),
                    false if self.notation == Notation::Lines => self.next(),
                    false => Ok(Some(Record { bytes, line })),
                };
            }
            if record.len() > LONGEST_ROW {
                bytes = None;
            }
        }
        Ok(Some(Record { bytes, line }))
    }

    fn pass_blank_lines(&mut self) -> io::Result<()> {
        loop {
            let input = self.source.fill_buf()?;
            let blank = input.iter().take_while(|byte| is_end(**byte)).count();
            if blank == 0 {
                return Ok(());
            }
            self.consume(blank)?;
        }
    }

    fn consume(&mut self, bytes: usize) -> io::Result<()> {
        let input = self.source.fill_buf()?;
        let lines = input[..bytes].iter().filter(|byte| **byte == b'\n').count();
        self.line += lines as u64;
        self.position += bytes as u64;
        self.source.consume(bytes);
        Ok(())
    }
}

/// How many bytes of the input belong to the record, and whether it ends with them.
fn record(reader: &mut csv_core::Reader, input: &[u8]) -> (usize, bool) {
    let (mut fields, mut ends) = ([0; 1024], [0; 64]);
    let mut read = 0;
    loop {
        let (result, more, _, _) = reader.read_record(&input[read..], &mut fields, &mut ends);
        read += more;
        match result {
            // Where its fields end is the server's business.
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
            ReadRecordResult::Record => return (read, true),
            ReadRecordResult::InputEmpty | ReadRecordResult::End => return (read, false),
        }
        if read == input.len() {
            return (read, false);
        }
    }
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// The bytes without the ends of lines after them.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let last = bytes.iter().rposition(|byte| !is_end(*byte));
    &bytes[..last.map_or(0, |last| last + 1)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn told(text: &[u8], notation: Notation) -> Vec<(u64, Option<String>)> {
        let through = |size: usize| {
            let mut records = Records::of(BufReader::with_capacity(size, text), notation, 1);
            let mut all = Vec::new();
            while let Some(Record { bytes, line }) = records.next().unwrap() {
                all.push((line, bytes.map(|bytes| String::from_utf8(bytes).unwrap())));
            }
            assert_eq!(records.position(), text.len() as u64);
            all
        };
        assert_eq!(through(1), through(4096), "however it is cut");
        through(4096)
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn csv_is_cut_between_records_and_not_inside_a_quoted_cell() {
        assert_eq!(
            told(b"indicator,note\r\nA,\"two\nlines\"\r\n\r\nB,x", Notation::Csv),
            [
                (1, some("indicator,note")),
                (2, some("A,\"two\nlines\"")),
                (5, some("B,x"))
            ]
        );
    }

    #[test]
    fn a_row_with_too_few_fields_is_left_to_the_server() {
        assert_eq!(told(b"a,b\n1\n  \n", Notation::Csv).len(), 3);
    }

    #[test]
    fn ndjson_keeps_its_line_numbers_over_blank_lines() {
        assert_eq!(
            told(b"{\"a\":1}\n\n \t\n  not json\r\n\n", Notation::Lines),
            [(1, some("{\"a\":1}")), (4, some("  not json"))]
        );
    }

    #[test]
    fn what_is_too_long_is_passed_over_to_its_end() {
        let long = format!("a\n\"{}\"\nb\n", "\nx,".repeat(LONGEST_ROW));
        let lines = LONGEST_ROW as u64 + 3;
        assert_eq!(
            told(long.as_bytes(), Notation::Csv),
            [(1, some("a")), (2, None), (lines, some("b"))]
        );
        let most = "1".repeat(LONGEST_ROW);
        assert_eq!(
            told(format!("{most}\r\n").as_bytes(), Notation::Lines),
            [(1, Some(most.clone()))]
        );
        assert_eq!(told(format!("{most}1").as_bytes(), Notation::Lines), [(1, None)]);
    }
}

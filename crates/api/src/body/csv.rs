//! CSV (RFC 4180): a heading that names the fields, a record a row.

use super::heading::{Heading, will_not_do};
use super::{LONGEST_ROW, Row, Taker, fault, malformed};
use crate::web::problem::ApiError;
use blis_domain::feed::{Fault, RawObservation, RawValue};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;
use csv_core::{ReadRecordResult, Reader};
use std::io::BufRead;

/// Hands the rows of a CSV body over. What is wrong within one record is the fault of its row: reading goes on after
/// it, for it is certain where it ends.
pub(super) fn rows(source: impl BufRead, take: &mut Taker<'_>) -> Result<(), ApiError> {
    let mut records = Records::of(source);
    let heading = match records.next()? {
        None => Heading::of(std::iter::empty())?,
        Some(record) if record.is_too_long => return Err(heading_too_long().into()),
        Some(record) => {
            let fields: Option<Vec<&str>> = record.fields().collect();
            Heading::of(fields.ok_or_else(heading_not_utf8)?.into_iter())?
        }
    };
    while let Some(record) = records.next()? {
        take(record.row(&heading))?;
    }
    Ok(())
}

/// The most fields of a record that are told apart; the rest are counted.
const MOST_FIELDS: usize = 64;

/// The records of a body, one after the other, none of them in memory but within its bound.
struct Records<R> {
    source: R,
    reader: Reader,
    /// The fields of the present record, one after the other.
    text: Vec<u8>,
    /// Where each of them ends.
    ends: [usize; MOST_FIELDS],
    line: u64,
}

/// One record.
struct Record<'r> {
    text: &'r [u8],
    /// Where its fields end, as far as there is room.
    ends: &'r [usize],
    /// How many there are.
    found: u32,
    is_too_long: bool,
}

impl<R: BufRead> Records<R> {
    fn of(source: R) -> Records<R> {
        Records {
            source,
            reader: Reader::new(),
            text: vec![0; LONGEST_ROW],
            ends: [0; MOST_FIELDS],
            line: 1,
        }
    }

    /// Reads the next record.
    fn next(&mut self) -> Result<Option<Record<'_>>, ApiError> {
        self.pass_blank_lines()?;
        let begins = self.line;
        let (mut length, mut quotes) = (0, 0);
        let (mut written, mut ended, mut found) = (0, 0, 0);
        let mut is_too_long = false;
        let mut beyond = [0; MOST_FIELDS];
        loop {
            let input = self.source.fill_buf().map_err(ApiError::unavailable)?;
            let ends = match ended < MOST_FIELDS {
                true => &mut self.ends[ended..],
                false => &mut beyond[..],
            };
            let (result, read, wrote, more) = self.reader.read_record(input, &mut self.text[written..], ends);
            quotes += count(&input[..read], b'"');
            self.line += count(&input[..read], b'\n');
            length += read;
            self.source.consume(read);
            written += wrote;
            found += more;
            ended = (ended + more).min(MOST_FIELDS);
            match result {
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputEndsFull => {}
                // The rest of it is read over: only its end is looked for.
                ReadRecordResult::OutputFull => (written, is_too_long) = (0, true),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        // A field closes its quotes, so a record has them in pairs. After a lone one nobody knows where rows begin.
        if quotes % 2 == 1 {
            return Err(unclosed(begins).into());
        }
        Ok(Some(Record {
            text: &self.text[..written],
            ends: &self.ends[..ended],
            found: found as u32,
            is_too_long: is_too_long || length > LONGEST_ROW,
        }))
    }

    /// Passes over the ends of lines before a record, so that its line is that of its first byte.
    fn pass_blank_lines(&mut self) -> Result<(), ApiError> {
        loop {
            let input = self.source.fill_buf().map_err(ApiError::unavailable)?;
            let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let blank = input.iter().take_while(is_end).count();
            if blank == 0 {
                return Ok(());
            }
            self.line += count(&input[..blank], b'\n');
            self.source.consume(blank);
        }
    }
}

impl<'r> Record<'r> {
    /// Its fields; nothing in place of one that is no text.
    fn fields(&self) -> impl Iterator<Item = Option<&'r str>> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let text = self.text;
        begins
            .zip(self.ends)
            .map(|(begin, end)| std::str::from_utf8(&text[begin..*end]).ok())
    }

    fn row(&self, heading: &Heading) -> Row {
        if self.is_too_long {
            return Err(Fault::RowTooLong {
                most: LONGEST_ROW as u32,
            });
        }
        let fields: Option<Vec<&str>> = self.fields().collect();
        let fields = fields.ok_or(Fault::NotUtf8)?;
        let expected = heading.fields().len() as u32;
        if self.found != expected {
            let found = self.found;
            return Err(Fault::WrongFieldCount { expected, found });
        }
        let mut raw = RawObservation::default();
        for (field, text) in heading.fields().iter().zip(fields) {
            let text = text.to_owned();
            match *field {
                "indicator" => raw.indicator = Some(text),
                "area" => raw.area = Some(text),
                "period" => raw.period = Some(text),
                "breakdown" => raw.breakdown = Some(text),
                "value" => raw.value = RawValue::Text(text),
                "status" => raw.status = Some(text),
                "note" => raw.note = Some(text),
                "action" => raw.action = Some(text),
                "conf_status" => raw.conf_status = Some(text),
                _ => raw.cases = RawValue::Text(text),
            }
        }
        Ok(raw)
    }
}

fn count(bytes: &[u8], sought: u8) -> u64 {
    bytes.iter().filter(|byte| **byte == sought).count() as u64
}

/// The record that a lone quotation mark leaves open.
fn unclosed(line: u64) -> ProblemDraft {
    let message = Text::new(
        format!("{line}. rindiņā sākas ieraksts, kurā pēdiņas nav aizvērtas."),
        format!("The record that begins on line {line} leaves its quotation marks open."),
    );
    let faults = vec![fault(None, None, "unclosed_quote", message.clone())];
    malformed(message.lv, message.en, faults)
}

fn heading_too_long() -> ProblemDraft {
    let message = Text::new(
        format!("Tas ir garāks par {} KiB.", LONGEST_ROW >> 10),
        format!("It is longer than {} KiB.", LONGEST_ROW >> 10),
    );
    will_not_do(vec![fault(None, None, "row_too_long", message)])
}

fn heading_not_utf8() -> ProblemDraft {
    let message = Text::new(
        "Tajā ir baits, kas nav UTF-8.",
        "It holds a byte that is not UTF-8.",
    );
    will_not_do(vec![fault(None, None, "not_utf8", message)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    const HEADING: &str = "indicator,area,period,value\n";

    /// The rows of a body, which are the same however it is cut.
    fn read(body: impl AsRef<[u8]>) -> Result<Vec<Row>, ProblemDraft> {
        let through = |size: usize| {
            let mut all = Vec::new();
            let source = BufReader::with_capacity(size, body.as_ref());
            let outcome = rows(source, &mut |row| {
                all.push(row);
                Ok(())
            });
            outcome.map(|()| all).map_err(|error| *error.draft)
        };
        let whole = through(body.as_ref().len().max(1));
        for size in [1, 3, 4096] {
            assert_eq!(through(size), whole, "in pieces of {size}");
        }
        whole
    }

    fn refused(body: impl AsRef<[u8]>) -> Vec<(&'static str, String)> {
        let problem = read(body).expect_err("it must be refused");
        problem
            .faults
            .into_iter()
            .map(|fault| (fault.code, fault.message.en))
            .collect()
    }

    fn codes(rows: &[Row]) -> Vec<Option<&'static str>> {
        rows.iter()
            .map(|row| row.as_ref().err().map(Fault::code))
            .collect()
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let rows = read("value,period,area,indicator\n7.3,2012,0840200,CTX.UNEMP\n").unwrap();
        let row = rows[0].as_ref().unwrap();
        assert_eq!(row.indicator.as_deref(), Some("CTX.UNEMP"));
        assert_eq!(row.value, RawValue::Text("7.3".to_owned()));
    }

    #[test]
    fn a_row_of_another_length_is_a_fault_of_that_row() {
        let many = ",".repeat(1000);
        let rows = read(format!("{HEADING}A,B,2012\nA,B,2012,1\nA,B,2012,1,2\n{many}\n")).unwrap();
        let of_length = |found: u32| Err(Fault::WrongFieldCount { expected: 4, found });
        assert_eq!(rows[0], of_length(3));
        assert!(rows[1].is_ok());
        assert_eq!(rows[2], of_length(5));
        assert_eq!(
            rows[3],
            of_length(1001),
            "those beyond the room for them are counted"
        );
    }

    #[test]
    fn bytes_that_are_no_text_spoil_their_row_alone() {
        let body = [
            HEADING.as_bytes(),
            b"A,B,2012,\xe2\nA,\xe2\x82,\xac,1\nA,B,2012,1\n",
        ]
        .concat();
        let rows = read(body).unwrap();
        assert_eq!(
            codes(&rows),
            [Some("not_utf8"), Some("not_utf8"), None],
            "also where two fields would be text together"
        );
        assert_eq!(refused(b"indicator,\xff\n")[0].0, "not_utf8");
    }

    #[test]
    fn a_record_without_end_spoils_its_row_alone() {
        let commas = ",".repeat(1 << 20);
        let lines = "a\n".repeat(1 << 18);
        for long in [commas.clone(), format!("A,B,2012,1,\"{lines}\"")] {
            let rows = read(format!("{HEADING}A,B,2012,1\n{long}\nA,B,2013,1\n")).unwrap();
            assert_eq!(codes(&rows), [None, Some("row_too_long"), None]);
        }
        assert_eq!(refused(&commas)[0].0, "row_too_long", "of the heading");
        let rows = read(format!("{HEADING}{}", "A,B,2012,1\n".repeat(20_000))).unwrap();
        assert_eq!(rows.len(), 20_000, "it is records that have a bound, not bodies");
    }

    #[test]
    fn an_empty_body_lacks_every_column() {
        assert_eq!(refused("").len(), 4);
        assert_eq!(refused("\r\n\n").len(), 4);
    }

    #[test]
    fn an_open_quote_names_the_line_it_begins_on() {
        for (lines, at) in [
            ("A,B,2012,1\nA,B,2012,\"1\nA,B,2013,1\n", 3),
            ("A,B,2012,1\r\n\r\nA,B,2012,\"1\r\nA,B,2013,\"2\"\r\n", 4),
        ] {
            let faults = refused(format!("{HEADING}{lines}"));
            assert_eq!(faults[0].0, "unclosed_quote");
            assert!(faults[0].1.contains(&format!("line {at} ")), "{}", faults[0].1);
        }
    }
}

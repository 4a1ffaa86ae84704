//! CSV (RFC 4180): a heading that names the fields, a line a row.

use super::{MOST_ROWS, Row, fault, malformed, too_many_rows};
use blis_domain::feed::{Fault, RawObservation, RawValue};
use blis_domain::problem::{FaultDraft, ProblemDraft};
use blis_domain::text::Text;
use csv::{Reader, ReaderBuilder, StringRecord};
use std::cell::Cell;
use std::io::{self, Read};

/// Fields without which no row means anything.
const NEEDED: [&str; 4] = ["indicator", "area", "period", "value"];

/// The rows of a CSV body.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, ProblemDraft> {
    // A field closes its quotes, so a body has them in pairs; a lone one swallows all that follows it.
    if !text
        .bytes()
        .filter(|byte| *byte == b'"')
        .count()
        .is_multiple_of(2)
    {
        return Err(unclosed(text));
    }
    let taken = Cell::new(0);
    let mut records = Records::of(text, &taken);
    let mut record = StringRecord::new();
    if !records.next(&mut record)? {
        return Err(bad_heading(missing(&NEEDED)));
    }
    let heading = Heading::of(&record)?;
    let mut rows = Vec::new();
    while records.next(&mut record)? {
        if rows.len() == MOST_ROWS {
            return Err(too_many_rows());
        }
        rows.push(heading.row(&record));
    }
    Ok(rows)
}

/// The most bytes of a record; a remark of the longest kind takes a tenth of it. Without a bound, a body of commas alone
/// would be one record of millions of fields, each many times as large as its comma.
const LONGEST_RECORD: usize = 64 << 10;

/// The records of a body, none longer than its bound.
struct Records<'t> {
    reader: Reader<Bounded<'t>>,
    taken: &'t Cell<usize>,
}

impl<'t> Records<'t> {
    fn of(text: &'t str, taken: &'t Cell<usize>) -> Records<'t> {
        let rest = text.as_bytes();
        let mut reader = ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true);
        Records {
            reader: reader.from_reader(Bounded { rest, taken }),
            taken,
        }
    }

    /// Reads the next record; `false` at the end.
    fn next(&mut self, record: &mut StringRecord) -> Result<bool, ProblemDraft> {
        self.taken.set(0);
        let begins = self.line();
        // The text is UTF-8 and a CSV of any shape can be read, so nothing but the bound is left to fail.
        self.reader.read_record(record).map_err(|_| too_long(begins))
    }

    /// The line on which the next record begins.
    fn line(&self) -> u64 {
        self.reader.position().line()
    }
}

/// A body that ends with an error inside a record that is too long.
struct Bounded<'t> {
    rest: &'t [u8],
    /// How much was read since the record began.
    taken: &'t Cell<usize>,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken.get() > LONGEST_RECORD {
            return Err(io::Error::other("the record is too long"));
        }
        let read = self.rest.read(buffer)?;
        self.taken.set(self.taken.get() + read);
        Ok(read)
    }
}

/// The most columns of a heading that are named as wrong: enough to see what went wrong, and the sentence stays one.
const MOST_FAULTS: usize = 8;

/// Which column holds which field.
struct Heading(Vec<&'static str>);

impl Heading {
    fn of(record: &StringRecord) -> Result<Heading, ProblemDraft> {
        let mut fields = Vec::new();
        let mut faults = Vec::new();
        for (at, name) in record.iter().enumerate() {
            if faults.len() == MOST_FAULTS {
                return Err(bad_heading(faults));
            }
            let name = name.trim();
            match RawObservation::FIELDS.iter().find(|field| **field == name) {
                None => faults.push(unknown(at + 1, name)),
                Some(field) if fields.contains(field) => faults.push(repeated(at + 1, name)),
                Some(field) => fields.push(*field),
            }
        }
        let absent: Vec<&str> = NEEDED
            .into_iter()
            .filter(|field| !fields.contains(field))
            .collect();
        faults.extend(missing(&absent));
        match faults.is_empty() {
            true => Ok(Heading(fields)),
            false => Err(bad_heading(faults)),
        }
    }

    fn row(&self, record: &StringRecord) -> Row {
        if record.len() != self.0.len() {
            return Err(Fault::WrongFieldCount {
                expected: self.0.len() as u32,
                found: record.len() as u32,
            });
        }
        let mut raw = RawObservation::default();
        for (field, text) in self.0.iter().zip(record) {
            let text = text.to_owned();
            match *field {
                "indicator" => raw.indicator = Some(text),
                "area" => raw.area = Some(text),
                "period" => raw.period = Some(text),
                "breakdown" => raw.breakdown = Some(text),
                "value" => raw.value = RawValue::Text(text),
                "status" => raw.status = Some(text),
                _ => raw.note = Some(text),
            }
        }
        Ok(raw)
    }
}

fn unknown(column: usize, name: &str) -> FaultDraft {
    let name: String = name.chars().take(60).collect();
    let known = RawObservation::FIELDS.join(", ");
    let message = Text::new(
        format!("{column}. kolonna „{name}” nav paredzēta; ir {known}."),
        format!("Column {column}, “{name}”, is not part of the contract, which has {known}."),
    );
    fault(None, None, "unknown_column", message)
}

fn repeated(column: usize, name: &str) -> FaultDraft {
    let message = Text::new(
        format!("{column}. kolonna „{name}” atkārtojas."),
        format!("Column {column}, “{name}”, is a repetition."),
    );
    fault(None, None, "duplicate_column", message)
}

fn missing(fields: &[&str]) -> Vec<FaultDraft> {
    let one = |field: &&str| {
        let message = Text::new(
            format!("Trūkst kolonnas „{field}”."),
            format!("The column “{field}” is missing."),
        );
        fault(None, None, "missing_column", message)
    };
    fields.iter().map(one).collect()
}

fn bad_heading(faults: Vec<FaultDraft>) -> ProblemDraft {
    let sentences = |pick: fn(&Text) -> &str| {
        let all: Vec<&str> = faults.iter().map(|fault| pick(&fault.message)).collect();
        all.join(" ")
    };
    let (lv, en) = (sentences(|text| &text.lv), sentences(|text| &text.en));
    malformed(
        format!("Virsraksts neder. {lv}"),
        format!("The heading will not do. {en}"),
        faults,
    )
}

/// The line of the record that a lone quotation mark leaves open.
fn unclosed(text: &str) -> ProblemDraft {
    let taken = Cell::new(0);
    let mut records = Records::of(text, &taken);
    let mut record = StringRecord::new();
    let mut line = records.line();
    // The last one, or the first that has no end in sight.
    loop {
        let begins = records.line();
        match records.next(&mut record) {
            Ok(true) => line = begins,
            Ok(false) => break,
            Err(_) => {
                line = begins;
                break;
            }
        }
    }
    let message = Text::new(
        format!("{line}. rindiņā sākas ieraksts, kurā pēdiņas nav aizvērtas."),
        format!("The record that begins on line {line} leaves its quotation marks open."),
    );
    let faults = vec![fault(None, None, "unclosed_quote", message.clone())];
    malformed(message.lv, message.en, faults)
}

fn too_long(line: u64) -> ProblemDraft {
    let message = Text::new(
        format!("{line}. rindiņā sākas ieraksts, kas ir garāks par 64 KiB."),
        format!("The record that begins on line {line} is longer than 64 KiB."),
    );
    let faults = vec![fault(None, None, "record_too_long", message.clone())];
    malformed(message.lv, message.en, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Vec<(&'static str, String)> {
        let problem = rows(text).expect_err("it must be refused");
        problem
            .faults
            .into_iter()
            .map(|fault| (fault.code, fault.message.en))
            .collect()
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let rows = rows("value,period,area,indicator\n7.3,2012,0840200,CTX.UNEMP\n").unwrap();
        let row = rows[0].as_ref().unwrap();
        assert_eq!(row.indicator.as_deref(), Some("CTX.UNEMP"));
        assert_eq!(row.value, RawValue::Text("7.3".to_owned()));
    }

    #[test]
    fn a_row_of_another_length_is_a_fault_of_that_row() {
        let rows = rows("indicator,area,period,value\nA,B,2012\nA,B,2012,1\nA,B,2012,1,2\n").unwrap();
        let (expected, found) = (4, 3);
        assert_eq!(rows[0], Err(Fault::WrongFieldCount { expected, found }));
        assert!(rows[1].is_ok());
        assert!(rows[2].is_err());
    }

    #[test]
    fn a_bad_heading_names_every_column_at_fault() {
        let faults = refused("indicator,area,perod,value,area\n");
        let codes: Vec<&str> = faults.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, ["unknown_column", "duplicate_column", "missing_column"]);
        assert!(faults[0].1.contains("Column 3, “perod”"), "{}", faults[0].1);
        assert!(faults[2].1.contains("“period”"));
        assert_eq!(refused("").len(), 4, "an empty body lacks every column");
    }

    #[test]
    fn a_record_has_an_end() {
        let commas = ",".repeat(1 << 20);
        let heading = "indicator,area,period,value\n";
        let long = [
            (commas.clone(), 1),
            (format!("{heading}A,B,2012,1\n{commas}"), 3),
            (format!("{heading}\"{commas}\""), 2),
        ];
        for (text, line) in long {
            let faults = refused(&text);
            assert_eq!(faults.len(), 1);
            assert_eq!(faults[0].0, "record_too_long");
            assert!(faults[0].1.contains(&format!("line {line} ")), "{}", faults[0].1);
        }
        let rows = rows(&format!("{heading}{}", "A,B,2012,1\n".repeat(20_000))).unwrap();
        assert_eq!(rows.len(), 20_000, "it is records that have a bound, not bodies");
    }

    #[test]
    fn a_heading_of_many_wrong_columns_is_told_in_a_few_sentences() {
        assert_eq!(refused(&"x,".repeat(10_000)).len(), MOST_FAULTS);
    }

    #[test]
    fn an_open_quote_names_the_line_it_begins_on() {
        let faults = refused("indicator,area,period,value\nA,B,2012,1\nA,B,2012,\"1\nA,B,2013,1\n");
        assert_eq!(faults[0].0, "unclosed_quote");
        assert!(faults[0].1.contains("line 3"), "{}", faults[0].1);
    }
}

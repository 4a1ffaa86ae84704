//! A file as rows that can be sent, cut into batches. It is read twice and never stands in memory: once to see where it
//! can be cut, and once to be sent, batch by batch. What cannot be cut as it stands is written out as lines of JSON
//! first, into a file without a name.

use super::converted::{self, Places};
use super::records::{Notation, Record, Records};
use crate::error::WrongUse;
use crate::map::{self, AreaFinder, Map};
use anyhow::{Context, bail, ensure};
use blis_api::reading::LONGEST_ROW;
use blis_domain::feed::Fault;
use blis_domain::period::Period;
use blis_domain::text::Language;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// The most bytes of a batch. The server takes twice as much.
const MOST_BYTES: usize = 32 << 20;

/// A file that was read once.
#[derive(Debug)]
pub(super) struct Document {
    /// The file, as it was named.
    pub(super) name: String,
    /// How the rows are written.
    pub(super) content_type: &'static str,
    /// The parts in which it is sent.
    pub(super) pieces: Vec<Piece>,
    /// What cannot be sent.
    pub(super) faults: Vec<LocalFault>,
    /// Cells without a figure.
    pub(super) empty: u64,
    source: File,
    notation: Notation,
    /// What goes before the rows of every batch: the heading of a CSV file.
    heading: Vec<u8>,
    /// Where rows stood that were written out.
    places: Option<Places>,
}

/// A part of a document that is stored whole or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its first row, counted from 1 in the document.
    pub(super) first_row: u64,
    pub(super) rows: u64,
    /// The byte at which it begins, and the line.
    begins: u64,
    line: u64,
}

/// A piece as it is sent.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) body: Vec<u8>,
    /// The line of each row.
    lines: Vec<u64>,
}

/// What cannot be sent, found before anything is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LocalFault {
    /// Its line, or else which row of the file it is.
    pub(super) row: u64,
    pub(super) line: Option<u64>,
    pub(super) column: Option<String>,
    pub(super) code: String,
    pub(super) message: String,
}

impl LocalFault {
    /// A fault that the server would have found.
    pub(super) fn of(fault: &Fault, row: u64, line: Option<u64>, language: Language) -> LocalFault {
        LocalFault {
            row: line.unwrap_or(row),
            line,
            column: None,
            code: fault.code().to_owned(),
            message: fault.message(language),
        }
    }
}

/// How files are read.
pub(super) struct Manner<'m> {
    /// Rows of a batch.
    pub(super) most_rows: u64,
    /// The sheet of a workbook; the only one with figures when left out.
    pub(super) sheet: Option<&'m str>,
    /// The language of what is wrong with rows.
    pub(super) language: Language,
}

const NDJSON: &str = "application/x-ndjson";

impl Document {
    /// Reads a file whose rows have the fields of the API. They go to the server as they are, so that it is the server
    /// that judges them.
    pub(super) fn read(path: &Path, manner: &Manner<'_>) -> anyhow::Result<Document> {
        let name = path.display().to_string();
        let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
        let extension = extension.as_ref().and_then(|one| one.to_str()).unwrap_or("");
        ensure!(
            manner.sheet.is_none() || extension == "xlsx",
            WrongUse(format!("{name} has no sheets: --sheet is for .xlsx"))
        );
        let file = || File::open(path).with_context(|| format!("cannot read {name}"));
        let document = match extension {
            "csv" => Document::cut(file()?, Notation::Csv, "text/csv", manner),
            "ndjson" | "jsonl" => Document::cut(file()?, Notation::Lines, NDJSON, manner),
            "json" => Document::written_out(converted::json(file()?, manner.language), manner),
            "xlsx" => Document::written_out(converted::workbook(file()?, manner), manner),
            _ => bail!(WrongUse(format!(
                "{name}: BLIS reads .csv, .json, .ndjson and .xlsx; a table of another shape needs --map"
            ))),
        };
        let document = document.with_context(|| format!("{name} cannot be read"))?;
        ensure!(
            !document.pieces.is_empty() || !document.faults.is_empty(),
            "{name} has no rows"
        );
        Ok(Document { name, ..document })
    }

    /// Reads a table of another shape by a map.
    pub(super) fn mapped(
        path: &Path,
        map: &Map,
        period: Option<Period>,
        areas: &AreaFinder,
        manner: &Manner<'_>,
    ) -> anyhow::Result<Document> {
        let name = path.display().to_string();
        let file_name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        let table = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
        let mapped = map::apply(map, &table, file_name, period, areas)
            .with_context(|| format!("{name} does not fit the map"))?;
        ensure!(
            !mapped.rows.is_empty() || !mapped.faults.is_empty(),
            "{name} has no figures"
        );
        let empty = mapped.empty;
        let document = Document::written_out(converted::mapped(mapped), manner)
            .with_context(|| format!("{name}: cannot write the figures as JSON"))?;
        Ok(Document {
            name,
            empty,
            ..document
        })
    }

    fn written_out(
        converted: anyhow::Result<converted::Converted>,
        manner: &Manner<'_>,
    ) -> anyhow::Result<Document> {
        let converted = converted?;
        let mut document = Document::cut(converted.lines, Notation::Lines, NDJSON, manner)?;
        ensure!(document.faults.is_empty(), "a line is longer than any row");
        document.faults = converted.faults;
        document.places = Some(converted.places);
        Ok(document)
    }

    /// Finds where a file can be cut.
    fn cut(
        mut source: File,
        notation: Notation,
        content_type: &'static str,
        manner: &Manner<'_>,
    ) -> anyhow::Result<Document> {
        let mark = after_mark(&mut source)?;
        let mut records = Records::of(BufReader::new(&source), notation, 1);
        let mut heading = Vec::new();
        if notation == Notation::Csv {
            let first = records.next()?.context("there is no heading")?;
            heading = first.bytes.context("the heading is longer than any row")?;
            heading.push(b'\n');
        }
        let mut pieces: Vec<Piece> = Vec::new();
        let mut faults = Vec::new();
        let (mut rows, mut bytes) = (0, 0);
        loop {
            let (begins, line) = (mark + records.position(), records.line());
            let Some(record) = records.next()? else { break };
            let Some(length) = record.bytes.map(|bytes| bytes.len()) else {
                let most = LONGEST_ROW as u32;
                let fault = Fault::RowTooLong { most };
                faults.push(LocalFault::of(
                    &fault,
                    record.line,
                    Some(record.line),
                    manner.language,
                ));
                continue;
            };
            rows += 1;
            bytes += length;
            match pieces.last_mut() {
                Some(piece) if piece.rows < manner.most_rows && bytes <= MOST_BYTES => piece.rows += 1,
                _ => {
                    bytes = heading.len() + length;
                    pieces.push(Piece {
                        first_row: rows,
                        rows: 1,
                        begins,
                        line,
                    });
                }
            }
        }
        Ok(Document {
            name: String::new(),
            content_type,
            pieces,
            faults,
            empty: 0,
            source,
            notation,
            heading,
            places: None,
        })
    }

    /// Reads a piece again, to be sent.
    pub(super) fn load(&self, piece: &Piece) -> anyhow::Result<Loaded> {
        let mut source = &self.source;
        source.seek(SeekFrom::Start(piece.begins))?;
        let mut records = Records::of(BufReader::new(source), self.notation, piece.line);
        let mut loaded = Loaded {
            body: self.heading.clone(),
            lines: Vec::new(),
        };
        while (loaded.lines.len() as u64) < piece.rows {
            let record = records.next()?;
            let Record { bytes, line } =
                record.with_context(|| format!("{} became shorter meanwhile", self.name))?;
            if let Some(bytes) = bytes {
                loaded.body.extend(bytes);
                loaded.body.push(b'\n');
                loaded.lines.push(line);
            }
        }
        Ok(loaded)
    }

    /// Line and column of a row of a piece, counted from 1 in it; nothing where rows have none.
    pub(super) fn place(&self, piece: &Piece, loaded: &Loaded, row: u64) -> (Option<u64>, Option<String>) {
        let Some(at) = row.checked_sub(1).and_then(|at| usize::try_from(at).ok()) else {
            return (None, None);
        };
        match &self.places {
            None => (loaded.lines.get(at).copied(), None),
            Some(places) => places.of(piece.first_row + row - 1),
        }
    }
}

/// Passes over the byte order mark that some programs put in front, and gives how many bytes that were.
pub(super) fn after_mark(source: &mut File) -> anyhow::Result<u64> {
    source.rewind()?;
    let mut begins = Vec::new();
    source.by_ref().take(3).read_to_end(&mut begins)?;
    let mark = if begins == b"\xef\xbb\xbf" { 3 } else { 0 };
    source.seek(SeekFrom::Start(mark))?;
    Ok(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(name: &str, text: &[u8], most_rows: u64) -> anyhow::Result<Document> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        File::create(&path).unwrap().write_all(text).unwrap();
        let manner = Manner {
            most_rows,
            sheet: None,
            language: Language::En,
        };
        Document::read(&path, &manner)
    }

    /// The bodies of a document, and the places of their rows.
    fn sent(document: &Document) -> Vec<(String, Vec<Option<u64>>)> {
        document
            .pieces
            .iter()
            .map(|piece| {
                let loaded = document.load(piece).unwrap();
                let line = |row| document.place(piece, &loaded, row).0;
                let lines = (1..=piece.rows).map(line).collect();
                (String::from_utf8(loaded.body).unwrap(), lines)
            })
            .collect()
    }

    #[test]
    fn every_row_is_in_one_batch_under_its_heading() {
        let text = b"\xef\xbb\xbfh\r\n1\r\n\r\n2\r\n\"3\n3\"\r\n4";
        let document = read("f.csv", text, 2).unwrap();
        let body = |text: &str, lines: [u64; 2]| (text.to_owned(), lines.map(Some).to_vec());
        assert_eq!(
            sent(&document),
            [body("h\n1\n2\n", [2, 4]), body("h\n\"3\n3\"\n4\n", [5, 7])]
        );
        let first: Vec<u64> = document.pieces.iter().map(|piece| piece.first_row).collect();
        assert_eq!(first, [1, 3]);
    }

    #[test]
    fn a_row_that_is_too_long_is_told_and_the_others_are_sent() {
        let long = "x".repeat(LONGEST_ROW + 1);
        let document = read("f.ndjson", format!("1\n{long}\n2\n{long}\n3").as_bytes(), 2).unwrap();
        let bodies: Vec<String> = sent(&document).into_iter().map(|(body, _)| body).collect();
        assert_eq!(bodies, ["1\n2\n", "3\n"]);
        let lines: Vec<Option<u64>> = document.faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [Some(2), Some(4)]);
        assert_eq!(document.faults[0].code, "row_too_long");
    }

    #[test]
    fn json_becomes_a_row_a_line_as_it_stands() {
        let text = b"{\"observations\": [{\"value\": 1, \"value\":\n 2}, 7]}";
        let document = read("f.json", text, 10).unwrap();
        let body = "{\"value\": 1, \"value\":  2}\n7\n".to_owned();
        assert_eq!(sent(&document), [(body, vec![None, None])]);
        assert!(read("f.json", b"{\"observation\": []}", 10).is_err());
        assert!(
            read("f.json", b"{\"observations\": []}", 10).is_err(),
            "it has no rows"
        );
    }

    #[test]
    fn a_table_of_json_stat_becomes_a_cell_a_line() {
        let text =
            br#"{"class":"dataset","id":["AREA","ContentsCode","TIME"],"size":[1,1,2],"value":[1.5,null],
            "status":{"1":":"},"dimension":{"AREA":{"category":{"index":["0804400"]}},
            "ContentsCode":{"category":{"index":["A"]}},"TIME":{"category":{"index":["2016","2017"]}}}}"#;
        let document = read("f.json", text, 10).unwrap();
        let body = "{\"area\":\"0804400\",\"indicator\":\"A\",\"period\":\"2016\",\"value\":1.5}\n\
            {\"area\":\"0804400\",\"indicator\":\"A\",\"period\":\"2017\",\"status\":\"Q\",\"value\":null}\n";
        assert_eq!(sent(&document)[0].0, body);
    }

    #[test]
    fn a_file_that_is_cut_off_meanwhile_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        std::fs::write(&path, "h\n1\n2\n").unwrap();
        let manner = Manner {
            most_rows: 2,
            sheet: None,
            language: Language::En,
        };
        let document = Document::read(&path, &manner).unwrap();
        std::fs::write(&path, "h\n1\n").unwrap();
        assert!(document.load(&document.pieces[0]).is_err());
    }
}

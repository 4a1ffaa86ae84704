//! Workbooks (XLSX, ECMA-376), read row by row within bounds.
//!
//! A workbook is an archive of XML: 500 KB of it may be a gigabyte. So each part is read as it is unpacked and never as
//! a whole, all of them together have a bound, and so has each tag and text in them. Crates that read workbooks for
//! people's own files keep all styles and texts, trust the sizes that a file gives, and some of their arithmetic on
//! places of cells is not checked; the tests hold this reader against one of them.

mod archive;
mod cells;
mod escapes;
mod formats;
mod strings;
mod xml;

use crate::body::{LONGEST_ROW, fault, malformed};
use crate::web::problem::ApiError;
use archive::Archive;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::text::Text;
use cells::Cells;
use escapes::unescaped;
use formats::Formats;
use quick_xml::events::Event;
use std::io::{Read, Seek};
use strings::Strings;
use xml::attribute;

/// The most bytes of all parts that are read.
const MOST_BYTES: u64 = 256 << 20;

/// The most bytes of the parts that say where others are.
const MOST_OF_LISTS: u64 = 16 << 20;

/// The most bytes of a cell's text; one more, and the row is too long.
const LONGEST_CELL: usize = LONGEST_ROW + 1;

/// A workbook that was opened.
pub(crate) struct Workbook<R> {
    archive: Archive<R>,
    sheets: Vec<Sheet>,
    strings: Strings,
    formats: Formats,
}

/// A sheet of cells.
struct Sheet {
    name: String,
    is_hidden: bool,
    path: String,
}

/// A row of a sheet that holds something.
pub(crate) struct SheetRow<'r> {
    /// Its number in the sheet, counted from 1.
    pub(crate) line: u32,
    /// Its first cells, up to the last one that is not blank.
    pub(crate) cells: &'r [Cell],
    /// The column of that one, counted from 1.
    pub(crate) width: u32,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Word(bool),
    /// A number that is shown as a date or a time.
    Date,
    Error,
    /// Whatever is computed from other cells, also when its result stands there.
    Formula,
}

impl Cell {
    fn of(text: &str) -> Cell {
        match unescaped(text) {
            text if text.is_empty() => Cell::Blank,
            text => Cell::Text(text.into_owned()),
        }
    }
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook.
    pub(crate) fn open(source: R) -> Result<Workbook<R>, ApiError> {
        Workbook::within(source, MOST_BYTES)
    }

    /// The same, if its parts have no more than so many bytes together.
    fn within(source: R, most: u64) -> Result<Workbook<R>, ApiError> {
        let mut archive = Archive::open(source, most)?;
        let root = relations(&mut archive, "")?;
        let book = root.into_iter().find(|one| one.is("officeDocument"));
        let book = book.ok_or_else(broken)?.target;
        let parts = relations(&mut archive, &book)?;
        let of_kind = |kind: &str| {
            parts
                .iter()
                .find(|one| one.is(kind))
                .map(|one| one.target.as_str())
        };
        let strings = match of_kind("sharedStrings") {
            Some(path) => Strings::read(&mut archive, path)?,
            None => Strings::default(),
        };
        let formats = match of_kind("styles") {
            Some(path) => Formats::read(&mut archive, path)?,
            None => Formats::default(),
        };
        let sheets = sheets(&mut archive, &book, &parts)?;
        Ok(Workbook {
            archive,
            sheets,
            strings,
            formats,
        })
    }

    /// Hands the rows of a sheet over: that of this name, or the only one of those in sight that holds anything.
    pub(crate) fn rows(
        &mut self,
        name: Option<&str>,
        mut each: impl FnMut(SheetRow<'_>) -> Result<(), ApiError>,
    ) -> Result<(), ApiError> {
        let sheet = match name {
            Some(name) => self.named(name)?,
            None => self.only()?,
        };
        let mut cells = self.cells(sheet)?;
        while let Some(row) = cells.next()? {
            each(row)?;
        }
        Ok(())
    }

    fn named(&self, name: &str) -> Result<usize, ApiError> {
        let found = self.sheets.iter().position(|sheet| sheet.name == name);
        found.ok_or_else(|| {
            let sheets = self.names(|_| true);
            sheet_fault(
                "no_such_sheet",
                format!("Darblapas „{name}” nav; ir {sheets}."),
                format!("There is no sheet “{name}”, but {sheets}."),
            )
        })
    }

    /// Nobody should have to guess which of several sheets was read.
    fn only(&mut self) -> Result<usize, ApiError> {
        let in_sight: Vec<usize> = (0..self.sheets.len())
            .filter(|at| !self.sheets[*at].is_hidden)
            .collect();
        let mut filled = Vec::new();
        for at in &in_sight {
            if in_sight.len() == 1 || self.cells(*at)?.next()?.is_some() {
                filled.push(*at);
            }
        }
        match (filled.as_slice(), in_sight.first()) {
            ([only], _) | ([], Some(only)) => Ok(*only),
            ([], None) => Err(broken().into()),
            (several, _) => {
                let sheets = self.names(|at| several.contains(&at));
                Err(sheet_fault(
                    "several_sheets",
                    format!("Datiem jābūt vienā darblapā; tie ir vairākās: {sheets}."),
                    format!("The figures must stand in one sheet, and there are several: {sheets}."),
                ))
            }
        }
    }

    fn cells(&mut self, sheet: usize) -> Result<Cells<'_, R>, ApiError> {
        let path = &self.sheets[sheet].path;
        let xml = self.archive.part(path, u64::MAX)?.ok_or_else(broken)?;
        Cells::of(xml, &self.strings, &self.formats)
    }

    /// The names of some sheets, as a sentence has them.
    fn names(&self, are: impl Fn(usize) -> bool) -> String {
        /// Enough to see what is there.
        const MOST: usize = 8;
        let some = self
            .sheets
            .iter()
            .enumerate()
            .filter(|(at, _)| are(*at))
            .take(MOST);
        let short = |name: &str| name.chars().take(60).collect::<String>();
        let names: Vec<String> = some.map(|(_, sheet)| short(&sheet.name)).collect();
        names.join(", ")
    }
}

/// A part that another one names.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Relation {
    /// Whether it is of a kind. The two editions of the standard have different addresses for it, which end alike.
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The parts that a part names; an empty path for the archive as a whole.
fn relations(archive: &mut Archive<impl Read + Seek>, path: &str) -> Result<Vec<Relation>, ApiError> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let list = absolute(folder, &format!("_rels/{file}.rels"));
    let mut xml = archive.part(&list, MOST_OF_LISTS)?.ok_or_else(broken)?;
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let target = attribute(&tag, "Target")?.unwrap_or_default();
                relations.push(Relation {
                    id: attribute(&tag, "Id")?.unwrap_or_default(),
                    kind: attribute(&tag, "Type")?.unwrap_or_default(),
                    target: absolute(folder, &target),
                });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The path of a target in the archive.
fn absolute(folder: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The sheets of cells that a workbook lists; those of charts alone are none.
fn sheets(
    archive: &mut Archive<impl Read + Seek>,
    book: &str,
    parts: &[Relation],
) -> Result<Vec<Sheet>, ApiError> {
    let mut xml = archive.part(book, MOST_OF_LISTS)?.ok_or_else(broken)?;
    let mut sheets = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let id = attribute(&tag, "id")?.unwrap_or_default();
                let part = parts.iter().find(|one| one.id == id).ok_or_else(broken)?;
                if part.is("worksheet") {
                    sheets.push(Sheet {
                        name: attribute(&tag, "name")?.unwrap_or_default(),
                        is_hidden: attribute(&tag, "state")?.is_some_and(|state| state != "visible"),
                        path: part.target.clone(),
                    });
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn sheet_fault(code: &'static str, lv: String, en: String) -> ApiError {
    let message = Text::new(lv, en);
    let faults = vec![fault(None, None, code, message.clone())];
    malformed(message.lv, message.en, faults).into()
}

fn broken() -> ProblemDraft {
    let message = Text::new(
        "Fails nav derīga XLSX darbgrāmata, vai arī tas ir aizsargāts ar paroli.",
        "The file is not a valid XLSX workbook, or it is protected by a password.",
    );
    let faults = vec![fault(None, None, "invalid_workbook", message.clone())];
    malformed(message.lv, message.en, faults)
}

fn too_large() -> ProblemDraft {
    ProblemDraft::new(
        ProblemCode::BodyTooLarge,
        "Darbgrāmata atpakota ir lielāka par 256 MiB vai kāda tās daļa ir pārāk liela; sadaliet to vairākās.",
        "The workbook is larger than 256 MiB when unpacked, or a part of it is too large; split it into several.",
    )
}

#[cfg(test)]
mod tests;

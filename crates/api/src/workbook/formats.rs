//! Which formats of cells show a number as a date or a time: the cell holds days since 1900, and nobody meant those.

use super::archive::Archive;
use super::xml::attribute;
use crate::web::problem::ApiError;
use quick_xml::events::Event;
use std::collections::HashSet;
use std::io::{Read, Seek};

/// The most bytes of the part that holds them.
const MOST_BYTES: u64 = 16 << 20;

/// The formats of a workbook's cells.
#[derive(Default)]
pub(super) struct Formats {
    are_dates: Vec<bool>,
}

impl Formats {
    /// Those of a part; none where there is no such part.
    pub(super) fn read(archive: &mut Archive<impl Read + Seek>, path: &str) -> Result<Formats, ApiError> {
        let mut formats = Formats::default();
        let Some(mut xml) = archive.part(path, MOST_BYTES)? else {
            return Ok(formats);
        };
        let mut dates: HashSet<u32> = HashSet::new();
        let mut is_of_cells = false;
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "numFmt" => {
                        let number = attribute(&tag, "numFmtId")?.and_then(|text| text.parse().ok());
                        let code = attribute(&tag, "formatCode")?;
                        if let (Some(number), Some(code)) = (number, code)
                            && is_date(&code)
                        {
                            dates.insert(number);
                        }
                    }
                    "cellXfs" => is_of_cells = true,
                    "xf" if is_of_cells => {
                        let number = attribute(&tag, "numFmtId")?.and_then(|text| text.parse().ok());
                        let is_date = |number| is_built_in_date(number) || dates.contains(&number);
                        formats.are_dates.push(number.is_some_and(is_date));
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => is_of_cells = false,
                Event::Eof => return Ok(formats),
                _ => {}
            }
        }
    }

    /// Whether a format shows dates.
    pub(super) fn is_date(&self, number: usize) -> bool {
        self.are_dates.get(number).copied().unwrap_or(false)
    }
}

/// The formats that every workbook has (ECMA-376, 18.8.30), with those of East Asian languages.
fn is_built_in_date(number: u32) -> bool {
    matches!(number, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether the code of a format shows a date or a time: it has a letter for a day, a month, a year, an hour, a minute or
/// a second, outside of what is shown as it stands. What is in square brackets is a colour, a condition or a currency,
/// but for a time that goes beyond its clock, such as `[h]`.
fn is_date(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => return false,
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => {
                letters.find(|letter| *letter == '"');
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                let is_time = |letter: char| matches!(letter.to_ascii_lowercase(), 'h' | 'm' | 's');
                if !inside.is_empty() && inside.chars().all(is_time) {
                    return true;
                }
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_by_the_code_of_their_format() {
        for code in [
            "yyyy-mm-dd",
            "d.m.yyyy;@",
            "[h]:mm",
            "[ss].00",
            "[$-426]dddd",
            "hh:mm\" h\"",
        ] {
            assert!(is_date(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0.00\\ [$EUR]",
            "0\" days\"",
            "[Red]-0",
            "\\d0",
            "0.00E+00",
            "@",
            "_-* # ##0_-;d",
        ] {
            assert!(!is_date(code), "{code}");
        }
    }
}

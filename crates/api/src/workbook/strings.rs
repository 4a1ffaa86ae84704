//! The texts that cells of a workbook share, one after the other in memory.

use super::LONGEST_CELL;
use super::archive::Archive;
use super::escapes::unescaped;
use super::xml::Xml;
use crate::web::problem::ApiError;
use quick_xml::events::Event;
use std::io::{Read, Seek};

/// The most bytes of the part that holds them.
const MOST_BYTES: u64 = 64 << 20;

/// Shared texts by their number.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Those of a part; none where there is no such part.
    pub(super) fn read(archive: &mut Archive<impl Read + Seek>, path: &str) -> Result<Strings, ApiError> {
        let mut strings = Strings::default();
        let Some(mut xml) = archive.part(path, MOST_BYTES)? else {
            return Ok(strings);
        };
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "si" => {}
                Event::Eof => return Ok(strings),
                _ => continue,
            }
            let text = item(&mut xml)?;
            strings.text.push_str(&unescaped(&text));
            strings.ends.push(strings.text.len() as u32);
        }
    }

    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let begin = match number.checked_sub(1) {
            Some(before) => self.ends[before] as usize,
            None => 0,
        };
        Some(&self.text[begin..end])
    }
}

/// The text of an item that was just begun: that of its pieces, without how they are to be pronounced.
pub(super) fn item<R: Read>(xml: &mut Xml<R>) -> Result<String, ApiError> {
    let mut text = String::new();
    let mut inside = 0u32;
    loop {
        let name = match xml.next()? {
            Event::Start(tag) => tag.local_name().as_ref().to_owned(),
            Event::End(_) if inside == 0 => return Ok(text),
            Event::End(_) => {
                inside -= 1;
                continue;
            }
            Event::Eof => return Err(super::broken().into()),
            _ => continue,
        };
        match name.as_str() {
            "t" => xml.text(&mut text, LONGEST_CELL)?,
            "rPh" => xml.skip()?,
            _ => inside += 1,
        }
    }
}

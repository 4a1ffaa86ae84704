//! The XML of a part, event by event, each within a bound: a workbook is written by programs, and none of them writes
//! tags or texts without end.

use super::archive::TooLarge;
use super::{broken, too_large};
use crate::web::problem::ApiError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

/// The most bytes of a tag, or of a text without one. Excel takes texts of half as many characters.
const LONGEST_EVENT: usize = 128 << 10;

/// How deep elements stand in one another at the most; ten levels are many.
const DEEPEST: usize = 64;

/// What is read of a part.
pub(super) struct Xml<R> {
    reader: Reader<Bounded<BufReader<R>>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: Read> Xml<R> {
    pub(super) fn over(source: BufReader<R>) -> Xml<R> {
        let mut reader = Reader::from_reader(Bounded { source, taken: 0 });
        reader.config_mut().expand_empty_elements = true;
        Xml {
            reader,
            buffer: Vec::new(),
            depth: 0,
        }
    }

    /// The next event. What follows the end is the end.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ApiError> {
        self.buffer.clear();
        self.reader.get_mut().taken = 0;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(refusal)?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(broken().into()),
            _ => {}
        }
        match self.depth > DEEPEST {
            true => Err(broken().into()),
            false => Ok(event),
        }
    }

    /// Appends the text up to the end of the element that was just begun to `text`, which then has `most` bytes at the
    /// most and one beyond them when there was more.
    pub(super) fn text(&mut self, text: &mut String, most: usize) -> Result<(), ApiError> {
        let end = self.depth;
        loop {
            let depth = self.depth;
            let more: Cow<'_, str> = match self.next()? {
                Event::Text(part) => part.xml10_content(),
                Event::CData(part) => part.xml10_content(),
                Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(refusal)? {
                    Some(letter) => letter.to_string().into(),
                    None => named(&reference.xml10_content())?.into(),
                },
                Event::Eof => return Err(broken().into()),
                Event::End(_) if depth == end => return Ok(()),
                _ => continue,
            };
            let room = most.saturating_sub(text.len());
            match more.len() <= room {
                true => text.push_str(&more),
                false => {
                    text.push_str(&more[..more.floor_char_boundary(room)]);
                    // Longer than it may be, so that whoever asked sees it.
                    text.push_str(&" ".repeat((most + 1).saturating_sub(text.len())));
                }
            }
        }
    }

    /// Reads over the element that was just begun.
    pub(super) fn skip(&mut self) -> Result<(), ApiError> {
        let end = self.depth;
        loop {
            let depth = self.depth;
            match self.next()? {
                Event::End(_) if depth == end => return Ok(()),
                Event::Eof => return Err(broken().into()),
                _ => {}
            }
        }
    }
}

/// What an attribute of a name says, whatever stands before its colon.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, ApiError> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| broken())?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return Ok(Some(value.map_err(refusal)?.into_owned()));
        }
    }
    Ok(None)
}

fn named(entity: &str) -> Result<&'static str, ApiError> {
    Ok(match entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return Err(broken().into()),
    })
}

fn refusal(error: Error) -> ApiError {
    match error {
        Error::Io(error) if error.get_ref().is_some_and(|cause| cause.is::<TooLarge>()) => too_large().into(),
        Error::Io(error) if error.raw_os_error().is_some() => {
            ApiError::unavailable(io::Error::new(error.kind(), error.to_string()))
        }
        _ => broken().into(),
    }
}

/// A source that ends with an error inside an event without end.
struct Bounded<R> {
    source: R,
    /// How much was read since the event began.
    taken: usize,
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.taken > LONGEST_EVENT {
            true => Err(io::Error::other(TooLarge)),
            false => self.source.fill_buf(),
        }
    }

    fn consume(&mut self, bytes: usize) {
        self.taken += bytes;
        self.source.consume(bytes);
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

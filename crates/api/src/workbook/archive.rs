//! The ZIP archive that a workbook is, and its parts: none is larger than its bound, and all of them together are not
//! either, whatever the archive says of their sizes.

use super::xml::Xml;
use super::{broken, too_large};
use crate::web::problem::ApiError;
use std::cell::Cell;
use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::io::{self, BufReader, Read, Seek};
use zip::ZipArchive;
use zip::read::ZipFile;

/// The most files of an archive.
const MOST_FILES: u64 = 1_000;

/// A workbook's archive.
pub(super) struct Archive<R> {
    zip: ZipArchive<R>,
    /// Where each file is, by its path in small letters.
    places: HashMap<String, usize>,
    /// How many bytes may still be read.
    room: Cell<u64>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive of whose parts no more than so many bytes are read.
    pub(super) fn open(mut source: R, most: u64) -> Result<Archive<R>, ApiError> {
        // Before a list of them is made: an entry of the directory takes ten times as much in memory.
        if entries(&mut source).map_err(ApiError::unavailable)? > MOST_FILES {
            return Err(too_large().into());
        }
        source.rewind().map_err(ApiError::unavailable)?;
        let zip = ZipArchive::new(source).map_err(|_| broken())?;
        // A file whose name is no text is none of a workbook's.
        let places = zip.file_names().zip(0..);
        let places = places.filter_map(|(name, place)| Some((lowered(&name.ok()?), place)));
        Ok(Archive {
            places: places.collect(),
            room: Cell::new(most),
            zip,
        })
    }

    /// The part of a path, of `most` bytes at the most; nothing where there is none.
    pub(super) fn part(&mut self, path: &str, most: u64) -> Result<Option<Xml<Part<'_, R>>>, ApiError> {
        let Some(place) = self.places.get(&lowered(path)) else {
            return Ok(None);
        };
        let file = self.zip.by_index(*place).map_err(|_| broken())?;
        Ok(Some(Xml::over(BufReader::new(Part {
            file,
            left: most,
            room: &self.room,
        }))))
    }
}

/// The path of a part as it is looked for: some programs write others' slashes, or letters of another size.
fn lowered(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// How many entries of a directory there are in an archive, counted by how they begin. More may be counted than there
/// are, by chance one in a gigabyte.
fn entries(source: &mut (impl Read + Seek)) -> io::Result<u64> {
    const BEGINS: u32 = u32::from_be_bytes(*b"PK\x01\x02");
    source.rewind()?;
    let (mut found, mut last) = (0, 0u32);
    let mut piece = vec![0; 64 << 10];
    loop {
        let read = match source.read(&mut piece) {
            Ok(0) => return Ok(found),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for byte in &piece[..read] {
            last = last << 8 | u32::from(*byte);
            found += u64::from(last == BEGINS);
        }
    }
}

/// The plain bytes of a part, as long as they are within its bound.
pub(super) struct Part<'a, R: Read> {
    file: ZipFile<'a, R>,
    left: u64,
    room: &'a Cell<u64>,
}

impl<R: Read> Read for Part<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let took = |room: u64| {
            room.checked_sub(read as u64)
                .ok_or_else(|| io::Error::other(TooLarge))
        };
        self.left = took(self.left)?;
        self.room.set(took(self.room.get())?);
        Ok(read)
    }
}

/// What the reader of a part says when it goes beyond its bound.
#[derive(Debug)]
pub(super) struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the workbook is too large")
    }
}

impl Error for TooLarge {}

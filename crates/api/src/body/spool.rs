//! A body out of memory: what is small stays there, what is larger lies in a file without a name, which is gone with the
//! process however it ends.

use crate::web::problem::ApiError;
use std::io::{self, BufReader, Seek, Write};
use std::path::Path;
use tempfile::SpooledTempFile;

/// What stays in memory of one body.
const IN_MEMORY: usize = 1 << 20;

/// How much is read from a spool at once.
const READ_AT_ONCE: usize = 64 << 10;

/// Bytes that were written once and may be read again and again.
#[derive(Debug)]
pub(crate) struct Spool {
    file: SpooledTempFile,
    bytes: u64,
}

impl Spool {
    /// An empty spool, whose file would lie in this folder.
    pub(crate) fn new(folder: &Path) -> Spool {
        Spool {
            file: SpooledTempFile::new_in(IN_MEMORY, folder),
            bytes: 0,
        }
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads it from its beginning.
    pub(crate) fn read(&mut self) -> Result<BufReader<&mut SpooledTempFile>, ApiError> {
        self.file.rewind().map_err(ApiError::unavailable)?;
        Ok(BufReader::with_capacity(READ_AT_ONCE, &mut self.file))
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_small_makes_no_file_and_what_is_large_a_nameless_one() {
        let folder = tempfile::tempdir().unwrap();
        for (size, is_file) in [(IN_MEMORY, false), (IN_MEMORY + 1, true)] {
            let mut spool = Spool::new(folder.path());
            let bytes: Vec<u8> = (0..size).map(|at| at as u8).collect();
            for piece in bytes.chunks(100_000) {
                spool.write_all(piece).unwrap();
            }
            assert_eq!(spool.bytes(), size as u64);
            assert_eq!(spool.file.is_rolled(), is_file);
            for _ in 0..2 {
                let mut again = Vec::new();
                spool.read().unwrap().read_to_end(&mut again).unwrap();
                assert!(
                    again == bytes,
                    "it reads as it was written, as often as one likes"
                );
            }
            let names = std::fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(names, 0, "whoever kills the process leaves nothing behind");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_failure_that_may_pass() {
        let mut spool = Spool::new(Path::new("/nowhere/at/all"));
        assert!(spool.write_all(&vec![0; IN_MEMORY]).is_ok());
        assert!(spool.write_all(&[0]).is_err());
    }
}

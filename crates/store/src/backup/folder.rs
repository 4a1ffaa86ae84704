//! Files for their owner's eyes alone, and a folder that gets its name when it is whole.

use super::digest::hexadecimal;
use super::error::BackupError;
use super::manifest::{DataFile, Manifest};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A folder in the making. It goes again unless it is given its name.
pub(super) struct NewFolder {
    place: PathBuf,
    name: PathBuf,
    whole: bool,
}

impl NewFolder {
    /// Makes it beside the name it is to have.
    pub(super) fn begin(name: &Path) -> Result<NewFolder, BackupError> {
        require_free(name)?;
        let place = beside(name)?;
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&place).map_err(file("make the folder", &place))?;
        Ok(NewFolder {
            place,
            name: name.to_owned(),
            whole: false,
        })
    }

    /// The path of a file in it.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.place.join(file)
    }

    /// Writes the manifest, and gives the folder its name.
    pub(super) fn finish(mut self, manifest_name: &str, manifest: &Manifest) -> Result<(), BackupError> {
        let path = self.path(manifest_name);
        let mut text = serde_json::to_string_pretty(manifest).map_err(|source| BackupError::Manifest {
            path: path.clone(),
            source,
        })?;
        text.push('\n');
        let mut target = create(&path)?;
        target
            .write_all(text.as_bytes())
            .and_then(|()| target.sync_all())
            .map_err(file("write", &path))?;
        sync(&self.place)?;
        require_free(&self.name)?;
        std::fs::rename(&self.place, &self.name).map_err(file("give its name to", &self.name))?;
        self.whole = true;
        sync(&parent(&self.name))
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if !self.whole
            && let Err(error) = std::fs::remove_dir_all(&self.place)
        {
            tracing::warn!(%error, path = %self.place.display(), "an unfinished backup stays behind");
        }
    }
}

/// A name beside another that nobody else has.
pub(super) fn beside(path: &Path) -> Result<PathBuf, BackupError> {
    let Some(name) = path.file_name() else {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "it has no name of its own");
        return Err(file("write", path)(source));
    };
    let mut name = name.to_owned();
    name.push(format!(".incomplete-{}", uuid::Uuid::new_v4().simple()));
    Ok(path.with_file_name(name))
}

fn require_free(path: &Path) -> Result<(), BackupError> {
    match std::fs::symlink_metadata(path) {
        Ok(_) => Err(BackupError::Exists {
            path: path.to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(file("look for", path)(source)),
    }
}

/// Makes a file that its owner alone may read.
pub(super) fn create(path: &Path) -> Result<File, BackupError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(file("make", path))
}

/// Has what was written to a file or a folder on the disk.
pub(super) fn sync(path: &Path) -> Result<(), BackupError> {
    File::open(path)
        .and_then(|opened| opened.sync_all())
        .map_err(file("write to the disk", path))
}

/// The folder a path is in.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The size and hash of a file.
pub(super) fn digest(path: &Path, name: &str) -> Result<DataFile, BackupError> {
    let mut opened = File::open(path).map_err(file("read", path))?;
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = opened.read(&mut piece).map_err(file("read", path))?;
        let Some(part) = piece.get(..read).filter(|part| !part.is_empty()) else {
            break;
        };
        hash.update(part);
        bytes += read as u64;
    }
    Ok(DataFile {
        file: name.to_owned(),
        bytes,
        sha256: hexadecimal(&hash.finalize()),
    })
}

/// That a file is the one of the manifest.
pub(super) fn require_same(path: &Path, listed: &DataFile) -> Result<(), BackupError> {
    let found = digest(path, &listed.file)?;
    match found.bytes == listed.bytes && found.sha256.eq_ignore_ascii_case(&listed.sha256) {
        true => Ok(()),
        false => Err(BackupError::OtherFile {
            path: path.to_owned(),
        }),
    }
}

/// Names what was being done to a file.
pub(super) fn file(step: &'static str, path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    move |source| BackupError::File {
        step,
        path: path.to_owned(),
        source,
    }
}

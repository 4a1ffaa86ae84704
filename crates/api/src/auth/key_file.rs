//! The file of a key: made once, read by its owner alone.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// What stands in the file; what `make` gives, when there is none yet. Of two programs that start together, what the
/// first one wrote is read by both.
pub(super) fn read_or_create<E>(
    path: &Path,
    make: impl FnOnce() -> Result<String, E>,
    read_failed: impl Fn(io::Error) -> E,
    write_failed: impl Fn(io::Error) -> E,
) -> Result<String, E> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            create(path, &make()?).map_err(write_failed)?;
            fs::read_to_string(path).map_err(read_failed)
        }
        other => other.map_err(read_failed),
    }
}

/// Writes a new key beside the place and moves it there, so that nobody ever reads half a key; what stands there
/// already stays.
pub(super) fn create(path: &Path, content: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let beside = path.with_extension(format!("new-{}", uuid::Uuid::new_v4().simple()));
    let outcome =
        write_private(&beside, content.as_bytes()).and_then(|()| match fs::hard_link(&beside, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        });
    // The second name of the file goes in any case; that it cannot go is no reason to do without a key.
    if let Err(error) = fs::remove_file(&beside)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(error = %error, file = %beside.display(), "a second copy of a key is left");
    }
    outcome
}

fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

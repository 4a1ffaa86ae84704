//! The file of a key: made once, read by its owner alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// Where containers are given secrets (Docker, Kubernetes). They lie there for whoever is in the container, and modes say
/// nothing.
const HANDED_OVER: &str = "/run/secrets";

/// Whether a file was handed over to a container.
pub fn is_handed_over(path: &Path) -> bool {
    path.starts_with(HANDED_OVER)
}

/// What stands in the file, if nobody else can read it: a key that others had is worth nothing any more, and nobody
/// would know.
pub(super) fn read(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    #[cfg(unix)]
    require_private(path, &file.metadata()?)?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(text)
}

/// A file of our own is ours alone. One that belongs to somebody else was handed over, and its group is how (systemd
/// shows the right it gives to a service as one of the group): that much is left to its owner.
#[cfg(unix)]
fn require_private(path: &Path, file: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    if is_handed_over(path) {
        return Ok(());
    }
    let open_to_others = match file.uid() == rustix::process::geteuid().as_raw() {
        true => file.mode() & 0o077,
        false => file.mode() & 0o027,
    };
    if open_to_others == 0 {
        return Ok(());
    }
    let path = path.display();
    let mode = file.mode() & 0o777;
    Err(io::Error::new(
        io::ErrorKind::PermissionDenied,
        format!(
            "others than its owner can reach the file (mode {mode:04o}): run `chmod 600 {path}`, and make another key \
             if somebody may have read this one"
        ),
    ))
}

/// What stands in the file; what `make` gives, when there is none yet. Of two programs that start together, what the
/// first one wrote is read by both.
pub(super) fn read_or_create<E>(
    path: &Path,
    make: impl FnOnce() -> Result<String, E>,
    read_failed: impl Fn(io::Error) -> E,
    write_failed: impl Fn(io::Error) -> E,
) -> Result<String, E> {
    match read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            create(path, &make()?).map_err(write_failed)?;
            read(path).map_err(read_failed)
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

//! Files with secrets that somebody else makes: an administrator, a program that renews certificates, whoever runs the
//! containers; and where the data lies. The keys that BLIS makes itself are looked after in `blis-api`.

use crate::settings::{ProviderSettings, Settings};
#[cfg(unix)]
use blis_api::is_handed_over;
use blis_store::DatabaseUrl;
use std::path::Path;

/// Warns of those that every user of the machine can read. A group may be meant. It is no more than a warning, because
/// a program that writes such a file anew must not be able to keep the server from starting.
pub(crate) fn warn_of_readers(settings: &Settings) {
    if let Some(tls) = &settings.edge.tls {
        warn_if_public("tls_key", &tls.key);
    }
    if let Some(file) = settings
        .mail
        .as_ref()
        .and_then(|mail| mail.password_file.as_ref())
    {
        warn_if_public("smtp_password_file", file);
    }
    for ProviderSettings {
        client_secret_file, ..
    } in &settings.providers
    {
        warn_if_public("client_secret_file", client_secret_file);
    }
}

/// Warns of a data directory into which others can put files, and of a database that every user of the machine can
/// read. BLIS makes both for their owner alone, but takes what is there as it is.
pub(crate) fn warn_of_open_data(settings: &Settings) {
    if gives(&settings.data_dir, 0o022) {
        tracing::warn!(
            directory = %settings.data_dir.display(),
            "others than its owner can change what lies in the data directory: take the right from them (chmod go-w)"
        );
    }
    if let DatabaseUrl::Sqlite(file) = &settings.database_url
        && gives(file, 0o007)
    {
        tracing::warn!(
            file = %file.display(),
            "everybody on this machine can read the database: take the right from others (chmod o-rwx)"
        );
    }
}

fn warn_if_public(setting: &'static str, path: &Path) {
    if is_public(path) {
        tracing::warn!(
            setting,
            file = %path.display(),
            "everybody on this machine can read this secret: take the right from others (chmod o-rwx)"
        );
    }
}

#[cfg(unix)]
fn is_public(path: &Path) -> bool {
    !is_handed_over(path) && gives(path, 0o007)
}

/// Whether a file or directory gives any of these rights. One that is not there is told of by whoever reads it.
#[cfg(unix)]
fn gives(path: &Path, rights: u32) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map(|file| file.permissions().mode());
    mode.is_ok_and(|mode| mode & rights != 0)
}

#[cfg(not(unix))]
fn is_public(_: &Path) -> bool {
    false
}

#[cfg(not(unix))]
fn gives(_: &Path, _: u32) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_secret_is_public_when_everybody_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        assert!(!is_public(&path), "one that is not there");
        fs::write(&path, "x").unwrap();
        for (mode, public) in [(0o600, false), (0o640, false), (0o644, true), (0o604, true)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(is_public(&path), public, "{mode:o}");
        }
    }
}

//! Files with secrets that somebody else makes: an administrator, a program that renews certificates, whoever runs the
//! containers. The keys that BLIS makes itself are looked after in `blis-api`.

use crate::settings::{ProviderSettings, Settings};
use std::path::Path;

/// Where containers are given secrets. They lie there for whoever is in the container, and modes say nothing.
#[cfg(unix)]
const HANDED_OVER: &str = "/run/secrets";

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

fn warn_if_public(setting: &'static str, path: &Path) {
    if is_public(path) {
        tracing::warn!(
            setting,
            file = %path.display(),
            "everybody on this machine can read this secret: take the right from others (chmod o-rwx)"
        );
    }
}

/// A file that is not there is told of by whoever reads it.
#[cfg(unix)]
fn is_public(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map(|file| file.permissions().mode());
    !path.starts_with(HANDED_OVER) && mode.is_ok_and(|mode| mode & 0o007 != 0)
}

#[cfg(not(unix))]
fn is_public(_: &Path) -> bool {
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

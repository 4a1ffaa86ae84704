//! The mail server of the settings.

use crate::settings::MailSettings;
use anyhow::{Context, ensure};
use blis_api::MailServer;
use std::fs;

/// The mail server, with the password from its file.
pub(crate) fn server(settings: &MailSettings) -> anyhow::Result<MailServer> {
    let password = settings
        .password_file
        .as_ref()
        .map(|path| {
            let name = path.display();
            let text = fs::read_to_string(path)
                .with_context(|| format!("cannot read the password for the mail server in {name}"))?;
            let line = text.lines().next().unwrap_or_default().to_owned();
            ensure!(
                !line.is_empty(),
                "the file {name} holds no password on its first line"
            );
            Ok(line)
        })
        .transpose()?;
    Ok(MailServer::new(
        &settings.server,
        password.as_deref(),
        &settings.from,
    )?)
}

//! `blis mail test`: a letter by the mail server of the settings, so that whoever sets them sees whether they work.

use crate::cli::TestMailArgs;
use crate::error::{Outcome, WrongUse};
use crate::mail;
use crate::output;
use crate::settings::{Layers, Settings};
use anyhow::Context;
use blis_domain::person::{EmailAddress, InvalidEmailAddress};

/// Sends the letter, and says that the server took it.
pub(crate) fn run(args: &TestMailArgs) -> anyhow::Result<Outcome> {
    let address: EmailAddress = args
        .address
        .parse()
        .map_err(|error: InvalidEmailAddress| WrongUse(error.to_string()))?;
    let layers = Layers::collect(
        args.settings.flags(),
        args.settings.data.config.clone(),
        &|name| std::env::var(name).ok(),
    )?;
    let settings = Settings::of(&layers)?;
    let chosen = settings
        .mail
        .as_ref()
        .context("`smtp_url` is not set: this installation sends no letters")?;
    mail::server(chosen)?
        .send_test(&address, args.lang.into())
        .with_context(|| format!("{} did not take the letter", chosen.server))?;
    output::line(&format!("{} took the letter", chosen.server))?;
    Ok(Outcome::Done)
}

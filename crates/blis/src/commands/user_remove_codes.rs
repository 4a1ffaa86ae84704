//! `blis user remove-codes`: the one-time codes of a person taken away, when nobody is left who could do it on the page.

use crate::cli::RemoveCodesArgs;
use crate::database;
use crate::error::{Outcome, WrongUse};
use crate::output;
use anyhow::bail;
use blis_domain::person::EmailAddress;
use blis_store::{AuditContext, Decider};

/// Takes the codes away and ends the sessions of the person.
pub(crate) fn run(args: &RemoveCodesArgs) -> anyhow::Result<Outcome> {
    let email: EmailAddress = args
        .email
        .parse()
        .map_err(|error: blis_domain::person::InvalidEmailAddress| WrongUse(error.to_string()))?;
    let store = database::open_existing(&database::settings(&args.data)?)?;
    let Some(account) = store.account(&email)? else {
        bail!("nobody signs in with this address");
    };
    let context = AuditContext::command("user remove-codes");
    match store.remove_second_factor(&account.person, Decider::Command, &context)? {
        true => output::line("Taken away; every session of the person has ended")?,
        false => bail!("the person has no one-time codes"),
    }
    Ok(Outcome::Done)
}

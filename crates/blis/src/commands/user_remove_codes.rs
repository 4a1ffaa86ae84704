//! `blis user remove-codes`: the one-time codes of a person taken away, when nobody is left who could do it on the page;
//! or of everybody whose codes no key opens any more.

use crate::cli::RemoveCodesArgs;
use crate::database;
use crate::error::{Outcome, WrongUse};
use crate::output;
use crate::settings::Settings;
use anyhow::{bail, ensure};
use blis_api::SealingKey;
use blis_domain::person::EmailAddress;
use blis_store::{AuditContext, Decider, Store};

/// Takes the codes away and ends the sessions of the person.
pub(crate) fn run(args: &RemoveCodesArgs) -> anyhow::Result<Outcome> {
    let email = args.email.as_ref().map(|email| email.parse());
    let email: Option<EmailAddress> = email
        .transpose()
        .map_err(|error: blis_domain::person::InvalidEmailAddress| WrongUse(error.to_string()))?;
    let settings = database::settings(&args.data)?;
    let store = database::open_existing(&settings)?;
    match (email, args.lost) {
        (Some(email), _) => of_one(&store, &email)?,
        (None, Some(expected)) => of_all_lost(&store, &settings, expected)?,
        (None, None) => bail!(WrongUse("whose codes are to be taken away?".to_owned())),
    }
    Ok(Outcome::Done)
}

fn of_one(store: &Store, email: &EmailAddress) -> anyhow::Result<()> {
    let Some(account) = store.account(email)? else {
        bail!("nobody signs in with this address");
    };
    match store.remove_second_factor(&account.person, Decider::Command, &context())? {
        true => output::line("Taken away; every session of the person has ended"),
        false => bail!("the person has no one-time codes"),
    }
}

/// The number that was expected stands against a key that is only looked for in the wrong place, where all codes would
/// seem lost.
fn of_all_lost(store: &Store, settings: &Settings, expected: usize) -> anyhow::Result<()> {
    let path = &settings.sealing_key_file;
    let key = SealingKey::load(path)?;
    let lost = blis_api::lost_secrets(store, key.as_ref())?;
    ensure!(
        lost.len() == expected,
        "the sealing key looked for at {} does not open the codes of {} people, and not of {expected}: nothing was \
         taken away",
        path.display(),
        lost.len()
    );
    for person in &lost {
        store.remove_second_factor(person, Decider::Command, &context())?;
    }
    output::line(&format!(
        "Taken away from {expected} people; every session of theirs has ended"
    ))
}

fn context() -> AuditContext {
    AuditContext::command("user remove-codes")
}

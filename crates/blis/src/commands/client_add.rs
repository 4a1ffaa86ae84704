//! `blis client add`: a machine client, and its first secret for this one time.

use crate::cli::AddClientArgs;
use crate::database;
use crate::error::{Outcome, WrongUse};
use crate::output;
use anyhow::{Context, bail};
use blis_domain::{client, wire};
use blis_store::{AllowedAddresses, AuditContext, Clock, NewClient, NewSecret, random_bytes};
use serde_json::json;

/// Adds a client and prints its id and secret.
pub(crate) fn run(args: &AddClientArgs) -> anyhow::Result<Outcome> {
    let name = args.name.trim();
    let asked = wire::NewClient {
        id: client::id_of(name, random_bytes()?),
        name: name.to_owned(),
        feed: args.feed.clone(),
        scopes: args.scopes.clone(),
        allowed_addresses: args.allow_addresses.clone(),
    };
    check(&asked)?;
    let allowed_addresses = AllowedAddresses::parse(&asked.allowed_addresses).map_err(|(at, reason)| {
        let given = asked.allowed_addresses.get(at).map_or("", String::as_str);
        WrongUse(format!("--allow-address {given} cannot be used: {reason}"))
    })?;
    let store = database::open_existing(&database::settings(&args.data)?)?;
    if let Some(feed) = &asked.feed
        && !store.feed_exists(feed)?
    {
        bail!("there is no feed `{feed}`");
    }
    let (client_secret, hash) = blis_api::new_secret().context("cannot make a secret")?;
    let expires_at = blis_api::secret_ending(args.expires, Clock::system().now());
    let printed = json!({ "client_id": asked.id, "client_secret": client_secret });
    store.add_client(
        NewClient {
            id: asked.id,
            name: asked.name,
            feed: asked.feed,
            scopes: asked.scopes,
            allowed_addresses,
            secret: Some(NewSecret { hash, expires_at }),
        },
        &AuditContext::command("client add"),
    )?;
    if args.json {
        output::line(&printed.to_string())?;
    } else {
        output::json(&printed)?;
        eprintln!("Keep the secret now: BLIS cannot show it again.");
    }
    Ok(Outcome::Done)
}

/// By the rules of the API, said in the language of the command line.
fn check(asked: &wire::NewClient) -> Result<(), WrongUse> {
    let faults = client::new_faults(asked);
    let said: Vec<&str> = faults.iter().map(|fault| fault.message.en.as_str()).collect();
    match said.is_empty() {
        true => Ok(()),
        false => Err(WrongUse(said.join(" "))),
    }
}

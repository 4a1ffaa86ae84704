//! `blis client add`: a machine client, and its first secret for this one time.

use crate::cli::AddClientArgs;
use crate::database;
use crate::error::{Outcome, WrongUse};
use crate::output;
use anyhow::{Context, bail};
use blis_domain::locale::folded;
use blis_domain::rights::Role;
use blis_store::{AllowedAddresses, AuditContext, Clock, NewClient, NewSecret};
use rand::TryRng;
use rand::rngs::SysRng;
use serde_json::json;
use time::{Duration, OffsetDateTime};

/// Adds a client and prints its id and secret.
///
/// The store keeps the SHA-256 of the secret. A slow hash with salt is for what people choose, because it
/// can be guessed; a secret of 256 random bits cannot, and a feed that asks for a token every quarter of
/// an hour should not pay for one.
pub(crate) fn run(args: &AddClientArgs) -> anyhow::Result<Outcome> {
    check(args)?;
    let allowed_addresses = AllowedAddresses::parse(&args.allow_addresses).map_err(|(at, reason)| {
        let given = args.allow_addresses.get(at).map_or("", String::as_str);
        WrongUse(format!("--allow-address {given} cannot be used: {reason}"))
    })?;
    let store = database::open_existing(&database::settings(&args.data)?)?;
    if let Some(feed) = &args.feed
        && !store.feed_exists(feed)?
    {
        bail!("there is no feed `{feed}`");
    }
    let client_id = format!("{}-{}", slug(&args.name), hex(&random::<4>()?));
    let (client_secret, hash) =
        blis_api::new_secret().context("the system gives no randomness for a secret")?;
    let expires_at = ending(args.expires, Clock::system().now());
    store.add_client(
        NewClient {
            id: client_id.clone(),
            name: args.name.clone(),
            feed: args.feed.clone(),
            scopes: args.scopes.clone(),
            allowed_addresses,
            secret: Some(NewSecret { hash, expires_at }),
        },
        &AuditContext::command("client add"),
    )?;
    let printed = json!({ "client_id": client_id, "client_secret": client_secret });
    if args.json {
        output::line(&printed.to_string())?;
    } else {
        output::json(&printed)?;
        eprintln!("Keep the secret now: BLIS cannot show it again.");
    }
    Ok(Outcome::Done)
}

/// When a secret ends that shall hold for so many days.
pub(super) fn ending(days: Option<u16>, now: OffsetDateTime) -> Option<OffsetDateTime> {
    days.map(|days| now + Duration::days(days.into()))
}

fn check(args: &AddClientArgs) -> Result<(), WrongUse> {
    if args.name.trim().is_empty() {
        return Err(WrongUse("the name is empty".to_owned()));
    }
    for scope in &args.scopes {
        if Role::of_scope(scope).is_none() {
            let known: Vec<&str> = Role::ALL.into_iter().filter_map(Role::scope).collect();
            return Err(WrongUse(format!(
                "there is no scope `{scope}`: give {}",
                known.join(" or ")
            )));
        }
    }
    let writes = args
        .scopes
        .iter()
        .any(|scope| Role::of_scope(scope) == Some(Role::FeedWriter));
    match (writes, &args.feed) {
        (true, None) => Err(WrongUse("the scope feed:write needs --feed".to_owned())),
        (false, Some(_)) => Err(WrongUse("--feed needs the scope feed:write".to_owned())),
        _ => Ok(()),
    }
}

fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    SysRng
        .try_fill_bytes(&mut bytes)
        .context("the system gives no randomness for a secret")?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The name as the readable part of an id: it stands in logs and receipts.
fn slug(name: &str) -> String {
    let plain: String = folded(name)
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(24).collect();
    match slug.trim_end_matches('-') {
        "" => "client".to_owned(),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_readable_whatever_the_name() {
        assert_eq!(slug("VRAA datu plūsma (RAIM)"), "vraa-datu-plusma-raim");
        assert_eq!(slug("… "), "client");
        assert_eq!(
            slug("a name that is much longer than it should be"),
            "a-name-that-is-much-long"
        );
    }
}

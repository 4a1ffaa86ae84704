//! `blis client list`: the machine clients, and how long their secrets hold.

use crate::cli::ListClientsArgs;
use crate::database;
use crate::error::Outcome;
use crate::output;
use blis_domain::client::expires_soon;
use blis_store::{ClientListed, ClientSecret, Clock};
use serde_json::json;

/// Prints the clients.
pub(crate) fn run(args: &ListClientsArgs) -> anyhow::Result<Outcome> {
    let store = database::open_existing(&database::settings(&args.data)?)?;
    let clients = store.clients(Clock::system().now())?;
    if args.json {
        let all: Vec<_> = clients.iter().map(document).collect();
        output::json(&json!(all))?;
        return Ok(Outcome::Done);
    }
    if clients.is_empty() {
        output::line("There is no machine client: `blis client add` makes one.")?;
    }
    for listed in &clients {
        output::line(&headline(listed))?;
        for secret in &listed.secrets {
            output::line(&format!("  {}", secret_line(secret)))?;
        }
    }
    Ok(Outcome::Done)
}

fn document(listed: &ClientListed) -> serde_json::Value {
    let client = &listed.client;
    let secrets: Vec<_> = listed
        .secrets
        .iter()
        .map(|secret| {
            json!({
                "id": secret.id,
                "created_at": secret.created_at,
                "expires_at": secret.expires_at,
                "last_used_at": secret.last_used_at,
                "revoked_at": secret.revoked_at,
                "holds": secret.holds,
            })
        })
        .collect();
    json!({
        "id": client.id,
        "name": client.name,
        "feed": client.feed,
        "scopes": client.scopes,
        "allowed_addresses": client.allowed_addresses.texts(),
        "suspended": client.suspended,
        "created_at": client.created_at,
        "secrets": secrets,
    })
}

/// One line of a client: `srda-1 (VRAA): feed:write, feed srda, from 192.0.2.0/24; suspended`.
fn headline(listed: &ClientListed) -> String {
    let client = &listed.client;
    let mut line = format!("{} ({}): {}", client.id, client.name, client.scopes.join(" "));
    if let Some(feed) = &client.feed {
        line += &format!(", feed {feed}");
    }
    match client.allowed_addresses.texts().as_slice() {
        [] => line += ", from anywhere",
        texts => line += &format!(", from {}", texts.join(" ")),
    }
    if client.suspended {
        line += "; suspended";
    }
    let ends: Vec<Option<i64>> = holding(listed).map(|secret| secret.days_left).collect();
    if ends.is_empty() {
        line += "; no secret holds";
    } else if expires_soon(ends.iter().copied()) {
        line += "; the last secret ends soon";
    }
    line
}

fn holding(listed: &ClientListed) -> impl Iterator<Item = &ClientSecret> {
    listed.secrets.iter().filter(|secret| secret.holds)
}

fn secret_line(secret: &ClientSecret) -> String {
    let state = match (&secret.revoked_at, &secret.expires_at) {
        (Some(at), _) => format!("revoked {}", minute(at)),
        (None, Some(at)) if secret.holds => format!("ends {}", minute(at)),
        (None, Some(at)) => format!("ended {}", minute(at)),
        (None, None) => "does not end".to_owned(),
    };
    let used = secret
        .last_used_at
        .as_deref()
        .map_or("never used".to_owned(), |at| format!("last used {}", minute(at)));
    format!(
        "{}  made {}, {state}, {used}",
        secret.id,
        minute(&secret.created_at)
    )
}

/// An instant to the minute, in UTC.
fn minute(rfc3339: &str) -> String {
    let text: String = rfc3339.chars().take(16).collect();
    format!("{}Z", text.replace('T', " "))
}

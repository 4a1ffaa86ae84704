//! `blis client secret add` and `blis client secret revoke`: how a client changes its secret without an interruption.

use crate::cli::{AddClientSecretArgs, RevokeClientSecretArgs};
use crate::database;
use crate::error::Outcome;
use crate::output;
use anyhow::{Context, bail};
use blis_store::{AuditContext, Clock, NewSecret};
use serde_json::json;

/// Gives a client another secret and prints it.
pub(crate) fn add(args: &AddClientSecretArgs) -> anyhow::Result<Outcome> {
    let store = database::open_existing(&database::settings(&args.data)?)?;
    let (secret, hash) = blis_api::new_secret().context("cannot make a secret")?;
    let new = NewSecret {
        hash,
        expires_at: blis_api::secret_ending(args.expires, Clock::system().now()),
    };
    let id = store.add_client_secret(&args.id, &new, &AuditContext::command("client secret add"))?;
    let printed = json!({ "client_id": args.id, "secret_id": id, "client_secret": secret });
    if args.json {
        output::line(&printed.to_string())?;
    } else {
        output::json(&printed)?;
        eprintln!("Keep the secret now: BLIS cannot show it again. Those the client has hold on beside it.");
    }
    Ok(Outcome::Done)
}

/// Revokes a secret.
pub(crate) fn revoke(args: &RevokeClientSecretArgs) -> anyhow::Result<Outcome> {
    let store = database::open_existing(&database::settings(&args.data)?)?;
    let context = AuditContext::command("client secret revoke");
    if !store.revoke_client_secret(&args.id, &args.secret, &context)? {
        bail!(
            "the machine client `{}` has no secret `{}`, or it was revoked before: see `blis client list`",
            args.id,
            args.secret
        );
    }
    output::line(&format!("Revoked {}", args.secret))?;
    eprintln!("Tokens given for it open nothing any more.");
    Ok(Outcome::Done)
}

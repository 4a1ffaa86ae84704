//! `blis key rotate` and `blis key list`: the keys that sign access tokens.

use crate::cli::KeyArgs;
use crate::database;
use crate::error::Outcome;
use crate::output;
use crate::settings::{Layers, Settings};
use blis_api::{KeyListed, KeyState, SigningKeys};
use blis_domain::audit::actions;
use blis_store::{AuditContext, AuditDraft, Clock};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Makes a key, and tells the audit log of it. The key is a file and no row: when the log cannot be told, the command
/// says so, and the key is there.
pub(crate) fn rotate(args: &KeyArgs) -> anyhow::Result<Outcome> {
    let settings = settings(args)?;
    let store = database::open_existing(&settings)?;
    let now = Clock::system().now();
    let key = SigningKeys::rotate(&settings.signing_key_file, now)?;
    let context = AuditContext::command("key rotate");
    store.record(&AuditDraft::done(
        &context,
        actions::ROTATE_KEY,
        "signing_key",
        Some(&key.kid),
    ))?;
    if args.json {
        output::json(&document(&key))?;
    } else {
        output::line(&format!("Made {}", line(&key)))?;
    }
    Ok(Outcome::Done)
}

/// Prints the keys, the oldest first.
pub(crate) fn list(args: &KeyArgs) -> anyhow::Result<Outcome> {
    let keys = SigningKeys::list(&settings(args)?.signing_key_file, Clock::system().now())?;
    if args.json {
        output::json(&json!(keys.iter().map(document).collect::<Vec<_>>()))?;
        return Ok(Outcome::Done);
    }
    if keys.is_empty() {
        output::line("There is no key: `blis serve` makes the first.")?;
    }
    for key in &keys {
        output::line(&line(key))?;
    }
    Ok(Outcome::Done)
}

fn settings(args: &KeyArgs) -> anyhow::Result<Settings> {
    let layers = Layers::collect(args.flags(), args.data.config.clone(), &|name| {
        std::env::var(name).ok()
    })?;
    Settings::of(&layers)
}

fn line(key: &KeyListed) -> String {
    let state = match key.state {
        KeyState::Next => format!("published, signs from {}", minute(key.signs_from)),
        KeyState::Signs => "signs".to_owned(),
        KeyState::Verifies => format!("verifies until {}", minute(key.verifies_until)),
        KeyState::Ended => "ended".to_owned(),
    };
    format!("{}: {state} ({})", key.kid, key.file.display())
}

fn document(key: &KeyListed) -> Value {
    let state = match key.state {
        KeyState::Next => "next",
        KeyState::Signs => "signs",
        KeyState::Verifies => "verifies",
        KeyState::Ended => "ended",
    };
    json!({
        "kid": key.kid,
        "file": key.file,
        "state": state,
        "signs_from": written(key.signs_from),
        "verifies_until": written(key.verifies_until),
    })
}

fn written(moment: Option<OffsetDateTime>) -> Option<String> {
    moment.and_then(|moment| moment.format(&Rfc3339).ok())
}

/// A moment to the minute, in UTC.
fn minute(moment: Option<OffsetDateTime>) -> String {
    let text: String = written(moment).unwrap_or_default().chars().take(16).collect();
    format!("{}Z", text.replace('T', " "))
}

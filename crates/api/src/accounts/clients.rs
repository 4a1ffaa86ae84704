//! Machine clients and their secrets, as those who run the installation look after them.

use super::unacceptable::refuse;
use crate::auth::secret;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::client;
use blis_domain::problem::{FaultDraft, ProblemDraft};
use blis_domain::text::Text;
use blis_domain::wire::{
    ClientSecretOnce, ClientSecretView, ClientView, NewClient, NewClientSecret, UpdateClient,
};
use blis_store::{
    AllowedAddresses, AuditContext, ClientChange, ClientListed, ClientSecret, InvalidNetwork, NewSecret,
    StoreError,
};
use time::format_description::well_known::Rfc3339;

/// A client as it is shown, and the version that a change of it names.
pub(crate) struct Shown {
    pub(crate) view: ClientView,
    pub(crate) version: u64,
}

/// Every client.
pub(crate) fn list(state: &State) -> Result<Vec<ClientView>, ApiError> {
    Ok(state
        .store
        .clients(state.clock.now())?
        .into_iter()
        .map(view)
        .collect())
}

/// One client.
pub(crate) fn show(state: &State, id: &str) -> Result<Shown, ApiError> {
    let found = state.store.client_listed(id, state.clock.now())?;
    let listed = found.ok_or_else(|| StoreError::UnknownClient(id.to_owned()))?;
    Ok(Shown {
        version: listed.client.version,
        view: view(listed),
    })
}

/// Makes a client. It has no secret yet.
pub(crate) fn add(state: &State, asked: NewClient, context: &AuditContext) -> Result<Shown, ApiError> {
    let mut faults = client::new_faults(&asked);
    if let Some(feed) = &asked.feed
        && !state.store.feed_exists(feed)?
    {
        faults.push(unknown_feed());
    }
    let addresses = addresses(&asked.allowed_addresses, &mut faults);
    refuse(faults)?;
    let id = asked.id.clone();
    let new = blis_store::NewClient {
        id: asked.id,
        name: asked.name.trim().to_owned(),
        feed: asked.feed,
        scopes: asked.scopes,
        allowed_addresses: addresses,
        secret: None,
    };
    state.store.add_client(new, context)?;
    show(state, &id)
}

/// Changes a client that is still as the caller saw it.
pub(crate) fn change(
    state: &State,
    seen: &Shown,
    asked: UpdateClient,
    context: &AuditContext,
) -> Result<Shown, ApiError> {
    let mut faults = Vec::new();
    if let Some(scopes) = &asked.scopes {
        faults.extend(client::scope_faults(scopes, seen.view.feed.as_deref()));
    }
    faults.extend(asked.name.as_deref().and_then(client::name_fault));
    let allowed_addresses = asked
        .allowed_addresses
        .map(|texts| addresses(&texts, &mut faults));
    refuse(faults)?;
    let to = ClientChange {
        name: asked.name.map(|name| name.trim().to_owned()),
        scopes: asked.scopes,
        allowed_addresses,
        suspended: asked.suspended,
    };
    let id = &seen.view.id;
    state.store.change_client(id, &to, Some(seen.version), context)?;
    show(state, id)
}

/// Removes a client for good. What it sent stays, and so does its id in receipts and in the log.
pub(crate) fn remove(state: &State, id: &str, context: &AuditContext) -> Result<(), ApiError> {
    Ok(state.store.remove_client(id, context)?)
}

/// Makes another secret. Nobody can show it again.
pub(crate) fn add_secret(
    state: &State,
    id: &str,
    asked: &NewClientSecret,
    context: &AuditContext,
) -> Result<ClientSecretOnce, ApiError> {
    refuse(client::days_fault(asked.expires_in_days).into_iter().collect())?;
    let expires_at = secret::ending(asked.expires_in_days, state.clock.now());
    let (secret, hash) = secret::new().map_err(ApiError::internal)?;
    let new = NewSecret { hash, expires_at };
    let id = state.store.add_client_secret(id, &new, context)?;
    Ok(ClientSecretOnce {
        id,
        secret,
        expires_at: expires_at
            .map(|end| end.format(&Rfc3339))
            .transpose()
            .map_err(ApiError::internal)?,
    })
}

/// Takes a secret back, and with it the tokens that were given for it.
pub(crate) fn revoke_secret(
    state: &State,
    id: &str,
    secret: &str,
    context: &AuditContext,
) -> Result<(), ApiError> {
    match state.store.revoke_client_secret(id, secret, context)? {
        true => Ok(()),
        false => Err(no_such_secret()),
    }
}

/// The client has no secret of this id that could be revoked.
pub(crate) fn no_such_secret() -> ApiError {
    ProblemDraft::not_found(
        "Pieslēgtajai sistēmai nav šādas piekļuves atslēgas, vai tā jau ir atsaukta.",
        "The machine client has no such secret, or it was revoked before.",
    )
    .into()
}

fn view(listed: ClientListed) -> ClientView {
    let ClientListed { client, secrets } = listed;
    let ends = secrets.iter().filter(|one| one.holds).map(|one| one.days_left);
    ClientView {
        expires_soon: client::expires_soon(ends),
        // The same shape of text sorts as the instants do.
        last_used_at: secrets.iter().filter_map(|one| one.last_used_at.clone()).max(),
        id: client.id,
        name: client.name,
        feed: client.feed,
        scopes: client.scopes,
        allowed_addresses: client.allowed_addresses.texts(),
        suspended: client.suspended,
        created_at: client.created_at,
        secrets: secrets.into_iter().map(secret_view).collect(),
    }
}

fn secret_view(secret: ClientSecret) -> ClientSecretView {
    ClientSecretView {
        id: secret.id,
        created_at: secret.created_at,
        expires_at: secret.expires_at,
        last_used_at: secret.last_used_at,
        revoked_at: secret.revoked_at,
        holds: secret.holds,
    }
}

/// The networks of a list; of a wrong one the fault is noted, and nothing is allowed.
fn addresses(texts: &[String], faults: &mut Vec<FaultDraft>) -> AllowedAddresses {
    AllowedAddresses::parse(texts).unwrap_or_else(|(at, reason)| {
        let place = format!("/allowed_addresses/{at}");
        faults.push(FaultDraft::at(&place, "invalid_network", address_words(&reason)));
        AllowedAddresses::default()
    })
}

fn address_words(reason: &InvalidNetwork) -> Text {
    match reason {
        InvalidNetwork::Unreadable => Text::new(
            "Rakstiet adresi, piemēram, 192.0.2.7, vai tīklu, piemēram, 192.0.2.0/24.",
            "Write an address such as 192.0.2.7, or a network such as 192.0.2.0/24.",
        ),
        InvalidNetwork::NotTheNetwork { network } => Text::new(
            format!("Tīkls rakstāms {network}; atsevišķa adrese — bez garuma."),
            format!("Write {network} for the network, or the address without its length."),
        ),
        InvalidNetwork::TooMany => Text::new(
            format!(
                "Adrešu un tīklu drīkst būt ne vairāk kā {}.",
                AllowedAddresses::MOST
            ),
            format!(
                "There may be {} addresses and networks at most.",
                AllowedAddresses::MOST
            ),
        ),
    }
}

fn unknown_feed() -> FaultDraft {
    let message = Text::new("Šādas datu plūsmas nav.", "There is no such feed.");
    FaultDraft::at("/feed", "unknown_feed", message)
}

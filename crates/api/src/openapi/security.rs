//! Which operations are closed, and the way in for machine clients. Scopes come from the table of rights.

use crate::routes::BASE;
use blis_domain::rights::{Action, Role};
use utoipa::openapi::security::{
    ClientCredentials, Flow, OAuth2, Scopes, SecurityRequirement, SecurityScheme,
};

/// The name of the way in.
pub(super) const MACHINE_CLIENTS: &str = "machine_clients";

/// The operations that are not open to everybody, and what each does in the table of rights. A test calls every
/// operation as every role, so an operation that is missing here is found.
const CLOSED: [(&str, Action); 3] = [
    ("push_batch", Action::PushBatch),
    ("list_batches", Action::ReadReceipts),
    ("show_batch", Action::ReadReceipts),
];

/// What an operation asks of its caller; nothing when it is open.
pub(super) fn of(operation_id: &str) -> Option<Vec<SecurityRequirement>> {
    let (_, action) = CLOSED.iter().find(|(id, _)| *id == operation_id)?;
    Some(vec![SecurityRequirement::new(MACHINE_CLIENTS, action.scope())])
}

/// The way in.
pub(super) fn machine_clients() -> SecurityScheme {
    let scopes = Role::ALL
        .into_iter()
        .filter_map(|role| Some((role.scope()?, meaning(role))));
    let flow = ClientCredentials::new(format!("{BASE}/auth/token"), Scopes::from_iter(scopes));
    SecurityScheme::OAuth2(OAuth2::with_description(
        [Flow::ClientCredentials(flow)],
        "For machine clients. `blis client add` makes one.",
    ))
}

fn meaning(role: Role) -> &'static str {
    match role {
        Role::FeedWriter => "Push into the client's own feed and read its receipts",
        _ => "Read what is published",
    }
}

//! Which operations are closed, and the ways in. What each operation asks for comes from the table of rights.

use crate::auth::csrf;
use crate::routes::BASE;
use blis_domain::rights::{Action, Role, allows};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, ClientCredentials, Flow, OAuth2, Scopes, SecurityRequirement, SecurityScheme,
};

/// Every operation, and what it does in the table of rights; nothing for those that are open to everybody because
/// they tell somebody who they are. A test walks every operation of the document with every role against this list
/// and the table, so an operation that is missing here is found.
pub const OPERATIONS: &[(&str, Option<Action>)] = &[
    ("show_liveness", None),
    ("show_readiness", None),
    ("show_metrics", None),
    ("show_keys", None),
    ("show_authorization_server", None),
    ("create_token", None),
    ("sign_in", None),
    ("renew_session", None),
    ("ask_password_reset", None),
    ("reset_password", None),
    ("accept_invitation", None),
    ("make_first_admin", None),
    ("show_me", None),
    ("sign_out", Some(Action::UseOwnAccount)),
    ("change_me", Some(Action::UseOwnAccount)),
    ("change_my_password", Some(Action::UseOwnAccount)),
    ("list_my_sessions", Some(Action::UseOwnAccount)),
    ("end_my_session", Some(Action::UseOwnAccount)),
    ("export_me", Some(Action::UseOwnAccount)),
    ("list_my_identities", Some(Action::UseOwnAccount)),
    ("unlink_my_identity", Some(Action::UseOwnAccount)),
    ("confirm_session", Some(Action::UseOwnAccount)),
    ("prepare_my_second_factor", Some(Action::UseOwnAccount)),
    ("confirm_my_second_factor", Some(Action::UseOwnAccount)),
    ("remove_my_second_factor", Some(Action::UseOwnAccount)),
    ("create_my_recovery_codes", Some(Action::UseOwnAccount)),
    ("list_my_log", Some(Action::UseOwnAccount)),
    ("export_my_log", Some(Action::UseOwnAccount)),
    ("list_users", Some(Action::ReadPeople)),
    ("invite_user", Some(Action::InvitePerson)),
    ("invite_user_again", Some(Action::InvitePerson)),
    ("show_user", Some(Action::ReadPeople)),
    ("erase_user", Some(Action::ErasePerson)),
    ("export_user", Some(Action::ErasePerson)),
    ("update_user", Some(Action::SuspendPerson)),
    ("give_role", Some(Action::ChangeGrants)),
    ("take_role", Some(Action::ChangeGrants)),
    ("remove_user_second_factor", Some(Action::InvitePerson)),
    ("end_user_sessions", Some(Action::SuspendPerson)),
    ("list_audit", Some(Action::ReadAudit)),
    ("export_audit", Some(Action::ReadAudit)),
    ("list_outbox", Some(Action::ReadOutbox)),
    ("list_providers", Some(Action::ReadPublished)),
    ("list_clients", Some(Action::ManageClients)),
    ("add_client", Some(Action::ManageClients)),
    ("show_client", Some(Action::ManageClients)),
    ("update_client", Some(Action::ManageClients)),
    ("remove_client", Some(Action::ManageClients)),
    ("add_client_secret", Some(Action::ManageClients)),
    ("revoke_client_secret", Some(Action::ManageClients)),
    ("list_webhooks", Some(Action::ManageWebhooks)),
    ("add_webhook", Some(Action::ManageWebhooks)),
    ("show_webhook", Some(Action::ManageWebhooks)),
    ("update_webhook", Some(Action::ManageWebhooks)),
    ("remove_webhook", Some(Action::ManageWebhooks)),
    ("add_webhook_secret", Some(Action::ManageWebhooks)),
    ("ping_webhook", Some(Action::ManageWebhooks)),
    ("list_deliveries", Some(Action::ManageWebhooks)),
    ("retry_delivery", Some(Action::ManageWebhooks)),
    ("show_rights", Some(Action::ReadPublished)),
    ("show_instance", Some(Action::ReadPublished)),
    ("show_openapi", Some(Action::ReadPublished)),
    ("list_areas", Some(Action::ReadPublished)),
    ("show_area", Some(Action::ReadPublished)),
    ("list_similar_areas", Some(Action::ReadPublished)),
    ("show_brief", Some(Action::ReadPublished)),
    ("show_profile", Some(Action::ReadPublished)),
    ("list_networks", Some(Action::ReadPublished)),
    ("show_network", Some(Action::ReadPublished)),
    ("update_network", Some(Action::ManageNetwork)),
    ("add_network_member", Some(Action::ManageNetwork)),
    ("remove_network_member", Some(Action::ManageNetwork)),
    ("list_indicators", Some(Action::ReadPublished)),
    ("show_indicator", Some(Action::ReadPublished)),
    ("update_indicator", Some(Action::ManageCatalogue)),
    ("list_indicator_versions", Some(Action::ManageCatalogue)),
    ("show_indicator_version", Some(Action::ReadPublished)),
    ("export_catalogue", Some(Action::ReadPublished)),
    ("import_catalogue", Some(Action::ManageCatalogue)),
    ("show_series", Some(Action::ReadPublished)),
    ("show_comparison", Some(Action::ReadPublished)),
    ("export_comparison", Some(Action::ReadPublished)),
    ("list_observations", Some(Action::ReadPublished)),
    ("list_changes", Some(Action::ReadPublished)),
    ("list_data_changes", Some(Action::ReadPublished)),
    ("show_arithmetic", Some(Action::ReadPublished)),
    ("list_releases", Some(Action::ReadPublished)),
    ("show_release", Some(Action::ReadPublished)),
    ("plan_release", Some(Action::ManageReleases)),
    ("change_release", Some(Action::ManageReleases)),
    ("call_off_release", Some(Action::ManageReleases)),
    ("publish_release", Some(Action::ManageReleases)),
    ("list_release_figures", Some(Action::ReadEmbargoed)),
    ("show_calendar", Some(Action::ReadPublished)),
    ("list_overdue", Some(Action::ReadOverdue)),
    ("preview_area", Some(Action::PreviewFigures)),
    ("answer_figure", Some(Action::PreviewFigures)),
    ("explain_figure", Some(Action::ExplainFigures)),
    ("withdraw_explanation", Some(Action::ExplainFigures)),
    ("draw_ranking", Some(Action::ReadPublished)),
    ("draw_distribution", Some(Action::ReadPublished)),
    ("draw_trend", Some(Action::ReadPublished)),
    ("push_batch", Some(Action::PushBatch)),
    ("list_feeds", Some(Action::ReadReceipts)),
    ("list_batches", Some(Action::ReadReceipts)),
    ("show_batch", Some(Action::ReadReceipts)),
    ("list_batch_rows", Some(Action::ReadReceipts)),
    ("export_batch_rows", Some(Action::ReadReceipts)),
    ("decide_batch", Some(Action::DecideHeld)),
    ("list_held", Some(Action::DecideHeld)),
    ("decide_held", Some(Action::DecideHeld)),
    ("list_hidden", Some(Action::ReadHidden)),
];

/// The operations that are grave: whoever calls them showed just now who they are (`Granted<…, Fresh>`). A test calls
/// every closed operation with a session that is old, so that the list is as true as the code.
pub const FRESH: &[&str] = &[
    "export_me",
    "prepare_my_second_factor",
    "confirm_my_second_factor",
    "remove_my_second_factor",
    "create_my_recovery_codes",
    "invite_user",
    "update_user",
    "end_user_sessions",
    "give_role",
    "take_role",
    "remove_user_second_factor",
    "export_user",
    "erase_user",
    "add_client",
    "update_client",
    "remove_client",
    "add_client_secret",
    "revoke_client_secret",
    "add_webhook",
    "update_webhook",
    "remove_webhook",
    "add_webhook_secret",
    "publish_release",
];

/// Whether an operation reads what is published.
pub(crate) fn is_public(operation_id: &str) -> bool {
    let entry = OPERATIONS.iter().find(|(id, _)| *id == operation_id);
    entry.is_some_and(|(_, action)| action.is_some_and(|action| allows(Role::Public, action)))
}

/// The way in of programs.
pub(super) const MACHINE_CLIENTS: &str = "machine_clients";

/// The way in of people.
pub(super) const SESSION: &str = "session";

/// What people send with every change.
pub(super) const CSRF: &str = "csrf";

/// What an operation asks of its caller; nothing when it is open.
pub(super) fn of(operation_id: &str, is_read: bool) -> Option<Vec<SecurityRequirement>> {
    let (_, action) = OPERATIONS.iter().find(|(id, _)| *id == operation_id)?;
    let action = action.filter(|action| !allows(Role::Public, *action))?;
    let mut ways = Vec::new();
    if action.scope().is_some() {
        ways.push(SecurityRequirement::new(MACHINE_CLIENTS, action.scope()));
    }
    if Role::OF_PEOPLE.iter().any(|role| allows(*role, action)) {
        let none: [&str; 0] = [];
        let session = SecurityRequirement::new(SESSION, none);
        ways.push(if is_read { session } else { session.add(CSRF, none) });
    }
    Some(ways)
}

/// The ways in, by name.
pub(super) fn schemes() -> [(&'static str, SecurityScheme); 3] {
    let key = |name: &str, description: &str| ApiKeyValue::with_description(name, description);
    [
        (MACHINE_CLIENTS, machine_clients()),
        (
            SESSION,
            SecurityScheme::ApiKey(ApiKey::Cookie(key(
                "__Host-blis_access",
                "For people. `POST /auth/session` sets it; over plain http on the own machine it is `blis_access`.",
            ))),
        ),
        (
            CSRF,
            SecurityScheme::ApiKey(ApiKey::Header(key(
                csrf::HEADER,
                "The `csrf_token` of `GET /me`, with every change by cookie.",
            ))),
        ),
    ]
}

fn machine_clients() -> SecurityScheme {
    let scopes = Role::OF_CLIENTS
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

//! Every address of the API, in one table. Registering a route here also describes it in the OpenAPI document, so
//! that an undocumented one cannot exist.

use crate::{
    areas, audit, auth, calendar, catalogue, changes, charts, clients, compare, feeds, health, held, hidden,
    indicators, instance, me, networks, observations, openapi, outbox, releases, rights, users, webhooks,
    well_known,
};
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where the API lives.
pub(crate) const BASE: &str = "/api/v1";

/// Registers every route.
#[rustfmt::skip]
pub(crate) fn register(config: &mut ServiceConfig) {
    config
        // Outside the base: what runs the server, and what other standards fix.
        .service(health::live)                      // GET  /health/live
        .service(health::ready)                     // GET  /health/ready
        .service(health::metrics)                   // GET  /metrics
        .service(well_known::jwks)                  // GET  /.well-known/jwks.json
        .service(well_known::authorization_server)  // GET  /.well-known/oauth-authorization-server
        .service(scope(BASE)
            .service(instance::show)                // GET  /instance
            .service(openapi::show)                 // GET  /openapi.json

            .service(areas::list)                   // GET  /areas
            .service(areas::show)                   // GET  /areas/{code}
            .service(areas::similar)                // GET  /areas/{code}/similar
            .service(areas::profile)                // GET  /areas/{code}/profile
            .service(areas::show_brief)             // GET  /areas/{code}/brief
            .service(areas::preview::list)          // GET  /areas/{code}/preview
            .service(areas::preview::answer)        // POST /areas/{code}/preview/{id}/answer

            .service(networks::list)                // GET  /networks
            .service(networks::show)                // GET  /networks/{code}
            .service(networks::update)              // PATCH /networks/{code}
            .service(networks::members::add)        // PUT  /networks/{code}/members/{area}
            .service(networks::members::remove)     // DELETE /networks/{code}/members/{area}

            .service(indicators::list)              // GET  /indicators
            .service(indicators::show)              // GET  /indicators/{code}
            .service(indicators::update)            // PUT  /indicators/{code}
            .service(indicators::series)            // GET  /indicators/{code}/series
            .service(indicators::versions::list_versions) // GET /indicators/{code}/versions
            .service(indicators::versions::show_version)  // GET /indicators/{code}/versions/{number}
            .service(catalogue::export)             // GET  /catalogue.{yaml|csv}
            .service(catalogue::import)             // PUT  /catalogue.{yaml|csv}

            .service(compare::show)                 // GET  /compare
            .service(compare::export)               // GET  /compare.{format}
            .service(observations::list)            // GET  /observations
            .service(observations::changes)         // GET  /observations/changes
            .service(changes::list)                 // GET  /changes
            .service(observations::arithmetic)      // GET  /observations/{indicator}/{area}/{period}/arithmetic
            .service(observations::explanation::update) // PUT  /observations/{indicator}/{area}/{period}/explanation
            .service(observations::explanation::delete) // DELETE /observations/{indicator}/{area}/{period}/explanation

            .service(releases::list)                // GET  /releases
            .service(releases::create)              // POST /releases
            .service(releases::show)                // GET  /releases/{id}
            .service(releases::update)              // PUT  /releases/{id}
            .service(releases::delete)              // DELETE /releases/{id}
            .service(releases::publish)             // POST /releases/{id}/publish

            .service(releases::figures)             // GET  /releases/{id}/figures
            .service(calendar::list)                // GET  /calendar
            .service(calendar::overdue)             // GET  /calendar/overdue

            .service(charts::ranking)               // GET  /charts/ranking.{format}
            .service(charts::distribution)          // GET  /charts/distribution.{format}
            .service(charts::trend)                 // GET  /charts/trend.{format}

            .service(auth::token::create)           // POST /auth/token
            .service(auth::session::create)         // POST /auth/session
            .service(auth::session::confirm)        // POST /auth/session/confirmation
            .service(auth::session::renew)          // POST /auth/session/refresh
            .service(auth::session::delete)         // DELETE /auth/session
            .service(auth::providers::list)         // GET  /auth/providers

            .service(auth::password_reset::ask)     // POST /auth/password-reset
            .service(auth::password_reset::reset)   // PUT  /auth/password-reset
            .service(auth::invitation::accept)      // PUT  /auth/invitation
            .service(auth::first_admin::make)       // PUT  /auth/first-admin

            .service(me::show)                      // GET  /me
            .service(me::update)                    // PATCH /me
            .service(me::change_password)           // PUT  /me/password
            .service(me::list_sessions)             // GET  /me/sessions
            .service(me::end_session)               // DELETE /me/sessions/{id}
            .service(me::export)                    // GET  /me/export
            .service(me::list_identities)           // GET  /me/identities
            .service(me::unlink_identity)           // DELETE /me/identities/{id}
            .service(me::prepare_second_factor)     // POST /me/second-factor
            .service(me::confirm_second_factor)     // PUT  /me/second-factor
            .service(me::remove_second_factor)      // DELETE /me/second-factor
            .service(me::create_recovery_codes)     // POST /me/recovery-codes
            .service(me::list_log)                  // GET  /me/log
            .service(me::export_log)                // GET  /me/log.{csv|xlsx}
            .service(rights::show)                  // GET  /rights

            .service(users::list)                   // GET  /users
            .service(users::invite)                 // POST /users
            .service(users::show)                   // GET  /users/{id}
            .service(users::update)                 // PATCH /users/{id}
            .service(users::erase)                  // DELETE /users/{id}
            .service(users::export)                 // GET  /users/{id}/export
            .service(users::give_role)              // POST /users/{id}/grants
            .service(users::take_role)              // DELETE /users/{id}/grants/{grant}
            .service(users::invite_again)           // POST /users/{id}/invitation
            .service(users::remove_second_factor)   // DELETE /users/{id}/second-factor
            .service(users::end_sessions)           // DELETE /users/{id}/sessions

            .service(audit::list)                   // GET  /audit
            .service(audit::export)                 // GET  /audit.{csv|xlsx}
            .service(outbox::list)                  // GET  /outbox

            .service(clients::list)                 // GET  /clients
            .service(clients::create)               // POST /clients
            .service(clients::show)                 // GET  /clients/{id}
            .service(clients::update)               // PATCH /clients/{id}
            .service(clients::delete)               // DELETE /clients/{id}
            .service(clients::secrets::create)      // POST /clients/{id}/secrets
            .service(clients::secrets::delete)      // DELETE /clients/{id}/secrets/{secret}

            .service(webhooks::list)                // GET  /webhooks
            .service(webhooks::create)              // POST /webhooks
            .service(webhooks::show)                // GET  /webhooks/{id}
            .service(webhooks::update)              // PATCH /webhooks/{id}
            .service(webhooks::delete)              // DELETE /webhooks/{id}
            .service(webhooks::secrets::create)     // POST /webhooks/{id}/secrets
            .service(webhooks::ping)                // POST /webhooks/{id}/ping
            .service(webhooks::deliveries::list)    // GET  /webhooks/{id}/deliveries
            .service(webhooks::deliveries::retry)   // POST /webhooks/{id}/deliveries/{delivery}/retry

            .service(feeds::list)                   // GET  /feeds
            .service(feeds::batches::create)        // POST /feeds/{feed}/batches
            .service(feeds::batches::list)          // GET  /feeds/{feed}/batches
            .service(feeds::batches::show)          // GET  /feeds/{feed}/batches/{id}
            .service(feeds::batches::list_rows)     // GET  /feeds/{feed}/batches/{id}/rows
            .service(feeds::batches::export)        // GET  /feeds/{feed}/batches/{id}/rows.{csv|xlsx}
            .service(feeds::batches::decide)        // POST /feeds/{feed}/batches/{id}/decision

            .service(held::list)                    // GET  /held
            .service(held::decide)                  // POST /held/{id}/decision
            .service(hidden::list)                  // GET  /hidden
        );
}

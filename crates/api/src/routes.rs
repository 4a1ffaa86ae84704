//! Every address of the API, in one table. Registering a route here also describes it in the OpenAPI document, so
//! that an undocumented one cannot exist.

use crate::{
    areas, audit, auth, charts, clients, compare, feeds, health, indicators, instance, me, networks,
    observations, openapi, rights, well_known,
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

            .service(networks::list)                // GET  /networks
            .service(networks::show)                // GET  /networks/{code}

            .service(indicators::list)              // GET  /indicators
            .service(indicators::show)              // GET  /indicators/{code}
            .service(indicators::series)            // GET  /indicators/{code}/series

            .service(compare::show)                 // GET  /compare
            .service(observations::list)            // GET  /observations

            .service(charts::ranking)               // GET  /charts/ranking.svg
            .service(charts::trend)                 // GET  /charts/trend.svg

            .service(auth::token::create)           // POST /auth/token
            .service(auth::session::create)         // POST /auth/session
            .service(auth::session::renew)          // POST /auth/session/refresh
            .service(auth::session::delete)         // DELETE /auth/session

            .service(me::show)                      // GET  /me
            .service(me::change_password)           // PUT  /me/password
            .service(me::list_sessions)             // GET  /me/sessions
            .service(me::end_session)               // DELETE /me/sessions/{id}
            .service(me::list_log)                  // GET  /me/log
            .service(rights::show)                  // GET  /rights

            .service(audit::list)                   // GET  /audit

            .service(clients::list)                 // GET  /clients
            .service(clients::create)               // POST /clients
            .service(clients::show)                 // GET  /clients/{id}
            .service(clients::update)               // PATCH /clients/{id}
            .service(clients::delete)               // DELETE /clients/{id}
            .service(clients::secrets::create)      // POST /clients/{id}/secrets
            .service(clients::secrets::delete)      // DELETE /clients/{id}/secrets/{secret}

            .service(feeds::batches::create)        // POST /feeds/{feed}/batches
            .service(feeds::batches::list)          // GET  /feeds/{feed}/batches
            .service(feeds::batches::show)          // GET  /feeds/{feed}/batches/{id}
        );
}

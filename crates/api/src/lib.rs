//! The JSON API on actix-web, with its OpenAPI document.
//!
//! `routes` is the table of every address, and the place to start reading. A handler lives where its address says:
//! `GET /areas/{code}/similar` in `areas/similar.rs`. It reads its parameters, calls one operation of
//! `blis-domain` or `blis-store`, and wraps the answer; what it shares with others is in `web`.
//!
//! What must never be: a rule about figures in this crate; a handler that reads a token itself; an error that is not
//! a problem; a cause of a failure shown to a caller; a server that keeps something of one request for the next.

mod accounts;
mod addresses;
mod areas;
mod audit;
mod auth;
mod body;
mod calendar;
mod catalogue;
mod changes;
mod charts;
mod clients;
mod compare;
mod edge;
mod elsewhere;
mod feeds;
#[doc(hidden)]
pub mod fuzzing;
mod health;
mod held;
mod hidden;
mod housekeeping;
mod indicators;
mod instance;
mod letters;
mod lookup;
mod me;
mod metrics;
mod middleware;
mod networks;
mod observations;
mod openapi;
mod outbox;
mod pages;
mod queue_thread;
pub mod reading;
mod releases;
mod rights;
mod routes;
mod server;
mod signals;
mod site;
mod spa;
mod state;
mod traces;
mod users;
mod web;
mod webhooks;
mod well_known;
mod workbook;

pub use accounts::{LinkError, first_admin_link};
pub use auth::external::{InvalidProvider, ProviderLogin, ProviderOptions};
pub use auth::key_file::is_handed_over;
pub use auth::keys::{KeyListed, KeyState, SigningKeys};
pub use auth::password::{PasswordCost, hash as password_hash};
pub use auth::sealed_secrets::{SealingKeyError, lost_secrets};
pub use auth::sealing::{SealingError, SealingKey, sealed_secret};
pub use auth::secret::{ending as secret_ending, hash as secret_hash, new as new_secret};
pub use auth::signing::{SigningKey, SigningKeyError};
pub use catalogue::{CatalogueFault, CatalogueFile, read_catalogue, write_catalogue};
pub use edge::{ConnectionLimits, EdgeOptions, ForwardedHeader, TlsOptions};
pub use letters::{InvalidSmtpUrl, Letters, MailFrom, MailServer, MailServerError, SendError, SmtpUrl};
pub use openapi::{FRESH, OPERATIONS, openapi_json};
pub use pages::{Freshness, PAGES};
pub use server::{ServerOptions, run, serve, serve_until};
pub use site::site;
pub use traces::{BegunRequest, EndedRequest, RequestTraces, Untraced};
pub use webhooks::WebhookOptions;

//! The pages of accounts: plain forms that need no script, so that none can stand beside a password. They call the same
//! operations as the addresses of the API.
//!
//! Every page and form is one line of [`PAGES`], with what it does in the table of rights.

mod account;
mod clients;
mod device;
mod form;
mod frame;
mod log;
mod message;
mod moment;
mod return_to;
mod sign_in;
mod visit;
mod words;

use actix_web::web::{self, ServiceConfig};
use blis_domain::rights::Action;

/// Every page and form: method, address, and what it does in the table of rights; nothing where it is open to
/// everybody.
pub const PAGES: &[(&str, &str, Option<Action>)] = &[
    ("GET", "/sign-in", None),
    ("POST", "/sign-in", None),
    ("GET", "/account", Some(Action::UseOwnAccount)),
    ("POST", "/account/password", Some(Action::UseOwnAccount)),
    ("POST", "/account/sessions", Some(Action::UseOwnAccount)),
    ("GET", "/account/log", Some(Action::UseOwnAccount)),
    ("GET", "/admin/audit", Some(Action::ReadAudit)),
    ("GET", "/admin/clients", Some(Action::ManageClients)),
    ("POST", "/admin/clients", Some(Action::ManageClients)),
    ("GET", "/admin/clients/{id}", Some(Action::ManageClients)),
    ("POST", "/admin/clients/{id}", Some(Action::ManageClients)),
    ("POST", "/admin/clients/{id}/secrets", Some(Action::ManageClients)),
    (
        "POST",
        "/admin/clients/{id}/secrets/revoke",
        Some(Action::ManageClients),
    ),
    (
        "POST",
        "/admin/clients/{id}/suspension",
        Some(Action::ManageClients),
    ),
    ("POST", "/admin/clients/{id}/remove", Some(Action::ManageClients)),
    ("POST", "/sign-out", Some(Action::UseOwnAccount)),
];

/// Registers the pages.
pub(crate) fn register(config: &mut ServiceConfig) {
    config
        .service(web::resource("/sign-in").get(sign_in::show).post(sign_in::submit))
        .service(web::resource("/account").get(account::show))
        .service(web::resource("/account/password").post(account::change_password))
        .service(web::resource("/account/sessions").post(account::end_session))
        .service(web::resource("/account/log").get(log::own))
        .service(web::resource("/admin/audit").get(log::audit))
        .service(
            web::resource("/admin/clients")
                .get(clients::list)
                .post(clients::add),
        )
        .service(
            web::resource("/admin/clients/{id}")
                .get(clients::show)
                .post(clients::change),
        )
        .service(web::resource("/admin/clients/{id}/secrets").post(clients::give_secret))
        .service(web::resource("/admin/clients/{id}/secrets/revoke").post(clients::revoke_secret))
        .service(web::resource("/admin/clients/{id}/suspension").post(clients::suspend))
        .service(web::resource("/admin/clients/{id}/remove").post(clients::remove))
        .service(web::resource("/sign-out").post(account::sign_out));
}

/// Whether an address is one of these pages.
pub(crate) fn is_page(path: &str) -> bool {
    PAGES.iter().any(|(_, page, _)| fits(page, path))
}

/// Whether an address is that of a page, part by part; a part in braces stands for anything.
fn fits(page: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (page.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given || wanted.starts_with('{') => {}
            _ => return false,
        }
    }
}

//! The pages of accounts: plain forms that need no script, so that none can stand beside a password. They call the same
//! operations as the addresses of the API.
//!
//! Every page and form is one line of [`PAGES`], with what it does in the table of rights.

mod account;
mod device;
mod form;
mod frame;
mod links;
mod log;
mod message;
mod moment;
mod outbox;
pub(crate) mod return_to;
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
    ("POST", "/account/about", Some(Action::UseOwnAccount)),
    ("POST", "/account/password", Some(Action::UseOwnAccount)),
    ("POST", "/account/sessions", Some(Action::UseOwnAccount)),
    ("GET", "/account/log", Some(Action::UseOwnAccount)),
    ("GET", "/admin/audit", Some(Action::ReadAudit)),
    ("GET", "/reset", None),
    ("POST", "/reset", None),
    ("GET", "/reset/{token}", None),
    ("POST", "/reset/{token}", None),
    ("GET", "/invitation/{token}", None),
    ("POST", "/invitation/{token}", None),
    ("GET", "/welcome/{token}", None),
    ("POST", "/welcome/{token}", None),
    ("GET", "/outbox", Some(Action::ReadOutbox)),
    ("POST", "/sign-out", Some(Action::UseOwnAccount)),
];

/// Registers the pages.
pub(crate) fn register(config: &mut ServiceConfig) {
    config
        .service(web::resource("/sign-in").get(sign_in::show).post(sign_in::submit))
        .service(web::resource("/account").get(account::show))
        .service(web::resource("/account/about").post(account::change_about))
        .service(web::resource("/account/password").post(account::change_password))
        .service(web::resource("/account/sessions").post(account::end_session))
        .service(web::resource("/account/log").get(log::own))
        .service(web::resource("/admin/audit").get(log::audit))
        .service(
            web::resource("/reset")
                .get(links::show_reset)
                .post(links::ask_reset),
        )
        .service(
            web::resource("/reset/{token}")
                .get(links::show_new_password)
                .post(links::set_password),
        )
        .service(
            web::resource("/invitation/{token}")
                .get(links::show_invitation)
                .post(links::accept_invitation),
        )
        .service(
            web::resource("/welcome/{token}")
                .get(links::show_welcome)
                .post(links::make_first_admin),
        )
        .service(web::resource("/outbox").get(outbox::show))
        .service(web::resource("/sign-out").post(account::sign_out));
}

/// Whether an address is one of these pages.
pub(crate) fn is_page(path: &str) -> bool {
    PAGES.iter().any(|(_, page, _)| matches(page, path))
}

/// Whether an address has the pattern of a page: `{…}` stands for one part.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    pattern.split('/').all(|part| {
        parts
            .next()
            .is_some_and(|found| part == found || part.starts_with('{'))
    }) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_as_a_page_by_its_pattern() {
        for page in [
            "/sign-in",
            "/reset",
            "/reset/abc",
            "/invitation/abc",
            "/account/log",
        ] {
            assert!(is_page(page), "{page}");
        }
        for other in [
            "/",
            "/reset/abc/def",
            "/sign-in/abc",
            "/invitation",
            "/indicators",
        ] {
            assert!(!is_page(other), "{other}");
        }
    }
}

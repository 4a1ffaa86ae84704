//! The pages of accounts: plain forms that need no script, so that none can stand beside a password. They call the same
//! operations as the addresses of the API.
//!
//! Every page and form is one line of [`PAGES`], with what it does in the table of rights.

mod account;
mod device;
mod external;
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
    ("GET", "/sign-in/with/{provider}", None),
    ("GET", "/sign-in/with/{provider}/callback", None),
    ("POST", "/account/identities", Some(Action::UseOwnAccount)),
    ("POST", "/account/identities/unlink", Some(Action::UseOwnAccount)),
    ("GET", "/account/log", Some(Action::UseOwnAccount)),
    ("GET", "/admin/audit", Some(Action::ReadAudit)),
    ("POST", "/sign-out", Some(Action::UseOwnAccount)),
];

/// Registers the pages.
pub(crate) fn register(config: &mut ServiceConfig) {
    config
        .service(web::resource("/sign-in").get(sign_in::show).post(sign_in::submit))
        .service(web::resource("/account").get(account::show))
        .service(web::resource("/account/password").post(account::change_password))
        .service(web::resource("/account/sessions").post(account::end_session))
        .service(web::resource("/sign-in/with/{provider}").get(external::start))
        .service(web::resource("/sign-in/with/{provider}/callback").get(external::callback))
        .service(web::resource("/account/identities").post(external::link))
        .service(web::resource("/account/identities/unlink").post(external::unlink))
        .service(web::resource("/account/log").get(log::own))
        .service(web::resource("/admin/audit").get(log::audit))
        .service(web::resource("/sign-out").post(account::sign_out));
}

/// Whether an address is one of these pages.
pub(crate) fn is_page(path: &str) -> bool {
    PAGES.iter().any(|(_, page, _)| is_of(page, path))
}

/// Whether an address is one of a pattern such as `/sign-in/with/{provider}`.
fn is_of(pattern: &str, path: &str) -> bool {
    let fits = |(wanted, found): (&str, &str)| match wanted.starts_with('{') {
        true => !found.is_empty(),
        false => wanted == found,
    };
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_address() {
        for path in [
            "/account",
            "/sign-in",
            "/sign-in/with/e-identity",
            "/sign-in/with/x/callback",
        ] {
            assert!(is_page(path), "{path}");
        }
        for path in [
            "/",
            "/accounts",
            "/sign-in/with/",
            "/sign-in/with",
            "/sign-in/with/x/y",
            "/account/",
        ] {
            assert!(!is_page(path), "{path}");
        }
    }
}

//! The pages of accounts: plain forms that need no script, so that none can stand beside a password. They call the same
//! operations as the addresses of the API.
//!
//! Every page and form is one line of [`PAGES`], with what it does in the table of rights.

mod account;
mod codes;
mod confirm;
mod device;
mod form;
mod frame;
mod log;
mod message;
mod moment;
mod return_to;
mod sign_in;
mod sign_in_code;
mod visit;
mod words;

use actix_web::web::{self, ServiceConfig};
use blis_domain::rights::Action;

/// Every page and form: method, address, and what it does in the table of rights; nothing where it is open to
/// everybody.
pub const PAGES: &[(&str, &str, Option<Action>)] = &[
    ("GET", "/sign-in", None),
    ("POST", "/sign-in", None),
    ("GET", "/sign-in/code", None),
    ("POST", "/sign-in/code", None),
    ("GET", "/account", Some(Action::UseOwnAccount)),
    ("POST", "/account/password", Some(Action::UseOwnAccount)),
    ("POST", "/account/sessions", Some(Action::UseOwnAccount)),
    ("GET", "/account/confirm", Some(Action::UseOwnAccount)),
    ("POST", "/account/confirm", Some(Action::UseOwnAccount)),
    ("GET", "/account/codes", Some(Action::UseOwnAccount)),
    ("POST", "/account/codes", Some(Action::UseOwnAccount)),
    ("POST", "/account/codes/confirm", Some(Action::UseOwnAccount)),
    ("POST", "/account/codes/recovery", Some(Action::UseOwnAccount)),
    ("POST", "/account/codes/remove", Some(Action::UseOwnAccount)),
    ("GET", "/account/log", Some(Action::UseOwnAccount)),
    ("GET", "/admin/audit", Some(Action::ReadAudit)),
    ("POST", "/sign-out", Some(Action::UseOwnAccount)),
];

/// Registers the pages.
pub(crate) fn register(config: &mut ServiceConfig) {
    config
        .service(web::resource("/sign-in").get(sign_in::show).post(sign_in::submit))
        .service(
            web::resource(sign_in_code::PATH)
                .get(sign_in_code::show)
                .post(sign_in_code::submit),
        )
        .service(web::resource("/account").get(account::show))
        .service(web::resource("/account/password").post(account::change_password))
        .service(web::resource("/account/sessions").post(account::end_session))
        .service(
            web::resource(confirm::PATH)
                .get(confirm::show)
                .post(confirm::submit),
        )
        .service(web::resource(codes::PATH).get(codes::show).post(codes::prepare))
        .service(web::resource(codes::CONFIRM).post(codes::confirm))
        .service(web::resource(codes::RECOVERY).post(codes::replace_recovery_codes))
        .service(web::resource(codes::REMOVE).post(codes::remove))
        .service(web::resource("/account/log").get(log::own))
        .service(web::resource("/admin/audit").get(log::audit))
        .service(web::resource("/sign-out").post(account::sign_out));
}

/// Whether an address is one of these pages.
pub(crate) fn is_page(path: &str) -> bool {
    PAGES.iter().any(|(_, page, _)| *page == path)
}

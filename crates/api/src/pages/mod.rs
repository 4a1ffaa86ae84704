//! The pages of accounts: plain forms that need no script, so that none can stand beside a password. They call the same
//! operations as the addresses of the API.
//!
//! Every page and form is one line of [`PAGES`], with what it does in the table of rights.

mod account;
mod clients;
mod codes;
mod confirm;
mod device;
mod external;
mod fields;
mod form;
mod frame;
mod kept;
mod links;
mod log;
mod message;
mod moment;
mod networks;
mod once;
mod outbox;
mod people;
pub(crate) mod return_to;
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
    ("GET", "/account/export", Some(Action::UseOwnAccount)),
    ("POST", "/account/about", Some(Action::UseOwnAccount)),
    ("POST", "/account/password", Some(Action::UseOwnAccount)),
    ("POST", "/account/sessions", Some(Action::UseOwnAccount)),
    ("GET", "/sign-in/with/{provider}", None),
    ("GET", "/sign-in/with/{provider}/callback", None),
    ("POST", "/account/identities", Some(Action::UseOwnAccount)),
    ("POST", "/account/identities/unlink", Some(Action::UseOwnAccount)),
    ("GET", "/account/confirm", Some(Action::UseOwnAccount)),
    ("POST", "/account/confirm", Some(Action::UseOwnAccount)),
    ("GET", "/account/codes", Some(Action::UseOwnAccount)),
    ("POST", "/account/codes", Some(Action::UseOwnAccount)),
    ("POST", "/account/codes/confirm", Some(Action::UseOwnAccount)),
    ("POST", "/account/codes/recovery", Some(Action::UseOwnAccount)),
    ("GET", "/account/codes/remove", Some(Action::UseOwnAccount)),
    ("POST", "/account/codes/remove", Some(Action::UseOwnAccount)),
    ("POST", "/account/kept", Some(Action::UseOwnAccount)),
    ("GET", "/account/log", Some(Action::UseOwnAccount)),
    ("GET", "/account/log.csv", Some(Action::UseOwnAccount)),
    ("GET", "/account/log.xlsx", Some(Action::UseOwnAccount)),
    ("GET", "/admin/audit", Some(Action::ReadAudit)),
    ("GET", "/admin/audit.csv", Some(Action::ReadAudit)),
    ("GET", "/admin/audit.xlsx", Some(Action::ReadAudit)),
    ("GET", "/reset", None),
    ("POST", "/reset", None),
    ("GET", "/reset/{token}", None),
    ("POST", "/reset/{token}", None),
    ("GET", "/invitation/{token}", None),
    ("POST", "/invitation/{token}", None),
    ("GET", "/welcome/{token}", None),
    ("POST", "/welcome/{token}", None),
    ("GET", "/outbox", Some(Action::ReadOutbox)),
    ("GET", "/admin/users", Some(Action::ReadPeople)),
    ("GET", "/admin/users/new", Some(Action::InvitePerson)),
    ("POST", "/admin/users/new", Some(Action::InvitePerson)),
    ("GET", "/admin/users/{id}", Some(Action::ReadPeople)),
    ("POST", "/admin/users/{id}/grants", Some(Action::ChangeGrants)),
    (
        "GET",
        "/admin/users/{id}/grants/{grant}",
        Some(Action::ChangeGrants),
    ),
    (
        "POST",
        "/admin/users/{id}/grants/{grant}",
        Some(Action::ChangeGrants),
    ),
    ("GET", "/admin/users/{id}/suspend", Some(Action::SuspendPerson)),
    ("POST", "/admin/users/{id}/suspend", Some(Action::SuspendPerson)),
    ("POST", "/admin/users/{id}/let-back", Some(Action::SuspendPerson)),
    ("GET", "/admin/users/{id}/sessions", Some(Action::SuspendPerson)),
    ("POST", "/admin/users/{id}/sessions", Some(Action::SuspendPerson)),
    ("POST", "/admin/users/{id}/invitation", Some(Action::InvitePerson)),
    (
        "GET",
        "/admin/users/{id}/second-factor",
        Some(Action::InvitePerson),
    ),
    (
        "POST",
        "/admin/users/{id}/second-factor",
        Some(Action::InvitePerson),
    ),
    ("GET", "/admin/users/{id}/export", Some(Action::ErasePerson)),
    ("GET", "/admin/users/{id}/erase", Some(Action::ErasePerson)),
    ("POST", "/admin/users/{id}/erase", Some(Action::ErasePerson)),
    ("GET", "/admin/networks", Some(Action::ManageNetwork)),
    ("GET", "/admin/networks/{code}", Some(Action::ManageNetwork)),
    ("POST", "/admin/networks/{code}", Some(Action::ManageNetwork)),
    (
        "POST",
        "/admin/networks/{code}/members",
        Some(Action::ManageNetwork),
    ),
    (
        "GET",
        "/admin/networks/{code}/members/{area}",
        Some(Action::ManageNetwork),
    ),
    (
        "POST",
        "/admin/networks/{code}/members/{area}",
        Some(Action::ManageNetwork),
    ),
    ("GET", "/admin/clients", Some(Action::ManageClients)),
    ("POST", "/admin/clients", Some(Action::ManageClients)),
    ("GET", "/admin/clients/{id}", Some(Action::ManageClients)),
    ("POST", "/admin/clients/{id}", Some(Action::ManageClients)),
    ("POST", "/admin/clients/{id}/secrets", Some(Action::ManageClients)),
    (
        "GET",
        "/admin/clients/{id}/secrets/{secret}/revoke",
        Some(Action::ManageClients),
    ),
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
        .service(
            web::resource(sign_in_code::PATH)
                .get(sign_in_code::show)
                .post(sign_in_code::submit),
        )
        .service(web::resource("/account").get(account::show))
        .service(web::resource("/account/export").get(account::export))
        .service(web::resource("/account/about").post(account::change_about))
        .service(web::resource("/account/password").post(account::change_password))
        .service(web::resource("/account/sessions").post(account::end_session))
        .service(web::resource("/sign-in/with/{provider}").get(external::start))
        .service(web::resource("/sign-in/with/{provider}/callback").get(external::callback))
        .service(web::resource("/account/identities").post(external::link))
        .service(web::resource("/account/identities/unlink").post(external::unlink))
        .service(
            web::resource(confirm::PATH)
                .get(confirm::show)
                .post(confirm::submit),
        )
        .service(web::resource(codes::PATH).get(codes::show).post(codes::prepare))
        .service(web::resource(codes::CONFIRM).post(codes::confirm))
        .service(web::resource(codes::RECOVERY).post(codes::replace_recovery_codes))
        .service(
            web::resource(codes::REMOVE)
                .get(codes::ask_remove)
                .post(codes::remove),
        )
        .service(web::resource(once::PATH).post(once::forget))
        .service(web::resource("/account/log").get(log::own))
        .service(web::resource(["/account/log.csv", "/account/log.xlsx"]).get(log::own_file))
        .service(web::resource("/admin/audit").get(log::audit))
        .service(web::resource(["/admin/audit.csv", "/admin/audit.xlsx"]).get(log::audit_file))
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
        .configure(administering)
        .service(web::resource("/sign-out").post(account::sign_out));
}

/// Registers the pages of those who look after people, networks and machine clients.
fn administering(config: &mut ServiceConfig) {
    use web::resource;
    config
        .service(resource("/admin/users").get(people::list))
        .service(resource("/admin/users/new").get(people::new).post(people::invite))
        .service(resource("/admin/users/{id}").get(people::person))
        .service(resource("/admin/users/{id}/grants").post(people::give))
        .service(
            resource("/admin/users/{id}/grants/{grant}")
                .get(people::ask_take)
                .post(people::take),
        )
        .service(
            resource("/admin/users/{id}/suspend")
                .get(people::ask_suspend)
                .post(people::suspend),
        )
        .service(resource("/admin/users/{id}/let-back").post(people::let_back))
        .service(
            resource("/admin/users/{id}/sessions")
                .get(people::ask_sessions)
                .post(people::end_sessions),
        )
        .service(resource("/admin/users/{id}/invitation").post(people::invite_again))
        .service(
            resource("/admin/users/{id}/second-factor")
                .get(people::ask_second_factor)
                .post(people::remove_second_factor),
        )
        .service(resource("/admin/users/{id}/export").get(people::export))
        .service(
            resource("/admin/users/{id}/erase")
                .get(people::ask_erase)
                .post(people::erase),
        )
        .service(resource("/admin/clients").get(clients::list).post(clients::add))
        .service(
            resource("/admin/clients/{id}")
                .get(clients::show)
                .post(clients::change),
        )
        .service(resource("/admin/clients/{id}/secrets").post(clients::give_secret))
        .service(resource("/admin/clients/{id}/secrets/revoke").post(clients::revoke_secret))
        .service(resource("/admin/clients/{id}/secrets/{secret}/revoke").get(clients::ask_revoke))
        .service(resource("/admin/clients/{id}/suspension").post(clients::suspend))
        .service(resource("/admin/clients/{id}/remove").post(clients::remove))
        .service(resource("/admin/networks").get(networks::list))
        .service(
            resource("/admin/networks/{code}")
                .get(networks::show)
                .post(networks::save),
        )
        .service(resource("/admin/networks/{code}/members").post(networks::add))
        .service(
            resource("/admin/networks/{code}/members/{area}")
                .get(networks::ask_remove)
                .post(networks::remove),
        );
}

/// The page nearest above an address, on which its form stands: `/admin/users/x` of `/admin/users/x/grants`.
fn page_above(path: &str) -> &str {
    let is_shown = |path: &str| {
        PAGES
            .iter()
            .any(|(method, page, _)| *method == "GET" && is_like(path, page))
    };
    let mut above = path;
    while !is_shown(above) {
        match above.rsplit_once('/') {
            Some((rest, _)) if !rest.is_empty() => above = rest,
            _ => return account::PATH,
        }
    }
    above
}

/// Whether an address is one of these pages.
pub(crate) fn is_page(path: &str) -> bool {
    PAGES.iter().any(|(_, page, _)| is_like(path, page))
}

/// Whether an address is of this pattern, in which a part in braces stands for any one part.
fn is_like(path: &str, pattern: &str) -> bool {
    let (mut path, mut pattern) = (path.split('/'), pattern.split('/'));
    loop {
        match (path.next(), pattern.next()) {
            (None, None) => return true,
            (Some(part), Some(any)) if any.starts_with('{') && !part.is_empty() => {}
            (Some(part), Some(wanted)) if part == wanted => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_stands_on_the_page_above_it() {
        for (form, page) in [
            ("/account/codes/recovery", "/account/codes"),
            ("/account/identities/unlink", "/account"),
            ("/admin/clients/srda/secrets", "/admin/clients/srda"),
            ("/admin/clients", "/admin/clients"),
            ("/admin/users/x/grants", "/admin/users/x"),
            ("/sign-out", "/account"),
        ] {
            assert_eq!(page_above(form), page);
        }
    }

    #[test]
    fn the_pages_are_told_by_their_patterns() {
        for path in [
            "/account",
            "/admin/users/x",
            "/admin/users/x/grants/y",
            "/reset",
            "/reset/abc",
            "/sign-in/with/e-identity/callback",
            "/admin/networks/N1/members/0840200",
        ] {
            assert!(is_page(path), "{path}");
        }
        for path in [
            "/",
            "/sign-in/with/",
            "/networks/N1",
            "/admin/users/x/y/z/w",
            "/admin",
            "/account/",
        ] {
            assert!(!is_page(path), "{path}");
        }
    }
}

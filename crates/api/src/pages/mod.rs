//! The pages of accounts: plain forms that need no script, so that none can stand beside a password. They call the same
//! operations as the addresses of the API.
//!
//! Every page and form is one line of [`PAGES`], with what it does in the table of rights and whether it is grave.

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
mod networks;
mod once;
mod outbox;
mod people;
mod question;
pub(crate) mod return_to;
mod sign_in;
mod sign_in_code;
mod table;
mod visit;
mod words;

pub(crate) use table::is_page;
use table::page_above;
pub use table::{Freshness, PAGES};

use actix_web::web::{self, ServiceConfig};

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

//! Every page and form, by the table of pages: open to those whom the table of rights names, and grave where it says so.

use crate::support::{Browser, Reply, SALDUS, TestApp};
use blis_api::{Freshness, PAGES};
use blis_domain::rights::{Action, Grant, Role, Sight, Within, allows};
use time::Duration;

on_both!(
    every_page_is_open_to_those_of_the_table_alone,
    every_form_is_taken_from_those_of_the_table_alone,
    the_table_says_what_is_grave
);

fn in_place(role: Role) -> Grant {
    Grant::new(role, Within::Municipality(SALDUS.parse().unwrap()))
}

/// A page or form of somebody who is signed in.
struct Closed {
    method: &'static str,
    pattern: &'static str,
    path: String,
    action: Action,
    freshness: Freshness,
}

impl Closed {
    /// Asks for it as a browser does: a form with all that it brings.
    async fn of(&self, browser: &mut Browser) -> Reply {
        let path = format!("{}?lang=en", self.path);
        if self.method == "GET" {
            return browser.get(&path).await;
        }
        let csrf = browser.csrf.clone();
        let mut fields = vec![("csrf", csrf.as_str())];
        fields.extend(fields_of(self.pattern));
        browser.submit(&path, &fields).await
    }
}

/// What the form at an address brings; what it asks for is never to be had.
fn fields_of(pattern: &str) -> &'static [(&'static str, &'static str)] {
    match pattern {
        "/account/about" => &[("name", "Anna"), ("language", "lv")],
        "/account/password" => &[("current", "x"), ("new", "x")],
        "/account/sessions" | "/account/identities/unlink" => &[("id", "x")],
        "/account/identities" => &[("provider", "x")],
        "/account/codes/confirm" => &[("code", "000000")],
        "/admin/users/new" => &[("email", "x"), ("name", ""), ("language", "lv"), ("role", "x")],
        "/admin/users/{id}/grants" => &[("role", "x")],
        "/admin/users/{id}/suspend" | "/admin/users/{id}/let-back" | "/admin/users/{id}/erase" => {
            &[("version", "1")]
        }
        "/admin/networks/{code}" => &[("version", "1"), ("coordinator", ""), ("stage", "")],
        "/admin/networks/{code}/members" => &[("area", "x")],
        "/admin/clients" => &[
            ("id", "X"),
            ("name", ""),
            ("feed", ""),
            ("addresses", ""),
            ("may", "write"),
        ],
        "/admin/clients/{id}" => &[
            ("version", "1"),
            ("name", ""),
            ("addresses", ""),
            ("may", "write"),
        ],
        "/admin/clients/{id}/secrets" => &[("days", "0")],
        "/admin/clients/{id}/secrets/revoke" => &[("secret", "x")],
        "/admin/clients/{id}/suspension" => &[("version", "1"), ("suspended", "true")],
        _ => &[],
    }
}

/// All of them but the end of the session in which they are asked for.
fn closed(person: &str, grant: &str) -> Vec<Closed> {
    let pages = PAGES.iter().filter(|(_, path, ..)| *path != "/sign-out");
    pages
        .filter_map(|(method, pattern, action, freshness)| {
            let path = pattern
                .replace("{id}", person)
                .replace("{grant}", grant)
                .replace("{code}", "N1")
                .replace("{area}", SALDUS)
                .replace("{secret}", "s");
            Some(Closed {
                method,
                pattern,
                path,
                action: (*action)?,
                freshness: *freshness,
            })
        })
        .collect()
}

async fn every_page_is_open_to_those_of_the_table_alone(app: TestApp) {
    app.person("anna@test.lv", vec![in_place(Role::Member)]);
    let anna = app.id_of("anna@test.lv");
    let grant = {
        let seen = app
            .store
            .person_seen(&Sight::Everything, &anna.parse().unwrap())
            .unwrap();
        seen.unwrap().person.grants[0].id.clone()
    };
    let closed = closed(&anna, &grant);
    let mut people = Vec::new();
    for role in [Role::SignedIn].into_iter().chain(Role::OF_PEOPLE) {
        people.push((role, app.signed_in_as(role).await));
    }
    for Closed { path, action, .. } in closed.iter().filter(|page| page.method == "GET") {
        let action = *action;
        let nobody = Browser::new(app.visitor()).get(path).await;
        assert_eq!(nobody.status, 303, "{path}");
        let back: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        let location = nobody.header("location");
        assert!(
            location.ends_with(&format!("return_to={back}")),
            "{path}: {location}"
        );
        for (role, person) in &mut people {
            let reply = person.get(&format!("{path}?lang=en")).await;
            let may = match role.needs_second_factor() {
                true => allows(Role::SignedIn, action),
                false => allows(*role, action),
            };
            assert_eq!(reply.status, if may { 200 } else { 403 }, "{path} as {role:?}");
            let media = match path.rsplit(['/', '.']).next() {
                Some("export") => "application/json",
                Some("csv") => "text/csv; charset=utf-8; header=present",
                Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                _ => "text/html",
            };
            if may && media != "text/html" {
                assert_eq!(reply.header("content-type"), media, "{path}");
                assert!(
                    reply.header("content-disposition").starts_with("attachment"),
                    "{path}"
                );
                continue;
            }
            assert!(
                reply.header("content-type").starts_with("text/html"),
                "{path} as {role:?}"
            );
            assert!(reply.text().contains("<h1>"), "{path} as {role:?}");
            if !may {
                let why = match role.needs_second_factor() {
                    // What they may do waits for codes, and the page leads there.
                    true => r#"href="/account/codes?lang=en""#,
                    false => "Your roles do not include this.",
                };
                assert!(reply.text().contains(why), "{path} as {role:?}: {}", reply.text());
                assert!(!reply.text().contains("<table"), "{path} as {role:?}");
            }
        }
    }
}

/// Whether an answer asks first who it is.
fn asks_who_it_is(reply: &Reply) -> bool {
    match reply.status {
        303 => reply.header("location").starts_with("/account/confirm?"),
        403 => reply.text().contains(r#"name="kept" value=""#),
        _ => false,
    }
}

/// Each role with all that it is given, awake.
async fn every_form_is_taken_from_those_of_the_table_alone(app: TestApp) {
    for role in [Role::SignedIn].into_iter().chain(Role::OF_PEOPLE) {
        app.signed_in_as(role).await;
        let email = format!("{}@test.lv", role.code().replace('_', "-"));
        let mut person = app.awake(&email).await;
        // Nobody of this id is there, so that whoever may do it finds nothing.
        for page in closed("p-nobody", "g-nobody") {
            let what = format!("{} {} as {role:?}", page.method, page.path);
            let reply = page.of(&mut person).await;
            // A table to take along is no text.
            let text = match reply.status {
                200 => String::new(),
                _ => reply.text(),
            };
            assert!(!asks_who_it_is(&reply), "{what}: they just signed in");
            let refused = reply.status == 403 && text.contains("Your roles do not include this.");
            assert_eq!(
                refused,
                !allows(role, page.action),
                "{what}: {} {text}",
                reply.status
            );
            assert!(reply.status < 500, "{what}: {} {text}", reply.status);
        }
    }
}

async fn the_table_says_what_is_grave(app: TestApp) {
    app.person("anna@test.lv", vec![in_place(Role::Member)]);
    let anna = app.id_of("anna@test.lv");
    let mut admin = app.admin().await;
    app.later(Duration::minutes(20));
    for page in closed(&anna, "g-nobody") {
        let reply = page.of(&mut admin).await;
        assert_eq!(
            asks_who_it_is(&reply),
            page.freshness == Freshness::JustNow,
            "{} {} is grave if PAGES says so, and only then: {}",
            page.method,
            page.path,
            reply.status
        );
    }
}

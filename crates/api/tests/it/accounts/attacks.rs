//! What somebody tries who means ill.

use crate::support::{Browser, PASSWORD, Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use reqwest::Method;
use serde_json::json;

on_both!(
    a_change_by_cookie_needs_the_word_of_the_browser_and_the_token,
    another_site_signs_nobody_in,
    the_tokens_of_people_and_machines_do_not_pass_for_each_other,
    a_header_decides_alone,
    a_token_of_one_person_does_not_open_the_session_of_another,
    no_line_end_reaches_a_header,
    nobody_gives_himself_more_by_a_body
);

async fn a_change_by_cookie_needs_the_word_of_the_browser_and_the_token(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    let host = app.base.strip_prefix("http://").unwrap().to_owned();
    let (ours, theirs) = (format!("http://{host}"), "https://evil.example".to_owned());
    let body = json!({"current": "wrong", "new": "pavasara ceļš mājup"});
    let right = anna.csrf.clone();
    for (site, origin, token, let_in) in [
        (Some("same-origin"), Some(&ours), Some(&right), true),
        (None, Some(&ours), Some(&right), true),
        (None, None, Some(&right), true),
        (Some("cross-site"), Some(&theirs), Some(&right), false),
        (Some("same-site"), None, Some(&right), false),
        (None, Some(&theirs), Some(&right), false),
        (None, Some(&"null".to_owned()), Some(&right), false),
        (Some("same-origin"), Some(&ours), None, false),
        (Some("same-origin"), Some(&ours), Some(&"x".to_owned()), false),
        (Some("same-origin"), Some(&ours), Some(&String::new()), false),
    ] {
        let mut request = anna.bare(Method::PUT, "/api/v1/me/password").json(&body);
        for (name, value) in [
            ("sec-fetch-site", site.map(str::to_owned)),
            ("origin", origin.cloned()),
            ("x-csrf-token", token.cloned()),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let reply = Reply::to(request).await;
        match let_in {
            true => drop(reply.problem(ProblemCode::Unacceptable)),
            false => drop(reply.problem(ProblemCode::CrossSite)),
        }
    }
}

async fn another_site_signs_nobody_in(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let body = json!({"email": "anna@test.lv", "password": PASSWORD});
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = app
            .visitor()
            .request(Method::POST, "/api/v1/auth/session")
            .json(&body);
        let reply = Reply::to(request.header(name, value)).await;
        reply.problem(ProblemCode::CrossSite);
        assert_eq!(reply.headers.get_all("set-cookie").iter().count(), 0);
    }
}

async fn the_tokens_of_people_and_machines_do_not_pass_for_each_other(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    let feed = app.feed("srda").await;
    let access = anna.cookies["blis_access"].clone();
    let as_machine = app
        .visitor()
        .request(Method::GET, "/api/v1/me/sessions")
        .bearer_auth(&access);
    Reply::to(as_machine).await.problem(ProblemCode::Unauthenticated);
    let mut as_person = Browser::new(app.visitor());
    as_person
        .cookies
        .insert("blis_access".to_owned(), feed.token.clone());
    assert!(as_person.get("/api/v1/me").await.json()["person"].is_null());
    as_person
        .get("/api/v1/me/sessions")
        .await
        .problem(ProblemCode::Unauthenticated);
    let refresh = anna.cookies["blis_refresh"].clone();
    as_person.cookies.insert("blis_access".to_owned(), refresh);
    assert!(as_person.get("/api/v1/me").await.json()["person"].is_null());
}

async fn a_header_decides_alone(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    let both = anna
        .request(Method::GET, "/api/v1/me/sessions")
        .bearer_auth("nonsense");
    Reply::to(both).await.problem(ProblemCode::Unauthenticated);
}

async fn a_token_of_one_person_does_not_open_the_session_of_another(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    let mut janis = app.signed_in_as(Role::Observer).await;
    janis.csrf = anna.csrf.clone();
    janis
        .send(Method::DELETE, "/api/v1/auth/session", None)
        .await
        .problem(ProblemCode::CrossSite);
}

/// A line end in what was typed would begin a header of the attacker's.
async fn no_line_end_reaches_a_header(app: TestApp) {
    const EVIL: &str = "\r\nX-Evil: 1";
    app.person("anna@test.lv", vec![]);
    let mut replies = Vec::new();
    for return_to in [
        format!("/account{EVIL}"),
        format!("/account?x={EVIL}"),
        format!("/\n{EVIL}"),
    ] {
        let fields = [
            ("email", "anna@test.lv"),
            ("password", PASSWORD),
            ("return_to", return_to.as_str()),
        ];
        let reply = Browser::new(app.visitor())
            .submit("/sign-in?lang=en", &fields)
            .await;
        assert_eq!(reply.header("location"), "/account?lang=en", "{return_to:?}");
        replies.push(reply);
    }
    for body in [
        json!({"email": format!("anna@test.lv{EVIL}"), "password": PASSWORD}),
        json!({"email": "anna@test.lv", "password": format!("{PASSWORD}{EVIL}")}),
    ] {
        let request = app
            .visitor()
            .request(Method::POST, "/api/v1/auth/session")
            .json(&body);
        replies.push(Reply::to(request).await);
    }
    // The address of the next page is built from the query as it came.
    for path in [
        "/sign-in?return_to=/account%0d%0aX-Evil:%201",
        "/api/v1/observations?limit=1&lang=en%0d%0aX-Evil:%201",
        "/api/v1/indicators?q=%0d%0aX-Evil:%201",
        "/areas%0d%0aX-Evil:%201",
        "/api/v1/areas/0840200%0d%0aX-Evil:%201",
    ] {
        replies.push(app.visitor().get_root(path).await);
    }
    for reply in replies {
        assert!(reply.status < 500, "{}", reply.text());
        assert!(!reply.headers.contains_key("x-evil"));
    }
}

/// What a form or a body brings besides what it may is refused and not passed over.
async fn nobody_gives_himself_more_by_a_body(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    let sign_in = json!({"email": "signed-in@test.lv", "password": PASSWORD, "grants": [{"role": "admin"}]});
    let request = app
        .visitor()
        .request(Method::POST, "/api/v1/auth/session")
        .json(&sign_in);
    Reply::to(request).await.problem(ProblemCode::MalformedBody);
    let change =
        json!({"current": PASSWORD, "new": "pavasara ceļš mājup", "role": "admin", "state": "active"});
    anna.send(Method::PUT, "/api/v1/me/password", Some(&change))
        .await
        .problem(ProblemCode::MalformedBody);
    let me = anna.send(Method::GET, "/api/v1/me", None).await.json();
    assert_eq!(me["grants"], json!([]));
}

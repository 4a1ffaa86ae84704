//! The same by the pages: forms without a script.

use crate::support::{Browser, PASSWORD, Reply, TestApp};
use blis_domain::rights::Role;
use reqwest::Method;
use time::Duration;

on_both!(
    whoever_is_not_signed_in_is_asked_to_and_comes_back,
    a_form_that_failed_keeps_the_address_and_no_password,
    what_people_typed_is_shown_as_text,
    a_form_of_another_site_changes_nothing,
    the_pages_run_no_script,
    an_account_page_keeps_the_session_alive,
    the_account_page_changes_the_password_and_signs_out
);

async fn whoever_is_not_signed_in_is_asked_to_and_comes_back(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let mut browser = Browser::new(app.visitor());
    let file = browser
        .get("/account/log.csv?lang=en&from=2026-01-01&done=x")
        .await;
    assert_eq!(
        file.header("location"),
        "/sign-in?lang=en&return_to=%2Faccount%2Flog.csv%3Flang%3Den%26from%3D2026-01-01",
        "whoever asked for a part gets no more after signing in"
    );
    let asked = browser.get("/account").await;
    assert_eq!(asked.status, 303);
    let form = asked.header("location").to_owned();
    assert!(
        form.starts_with("/sign-in?") && form.ends_with("return_to=%2Faccount"),
        "{form}"
    );
    let form = browser.get(&form).await;
    assert_eq!(form.status, 200);
    assert!(form.text().contains(r#"autocomplete="current-password""#));
    let fields = [
        ("email", "anna@test.lv"),
        ("password", PASSWORD),
        ("return_to", "/account"),
    ];
    let signed_in = browser.submit("/sign-in?lang=lv", &fields).await;
    assert_eq!(
        (signed_in.status, signed_in.header("location")),
        (303, "/account?lang=lv"),
        "{}",
        signed_in.text()
    );
    let account = browser.get("/account?lang=lv").await;
    assert_eq!(account.status, 200);
    assert!(account.text().contains("anna@test.lv"));
    assert_eq!(account.header("content-language"), "lv");
    for evil in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let fields = [
            ("email", "anna@test.lv"),
            ("password", PASSWORD),
            ("return_to", evil),
        ];
        let signed_in = browser.submit("/sign-in", &fields).await;
        assert_eq!(signed_in.header("location"), "/account?lang=lv", "{evil}");
    }
}

async fn a_form_that_failed_keeps_the_address_and_no_password(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let fields = [("email", "anna@test.lv"), ("password", "not the password")];
    let reply = Browser::new(app.visitor())
        .submit("/sign-in?lang=en", &fields)
        .await;
    assert_eq!(reply.status, 403);
    assert!(reply.text().contains(r#"role="alert""#) && reply.text().contains("anna@test.lv"));
    assert!(!reply.text().contains("not the password"));
}

async fn what_people_typed_is_shown_as_text(app: TestApp) {
    let evil = "\"><script>alert(1)</script>";
    let fields = [("email", evil), ("password", "x"), ("return_to", evil)];
    let reply = Browser::new(app.visitor()).submit("/sign-in", &fields).await;
    assert!(!reply.text().contains("<script"), "{}", reply.text());
    let reply = Browser::new(app.visitor())
        .get("/sign-in?return_to=%22%3E%3Cscript%3E")
        .await;
    assert!(!reply.text().contains("<script"));
    app.person("anna@test.lv", vec![]);
    let mut browser = Browser::new(app.visitor());
    let body = serde_json::json!({"email": "anna@test.lv", "password": PASSWORD});
    let request = browser
        .request(Method::POST, "/api/v1/auth/session")
        .header("user-agent", evil)
        .json(&body);
    let reply = Reply::to(request).await;
    assert_eq!(reply.status, 201);
    browser.sign_in("anna@test.lv", PASSWORD).await;
    let account = browser.get("/account").await.text();
    assert!(
        account.contains("&lt;script&gt;") && !account.contains("<script"),
        "the name of a browser is text"
    );
}

async fn a_form_of_another_site_changes_nothing(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    for (path, body) in [
        ("/sign-out", format!("csrf={}", anna.csrf)),
        ("/account/password", format!("csrf={}&current=x&new=y", anna.csrf)),
        ("/sign-in", "email=a%40b.lv&password=x".to_owned()),
    ] {
        let request = anna
            .bare(Method::POST, path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .body(body);
        let reply = Reply::to(request).await;
        assert_eq!(reply.status, 403, "{path}");
        assert_eq!(reply.headers.get_all("set-cookie").iter().count(), 0, "{path}");
    }
    let without = anna
        .request(Method::POST, "/sign-out")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("csrf=x");
    assert_eq!(
        Reply::to(without).await.status,
        403,
        "a form without the token of the session"
    );
    assert!(Reply::to(anna.request(Method::GET, "/api/v1/me")).await.json()["person"].is_object());
}

async fn the_pages_run_no_script(app: TestApp) {
    let mut anna = app.signed_in_as(Role::MunicipalAdmin).await;
    for page in ["/sign-in", "/account", "/account/log", "/admin/audit"] {
        let reply = match page {
            "/sign-in" => Browser::new(app.visitor()).get(page).await,
            _ => anna.get(page).await,
        };
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("script-src"),
            "{page}: {policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{page}: {policy}");
        assert_eq!(reply.header("cache-control"), "no-store", "{page}");
        assert!(!reply.text().contains("<script"), "{page}");
    }
}

async fn an_account_page_keeps_the_session_alive(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    for _ in 0..3 {
        app.later(Duration::minutes(20));
        assert_eq!(
            anna.get("/account").await.status,
            200,
            "the tokens are renewed on the way"
        );
    }
    app.later(Duration::minutes(20));
    let csrf = anna.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("current", PASSWORD),
        ("new", "pavasara ceļš mājup"),
    ];
    let changed = anna.submit("/account/password?lang=en", &fields).await;
    assert_eq!(
        (changed.status, changed.header("location")),
        (303, "/account?lang=en&done=password#password"),
        "a reload sends nothing again: {}",
        changed.text()
    );
    let page = anna.get("/account?lang=en&done=password").await;
    assert_eq!(
        page.status, 200,
        "and arrive in the browser with the answer to a form"
    );
    assert!(
        page.text().contains("The password was changed"),
        "{}",
        page.text()
    );
}

async fn the_account_page_changes_the_password_and_signs_out(app: TestApp) {
    let mut anna = app.signed_in_as(Role::MunicipalAdmin).await;
    let page = anna.get("/account?lang=lv").await.text();
    assert!(
        page.contains("pašvaldības administrators: Saldus novads"),
        "{page}"
    );
    let csrf = anna.csrf.clone();
    let refused = [("csrf", csrf.as_str()), ("current", PASSWORD), ("new", "pūces")];
    let reply = anna.submit("/account/password?lang=lv", &refused).await;
    assert_eq!(reply.status, 422);
    assert!(reply.text().contains(r#"role="alert""#));
    assert_eq!(
        anna.submit("/sign-out", &[("csrf", csrf.as_str())]).await.status,
        303
    );
    assert!(anna.cookies.is_empty());
    assert_eq!(anna.get("/account").await.status, 303);
}

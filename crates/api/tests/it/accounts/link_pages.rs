//! The same by the pages: forms without a script, behind addresses that hold a secret.

use super::links::{asked, invite, letters, link_in, printed};
use crate::support::{Browser, PASSWORD, Reply, TestApp};
use reqwest::Method;

on_both!(
    a_forgotten_password_is_replaced_from_the_page_for_signing_in,
    an_invitation_is_accepted_on_its_page,
    the_first_administrator_is_welcomed,
    a_link_that_holds_no_longer_says_what_to_do,
    no_page_behind_a_link_tells_its_address_on,
    what_people_typed_stays_and_is_shown_as_text,
    a_form_of_another_site_uses_no_link_up
);

const OTHER: &str = "migla pār ezeru vakarā";

async fn a_forgotten_password_is_replaced_from_the_page_for_signing_in(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let mut anna = Browser::new(app.visitor());
    let sign_in = anna.get("/sign-in?lang=lv").await.text();
    assert!(sign_in.contains("href=\"/reset?lang=lv\""), "{sign_in}");
    let form = anna.get("/reset?lang=lv").await;
    assert_eq!(form.status, 200);
    assert!(form.text().contains("Aizmirsta parole"));
    let mut answers = Vec::new();
    for email in ["anna@test.lv", "nobody@test.lv"] {
        let sent = anna.submit("/reset?lang=lv", &[("email", email)]).await;
        answers.push((sent.status, sent.text()));
    }
    assert_eq!(answers[0].0, 202);
    assert_eq!(answers[0], answers[1], "the page tells nothing of who is there");
    let wrong = anna.submit("/reset?lang=en", &[("email", "anna")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("needs one @") && wrong.text().contains("value=\"anna\""));

    let letters = letters(&app, 1);
    assert!(
        letters[0].starts_with("Labdien."),
        "in the language of the person: {}",
        letters[0]
    );
    let link = link_in(&app, &letters[0]).to_owned();
    let short = anna
        .submit(&format!("{link}?lang=en"), &[("password", "short")])
        .await;
    assert_eq!(short.status, 422);
    assert!(short.text().contains("aria-invalid=\"true\""), "{}", short.text());
    let set = anna
        .submit(&format!("{link}?lang=en"), &[("password", OTHER)])
        .await;
    assert_eq!(
        (set.status, set.header("location")),
        (303, "/sign-in?lang=en&note=password_set")
    );
    let note = anna.get("/sign-in?lang=en&note=password_set").await.text();
    assert!(note.contains("The new password holds"), "{note}");
    app.sign_in("anna@test.lv", OTHER).await;
}

async fn an_invitation_is_accepted_on_its_page(app: TestApp) {
    invite(&app, "anna@test.lv", "tok");
    let mut anna = Browser::new(app.visitor());
    for (language, words) in [("lv", "Izvēlieties paroli"), ("en", "Choose the password")] {
        let form = anna.get(&format!("/invitation/tok?lang={language}")).await;
        assert_eq!(form.status, 200);
        assert!(
            form.text().contains(words) && form.text().contains("anna@test.lv"),
            "{}",
            form.text()
        );
    }
    let fields = [("name", "Anna Bērziņa"), ("language", "lv"), ("password", OTHER)];
    let accepted = anna.submit("/invitation/tok?lang=en", &fields).await;
    assert_eq!(
        (accepted.status, accepted.header("location")),
        (303, "/sign-in?lang=lv&note=accepted"),
        "in the language that was chosen: {}",
        accepted.text()
    );
    app.sign_in("anna@test.lv", OTHER).await;
}

async fn the_first_administrator_is_welcomed(app: TestApp) {
    let path = printed(&app).expect("there is no administrator");
    let mut dace = Browser::new(app.visitor());
    assert!(
        dace.get(&format!("{path}?lang=lv"))
            .await
            .text()
            .contains("Pirmais administrators")
    );
    let bad = [("email", "dace"), ("name", "Dace"), ("password", OTHER)];
    let refused = dace.submit(&path, &bad).await;
    assert_eq!(refused.status, 422);
    let good = [("email", "dace@test.lv"), ("name", "Dace"), ("password", OTHER)];
    let made = dace.submit(&format!("{path}?lang=lv"), &good).await;
    assert_eq!(
        made.header("location"),
        "/sign-in?lang=lv&note=first_admin",
        "{}",
        made.text()
    );
    assert_eq!(dace.get(&path).await.status, 410);
    app.sign_in("dace@test.lv", OTHER).await;
}

async fn a_link_that_holds_no_longer_says_what_to_do(app: TestApp) {
    let mut nobody = Browser::new(app.visitor());
    for (path, on) in [
        ("/reset/gone", "/reset?lang=en"),
        ("/invitation/gone", "/sign-in?lang=en"),
        ("/welcome/gone", "/sign-in?lang=en"),
    ] {
        let shown = nobody.get(&format!("{path}?lang=en")).await;
        let fields = [
            ("email", "a@test.lv"),
            ("name", "A"),
            ("language", "lv"),
            ("password", OTHER),
        ];
        let sent = nobody.submit(&format!("{path}?lang=en"), &fields).await;
        for reply in [shown, sent] {
            assert_eq!(reply.status, 410, "{path}");
            assert!(
                reply.text().contains(&format!("href=\"{on}\"")),
                "{path}: {}",
                reply.text()
            );
            assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
        }
        let lv = nobody.get(&format!("{path}?lang=lv")).await.text();
        assert!(lv.contains("Saite vairs nav derīga"), "{lv}");
    }
}

async fn no_page_behind_a_link_tells_its_address_on(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    invite(&app, "eva@test.lv", "tok");
    let reset = {
        let mut nobody = Browser::new(app.visitor());
        nobody.submit("/reset", &[("email", "anna@test.lv")]).await;
        let letters = letters(&app, 2);
        let about_reset = letters.iter().find(|letter| letter.contains("/reset/"));
        link_in(&app, about_reset.expect("a letter")).to_owned()
    };
    let welcome = printed(&app).expect("there is no administrator");
    for path in [reset.as_str(), "/invitation/tok", welcome.as_str()] {
        let reply = app.visitor().get_root(path).await;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert_eq!(reply.header("cache-control"), "no-store");
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("script-src"),
            "{policy}"
        );
        assert!(!reply.text().contains("<script"));
        assert!(
            !reply.text().contains("https://") && !reply.text().contains("src="),
            "nothing from elsewhere"
        );
    }
}

async fn what_people_typed_stays_and_is_shown_as_text(app: TestApp) {
    invite(&app, "anna@test.lv", "tok");
    let evil = "\"><script>alert(1)</script>";
    let fields = [("name", evil), ("language", "lv"), ("password", "short")];
    let refused = Browser::new(app.visitor())
        .submit("/invitation/tok", &fields)
        .await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("&lt;script&gt;") && !refused.text().contains("<script"));
    assert!(!refused.text().contains("short"), "no password comes back");
    let asked = Browser::new(app.visitor())
        .submit("/reset", &[("email", evil)])
        .await;
    assert!(!asked.text().contains("<script"));
    let note = app.visitor().get_root("/sign-in?note=%3Cscript%3E").await;
    assert!(!note.text().contains("<script"));
    let stray = app.visitor().get_root("/invitation/%3Cscript%3E").await;
    assert!(!stray.text().contains("<script"));
}

async fn a_form_of_another_site_uses_no_link_up(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let link = asked(&app, "anna@test.lv").await;
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("password", OTHER)
        .finish();
    let foreign = Browser::new(app.visitor())
        .bare(Method::POST, &link)
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    assert_eq!(Reply::to(foreign).await.status, 403);
    app.sign_in("anna@test.lv", PASSWORD).await;
    assert_eq!(app.visitor().get_root(&link).await.status, 200);
}

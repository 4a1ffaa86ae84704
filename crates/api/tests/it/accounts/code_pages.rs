//! One-time codes by the pages: forms without a script.

use crate::support::{Authenticator, Browser, PASSWORD, Reply, TestApp};
use blis_domain::one_time_code::OneTimeSecret;
use blis_domain::rights::Role;
use reqwest::Method;
use time::Duration;

on_both!(
    an_administrator_is_led_to_set_up_codes_and_their_role_wakes,
    signing_in_asks_for_the_code_after_the_password,
    a_sign_in_that_waits_ends_after_five_minutes_and_with_the_password,
    a_recovery_code_signs_in_where_the_app_is_lost,
    a_form_of_something_grave_leads_to_showing_who_one_is_and_back,
    codes_are_replaced_and_taken_away_by_forms,
    forms_of_other_sites_change_no_codes
);

const MEMBER: &str = "member@test.lv";

fn password_of(email: &str) -> [(&str, &str); 3] {
    [
        ("email", email),
        ("password", PASSWORD),
        ("return_to", "/account/log"),
    ]
}

/// The secret that a page shows for typing.
fn secret(page: &Reply) -> OneTimeSecret {
    let text = page.text();
    let shown = text
        .split("<code>")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .expect("a secret");
    OneTimeSecret::parse(shown).expect("a secret in base 32")
}

fn listed(page: &Reply) -> Vec<String> {
    let text = page.text();
    let codes = text.split("<li><code>").skip(1);
    codes
        .filter_map(|rest| Some(rest.split('<').next()?.to_owned()))
        .collect()
}

/// Begins to set up codes; the page that shows the secret, in Latvian.
async fn begun(browser: &mut Browser, csrf: &str) -> Reply {
    let sent = browser.submit("/account/codes?lang=lv", &[("csrf", csrf)]).await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (303, "/account/codes?lang=lv"),
        "a form that is answered by the secret makes another when it is sent again: {}",
        sent.text()
    );
    let shown = browser.get("/account/codes?lang=lv").await;
    assert_eq!((shown.status, shown.header("cache-control")), (200, "no-store"));
    for (language, why) in [("lv", "a reload"), ("en", "the other language")] {
        let again = browser.get(&format!("/account/codes?lang={language}")).await;
        assert_eq!(secret(&again), secret(&shown), "{why} must not lose the secret");
    }
    shown
}

/// A browser whose password was right, at the form of the code.
async fn at_the_code(app: &TestApp, email: &str) -> Browser {
    let mut browser = Browser::new(app.visitor());
    let sent = browser.submit("/sign-in?lang=en", &password_of(email)).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(
        sent.header("location"),
        "/sign-in/code?lang=en&return_to=%2Faccount%2Flog"
    );
    browser
}

async fn an_administrator_is_led_to_set_up_codes_and_their_role_wakes(app: TestApp) {
    app.signed_in_as(Role::Admin).await;
    let mut admin = Browser::new(app.visitor());
    let sent = admin
        .submit("/sign-in?lang=lv", &password_of("admin@test.lv"))
        .await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (303, "/account/codes?lang=lv")
    );
    assert_eq!(admin.get("/admin/audit").await.status, 403);
    let page = admin.get("/account/codes?lang=lv").await;
    assert!(page.text().contains("Jūsu lomai vienreizējie kodi ir obligāti"));
    let csrf = admin.csrf_of_page(&page);
    let page = begun(&mut admin, &csrf).await;
    let text = page.text();
    assert!(text.contains(r#"src="data:image/svg+xml;base64,"#) && !text.contains("<script"));
    assert!(text.contains(r#"inputmode="numeric""#) && text.contains(r#"autocomplete="one-time-code""#));
    let secret = secret(&page);
    let wrong = [("csrf", csrf.as_str()), ("code", "000000")];
    let again = admin.submit("/account/codes/confirm?lang=lv", &wrong).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains(r#"role="alert""#));
    assert_eq!(
        self::secret(&again),
        secret,
        "the picture that was scanned still holds"
    );
    let authenticator = Authenticator {
        secret,
        recovery_codes: vec![],
    };
    let code = authenticator.code(&app);
    let right = [("csrf", csrf.as_str()), ("code", code.as_str())];
    let told = admin.submit("/account/codes/confirm?lang=lv", &right).await;
    assert_eq!(
        (told.status, told.header("location")),
        (303, "/account/codes?lang=lv"),
        "a form that is answered by the codes themselves is sent again by a reload: {}",
        told.text()
    );
    let told = admin.get("/account/codes?lang=lv").await;
    assert_eq!((told.status, listed(&told).len()), (200, 10), "{}", told.text());
    assert_eq!(told.header("cache-control"), "no-store");
    assert!(told.text().contains(r#"download="blis-recovery-codes.txt""#));
    for (language, why) in [("lv", "a reload"), ("en", "the other language")] {
        let again = admin.get(&format!("/account/codes?lang={language}")).await;
        assert_eq!(listed(&again), listed(&told), "{why} must not lose the codes");
    }
    let mut other = app.sign_in_with("admin@test.lv", &authenticator).await;
    let sealed = admin.cookies["blis_shown"].clone();
    other.cookies.insert("blis_shown".to_owned(), sealed);
    let theirs = other.get("/account/codes?lang=lv").await;
    assert!(listed(&theirs).is_empty(), "another session reads nothing of it");
    let kept = [
        ("csrf", csrf.as_str()),
        ("place", "/account/codes"),
        ("return_to", "/account"),
    ];
    let gone = admin.submit("/account/kept?lang=lv", &kept).await;
    assert_eq!((gone.status, gone.header("location")), (303, "/account?lang=lv"));
    assert_eq!(admin.get("/admin/audit").await.status, 200, "the role is awake");
    let page = admin.get("/account/codes?lang=lv").await.text();
    assert!(page.contains("Neizmantoti atkopšanas kodi: 10"), "{page}");
    assert!(
        !page.contains("/account/codes/remove"),
        "an administrator keeps them"
    );
}

async fn signing_in_asks_for_the_code_after_the_password(app: TestApp) {
    let (_, authenticator) = app.guarded_as(Role::Member).await;
    let mut browser = at_the_code(&app, MEMBER).await;
    assert!(!browser.cookies.contains_key("blis_access"));
    let page = browser
        .get("/sign-in/code?lang=en&return_to=%2Faccount%2Flog")
        .await;
    let text = page.text();
    assert_eq!(page.status, 200);
    assert!(
        !text.contains(PASSWORD) && !text.contains("<script"),
        "no page holds the password"
    );
    assert!(text.contains(r#"autocomplete="one-time-code""#) && text.contains(r#"inputmode="numeric""#));
    let wrong = [("code", "000000"), ("return_to", "/account/log")];
    let refused = browser.submit("/sign-in/code?lang=en", &wrong).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains(r#"role="alert""#) && !refused.text().contains("000000"));
    let code = authenticator.next_code(&app);
    let right = [("code", code.as_str()), ("return_to", "/account/log")];
    let thief = browser.clone();
    let done = browser.submit("/sign-in/code?lang=en", &right).await;
    assert_eq!(
        (done.status, done.header("location")),
        (303, "/account/log?lang=en"),
        "{}",
        done.text()
    );
    assert!(!browser.cookies.contains_key("blis_pending"), "it is used up");
    assert_eq!(browser.get("/account/log").await.status, 200);
    let mut thief = thief;
    let again = thief.submit("/sign-in/code?lang=en", &right).await;
    assert_eq!(again.status, 403, "a copy of the cookie needs a code of its own");
    for evil in ["//evil.example", "https://evil.example"] {
        let code = authenticator.next_code(&app);
        let fields = [("code", code.as_str()), ("return_to", evil)];
        let mut browser = at_the_code(&app, MEMBER).await;
        let done = browser.submit("/sign-in/code?lang=en", &fields).await;
        assert_eq!(done.header("location"), "/account?lang=en", "{evil}");
    }
}

async fn a_sign_in_that_waits_ends_after_five_minutes_and_with_the_password(app: TestApp) {
    let (_, authenticator) = app.guarded_as(Role::Member).await;
    let from_the_beginning = "/sign-in?lang=en&return_to=%2Faccount";
    let mut nobody = Browser::new(app.visitor());
    let sent = nobody.get("/sign-in/code?lang=en").await;
    assert_eq!((sent.status, sent.header("location")), (303, from_the_beginning));

    let mut browser = at_the_code(&app, MEMBER).await;
    app.later(Duration::minutes(5) - Duration::seconds(1));
    assert_eq!(browser.get("/sign-in/code?lang=en").await.status, 200);
    app.later(Duration::seconds(1));
    let sent = browser.get("/sign-in/code?lang=en").await;
    assert_eq!((sent.status, sent.header("location")), (303, from_the_beginning));
    let code = authenticator.next_code(&app);
    let sent = browser.submit("/sign-in/code?lang=en", &[("code", &code)]).await;
    assert_eq!((sent.status, sent.header("location")), (303, from_the_beginning));

    let mut browser = at_the_code(&app, MEMBER).await;
    let mut changed = browser.clone();
    let value = changed.cookies.get_mut("blis_pending").expect("a cookie");
    let other = if value.starts_with('A') { "B" } else { "A" };
    value.replace_range(..1, other);
    let sent = changed.submit("/sign-in/code?lang=en", &[("code", &code)]).await;
    assert_eq!((sent.status, sent.header("location")), (303, from_the_beginning));
    let person = app
        .store
        .account(&MEMBER.parse().unwrap())
        .unwrap()
        .unwrap()
        .person;
    let new =
        blis_domain::password::NewPassword::check("pavasara ceļš mājup", &MEMBER.parse().unwrap(), None);
    let context = blis_store::AuditContext::command("test");
    app.store
        .set_password(&person, &app.hash(&new.unwrap()), &context)
        .unwrap();
    let refused = browser.submit("/sign-in/code?lang=en", &[("code", &code)]).await;
    assert_eq!(refused.status, 403, "the password that was right is not any more");
}

async fn a_recovery_code_signs_in_where_the_app_is_lost(app: TestApp) {
    let (_, authenticator) = app.guarded_as(Role::Member).await;
    let code = authenticator.recovery_codes[0].to_lowercase();
    let fields = [("code", code.as_str()), ("return_to", "/account/log")];
    let mut browser = at_the_code(&app, MEMBER).await;
    assert_eq!(browser.submit("/sign-in/code?lang=en", &fields).await.status, 303);
    let page = browser.get("/account/codes?lang=en").await.text();
    assert!(page.contains("Recovery codes not used yet: 9"), "{page}");
    let mut browser = at_the_code(&app, MEMBER).await;
    assert_eq!(browser.submit("/sign-in/code?lang=en", &fields).await.status, 403);
}

async fn a_form_of_something_grave_leads_to_showing_who_one_is_and_back(app: TestApp) {
    let (mut anna, authenticator) = app.guarded_as(Role::Member).await;
    let csrf = anna.csrf.clone();
    app.later(Duration::minutes(15));
    let confirm = "/account/confirm?lang=en&return_to=%2Faccount%2Fcodes";
    for form in ["", "/recovery", "/remove", "/confirm"] {
        let fields = [("csrf", csrf.as_str()), ("code", "000000")];
        let sent = anna
            .submit(&format!("/account/codes{form}?lang=en"), &fields)
            .await;
        let kept = sent.text().contains(r#"name="kept" value=""#);
        assert_eq!((sent.status, kept), (403, true), "{form}: {}", sent.text());
        assert!(
            sent.text().contains(r#"name="return_to" value="/account/codes"#),
            "{form}"
        );
    }
    let page = anna.get("/account/codes?lang=en").await.text();
    assert!(
        page.contains("/account/confirm") && !page.contains(r#"action="/account/codes"#),
        "{page}"
    );
    let page = anna.get(confirm).await;
    assert!(page.text().contains(r#"autocomplete="current-password""#));
    let code = authenticator.next_code(&app);
    let mut fields = [
        ("csrf", csrf.as_str()),
        ("password", "not the password"),
        ("code", code.as_str()),
        ("return_to", "/account/codes"),
    ];
    let refused = anna.submit("/account/confirm?lang=en", &fields).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("The password is wrong."),
        "{}",
        refused.text()
    );
    assert!(!refused.text().contains("not the password"));
    fields[1].1 = PASSWORD;
    let done = anna.submit("/account/confirm?lang=en", &fields).await;
    assert_eq!(
        (done.status, done.header("location")),
        (303, "/account/codes?lang=en"),
        "{}",
        done.text()
    );
    let made = anna
        .submit("/account/codes/recovery?lang=en", &[("csrf", &csrf)])
        .await;
    assert_eq!(
        (made.status, made.header("location")),
        (303, "/account/codes?lang=en")
    );
    let shown = anna.get("/account/codes?lang=en").await;
    assert_eq!(listed(&shown).len(), 10);
    app.later(Duration::minutes(15));
    anna.send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    let late = anna.get("/account/codes?lang=en").await;
    assert!(
        listed(&late).is_empty(),
        "nothing is shown for longer than a quarter of an hour"
    );
    fields[3].1 = "//evil.example";
    let code = authenticator.next_code(&app);
    fields[2].1 = &code;
    let done = anna.submit("/account/confirm?lang=en", &fields).await;
    assert_eq!(done.header("location"), "/account?lang=en");
}

async fn codes_are_replaced_and_taken_away_by_forms(app: TestApp) {
    let (mut anna, authenticator) = app.guarded_as(Role::Member).await;
    let csrf = anna.csrf.clone();
    let page = anna.get("/account/codes?lang=en").await.text();
    assert!(
        page.contains("Set up anew") && page.contains("/account/codes/remove"),
        "{page}"
    );
    let new = begun(&mut anna, &csrf).await;
    assert_ne!(secret(&new), authenticator.secret);
    let cancel = [
        ("csrf", csrf.as_str()),
        ("place", "/account/codes"),
        ("return_to", "/account/codes"),
    ];
    anna.submit("/account/kept?lang=en", &cancel).await;
    let question = anna.get("/account/codes/remove?lang=en").await.text();
    assert!(
        question.contains("the recovery codes end")
            && question.contains(r#"action="/account/codes/remove?lang=en""#),
        "it is asked first: {question}"
    );
    let gone = anna
        .submit("/account/codes/remove?lang=en", &[("csrf", &csrf)])
        .await;
    assert_eq!(
        (gone.status, gone.header("location")),
        (303, "/account/codes?lang=en&done=removed")
    );
    let page = anna.get(gone.header("location")).await.text();
    assert!(
        page.contains("One-time codes are not set up.")
            && page.contains("The one-time codes were taken away."),
        "{page}"
    );
    app.sign_in(MEMBER, PASSWORD).await;
}

async fn forms_of_other_sites_change_no_codes(app: TestApp) {
    let (mut anna, _) = app.guarded_as(Role::Member).await;
    let csrf = anna.csrf.clone();
    for (path, code) in [
        ("/account/codes", ""),
        ("/account/codes/confirm", "&code=000000"),
        ("/account/codes/recovery", ""),
        ("/account/codes/remove", ""),
        ("/account/confirm", "&password=x"),
    ] {
        for (site, token) in [("cross-site", csrf.as_str()), ("same-origin", "another")] {
            let request = anna
                .bare(Method::POST, path)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("sec-fetch-site", site)
                .body(format!("csrf={token}{code}"));
            assert_eq!(Reply::to(request).await.status, 403, "{path} {site}");
        }
    }
    assert_eq!(anna.get("/api/v1/me").await.json()["second_factor"], "set");
}

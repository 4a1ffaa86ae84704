//! The pages as people meet them: nothing that was typed is lost, nobody is left without a way on, and everybody reads
//! their own language.

use crate::support::{Browser, PASSWORD, Reply, SALDUS, TestApp};
use blis_domain::rights::{Grant, Role, Within};
use reqwest::Method;
use time::Duration;

on_both!(
    what_was_typed_is_sent_after_showing_who_one_is,
    a_form_is_kept_for_the_session_that_sent_it,
    a_page_whose_form_is_grave_asks_before_anything_is_typed,
    a_sleeping_role_is_led_to_the_codes,
    every_refusal_has_a_way_on,
    whoever_chose_no_language_reads_the_one_of_their_account,
    a_refusal_keeps_the_language_that_was_chosen,
    the_account_page_begins_with_what_is_wanted_most
);

const CLIENT: [(&str, &str); 5] = [
    ("id", "vraa-1"),
    ("name", "Jānis & \"VRAA\""),
    ("feed", "srda"),
    ("addresses", "127.0.0.0/8\r\n2001:db8::/32"),
    ("may", "write"),
];

/// The hidden fields of the form of a page that goes to `action`, as a browser sends them.
fn hidden(page: &str, action: &str) -> Vec<(String, String)> {
    let form = page
        .split(&format!("action=\"{action}\""))
        .nth(1)
        .expect("the form");
    let form = form.split("</form>").next().expect("its end");
    let plain = |text: &str| {
        text.replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    };
    form.split("type=\"hidden\" name=\"")
        .skip(1)
        .map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"").expect("a value");
            (name.to_owned(), plain(rest.split('"').next().expect("its end")))
        })
        .collect()
}

async fn submitted(
    browser: &mut Browser,
    path: &str,
    fields: &[(String, String)],
    more: &[(&str, &str)],
) -> Reply {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain(more.iter().copied())
        .collect();
    browser.submit(path, &fields).await
}

/// A form of somebody who signed in too long ago; the page that asks who it is.
async fn too_late(app: &TestApp, admin: &mut Browser) -> String {
    app.later(Duration::minutes(20));
    let mut fields = vec![("csrf", admin.csrf.clone())];
    fields.extend(CLIENT.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let asked = admin.submit("/admin/clients?lang=en", &fields).await;
    assert_eq!(asked.status, 403, "{}", asked.text());
    assert!(
        app.store.client("vraa-1").unwrap().is_none(),
        "nothing was done yet"
    );
    asked.text()
}

async fn what_was_typed_is_sent_after_showing_who_one_is(app: TestApp) {
    let (_, authenticator) = app.guarded_as(Role::Admin).await;
    let mut admin = app.sign_in_with("admin@test.lv", &authenticator).await;
    let page = too_late(&app, &mut admin).await;
    assert!(page.contains("What you typed is not lost"), "{page}");
    assert!(
        !page.contains("hreflang"),
        "another language would lose it: {page}"
    );
    let confirm = "/account/confirm?lang=en";
    let fields = hidden(&page, confirm);
    let code = authenticator.next_code(&app);
    let wrong = [("password", "not the password"), ("code", code.as_str())];
    let again = submitted(&mut admin, confirm, &fields, &wrong).await;
    assert_eq!(again.status, 422);
    assert_eq!(
        hidden(&again.text(), confirm),
        fields,
        "a slip loses nothing either"
    );
    let right = [("password", PASSWORD), ("code", code.as_str())];
    let on = submitted(&mut admin, confirm, &fields, &right).await;
    assert_eq!(on.status, 200, "{}", on.text());
    assert!(!on.text().contains("hreflang"), "{}", on.text());
    let kept = hidden(&on.text(), "/admin/clients?lang=en");
    for (name, value) in CLIENT {
        assert!(
            kept.contains(&(name.to_owned(), value.to_owned())),
            "{name} is as it was typed: {kept:?}"
        );
    }
    let done = submitted(&mut admin, "/admin/clients?lang=en", &kept, &[]).await;
    assert_eq!(
        (done.status, done.header("location")),
        (303, "/admin/clients/vraa-1?lang=en&done=added"),
        "{}",
        done.text()
    );
}

async fn a_form_is_kept_for_the_session_that_sent_it(app: TestApp) {
    let (_, authenticator) = app.guarded_as(Role::Admin).await;
    let mut admin = app.sign_in_with("admin@test.lv", &authenticator).await;
    let page = too_late(&app, &mut admin).await;
    let kept = hidden(&page, "/account/confirm?lang=en")
        .into_iter()
        .find(|(name, _)| name == "kept")
        .expect("it is kept")
        .1;
    let mut other = app.signed_in_as(Role::Member).await;
    let csrf = other.csrf.clone();
    for kept in [kept.as_str(), "AAAA", ""] {
        let fields = [
            ("csrf", csrf.as_str()),
            ("return_to", "/account"),
            ("kept", kept),
            ("password", PASSWORD),
        ];
        let on = other.submit("/account/confirm?lang=en", &fields).await;
        let text = on.text();
        assert_eq!((on.status, on.header("location")), (200, ""), "{text}");
        assert!(
            text.contains("cannot be opened any more") && text.contains("href=\"/account?lang=en\""),
            "whoever typed it is told that it is not sent: {text}"
        );
        assert!(
            !text.contains("/admin/clients") && !text.contains("vraa-1"),
            "nobody is made to send what another page held: {text}"
        );
        let slip = [fields[0], fields[1], fields[2], ("password", "not the password")];
        let again = other.submit("/account/confirm?lang=en", &slip).await;
        assert_eq!(again.status, 422);
        assert!(
            again.text().contains("cannot be opened any more"),
            "{}",
            again.text()
        );
    }
}

async fn a_page_whose_form_is_grave_asks_before_anything_is_typed(app: TestApp) {
    app.person("anna@test.lv", vec![in_saldus(Role::Member)]);
    let anna = app.id_of("anna@test.lv");
    let mut liga = app.signed_in_as(Role::MunicipalAdmin).await;
    app.later(Duration::minutes(20));
    for path in [
        "/admin/users/new".to_owned(),
        format!("/admin/users/{anna}/suspend"),
        format!("/admin/users/{anna}/sessions"),
        "/account/codes/remove".to_owned(),
    ] {
        let asked = liga.get(&path).await;
        assert_eq!(asked.status, 303, "{path}");
        assert!(
            asked.header("location").starts_with("/account/confirm?"),
            "{path}: {}",
            asked.header("location")
        );
    }
}

fn in_saldus(role: Role) -> Grant {
    Grant::new(role, Within::Municipality(SALDUS.parse().unwrap()))
}

async fn a_sleeping_role_is_led_to_the_codes(app: TestApp) {
    let mut admin = app.signed_in_as(Role::Admin).await;
    for path in [
        "/admin/users",
        "/admin/clients",
        "/admin/networks",
        "/admin/audit",
        "/outbox",
    ] {
        let asleep = admin.get(&format!("{path}?lang=lv")).await;
        assert_eq!(asleep.status, 403, "{path}");
        let text = asleep.text();
        assert!(
            text.contains(r#"href="/account/codes?lang=lv""#)
                && text.contains("pēc vienreizējo kodu iestatīšanas"),
            "whoever waits for codes is told so, and where: {path}: {text}"
        );
    }
    let member = app
        .signed_in_as(Role::Member)
        .await
        .get("/admin/users?lang=lv")
        .await;
    assert!(!member.text().contains("/account/codes"), "codes would not help");
}

async fn every_refusal_has_a_way_on(app: TestApp) {
    let mut admin = app.admin().await;
    let mut member = app.signed_in_as(Role::Member).await;
    let csrf = admin.csrf.clone();
    for (refused, status, ways) in [
        (
            admin.get("/admin/clients/nobody?lang=en").await,
            404,
            ["/admin/clients", "/account"],
        ),
        (
            admin.get("/admin/networks/N9?lang=en").await,
            404,
            ["/admin/networks", "/account"],
        ),
        (member.get("/admin/clients?lang=en").await, 403, ["/account", "/"]),
        (
            admin
                .submit("/admin/clients/nobody/remove?lang=en", &[("csrf", &csrf)])
                .await,
            404,
            ["/admin/clients", "/account"],
        ),
        (
            admin.submit("/account/about?lang=en", &[("csrf", &csrf)]).await,
            400,
            ["/account", "/"],
        ),
        (
            Browser::new(app.visitor()).submit("/sign-in?lang=en", &[]).await,
            400,
            ["/sign-in", "/"],
        ),
    ] {
        let text = refused.text();
        assert_eq!(refused.status, status, "{text}");
        assert!(
            !text.contains(r#"hreflang="lv" href="/account?lang=lv""#),
            "{text}"
        );
        let content = text.split("<h1>").nth(1).expect("a heading");
        for way in ways {
            assert!(
                content.contains(&format!(r#"href="{way}?lang=en""#)),
                "nobody is left at the end of a road: {way}: {text}"
            );
        }
    }
}

async fn whoever_chose_no_language_reads_the_one_of_their_account(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let mut anna = app.sign_in("anna@test.lv", PASSWORD).await;
    let page = anna.get("/account").await;
    assert_eq!(
        page.header("content-language"),
        "lv",
        "the account speaks Latvian, whatever the browser prefers"
    );
    for (path, language) in [("/account?lang=en", "en"), ("/account/log", "lv")] {
        assert_eq!(
            anna.get(path).await.header("content-language"),
            language,
            "{path}"
        );
    }
    let mut again = Browser::new(app.visitor());
    let typed = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("email", "anna@test.lv")
        .append_pair("password", PASSWORD)
        .finish();
    let request = again
        .bare(Method::POST, "/sign-in?")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(typed);
    let signed_in = Reply::to(request).await;
    assert_eq!(signed_in.header("location"), "/account?lang=lv");
    let asked = again.get("/account").await;
    assert_eq!(asked.header("location"), "/sign-in?return_to=%2Faccount");
    let form = again.get("/sign-in?return_to=/account").await.text();
    assert!(
        form.contains(r#"action="/sign-in?""#),
        "no language was chosen: {form}"
    );
    let chosen = again.get("/sign-in?lang=lv").await.text();
    assert!(chosen.contains(r#"action="/sign-in?lang=lv""#), "{chosen}");
}

async fn a_refusal_keeps_the_language_that_was_chosen(app: TestApp) {
    let mut anna = app.signed_in_as(Role::Member).await;
    let (csrf, long) = (anna.csrf.clone(), "ā".repeat(200));
    let fields = [("csrf", csrf.as_str()), ("name", &long), ("language", "en")];
    let refused = anna.submit("/account/about?lang=lv", &fields).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(
        refused
            .text()
            .contains(r#"<option value="en" lang="en" selected>"#),
        "what was chosen stays chosen: {}",
        refused.text()
    );
}

async fn the_account_page_begins_with_what_is_wanted_most(app: TestApp) {
    let page = app
        .signed_in_as(Role::Member)
        .await
        .get("/account?lang=en")
        .await
        .text();
    let headings: Vec<&str> = page
        .split("<h2>")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    assert_eq!(
        headings,
        [
            // Figures of the municipality that wait for its answer.
            "Administration",
            "About me",
            "Change the password",
            "One-time codes",
            "Where you are signed in",
            "My data",
            "Roles"
        ]
    );
}

//! The pages of machine clients.

use crate::support::{Browser, Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use reqwest::Method;

on_both!(
    an_administrator_makes_a_client_and_gives_it_a_secret,
    one_secret_never_hides_another,
    a_client_is_changed_kept_out_and_removed_by_forms,
    what_is_not_taken_is_told_beside_what_was_typed,
    a_form_of_another_site_or_person_does_nothing,
    a_name_with_markup_is_shown_as_text
);

pub(super) const PATH: &str = "/admin/clients";

pub(super) async fn send(admin: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Reply {
    let csrf = admin.csrf.clone();
    let fields: Vec<(&str, &str)> = [("csrf", csrf.as_str())]
        .into_iter()
        .chain(fields.iter().copied())
        .collect();
    admin.submit(&format!("{path}?lang=en"), &fields).await
}

pub(super) async fn added(admin: &mut Browser) {
    let fields = [
        ("id", "vraa-1"),
        ("name", "VRAA"),
        ("feed", "srda"),
        ("addresses", "127.0.0.0/8\r\n2001:db8::/32"),
        ("may", "write"),
    ];
    let reply = send(admin, PATH, &fields).await;
    assert_eq!(
        (reply.status, reply.header("location")),
        (303, "/admin/clients/vraa-1?lang=en&done=added"),
        "{}",
        reply.text()
    );
}

/// The secret of the page that shows one.
fn shown(page: &str) -> Option<&str> {
    page.split("<code>").nth(1)?.split('<').next()
}

async fn an_administrator_makes_a_client_and_gives_it_a_secret(app: TestApp) {
    let mut admin = app.admin().await;
    let account = admin.get("/account?lang=en").await.text();
    assert!(account.contains(r#"href="/admin/clients?lang=en""#), "{account}");
    assert!(
        admin
            .get("/admin/clients?lang=en")
            .await
            .text()
            .contains("There is no machine client.")
    );
    added(&mut admin).await;
    let page = admin.get("/admin/clients/vraa-1?lang=en").await.text();
    assert!(
        page.matches("No secret holds").count() == 1 && page.contains("127.0.0.0/8\n2001:db8::/32"),
        "{page}"
    );
    let given = send(&mut admin, "/admin/clients/vraa-1/secrets", &[("days", "20")]).await;
    assert_eq!(
        (given.status, given.header("location")),
        (303, "/admin/clients/vraa-1?lang=en"),
        "a form that is answered by the secret makes another on a reload"
    );
    let page = admin.get("/admin/clients/vraa-1?lang=en").await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    let text = page.text();
    let secret = shown(&text).expect("the secret");
    let latvian = admin.get("/admin/clients/vraa-1?lang=lv").await.text();
    assert_eq!(shown(&latvian), Some(secret), "the other language shows it too");
    let holding = app.store.clients(app.now()).unwrap()[0].secrets.len();
    assert_eq!(holding, 1, "a reload makes no other");
    let kept = send(
        &mut admin,
        "/account/kept",
        &[
            ("place", "/admin/clients/vraa-1"),
            ("return_to", "/admin/clients/vraa-1"),
        ],
    )
    .await;
    assert_eq!(kept.header("location"), "/admin/clients/vraa-1?lang=en");
    assert!(app.client().token("vraa-1", secret, "feed:write").await.is_ok());
    for path in ["/admin/clients", "/admin/clients/vraa-1"] {
        let again = admin.get(&format!("{path}?lang=en")).await.text();
        assert!(!again.contains(secret), "{path}");
        assert!(again.contains("Ends soon"), "{path}: 20 days are few");
    }
    let latvian = admin.get("/admin/clients?lang=lv").await.text();
    assert!(
        latvian.contains("Drīz beigsies") && latvian.contains("Pēdējoreiz lietota"),
        "{latvian}"
    );
    let member = app
        .signed_in_as(Role::Member)
        .await
        .get("/account?lang=en")
        .await
        .text();
    assert!(!member.contains("/admin/clients"));
}

async fn one_secret_never_hides_another(app: TestApp) {
    let (mut admin, _) = app.guarded_as(Role::Admin).await;
    let codes = |page: &str| page.matches("<li><code>").count();
    let made = send(&mut admin, "/account/codes/recovery", &[]).await;
    assert_eq!(made.status, 303, "{}", made.text());
    added(&mut admin).await;
    for _ in 0..2 {
        let given = send(&mut admin, "/admin/clients/vraa-1/secrets", &[("days", "20")]).await;
        assert_eq!(given.status, 303, "{}", given.text());
    }
    let page = admin.get("/admin/clients/vraa-1?lang=en").await.text();
    let secrets = page.matches(r#"<p class="secrets"><code>"#).count();
    assert_eq!(
        secrets, 2,
        "the first one holds, and nobody could read it any more"
    );
    let page = admin.get("/account/codes?lang=en").await.text();
    assert_eq!(codes(&page), 10, "the codes before these are void already");
    let place = "/admin/clients/vraa-1";
    let kept = [("place", place), ("return_to", place)];
    send(&mut admin, "/account/kept", &kept).await;
    let page = admin.get("/admin/clients/vraa-1?lang=en").await.text();
    assert!(!page.contains(r#"class="secrets""#), "{page}");
    let page = admin.get("/account/codes?lang=en").await.text();
    assert_eq!(
        codes(&page),
        10,
        "what was kept were the secrets of the client alone"
    );
}

async fn a_client_is_changed_kept_out_and_removed_by_forms(app: TestApp) {
    let mut admin = app.admin().await;
    added(&mut admin).await;
    let one = "/admin/clients/vraa-1";
    let client = || app.store.client("vraa-1").unwrap();
    let version = || client().unwrap().version.to_string();
    send(&mut admin, &format!("{one}/secrets"), &[("days", "")]).await;
    let given = admin.get(&format!("{one}?lang=en")).await.text();
    let secret = shown(&given).unwrap().to_owned();
    let settings = |version: &str, name: &str| {
        [
            ("version", version.to_owned()),
            ("name", name.to_owned()),
            ("addresses", String::new()),
        ]
    };
    let old = version();
    let fields = settings(&old, "Other");
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields.push(("may", "both"));
    assert_eq!(send(&mut admin, one, &fields).await.status, 303);
    let now = client().unwrap();
    assert_eq!(
        (
            now.name.as_str(),
            now.scopes.len(),
            now.allowed_addresses.texts().len()
        ),
        ("Other", 2, 0)
    );
    let late = send(&mut admin, one, &fields).await;
    assert_eq!(late.status, 412, "it is another than was shown");
    assert!(late.text().contains(r#"role="alert""#));

    let suspend = send(
        &mut admin,
        &format!("{one}/suspension"),
        &[("version", &version()), ("suspended", "true")],
    )
    .await;
    assert_eq!(suspend.status, 303);
    assert!(client().unwrap().suspended);
    assert!(
        admin
            .get(&format!("{one}?lang=en"))
            .await
            .text()
            .contains("Suspended")
    );
    send(
        &mut admin,
        &format!("{one}/suspension"),
        &[("version", &version()), ("suspended", "false")],
    )
    .await;
    assert!(app.client().token("vraa-1", &secret, "feed:write").await.is_ok());

    let page = admin.get(&format!("{one}?lang=en")).await.text();
    let id = page
        .split("/secrets/")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    let question = admin
        .get(&format!("{one}/secrets/{id}/revoke?lang=en"))
        .await
        .text();
    assert!(
        question.contains("This is the last secret that holds") && question.contains(&id),
        "without it the client is out, so it is asked first: {question}"
    );
    let revoked = send(&mut admin, &format!("{one}/secrets/revoke"), &[("secret", &id)]).await;
    assert_eq!(revoked.status, 303);
    assert!(app.client().token("vraa-1", &secret, "feed:write").await.is_err());
    assert!(
        admin
            .get(&format!("{one}?lang=en"))
            .await
            .text()
            .contains("revoked")
    );

    assert_eq!(send(&mut admin, &format!("{one}/remove"), &[]).await.status, 303);
    assert!(client().is_none());
    assert_eq!(admin.get(one).await.status, 404);
}

async fn what_is_not_taken_is_told_beside_what_was_typed(app: TestApp) {
    let mut admin = app.admin().await;
    let fields = [
        ("id", "Bad Id"),
        ("name", "Typed name"),
        ("feed", ""),
        ("addresses", "srda.lv"),
        ("may", "read"),
    ];
    let refused = send(&mut admin, PATH, &fields).await;
    assert_eq!(refused.status, 422);
    let text = refused.text();
    for kept in ["Bad Id", "Typed name", "srda.lv", r#"role="alert""#] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    for told in [
        r##"href="#id""##,
        r##"href="#addresses""##,
        r#"aria-describedby="id-hint id-wrong" aria-invalid="true""#,
        r#"aria-describedby="addresses-hint addresses-wrong" aria-invalid="true""#,
    ] {
        assert!(
            text.contains(told),
            "all faults at once, each at its field: {told}: {text}"
        );
    }
    added(&mut admin).await;
    for days in ["0", "-1", "many", "99999"] {
        let reply = send(&mut admin, "/admin/clients/vraa-1/secrets", &[("days", days)]).await;
        assert_eq!(reply.status, 422, "{days}");
        let text = reply.text();
        assert_eq!(shown(&text), None, "{days}");
        assert!(
            text.contains(r##"href="#days""##) && text.contains(r#"id="days-wrong""#),
            "the fault leads to its field: {text}"
        );
    }
    let more = send(
        &mut admin,
        "/admin/clients/vraa-1/secrets",
        &[("days", ""), ("hash", "x")],
    )
    .await;
    assert_eq!(
        more.status,
        ProblemCode::MalformedBody.status(),
        "a field that nobody asked for"
    );
}

async fn a_form_of_another_site_or_person_does_nothing(app: TestApp) {
    let mut admin = app.admin().await;
    added(&mut admin).await;
    let mut member = app.signed_in_as(Role::MunicipalAdmin).await;
    let before = app.store.clients(time::OffsetDateTime::UNIX_EPOCH).unwrap();
    for (rest, fields) in [
        (
            "",
            &[
                ("id", "other"),
                ("name", "x"),
                ("feed", ""),
                ("addresses", ""),
                ("may", "read"),
            ][..],
        ),
        (
            "/vraa-1",
            &[
                ("version", "1"),
                ("name", "x"),
                ("addresses", ""),
                ("may", "write"),
            ],
        ),
        ("/vraa-1/secrets", &[("days", "")]),
        ("/vraa-1/secrets/revoke", &[("secret", "x")]),
        ("/vraa-1/suspension", &[("version", "1"), ("suspended", "true")]),
        ("/vraa-1/remove", &[]),
    ] {
        let path = format!("{PATH}{rest}");
        assert_eq!(send(&mut member, &path, fields).await.status, 403, "{path}");
        let mut wrong = admin.clone();
        wrong.csrf = "wrong".to_owned();
        assert_eq!(send(&mut wrong, &path, fields).await.status, 403, "{path}");
        let body = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("csrf", &admin.csrf)
            .extend_pairs(fields)
            .finish();
        let elsewhere = admin
            .bare(Method::POST, &path)
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        assert_eq!(Reply::to(elsewhere).await.status, 403, "{path}");
    }
    assert_eq!(
        app.store.clients(time::OffsetDateTime::UNIX_EPOCH).unwrap(),
        before
    );
}

async fn a_name_with_markup_is_shown_as_text(app: TestApp) {
    let mut admin = app.admin().await;
    let evil = "\"><script>alert(1)</script>";
    let fields = [
        ("id", "evil"),
        ("name", evil),
        ("feed", ""),
        ("addresses", ""),
        ("may", "read"),
    ];
    assert_eq!(send(&mut admin, PATH, &fields).await.status, 303);
    let refused = [
        ("id", evil),
        ("name", evil),
        ("feed", evil),
        ("addresses", evil),
        ("may", "read"),
    ];
    for text in [
        admin.get(PATH).await.text(),
        admin.get("/admin/clients/evil").await.text(),
        send(&mut admin, PATH, &refused).await.text(),
    ] {
        assert!(
            text.contains("&lt;script&gt;") && !text.contains("<script"),
            "{text}"
        );
    }
}

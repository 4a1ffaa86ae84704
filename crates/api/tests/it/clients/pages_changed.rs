//! What the pages of machine clients say of changes: of others, and of those that cannot be taken back.

use super::pages::{PATH, added, send};
use crate::support::TestApp;

on_both!(
    what_somebody_else_saved_stands_beside_what_was_typed,
    a_question_says_what_ends_with_a_secret
);

async fn what_somebody_else_saved_stands_beside_what_was_typed(app: TestApp) {
    let mut admin = app.admin().await;
    added(&mut admin).await;
    let one = "/admin/clients/vraa-1";
    let version = || app.store.client("vraa-1").unwrap().unwrap().version.to_string();
    let seen = version();
    let other = [
        ("version", seen.as_str()),
        ("name", "Other"),
        ("addresses", "10.0.0.0/8\r\n192.0.2.7"),
        ("may", "both"),
    ];
    assert_eq!(send(&mut admin, one, &other).await.status, 303);
    let mut mine = [
        ("version", seen.as_str()),
        ("name", "Mine"),
        ("addresses", "127.0.0.0/8"),
        ("may", "write"),
    ];
    let late = send(&mut admin, one, &mine).await;
    assert_eq!(late.status, 412);
    let text = late.text();
    for told in [
        r#"value="Mine""#,
        "Saved meanwhile: Other",
        ">127.0.0.0/8</textarea>",
        "Saved meanwhile: 10.0.0.0/8, 192.0.2.7",
        r#"<option value="write" selected>"#,
        "Saved meanwhile: send and read",
    ] {
        assert!(
            text.contains(told),
            "nobody overwrites what they were not shown: {told}: {text}"
        );
    }
    assert_eq!(app.store.client("vraa-1").unwrap().unwrap().name, "Other");
    let held = text
        .split(&format!(r#"action="{one}?lang=en""#))
        .nth(1)
        .and_then(|form| form.split(r#"name="version" value=""#).nth(1))
        .and_then(|rest| rest.split('"').next())
        .expect("the version of the form")
        .to_owned();
    assert_eq!(held, version());
    mine[0].1 = &held;
    assert_eq!(
        send(&mut admin, one, &mine).await.status,
        303,
        "the second press does"
    );
    assert_eq!(app.store.client("vraa-1").unwrap().unwrap().name, "Mine");
    let fields = [
        ("id", "vraa-1"),
        ("name", "Again"),
        ("feed", "srda"),
        ("addresses", ""),
        ("may", "write"),
    ];
    let taken = send(&mut admin, PATH, &fields).await;
    assert_eq!(taken.status, 409, "each refusal has its own status");
    assert!(taken.text().contains(r#"value="Again""#));
}

async fn a_question_says_what_ends_with_a_secret(app: TestApp) {
    let mut admin = app.admin().await;
    added(&mut admin).await;
    let one = "/admin/clients/vraa-1";
    for holding in [1, 2] {
        send(&mut admin, &format!("{one}/secrets"), &[("days", "")]).await;
        let secrets = app.store.clients(app.now()).unwrap().remove(0).secrets;
        assert_eq!(secrets.len(), holding);
        let ask = format!("{one}/secrets/{}/revoke", secrets[0].id);
        for (language, told) in [
            ("lv", "izsniegtās pilnvaras tūlīt vairs neder"),
            ("en", "given for this secret open nothing from that moment"),
        ] {
            let question = admin.get(&format!("{ask}?lang={language}")).await.text();
            assert!(
                question.contains(told),
                "revoking ends the tokens at once, and the page says so: {question}"
            );
        }
    }
}

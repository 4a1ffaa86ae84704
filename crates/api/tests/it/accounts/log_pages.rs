//! The pages of the logs.

use crate::support::{PASSWORD, Reply, SALDUS, TestApp};
use blis_domain::audit::actions;
use blis_domain::rights::{Grant, Role, Within};
use blis_store::{AuditContext, AuditDraft};
use reqwest::Method;
use serde_json::json;
use time::Duration;

on_both!(
    the_account_leads_to_the_logs_that_may_be_read,
    the_own_log_tells_in_words_what_happened,
    a_name_with_markup_is_shown_as_text,
    one_turns_the_pages_forth_and_back,
    the_form_searches_and_keeps_what_was_typed,
    a_client_is_found_by_its_name_by_whoever_looks_after_clients,
    a_refusal_keeps_the_session_alive
);

fn in_place(role: Role) -> Grant {
    Grant::new(role, Within::Municipality(SALDUS.parse().unwrap()))
}

fn in_saldus(app: &TestApp, context: &AuditContext, target: &str) {
    let mut draft = AuditDraft::done(context, actions::PUSH_BATCH, "batch", Some(target));
    draft.municipality = Some(SALDUS.parse().unwrap());
    app.store.record(&draft).expect("an entry");
}

/// The address of a link with this relation.
fn link(page: &str, relation: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("<a rel=\"{relation}\" href=\""))?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}

/// The batches of the table, in their order.
fn batches(page: &str) -> Vec<String> {
    page.split("<td>batch ")
        .skip(1)
        .filter_map(|rest| Some(rest.split('<').next()?.to_owned()))
        .collect()
}

async fn the_account_leads_to_the_logs_that_may_be_read(app: TestApp) {
    for (role, reads) in [(Role::Member, false), (Role::MunicipalAdmin, true)] {
        let account = app.signed_in_as(role).await.get("/account?lang=en").await.text();
        assert!(account.contains(r#"href="/account/log?lang=en""#), "{role:?}");
        assert_eq!(
            account.contains(r#"href="/admin/audit?lang=en""#),
            reads,
            "{role:?}"
        );
    }
}

async fn the_own_log_tells_in_words_what_happened(app: TestApp) {
    let mut anna = app.signed_in_as(Role::Member).await;
    app.person("janis@test.lv", vec![]);
    app.sign_in("janis@test.lv", PASSWORD).await;
    let english = anna.get("/account/log?lang=en").await.text();
    for words in [
        "signed in",
        "added a person",
        "command line of the server",
        "you",
        "127.0.0.1",
        "done",
    ] {
        assert!(english.contains(&format!(">{words}<")), "{words}: {english}");
    }
    assert!(english.contains("<details>") && english.contains("member@test.lv"));
    assert!(!english.contains("janis"), "nothing of others");
    let latvian = anna.get("/account/log?lang=lv").await.text();
    for words in [
        "pierakstījās",
        "pievienoja lietotāju",
        "servera komandrinda",
        "jūs",
        "izdarīts",
    ] {
        assert!(latvian.contains(&format!(">{words}<")), "{words}: {latvian}");
    }
}

async fn a_name_with_markup_is_shown_as_text(app: TestApp) {
    let evil = "\"><script>alert(1)</script>";
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let account = app
        .store
        .account(&"municipal-admin@test.lv".parse().unwrap())
        .unwrap();
    let me = account.expect("the person").person;
    let context = AuditContext::client(evil).from_address(evil);
    let mut draft = AuditDraft::done(&context, actions::ADD_PERSON, evil, Some(evil));
    draft.municipality = Some(SALDUS.parse().unwrap());
    draft.before = Some(json!({ evil: evil }));
    draft.after = Some(json!({ "name": evil }));
    app.store.record(&draft).unwrap();
    draft.target.kind = "person".to_owned();
    draft.target.id = Some(me.to_string());
    app.store.record(&draft).unwrap();
    let typed = "action=%22%3E%3Cscript%3E&actor=%22%3E%3Cscript%3E&target=%22%3E%3Cscript%3E";
    for page in ["/admin/audit", "/account/log", &format!("/admin/audit?{typed}")] {
        let reply = admin.get(page).await;
        let text = reply.text();
        assert!(text.contains("&lt;script&gt;"), "{page}: {text}");
        assert!(
            !text.contains("<script") && !text.contains("\"><script"),
            "{page}"
        );
    }
    let text = admin.get("/admin/audit").await.text();
    let who = text
        .split("actor=client%3A")
        .nth(1)
        .expect("a link to all that a client did");
    assert!(who.starts_with("%22%3E%3Cscript%3E"), "{who}");
}

async fn one_turns_the_pages_forth_and_back(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let context = AuditContext::client("srda-1");
    for number in 0..120 {
        in_saldus(&app, &context, &format!("b{number:03}"));
    }
    let mut shown = Vec::new();
    let mut address = "/admin/audit?lang=en&action=push_batch&actor=&from=&to=".to_owned();
    loop {
        let page = admin.get(&address).await.text();
        shown.push(page.clone());
        match link(&page, "next") {
            Some(next) => address = next,
            None => break,
        }
    }
    let seen: Vec<String> = shown.iter().flat_map(|page| batches(page)).collect();
    let wanted: Vec<String> = (0..120).rev().map(|number| format!("b{number:03}")).collect();
    assert_eq!(seen, wanted);
    assert_eq!(shown.len(), 3);
    assert_eq!(link(&shown[0], "prev"), None);
    for pair in shown.windows(2) {
        let back = link(&pair[1], "prev").expect("the way back");
        let newer = admin.get(&back).await.text();
        assert_eq!(batches(&newer), batches(&pair[0]), "{back}");
    }
    let own = admin.get("/account/log").await.text();
    assert_eq!(
        (link(&own, "prev"), link(&own, "next")),
        (None, None),
        "it is one page"
    );
}

async fn the_form_searches_and_keeps_what_was_typed(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    in_saldus(&app, &AuditContext::client("srda-1"), "b1");
    app.later(Duration::days(2));
    in_saldus(&app, &AuditContext::client("srda-2"), "b2");
    let mut found = async |asked: &str| admin.get(&format!("/admin/audit?lang=en&{asked}")).await;
    let all = found("").await.text();
    assert_eq!(batches(&all), ["b2", "b1"]);
    assert!(
        all.contains(r#"<option value="sign_in">signed in</option>"#),
        "{all}"
    );
    let one = found("action=&actor=client%3Asrda-1&from=&to=").await.text();
    assert_eq!(batches(&one), ["b1"]);
    assert!(one.contains(r#"name="actor" value="client:srda-1""#), "{one}");
    let in_latvian = r#"href="/admin/audit?lang=lv&amp;action=&amp;actor=client%3Asrda-1&amp;from=&amp;to=""#;
    assert!(
        one.contains(in_latvian),
        "the other language keeps what was asked: {one}"
    );
    let none = found("action=sign_in&target_kind=batch").await.text();
    assert!(none.contains("Nothing was found."), "{none}");
    assert!(none.contains(r#"<option value="sign_in" selected>"#), "{none}");
    assert!(
        none.contains(r#"name="target_kind" value="batch""#),
        "what has no field stays asked"
    );
    let (_, time) = one.split_once("<time datetime=\"").expect("a time");
    let day = &time[..10];
    let dated = found(&format!("from={day}&to={day}&action=push_batch"))
        .await
        .text();
    assert_eq!(batches(&dated), ["b1"], "the last day is one of them");
    let by_name = found("actor=MUNICIPAL-ADMIN%40test.lv&action=sign_in").await;
    assert!(
        by_name.status == 200 && by_name.text().contains("signed in"),
        "people are searched by name and address: {}",
        by_name.text()
    );
    app.person("liga.a@test.lv", vec![in_place(Role::Member)]);
    app.person("liga.b@test.lv", vec![in_place(Role::Member)]);
    let several = found("actor=liga&action=sign_in").await.text();
    let link = format!("action=sign_in&amp;actor={}", app.id_of("liga.b@test.lv"));
    assert!(
        several.contains("Several people fit") && several.contains(&link),
        "all who are meant are offered: {several}"
    );
    for n in 0..20 {
        app.person(&format!("liga.c{n:02}@test.lv"), vec![in_place(Role::Member)]);
    }
    let many = found("actor=liga&action=sign_in").await.text();
    assert!(
        !several.contains("More people fit")
            && many.contains("More people fit")
            && many.contains(r#"href="/admin/users?lang=en&amp;q=liga""#),
        "who is not offered is found elsewhere: {many}"
    );
    let nobody = found("actor=anna").await;
    assert_eq!(nobody.status, 200, "a search that finds nobody is no mistake");
    let text = nobody.text();
    assert!(
        text.contains("There is no person") && text.contains(r#"value="anna""#),
        "{text}"
    );
    assert!(batches(&text).is_empty());
    let unknown = found("actor=Unknown&action=sign_in").await.text();
    assert!(
        !unknown.contains("There is no person"),
        "as the log itself calls them: {unknown}"
    );
    let reversed = found("from=2026-02-01&to=2026-01-01").await;
    assert!(
        reversed.status == 200 && reversed.text().contains("The last day is before the first"),
        "{}",
        reversed.text()
    );
    let wrong = found("from=yesterday").await;
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains(r#"role="alert""#), "{}", wrong.text());
    let cursor = found("cursor=x").await;
    assert_eq!(cursor.status, 400);
}

async fn a_client_is_found_by_its_name_by_whoever_looks_after_clients(app: TestApp) {
    app.registered("vraa-1", None, &["data:read"]);
    in_saldus(&app, &AuditContext::client("vraa-1"), "b1");
    let page = "/admin/audit?lang=en&actor=VRAA-1";
    let found = app.admin().await.get(page).await.text();
    assert_eq!(
        batches(&found),
        ["b1"],
        "nobody has to know how the API writes it"
    );
    let hidden = app
        .signed_in_as(Role::MunicipalAdmin)
        .await
        .get(page)
        .await
        .text();
    assert!(
        hidden.contains("There is no person"),
        "which clients there are is told to nobody else: {hidden}"
    );
}

async fn a_refusal_keeps_the_session_alive(app: TestApp) {
    let mut anna = app.signed_in_as(Role::Member).await;
    for _ in 0..3 {
        app.later(Duration::minutes(20));
        assert_eq!(
            anna.get("/admin/audit").await.status,
            403,
            "the tokens come with it"
        );
    }
    let me = Reply::to(anna.request(Method::GET, "/api/v1/me")).await.json();
    assert!(me["person"].is_object());
}

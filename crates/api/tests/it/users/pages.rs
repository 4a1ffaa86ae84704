//! The same by the pages: forms without a script.

use super::{JELGAVA, dace, liga, version_in, within};
use crate::support::{PASSWORD, SALDUS, TestApp};
use blis_domain::rights::Role;

on_both!(
    the_account_leads_to_what_one_looks_after,
    a_person_is_invited_by_a_form_that_keeps_what_was_typed,
    the_page_promises_a_link_to_nobody_who_gets_none,
    a_role_is_given_and_taken_after_a_question,
    an_account_is_suspended_after_a_question_and_let_back,
    a_name_with_markup_is_shown_as_text,
    there_is_no_more_to_choose_than_may_be_given,
    the_list_is_searched_and_turned
);

async fn the_account_leads_to_what_one_looks_after(app: TestApp) {
    for (role, people, networks) in [
        (Role::Member, false, false),
        (Role::MunicipalAdmin, true, false),
        (Role::Coordinator, false, true),
        (Role::Admin, false, false),
    ] {
        let account = app.signed_in_as(role).await.get("/account?lang=en").await.text();
        assert_eq!(
            account.contains(r#"href="/admin/users?lang=en""#),
            people,
            "{role:?}"
        );
        assert_eq!(
            account.contains(r#"href="/admin/networks?lang=en""#),
            networks,
            "{role:?}"
        );
    }
    let account = dace(&app).await.get("/account?lang=lv").await.text();
    assert!(account.contains("/admin/users") && account.contains("/admin/networks"));
}

async fn a_person_is_invited_by_a_form_that_keeps_what_was_typed(app: TestApp) {
    let mut liga = liga(&app).await;
    let csrf = liga.csrf.clone();
    let form = liga.get("/admin/users/new?lang=lv").await;
    assert!(
        form.text().contains("Saldus novads") && !form.text().contains("Jelgava"),
        "{}",
        form.text()
    );
    let fields = |email| {
        [
            ("csrf", csrf.as_str()),
            ("email", email),
            ("name", "Jānis Āre"),
            ("language", "en"),
            ("role", "councillor"),
            ("municipality", SALDUS),
        ]
    };
    let refused = liga
        .submit("/admin/users/new?lang=lv", &fields("nav adrese"))
        .await;
    assert_eq!(refused.status, 422);
    let text = refused.text();
    assert!(text.contains(r#"role="alert""#) && text.contains("nav adrese") && text.contains("Jānis Āre"));
    assert!(text.contains(r#"<option value="councillor" selected>"#), "{text}");
    assert!(
        text.contains(r#"<option value="en" lang="en" selected>"#),
        "{text}"
    );
    let mut odd = fields("janis@test.lv");
    odd[3].1 = "de";
    let refused = liga.submit("/admin/users/new?lang=lv", &odd).await.text();
    for part in [
        r##"<a href="#language">Jāizvēlas valoda.</a>"##,
        r#"id="language" name="language" aria-describedby="language-wrong" aria-invalid="true""#,
        r#"<select class="field" id="role""#,
    ] {
        assert!(
            refused.contains(part),
            "what is told above leads to the field: {part}: {refused}"
        );
    }
    let invited = liga
        .submit("/admin/users/new?lang=lv", &fields("janis@test.lv"))
        .await;
    assert_eq!(invited.status, 303, "{}", invited.text());
    let page = liga.get(invited.header("location")).await.text();
    assert!(
        page.contains("Uzaicinājums tiks nosūtīts.") && page.contains("uzaicināts"),
        "{page}"
    );
    assert!(page.contains("deputāts: Saldus novads") && page.contains("janis@test.lv"));
    let again = liga
        .submit("/admin/users/new?lang=lv", &fields("janis@test.lv"))
        .await;
    assert_eq!(again.status, 409);
    assert!(again.text().contains("jau ir konts"));
}

async fn the_page_promises_a_link_to_nobody_who_gets_none(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, JELGAVA)]);
    let mut liga = liga(&app).await;
    let csrf = liga.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("email", "anna@test.lv"),
        ("name", "Anna"),
        ("language", "lv"),
        ("role", "member"),
        ("municipality", SALDUS),
    ];
    let given = liga.submit("/admin/users/new?lang=en", &fields).await;
    assert_eq!(given.status, 303, "{}", given.text());
    let page = liga.get(given.header("location")).await.text();
    assert!(
        page.contains("had an account already") && page.contains("a letter will tell them"),
        "{page}"
    );
    assert!(!page.contains("The invitation will be sent."), "{page}");
}

async fn a_role_is_given_and_taken_after_a_question(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let mut liga = liga(&app).await;
    let csrf = liga.csrf.clone();
    let path = format!("/admin/users/{}", app.id_of("anna@test.lv"));
    let fields = [
        ("csrf", csrf.as_str()),
        ("role", "councillor"),
        ("municipality", SALDUS),
    ];
    let given = liga.submit(&format!("{path}/grants?lang=en"), &fields).await;
    assert_eq!(given.header("location"), format!("{path}?lang=en&done=given"));
    let page = liga.get(given.header("location")).await.text();
    assert!(
        page.contains("The role was given.") && page.contains("councillor: Saldus municipality"),
        "{page}"
    );
    let twice = liga.submit(&format!("{path}/grants?lang=en"), &fields).await;
    assert_eq!(twice.status, 409);
    assert!(twice.text().contains("already"));
    let ask = page
        .split("href=\"")
        .filter(|rest| rest.contains("/grants/"))
        .last()
        .unwrap();
    let ask = ask.split('"').next().unwrap().to_owned();
    let question = liga.get(&ask).await;
    assert!(
        question.text().contains("The role will be taken") && question.text().contains(r#"method="post""#)
    );
    let taken = liga.submit(&ask, &[("csrf", csrf.as_str())]).await;
    assert_eq!(taken.header("location"), format!("{path}?lang=en&done=taken"));
    assert_eq!(liga.get(&ask).await.status, 404, "it is gone");
    let placeless = [("csrf", csrf.as_str()), ("role", "member"), ("municipality", "")];
    let refused = liga.submit(&format!("{path}/grants?lang=en"), &placeless).await;
    let text = refused.text();
    assert_eq!(refused.status, 403, "{text}");
    assert!(
        text.contains(r##"href="#municipality""##) && text.contains(r#"id="municipality-wrong""#),
        "the place that is missing is marked: {text}"
    );
    let beyond = [("csrf", csrf.as_str()), ("role", "admin"), ("municipality", "")];
    let refused = liga.submit(&format!("{path}/grants?lang=en"), &beyond).await;
    assert!(
        refused
            .text()
            .contains("You may not give or take this role in this place.")
    );
    let page = liga.get(&format!("{path}?lang=en")).await.text();
    let last = page
        .split("href=\"")
        .find(|rest| rest.contains("/grants/"))
        .unwrap();
    let last = last.split('"').next().unwrap();
    let taken = liga.submit(last, &[("csrf", csrf.as_str())]).await;
    assert_eq!(
        taken.header("location"),
        "/admin/users?lang=en&done=taken",
        "whoever has no role here any more is out of sight"
    );
    let list = liga.get(taken.header("location")).await;
    assert!(
        list.status == 200 && list.text().contains("The role was taken."),
        "{}",
        list.text()
    );
    assert_eq!(liga.get(&path).await.status, 404);
}

async fn an_account_is_suspended_after_a_question_and_let_back(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let mut anna = app.sign_in("anna@test.lv", PASSWORD).await;
    let mut liga = liga(&app).await;
    let csrf = liga.csrf.clone();
    let path = format!("/admin/users/{}", app.id_of("anna@test.lv"));
    let question = liga.get(&format!("{path}/suspend?lang=en")).await.text();
    let version = version_in(&question);
    let version = version.as_str();
    assert!(
        anna.get("/api/v1/me").await.json()["person"].is_object(),
        "asking suspends nobody"
    );
    let stale = [("csrf", csrf.as_str()), ("version", "77")];
    assert_eq!(
        liga.submit(&format!("{path}/suspend?lang=en"), &stale)
            .await
            .status,
        412
    );
    let fields = [("csrf", csrf.as_str()), ("version", version)];
    let done = liga.submit(&format!("{path}/suspend?lang=en"), &fields).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(anna.get("/api/v1/me").await.json()["person"].is_null());
    let page = liga.get(done.header("location")).await.text();
    assert!(
        page.contains("The account was suspended.") && page.contains("Let the account back"),
        "{page}"
    );
    let version = page
        .split(r#"name="version" value=""#)
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let fields = [("csrf", csrf.as_str()), ("version", version)];
    let back = liga.submit(&format!("{path}/let-back?lang=en"), &fields).await;
    assert_eq!(back.status, 303, "{}", back.text());
    let mut anna = app.sign_in("anna@test.lv", PASSWORD).await;
    assert!(
        liga.get(&format!("{path}/sessions?lang=lv"))
            .await
            .text()
            .contains("izrakstīts visās ierīcēs")
    );
    liga.submit(&format!("{path}/sessions"), &[("csrf", csrf.as_str())])
        .await;
    assert!(anna.get("/api/v1/me").await.json()["person"].is_null());
}

async fn a_name_with_markup_is_shown_as_text(app: TestApp) {
    let evil = "\"><script>alert(1)</script>";
    let mut liga = liga(&app).await;
    let csrf = liga.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("email", "evil@test.lv"),
        ("name", evil),
        ("language", "lv"),
        ("role", "member"),
        ("municipality", SALDUS),
    ];
    let invited = liga.submit("/admin/users/new", &fields).await;
    assert_eq!(invited.status, 303, "{}", invited.text());
    let id = app.id_of("evil@test.lv");
    for page in [
        "/admin/users".to_owned(),
        format!("/admin/users/{id}"),
        format!("/admin/users/{id}/suspend"),
    ] {
        let text = liga.get(&page).await.text();
        assert!(
            text.contains("&lt;script&gt;") && !text.contains("<script"),
            "{page}: {text}"
        );
    }
    let typed = "%22%3E%3Cscript%3E";
    for page in [
        format!("/admin/users?q={typed}"),
        format!("/admin/users?role={typed}"),
        format!("/admin/users/{id}?done={typed}"),
    ] {
        assert!(!liga.get(&page).await.text().contains("<script>"), "{page}");
    }
}

async fn there_is_no_more_to_choose_than_may_be_given(app: TestApp) {
    let mut liga = liga(&app).await;
    let form = liga.get("/admin/users/new?lang=en").await.text();
    let count = |text: &str, what: &str| text.matches(what).count();
    assert_eq!(
        count(&form, "<option"),
        3 + 1 + 2,
        "three roles, one municipality, two languages: {form}"
    );
    assert!(!form.contains(r#"name="network""#));
    let mut dace = dace(&app).await;
    let form = dace.get("/admin/users/new?lang=lv").await.text();
    let areas = app.store.areas().unwrap().len();
    assert_eq!(count(&form, "<option"), 7 + (areas + 1) + (4 + 1) + 2);
    let places = ["Ādažu novads", "Aglonas novads", "Zilupes novads"].map(|name| form.find(name).unwrap());
    assert!(
        places[1] < places[0] && places[0] < places[2],
        "by the Latvian alphabet"
    );
    let own = app.id_of("dace@test.lv");
    let page = dace.get(&format!("/admin/users/{own}?lang=en")).await.text();
    assert!(
        page.contains("Nobody changes their own roles.") && !page.contains("/grants"),
        "{page}"
    );
}

async fn the_list_is_searched_and_turned(app: TestApp) {
    for n in 0..55 {
        app.person(&format!("p{n:02}@test.lv"), vec![within(Role::Member, SALDUS)]);
    }
    app.person("janis@jelgava.lv", vec![within(Role::Member, JELGAVA)]);
    let mut liga = liga(&app).await;
    let first = liga.get("/admin/users?lang=en&role=member&q=").await.text();
    assert!(first.contains("p49@test.lv") && !first.contains("p50@test.lv") && !first.contains("janis"));
    let next = first
        .split("<a rel=\"next\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&");
    let second = liga.get(&next).await.text();
    assert!(
        second.contains("p50@test.lv") && !second.contains("p49@test.lv") && second.contains("rel=\"prev\"")
    );
    assert!(
        liga.get("/admin/users?lang=en&q=janis")
            .await
            .text()
            .contains("Nobody was found.")
    );
    let wrong = liga.get("/admin/users?lang=en&state=x").await;
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains(r#"role="alert""#));
}

//! What is left of a log that was taken along: an entry for whom it concerns, and nothing of a person who is erased.

use crate::support::{Browser, Reply, SALDUS, TestApp};
use blis_domain::audit::actions;
use blis_domain::person::PersonId;
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_store::{AuditContext, AuditFilter, AuditRecord};
use reqwest::Method;

on_both!(
    what_was_typed_into_a_search_does_not_outlast_the_person,
    whoever_administers_two_municipalities_is_seen_in_both,
    a_search_is_no_place_to_fill,
    the_head_of_a_file_says_nothing_of_its_length,
    no_other_site_makes_a_browser_fetch_a_log
);

const JELGAVA: &str = "0090000";

fn in_municipality(role: Role, area: &str) -> Grant {
    Grant::new(role, Within::Municipality(area.parse().expect("a code")))
}

/// What the log tells of files that were taken along, the newest first.
fn told(app: &TestApp) -> Vec<AuditRecord> {
    let filter = AuditFilter {
        action: Some(actions::EXPORT_AUDIT.to_owned()),
        ..AuditFilter::seen_with(Sight::Everything)
    };
    app.store.audit(&filter).expect("the log").items
}

async fn what_was_typed_into_a_search_does_not_outlast_the_person(app: TestApp) {
    let mut admin = app.admin().await;
    app.person("anna@test.lv", vec![in_municipality(Role::Member, SALDUS)]);
    let anna: PersonId = app.id_of("anna@test.lv").parse().expect("an id");
    for asked in [
        "target=anna%40test.lv".to_owned(),
        "actor=client%3Aanna%40test.lv".to_owned(),
        "action=anna_test_lv".to_owned(),
        "target_kind=anna_test_lv".to_owned(),
        format!("target={anna}&actor={anna}"),
    ] {
        for path in ["/api/v1/audit.csv", "/admin/audit.csv"] {
            let file = admin.get(&format!("{path}?{asked}")).await;
            assert_eq!(file.status, 200, "{asked}: {}", file.text());
        }
    }
    let version = app.store.person_seen(&Sight::Everything, &anna);
    let version = version.expect("the store").expect("a person").person.version;
    let erased = app
        .store
        .erase_person(&anna, version, &AuditContext::command("test"));
    erased.expect("who is to be erased");
    let all = app.store.audit(&AuditFilter {
        limit: 1000,
        ..AuditFilter::seen_with(Sight::Everything)
    });
    for record in all.expect("the log").items {
        let detail = record.detail.as_ref();
        let texts = detail.map(|detail| [detail.before.clone(), detail.after.clone()]);
        for text in texts.into_iter().flatten().flatten() {
            assert!(
                !text.contains("anna@test.lv") && !text.contains("anna_test_lv"),
                "an erased person is not to be found by what somebody typed: {text}"
            );
        }
    }
    let after = |record: &AuditRecord| record.detail.as_ref().and_then(|detail| detail.after.clone());
    let told = told(&app);
    assert_eq!(told.len(), 10);
    let by_id = after(&told[0]).expect("what was asked");
    assert!(by_id.contains(anna.as_str()), "an id names nobody: {by_id}");
    let by_address = after(&told[9]).expect("what was asked");
    assert!(
        by_address.contains("\"target\":true"),
        "that it was asked for stays: {by_address}"
    );
}

async fn whoever_administers_two_municipalities_is_seen_in_both(app: TestApp) {
    let both = [SALDUS, JELGAVA].map(|area| in_municipality(Role::MunicipalAdmin, area));
    let mut admin = app.with_second_factor("both@test.lv", both.to_vec()).await;
    let seen = |area: &str| {
        let filter = AuditFilter {
            action: Some(actions::EXPORT_AUDIT.to_owned()),
            ..AuditFilter::seen_with(Sight::Only(vec![Within::Municipality(
                area.parse().expect("a code"),
            )]))
        };
        app.store.audit(&filter).expect("the log").total
    };
    assert_eq!(admin.get("/api/v1/audit.csv").await.status, 200);
    assert_eq!(
        (seen(SALDUS), seen(JELGAVA)),
        (1, 1),
        "the log of each was handed out"
    );
    let asked = format!("/admin/audit.xlsx?municipality={JELGAVA}");
    assert_eq!(admin.get(&asked).await.status, 200);
    assert_eq!((seen(SALDUS), seen(JELGAVA)), (1, 2));
    let mut liga = app.signed_in_as(Role::MunicipalAdmin).await;
    assert_eq!(liga.get(&asked).await.status, 200);
    assert_eq!(
        (seen(SALDUS), seen(JELGAVA)),
        (2, 2),
        "nobody writes into the log of a municipality that they do not see"
    );
    assert_eq!(told(&app).len(), 4);
}

async fn a_search_is_no_place_to_fill(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let (fits, long) = ("x".repeat(255), "x".repeat(256));
    for path in [
        "/api/v1/audit",
        "/api/v1/audit.csv",
        "/admin/audit",
        "/admin/audit.csv",
    ] {
        assert_eq!(
            admin.get(&format!("{path}?target={fits}")).await.status,
            200,
            "{path}"
        );
        for asked in [format!("target={long}"), format!("actor=client%3A{long}")] {
            assert_eq!(admin.get(&format!("{path}?{asked}")).await.status, 400, "{path}");
        }
    }
    admin
        .get(&format!("/api/v1/audit?target={long}"))
        .await
        .problem(ProblemCode::InvalidParameter);
}

async fn the_head_of_a_file_says_nothing_of_its_length(app: TestApp) {
    let admin = app.signed_in_as(Role::MunicipalAdmin).await;
    for path in ["/api/v1/audit.csv", "/api/v1/audit.xlsx", "/admin/audit.csv"] {
        let head = Reply::to(admin.request(Method::HEAD, path)).await;
        let whole = Reply::to(admin.request(Method::GET, path)).await;
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(
            head.header("content-length"),
            "",
            "a length of 0 is what GET would not say (RFC 9110, 8.6): {path}"
        );
        assert_eq!(whole.header("content-length"), whole.body.len().to_string());
        for header in ["content-type", "content-disposition", "content-language"] {
            assert_eq!(head.header(header), whole.header(header), "{path}: {header}");
        }
    }
}

async fn no_other_site_makes_a_browser_fetch_a_log(app: TestApp) {
    let admin: Browser = app.signed_in_as(Role::MunicipalAdmin).await;
    for path in [
        "/api/v1/audit.csv",
        "/admin/audit.xlsx",
        "/api/v1/me/log.csv",
        "/api/v1/me/log.xlsx",
        "/account/log.csv",
        "/account/log.xlsx",
    ] {
        for (site, status) in [
            ("cross-site", 403),
            ("same-site", 403),
            ("same-origin", 200),
            ("none", 200),
        ] {
            let asked = admin.bare(Method::GET, path).header("sec-fetch-site", site);
            assert_eq!(Reply::to(asked).await.status, status, "{path} from {site}");
        }
        let program = Reply::to(admin.bare(Method::GET, path)).await;
        assert_eq!(program.status, 200, "{path}: a program says nothing of sites");
    }
}

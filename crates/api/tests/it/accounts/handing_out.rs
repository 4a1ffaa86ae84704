//! All that is held about a person, handed out: it is written down once, and by whoever wants it alone.

use crate::support::{PASSWORD, Reply, SALDUS, TestApp};
use blis_domain::audit::actions;
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_store::AuditFilter;
use reqwest::Method;

on_both!(
    what_is_handed_out_is_written_down_and_asking_for_the_head_is_not,
    another_site_writes_nothing_into_the_log
);

fn written(app: &TestApp) -> usize {
    let filter = AuditFilter {
        action: Some(actions::EXPORT_PERSON.to_owned()),
        ..AuditFilter::seen_with(Sight::Everything)
    };
    app.store.audit(&filter).expect("the log").items.len()
}

/// Every address that hands out what is held about Anna, for the administrator.
fn addresses(app: &TestApp) -> [String; 4] {
    let saldus = Within::Municipality(SALDUS.parse().unwrap());
    app.person("anna@test.lv", vec![Grant::new(Role::Member, saldus)]);
    let anna = app.id_of("anna@test.lv");
    [
        "/api/v1/me/export".to_owned(),
        format!("/api/v1/users/{anna}/export"),
        "/account/export".to_owned(),
        format!("/admin/users/{anna}/export"),
    ]
}

async fn what_is_handed_out_is_written_down_and_asking_for_the_head_is_not(app: TestApp) {
    let mut admin = app.admin().await;
    for (n, path) in addresses(&app).iter().enumerate() {
        let head = admin.send(Method::HEAD, path, None).await;
        assert_eq!((head.status, head.text().as_str()), (200, ""), "{path}");
        assert!(
            head.header("content-disposition").starts_with("attachment"),
            "{path}"
        );
        assert_eq!(written(&app), n, "{path}: HEAD hands out nothing");
        assert_eq!(admin.get(path).await.status, 200, "{path}");
        assert_eq!(written(&app), n + 1, "{path}");
    }
    let mut member = app.sign_in("anna@test.lv", PASSWORD).await;
    let others = format!("/api/v1/users/{}/export", app.id_of("root@test.lv"));
    let head = member.send(Method::HEAD, &others, None).await;
    assert_eq!(head.status, 403, "the head is as closed as the whole");
}

async fn another_site_writes_nothing_into_the_log(app: TestApp) {
    let admin = app.admin().await;
    for path in addresses(&app) {
        for site in ["cross-site", "same-site"] {
            let link = admin.bare(Method::GET, &path).header("sec-fetch-site", site);
            let reply = Reply::to(link).await;
            assert_eq!(reply.status, 403, "{path}: {}", reply.text());
            if path.starts_with("/api/") {
                reply.problem(ProblemCode::CrossSite);
            }
        }
        assert_eq!(written(&app), 0, "{path}");
    }
    let typed = admin
        .bare(Method::GET, "/account/export")
        .header("sec-fetch-site", "none");
    assert_eq!(Reply::to(typed).await.status, 200, "typed into the address bar");
    assert_eq!(written(&app), 1);
}

//! `GET /observations/changes`.

use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_client::{ChangesQuery, ObservationsQuery};
use blis_domain::problem::ProblemCode;
use serde_json::json;
use time::macros::datetime;

on_both!(
    a_correction_is_told_with_what_was_there_before,
    pages_follow_each_other_while_batches_come,
    a_copy_of_the_observations_goes_on_by_the_changes,
    a_cursor_is_good_for_its_own_list_alone,
    a_version_that_is_gone_is_told,
);

const ALL: &str = "/observations/changes";

async fn a_correction_is_told_with_what_was_there_before(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let first = app.client().changes(&ChangesQuery::default()).await.unwrap();
    assert_eq!((first.items.len(), first.next), (44, None));
    assert!(first.items.iter().all(|one| one.previous.is_none()));
    let before = first
        .items
        .iter()
        .find(|one| one.area.as_str() == SALDUS)
        .unwrap();
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", None)]);
    let page = app
        .visitor()
        .get(&format!("{ALL}?cursor={}", first.resume))
        .await
        .json();
    let changed = page["items"].as_array().unwrap();
    assert_eq!(changed.len(), 1, "exactly the cell that changed");
    assert_eq!(
        changed[0],
        json!({
            "indicator": UNEMPLOYMENT,
            "area": SALDUS,
            "period": "2016",
            "breakdown": null,
            "value": null,
            "status": "O",
            "note": null,
            "withdrawn": false,
            "conf_status": "F",
            "previous": {
                "value": before.value,
                "status": "A",
                "note": null,
                "withdrawn": false,
                "version": before.version,
            },
            "cause": "batch",
            "feed": "srda",
            "batch": changed[0]["batch"],
            "recorded_at": "2020-02-10T10:00:00Z",
            "version": before.version + 1,
        })
    );
    assert_eq!(page["next"], json!(null));
}

async fn pages_follow_each_other_while_batches_come(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let mut path = format!("{ALL}?since=0&limit=10&indicator={UNEMPLOYMENT}");
    let mut told = Vec::new();
    loop {
        let reply = app.visitor().get(&path).await;
        let page = reply.json();
        for one in page["items"].as_array().unwrap() {
            told.push(format!("{} {} {}", one["version"], one["area"], one["period"]));
        }
        if told.len() == 20 {
            app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(99.0))]);
        }
        let Some(cursor) = page["next"].as_str() else {
            assert_eq!(reply.header("link"), "", "the last page has no next one");
            assert!(page["resume"].is_string(), "and yet a place to come back to");
            break;
        };
        assert_eq!(page["resume"], cursor);
        let link = reply.header("link");
        assert!(
            link.starts_with("</api/v1/observations/changes?since=0&limit=10"),
            "{link}"
        );
        path = link["</api/v1".len()..link.find('>').unwrap()].to_owned();
    }
    let count = told.len();
    told.sort();
    told.dedup();
    assert_eq!((count, told.len()), (45, 45));
}

async fn a_copy_of_the_observations_goes_on_by_the_changes(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let client = app.client();
    let all = client.observations(&ObservationsQuery::default()).await.unwrap();
    let version = all.items.iter().map(|row| row.version).max().unwrap();
    let since = |since: String| ChangesQuery {
        since: Some(since),
        ..ChangesQuery::default()
    };
    let none = client.changes(&since(version.to_string())).await.unwrap();
    assert_eq!(none.items, []);
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(99.0))]);
    for query in [
        since(version.to_string()),
        ChangesQuery {
            cursor: Some(none.resume),
            ..ChangesQuery::default()
        },
    ] {
        let changed = client.changes(&query).await.unwrap().items;
        assert_eq!(changed.len(), 1, "{query:?}");
        assert_eq!(changed[0].value, Some(99.0));
    }
    let of_one = ChangesQuery {
        area: Some(SALDUS.parse().unwrap()),
        ..since("2026-11-20".to_owned())
    };
    assert_eq!(client.changes(&of_one).await.unwrap().items.len(), 2);
}

async fn a_cursor_is_good_for_its_own_list_alone(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let page = app
        .visitor()
        .get(&format!("{ALL}?limit=10&area={SALDUS}"))
        .await
        .json();
    let resume = page["resume"].as_str().unwrap();
    let again = app
        .visitor()
        .get(&format!("{ALL}?cursor={resume}&area={SALDUS}&limit=5"))
        .await;
    assert_eq!(again.status, 200);
    let of_rows = app.visitor().get("/observations?limit=1").await.json();
    for path in [
        format!("{ALL}?cursor={resume}"),
        format!("{ALL}?cursor={resume}&area={SALDUS}&indicator={UNEMPLOYMENT}"),
        format!("/observations?cursor={resume}&area={SALDUS}"),
        format!("{ALL}?cursor={}", of_rows["next"].as_str().unwrap()),
        format!("{ALL}?cursor=x"),
    ] {
        app.visitor().get(&path).await.problem(ProblemCode::InvalidCursor);
    }
    for query in ["limit=0", "since=soon", "indicator=CTX.NONE", "area=9999999"] {
        let reply = app.visitor().get(&format!("{ALL}?{query}")).await;
        reply.problem(ProblemCode::InvalidParameter);
    }
}

async fn a_version_that_is_gone_is_told(app: TestApp) {
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(7.5))]);
    let reply = app.visitor().get(&format!("{ALL}?since=4182")).await;
    reply.problem(ProblemCode::UnknownVersion);
}

//! `GET /feeds/{feed}/batches` and `/{id}`.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::problem::ProblemCode;

on_both!(
    receipts_are_listed_newest_first,
    a_cursor_that_was_not_given_out_is_refused,
    a_receipt_that_is_not_there_is_not_found,
    a_long_receipt_is_read_a_page_at_a_time
);

async fn receipts_are_listed_newest_first(app: TestApp) {
    let feed = app.feed("srda").await;
    let mut ids = Vec::new();
    for year in 2011..=2015 {
        let push = Push::rows(&[row(UNEMPLOYMENT, SALDUS, &year.to_string(), 7.5)]);
        ids.push(feed.push(push).await.json()["id"].as_str().unwrap().to_owned());
    }
    ids.reverse();
    let mut path = "/batches?limit=2".to_owned();
    let mut listed = Vec::new();
    loop {
        let reply = feed.get_in("en", &path).await;
        let page = reply.json();
        assert_eq!(page["total"], 5);
        listed.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["id"].as_str().unwrap().to_owned()),
        );
        if page["next"].is_null() {
            break;
        }
        let link = reply.header("link");
        path = link["</api/v1/feeds/srda".len()..link.find('>').unwrap()].to_owned();
    }
    assert_eq!(listed, ids);
    let client = app.client().with_token(feed.token.clone());
    let first = feed.get_in("en", "/batches?limit=2").await.json();
    let rest = client.batches("srda", first["next"].as_str()).await.unwrap();
    assert!(
        rest.items.iter().map(|one| &one.id).eq(&ids[2..]),
        "the typed client goes on"
    );
}

async fn a_cursor_that_was_not_given_out_is_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    let id = feed.push(Push::rows(&[])).await.json()["id"].clone();
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let observations = app.visitor().get("/observations?limit=1").await.json();
    for cursor in ["x", id.as_str().unwrap(), observations["next"].as_str().unwrap()] {
        feed.get_in("en", &format!("/batches?cursor={cursor}"))
            .await
            .problem(ProblemCode::InvalidCursor);
    }
}

async fn a_receipt_that_is_not_there_is_not_found(app: TestApp) {
    let feed = app.feed("srda").await;
    let problem = feed
        .get_in("lv", "/batches/none")
        .await
        .problem(ProblemCode::NotFound);
    assert!(problem.detail.contains("nav"), "{}", problem.detail);
}

async fn a_long_receipt_is_read_a_page_at_a_time(app: TestApp) {
    const ROWS: u64 = 2500;
    let feed = app.feed("srda").await;
    let mut csv = "indicator,area,period,value\n".to_owned();
    for year in 0..ROWS {
        // Every other row names an area that is not there, the others a period that is to come.
        let (area, year) = match year % 2 {
            0 => ("9999999", 2016),
            _ => (SALDUS, 2100 + year),
        };
        csv.push_str(&format!("{UNEMPLOYMENT},{area},{year},7.5\n"));
    }
    let push = || Push::of("text/csv", csv.clone()).key("long");
    let receipt = feed.push(push()).await;
    let told = receipt.json();
    assert_eq!(
        (
            told["rows"].as_array().map(Vec::len),
            told["rows_left_out"].as_u64()
        ),
        (Some(1000), Some(ROWS - 1000)),
        "nobody's memory is filled by a receipt"
    );
    assert_eq!(
        feed.push(push()).await.text(),
        receipt.text(),
        "it is the same receipt again"
    );
    let address = format!("/batches/{}/rows", told["id"].as_str().unwrap());
    let (mut path, mut rows) = (format!("{address}?limit=700"), Vec::new());
    loop {
        let reply = feed.get_in("en", &path).await;
        let page = reply.json();
        assert_eq!(page["total"], ROWS);
        let items = page["items"].as_array().unwrap();
        rows.extend(items.iter().map(|row| row["row"].as_u64().unwrap()));
        if page["next"].is_null() {
            break;
        }
        let link = reply.header("link");
        path = link["</api/v1/feeds/srda".len()..link.find('>').unwrap()].to_owned();
    }
    assert_eq!(rows, (1..=ROWS).collect::<Vec<_>>(), "each row once, in order");
    let unknown = feed
        .get_in("lv", &format!("{address}?code=unknown_area&limit=1"))
        .await
        .json();
    assert_eq!(unknown["total"], ROWS / 2);
    assert_eq!(unknown["items"][0]["code"], "unknown_area");
    let none = feed
        .get_in("lv", &format!("{address}?outcome=changed"))
        .await
        .json();
    assert_eq!(none["total"], 0);
    let file = feed
        .get_in("lv", &format!("{address}.csv?code=unknown_area"))
        .await;
    assert_eq!(file.status, 200, "{}", file.text());
    assert_eq!(file.text().lines().count() as u64, ROWS / 2 + 1, "and a heading");
    assert!(file.header("content-disposition").starts_with("attachment"));
    for gone in ["/batches/none/rows", "/batches/none/rows.csv"] {
        feed.get_in("en", gone).await.problem(ProblemCode::NotFound);
    }
}

//! `POST /feeds/{feed}/batches` when all is well.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_client::PushCall;
use blis_domain::desk::BatchShown;
use blis_domain::receipt::{BatchMode, BatchState};
use serde_json::{Value, json};

on_both!(
    a_pushed_value_is_compared_at_once,
    a_correction_is_told_and_the_same_value_is_nothing_new,
    csv_and_ndjson_say_the_same_as_json,
    a_dry_run_stores_nothing,
    the_typed_client_pushes,
);

async fn a_pushed_value_is_compared_at_once(app: TestApp) {
    let feed = app.feed("srda").await;
    let reply = feed
        .push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]))
        .await;
    assert_eq!(reply.status, 201);
    let receipt = reply.json();
    let counts =
        ["received", "new", "changed", "unchanged", "refused", "suspect"].map(|name| receipt[name].clone());
    assert_eq!(counts, [1, 1, 0, 0, 0, 0].map(|n| json!(n)));
    assert_eq!(
        (&receipt["state"], &receipt["rows"]),
        (&json!("applied"), &json!([]))
    );
    assert_eq!(reply.header("cache-control"), "no-store");
    let location = reply.header("location");
    assert_eq!(
        location,
        format!("/api/v1/feeds/srda/batches/{}", receipt["id"].as_str().unwrap())
    );
    let mut again = feed
        .get_in("en", &location["/api/v1/feeds/srda".len()..])
        .await
        .json();
    let held = again.as_object_mut().unwrap().remove("held");
    assert_eq!(held, Some(Value::Null), "nothing of it was taken aside");
    assert_eq!(again, receipt, "the receipt stays where it was said to be");
    let comparison = app
        .visitor()
        .get(&format!("/compare?indicator={UNEMPLOYMENT}&area={SALDUS}"))
        .await
        .json();
    assert_eq!(
        (&comparison["value"], &comparison["version"]),
        (&json!(7.5), &receipt["version"])
    );
}

async fn a_correction_is_told_and_the_same_value_is_nothing_new(app: TestApp) {
    let feed = app.feed("srda").await;
    feed.push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]))
        .await
        .json();
    let path = format!("/compare?indicator={UNEMPLOYMENT}&area={SALDUS}");
    let before = app.visitor().get(&path).await.header("etag").to_owned();
    let same = feed
        .push(Push::rows(&[row(UNEMPLOYMENT, "LV0840200", "2016", 7.5)]))
        .await
        .json();
    assert_eq!((&same["unchanged"], &same["rows"]), (&json!(1), &json!([])));
    assert_eq!(
        app.visitor().get(&path).await.header("etag"),
        before,
        "nothing changed, so nothing is sent anew"
    );
    let corrected = feed
        .push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.7)]))
        .await
        .json();
    assert_eq!(corrected["changed"], 1);
    let told = &corrected["rows"][0];
    assert_eq!(
        (&told["row"], &told["outcome"], &told["code"]),
        (&json!(1), &json!("changed"), &json!("changed"))
    );
    assert_eq!((&told["old"], &told["new"]), (&json!(7.5), &json!(7.7)));
    assert_ne!(app.visitor().get(&path).await.header("etag"), before);
}

async fn csv_and_ndjson_say_the_same_as_json(app: TestApp) {
    let feed = app.feed("srda").await;
    let bodies = [
        (
            "text/csv; charset=utf-8",
            "\u{feff}indicator,area,period,value,status,note\nCTX.UNEMP,0840200,2016,7.5,P,\"a, b\"\n",
        ),
        (
            "application/x-ndjson",
            "{\"indicator\":\"CTX.UNEMP\",\"area\":\"0840200\",\"period\":2016,\"value\":7.5,\"status\":\"p\",\"note\":\"a, b\"}\n\n",
        ),
        (
            "application/json",
            "{\"observations\":[{\"indicator\":\"ctx.unemp\",\"area\":\"LV0840200\",\"period\":\"2016\",\"value\":\"7.5\",\"status\":\"P\",\"note\":\"a, b\"}]}",
        ),
    ];
    for (at, (content_type, body)) in bodies.into_iter().enumerate() {
        let receipt = feed.push(Push::of(content_type, body)).await.json();
        let (new, unchanged) = if at == 0 { (1, 0) } else { (0, 1) };
        assert_eq!(
            (&receipt["new"], &receipt["unchanged"]),
            (&json!(new), &json!(unchanged)),
            "{content_type}"
        );
    }
    let rows = app.visitor().get("/observations").await.json();
    assert_eq!(
        (&rows["items"][0]["status"], &rows["items"][0]["note"]),
        (&json!("P"), &json!("a, b"))
    );
}

async fn a_dry_run_stores_nothing(app: TestApp) {
    let feed = app.feed("srda").await;
    let push = || Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]).key("one");
    let tried = feed.push(push().query("?dry_run=true")).await;
    assert_eq!(
        (tried.json()["state"].clone(), tried.json()["new"].clone()),
        (json!("dry_run"), json!(1))
    );
    assert_eq!(tried.header("location"), "", "there is nothing to come back to");
    assert_eq!(app.visitor().get("/observations").await.json()["total"], 0);
    let real = feed.push(push()).await;
    assert_eq!(
        (real.status, real.json()["state"].clone()),
        (201, json!("applied")),
        "not even the key was kept"
    );
}

async fn the_typed_client_pushes(app: TestApp) {
    let feed = app.feed("srda").await;
    let client = app.client().with_token(feed.token.clone());
    let call = PushCall {
        key: "k".to_owned(),
        content_type: "application/json".to_owned(),
        body: json!({"observations": [row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]})
            .to_string()
            .into_bytes(),
        encoding: None,
        dry_run: false,
        mode: BatchMode::Partial,
    };
    let first = client.push("srda", call.clone()).await.unwrap();
    assert_eq!(
        (first.receipt.state, first.replayed),
        (BatchState::Applied, false)
    );
    let second = client.push("srda", call).await.unwrap();
    assert_eq!((second.receipt, second.replayed), (first.receipt.clone(), true));
    assert_eq!(
        client.batch("srda", &first.receipt.id).await.unwrap(),
        BatchShown {
            receipt: first.receipt,
            held: None
        }
    );
    assert_eq!(client.batches("srda", None).await.unwrap().total, 1);
}

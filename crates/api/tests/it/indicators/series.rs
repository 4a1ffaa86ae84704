//! `GET /indicators/{code}/series`.

use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_client::CompareQuery;
use blis_domain::area::{AreaCode, AreaScope};
use blis_domain::compare::compare;
use blis_domain::peers::PeerSelector;
use blis_domain::problem::ProblemCode;
use time::macros::datetime;

on_both!(
    the_block_has_a_row_a_period_and_a_column_an_area,
    the_page_computes_what_the_api_answers,
    the_block_of_an_earlier_day_is_still_there,
    a_moment_to_come_is_refused_and_one_that_is_over_may_be_kept,
    peers_need_no_area_but_likeness_does,
);

async fn the_block_has_a_row_a_period_and_a_column_an_area(app: TestApp) {
    app.given(&[
        (UNEMPLOYMENT, SALDUS, "2015", Some(8.0)),
        (UNEMPLOYMENT, SALDUS, "2016", Some(7.5)),
        (UNEMPLOYMENT, SALDUS, "2017", None),
    ]);
    let code = UNEMPLOYMENT.parse().unwrap();
    let series = app
        .client()
        .series(&code, &PeerSelector::All, None)
        .await
        .unwrap();
    assert_eq!(series.areas.len(), 44);
    assert!(series.version > 0);
    let path = format!("/indicators/{UNEMPLOYMENT}/series?peers=areas:{SALDUS}&from=2016&to=2017");
    let part = app.visitor().get(&path).await.json();
    assert_eq!(part["areas"], serde_json::json!([SALDUS]));
    assert_eq!(part["periods"], serde_json::json!(["2016", "2017"]));
    assert_eq!(
        part["values"],
        serde_json::json!([[7.5], [null]]),
        "missing is null, never 0"
    );
    assert_eq!(part["status"], serde_json::json!([["A"], ["O"]]));
    let whole = app
        .client()
        .series(&code, &PeerSelector::Country, None)
        .await
        .unwrap();
    assert_eq!(whole.areas.len(), 119);
}

/// The page fetches the block once and computes with `blis_domain`; everybody else asks `/compare`. Both must say
/// the same, for every indicator and every comparison set.
async fn the_page_computes_what_the_api_answers(app: TestApp) {
    let values = [
        UNEMPLOYMENT,
        "HOU.HEAT.TARIFF",
        "EDU.SCH.SPEND",
        "EDU.PUPILS",
        "CTX.DEPEND",
    ];
    for (factor, indicator) in values.into_iter().enumerate() {
        app.given_to_pilots(indicator, "2015", |n| ((n * (factor + 3)) % 29) as f64 + 1.0);
        app.given_to_pilots(indicator, "2016", |n| ((n * (factor + 5)) % 31) as f64 + 1.0);
    }
    let client = app.client();
    let area: AreaCode = SALDUS.parse().unwrap();
    let areas = client.areas(AreaScope::Country, None).await.unwrap();
    let nearest: Vec<AreaCode> = client
        .similar(&area, 43, None)
        .await
        .unwrap()
        .items
        .into_iter()
        .map(|one| one.area)
        .collect();
    let catalogue = client.indicators().await.unwrap();
    let with_data: Vec<_> = catalogue
        .iter()
        .filter(|sheet| sheet.last_period.is_some())
        .collect();
    assert!(with_data.len() > values.len(), "derived indicators have data too");
    for sheet in with_data {
        let series = client
            .series(&sheet.code, &PeerSelector::Country, None)
            .await
            .unwrap();
        for text in [
            "all",
            "country",
            "kind:city",
            "region:LV003",
            "similar:7",
            "areas:0840200,0880200",
        ] {
            let selector: PeerSelector = text.parse().unwrap();
            let peers = selector.members(&area, &areas, &nearest).unwrap();
            for period in [None, "2015".parse().ok()] {
                let shown = period.or_else(|| series.period_to_show(&area));
                let page = compare(sheet, &series, &area, text, &peers, shown);
                let query = CompareQuery {
                    peers: selector.clone(),
                    period,
                    ..CompareQuery::new(sheet.code.clone(), area.clone())
                };
                let api = client.compare(&query).await.unwrap();
                assert_eq!(page, api, "{} with {text} in {period:?}", sheet.code);
            }
        }
    }
}

async fn the_block_of_an_earlier_day_is_still_there(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(7.5))]);
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(7.7))]);
    let value = async |as_of: &str| {
        let path = format!("/indicators/{UNEMPLOYMENT}/series?peers=areas:{SALDUS}{as_of}");
        let series = app.visitor().get(&path).await.json();
        series["values"]
            .as_array()
            .and_then(|rows| rows.first().cloned())
            .map(|row| row[0].clone())
    };
    assert_eq!(value("").await, Some(7.7.into()));
    assert_eq!(value("&as_of=2020-02-09").await, Some(7.5.into()));
    assert_eq!(
        value("&as_of=2020-02-10").await,
        Some(7.7.into()),
        "a date means its last moment"
    );
    assert_eq!(
        value("&as_of=2020-02-10T10:00:00%2B02:00").await,
        Some(7.5.into())
    );
    assert!(
        value("&as_of=2020-01-09")
            .await
            .is_none_or(|value| value.is_null())
    );
}

async fn a_moment_to_come_is_refused_and_one_that_is_over_may_be_kept(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(7.5))]);
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    let ask = async |as_of: &str| {
        let path = format!("/indicators/{UNEMPLOYMENT}/series?as_of={as_of}");
        app.visitor().get(&path).await
    };
    for later in ["2020-02-11", "2020-02-10T10:00:01Z", "9999-12-31"] {
        let fault = ask(later).await.fault(ProblemCode::InvalidParameter);
        assert_eq!(
            fault,
            (Some("?as_of".to_owned()), None, "as_of_in_future".to_owned())
        );
    }
    let settled = ask("2020-01-10T10:00:00Z").await;
    assert_eq!(settled.header("cache-control"), "public, max-age=86400");
    assert!(settled.header("etag").starts_with("W/"));
    for open in ["2020-01-11", "2020-02-10", "2020-02-10T10:00:00Z"] {
        let reply = ask(open).await;
        assert_eq!(
            (reply.status, reply.header("cache-control")),
            (200, "no-cache"),
            "{open}: no change has passed it yet"
        );
    }
}

async fn peers_need_no_area_but_likeness_does(app: TestApp) {
    let path = |peers: &str| format!("/indicators/{UNEMPLOYMENT}/series?peers={peers}");
    let reply = app.visitor().get(&path("similar:7")).await;
    let fault = reply.fault(ProblemCode::InvalidParameter);
    assert_eq!(fault, (Some("?peers".to_owned()), None, "needs_area".to_owned()));
    let reply = app.visitor().get(&path("areas:9999999")).await;
    assert_eq!(reply.fault(ProblemCode::InvalidParameter).2, "unknown_peers");
    app.visitor()
        .get("/indicators/CTX.NONE/series")
        .await
        .problem(ProblemCode::NotFound);
}

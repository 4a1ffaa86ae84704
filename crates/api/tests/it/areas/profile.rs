//! `GET /areas/{code}/profile`.

use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_client::CompareQuery;
use blis_domain::indicator::Dimension;
use blis_domain::peers::PeerSelector;

on_both!(
    a_profile_is_one_comparison_an_indicator,
    a_profile_can_be_of_one_period_and_policy_area
);

async fn a_profile_is_one_comparison_an_indicator(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2015", |n| 8.0 + n as f64 / 10.0);
    app.given_to_pilots("EDU.EXAM.MATH", "2016", |n| 40.0 + n as f64);
    let area = SALDUS.parse().unwrap();
    let profile = app
        .client()
        .profile(&area, &PeerSelector::All, None, None)
        .await
        .unwrap();
    let catalogue = app.client().indicators().await.unwrap();
    let shown = catalogue
        .iter()
        .filter(|sheet| sheet.dimension != Dimension::Base);
    let codes: Vec<_> = shown.map(|sheet| sheet.code.clone()).collect();
    assert_eq!(
        profile
            .items
            .iter()
            .map(|item| item.indicator.clone())
            .collect::<Vec<_>>(),
        codes
    );
    for item in &profile.items {
        let query = CompareQuery::new(item.indicator.clone(), area.clone());
        let comparison = app.client().compare(&query).await.unwrap();
        assert_eq!(
            *item, comparison.summary,
            "{} must be what /compare says",
            item.indicator
        );
    }
}

async fn a_profile_can_be_of_one_period_and_policy_area(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2015", |n| 8.0 + n as f64);
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 9.0 + n as f64);
    let path = format!("/areas/{SALDUS}/profile?period=2015&policy_area=context");
    let profile = app.visitor().get(&path).await.json();
    assert_eq!(profile["period"], "2015");
    let items = profile["items"].as_array().unwrap();
    assert!(items.iter().all(|item| item["period"] == "2015"));
    let unemployment = items
        .iter()
        .find(|item| item["indicator"] == UNEMPLOYMENT)
        .unwrap();
    assert!(unemployment["value"].is_number());
    assert!(
        items
            .iter()
            .all(|item| item["indicator"].as_str().unwrap().starts_with("CTX."))
    );
}

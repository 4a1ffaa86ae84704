//! Links with `as_of`: what a council saw when it voted is what everybody sees who opens its link.

use crate::openapi::operations;
use crate::releases::gate;
use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_domain::area::AreaCode;
use blis_domain::explanation::WriteExplanation;
use blis_domain::indicator::Direction;
use blis_domain::network::{NetworkCode, NetworkStage};
use blis_domain::observation::ObservationKey;
use blis_domain::problem::ProblemCode;
use blis_domain::release::ReleaseStage;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_domain::text::Text;
use blis_store::{AuditContext, NetworkChange, ProposedSheet, ReleasePlan, SheetsOutcome};
use time::macros::datetime;

on_both!(
    a_link_does_not_change_by_a_byte_after_a_correction,
    a_link_does_not_change_by_a_byte_when_a_sheet_is_edited,
    a_link_does_not_change_by_a_byte_when_members_come_and_go,
    rows_as_they_were_are_turned_page_by_page,
    no_link_tells_what_is_to_come
);

/// An address of each operation that replays the past, and whose answer a correction of the figures below changes.
fn addresses() -> Vec<(&'static str, String)> {
    let question = format!("indicator={UNEMPLOYMENT}&area={SALDUS}&peers=similar:7");
    vec![
        (
            "show_series",
            format!("/indicators/{UNEMPLOYMENT}/series?peers=country"),
        ),
        ("show_comparison", format!("/compare?{question}")),
        ("export_comparison", format!("/compare.csv?{question}")),
        ("show_profile", format!("/areas/{SALDUS}/profile?peers=similar:7")),
        ("show_brief", format!("/areas/{SALDUS}/brief?peers=similar:7")),
        ("list_similar_areas", format!("/areas/{SALDUS}/similar?k=43")),
        (
            "list_observations",
            "/observations?limit=1000&breakdown=*".to_owned(),
        ),
        (
            "show_arithmetic",
            format!("/observations/CTX.SHARE65/{SALDUS}/2016/arithmetic?lang=lv"),
        ),
        ("draw_ranking", format!("/charts/ranking.svg?{question}")),
        ("draw_trend", format!("/charts/trend.svg?{question}")),
        (
            "draw_distribution",
            format!("/charts/distribution.svg?{question}"),
        ),
    ]
}

/// An address of each operation whose answer depends on who is in a network.
fn addresses_of_members() -> Vec<(&'static str, String)> {
    let question = format!("indicator={UNEMPLOYMENT}&area={SALDUS}&peers=network:N2");
    vec![
        (
            "show_series",
            format!("/indicators/{UNEMPLOYMENT}/series?peers=network:N2"),
        ),
        ("export_comparison", format!("/compare.csv?{question}")),
        ("show_comparison", format!("/compare?{question}")),
        (
            "show_profile",
            format!("/areas/{SALDUS}/profile?peers=network:N2"),
        ),
        ("draw_ranking", format!("/charts/ranking.svg?{question}")),
        ("draw_trend", format!("/charts/trend.svg?{question}")),
        (
            "draw_distribution",
            format!("/charts/distribution.svg?{question}"),
        ),
        ("list_areas", "/areas?scope=country".to_owned()),
        ("list_areas", "/areas?network=N2".to_owned()),
        ("show_area", format!("/areas/{SALDUS}?lang=lv")),
        ("list_networks", "/networks?lang=lv".to_owned()),
        ("show_network", "/networks/N2?lang=lv".to_owned()),
    ]
}

/// The operations that replay the past.
pub(crate) fn operations_with_as_of() -> Vec<String> {
    operations()
        .iter()
        .filter(|operation| operation.names("query").contains(&"as_of"))
        .map(|operation| operation.id().to_owned())
        .collect()
}

#[test]
fn every_operation_that_replays_the_past_is_looked_at() {
    let mut with = operations_with_as_of();
    let mut looked_at: Vec<&str> = addresses().iter().map(|(id, _)| *id).collect();
    // A correction of figures is none of a sheet: the test of edits looks at it.
    looked_at.push("show_indicator");
    // Nor is it one of the members of networks: they have their own.
    looked_at.extend(addresses_of_members().iter().map(|(id, _)| *id));
    with.sort();
    looked_at.sort_unstable();
    looked_at.dedup();
    assert_eq!(
        with, looked_at,
        "an operation with `as_of` has an address in this file"
    );
}

async fn a_link_does_not_change_by_a_byte_after_a_correction(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    let likeness = [UNEMPLOYMENT, "CTX.POP", "CTX.POP65"];
    for (factor, indicator) in likeness.into_iter().enumerate() {
        for period in ["2015", "2016"] {
            app.given_to_pilots(indicator, period, |n| ((n * (factor + 3)) % 29) as f64 + 1.0);
        }
    }
    let then = "as_of=2020-01-10T10:00:00.000005Z";
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    let mut seen = Vec::new();
    for (id, address) in addresses() {
        let reply = app.visitor().get(&format!("{address}&{then}")).await;
        assert_eq!(reply.status, 200, "{id}: {}", reply.text());
        let live = app.visitor().get(&address).await;
        assert_eq!(
            live.text(),
            reply.text(),
            "{id}: until something changes both say the same"
        );
        seen.push(reply);
    }
    // Corrections of whatever the answers are made of, a new period, and figures of which nothing was known.
    for (factor, indicator) in likeness.into_iter().enumerate() {
        for period in ["2015", "2016", "2017"] {
            app.given_to_pilots(indicator, period, |n| ((n * (factor + 7)) % 31) as f64 + 2.0);
        }
    }
    app.given_to_pilots("EDU.EXAM.MATH", "2016", |n| 40.0 + n as f64);
    // What is said of a figure afterwards is nothing that was known then.
    let figure = ObservationKey::whole(
        UNEMPLOYMENT.parse().unwrap(),
        SALDUS.parse().unwrap(),
        "2016".parse().unwrap(),
    );
    let said = WriteExplanation {
        lv: "Slēgta rūpnīca.".to_owned(),
        en: None,
    };
    let somebody = AuditContext::command("test");
    app.store.explain(&figure, &said, &somebody).unwrap();
    // Nor is what is released later.
    gate(&app, UNEMPLOYMENT);
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| ((n * 5) % 27) as f64 + 3.0);
    let plan = ReleasePlan {
        name: Text::new("Bezdarbs 2016", "Unemployment 2016"),
        indicators: vec![UNEMPLOYMENT.parse().unwrap()],
        period: "2016".parse().unwrap(),
        stage: ReleaseStage::Provisional,
        release_at: None,
        members_until: None,
    };
    let release = app.store.plan_release(&plan, &somebody).unwrap();
    app.store.publish_release(&release.id, &somebody).unwrap();
    for ((id, address), before) in addresses().into_iter().zip(seen) {
        let after = app.visitor().get(&format!("{address}&{then}")).await;
        assert_eq!(after.text(), before.text(), "{id}: the link shows something else");
        assert_eq!(after.header("etag"), before.header("etag"), "{id}");
        let live = app.visitor().get(&address).await;
        assert_ne!(
            live.text(),
            before.text(),
            "{id}: the correction has to show where it is asked for"
        );
        assert_eq!(
            (after.header("cache-control"), live.header("cache-control")),
            ("public, max-age=86400", "no-cache"),
            "{id}: no change to come can touch what was known then"
        );
    }
}

/// A sheet that reads otherwise: whatever an answer takes from it, and a formula that makes other figures.
fn edited(app: &TestApp, code: &str, formula: Option<&str>) -> ProposedSheet {
    let (indicator, _) = app.store.sheet(&code.parse().unwrap()).unwrap().unwrap();
    let sheet = Sheet::from(&indicator);
    let sheet = Sheet {
        name: Text::new("Cits nosaukums", "Another name"),
        definition: Text::new("Cita definīcija", "Another definition"),
        decimals: sheet.decimals + 1,
        direction: match sheet.direction {
            Direction::Lower => Direction::Higher,
            _ => Direction::Lower,
        },
        unit: "persons".to_owned(),
        formula: formula.map(str::to_owned).or(sheet.formula),
        ..sheet
    };
    ProposedSheet { sheet, seen: None }
}

async fn a_link_does_not_change_by_a_byte_when_a_sheet_is_edited(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    for (factor, indicator) in [UNEMPLOYMENT, "CTX.POP", "CTX.POP65"].into_iter().enumerate() {
        app.given_to_pilots(indicator, "2016", |n| ((n * (factor + 3)) % 29) as f64 + 1.0);
    }
    let then = "as_of=2020-01-10T10:00:00.000005Z";
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    let share = "/compare?indicator=CTX.SHARE65&area=0840200&peers=all";
    let mut addresses = addresses();
    addresses.push(("show_comparison", share.to_owned()));
    let sheet = format!("/indicators/{UNEMPLOYMENT}?lang=lv");
    addresses.push(("show_indicator", sheet.clone()));
    let mut seen = Vec::new();
    for (id, address) in &addresses {
        let reply = app.visitor().get(&format!("{address}&{then}")).await;
        assert_eq!(reply.status, 200, "{id}: {}", reply.text());
        seen.push(reply);
    }
    let new = edited(&app, UNEMPLOYMENT, None);
    let new = ProposedSheet {
        sheet: Sheet {
            code: "CTX.NEW".parse().unwrap(),
            ..new.sheet
        },
        seen: None,
    };
    let edits = [
        edited(&app, UNEMPLOYMENT, None),
        edited(&app, "CTX.SHARE65", Some("per(1000, CTX.POP65, CTX.POP)")),
        new,
    ];
    let somebody = AuditContext::command("test");
    let outcome = app
        .store
        .take_sheets(&edits, SheetCause::Edited, &somebody)
        .unwrap();
    assert!(matches!(outcome, SheetsOutcome::Taken(_)), "{outcome:?}");
    app.given_to_pilots("CTX.NEW", "2016", |n| n as f64);
    for ((id, address), before) in addresses.iter().zip(seen) {
        let after = app.visitor().get(&format!("{address}&{then}")).await;
        assert_eq!(after.text(), before.text(), "{id}: the link shows something else");
        assert_eq!(after.header("etag"), before.header("etag"), "{id}");
    }
    for address in [
        share,
        &sheet,
        &format!("/charts/ranking.svg?indicator={UNEMPLOYMENT}&area={SALDUS}"),
    ] {
        let live = app.visitor().get(address).await.text();
        let link = app.visitor().get(&format!("{address}&{then}")).await.text();
        assert_ne!(
            live, link,
            "{address}: the sheet of now has to show where it is asked for"
        );
    }
    app.visitor()
        .get(&format!("/compare?indicator=CTX.NEW&area={SALDUS}&{then}"))
        .await
        .problem(ProblemCode::InvalidParameter);
}

async fn a_link_does_not_change_by_a_byte_when_members_come_and_go(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    for period in ["2015", "2016"] {
        app.given_to_pilots(UNEMPLOYMENT, period, |n| ((n * 3) % 29) as f64 + 1.0);
    }
    let network: NetworkCode = "N2".parse().unwrap();
    let (pilots, somebody) = (app.pilots(), AuditContext::command("test"));
    let pilot = |at: usize| pilots[at].parse::<AreaCode>().unwrap();
    let add = |area: &AreaCode| {
        let added = app.store.add_network_member(&network, area, false, &somebody);
        assert!(added.unwrap());
    };
    let remove = |area: &AreaCode| {
        let removed = app.store.remove_network_member(&network, area, &somebody);
        assert!(removed.unwrap());
    };
    for at in 1..6 {
        add(&pilot(at));
    }
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    let then = "as_of=2020-01-31";
    let mut seen = Vec::new();
    for (id, address) in addresses_of_members() {
        let reply = app.visitor().get(&format!("{address}&{then}")).await;
        assert_eq!(reply.status, 200, "{id}: {}", reply.text());
        let live = app.visitor().get(&address).await;
        assert_eq!(live.text(), reply.text(), "{id}: until then both say the same");
        seen.push(reply);
    }
    let saldus: AreaCode = SALDUS.parse().unwrap();
    add(&saldus);
    add(&pilot(7));
    remove(&pilot(1));
    remove(&pilot(2));
    add(&pilot(2));
    remove(&pilot(3));
    // Nor does it show who coordinates the network since.
    let change = NetworkChange {
        coordinator: Some(Some("Ilze Āre".parse().unwrap())),
        stage: Some(Some(NetworkStage::Compare)),
    };
    let changed = app.store.change_network(&network, &change, |_| true, &somebody);
    assert!(changed.unwrap());
    for ((id, address), before) in addresses_of_members().into_iter().zip(seen) {
        let after = app.visitor().get(&format!("{address}&{then}")).await;
        assert_eq!(after.text(), before.text(), "{id}: the link shows something else");
        assert_eq!(after.header("etag"), before.header("etag"), "{id}");
        let live = app.visitor().get(&address).await;
        assert_ne!(live.text(), before.text(), "{id}: who takes part has to show");
        assert_eq!(
            (after.header("cache-control"), live.header("cache-control")),
            ("public, max-age=86400", "no-cache"),
            "{id}: no change to come can touch who took part then"
        );
    }
    let before = app
        .visitor()
        .get(&format!(
            "/compare?indicator={UNEMPLOYMENT}&area={SALDUS}&peers=network:N2&as_of=2020-01-09"
        ))
        .await;
    before.problem(ProblemCode::InvalidParameter);
}

async fn rows_as_they_were_are_turned_page_by_page(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 6.0 + n as f64);
    app.given_to_pilots(UNEMPLOYMENT, "2017", |n| 6.0 + n as f64);
    let question = format!("/observations?indicator={UNEMPLOYMENT}&as_of=2020-01-31&limit=10");
    let (mut path, mut values) = (question.clone(), Vec::new());
    loop {
        let page = app.visitor().get(&path).await.json();
        assert_eq!(page["total"], 44);
        for row in page["items"].as_array().unwrap() {
            values.push(row["value"].as_f64().unwrap());
        }
        match page["next"].as_str() {
            Some(cursor) => path = format!("{question}&cursor={cursor}"),
            None => break,
        }
    }
    let expected: Vec<f64> = (0..44).map(|n| 5.0 + f64::from(n)).collect();
    assert_eq!(values, expected);
    let page = app.visitor().get(&question).await.json();
    let cursor = page["next"].as_str().unwrap();
    let now = format!("/observations?indicator={UNEMPLOYMENT}&cursor={cursor}");
    app.visitor().get(&now).await.problem(ProblemCode::InvalidCursor);
}

async fn no_link_tells_what_is_to_come(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    for (id, address) in addresses() {
        let reply = app.visitor().get(&format!("{address}&as_of=2020-01-11")).await;
        let (pointer, _, code) = reply.fault(ProblemCode::InvalidParameter);
        assert_eq!(
            (pointer.as_deref(), code.as_str()),
            (Some("?as_of"), "as_of_in_future"),
            "{id}"
        );
        let today = app.visitor().get(&format!("{address}&as_of=2020-01-10")).await;
        assert_eq!(
            (today.status, today.header("cache-control")),
            (200, "no-cache"),
            "{id}"
        );
    }
}

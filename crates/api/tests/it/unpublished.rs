//! What is not public is in no public answer: every reading operation that is open to everybody is asked while figures
//! wait on the desk, and none knows of them.

use crate::as_of;
use crate::openapi::{action, operations};
use crate::releases::gate;
use crate::support::{Push, SALDUS, TestApp, row};
use blis_domain::release::ReleaseStage;
use blis_domain::rights::{Role, allows};
use blis_domain::text::Text;
use blis_store::ReleasePlan;
use reqwest::Method;
use serde_json::json;
use std::collections::BTreeMap;

on_both!(
    nobody_reads_what_waits_on_the_desk,
    nobody_reads_what_waits_for_its_release,
    nobody_reads_what_is_hidden
);

/// An indicator without an upper bound.
const TAX: &str = "CTX.PIT.PC";

/// The digits of a figure that nothing else has, however it is written.
const NEEDLE: f64 = 987_654_321.25;
const DIGITS: &str = "987654321";
const NOTE: &str = "needle in the remark";

/// What is asked besides the plain address of an operation, so that its answer is about the cell with the needle.
fn addresses() -> BTreeMap<String, Vec<String>> {
    let question = format!("indicator={TAX}&area={SALDUS}&peers=all");
    let mut addresses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |id: &str, address: String| addresses.entry(id.to_owned()).or_default().push(address);
    add("show_series", format!("/indicators/{TAX}/series?peers=country"));
    add("show_indicator", format!("/indicators/{TAX}"));
    add("list_areas", "/areas?scope=country".to_owned());
    add("show_area", format!("/areas/{SALDUS}"));
    add("list_networks", "/networks".to_owned());
    add("show_network", "/networks/N2".to_owned());
    add("show_comparison", format!("/compare?{question}"));
    add("show_comparison", format!("/compare?{question}&period=2016"));
    add("show_profile", format!("/areas/{SALDUS}/profile?peers=all"));
    add("show_brief", format!("/areas/{SALDUS}/brief?peers=all"));
    add(
        "list_similar_areas",
        format!("/areas/{SALDUS}/similar?k=43&on={TAX}"),
    );
    add("list_observations", "/observations?limit=1000".to_owned());
    add(
        "list_observations",
        "/observations?limit=1000&breakdown=*".to_owned(),
    );
    add(
        "list_observations",
        format!("/observations?indicator={TAX}&area={SALDUS}"),
    );
    add("list_changes", "/observations/changes?limit=1000".to_owned());
    // What a hidden input tells is looked at where it is computed with (`observations/arithmetic.rs`).
    add(
        "show_arithmetic",
        format!("/observations/CTX.SHARE65/{SALDUS}/2016/arithmetic"),
    );
    add("export_comparison", format!("/compare.csv?{question}"));
    add(
        "export_comparison",
        format!("/compare.csv?indicator={TAX}&area={SALDUS}&every_period=true"),
    );
    add("draw_ranking", format!("/charts/ranking.svg?{question}"));
    add(
        "draw_distribution",
        format!("/charts/distribution.svg?{question}"),
    );
    add("draw_trend", format!("/charts/trend.svg?{question}"));
    addresses
}

/// Whether a text has the needle, in whatever way numbers are written.
fn has_needle(text: &str) -> bool {
    let separators = [' ', '\u{a0}', '\u{202f}', ','];
    text.replace(separators, "").contains(DIGITS) || text.contains(NOTE)
}

/// Asks every open reading operation as nobody, and gives those in whose answer the needle is.
async fn found_in(app: &TestApp) -> Vec<String> {
    let mut with_needle = Vec::new();
    let mut more = addresses();
    let planned = app.store.releases().unwrap();
    let planned = planned.iter().map(|release| format!("/releases/{}", release.id));
    more.insert("show_release".to_owned(), planned.collect());
    for operation in operations() {
        let id = operation.id();
        let open = action(id).is_none_or(|action| allows(Role::Public, action));
        if operation.method != Method::GET || !open {
            continue;
        }
        let own = more.get(id).into_iter().flatten();
        let mut paths: Vec<String> = own.map(|path| format!("/api/v1{path}")).collect();
        paths.push(operation.address());
        let mut answered = 0;
        for path in paths {
            for language in ["lv", "en"] {
                let request = app.visitor().request(Method::GET, &path);
                let reply = crate::support::Reply::to(request.header("accept-language", language)).await;
                answered += u32::from(reply.status == 200);
                if has_needle(&reply.text()) && !with_needle.iter().any(|known| known == id) {
                    with_needle.push(id.to_owned());
                }
            }
        }
        // Who is not signed in has no account to show, and that is the answer.
        assert!(
            answered > 0 || id == "show_me" || (id == "show_release" && more[id].is_empty()),
            "{id} answers nothing: give it an address in this file"
        );
    }
    with_needle
}

async fn nobody_reads_what_waits_on_the_desk(app: TestApp) {
    for period in ["2012", "2013", "2014", "2015"] {
        app.given_to_pilots(TAX, period, |n| 300.0 + n as f64);
    }
    let feed = app.feed("srda").await;
    let with_note = |area: &str, period: &str, value: f64| {
        let mut row = row(TAX, area, period, value);
        row["note"] = json!(NOTE);
        row
    };
    // A figure in the place of another, one of a new period, and one that waits because its batch does.
    let partial = [
        with_note(SALDUS, "2015", NEEDLE),
        with_note(&app.pilots()[3], "2016", NEEDLE),
    ];
    let partial = feed
        .push(Push::rows(&partial).query("?mode=partial"))
        .await
        .json();
    assert_eq!(partial["suspect"], 2);
    let atomic = [
        with_note("0880200", "2015", NEEDLE),
        with_note("0880200", "2016", 301.0),
    ];
    assert_eq!(feed.push(Push::rows(&atomic)).await.json()["state"], "held");
    assert_eq!(found_in(&app).await, Vec::<String>::new());

    // The same questions find it once it is public, so they do look where it would be.
    let release = blis_domain::desk::Decide {
        decision: blis_domain::desk::Verdict::Release,
        reason: "It is the needle.".to_owned(),
    };
    let id = partial["id"].as_str().unwrap();
    app.store
        .decide_batch("srda", id, &release, &blis_store::AuditContext::command("test"))
        .unwrap();
    let mut found = found_in(&app).await;
    found.sort_unstable();
    assert_eq!(found, SHOW_FIGURES);
}

/// The operations that show a figure once it is public.
const SHOW_FIGURES: [&str; 9] = [
    "draw_distribution",
    "draw_ranking",
    "draw_trend",
    "export_comparison",
    "list_changes",
    "list_observations",
    "show_comparison",
    "show_profile",
    "show_series",
];

async fn nobody_reads_what_waits_for_its_release(app: TestApp) {
    for period in ["2012", "2013", "2014", "2015"] {
        app.given_to_pilots(TAX, period, |n| 300.0 + n as f64);
    }
    gate(&app, TAX);
    let feed = app.feed("srda").await;
    let mut figure = row(TAX, SALDUS, "2016", NEEDLE);
    figure["note"] = json!(NOTE);
    let receipt = feed.push(Push::rows(&[figure])).await.json();
    let nobody = blis_store::AuditContext::command("test");
    let plan = ReleasePlan {
        name: Text::new("Nodoklis 2016", "Tax of 2016"),
        indicators: vec![TAX.parse().unwrap()],
        period: "2016".parse().unwrap(),
        stage: ReleaseStage::Final,
        release_at: Some(app.now() + time::Duration::days(1)),
        members_until: None,
    };
    let release = app.store.plan_release(&plan, &nobody).unwrap();
    // It is suspect as well: clearing it lets it wait for the release, and nobody but its steward reads it.
    let clear = blis_domain::desk::Decide {
        decision: blis_domain::desk::Verdict::Release,
        reason: "It is the needle.".to_owned(),
    };
    let id = receipt["id"].as_str().unwrap();
    assert_eq!(found_in(&app).await, Vec::<String>::new());
    app.store.decide_batch("srda", id, &clear, &nobody).unwrap();
    assert_eq!(found_in(&app).await, Vec::<String>::new());
    app.store.publish_release(&release.id, &nobody).unwrap();
    let mut found = found_in(&app).await;
    found.sort_unstable();
    assert_eq!(found, SHOW_FIGURES);
}

/// The same questions, of figures that are stored and hidden: by the word of their sender, and because there are few
/// cases.
async fn nobody_reads_what_is_hidden(app: TestApp) {
    let feed = app.feed("srda").await;
    let hidden = |field: &str, value: serde_json::Value| {
        ["2015", "2016"].map(|period| {
            let mut row = row(TAX, SALDUS, period, NEEDLE);
            row[field] = value.clone();
            row
        })
    };
    let others = app.pilots().into_iter().filter(|area| area != SALDUS);
    let others = others.map(|area| row(TAX, &area, "2016", 300.0));
    let rows: Vec<_> = hidden("conf_status", json!("C"))
        .into_iter()
        .chain(others)
        .collect();
    let receipt = feed.push(Push::rows(&rows)).await.json();
    assert_eq!(receipt["state"], "applied");
    let mut cost = row("SOC.HOME.COST", SALDUS, "2016", NEEDLE);
    cost["cases"] = json!(2);
    let receipt = feed.push(Push::rows(&[cost])).await.json();
    assert_eq!(receipt["state"], "applied");
    assert_eq!(found_in(&app).await, Vec::<String>::new());

    let shown = hidden("conf_status", json!("F"));
    let receipt = feed.push(Push::rows(&shown)).await.json();
    assert_eq!(receipt["changed"], 2);
    let mut found = found_in(&app).await;
    found.sort_unstable();
    assert_eq!(found, SHOW_FIGURES);
}

#[test]
fn every_operation_that_replays_the_past_is_asked() {
    let asked = addresses();
    for id in as_of::operations_with_as_of() {
        assert!(
            asked.contains_key(&id),
            "{id} shows figures: give it an address in this file"
        );
    }
}

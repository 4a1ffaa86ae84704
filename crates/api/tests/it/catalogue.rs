//! `/catalogue.{yaml|csv}`.

use crate::support::{Browser, Reply, TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::wire::CatalogueFormat;
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    what_is_taken_along_and_brought_back_changes_nothing,
    a_file_is_tried_and_then_taken,
    a_file_with_a_fault_is_refused_as_a_whole,
    a_file_of_an_older_version_overwrites_nobody,
    what_is_no_catalogue_is_refused
);

/// How the name of CTX.POP is written.
const NAME: &str = "en: Population at the start of the year\n";

async fn steward(app: &TestApp) -> Browser {
    let grants = vec![Grant::new(Role::Steward, Within::Everywhere)];
    app.with_second_factor("ilze@test.lv", grants).await
}

async fn file(app: &TestApp, format: CatalogueFormat) -> String {
    let reply = app
        .visitor()
        .get(&format!("/catalogue.{}", format.extension()))
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.text()
}

async fn bring(browser: &Browser, format: CatalogueFormat, question: &str, body: &str) -> Reply {
    let path = format!("/api/v1/catalogue.{}{question}", format.extension());
    let request = browser
        .request(Method::PUT, &path)
        .header("content-type", format.media_type())
        .header("accept-language", "en")
        .body(body.to_owned());
    Reply::to(request).await
}

async fn what_is_taken_along_and_brought_back_changes_nothing(app: TestApp) {
    let ilze = steward(&app).await;
    for format in CatalogueFormat::ALL {
        let address = format!("/catalogue.{}", format.extension());
        let reply = app.visitor().get(&address).await;
        assert!(reply.header("content-type").starts_with(format.media_type()));
        assert_eq!(
            reply.header("content-disposition"),
            format!("attachment; filename=\"blis-catalogue.{}\"", format.extension())
        );
        assert_eq!(
            (reply.header("cache-control"), reply.header("etag").is_empty()),
            ("no-cache", false)
        );
        let text = reply.text();
        let nothing = json!({"dry_run": false, "changed": [], "unchanged": 98, "recomputed": 0});
        assert_eq!(bring(&ilze, format, "", &text).await.json(), nothing, "{address}");
        assert_eq!(file(&app, format).await, text, "{address}: not by a byte");
    }
    let versions = app.store.sheet_versions(&UNEMPLOYMENT.parse().unwrap()).unwrap();
    assert_eq!(versions.len(), 1);
}

async fn a_file_is_tried_and_then_taken(app: TestApp) {
    let ilze = steward(&app).await;
    let text = file(&app, CatalogueFormat::Yaml).await;
    let changed = text.replacen(NAME, "en: People\n", 1).replacen(
        "- code: CTX.AREA\n  version: 1\n",
        "- code: TST.AREA\n",
        1,
    );
    let tried = bring(&ilze, CatalogueFormat::Yaml, "?dry_run=true", &changed)
        .await
        .json();
    let told = |answer: &Value| -> Vec<(String, bool, usize)> {
        let sheets = answer["changed"].as_array().unwrap().iter();
        sheets
            .map(|one| {
                let fields = one["changes"].as_array().unwrap().len();
                (
                    one["indicator"].as_str().unwrap().to_owned(),
                    one["is_new"].as_bool().unwrap(),
                    fields,
                )
            })
            .collect()
    };
    let sheets = told(&tried);
    assert_eq!(sheets.len(), 2, "{tried}");
    assert_eq!(sheets[0], ("CTX.POP".to_owned(), false, 1));
    assert!(sheets[1].0 == "TST.AREA" && sheets[1].1 && sheets[1].2 > 10);
    assert_eq!(tried["changed"][0]["changes"][0]["field"], "name.en");
    assert_eq!(
        (&tried["dry_run"], &tried["unchanged"]),
        (&json!(true), &json!(96))
    );
    assert_eq!(
        file(&app, CatalogueFormat::Yaml).await,
        text,
        "trying stores nothing"
    );
    let taken = bring(&ilze, CatalogueFormat::Yaml, "", &changed).await.json();
    assert_eq!(taken["changed"], tried["changed"]);
    let list = app.visitor().get("/indicators").await.json();
    assert_eq!(list["total"], 99, "what is not in the file stays");
    let mut ilze = ilze;
    let history = ilze.get("/api/v1/indicators/CTX.POP/versions").await.json();
    assert_eq!(history["items"][0]["cause"], "imported");
    let log = ilze.get("/api/v1/me/log").await.json();
    let actions: Vec<&str> = log["items"].as_array().unwrap()[..2]
        .iter()
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions, ["add_indicator", "change_indicator"]);
}

async fn a_file_with_a_fault_is_refused_as_a_whole(app: TestApp) {
    let ilze = steward(&app).await;
    let text = file(&app, CatalogueFormat::Csv).await;
    let wrong = text
        .replacen(",Population at the start of the year,", ",People,", 1)
        .replacen("100 * CTX.POP65 / CTX.POP", "100 * CTX.POP65 / CTX.NONE", 1);
    assert_ne!(wrong, text);
    let line = wrong
        .lines()
        .position(|line| line.starts_with("CTX.SHARE65,"))
        .unwrap()
        + 1;
    let reply = bring(&ilze, CatalogueFormat::Csv, "", &wrong).await;
    let problem = reply.problem(ProblemCode::Unacceptable);
    let [fault] = &problem.errors[..] else {
        panic!("{problem:?}")
    };
    assert_eq!(fault.pointer.as_deref(), Some("/CTX.SHARE65/formula"));
    assert_eq!(
        (fault.row, fault.code.as_str()),
        (Some(line as u64), "unknown_indicator")
    );
    assert!(
        fault
            .message
            .starts_with(&format!("line {line}, CTX.SHARE65, formula: ")),
        "{}",
        fault.message
    );
    assert_eq!(
        file(&app, CatalogueFormat::Csv).await,
        text,
        "the good sheets wait for the others"
    );
}

async fn a_file_of_an_older_version_overwrites_nobody(app: TestApp) {
    let ilze = steward(&app).await;
    let text = file(&app, CatalogueFormat::Yaml).await;
    let mine = text.replacen(NAME, "en: People\n", 1);
    let theirs = text.replacen(NAME, "en: Inhabitants\n", 1);
    bring(&ilze, CatalogueFormat::Yaml, "", &mine).await.json();
    let reply = bring(&ilze, CatalogueFormat::Yaml, "", &theirs).await;
    let (pointer, _, code) = reply.fault(ProblemCode::Unacceptable);
    assert_eq!(
        (pointer.as_deref(), code.as_str()),
        (Some("/CTX.POP/code"), "stale")
    );
    bring(&ilze, CatalogueFormat::Yaml, "", &mine).await.json();
    let whatever_it_is = theirs.replacen("- code: CTX.POP\n  version: 1\n", "- code: CTX.POP\n", 1);
    let taken = bring(&ilze, CatalogueFormat::Yaml, "", &whatever_it_is)
        .await
        .json();
    assert_eq!(
        taken["changed"][0]["number"], 3,
        "without a version it replaces whatever there is"
    );
}

async fn what_is_no_catalogue_is_refused(app: TestApp) {
    let ilze = steward(&app).await;
    bring(&ilze, CatalogueFormat::Yaml, "", "- code: [")
        .await
        .problem(ProblemCode::Unacceptable);
    bring(&ilze, CatalogueFormat::Csv, "", "")
        .await
        .problem(ProblemCode::Unacceptable);
    let huge = "#".repeat((4 << 20) + 1);
    bring(&ilze, CatalogueFormat::Yaml, "", &huge)
        .await
        .problem(ProblemCode::BodyTooLarge);
    let as_json = ilze
        .request(Method::PUT, "/api/v1/catalogue.yaml")
        .json(&json!([]));
    Reply::to(as_json)
        .await
        .problem(ProblemCode::UnsupportedMediaType);
    app.visitor()
        .get("/catalogue.xlsx")
        .await
        .problem(ProblemCode::NotFound);
    let coordinator = app.signed_in_as(Role::Coordinator).await;
    bring(&coordinator, CatalogueFormat::Yaml, "", "")
        .await
        .problem(ProblemCode::Forbidden);
}

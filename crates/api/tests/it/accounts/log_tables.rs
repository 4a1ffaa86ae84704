//! The logs as files to take along: the same entries for the same readers, and nothing that a spreadsheet computes.

use crate::support::{Browser, PASSWORD, Reply, SALDUS, TestApp};
use blis_domain::audit::{Actor, actions};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_store::{AuditContext, AuditDraft, AuditFilter};
use calamine::{Data, Reader, Xlsx};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Cursor;

on_both!(
    what_looks_like_a_formula_reaches_no_spreadsheet_as_one,
    a_file_has_what_the_list_has_and_nothing_else,
    all_is_there_beyond_what_is_read_at_once,
    names_stand_where_the_reader_sees_the_people,
    the_own_log_is_taken_along_without_the_addresses_of_others,
    the_log_tells_who_took_it_along,
    a_file_is_handed_to_its_reader_alone,
    an_address_names_a_format_and_no_path,
    the_pages_lead_to_files_of_what_they_found
);

const AUDIT: &str = "/api/v1/audit.csv";

/// What was typed in, and what stands in CSV for it.
const EVIL: [(&str, &str); 8] = [
    (
        "=HYPERLINK(\"http://evil\",\"x\")",
        "'=HYPERLINK(\"http://evil\",\"x\")",
    ),
    ("@SUM(1+1)", "'@SUM(1+1)"),
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-2+3", "'-2+3"),
    ("=1+1\n\"=2", "'=1+1\n'\"=2"),
    ("Mozilla;=1+1", "Mozilla;'=1+1"),
    ("\t=1", "'\t'=1"),
    ("  ＝1+1", "'  ＝1+1"),
];

/// The rows of a CSV file, by their headings.
fn rows(reply: &Reply) -> Vec<HashMap<String, String>> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let mut reader = csv::Reader::from_reader(reply.body.as_slice());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn column(reply: &Reply, heading: &str) -> Vec<String> {
    rows(reply)
        .into_iter()
        .map(|mut row| row.remove(heading).expect(heading))
        .collect()
}

/// The texts of the first sheet, which must hold no formula.
fn texts(reply: &Reply) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(reply.body.clone())).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).expect("a sheet");
    assert_eq!(
        formulas.used_cells().count(),
        0,
        "a spreadsheet would compute {formulas:?}"
    );
    let values = book.worksheet_range(&name).expect("a sheet");
    let text = |(_, _, cell): (usize, usize, &Data)| match cell {
        Data::String(text) => Some(text.clone()),
        _ => None,
    };
    values.used_cells().filter_map(text).collect()
}

fn in_saldus(app: &TestApp, context: &AuditContext, kind: &str, target: &str) {
    let mut draft = AuditDraft::done(context, actions::PUSH_BATCH, kind, Some(target));
    draft.municipality = Some(SALDUS.parse().unwrap());
    draft.before = Some(json!(target));
    app.store.record(&draft).expect("an entry");
}

/// How often the log tells that it was taken along.
fn told(app: &TestApp) -> u64 {
    let filter = AuditFilter {
        action: Some(actions::EXPORT_AUDIT.to_owned()),
        ..AuditFilter::seen_with(Sight::Everything)
    };
    app.store.audit(&filter).expect("the log").total
}

async fn what_looks_like_a_formula_reaches_no_spreadsheet_as_one(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let (name, name_in_csv) = EVIL[0];
    let renamed = admin
        .send(Method::PATCH, "/api/v1/me", Some(&json!({ "name": name })))
        .await;
    assert_eq!(renamed.status, 200, "a name may be anything: {}", renamed.text());
    let me = app.id_of("municipal-admin@test.lv").parse().unwrap();
    in_saldus(&app, &AuditContext::of(Actor::Person(me)), "batch", "by me");
    for (evil, _) in EVIL {
        in_saldus(
            &app,
            &AuditContext::client(evil).from_address(evil).in_request(evil),
            evil,
            evil,
        );
    }
    let asked = "lang=en&action=push_batch";
    let csv = admin.get(&format!("{AUDIT}?{asked}")).await;
    let mut found = rows(&csv);
    let by_me = found.pop().expect("the oldest");
    assert_eq!(by_me["Who: name"], name_in_csv);
    found.reverse();
    for (row, (evil, in_csv)) in found.iter().zip(EVIL) {
        for heading in ["Who: id", "To what: kind", "To what: id", "Address", "Request"] {
            assert_eq!(row[heading], in_csv, "{heading}");
        }
        let without = |text: &str| text.replace('\'', "");
        assert_eq!(without(&row["Before"]), without(&json!(evil).to_string()));
        assert_eq!(row["Who: kind"], "client");
    }
    assert_eq!(found.len(), EVIL.len());
    let whole = csv.text();
    for line in whole.split(['\n', ';', '\t']) {
        let begins = line.trim_start_matches(['"', ' ', '\u{feff}']).chars().next();
        assert!(
            begins.is_none_or(|letter| !"=+-@＝".contains(letter)),
            "nor where it is cut otherwise: {line}"
        );
    }
    let xlsx = admin.get(&format!("/api/v1/audit.xlsx?{asked}")).await;
    let texts = texts(&xlsx);
    for (evil, _) in EVIL {
        let found = texts.iter().filter(|text| *text == evil).count();
        assert!(found >= 5, "{evil:?} is text as it was typed: {texts:?}");
    }
    assert!(texts.contains(&name.to_owned()));
    let own = admin.get("/api/v1/me/log.csv?lang=en").await;
    let after = column(&own, "After").join("\n");
    assert!(after.contains("HYPERLINK") && !own.text().contains("\n=") && !own.text().contains(",="));
}

async fn a_file_has_what_the_list_has_and_nothing_else(app: TestApp) {
    let pilots = app.pilots();
    let other = pilots
        .iter()
        .find(|code| *code != SALDUS)
        .expect("a second pilot");
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let there = Within::Municipality(other.parse().unwrap());
    app.person("there@test.lv", vec![Grant::new(Role::Member, there)]);
    for target in ["b1", "b2", "b3"] {
        in_saldus(
            &app,
            &AuditContext::client("srda-1").from_address("192.0.2.1"),
            "batch",
            target,
        );
    }
    for asked in [
        "",
        "action=push_batch",
        "target=b2",
        "actor=client%3Asrda-1&target_kind=batch",
        "from=2026-11-20&to=2026-11-20",
        "action=unheard_of",
        &format!("municipality={other}"),
    ] {
        let list = admin.get(&format!("/api/v1/audit?{asked}")).await.json();
        let listed = list["items"].as_array().unwrap();
        let csv = admin.get(&format!("{AUDIT}?lang=en&{asked}")).await;
        let wanted: Vec<String> = listed.iter().map(|entry| entry["seq"].to_string()).collect();
        assert_eq!(column(&csv, "No."), wanted, "{asked}");
        for (row, entry) in rows(&csv).iter().zip(listed) {
            let text = |name: &str| match &entry[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            for (heading, name) in [
                ("Time (UTC)", "at"),
                ("Who: kind", "actor_kind"),
                ("Who: id", "actor"),
                ("What: code", "action"),
                ("To what: kind", "target_kind"),
                ("To what: id", "target"),
                ("Municipality", "municipality"),
                ("Network", "network"),
                ("Outcome", "outcome"),
                ("Address", "address"),
                ("Request", "request"),
            ] {
                assert_eq!(row[heading], text(name), "{heading}");
            }
        }
        assert!(!csv.text().contains("there@test.lv"), "{asked}");
    }
}

async fn all_is_there_beyond_what_is_read_at_once(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let context = AuditContext::client("srda-1");
    for number in 0..1003 {
        in_saldus(&app, &context, "batch", &format!("b{number}"));
    }
    let targets = column(
        &admin.get(&format!("{AUDIT}?lang=en&action=push_batch")).await,
        "To what: id",
    );
    let wanted: Vec<String> = (0..1003).rev().map(|number| format!("b{number}")).collect();
    assert_eq!(targets, wanted);
}

async fn names_stand_where_the_reader_sees_the_people(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let here = Grant::new(Role::Member, Within::Municipality(SALDUS.parse().unwrap()));
    app.person("anna@test.lv", vec![here]);
    app.person("stranger@test.lv", vec![]);
    for email in ["anna@test.lv", "stranger@test.lv"] {
        let who = Actor::Person(app.id_of(email).parse().unwrap());
        in_saldus(&app, &AuditContext::of(who), "batch", email);
    }
    let asked = format!("{AUDIT}?lang=en&action=push_batch");
    let names = column(&admin.get(&asked).await, "Who: name");
    assert_eq!(
        names,
        ["", "anna@test.lv"],
        "whom the reader does not see has an id alone"
    );
    let mut anna = app.sign_in("anna@test.lv", PASSWORD).await;
    let own = anna.get("/api/v1/me/log.csv?lang=en").await;
    assert!(
        column(&own, "Who: name").contains(&"anna@test.lv".to_owned()),
        "oneself is known to oneself"
    );
}

async fn the_own_log_is_taken_along_without_the_addresses_of_others(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    app.person("janis@test.lv", vec![]);
    let me = app.id_of("signed-in@test.lv");
    let other = Actor::Person(app.id_of("janis@test.lv").parse().unwrap());
    let context = AuditContext::of(other).from_address("192.0.2.7");
    app.store
        .record(&AuditDraft::refused(
            &context,
            actions::SIGN_IN,
            "person",
            Some(&me),
        ))
        .unwrap();
    let csv = anna.get("/api/v1/me/log.csv?lang=en").await;
    let list = anna.get("/api/v1/me/log").await.json();
    assert_eq!(rows(&csv).len() as u64, list["total"].as_u64().unwrap());
    assert!(
        !csv.text().contains("192.0.2.7") && !csv.text().contains("janis"),
        "{}",
        csv.text()
    );
    assert!(csv.text().contains("127.0.0.1"));
    let none = anna.get("/api/v1/me/log.csv?to=2020-01-01").await;
    assert_eq!(rows(&none).len(), 0);
    assert_eq!(told(&app), 0, "what is one's own is nobody else's business");
}

async fn the_log_tells_who_took_it_along(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    in_saldus(&app, &AuditContext::client("srda-1"), "batch", "b1");
    let head = Reply::to(admin.request(Method::HEAD, AUDIT)).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(head.header("content-disposition").starts_with("attachment"));
    for path in [AUDIT, "/admin/audit.csv"] {
        for site in ["cross-site", "same-site"] {
            let elsewhere = admin.bare(Method::GET, path).header("sec-fetch-site", site);
            assert_eq!(Reply::to(elsewhere).await.status, 403, "{path} from {site}");
        }
    }
    admin
        .get(&format!("{AUDIT}?acton=x"))
        .await
        .problem(ProblemCode::InvalidParameter);
    admin
        .get("/api/v1/audit.pdf")
        .await
        .problem(ProblemCode::NotFound);
    assert_eq!(told(&app), 0, "nothing was handed out");
    let asked = "actor=client%3Asrda-1&from=2026-11-01";
    assert_eq!(
        admin.get(&format!("/api/v1/audit.xlsx?{asked}")).await.status,
        200
    );
    assert_eq!(told(&app), 1);
    let seen = admin.get("/api/v1/audit?action=export_audit").await.json();
    let entry = &seen["items"][0];
    assert_eq!(entry["actor"], app.id_of("municipal-admin@test.lv"));
    assert_eq!(entry["municipality"], SALDUS, "whose log was handed out");
    assert_eq!(
        entry["after"],
        json!({
            "format": "xlsx",
            "rows": 1,
            "asked": {"actor_kind": "client", "actor": "srda-1", "from": "2026-11-01T00:00:00Z"},
        })
    );
    let page = Reply::to(admin.request(Method::GET, "/admin/audit.csv?lang=en&action=")).await;
    assert_eq!(page.status, 200);
    assert_eq!(told(&app), 2, "by the page as well");
}

async fn a_file_is_handed_to_its_reader_alone(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    for (path, name) in [
        ("/api/v1/audit", "audit"),
        ("/admin/audit", "audit"),
        ("/api/v1/me/log", "my-log"),
        ("/account/log", "my-log"),
    ] {
        for (format, media, begins) in [
            (
                "csv",
                "text/csv; charset=utf-8; header=present",
                &b"\xef\xbb\xbfNr.,Laiks (UTC)"[..],
            ),
            (
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                b"PK\x03\x04",
            ),
        ] {
            let path = format!("{path}.{format}");
            let reply = admin.get(&format!("{path}?lang=lv")).await;
            assert_eq!(reply.status, 200, "{path}");
            let file = format!("attachment; filename=\"blis-{name}-2026-11-20.{format}\"");
            for (header, wanted) in [
                ("content-type", media),
                ("content-disposition", file.as_str()),
                ("x-content-type-options", "nosniff"),
                ("cache-control", "no-store"),
                ("content-language", "lv"),
                ("cross-origin-resource-policy", "same-origin"),
                ("access-control-allow-origin", ""),
                ("etag", ""),
            ] {
                assert_eq!(reply.header(header), wanted, "{path}: {header}");
            }
            assert!(reply.body.starts_with(begins), "{path}");
        }
    }
    let mut anna = app.signed_in_as(Role::Member).await;
    anna.get(AUDIT).await.problem(ProblemCode::Forbidden);
    app.visitor()
        .get("/audit.csv")
        .await
        .problem(ProblemCode::Unauthenticated);
    assert_eq!(
        Browser::new(app.visitor()).get("/admin/audit.xlsx").await.status,
        303
    );
}

async fn an_address_names_a_format_and_no_path(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    for path in ["/api/v1/audit", "/api/v1/me/log"] {
        for end in [
            "pdf",
            "CSV",
            "..%2F..%2Fx",
            "csv%2F..%2F..%2Fx",
            "csv%00",
            "%2e%2e%5cx",
            "csv.",
        ] {
            admin
                .get(&format!("{path}.{end}"))
                .await
                .problem(ProblemCode::NotFound);
        }
        for asked in [
            "format=../../x",
            "format=csv",
            "name=../../x",
            "cursor=x",
            "limit=1",
        ] {
            let reply = admin.get(&format!("{path}.csv?{asked}")).await;
            assert_eq!(
                reply.fault(ProblemCode::InvalidParameter).2,
                "unknown_parameter",
                "{asked}"
            );
        }
    }
    let page = admin.get("/admin/audit.csv?lang=en&format=../../x").await;
    assert_eq!(page.status, 400);
    assert_eq!(page.header("content-disposition"), "");
}

async fn the_pages_lead_to_files_of_what_they_found(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    for number in 0..60 {
        let client = format!("srda-{}", number % 2);
        in_saldus(
            &app,
            &AuditContext::client(&client),
            "batch",
            &format!("b{number}"),
        );
    }
    let found = "lang=lv&action=&actor=client%3Asrda-1&from=&to=&limit=7";
    let page = admin.get(&format!("/admin/audit?{found}")).await.text();
    for format in ["csv", "xlsx"] {
        let link = format!("/admin/audit.{format}?lang=lv&amp;actor=client%3Asrda-1\"");
        assert!(page.contains(&link), "{link}: {page}");
        assert!(
            page.contains(&format!("Lejupielādēt {}", format.to_uppercase())),
            "{page}"
        );
    }
    let file = admin.get("/admin/audit.csv?lang=en&actor=client%3Asrda-1").await;
    assert_eq!(rows(&file).len(), 30, "all pages of what was found");
    let none = admin.get("/admin/audit?lang=lv&action=unheard_of").await.text();
    assert!(!none.contains("/admin/audit.csv"), "of nothing there is no file");
    let own = admin.get("/account/log?lang=en").await.text();
    assert!(
        own.contains("href=\"/account/log.xlsx?lang=en\"") && own.contains("Download XLSX"),
        "{own}"
    );
}

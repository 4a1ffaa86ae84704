//! Bodies that cannot be read as a whole are problems that name the place, and store nothing.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_domain::problem::ProblemCode;
use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::json;
use sha2::{Digest, Sha256, Sha512};
use std::io::{Read, Write};

on_both!(
    broken_json_names_its_row,
    a_broken_heading_names_its_columns,
    what_is_no_row_is_a_fault_of_its_row,
    a_large_body_is_read_from_a_file_and_leaves_none,
    no_more_rows_than_a_batch_may_have,
    workbooks_and_tables_say_the_same_as_rows,
    a_formula_is_refused_by_its_row,
    packed_bodies_are_the_same_bodies,
    a_body_that_grows_without_bound_is_refused,
    a_body_that_nests_or_lists_without_end_is_refused,
    other_kinds_of_bodies_are_refused,
    a_body_that_is_something_else_than_it_says_is_called_by_its_name,
    a_body_that_is_not_the_one_of_its_digest_is_refused,
);

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

async fn broken_json_names_its_row(app: TestApp) {
    let feed = app.feed("srda").await;
    let row = "{\"indicator\":\"CTX.UNEMP\",\"area\":\"0840200\",\"period\":\"2016\",\"value\":";
    for (content_type, body, place) in [
        (
            "application/json",
            format!("{{\"observations\":[{row}1}},{row}NaN}}]}}"),
            Some(2),
        ),
        (
            "application/json",
            format!("{{\"observations\":[{row}-Infinity}}]}}"),
            Some(1),
        ),
        (
            "application/json",
            format!("{{\"observations\":[{row}1}},{row}2}},{row}"),
            Some(3),
        ),
        ("application/json", "{\"observations\":".to_owned(), None),
        ("application/json", String::new(), None),
    ] {
        for (language, words) in [("lv", "nav derīgs JSON"), ("en", "not valid JSON")] {
            let reply = feed
                .push(Push::of(content_type, body.clone()).language(language))
                .await;
            let problem = reply.problem(ProblemCode::MalformedBody);
            assert_eq!(problem.errors[0].row, place, "{body}");
            assert!(problem.detail.contains(words), "{}", problem.detail);
        }
    }
    let reply = feed.push(Push::of("application/json", "{\"rows\":[]}")).await;
    assert_eq!(
        reply.fault(ProblemCode::MalformedBody).0.as_deref(),
        Some("/observations")
    );
    assert_eq!(app.visitor().get("/observations").await.json()["total"], 0);
}

async fn a_broken_heading_names_its_columns(app: TestApp) {
    let feed = app.feed("srda").await;
    for (heading, codes) in [
        ("indicator,area,period", vec!["missing_column"]),
        ("indicator;area;period;value", vec!["unknown_column"; 1]),
        ("indicator,area,period,value,value", vec!["duplicate_column"]),
        ("indicator,area,period,value,colour", vec!["unknown_column"]),
    ] {
        let reply = feed
            .push(Push::of("text/csv", format!("{heading}\nA,B,C,D\n")))
            .await;
        let problem = reply.problem(ProblemCode::MalformedBody);
        let found: Vec<&str> = problem.errors.iter().map(|fault| fault.code.as_str()).collect();
        assert!(found.starts_with(&codes), "{heading}: {found:?}");
    }
    let open = feed
        .push(Push::of(
            "text/csv",
            "indicator,area,period,value\nA,B,C,\"1\nA,B,C,1\n",
        ))
        .await;
    assert_eq!(open.fault(ProblemCode::MalformedBody).2, "unclosed_quote");
}

/// Where it is certain where a row ends, what is wrong inside of it spoils no other: the receipt names it.
async fn what_is_no_row_is_a_fault_of_its_row(app: TestApp) {
    let feed = app.feed("srda").await;
    let heading = b"indicator,area,period,value\n".as_slice();
    let long = [b"CTX.UNEMP,0840200,2016,".as_slice(), &[b'1'; 70_000], b"\n"].concat();
    let other = b"CTX.UNEMP,\xe2,2016,1\n".as_slice();
    let good = b"CTX.UNEMP,0840200,2015,1\n".as_slice();
    let csv = [heading, &long, other, good].concat();
    let line = |value: &[u8]| [b"{".as_slice(), ROW.as_bytes(), b",\"value\":", value, b"}\n"].concat();
    let ndjson = [line(&[b'1'; 70_000]), line(b"\"\xe2\""), line(b"1"), line(b"NaN")].concat();
    for (content_type, body, codes) in [
        ("text/csv", csv, vec!["row_too_long", "not_utf8"]),
        (
            "application/x-ndjson",
            ndjson,
            vec!["row_too_long", "not_utf8", "invalid_json"],
        ),
    ] {
        let push = Push::of(content_type, body).query("?mode=partial&dry_run=true");
        let receipt = feed.push(push).await.json();
        let told: Vec<&str> = receipt["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["code"].as_str().unwrap())
            .collect();
        assert_eq!(told, codes, "{receipt}");
        assert_eq!(receipt["new"], 1, "the good row beside them is taken: {receipt}");
    }
}

/// More than stays in memory, sent in pieces that end anywhere.
async fn a_large_body_is_read_from_a_file_and_leaves_none(app: TestApp) {
    let feed = app.feed("srda").await;
    let mut body = "indicator,area,period,value,note\n".to_owned();
    let pilots = app.pilots();
    for year in 1900..2000 {
        for area in &pilots {
            let note = "piezīme ".repeat(120);
            body.push_str(&format!("CTX.UNEMP,{area},{year},1.5,{note}\n"));
        }
    }
    assert!(body.len() > 4 << 20, "{}", body.len());
    let digest = format!("sha-512=:{}:", STANDARD.encode(Sha512::digest(&body)));
    let plain = Push::of("text/csv", body.clone())
        .key("same")
        .with("content-digest", &digest);
    let receipt = feed.push(plain).await;
    assert_eq!(receipt.status, 201, "{}", receipt.text());
    assert_eq!(receipt.json()["new"], 100 * pilots.len());
    let packed = Push::of("text/csv", gzip(body.as_bytes())).key("same");
    let again = feed.push(packed.with("content-encoding", "gzip")).await;
    assert_eq!(again.header("idempotent-replayed"), "true", "it is the same body");
    let left = std::fs::read_dir(app.folder().join("spool")).unwrap().count();
    assert_eq!(left, 0, "what lay on disk meanwhile has no name");
}

/// One more is refused before anything of it is looked at.
async fn no_more_rows_than_a_batch_may_have(app: TestApp) {
    let feed = app.feed("srda").await;
    let body = format!("{{\"observations\":[{}7]}}", "7,".repeat(1_000_000));
    let packed = zstd::encode_all(body.as_bytes(), 3).unwrap();
    let push = Push::of("application/json", packed).with("content-encoding", "zstd");
    let problem = feed.push(push).await.problem(ProblemCode::BodyTooLarge);
    assert!(problem.detail.contains("1000000 rows"), "{}", problem.detail);
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn workbook(write: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write_row(0, 0, ["indicator", "area", "period", "value", "note"])
        .unwrap();
    write(sheet);
    book.save_to_buffer().unwrap()
}

/// However a figure is sent, it is the same figure: the second time nothing changes.
async fn workbooks_and_tables_say_the_same_as_rows(app: TestApp) {
    let feed = app.feed("srda").await;
    let first = feed
        .push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]))
        .await;
    assert_eq!(first.json()["new"], 1);
    let book = workbook(|sheet| {
        sheet.write(1, 0, UNEMPLOYMENT).unwrap();
        sheet
            .write(1, 1, SALDUS.trim_start_matches('0').parse::<f64>().unwrap())
            .unwrap();
        sheet.write(1, 2, 2016).unwrap();
        sheet.write(1, 3, 7.5).unwrap();
    });
    let table = json!({
        "version": "2.0", "class": "dataset", "id": ["TIME", "AREA", "ContentsCode"], "size": [1, 1, 1],
        "value": {"0": 7.5},
        "dimension": {
            "TIME": {"category": {"index": ["2016"]}},
            "AREA": {"category": {"index": {(format!("LV{SALDUS}")): 0}}},
            "ContentsCode": {"category": {"label": {(UNEMPLOYMENT): "Bezdarbs"}}},
        },
    });
    for (content_type, body) in [(XLSX, book), ("application/json", table.to_string().into_bytes())] {
        let reply = feed.push(Push::of(content_type, body)).await;
        assert_eq!(reply.status, 201, "{content_type}: {}", reply.text());
        assert_eq!(reply.json()["unchanged"], 1, "{content_type}: {}", reply.text());
    }
    let of_the_first_edition = feed
        .push(Push::of("application/json", r#"{"dataset":{"value":[]}}"#))
        .await;
    let (pointer, _, code) = of_the_first_edition.fault(ProblemCode::MalformedBody);
    assert_eq!(
        (pointer.as_deref(), code.as_str()),
        (Some("/dataset"), "invalid_json_stat")
    );
}

/// What a spreadsheet would compute is never taken for a figure, and does no harm to the rows beside it.
async fn a_formula_is_refused_by_its_row(app: TestApp) {
    let feed = app.feed("srda").await;
    let book = workbook(|sheet| {
        for line in 1..4 {
            sheet.write_row(line, 0, [UNEMPLOYMENT, SALDUS]).unwrap();
            sheet.write(line, 2, 2015 + line).unwrap();
            sheet.write(line, 3, 7.5).unwrap();
        }
        sheet
            .write_formula(2, 4, "=HYPERLINK(\"http://x.example\")")
            .unwrap();
    });
    for (language, words) in [("lv", "ir formula"), ("en", "holds a formula")] {
        let push = Push::of(XLSX, book.clone()).query("?mode=partial&dry_run=true");
        let receipt = feed.push(push.language(language)).await.json();
        assert_eq!((&receipt["new"], &receipt["refused"]), (&json!(2), &json!(1)));
        let told = &receipt["rows"][0];
        assert_eq!(
            (&told["row"], &told["code"], &told["field"]),
            (&json!(2), &json!("formula_cell"), &json!("note"))
        );
        assert!(told["message"].as_str().unwrap().contains(words), "{told}");
    }
}

async fn packed_bodies_are_the_same_bodies(app: TestApp) {
    let feed = app.feed("srda").await;
    let plain = json!({"observations": [row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]})
        .to_string()
        .into_bytes();
    let send = async |body: Vec<u8>, encoding: Option<&str>| {
        let push = Push::of("application/json", body).key("same");
        let push = match encoding {
            Some(encoding) => push.with("content-encoding", encoding),
            None => push,
        };
        feed.push(push).await
    };
    assert_eq!(send(plain.clone(), None).await.status, 201);
    for (body, encoding) in [
        (gzip(&plain), "gzip"),
        (zstd::encode_all(plain.as_slice(), 3).unwrap(), "zstd"),
        (plain.clone(), "identity"),
    ] {
        let reply = send(body, Some(encoding)).await;
        assert_eq!(
            (reply.status, reply.header("idempotent-replayed")),
            (200, "true"),
            "{encoding}"
        );
    }
    send(plain.clone(), Some("gzip"))
        .await
        .problem(ProblemCode::MalformedBody);
    send(plain, Some("br"))
        .await
        .problem(ProblemCode::UnsupportedMediaType);
}

async fn a_body_that_grows_without_bound_is_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    let blanks = std::io::repeat(b' ').take((256 << 20) + 1);
    let bomb = zstd::encode_all(blanks, 3).unwrap();
    assert!(bomb.len() < 200_000, "small on the way");
    let push = Push::of("application/json", bomb).with("content-encoding", "zstd");
    feed.push(push).await.problem(ProblemCode::BodyTooLarge);
}

/// What a row needs besides its value.
const ROW: &str = r#""indicator":"CTX.UNEMP","area":"0840200","period":"2016""#;

/// Each is small on the way, 32 MiB when unpacked, and many times that to a reader that builds what it reads.
async fn a_body_that_nests_or_lists_without_end_is_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    let size = 32 << 20;
    let many = |part: &str| part.repeat(size / part.len());
    for (content_type, body, status, code) in [
        // A heading, and a record, of millions of fields; a remark without end.
        ("text/csv", many(","), 400, "row_too_long"),
        (
            "text/csv",
            format!("indicator,area,period,value\n{}", many(",")),
            201,
            "row_too_long",
        ),
        (
            "text/csv",
            format!("indicator,area,period,value,note\nA,B,2016,1,\"{}\"", many("a")),
            201,
            "row_too_long",
        ),
        // Deeper than any reader should follow, and a row of millions of values.
        (
            "application/json",
            format!("{{\"observations\":{}", many("[")),
            400,
            "invalid_json",
        ),
        (
            "application/json",
            format!("{{\"observations\":[{}", many("[").get(..60_000).unwrap_or("")),
            400,
            "invalid_json",
        ),
        (
            "application/json",
            format!("{{\"observations\":[{{{ROW},\"value\":\"{}\"}}]}}", many("1")),
            201,
            "row_too_long",
        ),
        ("application/x-ndjson", many("[{\"a\":"), 201, "row_too_long"),
        (
            "application/x-ndjson",
            format!("{{{ROW},\"value\":[{}0]}}", many("0,")),
            201,
            "row_too_long",
        ),
        (
            "application/x-ndjson",
            format!("{{{ROW},\"x\":{{\"a\":0{}}}}}", ",\"a\":0".repeat(8_000)),
            201,
            "unknown_field",
        ),
    ] {
        let packed = zstd::encode_all(body.as_bytes(), 3).unwrap();
        assert!(packed.len() < 200_000, "small on the way");
        let push = Push::of(content_type, packed).with("content-encoding", "zstd");
        let reply = feed.push(push).await;
        let told = reply.text();
        assert_eq!(
            reply.status,
            status,
            "{content_type}: {}",
            told.chars().take(500).collect::<String>()
        );
        assert!(
            told.contains(code) && told.len() < 10_000,
            "{content_type}: {code} in {} bytes: {}",
            told.len(),
            told.chars().take(500).collect::<String>()
        );
    }
}

async fn other_kinds_of_bodies_are_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    for content_type in [
        "text/plain",
        "application/xml",
        "text/csv; charset=windows-1257",
        "",
    ] {
        let reply = feed.push(Push::of(content_type, "x")).await;
        reply.problem(ProblemCode::UnsupportedMediaType);
    }
}

/// Whatever the headers say, what was sent decides; nothing of it is kept.
async fn a_body_that_is_something_else_than_it_says_is_called_by_its_name(app: TestApp) {
    let feed = app.feed("srda").await;
    let xlsx = b"PK\x03\x04\x14\x00\x06\x00\x08\x00[Content_Types].xml".to_vec();
    let csv = "indicator,area,period,value\nCTX.UNEMP,0840200,2016,1\n";
    let json = json!({"observations": [row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]}).to_string();
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(csv.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (content_type, encoding, body, words) in [
        ("text/csv", None, xlsx.clone(), "XLSX"),
        ("application/json", None, xlsx.clone(), "XLSX"),
        ("application/x-ndjson", None, xlsx.clone(), "XLSX"),
        ("text/csv", Some("gzip"), gzip(&xlsx), "XLSX"),
        ("text/csv", None, gzip(csv.as_bytes()), "gzip"),
        ("text/csv", Some("gzip"), gzip(&gzip(csv.as_bytes())), "gzip"),
        (
            "application/json",
            None,
            zstd::encode_all(json.as_bytes(), 3).unwrap(),
            "zstd",
        ),
        ("text/csv", None, utf16, "UTF-16"),
        ("text/csv", None, json.clone().into_bytes(), "JSON and not CSV"),
        ("text/csv", None, b"%PDF-1.7".to_vec(), "PDF"),
    ] {
        let push = Push::of(content_type, body);
        let push = match encoding {
            Some(encoding) => push.with("content-encoding", encoding),
            None => push,
        };
        let problem = feed.push(push).await.problem(ProblemCode::MalformedBody);
        assert_eq!(
            problem.errors[0].code, "other_content",
            "{content_type}: {problem:?}"
        );
        assert!(
            problem.detail.contains(words),
            "{content_type}: {}",
            problem.detail
        );
    }
    for (content_type, encoding, body) in [
        ("text/csv", "gzip", xlsx),
        ("text/csv", "zstd", gzip(csv.as_bytes())),
        ("application/json", "gzip", json.clone().into_bytes()),
    ] {
        let push = Push::of(content_type, body).with("content-encoding", encoding);
        let problem = feed.push(push).await.problem(ProblemCode::MalformedBody);
        assert!(
            problem.detail.contains("Content-Encoding"),
            "{encoding}: {}",
            problem.detail
        );
    }
    let csv_as_json = feed.push(Push::of("application/json", csv)).await;
    csv_as_json.problem(ProblemCode::MalformedBody);
    assert_eq!(app.visitor().get("/observations").await.json()["total"], 0);
}

async fn a_body_that_is_not_the_one_of_its_digest_is_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    let body = json!({"observations": []}).to_string();
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(&body)));
    let right = feed
        .push(Push::of("application/json", body.clone()).with("content-digest", &digest))
        .await;
    assert_eq!(right.status, 201);
    let wrong = feed
        .push(Push::of("application/json", "{\"observations\":[ ]}").with("content-digest", &digest))
        .await;
    assert_eq!(wrong.fault(ProblemCode::MalformedBody).2, "digest_mismatch");
}

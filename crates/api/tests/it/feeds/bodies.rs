//! Bodies that cannot be read as a whole are problems that name the place, and store nothing.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_domain::problem::ProblemCode;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::Write;

on_both!(
    broken_json_names_its_row,
    a_broken_heading_names_its_columns,
    bytes_that_are_no_text_name_their_line,
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
        ("application/x-ndjson", format!("{row}1}}\n{row}NaN}}\n"), Some(2)),
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

async fn bytes_that_are_no_text_name_their_line(app: TestApp) {
    let feed = app.feed("srda").await;
    let mut body = b"indicator,area,period,value\nCTX.UNEMP,0840200,2016,1\nCTX.UNEMP,".to_vec();
    body.push(0xe2);
    body.extend(b",2016,1\n");
    let problem = feed
        .push(Push::of("text/csv", body))
        .await
        .problem(ProblemCode::MalformedBody);
    assert_eq!(problem.errors[0].code, "not_utf8");
    assert!(problem.detail.starts_with("Line 3 "), "{}", problem.detail);
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
    let zeros = vec![b' '; (64 << 20) + 1];
    for (bomb, encoding) in [
        (gzip(&zeros), "gzip"),
        (zstd::encode_all(zeros.as_slice(), 3).unwrap(), "zstd"),
    ] {
        assert!(bomb.len() < 200_000, "small on the way");
        let reply = feed
            .push(Push::of("application/json", bomb).with("content-encoding", encoding))
            .await;
        reply.problem(ProblemCode::BodyTooLarge);
    }
}

/// What a row needs besides its value.
const ROW: &str = r#""indicator":"CTX.UNEMP","area":"0840200","period":"2016""#;

/// Each is small on the way, 64 MiB or near it when unpacked, and many times that to a reader that builds what it reads.
async fn a_body_that_nests_or_lists_without_end_is_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    let size = 32 << 20;
    let many = |part: &str| part.repeat(size / part.len());
    for (content_type, body, status, code) in [
        // A heading, and a record, of millions of fields; a remark without end.
        ("text/csv", many(","), 400, "record_too_long"),
        (
            "text/csv",
            format!("indicator,area,period,value\n{}", many(",")),
            400,
            "record_too_long",
        ),
        (
            "text/csv",
            format!("indicator,area,period,value,note\nA,B,2016,1,\"{}\"", many("a")),
            400,
            "record_too_long",
        ),
        // Deeper than any reader should follow, and a row of millions of values.
        (
            "application/json",
            format!("{{\"observations\":{}", many("[")),
            400,
            "invalid_json",
        ),
        ("application/x-ndjson", many("[{\"a\":"), 400, "invalid_json"),
        (
            "application/x-ndjson",
            format!("{{{ROW},\"value\":[{}0]}}", many("0,")),
            201,
            "not_a_number",
        ),
        (
            "application/x-ndjson",
            format!("{{{ROW},\"x\":{{\"a\":0{}}}}}", many(",\"a\":0")),
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

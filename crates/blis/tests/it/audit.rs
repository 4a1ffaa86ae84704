//! `blis audit verify`.

use crate::harness::{Done, Place};
use blis_testing::Kind;
use serde_json::Value;

on_both!(
    a_log_in_order_has_a_head_and_a_changed_one_a_fault,
    a_server_tells_the_head_and_a_cut_log_does_not_hold_it,
    the_log_says_which_client_pushed_in_which_request,
);

fn verify(place: &Place, arguments: &[&str]) -> Done {
    place.run(["audit", "verify"].iter().chain(arguments).copied())
}

/// The head in `N entries, head SEQ:HASH`.
fn head(place: &Place) -> String {
    let done = verify(place, &[]);
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    let (_, head) = done
        .stdout
        .trim_end()
        .split_once(" entries, head ")
        .expect(&done.stdout);
    head.to_owned()
}

fn add_reader(place: &Place) {
    let added = place.run(["client", "add", "Reader", "--scope", "data:read"]);
    assert_eq!(added.code, 0, "{}", added.stderr);
}

/// Does to the log what its triggers forbid.
fn forge(place: &Place, sql: &str) {
    let database = place.database();
    database.execute(match database.kind() {
        Kind::Sqlite => {
            "drop trigger if exists audit_entry_stays; drop trigger if exists audit_entry_stays_as_it_is"
        }
        Kind::Postgres => "drop trigger if exists audit_entry_stays on audit_entry",
    });
    database.execute(sql);
}

fn a_log_in_order_has_a_head_and_a_changed_one_a_fault(place: Place) {
    assert_eq!(
        verify(&place, &[]).code,
        1,
        "a database that was never migrated has no log"
    );
    assert_eq!(place.run(["migrate"]).code, 0);
    let zeros = "0".repeat(64);
    assert_eq!(verify(&place, &[]).stdout, format!("0 entries, head 0:{zeros}\n"));
    add_reader(&place);
    add_reader(&place);
    let head = head(&place);
    assert!(head.starts_with("2:") && head.len() == 66, "{head}");
    assert_eq!(verify(&place, &["--expect", &head]).code, 0);
    assert_eq!(verify(&place, &["--expect", &format!("2:{zeros}")]).code, 1);
    for wrong in ["2", "2:5a", "two:5a"] {
        assert_eq!(verify(&place, &["--expect", wrong]).code, 2, "{wrong} is no head");
    }
    let done = verify(&place, &["--json"]);
    let report: Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!(
        (&report["entries"], &report["head"]),
        (&Value::from(2), &Value::from(head))
    );
    assert_eq!(report["fault"], Value::Null);

    place.database().execute("delete from audit_detail where seq = 1");
    let done = verify(&place, &[]);
    assert_eq!(done.code, 0, "details may be erased: {}", done.stdout);
    assert!(
        done.stdout.contains("1 of them without details"),
        "{}",
        done.stdout
    );

    forge(&place, "update audit_entry set action = 'sign_in' where seq = 2");
    let done = verify(&place, &[]);
    assert_eq!(done.code, 1);
    assert!(done.stdout.contains("entry 2 was changed"), "{}", done.stdout);
    let done = verify(&place, &["--json"]);
    assert_eq!(done.code, 1);
    let report: Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!(report["entries"], 1);
    assert_eq!(
        (&report["fault"]["seq"], &report["fault"]["flaw"]),
        (&Value::from(2), &Value::from("changed"))
    );
}

fn a_server_tells_the_head_and_a_cut_log_does_not_hold_it(place: Place) {
    assert_eq!(place.run(["migrate"]).code, 0);
    add_reader(&place);
    // Otherwise the start has an entry of its own: the link for the first administrator.
    assert_eq!(place.add_admin("dace@lps.lv").code, 0);
    drop(place.serve_logged("log"));
    let log = std::fs::read_to_string(place.path("log")).unwrap();
    let told = log.lines().find_map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        line["fields"]["audit.head"].as_str().map(str::to_owned)
    });
    let told = told.expect("the start of the server tells the head");
    assert_eq!(told, head(&place));

    forge(
        &place,
        "delete from audit_detail where seq = 3; delete from audit_entry where seq = 3; \
         update audit_head set seq = 2, hash = (select hash from audit_entry where seq = 2)",
    );
    assert_eq!(verify(&place, &[]).code, 0, "what is left is whole in itself");
    let done = verify(&place, &["--expect", &told]);
    assert_eq!(done.code, 1);
    assert!(done.stdout.contains("entry 3 is missing"), "{}", done.stdout);
}

fn the_log_says_which_client_pushed_in_which_request(place: Place) {
    let feed = place.serve_feed();
    place.write(
        "one.csv",
        "indicator,area,period,value\nCTX.POP,0804400,2019,11391\n",
    );
    let (code, receipt) = feed.receipt(&["one.csv"]);
    assert_eq!(code, 0, "{receipt}");
    let lines = place.database().lines(
        "select action || ' ' || actor_kind || ' ' || coalesce(actor, '-') || ' ' || target as line \
         from audit_entry where action <> 'offer_first_admin' order by seq",
    );
    let (id, batch) = (&feed.id, receipt["id"].as_str().unwrap());
    assert_eq!(
        lines,
        [
            format!("add_client command - {id}"),
            format!("push_batch client {id} {batch}")
        ]
    );
    let requests = place
        .database()
        .lines(
            "select coalesce(request, '-') as line from audit_entry where action <> 'offer_first_admin' order by seq",
        );
    assert_eq!(requests[0], "client add");
    assert_eq!(
        requests[1].len(),
        36,
        "the number of the request: {}",
        requests[1]
    );
    assert_eq!(verify(&place, &[]).code, 0, "beside a running server");
}

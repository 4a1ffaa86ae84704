use crate::harness::{Place, asked};
use blis_client::ObservationsQuery;
use rust_xlsxwriter::Workbook;
use serde_json::json;

on_both!(
    the_same_file_again_is_answered_by_the_same_receipt,
    every_shape_of_a_file_says_the_same,
    what_a_workbook_holds_besides_figures_is_told_by_its_place,
    a_push_that_broke_off_goes_on_where_it_was,
    a_bad_row_refuses_all_or_itself_alone,
    a_file_in_many_batches_is_refused_as_a_whole,
    a_dry_run_stores_nothing,
    a_correction_is_told_with_the_value_before,
    what_is_held_is_no_refusal,
    a_refusal_at_the_door_says_why,
    receipts_can_be_read_again,
    parts_are_pushed_beside_their_whole,
);

const GOOD: &str = "indicator,area,period,value,note\n\
    CTX.POP,0804400,2019,11391,\n\
    CTX.POP,0661000,2019,4570,\"two\nlines\"\n\
    CTX.AREA,0804400,2019,162.5,\n";

fn the_same_file_again_is_answered_by_the_same_receipt(place: Place) {
    let feed = place.serve_feed();
    place.write("good.csv", GOOD);
    let (code, first) = feed.receipt(&["good.csv"]);
    assert_eq!(
        (code, &first["new"], &first["replayed"]),
        (0, &json!(3), &json!(false)),
        "{first}"
    );
    let (code, second) = feed.receipt(&["good.csv"]);
    assert_eq!((code, &second["replayed"]), (0, &json!(true)));
    assert_eq!(first["id"], second["id"]);
    let (_, anew) = feed.receipt(&["good.csv", "--anew"]);
    assert_eq!(
        (&anew["replayed"], &anew["unchanged"]),
        (&json!(false), &json!(3))
    );
    // Three values, and the density that follows from two of them.
    assert_eq!(feed.values(), 4);
}

fn every_shape_of_a_file_says_the_same(place: Place) {
    let feed = place.serve_feed();
    let row = r#"{"indicator":"CTX.POP","area":"LV0804400","period":2019,"value":11391}"#;
    place.write(
        "a.csv",
        "indicator,area,period,value\nCTX.POP,0804400,2019,11391\n",
    );
    place.write("b.json", &format!("{{\"observations\":[{row}]}}"));
    place.write("c.ndjson", &format!("\n{row}\n"));
    let outcome = |file: &str| {
        let (code, receipt) = feed.receipt(&[file]);
        (code, receipt["new"].as_u64(), receipt["unchanged"].as_u64())
    };
    assert_eq!(outcome("a.csv"), (0, Some(1), Some(0)));
    assert_eq!(outcome("b.json"), (0, Some(0), Some(1)));
    assert_eq!(outcome("c.ndjson"), (0, Some(0), Some(1)));
    place.write(
        "d.json",
        r#"{"version":"2.0","class":"dataset","id":["AREA","ContentsCode","TIME"],"size":[1,1,1],
        "dimension":{"AREA":{"category":{"index":["LV0804400"]}},
        "ContentsCode":{"category":{"index":["CTX.POP"]}},"TIME":{"category":{"index":["2019"]}}},"value":[11391]}"#,
    );
    assert_eq!(outcome("d.json"), (0, Some(0), Some(1)));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write_row(0, 0, ["indicator", "area", "period", "value"])
        .unwrap();
    sheet.write(1, 0, "CTX.POP").unwrap();
    sheet.write_row(1, 1, [804_400, 2019, 11_391]).unwrap();
    book.save(place.path("e.xlsx")).unwrap();
    assert_eq!(outcome("e.xlsx"), (0, Some(0), Some(1)));
}

/// A formula is found before anything is sent, a code that nobody knows by the server; both are told by the row of the
/// sheet that is meant.
fn what_a_workbook_holds_besides_figures_is_told_by_its_place(place: Place) {
    let feed = place.serve_feed();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Dati").unwrap();
    sheet
        .write_row(0, 0, ["indicator", "area", "period", "value"])
        .unwrap();
    for (row, area) in [(2, 804_400), (3, 661_000), (5, 9_999_999)] {
        sheet.write(row, 0, "CTX.POP").unwrap();
        sheet.write_row(row, 1, [area, 2019, 11_391]).unwrap();
    }
    sheet.write_formula(3, 3, "=1+1").unwrap();
    book.add_worksheet()
        .set_name("Piezīmes")
        .unwrap()
        .write(0, 0, "x")
        .unwrap();
    book.save(place.path("book.xlsx")).unwrap();
    let several = feed.push(&["book.xlsx"]);
    assert_eq!(several.code, 1);
    assert!(several.stderr.contains("Dati, Piezīmes"), "{}", several.stderr);
    let (code, receipt) = feed.receipt(&["book.xlsx", "--sheet", "Dati", "--mode", "partial"]);
    assert_eq!(
        (code, &receipt["new"], &receipt["refused"]),
        (1, &json!(1), &json!(2))
    );
    let told: Vec<(u64, &str)> = receipt["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["line"].as_u64().unwrap(), row["code"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(4, "formula_cell"), (6, "unknown_area")]);
}

/// Whoever runs the command again after it was cut off gets the receipts of what is stored, and the rest is stored.
fn a_push_that_broke_off_goes_on_where_it_was(place: Place) {
    let feed = place.serve_feed();
    let row = |year: u32| format!("CTX.POP,0804400,{year},{}\n", 11_000 + year);
    let heading = "indicator,area,period,value\n";
    let first: String = (2009..2013).map(row).collect();
    let rest: String = (2013..2019).map(row).collect();
    place.write("part.csv", &format!("{heading}{first}"));
    let manner = ["--batch-rows", "2", "--mode", "partial"];
    let push = |file: &str| feed.receipt(&[&[file], manner.as_slice()].concat());
    assert_eq!(push("part.csv").1["new"], 4);
    place.write("whole.csv", &format!("{heading}{first}{rest}"));
    let (code, receipt) = push("whole.csv");
    let replayed: Vec<bool> = receipt["batches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|batch| batch["replayed"].as_bool().unwrap())
        .collect();
    assert_eq!((code, replayed), (0, vec![true, true, false, false, false]));
    assert_eq!(receipt["new"], 10, "as if it had not broken off");
}

fn a_bad_row_refuses_all_or_itself_alone(place: Place) {
    let feed = place.serve_feed();
    place.write("bad.csv", &format!("{GOOD}CTX.POP,9999999,2019,1,\n"));
    let (code, refused) = feed.receipt(&["bad.csv"]);
    assert_eq!((code, &refused["state"]), (1, &json!("refused")));
    let row = &refused["rows"][0];
    assert_eq!(
        (&row["row"], &row["line"], &row["code"]),
        (&json!(4), &json!(6), &json!("unknown_area")),
        "the row is the fourth and stands in the sixth line: {refused}"
    );
    assert_eq!(feed.values(), 0);
    let (code, partial) = feed.receipt(&["bad.csv", "--mode", "partial"]);
    assert_eq!(
        (code, &partial["state"], &partial["new"]),
        (1, &json!("applied"), &json!(3))
    );
    assert_eq!(feed.values(), 4);
}

fn a_file_in_many_batches_is_refused_as_a_whole(place: Place) {
    let feed = place.serve_feed();
    place.write("good.csv", GOOD);
    place.write(
        "bad.csv",
        "indicator,area,period,value\nCTX.POP,0804400,2019,-1\n",
    );
    let many = ["--batch-rows", "1", "good.csv"];
    let (code, refused) = feed.receipt(&[&many[..], &["bad.csv"]].concat());
    assert_eq!(
        (code, &refused["state"], &refused["received"]),
        (1, &json!("refused"), &json!(4))
    );
    assert_eq!(refused["rows"][0]["code"], "below_minimum");
    assert_eq!(
        feed.values(),
        0,
        "the first batches must not be stored when the last is bad"
    );
    let (code, applied) = feed.receipt(&many);
    assert_eq!((code, applied["batches"].as_array().unwrap().len()), (0, 3));
    assert_eq!(feed.values(), 4);
}

fn a_dry_run_stores_nothing(place: Place) {
    let feed = place.serve_feed();
    place.write("good.csv", GOOD);
    let (code, tried) = feed.receipt(&["good.csv", "--dry-run"]);
    assert_eq!(
        (code, &tried["state"], &tried["new"]),
        (0, &json!("dry_run"), &json!(3))
    );
    assert_eq!(feed.values(), 0);
    let told = feed.push(&["good.csv"]);
    assert_eq!(told.code, 0);
    assert!(
        told.stdout.starts_with("Feed srda: applied. 3 rows: 3 new"),
        "{}",
        told.stdout
    );
}

fn a_correction_is_told_with_the_value_before(place: Place) {
    let feed = place.serve_feed();
    place.write("good.csv", GOOD);
    feed.receipt(&["good.csv"]);
    place.write("good.csv", &GOOD.replace("11391", "11400"));
    let (code, corrected) = feed.receipt(&["good.csv", "--lang", "lv"]);
    assert_eq!((code, &corrected["changed"]), (0, &json!(1)));
    let row = &corrected["rows"][0];
    assert_eq!((&row["old"], &row["new"]), (&json!(11391.0), &json!(11400.0)));
    assert!(row["message"].as_str().unwrap().starts_with("Mainās"), "{row}");
}

/// The figures are with the steward by now: whoever sent them has nothing to mend before knowing more.
fn what_is_held_is_no_refusal(place: Place) {
    let feed = place.serve_feed();
    let row = |year: u32, value: u32| format!("CTX.POP,0804400,{year},{value}\n");
    let history: String = (2009..2016).map(|year| row(year, 9000 + year)).collect();
    let heading = "indicator,area,period,value\n";
    place.write("history.csv", &format!("{heading}{history}"));
    feed.receipt(&["history.csv"]);
    let slip = format!("{}{}", row(2016, 110_160), row(2017, 11_017));
    place.write("slip.csv", &format!("{heading}{slip}"));
    let tried = feed.push(&["slip.csv", "--dry-run"]);
    assert_eq!(tried.code, 0, "{}", tried.stderr);
    assert!(
        tried.stdout.contains("2 rows would wait for a steward."),
        "{}",
        tried.stdout
    );
    let told = feed.push(&["slip.csv"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(
        told.stdout
            .starts_with("Feed srda: held for a steward, nothing is public yet. 2 rows: 1 new"),
        "{}",
        told.stdout
    );
    assert!(
        told.stdout.contains("2 rows wait for a steward"),
        "{}",
        told.stdout
    );
    assert!(
        told.stdout.contains("slip.csv, line 2: ") && told.stdout.contains("(unit_slip)"),
        "{}",
        told.stdout
    );
    assert_eq!(feed.values(), 7);
    let (code, partial) = feed.receipt(&["slip.csv", "--mode", "partial"]);
    assert_eq!(
        (code, &partial["new"], &partial["held"]),
        (0, &json!(1), &json!(1))
    );
    assert_eq!(feed.values(), 8);
}

fn a_refusal_at_the_door_says_why(place: Place) {
    let feed = place.serve_feed();
    place.write("good.csv", GOOD);
    place.write("secret", "not the secret");
    let wrong = feed.push(&["good.csv"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("invalid_client"), "{}", wrong.stderr);
    assert_eq!(feed.values(), 0);
    let other_feed = feed.push(&["good.csv", "--feed", "demo"]);
    assert_eq!(other_feed.code, 1, "{}", other_feed.stderr);
}

#[test]
fn wrong_use_has_a_code_of_its_own() {
    let place = Place::new();
    place.write("secret", "x");
    place.write("table.ods", "");
    let who = [
        "--url",
        "http://127.0.0.1:9",
        "--client-id",
        "x",
        "--client-secret-file",
        "secret",
    ];
    for wrong in [
        &["table.ods"][..],
        &["a.csv", "--sheet", "Dati"],
        &["a.csv", "--period", "2019"],
        &["a.csv", "--mode", "half"],
        &[],
    ] {
        let done = place.run(["push"].into_iter().chain(who).chain(wrong.iter().copied()));
        assert_eq!(done.code, 2, "{wrong:?}: {}", done.stderr);
    }
    let nowhere = [
        "--url",
        "127.0.0.1:9",
        "--client-id",
        "x",
        "--client-secret-file",
        "secret",
    ];
    assert_eq!(place.run(["push", "a.csv"].into_iter().chain(nowhere)).code, 2);
    let absent = place.run(["push", "absent.csv"].into_iter().chain(who));
    assert_eq!(absent.code, 1, "{}", absent.stderr);
    assert!(absent.stderr.contains("absent.csv"), "{}", absent.stderr);
}

fn receipts_can_be_read_again(place: Place) {
    let feed = place.serve_feed();
    place.write("good.csv", GOOD);
    let (_, pushed) = feed.receipt(&["good.csv"]);
    let client = feed.server.client().with_token(feed.token());
    let listed = asked(client.batches("srda", None));
    assert_eq!(listed.items[0].id, pushed["id"].as_str().unwrap());
    assert_eq!(
        asked(client.batch("srda", &listed.items[0].id))
            .receipt
            .counts
            .new,
        3
    );
}

fn parts_are_pushed_beside_their_whole(place: Place) {
    let feed = place.serve_feed();
    place.write(
        "parts.csv",
        "indicator,area,period,breakdown,value\n\
         CTX.POP,0804400,2019,,11391\n\
         CTX.POP,0804400,2019,SEX=F,6101\n\
         CTX.POP,0804400,2019,SEX=M,5290\n",
    );
    let (code, receipt) = feed.receipt(&["parts.csv"]);
    assert_eq!((code, &receipt["new"]), (0, &json!(3)), "{receipt}");
    let query = ObservationsQuery {
        breakdown: "SEX".parse().unwrap(),
        ..ObservationsQuery::default()
    };
    let parts = asked(feed.server.client().observations(&query)).items;
    let told: Vec<_> = parts
        .iter()
        .map(|one| (one.breakdown.as_deref(), one.value))
        .collect();
    assert_eq!(
        told,
        [(Some("SEX=F"), Some(6101.0)), (Some("SEX=M"), Some(5290.0))]
    );
    place.write(
        "otherwise.csv",
        "indicator,area,period,breakdown,value\nCTX.POP,0804400,2019,sex=f,6101\n",
    );
    let (code, receipt) = feed.receipt(&["otherwise.csv"]);
    assert_ne!(code, 0, "{receipt}");
    assert_eq!(receipt["rows"][0]["code"], "invalid_breakdown", "{receipt}");
}

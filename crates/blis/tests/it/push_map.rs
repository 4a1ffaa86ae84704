use crate::harness::Place;
use serde_json::{Value, json};
use std::path::Path;

/// Invented figures in the shape of a RAIM export.
const HEADING: &str = "\"Municipality\",\"UnemploymentRate\",\"DependencyRatio\",\"PopulationChangePerYear\",\
    \"PerCapitaIncomeTax\",\"ExpenditurePerStudent\",\"PerCapitaRealEstateTax\",\"FemaleRatio\"\n";
const ROWS: &str = "\"Ādažu novads\",8.1%,431,,737.6,\"1,234.50\",120.8,47.5%\n\
    \"Liepāja\",11.9%,549,-1.5%,234.3,,19.2,48.25%\n";

fn shipped(name: &str) -> String {
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/maps");
    maps.join(name).display().to_string()
}

fn value_of(place_url: &str, indicator: &str, period: &str) -> Value {
    let client = blis_client::Client::new(place_url).unwrap();
    let query = blis_client::ObservationsQuery {
        indicator: Some(indicator.parse().unwrap()),
        area: Some("0804400".parse().unwrap()),
        ..Default::default()
    };
    let page = crate::harness::asked(client.observations(&query));
    let found = page
        .items
        .into_iter()
        .find(|one| one.period.to_string() == period);
    serde_json::to_value(found).unwrap()
}

#[test]
fn a_table_of_another_shape_is_pushed_by_its_map() {
    let place = Place::new();
    let feed = place.serve_feed();
    for year in ["2009", "2012"] {
        place.write(&format!("raim-lv-{year}.csv"), &format!("{HEADING}{ROWS}"));
    }
    let map = shipped("raim.toml");
    let (code, receipt) = feed.receipt(&["raim-lv-2009.csv", "raim-lv-2012.csv", "--map", &map]);
    assert_eq!(
        (code, &receipt["new"], &receipt["empty"]),
        (0, &json!(24), &json!(4)),
        "{receipt}"
    );
    let value = |indicator, period| value_of(&feed.server.url, indicator, period);
    assert_eq!(value("EDU.SPEND.PUPIL", "2012")["value"], 1234.5);
    assert_eq!(value("CTX.UNEMP", "2012")["value"], 8.1);
    assert_eq!(value("CTX.FEMALE", "2012")["value"], 47.5);
    let turned = value("CTX.FEMALE", "2009");
    assert_eq!(turned["value"], 52.5, "in 2009 the column holds the share of men");
    assert!(
        turned["note"].as_str().unwrap().contains("vīriešu"),
        "the note stays with the value"
    );
}

#[test]
fn a_name_nobody_has_is_told_with_its_line_and_nothing_is_sent() {
    let place = Place::new();
    let feed = place.serve_feed();
    let rows = ROWS
        .replace("Liepāja", "Liepajas pilseta")
        .replace("8.1%", "\"8,1%\"");
    place.write("raim-lv-2012.csv", &format!("{HEADING}{rows}"));
    let map = shipped("raim.toml");
    let (code, receipt) = feed.receipt(&["raim-lv-2012.csv", "--map", &map]);
    assert_eq!((code, &receipt["state"]), (1, &json!("refused")));
    let told = |row: &Value| (row["line"].clone(), row["column"].clone(), row["code"].clone());
    assert_eq!(
        told(&receipt["rows"][0]),
        (json!(2), json!("UnemploymentRate"), json!("not_a_number"))
    );
    assert_eq!(
        told(&receipt["rows"][1]),
        (json!(3), json!("Municipality"), json!("unknown_area"))
    );
    assert_eq!(feed.values(), 0);
    let (code, partial) = feed.receipt(&["raim-lv-2012.csv", "--map", &map, "--mode", "partial"]);
    assert_eq!(
        (code, &partial["new"], &partial["refused"]),
        (1, &json!(5), &json!(2)),
        "{partial}"
    );
}

#[test]
fn a_fault_the_server_finds_is_told_with_line_and_column() {
    let place = Place::new();
    let feed = place.serve_feed();
    place.write(
        "raim-lv-2012.csv",
        &format!("{HEADING}{}", ROWS.replace("48.25%", "148.25%")),
    );
    let (code, receipt) = feed.receipt(&["raim-lv-2012.csv", "--map", &shipped("raim.toml")]);
    let row = &receipt["rows"][0];
    assert_eq!((code, &row["code"]), (1, &json!("above_maximum")));
    assert_eq!((&row["line"], &row["column"]), (&json!(3), &json!("FemaleRatio")));
}

#[test]
fn one_wide_table_may_hold_several_years() {
    let place = Place::new();
    let feed = place.serve_feed();
    place.write(
        "wide.csv",
        "atvk_2009,name_lv,area_km2,population_2019,population_2020\r\n0804400,Ādažu novads,160.5,11000,11500\r\n",
    );
    let (code, receipt) = feed.receipt(&["wide.csv", "--map", &shipped("population.toml")]);
    assert_eq!((code, &receipt["new"]), (0, &json!(4)), "{receipt}");
    let density = value_of(&feed.server.url, "CTX.DENS", "2020");
    assert_eq!(density["value"], 11500.0 / 160.5);
}

#[test]
fn a_table_that_is_not_what_the_map_describes_is_an_error() {
    let place = Place::new();
    let feed = place.serve_feed();
    place.write(
        "raim-lv-2012.csv",
        &format!("{HEADING}{ROWS}").replace("FemaleRatio", "WomenRatio"),
    );
    let map = shipped("raim.toml");
    let renamed = feed.push(&["raim-lv-2012.csv", "--map", &map]);
    assert_eq!(renamed.code, 1);
    assert!(renamed.stderr.contains("FemaleRatio"), "{}", renamed.stderr);
    place.write("export.csv", &format!("{HEADING}{ROWS}"));
    let nameless = feed.push(&["export.csv", "--map", &map]);
    assert!(nameless.stderr.contains("--period"), "{}", nameless.stderr);
    assert_eq!(
        feed.push(&["export.csv", "--map", &map, "--period", "2012"]).code,
        0
    );
}

use super::apply::{Mapped, MappedRow};
use super::*;
use blis_domain::period::Period;

/// Invented figures in the shape of a RAIM export.
const WIDE: &str = "\"Municipality\",\"Rate\",\"Spend\",\"Women\",\"Remark\"\r\n\
    \"Ādažu novads\",8.05%,\"1,782.52\",47.56%,x\r\n\
    \"Alojas novads\",,994.5,52.5%,y\r\n";

const MAP: &str = r#"
    ignore = ["Remark", "NotInThisFile"]

    [area]
    column = "Municipality"
    by = "name"

    [period]
    file_name = "wide-{period}.csv"

    [numbers]
    group = ","
    percent = true

    [[column]]
    name = "Rate"
    indicator = "CTX.UNEMP"

    [[column]]
    name = "Spend"
    indicator = "EDU.SPEND.PUPIL"

    [[column]]
    name = "Women"
    indicator = "CTX.FEMALE"

    [[column.when]]
    periods = ["2009"]
    complement_to = 100
    note = "men"
"#;

fn finder() -> AreaFinder {
    AreaFinder::of(&[("Ādažu novads", "0804400"), ("Alojas novads", "0661000")])
}

fn mapped(map: &str, text: &str, file: &str, given: Option<&str>) -> anyhow::Result<Mapped> {
    let map = Map::parse(map)?;
    let given = given.map(|period| period.parse::<Period>().unwrap());
    Ok(apply(&map, text.as_bytes(), file, given, &finder())?)
}

fn told(mapped: &Mapped) -> Vec<String> {
    let row = |row: &MappedRow| {
        let one = &row.observation;
        format!(
            "{} {} {} {} {}{}",
            row.line,
            one.indicator,
            one.area,
            one.period,
            one.value.unwrap(),
            one.note
                .as_ref()
                .map(|note| format!(" {note}"))
                .unwrap_or_default()
        )
    };
    mapped.rows.iter().map(row).collect()
}

#[test]
fn a_wide_table_becomes_observations() {
    let mapped = mapped(MAP, WIDE, "wide-2012.csv", None).unwrap();
    assert_eq!(
        told(&mapped),
        [
            "2 CTX.UNEMP 0804400 2012 8.05",
            "2 EDU.SPEND.PUPIL 0804400 2012 1782.52",
            "2 CTX.FEMALE 0804400 2012 47.56",
            "3 EDU.SPEND.PUPIL 0661000 2012 994.5",
            "3 CTX.FEMALE 0661000 2012 52.5",
        ]
    );
    assert_eq!(
        (mapped.empty, mapped.faults.len()),
        (1, 0),
        "an empty cell is counted and not sent"
    );
}

#[test]
fn a_known_trap_of_one_period_is_treated_in_that_period_alone() {
    let of_2009 = mapped(MAP, WIDE, "wide-2009.csv", None).unwrap();
    assert_eq!(told(&of_2009)[2], "2 CTX.FEMALE 0804400 2009 52.44 men");
    let by_hand = mapped(MAP, WIDE, "any-name.csv", Some("2009")).unwrap();
    assert_eq!(told(&by_hand), told(&of_2009));
}

#[test]
fn a_figure_that_is_none_any_more_is_a_fault_and_is_not_sent_as_nothing() {
    let huge = MAP.replace("complement_to = 100", "multiply = 1e300");
    let text = WIDE.replace("47.56%", &format!("1{}", "0".repeat(300)));
    let mapped = mapped(&huge, &text, "wide-2009.csv", None).unwrap();
    let faults: Vec<_> = mapped
        .faults
        .iter()
        .map(|one| (one.line, one.column.as_deref()))
        .collect();
    assert_eq!(faults, [(2, Some("Women"))]);
    assert!(
        mapped
            .rows
            .iter()
            .all(|row| row.observation.value.is_some_and(f64::is_finite))
    );

    for word in ["inf", "-inf", "nan"] {
        let map = MAP.replace("complement_to = 100", &format!("multiply = {word}"));
        assert!(Map::parse(&map).is_err(), "{word} is no factor");
    }
}

#[test]
fn faults_name_their_line_and_column_and_leave_the_other_rows() {
    let text = "Municipality,Rate,Spend,Women\nAlojas novads,1,2,3\nNekurienes novads,1,2,3\n\
                Ādažu novads,\"1,2\",2,3\nAlojas novads,1,2\n";
    let mapped = mapped(MAP, text, "wide-2012.csv", None).unwrap();
    let faults: Vec<String> = mapped
        .faults
        .iter()
        .map(|one| format!("{} {:?} {}", one.line, one.column, one.fault.code()))
        .collect();
    assert_eq!(
        faults,
        [
            "3 Some(\"Municipality\") unknown_area",
            "4 Some(\"Rate\") not_a_number",
            "5 None wrong_field_count"
        ]
    );
    assert_eq!(mapped.rows.len(), 5);
}

#[test]
fn a_renamed_column_does_not_vanish() {
    let renamed = WIDE.replace("Rate", "UnemploymentRate");
    let error = mapped(MAP, &renamed, "wide-2012.csv", None).unwrap_err();
    assert!(error.to_string().contains("`Rate`"), "{error}");
    let added = WIDE.replace("Remark", "Debt");
    let error = mapped(MAP, &added, "wide-2012.csv", None).unwrap_err();
    assert!(error.to_string().contains("`Debt`"), "{error}");
    let twice = WIDE.replace("Remark", "Rate");
    assert!(mapped(MAP, &twice, "wide-2012.csv", None).is_err());
}

#[test]
fn a_column_may_have_periods_of_its_own_and_feed_several() {
    let map = r#"
        [area]
        column = "code"
        by = "code"
        skip = ["0000000"]

        [[column]]
        name = "pop_2019"
        indicator = "CTX.POP"
        periods = ["2019"]

        [[column]]
        name = "km2"
        indicator = "CTX.AREA"
        periods = ["2019", "2020"]
    "#;
    let text = "\u{feff}code,pop_2019,km2\nLV0804400,11391,162.5\n0000000,1,1\n";
    let mapped = mapped(map, text, "any.csv", None).unwrap();
    assert_eq!(
        told(&mapped),
        [
            "2 CTX.POP 0804400 2019 11391",
            "2 CTX.AREA 0804400 2019 162.5",
            "2 CTX.AREA 0804400 2020 162.5"
        ]
    );
}

#[test]
fn the_period_may_stand_in_a_column() {
    let map = MAP.replace(r#"file_name = "wide-{period}.csv""#, r#"column = "Remark""#);
    let map = map.replace(r#"ignore = ["Remark", "NotInThisFile"]"#, "");
    let text = WIDE.replace(",x", ",2010").replace(",y", ",soon");
    let mapped = mapped(&map, &text, "any.csv", None).unwrap();
    assert_eq!(told(&mapped)[0], "2 CTX.UNEMP 0804400 2010 8.05");
    assert_eq!(mapped.faults[0].fault.code(), "invalid_period");
}

#[test]
fn a_period_that_nothing_tells_is_an_error() {
    let map = MAP
        .replace("[period]", "")
        .replace(r#"file_name = "wide-{period}.csv""#, "");
    assert!(mapped(&map, WIDE, "wide-2012.csv", None).is_err());
    assert!(mapped(&map, WIDE, "wide-2012.csv", Some("2012")).is_ok());
}

#[test]
fn a_misspelt_key_of_a_map_is_refused() {
    for (right, wrong) in [
        ("complement_to", "complement"),
        ("percent", "per_cent"),
        ("indicator = \"CTX.UNEMP\"", "indicator = \"not a code\""),
        ("by = \"name\"", "by = \"iso\""),
        ("[[column]]", "[[columns]]"),
    ] {
        assert!(
            Map::parse(&MAP.replacen(right, wrong, 1)).is_err(),
            "{wrong} must be refused"
        );
    }
}

/// The maps that are shipped.
#[test]
fn every_shipped_map_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/maps");
    let mut count = 0;
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            Map::read(&path).unwrap_or_else(|error| panic!("{error:#}"));
            count += 1;
        }
    }
    assert!(count >= 4, "the maps of {} are gone", folder.display());
}

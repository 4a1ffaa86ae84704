use super::*;
use blis_domain::breakdown::Breakdown;
use blis_domain::indicator::Gate;
use blis_domain::sheet::Sheet;
use blis_domain::text::{Language, Text};
use blis_domain::{indicator::Unit, samples};
use proptest::prelude::*;

fn indicator(code: &str) -> Indicator {
    let text = Text::new("Teksts ar ķeksi", "Text");
    Indicator {
        definition: text.clone(),
        reading: text.clone(),
        source: text,
        unit: samples_unit(),
        ..samples::indicator(code.parse().unwrap())
    }
}

fn samples_unit() -> Unit {
    samples::unit("unit", "")
}

/// Sheets with all that makes trouble in files.
fn troublesome() -> Vec<(Indicator, u64)> {
    let long =
        "Pašvaldības teritorijā deklarēto iedzīvotāju skaits gada sākumā, ieskaitot bērnus, ".repeat(4);
    vec![
        (indicator("TST.PLAIN"), 1),
        (
            Indicator {
                name: Text::new("=1+1", "-2"),
                definition: Text::new("Viena.\n\n  Otra: ar kolu # un zīmi.\nTrešā;=4", "'=x;'-y"),
                reading: Text::new(long.trim(), "\"quoted\", with commas; and 'apostrophes'"),
                source: Text::new("2016", "yes"),
                formula: Some("- TST.PLAIN + 2 * TST.PLAIN[-1]".to_owned()),
                min: Some(-0.5),
                max: Some(1e9),
                min_count: Some(5),
                gate: Gate::Release,
                expected_days: Some(75),
                count_of: Some("TST.PLAIN".parse().unwrap()),
                breakdowns: Breakdown::ALL.to_vec(),
                age_groups: vec!["Y_LT18".parse().unwrap(), "Y_GE18".parse().unwrap()],
                parts_add_up: true,
                partners: vec!["TST.PLAIN".parse().unwrap(), "TST.TWO".parse().unwrap()],
                ..indicator("TST.TWO")
            },
            17,
        ),
    ]
}

fn read(format: CatalogueFormat, text: &str) -> Result<CatalogueFile, Vec<String>> {
    let told = |faults: Vec<CatalogueFault>| faults.iter().map(ToString::to_string).collect();
    read_catalogue(format, text.as_bytes()).map_err(told)
}

fn sheets(file: &CatalogueFile) -> Vec<(Sheet, Option<u64>)> {
    file.sheets
        .iter()
        .map(|one| (one.sheet.clone(), one.seen))
        .collect()
}

fn written(format: CatalogueFormat, sheets: &[(Indicator, u64)]) -> String {
    String::from_utf8(write_catalogue(format, sheets).unwrap()).unwrap()
}

#[test]
fn what_is_written_is_read_back_as_it_was() {
    let all = troublesome();
    let wanted: Vec<(Sheet, Option<u64>)> = all
        .iter()
        .map(|(sheet, version)| (Sheet::from(sheet), Some(*version)))
        .collect();
    for format in CatalogueFormat::ALL {
        let text = written(format, &all);
        let file = read(format, &text).unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"));
        assert_eq!(sheets(&file), wanted, "{text}");
    }
}

#[test]
fn the_file_reads_as_text() {
    let text = written(CatalogueFormat::Yaml, &troublesome());
    assert!(text.lines().all(|line| line.chars().count() <= 130), "{text}");
    assert!(
        text.contains("  name:\n    lv: Rādītājs\n    en: Indicator\n"),
        "both languages beside each other: {text}"
    );
    let table = written(CatalogueFormat::Csv, &troublesome());
    let heading = table.lines().next().unwrap().trim_start_matches('\u{feff}');
    assert!(
        heading.starts_with("code,version,policy_area,dimension,name.lv,name.en,definition.lv"),
        "{heading}"
    );
    assert!(
        table.contains("'=1+1") && table.contains(",'-2,"),
        "no text becomes a formula: {table}"
    );
}

#[test]
fn each_fault_names_its_line_its_sheet_and_its_field() {
    let yaml = written(CatalogueFormat::Yaml, &troublesome());
    let line_of = |text: &str, what: &str| text.lines().position(|line| line.contains(what)).unwrap() + 1;
    let decimals = line_of(&yaml, "decimals: 1");
    for (before, after, wanted) in [
        (
            "decimals: 1",
            "decimals: many",
            format!("line {decimals}, TST.PLAIN, decimals: Write a whole number"),
        ),
        (
            "decimals: 1",
            "decimal: 1",
            format!("line {decimals}, TST.PLAIN, decimal: A sheet has no such field."),
        ),
        (
            "direction: none",
            "direction: up",
            "TST.PLAIN, direction: Write one of these: higher, lower, none.".to_owned(),
        ),
        (
            "  unit: unit\n",
            "",
            "TST.PLAIN, unit: This field must be filled in.".to_owned(),
        ),
        (
            "    en: Indicator\n",
            "",
            "TST.PLAIN, name.en: This field must be filled in.".to_owned(),
        ),
        (
            "decimals: 1",
            "decimals: 1\n  max: .nan",
            "TST.PLAIN, max: Write a number".to_owned(),
        ),
        ("  name:\n", "  name: [\n", "The YAML cannot be read".to_owned()),
    ] {
        let changed = yaml.replacen(before, after, 1);
        assert_ne!(changed, yaml, "{before}");
        let faults = read(CatalogueFormat::Yaml, &changed).unwrap_err();
        assert!(
            faults.iter().any(|fault| fault.contains(&wanted)),
            "{wanted}: {faults:#?}"
        );
    }
    let csv = written(CatalogueFormat::Csv, &troublesome());
    for (before, after, wanted) in [
        (
            ",unit,1,",
            ",unit,1.5,",
            "line 2, TST.PLAIN, decimals: Write a whole number",
        ),
        (
            ",direction,",
            ",direktion,",
            "line 1, direktion: The catalogue has no such column.",
        ),
        (
            ",none,year,",
            ",none,yearly,",
            "line 2, TST.PLAIN, frequency: Write one of these",
        ),
        (
            ",none,year,",
            ",none,",
            "line 2: The row has 26 fields, and the heading 27.",
        ),
        (",-0.5,", ",NaN,", "TST.TWO, min: Write a number"),
        (
            "SEX AGE AGE,SEX",
            "SEX GENDER",
            "TST.TWO, breakdowns: Write the breakdowns SEX, AGE",
        ),
        (
            "Y_LT18 Y_GE18",
            "0-17 18+",
            "TST.TWO, age_groups: Write age groups",
        ),
        (",true,", ",perhaps,", "TST.TWO, parts_add_up: Write true"),
    ] {
        let changed = csv.replacen(before, after, 1);
        assert_ne!(changed, csv, "{before}: {csv}");
        let faults = read(CatalogueFormat::Csv, &changed).unwrap_err();
        assert!(
            faults.iter().any(|fault| fault.contains(wanted)),
            "{wanted}: {faults:#?}"
        );
    }
    for (text, wanted) in [
        ("", "no sheet"),
        ("# nothing\n", ""),
        ("a: 1\n", "cannot be read"),
        ("[]", "no sheet"),
    ] {
        let faults = read(CatalogueFormat::Yaml, text).unwrap_err();
        assert!(faults[0].contains(wanted), "{text}: {faults:?}");
    }
    let faults = read_catalogue(CatalogueFormat::Csv, b"code\nA\xff").unwrap_err();
    assert_eq!((faults[0].code, faults[0].line), ("not_utf8", Some(2)));
    assert!(faults[0].sentence(Language::Lv).starts_with("2. rinda: "));
}

#[test]
fn a_table_that_excel_set_to_latvian_wrote_is_read() {
    let plain = written(CatalogueFormat::Csv, &[(indicator("TST.PLAIN"), 3)]);
    let theirs = plain.replace(',', ";").replace("\r\n", "\n");
    assert_eq!(
        sheets(&read(CatalogueFormat::Csv, &theirs).unwrap()),
        sheets(&read(CatalogueFormat::Csv, &plain).unwrap())
    );
}

#[test]
fn a_bomb_of_aliases_does_not_go_off() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (this, that) in ["b", "c", "d", "e", "f", "g", "h", "i"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        let list = vec![format!("*{that}"); 10].join(", ");
        bomb.push_str(&format!("{this}: &{this} [{list}]\n"));
    }
    let sheet: String = bomb.lines().map(|line| format!("  {line}\n")).collect();
    let faults = read(CatalogueFormat::Yaml, &format!("- code: A\n{sheet}")).unwrap_err();
    assert!(!faults.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_people_write_comes_back(lv in "[-=+@:#'\"|>&*!%{}\\[\\],? a-zā\n;0-9.~]{1,200}", en in "\\PC{1,60}") {
        let text = Text::new(lv, en);
        let sheet = Sheet { definition: text, ..Sheet::from(&indicator("A")) }.tidied();
        let all = [(sheet.clone().on(samples_unit()), 1)];
        for format in CatalogueFormat::ALL {
            let text = written(format, &all);
            let file = read(format, &text);
            prop_assert!(file.is_ok(), "{:?}\n{}", file.err(), text);
            prop_assert_eq!(&sheets(&file.unwrap())[0].0, &sheet, "{}", text);
        }
    }
}

//! Small counts in parts: nobody is recognised, by subtraction neither.

use super::{CHILDREN, COVERAGE, ENROLLED, by_sex, divided, listed, part, with_sheet};
use crate::support::{Harness, JELGAVA, SALDUS, batch, row};
use blis_domain::receipt::BatchState;
use blis_domain::sheet::Sheet;
use blis_store::HiddenFilter;

/// Fewer than five children are not shown.
fn hiding(harness: &Harness) {
    divided(harness);
    with_sheet(harness, |sheet| Sheet {
        min_count: Some(5),
        ..sheet
    });
}

/// `part number letter` of what is hidden of children in preschool.
fn hidden(harness: &Harness) -> Vec<String> {
    let page = harness.store.hidden(&HiddenFilter::default(), 0, 100).unwrap();
    let told = page
        .items
        .iter()
        .filter(|one| one.indicator.as_str() == ENROLLED)
        .map(|one| {
            let part = one.breakdown.as_deref().unwrap_or("whole");
            format!("{part} {} {}", one.value, one.conf_status.code())
        });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

on_both! {
    /// Of 40 children 3 are girls: with the boys told, everybody would subtract.
    fn a_small_part_hides_another_and_the_whole_is_told(database) {
        let harness = Harness::new(database);
        hiding(&harness);
        harness.push(batch([row(CHILDREN, SALDUS, 2016, 80.0)]));
        harness.push(batch(by_sex(40.0, 3.0, 37.0)));
        assert_eq!(listed(&harness, "*"), ["SEX=F -", "SEX=M -", "whole 40"]);
        assert_eq!(hidden(&harness), ["SEX=F 3 A", "SEX=M 37 D"]);
        assert_eq!(harness.value(COVERAGE, SALDUS, 2016), Some(50.0), "the whole is told, and what is derived from it");
        let numbers = database.lines(
            "select cast(id as text) as line from observation where breakdown <> '' and value is not null",
        );
        assert_eq!(numbers.len(), 0, "no version of a hidden part has its number");
        harness.push(batch(by_sex(40.0, 8.0, 32.0)));
        assert_eq!(listed(&harness, "*"), ["SEX=F 8", "SEX=M 32", "whole 40"], "a correction shows both");
    }
}

on_both! {
    /// The parts come after the whole, one by one.
    fn what_reveals_a_part_later_is_hidden_then(database) {
        let harness = Harness::new(database);
        hiding(&harness);
        let [whole, girls, boys] = by_sex(40.0, 3.0, 37.0);
        harness.push(batch([whole]));
        harness.push(batch([boys]));
        assert_eq!(listed(&harness, "*"), ["SEX=M 37", "whole 40"]);
        harness.push(batch([girls]));
        assert_eq!(hidden(&harness), ["SEX=F 3 A", "SEX=M 37 D"]);
        assert_eq!(listed(&harness, "*"), ["SEX=F -", "SEX=M -", "whole 40"]);
    }
}

on_both! {
    /// By sex and age: each row and each column of the table has two hidden figures or none.
    fn a_table_does_not_give_a_figure_away_across(database) {
        let harness = Harness::new(database);
        hiding(&harness);
        let cell = |part_: &str, value| part(part_, row(ENROLLED, SALDUS, 2016, value));
        let rows = by_sex(100.0, 53.0, 47.0).into_iter().chain([
            cell("AGE=Y1T3", 43.0),
            cell("AGE=Y4T6", 57.0),
            cell("AGE=Y1T3,SEX=F", 3.0),
            cell("AGE=Y1T3,SEX=M", 40.0),
            cell("AGE=Y4T6,SEX=F", 50.0),
            cell("AGE=Y4T6,SEX=M", 7.0),
        ]);
        let record = harness.push(batch(rows)).record;
        assert_eq!(record.state, BatchState::Applied, "{:?}", record.rows);
        assert_eq!(
            hidden(&harness),
            [
                "AGE=Y1T3,SEX=F 3 A",
                "AGE=Y1T3,SEX=M 40 D",
                "AGE=Y4T6,SEX=F 50 D",
                "AGE=Y4T6,SEX=M 7 D"
            ],
            "the margins and the whole are told"
        );
    }
}

on_both! {
    /// Who says anew that parts add up, or from which count on they may be shown, is obeyed at once.
    fn another_sheet_is_applied_to_parts_that_are_public(database) {
        let harness = Harness::new(database);
        hiding(&harness);
        with_sheet(&harness, |sheet| Sheet { parts_add_up: false, ..sheet });
        harness.push(batch(by_sex(40.0, 3.0, 37.0)));
        assert_eq!(hidden(&harness), ["SEX=F 3 A"], "of what does not add up nothing is subtracted");
        with_sheet(&harness, |sheet| Sheet { parts_add_up: true, ..sheet });
        assert_eq!(hidden(&harness), ["SEX=F 3 A", "SEX=M 37 D"]);
        with_sheet(&harness, |sheet| Sheet { min_count: Some(3), ..sheet });
        assert_eq!(listed(&harness, "*"), ["SEX=F 3", "SEX=M 37", "whole 40"]);
    }
}

on_both! {
    /// Its sender keeps one part back, of an indicator that hides nothing by itself.
    fn a_part_that_is_kept_back_hides_another(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let [whole, girls, mut boys] = by_sex(100.0, 60.0, 40.0);
        boys.conf_status = Some("C".to_owned());
        harness.push(batch([whole, girls, boys, row(ENROLLED, JELGAVA, 2016, 7.0)]));
        assert_eq!(hidden(&harness), ["SEX=F 60 D", "SEX=M 40 C"]);
    }
}

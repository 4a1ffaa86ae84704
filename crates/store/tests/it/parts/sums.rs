//! Parts that do not add up to the whole are suspect, with the whole.

use super::{ENROLLED, by_sex, divided, listed, part, with_sheet};
use crate::support::{Harness, SALDUS, batch, row};
use blis_domain::receipt::{BatchRecord, BatchState, RowOutcome};
use blis_domain::sheet::Sheet;
use blis_domain::text::Language;

fn suspects(record: &BatchRecord) -> Vec<(u64, &'static str)> {
    let rows = record.rows.iter();
    rows.filter(|row| row.outcome == RowOutcome::Suspect)
        .map(|row| (row.row, row.code()))
        .collect()
}

on_both! {
    fn a_whole_and_its_parts_are_suspect_together(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let off = "parts_do_not_add_up";
        let record = harness.push(batch(by_sex(100.0, 60.0, 41.0))).record;
        assert_eq!((record.state, suspects(&record)), (BatchState::Held, vec![(1, off), (2, off), (3, off)]));
        let suspicion = record.rows[0].suspicion.as_ref().unwrap();
        let told = suspicion.message(Language::En);
        assert!(told.contains("101") && told.contains("100"), "both sums are named: {told}");
        assert_eq!(harness.push(batch(by_sex(100.0, 60.0, 40.0))).record.state, BatchState::Applied);
    }
}

on_both! {
    /// A feed may send wholes today and parts tomorrow; what was accepted before is not the fault of what comes now.
    fn what_is_stored_counts_and_only_what_is_new_is_suspect(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let [whole, girls, boys] = by_sex(100.0, 60.0, 41.0);
        assert_eq!(harness.push(batch([whole])).record.state, BatchState::Applied);
        assert_eq!(
            harness.push(batch([girls])).record.state,
            BatchState::Applied,
            "a sum that is not complete is not judged"
        );
        let record = harness.push(batch([boys]).partial()).record;
        assert_eq!(suspects(&record), [(1, "parts_do_not_add_up")]);
        assert_eq!(listed(&harness, "*"), ["SEX=F 60", "whole 100"]);
    }
}

on_both! {
    fn a_table_has_to_fit_its_margins(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let cell = |age: &str, sex: &str, value| {
            part(&format!("AGE={age},SEX={sex}"), row(ENROLLED, SALDUS, 2016, value))
        };
        let rows = by_sex(100.0, 60.0, 40.0).into_iter().chain([
            cell("Y1T3", "F", 20.0),
            cell("Y1T3", "M", 30.0),
            cell("Y4T6", "F", 30.0),
            cell("Y4T6", "M", 20.0),
        ]);
        let record = harness.push(batch(rows).partial()).record;
        let rows: Vec<u64> = suspects(&record).into_iter().map(|(row, _)| row).collect();
        assert_eq!(rows, [2, 3, 4, 5, 6, 7], "100 children, but 50 girls in the table of whom 60 are told");
        assert_eq!(listed(&harness, "*"), ["whole 100"]);
    }
}

on_both! {
    /// Groups that overlap, or shares, do not add up; only a sheet can tell.
    fn nothing_is_added_up_of_which_the_sheet_does_not_say_so(database) {
        let harness = Harness::new(database);
        divided(&harness);
        with_sheet(&harness, |sheet| Sheet { parts_add_up: false, ..sheet });
        assert_eq!(harness.push(batch(by_sex(100.0, 60.0, 41.0))).record.state, BatchState::Applied);
    }
}

on_both! {
    /// The sentence names both sums: with one figure kept back the other parts would tell it.
    fn a_sum_with_a_figure_that_is_kept_back_is_not_judged(database) {
        let harness = Harness::new(database);
        divided(&harness);
        let [whole, girls, mut boys] = by_sex(100.0, 60.0, 41.0);
        boys.conf_status = Some("C".to_owned());
        assert_eq!(harness.push(batch([whole, girls, boys])).record.state, BatchState::Applied);
    }
}

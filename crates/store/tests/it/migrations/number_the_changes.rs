//! The changes get numbers, by which the values name what brought them and what took their place; and lose them again.

use super::back;
use crate::support::{Harness, SALDUS, ScratchDatabase, batch, row};

const VERSION: &str = "20261201090000";

/// Without those of sheets: going back loses what later columns held of them, and coming again brings it anew.
fn changes(database: &ScratchDatabase) -> Vec<String> {
    database.lines(
        "select version || ' ' || at || ' ' || cause || ' ' || coalesce(batch, '-') || ' ' || new_cells || ' ' \
         || changed_cells || ' ' || withdrawn_cells as line from data_change where cause <> 'sheet' order by version",
    )
}

fn values(database: &ScratchDatabase) -> Vec<String> {
    database.lines(
        "select id || ' ' || indicator || ' ' || cast(value as integer) || ' ' || version || ' ' \
         || coalesce(cast(superseded_version as text), '-') as line from observation order by id",
    )
}

on_both! {
    fn each_value_keeps_its_place_in_the_history(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0), row("CTX.POP65", SALDUS, 2012, 100.0)]));
        harness.clock.advance(60);
        harness.push(batch([row("CTX.POP65", SALDUS, 2012, 200.0)]));
        harness.clock.advance(60);
        // Of a release that shipped another formula and kept no history.
        database.execute("delete from sheet_version where indicator = 'CTX.SHARE65'");
        database.execute("update indicator set formula = 'CTX.POP65' where code = 'CTX.SHARE65'");
        database.execute("update observation set value = 200 where value = 20 and superseded_version is null");
        harness.store.migrate().unwrap();
        let (changes_before, values_before) = (changes(database), values(database));
        assert_eq!(values_before, [
            "1 CTX.POP 1000 1 -", "2 CTX.POP65 100 1 2", "3 CTX.SHARE65 10 1 2",
            "4 CTX.POP65 200 2 -", "5 CTX.SHARE65 200 2 3", "6 CTX.SHARE65 20 3 -",
        ]);
        drop(harness);

        back(database, VERSION);
        let minutes = database.lines(
            "select id || ' ' || ((recorded_at - 1795176000000000) / 60000000) || ' ' \
             || coalesce(cast((superseded_at - 1795176000000000) / 60000000 as text), '-') as line \
             from observation order by id",
        );
        assert_eq!(minutes, ["1 0 -", "2 0 1", "3 0 1", "4 1 -", "5 1 2", "6 2 -"]);
        // As a backup that was restored by the program before left it.
        database.execute("update data_version set version = 1795176180000, recorded_at = 1795176180000000");

        let harness = Harness::new(database);
        let mut expected = changes_before;
        expected.push("1795176180000 1795176180000000 restore - 0 0 0".to_owned());
        assert_eq!(changes(database), expected);
        assert!(expected[2].contains(" formula "), "{expected:?}");
        assert_eq!(values(database), values_before);
        harness.clock.advance(600);
        let reply = harness.push(batch([row("CTX.POP", SALDUS, 2012, 1001.0)]));
        assert_eq!(reply.record.version, 1_795_176_180_002, "behind that of the sheets");
        let last = values(database);
        assert_eq!(last[0], "1 CTX.POP 1000 1 1795176180002");
        assert_eq!(last[6], "7 CTX.POP 1001 1795176180002 -", "no number of a row is given out twice");
    }
}

//! Nothing is overwritten: any day can be drawn again.

use crate::support::{Harness, JELGAVA, SALDUS, batch, code, nothing, row};
use blis_domain::period::Period;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

on_both! {
    fn as_of_replays_each_state(database) {
        let harness = Harness::new(database);
        let start = harness.clock.now();
        let pushed = [
            vec![row("CTX.UNEMP", SALDUS, 2012, 7.0)],
            vec![row("CTX.UNEMP", SALDUS, 2012, 8.0), row("CTX.UNEMP", JELGAVA, 2013, 9.0)],
            vec![nothing("CTX.UNEMP", SALDUS, 2012, "Q")],
        ];
        let mut instants = Vec::new();
        for rows in pushed {
            harness.clock.advance(60);
            harness.push(batch(rows));
            instants.push(harness.clock.now());
        }
        let value = |at: OffsetDateTime, area: &str, year: u16| {
            let block = harness.store.series(&code("CTX.UNEMP"), Some(at)).unwrap();
            (block.version, block.cell(&area.parse().unwrap(), Period::year(year).unwrap()).value)
        };
        assert_eq!(value(start, SALDUS, 2012), (0, None), "before the first batch there was nothing");
        assert_eq!(value(instants[0], SALDUS, 2012), (1, Some(7.0)), "from the instant of the batch itself");
        let just_before = instants[1] - time::Duration::microseconds(1);
        assert_eq!(value(just_before, SALDUS, 2012), (1, Some(7.0)), "up to the next one");
        assert_eq!(value(instants[1], SALDUS, 2012), (2, Some(8.0)));
        assert_eq!(value(instants[1], JELGAVA, 2013), (2, Some(9.0)));
        assert_eq!(value(instants[2], SALDUS, 2012), (3, None));
        assert_eq!(value(instants[2], JELGAVA, 2013), (3, Some(9.0)));
        let block = harness.store.series(&code("CTX.UNEMP"), Some(instants[0])).unwrap();
        assert_eq!(block.areas.len(), 119, "an old block has all areas as well");
    }
}

on_both! {
    fn a_correction_leaves_the_old_row_as_it_was(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 8.0)]));
        let rows = database.lines(
            "select cast(cast(value as integer) as text) || ' ' \
             || case when superseded_at is null then 'current' else 'closed' end as line \
             from observation order by id",
        );
        assert_eq!(rows, ["7 closed", "8 current"]);
    }
}

on_both! {
    fn instants_grow_even_when_the_clock_is_put_back(database) {
        let harness = Harness::new(database);
        let instant = |value: f64| {
            let record = harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, value)])).record;
            OffsetDateTime::parse(&record.received_at, &Rfc3339).unwrap()
        };
        let first = instant(1.0);
        let same_time = instant(2.0);
        harness.clock.advance(-86_400);
        let put_back = instant(3.0);
        assert!(first < same_time && same_time < put_back, "{first} {same_time} {put_back}");
        let block = harness.store.series(&code("CTX.UNEMP"), Some(same_time)).unwrap();
        let cell = block.cell(&SALDUS.parse().unwrap(), Period::year(2012).unwrap());
        assert_eq!(cell.value, Some(2.0), "every state keeps an instant of its own");
    }
}

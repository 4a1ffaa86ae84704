//! Whose cases another indicator counts: only a count that everybody may know decides what everybody reads.

use super::{COST, shown, with};
use crate::support::{Harness, SALDUS, batch, row, somebody};
use blis_domain::confidentiality::ConfStatus;
use blis_domain::desk::{Decide, Verdict};
use blis_domain::receipt::BatchState;
use blis_store::HeldFilter;

const CLIENTS: &str = "SOC.HOME.CLIENTS";

/// Fifty clients in each year, so that nobody believes in five hundred.
fn counted(harness: &Harness) {
    harness.push(batch(
        (2009..2017u16).map(|year| row(CLIENTS, SALDUS, year, 50.0)),
    ));
}

on_both! {
    /// The count that is public by now may be the wrong one: the cost of two people would be shown, and links would keep it.
    fn a_count_in_whose_place_another_waits_counts_nothing(database) {
        let harness = Harness::new(database);
        counted(&harness);
        let cost = |value| row(COST, SALDUS, 2016, value);
        let slip = || row(CLIENTS, SALDUS, 2016, 500.0);
        let sent = harness.push(batch([slip(), cost(900.0)]).partial()).record;
        assert_eq!((sent.state, sent.counts.suspect), (BatchState::Applied, 1));
        assert_eq!(shown(&harness, COST, SALDUS).2, ConfStatus::SmallCount);
        let held = harness.store.held(&HeldFilter::default(), 0, 10).unwrap().items;
        let refuse = Decide { decision: Verdict::Refuse, reason: "Tā ir kļūda.".to_owned() };
        harness.store.decide_held(held[0].id, &refuse, &somebody()).unwrap();
        assert_eq!(harness.value(COST, SALDUS, 2016), Some(900.0), "it is fifty after all");

        harness.push(batch([slip()]).partial());
        assert_eq!(harness.value(COST, SALDUS, 2016), Some(900.0), "what everybody has read is decided with the count");
        harness.push(batch([cost(910.0)]));
        assert_eq!(shown(&harness, COST, SALDUS).2, ConfStatus::SmallCount);
        let same = harness.push(batch([row(CLIENTS, SALDUS, 2016, 50.0)])).record;
        assert_eq!(same.counts.unchanged, 1);
        assert_eq!(harness.value(COST, SALDUS, 2016), Some(910.0), "its sender has put it right");
    }
}

on_both! {
    /// Whoever sets a minimum beside a hidden count would read in what is shown how many it is.
    fn a_hidden_count_counts_nothing(database) {
        let harness = Harness::new(database);
        let clients = |letter| with(row(CLIENTS, SALDUS, 2012, 40.0), letter, None);
        harness.push(batch([clients(Some("C")), row(COST, SALDUS, 2012, 900.0)]));
        assert_eq!(shown(&harness, COST, SALDUS).2, ConfStatus::Secondary);
        harness.push(batch([clients(None)]));
        assert_eq!(harness.value(COST, SALDUS, 2012), Some(900.0));
        harness.push(batch([clients(Some("C"))]));
        assert_eq!(shown(&harness, COST, SALDUS).2, ConfStatus::Secondary);
    }
}

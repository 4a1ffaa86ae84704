//! Members get the changes since which they are members, for which SQLite makes their table and that of the changes anew;
//! and lose them again.

use super::back;
use crate::support::{Harness, JELGAVA, RIGA, SALDUS, ScratchDatabase, batch, row, somebody};
use blis_domain::network::NetworkCode;

const VERSION: &str = "20261210090000";

fn members(database: &ScratchDatabase) -> Vec<String> {
    database.lines(
        "select network || ' ' || area || ' ' || version || ' ' || coalesce(cast(superseded_version as text), '-') as line \
         from network_member order by network, area, version",
    )
}

fn changes(database: &ScratchDatabase) -> Vec<String> {
    database.lines(
        "select c.version || ' ' || cause || ' ' || coalesce(indicator, '-') as line from data_change c \
         left join data_change_indicator i on i.version = c.version order by c.version, indicator",
    )
}

on_both! {
    fn who_is_a_member_stays_one_and_was_one_from_the_start(database) {
        let harness = Harness::new(database);
        let network: NetworkCode = "N2".parse().unwrap();
        let add = |area: &str| harness.store.add_network_member(&network, &area.parse().unwrap(), false, &somebody());
        add(SALDUS).unwrap();
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        add(JELGAVA).unwrap();
        add(RIGA).unwrap();
        harness.store.remove_network_member(&network, &SALDUS.parse().unwrap(), &somebody()).unwrap();
        assert_eq!(members(database), ["N2 0010000 3 -", "N2 0090000 2 -", "N2 0840200 0 4"]);
        let before = changes(database);
        assert_eq!(before, ["1 batch CTX.UNEMP", "2 members -", "3 members -", "4 members -"]);
        drop(harness);

        back(database, VERSION);
        let left = database.lines("select network || ' ' || area as line from network_member order by area");
        assert_eq!(left, ["N2 0010000", "N2 0090000"], "the tables before know no others");
        assert_eq!(changes(database), ["1 batch CTX.UNEMP", "2 sheet -", "3 sheet -", "4 sheet -"]);

        let harness = Harness::new(database);
        assert_eq!(members(database), ["N2 0010000 0 -", "N2 0090000 0 -"], "nobody knows since when");
        assert_eq!(changes(database)[0], before[0]);
        let networks = harness.store.networks().unwrap();
        assert_eq!(networks[1].members.len(), 2);
    }
}

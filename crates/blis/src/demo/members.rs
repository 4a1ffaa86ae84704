//! The invented membership of the pilots in the networks.

use anyhow::Context;
use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;
use serde::Deserialize;

const MEMBERS: &str = include_str!("../../demo/network_members.csv");

#[derive(Deserialize)]
struct Row {
    network: NetworkCode,
    area: AreaCode,
}

/// The memberships shipped with the program.
pub(super) fn read() -> anyhow::Result<Vec<(NetworkCode, AreaCode)>> {
    csv::Reader::from_reader(MEMBERS.as_bytes())
        .deserialize()
        .map(|row| row.map(|row: Row| (row.network, row.area)))
        .collect::<Result<_, _>>()
        .context("cannot read the demonstration memberships shipped with the program")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn every_pilot_is_in_a_network_and_none_twice_in_one() {
        let members = super::read().unwrap();
        let pilots: HashSet<_> = members.iter().map(|(_, area)| area).collect();
        assert_eq!(pilots.len(), 44);
        assert_eq!(members.iter().collect::<HashSet<_>>().len(), members.len());
    }
}

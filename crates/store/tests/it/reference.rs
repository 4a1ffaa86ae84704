//! Areas, networks and catalogue as readers get them.

use crate::support::{Harness, JELGAVA, RIGA, SALDUS, code, somebody};
use blis_domain::indicator::{Direction, PolicyArea};
use blis_domain::locale::sort_key;
use blis_store::StoreError;

on_both! {
    fn all_areas_come_by_the_latvian_alphabet(database) {
        let harness = Harness::new(database);
        let areas = harness.store.areas().unwrap();
        assert_eq!(areas.len(), 119);
        assert_eq!(areas.iter().filter(|area| area.pilot).count(), 44);
        assert!(
            areas.is_sorted_by_key(|area| (sort_key(&area.name.lv), area.code.clone())),
            "the order must not depend on the collation of the database"
        );
        let saldus = areas.iter().find(|area| area.code.as_str() == SALDUS).unwrap();
        assert_eq!(saldus.name.lv, "Saldus novads");
        assert_eq!(saldus.valid_to.as_deref(), Some("2021-06-30"));
        assert_eq!(saldus.successors.len(), 1);
        assert!(saldus.networks.is_empty(), "nobody is a member before somebody says so");
    }
}

on_both! {
    fn the_catalogue_is_whole(database) {
        let harness = Harness::new(database);
        let sheets = harness.store.indicators().unwrap();
        assert_eq!(sheets.len(), 98);
        assert!(sheets.is_sorted_by_key(|sheet| (sheet.policy_area, sheet.dimension)));
        let coverage = sheets.iter().find(|sheet| sheet.code == code("EDU.PRE.COV")).unwrap();
        assert_eq!(coverage.formula.as_deref(), Some("100 * EDU.PRE.ENROLLED / CTX.POP1_6"));
        assert_eq!(coverage.policy_area, PolicyArea::EducationCulture);
        assert_eq!(coverage.direction, Direction::Higher);
        assert_eq!(coverage.unit.sdmx.as_deref(), Some("PT"));
        assert_eq!(coverage.first_period, None, "there is no value yet");
        assert!(sheets.iter().any(|sheet| sheet.partners.len() == 2), "partners are read");
    }
}

on_both! {
    fn members_of_networks_are_replaced_as_a_whole(database) {
        let harness = Harness::new(database);
        let members = |list: &[(&str, &str)]| -> Vec<_> {
            list.iter().map(|(n, a)| (n.parse().unwrap(), a.parse().unwrap())).collect()
        };
        assert!(!harness.store.is_demonstration().unwrap());
        let both = members(&[("N2", SALDUS), ("N2", JELGAVA), ("N1", SALDUS), ("N2", SALDUS)]);
        harness.store.set_network_members(&both, true, &somebody()).unwrap();
        let networks = harness.store.networks().unwrap();
        let n2 = &networks[1];
        let codes: Vec<&str> = n2.members.iter().map(|area| area.as_str()).collect();
        assert_eq!(codes, [JELGAVA, SALDUS], "in the order of their names, each once");
        assert_eq!(n2.counts.members, 2);
        assert!(n2.counts.indicators > 5, "the indicators of its theme are counted");
        assert!(n2.demonstration && !networks[2].demonstration);
        assert!(harness.store.is_demonstration().unwrap());
        let areas = harness.store.areas().unwrap();
        let saldus = areas.iter().find(|area| area.code.as_str() == SALDUS).unwrap();
        assert_eq!(saldus.networks.len(), 2);

        harness.store.set_network_members(&members(&[("N3", JELGAVA)]), false, &somebody()).unwrap();
        assert!(harness.store.networks().unwrap()[1].members.is_empty());
        assert!(!harness.store.is_demonstration().unwrap());
    }
}

on_both! {
    fn a_member_that_does_not_exist_changes_nothing(database) {
        let harness = Harness::new(database);
        let member = |network: &str, area: &str| (network.parse().unwrap(), area.parse().unwrap());
        harness.store.set_network_members(&[member("N1", RIGA)], false, &somebody()).unwrap();
        let unknown_area = [member("N2", RIGA), member("N2", "9999999")];
        assert!(matches!(
            harness.store.set_network_members(&unknown_area, false, &somebody()),
            Err(StoreError::UnknownArea(_))
        ));
        assert!(matches!(
            harness.store.set_network_members(&[member("N9", RIGA)], false, &somebody()),
            Err(StoreError::UnknownNetwork(_))
        ));
        assert_eq!(database.lines("select network || area as line from network_member"), ["N10010000"]);
    }
}

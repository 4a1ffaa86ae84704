//! What is wrong with how a sheet divides its indicator.

use super::{Faults, SheetFaultCode};
use crate::breakdown::Breakdown;
use crate::sheet::Sheet;
use std::collections::HashSet;
use std::hash::Hash;

/// The most age groups.
const MOST_AGE_GROUPS: usize = 40;

impl Faults<'_> {
    pub(super) fn division(&mut self, sheet: &Sheet) {
        if sheet.formula.is_some() && !sheet.breakdowns.is_empty() {
            self.add(
                "breakdowns",
                SheetFaultCode::Computed,
                "Aprēķinātam rādītājam dalījuma nav: to aprēķina tikai kopumam.",
                "A computed indicator has no breakdown: it is computed of the whole alone.",
            );
        }
        if stands_twice(&sheet.breakdowns) {
            self.add(
                "breakdowns",
                SheetFaultCode::Duplicate,
                "Viens dalījums ir minēts divreiz.",
                "A breakdown stands there twice.",
            );
        }
        self.age_groups(sheet);
        if !sheet.parts_add_up {
            return;
        }
        if sheet.breakdowns.is_empty() {
            self.add(
                "parts_add_up",
                SheetFaultCode::NoBreakdown,
                "Rādītājam nav dalījuma, tātad nav arī daļu, kas kopā veidotu kopumu.",
                "The indicator has no breakdown, so there are no parts that could add up.",
            );
        }
        if !sheet.division().ages_follow_each_other() {
            self.add(
                "age_groups",
                SheetFaultCode::NoPartition,
                "Vecuma grupām, kas kopā veido kopumu, jābūt citai aiz citas bez pārtraukuma un pārklāšanās.",
                "Age groups that add up to the whole follow each other without a gap and without an overlap.",
            );
        }
    }

    fn age_groups(&mut self, sheet: &Sheet) {
        let by_age = sheet.breakdowns.iter().copied().any(Breakdown::has_age);
        match (by_age, sheet.age_groups.len()) {
            (true, 0) => self.add(
                "age_groups",
                SheetFaultCode::Empty,
                "Dalījumam pēc vecuma vajadzīgas vecuma grupas.",
                "A breakdown by age needs age groups.",
            ),
            (true, 1) if sheet.parts_add_up => self.add(
                "age_groups",
                SheetFaultCode::NoPartition,
                "Viena vecuma grupa kopumu nedala.",
                "One age group does not divide the whole.",
            ),
            (true, count) if count > MOST_AGE_GROUPS => self.add(
                "age_groups",
                SheetFaultCode::TooLong,
                format!("Vecuma grupu drīkst būt ne vairāk kā {MOST_AGE_GROUPS}."),
                format!("There may be {MOST_AGE_GROUPS} age groups at most."),
            ),
            (false, 1..) => self.add(
                "age_groups",
                SheetFaultCode::NoBreakdown,
                "Rādītājam nav dalījuma pēc vecuma, tāpēc vecuma grupām nav vietas.",
                "The indicator is not divided by age, so age groups have no place.",
            ),
            _ => {}
        }
        if stands_twice(&sheet.age_groups) {
            self.add(
                "age_groups",
                SheetFaultCode::Duplicate,
                "Viena vecuma grupa ir minēta divreiz.",
                "An age group stands there twice.",
            );
        }
    }
}

fn stands_twice<T: Eq + Hash>(list: &[T]) -> bool {
    let mut seen = HashSet::new();
    !list.iter().all(|one| seen.insert(one))
}

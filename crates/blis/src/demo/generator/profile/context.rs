//! Context: what a municipality cannot choose.

use super::{Entry, Model, entry, shaped, share_of};
use crate::demo::generator::place::{Known, Place};
use crate::demo::generator::shape::{level, ratio};

#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    entry("CTX.POP", Model::Computed(|place, _, year| place.population(year))).gaps(0.0),
    entry("CTX.AREA", Model::Computed(|place, _, _| place.area.area_km2)).gaps(0.0),
    share_of("CTX.POP0_17", &["CTX.POP"], level(0.178, 0.013).wealth(0.6).wobble(0.0006).within(0.145, 0.235)).gaps(0.0),
    share_of("CTX.POP1_6", &["CTX.POP0_17"], level(0.34, 0.016).wealth(0.4).within(0.28, 0.41)).gaps(0.0),
    share_of("CTX.POP65", &["CTX.POP"], level(0.188, 0.017).wealth(-0.5).trend(0.0025).wobble(0.0006).within(0.135, 0.24)).gaps(0.0),
    share_of("CTX.REG.POP", &["CTX.POP"], level(1.055, 0.018).wobble(0.001).within(1.01, 1.11)).gaps(0.0),
    share_of("CTX.REG.POP0_6", &["CTX.POP1_6"], level(1.2, 0.025).within(1.12, 1.3)).gaps(0.0),
    share_of("CTX.REG.POP7_18", &["CTX.POP0_17"], level(0.67, 0.018).within(0.6, 0.74)).gaps(0.0),
    share_of("CTX.REG.POPRET", &["CTX.POP65"], level(1.18, 0.025).within(1.1, 1.28)).gaps(0.0),
    shaped("CTX.UNEMP", ratio(8.0, 0.38).wealth(-0.75).urban(-0.1).trend(-0.07).wobble(0.03).within(4.0, 20.0)),
    shaped("CTX.PIT.PC", ratio(470.0, 0.25).wealth(0.8).urban(0.15).trend(0.05).wobble(0.01).within(300.0, 900.0)),
    shaped("CTX.ENTERPRISES", level(74.0, 14.0).wealth(0.5).urban(0.1).trend(2.4).within(38.0, 125.0)),
    shaped("CTX.TDI", level(0.0, 0.62).wealth(0.85).urban(0.1).wobble(0.06).within(-1.9, 2.4)),
    shaped("CTX.FEMALE", level(52.2, 1.3).urban(0.5).wobble(0.08).within(49.0, 55.5)),
    shaped("CTX.PROPTAX.PC", ratio(58.0, 0.34).wealth(0.55).trend(0.04).wobble(0.03).within(22.0, 175.0)),
    entry("CTX.POPCHANGE", Model::Computed(population_change)).gaps(0.0),
    shaped("CTX.NATURAL", level(-5.2, 2.8).wealth(0.6).wobble(0.9).within(-14.0, 4.5)).gaps(0.0),
    entry("CTX.MIGRATION", Model::Computed(migration)).gaps(0.0),
    entry("CTX.DEPEND", Model::Computed(dependants)),
];

fn population_change(place: &Place<'_>, _: &Known, year: u16) -> f64 {
    100.0 * (place.population(year + 1) / place.population(year) - 1.0)
}

/// What the change of population leaves when births and deaths are taken off, so that the three agree.
fn migration(_: &Place<'_>, known: &Known, _: u16) -> f64 {
    10.0 * known.get("CTX.POPCHANGE") - known.get("CTX.NATURAL")
}

/// Those below 15 and above working age per 1,000 others. Working age ended between 62 and 63 in these
/// years, so those above it are somewhat more than those of 65 and over.
fn dependants(_: &Place<'_>, known: &Known, _: u16) -> f64 {
    let dependent = 0.8 * known.get("CTX.POP0_17") + 1.06 * known.get("CTX.POP65");
    1000.0 * dependent / (known.get("CTX.POP") - dependent)
}

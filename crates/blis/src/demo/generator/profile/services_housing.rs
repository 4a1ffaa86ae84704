//! Public services and housing (network N3).

use super::{ASKED, Entry, shaped, share_of};
use crate::demo::generator::shape::{level, ratio};

#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    share_of("UTL.WASTE.T", &["CTX.POP"], level(0.285, 0.055).urban(0.4).wealth(0.3).trend(0.004).within(0.13, 0.52)),
    share_of("UTL.WASTE.SEP.T", &["UTL.WASTE.T"], level(0.13, 0.05).wealth(0.2).trend(0.018).within(0.02, 0.42)),
    shaped("HOU.SPEND.PC", ratio(105.0, 0.36).trend(0.02).wobble(0.08).within(25.0, 330.0)),
    shaped("HOU.QUEUE", ratio(7.5, 0.5).urban(0.3).trend(-0.04).within(0.5, 32.0)),
    shaped("HOU.WAIT", ratio(26.0, 0.42).urban(0.3).within(3.0, 90.0)),
    shaped("HOU.RENOVATED", ratio(4.4, 0.55).urban(0.3).trend(0.15).wobble(0.01).within(0.2, 24.0)),
    shaped("HOU.HEAT.TARIFF", level(58.0, 5.2).urban(-0.2).trend(-1.1).within(42.0, 76.0)),
    shaped("HOU.HEAT.LOSS", level(15.0, 3.4).urban(-0.4).trend(-0.45).within(8.0, 25.0)),
    shaped("UTL.WATER.COV", level(78.0, 9.5).urban(0.7).trend(0.7).wobble(0.3).within(45.0, 99.0)),
    share_of("UTL.SEWER.COV", &["UTL.WATER.COV"], level(0.9, 0.045).urban(0.4).trend(0.004).wobble(0.003).within(0.72, 0.995)),
    shaped("UTL.WATER.TARIFF", level(1.95, 0.36).trend(0.06).wobble(0.03).within(1.1, 3.4)),
    shaped("UTL.WATER.LOSS", level(21.0, 6.5).urban(-0.2).trend(-0.7).within(5.0, 45.0)),
    shaped("ROAD.COST.KM", ratio(1150.0, 0.45).urban(0.75).trend(0.04).within(350.0, 6500.0)),
    shaped("ROAD.GOOD", level(52.0, 10.5).trend(0.8).within(22.0, 85.0)),
    shaped("ROAD.LIGHT.KWH", level(380.0, 82.0).trend(-14.0).within(150.0, 650.0)),
    shaped("ENE.BUILDINGS", level(168.0, 23.0).trend(-5.0).within(95.0, 250.0)),
    shaped("UTL.SAT", level(63.0, 7.5).wobble(1.8).within(42.0, 86.0)).cases(ASKED).gaps(0.07),
];

//! Social care and health care (network N2).

use super::{ASKED, Cases, Entry, shaped, share_of};
use crate::demo::generator::shape::{level, ratio};

#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    share_of("SOC.HOME.CLIENTS", &["CTX.POP65"], ratio(0.034, 0.45).trend(0.03).within(0.008, 0.1)).cases(Cases::Value),
    share_of("SOC.WORKERS.N", &["CTX.POP"], level(0.00125, 0.00028).trend(0.00002).within(0.0006, 0.0026)),
    shaped("SOC.SPEND.PC", ratio(92.0, 0.24).wealth(-0.2).trend(0.03).within(45.0, 190.0)),
    shaped("SOC.GMI.SHARE", ratio(2.4, 0.5).wealth(-0.7).trend(-0.15).within(0.3, 9.0)).cases(Cases::PerValue("CTX.POP", 100.0)),
    shaped("SOC.HOME.COST", ratio(165.0, 0.26).trend(0.04).within(70.0, 380.0)).cases(Cases::PartOf("SOC.HOME.CLIENTS", 1.0)),
    shaped("SOC.INST.COV", level(17.0, 4.2).wobble(0.8).within(6.0, 32.0)).cases(Cases::PerValue("CTX.POP65", 1000.0)),
    shaped("SOC.INST.COST", level(17.5, 2.5).trend(0.7).within(11.0, 29.0)).cases(Cases::PartOf("CTX.POP65", 0.03)),
    shaped("SOC.CASELOAD", ratio(145.0, 0.33).within(50.0, 380.0)),
    shaped("SOC.CHILD.CARE", ratio(19.0, 0.28).wealth(-0.6).within(8.0, 45.0)).cases(Cases::PerValue("CTX.POP0_17", 1000.0)),
    shaped("SOC.CHILD.FAMILY", level(76.0, 8.5).trend(1.6).wobble(2.0).within(45.0, 100.0))
        .cases(Cases::PartOf("CTX.POP0_17", 0.019)),
    // About 65 of 1,000 inhabitants are adults with disabilities.
    shaped("SOC.DISABILITY.COV", level(13.0, 4.6).trend(0.8).within(3.0, 38.0)).cases(Cases::PerValue("CTX.POP", 1540.0)),
    shaped("SOC.SAT", level(78.0, 6.0).wobble(1.6).within(56.0, 95.0)).cases(ASKED).gaps(0.07),
    shaped("HEA.GP.REACH", level(86.0, 8.5).urban(0.6).wobble(0.4).within(55.0, 100.0)),
    shaped("HEA.GP.LIST", level(1560.0, 220.0).wealth(0.25).within(1000.0, 2300.0)),
    // Nine of ten inhabitants are under 75.
    shaped("HEA.AVOIDABLE", level(520.0, 92.0).wealth(-0.6).trend(-10.0).wobble(25.0).within(280.0, 820.0))
        .cases(Cases::PerValue("CTX.POP", 111_000.0)),
    shaped("HEA.SCREENING", level(36.0, 4.8).wealth(0.3).trend(0.6).within(20.0, 55.0)),
];

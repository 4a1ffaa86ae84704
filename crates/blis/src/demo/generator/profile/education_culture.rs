//! Education and culture (network N4).

use super::{ASKED, Cases, Entry, Model, entry, shaped, share_of};
use crate::demo::generator::shape::{level, ratio};

#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    share_of("EDU.PRE.ENROLLED", &["CTX.POP1_6"], level(0.8, 0.07).urban(0.15).trend(0.012).within(0.55, 0.97)).cases(Cases::Value),
    share_of("EDU.PUPILS", &["CTX.REG.POP7_18"], level(0.79, 0.11).urban(0.5).wobble(0.008).within(0.45, 1.1)),
    share_of("EDU.TEACHERS", &["EDU.PUPILS"], level(0.105, 0.017).urban(-0.7).wobble(0.0015).within(0.07, 0.165)),
    share_of("EDU.SCH.SPEND", &["EDU.PUPILS"], ratio(2450.0, 0.18).urban(-0.5).wealth(0.2).trend(0.035).within(1600.0, 3600.0)),
    share_of("CUL.LIB.VISITS.N", &["CTX.POP"], ratio(4.6, 0.28).urban(-0.2).within(1.5, 10.0)),
    share_of("CUL.LIB.SPEND", &["CUL.LIB.VISITS.N"], ratio(2.9, 0.28).trend(0.03).within(1.2, 7.0)),
    entry("EDU.SPEND.PUPIL", Model::Of {
        times: &["EDU.SCH.SPEND"],
        over: &["EDU.PUPILS"],
        share: level(1.02, 0.025).within(0.97, 1.09),
    }),
    shaped("EDU.SPEND.SHARE", level(41.0, 4.8).wobble(1.2).within(25.0, 58.0)),
    // Spending is close to revenue, and the share is in per cent.
    share_of("EDU.SPEND.PC", &["GOV.REVENUE.PC", "EDU.SPEND.SHARE"], level(0.0099, 0.0003).within(0.0092, 0.0107)),
    shaped("EDU.PRE.QUEUE", ratio(4.6, 0.65).wealth(0.5).trend(-0.06).wobble(0.15).within(0.8, 26.0))
        .cases(Cases::PerValue("CTX.POP1_6", 100.0)),
    shaped("EDU.PRE.COST", level(262.0, 42.0).wealth(0.4).trend(9.0).within(150.0, 450.0)),
    shaped("EDU.SCH.SMALL", level(15.0, 12.0).urban(-0.75).wobble(0.8).within(0.0, 62.0)),
    shaped("EDU.EXAM.MATH", level(42.5, 5.2).wealth(0.35).urban(0.3).wobble(1.6).within(30.0, 60.0))
        .cases(Cases::PartOf("EDU.PUPILS", 0.055)),
    shaped("EDU.DROPOUT", ratio(1.9, 0.4).wealth(-0.3).trend(-0.04).wobble(0.12).within(0.4, 6.5))
        .cases(Cases::PerValue("EDU.PUPILS", 100.0)),
    shaped("EDU.INTEREST.COV", level(62.0, 11.0).trend(0.8).within(30.0, 92.0)),
    shaped("EDU.SAT", level(76.0, 6.0).wobble(1.6).within(55.0, 93.0)).cases(ASKED).gaps(0.07),
    shaped("CUL.SPEND.PC", ratio(95.0, 0.27).wealth(0.3).trend(0.03).within(40.0, 240.0)),
    shaped("CUL.AMATEUR", ratio(32.0, 0.34).urban(-0.6).within(8.0, 90.0)),
    shaped("CUL.SPORT", ratio(112.0, 0.34).urban(0.1).trend(0.03).within(30.0, 300.0)),
    shaped("CUL.SAT", level(72.0, 7.0).wobble(1.8).within(50.0, 91.0)).cases(ASKED).gaps(0.07),
];

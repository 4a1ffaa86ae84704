//! Strategic management (network N1).

use super::{ASKED, Entry, shaped, share_of};
use crate::demo::generator::shape::{level, ratio};

#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    share_of("GOV.STAFF.N", &["CTX.POP"], level(0.046, 0.0075).urban(-0.35).wobble(0.0008).within(0.028, 0.074)),
    shaped("GOV.REVENUE.PC", ratio(830.0, 0.15).wealth(0.5).trend(0.035).within(560.0, 1500.0)),
    shaped("GOV.ADMIN.PC", ratio(80.0, 0.27).urban(-0.6).trend(0.025).within(38.0, 190.0)),
    shaped("GOV.INVEST.SHARE", level(14.5, 5.0).trend(-0.6).wobble(2.8).within(3.0, 38.0)),
    shaped("GOV.DEBT.PC", ratio(400.0, 0.38).wealth(0.2).wobble(0.06).within(60.0, 1300.0)),
    shaped("GOV.EUFUNDS.PC", ratio(92.0, 0.5).trend(-0.05).wobble(0.3).within(5.0, 520.0)),
    shaped("GOV.ESERVICES", level(19.0, 6.5).urban(0.35).wealth(0.35).trend(4.2).within(3.0, 70.0)),
    shaped("GOV.RESPONSE.DAYS", level(13.5, 3.2).trend(-0.4).within(5.0, 27.0)),
    shaped("GOV.PLAN.DONE", level(66.0, 11.0).wobble(4.0).within(35.0, 96.0)),
    shaped("GOV.SAT", level(58.0, 8.0).wealth(0.3).wobble(2.0).within(36.0, 82.0)).cases(ASKED).gaps(0.07),
    // Municipal elections were held in 2013; between elections there is nothing to observe.
    shaped("GOV.TURNOUT", level(49.0, 6.0).urban(-0.4).within(33.0, 68.0)).in_years(&[2013]).gaps(0.0),
    shaped("GOV.NEWENT", level(5.2, 1.8).wealth(0.7).wobble(0.5).within(1.5, 14.0)),
    shaped("GOV.INVESTINDEX", level(50.0, 12.0).wealth(0.75).urban(0.2).within(18.0, 88.0)),
];

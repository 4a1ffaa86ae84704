//! What is not there, or not final: figures nobody collected, figures still on their way, and a last
//! year that is partly provisional or estimated.

use super::YEARS;
use super::draws::rng;
use super::profile::Entry;
use blis_domain::area::AreaCode;
use blis_domain::status::ObservationStatus;
use rand::RngExt;

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Final,
    Provisional,
    Estimated,
    NotCollected,
    NotReceived,
    Suppressed,
}

impl Outcome {
    pub(super) fn status(self) -> ObservationStatus {
        match self {
            Outcome::Final => ObservationStatus::Normal,
            Outcome::Provisional => ObservationStatus::Provisional,
            Outcome::Estimated => ObservationStatus::Estimated,
            Outcome::NotCollected => ObservationStatus::NotCollected,
            Outcome::NotReceived => ObservationStatus::Missing,
            Outcome::Suppressed => ObservationStatus::Suppressed,
        }
    }
}

/// How often an indicator is provisional for everybody in its last year.
const PROVISIONAL_INDICATORS: f64 = 0.3;

/// The fate of one indicator in one area, year by year.
#[derive(Debug)]
pub(super) struct Gaps(Vec<Outcome>);

impl Gaps {
    /// About `entry.gaps` of the cells are empty: areas that began to collect two years late, single
    /// years left out, and the last year not yet received.
    pub(super) fn of(entry: &Entry, area: &AreaCode) -> Gaps {
        let mut rng = rng("gap", entry.code, area);
        let mut chance = |share: f64| rng.random::<f64>() < share;
        let late_start = chance(entry.gaps);
        let on_its_way = chance(entry.gaps);
        let (provisional, estimated) = (chance(0.06), chance(0.04));
        let fate = |year: u16, hole: bool| {
            let last = year == *YEARS.end();
            if hole || (late_start && year < YEARS.start() + 2) {
                Outcome::NotCollected
            } else if last && on_its_way {
                Outcome::NotReceived
            } else if last && estimated && !entry.is_settled() {
                Outcome::Estimated
            } else if last && (provisional || is_provisional(entry.code)) && !entry.is_settled() {
                Outcome::Provisional
            } else {
                Outcome::Final
            }
        };
        Gaps(YEARS.map(|year| fate(year, chance(0.4 * entry.gaps))).collect())
    }

    pub(super) fn outcome(&self, year: u16) -> Outcome {
        let place = usize::from(year.saturating_sub(*YEARS.start()));
        self.0.get(place).copied().unwrap_or(Outcome::NotReceived)
    }
}

/// Whether the whole indicator is provisional in its last year, for all areas alike.
fn is_provisional(code: &str) -> bool {
    use rand::SeedableRng;
    use sha2::{Digest, Sha256};
    let seed = Sha256::digest(format!("provisional|{code}"));
    rand_chacha::ChaCha8Rng::from_seed(seed.into()).random::<f64>() < PROVISIONAL_INDICATORS
}

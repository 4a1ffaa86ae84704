//! Chance, seeded: the draws of one indicator in one area, the same on every machine.

use super::YEARS;
use blis_domain::area::AreaCode;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// What every seed begins with. Another word here is another demonstration.
const SEED: &str = "BLIS demonstration";

/// How often an area goes its own way in an indicator.
const MOVERS: f64 = 0.07;

/// A generator for a purpose, an indicator and an area.
pub(super) fn rng(purpose: &str, code: &str, area: &AreaCode) -> ChaCha8Rng {
    let seed = Sha256::digest(format!("{SEED}|{purpose}|{code}|{area}"));
    ChaCha8Rng::from_seed(seed.into())
}

/// A draw of mean 0 and deviation 1, near enough to normal: the sum of twelve uniform draws less six.
/// It needs no logarithm or cosine, whose last digit differs between machines.
pub(super) fn normal(rng: &mut ChaCha8Rng) -> f64 {
    (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0
}

/// What chance says about the level of an indicator in an area, and about its course.
#[derive(Debug)]
pub(super) struct ValueDraws {
    /// The area's own part of the level.
    pub(super) own: f64,
    /// How its trend differs from everybody's.
    pub(super) slope: f64,
    /// How far it moves from its level over the years, in spreads; 0 for most.
    pub(super) move_by: f64,
    wobbles: Vec<f64>,
}

impl ValueDraws {
    pub(super) fn of(code: &str, area: &AreaCode) -> ValueDraws {
        let mut rng = rng("value", code, area);
        let (own, slope) = (normal(&mut rng), normal(&mut rng));
        let moves = rng.random::<f64>() < MOVERS;
        let far = 1.0 + rng.random::<f64>();
        let sign = if rng.random::<bool>() { 1.0 } else { -1.0 };
        ValueDraws {
            own,
            slope,
            move_by: if moves { sign * far } else { 0.0 },
            wobbles: YEARS.map(|_| normal(&mut rng)).collect(),
        }
    }

    /// The year's own chance.
    pub(super) fn wobble(&self, year: u16) -> f64 {
        let place = usize::from(year.saturating_sub(*YEARS.start()));
        self.wobbles.get(place).copied().unwrap_or(0.0)
    }
}

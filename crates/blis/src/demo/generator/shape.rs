//! The shape of an indicator: its usual level, how far areas differ, where it is going.

use super::YEARS;
use super::draws::ValueDraws;
use super::place::Traits;

/// How the values of an indicator lie among areas and years.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    level: f64,
    spread: f64,
    relative: bool,
    trend: f64,
    wobble: f64,
    urban: f64,
    wealth: f64,
    low: f64,
    high: f64,
}

/// A shape whose areas differ by so many units: `level(42.0, 5.5)`.
pub(super) const fn level(level: f64, spread: f64) -> Shape {
    Shape {
        level,
        spread,
        relative: false,
        trend: 0.0,
        wobble: spread * 0.15,
        urban: 0.0,
        wealth: 0.0,
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    }
}

/// A shape whose areas differ by a factor: with `ratio(100.0, 0.3)` two thirds of the areas lie between
/// 74 and 135. Trend and wobble are then parts of the level as well.
pub(super) const fn ratio(middle: f64, spread: f64) -> Shape {
    Shape {
        relative: true,
        ..level(middle, spread)
    }
}

impl Shape {
    /// The change in a year that areas share.
    pub(super) const fn trend(self, trend: f64) -> Shape {
        Shape { trend, ..self }
    }

    /// How unsteady a single year is.
    pub(super) const fn wobble(self, wobble: f64) -> Shape {
        Shape { wobble, ..self }
    }

    /// Correlation with how urban an area is.
    pub(super) const fn urban(self, urban: f64) -> Shape {
        Shape { urban, ..self }
    }

    /// Correlation with how well off an area is.
    pub(super) const fn wealth(self, wealth: f64) -> Shape {
        Shape { wealth, ..self }
    }

    /// The values that are still believable.
    pub(super) const fn within(self, low: f64, high: f64) -> Shape {
        Shape { low, high, ..self }
    }

    /// The value of an area in a year.
    pub(super) fn value(&self, traits: &Traits, draws: &ValueDraws, year: u16) -> f64 {
        let explained = self.urban.powi(2) + self.wealth.powi(2);
        let own = (1.0 - explained).max(0.0).sqrt();
        let stand = self.urban * traits.urban + self.wealth * traits.wealth + own * draws.own;
        let since_start = f64::from(year) - f64::from(*YEARS.start());
        let span = f64::from(*YEARS.end()) - f64::from(*YEARS.start());
        let deviation = self.spread * (stand + draws.move_by * since_start / span)
            + self.trend * (1.0 + 0.5 * draws.slope) * (since_start - span / 2.0)
            + self.wobble * draws.wobble(year);
        let value = if self.relative {
            self.level * deviation.exp()
        } else {
            self.level + deviation
        };
        self.believable(value)
    }

    /// Folds what lies outside back to the inside, so that extremes do not pile up on the border.
    fn believable(&self, value: f64) -> f64 {
        let folded = if value < self.low {
            self.low + 0.4 * (self.low - value)
        } else if value > self.high {
            self.high - 0.4 * (value - self.high)
        } else {
            value
        };
        folded.max(self.low).min(self.high)
    }

    #[cfg(test)]
    pub(super) fn correlations(&self) -> f64 {
        self.urban.powi(2) + self.wealth.powi(2)
    }
}

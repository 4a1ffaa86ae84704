//! The axes of a scatter: their range, straight or logarithmic, from values to pixels, and their numbers.

use super::{AxisScale, ScatterAxis};
use crate::scale::Scale;
use crate::ticks::{logarithmic, ticks};
use crate::trend::model::with_air;
use crate::words::Writing;
use crate::words::scatter::{self, ScaleSaid};
use blis_domain::indicator::Direction;
use blis_domain::text::Language;

/// How far a logarithmic axis reaches below and above where all values are equal.
const AROUND: f64 = 1.5;

/// What an axis shows.
#[derive(Debug, Clone)]
pub(super) struct AxisModel {
    pub(super) title: String,
    pub(super) writing: Writing,
    pub(super) decimals: u8,
    pub(super) direction: Direction,
    pub(super) said: ScaleSaid,
    /// The least and the greatest value shown; never the same.
    range: (f64, f64),
    pub(super) median: Option<f64>,
}

impl AxisModel {
    pub(super) fn of(
        language: Language,
        axis: ScatterAxis<'_>,
        values: impl Iterator<Item = f64>,
        median: Option<f64>,
    ) -> AxisModel {
        let ends = values
            .chain(median)
            .fold(None, |ends: Option<(f64, f64)>, value| {
                let (low, high) = ends.unwrap_or((value, value));
                Some((low.min(value), high.max(value)))
            });
        let (low, high) = ends.unwrap_or((0.0, 1.0));
        let said = match axis.scale {
            AxisScale::Linear => ScaleSaid::Straight,
            AxisScale::Logarithmic if low > 0.0 => ScaleSaid::Logarithmic,
            AxisScale::Logarithmic => ScaleSaid::NotAllPositive,
        };
        let range = match said {
            _ if low < high => (low, high),
            ScaleSaid::Logarithmic => (low / AROUND, high * AROUND),
            _ => with_air([low, high].into_iter()),
        };
        let symbol = axis.indicator.unit.symbol.get(language);
        AxisModel {
            title: scatter::axis(language, axis.indicator.name.get(language), symbol, said),
            writing: Writing::new(language, axis.indicator.decimals, symbol),
            decimals: axis.indicator.decimals,
            direction: axis.indicator.direction,
            said,
            range,
            median,
        }
    }
}

/// An axis that has been given its pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    is_logarithmic: bool,
    scale: Scale,
    /// The values between which numbers may stand.
    numbered: (f64, f64),
}

impl Axis {
    /// The axis between two pixels, `air` of them free at either end, so that no mark is cut.
    pub(super) fn new(model: &AxisModel, (start, end): (f64, f64), air: f64) -> Axis {
        let is_logarithmic = model.said == ScaleSaid::Logarithmic;
        let range = match is_logarithmic {
            true => (model.range.0.log10(), model.range.1.log10()),
            false => model.range,
        };
        let air = air * (end - start).signum();
        let scale = Scale::new(range, (start + air, end - air));
        // What the air is in values, in halves so that the greatest numbers stay finite.
        let share = air / (end - start - 2.0 * air);
        let beyond = (range.1 / 2.0 - range.0 / 2.0) * share * 2.0;
        let (low, high) = ((range.0 - beyond).max(f64::MIN), (range.1 + beyond).min(f64::MAX));
        let numbered = match is_logarithmic {
            true => (10f64.powf(low), 10f64.powf(high)),
            // There are no numbers below zero where there is no value below it.
            false if model.range.0 >= 0.0 => (low.max(0.0), high),
            false if model.range.1 <= 0.0 => (low, high.min(0.0)),
            false => (low, high),
        };
        Axis {
            is_logarithmic,
            scale,
            numbered,
        }
    }

    /// The pixel of a value.
    pub(super) fn at(&self, value: f64) -> f64 {
        self.scale
            .at(if self.is_logarithmic { value.log10() } else { value })
    }

    /// The pixel of zero, where values lie on both sides of it.
    pub(super) fn zero(&self) -> Option<f64> {
        let (low, high) = self.numbered;
        (!self.is_logarithmic && low < 0.0 && high > 0.0).then(|| self.at(0.0))
    }

    /// The round numbers of the axis, each with its pixel.
    pub(super) fn numbers(&self, model: &AxisModel) -> Vec<(f64, String)> {
        let (low, high) = self.numbered;
        let round: Vec<(f64, u8)> = if self.is_logarithmic {
            logarithmic(low, high, model.decimals)
        } else {
            let ticks = ticks(low, high, model.decimals);
            ticks
                .values
                .iter()
                .map(|value| (*value, ticks.decimals))
                .collect()
        };
        let written = |(value, decimals)| (self.at(value), model.writing.tick(value, decimals));
        round.into_iter().map(written).collect()
    }
}

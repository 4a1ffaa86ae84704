//! Which column is which indicator, and what is done with its figures before they are sent.

use anyhow::ensure;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::status::ObservationStatus;
use serde::Deserialize;

/// What the map says of one column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnRule {
    /// Its heading, letter by letter.
    pub(super) name: String,
    /// What it holds.
    pub(super) indicator: IndicatorCode,
    /// The periods its figures are of; those of the table when left out. A figure that holds for several
    /// periods, such as an area in square kilometres, is sent for each.
    #[serde(default)]
    pub(super) periods: Vec<Period>,
    /// What is done with its figures; the first that fits the period counts.
    #[serde(default)]
    when: Vec<Treatment>,
}

/// What is done with a figure before it is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Treatment {
    /// The periods it is for; all of them when left out.
    periods: Vec<Period>,
    /// The figure is multiplied: 100 makes per cent of a fraction.
    multiply: Option<f64>,
    /// The figure is taken from this: 100 makes the share of women of that of men.
    complement_to: Option<f64>,
    /// The status of the figures.
    pub(super) status: Option<ObservationStatus>,
    /// A remark that stays with each figure.
    pub(super) note: Option<String>,
}

impl ColumnRule {
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let mut statuses = self.when.iter().filter_map(|when| when.status);
        ensure!(
            statuses.all(ObservationStatus::has_value),
            "column `{}`: the status says that there is no figure",
            self.name
        );
        let mut factors = self
            .when
            .iter()
            .flat_map(|when| [when.multiply, when.complement_to]);
        ensure!(
            factors.all(|factor| factor.is_none_or(f64::is_finite)),
            "column `{}`: `multiply` and `complement_to` must be numbers",
            self.name
        );
        Ok(())
    }

    /// What is done with the figures of a period, if anything.
    pub(super) fn treatment(&self, period: Period) -> Option<&Treatment> {
        self.when
            .iter()
            .find(|when| when.periods.is_empty() || when.periods.contains(&period))
    }
}

impl Treatment {
    /// The figure to send.
    pub(super) fn apply(&self, value: f64) -> f64 {
        let mut changed = value;
        if let Some(factor) = self.multiply {
            changed *= factor;
        }
        if let Some(whole) = self.complement_to {
            changed = whole - changed;
        }
        if changed == value {
            return value;
        }
        // 100 − 47.56 is 52.44 to a person and 52.439999999999998 to the machine.
        format!("{changed:.9}").parse().unwrap_or(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_treated_figure_has_no_dust_of_binary_fractions() {
        let complement = Treatment {
            complement_to: Some(100.0),
            ..Treatment::default()
        };
        assert_eq!(complement.apply(47.56), 52.44);
        let percent = Treatment {
            multiply: Some(100.0),
            ..Treatment::default()
        };
        assert_eq!(percent.apply(0.0732), 7.32);
        assert_eq!(Treatment::default().apply(0.1 + 0.2), 0.1 + 0.2);
    }
}

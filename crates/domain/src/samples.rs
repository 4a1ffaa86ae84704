//! Sheets and areas for tests: every field is filled with something plain, and a test changes what it is about.
//!
//! Not part of the product: built for tests alone, and for those of other crates by the feature `samples`.

use crate::area::{Area, AreaCode, AreaKind};
use crate::indicator::{Dimension, Direction, Gate, Indicator, IndicatorCode, PolicyArea, Unit};
use crate::period::Frequency;
use crate::text::Text;

/// A yearly indicator without limits, formula or direction, in a unit without a symbol.
///
/// ```
/// # use blis_domain::{indicator::{Direction, Indicator}, samples};
/// # let code = "TST.ONE".parse().unwrap();
/// let lower_is_better = Indicator { direction: Direction::Lower, ..samples::indicator(code) };
/// ```
pub fn indicator(code: IndicatorCode) -> Indicator {
    Indicator {
        code,
        policy_area: PolicyArea::EducationCulture,
        dimension: Dimension::Outcome,
        name: Text::new("Rādītājs", "Indicator"),
        definition: Text::default(),
        reading: Text::default(),
        unit: unit("unit", ""),
        decimals: 1,
        min: None,
        max: None,
        direction: Direction::None,
        frequency: Frequency::Year,
        source: Text::default(),
        formula: None,
        min_count: None,
        gate: Gate::Open,
        expected_days: None,
        count_of: None,
        breakdowns: vec![],
        age_groups: vec![],
        parts_add_up: false,
        parts: vec![],
        partners: vec![],
        first_period: None,
        last_period: None,
    }
}

/// A pilot of middling size in Kurzeme, in no network.
pub fn area(code: AreaCode) -> Area {
    Area {
        code,
        name: Text::new("Parauga novads", "Sample municipality"),
        kind: AreaKind::Municipality,
        region: "LV003".to_owned(),
        planning_region: "Kurzeme".to_owned(),
        iso_3166_2: "LV-000".to_owned(),
        pilot: true,
        networks: Vec::new(),
        population: 10_000,
        population_year: 2016,
        area_km2: 500.0,
        lat: 56.66,
        lon: 22.49,
        valid_from: "2009-07-01".to_owned(),
        valid_to: None,
        successors: Vec::new(),
    }
}

/// A unit with the same symbol in both languages.
pub fn unit(code: &str, symbol: &str) -> Unit {
    Unit {
        code: code.to_owned(),
        sdmx: None,
        symbol: Text::new(symbol, symbol),
        name: Text::default(),
    }
}

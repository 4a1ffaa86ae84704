//! Maps: how a table of another shape becomes observations.
//!
//! A map is a TOML file that says how the area of a row is found, which period the figures are of, how
//! numbers are written, and which column is which indicator. Whatever a map does not mention is an
//! error: a column that was renamed must not vanish in silence.

mod apply;
mod area;
mod column;
mod number;
mod period;
#[cfg(test)]
mod tests;

pub(crate) use apply::{Mapped, apply};
pub(crate) use area::AreaFinder;

use anyhow::{Context, ensure};
use area::AreaRule;
use column::ColumnRule;
use number::NumberFormat;
use period::PeriodRule;
use serde::Deserialize;
use std::path::Path;

/// A map as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Map {
    /// What stands between two cells; a comma unless the map says otherwise.
    #[serde(default = "comma")]
    delimiter: char,
    area: AreaRule,
    #[serde(default)]
    period: PeriodRule,
    #[serde(default)]
    numbers: NumberFormat,
    /// Columns that are known and not wanted. They need not be in every file.
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(rename = "column")]
    columns: Vec<ColumnRule>,
}

fn comma() -> char {
    ','
}

impl Map {
    /// Reads a map from its file.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Map> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the map {}", path.display()))?;
        Map::parse(&text).with_context(|| format!("the map {} is not valid", path.display()))
    }

    pub(crate) fn parse(text: &str) -> anyhow::Result<Map> {
        let map: Map = toml::from_str(text)?;
        ensure!(map.delimiter.is_ascii(), "`delimiter` must be an ASCII character");
        ensure!(!map.columns.is_empty(), "there is no [[column]]");
        map.numbers.check()?;
        map.period.check()?;
        for column in &map.columns {
            column.check()?;
        }
        Ok(map)
    }

    /// Whether areas are named in words, so that their list is needed.
    pub(crate) fn needs_area_names(&self) -> bool {
        self.area.is_by_name()
    }
}

//! How the area of a row is found: by its code, or by its Latvian name.

use blis_domain::area::{Area, AreaCode};
use serde::Deserialize;
use std::collections::HashMap;

/// What the map says of the area.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AreaRule {
    /// The column it stands in.
    pub(super) column: String,
    by: By,
    /// Other names the table uses, each with its code: `"Rīgas pilsēta" = "0010000"`.
    #[serde(default)]
    aliases: HashMap<String, AreaCode>,
    /// Rows that are no area, such as totals.
    #[serde(default)]
    skip: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum By {
    Code,
    Name,
}

/// What a cell of the area's column says.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    Area(AreaCode),
    Skip,
    Unknown,
}

impl AreaRule {
    pub(super) fn is_by_name(&self) -> bool {
        self.by == By::Name
    }

    pub(super) fn find(&self, cell: &str, finder: &AreaFinder) -> Found {
        let text = spaced_once(cell);
        if self.skip.contains(&text) {
            return Found::Skip;
        }
        let code = self.aliases.get(&text).cloned().or_else(|| match self.by {
            By::Code => text.parse().ok(),
            By::Name => finder.0.get(&text).cloned(),
        });
        code.map_or(Found::Unknown, Found::Area)
    }
}

/// The areas by their Latvian names.
#[derive(Debug, Default)]
pub(crate) struct AreaFinder(HashMap<String, AreaCode>);

impl AreaFinder {
    /// A finder among these areas.
    pub(crate) fn new(areas: &[Area]) -> AreaFinder {
        let by_name = areas
            .iter()
            .map(|area| (spaced_once(&area.name.lv), area.code.clone()));
        AreaFinder(by_name.collect())
    }

    #[cfg(test)]
    pub(super) fn of(names: &[(&str, &str)]) -> AreaFinder {
        let by_name = names
            .iter()
            .map(|(name, code)| ((*name).to_owned(), code.parse().unwrap()));
        AreaFinder(by_name.collect())
    }
}

/// The text with single spaces. Letters stay as they are: a name in other letters may be another place.
fn spaced_once(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

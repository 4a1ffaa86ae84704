//! `units.toml` and `catalogue/*.toml`.

use super::ReferenceError;
use blis_domain::indicator::Unit;
use blis_domain::sheet::{Sheet, sheet_faults};
use serde::Deserialize;
use std::collections::HashSet;

/// The files of the catalogue, one a policy area.
const FILES: [(&str, &str); 5] = [
    (
        "catalogue/governance.toml",
        include_str!("../../reference/catalogue/governance.toml"),
    ),
    (
        "catalogue/social_health.toml",
        include_str!("../../reference/catalogue/social_health.toml"),
    ),
    (
        "catalogue/services_housing.toml",
        include_str!("../../reference/catalogue/services_housing.toml"),
    ),
    (
        "catalogue/education_culture.toml",
        include_str!("../../reference/catalogue/education_culture.toml"),
    ),
    (
        "catalogue/context.toml",
        include_str!("../../reference/catalogue/context.toml"),
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    unit: Vec<Unit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    indicator: Vec<Sheet>,
}

/// The units in the order of the file.
pub(super) fn units() -> Result<Vec<Unit>, ReferenceError> {
    let file: UnitFile = read("units.toml", include_str!("../../reference/units.toml"))?;
    Ok(file.unit)
}

/// The sheets by policy area, dimension, and their order in the file.
pub(super) fn catalogue(units: &[Unit]) -> Result<Vec<Sheet>, ReferenceError> {
    let mut sheets = Vec::new();
    let mut codes = HashSet::new();
    for (file, text) in FILES {
        let read: CatalogueFile = read(file, text)?;
        for sheet in read.indicator {
            let wrong = |what: String| ReferenceError::Entry {
                file,
                entry: sheet.code.to_string(),
                what,
            };
            if !codes.insert(sheet.code.clone()) {
                return Err(wrong("stands in the catalogue twice".to_owned()));
            }
            if let Some(fault) = sheet_faults(&sheet, units).into_iter().next() {
                return Err(wrong(format!("{}: {}", fault.field, fault.message.en)));
            }
            sheets.push((file, sheet.tidied()));
        }
    }
    for (file, sheet) in &sheets {
        if let Some(code) = sheet.count_of.as_ref().filter(|code| !codes.contains(*code)) {
            return Err(ReferenceError::Entry {
                file,
                entry: sheet.code.to_string(),
                what: format!("{code}, which counts its cases, is not in the catalogue"),
            });
        }
        if let Some(partner) = sheet.partners.iter().find(|partner| !codes.contains(*partner)) {
            return Err(ReferenceError::Entry {
                file,
                entry: sheet.code.to_string(),
                what: format!("its partner {partner} is not in the catalogue"),
            });
        }
    }
    let mut catalogue: Vec<Sheet> = sheets.into_iter().map(|(_, sheet)| sheet).collect();
    // A stable sort: within a dimension the order of the file stays.
    catalogue.sort_by_key(|sheet| (sheet.policy_area, sheet.dimension));
    Ok(catalogue)
}

fn read<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, ReferenceError> {
    toml::from_str(text).map_err(|source| ReferenceError::Toml { file, source })
}

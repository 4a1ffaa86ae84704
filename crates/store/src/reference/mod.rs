//! What is shipped with the program: areas, successors, networks, units and the catalogue, read from the
//! files of `reference/` and brought into the tables.

mod areas;
mod bring;
mod catalogue;
mod networks;
mod sheets;

pub(crate) use bring::bring;

use blis_domain::area::Area;
use blis_domain::derivation::{self, Derivation, InvalidDerivation};
use blis_domain::indicator::{PolicyArea, Unit};
use blis_domain::network::NetworkCode;
use blis_domain::sheet::Sheet;
use blis_domain::text::Text;

/// What is shipped cannot be read. It is compiled into the program, so this is a mistake of ours, and the
/// message is for whoever edits the files.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// A line of a CSV file.
    #[error("{file}, line {line}: {what}")]
    Line {
        /// The file in `crates/store/reference/`.
        file: &'static str,
        /// The line, from 1, the heading counted.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// A CSV file as a whole.
    #[error("{file} cannot be read")]
    Csv {
        /// The file in `crates/store/reference/`.
        file: &'static str,
        /// Why; names the line.
        source: csv::Error,
    },
    /// A TOML file as a whole.
    #[error("{file} cannot be read")]
    Toml {
        /// The file in `crates/store/reference/`.
        file: &'static str,
        /// Why; names the line.
        source: toml::de::Error,
    },
    /// An entry of a TOML file.
    #[error("{file}, {entry}: {what}")]
    Entry {
        /// The file in `crates/store/reference/`.
        file: &'static str,
        /// The code of the entry.
        entry: String,
        /// What is wrong.
        what: String,
    },
    /// The formulas do not fit together.
    #[error("the catalogue's formulas do not fit together")]
    Derivation(#[from] InvalidDerivation),
}

/// A network as shipped: members, coordinator and stage belong to its life.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ShippedNetwork {
    /// `N1` to `N4`.
    pub(crate) code: NetworkCode,
    /// Its name.
    pub(crate) name: Text,
    /// What it works on.
    pub(crate) theme: Text,
    /// The policy area of its indicators.
    pub(crate) policy_area: PolicyArea,
}

/// All that is shipped.
#[derive(Debug)]
pub(crate) struct Shipped {
    /// Areas with their successors, in the order of the file.
    pub(crate) areas: Vec<Area>,
    /// Networks in the order of the file.
    pub(crate) networks: Vec<ShippedNetwork>,
    /// Units in the order of the file.
    pub(crate) units: Vec<Unit>,
    /// Sheets by policy area, dimension, and their order in the file.
    pub(crate) catalogue: Vec<Sheet>,
}

impl Shipped {
    /// Reads all files.
    pub(crate) fn read() -> Result<Shipped, ReferenceError> {
        let units = catalogue::units()?;
        Ok(Shipped {
            areas: areas::areas()?,
            networks: networks::networks()?,
            catalogue: catalogue::catalogue(&units)?,
            units,
        })
    }

    /// The derived indicators in the order of dependence.
    pub(crate) fn derivations(&self) -> Result<Vec<Derivation>, ReferenceError> {
        let formulas = self
            .catalogue
            .iter()
            .map(|sheet| (&sheet.code, sheet.formula.as_deref()));
        Ok(derivation::order_formulas(formulas)?)
    }
}

#[cfg(test)]
mod tests;

//! The sheet of an indicator as people write it: in the files of the catalogue, in the editor, in its history. An
//! [`Indicator`] is such a sheet with its unit and what is known of its figures.

use crate::breakdown::{AgeGroup, Breakdown, Division};
use crate::indicator::{Dimension, Direction, Gate, Indicator, IndicatorCode, PolicyArea, Unit};
use crate::period::Frequency;
use crate::text::Text;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

pub use check::{SheetFault, SheetFaultCode, catalogue_faults, sheet_faults};
pub use words::field_name;

mod check;
mod words;

/// A sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its code, for good: `EDU.PRE.COV`.
    pub code: IndicatorCode,
    /// The field it belongs to.
    pub policy_area: PolicyArea,
    /// The question it answers about a service.
    pub dimension: Dimension,
    /// Its name, on one line.
    pub name: Text,
    /// What is counted, over what, and when.
    pub definition: Text,
    /// How to read it, and what not to read into it.
    pub reading: Text,
    /// The code of the unit of its values: `percent`.
    pub unit: String,
    /// Digits shown behind the decimal sign.
    pub decimals: u8,
    /// The least value that can be.
    pub min: Option<f64>,
    /// The greatest value that can be.
    pub max: Option<f64>,
    /// Which way is better.
    pub direction: Direction,
    /// How often it is observed.
    pub frequency: Frequency,
    /// Who keeps it, on one line.
    pub source: Text,
    /// How it is computed from others; `null` when it is collected.
    pub formula: Option<String>,
    /// The smallest count that may be shown.
    pub min_count: Option<u32>,
    /// `release` when its new figures wait for a release; `open`, also where it is left out, when a batch makes them
    /// public at once.
    #[serde(default, deserialize_with = "gate_or_open")]
    pub gate: Gate,
    /// How many days after the end of a period its figures are expected.
    #[serde(default)]
    pub expected_days: Option<u32>,
    /// The indicator whose figure says how many cases stand behind one of this; `null` when the row says so or the figure
    /// is a count itself.
    #[serde(default)]
    pub count_of: Option<IndicatorCode>,
    /// By what it is divided: `SEX`, `AGE`, and `AGE,SEX` for both together.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown>,
    /// Its age groups, where it is divided by age: `Y_LT15`, `Y15T64`, `Y_GE65`.
    #[serde(default)]
    pub age_groups: Vec<AgeGroup>,
    /// Whether the parts of each breakdown add up to the whole.
    #[serde(default, deserialize_with = "yes_or_no")]
    pub parts_add_up: bool,
    /// The figures a cost must be read with: its coverage and its quality.
    #[serde(default)]
    pub partners: Vec<IndicatorCode>,
}

/// A field that reads otherwise than before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// Its name, with the language of a text: `definition.lv`.
    pub field: String,
    /// What stood there; `null` for nothing, as in a new sheet.
    pub before: Value,
    /// What stands there now.
    pub after: Value,
}

coded! {
    /// What brought a version of a sheet.
    SheetCause {
        /// A release of the program.
        Shipped = "shipped",
        /// Somebody changed the sheet.
        Edited = "edited",
        /// Somebody took in a file of the catalogue.
        Imported = "imported",
    }
}

/// What becomes of a sheet that a release brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bringing {
    /// It stays as it is: the release says what the last one said, or what stands here.
    Stays,
    /// The release is followed: nobody changed the sheet here since the last one.
    Follows,
    /// It was changed here, and the release changed it otherwise: what was written here stays, and somebody has to look.
    Kept,
}

impl Bringing {
    /// The decision between the sheet as it is here, the one that the last release brought, and the one this release
    /// brings.
    pub fn decide<T: PartialEq>(here: &T, last_shipped: &T, shipped: &T) -> Bringing {
        if shipped == last_shipped || shipped == here {
            Bringing::Stays
        } else if here == last_shipped {
            Bringing::Follows
        } else {
            Bringing::Kept
        }
    }
}

impl Sheet {
    /// The sheet as it counts: texts without what is not seen at their ends, lines that end in one way, no zero below
    /// zero. So a file that another program wrote anew is still the same catalogue.
    #[must_use]
    pub fn tidied(mut self) -> Sheet {
        for text in [
            &mut self.name,
            &mut self.definition,
            &mut self.reading,
            &mut self.source,
        ] {
            for words in [&mut text.lv, &mut text.en] {
                *words = tidy(words);
            }
        }
        self.unit = tidy(&self.unit);
        self.formula = self
            .formula
            .map(|formula| tidy(&formula))
            .filter(|formula| !formula.is_empty());
        for limit in [&mut self.min, &mut self.max] {
            *limit = limit.map(|limit| if limit == 0.0 { 0.0 } else { limit });
        }
        self
    }

    /// What stands in its fields, in their order: each text once a language.
    pub fn fields(&self) -> Vec<(String, Value)> {
        let Ok(Value::Object(members)) = serde_json::to_value(self) else {
            return Vec::new();
        };
        let order = |name: &str| FIELDS.iter().position(|field| *field == name);
        let mut fields: Vec<(String, Value)> = members
            .into_iter()
            .flat_map(|(name, value)| match value {
                Value::Object(languages) => languages
                    .into_iter()
                    .map(|(language, words)| (format!("{name}.{language}"), words))
                    .collect(),
                value => vec![(name, value)],
            })
            .collect();
        fields.sort_by_key(|(name, _)| order(name));
        fields
    }

    /// What reads otherwise in this sheet than in the one before; all that is filled in, when there was none.
    pub fn changes_since(&self, before: Option<&Sheet>) -> Vec<FieldChange> {
        let before = before.map(Sheet::fields);
        let after = self.fields();
        let was = |at: usize| {
            let field = before.as_ref().and_then(|fields| fields.get(at));
            field.map_or(Value::Null, |(_, value)| value.clone())
        };
        after
            .into_iter()
            .enumerate()
            .map(|(at, (field, after))| FieldChange {
                field,
                before: was(at),
                after,
            })
            .filter(|change| change.before != change.after)
            .collect()
    }

    /// The text that stands for it where it is compared by a hash. What is empty is left out of it, so that a field
    /// which a later release adds makes no sheet another.
    pub fn canonical(&self) -> String {
        let filled = |(name, value): &(String, Value)| {
            let is_open = name == "gate" && self.gate.is_open();
            let is_empty =
                value.is_null() || *value == Value::Array(Vec::new()) || *value == Value::Bool(false);
            !is_empty && !is_open
        };
        let fields: Vec<(String, Value)> = self.fields().into_iter().filter(filled).collect();
        Value::from_iter(
            fields
                .into_iter()
                .map(|(name, value)| Value::from(vec![Value::from(name), value])),
        )
        .to_string()
    }

    /// How it divides the indicator.
    pub fn division(&self) -> Division<'_> {
        Division {
            breakdowns: &self.breakdowns,
            age_groups: &self.age_groups,
            adds_up: self.parts_add_up,
        }
    }

    /// The indicator of which nothing is known but its sheet.
    pub fn on(self, unit: Unit) -> Indicator {
        let parts = self.division().named();
        Indicator {
            code: self.code,
            policy_area: self.policy_area,
            dimension: self.dimension,
            name: self.name,
            definition: self.definition,
            reading: self.reading,
            unit,
            decimals: self.decimals,
            min: self.min,
            max: self.max,
            direction: self.direction,
            frequency: self.frequency,
            source: self.source,
            formula: self.formula,
            min_count: self.min_count,
            gate: self.gate,
            expected_days: self.expected_days,
            count_of: self.count_of,
            breakdowns: self.breakdowns,
            age_groups: self.age_groups,
            parts_add_up: self.parts_add_up,
            parts,
            partners: self.partners,
            first_period: None,
            last_period: None,
        }
    }
}

/// The names of the fields, as people read a sheet: in its history, in the files of the catalogue.
pub const FIELDS: [&str; 26] = [
    "code",
    "policy_area",
    "dimension",
    "name.lv",
    "name.en",
    "definition.lv",
    "definition.en",
    "reading.lv",
    "reading.en",
    "unit",
    "decimals",
    "min",
    "max",
    "direction",
    "frequency",
    "source.lv",
    "source.en",
    "formula",
    "min_count",
    "gate",
    "expected_days",
    "count_of",
    "breakdowns",
    "age_groups",
    "parts_add_up",
    "partners",
];

impl From<&Indicator> for Sheet {
    fn from(indicator: &Indicator) -> Sheet {
        Sheet {
            code: indicator.code.clone(),
            policy_area: indicator.policy_area,
            dimension: indicator.dimension,
            name: indicator.name.clone(),
            definition: indicator.definition.clone(),
            reading: indicator.reading.clone(),
            unit: indicator.unit.code.clone(),
            decimals: indicator.decimals,
            min: indicator.min,
            max: indicator.max,
            direction: indicator.direction,
            frequency: indicator.frequency,
            source: indicator.source.clone(),
            formula: indicator.formula.clone(),
            min_count: indicator.min_count,
            gate: indicator.gate,
            expected_days: indicator.expected_days,
            count_of: indicator.count_of.clone(),
            breakdowns: indicator.breakdowns.clone(),
            age_groups: indicator.age_groups.clone(),
            parts_add_up: indicator.parts_add_up,
            partners: indicator.partners.clone(),
        }
    }
}

/// What is nothing is open: a sheet that was written before there were gates, an empty cell of a file.
fn gate_or_open<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Gate, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// What is nothing is no: an empty cell of a file.
fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

fn tidy(words: &str) -> String {
    words.trim().replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests;

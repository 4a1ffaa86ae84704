//! How sheets divide their indicators: the columns of `indicator` that say so, and the parts of which there are figures.

use super::parsed;
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::schema::{desk_value, indicator, observation};
use blis_domain::breakdown::{AgeGroup, Breakdown, Division};
use blis_domain::indicator::IndicatorCode;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Display;

/// Stands between codes.
const BETWEEN: &str = " ";

/// How an indicator is divided, as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = indicator)]
pub(crate) struct DivisionRow {
    breakdowns: String,
    age_groups: String,
    parts_add_up: bool,
}

/// How an indicator is divided.
#[derive(Debug, Clone, Default)]
pub(crate) struct Divided {
    pub(crate) breakdowns: Vec<Breakdown>,
    pub(crate) age_groups: Vec<AgeGroup>,
    pub(crate) adds_up: bool,
}

impl Divided {
    pub(crate) fn division(&self) -> Division<'_> {
        Division {
            breakdowns: &self.breakdowns,
            age_groups: &self.age_groups,
            adds_up: self.adds_up,
        }
    }
}

impl From<Division<'_>> for DivisionRow {
    fn from(division: Division<'_>) -> DivisionRow {
        DivisionRow {
            breakdowns: joined(division.breakdowns.iter().map(|one| one.code())),
            age_groups: joined(division.age_groups),
            parts_add_up: division.adds_up,
        }
    }
}

impl DivisionRow {
    /// What it says.
    pub(crate) fn read(&self) -> Result<Divided, Corrupt> {
        let breakdown =
            |code: &str| Breakdown::from_code(code).ok_or_else(|| Corrupt::new("indicator.breakdowns", code));
        let codes = self.breakdowns.split_whitespace();
        let groups = self.age_groups.split_whitespace();
        Ok(Divided {
            breakdowns: codes.map(breakdown).collect::<Result<_, _>>()?,
            age_groups: groups
                .map(|code| parsed("indicator.age_groups", code))
                .collect::<Result<_, _>>()?,
            adds_up: self.parts_add_up,
        })
    }
}

fn joined(codes: impl IntoIterator<Item = impl Display>) -> String {
    let codes: Vec<String> = codes.into_iter().map(|code| code.to_string()).collect();
    codes.join(BETWEEN)
}

/// How indicators are divided that are.
pub(crate) fn divided(connection: &mut AnyConnection) -> Result<HashMap<IndicatorCode, Divided>, StoreError> {
    let rows: Vec<(String, DivisionRow)> = indicator::table
        .filter(indicator::breakdowns.ne(""))
        .select((indicator::code, DivisionRow::as_select()))
        .load(connection)
        .step("read how indicators are divided")?;
    let mut found = HashMap::with_capacity(rows.len());
    for (code, row) in rows {
        found.insert(parsed("indicator.code", &code)?, row.read()?);
    }
    Ok(found)
}

/// The parts of an indicator of which there are figures, public ones or such that wait on the desk.
pub(crate) fn parts_with_figures(
    connection: &mut AnyConnection,
    code: &IndicatorCode,
) -> Result<BTreeSet<String>, StoreError> {
    let public: Vec<String> = observation::table
        .filter(observation::indicator.eq(code.as_str()))
        .filter(observation::breakdown.ne(""))
        .filter(observation::superseded_version.is_null())
        .filter(observation::withdrawn.eq(false))
        .select(observation::breakdown)
        .distinct()
        .load(connection)
        .step("find the parts of which there are figures")?;
    let waiting: Vec<String> = desk_value::table
        .filter(desk_value::indicator.eq(code.as_str()))
        .filter(desk_value::breakdown.ne(""))
        .filter(desk_value::left_at.is_null())
        .select(desk_value::breakdown)
        .distinct()
        .load(connection)
        .step("find the parts of which figures wait")?;
    Ok(public.into_iter().chain(waiting).collect())
}

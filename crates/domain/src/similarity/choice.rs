//! What likeness is measured on, and among whom.

use super::Variable;
use crate::area::{Area, AreaCode};
use crate::indicator::{Indicator, IndicatorCode};
use crate::period::Period;
use crate::series::Series;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The context indicators that likeness is measured on unless the user names others.
pub const DEFAULT_VARIABLES: [&str; 7] = [
    "CTX.POP",
    "CTX.DENS",
    "CTX.SHARE0_17",
    "CTX.SHARE65",
    "CTX.UNEMP",
    "CTX.PIT.PC",
    "CTX.DEPEND",
];

/// The variables that likeness is measured on unless the user names others: those of the catalogue, weighing
/// alike.
pub fn default_variables(catalogue: &[Indicator]) -> Vec<(IndicatorCode, f64)> {
    let sheet = |code: &&str| catalogue.iter().find(|sheet| sheet.code.as_str() == *code);
    DEFAULT_VARIABLES
        .iter()
        .filter_map(sheet)
        .map(|sheet| (sheet.code.clone(), 1.0))
        .collect()
}

/// The areas compared: the pilots, and the area itself when it is none.
pub fn compared_areas(areas: &[Area], own: &AreaCode) -> Vec<AreaCode> {
    areas
        .iter()
        .filter(|area| area.pilot || area.code == *own)
        .map(|area| area.code.clone())
        .collect()
}

/// The variables with their values for the areas, those without any value left out.
///
/// All are taken from one period, the latest in which every one of them is known, so that a municipality is
/// not compared by this year's population and last year's unemployment. Known means: for at least half of the
/// areas that ever have a value, so that the first arrivals of a new year do not make the rest unlike. Where
/// no such period is common to all, each is taken from its own latest.
pub fn variables(blocks: &[(Arc<Series>, f64)], areas: &[AreaCode]) -> Vec<Variable> {
    let blocks: Vec<(Series, f64)> = blocks
        .iter()
        .map(|(block, weight)| (block.narrowed(areas, None, None), *weight))
        .filter(|(block, _)| block.latest_period().is_some())
        .collect();
    let common = blocks
        .iter()
        .map(|(block, _)| well_known(block))
        .reduce(|all, one| all.intersection(&one).copied().collect())
        .and_then(|periods| periods.last().copied());
    let mut variables = Vec::with_capacity(blocks.len());
    for (block, weight) in blocks {
        let own_latest = || well_known(&block).last().copied();
        let period = common.or_else(own_latest).or_else(|| block.latest_period());
        let row = period.and_then(|period| block.periods.iter().position(|one| *one == period));
        if let Some(row) = row {
            variables.push(Variable {
                indicator: block.indicator.clone(),
                weight,
                values: block.values[row].clone(),
            });
        }
    }
    variables
}

/// The periods in which at least half of the areas that ever have a value have one.
fn well_known(block: &Series) -> BTreeSet<Period> {
    let known = |row: &Vec<Option<f64>>| row.iter().flatten().count();
    let ever = (0..block.areas.len())
        .filter(|&column| block.values.iter().any(|row| row[column].is_some()))
        .count();
    block
        .periods
        .iter()
        .zip(&block.values)
        .filter(|(_, row)| known(row) > 0 && known(row) * 2 >= ever)
        .map(|(period, _)| *period)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(code: &str, years: std::ops::Range<u16>, values: &[&[Option<f64>]]) -> (Arc<Series>, f64) {
        let areas = areas();
        let periods = years.filter_map(Period::year).collect();
        let mut block = Series::empty(code.parse().unwrap(), areas, periods);
        block.values = values.iter().map(|row| row.to_vec()).collect();
        (Arc::new(block), 1.0)
    }

    fn areas() -> Vec<AreaCode> {
        (0..3).map(|n| format!("{n:07}").parse().unwrap()).collect()
    }

    #[test]
    fn all_are_taken_from_the_latest_year_they_share() {
        let population = block(
            "CTX.POP",
            2018..2021,
            &[&[Some(1.0); 3], &[Some(2.0); 3], &[Some(3.0), None, None]],
        );
        let unemployment = block("CTX.UNEMP", 2018..2020, &[&[Some(7.0); 3], &[Some(8.0); 3]]);
        let nothing = block("CTX.DENS", 2018..2019, &[&[None; 3]]);
        let found = variables(&[population, unemployment, nothing], &areas());
        assert_eq!(found.len(), 2, "a variable without a value is left out");
        assert_eq!(
            found[0].values,
            [Some(2.0); 3],
            "2020 has just begun to come in, so 2019 is the latest shared year"
        );
        assert_eq!(found[1].values, [Some(8.0); 3]);
    }

    #[test]
    fn without_a_shared_year_each_takes_its_own() {
        let early = block("CTX.POP", 2010..2011, &[&[Some(1.0); 3]]);
        let late = block("CTX.UNEMP", 2020..2021, &[&[Some(2.0); 3]]);
        let found = variables(&[early, late], &areas());
        assert_eq!(found[0].values, [Some(1.0); 3]);
        assert_eq!(found[1].values, [Some(2.0); 3]);
    }
}

//! The block of an indicator: every period and area of it, dense, as readers get it.

use crate::area::AreaCode;
use crate::explanation::{Explanation, Remark};
use crate::indicator::IndicatorCode;
use crate::period::Period;
use crate::statistics::{Spread, spread};
use crate::status::{MissingReason, ObservationStatus};
use serde::{Deserialize, Serialize};

/// What a block knows about one area and period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The number; `None` when the status says why there is none.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// Whether its sender took it back.
    pub withdrawn: bool,
}

impl Cell {
    /// Nothing has been received.
    pub const NOT_AVAILABLE: Cell = Cell {
        value: None,
        status: ObservationStatus::Missing,
        withdrawn: false,
    };

    /// What a status says of a number, or of its absence.
    pub fn new(value: Option<f64>, status: ObservationStatus) -> Cell {
        Cell {
            value,
            status,
            withdrawn: false,
        }
    }

    /// Why there is no number; `None` where there is one.
    pub fn reason(&self) -> Option<MissingReason> {
        match self.value {
            Some(_) => None,
            None if self.withdrawn => Some(MissingReason::Withdrawn),
            None => Some(MissingReason::of(self.status)),
        }
    }
}

/// A cell of a block whose value was taken back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithdrawnCell {
    /// The period.
    pub period: Period,
    /// The area.
    pub area: AreaCode,
}

/// All current values of one indicator: one row a period, one column an area.
///
/// It is what the API's `/series` sends, what the read model keeps, and what the browser computes
/// with; so both sides compare the same numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Series {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The areas: one column each.
    pub areas: Vec<AreaCode>,
    /// The periods, ascending: one row each.
    pub periods: Vec<Period>,
    /// `values[period][area]`; `null` where the status says why.
    pub values: Vec<Vec<Option<f64>>>,
    /// `status[period][area]`, letters of SDMX CL_OBS_STATUS; `O` also where nothing was received.
    pub status: Vec<Vec<ObservationStatus>>,
    /// What is said of single figures by those whom they are about, by period and area; few figures have such a remark.
    pub remarks: Vec<Remark>,
    /// The cells whose values their sender withdrew, by period and area; their status is `O` like that of any other
    /// without a value.
    #[serde(default)]
    pub withdrawn: Vec<WithdrawnCell>,
    /// The data version that last touched it; 0 when nothing was ever received.
    pub version: u64,
    /// Whether any value of it is invented for demonstration.
    pub demonstration: bool,
}

impl Series {
    /// A block with no value, to be filled.
    pub fn empty(indicator: IndicatorCode, areas: Vec<AreaCode>, periods: Vec<Period>) -> Series {
        let values = vec![vec![None; areas.len()]; periods.len()];
        let status = vec![vec![ObservationStatus::Missing; areas.len()]; periods.len()];
        Series {
            indicator,
            areas,
            periods,
            values,
            status,
            remarks: Vec::new(),
            withdrawn: Vec::new(),
            version: 0,
            demonstration: false,
        }
    }

    /// The same block with one cell as it would be, the period added where the block lacks it; unchanged when the area
    /// is none of its columns.
    #[must_use]
    pub fn with(mut self, area: &AreaCode, period: Period, cell: Cell) -> Series {
        let Some(column) = self.areas.iter().position(|one| one == area) else {
            return self;
        };
        let row = match self.periods.binary_search(&period) {
            Ok(row) => row,
            Err(row) => {
                self.periods.insert(row, period);
                self.values.insert(row, vec![None; self.areas.len()]);
                self.status
                    .insert(row, vec![ObservationStatus::Missing; self.areas.len()]);
                row
            }
        };
        self.values[row][column] = cell.value;
        self.status[row][column] = cell.status;
        self
    }

    /// What is known of an area in a period; nothing received when either is not in the block.
    pub fn cell(&self, area: &AreaCode, period: Period) -> Cell {
        let column = self.areas.iter().position(|one| one == area);
        let row = self.periods.iter().position(|one| *one == period);
        match (row, column) {
            (Some(row), Some(column)) => self.cell_at(row, column),
            _ => Cell::NOT_AVAILABLE,
        }
    }

    /// The cell of a row and a column; nothing received when the block is ragged there.
    pub fn cell_at(&self, row: usize, column: usize) -> Cell {
        let value = self.values.get(row).and_then(|row| row.get(column));
        let status = self.status.get(row).and_then(|row| row.get(column));
        match (value, status) {
            (Some(&value), Some(&status)) => Cell {
                value,
                status,
                withdrawn: value.is_none() && self.is_withdrawn(row, column),
            },
            _ => Cell::NOT_AVAILABLE,
        }
    }

    /// What is said of the figure of an area in a period.
    pub fn explanation(&self, area: &AreaCode, period: Period) -> Option<&Explanation> {
        let mut remarks = self.remarks.iter();
        let remark = remarks.find(|remark| remark.area == *area && remark.period == period)?;
        Some(&remark.explanation)
    }

    fn is_withdrawn(&self, row: usize, column: usize) -> bool {
        let place = self.periods.get(row).zip(self.areas.get(column));
        place.is_some_and(|place| {
            let order = |cell: &WithdrawnCell| (&cell.period, &cell.area).cmp(&place);
            self.withdrawn.binary_search_by(order).is_ok()
        })
    }

    /// The line of one area: a cell for every period of the block.
    pub fn line(&self, area: &AreaCode) -> Vec<Cell> {
        match self.areas.iter().position(|one| one == area) {
            Some(column) => (0..self.periods.len())
                .map(|row| self.cell_at(row, column))
                .collect(),
            None => vec![Cell::NOT_AVAILABLE; self.periods.len()],
        }
    }

    /// The spread of the given areas in each period of the block; `None` where none has a value.
    pub fn spreads(&self, areas: &[AreaCode]) -> Vec<Option<Spread>> {
        let columns = self.columns(areas);
        (0..self.periods.len())
            .map(|row| {
                let values: Vec<f64> = columns
                    .iter()
                    .filter_map(|&column| self.cell_at(row, column).value)
                    .collect();
                spread(&values)
            })
            .collect()
    }

    /// The latest period in which the area has a value.
    pub fn latest_period_of(&self, area: &AreaCode) -> Option<Period> {
        let line = self.line(area);
        self.periods
            .iter()
            .zip(line)
            .rev()
            .find(|(_, cell)| cell.value.is_some())
            .map(|(period, _)| *period)
    }

    /// Whether anything is told of a period: a figure, or why there is none. What was all taken back tells nothing.
    pub fn tells_of(&self, period: Period) -> bool {
        let Some(row) = self.periods.iter().position(|one| *one == period) else {
            return false;
        };
        let said = (0..self.areas.len()).any(|column| {
            let cell = self.cell_at(row, column);
            !cell.withdrawn && cell != Cell::NOT_AVAILABLE
        });
        said || !self.withdrawn.iter().any(|cell| cell.period == period)
    }

    /// The latest period in which anybody has a value.
    pub fn latest_period(&self) -> Option<Period> {
        self.periods
            .iter()
            .zip(&self.values)
            .rev()
            .find(|(_, row)| row.iter().any(Option::is_some))
            .map(|(period, _)| *period)
    }

    /// The latest period in which at least half of the areas have a value, among those that are `wanted`. One early sender
    /// makes nobody late.
    pub fn latest_period_of_half(
        &self,
        areas: &[&AreaCode],
        wanted: impl Fn(Period) -> bool,
    ) -> Option<Period> {
        let column = |area: &&AreaCode| self.areas.iter().position(|one| one == *area);
        let columns: Vec<usize> = areas.iter().filter_map(column).collect();
        (0..self.periods.len()).rev().find_map(|row| {
            let has = |column: &&usize| self.cell_at(row, **column).value.is_some();
            let with_value = columns.iter().filter(has).count();
            let period = self.periods[row];
            (with_value > 0 && with_value * 2 >= areas.len() && wanted(period)).then_some(period)
        })
    }

    /// The period to show of an area when none is asked for: the latest in which it has a value, else the
    /// latest in which anybody has.
    pub fn period_to_show(&self, area: &AreaCode) -> Option<Period> {
        self.latest_period_of(area).or_else(|| self.latest_period())
    }

    /// The same block with the columns of `areas` alone, in their order, and the periods of the range.
    /// An area that is not in the block gets a column of its own in which nothing was received.
    pub fn narrowed(&self, areas: &[AreaCode], from: Option<Period>, to: Option<Period>) -> Series {
        let rows: Vec<usize> = (0..self.periods.len())
            .filter(|&row| from.is_none_or(|from| self.periods[row] >= from))
            .filter(|&row| to.is_none_or(|to| self.periods[row] <= to))
            .collect();
        let columns: Vec<Option<usize>> = areas
            .iter()
            .map(|area| self.areas.iter().position(|one| one == area))
            .collect();
        let cell = |row: usize, column: &Option<usize>| {
            column.map_or(Cell::NOT_AVAILABLE, |column| self.cell_at(row, column))
        };
        Series {
            indicator: self.indicator.clone(),
            areas: areas.to_vec(),
            periods: rows.iter().map(|&row| self.periods[row]).collect(),
            values: rows
                .iter()
                .map(|&row| columns.iter().map(|c| cell(row, c).value).collect())
                .collect(),
            status: rows
                .iter()
                .map(|&row| columns.iter().map(|c| cell(row, c).status).collect())
                .collect(),
            remarks: self
                .remarks
                .iter()
                .filter(|remark| areas.contains(&remark.area))
                .filter(|remark| from.is_none_or(|from| remark.period >= from))
                .filter(|remark| to.is_none_or(|to| remark.period <= to))
                .cloned()
                .collect(),
            withdrawn: self.withdrawn_of(areas, from, to),
            version: self.version,
            demonstration: self.demonstration,
        }
    }

    /// The withdrawn cells of some areas and periods.
    fn withdrawn_of(
        &self,
        areas: &[AreaCode],
        from: Option<Period>,
        to: Option<Period>,
    ) -> Vec<WithdrawnCell> {
        let cells = self.withdrawn.iter().filter(|cell| {
            let is_within =
                from.is_none_or(|from| cell.period >= from) && to.is_none_or(|to| cell.period <= to);
            is_within && areas.contains(&cell.area)
        });
        cells.cloned().collect()
    }

    fn columns(&self, areas: &[AreaCode]) -> Vec<usize> {
        areas
            .iter()
            .filter_map(|area| self.areas.iter().position(|one| one == area))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_as_it_would_be_leaves_all_others_as_they_are() {
        let areas: Vec<AreaCode> = ["0840200", "0880200"].map(|code| code.parse().unwrap()).into();
        let periods: Vec<Period> = [2014, 2016].into_iter().filter_map(Period::year).collect();
        let series = Series::empty("CTX.UNEMP".parse().unwrap(), areas.clone(), periods);
        let cell = Cell {
            value: Some(70.0),
            status: ObservationStatus::Unvalidated,
            withdrawn: false,
        };
        for year in 2013..=2017 {
            let period = Period::year(year).unwrap();
            let with = series.clone().with(&areas[1], period, cell);
            assert_eq!(with.cell(&areas[1], period), cell);
            assert!(with.periods.is_sorted() && with.periods.contains(&period));
            let values = with.values.iter().flatten().flatten();
            assert_eq!(values.count(), 1, "nothing else has a value in {year}");
        }
        let elsewhere = "0010000".parse().unwrap();
        assert_eq!(
            series.clone().with(&elsewhere, Period::year(2014).unwrap(), cell),
            series
        );
    }

    #[test]
    fn the_period_to_show_is_the_areas_own_latest_before_anybodys() {
        let areas: Vec<AreaCode> = ["0840200", "0880200", "0010000"]
            .map(|code| code.parse().unwrap())
            .into();
        let periods: Vec<Period> = (2014..=2017).filter_map(Period::year).collect();
        let mut series = Series::empty("CTX.UNEMP".parse().unwrap(), areas.clone(), periods);
        series.values[1][0] = Some(7.5);
        series.values[2][1] = Some(8.5);
        assert_eq!(series.period_to_show(&areas[0]), Period::year(2015));
        assert_eq!(series.period_to_show(&areas[2]), Period::year(2016));
        series.values = vec![vec![None; 3]; 4];
        assert_eq!(series.period_to_show(&areas[0]), None);
    }

    #[test]
    fn half_of_the_areas_make_a_period_the_usual_one() {
        let codes: Vec<AreaCode> = (0..4).map(|n| format!("{n:07}").parse().unwrap()).collect();
        let periods: Vec<Period> = (2014..=2016).filter_map(Period::year).collect();
        let mut series = Series::empty("CTX.UNEMP".parse().unwrap(), codes.clone(), periods);
        series.values[0] = vec![Some(1.0); 4];
        series.values[1] = vec![Some(1.0), None, Some(1.0), None];
        series.values[2][0] = Some(1.0);
        let areas: Vec<&AreaCode> = codes.iter().collect();
        assert_eq!(series.latest_period_of_half(&areas, |_| true), Period::year(2015));
        assert_eq!(
            series.latest_period_of_half(&areas, |period| Some(period) != Period::year(2015)),
            Period::year(2014)
        );
        assert_eq!(
            series.latest_period_of_half(&areas[..1], |_| true),
            Period::year(2016)
        );
        assert_eq!(series.latest_period_of_half(&[], |_| true), None);
    }
}

//! The figures of one indicator: areas by periods, what is stored with what a batch sends laid over it.

use crate::area::AreaCode;
use crate::indicator::Indicator;
use crate::period::Period;

/// What kind of number the figures are: it decides how much chance there is in a small one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Whole cases: persons, pupils, clients, visits.
    Count,
    /// Per cent.
    Percent,
    /// Anything else: money, ratios, indices. Nothing hangs on the unit chosen.
    Other,
}

impl Measure {
    /// The kind of an indicator's figures, by its unit.
    pub fn of(sheet: &Indicator) -> Measure {
        if sheet.unit.counts() {
            Measure::Count
        } else if sheet.unit.code == "percent" {
            Measure::Percent
        } else {
            Measure::Other
        }
    }
}

/// The place of a figure: the indices of its area and of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Index into the areas of the panel.
    pub area: usize,
    /// Index into the periods of the panel.
    pub period: usize,
}

/// The figures of one indicator (or of one part of it) over areas and periods.
///
/// Filled in any order. Places that nothing is known of are left out; so is what has no number.
#[derive(Debug, Clone)]
pub struct Panel<'a> {
    pub(super) areas: &'a [AreaCode],
    /// Ascending, each once: the rows.
    pub(super) rows: Vec<Period>,
    /// The row of each period as the caller counts them, and back.
    row_of: Vec<usize>,
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    stored: Option<f64>,
    sent: Option<f64>,
}

impl<'a> Panel<'a> {
    /// A panel without figures. The periods may come in any order.
    pub fn new(areas: &'a [AreaCode], periods: &[Period]) -> Panel<'a> {
        let mut rows = periods.to_vec();
        rows.sort_unstable();
        rows.dedup();
        let row_of = periods
            .iter()
            .map(|period| rows.partition_point(|row| row < period))
            .collect();
        Panel {
            areas,
            row_of,
            slots: vec![Slot::default(); areas.len() * rows.len()],
            rows,
        }
    }

    /// Takes a figure that is stored.
    pub fn store(&mut self, place: Place, value: f64) {
        self.slot_mut(place).stored = Some(value);
    }

    /// Takes a figure that a batch sends. One that is stored already is not judged.
    pub fn send(&mut self, place: Place, value: f64) {
        self.slot_mut(place).sent = Some(value);
    }

    fn slot_mut(&mut self, place: Place) -> &mut Slot {
        let at = self.row_of[place.period] * self.areas.len() + place.area;
        &mut self.slots[at]
    }

    fn slot(&self, row: usize, area: usize) -> Slot {
        self.slots[row * self.areas.len() + area]
    }

    /// What holds when the batch is laid over.
    pub(super) fn value(&self, row: usize, area: usize) -> Option<f64> {
        let slot = self.slot(row, area);
        slot.sent.or(slot.stored)
    }

    /// What the batch says anew.
    pub(super) fn new_value(&self, row: usize, area: usize) -> Option<f64> {
        let slot = self.slot(row, area);
        slot.sent.filter(|_| slot.sent != slot.stored)
    }

    /// What is stored and stays.
    pub(super) fn kept(&self, row: usize, area: usize) -> Option<f64> {
        let slot = self.slot(row, area);
        slot.stored
            .filter(|_| slot.sent.is_none_or(|sent| slot.stored == Some(sent)))
    }

    /// What is stored and would be replaced.
    pub(super) fn replaced(&self, row: usize, area: usize) -> Option<f64> {
        self.new_value(row, area).and(self.slot(row, area).stored)
    }

    /// The period of a row as the caller counts them.
    pub(super) fn period_of_row(&self, row: usize) -> usize {
        self.row_of.iter().position(|one| *one == row).unwrap_or(row)
    }
}

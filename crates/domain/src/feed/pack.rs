//! The rows of a batch after their check, in little memory: what a batch names again and again is kept once, and a row
//! is forty-eight bytes that point to it. A million rows are forty-eight megabytes.

use super::Fault;
use crate::area::AreaCode;
use crate::confidentiality::ConfStatus;
use crate::indicator::IndicatorCode;
use crate::observation::{ObservationKey, Reading};
use crate::period::Period;
use crate::status::ObservationStatus;
use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// Rows as they come in, in their order.
#[derive(Debug, Default)]
pub struct RowPack {
    names: Names,
    rows: Vec<PackedRow>,
    faults: Vec<(u32, Fault)>,
    received: u32,
}

/// All rows of a batch, the good ones by indicator.
#[derive(Debug, Default)]
pub struct CheckedRows {
    names: Names,
    rows: Vec<PackedRow>,
    /// Where the rows of each indicator are.
    ranges: Vec<Range<usize>>,
    faults: Vec<(u32, Fault)>,
}

/// A good row.
#[derive(Debug, Clone, Copy)]
pub struct PackedRow {
    row: u32,
    indicator: u32,
    area: u32,
    period: u32,
    breakdown: u32,
    /// One more than its place among the notes; 0 without one.
    note: u32,
    /// One more than its place among the counts of cases; 0 without one.
    cases: u32,
    value: Option<f64>,
    status: ObservationStatus,
    withdraws: bool,
    conf_status: ConfStatus,
}

/// What the rows name.
#[derive(Debug, Default)]
struct Names {
    indicators: Index<IndicatorCode>,
    areas: Index<AreaCode>,
    periods: Index<Period>,
    breakdowns: Index<String>,
    notes: Vec<Box<str>>,
    cases: Vec<f64>,
}

/// Values in the order in which they first came, each once.
#[derive(Debug)]
struct Index<T> {
    values: Vec<T>,
    places: HashMap<T, u32>,
}

impl RowPack {
    /// Takes the next row, or the reason why it is none. Rows are counted from 1; no body that is bounded has more than
    /// can be counted here.
    pub fn take(&mut self, checked: Result<(ObservationKey, Reading), Fault>) {
        self.received = self.received.saturating_add(1);
        let row = self.received;
        let (key, reading) = match checked {
            Ok(good) => good,
            Err(fault) => return self.faults.push((row, fault)),
        };
        let names = &mut self.names;
        let note = match reading.note {
            None => 0,
            Some(note) => {
                names.notes.push(note.into_boxed_str());
                place(names.notes.len())
            }
        };
        let cases = match reading.cases {
            None => 0,
            Some(cases) => {
                names.cases.push(cases);
                place(names.cases.len())
            }
        };
        self.rows.push(PackedRow {
            row,
            indicator: names.indicators.of(key.indicator),
            area: names.areas.of(key.area),
            period: names.periods.of(key.period),
            breakdown: names.breakdowns.of(key.breakdown),
            note,
            cases,
            value: reading.value,
            status: reading.status,
            withdraws: reading.withdrawn,
            conf_status: reading.conf_status,
        });
    }

    /// How many rows came so far.
    pub fn received(&self) -> u64 {
        u64::from(self.received)
    }

    /// All rows, once the last one came. Of several rows about one key the first is taken; the others are refused.
    pub fn finish(self) -> CheckedRows {
        let RowPack {
            names,
            mut rows,
            mut faults,
            ..
        } = self;
        rows.sort_unstable_by_key(|row| (row.at(), row.row));
        let mut first: Option<PackedRow> = None;
        rows.retain(|row| match first {
            Some(before) if before.at() == row.at() => {
                let fault = Fault::DuplicateRow {
                    first: u64::from(before.row),
                };
                faults.push((row.row, fault));
                false
            }
            _ => {
                first = Some(*row);
                true
            }
        });
        faults.sort_unstable_by_key(|(row, _)| *row);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for of_indicator in rows.chunk_by(|row, next| row.indicator == next.indicator) {
            let start = ranges.last().map_or(0, |before| before.end);
            ranges.push(start..start + of_indicator.len());
        }
        CheckedRows {
            names,
            rows,
            ranges,
            faults,
        }
    }
}

impl CheckedRows {
    /// The good rows, those of an indicator side by side.
    pub fn rows(&self) -> &[PackedRow] {
        &self.rows
    }

    /// The indicators that the good rows are about, and where the rows of each stand.
    pub fn indicators(&self) -> impl Iterator<Item = (&IndicatorCode, Range<usize>)> {
        let first = |range: &Range<usize>| self.rows.get(range.start);
        self.ranges
            .iter()
            .filter_map(move |range| first(range).map(|row| (self.indicator(row), range.clone())))
    }

    /// Where the rows of an indicator stand; nowhere when there is none.
    pub fn of(&self, indicator: &IndicatorCode) -> Range<usize> {
        let mut indicators = self.indicators();
        let found = indicators.find(|(code, _)| *code == indicator);
        found.map_or(0..0, |(_, range)| range)
    }

    /// The place of the row about this, among those of an indicator.
    pub fn find(
        &self,
        range: Range<usize>,
        area: &AreaCode,
        period: Period,
        breakdown: &str,
    ) -> Option<usize> {
        let start = range.start;
        let wanted = (
            self.names.periods.find(&period)?,
            self.names.areas.find(area)?,
            self.names.breakdowns.find(breakdown)?,
        );
        let of_indicator = self.rows.get(range)?;
        let found = of_indicator.binary_search_by_key(&wanted, |row| (row.period, row.area, row.breakdown));
        found.ok().map(|at| start + at)
    }

    /// The rows that are refused, in their order.
    pub fn faults(&self) -> impl ExactSizeIterator<Item = (u64, &Fault)> {
        self.faults.iter().map(|(row, fault)| (u64::from(*row), fault))
    }

    /// What is wrong with the refused row at a place among them.
    pub fn fault(&self, at: usize) -> Option<&Fault> {
        self.faults.get(at).map(|(_, fault)| fault)
    }

    /// The areas that the good rows are about.
    pub fn areas(&self) -> &[AreaCode] {
        &self.names.areas.values
    }

    /// The indicator of a row.
    pub fn indicator(&self, row: &PackedRow) -> &IndicatorCode {
        self.names.indicators.get(row.indicator)
    }

    /// The area of a row.
    pub fn area(&self, row: &PackedRow) -> &AreaCode {
        self.names.areas.get(row.area)
    }

    /// The period of a row.
    pub fn period(&self, row: &PackedRow) -> Period {
        *self.names.periods.get(row.period)
    }

    /// The part of the whole that a row is about; empty for the whole.
    pub fn breakdown(&self, row: &PackedRow) -> &str {
        self.names.breakdowns.get(row.breakdown)
    }

    /// The remark of a row.
    pub fn note(&self, row: &PackedRow) -> Option<&str> {
        let at = usize::try_from(row.note).ok()?.checked_sub(1)?;
        self.names.notes.get(at).map(AsRef::as_ref)
    }

    /// How many cases stand behind a row, where it says so.
    pub fn cases(&self, row: &PackedRow) -> Option<f64> {
        let at = usize::try_from(row.cases).ok()?.checked_sub(1)?;
        self.names.cases.get(at).copied()
    }
}

impl PackedRow {
    /// Its number, counted from 1.
    pub fn row(&self) -> u64 {
        u64::from(self.row)
    }

    /// The number, in the unit of the indicator.
    pub fn value(&self) -> Option<f64> {
        self.value
    }

    /// The status.
    pub fn status(&self) -> ObservationStatus {
        self.status
    }

    /// Whether its sender lets everybody see the number.
    pub fn conf_status(&self) -> ConfStatus {
        self.conf_status
    }

    /// Whether it takes back what its cell said.
    pub fn withdraws(&self) -> bool {
        self.withdraws
    }

    /// What it is about.
    fn at(&self) -> (u32, u32, u32, u32) {
        (self.indicator, self.period, self.area, self.breakdown)
    }
}

impl<T: Clone + Eq + Hash> Index<T> {
    /// The place of a value, which it gets when it comes for the first time.
    fn of(&mut self, value: T) -> u32 {
        if let Some(place) = self.places.get(&value) {
            return *place;
        }
        let at = place(self.values.len());
        self.values.push(value.clone());
        self.places.insert(value, at);
        at
    }
}

impl<T> Index<T> {
    /// The place of a value that came.
    fn find<Q: Eq + Hash + ?Sized>(&self, value: &Q) -> Option<u32>
    where
        T: Borrow<Q> + Eq + Hash,
    {
        self.places.get(value).copied()
    }

    fn get(&self, place: u32) -> &T {
        &self.values[place as usize]
    }
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Index {
            values: Vec::new(),
            places: HashMap::new(),
        }
    }
}

/// A count as a place: there are never more different things than rows.
fn place(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn good() -> impl Strategy<Value = (ObservationKey, Reading)> {
        let key = (0..3u8, 0..4u8, 2010..2014u16, 0..2u8);
        let reading = (
            proptest::option::of(-1e6..1e6f64),
            proptest::option::of("[a-zā]{1,5}"),
            any::<bool>(),
            (proptest::option::of(0..9u8), 0..3usize),
        );
        (key, reading).prop_map(
            |((indicator, area, year, part), (value, note, withdrawn, (cases, letter)))| {
                let key = ObservationKey {
                    indicator: format!("A.B{indicator}").parse().unwrap(),
                    area: format!("084020{area}").parse().unwrap(),
                    period: year.to_string().parse().unwrap(),
                    breakdown: ["", "SEX=F"][usize::from(part)].to_owned(),
                };
                let status = match value {
                    Some(_) => ObservationStatus::Normal,
                    None => ObservationStatus::Missing,
                };
                let withdrawn = withdrawn && value.is_none();
                let reading = Reading {
                    value,
                    status,
                    note,
                    withdrawn,
                    conf_status: ConfStatus::ALL[letter],
                    cases: cases.map(f64::from),
                };
                (key, reading)
            },
        )
    }

    fn fault() -> Fault {
        Fault::MissingField {
            field: "value".to_owned(),
        }
    }

    proptest! {
        /// What is stored is what was sent: nothing is lost, mixed up or stored twice on its way through the pack.
        #[test]
        fn every_row_comes_out_as_it_went_in(
            rows in proptest::collection::vec(prop_oneof![4 => good().prop_map(Some), 1 => Just(None)], 0..60),
        ) {
            let mut pack = RowPack::default();
            for row in &rows {
                pack.take(row.clone().ok_or_else(fault));
            }
            prop_assert_eq!(pack.received(), rows.len() as u64);
            let checked = pack.finish();
            let mut out: Vec<Option<(ObservationKey, Reading)>> = vec![None; rows.len()];
            for (indicator, range) in checked.indicators() {
                prop_assert_eq!(checked.of(indicator), range.clone());
                for (at, row) in range.clone().zip(&checked.rows()[range.clone()]) {
                    let key = ObservationKey {
                        indicator: indicator.clone(),
                        area: checked.area(row).clone(),
                        period: checked.period(row),
                        breakdown: checked.breakdown(row).to_owned(),
                    };
                    let reading = Reading {
                        value: row.value(),
                        status: row.status(),
                        note: checked.note(row).map(str::to_owned),
                        withdrawn: row.withdraws(),
                        conf_status: row.conf_status(),
                        cases: checked.cases(row),
                    };
                    let found = checked.find(range.clone(), &key.area, key.period, &key.breakdown);
                    prop_assert_eq!(found, Some(at));
                    out[row.row() as usize - 1] = Some((key, reading));
                }
            }
            let codes: Vec<_> = checked.indicators().map(|(code, _)| code).collect();
            let mut once = codes.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(codes.len(), once.len(), "an indicator is read and written once");
            let faults: HashMap<u64, &Fault> = checked.faults().collect();
            prop_assert_eq!(faults.len() + checked.rows().len(), rows.len());
            for (at, row) in rows.iter().enumerate() {
                let number = at as u64 + 1;
                let first = rows.iter().position(|other| {
                    matches!((other, row), (Some((one, _)), Some((key, _))) if one == key)
                });
                match (row, first) {
                    (None, _) => prop_assert_eq!(faults.get(&number), Some(&&fault())),
                    (Some(good), Some(before)) if before == at => prop_assert_eq!(out[at].as_ref(), Some(good)),
                    (Some(_), Some(before)) => {
                        let twice = Fault::DuplicateRow { first: before as u64 + 1 };
                        prop_assert_eq!(faults.get(&number), Some(&&twice));
                    }
                    (Some(_), None) => prop_assert!(false, "a row is equal to itself"),
                }
            }
        }
    }

    #[test]
    fn a_million_rows_fit_into_the_memory_that_is_promised() {
        assert!(size_of::<PackedRow>() <= 48);
    }
}

//! Which figures of a batch are suspect: unlike what is known of their indicator by now.
//!
//! An indicator of which nothing is stored is let pass. Invented figures say nothing about real ones, nor these about
//! them. Nor do numbers that another feed hides: by what is suspect beside them a sender would find them out.

use super::Reference;
use super::sums::Summands;
use super::weigh::Secrets;
use crate::rows::values::CurrentOfKey;
use blis_domain::area::AreaCode;
use blis_domain::feed::plausibility::{Judgement, Measure, Panel, Place, judge, name_swapped_indicators};
use blis_domain::feed::{CheckedRows, PackedRow, Suspicion};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::period::Period;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// Where more figures than this are suspect, their indicators were not swapped by a slip of the hand: it is not looked
/// for, which keeps the memory within bounds.
const MOST_FOR_SWAPS: usize = 20_000;

/// Judges the indicators of a batch one after another.
pub(super) struct Judges<'a> {
    rows: &'a CheckedRows,
    demonstration: bool,
    reference: &'a Reference<'a>,
    areas: HashMap<&'a AreaCode, usize>,
    /// The periods of suspects, by which the indicators are compared.
    periods: Vec<Period>,
    /// By part of the whole: figures of different parts have nothing to do with each other.
    found: BTreeMap<String, Vec<(IndicatorCode, Vec<Judgement>)>>,
    suspects: usize,
    unjudged: u64,
    /// The rows of sums that do not add up.
    off: Vec<(usize, Suspicion)>,
}

/// The suspect rows of a batch, by their places among the good ones, ascending.
#[derive(Debug, Default)]
pub(super) struct Suspects(Vec<(usize, Suspicion)>);

impl<'a> Judges<'a> {
    /// Judges of rows that are invented for demonstration, or are not.
    pub(super) fn new(
        rows: &'a CheckedRows,
        demonstration: bool,
        reference: &'a Reference<'a>,
    ) -> Judges<'a> {
        let areas = reference.areas.iter().enumerate();
        Judges {
            rows,
            demonstration,
            reference,
            areas: areas.map(|(at, code)| (code, at)).collect(),
            periods: Vec::new(),
            found: BTreeMap::new(),
            suspects: 0,
            unjudged: 0,
            off: Vec::new(),
        }
    }

    /// Judges the rows of an indicator beside its current values, which are those of all areas.
    pub(super) fn indicator(
        &mut self,
        indicator: &IndicatorCode,
        range: Range<usize>,
        (stored, secrets): (&[CurrentOfKey], &Secrets),
    ) {
        let Some(sheet) = self.sheet(indicator) else {
            return;
        };
        let rows = self.rows.rows().get(range).unwrap_or_default();
        let parts: BTreeSet<&str> = rows.iter().map(|row| self.rows.breakdown(row)).collect();
        for part in parts {
            let Some(judgements) = self.part(part, rows, (stored, secrets), Measure::of(sheet)) else {
                let unjudged = rows.iter().filter(|row| self.rows.breakdown(row) == part);
                self.unjudged += unjudged.filter(|row| row.value().is_some()).count() as u64;
                continue;
            };
            if !judgements.is_empty() {
                self.suspects += judgements.len();
                let found = self.found.entry(part.to_owned()).or_default();
                found.push((indicator.clone(), judgements));
            }
        }
    }

    /// Judges whether the parts of an indicator add up.
    pub(super) fn sums(&mut self, indicator: &IndicatorCode, summands: &Summands<'_>) {
        if let Some(sheet) = self.sheet(indicator) {
            self.off.extend(summands.suspects(sheet));
        }
    }

    /// The sheet of an indicator. A row whose indicator is not in the catalogue is refused before it comes here.
    fn sheet(&self, indicator: &IndicatorCode) -> Option<&'a Indicator> {
        self.reference
            .sheets
            .iter()
            .find(|sheet| sheet.code == *indicator)
    }

    /// The judgements on figures of a part of an indicator; nothing when none is known of it.
    fn part(
        &mut self,
        part: &str,
        rows: &[PackedRow],
        (stored, secrets): (&[CurrentOfKey], &Secrets),
        measure: Measure,
    ) -> Option<Vec<Judgement>> {
        let known = || {
            stored.iter().filter_map(|((area, period, of), current)| {
                let is_like = of == part && current.demonstration == self.demonstration;
                let counts = is_like && !secrets.has(current);
                let value = current.reading.value.filter(|_| counts)?;
                Some((*self.areas.get(area)?, *period, value))
            })
        };
        known().next()?;
        let sent = || {
            let rows = rows.iter().filter(|row| self.rows.breakdown(row) == part);
            rows.filter_map(|row| {
                let area = *self.areas.get(self.rows.area(row))?;
                Some((area, self.rows.period(row), row.value()?))
            })
        };
        let mut periods: Vec<Period> = known().chain(sent()).map(|(_, period, _)| period).collect();
        periods.sort_unstable();
        periods.dedup();
        let place = |area, period| Place {
            area,
            period: periods.partition_point(|one| *one < period),
        };
        let mut panel = Panel::new(self.reference.areas, &periods);
        for (area, period, value) in known() {
            panel.store(place(area, period), value);
        }
        for (area, period, value) in sent() {
            panel.send(place(area, period), value);
        }
        let mut found = judge(&panel, measure);
        if !found.is_empty() {
            // Each panel has the periods of its indicator alone; suspects of several are compared by those of all.
            let common: Vec<usize> = periods
                .iter()
                .map(|period| common(&mut self.periods, *period))
                .collect();
            for judgement in &mut found {
                if let Some(place) = common.get(judgement.place.period) {
                    judgement.place.period = *place;
                }
            }
        }
        Some(found)
    }

    /// How many rows were let pass because nothing like them is known.
    pub(super) fn unjudged(&self) -> u64 {
        self.unjudged
    }

    /// The suspect rows, once all indicators were judged.
    pub(super) fn finish(self) -> Suspects {
        let mut suspects = Vec::with_capacity(self.suspects);
        for (part, mut found) in self.found {
            if self.suspects <= MOST_FOR_SWAPS {
                name_swapped_indicators(&mut found);
            }
            for (indicator, judgements) in found {
                let range = self.rows.of(&indicator);
                let placed = judgements.into_iter().filter_map(|judgement| {
                    let area = self.reference.areas.get(judgement.place.area)?;
                    let period = *self.periods.get(judgement.place.period)?;
                    let at = self.rows.find(range.clone(), area, period, &part)?;
                    Some((at, judgement.suspicion))
                });
                suspects.extend(placed);
            }
        }
        // What is unlike its own past is told as that; a sum that is off beside it follows from it.
        suspects.extend(self.off);
        suspects.sort_by_key(|(at, _)| *at);
        suspects.dedup_by_key(|(at, _)| *at);
        Suspects(suspects)
    }
}

/// The place of a period among those that came before it, or behind them.
fn common(periods: &mut Vec<Period>, period: Period) -> usize {
    let known = periods.iter().position(|one| *one == period);
    known.unwrap_or_else(|| {
        periods.push(period);
        periods.len() - 1
    })
}

impl Suspects {
    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Why the row at a place is suspect.
    pub(super) fn of(&self, at: usize) -> Option<&Suspicion> {
        let found = self.0.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        self.0.get(found).map(|(_, suspicion)| suspicion)
    }
}

//! Which rows of a batch do not add up: the parts of a whole that its sheet says to make it up, and the whole.
//!
//! A sum is judged where all of it is known, by the batch or by what is stored, and where none of it is kept back: the
//! sentence of the suspicion names both sums, and is read by some who may not read a hidden figure.

use super::end::End;
use crate::rows::values::{Current, CurrentOfKey};
use blis_domain::area::AreaCode;
use blis_domain::feed::parts::{Term, judge};
use blis_domain::feed::{CheckedRows, Suspicion};
use blis_domain::indicator::Indicator;
use blis_domain::period::Period;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The rows of an indicator in a batch, with what becomes of them, beside what is stored of it.
pub(super) struct Summands<'a> {
    pub(super) rows: &'a CheckedRows,
    pub(super) range: Range<usize>,
    /// What becomes of all rows of the batch.
    pub(super) ends: &'a [End],
    pub(super) stored: &'a [CurrentOfKey],
    pub(super) demonstration: bool,
}

impl Summands<'_> {
    /// The suspect rows, by their places among the good ones: every term that the batch says anew of a sum that does not
    /// add up.
    pub(super) fn suspects(&self, sheet: &Indicator) -> Vec<(usize, Suspicion)> {
        let sums = sheet.division().sums();
        if sums.is_empty() || !self.has_parts() {
            return Vec::new();
        }
        let places: BTreeSet<(&AreaCode, Period)> = self
            .range
            .clone()
            .filter(|at| self.is_news(*at))
            .filter_map(|at| self.rows.rows().get(at))
            .map(|row| (self.rows.area(row), self.rows.period(row)))
            .collect();
        let stored = self.stored.iter().filter(|((area, period, _), current)| {
            places.contains(&(area, *period)) && current.demonstration == self.demonstration
        });
        let stored: HashMap<(&AreaCode, Period, &str), &Current> = stored
            .map(|((area, period, part), current)| ((area, *period, part.as_str()), current))
            .collect();
        let mut suspects = Vec::new();
        for (area, period) in places {
            for sum in &sums {
                let of = |part: &String| self.term(area, period, part, &stored);
                let (whole, parts): (_, Vec<_>) = (of(&sum.whole), sum.parts.iter().map(of).collect());
                let terms: Vec<Term> = parts.iter().map(|(term, _)| *term).collect();
                let Some(suspicion) = judge(whole.0, &terms, sheet) else {
                    continue;
                };
                let sent = parts.into_iter().chain([whole]).filter(|(term, _)| term.sent);
                suspects.extend(sent.filter_map(|(_, at)| Some((at?, suspicion.clone()))));
            }
        }
        suspects
    }

    /// Whether there is any part at all: most batches are of wholes.
    fn has_parts(&self) -> bool {
        let rows = self.rows.rows().get(self.range.clone()).unwrap_or_default();
        let is_part = |part: &str| !part.is_empty();
        rows.iter().any(|row| is_part(self.rows.breakdown(row)))
            || self.stored.iter().any(|((_, _, part), _)| is_part(part))
    }

    fn is_news(&self, at: usize) -> bool {
        self.ends.get(at).is_some_and(|end| end.is_news())
    }

    /// A term of a sum, and the place of its row when it has one.
    fn term(
        &self,
        area: &AreaCode,
        period: Period,
        part: &str,
        stored: &HashMap<(&AreaCode, Period, &str), &Current>,
    ) -> (Term, Option<usize>) {
        let at = self.rows.find(self.range.clone(), area, period, part);
        let row = at.and_then(|at| Some((at, self.rows.rows().get(at)?)));
        if let Some((at, row)) = row {
            let term = Term {
                value: row.value().filter(|_| row.conf_status().is_free()),
                sent: self.is_news(at),
            };
            return (term, Some(at));
        }
        let current = stored.get(&(area, period, part));
        let term = Term {
            value: current
                .filter(|current| current.shown.is_free())
                .and_then(|current| current.reading.value),
            sent: false,
        };
        (term, None)
    }
}

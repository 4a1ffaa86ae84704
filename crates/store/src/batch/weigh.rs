//! What each row of a batch would mean beside what is stored: new, changed or unchanged; and whether it is suspect.

use super::end::{End, Protection};
use super::judge::{Judges, Suspects};
use super::sums::Summands;
use super::told::{Told, Why, told_of};
use super::{NewBatch, Reference};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::values::{self, Current, CurrentOfKey};
use crate::rows::{batches, gating};
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::feed::{CheckedRows, PackedRow, Suspicion};
use blis_domain::indicator::IndicatorCode;
use blis_domain::receipt::{RowCounts, RowOutcome};
use std::collections::HashSet;
use std::ops::Range;

/// The rows of a batch, weighed.
pub(super) struct Weighed<'a> {
    /// The rows.
    pub(super) rows: &'a CheckedRows,
    /// The areas that they are about, where these are few: a batch about them reads them alone, and what it touches by
    /// way of formulas is in the same areas.
    pub(super) areas: Option<Vec<String>>,
    /// What becomes of the good ones, in their order.
    ends: Vec<End>,
    /// Which of them are suspect.
    suspects: Suspects,
    /// The indicators whose new figures wait for a release.
    gated: HashSet<IndicatorCode>,
}

/// Compares the good rows with what is stored, an indicator at a time: a feed sends indicators whole.
pub(super) fn weigh<'a>(
    connection: &mut AnyConnection,
    rows: &'a CheckedRows,
    new: &NewBatch,
    reference: &Reference<'_>,
) -> Result<Weighed<'a>, StoreError> {
    let areas = few(rows.areas());
    let nothing_stored = |row: &PackedRow| End::of(None, row.withdraws(), |_| false);
    let mut ends: Vec<End> = rows.rows().iter().map(nothing_stored).collect();
    let mut judges = Judges::new(rows, new.demonstration, reference);
    for (indicator, range) in rows.indicators() {
        let stored = values::current(connection, indicator, areas.as_deref())?;
        let secrets = Secrets::of(connection, &stored, &new.feed)?;
        compare(
            &mut ends,
            rows,
            range.clone(),
            (&stored, &secrets),
            new.demonstration,
        );
        let mut news = range.clone().filter(|at| {
            let number = rows.rows().get(*at).and_then(PackedRow::value);
            number.is_some() && ends.get(*at).is_some_and(|end| end.is_news())
        });
        if new.vouched || news.next().is_none() {
            continue;
        }
        judges.sums(
            indicator,
            &Summands {
                rows,
                range: range.clone(),
                ends: &ends,
                stored: &stored,
                demonstration: new.demonstration,
            },
        );
        match areas {
            None => judges.indicator(indicator, range, (&stored, &secrets)),
            // What the others did is known from all areas alone.
            Some(_) => {
                let stored = values::current(connection, indicator, None)?;
                let secrets = Secrets::of(connection, &stored, &new.feed)?;
                judges.indicator(indicator, range, (&stored, &secrets));
            }
        }
    }
    Ok(Weighed {
        rows,
        areas,
        ends,
        suspects: judges.finish(),
        // As it is now that the counters are locked: nothing that waits for a release gets past it but the figures that
        // a demonstration begins with.
        gated: match new.demonstration && new.vouched {
            true => HashSet::new(),
            false => gating::gated(connection)?,
        },
    })
}

/// What the sender of a batch is not told of: the hidden numbers that another feed sent last. Else whoever may send could
/// guess them, and learn from what is unchanged that a guess was right.
pub(super) struct Secrets(HashSet<String>);

impl Secrets {
    /// Those among stored values, for the senders of a feed.
    fn of(
        connection: &mut AnyConnection,
        stored: &[CurrentOfKey],
        feed: &str,
    ) -> Result<Secrets, StoreError> {
        let hidden = stored.iter().filter(|(_, current)| current.is_hidden());
        let batches: HashSet<&str> = hidden.map(|(_, current)| &*current.batch).collect();
        let batches: Vec<&str> = batches.into_iter().collect();
        Ok(Secrets(batches::of_other_feeds(connection, &batches, feed)?))
    }

    /// Whether the number of a stored value is one.
    pub(super) fn has(&self, current: &Current) -> bool {
        current.is_hidden() && self.0.contains(&*current.batch)
    }
}

fn compare(
    ends: &mut [End],
    rows: &CheckedRows,
    range: Range<usize>,
    (stored, secrets): (&[CurrentOfKey], &Secrets),
    demonstration: bool,
) {
    for ((area, period, breakdown), current) in stored {
        if let Some(at) = rows.find(range.clone(), area, *period, breakdown)
            && let (Some(end), Some(row)) = (ends.get_mut(at), rows.rows().get(at))
        {
            let says_the_same = |current: &Current| {
                let reading = &current.reading;
                reading.value == row.value()
                    && reading.status == row.status()
                    && reading.note.as_deref() == rows.note(row)
                    && reading.withdrawn == row.withdraws()
                    && reading.cases == rows.cases(row)
                    && current.demonstration == demonstration
            };
            let is_same = |current: &Current| {
                let is_sent = current.reading.conf_status == row.conf_status();
                !secrets.has(current) && is_sent && says_the_same(current)
            };
            let of = End::of(Some(current), row.withdraws(), is_same);
            *end = of.protecting(match row.withdraws() {
                true => Protection::TakesAway,
                false if row.conf_status().is_free() => Protection::Nothing,
                false if says_the_same(current) => Protection::TakesAway,
                false => Protection::Replaces,
            });
        }
    }
}

/// Up to so many areas are named in a query; more are read with all the others.
const FEW_AREAS: usize = 20;

/// The areas to name in a query; none where they are too many.
pub(super) fn few(areas: &[AreaCode]) -> Option<Vec<String>> {
    (areas.len() <= FEW_AREAS).then(|| areas.iter().map(ToString::to_string).collect())
}

impl Weighed<'_> {
    /// The good rows, each with its end, and why it is suspect.
    fn ends(&self) -> impl Iterator<Item = (&PackedRow, End, Option<&Suspicion>)> {
        self.within(0..self.ends.len())
    }

    fn within(&self, range: Range<usize>) -> impl Iterator<Item = (&PackedRow, End, Option<&Suspicion>)> {
        let rows = self.rows.rows().get(range.clone()).unwrap_or_default();
        let ends = self.ends.get(range.clone()).unwrap_or_default();
        let rows = range.zip(rows.iter().zip(ends.iter().copied()));
        rows.map(|(at, (row, end))| (row, end, self.suspects.of(at)))
    }

    /// The rows of an indicator that bring a version.
    pub(super) fn brought(&self, indicator: &IndicatorCode) -> impl Iterator<Item = (&PackedRow, End)> {
        let (rows, is_gated) = (self.within(self.rows.of(indicator)), self.is_gated(indicator));
        let passes = move |end: &End| !is_gated || end.protection() == Protection::TakesAway;
        rows.filter(move |(_, end, suspicion)| end.is_news() && suspicion.is_none() && passes(end))
            .map(|(row, end, _)| (row, end))
    }

    /// Whether any row brings a version.
    pub(super) fn brings_any(&self) -> bool {
        let mut indicators = self.rows.indicators();
        indicators.any(|(indicator, _)| self.brought(indicator).next().is_some())
    }

    /// Whether new figures of an indicator wait for a release.
    pub(super) fn is_gated(&self, indicator: &IndicatorCode) -> bool {
        self.gated.contains(indicator)
    }

    /// The rows of an indicator that are taken aside: the suspect ones, or whatever would bring a version when the batch
    /// waits as a whole or the indicator is released; but for what only takes away a public number, which waits for no
    /// release.
    pub(super) fn aside(
        &self,
        indicator: &IndicatorCode,
        whole: bool,
    ) -> impl Iterator<Item = (&PackedRow, Option<&Suspicion>)> {
        let waiting = self.waiting(indicator, whole);
        waiting.map(|(row, _, suspicion)| (row, suspicion))
    }

    /// The stored rows whose public numbers are kept back from now on, with the letters by which they are: those whose
    /// successors are taken aside. What waits for a release or a steward leaves nobody in view meanwhile.
    pub(super) fn kept_back(
        &self,
        indicator: &IndicatorCode,
        whole: bool,
    ) -> impl Iterator<Item = (i64, ConfStatus)> {
        let waiting = self.waiting(indicator, whole);
        waiting.filter_map(|(row, end, _)| match end.protection() {
            Protection::Nothing => None,
            // What is taken back as a whole batch waits with the rest of it.
            _ if row.withdraws() => None,
            Protection::TakesAway | Protection::Replaces => Some((end.closes()?, row.conf_status())),
        })
    }

    /// Whether any number is kept back while its successor waits.
    pub(super) fn keeps_back_any(&self, whole: bool) -> bool {
        let mut indicators = self.rows.indicators();
        indicators.any(|(indicator, _)| self.kept_back(indicator, whole).next().is_some())
    }

    fn waiting(
        &self,
        indicator: &IndicatorCode,
        whole: bool,
    ) -> impl Iterator<Item = (&PackedRow, End, Option<&Suspicion>)> {
        let rows = self.within(self.rows.of(indicator));
        let is_gated = self.is_gated(indicator);
        let waits = move |end: &End| whole || (is_gated && end.protection() != Protection::TakesAway);
        rows.filter(move |(_, end, suspicion)| end.is_news() && (waits(end) || suspicion.is_some()))
    }

    /// Whether any row is refused.
    pub(super) fn has_faults(&self) -> bool {
        self.rows.faults().len() > 0
    }

    /// Whether any row is suspect.
    pub(super) fn has_suspects(&self) -> bool {
        !self.suspects.is_empty()
    }

    /// How many rows met which end.
    pub(super) fn counts(&self) -> RowCounts {
        let mut counts = RowCounts::default();
        for (_, end, suspicion) in self.ends() {
            counts.count(match end {
                _ if suspicion.is_some() => RowOutcome::Suspect,
                End::New => RowOutcome::New,
                End::Changed { .. } => RowOutcome::Changed,
                End::Unchanged => RowOutcome::Unchanged,
            });
        }
        for _ in self.rows.faults() {
            counts.count(RowOutcome::Refused);
        }
        counts
    }

    /// The rows worth naming.
    pub(super) fn told(&self) -> Told<'_> {
        let good = self.ends().filter_map(|(row, end, suspicion)| {
            let why = match (end, suspicion) {
                (_, Some(suspicion)) => Why::Suspect(suspicion, end.old(), told_of(row)),
                (End::Changed { old, .. }, None) if row.withdraws() => Why::Withdrawn(old),
                (End::Changed { old, .. }, None) => Why::Changed(old, told_of(row)),
                (End::New | End::Unchanged, None) => return None,
            };
            Some((row.row(), why))
        });
        let refused = self.rows.faults().map(|(row, fault)| (row, Why::Refused(fault)));
        let mut told: Vec<(u64, Why<'_>)> = good.chain(refused).collect();
        told.sort_unstable_by_key(|(row, _)| *row);
        Told::new(told)
    }
}

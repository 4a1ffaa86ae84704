//! What each row of a batch would mean beside what is stored: new, changed or unchanged; and whether it is suspect.

use super::judge::{Judges, Suspects};
use super::sums::Summands;
use super::{NewBatch, Reference};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::values::{self, Current, CurrentOfKey};
use crate::rows::{batches, gating};
use blis_domain::area::AreaCode;
use blis_domain::feed::{CheckedRows, Fault, PackedRow, Suspicion};
use blis_domain::indicator::IndicatorCode;
use blis_domain::receipt::{RowCounts, RowOutcome, RowReport};
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

/// What becomes of a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum End {
    /// There was nothing.
    #[default]
    New,
    /// There was another value, or none with another status.
    Changed {
        /// The stored row that is closed.
        closes: i64,
        /// The value before, where everybody sees it.
        old: Option<f64>,
        /// Whether it takes away a number that everybody reads: that waits for no release.
        protects: bool,
    },
    /// It is what is stored.
    Unchanged,
}

impl End {
    /// What a reading means in the place of what is stored. A real figure in the place of an invented one is a change
    /// even when the numbers agree: it is no longer invented. Taking back what is not there, or was taken back, changes
    /// nothing.
    pub(super) fn of(
        stored: Option<&Current>,
        withdraws: bool,
        is_same: impl FnOnce(&Current) -> bool,
    ) -> End {
        match stored {
            None if withdraws => End::Unchanged,
            Some(current) if withdraws && current.reading.withdrawn => End::Unchanged,
            None => End::New,
            Some(current) if is_same(current) => End::Unchanged,
            Some(current) => End::Changed {
                closes: current.id,
                // Whoever sends a row is not told by it what is hidden.
                old: current.reading.value.filter(|_| current.shown.is_free()),
                protects: false,
            },
        }
    }

    /// The stored row that it closes.
    pub(super) fn closes(self) -> Option<i64> {
        match self {
            End::Changed { closes, .. } => Some(closes),
            End::New | End::Unchanged => None,
        }
    }

    /// The value before.
    fn old(self) -> Option<f64> {
        match self {
            End::Changed { old, .. } => old,
            End::New | End::Unchanged => None,
        }
    }

    /// The same of a row that takes its value back or lets nobody see its number.
    fn taking_away(self) -> End {
        match self {
            End::Changed { closes, old, .. } => End::Changed {
                closes,
                old,
                protects: old.is_some(),
            },
            End::New | End::Unchanged => self,
        }
    }

    /// Whether it takes away a number that everybody reads.
    fn protects(self) -> bool {
        matches!(self, End::Changed { protects: true, .. })
    }

    /// Whether it brings another statement than what is stored.
    pub(super) fn is_news(self) -> bool {
        !matches!(self, End::Unchanged)
    }
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
            let is_same = |current: &Current| {
                let reading = &current.reading;
                !secrets.has(current)
                    && reading.value == row.value()
                    && reading.status == row.status()
                    && reading.note.as_deref() == rows.note(row)
                    && reading.withdrawn == row.withdraws()
                    && reading.conf_status == row.conf_status()
                    && reading.cases == rows.cases(row)
                    && current.demonstration == demonstration
            };
            let of = End::of(Some(current), row.withdraws(), is_same);
            *end = match row.withdraws() || !row.conf_status().is_free() {
                true => of.taking_away(),
                false => of,
            };
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
        let passes = move |end: &End| !is_gated || end.protects();
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
    /// waits as a whole or the indicator is released; but for what takes away a public number, which waits for no release.
    pub(super) fn aside(
        &self,
        indicator: &IndicatorCode,
        whole: bool,
    ) -> impl Iterator<Item = (&PackedRow, Option<&Suspicion>)> {
        let rows = self.within(self.rows.of(indicator));
        let is_gated = self.is_gated(indicator);
        let waits = move |end: &End| whole || (is_gated && !end.protects());
        rows.filter(move |(_, end, suspicion)| end.is_news() && (waits(end) || suspicion.is_some()))
            .map(|(row, _, suspicion)| (row, suspicion))
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
        Told(told)
    }
}

/// The number of a row that a receipt may tell: receipts are read by others than its sender, who knows it.
fn told_of(row: &PackedRow) -> Option<f64> {
    row.value().filter(|_| row.conf_status().is_free())
}

/// The rows worth naming, in the order in which they were sent.
pub(super) struct Told<'a>(Vec<(u64, Why<'a>)>);

/// Why a row is named.
enum Why<'a> {
    Changed(Option<f64>, Option<f64>),
    Withdrawn(Option<f64>),
    Suspect(&'a Suspicion, Option<f64>, Option<f64>),
    Refused(&'a Fault),
}

impl Told<'_> {
    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// What is said of each.
    pub(super) fn reports(&self) -> impl Iterator<Item = RowReport> {
        self.0.iter().map(|(row, why)| why.report(*row))
    }
}

impl Why<'_> {
    fn report(&self, row: u64) -> RowReport {
        let plain = |outcome| RowReport {
            row,
            outcome,
            fault: None,
            suspicion: None,
            old: None,
            new: None,
            withdrawn: false,
        };
        match self {
            Why::Changed(old, new) => RowReport {
                old: *old,
                new: *new,
                ..plain(RowOutcome::Changed)
            },
            Why::Withdrawn(old) => RowReport {
                old: *old,
                withdrawn: true,
                ..plain(RowOutcome::Changed)
            },
            Why::Suspect(suspicion, old, new) => RowReport {
                suspicion: Some(match new {
                    Some(_) => (*suspicion).clone(),
                    None => Suspicion::UnlikeHidden { value: None },
                }),
                old: *old,
                new: *new,
                ..plain(RowOutcome::Suspect)
            },
            Why::Refused(fault) => RowReport {
                fault: Some((*fault).clone()),
                ..plain(RowOutcome::Refused)
            },
        }
    }
}

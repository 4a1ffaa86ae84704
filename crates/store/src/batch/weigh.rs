//! What each row of a batch would mean beside what is stored: new, changed or unchanged; and whether it is suspect.

use super::end::{End, Protection};
use super::judge::{Judges, Suspects};
use super::sums::Summands;
use super::{NewBatch, Reference};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::batches;
use crate::rows::gating::{self, Counting};
use crate::rows::values::{self, Current, CurrentOfKey};
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::feed::{CheckedRows, PackedRow, Suspicion};
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::receipt::{Notice, NoticeCode, RowCounts, RowOutcome};
use std::collections::{HashMap, HashSet};
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
    /// How many rows nobody could judge: nothing like them is known.
    unjudged: u64,
    /// How the cases of each indicator are counted.
    counting: HashMap<IndicatorCode, Counting>,
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
    let counting = gating::counting(connection)?;
    for (indicator, range) in rows.indicators() {
        let stored = values::current(connection, indicator, areas.as_deref())?;
        let secrets = Secrets::of(connection, &stored, &new.feed)?;
        compare(
            &mut ends,
            rows,
            range.clone(),
            (&stored, &secrets),
            (
                new.demonstration,
                counting.get(indicator).map_or(0, |one| one.min_count),
            ),
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
        unjudged: judges.unjudged(),
        suspects: judges.finish(),
        // As it is now that the counters are locked: nothing that waits for a release gets past it but the figures that
        // a demonstration begins with.
        gated: match new.demonstration && new.vouched {
            true => HashSet::new(),
            false => gating::gated(connection)?,
        },
        counting,
    })
}

/// What the sender of a batch is not told of: the hidden numbers that another feed sent last, and the cases that it told.
/// Else whoever may send could guess them, and learn from what is unchanged that a guess was right.
pub(super) struct Secrets(HashSet<String>);

impl Secrets {
    /// Those among stored values, for the senders of a feed.
    fn of(
        connection: &mut AnyConnection,
        stored: &[CurrentOfKey],
        feed: &str,
    ) -> Result<Secrets, StoreError> {
        let hidden = stored.iter().filter(|(_, current)| is_told_to_few(current));
        let batches: HashSet<&str> = hidden.map(|(_, current)| &*current.batch).collect();
        let batches: Vec<&str> = batches.into_iter().collect();
        Ok(Secrets(batches::of_other_feeds(connection, &batches, feed)?))
    }

    /// Whether the number of a stored value is one.
    pub(super) fn has(&self, current: &Current) -> bool {
        current.is_hidden() && self.0.contains(&*current.batch)
    }

    /// Whether anything of a stored value is one.
    fn has_any_of(&self, current: &Current) -> bool {
        is_told_to_few(current) && self.0.contains(&*current.batch)
    }
}

/// By which letter a row keeps its number back: that of its sender, or because it says itself that its cases are few.
fn letter(rows: &CheckedRows, row: &PackedRow, least: u32) -> ConfStatus {
    let is_few = rows.cases(row).is_some_and(|cases| cases < f64::from(least));
    match row.conf_status() {
        ConfStatus::Free if is_few => ConfStatus::SmallCount,
        sent => sent,
    }
}

/// Whether a stored value says something that not everybody reads.
fn is_told_to_few(current: &Current) -> bool {
    current.is_hidden() || current.reading.cases.is_some()
}

fn compare(
    ends: &mut [End],
    rows: &CheckedRows,
    range: Range<usize>,
    (stored, secrets): (&[CurrentOfKey], &Secrets),
    (demonstration, least): (bool, u32),
) {
    for ((area, period, breakdown), current) in stored {
        if let Some(at) = rows.find(range.clone(), area, *period, breakdown)
            && let (Some(end), Some(row)) = (ends.get_mut(at), rows.rows().get(at))
        {
            let shows_the_same = |current: &Current| {
                let reading = &current.reading;
                reading.value == row.value()
                    && reading.status == row.status()
                    && reading.note.as_deref() == rows.note(row)
                    && reading.withdrawn == row.withdraws()
                    && current.demonstration == demonstration
            };
            let is_same = |current: &Current| {
                let reading = &current.reading;
                let is_sent = reading.conf_status == row.conf_status() && reading.cases == rows.cases(row);
                !secrets.has_any_of(current) && is_sent && shows_the_same(current)
            };
            let of = End::of(Some(current), row.withdraws(), is_same);
            *end = of.protecting(match letter(rows, row, least) {
                _ if row.withdraws() => Protection::TakesAway,
                ConfStatus::Free => Protection::Nothing,
                _ if shows_the_same(current) => Protection::TakesAway,
                _ => Protection::Replaces,
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
    pub(super) fn ends(&self) -> impl Iterator<Item = (&PackedRow, End, Option<&Suspicion>)> {
        self.within(0..self.ends.len())
    }

    /// The good row at a place among them.
    pub(super) fn end_at(&self, at: usize) -> Option<(&PackedRow, End, Option<&Suspicion>)> {
        self.within(at..at + 1).next()
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
        let least = self.counting.get(indicator).map_or(0, |one| one.min_count);
        waiting.filter_map(move |(row, end, _)| match end.protection() {
            Protection::Nothing => None,
            // What is taken back as a whole batch waits with the rest of it.
            _ if row.withdraws() => None,
            Protection::TakesAway | Protection::Replaces => {
                Some((end.closes()?, letter(self.rows, row, least)))
            }
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

    /// Whether a row says of a cell what is stored.
    pub(super) fn is_unchanged(
        &self,
        indicator: &IndicatorCode,
        (area, period, breakdown): &(AreaCode, Period, String),
    ) -> bool {
        let at = self.rows.find(self.rows.of(indicator), area, *period, breakdown);
        let end = at.and_then(|at| self.ends.get(at));
        end.is_some_and(|end| !end.is_news())
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

    /// What the sender should know of rows that are taken as they are: which are hidden because nobody says how many cases
    /// stand behind them.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let uncounted = self.rows.indicators().filter_map(|(indicator, range)| {
            let counting = self.counting.get(indicator)?;
            let is_hidden = |row: &PackedRow| {
                row.value().is_some() && row.conf_status().is_free() && self.rows.cases(row).is_none()
            };
            let taken = self
                .within(range)
                .filter(|(row, _, suspicion)| suspicion.is_none() && is_hidden(row));
            let rows = taken.count() as u64;
            (counting.is_hidden_without_cases() && rows > 0).then(|| Notice {
                code: NoticeCode::NoCases,
                indicator: Some(indicator.clone()),
                rows,
            })
        });
        let unjudged = (self.unjudged > 0).then_some(Notice {
            code: NoticeCode::NotCompared,
            indicator: None,
            rows: self.unjudged,
        });
        uncounted.chain(unjudged).collect()
    }
}

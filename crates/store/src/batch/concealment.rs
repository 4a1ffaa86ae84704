//! Showing figures otherwise than they are shown: the versions that does take.

use super::write::Written;
use crate::database::AnyConnection;
use crate::error::{Corrupt, StoreError};
use crate::rows::values::{self, Added, Current};
use crate::rows::{bigint, hidden};
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::Reading;
use blis_domain::period::Period;
use std::collections::HashMap;

/// What has to be shown otherwise.
pub(super) struct Concealment(pub(super) Vec<Reshown>);

/// A figure that is shown otherwise from now on.
pub(super) struct Reshown {
    pub(super) indicator: IndicatorCode,
    pub(super) place: (AreaCode, Period),
    /// The part of the whole; empty for the whole.
    pub(super) part: String,
    pub(super) current: Current,
    /// How it is shown now.
    pub(super) shown: ConfStatus,
}

/// Keeps back numbers of an indicator that everybody reads: those of stored rows, each by its letter. They stay what they
/// are, and of the batches that brought them.
pub(super) fn keep_back(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
    letters: &HashMap<i64, ConfStatus>,
    areas: Option<&[String]>,
    written: &mut Written<'_>,
) -> Result<(), StoreError> {
    if letters.is_empty() {
        return Ok(());
    }
    let stored = values::current(connection, indicator, areas)?;
    let kept_back = stored.into_iter().filter_map(|((area, period, part), current)| {
        let letter = *letters.get(&current.id)?;
        let reading = Reading {
            conf_status: letter,
            ..current.reading
        };
        Some(Reshown {
            indicator: indicator.clone(),
            place: (area, period),
            part,
            current: Current { reading, ..current },
            shown: letter,
        })
    });
    Concealment(kept_back.collect()).carry_out(connection, written)
}

impl Concealment {
    /// Whether it brings versions besides those of the change.
    pub(super) fn brings_versions(&self, written: &Written<'_>) -> bool {
        let version = bigint(written.version());
        self.0.iter().any(|figure| figure.current.version != version)
    }

    /// Shows what was found otherwise. What the change itself has written was not read by anybody, so its number is moved
    /// away; what was public or hidden before stays as it was known, and gets a version.
    pub(super) fn carry_out(
        &self,
        connection: &mut AnyConnection,
        written: &mut Written<'_>,
    ) -> Result<(), StoreError> {
        let version = written.version();
        let is_new = |figure: &&Reshown| figure.current.version == bigint(version);
        // A feed may bring a hundred thousand of few cases: they are hidden many at a time.
        let mut new: Vec<&Reshown> = self.0.iter().filter(is_new).collect();
        new.sort_by_key(|figure| figure.hidden_with());
        for together in new.chunk_by(|one, next| one.hidden_with() == next.hidden_with()) {
            let behind = together.iter().filter_map(|figure| {
                let row = figure.added().behind(version)?;
                Some((figure.current.id, row))
            });
            let (ids, rows): (Vec<_>, Vec<_>) = behind.unzip();
            if let Some(first) = together.first() {
                // What this change has hidden by its own letter is not shown by it: the number would be lost.
                if first.shown.is_free() {
                    return Err(Corrupt::new("observation.conf_status", first.shown.code()).into());
                }
                hidden::hide(connection, &ids, &rows, first.shown)?;
            }
        }
        let others = self.0.iter().filter(|figure| !is_new(figure));
        let mut others: Vec<&Reshown> = others.collect();
        // Whoever sent a number has sent it still.
        others.sort_by_key(|figure| figure.sent_by());
        for of_batch in others.chunk_by(|one, next| one.sent_by() == next.sent_by()) {
            let added = of_batch.iter().map(|figure| figure.added());
            if let Some((indicator, batch)) = of_batch.first().map(|figure| figure.sent_by()) {
                written.add_of(connection, batch, indicator, added)?;
            }
        }
        Ok(())
    }
}

impl Reshown {
    /// What those have in common that are hidden together.
    fn hidden_with(&self) -> (&IndicatorCode, Period, &str, ConfStatus) {
        (&self.indicator, self.place.1, &self.part, self.shown)
    }

    /// The indicator, and the batch that the number is of.
    fn sent_by(&self) -> (&IndicatorCode, &str) {
        (&self.indicator, &self.current.batch)
    }

    /// The version it is.
    fn added(&self) -> Added<'_> {
        let (area, period) = &self.place;
        let reading = &self.current.reading;
        Added {
            indicator: &self.indicator,
            area,
            period: *period,
            breakdown: &self.part,
            value: reading.value,
            status: reading.status,
            note: reading.note.as_deref(),
            withdrawn: false,
            conf_status: reading.conf_status,
            cases: reading.cases,
            hidden: self.shown,
            demonstration: self.current.demonstration,
            closes: Some(self.current.id),
        }
    }
}

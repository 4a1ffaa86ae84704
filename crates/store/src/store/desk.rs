//! The desk: held figures, and what is decided about them; and figures that are hidden.

use super::Store;
use crate::audit::{AuditContext, AuditDraft};
use crate::batch::{self, About};
use crate::catalogue;
use crate::error::StoreError;
use crate::rows::desk::Entry;
use crate::rows::held::{self, HeldFilter, HeldPage};
use crate::rows::hidden::{self, HiddenFilter, HiddenPage};
use crate::rows::{audit, decisions, desk, figure_answers, indicators, parsed, values, versions};
use blis_domain::area::AreaCode;
use blis_domain::audit::actions;
use blis_domain::desk::{Decide, Decision, HeldOfBatch};
use blis_domain::hidden::Unhidden;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::preview::{AnswerFigure, FigureAnswer};
use serde_json::json;
use std::collections::HashSet;

impl Store {
    /// A page of the figures that are hidden, those after a number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hidden(&self, filter: &HiddenFilter, after: u64, limit: u32) -> Result<HiddenPage, StoreError> {
        let page = |connection: &mut _| hidden::page(connection, filter, after, limit);
        self.inner.database.read(page)
    }

    /// What those see of the desk who do not see hidden numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unhidden(&self) -> Result<Unhidden, StoreError> {
        self.inner.database.read(|connection| {
            let sheets = indicators::all(connection)?;
            let derivations = catalogue::order(&sheets)?;
            let hiding = hidden::hiding(connection)?;
            Ok(Unhidden::of(&sheets, &derivations, &hiding))
        })
    }

    /// A page of the figures that wait, those after a number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn held(&self, filter: &HeldFilter, after: u64, limit: u32) -> Result<HeldPage, StoreError> {
        let page = |connection: &mut _| held::page(connection, filter, after, limit);
        self.inner.database.read(page)
    }

    /// What became of the figures of a batch that were taken aside; nothing when none was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn held_of_batch(&self, batch: &str) -> Result<Option<HeldOfBatch>, StoreError> {
        self.inner.database.read(|connection| {
            let Some(held) = desk::of_batch(connection, batch)? else {
                return Ok(None);
            };
            Ok(Some(HeldOfBatch {
                decision: decisions::latest(connection, batch)?,
                ..held
            }))
        })
    }

    /// Decides about a figure that waits. A released one is public with the next data version, and known from then on.
    ///
    /// # Errors
    /// [`StoreError::UnknownHeld`], [`StoreError::Decided`], [`StoreError::HeldAsWhole`], or when the database fails.
    pub fn decide_held(
        &self,
        id: u64,
        what: &Decide,
        context: &AuditContext,
    ) -> Result<Decision, StoreError> {
        self.decide(About::Figure(id), what, context)
    }

    /// Decides about all figures that wait of a batch of a feed.
    ///
    /// # Errors
    /// [`StoreError::UnknownBatch`], [`StoreError::Decided`], [`StoreError::NothingHeld`], or when the database fails.
    pub fn decide_batch(
        &self,
        feed: &str,
        id: &str,
        what: &Decide,
        context: &AuditContext,
    ) -> Result<Decision, StoreError> {
        self.decide(About::Batch { feed, id }, what, context)
    }

    /// Keeps what a municipality answers about a figure of its own that waits.
    ///
    /// # Errors
    /// [`StoreError::UnknownHeld`] when no such figure of that area waits, or when the database fails.
    pub fn answer_figure(
        &self,
        area: &AreaCode,
        id: u64,
        answer: &AnswerFigure,
        context: &AuditContext,
    ) -> Result<FigureAnswer, StoreError> {
        let at = self.micros();
        let figure = i64::try_from(id).map_err(|_| StoreError::UnknownHeld)?;
        self.inner.database.write(|connection| {
            // It does not leave the desk meanwhile.
            versions::locked(connection)?;
            let entry = desk::find(connection, figure)?;
            let is_theirs = |entry: &Entry| entry.left.is_none() && entry.area == *area;
            let entry = entry.filter(is_theirs).ok_or(StoreError::UnknownHeld)?;
            figure_answers::insert(connection, figure, answer, &context.actor, at)?;
            let draft = AuditDraft {
                after: Some(json!({
                    "answer": answer.answer,
                    "text": answer.text,
                    "indicator": entry.indicator,
                    "period": entry.period,
                })),
                municipality: Some(area.clone()),
                ..AuditDraft::done(context, actions::ANSWER_FIGURE, "held", Some(&id.to_string()))
            };
            audit::append(connection, &draft, at)?;
            let kept = figure_answers::latest(connection, &[figure])?.remove(&figure);
            // It was inserted above, in this transaction.
            kept.ok_or(StoreError::UnknownHeld)
        })
    }

    /// The areas of which a figure of an indicator and period has arrived, public or not.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn areas_received(
        &self,
        indicator: &IndicatorCode,
        period: Period,
    ) -> Result<HashSet<AreaCode>, StoreError> {
        self.inner.database.read(|connection| {
            let mut areas = values::areas_known(connection, indicator, period)?;
            areas.extend(desk::areas_waiting(connection, indicator, period)?);
            let areas = areas.iter().map(|area| parsed("an area", area));
            Ok(areas.collect::<Result<_, _>>()?)
        })
    }

    fn decide(
        &self,
        about: About<'_>,
        what: &Decide,
        context: &AuditContext,
    ) -> Result<Decision, StoreError> {
        let inner = &self.inner;
        let at = self.micros();
        let decided = inner
            .database
            .write(|connection| batch::decide(connection, about, what, context, at, &inner.clock))?;
        inner
            .known
            .batch_committed(decided.decision.version, &decided.touched);
        if !decided.touched.is_empty() {
            inner.webhook_bell.ring();
        }
        Ok(decided.decision)
    }
}

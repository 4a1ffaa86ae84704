//! Explanations of figures: writing them and withdrawing them. They are read with the figures.

use super::Store;
use crate::audit::{AuditContext, AuditDraft};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::versions::{self, ChangedCells, DataVersion, NewChange};
use crate::rows::{audit, desk, explanations};
use blis_domain::audit::actions;
use blis_domain::change::ChangeCause;
use blis_domain::explanation::{Explanation, WriteExplanation};
use blis_domain::observation::ObservationKey;
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl Store {
    /// Explains a figure. The explanation takes the place of the one before it, which stays with the figures of its time;
    /// one that says the same is no change.
    ///
    /// # Errors
    /// [`StoreError::NothingToExplain`] where nothing is known of the cell, or when the database fails.
    pub fn explain(
        &self,
        key: &ObservationKey,
        said: &WriteExplanation,
        context: &AuditContext,
    ) -> Result<Explanation, StoreError> {
        let at = self.micros();
        let change = |connection: &mut AnyConnection| {
            let before = versions::locked(connection)?;
            if !explanations::has_figure(connection, key)? {
                return Err(StoreError::NothingToExplain(Box::new(key.clone())));
            }
            let earlier = explanations::current(connection, key)?;
            if let Some(earlier) = &earlier
                && (&earlier.lv, &earlier.en) == (&said.lv, &said.en)
            {
                return Ok((earlier.clone(), None));
            }
            let next = before.next(at, true);
            explanations::close(connection, key, next)?;
            explanations::insert(connection, key, said, &context.actor, at, Some(next.data))?;
            let draft = AuditDraft {
                before: earlier.as_ref().map(told),
                after: Some(json!({ "lv": said.lv, "en": said.en, "version": next.data })),
                ..about(key, actions::EXPLAIN_FIGURE, context)
            };
            self.number(connection, key, next, &draft)?;
            let now = explanations::current(connection, key)?;
            // It was inserted above, in this transaction.
            Ok((now.ok_or(StoreError::NotExplained)?, Some(next)))
        };
        let (explanation, change) = self.inner.database.write(change)?;
        self.tell(key, change);
        Ok(explanation)
    }

    /// Explains a figure that waits on the desk: the explanation appears with it, in the same change.
    ///
    /// # Errors
    /// [`StoreError::NothingToExplain`] where no figure of the whole waits for the cell, or when the database fails.
    pub fn explain_beforehand(
        &self,
        key: &ObservationKey,
        said: &WriteExplanation,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let at = self.micros();
        self.inner.database.write(|connection| {
            // Nothing of it becomes public meanwhile.
            versions::locked(connection)?;
            if !desk::has_figure(connection, key)? {
                return Err(StoreError::NothingToExplain(Box::new(key.clone())));
            }
            let earlier = explanations::waiting(connection, key)?;
            if earlier.as_ref() == Some(said) {
                return Ok(());
            }
            explanations::close_waiting(connection, key, at)?;
            explanations::insert(connection, key, said, &context.actor, at, None)?;
            let draft = AuditDraft {
                before: earlier.map(|one| json!({ "lv": one.lv, "en": one.en })),
                after: Some(json!({ "lv": said.lv, "en": said.en, "with_release": true })),
                ..about(key, actions::EXPLAIN_FIGURE, context)
            };
            audit::append(connection, &draft, at).map(drop)
        })
    }

    /// Withdraws an explanation before it appeared.
    ///
    /// # Errors
    /// [`StoreError::NotExplained`] where there is none, or when the database fails.
    pub fn withdraw_beforehand(
        &self,
        key: &ObservationKey,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let at = self.micros();
        self.inner.database.write(|connection| {
            versions::locked(connection)?;
            let earlier = explanations::waiting(connection, key)?.ok_or(StoreError::NotExplained)?;
            explanations::close_waiting(connection, key, at)?;
            let draft = AuditDraft {
                before: Some(json!({ "lv": earlier.lv, "en": earlier.en, "with_release": true })),
                ..about(key, actions::WITHDRAW_EXPLANATION, context)
            };
            audit::append(connection, &draft, at).map(drop)
        })
    }

    /// Withdraws the explanation of a figure. It stays with the figures of its time.
    ///
    /// # Errors
    /// [`StoreError::NotExplained`] where there is none, or when the database fails.
    pub fn withdraw_explanation(
        &self,
        key: &ObservationKey,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let at = self.micros();
        let change = |connection: &mut AnyConnection| {
            let before = versions::locked(connection)?;
            let earlier = explanations::current(connection, key)?.ok_or(StoreError::NotExplained)?;
            let next = before.next(at, true);
            explanations::close(connection, key, next)?;
            let draft = AuditDraft {
                before: Some(told(&earlier)),
                after: Some(json!({ "version": next.data })),
                ..about(key, actions::WITHDRAW_EXPLANATION, context)
            };
            self.number(connection, key, next, &draft)?;
            Ok(next)
        };
        let next = self.inner.database.write(change)?;
        self.tell(key, Some(next));
        Ok(())
    }

    /// Notes that something else is said of a figure since a change, which is numbered.
    fn number(
        &self,
        connection: &mut AnyConnection,
        key: &ObservationKey,
        next: DataVersion,
        draft: &AuditDraft,
    ) -> Result<(), StoreError> {
        versions::touch(connection, &key.indicator, next.data)?;
        audit::append(connection, draft, next.recorded_at)?;
        let change = NewChange {
            cause: ChangeCause::Explanation,
            batch: None,
            cells: ChangedCells::default(),
        };
        versions::finish(connection, next, Some(&change), &self.inner.clock)
    }

    /// Tells the read model and the senders of a change that was committed.
    fn tell(&self, key: &ObservationKey, change: Option<DataVersion>) {
        if let Some(next) = change {
            let touched = BTreeSet::from([key.indicator.clone()]);
            self.inner.known.batch_committed(next.data, &touched);
            self.inner.webhook_bell.ring();
        }
    }
}

fn about(key: &ObservationKey, action: &'static str, context: &AuditContext) -> AuditDraft {
    let ObservationKey {
        indicator,
        area,
        period,
        ..
    } = key;
    let target = format!("{indicator}/{area}/{period}");
    AuditDraft {
        municipality: Some(area.clone()),
        ..AuditDraft::done(context, action, "observation", Some(&target))
    }
}

fn told(explanation: &Explanation) -> Value {
    json!({ "lv": explanation.lv, "en": explanation.en })
}

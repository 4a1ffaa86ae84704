//! Taking sheets: rows, history, figures, and the entry of each in the audit log.

use super::plan::Plan;
use super::{SheetsTaken, Touched, derivations, finish};
use crate::audit::{AuditContext, AuditDraft};
use crate::batch::{self, Recomputed};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::options::Clock;
use crate::rows::sheets::{self, NewVersion, Since};
use crate::rows::versions::DataVersion;
use crate::rows::{audit, indicators};
use blis_domain::audit::actions;
use blis_domain::sheet::{FieldChange, SheetCause};
use serde_json::{Map, Value, json};

/// What was saved.
pub(crate) struct Saved {
    /// What is told of it.
    pub(crate) taken: SheetsTaken,
    /// The figures that were computed anew.
    pub(crate) recomputed: Recomputed,
    /// The counters now.
    pub(crate) now: DataVersion,
}

/// Saves what was planned in this transaction, which has locked the counters that are `before`.
pub(crate) fn save(
    connection: &mut AnyConnection,
    plan: Plan,
    cause: SheetCause,
    context: &AuditContext,
    (before, next): (DataVersion, DataVersion),
    clock: &Clock,
) -> Result<Saved, StoreError> {
    let since = Since {
        version: next.data,
        at: next.recorded_at,
    };
    let mut positions = indicators::positions(connection)?;
    for change in &plan.changes {
        let sheet = &change.sheet;
        let last = positions.values().copied().max().unwrap_or(-1);
        let position = *positions.entry(sheet.code.to_string()).or_insert(last + 1);
        indicators::put(connection, sheet, position)?;
        let version = NewVersion {
            sheet,
            number: change.told.number,
            cause,
            adopted: true,
            actor: Some(&context.actor),
        };
        sheets::insert(connection, &version, since)?;
    }
    // After all of them: a partner may be new itself.
    for change in &plan.changes {
        indicators::put_partners(connection, &change.sheet)?;
    }
    let anew: Vec<_> = plan
        .changes
        .iter()
        .filter(|change| change.has_new_formula())
        .map(|change| change.sheet.code.clone())
        .collect();
    let rules: Vec<_> = plan
        .changes
        .iter()
        // What adds up, or is computed from what, decides what is hidden with what.
        .filter(|change| change.has_new_minimum() || change.has_new_formula())
        .map(|change| change.sheet.code.clone())
        .collect();
    let recomputed = match anew.is_empty() && rules.is_empty() {
        true => Recomputed::default(),
        false => {
            let derivations = derivations(connection)?;
            batch::recompute(connection, &derivations, &anew, &rules, next)?
        }
    };
    for change in &plan.changes {
        let draft = draft(&change.told, cause, context);
        audit::append(connection, &draft, next.recorded_at)?;
    }
    let is_changed = !plan.changes.is_empty();
    let touched = Touched {
        sheets: is_changed,
        reference: is_changed,
        recomputed: &recomputed,
    };
    let now = finish(connection, (before, next), &touched, clock)?;
    let taken = SheetsTaken {
        changed: plan.changes.into_iter().map(|change| change.told).collect(),
        unchanged: plan.unchanged,
        recomputed: recomputed.count(),
    };
    Ok(Saved {
        taken,
        recomputed,
        now,
    })
}

/// The entry of a sheet: the fields that read otherwise, before and after.
fn draft(changed: &super::ChangedSheet, cause: SheetCause, context: &AuditContext) -> AuditDraft {
    let action = match changed.is_new {
        true => actions::ADD_INDICATOR,
        false => actions::CHANGE_INDICATOR,
    };
    let side = |value: fn(&FieldChange) -> &Value| -> Map<String, Value> {
        changed
            .fields
            .iter()
            .map(|field| (field.field.clone(), value(field).clone()))
            .collect()
    };
    let mut after = side(|field| &field.after);
    after.insert("version".to_owned(), json!(changed.number));
    after.insert("cause".to_owned(), json!(cause));
    AuditDraft {
        before: (!changed.is_new).then(|| Value::Object(side(|field| &field.before))),
        after: Some(Value::Object(after)),
        ..AuditDraft::done(context, action, "indicator", Some(changed.indicator.as_str()))
    }
}

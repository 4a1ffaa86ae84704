//! Entries of the log as they are given out.

use crate::state::State;
use crate::web::cursor::Question;
use crate::web::problem::ApiError;
use blis_domain::person::PersonId;
use blis_domain::rights::Sight;
use blis_domain::wire::{AuditEntryView, Page};
use blis_store::{AuditFilter, AuditRecord};
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Entries that are read at once where all are wanted.
const AT_ONCE: u32 = 1000;

/// A page of the entries that a filter finds; its cursor is good for this question alone.
pub(crate) fn find(
    state: &State,
    filter: &AuditFilter,
    question: &Question,
) -> Result<Page<AuditEntryView>, ApiError> {
    let found = state.store.audit(filter)?;
    Ok(Page {
        items: found.items.into_iter().map(view).collect::<Result<_, _>>()?,
        total: found.total,
        next: found.next.map(|last| question.cursor(last)).transpose()?,
    })
}

/// The cursor of the page that is newer than one that begins with the entry `first`; `None` when that is the newest.
pub(crate) fn newer(
    state: &State,
    filter: &AuditFilter,
    question: &Question,
    first: u64,
) -> Result<Option<String>, ApiError> {
    let before = state.store.audit_newer(filter, first)?;
    before.map(|before| question.cursor(before)).transpose()
}

/// A page of a person's own log: what they did, and what was done to them. From where another person did it is that
/// person's own affair.
pub(crate) fn own(
    state: &State,
    me: &PersonId,
    filter: AuditFilter,
    question: &Question,
) -> Result<Page<AuditEntryView>, ApiError> {
    let filter = AuditFilter {
        sight: Sight::Own(me.clone()),
        ..filter
    };
    let mut page = find(state, &filter, question)?;
    hide_others(me, &mut page.items);
    Ok(page)
}

/// Takes from entries of a person's own log from where other people came.
fn hide_others(me: &PersonId, entries: &mut [AuditEntryView]) {
    for entry in entries {
        if entry.actor_kind == "person" && entry.actor.as_deref() != Some(me.as_str()) {
            entry.address = None;
        }
    }
}

/// Every entry that a filter finds, newest first, some at a time; `check` is asked first whether so many may be read.
/// What comes in meanwhile is newer than the first of them and stays out.
pub(crate) fn walk(
    state: &State,
    filter: &AuditFilter,
    check: impl FnOnce(u64) -> Result<(), ApiError>,
    mut each: impl FnMut(Vec<AuditEntryView>) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let first = AuditFilter {
        before: None,
        limit: AT_ONCE,
        ..filter.clone()
    };
    let page = state.store.audit(&first)?;
    check(page.total)?;
    let (mut records, mut next) = (page.items, page.next);
    loop {
        let mut entries = records.into_iter().map(view).collect::<Result<Vec<_>, _>>()?;
        if let Sight::Own(me) = &filter.sight {
            hide_others(me, &mut entries);
        }
        each(entries)?;
        let Some(before) = next else {
            return Ok(());
        };
        let following = AuditFilter {
            before: Some(before),
            ..first.clone()
        };
        (records, next) = state.store.audit_onwards(&following)?;
    }
}

fn view(AuditRecord { entry, detail }: AuditRecord) -> Result<AuditEntryView, ApiError> {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(entry.at) * 1000)
        .map_err(ApiError::internal)?
        .format(&Rfc3339)
        .map_err(ApiError::internal)?;
    let (address, before, after) = match detail {
        Some(detail) => (detail.address, detail.before, detail.after),
        None => (None, None, None),
    };
    Ok(AuditEntryView {
        seq: entry.seq,
        at,
        actor_kind: entry.actor.kind().to_owned(),
        actor: entry.actor.id().map(str::to_owned),
        action: entry.action,
        target_kind: entry.target.kind,
        target: entry.target.id,
        municipality: entry.municipality,
        network: entry.network,
        outcome: entry.outcome.code().to_owned(),
        request: entry.request,
        address,
        before: before.map(value),
        after: after.map(value),
    })
}

/// What is no JSON was written past the store; `blis audit verify` finds it, and whoever reads sees it as it is.
fn value(text: String) -> Value {
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

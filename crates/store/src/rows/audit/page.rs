//! Reading the log page by page, newest first.

use super::{DetailRow, EntryRow, Rows, into_record};
use crate::audit::{AuditFilter, AuditPage, AuditRecord};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant;
use crate::rows::{bigint, cannot_be_stored, codes, unsigned};
use crate::schema::{audit_detail, audit_entry};
use blis_domain::rights::Sight;
use diesel::prelude::*;

/// Puts every filter but the cursor on a query of entries. A macro, because the type of a query says what it selects.
macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let mut query = $query;
        let filter: &AuditFilter = $filter;
        match &filter.sight {
            Sight::Everything => {}
            Sight::Nothing => query = query.filter(audit_entry::seq.lt(0)),
            Sight::Own(person) => {
                let by = audit_entry::actor_kind
                    .eq("person")
                    .and(audit_entry::actor.eq(person.as_str()));
                let to = audit_entry::target_kind
                    .eq("person")
                    .and(audit_entry::target.eq(person.as_str()));
                query = query.filter(by.or(to));
            }
            Sight::Only(places) => {
                let (municipalities, networks) = codes(places);
                let there = audit_entry::municipality.eq_any(municipalities);
                query = query.filter(there.or(audit_entry::network.eq_any(networks)));
            }
        }
        if let Some(actor) = &filter.actor {
            query = query.filter(audit_entry::actor_kind.eq(actor.kind()));
            if let Some(id) = actor.id() {
                query = query.filter(audit_entry::actor.eq(id));
            }
        }
        if let Some(action) = &filter.action {
            query = query.filter(audit_entry::action.eq(action));
        }
        if let Some(kind) = &filter.target_kind {
            query = query.filter(audit_entry::target_kind.eq(kind));
        }
        if let Some(target) = &filter.target {
            query = query.filter(audit_entry::target.eq(target));
        }
        if let Some(municipality) = &filter.municipality {
            query = query.filter(audit_entry::municipality.eq(municipality.as_str()));
        }
        if let Some(network) = &filter.network {
            query = query.filter(audit_entry::network.eq(network.as_str()));
        }
        if let Some(from) = filter.from {
            query = query.filter(audit_entry::at.ge(instant::micros(from)));
        }
        if let Some(to) = filter.to {
            query = query.filter(audit_entry::at.lt(instant::micros(to)));
        }
        query
    }};
}

/// The entries a filter finds, newest first, those before its cursor.
pub(crate) fn page(connection: &mut AnyConnection, filter: &AuditFilter) -> Result<AuditPage, StoreError> {
    if asks_the_impossible(filter) {
        return Ok(AuditPage {
            items: Vec::new(),
            total: 0,
            next: None,
        });
    }
    let total: i64 = filtered!(audit_entry::table.count().into_boxed(), filter)
        .get_result(connection)
        .step("count the entries of the audit log")?;
    let (items, next) = onwards(connection, filter)?;
    Ok(AuditPage {
        items,
        total: unsigned("the count of entries of the audit log", total)?,
        next,
    })
}

/// The same without their count: the entries, and what is `before` for those that follow.
pub(crate) fn onwards(
    connection: &mut AnyConnection,
    filter: &AuditFilter,
) -> Result<(Vec<AuditRecord>, Option<u64>), StoreError> {
    if asks_the_impossible(filter) {
        return Ok((Vec::new(), None));
    }
    let joined = audit_entry::table
        .left_join(audit_detail::table)
        .select((EntryRow::as_select(), Option::<DetailRow>::as_select()))
        .into_boxed();
    let mut query = filtered!(joined, filter)
        .order(audit_entry::seq.desc())
        // One more than asked for tells whether there is a next page.
        .limit(i64::from(filter.limit) + 1);
    if let Some(before) = filter.before {
        query = query.filter(audit_entry::seq.lt(bigint(before)));
    }
    let mut rows: Vec<Rows> = query.load(connection).step("read the audit log")?;
    let more = rows.len() > filter.limit as usize;
    rows.truncate(filter.limit as usize);
    let items = rows.into_iter().map(into_record).collect::<Result<Vec<_>, _>>()?;
    let next = items.last().filter(|_| more).map(|last| last.entry.seq);
    Ok((items, next))
}

/// The entry that the page before the one beginning with `first` ends before, itself left out.
pub(crate) fn newer(
    connection: &mut AnyConnection,
    filter: &AuditFilter,
    first: u64,
) -> Result<Option<u64>, StoreError> {
    if asks_the_impossible(filter) {
        return Ok(None);
    }
    let found: Option<i64> = filtered!(audit_entry::table.select(audit_entry::seq).into_boxed(), filter)
        .filter(audit_entry::seq.gt(bigint(first)))
        .order(audit_entry::seq.asc())
        .offset(i64::from(filter.limit))
        .limit(1)
        .get_result(connection)
        .optional()
        .step("look for newer entries of the audit log")?;
    Ok(found.map(|seq| unsigned("audit_entry.seq", seq)).transpose()?)
}

fn asks_the_impossible(filter: &AuditFilter) -> bool {
    let actor = filter.actor.as_ref().and_then(|actor| actor.id());
    [
        actor,
        filter.action.as_deref(),
        filter.target_kind.as_deref(),
        filter.target.as_deref(),
    ]
    .into_iter()
    .flatten()
    .any(cannot_be_stored)
}

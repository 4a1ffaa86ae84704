//! What stewards decided about held figures.

use super::{bigint, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{decision, person};
use blis_domain::audit::Actor;
use blis_domain::desk::{Decision, Verdict};
use diesel::prelude::*;

/// A decision to be kept.
pub(crate) struct NewDecision<'a> {
    pub(crate) id: &'a str,
    pub(crate) batch: &'a str,
    pub(crate) verdict: Verdict,
    pub(crate) reason: &'a str,
    pub(crate) figures: u64,
    /// How many of them wait for a release.
    pub(crate) awaiting: u64,
    pub(crate) actor: &'a Actor,
    pub(crate) decided_at: Micros,
    /// The data version after it.
    pub(crate) version: u64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = decision)]
struct DecisionRow {
    id: String,
    batch: String,
    verdict: String,
    reason: String,
    figures: i64,
    awaiting_release: i64,
    actor_kind: String,
    actor: Option<String>,
    decided_at: Micros,
    version: i64,
}

/// Keeps a decision.
pub(crate) fn insert(connection: &mut AnyConnection, new: &NewDecision<'_>) -> Result<(), StoreError> {
    diesel::insert_into(decision::table)
        .values((
            decision::id.eq(new.id),
            decision::batch.eq(new.batch),
            decision::verdict.eq(new.verdict.code()),
            decision::reason.eq(new.reason),
            decision::figures.eq(bigint(new.figures)),
            decision::awaiting_release.eq(bigint(new.awaiting)),
            decision::actor_kind.eq(new.actor.kind()),
            decision::actor.eq(new.actor.id()),
            decision::decided_at.eq(new.decided_at),
            decision::version.eq(bigint(new.version)),
        ))
        .execute(connection)
        .map(drop)
        .step("keep the decision")
}

/// The decisions, with the names of those who decided.
macro_rules! decisions {
    () => {
        decision::table
            .left_join(person::table.on(decision::actor.eq(person::id.nullable())))
            .select((DecisionRow::as_select(), person::name.nullable()))
    };
}

/// A decision.
pub(crate) fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<Decision>, StoreError> {
    let found: Option<(DecisionRow, Option<String>)> = decisions!()
        .filter(decision::id.eq(id))
        .first(connection)
        .optional()
        .step("read a decision")?;
    Ok(found.map(into_decision).transpose()?)
}

/// The latest decision about figures of a batch.
pub(crate) fn latest(connection: &mut AnyConnection, batch: &str) -> Result<Option<Decision>, StoreError> {
    let found: Option<(DecisionRow, Option<String>)> = decisions!()
        .filter(decision::batch.eq(batch))
        // Ids are in the order of time.
        .order(decision::id.desc())
        .first(connection)
        .optional()
        .step("read the decision about a batch")?;
    Ok(found.map(into_decision).transpose()?)
}

fn into_decision((row, name): (DecisionRow, Option<String>)) -> Result<Decision, Corrupt> {
    let is_person = row.actor_kind == "person";
    Ok(Decision {
        decision: Verdict::from_code(&row.verdict)
            .ok_or_else(|| Corrupt::new("decision.verdict", &row.verdict))?,
        id: row.id,
        batch: row.batch,
        reason: row.reason,
        figures: unsigned("decision.figures", row.figures)?,
        awaiting_release: unsigned("decision.awaiting_release", row.awaiting_release)?,
        decided_by: Some(row.actor.unwrap_or(row.actor_kind)),
        decided_by_name: name.filter(|_| is_person),
        decided_at: instant::rfc3339(row.decided_at)?,
        version: unsigned("decision.version", row.version)?,
    })
}

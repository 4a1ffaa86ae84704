//! Deciding about held figures: one of them, or all that wait of a batch.

use super::conceal::conceal;
use super::publish::publish;
use super::release;
use super::weigh::few;
use super::write::Written;
use crate::audit::{AuditContext, AuditDraft};
use crate::catalogue;
use crate::database::AnyConnection;
use crate::error::{DecidedAlready, StoreError};
use crate::instant::{self, Micros};
use crate::options::Clock;
use crate::rows::chosen::{self, Chosen};
use crate::rows::decisions::{self, NewDecision};
use crate::rows::desk::{self, Entry};
use crate::rows::versions::{self, NewChange};
use crate::rows::{audit, awaiting, batches, explanations, gating};
use blis_domain::audit::actions;
use blis_domain::change::ChangeCause;
use blis_domain::desk::{Decide, Decision, DeskExit, Verdict};
use blis_domain::feed::Suspicion;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::ObservationKey;
use blis_domain::receipt::BatchState;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashSet};

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About<'a> {
    /// A figure, by its number on the desk.
    Figure(u64),
    /// All figures that wait of a batch of a feed.
    Batch {
        /// The feed.
        feed: &'a str,
        /// The batch.
        id: &'a str,
    },
}

/// What a decision came to.
#[derive(Debug)]
pub(crate) struct Decided {
    /// The decision, as it is kept.
    pub(crate) decision: Decision,
    /// The indicators that have new values, derived ones among them.
    pub(crate) touched: BTreeSet<IndicatorCode>,
}

/// Decides, in a transaction of its own, which the caller holds and commits at once.
pub(crate) fn decide(
    connection: &mut AnyConnection,
    about: About<'_>,
    what: &Decide,
    context: &AuditContext,
    now: Micros,
    clock: &Clock,
) -> Result<Decided, StoreError> {
    let before = versions::locked(connection)?;
    let subject = Subject::find(connection, about)?;
    let chosen = subject.chosen();
    let mut next = before.next(now, true);
    let mut written = Written::of(subject.batch(), next);
    let figures = chosen::count(connection, chosen)?;
    let mut awaiting = 0;
    if what.decision == Verdict::Release {
        let derivations = catalogue::derivations(connection)?;
        // Those of an indicator that is released are cleared, and wait for that.
        let cleared = release::let_wait(connection, chosen)?;
        awaiting = cleared.waiting;
        written.leaving = chosen::ids(connection, chosen)?;
        publish(connection, chosen, &derivations, &cleared.stages, &mut written)?;
    } else {
        settle(connection, chosen, &mut written)?;
    }
    let (touched, cells) = (written.touched, written.cells);
    if touched.is_empty() {
        next = before.next(now, false);
    }
    let at = next.recorded_at;
    let id = instant::id(at);
    let new = NewDecision {
        id: &id,
        batch: subject.batch(),
        verdict: what.decision,
        reason: &what.reason,
        figures,
        awaiting,
        actor: &context.actor,
        decided_at: at,
        version: next.data,
    };
    decisions::insert(connection, &new)?;
    if what.decision == Verdict::Refuse {
        unexplain(connection, chosen, at)?;
    }
    chosen::leave(connection, chosen, what.decision.exit(), &id, (at, next.data))?;
    audit::append(connection, &subject.draft(&new, context), now)?;
    let change = NewChange {
        cause: ChangeCause::Decision,
        batch: Some(subject.batch()),
        cells,
    };
    let change = (!touched.is_empty()).then_some(&change);
    versions::finish(connection, next, change, clock)?;
    let decision = decisions::find(connection, &id)?;
    Ok(Decided {
        // It was inserted above, in this transaction.
        decision: decision.ok_or(StoreError::UnknownHeld)?,
        touched,
    })
}

/// Decides anew about what refused figures count: while they waited, nobody knew of how many cases it is.
fn settle(
    connection: &mut AnyConnection,
    of: Chosen<'_>,
    written: &mut Written<'_>,
) -> Result<(), StoreError> {
    let counting: HashSet<IndicatorCode> = gating::that_count(connection)?;
    let chosen = chosen::indicators(connection, of)?.into_iter();
    written.settled = chosen.filter(|code| counting.contains(code)).collect();
    if written.settled.is_empty() {
        return Ok(());
    }
    written.leaving = chosen::ids(connection, of)?;
    let areas = few(&chosen::areas(connection, of)?);
    let derivations = catalogue::derivations(connection)?;
    conceal(connection, &derivations, areas.as_deref(), written)?;
    written.touch(connection)
}

/// What was to be said of figures that are refused is said of no other.
fn unexplain(connection: &mut AnyConnection, of: Chosen<'_>, at: Micros) -> Result<(), StoreError> {
    for indicator in chosen::indicators(connection, of)? {
        for ((area, period, breakdown), _) in chosen::figures(connection, of, &indicator)? {
            if breakdown.is_empty() {
                let key = ObservationKey::whole(indicator.clone(), area, period);
                explanations::close_waiting(connection, &key, at)?;
            }
        }
    }
    Ok(())
}

/// What is decided about, found.
enum Subject {
    Figure(i64, Box<Entry>),
    Batch(String),
}

impl Subject {
    /// Finds what waits.
    fn find(connection: &mut AnyConnection, about: About<'_>) -> Result<Subject, StoreError> {
        match about {
            About::Figure(id) => {
                let id = i64::try_from(id).map_err(|_| StoreError::UnknownHeld)?;
                let entry = desk::find(connection, id)?.ok_or(StoreError::UnknownHeld)?;
                if let Some((exit, at, decision)) = &entry.left {
                    return Err(left(connection, *exit, *at, decision.as_deref())?);
                }
                if awaiting::awaits(connection, id)? {
                    return Err(StoreError::AwaitsRelease);
                }
                if batches::state(connection, &entry.batch)? == Some(BatchState::Held) {
                    return Err(StoreError::HeldAsWhole(entry.batch));
                }
                Ok(Subject::Figure(id, Box::new(entry)))
            }
            About::Batch { feed, id } => {
                if !batches::exists(connection, feed, id)? {
                    return Err(StoreError::UnknownBatch(id.chars().take(80).collect()));
                }
                if chosen::count(connection, Chosen::Batch(id))? > 0 {
                    return Ok(Subject::Batch(id.to_owned()));
                }
                Err(match decisions::latest(connection, id)? {
                    Some(decision) => StoreError::Decided(Box::new(DecidedAlready {
                        exit: decision.decision.exit(),
                        by: decision.decided_by_name.or(decision.decided_by),
                        at: decision.decided_at,
                    })),
                    None => StoreError::NothingHeld,
                })
            }
        }
    }

    fn chosen(&self) -> Chosen<'_> {
        match self {
            Subject::Figure(id, _) => Chosen::Figure(*id),
            Subject::Batch(id) => Chosen::Batch(id),
        }
    }

    /// The batch whose figures they are.
    fn batch(&self) -> &str {
        match self {
            Subject::Figure(_, entry) => &entry.batch,
            Subject::Batch(id) => id,
        }
    }

    /// The entry of the log.
    fn draft(&self, new: &NewDecision<'_>, context: &AuditContext) -> AuditDraft {
        let mut after = json!({
            "decision": new.verdict,
            "reason": new.reason,
            "figures": new.figures,
            "awaiting_release": new.awaiting,
            "version": new.version,
        });
        match self {
            Subject::Batch(id) => AuditDraft {
                after: Some(after),
                ..AuditDraft::done(context, actions::DECIDE_BATCH, "batch", Some(id))
            },
            Subject::Figure(id, entry) => {
                if let Value::Object(members) = &mut after {
                    members.insert("batch".to_owned(), json!(entry.batch));
                }
                let figure = json!({
                    "indicator": entry.indicator,
                    "area": entry.area,
                    "period": entry.period,
                    "breakdown": Some(&entry.breakdown).filter(|part| !part.is_empty()),
                    // Not its number: the log is read by some who do not see what is hidden, or may be by then.
                    "conf_status": entry.conf_status,
                    "suspicion": entry.suspicion.as_ref().map(Suspicion::code),
                });
                AuditDraft {
                    before: Some(figure),
                    after: Some(after),
                    municipality: Some(entry.area.clone()),
                    ..AuditDraft::done(context, actions::DECIDE_HELD, "held", Some(&id.to_string()))
                }
            }
        }
    }
}

/// Why a figure that left the desk is not decided about any more.
fn left(
    connection: &mut AnyConnection,
    exit: DeskExit,
    at: Micros,
    decision: Option<&str>,
) -> Result<StoreError, StoreError> {
    let by = match decision {
        None => None,
        Some(id) => decisions::find(connection, id)?,
    };
    Ok(StoreError::Decided(Box::new(DecidedAlready {
        exit,
        at: instant::rfc3339(at)?,
        by: by.and_then(|decision| decision.decided_by_name.or(decision.decided_by)),
    })))
}

//! Releases: planning them, and making them public.

use super::Store;
use crate::audit::{AuditContext, AuditDraft};
use crate::batch::{self, ReleaseWhen, Released};
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant::{self, Micros};
use crate::rows::releases::{self, KeptRelease, Plan};
use crate::rows::{audit, indicators, versions};
use blis_domain::audit::actions;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::release::{Beforehand, PlanFault, Release, ReleaseStage, plan_fault};
use blis_domain::text::Text;
use serde_json::{Value, json};
use std::time::Duration;
use time::OffsetDateTime;

/// The plan of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasePlan {
    /// What it is called.
    pub name: Text,
    /// The indicators whose figures it makes public.
    pub indicators: Vec<IndicatorCode>,
    /// The period of the figures.
    pub period: Period,
    /// What its figures are.
    pub stage: ReleaseStage,
    /// When it is released.
    pub release_at: Option<OffsetDateTime>,
    /// Until when members of networks alone read it.
    pub members_until: Option<OffsetDateTime>,
}

impl From<&ReleasePlan> for Plan {
    fn from(plan: &ReleasePlan) -> Plan {
        Plan {
            name: plan.name.clone(),
            indicators: plan.indicators.clone(),
            period: plan.period,
            stage: plan.stage,
            release_at: plan.release_at.map(instant::micros),
            members_until: plan.members_until.map(instant::micros),
        }
    }
}

impl Store {
    /// Every release, planned or public: the latest period first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn releases(&self) -> Result<Vec<Release>, StoreError> {
        let now = self.micros();
        let kept = self.inner.database.read(releases::all)?;
        let told = kept.into_iter().map(|one| one.release(now));
        Ok(told.collect::<Result<_, _>>()?)
    }

    /// A release.
    ///
    /// # Errors
    /// [`StoreError::UnknownRelease`], or when the database cannot be read.
    pub fn release(&self, id: &str) -> Result<Release, StoreError> {
        let find = |connection: &mut _| releases::find(connection, id);
        let kept = self.inner.database.read(find)?;
        let kept = kept.ok_or(StoreError::UnknownRelease)?;
        Ok(kept.release(self.micros())?)
    }

    /// Plans a release.
    ///
    /// # Errors
    /// [`StoreError::ReleaseRefused`], or when the database fails.
    pub fn plan_release(&self, plan: &ReleasePlan, context: &AuditContext) -> Result<Release, StoreError> {
        let (now, plan) = (self.micros(), Plan::from(plan));
        let id = instant::id(now);
        self.inner.database.write(|connection| {
            versions::locked(connection)?;
            check(connection, &id, &plan, None, now)?;
            releases::put(connection, &id, &plan, &context.actor, 1)?;
            let draft = AuditDraft {
                after: Some(told(&plan)?),
                ..about(&id, actions::PLAN_RELEASE, context)
            };
            audit::append(connection, &draft, now).map(drop)
        })?;
        self.inner.release_bell.ring();
        self.release(&id)
    }

    /// Puts another plan in the place of the one that its writer has seen: `is_current` says whether it was this version.
    ///
    /// # Errors
    /// [`StoreError::UnknownRelease`], [`StoreError::Stale`], [`StoreError::ReleasePublished`],
    /// [`StoreError::ReleaseRefused`], or when the database fails.
    pub fn change_release(
        &self,
        id: &str,
        plan: &ReleasePlan,
        is_current: impl FnOnce(u64) -> bool,
        context: &AuditContext,
    ) -> Result<Release, StoreError> {
        let (now, plan) = (self.micros(), Plan::from(plan));
        self.inner.database.write(|connection| {
            versions::locked(connection)?;
            let before = planned(connection, id)?;
            if !is_current(before.version) {
                return Err(StoreError::Stale);
            }
            check(connection, id, &plan, before.plan.release_at, now)?;
            releases::put(connection, id, &plan, &context.actor, before.version + 1)?;
            let draft = AuditDraft {
                before: Some(told(&before.plan)?),
                after: Some(told(&plan)?),
                ..about(id, actions::CHANGE_RELEASE, context)
            };
            audit::append(connection, &draft, now).map(drop)
        })?;
        self.inner.release_bell.ring();
        self.release(id)
    }

    /// Calls a planned release off. The figures that wait for it go on waiting, for another one.
    ///
    /// # Errors
    /// [`StoreError::UnknownRelease`], [`StoreError::ReleasePublished`], or when the database fails.
    pub fn call_off_release(&self, id: &str, context: &AuditContext) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            versions::locked(connection)?;
            let before = planned(connection, id)?;
            releases::delete(connection, id)?;
            let draft = AuditDraft {
                before: Some(told(&before.plan)?),
                ..about(id, actions::CALL_OFF_RELEASE, context)
            };
            audit::append(connection, &draft, now).map(drop)
        })
    }

    /// Makes a release public now, whatever its instant.
    ///
    /// # Errors
    /// [`StoreError::UnknownRelease`], [`StoreError::ReleasePublished`], [`StoreError::ComputedSince`], or when the
    /// database fails.
    pub fn publish_release(&self, id: &str, context: &AuditContext) -> Result<Release, StoreError> {
        self.publish(id, ReleaseWhen::Now, context)?;
        self.release(id)
    }

    /// Makes public what is due by the clock, each release in a change of its own, the one that is due for the longest
    /// first. Gives what went wrong with each that is still not public.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn publish_due_releases(&self) -> Result<Vec<(String, StoreError)>, StoreError> {
        let now = self.micros();
        let mut due: Vec<(Micros, String)> = self
            .planned_instants()?
            .into_iter()
            .filter(|(at, _)| *at <= now)
            .collect();
        due.sort_unstable();
        let context = AuditContext::command("serve");
        let mut failed = Vec::new();
        for (_, id) in due {
            if let Err(error) = self.publish(&id, ReleaseWhen::Due, &context) {
                failed.push((id, error));
            }
        }
        Ok(failed)
    }

    /// How long until the next release is due; nothing when none is scheduled.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_release_in(&self) -> Result<Option<Duration>, StoreError> {
        let now = self.micros();
        let next = self.planned_instants()?.into_iter().map(|(at, _)| at).min();
        Ok(next.map(|at| Duration::from_micros(u64::try_from(at.saturating_sub(now)).unwrap_or(0))))
    }

    /// Rung when a release was planned or its plan changed.
    pub fn release_bell(&self) -> super::Bell {
        self.inner.release_bell.clone()
    }

    /// When those are public that are not yet, by their plans.
    fn planned_instants(&self) -> Result<Vec<(Micros, String)>, StoreError> {
        let kept = self.inner.database.read(releases::all)?;
        let planned = kept.into_iter().filter(|one| one.published.is_none());
        Ok(planned
            .filter_map(|one| Some((one.times().public_at()?, one.id)))
            .collect())
    }

    fn publish(
        &self,
        id: &str,
        when: ReleaseWhen,
        context: &AuditContext,
    ) -> Result<Option<Released>, StoreError> {
        let inner = &self.inner;
        let now = self.micros();
        let publish =
            |connection: &mut _| batch::publish_release(connection, id, when, context, now, &inner.clock);
        let released = inner.database.write(publish)?;
        if let Some(released) = &released {
            inner.known.batch_committed(released.version, &released.touched);
            inner.webhook_bell.ring();
        }
        Ok(released)
    }
}

/// A release that is planned.
fn planned(connection: &mut AnyConnection, id: &str) -> Result<KeptRelease, StoreError> {
    let found = releases::find(connection, id)?.ok_or(StoreError::UnknownRelease)?;
    match found.published {
        Some(_) => Err(StoreError::ReleasePublished),
        None => Ok(found),
    }
}

/// Whether a release can be planned so, beside the others; an instant that was planned before may be past.
fn check(
    connection: &mut AnyConnection,
    id: &str,
    plan: &Plan,
    release_at_before: Option<Micros>,
    now: Micros,
) -> Result<(), StoreError> {
    let is_past = |at: Micros| at <= now;
    if plan.release_at != release_at_before && plan.release_at.is_some_and(is_past) {
        return Err(StoreError::ReleaseRefused(PlanFault::ReleasePast));
    }
    if plan.members_until.is_some_and(is_past) {
        return Err(StoreError::ReleaseRefused(PlanFault::PublicPast));
    }
    let sheets = indicators::all(connection)?;
    let kept = releases::all(connection)?;
    let fault = plan.indicators.iter().find_map(|code| {
        let is_another =
            |one: &KeptRelease| one.id != id && one.published.is_none() && one.covers(code, plan.period);
        let before = Beforehand {
            sheet: sheets.iter().find(|sheet| sheet.code == *code),
            is_planned: kept.iter().any(is_another),
            released: releases::latest_stage(&kept, code, plan.period),
        };
        plan_fault(code, plan.period, plan.stage, before)
    });
    fault.map_or(Ok(()), |fault| Err(StoreError::ReleaseRefused(fault)))
}

fn about(id: &str, action: &'static str, context: &AuditContext) -> AuditDraft {
    AuditDraft::done(context, action, "release", Some(id))
}

fn told(plan: &Plan) -> Result<Value, StoreError> {
    let at = |at: Option<Micros>| at.map(instant::rfc3339).transpose();
    Ok(json!({
        "name": plan.name,
        "indicators": plan.indicators,
        "period": plan.period,
        "stage": plan.stage,
        "release_at": at(plan.release_at)?,
        "members_until": at(plan.members_until)?,
    }))
}

//! Releasing figures that wait on the desk: all of a release in one change.

use super::conceal::conceal;
use super::derive::{Anew, Brought, Derived, Touched};
use super::publish::{Stages, write_figures};
use super::weigh::few;
use super::write::Written;
use crate::audit::{AuditContext, AuditDraft};
use crate::catalogue;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant::{self, Micros};
use crate::options::Clock;
use crate::rows::chosen::{self, Chosen};
use crate::rows::decisions::{self, NewDecision};
use crate::rows::desk;
use crate::rows::releases::{self, KeptRelease, ProvisionalFigure};
use crate::rows::values::{self, Added, Current};
use crate::rows::versions::{self, ChangedCells, DataVersion, NewChange};
use crate::rows::{audit, awaiting, batches, gating, parsed};
use blis_domain::audit::actions;
use blis_domain::change::ChangeCause;
use blis_domain::derivation::Derivation;
use blis_domain::desk::{DeskExit, Verdict};
use blis_domain::indicator::IndicatorCode;
use blis_domain::release::ReleaseStage;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

/// When a release is made public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReleaseWhen {
    /// At its instant, if that has come.
    Due,
    /// Now, because somebody says so.
    Now,
}

/// What a release came to.
#[derive(Debug)]
pub(crate) struct Released {
    /// The data version in which it is public.
    pub(crate) version: u64,
    /// The indicators that have new values, derived ones among them.
    pub(crate) touched: BTreeSet<IndicatorCode>,
}

/// What becomes of figures that are cleared.
#[derive(Debug, Default)]
pub(super) struct Cleared {
    /// The stages of those whose release went on without them and that no other is planned for: they are public at once,
    /// as the rest of it is.
    pub(super) stages: Stages,
    /// How many wait for a release.
    pub(super) waiting: u64,
}

/// Lets chosen figures that are cleared wait for their release, where their indicator is released; but for those that a
/// release went on without, and for what takes a public number back.
pub(super) fn let_wait(connection: &mut AnyConnection, of: Chosen<'_>) -> Result<Cleared, StoreError> {
    let mut cleared = Cleared::default();
    let gated = gating::gated(connection)?;
    let mut places = chosen::places(connection, of)?;
    places.retain(|(_, indicator, ..)| gated.iter().any(|code| code.as_str() == indicator));
    if places.is_empty() {
        return Ok(cleared);
    }
    let kept = releases::all(connection)?;
    let taking_back = chosen::taking_back(connection, of)?;
    let mut came_at: HashMap<String, Option<Micros>> = HashMap::new();
    let mut waiting = Vec::new();
    for (id, indicator, period, batch) in places {
        if taking_back.contains(&id) {
            continue;
        }
        let indicator: IndicatorCode = parsed("desk_value.indicator", &indicator)?;
        let period = parsed("desk_value.period", &period)?;
        let came_at = match came_at.get(&batch) {
            Some(known) => *known,
            None => {
                let at = batches::received_at(connection, &batch)?;
                came_at.insert(batch, at);
                at
            }
        };
        let is_planned = kept
            .iter()
            .any(|one| one.published.is_none() && one.covers(&indicator, period));
        // What came after the release is a revision, and waits as one that nobody suspects.
        let went_on_without = |one: &&KeptRelease| {
            let public_at = one.published.map(|(_, at, _)| at);
            public_at
                .zip(came_at)
                .is_some_and(|(public_at, came_at)| came_at < public_at)
        };
        let over = releases::latest(&kept, &indicator, period).filter(went_on_without);
        match over {
            Some(release) if !is_planned => {
                cleared.stages.insert((indicator, period), release.plan.stage);
            }
            _ => waiting.push(id),
        }
    }
    awaiting::insert(connection, &waiting)?;
    cleared.waiting = waiting.len() as u64;
    Ok(cleared)
}

/// Makes a release public, in a transaction of its own, which the caller holds and commits at once; nothing when it is
/// not due, or was made public before its instant.
pub(crate) fn publish_release(
    connection: &mut AnyConnection,
    id: &str,
    when: ReleaseWhen,
    context: &AuditContext,
    now: Micros,
    clock: &Clock,
) -> Result<Option<Released>, StoreError> {
    let before = versions::locked(connection)?;
    let release = releases::find(connection, id)?;
    if when == ReleaseWhen::Due {
        let is_due = |one: &KeptRelease| {
            one.published.is_none() && one.times().public_at().is_some_and(|at| at <= now)
        };
        if !release.as_ref().is_some_and(is_due) {
            return Ok(None);
        }
    }
    let release = release.ok_or(StoreError::UnknownRelease)?;
    if release.published.is_some() {
        return Err(StoreError::ReleasePublished);
    }
    let next = before.next(now, true);
    let derivations = catalogue::derivations(connection)?;
    let mut publication = Publication::of(&release, next);
    publication.release_waiting(connection, &derivations, context)?;
    if release.plan.stage != ReleaseStage::Provisional {
        publication.finalise(connection)?;
    }
    publication.derive(connection, &derivations)?;
    for code in &publication.touched {
        versions::touch(connection, code, next.data)?;
    }
    let held_back = desk::count_held(connection, &publication.indicators, &publication.period)?;
    releases::set_published(connection, id, next.data, held_back)?;
    let draft = AuditDraft {
        after: Some(json!({
            "stage": release.plan.stage,
            "figures": publication.figures,
            "held_back": held_back,
            "version": next.data,
        })),
        ..AuditDraft::done(context, actions::PUBLISH_RELEASE, "release", Some(id))
    };
    audit::append(connection, &draft, now)?;
    let change = NewChange {
        cause: ChangeCause::Release,
        batch: None,
        cells: publication.cells,
    };
    versions::finish(connection, next, Some(&change), clock)?;
    Ok(Some(Released {
        version: next.data,
        touched: publication.touched,
    }))
}

/// A release on its way to the public.
struct Publication<'a> {
    release: &'a KeptRelease,
    indicators: Vec<String>,
    period: String,
    next: DataVersion,
    /// Where it brings versions.
    places: Touched,
    /// The last batch of which it has figures: what is derived is of that one.
    batch: Option<String>,
    figures: u64,
    touched: BTreeSet<IndicatorCode>,
    cells: ChangedCells,
}

impl<'a> Publication<'a> {
    fn of(release: &'a KeptRelease, next: DataVersion) -> Publication<'a> {
        Publication {
            release,
            indicators: release.plan.indicators.iter().map(ToString::to_string).collect(),
            period: release.plan.period.to_string(),
            next,
            places: Touched::new(),
            batch: None,
            figures: 0,
            touched: BTreeSet::new(),
            cells: ChangedCells::default(),
        }
    }

    fn take(&mut self, written: Written<'_>) {
        self.touched.extend(written.touched);
        self.cells.add(written.cells);
    }

    /// Writes the figures that wait for it, each as one of the batch that brought it, and takes them off the desk. What
    /// became of them stands beside their batch, as a decision that the release made.
    fn release_waiting(
        &mut self,
        connection: &mut AnyConnection,
        derivations: &[Derivation],
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let plan = &self.release.plan;
        self.leave_computed(connection, derivations)?;
        let stages: Stages = plan
            .indicators
            .iter()
            .map(|indicator| ((indicator.clone(), plan.period), plan.stage))
            .collect();
        for batch in awaiting::batches(connection, &self.indicators, &self.period)? {
            let (indicators, period) = (self.indicators.clone(), self.period.clone());
            let of = Chosen::Release {
                indicators: &indicators,
                period: &period,
                batch: &batch,
            };
            let figures = chosen::count(connection, of)?;
            for indicator in chosen::indicators(connection, of)? {
                let cells = chosen::figures(connection, of, &indicator)?;
                let places = cells.into_iter().map(|(place, _)| place);
                self.places.entry(indicator).or_default().extend(places);
            }
            let mut written = Written::of(&batch, self.next);
            let areas = few(&chosen::areas(connection, of)?);
            write_figures(
                connection,
                of,
                (derivations, areas.as_deref()),
                &stages,
                &mut written,
            )?;
            self.take(written);
            let at = self.next.recorded_at;
            let id = instant::id(at);
            let decision = NewDecision {
                id: &id,
                batch: &batch,
                verdict: Verdict::Release,
                reason: &plan.name.lv,
                figures,
                awaiting: 0,
                actor: &context.actor,
                decided_at: at,
                version: self.next.data,
            };
            decisions::insert(connection, &decision)?;
            chosen::leave(connection, of, DeskExit::Released, &id, (at, self.next.data))?;
            self.figures += figures;
            self.batch = Some(batch);
        }
        Ok(())
    }

    /// Takes off the desk what waits of indicators that are computed by now: what is computed is in its place.
    fn leave_computed(
        &self,
        connection: &mut AnyConnection,
        derivations: &[Derivation],
    ) -> Result<(), StoreError> {
        let plan = &self.release.plan;
        let is_computed = |code: &&IndicatorCode| derivations.iter().any(|one| one.indicator == **code);
        for code in plan.indicators.iter().filter(is_computed) {
            let superseded = awaiting::figures(connection, code, &self.period)?;
            desk::supersede(connection, &superseded, self.next.recorded_at)?;
        }
        Ok(())
    }

    /// What is provisional and was not sent anew is final with the rest.
    fn finalise(&mut self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        let (period, stage) = (self.release.plan.period, self.release.plan.stage);
        let left = releases::provisional(connection, &self.indicators, period, self.next.data)?;
        let mut by_batch: HashMap<(&str, &IndicatorCode), Vec<&ProvisionalFigure>> = HashMap::new();
        for figure in &left {
            let place = (figure.area.clone(), period, figure.breakdown.clone());
            self.places
                .entry(figure.indicator.clone())
                .or_default()
                .insert(place);
            by_batch
                .entry((&figure.batch, &figure.indicator))
                .or_default()
                .push(figure);
        }
        let mut groups: Vec<_> = by_batch.into_iter().collect();
        groups.sort_by_key(|(of, _)| *of);
        let mut known: HashMap<&IndicatorCode, HashMap<i64, Current>> = HashMap::new();
        for indicator in left.iter().map(|figure| &figure.indicator) {
            if !known.contains_key(indicator) {
                let stored = values::current(connection, indicator, None)?;
                known.insert(
                    indicator,
                    stored.into_iter().map(|(_, one)| (one.id, one)).collect(),
                );
            }
        }
        for ((batch, indicator), figures) in groups {
            let mut written = Written::of(batch, self.next);
            let stored = &known[indicator];
            let added = figures.into_iter().filter_map(|figure| {
                let Current { reading, .. } = stored.get(&figure.id)?;
                Some(Added {
                    indicator: &figure.indicator,
                    area: &figure.area,
                    period,
                    breakdown: &figure.breakdown,
                    value: reading.value,
                    status: stage.status(reading.status),
                    note: reading.note.as_deref(),
                    withdrawn: false,
                    conf_status: reading.conf_status,
                    cases: reading.cases,
                    // What else is hidden is decided with the rest of the release.
                    hidden: reading.conf_status,
                    demonstration: false,
                    closes: Some(figure.id),
                })
            });
            written.add(connection, indicator, added)?;
            self.take(written);
            self.batch.get_or_insert_with(|| batch.to_owned());
        }
        Ok(())
    }

    /// Computes what is derived from its figures.
    fn derive(
        &mut self,
        connection: &mut AnyConnection,
        derivations: &[Derivation],
    ) -> Result<(), StoreError> {
        let Some(batch) = self.batch.clone() else {
            return Ok(());
        };
        let places = std::mem::take(&mut self.places);
        let mut written = Written::of(&batch, self.next);
        let anew = Anew {
            derivations,
            areas: None,
            whole: &[],
            brought: Brought::Places(&places),
        };
        anew.derive(connection, |connection, indicator, derived| {
            written.add(connection, indicator, derived.iter().map(Derived::added))
        })?;
        written.touched.extend(self.touched.iter().cloned());
        conceal(connection, derivations, None, &mut written)?;
        self.take(written);
        Ok(())
    }
}

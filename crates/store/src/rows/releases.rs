//! Releases: what is planned, and what became public by which change.

use super::{bigint, hidden, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{data_change, data_release, data_release_indicator, hidden_value, observation};
use blis_domain::area::AreaCode;
use blis_domain::audit::Actor;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::release::{Release, ReleaseStage, ReleaseTimes};
use blis_domain::status::ObservationStatus;
use blis_domain::text::Text;
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::HashMap;

/// A plan to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) name: Text,
    pub(crate) indicators: Vec<IndicatorCode>,
    pub(crate) period: Period,
    pub(crate) stage: ReleaseStage,
    pub(crate) release_at: Option<Micros>,
    pub(crate) members_until: Option<Micros>,
}

/// A release as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptRelease {
    pub(crate) id: String,
    pub(crate) plan: Plan,
    pub(crate) version: u64,
    /// The change by which it became public, its instant, and how many figures were held then.
    pub(crate) published: Option<(u64, Micros, u64)>,
}

impl KeptRelease {
    /// Its instants.
    pub(crate) fn times(&self) -> ReleaseTimes<Micros> {
        ReleaseTimes {
            release_at: self.plan.release_at,
            members_until: self.plan.members_until,
            published_at: self.published.map(|(_, at, _)| at),
        }
    }

    /// Whether it is about an indicator in a period.
    pub(crate) fn covers(&self, indicator: &IndicatorCode, period: Period) -> bool {
        self.plan.period == period && self.plan.indicators.contains(indicator)
    }

    /// The release as everybody reads it now.
    pub(crate) fn release(self, now: Micros) -> Result<Release, Corrupt> {
        let state = self.times().state(now);
        let told = |at: Option<Micros>| at.map(instant::rfc3339).transpose();
        Ok(Release {
            id: self.id,
            name: self.plan.name,
            indicators: self.plan.indicators,
            period: self.plan.period,
            stage: self.plan.stage,
            state,
            release_at: told(self.plan.release_at)?,
            members_until: told(self.plan.members_until)?,
            published_at: told(self.published.map(|(_, at, _)| at))?,
            data_version: self.published.map(|(version, ..)| version),
            held_back: self.published.map(|(_, _, held)| held),
            version: self.version,
        })
    }
}

/// What was released last of an indicator and period.
pub(crate) fn latest<'a>(
    releases: &'a [KeptRelease],
    indicator: &IndicatorCode,
    period: Period,
) -> Option<&'a KeptRelease> {
    let of_it = releases.iter().filter(|one| one.covers(indicator, period));
    of_it
        .filter(|one| one.published.is_some())
        .max_by_key(|one| one.published.map(|(version, ..)| version))
}

/// The stage of what was released last of an indicator and period.
pub(crate) fn latest_stage(
    releases: &[KeptRelease],
    indicator: &IndicatorCode,
    period: Period,
) -> Option<ReleaseStage> {
    latest(releases, indicator, period).map(|one| one.plan.stage)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = data_release)]
struct ReleaseRow {
    id: String,
    name_lv: String,
    name_en: String,
    period: String,
    stage: String,
    release_at: Option<Micros>,
    members_until: Option<Micros>,
    version: i64,
    published_version: Option<i64>,
    held_back: Option<i64>,
}

/// Every release there is, by period and id: the latest period first.
pub(crate) fn all(connection: &mut AnyConnection) -> Result<Vec<KeptRelease>, StoreError> {
    let mut indicators: HashMap<String, Vec<IndicatorCode>> = HashMap::new();
    let rows: Vec<(String, String)> = data_release_indicator::table
        .order((data_release_indicator::release, data_release_indicator::position))
        .select((data_release_indicator::release, data_release_indicator::indicator))
        .load(connection)
        .step("read the indicators of releases")?;
    for (release, code) in rows {
        let code = parsed("data_release_indicator.indicator", &code)?;
        indicators.entry(release).or_default().push(code);
    }
    let rows: Vec<(ReleaseRow, Option<Micros>)> = data_release::table
        .left_join(data_change::table.on(data_release::published_version.eq(data_change::version.nullable())))
        .order((data_release::period.desc(), data_release::id))
        .select((ReleaseRow::as_select(), data_change::at.nullable()))
        .load(connection)
        .step("read the releases")?;
    let mut kept = Vec::with_capacity(rows.len());
    for (row, at) in rows {
        let indicators = indicators.remove(&row.id).unwrap_or_default();
        kept.push(into_kept(row, indicators, at)?);
    }
    Ok(kept)
}

fn into_kept(
    row: ReleaseRow,
    indicators: Vec<IndicatorCode>,
    at: Option<Micros>,
) -> Result<KeptRelease, Corrupt> {
    let published = match (row.published_version, row.held_back) {
        (Some(version), Some(held)) => Some((
            unsigned("data_release.published_version", version)?,
            at.ok_or_else(|| Corrupt::new("data_release.published_version", version))?,
            unsigned("data_release.held_back", held)?,
        )),
        _ => None,
    };
    Ok(KeptRelease {
        plan: Plan {
            name: Text::new(row.name_lv, row.name_en),
            indicators,
            period: parsed("data_release.period", &row.period)?,
            stage: ReleaseStage::from_code(&row.stage)
                .ok_or_else(|| Corrupt::new("data_release.stage", &row.stage))?,
            release_at: row.release_at,
            members_until: row.members_until,
        },
        id: row.id,
        version: unsigned("data_release.version", row.version)?,
        published,
    })
}

/// A release.
pub(crate) fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<KeptRelease>, StoreError> {
    Ok(all(connection)?.into_iter().find(|one| one.id == id))
}

/// Keeps a plan: a new one, or in the place of the one before it.
pub(crate) fn put(
    connection: &mut AnyConnection,
    id: &str,
    plan: &Plan,
    actor: &Actor,
    version: u64,
) -> Result<(), StoreError> {
    let fields = (
        data_release::name_lv.eq(&plan.name.lv),
        data_release::name_en.eq(&plan.name.en),
        data_release::period.eq(plan.period.to_string()),
        data_release::stage.eq(plan.stage.code()),
        data_release::release_at.eq(plan.release_at),
        data_release::members_until.eq(plan.members_until),
        data_release::actor_kind.eq(actor.kind()),
        data_release::actor.eq(actor.id()),
        data_release::version.eq(bigint(version)),
    );
    let changed = diesel::update(data_release::table.find(id))
        .set(fields.clone())
        .execute(connection)
        .step("change the plan of a release")?;
    if changed == 0 {
        diesel::insert_into(data_release::table)
            .values((data_release::id.eq(id), fields))
            .execute(connection)
            .step("keep the plan of a release")?;
    }
    take_indicators(connection, id)?;
    for (indicator, position) in plan.indicators.iter().zip(0i32..) {
        diesel::insert_into(data_release_indicator::table)
            .values((
                data_release_indicator::release.eq(id),
                data_release_indicator::indicator.eq(indicator.as_str()),
                data_release_indicator::position.eq(position),
            ))
            .execute(connection)
            .step("keep the indicators of a release")?;
    }
    Ok(())
}

fn take_indicators(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    diesel::delete(data_release_indicator::table.filter(data_release_indicator::release.eq(id)))
        .execute(connection)
        .map(drop)
        .step("take back the indicators of a release")
}

/// Forgets a plan.
pub(crate) fn delete(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    take_indicators(connection, id)?;
    diesel::delete(data_release::table.find(id))
        .execute(connection)
        .map(drop)
        .step("call a release off")
}

/// Notes the change by which a release became public, and how many figures were held then.
pub(crate) fn set_published(
    connection: &mut AnyConnection,
    id: &str,
    version: u64,
    held_back: u64,
) -> Result<(), StoreError> {
    diesel::update(data_release::table.find(id))
        .set((
            data_release::published_version.eq(bigint(version)),
            data_release::held_back.eq(bigint(held_back)),
            data_release::version.eq(data_release::version + 1),
        ))
        .execute(connection)
        .map(drop)
        .step("note that a release is public")
}

/// The stages of the releases that made such data versions.
pub(crate) fn stages(
    connection: &mut AnyConnection,
    versions: Vec<i64>,
) -> Result<HashMap<u64, ReleaseStage>, StoreError> {
    let rows: Vec<(Option<i64>, String)> = data_release::table
        .filter(data_release::published_version.eq_any(versions))
        .select((data_release::published_version, data_release::stage))
        .load(connection)
        .step("read the stages of releases")?;
    let mut stages = HashMap::with_capacity(rows.len());
    for (version, stage) in rows {
        let stage =
            ReleaseStage::from_code(&stage).ok_or_else(|| Corrupt::new("data_release.stage", &stage))?;
        if let Some(version) = version {
            stages.insert(unsigned("data_release.published_version", version)?, stage);
        }
    }
    Ok(stages)
}

/// A figure that was released as provisional.
pub(crate) struct ProvisionalFigure {
    pub(crate) id: i64,
    pub(crate) indicator: IndicatorCode,
    pub(crate) area: AreaCode,
    pub(crate) breakdown: String,
    pub(crate) batch: String,
}

/// The provisional figures of such indicators in a period, but for those of a data version, by batch.
pub(crate) fn provisional(
    connection: &mut AnyConnection,
    indicators: &[String],
    period: Period,
    besides: u64,
) -> Result<Vec<ProvisionalFigure>, StoreError> {
    type Row = (i64, String, String, String, String);
    let provisional = ObservationStatus::Provisional.letter();
    // What is hidden has its status beside its number.
    let behind = hidden_value::table
        .filter(hidden::of_version())
        .filter(hidden_value::status.eq(provisional));
    let is_hidden = observation::conf_status.ne(ConfStatus::Free.code());
    let rows: Vec<Row> = observation::table
        .filter(observation::indicator.eq_any(indicators))
        .filter(observation::period.eq(period.to_string()))
        .filter(
            observation::status
                .eq(provisional)
                .or(is_hidden.and(exists(behind))),
        )
        .filter(observation::superseded_version.is_null())
        .filter(observation::demonstration.eq(false))
        .filter(observation::version.ne(bigint(besides)))
        .order((observation::batch, observation::id))
        .select((
            observation::id,
            observation::indicator,
            observation::area,
            observation::breakdown,
            observation::batch,
        ))
        .load(connection)
        .step("read the provisional figures of a release")?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, indicator, area, breakdown, batch) in rows {
        found.push(ProvisionalFigure {
            id,
            indicator: parsed("observation.indicator", &indicator)?,
            area: parsed("observation.area", &area)?,
            breakdown,
            batch,
        });
    }
    Ok(found)
}

//! Explanations of figures: what is said of a cell, and what was said of it before.

use super::{bigint, parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::rows::versions::DataVersion;
use crate::schema::{data_change, explanation, observation};
use blis_domain::area::AreaCode;
use blis_domain::audit::Actor;
use blis_domain::desk::HeldRecord;
use blis_domain::explanation::{Explanation, Remark, WriteExplanation};
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::{Observation, ObservationKey};
use blis_domain::period::Period;
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

#[derive(Queryable, Selectable)]
#[diesel(table_name = explanation)]
struct ExplanationRow {
    indicator: String,
    area: String,
    period: String,
    lv: String,
    en: Option<String>,
    version: Option<i64>,
}

/// What is explained, and what is said.
type Placed = (IndicatorCode, Remark);

/// The explanations that hold now, or held at a data version, with the instant of their change.
macro_rules! known {
    ($as_of:expr) => {{
        let query = explanation::table
            .inner_join(data_change::table.on(explanation::version.eq(data_change::version.nullable())))
            .select((ExplanationRow::as_select(), data_change::at))
            .into_boxed();
        match $as_of {
            None => query.filter(explanation::superseded_version.is_null()),
            Some(version) => query.filter(explanation::version.le(bigint(version))).filter(
                explanation::superseded_version
                    .is_null()
                    .or(explanation::superseded_version.gt(bigint(version))),
            ),
        }
    }};
}

fn placed((row, at): (ExplanationRow, Micros)) -> Result<Placed, Corrupt> {
    // Joined by it.
    let version = row.version.unwrap_or_default();
    let remark = Remark {
        area: parsed("explanation.area", &row.area)?,
        period: parsed("explanation.period", &row.period)?,
        explanation: Explanation {
            lv: row.lv,
            en: row.en,
            recorded_at: instant::rfc3339(at)?,
            version: unsigned("explanation.version", version)?,
        },
    };
    Ok((parsed("explanation.indicator", &row.indicator)?, remark))
}

/// What is said of the figures of an indicator, or was at a data version, by period and area.
pub(crate) fn remarks(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
    as_of: Option<u64>,
) -> Result<Vec<Remark>, StoreError> {
    let rows: Vec<(ExplanationRow, Micros)> = known!(as_of)
        .filter(explanation::indicator.eq(indicator.as_str()))
        .load(connection)
        .step("read what is said of figures")?;
    let placed: Vec<Placed> = rows.into_iter().map(placed).collect::<Result<_, _>>()?;
    let mut remarks: Vec<Remark> = placed.into_iter().map(|(_, remark)| remark).collect();
    remarks.sort_by(|a, b| (a.period, &a.area).cmp(&(b.period, &b.area)));
    Ok(remarks)
}

/// Puts beside observations of the whole what is said of them, or was at a data version.
pub(crate) fn put_beside(
    connection: &mut AnyConnection,
    observations: &mut [Observation],
    as_of: Option<u64>,
) -> Result<(), StoreError> {
    let indicators: BTreeSet<&str> = observations.iter().map(|one| one.indicator.as_str()).collect();
    let areas: BTreeSet<&str> = observations.iter().map(|one| one.area.as_str()).collect();
    if indicators.is_empty() {
        return Ok(());
    }
    let rows: Vec<(ExplanationRow, Micros)> = known!(as_of)
        .filter(explanation::indicator.eq_any(Vec::from_iter(indicators)))
        .filter(explanation::area.eq_any(Vec::from_iter(areas)))
        .load(connection)
        .step("read what is said of figures")?;
    let mut said: HashMap<(IndicatorCode, AreaCode, Period), Explanation> = HashMap::new();
    for row in rows {
        let (indicator, remark) = placed(row)?;
        said.insert((indicator, remark.area, remark.period), remark.explanation);
    }
    for one in observations.iter_mut().filter(|one| one.breakdown.is_none()) {
        let place = (one.indicator.clone(), one.area.clone(), one.period);
        one.explanation = said.get(&place).cloned();
    }
    Ok(())
}

/// The rows of the figures of which something else is said since a data version, as they are or were at another.
pub(crate) fn changed_figures(
    connection: &mut AnyConnection,
    since: u64,
    as_of: Option<u64>,
) -> Result<Vec<i64>, StoreError> {
    let since = bigint(since);
    let until = as_of.map_or(i64::MAX, bigint);
    let figure = observation::indicator
        .eq(explanation::indicator)
        .and(observation::area.eq(explanation::area))
        .and(observation::period.eq(explanation::period))
        .and(observation::breakdown.eq(""));
    let begun = explanation::version.gt(since).and(explanation::version.le(until));
    let ended = explanation::superseded_version
        .gt(since)
        .and(explanation::superseded_version.le(until));
    explanation::table
        .inner_join(observation::table.on(figure))
        .filter(begun.or(ended))
        .filter(observation::version.le(until))
        .filter(
            observation::superseded_version
                .is_null()
                .or(observation::superseded_version.gt(until)),
        )
        .select(observation::id)
        .distinct()
        .load(connection)
        .step("find the figures of which something else is said")
}

/// Whether anything is known of a cell, if only why there is no value.
pub(crate) fn has_figure(connection: &mut AnyConnection, key: &ObservationKey) -> Result<bool, StoreError> {
    let figure = observation::table
        .filter(observation::indicator.eq(key.indicator.as_str()))
        .filter(observation::area.eq(key.area.as_str()))
        .filter(observation::period.eq(key.period.to_string()))
        .filter(observation::breakdown.eq(&key.breakdown))
        .filter(observation::superseded_version.is_null());
    diesel::select(exists(figure))
        .get_result(connection)
        .step("look for the figure to be explained")
}

/// What is said of a cell now.
pub(crate) fn current(
    connection: &mut AnyConnection,
    key: &ObservationKey,
) -> Result<Option<Explanation>, StoreError> {
    let row: Option<(ExplanationRow, Micros)> = known!(None::<u64>)
        .filter(explanation::indicator.eq(key.indicator.to_string()))
        .filter(explanation::area.eq(key.area.to_string()))
        .filter(explanation::period.eq(key.period.to_string()))
        .first(connection)
        .optional()
        .step("read what is said of a figure")?;
    Ok(row.map(placed).transpose()?.map(|(_, remark)| remark.explanation))
}

/// Ends what is said of a cell now; its row stays.
pub(crate) fn close(
    connection: &mut AnyConnection,
    key: &ObservationKey,
    next: DataVersion,
) -> Result<(), StoreError> {
    let open = explanation::table
        .filter(explanation::indicator.eq(key.indicator.as_str()))
        .filter(explanation::area.eq(key.area.as_str()))
        .filter(explanation::period.eq(key.period.to_string()))
        .filter(explanation::version.is_not_null())
        .filter(explanation::superseded_version.is_null());
    diesel::update(open)
        .set((
            explanation::superseded_version.eq(bigint(next.data)),
            explanation::closed_at.eq(next.recorded_at),
        ))
        .execute(connection)
        .map(drop)
        .step("close an explanation")
}

/// Adds what is said of a cell: from a change on, or once its figure is released.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    key: &ObservationKey,
    said: &WriteExplanation,
    actor: &Actor,
    written_at: Micros,
    since: Option<u64>,
) -> Result<(), StoreError> {
    diesel::insert_into(explanation::table)
        .values((
            explanation::indicator.eq(key.indicator.as_str()),
            explanation::area.eq(key.area.as_str()),
            explanation::period.eq(key.period.to_string()),
            explanation::lv.eq(&said.lv),
            explanation::en.eq(said.en.as_deref()),
            explanation::actor_kind.eq(actor.kind()),
            explanation::actor.eq(actor.id()),
            explanation::written_at.eq(written_at),
            explanation::version.eq(since.map(bigint)),
        ))
        .execute(connection)
        .map(drop)
        .step("add an explanation")
}

/// The explanations that appear with a figure once it is public.
macro_rules! waiting {
    () => {
        explanation::table
            .filter(explanation::version.is_null())
            .filter(explanation::closed_at.is_null())
    };
}

/// What is to be said of figures of the desk once they are public, by place.
pub(crate) fn waiting_for(
    connection: &mut AnyConnection,
    figures: &[HeldRecord],
) -> Result<HashMap<(IndicatorCode, AreaCode, Period), WriteExplanation>, StoreError> {
    let areas: BTreeSet<&str> = figures.iter().map(|one| one.area.as_str()).collect();
    let rows: Vec<(String, String, String, String, Option<String>)> = waiting!()
        .filter(explanation::area.eq_any(Vec::from_iter(areas)))
        .select((
            explanation::indicator,
            explanation::area,
            explanation::period,
            explanation::lv,
            explanation::en,
        ))
        .load(connection)
        .step("read what is to be said of figures")?;
    let mut found = HashMap::new();
    for (indicator, area, period, lv, en) in rows {
        let place = (
            parsed("explanation.indicator", &indicator)?,
            parsed("explanation.area", &area)?,
            parsed("explanation.period", &period)?,
        );
        found.insert(place, WriteExplanation { lv, en });
    }
    Ok(found)
}

/// What is to be said of a cell once its figure is public.
pub(crate) fn waiting(
    connection: &mut AnyConnection,
    key: &ObservationKey,
) -> Result<Option<WriteExplanation>, StoreError> {
    let row: Option<(String, Option<String>)> = waiting!()
        .filter(explanation::indicator.eq(key.indicator.as_str()))
        .filter(explanation::area.eq(key.area.as_str()))
        .filter(explanation::period.eq(key.period.to_string()))
        .select((explanation::lv, explanation::en))
        .first(connection)
        .optional()
        .step("read what is to be said of a figure")?;
    Ok(row.map(|(lv, en)| WriteExplanation { lv, en }))
}

/// Ends what is to be said of a cell; its row stays.
pub(crate) fn close_waiting(
    connection: &mut AnyConnection,
    key: &ObservationKey,
    at: Micros,
) -> Result<(), StoreError> {
    let open = waiting!()
        .filter(explanation::indicator.eq(key.indicator.as_str()))
        .filter(explanation::area.eq(key.area.as_str()))
        .filter(explanation::period.eq(key.period.to_string()));
    diesel::update(open)
        .set(explanation::closed_at.eq(at))
        .execute(connection)
        .map(drop)
        .step("close an explanation that waits")
}

/// Lets appear what is to be said of figures that became public by a change; whether anything was.
pub(crate) fn appear(
    connection: &mut AnyConnection,
    indicator: &IndicatorCode,
    places: &HashSet<(AreaCode, Period)>,
    next: DataVersion,
) -> Result<bool, StoreError> {
    let rows: Vec<(i64, String, String)> = waiting!()
        .filter(explanation::indicator.eq(indicator.as_str()))
        .select((explanation::id, explanation::area, explanation::period))
        .load(connection)
        .step("read what is to be said of figures")?;
    let mut any = false;
    for (id, area, period) in rows {
        let place: (AreaCode, Period) = (
            parsed("explanation.area", &area)?,
            parsed("explanation.period", &period)?,
        );
        if !places.contains(&place) {
            continue;
        }
        let key = ObservationKey::whole(indicator.clone(), place.0, place.1);
        close(connection, &key, next)?;
        diesel::update(explanation::table.find(id))
            .set(explanation::version.eq(bigint(next.data)))
            .execute(connection)
            .step("let an explanation appear")?;
        any = true;
    }
    Ok(any)
}

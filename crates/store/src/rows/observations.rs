//! The list of observations, page by page: what copies of the data are kept up to date with.

use super::hidden;
use super::versions::{self, KnownThen};
use super::{bigint, parsed, unsigned};
use super::{explanations, releases};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{batch, data_change, observation};
use blis_domain::area::AreaCode;
use blis_domain::breakdown::{Breakdown, PartsSought};
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::Observation;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Which observations are asked for. Of each cell the version is listed that is current, or was then.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ObservationFilter {
    /// Of one indicator.
    pub indicator: Option<IndicatorCode>,
    /// Of one area.
    pub area: Option<AreaCode>,
    /// Wholes alone unless parts are asked for.
    pub parts: PartsSought,
    /// Changed since.
    pub changed_since: Option<ChangedSince>,
    /// As they were known then.
    pub as_of: Option<KnownThen>,
}

/// Since when an observation has changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ChangedSince {
    /// After a data version that the caller has already.
    Version(u64),
    /// At an instant or later: a caller who names the last instant it saw misses nothing.
    Instant(OffsetDateTime),
}

/// Where a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationCursor {
    /// The data version of the last observation given.
    pub version: u64,
    /// Its number.
    pub id: i64,
}

/// A page of observations, ordered by the data version that brought them.
///
/// What changes while somebody turns the pages moves to the end, so it is met again there with its new
/// value; nothing is left out and no version is given twice.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservationPage {
    /// The observations.
    pub items: Vec<Observation>,
    /// How many the filter lets through now.
    pub total: u64,
    /// Where the next page begins; `None` on the last.
    pub next: Option<ObservationCursor>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = observation)]
struct ObservationRow {
    id: i64,
    indicator: String,
    area: String,
    period: String,
    breakdown: String,
    value: Option<f64>,
    status: String,
    note: Option<String>,
    batch: String,
    version: i64,
    withdrawn: bool,
    conf_status: String,
}

impl ObservationRow {
    fn cursor(&self) -> Result<ObservationCursor, Corrupt> {
        Ok(ObservationCursor {
            version: unsigned("observation.version", self.version)?,
            id: self.id,
        })
    }

    fn into_observation(self, feed: String, at: Option<Micros>) -> Result<Observation, Corrupt> {
        let unnumbered = || Corrupt::new("observation.version", self.version);
        Ok(Observation {
            indicator: parsed("observation.indicator", &self.indicator)?,
            area: parsed("observation.area", &self.area)?,
            period: parsed("observation.period", &self.period)?,
            breakdown: Some(self.breakdown).filter(|part| !part.is_empty()),
            value: self.value,
            status: parsed("observation.status", &self.status)?,
            conf_status: hidden::letter("observation.conf_status", &self.conf_status)?,
            note: self.note,
            stage: None,
            explanation: None,
            feed,
            batch: self.batch,
            recorded_at: instant::rfc3339(at.ok_or_else(unnumbered)?)?,
            withdrawn: self.withdrawn,
            version: unsigned("observation.version", self.version)?,
        })
    }
}

/// The condition of a filter, for the page and for the count alike.
macro_rules! filtered {
    ($query:expr, $filter:expr, $seen:expr, $explained:expr) => {{
        let mut query = $query.into_boxed();
        query = match $filter.as_of {
            None => query.filter(observation::superseded_version.is_null()),
            Some(KnownThen { version, .. }) => query.filter(observation::version.le(bigint(version))).filter(
                observation::superseded_version
                    .is_null()
                    .or(observation::superseded_version.gt(bigint(version))),
            ),
        };
        if let Some(indicator) = &$filter.indicator {
            query = query.filter(observation::indicator.eq(indicator.to_string()));
        }
        if let Some(area) = &$filter.area {
            query = query.filter(observation::area.eq(area.to_string()));
        }
        query = match $filter.parts {
            PartsSought::Everything => query,
            PartsSought::Wholes => query.filter(observation::breakdown.eq("")),
            PartsSought::One(part) => query.filter(observation::breakdown.eq(part.to_string())),
            PartsSought::Of(Breakdown::Sex) => query.filter(observation::breakdown.like("SEX=%")),
            PartsSought::Of(Breakdown::AgeAndSex) => query.filter(observation::breakdown.like("AGE=%,SEX=%")),
            PartsSought::Of(Breakdown::Age) => query
                .filter(observation::breakdown.like("AGE=%"))
                .filter(observation::breakdown.not_like("%,%")),
        };
        match $seen {
            None => query,
            Some(seen) if $explained.is_empty() => query.filter(observation::version.gt(bigint(seen))),
            Some(seen) => query.filter(
                observation::version
                    .gt(bigint(seen))
                    .or(observation::id.eq_any($explained.clone())),
            ),
        }
    }};
}

/// A page of the observations a filter lets through.
pub(crate) fn page(
    connection: &mut AnyConnection,
    filter: &ObservationFilter,
    after: Option<ObservationCursor>,
    limit: u32,
) -> Result<ObservationPage, StoreError> {
    let seen = match filter.changed_since {
        None => None,
        Some(ChangedSince::Version(seen)) => Some(seen),
        Some(ChangedSince::Instant(since)) => {
            let before = instant::micros(since).saturating_sub(1);
            Some(versions::version_until(connection, before)?)
        }
    };
    let version = filter.as_of.map(|then| then.version);
    let explained = match seen {
        None => Vec::new(),
        Some(seen) => explanations::changed_figures(connection, seen, version)?,
    };
    let count = observation::table.select(diesel::dsl::count_star());
    let total: i64 = filtered!(count, filter, seen, explained)
        .first(connection)
        .step("count the observations")?;
    let rows = observation::table
        .inner_join(batch::table)
        .left_join(data_change::table);
    let mut query = filtered!(rows, filter, seen, explained)
        .order((observation::version, observation::id))
        // One more than asked for tells whether there is a next page.
        .limit(i64::from(limit) + 1)
        .select((
            ObservationRow::as_select(),
            batch::feed,
            data_change::at.nullable(),
        ));
    if let Some(after) = after {
        let version = bigint(after.version);
        query = query.filter(
            observation::version
                .gt(version)
                .or(observation::version.eq(version).and(observation::id.gt(after.id))),
        );
    }
    let mut rows: Vec<(ObservationRow, String, Option<Micros>)> =
        query.load(connection).step("read the observations")?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().map(|(row, ..)| row.cursor()).transpose()?;
    let mut items: Vec<Observation> = rows
        .into_iter()
        .map(|(row, feed, at)| row.into_observation(feed, at))
        .collect::<Result<_, _>>()?;
    let versions = items.iter().map(|one| bigint(one.version)).collect();
    let stages = releases::stages(connection, versions)?;
    for one in &mut items {
        one.stage = stages.get(&one.version).copied();
    }
    explanations::put_beside(connection, &mut items, version)?;
    Ok(ObservationPage {
        items,
        total: unsigned("the count of observations", total)?,
        next: last.filter(|_| more),
    })
}

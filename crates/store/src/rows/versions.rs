//! The data version: one counter for all changes of values, what made each, and who last touched which indicator.

use super::{bigint, data_changes, parsed, unsigned, webhook_deliveries};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::options::Clock;
use crate::schema::{data_change, data_version, indicator_version, observation};
use blis_domain::change::ChangeCause;
use blis_domain::indicator::IndicatorCode;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// The one row of `data_version`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DataVersion {
    /// Counts the changes of values.
    pub(crate) data: u64,
    /// Counts the changes of areas, networks and catalogue.
    pub(crate) reference: u64,
    /// The latest instant that a batch or a change has.
    pub(crate) recorded_at: Micros,
}

impl DataVersion {
    /// The counters while a batch is under way, with the instant by which it is named. It is later than the one before
    /// even when the clock is put back or does not move, so that the ids of batches, their versions and their instants
    /// agree on the order.
    pub(crate) fn next(self, now: Micros, values_changed: bool) -> DataVersion {
        DataVersion {
            data: self.data + u64::from(values_changed),
            reference: self.reference,
            recorded_at: now.max(self.recorded_at.saturating_add(1)),
        }
    }

    /// The counters after a backup was restored: above every one that was given out since it was made, by whichever
    /// database. No database stores a thousand batches a second for long, so the milliseconds since 1970 are ahead of
    /// every counter that began at nothing or at an earlier restoring; and every program that reads JSON can hold them.
    pub(crate) fn restored(self, now: Micros) -> DataVersion {
        let milliseconds = u64::try_from(now / 1000).unwrap_or(0);
        DataVersion {
            data: milliseconds.max(self.data + 1),
            reference: milliseconds.max(self.reference + 1),
            recorded_at: now.max(self.recorded_at.saturating_add(1)),
        }
    }

    /// The counters after a change of areas, networks or catalogue.
    pub(crate) fn reference_changed(self) -> DataVersion {
        DataVersion {
            reference: self.reference + 1,
            ..self
        }
    }
}

/// How many cells a change touched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ChangedCells {
    /// That had no value before, nor a reason for having none.
    pub(crate) new: u64,
    /// That say something else now.
    pub(crate) changed: u64,
    /// That were taken back.
    pub(crate) withdrawn: u64,
    /// All of them, by indicator.
    pub(crate) by_indicator: BTreeMap<IndicatorCode, u64>,
}

impl ChangedCells {
    /// Counts a version, which takes the place of another or of none, or takes it back.
    pub(crate) fn count(&mut self, closes: Option<i64>, withdrawn: bool) {
        match closes {
            _ if withdrawn => self.withdrawn += 1,
            None => self.new += 1,
            Some(_) => self.changed += 1,
        }
    }

    /// The versions that were counted, all of one indicator.
    pub(crate) fn of(mut self, indicator: &IndicatorCode) -> ChangedCells {
        let all = self.new + self.changed + self.withdrawn;
        self.by_indicator.insert(indicator.clone(), all);
        self
    }

    /// These and others of the same change.
    pub(crate) fn add(&mut self, others: ChangedCells) {
        self.new += others.new;
        self.changed += others.changed;
        self.withdrawn += others.withdrawn;
        for (indicator, cells) in others.by_indicator {
            *self.by_indicator.entry(indicator).or_default() += cells;
        }
    }
}

/// A change to be numbered.
#[derive(Debug, Clone)]
pub(crate) struct NewChange<'a> {
    /// What made it.
    pub(crate) cause: ChangeCause,
    /// The batch whose values it brings.
    pub(crate) batch: Option<&'a str>,
    /// What it touched.
    pub(crate) cells: ChangedCells,
}

/// What was known at some instant, by the number of the latest change until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownThen {
    /// The data version.
    pub version: u64,
    /// Whether there is a change at that instant or later already. Those to come are later still, so the same instant
    /// will always mean this version. Without one a change that is being committed may turn out to be earlier.
    pub settled: bool,
}

/// All that tells whether a copy kept in memory is still the latest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Versions {
    /// The counters.
    pub(crate) now: DataVersion,
    /// The data version that last touched each indicator.
    pub(crate) indicators: HashMap<IndicatorCode, u64>,
}

/// The counters as they are.
pub(crate) fn current(connection: &mut AnyConnection) -> Result<DataVersion, StoreError> {
    let row: (i64, i64, i64) = data_version::table
        .find(1)
        .select((
            data_version::version,
            data_version::reference_version,
            data_version::recorded_at,
        ))
        .first(connection)
        .step("read the data version")?;
    from_row(row)
}

/// The counters, locked until the end of the transaction: no other batch passes before this one is
/// committed, so the order of versions is the order in which they become visible.
pub(crate) fn locked(connection: &mut AnyConnection) -> Result<DataVersion, StoreError> {
    match connection {
        // The transaction began IMMEDIATE: the whole database is locked for writing already.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => current(connection),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            let row: (i64, i64, i64) = data_version::table
                .find(1)
                .select((
                    data_version::version,
                    data_version::reference_version,
                    data_version::recorded_at,
                ))
                .for_update()
                .first(connection)
                .step("lock the data version")?;
            from_row(row)
        }
    }
}

fn from_row((data, reference, recorded_at): (i64, i64, i64)) -> Result<DataVersion, StoreError> {
    Ok(DataVersion {
        data: unsigned("data_version.version", data)?,
        reference: unsigned("data_version.reference_version", reference)?,
        recorded_at,
    })
}

/// Ends a transaction that began with [`locked`]: the last thing before its commit.
///
/// The change gets its instant here and not when the batch came, which may have waited for others and then took its
/// time: whoever asked meanwhile what was known at that moment was answered without it, and must be answered so again.
pub(crate) fn finish(
    connection: &mut AnyConnection,
    next: DataVersion,
    change: Option<&NewChange<'_>>,
    clock: &Clock,
) -> Result<(), StoreError> {
    let Some(change) = change else {
        return set(connection, next);
    };
    let now = instant::micros(clock.now());
    let next = DataVersion {
        recorded_at: now.max(next.recorded_at),
        ..next
    };
    set(connection, next)?;
    number(connection, next, change)?;
    webhook_deliveries::announce(connection, next.data, next.recorded_at, now)
}

/// Notes what made a data version, and when.
pub(crate) fn number(
    connection: &mut AnyConnection,
    now: DataVersion,
    change: &NewChange<'_>,
) -> Result<(), StoreError> {
    diesel::insert_into(data_change::table)
        .values((
            data_change::version.eq(bigint(now.data)),
            data_change::at.eq(now.recorded_at),
            data_change::cause.eq(change.cause.code()),
            data_change::batch.eq(change.batch),
            data_change::new_cells.eq(bigint(change.cells.new)),
            data_change::changed_cells.eq(bigint(change.cells.changed)),
            data_change::withdrawn_cells.eq(bigint(change.cells.withdrawn)),
        ))
        .execute(connection)
        .step("number the change")?;
    data_changes::count(connection, now.data, &change.cells.by_indicator)
}

/// What a change is numbered with: its cause, its batch, and how many cells are new, changed and withdrawn.
pub(crate) fn numbered(
    connection: &mut AnyConnection,
    version: u64,
) -> Result<(ChangeCause, Option<String>, [u64; 3]), StoreError> {
    let (cause, batch, new, changed, withdrawn): (String, Option<String>, i64, i64, i64) = data_change::table
        .find(bigint(version))
        .select((
            data_change::cause,
            data_change::batch,
            data_change::new_cells,
            data_change::changed_cells,
            data_change::withdrawn_cells,
        ))
        .first(connection)
        .step("read a change")?;
    let cause = ChangeCause::from_code(&cause).ok_or_else(|| Corrupt::new("data_change.cause", &cause))?;
    let cells = [
        unsigned("data_change.new_cells", new)?,
        unsigned("data_change.changed_cells", changed)?,
        unsigned("data_change.withdrawn_cells", withdrawn)?,
    ];
    Ok((cause, batch, cells))
}

/// The data version of the change before one; 0 for none.
pub(crate) fn before(connection: &mut AnyConnection, version: u64) -> Result<u64, StoreError> {
    let found: Option<i64> = data_change::table
        .filter(data_change::version.lt(bigint(version)))
        .select(diesel::dsl::max(data_change::version))
        .first(connection)
        .step("find the change before one")?;
    Ok(unsigned("data_change.version", found.unwrap_or(0))?)
}

/// What was known at an instant; nothing when it has not come, which is when it is later than both the clock and the
/// latest change.
pub(crate) fn known_then(
    connection: &mut AnyConnection,
    at: Micros,
    now: Micros,
) -> Result<Option<KnownThen>, StoreError> {
    let latest: Option<Micros> = data_change::table
        .select(diesel::dsl::max(data_change::at))
        .first(connection)
        .step("find the latest change")?;
    if at > now.max(latest.unwrap_or(now)) {
        return Ok(None);
    }
    Ok(Some(KnownThen {
        version: version_until(connection, at)?,
        settled: latest.is_some_and(|latest| at <= latest),
    }))
}

/// The data version of the latest change at an instant or before; 0 when there is none.
pub(crate) fn version_until(connection: &mut AnyConnection, at: Micros) -> Result<u64, StoreError> {
    let found: Option<i64> = data_change::table
        .filter(data_change::at.le(at))
        .order(data_change::at.desc())
        .select(data_change::version)
        .first(connection)
        .optional()
        .step("find the change until an instant")?;
    Ok(unsigned("data_change.version", found.unwrap_or(0))?)
}

/// When a change became known; nothing where there is no such change.
pub(crate) fn instant_of(connection: &mut AnyConnection, version: u64) -> Result<Option<Micros>, StoreError> {
    data_change::table
        .find(bigint(version))
        .select(data_change::at)
        .first(connection)
        .optional()
        .step("read the instant of a change")
}

/// Whether a data version was given out by this database, or by the one its backup is of; 0 stands for none.
pub(crate) fn is_known(connection: &mut AnyConnection, version: u64) -> Result<bool, StoreError> {
    if version == 0 {
        return Ok(true);
    }
    diesel::select(diesel::dsl::exists(data_change::table.find(bigint(version))))
        .get_result(connection)
        .step("look for a data version")
}

/// Stores the counters, and tells the other processes once the transaction is committed.
pub(crate) fn set(connection: &mut AnyConnection, next: DataVersion) -> Result<(), StoreError> {
    diesel::update(data_version::table.find(1))
        .set((
            data_version::version.eq(bigint(next.data)),
            data_version::reference_version.eq(bigint(next.reference)),
            data_version::recorded_at.eq(next.recorded_at),
        ))
        .execute(connection)
        .step("store the data version")?;
    match connection {
        // Whoever watches a SQLite file sees its change counter move.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => diesel::sql_query("NOTIFY blis_changed")
            .execute(connection)
            .map(drop)
            .step("tell of the new data version"),
    }
}

/// The counters and the version of every indicator.
pub(crate) fn all(connection: &mut AnyConnection) -> Result<Versions, StoreError> {
    let now = current(connection)?;
    let rows: Vec<(String, i64)> = indicator_version::table
        .select((indicator_version::indicator, indicator_version::version))
        .load(connection)
        .step("read the versions of the indicators")?;
    let mut indicators = HashMap::with_capacity(rows.len());
    for (code, version) in rows {
        indicators.insert(
            parsed("indicator_version.indicator", &code)?,
            unsigned("indicator_version.version", version)?,
        );
    }
    Ok(Versions { now, indicators })
}

/// Notes that a data version touched every indicator: whoever keeps one in memory reads it anew.
pub(crate) fn touch_all(connection: &mut AnyConnection, version: u64) -> Result<(), StoreError> {
    diesel::update(indicator_version::table)
        .set(indicator_version::version.eq(bigint(version)))
        .execute(connection)
        .map(drop)
        .step("raise the versions of the indicators")
}

/// Notes that a data version touched an indicator, and which periods it has values in now.
pub(crate) fn touch(
    connection: &mut AnyConnection,
    code: &IndicatorCode,
    version: u64,
) -> Result<(), StoreError> {
    let (first, last): (Option<String>, Option<String>) = observation::table
        .filter(observation::indicator.eq(code.as_str()))
        // Of the wholes: parts alone are shown nowhere.
        .filter(observation::breakdown.eq(""))
        .filter(observation::superseded_version.is_null())
        .filter(observation::value.is_not_null())
        .select((
            diesel::dsl::min(observation::period),
            diesel::dsl::max(observation::period),
        ))
        .first(connection)
        .step("find the first and last period of an indicator")?;
    let changed = diesel::update(indicator_version::table.find(code.as_str()))
        .set((
            indicator_version::version.eq(bigint(version)),
            indicator_version::first_period.eq(&first),
            indicator_version::last_period.eq(&last),
        ))
        .execute(connection)
        .step("store the version of an indicator")?;
    if changed == 0 {
        // No upsert on the combined connection, and none needed: the data version is locked.
        diesel::insert_into(indicator_version::table)
            .values((
                indicator_version::indicator.eq(code.as_str()),
                indicator_version::version.eq(bigint(version)),
                indicator_version::first_period.eq(&first),
                indicator_version::last_period.eq(&last),
            ))
            .execute(connection)
            .step("store the version of an indicator")?;
    }
    Ok(())
}

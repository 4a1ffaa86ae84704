//! The second factor of people: the secret of their one-time codes, sealed, and the hashes of their recovery codes.

use super::{parsed, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::schema::{recovery_code, totp_secret};
use blis_domain::person::PersonId;
use diesel::prelude::*;
use std::collections::HashSet;
use std::fmt;

/// What a one-time code is checked against.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret that holds, sealed.
    pub sealed: Vec<u8>,
    /// The last step whose code was used.
    pub last_step: u64,
}

impl fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecondFactor(…)")
    }
}

/// A code that fits, to be used in the transaction of what it is shown for: each is good once.
#[derive(Clone, PartialEq, Eq)]
pub enum ShownCode {
    /// A one-time code.
    OneTime {
        /// The sealed secret that it was checked against, which must still be the one that holds.
        checked: Vec<u8>,
        /// The step it is of.
        step: u64,
    },
    /// A recovery code, as its hash. Whether there is such a code is seen when it is used.
    Recovery([u8; 32]),
}

impl ShownCode {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            ShownCode::OneTime { .. } => "one_time_code",
            ShownCode::Recovery(_) => "recovery_code",
        }
    }
}

impl fmt::Debug for ShownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ShownCode({})", self.kind())
    }
}

/// The second factor of a person; nothing when none is set up.
pub(crate) fn of(
    connection: &mut AnyConnection,
    person: &PersonId,
) -> Result<Option<SecondFactor>, StoreError> {
    let row: Option<(Option<Vec<u8>>, Option<Micros>)> = totp_secret::table
        .find(person.as_str())
        .select((totp_secret::sealed, totp_secret::last_step))
        .first(connection)
        .optional()
        .step("read the second factor of a person")?;
    match row {
        Some((Some(sealed), Some(last_step))) => Ok(Some(SecondFactor {
            sealed,
            last_step: unsigned("totp_secret.last_step", last_step)?,
        })),
        _ => Ok(None),
    }
}

/// Those of these people who have a second factor, by their ids.
pub(crate) fn among(
    connection: &mut AnyConnection,
    people: &[String],
) -> Result<HashSet<String>, StoreError> {
    let found: Vec<String> = totp_secret::table
        .filter(totp_secret::person.eq_any(people))
        .filter(totp_secret::sealed.is_not_null())
        .select(totp_secret::person)
        .load(connection)
        .step("look who has a second factor")?;
    Ok(found.into_iter().collect())
}

/// The sealed secret of a person that no code has confirmed yet.
pub(crate) fn waiting(
    connection: &mut AnyConnection,
    person: &PersonId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<Option<Vec<u8>>> = totp_secret::table
        .find(person.as_str())
        .select(totp_secret::waiting)
        .first(connection)
        .optional()
        .step("read the secret that waits for its first code")?;
    Ok(row.flatten())
}

/// A person, the secret that holds and the one that waits.
type SealedRow = (String, Option<Vec<u8>>, Option<Vec<u8>>);

/// Every sealed secret with its person, holding or waiting, by person.
pub(crate) fn all_sealed(connection: &mut AnyConnection) -> Result<Vec<(PersonId, Vec<u8>)>, StoreError> {
    let rows: Vec<SealedRow> = totp_secret::table
        .order(totp_secret::person)
        .select((totp_secret::person, totp_secret::sealed, totp_secret::waiting))
        .load(connection)
        .step("read the sealed secrets of everybody")?;
    let mut secrets = Vec::with_capacity(rows.len());
    for (person, sealed, waiting) in rows {
        let person: PersonId = parsed("totp_secret.person", &person)?;
        secrets.extend(
            [sealed, waiting]
                .into_iter()
                .flatten()
                .map(|secret| (person.clone(), secret)),
        );
    }
    Ok(secrets)
}

/// Keeps a secret until a code confirms it; what holds goes on to hold.
pub(crate) fn prepare(
    connection: &mut AnyConnection,
    person: &PersonId,
    sealed: &[u8],
) -> Result<(), StoreError> {
    let kept = diesel::update(totp_secret::table.find(person.as_str()))
        .set(totp_secret::waiting.eq(sealed))
        .execute(connection)
        .step("keep the next secret of a person")?;
    if kept == 0 {
        diesel::insert_into(totp_secret::table)
            .values((
                totp_secret::person.eq(person.as_str()),
                totp_secret::waiting.eq(sealed),
            ))
            .execute(connection)
            .step("keep the first secret of a person")?;
    }
    Ok(())
}

/// Lets the secret hold that waits, if it is this one; `false` when it is not.
pub(crate) fn confirm(
    connection: &mut AnyConnection,
    person: &PersonId,
    sealed: &[u8],
    step: u64,
    now: Micros,
) -> Result<bool, StoreError> {
    let confirmed = diesel::update(totp_secret::table.find(person.as_str()))
        .filter(totp_secret::waiting.eq(sealed))
        .set((
            totp_secret::sealed.eq(sealed),
            totp_secret::confirmed_at.eq(now),
            totp_secret::last_step.eq(bigint(step)?),
            totp_secret::waiting.eq(None::<Vec<u8>>),
        ))
        .execute(connection)
        .step("let the secret of a person hold")?;
    Ok(confirmed == 1)
}

/// Takes the second factor of a person away, recovery codes and all; `false` when nothing was there.
pub(crate) fn remove(connection: &mut AnyConnection, person: &PersonId) -> Result<bool, StoreError> {
    remove_recovery_codes(connection, person)?;
    let removed = diesel::delete(totp_secret::table.find(person.as_str()))
        .execute(connection)
        .step("take the second factor of a person away")?;
    Ok(removed == 1)
}

/// Puts these recovery codes in the place of those that a person has.
pub(crate) fn replace_recovery_codes(
    connection: &mut AnyConnection,
    person: &PersonId,
    hashes: &[[u8; 32]],
    now: Micros,
) -> Result<(), StoreError> {
    remove_recovery_codes(connection, person)?;
    for hash in hashes {
        diesel::insert_into(recovery_code::table)
            .values((
                recovery_code::hash.eq(hash.as_slice()),
                recovery_code::person.eq(person.as_str()),
                recovery_code::created_at.eq(now),
            ))
            .execute(connection)
            .step("store a recovery code")?;
    }
    Ok(())
}

/// How many recovery codes of a person were not used yet.
pub(crate) fn recovery_codes_left(
    connection: &mut AnyConnection,
    person: &PersonId,
) -> Result<u32, StoreError> {
    let left: i64 = recovery_code::table
        .filter(recovery_code::person.eq(person.as_str()))
        .filter(recovery_code::used_at.is_null())
        .count()
        .get_result(connection)
        .step("count the recovery codes of a person")?;
    Ok(unsigned("recovery_code", left)?)
}

/// Uses a code; `false` when it is not good, or not any more.
pub(crate) fn use_code(
    connection: &mut AnyConnection,
    person: &PersonId,
    code: &ShownCode,
    now: Micros,
) -> Result<bool, StoreError> {
    let used = match code {
        ShownCode::OneTime { checked, step } => {
            let step = bigint(*step)?;
            diesel::update(totp_secret::table.find(person.as_str()))
                .filter(totp_secret::sealed.eq(checked))
                .filter(totp_secret::last_step.lt(step))
                .set(totp_secret::last_step.eq(step))
                .execute(connection)
                .step("use a one-time code")?
        }
        ShownCode::Recovery(hash) => diesel::update(recovery_code::table.find(hash.as_slice()))
            .filter(recovery_code::person.eq(person.as_str()))
            .filter(recovery_code::used_at.is_null())
            .set(recovery_code::used_at.eq(now))
            .execute(connection)
            .step("use a recovery code")?,
    };
    Ok(used == 1)
}

fn remove_recovery_codes(connection: &mut AnyConnection, person: &PersonId) -> Result<(), StoreError> {
    diesel::delete(recovery_code::table.filter(recovery_code::person.eq(person.as_str())))
        .execute(connection)
        .map(drop)
        .step("take the recovery codes of a person away")
}

fn bigint(step: u64) -> Result<i64, Corrupt> {
    i64::try_from(step).map_err(|_| Corrupt::new("the step of a one-time code", step))
}

//! People as their administrators see them: listed, found, suspended and let back.
//!
//! Who is seen, and which of their roles, is decided in SQL. Names are searched and put in order here: the two
//! databases fold and sort letters each in its own way, and neither in the Latvian one.

use super::{codes, identities, parsed, second_factor, unsigned};
use crate::database::AnyConnection;
use crate::directory::{
    GrantListed, PeopleCursor, PeopleFilter, PeoplePage, PersonCalled, PersonListed, PersonSeen,
};
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{Micros, rfc3339};
use crate::schema::{person, role_grant};
use blis_domain::locale::{folded, sort_key};
use blis_domain::person::{PersonId, PersonState};
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_domain::text::Language;
use diesel::prelude::*;
use std::collections::HashMap;
use std::str::FromStr;

#[derive(Queryable, Selectable)]
#[diesel(table_name = person)]
struct ListedRow {
    id: String,
    email: Option<String>,
    name: Option<String>,
    language: String,
    state: String,
    demonstration: bool,
    created_at: Micros,
    version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = role_grant)]
struct GrantRow {
    id: String,
    person: String,
    role: String,
    municipality: Option<String>,
    network: Option<String>,
    given_by: String,
    given_at: Micros,
}

impl GrantRow {
    fn into_grant(self) -> Result<GrantListed, Corrupt> {
        let role = Role::from_code(&self.role).ok_or_else(|| Corrupt::new("role_grant.role", &self.role))?;
        let within = match (self.municipality, self.network) {
            (Some(code), _) => Within::Municipality(parsed("role_grant.municipality", &code)?),
            (None, Some(code)) => Within::Network(parsed("role_grant.network", &code)?),
            (None, None) => Within::Everywhere,
        };
        Ok(GrantListed {
            id: self.id,
            grant: Grant::new(role, within),
            given_by: self.given_by,
            given_at: rfc3339(self.given_at)?,
        })
    }
}

impl ListedRow {
    fn into_person(self, grants: Vec<GrantListed>, second_factor: bool) -> Result<PersonListed, Corrupt> {
        Ok(PersonListed {
            id: parsed("person.id", &self.id)?,
            email: self
                .email
                .map(|email| hidden("person.email", &email))
                .transpose()?,
            name: self.name.map(|name| hidden("person.name", &name)).transpose()?,
            language: Language::from_tag(&self.language)
                .ok_or_else(|| Corrupt::new("person.language", &self.language))?,
            state: PersonState::from_code(&self.state)
                .ok_or_else(|| Corrupt::new("person.state", &self.state))?,
            demonstration: self.demonstration,
            second_factor,
            created_at: rfc3339(self.created_at)?,
            version: unsigned("person.version", self.version)?,
            grants,
        })
    }
}

/// Keeps the roles that are seen. A macro, because the type of a query says what it selects.
macro_rules! seen {
    ($query:expr, $sight:expr) => {{
        let mut query = $query;
        match $sight {
            Sight::Everything => {}
            Sight::Nothing => query = query.filter(role_grant::id.is_null()),
            Sight::Own(person) => query = query.filter(role_grant::person.eq(person.as_str())),
            Sight::Only(places) => {
                let (municipalities, networks) = codes(places);
                let there = role_grant::municipality.eq_any(municipalities);
                query = query.filter(there.or(role_grant::network.eq_any(networks)));
            }
        }
        query
    }};
}

/// Reads what must not stand in an error, which is logged.
fn hidden<T: FromStr>(what: &'static str, text: &str) -> Result<T, Corrupt> {
    text.parse().map_err(|_| Corrupt::new(what, "what stands there"))
}

/// The people a filter finds, those after its cursor.
pub(crate) fn page(connection: &mut AnyConnection, filter: &PeopleFilter) -> Result<PeoplePage, StoreError> {
    let found = in_order(found(connection, filter)?, filter.q.as_deref());
    let start = match &filter.after {
        None => 0,
        Some(cursor) => match found.iter().position(|id| id == cursor.id.as_str()) {
            Some(last) => last + 1,
            None => cursor.given.min(found.len()),
        },
    };
    let limit = filter.limit as usize;
    let end = start.saturating_add(limit).min(found.len());
    let cursor = |given: usize| -> Result<Option<PeopleCursor>, Corrupt> {
        let last = given.checked_sub(1).and_then(|last| found.get(last));
        last.map(|id| {
            Ok(PeopleCursor {
                id: parsed("person.id", id)?,
                given,
            })
        })
        .transpose()
    };
    Ok(PeoplePage {
        items: listed(connection, &filter.sight, &found[start..end])?,
        total: found.len() as u64,
        next: if end < found.len() { cursor(end)? } else { None },
        previous: match start {
            0 => None,
            _ => Some(cursor(start.saturating_sub(limit))?),
        },
    })
}

/// Id, name and address.
type Found = (String, Option<String>, Option<String>);

/// Everybody whom a filter finds but for its text.
fn found(connection: &mut AnyConnection, filter: &PeopleFilter) -> Result<Vec<Found>, StoreError> {
    let states: Vec<&str> = PersonState::ALL
        .into_iter()
        .filter(|state| match filter.state {
            Some(wanted) => *state == wanted,
            None => *state != PersonState::Erased,
        })
        .map(PersonState::code)
        .collect();
    let by_role = filter.role.is_some() || filter.municipality.is_some() || filter.network.is_some();
    if !by_role && filter.sight == Sight::Everything {
        return person::table
            .filter(person::state.eq_any(states))
            .select((person::id, person::name, person::email))
            .load(connection)
            .step("list the people");
    }
    // One role must answer to all of it: what somebody is elsewhere is not found from here.
    let joined = person::table
        .inner_join(role_grant::table)
        .filter(person::state.eq_any(states))
        .select((person::id, person::name, person::email))
        .distinct()
        .into_boxed();
    let mut query = seen!(joined, &filter.sight);
    if let Some(role) = filter.role {
        query = query.filter(role_grant::role.eq(role.code()));
    }
    if let Some(code) = &filter.municipality {
        query = query.filter(role_grant::municipality.eq(code.as_str()));
    }
    if let Some(code) = &filter.network {
        query = query.filter(role_grant::network.eq(code.as_str()));
    }
    query.load(connection).step("list the people by their roles")
}

/// The ids of those with the text in name or address, by the Latvian alphabet.
fn in_order(found: Vec<Found>, q: Option<&str>) -> Vec<String> {
    let wanted = q.map(|q| folded(q.trim()));
    let has = |text: &Option<String>, wanted: &str| {
        text.as_deref().is_some_and(|text| folded(text).contains(wanted))
    };
    let mut kept: Vec<(String, String)> = found
        .into_iter()
        .filter(|(_, name, email)| match &wanted {
            Some(wanted) => has(name, wanted) || has(email, wanted),
            None => true,
        })
        .map(|(id, name, email)| (sort_key(&name.or(email).unwrap_or_default()), id))
        .collect();
    kept.sort_unstable();
    kept.into_iter().map(|(_, id)| id).collect()
}

/// These people in this order, with the roles that are seen.
fn listed(
    connection: &mut AnyConnection,
    sight: &Sight,
    ids: &[String],
) -> Result<Vec<PersonListed>, StoreError> {
    let rows: Vec<ListedRow> = person::table
        .filter(person::id.eq_any(ids))
        .select(ListedRow::as_select())
        .load(connection)
        .step("read the people of a page")?;
    let grants: Vec<GrantRow> = seen!(
        role_grant::table.select(GrantRow::as_select()).into_boxed(),
        sight
    )
    .filter(role_grant::person.eq_any(ids))
    .order((role_grant::given_at, role_grant::id))
    .load(connection)
    .step("read the roles of the people of a page")?;
    let mut by_person: HashMap<String, Vec<GrantListed>> = HashMap::new();
    for grant in grants {
        by_person
            .entry(grant.person.clone())
            .or_default()
            .push(grant.into_grant()?);
    }
    let guarded = second_factor::among(connection, ids)?;
    let mut rows: HashMap<String, ListedRow> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
    let mut items = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(row) = rows.remove(id) {
            let grants = by_person.remove(id).unwrap_or_default();
            items.push(row.into_person(grants, guarded.contains(id))?);
        }
    }
    Ok(items)
}

/// A person, if they are seen.
pub(crate) fn seen(
    connection: &mut AnyConnection,
    sight: &Sight,
    id: &PersonId,
) -> Result<Option<PersonSeen>, StoreError> {
    let Some(person) = listed(connection, sight, &[id.to_string()])?.pop() else {
        return Ok(None);
    };
    if *sight != Sight::Everything && person.grants.is_empty() {
        return Ok(None);
    }
    Ok(Some(PersonSeen {
        person,
        places: places(connection, id)?,
    }))
}

/// Every place where a role of a person holds, each once.
pub(crate) fn places(connection: &mut AnyConnection, id: &PersonId) -> Result<Vec<Within>, StoreError> {
    let rows: Vec<GrantRow> = role_grant::table
        .filter(role_grant::person.eq(id.as_str()))
        .select(GrantRow::as_select())
        .load(connection)
        .step("read the places of a person")?;
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        places.push(row.into_grant()?.grant.within);
    }
    places.sort();
    places.dedup();
    Ok(places)
}

/// What the people among these ids are called whom the reader sees.
pub(crate) fn called(
    connection: &mut AnyConnection,
    sight: &Sight,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, PersonCalled>, StoreError> {
    let rows: Vec<Found> = if *sight == Sight::Everything {
        person::table
            .filter(person::id.eq_any(ids.iter().map(PersonId::as_str)))
            .filter(person::state.ne(PersonState::Erased.code()))
            .select((person::id, person::name, person::email))
            .load(connection)
    } else {
        let joined = person::table
            .inner_join(role_grant::table)
            .filter(person::id.eq_any(ids.iter().map(PersonId::as_str)))
            .filter(person::state.ne(PersonState::Erased.code()))
            .select((person::id, person::name, person::email))
            .distinct()
            .into_boxed();
        seen!(joined, sight).load(connection)
    }
    .step("read what people are called")?;
    rows.into_iter()
        .map(|(id, name, email)| {
            let called = PersonCalled {
                name: name.map(|name| hidden("person.name", &name)).transpose()?,
                email: hidden("person.email", &email.unwrap_or_default())?,
            };
            Ok((parsed("person.id", &id)?, called))
        })
        .collect()
}

/// The version and the state of a person, locked until the end of the transaction by being written as they are.
pub(crate) fn held(connection: &mut AnyConnection, id: &PersonId) -> Result<Option<HeldPerson>, StoreError> {
    diesel::update(person::table.find(id.as_str()))
        .set(person::version.eq(person::version))
        .execute(connection)
        .step("hold a person")?;
    let row: Option<(i64, String, Option<String>)> = person::table
        .find(id.as_str())
        .select((person::version, person::state, person::password_hash))
        .first(connection)
        .optional()
        .step("read the state of a person")?;
    let Some((version, state, password_hash)) = row else {
        return Ok(None);
    };
    let state = PersonState::from_code(&state).ok_or_else(|| Corrupt::new("person.state", &state))?;
    Ok(Some(HeldPerson {
        version: unsigned("person.version", version)?,
        state,
        has_way_in: password_hash.is_some() || !identities::of_person(connection, id)?.is_empty(),
    }))
}

/// A person in a transaction that is about to change them.
pub(crate) struct HeldPerson {
    pub(crate) version: u64,
    pub(crate) state: PersonState,
    /// Whether there is a password, or an identity at another service.
    pub(crate) has_way_in: bool,
}

/// Raises the version of a person, as every change does.
pub(crate) fn raise(connection: &mut AnyConnection, id: &PersonId) -> Result<(), StoreError> {
    diesel::update(person::table.find(id.as_str()))
        .set(person::version.eq(person::version + 1))
        .execute(connection)
        .map(drop)
        .step("raise the version of a person")
}

/// Sets the state of a person.
pub(crate) fn set_state(
    connection: &mut AnyConnection,
    id: &PersonId,
    state: PersonState,
) -> Result<(), StoreError> {
    diesel::update(person::table.find(id.as_str()))
        .set((
            person::state.eq(state.code()),
            person::version.eq(person::version + 1),
        ))
        .execute(connection)
        .map(drop)
        .step("set the state of a person")
}

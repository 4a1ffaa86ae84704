//! Letters put together: whom, by whom, into which roles, until when.

use super::link::Link;
use super::words::{self, Invited, Moment};
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::person::PersonName;
use blis_domain::rights::{Grant, Within, role_name};
use blis_domain::text::Language;
use blis_store::NewLetter;

/// Whom a letter invites, or tells of roles.
pub(crate) struct Invitee<'a> {
    /// Their name, if it is known.
    pub(crate) name: Option<&'a PersonName>,
    /// The language of the letter.
    pub(crate) language: Language,
    /// The roles they get.
    pub(crate) grants: &'a [Grant],
    /// The name of who invites them, if they have given one.
    pub(crate) invited_by: Option<&'a PersonName>,
}

/// The letter of an invitation: who invites, into which roles and where, until when the link holds, and what to do if
/// it was not meant for the reader.
pub(crate) fn invitation(state: &State, to: &Invitee<'_>, link: &Link) -> Result<NewLetter, ApiError> {
    Ok(words::invitation(
        to.language,
        &Invited {
            name: to.name.map(PersonName::as_str),
            invited_by: to.invited_by.map(PersonName::as_str),
            roles: &roles(state, to)?,
            link: &link.in_language(to.language),
            until: Moment::of(link.new.expires_at),
            site: state.authority.issuer(),
        },
    ))
}

/// The letter to somebody who has an account and was given roles by who did not see them before: who gave which, and
/// what it changes. It has no link that opens anything.
pub(crate) fn roles_given(state: &State, to: &Invitee<'_>) -> Result<NewLetter, ApiError> {
    let name = to.name.map(PersonName::as_str);
    let given_by = to.invited_by.map(PersonName::as_str);
    let site = state.authority.issuer();
    Ok(words::roles_given(
        to.language,
        (name, given_by),
        &roles(state, to)?,
        site,
    ))
}

fn roles(state: &State, to: &Invitee<'_>) -> Result<Vec<String>, ApiError> {
    let of = |grant: &Grant| role(state, to.language, grant);
    to.grants.iter().map(of).collect()
}

/// The letter with the link to set a new password.
pub(crate) fn password_reset(
    state: &State,
    (name, language): (Option<&PersonName>, Language),
    link: &Link,
) -> NewLetter {
    let name = name.map(PersonName::as_str);
    let until = Moment::of(link.new.expires_at);
    words::password_reset(
        language,
        name,
        &link.in_language(language),
        until,
        state.authority.issuer(),
    )
}

/// A role and where it holds: `pašvaldības darbinieks, Saldus novads`.
fn role(state: &State, language: Language, grant: &Grant) -> Result<String, ApiError> {
    let role = role_name(language, grant.role);
    let place = match &grant.within {
        Within::Everywhere => return Ok(role.to_owned()),
        Within::Municipality(code) => {
            let areas = state.store.areas()?;
            let found = areas.iter().find(|area| area.code == *code);
            found.map_or_else(|| code.to_string(), |area| area.name.get(language).to_owned())
        }
        Within::Network(code) => {
            let networks = state.store.networks()?;
            let found = networks.iter().find(|network| network.code == *code);
            found.map_or_else(
                || code.to_string(),
                |network| network.name.get(language).to_owned(),
            )
        }
        Within::Feed(code) => code.clone(),
    };
    Ok(format!("{role}, {place}"))
}

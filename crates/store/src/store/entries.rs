//! The entries of the audit log about people and their sessions.

use crate::audit::{AuditContext, AuditDraft};
use crate::error::StoreError;
use crate::instant;
use crate::rows::erasure::Erased;
use crate::rows::identities::{ExternalIdentity, Witness};
use crate::rows::links::NewLink;
use crate::rows::people::{NewPerson, Person};
use crate::rows::second_factor::ShownCode;
use crate::rows::sessions::{NewSession, SessionEnd};
use blis_domain::audit::{Actor, actions};
use blis_domain::person::{PersonId, PersonName, PersonState};
use blis_domain::rights::{Grant, Within};
use blis_domain::text::Language;
use serde_json::{Value, json};

/// The entry of a person who was added. It concerns a place when all their roles do.
pub(super) fn person_added(new: &NewPerson, id: &PersonId, context: &AuditContext) -> AuditDraft {
    let after = json!({
        "email": new.email.as_str(),
        "name": new.name.as_ref().map(PersonName::as_str),
        "language": new.language.tag(),
        "password": new.password_hash.is_some(),
        "demonstration": new.demonstration,
    });
    let mut draft = about(id, actions::ADD_PERSON, after, context);
    if let Some((first, rest)) = new.grants.split_first()
        && rest.iter().all(|grant| grant.within == first.within)
    {
        draft.concern(&first.within);
    }
    draft
}

pub(super) fn role_given(grant: &Grant, to: &PersonId, context: &AuditContext) -> AuditDraft {
    let after = json!({ "role": grant.role.code() });
    let mut draft = about(to, actions::GIVE_ROLE, after, context);
    draft.concern(&grant.within);
    draft
}

pub(super) fn account_changed(before: &Person, after: &Person, context: &AuditContext) -> AuditDraft {
    let said = |person: &Person| {
        json!({
            "name": person.name.as_ref().map(PersonName::as_str),
            "language": person.language.tag(),
        })
    };
    AuditDraft {
        before: Some(said(before)),
        ..about(&after.id, actions::CHANGE_ACCOUNT, said(after), context)
    }
}

pub(super) fn role_taken(grant: &Grant, from: &PersonId, context: &AuditContext) -> AuditDraft {
    let mut draft = AuditDraft {
        before: Some(json!({ "role": grant.role.code() })),
        ..AuditDraft::done(context, actions::TAKE_ROLE, "person", Some(from.as_str()))
    };
    draft.concern(&grant.within);
    draft
}

/// The entries of a person who was suspended or let back: one for each place of theirs.
pub(super) fn state_set(
    person: &PersonId,
    (before, after): (PersonState, PersonState),
    sessions_ended: usize,
    places: &[Within],
    context: &AuditContext,
) -> Vec<AuditDraft> {
    let (action, after) = match after {
        PersonState::Suspended => (
            actions::SUSPEND_PERSON,
            json!({ "state": after.code(), "sessions_ended": sessions_ended }),
        ),
        _ => (actions::LET_PERSON_BACK, json!({ "state": after.code() })),
    };
    let draft = AuditDraft {
        before: Some(json!({ "state": before.code() })),
        ..about(person, action, after, context)
    };
    draft.in_each(places)
}

/// The entries of a person whose sessions were all ended: one for each place of theirs.
pub(super) fn sessions_ended(
    person: &PersonId,
    ended: usize,
    places: &[Within],
    context: &AuditContext,
) -> Vec<AuditDraft> {
    let after = json!({ "sessions_ended": ended });
    about(person, actions::END_SESSIONS, after, context).in_each(places)
}

/// The entries of a person who was erased: one for each place of theirs. They say how much, and nothing of what.
pub(super) fn person_erased(
    person: &PersonId,
    erased: Erased,
    places: &[Within],
    context: &AuditContext,
) -> Vec<AuditDraft> {
    let after = json!({
        "grants": erased.grants,
        "sessions": erased.sessions,
        "entries_without_details": erased.details,
    });
    about(person, actions::ERASE_PERSON, after, context).in_each(places)
}

pub(super) fn password_set(person: &PersonId, sessions_ended: usize, context: &AuditContext) -> AuditDraft {
    let after = json!({ "sessions_ended": sessions_ended });
    about(person, actions::SET_PASSWORD, after, context)
}

/// Whoever opens a session was nobody before: the entry says that it was its owner.
pub(super) fn signed_in(
    new: &NewSession,
    session: &str,
    code: Option<&ShownCode>,
    context: &AuditContext,
) -> AuditDraft {
    let context = by(&new.person, context);
    let after = json!({
        "session": session,
        "way": new.way.code(),
        "second_factor": new.second_factor,
        "code": code.map(ShownCode::kind),
        "device": new.device,
    });
    about(&new.person, actions::SIGN_IN, after, &context)
}

/// The subject stands in the log, because whoever has to find out what happened will be told it by the other service;
/// it goes with the details when the person is erased.
pub(super) fn identity_linked(
    witness: &Witness,
    person: &PersonId,
    became_active: bool,
    context: &AuditContext,
) -> AuditDraft {
    let context = AuditContext {
        actor: Actor::Person(person.clone()),
        ..context.clone()
    };
    let after = json!({
        "issuer": witness.issuer,
        "subject": witness.subject,
        "became_active": became_active,
    });
    about(person, actions::LINK_IDENTITY, after, &context)
}

pub(super) fn identity_unlinked(
    identity: &ExternalIdentity,
    person: &PersonId,
    sessions_ended: usize,
    context: &AuditContext,
) -> AuditDraft {
    AuditDraft {
        before: Some(json!({ "issuer": identity.issuer, "subject": identity.subject })),
        ..about(
            person,
            actions::UNLINK_IDENTITY,
            json!({ "sessions_ended": sessions_ended }),
            context,
        )
    }
}

/// Whoever was signed in showed anew who they are, by what of the two.
pub(super) fn session_confirmed(
    session: &str,
    person: &PersonId,
    by_password: bool,
    code: Option<&ShownCode>,
    context: &AuditContext,
) -> AuditDraft {
    let after = json!({ "session": session, "password": by_password, "code": code.map(ShownCode::kind) });
    about(person, actions::CONFIRM_SESSION, after, context)
}

pub(super) fn second_factor_prepared(person: &PersonId, context: &AuditContext) -> AuditDraft {
    AuditDraft::done(
        context,
        actions::PREPARE_SECOND_FACTOR,
        "person",
        Some(person.as_str()),
    )
}

pub(super) fn second_factor_set(
    person: &PersonId,
    sessions_ended: usize,
    context: &AuditContext,
) -> AuditDraft {
    let after = json!({ "sessions_ended": sessions_ended });
    about(person, actions::SET_SECOND_FACTOR, after, context)
}

pub(super) fn second_factor_removed(
    person: &PersonId,
    sessions_ended: usize,
    context: &AuditContext,
) -> AuditDraft {
    let after = json!({ "sessions_ended": sessions_ended });
    about(person, actions::REMOVE_SECOND_FACTOR, after, context)
}

pub(super) fn recovery_codes_made(person: &PersonId, context: &AuditContext) -> AuditDraft {
    AuditDraft::done(
        context,
        actions::MAKE_RECOVERY_CODES,
        "person",
        Some(person.as_str()),
    )
}

pub(super) fn session_ended(
    session: &str,
    owner: Option<&PersonId>,
    because: SessionEnd,
    context: &AuditContext,
) -> AuditDraft {
    let action = match because {
        SessionEnd::SignedOut => actions::SIGN_OUT,
        SessionEnd::TokenReused => actions::END_STOLEN_SESSION,
        SessionEnd::Ended | SessionEnd::PasswordSet | SessionEnd::Suspended | SessionEnd::Erased => {
            actions::END_SESSION
        }
    };
    AuditDraft {
        after: Some(json!({ "session": session, "because": because.code() })),
        ..AuditDraft::done(context, action, "person", owner.map(PersonId::as_str))
    }
}

/// An entry about a letter with a link that was sent to a person.
pub(super) fn linked(
    action: &'static str,
    person: &PersonId,
    link: &NewLink,
    context: &AuditContext,
) -> Result<AuditDraft, StoreError> {
    Ok(about(person, action, until(link)?, context))
}

/// How long a link holds: all that may be said of it.
pub(super) fn until(link: &NewLink) -> Result<Value, StoreError> {
    Ok(json!({ "expires_at": instant::rfc3339(instant::micros(link.expires_at))? }))
}

/// Whoever accepts an invitation was nobody before: the entry says that it was its owner.
pub(super) fn invitation_accepted(
    person: &Person,
    (name, language): (&PersonName, Language),
    context: &AuditContext,
) -> AuditDraft {
    let after = json!({ "name": name.as_str(), "language": language.tag() });
    AuditDraft {
        before: Some(json!({
            "name": person.name.as_ref().map(PersonName::as_str),
            "language": person.language.tag(),
        })),
        ..about(
            &person.id,
            actions::ACCEPT_INVITATION,
            after,
            &by(&person.id, context),
        )
    }
}

pub(super) fn password_reset(person: &PersonId, sessions_ended: usize, context: &AuditContext) -> AuditDraft {
    let after = json!({ "sessions_ended": sessions_ended });
    about(person, actions::RESET_PASSWORD, after, &by(person, context))
}

/// The same, done by this person.
pub(super) fn by(person: &PersonId, context: &AuditContext) -> AuditContext {
    AuditContext {
        actor: Actor::Person(person.clone()),
        ..context.clone()
    }
}

/// Who does it, as rows beside the log name them.
pub(super) fn who(context: &AuditContext) -> String {
    let actor = &context.actor;
    actor.id().unwrap_or(actor.kind()).to_owned()
}

/// An entry about a person. Their sessions are told of so too: whoever reads the log of a person finds them, and
/// when the person is erased, the ids of the sessions go with the other details.
fn about(person: &PersonId, action: &'static str, after: Value, context: &AuditContext) -> AuditDraft {
    AuditDraft {
        after: Some(after),
        ..AuditDraft::done(context, action, "person", Some(person.as_str()))
    }
}

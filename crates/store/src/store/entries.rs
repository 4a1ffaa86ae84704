//! The entries of the audit log about people and their sessions.

use crate::audit::{AuditContext, AuditDraft};
use crate::rows::people::NewPerson;
use crate::rows::second_factor::ShownCode;
use crate::rows::sessions::{NewSession, SessionEnd};
use blis_domain::audit::{Actor, actions};
use blis_domain::person::{PersonId, PersonName};
use blis_domain::rights::{Grant, Within};
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
        concern(&mut draft, &first.within);
    }
    draft
}

pub(super) fn role_given(grant: &Grant, to: &PersonId, context: &AuditContext) -> AuditDraft {
    let after = json!({ "role": grant.role.code() });
    let mut draft = about(to, actions::GIVE_ROLE, after, context);
    concern(&mut draft, &grant.within);
    draft
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
    let context = AuditContext {
        actor: Actor::Person(new.person.clone()),
        ..context.clone()
    };
    let after = json!({
        "session": session,
        "way": new.way.code(),
        "second_factor": new.second_factor,
        "code": code.map(ShownCode::kind),
        "device": new.device,
    });
    about(&new.person, actions::SIGN_IN, after, &context)
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
        SessionEnd::Ended | SessionEnd::PasswordSet | SessionEnd::Suspended => actions::END_SESSION,
    };
    AuditDraft {
        after: Some(json!({ "session": session, "because": because.code() })),
        ..AuditDraft::done(context, action, "person", owner.map(PersonId::as_str))
    }
}

fn concern(draft: &mut AuditDraft, place: &Within) {
    match place {
        Within::Municipality(code) => draft.municipality = Some(code.clone()),
        Within::Network(code) => draft.network = Some(code.clone()),
        Within::Everywhere | Within::Feed(_) => {}
    }
}

/// An entry about a person. Their sessions are told of so too: whoever reads the log of a person finds them, and
/// when the person is erased, the ids of the sessions go with the other details.
fn about(person: &PersonId, action: &'static str, after: Value, context: &AuditContext) -> AuditDraft {
    AuditDraft {
        after: Some(after),
        ..AuditDraft::done(context, action, "person", Some(person.as_str()))
    }
}

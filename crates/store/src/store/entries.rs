//! The entries of the audit log about people and their sessions.

use crate::audit::{AuditContext, AuditDraft};
use crate::rows::identities::{ExternalIdentity, Witness};
use crate::rows::people::NewPerson;
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
pub(super) fn signed_in(new: &NewSession, session: &str, context: &AuditContext) -> AuditDraft {
    let context = AuditContext {
        actor: Actor::Person(new.person.clone()),
        ..context.clone()
    };
    let after = json!({
        "session": session,
        "way": new.way.code(),
        "second_factor": new.second_factor,
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

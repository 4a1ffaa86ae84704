//! Refusals of sign-ins through another service: which stand in the audit log and count, and what becomes of a fault.

use super::super::throttle::held;
use super::Origin;
use super::answers::{away, cancelled, unproved};
use crate::auth::external::{Fault, Provider};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use blis_domain::audit::{Actor, actions};
use blis_domain::person::PersonId;
use blis_store::{AuditContext, AuditDraft, ExternalSignIn, ThrottleKey};
use serde_json::json;

/// A sign-in that opens nothing.
pub(super) enum Refused {
    /// Nobody tried anything: the person gave up, the service is away, the server failed.
    Quietly(ApiError),
    /// It stands in the audit log and counts as a failure to sign in.
    Written(Box<Refusal>),
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Refused {
        Refused::Quietly(error)
    }
}

/// Why a sign-in is refused: a word for the log, and what the person reads.
pub(super) struct Refusal {
    because: &'static str,
    person: Option<PersonId>,
    answer: ApiError,
}

impl Refused {
    pub(super) fn written(because: &'static str, person: Option<PersonId>, answer: ApiError) -> Refused {
        Refused::Written(Box::new(Refusal {
            because,
            person,
            answer,
        }))
    }
}

/// Writes a refusal into the audit log and counts it: whoever tries many codes or identities waits.
pub(super) async fn written(
    state: &Data<State>,
    provider: &Provider,
    begun: &ExternalSignIn,
    from: &Origin,
    refusal: Refusal,
) -> ApiError {
    let (id, because) = (provider.id().to_owned(), refusal.because);
    tracing::warn!(
        provider.id = id,
        because,
        "a sign-in through another service was refused"
    );
    let (session, context) = (begun.session.clone(), from.context.clone());
    let me = match session.clone() {
        Some(session) => {
            let known = state.clone();
            blocking(move || Ok(known.store.signed_in(&session)?.map(|me| me.person.id))).await
        }
        None => Ok(None),
    };
    let me = match me {
        Ok(me) => me,
        Err(error) => return error,
    };
    let (known, keys, person) = (state.clone(), keys(state, me.as_ref(), from), refusal.person);
    let counted = blocking(move || {
        let action = match session {
            Some(_) => actions::LINK_IDENTITY,
            None => actions::SIGN_IN,
        };
        let context = AuditContext {
            actor: me.clone().map_or(context.actor.clone(), Actor::Person),
            ..context
        };
        let target = me.or(person);
        let mut draft =
            AuditDraft::refused(&context, action, "person", target.as_ref().map(PersonId::as_str));
        draft.after = Some(json!({"way": "external", "provider": id, "because": because}));
        Ok(known.store.count_failure(&keys, &draft)?)
    });
    match counted.await {
        Ok(Some(wait)) => held(wait),
        Ok(None) => refusal.answer,
        Err(error) => error,
    }
}

/// By what failures are counted: by who is signed in, whom strangers cannot hold up, and else by where they come from.
pub(super) fn keys(state: &State, me: Option<&PersonId>, from: &Origin) -> Vec<ThrottleKey> {
    let by_address = || from.counted.map(|address| state.throttle.address(address));
    let by_person = me.map(|me| state.throttle.signed_in(me));
    by_person.or_else(by_address).into_iter().collect()
}

/// A fault of the service is its own; of what somebody brought, a refusal.
pub(super) fn refused(provider: &Provider, fault: &Fault) -> Refused {
    if fault.is_of_service() {
        return Refused::Quietly(unreachable(provider, fault));
    }
    tracing::warn!(provider.id = provider.id(), fault = %fault, "another service proved nothing");
    let because = match fault {
        Fault::NoToken(_) => "code_refused",
        _ => "token_refused",
    };
    Refused::written(because, None, unproved())
}

/// The service says itself that nobody was signed in (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6).
pub(super) fn there(provider: &Provider, error: &str) -> Refused {
    Refused::Quietly(match error {
        "access_denied" | "login_required" | "consent_required" | "interaction_required" => cancelled(),
        _ => {
            let known = [
                "server_error",
                "temporarily_unavailable",
                "invalid_request",
                "invalid_scope",
            ];
            // Nothing that came through the browser is repeated as it stands.
            let said = known
                .into_iter()
                .find(|one| *one == error)
                .unwrap_or("another error");
            tracing::error!(
                provider.id = provider.id(),
                said,
                "a service refused to sign somebody in"
            );
            away(provider)
        }
    })
}

pub(super) fn unreachable(provider: &Provider, fault: &Fault) -> ApiError {
    let mut chain = fault.to_string();
    let mut next = std::error::Error::source(fault);
    while let Some(error) = next {
        chain = format!("{chain}: {error}");
        next = error.source();
    }
    tracing::error!(
        provider.id = provider.id(),
        fault = chain,
        "a service cannot sign anybody in"
    );
    away(provider)
}

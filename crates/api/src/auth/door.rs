//! The door: who calls, by which way, and whether the table lets them do this at all.
//!
//! There are two ways in. A machine client shows a token in `Authorization`; a person's browser sends cookies. The
//! header decides alone: with one, cookies are not looked at. The tokens of the two ways have different audiences, so
//! none passes for one of the other.

use super::csrf;
use super::verifier::InvalidToken;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::peer;
use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use actix_web::web::Data;
use blis_domain::audit::Actor;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Grant, Role, Standing, Subject, Within};
use blis_store::{MachineClient, SignedIn};
use std::net::IpAddr;

/// Somebody who was let in.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    /// A machine client.
    Machine {
        /// Its id.
        client: String,
        /// What it may do.
        standing: Standing,
    },
    /// A person, in a session.
    Person(Box<SignedIn>),
}

impl Caller {
    /// What they may do.
    pub(crate) fn standing(&self) -> &Standing {
        match self {
            Caller::Machine { standing, .. } => standing,
            Caller::Person(signed_in) => &signed_in.standing,
        }
    }

    /// The session of a person.
    pub(crate) fn signed_in(&self) -> Result<&SignedIn, ApiError> {
        match self {
            Caller::Person(signed_in) => Ok(signed_in),
            Caller::Machine { .. } => Err(forbidden()),
        }
    }

    /// Who they are, for the audit log.
    pub(crate) fn actor(&self) -> Actor {
        match self {
            Caller::Machine { client, .. } => Actor::Client(client.clone()),
            Caller::Person(signed_in) => Actor::Person(signed_in.person.id.clone()),
        }
    }

    /// The id under which what they send is recorded.
    pub(crate) fn id(&self) -> String {
        match self {
            Caller::Machine { client, .. } => client.clone(),
            Caller::Person(signed_in) => signed_in.person.id.to_string(),
        }
    }
}

/// Lets in who may do this to anything at all.
pub(super) async fn admit(
    request: &HttpRequest,
    state: &Data<State>,
    action: Action,
) -> Result<Caller, ApiError> {
    let caller = match bearer(request)? {
        Some(token) => machine(request, state, &token, action).await?,
        None => match visitor(request, state).await? {
            Some(signed_in) => {
                if !request.method().is_safe() {
                    csrf::with_token(request, &signed_in.csrf)?;
                }
                Caller::Person(Box::new(signed_in))
            }
            // RFC 6750, 3.1: who showed no token at all is told what is wanted, not what is wrong.
            None => return Err(unauthenticated("Bearer realm=\"blis\"")),
        },
    };
    match (caller.standing().may(action), &caller) {
        (true, _) => Ok(caller),
        (false, Caller::Machine { .. }) => Err(insufficient_scope(action)),
        (false, Caller::Person(_)) => Err(forbidden()),
    }
}

/// The person behind the cookies of a request; nobody without them, or when they do not hold any more.
pub(crate) async fn visitor(
    request: &HttpRequest,
    state: &Data<State>,
) -> Result<Option<SignedIn>, ApiError> {
    let Some(token) = state.transport.access(request) else {
        return Ok(None);
    };
    let claims = match state.authority.verify_for_session(&token, state.clock.now()) {
        Ok(claims) => claims,
        Err(reason) => {
            tracing::debug!(reason = %reason, "the token of a session was refused");
            return Ok(None);
        }
    };
    // Looked up each time, so that a session ended, a person suspended or a role taken counts at once.
    let known = state.clone();
    let found = blocking(move || Ok(known.store.signed_in(&claims.sid)?)).await?;
    Ok(found
        .filter(|found| found.person.id.as_str() == claims.sub && state.lets_in(found.person.demonstration)))
}

/// Whose token a request shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Holder {
    /// A machine client's.
    Client(String),
    /// A person's.
    Person(String),
}

/// Whose token a request shows, by the token alone: enough to count by, and no way in. Cookies are looked at only where
/// the answer is somebody's own.
pub(crate) fn holder(request: &HttpRequest, state: &State, own: bool) -> Option<Holder> {
    let now = state.clock.now();
    if request.headers().contains_key(AUTHORIZATION) {
        let claims = state.authority.verify(&bearer(request).ok()??, now).ok()?;
        return Some(Holder::Client(claims.client_id));
    }
    let token = state.transport.access(request).filter(|_| own)?;
    let claims = state.authority.verify_for_session(&token, now).ok()?;
    Some(Holder::Person(claims.sub))
}

/// A token that holds, of a client that is still known and by a secret that still holds, with the roles that its scopes
/// give.
async fn machine(
    request: &HttpRequest,
    state: &Data<State>,
    token: &str,
    action: Action,
) -> Result<Caller, ApiError> {
    let claims = state
        .authority
        .verify(token, state.clock.now())
        .map_err(|reason| refused(&reason))?;
    let (client_id, secret) = (claims.client_id.clone(), claims.secret_id.clone());
    let known = state.clone();
    // Looked up each time, so that a client taken away is out at once and not when its token ends, and so is whoever
    // got a token by a secret that was revoked because others knew it.
    let client = blocking(move || {
        Ok(known
            .store
            .client_by_secret(&client_id, &secret, known.clock.now())?)
    })
    .await?
    .ok_or_else(invalid_token)?;
    let_in(&client, peer::known(request)).map_err(|reason| match reason {
        KeptOut::Suspended => invalid_token(),
        KeptOut::FromElsewhere => from_elsewhere(),
    })?;
    let roles = claims
        .scope
        .split(' ')
        .filter(|scope| client.scopes.iter().any(|kept| kept == scope))
        .filter_map(Role::of_scope);
    let grants = roles.filter_map(|role| grant(role, &client)).collect();
    let standing = Standing::new(Subject::Client(client.id.clone()), grants, false);
    if !standing.may(action) {
        return Err(insufficient_scope(action));
    }
    Ok(Caller::Machine {
        client: client.id,
        standing,
    })
}

/// Why a client that is known may not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum KeptOut {
    /// It is kept out for now.
    #[error("it is suspended")]
    Suspended,
    /// It comes from an address that it may not come from, or nobody knows from where.
    #[error("it comes from an address that is not allowed")]
    FromElsewhere,
}

/// Whether a client may come in from here now: asked when it wants a token, and again when it shows one.
pub(super) fn let_in(client: &MachineClient, from: Option<IpAddr>) -> Result<(), KeptOut> {
    if client.suspended {
        Err(KeptOut::Suspended)
    } else if !client.allowed_addresses.admit(from) {
        Err(KeptOut::FromElsewhere)
    } else {
        Ok(())
    }
}

/// A role of a machine client and where it holds.
fn grant(role: Role, client: &MachineClient) -> Option<Grant> {
    let within = match role {
        Role::FeedWriter => Within::Feed(client.feed.clone()?),
        _ => Within::Everywhere,
    };
    Some(Grant::new(role, within))
}

/// The token of an `Authorization` header; another scheme counts as none shown.
fn bearer(request: &HttpRequest) -> Result<Option<String>, ApiError> {
    let Some(header) = request.headers().get(AUTHORIZATION) else {
        return Ok(None);
    };
    match header.to_str().ok().and_then(|value| value.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim().to_owned())),
        _ => Err(unauthenticated("Bearer realm=\"blis\"")),
    }
}

fn refused(reason: &InvalidToken) -> ApiError {
    tracing::debug!(reason = %reason, "a token was refused");
    invalid_token()
}

fn invalid_token() -> ApiError {
    unauthenticated("Bearer realm=\"blis\", error=\"invalid_token\"")
}

fn unauthenticated(challenge: &str) -> ApiError {
    ApiError::from(ProblemDraft::new(
        ProblemCode::Unauthenticated,
        "Jāpierakstās; pieslēgtajām sistēmām vajag derīgu piekļuves pilnvaru, ko dod POST /api/v1/auth/token.",
        "Sign in; machine clients need a valid access token, which POST /api/v1/auth/token gives.",
    ))
    .with_header(WWW_AUTHENTICATE, challenge)
}

/// Somebody who is known may not do this.
pub(crate) fn forbidden() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Forbidden,
        "Jūsu lomām šādu tiesību nav.",
        "Your roles do not include this.",
    )
    .into()
}

fn from_elsewhere() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Forbidden,
        "No šīs adreses šī sistēma nedrīkst pieslēgties.",
        "The machine client may not come from this address.",
    )
    .into()
}

fn insufficient_scope(action: Action) -> ApiError {
    let Some(scope) = action.scope() else {
        return forbidden();
    };
    ApiError::from(ProblemDraft::new(
        ProblemCode::Forbidden,
        format!("Pilnvarai vajag tvērumu „{scope}”."),
        format!("The token needs the scope “{scope}”."),
    ))
    .with_header(
        WWW_AUTHENTICATE,
        &format!("Bearer realm=\"blis\", error=\"insufficient_scope\", scope=\"{scope}\""),
    )
}

//! Signing in, and staying so.

use super::throttle::held;
use crate::auth::password::Turn;
use crate::auth::secret;
use crate::state::State;
use crate::web::problem::ApiError;
use crate::web::{peer, trace};
use actix_web::HttpRequest;
use actix_web::http::header::USER_AGENT;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_domain::audit::{Actor, actions};
use blis_domain::person::{EmailAddress, PersonId};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::wire::SignIn;
use blis_store::{
    Account, AuditContext, AuditDraft, NewSession, Renewal, SessionLife, SessionWay, SignedIn, ThrottleKey,
};
use rand::TryRng;
use rand::rngs::SysRng;
use std::net::IpAddr;
use time::Duration;

/// How long a session lasts.
const LIFE: SessionLife = SessionLife {
    idle: Duration::days(14),
    most: Duration::days(30),
};

/// More of a browser's name than anybody recognises it by.
const LONGEST_DEVICE: usize = 160;

/// A session that was opened or kept, with what the browser is to hold.
pub(crate) struct Opened {
    /// Who it is.
    pub(crate) signed_in: SignedIn,
    /// The access token.
    pub(crate) access: String,
    /// The refresh token.
    pub(crate) refresh: String,
}

/// From where somebody signs in.
pub(crate) struct Origin {
    /// The browser, as it names itself; empty when it does not, or not in ASCII.
    device: String,
    /// The address of who calls; empty where a connection has none.
    address: String,
    counted: Option<IpAddr>,
    /// Whether nobody on the way can read along.
    is_private: bool,
    context: AuditContext,
}

impl Origin {
    /// As the request says.
    pub(crate) fn of(state: &State, request: &HttpRequest) -> Origin {
        let device = request
            .headers()
            .get(USER_AGENT)
            .and_then(|value| value.to_str().ok());
        let address = peer::address(request).map(|address| address.to_string());
        Origin {
            device: device.unwrap_or_default().chars().take(LONGEST_DEVICE).collect(),
            address: address.unwrap_or_default(),
            counted: peer::counted(request),
            is_private: state.transport.is_private(request),
            context: trace::context(Actor::Nobody, request),
        }
    }
}

/// Opens a session. Who is unknown, invited or suspended, and who has the wrong password, get the same answer after the
/// same work. Whoever failed too often waits, and is told so before any password is looked at: a right one, too, or the
/// wait would tell which is right.
pub(crate) fn sign_in(state: &State, asked: &SignIn, from: Origin, turn: &Turn) -> Result<Opened, ApiError> {
    if !from.is_private {
        return Err(insecure());
    }
    let by_account = state.throttle.account(&asked.email);
    let mut keys = vec![by_account];
    keys.extend(from.counted.map(|address| state.throttle.address(address)));
    if let Some(wait) = state.store.sign_in_wait(&keys)? {
        return Err(held(wait));
    }
    let email: Option<EmailAddress> = asked.email.parse().ok();
    let account = match &email {
        Some(email) => state.store.account(email)?,
        None => None,
    };
    let kept = account
        .as_ref()
        .and_then(|account| account.password_hash.as_deref());
    let right = state.passwords.is_right(turn, kept, &asked.password);
    let person = account.as_ref().map(|account| account.person.clone());
    let Some(account) = account.filter(|account| right && may_sign_in(state, account)) else {
        return Err(failed(state, &keys, person.as_ref(), &from.context)?);
    };
    // Of many guesses sent at once, all but the first few are too late by now.
    if let Some(wait) = state.store.sign_in_wait(&keys)? {
        return Err(held(wait));
    }
    let refresh = random()?;
    let new = NewSession {
        person: account.person,
        way: SessionWay::Password,
        password_hash: account.password_hash,
        second_factor: false,
        csrf: random()?,
        refresh_hash: secret::hash(&refresh),
        device: from.device,
        address: from.address,
        life: LIFE,
    };
    let signed_in = state.store.open_session(&new, &from.context)?.ok_or_else(wrong)?;
    state.store.forget_failures(&by_account)?;
    tracing::info!(person = %signed_in.person.id, "somebody signed in");
    opened(state, signed_in, refresh)
}

/// Whether an account is open. The people of a demonstration are let in where there is one, and nowhere else.
fn may_sign_in(state: &State, account: &Account) -> bool {
    account.state.may_sign_in() && (state.demonstration || !account.demonstration)
}

/// Takes a refresh token and gives the next. `None` when another tab of the browser was quicker and holds it already.
pub(crate) fn renew(
    state: &State,
    shown: &str,
    from_page: bool,
    context: &AuditContext,
) -> Result<Option<Opened>, ApiError> {
    let next = random()?;
    match state.store.renew_session(
        &secret::hash(shown),
        &secret::hash(&next),
        LIFE,
        from_page,
        context,
    )? {
        Renewal::Renewed(signed_in) => opened(state, *signed_in, next).map(Some),
        Renewal::JustReplaced => Ok(None),
        Renewal::Reused => {
            tracing::warn!("a refresh token was shown twice; its session was ended");
            Err(over())
        }
        Renewal::Unknown => Err(over()),
    }
}

/// A session that does not hold any more.
pub(crate) fn over() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Unauthenticated,
        "Sesija ir beigusies. Pierakstieties vēlreiz.",
        "The session is over. Sign in again.",
    )
    .into()
}

fn opened(state: &State, signed_in: SignedIn, refresh: String) -> Result<Opened, ApiError> {
    let access = state
        .authority
        .issue_for_session(&signed_in, state.clock.now())
        .map_err(ApiError::internal)?;
    Ok(Opened {
        signed_in,
        access,
        refresh,
    })
}

/// Counts a failure, writes it down without a word of what was typed, and gives the answer.
fn failed(
    state: &State,
    keys: &[ThrottleKey],
    person: Option<&PersonId>,
    context: &AuditContext,
) -> Result<ApiError, ApiError> {
    let draft = AuditDraft::refused(context, actions::SIGN_IN, "person", person.map(PersonId::as_str));
    Ok(match state.store.count_failure(keys, &draft)? {
        Some(wait) => held(wait),
        None => wrong(),
    })
}

fn wrong() -> ApiError {
    ProblemDraft::new(
        ProblemCode::SignInFailed,
        "E-pasta adrese vai parole nav pareiza, vai konts nav aktīvs.",
        "The e-mail address or the password is wrong, or the account is not active.",
    )
    .into()
}

fn insecure() -> ApiError {
    ProblemDraft::new(
        ProblemCode::InsecureTransport,
        "Pierakstīties var tikai šifrētā savienojumā (https).",
        "Signing in needs an encrypted connection (https).",
    )
    .into()
}

/// 256 random bits as text.
fn random() -> Result<String, ApiError> {
    let mut bytes = [0; 32];
    SysRng.try_fill_bytes(&mut bytes).map_err(ApiError::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

//! Signing in, and staying so.

use super::codes;
use super::pending::PendingSignIn;
use super::throttle::held;
use crate::auth::Way;
use crate::auth::password::Turn;
use crate::auth::secret;
use crate::metrics::SignInOutcome;
use crate::state::State;
use crate::web::problem::ApiError;
use crate::web::{peer, trace};
use actix_web::HttpRequest;
use actix_web::http::header::USER_AGENT;
use blis_domain::audit::{Actor, actions};
use blis_domain::person::{EmailAddress, PersonId};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::wire::SignIn;
use blis_store::{
    Account, AuditContext, AuditDraft, NewSession, Renewal, SessionLife, SessionWay, ShownCode, SignedIn,
    ThrottleKey,
};
use std::net::IpAddr;
use time::Duration;

/// How long a session lasts.
pub(super) const LIFE: SessionLife = SessionLife {
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
    pub(super) device: String,
    /// The address of who calls; empty where a connection has none.
    pub(super) address: String,
    pub(super) counted: Option<IpAddr>,
    /// Whether somebody on the way can read along.
    pub(super) way: Way,
    pub(super) context: AuditContext,
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
            way: state.transport.way(request),
            context: trace::context(Actor::Nobody, request),
        }
    }
}

/// How far a sign-in came.
pub(crate) enum SignInStep {
    /// The session is open.
    Done(Box<Opened>),
    /// The password is right, and a code is still to come.
    CodeNeeded(PendingSignIn),
}

/// Opens a session. Who is unknown, invited or suspended, and who has the wrong password or code, get the same answer
/// after the same work. Whoever failed too often waits, and is told so before any password is looked at: a right one,
/// too, or the wait would tell which is right.
pub(crate) fn sign_in(
    state: &State,
    asked: &SignIn,
    from: Origin,
    turn: &Turn,
) -> Result<SignInStep, ApiError> {
    let step = attempt(state, asked, from, turn);
    match &step {
        // It is counted when the code has come.
        Ok(SignInStep::CodeNeeded(_)) => {}
        Ok(SignInStep::Done(_)) => state.metrics.sign_in(SignInOutcome::Done),
        Err(error) => state.metrics.sign_in(outcome(error)),
    }
    step
}

/// What came of a sign-in that opened nothing, for the metrics.
pub(super) fn outcome(error: &ApiError) -> SignInOutcome {
    match error.draft.code {
        ProblemCode::SignInFailed => SignInOutcome::Wrong,
        ProblemCode::TooManyRequests => SignInOutcome::Held,
        ProblemCode::InsecureTransport => SignInOutcome::Insecure,
        _ => SignInOutcome::Failed,
    }
}

fn attempt(state: &State, asked: &SignIn, from: Origin, turn: &Turn) -> Result<SignInStep, ApiError> {
    let keys = admitted(state, &asked.email, &from)?;
    let account = account(state, &asked.email)?;
    let kept = account
        .as_ref()
        .and_then(|account| account.password_hash.as_deref());
    let right = state.passwords.is_right(turn, kept, &asked.password);
    let person = account.as_ref().map(|account| account.person.clone());
    let Some(account) = account.filter(|account| right && may_sign_in(state, account)) else {
        return Err(failed(
            state,
            &keys,
            person.as_ref(),
            &from.context,
            wrong(asked.code.is_some()),
        )?);
    };
    // Of many guesses sent at once, all but the first few are too late by now.
    if let Some(wait) = state.store.sign_in_wait(&keys)? {
        return Err(held(wait));
    }
    let kept = account.password_hash.as_deref().unwrap_or_default();
    match (state.store.second_factor(&account.person)?, &asked.code) {
        (None, _) => open(state, account, None, &keys, from),
        (Some(factor), Some(typed)) => {
            let code = codes::shown(state, &account.person, &factor, typed)?;
            by_code(state, account, code, &keys, from)
        }
        (Some(_), None) => {
            let pending = PendingSignIn::of(state, &asked.email, kept);
            return Ok(SignInStep::CodeNeeded(pending));
        }
    }
    .map(|opened| SignInStep::Done(Box::new(opened)))
}

/// Opens the session of a sign-in that waited for this code.
pub(crate) fn finish_sign_in(
    state: &State,
    pending: &PendingSignIn,
    typed: &str,
    from: Origin,
    // Codes take their turn like passwords: of many guesses sent at once few are looked at before the first is counted.
    _: &Turn,
) -> Result<Opened, ApiError> {
    let opened = finish(state, pending, typed, from);
    state.metrics.sign_in(match &opened {
        Ok(_) => SignInOutcome::Done,
        Err(error) => outcome(error),
    });
    opened
}

fn finish(state: &State, pending: &PendingSignIn, typed: &str, from: Origin) -> Result<Opened, ApiError> {
    let keys = admitted(state, &pending.email, &from)?;
    let account = account(state, &pending.email)?;
    let account = account.filter(|account| pending.is_of(account) && may_sign_in(state, account));
    let account = account.ok_or_else(|| wrong(true))?;
    match state.store.second_factor(&account.person)? {
        None => open(state, account, None, &keys, from),
        Some(factor) => {
            let code = codes::shown(state, &account.person, &factor, typed)?;
            by_code(state, account, code, &keys, from)
        }
    }
}

/// The keys by which failures are counted, for whoever is not held by any of them and whose way is private.
fn admitted(state: &State, email: &str, from: &Origin) -> Result<Vec<ThrottleKey>, ApiError> {
    from.way.require_private()?;
    let mut keys = vec![state.throttle.account(email)];
    keys.extend(from.counted.map(|address| state.throttle.address(address)));
    match state.store.sign_in_wait(&keys)? {
        Some(wait) => Err(held(wait)),
        None => Ok(keys),
    }
}

fn account(state: &State, email: &str) -> Result<Option<Account>, ApiError> {
    match email.parse::<EmailAddress>() {
        Ok(email) => Ok(state.store.account(&email)?),
        Err(_) => Ok(None),
    }
}

/// Opens a session by a code that fits, or counts the failure.
fn by_code(
    state: &State,
    account: Account,
    code: Option<ShownCode>,
    keys: &[ThrottleKey],
    from: Origin,
) -> Result<Opened, ApiError> {
    let (person, context) = (account.person.clone(), from.context.clone());
    let Some(code) = code else {
        return Err(failed(state, keys, Some(&person), &context, wrong(true))?);
    };
    match open(state, account, Some(&code), keys, from) {
        // The store did not take it: no such recovery code, or used by now.
        Err(error) if error.draft.code == ProblemCode::SignInFailed => {
            Err(failed(state, keys, Some(&person), &context, wrong(true))?)
        }
        other => other,
    }
}

fn open(
    state: &State,
    account: Account,
    code: Option<&ShownCode>,
    keys: &[ThrottleKey],
    from: Origin,
) -> Result<Opened, ApiError> {
    let refresh = secret::random()?;
    let new = NewSession {
        person: account.person,
        way: SessionWay::Password,
        password_hash: account.password_hash,
        second_factor: false,
        csrf: secret::random()?,
        refresh_hash: secret::hash(&refresh),
        device: from.device,
        address: from.address,
        life: LIFE,
    };
    let signed_in = match code {
        None => state.store.open_session(&new, &from.context)?,
        Some(code) => state.store.open_session_by_code(&new, code, &from.context)?,
    };
    let signed_in = signed_in.ok_or_else(|| wrong(code.is_some()))?;
    // The first is that of the account. What its address failed at with others stands.
    if let Some(by_account) = keys.first() {
        state.store.forget_failures(by_account)?;
    }
    tracing::info!(person = %signed_in.person.id, "somebody signed in");
    opened(state, signed_in, refresh)
}

/// Whether an account is open, and one that is let in here.
pub(super) fn may_sign_in(state: &State, account: &Account) -> bool {
    account.state.may_sign_in() && state.lets_in(account.demonstration)
}

/// Takes a refresh token and gives the next. `None` when another tab of the browser was quicker and holds it already.
pub(crate) fn renew(
    state: &State,
    shown: &str,
    from_page: bool,
    context: &AuditContext,
) -> Result<Option<Opened>, ApiError> {
    let next = secret::random()?;
    match state.store.renew_session(
        &secret::hash(shown),
        &secret::hash(&next),
        LIFE,
        from_page,
        |person| state.lets_in(person.demonstration),
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

pub(super) fn opened(state: &State, signed_in: SignedIn, refresh: String) -> Result<Opened, ApiError> {
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
    wrong: ApiError,
) -> Result<ApiError, ApiError> {
    let draft = AuditDraft::refused(context, actions::SIGN_IN, "person", person.map(PersonId::as_str));
    Ok(match state.store.count_failure(keys, &draft)? {
        Some(wait) => held(wait),
        None => wrong,
    })
}

/// The answer to what opens nothing. It follows from what was shown, and never from whose account it is.
fn wrong(with_code: bool) -> ApiError {
    let (lv, en) = match with_code {
        true => (
            "E-pasta adrese vai parole nav pareiza, kods neder, vai konts nav aktīvs.",
            "The e-mail address, the password or the code is wrong, or the account is not active.",
        ),
        false => (
            "E-pasta adrese vai parole nav pareiza, vai konts nav aktīvs.",
            "The e-mail address or the password is wrong, or the account is not active.",
        ),
    };
    ProblemDraft::new(ProblemCode::SignInFailed, lv, en).into()
}

/// The answer to a program whose password was right, and that showed no code.
pub(crate) fn code_needed() -> ApiError {
    ProblemDraft::new(
        ProblemCode::SecondFactorNeeded,
        "Pierakstoties jāuzrāda arī vienreizējais kods vai atkopšanas kods.",
        "Signing in needs a one-time code or a recovery code as well.",
    )
    .into()
}

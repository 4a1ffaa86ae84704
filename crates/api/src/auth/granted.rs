//! Rights in the signature: a handler that takes [`Granted`] lets nobody in who may not.

use super::verifier::InvalidToken;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use actix_web::dev::Payload;
use actix_web::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Role, allows};
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

/// A right that a handler asks for: one action of the table in `blis_domain::rights`.
pub(crate) trait Right: 'static {
    /// The action.
    const ACTION: Action;
}

/// The right to push a batch into one's own feed.
pub(crate) struct PushBatch;

impl Right for PushBatch {
    const ACTION: Action = Action::PushBatch;
}

/// The right to read the batches of one's own feed.
pub(crate) struct ReadReceipts;

impl Right for ReadReceipts {
    const ACTION: Action = Action::ReadReceipts;
}

/// A machine client that was let in.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// Its id.
    pub(crate) client: String,
    /// The feed it belongs to.
    feed: Option<String>,
}

impl Caller {
    /// Lets it on into its own feed, and into no other.
    pub(crate) fn into_feed(self, feed: &str) -> Result<Caller, ApiError> {
        if self.feed.as_deref() == Some(feed) {
            return Ok(self);
        }
        Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            format!("Datu plūsma „{feed}” šim klientam nav atvērta."),
            format!("The feed “{feed}” is not open to this client."),
        )
        .into())
    }
}

/// A caller who has the right `R`.
pub(crate) struct Granted<R> {
    /// Who it is.
    pub(crate) caller: Caller,
    right: PhantomData<R>,
}

impl<R: Right> FromRequest for Granted<R> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Granted<R>, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let caller = admit(&request, R::ACTION).await?;
            Ok(Granted {
                caller,
                right: PhantomData,
            })
        })
    }
}

/// The door: a token that holds, of a client that is still known, with a scope whose role allows the action.
async fn admit(request: &HttpRequest, action: Action) -> Result<Caller, ApiError> {
    let state = request
        .app_data::<Data<State>>()
        .ok_or_else(|| ApiError::internal("the server has no state"))?
        .clone();
    let token = bearer(request)?;
    let claims = state
        .authority
        .verify(&token)
        .map_err(|reason| refused(&reason))?;
    let client_id = claims.client_id.clone();
    // Looked up each time, so that a client taken away is out at once and not when its token ends.
    let client = blocking(move || Ok(state.store.client(&client_id)?))
        .await?
        .ok_or_else(invalid_token)?;
    let may = claims
        .scope
        .split(' ')
        .filter(|scope| client.scopes.iter().any(|kept| kept == scope))
        .filter_map(Role::of_scope)
        .any(|role| allows(role, action));
    match may {
        true => Ok(Caller {
            client: client.id,
            feed: client.feed,
        }),
        false => Err(insufficient_scope(action)),
    }
}

fn bearer(request: &HttpRequest) -> Result<String, ApiError> {
    let header = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    match header.and_then(|value| value.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.trim().to_owned()),
        // RFC 6750, 3.1: who showed no token at all is told what is wanted, not what is wrong.
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
        "Pieprasījumam vajag derīgu piekļuves pilnvaru; to dod POST /api/v1/auth/token.",
        "The request needs a valid access token; POST /api/v1/auth/token gives one.",
    ))
    .with_header(WWW_AUTHENTICATE, challenge)
}

fn insufficient_scope(action: Action) -> ApiError {
    let scope = action.scope().unwrap_or_default();
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

//! Who comes with a browser: by the cookies of the session. A page that is opened keeps the session alive where the
//! access token has ended; a menu that asks who is there does not, for its answer is lost when the page is left.

use super::sign_in::{Opened, renew};
use crate::auth::{csrf, secret, visitor};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponseBuilder};
use blis_domain::audit::Actor;
use blis_store::SignedIn;

/// Somebody who is signed in.
pub(crate) struct Visit {
    /// The session, its person and what they may do.
    pub(crate) signed_in: SignedIn,
    renewed: Option<(String, String)>,
}

impl Visit {
    /// Who asks; nobody when nobody is signed in.
    pub(crate) async fn of(request: &HttpRequest, state: &Data<State>) -> Result<Option<Visit>, ApiError> {
        if let Some(signed_in) = visitor(request, state).await? {
            return Ok(Some(Visit {
                signed_in,
                renewed: None,
            }));
        }
        let Some(shown) = refresh_token(request, state) else {
            return Ok(None);
        };
        let context = trace::context(Actor::Nobody, request);
        let from_page = csrf::is_from_page(request);
        let known = state.clone();
        match blocking(move || renew(&known, &shown, from_page, &context)).await {
            Ok(Some(Opened {
                signed_in,
                access,
                refresh,
            })) => Ok(Some(Visit {
                signed_in,
                renewed: Some((access, refresh)),
            })),
            Ok(None) => Ok(None),
            Err(error) if error.draft.code.status() == 401 => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives the browser the tokens that were renewed on the way.
    pub(crate) fn keep(&self, state: &State, answer: &mut HttpResponseBuilder) {
        if let Some((access, refresh)) = &self.renewed {
            state.transport.give(answer, access, refresh);
        }
    }
}

/// Who is there; nobody when nobody is signed in. Asking spends nothing.
pub(crate) async fn who_is_there(
    request: &HttpRequest,
    state: &Data<State>,
) -> Result<Option<SignedIn>, ApiError> {
    if let Some(signed_in) = visitor(request, state).await? {
        return Ok(Some(signed_in));
    }
    let Some(shown) = refresh_token(request, state) else {
        return Ok(None);
    };
    let known = state.clone();
    let found = blocking(move || Ok(known.store.signed_in_by(&secret::hash(&shown))?)).await?;
    Ok(found.filter(|found| state.lets_in(found.person.demonstration)))
}

/// The refresh token of a browser, where the browser says that this site asked: another one could make it spend the
/// token.
fn refresh_token(request: &HttpRequest, state: &State) -> Option<String> {
    let shown = state.transport.refresh(request);
    shown.filter(|_| csrf::same_origin(request).is_ok())
}

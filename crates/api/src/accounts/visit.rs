//! Who comes with a browser: by the cookies of the session, kept alive where the access token has ended.

use super::sign_in::{Opened, renew};
use crate::auth::{csrf, visitor};
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
        // Only where the browser says that this site asked: another site could make it spend the token.
        let Some(shown) = state
            .transport
            .refresh(request)
            .filter(|_| csrf::same_origin(request).is_ok())
        else {
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

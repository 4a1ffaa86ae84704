//! Who opens a page: by the cookies of the session, kept alive where the access token has ended.

use super::confirm;
use super::frame::Unsent;
use super::message::{or_message, refusal};
use super::return_to::ReturnTo;
use crate::accounts::{self, Opened};
use crate::auth::{csrf, forbidden, is_fresh, visitor};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use blis_domain::audit::Actor;
use blis_domain::rights::Action;
use blis_store::SignedIn;

/// Somebody who is signed in.
pub(super) struct Visit {
    pub(super) signed_in: SignedIn,
    renewed: Option<(String, String)>,
}

impl Visit {
    /// Who opens the page; nobody when nobody is signed in.
    pub(super) async fn of(request: &HttpRequest, state: &Data<State>) -> Result<Option<Visit>, ApiError> {
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
        match blocking(move || accounts::renew(&known, &shown, from_page, &context)).await {
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
    pub(super) fn keep(&self, state: &State, answer: &mut HttpResponseBuilder) {
        if let Some((access, refresh)) = &self.renewed {
            state.transport.give(answer, access, refresh);
        }
    }
}

/// Answers whoever is signed in, and sends everybody else to the form. The tokens that were renewed on the way reach
/// the browser with a refusal too: it has no others any more.
pub(super) async fn for_visitor(
    request: &HttpRequest,
    state: &Data<State>,
    page: impl AsyncFnOnce(SignedIn) -> Result<Unsent, ApiError>,
) -> HttpResponse {
    let outcome = async {
        let Some(visit) = Visit::of(request, state).await? else {
            return Ok(to_sign_in(request));
        };
        let mut answer = match page(visit.signed_in.clone()).await {
            Ok(answer) => answer,
            Err(error) => refusal(request, &error),
        };
        visit.keep(state, &mut answer.answer);
        Ok(answer.finish())
    };
    let outcome = outcome.await;
    or_message(request, outcome)
}

/// Lets on whoever may do this anywhere at all.
pub(super) fn allow(me: &SignedIn, action: Action) -> Result<(), ApiError> {
    match me.standing.may(action) {
        true => Ok(()),
        false => Err(forbidden()),
    }
}

/// The same for something grave: whoever signed in too long ago shows first who they are, and goes on at `back`, the
/// page of the form.
pub(super) async fn for_fresh_visitor(
    request: &HttpRequest,
    state: &Data<State>,
    back: &str,
    page: impl AsyncFnOnce(SignedIn) -> Result<Unsent, ApiError>,
) -> HttpResponse {
    for_visitor(request, state, async |me| match is_fresh(state, &me) {
        true => page(me).await,
        false => Ok(see_other(&confirm::address(language::of(request), back))),
    })
    .await
}

/// Sends somebody to the form for signing in, and back here afterwards.
fn to_sign_in(request: &HttpRequest) -> HttpResponse {
    let language = language::of(request);
    // A form is not sent again; its page is opened.
    let back = ReturnTo::of(Some(request.path()).filter(|_| request.method().is_safe()));
    see_other(&format!("/sign-in?lang={language}&return_to={}", back.as_str())).finish()
}

/// Sends somebody elsewhere after a form.
pub(super) fn see_other(address: &str) -> Unsent {
    let mut answer = HttpResponse::SeeOther();
    answer
        .insert_header((LOCATION, address.to_owned()))
        .insert_header((CACHE_CONTROL, "no-store"));
    Unsent::empty(answer)
}

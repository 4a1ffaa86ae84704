//! Who opens a page, what a form of it may do, and where it leads afterwards.

use super::confirm;
use super::form::{Form, Sent};
use super::frame::Unsent;
use super::kept::Kept;
use super::message::{asleep, or_message, refusal};
use super::return_to::ReturnTo;
use super::table::{Freshness, asked_by};
use crate::accounts::Visit;
use crate::auth::{csrf, forbidden, is_fresh};
use crate::state::State;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::query::{pairs, with_query};
use crate::web::trace;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Action;
use blis_domain::text::Language;
use blis_store::{AuditContext, SignedIn};

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
        let me = &visit.signed_in;
        language::is_of_account(request, me.person.language);
        let mut answer = match page(me.clone()).await {
            Ok(answer) => answer,
            Err(error) if error.draft.code == ProblemCode::Forbidden && me.standing.lacks_second_factor() => {
                asleep(request, me)
            }
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

/// Answers whoever is signed in, as [`for_visitor`], by a page whose form does something grave: whoever signed in too long ago shows first who they are, before
/// anything is typed, and goes on at `back`.
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

/// Does what a form asks: the one way by which a form of somebody who is signed in is taken. Nothing is done before it
/// is known that a page of ours asked, in this session, for what its owner may do, and who it is. What the form asks of
/// its sender is read from its line of the table of pages.
pub(super) async fn for_form<F, const MOST: usize>(
    request: &HttpRequest,
    state: &Data<State>,
    form: Sent<F, MOST>,
    page: impl AsyncFnOnce(SignedIn, F, AuditContext) -> Result<Unsent, ApiError>,
) -> HttpResponse {
    let Form { fields, csrf, text } = match form {
        Ok(form) => form,
        Err(error) => return refusal(request, &error).finish(),
    };
    for_visitor(request, state, async |me| {
        csrf::with_field(request, &csrf, &me.csrf)?;
        let (action, freshness) = asked_by(request)?;
        allow(&me, action)?;
        if freshness == Freshness::JustNow && !is_fresh(state, &me) {
            let kept = Kept {
                path: request.path().to_owned(),
                fields: text,
            };
            return confirm::before(request, state, &me, &kept).await;
        }
        let context = trace::context(Actor::Person(me.person.id.clone()), request);
        page(me, fields, context).await
    })
    .await
}

/// Sends somebody to the form for signing in, and back here afterwards.
fn to_sign_in(request: &HttpRequest) -> HttpResponse {
    let chosen = language::chosen(request);
    // A form is not sent again; its page is opened. What was asked stays asked, so that nobody gets more than they meant.
    let back = request.method().is_safe().then(|| asked_for(request));
    let back = ReturnTo::of(back.as_deref());
    see_other(&format!("/sign-in?{chosen}return_to={}", back.in_query())).finish()
}

/// The address that was asked for, without what a form before it did.
fn asked_for(request: &HttpRequest) -> String {
    with_query(request.path(), &asked(request))
}

/// What is asked of a page, without what a form before it did.
pub(super) fn asked(request: &HttpRequest) -> Vec<(String, String)> {
    let mut asked = pairs(request.query_string());
    asked.retain(|(name, _)| name != DONE);
    asked
}

/// By what the address of a page says what a form did.
const DONE: &str = "done";

/// What a form did, as the address says to which it sent the browser afterwards.
pub(super) fn done(request: &HttpRequest) -> Option<String> {
    let mut asked = pairs(request.query_string()).into_iter();
    asked.find(|(name, _)| name == DONE).map(|(_, what)| what)
}

/// The address of a page after a form did something, which the page then says.
pub(super) fn after(path: &str, language: Language, done: &str) -> String {
    format!("{path}?lang={language}&{DONE}={done}")
}

/// Sends somebody elsewhere after a form.
pub(super) fn see_other(address: &str) -> Unsent {
    let mut answer = HttpResponse::SeeOther();
    answer
        .insert_header((LOCATION, address.to_owned()))
        .insert_header((CACHE_CONTROL, "no-store"));
    Unsent::empty(answer)
}

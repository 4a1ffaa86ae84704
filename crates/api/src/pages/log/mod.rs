//! `/account/log` and `/admin/audit`: one's own log, and the audit log for those who may read it.

mod audit;
mod own;
mod table;
mod words;

pub(super) use audit::show as audit;
pub(super) use own::show as own;
pub(super) use words::{EN, LV, LogWords};

use super::frame::Unsent;
use super::message::{or_message, refusal};
use super::visit::{Visit, to_sign_in};
use crate::state::State;
use crate::web::language::guess;
use crate::web::problem::ApiError;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_store::SignedIn;

/// How many entries stand on a page.
const ON_A_PAGE: u32 = 50;

/// Answers whoever is signed in, and sends everybody else to the form. The tokens that were renewed on the way reach
/// the browser with a refusal too: it has no others any more.
async fn for_visitor(
    request: &HttpRequest,
    state: &Data<State>,
    page: impl AsyncFnOnce(SignedIn) -> Result<Unsent, ApiError>,
) -> HttpResponse {
    let outcome = async {
        let Some(visit) = Visit::of(request, state).await? else {
            let language = guess(request.query_string(), request.headers());
            return Ok(to_sign_in(request, language));
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

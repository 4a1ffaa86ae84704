//! `POST /users`.

use crate::accounts::people;
use crate::auth::{Fresh, Granted, InvitePerson};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use crate::web::version::tagged;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::{InviteUser, User};

/// Invite a person
///
/// A letter with a link goes to the address; by it the person sets a password. Somebody who has an account and whom the
/// caller does not see gets the roles at once, with a letter that says so and has no link, and keeps name, language and
/// password: their `state` is not `invited` then. Whoever was invited before and has not accepted gets a link again.
/// Letters are counted by the address they go to and by who sends them: too many at once are refused with 429.
#[utoipa::path(
    tag = "People",
    operation_id = "invite_user",
    request_body = InviteUser,
    responses(
        (status = 201, description = "The person", body = User,
            headers(
                ("etag" = String, description = "The version of the person"),
                ("location" = String, description = "The address of the person"),
            )),
        (status = 409, description = "The caller sees a person with this address already, or no letters are sent here",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The address, the name or the roles cannot be accepted; the reason is named",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/users")]
pub(crate) async fn invite(
    granted: Granted<InvitePerson, Fresh>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: InviteUser = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    let (json, id, version) = blocking(move || {
        let (user, version) = people::invite(&state, &me, asked, &context)?;
        Ok((written(&user)?, user.id, version))
    })
    .await?;
    let mut answer = tagged(HttpResponse::Created(), version);
    answer.insert_header((LOCATION, format!("{BASE}/users/{id}")));
    Ok(private(answer, language, json))
}

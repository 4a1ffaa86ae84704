//! `GET /users`.

use crate::accounts::people::{PeopleSought, find};
use crate::auth::{Granted, ReadPeople};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::rights::Action;
use blis_domain::wire::{Page, User};

/// List people
///
/// By the Latvian alphabet. The administrator of a municipality sees those who have a role in it, and of their roles
/// those alone.
#[utoipa::path(
    tag = "People",
    operation_id = "list_users",
    params(PeopleSought),
    responses((
        status = 200,
        description = "A page of people",
        body = Page<User>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/users")]
pub(crate) async fn list(
    granted: Granted<ReadPeople>,
    request: HttpRequest,
    Query(sought): Query<PeopleSought>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let sight = granted.caller.standing().sight(Action::ReadPeople);
    let (filter, question) = sought.filter(sight)?;
    let (json, next) = blocking(move || {
        let (page, _) = find(&state, &filter, &question)?;
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(
        &request,
        &format!("{BASE}/users"),
        language,
        json,
        next.as_deref(),
    ))
}

//! `GET /feeds`.

use crate::auth::{Granted, ReadReceipts};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use blis_domain::rights::{Action, Target};
use blis_domain::wire::{FeedView, Page};

/// List data feeds
///
/// Each with when it was last heard of, its latest batch, and how many of its figures wait for a decision. A machine
/// client sees its own feed.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "list_feeds",
    responses((status = 200, description = "The feeds, by code", body = Page<FeedView>))
)]
#[get("/feeds")]
pub(crate) async fn list(
    granted: Granted<ReadReceipts>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let json = blocking(move || {
        let standing = granted.caller.standing();
        let sees = |feed: &str| standing.may_on(Action::ReadReceipts, &Target::Feed(feed));
        written(&Page::whole(state.store.feeds(sees)?))
    })
    .await?;
    Ok(private(HttpResponse::Ok(), language, json))
}

//! `GET /feeds/{feed}/batches/{id}/rows`.

use super::{BatchPath, Rows, no_such_batch, sees_numbers, told};
use crate::auth::{Granted, ReadReceipts};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::{PageLimit, Query, Word};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::receipt::{ReceiptRow, RowOutcome};
use blis_domain::wire::Page;
use blis_store::ReceiptFilter;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which rows.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowsSought {
    /// Those that met this end.
    #[param(inline)]
    outcome: Option<RowOutcome>,
    /// Those with this code, such as `unknown_area`.
    #[param(value_type = String, required = false, pattern = "^[a-z_]{1,60}$", example = "unknown_area")]
    code: Option<Word>,
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most rows of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// List the rows of a receipt
///
/// Those that are not plainly new or unchanged, in the order in which they were sent. Numbers are told to the
/// feed's clients and to those who see what is hidden.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "list_batch_rows",
    params(BatchPath, RowsSought),
    responses((
        status = 200,
        description = "A page of rows",
        body = Page<ReceiptRow>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/feeds/{feed}/batches/{id}/rows")]
pub(crate) async fn list(
    granted: Granted<ReadReceipts>,
    request: HttpRequest,
    path: Path<BatchPath>,
    Query(sought): Query<RowsSought>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let caller = granted.into_feed(&path.feed)?;
    let sees_numbers = sees_numbers(caller.standing(), &path.feed);
    let BatchPath { feed, id } = path.into_inner();
    let address = format!("{BASE}/feeds/{feed}/batches/{id}/rows");
    let rows = Rows {
        feed,
        id,
        outcome: sought.outcome,
        code: sought.code.map(|Word(code)| code),
    };
    let question = Question::of("batch_rows", &rows)?;
    let after: Option<u64> = sought
        .cursor
        .as_deref()
        .map(|cursor| question.place(cursor))
        .transpose()?;
    let (json, next) = blocking(move || {
        let filter = ReceiptFilter {
            after: after.unwrap_or(0),
            limit: sought.limit.0,
            ..rows.filter()
        };
        let found = state.store.batch_rows(&rows.feed, &rows.id, &filter)?;
        let found = found.ok_or_else(|| no_such_batch(&rows.id))?;
        let items = found.items.iter().map(|row| told(row, sees_numbers, language.0));
        let page = Page {
            items: items.collect(),
            total: found.total,
            next: found.next.map(|last| question.cursor(last)).transpose()?,
        };
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(&request, &address, language, json, next.as_deref()))
}

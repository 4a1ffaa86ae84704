//! `GET /feeds/{feed}/batches/{id}/rows.{csv|xlsx}`.

use super::words::headings;
use super::{Rows, no_such_batch, sees_numbers, told};
use crate::auth::{Granted, ReadReceipts};
use crate::state::State;
use crate::web::blocking::dear;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Query, Word};
use crate::web::table::{Cell, TableWriter, check_rows, table_format};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use blis_domain::receipt::{ReceiptRow, RowOutcome};
use blis_domain::wire::TableFormat;
use blis_store::ReceiptFilter;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which rows are taken along.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowsTaken {
    /// Those that met this end.
    #[param(inline)]
    outcome: Option<RowOutcome>,
    /// Those with this code, such as `unknown_area`.
    #[param(value_type = String, required = false, pattern = "^[a-z_]{1,60}$", example = "unknown_area")]
    code: Option<Word>,
}

/// Which rows of which batch an address is about, and in which format.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct RowsPath {
    /// Name of the feed: `srda`.
    #[serde(deserialize_with = "crate::web::text::storable")]
    feed: String,
    /// Id of the batch, as its receipt tells it.
    #[serde(deserialize_with = "crate::web::text::storable")]
    id: String,
    /// Format of the file.
    #[param(value_type = TableFormat, inline)]
    format: String,
}

/// Rows read at once.
const AT_ONCE: u32 = 5000;

/// Take the rows of a receipt along
///
/// Those that are not plainly new or unchanged, as a table. At most 100,000; more are refused, and nothing is cut.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "export_batch_rows",
    params(RowsPath, RowsTaken),
    responses((
        status = 200,
        description = "The rows, as a file",
        content(
            (String = "text/csv"),
            (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ),
        headers(("content-disposition" = String, description = "`attachment` with the name of the file"))
    ))
)]
#[get("/feeds/{feed}/batches/{id}/rows.{format}")]
pub(crate) async fn export(
    granted: Granted<ReadReceipts>,
    path: Path<RowsPath>,
    Query(taken): Query<RowsTaken>,
    Wanted(language): Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let caller = granted.into_feed(&path.feed)?;
    let sees_numbers = sees_numbers(caller.standing(), &path.feed);
    let RowsPath { feed, id, format } = path.into_inner();
    let format = table_format(&format)?;
    let rows = Rows {
        feed,
        id,
        outcome: taken.outcome,
        code: taken.code.map(|Word(code)| code),
    };
    let known = state.clone();
    let file = dear(state, move || {
        let now = known.clock.now();
        let (title, columns) = headings(language);
        let mut table = TableWriter::new(format, title, columns, now)?;
        let mut after = Some(0);
        while let Some(from) = after {
            let filter = ReceiptFilter {
                after: from,
                limit: AT_ONCE,
                ..rows.filter()
            };
            let page = known.store.batch_rows(&rows.feed, &rows.id, &filter)?;
            let page = page.ok_or_else(|| no_such_batch(&rows.id))?;
            check_rows(page.total)?;
            for row in &page.items {
                table.row(&cells(told(row, sees_numbers, language)))?;
            }
            after = page.next;
        }
        table.finish("receipt", now)
    })
    .await?;
    Ok(file.answer(language))
}

fn cells(row: ReceiptRow) -> [Cell; 11] {
    let number = |value: Option<f64>| value.map_or(Cell::Nothing, Cell::Number);
    [
        Cell::count(row.row),
        Cell::Text(row.outcome.code().to_owned()),
        Cell::text(row.indicator.map(|code| code.to_string())),
        Cell::text(row.area.map(|code| code.to_string())),
        Cell::text(row.period.map(|period| period.to_string())),
        Cell::text(row.breakdown),
        Cell::Text(row.code),
        Cell::text(row.field),
        Cell::Text(row.message),
        number(row.old),
        number(row.new),
    ]
}

//! The OpenAPI document: collected from the routes, completed with what all operations share.

mod security;
mod shared;

pub(crate) use security::is_public;
pub use security::{FRESH, OPERATIONS};

use crate::routes;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::Data;
use actix_web::{App, get};
use utoipa::Modify;
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;
use utoipa_swagger_ui::{Config, SwaggerUi};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "BLIS",
        description = "Indicators of Latvian local governments, compared, so that they learn from each other.\n\n\
            Published data needs no login. Names come in Latvian and English. Errors are problem details (RFC 9457) \
            in the language of `Accept-Language` or `?lang=`. Every read carries an `ETag`; send it back as \
            `If-None-Match` and an unchanged answer is 304. A missing value is `null` beside a status that says why; \
            it is never 0.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "Comparing", description = "Where a municipality stands among its peers"),
        (name = "Areas", description = "The local governments of the division of 2009–2021"),
        (name = "Indicators", description = "The catalogue and the values"),
        (name = "Networks", description = "The thematic networks that learn together"),
        (name = "Charts", description = "The drawings of the page"),
        (name = "Releases", description = "What becomes public when"),
        (name = "Feeds", description = "Pushing data, and the receipts of what was pushed"),
        (name = "Access", description = "Access tokens of machine clients"),
        (name = "Accounts", description = "Signing in, and what belongs to whoever did"),
        (name = "People", description = "People and their roles, for their administrators"),
        (name = "Machine clients", description = "Programs that sign in, and their secrets"),
        (name = "Webhooks", description = "Who is told of changes, by the Standard Webhooks specification"),
        (name = "Audit", description = "Who did what to what"),
        (name = "Server", description = "The installation itself"),
    )
)]
struct Base;

/// The document.
pub(crate) fn document() -> utoipa::openapi::OpenApi {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(routes::register)
        .split_for_parts();
    shared::Shared.modify(&mut document);
    document
}

/// The document as text, the same every time.
pub(crate) fn text(document: &utoipa::openapi::OpenApi) -> String {
    // Made of strings, lists and maps with string keys: writing it cannot fail.
    let mut text = document.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// The OpenAPI document of this program, as `api-spec/openapi.json` holds it.
pub fn openapi_json() -> String {
    text(&document())
}

/// The page that shows the document and tries its operations.
pub(crate) fn docs() -> SwaggerUi {
    let config = Config::new([format!("{}/openapi.json", routes::BASE)])
        .display_operation_id(true)
        .try_it_out_enabled(true);
    SwaggerUi::new("/api-docs/{_:.*}").config(config)
}

/// Read this document
#[utoipa::path(
    tag = "Server",
    operation_id = "show_openapi",
    responses((status = 200, description = "The OpenAPI 3.1 document", body = Object))
)]
#[get("/openapi.json")]
pub(crate) async fn show(state: Data<State>, _: Query<Nothing>) -> Result<Answer, ApiError> {
    Ok(Answer::ready_json(state.openapi.clone()))
}

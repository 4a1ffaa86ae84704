//! `/admin/audit.csv`, `/account/log.csv` and the same as XLSX: what the pages of the logs found, to take along.

use super::super::frame::Unsent;
use super::super::visit::{allow, for_visitor};
use super::super::words::Words;
use crate::audit::{AuditTaken, LogTaken, Taken};
use crate::state::State;
use crate::web::language;
use crate::web::query::{pairs, read_filled};
use crate::web::table::{TableFile, format_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::rights::Action;
use blis_domain::text::Language;
use blis_domain::wire::TableFormat;
use maud::{Markup, html};
use url::form_urlencoded::Serializer;

/// The entries of the audit log that a search finds.
pub(in crate::pages) async fn audit(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        allow(&me, Action::ReadAudit)?;
        let language = language::of(&request);
        let asked: AuditTaken = read_filled(request.query_string())?;
        let taken = Taken {
            filter: asked.filter(me.standing.sight(Action::ReadAudit)),
            format: format_of(request.path())?,
            language,
        };
        Ok(sent(taken.of_audit(&request, &state, me).await?, language))
    })
    .await
}

/// One's own log.
pub(in crate::pages) async fn own(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let language = language::of(&request);
        let asked: LogTaken = read_filled(request.query_string())?;
        let taken = Taken {
            filter: asked.filter(&me.person.id),
            format: format_of(request.path())?,
            language,
        };
        Ok(sent(taken.of_own_log(&request, &state, me).await?, language))
    })
    .await
}

fn sent(file: TableFile, language: Language) -> Unsent {
    let (answer, bytes) = file.into_parts(language);
    Unsent::of(answer, bytes)
}

/// The links to the files of a page: they keep what it was asked, and have all of its pages.
pub(super) fn links(language: Language, path: &str, query: &str) -> Markup {
    let words = &Words::of(language).log;
    let mut asked = pairs(query);
    asked.retain(|(name, value)| {
        !value.trim().is_empty() && !["lang", "cursor", "limit"].contains(&name.as_str())
    });
    let asked = Serializer::new(String::new())
        .append_pair("lang", language.tag())
        .extend_pairs(asked)
        .finish();
    html! {
        p.files {
            @for format in TableFormat::ALL {
                a href=(format!("{path}.{}?{asked}", format.extension())) {
                    (words.take) " " (format.extension().to_uppercase())
                }
            }
        }
    }
}

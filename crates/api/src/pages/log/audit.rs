//! `/admin/audit`.

use super::super::fields::{Refused, Select};
use super::super::frame::{Page, Unsent};
use super::super::visit::for_visitor;
use super::super::words::Words;
use super::ON_A_PAGE;
use super::actor::{Meant, meant, offered};
use super::files;
use super::table::{Turning, entries};
use super::words::LogWords;
use crate::audit::{AuditSought, Names, find, newer};
use crate::auth::forbidden;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::query::pairs;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::actions::{self, action_name};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Sight};
use blis_domain::text::Language;
use blis_store::SignedIn;
use maud::{Markup, html};

const PATH: &str = "/admin/audit";

/// The page.
pub(in crate::pages) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| shown(&request, &state, &me).await).await
}

async fn shown(request: &HttpRequest, state: &Data<State>, me: &SignedIn) -> Result<Unsent, ApiError> {
    let sight = me.standing.sight(Action::ReadAudit);
    if sight == Sight::Nothing {
        return Err(forbidden());
    }
    let query = request.query_string();
    let language = language::of(request);
    let address = format!("{PATH}?{query}");
    let (known, reader, typed) = (state.clone(), me.standing.clone(), query.to_owned());
    let meant = blocking(move || meant(&known, &reader, &typed)).await;
    let words = &Words::of(language).log;
    let sought = meant.and_then(|meant| match meant {
        Meant::Several(people) => Ok(Err(offered(language, PATH, query, &people))),
        Meant::Nobody => Ok(Err(html! { p.notice role="status" { (words.no_such_person) } })),
        Meant::One(query) => {
            let sought = AuditSought::of_form(&query, ON_A_PAGE)?;
            let (filter, question) = sought.filter(sight)?;
            match (filter.from, filter.to) {
                (Some(from), Some(to)) if from >= to => Ok(Err(
                    html! { p.notice role="status" { (words.ends_before_it_begins) } },
                )),
                _ => Ok(Ok(((filter, question), query))),
            }
        }
    });
    // What was meant by a name stands in the question of a file as the person's id.
    let ((filter, question), resolved) = match sought {
        Ok(Ok(asked)) => asked,
        Ok(Err(instead)) => {
            return Ok(page(language, &address, query, None, instead).answer(StatusCode::OK));
        }
        Err(error) if error.draft.code == ProblemCode::InvalidParameter => {
            let reason = error.draft.in_language(language, PATH).detail;
            let page = page(language, &address, query, Some(&reason), html! {});
            return Ok(page.answer(StatusCode::BAD_REQUEST));
        }
        Err(error) => return Err(error),
    };
    let turned = filter.before.is_some();
    let (known, reader) = (state.clone(), me.standing.clone());
    let (found, newer, names) = blocking(move || {
        let found = find(&known, &filter, &question)?;
        let newer = match found.items.first() {
            Some(first) if turned => newer(&known, &filter, &question, first.seq)?,
            _ => None,
        };
        let names = Names::of(&known, &reader, &found.items)?;
        Ok((found, newer, names))
    })
    .await?;
    let turning = Turning {
        path: PATH,
        query,
        newer: turned.then_some(newer),
        older: found.next,
    };
    let title = words.audit;
    let results = html! {
        (entries(language, &found.items, (&me.person.id, &names), title, Some(PATH)))
        (turning.links(language))
        @if !found.items.is_empty() { (files::links(language, PATH, &resolved)) }
    };
    Ok(page(language, &address, query, None, results).answer(StatusCode::OK))
}

fn page<'p>(
    language: Language,
    address: &'p str,
    query: &str,
    refused: Option<&str>,
    results: Markup,
) -> Page<'p> {
    let words = Words::of(language);
    Page {
        language,
        path: address,
        title: words.log.audit,
        body: html! {
            p.subtitle { (words.log.about_audit) }
            (form(language, &words.log, &pairs(query), refused))
            (results)
            p { a href=(format!("/account?lang={language}")) { (words.account) } }
        },
    }
}

/// The form of the search, filled with what was asked. What has no field of its own stays asked.
fn form(language: Language, words: &LogWords, asked: &[(String, String)], refused: Option<&str>) -> Markup {
    let asked = |wanted: &str| {
        let found = asked.iter().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    let actions = actions::ALL
        .iter()
        .map(|code| (*code, action_name(language, code).unwrap_or(code)));
    let action = Select {
        name: "action",
        label: words.action,
        options: [("", words.any_action)].into_iter().chain(actions).collect(),
        chosen: asked("action"),
        ..Select::default()
    };
    html! {
        form.filter method="get" action=(PATH) {
            @if let Some(reason) = refused {
                p.form-refused role="alert" id="refused" { (reason) }
            }
            input type="hidden" name="lang" value=(language.tag());
            @for name in ["target_kind", "target", "municipality"] {
                @if !asked(name).is_empty() {
                    input type="hidden" name=(name) value=(asked(name));
                }
            }
            (Refused::of(language, None).select(&action))
            label {
                span.label { (words.actor) }
                input.field type="text" name="actor" value=(asked("actor")) aria-describedby="actor-rules"
                    autocomplete="off" spellcheck="false";
            }
            label {
                span.label { (words.from) }
                input.field type="date" name="from" value=(asked("from"));
            }
            label {
                span.label { (words.to) }
                input.field type="date" name="to" value=(asked("to"));
            }
            button.button.button-strong type="submit" { (words.search) }
        }
        p.quiet id="actor-rules" { (words.actor_rules) }
    }
}

//! What the forms behind links have in common.

use super::super::frame::{Page, Unsent};
use super::super::message::refusal;
use super::words::LinkWords;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, REFERRER_POLICY};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::text::Language;
use maud::{Markup, html};

/// A field of a form.
pub(super) struct Field<'a> {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) kind: &'static str,
    /// What a browser may fill in (HTML, autofill tokens).
    pub(super) autocomplete: &'static str,
    /// What was typed before; never a password.
    pub(super) value: &'a str,
    pub(super) hint: Option<&'static str>,
}

/// A field with what was wrong with it, so that whoever hears the page hears both together.
pub(super) fn field(language: Language, field: &Field<'_>, refused: Option<&ProblemDraft>) -> Markup {
    let pointer = format!("/{}", field.name);
    let fault = refused
        .into_iter()
        .flat_map(|draft| &draft.faults)
        .find(|fault| fault.pointer.as_deref() == Some(pointer.as_str()));
    let (hint, wrong) = (format!("{}-hint", field.name), format!("{}-wrong", field.name));
    let mut described = Vec::new();
    described.extend(field.hint.map(|_| hint.as_str()));
    described.extend(fault.map(|_| wrong.as_str()));
    let described = (!described.is_empty()).then(|| described.join(" "));
    html! {
        div {
            label {
                span.label { (field.label) }
                input.field type=(field.kind) name=(field.name) value=(field.value)
                    autocomplete=(field.autocomplete) required aria-describedby=[described]
                    aria-invalid=[fault.map(|_| "true")];
            }
            @if let Some(text) = field.hint { p.quiet id=(hint) { (text) } }
            @if let Some(fault) = fault { p.form-refused id=(wrong) { (fault.message.get(language)) } }
        }
    }
}

/// The line above a form that was not taken.
pub(super) fn refused_line(language: Language, refused: Option<&ProblemDraft>) -> Markup {
    html! {
        @if let Some(draft) = refused {
            p.form-refused role="alert" {
                // What belongs to a field is said beside it.
                @if draft.faults.is_empty() { (draft.detail.get(language)) }
                @else { (LinkWords::of(language).look_below) }
            }
        }
    }
}

/// Whether a refusal belongs on the form, for whoever typed to correct it.
pub(super) fn is_for_form(error: &ApiError) -> bool {
    matches!(
        error.draft.code,
        ProblemCode::Unacceptable | ProblemCode::TooManyRequests
    )
}

/// The answer of a page whose address holds a secret.
pub(super) fn discreet(mut unsent: Unsent) -> Unsent {
    unsent
        .answer
        .insert_header((REFERRER_POLICY, HeaderValue::from_static("no-referrer")));
    unsent
}

/// A refusal that ends here, with the way on where there is one.
pub(super) fn ended(request: &HttpRequest, error: &ApiError, on: Option<(&str, &str)>) -> Unsent {
    if error.draft.code != ProblemCode::LinkExpired {
        return discreet(refusal(request, error));
    }
    let language = language::of(request);
    let page = Page {
        language,
        path: request.path(),
        title: error.draft.code.title(language),
        body: html! {
            p { (error.draft.detail.get(language)) }
            @if let Some((path, words)) = on {
                p { a href=(format!("{path}?lang={language}")) { (words) } }
            }
        },
    };
    discreet(page.answer(StatusCode::GONE))
}

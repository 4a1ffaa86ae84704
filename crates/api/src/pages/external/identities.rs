//! The identities on the page of the account, and `POST /account/identities/unlink`.

use super::super::form::Form;
use super::super::message::refusal;
use super::super::moment;
use super::super::visit::{for_visitor, see_other};
use super::super::words::Words;
use crate::accounts;
use crate::auth::csrf;
use crate::auth::external::Provider;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::text::Language;
use blis_store::{ExternalIdentity, SignedIn};
use maud::{Markup, html};
use serde::Deserialize;

/// What the form of an identity brings.
#[derive(Deserialize)]
pub(in crate::pages) struct UnlinkForm {
    csrf: String,
    id: String,
}

/// What stands on the page of the account: what is linked, and what can be. Nothing where no service signs anybody in.
pub(in crate::pages) fn section(
    state: &State,
    language: Language,
    me: &SignedIn,
    identities: &[ExternalIdentity],
) -> Markup {
    let words = &Words::of(language).external;
    let all = state.providers.all();
    let token = html! { input type="hidden" name="csrf" value=(me.csrf); };
    let is_linked = |provider: &&Provider| identities.iter().any(|one| one.issuer == provider.issuer());
    // A service that signs nobody in any more is called what it calls itself.
    let name = |one: &ExternalIdentity| match state.providers.of_issuer(&one.issuer) {
        Some(provider) => provider.name().get(language).to_owned(),
        None => one.issuer.clone(),
    };
    if all.is_empty() && identities.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { (words.identities) }
            p.quiet { (words.about) }
            @if !identities.is_empty() {
                div.table-frame role="region" tabindex="0" aria-label=(words.identities) {
                    table {
                        thead { tr { @for head in words.columns { th scope="col" { (head) } } } }
                        tbody {
                            @for one in identities {
                                tr {
                                    td { (name(one)) }
                                    td { (moment::to_minute(&one.linked_at)) }
                                    td {
                                        form method="post" action=(format!("/account/identities/unlink?lang={language}")) {
                                            (token)
                                            input type="hidden" name="id" value=(one.id);
                                            button.button type="submit" { (words.unlink) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @for provider in all.iter().filter(|provider| !is_linked(provider)) {
                form method="post" action=(format!("/account/identities?lang={language}")) {
                    (token)
                    input type="hidden" name="provider" value=(provider.id());
                    button.button type="submit" { (words.link) ": " (provider.name().get(language)) }
                }
            }
        }
    }
}

/// Unlinks an identity.
pub(in crate::pages) async fn unlink(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<UnlinkForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    for_visitor(&request, &state, async |me| {
        csrf::with_field(&request, &form.csrf, &me.csrf)?;
        let context = trace::context(Actor::Person(me.person.id.clone()), &request);
        let known = state.clone();
        // One that is gone already is as it shall be.
        blocking(move || accounts::unlink_identity(&known, &me, &form.id, &context)).await?;
        Ok(see_other(&format!("/account?lang={}", language::of(&request))))
    })
    .await
}

//! The identities on the page of the account, and `POST /account/identities/unlink`.

use super::super::account::Done;
use super::super::fields;
use super::super::form::Sent;
use super::super::visit::for_form;
use super::super::words::Words;
use crate::accounts;
use crate::auth::external::Provider;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::locale;
use blis_domain::text::Language;
use blis_store::{ExternalIdentity, SignedIn};
use maud::{Markup, html};
use serde::Deserialize;

/// What the form of an identity brings.
#[derive(Deserialize)]
pub(in crate::pages) struct UnlinkForm {
    id: String,
}

/// What stands on the page of the account: what is linked, and what can be. Nothing where no service signs anybody in.
pub(in crate::pages) fn section(
    state: &State,
    language: Language,
    me: &SignedIn,
    identities: &[ExternalIdentity],
    unlinked: bool,
) -> Markup {
    let words = &Words::of(language).external;
    let all = state.providers.all();
    let to = |path: &str| format!("{path}?lang={language}");
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
        section id=(Done::Identity.section()) {
            h2 { (words.identities) }
            @if unlinked { p.notice role="status" { (words.unlinked) } }
            p.quiet { (words.about) }
            @if !identities.is_empty() {
                div.table-frame role="region" tabindex="0" aria-label=(words.identities) {
                    table {
                        thead { tr { @for head in words.columns { th scope="col" { (head) } } } }
                        tbody {
                            @for one in identities {
                                tr {
                                    td { (name(one)) }
                                    td { (locale::to_minute(&one.linked_at)) }
                                    td {
                                        (fields::button_for(
                                            &to("/account/identities/unlink"), &me.csrf, &[("id", &one.id)],
                                            words.unlink, &format!("{}: {}", words.unlink, name(one)),
                                        ))
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @for provider in all.iter().filter(|provider| !is_linked(provider)) {
                @let label = format!("{}: {}", words.link, provider.name().get(language));
                (fields::button(&to("/account/identities"), &me.csrf, &[("provider", provider.id())], &label))
            }
        }
    }
}

/// Unlinks an identity.
pub(in crate::pages) async fn unlink(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<UnlinkForm>,
) -> HttpResponse {
    for_form(&request, &state, form, async |me, form, context| {
        let known = state.clone();
        // One that is gone already is as it shall be.
        blocking(move || accounts::unlink_identity(&known, &me, &form.id, &context)).await?;
        Ok(Done::Identity.back(language::of(&request)))
    })
    .await
}

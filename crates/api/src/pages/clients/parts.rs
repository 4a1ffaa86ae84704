//! What the pages of machine clients share.

use super::super::fields::{Below, Refused, Select};
use super::super::words::Words;
use super::May;
use blis_domain::locale::to_minute;
use blis_domain::text::Language;
use blis_domain::wire::ClientView;
use maud::{Markup, html};

/// How it stands with a client: kept out, without a secret, or until when its last one holds.
pub(super) fn state(language: Language, client: &ClientView) -> Markup {
    let words = &Words::of(language).clients;
    let holding = || client.secrets.iter().filter(|secret| secret.holds);
    let endless = holding().any(|secret| secret.expires_at.is_none());
    // The same shape of text sorts as the instants do.
    let last = holding().filter_map(|secret| secret.expires_at.as_deref()).max();
    html! {
        @if client.suspended {
            strong { (words.suspended) }
        } @else if endless {
            (words.holds)
        } @else if let Some(last) = last {
            @if client.expires_soon { strong { (words.expires_soon) } br; }
            (words.holds_until) " " span.numeric { (to_minute(last)) }
        } @else {
            strong { (words.no_secret) }
        }
    }
}

/// Where a client may come from.
pub(super) fn places(language: Language, client: &ClientView) -> Markup {
    let words = &Words::of(language).clients;
    html! {
        @if client.allowed_addresses.is_empty() { (words.anywhere) }
        @for (at, network) in client.allowed_addresses.iter().enumerate() {
            @if at > 0 { br; }
            (network)
        }
    }
}

/// The choice of what a client may do. `saved` is what it may do now.
pub(super) fn may(language: Language, chosen: May, saved: May, refused: Refused<'_>) -> Markup {
    let words = &Words::of(language).clients;
    let options = || May::ALL.iter().zip(words.may);
    let told = refused.meanwhile(chosen.code(), saved.code());
    refused.select(&Select {
        name: "may",
        member: Some("scopes"),
        label: words.scopes,
        options: options().map(|(may, name)| (may.code(), name)).collect(),
        chosen: chosen.code(),
        meanwhile: told.and_then(|code| {
            let found = options().find(|(may, _)| may.code() == code);
            found.map(|(_, name)| name)
        }),
        ..Select::default()
    })
}

/// The field of the networks, with those that somebody else saved meanwhile.
pub(super) fn addresses(
    language: Language,
    typed: &str,
    meanwhile: Option<&str>,
    refused: Refused<'_>,
) -> Markup {
    let words = &Words::of(language).clients;
    let below = Below {
        hint: Some(words.address_rules),
        meanwhile,
    };
    let beside = refused.beside("addresses", "allowed_addresses", below);
    html! {
        div.field-frame {
            label {
                span.label { (words.addresses) }
                textarea.field id="addresses" name="addresses" rows="3" spellcheck="false"
                    aria-describedby=[&beside.described] aria-invalid=[beside.invalid] { (typed) }
            }
            (beside.markup)
        }
    }
}

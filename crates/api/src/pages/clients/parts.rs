//! What the pages of machine clients share.

use super::super::fields::Refused;
use super::super::moment::to_minute;
use super::super::words::Words;
use super::May;
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

/// The choice of what a client may do.
pub(super) fn may(language: Language, chosen: May, refused: Refused<'_>) -> Markup {
    let words = &Words::of(language).clients;
    let beside = refused.beside("may", "scopes", None);
    html! {
        div.field-frame {
            label {
                span.label { (words.scopes) }
                select.field id="may" name="may" aria-describedby=[&beside.described] aria-invalid=[beside.invalid] {
                    @for (may, name) in May::ALL.iter().zip(words.may) {
                        option value=(may.code()) selected[*may == chosen] { (name) }
                    }
                }
            }
            (beside.markup)
        }
    }
}

/// The field of the networks.
pub(super) fn addresses(language: Language, typed: &str, refused: Refused<'_>) -> Markup {
    let words = &Words::of(language).clients;
    let beside = refused.beside("addresses", "allowed_addresses", Some(words.address_rules));
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

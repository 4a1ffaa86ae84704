//! A band as a sign in its colour, with its word: colour never stands alone.

use crate::state::language::use_language;
use blis_domain::compare::Band;
use blis_domain::finding;
use leptos::prelude::*;

/// How much of a band is seen; a screen reader is always given the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wording {
    /// The sign alone.
    Sign,
    /// Sign and word.
    SignAndWord,
}

/// The sign and the word of a band.
#[component]
pub(crate) fn BandMark(
    /// The band.
    band: Band,
    /// How much of it is seen.
    wording: Wording,
) -> impl IntoView {
    let class = match band {
        Band::Best => "band band-best",
        Band::Middle => "band band-middle",
        Band::Worst => "band band-worst",
    };
    let word = finding::band(use_language(), band);
    let word_class = match wording {
        Wording::Sign => "visually-hidden",
        Wording::SignAndWord => "band-word",
    };
    view! {
        <span class=class>
            <span class="band-sign" aria-hidden="true">{finding::band_sign(band)}</span>
            <span class=word_class>{word}</span>
        </span>
    }
}

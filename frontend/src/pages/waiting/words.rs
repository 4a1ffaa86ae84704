//! A figure and what was answered about it, in words.

use crate::state::language::{use_handling, use_language, use_texts};
use blis_domain::breakdown::Part;
use blis_domain::change::PreviousState;
use blis_domain::finding;
use blis_domain::indicator::Indicator;
use blis_domain::locale::{quantity, shortest, shortest_decimals, to_minute};
use blis_domain::preview::FigureAnswer;
use blis_domain::status::{MissingReason, ObservationStatus};
use leptos::prelude::*;

/// A number with its unit and its status; what is said in its place where there is none.
pub(crate) fn said(indicator: Option<&Indicator>, value: Option<f64>, status: ObservationStatus) -> String {
    let language = use_language();
    let number = value.map(|value| match indicator {
        // A slip of the unit may lie behind the decimals that the sheet shows.
        Some(one) => {
            let decimals = one.decimals.max(shortest_decimals(value));
            quantity(language, value, decimals, one.unit.symbol.get(language))
        }
        None => shortest(language, value),
    });
    let number = number.unwrap_or_else(|| {
        let no_value = use_texts().words.no_value;
        match MissingReason::of(status) {
            MissingReason::Suppressed => use_handling().hidden.to_owned(),
            // Also of one that was taken back, whose status says nothing of that.
            MissingReason::NotAvailable | MissingReason::Withdrawn => no_value.to_owned(),
            reason => format!("{no_value}: {}", finding::missing_reason(language, reason)),
        }
    });
    match finding::status(language, status) {
        Some(status) => format!("{number} ({status})"),
        None => number,
    }
}

/// What everybody reads in the place of a figure that waits.
pub(crate) fn public_now(indicator: Option<&Indicator>, stored: Option<&PreviousState>) -> String {
    match stored {
        Some(stored) => said(indicator, stored.value, stored.status),
        None => use_handling().nothing_public.to_owned(),
    }
}

/// The part of the whole that a figure is of, behind what it is a part of; nothing for the whole.
pub(crate) fn part(breakdown: Option<&str>) -> Option<String> {
    let code = breakdown?;
    let name = code
        .parse::<Part>()
        .map(|part| part.name().get(use_language()).to_owned());
    Some(format!(" · {}", name.unwrap_or_else(|_| code.to_owned())))
}

/// What the municipality of a figure answered about it.
pub(crate) fn answered(answer: &FigureAnswer) -> impl IntoView + use<> {
    let said = (use_handling().answered)(answer.answer, &to_minute(&answer.answered_at));
    let text = answer.text.clone().map(|text| view! { " " <q>{text}</q> });
    view! {
        {said}
        "."
        {text}
    }
}

//! The choice of a period: one step back, one step on, or straight to it.

use crate::state::language::use_texts;
use blis_domain::period::Period;
use leptos::prelude::*;

/// The value of the option for each indicator's latest period.
const LATEST: &str = "latest";

/// What the present choice means where the address names no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unnamed {
    /// Each indicator's latest: a choice of its own.
    Latest,
    /// Nothing to choose: the period shown is always one of the list.
    Never,
}

/// The choice of a period.
#[component]
pub(crate) fn PeriodStepper(
    /// The periods there are, ascending.
    #[prop(into)]
    periods: Signal<Vec<Period>>,
    /// The present one.
    #[prop(into)]
    period: Signal<Option<Period>>,
    /// What no period means.
    unnamed: Unnamed,
    /// Called with the chosen one.
    #[prop(into)]
    on_choose: Callback<Option<Period>>,
) -> impl IntoView {
    let texts = use_texts();
    // Latest data are the last year, for a step from there. A period without data lies between those that have.
    let here = move || period.get().or_else(|| periods.read().last().copied());
    let earlier = move || {
        let here = here()?;
        periods.read().iter().rev().find(|one| **one < here).copied()
    };
    let later = move || {
        let here = here()?;
        periods.read().iter().find(|one| **one > here).copied()
    };
    let step = move |there: Option<Period>| {
        if there.is_some() {
            on_choose.run(there);
        }
    };
    let without_data = move || {
        let named = period.get().filter(|one| !periods.read().contains(one))?;
        let words = (texts.comparison.period_without_data)(&named.to_string());
        Some(view! { <option value=named.to_string() prop:selected=true>{words}</option> })
    };
    let options = move || {
        periods
            .get()
            .into_iter()
            .rev()
            .map(|one| {
                let selected = move || period.get() == Some(one);
                view! { <option value=one.to_string() prop:selected=selected>{one.to_string()}</option> }
            })
            .collect_view()
    };
    view! {
        <div class="stepper">
            <button
                type="button"
                aria-label=texts.comparison.earlier
                title=texts.comparison.earlier
                // Disabled in name alone: the focus stays where the reader's finger is.
                aria-disabled=move || earlier().is_none().to_string()
                on:click=move |_| step(earlier())
            >
                "◂"
            </button>
            <select
                class="choice"
                aria-label=texts.comparison.period
                on:change=move |event| on_choose.run(event_target_value(&event).parse().ok())
            >
                {(unnamed == Unnamed::Latest)
                    .then(|| {
                        view! {
                            <option value=LATEST prop:selected=move || period.get().is_none()>
                                {texts.home.latest}
                            </option>
                        }
                    })}
                {without_data}
                {options}
            </select>
            <button
                type="button"
                aria-label=texts.comparison.later
                title=texts.comparison.later
                aria-disabled=move || later().is_none().to_string()
                on:click=move |_| step(later())
            >
                "▸"
            </button>
        </div>
    }
}

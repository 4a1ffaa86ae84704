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
    // Latest data are the last year, for a step from there.
    let place = move || match period.get() {
        Some(period) => periods.read().iter().position(|one| *one == period),
        None => periods.read().len().checked_sub(1),
    };
    let beside = move |steps: isize| {
        let there = place()?.checked_add_signed(steps)?;
        periods.read().get(there).copied()
    };
    let step = move |steps: isize| {
        if let Some(there) = beside(steps) {
            on_choose.run(Some(there));
        }
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
                disabled=move || beside(-1).is_none()
                on:click=move |_| step(-1)
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
                {options}
            </select>
            <button
                type="button"
                aria-label=texts.comparison.later
                title=texts.comparison.later
                disabled=move || beside(1).is_none()
                on:click=move |_| step(1)
            >
                "▸"
            </button>
        </div>
    }
}

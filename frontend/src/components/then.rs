//! The line over figures as they were known at some moment.

use crate::address::{Address, Moment};
use crate::state::language::use_texts;
use blis_domain::locale::to_second;
use leptos::prelude::*;

/// The line over figures as they were known at some moment; nothing over those of now.
#[component]
pub(crate) fn Then(
    /// When they were known.
    moment: Signal<Option<Moment>>,
    /// The same address with the figures of now.
    now: Signal<Address>,
) -> impl IntoView {
    let texts = use_texts();
    move || {
        let moment = moment.get()?;
        let said = match moment.as_str() {
            // The day alone means its end.
            day if day.len() == 10 => day.to_owned(),
            instant => format!("{} UTC", to_second(instant)),
        };
        Some(view! {
            <p class="notice" role="status">
                {(texts.shell.as_of)(&said)}
                " "
                <a href=move || now.get().to_string()>{texts.shell.as_now}</a>
            </p>
        })
    }
}

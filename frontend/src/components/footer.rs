//! The foot of every page.

use crate::address::{Address, CalendarAddress};
use crate::state::language::use_texts;
use leptos::prelude::*;

/// The foot of every page.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let texts = use_texts();
    view! {
        <footer class="foot">
            <p>"BLIS · " {texts.shell.keeper}</p>
            <p>
                <a href=Address::Changes.to_string()>{texts.shell.changes}</a>
                <a href=Address::Calendar(CalendarAddress::default()).to_string()>{texts.shell.calendar}</a>
                <a href=Address::About.to_string()>{texts.shell.about}</a>
                <a href="/api-docs" rel="external">{texts.shell.api}</a>
            </p>
        </footer>
    }
}

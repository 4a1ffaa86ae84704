//! What changed, in words: each change as a whole, newest first, and its values where the reader asks for them.

use crate::address::{Address, ComparisonAddress};
use crate::api::releases::changes;
use crate::components::listed::Listed;
use crate::pages::releases::changed::Changed;
use crate::state::data::use_reference;
use crate::state::language::{use_calendar, use_language};
use crate::state::page_title::use_page_title;
use blis_domain::change::DataChange;
use blis_domain::locale::{number, to_minute};
use leptos::prelude::*;

/// The most indicators of a change that are named.
const NAMED: usize = 6;

/// What changed.
#[component]
pub(crate) fn ChangesPage() -> impl IntoView {
    let words = use_calendar();
    use_page_title(move || words.changes.to_owned());
    view! {
        <div class="prose">
            <h1>{words.changes}</h1>
            <p>{words.changes_about}</p>
        </div>
        <Listed
            fetch=changes
            question=Memo::new(|_| ())
            part=words.change_list
            frame=list
            row=change
            nothing=words.no_changes
        />
    }
}

fn list(changes: AnyView, _: u64) -> impl IntoView {
    view! { <ol class="change-list">{changes}</ol> }
}

fn change(change: &DataChange) -> impl IntoView + use<> {
    let words = use_calendar();
    let language = use_language();
    let reference = use_reference();
    let (named, more) = change.indicators.split_at(change.indicators.len().min(NAMED));
    let indicators = named
        .iter()
        .map(|one| {
            let name = reference.indicator_name(&one.indicator, language);
            let address = Address::Comparison(ComparisonAddress::of(one.indicator.clone()));
            // A sheet that reads otherwise has changed no value.
            let cells = (one.cells > 0)
                .then(|| view! { " " <span class="quiet">{number(language, one.cells as f64, 0)}</span> });
            view! {
                <li>
                    <a href=address.to_string()>{name}</a>
                    {cells}
                </li>
            }
        })
        .collect_view();
    let more = (!more.is_empty())
        .then(|| view! { <li class="quiet">{(words.more_indicators)(more.len() as u64)}</li> });
    let values = change.new + change.changed + change.withdrawn;
    let cause = (words.cause)(change.cause, change.feed.as_deref());
    let counted = (values > 0).then(|| {
        let counted = (words.counted)(change.new, change.changed, change.withdrawn);
        format!(": {counted}")
    });
    view! {
        <li value=change.version.to_string()>
            <h2>{to_minute(&change.recorded_at)} " UTC"</h2>
            <p>{cause} {counted} "."</p>
            {(!named.is_empty()).then(|| view! { <ul class="touched">{indicators} {more}</ul> })}
            {(values > 0).then(|| view! { <Changed version=change.version values /> })}
        </li>
    }
}

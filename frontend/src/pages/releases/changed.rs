//! The values of one change: what each said before, and what it says since.

use crate::api::releases::changed;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::pages::waiting::{part, said};
use crate::state::cache::Cache;
use crate::state::data::use_reference;
use crate::state::language::{use_calendar, use_handling, use_language};
use blis_domain::change::Change;
use leptos::prelude::*;

/// The values of a change, fetched once the reader asks for them.
#[component]
pub(super) fn Changed(
    /// Its data version.
    version: u64,
    /// How many values it has.
    values: u64,
) -> impl IntoView {
    let words = use_calendar();
    let opened = RwSignal::new(false);
    let cache = Cache::new(changed);
    view! {
        <details on:toggle=move |_| opened.set(true)>
            <summary>{words.values}</summary>
            <Show when=move || opened.get()>
                <Loaded
                    load=Signal::derive(move || cache.get(&version))
                    part=words.change_list
                    skeleton=Skeleton::Rows
                    on_retry=move |()| cache.retry(&version)
                    let:changes
                >
                    {table(version, &changes, values)}
                </Loaded>
            </Show>
        </details>
    }
}

fn table(version: u64, changes: &[Change], values: u64) -> impl IntoView + use<> {
    let words = use_calendar();
    let shown = changes.len() as u64;
    let label = format!("{} {version}", words.values);
    let [municipality, indicator, period, before, since] = words.value_columns;
    let text = [municipality, indicator, period].map(Head::Text);
    let numbers = [before, since].map(Head::Number);
    let rows = changes.iter().map(row).collect_view();
    view! {
        <TableFrame label heads=heads(text.into_iter().chain(numbers))>
            {rows}
        </TableFrame>
        {(shown < values).then(|| view! { <p class="list-foot quiet">{(use_handling().shown)(shown, values)}</p> })}
    }
}

fn row(change: &Change) -> impl IntoView + use<> {
    let words = use_calendar();
    let language = use_language();
    let reference = use_reference();
    let indicator = reference.indicator(&change.indicator).cloned();
    let name = reference.indicator_name(&change.indicator, language);
    let said = |value, status| said(indicator.as_deref(), value, status);
    let before = change.previous.as_ref().map(|one| match one.withdrawn {
        true => words.withdrawn.to_owned(),
        false => said(one.value, one.status),
    });
    let since = match change.withdrawn {
        true => words.withdrawn.to_owned(),
        false => said(change.value, change.status),
    };
    let part = part(change.breakdown.as_deref());
    view! {
        <tr>
            <th scope="row">{reference.name(&change.area, language).to_owned()}</th>
            <td class="told">{name} {part}</td>
            <td>{change.period.to_string()}</td>
            <td class="numeric">{before}</td>
            <td class="numeric">{since}</td>
        </tr>
    }
}

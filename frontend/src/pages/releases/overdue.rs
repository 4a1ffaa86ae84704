//! What is overdue: by indicator, and of which municipalities nothing has arrived.

use crate::address::{Address, CalendarAddress, ComparisonAddress};
use crate::api::releases::overdue;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::state::cache::Cache;
use crate::state::data::use_reference;
use crate::state::language::{use_calendar, use_language};
use crate::state::page_title::use_page_title;
use blis_domain::calendar::OverdueFigure;
use leptos::prelude::*;

/// What is overdue.
#[component]
pub(crate) fn OverduePage() -> impl IntoView {
    let words = use_calendar();
    use_page_title(move || words.overdue.to_owned());
    let figures = Cache::new(overdue);
    view! {
        <p class="kicker">
            <a href=Address::Calendar(CalendarAddress::default()).to_string()>{words.calendar}</a>
        </p>
        <div class="prose">
            <h1>{words.overdue}</h1>
            <p>{words.overdue_about}</p>
        </div>
        <Loaded
            load=Signal::derive(move || figures.get(&()))
            part=words.overdue
            skeleton=Skeleton::Rows
            on_retry=move |()| figures.retry(&())
            let:page
        >
            {table(&page.items)}
        </Loaded>
    }
}

fn table(figures: &[OverdueFigure]) -> AnyView {
    let words = use_calendar();
    if figures.is_empty() {
        return view! { <p class="state">{words.nothing_overdue}</p> }.into_any();
    }
    let same = |a: &OverdueFigure, b: &OverdueFigure| (&a.indicator, a.period) == (&b.indicator, b.period);
    let rows = figures.chunk_by(same).map(row).collect_view();
    view! {
        <TableFrame label=words.overdue class="overdue" heads=heads(words.overdue_columns.map(Head::Text))>
            {rows}
        </TableFrame>
    }
    .into_any()
}

/// One indicator and period; the municipalities that it is missing of stand below, in sight on a phone too.
fn row(figures: &[OverdueFigure]) -> Option<impl IntoView + use<>> {
    let words = use_calendar();
    let language = use_language();
    let reference = use_reference();
    let first = figures.first()?;
    let name = reference.indicator_name(&first.indicator, language);
    let names: Vec<&str> = figures
        .iter()
        .map(|one| reference.name(&one.area, language))
        .collect();
    let comparison = Address::Comparison(ComparisonAddress::of(first.indicator.clone()));
    let count = (words.municipalities)(figures.len() as u64);
    let id = format!("{}-{}", first.indicator, first.period);
    Some(view! {
        <tr>
            <th scope="row" class="told" id=id.clone()>
                <a href=comparison.to_string()>{name}</a>
            </th>
            <td class="calendar-day">{first.period.to_string()}</td>
            <td class="calendar-day">{first.expected.to_string()}</td>
            <td class="calendar-day">{(words.days)(u64::from(first.days_late))}</td>
        </tr>
        <tr>
            <td colspan=words.overdue_columns.len().to_string() headers=id>
                <details>
                    <summary>{count}</summary>
                    {names.join(", ")}
                </details>
            </td>
        </tr>
    })
}

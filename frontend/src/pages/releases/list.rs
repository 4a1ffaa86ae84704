//! The releases, and planning another.

use crate::address::{Address, CalendarAddress};
use crate::api::releases::{Planning, releases};
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::pages::releases::plan::PlanForm;
use crate::state::cache::Cache;
use crate::state::data::use_data;
use crate::state::language::{use_calendar, use_language, use_releases};
use crate::state::location::{Step, use_go};
use crate::state::page_title::use_page_title;
use blis_domain::locale::to_minute;
use blis_domain::release::Release;
use blis_domain::rights::Action;
use leptos::prelude::*;

/// The releases.
#[component]
pub(crate) fn ReleasesPage() -> impl IntoView {
    let words = use_releases();
    let go = use_go();
    use_page_title(move || words.releases.to_owned());
    let all = Cache::new(releases);
    let data = use_data();
    let planned = Callback::new(move |release: Option<Release>| {
        if let Some(release) = release {
            go(&Address::Release(release.id), Step::New);
        }
    });
    view! {
        <p class="kicker">
            <a href=Address::Calendar(CalendarAddress::default()).to_string()>{use_calendar().calendar}</a>
        </p>
        <div class="prose">
            <h1>{words.releases}</h1>
            <p>{words.releases_about}</p>
        </div>
        <Loaded
            load=Signal::derive(move || all.get(&()))
            part=words.parts.releases
            skeleton=Skeleton::Rows
            on_retry=move |()| all.retry(&())
            let:page
        >
            {table(&page.items)}
        </Loaded>
        <Show when=move || data.may_any(&[Action::ManageReleases])>
            <section>
                <h2>{words.plan}</h2>
                <PlanForm before=None of=Callback::new(Planning::Plan) on_done=planned />
            </section>
        </Show>
    }
}

fn table(releases: &[Release]) -> AnyView {
    let words = use_releases();
    if releases.is_empty() {
        return view! { <p class="state">{words.no_releases}</p> }.into_any();
    }
    let [text @ .., indicators] = words.release_columns;
    let heads = heads(text.map(Head::Text).into_iter().chain([Head::Number(indicators)]));
    let rows = releases.iter().map(row).collect_view();
    view! {
        <TableFrame label=words.releases heads>
            {rows}
        </TableFrame>
    }
    .into_any()
}

fn row(release: &Release) -> impl IntoView + use<> {
    let words = use_releases();
    let language = use_language();
    view! {
        <tr>
            <th scope="row" class="told">
                <a href=Address::Release(release.id.clone()).to_string()>
                    {release.name.get(language).to_owned()}
                </a>
            </th>
            <td>{release.period.to_string()}</td>
            <td>{(words.stage)(release.stage)}</td>
            <td>{(words.release_state)(release.state)}</td>
            <td>{release.public_at().map_or(words.no_instant.to_owned(), to_minute)}</td>
            <td class="numeric">{release.indicators.len().to_string()}</td>
        </tr>
    }
}

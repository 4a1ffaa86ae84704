//! One release: its plan, what waits for it, and making it public.

use crate::address::{Address, ComparisonAddress};
use crate::api::releases::{Planning, plan, release, release_figures};
use crate::components::listed::Listed;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::sending::{SendButton, Sender, Sent};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::components::told::Told;
use crate::pages::releases::plan::PlanForm;
use crate::pages::waiting::{answered, part, public_now, said};
use crate::state::cache::Cache;
use crate::state::data::{use_data, use_reference};
use crate::state::focus::focus_on;
use crate::state::language::{use_handling, use_language, use_releases};
use crate::state::location::{Step, use_go};
use crate::state::page_title::use_page_title;
use blis_domain::indicator::IndicatorCode;
use blis_domain::locale::{number, to_minute};
use blis_domain::preview::PreviewFigure;
use blis_domain::release::{Release, ReleaseState};
use blis_domain::rights::Action;
use leptos::prelude::*;

/// One release.
#[component]
pub(crate) fn ReleasePage(
    /// Its id.
    id: Memo<String>,
) -> impl IntoView {
    let words = use_releases();
    use_page_title(move || words.releases.to_owned());
    let all = Cache::new(release);
    let data = use_data();
    let go = use_go();
    let told = RwSignal::new(String::new());
    let again = Callback::new(move |release: Option<Release>| match release {
        Some(release) => {
            told.set(stands(&release));
            all.renew(&id.get_untracked());
        }
        // Nothing is left to look at.
        None => go(&Address::Releases, Step::New),
    });
    view! {
        <p class="kicker">
            <a href=Address::Releases.to_string()>{words.releases}</a>
        </p>
        <Told text=told />
        <Loaded
            load=Signal::derive(move || all.get(&id.get()))
            part=words.parts.release
            skeleton=Skeleton::Page
            on_retry=move |()| all.retry(&id.get_untracked())
            let:release
        >
            {head(&release)}
            {
                let release = (*release).clone();
                let waits = release.state != ReleaseState::Published;
                let for_members = release.state == ReleaseState::Members;
                let reads = move || {
                    waits
                        && (data.may_any(&[Action::ManageReleases])
                            || for_members && data.may_any(&[Action::ReadEmbargoed]))
                };
                view! {
                    <Show when=move || {
                        waits && data.may_any(&[Action::ManageReleases])
                    }>{change(release.clone(), again)}</Show>
                    <Show when=reads>
                        <section>
                            <h2>{words.figures}</h2>
                            <Listed
                                fetch=release_figures
                                question=id
                                part=words.parts.preview
                                frame=figures
                                row
                                nothing=words.no_figures
                            />
                        </section>
                    </Show>
                }
            }
        </Loaded>
    }
}

/// Where a release stands since it was changed.
fn stands(release: &Release) -> String {
    let words = use_releases();
    let at = release.public_at().map(|at| format!("{} UTC", to_minute(at)));
    let at = at.as_deref().unwrap_or(words.no_instant);
    format!("{} · {at}", (words.release_state)(release.state))
}

/// What the release is.
fn head(release: &Release) -> impl IntoView + use<> {
    let words = use_releases();
    let language = use_language();
    let reference = use_reference();
    let [period, stage, state, public_at, members_from, version, held_back] = words.facts;
    let minute = |at: &Option<String>| at.as_deref().map(to_minute);
    let public = release.public_at().map(to_minute);
    let members = minute(&release.release_at).filter(|_| release.members_until.is_some());
    let indicator = |code: &IndicatorCode| {
        let name = reference.indicator_name(code, language);
        let address = Address::Comparison(ComparisonAddress::of(code.clone()));
        view! { <li><a href=address.to_string()>{name}</a></li> }
    };
    let fact = |name: &'static str, value: Option<String>| {
        value.map(|value| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    };
    view! {
        <h1>{release.name.get(language).to_owned()}</h1>
        <dl class="facts facts-narrow">
            {fact(period, Some(release.period.to_string()))}
            {fact(stage, Some((words.stage)(release.stage).to_owned()))}
            {fact(state, Some((words.release_state)(release.state).to_owned()))}
            {fact(public_at, Some(public.unwrap_or_else(|| words.no_instant.to_owned())))}
            {fact(members_from, members)}
            {fact(version, release.data_version.map(|version| version.to_string()))}
            {fact(held_back, release.held_back.map(|n| number(language, n as f64, 0)))}
        </dl>
        <section>
            <h2>{words.indicators}</h2>
            <ul class="plain">{release.indicators.iter().map(indicator).collect_view()}</ul>
        </section>
    }
}

fn figures(rows: AnyView, total: u64) -> impl IntoView {
    let words = use_releases();
    let [new, ..] = words.labels;
    let [public, _, answer] = use_handling().labels;
    let heads = heads([
        Head::Text(words.municipality),
        Head::Text(words.indicator),
        Head::Number(new),
        Head::Number(public),
        Head::Text(answer),
    ]);
    view! {
        <p class="quiet" role="status">{(words.waiting)(total)}</p>
        <TableFrame label=words.figures heads>
            {rows}
        </TableFrame>
    }
}

/// A figure that waits, with why it is suspect and what its municipality says.
fn row(figure: &PreviewFigure) -> impl IntoView + use<> {
    let language = use_language();
    let reference = use_reference();
    let indicator = reference.indicator(&figure.indicator).cloned();
    let name = reference.indicator_name(&figure.indicator, language);
    let stored = public_now(indicator.as_deref(), figure.stored.as_ref());
    let suspicion = figure.suspicion.as_ref().map(|one| {
        view! { <span class="explained">{one.message.clone()}</span> }
    });
    let part = part(figure.breakdown.as_deref());
    view! {
        <tr>
            <th scope="row">{reference.name(&figure.area, language).to_owned()}</th>
            <td class="told">{name} {part} {suspicion}</td>
            <td class="numeric">{said(indicator.as_deref(), figure.value, figure.status)}</td>
            <td class="numeric">{stored}</td>
            <td class="told">{figure.answer.as_ref().map(answered)}</td>
        </tr>
    }
}

/// Changing the plan, publishing at once, calling off.
fn change(release: Release, again: Callback<Option<Release>>) -> impl IntoView {
    let words = use_releases();
    let (id, version) = (release.id.clone(), release.version);
    let changing = id.clone();
    let of = Callback::new(move |plan| Planning::Change(changing.clone(), version, plan));
    let [_, _, publish, call_off] = words.buttons;
    let [sure_publish, sure_call_off] = words.sure;
    view! {
        <section>
            <div class="beside">
                <Asked
                    id="publish"
                    button=publish
                    sure=sure_publish
                    what=Planning::Publish(id.clone())
                    on_done=again
                />
                <Asked id="call-off" button=call_off sure=sure_call_off what=Planning::CallOff(id) on_done=again />
            </div>
            <details>
                <summary>{words.change}</summary>
                <PlanForm before=Some(release) of on_done=again />
            </details>
        </section>
    }
}

/// A button that asks once more before it does what cannot be taken back.
#[component]
fn Asked(
    /// The id of the button.
    id: &'static str,
    /// What it says.
    button: &'static str,
    /// What the one says that does it.
    sure: &'static str,
    /// What is done.
    what: Planning,
    /// Called with what is planned since.
    on_done: Callback<Option<Release>>,
) -> impl IntoView {
    let words = use_releases();
    let asked = RwSignal::new(false);
    let sender = Sender::new(
        |client, what| Box::pin(plan(client, what)),
        move |done| on_done.run(done),
    );
    let what = StoredValue::new(what);
    // The focus goes to both buttons together: a key that is held down would press one that had it.
    let place = StoredValue::new(format!("{id}-choice"));
    let ask = move |_| {
        asked.set(true);
        focus_on(place.get_value());
    };
    let leave = move |_| {
        asked.set(false);
        focus_on(id.to_owned());
    };
    view! {
        <Show
            when=move || asked.get()
            fallback=move || {
                view! {
                    <button type="button" class="button" id=id on:click=ask>
                        {button}
                    </button>
                }
            }
        >
            <Show when=move || !sender.is_done()>
                <div class="beside" role="group" aria-label=button tabindex="-1" id=place.get_value()>
                    <SendButton sender label=sure strong=true on_press=move |()| sender.send(what.get_value()) />
                    <button type="button" class="button" on:click=leave>
                        {use_handling().not_yet}
                    </button>
                </div>
            </Show>
        </Show>
        <Sent sender part=words.parts.plan fault=String::new() done=|_| String::new() />
    }
}

//! One release: its plan, what waits for it, and making it public.

use crate::address::{Address, ComparisonAddress};
use crate::api::Place;
use crate::api::releases::{Planning, plan, release, release_figures};
use crate::components::listed::Listed;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::sending::{SendButton, Sender, Sent};
use crate::components::table_frame::{Head, TableFrame, heads};
use crate::components::told::Told;
use crate::pages::releases::plan::PlanForm;
use crate::pages::waiting::{answered, part, public_now, said};
use crate::state::cache::{Cache, Load};
use crate::state::data::{use_data, use_reference};
use crate::state::focus::focus_on;
use crate::state::language::{use_handling, use_language, use_releases};
use crate::state::location::{Step, use_go};
use crate::state::page_title::use_page_title;
use blis_domain::indicator::IndicatorCode;
use blis_domain::locale::{number, to_minute};
use blis_domain::preview::{OwnerAnswer, PreviewFigure};
use blis_domain::release::{Release, ReleaseState};
use blis_domain::rights::Action;
use blis_domain::wire::Page;
use leptos::prelude::*;
use std::sync::Arc;

/// The pages of the figures of releases.
type Figures = Cache<(String, Place), Page<PreviewFigure>>;

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
                let figures_of = Cache::new(release_figures);
                let manages = move || waits && data.may_any(&[Action::ManageReleases]);
                view! {
                    <Show when=manages>{change(release.clone(), figures_of, again)}</Show>
                    <Show when=reads>
                        <section>
                            <h2>{words.figures}</h2>
                            <Show when=manages>
                                <Corrections figures=figures_of id />
                            </Show>
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
    let published = minute(&release.published_at);
    // Published before they were to see it, it was never theirs alone.
    let members = minute(&release.release_at)
        .filter(|from| release.members_until.is_some() && published.as_ref().is_none_or(|at| at >= from));
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

/// The figures of a release whose municipalities ask for a correction, known once every page is here; and the place of
/// the page that is not. Reading it tracks.
fn corrections(figures: Figures, id: &str) -> (Place, Load<Vec<PreviewFigure>>) {
    let mut place = None;
    let mut asked = Vec::new();
    loop {
        let page = match figures.get(&(id.to_owned(), place.clone())) {
            Load::Ready(page) => page,
            Load::Loading => return (place, Load::Loading),
            Load::Failed(failure) => return (place, Load::Failed(failure)),
        };
        let asks = |one: &&PreviewFigure| {
            let answer = one.answer.as_ref();
            answer.is_some_and(|one| one.answer == OwnerAnswer::AskCorrection)
        };
        asked.extend(page.items.iter().filter(asks).cloned());
        match &page.next {
            Some(next) => place = Some(next.clone()),
            None => return (None, Load::Ready(Arc::new(asked))),
        }
    }
}

/// How many municipalities ask for a correction, and of which figures: before all others that wait.
#[component]
fn Corrections(
    /// The figures.
    figures: Figures,
    /// The release.
    id: Memo<String>,
) -> impl IntoView {
    let words = use_releases();
    let retry = move |()| {
        let id = id.get_untracked();
        let (place, _) = untrack(|| corrections(figures, &id));
        figures.retry(&(id, place));
    };
    view! {
        <Loaded
            load=Signal::derive(move || corrections(figures, &id.read()).1)
            part=words.parts.preview
            skeleton=Skeleton::Rows
            on_retry=retry
            let:asked
        >
            {(!asked.is_empty())
                .then(|| {
                    let label = (words.corrections)(asked.len() as u64);
                    view! {
                        <p class="notice">{label.clone()}</p>
                        <TableFrame label heads=figure_heads()>
                            {asked.iter().map(row).collect_view()}
                        </TableFrame>
                    }
                })}
        </Loaded>
    }
}

fn figures(rows: AnyView, total: u64) -> impl IntoView {
    let words = use_releases();
    view! {
        <p class="quiet" role="status">{(words.waiting)(total)}</p>
        <TableFrame label=words.figures heads=figure_heads()>
            {rows}
        </TableFrame>
    }
}

fn figure_heads() -> AnyView {
    let words = use_releases();
    let [new, ..] = words.labels;
    let [public, _, answer] = use_handling().labels;
    heads([
        Head::Text(words.municipality),
        Head::Text(words.indicator),
        Head::Number(new),
        Head::Number(public),
        Head::Text(answer),
    ])
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
fn change(release: Release, figures: Figures, again: Callback<Option<Release>>) -> impl IntoView {
    let words = use_releases();
    let (id, version) = (release.id.clone(), release.version);
    let changing = id.clone();
    let of = Callback::new(move |plan| Planning::Change(changing.clone(), version, plan));
    let [_, _, publish, call_off] = words.buttons;
    let [sure_publish, sure_call_off] = words.sure;
    let [not_publish, not_call_off] = words.not_sure;
    let asking = RwSignal::new(None);
    let of_release = id.clone();
    let warning = Signal::derive(move || {
        let asked = corrections(figures, &of_release).1.ready()?;
        (!asked.is_empty()).then(|| (words.corrections)(asked.len() as u64))
    });
    view! {
        <section>
            <div class="beside">
                <Asked
                    id="publish"
                    button=publish
                    sure=sure_publish
                    not_sure=not_publish
                    warning
                    asking
                    what=Planning::Publish(id.clone())
                    on_done=again
                />
                <Asked
                    id="call-off"
                    button=call_off
                    sure=sure_call_off
                    not_sure=not_call_off
                    asking
                    what=Planning::CallOff(id)
                    on_done=again
                />
            </div>
            <details>
                <summary>{words.change}</summary>
                <PlanForm before=Some(release) of on_done=again />
            </details>
        </section>
    }
}

/// A button that asks once more before it does what cannot be taken back. Meanwhile no other question is open.
#[component]
fn Asked(
    /// The id of the button.
    id: &'static str,
    /// What it says.
    button: &'static str,
    /// What the one says that does it.
    sure: &'static str,
    /// What the one says that does not.
    not_sure: &'static str,
    /// What speaks against it.
    #[prop(optional, into)]
    warning: Signal<Option<String>>,
    /// The button that asks, of those beside each other.
    asking: RwSignal<Option<&'static str>>,
    /// What is done.
    what: Planning,
    /// Called with what is planned since.
    on_done: Callback<Option<Release>>,
) -> impl IntoView {
    let words = use_releases();
    let sender = Sender::new(
        |client, what| Box::pin(plan(client, what)),
        move |done| on_done.run(done),
    );
    let what = StoredValue::new(what);
    // The focus goes to both buttons together: a key that is held down would press one that had it.
    let place = StoredValue::new(format!("{id}-choice"));
    let against = StoredValue::new(format!("{id}-against"));
    let ask = move |_| {
        asking.set(Some(id));
        focus_on(place.get_value());
    };
    let leave = move |_| {
        asking.set(None);
        focus_on(id.to_owned());
    };
    view! {
        <Show when=move || asking.get().is_none()>
            <button type="button" class="button" id=id on:click=ask>
                {button}
            </button>
        </Show>
        <Show when=move || asking.get() == Some(id) && !sender.is_done()>
            <div
                role="group"
                aria-label=button
                aria-describedby=against.get_value()
                tabindex="-1"
                id=place.get_value()
            >
                <p class="notice" id=against.get_value()>
                    {warning}
                </p>
                <div class="beside">
                    <SendButton sender label=sure strong=true on_press=move |()| sender.send(what.get_value()) />
                    <button type="button" class="button" on:click=leave>
                        {not_sure}
                    </button>
                </div>
            </div>
        </Show>
        <Sent sender part=words.parts.plan fault=String::new() done=|_| String::new() />
    }
}

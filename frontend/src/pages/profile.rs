//! The profile: every indicator of a municipality beside its peers, by policy area.

use crate::address::{Address, ComparisonAddress, ProfileAddress};
use crate::components::area_select::AreaSelect;
use crate::components::empty::Empty;
use crate::components::figure_row::FigureRow;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::peers_select::PeersSelect;
use crate::components::period_stepper::{PeriodStepper, Unnamed};
use crate::components::segments::{Segment, Segments};
use crate::pages::NotFoundPage;
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_texts};
use crate::state::location::{Step, use_go};
use crate::state::own_area::choose_area;
use crate::state::page_title::use_page_title;
use crate::state::width::use_width;
use blis_domain::area::{Area, AreaCode};
use blis_domain::indicator::{Dimension, PolicyArea};
use blis_domain::locale::number;
use blis_domain::wire::Profile;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// Below this width of the page a row is a card, and its strip as wide as the card.
const CARDS_BELOW: u32 = 760;

/// Width of the strip in a row.
const STRIP_IN_ROW: u32 = 220;

/// The profile of a municipality.
#[component]
pub(crate) fn ProfilePage(
    /// The question.
    address: Memo<ProfileAddress>,
) -> impl IntoView {
    let data = use_data();
    let texts = use_texts();
    let reference = use_reference();
    let code = Memo::new(move |_| address.with(|address| address.area.clone()));
    let question = Memo::new(move |_| {
        let address = address.read();
        (address.area.clone(), address.peers.clone(), address.period)
    });
    let has_values = reference.has_values();
    move || {
        let Some(area) = reference.area(&code.read()).cloned() else {
            return view! { <NotFoundPage /> }.into_any();
        };
        let figures = if has_values {
            view! {
                <Loaded
                    load=Signal::derive(move || data.profiles.get(&question.read()))
                    part=texts.states.profile
                    skeleton=Skeleton::Rows
                    on_retry=move |()| data.profiles.retry(&question.get_untracked())
                    let:profile
                >
                    <Figures profile address />
                </Loaded>
            }
            .into_any()
        } else {
            view! { <Empty /> }.into_any()
        };
        view! {
            <Head area />
            <Controls address />
            {figures}
        }
        .into_any()
    }
}

/// Who it is.
#[component]
fn Head(
    /// The municipality.
    area: Area,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let name = area.name.get(language).to_owned();
    use_page_title({
        let name = name.clone();
        move || (texts.profile.title)(&name)
    });
    let inhabitants = number(language, f64::from(area.population), 0);
    let mut facts = vec![
        (texts.words.kind)(area.kind).to_owned(),
        (texts.words.planning_region)(&area.planning_region),
        (texts.profile.population)(&inhabitants, area.population_year),
    ];
    let codes: Vec<&str> = area.networks.iter().map(|code| code.as_str()).collect();
    if !codes.is_empty() {
        facts.push((texts.profile.networks)(&codes.join(", ")));
    }
    let successors: Vec<&str> = area.successors.iter().map(|one| one.name.get(language)).collect();
    let successor = (!successors.is_empty()).then(|| (texts.profile.successor)(&successors.join(", ")));
    view! {
        <h1>{name}</h1>
        <p class="subtitle">{facts.join(" · ")}</p>
        {successor.map(|text| view! { <p class="quiet">{text}</p> })}
    }
}

/// Whose, with whom, when, and which dimension.
#[component]
fn Controls(
    /// The question.
    address: Memo<ProfileAddress>,
) -> impl IntoView {
    let texts = use_texts();
    let years = use_reference().years();
    let go = use_go();
    let area = Signal::derive(move || address.read().area.clone());
    let ask = move |change: &dyn Fn(&mut ProfileAddress)| {
        let mut next = address.get_untracked();
        change(&mut next);
        go(&Address::Profile(next), Step::New);
    };
    let (ask_area, ask_peers, ask_period) = (ask.clone(), ask.clone(), ask);
    let segment = |dimension: Option<Dimension>| Segment {
        name: dimension
            .map_or(texts.profile.every_dimension, texts.words.dimension)
            .to_owned(),
        href: Signal::derive(move || {
            Address::Profile(ProfileAddress {
                dimension,
                ..address.get()
            })
            .to_string()
        }),
        current: Signal::derive(move || address.read().dimension == dimension),
    };
    let shown = Dimension::ALL
        .iter()
        .copied()
        .filter(|one| *one != Dimension::Base);
    let segments = std::iter::once(None)
        .chain(shown.map(Some))
        .map(segment)
        .collect();
    view! {
        <div class="controls">
            <label class="control">
                <span class="label">{texts.comparison.area}</span>
                <AreaSelect
                    area
                    label=texts.comparison.area
                    on_choose=move |area: AreaCode| {
                        choose_area(&area);
                        ask_area(&|next| next.area = area.clone());
                    }
                />
            </label>
            <div class="control">
                <span class="label" aria-hidden="true">{texts.home.period}</span>
                <PeriodStepper
                    periods=Signal::stored(years)
                    period=Signal::derive(move || address.read().period)
                    unnamed=Unnamed::Latest
                    on_choose=move |period| ask_period(&|next| next.period = period)
                />
            </div>
            <div class="control">
                <span class="label" aria-hidden="true">{texts.peers.label}</span>
                <PeersSelect
                    peers=Signal::derive(move || address.read().peers.clone())
                    area
                    on_choose=move |peers| ask_peers(&|next| next.peers = Clone::clone(&peers))
                />
            </div>
        </div>
        <Segments label=texts.profile.dimension segments />
    }
}

/// The figures, by policy area.
#[component]
fn Figures(
    /// The profile.
    profile: Arc<Profile>,
    /// The question.
    address: Memo<ProfileAddress>,
) -> impl IntoView {
    let texts = use_texts();
    let reference = use_reference();
    let list = NodeRef::<Div>::new();
    let room = use_width(list);
    let width = Memo::new(move |_| match room.get() {
        0 => 0,
        room if room < CARDS_BELOW => room,
        _ => STRIP_IN_ROW,
    });
    let dimension = Memo::new(move |_| address.read().dimension);
    let section = move |policy_area: PolicyArea| {
        let rows: Vec<_> = profile
            .items
            .iter()
            .filter_map(|item| Some((Arc::clone(reference.indicator(&item.indicator)?), item)))
            .filter(|(indicator, _)| indicator.policy_area == policy_area)
            .filter(|(indicator, _)| dimension.get().is_none_or(|one| one == indicator.dimension))
            .map(|(indicator, item)| {
                let asked = address.get_untracked();
                let link = ComparisonAddress {
                    area: Some(profile.area.clone()),
                    peers: asked.peers,
                    period: asked.period,
                    ..ComparisonAddress::of(indicator.code.clone())
                };
                view! { <FigureRow indicator summary=item.clone() link width /> }
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let [name, value, strip, rank, band, change] = texts.profile.columns;
        Some(view! {
            <section class="figures">
                <h2>{(texts.words.policy_area)(policy_area)}</h2>
                <div class="figure figure-head" aria-hidden="true">
                    <span>{name}</span>
                    <span class="figure-value">{value}</span>
                    <span>{strip}</span>
                    <span>{rank}</span>
                    <span>{band}</span>
                    <span>{change}</span>
                </div>
                <ul>{rows}</ul>
            </section>
        })
    };
    view! {
        <div class="figures-list" node_ref=list>
            <p class="quiet figures-key">{texts.profile.strip}</p>
            {move || {
                let question = texts.words.dimension_question;
                dimension.get().map(|one| view! { <p class="quiet">{question(one)}</p> })
            }}
            {move || {
                let sections: Vec<_> = PolicyArea::ALL.iter().copied().filter_map(&section).collect();
                if sections.is_empty() {
                    view! { <p class="state">{texts.profile.none}</p> }.into_any()
                } else {
                    sections.into_any()
                }
            }}
        </div>
    }
}

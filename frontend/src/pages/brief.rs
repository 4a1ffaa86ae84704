//! The councillor's page: what is good, what deserves attention, and what to ask, on one sheet of paper.

use crate::address::{Address, BriefAddress, ComparisonAddress, ProfileAddress, View};
use crate::api;
use crate::components::band_mark::{BandMark, Wording};
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::peers_known::PeersKnown;
use crate::components::then::Then;
use crate::components::whose::Whose;
use crate::pages::NotFoundPage;
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_brief, use_language};
use crate::state::location::{Step, use_go};
use crate::state::page_title::use_page_title;
use blis_domain::brief::{Brief, BriefMerit, BriefQuestion};
use blis_domain::evidence::{Evidence, FigureLink, FigureView};
use blis_domain::finding;
use leptos::prelude::*;

/// The page of a municipality.
#[component]
pub(crate) fn BriefPage(
    /// The question.
    address: Memo<BriefAddress>,
) -> impl IntoView {
    let words = use_brief();
    let reference = use_reference();
    let briefs = use_data().kept.cache(api::brief);
    let code = Memo::new(move |_| address.read().area.clone());
    let question = Signal::derive(move || {
        let address = address.read();
        let question = (address.area.clone(), address.peers.clone(), address.period);
        (question, address.as_of.clone())
    });
    let ask = use_go();
    let ask = move |change: &dyn Fn(&mut BriefAddress)| {
        let mut next = address.get_untracked();
        change(&mut next);
        ask(&Address::Brief(next), Step::New);
    };
    let (ask_area, ask_period, ask_peers) = (ask.clone(), ask.clone(), ask);
    let language = use_language();
    move || {
        let Some(area) = reference.area(&code.read()).cloned() else {
            return view! { <NotFoundPage /> }.into_any();
        };
        let name = area.name.get(language).to_owned();
        use_page_title({
            let title = format!("{} · {name}", words.title);
            move || title.clone()
        });
        let (ask_area, ask_period, ask_peers) = (ask_area.clone(), ask_period.clone(), ask_peers.clone());
        view! {
            <Then
                moment=Signal::derive(move || address.read().as_of.clone())
                now=Signal::derive(move || Address::Brief(BriefAddress { as_of: None, ..address.get() }))
            />
            <p class="kicker">{words.title}</p>
            <h1>{name}</h1>
            <Whose
                area=code
                period=Signal::derive(move || address.read().period)
                peers=Signal::derive(move || address.read().peers.clone())
                on_area=move |area| ask_area(&|next| next.area = Clone::clone(&area))
                on_period=move |period| ask_period(&|next| next.period = period)
                on_peers=move |peers| ask_peers(&|next| next.peers = Clone::clone(&peers))
            />
            <PeersKnown
                peers=Signal::derive(move || address.read().peers.clone())
                area=code
                then=Signal::derive(move || address.read().as_of.is_some())
            >
                <Loaded
                    load=Signal::derive(move || briefs.get(&question.read()))
                    part=words.part
                    skeleton=Skeleton::Answers
                    on_retry=move |()| briefs.retry(&question.get_untracked())
                    let:brief
                >
                    <Sheet brief=brief.as_ref().clone() address />
                </Loaded>
            </PeersKnown>
        }
        .into_any()
    }
}

/// The sheet of paper.
#[component]
fn Sheet(brief: Brief, address: Memo<BriefAddress>) -> impl IntoView {
    let words = use_brief();
    let language = use_language();
    let reference = use_reference();
    let peers = finding::peers(language, &address.read_untracked().peers, &reference.networks);
    let [strengths, concerns, questions] = words.parts;
    let [no_strengths, no_concerns, no_questions] = words.none;
    let merits = |merits: &[BriefMerit]| merits.iter().map(|one| merit(one, address)).collect_view();
    let asked = brief.questions.iter().map(|one| question(one, address));
    let part = |heading: &'static str, none: Option<&'static str>, list: AnyView| {
        view! {
            <section>
                <h2>{heading}</h2>
                {none.map(|none| view! { <p class="quiet">{none}</p> })}
                {list}
            </section>
        }
    };
    let none_of = |is_empty: bool, words: &'static str| is_empty.then_some(words);
    let left_out = brief.left_out.iter().map(|one| {
        let reason = finding::left_out_reason(language, one.reason);
        view! { <li>{reason} ": " {one.count}</li> }
    });
    let profile = move || {
        let address = address.get();
        Address::Profile(ProfileAddress {
            peers: address.peers,
            period: address.period,
            as_of: address.as_of,
            ..ProfileAddress::of(address.area)
        })
    };
    let print = move |_| {
        // A browser that does not print says so by itself.
        let _ = window().print();
    };
    view! {
        <p class="subtitle">{(words.compared)(&peers, brief.n)}</p>
        <div class="brief">
            {part(
                strengths,
                none_of(brief.strengths.is_empty(), no_strengths),
                view! { <ul>{merits(&brief.strengths)}</ul> }.into_any(),
            )}
            {part(
                concerns,
                none_of(brief.concerns.is_empty(), no_concerns),
                view! { <ul>{merits(&brief.concerns)}</ul> }.into_any(),
            )}
            {part(
                questions,
                none_of(brief.questions.is_empty(), no_questions),
                view! { <ol>{asked.collect_view()}</ol> }.into_any(),
            )}
        </div>
        <footer class="brief-foot quiet">
            <p>{(words.looked_at)(brief.indicators)}</p>
            <details>
                <summary>{words.left_out}</summary>
                <ul>{left_out.collect_view()}</ul>
            </details>
            <p>{(words.sources)(brief.version)}</p>
        </footer>
        <p class="beside brief-ways">
            <button type="button" class="button" on:click=print>
                {words.print}
            </button>
            <a class="way" href=move || profile().to_string()>{words.to_profile}</a>
        </p>
    }
}

fn merit(merit: &BriefMerit, address: Memo<BriefAddress>) -> impl IntoView + use<> {
    let language = use_language();
    let band = merit.evidence.band;
    let mut figures = vec![&merit.evidence];
    figures.extend(&merit.partners);
    view! {
        <li>
            {band.map(|band| view! { <BandMark band wording=Wording::Sign /> })}
            <p>{led(merit.text.get(language), &figures, address)}</p>
        </li>
    }
}

fn question(question: &BriefQuestion, address: Memo<BriefAddress>) -> impl IntoView + use<> {
    let language = use_language();
    let figures: Vec<&Evidence> = question.evidence.iter().collect();
    view! {
        <li>
            <p class="brief-question">{question.text.get(language).to_owned()}</p>
            <p class="quiet">{led(question.why.get(language), &figures, address)}</p>
        </li>
    }
}

/// A text in which the name of each figure leads to where it is seen.
fn led(text: &str, figures: &[&Evidence], address: Memo<BriefAddress>) -> Vec<AnyView> {
    let language = use_language();
    let mut rest = text;
    let mut shown = Vec::new();
    for figure in figures {
        let name = finding::quoted(language, &figure.name);
        if let Some((before, after)) = rest.split_once(&name) {
            shown.push(before.to_owned().into_any());
            shown.push(way(name, figure, address).into_any());
            rest = after;
        }
    }
    shown.push(rest.to_owned().into_any());
    shown
}

/// The way to where a figure is seen.
fn way(name: String, figure: &Evidence, address: Memo<BriefAddress>) -> impl IntoView + use<> {
    let FigureLink {
        indicator,
        area,
        period,
        view,
        pick,
        ..
    } = figure.link.clone();
    let BriefAddress { peers, as_of, .. } = address.get_untracked();
    let link = Address::Comparison(ComparisonAddress {
        area: Some(area),
        // The page has one comparison set, and every figure of it stands among those.
        peers,
        period,
        view: match view {
            FigureView::Ranking => View::Ranking,
            FigureView::Trend => View::Trend,
        },
        picks: pick,
        as_of,
        ..ComparisonAddress::of(indicator)
    });
    view! { <a href=link.to_string()>{name}</a> }
}

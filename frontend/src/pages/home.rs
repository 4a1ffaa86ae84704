//! The home page: one sentence with its choices, and the answers to it.

use crate::address::{Address, ComparisonAddress, HomeAddress, ProfileAddress};
use crate::components::answer::{Answer, Telling};
use crate::components::area_select::AreaSelect;
use crate::components::empty::Empty;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::notice::Notice;
use crate::components::peers_select::PeersSelect;
use crate::components::period_stepper::{PeriodStepper, Unnamed};
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_texts};
use crate::state::location::{Step, use_go};
use crate::state::own_area::{choose_area, chosen_area};
use crate::state::page_title::use_page_title;
use crate::state::width::use_width;
use blis_domain::area::AreaCode;
use blis_domain::compare::ComparisonSummary;
use blis_domain::profile::highlights;
use blis_domain::wire::Profile;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// Answers of each kind: as many as are read before a meeting.
const MOST_ANSWERS: usize = 3;

/// The home page.
#[component]
pub(crate) fn HomePage(
    /// The question.
    address: Memo<HomeAddress>,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    let Some(example) = reference.example().cloned() else {
        return view! { <Empty /> }.into_any();
    };
    let known = Arc::clone(&reference);
    let chosen = Memo::new(move |_| {
        address
            .with(|address| address.area.clone())
            .filter(|code| known.area(code).is_some())
            .or_else(|| chosen_area(&known))
    });
    let area = Memo::new(move |_| chosen.get().unwrap_or_else(|| example.clone()));
    let go = use_go();
    // The question can be sent to a colleague as soon as it is asked.
    Effect::new(move || {
        let address = address.get();
        if let (None, Some(area)) = (&address.area, chosen.get()) {
            let area = Some(area);
            go(&Address::Home(HomeAddress { area, ..address }), Step::Same);
        }
    });
    let known = Arc::clone(&reference);
    let name = Memo::new(move |_| known.name(&area.read(), language).to_owned());
    use_page_title(move || (texts.home.title)(&name.read()));
    let answers = if reference.has_values() {
        view! { <Answers address area /> }.into_any()
    } else {
        view! { <Empty /> }.into_any()
    };
    view! {
        <Sentence address area />
        {move || {
            chosen
                .read()
                .is_none()
                .then(|| view! { <Notice text=(texts.home.example)(&name.read()) /> })
        }}
        {answers}
    }
    .into_any()
}

/// The sentence: whose, compared with whom, and when.
#[component]
fn Sentence(
    /// The question.
    address: Memo<HomeAddress>,
    /// Whose.
    area: Memo<AreaCode>,
) -> impl IntoView {
    let texts = use_texts();
    let years = use_reference().years();
    let go = use_go();
    let ask = move |change: &dyn Fn(&mut HomeAddress)| {
        let mut next = address.get_untracked();
        next.area.get_or_insert_with(|| area.get_untracked());
        change(&mut next);
        go(&Address::Home(next), Step::New);
    };
    let (ask_area, ask_peers, ask_period) = (ask.clone(), ask.clone(), ask);
    view! {
        <div class="question">
            <h1 class="sentence">
                {texts.home.sentence_area} " "
                <AreaSelect
                    area
                    label=texts.comparison.area
                    on_choose=move |area: AreaCode| {
                        choose_area(&area);
                        ask_area(&|next| next.area = Some(area.clone()));
                    }
                /> " " {texts.home.sentence_peers} " "
                <span class="unbroken">
                    <PeersSelect
                        peers=Signal::derive(move || address.read().peers.clone())
                        area
                        on_choose=move |peers| ask_peers(&|next| next.peers = Clone::clone(&peers))
                    />
                    {texts.home.sentence_end}
                </span>
            </h1>
            <PeriodStepper
                periods=Signal::stored(years)
                period=Signal::derive(move || address.read().period)
                unnamed=Unnamed::Latest
                on_choose=move |period| ask_period(&|next| next.period = period)
            />
        </div>
    }
}

/// The answers, once the profile is here.
#[component]
fn Answers(
    /// The question.
    address: Memo<HomeAddress>,
    /// Whose.
    area: Memo<AreaCode>,
) -> impl IntoView {
    let texts = use_texts();
    let data = use_data();
    let question = Memo::new(move |_| {
        let address = address.read();
        (area.get(), address.peers.clone(), address.period)
    });
    view! {
        <Loaded
            load=Signal::derive(move || data.profiles.get(&question.read()))
            part=texts.states.profile
            skeleton=Skeleton::Answers
            on_retry=move |()| data.profiles.retry(&question.get_untracked())
            let:profile
        >
            <Highlights profile address=address.get_untracked() />
        </Loaded>
    }
}

/// What stands out in the profile.
#[component]
fn Highlights(
    /// The profile.
    profile: Arc<Profile>,
    /// The question, for the links.
    address: HomeAddress,
) -> impl IntoView {
    let texts = use_texts();
    let reference = use_reference();
    let column = NodeRef::<Div>::new();
    let width = use_width(column);
    let found = highlights(&reference.indicators, &profile.items, MOST_ANSWERS);
    let list = |items: &[&ComparisonSummary], telling: Telling, none: &'static str| {
        if items.is_empty() {
            return view! { <p class="quiet">{none}</p> }.into_any();
        }
        let answers = items
            .iter()
            .filter_map(|item| {
                let indicator = Arc::clone(reference.indicator(&item.indicator)?);
                let link = ComparisonAddress {
                    area: Some(profile.area.clone()),
                    peers: address.peers.clone(),
                    period: address.period,
                    ..ComparisonAddress::of(item.indicator.clone())
                };
                let summary = (*item).clone();
                Some(view! { <Answer indicator summary telling link width /> })
            })
            .collect_view();
        view! { <ul class="answers">{answers}</ul> }.into_any()
    };
    let better = list(&found.better, Telling::Rank, texts.home.better_none);
    let worse = list(&found.worse, Telling::Rank, texts.home.worse_none);
    let changed = list(&found.changed, Telling::Change, texts.home.changed_none);
    let whole = Address::Profile(ProfileAddress {
        area: profile.area.clone(),
        peers: address.peers.clone(),
        period: address.period,
        dimension: None,
    });
    view! {
        <div class="highlights">
            <section>
                <h2 class="heading-best">{texts.home.better}</h2>
                <div node_ref=column>{better}</div>
            </section>
            <section>
                <h2 class="heading-worst">{texts.home.worse}</h2>
                {worse}
            </section>
            <section class="changes">
                <h2>{texts.home.changed}</h2>
                {changed}
            </section>
        </div>
        <p class="ways">
            <a class="way" href=whole.to_string()>
                {(texts.home.all_indicators)(profile.items.len() as u64)}
            </a>
        </p>
        <p class="quiet">{texts.home.relative}</p>
    }
}

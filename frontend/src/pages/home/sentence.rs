//! The sentence: whose, compared with whom, and when.

use crate::address::{Address, HomeAddress};
use crate::components::area_select::AreaSelect;
use crate::components::peers_select::PeersSelect;
use crate::components::period_stepper::{PeriodStepper, Unnamed};
use crate::state::data::use_reference;
use crate::state::language::use_texts;
use crate::state::location::{Step, use_go};
use crate::state::own_area::choose_area;
use blis_domain::area::AreaCode;
use leptos::prelude::*;

/// The sentence: whose, compared with whom, and when.
#[component]
pub(super) fn Sentence(
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
                <PeersSelect
                    peers=Signal::derive(move || address.read().peers.clone())
                    area
                    end=texts.home.sentence_end
                    on_choose=move |peers| ask_peers(&|next| next.peers = Clone::clone(&peers))
                />
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

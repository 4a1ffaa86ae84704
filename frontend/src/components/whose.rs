//! The choices of a page about a municipality: whose, when, and compared with whom.

use crate::components::area_select::AreaSelect;
use crate::components::peers_select::PeersSelect;
use crate::components::period_stepper::{PeriodStepper, Unnamed};
use crate::state::data::use_reference;
use crate::state::language::use_texts;
use crate::state::own_area::choose_area;
use blis_domain::area::AreaCode;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use leptos::prelude::*;

/// Whose, when, with whom.
#[component]
pub(crate) fn Whose(
    /// Whose.
    #[prop(into)]
    area: Signal<AreaCode>,
    /// When; each indicator's latest period where none is named.
    #[prop(into)]
    period: Signal<Option<Period>>,
    /// Compared with whom.
    #[prop(into)]
    peers: Signal<PeerSelector>,
    /// Another municipality was chosen, which is remembered.
    on_area: impl Fn(AreaCode) + Clone + Send + Sync + 'static,
    /// Another period was chosen.
    on_period: impl Fn(Option<Period>) + Clone + Send + Sync + 'static,
    /// Another set was chosen.
    on_peers: impl Fn(PeerSelector) + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let texts = use_texts();
    let years = use_reference().years();
    view! {
        <div class="controls">
            <label class="control">
                <span class="label">{texts.comparison.area}</span>
                <AreaSelect
                    area
                    label=texts.comparison.area
                    on_choose=move |area: AreaCode| {
                        choose_area(&area);
                        on_area(area);
                    }
                />
            </label>
            <div class="control">
                <span class="label" aria-hidden="true">{texts.home.period}</span>
                <PeriodStepper periods=Signal::stored(years) period unnamed=Unnamed::Latest on_choose=on_period />
            </div>
            <div class="control">
                <span class="label" aria-hidden="true">{texts.peers.label}</span>
                <div class="beside">
                    <PeersSelect peers area on_choose=on_peers />
                </div>
            </div>
        </div>
    }
}

//! What stands in the place of figures when the comparison set of the address names nobody.

use crate::peers::is_known;
use crate::state::data::use_reference;
use crate::state::language::use_texts;
use blis_domain::area::AreaCode;
use blis_domain::peers::PeerSelector;
use leptos::prelude::*;

/// The figures, or that the comparison set names nobody.
#[component]
pub(crate) fn PeersKnown(
    /// The comparison set.
    #[prop(into)]
    peers: Signal<PeerSelector>,
    /// Whose peers they are.
    #[prop(into)]
    area: Signal<AreaCode>,
    /// The figures.
    children: ChildrenFn,
) -> impl IntoView {
    let texts = use_texts();
    let reference = use_reference();
    let known = Memo::new(move |_| is_known(&peers.read(), &area.read(), &reference));
    move || match known.get() {
        true => children().into_any(),
        false => {
            view! { <p class="state" role="alert">{(texts.peers.unknown)(&peers.read().to_string())}</p> }
                .into_any()
        }
    }
}

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
    /// Whether they are asked for as they were known at some moment: who took part in a network then, the server says.
    #[prop(optional, into)]
    then: MaybeProp<bool>,
    /// The figures.
    children: ChildrenFn,
) -> impl IntoView {
    let texts = use_texts();
    let reference = use_reference();
    let known = Memo::new(move |_| {
        let of_then = then.get() == Some(true) && matches!(*peers.read(), PeerSelector::Network(_));
        of_then || is_known(&peers.read(), &area.read(), &reference)
    });
    move || match known.get() {
        true => children().into_any(),
        false => {
            view! { <p class="state" role="alert">{(texts.peers.unknown)(&peers.read().to_string())}</p> }
                .into_any()
        }
    }
}

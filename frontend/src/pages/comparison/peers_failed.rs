//! Who is in a comparison set did not come.

use crate::api::Failure;
use crate::components::loaded::Failed;
use crate::state::data::use_data;
use crate::state::language::use_texts;
use crate::state::question::Question;
use blis_domain::peers::PeerSelector;
use leptos::prelude::*;

/// Why it is not known who is in a set, with the way to ask again.
#[component]
pub(super) fn PeersFailed(
    /// The question.
    question: Question,
    /// The set.
    set: PeerSelector,
    /// Why.
    failure: Failure,
) -> impl IntoView {
    let texts = use_texts();
    let data = use_data();
    let network = match set {
        PeerSelector::Network(code) => Some(code),
        _ => None,
    };
    let part = match network {
        Some(_) => texts.states.reference,
        None => texts.states.similar,
    };
    let on_retry = Callback::new(move |()| {
        let then = question.address.get_untracked().as_of;
        match &network {
            Some(code) => data.members.retry(&(code.clone(), then)),
            None => data.nearest.retry(&(question.area.get_untracked(), then)),
        }
    });
    view! { <Failed failure part on_retry /> }
}

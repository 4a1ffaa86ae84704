//! The peers without a value, by reason.

use crate::state::data::use_reference;
use crate::state::language::{use_language, use_texts};
use crate::state::question::Question;
use blis_domain::finding;
use blis_domain::status::MissingReason;
use leptos::prelude::*;

/// The peers without a value, named by reason; nothing when all have one.
#[component]
pub(super) fn Missing(
    /// The question.
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    move || {
        let comparison = question.comparison.get()?;
        if comparison.missing.is_empty() {
            return None;
        }
        let groups = MissingReason::ALL
            .into_iter()
            .filter_map(|reason| {
                let names: Vec<&str> = comparison
                    .missing
                    .iter()
                    .filter(|item| item.reason == reason)
                    .map(|item| reference.name(&item.area, language))
                    .collect();
                (!names.is_empty()).then(|| {
                    format!(
                        "{} ({})",
                        names.join(", "),
                        finding::missing_reason(language, reason)
                    )
                })
            })
            .collect::<Vec<_>>();
        Some(view! {
            <p class="missing">
                <span class="label">{texts.comparison.missing}</span>
                " "
                {groups.join("; ")}
                "."
            </p>
        })
    }
}

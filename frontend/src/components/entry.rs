//! A field of a form with its label, its hint, and what is wrong with what stands in it.

use leptos::prelude::*;

/// What the control of a field is given.
pub(crate) struct Control {
    /// Its id, which the label names.
    pub(crate) id: String,
    /// The ids of what tells about it.
    pub(crate) described_by: Signal<Option<String>>,
    /// Whether something is wrong with it, as `aria-invalid` says it.
    pub(crate) invalid: Signal<Option<&'static str>>,
}

/// A field of a form.
#[component]
pub(crate) fn Entry(
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// What is written there.
    label: &'static str,
    /// What helps to fill it in; empty for nothing.
    #[prop(into)]
    hint: Signal<String>,
    /// What is wrong with what stands there.
    fault: Signal<Option<String>>,
    /// Draws the control.
    control: impl FnOnce(Control) -> AnyView,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let fault_id = format!("{id}-fault");
    let described_by = {
        let (hint_id, fault_id) = (hint_id.clone(), fault_id.clone());
        Signal::derive(move || {
            let hint = (!hint.read().is_empty()).then_some(hint_id.as_str());
            let fault = fault.read().is_some().then_some(fault_id.as_str());
            let ids: Vec<&str> = hint.into_iter().chain(fault).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    };
    let invalid = Signal::derive(move || fault.read().is_some().then_some("true"));
    let control = control(Control {
        id: id.clone(),
        described_by,
        invalid,
    });
    let hint = move || {
        let said = hint.get();
        (!said.is_empty()).then(|| view! { <span class="quiet" id=hint_id.clone()>{said}</span> })
    };
    view! {
        <div class="entry">
            <label class="cased" for=id>
                {label}
            </label>
            {control}
            {move || fault.get().map(|said| view! { <span class="fault" id=fault_id.clone()>{said}</span> })}
            {hint}
        </div>
    }
}

//! The form of a sheet. What is wrong with it is said by the server, which knows the other sheets.

use super::field::{Choice, FIELDS, Kind, pointer, put, written};
use crate::api::sheet::{KnownSheet, change};
use crate::components::entry::{Control, Entry};
use crate::components::sending::{SendButton, Sender, Sent};
use crate::state::data::use_reference;
use crate::state::focus::focus_on;
use crate::state::language::{use_language, use_sheet, use_texts};
use blis_domain::sheet::{Sheet, field_name};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// The form of a sheet.
#[component]
pub(super) fn Editor(
    /// The sheet as it is.
    known: KnownSheet,
    /// Called with what it is since it was changed.
    #[prop(into)]
    on_done: Callback<Sheet>,
) -> impl IntoView {
    let words = use_sheet();
    let language = use_language();
    let before = json(&known.sheet);
    let typed = FIELDS.map(|(field, kind)| (field, kind, RwSignal::new(written(language, &before, field))));
    let before = StoredValue::new((before, known.etag));
    let sender = Sender::new(
        |client, known| Box::pin(change(client, known)),
        move |known: KnownSheet| {
            // What is changed next is changed in this one.
            before.set_value((json(&known.sheet), known.etag));
            on_done.run(known.sheet);
        },
    );
    let send = move |()| {
        let (mut changed, etag): (Value, String) = before.get_value();
        for (field, kind, text) in typed {
            if put(&mut changed, field, kind, &text.read_untracked()).is_err() {
                let name = field_name(language, field).unwrap_or(field);
                focus_on(id_of(field));
                return sender.misses(&pointer(field), format!("{}: {name}.", words.no_number));
            }
        }
        match serde_json::from_value(changed) {
            Ok(sheet) => sender.send(KnownSheet { sheet, etag }),
            Err(_) => sender.misses("", words.no_sheet),
        }
    };
    let done = |_: &KnownSheet| use_sheet().saved.to_owned();
    view! {
        <section>
            <h2>{words.edit}</h2>
            <form class="entries" on:submit=move |event| event.prevent_default()>
                {typed
                    .map(|(field, kind, value)| {
                        let member = pointer(field);
                        let fault = Signal::derive(move || sender.fault_at(&member));
                        view! { <Field field kind value fault /> }
                    })}
                <div class="entry entry-wide">
                    <SendButton sender label=words.save strong=true on_press=send />
                    <Sent sender part=words.change fault="sheet-fault".to_owned() done />
                </div>
            </form>
        </section>
    }
}

/// The sheet as a tree, in which a field is found by its name.
fn json(sheet: &Sheet) -> Value {
    // It is made of texts and numbers, which can always be written.
    serde_json::to_value(sheet).unwrap_or_default()
}

/// The id of a field in the page.
fn id_of(field: &str) -> String {
    format!("sheet-{}", field.replace('.', "-"))
}

/// A field of the form.
#[component]
fn Field(
    /// Its name.
    field: &'static str,
    /// How it is written.
    kind: Kind,
    /// What is written there.
    value: RwSignal<String>,
    /// What is wrong with it.
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_sheet();
    let label = field_name(use_language(), field).unwrap_or(field);
    let hint = match kind {
        Kind::Codes => words.codes_hint,
        _ if field == "formula" => words.formula_hint,
        _ => "",
    };
    let control = move |control: Control| match kind {
        Kind::Text => view! {
            <textarea
                id=control.id
                class="field"
                rows="4"
                aria-describedby=control.described_by
                aria-invalid=control.invalid
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        }
        .into_any(),
        Kind::Choice(choice) => view! { <Chosen control choice value /> }.into_any(),
        Kind::Line | Kind::Number | Kind::Whole | Kind::Digits | Kind::Optional | Kind::Codes => {
            // The units that indicators have; there may be others, which can be written all the same.
            let units = (field == "unit").then(|| format!("{}-known", control.id));
            view! {
                <input
                    id=control.id
                    type="text"
                    class="field"
                    inputmode=match kind {
                        Kind::Number => Some("decimal"),
                        Kind::Whole | Kind::Digits => Some("numeric"),
                        _ => None,
                    }
                    list=units.clone()
                    aria-describedby=control.described_by
                    aria-invalid=control.invalid
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
                {units.map(|id| view! { <datalist id=id>{known_units()}</datalist> })}
            }
            .into_any()
        }
    };
    view! { <Entry id=id_of(field) label hint fault control /> }
}

/// The units of the indicators, each with its name.
fn known_units() -> AnyView {
    let language = use_language();
    let reference = use_reference();
    let units: BTreeMap<&str, &str> = reference
        .indicators
        .iter()
        .map(|one| (one.unit.code.as_str(), one.unit.name.get(language)))
        .collect();
    let option =
        |(code, name): (&str, &str)| view! { <option value=code.to_owned()>{name.to_owned()}</option> };
    units.into_iter().map(option).collect_view().into_any()
}

#[component]
fn Chosen(control: Control, choice: Choice, value: RwSignal<String>) -> impl IntoView {
    let options = choice.all(use_texts(), use_sheet());
    view! {
        <select
            id=control.id
            class="choice"
            aria-describedby=control.described_by
            aria-invalid=control.invalid
            on:change=move |event| value.set(event_target_value(&event))
        >
            {options
                .into_iter()
                .map(|(code, word)| {
                    view! {
                        <option value=code prop:selected=move || *value.read() == code>
                            {word}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}

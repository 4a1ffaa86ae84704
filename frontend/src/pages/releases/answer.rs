//! The answer of a municipality: whether a figure of its own is right.

use crate::api::releases::answer;
use crate::components::long_text::LongText;
use crate::components::sending::{SendButton, Sender, Sent};
use crate::state::focus::focus_on;
use crate::state::language::{use_handling, use_releases};
use blis_domain::locale::to_minute;
use blis_domain::preview::{AnswerFigure, FigureAnswer, LONGEST_ANSWER, OwnerAnswer, PreviewFigure};
use leptos::prelude::*;

/// The form of an answer.
#[component]
pub(super) fn AnswerForm(
    /// The figure.
    figure: PreviewFigure,
) -> impl IntoView {
    let words = use_releases();
    let typed = RwSignal::new(String::new());
    // The text belongs to a correction; whoever confirms a figure writes none.
    let asks = RwSignal::new(false);
    // What was answered may be answered otherwise until the figure is public.
    let again = RwSignal::new(false);
    let sender = Sender::new(
        |client, (area, id, what)| Box::pin(answer(client, area, id, what)),
        move |_: FigureAnswer| {
            asks.set(false);
            again.set(false);
        },
    );
    let field = StoredValue::new(format!("correction-{}", figure.id));
    let fault = format!("correction-{}-fault", figure.id);
    let told = StoredValue::new(fault.clone());
    let begin = StoredValue::new(format!("correction-{}-begin", figure.id));
    let (area, id) = (
        StoredValue::new(figure.area.clone()),
        StoredValue::new(figure.id.clone()),
    );
    let send = move |answer: OwnerAnswer| {
        let text = Some(typed.get_untracked());
        let text = text.filter(|text| answer == OwnerAnswer::AskCorrection && !text.trim().is_empty());
        match (AnswerFigure { answer, text }).tidied() {
            Some(tidied) => sender.send((area.get_value(), id.get_value(), tidied)),
            None => sender.misses("/text", words.correction_missing),
        }
    };
    let done = |one: &FigureAnswer| (use_handling().answered)(one.answer, &to_minute(&one.answered_at));
    let [confirm, correct] = words.answers;
    view! {
        <form class="decision" on:submit=move |event| event.prevent_default()>
            <Show when=move || again.get() || !sender.is_done()>
                <p>{words.answer} " " <span class="quiet">{words.answer_hint}</span></p>
                <Show
                    when=move || asks.get()
                    fallback=move || {
                        view! {
                            <div class="beside">
                                <SendButton
                                    sender
                                    label=confirm
                                    strong=true
                                    on_press=move |()| send(OwnerAnswer::Confirm)
                                />
                                <button
                                    type="button"
                                    class="button"
                                    id=begin.get_value()
                                    on:click=move |_| {
                                        asks.set(true);
                                        focus_on(field.get_value());
                                    }
                                >
                                    {correct}
                                </button>
                            </div>
                        }
                    }
                >
                    <label for=field.get_value()>{words.correction}</label>
                    <LongText
                        id=field.get_value()
                        value=typed
                        longest=LONGEST_ANSWER
                        described_by=told.get_value()
                        invalid=Signal::derive(move || sender.fault_at("/text").is_some())
                    />
                    <div class="beside">
                        <SendButton
                            sender
                            label=words.ask
                            strong=true
                            on_press=move |()| send(OwnerAnswer::AskCorrection)
                        />
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| {
                                asks.set(false);
                                focus_on(begin.get_value());
                            }
                        >
                            {use_handling().not_yet}
                        </button>
                    </div>
                </Show>
            </Show>
            <Sent sender part=words.parts.answer fault done />
            <Show when=move || sender.is_done() && !again.get()>
                <div class="beside">
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| {
                            again.set(true);
                            focus_on(begin.get_value());
                        }
                    >
                        {use_handling().change_answer}
                    </button>
                </div>
            </Show>
        </form>
    }
}

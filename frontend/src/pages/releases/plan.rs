//! The form of a plan: what becomes public, and when.

use crate::api::releases::{Planning, plan};
use crate::components::entry::{Control, Entry};
use crate::components::sending::{SendButton, Sender, Sent};
use crate::pages::releases::instant::{to_field, to_utc};
use crate::state::data::use_reference;
use crate::state::focus::focus_on;
use crate::state::language::{use_language, use_releases};
use blis_domain::indicator::IndicatorCode;
use blis_domain::locale::to_minute;
use blis_domain::release::{LONGEST_NAME, PlanRelease, Release, ReleaseStage};
use blis_domain::text::Text;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What was typed into a plan.
#[derive(Clone, Copy)]
struct Typed {
    lv: RwSignal<String>,
    en: RwSignal<String>,
    period: RwSignal<String>,
    stage: RwSignal<ReleaseStage>,
    indicators: RwSignal<BTreeSet<IndicatorCode>>,
    /// Since when everybody sees it.
    public: RwSignal<String>,
    /// Since when the members of networks see it, where that is before.
    members: RwSignal<String>,
}

/// Why what was typed is no plan yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unread {
    /// The period cannot be read.
    Period,
    /// It is said since when members see it, and not since when everybody does.
    Public,
}

/// The members of a plan that say since when everybody sees it, and since when members of networks do. Where members
/// see it no sooner than everybody, the plan has the first alone.
fn instants(members_first: bool) -> [&'static str; 2] {
    match members_first {
        true => ["/members_until", "/release_at"],
        false => ["/release_at", "/members_until"],
    }
}

impl Typed {
    /// What a plan says; of a new one nothing.
    fn of(release: Option<&Release>) -> Typed {
        let field = |of: fn(&Release) -> Option<&String>| {
            RwSignal::new(release.and_then(of).map_or(String::new(), |at| to_field(at)))
        };
        Typed {
            lv: RwSignal::new(release.map_or(String::new(), |one| one.name.lv.clone())),
            en: RwSignal::new(release.map_or(String::new(), |one| one.name.en.clone())),
            period: RwSignal::new(release.map_or(String::new(), |one| one.period.to_string())),
            stage: RwSignal::new(release.map_or(ReleaseStage::Provisional, |one| one.stage)),
            indicators: RwSignal::new(
                release.map_or(BTreeSet::new(), |one| one.indicators.iter().cloned().collect()),
            ),
            public: field(|one| one.members_until.as_ref().or(one.release_at.as_ref())),
            members: field(|one| one.release_at.as_ref().filter(|_| one.members_until.is_some())),
        }
    }

    /// The plan. What it says is looked at by the server.
    fn plan(self) -> Result<PlanRelease, Unread> {
        let period = self.period.read_untracked().trim().parse();
        let period = period.map_err(|_| Unread::Period)?;
        let public = to_utc(&self.public.read_untracked());
        // It is released to members first, where they see it before.
        let (release_at, members_until) = match (to_utc(&self.members.read_untracked()), public) {
            (Some(_), None) => return Err(Unread::Public),
            (Some(members), public) => (Some(members), public),
            (None, public) => (public, None),
        };
        Ok(PlanRelease {
            name: Text::new(self.lv.get_untracked(), self.en.get_untracked()),
            indicators: self.indicators.get_untracked().into_iter().collect(),
            period,
            stage: self.stage.get_untracked(),
            release_at,
            members_until,
        })
    }
}

/// The form of a plan.
#[component]
pub(super) fn PlanForm(
    /// The plan that is changed; none for a new one.
    before: Option<Release>,
    /// What is done with the plan.
    of: Callback<PlanRelease, Planning>,
    /// Called with what is planned since.
    on_done: Callback<Option<Release>>,
) -> impl IntoView {
    let words = use_releases();
    let typed = Typed::of(before.as_ref());
    let sender = Sender::new(
        |client, what| Box::pin(plan(client, what)),
        move |done| on_done.run(done),
    );
    let [plan_it, save, ..] = words.buttons;
    let button = if before.is_some() { save } else { plan_it };
    let [name_lv, name_en, period, stage, indicators, public, members] = words.fields;
    let [period_hint, public_hint, members_hint] = words.hints;
    let members_first = RwSignal::new(false);
    let fault = move |member: &'static str| Signal::derive(move || sender.fault_at(member));
    let fault_of_instant =
        move |which: usize| Signal::derive(move || sender.fault_at(instants(members_first.get())[which]));
    let send = move |()| {
        let plan = typed.plan();
        members_first.set(match &plan {
            Ok(plan) => plan.members_until.is_some(),
            Err(which) => *which == Unread::Public,
        });
        match plan {
            Ok(plan) => sender.send(of.run(plan)),
            Err(Unread::Period) => {
                sender.misses("/period", words.unread_period);
                focus_on("plan-period".to_owned());
            }
            Err(Unread::Public) => {
                sender.misses("/members_until", words.no_public);
                focus_on("plan-at".to_owned());
            }
        }
    };
    let stages = move |control: Control| {
        view! {
            <select
                id=control.id
                class="choice"
                aria-describedby=control.described_by
                aria-invalid=control.invalid
                on:change=move |event| {
                    if let Some(stage) = ReleaseStage::from_code(&event_target_value(&event)) {
                        typed.stage.set(stage);
                    }
                }
            >
                {ReleaseStage::ALL
                    .iter()
                    .map(|one| {
                        let one = *one;
                        view! {
                            <option value=one.code() prop:selected=move || typed.stage.get() == one>
                                {(words.stage)(one)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        }
        .into_any()
    };
    let chosen = fault("/indicators");
    view! {
        <form class="entries" on:submit=move |event| event.prevent_default()>
            <TextField id="plan-lv" label=name_lv value=typed.lv hint="" fault=fault("/name/lv") />
            <TextField id="plan-en" label=name_en value=typed.en hint="" fault=fault("/name/en") />
            <TextField
                id="plan-period"
                label=period
                value=typed.period
                hint=period_hint
                fault=fault("/period")
            />
            <Entry id="plan-stage" label=stage hint="" fault=fault("/stage") control=stages />
            <fieldset class="entry entry-wide" aria-describedby="plan-indicators-fault">
                <legend>{indicators}</legend>
                <Gated chosen=typed.indicators />
                <span class="fault" id="plan-indicators-fault">
                    {chosen}
                </span>
            </fieldset>
            <InstantField
                id="plan-at"
                label=public
                value=typed.public
                hint=public_hint
                fault=fault_of_instant(0)
            />
            <InstantField
                id="plan-members"
                label=members
                value=typed.members
                hint=members_hint
                fault=fault_of_instant(1)
            />
            <div class="entry entry-wide">
                <SendButton sender label=button strong=true on_press=send />
                <Sent sender part=words.parts.plan fault="plan-fault".to_owned() done=|_| String::new() />
            </div>
        </form>
    }
}

#[component]
fn TextField(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    /// What helps to fill it in; empty for nothing.
    hint: &'static str,
    /// What is wrong with it.
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let control = move |control: Control| {
        view! {
            <input
                id=control.id
                type="text"
                class="field"
                maxlength=LONGEST_NAME.to_string()
                aria-describedby=control.described_by
                aria-invalid=control.invalid
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any()
    };
    view! { <Entry id label hint fault control /> }
}

#[component]
fn InstantField(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    /// What helps to fill it in.
    hint: &'static str,
    /// What is wrong with it.
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_releases();
    let hint = Signal::derive(move || match to_utc(&value.read()) {
        Some(utc) => format!("{hint} {}", (words.in_utc)(&to_minute(&utc))),
        None => hint.to_owned(),
    });
    let control = move |control: Control| {
        view! {
            <input
                id=control.id
                type="datetime-local"
                class="field"
                aria-describedby=control.described_by
                aria-invalid=control.invalid
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any()
    };
    view! { <Entry id label hint fault control /> }
}

/// The choice among the indicators whose figures wait for a release.
#[component]
fn Gated(chosen: RwSignal<BTreeSet<IndicatorCode>>) -> impl IntoView {
    let words = use_releases();
    let language = use_language();
    let reference = use_reference();
    let gated: Vec<_> = reference
        .indicators
        .iter()
        .filter(|one| !one.gate.is_open())
        .collect();
    if gated.is_empty() {
        return view! { <p class="quiet">{words.no_gated}</p> }.into_any();
    }
    gated
        .into_iter()
        .map(|one| {
            let (code, turned) = (one.code.clone(), one.code.clone());
            view! {
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || chosen.read().contains(&code)
                        on:change=move |event| {
                            chosen
                                .update(|chosen| {
                                    match event_target_checked(&event) {
                                        true => chosen.insert(turned.clone()),
                                        false => chosen.remove(&turned),
                                    };
                                });
                        }
                    />
                    {one.name.get(language).to_owned()}
                </label>
            }
        })
        .collect_view()
        .into_any()
}

//! What is said of a figure that everybody sees, and saying it.

use super::explanation::ExplanationForm;
use super::may_explain::use_may_explain;
use crate::address::{Address, ComparisonAddress, ExplanationAddress};
use crate::api::releases::Saying;
use crate::api::series;
use crate::components::loaded::{Loaded, Skeleton};
use crate::components::told::Told;
use crate::pages::NotFoundPage;
use crate::pages::waiting::{SeriesChart, said};
use crate::state::cache::Cache;
use crate::state::data::use_reference;
use crate::state::language::{use_language, use_releases};
use crate::state::page_title::use_page_title;
use blis_domain::explanation::{Explanation, WriteExplanation};
use blis_domain::indicator::Indicator;
use blis_domain::locale::to_minute;
use blis_domain::observation::ObservationKey;
use blis_domain::series::Series;
use leptos::prelude::*;
use std::sync::Arc;

/// The explanation of a figure.
#[component]
pub(crate) fn ExplanationPage(
    /// Of which.
    address: Memo<ExplanationAddress>,
) -> impl IntoView {
    let words = use_releases();
    let reference = use_reference();
    use_page_title(move || words.explanation_page.to_owned());
    move || {
        let address = address.get();
        let (Some(indicator), Some(_)) = (
            reference.indicator(&address.indicator).cloned(),
            reference.area(&address.area),
        ) else {
            return view! { <NotFoundPage /> }.into_any();
        };
        view! { <OfFigure address indicator /> }.into_any()
    }
}

#[component]
fn OfFigure(address: ExplanationAddress, indicator: Arc<Indicator>) -> impl IntoView {
    let words = use_releases();
    let language = use_language();
    // What is said is asked for anew once something is said; the page goes on with what it shows.
    let blocks = Cache::new(series);
    let ExplanationAddress { area, period, .. } = address.clone();
    let name = use_reference().name(&area, language).to_owned();
    let comparison = Address::Comparison(ComparisonAddress {
        area: Some(area),
        period: Some(period),
        ..ComparisonAddress::of(indicator.code.clone())
    });
    let block = (indicator.code.clone(), None);
    let (again, since) = (block.clone(), block.clone());
    let told = RwSignal::new(String::new());
    let on_done = Callback::new(move |saying: Saying| {
        told.set(words.became[usize::from(saying.said.is_none())].to_owned());
        blocks.renew(&since);
    });
    view! {
        <p class="kicker">
            <a href=comparison.to_string()>{indicator.name.get(language).to_owned()}</a>
        </p>
        <h1>{words.explanation_page}</h1>
        <p class="subtitle">{name} " · " {period.to_string()}</p>
        <Told text=told />
        <Loaded
            load=Signal::derive(move || blocks.get(&block))
            part=words.parts.explanation
            skeleton=Skeleton::Page
            on_retry=move |()| blocks.retry(&again)
            let:series
        >
            {figure(&series, &address, Arc::clone(&indicator), on_done)}
        </Loaded>
    }
}

/// The figure, what is said of it, and the form for whoever may say something.
fn figure(
    series: &Arc<Series>,
    address: &ExplanationAddress,
    indicator: Arc<Indicator>,
    on_done: Callback<Saying>,
) -> impl IntoView + use<> {
    let words = use_releases();
    let may_explain = use_may_explain();
    let ExplanationAddress { area, period, .. } = address.clone();
    let cell = series.cell(&area, period);
    let explanation = series.explanation(&area, period).cloned();
    let now = match &explanation {
        Some(one) => stands(one).into_any(),
        None => words.no_explanation.into_any(),
    };
    let before = explanation.map(|one| WriteExplanation {
        lv: one.lv,
        en: one.en,
    });
    let key = ObservationKey::whole(indicator.code.clone(), area.clone(), period);
    let whose = area.clone();
    let may = Memo::new(move |_| may_explain(&whose));
    let form = move || match may.get() {
        true => {
            let (figure, before) = (key.clone(), before.clone());
            view! { <ExplanationForm figure id="of-figure".to_owned() before waits=false on_done /> }
                .into_any()
        }
        false => view! { <p class="quiet">{words.who_explains}</p> }.into_any(),
    };
    let [value, said_now] = words.explanation_labels;
    view! {
        <div class="held-figure">
            <div class="held-told">
                <dl class="facts">
                    <div>
                        <dt>{value}</dt>
                        <dd>
                            <span class="own-value">{said(Some(&indicator), cell.value, cell.status)}</span>
                        </dd>
                    </div>
                    <div><dt>{said_now}</dt><dd>{now}</dd></div>
                </dl>
                {form}
            </div>
            <SeriesChart indicator area series=Arc::clone(series) />
        </div>
    }
}

/// What is said of the figure, and since when.
fn stands(explanation: &Explanation) -> impl IntoView + use<> {
    let text = explanation.text(use_language()).to_owned();
    let since = format!("{} UTC", to_minute(&explanation.recorded_at));
    view! {
        {text}
        " "
        <span class="quiet">{since}</span>
    }
}

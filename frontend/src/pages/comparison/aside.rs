//! The finding in sentences, and the few figures beside the chart.

use super::{Partners, Verdict};
use crate::address::{Address, ProfileAddress};
use crate::components::band_mark::{BandMark, Wording};
use crate::pages::later::Piece;
use crate::reference::Reference;
use crate::state::data::{use_data, use_reference};
use crate::state::language::{use_language, use_texts};
use crate::state::question::{PeersNow, Question};
use blis_domain::area::AreaCode;
use blis_domain::compare::ComparisonSummary;
use blis_domain::finding;
use blis_domain::indicator::{Direction, Indicator};
use blis_domain::locale::{number, quantity, range};
use blis_domain::period::Period;
use blis_domain::rights::Action;
use leptos::prelude::*;

/// As many names of those with the best value as a line holds.
const MOST_BEST: usize = 3;

/// The finding in sentences, and the few figures beside the chart.
#[component]
pub(super) fn Aside(
    /// The question.
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let language = use_language();
    let reference = use_reference();
    let indicator = question.indicator.get_value();
    let known = reference.clone();
    let sheet = indicator.clone();
    let figures = move || {
        let comparison = question.comparison.get()?;
        Some(figures(&known, &sheet, &comparison.summary))
    };
    let known = reference.clone();
    let sheet = indicator.clone();
    let standing = move || {
        let comparison = question.comparison.get()?;
        let name = known.name(&comparison.summary.area, language).to_owned();
        Some(finding::standing(language, &name, &sheet, &comparison.summary))
    };
    let trend = move || {
        let PeersNow::Members(peers) = question.peers.get() else {
            return None;
        };
        let series = question.series.read_value();
        // It ends at the period that is asked about: what came later is not that period's finding.
        let until = question.period.get();
        let asked = |period: &&Period| until.is_none_or(|until| **period <= until);
        let periods: Vec<String> = series
            .periods
            .iter()
            .take_while(asked)
            .map(ToString::to_string)
            .collect();
        let line = series.line(&question.area.read());
        finding::trend(language, &indicator, &periods, &line, &series.spreads(&peers))
    };
    let profile = move || {
        let address = question.address.read();
        Address::Profile(ProfileAddress {
            peers: address.peers.clone(),
            period: address.period,
            as_of: address.as_of.clone(),
            ..ProfileAddress::of(question.area.get())
        })
    };
    let profile_name = move || (texts.comparison.to_profile)(reference.name(&question.area.read(), language));
    let explained = move || {
        let comparison = question.comparison.get()?;
        let explanation = comparison.summary.explanation.as_ref()?;
        Some(view! { <p class="explained">{finding::explained(language, explanation)}</p> })
    };
    let has_partners = !question.indicator.read_value().partners.is_empty();
    let has_direction = question.indicator.read_value().direction != Direction::None;
    let data = use_data();
    // It is loaded for those alone who explain figures; those of an earlier moment are what they were.
    let explain = move || {
        let offers = question.address.read().as_of.is_none() && data.may_any(&[Action::ExplainFigures]);
        let draw = offers
            .then(|| data.pieces.get(&Piece::Releases).ready())
            .flatten()?;
        Some(draw())
    };
    view! {
        <aside class="comparison-aside" aria-label=texts.comparison.finding>
            {figures}
            <p>{standing}</p>
            {explained}
            {explain}
            {move || trend().map(|sentence| view! { <p>{sentence}</p> })}
            {has_partners.then(|| view! { <Partners question /> })}
            {has_direction.then(|| view! { <Verdict question /> })}
            <p><a class="way" href=move || profile().to_string()>{profile_name}</a></p>
        </aside>
    }
}

/// Own value, band, median, middle half, best value and the value before.
fn figures(reference: &Reference, indicator: &Indicator, summary: &ComparisonSummary) -> AnyView {
    let texts = use_texts();
    let language = use_language();
    let symbol = indicator.unit.symbol.get(language);
    let shown = |value: f64| quantity(language, value, indicator.decimals, symbol);
    let peers = &summary.peers;
    let mut facts: Vec<(String, String)> = Vec::new();
    facts.extend(
        peers
            .median
            .map(|median| (texts.comparison.median.to_owned(), shown(median))),
    );
    facts.extend(peers.q1.zip(peers.q3).map(|(q1, q3)| {
        (
            texts.comparison.middle_half.to_owned(),
            range(language, q1, q3, indicator.decimals, symbol),
        )
    }));
    facts.extend(summary.best_value().map(|best| {
        let names = best_names(reference, &summary.best);
        (
            texts.comparison.best.to_owned(),
            format!("{}, {names}", shown(best)),
        )
    }));
    facts.extend(summary.value.zip(summary.previous).map(|(value, before)| {
        let change = finding::difference(language, indicator, value, before.value);
        let period = before.period.to_string();
        (
            (texts.comparison.previous)(&period),
            format!("{} ({change})", shown(before.value)),
        )
    }));
    let own = match summary.value {
        Some(value) => {
            let number = number(language, value, indicator.decimals);
            // The sign stands smaller than the number; English has no space before a per cent sign.
            let unit = quantity(language, value, indicator.decimals, symbol);
            let unit = unit.strip_prefix(&number).unwrap_or_default().to_owned();
            view! { <span class="own-value">{number} <span class="own-unit">{unit}</span></span> }.into_any()
        }
        None => {
            let reason = finding::missing_reason(language, summary.absence());
            format!("{}: {reason}", texts.words.no_value).into_any()
        }
    };
    let band = summary
        .band
        .map(|band| view! { <BandMark band wording=Wording::SignAndWord /> });
    let facts = facts
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! {
        <p class="own-figure">
            {own}
            {band}
        </p>
        <dl class="facts">{facts}</dl>
    }
    .into_any()
}

fn best_names(reference: &Reference, best: &[AreaCode]) -> String {
    let language = use_language();
    let mut names: Vec<String> = best
        .iter()
        .take(MOST_BEST)
        .map(|code| reference.name(code, language).to_owned())
        .collect();
    if best.len() > MOST_BEST {
        names.push((use_texts().comparison.more)(best.len() - MOST_BEST));
    }
    names.join(", ")
}

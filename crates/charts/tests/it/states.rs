//! Every state a chart can be in, by name: what the snapshots keep and the gallery shows.

use super::sample::{OWN, Sample, code, indicator, year};
use blis_charts::{CannotDraw, Chart, DistributionChart, Extent, RankingChart, StripChart, TrendChart};
use blis_domain::indicator::Direction;
use blis_domain::period::{Frequency, Period};
use blis_domain::status::ObservationStatus;
use blis_domain::text::{Language, Text};

/// A chart, or why there is none.
pub(crate) type Drawn = Result<Box<dyn Chart>, CannotDraw>;

/// Every state, in the order they are shown.
pub(crate) fn all() -> Vec<(&'static str, Drawn)> {
    let mut states = rankings();
    states.extend(trends());
    states.extend(distributions());
    states.extend(super::scatter_states::scatters());
    states.extend(super::slope_states::slopes());
    states.extend(super::heat_states::heats());
    states.extend(strips());
    states
}

fn ranking(sample: &Sample, width: u32, extent: Extent) -> Drawn {
    let comparison = sample.comparison();
    let chart = RankingChart::build(&sample.ranking(&comparison, width, extent))?;
    Ok(Box::new(chart))
}

/// Rankings.
pub(crate) fn rankings() -> Vec<(&'static str, Drawn)> {
    let preschool = Sample::preschool();
    let spending = Sample::spending();
    let change = Sample::population_change();
    vec![
        ("ranking-ordinary", ranking(&preschool, 860, Extent::Whole)),
        ("ranking-spending", ranking(&spending, 860, Extent::Whole)),
        ("ranking-phone", ranking(&preschool, 340, Extent::Neighbourhood)),
        (
            "ranking-phone-spending",
            ranking(&spending, 340, Extent::Neighbourhood),
        ),
        (
            "ranking-neighbourhood",
            ranking(&preschool, 640, Extent::Neighbourhood),
        ),
        ("ranking-negative", ranking(&change, 860, Extent::Whole)),
        (
            "ranking-negative-phone",
            ranking(&change, 340, Extent::Neighbourhood),
        ),
        (
            "ranking-provisional",
            ranking(&uncertain(), 700, Extent::Neighbourhood),
        ),
        (
            "ranking-one-area",
            ranking(&few(&["Saldus novads"], &[12.3]), 700, Extent::Whole),
        ),
        ("ranking-ties", ranking(&ties(), 700, Extent::Whole)),
        ("ranking-all-missing", ranking(&missing(), 700, Extent::Whole)),
        ("ranking-one-value", ranking(&one_value(), 700, Extent::Whole)),
        (
            "ranking-zeroes",
            ranking(
                &few(
                    &["Ādažu novads", "Ogres novads", "Saldus novads"],
                    &[0.0, 0.0, 0.0],
                ),
                700,
                Extent::Whole,
            ),
        ),
        ("ranking-huge", ranking(&huge(), 700, Extent::Whole)),
        ("ranking-huge-phone", ranking(&huge(), 340, Extent::Whole)),
        ("ranking-long-names", ranking(&long_names(), 560, Extent::Whole)),
        (
            "ranking-long-names-phone",
            ranking(&long_names(), 340, Extent::Whole),
        ),
        (
            "ranking-no-direction",
            ranking(&no_direction(), 700, Extent::Neighbourhood),
        ),
        ("ranking-english", ranking(&english(), 700, Extent::Neighbourhood)),
    ]
}

pub(crate) fn few(names: &[&str], values: &[f64]) -> Sample {
    let indicator = indicator(
        Text::new("Siltuma zudumi tīklos", "Heat lost in networks"),
        ("percent", "%"),
        1,
        Direction::Lower,
    );
    Sample::of(indicator, names, 2016..=2016, |area, _| values.get(area).copied())
}

fn ties() -> Sample {
    let names = super::sample::PILOTS;
    few(
        &names[24..36],
        &[4.0, 4.0, 7.0, 7.0, 7.0, 7.0, 9.0, 9.0, 9.0, 7.0, 12.0, 12.0],
    )
}

pub(crate) fn missing() -> Sample {
    few(&["Ādažu novads", "Saldus novads"], &[])
}

fn one_value() -> Sample {
    few(&["Ādažu novads", "Ogres novads", "Saldus novads"], &[18.4])
}

fn huge() -> Sample {
    let mut sample = few(
        &["Ādažu novads", "Ogres novads", "Saldus novads"],
        &[1_907_675_000_000.0, 45_000_000_000.5, 870_000_000_000.0],
    );
    sample.indicator.unit.code = "eur".into();
    sample.indicator.unit.symbol = Text::new("EUR", "EUR");
    sample
}

pub(crate) fn long_names() -> Sample {
    few(
        &[
            "Republikas nozīmes pilsētas Daugavpils un apkārtējo pagastu apvienotā pašvaldība",
            "Vecumnieku novads un tam pievienotie Skaistkalnes un Valles pagasti",
            "Saldus un Brocēnu apvienotais novads ar visiem pagastiem un pilsētām",
        ],
        &[8.1, 12.5, 19.0],
    )
}

fn uncertain() -> Sample {
    let mut sample = Sample::preschool();
    let last = sample.series.periods.len() - 1;
    for (area, status) in sample.series.status[last].iter_mut().enumerate() {
        if area % 3 == 0 && sample.series.values[last][area].is_some() {
            *status = ObservationStatus::Provisional;
        }
        if area % 5 == 0 && sample.series.values[last][area].is_some() {
            *status = ObservationStatus::Estimated;
        }
    }
    sample
}

pub(crate) fn no_direction() -> Sample {
    let mut sample = Sample::spending();
    sample.indicator.direction = Direction::None;
    sample
}

pub(crate) fn english() -> Sample {
    let mut sample = Sample::spending();
    sample.language = Language::En;
    for name in sample.names.values_mut() {
        *name = name.replace("novads", "municipality");
    }
    sample.picks.push(code(20));
    sample
}

fn trend(sample: &Sample, width: u32, height: u32) -> Drawn {
    Ok(Box::new(TrendChart::build(&sample.trend(width, height))?))
}

/// Trends.
pub(crate) fn trends() -> Vec<(&'static str, Drawn)> {
    let preschool = Sample::preschool();
    let mut crowd = Sample::preschool();
    crowd.picks = [37, 10, 4, 20, 38, 41].map(code).to_vec();
    let mut single = Sample::preschool();
    single.series = single
        .series
        .narrowed(&single.areas, Some(year(2016)), Some(year(2016)));
    vec![
        ("trend-ordinary", trend(&preschool, 860, 420)),
        ("trend-spending", trend(&Sample::spending(), 860, 420)),
        ("trend-phone", trend(&preschool, 340, 300)),
        ("trend-phone-spending", trend(&Sample::spending(), 340, 320)),
        ("trend-negative", trend(&Sample::population_change(), 700, 360)),
        ("trend-gaps", trend(&gaps(), 860, 420)),
        ("trend-single-period", trend(&single, 700, 360)),
        ("trend-many-picks", trend(&crowd, 700, 300)),
        ("trend-many-picks-phone", trend(&crowd, 340, 300)),
        ("trend-quarters", trend(&quarters(), 700, 360)),
        ("trend-english", trend(&english(), 860, 420)),
        ("trend-all-missing", trend(&missing(), 700, 360)),
    ]
}

fn distribution(sample: &Sample, width: u32, height: u32) -> Drawn {
    Ok(Box::new(DistributionChart::build(&sample.trend(width, height))?))
}

/// Distributions.
pub(crate) fn distributions() -> Vec<(&'static str, Drawn)> {
    let preschool = Sample::preschool();
    let mut single = Sample::preschool();
    single.series = single
        .series
        .narrowed(&single.areas, Some(year(2016)), Some(year(2016)));
    vec![
        ("distribution-ordinary", distribution(&preschool, 860, 420)),
        (
            "distribution-spending",
            distribution(&Sample::spending(), 1180, 460),
        ),
        ("distribution-phone", distribution(&preschool, 340, 340)),
        (
            "distribution-negative",
            distribution(&Sample::population_change(), 700, 360),
        ),
        ("distribution-gaps", distribution(&gaps(), 860, 420)),
        ("distribution-uncertain", distribution(&uncertain(), 700, 400)),
        ("distribution-single-period", distribution(&single, 700, 360)),
        (
            "distribution-one-area",
            distribution(&few(&["Saldus novads"], &[12.3]), 640, 320),
        ),
        ("distribution-ties", distribution(&ties(), 640, 360)),
        ("distribution-one-value", distribution(&one_value(), 640, 320)),
        ("distribution-huge", distribution(&huge(), 640, 320)),
        ("distribution-long-names", distribution(&long_names(), 560, 320)),
        ("distribution-english", distribution(&english(), 860, 420)),
        ("distribution-all-missing", distribution(&missing(), 700, 360)),
    ]
}

fn gaps() -> Sample {
    let mut sample = Sample::spending();
    let series = &mut sample.series;
    series.values[3][OWN] = None;
    series.status[3][OWN] = ObservationStatus::Missing;
    series.status[5][OWN] = ObservationStatus::Break;
    series.status[7][OWN] = ObservationStatus::Provisional;
    for row in 4..8 {
        series.values[row][10] = None;
        series.status[row][10] = ObservationStatus::Missing;
    }
    series.status[6][37] = ObservationStatus::Estimated;
    series.status[7][37] = ObservationStatus::Estimated;
    sample
}

fn quarters() -> Sample {
    let mut sample = Sample::preschool();
    sample.series.periods = sample
        .series
        .periods
        .iter()
        .enumerate()
        .filter_map(|(row, _)| Period::new(2015 + row as u16 / 4, Frequency::Quarter, row as u8 % 4 + 1))
        .collect();
    sample
}

fn strip(sample: &Sample, width: u32, height: u32) -> Drawn {
    let comparison = sample.comparison();
    Ok(Box::new(StripChart::build(&sample.strip(
        &comparison,
        width,
        height,
    ))?))
}

/// Strips.
pub(crate) fn strips() -> Vec<(&'static str, Drawn)> {
    let mut absent = Sample::preschool();
    absent.own = code(3);
    let mut provisional = Sample::preschool();
    let last = provisional.series.periods.len() - 1;
    provisional.series.status[last][OWN] = ObservationStatus::Provisional;
    vec![
        ("strip-ordinary", strip(&Sample::preschool(), 180, 22)),
        ("strip-spending", strip(&Sample::spending(), 260, 22)),
        ("strip-provisional", strip(&provisional, 180, 22)),
        ("strip-without-own", strip(&absent, 180, 22)),
        ("strip-one-value", strip(&one_value(), 180, 22)),
        ("strip-ties", strip(&ties(), 180, 22)),
        ("strip-all-missing", strip(&missing(), 180, 22)),
    ]
}

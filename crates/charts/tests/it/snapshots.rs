//! Every state as a document, reviewed like any other code. `cargo run -p blis-charts --example gallery` shows
//! them on one page.

use crate::sample::Sample;
use crate::scatter_states::Scatter;
use crate::{heat_states, slope_states, states};
use blis_charts::{Chart, Extent, RankingChart, ScatterChart, Scheme, TrendChart};

/// One element a line, so that a change is read as a change of elements.
fn in_lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn every_state() {
    for (name, chart) in states::all() {
        let shown = match chart {
            Ok(chart) => in_lines(&chart.svg(Scheme::Light, None).unwrap()),
            Err(reason) => reason.to_string(),
        };
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn dark_and_pointed() {
    let sample = Sample::spending();
    let comparison = sample.comparison();
    let ranking = RankingChart::build(&sample.ranking(&comparison, 640, Extent::Neighbourhood)).unwrap();
    insta::assert_snapshot!(
        "ranking-dark-pointed",
        in_lines(&ranking.svg(Scheme::Dark, Some(2)).unwrap())
    );
    let trend = TrendChart::build(&sample.trend(640, 360)).unwrap();
    let hidden = trend.marks().len() - 1;
    insta::assert_snapshot!(
        "trend-dark-pointed",
        in_lines(&trend.svg(Scheme::Dark, Some(hidden)).unwrap())
    );
    let scatter = ScatterChart::build(&Scatter::schools().input(860, 560)).unwrap();
    insta::assert_snapshot!(
        "scatter-dark-pointed",
        in_lines(&scatter.svg(Scheme::Dark, Some(2)).unwrap())
    );
    let slope = slope_states::slopes().swap_remove(0).1.unwrap();
    // The highest of the earlier period, which is neither own nor picked.
    insta::assert_snapshot!(
        "slope-dark-pointed",
        in_lines(&slope.svg(Scheme::Dark, Some(0)).unwrap())
    );
    let heat = heat_states::ordinary().drawn(358).unwrap();
    insta::assert_snapshot!(
        "heat-dark-pointed",
        in_lines(&heat.svg(Scheme::Dark, Some(5)).unwrap())
    );
    insta::assert_snapshot!("heat-kept", in_lines(&heat.kept(Scheme::Light, Some(0)).unwrap()));
}

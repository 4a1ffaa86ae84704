//! The scatter of values of any size.

use super::sample::{case, input};
use crate::scatter::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever the values, every mark stands in the plot.
    #[test]
    fn no_value_leaves_the_plot(
        values in prop::collection::vec((any::<f64>(), any::<f64>()), 1..12),
        logarithmic in any::<bool>(),
    ) {
        let mut case = case(values.len());
        case.scale = if logarithmic { AxisScale::Logarithmic } else { AxisScale::Linear };
        for (column, (x, y)) in values.iter().enumerate() {
            let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
            case.of_x.values[4][column] = Some(if logarithmic { finite(*x).abs().max(1e-300) } else { finite(*x) });
            case.of_y.values[4][column] = Some(finite(*y));
        }
        // Numbers of three hundred digits may leave the plot no room at all.
        if let Ok(chart) = ScatterChart::build(&input(&case, (9_000, 560))) {
            let plot = chart.layout.plot.grown(0.5);
            for point in &chart.layout.points {
                let (x, y) = point.centre;
                prop_assert!(plot.crosses(x) && (plot.y..=plot.bottom()).contains(&y), "{:?}", point.centre);
            }
        }
    }
}

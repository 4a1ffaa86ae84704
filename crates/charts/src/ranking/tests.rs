use super::*;
use crate::text_width::{Weight, text_width};
use crate::theme::TEXT;
use blis_domain::compare::compare;
use blis_domain::indicator::Direction;
use blis_domain::period::Period;
use blis_domain::samples;
use blis_domain::series::Series;
use blis_domain::status::ObservationStatus;
use proptest::prelude::*;

fn indicator(decimals: u8, symbol: &str) -> Indicator {
    Indicator {
        unit: samples::unit("unit", symbol),
        decimals,
        direction: Direction::Higher,
        ..samples::indicator("TST.ONE".parse().unwrap())
    }
}

fn code(number: usize) -> AreaCode {
    format!("{number:07}").parse().unwrap()
}

fn compared(indicator: &Indicator, values: &[Option<f64>]) -> Comparison {
    let year = Period::year(2016).unwrap();
    let areas: Vec<AreaCode> = (0..values.len()).map(code).collect();
    let mut series = Series::empty(indicator.code.clone(), areas.clone(), vec![year]);
    for (column, value) in values.iter().enumerate() {
        series.values[0][column] = *value;
        series.status[0][column] = match (value, column % 5) {
            (None, _) => ObservationStatus::Missing,
            (Some(_), 3) => ObservationStatus::Provisional,
            (Some(_), 4) => ObservationStatus::Estimated,
            (Some(_), _) => ObservationStatus::Normal,
        };
    }
    compare(indicator, &series, &code(0), "all", &areas, Some(year))
}

fn built(
    comparison: &Comparison,
    indicator: &Indicator,
    width: u32,
    extent: Extent,
) -> Result<RankingChart, CannotDraw> {
    let names = (0..comparison.items.len() + comparison.missing.len())
        .map(|place| {
            (
                code(place),
                format!("Pašvaldības {} novads", "garā ".repeat(place % 4)),
            )
        })
        .collect();
    RankingChart::build(&RankingInput {
        language: Language::Lv,
        indicator,
        comparison,
        names: &names,
        picks: &[code(1), code(2)],
        width,
        extent,
    })
}

fn ordinary() -> RankingChart {
    let values: Vec<Option<f64>> = (0..44u8).map(|value| Some(f64::from(value))).collect();
    let indicator = indicator(1, "%");
    built(&compared(&indicator, &values), &indicator, 860, Extent::Whole).unwrap()
}

#[test]
fn a_pointer_means_the_row_it_is_on() {
    let chart = ordinary();
    for (place, mark) in chart.marks().iter().enumerate() {
        assert_eq!(chart.mark_at(5.0, mark.y + 9.0), Some(place));
        assert_eq!(chart.mark_at(855.0, mark.y + 9.0), Some(place));
    }
    let last = &chart.marks()[43];
    assert_eq!(
        chart.mark_at(400.0, last.y + last.height + 20.0),
        Some(43),
        "within 24 pixels"
    );
    assert_eq!(
        chart.mark_at(400.0, last.y + last.height + 30.0),
        None,
        "farther than that"
    );
}

#[test]
fn keys_reach_every_row() {
    let chart = ordinary();
    let own = chart.step(None, Step::Down);
    assert_eq!(
        own.map(|place| &chart.marks()[place].area),
        Some(&code(0)),
        "the own row comes first"
    );
    let mut at = chart.step(own, Step::First);
    for place in 0..44 {
        assert_eq!(at, Some(place));
        at = chart.step(at, Step::Down);
    }
    assert_eq!(at, Some(43), "at the end a step stays");
    assert_eq!(chart.step(Some(0), Step::Up), Some(0));
    assert_eq!(
        chart.step(Some(1_000), Step::Up),
        Some(43),
        "a mark of a former chart is no trap"
    );
}

#[test]
fn zero_is_drawn_as_zero_and_a_missing_value_not_at_all() {
    let indicator = indicator(1, "%");
    let comparison = compared(&indicator, &[Some(0.0), None, Some(4.0), Some(-2.0)]);
    let chart = built(&comparison, &indicator, 700, Extent::Whole).unwrap();
    assert_eq!(chart.marks().len(), 3);
    let zero = chart
        .layout
        .rows
        .iter()
        .find(|row| row.value.text.starts_with('0'))
        .unwrap();
    assert!(
        zero.bar.width < 1.0,
        "a bar of zero has no length, but {}",
        zero.bar.width
    );
    assert!(chart.description().ends_with("1 pašvaldībai vērtības nav."));
}

#[test]
fn what_cannot_be_drawn_says_so() {
    let indicator = indicator(0, "");
    let nothing = compared(&indicator, &[None, None]);
    assert_eq!(
        built(&nothing, &indicator, 700, Extent::Whole).err(),
        Some(CannotDraw::NoValues)
    );
    let one = compared(&indicator, &[Some(1.0)]);
    assert_eq!(
        built(&one, &indicator, 60, Extent::Whole).err(),
        Some(CannotDraw::TooSmall)
    );
    let endless = compared(&indicator, &[Some(f64::INFINITY)]);
    assert_eq!(
        built(&endless, &indicator, 700, Extent::Whole).err(),
        Some(CannotDraw::NotFinite)
    );
}

#[test]
fn a_card_says_value_rank_distance_and_status() {
    let chart = ordinary();
    let fourth = chart.marks().iter().find(|mark| mark.area == code(3)).unwrap();
    assert_eq!(
        fourth.card.lines,
        [
            "3,0\u{a0}% · 2016",
            "41.\u{a0}vieta no 44 · sliktākā ceturtdaļa",
            "par 18,5\u{a0}% zem mediānas",
            "provizoriska vērtība"
        ]
    );
}

fn value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        Just(None),
        Just(Some(0.0)),
        (-100.0..100.0f64).prop_map(Some),
        (-1e13..1e13f64).prop_map(Some),
    ]
}

proptest! {
    #[test]
    fn no_text_leaves_the_canvas(
        values in prop::collection::vec(value(), 1..60),
        width in 320u32..1200,
        decimals in 0u8..3,
        symbol in prop_oneof![Just("%"), Just("EUR"), Just("uz 100 000")],
        phone in any::<bool>(),
    ) {
        let indicator = indicator(decimals, symbol);
        let extent = if phone { Extent::Neighbourhood } else { Extent::Whole };
        let Ok(chart) = built(&compared(&indicator, &values), &indicator, width, extent) else {
            prop_assert!(values.iter().all(Option::is_none), "only a lack of values prevents the chart");
            return Ok(());
        };
        for label in chart.layout.labels() {
            let frame = label.frame();
            prop_assert!(
                frame.x >= -0.01 && frame.right() <= f64::from(width) + 0.01
                    && frame.y >= 0.0 && frame.bottom() <= f64::from(chart.height()),
                "`{}` leaves the canvas: {:?}", label.text, frame
            );
        }
        for row in &chart.layout.rows {
            prop_assert!(row.bar.x >= -0.01 && row.bar.right() <= f64::from(width) + 0.01);
            prop_assert!(!row.name.frame().overlaps(&row.value.frame()), "{:?}", row);
        }
        prop_assert!(chart.svg(Scheme::Light, Some(0)).is_ok());
    }

    #[test]
    fn numbers_of_the_axis_do_not_touch(high in 0.1..1e9f64, width in 320u32..1000) {
        let indicator = indicator(2, "EUR");
        let chart = built(&compared(&indicator, &[Some(high), Some(0.0)]), &indicator, width, Extent::Whole).unwrap();
        let labels: Vec<_> = chart.layout.ticks.iter().filter_map(|tick| tick.label.as_ref()).collect();
        prop_assert!(!labels.is_empty() && labels.len() <= 6);
        for pair in labels.windows(2) {
            let width = text_width(&pair[0].text, TEXT, Weight::Regular);
            prop_assert!(pair[0].frame().right() <= pair[1].frame().x, "{} wide: {:?}", width, pair);
        }
    }
}

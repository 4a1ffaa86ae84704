//! Invented areas for the tests of the scatter.

use crate::scatter::*;
use blis_domain::samples;
use blis_domain::status::ObservationStatus;
use blis_domain::text::Text;

/// What a scatter is made of, to be changed by a test.
pub(super) struct Case {
    pub(super) x: Indicator,
    pub(super) y: Indicator,
    pub(super) of_x: Series,
    pub(super) of_y: Series,
    pub(super) colour: Option<Series>,
    pub(super) areas: Vec<AreaCode>,
    pub(super) names: HashMap<AreaCode, String>,
    pub(super) residents: HashMap<AreaCode, u32>,
    pub(super) picks: Vec<AreaCode>,
    pub(super) scale: AxisScale,
    pub(super) trails: Trails,
}

/// A number in 0..1, the same on every run.
fn noise(seed: usize) -> f64 {
    let mut state = (seed as u64).wrapping_add(0x9E37_79B9_7F4A_7C15);
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((state ^ (state >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

/// Areas scattered over the years 2012 to 2016; the first one is the own one.
pub(super) fn case(count: usize) -> Case {
    let named = |code: &str, name: &str| Indicator {
        name: Text::new(name, name),
        ..samples::indicator(code.parse().unwrap())
    };
    let areas: Vec<AreaCode> = (0..count).map(|n| format!("{n:07}").parse().unwrap()).collect();
    let periods: Vec<Period> = (2012..=2016).filter_map(Period::year).collect();
    let series = |seed: usize| {
        let mut series = Series::empty("TST.ONE".parse().unwrap(), areas.clone(), periods.clone());
        for row in 0..periods.len() {
            for column in 0..count {
                series.values[row][column] = Some(5.0 + 40.0 * noise(seed + column) + row as f64);
                series.status[row][column] = ObservationStatus::Normal;
            }
        }
        series
    };
    Case {
        x: named("TST.ONE", "Spending"),
        y: named("TST.TWO", "Coverage"),
        of_x: series(1_000),
        of_y: series(2_000),
        colour: Some(series(3_000)),
        names: areas
            .iter()
            .map(|code| (code.clone(), format!("Area {code} municipality")))
            .collect(),
        residents: areas
            .iter()
            .enumerate()
            .map(|(n, code)| (code.clone(), 2_000 * (n as u32 + 1)))
            .collect(),
        picks: areas.get(1..4).unwrap_or_default().to_vec(),
        scale: AxisScale::Linear,
        trails: Trails::Hidden,
        areas,
    }
}

pub(super) fn input(case: &Case, size: (u32, u32)) -> ScatterInput<'_> {
    let year = |year| Period::year(year).unwrap();
    ScatterInput {
        language: Language::En,
        x: ScatterAxis {
            indicator: &case.x,
            series: &case.of_x,
            scale: case.scale,
        },
        y: ScatterAxis {
            indicator: &case.y,
            series: &case.of_y,
            scale: AxisScale::Linear,
        },
        colour: case.colour.as_ref().map(|series| ScatterColour {
            indicator: &case.x,
            series,
        }),
        residents: Residents {
            counts: &case.residents,
            period: year(2015),
        },
        period: year(2016),
        trails: case.trails,
        area: &case.areas[0],
        peers: &case.areas,
        names: &case.names,
        picks: &case.picks,
        width: size.0,
        height: size.1,
    }
}

//! Every state of a slope, by name.

use super::sample::{OWN, Sample, code, year};
use super::states::{Drawn, english, few, long_names, missing, no_direction};
use blis_charts::{SlopeChart, SlopeInput};
use blis_domain::explanation::{Explanation, Remark};
use blis_domain::indicator::Direction;
use blis_domain::movement::{Incomparable, KnownChange};
use blis_domain::status::ObservationStatus;

fn slope_between(
    sample: &Sample,
    (before, after): (u16, u16),
    (width, height): (u32, u32),
    known: &[KnownChange],
) -> Drawn {
    let input = SlopeInput {
        material: sample.trend(width, height),
        before: year(before),
        after: year(after),
        known,
    };
    Ok(Box::new(SlopeChart::build(&input)?))
}

fn slope(sample: &Sample, width: u32, height: u32) -> Drawn {
    slope_between(sample, (2012, 2016), (width, height), &[])
}

/// Slopes.
pub(crate) fn slopes() -> Vec<(&'static str, Drawn)> {
    let preschool = Sample::preschool();
    let spending = Sample::spending();
    let mut crowd = Sample::preschool();
    crowd.picks = [37, 10, 4, 20, 38, 41].map(code).to_vec();
    let everywhere = KnownChange {
        area: None,
        since: year(2014),
        what: Incomparable::Definition,
    };
    vec![
        ("slope-ordinary", slope(&preschool, 860, 460)),
        ("slope-spending", slope(&spending, 860, 460)),
        ("slope-phone", slope(&preschool, 358, 380)),
        ("slope-phone-spending", slope(&spending, 358, 380)),
        ("slope-many-picks", slope(&crowd, 760, 420)),
        ("slope-many-picks-phone", slope(&crowd, 358, 360)),
        (
            "slope-breaks",
            slope_between(&breaks(), (2009, 2016), (860, 460), &borders()),
        ),
        (
            "slope-breaks-phone",
            slope_between(&breaks(), (2009, 2016), (358, 380), &borders()),
        ),
        (
            "slope-definition",
            slope_between(&preschool, (2012, 2016), (700, 380), &[everywhere]),
        ),
        (
            "slope-uncertain",
            slope_between(&uncertain(), (2012, 2016), (760, 420), &[]),
        ),
        (
            "slope-one-area",
            slope(&pairs(&["Saldus novads"], &[(12.3, 10.1)]), 640, 320),
        ),
        ("slope-ties", slope(&ties(), 640, 360)),
        ("slope-one-value", slope(&one_value(), 640, 320)),
        ("slope-negative", slope(&Sample::population_change(), 700, 400)),
        ("slope-huge", slope(&huge(), 700, 320)),
        ("slope-huge-phone", slope(&huge(), 358, 320)),
        ("slope-long-names", slope(&wordy(), 700, 320)),
        ("slope-long-names-phone", slope(&wordy(), 358, 320)),
        ("slope-no-direction", slope(&no_direction(), 760, 420)),
        ("slope-english", slope(&english(), 860, 460)),
        (
            "slope-same-period",
            slope_between(&preschool, (2016, 2016), (700, 360), &[]),
        ),
        ("slope-all-missing", slope(&missing(), 700, 360)),
        ("slope-too-small", slope(&preschool, 120, 90)),
    ]
}

/// Values of 2012 and 2016.
fn pairs(names: &[&str], values: &[(f64, f64)]) -> Sample {
    let indicator = few(&[], &[]).indicator;
    Sample::of(indicator, names, 2012..=2016, |area, row| {
        let (before, after) = values.get(area).copied()?;
        Some(before + (after - before) * row as f64 / 4.0)
    })
}

fn ties() -> Sample {
    let values = [
        (4.0, 6.0),
        (4.0, 6.0),
        (7.0, 7.0),
        (7.0, 7.0),
        (7.0, 9.0),
        (9.0, 9.0),
        (9.0, 4.0),
        (7.0, 7.0),
        (7.0, 7.0),
        (7.0, 7.0),
    ];
    let mut sample = pairs(&super::sample::PILOTS[24..34], &values);
    sample.picks = vec![code(2), code(5)];
    sample
}

fn one_value() -> Sample {
    let mut sample = pairs(&["Ādažu novads", "Ogres novads", "Saldus novads"], &[]);
    sample.series.values[4][0] = Some(18.4);
    sample.series.status[4][0] = ObservationStatus::Normal;
    sample.series.status[4][1] = ObservationStatus::Suppressed;
    sample
}

fn huge() -> Sample {
    let mut sample = pairs(
        &["Ādažu novads", "Ogres novads", "Saldus novads"],
        &[
            (1_907_675_000_000.0, 1_100_000_000_000.0),
            (45_000_000_000.5, 90_000_000_000.0),
            (870_000_000_000.0, 1_230_000_000_000.0),
        ],
    );
    sample.indicator.unit =
        super::sample::indicator(Default::default(), ("eur", "EUR"), 0, Direction::Lower).unit;
    sample
}

fn wordy() -> Sample {
    let names = long_names();
    let mut sample = pairs(&["a", "b", "c"], &[(8.1, 9.0), (12.5, 12.1), (19.0, 15.5)]);
    sample.names = names.names;
    sample.picks = vec![code(0)];
    sample
}

fn borders() -> Vec<KnownChange> {
    [4, 20]
        .map(|area| KnownChange {
            area: Some(code(area)),
            since: year(2011),
            what: Incomparable::Borders,
        })
        .to_vec()
}

/// Breaks of every kind, and values missing at either end or both.
fn breaks() -> Sample {
    let mut sample = Sample::spending();
    let series = &mut sample.series;
    series.status[5][OWN] = ObservationStatus::Break;
    series.status[7][10] = ObservationStatus::DefinitionDiffers;
    for (row, area, status) in [
        (0, 12, ObservationStatus::Suppressed),
        (0, 15, ObservationStatus::Missing),
        (7, 15, ObservationStatus::Missing),
        (7, 16, ObservationStatus::NotCollected),
        (7, 37, ObservationStatus::Missing),
    ] {
        series.values[row][area] = None;
        series.status[row][area] = status;
    }
    sample
}

fn uncertain() -> Sample {
    let mut sample = Sample::preschool();
    let series = &mut sample.series;
    for (row, area, status) in [
        (7, OWN, ObservationStatus::Provisional),
        (7, 37, ObservationStatus::Estimated),
        (3, 10, ObservationStatus::Imputed),
        (7, 20, ObservationStatus::Estimated),
    ] {
        series.status[row][area] = status;
    }
    series.remarks = vec![Remark {
        area: sample.own.clone(),
        period: year(2016),
        explanation: Explanation {
            lv: "Atvērts jauns bērnudārzs.".to_owned(),
            en: None,
            recorded_at: "2026-11-30T10:00:00Z".to_owned(),
            version: 1,
        },
    }];
    sample
}

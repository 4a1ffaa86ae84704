//! Every state of a heat chart, by name.

use super::sample::{OWN, PILOTS, Sample, code, indicator, noise, year};
use super::states::{Drawn, english, few, long_names, no_direction};
use blis_charts::{HeatChart, HeatInput};
use blis_domain::area::AreaCode;
use blis_domain::explanation::{Explanation, Remark};
use blis_domain::indicator::{Direction, Indicator, PolicyArea};
use blis_domain::series::Series;
use blis_domain::status::ObservationStatus;
use blis_domain::text::{Language, Text};

/// Several indicators of the same areas; names and picks are those of the first.
pub(crate) struct Several(pub(crate) Vec<Sample>);

impl Several {
    pub(crate) fn drawn(&self, width: u32) -> Result<HeatChart, blis_charts::CannotDraw> {
        let Some(first) = self.0.first() else {
            return Err(blis_charts::CannotDraw::NoValues);
        };
        let indicators: Vec<(&Indicator, &Series)> =
            self.0.iter().map(|one| (&one.indicator, &one.series)).collect();
        HeatChart::build(&HeatInput {
            language: first.language,
            indicators: &indicators,
            area: &first.own,
            peers: &first.areas,
            names: &first.names,
            picks: &first.picks,
            width,
        })
    }

    fn with_areas(mut self, count: usize) -> Several {
        for sample in &mut self.0 {
            let areas: Vec<AreaCode> = sample.areas[..count].to_vec();
            sample.series = sample.series.narrowed(&areas, None, None);
            sample.areas = areas;
            sample.own = code(count - 1);
            sample.picks.clear();
        }
        self
    }
}

fn heat(several: &Several, width: u32) -> Drawn {
    Ok(Box::new(several.drawn(width)?))
}

/// Heat charts.
pub(crate) fn heats() -> Vec<(&'static str, Drawn)> {
    let of = |sample: Sample| Several(vec![sample]);
    vec![
        ("heat-ordinary", heat(&ordinary(), 1100)),
        ("heat-desktop", heat(&ordinary(), 860)),
        ("heat-phone", heat(&ordinary(), 358)),
        ("heat-english", heat(&in_english(), 1100)),
        ("heat-eight", heat(&ordinary().with_areas(8), 860)),
        ("heat-eight-phone", heat(&ordinary().with_areas(8), 358)),
        ("heat-one-area", heat(&ordinary().with_areas(1), 640)),
        ("heat-ties", heat(&ties(), 860)),
        ("heat-one-value", heat(&one_value(), 640)),
        ("heat-negative", heat(&of(Sample::population_change()), 860)),
        ("heat-huge", heat(&huge(), 860)),
        ("heat-long-names", heat(&wordy(), 700)),
        ("heat-long-names-phone", heat(&wordy(), 358)),
        ("heat-all-missing", heat(&missing(), 700)),
        ("heat-no-indicators", heat(&Several(Vec::new()), 700)),
        ("heat-too-small", heat(&ordinary(), 120)),
    ]
}

/// Twelve indicators of three policy areas, of every direction, with all that a cell may be.
pub(crate) fn ordinary() -> Several {
    let mut preschool = Sample::preschool();
    let last = preschool.series.periods.len() - 1;
    for area in [4, 11, OWN] {
        preschool.series.status[last][area] = ObservationStatus::Provisional;
    }
    for area in [7, 20] {
        preschool.series.status[last][area] = ObservationStatus::Estimated;
    }
    preschool.series.status[last][3] = ObservationStatus::Suppressed;
    preschool.series.remarks = vec![Remark {
        area: code(10),
        period: year(2016),
        explanation: Explanation {
            lv: "Atvērts jauns bērnudārzs.".to_owned(),
            en: None,
            recorded_at: "2026-11-30T10:00:00Z".to_owned(),
            version: 1,
        },
    }];
    let mut plain = no_direction();
    plain.indicator.policy_area = PolicyArea::EducationCulture;
    let mut change = Sample::population_change();
    change.indicator.policy_area = PolicyArea::Context;
    let mut samples = vec![preschool, Sample::spending(), plain, change];
    let more: [(&str, PolicyArea, Direction, u64); 8] = [
        (
            "Siltuma zudumi tīklos",
            PolicyArea::ServicesHousing,
            Direction::Lower,
            1,
        ),
        (
            "Ūdensapgādes pakalpojuma pieejamība iedzīvotājiem",
            PolicyArea::ServicesHousing,
            Direction::Higher,
            2,
        ),
        (
            "Atkritumu daudzums uz vienu iedzīvotāju",
            PolicyArea::ServicesHousing,
            Direction::None,
            3,
        ),
        (
            "Pašvaldības ceļi ar melno segumu",
            PolicyArea::ServicesHousing,
            Direction::Higher,
            4,
        ),
        (
            "Sociālās palīdzības saņēmēji",
            PolicyArea::SocialHealth,
            Direction::Lower,
            5,
        ),
        (
            "Aprūpe mājās: saņēmēji no iedzīvotājiem, kas vecāki par 65 gadiem",
            PolicyArea::SocialHealth,
            Direction::Higher,
            6,
        ),
        (
            "Izdevumi sociālajiem dienestiem",
            PolicyArea::SocialHealth,
            Direction::None,
            7,
        ),
        ("Gaidīšanas laiks", PolicyArea::SocialHealth, Direction::Lower, 8),
    ];
    for (name, policy_area, direction, seed) in more {
        let mut one = indicator(Text::new(name, name), ("percent", "%"), 1, direction);
        one.code = format!("TST.N{seed}")
            .parse()
            .unwrap_or_else(|_| unreachable!("a code"));
        one.policy_area = policy_area;
        let until = if seed == 8 { 2015 } else { 2016 };
        let mut sample = Sample::of(one, &PILOTS, 2014..=until, |area, row| {
            let place = area as u64 * 97 + row as u64 * 13 + seed * 1009;
            (noise(place + 5) > 0.04).then(|| 60.0 * noise(place))
        });
        if seed == 4 {
            // So few have a value that there are no quarters.
            for values in &mut sample.series.values {
                values[6..].fill(None);
            }
        }
        samples.push(sample);
    }
    samples[1].indicator.code = "TST.TWO".parse().unwrap_or_else(|_| unreachable!("a code"));
    samples[2].indicator.code = "TST.THREE".parse().unwrap_or_else(|_| unreachable!("a code"));
    Several(samples)
}

fn in_english() -> Several {
    let mut several = ordinary();
    let names = english().names;
    for sample in &mut several.0 {
        sample.language = Language::En;
        sample.names = names.clone();
    }
    several
}

fn ties() -> Several {
    let sample = few(
        &PILOTS[20..32],
        &[4.0, 4.0, 7.0, 7.0, 7.0, 7.0, 9.0, 9.0, 9.0, 7.0, 12.0, 12.0],
    );
    let mut alike = few(&PILOTS[20..32], &[5.0; 12]);
    alike.indicator.name = Text::new("Visiem vienāda vērtība", "All alike");
    Several(vec![sample, alike])
}

fn one_value() -> Several {
    Several(vec![few(
        &["Ādažu novads", "Ogres novads", "Saldus novads"],
        &[18.4],
    )])
}

fn huge() -> Several {
    let values: Vec<f64> = (0..10).map(|n| 1_907_675_000_000.0 / f64::from(n + 1)).collect();
    Several(vec![few(&PILOTS[..10], &values)])
}

fn wordy() -> Several {
    let mut sample = long_names();
    sample.indicator.name = Text::new(
        "Pašvaldības sniegto sociālo pakalpojumu saņēmēju īpatsvars no visiem iedzīvotājiem, kas vecāki par sešdesmit pieciem gadiem un dzīvo vieni",
        "A long name",
    );
    sample.indicator.policy_area = PolicyArea::ServicesHousing;
    Several(vec![sample])
}

fn missing() -> Several {
    Several(vec![few(&["Ādažu novads", "Saldus novads"], &[])])
}

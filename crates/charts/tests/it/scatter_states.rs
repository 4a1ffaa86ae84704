//! Every state of a scatter, by name: what the snapshots keep and the gallery shows.

use super::sample::{OWN, PILOTS, Sample, code, indicator, noise, year};
use super::states::Drawn;
use blis_charts::{AxisScale, Residents, ScatterAxis, ScatterChart, ScatterColour, ScatterInput, Trails};
use blis_domain::area::AreaCode;
use blis_domain::explanation::{Explanation, Remark};
use blis_domain::indicator::{Direction, Indicator};
use blis_domain::series::Series;
use blis_domain::status::ObservationStatus;
use blis_domain::text::{Language, Text};
use std::collections::HashMap;

/// Two indicators and perhaps a third, of the same areas.
pub(crate) struct Scatter {
    pub(crate) x: Sample,
    pub(crate) y: Sample,
    pub(crate) colour: Option<Sample>,
    pub(crate) residents: HashMap<AreaCode, u32>,
    pub(crate) scales: [AxisScale; 2],
    pub(crate) trails: Trails,
}

impl Scatter {
    /// Spending per pupil and early school leavers of the pilots, by unemployment: the more is spent, the fewer leave.
    pub(crate) fn schools() -> Scatter {
        let name = Text::new("Izdevumi uz vienu skolēnu", "Spending per pupil");
        let euro = indicator(name, ("eur", "EUR"), 0, Direction::Lower);
        let x = Sample::of(euro, &PILOTS, 2009..=2016, |area, period| {
            let level = 1650.0 + 1900.0 * noise(area as u64 + 77).powi(2);
            Some(level + (40.0 + 70.0 * noise(area as u64 + 900)) * period as f64)
        });
        let name = Text::new(
            "Izglītību nepabeigušie 18–24 gadu vecumā",
            "Early school leavers aged 18–24",
        );
        let percent = indicator(name, ("percent", "%"), 1, Direction::Lower);
        let mut y = Sample::of(percent, &PILOTS, 2009..=2016, |area, period| {
            let level = 16.0 - 8.0 * noise(area as u64 + 77) + 7.0 * noise(area as u64 + 3);
            Some((level - (0.9 * noise(area as u64 + 41)) * period as f64).max(0.4))
        });
        for area in [3, 30, 31] {
            for row in &mut y.series.values {
                row[area] = None;
            }
        }
        y.series.status[7][3] = ObservationStatus::Suppressed;
        let name = Text::new("Reģistrētā bezdarba līmenis", "Registered unemployment");
        let percent = indicator(name, ("percent", "%"), 1, Direction::Lower);
        let colour = Sample::of(percent, &PILOTS, 2009..=2016, |area, _| {
            (area != 12).then_some(3.0 + 14.0 * noise(area as u64 + 7))
        });
        let mut scatter = Scatter::of(x, y);
        scatter.colour = Some(colour);
        scatter.x.picks = vec![code(37), code(10)];
        scatter
    }

    /// Two indicators of the same areas.
    pub(crate) fn of(mut x: Sample, mut y: Sample) -> Scatter {
        for (sample, code) in [(&mut x, "TST.ONE"), (&mut y, "TST.TWO")] {
            sample.indicator.code = code.parse().unwrap_or_else(|_| unreachable!("a code"));
        }
        let cities = [
            ("Daugavpils", 85_858),
            ("Liepāja", 69_443),
            ("Jelgava", 56_383),
            ("Jūrmala", 49_325),
        ];
        let residents = x.areas.iter().enumerate().map(|(place, area)| {
            let city = cities
                .iter()
                .find(|(name, _)| x.names.get(area).is_some_and(|one| one == name));
            let other = (1_600.0 * 20f64.powf(noise(place as u64 + 300))) as u32;
            (area.clone(), city.map_or(other, |(_, count)| *count))
        });
        Scatter {
            residents: residents.collect(),
            x,
            y,
            colour: None,
            scales: [AxisScale::Linear; 2],
            trails: Trails::Hidden,
        }
    }

    pub(crate) fn input(&self, width: u32, height: u32) -> ScatterInput<'_> {
        let last = self.x.series.periods.last().copied().unwrap_or(year(2016));
        ScatterInput {
            language: self.x.language,
            x: axis_of(&self.x.indicator, &self.x.series, self.scales[0]),
            y: axis_of(&self.y.indicator, &self.y.series, self.scales[1]),
            colour: self.colour.as_ref().map(|sample| ScatterColour {
                indicator: &sample.indicator,
                series: &sample.series,
            }),
            residents: Residents {
                counts: &self.residents,
                period: year(2016),
            },
            period: last,
            trails: self.trails,
            area: &self.x.own,
            peers: &self.x.areas,
            names: &self.x.names,
            picks: &self.x.picks,
            width,
            height,
        }
    }
}

fn axis_of<'a>(indicator: &'a Indicator, series: &'a Series, scale: AxisScale) -> ScatterAxis<'a> {
    ScatterAxis {
        indicator,
        series,
        scale,
    }
}

fn scatter(scatter: &Scatter, width: u32, height: u32) -> Drawn {
    Ok(Box::new(ScatterChart::build(&scatter.input(width, height))?))
}

/// Scatters.
pub(crate) fn scatters() -> Vec<(&'static str, Drawn)> {
    let schools = Scatter::schools();
    let mut plain = Scatter::schools();
    plain.colour = None;
    let mut trails = Scatter::schools();
    trails.trails = Trails::Shown;
    let one = ["Saldus novads"];
    let three = ["Ādažu novads", "Ogres novads", "Saldus novads"];
    vec![
        ("scatter-ordinary", scatter(&schools, 860, 560)),
        ("scatter-without-colour", scatter(&plain, 860, 520)),
        ("scatter-phone", scatter(&schools, 390, 520)),
        ("scatter-trails", scatter(&trails, 860, 560)),
        ("scatter-trails-phone", scatter(&trails, 390, 540)),
        ("scatter-trails-gaps", scatter(&gaps(), 860, 560)),
        ("scatter-uncertain", scatter(&uncertain(), 860, 560)),
        ("scatter-log", scatter(&logarithmic(), 860, 560)),
        ("scatter-log-phone", scatter(&logarithmic(), 390, 520)),
        ("scatter-log-refused", scatter(&refused(), 860, 520)),
        ("scatter-negative", scatter(&negative(), 700, 480)),
        (
            "scatter-one-area",
            scatter(&few(&one, &[(12.3, 840.0)]), 700, 420),
        ),
        (
            "scatter-one-value",
            scatter(&few(&three, &[(18.4, 910.0)]), 700, 420),
        ),
        ("scatter-all-missing", scatter(&few(&three, &[]), 700, 420)),
        ("scatter-ties", scatter(&ties(), 700, 480)),
        ("scatter-huge", scatter(&huge(), 700, 420)),
        ("scatter-huge-phone", scatter(&huge(), 390, 420)),
        ("scatter-long-names", scatter(&long_names(), 700, 480)),
        ("scatter-long-names-phone", scatter(&long_names(), 390, 560)),
        ("scatter-many-picks", scatter(&many_picks(), 700, 520)),
        ("scatter-english", scatter(&english(), 860, 560)),
        ("scatter-country", scatter(&country(), 1180, 640)),
        ("scatter-too-small", scatter(&schools, 220, 240)),
    ]
}

/// Areas of the given names with the given pairs, the others missing.
fn few(names: &[&str], pairs: &[(f64, f64)]) -> Scatter {
    let heat = Text::new("Siltuma zudumi tīklos", "Heat lost in networks");
    let heat = indicator(heat, ("percent", "%"), 1, Direction::Lower);
    let price = Text::new("Siltuma tarifs", "Price of heat");
    let price = indicator(price, ("eur", "EUR/MWh"), 0, Direction::Lower);
    let of = |area: usize| pairs.get(area).copied();
    Scatter::of(
        Sample::of(heat, names, 2016..=2016, |area, _| of(area).map(|pair| pair.0)),
        Sample::of(price, names, 2016..=2016, |area, _| of(area).map(|pair| pair.1)),
    )
}

/// Periods without both values, a break, uncertain values and an explanation.
fn gaps() -> Scatter {
    let mut scatter = Scatter::schools();
    scatter.trails = Trails::Shown;
    scatter.x.series.values[3][OWN] = None;
    scatter.y.series.status[5][OWN] = ObservationStatus::Break;
    scatter.y.series.status[7][OWN] = ObservationStatus::Provisional;
    scatter.x.series.status[6][37] = ObservationStatus::Estimated;
    scatter.x.series.status[7][37] = ObservationStatus::Estimated;
    for row in 1..7 {
        scatter.y.series.values[row][10] = None;
    }
    scatter.x.series.remarks = vec![Remark {
        area: code(OWN),
        period: year(2016),
        explanation: Explanation {
            lv: "2016. gadā slēgtas divas pagastu skolas.".to_owned(),
            en: None,
            recorded_at: "2026-11-30T10:00:00Z".to_owned(),
            version: 1,
        },
    }];
    scatter
}

fn uncertain() -> Scatter {
    let mut scatter = Scatter::schools();
    for area in 0..PILOTS.len() {
        if area % 3 == 0 {
            scatter.x.series.status[7][area] = ObservationStatus::Provisional;
        }
        if area % 5 == 0 && scatter.y.series.values[7][area].is_some() {
            scatter.y.series.status[7][area] = ObservationStatus::Estimated;
        }
    }
    scatter
}

/// Population density and cost of a road: both skewed, both above zero.
fn logarithmic() -> Scatter {
    let density = Text::new("Iedzīvotāju blīvums", "Density of population");
    let density = indicator(density, ("per_km2", "iedz./km²"), 1, Direction::None);
    let cost = Text::new("Ielu un ceļu uzturēšanas izdevumi", "Cost of streets and roads");
    let cost = indicator(cost, ("eur", "EUR/km"), 0, Direction::Lower);
    let dense = |area: usize| 3.0 * 400f64.powf(noise(area as u64 + 12).powi(2));
    let mut scatter = Scatter::of(
        Sample::of(density, &PILOTS, 2016..=2016, |area, _| Some(dense(area))),
        Sample::of(cost, &PILOTS, 2016..=2016, |area, _| {
            Some(300.0 * dense(area).powf(0.6) * (0.5 + noise(area as u64 + 60)))
        }),
    );
    scatter.scales = [AxisScale::Logarithmic; 2];
    scatter.x.picks = vec![code(37), code(10), code(22)];
    scatter
}

fn negative() -> Scatter {
    let change = Sample::population_change();
    let mut migration = Sample::population_change();
    migration.indicator.name = Text::new(
        "Migrācijas saldo uz 1000 iedzīvotājiem",
        "Net migration per 1,000",
    );
    migration.indicator.unit.symbol = Text::new("‰", "‰");
    for (row, values) in migration.series.values.iter_mut().enumerate() {
        for (area, value) in values.iter_mut().enumerate() {
            *value = value.map(|value| value * 6.0 - 14.0 * noise((area + 50 * row) as u64) - 2.0);
        }
    }
    Scatter::of(change, migration)
}

/// A logarithmic axis was asked for, and some values are not above zero.
fn refused() -> Scatter {
    let mut scatter = negative();
    scatter.scales = [AxisScale::Logarithmic, AxisScale::Linear];
    scatter
}

fn ties() -> Scatter {
    let pair = |area: usize| {
        (
            f64::from(4 + (area as u32 % 3) * 3),
            f64::from(50 + (area as u32 % 4) * 10),
        )
    };
    let pairs: Vec<(f64, f64)> = (0..36).map(pair).collect();
    let mut scatter = few(&PILOTS[..36], &pairs);
    let mut colour = Sample::of(scatter.x.indicator.clone(), &PILOTS[..36], 2016..=2016, |_, _| {
        Some(7.0)
    });
    colour.indicator.name = Text::new("Apkures ilgums", "Days of heating");
    scatter.colour = Some(colour);
    scatter
}

fn huge() -> Scatter {
    let names = ["Ādažu novads", "Ogres novads", "Saldus novads"];
    let pairs = [
        (1_907_675_000_000.0, 0.000_2),
        (45_000_000_000.5, 0.000_91),
        (870_000_000_000.0, 0.000_4),
    ];
    let mut scatter = few(&names, &pairs);
    scatter.x.indicator.unit.symbol = Text::new("EUR", "EUR");
    scatter.y.indicator.decimals = 4;
    scatter
}

fn long_names() -> Scatter {
    let names = [
        "Republikas nozīmes pilsētas Daugavpils un apkārtējo pagastu apvienotā pašvaldība",
        "Vecumnieku novads un tam pievienotie Skaistkalnes un Valles pagasti",
        "Kārsavas un Ciblas apvienotais pierobežas novads",
        "Saldus un Brocēnu apvienotais novads ar visiem pagastiem un pilsētām",
    ];
    let mut scatter = few(&names, &[(8.1, 44.0), (12.5, 61.0), (19.0, 55.0), (14.0, 60.0)]);
    scatter.x.indicator.name = Text::new(
        "Siltumenerģijas zudumi centralizētās siltumapgādes tīklos no ražošanas avota līdz ievadam ēkā",
        "Heat lost in district heating networks from the plant to the building",
    );
    scatter.y.indicator.name = Text::new(
        "Vidējais svērtais siltumenerģijas tarifs gala lietotājam bez pievienotās vērtības nodokļa",
        "Average weighted price of heat for the consumer without value added tax",
    );
    scatter.x.picks = vec![code(0), code(1)];
    scatter.y.series.values[0][2] = None;
    scatter
}

fn many_picks() -> Scatter {
    let mut scatter = Scatter::schools();
    scatter.x.picks = [37, 10, 4, 20, 38, 41].map(code).to_vec();
    scatter
}

fn english() -> Scatter {
    let mut scatter = Scatter::schools();
    scatter.x.language = Language::En;
    for name in scatter.x.names.values_mut() {
        *name = name.replace("novads", "municipality");
    }
    scatter
}

/// All 119 areas, one of them a capital beside which the smallest would not be seen.
fn country() -> Scatter {
    let names: Vec<String> = (0..119)
        .map(|place| {
            format!(
                "{} {place}. novads",
                PILOTS[place % 44].split(' ').next().unwrap_or("")
            )
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let value = |seed: u64| {
        move |area: usize, _: usize| {
            let spread: f64 = (0..4)
                .map(|part| noise(area as u64 * 7 + seed + part * 1_000))
                .sum();
            Some(20.0 + 15.0 * spread)
        }
    };
    let schools = Scatter::schools();
    let mut scatter = Scatter::of(
        Sample::of(schools.y.indicator.clone(), &names, 2016..=2016, value(1)),
        Sample::of(schools.x.indicator.clone(), &names, 2016..=2016, value(50)),
    );
    scatter.colour = Some(Sample::of(
        schools
            .colour
            .map_or(schools.x.indicator, |colour| colour.indicator),
        &names,
        2016..=2016,
        value(500),
    ));
    scatter.residents.insert(code(60), 641_423);
    scatter.x.picks = vec![code(60), code(10)];
    scatter
}

//! Invented figures for tests and the gallery: the 44 pilots with values that look like real ones.

use blis_charts::{Extent, RankingInput, StripInput, TrendInput};
use blis_domain::area::AreaCode;
use blis_domain::compare::{Comparison, compare};
use blis_domain::indicator::{Direction, Indicator};
use blis_domain::period::Period;
use blis_domain::samples;
use blis_domain::series::Series;
use blis_domain::status::ObservationStatus;
use blis_domain::text::{Language, Text};
use std::collections::HashMap;

pub(crate) const PILOTS: [&str; 44] = [
    "Ādažu novads",
    "Aknīstes novads",
    "Alojas novads",
    "Alsungas novads",
    "Alūksnes novads",
    "Amatas novads",
    "Daugavpils",
    "Daugavpils novads",
    "Dundagas novads",
    "Durbes novads",
    "Gulbenes novads",
    "Iecavas novads",
    "Jaunpils novads",
    "Jaunjelgavas novads",
    "Jelgava",
    "Jelgavas novads",
    "Jūrmala",
    "Kārsavas novads",
    "Kocēnu novads",
    "Kokneses novads",
    "Ķekavas novads",
    "Lielvārdes novads",
    "Liepāja",
    "Mālpils novads",
    "Ogres novads",
    "Pārgaujas novads",
    "Pāvilostas novads",
    "Pļaviņu novads",
    "Preiļu novads",
    "Priekules novads",
    "Raunas novads",
    "Riebiņu novads",
    "Salaspils novads",
    "Saldus novads",
    "Skrundas novads",
    "Smiltenes novads",
    "Stopiņu novads",
    "Talsu novads",
    "Tukuma novads",
    "Valmiera",
    "Ventspils",
    "Ventspils novads",
    "Vecumnieku novads",
    "Viesītes novads",
];

/// The place of Saldus among the pilots.
pub(crate) const OWN: usize = 33;

/// Invented figures with everything a chart is made of.
pub(crate) struct Sample {
    pub(crate) language: Language,
    pub(crate) indicator: Indicator,
    pub(crate) areas: Vec<AreaCode>,
    pub(crate) names: HashMap<AreaCode, String>,
    pub(crate) series: Series,
    pub(crate) own: AreaCode,
    pub(crate) picks: Vec<AreaCode>,
}

pub(crate) fn code(place: usize) -> AreaCode {
    format!("{:07}", 840_000 + place)
        .parse()
        .unwrap_or_else(|_| unreachable!("seven digits are an area code"))
}

pub(crate) fn year(year: u16) -> Period {
    Period::year(year).unwrap_or_else(|| unreachable!("a year of this century is a period"))
}

pub(crate) fn indicator(name: Text, unit: (&str, &str), decimals: u8, direction: Direction) -> Indicator {
    Indicator {
        name,
        unit: samples::unit(unit.0, unit.1),
        decimals,
        direction,
        ..samples::indicator("TST.ONE".parse().unwrap_or_else(|_| unreachable!("a code")))
    }
}

/// A number in 0..1 that is the same on every run: no chart may change without a reason.
pub(crate) fn noise(seed: u64) -> f64 {
    let mut state = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((state ^ (state >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

impl Sample {
    /// Children in pre-school, per cent, 2009 to 2016: higher is better, three pilots without a value.
    pub(crate) fn preschool() -> Sample {
        let name = Text::new(
            "Pirmsskolā uzņemtie bērni 1–6 gadu vecumā",
            "Children aged 1–6 in pre-school",
        );
        let indicator = indicator(name, ("percent", "%"), 1, Direction::Higher);
        let mut sample = Sample::of(indicator, &PILOTS, 2009..=2016, |area, period| {
            let level = 62.0 + 28.0 * noise(area as u64);
            let slope = 1.6 * (noise(area as u64 + 500) - 0.3);
            Some((level + slope * period as f64 + 3.0 * noise((area * 40 + period) as u64)).min(99.4))
        });
        for area in [3, 30, 31] {
            for row in &mut sample.series.values {
                row[area] = None;
            }
        }
        sample.picks = vec![code(37), code(10)];
        sample
    }

    /// Spending per pupil, euro: lower is better, values in the thousands.
    pub(crate) fn spending() -> Sample {
        let name = Text::new("Izdevumi uz vienu skolēnu", "Spending per pupil");
        let indicator = indicator(name, ("eur", "EUR"), 0, Direction::Lower);
        let mut sample = Sample::of(indicator, &PILOTS, 2009..=2016, |area, period| {
            let level = 1650.0 + 1900.0 * noise(area as u64 + 77).powi(2);
            let slope = 95.0 * noise(area as u64 + 900);
            Some(level + slope * period as f64 + 160.0 * noise((area * 41 + period) as u64))
        });
        sample.picks = vec![code(37), code(10), code(4)];
        sample
    }

    /// Change of population, per cent: mostly negative.
    pub(crate) fn population_change() -> Sample {
        let name = Text::new(
            "Iedzīvotāju skaita pārmaiņas gadā",
            "Change of population in a year",
        );
        let indicator = indicator(name, ("percent", "%"), 1, Direction::Higher);
        Sample::of(indicator, &PILOTS, 2012..=2016, |area, period| {
            Some(-3.4 + 5.2 * noise((area * 3 + period) as u64 + 11))
        })
    }

    /// Figures of any kind: `value(area, row)`, `None` for a missing one.
    pub(crate) fn of(
        indicator: Indicator,
        names: &[&str],
        years: std::ops::RangeInclusive<u16>,
        value: impl Fn(usize, usize) -> Option<f64>,
    ) -> Sample {
        let areas: Vec<AreaCode> = (0..names.len()).map(code).collect();
        let periods: Vec<Period> = years.map(year).collect();
        let mut series = Series::empty(indicator.code.clone(), areas.clone(), periods);
        for row in 0..series.periods.len() {
            for area in 0..areas.len() {
                series.values[row][area] = value(area, row);
                if series.values[row][area].is_some() {
                    series.status[row][area] = ObservationStatus::Normal;
                }
            }
        }
        Sample {
            language: Language::Lv,
            own: code(OWN.min(names.len().saturating_sub(1))),
            names: areas
                .iter()
                .cloned()
                .zip(names.iter().map(|&name| name.to_owned()))
                .collect(),
            indicator,
            areas,
            series,
            picks: Vec::new(),
        }
    }

    /// The comparison of the last period.
    pub(crate) fn comparison(&self) -> Comparison {
        compare(
            &self.indicator,
            &self.series,
            &self.own,
            "all",
            &self.areas,
            self.series.periods.last().copied(),
        )
    }

    /// The input of a ranking of that comparison.
    pub(crate) fn ranking<'a>(
        &'a self,
        comparison: &'a Comparison,
        width: u32,
        extent: Extent,
    ) -> RankingInput<'a> {
        RankingInput {
            language: self.language,
            indicator: &self.indicator,
            comparison,
            names: &self.names,
            picks: &self.picks,
            width,
            extent,
        }
    }

    /// The input of a trend.
    pub(crate) fn trend(&self, width: u32, height: u32) -> TrendInput<'_> {
        TrendInput {
            language: self.language,
            indicator: &self.indicator,
            series: &self.series,
            area: &self.own,
            peers: &self.areas,
            names: &self.names,
            picks: &self.picks,
            width,
            height,
        }
    }

    /// The input of a strip of that comparison.
    pub(crate) fn strip<'a>(&'a self, comparison: &'a Comparison, width: u32, height: u32) -> StripInput<'a> {
        StripInput {
            language: self.language,
            indicator: &self.indicator,
            summary: &comparison.summary,
            width,
            height,
        }
    }
}

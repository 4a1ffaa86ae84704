//! A pilot as the generator sees it: two latent traits, and its population through the years.

use super::draws::{normal, rng};
use blis_domain::area::Area;
use std::collections::HashMap;

/// Rīga, to whose nearness much of Latvian well-being is tied.
const CAPITAL: (f64, f64) = (56.95, 24.11);

/// Kilometres over which that tie weakens to a third.
const REACH_KM: f64 = 60.0;

/// The latent traits of an area, each of mean 0 and deviation 1 among the pilots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Traits {
    /// How urban it is.
    pub(super) urban: f64,
    /// How well off it is.
    pub(super) wealth: f64,
}

/// A pilot.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) area: &'a Area,
    pub(super) traits: Traits,
    growth: f64,
    wobbles: [f64; 9],
}

impl<'a> Place<'a> {
    /// The pilots among `areas`.
    pub(super) fn all(areas: &'a [Area]) -> Vec<Place<'a>> {
        let pilots: Vec<&Area> = areas.iter().filter(|area| area.pilot).collect();
        let urban: Vec<f64> = pilots
            .iter()
            .map(|area| (f64::from(area.population) / area.area_km2).ln())
            .collect();
        let urban = standardised(&urban);
        let wealth: Vec<f64> = pilots
            .iter()
            .zip(&urban)
            .map(|(area, urban)| {
                let chance = normal(&mut rng("trait", "wealth", &area.code));
                3.0 * (-distance_km(area) / REACH_KM).exp() + 0.2 * urban + 0.35 * chance
            })
            .collect();
        let wealth = standardised(&wealth);
        pilots
            .into_iter()
            .zip(urban.into_iter().zip(wealth))
            .map(|(area, (urban, wealth))| Place::new(area, Traits { urban, wealth }))
            .collect()
    }

    fn new(area: &'a Area, traits: Traits) -> Place<'a> {
        let mut rng = rng("trait", "growth", &area.code);
        let growth = -0.011 + 0.006 * traits.wealth + 0.003 * normal(&mut rng);
        Place {
            area,
            traits,
            growth: growth.clamp(-0.024, 0.013),
            wobbles: std::array::from_fn(|_| 0.0012 * normal(&mut rng)),
        }
    }

    /// Usual residents at the start of a year, led back from the published count of 2020.
    pub(super) fn population(&self, year: u16) -> f64 {
        let back = i32::from(self.area.population_year) - i32::from(year);
        let wobble = usize::try_from(back)
            .ok()
            .and_then(|back| self.wobbles.get(back))
            .copied()
            .unwrap_or(0.0);
        let scale = (-self.growth * f64::from(back)).exp() * (1.0 + wobble);
        (f64::from(self.area.population) * scale).round()
    }
}

/// What is known already of one area and year, for figures that follow from others.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<&'static str, f64>);

impl Known {
    pub(super) fn put(&mut self, code: &'static str, value: f64) {
        self.0.insert(code, value);
    }

    /// A figure made before. One that is not there would be an entry of the profile in the wrong order,
    /// which a test excludes.
    pub(super) fn get(&self, code: &str) -> f64 {
        self.0.get(code).copied().unwrap_or(f64::NAN)
    }

    pub(super) fn product(&self, codes: &[&str]) -> f64 {
        codes.iter().map(|code| self.get(code)).product()
    }
}

fn standardised(values: &[f64]) -> Vec<f64> {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    values
        .iter()
        .map(|value| (value - mean) / variance.sqrt().max(f64::MIN_POSITIVE))
        .collect()
}

/// The distance to the capital on a flat map, good enough for a country this small.
fn distance_km(area: &Area) -> f64 {
    let north = (area.lat - CAPITAL.0) * 111.2;
    let east = (area.lon - CAPITAL.1) * 111.2 * CAPITAL.0.to_radians().cos();
    north.hypot(east)
}

//! The derived indicators a batch touches, computed anew.

use super::end::End;
use super::weigh::Weighed;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::chosen::{self, Chosen};
use crate::rows::values::{self, Added, Current};
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::derivation::Derivation;
use blis_domain::formula::Operand;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::Reading;
use blis_domain::period::Period;
use blis_domain::series::Cell;
use std::collections::{BTreeSet, HashMap};

/// Area, period and breakdown of a value.
pub(super) type Place = (AreaCode, Period, String);

/// Which places of which indicators have changed.
pub(super) type Touched = HashMap<IndicatorCode, BTreeSet<Place>>;

/// The current values of an indicator.
type Values = HashMap<Place, Current>;

/// A derived value that is another than the one that is stored.
pub(super) struct Derived<'a> {
    derivation: &'a Derivation,
    place: Place,
    cell: Cell,
    demonstration: bool,
    closes: Option<i64>,
}

impl Derived<'_> {
    /// The version it is.
    pub(super) fn added(&self) -> Added<'_> {
        let (area, period, breakdown) = &self.place;
        Added {
            indicator: &self.derivation.indicator,
            area,
            period: *period,
            breakdown,
            value: self.cell.value,
            status: self.cell.status,
            note: None,
            withdrawn: false,
            conf_status: ConfStatus::Free,
            cases: None,
            hidden: ConfStatus::Free,
            demonstration: self.demonstration,
            closes: self.closes,
        }
    }
}

/// What is to be computed anew.
pub(super) struct Anew<'a> {
    /// The derivations, in the order of dependence: a derived input is up to date before it is used.
    pub(super) derivations: &'a [Derivation],
    /// The areas it is about; all when there is none.
    pub(super) areas: Option<&'a [String]>,
    /// The derived indicators to compute wherever they or an input have a row.
    pub(super) whole: &'a [IndicatorCode],
    /// What is stored by now and was not before.
    pub(super) brought: Brought<'a>,
}

/// Where the figures come from that a change brings.
#[derive(Clone, Copy)]
pub(super) enum Brought<'a> {
    /// There are none: a formula is another.
    Nothing,
    /// The rows of a batch.
    Batch(&'a Weighed<'a>),
    /// Figures of the desk.
    Desk(Chosen<'a>),
    /// Figures in these places.
    Places(&'a Touched),
}

impl Brought<'_> {
    /// The places of an indicator in which it brings a version.
    fn places(self, connection: &mut AnyConnection, code: &IndicatorCode) -> Result<Vec<Place>, StoreError> {
        Ok(match self {
            Brought::Nothing => Vec::new(),
            Brought::Batch(batch) => pushed(batch, code).collect(),
            Brought::Places(places) => places.get(code).into_iter().flatten().cloned().collect(),
            Brought::Desk(chosen) => {
                let figures = chosen::figures(connection, chosen, code)?;
                figures.into_iter().map(|(place, _)| place).collect()
            }
        })
    }
}

impl Anew<'_> {
    /// Computes the derived indicators in the places where one of their inputs was touched, and gives each one's new
    /// values to `write`, which stores them before the next is computed.
    pub(super) fn derive(
        &self,
        connection: &mut AnyConnection,
        mut write: impl FnMut(&mut AnyConnection, &IndicatorCode, &[Derived<'_>]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut touched = Touched::new();
        for derivation in self.derivations {
            let all = self.whole.contains(&derivation.indicator);
            let mut places: BTreeSet<Place> = BTreeSet::new();
            for input in &derivation.inputs {
                let derived = touched.get(input).into_iter().flatten().cloned();
                let brought = self.brought.places(connection, input)?;
                places.extend(
                    derived
                        .chain(brought)
                        .filter(is_whole)
                        .flat_map(|place| using(derivation, input, place)),
                );
            }
            if places.is_empty() && !all {
                continue;
            }
            let mut known: HashMap<&IndicatorCode, Values> = HashMap::new();
            for code in derivation.inputs.iter().chain([&derivation.indicator]) {
                let current = values::current(connection, code, self.areas)?;
                known.insert(code, current.into_iter().collect());
            }
            if all {
                let keys = |code| known.get(code).into_iter().flat_map(Values::keys);
                let of = |code| keys(code).filter(|place| is_whole(place)).cloned();
                for input in &derivation.inputs {
                    places.extend(of(input).flat_map(|place| using(derivation, input, place)));
                }
                places.extend(of(&derivation.indicator));
            }
            let changed: Vec<Derived<'_>> = places
                .into_iter()
                .filter_map(|place| derived(&known, derivation, place))
                .collect();
            if !changed.is_empty() {
                write(connection, &derivation.indicator, &changed)?;
                let places = changed.into_iter().map(|derived| derived.place);
                touched.insert(derivation.indicator.clone(), places.collect());
            }
        }
        Ok(())
    }
}

/// Whether a place is of the whole: nothing is derived of parts.
fn is_whole((_, _, part): &Place) -> bool {
    part.is_empty()
}

/// The places whose derived values use an input's figure in this one: of later periods too where the formula looks back.
fn using<'a>(
    derivation: &'a Derivation,
    input: &'a IndicatorCode,
    (area, period, breakdown): Place,
) -> impl Iterator<Item = Place> + 'a {
    let periods = derivation.periods_using(input, period);
    periods.map(move |period| (area.clone(), period, breakdown.clone()))
}

/// The places of an indicator in which a batch brought a version.
fn pushed<'a>(batch: &'a Weighed<'_>, code: &'a IndicatorCode) -> impl Iterator<Item = Place> + 'a {
    let rows = batch.rows;
    batch.brought(code).map(move |(row, _)| {
        (
            rows.area(row).clone(),
            rows.period(row),
            rows.breakdown(row).to_owned(),
        )
    })
}

/// The derived value in a place; `None` when it is what is stored, or there is nothing to store.
fn derived<'a>(
    known: &HashMap<&IndicatorCode, Values>,
    derivation: &'a Derivation,
    place: Place,
) -> Option<Derived<'a>> {
    let current = |code: &IndicatorCode| known.get(code)?.get(&place);
    let used = |operand: &Operand| match operand.back {
        0 => current(&operand.indicator),
        _ => {
            let (area, period, breakdown) = &place;
            let earlier = (area.clone(), operand.period(*period)?, breakdown.clone());
            known.get(&operand.indicator)?.get(&earlier)
        }
    };
    let input = |operand: &Operand| {
        used(operand).map(|current| Cell {
            value: current.reading.value,
            status: current.reading.status,
            withdrawn: current.reading.withdrawn,
        })
    };
    let stored = current(&derivation.indicator);
    let (cell, demonstration) = match derivation.derive(&input) {
        Some(cell) => {
            let mut inputs = derivation.operands.iter().filter_map(used);
            (cell, inputs.any(|input| input.demonstration))
        }
        // An input has no row. Where there is a derived value all the same (its formula was another), it is
        // no longer known.
        None => (Cell::NOT_AVAILABLE, stored?.demonstration),
    };
    let is_same = |current: &Current| {
        let reading = Reading {
            value: cell.value,
            status: cell.status,
            note: None,
            withdrawn: false,
            conf_status: ConfStatus::Free,
            cases: None,
        };
        current.reading == reading && current.demonstration == demonstration
    };
    let end = End::of(stored, false, is_same);
    if matches!(end, End::Unchanged) {
        return None;
    }
    let closes = end.closes();
    Some(Derived {
        derivation,
        place,
        cell,
        demonstration,
        closes,
    })
}

//! The table of the generator: for every collected indicator, how its figures usually lie.
//!
//! Levels are chosen to be believable for Latvia in 2012–2016. They are nobody's statistics.

mod context;
mod education_culture;
mod governance;
mod services_housing;
mod social_health;

use super::place::{Known, Place};
use super::shape::Shape;

/// How the figures of an indicator are made.
#[derive(Debug, Clone, Copy)]
pub(super) enum Model {
    /// From its shape alone.
    Level(Shape),
    /// A share of the product of earlier figures, over the product of others.
    Of {
        times: &'static [&'static str],
        over: &'static [&'static str],
        share: Shape,
    },
    /// By a rule over the area and earlier figures.
    Computed(fn(&Place<'_>, &Known, u16) -> f64),
}

/// How many cases stand behind a figure, for the least count that may be shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cases {
    /// The figure itself is the count.
    Value,
    /// The figure, times an earlier count, over a number: a share in per cent has 100.
    PerValue(&'static str, f64),
    /// A part of an earlier count, whatever the figure: those asked in a survey.
    PartOf(&'static str, f64),
}

impl Cases {
    pub(super) fn count(self, known: &Known, value: f64) -> f64 {
        match self {
            Cases::Value => value,
            Cases::PerValue(of, per) => value * known.get(of) / per,
            Cases::PartOf(of, part) => known.get(of) * part,
        }
    }
}

/// The part of the inhabitants that is asked in a survey of satisfaction.
pub(super) const ASKED: Cases = Cases::PartOf("CTX.POP", 0.012);

/// The share of empty cells of an indicator that says nothing else.
const USUAL_GAPS: f64 = 0.018;

/// An indicator of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) code: &'static str,
    pub(super) model: Model,
    pub(super) cases: Option<Cases>,
    pub(super) gaps: f64,
    years: Option<&'static [u16]>,
}

const fn entry(code: &'static str, model: Model) -> Entry {
    Entry {
        code,
        model,
        cases: None,
        gaps: USUAL_GAPS,
        years: None,
    }
}

/// An indicator with a level of its own.
const fn shaped(code: &'static str, shape: Shape) -> Entry {
    entry(code, Model::Level(shape))
}

/// An indicator that is a share of one other.
const fn share_of(code: &'static str, times: &'static [&'static str], share: Shape) -> Entry {
    entry(
        code,
        Model::Of {
            times,
            over: &[],
            share,
        },
    )
}

impl Entry {
    const fn cases(self, cases: Cases) -> Entry {
        Entry {
            cases: Some(cases),
            ..self
        }
    }

    const fn gaps(self, gaps: f64) -> Entry {
        Entry { gaps, ..self }
    }

    const fn in_years(self, years: &'static [u16]) -> Entry {
        Entry {
            years: Some(years),
            ..self
        }
    }

    /// Whether there is a figure for the year at all.
    pub(super) fn covers(&self, year: u16) -> bool {
        self.years.is_none_or(|years| years.contains(&year))
    }

    /// Whether it is final from the start: what has no gaps is a register's count.
    pub(super) fn is_settled(&self) -> bool {
        self.gaps == 0.0
    }
}

/// Every entry, those that others are made from first.
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    [
        context::ENTRIES,
        governance::ENTRIES,
        education_culture::ENTRIES,
        social_health::ENTRIES,
        services_housing::ENTRIES,
    ]
    .into_iter()
    .flatten()
}

/// The entry of an indicator.
pub(super) fn of(code: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.code == code)
}

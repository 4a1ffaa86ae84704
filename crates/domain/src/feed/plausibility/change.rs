//! How figures change: on which scale, by how much as a rule, and how much the changes differ.

use super::limits;
use super::panel::Panel;
use crate::statistics::quantile;
use std::collections::HashMap;

/// On what scale changes of an indicator are measured.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scale {
    /// Figures of one sign: by logarithms, so that a change is a ratio.
    Ratio {
        /// The sign: 1 or −1.
        sign: f64,
    },
    /// Figures of both signs: by differences.
    Difference {
        /// The median size of a figure.
        typical: f64,
    },
}

/// The change of all areas between two rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// The median; nothing when too few areas have both, or when they agree too little.
    pub(super) centre: f64,
    /// The MAD around it; none for the same reasons.
    pub(super) spread: Option<f64>,
    /// The logarithm of the change in the typical size of a figure; none when too few areas have both.
    size: Option<f64>,
    /// Whether a batch tells most of the areas anew.
    anew: bool,
}

impl Change {
    /// Too few areas have both figures.
    const UNKNOWN: Change = Change {
        centre: 0.0,
        spread: None,
        size: None,
        anew: false,
    };

    /// The change less a slip of the whole column.
    pub(super) fn without_column(&self, scale: Scale, power: i32) -> f64 {
        match (scale, self.spread) {
            (Scale::Ratio { .. }, Some(_)) => self.centre - f64::from(power) * std::f64::consts::LN_10,
            (Scale::Difference { .. }, Some(_)) if power == 0 => self.centre,
            _ => 0.0,
        }
    }
}

/// How much a series may move by itself.
pub(super) struct Noise {
    /// The standard deviation of its changes, less those of the others.
    pub(super) deviation: f64,
    /// Its greatest change so far, less that of the others.
    pub(super) greatest: f64,
}

impl Scale {
    /// The scale of an indicator: what is stored says it, as far as there is enough of it.
    pub(super) fn of(panel: &Panel<'_>) -> Scale {
        let places =
            || (0..panel.rows.len()).flat_map(|row| (0..panel.areas.len()).map(move |area| (row, area)));
        let signed = |value: &f64| *value != 0.0;
        let kept: Vec<f64> = places()
            .filter_map(|(row, area)| panel.kept(row, area))
            .filter(signed)
            .collect();
        let values = if kept.len() < limits::FEWEST_PEERS {
            places()
                .filter_map(|(row, area)| panel.value(row, area))
                .filter(signed)
                .collect()
        } else {
            kept
        };
        let positive = values.iter().filter(|value| **value > 0.0).count() as f64;
        let all = values.len() as f64;
        if positive >= all * limits::ONE_SIGN {
            Scale::Ratio { sign: 1.0 }
        } else if positive <= all * (1.0 - limits::ONE_SIGN) {
            Scale::Ratio { sign: -1.0 }
        } else {
            let typical = median(values.into_iter().map(f64::abs).collect()).unwrap_or(0.0);
            Scale::Difference { typical }
        }
    }

    pub(super) fn is_ratio(self) -> bool {
        matches!(self, Scale::Ratio { .. })
    }

    /// A figure on the scale; none for a zero, and for a figure of the other sign, where ratios are taken.
    pub(super) fn place(self, value: f64) -> Option<f64> {
        match self {
            Scale::Ratio { sign } => (value * sign > 0.0).then(|| (value * sign).ln()),
            Scale::Difference { .. } => Some(value),
        }
    }

    /// The figure at a place of the scale.
    pub(super) fn value(self, place: f64) -> f64 {
        match self {
            Scale::Ratio { sign } => sign * place.exp(),
            Scale::Difference { .. } => place,
        }
    }

    /// How far from what was expected a figure may be.
    pub(super) fn limit(self, deviation: f64) -> f64 {
        let least = match self {
            Scale::Ratio { .. } => limits::LEAST_JUMP,
            Scale::Difference { typical } => typical,
        };
        least.max(limits::DEVIATIONS * deviation)
    }

    /// The greatest change of a series that is called steady.
    pub(super) fn steady(self) -> f64 {
        match self {
            Scale::Ratio { .. } => limits::STEADY,
            Scale::Difference { .. } => f64::INFINITY,
        }
    }

    fn widest(self) -> f64 {
        match self {
            Scale::Ratio { .. } => limits::WIDEST_CHANGES,
            Scale::Difference { typical } => typical,
        }
    }
}

/// The power of ten that a ratio is near to, up to a thousand either way; 0 when it is near to 1.
pub(super) fn power_of_ten(ratio: f64, near: f64) -> Option<i32> {
    if ratio <= 0.0 || !ratio.is_finite() {
        return None;
    }
    let power = ratio.log10();
    let nearest = power.round();
    let found = (power - nearest).abs() <= near && nearest.abs() <= f64::from(limits::GREATEST_POWER);
    found.then_some(nearest as i32)
}

/// A change of a series from one of its figures to the next, less that of the others.
#[derive(Debug, Clone, Copy)]
struct Step {
    from: usize,
    to: usize,
    beyond: f64,
}

/// The changes of a panel, each computed once.
pub(super) struct Changes<'p, 'a> {
    panel: &'p Panel<'a>,
    scale: Scale,
    between: HashMap<(usize, usize), Change>,
    /// The steps of each area, ascending.
    steps: Vec<Vec<Step>>,
    /// The steps of all areas by the row they lead to.
    steps_to: Vec<Vec<Step>>,
    suspect: Vec<bool>,
    columns: Vec<bool>,
    pooled: HashMap<usize, Option<f64>>,
    sorted: HashMap<usize, Vec<f64>>,
}

impl<'p, 'a> Changes<'p, 'a> {
    pub(super) fn new(panel: &'p Panel<'a>, scale: Scale) -> Changes<'p, 'a> {
        let (rows, areas) = (panel.rows.len(), panel.areas.len());
        let mut changes = Changes {
            panel,
            scale,
            between: HashMap::new(),
            steps: vec![Vec::new(); areas],
            steps_to: vec![Vec::new(); rows],
            suspect: vec![false; rows * areas],
            columns: vec![false; rows],
            pooled: HashMap::new(),
            sorted: HashMap::new(),
        };
        let mut latest: Vec<Option<(usize, f64)>> = vec![None; areas];
        for to in 0..rows {
            for (area, latest) in latest.iter_mut().enumerate() {
                let Some(place) = changes.place(to, area) else {
                    continue;
                };
                if let Some((from, before)) = *latest {
                    let beyond = place - before - changes.between(from, to).centre;
                    let step = Step { from, to, beyond };
                    changes.steps[area].push(step);
                    changes.steps_to[to].push(step);
                }
                *latest = Some((to, place));
            }
        }
        changes
    }

    fn place(&self, row: usize, area: usize) -> Option<f64> {
        self.panel
            .value(row, area)
            .and_then(|value| self.scale.place(value))
    }

    /// The change of all areas from one row to another.
    pub(super) fn between(&mut self, from: usize, to: usize) -> Change {
        if let Some(known) = self.between.get(&(from, to)) {
            return *known;
        }
        let areas = 0..self.panel.areas.len();
        let both: Vec<(f64, f64, bool)> = areas
            .filter_map(|area| {
                let anew = self.panel.new_value(to, area).is_some();
                Some((self.place(from, area)?, self.place(to, area)?, anew))
            })
            .collect();
        let change = if both.len() < limits::FEWEST_PEERS {
            Change::UNKNOWN
        } else {
            self.change_of(&both)
        };
        self.between.insert((from, to), change);
        change
    }

    fn change_of(&self, both: &[(f64, f64, bool)]) -> Change {
        let centre = median(both.iter().map(|(from, to, _)| to - from).collect()).unwrap_or(0.0);
        let spread = median(
            both.iter()
                .map(|(from, to, _)| (to - from - centre).abs())
                .collect(),
        );
        let size = match self.scale {
            Scale::Ratio { .. } => centre,
            Scale::Difference { .. } => {
                let size = |values: Vec<f64>| median(values).unwrap_or(0.0);
                let before = size(both.iter().map(|(from, _, _)| from.abs()).collect());
                let after = size(both.iter().map(|(_, to, _)| to.abs()).collect());
                (after / before).ln()
            }
        };
        // Where the areas agree too little, their median says nothing about any one of them.
        let agreed = spread.filter(|spread| *spread <= self.scale.widest());
        Change {
            centre: if agreed.is_some() { centre } else { 0.0 },
            spread: agreed,
            size: Some(size).filter(|size| size.is_finite()),
            anew: both.iter().filter(|(_, _, anew)| *anew).count() * 2 > both.len(),
        }
    }

    /// The power of ten by which almost the whole row is off since another; 0 when it is not.
    ///
    /// Most of the row must be told anew, and the indicator must be one that does not move like that.
    pub(super) fn column_slip(&mut self, from: usize, to: usize) -> i32 {
        let Change {
            size: Some(size),
            anew: true,
            ..
        } = self.between(from, to)
        else {
            return 0;
        };
        let power = power_of_ten(size.exp(), limits::NEAR_POWER_OF_COLUMN).unwrap_or(0);
        if power == 0 {
            return 0;
        }
        for row in to.saturating_sub(limits::MEMORY) + 1..to {
            let known = !self.columns[row] && !self.columns[row - 1];
            let moved = self.between(row - 1, row).size.filter(|_| known);
            if moved.is_some_and(|size| size.abs() > limits::STEADY_COLUMN) {
                return 0;
            }
        }
        power
    }

    /// Leaves a figure out of what is known of its series.
    pub(super) fn mark(&mut self, row: usize, area: usize) {
        self.suspect[row * self.panel.areas.len() + area] = true;
    }

    /// Leaves a row out of what is known of the indicator.
    pub(super) fn mark_column(&mut self, row: usize) {
        self.columns[row] = true;
    }

    /// How much the series of an area moves, as seen from a row of it.
    pub(super) fn noise(&mut self, row: usize, area: usize, spread: Option<f64>) -> Noise {
        let areas = self.panel.areas.len();
        let honest = |at: usize| !self.suspect[at * areas + area];
        let stays = |at: usize| self.panel.kept(at, area).is_some();
        let steps = &self.steps[area];
        let here = steps.partition_point(|step| step.to < row);
        let before = steps[..here].iter().rev().take(limits::MEMORY);
        let before = before.filter(|step| honest(step.from) && honest(step.to));
        let after = steps[here..].iter().take(limits::MEMORY);
        let after = after.filter(|step| step.from > row && stays(step.from) && stays(step.to));
        let own: Vec<f64> = before.chain(after).map(|step| step.beyond.abs()).collect();
        let greatest = own.iter().copied().fold(0.0, f64::max);
        let own = if own.len() < limits::FEWEST_FOR_JUMP {
            None
        } else {
            median(own)
        };
        let mad = [own, spread, self.pooled(row)]
            .into_iter()
            .flatten()
            .fold(0.0, f64::max);
        Noise {
            deviation: limits::MAD_TO_DEVIATION * mad,
            greatest,
        }
    }

    /// The MAD of the steps of all areas in the rows before a row; after it, where there are too few.
    fn pooled(&mut self, row: usize) -> Option<f64> {
        if let Some(known) = self.pooled.get(&row) {
            return *known;
        }
        let honest = |step: &&Step| !self.columns[step.from] && !self.columns[step.to];
        let earliest = row.saturating_sub(limits::MEMORY);
        let mut sizes: Vec<f64> = self.steps_to[earliest..row]
            .iter()
            .flatten()
            .filter(honest)
            .map(|step| step.beyond.abs())
            .collect();
        if sizes.len() < limits::FEWEST_PEERS {
            let last = (row + 1 + limits::MEMORY).min(self.steps_to.len());
            let later = self.steps_to[row + 1..last].iter().flatten();
            sizes.extend(later.filter(|step| step.from > row).map(|step| step.beyond.abs()));
        }
        let mad = if sizes.len() < limits::FEWEST_PEERS {
            None
        } else {
            median(sizes)
        };
        self.pooled.insert(row, mad);
        mad
    }

    /// The figures of a row on the scale, ascending.
    pub(super) fn column(&mut self, row: usize) -> &[f64] {
        let Changes {
            panel, scale, sorted, ..
        } = self;
        sorted.entry(row).or_insert_with(|| {
            let areas = 0..panel.areas.len();
            let mut places: Vec<f64> = areas
                .filter_map(|area| panel.value(row, area).and_then(|value| scale.place(value)))
                .collect();
            places.sort_by(f64::total_cmp);
            places
        })
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    quantile(&values, 0.5)
}

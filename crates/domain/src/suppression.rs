//! Which figures are hidden so that nobody is recognised behind them.
//!
//! *Primary*: a figure of fewer cases than may be shown, zero included: that there is nobody says something of all; and
//! one of how many nobody knows, where there is such a bound. Who runs no such service has no figure at all, and says so
//! by its status. *Secondary*: what would reveal a hidden figure by addition or subtraction. Equations say which figures
//! add up: a total and its parts, a whole and the indicators it is made of, a linear formula.
//!
//! A number that was public once is known for good to those who look: it is hidden where it has to be, and for those who
//! look something else is hidden as well.
//!
//! Readers are taken to know every equation and every figure that is shown, and nothing of the rest. A figure follows
//! from what is shown when the equations, with the shown figures filled in, have one solution for it: when a row of the
//! reduced system holds that figure alone. Rational elimination answers it exactly. What a figure *may at most* be is
//! not computed, but for one thing: hidden parts of one equation whose cases together are fewer than may be shown.
//!
//! Sources: Willenborg and de Waal, *Elements of Statistical Disclosure Control* (2001), and Hundepool and others,
//! *Statistical Disclosure Control* (2012): primary and secondary suppression of cells in tables that are linked, and the
//! audit of what was hidden. The optimum over whole tables is not sought: the dozen figures of one municipality and
//! period are hidden one at a time, in an order that a reader of the rules can follow.

pub use decide::{Computed, CountedBy, Figure, cases, decide, hides_itself};
use elimination::determined;
pub use links::{ComputedBy, Linked, linked};
pub use past::{Past, Version};
use std::cmp::Ordering;
use std::collections::BTreeSet;
pub use table::{Parts, Table};

mod decide;
mod elimination;
mod links;
mod past;
mod table;

/// A figure that may have to be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cell {
    /// The figure. Where there is none, there is nothing to hide, and nothing that readers know.
    pub value: Option<f64>,
    /// How many cases stand behind it; none when that is not known: they may be few.
    pub cases: Option<f64>,
    /// The smallest count that may be shown; 0 when any may.
    pub min_count: u32,
    /// It is hidden whatever its count: its sender said so, or it is computed from a hidden one.
    pub secret: bool,
    /// It was public before, as it is: whoever hides it now hides it from nobody.
    pub known: bool,
    /// Whether anything is left to decide about it.
    pub standing: Standing,
}

/// Whether anything is left to decide about a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// It is shown or hidden from now on.
    #[default]
    Open,
    /// A number of an earlier version that was public: nobody forgets it.
    Known,
    /// A number of an earlier version that never was, and is not by what is decided now.
    Kept,
}

/// `whole = weight × part + weight × part + …`, each by its index among the cells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Equation {
    /// The whole.
    pub whole: usize,
    /// Its parts with their weights, none of them zero: 1, or −1 of what is taken off.
    pub parts: Vec<(usize, i32)>,
}

/// Why a figure is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hiding {
    /// By itself.
    Primary,
    /// Because it would reveal another.
    Secondary,
}

impl Hiding {
    /// The letter of SDMX CONF_STATUS: `A` small counts, `D` secondary.
    pub fn letter(self) -> &'static str {
        match self {
            Hiding::Primary => "A",
            Hiding::Secondary => "D",
        }
    }
}

/// A figure that is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hidden {
    /// Its index among the cells.
    pub cell: usize,
    /// Why.
    pub hiding: Hiding,
}

/// The figures to hide, by index. No hidden one follows from those that are shown, unless it follows from the
/// equations alone.
///
/// `before` is what was hidden in the version before: while the same figures are hidden by themselves, the others
/// that are hidden stay the same too, so that two versions laid side by side reveal nothing. Numbers of earlier versions
/// are cells as well, with what added up then ([`Past`]); they are not among those to hide.
///
/// ```
/// # use blis_domain::suppression::{Cell, Equation, Hidden, Hiding, hide};
/// let persons = |n: f64| Cell { value: Some(n), cases: Some(n), min_count: 5, ..Cell::default() };
/// // 40 clients: 3 children, 12 adults, 25 pensioners.
/// let cells = [persons(40.0), persons(3.0), persons(12.0), persons(25.0)];
/// let total = Equation { whole: 0, parts: vec![(1, 1), (2, 1), (3, 1)] };
/// let hidden = hide(&cells, &[total], &[]);
/// assert_eq!(hidden[0], Hidden { cell: 1, hiding: Hiding::Primary });
/// assert_eq!(hidden[1], Hidden { cell: 2, hiding: Hiding::Secondary });
/// ```
pub fn hide(cells: &[Cell], equations: &[Equation], before: &[Hidden]) -> Vec<Hidden> {
    let standing = |at: usize, standing| cells[at].standing == standing;
    let primary: BTreeSet<usize> = (0..cells.len())
        .filter(|&at| standing(at, Standing::Open) && is_primary(&cells[at]))
        .collect();
    let kept = (0..cells.len()).filter(|&at| standing(at, Standing::Kept));
    let of = |hiding| -> BTreeSet<usize> {
        let those = before.iter().filter(|one| one.hiding == hiding);
        those.map(|one| one.cell).collect()
    };
    let mut search = Search {
        cells,
        equations,
        hidden: primary.iter().copied().chain(kept).collect(),
        before: before.iter().map(|one| one.cell).collect(),
        remembers: false,
    };
    if !primary.is_empty() && of(Hiding::Primary) == primary {
        let stay = of(Hiding::Secondary);
        let there = stay
            .into_iter()
            .filter(|&at| cells.get(at).is_some_and(|one| one.value.is_some()))
            .collect::<Vec<_>>();
        search.hidden.extend(there);
    }
    // Where nothing is hidden nothing can be revealed, and tables by age are large.
    // At first for those who read what is shown now; then for those who remember what was.
    for remembers in [false, true] {
        search.remembers = remembers;
        while !search.hidden.is_empty() && (search.hide_in_an_equation() || search.hide_what_follows()) {}
    }
    let hiding = |cell| {
        if primary.contains(&cell) {
            Hiding::Primary
        } else {
            Hiding::Secondary
        }
    };
    let hidden = search.hidden.iter();
    hidden
        .filter(|&&cell| standing(cell, Standing::Open))
        .map(|&cell| Hidden {
            cell,
            hiding: hiding(cell),
        })
        .collect()
}

fn is_primary(cell: &Cell) -> bool {
    cell.value.is_some() && (cell.secret || are_few(cell.cases, cell.min_count))
}

/// Whether so many cases are fewer than may be shown. Of how many nobody knows may be one.
fn are_few(cases: Option<f64>, min_count: u32) -> bool {
    min_count > 0 && cases.is_none_or(|cases| cases < f64::from(min_count))
}

struct Search<'a> {
    cells: &'a [Cell],
    equations: &'a [Equation],
    hidden: BTreeSet<usize>,
    before: BTreeSet<usize>,
    /// Whether readers know what was public before.
    remembers: bool,
}

impl Search<'_> {
    /// Whether readers know a figure: they see it, or saw it before.
    fn is_shown(&self, cell: usize) -> bool {
        let found = self.cells.get(cell).filter(|one| one.value.is_some());
        found.is_some_and(|one| self.remembers && one.known || !self.hidden.contains(&cell))
    }

    /// Whether a figure is left to be hidden, and hiding it would keep anything from anybody.
    fn can_be_hidden(&self, cell: usize) -> bool {
        let one = &self.cells[cell];
        let helps = !(self.remembers && one.known);
        self.is_shown(cell) && one.standing == Standing::Open && helps
    }

    /// Whether nobody may find a figure. An earlier number that was hidden for the sake of others is nothing by itself.
    fn is_protected(&self, cell: usize) -> bool {
        let one = &self.cells[cell];
        let is_secret = !(self.remembers && one.known);
        self.hidden.contains(&cell) && is_secret && (one.standing == Standing::Open || is_primary(one))
    }

    /// Hides one more where an equation lacks one: it has a single hidden term, or too few cases in its hidden ones.
    fn hide_in_an_equation(&mut self) -> bool {
        for equation in self.equations {
            if (self.has_one_unknown(equation) || self.has_few_cases(equation))
                && let Some(cell) = self.cheapest([equation])
            {
                self.hidden.insert(cell);
                return true;
            }
        }
        false
    }

    fn has_one_unknown(&self, equation: &Equation) -> bool {
        let mut unknown = terms(equation).filter(|(cell, _)| !self.is_shown(*cell));
        match (unknown.next(), unknown.next()) {
            (Some((cell, _)), None) => self.is_protected(cell),
            _ => false,
        }
    }

    /// Whether readers can add up the hidden terms, and find fewer cases than may be shown.
    fn has_few_cases(&self, equation: &Equation) -> bool {
        let unknown: Vec<(usize, i32)> = terms(equation)
            .filter(|(cell, _)| !self.is_shown(*cell))
            .collect();
        let added =
            unknown.iter().all(|(_, weight)| *weight > 0) || unknown.iter().all(|(_, weight)| *weight < 0);
        if unknown.is_empty() || !added {
            return false;
        }
        let bound = unknown.iter().map(|(cell, _)| self.cells[*cell].min_count).max();
        let cases = unknown.iter().map(|(cell, _)| match self.hidden.contains(cell) {
            true => known_cases(&self.cells[*cell]),
            false => None,
        });
        let together: Option<f64> = cases.sum();
        together.is_some_and(|cases| cases < f64::from(bound.unwrap_or(0)))
    }

    /// Hides one more for a hidden figure that follows from several equations together.
    fn hide_what_follows(&mut self) -> bool {
        let unknown: Vec<usize> = (0..self.cells.len()).filter(|&at| !self.is_shown(at)).collect();
        let Some(found) = determined(self.equations, &unknown) else {
            // Too large to be computed exactly: what cannot be shown to be safe is hidden.
            let touched = self.equations.iter().filter(|one| self.touches_hidden(one));
            let all: Vec<usize> = touched.flat_map(terms).map(|(cell, _)| cell).collect();
            let all: Vec<usize> = all.into_iter().filter(|&cell| self.can_be_hidden(cell)).collect();
            let more = !all.is_empty();
            self.hidden.extend(all);
            return more;
        };
        for cell in found.into_iter().filter(|&cell| self.is_protected(cell)) {
            let of_cell = self
                .equations
                .iter()
                .filter(|one| terms(one).any(|(term, _)| term == cell));
            let around = self.equations.iter().filter(|one| self.touches_hidden(one));
            if let Some(more) = self.cheapest(of_cell).or_else(|| self.cheapest(around)) {
                self.hidden.insert(more);
                return true;
            }
        }
        false
    }

    fn touches_hidden(&self, equation: &Equation) -> bool {
        terms(equation).any(|(cell, _)| self.hidden.contains(&cell))
    }

    /// The shown term that readers miss least: what was hidden before, then the smallest part that is not zero, then
    /// a zero, and the whole last.
    fn cheapest<'e>(&self, equations: impl IntoIterator<Item = &'e Equation>) -> Option<usize> {
        let terms = equations.into_iter().flat_map(|equation| {
            let whole = (equation.whole, true);
            let parts = equation.parts.iter().map(|(part, _)| (*part, false));
            parts.chain([whole])
        });
        let shown = terms.filter(|(cell, _)| self.can_be_hidden(*cell));
        let price = |(cell, is_whole): &(usize, bool)| {
            let size = self.cells[*cell].value.unwrap_or(0.0).abs();
            (!self.before.contains(cell), *is_whole, size == 0.0, size, *cell)
        };
        let order = |one: &(usize, bool), other: &(usize, bool)| {
            price(one).partial_cmp(&price(other)).unwrap_or(Ordering::Equal)
        };
        shown.min_by(order).map(|(cell, _)| cell)
    }
}

/// How many cases certainly stand behind a figure that is hidden; none where they do not count.
fn known_cases(cell: &Cell) -> Option<f64> {
    cell.cases.or((cell.min_count > 0).then_some(0.0))
}

/// The terms of an equation brought to one side.
fn terms(equation: &Equation) -> impl Iterator<Item = (usize, i32)> {
    let parts = equation.parts.iter().copied();
    parts.chain([(equation.whole, -1)])
}

#[cfg(test)]
mod tests;

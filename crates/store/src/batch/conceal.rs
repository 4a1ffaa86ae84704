//! Hiding what may not be shown, and showing what was hidden and may be shown now: in the transaction that brings the
//! figures, after all that follows from them, so that nobody ever reads what is hidden.

use super::concealment::{Concealment, Reshown};
use super::write::Written;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::dividing::{self, Divided};
use crate::rows::earlier::{self, Earlier};
use crate::rows::gating::{self, Counting};
use crate::rows::values::{self, Current};
use crate::rows::{bigint, desk, hidden};
use blis_domain::area::AreaCode;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::derivation::Derivation;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::suppression::{self, Computed, CountedBy, Figure, Linked, Parts, Past, Table, Version};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Where a figure is of, and when.
type Place = (AreaCode, Period);

/// The same, in the order in which it is decided.
type Ahead = (Period, AreaCode);

/// Something of the figures of each place, by part; that of the whole under no name.
type ByPart<T> = HashMap<String, HashMap<Place, T>>;

/// Finds what has to be hidden or shown after a change, and does it.
pub(super) fn conceal(
    connection: &mut AnyConnection,
    derivations: &[Derivation],
    areas: Option<&[String]>,
    written: &mut Written<'_>,
) -> Result<(), StoreError> {
    let rules: Vec<IndicatorCode> = written.settled.iter().cloned().collect();
    let found = plan(connection, derivations, areas, &rules, written)?;
    found.carry_out(connection, written)
}

/// Finds what has to be shown otherwise: where the change has written something, and everywhere in indicators whose rules
/// are others.
pub(super) fn plan(
    connection: &mut AnyConnection,
    derivations: &[Derivation],
    areas: Option<&[String]>,
    rules: &[IndicatorCode],
    written: &Written<'_>,
) -> Result<Concealment, StoreError> {
    let counting = gating::counting(connection)?;
    let mut named = hidden::indicators(connection)?;
    let bounded = counting.iter().filter(|(_, one)| one.min_count > 0);
    named.extend(bounded.map(|(code, _)| code.clone()));
    named.extend(rules.iter().cloned());
    let counted = counting
        .iter()
        .filter_map(|(code, one)| Some((code.clone(), one.count_of.clone()?)));
    let counted_by: HashMap<IndicatorCode, IndicatorCode> = counted.collect();
    let divided = dividing::divided(connection)?;
    let mut reshown = Vec::new();
    for linked in suppression::linked(named, derivations, &counted_by) {
        let has = |code: &IndicatorCode| linked.indicators.contains(code);
        let everywhere = rules.iter().any(has);
        if everywhere || written.touched.iter().any(has) {
            let rules = (&counting, &divided);
            let mut group = Group::read(connection, &linked, rules, areas, written)?;
            let ahead = group.ahead(everywhere);
            group.read_earlier(connection, &ahead)?;
            reshown.extend(group.decide(ahead));
        }
    }
    Ok(Concealment(reshown))
}

/// The figures of linked indicators.
struct Group<'a> {
    linked: &'a Linked,
    /// Wholes and parts; what follows is of each of its figures, by its index.
    table: Table,
    /// How the cases of each indicator are counted.
    rules: Vec<Counting>,
    current: Vec<HashMap<Place, Current>>,
    /// How those were shown whose place was taken in this change.
    before: Vec<HashMap<Place, ConfStatus>>,
    /// The cells of each indicator that counts others for which a figure waits, but for those that leave the desk by this
    /// change.
    waiting: Vec<HashSet<(AreaCode, Period, String)>>,
    /// What was known before this change in places where a figure is or was hidden.
    earlier: Vec<HashMap<Place, Vec<Earlier>>>,
    version: u64,
}

impl<'a> Group<'a> {
    fn read(
        connection: &mut AnyConnection,
        linked: &'a Linked,
        (counting, divided): (
            &HashMap<IndicatorCode, Counting>,
            &HashMap<IndicatorCode, Divided>,
        ),
        areas: Option<&[String]>,
        written: &Written<'_>,
    ) -> Result<Group<'a>, StoreError> {
        let version = written.version();
        let (mut current_parts, mut before_parts) = (Vec::new(), Vec::new());
        for code in &linked.indicators {
            current_parts.push(by_part(values::current(connection, code, areas)?));
            before_parts.push(by_part(values::shown_before(connection, code, version)?));
        }
        let parts = linked
            .indicators
            .iter()
            .zip(&current_parts)
            .map(|(code, current)| {
                let divided = divided.get(code).cloned().unwrap_or_default();
                let mut names: BTreeSet<String> = current.keys().cloned().collect();
                names.extend(divided.division().parts().iter().map(ToString::to_string));
                Parts {
                    names,
                    sums: divided.division().sums(),
                }
            });
        let table = Table::of(linked, &parts.collect::<Vec<_>>());
        let (mut current, mut before) = (Vec::new(), Vec::new());
        for (of, part) in &table.figures {
            current.push(current_parts[*of].remove(part).unwrap_or_default());
            before.push(before_parts[*of].remove(part).unwrap_or_default());
        }
        let mut waiting = Vec::new();
        for (of, code) in linked.indicators.iter().enumerate() {
            let counts = linked.counted_by.contains(&Some(of));
            let waits = match counts {
                true => desk::waiting(connection, code)?,
                false => Vec::new(),
            };
            let stays = waits.into_iter().filter(|(_, id)| !written.leaving.contains(id));
            waiting.push(stays.map(|(cell, _)| cell).collect());
        }
        let rule = |code| counting.get(code).cloned().unwrap_or_default();
        Ok(Group {
            rules: linked.indicators.iter().map(rule).collect(),
            linked,
            table,
            current,
            before,
            waiting,
            earlier: Vec::new(),
            version,
        })
    }

    /// The places to decide about, period by period: what is computed from earlier figures has to know of them.
    fn ahead(&self, everywhere: bool) -> BTreeSet<Ahead> {
        let written = |current: &Current| everywhere || current.version == bigint(self.version);
        let places = self
            .current
            .iter()
            .flatten()
            .filter(|(_, current)| written(current));
        let mut open: BTreeSet<Ahead> = places
            .map(|((area, period), _)| (*period, area.clone()))
            .collect();
        let mut ahead = BTreeSet::new();
        while let Some((period, area)) = open.pop_first() {
            for later in self.linked.looking_back_to(period) {
                let place = (area.clone(), later);
                if self.current.iter().any(|values| values.contains_key(&place)) {
                    open.insert((later, area.clone()));
                }
            }
            ahead.insert((period, area));
        }
        ahead
    }

    /// Reads what was known before, where a figure is or was hidden: what protected it may have to stay hidden, and what
    /// was public protects nothing.
    fn read_earlier(
        &mut self,
        connection: &mut AnyConnection,
        ahead: &BTreeSet<Ahead>,
    ) -> Result<(), StoreError> {
        let protects = |(period, area): &&Ahead| self.hides_at(&(area.clone(), *period));
        let places: BTreeSet<Ahead> = ahead.iter().filter(protects).cloned().collect();
        if places.is_empty() {
            return Ok(());
        }
        let mut parts = Vec::new();
        for code in &self.linked.indicators {
            let versions = earlier::versions(connection, code, &places, self.version)?;
            parts.push(by_part(versions));
        }
        let of_figure = |(of, part): &(usize, String)| parts[*of].remove(part).unwrap_or_default();
        self.earlier = self.table.figures.iter().map(of_figure).collect();
        Ok(())
    }

    /// Whether a figure of a place is hidden by itself, or was hidden before.
    fn hides_at(&self, place: &Place) -> bool {
        (0..self.current.len()).any(|at| {
            let is_first = || suppression::hides_itself(&self.figure(at, place));
            !self.shown_before(at, place).is_free() || is_first()
        })
    }

    /// What is shown otherwise.
    fn decide(mut self, ahead: BTreeSet<Ahead>) -> Vec<Reshown> {
        let mut reshown = Vec::new();
        for (period, area) in ahead {
            self.decide_in(&(area, period), &mut reshown);
        }
        reshown
    }

    fn decide_in(&mut self, place: &Place, reshown: &mut Vec<Reshown>) {
        let figures: Vec<Figure> = (0..self.current.len()).map(|at| self.figure(at, place)).collect();
        let computed: Vec<Computed> = self
            .table
            .computed
            .iter()
            .map(|one| Computed {
                figure: one.figure,
                inputs: one
                    .inputs
                    .iter()
                    .filter(|(_, back)| *back == 0)
                    .map(|(at, _)| *at)
                    .collect(),
                from_hidden: one
                    .inputs
                    .iter()
                    .any(|(at, back)| *back > 0 && self.was_hidden(*at, place, *back)),
            })
            .collect();
        let equations = &self.table.equations;
        let past = match self.earlier.is_empty() {
            true => Past::default(),
            false => {
                let versions: Vec<Vec<Version>> =
                    (0..figures.len()).map(|at| self.versions(at, place)).collect();
                let now: Vec<Option<f64>> = figures.iter().map(|figure| figure.value).collect();
                Past::of(&versions, &now, equations, &computed)
            }
        };
        let decided = self.decide_with_counts(place, &figures, |figures| {
            suppression::decide(figures, equations, &computed, &past)
        });
        for (at, shown) in decided.into_iter().enumerate() {
            let Some(current) = self.current[at].get_mut(place) else {
                continue;
            };
            let tells = current.reading.value.is_some() || current.reading.status.tells_of_inputs();
            if tells && current.shown != shown {
                let (of, part) = &self.table.figures[at];
                reshown.push(Reshown {
                    indicator: self.linked.indicators[*of].clone(),
                    place: place.clone(),
                    part: part.clone(),
                    current: current.clone(),
                    shown,
                });
                current.shown = shown;
            }
        }
    }

    /// Decides so that a count that is hidden itself tells nothing: what is shown or hidden by it would tell the count.
    fn decide_with_counts(
        &self,
        place: &Place,
        figures: &[Figure],
        decide: impl Fn(&[Figure]) -> Vec<ConfStatus>,
    ) -> Vec<ConfStatus> {
        let mut known = figures.to_vec();
        loop {
            let mut decided = decide(&known);
            let by_hidden = |at: &usize| {
                let by = self.counts(*at, place).filter(|by| !decided[*by].is_free());
                by.is_some() && known[*at].cases.is_some()
            };
            let uncounted: Vec<usize> = (0..known.len()).filter(by_hidden).collect();
            if uncounted.is_empty() {
                for (at, shown) in decided.iter_mut().enumerate() {
                    // Its cases are no secret because they are few, but because they would tell the count.
                    if *shown == ConfStatus::SmallCount && !suppression::hides_itself(&figures[at]) {
                        *shown = ConfStatus::Secondary;
                    }
                }
                return decided;
            }
            for at in uncounted {
                known[at].cases = None;
            }
        }
    }

    fn figure(&self, at: usize, place: &Place) -> Figure {
        // What everybody reads by now is decided about when the count is.
        let is_public = self.current[at]
            .get(place)
            .is_some_and(|current| current.version != bigint(self.version) && current.shown.is_free());
        let counted_by = self.counted_by(at, |by| {
            let current = self.current[by].get(place)?;
            current
                .reading
                .value
                .filter(|_| is_public || !self.waits(by, place, current))
        });
        let current = self.current[at].get(place);
        let reading = current.map(|current| &current.reading);
        let value = reading.and_then(|reading| reading.value);
        let is_computed = self.table.computed.iter().any(|one| one.figure == at);
        Figure {
            value,
            tells: is_computed && reading.is_some_and(|reading| reading.status.tells_of_inputs()),
            cases: suppression::cases(reading.and_then(|reading| reading.cases), counted_by, value),
            min_count: self.rule(at).min_count,
            sent: reading.map_or(ConfStatus::Free, |reading| reading.conf_status),
            before: self.shown_before(at, place),
        }
    }

    /// The figure of another indicator that counts the cases of one; none where its sender says how many they are.
    fn counts(&self, at: usize, place: &Place) -> Option<usize> {
        let sent = self.current[at]
            .get(place)
            .and_then(|current| current.reading.cases);
        self.table.counted_by[at].filter(|_| sent.is_none())
    }

    /// How the cases of a figure are counted.
    fn rule(&self, at: usize) -> &Counting {
        &self.rules[self.table.figures[at].0]
    }

    /// What counts the cases of a figure, given the figure that the sheet names.
    fn counted_by(&self, at: usize, count: impl FnOnce(usize) -> Option<f64>) -> CountedBy {
        let rule = self.rule(at);
        match self.table.counted_by[at] {
            Some(by) => CountedBy::Other(count(by)),
            None if rule.count_of.is_some() => CountedBy::Other(None),
            None if rule.counts => CountedBy::Itself,
            None => CountedBy::Nothing,
        }
    }

    /// Whether another number than a stored one waits for its cell: of how many nobody knows until that is settled.
    fn waits(&self, at: usize, (area, period): &Place, current: &Current) -> bool {
        let (of, part) = &self.table.figures[at];
        let is_old = current.version != bigint(self.version);
        is_old && self.waiting[*of].contains(&(area.clone(), *period, part.clone()))
    }

    /// How a figure was shown before this change; as it was sent where it was not there.
    fn shown_before(&self, at: usize, place: &Place) -> ConfStatus {
        let current = || self.current[at].get(place).map(|current| current.shown);
        let before = self.before[at].get(place).copied();
        before.or_else(current).unwrap_or(ConfStatus::Free)
    }

    /// The versions that a figure had before this change, each with the cases that were known of it then.
    fn versions(&self, at: usize, place: &Place) -> Vec<Version> {
        let of = |at: usize| self.earlier[at].get(place).map_or(&[][..], Vec::as_slice);
        let version = |one: &Earlier| {
            let count = |by: usize| of(by).iter().rev().find(|count| count.since <= one.since)?.value;
            Version {
                since: one.since,
                value: one.value,
                cases: suppression::cases(one.cases, self.counted_by(at, count), one.value),
                min_count: self.rule(at).min_count,
                shown: one.shown,
            }
        };
        of(at).iter().map(version).collect()
    }

    /// Whether the figure of an earlier period is hidden.
    fn was_hidden(&self, at: usize, (area, period): &Place, back: u16) -> bool {
        let earlier = period.later(-i32::from(back));
        let current = earlier.and_then(|earlier| self.current[at].get(&(area.clone(), earlier)));
        current.is_some_and(|current| !current.shown.is_free())
    }
}

fn by_part<T>(values: impl IntoIterator<Item = ((AreaCode, Period, String), T)>) -> ByPart<T> {
    let mut parts = ByPart::new();
    for ((area, period, part), value) in values {
        parts.entry(part).or_default().insert((area, period), value);
    }
    parts
}

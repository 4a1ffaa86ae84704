//! The time axis: where periods lie, which of them are neighbours, and which are named.

use crate::place::{Anchor, Label};
use crate::scale::Scale;
use crate::text_width::{Weight, text_width};
use crate::theme::TEXT;
use blis_domain::period::{Frequency, Period};

/// Between two names on the axis.
const BETWEEN: f64 = 12.0;

/// Whether `later` follows `earlier` with no period missing between them.
pub(crate) fn adjacent(earlier: Period, later: Period) -> bool {
    let step = 1.0 / f64::from(later.frequency().periods_per_year());
    earlier.frequency() == later.frequency() && later.axis_position() - earlier.axis_position() < step * 1.5
}

/// The names under the axis: as many periods as fit, or the years they begin.
///
/// Counted from the last one, which readers look for first.
pub(crate) fn labels(periods: &[Period], scale: &Scale, y: f64, (left, right): (f64, f64)) -> Vec<Label> {
    let label = |period: Period, text: String| {
        Label::quiet(scale.at(period.axis_position()), y, Anchor::Middle, text).within(left, right)
    };
    let whole: Vec<Label> = periods
        .iter()
        .map(|&period| label(period, period.to_string()))
        .collect();
    if periods.iter().all(|period| period.frequency() == Frequency::Year) {
        return thinned(whole);
    }
    if whole.windows(2).all(|pair| apart(&pair[0], &pair[1])) {
        return whole;
    }
    let firsts = periods
        .iter()
        .filter(|period| period.axis_position().fract() == 0.0)
        .map(|&period| label(period, period.calendar_year().to_string()))
        .collect::<Vec<_>>();
    if firsts.is_empty() {
        thinned(whole)
    } else {
        thinned(firsts)
    }
}

fn apart(one: &Label, next: &Label) -> bool {
    one.frame().right() + BETWEEN <= next.frame().x
}

/// Every label, or every second, fifth, tenth and so on from the last, until none touch.
fn thinned(labels: Vec<Label>) -> Vec<Label> {
    let count = labels.len();
    for step in [1, 2, 3, 5, 10, 20, 50] {
        let kept: Vec<Label> = labels
            .iter()
            .enumerate()
            .filter(|(place, _)| (count - 1 - place).is_multiple_of(step))
            .map(|(_, label)| label.clone())
            .collect();
        if kept.windows(2).all(|pair| apart(&pair[0], &pair[1])) {
            return kept;
        }
    }
    labels.into_iter().next_back().into_iter().collect()
}

/// The room half a name takes at the end of the axis.
pub(crate) fn half_a_name(periods: &[Period]) -> f64 {
    let widest = periods
        .iter()
        .map(|period| text_width(&period.to_string(), TEXT, Weight::Regular))
        .fold(0.0, f64::max);
    widest / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(range: std::ops::RangeInclusive<u16>) -> Vec<Period> {
        range.map(|year| Period::year(year).unwrap()).collect()
    }

    fn named(periods: &[Period], width: f64) -> Vec<String> {
        let ends = (
            periods[0].axis_position(),
            periods[periods.len() - 1].axis_position(),
        );
        let scale = Scale::new(ends, (0.0, width));
        labels(periods, &scale, 0.0, (-40.0, width + 40.0))
            .into_iter()
            .map(|label| label.text)
            .collect()
    }

    #[test]
    fn as_many_years_as_fit_and_always_the_last() {
        assert_eq!(named(&years(2012..=2016), 400.0).len(), 5);
        assert_eq!(
            named(&years(2009..=2016), 250.0),
            ["2010", "2012", "2014", "2016"]
        );
        assert_eq!(named(&years(1996..=2016), 150.0), ["1996", "2006", "2016"]);
    }

    #[test]
    fn quarters_are_named_while_they_fit_and_by_year_after() {
        let quarters: Vec<Period> = (2014..=2016)
            .flat_map(|year| (1..=4).filter_map(move |place| Period::new(year, Frequency::Quarter, place)))
            .collect();
        assert_eq!(named(&quarters[..3], 400.0), ["2014-Q1", "2014-Q2", "2014-Q3"]);
        assert_eq!(named(&quarters, 400.0), ["2014", "2015", "2016"]);
    }

    #[test]
    fn a_year_left_out_parts_its_neighbours() {
        let years = years(2012..=2014);
        assert!(adjacent(years[0], years[1]));
        assert!(!adjacent(years[0], years[2]));
    }
}

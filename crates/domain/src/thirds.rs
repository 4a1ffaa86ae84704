//! Values in three classes: the lowest, the middle and the highest third.
//!
//! Thirds say where a value lies and nothing about good or bad; that is what [`crate::compare::Band`] is for.

use crate::statistics::doubled_ranks;

/// Fewer values than this make no thirds worth naming.
pub const FEWEST_FOR_THIRDS: usize = 6;

/// A class of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Third {
    /// The lowest values.
    Lowest,
    /// Those between.
    Middle,
    /// The highest values.
    Highest,
}

impl Third {
    /// Every class, from the lowest values up.
    pub const ALL: [Third; 3] = [Third::Lowest, Third::Middle, Third::Highest];
}

/// Where the classes of a set of values end.
#[derive(Debug, Clone, PartialEq)]
pub struct Thirds {
    /// The least and the greatest value of each class that has one, in the order of [`Third::ALL`].
    ranges: [Option<(f64, f64)>; 3],
}

impl Thirds {
    /// The thirds of some values, in any order.
    ///
    /// A value belongs to the class in which the middle of its rank lies: below a third of all ranks, above two thirds, or
    /// between. Equal values are always of one class, so that classes may differ in size and one may be empty. Turning all
    /// values round turns the classes round.
    ///
    /// `None` when there are fewer than [`FEWEST_FOR_THIRDS`] values, when all are equal, and when one is not finite.
    ///
    /// ```
    /// # use blis_domain::thirds::{Third, Thirds};
    /// let thirds = Thirds::of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).unwrap();
    /// assert_eq!(thirds.third(2.0), Third::Lowest);
    /// assert_eq!(thirds.range(Third::Highest), Some((5.0, 6.0)));
    /// ```
    pub fn of(values: &[f64]) -> Option<Thirds> {
        if values.len() < FEWEST_FOR_THIRDS {
            return None;
        }
        let doubled = doubled_ranks(values)?;
        let count = values.len() as i64;
        let mut ranges: [Option<(f64, f64)>; 3] = [None; 3];
        for (&value, rank) in values.iter().zip(doubled) {
            // The share (rank − ½) / n, in whole numbers: 3 (2 rank − 1) stands against 2 n and 4 n.
            let share = 3 * (rank - 1);
            let class = usize::from(share >= 2 * count) + usize::from(share > 4 * count);
            let range = &mut ranges[class];
            *range = Some(range.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
        }
        // Equal values are of one class: whoever has one class alone does not vary.
        (ranges.iter().flatten().count() > 1).then_some(Thirds { ranges })
    }

    /// The class of a value, which need not be one of those the thirds were made of.
    pub fn third(&self, value: f64) -> Third {
        let [lowest, _, highest] = self.ranges;
        if lowest.is_some_and(|(_, end)| value <= end) {
            Third::Lowest
        } else if highest.is_some_and(|(start, _)| value >= start) {
            Third::Highest
        } else {
            Third::Middle
        }
    }

    /// The least and the greatest value of a class; `None` when it is empty.
    pub fn range(&self, third: Third) -> Option<(f64, f64)> {
        self.ranges[third as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sizes(values: &[f64]) -> [usize; 3] {
        let thirds = Thirds::of(values).unwrap();
        Third::ALL.map(|third| {
            values
                .iter()
                .filter(|value| thirds.third(**value) == third)
                .count()
        })
    }

    #[test]
    fn classes_are_as_even_as_can_be() {
        let up_to = |n: u32| -> Vec<f64> { (0..n).map(f64::from).collect() };
        assert_eq!(sizes(&up_to(6)), [2, 2, 2]);
        assert_eq!(sizes(&up_to(7)), [2, 3, 2]);
        assert_eq!(sizes(&up_to(8)), [3, 2, 3]);
        assert_eq!(sizes(&up_to(44)), [15, 14, 15]);
    }

    #[test]
    fn equal_values_stay_together() {
        assert_eq!(sizes(&[0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 6.0, 7.0]), [5, 0, 3]);
        assert_eq!(sizes(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 6.0, 7.0]), [0, 6, 2]);
    }

    #[test]
    fn where_nothing_varies_there_are_no_thirds() {
        assert_eq!(Thirds::of(&[1.0, 2.0, 3.0]), None, "too few");
        assert_eq!(Thirds::of(&[4.0; 9]), None);
        assert_eq!(Thirds::of(&[1.0, 2.0, 3.0, 4.0, 5.0, f64::INFINITY]), None);
    }

    fn values() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec((-9i32..9).prop_map(f64::from), 6..60)
    }

    proptest! {
        #[test]
        fn classes_follow_the_values(values in values()) {
            let Some(thirds) = Thirds::of(&values) else { return Ok(()) };
            let mut sorted = values;
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.is_sorted_by_key(|value| thirds.third(*value)));
        }

        #[test]
        fn every_value_lies_in_the_range_of_its_class(values in values()) {
            let Some(thirds) = Thirds::of(&values) else { return Ok(()) };
            for value in values {
                let (low, high) = thirds.range(thirds.third(value)).unwrap();
                prop_assert!(low <= value && value <= high);
            }
        }

        #[test]
        fn what_keeps_the_order_keeps_the_classes(values in values()) {
            let other: Vec<f64> = values.iter().map(|value| value.exp()).collect();
            let of = |values: &[f64]| Thirds::of(values).map(|thirds| {
                values.iter().map(|value| thirds.third(*value)).collect::<Vec<_>>()
            });
            prop_assert_eq!(of(&values), of(&other));
        }

        #[test]
        fn turned_round_the_classes_turn_round(values in values()) {
            let turned: Vec<f64> = values.iter().map(|value| -value).collect();
            let (Some(thirds), Some(other)) = (Thirds::of(&values), Thirds::of(&turned)) else { return Ok(()) };
            for value in values {
                let round = match thirds.third(value) {
                    Third::Lowest => Third::Highest,
                    Third::Middle => Third::Middle,
                    Third::Highest => Third::Lowest,
                };
                prop_assert_eq!(other.third(-value), round);
            }
        }
    }
}

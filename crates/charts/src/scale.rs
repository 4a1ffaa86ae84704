//! From values to pixels: a straight scale.

/// A straight scale from a range of values to a range of pixels, which may run backwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    low: f64,
    half_length: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// The scale that puts `low` on the pixel `start` and `high` on `end`. Without a length of values
    /// everything lies in the middle.
    pub(crate) fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Scale {
        Scale {
            low,
            // Halves keep the length of the greatest numbers finite.
            half_length: high / 2.0 - low / 2.0,
            start,
            end,
        }
    }

    /// The pixel of a value.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = if self.half_length == 0.0 {
            0.5
        } else {
            (value / 2.0 - self.low / 2.0) / self.half_length
        };
        self.start + share * (self.end - self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_meet_ends() {
        let scale = Scale::new((-5.0, 15.0), (100.0, 0.0));
        assert_eq!(
            (scale.at(-5.0), scale.at(5.0), scale.at(15.0)),
            (100.0, 50.0, 0.0)
        );
    }

    #[test]
    fn the_greatest_numbers_stay_finite() {
        let scale = Scale::new((f64::MIN, f64::MAX), (0.0, 100.0));
        assert_eq!(scale.at(0.0), 50.0);
    }

    #[test]
    fn one_value_lies_in_the_middle() {
        assert_eq!(Scale::new((7.0, 7.0), (0.0, 100.0)).at(7.0), 50.0);
    }
}

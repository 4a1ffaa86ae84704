//! Round numbers for an axis: multiples of 1, 2, 2.5 or 5 times a power of ten, six of them at most.

/// The most ticks an axis carries.
pub const MOST: usize = 6;

/// The ticks of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// The values, ascending.
    pub values: Vec<f64>,
    /// Digits behind the decimal sign that tell them apart.
    pub decimals: u8,
}

/// The leading digits of round steps, ascending, and the decimals each needs at a power of ten of zero.
const ROUND: [(f64, i32); 4] = [(1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0)];

/// The densest round ticks from `low` to `high`, at most [`MOST`].
///
/// `decimals` is what the indicator shows: ticks finer than that are avoided (there is no half pupil) unless
/// an axis would be left with fewer than two. Both ends must be finite; nothing lies between ends that are not
/// in order.
///
/// ```
/// # use blis_charts::ticks::ticks;
/// assert_eq!(ticks(0.0, 23.0, 1).values, [0.0, 5.0, 10.0, 15.0, 20.0]);
/// assert_eq!(ticks(0.0, 3.0, 0).values, [0.0, 1.0, 2.0, 3.0]);
/// ```
pub fn ticks(low: f64, high: f64, decimals: u8) -> Ticks {
    let coarse = densest(low, high, Some(decimals));
    if coarse.values.len() >= 2 {
        return coarse;
    }
    densest(low, high, None)
}

/// The ticks of a logarithmic axis from `low` to `high`, both above zero, each with the decimals it needs: 1, 2 and 5 times
/// the powers of ten, or fewer of them until there are at most [`MOST`]. An axis that is too short for two of them has those
/// of a straight one.
///
/// ```
/// # use blis_charts::ticks::logarithmic;
/// assert_eq!(logarithmic(3.0, 120.0, 0), [(5.0, 0), (10.0, 0), (20.0, 0), (50.0, 0), (100.0, 0)]);
/// assert_eq!(logarithmic(0.05, 2000.0, 1), [(0.1, 1), (1.0, 0), (10.0, 0), (100.0, 0), (1000.0, 0)]);
/// ```
pub fn logarithmic(low: f64, high: f64, decimals: u8) -> Vec<(f64, u8)> {
    let hair = 1e-9;
    let inside = |value: f64| value >= low * (1.0 - hair) && value <= high * (1.0 + hair);
    let powers = low.log10().floor() as i32..=high.log10().ceil() as i32;
    let every = |digits: &[f64], step: i32| -> Vec<(f64, u8)> {
        let powers = powers.clone().filter(|power| power.rem_euclid(step) == 0);
        let of_power = |power: i32| {
            let decimals = u8::try_from((-power).max(0)).unwrap_or(u8::MAX);
            // Dividing by ten is exact where multiplying by a tenth is not.
            let value = move |digit: f64| match power {
                ..0 => digit / 10f64.powi(-power),
                _ => digit * 10f64.powi(power),
            };
            digits.iter().map(move |digit| (value(*digit), decimals))
        };
        powers
            .flat_map(of_power)
            .filter(|(value, _)| inside(*value))
            .collect()
    };
    let sparser = [&[1.0, 2.0, 5.0][..], &[1.0, 5.0]]
        .into_iter()
        .map(|digits| (digits, 1));
    let sparsest = (1..).map(|step| (&[1.0][..], step));
    let found = sparser
        .chain(sparsest)
        .map(|(digits, step)| every(digits, step))
        .find(|found| found.len() <= MOST)
        .unwrap_or_default();
    if found.len() >= 2 {
        return found;
    }
    let straight = ticks(low, high, decimals);
    straight
        .values
        .iter()
        .map(|value| (*value, straight.decimals))
        .collect()
}

fn densest(low: f64, high: f64, finest: Option<u8>) -> Ticks {
    let none = Ticks {
        values: Vec::new(),
        decimals: 0,
    };
    // Halves keep the length of the longest possible axis finite.
    let half_length = high / 2.0 - low / 2.0;
    if !half_length.is_finite() || half_length <= 0.0 {
        return none;
    }
    let first_power = (half_length / 3.0).log10().floor() as i32 - 1;
    for power in first_power..first_power + 4 {
        for (digits, extra) in ROUND {
            let decimals = (extra - power).max(0);
            if finest.is_some_and(|finest| decimals > i32::from(finest)) {
                continue;
            }
            let (first, last) = multiples(low, high, digits * 10f64.powi(power));
            if last - first < MOST as f64 {
                return Ticks {
                    values: walk(first, last, digits, power),
                    decimals: u8::try_from(decimals).unwrap_or(u8::MAX),
                };
            }
        }
    }
    none
}

/// Which multiples of `step` lie between the ends, which count even when rounding put them a hair outside.
fn multiples(low: f64, high: f64, step: f64) -> (f64, f64) {
    let hair = 1e-9;
    ((low / step - hair).ceil(), (high / step + hair).floor())
}

fn walk(first: f64, last: f64, digits: f64, power: i32) -> Vec<f64> {
    let count = (last - first + 1.0).max(0.0) as usize;
    (0..count)
        .map(|place| {
            let multiple = (first + place as f64) * digits;
            // Dividing by ten is exact where multiplying by a tenth is not. Adding zero turns −0 into 0.
            if power < 0 {
                multiple / 10f64.powi(-power) + 0.0
            } else {
                multiple * 10f64.powi(power) + 0.0
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_of_known_axes() {
        assert_eq!(ticks(0.0, 100.0, 1).values, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(-12.0, 30.0, 0).values, [-10.0, 0.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks(0.0, 12.4, 1).values, [0.0, 2.5, 5.0, 7.5, 10.0]);
        assert_eq!(ticks(0.0, 12.4, 1).decimals, 1);
        assert_eq!(ticks(0.0, 12.4, 0).values, [0.0, 5.0, 10.0]);
    }

    #[test]
    fn an_axis_without_length_has_no_ticks() {
        assert_eq!(ticks(3.0, 3.0, 0).values, [0.0; 0]);
        assert_eq!(ticks(3.0, 1.0, 0).values, [0.0; 0]);
    }

    #[test]
    fn finer_than_shown_only_when_needed() {
        assert_eq!(
            ticks(12.1, 12.4, 0).values,
            [12.1, 12.2, 12.3, 12.4],
            "an axis needs two"
        );
    }

    proptest! {
        #[test]
        fn at_most_six_round_and_inside(low in -1e12..1e12f64, length in 1e-3..1e12f64, decimals in 0u8..4) {
            let high = low + length;
            let found = ticks(low, high, decimals);
            prop_assert!(found.values.len() <= MOST);
            prop_assert!(found.values.is_sorted());
            let slack = length * 1e-6;
            for value in &found.values {
                prop_assert!(*value >= low - slack && *value <= high + slack, "{} is outside", value);
            }
        }

        #[test]
        fn from_zero_there_are_at_least_three(high in 1e-6..1e15f64) {
            prop_assert!(ticks(0.0, high, 12).values.len() >= 3);
        }

        #[test]
        fn logarithmic_ones_are_few_and_inside(power in -6.0..12.0f64, length in 0.01..9.0f64) {
            let (low, high) = (10f64.powf(power), 10f64.powf(power + length));
            let found = logarithmic(low, high, 2);
            prop_assert!((2..=MOST).contains(&found.len()), "{:?} from {} to {}", found, low, high);
            prop_assert!(found.is_sorted_by(|one, next| one.0 < next.0));
            prop_assert!(found.iter().all(|(value, _)| *value >= low * 0.999 && *value <= high * 1.001));
        }

        #[test]
        fn steps_are_1_2_2_5_or_5(high in 1e-3..1e9f64) {
            let values = ticks(0.0, high, 9).values;
            let step = values[1] - values[0];
            let digits = step / 10f64.powf((step * 1.000_001).log10().floor());
            prop_assert!([1.0, 2.0, 2.5, 5.0].iter().any(|round| (digits - round).abs() < 1e-6), "step {}", step);
        }
    }
}

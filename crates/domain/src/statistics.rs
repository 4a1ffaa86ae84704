//! Order statistics of a set of values.

/// Quantile of type 7 (Hyndman & Fan 1996, "Sample Quantiles in Statistical Packages", The American
/// Statistician 50:361–365; the default of R and of spreadsheets), with linear interpolation.
///
/// `sorted` ascends and holds no NaN; `share` lies in 0..=1. `None` when there is no value.
///
/// ```
/// # use blis_domain::statistics::quantile;
/// assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
/// ```
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = position.floor() as usize;
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    if low == high {
        return Some(low);
    }
    // Rounding must not carry the result out of the interval it interpolates.
    Some((low + (high - low) * (position - below as f64)).clamp(low, high))
}

/// Five numbers and a mean that describe a set of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The least.
    pub min: f64,
    /// First quartile (type 7).
    pub q1: f64,
    /// Median.
    pub median: f64,
    /// Third quartile (type 7).
    pub q3: f64,
    /// The greatest.
    pub max: f64,
    /// Arithmetic mean.
    pub mean: f64,
}

/// The spread of the values, in any order; `None` when there is none.
pub fn spread(values: &[f64]) -> Option<Spread> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(Spread {
        min: *sorted.first()?,
        q1: quantile(&sorted, 0.25)?,
        median: quantile(&sorted, 0.5)?,
        q3: quantile(&sorted, 0.75)?,
        max: *sorted.last()?,
        mean: mean(&sorted)?,
    })
}

/// Arithmetic mean; `None` when there is no value.
pub fn mean(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    // Dividing before adding keeps sums of very large values finite; the clamp takes back rounding.
    let mean = values.iter().map(|value| value / n).sum::<f64>();
    let least = values.iter().copied().reduce(f64::min)?;
    let greatest = values.iter().copied().reduce(f64::max)?;
    Some(mean.clamp(least, greatest))
}

/// Population standard deviation; `None` when there is no value.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    let centre = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    Some((squares / values.len() as f64).sqrt())
}

/// The rank of every value from the least on, doubled; equal values share the mean of the ranks they take together.
///
/// Such a mean is a whole or a half number, so that its double is exact. `None` when a value is not finite.
pub(crate) fn doubled_ranks(values: &[f64]) -> Option<Vec<i64>> {
    if values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0; values.len()];
    let mut before = 0;
    for equal in order.chunk_by(|a, b| values[*a] == values[*b]) {
        // The first of them has the rank `before + 1`, the last `before + equal.len()`.
        let doubled = (2 * before + equal.len() + 1) as i64;
        for &place in equal {
            ranks[place] = doubled;
        }
        before += equal.len();
    }
    Some(ranks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        assert_eq!(doubled_ranks(&[5.0, 1.0, 5.0, 9.0]), Some(vec![5, 2, 5, 8]));
        assert_eq!(doubled_ranks(&[0.0, -0.0]), Some(vec![3, 3]), "zero has no sign");
        assert_eq!(doubled_ranks(&[1.0, f64::NAN]), None);
    }

    /// Hyndman & Fan's own nine types are checked on these ten values in R's documentation of
    /// `quantile(type = 7)`.
    #[test]
    fn agrees_with_published_type_7_quantiles() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(quantile(&values, 0.25), Some(3.25));
        assert_eq!(quantile(&values, 0.5), Some(5.5));
        assert_eq!(quantile(&values, 0.9), Some(9.1));
    }

    #[test]
    fn of_nothing_there_is_no_statistic() {
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(spread(&[]), None);
        assert_eq!(mean(&[]), None);
    }

    proptest! {
        #[test]
        fn spread_is_in_order(values in prop::collection::vec(-1e9..1e9f64, 1..60)) {
            let s = spread(&values).unwrap();
            prop_assert!(s.min <= s.q1 && s.q1 <= s.median && s.median <= s.q3 && s.q3 <= s.max);
            prop_assert!(s.min <= s.mean && s.mean <= s.max);
        }

        #[test]
        fn half_lies_on_either_side_of_the_median(values in prop::collection::vec(-1e6..1e6f64, 1..60)) {
            let median = spread(&values).unwrap().median;
            let below = values.iter().filter(|v| **v < median).count();
            let above = values.iter().filter(|v| **v > median).count();
            prop_assert!(below * 2 <= values.len() && above * 2 <= values.len());
        }

        #[test]
        fn shifting_the_values_shifts_the_quantile(values in prop::collection::vec(-1e3..1e3f64, 1..40), shift in -1e3..1e3f64, share in 0.0..=1.0f64) {
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let moved: Vec<f64> = sorted.iter().map(|v| v + shift).collect();
            let (a, b) = (quantile(&sorted, share).unwrap() + shift, quantile(&moved, share).unwrap());
            prop_assert!((a - b).abs() < 1e-8);
        }
    }
}

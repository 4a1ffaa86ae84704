//! Whether two figures go together: Spearman's rank correlation.
//!
//! Ranks and not the values themselves, because figures of municipalities are skewed: one city with ten times the
//! people of any other would decide a correlation of the values by itself.

use crate::statistics::doubled_ranks;

/// Fewer pairs than this have no correlation: two always lie on a line.
pub const FEWEST_FOR_CORRELATION: usize = 3;

/// Spearman's rank correlation of pairs, from −1 (one falls wherever the other rises) to 1 (both rise together).
///
/// It is Pearson's correlation of the ranks, and equal values share the mean of the ranks they take together, which is
/// the way to treat ties (Spearman 1904, "The Proof and Measurement of Association between Two Things", American Journal
/// of Psychology 15:72–101; Kendall & Gibbons 1990, "Rank Correlation Methods", chapter 3). The short formula over squared
/// differences of ranks is right without ties alone, and figures that are rounded to a digit have many.
///
/// `None` when there are fewer than [`FEWEST_FOR_CORRELATION`] pairs, when all values of one side are equal, and when a
/// value is not finite.
///
/// ```
/// # use blis_domain::correlation::rank_correlation;
/// assert_eq!(rank_correlation(&[(1.0, 10.0), (2.0, 100.0), (3.0, 1000.0)]), Some(1.0));
/// assert_eq!(rank_correlation(&[(1.0, 7.0), (2.0, 7.0), (3.0, 7.0)]), None);
/// ```
pub fn rank_correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < FEWEST_FOR_CORRELATION {
        return None;
    }
    let (xs, ys): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (xs, ys) = (doubled_ranks(&xs)?, doubled_ranks(&ys)?);
    // The mean of doubled ranks is n + 1, so that everything up to the last line is exact.
    let mean = pairs.len() as i64 + 1;
    let (mut both, mut of_x, mut of_y) = (0i64, 0i64, 0i64);
    for (x, y) in xs.iter().zip(&ys) {
        let (x, y) = (x - mean, y - mean);
        both += x * y;
        of_x += x * x;
        of_y += y * y;
    }
    if of_x == 0 || of_y == 0 {
        return None;
    }
    Some((both as f64 / (of_x as f64 * of_y as f64).sqrt()).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Hollander & Wolfe (1973, p. 187), the example of R's documentation of `cor.test`, for which R gives 0.6.
    #[test]
    fn agrees_with_a_published_example() {
        let lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
        let liking = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];
        let pairs: Vec<(f64, f64)> = lightness.into_iter().zip(liking).collect();
        assert_eq!(rank_correlation(&pairs), Some(0.6));
    }

    /// By hand: the ranks of x are 1, 2.5, 2.5, 4, so the products sum to 4.5 and the squares to 4.5 and 5.
    #[test]
    fn ties_share_a_rank() {
        let found = rank_correlation(&[(1.0, 1.0), (2.0, 2.0), (2.0, 3.0), (3.0, 4.0)]).unwrap();
        assert!((found - 4.5 / 22.5f64.sqrt()).abs() < 1e-15, "{found}");
    }

    #[test]
    fn where_nothing_can_be_said_nothing_is() {
        assert_eq!(rank_correlation(&[]), None);
        assert_eq!(
            rank_correlation(&[(1.0, 2.0), (2.0, 3.0)]),
            None,
            "two are a line"
        );
        assert_eq!(rank_correlation(&[(1.0, 2.0), (1.0, 3.0), (1.0, 4.0)]), None);
        assert_eq!(rank_correlation(&[(1.0, 2.0), (2.0, f64::NAN), (3.0, 4.0)]), None);
    }

    /// Pairs with ties: whole numbers of a small range.
    fn pairs() -> impl Strategy<Value = Vec<(f64, f64)>> {
        let value = || (-9i32..9).prop_map(f64::from);
        prop::collection::vec((value(), value()), 3..60)
    }

    proptest! {
        #[test]
        fn lies_between_minus_one_and_one(pairs in pairs()) {
            prop_assert!(rank_correlation(&pairs).is_none_or(|found| (-1.0..=1.0).contains(&found)));
        }

        #[test]
        fn does_not_ask_which_side_is_which(pairs in pairs()) {
            let turned: Vec<(f64, f64)> = pairs.iter().map(|(x, y)| (*y, *x)).collect();
            prop_assert_eq!(rank_correlation(&pairs), rank_correlation(&turned));
        }

        #[test]
        fn does_not_ask_for_the_order_of_pairs(pairs in pairs(), by in 0usize..60) {
            let mut other = pairs.clone();
            other.rotate_left(by % pairs.len());
            prop_assert_eq!(rank_correlation(&pairs), rank_correlation(&other));
        }

        /// Another unit, a logarithm, a cube: what keeps the order keeps the correlation.
        #[test]
        fn only_the_order_counts(pairs in pairs()) {
            let other: Vec<(f64, f64)> = pairs.iter().map(|(x, y)| (x.exp(), y.powi(3) * 0.5 + 7.0)).collect();
            prop_assert_eq!(rank_correlation(&pairs), rank_correlation(&other));
        }

        #[test]
        fn turning_one_side_round_turns_the_sign(pairs in pairs()) {
            let turned: Vec<(f64, f64)> = pairs.iter().map(|(x, y)| (*x, -*y)).collect();
            prop_assert_eq!(rank_correlation(&pairs).map(|found| -found), rank_correlation(&turned));
        }

        #[test]
        fn what_goes_with_itself_goes_wholly(pairs in pairs()) {
            let same: Vec<(f64, f64)> = pairs.iter().map(|(x, _)| (*x, *x)).collect();
            prop_assert!(rank_correlation(&same).is_none_or(|found| found == 1.0));
        }
    }
}

//! How large a mark is: its area follows the population, its radius the square root of it.

/// The least radius of a mark that is still seen, in pixels.
pub(super) const LEAST: f64 = 3.0;
/// The radius where nobody knows the population.
const UNKNOWN: f64 = 3.5;
/// The radius of a middling mark, as a share of the shorter side of the chart, and its bounds.
const MIDDLING: (f64, f64, f64) = (0.009, 3.5, 5.0);
/// The greatest radius: at least so many pixels, at most that share of the shorter side. A capital beside villages would
/// cover the plot, or make dust of them.
const GREATEST: (f64, f64) = (9.0, 0.055);
/// How many times smaller than the greatest population the reference sizes are.
const REFERENCES: [u32; 3] = [1, 4, 16];

/// From people to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// The greatest population; none where nobody knows any.
    most: Option<u32>,
    /// Its radius.
    radius: f64,
}

impl Sizes {
    pub(super) fn new(residents: impl Iterator<Item = u32>, (width, height): (u32, u32)) -> Sizes {
        let mut counts: Vec<u32> = residents.filter(|count| *count > 0).collect();
        counts.sort_unstable();
        let (side, most) = (f64::from(width.min(height)), counts.last().copied());
        let middle = counts.get(counts.len() / 2).copied();
        let times = middle
            .zip(most)
            .map_or(1.0, |(middle, most)| f64::from(most) / f64::from(middle));
        let (share, least, greatest) = MIDDLING;
        let wished = (side * share).clamp(least, greatest) * times.sqrt();
        Sizes {
            most,
            radius: wished.min(side * GREATEST.1).max(GREATEST.0),
        }
    }

    /// The radius of the greatest mark.
    pub(super) fn greatest(&self) -> f64 {
        if self.most.is_some() { self.radius } else { UNKNOWN }
    }

    /// The radius of a mark.
    pub(super) fn radius(&self, residents: Option<u32>) -> f64 {
        residents
            .and_then(|residents| self.exact(residents))
            .map_or(UNKNOWN, |radius| radius.max(LEAST))
    }

    /// Whether a mark is larger than its population.
    pub(super) fn enlarges(&self, residents: Option<u32>) -> bool {
        let exact = residents.and_then(|residents| self.exact(residents));
        exact.is_some_and(|radius| radius < LEAST)
    }

    /// Round populations with their radius, the greatest first.
    pub(super) fn references(&self) -> Vec<(u32, f64)> {
        let mut round: Vec<u32> = REFERENCES
            .iter()
            .filter_map(|times| round_below(self.most? / times))
            .collect();
        round.dedup();
        let sized = round
            .into_iter()
            .filter_map(|count| Some((count, self.exact(count)?)));
        sized.filter(|(_, radius)| *radius >= LEAST).collect()
    }

    fn exact(&self, residents: u32) -> Option<f64> {
        Some(self.radius * (f64::from(residents) / f64::from(self.most?)).sqrt())
    }
}

/// The greatest of 1, 2 and 5 times a power of ten that is not above `count`.
fn round_below(count: u32) -> Option<u32> {
    let power = 10u32.pow(count.checked_ilog10()?);
    [5, 2, 1]
        .into_iter()
        .map(|digit| digit * power)
        .find(|round| *round <= count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn four_times_the_people_are_twice_as_wide() {
        let sizes = Sizes::new([80_000, 20_000].into_iter(), (800, 500));
        assert_eq!(sizes.radius(Some(80_000)), sizes.greatest());
        assert_eq!(sizes.radius(Some(20_000)) * 2.0, sizes.greatest());
    }

    #[test]
    fn references_are_round_and_seen() {
        let sizes = Sizes::new([86_435, 9_000, 3_000].into_iter(), (800, 500));
        let counts: Vec<u32> = sizes.references().iter().map(|(count, _)| *count).collect();
        assert_eq!(counts, [50_000, 20_000, 5_000]);
        let unknown = Sizes::new(std::iter::empty(), (800, 500));
        assert!(unknown.references().is_empty() && !unknown.enlarges(None));
    }

    proptest! {
        #[test]
        fn no_mark_is_too_small_to_see(most in 1u32..4_000_000, count in 0u32..4_000_000) {
            let sizes = Sizes::new([most, count].into_iter(), (390, 390));
            let radius = sizes.radius(Some(count));
            prop_assert!((LEAST..=sizes.greatest()).contains(&radius));
            prop_assert!(!sizes.enlarges(Some(count)) || radius == LEAST);
        }
    }
}

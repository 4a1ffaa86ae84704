//! When a delivery that failed is tried again: the schedule that the specification suggests, spread a little.

use std::time::Duration;

/// The waits after the first, second, … attempt.
const WAITS_S: [u64; 9] = [
    5,
    5 * 60,
    30 * 60,
    2 * 3600,
    5 * 3600,
    10 * 3600,
    14 * 3600,
    20 * 3600,
    24 * 3600,
];

/// How often a delivery is tried, over more than three days.
pub const MOST_ATTEMPTS: u32 = 10;

/// The longest wait that a receiver may ask for.
pub const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(24 * 3600);

/// How long to wait after so many attempts; nothing when that was the last one.
///
/// The wait is a tenth shorter or longer at the most, by a random number: receivers that failed together are not tried
/// together. A receiver that asks for a longer wait gets it, up to a day.
///
/// ```
/// # use blis_domain::webhook::wait_after;
/// # use std::time::Duration;
/// assert_eq!(wait_after(2, u16::MAX / 2, None), Some(Duration::from_millis(299_999)));
/// assert_eq!(wait_after(1, 0, Some(Duration::from_secs(120))), Some(Duration::from_secs(120)));
/// assert_eq!(wait_after(10, 0, None), None);
/// ```
pub fn wait_after(attempts: u32, random: u16, asked_for: Option<Duration>) -> Option<Duration> {
    let at = usize::try_from(attempts.max(1) - 1).ok()?;
    let wait_ms = WAITS_S.get(at)? * 1000;
    let tenth_ms = wait_ms / 10;
    let spread_ms = 2 * tenth_ms * u64::from(random) / u64::from(u16::MAX);
    let wait = Duration::from_millis(wait_ms - tenth_ms + spread_ms);
    Some(asked_for.map_or(wait, |asked| wait.max(asked.min(LONGEST_RETRY_AFTER))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_delivery_is_tried_for_more_than_three_days_and_then_no_more() {
        let waits: Vec<Duration> = (1..MOST_ATTEMPTS)
            .filter_map(|attempt| wait_after(attempt, 0, None))
            .collect();
        assert_eq!(waits.len(), 9);
        assert!(waits.is_sorted(), "each wait is longer than the one before");
        let usual: Duration = WAITS_S.iter().map(|wait| Duration::from_secs(*wait)).sum();
        assert_eq!(usual, Duration::from_secs((75 * 60 + 35) * 60 + 5));
        assert_eq!(wait_after(MOST_ATTEMPTS, 0, None), None);
        assert_eq!(wait_after(u32::MAX, 0, Some(Duration::from_secs(1))), None);
    }

    #[test]
    fn who_asks_for_time_gets_it_up_to_a_day() {
        let asked = |seconds| wait_after(1, 0, Some(Duration::from_secs(seconds)));
        assert_eq!(
            asked(0),
            Some(Duration::from_millis(4500)),
            "nobody is tried sooner for asking"
        );
        assert_eq!(asked(60), Some(Duration::from_secs(60)));
        assert_eq!(asked(u64::MAX), Some(LONGEST_RETRY_AFTER));
    }

    proptest! {
        #[test]
        fn the_spread_is_a_tenth_at_the_most(attempts in 1..MOST_ATTEMPTS, random: u16) {
            let wait = wait_after(attempts, random, None).unwrap().as_secs_f64();
            let usual = WAITS_S[attempts as usize - 1] as f64;
            prop_assert!((0.9 * usual..=1.1 * usual).contains(&wait), "{wait} of {usual}");
        }
    }
}

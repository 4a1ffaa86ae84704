//! How much somebody may ask in a while, and how long somebody waits who fails to sign in.
//!
//! Rates are counted by the generic cell rate algorithm in its form of virtual scheduling (ATM Forum, Traffic
//! Management Specification 4.0, af-tm-0056.000, 4.4.2; <https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm>):
//! one number per counted caller, no list of moments.

use std::time::Duration;

/// A budget: so many requests in such a window. The whole of it may be spent at once; it comes back evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quota {
    /// Requests in a window, at least 1: `q` of the header `RateLimit-Policy`.
    amount: u32,
    /// The window in seconds, at least 1: `w` of the header `RateLimit-Policy`.
    window_s: u32,
}

/// What is kept of a caller: the moment at which the whole budget is there again (the *theoretical arrival time*).
/// A caller who was never seen is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spent {
    whole_again: Duration,
}

/// The answer to a request for part of a budget. Seconds are whole and rounded up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Whether the request may go on.
    pub allowed: bool,
    /// Requests of cost 1 that would be allowed right after it: `r` of the header `RateLimit`.
    pub remaining: u32,
    /// Seconds until the whole budget is there again: `t` of the header `RateLimit`.
    pub reset_s: u64,
    /// Seconds after which the same request passes, if nothing is spent meanwhile: the header `Retry-After`. `None`
    /// when it passed, and when it costs more than the whole budget and never will.
    pub retry_after_s: Option<u64>,
}

impl Quota {
    /// So many requests in so many seconds; nought counts as one.
    pub const fn new(amount: u32, window_s: u32) -> Quota {
        Quota {
            amount: if amount == 0 { 1 } else { amount },
            window_s: if window_s == 0 { 1 } else { window_s },
        }
    }

    /// Requests in a window.
    pub const fn amount(self) -> u32 {
        self.amount
    }

    /// The window in seconds.
    pub const fn window_s(self) -> u32 {
        self.window_s
    }

    /// Asks for `cost` at the moment `now`, counted from any fixed start by a clock that does not go back. Gives the
    /// answer and what to keep; a refusal spends nothing.
    pub fn ask(self, spent: Spent, now: Duration, cost: u32) -> (Spent, Allowance) {
        // In whole nanoseconds, rounded up: a budget may come back a hair late, never early.
        let each_ns = (u64::from(self.window_s) * 1_000_000_000).div_ceil(u64::from(self.amount));
        let each = Duration::from_nanos(each_ns);
        let whole = each * self.amount;
        // Nobody owes more than the whole, even if the clock did go back.
        let owed = spent.whole_again.saturating_sub(now).min(whole);
        let asked = owed.saturating_add(each.saturating_mul(cost));
        let allowed = asked <= whole;
        let owed = if allowed { asked } else { owed };
        let allowance = Allowance {
            allowed,
            remaining: u32::try_from((whole - owed).as_nanos() / each.as_nanos()).unwrap_or(u32::MAX),
            reset_s: whole_seconds(owed),
            retry_after_s: (!allowed && cost <= self.amount).then(|| whole_seconds(asked - whole)),
        };
        let spent = Spent {
            whole_again: now.saturating_add(owed),
        };
        (spent, allowance)
    }
}

fn whole_seconds(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

/// Failures to sign in that cost nothing.
pub const FREE_FAILURES: u32 = 3;

/// The longest wait after failing to sign in: 15 minutes, in seconds.
pub const LONGEST_DELAY_S: u64 = 900;

/// Seconds to wait after so many failures in a row to sign in: none after the first three, then 2, 4, 8 … up to
/// 15 minutes.
///
/// ```
/// # use blis_domain::limits::delay_after;
/// assert_eq!([3, 4, 5, 12, 13].map(delay_after), [0, 2, 4, 512, 900]);
/// ```
pub fn delay_after(failures: u32) -> u64 {
    match failures.checked_sub(FREE_FAILURES) {
        None | Some(0) => 0,
        Some(over) => 1u64
            .checked_shl(over)
            .map_or(LONGEST_DELAY_S, |delay| delay.min(LONGEST_DELAY_S)),
    }
}

/// How long failures to sign in are borne, and how soon they are forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Patience {
    /// Failures that cost nothing.
    pub free: u32,
    /// One failure is forgiven in so many seconds.
    pub forgiven_in_s: u32,
}

impl Patience {
    /// With an account: a few slips of the finger.
    pub const WITH_ACCOUNT: Patience = Patience {
        free: FREE_FAILURES,
        forgiven_in_s: 3600,
    };

    /// With an address: a town hall shares one.
    pub const WITH_ADDRESS: Patience = Patience {
        free: 30,
        forgiven_in_s: 600,
    };

    /// With somebody who sends invitations: a town hall takes in its whole office in one afternoon.
    pub const WITH_INVITER: Patience = Patience {
        free: 100,
        forgiven_in_s: 60,
    };

    /// Seconds to wait after so many failures: as [`delay_after`], once the free ones are spent.
    pub fn delay_after(self, failures: u32) -> u64 {
        match failures.checked_sub(self.free) {
            None => 0,
            Some(over) => delay_after(FREE_FAILURES.saturating_add(over)),
        }
    }

    /// One failure more; so many that the wait is the longest are not counted on, or time could never forgive them.
    pub fn one_more(self, failures: u32) -> u32 {
        match self.delay_after(failures) {
            LONGEST_DELAY_S => failures,
            _ => failures.saturating_add(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_budget_is_spent_at_once_and_comes_back_evenly() {
        let quota = Quota::new(3, 6);
        let mut spent = Spent::default();
        let mut ask = |now: Duration, cost| {
            let (kept, allowance) = quota.ask(spent, now, cost);
            spent = kept;
            allowance
        };
        let passed = |remaining, reset_s| Allowance {
            allowed: true,
            remaining,
            reset_s,
            retry_after_s: None,
        };
        assert_eq!(ask(SECOND, 1), passed(2, 2));
        assert_eq!(ask(SECOND, 2), passed(0, 6));
        let refused = Allowance {
            allowed: false,
            remaining: 0,
            reset_s: 6,
            retry_after_s: Some(2),
        };
        assert_eq!(ask(SECOND, 1), refused);
        assert_eq!(
            ask(SECOND * 2, 1),
            Allowance {
                reset_s: 5,
                retry_after_s: Some(1),
                ..refused
            }
        );
        assert_eq!(ask(SECOND * 3, 1), passed(0, 6));
        assert_eq!(ask(SECOND * 9, 0), passed(3, 0));
    }

    #[test]
    fn what_costs_more_than_the_whole_never_passes() {
        let (kept, allowance) = Quota::new(10, 60).ask(Spent::default(), SECOND, 11);
        assert!(!allowance.allowed && allowance.retry_after_s.is_none());
        assert_eq!(allowance.remaining, 10, "a refusal spends nothing");
        assert!(Quota::new(10, 60).ask(kept, SECOND, 10).1.allowed);
    }

    #[test]
    fn a_clock_that_goes_back_shuts_nobody_out_for_longer_than_a_window() {
        let quota = Quota::new(1, 60);
        let (kept, _) = quota.ask(Spent::default(), SECOND * 100_000, 1);
        assert_eq!(quota.ask(kept, SECOND, 1).1.retry_after_s, Some(60));
    }

    #[test]
    fn delays_grow_to_a_quarter_of_an_hour_and_stay_there() {
        let delays = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 70, u32::MAX].map(delay_after);
        assert_eq!(
            delays,
            [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]
        );
    }

    #[test]
    fn failures_are_counted_until_the_wait_is_the_longest() {
        let patience = Patience::WITH_ADDRESS;
        assert_eq!(
            [0, 30, 31, 32, 40, 90].map(|n| patience.delay_after(n)),
            [0, 0, 2, 4, 900, 900]
        );
        assert_eq!(
            [0, 30, 39, 40, 90].map(|n| patience.one_more(n)),
            [1, 31, 40, 40, 90]
        );
    }

    fn any_quota() -> impl Strategy<Value = Quota> {
        (1..50u32, 1..120u32).prop_map(|(amount, window_s)| Quota::new(amount, window_s))
    }

    proptest! {
        /// Between any two requests that passed, no more was allowed than one whole budget and what came back.
        #[test]
        fn never_more_than_the_budget_and_what_came_back(
            quota in any_quota(), asks in prop::collection::vec((0..5_000u64, 0..4u32), 1..120),
        ) {
            let (mut spent, mut now, mut passed) = (Spent::default(), Duration::ZERO, Vec::new());
            for (gap_ms, cost) in asks {
                now += Duration::from_millis(gap_ms);
                let (kept, allowance) = quota.ask(spent, now, cost);
                spent = kept;
                if allowance.allowed {
                    passed.push((now, f64::from(cost)));
                }
            }
            for from in 0..passed.len() {
                let mut sum = 0.0;
                for (at, cost) in &passed[from..] {
                    sum += cost;
                    let came_back = (*at - passed[from].0).as_secs_f64() * f64::from(quota.amount())
                        / f64::from(quota.window_s());
                    prop_assert!(sum <= f64::from(quota.amount()) + came_back + 1e-6);
                }
            }
        }

        #[test]
        fn what_the_answer_promises_is_kept(
            quota in any_quota(), before in prop::collection::vec((0..2_000u64, 0..4u32), 0..80), cost in 0..60u32,
        ) {
            let (mut spent, mut now) = (Spent::default(), SECOND);
            for (gap_ms, cost) in before {
                now += Duration::from_millis(gap_ms);
                spent = quota.ask(spent, now, cost).0;
            }
            let (kept, allowance) = quota.ask(spent, now, cost);
            match allowance.retry_after_s {
                None => prop_assert_eq!(allowance.allowed, cost <= quota.amount()),
                Some(wait) => {
                    prop_assert!(wait > 0 && wait <= allowance.reset_s);
                    prop_assert!(quota.ask(kept, now + SECOND * u32::try_from(wait).unwrap(), cost).1.allowed);
                }
            }
            prop_assert!(quota.ask(kept, now, allowance.remaining).1.allowed);
            prop_assert!(!quota.ask(kept, now, allowance.remaining + 1).1.allowed);
            let later = now + SECOND * u32::try_from(allowance.reset_s).unwrap();
            prop_assert!(quota.ask(kept, later, quota.amount()).1.allowed);
        }
    }
}

//! Counting what passed and failed from what the test programs report.

use std::ops::AddAssign;

use anyhow::Context;
use serde::Deserialize;

use crate::ansi;
use crate::interrupt::Interrupted;

/// How many tests passed and how many failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Counts {
    /// A part that could not even run: whatever it holds, it did not pass.
    pub(crate) const BROKEN: Self = Self { passed: 0, failed: 1 };

    /// Adds what a part counted. A part that broke counts as one failure and says why, and the run goes on; only
    /// an interruption ends it. None when the part broke.
    pub(crate) fn attempt(&mut self, part: anyhow::Result<Self>) -> anyhow::Result<Option<Self>> {
        match part {
            Ok(counts) => {
                *self += counts;
                Ok(Some(counts))
            }
            Err(error) if error.is::<Interrupted>() => Err(error),
            Err(error) => {
                eprintln!("\n{error:#}\n");
                *self += Self::BROKEN;
                Ok(None)
            }
        }
    }

    /// The sums of all `test result:` lines of a run of `cargo test`.
    ///
    /// A run that ended badly without a failed test (a program that did not compile, or crashed) counts as one
    /// failure: silence must not look like success.
    pub(crate) fn of_cargo(output: &str, success: bool) -> Self {
        let mut counts = Self::default();
        for line in ansi::strip(output).lines() {
            let Some((_, result)) = line.split_once("test result: ") else {
                continue;
            };
            counts.passed += number_before(result, " passed").unwrap_or(0);
            counts.failed += number_before(result, " failed").unwrap_or(0);
        }
        if !success && counts.failed == 0 {
            counts += Self::BROKEN;
        }
        counts
    }

    /// The counts of Playwright's JSON report. A flaky journey counts as failed: there are no retries here.
    pub(crate) fn of_playwright(report: &str, success: bool) -> anyhow::Result<Self> {
        let report: Report = serde_json::from_str(report).context("cannot read Playwright's report")?;
        let mut counts = Self {
            passed: report.stats.expected,
            failed: report.stats.unexpected + report.stats.flaky,
        };
        let nothing_ran = counts == Self::default();
        if (!success && counts.failed == 0) || nothing_ran {
            counts += Self::BROKEN;
        }
        Ok(counts)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[derive(Debug, Deserialize)]
struct Report {
    stats: Stats,
}

#[derive(Debug, Deserialize)]
struct Stats {
    expected: usize,
    unexpected: usize,
    flaky: usize,
}

/// The number that stands before a word: `5` before ` passed` in `ok. 5 passed; 0 failed`.
fn number_before(text: &str, word: &str) -> Option<usize> {
    let (before, _) = text.split_once(word)?;
    before
        .rsplit(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "running 2 tests\n\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; \
        0 filtered out; finished in 0.01s\n   Doc-tests blis_domain\ntest result: ok. 12 passed; 0 failed; 0 ignored\n";

    #[test]
    fn results_of_all_programs_are_summed() {
        assert_eq!(
            Counts::of_cargo(GOOD, true),
            Counts {
                passed: 14,
                failed: 0
            }
        );
        let bad = "test result: FAILED. 3 passed; 2 failed; 0 ignored; finished in 0.2s\n";
        assert_eq!(
            Counts::of_cargo(&format!("{GOOD}{bad}"), false),
            Counts {
                passed: 17,
                failed: 2
            }
        );
    }

    #[test]
    fn a_run_that_broke_is_a_failure() {
        assert_eq!(
            Counts::of_cargo("error: could not compile `blis`", false),
            Counts::BROKEN
        );
        assert_eq!(
            Counts::of_cargo(GOOD, false),
            Counts {
                passed: 14,
                failed: 1
            }
        );
    }

    #[test]
    fn a_browser_report_is_read() {
        let report = r#"{"config": {}, "stats": {"expected": 7, "skipped": 1, "unexpected": 2, "flaky": 1, "duration": 1.5}}"#;
        assert_eq!(
            Counts::of_playwright(report, false).unwrap(),
            Counts { passed: 7, failed: 3 }
        );
    }

    #[test]
    fn no_journey_at_all_is_a_failure() {
        let report = r#"{"stats": {"expected": 0, "skipped": 0, "unexpected": 0, "flaky": 0}}"#;
        assert_eq!(Counts::of_playwright(report, true).unwrap(), Counts::BROKEN);
        assert!(Counts::of_playwright("", true).is_err());
    }

    #[test]
    fn a_broken_part_does_not_end_the_run() {
        let mut counts = Counts::default();
        assert!(
            counts
                .attempt(Ok(Counts { passed: 3, failed: 0 }))
                .unwrap()
                .is_some()
        );
        assert!(
            counts
                .attempt(Err(anyhow::anyhow!("does not compile")))
                .unwrap()
                .is_none()
        );
        assert_eq!(counts, Counts { passed: 3, failed: 1 });
        assert!(counts.attempt(Err(Interrupted.into())).is_err());
    }

    #[test]
    fn the_closing_line_has_its_fixed_form() {
        assert_eq!(
            Counts {
                passed: 120,
                failed: 0
            }
            .to_string(),
            "120 passed, 0 failed"
        );
    }
}

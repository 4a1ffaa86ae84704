//! Which period the figures of a table are of, when a column does not say so itself.

use anyhow::{Context, ensure};
use blis_domain::period::Period;
use serde::Deserialize;

/// Where the period stands in a pattern of a file's name.
const PLACE: &str = "{period}";

/// What the map says of the period: at most one of the three.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodRule {
    /// Always this one.
    fixed: Option<Period>,
    /// What stands in this column.
    pub(super) column: Option<String>,
    /// What stands in the file's name at this place: `raim-lv-{period}.csv`.
    file_name: Option<String>,
}

impl PeriodRule {
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let ways = [
            self.fixed.is_some(),
            self.column.is_some(),
            self.file_name.is_some(),
        ];
        ensure!(
            ways.into_iter().filter(|way| *way).count() <= 1,
            "[period] may have one of `fixed`, `column` and `file_name`"
        );
        if let Some(pattern) = &self.file_name {
            ensure!(
                pattern.matches(PLACE).count() == 1,
                "`file_name` must have {PLACE} in one place"
            );
        }
        Ok(())
    }

    /// The period of the whole table, as far as it is known before its rows are read.
    pub(super) fn of_table(&self, given: Option<Period>, file_name: &str) -> anyhow::Result<Option<Period>> {
        if given.is_some() || self.fixed.is_some() {
            return Ok(given.or(self.fixed));
        }
        let Some(pattern) = &self.file_name else {
            return Ok(None);
        };
        in_name(pattern, file_name).map(Some).with_context(|| {
            format!("the name {file_name} does not fit `{pattern}`: give the period with --period")
        })
    }
}

fn in_name(pattern: &str, file_name: &str) -> Option<Period> {
    let (before, after) = pattern.split_once(PLACE)?;
    file_name.strip_prefix(before)?.strip_suffix(after)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_is_read_where_the_pattern_says() {
        let pattern = "raim-lv-{period}.csv";
        assert_eq!(in_name(pattern, "raim-lv-2012.csv"), Period::year(2012));
        for name in [
            "raim-lv-2012-new.csv",
            "raim-lv-.csv",
            "2012.csv",
            "raim-lv-12.csv",
        ] {
            assert_eq!(in_name(pattern, name), None, "{name}");
        }
    }

    #[test]
    fn a_period_given_by_hand_goes_before_the_name() {
        let rule = PeriodRule {
            file_name: Some("a-{period}.csv".to_owned()),
            ..PeriodRule::default()
        };
        let given = Period::year(2010);
        assert_eq!(rule.of_table(given, "b.csv").unwrap(), given);
        assert!(
            rule.of_table(None, "b.csv").is_err(),
            "a name that does not fit must not be passed over"
        );
    }

    #[test]
    fn two_ways_at_once_are_refused() {
        let rule = PeriodRule {
            fixed: Period::year(2010),
            column: Some("Year".to_owned()),
            file_name: None,
        };
        assert!(rule.check().is_err());
    }
}

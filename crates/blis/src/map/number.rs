//! Numbers as people write them: `7.32%`, `"1,782.52"`, `1 234,5`.

use anyhow::ensure;
use serde::Deserialize;

/// How a table writes its numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NumberFormat {
    /// The decimal sign.
    decimal: char,
    /// What stands between groups of three digits, if anything. A space stands for no-break spaces too.
    group: Option<char>,
    /// Whether a per cent sign may follow. It is taken off: the indicator's unit is per cent.
    percent: bool,
    /// What stands in a cell without a value, besides nothing at all.
    empty: Vec<String>,
}

impl Default for NumberFormat {
    fn default() -> NumberFormat {
        NumberFormat {
            decimal: '.',
            group: None,
            percent: false,
            empty: Vec::new(),
        }
    }
}

/// The cell holds no number of the format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a number of the format that the map describes")]
pub(crate) struct NotANumber(String);

impl NotANumber {
    /// What stands in a cell, shortened.
    pub(super) fn of(cell: &str) -> NotANumber {
        NotANumber(cell.chars().take(60).collect())
    }
}

impl NumberFormat {
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        let is_sign = |sign: char| !sign.is_alphanumeric() && !matches!(sign, '-' | '+' | '%');
        ensure!(is_sign(self.decimal), "`decimal` cannot be `{}`", self.decimal);
        if let Some(group) = self.group {
            ensure!(is_sign(group), "`group` cannot be `{group}`");
            ensure!(
                group != self.decimal,
                "`decimal` and `group` cannot both be `{group}`"
            );
        }
        Ok(())
    }

    /// The number of a cell; `None` when the cell is empty.
    pub(crate) fn parse(&self, cell: &str) -> Result<Option<f64>, NotANumber> {
        let wrong = || NotANumber::of(cell);
        let text = cell.trim();
        if text.is_empty() || self.empty.iter().any(|empty| empty == text) {
            return Ok(None);
        }
        let text = match text.strip_suffix('%') {
            Some(number) if self.percent => number.trim_end(),
            Some(_) => return Err(wrong()),
            None => text,
        };
        let (sign, digits) = match text.strip_prefix(['-', '−']) {
            Some(digits) => ("-", digits),
            None => ("", text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = match digits.split_once(self.decimal) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let whole = self.ungrouped(whole).ok_or_else(wrong)?;
        let plain = match fraction {
            Some(fraction) if is_digits(fraction) => format!("{sign}{whole}.{fraction}"),
            Some(_) => return Err(wrong()),
            None => format!("{sign}{whole}"),
        };
        // Of hundreds of digits the machine makes infinity, which JSON writes as nothing.
        let number = plain.parse::<f64>().ok().filter(|number| number.is_finite());
        number.map(Some).ok_or_else(wrong)
    }

    /// The digits before the decimal sign without their group signs. Groups must be of three digits:
    /// `17,82` with a comma for groups is a number of another format, not 1782.
    fn ungrouped(&self, whole: &str) -> Option<String> {
        let Some(group) = self.group else {
            return is_digits(whole).then(|| whole.to_owned());
        };
        let is_group = |sign: char| sign == group || (group == ' ' && sign.is_whitespace());
        let groups: Vec<&str> = whole.split(is_group).collect();
        let (first, others) = groups.split_first()?;
        let well_grouped = others.is_empty()
            || ((1..=3).contains(&first.len()) && others.iter().all(|digits| digits.len() == 3));
        (well_grouped && groups.iter().all(|digits| is_digits(digits))).then(|| groups.concat())
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(decimal: char, group: Option<char>) -> NumberFormat {
        NumberFormat {
            decimal,
            group,
            percent: true,
            empty: vec!["…".to_owned(), "-".to_owned()],
        }
    }

    #[test]
    fn english_and_latvian_spellings_are_read() {
        let (english, latvian) = (format('.', Some(',')), format(',', Some(' ')));
        for (format, text, number) in [
            (&english, "7.32%", 7.32),
            (&english, "1,782.52", 1782.52),
            (&english, "1,234,567", 1_234_567.0),
            (&english, "-1.65%", -1.65),
            (&english, "549", 549.0),
            (&latvian, "7,32 %", 7.32),
            (&latvian, "1 782,52", 1782.52),
            (&latvian, "1\u{a0}782,5", 1782.5),
            (&latvian, "−0,4", -0.4),
        ] {
            assert_eq!(format.parse(text), Ok(Some(number)), "{text}");
        }
    }

    #[test]
    fn an_empty_cell_is_no_number_and_no_fault() {
        for text in ["", "  ", "…", "-"] {
            assert_eq!(format('.', None).parse(text), Ok(None), "`{text}`");
        }
    }

    #[test]
    fn a_number_of_another_format_is_refused_rather_than_guessed() {
        let english = format('.', Some(','));
        for text in [
            "17,82", "1782,52", "1,78.5", ",5", "1.", ".5", "1.2.3", "1e3", "NaN", "inf", "12a", "--1", "%",
            "1,,000", "0x10",
        ] {
            assert!(english.parse(text).is_err(), "`{text}` must be refused");
        }
        assert!(
            english.parse(&"9".repeat(400)).is_err(),
            "it is beyond all numbers"
        );
        let plain = NumberFormat::default();
        assert!(
            plain.parse("7.32%").is_err(),
            "a per cent sign must be allowed by the map"
        );
        assert!(plain.parse("1,782.52").is_err());
    }

    #[test]
    fn signs_that_contradict_are_refused() {
        assert!(format(',', Some(',')).check().is_err());
        assert!(format('5', None).check().is_err());
        assert!(format('.', Some(',')).check().is_ok());
    }
}

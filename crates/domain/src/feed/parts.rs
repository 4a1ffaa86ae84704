//! The sum of parts against the whole: a total and its breakdown, an indicator and those it is made of.

use super::Suspicion;
use crate::indicator::Indicator;

/// A figure of a sum as it will stand when the batch is laid over what is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// The figure; none where there is none.
    pub value: Option<f64>,
    /// Whether the batch says it anew.
    pub sent: bool,
}

/// Whether the parts of a whole add up to it, as far as rounding allows.
///
/// The suspicion is that of every term the batch says anew: nobody knows which of them is wrong. Nothing is said when
/// a figure of the sum is missing, for the rest may come in a later batch; nor when the batch says nothing of it anew.
///
/// Counts add up to the last case. Other figures are taken to be rounded to the decimals of the sheet: each part and
/// the whole may be off by half a unit of the last one.
pub fn judge(whole: Term, parts: &[Term], sheet: &Indicator) -> Option<Suspicion> {
    let anew = whole.sent || parts.iter().any(|part| part.sent);
    if !anew || parts.is_empty() {
        return None;
    }
    let whole = whole.value?;
    let values: Vec<f64> = parts.iter().map(|part| part.value).collect::<Option<_>>()?;
    let sum: f64 = values.iter().sum();
    let rounding = if sheet.unit.counts() {
        0.0
    } else {
        0.5 * 10f64.powi(-i32::from(sheet.decimals)) * (values.len() + 1) as f64
    };
    // What adding up decimals in binary may be off by.
    let largest = values
        .iter()
        .fold(whole.abs(), |most, value| most.max(value.abs()));
    let noise = largest * f64::EPSILON * (values.len() + 1) as f64;
    let off = (sum - whole).abs() > rounding + noise;
    off.then_some(Suspicion::PartsDoNotAddUp { sum, whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use proptest::prelude::*;

    fn sent(value: f64) -> Term {
        Term {
            value: Some(value),
            sent: true,
        }
    }

    fn stored(value: f64) -> Term {
        Term {
            sent: false,
            ..sent(value)
        }
    }

    fn sheet(unit: &str) -> Indicator {
        Indicator {
            unit: samples::unit(unit, ""),
            ..samples::indicator("TST.SUM".parse().unwrap())
        }
    }

    #[test]
    fn counts_add_up_to_the_last_person() {
        let persons = sheet("persons");
        assert_eq!(judge(sent(100.0), &[sent(51.0), sent(49.0)], &persons), None);
        assert_eq!(
            judge(sent(101.0), &[sent(51.0), sent(49.0)], &persons),
            Some(Suspicion::PartsDoNotAddUp {
                sum: 100.0,
                whole: 101.0
            })
        );
    }

    #[test]
    fn rounded_figures_may_be_off_by_their_rounding() {
        let euro = sheet("eur");
        assert_eq!(
            judge(sent(1.0), &[sent(0.33), sent(0.33), sent(0.3)], &euro),
            None,
            "one decimal is shown"
        );
        assert!(judge(sent(1.3), &[sent(0.3), sent(0.3), sent(0.3)], &euro).is_some());
    }

    /// Parts and whole may come in either order and in several batches; until all are there, nothing is known.
    #[test]
    fn a_sum_that_is_not_complete_is_not_judged() {
        let persons = sheet("persons");
        let absent = Term {
            value: None,
            sent: false,
        };
        assert_eq!(judge(absent, &[sent(51.0), sent(48.0)], &persons), None);
        assert_eq!(judge(stored(100.0), &[sent(51.0), absent], &persons), None);
        assert_eq!(judge(stored(100.0), &[], &persons), None);
        assert_eq!(
            judge(stored(100.0), &[stored(51.0), stored(48.0)], &persons),
            None,
            "what was accepted before is not this batch's fault"
        );
        assert!(judge(stored(100.0), &[stored(51.0), sent(48.0)], &persons).is_some());
    }

    proptest! {
        #[test]
        fn what_was_rounded_from_a_true_sum_is_not_accused(
            parts in prop::collection::vec(0.0..1e6f64, 1..12),
            decimals in 0u8..4,
        ) {
            let rounded = |value: f64| format!("{value:.*}", usize::from(decimals)).parse::<f64>().unwrap();
            let whole = sent(rounded(parts.iter().sum()));
            let parts: Vec<Term> = parts.into_iter().map(|part| sent(rounded(part))).collect();
            let sheet = Indicator { decimals, ..sheet("eur") };
            prop_assert_eq!(judge(whole, &parts, &sheet), None);
        }
    }
}

//! A row of a batch, from its JSON to what may be stored.

use blis_domain::area::AreaCode;
use blis_domain::breakdown::{Breakdown, Part};
use blis_domain::feed::{Checker, JsonRow, LONGEST_NOTE, RowPack};
use blis_domain::indicator::Indicator;
use blis_domain::samples;
use blis_domain::text::Language;

/// A row that passes is within what its sheet allows, is stored once, and a fault has words in both languages.
pub(crate) fn checked(bytes: &[u8]) {
    let Ok(JsonRow(row)) = serde_json::from_slice(bytes) else {
        return;
    };
    let sheets = [Indicator {
        min: Some(-100.0),
        max: Some(1e9),
        breakdowns: Breakdown::ALL.to_vec(),
        age_groups: vec!["Y_LT18".parse().unwrap(), "Y_GE18".parse().unwrap()],
        ..samples::indicator("CTX.UNEMP".parse().unwrap())
    }];
    let areas: [AreaCode; 1] = ["0840200".parse().unwrap()];
    let checker = Checker::new(&sheets, areas.iter(), "2026-11".parse().unwrap());
    match row.and_then(|raw| checker.check(&raw)) {
        Ok((key, reading)) => {
            assert_eq!((&key.indicator, &key.area), (&sheets[0].code, &areas[0]));
            assert_eq!(key.period.frequency(), sheets[0].frequency);
            assert!(key.period.calendar_year() <= 2026);
            let part: Option<Part> = Some(key.breakdown.as_str())
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().unwrap());
            assert!(
                part.is_none_or(|part| part.to_string() == key.breakdown && sheets[0].division().has(part)),
                "a part is written in one way"
            );
            assert_eq!(reading.value.is_some(), reading.status.has_value());
            if let Some(value) = reading.value {
                assert!((-100.0..=1e9).contains(&value), "{value}");
                assert!(value != 0.0 || value.is_sign_positive(), "zero has no sign");
            }
            if let Some(note) = &reading.note {
                assert!((1..=LONGEST_NOTE).contains(&note.chars().count()));
                assert!(!note.contains('\0'));
            }
            let mut pack = RowPack::default();
            for _ in 0..2 {
                pack.take(Ok((key.clone(), reading.clone())));
            }
            let checked = pack.finish();
            let codes: Vec<_> = checked.faults().map(|(row, fault)| (row, fault.code())).collect();
            assert_eq!(codes, [(2, "duplicate_row")]);
            assert_eq!(checked.rows().len(), 1);
        }
        Err(fault) => {
            for language in Language::ALL {
                let sentence = fault.message(language);
                assert!(
                    sentence.ends_with('.') && sentence.chars().count() < 400,
                    "{sentence}"
                );
            }
        }
    }
}

//! The maps of `blis push`, and the tables they are applied to.

use blis::fuzzing::{Mapped, mapped};
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;

/// What stands between a map and a table in an input.
const CUT: &[u8] = b"\n---\n";

/// A table gives figures that can be sent and faults that lie in it; a number that is none is never sent as nothing.
pub(crate) fn map(bytes: &[u8]) {
    let cut = bytes.windows(CUT.len()).position(|part| part == CUT);
    let (map, table) = match cut {
        Some(at) => (&bytes[..at], &bytes[at + CUT.len()..]),
        None => (bytes, &b""[..]),
    };
    let map = String::from_utf8_lossy(map);
    for given in [None, Period::year(2012)] {
        match mapped(&map, table, given) {
            Ok(made) => sound(&made, table),
            Err(why) => assert!(!why.is_empty()),
        }
    }
}

fn sound(made: &Mapped, table: &[u8]) {
    let last = table.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
    for (line, column, sent) in &made.rows {
        assert!(
            (1..=last).contains(line),
            "line {line} of {last}, column {column}"
        );
        assert!(sent.area.parse::<AreaCode>().is_ok() && sent.indicator.parse::<IndicatorCode>().is_ok());
        assert!(sent.period.parse::<Period>().is_ok());
        let value = sent.value.expect("an empty cell is not sent");
        assert!(
            value.is_finite(),
            "column {column}: {value} would be sent as null"
        );
        let json = serde_json::to_string(sent).unwrap();
        assert_eq!(serde_json::from_str(&json).ok().as_ref(), Some(sent), "{json}");
    }
    for (line, column, code) in &made.faults {
        assert!(
            (1..=last).contains(line),
            "line {line} of {last}, column {column:?}, {code}"
        );
    }
}

//! Formulas of derived indicators.

use blis_domain::formula::Formula;

/// A formula is read within bounds, means the same in brackets, and an error names a place in it.
pub(crate) fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match Formula::parse(text) {
        Ok(formula) => {
            let inputs = formula.inputs();
            assert!(inputs.len() <= text.len());
            for (at, code) in inputs.iter().enumerate() {
                assert!(!inputs[..at].contains(code), "{code} must be named once");
                super::round_trip(code);
            }
            if let Some(value) = formula.evaluate(&|_| Some(2.0)) {
                assert!(value.is_finite());
            }
            if !inputs.is_empty() {
                assert_eq!(formula.evaluate(&|_| None), None, "no figure comes of none");
            }
            // One level of brackets may be one too many, and one letter.
            if let Ok(bracketed) = Formula::parse(&format!("({text})")) {
                assert_eq!(bracketed, formula);
            }
        }
        Err(error) => {
            let end = text.chars().count() + 1;
            assert!((1..=end).contains(&error.at), "{error} in {end} characters");
        }
    }
    // However long it is, it is refused or computed; it does not fill the stack.
    for sign in ["+", "-", "(", "*("] {
        let long = format!("{text}{sign}").repeat(20_000_usize.div_ceil(text.len() + 1));
        if let Ok(formula) = Formula::parse(&format!("{long}1")) {
            formula.inputs();
            formula.evaluate(&|_| Some(0.5));
        }
    }
}

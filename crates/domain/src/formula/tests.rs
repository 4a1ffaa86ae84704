use super::*;
use crate::text::Language;
use proptest::prelude::*;

fn value(text: &str) -> Option<f64> {
    Formula::parse(text)
        .unwrap()
        .evaluate(&|operand| match (operand.indicator.as_str(), operand.back) {
            ("A.B", 0) => Some(8.0),
            ("A.B", 2) => Some(5.0),
            ("ZERO", _) => Some(0.0),
            _ => None,
        })
}

#[test]
fn arithmetic_binds_as_at_school() {
    assert_eq!(value("2 + 3 * 4"), Some(14.0));
    assert_eq!(value("(2 + 3) * 4 - -1"), Some(21.0));
    assert_eq!(value("1000 * A.B / 4 / 2"), Some(1000.0));
}

#[test]
fn a_missing_input_or_a_division_by_zero_gives_no_value() {
    assert_eq!(value("1 + NOT.THERE"), None);
    assert_eq!(value("A.B / ZERO"), None);
}

#[test]
fn inputs_are_named_once() {
    let formula = Formula::parse("A / B + A").unwrap();
    assert_eq!(
        formula
            .inputs()
            .iter()
            .map(IndicatorCode::as_str)
            .collect::<Vec<_>>(),
        ["A", "B"]
    );
}

#[test]
fn an_error_names_the_place() {
    assert_eq!(Formula::parse("1 + ").unwrap_err().at, 5);
    assert!(
        Formula::parse(&"(".repeat(1000)).is_err(),
        "deep nesting must not exhaust the stack"
    );
    assert_eq!(
        Formula::parse(&"1+".repeat(100_000)).unwrap_err().at,
        1001,
        "a long sum must not exhaust the stack"
    );
}

/// Whoever reads the short form in a sheet must be able to trust what it stands for.
#[test]
fn a_function_is_a_short_form_and_nothing_else() {
    for (short, long) in [
        ("share(A, B)", "100 * A / B"),
        ("share(A + B, C)", "100 * (A + B) / C"),
        ("per(1000, A, B + C)", "1000 * A / (B + C)"),
        ("per (0.5 , A , B)", "0.5 * A / B"),
        ("change(A)", "A - A[-1]"),
        ("change(A[-2])", "A[-2] - A[-3]"),
        ("growth(A)", "100 * (A / A[-1] - 1)"),
        ("1 + change( A )", "1 + (A - A[-1])"),
        ("−A × B ÷ 2 − 1", "-A * B / 2 - 1"),
        ("A [ −2 ]", "A[-2]"),
    ] {
        assert_eq!(Formula::parse(short), Formula::parse(long), "{short} is {long}");
    }
}

#[test]
fn an_earlier_period_is_another_figure() {
    assert_eq!(value("A.B - A.B[-2]"), Some(3.0));
    assert_eq!(
        value("A.B[-1]"),
        None,
        "a missing year is missing, and not skipped"
    );
    let formula = Formula::parse("growth(A) + A[-3]").unwrap();
    let operands: Vec<String> = formula.operands().iter().map(Operand::to_string).collect();
    assert_eq!(operands, ["A", "A[-1]", "A[-3]"]);
    assert_eq!(formula.inputs().len(), 1);
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    for (text, at, what) in [
        ("", 1, Expected::Factor),
        ("A B", 3, Expected::OperatorOrEnd),
        ("(A", 3, Expected::ClosingBracket),
        ("1.2.3", 1, Expected::Number),
        ("2 * A..B", 5, Expected::IndicatorCode),
        ("A + median(B)", 5, Expected::Function),
        ("share(A)", 8, Expected::Comma),
        ("share(A, B, C)", 11, Expected::ClosingBracket),
        ("per(A, B, C)", 5, Expected::Number),
        ("growth(A + B)", 10, Expected::ClosingBracket),
        ("change(1)", 8, Expected::IndicatorCode),
        ("A[1]", 2, Expected::PeriodsEarlier),
        ("A[-0]", 2, Expected::PeriodsEarlier),
        ("A[-61]", 2, Expected::PeriodsEarlier),
        ("A[-1", 2, Expected::PeriodsEarlier),
        ("change(A[-60])", 8, Expected::PeriodsEarlier),
    ] {
        let error = Formula::parse(text).expect_err(text);
        assert_eq!((error.at, error.what), (at, what), "{text}");
        assert!(error.message(Language::En).contains(&format!("character {at}")));
        assert!(error.message(Language::Lv).ends_with('.'));
    }
}

#[test]
fn weights_are_those_of_a_weighted_sum_alone() {
    let weights = |text: &str| {
        let weights = Formula::parse(text).unwrap().weights()?;
        Some(
            weights
                .into_iter()
                .map(|(operand, weight)| (operand.to_string(), weight))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        weights("A + 2 * (B - A[-1]) / 4 + 7"),
        Some(vec![
            ("A".to_owned(), 1.0),
            ("B".to_owned(), 0.5),
            ("A[-1]".to_owned(), -0.5)
        ])
    );
    assert_eq!(weights("A - A"), Some(vec![]));
    for text in ["A * B", "1 / A", "share(A, B)", "A / 0"] {
        assert_eq!(weights(text), None, "{text}");
    }
}

#[test]
fn written_arithmetic_has_the_brackets_it_needs() {
    let written = |text: &str, language| {
        Formula::parse(text)
            .unwrap()
            .written(language, &|operand| match operand.indicator.as_str() {
                "NEG" => "−3".to_owned(),
                _ => operand.to_string(),
            })
    };
    for (text, expected) in [
        ("100*A/B", "100 × A ÷ B"),
        ("1.5*(A+B)-C", "1,5 × (A + B) − C"),
        ("A-(B-C)", "A − (B − C)"),
        ("(A-B)-C", "A − B − C"),
        ("A/(B*C)", "A ÷ (B × C)"),
        ("growth(A)", "100 × (A ÷ A[-1] − 1)"),
        ("-(A+B)", "−(A + B)"),
        ("A*-B", "A × (−B)"),
        ("NEG+A", "−3 + A"),
        ("A-NEG", "A − (−3)"),
    ] {
        assert_eq!(written(text, Language::Lv), expected, "{text}");
    }
    assert_eq!(
        written("0.000001*A", Language::En),
        "0.000001 × A",
        "a constant is not rounded away"
    );
}

proptest! {
    #[test]
    fn no_input_panics(text in "[A-Z0-9+*/(). -]{0,60}") {
        let _ = Formula::parse(&text);
    }
}

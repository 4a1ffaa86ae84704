use super::*;
use crate::text::Language;
use proptest::prelude::*;

fn read(text: &str) -> Result<Weights, WeightsError> {
    text.parse()
}

fn code(text: &str) -> IndicatorCode {
    text.parse().unwrap()
}

#[test]
fn the_text_is_the_same_for_the_same_weights() {
    for (written, canonical) in [
        ("", ""),
        ("  ", ""),
        ("POP:1", ""),
        ("UNEMP:0,DENS:2", "DENS:2,UNEMP:0"),
        (" ctx.unemp : 0 , dens:0.5 ", "DENS:0.5,UNEMP:0"),
        ("PIT.PC:3", "PIT.PC:3"),
    ] {
        assert_eq!(read(written).unwrap().to_string(), canonical, "`{written}`");
    }
    assert!(read("POP:1").unwrap().are_usual());
}

#[test]
fn what_cannot_be_taken_says_why_in_both_languages() {
    for (text, fault) in [
        ("DENS", "invalid_parameter"),
        ("DENS:2,", "invalid_parameter"),
        ("7:2", "invalid_parameter"),
        ("DENS:4", "no_such_weight"),
        ("DENS:-1", "no_such_weight"),
        ("DENS:NaN", "no_such_weight"),
        ("DENS:", "no_such_weight"),
        ("DENS:2,CTX.DENS:1", "weighed_twice"),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(error.code(), fault, "`{text}`");
        for language in Language::ALL {
            assert!(error.text().get(language).ends_with('.'), "{error}");
        }
    }
    assert_eq!(
        read("UNEMP:4").unwrap_err().text().lv,
        "pazīmei CTX.UNEMP nevar būt svars „4”; svars ir 0, 0.5, 1, 2 vai 3."
    );
    let many: Vec<String> = (0..=MOST_WEIGHED).map(|n| format!("V{n}:1")).collect();
    assert_eq!(read(&many.join(",")), Err(WeightsError::TooMany));
    assert!(read(&many[1..].join(",")).is_ok());
}

#[test]
fn usual_weights_measure_as_ever() {
    let usual = vec![(code("CTX.POP"), 1.0), (code("CTX.UNEMP"), 1.0)];
    assert_eq!(Weights::default().weigh(usual.clone()), Ok(usual));
}

#[test]
fn what_is_taken_out_stays_with_nought_and_not_all_may() {
    let usual = || vec![(code("CTX.POP"), 1.0), (code("CTX.UNEMP"), 1.0)];
    let weighed = read("UNEMP:0").unwrap().weigh(usual()).unwrap();
    assert_eq!(weighed, [(code("CTX.POP"), 1.0), (code("CTX.UNEMP"), 0.0)]);
    assert_eq!(
        read("UNEMP:0,POP:0").unwrap().weigh(usual()),
        Err(WeightsError::NothingLeft)
    );
    assert_eq!(
        read("DENS:2").unwrap().weigh(usual()),
        Err(WeightsError::NotMeasured(code("CTX.DENS")))
    );
    let of_service = Weights::default().with(code("EDU.PRE.COV"), Weight::Double);
    assert_eq!(of_service, Err(WeightsError::NoContext(code("EDU.PRE.COV"))));
}

fn weight() -> impl Strategy<Value = Weight> {
    prop::sample::select(Weight::ALL.as_slice())
}

proptest! {
    #[test]
    fn weights_read_back_as_written(all in prop::collection::vec(("(CTX\\.){1,2}[A-Z]{1,4}(\\.CTX)?", weight()), 0..12)) {
        let mut weights = Weights::default();
        for (indicator, weight) in all {
            weights = weights.with(code(&indicator), weight).unwrap();
        }
        let text = weights.to_string();
        prop_assert_eq!(&read(&text).unwrap(), &weights, "{}", text);
        let json = serde_json::to_string(&weights).unwrap();
        prop_assert_eq!(serde_json::from_str::<Weights>(&json).unwrap(), weights);
    }

    #[test]
    fn a_weight_that_is_set_is_the_one_that_counts(first in weight(), then in weight()) {
        let both = Weights::default().with(code("CTX.POP"), first).unwrap().with(code("CTX.POP"), then).unwrap();
        prop_assert_eq!(both.of(&code("CTX.POP")), then);
        prop_assert_eq!(both.are_usual(), then == Weight::Usual);
        prop_assert_eq!(Weight::from_code(then.code()), Some(then));
        prop_assert_eq!(then.code().parse::<f64>().unwrap(), then.value());
    }

    #[test]
    fn no_input_panics(text in ".{0,60}") {
        if let Err(error) = read(&text) {
            prop_assert!(!error.text().lv.is_empty() && !error.code().is_empty());
        }
    }
}

//! What likeness is measured on, in words.

use crate::indicator::{Indicator, IndicatorCode};
use crate::text::Language;

/// What a variable is called inside a sentence, shorter than the name of its sheet.
pub(super) struct VariableName {
    /// By itself: `bezdarba līmenis`.
    pub(super) plain: String,
    /// After the Latvian `pēc` and `bez`, which take the genitive: `bezdarba līmeņa`. In English it is the same word.
    pub(super) genitive: String,
}

/// The name of a variable: for the usual ones a short one, for others the name of their sheet in quotes.
pub(super) fn variable(language: Language, code: &IndicatorCode, catalogue: &[Indicator]) -> VariableName {
    let (plain, genitive) = match (language, code.as_str()) {
        (Language::Lv, "CTX.POP") => ("iedzīvotāju skaits", "iedzīvotāju skaita"),
        (Language::Lv, "CTX.DENS") => ("iedzīvotāju blīvums", "iedzīvotāju blīvuma"),
        (Language::Lv, "CTX.SHARE0_17") => ("bērnu un jauniešu īpatsvars", "bērnu un jauniešu īpatsvara"),
        (Language::Lv, "CTX.SHARE65") => ("senioru (65+) īpatsvars", "senioru (65+) īpatsvara"),
        (Language::Lv, "CTX.UNEMP") => ("bezdarba līmenis", "bezdarba līmeņa"),
        (Language::Lv, "CTX.PIT.PC") => (
            "iedzīvotāju ienākuma nodoklis uz vienu iedzīvotāju",
            "iedzīvotāju ienākuma nodokļa uz vienu iedzīvotāju",
        ),
        (Language::Lv, "CTX.DEPEND") => ("demogrāfiskā slodze", "demogrāfiskās slodzes"),
        (Language::En, "CTX.POP") => ("population", "population"),
        (Language::En, "CTX.DENS") => ("population density", "population density"),
        (Language::En, "CTX.SHARE0_17") => (
            "the share of children and young people",
            "the share of children and young people",
        ),
        (Language::En, "CTX.SHARE65") => (
            "the share of people aged 65 and over",
            "the share of people aged 65 and over",
        ),
        (Language::En, "CTX.UNEMP") => ("unemployment", "unemployment"),
        (Language::En, "CTX.PIT.PC") => ("income tax per inhabitant", "income tax per inhabitant"),
        (Language::En, "CTX.DEPEND") => ("demographic burden", "demographic burden"),
        (language, _) => return by_sheet(language, code, catalogue),
    };
    VariableName {
        plain: plain.to_owned(),
        genitive: genitive.to_owned(),
    }
}

fn by_sheet(language: Language, code: &IndicatorCode, catalogue: &[Indicator]) -> VariableName {
    let sheet = catalogue.iter().find(|sheet| sheet.code == *code);
    let name = sheet.map_or(code.as_str(), |sheet| sheet.name.get(language));
    match language {
        Language::Lv => VariableName {
            plain: format!("rādītājs „{name}”"),
            genitive: format!("rādītāja „{name}”"),
        },
        Language::En => VariableName {
            plain: format!("“{name}”"),
            genitive: format!("“{name}”"),
        },
    }
}

/// Several in a row: `A, B un C`.
pub(super) fn joined(language: Language, items: &[String]) -> String {
    let and = match language {
        Language::Lv => "un",
        Language::En => "and",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

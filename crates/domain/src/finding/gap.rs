//! What would bring a figure to the median, and what a cost looks like with the figures beside it.

use super::brief::quoted;
use super::sentences::{counted, measure};
use crate::cost::CostPattern;
use crate::gap::Lever;
use crate::indicator::Indicator;
use crate::text::Language;

/// The ways to the median, each with the sheet of its input; nothing where there are none.
pub fn to_median(language: Language, levers: &[(&Lever, &Indicator)]) -> Option<String> {
    if levers.is_empty() {
        return None;
    }
    let told: Vec<String> = levers
        .iter()
        .map(|(lever, input)| way(language, lever, input))
        .collect();
    Some(match language {
        Language::Lv => format!("Līdz mediānai, ja pārējais nemainītos: {}.", told.join("; vai ")),
        Language::En => format!("To the median, all else unchanged: {}.", told.join("; or ")),
    })
}

fn way(language: Language, lever: &Lever, input: &Indicator) -> String {
    let name = quoted(language, &input.name);
    let much = measure(language, input, lever.change);
    let is_counted = counted(language, &input.unit.code, false).is_some();
    match (language, lever.change > 0.0) {
        (Language::Lv, true) => format!("{name} – par {much} vairāk"),
        (Language::Lv, false) => format!("{name} – par {much} mazāk"),
        (Language::En, true) => format!("{name} – {much} more"),
        (Language::En, false) if is_counted => format!("{name} – {much} fewer"),
        (Language::En, false) => format!("{name} – {much} less"),
    }
}

/// The name of a pattern: what stands together, and no cause.
pub fn cost_pattern(language: Language, pattern: CostPattern) -> &'static str {
    let (lv, en) = match pattern {
        CostPattern::LowAndFewServed => (
            "Zemas izmaksas un maza aptvere: izmaksas var būt zemas tāpēc, ka pakalpojumu saņem nedaudzi.",
            "Low costs and low coverage: the costs may be low because few are served.",
        ),
        CostPattern::LowAndPoor => (
            "Zemas izmaksas un zema kvalitāte: viena skaitļa dēļ par taupību spriest nevar.",
            "Low costs and low quality: the cost alone is no sign of thrift.",
        ),
        CostPattern::LowAndSound => (
            "Zemas izmaksas, un ne aptvere, ne kvalitāte nav zema.",
            "Low costs, and neither coverage nor quality is low.",
        ),
        CostPattern::HighAndManyServed => (
            "Augstas izmaksas un liela aptvere: pakalpojumu saņem daudzi.",
            "High costs and high coverage: many are served.",
        ),
        CostPattern::HighAndGood => (
            "Augstas izmaksas un augsta kvalitāte.",
            "High costs and high quality.",
        ),
        CostPattern::HighAndPoor => (
            "Augstas izmaksas, bet aptvere vai kvalitāte ir zema.",
            "High costs, yet coverage or quality is low.",
        ),
        CostPattern::Unread => (
            "Par aptveri un kvalitāti datu nav, tāpēc par izmaksām vien spriest nevar.",
            "There are no data on coverage and quality, so the cost alone says little.",
        ),
    };
    match language {
        Language::Lv => lv,
        Language::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use crate::text::Text;

    fn count(name: &str, unit: &str, symbol: &str) -> Indicator {
        Indicator {
            name: Text::new(name, name),
            unit: samples::unit(unit, symbol),
            decimals: 0,
            ..samples::indicator("TST.ONE".parse().unwrap())
        }
    }

    fn lever(change: f64) -> Lever {
        Lever {
            indicator: "TST.ONE".parse().unwrap(),
            change,
        }
    }

    #[test]
    fn each_way_is_told_in_plain_units() {
        let (pupils, spending) = (
            count("Skolēni", "pupils", "skolēni"),
            count("Izdevumi", "eur", "EUR"),
        );
        let (fewer, more) = (lever(-412_000.0), lever(1.0));
        let ways = [(&fewer, &spending), (&more, &pupils)];
        assert_eq!(
            to_median(Language::Lv, &ways).unwrap(),
            "Līdz mediānai, ja pārējais nemainītos: „Izdevumi” – par 412\u{a0}000\u{a0}EUR mazāk; \
             vai „Skolēni” – par 1\u{a0}skolēnu vairāk."
        );
        assert_eq!(
            to_median(Language::En, &ways).unwrap(),
            "To the median, all else unchanged: “Izdevumi” – 412,000\u{a0}EUR less; \
             or “Skolēni” – 1\u{a0}pupil more."
        );
        assert_eq!(to_median(Language::Lv, &[]), None);
    }
}

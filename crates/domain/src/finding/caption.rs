//! What stands around a figure that leaves its page: what it shows, of what and with whom, and where it comes from.

use super::{compared_with, headline, status};
use crate::compare::ComparisonSummary;
use crate::indicator::Indicator;
use crate::text::Language;

/// What stands around a drawing that goes out alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// The finding.
    pub title: String,
    /// Indicator, unit, peers with n, period, status.
    pub subtitle: String,
    /// Source, data version and link, a line each.
    pub foot: Vec<String>,
}

/// The caption of a comparison. `area` is the area's name, `peers` the words of [`super::peers()`], and `link` leads to the
/// same figures.
pub fn caption(
    language: Language,
    area: &str,
    indicator: &Indicator,
    summary: &ComparisonSummary,
    peers: &str,
    link: &str,
) -> Caption {
    let compared = compared_with(language, peers, summary.peers.n, summary.peers.with_value);
    let name = indicator.name.get(language);
    let unit = indicator.unit.name.get(language);
    let mut facts = vec![name.to_owned(), unit.to_owned(), compared];
    facts.extend(summary.period.map(|period| period.to_string()));
    facts.extend(status(language, summary.status).map(str::to_owned));
    let source = match language {
        Language::Lv => "Avots",
        Language::En => "Source",
    };
    let mut foot = vec![
        format!("{source}: {}", indicator.source.get(language)),
        version(language, summary),
        link.to_owned(),
    ];
    if summary.demonstration {
        foot.push(demonstration(language).to_owned());
    }
    Caption {
        title: headline(language, area, indicator, summary),
        subtitle: facts.join(" · "),
        foot,
    }
}

/// How the figures are cited: source, indicator, unit, period, data version, link.
pub fn citation(
    language: Language,
    indicator: &Indicator,
    summary: &ComparisonSummary,
    link: &str,
) -> String {
    let period = summary
        .period
        .map_or(String::new(), |period| format!(", {period}"));
    let invented = match summary.demonstration {
        true => format!(" {}", demonstration(language)),
        false => String::new(),
    };
    format!(
        "{}. {} ({}){period}. {}{invented} {link}",
        indicator.source.get(language),
        indicator.name.get(language),
        indicator.unit.name.get(language),
        version(language, summary),
    )
}

fn version(language: Language, summary: &ComparisonSummary) -> String {
    match language {
        Language::Lv => format!("BLIS, datu versija {}.", summary.version),
        Language::En => format!("BLIS, data version {}.", summary.version),
    }
}

/// That figures are invented.
pub fn demonstration(language: Language) -> &'static str {
    match language {
        Language::Lv => "Demonstrācijas dati: vērtības ir izdomātas.",
        Language::En => "Demonstration data: the values are invented.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::area::AreaCode;
    use crate::compare::compare;
    use crate::period::Period;
    use crate::samples;
    use crate::series::Series;

    #[test]
    fn a_caption_says_of_what_with_whom_when_and_from_where() {
        let indicator = samples::indicator("TST.ONE".parse().unwrap());
        let areas: Vec<AreaCode> = ["0840200", "0880200"].map(|code| code.parse().unwrap()).to_vec();
        let year = Period::year(2016).unwrap();
        let mut series = Series::empty(indicator.code.clone(), areas.clone(), vec![year]);
        series.values[0][0] = Some(3.0);
        let mut summary = compare(&indicator, &series, &areas[0], "all", &areas, Some(year)).summary;
        summary.demonstration = true;
        let said = caption(
            Language::En,
            "Saldus novads",
            &indicator,
            &summary,
            "all pilot municipalities",
            "https://blis.example/indicators/TST.ONE",
        );
        assert!(said.title.starts_with("Saldus novads"));
        for part in [
            "2016",
            "all pilot municipalities (2 with this one, 1 with a value)",
        ] {
            assert!(said.subtitle.contains(part), "{} lacks {part}", said.subtitle);
        }
        let foot = said.foot.join("\n");
        for part in ["Source: ", "https://blis.example/indicators/TST.ONE", "invented"] {
            assert!(foot.contains(part), "{foot} lacks {part}");
        }
    }
}
